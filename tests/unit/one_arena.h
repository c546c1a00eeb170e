/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_TESTS_ONE_ARENA_H
#define SQEEIA_TESTS_ONE_ARENA_H
/* An arena that is fresh for each test of a file. */
#include "base/arena.h"
#include "check.h"

static struct sq_arena arena;

static int
fresh_arena(void **state)
{
    (void)state;
    sq_arena_init(&arena);
    return 0;
}

static int
free_arena(void **state)
{
    (void)state;
    sq_arena_done(&arena);
    return 0;
}

#endif
