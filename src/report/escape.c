/* SPDX-License-Identifier: MIT */
#include "report/escape.h"

#include "base/utf8.h"

/* Valid in JSON as they are, but not harmless to show. */
static bool
must_hide(int32_t c)
{
    return c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x061c ||
           (c >= 0x200e && c <= 0x200f) || (c >= 0x2028 && c <= 0x202e) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

static void
put_code_point(struct sq_sbuf *b, int32_t c)
{
    if (c < 0)
        sq_utf8_put(b, 0xfffd);
    else if (c == '"' || c == '\\')
        sq_putf(b, "\\%c", (char)c);
    else if (c == '\n')
        sq_putz(b, "\\n");
    else if (c == '\r')
        sq_putz(b, "\\r");
    else if (c == '\t')
        sq_putz(b, "\\t");
    else if (must_hide(c))
        sq_putf(b, "\\u%04x", (unsigned)c);
    else
        sq_utf8_put(b, c);
}

void
sq_put_json(struct sq_sbuf *b, sq_str text)
{
    sq_putc(b, '"');
    for (size_t at = 0; at < text.len;)
        put_code_point(b, sq_utf8_next(text, &at));
    sq_putc(b, '"');
}

/* ---- HTML ---------------------------------------------------------------- */

void
sq_put_html(struct sq_sbuf *b, sq_str text)
{
    struct sq_sbuf safe;

    sq_sbuf_init(&safe, b->max);
    sq_utf8_put_safe(&safe, text);
    for (size_t i = 0; i < safe.len; i++) {
        char c = safe.ptr[i];
        if (c == '&')
            sq_putz(b, "&amp;");
        else if (c == '<')
            sq_putz(b, "&lt;");
        else if (c == '>')
            sq_putz(b, "&gt;");
        else if (c == '"')
            sq_putz(b, "&quot;");
        else if (c == '\'')
            sq_putz(b, "&#39;");
        else
            sq_putc(b, c);
    }
    sq_sbuf_done(&safe);
}

/* ---- Markdown ------------------------------------------------------------ */

static bool
is_alnum(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9');
}

/* Signs that mean something only where a block begins: 1. 2) - + # = */
static bool
begins_block(sq_str text, size_t i)
{
    char c = text.ptr[i];

    if (c == '.' || c == ')') {
        size_t digits = 0;
        while (digits < i && text.ptr[digits] >= '0' && text.ptr[digits] <= '9')
            digits++;
        return digits == i && i > 0;
    }
    return i == 0 && (c == '-' || c == '+' || c == '#' || c == '=');
}

static void
put_markdown_char(struct sq_sbuf *b, sq_str text, size_t i)
{
    char c = text.ptr[i];
    char before = i > 0 ? text.ptr[i - 1] : ' ';
    char after = i + 1 < text.len ? text.ptr[i + 1] : ' ';

    if (c == '\n')
        sq_putz(b, "<br>");
    else if (c == '<')
        sq_putz(b, "&lt;");
    else if (c == '>')
        sq_putz(b, "&gt;");
    else if (c == '&')
        sq_putz(b, "&amp;");
    else if (c == '_' && is_alnum(before) && is_alnum(after))
        sq_putc(b, c); /* inside a word it means nothing */
    else if (c == '\\' || c == '`' || c == '*' || c == '_' || c == '[' ||
             c == ']' || c == '|' || c == '~' || c == '$' ||
             begins_block(text, i))
        sq_putf(b, "\\%c", c);
    else if (c == '@' && !is_alnum(before) && is_alnum(after))
        sq_putz(b, "@<!-- -->");
    else
        sq_putc(b, c);
}

void
sq_put_markdown(struct sq_sbuf *b, sq_str text)
{
    struct sq_sbuf safe;

    sq_sbuf_init(&safe, b->max);
    sq_utf8_put_safe(&safe, text);
    for (size_t i = 0; i < safe.len; i++)
        put_markdown_char(b, sq_sbuf_str(&safe), i);
    sq_sbuf_done(&safe);
}

/* ---- bytes -------------------------------------------------------------- */

void
sq_put_base64(struct sq_sbuf *b, sq_str bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                 "abcdefghijklmnopqrstuvwxyz0123456789+/";

    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t n = bytes.len - i < 3 ? bytes.len - i : 3;
        uint32_t bits = 0;
        for (size_t k = 0; k < 3; k++)
            bits = bits << 8 | (k < n ? (unsigned char)bytes.ptr[i + k] : 0u);
        for (size_t k = 0; k < 4; k++)
            sq_putc(b, k <= n ? digits[bits >> (18 - 6 * k) & 63] : '=');
    }
}

static int
hex_value(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

void
sq_put_unhex(struct sq_sbuf *b, sq_str hex)
{
    for (size_t i = 0; i + 1 < hex.len; i += 2) {
        int high = hex_value(hex.ptr[i]), low = hex_value(hex.ptr[i + 1]);
        if (high < 0 || low < 0)
            return;
        sq_putc(b, (char)(high * 16 + low));
    }
}
