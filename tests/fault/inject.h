/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_FAULT_INJECT_H
#define SQEEIA_FAULT_INJECT_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What shall go wrong in the run to come. */
struct wish {
    unsigned long at;   /* the AT-th allocation or call; 0: none */
    bool and_after;     /* and all that follow it */
    bool in_allocation; /* else in a system call */
    enum deed { FAIL, SHORT, KILL, KILL_AFTER, KILL_ONE } deed;
    int errnum; /* FAIL */
    bool stop;  /* SIGTRAP first, for a debugger */
    bool map;   /* note the places of allocations */
};

/* Allocations with the same functions on the stack, to DEPTH of them. */
enum { MAX_PLACES = 1 << 15, DEPTH = 24 };
struct place {
    uint64_t stack;            /* a hash; 0: nothing here */
    unsigned long first, last; /* allocations, counted from 1 */
};

struct counts { /* in shared memory, so that they outlive the run */
    unsigned long allocs, calls;
    long blocks; /* allocated and not given back */
    bool ended;  /* through exit() */
    size_t log_len;
    char log[1 << 20]; /* "NAME ARG" a line, for each call */
    struct place places[MAX_PLACES];
};

/* From here on: counts, and faults as wished.  `watch` names system calls, with
 * commas; may be NULL.  Does not return when they cannot be watched. */
void inject(const struct wish *w, const char *watch, struct counts *c);

/* Runs `program` as the environment says; see rounds.c. */
int rounds(int (*program)(int, char **, char **), int argc, char **argv,
           char **envp);

#endif
