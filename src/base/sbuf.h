/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_SBUF_H
#define SQEEIA_BASE_SBUF_H
/*
 * Text being built on the heap, with its maximum given at birth.  Append freely
 * and look at `cut` once at the end: after the maximum, nothing more is kept.
 */
#include <stdarg.h>
#include <stdbool.h>

#include "base/str.h"

struct sq_sbuf {
    char *ptr; /* always NUL-terminated once anything was put */
    size_t len;
    size_t cap;
    size_t max; /* [bytes] */
    bool cut;   /* something did not fit */
};

void sq_sbuf_init(struct sq_sbuf *b, size_t max);
void sq_sbuf_done(struct sq_sbuf *b);
void sq_sbuf_clear(struct sq_sbuf *b); /* keeps the memory */
void sq_put(struct sq_sbuf *b, sq_str s);
void sq_putz(struct sq_sbuf *b, const char *z);
void sq_putc(struct sq_sbuf *b, char c);
void sq_put_n(struct sq_sbuf *b, char c, size_t n); /* the byte n times */
void sq_putf(struct sq_sbuf *b, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void sq_putv(struct sq_sbuf *b, const char *fmt, va_list ap)
    __attribute__((format(printf, 2, 0)));
sq_str sq_sbuf_str(const struct sq_sbuf *b); /* borrowed */

#endif
