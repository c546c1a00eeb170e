/* SPDX-License-Identifier: MIT */
#include "base/str.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/print.h"

int
sq_str_cmp(sq_str a, sq_str b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;
    return order ? order : (a.len > b.len) - (a.len < b.len);
}

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

sq_str
sq_str_trim(sq_str a)
{
    size_t from = 0;
    size_t to = a.len;
    while (from < to && is_blank(a.ptr[from]))
        from++;
    while (to > from && is_blank(a.ptr[to - 1]))
        to--;
    return sq_str_sub(a, from, to);
}

static bool
is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

size_t
sq_str_words(sq_str a)
{
    size_t n = 0;
    bool in_word = false;
    for (size_t i = 0; i < a.len; i++) {
        char c = a.ptr[i];
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            in_word = false;
        } else if (!in_word && is_word_byte(c)) {
            in_word = true;
            n++;
        }
    }
    return n;
}

size_t
sq_str_find(sq_str a, char c, size_t from)
{
    if (from >= a.len)
        return a.len;
    const char *hit = memchr(a.ptr + from, c, a.len - from);
    return hit ? (size_t)(hit - a.ptr) : a.len;
}

static char
fold(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool
sq_str_eq_folded(sq_str a, sq_str b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++) {
        if (fold(a.ptr[i]) != fold(b.ptr[i]))
            return false;
    }
    return true;
}

/* Where a folded character is next, from `from` on. */
static size_t
find_folded(sq_str a, char c, size_t from)
{
    if (c < 'a' || c > 'z')
        return sq_str_find(a, c, from);
    while (from < a.len && fold(a.ptr[from]) != c)
        from++;
    return from;
}

bool
sq_str_has_folded(sq_str a, sq_str needle)
{
    if (needle.len == 0)
        return true;
    char first = fold(needle.ptr[0]);
    for (size_t i = find_folded(a, first, 0); i + needle.len <= a.len;
         i = find_folded(a, first, i + 1)) {
        if (sq_str_eq_folded(sq_str_sub(a, i, i + needle.len), needle))
            return true;
    }
    return false;
}

bool
sq_str_next(sq_str *rest, char sep, sq_str *out_piece)
{
    if (rest->len == 0)
        return false;
    size_t end = sq_str_find(*rest, sep, 0);
    *out_piece = sq_str_sub(*rest, 0, end);
    *rest = sq_str_sub(*rest, end + 1, rest->len);
    return true;
}

sq_str
sq_str_copy(struct sq_arena *a, sq_str s)
{
    char *copy = SQ_NEW_N(a, s.len + 1, char);
    if (s.len)
        memcpy(copy, s.ptr, s.len);
    return (sq_str){copy, s.len};
}

const char *
sq_str_z(struct sq_arena *a, sq_str s)
{
    return sq_str_copy(a, s).ptr;
}

sq_str
sq_str_printf(struct sq_arena *a, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    sq_str text = sq_str_vprintf(a, fmt, ap);
    va_end(ap);
    return text;
}

sq_str
sq_str_vprintf(struct sq_arena *a, const char *fmt, va_list ap)
{
    char brief[4096]; /* most texts are shorter: printed once, then copied */
    va_list again;
    va_copy(again, ap);
    int n = sq_print(brief, sizeof brief, fmt, again);
    va_end(again);
    if (n < 0)
        return (sq_str){0};
    if ((size_t)n < sizeof brief)
        return sq_str_copy(a, (sq_str){brief, (size_t)n});

    char *text = SQ_NEW_N(a, (size_t)n + 1, char);
    (void)sq_print(text, (size_t)n + 1, fmt, ap);
    return (sq_str){text, (size_t)n};
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/*
 * Optimal string alignment, row by row, three rows kept.  Only cells within
 * `most` of the diagonal can matter: cell k of row i is column i + k - most,
 * with one cell of padding at either side.
 */
enum { WIDEST = 64, BAND = 2 * WIDEST + 3 };

struct rows {
    size_t *now;
    const size_t *above, *above2;
};

static size_t
cell(sq_str a, sq_str b, size_t i, size_t j, const struct rows *r, size_t k)
{
    char x = a.ptr[i - 1];
    char y = b.ptr[j - 1];
    size_t d = r->above[k] + (x != y);
    d = least(d, r->above[k + 1] + 1);
    d = least(d, r->now[k - 1] + 1);
    if (i > 1 && j > 1 && x == b.ptr[j - 2] && y == a.ptr[i - 2])
        d = least(d, r->above2[k] + 1);
    return d;
}

size_t
sq_str_distance(sq_str a, sq_str b, size_t most)
{
    assert(most <= WIDEST);
    size_t beyond = most + 1;
    if (a.len > b.len + most || b.len > a.len + most)
        return beyond;

    size_t rows[3][BAND];
    for (size_t k = 0; k < BAND; k++)
        rows[0][k] = rows[1][k] = rows[2][k] = beyond;

    for (size_t i = 0; i <= a.len; i++) {
        struct rows r = {rows[i % 3], rows[(i + 2) % 3], rows[(i + 1) % 3]};
        size_t best = beyond;
        for (size_t k = 1; k <= 2 * most + 1; k++) {
            size_t j = i + k - beyond; /* wraps below column 0 */
            size_t d = beyond;
            if (i + k >= beyond && j <= b.len)
                d = i == 0 || j == 0 ? i + j : cell(a, b, i, j, &r, k);
            r.now[k] = least(d, beyond);
            best = least(best, r.now[k]);
        }
        /* a swap reaches over this row, but cannot do better than it did */
        if (best == beyond)
            return beyond;
    }
    return rows[a.len % 3][b.len + beyond - a.len];
}

sq_str
sq_str_nearest(sq_str word, const sq_str *words, size_t n)
{
    sq_str nearest = {0};
    size_t most = least((word.len + 2) / 3, 2);
    for (size_t i = 0; i < n && word.len > 0; i++) {
        size_t d = sq_str_distance(word, words[i], most);
        if (d > most)
            continue;
        nearest = words[i];
        if (d == 0)
            break;
        most = d - 1; /* only a nearer one counts now: the first wins ties */
    }
    return nearest;
}

sq_str
sq_str_sole_near(sq_str word, const sq_str *words, size_t n)
{
    sq_str sole = {0};
    for (size_t i = 0; word.len >= 4 && i < n; i++) {
        if (sq_str_distance(word, words[i], 1) != 1)
            continue;
        if (sole.len && !sq_str_eq(sole, words[i]))
            return (sq_str){0};
        sole = words[i];
    }
    return sole;
}
