/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "cli/dump.h"
#include "cli/findings.h"
#include "cli/load.h"
#include "lint/lint.h"

struct options {
    const char *fail_on, *min_severity, *stdin_name, *today;
    bool strict, exit_zero, no_excerpt, all, dump;
    struct sq_args select, ignore;
};

static const char *const levels[] = {"note", "warning", "error", NULL};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "fail-on", SQ_OPT_WORD, "LEVEL",
     "exit with 1 from this level on: note, warning or error (default error)",
     AT(fail_on), levels},
    {0, "strict", SQ_OPT_ON, NULL, "the same as --fail-on warning", AT(strict),
     NULL},
    {0, "min-severity", SQ_OPT_WORD, "LEVEL",
     "show findings from this level on (default note)", AT(min_severity),
     levels},
    {0, "exit-zero", SQ_OPT_ON, NULL, "findings do not make it fail",
     AT(exit_zero), NULL},
    {0, "select", SQ_OPT_LIST, "CODE,...",
     "only these findings: codes, their starts, or names", AT(select), NULL},
    {0, "ignore", SQ_OPT_LIST, "CODE,...", "leave these findings out",
     AT(ignore), NULL},
    {0, "all", SQ_OPT_ON, NULL, "show every repeat of a finding", AT(all),
     NULL},
    {0, "no-excerpt", SQ_OPT_ON, NULL, "one line a finding", AT(no_excerpt),
     NULL},
    {0, "stdin-name", SQ_OPT_TEXT, "PATH", "what to call the file read from -",
     AT(stdin_name), NULL},
    {0, "today", SQ_OPT_TEXT, "DATE", "the day to check as of", AT(today),
     NULL},
    {0, "dump", SQ_OPT_ON, NULL, "show what was read, as JSON", AT(dump), NULL},
    {0}};
#undef AT

struct checking {
    struct sq_cli *cli;
    const struct options *options;
    struct sq_library *library;
    struct sq_filter filter;
    struct sq_tally tally;
    size_t n_files;
    struct sq_map seen; /* names of files whose findings were shown */
    enum sq_exit worst;
};

static void
show(struct checking *c, struct sq_diags *d,
     const struct sq_assessment *assessment)
{
    sq_findings_sift(d, &c->filter, assessment, c->cli->today, &c->tally);
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    sq_diags_put(&out, d,
                 &(struct sq_show){.excerpt = !c->options->no_excerpt,
                                   .colour = c->cli->colour_out,
                                   .all = c->options->all});
    sq_cli_put(c->cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
}

/* What can be said only once a document is whole. */
static void
look_deeper(struct checking *c, struct sq_arena *a,
            const struct sq_document *doc, struct sq_diags *d)
{
    const struct sq_assessment *as = doc->assessment;
    if (doc->questionnaire && doc->questionnaire->usable)
        sq_lint_questionnaire(doc->questionnaire, c->cli->today, d);
    if (!as || !as->usable || !as->questionnaire || !as->questionnaire->usable)
        return;
    struct sq_case *the_case = sq_case_new(a, as, c->cli->today, d);
    sq_lint_assessment(sq_score(a, the_case), c->cli->today, d);
}

static void
check_text(struct checking *c, struct sq_arena *a, const char *name,
           const sq_str *text)
{
    struct sq_diags d;
    sq_diags_init(&d, a);
    struct sq_document doc = {0};
    sq_cli_say_more(c->cli, "checking %s", name);
    struct sq_err err;
    enum sq_status status =
        sq_document_read(c->library, a, name, text, &d, &doc, &err);
    if (status != SQ_OK) {
        c->worst = sq_exit_worse(c->worst, sq_cli_failed(c->cli, &err, status));
        return;
    }
    c->n_files++;
    look_deeper(c, a, &doc, &d);
    show(c, &d, doc.assessment);
    sq_map_add(&c->seen, sq_str_copy(&c->cli->arena, sq_str_of(name)), c);
    if (c->options->dump)
        sq_dump_put(c->cli, &doc);
}

static void
check_builtin(struct checking *c, struct sq_arena *a,
              const struct sq_builtin *b)
{
    sq_str name = sq_str_printf(a, "built-in:%s", b->id);
    check_text(c, a, name.ptr, &b->text);
}

static void
check_input(struct checking *c, const struct sq_input *input)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    const struct sq_builtin *b = sq_builtin_find(sq_str_of(input->path));
    bool from_stdin = strcmp(input->path, "-") == 0;
    if (b && !sq_file_exists(input->path)) {
        check_builtin(c, &a, b);
    } else {
        sq_str text;
        struct sq_err err;
        enum sq_status status = sq_file_read(&a, input->path, &text, &err);
        const char *name = input->path;
        if (from_stdin)
            name = c->options->stdin_name ? c->options->stdin_name : "<stdin>";
        if (status != SQ_OK)
            c->worst =
                sq_exit_worse(c->worst, sq_cli_failed(c->cli, &err, status));
        else if (!input->walked || sq_text_is_ours(text))
            check_text(c, &a, name, &text);
    }
    sq_arena_done(&a);
}

/* Findings in questionnaires and packs that were read on the way. */
static void
show_library(struct checking *c)
{
    struct sq_diags *d = &c->cli->library_diags;
    struct sq_diags rest;
    sq_diags_init(&rest, &c->cli->arena);
    for (struct sq_diag *f = d->first; f;) {
        struct sq_diag *next = f->next;
        f->next = NULL;
        bool shown = f->at.source &&
                     sq_map_find(&c->seen, sq_str_of(f->at.source->name));
        if (!shown) {
            if (rest.last)
                rest.last->next = f;
            else
                rest.first = f;
            rest.last = f;
            rest.n++;
        }
        f = next;
    }
    show(c, &rest, NULL);
}

/* What only shows between files: their findings were shown already. */
static void
compare_files(struct checking *c)
{
    struct sq_diags d;
    sq_diags_init(&d, &c->cli->arena);
    sq_lint_library(c->library, &d);
    show(c, &d, NULL);
}

static void
put_count(struct sq_sbuf *b, size_t n, const char *what)
{
    if (n)
        sq_putf(b, ", %zu %s%s", n, what, n == 1 ? "" : "s");
}

/* "2 files, 1 error, 3 warnings" */
static void
put_summary(struct checking *c)
{
    if (c->cli->globals.quiet)
        return;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 4096);
    const struct sq_tally *t = &c->tally;
    sq_putf(&b, "%zu file%s", c->n_files, c->n_files == 1 ? "" : "s");
    size_t any = 0;
    for (int l = SQ_ERROR; l >= (int)c->filter.show; l--) {
        put_count(&b, t->n[l], sq_level_name((enum sq_level)l));
        any += t->n[l];
    }
    if (!any)
        sq_putz(&b, ", no findings");
    if (t->suppressed)
        sq_putf(&b, " (%zu suppressed)", t->suppressed);
    sq_putc(&b, '\n');
    sq_cli_put(c->cli, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
}

static enum sq_level
level_of(const char *word, enum sq_level unless)
{
    for (int l = SQ_NOTE; word && l <= SQ_ERROR; l++)
        if (strcmp(word, levels[l]) == 0)
            return (enum sq_level)l;
    return unless;
}

static enum sq_exit
verdict(const struct checking *c)
{
    const struct options *o = c->options;
    enum sq_level fail_on =
        level_of(o->fail_on, o->strict ? SQ_WARNING : SQ_ERROR);
    size_t n = 0;
    for (int l = (int)fail_on; l <= SQ_ERROR; l++)
        n += c->tally.n[l];
    enum sq_exit e = n && !o->exit_zero ? SQ_EXIT_FOUND : SQ_EXIT_DONE;
    return sq_exit_worse(c->worst, e);
}

/* A code that no finding has would silently select nothing. */
static bool
codes_are_known(struct sq_cli *cli, const struct sq_args *list)
{
    for (size_t i = 0; i < list->n; i++) {
        bool any = false;
        for (size_t k = 0; k < SQ_FOUND_COUNT; k++)
            any |= sq_findings_match(&sq_codes[k], list->items[i]);
        if (any)
            continue;
        sq_cli_usage(cli, "no finding is called `%s`", list->items[i]);
        return false;
    }
    return true;
}

/* Without paths: what the project file names. */
static bool
add_project_paths(struct checking *c, struct sq_args *paths)
{
    const struct sq_project *p = c->library->project;
    if (!p)
        return false;
    struct sq_arena *a = &c->cli->arena;
    sq_args_push(a, paths, p->source->name);
    for (size_t i = 0; i < p->n_templates; i++)
        sq_args_push(a, paths, sq_path_join(a, p->root, p->templates[i].text));
    for (size_t i = 0; i < p->n_assessments; i++)
        sq_args_push(a, paths,
                     sq_path_join(a, p->root, p->assessments[i].text));
    return true;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    const struct options *o = options;
    struct checking c = {.cli = cli, .options = o};
    sq_map_init(&c.seen, &cli->arena);
    c.filter.show = level_of(o->min_severity, SQ_NOTE);
    c.filter.select = sq_args_split(&cli->arena, &o->select);
    c.filter.ignore = sq_args_split(&cli->arena, &o->ignore);
    if (!codes_are_known(cli, &c.filter.select) ||
        !codes_are_known(cli, &c.filter.ignore))
        return SQ_EXIT_USAGE;

    if (o->today && !sq_date_read(sq_str_of(o->today), &cli->today))
        return sq_cli_usage(cli, "`%s` is not a date such as 2026-11-03",
                            o->today);
    enum sq_exit e = SQ_EXIT_USAGE;
    c.library = sq_cli_library(cli, &e);
    if (!c.library)
        return e;
    c.filter.project = c.library->project;
    struct sq_args paths = *operands;
    if (paths.n == 0 && !add_project_paths(&c, &paths))
        return sq_cli_usage(cli, "name files or folders to check, or `-` for "
                                 "standard input; there is no project file "
                                 "here to tell");

    struct sq_inputs inputs;
    c.worst = sq_inputs_expand(cli, &paths, &inputs);
    for (size_t i = 0; i < inputs.n; i++)
        check_input(&c, &inputs.items[i]);
    compare_files(&c);
    show_library(&c);
    put_summary(&c);
    return verdict(&c);
}

const struct sq_command sq_command_check = {
    .operands = "[PATH...]",
    .more = "PATH is a file, a folder (every .yaml and .yml in it that begins "
            "with a `sqeeia:` key), `-` for standard input, or the id of a "
            "built-in questionnaire. Without PATH the project's own files are "
            "checked. `sqeeia explain CODE` says more about a finding.",
    .examples = "  sqeeia check scribe.yaml\n"
                "  sqeeia check --strict assessments/\n"
                "  git show :scribe.yaml | sqeeia check - --stdin-name "
                "scribe.yaml\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
