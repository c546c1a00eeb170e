/* SPDX-License-Identifier: MIT */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/str.h"
#include "base/utf8.h"

/* Takes off the last character when its end did not fit. */
static void
mend(char *text, size_t len)
{
    size_t lead = len;
    while (lead > 0 && ((unsigned char)text[lead - 1] & 0xc0) == 0x80)
        lead--;
    if (lead == 0)
        return;
    size_t at = lead - 1;
    if (sq_utf8_next((sq_str){text, len}, &at) < 0)
        text[lead - 1] = '\0';
}

enum sq_status
sq_fail(struct sq_err *err, enum sq_status status, int errnum, const char *fmt,
        ...)
{
    if (!err)
        return status;

    /* built aside, because an argument may be err->text itself */
    char text[sizeof err->text];
    va_list ap;
    va_start(ap, fmt);
    int n = vsnprintf(text, sizeof text, fmt, ap);
    va_end(ap);
    if (n < 0)
        text[0] = '\0';
    if (n >= (int)sizeof text)
        mend(text, sizeof text - 1);
    memcpy(err->text, text, sizeof text);
    err->errnum = errnum;
    return status;
}
