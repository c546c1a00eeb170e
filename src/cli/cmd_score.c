/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "cli/load.h"
#include "cli/make_report.h"
#include "report/explain.h"

struct options {
    bool explain;
    const char *format;
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
    {0}};
#undef AT

static void
put(const struct sq_report *r, const struct options *o, struct sq_sbuf *out)
{
    if (o->format && strcmp(o->format, "text") != 0)
        sq_score_put_json(r, strcmp(o->format, "json") == 0, out);
    else if (o->explain)
        sq_score_put_working(r, out);
    else
        sq_score_put_text(r, out);
}

/* Each file is a job of its own: nothing but the library is shared. */
static enum sq_exit
score_file(struct sq_cli *cli, const struct sq_input *input, struct sq_load *l,
           const struct options *o, bool after_another)
{
    enum sq_exit e = sq_load_input(cli, input, l);
    if (l->results) {
        struct sq_sbuf out;
        sq_sbuf_init(&out, SQ_MAX_OUTPUT);
        if (after_another && (!o->format || strcmp(o->format, "text") == 0))
            sq_putc(&out, '\n');
        struct sq_report r;
        sq_make_report(cli, l, input->path, &r);
        r.file = sq_str_of(input->path); /* as typed: names alone may repeat */
        put(&r, o, &out);
        sq_cli_put(cli, sq_sbuf_str(&out));
        sq_sbuf_done(&out);
    }
    return e;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    const struct options *o = options;
    if (operands->n == 0)
        return sq_cli_usage(cli, "name the assessments to score");
    if (o->explain && o->format && strcmp(o->format, "text") != 0)
        return sq_cli_usage(cli, "--explain is text; leave --format out");
    struct sq_inputs inputs;
    enum sq_exit worst = sq_inputs_expand(cli, operands, &inputs);
    struct sq_load l = {0};
    for (size_t i = 0; i < inputs.n; i++)
        worst = sq_exit_worse(worst,
                              score_file(cli, &inputs.items[i], &l, o, i > 0));
    sq_load_done(&l);
    return worst;
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
