/* SPDX-License-Identifier: MIT */
#include "cli/run_report.h"

#include "base/limits.h"
#include "base/num.h"
#include "report/escape.h"

static void
put_member(struct sq_sbuf *out, const char *key, sq_str text)
{
    sq_putf(out, ", \"%s\": ", key);
    if (text.len)
        sq_put_json(out, text);
    else
        sq_putz(out, "null");
}

static void
put_results(const struct sq_results *res, struct sq_sbuf *out)
{
    const struct sq_about *about = &res->c->assessment->about;

    put_member(out, "title", about->title.text);
    put_member(out, "reference", about->reference.text);
    put_member(out, "outcome",
               res->outcome ? res->outcome->id.text : (sq_str){NULL, 0});
    sq_putf(out, ", \"complete\": %s, \"missing\": %u",
            res->complete ? "true" : "false", res->counts.missing);
}

void
sq_file_report_put(const struct sq_file_report *f, struct sq_sbuf *out)
{
    bool wrote = f->wrote.n > 0;
    struct sq_sbuf line;

    sq_sbuf_init(&line, SQ_MAX_OUTPUT);
    if (f->agenda)
        sq_agenda_line_put(f->agenda, &line);
    sq_putf(out, "%d\n%zu\n%zu\n", (int)f->exit, f->wrote.n, line.len);
    sq_put(out, sq_sbuf_str(&line));
    sq_sbuf_done(&line);
    sq_putz(out, "\"file\": ");
    sq_put_json(out, sq_str_of(f->path));
    sq_putf(out, ", \"state\": \"%s\", \"exit\": %d",
            wrote                      ? "written"
            : f->exit == SQ_EXIT_DONE  ? "passed over"
            : f->exit == SQ_EXIT_FOUND ? "refused"
                                       : "failed",
            (int)f->exit);
    sq_putz(out, ", \"wrote\": [");
    for (size_t i = 0; i < f->wrote.n; i++) {
        sq_putz(out, i ? ", " : "");
        sq_put_json(out, sq_str_of(f->wrote.items[i]));
    }
    sq_putc(out, ']');
    if (f->results)
        put_results(f->results, out);
}

/* ---- progress ----------------------------------------------------------- */

enum { LINE = 40 }; /* [columns] no progress line is longer */

static void
wipe(struct sq_run_report *run)
{
    if (!run->painted)
        return;
    struct sq_sbuf line;
    sq_sbuf_init(&line, 256);
    sq_putc(&line, '\r');
    sq_put_n(&line, ' ', LINE);
    sq_putc(&line, '\r');
    sq_cli_tell_raw(run->cli, sq_sbuf_str(&line));
    sq_sbuf_done(&line);
    run->painted = false;
}

static void
show_progress(void *ctx, size_t finished)
{
    struct sq_run_report *run = ctx;

    if (!run->progress)
        return;
    struct sq_sbuf line;
    sq_sbuf_init(&line, 256);
    sq_putf(&line, "\r%zu of %zu files", finished, run->inputs->n);
    sq_cli_tell_raw(run->cli, sq_sbuf_str(&line));
    sq_sbuf_done(&line);
    run->painted = true;
}

/* ---- one file after the other ------------------------------------------- */

static void
keep(struct sq_run_report *run, sq_str members, sq_str messages)
{
    if (!run->json)
        return;
    sq_putz(&run->files, run->n_done ? ",\n    {" : "\n    {");
    sq_put(&run->files, members);
    sq_putz(&run->files, ", \"messages\": ");
    sq_put_json(&run->files, sq_str_trim(messages));
    sq_putc(&run->files, '}');
}

/* The line of one case, or its name among those left out; what a folder held
 * that is no assessment is neither. */
static void
keep_line(struct sq_run_report *run, size_t i, enum sq_exit e, sq_str bytes)
{
    struct sq_arena *a = &run->cli->arena;
    struct sq_agenda_line line;

    if (!run->wants_agenda)
        return;
    if (bytes.len && sq_agenda_line_read(sq_str_copy(a, bytes), &line)) {
        run->lines = sq_arena_push(a, run->lines, &run->n_lines, sizeof(line));
        run->lines[run->n_lines - 1] = line;
    } else if (e != SQ_EXIT_DONE) {
        run->left_out =
            sq_arena_push(a, run->left_out, &run->n_left_out, sizeof(sq_str));
        run->left_out[run->n_left_out - 1] =
            sq_str_of(run->inputs->items[i].path);
    }
}

/* What a process said before its members: false when it is not whole. */
struct said {
    enum sq_exit exit;
    size_t wrote;
    sq_str agenda, members;
};

static bool
take_number(sq_str *rest, size_t *out)
{
    sq_str word;
    sq_num n;

    if (!sq_str_next(rest, '\n', &word) || !sq_num_read(word, &n) ||
        !sq_num_is_int(n) || n.num < 0)
        return false;
    *out = (size_t)n.num;
    return true;
}

static bool
read_said(sq_str text, struct said *out)
{
    size_t e, length;

    if (!take_number(&text, &e) || !take_number(&text, &out->wrote) ||
        !take_number(&text, &length) || length > text.len)
        return false;
    out->exit = (enum sq_exit)e;
    out->agenda = sq_str_sub(text, 0, length);
    out->members = sq_str_sub(text, length, text.len);
    return true;
}

/* The process broke off: what it would have said is made up for. */
static enum sq_exit
account_for(struct sq_run_report *run, size_t i, enum sq_job_end end,
            sq_str messages)
{
    const char *path = run->inputs->items[i].path;
    struct sq_file_report f = {.path = path, .exit = SQ_EXIT_SYSTEM};
    struct sq_sbuf facts;

    sq_cli_fail(run->cli, "%s: %s", path,
                end == SQ_JOB_BROKEN ? SQ_BROKE_OFF
                                     : "no process was to be had for it");
    sq_sbuf_init(&facts, 1 << 20);
    sq_file_report_put(&f, &facts);
    struct said said;
    if (read_said(sq_sbuf_str(&facts), &said))
        keep(run, said.members, messages);
    sq_sbuf_done(&facts);
    return SQ_EXIT_SYSTEM;
}

static void
done(void *ctx, size_t i, enum sq_job_end end, sq_str text, sq_str messages)
{
    struct sq_run_report *run = ctx;
    struct said said = {0};

    if (messages.len) {
        wipe(run);
        sq_cli_tell_raw(run->cli, messages);
    }
    if (end == SQ_JOB_DONE && read_said(text, &said)) {
        keep(run, said.members, messages);
    } else {
        wipe(run);
        said = (struct said){.exit = account_for(run, i, end, messages)};
    }
    keep_line(run, i, said.exit, said.agenda);
    run->n_done++;
    run->n_wrote += said.wrote;
    run->n_failed += said.exit != SQ_EXIT_DONE;
    run->worst = sq_exit_worse(run->worst, said.exit);
}

static enum sq_exit
write_json(struct sq_run_report *run)
{
    struct sq_sbuf out;
    struct sq_err err;

    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    sq_putz(&out, "{\n  \"schema\": \"sqeeia-report-run\",\n"
                  "  \"schema_version\": 1,\n  \"files\": [");
    sq_put(&out, sq_sbuf_str(&run->files));
    sq_putf(&out,
            "\n  ],\n  \"total\": {\"files\": %zu, \"reports\": %zu, "
            "\"not_clean\": %zu},\n  \"exit\": %d\n}\n",
            run->n_done, run->n_wrote, run->n_failed, (int)run->worst);
    enum sq_status status =
        sq_file_write(run->json, sq_sbuf_str(&out), false, &err);
    sq_sbuf_done(&out);
    return status == SQ_OK ? SQ_EXIT_DONE
                           : sq_cli_failed(run->cli, &err, status);
}

enum sq_exit
sq_run_report(struct sq_run_report *run, size_t workers,
              void (*work)(void *ctx, size_t i, struct sq_sbuf *out), void *ctx)
{
    struct sq_jobs jobs = {
        .n = run->inputs->n,
        .workers = workers,
        .ctx = run,
        .work_ctx = ctx,
        .work = work,
        .done = done,
        .progress = show_progress,
    };

    sq_sbuf_init(&run->files, SQ_MAX_OUTPUT);
    sq_jobs_run(&run->cli->arena, &jobs);
    wipe(run);
    if (run->progress)
        sq_cli_say(run->cli, "wrote %zu %s for %zu files; %zu not clean",
                   run->n_wrote, run->n_wrote == 1 ? "report" : "reports",
                   run->n_done, run->n_failed);
    enum sq_exit e = run->worst;
    if (run->json)
        e = sq_exit_worse(e, write_json(run));
    sq_sbuf_done(&run->files);
    return e;
}
