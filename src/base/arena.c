/* SPDX-License-Identifier: MIT */
#include "base/arena.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Under AddressSanitizer the bytes not handed out are poisoned, with a gap
 * behind each object, so that a step past its end is caught as on the heap.
 */
#if defined(__SANITIZE_ADDRESS__)
#define SQ_ASAN 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SQ_ASAN 1
#endif
#endif

#ifdef SQ_ASAN
#include <sanitizer/asan_interface.h>
#define POISON(ptr, size)   __asan_poison_memory_region((ptr), (size))
#define UNPOISON(ptr, size) __asan_unpoison_memory_region((ptr), (size))
enum { GAP = 16 };
#else
#define POISON(ptr, size)   ((void)(ptr), (void)(size))
#define UNPOISON(ptr, size) ((void)(ptr), (void)(size))
enum { GAP = 0 };
#endif

enum {
    ALIGN = alignof(max_align_t),
    FIRST_CHUNK = 4096,      /* [bytes] */
    LARGEST_CHUNK = 1 << 20, /* [bytes] chunks double up to here */
    MOST_KEPT = 16 << 20,    /* [bytes] more goes back to the system */
    LIST_START = 4,          /* elements in a fresh list */
};

struct sq_arena_chunk {
    struct sq_arena_chunk *below;
    size_t size;   /* [bytes] of data */
    size_t filled; /* [bytes] of those, when it is not the top */
    alignas(max_align_t) char data[];
};

/* The one thing here that changes: how the program wants to be told. */
static struct {
    void (*handler)(size_t size);
    size_t fail_in; /* allocations until the one that fails; 0 = never */
} exhaustion;

void
sq_arena_on_exhaustion(void (*handler)(size_t size))
{
    exhaustion.handler = handler;
}

void
sq_arena_fail_after(size_t n)
{
    exhaustion.fail_in = n;
}

_Noreturn void
sq_out_of_memory(size_t size)
{
    if (exhaustion.handler)
        exhaustion.handler(size);
    abort();
}

static bool
must_fail(void)
{
    if (!exhaustion.fail_in)
        return false;
    exhaustion.fail_in--;
    return exhaustion.fail_in == 0;
}

void *
sq_heap_grow(void *ptr, size_t size)
{
    void *grown = must_fail() ? NULL : realloc(ptr, size);
    if (!grown)
        sq_out_of_memory(size);
    return grown;
}

void
sq_arena_init(struct sq_arena *a)
{
    *a = (struct sq_arena){0};
}

static struct sq_arena_chunk *
drop(struct sq_arena_chunk *chunk)
{
    struct sq_arena_chunk *below = chunk->below;
    UNPOISON(chunk->data, chunk->size);
    free(chunk);
    return below;
}

void
sq_arena_done(struct sq_arena *a)
{
    while (a->top)
        a->top = drop(a->top);
    if (a->spare)
        drop(a->spare);
    *a = (struct sq_arena){0};
}

struct sq_arena_mark
sq_arena_mark(const struct sq_arena *a)
{
    return (struct sq_arena_mark){a->top, a->top ? a->top->below : NULL,
                                  a->next, a->used};
}

/* Zero again, as whoever is handed it expects. */
static void
wipe(struct sq_arena_chunk *chunk, char *from)
{
    char *end = chunk->data + chunk->size;
    size_t dirty = (size_t)(chunk->data + chunk->filled - from);
    UNPOISON(from, dirty);
    memset(from, 0, dirty);
    POISON(from, (size_t)(end - from));
}

/* One chunk is kept for the next time: who goes to and fro over the end of a
 * chunk asks the system for it once. */
static void
put_top_aside(struct sq_arena *a)
{
    struct sq_arena_chunk *chunk = a->top;
    if (chunk->size > LARGEST_CHUNK ||
        (a->spare && a->spare->size >= chunk->size)) {
        a->top = drop(chunk);
        return;
    }
    a->top = chunk->below;
    if (a->spare)
        drop(a->spare);
    wipe(chunk, chunk->data);
    a->spare = chunk;
}

void
sq_arena_rewind(struct sq_arena *a, struct sq_arena_mark mark)
{
    if (a->top)
        a->top->filled = (size_t)(a->next - a->top->data);
    while (a->top != mark.top)
        put_top_aside(a);
    a->next = mark.next;
    a->end = a->top ? a->top->data + a->top->size : NULL;
    a->used = mark.used;
    if (!a->top)
        return;
    while (a->top->below != mark.below) /* large ones hang below the top */
        a->top->below = drop(a->top->below);
    wipe(a->top, a->next);
}

/* calloc, because the system's fresh pages are zero already */
static struct sq_arena_chunk *
chunk_new(size_t size)
{
    if (size > SIZE_MAX - sizeof(struct sq_arena_chunk))
        sq_out_of_memory(SIZE_MAX);
    size_t bytes = sizeof(struct sq_arena_chunk) + size;
    struct sq_arena_chunk *chunk = must_fail() ? NULL : calloc(1, bytes);
    if (!chunk)
        sq_out_of_memory(size);
    chunk->size = size;
    POISON(chunk->data, size);
    return chunk;
}

static void
put_on_top(struct sq_arena *a, struct sq_arena_chunk *chunk)
{
    if (a->top)
        a->top->filled = (size_t)(a->next - a->top->data);
    chunk->below = a->top;
    a->top = chunk;
    a->next = chunk->data;
    a->end = chunk->data + chunk->size;
}

/* One chunk as large as all before: the next file needs no other. */
void
sq_arena_clear(struct sq_arena *a)
{
    size_t room = 0;
    for (const struct sq_arena_chunk *c = a->top; c; c = c->below)
        room += c->size;
    if (a->top && !a->top->below && room <= MOST_KEPT) {
        sq_arena_rewind(a,
                        (struct sq_arena_mark){a->top, NULL, a->top->data, 0});
        return;
    }
    sq_arena_done(a);
    if (room && room <= MOST_KEPT)
        put_on_top(a, chunk_new(room));
}

static size_t
next_chunk_size(const struct sq_arena *a)
{
    size_t size = a->top ? a->top->size * 2 : FIRST_CHUNK;
    return size < LARGEST_CHUNK ? size : LARGEST_CHUNK;
}

/* A chunk of its own, put below the top, which goes on serving small ones. */
static char *
alloc_large(struct sq_arena *a, size_t size)
{
    struct sq_arena_chunk *chunk = chunk_new(size);
    chunk->filled = size;
    chunk->below = a->top->below;
    a->top->below = chunk;
    return chunk->data;
}

static char *
alloc_slow(struct sq_arena *a, size_t size)
{
    size_t standard = next_chunk_size(a);
    if (a->top && size > standard / 4)
        return alloc_large(a, size);

    struct sq_arena_chunk *chunk = a->spare;
    if (chunk && chunk->size >= size)
        a->spare = NULL;
    else
        chunk = chunk_new(size > standard ? size : standard);
    put_on_top(a, chunk);
    a->next += size;
    return a->top->data;
}

/* What an object of `size` bytes takes up, its gap included. */
static size_t
footprint(size_t size)
{
    if (size > SIZE_MAX / 2)
        sq_out_of_memory(size);
    size_t room = size ? size : 1;
    return (room + GAP + ALIGN - 1) & ~(size_t)(ALIGN - 1);
}

void *
sq_arena_alloc(struct sq_arena *a, size_t n, size_t size)
{
    size_t bytes = 0;
    if (__builtin_mul_overflow(n, size, &bytes))
        sq_out_of_memory(SIZE_MAX);
    size_t room = footprint(bytes);
    char *at = a->next;
    if (at && room <= (size_t)(a->end - a->next))
        a->next += room;
    else
        at = alloc_slow(a, room);
    UNPOISON(at, bytes);
    a->used += bytes;
    return at;
}

/*
 * The list that was handed out last can grow where it is, which is the common
 * case while one list is being read.
 */
static bool
grow_in_place(struct sq_arena *a, const char *items, size_t old, size_t new)
{
    if (!items || items + footprint(old) != a->next)
        return false;
    size_t more = footprint(new) - footprint(old);
    if (more > (size_t)(a->end - a->next))
        return false;
    a->next += more;
    a->used += new - old;
    UNPOISON(items, new);
    return true;
}

/* A list of n elements is full when n is one of the capacities (or none). */
static bool
is_full(size_t n)
{
    return n == 0 || (n >= LIST_START && (n & (n - 1)) == 0);
}

static void *
grow_list(struct sq_arena *a, void *items, size_t n, size_t size)
{
    size_t cap = n ? n * 2 : LIST_START;
    size_t bytes = 0;
    if (n > SIZE_MAX / 2 || __builtin_mul_overflow(cap, size, &bytes))
        sq_out_of_memory(SIZE_MAX);
    if (n && grow_in_place(a, items, n * size, bytes))
        return items;
    void *grown = sq_arena_alloc(a, cap, size);
    if (n)
        memcpy(grown, items, n * size);
    return grown;
}

void *
sq_arena_push(struct sq_arena *a, void *items, size_t *n, size_t size)
{
    if (is_full(*n))
        items = grow_list(a, items, *n, size);
    /* a list that was shortened holds old bytes here */
    memset((char *)items + *n * size, 0, size);
    (*n)++;
    return items;
}
