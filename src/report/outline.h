/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_OUTLINE_H
#define SQEEIA_REPORT_OUTLINE_H
/*
 * The paper, written once: headings, paragraphs, lists and tables that every
 * prose format and the workbook print in its own way.  Sentences about results
 * are made here and nowhere else.
 *
 * Text in blocks is as the user wrote it: a format makes it safe.
 */
#include "report/report.h"

enum sq_block_kind {
    SQ_HEADING,
    SQ_PARAGRAPH,
    SQ_BULLETS,
    SQ_TABLE,
    SQ_MATRIX, /* a table whose first column names the rows of a grid */
    SQ_RECORD, /* one thing: a title, then named fields (heads and cells) */
    SQ_CHART
};

struct sq_publish;
struct sq_drawing;

struct sq_cell {
    sq_str text;
    bool number; /* right-aligned */
    sq_num num;  /* when number && has_num: the figure itself */
    bool has_num;
    int colour; /* enum sq_colour; the text always says it in words */
};

struct sq_block {
    enum sq_block_kind kind;
    unsigned level; /* HEADING: 1.. */
    sq_str text;    /* HEADING, PARAGRAPH; RECORD, CHART: its title */
    sq_str *items;  /* BULLETS */
    size_t n_items;
    sq_str *heads; /* TABLE, MATRIX: column heads; RECORD: names of fields */
    size_t n_columns;
    struct sq_cell *cells; /* row by row; a RECORD is one row */
    size_t n_cells;
    size_t n_rows; /* TABLE, MATRIX: one at least */
    sq_str number; /* HEADING: "3.", "3.1", "B."; empty where none is wanted */
    bool plain;    /* HEADING: never numbered */
    bool lead;     /* PARAGRAPH: what page one is about */
    const struct sq_drawing *chart; /* CHART */
    struct sq_block *next;
};

/* ---- charts ------------------------------------------------------------- */

enum sq_drawing_kind {
    SQ_DRAW_BARS,      /* a bar each, with marks at `edges` and `floor` */
    SQ_DRAW_DIVERGING, /* a to the left, b to the right, never netted */
    SQ_DRAW_SLOPE,     /* from a to b */
    SQ_DRAW_COUNTS,    /* a bar each, as a share of the largest */
    SQ_DRAW_HEAT       /* two grids; the tables with the figures follow */
};

/* A figure as a share of its scale; low < high while it is not settled. */
struct sq_mark {
    bool known;
    sq_num low, high; /* [0..1] */
    int colour;       /* enum sq_colour */
};

struct sq_bar {
    sq_str label;
    sq_str text; /* its figures in words */
    struct sq_mark a, b;
    const sq_num *edges; /* of bands [0..1] */
    size_t n_edges;
    bool has_floor; /* a floor may hold the band down to below this edge */
    sq_num floor;   /* [0..1] */
};

struct sq_drawing {
    enum sq_drawing_kind kind;
    sq_str title, finding; /* what it shows; what is to be seen in it */
    sq_str a_name, b_name; /* "Before action", "After action" */
    struct sq_bar *bars;
    size_t n;
    const struct sq_block *grids[2]; /* HEAT: matrices; either may be NULL */
    const struct sq_block *table;    /* the same, a row each bar; HEAT: NULL */
};

/* ---- the whole ---------------------------------------------------------- */

struct sq_outline {
    struct sq_block *first, *last;
    const struct sq_publish *publish; /* what became of texts on their way to
                                         the public; NULL for other readers */
};

struct sq_text_style {
    unsigned width; /* [columns]; under 40 counts as 40, 0 as 80 */
    bool ascii;     /* typographic signs become ASCII; letters are kept */
    bool chapters;  /* two empty lines above a heading of the second level */
    bool lists;     /* for listening: every table as a list, no lines */
};
/*
 * An outline as plain text: wrapped by words, aligned by display width, no
 * trailing blanks.  Of a table only the last column wraps, so that a line read
 * aloud never mixes two cells; a table that does not fit so is put as a list.
 */
void sq_text_put(struct sq_sbuf *out, const struct sq_outline *o,
                 const struct sq_text_style *style);

/*
 * Words for figures, used by every format and by `score --explain`:
 * "62.5 %", "between 40 and 62.5", "no data", "Amber or Red", "Low to High".
 */
void sq_words_range(struct sq_sbuf *b, const struct sq_range *r,
                    unsigned places);
/* The same with " %" behind each figure. */
void sq_words_percent(struct sq_sbuf *b, const struct sq_range *r,
                      unsigned places);
void sq_words_band(struct sq_sbuf *b, const struct sq_band_range *band,
                   const struct sq_range *value, sq_str lang);
const char *sq_words_gate(enum sq_gate_state s); /* "passes", "FAILS", … */
const char *sq_words_trigger(enum sq_trigger_state s);
void sq_words_outcome(struct sq_sbuf *b, const struct sq_results *r,
                      sq_str lang);

/* Rounded to `places`, but with more where the rounded figure would look like a
 * rounder one (79.9967, not 80): it may stand beside a band edge. */
void sq_words_num(struct sq_sbuf *b, sq_num a, unsigned places);
/* "High (H)". */
void sq_words_band_one(struct sq_sbuf *b, const struct sq_bands *bands,
                       size_t i, sq_str lang);
/* "up to 3", "above 3, up to 6", "from 40, below 60", "above 12". */
void sq_words_edges(struct sq_sbuf *b, const struct sq_bands *bands, size_t i);
/* The figure of a dimension with the sum behind it: "56.25 % (9 of 16)",
 * "40 to 62.5 %", "38 of 90". */
void sq_words_dimension(struct sq_sbuf *b, const struct sq_dim_result *d);
/* A derived value: number, yes or no, date, option. */
void sq_words_value(struct sq_sbuf *b, const struct sq_value_result *v,
                    sq_str lang);
/* A rating given: "Possible × Major, 3 × 4 = 12, High (H)"; any other answer as
 * sq_slot_show puts it; "not answered" when missing, "not asked" when
 * hidden. */
void sq_words_slot(struct sq_sbuf *b, const struct sq_case *c,
                   const struct sq_slot *s, sq_str lang);
/* "a, b or c": call for each of n parts before putting it. */
void sq_words_join(struct sq_sbuf *b, size_t i, size_t n, const char *last);

/* What a set of bands is of, "Risk of harm" or "dimensions", and what a set of
 * choices measures, "size of the benefit": ids are for who writes templates. */
void sq_words_bands_of(struct sq_sbuf *b, const struct sq_questionnaire *q,
                       const struct sq_bands *bands, sq_str lang);
void sq_words_scale(struct sq_sbuf *b, const struct sq_questionnaire *q,
                    const struct sq_choices *choices, sq_str lang);

/* The label of an outcome, band, gate … in `lang`, else its id. */
sq_str sq_words_label(const struct sq_text *label, sq_str id, sq_str lang);

/* Words of the registers; "" when not said. */
const char *sq_words_stage(int stage);
const char *sq_words_position(int position);
const char *sq_words_evidence_kind(int kind);
const char *sq_words_scope(int scope);
const char *sq_words_action_kind(int kind);
const char *sq_words_action_status(int status);

#endif
