/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/sbuf.h"
#include "check.h"
#include "sys/sys.h"

enum { MANY = 100, BAD = 37, WORSE = 38, MUTE = 64 };

struct seen {
    size_t next, broken, progress;
    struct sq_sbuf all;
};

static void
work(void *ctx, size_t i, struct sq_sbuf *out)
{
    (void)ctx;
    fprintf(stderr, "job %zu\n", i);
    if (i == BAD)
        abort();
    if (i == WORSE)
        _exit(0);
    if (i != MUTE)
        sq_putf(out, "%zu squared is %zu", i, i * i);
}

/* Reads what it is not given: another process's count stays its own. */
static void
count(void *ctx, size_t i, struct sq_sbuf *out)
{
    size_t *n = ctx;
    (void)i;
    sq_putf(out, "%zu", ++*n);
}

static void
tell_process(void *ctx, size_t i, struct sq_sbuf *out)
{
    (void)ctx;
    (void)i;
    sq_putf(out, "process %ld", (long)getpid());
}

static void
done(void *ctx, size_t i, enum sq_job_end end, sq_str text, sq_str messages)
{
    struct seen *s = ctx;
    assert_int_equal(i, s->next++);
    s->broken += end == SQ_JOB_BROKEN;
    sq_putf(&s->all, "%zu|%d|%.*s|%.*s", i, (int)end, SQ_FMT(text),
            SQ_FMT(messages));
}

static void
progress(void *ctx, size_t finished)
{
    struct seen *s = ctx;
    assert_true(finished >= s->progress);
    s->progress = finished;
}

static struct seen
run_all(size_t n, size_t workers, bool clean,
        void (*what)(void *, size_t, struct sq_sbuf *), void *ctx)
{
    struct sq_arena a;
    struct seen s = {0};
    struct sq_jobs jobs = {.n = n,
                           .workers = workers,
                           .clean = clean,
                           .ctx = &s,
                           .work_ctx = ctx,
                           .work = what,
                           .done = done,
                           .progress = progress};
    sq_arena_init(&a);
    sq_sbuf_init(&s.all, 1 << 20);
    sq_jobs_run(&a, &jobs);
    sq_arena_done(&a);
    return s;
}

static struct seen
run(size_t n, size_t workers, void (*what)(void *, size_t, struct sq_sbuf *),
    void *ctx)
{
    return run_all(n, workers, false, what, ctx);
}

static void
results_come_in_order_and_a_broken_job_costs_only_itself(void **state)
{
    (void)state;
    struct seen s = run(MANY, 3, work, NULL);
    sq_str all = sq_sbuf_str(&s.all);
    assert_int_equal(s.next, MANY);
    assert_int_equal(s.progress, MANY);
    assert_int_equal(s.broken, 2);
    assert_true(sq_str_has_folded(all, SQ_LIT("37|1||job 37\n38|1||job 38\n"
                                              "39|0|39 squared is 1521|job "
                                              "39\n")));
    assert_true(sq_str_has_folded(all, SQ_LIT("64|0||job 64\n")));
    sq_sbuf_done(&s.all);
}

static void
how_many_processes_there_are_changes_nothing(void **state)
{
    (void)state;
    struct seen one = run(MANY, 1, work, NULL);
    for (size_t workers = 2; workers <= 64; workers *= 4) {
        struct seen many = run(MANY, workers, work, NULL);
        assert_true(sq_str_eq(sq_sbuf_str(&one.all), sq_sbuf_str(&many.all)));
        sq_sbuf_done(&many.all);
    }
    sq_sbuf_done(&one.all);
}

static void
what_a_job_leaves_behind_is_the_same_however_many_there_are(void **state)
{
    size_t here = 0;
    (void)state;
    struct seen one = run(MANY, 1, count, &here);
    struct seen six = run(MANY, 6, count, &here);
    assert_true(sq_str_eq(sq_sbuf_str(&one.all), sq_sbuf_str(&six.all)));
    assert_int_equal(here, 0); /* and nothing of it is left here */
    sq_sbuf_done(&one.all);
    sq_sbuf_done(&six.all);
}

static void
no_jobs_are_soon_done(void **state)
{
    (void)state;
    for (int clean = 0; clean < 2; clean++) {
        struct seen s = run_all(0, 4, clean, work, NULL);
        assert_int_equal(s.next, 0);
        sq_sbuf_done(&s.all);
    }
}

/* What had not been sent when a process broke off is done again; it looks as
 * though each had been done once. */
static void
jobs_that_leave_nothing_behind_come_to_the_same(void **state)
{
    (void)state;
    struct seen one = run(MANY, 1, work, NULL);
    for (size_t workers = 1; workers <= 64; workers *= 4) {
        struct seen many = run_all(MANY, workers, true, work, NULL);
        assert_int_equal(many.next, MANY);
        assert_int_equal(many.progress, MANY);
        assert_int_equal(many.broken, 2);
        assert_true(sq_str_eq(sq_sbuf_str(&one.all), sq_sbuf_str(&many.all)));
        sq_sbuf_done(&many.all);
    }
    sq_sbuf_done(&one.all);
}

static size_t
processes(bool clean)
{
    struct seen s = run_all(MANY, 2, clean, tell_process, NULL);
    sq_str rest = sq_sbuf_str(&s.all), word;
    long pids[MANY];
    size_t n = 0;
    assert_int_equal(s.next, MANY);
    while (sq_str_next(&rest, '|', &word)) {
        size_t k = 0;
        if (!sq_str_starts(word, "process "))
            continue;
        long pid = strtol(word.ptr + sizeof "process", NULL, 10);
        while (k < n && pids[k] != pid)
            k++;
        if (k == n)
            pids[n++] = pid;
    }
    sq_sbuf_done(&s.all);
    return n;
}

static void
a_process_does_as_many_as_there_are_where_nothing_is_left_behind(void **state)
{
    (void)state;
    assert_int_equal(processes(true), 2);
    assert_true(processes(false) > 10);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            results_come_in_order_and_a_broken_job_costs_only_itself),
        cmocka_unit_test(how_many_processes_there_are_changes_nothing),
        cmocka_unit_test(
            what_a_job_leaves_behind_is_the_same_however_many_there_are),
        cmocka_unit_test(no_jobs_are_soon_done),
        cmocka_unit_test(jobs_that_leave_nothing_behind_come_to_the_same),
        cmocka_unit_test(
            a_process_does_as_many_as_there_are_where_nothing_is_left_behind),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
