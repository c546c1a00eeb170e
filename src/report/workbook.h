/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_WORKBOOK_H
#define SQEEIA_REPORT_WORKBOOK_H
/*
 * The one door to libxlsxwriter.  Callers hand over any text: what a cell, a
 * header, a sheet name or an attribute cannot hold is made safe here.
 *
 * - Text is never a formula.  It is made valid UTF-8 without control or bidi
 *   characters, and `_x0041_` is escaped so that it is not read as an "A".
 * - Longer than a cell (32,767 UTF-16 units): a table goes on in a further
 *   row, any other cell is cut and says so.
 * - Links lead only to http, https, mailto and places in the workbook.
 * - A formula always carries the value that we computed.
 * - Numbers that are not finite are written in words.
 * - Equal input gives equal bytes: the date of creation is the caller's.
 *
 * Rows and columns count from 0.
 */
#include "base/date.h"
#include "base/err.h"
#include "base/num.h"
#include "base/str.h"

struct sq_arena;
struct sq_book;
struct sq_sheet;

struct sq_book_about { /* the document's properties */
    sq_str title, subject, author, company, category, keywords, comments,
        status;
    sq_date date;
    /* To the letter of the rules for published spreadsheets: Arial 12, no
     * fills, nothing that only colour says. */
    bool publish;
};

/* The file is made at close.  NULL when the library has no memory. */
struct sq_book *sq_book_new(struct sq_arena *a, const char *path,
                            const struct sq_book_about *about);
/* Writes and frees, whether or not it went well. */
enum sq_status sq_book_close(struct sq_book *b, struct sq_err *err);

/*
 * A sheet: landscape A4, as wide as one page, page numbers, `title` in A1.
 * The name is cut to 31 characters, freed of []:*?/\ and made unique.
 */
struct sq_sheet *sq_book_sheet(struct sq_book *b, sq_str name, sq_str title);
/* The name it got. */
sq_str sq_sheet_name(const struct sq_sheet *s);
void sq_sheet_width(struct sq_sheet *s, uint16_t column, double characters);
/* The row of heads stays in view and is printed on every page. */
void sq_sheet_keep_heads(struct sq_sheet *s, uint32_t row);
/* It is printed on every page. */
void sq_sheet_repeat_heads(struct sq_sheet *s, uint32_t row);
/* A new page begins with this row. */
void sq_sheet_break(struct sq_sheet *s, uint32_t row);

/* One line of text in column A, however long; nothing breaks it. */
void sq_sheet_line(struct sq_sheet *s, uint32_t row, sq_str text);

enum sq_line_kind { SQ_LINE_NOTE, SQ_LINE_HEADING, SQ_LINE_WARNING };
/* Text in column A, broken into rows as wide as the columns set so far.  The
 * next free row is returned. */
uint32_t sq_sheet_lines(struct sq_sheet *s, uint32_t row,
                        enum sq_line_kind kind, sq_str text);

enum sq_entry_kind { SQ_IS_TEXT, SQ_IS_NUMBER, SQ_IS_DATE, SQ_IS_FIGURE };
struct sq_entry {
    enum sq_entry_kind kind;
    sq_str text;
    sq_num num;
    double figure; /* FIGURE: what a formula comes to */
    sq_date date;
    sq_str link;         /* TEXT: where it leads; "internal:'Risks'!A1" */
    const char *formula; /* ours, never the user's; NULL: none */
    const char *pattern; /* NUMBER: number format; NULL: by the figure */
    int colour;          /* enum sq_colour of the fill; text says it in words */
    bool strong;
    bool centred;
};
void sq_sheet_put(struct sq_sheet *s, uint32_t row, uint16_t column,
                  const struct sq_entry *e);

/* A date that a cell holds as a date, not in words. */
bool sq_cell_holds_date(sq_date d);

struct sq_column {
    const char *head;  /* made unique in its table, never empty */
    double width;      /* [characters]; 0 = as set before */
    const char *empty; /* what an empty cell says: "not given" */
};

/* A table being filled, row after row; a true table for screen readers. */
struct sq_table {
    struct sq_sheet *sheet;
    const char *name; /* unique in the workbook; letters only */
    const struct sq_column *columns;
    uint16_t n;
    uint32_t top;  /* row of the heads */
    uint32_t next; /* row that comes next */
    bool plain;    /* no filter buttons */
    size_t cut;    /* rows that hold more text than a row can be high */
};
/* The widest column set wins where several tables share a sheet. */
void sq_table_begin(struct sq_table *t, struct sq_sheet *s, uint32_t row,
                    const char *name, const struct sq_column *columns,
                    uint16_t n);
/* n entries; text that outgrows its cell goes on in rows below. */
void sq_table_row(struct sq_table *t, const struct sq_entry *entries);
/* Without a row, the sentence `none` instead.  Returns the next free row. */
uint32_t sq_table_end(struct sq_table *t, const char *none);

struct sq_area {
    struct sq_sheet *sheet;
    uint32_t top, bottom;
    uint16_t left, right;
};
/* 'Risks'!$B$5:$B$9, for formulas; one cell when both corners agree. */
sq_str sq_area_show(struct sq_arena *a, const struct sq_area *at);
/* A defined name for a list of words, and cells that must hold one of them. */
void sq_book_define(struct sq_book *b, const char *name,
                    const struct sq_area *at);
void sq_sheet_choose(struct sq_sheet *s, const struct sq_area *cells,
                     const char *list, const char *complaint);
/* Fills or embolds the cells for which the formula, written for the first of
 * them, is true. */
void sq_sheet_mark(struct sq_sheet *s, const struct sq_area *cells,
                   const char *formula, int colour);

/* Fills the cells for which it is true, as long as no fill put before does;
 * colour SQ_COLOUR_NONE takes the fill away. */
void sq_sheet_fill(struct sq_sheet *s, const struct sq_area *cells,
                   const char *formula, int colour);

/* Fills that differ in pattern as well as in colour. */
enum sq_paint {
    SQ_PAINT_DARK,
    SQ_PAINT_HATCHED,
    SQ_PAINT_WARM,
    SQ_PAINT_COOL,
    SQ_PAINT_FRAME /* no fill: its end is a mark on what it frames */
};
struct sq_series {
    const char *name;
    uint16_t column; /* of the figures, in the rows of the chart's area */
    enum sq_paint paint;
};
enum sq_chart_shape {
    SQ_BARS_BESIDE,  /* of each row, one below the other */
    SQ_BARS_STACKED, /* end to end */
    SQ_BARS_LAYERED, /* from one beginning, the first at the back */
    SQ_DUMBBELLS     /* the first series joined with the second, see below */
};
/*
 * Horizontal, the first row on top.  Dumbbells need two series in columns next
 * to each other, and from column `heights` on three more: the height of the
 * row, counted from below, twice, and nought, where the label stands.
 */
struct sq_chart {
    sq_str title, alt; /* alt says what the picture shows, <= 500 characters */
    const char *axis;  /* what the figures are */
    struct sq_area rows; /* left: the column of labels */
    struct sq_series series[3];
    unsigned n_series;
    enum sq_chart_shape shape;
    bool bounded; /* the axis goes from low to high */
    double low, high;
    double unit; /* from one line of the axis to the next; 0: as it comes */
    const char *pattern;  /* number format of the axis */
    uint16_t heights;     /* DUMBBELLS */
    const sq_str *labels; /* DUMBBELLS: those of the rows */
};
/* Returns the row below the picture. */
uint32_t sq_sheet_chart(struct sq_sheet *s, uint32_t row,
                        const struct sq_chart *c);
const char *sq_workbook_library(void); /* the version of libxlsxwriter in use */

#endif
