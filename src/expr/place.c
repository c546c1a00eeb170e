/* SPDX-License-Identifier: MIT */
#include "expr/private.h"

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t
past_blanks(sq_str text, size_t at)
{
    while (at < text.len && is_blank(text.ptr[at]))
        at++;
    return at;
}

/* Bytes of the scalar before its text: a quote, or the line of `|` or `>`. */
static size_t
opening(sq_str raw)
{
    if (raw.len == 0)
        return 0;
    if (raw.ptr[0] == '\'' || raw.ptr[0] == '"')
        return 1;
    if (raw.ptr[0] == '|' || raw.ptr[0] == '>')
        return past_blanks(raw, sq_str_find(raw, '\n', 0));
    return 0;
}

/*
 * The offset in `raw`, a scalar as it stands in the file, of byte `to` of
 * `text`, its value.  YAML folds lines, so any run of blanks equals any other.
 * False when more than blanks differ (escapes): then nobody knows.
 */
static bool
align(sq_str raw, sq_str text, uint32_t to, uint32_t *out)
{
    size_t at = opening(raw);
    for (size_t i = 0; i < to;) {
        if (at >= raw.len || is_blank(raw.ptr[at]) != is_blank(text.ptr[i]))
            return false;
        if (is_blank(text.ptr[i])) {
            at = past_blanks(raw, at);
            i = past_blanks(text, i);
        } else if (raw.ptr[at++] != text.ptr[i++]) {
            return false;
        }
    }
    *out = (uint32_t)at;
    return true;
}

struct sq_span
sq_reading_place(const struct sq_reading *r, uint32_t from, uint32_t to)
{
    if (!r->at.source)
        return r->at;
    uint32_t first = 0;
    uint32_t last = 0;
    sq_str raw = sq_span_text(r->at);
    if (!align(raw, r->text, from, &first) || !align(raw, r->text, to, &last))
        return r->at;
    return (struct sq_span){r->at.source, r->at.from + first,
                            r->at.from + last};
}
