/* SPDX-License-Identifier: MIT */
#include "report/found_xml.h"

#include "base/utf8.h"

/* Of all but the three that stand as numbers. */
static bool
is_allowed(int32_t c)
{
    return c >= 0x20 && c != 0xfffe && c != 0xffff;
}

void
sq_put_xml(struct sq_sbuf *b, sq_str text)
{
    for (size_t at = 0; at < text.len;) {
        int32_t c = sq_utf8_next(text, &at);
        if (c == '&')
            sq_putz(b, "&amp;");
        else if (c == '<')
            sq_putz(b, "&lt;");
        else if (c == '>')
            sq_putz(b, "&gt;");
        else if (c == '"')
            sq_putz(b, "&quot;");
        else if (c == '\'')
            sq_putz(b, "&apos;");
        else if (c == '\n' || c == '\r' || c == '\t')
            sq_putf(b, "&#%d;", (int)c);
        else
            sq_utf8_put(b, is_allowed(c) ? c : 0xfffd);
    }
}
