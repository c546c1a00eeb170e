/* SPDX-License-Identifier: MIT */
#include "report/workbook.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <xlsxwriter.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/utf8.h"
#include "model/questionnaire.h"
#include "report/cells.h"
#include "sys/sys.h"

enum {
    HEAD_MAX = 255,        /* of a table's head */
    ALT_MAX = 500,         /* [code points]; the library cuts at 2079 bytes */
    LINKS_MAX = 65000,     /* of a sheet: Excel's limit is 65,530 */
    FOOTER_TITLE_MAX = 60, /* [code points] */
    COMPLAINT_MAX = 255,   /* of a drop-down's message */
    COLUMNS_MAX = 64,      /* whose widths are remembered */
    PIXELS_A_ROW = 20,
    INDENT = 10,            /* [pixels] before and behind text in a cell */
    PIXELS_A_CHARACTER = 7, /* of a column's width */
    BUTTON_WIDTH = 2,       /* [characters] of a head's filter button */
    ROW_MAX = 409,          /* [points] high */
    BREAKS_MAX = 64,        /* between the pages of a sheet */
    SERIAL_1970 = 25569,    /* [days] what Excel calls 1970-01-01 */
};

#define CONTINUES "\n(continued in the row below)"
#define CUT       "\n(cut here: the whole text is in the assessment file)"

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
enum { COLOURS = SQ_BLUE + 1 };

struct own_format { /* with a number format of its own */
    struct own_format *next;
    const char *pattern;
    unsigned look;
    lxw_format *format;
};

struct sq_book {
    lxw_workbook *workbook;
    struct sq_arena *arena;
    struct sq_sheet *sheets; /* newest first */
    sq_str title;
    struct sq_sbuf text; /* the cell being made */
    lxw_error failed;    /* the first that went wrong */
    int errnum;          /* … and why; also what the library did not notice */
    lxw_format *formats[ST_COUNT * COLOURS * 4];
    struct own_format *own;
    bool publish; /* see sq_book_about */
};

struct sq_sheet {
    struct sq_book *book;
    struct sq_sheet *next;
    lxw_worksheet *worksheet;
    const char *name;
    double widths[COLUMNS_MAX];
    size_t lines; /* the most that a cell of the row being put takes */
    uint32_t links;
    lxw_row_t breaks[BREAKS_MAX + 1]; /* ends in 0 */
    size_t n_breaks;
};

/*
 * The library passes over some of its own failures: memory for a font that it
 * does not get, or a full disk under its temporary files.  What it leaves then
 * looks like a workbook and is none, and errno is the only witness.
 */
static bool
lost_something(void)
{
    static const int losses[] = {ENOMEM, ENOSPC, EIO,   EFBIG,
                                 EINTR,  EAGAIN, EROFS, EBADF};
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++)
        if (errno == losses[i])
            return true;
    return false;
}

static void
note(struct sq_book *b, lxw_error e)
{
    if (b->failed == LXW_NO_ERROR)
        b->failed = e;
    if (!b->errnum && (b->failed != LXW_NO_ERROR || lost_something()))
        b->errnum = errno;
}

/* ---- text --------------------------------------------------------------- */

static char *
copy_z(struct sq_arena *a, sq_str s)
{
    char *z = sq_arena_alloc(a, s.len + 1, 1);
    if (s.len)
        memcpy(z, s.ptr, s.len);
    return z;
}

static sq_str
safe(struct sq_book *b, sq_str s)
{
    return sq_cell_safe(b->arena, s);
}

/* The whole of it, or as much as fits, in the arena. */
static char *
whole(struct sq_book *b, sq_str s, size_t most)
{
    size_t at = 0;
    const char *z = sq_cell_piece(&b->text, safe(b, s), &at, most, "");
    return copy_z(b->arena, sq_str_of(z));
}

/* ---- formats ------------------------------------------------------------ */

/* Fills light enough that the text on them has a contrast of 7:1 or more. */
static const lxw_color_t fills[COLOURS] = {
    [SQ_COLOUR_NONE] = 0, /* not filled */
    [SQ_GREEN] = 0xcde8cf,  [SQ_YELLOW] = 0xfff2b3, [SQ_AMBER] = 0xffdd99,
    [SQ_ORANGE] = 0xf8c09a, [SQ_RED] = 0xf4aaa3,    [SQ_GREY] = 0xe3e3e3,
    [SQ_BLUE] = 0xcfe2f3,
};
#define INK         0x1a1a1a
#define NAVY        0x1f3864
#define ALARM       0x9c1c00
#define RULE_COLOUR 0x8c8c8c

static void
box(lxw_format *f)
{
    format_set_border(f, LXW_BORDER_THIN);
    format_set_border_color(f, RULE_COLOUR);
    format_set_align(f, LXW_ALIGN_VERTICAL_TOP);
}

static void
style_line(lxw_format *f, enum style style, bool publish)
{
    bool title = style == ST_TITLE;
    if (style != ST_NOTE)
        format_set_bold(f);
    if (title || style == ST_HEADING)
        format_set_font_size(f, title ? 18 : 13);
    if (!publish && (title || style == ST_HEADING))
        format_set_font_color(f, NAVY);
    if (!publish && style == ST_WARNING)
        format_set_font_color(f, ALARM);
    format_set_align(f, LXW_ALIGN_VERTICAL_CENTER);
}

static void
style_cell(lxw_format *f, enum style style, const char *pattern, bool publish)
{
    box(f);
    if (style == ST_HEAD)
        format_set_bold(f);
    if (style == ST_HEAD && !publish) {
        format_set_font_color(f, LXW_COLOR_WHITE);
        format_set_bg_color(f, NAVY);
    }
    if (style == ST_LINK) {
        format_set_font_color(f, 0x0b4f9e);
        format_set_underline(f, LXW_UNDERLINE_SINGLE);
    }
    if (pattern)
        format_set_num_format(f, pattern);
    else if (style == ST_FRACTION)
        format_set_num_format(f, "#,##0.0#");
    else if (style == ST_ANY) /* General shows no more than there is */
        format_set_num_format(f, "General");
    else if (style == ST_WHOLE)
        format_set_num_format(f, "#,##0");
    else if (style == ST_DATE)
        format_set_num_format(f, "d mmm yyyy");
    bool figure = style == ST_WHOLE || style == ST_FRACTION || style == ST_ANY;
    if (!figure && style != ST_DATE)
        format_set_text_wrap(f);
    format_set_align(f, figure ? LXW_ALIGN_RIGHT : LXW_ALIGN_LEFT);
    format_set_indent(f, 1); /* so that neighbours do not touch */
}

static lxw_format *
make_format(struct sq_book *b, enum style style, const struct sq_entry *look,
            const char *pattern)
{
    lxw_format *f = workbook_add_format(b->workbook);
    if (!f) {
        note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(f, "Arial");
    format_set_font_size(f, b->publish ? 12 : 11);
    format_set_font_color(f, INK);
    if (style <= ST_WARNING)
        style_line(f, style, b->publish);
    else
        style_cell(f, style, pattern, b->publish);
    if (look->colour && !b->publish)
        format_set_bg_color(f, fills[look->colour]);
    if (look->strong)
        format_set_bold(f);
    if (look->centred) {
        format_set_indent(f, 0);
        format_set_align(f, LXW_ALIGN_CENTER);
    }
    return f;
}

static lxw_format *
own_format(struct sq_book *b, unsigned key, enum style style,
           const struct sq_entry *look)
{
    for (struct own_format *o = b->own; o; o = o->next) {
        if (o->look == key && strcmp(o->pattern, look->pattern) == 0)
            return o->format;
    }
    struct own_format *o = SQ_NEW(b->arena, struct own_format);
    *o = (struct own_format){b->own, look->pattern, key,
                             make_format(b, style, look, look->pattern)};
    b->own = o;
    return o->format;
}

static lxw_format *
format_of(struct sq_book *b, enum style style, const struct sq_entry *look)
{
    unsigned key = ((unsigned)style * COLOURS + (unsigned)look->colour) * 4 +
                   (look->strong ? 2u : 0u) + (look->centred ? 1u : 0u);
    if (look->pattern && style >= ST_WHOLE && style <= ST_ANY)
        return own_format(b, key, style, look);
    if (!b->formats[key])
        b->formats[key] = make_format(b, style, look, NULL);
    return b->formats[key];
}

static const struct sq_entry bare = {.kind = SQ_IS_TEXT};

/* ---- the book ----------------------------------------------------------- */

static time_t
at_midnight(sq_date d)
{
    /* Not 0: the library would take the clock. */
    sq_date day = d == SQ_NO_DATE || d == 0 ? sq_date_of(1980, 1, 1) : d;
    return (time_t)day * 86400;
}

struct sq_book *
sq_book_new(struct sq_arena *a, const char *path,
            const struct sq_book_about *about)
{
    struct sq_book *b = SQ_NEW(a, struct sq_book);
    b->arena = a;
    (void)sq_loss_take();
    errno = 0;
    b->workbook = workbook_new(path);
    if (!b->workbook)
        return NULL;
    sq_sbuf_init(&b->text, SQ_MAX_FILE);
    b->title = about->title;
    b->publish = about->publish;

    lxw_doc_properties properties = {
        .title = whole(b, about->title, HEAD_MAX),
        .subject = whole(b, about->subject, HEAD_MAX),
        .author = whole(b, about->author, HEAD_MAX),
        .company = whole(b, about->company, HEAD_MAX),
        .category = whole(b, about->category, HEAD_MAX),
        .keywords = whole(b, about->keywords, HEAD_MAX),
        .comments = whole(b, about->comments, HEAD_MAX),
        .status = whole(b, about->status, HEAD_MAX),
        .created = at_midnight(about->date),
    };
    note(b, workbook_set_properties(b->workbook, &properties));
    return b;
}

enum sq_status
sq_book_close(struct sq_book *b, struct sq_err *err)
{
    for (struct sq_sheet *s = b->sheets; s; s = s->next) {
        if (s->n_breaks) /* once: the library loses what it had before */
            note(b, worksheet_set_h_pagebreaks(s->worksheet, s->breaks));
    }
    lxw_error closed = workbook_close(b->workbook);
    note(b, closed);
    int lost = sq_loss_take();
    if (!b->errnum)
        b->errnum = lost;
    sq_sbuf_done(&b->text);
    if (b->failed == LXW_NO_ERROR && !b->errnum)
        return SQ_OK;
    if (b->failed == LXW_NO_ERROR)
        return sq_fail(err, SQ_BAD_SYSTEM, b->errnum,
                       "cannot write the workbook");
    return sq_fail(err, SQ_BAD_SYSTEM, b->errnum,
                   "cannot write the workbook: %s", lxw_strerror(b->failed));
}

/* ---- sheets ------------------------------------------------------------- */

static bool
sheet_name_taken(const struct sq_book *b, sq_str name)
{
    for (const struct sq_sheet *s = b->sheets; s; s = s->next) {
        if (sq_same_name(sq_str_of(s->name), name))
            return true;
    }
    return false;
}

static const char *
free_sheet_name(struct sq_book *b, sq_str wanted)
{
    struct sq_arena *a = b->arena;
    sq_str name = sq_sheet_name_clean(a, wanted, SQ_SHEET_NAME_MAX);
    for (unsigned i = 2; sheet_name_taken(b, name); i++) {
        sq_str stem = sq_sheet_name_clean(a, wanted, SQ_SHEET_NAME_MAX - 6);
        name = sq_str_printf(a, "%.*s (%u)", SQ_FMT(stem), i);
    }
    return sq_str_z(a, name);
}

static void
set_footer(struct sq_sheet *s)
{
    struct sq_book *b = s->book;
    sq_str text = sq_str_printf(
        b->arena,
        "%.*s&C&\"Arial,Regular\"&9&A&R&\"Arial,Regular\"&9"
        "Page &P of &N",
        SQ_FMT(sq_cell_foot(b->arena, b->title, FOOTER_TITLE_MAX)));
    note(b, worksheet_set_footer(s->worksheet, sq_str_z(b->arena, text)));
}

struct sq_sheet *
sq_book_sheet(struct sq_book *b, sq_str name, sq_str title)
{
    struct sq_sheet *s = SQ_NEW(b->arena, struct sq_sheet);
    s->book = b;
    s->name = free_sheet_name(b, name);
    s->worksheet = workbook_add_worksheet(b->workbook, s->name);
    s->next = b->sheets;
    b->sheets = s;
    if (!s->worksheet) {
        note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return s;
    }
    worksheet_set_landscape(s->worksheet);
    worksheet_set_paper(s->worksheet, 9); /* A4 */
    worksheet_set_margins(s->worksheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(s->worksheet, 1, 0);
    worksheet_gridlines(s->worksheet, LXW_HIDE_ALL_GRIDLINES);
    set_footer(s);
    note(b, worksheet_set_row(s->worksheet, 0, 27, NULL));
    note(b, worksheet_write_string(s->worksheet, 0, 0,
                                   whole(b, title, SQ_CELL_MAX),
                                   format_of(b, ST_TITLE, &bare)));
    return s;
}

sq_str
sq_sheet_name(const struct sq_sheet *s)
{
    return sq_str_of(s->name);
}

void
sq_sheet_width(struct sq_sheet *s, uint16_t column, double characters)
{
    if (!s->worksheet || column >= COLUMNS_MAX ||
        s->widths[column] >= characters)
        return;
    s->widths[column] = characters;
    note(s->book,
         worksheet_set_column(s->worksheet, column, column, characters, NULL));
}

void
sq_sheet_keep_heads(struct sq_sheet *s, uint32_t row)
{
    if (!s->worksheet)
        return;
    worksheet_freeze_panes(s->worksheet, row + 1, 0);
    sq_sheet_repeat_heads(s, row);
}

void
sq_sheet_repeat_heads(struct sq_sheet *s, uint32_t row)
{
    if (s->worksheet)
        note(s->book, worksheet_repeat_rows(s->worksheet, row, row));
}

void
sq_sheet_break(struct sq_sheet *s, uint32_t row)
{
    if (!s->worksheet || row == 0 || s->n_breaks == BREAKS_MAX)
        return;
    s->breaks[s->n_breaks++] = row;
}

/* Room for text in cells so many characters wide, in thousandths of the size
 * of the letters; a little is kept back, for fonts differ. */
static double
room_of(double characters)
{
    const double pixels_a_size = 11 * 96 / 72.0;
    return (characters * PIXELS_A_CHARACTER - INDENT) * 1000 / pixels_a_size /
           1.03;
}

static double
sheet_room(const struct sq_sheet *s)
{
    double sum = 0;
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        sum += s->widths[i];
    return room_of(sum < 80 ? 80 : sum);
}

uint32_t
sq_sheet_lines(struct sq_sheet *s, uint32_t row, enum sq_line_kind kind,
               sq_str text)
{
    static const enum style styles[] = {[SQ_LINE_NOTE] = ST_NOTE,
                                        [SQ_LINE_HEADING] = ST_HEADING,
                                        [SQ_LINE_WARNING] = ST_WARNING};
    if (!s->worksheet)
        return row;
    struct sq_book *b = s->book;
    sq_str rest = safe(b, text);
    double room = sheet_room(s);
    while (rest.len) {
        size_t n = sq_cell_line(rest, room, kind != SQ_LINE_NOTE);
        size_t at = 0;
        sq_str line = sq_str_trim(sq_str_sub(rest, 0, n));
        const char *z = sq_cell_piece(&b->text, line, &at, SQ_CELL_MAX, CUT);
        if (kind == SQ_LINE_HEADING)
            note(b, worksheet_set_row(s->worksheet, row, 21, NULL));
        note(b, worksheet_write_string(s->worksheet, row++, 0, z,
                                       format_of(b, styles[kind], &bare)));
        rest = sq_str_sub(rest, n, rest.len);
    }
    return row;
}

void
sq_sheet_line(struct sq_sheet *s, uint32_t row, sq_str text)
{
    struct sq_book *b = s->book;
    size_t at = 0;
    if (!s->worksheet)
        return;
    const char *z =
        sq_cell_piece(&b->text, safe(b, text), &at, SQ_CELL_MAX, CUT);
    note(b, worksheet_write_string(s->worksheet, row, 0, z,
                                   format_of(b, ST_NOTE, &bare)));
}

/* ---- heights ------------------------------------------------------------ */

/*
 * Programs differ in whether they fit the rows of a file to their text, so the
 * height is said: lines as they would wrap in Arial 11, rather one too many.
 */
static size_t
lines_in(const struct sq_sheet *s, uint16_t column, sq_str text, bool strong)
{
    double width = column < COLUMNS_MAX ? s->widths[column] : 0;
    double room = room_of(width > 0 ? width : 8);
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
        note(s->book,
             worksheet_set_row(s->worksheet, row, cut ? ROW_MAX : high, NULL));
    s->lines = 0;
    return cut;
}

/* ---- cells -------------------------------------------------------------- */

static bool
may_link(const struct sq_sheet *s, sq_str link)
{
    return s->links < LINKS_MAX && sq_link_is_allowed(link);
}

/* Text from *at; false when nothing of it is left for another cell. */
static bool
put_text(struct sq_sheet *s, uint32_t row, uint16_t column,
         const struct sq_entry *e, sq_str text, size_t *at, const char *more)
{
    struct sq_book *b = s->book;
    bool link = *at == 0 && may_link(s, e->link);
    const char *z = sq_cell_piece(&b->text, text, at, SQ_CELL_MAX, more);
    lxw_format *f = format_of(b, link ? ST_LINK : ST_TEXT, e);
    look_at_lines(s, column, z, e->strong);
    if (e->formula) {
        note(b, worksheet_write_formula_str(s->worksheet, row, column,
                                            e->formula, f, z));
    } else if (link && *z) {
        s->links++;
        note(b,
             worksheet_write_url_opt(s->worksheet, row, column,
                                     sq_str_z(b->arena, e->link), f, z, NULL));
    } else if (*z) {
        note(b, worksheet_write_string(s->worksheet, row, column, z, f));
    } else {
        note(b, worksheet_write_blank(s->worksheet, row, column, f));
    }
    return *at < text.len;
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
    size_t at = 0;
    (void)put_text(s, row, column, &e, safe(s->book, e.text), &at, CUT);
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
    lxw_format *f = format_of(b, style, e);
    if (e->formula)
        note(b, worksheet_write_formula_num(s->worksheet, row, column,
                                            e->formula, f, figure));
    else
        note(b, worksheet_write_number(s->worksheet, row, column, figure, f));
}

static void
put_date(struct sq_sheet *s, uint32_t row, uint16_t column,
         const struct sq_entry *e, const char *empty)
{
    /* Before March 1900 Excel counts a day that never was. */
    sq_date first = sq_date_of(1900, 3, 1);
    if (e->date == SQ_NO_DATE || e->date < first) {
        struct sq_sbuf text;
        sq_sbuf_init(&text, 64);
        if (e->date != SQ_NO_DATE)
            sq_date_put_long(&text, e->date);
        put_word(s, row, column, e, text.len ? text.ptr : empty);
        sq_sbuf_done(&text);
        return;
    }
    note(s->book, worksheet_write_number(s->worksheet, row, column,
                                         (double)e->date + SERIAL_1970,
                                         format_of(s->book, ST_DATE, e)));
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
    size_t at = 0;
    if (s->worksheet && put_entry(s, row, column, e, ""))
        (void)put_text(s, row, column, e, safe(s->book, e->text), &at, CUT);
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
continue_row(struct sq_table *t, const struct sq_entry *entries, sq_str *texts,
             size_t *at)
{
    struct sq_sheet *s = t->sheet;
    struct sq_book *b = s->book;
    uint32_t row = t->next++;
    for (uint16_t i = 0; i < t->n; i++) {
        if (at[i] < texts[i].len) {
            (void)put_text(s, row, i, &bare, texts[i], &at[i], CONTINUES);
        } else if (i == 0) {
            sq_str first = sq_cell_short(b->arena, entries[0].text, 100);
            put_word(
                s, row, 0, &bare,
                sq_str_printf(b->arena, "%.*s (continued)", SQ_FMT(first)).ptr);
        } else {
            put_word(s, row, i, &bare, "see the row above");
        }
    }
    t->cut += set_height(s, row);
}

static bool
any_left(const struct sq_table *t, const sq_str *texts, const size_t *at)
{
    for (uint16_t i = 0; i < t->n; i++) {
        if (at[i] < texts[i].len)
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
    sq_str texts[COLUMNS_MAX] = {{NULL, 0}};
    size_t at[COLUMNS_MAX] = {0};
    uint32_t row = t->next++;
    s->lines = 0;
    for (uint16_t i = 0; i < t->n; i++) {
        const struct sq_entry *e = &entries[i];
        const char *empty = t->columns[i].empty;
        if (!put_entry(s, row, i, e, empty ? empty : "none"))
            continue;
        texts[i] = safe(s->book, e->text);
        (void)put_text(s, row, i, e, texts[i], &at[i], CONTINUES);
    }
    t->cut += set_height(s, row);
    while (any_left(t, texts, at))
        continue_row(t, entries, texts, at);
}

/* Two heads of one name make Excel repair the file. */
static char *
free_head(struct sq_book *b, const struct sq_table *t, lxw_table_column **made,
          uint16_t i)
{
    sq_str wanted = sq_str_of(t->columns[i].head);
    char *head = whole(b, wanted, HEAD_MAX - 10);
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
    return copy_z(b->arena, name);
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

    size_t n = t->n;
    lxw_table_column *columns = SQ_NEW_N(b->arena, n, lxw_table_column);
    lxw_table_column **list = SQ_NEW_N(b->arena, n + 1, lxw_table_column *);
    for (uint16_t i = 0; i < n; i++) {
        columns[i].header = free_head(b, t, list, i);
        columns[i].header_format = format_of(b, ST_HEAD, &bare);
        list[i] = &columns[i];
        size_t lines = lines_in(s, i, sq_str_of(columns[i].header), true);
        s->lines = lines > s->lines ? lines : s->lines;
    }
    if (!t->plain) /* the filter buttons stand on a line of their own */
        s->lines++;
    (void)set_height(s, t->top);
    lxw_table_options options = {
        .name = copy_z(b->arena, sq_str_of(t->name)),
        .no_autofilter = t->plain,
        .no_banded_rows = LXW_TRUE,
        .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
        .style_type_number = b->publish ? 1 : 15,
        .columns = list,
    };
    note(b, worksheet_add_table(s->worksheet, t->top, 0, t->next - 1,
                                (lxw_col_t)(n - 1), &options));
    if (!t->cut || b->publish) /* nothing stands below a published table */
        return t->next;
    sq_str said = sq_str_printf(
        b->arena,
        "%zu %s more text than paper shows: open the cell to read all of it.",
        t->cut, t->cut == 1 ? "row holds" : "rows hold");
    return sq_sheet_lines(s, t->next, SQ_LINE_NOTE, said);
}

/* ---- areas -------------------------------------------------------------- */

sq_str
sq_area_show(struct sq_arena *a, const struct sq_area *at)
{
    char from[LXW_MAX_COL_NAME_LENGTH], to[LXW_MAX_COL_NAME_LENGTH];
    const char *sheet = at->sheet->name;
    lxw_col_to_name(from, at->left, LXW_TRUE);
    if (at->top == at->bottom && at->left == at->right)
        return sq_str_printf(a, "'%s'!%s$%u", sheet, from, at->top + 1);
    lxw_col_to_name(to, at->right, LXW_TRUE);
    return sq_str_printf(a, "'%s'!%s$%u:%s$%u", sheet, from, at->top + 1, to,
                         at->bottom + 1);
}

void
sq_book_define(struct sq_book *b, const char *name, const struct sq_area *at)
{
    sq_str area = sq_area_show(b->arena, at);
    sq_str formula = sq_str_printf(b->arena, "=%.*s", SQ_FMT(area));
    note(b,
         workbook_define_name(b->workbook, name, sq_str_z(b->arena, formula)));
}

void
sq_sheet_choose(struct sq_sheet *s, const struct sq_area *cells,
                const char *list, const char *complaint)
{
    struct sq_book *b = s->book;
    if (!s->worksheet)
        return;
    lxw_data_validation rule = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .value_formula = copy_z(b->arena, sq_str_printf(b->arena, "=%s", list)),
        .error_title = copy_z(b->arena, SQ_LIT("Choose from the list")),
        .error_message = whole(b, sq_str_of(complaint), COMPLAINT_MAX),
    };
    note(b,
         worksheet_data_validation_range(s->worksheet, cells->top, cells->left,
                                         cells->bottom, cells->right, &rule));
}

void
sq_sheet_mark(struct sq_sheet *s, const struct sq_area *cells,
              const char *formula, int colour)
{
    struct sq_book *b = s->book;
    if (!s->worksheet)
        return;
    lxw_format *f = workbook_add_format(b->workbook);
    if (!f) {
        note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    format_set_bold(f);
    format_set_font_color(f, INK);
    if (colour)
        format_set_bg_color(f, fills[colour]);
    lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = copy_z(b->arena, sq_str_of(formula)),
        .format = f,
    };
    note(b, worksheet_conditional_format_range(s->worksheet, cells->top,
                                               cells->left, cells->bottom,
                                               cells->right, &rule));
}

/* ---- charts ------------------------------------------------------------- */

static void
paint(lxw_chart_series *series, enum sq_paint with)
{
    static const struct {
        lxw_color_t ink;
        uint8_t pattern; /* 0: solid */
    } paints[] = {
        [SQ_PAINT_DARK] = {NAVY, 0},
        [SQ_PAINT_HATCHED] = {0x5f6b7a, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL},
        [SQ_PAINT_WARM] = {0x9c3d00, 0},
        [SQ_PAINT_COOL] = {0x1b5e9b, LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL},
    };
    lxw_chart_line edge = {.color = paints[with].ink, .width = 1.0f};
    chart_series_set_line(series, &edge);
    if (paints[with].pattern) {
        lxw_chart_pattern hatch = {.fg_color = paints[with].ink,
                                   .bg_color = LXW_COLOR_WHITE,
                                   .type = paints[with].pattern};
        chart_series_set_pattern(series, &hatch);
    } else {
        lxw_chart_fill fill = {.color = paints[with].ink};
        chart_series_set_fill(series, &fill);
    }
}

static lxw_chart_font
chart_font(struct sq_book *b, double size, bool bold)
{
    return (lxw_chart_font){.name = copy_z(b->arena, SQ_LIT("Arial")),
                            .size = size,
                            .bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE,
                            .color = INK};
}

static void
add_series(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c,
           unsigned i)
{
    const struct sq_area *at = &c->rows;
    const char *sheet = at->sheet->name;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    uint16_t column = c->series[i].column;
    chart_series_set_categories(series, sheet, at->top, at->left, at->bottom,
                                at->left);
    chart_series_set_values(series, sheet, at->top, column, at->bottom, column);
    chart_series_set_name(series, c->series[i].name);
    paint(series, c->series[i].paint);
}

static void
set_axes(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c)
{
    /* The library turns the axes of bar charts: X is the one that lies. */
    lxw_chart_axis *labels = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y);
    lxw_chart_axis *figures = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X);
    lxw_chart_font font = chart_font(b, 10, false);
    lxw_chart_line faint = {.color = 0xd0d0d0, .width = 0.75f};

    chart_axis_set_reverse(labels);
    chart_axis_set_label_position(labels, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_num_font(labels, &font);
    chart_axis_set_interval_unit(labels, 1);
    chart_axis_set_name(figures, c->axis);
    chart_axis_set_name_font(figures, &font);
    chart_axis_set_num_font(figures, &font);
    chart_axis_set_label_position(figures, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    chart_axis_major_gridlines_set_line(figures, &faint);
    if (c->pattern)
        chart_axis_set_num_format(figures, c->pattern);
    if (c->bounded) {
        chart_axis_set_min(figures, c->low);
        chart_axis_set_max(figures, c->high);
    }
}

/* [pixels] as wide as the sheet's columns, within reason */
static uint32_t
chart_width(const struct sq_sheet *s)
{
    double sum = 0;
    for (size_t i = 0; i < COLUMNS_MAX; i++)
        sum += s->widths[i] * PIXELS_A_CHARACTER;
    return sum < 700 ? 700 : sum > 1400 ? 1400 : (uint32_t)sum;
}

/* [pixels] by the number of bars, so that chart and heading fit one page. */
static uint32_t
chart_height(const struct sq_chart *c, uint32_t width)
{
    uint32_t n = c->rows.bottom - c->rows.top + 1;
    uint32_t bar = c->n_series > 1 && !c->stacked ? 40 : 30;
    uint32_t most = width * 6 / 10;
    uint32_t high = 170 + n * bar;
    return high < most ? high : most;
}

uint32_t
sq_sheet_chart(struct sq_sheet *s, uint32_t row, const struct sq_chart *c)
{
    struct sq_book *b = s->book;
    lxw_chart *chart = workbook_add_chart(
        b->workbook, c->stacked ? LXW_CHART_BAR_STACKED : LXW_CHART_BAR);
    if (!chart || !s->worksheet) {
        note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return row;
    }
    for (unsigned i = 0; i < c->n_series; i++)
        add_series(b, chart, c, i);
    set_axes(b, chart, c);

    lxw_chart_font font = chart_font(b, 12, true);
    chart_title_set_name(chart, whole(b, c->title, HEAD_MAX));
    chart_title_set_name_font(chart, &font);
    lxw_chart_font small = chart_font(b, 10, false);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &small);
    chart_set_series_gap(chart, 40);

    uint32_t wide = chart_width(s);
    uint32_t high = chart_height(c, wide);
    lxw_chart_options options = {
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .x_scale = (double)wide / 480,
        .y_scale = (double)high / 288,
        .description =
            copy_z(b->arena, sq_cell_short(b->arena, c->alt, ALT_MAX)),
    };
    note(b, worksheet_insert_chart_opt(s->worksheet, row, 0, chart, &options));
    return row + high / PIXELS_A_ROW + 2;
}

const char *
sq_workbook_library(void)
{
    return lxw_version();
}
