/* SPDX-License-Identifier: MIT */
/*
 * Many jobs over a few processes.  Jobs are cut into lots of one size, and
 * a process does one lot and ends: what a job finds in its process depends on
 * the jobs before it in its lot and never on how many processes there are.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "sys/sys.h"

enum {
    MOST_IN_LOT = 16,
    LOTS = 16,
    MOST_WORKERS = 64,
    MOST_MESSAGES = 4 << 20
};

struct frame { /* what goes before a job's text on its way back */
    size_t job, length, messages;
};

struct worker {
    pid_t pid;
    int from;         /* what it sends */
    FILE *noise;      /* its standard error; NULL: it has ours */
    size_t next, end; /* jobs it has not finished */
    struct sq_sbuf in;
};

struct result {
    struct sq_sbuf text, messages;
    enum sq_job_end end;
    bool there;
};

struct run {
    const struct sq_jobs *jobs;
    struct worker workers[MOST_WORKERS];
    size_t n_workers;            /* running */
    pid_t leaving[MOST_WORKERS]; /* have said all, and only end */
    size_t n_leaving;
    size_t next_lot; /* first job that nobody has */
    struct result *results;
    size_t told, finished;
};

/* ---- in the child ------------------------------------------------------- */

static bool
send_all(int to, const void *bytes, size_t n)
{
    const char *at = bytes;

    while (n > 0) {
        ssize_t put = write(to, at, n);
        if (put < 0 && errno != EINTR)
            return false;
        at += put > 0 ? put : 0;
        n -= put > 0 ? (size_t)put : 0;
    }
    return true;
}

/* What has been said since the last time. */
static void
take_noise(FILE *noise, struct sq_sbuf *out)
{
    char some[4096];
    off_t at = 0;

    if (!noise)
        return;
    for (;;) {
        ssize_t got = pread(fileno(noise), some, sizeof some, at);
        if (got <= 0)
            break;
        sq_put(out, (sq_str){some, (size_t)got});
        at += got;
    }
    if (ftruncate(fileno(noise), 0) == 0)
        lseek(fileno(noise), 0, SEEK_SET);
}

static _Noreturn void
be_worker(const struct sq_jobs *jobs, const struct worker *w, int to)
{
    if (w->noise)
        dup2(fileno(w->noise), STDERR_FILENO);
    for (size_t i = w->next; i < w->end; i++) {
        struct sq_sbuf text, messages;
        sq_sbuf_init(&text, SQ_MAX_OUTPUT);
        sq_sbuf_init(&messages, MOST_MESSAGES);
        jobs->work(jobs->work_ctx, i, &text);
        fflush(stderr);
        take_noise(w->noise, &messages);
        struct frame f = {i, text.len, messages.len};
        if (!send_all(to, &f, sizeof f) || !send_all(to, text.ptr, text.len) ||
            !send_all(to, messages.ptr, messages.len))
            break;
        sq_sbuf_done(&text);
        sq_sbuf_done(&messages);
    }
    _exit(0);
}

/* ---- in the parent ------------------------------------------------------ */

/* A process for the jobs [next, end); false when there is none to be had. */
static bool
start_worker(struct run *r, struct worker *w, size_t next, size_t end)
{
    int ends[2];

    if (pipe(ends) < 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    *w = (struct worker){
        .from = ends[0], .next = next, .end = end, .noise = tmpfile()};
    if (w->noise)
        fcntl(fileno(w->noise), F_SETFD, FD_CLOEXEC);
    sq_sbuf_init(&w->in, SQ_MAX_OUTPUT);
    fflush(NULL); /* what waits here is not for the child to print */
    w->pid = fork();
    if (w->pid == 0)
        be_worker(r->jobs, w, ends[1]);
    close(ends[1]);
    if (w->pid > 0)
        return true;
    close(ends[0]);
    if (w->noise)
        fclose(w->noise);
    return false;
}

static bool
is_gone(pid_t pid, int how)
{
    int status;
    pid_t got;

    do
        got = waitpid(pid, &status, how);
    while (got < 0 && errno == EINTR);
    return got != 0;
}

/* The end of a process takes a while, in which others can work: nobody waits
 * for it unless many are about to end. */
static void
see_off(struct run *r, pid_t pid)
{
    size_t n = 0;

    for (size_t i = 0; i < r->n_leaving; i++)
        if (!is_gone(r->leaving[i], r->n_leaving == MOST_WORKERS ? 0 : WNOHANG))
            r->leaving[n++] = r->leaving[i];
    r->leaving[n++] = pid;
    r->n_leaving = n;
}

static void
end_worker(struct run *r, struct worker *w)
{
    see_off(r, w->pid);
    close(w->from);
    if (w->noise)
        fclose(w->noise);
    sq_sbuf_done(&w->in);
    w->pid = 0;
}

static void
take_result(struct run *r, size_t job, sq_str text, sq_str messages,
            enum sq_job_end end)
{
    struct result *one = &r->results[job];

    sq_sbuf_init(&one->text, SQ_MAX_OUTPUT);
    sq_sbuf_init(&one->messages, MOST_MESSAGES);
    sq_put(&one->text, text);
    sq_put(&one->messages, messages);
    one->end = end;
    one->there = true;
    r->finished++;
}

/* Whole frames in what has come so far. */
static void
read_frames(struct run *r, struct worker *w)
{
    size_t at = 0;
    struct frame f;

    while (w->in.len - at >= sizeof f) {
        memcpy(&f, w->in.ptr + at, sizeof f);
        if (w->in.len - at - sizeof f < f.length + f.messages)
            break;
        sq_str all = {w->in.ptr + at + sizeof f, f.length + f.messages};
        take_result(r, f.job, sq_str_sub(all, 0, f.length),
                    sq_str_sub(all, f.length, all.len), SQ_JOB_DONE);
        w->next = f.job + 1;
        at += sizeof f + all.len;
    }
    if (at > 0) {
        memmove(w->in.ptr, w->in.ptr + at, w->in.len - at);
        w->in.len -= at;
    }
}

/* A process that broke off costs the job it was at, and no other. */
static void
bury(struct run *r, struct worker *w)
{
    size_t next = w->next, end = w->end;

    if (next < end) {
        struct sq_sbuf last;
        sq_sbuf_init(&last, MOST_MESSAGES);
        take_noise(w->noise, &last);
        take_result(r, next, (sq_str){NULL, 0}, sq_sbuf_str(&last),
                    SQ_JOB_BROKEN);
        sq_sbuf_done(&last);
        next++;
    }
    end_worker(r, w);
    r->n_workers--;
    if (next < end && start_worker(r, w, next, end))
        r->n_workers++;
    else
        for (; next < end; next++)
            take_result(r, next, (sq_str){NULL, 0}, (sq_str){NULL, 0},
                        SQ_JOB_NOT_BEGUN);
}

static void
hear(struct run *r, struct worker *w)
{
    char some[65536];
    ssize_t got = read(w->from, some, sizeof some);

    if (got < 0 && errno == EINTR)
        return;
    if (got > 0) {
        sq_put(&w->in, (sq_str){some, (size_t)got});
        read_frames(r, w);
    } else {
        bury(r, w);
    }
}

/* Few jobs are cut small, so that no process is left with most of them; it
 * depends on how many jobs there are, and never on how many processes. */
static size_t
lot_of(const struct sq_jobs *jobs)
{
    size_t n = (jobs->n + LOTS - 1) / LOTS;
    if (jobs->lot)
        return jobs->lot;
    return n > MOST_IN_LOT ? MOST_IN_LOT : n;
}

static void
start_lots(struct run *r)
{
    size_t most =
        r->jobs->workers < MOST_WORKERS ? r->jobs->workers : MOST_WORKERS;

    for (size_t i = 0; i < most && r->next_lot < r->jobs->n; i++) {
        size_t end = r->next_lot + lot_of(r->jobs);
        if (r->workers[i].pid > 0)
            continue;
        end = end < r->jobs->n ? end : r->jobs->n;
        if (!start_worker(r, &r->workers[i], r->next_lot, end))
            break;
        r->next_lot = end;
        r->n_workers++;
    }
}

static void
tell(struct run *r)
{
    while (r->told < r->jobs->n && r->results[r->told].there) {
        struct result *one = &r->results[r->told];
        r->jobs->done(r->jobs->ctx, r->told, one->end, sq_sbuf_str(&one->text),
                      sq_sbuf_str(&one->messages));
        sq_sbuf_done(&one->text);
        sq_sbuf_done(&one->messages);
        r->told++;
    }
    if (r->jobs->progress)
        r->jobs->progress(r->jobs->ctx, r->finished);
}

static void
wait_and_hear(struct run *r)
{
    struct pollfd fds[MOST_WORKERS];
    struct worker *who[MOST_WORKERS];
    nfds_t n = 0;

    for (size_t i = 0; i < MOST_WORKERS; i++) {
        if (r->workers[i].pid <= 0)
            continue;
        fds[n] = (struct pollfd){.fd = r->workers[i].from, .events = POLLIN};
        who[n++] = &r->workers[i];
    }
    if (poll(fds, n, -1) < 0)
        return;
    for (nfds_t i = 0; i < n; i++) {
        if (fds[i].revents)
            hear(r, who[i]);
    }
}

size_t
sq_jobs_even_lot(size_t n, size_t workers)
{
    enum { LEAST = 4, MOST = 32, TURNS = 4 };
    size_t lot = n / (workers * TURNS);
    return lot < LEAST ? LEAST : lot > MOST ? MOST : lot;
}

void
sq_jobs_run(struct sq_arena *a, const struct sq_jobs *jobs)
{
    struct run *r = SQ_NEW(a, struct run);

    r->jobs = jobs;
    r->results = SQ_NEW_N(a, jobs->n, struct result);
    while (r->told < jobs->n) {
        start_lots(r);
        if (r->n_workers == 0) { /* no process to be had: at least say so */
            while (r->next_lot < jobs->n)
                take_result(r, r->next_lot++, (sq_str){NULL, 0},
                            (sq_str){NULL, 0}, SQ_JOB_NOT_BEGUN);
        } else {
            wait_and_hear(r);
        }
        tell(r);
    }
    for (size_t i = 0; i < MOST_WORKERS; i++) /* all is told; they only end */
        if (r->workers[i].pid > 0)
            end_worker(r, &r->workers[i]);
    for (size_t i = 0; i < r->n_leaving; i++)
        is_gone(r->leaving[i], 0);
}
