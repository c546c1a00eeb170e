/* SPDX-License-Identifier: MIT */
#include "yaml/check.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "diag/diag.h"

static bool
ends_line(char c)
{
    return c == '\n' || c == '\r';
}

static struct sq_span
span(const struct sq_source *s, size_t from, size_t to)
{
    return (struct sq_span){s, (uint32_t)from, (uint32_t)to};
}

/* Where the line of `at` begins. */
static uint32_t
cut_before(const struct sq_source *s, size_t at)
{
    while (at > s->bom && !ends_line(s->text.ptr[at - 1]))
        at--;
    return (uint32_t)at;
}

static uint32_t
refuse_encoding(const struct sq_source *s, struct sq_diags *d, size_t at)
{
    const unsigned char *text = (const unsigned char *)s->text.ptr;
    bool utf16 = s->text.len >= 2 && ((text[0] == 0xff && text[1] == 0xfe) ||
                                      (text[0] == 0xfe && text[1] == 0xff));
    if (utf16)
        sq_diag_add(d, SQ_FOUND_wrong_encoding, span(s, 0, 2),
                    "the file is UTF-16, not UTF-8");
    else
        sq_diag_add(d, SQ_FOUND_wrong_encoding, span(s, at, at + 1),
                    "the byte 0x%02X is not UTF-8", text[at]);
    return cut_before(s, at);
}

/* What libyaml would refuse; it cannot say where. */
static bool
is_control(int32_t c)
{
    if (c < 0x20)
        return c != '\t' && c != '\n' && c != '\r';
    return (c >= 0x7f && c < 0xa0 && c != 0x85) || c == 0xfffe || c == 0xffff;
}

/* Most files hold none: one pass without a branch tells. */
static bool
may_have_controls(sq_str text)
{
    unsigned char found = 0;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool space = (c == '\t') | (c == '\n') | (c == '\r');
        bool plain = (c >= 0x20) & (c < 0x7f);
        found |= !(space | plain);
    }
    return found != 0;
}

static uint32_t
check_controls(const struct sq_source *s, struct sq_diags *d, uint32_t end)
{
    sq_str text = sq_str_sub(s->text, 0, end);
    if (!may_have_controls(text))
        return end;
    for (size_t at = s->bom; at < text.len;) {
        size_t from = at;
        unsigned char c = (unsigned char)text.ptr[at];
        if (c >= 0x20 && c < 0x7f) {
            at++;
            continue;
        }
        int32_t code = sq_utf8_next(text, &at);
        if (is_control(code)) {
            sq_diag_add(d, SQ_FOUND_control_character, span(s, from, at),
                        "the control character U+%04X is in the file",
                        (unsigned)code);
            return cut_before(s, from);
        }
    }
    return end;
}

static size_t
line_end(sq_str text, size_t at)
{
    while (at < text.len && !ends_line(text.ptr[at]))
        at++;
    return at;
}

/* Past empty lines and comments. */
static size_t
skip_idle(sq_str text, size_t at)
{
    for (; at < text.len; at++)
        if (text.ptr[at] == '#')
            at = line_end(text, at);
        else if (!ends_line(text.ptr[at]) && text.ptr[at] != ' ')
            break;
    return at < text.len ? at : text.len;
}

/*
 * Lines that begin with % before the text.  libyaml compares each %TAG with
 * all before it, so a file of nothing else would take it minutes.
 */
static uint32_t
check_directives(const struct sq_source *s, struct sq_diags *d, uint32_t end)
{
    sq_str text = sq_str_sub(s->text, 0, end);
    size_t n = 0;
    size_t at = skip_idle(text, s->bom);
    while (at < end && text.ptr[at] == '%') {
        size_t to = line_end(text, at);
        if (++n > SQ_MAX_DIRECTIVES) {
            sq_diag_add(d, SQ_FOUND_not_yaml, span(s, at, to),
                        "more than %d lines begin with `%%`",
                        SQ_MAX_DIRECTIVES);
            return cut_before(s, at);
        }
        if (sq_str_starts(sq_str_sub(text, at, to), "%TAG"))
            sq_diag_add(d, SQ_FOUND_tag, span(s, at, to), "`%%TAG` is used");
        at = skip_idle(text, to);
    }
    return end;
}

uint32_t
sq_yaml_check(const struct sq_source *s, struct sq_diags *d)
{
    if (s->text.len > SQ_MAX_FILE) {
        sq_diag_add(d, SQ_FOUND_too_large, span(s, s->bom, s->bom),
                    "the file has %zu bytes, and the limit is %u", s->text.len,
                    SQ_MAX_FILE);
        return s->bom;
    }
    uint32_t end = (uint32_t)s->text.len;
    size_t bad = s->ascii ? s->text.len : sq_utf8_check(s->text);
    if (bad < s->text.len)
        end = refuse_encoding(s, d, bad);
    end = check_controls(s, d, end);
    return check_directives(s, d, end);
}
