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
