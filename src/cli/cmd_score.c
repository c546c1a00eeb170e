/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "cli/load.h"
#include "cli/make_report.h"
#include "report/explain.h"

struct options {
    bool explain;
    const char *format, *jobs;
};

static const char *const formats[] = {"text", "json", "ndjson", NULL};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "explain", SQ_OPT_ON, NULL,
     "show the working: every answer's points, and what is missing",
     AT(explain), NULL},
    {0, "format", SQ_OPT_WORD, "FORMAT",
     "text, json (an object a file) or ndjson (one a line)", AT(format),
     formats},
    {'j', "jobs", SQ_OPT_TEXT, "N", "work on N files at a time (default 1)",
     AT(jobs), NULL},
    {0}};
#undef AT

static bool
is_text(const struct options *o)
{
    return !o->format || strcmp(o->format, "text") == 0;
}

static void
put(const struct sq_report *r, const struct options *o, struct sq_sbuf *out)
{
    if (!is_text(o))
        sq_score_put_json(r, strcmp(o->format, "json") == 0, out);
    else if (o->explain)
        sq_score_put_working(r, out);
    else
        sq_score_put_text(r, out);
}

/* Each file is a job of its own: nothing but the library is shared. */
struct scoring {
    struct sq_cli *cli;
    const struct options *options;
    struct sq_inputs inputs;
    struct sq_load load;
    enum sq_exit worst;
};

/* The figures of one file; nothing where it has none. */
static enum sq_exit
put_figures(struct scoring *s, size_t i, struct sq_sbuf *out)
{
    const struct sq_input *input = &s->inputs.items[i];
    enum sq_exit e = sq_load_input(s->cli, input, &s->load);
    if (!s->load.results)
        return e;
    struct sq_report r;
    sq_make_report(s->cli, &s->load, input->path, &r);
    r.file = sq_str_of(input->path); /* as typed: names alone may repeat */
    if (i > 0 && is_text(s->options))
        sq_putc(out, '\n');
    put(&r, s->options, out);
    return e;
}

static void
score_here(struct scoring *s, size_t i)
{
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    s->worst = sq_exit_worse(s->worst, put_figures(s, i, &out));
    sq_cli_put(s->cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
}

/* ---- many files, over several processes --------------------------------- */

/* The first is scored here, so that every process has what it needs: mostly
 * they share a questionnaire. */
enum { FIRST_APART = 1 };

/* A result begins with the status, or with this: standard input has one reader,
 * and findings in a questionnaire are told once. */
enum { DO_IT_HERE = 'h' };

static void
work(void *ctx, size_t job, struct sq_sbuf *out)
{
    struct scoring *s = ctx;
    size_t i = FIRST_APART + job;
    sq_putc(out, DO_IT_HERE);
    if (strcmp(s->inputs.items[i].path, "-") == 0)
        return;
    enum sq_exit e = put_figures(s, i, out);
    if (!s->load.told_library)
        out->ptr[0] = (char)('0' + (int)e);
}

static void
take(void *ctx, size_t job, enum sq_job_end end, sq_str text, sq_str messages)
{
    struct scoring *s = ctx;
    size_t i = FIRST_APART + job;
    if (end == SQ_JOB_NOT_BEGUN || (text.len && text.ptr[0] == DO_IT_HERE)) {
        score_here(s, i);
        return;
    }
    sq_cli_tell_raw(s->cli, messages);
    enum sq_exit e = SQ_EXIT_SYSTEM;
    if (end == SQ_JOB_DONE && text.len)
        e = (enum sq_exit)(text.ptr[0] - '0');
    else
        sq_cli_fail(s->cli, "%s: " SQ_BROKE_OFF, s->inputs.items[i].path);
    sq_cli_put(s->cli, sq_str_sub(text, 1, text.len));
    s->worst = sq_exit_worse(s->worst, e);
}

static void
score_apart(struct scoring *s, size_t workers)
{
    struct sq_jobs jobs = {.n = s->inputs.n - FIRST_APART,
                           .workers = workers,
                           .clean = true,
                           .ctx = s,
                           .work_ctx = s,
                           .work = work,
                           .done = take};
    sq_jobs_run(&s->cli->arena, &jobs);
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    struct scoring s = {.cli = cli, .options = options};
    size_t workers;
    if (operands->n == 0)
        return sq_cli_usage(cli, "name the assessments to score");
    if (s.options->explain && !is_text(s.options))
        return sq_cli_usage(cli, "--explain is text; leave --format out");
    if (!sq_cli_jobs(cli, s.options->jobs, &workers))
        return SQ_EXIT_USAGE;
    s.worst = sq_inputs_expand(cli, operands, &s.inputs);
    bool alone = workers == 1 || s.inputs.n < 3;
    for (size_t i = 0; i < (alone ? s.inputs.n : FIRST_APART); i++)
        score_here(&s, i);
    if (!alone)
        score_apart(&s, workers);
    sq_load_done(&s.load);
    return s.worst;
}

const struct sq_command sq_command_score = {
    .operands = "FILE...",
    .more = "A figure that still depends on missing answers is printed as the "
            "two ends between which it will lie, never as a guess.",
    .examples = "  sqeeia score scribe.yaml\n"
                "  sqeeia score --explain scribe.yaml\n"
                "  sqeeia score --format ndjson assessments/\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
