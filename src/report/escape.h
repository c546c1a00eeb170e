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

/*
 * The text as HTML or XML, in an element or in a quoted attribute: what a
 * reader must not obey or cannot see is made harmless first.
 */
void sq_put_html(struct sq_sbuf *b, sq_str text);
/*
 * The text as a run of Markdown on one line: nothing in it makes a heading, a
 * list, a link, code, HTML or a cell, and nobody is mentioned.  Bare web
 * addresses stay as they are.
 */
void sq_put_markdown(struct sq_sbuf *b, sq_str text);
void sq_put_base64(struct sq_sbuf *b, sq_str bytes);
/* The bytes that hex digits stand for; other characters end it. */
void sq_put_unhex(struct sq_sbuf *b, sq_str hex);

#endif
