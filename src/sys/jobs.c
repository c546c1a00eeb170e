/* SPDX-License-Identifier: MIT */
/*
 * Many jobs over a few processes.  Jobs that may leave something behind are cut
 * into lots of one size, and a process does one lot and ends: what a job finds
 * in its process depends on the jobs before it in its lot and never on how many
 * processes there are.  Where jobs leave nothing behind, each process takes its
 * share of all, for a new one costs as much as many small jobs, and sends what
 * comes of several together; where it breaks off, what had not been sent is
 * done again, one by one.
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
    MOST_MESSAGES = 4 << 20,
    TOGETHER = 32 << 10 /* [bytes] that a process sends at a time */
};

struct frame { /* what goes before a job's text on its way back */
    size_t job, length, messages;
};

/* Every `step`-th job from `next` on, before `end`. */
struct share {
    size_t next, end, step;
};

struct worker {
    pid_t pid;
    int from;          /* what it sends */
    FILE *noise;       /* its standard error; NULL: it has ours */
    struct share todo; /* what it has not finished */
    bool at_once;      /* it sends each result when it is there */
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
    size_t most;                 /* at a time */
    size_t n_workers;            /* running */
    pid_t leaving[MOST_WORKERS]; /* have said all, and only end */
    size_t n_leaving;
    size_t next_share; /* that nobody has; by number */
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
    if (at > 0 && ftruncate(fileno(noise), 0) == 0)
        lseek(fileno(noise), 0, SEEK_SET);
}

/* One result, behind those that wait to be sent. */
static bool
tell_parent(struct sq_sbuf *waiting, size_t job, sq_str text, sq_str messages,
            size_t most, int to)
{
    struct frame f = {job, text.len, messages.len};
    sq_put(waiting, (sq_str){(const char *)&f, sizeof f});
    sq_put(waiting, text);
    sq_put(waiting, messages);
    if (waiting->len <= most)
        return true;
    bool sent = send_all(to, waiting->ptr, waiting->len);
    sq_sbuf_clear(waiting);
    return sent;
}

static _Noreturn void
be_worker(const struct sq_jobs *jobs, const struct worker *w, int to)
{
    struct sq_sbuf waiting, text, messages;
    size_t most = w->at_once ? 0 : TOGETHER;
    bool heard = true;

    if (w->noise)
        dup2(fileno(w->noise), STDERR_FILENO);
    sq_sbuf_init(&waiting, SIZE_MAX);
    sq_sbuf_init(&text, SQ_MAX_OUTPUT);
    sq_sbuf_init(&messages, MOST_MESSAGES);
    for (size_t i = w->todo.next; heard && i < w->todo.end; i += w->todo.step) {
        jobs->work(jobs->work_ctx, i, &text);
        fflush(stderr);
        take_noise(w->noise, &messages);
        heard = tell_parent(&waiting, i, sq_sbuf_str(&text),
                            sq_sbuf_str(&messages), most, to);
        sq_sbuf_clear(&text);
        sq_sbuf_clear(&messages);
    }
    if (heard)
        send_all(to, waiting.ptr, waiting.len);
    _exit(0);
}

/* ---- in the parent ------------------------------------------------------ */

/* A process for these jobs; false when there is none to be had. */
static bool
start_worker(struct run *r, struct worker *w, struct share todo, bool at_once)
{
    int ends[2];

    if (pipe(ends) < 0)
        return false;
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    *w = (struct worker){
        .from = ends[0], .todo = todo, .at_once = at_once, .noise = tmpfile()};
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
        w->todo.next = f.job + w->todo.step;
        at += sizeof f + all.len;
    }
    if (at > 0) {
        memmove(w->in.ptr, w->in.ptr + at, w->in.len - at);
        w->in.len -= at;
    }
}

/* The job that a process was at when it broke off. */
static void
bury_job(struct run *r, const struct worker *w)
{
    struct sq_sbuf last;

    sq_sbuf_init(&last, MOST_MESSAGES);
    take_noise(w->noise, &last);
    take_result(r, w->todo.next, (sq_str){NULL, 0}, sq_sbuf_str(&last),
                SQ_JOB_BROKEN);
    sq_sbuf_done(&last);
}

/* A process that broke off costs the job it was at, and no other.  Which one
 * that was, only one that sends results at once can tell. */
static void
bury(struct run *r, struct worker *w)
{
    struct share todo = w->todo;

    if (todo.next < todo.end && w->at_once) {
        bury_job(r, w);
        todo.next += todo.step;
    }
    end_worker(r, w);
    r->n_workers--;
    if (todo.next < todo.end && start_worker(r, w, todo, true))
        r->n_workers++;
    else
        for (; todo.next < todo.end; todo.next += todo.step)
            take_result(r, todo.next, (sq_str){NULL, 0}, (sq_str){NULL, 0},
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
    return n > MOST_IN_LOT ? MOST_IN_LOT : n;
}

/* The i-th part of the jobs; empty beyond the last. */
static struct share
share_of(const struct run *r, size_t i)
{
    size_t n = r->jobs->n;
    size_t lot = lot_of(r->jobs);

    if (r->jobs->clean)
        return (struct share){i < r->most ? i : n, n, r->most};
    if (lot == 0 || i > n / lot)
        return (struct share){n, n, 1};
    return (struct share){i * lot, n - i * lot < lot ? n : (i + 1) * lot, 1};
}

static void
start_shares(struct run *r)
{
    for (size_t i = 0; i < r->most; i++) {
        struct share todo = share_of(r, r->next_share);
        if (r->workers[i].pid > 0)
            continue;
        if (todo.next >= todo.end ||
            !start_worker(r, &r->workers[i], todo, !r->jobs->clean))
            break;
        r->next_share++;
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

/* No process is to be had for those that nobody has: at least say so. */
static void
give_up(struct run *r)
{
    for (;; r->next_share++) {
        struct share rest = share_of(r, r->next_share);
        if (rest.next >= rest.end)
            break;
        for (; rest.next < rest.end; rest.next += rest.step)
            take_result(r, rest.next, (sq_str){NULL, 0}, (sq_str){NULL, 0},
                        SQ_JOB_NOT_BEGUN);
    }
}

void
sq_jobs_run(struct sq_arena *a, const struct sq_jobs *jobs)
{
    struct run *r = SQ_NEW(a, struct run);

    r->jobs = jobs;
    r->most = jobs->workers < MOST_WORKERS ? jobs->workers : MOST_WORKERS;
    r->results = SQ_NEW_N(a, jobs->n, struct result);
    while (r->told < jobs->n) {
        start_shares(r);
        if (r->n_workers > 0)
            wait_and_hear(r);
        else
            give_up(r);
        tell(r);
    }
    for (size_t i = 0; i < MOST_WORKERS; i++) /* all is told; they only end */
        if (r->workers[i].pid > 0)
            end_worker(r, &r->workers[i]);
    for (size_t i = 0; i < r->n_leaving; i++)
        is_gone(r->leaving[i], 0);
}
