/* SPDX-License-Identifier: MIT */
/* How cells look. */
#include <string.h>

#include "base/arena.h"
#include "report/workbook_own.h"

struct own_format { /* with a number format of its own */
    struct own_format *next;
    const char *pattern;
    unsigned look;
    lxw_format *format;
};

/* Fills light enough that the text on them has a contrast of 7:1 or more. */
static const lxw_color_t fills[SQ_COLOURS] = {
    [SQ_COLOUR_NONE] = 0, /* not filled */
    [SQ_GREEN] = 0xcde8cf,  [SQ_YELLOW] = 0xfff2b3, [SQ_AMBER] = 0xffdd99,
    [SQ_ORANGE] = 0xf8c09a, [SQ_RED] = 0xf4aaa3,    [SQ_GREY] = 0xe3e3e3,
    [SQ_BLUE] = 0xcfe2f3,
};
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
        format_set_font_color(f, SQ_NAVY);
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
        format_set_bg_color(f, SQ_NAVY);
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
        sq_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    format_set_font_name(f, "Arial");
    format_set_font_size(f, b->publish ? 12 : 11);
    format_set_font_color(f, SQ_INK);
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

lxw_format *
sq_book_format(struct sq_book *b, enum style style, const struct sq_entry *look)
{
    unsigned key = ((unsigned)style * SQ_COLOURS + (unsigned)look->colour) * 4 +
                   (look->strong ? 2u : 0u) + (look->centred ? 1u : 0u);
    if (look->pattern && style >= ST_WHOLE && style <= ST_ANY)
        return own_format(b, key, style, look);
    if (!b->formats[key])
        b->formats[key] = make_format(b, style, look, NULL);
    return b->formats[key];
}

const struct sq_entry sq_bare_look = {.kind = SQ_IS_TEXT};

lxw_color_t
sq_fill_colour(int colour)
{
    return colour ? fills[colour] : LXW_COLOR_WHITE;
}
