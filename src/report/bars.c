/* SPDX-License-Identifier: MIT */
#include "report/bars.h"

enum sign { BLANK, REST, FULL, MAYBE, EDGE, BEFORE, AFTER, LINE, N_SIGNS };

static const char *
sign_text(enum sign s, bool ascii)
{
    static const char *const signs[N_SIGNS][2] = {
        [BLANK] = {" ", " "}, [REST] = {"░", "."}, [FULL] = {"█", "#"},
        [MAYBE] = {"▒", "~"}, [EDGE] = {"│", "|"}, [BEFORE] = {"○", "o"},
        [AFTER] = {"●", "*"}, [LINE] = {"─", "-"},
    };
    return signs[s][ascii];
}

/* How many of `width` columns a share fills; something is never nothing. */
static size_t
columns_of(sq_num share, size_t width)
{
    sq_num n = sq_num_round(sq_num_mul(share, sq_num_int((int64_t)width)), 0);

    if (!sq_num_ok(n) || n.num <= 0)
        return share.num > 0 ? 1 : 0;
    return (size_t)n.num > width ? width : (size_t)n.num;
}

static void
fill(enum sign *row, size_t from, size_t to, enum sign s)
{
    for (size_t i = from; i < to; i++)
        row[i] = s;
}

static void
draw_bar(enum sign *row, const struct sq_bar *bar)
{
    fill(row, 0, SQ_BAR_WIDTH, REST);
    if (bar->a.known) {
        size_t low = columns_of(bar->a.low, SQ_BAR_WIDTH);
        fill(row, low, columns_of(bar->a.high, SQ_BAR_WIDTH), MAYBE);
        fill(row, 0, low, FULL);
    }
    if (bar->has_floor) {
        size_t at = columns_of(bar->floor, SQ_BAR_WIDTH - 1);
        row[at] = EDGE;
    }
}

static void
draw_diverging(enum sign *row, const struct sq_bar *bar)
{
    enum { HALF = SQ_BAR_WIDTH / 2 };

    fill(row, 0, SQ_BAR_WIDTH, BLANK);
    if (bar->a.known)
        fill(row, HALF - columns_of(bar->a.high, HALF), HALF, FULL);
    row[HALF] = EDGE;
    if (bar->b.known)
        fill(row, HALF + 1, HALF + 1 + columns_of(bar->b.high, HALF), FULL);
}

static void
draw_slope(enum sign *row, const struct sq_bar *bar)
{
    size_t a = columns_of(bar->a.high, SQ_BAR_WIDTH - 1);
    size_t b = columns_of(bar->b.high, SQ_BAR_WIDTH - 1);

    fill(row, 0, SQ_BAR_WIDTH, REST);
    fill(row, a < b ? a : b, a < b ? b : a, LINE);
    row[a] = BEFORE;
    row[b] = AFTER;
}

void
sq_bar_put(struct sq_sbuf *out, const struct sq_drawing *c,
           const struct sq_bar *bar, bool ascii)
{
    enum sign row[SQ_BAR_WIDTH];

    if (c->kind == SQ_DRAW_DIVERGING)
        draw_diverging(row, bar);
    else if (c->kind == SQ_DRAW_SLOPE)
        draw_slope(row, bar);
    else
        draw_bar(row, bar);
    for (size_t i = 0; i < SQ_BAR_WIDTH; i++)
        sq_putz(out, sign_text(row[i], ascii));
}

static bool
has_open(const struct sq_drawing *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct sq_mark *a = &c->bars[i].a;
        if (a->known && sq_num_cmp(a->low, a->high) != 0)
            return true;
    }
    return false;
}

static bool
has_floor(const struct sq_drawing *c)
{
    for (size_t i = 0; i < c->n; i++) {
        if (c->bars[i].has_floor)
            return true;
    }
    return false;
}

const char *
sq_bar_legend(const struct sq_drawing *c, bool ascii)
{
    if (c->kind == SQ_DRAW_DIVERGING)
        return "To the left: harm that is left; to the right: benefit.";
    if (c->kind == SQ_DRAW_SLOPE)
        return ascii ? "o is before action, * after it; the right end is the "
                       "worst that the scale has."
                     : "○ is before action, ● after it; the right end is the "
                       "worst that the scale has.";
    if (c->kind != SQ_DRAW_BARS)
        return "";
    if (has_open(c) && has_floor(c))
        return ascii ? "~ may still be reached. A critical answer at its floor "
                       "holds the band below |."
                     : "▒ may still be reached. A critical answer at its floor "
                       "holds the band below │.";
    if (has_open(c))
        return ascii ? "~ may still be reached." : "▒ may still be reached.";
    if (has_floor(c))
        return ascii ? "A critical answer at its floor holds the band below |."
                     : "A critical answer at its floor holds the band below │.";
    return "";
}
