/* SPDX-License-Identifier: MIT */
/* Harm before and after, heat maps, benefits and confidence, each apart. */
#include "base/arena.h"
#include "report/paper.h"

enum { WORST = 5 }; /* risks told in full */

/* ---- the order: worst first --------------------------------------------- */

struct rated {
    const struct sq_impact *im;
    bool known; /* a figure is there */
    sq_num figure;
};
struct ratings {
    struct rated *items;
    size_t n;
};

static bool
is_asked(const struct sq_slot *s)
{
    return s && s->state != SQ_HIDDEN;
}

static bool
before(const struct rated *a, const struct rated *b)
{
    if (a->known != b->known)
        return a->known;
    return a->known && sq_num_cmp(a->figure, b->figure) > 0;
}

/* Bottom-up merge, so that equals stay in the order of the questionnaire. */
static void
sort(struct sq_arena *a, struct ratings *r)
{
    struct rated *from = r->items;
    struct rated *to = SQ_NEW_N(a, r->n, struct rated);

    for (size_t run = 1; run < r->n; run *= 2) {
        for (size_t start = 0; start < r->n; start += 2 * run) {
            size_t mid = start + run < r->n ? start + run : r->n;
            size_t end = mid + run < r->n ? mid + run : r->n;
            size_t i = start, j = mid;
            for (size_t k = start; k < end; k++) {
                bool right =
                    j < end && (i == mid || before(&from[j], &from[i]));
                to[k] = right ? from[j++] : from[i++];
            }
        }
        struct rated *other = from;
        from = to;
        to = other;
    }
    r->items = from;
}

static void
add(struct sq_paper *p, struct ratings *r, const struct sq_impact *im,
    const struct sq_slot *first, const struct sq_slot *second)
{
    r->items = sq_arena_push(p->a, r->items, &r->n, sizeof(r->items[0]));
    struct rated *one = &r->items[r->n - 1];
    one->im = im;
    one->known = sq_paper_figure(p, first, &one->figure) ||
                 sq_paper_figure(p, second, &one->figure);
}

/* Rows with a harm to rate; what is left first, else what it was before. */
static struct ratings
harms(struct sq_paper *p)
{
    struct ratings r = {NULL, 0};

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (!im->row->phantom &&
            (is_asked(im->initial) || is_asked(im->residual)))
            add(p, &r, im, im->residual, im->initial);
    }
    sort(p->a, &r);
    return r;
}

static struct ratings
benefits(struct sq_paper *p)
{
    struct ratings r = {NULL, 0};

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (!im->row->phantom && is_asked(im->benefit))
            add(p, &r, im, im->benefit, NULL);
    }
    sort(p->a, &r);
    return r;
}

/* ---- highest residual risks --------------------------------------------- */

static void
put_action(struct sq_paper *p, const struct sq_action *x)
{
    sq_putf(&p->b, "%.*s: %.*s", SQ_FMT(x->id.text), SQ_FMT(x->what.text));
    sq_paper_stop(p);
    sq_putz(&p->b, " Owner: ");
    if (x->owner.text.len > 0)
        sq_put(&p->b, x->owner.text);
    else
        sq_putz(&p->b, "NOBODY NAMED");
    sq_putz(&p->b, "; due: ");
    if (x->due != SQ_NO_DATE)
        sq_paper_put_date(p, x->due);
    else if (x->due_text.text.len > 0)
        sq_put(&p->b, x->due_text.text);
    else
        sq_putz(&p->b, "NO DATE");
    sq_paper_stop(p);
}

static void
put_harm(struct sq_paper *p, const struct sq_impact *im)
{
    sq_str label = sq_row_label(p->c, im->row, p->lang);

    sq_paper_put_row(p, im->row);
    struct sq_block *risk = sq_paper_record(p);
    if (sq_paper_is_long(label))
        sq_paper_field(p, risk, "In full", label);

    if (is_asked(im->initial)) {
        sq_words_slot(&p->b, p->c, im->initial, p->lang);
        sq_paper_take_field(p, risk, "Before action");
    }
    if (is_asked(im->residual)) {
        sq_words_slot(&p->b, p->c, im->residual, p->lang);
        sq_paper_take_field(p, risk, "After action");
    }
    for (size_t i = 0; i < im->n_actions; i++) {
        put_action(p, im->actions[i]);
        sq_paper_take_field(p, risk, "Action");
    }
    if (im->n_actions == 0)
        sq_paper_field(p, risk, "Action", SQ_LIT("none is named for it"));
    if (sq_paper_pays(p, im))
        sq_paper_field(p, risk, "Note",
                       SQ_LIT("pays without gaining: no benefit is recorded"));
}

static void
put_figure_cell(struct sq_paper *p, struct sq_block *table,
                const struct sq_slot *s)
{
    sq_num figure;

    if (!is_asked(s)) {
        sq_putz(&p->b, "not asked");
    } else if (!sq_paper_figure(p, s, &figure)) {
        sq_words_slot(&p->b, p->c, s, p->lang);
    } else {
        const struct sq_matrix *m = s->question->matrix;
        sq_words_num(&p->b, figure, 2);
        if (m && m->bands) {
            sq_putc(&p->b, ' ');
            sq_words_band_one(&p->b, m->bands,
                              sq_bands_find(m->bands, figure, m->high),
                              p->lang);
        }
    }
    sq_paper_take_cell(p, table);
}

static void
put_rest(struct sq_paper *p, const struct ratings *r)
{
    static const char *const heads[] = {"Before action", "After action",
                                        "Who or what"};
    struct sq_block *table = sq_paper_table(p, heads, 3);

    sq_paper_heading(p, 3, SQ_LIT("All other rated harms"));
    for (size_t i = WORST; i < r->n; i++) {
        put_figure_cell(p, table, r->items[i].im->initial);
        put_figure_cell(p, table, r->items[i].im->residual);
        sq_paper_put_row(p, r->items[i].im->row);
        sq_paper_take_cell(p, table);
    }
}

void
sq_paper_risks(struct sq_paper *p)
{
    struct ratings r = harms(p);

    if (r.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Highest risks that remain"));
    for (size_t i = 0; i < r.n && i < WORST; i++)
        put_harm(p, r.items[i].im);
    if (r.n > WORST)
        put_rest(p, &r);
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
        if (im->row->phantom || !is_asked(s) || s->question->matrix != m)
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
                sq_putf(&p->b, " %u", n);
            struct sq_cell *cell = sq_paper_take_cell(p, block);
            cell->colour = found.colour;
            cell->has_num = n > 0;
            cell->num = sq_num_int(n);
        }
    }
}

static void
put_half(struct sq_paper *p, const struct sq_matrix *m, const char *title,
         pick_fn pick)
{
    uint32_t with, without;
    const uint32_t *counts = count_cells(p, m, pick, &with, &without);

    if (with + without == 0)
        return;
    sq_putf(&p->b, "%.*s, %s",
            SQ_FMT(sq_words_label(&m->label, m->id.text, p->lang)), title);
    sq_paper_take_heading(p, 3);
    if (with == 0) {
        sq_paper_say(p, "Nothing is rated yet.");
        return;
    }
    put_map(p, m, counts);
    if (without > 0) {
        sq_putf(&p->b, "%u of %u %s not rated and not in the map.", without,
                with + without, without == 1 ? "is" : "are");
        sq_paper_take_paragraph(p);
    }
}

static void
put_map_legend(struct sq_paper *p, const struct sq_matrix *m)
{
    sq_putf(&p->b,
            "Downwards: %.*s, highest first. Across: %.*s. A figure is how "
            "many groups or risks stand there; a cell without one has none.",
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
            if (!im->row->phantom && is_asked(both[j]) &&
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
        put_half(p, m, "before action", initial_of);
        put_half(p, m, "after action", residual_of);
        put_map_legend(p, m);
    }
}

/* ---- benefits ----------------------------------------------------------- */

void
sq_paper_benefits(struct sq_paper *p)
{
    struct ratings r = benefits(p);
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
        if (is_asked(im->reach) && im->reach->reply != SQ_MISSING) {
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
        if (im->row->phantom || !is_asked(im->confidence) ||
            !has_grade(im->confidence, g))
            continue;
        if (n++ == 0)
            sq_putf(&p->b, "%.*s: ", SQ_FMT(title));
        else
            sq_putz(&p->b, ", ");
        sq_paper_put_row(p, im->row);
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
        if (!im->row->phantom && is_asked(im->confidence) &&
            im->confidence->question->choices)
            sq_seen_add(p->a, &asked, im->confidence->question->choices);
    }
    if (asked.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("How good the evidence is for each group"));
    put_grade(p, list, &missing, SQ_LIT("Not answered"));
    put_grade(p, list, &not_known, SQ_LIT("Not known"));
    for (size_t i = 0; i < asked.n; i++)
        put_grades(p, list, asked.items[i]);
    put_grade(p, list, &not_applicable, SQ_LIT("Not applicable"));
}
