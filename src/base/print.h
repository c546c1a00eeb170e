/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_PRINT_H
#define SQEEIA_BASE_PRINT_H
#include <stdarg.h>
#include <stddef.h>

/*
 * vsnprintf: the same bytes, the same result.  Reports and workbooks are put
 * together from thousands of small texts, and most formats have nothing but
 * texts and whole numbers: those are copied here, for less than half of what
 * it costs; any other goes to vsnprintf as it is.
 */
int sq_print(char *out, size_t room, const char *fmt, va_list ap)
    __attribute__((format(printf, 3, 0)));

#endif
