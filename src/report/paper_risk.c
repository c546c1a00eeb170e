/* SPDX-License-Identifier: MIT */
/* The highest risks that remain, and heat maps before and after action. */
#include "base/arena.h"
#include "report/paper.h"

enum { WORST = 5 }; /* risks named on each scale */

static bool
has_harm(const struct sq_impact *im)
{
    return sq_paper_due(im->initial) || sq_paper_due(im->residual);
}

/* The scale on which a harm is rated; NULL where it is not a matrix. */
static const struct sq_matrix *
scale_of(const struct sq_impact *im)
{
    const struct sq_slot *s =
        sq_paper_due(im->residual) ? im->residual : im->initial;

    return s->question->matrix;
}

/* ---- highest residual risks --------------------------------------------- */

/* "X3 (Kit Bray, due 16 October 2026, done)". */
static void
put_action(struct sq_paper *p, const struct sq_action *x)
{
    bool over = x->status == SQ_AS_DONE || x->status == SQ_AS_DROPPED;

    sq_putf(&p->b, "%.*s (", SQ_FMT(x->id.text));
    sq_put(&p->b,
           x->owner.text.len > 0 ? x->owner.text : SQ_LIT("NOBODY NAMED"));
    if (over) {
        sq_putf(&p->b, ", %s)", sq_words_action_status(x->status));
        return;
    }
    if (x->due != SQ_NO_DATE) {
        sq_putz(&p->b, ", due ");
        sq_paper_put_date(p, x->due);
    } else {
        sq_putz(&p->b, ", NO DATE");
    }
    sq_putz(&p->b, sq_paper_overdue(p, x->due, x->status) ? ", OVERDUE)" : ")");
}

/* No action names it; what is done about it all the same, if anything. */
static void
put_controls(struct sq_paper *p, const struct sq_row *row)
{
    const struct sq_slot *s = sq_paper_column(p, row, SQ_TRACK_CONTROLS);

    if (sq_paper_due(s) && s->reply == SQ_GIVEN)
        sq_putf(&p->b, "none in the register; its controls: %.*s",
                SQ_FMT(sq_slot_show(p->c, s, p->lang)));
    else
        sq_putz(&p->b, "NONE NAMED");
}

static void
cell_actions(struct sq_paper *p, struct sq_block *table,
             const struct sq_impact *im)
{
    for (size_t i = 0; i < im->n_actions; i++) {
        sq_putz(&p->b, i > 0 ? "; " : "");
        put_action(p, im->actions[i]);
    }
    if (im->n_actions == 0)
        put_controls(p, im->row);
    if (sq_impact_loses(im) && sq_paper_pays(p, im))
        sq_putz(&p->b, ". PAYS WITHOUT GAINING");
    sq_paper_take_cell(p, table);
}

static void
cell_rating(struct sq_paper *p, struct sq_block *table, const struct sq_slot *s)
{
    if (sq_paper_due(s))
        sq_words_slot(&p->b, p->c, s, p->lang);
    sq_paper_take_cell(p, table)->colour = sq_paper_colour(p, s);
}

static void
put_harm(struct sq_paper *p, struct sq_block *table, const struct sq_impact *im)
{
    sq_paper_put_row(p, im->row);
    sq_paper_take_cell(p, table);
    cell_rating(p, table, im->initial);
    cell_rating(p, table, im->residual);
    cell_actions(p, table, im);
}

static void
name_scale(struct sq_paper *p, const struct sq_matrix *m)
{
    sq_putz(&p->b, "On the scale ");
    sq_put(&p->b, m ? sq_words_label(&m->label, m->id.text, p->lang)
                    : SQ_LIT("of points"));
    if (m) {
        sq_putz(&p->b, ", ");
        sq_words_num(&p->b, m->low, 2);
        sq_putz(&p->b, " to ");
        sq_words_num(&p->b, m->high, 2);
    }
    sq_paper_take_heading(p, 3);
}

static void
put_scale(struct sq_paper *p, const struct sq_ranking *r,
          const struct sq_matrix *m)
{
    static const char *const heads[] = {"Risk", "Before action", "After action",
                                        "Actions"};
    struct sq_block *table = sq_paper_table(p, heads, 4);
    size_t n = 0;

    for (size_t i = 0; i < r->n; i++) {
        if (scale_of(r->items[i].im) == m && n++ < WORST)
            put_harm(p, table, r->items[i].im);
    }
    if (n <= WORST)
        return;
    sq_putf(&p->b, "%zu more are in the appendix.", n - WORST);
    sq_paper_take_paragraph(p);
}

void
sq_paper_risks(struct sq_paper *p)
{
    struct sq_ranking r = sq_paper_rank(p, has_harm, SQ_BY_HARM);
    struct sq_seen scales = {NULL, 0};

    sq_paper_heading(p, 2, SQ_LIT("Highest risks that remain"));
    if (r.n == 0)
        sq_paper_say(p, "No risk is rated.");
    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (!im->row->phantom && has_harm(im))
            sq_seen_add(p->a, &scales, scale_of(im));
    }
    for (size_t i = 0; i < scales.n; i++) {
        if (scales.n > 1)
            name_scale(p, scales.items[i]);
        put_scale(p, &r, scales.items[i]);
    }
}

/* ---- heat maps ---------------------------------------------------------- */

typedef const struct sq_slot *(*pick_fn)(const struct sq_impact *);

static const struct sq_slot *
initial_of(const struct sq_impact *im)
{
    return im->initial;
}

static const struct sq_slot *
residual_of(const struct sq_impact *im)
{
    return im->residual;
}

static bool
is_rated(const struct sq_slot *s, const struct sq_matrix *m)
{
    return s && s->state == SQ_ASKED && s->reply == SQ_GIVEN &&
           s->question->matrix == m;
}

/* How many rows stand in each cell of m; `*out_without` counts those asked for
 * a rating and without one. */
static uint32_t *
count_cells(struct sq_paper *p, const struct sq_matrix *m, pick_fn pick,
            uint32_t *out_with, uint32_t *out_without)
{
    size_t columns = m->columns->n;
    uint32_t *counts = SQ_NEW_N(p->a, m->rows->n * columns, uint32_t);

    *out_with = *out_without = 0;
    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        const struct sq_slot *s = pick(im);
        if (im->row->phantom || !sq_paper_due(s) || s->question->matrix != m)
            continue;
        if (is_rated(s, m) && s->value.option < m->rows->n &&
            s->value.column < columns) {
            counts[s->value.option * columns + s->value.column]++;
            (*out_with)++;
        } else {
            (*out_without)++;
        }
    }
    return counts;
}

static void
put_option_name(struct sq_paper *p, const struct sq_option *o)
{
    if (o->scored) {
        sq_words_num(&p->b, o->score, 2);
        sq_putc(&p->b, ' ');
    }
    sq_put(&p->b, sq_words_label(&o->label, o->id.text, p->lang));
}

static void
put_letter(struct sq_paper *p, const struct sq_matrix *m, sq_num cell,
           struct sq_cell *out)
{
    if (!m->bands || !sq_num_ok(cell))
        return;
    const struct sq_band *band =
        &m->bands->bands[sq_bands_find(m->bands, cell, m->high)];
    sq_put(&p->b, band->letter.text.len > 0
                      ? band->letter.text
                      : sq_words_label(&band->label, band->id.text, p->lang));
    out->colour = band->colour;
}

static struct sq_block *
grid(struct sq_paper *p, const struct sq_matrix *m)
{
    static const char *const none[] = {""};
    struct sq_block *block = sq_paper_table(p, none, 1);

    block->kind = SQ_MATRIX;
    for (size_t i = 0; i < m->columns->n; i++) {
        put_option_name(p, &m->columns->options[i]);
        sq_paper_add_heads(p, block, sq_paper_take(p));
    }
    return block;
}

/* Highest row on top, as heat maps are drawn. */
static void
put_map(struct sq_paper *p, const struct sq_matrix *m, const uint32_t *counts)
{
    struct sq_block *block = grid(p, m);
    size_t columns = m->columns->n;

    for (size_t i = m->rows->n; i-- > 0;) {
        put_option_name(p, &m->rows->options[i]);
        sq_paper_take_cell(p, block);
        for (size_t j = 0; j < columns; j++) {
            struct sq_cell found = {.colour = SQ_COLOUR_NONE};
            uint32_t n = counts[i * columns + j];
            put_letter(p, m, m->cells[i * columns + j], &found);
            if (n > 0)
                sq_putf(&p->b, "%s(%u)", p->b.len > 0 ? " " : "", n);
            struct sq_cell *cell = sq_paper_take_cell(p, block);
            cell->colour = found.colour;
            cell->has_num = n > 0;
            cell->num = sq_num_int(n);
        }
    }
}

/* The map as a block; NULL where nothing is asked or rated. */
static const struct sq_block *
put_half(struct sq_paper *p, const struct sq_matrix *m, const char *title,
         pick_fn pick)
{
    uint32_t with, without;
    const uint32_t *counts = count_cells(p, m, pick, &with, &without);

    if (with + without == 0)
        return NULL;
    sq_putf(&p->b, "%.*s, %s",
            SQ_FMT(sq_words_label(&m->label, m->id.text, p->lang)), title);
    sq_paper_take_heading(p, 3);
    if (with == 0) {
        sq_paper_say(p, "Nothing is rated yet.");
        return NULL;
    }
    put_map(p, m, counts);
    const struct sq_block *map = p->o->last;
    if (without > 0) {
        sq_putf(&p->b, "%u of %u %s not rated and not in the map.", without,
                with + without, without == 1 ? "is" : "are");
        sq_paper_take_paragraph(p);
    }
    return map;
}

static void
put_map_legend(struct sq_paper *p, const struct sq_matrix *m)
{
    sq_putf(&p->b,
            "Downwards: %.*s, highest first. Across: %.*s. The figure in "
            "brackets is how many groups or risks stand there; a cell without "
            "one has none.",
            SQ_FMT(sq_matrix_row_name(p->a, m, p->lang)),
            SQ_FMT(sq_matrix_column_name(p->a, m, p->lang)));
    for (size_t i = 0; m->bands && i < m->bands->n; i++) {
        sq_putz(&p->b, i == 0 ? " Bands: " : "; ");
        sq_words_band_one(&p->b, m->bands, i, p->lang);
        sq_putc(&p->b, ' ');
        sq_words_edges(&p->b, m->bands, i);
    }
    sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

static struct sq_seen
matrices(struct sq_paper *p)
{
    struct sq_seen seen = {NULL, 0};

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        const struct sq_slot *both[] = {im->initial, im->residual};
        for (size_t j = 0; j < 2; j++) {
            if (!im->row->phantom && sq_paper_due(both[j]) &&
                both[j]->question->matrix && both[j]->question->matrix->cells)
                sq_seen_add(p->a, &seen, both[j]->question->matrix);
        }
    }
    return seen;
}

void
sq_paper_heat(struct sq_paper *p)
{
    struct sq_seen seen = matrices(p);

    if (seen.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Heat maps before and after action"));
    for (size_t i = 0; i < seen.n; i++) {
        const struct sq_matrix *m = seen.items[i];
        struct sq_drawing *heat = SQ_NEW(p->a, struct sq_drawing);
        heat->title = sq_words_label(&m->label, m->id.text, p->lang);
        sq_paper_chart(p, heat); /* drawn above its tables */
        const struct sq_block *before =
            put_half(p, m, "before action", initial_of);
        const struct sq_block *after =
            put_half(p, m, "after action", residual_of);
        sq_paper_chart_heat(p, heat, m, before, after);
        put_map_legend(p, m);
    }
}
