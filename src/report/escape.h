/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_ESCAPE_H
#define SQEEIA_REPORT_ESCAPE_H
/* One function a target; a format puts no user text without one of them. */
#include "base/sbuf.h"

/*
 * A JSON string with its quotes.  What a terminal or an editor could obey
 * (controls, bidi controls, line separators) is written as \uXXXX, so nothing
 * is lost; bytes that are not UTF-8 become U+FFFD.
 */
void sq_put_json(struct sq_sbuf *b, sq_str text);

#endif
