/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_WRAP_H
#define SQEEIA_REPORT_WRAP_H
/* Lines of plain text, measured in terminal columns. */
#include "base/sbuf.h"

/*
 * The text as it may be printed: controls neutralised; with `ascii`, signs such
 * as × and – become ASCII while letters of any script are kept; newlines
 * become spaces unless `lines`.  Blanks at both ends are dropped.
 */
void sq_wrap_clean(struct sq_sbuf *b, sq_str text, bool ascii, bool lines);
/*
 * Puts clean text by words.  The cursor stands at column `at`, ready for a
 * word; later lines begin at `indent`; no line passes `width` (a longer word is
 * cut between clusters).  Ends the last line.  "%" stays with the word before
 * it.
 */
void sq_wrap_put(struct sq_sbuf *b, sq_str text, size_t at, size_t indent,
                 size_t width); /* [columns] */
/* The k-th line of the same text wrapped to `width`; false when there is none.
 */
bool sq_wrap_line(sq_str text, size_t width, size_t k, sq_str *out);
/* Width of the longest word. */
size_t sq_wrap_word(sq_str text); /* [columns] */

#endif
