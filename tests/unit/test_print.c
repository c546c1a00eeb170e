/* SPDX-License-Identifier: MIT */
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/print.h"
#include "check.h"

static char ours[200], theirs[200];

static int print(size_t room, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* Both, into room that was full of something else; what vsnprintf gave. */
static int
print(size_t room, const char *fmt, ...)
{
    va_list a, b;
    memset(ours, '?', sizeof ours);
    memset(theirs, '?', sizeof theirs);
    va_start(a, fmt);
    va_copy(b, a);
    int n = sq_print(room ? ours : NULL, room, fmt, a);
    int want = vsnprintf(room ? theirs : NULL, room, fmt, b);
    va_end(a);
    va_end(b);
    assert_int_equal(n, want);
    assert_memory_equal(ours, theirs, sizeof ours);
    return want;
}

static void
it_prints_what_vsnprintf_prints(void **state)
{
    (void)state;
    static const char part[] = {'p', 'a', 'r', 't'}; /* without a NUL */
    for (size_t room = 0; room < 60; room++) {
        print(room, "%s", "");
        print(room, "plain words");
        print(room, "%s and %s", "one", "two");
        print(room, "[%.*s]", 4, part);
        print(room, "[%.*s]", 2, part);
        print(room, "[%.*s]", 0, (const char *)part);
        print(room, "[%.*s] ends before", 9, "NUL");
        print(room, "[%.*s] is all of it", -1, "a text");
        print(room, "%u of %zu: %.*s%s", 0u, (size_t)10, 1, part, "!");
        print(room, "%u %zu", UINT_MAX, SIZE_MAX);
    }
    assert_int_equal(print(60, "%zu", SIZE_MAX), 20);
}

static void
other_formats_are_printed_whole(void **state)
{
    (void)state;
    for (size_t room = 0; room < 60; room++) {
        print(room, "%s is %d%%", "it", -5);
        print(room, "%s %5s %-5s|%c%x", "a", "b", "c", 'd', 0xeu);
        print(room, "%s %.3s %.15g", "a", "bcdef", 0.1);
        print(room, "%u %ld %lu %llu %zd", 1u, -2L, 3UL, 4ULL, (size_t)5);
        print(room, "%zu%%%s", (size_t)7, "end");
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_prints_what_vsnprintf_prints),
        cmocka_unit_test(other_formats_are_printed_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
