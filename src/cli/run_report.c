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

    sq_putf(out, "%d\n%zu\n", (int)f->exit, f->wrote.n);
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

/* ---- progress ---------------------------------------------------------------
 */

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

/* ---- one file after the other
 * -------------------------------------------------- */

static enum sq_exit
exit_of(sq_str word)
{
    sq_num n;

    if (!sq_num_read(word, &n) || !sq_num_is_int(n))
        return SQ_EXIT_SYSTEM;
    return (enum sq_exit)n.num;
}

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

/* The process broke off: what it would have said is made up for. */
static enum sq_exit
account_for(struct sq_run_report *run, size_t i, enum sq_job_end end,
            sq_str messages)
{
    const char *path = run->inputs->items[i].path;
    struct sq_file_report f = {.path = path, .exit = SQ_EXIT_SYSTEM};
    struct sq_sbuf facts;

    sq_cli_fail(run->cli, "%s: %s", path,
                end == SQ_JOB_BROKEN ? "the process that worked on it broke off"
                                     : "no process was to be had for it");
    sq_sbuf_init(&facts, 1 << 20);
    sq_file_report_put(&f, &facts);
    sq_str rest = sq_sbuf_str(&facts), line;
    sq_str_next(&rest, '\n', &line);
    sq_str_next(&rest, '\n', &line);
    keep(run, rest, messages);
    sq_sbuf_done(&facts);
    return SQ_EXIT_SYSTEM;
}

static void
done(void *ctx, size_t i, enum sq_job_end end, sq_str text, sq_str messages)
{
    struct sq_run_report *run = ctx;
    sq_str rest = text, status, n;
    enum sq_exit e;
    sq_num wrote = SQ_NUM_ZERO;

    if (messages.len) {
        wipe(run);
        sq_cli_tell_raw(run->cli, messages);
    }
    if (end == SQ_JOB_DONE && sq_str_next(&rest, '\n', &status) &&
        sq_str_next(&rest, '\n', &n) && sq_num_read(n, &wrote)) {
        e = exit_of(status);
        keep(run, rest, messages);
    } else {
        wipe(run);
        e = account_for(run, i, end, messages);
    }
    run->n_done++;
    run->n_wrote += (size_t)wrote.num;
    run->n_failed += e != SQ_EXIT_DONE;
    run->worst = sq_exit_worse(run->worst, e);
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
