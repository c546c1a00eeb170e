/* SPDX-License-Identifier: MIT */
#include "report/workbook.h"

#include <errno.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "report/cells.h"
#include "report/workbook_own.h"
#include "sys/sys.h"

enum {
    FOOTER_TITLE_MAX = 60, /* [code points] */
    INDENT = 10,           /* [pixels] before and behind text in a cell */
};

/*
 * The library passes over some of its own failures: memory for a font that it
 * does not get, or a full disk under its temporary files.  What it leaves then
 * looks like a workbook and is none, and errno is the only witness.
 */
static bool
lost_something(void)
{
    static const int losses[] = {ENOSPC, EIO,   EFBIG, EINTR,
                                 EAGAIN, EROFS, EBADF};
    if (sq_memory_was_short())
        return true;
    for (size_t i = 0; i < sizeof losses / sizeof losses[0]; i++)
        if (errno == losses[i])
            return true;
    return false;
}

void
sq_book_note(struct sq_book *b, lxw_error e)
{
    if (b->failed == LXW_NO_ERROR)
        b->failed = e;
    if (!b->errnum && (b->failed != LXW_NO_ERROR || lost_something()))
        b->errnum = errno;
}

/* ---- text --------------------------------------------------------------- */

char *
sq_book_copy(struct sq_arena *a, sq_str s)
{
    char *z = sq_arena_alloc(a, s.len + 1, 1);
    if (s.len)
        memcpy(z, s.ptr, s.len);
    return z;
}

sq_str
sq_book_safe(struct sq_book *b, sq_str s)
{
    return sq_cell_safe(b->arena, s);
}

char *
sq_book_whole(struct sq_book *b, sq_str s, size_t most)
{
    size_t at = 0;
    const char *z = sq_cell_piece(&b->text, sq_book_safe(b, s), &at, most, "");
    return sq_book_copy(b->arena, sq_str_of(z));
}

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
        .title = sq_book_whole(b, about->title, SQ_HEAD_MAX),
        .subject = sq_book_whole(b, about->subject, SQ_HEAD_MAX),
        .author = sq_book_whole(b, about->author, SQ_HEAD_MAX),
        .company = sq_book_whole(b, about->company, SQ_HEAD_MAX),
        .category = sq_book_whole(b, about->category, SQ_HEAD_MAX),
        .keywords = sq_book_whole(b, about->keywords, SQ_HEAD_MAX),
        .comments = sq_book_whole(b, about->comments, SQ_HEAD_MAX),
        .status = sq_book_whole(b, about->status, SQ_HEAD_MAX),
        .created = at_midnight(about->date),
    };
    sq_book_note(b, workbook_set_properties(b->workbook, &properties));
    return b;
}

enum sq_status
sq_book_close(struct sq_book *b, struct sq_err *err)
{
    for (struct sq_sheet *s = b->sheets; s; s = s->next) {
        if (s->n_breaks) /* once: the library loses what it had before */
            sq_book_note(b,
                         worksheet_set_h_pagebreaks(s->worksheet, s->breaks));
    }
    lxw_error closed = workbook_close(b->workbook);
    sq_book_note(b, closed);
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
    sq_book_note(b,
                 worksheet_set_footer(s->worksheet, sq_str_z(b->arena, text)));
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
        sq_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return s;
    }
    worksheet_set_landscape(s->worksheet);
    worksheet_set_paper(s->worksheet, 9); /* A4 */
    worksheet_set_margins(s->worksheet, 0.4, 0.4, 0.5, 0.6);
    worksheet_fit_to_pages(s->worksheet, 1, 0);
    worksheet_gridlines(s->worksheet, LXW_HIDE_ALL_GRIDLINES);
    set_footer(s);
    sq_book_note(b, worksheet_set_row(s->worksheet, 0, 27, NULL));
    sq_book_note(
        b, worksheet_write_string(s->worksheet, 0, 0,
                                  sq_book_whole(b, title, SQ_CELL_MAX),
                                  sq_book_format(b, ST_TITLE, &sq_bare_look)));
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
    if (!s->worksheet || column >= SQ_COLUMNS_MAX ||
        s->widths[column] >= characters)
        return;
    s->widths[column] = characters;
    sq_book_note(s->book, worksheet_set_column(s->worksheet, column, column,
                                               characters, NULL));
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
        sq_book_note(s->book, worksheet_repeat_rows(s->worksheet, row, row));
}

void
sq_sheet_break(struct sq_sheet *s, uint32_t row)
{
    if (!s->worksheet || row == 0 || s->n_breaks == SQ_BREAKS_MAX)
        return;
    s->breaks[s->n_breaks++] = row;
}

double
sq_cell_room(double characters)
{
    const double pixels_a_size = 11 * 96 / 72.0;
    return (characters * SQ_PIXELS_A_CHARACTER - INDENT) * 1000 /
           pixels_a_size / 1.03;
}

static double
sheet_room(const struct sq_sheet *s)
{
    double sum = 0;
    for (size_t i = 0; i < SQ_COLUMNS_MAX; i++)
        sum += s->widths[i];
    return sq_cell_room(sum < 80 ? 80 : sum);
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
    sq_str rest = sq_book_safe(b, text);
    double room = sheet_room(s);
    while (rest.len) {
        size_t n = sq_cell_line(rest, room, kind != SQ_LINE_NOTE);
        size_t at = 0;
        sq_str line = sq_str_trim(sq_str_sub(rest, 0, n));
        const char *z = sq_cell_piece(&b->text, line, &at, SQ_CELL_MAX, SQ_CUT);
        if (kind == SQ_LINE_HEADING)
            sq_book_note(b, worksheet_set_row(s->worksheet, row, 21, NULL));
        sq_book_note(b, worksheet_write_string(
                            s->worksheet, row++, 0, z,
                            sq_book_format(b, styles[kind], &sq_bare_look)));
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
    const char *z = sq_cell_piece(&b->text, sq_book_safe(b, text), &at,
                                  SQ_CELL_MAX, SQ_CUT);
    sq_book_note(
        b, worksheet_write_string(s->worksheet, row, 0, z,
                                  sq_book_format(b, ST_NOTE, &sq_bare_look)));
}

const char *
sq_workbook_library(void)
{
    return lxw_version();
}
