/* SPDX-License-Identifier: MIT */
/* Charts that the program draws by itself. */
#include "base/arena.h"
#include "report/cells.h"
#include "report/workbook_own.h"

enum {
    ALT_MAX = 500,  /* [code points]; the library cuts at 2079 bytes */
    LABEL_MAX = 60, /* [code points] beside a dumbbell */
    PIXELS_A_ROW = 20,
};

static void
paint(lxw_chart_series *series, enum sq_paint with)
{
    static const struct {
        lxw_color_t ink;
        uint8_t pattern; /* 0: solid */
    } paints[] = {
        [SQ_PAINT_DARK] = {SQ_NAVY, 0},
        [SQ_PAINT_HATCHED] = {0x5f6b7a, LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL},
        [SQ_PAINT_WARM] = {0x9c3d00, 0},
        [SQ_PAINT_COOL] = {0x1b5e9b, LXW_CHART_PATTERN_WIDE_DOWNWARD_DIAGONAL},
        [SQ_PAINT_FRAME] = {0xc55a00, 0},
    };
    lxw_chart_line edge = {.color = paints[with].ink,
                           .width = with == SQ_PAINT_FRAME ? 2.25f : 1.0f};
    chart_series_set_line(series, &edge);
    if (paints[with].pattern) {
        lxw_chart_pattern hatch = {.fg_color = paints[with].ink,
                                   .bg_color = LXW_COLOR_WHITE,
                                   .type = paints[with].pattern};
        chart_series_set_pattern(series, &hatch);
    } else {
        lxw_chart_fill fill = {.color = paints[with].ink,
                               .none = with == SQ_PAINT_FRAME};
        chart_series_set_fill(series, &fill);
    }
}

static lxw_chart_font
chart_font(struct sq_book *b, double size, bool bold)
{
    return (lxw_chart_font){.name = sq_book_copy(b->arena, SQ_LIT("Arial")),
                            .size = size,
                            .bold = bold ? LXW_TRUE : LXW_EXPLICIT_FALSE,
                            .color = SQ_INK};
}

static void
add_series(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c,
           unsigned i)
{
    const struct sq_area *at = &c->rows;
    const char *sheet = at->sheet->name;
    lxw_chart_series *series = chart_add_series(chart, NULL, NULL);
    if (!series) {
        sq_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    uint16_t column = c->series[i].column;
    chart_series_set_categories(series, sheet, at->top, at->left, at->bottom,
                                at->left);
    chart_series_set_values(series, sheet, at->top, column, at->bottom, column);
    chart_series_set_name(series, c->series[i].name);
    paint(series, c->series[i].paint);
}

/* The axis of figures of any shape. */
static void
set_figures(struct sq_book *b, lxw_chart_axis *figures,
            const struct sq_chart *c)
{
    lxw_chart_font font = chart_font(b, 10, false);
    lxw_chart_line faint = {.color = 0xd0d0d0, .width = 0.75f};

    chart_axis_set_name(figures, c->axis);
    chart_axis_set_name_font(figures, &font);
    chart_axis_set_num_font(figures, &font);
    chart_axis_major_gridlines_set_line(figures, &faint);
    if (c->pattern)
        chart_axis_set_num_format(figures, c->pattern);
    if (c->bounded) {
        chart_axis_set_min(figures, c->low);
        chart_axis_set_max(figures, c->high);
    }
    if (c->unit > 0)
        chart_axis_set_major_unit(figures, c->unit);
}

static void
set_axes(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c)
{
    /* The library turns the axes of bar charts: X is the one that lies. */
    lxw_chart_axis *labels = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y);
    lxw_chart_axis *figures = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X);
    lxw_chart_font font = chart_font(b, 10, false);

    chart_axis_set_reverse(labels);
    chart_axis_set_label_position(labels, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_axis_set_num_font(labels, &font);
    chart_axis_set_interval_unit(labels, 1);
    chart_axis_set_label_position(figures, LXW_CHART_AXIS_LABEL_POSITION_HIGH);
    set_figures(b, figures, c);
}

static void
put_bars(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c)
{
    for (unsigned i = 0; i < c->n_series; i++)
        add_series(b, chart, c, i);
    set_axes(b, chart, c);
    chart_set_series_gap(chart, 40);
    if (c->shape == SQ_BARS_LAYERED)
        chart_set_series_overlap(chart, 100);
}

/* ---- dumbbells ---------------------------------------------------------- */

enum { DUMBBELLS_MAX = 60 };

static lxw_chart_series *
add_points(struct sq_book *b, lxw_chart *chart, const struct sq_area *x,
           const struct sq_area *y)
{
    const char *sheet = x->sheet->name;
    lxw_chart_series *s = chart_add_series(chart, NULL, NULL);
    if (!s) {
        sq_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return NULL;
    }
    chart_series_set_categories(s, sheet, x->top, x->left, x->bottom, x->right);
    chart_series_set_values(s, sheet, y->top, y->left, y->bottom, y->right);
    chart_series_set_marker_type(s, LXW_CHART_MARKER_NONE);
    return s;
}

static void
add_bar(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c,
        uint32_t row)
{
    uint16_t from = c->series[0].column, to = c->series[1].column;
    struct sq_area x = {c->rows.sheet, row, row, from, to};
    struct sq_area y = {c->rows.sheet, row, row, c->heights,
                        (uint16_t)(c->heights + 1)};
    lxw_chart_series *s = add_points(b, chart, &x, &y);
    lxw_chart_line line = {.color = 0x5f6b7a, .width = 2.25f};
    if (s)
        chart_series_set_line(s, &line);
}

static void
add_ends(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c,
         unsigned i)
{
    static const uint8_t signs[] = {LXW_CHART_MARKER_CIRCLE,
                                    LXW_CHART_MARKER_DIAMOND};
    uint16_t column = c->series[i].column;
    struct sq_area x = {c->rows.sheet, c->rows.top, c->rows.bottom, column,
                        column};
    struct sq_area y = {c->rows.sheet, c->rows.top, c->rows.bottom, c->heights,
                        c->heights};
    lxw_chart_series *s = add_points(b, chart, &x, &y);
    lxw_chart_line unseen = {.none = LXW_TRUE};
    lxw_chart_line edge = {.color = SQ_NAVY, .width = 1.5f};
    lxw_chart_fill fill = {.color = i ? SQ_NAVY : 0xc9d1dbu};
    if (!s)
        return;
    chart_series_set_name(s, c->series[i].name);
    chart_series_set_line(s, &unseen);
    chart_series_set_marker_type(s, signs[i]);
    chart_series_set_marker_size(s, i ? 9 : 8);
    chart_series_set_marker_line(s, &edge);
    chart_series_set_marker_fill(s, &fill);
}

/* The axis of heights has no words, so a series without marks carries them. */
static void
add_labels(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c)
{
    size_t n = c->rows.bottom - c->rows.top + 1;
    uint16_t at = (uint16_t)(c->heights + 2);
    struct sq_area x = {c->rows.sheet, c->rows.top, c->rows.bottom, at, at};
    struct sq_area y = {c->rows.sheet, c->rows.top, c->rows.bottom, c->heights,
                        c->heights};
    lxw_chart_series *s = add_points(b, chart, &x, &y);
    lxw_chart_line unseen = {.none = LXW_TRUE};
    lxw_chart_font font = chart_font(b, 10, false);
    lxw_chart_data_label *all = SQ_NEW_N(b->arena, n, lxw_chart_data_label);
    lxw_chart_data_label **list =
        SQ_NEW_N(b->arena, n + 1, lxw_chart_data_label *);
    if (!s)
        return;
    for (size_t i = 0; i < n; i++) {
        /* cells escape _x0041_, drawings do not */
        sq_str text = sq_cell_short(b->arena, c->labels[i], LABEL_MAX);
        if (text.len && text.ptr[0] == '=') /* it would be a formula */
            text = sq_str_printf(b->arena, " %.*s", SQ_FMT(text));
        all[i].value =
            sq_book_copy(b->arena, text.len ? text : SQ_LIT("not named"));
        all[i].font = &font;
        list[i] = &all[i];
    }
    chart_series_set_line(s, &unseen);
    chart_series_set_labels(s);
    chart_series_set_labels_font(s, &font);
    chart_series_set_labels_position(s, LXW_CHART_LABEL_POSITION_LEFT);
    sq_book_note(b, chart_series_set_labels_custom(s, list));
}

static void
put_dumbbells(struct sq_book *b, lxw_chart *chart, const struct sq_chart *c)
{
    uint32_t n = c->rows.bottom - c->rows.top + 1;
    int16_t silent[DUMBBELLS_MAX + 2] = {0};
    lxw_chart_axis *heights = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_Y);
    if (n > DUMBBELLS_MAX)
        return;
    for (uint32_t i = 0; i < n; i++) {
        add_bar(b, chart, c, c->rows.top + i);
        silent[i] = (int16_t)i;
    }
    add_labels(b, chart, c);
    silent[n] = (int16_t)n;
    silent[n + 1] = -1;
    add_ends(b, chart, c, 0);
    add_ends(b, chart, c, 1);
    sq_book_note(b, chart_legend_delete_series(chart, silent));
    chart_axis_set_min(heights, 0);
    chart_axis_set_max(heights, n + 1);
    chart_axis_set_label_position(heights, LXW_CHART_AXIS_LABEL_POSITION_NONE);
    chart_axis_major_gridlines_set_visible(heights, LXW_FALSE);
    chart_axis_set_major_tick_mark(heights, LXW_CHART_AXIS_TICK_MARK_NONE);
    lxw_chart_axis *figures = chart_axis_get(chart, LXW_CHART_AXIS_TYPE_X);
    chart_axis_major_gridlines_set_visible(figures, LXW_TRUE);
    set_figures(b, figures, c);
}

/* ---- the picture -------------------------------------------------------- */

/* [pixels] as wide as the sheet's columns, within reason */
static uint32_t
chart_width(const struct sq_sheet *s)
{
    double sum = 0;
    for (size_t i = 0; i < SQ_COLUMNS_MAX; i++)
        sum += s->widths[i] * SQ_PIXELS_A_CHARACTER;
    return sum < 700 ? 700 : sum > 1400 ? 1400 : (uint32_t)sum;
}

/* [pixels] by the number of bars, so that chart and heading fit one page. */
static uint32_t
chart_height(const struct sq_chart *c, uint32_t width)
{
    uint32_t n = c->rows.bottom - c->rows.top + 1;
    uint32_t bar = c->n_series > 1 && c->shape == SQ_BARS_BESIDE ? 40 : 34;
    uint32_t most = width * 6 / 10;
    uint32_t high = 170 + n * bar;
    return high < most ? high : most;
}

uint32_t
sq_sheet_chart(struct sq_sheet *s, uint32_t row, const struct sq_chart *c)
{
    struct sq_book *b = s->book;
    static const uint8_t types[] = {
        [SQ_BARS_BESIDE] = LXW_CHART_BAR,
        [SQ_BARS_STACKED] = LXW_CHART_BAR_STACKED,
        [SQ_BARS_LAYERED] = LXW_CHART_BAR,
        [SQ_DUMBBELLS] = LXW_CHART_SCATTER_STRAIGHT_WITH_MARKERS,
    };
    lxw_chart *chart = workbook_add_chart(b->workbook, types[c->shape]);
    if (!chart || !s->worksheet) {
        sq_book_note(b, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return row;
    }
    if (c->shape == SQ_DUMBBELLS)
        put_dumbbells(b, chart, c);
    else
        put_bars(b, chart, c);

    lxw_chart_font font = chart_font(b, 12, true);
    chart_title_set_name(chart, sq_book_whole(b, c->title, SQ_HEAD_MAX));
    chart_title_set_name_font(chart, &font);
    lxw_chart_font small = chart_font(b, 10, false);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_BOTTOM);
    chart_legend_set_font(chart, &small);

    uint32_t wide = chart_width(s);
    uint32_t high = chart_height(c, wide);
    lxw_chart_options options = {
        .object_position = LXW_OBJECT_MOVE_DONT_SIZE,
        .x_scale = (double)wide / 480,
        .y_scale = (double)high / 288,
        .description =
            sq_book_copy(b->arena, sq_cell_short(b->arena, c->alt, ALT_MAX)),
    };
    sq_book_note(
        b, worksheet_insert_chart_opt(s->worksheet, row, 0, chart, &options));
    return row + high / PIXELS_A_ROW + 2;
}
