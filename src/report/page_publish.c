/* SPDX-License-Identifier: MIT */
/*
 * A workbook to publish: the same outline as every prose format, to the letter
 * of the UK Analysis Function's rules for spreadsheets ("Releasing statistics
 * in spreadsheets" and its checklist).  Cover, Contents and Notes, then one
 * table a sheet: A1 its title, A2 what the sheet holds, A3 the source.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "report/kinds.h"
#include "report/pages.h"

enum {
    TABLE_ROW = 3, /* of the heads: below title, content and source */
    WIDE = 60,     /* [characters] of a column at most */
    WIDEST = 95,   /* of the last of two */
    NARROW = 12,
    COLUMNS_MOST = 60,
    NAME_MAX_SHOWN = 28,
    BARS_MOST = 60, /* of one chart */
};

struct listed { /* a sheet, for the contents */
    struct sq_sheet *sheet;
    sq_str title;
};

struct publishing {
    struct sq_pages *p;
    const struct sq_outline *outline;
    struct listed *sheets;
    size_t n_sheets;
    sq_str heading; /* the nearest one above */
    sq_str part;    /* the nearest of the first two levels */
    struct sq_sheet *charts;
    uint32_t charts_row;
    size_t n_tables, n_charts;
};

static struct sq_sheet *
add_sheet(struct publishing *w, sq_str name, sq_str title)
{
    struct sq_pages *p = w->p;
    sq_str line = sq_page_line(p, title, 200);
    struct sq_sheet *s =
        sq_book_sheet(p->book, sq_page_line(p, name, NAME_MAX_SHOWN), line);
    w->sheets =
        sq_arena_push(p->arena, w->sheets, &w->n_sheets, sizeof *w->sheets);
    w->sheets[w->n_sheets - 1] = (struct listed){s, line};
    return s;
}

static sq_str
source_of(struct publishing *w)
{
    const struct sq_about *about = &w->p->as->about;
    struct sq_sbuf b = sq_page_buffer();
    sq_putz(&b, "Source: ");
    if (w->p->r->house.name.len || about->organisation.text.len)
        sq_putf(&b, "%.*s, ",
                SQ_FMT(w->p->r->house.name.len ? w->p->r->house.name
                                               : about->organisation.text));
    sq_put(&b, about->title.text.len ? about->title.text
                                     : SQ_LIT("assessment without a title"));
    if (about->reference.text.len)
        sq_putf(&b, " (%.*s)", SQ_FMT(about->reference.text));
    sq_putc(&b, '.');
    return sq_page_line(w->p, sq_page_take(w->p, &b), 250);
}

/* ---- one table, one sheet ----------------------------------------------- */

struct grid { /* a table before it is written */
    sq_str *heads;
    size_t n;
    struct sq_entry *cells; /* row by row */
    size_t rows;
};

static double
width_of(const struct grid *g, size_t column)
{
    double widest = (double)sq_utf8_width(g->heads[column]) + 2;
    for (size_t i = 0; i < g->rows; i++) {
        const struct sq_entry *e = &g->cells[i * g->n + column];
        double w = e->kind == SQ_IS_TEXT ? (double)sq_utf8_width(e->text) : 10;
        widest = w > widest ? w : widest;
    }
    widest += 2;
    double most = g->n == 2 && column == 1 ? WIDEST
                  : g->n == 2              ? WIDE / 2
                                           : WIDE;
    return widest < NARROW ? NARROW : widest > most ? most : widest;
}

static bool
has_empty(const struct grid *g)
{
    for (size_t i = 0; i < g->rows * g->n; i++) {
        if (g->cells[i].kind == SQ_IS_TEXT && g->cells[i].text.len == 0)
            return true;
    }
    return false;
}

static void
put_lines(struct publishing *w, struct sq_sheet *s, const struct grid *g,
          size_t rows)
{
    sq_str said = sq_str_printf(
        w->p->arena,
        "This worksheet contains one table, with %zu %s and %zu %s.%s", g->n,
        g->n == 1 ? "column" : "columns", rows, rows == 1 ? "row" : "rows",
        has_empty(g) ? " A cell that says \"not recorded\" stands where the "
                       "assessment records nothing."
                     : "");
    sq_sheet_line(s, 1, said);
    sq_sheet_line(s, 2, source_of(w));
}

/* Rows of the table, from 0; bottom < top where there are none. */
static struct sq_area
put_grid(struct publishing *w, struct sq_sheet *s, const struct grid *g)
{
    struct sq_pages *p = w->p;
    struct sq_column *columns = SQ_NEW_N(p->arena, g->n + 1, struct sq_column);
    for (size_t i = 0; i < g->n; i++)
        columns[i] = (struct sq_column){sq_str_z(p->arena, g->heads[i]),
                                        width_of(g, i), "not recorded"};
    struct sq_table t;
    sq_str name = sq_str_printf(p->arena, "Table%zu_", ++w->n_tables);
    sq_table_begin(&t, s, TABLE_ROW, sq_str_z(p->arena, name), columns,
                   (uint16_t)g->n);
    t.plain = true;
    for (size_t i = 0; i < g->rows; i++)
        sq_table_row(&t, &g->cells[i * g->n]);
    /* a long text goes on in rows of its own, so they are counted now */
    put_lines(w, s, g, t.next - t.top - 1);
    struct sq_area at = {s, t.top + 1, t.next - 1, 0, (uint16_t)(g->n - 1)};
    (void)sq_table_end(&t, "This table has no rows.");
    return at;
}

static struct sq_entry
entry_of(const struct sq_cell *c)
{
    struct sq_entry e = c->number && c->has_num && sq_num_ok(c->num)
                            ? sq_entry_num(c->num)
                            : sq_entry_text(c->text);
    return e;
}

static void
grid_of_block(struct publishing *w, const struct sq_block *b, struct grid *g)
{
    struct sq_arena *a = w->p->arena;
    g->n = b->n_columns < COLUMNS_MOST ? b->n_columns : COLUMNS_MOST;
    g->rows = b->n_columns ? b->n_cells / b->n_columns : 0;
    g->heads = b->heads;
    g->cells = SQ_NEW_N(a, g->rows * g->n + 1, struct sq_entry);
    for (size_t i = 0; i < g->rows; i++) {
        for (size_t k = 0; k < g->n; k++)
            g->cells[i * g->n + k] = entry_of(&b->cells[i * b->n_columns + k]);
    }
}

static sq_str
title_of(struct publishing *w, const struct sq_block *b)
{
    if (b->kind == SQ_RECORD || b->text.len == 0)
        return w->heading.len ? w->heading : w->part;
    return b->text;
}

static sq_str
name_of(struct publishing *w)
{
    return w->heading.len ? w->heading : SQ_LIT("Table");
}

static void
put_table(struct publishing *w, const struct sq_block *b)
{
    struct grid g;
    grid_of_block(w, b, &g);
    if (!g.n || !g.rows)
        return;
    (void)put_grid(w, add_sheet(w, name_of(w), title_of(w, b)), &g);
}

/* ---- records: things of one kind become the rows of one table ------------ */

static size_t
head_at(struct publishing *w, struct grid *g, sq_str head)
{
    for (size_t i = 0; i < g->n; i++) {
        if (sq_str_eq(g->heads[i], head))
            return i;
    }
    if (g->n == COLUMNS_MOST)
        return 0;
    g->heads = sq_arena_push(w->p->arena, g->heads, &g->n, sizeof(sq_str));
    g->heads[g->n - 1] = head;
    return g->n - 1;
}

static const struct sq_block *
put_records(struct publishing *w, const struct sq_block *first)
{
    struct grid g = {NULL, 0, NULL, 0};
    const struct sq_block *end = first;
    (void)head_at(w, &g, SQ_LIT("Name"));
    for (; end && end->kind == SQ_RECORD; end = end->next) {
        for (size_t i = 0; i < end->n_columns; i++)
            (void)head_at(w, &g, end->heads[i]);
        g.rows++;
    }
    g.cells = SQ_NEW_N(w->p->arena, g.rows * g.n + 1, struct sq_entry);
    size_t row = 0;
    for (const struct sq_block *b = first; b != end; b = b->next, row++) {
        struct sq_entry *cells = &g.cells[row * g.n];
        cells[0] = sq_entry_text(b->text);
        for (size_t i = 0; i < b->n_columns && i < b->n_cells; i++) {
            size_t k = head_at(w, &g, b->heads[i]);
            if (k)
                cells[k] = entry_of(&b->cells[i]);
        }
    }
    (void)put_grid(w, add_sheet(w, name_of(w), title_of(w, first)), &g);
    return end;
}

/* ---- charts ------------------------------------------------------------- */

static struct sq_entry
share_of(const struct sq_mark *m, bool high)
{
    sq_num x = sq_num_mul(sq_num_int(100), high ? m->high : m->low);
    if (!m->known || !sq_num_ok(x))
        return sq_entry_z("not known");
    struct sq_entry e = sq_entry_num(x);
    e.pattern = "0";
    return e;
}

static void
grid_of_chart(struct publishing *w, const struct sq_drawing *d, struct grid *g)
{
    bool two = d->kind == SQ_DRAW_SLOPE || d->kind == SQ_DRAW_DIVERGING;
    struct sq_arena *a = w->p->arena;
    *g = (struct grid){.n = two ? 4 : 3,
                       .rows = d->n < BARS_MOST ? d->n : BARS_MOST};
    g->heads = SQ_NEW_N(a, 4, sq_str);
    g->heads[0] = SQ_LIT("Name");
    g->heads[1] = SQ_LIT("In words");
    g->heads[2] =
        sq_str_printf(a, "%.*s, percent of the scale",
                      SQ_FMT(d->a_name.len ? d->a_name : SQ_LIT("Figure")));
    g->heads[3] = sq_str_printf(
        a, "%.*s, percent of the scale",
        SQ_FMT(d->b_name.len ? d->b_name : SQ_LIT("Second figure")));
    g->cells = SQ_NEW_N(a, g->rows * g->n + 1, struct sq_entry);
    for (size_t i = 0; i < g->rows; i++) {
        struct sq_entry *row = &g->cells[i * g->n];
        row[0] = sq_entry_text(sq_page_line(w->p, d->bars[i].label, 60));
        row[1] = sq_entry_text(d->bars[i].text);
        row[2] = share_of(&d->bars[i].a, false);
        if (two)
            row[3] = share_of(&d->bars[i].b, false);
    }
}

static void
put_chart(struct publishing *w, const struct sq_drawing *d)
{
    struct grid g;
    if (d->kind == SQ_DRAW_HEAT || d->n == 0)
        return; /* its grids follow as tables */
    grid_of_chart(w, d, &g);
    w->n_charts++;
    struct sq_sheet *s = add_sheet(
        w, sq_str_printf(w->p->arena, "Chart %zu figures", w->n_charts),
        sq_str_printf(w->p->arena, "Figures of chart %zu: %.*s", w->n_charts,
                      SQ_FMT(d->title)));
    struct sq_area rows = put_grid(w, s, &g);
    sq_str where = sq_sheet_name(s);
    struct sq_chart c = {
        .title = sq_page_line(w->p, d->title, 100),
        .alt = sq_str_printf(
            w->p->arena, "%.*s The figures are in the worksheet %.*s.",
            SQ_FMT(sq_page_line(w->p, d->finding, 400)), SQ_FMT(where)),
        .axis = "percent of the scale",
        .rows = rows,
        .series = {{g.n > 3 ? "First" : "Figure", 2, SQ_PAINT_DARK},
                   {"Second", 3, SQ_PAINT_COOL}},
        .n_series = g.n > 3 ? 2 : 1,
        .bounded = true,
        .high = 100,
        .pattern = "0",
    };
    c.series[0].name =
        sq_str_z(w->p->arena, d->a_name.len ? d->a_name : SQ_LIT("Figure"));
    c.series[1].name = sq_str_z(
        w->p->arena, d->b_name.len ? d->b_name : SQ_LIT("Second figure"));
    sq_sheet_line(w->charts, w->charts_row, c.alt);
    w->charts_row = sq_sheet_chart(w->charts, w->charts_row + 1, &c) + 1;
}

static size_t
charts_in(const struct sq_outline *o)
{
    size_t n = 0;
    for (const struct sq_block *b = o->first; b; b = b->next)
        n += b->kind == SQ_CHART && b->chart->kind != SQ_DRAW_HEAT &&
             b->chart->n > 0;
    return n;
}

/* ---- words -------------------------------------------------------------- */

static void
add_row(struct publishing *w, struct grid *g, sq_str part, sq_str text)
{
    size_t n = g->rows * g->n;
    g->cells =
        sq_arena_push(w->p->arena, g->cells, &n, sizeof(struct sq_entry));
    g->cells[n - 1] = sq_entry_text(part);
    g->cells =
        sq_arena_push(w->p->arena, g->cells, &n, sizeof(struct sq_entry));
    g->cells[n - 1] = sq_entry_text(text);
    g->rows++;
}

static struct grid
two_columns(struct publishing *w, sq_str one, sq_str two)
{
    struct grid g = {SQ_NEW_N(w->p->arena, 2, sq_str), 2, NULL, 0};
    g.heads[0] = one;
    g.heads[1] = two;
    return g;
}

static void
put_words(struct publishing *w, struct sq_sheet *s)
{
    struct grid g = two_columns(w, SQ_LIT("Part"), SQ_LIT("Text"));
    sq_str part = SQ_LIT("Beginning");
    for (const struct sq_block *b = w->outline->first; b; b = b->next) {
        if (b->kind == SQ_HEADING)
            part = b->text;
        if (b->kind == SQ_PARAGRAPH && b->text.len)
            add_row(w, &g, part, b->text);
        for (size_t i = 0; b->kind == SQ_BULLETS && i < b->n_items; i++)
            add_row(w, &g, part, b->items[i]);
    }
    if (!g.rows)
        add_row(w, &g, part, SQ_LIT("Everything is in the tables."));
    (void)put_grid(w, s, &g);
}

/* ---- cover, contents, notes --------------------------------------------- */

static void
fact(struct publishing *w, struct grid *g, const char *name, sq_str value)
{
    if (value.len)
        add_row(w, g, sq_str_of(name), value);
}

static sq_str
long_date(struct publishing *w, sq_date d)
{
    struct sq_sbuf b = sq_page_buffer();
    if (d != SQ_NO_DATE)
        sq_date_put_long(&b, d);
    return sq_page_take(w->p, &b);
}

static void
put_cover(struct publishing *w, struct sq_sheet *s)
{
    struct sq_pages *p = w->p;
    const struct sq_about *about = &p->as->about;
    struct grid g = two_columns(w, SQ_LIT("About"), SQ_LIT("Detail"));
    fact(w, &g, "Title",
         about->title.text.len ? about->title.text
                               : SQ_LIT("Assessment without a title"));
    fact(w, &g, "What this is", sq_str_of(sq_kinds[p->r->kind].summary));
    fact(w, &g, "Organisation",
         p->r->house.name.len ? p->r->house.name : about->organisation.text);
    fact(w, &g, "Reference", about->reference.text);
    fact(w, &g, "Status",
         p->results->complete ? SQ_LIT("Complete")
                              : SQ_LIT("Draft: answers are missing, figures "
                                       "are ranges"));
    fact(w, &g, "Date", long_date(w, p->r->as_of));
    fact(w, &g, "How to ask, object or appeal", p->r->house.contact);
    fact(w, &g, "Questionnaire", sq_text_get(&p->q->title, p->lang));
    fact(w, &g, "Version of the questionnaire", p->q->version.text);
    fact(w, &g, "Digest of the questionnaire", p->q->digest);
    fact(w, &g, "Made by",
         sq_str_printf(p->arena, "sqeeia %s", p->r->tool_version));
    (void)put_grid(w, s, &g);
}

static void
put_notes(struct publishing *w, struct sq_sheet *s)
{
    static const char *const notes[] = {
        "The tool recommends; a named person decides. The assessment supports "
        "the duties on equality and inequality, and does not by itself "
        "discharge them.",
        "\"No data\" means that nothing was scored: it is never nought, never "
        "full marks, never a pass.",
        "While an answer is missing, a figure is a range that holds the figure "
        "of every possible completion.",
        "Harm and benefit are separate and are never subtracted from one "
        "another.",
        "\"Not recorded\" means that the assessment holds nothing in that "
        "place. \"Not known\" and \"not applicable\" are answers.",
    };
    static const char *const public_notes[] = {
        "Names of staff are left out.",
        ("Numbers of people below 5 are hidden, so that nobody can be "
         "recognised."),
        "Only answers that the questionnaire marks as public are shown.",
    };
    struct grid g = two_columns(w, SQ_LIT("Note number"), SQ_LIT("Note"));
    size_t n = 0;
    for (size_t i = 0; i < sizeof notes / sizeof notes[0]; i++)
        add_row(w, &g, sq_str_printf(w->p->arena, "Note %zu", ++n),
                sq_str_of(notes[i]));
    for (size_t i = 0; w->p->r->audience == SQ_PUBLIC &&
                       i < sizeof public_notes / sizeof public_notes[0];
         i++)
        add_row(w, &g, sq_str_printf(w->p->arena, "Note %zu", ++n),
                sq_str_of(public_notes[i]));
    (void)put_grid(w, s, &g);
}

static void
put_contents(struct publishing *w, struct sq_sheet *s)
{
    struct grid g =
        two_columns(w, SQ_LIT("Worksheet"), SQ_LIT("What it contains"));
    for (size_t i = 0; i < w->n_sheets; i++) {
        const struct listed *l = &w->sheets[i];
        if (l->sheet == s)
            continue;
        sq_str name = sq_sheet_name(l->sheet);
        add_row(w, &g, name, l->title);
        g.cells[(g.rows - 1) * 2].link =
            sq_str_printf(w->p->arena, "internal:'%.*s'!A1", SQ_FMT(name));
    }
    (void)put_grid(w, s, &g);
}

/* ---- the whole ---------------------------------------------------------- */

static const struct sq_block *
put_block(struct publishing *w, const struct sq_block *b)
{
    switch (b->kind) {
    case SQ_HEADING:
        w->heading = b->text;
        if (b->level <= 2)
            w->part = b->text;
        break;
    case SQ_TABLE:
    case SQ_MATRIX:
        put_table(w, b);
        break;
    case SQ_RECORD:
        return put_records(w, b);
    case SQ_CHART:
        put_chart(w, b->chart);
        break;
    case SQ_PARAGRAPH:
    case SQ_BULLETS:
        break; /* in the sheet of words */
    }
    return b->next;
}

void
sq_page_publish(struct sq_pages *p)
{
    struct publishing w = {.p = p, .outline = sq_outline_of(p->r)};
    sq_str title = p->as->about.title.text;
    w.part = w.heading = SQ_LIT("Assessment");
    struct sq_sheet *cover =
        add_sheet(&w, SQ_LIT("Cover"),
                  title.len ? title : SQ_LIT("Assessment without a title"));
    struct sq_sheet *contents =
        add_sheet(&w, SQ_LIT("Contents"), SQ_LIT("Contents of this workbook"));
    struct sq_sheet *notes =
        add_sheet(&w, SQ_LIT("Notes"), SQ_LIT("Notes on every table"));
    struct sq_sheet *words =
        add_sheet(&w, SQ_LIT("In words"), SQ_LIT("What the assessment says"));
    if (charts_in(w.outline)) {
        w.charts = add_sheet(&w, SQ_LIT("Charts"),
                             SQ_LIT("Charts, each with what it shows"));
        sq_sheet_width(w.charts, 0, 110);
        sq_sheet_line(w.charts, 1,
                      SQ_LIT("This worksheet contains charts. Each has its "
                             "figures in a worksheet of its own."));
        sq_sheet_line(w.charts, 2, source_of(&w));
        w.charts_row = 3;
    }
    for (const struct sq_block *b = w.outline->first; b;)
        b = put_block(&w, b);
    put_cover(&w, cover);
    put_notes(&w, notes);
    put_words(&w, words);
    put_contents(&w, contents);
}
