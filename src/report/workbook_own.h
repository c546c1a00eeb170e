/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_WORKBOOK_OWN_H
#define SQEEIA_REPORT_WORKBOOK_OWN_H
/* Between the files workbook*.c, and for no other. */
#include <xlsxwriter.h>

#include "base/sbuf.h"
#include "model/questionnaire.h"
#include "report/workbook.h"

enum {
    SQ_COLUMNS_MAX = 64,       /* whose widths are remembered */
    SQ_BREAKS_MAX = 64,        /* between the pages of a sheet */
    SQ_HEAD_MAX = 255,         /* [characters] of a table's head */
    SQ_PIXELS_A_CHARACTER = 7, /* of a column's width */
};
enum { SQ_COLOURS = SQ_BLUE + 1 };
#define SQ_INK  0x1a1a1a
#define SQ_NAVY 0x1f3864
#define SQ_CUT  "\n(cut here: the whole text is in the assessment file)"

enum style {
    ST_TITLE,
    ST_HEADING,
    ST_NOTE,
    ST_WARNING,
    ST_HEAD,
    ST_TEXT,
    ST_LINK,
    ST_WHOLE,
    ST_FRACTION,
    ST_ANY,
    ST_DATE,
    ST_COUNT
};

struct own_format;

struct sq_book {
    lxw_workbook *workbook;
    struct sq_arena *arena;
    struct sq_sheet *sheets; /* newest first */
    sq_str title;
    struct sq_sbuf text; /* the cell being made */
    lxw_error failed;    /* the first that went wrong */
    int errnum;          /* … and why; also what the library did not notice */
    lxw_format *formats[ST_COUNT * SQ_COLOURS * 4];
    struct own_format *own;
    lxw_format *rules[SQ_COLOURS]; /* of sq_sheet_fill */
    bool publish;                  /* see sq_book_about */
};

struct sq_sheet {
    struct sq_book *book;
    struct sq_sheet *next;
    lxw_worksheet *worksheet;
    const char *name;
    double widths[SQ_COLUMNS_MAX];
    size_t lines; /* the most that a cell of the row being put takes */
    uint32_t links;
    lxw_row_t breaks[SQ_BREAKS_MAX + 1]; /* ends in 0 */
    size_t n_breaks;
};

/* What the library said; the first failure is kept. */
void sq_book_note(struct sq_book *b, lxw_error e);
char *sq_book_copy(struct sq_arena *a, sq_str s);
sq_str sq_book_safe(struct sq_book *b, sq_str s);
/* The whole of it, or as much as fits, in the arena. */
char *sq_book_whole(struct sq_book *b, sq_str s, size_t most);

/* The look of a cell; NULL when the library has no memory. */
lxw_format *sq_book_format(struct sq_book *b, enum style style,
                           const struct sq_entry *look);
extern const struct sq_entry sq_bare_look;
/* The colour of a fill: light, so that text on it is easy to read. */
lxw_color_t sq_fill_colour(int colour);

/* Room for text in cells so many characters wide, in thousandths of the size
 * of the letters; a little is kept back, for fonts differ. */
double sq_cell_room(double characters);

#endif
