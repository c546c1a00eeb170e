/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

#include <string.h>
#include <utf8proc.h>

#include "base/sbuf.h"

#define REPLACEMENT 0xfffd

static bool
is_trail(unsigned char byte)
{
    return (byte & 0xc0) == 0x80;
}

/*
 * The Unicode Standard, table 3-7: what the second byte may be depends on the
 * first, which keeps out overlong forms, surrogates and all beyond U+10FFFF.
 */
static bool
second_is_well_formed(unsigned char first, unsigned char second)
{
    switch (first) {
    case 0xe0:
        return second >= 0xa0;
    case 0xed:
        return second < 0xa0;
    case 0xf0:
        return second >= 0x90;
    case 0xf4:
        return second < 0x90;
    default:
        return true;
    }
}

static size_t
length_by_first(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return 2;
    if (first >= 0xe0 && first <= 0xef)
        return 3;
    return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

int32_t
sq_utf8_next(sq_str s, size_t *at)
{
    const unsigned char *p = (const unsigned char *)s.ptr + *at;
    size_t left = s.len - *at;
    size_t n = length_by_first(p[0]);
    *at += 1;
    if (n == 1)
        return p[0];
    if (n == 0 || n > left || !second_is_well_formed(p[0], p[1]))
        return -1;

    int32_t code_point = p[0] & (0xff >> (n + 1));
    for (size_t i = 1; i < n; i++) {
        if (!is_trail(p[i]))
            return -1;
        code_point = code_point << 6 | (p[i] & 0x3f);
    }
    *at += n - 1;
    return code_point;
}

size_t
sq_utf8_start(sq_str s, size_t at)
{
    size_t first = at;
    while (first > 0 && first < s.len && at - first < 3 &&
           is_trail((unsigned char)s.ptr[first]))
        first--;
    if (first == at)
        return at;
    /* a stray byte is not inside the character that it follows */
    size_t end = first;
    return sq_utf8_next(s, &end) >= 0 && end > at ? first : at;
}

/* Moves past plain ASCII, eight bytes at a time. */
static size_t
skip_ascii(sq_str s, size_t at)
{
    while (at + 8 <= s.len) {
        uint64_t word;
        memcpy(&word, s.ptr + at, 8);
        if (word & UINT64_C(0x8080808080808080))
            break;
        at += 8;
    }
    while (at < s.len && (unsigned char)s.ptr[at] < 0x80)
        at++;
    return at;
}

size_t
sq_utf8_check(sq_str s)
{
    size_t at = skip_ascii(s, 0);
    while (at < s.len) {
        size_t start = at;
        if (sq_utf8_next(s, &at) < 0)
            return start;
        at = skip_ascii(s, at);
    }
    return s.len;
}

void
sq_utf8_put(struct sq_sbuf *b, int32_t code_point)
{
    if (!utf8proc_codepoint_valid(code_point))
        code_point = REPLACEMENT;
    utf8proc_uint8_t bytes[4];
    utf8proc_ssize_t n = utf8proc_encode_char(code_point, bytes);
    sq_put(b, (sq_str){(const char *)bytes, (size_t)n});
}

/* A bad byte counts as one, as it will be shown. */
size_t
sq_utf8_count(sq_str s)
{
    size_t n = 0;
    for (size_t at = 0; at < s.len; n++)
        (void)sq_utf8_next(s, &at);
    return n;
}

/* What put_safe makes of a code point. */
static int32_t
made_safe(int32_t c)
{
    if (c == '\t')
        return ' ';
    if (c == '\n' || (c >= 0x20 && c < 0x7f))
        return c;
    bool control = c < 0xa0;
    bool bidi = (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
                c == 0x200e || c == 0x200f || c == 0x061c;
    return control || bidi ? REPLACEMENT : c;
}

static size_t
columns_of(int32_t c)
{
    int32_t shown = made_safe(c);
    if (shown < 0x7f)
        return shown != '\n';
    int columns = utf8proc_charwidth(shown);
    return columns > 0 ? (size_t)columns : 0;
}

size_t
sq_utf8_width(sq_str s)
{
    size_t columns = 0;
    for (size_t at = 0; at < s.len;)
        columns += columns_of(sq_utf8_next(s, &at));
    return columns;
}

/* Bad bytes stand alone; the rest by Unicode's extended grapheme clusters. */
static bool
starts_cluster(int32_t before, int32_t c, utf8proc_int32_t *state)
{
    if (before < 0 || c < 0) {
        *state = 0;
        return true;
    }
    return utf8proc_grapheme_break_stateful(before, c, state);
}

size_t
sq_utf8_fit(sq_str s, size_t columns)
{
    size_t fits = 0; /* [bytes] up to the newest start of a cluster */
    size_t used = 0;
    int32_t before = -1;
    utf8proc_int32_t state = 0;
    for (size_t at = 0; at < s.len;) {
        size_t start = at;
        int32_t c = sq_utf8_next(s, &at);
        if (starts_cluster(before, c, &state))
            fits = start;
        used += columns_of(c);
        if (used > columns)
            return fits;
        before = c;
    }
    return s.len;
}

static size_t
skip_safe(sq_str s, size_t at)
{
    while (at < s.len && s.ptr[at] >= 0x20 && s.ptr[at] < 0x7f)
        at++;
    return at;
}

void
sq_utf8_put_safe(struct sq_sbuf *b, sq_str s)
{
    for (size_t at = 0; at < s.len;) {
        size_t plain = skip_safe(s, at);
        sq_put(b, sq_str_sub(s, at, plain));
        at = plain;
        if (at < s.len)
            sq_utf8_put(b, made_safe(sq_utf8_next(s, &at)));
    }
}

bool
sq_utf8_is_safe(sq_str s)
{
    for (size_t at = skip_safe(s, 0); at < s.len; at = skip_safe(s, at)) {
        int32_t c = sq_utf8_next(s, &at);
        if (c < 0 || made_safe(c) != c)
            return false;
    }
    return true;
}

static void
put_folded_point(struct sq_sbuf *b, int32_t c)
{
    enum { MOST = 8 }; /* the longest full folding is 3 */
    utf8proc_int32_t folded[MOST];
    utf8proc_ssize_t n = -1;
    if (c >= 0)
        n = utf8proc_decompose_char(c, folded, MOST, UTF8PROC_CASEFOLD, NULL);
    if (n < 0 || n > MOST) {
        sq_utf8_put(b, c);
        return;
    }
    for (utf8proc_ssize_t i = 0; i < n; i++)
        sq_utf8_put(b, folded[i]);
}

void
sq_utf8_put_folded(struct sq_sbuf *b, sq_str s)
{
    for (size_t at = 0; at < s.len;) {
        char c = s.ptr[at];
        if (c >= 'A' && c <= 'Z') {
            sq_putc(b, (char)(c - 'A' + 'a'));
            at++;
        } else {
            put_folded_point(b, sq_utf8_next(s, &at));
        }
    }
}

const char *
sq_utf8_library(void)
{
    return utf8proc_version();
}
