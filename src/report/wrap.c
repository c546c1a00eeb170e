/* SPDX-License-Identifier: MIT */
#include "report/wrap.h"

#include "base/utf8.h"

static const char *
ascii_of(int32_t c)
{
    static const struct {
        int32_t code_point;
        const char *ascii;
    } signs[] = {
        {0x00a0, " "},  {0x00b7, "-"},  {0x00d7, "x"},   {0x00f7, "/"},
        {0x2010, "-"},  {0x2011, "-"},  {0x2012, "-"},   {0x2013, "-"},
        {0x2014, "-"},  {0x2018, "'"},  {0x2019, "'"},   {0x201c, "\""},
        {0x201d, "\""}, {0x2022, "*"},  {0x2026, "..."}, {0x2192, "->"},
        {0x2212, "-"},  {0x2264, "<="}, {0x2265, ">="},  {0xfffd, "?"},
    };
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (signs[i].code_point == c)
            return signs[i].ascii;
    }
    return NULL;
}

/* Puts safe text with its signs in ASCII and its newlines as asked. */
static void
put_plain(struct sq_sbuf *b, sq_str text, bool ascii, bool lines)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        int32_t c = sq_utf8_next(text, &at);
        const char *sign = ascii ? ascii_of(c) : NULL;

        if (c == '\n' && !lines)
            sq_putc(b, ' ');
        else if (sign)
            sq_putz(b, sign);
        else
            sq_put(b, sq_str_sub(text, from, at));
    }
}

void
sq_wrap_clean(struct sq_sbuf *b, sq_str text, bool ascii, bool lines)
{
    text = sq_str_trim(text);
    if (!ascii && (lines || sq_str_find(text, '\n', 0) == text.len)) {
        sq_utf8_put_safe(b, text);
        return;
    }
    struct sq_sbuf safe;
    sq_sbuf_init(&safe, b->max);
    sq_utf8_put_safe(&safe, text);
    put_plain(b, sq_sbuf_str(&safe), ascii, lines);
    sq_sbuf_done(&safe);
}

static size_t
word_end(sq_str text, size_t at)
{
    while (at < text.len && text.ptr[at] != ' ' && text.ptr[at] != '\n')
        at++;
    return at;
}

/* The next word from *at on, and how many line ends stand before it. */
static bool
next_word(sq_str text, size_t *at, sq_str *out_word, size_t *out_breaks)
{
    size_t from = *at;
    size_t breaks = 0;

    for (; from < text.len; from++) {
        if (text.ptr[from] == '\n')
            breaks++;
        else if (text.ptr[from] != ' ')
            break;
    }
    if (from == text.len)
        return false;
    size_t to = word_end(text, from);
    if (to + 1 < text.len && text.ptr[to] == ' ' && text.ptr[to + 1] == '%')
        to = word_end(text, to + 1);
    *at = to;
    *out_word = sq_str_sub(text, from, to);
    *out_breaks = breaks;
    return true;
}

static size_t
new_line(struct sq_sbuf *b, size_t breaks, size_t indent)
{
    /* Any number of empty lines becomes one. */
    sq_put_n(b, '\n', breaks > 1 ? 2 : 1);
    sq_put_n(b, ' ', indent);
    return indent;
}

/* Puts a word at column `at`, cut where even a whole line is too short. */
static size_t
put_word(struct sq_sbuf *b, sq_str word, size_t at, size_t indent, size_t width)
{
    while (at + sq_utf8_width(word) > width) {
        size_t fit = at < width ? sq_utf8_fit(word, width - at) : 0;
        if (fit == 0 && at <= indent)
            break; /* one cluster wider than the line: nothing can be done */
        sq_put(b, sq_str_sub(word, 0, fit));
        word = sq_str_sub(word, fit, word.len);
        at = new_line(b, 1, indent);
    }
    sq_put(b, word);
    return at + sq_utf8_width(word);
}

void
sq_wrap_put(struct sq_sbuf *b, sq_str text, size_t at, size_t indent,
            size_t width)
{
    bool first = true;
    size_t from = 0;
    size_t breaks;
    sq_str word;

    while (next_word(text, &from, &word, &breaks)) {
        if (!first && breaks > 0) {
            at = new_line(b, breaks, indent);
        } else if (!first && at + 1 + sq_utf8_width(word) > width) {
            at = new_line(b, 1, indent);
        } else if (!first) {
            sq_putc(b, ' ');
            at++;
        }
        at = put_word(b, word, at, indent, width);
        first = false;
    }
    sq_putc(b, '\n');
}

bool
sq_wrap_line(sq_str text, size_t width, size_t k, sq_str *out)
{
    size_t from = 0, breaks, start = 0, end = 0, columns = 0;
    sq_str word;

    while (next_word(text, &from, &word, &breaks)) {
        size_t w = sq_utf8_width(word);
        if (columns > 0 && columns + 1 + w > width) {
            if (k == 0)
                break;
            k--;
            columns = 0;
        }
        if (columns == 0)
            start = from - word.len;
        columns += (columns > 0) + w;
        end = from;
    }
    if (k > 0 || columns == 0)
        return false;
    *out = sq_str_sub(text, start, end);
    return true;
}

size_t
sq_wrap_word(sq_str text)
{
    size_t from = 0, breaks, most = 0;
    sq_str word;

    while (next_word(text, &from, &word, &breaks)) {
        size_t w = sq_utf8_width(word);
        if (w > most)
            most = w;
    }
    return most;
}
