/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_TESTS_PRINTED_H
#define SQEEIA_TESTS_PRINTED_H
/* What a test prints, and what must stand in it: one buffer a test. */
#include <string.h>

#include "base/sbuf.h"
#include "one_arena.h"

static struct sq_sbuf out;

static inline int
set_up(void **state)
{
    sq_sbuf_init(&out, 1 << 24);
    return fresh_arena(state);
}

static inline int
tear_down(void **state)
{
    sq_sbuf_done(&out);
    return free_arena(state);
}

static inline void
has(const char *part)
{
    if (!strstr(out.ptr, part))
        fail_msg("not there: %s\n%s", part, out.ptr);
}

static inline void
has_not(const char *part)
{
    if (strstr(out.ptr, part))
        fail_msg("there: %s\n%s", part, out.ptr);
}

#endif
