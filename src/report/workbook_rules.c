/* SPDX-License-Identifier: MIT */
/* Areas and their names, drop-downs, and looks that follow what cells say. */
#include "base/arena.h"
#include "report/workbook_own.h"

enum { COMPLAINT_MAX = 255 }; /* [characters] of a drop-down's message */

/* "$AB$12", at `to`; returns its end.  A workbook has many thousands of these:
 * printf would take a thirtieth of all the time. */
static char *
put_corner(char *to, uint32_t row, uint16_t column)
{
    char digits[10];
    size_t n = 0;
    for (uint32_t rest = row + 1; rest > 0; rest /= 10)
        digits[n++] = (char)('0' + rest % 10);
    lxw_col_to_name(to, column, LXW_TRUE);
    to += strlen(to);
    *to++ = '$';
    while (n > 0)
        *to++ = digits[--n];
    return to;
}

sq_str
sq_area_show(struct sq_arena *a, const struct sq_area *at)
{
    enum { MOST = 2 * (LXW_MAX_COL_NAME_LENGTH + 12) };
    sq_str sheet = sq_str_of(at->sheet->name);
    char *text = SQ_NEW_N(a, sheet.len + MOST + 1, char);
    char *to = text;
    *to++ = '\'';
    memcpy(to, sheet.ptr, sheet.len);
    to += sheet.len;
    *to++ = '\'';
    *to++ = '!';
    to = put_corner(to, at->top, at->left);
    if (at->top != at->bottom || at->left != at->right) {
        *to++ = ':';
        to = put_corner(to, at->bottom, at->right);
    }
    return (sq_str){text, (size_t)(to - text)};
}

void
sq_book_define(struct sq_book *b, const char *name, const struct sq_area *at)
{
    sq_str area = sq_area_show(b->arena, at);
    sq_str formula = sq_str_printf(b->arena, "=%.*s", SQ_FMT(area));
    sq_book_note(b, workbook_define_name(b->workbook, name,
                                         sq_str_z(b->arena, formula)));
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
        .value_formula =
            sq_book_copy(b->arena, sq_str_printf(b->arena, "=%s", list)),
        .error_title = sq_book_copy(b->arena, SQ_LIT("Choose from the list")),
        .error_message = sq_book_whole(b, sq_str_of(complaint), COMPLAINT_MAX),
    };
    sq_book_note(b, worksheet_data_validation_range(s->worksheet, cells->top,
                                                    cells->left, cells->bottom,
                                                    cells->right, &rule));
}

static void
put_rule(struct sq_sheet *s, const struct sq_area *cells, const char *formula,
         lxw_format *f)
{
    struct sq_book *b = s->book;
    lxw_conditional_format rule = {
        .type = LXW_CONDITIONAL_TYPE_FORMULA,
        .value_string = sq_book_copy(b->arena, sq_str_of(formula)),
        .format = f,
    };
    sq_book_note(b, worksheet_conditional_format_range(
                        s->worksheet, cells->top, cells->left, cells->bottom,
                        cells->right, &rule));
}

void
sq_sheet_fill(struct sq_sheet *s, const struct sq_area *cells,
              const char *formula, int colour)
{
    struct sq_book *b = s->book;
    if (!s->worksheet)
        return;
    if (!b->rules[colour]) {
        lxw_format *f = workbook_add_format(b->workbook);
        if (!f) {
            sq_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
        format_set_bg_color(f, sq_fill_colour(colour));
        b->rules[colour] = f;
    }
    put_rule(s, cells, formula, b->rules[colour]);
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
        sq_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    format_set_bold(f);
    format_set_font_color(f, SQ_INK);
    if (colour)
        format_set_bg_color(f, sq_fill_colour(colour));
    put_rule(s, cells, formula, f);
}
