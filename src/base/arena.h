/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_ARENA_H
#define SQEEIA_BASE_ARENA_H
/*
 * Memory freed all at once: one arena a document, one a run of a command.
 *
 * sq_arena_alloc never returns NULL.  When memory runs out, the handler set by
 * sq_arena_on_exhaustion is called (it should not return: the program prints a
 * sentence and exits with status 3); after that the process aborts.
 */
#include <stddef.h>

struct sq_arena_chunk;

struct sq_arena {
    struct sq_arena_chunk *top; /* newest first */
    char *next;                 /* first free byte of the newest chunk */
    char *end;
    size_t used;                  /* [bytes] handed out since init */
    struct sq_arena_chunk *spare; /* zeroed; NULL: none */
};

void sq_arena_init(struct sq_arena *a);
void sq_arena_done(struct sq_arena *a); /* accepts a zeroed struct */
/*
 * Everything handed out is gone, and room for as much again is kept: between
 * two files of a run, which are much alike.  Accepts a zeroed struct.
 */
void sq_arena_clear(struct sq_arena *a);
/* Zeroed memory for n objects of `size` bytes, aligned for anything. */
void *sq_arena_alloc(struct sq_arena *a, size_t n, size_t size);
/*
 * Room for one more element behind `items` (a list of *n elements that lives in
 * the arena; capacities are the powers of two from 4): returns the possibly
 * moved list and adds one to *n.  The new element is zeroed.
 */
void *sq_arena_push(struct sq_arena *a, void *items, size_t *n, size_t size);

/*
 * realloc that never returns NULL and counts as a chunk below: for the few
 * things on the heap (base/sbuf).  The caller frees.
 */
void *sq_heap_grow(void *ptr, size_t size);

/*
 * A mark, and back to it: everything handed out since is gone.  For searches
 * that need room at every step.
 */
struct sq_arena_mark {
    struct sq_arena_chunk *top, *below;
    char *next;
    size_t used;
};
struct sq_arena_mark sq_arena_mark(const struct sq_arena *a);
void sq_arena_rewind(struct sq_arena *a, struct sq_arena_mark mark);

/* Called with the number of bytes asked for. */
void sq_arena_on_exhaustion(void (*handler)(size_t size));
/* For memory that a library asked for in vain: calls the handler. */
_Noreturn void sq_out_of_memory(size_t size);
/* For tests: the n-th allocation of a chunk from now fails; 0 = never. */
void sq_arena_fail_after(size_t n);

#define SQ_NEW(a, type)      ((type *)sq_arena_alloc((a), 1, sizeof(type)))
#define SQ_NEW_N(a, n, type) ((type *)sq_arena_alloc((a), (n), sizeof(type)))

#endif
