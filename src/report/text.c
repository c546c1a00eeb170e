/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "report/bars.h"
#include "report/wrap.h"

enum {
    GAP = 2,           /* [columns] between two columns of a table */
    LAST_COLUMN = 28,  /* [columns] a last column may wrap freely in */
    LAST_SHORT = 14,   /* [columns] it may wrap once in */
    MOST_COLUMNS = 32, /* a wider table is put as a list */
    MOST_BARS = 16,    /* of one chart */
};

struct pen {
    struct sq_sbuf *out;
    struct sq_sbuf clean; /* the text being put, made safe */
    size_t width;
    bool ascii, chapters, lists;
    const struct sq_block *before; /* the block above, NULL at the start */
};

static sq_str
clean(struct pen *p, sq_str text, bool lines)
{
    sq_sbuf_clear(&p->clean);
    sq_wrap_clean(&p->clean, text, p->ascii, lines);
    return sq_sbuf_str(&p->clean);
}

static void
put_wrapped(struct pen *p, sq_str text, size_t first, size_t indent)
{
    if (text.len == 0)
        return;
    sq_put_n(p->out, ' ', first);
    sq_wrap_put(p->out, text, first, indent, p->width);
}

/* ---- headings, paragraphs, bullets -------------------------------------- */

static void
put_heading(struct pen *p, const struct sq_block *b)
{
    sq_sbuf_clear(&p->clean);
    sq_put(&p->clean, b->number);
    sq_putz(&p->clean, b->number.len > 0 ? " " : "");
    sq_wrap_clean(&p->clean, b->text, p->ascii, false);

    sq_str text = sq_sbuf_str(&p->clean);
    size_t width = sq_utf8_width(text);
    put_wrapped(p, text, 0, 0);
    if (b->level <= 2 && width > 0 && !p->lists) {
        sq_put_n(p->out, b->level == 1 ? '=' : '-',
                 width < p->width ? width : p->width);
        sq_putc(p->out, '\n');
    }
}

static void
put_bullets(struct pen *p, const struct sq_block *b)
{
    for (size_t i = 0; i < b->n_items; i++) {
        sq_str text = clean(p, b->items[i], false);
        sq_putz(p->out, "- ");
        sq_wrap_put(p->out, text, 2, 2, p->width);
    }
}

/* ---- records ------------------------------------------------------------ */

/* Between a name and what it names; a question needs none. */
static void
put_colon(struct pen *p)
{
    if (p->clean.len == 0)
        return;
    sq_putz(&p->clean, p->clean.ptr[p->clean.len - 1] == '?' ? " " : ": ");
}

static void
put_field(struct pen *p, sq_str name, sq_str value, size_t indent)
{
    if (value.len == 0)
        return;
    sq_sbuf_clear(&p->clean);
    sq_wrap_clean(&p->clean, name, p->ascii, false);
    put_colon(p);
    sq_wrap_clean(&p->clean, value, p->ascii, true);
    put_wrapped(p, sq_sbuf_str(&p->clean), indent, indent + 2);
}

static void
put_record(struct pen *p, const struct sq_block *b)
{
    size_t indent = b->text.len > 0 ? 2 : 0;

    put_wrapped(p, clean(p, b->text, false), 0, 4);
    for (size_t i = 0; i < b->n_cells; i++)
        put_field(p, b->heads[i], b->cells[i].text, indent);
}

/* A row on one line: "- Age; Harm: 9; Benefit: none". */
static sq_str
one_line(struct pen *p, const struct sq_block *b, const struct sq_cell *cells)
{
    sq_sbuf_clear(&p->clean);
    sq_putz(&p->clean, "- ");
    sq_wrap_clean(&p->clean, cells[0].text, p->ascii, false);
    for (size_t i = 1; i < b->n_columns; i++) {
        if (cells[i].text.len == 0)
            continue;
        sq_putz(&p->clean, "; ");
        sq_wrap_clean(&p->clean, b->heads[i], p->ascii, false);
        put_colon(p);
        sq_wrap_clean(&p->clean, cells[i].text, p->ascii, false);
    }
    return sq_sbuf_str(&p->clean);
}

/* A table that is too wide: each row as a line that names its columns, or as a
 * record where one line is not enough. */
static void
put_stacked(struct pen *p, const struct sq_block *b)
{
    for (size_t row = 0; row < b->n_rows; row++) {
        const struct sq_cell *cells = &b->cells[row * b->n_columns];
        sq_str line = one_line(p, b, cells);
        if (sq_utf8_width(line) <= p->width) {
            put_wrapped(p, line, 0, 2);
            continue;
        }
        sq_sbuf_clear(&p->clean);
        sq_putz(&p->clean, "- ");
        sq_wrap_clean(&p->clean, cells[0].text, p->ascii, false);
        put_wrapped(p, sq_sbuf_str(&p->clean), 0, 2);
        for (size_t i = 1; i < b->n_columns; i++)
            put_field(p, b->heads[i], cells[i].text, 2);
    }
}

/* ---- tables ------------------------------------------------------------- */

static size_t
max(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t
total(const size_t *w, size_t n)
{
    assert(n > 0); /* a table has two columns or more */
    size_t sum = (n - 1) * GAP;

    for (size_t i = 0; i < n; i++)
        sum += w[i];
    return sum;
}

/* Widths of the columns without their heads. */
static void
measure(struct pen *p, const struct sq_block *b, size_t *w)
{
    for (size_t i = 0; i < b->n_columns; i++)
        w[i] = 1;
    for (size_t i = 0; i < b->n_cells; i++) {
        size_t *one = &w[i % b->n_columns];
        *one = max(*one, sq_utf8_width(clean(p, b->cells[i].text, false)));
    }
}

static void
add_heads(struct pen *p, const struct sq_block *b, const size_t *cells,
          bool words, size_t *w)
{
    for (size_t i = 0; i < b->n_columns; i++) {
        sq_str head = clean(p, b->heads[i], false);
        w[i] = max(cells[i], words ? sq_wrap_word(head) : sq_utf8_width(head));
    }
}

/* Column widths that fit, or false. */
static bool
lay_out(struct pen *p, const struct sq_block *b, size_t *w)
{
    size_t cells[MOST_COLUMNS];
    size_t last = b->n_columns - 1;

    assert(b->n_columns > 0);
    if (b->n_columns > MOST_COLUMNS)
        return false;
    measure(p, b, cells);
    add_heads(p, b, cells, false, w);
    if (total(w, b->n_columns) <= p->width)
        return true;
    add_heads(p, b, cells, true, w);
    if (total(w, b->n_columns) <= p->width)
        return true;
    size_t others = total(w, last) + GAP;
    if (b->kind == SQ_MATRIX || others + LAST_SHORT > p->width)
        return false;
    size_t left = p->width - others;
    if (left < LAST_COLUMN && cells[last] > 2 * left)
        return false;
    w[last] = left;
    return true;
}

static bool
right_aligned(const struct sq_block *b, size_t column)
{
    return b->cells[column].number;
}

/* Puts one cell that fits; `*at` is the column reached, blanks come late so
 * that none trails. */
static void
put_cell(struct pen *p, sq_str text, size_t start, size_t width, bool right,
         size_t *at)
{
    size_t w = sq_utf8_width(text);

    if (text.len == 0)
        return;
    if (right && w < width)
        start += width - w;
    if (start > *at)
        sq_put_n(p->out, ' ', start - *at);
    sq_put(p->out, text);
    *at = max(start, *at) + w;
}

static void
put_heads(struct pen *p, const struct sq_block *b, const size_t *w)
{
    for (size_t k = 0;; k++) {
        size_t at = 0, start = 0, put = 0;
        for (size_t i = 0; i < b->n_columns; i++) {
            sq_str line;
            if (sq_wrap_line(clean(p, b->heads[i], false), w[i], k, &line)) {
                put_cell(p, line, start, w[i], right_aligned(b, i), &at);
                put++;
            }
            start += w[i] + GAP;
        }
        if (put == 0)
            break;
        sq_putc(p->out, '\n');
    }
    for (size_t i = 0; i < b->n_columns; i++) {
        sq_put_n(p->out, ' ', i > 0 ? GAP : 0);
        sq_put_n(p->out, '-', w[i]);
    }
    sq_putc(p->out, '\n');
}

static void
put_row(struct pen *p, const struct sq_block *b, const struct sq_cell *cells,
        const size_t *w)
{
    size_t at = 0, start = 0;
    size_t last = b->n_columns - 1;

    for (size_t i = 0; i < last; i++) {
        put_cell(p, clean(p, cells[i].text, false), start, w[i],
                 right_aligned(b, i), &at);
        start += w[i] + GAP;
    }
    sq_str text = clean(p, cells[last].text, false);
    if (right_aligned(b, last) || text.len == 0) {
        put_cell(p, text, start, w[last], right_aligned(b, last), &at);
        sq_putc(p->out, '\n');
        return;
    }
    sq_put_n(p->out, ' ', start - at);
    sq_wrap_put(p->out, text, start, start, p->width);
}

static void
put_grid(struct pen *p, const struct sq_block *b, const size_t *w)
{
    put_heads(p, b, w);
    for (size_t row = 0; row < b->n_rows; row++)
        put_row(p, b, &b->cells[row * b->n_columns], w);
}

static void
put_table(struct pen *p, const struct sq_block *b)
{
    size_t w[MOST_COLUMNS];

    if (!p->lists && lay_out(p, b, w))
        put_grid(p, b, w);
    else
        put_stacked(p, b);
}

/* ---- charts ------------------------------------------------------------- */

static void
put_bar(struct pen *p, const struct sq_drawing *c, const struct sq_bar *bar)
{
    enum { WORDS = SQ_BAR_WIDTH + GAP };

    sq_sbuf_clear(&p->clean);
    sq_wrap_clean(&p->clean, bar->label, p->ascii, false);
    sq_putz(&p->clean, ": ");
    sq_wrap_clean(&p->clean, bar->text, p->ascii, false);
    sq_bar_put(p->out, c, bar, p->ascii);
    sq_put_n(p->out, ' ', GAP);
    sq_wrap_put(p->out, sq_sbuf_str(&p->clean), WORDS, WORDS, p->width);
}

/* The table of a chart with the bars as one more column. */
static void
put_drawn_rows(struct pen *p, const struct sq_drawing *c, const size_t *w)
{
    const struct sq_block *b = c->table;

    put_heads(p, b, w);
    for (size_t row = 0; row < b->n_rows; row++) {
        const struct sq_cell *cells = &b->cells[row * b->n_columns];
        size_t at = 0, start = 0;
        for (size_t i = 0; i < b->n_columns; i++) {
            put_cell(p, clean(p, cells[i].text, false), start, w[i],
                     right_aligned(b, i), &at);
            start += w[i] + GAP;
        }
        sq_put_n(p->out, ' ', start - at);
        sq_bar_put(p->out, c, &c->bars[row], p->ascii);
        sq_putc(p->out, '\n');
    }
}

/* Where the whole table has room for it beside a bar, on one line a row. */
static bool
put_drawn_table(struct pen *p, const struct sq_drawing *c)
{
    size_t w[MOST_COLUMNS], cells[MOST_COLUMNS];
    const struct sq_block *b = c->table;

    if (c->kind != SQ_DRAW_BARS || !lay_out(p, b, w))
        return false;
    measure(p, b, cells);
    size_t last = b->n_columns - 1;
    if (w[last] < cells[last] ||
        total(w, b->n_columns) + GAP + SQ_BAR_WIDTH > p->width)
        return false;
    put_drawn_rows(p, c, w);
    return true;
}

/* A heat map is drawn by its tables, which follow it. */
static void
put_chart(struct pen *p, const struct sq_drawing *c)
{
    const char *legend = sq_bar_legend(c, p->ascii);

    put_wrapped(p, clean(p, c->finding, false), 0, 0);
    if (c->kind == SQ_DRAW_HEAT)
        return;
    sq_putc(p->out, '\n');
    if (p->lists) {
        put_table(p, c->table);
        return;
    }
    bool drawn = put_drawn_table(p, c);
    for (size_t i = 0; i < c->n && i < MOST_BARS && !drawn; i++)
        put_bar(p, c, &c->bars[i]);
    if (c->n > MOST_BARS && !drawn)
        sq_putf(p->out, "%*sand %zu more\n", SQ_BAR_WIDTH + GAP, "",
                c->n - MOST_BARS);
    if (legend[0]) {
        sq_putc(p->out, '\n');
        put_wrapped(p, sq_str_of(legend), 0, 0);
    }
}

/* ---- the whole ---------------------------------------------------------- */

static void
put_space(struct pen *p, const struct sq_block *b)
{
    if (!p->before)
        return;
    sq_putc(p->out, '\n');
    if (b->kind == SQ_HEADING && b->level == 2 && p->chapters)
        sq_putc(p->out, '\n');
}

/* Not so a heat map in which nothing is rated. */
static bool
is_printed(const struct sq_block *b)
{
    return b->kind != SQ_CHART || b->chart->table || b->chart->finding.len > 0;
}

static void
put_block(struct pen *p, const struct sq_block *b)
{
    if (!is_printed(b))
        return;
    put_space(p, b);
    switch (b->kind) {
    case SQ_HEADING:
        put_heading(p, b);
        break;
    case SQ_PARAGRAPH:
        put_wrapped(p, clean(p, b->text, false), 0, 0);
        break;
    case SQ_BULLETS:
        put_bullets(p, b);
        break;
    case SQ_TABLE:
    case SQ_MATRIX:
        put_table(p, b);
        break;
    case SQ_RECORD:
        put_record(p, b);
        break;
    case SQ_CHART:
        put_chart(p, b->chart);
        break;
    }
    p->before = b;
}

void
sq_text_put(struct sq_sbuf *out, const struct sq_outline *o,
            const struct sq_text_style *style)
{
    unsigned width = style->width == 0 ? 80 : style->width;
    struct pen p = {
        .out = out,
        .width = width < 40 ? 40 : width,
        .ascii = style->ascii,
        .chapters = style->chapters,
        .lists = style->lists,
    };

    sq_sbuf_init(&p.clean, SQ_MAX_OUTPUT);
    for (const struct sq_block *b = o->first; b; b = b->next)
        put_block(&p, b);
    sq_sbuf_done(&p.clean);
}
