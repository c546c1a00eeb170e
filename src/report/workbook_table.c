/* SPDX-License-Identifier: MIT */
/* Cells, rows as high as their text, and tables of them. */
#include <math.h>

#include "base/arena.h"
#include "report/cells.h"
#include "report/workbook_own.h"

enum {
    LINKS_MAX = 65000,   /* of a sheet: Excel's limit is 65,530 */
    ROW_MAX = 409,       /* [points] high */
    SERIAL_1970 = 25569, /* [days] what Excel calls 1970-01-01 */
};

#define CONTINUES "\n(continued in the row below)"

/* ---- heights ------------------------------------------------------------ */

/*
 * Programs differ in whether they fit the rows of a file to their text, so the
 * height is said: lines as they would wrap in Arial 11, rather one too many.
 */
static size_t
lines_in(const struct sq_sheet *s, uint16_t column, sq_str text, bool strong)
{
    double width = column < SQ_COLUMNS_MAX ? s->widths[column] : 0;
    double room = sq_cell_room(width > 0 ? width : 8);
    if (s->book->publish) /* the letters are larger */
        room = room * 11 / 12;
    size_t n = 0;
    while (text.len && n < 100) {
        text = sq_str_sub(text, sq_cell_line(text, room, strong), text.len);
        n++;
    }
    return n;
}

static void
look_at_lines(struct sq_sheet *s, uint16_t column, const char *z, bool strong)
{
    sq_str text = sq_str_of(z);
    size_t n = lines_in(s, column, text, strong);
    s->lines = n > s->lines ? n : s->lines;
}

/* True when the row cannot be made as high as its text. */
static bool
set_height(struct sq_sheet *s, uint32_t row)
{
    double high = (s->book->publish ? 15.5 : 14) * (double)s->lines + 2;
    bool cut = high > ROW_MAX;
    if (s->lines > 1 || s->book->publish)
        sq_book_note(s->book, worksheet_set_row(s->worksheet, row,
                                                cut ? ROW_MAX : high, NULL));
    s->lines = 0;
    return cut;
}

/* ---- cells -------------------------------------------------------------- */

static bool
may_link(const struct sq_sheet *s, sq_str link)
{
    return s->links < LINKS_MAX && sq_link_is_allowed(link);
}

/* A text that may go on in a cell below. */
struct run {
    sq_str text;
    size_t at; /* what is before it has been put */
};

static bool
is_left(const struct run *r)
{
    return r->at < r->text.len;
}

static void
put_text(struct sq_sheet *s, uint32_t row, uint16_t column,
         const struct sq_entry *e, struct run *r, const char *more)
{
    struct sq_book *b = s->book;
    bool link = r->at == 0 && may_link(s, e->link);
    const char *z = sq_cell_piece(&b->text, r->text, &r->at, SQ_CELL_MAX, more);
    lxw_format *f = sq_book_format(b, link ? ST_LINK : ST_TEXT, e);
    look_at_lines(s, column, z, e->strong);
    if (e->formula) {
        sq_book_note(b, worksheet_write_formula_str(s->worksheet, row, column,
                                                    e->formula, f, z));
    } else if (link && *z) {
        s->links++;
        sq_book_note(b, worksheet_write_url_opt(s->worksheet, row, column,
                                                sq_str_z(b->arena, e->link), f,
                                                z, NULL));
    } else if (*z) {
        sq_book_note(b,
                     worksheet_write_string(s->worksheet, row, column, z, f));
    } else {
        sq_book_note(b, worksheet_write_blank(s->worksheet, row, column, f));
    }
}

/* The whole, or as much as one cell holds. */
static void
put_whole_text(struct sq_sheet *s, uint32_t row, uint16_t column,
               const struct sq_entry *e)
{
    struct run r = {sq_book_safe(s->book, e->text), 0};
    put_text(s, row, column, e, &r, SQ_CUT);
}

static void
put_word(struct sq_sheet *s, uint32_t row, uint16_t column,
         const struct sq_entry *look, const char *word)
{
    struct sq_entry e = {.kind = SQ_IS_TEXT,
                         .text = sq_str_of(word),
                         .colour = look->colour,
                         .strong = look->strong,
                         .centred = look->centred};
    put_whole_text(s, row, column, &e);
}

static void
put_number(struct sq_sheet *s, uint32_t row, uint16_t column,
           const struct sq_entry *e)
{
    struct sq_book *b = s->book;
    double figure = e->kind == SQ_IS_FIGURE ? e->figure
                    : sq_num_ok(e->num)     ? sq_num_double(e->num)
                                            : (double)NAN;
    if (!isfinite(figure)) {
        put_word(s, row, column, e, "too large to show");
        return;
    }
    /* a formula may come to a fraction when something is changed */
    bool whole_now = e->kind == SQ_IS_FIGURE ? figure == floor(figure)
                                             : sq_num_is_int(e->num);
    enum style style = whole_now && !e->formula ? ST_WHOLE
                       : e->formula             ? ST_ANY
                                                : ST_FRACTION;
    lxw_format *f = sq_book_format(b, style, e);
    if (e->formula)
        sq_book_note(b, worksheet_write_formula_num(s->worksheet, row, column,
                                                    e->formula, f, figure));
    else
        sq_book_note(
            b, worksheet_write_number(s->worksheet, row, column, figure, f));
}

/* Before March 1900 Excel counts a day that never was. */
bool
sq_cell_holds_date(sq_date d)
{
    return d != SQ_NO_DATE && d >= sq_date_of(1900, 3, 1);
}

static void
put_date(struct sq_sheet *s, uint32_t row, uint16_t column,
         const struct sq_entry *e, const char *empty)
{
    if (!sq_cell_holds_date(e->date)) {
        struct sq_sbuf text;
        sq_sbuf_init(&text, 64);
        if (e->date != SQ_NO_DATE)
            sq_date_put_long(&text, e->date);
        put_word(s, row, column, e, text.len ? text.ptr : empty);
        sq_sbuf_done(&text);
        return;
    }
    sq_book_note(s->book,
                 worksheet_write_number(s->worksheet, row, column,
                                        (double)e->date + SERIAL_1970,
                                        sq_book_format(s->book, ST_DATE, e)));
}

/* False when the entry was put whole. */
static bool
put_entry(struct sq_sheet *s, uint32_t row, uint16_t column,
          const struct sq_entry *e, const char *empty)
{
    if (e->kind == SQ_IS_NUMBER || e->kind == SQ_IS_FIGURE) {
        put_number(s, row, column, e);
        return false;
    }
    if (e->kind == SQ_IS_DATE) {
        put_date(s, row, column, e, empty);
        return false;
    }
    if (e->text.len == 0) {
        put_word(s, row, column, e, empty);
        return false;
    }
    return true;
}

void
sq_sheet_put(struct sq_sheet *s, uint32_t row, uint16_t column,
             const struct sq_entry *e)
{
    if (s->worksheet && put_entry(s, row, column, e, ""))
        put_whole_text(s, row, column, e);
    s->lines = 0;
}

/* ---- tables ------------------------------------------------------------- */

void
sq_table_begin(struct sq_table *t, struct sq_sheet *s, uint32_t row,
               const char *name, const struct sq_column *columns, uint16_t n)
{
    *t = (struct sq_table){.sheet = s,
                           .name = name,
                           .columns = columns,
                           .n = n,
                           .top = row,
                           .next = row + 1};
    for (uint16_t i = 0; i < n; i++)
        sq_sheet_width(s, i, columns[i].width);
}

/* The rest of a row whose text outgrew its cells; the first column says so. */
static void
continue_row(struct sq_table *t, const struct sq_entry *entries,
             struct run *runs)
{
    struct sq_sheet *s = t->sheet;
    struct sq_book *b = s->book;
    uint32_t row = t->next++;
    for (uint16_t i = 0; i < t->n; i++) {
        if (is_left(&runs[i])) {
            put_text(s, row, i, &sq_bare_look, &runs[i], CONTINUES);
        } else if (i == 0) {
            sq_str first = sq_cell_short(b->arena, entries[0].text, 100);
            put_word(
                s, row, 0, &sq_bare_look,
                sq_str_printf(b->arena, "%.*s (continued)", SQ_FMT(first)).ptr);
        } else {
            put_word(s, row, i, &sq_bare_look, "see the row above");
        }
    }
    t->cut += set_height(s, row);
}

static bool
any_left(const struct sq_table *t, const struct run *runs)
{
    for (uint16_t i = 0; i < t->n; i++) {
        if (is_left(&runs[i]))
            return true;
    }
    return false;
}

void
sq_table_row(struct sq_table *t, const struct sq_entry *entries)
{
    struct sq_sheet *s = t->sheet;
    if (!s->worksheet)
        return;
    struct run runs[SQ_COLUMNS_MAX] = {{{NULL, 0}, 0}};
    uint32_t row = t->next++;
    s->lines = 0;
    for (uint16_t i = 0; i < t->n; i++) {
        const struct sq_entry *e = &entries[i];
        const char *empty = t->columns[i].empty;
        if (!put_entry(s, row, i, e, empty ? empty : "none"))
            continue;
        runs[i].text = sq_book_safe(s->book, e->text);
        put_text(s, row, i, e, &runs[i], CONTINUES);
    }
    t->cut += set_height(s, row);
    while (any_left(t, runs))
        continue_row(t, entries, runs);
}

/* Two heads of one name make Excel repair the file. */
static char *
free_head(struct sq_book *b, const struct sq_table *t, lxw_table_column **made,
          uint16_t i)
{
    sq_str wanted = sq_str_of(t->columns[i].head);
    char *head = sq_book_whole(b, wanted, SQ_HEAD_MAX - 10);
    for (char *p = head; *p; p++)
        *p = *p == '\n' ? ' ' : *p;
    sq_str stem = sq_str_trim(sq_str_of(head));
    if (stem.len == 0)
        stem = SQ_LIT("Column");
    sq_str name = stem;
    unsigned tries = 1;
    for (uint16_t j = 0; j < i; j++) {
        if (!sq_same_name(name, sq_str_of(made[j]->header)))
            continue;
        name = sq_str_printf(b->arena, "%.*s (%u)", SQ_FMT(stem), ++tries);
        j = (uint16_t)-1; /* look again from the first */
    }
    return sq_book_copy(b->arena, name);
}

uint32_t
sq_table_end(struct sq_table *t, const char *none)
{
    struct sq_sheet *s = t->sheet;
    struct sq_book *b = s->book;
    if (!s->worksheet)
        return t->next;
    if (t->next == t->top + 1)
        return sq_sheet_lines(s, t->top, SQ_LINE_NOTE, sq_str_of(none));

    uint16_t n = t->n;
    lxw_table_column *columns = SQ_NEW_N(b->arena, n, lxw_table_column);
    lxw_table_column **list = SQ_NEW_N(b->arena, n + 1u, lxw_table_column *);
    for (uint16_t i = 0; i < n; i++) {
        columns[i].header = free_head(b, t, list, i);
        columns[i].header_format = sq_book_format(b, ST_HEAD, &sq_bare_look);
        list[i] = &columns[i];
        size_t lines = lines_in(s, i, sq_str_of(columns[i].header), true);
        s->lines = lines > s->lines ? lines : s->lines;
    }
    if (!t->plain) /* the filter buttons stand on a line of their own */
        s->lines++;
    (void)set_height(s, t->top);
    lxw_table_options options = {
        .name = sq_book_copy(b->arena, sq_str_of(t->name)),
        .no_autofilter = t->plain,
        .no_banded_rows = LXW_TRUE,
        .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
        .style_type_number = b->publish ? 1 : 15,
        .columns = list,
    };
    sq_book_note(b, worksheet_add_table(s->worksheet, t->top, 0, t->next - 1,
                                        (lxw_col_t)(n - 1), &options));
    if (!t->cut || b->publish) /* nothing stands below a published table */
        return t->next;
    sq_str said = sq_str_printf(
        b->arena,
        "%zu %s more text than paper shows: open the cell to read all of it.",
        t->cut, t->cut == 1 ? "row holds" : "rows hold");
    return sq_sheet_lines(s, t->next, SQ_LINE_NOTE, said);
}
