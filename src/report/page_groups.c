/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/arena.h"
#include "report/impacts.h"

enum { CHART_ROWS = 40, LABEL_MAX = 60 };

/* ---- groups ------------------------------------------------------------- */

static uint32_t
put_groups(struct sq_pages *p, struct sq_sheet *s,
           const struct sq_impact_lines *all, uint32_t top)
{
    static const struct sq_column columns[] = {
        {"Who or what", 26, "not named"},
        {"Part of the form", 22, "none"},
        {"Effect", 14, "not asked"},
        {"Risk before", 11, "not answered"},
        {"Level before", 13, "no bands"},
        {"Risk after", 11, "not answered"},
        {"Level after", 13, "no bands"},
        {"Benefit", 11, "not answered"},
        {"Level of benefit", 14, "no bands"},
        {"Confidence", 18, "not asked"},
        {"Reach", 16, "not asked"},
        {"Actions", 12, "none"},
        {"ID", 16, "none"},
    };
    enum { N = sizeof(columns) / sizeof(columns)[0] };
    struct sq_table t;
    sq_table_begin(&t, s, top, "Groups", columns, N);
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_impact_line *l = &all->items[i];
        struct sq_entry entries[N] = {
            sq_entry_text(l->label),
            sq_entry_text(sq_group_title(p, l->impact->group)),
            sq_entry_text(sq_slot_shown(p, l->impact->direction)),
            sq_entry_points(&l->before),
            sq_entry_level(p, &l->before),
            sq_entry_points(&l->after),
            sq_entry_level(p, &l->after),
            sq_entry_points(&l->benefit),
            sq_entry_level(p, &l->benefit),
            sq_entry_text(sq_slot_shown(p, l->impact->confidence)),
            sq_entry_text(sq_slot_shown(p, l->impact->reach)),
            sq_entry_actions(p, l->impact, false),
            sq_entry_text(sq_impact_id(p, l->impact)),
        };
        entries[0].strong = true;
        sq_table_row(&t, entries);
    }
    if (all->n)
        sq_sheet_keep_heads(s, top);
    return sq_table_end(&t, "This assessment has no table of impacts.");
}

/* ---- charts ------------------------------------------------------------- */

enum { FIG_LABEL, FIG_BEFORE, FIG_AFTER, FIG_LEFT, FIG_BENEFIT, FIG_COLUMNS };

static bool
draws(const struct sq_impact_line *l)
{
    return l->before.has || l->after.has || l->benefit.has;
}

static struct sq_impact_lines
drawn_of(struct sq_pages *p, const struct sq_impact_lines *all)
{
    struct sq_impact_lines drawn = {NULL, 0};
    for (size_t i = 0; i < all->n; i++) {
        if (!draws(&all->items[i]))
            continue;
        drawn.items = sq_arena_push(p->arena, drawn.items, &drawn.n,
                                    sizeof(struct sq_impact_line));
        drawn.items[drawn.n - 1] = all->items[i];
    }
    if (drawn.n)
        qsort(drawn.items, drawn.n, sizeof(struct sq_impact_line),
              sq_lines_by_residual);
    drawn.n = drawn.n < CHART_ROWS ? drawn.n : CHART_ROWS;
    return drawn;
}

/* Is there a question for it anywhere in what is drawn? */
static bool
has_track(const struct sq_impact_lines *drawn, bool benefit)
{
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        if (benefit ? l->benefit.has : l->after.has)
            return true;
    }
    return false;
}

static struct sq_area
put_chart_figures(struct sq_pages *p, const struct sq_impact_lines *drawn)
{
    static const struct sq_column columns[FIG_COLUMNS] = {
        [FIG_LABEL] = {"Label", 46, "not named"},
        [FIG_BEFORE] = {"Risk before action", 16, "not rated"},
        [FIG_AFTER] = {"Risk after action", 16, "not rated"},
        [FIG_LEFT] = {"Risk, drawn to the left", 16, "not rated"},
        [FIG_BENEFIT] = {"Benefit", 16, "not rated"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_FIGURES];
    bool after = has_track(drawn, false);
    struct sq_table t;
    sq_table_begin(&t, s, p->figures_row, "GroupFigures", columns, FIG_COLUMNS);
    t.plain = true;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        const struct sq_rated *left = after ? &l->after : &l->before;
        struct sq_entry entries[FIG_COLUMNS] = {
            [FIG_LABEL] = sq_entry_text(sq_page_line(p, l->label, LABEL_MAX)),
            [FIG_BEFORE] = sq_entry_points(&l->before),
            [FIG_AFTER] = sq_entry_points(&l->after),
            [FIG_LEFT] = left->has ? sq_entry_num(sq_num_neg(left->points))
                                   : sq_entry_points(left),
            [FIG_BENEFIT] = sq_entry_points(&l->benefit),
        };
        sq_table_row(&t, entries);
    }
    struct sq_area at = {s, t.top + 1, t.next - 1, 0, FIG_COLUMNS - 1};
    p->figures_row = sq_table_end(&t, "") + 1;
    return at;
}

/* The highest figure of a track, and whose it is. */
static const struct sq_impact_line *
highest(const struct sq_impact_lines *drawn, size_t track)
{
    const struct sq_impact_line *best = NULL;
    const struct sq_rated *top = NULL;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        const struct sq_rated *r = track == FIG_BENEFIT ? &l->benefit
                                   : track == FIG_AFTER ? &l->after
                                                        : &l->before;
        if (r->has && (!top || sq_num_cmp(r->points, top->points) > 0)) {
            top = r;
            best = l;
        }
    }
    return best;
}

static void
put_highest(struct sq_pages *p, struct sq_sbuf *b,
            const struct sq_impact_lines *drawn, size_t track, const char *what)
{
    const struct sq_impact_line *l = highest(drawn, track);
    if (!l)
        return;
    const struct sq_rated *r = track == FIG_BENEFIT ? &l->benefit
                               : track == FIG_AFTER ? &l->after
                                                    : &l->before;
    sq_putf(b, "The highest %s is ", what);
    sq_words_num(b, r->points, 2);
    if (r->bands) {
        sq_putz(b, ", ");
        sq_words_band_one(b, r->bands, r->band, p->lang);
    }
    sq_putf(b, ", for %.*s. ", SQ_FMT(sq_page_line(p, l->label, LABEL_MAX)));
}

#define WHERE "The figures are on the sheet Chart figures."

static sq_str
alt_both(struct sq_pages *p, const struct sq_impact_lines *drawn, bool after)
{
    struct sq_sbuf b = sq_page_buffer();
    size_t pays = 0;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        const struct sq_rated *r = after ? &l->after : &l->before;
        pays += r->has && !l->benefit.has;
    }
    sq_putz(&b, "Bar chart: risk to the left, benefit to the right, not "
                "netted. ");
    put_highest(p, &b, drawn, after ? FIG_AFTER : FIG_BEFORE, "risk");
    put_highest(p, &b, drawn, FIG_BENEFIT, "benefit");
    if (pays)
        sq_putf(&b, "%zu of %zu bear a risk without a rated benefit. ", pays,
                drawn->n);
    sq_putz(&b, WHERE);
    return sq_page_take(p, &b);
}

static sq_str
alt_change(struct sq_pages *p, const struct sq_impact_lines *drawn)
{
    struct sq_sbuf b = sq_page_buffer();
    size_t lower = 0;
    size_t same = 0;
    size_t higher = 0;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        if (!l->before.has || !l->after.has)
            continue;
        int change = sq_num_cmp(l->after.points, l->before.points);
        lower += change < 0;
        same += change == 0;
        higher += change > 0;
    }
    sq_putf(&b,
            "Bar chart: risk before and after action. Action lowers %zu "
            "of %zu risks rated on both sides; %zu stay the same",
            lower, lower + same + higher, same);
    if (higher)
        sq_putf(&b, " and %zu rise", higher);
    sq_putz(&b, ". ");
    put_highest(p, &b, drawn, FIG_AFTER, "risk after action");
    sq_putz(&b, WHERE);
    return sq_page_take(p, &b);
}

/* As far as the matrices go on either side, so that bars can be compared. */
static double
reach_of(const struct sq_impact_lines *drawn)
{
    sq_num most = sq_num_int(1);
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        const struct sq_rated *three[] = {&l->before, &l->after, &l->benefit};
        for (int k = 0; k < 3; k++) {
            const struct sq_matrix *m = three[k]->matrix;
            if (three[k]->has)
                most = sq_num_max(most, three[k]->points);
            if (m && sq_num_ok(m->high))
                most = sq_num_max(most, m->high);
        }
    }
    return sq_num_double(most);
}

/* Signed scales go below nought: their axis is left to the program. */
static bool
any_negative(const struct sq_impact_lines *drawn)
{
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        if ((l->before.has && l->before.points.num < 0) ||
            (l->after.has && l->after.points.num < 0) ||
            (l->benefit.has && l->benefit.points.num < 0))
            return true;
    }
    return false;
}

static void
put_charts(struct sq_pages *p, struct sq_sheet *s,
           const struct sq_impact_lines *all, uint32_t row)
{
    struct sq_impact_lines drawn = drawn_of(p, all);
    if (!drawn.n)
        return;
    bool after = has_track(&drawn, false);
    bool benefit = has_track(&drawn, true);
    const char *which = all->n > CHART_ROWS ? ", the 40 highest" : "";
    double reach = reach_of(&drawn);
    struct sq_chart c = {
        .rows = put_chart_figures(p, &drawn),
        .axis = "points",
        .bounded = !any_negative(&drawn),
        .high = reach,
    };
    if (benefit) {
        c.title = sq_str_printf(
            p->arena, "Risk to the left, benefit to the right, not netted%s",
            which);
        c.alt = alt_both(p, &drawn, after);
        c.series[0] = (struct sq_series){after ? "Risk after action" : "Risk",
                                         FIG_LEFT, SQ_PAINT_WARM};
        c.series[1] = (struct sq_series){"Benefit", FIG_BENEFIT, SQ_PAINT_COOL};
        c.n_series = 2;
        c.stacked = true;
        c.low = -reach;
        c.pattern = "0;0;0";
        row = sq_sheet_chart(s, row, &c);
    }
    c.title = sq_str_printf(p->arena, "Risk before and after action%s", which);
    c.alt = alt_change(p, &drawn);
    c.series[0] =
        (struct sq_series){"Before action", FIG_BEFORE, SQ_PAINT_HATCHED};
    c.series[1] = (struct sq_series){"After action", FIG_AFTER, SQ_PAINT_DARK};
    c.n_series = after ? 2 : 1;
    c.stacked = false;
    c.low = 0;
    c.pattern = "0";
    (void)sq_sheet_chart(s, row, &c);
}

void
sq_page_groups(struct sq_pages *p, const struct sq_impact_lines *all)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_GROUPS];
    sq_sheet_width(s, 0, 26);
    uint32_t end = put_groups(p, s, all, 3);
    (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE,
                         SQ_LIT("Harm and benefit stand side by side and are "
                                "never subtracted from one another. Charts "
                                "are below the table."));
    put_charts(p, s, all, end + 1);
}
