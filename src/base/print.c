/* SPDX-License-Identifier: MIT */
#include "base/print.h"

#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

struct line {
    char *out;
    size_t room; /* [bytes] at out, the NUL's included */
    size_t n;    /* that the whole text has, whether there is room or not */
};

static void
add(struct line *l, const char *text, size_t n)
{
    size_t left = l->n < l->room ? l->room - l->n : 0;
    size_t fits = n < left ? n : left;
    if (fits > 0)
        memcpy(l->out + l->n, text, fits);
    l->n += n;
}

static void
add_number(struct line *l, size_t number)
{
    char digits[24];
    size_t at = sizeof digits;
    do
        digits[--at] = (char)('0' + number % 10);
    while (number /= 10);
    add(l, digits + at, sizeof digits - at);
}

/* A text of at most so many bytes; it may end before them, with a NUL. */
static void
add_part(struct line *l, const char *text, int most)
{
    size_t n = most > 0 ? (size_t)most : 0;
    const char *end = n ? memchr(text, '\0', n) : NULL;
    add(l, text, end ? (size_t)(end - text) : n);
}

/* What stands behind a `%`: how long it is; 0: not one of those. */
static size_t
add_value(struct line *l, const char *spec, va_list *ap)
{
    if (strncmp(spec, ".*s", 3) == 0) {
        int most = va_arg(*ap, int);
        const char *text = va_arg(*ap, const char *);
        if (most < 0)
            return 0;
        add_part(l, text, most);
        return 3;
    }
    if (spec[0] == 's') {
        const char *text = va_arg(*ap, const char *);
        if (!text)
            return 0;
        add(l, text, strlen(text));
        return 1;
    }
    if (spec[0] == 'u') {
        add_number(l, va_arg(*ap, unsigned));
        return 1;
    }
    if (strncmp(spec, "zu", 2) == 0) {
        add_number(l, va_arg(*ap, size_t));
        return 2;
    }
    return 0;
}

/* False where something else is in the format. */
static bool
add_all(struct line *l, const char *fmt, va_list *ap)
{
    while (*fmt) {
        const char *mark = strchr(fmt, '%');
        if (!mark) {
            add(l, fmt, strlen(fmt));
            return true;
        }
        add(l, fmt, (size_t)(mark - fmt));
        size_t n = add_value(l, mark + 1, ap);
        if (n == 0)
            return false;
        fmt = mark + 1 + n;
    }
    return true;
}

int
sq_print(char *out, size_t room, const char *fmt, va_list ap)
{
    struct line l = {out, room, 0};
    va_list again;
    va_copy(again, ap);
    bool done = add_all(&l, fmt, &again) && l.n <= INT_MAX;
    va_end(again);
    if (!done)
        return vsnprintf(out, room, fmt, ap);
    if (room > 0)
        out[l.n < room ? l.n : room - 1] = '\0';
    return (int)l.n;
}
