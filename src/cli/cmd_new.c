/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/findings.h"
#include "cli/load.h"
#include "report/schema.h"
#include "walk/carry.h"
#include "walk/fill.h"
#include "yaml/edit.h"

struct options {
    bool force;
    const char *title, *reference, *schema, *from;
};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "title", SQ_OPT_TEXT, "TEXT", "what the change is called", AT(title),
     NULL},
    {0, "reference", SQ_OPT_TEXT, "TEXT", "its reference number", AT(reference),
     NULL},
    {0, "schema", SQ_OPT_TEXT, "PATH",
     "write a JSON Schema there, and tell editors of it in the first line",
     AT(schema), NULL},
    {0, "from", SQ_OPT_TEXT, "FILE",
     "carry over what an earlier assessment answered", AT(from), NULL},
    {0, "force", SQ_OPT_ON, NULL, "replace FILE if it exists", AT(force), NULL},
    {0}};
#undef AT

/* "Ambient scribe" out of "ambient-scribe.yaml" */
static sq_str
title_of(struct sq_arena *a, const char *path)
{
    sq_str stem = sq_path_stem(path);
    char *title = SQ_NEW_N(a, stem.len + 1, char);
    for (size_t i = 0; i < stem.len; i++) {
        char c = stem.ptr[i];
        title[i] = c == '-' || c == '_' || c == '.' ? ' ' : c;
    }
    if (title[0] >= 'a' && title[0] <= 'z')
        title[0] = (char)(title[0] - 'a' + 'A');
    return (sq_str){title, stem.len};
}

/* Length of the common start of two paths, up to and with a slash. */
static size_t
common_folder(sq_str a, sq_str b)
{
    size_t common = 0;
    for (size_t i = 0; i < a.len && i < b.len && a.ptr[i] == b.ptr[i]; i++)
        if (a.ptr[i] == '/')
            common = i + 1;
    return common;
}

/* How the assessment at `path` names the questionnaire at `template`. */
static sq_str
path_between(struct sq_arena *a, const char *path, const char *template)
{
    const char *target = sq_path_real(a, template);
    const char *dir = sq_path_real(a, sq_str_z(a, sq_path_dir(a, path)));
    if (!target || !dir)
        return sq_str_of(template);
    sq_str to = sq_str_of(target);
    sq_str from = sq_str_printf(a, "%s/", dir);
    size_t common = common_folder(from, to);
    sq_str out = SQ_LIT("./");
    for (size_t i = common; i < from.len; i++)
        if (from.ptr[i] == '/')
            out = sq_str_printf(a, "%s../", out.ptr[1] == '/' ? "" : out.ptr);
    return sq_str_printf(a, "%.*s%.*s", SQ_FMT(out),
                         SQ_FMT(sq_str_sub(to, common, to.len)));
}

static void
put_entry(struct sq_sbuf *b, const char *key, const char *value,
          const char *hint)
{
    if (value) {
        sq_putf(b, "  %s: ", key);
        sq_yaml_put_scalar(b, sq_str_of(value));
        sq_putc(b, '\n');
    } else {
        sq_putf(b, "  # %s: %s\n", key, hint);
    }
}

/* Empty counts as not written. */
static const char *
known(struct sq_arena *a, const struct sq_word *w)
{
    return w->text.len ? sq_str_z(a, w->text) : NULL;
}

static void
put_questionnaire(struct sq_sbuf *b, const struct sq_questionnaire *q,
                  sq_str path)
{
    sq_putz(b, "questionnaire:\n  id: ");
    sq_yaml_put_scalar(b, q->id.text);
    sq_putz(b, "\n  version: ");
    sq_yaml_put_scalar(b, q->version.text);
    sq_putc(b, '\n');
    if (path.len) {
        sq_putz(b, "  path: ");
        sq_yaml_put_scalar(b, path);
        sq_putc(b, '\n');
    }
    sq_putz(b, "  digest: ");
    sq_yaml_put_scalar(b, q->digest);
    sq_putc(b, '\n');
}

/* An earlier assessment whose answers are carried over. */
struct earlier {
    const char *path; /* NULL: there is none */
    struct sq_load load;
    struct sq_carry carry;
};

static void
put_carried(struct sq_sbuf *b, const struct sq_carried *x)
{
    if (x)
        sq_putf(b, "  %.*s: %.*s\n", SQ_FMT(x->to), SQ_FMT(x->entry));
}

/* Where an answer goes.  The comment stays beside it for good: without a line
 * between them that neither changes, git cannot merge two new answers. */
static void
put_place_of(struct sq_sbuf *b, const struct earlier *e, sq_str key,
             sq_str words)
{
    sq_putf(b, "  # %.*s%s", SQ_FMT(key), words.len ? " " : "");
    words = sq_str_sub(words, 0, sq_str_find(words, '\n', 0));
    size_t fits = sq_utf8_fit(words, 60);
    sq_utf8_put_safe(b, sq_str_trim(sq_str_sub(words, 0, fits)));
    sq_putz(b, fits < words.len ? "…\n" : "\n");
    put_carried(b, sq_map_find(&e->carry.carried, key));
}

/* Rows of a table that grows are known only from what is carried. */
static void
put_carried_rows(struct sq_sbuf *b, const struct earlier *e,
                 const struct sq_group *g)
{
    for (size_t i = 0; i < e->carry.carried.n; i++) {
        const struct sq_carried *x = e->carry.carried.items[i].value;
        if (x->question->group == g)
            put_carried(b, x);
    }
}

static void
put_places_of_group(struct sq_sbuf *b, const struct earlier *e,
                    const struct sq_case *c, const struct sq_group *g)
{
    put_place_of(b, e, g->id.text, sq_text_get(&g->title, (sq_str){0}));
    if (g->repeat == SQ_ROWS)
        put_carried_rows(b, e, g);
    for (uint32_t r = c->first_row[g->index];
         g->repeat != SQ_ROWS && r < c->first_row[g->index + 1]; r++)
        for (uint32_t i = 0; i < g->n; i++) {
            const struct sq_slot *s = &c->slots[c->rows[r].first + i];
            sq_str words = sq_slot_ask(c, s, (sq_str){0});
            put_place_of(b, e, s->id, i ? (sq_str){0} : words);
        }
}

static void
put_places(struct sq_sbuf *b, struct sq_cli *cli,
           const struct sq_questionnaire *q, const struct earlier *e)
{
    const struct sq_case *c = sq_case_blank(&cli->arena, q);
    for (uint32_t i = 0; i < q->n_questions;) {
        const struct sq_group *g = q->questions[i]->group;
        if (g) {
            put_places_of_group(b, e, c, g);
            i = g->first + g->n;
            continue;
        }
        const struct sq_slot *s = &c->slots[c->first_slot[i++]];
        put_place_of(b, e, s->id, sq_slot_ask(c, s, (sq_str){0}));
    }
}

/* Evidence that a carried answer rests on comes with it. */
static void
put_evidence(struct sq_cli *cli, struct sq_sbuf *b, const struct earlier *e)
{
    if (e->carry.evidence.n == 0) {
        sq_putz(b, "# evidence:\n"
                   "#   - {id: E1, title: …, kind: data, source: …, "
                   "date: 2026-09-30, scope: local}\n");
        return;
    }
    sq_putz(b, "evidence:\n");
    for (size_t i = 0; i < e->carry.evidence.n; i++) {
        sq_str line = sq_carry_evidence(&cli->arena, e->load.c,
                                        e->carry.evidence.items[i].key);
        if (line.len)
            sq_putf(b, "  - %.*s\n", SQ_FMT(line));
    }
}

static void
put_about(struct sq_cli *cli, struct sq_sbuf *b, const struct options *o,
          const struct earlier *e)
{
    static const struct sq_about nothing;
    const struct sq_about *was =
        e->path ? &e->load.doc.assessment->about : &nothing;
    struct sq_arena *a = &cli->arena;
    sq_putz(b, "\nabout:\n");
    put_entry(b, "title", o->title, "");
    put_entry(b, "reference", o->reference, "SQ-2026-014");
    put_entry(b, "summary", known(a, &was->summary),
              "what changes, for whom, in two sentences");
    put_entry(b, "organisation", known(a, &was->organisation),
              "whose change it is");
    put_entry(b, "owner", known(a, &was->owner), "who answers for it");
    put_entry(b, "author", NULL, "who writes this assessment");
    put_entry(b, "stage", NULL,
              "idea, options, pre-procurement, contract, pilot, live, "
              "scaling or retiring");
    sq_putz(b, "  started: ");
    sq_date_put(b, cli->today);
}

static void
put_skeleton(struct sq_cli *cli, struct sq_sbuf *b,
             const struct sq_questionnaire *q, sq_str q_path,
             const struct options *o, const struct earlier *e)
{
    sq_putz(b, "sqeeia: assessment/1\n");
    put_questionnaire(b, q, q_path);
    put_about(cli, b, o, e);
    sq_putz(b, "\n\n# Registers. Take the # off a line to begin one.\n");
    put_evidence(cli, b, e);
    sq_putz(
        b,
        "# engagement:\n"
        "#   - {id: N1, on: 2026-07-04, method: …, groups: [], people: 40, "
        "led-by: …, said: …, did: …}\n"
        "# actions:\n"
        "#   - {id: X1, what: …, kind: reduce, for: [], owner: …, "
        "due: 2027-01-31, status: open, measure: …}\n"
        "\n"
        "# One answer a line: `ID: answer`, or\n"
        "# `ID: {answer: …, because: …, evidence: [E1]}`.\n"
        "# `sqeeia assess` asks each question and writes its line below the\n"
        "# comment that names it; so two people's answers can be merged.\n"
        "answers:\n");
    put_places(b, cli, q, e);
}

/* Its place is written as the assessment sees it, so that both may move. */
static enum sq_exit
write_schema(struct sq_cli *cli, const struct sq_questionnaire *q,
             const char *path, const char *schema, struct sq_sbuf *modeline)
{
    struct sq_sbuf text;
    sq_sbuf_init(&text, SQ_MAX_OUTPUT);
    sq_schema_put_for(q, &text);
    struct sq_err err;
    enum sq_status status =
        sq_file_write(schema, sq_sbuf_str(&text), false, &err);
    sq_sbuf_done(&text);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    sq_str way = path_between(&cli->arena, path, schema);
    sq_putf(modeline, "# yaml-language-server: $schema=%.*s\n", SQ_FMT(way));
    sq_cli_say(cli, "wrote %s", schema);
    return SQ_EXIT_DONE;
}

/* What the library says about an id that it does not have. */
static const struct sq_diag *
not_found(const struct sq_cli *cli)
{
    const struct sq_diag *f = cli->library_diags.first;
    while (f && (f->code != SQ_FOUND_not_found || f->at.source))
        f = f->next;
    return f;
}

static enum sq_exit
refuse_template(struct sq_cli *cli, const char *word)
{
    const struct sq_diag *f = not_found(cli);
    if (f && f->help.len)
        return sq_cli_usage(cli, "no questionnaire `%s`; %.*s", word,
                            SQ_FMT(f->help));
    if (f)
        return sq_cli_usage(cli,
                            "no questionnaire `%s`; `sqeeia templates` lists "
                            "those built in, or give the path of a file",
                            word);
    sq_load_tell_library(cli);
    sq_cli_fail(cli, "the questionnaire `%s` cannot be used", word);
    return SQ_EXIT_USAGE;
}

/* What is written must work: above all, find its questionnaire again. */
static bool
can_be_read(struct sq_cli *cli, const char *path, sq_str text)
{
    struct sq_diags d;
    sq_diags_init(&d, &cli->arena);
    struct sq_document doc = {0};
    sq_document_read_text(&cli->library, &cli->arena, path, text, &d, &doc);
    if (sq_diags_count(&d, SQ_ERROR) == 0)
        return true;
    sq_findings_tell(cli, &d, SQ_ERROR);
    sq_cli_fail(cli, "%s is not written, because it could not be used", path);
    return false;
}

/* "J4.direction" for all rows of a table, with how many; else the key. */
static sq_str
column_of(const struct sq_case *c, sq_str key)
{
    const struct sq_slot *s = sq_case_find(c, key);
    return s ? s->question->name : key;
}

static sq_str
table_of(const struct sq_case *c, sq_str key)
{
    const struct sq_slot *s = sq_case_find(c, key);
    return s && s->row ? s->row->group->id.text : key;
}

static void
tell_line(struct sq_cli *cli, sq_str text)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_OUTPUT);
    sq_putz(&b, "  ");
    sq_fill_put(&b, text, &(struct sq_fill){2, 4, cli->term.columns});
    sq_putc(&b, '\n');
    sq_cli_tell(cli, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
}

/* One line for all rows of a column: `from` comes with a count. */
struct tally {
    sq_str left, right;
    size_t n;
};

static struct tally *
tally(struct sq_cli *cli, struct sq_map *m, sq_str left, sq_str right)
{
    sq_str key =
        sq_str_printf(&cli->arena, "%.*s\n%.*s", SQ_FMT(left), SQ_FMT(right));
    struct tally *t = sq_map_find(m, key);
    if (!t) {
        t = SQ_NEW(&cli->arena, struct tally);
        *t = (struct tally){left, right, 0};
        sq_map_add(m, key, t);
    }
    t->n++;
    return t;
}

static void
tell_tallies(struct sq_cli *cli, const struct sq_map *m, const char *between)
{
    for (size_t i = 0; i < m->n; i++) {
        const struct tally *t = m->items[i].value;
        sq_str rows = {0};
        if (t->n > 1)
            rows = sq_str_printf(&cli->arena, " (%zu rows)", t->n);
        tell_line(cli,
                  sq_str_printf(&cli->arena, "%.*s%s%.*s%.*s", SQ_FMT(t->left),
                                between, SQ_FMT(t->right), SQ_FMT(rows)));
    }
}

/* What nothing takes is one list; the rest have a reason each. */
static void
tell_left(struct sq_cli *cli, const struct earlier *e)
{
    struct sq_map nowhere, refused;
    sq_map_init(&nowhere, &cli->arena);
    sq_map_init(&refused, &cli->arena);
    for (size_t i = 0; i < e->carry.n_left; i++) {
        const struct sq_left_behind *l = &e->carry.left[i];
        sq_str column = column_of(e->load.c, l->from);
        if (l->why.len)
            tally(cli, &refused, column, l->why);
        else
            tally(cli, &nowhere, table_of(e->load.c, l->from), SQ_LIT(""));
    }
    sq_cli_say(cli, "Not carried over, answers: %zu", e->carry.n_left);
    tell_tallies(cli, &refused, ": ");
    if (nowhere.n == 0)
        return;
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_OUTPUT);
    sq_putz(&b, "no question here takes them: ");
    for (size_t i = 0; i < nowhere.n; i++) {
        const struct tally *t = nowhere.items[i].value;
        sq_putf(&b, "%s%.*s", i ? ", " : "", SQ_FMT(t->left));
    }
    tell_line(cli, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
}

static void
tell_carried(struct sq_cli *cli, const struct earlier *e)
{
    if (!e->path || cli->globals.quiet)
        return;
    struct sq_map lines;
    sq_map_init(&lines, &cli->arena);
    size_t n = e->carry.carried.n;
    for (size_t i = 0; i < n; i++) {
        const struct sq_carried *x = e->carry.carried.items[i].value;
        tally(cli, &lines, x->question->name, column_of(e->load.c, x->from));
    }
    sq_cli_say(cli, "Carried over from %s, answers: %zu", e->path, n);
    tell_tallies(cli, &lines, " from ");
    if (e->carry.n_left)
        tell_left(cli, e);
    if (n)
        sq_cli_say(cli,
                   "Read each again: it was given for %.*s, and is marked in "
                   "its `because`.",
                   SQ_FMT(e->load.c->questionnaire->id.text));
}

static enum sq_exit
load_earlier(struct sq_cli *cli, const struct sq_questionnaire *q,
             struct options *o, struct earlier *e)
{
    struct sq_input input = {.path = o->from};
    enum sq_exit exit = sq_load_input(cli, &input, &e->load);
    if (!e->load.c)
        return exit == SQ_EXIT_DONE ? SQ_EXIT_USAGE : exit;
    e->path = o->from;
    const struct sq_about *about = &e->load.doc.assessment->about;
    sq_str name = about->reference.text;
    if (name.len == 0)
        name = sq_path_base(o->from);
    sq_carry_plan(&cli->arena, e->load.c, q, name, &e->carry);
    if (!o->title && about->title.text.len)
        o->title = sq_str_z(&cli->arena, about->title.text);
    return SQ_EXIT_DONE;
}

static enum sq_exit
write_new(struct sq_cli *cli, const struct sq_questionnaire *q,
          const char *template, const char *path, const struct options *o,
          const struct earlier *e)
{
    sq_str q_path = {0};
    if (sq_looks_like_path(sq_str_of(template)))
        q_path = path_between(&cli->arena, path, template);
    struct sq_sbuf text;
    sq_sbuf_init(&text, SQ_MAX_FILE);
    if (o->schema) {
        enum sq_exit exit = write_schema(cli, q, path, o->schema, &text);
        if (exit != SQ_EXIT_DONE) {
            sq_sbuf_done(&text);
            return exit;
        }
    }
    put_skeleton(cli, &text, q, q_path, o, e);
    struct sq_err err;
    sq_str whole = sq_str_copy(&cli->arena, sq_sbuf_str(&text));
    sq_sbuf_done(&text);
    if (!can_be_read(cli, path, whole))
        return SQ_EXIT_USAGE;
    enum sq_status status = sq_file_write(path, whole, !o->force, &err);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    sq_cli_say(cli, "wrote %s: \"%s\", with %.*s", path, o->title,
               SQ_FMT(q->id.text));
    tell_carried(cli, e);
    sq_cli_say(cli, "Next: sqeeia assess %s", sq_cli_word(cli, path));
    return SQ_EXIT_DONE;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    struct options o = *(const struct options *)options;
    if (operands->n != 2)
        return sq_cli_usage(cli, "name a questionnaire and a file to write");
    const char *template = operands->items[0];
    const char *path = operands->items[1];
    const char *folder = sq_str_z(&cli->arena, sq_path_dir(&cli->arena, path));
    sq_file_sweep(folder);
    if (!o.force && sq_file_exists(path))
        return sq_cli_usage(cli, "`%s` exists; --force replaces it", path);
    if (!sq_file_is_dir(folder)) {
        sq_cli_fail(cli, "there is no folder `%s`", folder);
        return SQ_EXIT_SYSTEM;
    }

    enum sq_exit e = SQ_EXIT_USAGE;
    struct sq_library *lib = sq_cli_library(cli, &e);
    if (!lib)
        return e;
    const struct sq_questionnaire *q = sq_library_questionnaire(
        lib, sq_str_of(template), SQ_LIT("."), lib->diags, (struct sq_span){0});
    if (!q || !q->usable)
        return refuse_template(cli, template);
    if (q->pack) {
        sq_cli_fail(cli,
                    "`%s` is a pack, which questionnaires use; it has no "
                    "questions of its own",
                    template);
        return SQ_EXIT_USAGE;
    }
    struct earlier earlier = {0};
    if (o.from) {
        e = load_earlier(cli, q, &o, &earlier);
        if (e != SQ_EXIT_DONE) {
            sq_load_done(&earlier.load);
            return e;
        }
    }
    if (!o.title)
        o.title = title_of(&cli->arena, path).ptr;
    e = write_new(cli, q, template, path, &o, &earlier);
    sq_load_done(&earlier.load);
    return e;
}

const struct sq_command sq_command_new = {
    .operands = "TEMPLATE FILE",
    .more = "TEMPLATE is the id of a built-in questionnaire (see `sqeeia "
            "templates`), of one in the project's template folders, or the "
            "path of a file. Without --title the file's name is taken. With "
            "--from, an "
            "answer is carried over where the question is the same: by its id "
            "in the same questionnaire, or by `copy-from` in either.",
    .examples = "  sqeeia new sqeeia-digital scribe.yaml --title \"Ambient "
                "scribe\"\n"
                "  sqeeia new ./house.yaml assessments/scribe.yaml\n"
                "  sqeeia new sqeeia-digital full.yaml --from screening.yaml\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
