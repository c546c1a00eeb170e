/* SPDX-License-Identifier: MIT */
/*
 * A workbook to publish: the same outline as every prose format, to the letter
 * of the UK Analysis Function's rules for spreadsheets ("Releasing statistics
 * in spreadsheets" and its checklist).  Cover, Contents and Notes, then one
 * table a sheet: A1 its title, A2 what the sheet holds, A3 the source.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "report/grid.h"
#include "report/kinds.h"
#include "report/pages.h"

enum {
    TABLE_ROW = 3, /* of the heads: below title, content and source */
    WIDE = 60,     /* [characters] of a column at most */
    WIDEST = 95,   /* of the last of two */
    NARROW = 12,
    NAME_MAX_SHOWN = 28,
    BARS_MOST = 60, /* that one chart draws; its table has all */
};

struct listed { /* a sheet, for the contents */
    struct sq_sheet *sheet;
    sq_str title;
};

struct piece;

struct publishing {
    struct sq_pages *p;
    struct piece *pieces; /* in the order of the outline */
    size_t n_pieces;
    const struct sq_outline *outline;
    struct listed *sheets;
    size_t n_sheets;
    sq_str heading; /* the nearest one above */
    unsigned level; /* … of which level */
    sq_str part;    /* the nearest of the first two levels */
    struct sq_sheet *charts;
    uint32_t charts_row;
    size_t n_tables, n_charts;
};

/* Cut between words. */
static sq_str
short_name(struct sq_pages *p, sq_str name)
{
    if (sq_utf8_count(name) <= NAME_MAX_SHOWN)
        return name;
    sq_str line = sq_page_line(p, name, NAME_MAX_SHOWN);
    size_t end = line.len;
    while (end > 0 && line.ptr[end - 1] != ' ')
        end--;
    while (end > 0 && (line.ptr[end - 1] == ' ' || line.ptr[end - 1] == ','))
        end--;
    if (end < line.len / 2) /* one long word */
        return line;
    return sq_str_printf(p->arena, "%.*s…", SQ_FMT(sq_str_sub(line, 0, end)));
}

static struct sq_sheet *
add_sheet(struct publishing *w, sq_str name, sq_str title)
{
    struct sq_pages *p = w->p;
    sq_str line = sq_page_line(p, title, 200);
    struct sq_sheet *s = sq_book_sheet(p->book, short_name(p, name), line);
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
    sq_str house = w->p->r->house.name;
    if (house.len == 0)
        house = about->organisation.text;
    sq_putz(&b, "Source: ");
    if (house.len)
        sq_putf(&b, "%.*s, ", SQ_FMT(house));
    sq_put(&b, about->title.text.len ? about->title.text
                                     : SQ_LIT("assessment without a title"));
    if (about->reference.text.len)
        sq_putf(&b, " (%.*s)", SQ_FMT(about->reference.text));
    sq_putc(&b, '.');
    return sq_page_line(w->p, sq_page_take(w->p, &b), 250);
}

/* ---- one table, one sheet ----------------------------------------------- */

static double
width_of(const struct sq_grid *g, size_t column)
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
has_empty(const struct sq_grid *g)
{
    for (size_t i = 0; i < g->rows * g->n; i++) {
        if (g->cells[i].kind == SQ_IS_TEXT && g->cells[i].text.len == 0)
            return true;
    }
    return false;
}

static void
put_lines(struct publishing *w, struct sq_sheet *s, const struct sq_grid *g,
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
put_grid(struct publishing *w, struct sq_sheet *s, const struct sq_grid *g)
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
    if (w->level == 1) /* the title says too much for the name of a sheet */
        return SQ_LIT("Front sheet");
    return w->heading.len ? w->heading : SQ_LIT("Table");
}

/* ---- pieces: what becomes a sheet, alone or with others like it ---------- */

struct piece {
    struct sq_grid grid;
    sq_str part, heading, title;
    const struct sq_drawing *chart; /* then it has no grid */
    bool stands_alone, written;
};

static struct piece *
add_piece(struct publishing *w, const struct sq_block *b)
{
    w->pieces =
        sq_arena_push(w->p->arena, w->pieces, &w->n_pieces, sizeof *w->pieces);
    struct piece *piece = &w->pieces[w->n_pieces - 1];
    *piece = (struct piece){
        .part = w->part, .heading = name_of(w), .title = title_of(w, b)};
    return piece;
}

/* Parts of one chapter whose tables have the same columns, or nearly. */
static bool
go_together(const struct piece *a, const struct piece *b)
{
    return !b->written && !b->chart && !b->stands_alone && !a->stands_alone &&
           sq_str_eq(a->part, b->part) && sq_grid_fits(&a->grid, &b->grid);
}

static void
write_piece(struct publishing *w, size_t i)
{
    struct piece *first = &w->pieces[i];
    struct sq_arena *a = w->p->arena;
    struct sq_grid all = first->grid;
    size_t parts = 1;
    for (size_t k = i + 1; k < w->n_pieces; k++) {
        struct piece *next = &w->pieces[k];
        if (!go_together(first, next) || !sq_grid_has_room(&all, &next->grid))
            continue;
        if (parts++ == 1)
            all = sq_grid_named(a, &first->grid, first->heading);
        struct sq_grid named = sq_grid_named(a, &next->grid, next->heading);
        sq_grid_append(a, &all, &named);
        next->written = true;
    }
    sq_str name = parts > 1 ? first->part : first->heading;
    sq_str title = first->title;
    if (parts > 1)
        title =
            sq_str_printf(a, "%.*s: %.*s, and %zu more", SQ_FMT(first->part),
                          SQ_FMT(first->heading), parts - 1);
    (void)put_grid(w, add_sheet(w, name, title), &all);
}

/* ---- charts ------------------------------------------------------------- */

static struct sq_entry
share_of(const struct sq_mark *m)
{
    sq_num x = sq_num_mul(sq_num_int(100), m->low);
    if (!m->known || !sq_num_ok(x))
        return sq_entry_z("not known");
    struct sq_entry e = sq_entry_num(x);
    e.pattern = "0";
    return e;
}

static void
grid_of_chart(struct publishing *w, const struct sq_drawing *d,
              struct sq_grid *g)
{
    bool two = d->kind == SQ_DRAW_SLOPE || d->kind == SQ_DRAW_DIVERGING;
    struct sq_arena *a = w->p->arena;
    *g = (struct sq_grid){.n = two ? 4 : 3, .rows = d->n};
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
        row[2] = share_of(&d->bars[i].a);
        if (two)
            row[3] = share_of(&d->bars[i].b);
    }
}

static void
put_chart(struct publishing *w, const struct sq_drawing *d)
{
    struct sq_grid g;
    if (d->kind == SQ_DRAW_HEAT || d->n == 0)
        return; /* its grids follow as tables */
    grid_of_chart(w, d, &g);
    w->n_charts++;
    struct sq_sheet *s = add_sheet(
        w, sq_str_printf(w->p->arena, "Chart %zu figures", w->n_charts),
        sq_str_printf(w->p->arena, "Figures of chart %zu: %.*s", w->n_charts,
                      SQ_FMT(d->title)));
    struct sq_area rows = put_grid(w, s, &g);
    if (rows.bottom - rows.top >= BARS_MOST)
        rows.bottom = rows.top + BARS_MOST - 1;
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
add_row(struct publishing *w, struct sq_grid *g, sq_str part, sq_str text)
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

static struct sq_grid
two_columns(struct publishing *w, sq_str one, sq_str two)
{
    struct sq_grid g = {SQ_NEW_N(w->p->arena, 2, sq_str), 2, NULL, 0};
    g.heads[0] = one;
    g.heads[1] = two;
    return g;
}

static void
put_words(struct publishing *w, struct sq_sheet *s)
{
    struct sq_grid g = two_columns(w, SQ_LIT("Part"), SQ_LIT("Text"));
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
fact(struct publishing *w, struct sq_grid *g, const char *name, sq_str value)
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
    struct sq_grid g = two_columns(w, SQ_LIT("About"), SQ_LIT("Detail"));
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
    struct sq_grid g = two_columns(w, SQ_LIT("Note number"), SQ_LIT("Note"));
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
    struct sq_grid g =
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
take_block(struct publishing *w, const struct sq_block *b)
{
    switch (b->kind) {
    case SQ_HEADING:
        w->heading = b->text;
        w->level = b->level;
        if (b->level <= 2)
            w->part = b->text;
        break;
    case SQ_TABLE:
    case SQ_MATRIX:
        if (b->n_columns && b->n_cells) {
            struct piece *piece = add_piece(w, b);
            piece->grid = sq_grid_of_table(w->p->arena, b);
            piece->stands_alone = b->kind == SQ_MATRIX;
        }
        break;
    case SQ_RECORD:
        return sq_grid_of_records(w->p->arena, b, &add_piece(w, b)->grid);
    case SQ_CHART:
        add_piece(w, b)->chart = b->chart;
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
        b = take_block(&w, b);
    for (size_t i = 0; i < w.n_pieces; i++) {
        if (w.pieces[i].chart)
            put_chart(&w, w.pieces[i].chart);
        else if (!w.pieces[i].written)
            write_piece(&w, i);
    }
    put_cover(&w, cover);
    put_notes(&w, notes);
    put_words(&w, words);
    put_contents(&w, contents);
}
