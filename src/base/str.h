/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_STR_H
#define SQEEIA_BASE_STR_H
/*
 * base/ knows nothing of questionnaires, files or terminals: memory, text,
 * exact numbers, dates, maps.  Nothing in it prints.
 *
 * sq_str is borrowed text: UTF-8, not NUL-terminated, owned by an arena or a
 * source that outlives it.  It is the one struct passed by value everywhere.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct sq_arena;

typedef struct sq_str {
    const char *ptr;
    size_t len; /* [bytes]; 0 = empty, ptr may then be NULL */
} sq_str;

/* printf("%.*s", SQ_FMT(s)): every text is under 2 GiB by the reading limits */
#define SQ_FMT(s) (int)(s).len, sq_str_bytes(s)
/* a literal as sq_str: SQ_LIT("abc") */
#define SQ_LIT(lit) ((sq_str){"" lit, sizeof(lit) - 1})

static inline const char *
sq_str_bytes(sq_str s) /* never NULL */
{
    return s.len ? s.ptr : "";
}

/* The smallest are here, so that the length of a literal is known, and texts of
 * other lengths are told apart, where they are called. */
static inline sq_str
sq_str_of(const char *z) /* NUL-terminated text, or NULL for empty */
{
    return (sq_str){z, z ? strlen(z) : 0};
}
static inline bool
sq_str_eq(sq_str a, sq_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
static inline bool
sq_str_is(sq_str a, const char *z)
{
    return sq_str_eq(a, sq_str_of(z));
}
static inline sq_str
sq_str_sub(sq_str a, size_t from, size_t to) /* clamped */
{
    to = to < a.len ? to : a.len;
    from = from < to ? from : to;
    /* what is added to is never NULL: where something is, it has bytes */
    return (sq_str){from ? a.ptr + from : a.ptr, to - from};
}
static inline bool
sq_str_starts(sq_str a, const char *prefix)
{
    size_t n = strlen(prefix);
    return n <= a.len && (n == 0 || memcmp(a.ptr, prefix, n) == 0);
}

int sq_str_cmp(sq_str a, sq_str b); /* by bytes, <0 0 >0 */
sq_str sq_str_trim(sq_str a);       /* blanks off both ends */
/* Runs without a blank that hold a letter or a figure. */
size_t sq_str_words(sq_str a);
/* Offset of the first `c` at or after `from`; a.len when there is none. */
size_t sq_str_find(sq_str a, char c, size_t from);
/* True when the ASCII-folded `needle` occurs in `a`. */
bool sq_str_has_folded(sq_str a, sq_str needle);
bool sq_str_eq_folded(sq_str a, sq_str b); /* ASCII case only */
/* The next piece before `sep`; false when nothing is left. */
bool sq_str_next(sq_str *rest, char sep, sq_str *out_piece);
/* A copy in the arena, NUL-terminated one past the end. */
sq_str sq_str_copy(struct sq_arena *a, sq_str s);
const char *sq_str_z(struct sq_arena *a, sq_str s);
/* Printed into the arena. */
sq_str sq_str_printf(struct sq_arena *a, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
sq_str sq_str_vprintf(struct sq_arena *a, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));

/*
 * Nearest of `n` words by Damerau-Levenshtein distance, at most 2 and at most
 * a third of the word's length (rounded up).  Empty when none is near.
 */
sq_str sq_str_nearest(sq_str word, const sq_str *words, size_t n);
/*
 * The only one of `n` words that is one slip away from a word of at least 4
 * bytes; empty when there is none, or more than one.
 */
sq_str sq_str_sole_near(sq_str word, const sq_str *words, size_t n);
/*
 * Edit distance in bytes, a swap of neighbours counting 1, no byte edited
 * twice; counted up to `most` (then most + 1), which is at most 64.
 */
size_t sq_str_distance(sq_str a, sq_str b, size_t most);

#endif
