/* SPDX-License-Identifier: MIT */
#include "walk/fill.h"

#include "base/sbuf.h"
#include "base/utf8.h"

static bool
is_gap(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static void
put_line(struct sq_sbuf *out, sq_str line, const struct sq_fill *how,
         size_t column)
{
    bool fresh = true; /* nothing of ours on this screen line yet */
    for (size_t at = 0; at < line.len;) {
        size_t from = at;
        while (from < line.len && is_gap(line.ptr[from]))
            from++;
        size_t to = from;
        while (to < line.len && !is_gap(line.ptr[to]))
            to++;
        if (from == to)
            break;
        sq_str word = sq_str_sub(line, from, to);
        size_t wide = sq_utf8_width(word);
        if (!fresh && column + 1 + wide > how->width) {
            sq_putc(out, '\n');
            sq_put_n(out, ' ', how->indent);
            column = how->indent;
            fresh = true;
        }
        if (!fresh)
            sq_putc(out, ' ');
        sq_utf8_put_safe(out, word);
        column += wide + !fresh;
        fresh = false;
        at = to;
    }
}

void
sq_fill_put(struct sq_sbuf *out, sq_str text, const struct sq_fill *how)
{
    sq_str rest = sq_str_trim(text);
    sq_str line;
    bool first = true;
    while (sq_str_next(&rest, '\n', &line)) {
        if (!first) {
            sq_putc(out, '\n');
            if (sq_str_trim(line).len)
                sq_put_n(out, ' ', how->indent);
        }
        put_line(out, line, how, first ? how->first : how->indent);
        first = false;
    }
}
