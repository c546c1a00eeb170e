/* SPDX-License-Identifier: MIT */
/* What the sheet Groups draws, and the figures behind it. */
#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "report/impacts.h"

enum {
    RISKS_DRAWN = 16,   /* the highest, where there are more rows than fit */
    BENEFITS_DRAWN = 9, /* then the highest of the rest */
    FEW = 8,            /* a small picture shares its page */
    LABEL_MAX = 44,
};

enum {
    FIG_LABEL,
    FIG_BEFORE,
    FIG_AFTER,
    FIG_LEFT,
    FIG_BEFORE_ONLY,
    FIG_BENEFIT,
    FIG_COLUMNS
};

enum { PAIR_LABEL, PAIR_BEFORE, PAIR_AFTER, PAIR_HEIGHT, PAIR_COLUMNS = 6 };

struct drawing {
    struct sq_impact_lines both;  /* for risk beside benefit */
    struct sq_impact_lines risks; /* for before and after */
    struct sq_impact_lines pairs; /* those of them that are rated twice */
    sq_num high;                  /* of the scale that the charts show */
    size_t other;                 /* rated on another scale, so not drawn */
    size_t left_out;              /* beyond what fits the first chart */
    bool after, benefit;          /* somebody has one */
};

static bool
on_scale(const struct sq_rated *r, sq_num high)
{
    return r->has && sq_num_ok(r->high) && sq_num_ok(high) &&
           sq_num_cmp(r->high, high) == 0;
}

static const struct sq_rated *
risk_of(const struct sq_impact_line *l)
{
    return l->after.has ? &l->after : &l->before;
}

/* Points of different scales do not compare: the one most in use is drawn. */
static sq_num
common_scale(const struct sq_impact_lines *all)
{
    enum { SCALES = 16 };
    sq_num highs[SCALES];
    size_t uses[SCALES] = {0};
    size_t n = 0;
    size_t best = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_rated *r = risk_of(&all->items[i]);
        size_t k = 0;
        while (k < n && !on_scale(r, highs[k]))
            k++;
        if (!r->has || k == SCALES)
            continue;
        if (k == n)
            highs[n++] = r->high;
        if (++uses[k] > uses[best])
            best = k;
    }
    return n ? highs[best] : SQ_NUM_WIDE;
}

static int
by_benefit(const void *a, const void *b)
{
    const struct sq_impact_line *x = a;
    const struct sq_impact_line *y = b;
    if (x->benefit.has != y->benefit.has)
        return x->benefit.has ? -1 : 1;
    int order =
        x->benefit.has ? sq_num_cmp(y->benefit.points, x->benefit.points) : 0;
    if (order)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void
push(struct sq_pages *p, struct sq_impact_lines *l,
     const struct sq_impact_line *line)
{
    l->items =
        sq_arena_push(p->arena, l->items, &l->n, sizeof(struct sq_impact_line));
    l->items[l->n - 1] = *line;
}

static void
sort(struct sq_impact_lines *l, size_t from,
     int (*order)(const void *, const void *))
{
    if (l->n > from)
        qsort(l->items + from, l->n - from, sizeof(struct sq_impact_line),
              order);
}

/* The worst remainders, and beside benefits the best of the rest. */
static void
choose(struct drawing *d)
{
    size_t most = RISKS_DRAWN + BENEFITS_DRAWN;
    sort(&d->risks, 0, sq_lines_by_residual);
    sort(&d->both, 0, sq_lines_by_residual);
    if (d->risks.n > most)
        d->risks.n = most;
    if (d->both.n > most) {
        sort(&d->both, RISKS_DRAWN, by_benefit);
        d->left_out = d->both.n - most;
        d->both.n = most;
    }
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

static struct drawing
drawing_of(struct sq_pages *p, const struct sq_impact_lines *all)
{
    struct drawing d = {.high = common_scale(all)};
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_impact_line *l = &all->items[i];
        bool risk = risk_of(l)->has;
        if (risk && !on_scale(risk_of(l), d.high)) {
            d.other++;
            continue;
        }
        if (risk)
            push(p, &d.risks, l);
        if (risk || l->benefit.has)
            push(p, &d.both, l);
        d.after = d.after || l->after.has;
        d.benefit = d.benefit || l->benefit.has;
    }
    choose(&d);
    for (size_t i = 0; i < d.risks.n; i++) {
        const struct sq_impact_line *l = &d.risks.items[i];
        if (l->before.has && l->after.has)
            push(p, &d.pairs, l);
    }
    if (any_negative(&d.risks))
        d.pairs.n = 0;
    return d;
}

/* What is drawn to the left follows the columns before it. */
static void
turn_left(struct sq_pages *p, uint32_t row, bool after,
          struct sq_entry entries[FIG_COLUMNS])
{
    char from = after ? 'C' : 'B';
    sq_str f = sq_str_printf(p->arena, "=IF(ISNUMBER(%c%u),-%c%u,%c%u)", from,
                             row, from, row, from, row);
    entries[FIG_LEFT].formula = sq_str_z(p->arena, f);
    if (!after)
        return;
    f = sq_str_printf(p->arena,
                      "=IF(ISNUMBER(C%u),\"rated after\",IF(ISNUMBER(B%u),-B%u,"
                      "\"not rated\"))",
                      row, row, row);
    entries[FIG_BEFORE_ONLY].formula = sq_str_z(p->arena, f);
}

static struct sq_area
put_chart_figures(struct sq_pages *p, const struct drawing *d,
                  const struct sq_impact_lines *drawn, const char *name)
{
    static const struct sq_column columns[FIG_COLUMNS] = {
        [FIG_LABEL] = {"Label", 46, "not named"},
        [FIG_BEFORE] = {"Risk before action", 16, "not rated"},
        [FIG_AFTER] = {"Risk after action", 16, "not rated"},
        [FIG_LEFT] = {"Risk, drawn to the left", 16, "not rated"},
        [FIG_BEFORE_ONLY] = {"Risk with no rating after action", 18, "none"},
        [FIG_BENEFIT] = {"Benefit", 16, "not rated"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_FIGURES];
    struct sq_table t;
    sq_table_begin(&t, s, p->figures_row, name, columns, FIG_COLUMNS);
    t.plain = true;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        const struct sq_rated *left = d->after ? &l->after : &l->before;
        bool only = d->after && l->before.has && !l->after.has;
        struct sq_entry entries[FIG_COLUMNS] = {
            [FIG_LABEL] = sq_entry_text(sq_page_line(p, l->label, LABEL_MAX)),
            [FIG_BEFORE] = sq_entry_points(p, &l->before),
            [FIG_AFTER] = sq_entry_points(p, &l->after),
            [FIG_LEFT] = left->has ? sq_entry_num(sq_num_neg(left->points))
                                   : sq_entry_z(left->unsaid),
            [FIG_BEFORE_ONLY] =
                only ? sq_entry_num(sq_num_neg(l->before.points))
                     : sq_entry_z(l->after.has ? "rated after" : "not rated"),
            [FIG_BENEFIT] = sq_entry_points(p, &l->benefit),
        };
        turn_left(p, t.next + 1, d->after, entries);
        sq_table_row(&t, entries);
    }
    struct sq_area at = {s, t.top + 1, t.next - 1, 0, FIG_COLUMNS - 1};
    p->figures_row = sq_table_end(&t, "") + 1;
    return at;
}

static const struct sq_rated *
track_of(const struct sq_impact_line *l, int track)
{
    return track == FIG_BENEFIT ? &l->benefit
           : track == FIG_AFTER ? &l->after
                                : risk_of(l);
}

/* "The highest risk is 8, High (H), for Age and 2 more. "  What begins with
 * "lowest" is looked for at the other end. */
static void
put_extreme(struct sq_pages *p, struct sq_sbuf *b,
            const struct sq_impact_lines *drawn, int track, const char *what)
{
    const struct sq_impact_line *best = NULL;
    const struct sq_rated *top = NULL;
    size_t equal = 0;
    int sign = what[0] == 'l' ? -1 : 1;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_rated *r = track_of(&drawn->items[i], track);
        if (!r->has)
            continue;
        int order = top ? sign * sq_num_cmp(r->points, top->points) : 1;
        equal = order > 0 ? 0 : equal + (order == 0);
        if (order > 0) {
            top = r;
            best = &drawn->items[i];
        }
    }
    if (!best)
        return;
    sq_putf(b, "The %s is ", what);
    sq_words_num(b, top->points, 2);
    if (top->bands) {
        sq_putz(b, ", ");
        sq_words_band_one(b, top->bands, top->band, p->lang);
    }
    sq_putf(b, ", for %.*s", SQ_FMT(sq_page_line(p, best->label, LABEL_MAX)));
    if (equal)
        sq_putf(b, " and %zu more", equal);
    sq_putz(b, ". ");
}

#define WHERE "The figures are on the sheet Chart figures."

static sq_str
alt_both(struct sq_pages *p, const struct sq_impact_lines *drawn)
{
    struct sq_sbuf b = sq_page_buffer();
    size_t risks = 0;
    size_t pays = 0;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct sq_impact_line *l = &drawn->items[i];
        risks += risk_of(l)->has;
        pays += risk_of(l)->has && !l->benefit.has;
    }
    sq_putz(&b, "Bar chart: risk to the left, benefit to the right, not "
                "netted. ");
    put_extreme(p, &b, drawn, FIG_LEFT, "highest risk");
    put_extreme(p, &b, drawn, FIG_BENEFIT, "highest benefit");
    if (pays)
        sq_putf(&b, "%zu of %zu risks have no rated benefit beside them. ",
                pays, risks);
    sq_putz(&b, WHERE);
    return sq_page_take(p, &b);
}

static void
put_change(struct sq_sbuf *b, const struct sq_impact_lines *drawn)
{
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
    sq_putf(b,
            "Of %zu rated before and after action: %zu lower afterwards, %zu "
            "the same, %zu higher. ",
            lower + same + higher, lower, same, higher);
}

static sq_str
alt_change(struct sq_pages *p, const struct drawing *d)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_putf(&b, "%s: %s before%s action. ",
            d->pairs.n ? "Chart of a line from before to after for each"
                       : "Bar chart",
            any_negative(&d->risks) ? "scores, below and above nought,"
                                    : "risk",
            d->after ? " and after" : "");
    if (d->after)
        put_change(&b, &d->risks);
    if (any_negative(&d->risks))
        put_extreme(p, &b, &d->risks, FIG_LEFT, "lowest score");
    put_extreme(p, &b, &d->risks, d->after ? FIG_AFTER : FIG_LEFT,
                any_negative(&d->risks) ? "highest score"
                : d->after              ? "highest risk after action"
                                        : "highest risk");
    sq_putz(&b, WHERE);
    return sq_page_take(p, &b);
}

/* As far as the scales go on either side, so that bars can be compared. */
static double
reach_of(const struct drawing *d)
{
    sq_num most = sq_num_ok(d->high) ? d->high : sq_num_int(1);
    for (size_t i = 0; i < d->both.n; i++) {
        const struct sq_impact_line *l = &d->both.items[i];
        const struct sq_rated *three[] = {&l->before, &l->after, &l->benefit};
        for (int k = 0; k < 3; k++) {
            if (three[k]->has)
                most = sq_num_max(most, three[k]->points);
        }
        if (l->benefit.has && sq_num_ok(l->benefit.high))
            most = sq_num_max(most, l->benefit.high);
    }
    return sq_num_double(most);
}

/* What the pictures show, in words for everyone, and what they leave out. */
static uint32_t
put_words(struct sq_pages *p, struct sq_sheet *s, uint32_t row,
          const struct drawing *d)
{
    struct sq_sbuf b = sq_page_buffer();
    if (d->left_out)
        sq_putf(&b,
                "The first chart shows the %d highest risks and the %d "
                "highest benefits of the rest; %zu more are in the table. ",
                RISKS_DRAWN, BENEFITS_DRAWN, d->left_out);
    if (d->other)
        sq_putf(&b,
                "%zu rated on another scale %s in the table only, because "
                "points of different scales do not compare.",
                d->other, d->other == 1 ? "is" : "are");
    return sq_sheet_lines(s, row, SQ_LINE_NOTE, sq_page_take(p, &b));
}

static bool
any_only_before(const struct drawing *d)
{
    for (size_t i = 0; i < d->both.n; i++) {
        const struct sq_impact_line *l = &d->both.items[i];
        if (d->after && l->before.has && !l->after.has)
            return true;
    }
    return false;
}

static struct sq_chart
both_sides(struct sq_pages *p, const struct drawing *d)
{
    double reach = reach_of(d);
    return (struct sq_chart){
        .title = SQ_LIT("Risk to the left, benefit to the right, not netted"),
        .alt = alt_both(p, &d->both),
        .axis = "points",
        .series = {{d->after ? "Risk after action" : "Risk", FIG_LEFT,
                    SQ_PAINT_WARM},
                   {"Benefit", FIG_BENEFIT, SQ_PAINT_COOL},
                   {"Risk before action, not rated after it", FIG_BEFORE_ONLY,
                    SQ_PAINT_HATCHED}},
        .n_series = any_only_before(d) ? 3 : 2,
        .shape = SQ_BARS_STACKED,
        .bounded = !any_negative(&d->both),
        .low = -reach,
        .high = reach,
        .pattern = "0;0;0",
    };
}

/* 1, 2 or 5 times a power of ten, some five of which reach so far. */
static double
unit_of(double reach)
{
    double power = pow(10, floor(log10(reach / 5)));
    double times = reach / 5 / power;
    return power * (times > 5 ? 10 : times > 2 ? 5 : times > 1 ? 2 : 1);
}

/* Room to the left of nought for the labels. */
static double
label_room(const struct drawing *d)
{
    size_t most = 0;
    for (size_t i = 0; i < d->pairs.n; i++) {
        size_t n = d->pairs.items[i].label.len;
        most = n > most ? n : most;
    }
    double share = (double)(most > LABEL_MAX ? LABEL_MAX : most) / LABEL_MAX;
    double unit = unit_of(reach_of(d));
    return -unit * ceil((0.1 + 0.5 * share) * reach_of(d) / unit);
}

static struct sq_chart
before_and_after(struct sq_pages *p, const struct drawing *d)
{
    return (struct sq_chart){
        .title = SQ_LIT("Risk before and after action"),
        .alt = alt_change(p, d),
        .axis = "points",
        .series = {{"Before action", PAIR_BEFORE, SQ_PAINT_HATCHED},
                   {"After action", PAIR_AFTER, SQ_PAINT_DARK}},
        .n_series = 2,
        .shape = SQ_DUMBBELLS,
        .bounded = true,
        .low = label_room(d),
        .high = reach_of(d),
        .unit = unit_of(reach_of(d)),
        .pattern = "0;;0",
        .heights = PAIR_HEIGHT,
    };
}

/* Where nothing is rated twice, or a scale goes below nought. */
static struct sq_chart
before_or_after(struct sq_pages *p, const struct drawing *d)
{
    return (struct sq_chart){
        .title = sq_str_printf(p->arena, "%s before%s action",
                               any_negative(&d->both) ? "Scores" : "Risk",
                               d->after ? " and after" : ""),
        .alt = alt_change(p, d),
        .axis = "points",
        .series = {{"Before action", FIG_BEFORE, SQ_PAINT_HATCHED},
                   {"After action", FIG_AFTER, SQ_PAINT_DARK}},
        .n_series = d->after ? 2 : 1,
        .bounded = !any_negative(&d->both),
        .high = reach_of(d),
        .pattern = "0",
    };
}

/* A cell that says nothing would move every point of the picture. */
static struct sq_entry
pair_end(struct sq_pages *p, const struct sq_rated *r)
{
    struct sq_entry e = sq_entry_points(p, r);
    if (!e.formula)
        return e;
    sq_str f = sq_str_of(e.formula + 1);
    e.formula =
        sq_str_z(p->arena, sq_str_printf(p->arena, "=IF(ISNUMBER(%.*s),%.*s,0)",
                                         SQ_FMT(f), SQ_FMT(f)));
    return e;
}

static struct sq_area
put_pairs(struct sq_pages *p, const struct drawing *d)
{
    static const struct sq_column columns[PAIR_COLUMNS] = {
        [PAIR_LABEL] = {"Label", 46, "not named"},
        [PAIR_BEFORE] = {"Risk before action", 16, "not rated"},
        [PAIR_AFTER] = {"Risk after action", 16, "not rated"},
        [PAIR_HEIGHT] = {"Height in the chart", 16, "none"},
        [PAIR_HEIGHT + 1] = {"Height at the other end", 18, "none"},
        [PAIR_HEIGHT + 2] = {"Where the label stands", 16, "none"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_FIGURES];
    struct sq_table t;
    sq_table_begin(&t, s, p->figures_row, "BeforeAfterFigures", columns,
                   PAIR_COLUMNS);
    t.plain = true;
    for (size_t i = 0; i < d->pairs.n; i++) {
        const struct sq_impact_line *l = &d->pairs.items[i];
        struct sq_entry entries[PAIR_COLUMNS] = {
            [PAIR_LABEL] = sq_entry_text(sq_page_line(p, l->label, LABEL_MAX)),
            [PAIR_BEFORE] = pair_end(p, &l->before),
            [PAIR_AFTER] = pair_end(p, &l->after),
            [PAIR_HEIGHT] = sq_entry_count(d->pairs.n - i),
            [PAIR_HEIGHT + 1] = sq_entry_count(d->pairs.n - i),
            [PAIR_HEIGHT + 2] = sq_entry_count(0),
        };
        sq_table_row(&t, entries);
    }
    struct sq_area at = {s, t.top + 1, t.next - 1, 0, PAIR_COLUMNS - 1};
    p->figures_row = sq_table_end(&t, "") + 1;
    return at;
}

static const sq_str *
labels_of(struct sq_pages *p, const struct sq_impact_lines *l)
{
    sq_str *labels = SQ_NEW_N(p->arena, l->n + 1, sq_str);
    for (size_t i = 0; i < l->n; i++)
        labels[i] = sq_page_line(p, l->items[i].label, LABEL_MAX);
    return labels;
}

static uint32_t
put_chart(struct sq_sheet *s, uint32_t row, const struct sq_chart *c)
{
    row = sq_sheet_lines(s, row, SQ_LINE_NOTE, c->alt);
    row = sq_sheet_chart(s, row, c);
    if (c->rows.bottom - c->rows.top >= FEW)
        sq_sheet_break(s, row);
    return row;
}

uint32_t
sq_groups_draw(struct sq_pages *p, struct sq_sheet *s, uint32_t row,
               const struct sq_impact_lines *all)
{
    struct drawing drawn = drawing_of(p, all);
    const struct drawing *d = &drawn;
    if (d->both.n)
        row = put_words(p, s, row, d);
    if (d->benefit && !any_negative(&d->both)) {
        struct sq_chart c = both_sides(p, d);
        c.rows = put_chart_figures(p, d, &d->both, "BothSidesFigures");
        row = put_chart(s, row, &c);
    }
    if (d->pairs.n) {
        struct sq_chart c = before_and_after(p, d);
        c.rows = put_pairs(p, d);
        c.labels = labels_of(p, &d->pairs);
        row = put_chart(s, row, &c);
    } else if (d->risks.n) {
        struct sq_chart c = before_or_after(p, d);
        c.rows = put_chart_figures(p, d, &d->risks, "BeforeAfterFigures");
        row = put_chart(s, row, &c);
    }
    return row;
}
