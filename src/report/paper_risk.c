/* SPDX-License-Identifier: MIT */
/* Harm before and after, heat maps, benefits and confidence, each apart. */
#include "base/arena.h"
#include "report/paper.h"

enum { WORST = 5 }; /* risks told in full */

static bool
has_harm(const struct sq_impact *im)
{
    return sq_paper_due(im->initial) || sq_paper_due(im->residual);
}

static bool
has_benefit(const struct sq_impact *im)
{
    return sq_paper_due(im->benefit);
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

static void
put_action(struct sq_paper *p, const struct sq_action *x)
{
    sq_putf(&p->b, "%.*s: %.*s", SQ_FMT(x->id.text), SQ_FMT(x->what.text));
    sq_paper_stop(p);
    sq_putz(&p->b, " Owner: ");
    sq_put(&p->b,
           x->owner.text.len > 0 ? x->owner.text : SQ_LIT("NOBODY NAMED"));
    sq_putz(&p->b, "; due: ");
    if (x->due != SQ_NO_DATE)
        sq_paper_put_date(p, x->due);
    else if (x->due_text.text.len > 0)
        sq_put(&p->b, x->due_text.text);
    else
        sq_putz(&p->b, "NO DATE");
    if (x->status != SQ_AS_UNSAID)
        sq_putf(&p->b, "; %s", sq_words_action_status(x->status));
    if (sq_paper_overdue(p, x->due, x->status))
        sq_putz(&p->b, ", OVERDUE");
    sq_paper_stop(p);
}

/* What the risk is, in the words given, unless its name says it already. */
static void
field_what(struct sq_paper *p, struct sq_block *risk, const struct sq_row *row)
{
    const struct sq_slot *s = sq_paper_column(p, row, SQ_TRACK_SUBJECT);
    sq_str label = sq_row_label(p->c, row, p->lang);
    sq_str what = {NULL, 0};

    if (sq_paper_due(s) && s->reply == SQ_GIVEN)
        what = sq_slot_show(p->c, s, p->lang);
    if (what.len > 0 && (!sq_str_eq(what, label) || sq_paper_is_long(label)))
        sq_paper_field(p, risk, "What", what);
    else if (sq_paper_is_long(label))
        sq_paper_field(p, risk, "In full", label);
}

static void
put_harm(struct sq_paper *p, const struct sq_impact *im)
{
    sq_paper_put_row(p, im->row);
    struct sq_block *risk = sq_paper_record(p);

    field_what(p, risk, im->row);
    if (sq_paper_due(im->initial)) {
        sq_words_slot(&p->b, p->c, im->initial, p->lang);
        sq_paper_take_field(p, risk, "Before action");
    }
    if (sq_paper_due(im->residual)) {
        sq_words_slot(&p->b, p->c, im->residual, p->lang);
        sq_paper_take_field(p, risk, "After action");
    }
    for (size_t i = 0; i < im->n_actions; i++) {
        put_action(p, im->actions[i]);
        sq_paper_take_field(p, risk, "Action");
    }
    if (im->n_actions == 0) {
        const struct sq_slot *s =
            sq_paper_column(p, im->row, SQ_TRACK_CONTROLS);
        if (sq_paper_due(s) && s->reply == SQ_GIVEN)
            sq_paper_field(p, risk, "Controls", sq_slot_show(p->c, s, p->lang));
        sq_paper_field(p, risk, "Action", SQ_LIT("none is named for it"));
    }
    if (sq_paper_pays(p, im))
        sq_paper_field(p, risk, "Note",
                       SQ_LIT("pays without gaining: no benefit is recorded"));
}

/* "12 H": the letter, or nothing where the figure is the letter. */
static void
put_figure(struct sq_paper *p, const struct sq_slot *s)
{
    sq_num figure;

    if (!sq_paper_due(s)) {
        sq_putz(&p->b, "not asked");
        return;
    }
    if (!sq_paper_figure(p, s, &figure)) {
        sq_words_slot(&p->b, p->c, s, p->lang);
        return;
    }
    const struct sq_matrix *m = s->question->matrix;
    sq_words_num(&p->b, figure, 2);
    if (m)
        sq_paper_put_letter(p, m, figure);
}

static void
put_rest(struct sq_paper *p, const struct sq_ranking *r, size_t from,
         const struct sq_matrix *m)
{
    static const char *const heads[] = {"Before", "After", "Who or what"};
    struct sq_block *table = sq_paper_table(p, heads, 3);

    sq_paper_say(p, "All others on this scale:");
    for (size_t i = from; i < r->n; i++) {
        if (scale_of(r->items[i].im) != m)
            continue;
        put_figure(p, r->items[i].im->initial);
        sq_paper_take_cell(p, table);
        put_figure(p, r->items[i].im->residual);
        sq_paper_take_cell(p, table);
        sq_paper_put_row(p, r->items[i].im->row);
        sq_paper_take_cell(p, table);
    }
}

static void
put_scale(struct sq_paper *p, const struct sq_ranking *r,
          const struct sq_matrix *m, bool named)
{
    size_t n = 0;

    if (named) {
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
    for (size_t i = 0; i < r->n; i++) {
        if (scale_of(r->items[i].im) != m)
            continue;
        if (n++ == WORST) {
            put_rest(p, r, i, m);
            return;
        }
        put_harm(p, r->items[i].im);
    }
}

void
sq_paper_risks(struct sq_paper *p)
{
    struct sq_ranking r = sq_paper_rank(p, has_harm, SQ_BY_HARM);
    struct sq_seen scales = {NULL, 0};

    if (r.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Highest risks that remain"));
    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (!im->row->phantom && has_harm(im))
            sq_seen_add(p->a, &scales, scale_of(im));
    }
    for (size_t i = 0; i < scales.n; i++)
        put_scale(p, &r, scales.items[i], scales.n > 1);
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
            SQ_FMT(m->rows_id.text), SQ_FMT(m->columns_id.text));
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

/* ---- benefits ----------------------------------------------------------- */

void
sq_paper_benefits(struct sq_paper *p)
{
    struct sq_ranking r = sq_paper_rank(p, has_benefit, SQ_BY_BENEFIT);
    struct sq_block *list = sq_paper_bullets(p);

    if (r.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Benefits"));
    sq_paper_say(p, "A benefit is never set against a harm.");
    for (size_t i = 0; i < r.n; i++) {
        const struct sq_impact *im = r.items[i].im;
        sq_paper_put_row(p, im->row);
        sq_putz(&p->b, ": ");
        sq_words_slot(&p->b, p->c, im->benefit, p->lang);
        if (sq_paper_due(im->reach) && im->reach->reply != SQ_MISSING) {
            sq_putz(&p->b, ". Who would notice: ");
            sq_words_slot(&p->b, p->c, im->reach, p->lang);
        }
        sq_paper_take_item(p, list);
    }
}

/* ---- confidence --------------------------------------------------------- */

struct grade { /* an answer about confidence */
    enum sq_reply reply;
    const struct sq_choices *choices; /* SQ_GIVEN */
    uint32_t option;
};

static bool
has_grade(const struct sq_slot *s, const struct grade *g)
{
    if (s->reply != g->reply)
        return false;
    return g->reply != SQ_GIVEN ||
           (s->question->choices == g->choices && s->value.option == g->option);
}

/* The rows of one grade as one bullet. */
static void
put_grade(struct sq_paper *p, struct sq_block *list, const struct grade *g,
          sq_str title)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (im->row->phantom || !sq_paper_due(im->confidence) ||
            !has_grade(im->confidence, g))
            continue;
        if (n++ == 0)
            sq_putf(&p->b, "%.*s: ", SQ_FMT(title));
        else
            sq_putz(&p->b, "; ");
        sq_paper_put_label(p, im->row);
    }
    if (n > 0)
        sq_paper_take_item(p, list);
}

static void
put_grades(struct sq_paper *p, struct sq_block *list,
           const struct sq_choices *choices)
{
    for (uint32_t i = 0; i < choices->n; i++) {
        const struct sq_option *o = &choices->options[i];
        const struct grade given = {SQ_GIVEN, choices, i};
        put_grade(p, list, &given,
                  sq_words_label(&o->label, o->id.text, p->lang));
    }
}

void
sq_paper_confidence(struct sq_paper *p)
{
    static const struct grade missing = {.reply = SQ_MISSING};
    static const struct grade not_known = {.reply = SQ_NOT_KNOWN};
    static const struct grade not_applicable = {.reply = SQ_NOT_APPLICABLE};
    struct sq_block *list = sq_paper_bullets(p);
    struct sq_seen asked = {NULL, 0}; /* lists of choices in use */

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (!im->row->phantom && sq_paper_due(im->confidence) &&
            im->confidence->question->choices)
            sq_seen_add(p->a, &asked, im->confidence->question->choices);
    }
    if (asked.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("How good the evidence is"));
    put_grade(p, list, &missing, SQ_LIT("Not answered"));
    put_grade(p, list, &not_known, SQ_LIT("Not known"));
    for (size_t i = 0; i < asked.n; i++)
        put_grades(p, list, asked.items[i]);
    put_grade(p, list, &not_applicable, SQ_LIT("Not applicable"));
}
