/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_UTF8_H
#define SQEEIA_BASE_UTF8_H
/* UTF-8: validity, counting, display width (by utf8proc), safe text. */
#include <stdbool.h>

#include "base/str.h"

struct sq_sbuf;

/* Byte offset of the first bad sequence; s.len when all is well. */
size_t sq_utf8_check(sq_str s);
/* Next code point at *at, which is moved past it; -1 (and one byte) if bad. */
int32_t sq_utf8_next(sq_str s, size_t *at);
/* First byte of the character that `at` is inside of; else `at` itself. */
size_t sq_utf8_start(sq_str s, size_t at);
void sq_utf8_put(struct sq_sbuf *b, int32_t code_point);
size_t sq_utf8_count(sq_str s); /* [code points] */
/* Terminal columns: 0 for combining marks, 2 for wide characters. */
size_t sq_utf8_width(sq_str s); /* [columns] */
/* Longest prefix of at most `columns` columns, never inside a cluster. */
size_t sq_utf8_fit(sq_str s, size_t columns); /* [bytes] */
/*
 * The text as it may be shown to a person: C0/C1 controls (but newline and, as
 * a space, tab) and bidi controls U+202A-202E, U+2066-2069, U+200E-200F and
 * U+061C become U+FFFD; bad UTF-8 becomes U+FFFD.
 */
void sq_utf8_put_safe(struct sq_sbuf *b, sq_str s);
/* True when put_safe would change nothing. */
bool sq_utf8_is_safe(sq_str s);
/* Upper case to lower for look-ups (full case folding by utf8proc). */
void sq_utf8_put_folded(struct sq_sbuf *b, sq_str s);
const char *sq_utf8_library(void); /* the version of utf8proc in use */

#endif
