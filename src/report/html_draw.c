/* SPDX-License-Identifier: MIT */
/*
 * Drawings as SVG without a view box: widths are shares of the page and
 * heights are in letters, so that a drawing becomes narrow without its words
 * becoming small.  Screen readers get the title and what is to be seen; the
 * table beside it has every figure.
 */
#include "base/utf8.h"
#include "report/html.h"
#include "report/wrap.h"

enum {
    LABEL = 34, /* [columns] of a line of a label, in the widest letters */
    HALF_LABEL = 16,
    MOST_LINES = 3,
    MOST_BARS = 14, /* a page of paper holds them with their caption */
    PLACES = 2
};

/* Tenths of a letter: exact, and the same everywhere. */
static void
put_em(struct sq_sbuf *b, unsigned tenths)
{
    sq_putf(b, "%u.%uem", tenths / 10, tenths % 10);
}

static void
put_percent(struct sq_sbuf *b, sq_num share)
{
    sq_num_put(b, sq_num_round(sq_num_mul(share, sq_num_int(100)), PLACES),
               PLACES);
    sq_putc(b, '%');
}

/* A share of the part of the width from `from` % on, `width` % wide. */
static sq_num
placed(sq_num share, int from, int width)
{
    return sq_num_div(
        sq_num_add(sq_num_int(from), sq_num_mul(share, sq_num_int(width))),
        sq_num_int(100));
}

static void
open_svg(struct sq_html *h, const struct sq_drawing *c, sq_str title,
         unsigned height)
{
    unsigned n = ++h->n_charts;

    sq_putf(h->out,
            "<svg role=\"img\" aria-labelledby=\"c%u-t c%u-d\" width=\"100%%\" "
            "height=\"",
            n, n);
    put_em(h->out, height);
    sq_putf(h->out, "\"><title id=\"c%u-t\">", n);
    sq_html_text(h, title);
    sq_putf(h->out, "</title><desc id=\"c%u-d\">", n);
    sq_html_text(h, c->finding);
    sq_putz(h->out, "</desc>\n");
}

struct rect {
    sq_num x, width;    /* shares of the whole width */
    unsigned y, height; /* [tenths of a letter] */
};

static void
put_rect(struct sq_html *h, const char *class, const char *colour,
         struct rect at)
{
    sq_putf(h->out, "<rect class=\"%s%s%s\" x=\"", class, colour[0] ? " " : "",
            colour);
    put_percent(h->out, at.x);
    sq_putz(h->out, "\" y=\"");
    put_em(h->out, at.y);
    sq_putz(h->out, "\" width=\"");
    put_percent(h->out, at.width);
    sq_putz(h->out, "\" height=\"");
    put_em(h->out, at.height);
    sq_putz(h->out, "\"/>");
}

static void
put_line(struct sq_html *h, const char *class, sq_num x1, sq_num x2,
         unsigned y1, unsigned y2)
{
    sq_putf(h->out, "<line class=\"%s\" x1=\"", class);
    put_percent(h->out, x1);
    sq_putz(h->out, "\" x2=\"");
    put_percent(h->out, x2);
    sq_putz(h->out, "\" y1=\"");
    put_em(h->out, y1);
    sq_putz(h->out, "\" y2=\"");
    put_em(h->out, y2);
    sq_putz(h->out, "\"/>");
}

static void
put_dot(struct sq_html *h, const char *class, const char *colour, sq_num x,
        unsigned y)
{
    sq_putf(h->out, "<circle class=\"%s%s%s\" r=\".45em\" cx=\"", class,
            colour[0] ? " " : "", colour);
    put_percent(h->out, x);
    sq_putz(h->out, "\" cy=\"");
    put_em(h->out, y);
    sq_putz(h->out, "\"/>");
}

static void
put_words(struct sq_html *h, const char *class, const char *anchor, sq_num x,
          unsigned y, sq_str text)
{
    sq_putf(h->out, "<text class=\"%s\" text-anchor=\"%s\" x=\"", class,
            anchor);
    put_percent(h->out, x);
    sq_putz(h->out, "\" y=\"");
    put_em(h->out, y);
    sq_putz(h->out, "\">");
    sq_html_text(h, text);
    sq_putz(h->out, "</text>\n");
}

/* ---- bars --------------------------------------------------------------- */

enum { /* [tenths of a letter] */
       LINE = 13,
       BAR = 9,
       AFTER_BAR = 9,
       HEAD = 18
};

static void
put_line_of(struct sq_html *h, const char *class, bool right, unsigned y,
            sq_str text, bool cut)
{
    sq_putf(h->out, "<text class=\"%s\" x=\"%s\"%s y=\"", class,
            right ? "100%" : "0", right ? " text-anchor=\"end\"" : "");
    put_em(h->out, y);
    sq_putz(h->out, "\">");
    sq_html_text(h, sq_str_sub(text, 0, sq_utf8_fit(text, LABEL + 6)));
    sq_putz(h->out, cut ? " …</text>\n" : "</text>\n");
}

/* The text on as many lines as it takes, from line `from` on; the last one says
 * if there was more.  Returns how many there are then. */
static unsigned
put_lines(struct sq_html *h, const char *class, sq_str text, unsigned from,
          unsigned y, bool draw)
{
    struct sq_sbuf clean;
    unsigned n = 0;
    sq_str line, more;

    sq_sbuf_init(&clean, 1 << 20);
    sq_wrap_clean(&clean, text, false, false);
    while (n < MOST_LINES &&
           sq_wrap_line(sq_sbuf_str(&clean), LABEL, n, &line)) {
        n++;
        if (draw)
            put_line_of(h, class, false, y + (from + n) * LINE - 3, line,
                        n == MOST_LINES &&
                            sq_wrap_line(sq_sbuf_str(&clean), LABEL, n, &more));
    }
    sq_sbuf_done(&clean);
    return from + n;
}

/* Cut to half a page: the table has it whole. */
static void
put_half(struct sq_html *h, const char *anchor, sq_num x, unsigned y,
         sq_str text)
{
    struct sq_sbuf cut;

    sq_sbuf_init(&cut, 1 << 20);
    sq_put(&cut, sq_str_sub(text, 0, sq_utf8_fit(text, HALF_LABEL)));
    if (cut.len < text.len)
        sq_putz(&cut, "…");
    put_words(h, "soft", anchor, x, y, sq_sbuf_str(&cut));
    sq_sbuf_done(&cut);
}

/* The label above, and under it the words of each side above its bar. */
static unsigned
put_sides(struct sq_html *h, const struct sq_drawing *c, size_t i, unsigned y,
          bool draw)
{
    unsigned n = put_lines(h, "b", c->bars[i].label, 0, y, draw) + 1;
    const struct sq_cell *cells = &c->table->cells[i * c->table->n_columns];

    if (draw) {
        put_half(h, "end", sq_num_of(49, 100), y + n * LINE - 3, cells[1].text);
        put_half(h, "start", sq_num_of(51, 100), y + n * LINE - 3,
                 cells[2].text);
    }
    return n;
}

/* Label and figures on one line where both fit on the narrowest page, else
 * under each other.  Returns how many lines. */
static unsigned
put_label(struct sq_html *h, const struct sq_bar *bar, unsigned y, bool draw)
{
    if (sq_utf8_width(bar->label) + sq_utf8_width(bar->text) + 2 <= LABEL) {
        if (draw) {
            put_line_of(h, "b", false, y + LINE - 3, bar->label, false);
            put_line_of(h, "soft", true, y + LINE - 3, bar->text, false);
        }
        return 1;
    }
    unsigned n = put_lines(h, "b", bar->label, 0, y, draw);
    return put_lines(h, "soft", bar->text, n, y, draw);
}

static void
draw_bar(struct sq_html *h, const struct sq_bar *bar, unsigned y)
{
    const char *colour = sq_html_colour(bar->a.colour);

    put_rect(h, "track", "", (struct rect){SQ_NUM_ZERO, sq_num_int(1), y, BAR});
    if (bar->a.known) {
        if (bar->a.low.num != 0)
            put_rect(h, "bar", colour,
                     (struct rect){SQ_NUM_ZERO, bar->a.low, y, BAR});
        if (sq_num_cmp(bar->a.low, bar->a.high) < 0)
            put_rect(h, "maybe", colour,
                     (struct rect){bar->a.low,
                                   sq_num_sub(bar->a.high, bar->a.low), y + 1,
                                   BAR - 2});
    }
    for (size_t i = 0; i < bar->n_edges; i++)
        put_line(h, "edge", bar->edges[i], bar->edges[i], y, y + BAR);
    if (bar->has_floor)
        put_line(h, "floor", bar->floor, bar->floor, y - 2, y + BAR + 2);
    sq_putc(h->out, '\n');
}

static void
draw_diverging(struct sq_html *h, const struct sq_bar *bar, unsigned y)
{
    const sq_num half = sq_num_of(1, 2);

    put_rect(h, "track", "", (struct rect){SQ_NUM_ZERO, sq_num_int(1), y, BAR});
    if (bar->a.known && bar->a.high.num != 0) {
        sq_num width = sq_num_mul(half, bar->a.high);
        put_rect(h, "bar", sq_html_colour(bar->a.colour),
                 (struct rect){sq_num_sub(half, width), width, y, BAR});
    }
    if (bar->b.known && bar->b.high.num != 0)
        put_rect(h, "bar", sq_html_colour(bar->b.colour),
                 (struct rect){half, sq_num_mul(half, bar->b.high), y, BAR});
    put_line(h, "axis", half, half, y - 2, y + BAR + 2);
    sq_putc(h->out, '\n');
}

static void
draw_slope(struct sq_html *h, const struct sq_bar *bar, unsigned y)
{
    enum { FROM = 3, WIDTH = 94 }; /* [%] room for the dots at both ends */
    sq_num a = placed(bar->a.high, FROM, WIDTH);
    sq_num b = placed(bar->b.high, FROM, WIDTH);
    unsigned middle = y + BAR / 2;

    put_line(h, "axis", SQ_NUM_ZERO, sq_num_int(1), middle, middle);
    put_line(h, "path", a, b, middle, middle);
    put_dot(h, "before", "", a, middle);
    put_dot(h, "after", sq_html_colour(bar->b.colour), b, middle);
    sq_putc(h->out, '\n');
}

/* The words of bar i; how many lines they take. */
static unsigned
put_bar_words(struct sq_html *h, const struct sq_drawing *c, size_t i,
              unsigned y, bool draw)
{
    if (c->kind == SQ_DRAW_DIVERGING)
        return put_sides(h, c, i, y, draw);
    return put_label(h, &c->bars[i], y, draw);
}

static size_t
drawn(const struct sq_drawing *c)
{
    return c->n < MOST_BARS ? c->n : MOST_BARS;
}

static unsigned
height_of(struct sq_html *h, const struct sq_drawing *c)
{
    unsigned height = c->kind == SQ_DRAW_DIVERGING ? HEAD : 0;

    for (size_t i = 0; i < drawn(c); i++)
        height += put_bar_words(h, c, i, 0, false) * LINE + BAR + AFTER_BAR;
    return height;
}

static void
draw_bars(struct sq_html *h, const struct sq_drawing *c)
{
    unsigned y = 0;

    open_svg(h, c, c->title, height_of(h, c));
    if (c->kind == SQ_DRAW_DIVERGING) {
        put_words(h, "b", "end", sq_num_of(49, 100), LINE - 3, c->a_name);
        put_words(h, "b", "start", sq_num_of(51, 100), LINE - 3, c->b_name);
        y = HEAD;
    }
    for (size_t i = 0; i < drawn(c); i++) {
        const struct sq_bar *bar = &c->bars[i];
        y += put_bar_words(h, c, i, y, true) * LINE;
        if (c->kind == SQ_DRAW_DIVERGING)
            draw_diverging(h, bar, y);
        else if (c->kind == SQ_DRAW_SLOPE)
            draw_slope(h, bar, y);
        else
            draw_bar(h, bar, y);
        y += BAR + AFTER_BAR;
    }
    sq_putz(h->out, "</svg>\n");
}

static bool
any_floor(const struct sq_drawing *c)
{
    for (size_t i = 0; i < drawn(c); i++) {
        if (c->bars[i].has_floor)
            return true;
    }
    return false;
}

static bool
any_open(const struct sq_drawing *c)
{
    for (size_t i = 0; i < drawn(c); i++) {
        const struct sq_mark *a = &c->bars[i].a;
        if (a->known && sq_num_cmp(a->low, a->high) < 0)
            return true;
    }
    return false;
}

/* What the marks mean, in words. */
static void
put_key(struct sq_html *h, const struct sq_drawing *c)
{
    if (c->kind == SQ_DRAW_SLOPE)
        sq_putz(h->out, " The ring is before action and the dot after it; "
                        "further to the right is worse.");
    if (c->kind == SQ_DRAW_BARS && any_open(c))
        sq_putz(h->out, " A dashed part may still be reached.");
    if (c->kind == SQ_DRAW_BARS && any_floor(c))
        sq_putz(h->out, " The heavy line is the floor: a critical answer at "
                        "its foot holds the band below it.");
    if (c->n > MOST_BARS)
        sq_putf(h->out, " The first %d of %zu are drawn; the table has all.",
                MOST_BARS, c->n);
}

/* ---- heat maps ---------------------------------------------------------- */

enum { CELL = 28, ROW_NAMES = 8 /* [%] */ };

static bool
is_numbered(sq_str name)
{
    size_t end = sq_str_find(name, ' ', 0);
    sq_num n;

    return end < name.len && sq_num_read(sq_str_sub(name, 0, end), &n);
}

/* "5" of "5 Almost certain", else its place on the axis: the key has the
 * names. */
static void
put_mark(struct sq_html *h, const char *anchor, sq_num x, unsigned y,
         sq_str name, size_t place)
{
    struct sq_sbuf mark;

    sq_sbuf_init(&mark, 1 << 16);
    if (is_numbered(name))
        sq_put(&mark, sq_str_sub(name, 0, sq_str_find(name, ' ', 0)));
    else
        sq_putf(&mark, "%zu", place);
    put_words(h, "soft", anchor, x, y, sq_sbuf_str(&mark));
    sq_sbuf_done(&mark);
}

static void
put_name(struct sq_html *h, sq_str name, size_t place)
{
    sq_putz(h->out, place > 1 ? ", " : "");
    if (!is_numbered(name))
        sq_putf(h->out, "%zu ", place);
    sq_html_text(h, name);
}

/* "Upwards: 1 Rare, 2 Unlikely …  Across: …" */
static void
put_axes(struct sq_html *h, const struct sq_block *grid)
{
    size_t n = grid->n_columns;

    sq_putz(h->out, "<p class=\"key\">Upwards: ");
    for (size_t i = grid->n_rows; i-- > 0;)
        put_name(h, grid->cells[i * n].text, grid->n_rows - i);
    sq_putz(h->out, ". Across: ");
    for (size_t j = 1; j < n; j++)
        put_name(h, grid->heads[j], j);
    sq_putz(h->out, ".</p>\n");
}

static void
draw_cell(struct sq_html *h, const struct sq_block *grid, size_t row,
          size_t column)
{
    int columns = (int)grid->n_columns - 1;
    const struct sq_cell *cell =
        &grid->cells[row * grid->n_columns + column + 1];
    sq_num from =
        placed(sq_num_of((int64_t)column, columns), ROW_NAMES, 100 - ROW_NAMES);
    sq_num width = sq_num_of(100 - ROW_NAMES, 100 * columns);
    const char *colour = sq_html_colour(cell->colour);
    unsigned y = (unsigned)row * CELL;

    put_rect(h, "cell", colour, (struct rect){from, width, y, CELL});
    struct sq_sbuf class;
    sq_sbuf_init(&class, 64);
    sq_putf(&class, "%s%s", colour, cell->has_num ? " b" : "");
    sq_num middle = sq_num_add(from, sq_num_div(width, sq_num_int(2)));
    put_words(h, class.ptr ? class.ptr : "", "middle", middle, y + CELL / 2 + 4,
              cell->text);
    sq_sbuf_done(&class);
}

static void
draw_grid(struct sq_html *h, const struct sq_drawing *c,
          const struct sq_block *grid, sq_str name)
{
    if (!grid)
        return;
    unsigned height = (unsigned)grid->n_rows * CELL;
    int columns = (int)grid->n_columns - 1;

    sq_putz(h->out, "<div><p>");
    sq_html_text(h, name);
    sq_putz(h->out, "</p>");
    open_svg(h, c, name, height + LINE + 4);
    for (size_t i = 0; i < grid->n_rows; i++) {
        put_mark(h, "start", SQ_NUM_ZERO, (unsigned)i * CELL + CELL / 2 + 4,
                 grid->cells[i * grid->n_columns].text, grid->n_rows - i);
        for (size_t j = 0; j + 1 < grid->n_columns; j++)
            draw_cell(h, grid, i, j);
    }
    for (int j = 0; j < columns; j++)
        put_mark(h, "middle",
                 placed(sq_num_of(2 * j + 1, 2 * columns), ROW_NAMES,
                        100 - ROW_NAMES),
                 height + LINE, grid->heads[j + 1], (size_t)j + 1);
    sq_putz(h->out, "</svg></div>\n");
}

void
sq_html_draw(struct sq_html *h, const struct sq_drawing *c)
{
    sq_putz(h->out, "<figure><figcaption><b>");
    sq_html_text(h, c->title);
    sq_putz(h->out, "</b> ");
    sq_html_text(h, c->finding);
    put_key(h, c);
    sq_putz(h->out, "</figcaption>\n");
    if (c->kind == SQ_DRAW_HEAT) {
        sq_putz(h->out, "<div class=\"pair\">");
        draw_grid(h, c, c->grids[0], c->a_name);
        draw_grid(h, c, c->grids[1], c->b_name);
        sq_putz(h->out, "</div>");
        put_axes(h, c->grids[0] ? c->grids[0] : c->grids[1]);
    } else {
        draw_bars(h, c);
    }
    sq_putz(h->out, "</figure>\n");
}
