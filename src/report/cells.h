/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_CELLS_H
#define SQEEIA_REPORT_CELLS_H
/* What a workbook's cells, names and links can hold; no library in sight. */
#include <stdbool.h>

#include "base/str.h"

struct sq_arena;
struct sq_sbuf;

enum {
    SQ_CELL_MAX = 32767, /* [UTF-16 units] of a cell: Excel's limit */
    SQ_SHEET_NAME_MAX = 31,
    SQ_URL_MAX = 1900, /* [bytes]; libxlsxwriter refuses more than 2079 */
};

/* Valid UTF-8 without controls, lines ended by LF.  Never fails. */
sq_str sq_cell_safe(struct sq_arena *a, sq_str s);
/*
 * Puts the part of safe text from *at that a cell of `most` units holds into
 * `out` (emptied first) and moves *at past it.  `_x0041_` is escaped, so that a
 * reader shows it as it was typed.  When text is left over, `more` (ASCII) ends
 * the part, at a blank if there is one near.  Returns out's text, never NULL.
 */
const char *sq_cell_piece(struct sq_sbuf *out, sq_str s, size_t *at,
                          size_t most, const char *more);
/* At most n code points; an ellipsis says that something is missing. */
sq_str sq_cell_short(struct sq_arena *a, sq_str s, size_t n);
/*
 * One line for the left of a page's foot, where & begins a command: doubled, it
 * is itself.  What would look like the mark of a picture (&G, &[Picture]) is
 * parted by a command that changes nothing: libxlsxwriter 1.1.4 counts marks
 * before it reads doubles, refuses such a foot and frees it twice.
 */
sq_str sq_cell_foot(struct sq_arena *a, sq_str s, size_t most_points);
/* Free of []:*?/\ and apostrophes, at most `most` units, never empty. */
sq_str sq_sheet_name_clean(struct sq_arena *a, sq_str wanted, size_t most);
/* https, http, mailto, or a place in the workbook; nothing that would need
 * escaping. */
bool sq_link_is_allowed(sq_str link);
/*
 * Length of the first line that a cell would show of the text, which breaks at
 * blanks and line feeds; never 0 for text that is not empty.  `room` is what
 * the cell is wide, in thousandths of the size of the letters, which are
 * Arial's.
 */
size_t sq_cell_line(sq_str text, double room, bool bold);
/* Equal but for case: names that a workbook takes for one. */
bool sq_same_name(sq_str a, sq_str b);

#endif
