/* SPDX-License-Identifier: MIT */
/* Areas and their names, drop-downs, and looks that follow what cells say. */
#include "base/arena.h"
#include "report/workbook_own.h"

enum { COMPLAINT_MAX = 255 }; /* [characters] of a drop-down's message */

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
