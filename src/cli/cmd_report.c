/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "cli/findings.h"
#include "cli/load.h"
#include "cli/make_report.h"
#include "cli/run_report.h"
#include "lint/lint.h"
#include "report/kinds.h"
#include "report/publish.h"
#include "report/save.h"

struct options {
    struct sq_args formats;
    const char *output, *lang, *kind, *audience, *profile, *width, *jobs;
    const char *summary_json, *agenda;
    bool force, ascii, accessible, summary, raw;
};

enum { LEAST_WIDTH = 40, MOST_WIDTH = 400 };

static const char *const kinds[] = {
#define KIND(name, word, audience, summary) word,
#include "report/kinds.def"
#undef KIND
    NULL};
static const char *const audiences[] = {"internal", "public", NULL};
static const char *const profiles[] = {"working", "publish", NULL};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "format", SQ_OPT_LIST, "FORMAT,...",
     "text, html, markdown, xlsx, json, csv, or several (default text)",
     AT(formats), NULL},
    {0, "kind", SQ_OPT_WORD, "KIND",
     "paper, panel, public, actions, due-regard, record or summary (default "
     "paper)",
     AT(kind), kinds},
    {0, "summary", SQ_OPT_ON, NULL, "the same as --kind summary", AT(summary),
     NULL},
    {0, "audience", SQ_OPT_WORD, "WHO",
     "internal or public; public alone is --kind public", AT(audience),
     audiences},
    {0, "profile", SQ_OPT_WORD, "PROFILE",
     "of a workbook: working, or publish, to the rules for publishing",
     AT(profile), profiles},
    {'o', "output", SQ_OPT_TEXT, "PATH",
     "the file to write, a folder to write in, or - for standard output",
     AT(output), NULL},
    {0, "lang", SQ_OPT_TEXT, "TAG", "language of the questionnaire's words",
     AT(lang), NULL},
    {0, "width", SQ_OPT_TEXT, "N", "columns of text, 40 to 400 (default 80)",
     AT(width), NULL},
    {0, "ascii", SQ_OPT_ON, NULL, "text without signs beyond ASCII of our own",
     AT(ascii), NULL},
    {0, "accessible", SQ_OPT_ON, NULL,
     "text for listening: tables as lists, no bars", AT(accessible), NULL},
    {0, "raw", SQ_OPT_ON, NULL,
     "CSV for programs: texts as they are, formulas too", AT(raw), NULL},
    {'j', "jobs", SQ_OPT_TEXT, "N", "work on N files at a time (default 1)",
     AT(jobs), NULL},
    {0, "summary-json", SQ_OPT_TEXT, "FILE",
     "what became of each file, for programs", AT(summary_json), NULL},
    {0, "agenda", SQ_OPT_TEXT, "FILE",
     "a line a case for a meeting, in .html, .md or .txt", AT(agenda), NULL},
    {0, "force", SQ_OPT_ON, NULL, "replace a file that is not a report",
     AT(force), NULL},
    {0}};
#undef AT

struct reporting {
    struct sq_cli *cli;
    const struct options *options;
    const struct sq_format **formats;
    size_t n_formats;
    enum sq_report_kind kind;
    unsigned width;
    size_t jobs;
    const struct sq_format *agenda; /* NULL: none is wanted */
    bool to_stdout;
    bool to_folder; /* options->output is one */
    bool hushed;    /* what is written is not told file by file */
    struct sq_inputs inputs;
    const char **targets; /* by input and format; NULL: another's already */
    struct sq_map owners; /* target → its first input */
    struct sq_load load;  /* the file in hand */
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
choose_kind(struct reporting *r)
{
    const struct options *o = r->options;
    bool public = o->audience && strcmp(o->audience, "public") == 0;
    const char *word = o->kind      ? o->kind
                       : o->summary ? "summary"
                       : public     ? "public"
                                    : "paper";

    for (int k = 0; k < SQ_REPORT_COUNT; k++)
        if (strcmp(sq_kinds[k].word, word) == 0)
            r->kind = (enum sq_report_kind)k;
    if (o->summary && r->kind != SQ_REPORT_summary) {
        sq_cli_usage(r->cli, "--summary and --kind %s are two things", word);
        return false;
    }
    bool for_public = sq_kinds[r->kind].audience == SQ_PUBLIC;
    if (o->audience && for_public != public) {
        sq_cli_usage(r->cli, "--kind %s is for %s; --audience %s does not fit",
                     word, for_public ? "the public" : "those inside",
                     o->audience);
        return false;
    }
    return true;
}

/* Every format can make the kind; xlsx for one is for the paper. */
static bool
kind_fits(struct reporting *r)
{
    sq_str can = {0};
    const struct sq_format *bad = NULL;

    for (size_t i = 0; i < r->n_formats; i++)
        if (!sq_format_makes(r->formats[i], r->kind))
            bad = r->formats[i];
    if (!bad)
        return true;
    for (size_t i = 0; sq_formats[i]; i++)
        if (sq_format_makes(sq_formats[i], r->kind))
            can = sq_str_printf(&r->cli->arena, "%.*s%s%s", SQ_FMT(can),
                                can.len ? ", " : "", sq_formats[i]->name);
    sq_cli_usage(r->cli, "--kind %s cannot be %s; it can be: %.*s",
                 sq_kinds[r->kind].word, bad->name, SQ_FMT(can));
    return false;
}

static bool
choose_numbers(struct reporting *r)
{
    size_t width = 80;

    if (!sq_cli_count(r->cli, "--width", r->options->width, LEAST_WIDTH,
                      MOST_WIDTH, &width) ||
        !sq_cli_jobs(r->cli, r->options->jobs, &r->jobs))
        return false;
    r->width = (unsigned)width;
    return true;
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
        return kind_fits(r);
    const struct sq_format *f = NULL;
    if (r->options->output)
        f = format_of_path(r->options->output);
    add_format(r, f ? f : sq_format_find(SQ_LIT("text")));
    return kind_fits(r);
}

static bool
choose_agenda(struct reporting *r)
{
    const char *path = r->options->agenda;

    if (!path)
        return true;
    r->agenda = format_of_path(path);
    if (r->agenda && r->agenda->put &&
        sq_format_makes(r->agenda, SQ_REPORT_panel))
        return true;
    sq_cli_usage(r->cli, "--agenda: `%s` should end in .html, .md or .txt",
                 path);
    return false;
}

/* Where it goes; false after a message when that cannot be. */
static bool
choose_target(struct reporting *r)
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
        (r->inputs.n > 1 || r->n_formats > 1)) {
        sq_cli_usage(r->cli, "several reports need a folder: -o `%s/`", o);
        return false;
    }
    if (r->to_stdout && (r->options->summary_json || r->options->agenda)) {
        sq_cli_usage(r->cli, "--%s goes with reports in files: -o",
                     r->options->agenda ? "agenda" : "summary-json");
        return false;
    }
    return choose_agenda(r);
}

static const char *
target_of(struct reporting *r, const char *path, const struct sq_format *f)
{
    struct sq_arena *a = &r->cli->arena;
    const char *o = r->options->output;
    if (o && !r->to_folder)
        return o;
    sq_str name = sq_str_printf(
        a, "%.*s-%s%s", SQ_FMT(sq_path_stem(path)),
        r->kind == SQ_REPORT_paper ? "report" : sq_kinds[r->kind].word,
        f->ending);
    sq_str dir = sq_path_dir(a, path);
    if (o) {
        dir = sq_str_of(o);
        while (dir.len > 1 && dir.ptr[dir.len - 1] == '/')
            dir.len--;
    }
    return sq_path_join(a, dir, name);
}

/* Met in a folder, and no assessment: nothing will be written for it. */
static bool
is_no_assessment(const struct sq_input *input)
{
    struct sq_arena a = {0};
    sq_str text;

    if (!input->walked)
        return false;
    sq_arena_init(&a);
    bool none = sq_file_read(&a, input->path, &text, NULL) != SQ_OK ||
                !sq_text_is_ours(text) ||
                !sq_str_has_folded(text, SQ_LIT("assessment/"));
    sq_arena_done(&a);
    return none;
}

/* One input's target; the first of two that would share it has it, whichever
 * process comes to it first. */
static const char *
claim(struct reporting *r, struct sq_input *input, const struct sq_format *f)
{
    const char *target = target_of(r, input->path, f);
    const struct sq_input *owner = sq_map_find(&r->owners, sq_str_of(target));

    if (owner && is_no_assessment(owner)) {
        for (size_t i = 0; i < r->owners.n; i++)
            if (sq_str_is(r->owners.items[i].key, target))
                r->owners.items[i].value = input;
        return target;
    }
    if (owner)
        return NULL;
    sq_map_add(&r->owners, sq_str_of(target), input);
    return target;
}

static void
claim_targets(struct reporting *r)
{
    r->targets =
        SQ_NEW_N(&r->cli->arena, r->inputs.n * r->n_formats + 1, const char *);
    for (size_t i = 0; i < r->inputs.n && !r->to_stdout; i++)
        for (size_t k = 0; k < r->n_formats; k++)
            r->targets[i * r->n_formats + k] =
                claim(r, &r->inputs.items[i], r->formats[k]);
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

/* A name that we made up must not choose a file elsewhere: whoever may put a
 * link into the folder would have us write over it. */
static bool
leads_away(struct reporting *r, const char *target)
{
    struct sq_arena *a = &r->cli->arena;
    bool named = r->options->output && !r->to_folder;
    return !named && !r->options->force && sq_path_is_link(target) &&
           !sq_path_inside(a, target, sq_str_z(a, sq_path_dir(a, target)));
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

static enum sq_exit
write_one(struct reporting *r, size_t input, size_t format,
          const struct sq_report *report, struct sq_file_report *out)
{
    struct sq_cli *cli = r->cli;
    const struct sq_format *f = r->formats[format];
    const char *target = r->targets[input * r->n_formats + format];
    if (!target) {
        sq_cli_fail(cli,
                    "%s: `%s` is written for another file already; "
                    "report them apart",
                    r->inputs.items[input].path,
                    target_of(r, r->inputs.items[input].path, f));
        return SQ_EXIT_USAGE;
    }
    if (would_destroy(r, target)) {
        sq_cli_fail(cli,
                    "`%s` is no report but a sqeeia file; it is left as "
                    "it is",
                    target);
        return SQ_EXIT_USAGE;
    }
    if (leads_away(r, target)) {
        sq_cli_fail(cli,
                    "`%s` is a link that leads out of its folder; name the "
                    "file with -o, or write there with --force",
                    target);
        return SQ_EXIT_USAGE;
    }
    struct sq_err err;
    enum sq_status status = sq_report_save(f, report, target, &err);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    if (!r->hushed)
        sq_cli_say(cli, "wrote %s", target);
    sq_args_push(report->arena, &out->wrote, target);
    return SQ_EXIT_DONE;
}

/* What could lead to a person is told with its place, and nothing is written.
 */
static bool
may_be_published(struct reporting *r, const struct sq_report *report,
                 const char *path)
{
    const struct sq_publish *p = sq_publish_check(report);

    for (size_t i = 0; i < p->n_leaks; i++) {
        const struct sq_leak *l = &p->leaks[i];
        struct sq_place at = {0, 0};
        if (l->at.source)
            at = sq_source_place(l->at.source, l->at.from);
        sq_cli_fail(r->cli, "%s:%u:%u: %s would be published (%.*s)", path,
                    at.line, at.column, sq_private_name(l->what),
                    SQ_FMT(l->where));
    }
    if (p->n_leaks)
        sq_cli_fail(r->cli,
                    "%s: nothing is written for the public until %s taken out",
                    path, p->n_leaks == 1 ? "it is" : "they are");
    return p->n_leaks == 0;
}

static void
fill_report(struct reporting *r, struct sq_load *l, const char *path,
            struct sq_report *out)
{
    const struct options *o = r->options;

    sq_make_report(r->cli, l, path, out);
    out->lang = sq_str_of(o->lang);
    out->kind = r->kind;
    out->audience = sq_kinds[r->kind].audience;
    out->width = r->width;
    out->lists = out->lists || o->accessible;
    out->raw = o->raw;
    /* a file is the same whatever terminal it was made at */
    out->ascii = o->ascii || o->accessible || r->cli->accessible ||
                 (r->to_stdout && out->ascii);
    if (o->profile && strcmp(o->profile, "publish") == 0)
        out->profile = SQ_PUBLISH;
}

static enum sq_exit
report_loaded(struct reporting *r, size_t input, struct sq_load *l,
              struct sq_file_report *out)
{
    const char *path = r->inputs.items[input].path;
    struct sq_tally tally = {0};
    struct sq_filter filter = {.project = r->cli->library.project};
    struct sq_report report;
    enum sq_exit e = SQ_EXIT_DONE;

    sq_lint_assessment(l->results, r->cli->today, &l->diags);
    sq_findings_sift(&l->diags, &filter, l->doc.assessment, r->cli->today,
                     &tally);
    fill_report(r, l, path, &report);
    out->results = l->results;
    if (r->agenda) {
        struct sq_agenda_line *line =
            SQ_NEW(report.arena, struct sq_agenda_line);
        *line = sq_agenda_line_of(&report, sq_str_of(path), r->cli->today);
        out->agenda = line;
    }
    if (report.audience == SQ_PUBLIC && !may_be_published(r, &report, path))
        return SQ_EXIT_FOUND;
    if (r->to_stdout)
        e = put_to_stdout(r, &report);
    for (size_t k = 0; k < r->n_formats && !r->to_stdout; k++)
        e = sq_exit_worse(e, write_one(r, input, k, &report, out));
    return e;
}

static enum sq_exit
report_file(struct reporting *r, size_t input, struct sq_sbuf *facts)
{
    struct sq_load *l = &r->load;
    struct sq_file_report out = {.path = r->inputs.items[input].path};

    out.exit = sq_load_input(r->cli, &r->inputs.items[input], l);
    if (l->results)
        out.exit = sq_exit_worse(out.exit, report_loaded(r, input, l, &out));
    if (facts)
        sq_file_report_put(&out, facts);
    return out.exit;
}

/* ---- many files --------------------------------------------------------- */

static void
work(void *ctx, size_t i, struct sq_sbuf *out)
{
    report_file(ctx, i, out);
}

/* A progress line stands for the lines of what was written. */
static bool
shows_progress(const struct reporting *r)
{
    const struct sq_cli *cli = r->cli;

    return cli->term.err_tty && !cli->term.dumb && !cli->accessible &&
           !r->options->accessible && !cli->globals.quiet &&
           !cli->globals.verbose && r->inputs.n > 8;
}

static enum sq_exit
write_agenda(struct reporting *r, const struct sq_run_report *run)
{
    const char *path = r->options->agenda;
    struct sq_arena *a = &r->cli->arena;
    struct sq_report report;
    struct sq_err err;

    if (would_destroy(r, path)) {
        sq_cli_fail(r->cli,
                    "`%s` is no report but a sqeeia file; it is left as it is",
                    path);
        return SQ_EXIT_USAGE;
    }
    sq_make_agenda(r->cli, &report);
    report.width = r->width;
    report.lists = r->options->accessible || r->cli->accessible;
    report.ascii = r->options->ascii || report.lists;
    report.ready = sq_agenda(a, run->lines, run->n_lines, run->left_out,
                             run->n_left_out, r->cli->today);
    enum sq_status status = sq_report_save(r->agenda, &report, path, &err);
    if (status != SQ_OK)
        return sq_cli_failed(r->cli, &err, status);
    sq_cli_say(r->cli, "wrote %s", path);
    return SQ_EXIT_DONE;
}

static enum sq_exit
run_many(struct reporting *r)
{
    struct sq_run_report run = {
        .cli = r->cli,
        .inputs = &r->inputs,
        .progress = shows_progress(r),
        .json = r->options->summary_json,
    };

    r->hushed = run.progress;
    run.wants_agenda = r->agenda != NULL;
    enum sq_exit e = sq_run_report(&run, r->jobs, work, r);
    return r->agenda ? sq_exit_worse(e, write_agenda(r, &run)) : e;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    struct reporting r = {.cli = cli, .options = options};
    sq_map_init(&r.owners, &cli->arena);
    if (operands->n == 0)
        return sq_cli_usage(cli, "name the assessments to report");
    if (!choose_kind(&r) || !choose_formats(&r) || !choose_numbers(&r))
        return SQ_EXIT_USAGE;
    enum sq_exit worst = sq_inputs_expand(cli, operands, &r.inputs);
    if (!choose_target(&r))
        return SQ_EXIT_USAGE;
    struct sq_err err;
    if (r.to_folder && sq_dir_make(r.options->output, &err) != SQ_OK)
        return sq_cli_failed(cli, &err, SQ_BAD_SYSTEM);
    enum sq_exit e = SQ_EXIT_DONE;
    if (!sq_cli_library(cli, &e))
        return e;
    claim_targets(&r);
    bool many = r.inputs.n > 1 || r.options->summary_json || r.agenda;
    if (many && !r.to_stdout)
        worst = sq_exit_worse(worst, run_many(&r));
    else
        for (size_t i = 0; i < r.inputs.n; i++)
            worst = sq_exit_worse(worst, report_file(&r, i, NULL));
    sq_load_done(&r.load);
    return worst;
}

const struct sq_command sq_command_report = {
    .operands = "FILE...",
    .more = "Text goes to standard output unless -o says otherwise. A "
            "workbook is written beside the assessment: scribe.yaml gives "
            "scribe-report.xlsx. A report is written whole or not at all. "
            "One for the public is refused while anything in it could lead to "
            "a person.",
    .examples = "  sqeeia report scribe.yaml\n"
                "  sqeeia report --format xlsx scribe.yaml\n"
                "  sqeeia report --kind public -o public.html scribe.yaml\n"
                "  sqeeia report -j 4 --format html,xlsx -o papers/ "
                "assessments/\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
