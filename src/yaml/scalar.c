/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/date.h"
#include "base/utf8.h"
#include "yaml/edit.h"

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_alnum(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Words that some YAML programs read as something else than text. */
static bool
is_taken(sq_str s)
{
    static const char *const words[] = {"null", "true", "false", "yes", "no",
                                        "on",   "off",  "y",     "n"};
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sq_str_eq_folded(s, sq_str_of(words[i])))
            return true;
    return false;
}

/* -12, 0, 3.75: written one way only, so every program reads the same. */
static bool
is_tidy_number(sq_str s)
{
    size_t at = s.ptr[0] == '-';
    size_t first = at;
    while (at < s.len && is_digit(s.ptr[at]))
        at++;
    if (at == first || (at > first + 1 && s.ptr[first] == '0'))
        return false;
    if (at == s.len)
        return true;
    if (s.ptr[at] != '.' || at + 1 == s.len || s.ptr[s.len - 1] == '0')
        return false;
    for (at++; at < s.len; at++)
        if (!is_digit(s.ptr[at]))
            return false;
    return true;
}

/* 012, 1e3, 0x1F, 12:30, 1_000, 1.10: read in as many ways as programs. */
static bool
is_odd_number(sq_str s)
{
    if (!strchr("0123456789+-.", s.ptr[0]) || is_tidy_number(s))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!strchr("0123456789+-._:eExXoOaAbBcCdDfF", s.ptr[i]))
            return false;
    sq_date date;
    return !sq_date_read(s, &date);
}

/* Characters that may begin a plain text wherever it stands. */
static bool
begins_plain(sq_str s)
{
    unsigned char c = (unsigned char)s.ptr[0];
    char second = s.len > 1 ? s.ptr[1] : '\0';
    if (c == '-')
        return is_alnum(second);
    if (c == '.')
        return second == '/';
    return is_alnum((char)c) || c >= 0x80 || strchr("_/($+", (char)c);
}

/*
 * Narrower than YAML: the same text must do inside [ ] and { }, in a key, and
 * for programs that read YAML a little differently.
 */
static bool
continues_plain(sq_str s, size_t i)
{
    char c = s.ptr[i];
    char next = i + 1 < s.len ? s.ptr[i + 1] : '\0';
    switch (c) {
    case ',':
    case '[':
    case ']':
    case '{':
    case '}':
    case '?':
        return false;
    case ':':
        return is_alnum(next) || next == '/';
    case '#':
        return i > 0 && s.ptr[i - 1] != ' ';
    case ' ':
        return i + 1 < s.len;
    default:
        return true;
    }
}

/* What is written as an escape: controls, line ends, what turns text round. */
static bool
must_escape(int32_t c)
{
    return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c < 0x202f) ||
           (c >= 0x2066 && c < 0x206a) || c == 0xfeff || c == 0xfffe ||
           c == 0xffff;
}

static bool
is_plain(sq_str s)
{
    if (s.len == 0 || !begins_plain(s) || is_taken(s) || is_odd_number(s))
        return false;
    for (size_t i = 0; i < s.len; i++)
        if (!continues_plain(s, i))
            return false;
    for (size_t at = 0; at < s.len;)
        if (must_escape(sq_utf8_next(s, &at)))
            return false;
    return true;
}

static void
put_escaped(struct sq_sbuf *out, int32_t c)
{
    if (c < 0)
        sq_utf8_put(out, 0xfffd); /* a byte that is not UTF-8 */
    else if (c == '"' || c == '\\')
        sq_putf(out, "\\%c", (char)c);
    else if (c == '\n')
        sq_putz(out, "\\n");
    else if (c == '\t')
        sq_putz(out, "\\t");
    else if (must_escape(c))
        sq_putf(out, c < 0x100 ? "\\x%02X" : "\\u%04X", (unsigned)c);
    else
        sq_utf8_put(out, c);
}

void
sq_yaml_put_scalar(struct sq_sbuf *out, sq_str text)
{
    if (is_plain(text)) {
        sq_put(out, text);
        return;
    }
    sq_putc(out, '"');
    for (size_t at = 0; at < text.len;)
        put_escaped(out, sq_utf8_next(text, &at));
    sq_putc(out, '"');
}
