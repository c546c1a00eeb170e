/* SPDX-License-Identifier: MIT */
#include "diag/source.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

enum { BLOCK = 256 }; /* [bytes] between two entries of `points` */

static unsigned char
byte_at(sq_str text, size_t at)
{
    return at < text.len ? (unsigned char)text.ptr[at] : 0;
}

static bool
starts_code_point(char byte)
{
    return ((unsigned char)byte & 0xc0) != 0x80;
}

static bool
is_ascii(sq_str text)
{
    unsigned char high = 0;
    for (size_t i = 0; i < text.len; i++)
        high |= (unsigned char)text.ptr[i];
    return high < 0x80;
}

/* [bytes] of the line end at `at`; 0 when there is none. */
static size_t
break_length(sq_str text, size_t at, bool unicode)
{
    switch (byte_at(text, at)) {
    case '\n':
        return 1;
    case '\r':
        return byte_at(text, at + 1) == '\n' ? 2 : 1;
    case 0xc2:
        return unicode && byte_at(text, at + 1) == 0x85 ? 2 : 0;
    case 0xe2:
        if (unicode && byte_at(text, at + 1) == 0x80 &&
            (byte_at(text, at + 2) | 1) == 0xa9)
            return 3;
        return 0;
    default:
        return 0;
    }
}

/* Past the bytes that end no line, which is nearly all. */
static size_t
skip_inner(sq_str text, size_t at)
{
    while (at < text.len && text.ptr[at] > '\r' && text.ptr[at] <= '~')
        at++;
    return at;
}

/* A text that ends in a line end has an empty last line, as libyaml has it. */
static uint32_t *
find_lines(struct sq_arena *a, const struct sq_source *s, bool unicode,
           uint32_t *out_n)
{
    size_t n = 0;
    uint32_t *lines = sq_arena_push(a, NULL, &n, sizeof *lines);
    lines[0] = s->bom;
    size_t at = skip_inner(s->text, s->bom);
    for (; at < s->text.len; at = skip_inner(s->text, at)) {
        size_t length = break_length(s->text, at, unicode);
        at += length ? length : 1;
        if (length) {
            lines = sq_arena_push(a, lines, &n, sizeof *lines);
            lines[n - 1] = (uint32_t)at;
        }
    }
    *out_n = (uint32_t)n;
    return lines;
}

/* The same where only '\n' ends a line: the common case, at memchr's speed. */
static uint32_t *
find_plain_lines(struct sq_arena *a, const struct sq_source *s, uint32_t *out_n)
{
    size_t n = 0;
    uint32_t *lines = sq_arena_push(a, NULL, &n, sizeof *lines);
    lines[0] = s->bom;
    const char *at = s->text.ptr, *end = at + s->text.len;
    while (at < end && (at = memchr(at, '\n', (size_t)(end - at)))) {
        at++;
        lines = sq_arena_push(a, lines, &n, sizeof *lines);
        lines[n - 1] = (uint32_t)(at - s->text.ptr);
    }
    *out_n = (uint32_t)n;
    return lines;
}

static bool
has_unicode_breaks(sq_str text)
{
    size_t at = skip_inner(text, 0);
    for (; at < text.len; at = skip_inner(text, at + 1)) {
        if (break_length(text, at, true) > break_length(text, at, false))
            return true;
    }
    return false;
}

static uint32_t *
count_points(struct sq_arena *a, sq_str text)
{
    uint32_t *points = SQ_NEW_N(a, text.len / BLOCK + 1, uint32_t);
    uint32_t n = 0;
    for (size_t at = 0; at < text.len; at++) {
        if (at % BLOCK == 0)
            points[at / BLOCK] = n;
        n += starts_code_point(text.ptr[at]);
    }
    if (text.len % BLOCK == 0)
        points[text.len / BLOCK] = n;
    return points;
}

struct sq_source *
sq_source_new(struct sq_arena *a, const char *name, sq_str text)
{
    assert(text.len < UINT32_MAX);
    struct sq_source *s = SQ_NEW(a, struct sq_source);
    s->name = name;
    s->text = text;
    s->bom = sq_str_starts(text, "\xef\xbb\xbf") ? 3 : 0;
    s->ascii = is_ascii(text);
    s->lines = SQ_NEW(a, struct sq_lines);
    s->lines->arena = a;
    return s;
}

const struct sq_lines *
sq_source_lines(const struct sq_source *s)
{
    struct sq_lines *l = s->lines;
    if (l->n)
        return l;
    bool plain = s->text.len > 0 && !memchr(s->text.ptr, '\r', s->text.len);
    l->first = plain ? find_plain_lines(l->arena, s, &l->n)
                     : find_lines(l->arena, s, false, &l->n);
    l->first_mark = l->first;
    l->n_mark = l->n;
    if (s->ascii)
        return l;

    l->points = count_points(l->arena, s->text);
    if (has_unicode_breaks(s->text))
        l->first_mark = find_lines(l->arena, s, true, &l->n_mark);
    return l;
}

/* How many code points start before `at`. */
static uint32_t
points_before(const struct sq_source *s, uint32_t at)
{
    const uint32_t *points = sq_source_lines(s)->points;
    if (!points)
        return at;
    uint32_t n = points[at / BLOCK];
    for (uint32_t i = at - at % BLOCK; i < at; i++)
        n += starts_code_point(s->text.ptr[i]);
    return n;
}

/* The last entry that is not above `at`, in a table that starts so. */
static uint32_t
last_at_most(const uint32_t *table, uint32_t n, uint32_t at)
{
    uint32_t low = 0;
    uint32_t high = n;
    while (high - low > 1) {
        uint32_t middle = low + (high - low) / 2;
        if (table[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct sq_place
sq_source_place(const struct sq_source *s, uint32_t at)
{
    if (at > s->text.len)
        at = (uint32_t)s->text.len;
    if (at < s->bom)
        at = s->bom;
    at = (uint32_t)sq_utf8_start(s->text, at);
    const struct sq_lines *l = sq_source_lines(s);
    uint32_t line = last_at_most(l->first, l->n, at);
    uint32_t before = points_before(s, at) - points_before(s, l->first[line]);
    return (struct sq_place){line + 1, before + 1};
}

/* Where the line's text ends, before its line end. */
static uint32_t
end_of(const struct sq_source *s, const uint32_t *lines, uint32_t n,
       uint32_t line, bool unicode)
{
    if (line + 1 >= n)
        return (uint32_t)s->text.len;
    uint32_t end = lines[line + 1];
    for (uint32_t back = 3; back > 1; back--) {
        if (end >= lines[line] + back &&
            break_length(s->text, end - back, unicode) == back)
            return end - back;
    }
    return end - 1;
}

uint32_t
sq_source_offset(const struct sq_source *s, size_t line, size_t column)
{
    const struct sq_lines *l = sq_source_lines(s);
    if (line >= l->n_mark)
        return (uint32_t)s->text.len;
    uint32_t at = l->first_mark[line];
    uint32_t end = end_of(s, l->first_mark, l->n_mark, (uint32_t)line, true);
    if (column >= end - at)
        column = end - at;
    if (s->ascii)
        return at + (uint32_t)column;

    uint32_t n = points_before(s, at);
    uint32_t wanted = n + (uint32_t)column;
    uint32_t blocks = (uint32_t)(s->text.len / BLOCK + 1);
    uint32_t block = last_at_most(l->points, blocks, wanted);
    if (block * BLOCK > at) {
        at = block * BLOCK;
        n = l->points[block];
    }
    for (; at < end; at++) {
        bool starts = starts_code_point(s->text.ptr[at]);
        if (starts && n == wanted)
            return at;
        n += starts;
    }
    return end;
}

sq_str
sq_source_line(const struct sq_source *s, uint32_t line)
{
    const struct sq_lines *l = sq_source_lines(s);
    if (line == 0 || line > l->n)
        return (sq_str){0};
    uint32_t from = l->first[line - 1];
    uint32_t to = end_of(s, l->first, l->n, line - 1, false);
    return sq_str_sub(s->text, from, to);
}

sq_str
sq_span_text(struct sq_span at)
{
    if (!at.source)
        return (sq_str){0};
    return sq_str_sub(at.source->text, at.from, at.to);
}
