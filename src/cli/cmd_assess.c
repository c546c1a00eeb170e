/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "cli/author.h"
#include "cli/console.h"
#include "cli/findings.h"
#include "cli/load.h"
#include "cli/missing.h"
#include "lint/lint.h"
#include "report/explain.h"
#include "walk/fill.h"
#include "yaml/node.h"
#include "yaml/read.h"

struct options {
    struct sq_args sets, only;
    const char *answers, *as, *lang, *role;
    bool unanswered, core, no_input, accessible, print;
};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "only", SQ_OPT_LIST, "ID,...",
     "ask only these sections, groups or questions", AT(only), NULL},
    {0, "unanswered", SQ_OPT_ON, NULL, "ask only what has no answer",
     AT(unanswered), NULL},
    {0, "role", SQ_OPT_TEXT, "ROLE", "ask only what this role answers",
     AT(role), NULL},
    {0, "core", SQ_OPT_ON, NULL, "ask only critical questions", AT(core), NULL},
    {0, "set", SQ_OPT_LIST, "ID=VALUE",
     "give an answer without being asked; can be repeated", AT(sets), NULL},
    {0, "answers", SQ_OPT_TEXT, "FILE",
     "take answers from a file (- for standard input): lines ID=VALUE, or "
     "YAML",
     AT(answers), NULL},
    {0, "as", SQ_OPT_TEXT, "NAME", "who answers, kept with each answer", AT(as),
     NULL},
    {0, "no-input", SQ_OPT_ON, NULL,
     "ask nothing: list what is missing, and exit with 4 if anything is",
     AT(no_input), NULL},
    {0, "accessible", SQ_OPT_ON, NULL, "no colour and no symbols",
     AT(accessible), NULL},
    {0, "lang", SQ_OPT_TEXT, "TAG", "language of the questions", AT(lang),
     NULL},
    {0, "print", SQ_OPT_ON, NULL,
     "print the whole questionnaire, to answer it on paper; `markdown` behind "
     "it prints Markdown",
     AT(print), NULL},
    {0}};
#undef AT

struct assessing {
    struct sq_cli *cli;
    const struct options *options;
    bool markdown; /* what --print prints */
    struct sq_desk desk;
    struct sq_store store;
    struct sq_walk_setup setup;
};

/* ---- texts for the interview that other layers make ---------------------- */

static void
put_score(void *ctx, const struct sq_case *c, struct sq_sbuf *out)
{
    struct assessing *x = ctx;
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags ignored;
    sq_diags_init(&ignored, &a);
    struct sq_case *own = sq_case_new(&a, c->assessment, c->today, &ignored);
    struct sq_report r = {.ascii = x->cli->accessible || !x->cli->term.utf8,
                          .results = sq_score(&a, own),
                          .tool_version = SQ_VERSION,
                          .as_of = SQ_NO_DATE,
                          .lang = x->setup.lang,
                          .file = sq_path_base(x->desk.path),
                          .width = x->setup.width,
                          .lists = x->cli->accessible,
                          .arena = &a};
    sq_putc(out, '\n');
    sq_score_put_text(&r, out);
    sq_arena_done(&a);
}

/* The answer that a finding is about; NULL: it is about something else. */
static const struct sq_slot *
slot_of(const struct sq_case *c, const struct sq_diag *f)
{
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_answer *x = c->slots[i].answer;
        if (x && x->key.at.source == f->at.source &&
            f->at.from >= x->key.at.from && f->at.from <= x->at.to)
            return &c->slots[i];
    }
    return NULL;
}

/* "D2: warning: …", in the words of `check`, by where one can go to. */
static void
put_finding(struct assessing *x, const struct sq_diag *f,
            const struct sq_slot *s, struct sq_sbuf *out)
{
    sq_str line = sq_str_printf(&x->cli->arena, "%.*s%s%s: %.*s.%s%.*s%s",
                                SQ_FMT(s ? s->id : (sq_str){0}), s ? ", " : "",
                                f->level == SQ_ERROR ? "error" : "warning",
                                SQ_FMT(f->message),
                                f->help.len ? " To put it right: " : "",
                                SQ_FMT(f->help), f->help.len ? "." : "");
    sq_fill_put(out, line, &(struct sq_fill){0, 4, x->setup.width});
    sq_putc(out, '\n');
}

enum { MOST_FINDINGS = 10 }; /* that can be read at once */

static void
put_findings(void *ctx, const struct sq_case *c,
             const struct sq_walk_scope *scope, struct sq_sbuf *out)
{
    struct assessing *x = ctx;
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags d;
    sq_diags_init(&d, &a);
    struct sq_case *own = sq_case_new(&a, c->assessment, c->today, &d);
    sq_lint_assessment(sq_score(&a, own), c->today, &d);
    struct sq_tally tally = {0};
    struct sq_filter filter = {.show = SQ_WARNING,
                               .project = x->cli->library.project};
    sq_findings_sift(&d, &filter, c->assessment, c->today, &tally);
    sq_putc(out, '\n');
    size_t n = 0;
    for (const struct sq_diag *f = d.first; f; f = f->next) {
        const struct sq_slot *s = slot_of(own, f);
        bool all = !scope->section && !scope->part.len;
        if (!all && !(s && sq_walk_scope_has(scope, s->question, s->id)))
            continue;
        if (n++ == 0)
            sq_putz(out, "There is a problem:\n");
        if (n <= MOST_FINDINGS)
            put_finding(x, f, s, out);
    }
    if (n > MOST_FINDINGS)
        sq_putf(out,
                "and %zu more; `check` and a section's number shows those "
                "of a section.\n",
                n - MOST_FINDINGS);
    if (n == 0)
        sq_putz(out, "No problems found.\n");
    sq_arena_done(&a);
}

/* ---- answers without questions ------------------------------------------- */

static bool
refuse_answer(struct assessing *x, const char *where, sq_str id, sq_str why)
{
    sq_cli_fail(x->cli, "%s%.*s: %.*s", where, SQ_FMT(id), SQ_FMT(why));
    return false;
}

/* "D2=partly"; `where` says which line it is from. */
static bool
set_line(struct assessing *x, const char *where, sq_str line)
{
    size_t cut = sq_str_find(line, '=', 0);
    sq_str id = sq_str_trim(sq_str_sub(line, 0, cut));
    if (cut == line.len || id.len == 0)
        return refuse_answer(x, where, line, SQ_LIT("write it as ID=VALUE"));
    sq_str value = sq_str_trim(sq_str_sub(line, cut + 1, line.len));
    struct sq_arena *a = &x->cli->arena;
    sq_str why;
    bool good;
    if (sq_str_starts(value, "{")) {
        struct sq_diags d;
        sq_diags_init(&d, a);
        sq_str yaml =
            sq_str_printf(a, "%.*s: %.*s\n", SQ_FMT(id), SQ_FMT(value));
        struct sq_tree *t = sq_yaml_read(a, sq_source_new(a, where, yaml), &d);
        why = SQ_LIT("what follows the = is not YAML");
        good =
            !t->broken && t->root && t->root->first &&
            sq_walk_set_node(&x->store, &x->setup, a, t, t->root->first, &why);
    } else {
        good = sq_walk_set(&x->store, &x->setup, a, id, value, &why);
    }
    return good || refuse_answer(x, where, id, why);
}

static bool
set_map(struct assessing *x, const struct sq_tree *t, const char *name)
{
    const struct sq_node *map = sq_node_find(t->root, "answers");
    if (!map || map->kind != SQ_MAP)
        map = t->root;
    struct sq_arena *a = &x->cli->arena;
    bool good = true;
    for (const struct sq_node *n = map->first; n; n = n->next) {
        sq_str why;
        if (sq_walk_set_node(&x->store, &x->setup, a, t, n, &why))
            continue;
        struct sq_place at = sq_source_place(t->source, n->key->from);
        sq_str where = sq_str_printf(a, "%s:%u: ", name, at.line);
        good = refuse_answer(x, where.ptr, n->key->text, why);
    }
    return good;
}

static bool
set_lines(struct assessing *x, sq_str text, const char *name)
{
    sq_str line;
    bool good = true;
    for (unsigned n = 1; sq_str_next(&text, '\n', &line); n++) {
        line = sq_str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        sq_str where = sq_str_printf(&x->cli->arena, "%s:%u: ", name, n);
        good &= set_line(x, where.ptr, line);
    }
    return good;
}

/* Does the first line that says something look like ID=VALUE? */
static bool
is_lines(sq_str text)
{
    sq_str line;
    while (sq_str_next(&text, '\n', &line)) {
        line = sq_str_trim(line);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        size_t equals = sq_str_find(line, '=', 0);
        return equals < line.len && equals < sq_str_find(line, ':', 0);
    }
    return true;
}

static enum sq_exit
take_answers_file(struct assessing *x)
{
    struct sq_arena *a = &x->cli->arena;
    const char *path = x->options->answers;
    sq_str text;
    struct sq_err err;
    enum sq_status status = sq_file_read(a, path, &text, &err);
    if (status != SQ_OK)
        return sq_cli_failed(x->cli, &err, status);
    const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
    if (is_lines(text))
        return set_lines(x, text, name) ? SQ_EXIT_DONE : SQ_EXIT_USAGE;
    struct sq_diags d;
    sq_diags_init(&d, a);
    struct sq_tree *t = sq_yaml_read(a, sq_source_new(a, name, text), &d);
    if (t->broken || !t->root || t->root->kind != SQ_MAP) {
        sq_findings_tell(x->cli, &d, SQ_ERROR);
        sq_cli_fail(x->cli, "%s holds no answers that can be read", name);
        return SQ_EXIT_USAGE;
    }
    return set_map(x, t, name) ? SQ_EXIT_DONE : SQ_EXIT_USAGE;
}

/* All of them, or none: a batch that is half taken is hard to repair. */
static enum sq_exit
take_answers(struct assessing *x)
{
    enum sq_exit e = SQ_EXIT_DONE;
    if (x->options->answers)
        e = take_answers_file(x);
    for (size_t i = 0; i < x->options->sets.n; i++)
        if (!set_line(x, "--set ", sq_str_of(x->options->sets.items[i])))
            e = sq_exit_worse(e, SQ_EXIT_USAGE);
    if (e != SQ_EXIT_DONE) {
        sq_cli_fail(x->cli, "nothing was written to %s", x->desk.path);
        return e;
    }
    size_t n = x->store.n_unsaved;
    if (!sq_desk_save(&x->desk)) {
        sq_cli_fail(x->cli, "%.*s", SQ_FMT(x->desk.trouble));
        return SQ_EXIT_SYSTEM;
    }
    sq_cli_say(x->cli, "%zu answer%s written to %s", n, n == 1 ? "" : "s",
               x->desk.path);
    return SQ_EXIT_DONE;
}

/* ---- the command --------------------------------------------------------- */

/* Why the file cannot be answered. */
static enum sq_exit
refuse_file(struct assessing *x)
{
    const struct sq_page *p = x->store.page;
    const struct sq_assessment *as = p->doc.assessment;
    sq_findings_tell(x->cli, &x->store.page->diags, SQ_ERROR);
    sq_load_tell_library(x->cli);
    if (p->doc.kind != SQ_DOC_ASSESSMENT && p->doc.kind != SQ_DOC_UNKNOWN) {
        sq_cli_fail(x->cli, "%s is %s; start an assessment with `sqeeia new`",
                    x->desk.path, sq_doc_kind_name(p->doc.kind));
        return SQ_EXIT_USAGE;
    }
    if (!as || !as->usable) {
        sq_cli_fail(x->cli, "%s cannot be read as an assessment", x->desk.path);
        return SQ_EXIT_SYSTEM;
    }
    sq_cli_fail(x->cli, "%s: its questionnaire cannot be used", x->desk.path);
    return SQ_EXIT_USAGE;
}

static enum sq_exit
open_desk(struct assessing *x, struct sq_library *lib)
{
    struct sq_cli *cli = x->cli;
    struct sq_arena page = {0};
    sq_arena_init(&page);
    sq_desk_stamp(&x->desk);
    sq_str text;
    struct sq_err err;
    enum sq_status status = sq_file_read(&page, x->desk.path, &text, &err);
    bool good = status == SQ_OK &&
                sq_store_open(&x->store, lib, x->desk.path, text, cli->today);
    sq_arena_done(&page);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    return good ? SQ_EXIT_DONE : refuse_file(x);
}

/* --as, the project file, git's user.name where the file is in a repository. */
static sq_str
who_answers(struct assessing *x)
{
    const struct sq_project *project = x->cli->library.project;
    if (x->options->as)
        return sq_str_of(x->options->as);
    if (project && project->as.text.len)
        return project->as.text;
    return sq_author_of_git(&x->cli->arena, x->desk.path);
}

static void
fill_setup(struct assessing *x)
{
    const struct options *o = x->options;
    struct sq_cli *cli = x->cli;
    cli->accessible |= o->accessible;
    struct sq_args only = sq_args_split(&cli->arena, &o->only);
    sq_str *ids = SQ_NEW_N(&cli->arena, only.n + 1, sq_str);
    for (size_t i = 0; i < only.n; i++)
        ids[i] = sq_str_of(only.items[i]);
    sq_str by = who_answers(x);
    x->setup = (struct sq_walk_setup){
        .lang = sq_str_of(o->lang),
        .by = by,
        .width = cli->term.columns < 100 ? cli->term.columns : 100,
        .colour = cli->colour_err && !cli->accessible,
        .unanswered = o->unanswered,
        .only = ids,
        .n_only = only.n,
        .role = sq_str_of(o->role),
        .core = o->core,
        .put_score = put_score,
        .put_findings = put_findings,
        .ctx = x,
    };
}

static enum sq_exit
print_paper(struct assessing *x)
{
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    if (x->markdown)
        sq_walk_print_markdown(x->store.page->c, x->setup.lang, &out);
    else
        sq_walk_print(x->store.page->c, x->setup.lang, 80, &out);
    sq_cli_put(x->cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    return SQ_EXIT_DONE;
}

/* A word that means nothing would silently ask nothing. */
static bool
only_is_known(struct assessing *x)
{
    for (size_t i = 0; i < x->setup.n_only; i++) {
        if (sq_walk_knows(x->store.page->c, x->setup.only[i]))
            continue;
        sq_cli_usage(x->cli, "--only: no section or question is called `%.*s`",
                     SQ_FMT(x->setup.only[i]));
        return false;
    }
    return true;
}

static bool
role_is_known(struct assessing *x)
{
    const struct sq_map *roles = &x->store.page->c->questionnaire->vocab.roles;
    sq_str role = x->setup.role;
    if (role.len == 0 || sq_map_find(roles, role))
        return true;
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_TEXT);
    for (size_t i = 0; i < roles->n; i++)
        sq_putf(&b, "%s%.*s", i ? ", " : "", SQ_FMT(roles->items[i].key));
    sq_cli_usage(x->cli, "--role: there is no role `%.*s`; there %s %.*s",
                 SQ_FMT(role), roles->n == 1 ? "is" : "are",
                 SQ_FMT(b.len ? sq_sbuf_str(&b) : SQ_LIT("none")));
    sq_sbuf_done(&b);
    return false;
}

static enum sq_exit
work(struct assessing *x)
{
    const struct options *o = x->options;
    if (!only_is_known(x) || !role_is_known(x))
        return SQ_EXIT_USAGE;
    if (o->print)
        return print_paper(x);
    bool batch = o->sets.n || o->answers;
    enum sq_exit e = batch ? take_answers(x) : SQ_EXIT_DONE;
    if (o->no_input && e == SQ_EXIT_DONE)
        return sq_missing_tell(x->cli, x->store.page->c);
    if (batch || o->no_input)
        return e;
    if (!x->cli->term.in_tty)
        return sq_cli_usage(x->cli, "there is no terminal to ask at; use "
                                    "--answers FILE, --set ID=VALUE or "
                                    "--no-input");
    return sq_console_run(&x->desk, &x->setup);
}

/*
 * A batch keeps the file locked from reading to writing.  An interview locks it
 * for each answer (sq_desk_save); at its start it only tries whether it can.
 */
static enum sq_exit
work_locked(struct assessing *x)
{
    const struct options *o = x->options;
    struct sq_lock lock = {-1, NULL};
    struct sq_err err;
    bool batch = o->sets.n || o->answers;
    if (!o->print && (batch || !o->no_input)) {
        enum sq_status status =
            sq_lock_wait(&x->cli->arena, &lock, x->desk.path, &err);
        if (status != SQ_OK)
            return sq_cli_failed(x->cli, &err, status);
        x->desk.is_locked = batch;
        if (!batch)
            sq_lock_release(&lock);
    }
    enum sq_exit e = SQ_EXIT_USAGE;
    struct sq_library *lib = sq_cli_library(x->cli, &e);
    if (lib)
        e = open_desk(x, lib);
    if (lib && e == SQ_EXIT_DONE) {
        fill_setup(x);
        e = work(x);
    }
    sq_store_done(&x->store);
    sq_lock_release(&lock);
    return e;
}

/* "--print markdown" leaves a second operand. */
static bool
is_markdown(const struct options *o, const struct sq_args *operands)
{
    return o->print && operands->n == 2 &&
           (strcmp(operands->items[0], "markdown") == 0 ||
            strcmp(operands->items[1], "markdown") == 0);
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    struct assessing x = {.cli = cli, .options = options};
    x.markdown = is_markdown(options, operands);
    if (operands->n != 1 && !x.markdown)
        return sq_cli_usage(cli, "name the one file to answer");
    bool first = !x.markdown || strcmp(operands->items[1], "markdown") == 0;
    const char *path = operands->items[first ? 0 : 1];
    if (!sq_file_exists(path)) {
        sq_cli_fail(cli,
                    "there is no file `%s`; start it with `sqeeia new "
                    "TEMPLATE %s`",
                    path, path);
        return SQ_EXIT_SYSTEM;
    }
    x.desk = (struct sq_desk){.cli = cli, .path = path, .store = &x.store};
    return work_locked(&x);
}

const struct sq_command sq_command_assess = {
    .operands = "FILE",
    .more = "One question at a time; every answer is in the file before the "
            "next question is asked, on one line of its own, and the rest of "
            "the file stays as it is. Stop whenever you like (`quit`, Ctrl-C, "
            "a lost line): start it again and it goes on where it was. ? at "
            "any question shows the commands.",
    .examples = "  sqeeia assess scribe.yaml\n"
                "  sqeeia assess scribe.yaml --only D,E2 --as \"R Patel\"\n"
                "  sqeeia assess scribe.yaml --set D2=partly --set A3=pilot\n"
                "  sqeeia assess scribe.yaml --no-input\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
