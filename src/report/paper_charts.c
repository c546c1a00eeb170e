/* SPDX-License-Identifier: MIT */
/*
 * What is drawn, and the sentence that says what is to be seen in it.  Every
 * chart but a heat map owns a table with the same figures.
 */
#include "base/arena.h"
#include "report/paper.h"

static struct sq_drawing *
chart_new(struct sq_paper *p, enum sq_drawing_kind kind, const char *title)
{
    struct sq_drawing *c = SQ_NEW(p->a, struct sq_drawing);

    c->kind = kind;
    c->title = sq_str_of(title);
    return c;
}

static struct sq_bar *
bar_add(struct sq_paper *p, struct sq_drawing *c, sq_str label)
{
    c->bars = sq_arena_push(p->a, c->bars, &c->n, sizeof(c->bars[0]));
    c->bars[c->n - 1].label = label;
    return &c->bars[c->n - 1];
}

static sq_num
clamp(sq_num share)
{
    if (!sq_num_ok(share))
        return SQ_NUM_ZERO;
    return sq_num_min(sq_num_max(share, SQ_NUM_ZERO), sq_num_int(1));
}

static sq_num
of_hundred(sq_num percent)
{
    return clamp(sq_num_div(percent, sq_num_int(100)));
}

/* ---- dimensions --------------------------------------------------------- */

static bool
bounded(const struct sq_range *r)
{
    return sq_range_has_low(r) && sq_range_has_high(r);
}

bool
sq_paper_edge(const struct sq_dim_result *d, size_t i, sq_num *out)
{
    const struct sq_edge_num *e = &d->band.bands->bands[i].upper;
    bool percent = e->percent || d->dimension->combine == SQ_COMBINE_percent;

    if (!e->given)
        return false;
    if (percent)
        *out = of_hundred(e->value);
    else if (bounded(&d->max) && d->max.high.num != 0)
        *out = clamp(sq_num_div(e->value, d->max.high));
    else
        return false;
    return true;
}

static void
mark_bands(struct sq_paper *p, const struct sq_dim_result *d,
           struct sq_bar *bar)
{
    if (!d->band.bands)
        return;
    sq_num *edges = SQ_NEW_N(p->a, d->band.bands->n, sq_num);
    for (size_t i = 0; i < d->band.bands->n; i++)
        bar->n_edges += sq_paper_edge(d, i, &edges[bar->n_edges]);
    bar->edges = edges;
    bar->has_floor = d->dimension->floor_cap.text.len > 0 &&
                     sq_paper_edge(d, d->dimension->cap_band, &bar->floor);
    if (d->value.data && d->band.low == d->band.high)
        bar->a.colour = d->band.bands->bands[d->band.low].colour;
}

static void
add_dimension(struct sq_paper *p, struct sq_drawing *c,
              const struct sq_dim_result *d)
{
    struct sq_bar *bar = bar_add(
        p, c,
        sq_words_label(&d->dimension->label, d->dimension->id.text, p->lang));

    bar->a.known = bounded(&d->percent);
    if (bar->a.known) {
        bar->a.low = of_hundred(d->percent.low);
        bar->a.high = of_hundred(d->percent.high);
    }
    mark_bands(p, d, bar);
    sq_words_dimension(&p->b, d);
    if (d->band.bands && d->value.data) {
        struct sq_range figure = d->value;
        figure.may_none = false;
        sq_putz(&p->b, ", ");
        sq_words_band(&p->b, &d->band, &figure, p->lang);
    }
    bar->text = sq_paper_take(p);
}

/* The least of those with bands: "The lowest is Fairness: 43.75 %, Weak." */
static void
put_lowest(struct sq_paper *p, const struct sq_drawing *c)
{
    const struct sq_bar *low = NULL;

    for (size_t i = 0; i < c->n; i++) {
        const struct sq_bar *bar = &c->bars[i];
        if (bar->a.known && bar->n_edges > 0 &&
            (!low || sq_num_cmp(bar->a.low, low->a.low) < 0))
            low = bar;
    }
    if (!low)
        return;
    sq_putf(&p->b, "The lowest is %.*s: %.*s.", SQ_FMT(low->label),
            SQ_FMT(low->text));
}

static void
put_capped(struct sq_paper *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_dimensions; i++)
        n += p->res->dimensions[i].capped;
    if (n > 0)
        sq_putf(&p->b, " %zu %s held down by a critical answer.", n,
                n == 1 ? "is" : "are");
}

void
sq_paper_chart_dimensions(struct sq_paper *p)
{
    struct sq_drawing *c =
        chart_new(p, SQ_DRAW_BARS, "Dimensions, as a share of the maximum");
    size_t known = 0;

    for (size_t i = 0; i < p->res->n_dimensions; i++) {
        add_dimension(p, c, &p->res->dimensions[i]);
        known += c->bars[i].a.known;
    }
    if (known == 0)
        return;
    put_lowest(p, c);
    put_capped(p);
    if (p->b.len == 0)
        sq_putf(&p->b, "%zu of %zu have a figure.", known, c->n);
    c->finding = sq_paper_take(p);
    c->table = sq_paper_take_back(p);
    sq_paper_chart(p, c);
}

/* ---- before and after ---------------------------------------------------- */

static bool
is_rated(const struct sq_paper *p, const struct sq_slot *s)
{
    sq_num share;

    return sq_paper_due(s) && sq_paper_share(p, s, &share);
}

static struct sq_mark
mark_of(const struct sq_paper *p, const struct sq_slot *s)
{
    struct sq_mark mark = {.known = is_rated(p, s)};
    sq_num share;

    if (mark.known && sq_paper_share(p, s, &share)) {
        mark.low = mark.high = clamp(share);
        mark.colour = sq_paper_colour(p, s);
    }
    return mark;
}

/* "12, High (H)", or why there is no figure. */
static void
put_rating(struct sq_paper *p, const struct sq_slot *s)
{
    sq_num figure;

    if (!s || s->state == SQ_HIDDEN) {
        sq_putz(&p->b, "none asked");
        return;
    }
    if (!sq_paper_figure(p, s, &figure)) {
        sq_words_slot(&p->b, p->c, s, p->lang);
        return;
    }
    const struct sq_matrix *m = s->question->matrix;
    sq_words_num(&p->b, figure, 2);
    if (m && m->bands) {
        sq_putz(&p->b, ", ");
        sq_words_band_one(&p->b, m->bands,
                          sq_bands_find(m->bands, figure, m->high), p->lang);
    }
}

static sq_str
name_of(struct sq_paper *p, const struct sq_impact *im)
{
    sq_paper_put_row(p, im->row);
    return sq_paper_take(p);
}

static bool
is_changed(const struct sq_impact *im)
{
    return sq_paper_due(im->initial) && sq_paper_due(im->residual) &&
           im->initial->reply == SQ_GIVEN && im->residual->reply == SQ_GIVEN;
}

struct change {
    size_t falls, same, rises;
};

static void
add_change(struct sq_paper *p, struct sq_drawing *c, struct sq_block *table,
           const struct sq_impact *im, struct change *out)
{
    struct sq_bar *bar = bar_add(p, c, name_of(p, im));

    bar->a = mark_of(p, im->initial);
    bar->b = mark_of(p, im->residual);
    put_rating(p, im->initial);
    sq_str before = sq_paper_take(p);
    put_rating(p, im->residual);
    sq_str after = sq_paper_take(p);
    sq_putf(&p->b, "%.*s, then %.*s", SQ_FMT(before), SQ_FMT(after));
    bar->text = sq_paper_take(p);
    sq_put(&p->b, bar->label);
    sq_paper_loose_cell(p, table);
    sq_put(&p->b, before);
    sq_paper_loose_cell(p, table)->colour = bar->a.colour;
    sq_put(&p->b, after);
    sq_paper_loose_cell(p, table)->colour = bar->b.colour;
    int order = sq_num_cmp(bar->b.low, bar->a.low);
    out->falls += order < 0;
    out->same += order == 0;
    out->rises += order > 0;
}

static struct sq_block *
table_new(struct sq_paper *p, const char *first, const char *second,
          const char *third)
{
    const char *heads[] = {first, second, third};

    return sq_paper_table(p, heads, 3);
}

void
sq_paper_chart_change(struct sq_paper *p)
{
    struct sq_ranking r = sq_paper_rank(p, is_changed, SQ_BY_HARM);
    struct sq_drawing *c =
        chart_new(p, SQ_DRAW_SLOPE, "Each harm before and after action");
    struct sq_block *table =
        table_new(p, "Who or what", "Before action", "After action");
    struct change n = {0, 0, 0};

    for (size_t i = 0; i < r.n; i++) {
        const struct sq_impact *im = r.items[i].im;
        if (is_rated(p, im->initial) && is_rated(p, im->residual))
            add_change(p, c, table, im, &n);
    }
    if (c->n < 2)
        return;
    sq_putf(&p->b,
            "Of %zu harms rated before and after action, %zu %s lower after "
            "it, %zu %s as before",
            c->n, n.falls, n.falls == 1 ? "is" : "are", n.same,
            n.same == 1 ? "is" : "are");
    if (n.rises > 0)
        sq_putf(&p->b, " and %zu %s HIGHER", n.rises,
                n.rises == 1 ? "is" : "are");
    sq_putf(&p->b, ". The highest that remains: %.*s, %.*s.",
            SQ_FMT(c->bars[0].label), SQ_FMT(table->cells[2].text));
    c->finding = sq_paper_take(p);
    c->a_name = SQ_LIT("Before action");
    c->b_name = SQ_LIT("After action");
    c->table = table;
    sq_paper_chart(p, c);
}

/* ---- harm and benefit by group ------------------------------------------- */

static const struct sq_slot *
harm_left(const struct sq_paper *p, const struct sq_impact *im)
{
    return is_rated(p, im->residual) ? im->residual : im->initial;
}

/* By what is rated: one that nobody knows or set aside is not, nought is. */
struct both {
    size_t harm, benefit, both;
};

static void
add_both(struct sq_paper *p, struct sq_drawing *c, struct sq_block *table,
         const struct sq_impact *im, struct both *out)
{
    struct sq_bar *bar = bar_add(p, c, name_of(p, im));
    const struct sq_slot *harm = harm_left(p, im);

    if (harm)
        bar->a = mark_of(p, harm);
    if (im->benefit)
        bar->b = mark_of(p, im->benefit);
    put_rating(p, harm);
    sq_str left = sq_paper_take(p);
    put_rating(p, im->benefit);
    sq_str right = sq_paper_take(p);
    sq_putf(&p->b, "harm left: %.*s; benefit: %.*s", SQ_FMT(left),
            SQ_FMT(right));
    bar->text = sq_paper_take(p);
    sq_put(&p->b, bar->label);
    sq_paper_loose_cell(p, table);
    sq_put(&p->b, left);
    sq_paper_loose_cell(p, table)->colour = bar->a.colour;
    sq_put(&p->b, right);
    sq_paper_loose_cell(p, table)->colour = bar->b.colour;
    out->harm += bar->a.known && !bar->b.known;
    out->benefit += !bar->a.known && bar->b.known;
    out->both += bar->a.known && bar->b.known;
}

static bool
touches_people(const struct sq_impact *im)
{
    return sq_impact_gains(im) || sq_impact_loses(im);
}

void
sq_paper_chart_both(struct sq_paper *p)
{
    struct sq_ranking r = sq_paper_rank(p, touches_people, SQ_BY_HARM);
    struct sq_drawing *c =
        chart_new(p, SQ_DRAW_DIVERGING, "Harm left and benefit, side by side");
    struct sq_block *table = table_new(p, "Who", "Harm left", "Benefit");
    struct both n = {0, 0, 0};

    for (size_t i = 0; i < r.n; i++) {
        const struct sq_impact *im = r.items[i].im;
        const struct sq_slot *harm = harm_left(p, im);
        if ((harm && is_rated(p, harm)) ||
            (im->benefit && is_rated(p, im->benefit)))
            add_both(p, c, table, im, &n);
    }
    if (c->n < 2)
        return;
    sq_putf(&p->b,
            "Rated for harm alone: %zu; for benefit alone: %zu; for both: %zu. "
            "Neither is ever set against the other.",
            n.harm, n.benefit, n.both);
    c->finding = sq_paper_take(p);
    c->a_name = SQ_LIT("Harm left");
    c->b_name = SQ_LIT("Benefit");
    c->table = table;
    sq_paper_chart(p, c);
}

/* ---- the age of the evidence --------------------------------------------- */

static const struct {
    const char *label;
    int months; /* younger than this; 0: any age */
} ages[] = {
    {"Under 6 months", 6}, {"6 to 12 months", 12},    {"1 to 2 years", 24},
    {"2 to 3 years", 36},  {"Older than 3 years", 0},
};
enum { N_AGES = sizeof(ages) / sizeof(ages[0]) };

static size_t
age_of(const struct sq_paper *p, sq_date d)
{
    for (size_t i = 0; i + 1 < N_AGES; i++) {
        const struct sq_duration age = {.months = ages[i].months, .days = 0};
        if (sq_date_add(d, age) > p->r->as_of)
            return i;
    }
    return N_AGES - 1;
}

static void
add_age(struct sq_paper *p, struct sq_drawing *c, struct sq_block *table,
        const char *label, size_t n, size_t most)
{
    struct sq_bar *bar = bar_add(p, c, sq_str_of(label));

    bar->a.known = true;
    bar->a.low = bar->a.high =
        sq_num_of((int64_t)n, (int64_t)(most > 0 ? most : 1));
    sq_putf(&p->b, "%zu", n);
    bar->text = sq_paper_take(p);
    sq_put(&p->b, bar->label);
    sq_paper_loose_cell(p, table);
    sq_put(&p->b, bar->text);
    struct sq_cell *cell = sq_paper_loose_cell(p, table);
    cell->number = cell->has_num = true;
    cell->num = sq_num_int((int64_t)n);
}

static void
put_ages(struct sq_paper *p, const size_t *n, size_t undated)
{
    size_t old = n[3] + n[4];

    sq_putf(&p->b, "%zu of %zu %s older than two years", old, p->as->n_evidence,
            old == 1 ? "is" : "are");
    if (undated > 0)
        sq_putf(&p->b, "; %zu %s no date", undated,
                undated == 1 ? "has" : "have");
    sq_putz(&p->b, ". Counted to ");
    sq_paper_put_date(p, p->r->as_of);
    sq_putc(&p->b, '.');
}

void
sq_paper_chart_age(struct sq_paper *p)
{
    static const char *const heads[] = {"Age", "Pieces of evidence"};
    struct sq_drawing *c =
        chart_new(p, SQ_DRAW_COUNTS, "How old the evidence is");
    struct sq_block *table = sq_paper_table(p, heads, 2);
    size_t n[N_AGES] = {0}, undated = 0, most = 0;

    if (p->as->n_evidence < 3 || p->r->as_of == SQ_NO_DATE)
        return;
    for (size_t i = 0; i < p->as->n_evidence; i++) {
        sq_date d = p->as->evidence[i].date;
        if (d == SQ_NO_DATE)
            undated++;
        else
            n[age_of(p, d)]++;
    }
    for (size_t i = 0; i < N_AGES; i++)
        most = n[i] > most ? n[i] : most;
    most = undated > most ? undated : most;
    for (size_t i = 0; i < N_AGES; i++)
        add_age(p, c, table, ages[i].label, n[i], most);
    if (undated > 0)
        add_age(p, c, table, "No date", undated, most);
    put_ages(p, n, undated);
    c->finding = sq_paper_take(p);
    c->table = table;
    sq_paper_chart(p, c);
}

/* ---- heat maps ----------------------------------------------------------- */

/* How many stand in each band; the grid has its highest row on top. */
static uint64_t *
count_bands(struct sq_paper *p, const struct sq_matrix *m,
            const struct sq_block *grid)
{
    uint64_t *n = SQ_NEW_N(p->a, m->bands->n, uint64_t);
    size_t columns = m->columns->n;

    for (size_t i = 0; i < m->rows->n * columns; i++) {
        size_t row = m->rows->n - 1 - i / columns, column = i % columns;
        const struct sq_cell *cell =
            &grid->cells[row * (columns + 1) + column + 1];
        if (cell->has_num && sq_num_ok(m->cells[i]))
            n[sq_bands_find(m->bands, m->cells[i], m->high)] +=
                (uint64_t)cell->num.num;
    }
    return n;
}

/* "2 stand in the highest band reached, Extreme (X)". */
static void
put_worst(struct sq_paper *p, const struct sq_matrix *m,
          const struct sq_block *grid)
{
    const uint64_t *n = count_bands(p, m, grid);
    size_t worst = m->bands->n;

    while (worst > 0 && n[worst - 1] == 0)
        worst--;
    if (worst == 0)
        return;
    sq_putf(&p->b, "%llu %s in the highest band reached, ",
            (unsigned long long)n[worst - 1],
            n[worst - 1] == 1 ? "stands" : "stand");
    sq_words_band_one(&p->b, m->bands, worst - 1, p->lang);
}

void
sq_paper_chart_heat(struct sq_paper *p, struct sq_drawing *c,
                    const struct sq_matrix *m, const struct sq_block *before,
                    const struct sq_block *after)
{
    c->kind = SQ_DRAW_HEAT;
    c->grids[0] = before;
    c->grids[1] = after;
    c->a_name = SQ_LIT("Before action");
    c->b_name = SQ_LIT("After action");
    if (before && m->bands) {
        sq_putz(&p->b, "Before action, ");
        put_worst(p, m, before);
        sq_putc(&p->b, '.');
    }
    if (after && m->bands) {
        sq_putz(&p->b, before ? " After action, " : "After action, ");
        put_worst(p, m, after);
        sq_putc(&p->b, '.');
    }
    c->finding = sq_paper_take(p);
}
