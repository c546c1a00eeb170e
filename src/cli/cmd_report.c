/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "cli/findings.h"
#include "cli/load.h"
#include "cli/make_report.h"
#include "lint/lint.h"
#include "report/save.h"

struct options {
    struct sq_args formats;
    const char *output, *lang;
    bool force;
};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "format", SQ_OPT_LIST, "FORMAT,...",
     "text, xlsx, or several (default text)", AT(formats), NULL},
    {'o', "output", SQ_OPT_TEXT, "PATH",
     "the file to write, a folder to write in, or - for standard output",
     AT(output), NULL},
    {0, "lang", SQ_OPT_TEXT, "TAG", "language of the questionnaire's words",
     AT(lang), NULL},
    {0, "force", SQ_OPT_ON, NULL, "replace a file that is not a report",
     AT(force), NULL},
    {0}};
#undef AT

struct reporting {
    struct sq_cli *cli;
    const struct options *options;
    const struct sq_format **formats;
    size_t n_formats;
    bool to_stdout;
    bool to_folder;        /* options->output is one */
    struct sq_map targets; /* what was written in this run */
    struct sq_map swept;   /* the folders written in */
};

static bool
ends_in_slash(const char *path)
{
    size_t n = strlen(path);
    return n && path[n - 1] == '/';
}

/* The format whose ending the path has; NULL: none. */
static const struct sq_format *
format_of_path(const char *path)
{
    sq_str p = sq_str_of(path);
    for (size_t i = 0; sq_formats[i]; i++) {
        size_t n = strlen(sq_formats[i]->ending);
        if (p.len > n &&
            sq_str_is(sq_str_sub(p, p.len - n, p.len), sq_formats[i]->ending))
            return sq_formats[i];
    }
    return NULL;
}

static bool
refuse_format(struct sq_cli *cli, const char *word)
{
    sq_str known = {0};
    sq_str names[64];
    size_t n = 0;
    for (size_t i = 0; sq_formats[i] && n < 64; i++) {
        names[n++] = sq_str_of(sq_formats[i]->name);
        known = sq_str_printf(&cli->arena, "%.*s%s%s", SQ_FMT(known),
                              i ? ", " : "", sq_formats[i]->name);
    }
    sq_str near = sq_str_nearest(sq_str_of(word), names, n);
    if (near.len)
        sq_cli_usage(cli, "no format `%s`; did you mean `%.*s`?", word,
                     SQ_FMT(near));
    else
        sq_cli_usage(cli, "no format `%s`; there are: %.*s", word,
                     SQ_FMT(known));
    return false;
}

static void
add_format(struct reporting *r, const struct sq_format *f)
{
    for (size_t i = 0; i < r->n_formats; i++)
        if (r->formats[i] == f)
            return;
    r->formats = sq_arena_push(&r->cli->arena, r->formats, &r->n_formats,
                               sizeof *r->formats);
    r->formats[r->n_formats - 1] = f;
}

static bool
choose_formats(struct reporting *r)
{
    struct sq_args words = sq_args_split(&r->cli->arena, &r->options->formats);
    for (size_t i = 0; i < words.n; i++) {
        const struct sq_format *f = sq_format_find(sq_str_of(words.items[i]));
        if (!f)
            return refuse_format(r->cli, words.items[i]);
        add_format(r, f);
    }
    if (r->n_formats)
        return true;
    const struct sq_format *f = NULL;
    if (r->options->output)
        f = format_of_path(r->options->output);
    add_format(r, f ? f : sq_format_find(SQ_LIT("text")));
    return true;
}

/* Where it goes; false after a message when that cannot be. */
static bool
choose_target(struct reporting *r, size_t n_inputs)
{
    const char *o = r->options->output;
    r->to_folder = o && (sq_file_is_dir(o) || ends_in_slash(o));
    r->to_stdout = (!o && r->n_formats == 1 && !r->formats[0]->to_path) ||
                   (o && strcmp(o, "-") == 0);
    if (r->to_stdout)
        for (size_t i = 0; i < r->n_formats; i++)
            if (r->formats[i]->to_path || r->n_formats > 1) {
                sq_cli_usage(r->cli, "only one text format can go to standard "
                                     "output");
                return false;
            }
    if (o && !r->to_folder && !r->to_stdout &&
        (n_inputs > 1 || r->n_formats > 1)) {
        sq_cli_usage(r->cli, "several reports need a folder: -o `%s/`", o);
        return false;
    }
    return true;
}

static const char *
target_of(struct reporting *r, const char *path, const struct sq_format *f)
{
    struct sq_arena *a = &r->cli->arena;
    const char *o = r->options->output;
    if (o && !r->to_folder)
        return o;
    sq_str name = sq_str_printf(a, "%.*s-report%s", SQ_FMT(sq_path_stem(path)),
                                f->ending);
    sq_str dir = sq_path_dir(a, path);
    if (o) {
        dir = sq_str_of(o);
        while (dir.len > 1 && dir.ptr[dir.len - 1] == '/')
            dir.len--;
    }
    return sq_path_join(a, dir, name);
}

/* An answer file under the report's name must not be lost. */
static bool
would_destroy(struct reporting *r, const char *target)
{
    if (r->options->force || !sq_file_exists(target))
        return false;
    struct sq_arena a = {0};
    sq_arena_init(&a);
    sq_str text;
    bool ours =
        sq_file_read(&a, target, &text, NULL) == SQ_OK && sq_text_is_ours(text);
    sq_arena_done(&a);
    return ours;
}

static enum sq_exit
put_to_stdout(struct reporting *r, const struct sq_report *report)
{
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    r->formats[0]->put(report, &out);
    sq_cli_put(r->cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    return SQ_EXIT_DONE;
}

struct saving {
    const struct sq_format *format;
    const struct sq_report *report;
    const char *target;
};

static enum sq_status
save(void *ctx, struct sq_err *err)
{
    struct saving *s = ctx;
    return sq_report_save(s->format, s->report, s->target, err);
}

/* What killed runs have left where we write; a folder is looked at once. */
static void
sweep_beside(struct reporting *r, const char *target)
{
    sq_str folder = sq_path_dir(&r->cli->arena, target);
    if (sq_map_add(&r->swept, folder, r))
        sq_file_sweep(sq_str_z(&r->cli->arena, folder));
}

/* The workbook library does not survive a lack of memory, so it runs apart. */
static enum sq_status
save_safely(struct reporting *r, struct saving *s, struct sq_err *err)
{
    sweep_beside(r, s->target);
    if (!s->format->to_path)
        return save(s, err);
    enum sq_status status = sq_apart(save, s, s->target, err);
    if (status != SQ_OK)
        sq_file_sweep(
            sq_str_z(&r->cli->arena, sq_path_dir(&r->cli->arena, s->target)));
    return status;
}

static enum sq_exit
write_one(struct reporting *r, const struct sq_format *f,
          const struct sq_report *report, const char *path)
{
    struct sq_cli *cli = r->cli;
    const char *target = target_of(r, path, f);
    if (would_destroy(r, target)) {
        sq_cli_fail(cli,
                    "`%s` is no report but a sqeeia file; it is left as "
                    "it is",
                    target);
        return SQ_EXIT_USAGE;
    }
    if (!sq_map_add(&r->targets, sq_str_of(target), r)) {
        sq_cli_fail(cli,
                    "%s: `%s` was written for another file already; "
                    "report them apart",
                    path, target);
        return SQ_EXIT_USAGE;
    }
    struct sq_err err;
    struct saving s = {f, report, target};
    enum sq_status status = save_safely(r, &s, &err);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    sq_cli_say(cli, "wrote %s", target);
    return SQ_EXIT_DONE;
}

static enum sq_exit
report_file(struct reporting *r, const struct sq_input *input)
{
    struct sq_load l;
    enum sq_exit e = sq_load_input(r->cli, input, &l);
    if (l.results) {
        sq_lint_assessment(l.results, r->cli->today, &l.diags);
        struct sq_tally tally = {0};
        struct sq_filter filter = {.project = r->cli->library.project};
        sq_findings_sift(&l.diags, &filter, l.doc.assessment, r->cli->today,
                         &tally);
        struct sq_report report;
        sq_make_report(r->cli, &l, input->path, &report);
        report.lang = sq_str_of(r->options->lang);
        if (r->to_stdout)
            e = sq_exit_worse(e, put_to_stdout(r, &report));
        for (size_t i = 0; i < r->n_formats && !r->to_stdout; i++)
            e = sq_exit_worse(
                e, write_one(r, r->formats[i], &report, input->path));
    }
    sq_load_done(&l);
    return e;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    struct reporting r = {.cli = cli, .options = options};
    sq_map_init(&r.targets, &cli->arena);
    sq_map_init(&r.swept, &cli->arena);
    if (operands->n == 0)
        return sq_cli_usage(cli, "name the assessments to report");
    struct sq_inputs inputs;
    enum sq_exit worst = sq_inputs_expand(cli, operands, &inputs);
    if (!choose_formats(&r) || !choose_target(&r, inputs.n))
        return SQ_EXIT_USAGE;
    struct sq_err err;
    if (r.to_folder && sq_dir_make(r.options->output, &err) != SQ_OK)
        return sq_cli_failed(cli, &err, SQ_BAD_SYSTEM);
    for (size_t i = 0; i < inputs.n; i++)
        worst = sq_exit_worse(worst, report_file(&r, &inputs.items[i]));
    return worst;
}

const struct sq_command sq_command_report = {
    .operands = "FILE...",
    .more = "Text goes to standard output unless -o says otherwise. A "
            "workbook is written beside the assessment: scribe.yaml gives "
            "scribe-report.xlsx. A report is written whole or not at all.",
    .examples = "  sqeeia report scribe.yaml\n"
                "  sqeeia report --format xlsx scribe.yaml\n"
                "  sqeeia report --format text,xlsx -o papers/ assessments/\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
