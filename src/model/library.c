/* SPDX-License-Identifier: MIT */
#include "model/library.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "model/house.h"
#include "model/read.h"
#include "sys/sys.h"
#include "yaml/frozen.h"
#include "yaml/read.h"

const struct sq_builtin *
sq_builtin_find(sq_str id)
{
    for (size_t i = 0; i < sq_n_builtins; i++) {
        if (sq_str_is(id, sq_builtins[i].id))
            return &sq_builtins[i];
    }
    return NULL;
}

static sq_str
first_text(const struct sq_node *n)
{
    if (n && n->kind == SQ_MAP) /* by language: the base language */
        n = n->first;
    return n ? n->text : (sq_str){0};
}

struct sq_builtin_head
sq_builtin_head(struct sq_arena *a, const struct sq_builtin *b)
{
    sq_str head = b->text;
    for (size_t i = 0; i + 1 < b->text.len && head.len == b->text.len; i++)
        if (b->text.ptr[i] == '\n' && b->text.ptr[i + 1] == '\n')
            head.len = i + 1;
    struct sq_diags nobody; /* who reads it whole is told */
    sq_diags_init(&nobody, a);
    const struct sq_tree *t =
        sq_yaml_read(a, sq_source_new(a, b->id, head), &nobody);
    return (struct sq_builtin_head){
        first_text(sq_node_find(t->root, "title")),
        first_text(sq_node_find(t->root, "version"))};
}

void
sq_library_init(struct sq_library *l, struct sq_arena *a, struct sq_diags *d)
{
    *l = (struct sq_library){.arena = a, .diags = d};
    sq_map_init(&l->by_path, a);
    sq_map_init(&l->asked, a);
}

/* ---- what kind of file --------------------------------------------------- */

static const struct {
    const char *word;
    enum sq_doc_kind kind;
} kinds[] = {
    {"questionnaire/1", SQ_DOC_QUESTIONNAIRE},
    {"pack/1", SQ_DOC_PACK},
    {"assessment/1", SQ_DOC_ASSESSMENT},
    {"project/1", SQ_DOC_PROJECT},
};

enum sq_doc_kind
sq_tree_kind(const struct sq_tree *t)
{
    const struct sq_node *n = t->root ? sq_node_find(t->root, "sqeeia") : NULL;
    if (!n || n->kind != SQ_SCALAR)
        return SQ_DOC_UNKNOWN;
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (sq_str_is(n->text, kinds[i].word))
            return kinds[i].kind;
    }
    return SQ_DOC_UNKNOWN;
}

static enum sq_doc_kind
kind_or_finding(const struct sq_tree *t, struct sq_diags *d)
{
    enum sq_doc_kind kind = sq_tree_kind(t);
    if (kind != SQ_DOC_UNKNOWN || !t->root)
        return kind;
    const struct sq_node *n = sq_node_find(t->root, "sqeeia");
    struct sq_diag *f;
    if (n && n->kind == SQ_SCALAR)
        f = sq_diag_add(d, SQ_FOUND_unknown_version, sq_node_span(t, n),
                        "this program does not read `%.*s`", SQ_FMT(n->text));
    else
        f = sq_diag_add(
            d, SQ_FOUND_unknown_version,
            (struct sq_span){t->source, t->source->bom, t->source->bom},
            "the file does not say what it is");
    sq_diag_help(d, f,
                 "begin with `sqeeia: questionnaire/1`, `pack/1`, "
                 "`assessment/1` or `project/1`: these are read");
    return kind;
}

/* ---- finding a file ------------------------------------------------------ */

/* A text to read, and the name that people know it by. */
struct found {
    const char *name;                 /* NULL: not found */
    const struct sq_builtin *builtin; /* NULL: a file */
    sq_str text;
};

static bool
is_path(sq_str name)
{
    return sq_str_find(name, '/', 0) < name.len ||
           (name.len > 5 &&
            sq_str_is(sq_str_sub(name, name.len - 5, name.len), ".yaml")) ||
           (name.len > 4 &&
            sq_str_is(sq_str_sub(name, name.len - 4, name.len), ".yml"));
}

/* Nothing outside the project may be read because a file says so. */
static bool
inside(struct sq_library *l, const char *path, sq_str from_dir)
{
    sq_str root = l->project ? l->project->root : from_dir;
    return sq_path_inside(l->arena, path, sq_str_z(l->arena, root));
}

/* What was read before is not read again, where `out_known` asks for it. */
static bool
read_path(struct sq_library *l, const char *path,
          struct sq_questionnaire **out_known, struct found *out,
          struct sq_err *err)
{
    if (out_known)
        *out_known = sq_map_find(&l->by_path, sq_str_of(path));
    if (out_known && *out_known) {
        out->name = path;
        return true;
    }
    if (sq_file_read(l->arena, path, &out->text, err) != SQ_OK) {
        if (err->errnum && !l->unread.text[0])
            l->unread = *err;
        return false;
    }
    out->name = path;
    return true;
}

/* In the project's template folders: ID.yaml or packs/ID.yaml.  One that is
 * there but cannot be read leaves its reason in `err`. */
static void
find_in_project(struct sq_library *l, sq_str id,
                struct sq_questionnaire **out_known, struct found *out,
                struct sq_err *err)
{
    for (size_t i = 0; l->project && i < l->project->n_templates; i++) {
        const char *dir = sq_path_join(l->arena, l->project->root,
                                       l->project->templates[i].text);
        for (size_t p = 0; p < 2 && !out->name; p++) {
            sq_str leaf =
                p == 0 ? sq_str_printf(l->arena, "%.*s.yaml", SQ_FMT(id))
                       : sq_str_printf(l->arena, "packs/%.*s.yaml", SQ_FMT(id));
            const char *path = sq_path_join(l->arena, sq_str_of(dir), leaf);
            if (!sq_file_exists(path))
                continue;
            if (inside(l, path, l->project->root))
                read_path(l, path, out_known, out, err);
            else
                (void)sq_fail(err, SQ_BAD_USAGE, 0,
                              "`%s` leads outside the project", path);
        }
    }
}

static void
find_builtin(struct sq_library *l, sq_str id, struct found *out)
{
    const struct sq_builtin *b = sq_builtin_find(id);
    if (!b)
        return;
    out->name = sq_str_z(l->arena,
                         sq_str_printf(l->arena, "built-in:%.*s", SQ_FMT(id)));
    out->builtin = b;
    out->text = b->text;
}

static void
not_found(struct sq_library *l, sq_str name, struct sq_diags *d,
          struct sq_span at, const char *why)
{
    struct sq_diag *f = sq_diag_add(d, SQ_FOUND_not_found, at,
                                    "cannot find the questionnaire or pack "
                                    "`%.*s`%s%s",
                                    SQ_FMT(name), why[0] ? ": " : "", why);
    sq_str *ids = SQ_NEW_N(l->arena, sq_n_builtins + 1, sq_str);
    for (size_t i = 0; i < sq_n_builtins; i++)
        ids[i] = sq_str_of(sq_builtins[i].id);
    sq_str near = sq_str_nearest(name, ids, sq_n_builtins);
    if (near.len)
        sq_diag_help(d, f, "did you mean `%.*s`?", SQ_FMT(near));
    else
        sq_diag_help(d, f, "`sqeeia templates` lists the built-in ones");
}

/* A file named in a file (`at` has its place) is looked for beside it, and
 * never outside. */
static struct found
find_text(struct sq_library *l, sq_str name, sq_str from_dir,
          struct sq_questionnaire **out_known, struct sq_diags *d,
          struct sq_span at)
{
    bool trusted = at.source == NULL;
    struct found out = {0};
    struct sq_err err = {0};
    if (!is_path(name)) {
        find_in_project(l, name, out_known, &out, &err);
        if (!out.name && !err.text[0]) /* never another in its place */
            find_builtin(l, name, &out);
        if (!out.name)
            not_found(l, name, d, at, err.text);
        return out;
    }
    const char *path = name.ptr[0] == '/'
                           ? sq_str_z(l->arena, name)
                           : sq_path_join(l->arena, from_dir, name);
    if (!sq_file_exists(path)) {
        not_found(l, name, d, at, "there is no such file");
    } else if (!trusted && !inside(l, path, from_dir)) {
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_outside_project, at,
            "`%.*s` leads outside the project, and is not read", SQ_FMT(name));
        sq_diag_help(d, f,
                     "keep it beside the file or below the folder of "
                     "sqeeia.yaml");
    } else if (!read_path(l, path, out_known, &out, &err)) {
        not_found(l, name, d, at, err.text);
    }
    return out;
}

static struct sq_tree *
read_tree(struct sq_library *l, const struct found *f, struct sq_diags *d)
{
    struct sq_source *s = sq_source_new(l->arena, f->name, f->text);
    return f->builtin ? sq_tree_thaw(l->arena, s, f->builtin->tree)
                      : sq_yaml_read(l->arena, s, d);
}

/* ---- questionnaires and the packs behind them --------------------------- */

struct chain {
    struct sq_library *l;
    struct sq_diags *d;
    struct sq_tree **files; /* packs first */
    size_t n;
    size_t packs;                      /* begun, so that a chain counts too */
    struct sq_map state;               /* name → &in_progress or &done */
    const char *path[SQ_MAX_USES + 1]; /* the way here, for circles */
    size_t depth;
};

static const char in_progress = 'p', done = 'd';

static sq_str
dir_of(struct sq_library *l, const struct found *f)
{
    return f->builtin ? SQ_LIT(".") : sq_path_dir(l->arena, f->name);
}

static void
tell_circle(struct chain *c, const char *name, struct sq_span at)
{
    sq_str way = {0};
    bool on = false;
    for (size_t i = 0; i < c->depth; i++) {
        on = on || strcmp(c->path[i], name) == 0;
        if (on)
            way = sq_str_printf(c->l->arena, "%.*s%s → ", SQ_FMT(way),
                                c->path[i]);
    }
    struct sq_diag *f = sq_diag_add(c->d, SQ_FOUND_circular_use, at,
                                    "packs use each other in a circle: "
                                    "%.*s%s",
                                    SQ_FMT(way), name);
    sq_diag_help(c->d, f, "take one `use:` of the circle away");
}

static void add_with_packs(struct chain *c, const struct found *f,
                           struct sq_tree *t);

static void
add_uses(struct chain *c, const struct found *f, const struct sq_tree *t)
{
    const struct sq_node *uses = t->root ? sq_node_find(t->root, "use") : NULL;
    if (!uses || uses->kind == SQ_MAP)
        return;
    const struct sq_node *n = uses->kind == SQ_LIST ? uses->first : uses;
    for (; n; n = uses->kind == SQ_LIST ? n->next : NULL) {
        struct sq_span at = sq_node_span(t, n);
        if (n->kind != SQ_SCALAR || n->text.len == 0)
            continue;
        struct found pack =
            find_text(c->l, n->text, dir_of(c->l, f), NULL, c->d, at);
        if (!pack.name)
            continue;
        const void *state = sq_map_find(&c->state, sq_str_of(pack.name));
        if (state == &in_progress) {
            tell_circle(c, pack.name, at);
        } else if (!state && c->packs >= SQ_MAX_USES) {
            sq_diag_add(c->d, SQ_FOUND_too_large, at,
                        "more than %d packs are used", SQ_MAX_USES);
        } else if (!state) {
            c->packs++;
            struct sq_tree *tree = read_tree(c->l, &pack, c->d);
            if (kind_or_finding(tree, c->d) == SQ_DOC_PACK)
                add_with_packs(c, &pack, tree);
            else if (tree->root)
                sq_diag_add(c->d, SQ_FOUND_not_found, at,
                            "`%.*s` is not a pack", SQ_FMT(n->text));
        }
    }
}

static void
set_state(struct chain *c, const char *name, const char *state)
{
    union {
        const char *in;
        void *out;
    } keep = {state};
    sq_str key = sq_str_of(name);
    for (size_t i = 0; i < c->state.n; i++) {
        if (sq_str_eq(c->state.items[i].key, key)) {
            c->state.items[i].value = keep.out;
            return;
        }
    }
    sq_map_add(&c->state, key, keep.out);
}

static void
add_with_packs(struct chain *c, const struct found *f, struct sq_tree *t)
{
    set_state(c, f->name, &in_progress);
    c->path[c->depth++] = f->name;
    assert(c->depth <= SQ_MAX_USES + 1);
    add_uses(c, f, t);
    c->depth--;
    set_state(c, f->name, &done);
    c->files = sq_arena_push(c->l->arena, c->files, &c->n, sizeof *c->files);
    c->files[c->n - 1] = t;
}

/* Over the bytes of the file and of every pack behind it, in order of use. */
static sq_str
digest_of(struct sq_library *l, struct sq_tree *const *files, size_t n)
{
    struct sq_sbuf all;
    sq_sbuf_init(&all, (size_t)SQ_MAX_FILE * (SQ_MAX_USES + 1));
    for (size_t i = 0; i < n; i++) {
        sq_putf(&all, "%zu:", files[i]->source->text.len);
        sq_put(&all, files[i]->source->text);
    }
    sq_str digest = sq_digest(l->arena, sq_sbuf_str(&all));
    sq_sbuf_done(&all);
    return digest;
}

static struct sq_questionnaire *
read_questionnaire(struct sq_library *l, const struct found *f,
                   struct sq_tree *t, struct sq_diags *d)
{
    struct chain c = {.l = l, .d = d};
    sq_map_init(&c.state, l->arena);
    size_t errors = sq_diags_count(d, SQ_ERROR);
    if (t->broken)
        errors = SIZE_MAX;
    add_with_packs(&c, f, t);
    struct sq_questionnaire *q =
        sq_questionnaire_read(l->arena, c.files, c.n, d);
    q->digest = digest_of(l, c.files, c.n);
    q->usable = sq_diags_count(d, SQ_ERROR) == errors;
    sq_map_add(&l->by_path, sq_str_of(f->name), q);
    return q;
}

static struct sq_questionnaire *
look_for(struct sq_library *l, sq_str name, sq_str from_dir, struct sq_diags *d,
         struct sq_span asked_at)
{
    struct sq_questionnaire *q = NULL;
    struct sq_arena_mark before = sq_arena_mark(l->arena);
    struct found f = find_text(l, name, from_dir, &q, d, asked_at);
    if (f.name && !q) /* a built-in one has its text at hand */
        q = sq_map_find(&l->by_path, sq_str_of(f.name));
    if (q) /* so nothing was told: the way to it need not be kept */
        sq_arena_rewind(l->arena, before);
    if (q || !f.name)
        return q;
    struct sq_tree *t = read_tree(l, &f, d);
    enum sq_doc_kind kind = kind_or_finding(t, d);
    if (kind == SQ_DOC_QUESTIONNAIRE || kind == SQ_DOC_PACK)
        return read_questionnaire(l, &f, t, d);
    if (kind != SQ_DOC_UNKNOWN)
        not_found(l, name, d, asked_at, "the file is something else");
    return NULL;
}

/* Assessments that lie together mostly ask for the same: it is looked for, and
 * the way to it resolved, once for each folder. */
struct sq_questionnaire *
sq_library_questionnaire(struct sq_library *l, sq_str name, sq_str from_dir,
                         struct sq_diags *d, struct sq_span asked_at)
{
    struct sq_arena_mark before = sq_arena_mark(l->arena);
    sq_str key = sq_str_printf(l->arena, "%s\n%.*s\n%.*s",
                               asked_at.source ? "a file" : "a person",
                               SQ_FMT(from_dir), SQ_FMT(name));
    struct sq_questionnaire *q = sq_map_find(&l->asked, key);
    if (q) {
        sq_arena_rewind(l->arena, before);
        return q;
    }
    q = look_for(l, name, from_dir, d, asked_at);
    if (q)
        sq_map_add(&l->asked, key, q);
    return q;
}

/* ---- the project --------------------------------------------------------- */

/* `name`: the path as people know it. */
static enum sq_status
try_project(struct sq_library *l, const char *path, const char *name,
            sq_str root, bool *out_found, struct sq_err *err)
{
    sq_str text;
    enum sq_status s = sq_file_read(l->arena, path, &text, err);
    if (s != SQ_OK)
        return s;
    struct sq_tree *t =
        sq_yaml_read(l->arena, sq_source_new(l->arena, name, text), l->diags);
    if (kind_or_finding(t, l->diags) != SQ_DOC_PROJECT)
        return SQ_OK;
    struct sq_project *p = sq_project_read(l->arena, t, l->diags);
    p->root = root;
    sq_house_logo(l->arena, p, l->diags);
    l->project = p;
    *out_found = true;
    return SQ_OK;
}

/* `up`: the same folder as seen from here, or NULL when we are elsewhere. */
static enum sq_status
find_project(struct sq_library *l, sq_str folder, const sq_str *up,
             bool *out_found, struct sq_err *err)
{
    static const char *const names[] = {"sqeeia.yaml", ".sqeeia.yaml"};
    for (size_t i = 0; i < 2 && !*out_found; i++) {
        const char *path = sq_path_join(l->arena, folder, sq_str_of(names[i]));
        if (!sq_file_exists(path) || sq_file_is_dir(path))
            continue;
        const char *name = path;
        if (up)
            name = sq_str_printf(l->arena, "%.*s%s", SQ_FMT(*up), names[i]).ptr;
        enum sq_status s = try_project(l, path, name, folder, out_found, err);
        if (s != SQ_OK)
            return s;
    }
    return SQ_OK;
}

enum sq_status
sq_library_project(struct sq_library *l, const char *dir, struct sq_err *err)
{
    const char *real = sq_path_real(l->arena, dir);
    bool from_here = sq_str_is(sq_str_of(dir), ".");
    sq_str up = {0};
    bool found = false;
    for (; real && !found;
         up = sq_str_printf(l->arena, "%.*s../", SQ_FMT(up))) {
        sq_str folder = sq_str_of(real);
        enum sq_status s =
            find_project(l, folder, from_here ? &up : NULL, &found, err);
        if (s != SQ_OK)
            return s;
        if (sq_file_exists(sq_path_join(l->arena, folder, SQ_LIT(".git"))) ||
            folder.len <= 1)
            break;
        real = sq_str_z(l->arena, sq_path_dir(l->arena, real));
    }
    return SQ_OK;
}

/* ---- one file, whatever it is -------------------------------------------- */

static void
compare_pin(const struct sq_assessment *as, const struct sq_questionnaire *q,
            struct sq_diags *d)
{
    if (!sq_str_eq(as->questionnaire_id.text, q->id.text))
        sq_diag_add(d, SQ_FOUND_other_questionnaire, as->questionnaire_id.at,
                    "the file found is questionnaire `%.*s`, not `%.*s`",
                    SQ_FMT(q->id.text), SQ_FMT(as->questionnaire_id.text));
    else if (as->questionnaire_version.text.len &&
             !sq_str_eq(as->questionnaire_version.text, q->version.text))
        sq_diag_add(d, SQ_FOUND_other_version, as->questionnaire_version.at,
                    "the assessment was written for version %.*s; this is "
                    "version %.*s",
                    SQ_FMT(as->questionnaire_version.text),
                    SQ_FMT(q->version.text));
    else if (as->questionnaire_digest.text.len &&
             !sq_str_eq(as->questionnaire_digest.text, q->digest))
        sq_diag_add(d, SQ_FOUND_other_version, as->questionnaire_digest.at,
                    "the questionnaire's content is not what the assessment "
                    "was written for, though its version says so");
}

/* Findings about the assessment itself go with the others about it. */
static void
hand_on(struct sq_library *l, const struct sq_assessment *as,
        const struct sq_diags *found, struct sq_diags *d)
{
    for (const struct sq_diag *f = found->first; f; f = f->next) {
        struct sq_diags *to = f->at.source == as->source ? d : l->diags;
        struct sq_diag *copy =
            sq_diag_add(to, f->code, f->at, "%.*s", SQ_FMT(f->message));
        if (f->help.len)
            sq_diag_help(to, copy, "%.*s", SQ_FMT(f->help));
        for (struct sq_note *n = f->notes; n; n = n->next)
            sq_diag_note(to, copy, n->at, "%.*s", SQ_FMT(n->text));
    }
}

static void
complain_unusable(const struct sq_questionnaire *q, struct sq_span at,
                  struct sq_diags *d)
{
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_unusable_questionnaire, at,
        "the questionnaire `%.*s` cannot be used as it is", SQ_FMT(q->id.text));
    sq_diag_help(d, f,
                 q->pack ? "it is a pack" : "`sqeeia check` on it tells why");
}

static void
attach(struct sq_library *l, const char *name, struct sq_assessment *as,
       struct sq_diags *d)
{
    bool path = as->questionnaire_path.text.len > 0;
    const struct sq_word *w =
        path ? &as->questionnaire_path : &as->questionnaire_id;
    if (w->text.len == 0)
        return;
    sq_str dir = sq_path_dir(l->arena, name);
    sq_str wanted = w->text;
    if (path && !is_path(wanted))
        wanted = sq_str_printf(l->arena, "./%.*s", SQ_FMT(wanted));
    struct sq_diags own;
    sq_diags_init(&own, l->arena);
    const struct sq_questionnaire *q =
        sq_library_questionnaire(l, wanted, dir, &own, w->at);
    hand_on(l, as, &own, d);
    as->questionnaire = q;
    if (!q)
        return;
    compare_pin(as, q, d);
    if (!q->usable || q->pack)
        complain_unusable(q, w->at, d);
}

const struct sq_questionnaire *
sq_library_again(struct sq_library *l, const char *name, sq_str id, sq_str path)
{
    struct sq_source *s = sq_source_new(l->arena, name, (sq_str){0});
    struct sq_span at = {s, 0, 0};
    struct sq_assessment as = {.source = s,
                               .questionnaire_id = {id, at},
                               .questionnaire_path = {path, at}};
    struct sq_diags told_before;
    sq_diags_init(&told_before, l->arena);
    attach(l, name, &as, &told_before);
    return as.questionnaire;
}

/*
 * A questionnaire serves every assessment that is read after it, so it must
 * last as long as the library: what is in a shorter arena is read once more.
 */
static struct sq_questionnaire *
read_shared(struct sq_library *l, const struct sq_arena *a,
            struct sq_document *doc, struct sq_diags *d)
{
    if (a != l->arena) {
        struct sq_diags known;
        sq_diags_init(&known, l->arena);
        const char *name = sq_str_z(l->arena, sq_str_of(doc->source->name));
        sq_str bytes = sq_str_copy(l->arena, doc->source->text);
        doc->source = sq_source_new(l->arena, name, bytes);
        doc->tree = sq_yaml_read(l->arena, doc->source, &known);
    }
    struct found f = {doc->source->name, false, doc->source->text};
    return read_questionnaire(l, &f, doc->tree, d);
}

void
sq_document_read_text(struct sq_library *l, struct sq_arena *a,
                      const char *name, sq_str text, struct sq_diags *d,
                      struct sq_document *out)
{
    *out = (struct sq_document){.source = sq_source_new(a, name, text)};
    out->tree = sq_yaml_read(a, out->source, d);
    out->kind = kind_or_finding(out->tree, d);
    switch (out->kind) {
    case SQ_DOC_UNKNOWN:
        break;
    case SQ_DOC_QUESTIONNAIRE:
    case SQ_DOC_PACK:
        out->questionnaire = read_shared(l, a, out, d);
        break;
    case SQ_DOC_ASSESSMENT:
        out->assessment = sq_assessment_read(a, out->tree, d);
        attach(l, name, out->assessment, d);
        break;
    case SQ_DOC_PROJECT:
        out->project = sq_project_read(a, out->tree, d);
        break;
    }
}

enum sq_status
sq_document_read(struct sq_library *l, struct sq_arena *a, const char *path,
                 struct sq_diags *d, struct sq_document *out,
                 struct sq_err *err)
{
    *out = (struct sq_document){0};
    sq_str text;
    enum sq_status s = sq_file_read(a, path, &text, err);
    if (s == SQ_OK)
        sq_document_read_text(l, a, path, text, d, out);
    return s;
}
