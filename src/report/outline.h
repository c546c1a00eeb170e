/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_OUTLINE_H
#define SQEEIA_REPORT_OUTLINE_H
/*
 * The paper, written once: headings, paragraphs, lists and tables that every
 * prose format (text now; HTML and Markdown later) and the workbook print in
 * its own way.  Sentences about results are made here and nowhere else.
 */
#include "report/report.h"

enum sq_block_kind { SQ_HEADING, SQ_PARAGRAPH, SQ_BULLETS, SQ_TABLE, SQ_MATRIX };

struct sq_cell {
    sq_str text;
    bool number;      /* right-aligned */
    sq_num num;       /* when number && has_num: the figure itself */
    bool has_num;
    int colour;       /* enum sq_colour; the text always says it in words */
};

struct sq_block {
    enum sq_block_kind kind;
    unsigned level;        /* HEADING: 1.. */
    sq_str text;           /* HEADING, PARAGRAPH; TABLE, MATRIX: the caption */
    sq_str *items;         /* BULLETS */
    size_t n_items;
    sq_str *heads;         /* TABLE, MATRIX: column heads */
    size_t n_columns;
    struct sq_cell *cells; /* row by row */
    size_t n_rows;
    struct sq_block *next;
};

struct sq_outline {
    struct sq_block *first, *last;
};

/* The full paper of one assessment (domain: committee paper order). */
struct sq_outline *sq_outline_paper(const struct sq_report *r);

/*
 * Words for figures, used by every format and by `score --explain`:
 * "62.5 %", "between 40 and 62.5", "no data", "Amber or Red", "undecided".
 */
void sq_words_range(struct sq_sbuf *b, const struct sq_range *r,
                    unsigned places);
void sq_words_band(struct sq_sbuf *b, const struct sq_band_range *band,
                   const struct sq_range *value, sq_str lang);
const char *sq_words_gate(enum sq_gate_state s); /* "passes", "FAILS", … */
void sq_words_outcome(struct sq_sbuf *b, const struct sq_results *r,
                      sq_str lang);

#endif
