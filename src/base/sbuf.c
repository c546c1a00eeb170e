/* SPDX-License-Identifier: MIT */
#include "base/sbuf.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/print.h"

enum { FIRST_CAP = 256 }; /* [bytes] */

void
sq_sbuf_init(struct sq_sbuf *b, size_t max)
{
    *b = (struct sq_sbuf){.max = max};
}

void
sq_sbuf_done(struct sq_sbuf *b)
{
    free(b->ptr);
    *b = (struct sq_sbuf){.max = b->max};
}

void
sq_sbuf_clear(struct sq_sbuf *b)
{
    b->len = 0;
    b->cut = false;
    if (b->ptr)
        b->ptr[0] = '\0';
}

/* Room for n more bytes and the NUL; n is within the maximum. */
static void
reserve(struct sq_sbuf *b, size_t n)
{
    size_t need = b->len + n + 1;
    if (need <= b->cap)
        return;
    size_t cap = b->cap ? b->cap : FIRST_CAP;
    while (cap < need)
        cap = cap > need / 2 ? need + need / 2 : cap * 2;
    b->ptr = sq_heap_grow(b->ptr, cap);
    b->cap = cap;
}

/*
 * How many of n bytes still fit.  Fewer than asked closes the buffer for good,
 * so that a later, shorter piece cannot slip in behind the gap.
 */
static size_t
admit(struct sq_sbuf *b, size_t n)
{
    if (b->cut)
        return 0;
    size_t room = b->max - b->len;
    if (n <= room)
        return n;
    b->cut = true;
    return room;
}

/* Takes the broken character off the end of a text that was cut. */
static void
mend(struct sq_sbuf *b, char next)
{
    bool inside = ((unsigned char)next & 0xc0) == 0x80;
    while (inside && b->len > 0) {
        b->len--;
        inside = ((unsigned char)b->ptr[b->len] & 0xc0) == 0x80;
    }
    if (b->ptr)
        b->ptr[b->len] = '\0';
}

void
sq_put(struct sq_sbuf *b, sq_str s)
{
    size_t n = admit(b, s.len);
    if (n > 0) {
        reserve(b, n);
        memcpy(b->ptr + b->len, s.ptr, n);
        b->len += n;
        b->ptr[b->len] = '\0';
        if (n < s.len)
            mend(b, s.ptr[n]);
    }
}

void
sq_putz(struct sq_sbuf *b, const char *z)
{
    sq_put(b, sq_str_of(z));
}

void
sq_putc(struct sq_sbuf *b, char c)
{
    sq_put_n(b, c, 1);
}

void
sq_put_n(struct sq_sbuf *b, char c, size_t n)
{
    n = admit(b, n);
    if (n == 0)
        return;
    reserve(b, n);
    memset(b->ptr + b->len, c, n);
    b->len += n;
    b->ptr[b->len] = '\0';
}

void
sq_putf(struct sq_sbuf *b, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    sq_putv(b, fmt, ap);
    va_end(ap);
}

/*
 * A text that fits is printed straight to its place.  One beyond the maximum
 * is printed whole all the same, so that the cut falls between characters.
 */
void
sq_putv(struct sq_sbuf *b, const char *fmt, va_list ap)
{
    if (b->cut)
        return;
    va_list again;
    va_copy(again, ap);
    size_t spare = b->cap - b->len;
    int wrote = sq_print(spare ? b->ptr + b->len : NULL, spare, fmt, again);
    va_end(again);

    size_t n = wrote > 0 ? (size_t)wrote : 0;
    size_t room = b->max - b->len;
    if (n >= spare && n > 0) {
        reserve(b, n);
        (void)sq_print(b->ptr + b->len, n + 1, fmt, ap);
    }
    b->len += n;
    if (n > room) {
        b->cut = true;
        b->len = b->max;
        mend(b, b->ptr[b->max]);
    }
}

sq_str
sq_sbuf_str(const struct sq_sbuf *b)
{
    return (sq_str){b->ptr, b->len};
}
