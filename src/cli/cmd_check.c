/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "cli/dump.h"
#include "cli/findings.h"
#include "cli/fix.h"
#include "cli/load.h"
#include "cli/parcel.h"
#include "lint/ignore.h"
#include "lint/lint.h"
#include "lint/policy.h"
#include "report/baseline.h"
#include "report/escape.h"

struct options {
    const char *fail_on, *min_severity, *stdin_name, *today, *files_from;
    const char *baseline, *profile, *jobs;
    bool strict, exit_zero, no_excerpt, all, dump, null, list_rules;
    bool update_baseline, allow_growth, fix, diff;
    struct sq_args select, ignore, outputs;
};

static const char *const levels[] = {"note", "warning", "error", NULL};
static const char *const format_words[] = {
#define FINDINGS_FORMAT(name, summary) #name,
#include "report/found.def"
#undef FINDINGS_FORMAT
    NULL};

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
    {0, "profile", SQ_OPT_WORD, "WHEN",
     "the rules of a moment: draft, panel, publish or live (default auto, as "
     "each file says)",
     AT(profile), sq_moment_names},
    {0, "select", SQ_OPT_LIST, "CODE,...",
     "only these findings: codes, their starts, or names", AT(select), NULL},
    {0, "ignore", SQ_OPT_LIST, "CODE,...", "leave these findings out",
     AT(ignore), NULL},
    {0, "format", SQ_OPT_PAIR, "FORMAT",
     "text, gcc, json, jsonl, sarif, github, gitlab, junit, checkstyle, tap, "
     "rdjson or markdown (default text); may be given several times",
     AT(outputs), format_words},
    {'o', "output", SQ_OPT_PAIR, "FILE",
     "where the format named before it goes (default standard output)",
     AT(outputs), NULL},
    {0, "baseline", SQ_OPT_TEXT, "FILE",
     "findings that are known, and do not count", AT(baseline), NULL},
    {0, "update-baseline", SQ_OPT_ON, NULL,
     "write what is found now into the baseline", AT(update_baseline), NULL},
    {0, "allow-growth", SQ_OPT_ON, NULL, "let the baseline grow",
     AT(allow_growth), NULL},
    {0, "fix", SQ_OPT_ON, NULL,
     "mend what is safe: slips in ids and words, dates, quotes", AT(fix), NULL},
    {0, "diff", SQ_OPT_ON, NULL, "show what --fix would change, and stop",
     AT(diff), NULL},
    {0, "all", SQ_OPT_ON, NULL, "show every repeat of a finding", AT(all),
     NULL},
    {0, "no-excerpt", SQ_OPT_ON, NULL, "one line a finding", AT(no_excerpt),
     NULL},
    {0, "stdin-name", SQ_OPT_TEXT, "PATH", "what to call the file read from -",
     AT(stdin_name), NULL},
    {0, "files-from", SQ_OPT_TEXT, "FILE",
     "check the files that it lists, one a line (- for standard input)",
     AT(files_from), NULL},
    {'0', "null", SQ_OPT_ON, NULL,
     "the list of --files-from is separated by NUL bytes", AT(null), NULL},
    {'j', "jobs", SQ_OPT_TEXT, "N", "work on N files at a time (default 1)",
     AT(jobs), NULL},
    {0, "list-rules", SQ_OPT_ON, NULL,
     "list every finding (with --format json: as JSON) and stop",
     AT(list_rules), NULL},
    {0, "today", SQ_OPT_TEXT, "DATE", "the day to check as of", AT(today),
     NULL},
    {0, "dump", SQ_OPT_ON, NULL, "show what was read, as JSON", AT(dump), NULL},
    {0}};
#undef AT

/* A format, and where it goes. */
struct output {
    const struct sq_findings_format *format;
    const char *path; /* NULL: standard output */
    struct sq_found_out out;
};

struct checking {
    struct sq_cli *cli;
    const struct options *options;
    struct sq_library *library;
    struct sq_filter filter;
    struct sq_found_run run;
    struct output *outputs;
    size_t n_outputs;
    struct sq_baseline baseline; /* path NULL: none */
    struct sq_map seen;          /* names of files whose findings were shown */
    struct sq_map checked;       /* the same, as findings name them */
    enum sq_moment profile;
    size_t jobs; /* processes */
    struct sq_portfolio portfolio;
    struct sq_map kept;         /* what was read from standard input, by name */
    struct sq_arena file_arena; /* of the file in hand */
    enum sq_exit worst;
};

/* ---- findings on their way out ------------------------------------------- */

static void
count(struct checking *c, struct sq_found *f)
{
    if (f->standing != SQ_STANDS) {
        c->run.n_suppressed++;
        return;
    }
    bool known = c->baseline.path &&
                 sq_code_can_be_ignored(&sq_codes[f->diag->code]) &&
                 sq_baseline_meet(&c->baseline, &c->run, f);
    if (known || (c->options->update_baseline && c->baseline.path &&
                  sq_code_can_be_ignored(&sq_codes[f->diag->code]))) {
        f->standing = SQ_KNOWN;
        c->run.n_known++;
    } else {
        c->run.n[f->diag->level]++;
    }
}

static void
put_file(struct checking *c, const struct sq_found_file *file)
{
    for (size_t i = 0; i < c->n_outputs; i++) {
        struct output *o = &c->outputs[i];
        o->format->file(&c->run, file, &o->out);
        if (o->path || o->format->whole)
            continue;
        sq_cli_put(c->cli, sq_sbuf_str(&o->out.body));
        sq_sbuf_clear(&o->out.body);
    }
}

/* What was found between files. */
static void
show(struct checking *c, struct sq_arena *a, struct sq_diags *d)
{
    struct sq_found_file file = {0};
    struct sq_bench bench = {.arena = a, .today = c->cli->today};
    sq_findings_judge(d, &c->filter, &bench, &file.items, &file.n);
    sq_found_locate(a, &c->run, NULL, file.items, file.n);
    for (size_t i = 0; i < file.n; i++)
        count(c, &file.items[i]);
    put_file(c, &file);
}

/* What came of a file enters the run: files do so in order. */
static void
account(struct checking *c, const struct sq_checked *f)
{
    struct sq_found_file file = {sq_str_of(f->name), f->items, f->n, NULL};
    if (f->end == SQ_CHECKED_TROUBLE) {
        c->worst = sq_exit_worse(c->worst, f->exit);
        c->run.n_trouble++;
        file.trouble = f->trouble;
        put_file(c, &file);
    }
    if (f->end != SQ_CHECKED_READ)
        return;
    c->run.n_files++;
    sq_str kept = sq_str_copy(&c->cli->arena, file.name);
    sq_map_add(&c->seen, kept, c);
    sq_map_add(&c->checked, sq_found_path(&c->run, kept), c);
    for (size_t i = 0; i < file.n; i++)
        count(c, &file.items[i]);
    put_file(c, &file);
}

/* ---- one file ------------------------------------------------------------ */

/* Told on standard error, and in every format. */
static void
trouble(struct checking *c, struct sq_arena *a, const struct sq_err *err,
        enum sq_status status, struct sq_checked *out)
{
    sq_str why = err->errnum ? sq_str_printf(a, "%s: %s", err->text,
                                             strerror(err->errnum))
                             : sq_str_copy(a, sq_str_of(err->text));
    out->end = SQ_CHECKED_TROUBLE;
    out->exit = sq_cli_failed(c->cli, err, status);
    out->trouble = why.ptr;
}

/* What can be said only once a document is whole. */
static void
look_deeper(struct checking *c, struct sq_arena *a,
            const struct sq_document *doc, struct sq_diags *d,
            struct sq_checked *out)
{
    const struct sq_assessment *as = doc->assessment;
    if (doc->questionnaire && doc->questionnaire->usable)
        sq_lint_questionnaire(doc->questionnaire, c->cli->today, d);
    if (!as)
        return;
    out->questionnaire = as->questionnaire_id.text;
    out->path = as->questionnaire_path.text;
    if (!as->usable || !as->questionnaire || !as->questionnaire->usable)
        return;
    struct sq_case *the_case = sq_case_new(a, as, c->cli->today, d);
    struct sq_results *r = sq_score(a, the_case);
    const struct sq_look *k = sq_look_new(a, r, c->cli->today, c->profile, d);
    sq_lint_look(k);
    out->member = sq_portfolio_add(&c->portfolio, k);
    sq_policy_check(r, c->library->project, c->cli->today, d);
}

/* Finds what is in a file, and leaves the run as it is. */
static void
look_at(struct checking *c, struct sq_arena *a, sq_str text,
        struct sq_document *doc, struct sq_checked *out)
{
    struct sq_diags d;
    sq_diags_init(&d, a);
    sq_cli_say_more(c->cli, "checking %s", out->name);
    sq_document_read_text(c->library, a, out->name, text, &d, doc);
    out->end = SQ_CHECKED_READ;
    look_deeper(c, a, doc, &d, out);
    struct sq_bench bench = {a, doc->source, doc->assessment, c->cli->today};
    sq_findings_judge(&d, &c->filter, &bench, &out->items, &out->n);
    sq_found_locate(a, &c->run, doc->tree, out->items, out->n);
}

static void
check_text(struct checking *c, struct sq_arena *a, const char *name,
           const sq_str *text)
{
    struct sq_document doc = {0};
    struct sq_checked found = {.name = name};
    look_at(c, a, *text, &doc, &found);
    account(c, &found);
    if (found.end == SQ_CHECKED_READ && c->options->dump)
        sq_dump_put(c->cli, &doc);
}

/* True when the file is to be checked as well: --diff only shows. */
static bool
mend(struct checking *c, struct sq_arena *a, const char *name, bool from_stdin,
     sq_str *text)
{
    struct sq_mended m =
        sq_fix_text(c->cli, c->library, a, &c->filter, name, *text);
    if (c->options->diff) {
        struct sq_sbuf out;
        sq_sbuf_init(&out, SQ_MAX_OUTPUT);
        if (m.n)
            sq_fix_put_diff(name, *text, m.text, &out);
        sq_cli_put(c->cli, sq_sbuf_str(&out));
        sq_sbuf_done(&out);
        return false;
    }
    struct sq_err err;
    enum sq_status status = SQ_OK;
    if (m.n && !from_stdin)
        status = sq_file_write(name, m.text, false, &err);
    if (status != SQ_OK) {
        c->worst = sq_exit_worse(c->worst, sq_cli_failed(c->cli, &err, status));
    } else if (m.n && !from_stdin) {
        *text = m.text;
        sq_cli_say(c->cli, "mended %zu place%s in %s", m.n, m.n == 1 ? "" : "s",
                   name);
    }
    return true;
}

static void
check_builtin(struct checking *c, struct sq_arena *a,
              const struct sq_builtin *b)
{
    sq_str name = sq_str_printf(a, "built-in:%s", b->id);
    check_text(c, a, name.ptr, &b->text);
}

/* Standard input cannot be read again. */
static void
keep_text(struct checking *c, sq_str text)
{
    struct sq_arena *a = &c->cli->arena;
    const char *name =
        c->options->stdin_name ? c->options->stdin_name : "<stdin>";
    sq_str *copy = SQ_NEW(a, sq_str);
    *copy = sq_str_copy(a, text);
    sq_map_add(&c->kept, sq_str_of(name), copy);
}

static void
check_input(struct checking *c, const struct sq_input *input)
{
    struct sq_arena *a = &c->file_arena;
    sq_arena_clear(a);
    const struct sq_builtin *b = sq_builtin_find(sq_str_of(input->path));
    bool from_stdin = strcmp(input->path, "-") == 0;
    if (b && !sq_file_exists(input->path)) {
        check_builtin(c, a, b);
    } else {
        sq_str text;
        struct sq_err err;
        enum sq_status status = sq_file_read(a, input->path, &text, &err);
        const char *name = input->path;
        if (from_stdin && status == SQ_OK)
            keep_text(c, text);
        if (from_stdin)
            name = c->options->stdin_name ? c->options->stdin_name : "<stdin>";
        struct sq_checked none = {.name = name};
        if (status != SQ_OK)
            trouble(c, a, &err, status, &none);
        account(c, &none);
        if (status == SQ_OK && (!input->walked || sq_text_is_ours(text)) &&
            (!(c->options->fix || c->options->diff) ||
             mend(c, a, name, from_stdin, &text)))
            check_text(c, a, name, &text);
    }
}

/* ---- many files, over several processes ---------------------------------- */

struct spread {
    struct checking *c;
    const struct sq_input *items;
    struct sq_arena taken; /* what came of the file in hand */
};

/* Questionnaires are read where all see them; standard input has one reader. */
static void
look_apart(struct checking *c, struct sq_arena *a, const struct sq_input *input,
           struct sq_checked *out)
{
    sq_str text;
    struct sq_err err;
    struct sq_document doc = {0};
    out->end = SQ_CHECKED_AT_HOME;
    if (strcmp(input->path, "-") == 0 ||
        sq_builtin_find(sq_str_of(input->path)))
        return;
    enum sq_status status = sq_file_read(a, input->path, &text, &err);
    if (status != SQ_OK)
        trouble(c, a, &err, status, out);
    else if (input->walked && !sq_text_is_ours(text))
        out->end = SQ_CHECKED_PASSED_OVER;
    else if (sq_text_may_be_assessment(text))
        look_at(c, a, text, &doc, out);
    if (doc.questionnaire)
        *out = (struct sq_checked){SQ_CHECKED_AT_HOME, .name = input->path};
}

/* In a process of its own, which has its own of everything in `c`. */
static void
work(void *ctx, size_t i, struct sq_sbuf *out)
{
    const struct spread *s = ctx;
    struct sq_arena *a = &s->c->file_arena;
    sq_arena_clear(a);
    struct sq_checked found = {.name = s->items[i].path};
    look_apart(s->c, a, &s->items[i], &found);
    sq_parcel_put(&found, out);
}

static void
take(void *ctx, size_t i, enum sq_job_end end, sq_str parcel, sq_str messages)
{
    struct spread *s = ctx;
    struct checking *c = s->c;
    struct sq_arena *a = &s->taken;
    sq_arena_clear(a);
    struct sq_checked found = {SQ_CHECKED_AT_HOME, .name = s->items[i].path};
    sq_cli_tell_raw(c->cli, messages);
    if (end == SQ_JOB_BROKEN ||
        (end == SQ_JOB_DONE &&
         !sq_parcel_read(a, parcel, c->library, &c->portfolio, &found))) {
        struct sq_err err;
        sq_fail(&err, SQ_BAD_SYSTEM, 0, "%s: " SQ_BROKE_OFF, s->items[i].path);
        found = (struct sq_checked){.name = s->items[i].path};
        trouble(c, a, &err, SQ_BAD_SYSTEM, &found);
    }
    if (found.member)
        sq_portfolio_join(&c->portfolio, found.member);
    if (found.end == SQ_CHECKED_AT_HOME)
        check_input(c, &s->items[i]);
    else
        account(c, &found);
}

/* The first is checked here, so that every process has what it needs: mostly
 * they share a questionnaire. */
static void
check_apart(struct checking *c, const struct sq_inputs *inputs)
{
    check_input(c, &inputs->items[0]);
    struct spread s = {.c = c, .items = inputs->items + 1};
    struct sq_jobs jobs = {.n = inputs->n - 1,
                           .workers = c->jobs,
                           .clean = true,
                           .ctx = &s,
                           .work_ctx = &s,
                           .work = work,
                           .done = take};
    sq_jobs_run(&c->cli->arena, &jobs);
    sq_arena_done(&s.taken);
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
    show(c, &c->cli->arena, &rest);
}

/* A file's bytes again: what it was checked with is gone. */
static struct sq_source *
open_again(void *ctx, const char *name)
{
    struct checking *c = ctx;
    struct sq_arena *a = &c->cli->arena;
    const sq_str *kept = sq_map_find(&c->kept, sq_str_of(name));
    sq_str text;
    struct sq_err err;
    if (kept)
        return sq_source_new(a, name, *kept);
    if (sq_file_read(a, name, &text, &err) != SQ_OK)
        return NULL;
    return sq_source_new(a, name, text);
}

/* What only shows between files: their findings were shown already. */
static void
compare_files(struct checking *c)
{
    struct sq_diags d;
    sq_diags_init(&d, &c->cli->arena);
    sq_lint_library(c->library, &d);
    sq_lint_portfolio(&c->portfolio, &d);
    show(c, &c->cli->arena, &d);
}

/* ---- the baseline -------------------------------------------------------- */

/* A file that is gone is as good as one without findings. */
static bool
was_checked(const void *ctx, sq_str file)
{
    const struct checking *c = ctx;
    return sq_map_find(&c->checked, file) ||
           !sq_file_exists(sq_str_z(&c->cli->arena, file));
}

static enum sq_exit
write_baseline(struct checking *c)
{
    struct sq_cli *cli = c->cli;
    size_t more = sq_baseline_growth(&c->baseline);
    if (more && c->baseline.exists && !c->options->allow_growth) {
        sq_cli_fail(cli,
                    "the baseline would grow by %zu; mend them, or say "
                    "--allow-growth",
                    more);
        return SQ_EXIT_FOUND;
    }
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    sq_baseline_put(&c->baseline, was_checked, c, &out);
    struct sq_err err;
    enum sq_status status =
        sq_file_write(c->baseline.path, sq_sbuf_str(&out), false, &err);
    sq_sbuf_done(&out);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    sq_cli_say(cli, "wrote %s", c->baseline.path);
    return SQ_EXIT_DONE;
}

static void
close_baseline(struct checking *c)
{
    if (!c->baseline.path)
        return;
    if (c->options->update_baseline) {
        c->worst = sq_exit_worse(c->worst, write_baseline(c));
        return;
    }
    struct sq_diags d;
    sq_diags_init(&d, &c->cli->arena);
    sq_baseline_tell_stale(&c->baseline, was_checked, c, &d);
    show(c, &c->cli->arena, &d);
}

static bool
open_baseline(struct checking *c)
{
    struct sq_arena *a = &c->cli->arena;
    const struct sq_project *p = c->library->project;
    const char *path = c->options->baseline;
    if (!path && p && p->baseline.text.len &&
        !sq_path_inside(a, sq_path_join(a, p->root, p->baseline.text),
                        sq_str_z(a, p->root))) {
        sq_cli_fail(c->cli, "the baseline `%.*s` leads outside the project",
                    SQ_FMT(p->baseline.text));
        c->worst = SQ_EXIT_USAGE;
        return false;
    }
    if (!path && p && p->baseline.text.len)
        path = sq_str_z(
            a, sq_found_path(&c->run, sq_str_of(sq_path_join(
                                          a, p->root, p->baseline.text))));
    if (!path && c->options->update_baseline) {
        c->worst = sq_cli_usage(c->cli, "name the --baseline to write");
        return false;
    }
    if (!path)
        return true;
    struct sq_diags d;
    sq_diags_init(&d, a);
    struct sq_err err;
    enum sq_status status = sq_baseline_read(a, path, &c->baseline, &d, &err);
    if (status != SQ_OK) {
        c->worst = sq_cli_failed(c->cli, &err, status);
        return false;
    }
    if (d.n == 0)
        return true;
    sq_findings_tell(c->cli, &d, SQ_NOTE);
    sq_cli_fail(c->cli, "the baseline %s cannot be used as it is", path);
    c->worst = SQ_EXIT_USAGE;
    return false;
}

/* ---- formats ------------------------------------------------------------- */

static bool
refuse_output(struct sq_cli *cli, const char *why)
{
    sq_cli_usage(cli, "%s", why);
    return false;
}

static void
add_output(struct checking *c, const struct sq_findings_format *format)
{
    struct sq_arena *a = &c->cli->arena;
    c->outputs =
        sq_arena_push(a, c->outputs, &c->n_outputs, sizeof *c->outputs);
    struct output *o = &c->outputs[c->n_outputs - 1];
    o->format = format;
    sq_found_out_init(&o->out, a);
}

static bool
read_format(struct checking *c, const char *word)
{
    const struct sq_findings_format *f =
        sq_findings_format_find(sq_str_of(word));
    if (f) {
        add_output(c, f);
        return true;
    }
    sq_str names[SQ_FOUND_COUNT];
    size_t n = 0;
    for (; format_words[n]; n++)
        names[n] = sq_str_of(format_words[n]);
    sq_str near = sq_str_nearest(sq_str_of(word), names, n);
    if (near.len)
        sq_cli_usage(c->cli, "no format `%s`; did you mean `%.*s`?", word,
                     SQ_FMT(near));
    else
        sq_cli_usage(c->cli, "no format `%s`", word);
    return false;
}

/* --format X, --format Y --output FILE: in the order given. */
static bool
choose_outputs(struct checking *c)
{
    const struct sq_args *given = &c->options->outputs;
    for (size_t i = 0; i + 1 < given->n; i += 2) {
        const char *word = given->items[i + 1];
        if (strcmp(given->items[i], "format") == 0) {
            if (!read_format(c, word))
                return false;
        } else if (c->n_outputs == 0) {
            return refuse_output(c->cli, "--output follows the --format that "
                                         "it is for");
        } else if (c->outputs[c->n_outputs - 1].path) {
            return refuse_output(c->cli, "a --format has one --output");
        } else if (strcmp(word, "-") != 0) {
            c->outputs[c->n_outputs - 1].path = word;
        }
    }
    if (c->n_outputs == 0)
        add_output(c, &sq_findings_format_text);
    size_t n = 0;
    for (size_t i = 0; i < c->n_outputs; i++)
        n += !c->outputs[i].path;
    return n <= 1 || refuse_output(c->cli, "only one format can go to standard "
                                           "output; give the others --output");
}

/* A file of answers under the name must not be lost. */
static bool
would_destroy(struct checking *c, const char *path)
{
    sq_str text;
    return sq_file_exists(path) &&
           sq_file_read(&c->cli->arena, path, &text, NULL) == SQ_OK &&
           sq_text_is_ours(text);
}

static enum sq_exit
write_output(struct checking *c, const struct output *o, sq_str text)
{
    if (!o->path) {
        sq_cli_put(c->cli, text);
        return SQ_EXIT_DONE;
    }
    if (would_destroy(c, o->path)) {
        sq_cli_fail(c->cli, "`%s` is a sqeeia file; it is left as it is",
                    o->path);
        return SQ_EXIT_USAGE;
    }
    struct sq_err err;
    enum sq_status status = sq_file_write(o->path, text, false, &err);
    return status == SQ_OK ? SQ_EXIT_DONE : sq_cli_failed(c->cli, &err, status);
}

static enum sq_exit
close_output(struct checking *c, struct output *o)
{
    struct sq_sbuf product;
    sq_sbuf_init(&product, SQ_MAX_OUTPUT);
    if (o->format->whole)
        o->format->whole(&c->run, &o->out, &product);
    else
        sq_put(&product, sq_sbuf_str(&o->out.body));
    if (o->format == &sq_findings_format_text && !c->run.quiet) {
        sq_found_put_summary(&c->run, &product);
        sq_putc(&product, '\n');
    }
    enum sq_exit e = write_output(c, o, sq_sbuf_str(&product));
    sq_sbuf_done(&product);
    sq_found_out_done(&o->out);
    return e;
}

/* ---- the run ------------------------------------------------------------- */

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
    size_t n = 0;
    for (int l = (int)c->run.fail_on; l <= SQ_ERROR; l++)
        n += c->run.n[l];
    enum sq_exit e = n && !c->options->exit_zero ? SQ_EXIT_FOUND : SQ_EXIT_DONE;
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

static void
put_rule_json(const struct sq_code_info *info, struct sq_sbuf *b)
{
    const char *const members[][2] = {{"code", info->code},
                                      {"name", info->name},
                                      {"level", sq_level_name(info->level)},
                                      {"summary", info->summary},
                                      {"why", info->why},
                                      {"fix", info->fix},
                                      {"source", info->source},
                                      {"wrong", info->wrong},
                                      {"right", info->right}};
    for (size_t i = 0; i < sizeof members / sizeof members[0]; i++) {
        sq_putf(b, "%s\"%s\":", i ? "," : "{", members[i][0]);
        sq_put_json(b, sq_str_of(members[i][1]));
    }
    sq_putc(b, '}');
}

static enum sq_exit
list_rules(struct checking *c)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_OUTPUT);
    bool json = c->outputs[0].format == &sq_findings_format_json;
    if (json)
        sq_putz(&b, "{\"schema\":\"sqeeia-rules\",\"schema_version\":1,"
                    "\"rules\":[");
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++) {
        const struct sq_code_info *info = &sq_codes[i];
        if (json) {
            sq_putz(&b, i ? ",\n" : "\n");
            put_rule_json(info, &b);
        } else {
            sq_putf(&b, "%s %-7s %s: %s\n", info->code,
                    sq_level_name(info->level), info->name, info->summary);
        }
    }
    if (json)
        sq_putz(&b, "]}\n");
    enum sq_exit e = write_output(c, &c->outputs[0], sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    for (size_t i = 0; i < c->n_outputs; i++)
        sq_found_out_done(&c->outputs[i].out);
    return e;
}

/* As a person here would type it. */
static void
add_project_path(struct checking *c, struct sq_args *paths, sq_str name)
{
    struct sq_arena *a = &c->cli->arena;
    sq_str path = sq_str_of(sq_path_join(a, c->library->project->root, name));
    if (!sq_path_inside(a, path.ptr, sq_str_z(a, c->library->project->root))) {
        sq_cli_fail(c->cli, "`%.*s` leads outside the project", SQ_FMT(name));
        c->worst = SQ_EXIT_SYSTEM;
        return;
    }
    if (sq_str_eq(path, c->run.root))
        path = SQ_LIT(".");
    sq_args_push(a, paths, sq_str_z(a, sq_found_path(&c->run, path)));
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
        add_project_path(c, paths, p->templates[i].text);
    for (size_t i = 0; i < p->n_assessments; i++)
        add_project_path(c, paths, p->assessments[i].text);
    return true;
}

static void
set_up(struct checking *c)
{
    const struct options *o = c->options;
    struct sq_arena *a = &c->cli->arena;
    sq_map_init(&c->seen, a);
    sq_map_init(&c->kept, a);
    c->profile = SQ_MOMENT_AUTO;
    for (int i = 0; c->options->profile && sq_moment_names[i]; i++)
        if (strcmp(c->options->profile, sq_moment_names[i]) == 0)
            c->profile = (enum sq_moment)i;
    c->portfolio =
        (struct sq_portfolio){.arena = a, .open = open_again, .ctx = c};
    sq_map_init(&c->checked, a);
    c->filter.show = level_of(o->min_severity, SQ_NOTE);
    c->filter.select = sq_args_split(a, &o->select);
    c->filter.ignore = sq_args_split(a, &o->ignore);
    c->run = (struct sq_found_run){
        .version = SQ_VERSION,
        .root = sq_str_of(sq_path_real(a, ".")),
        .fail_on = level_of(o->fail_on, o->strict ? SQ_WARNING : SQ_ERROR),
        .colour = c->cli->colour_out,
        .excerpt = !o->no_excerpt,
        .all = o->all,
        .quiet = c->cli->globals.quiet,
        .show = c->filter.show};
}

/* The files that a list names: met as in a folder, so that a list of all that
 * a repository holds will do. */
static enum sq_exit
add_list(struct checking *c, struct sq_inputs *inputs)
{
    struct sq_arena *a = &c->cli->arena;
    sq_str rest, piece;
    struct sq_err err;
    enum sq_status status =
        sq_file_read(a, c->options->files_from, &rest, &err);
    if (status != SQ_OK)
        return sq_cli_failed(c->cli, &err, status);
    struct sq_args paths = {0};
    while (sq_str_next(&rest, c->options->null ? '\0' : '\n', &piece))
        if (piece.len)
            sq_args_push(a, &paths, sq_str_z(a, piece));
    struct sq_inputs more;
    enum sq_exit e = sq_inputs_expand(c->cli, &paths, &more);
    for (size_t i = 0; i < more.n; i++) {
        inputs->items =
            sq_arena_push(a, inputs->items, &inputs->n, sizeof *inputs->items);
        inputs->items[inputs->n - 1] =
            (struct sq_input){more.items[i].path, true};
    }
    return e;
}

static enum sq_exit
check_all(struct checking *c, const struct sq_inputs *inputs)
{
    const struct options *o = c->options;
    bool alone = c->jobs == 1 || inputs->n < 3 || o->fix || o->diff || o->dump;
    if (!alone)
        check_apart(c, inputs);
    for (size_t i = 0; alone && i < inputs->n; i++)
        check_input(c, &inputs->items[i]);
    sq_arena_done(&c->file_arena);
    if (o->diff)
        return c->worst;
    compare_files(c);
    show_library(c);
    close_baseline(c);
    c->run.exit = (int)verdict(c);
    enum sq_exit e = SQ_EXIT_DONE;
    for (size_t i = 0; i < c->n_outputs; i++)
        e = sq_exit_worse(e, close_output(c, &c->outputs[i]));
    return sq_exit_worse(e, verdict(c));
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    const struct options *o = options;
    struct checking c = {.cli = cli, .options = o};
    set_up(&c);
    if (!codes_are_known(cli, &c.filter.select) ||
        !codes_are_known(cli, &c.filter.ignore) || !choose_outputs(&c))
        return SQ_EXIT_USAGE;
    if (o->list_rules)
        return list_rules(&c);
    if (o->today && !sq_date_read(sq_str_of(o->today), &cli->today))
        return sq_cli_usage(cli, "`%s` is not a date such as 2026-11-03",
                            o->today);
    if (!sq_cli_jobs(cli, o->jobs, &c.jobs))
        return SQ_EXIT_USAGE;
    c.portfolio.today = cli->today;
    enum sq_exit e = SQ_EXIT_USAGE;
    c.library = sq_cli_library(cli, &e);
    if (!c.library)
        return e;
    c.filter.project = c.library->project;
    struct sq_args paths = *operands;
    if (paths.n == 0 && !o->files_from && !add_project_paths(&c, &paths))
        return sq_cli_usage(cli, "name files or folders to check, or `-` for "
                                 "standard input; there is no project file "
                                 "here to tell");
    if (!open_baseline(&c))
        return c.worst;
    struct sq_inputs inputs;
    c.worst = sq_exit_worse(c.worst, sq_inputs_expand(cli, &paths, &inputs));
    if (o->files_from)
        c.worst = sq_exit_worse(c.worst, add_list(&c, &inputs));
    return check_all(&c, &inputs);
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
