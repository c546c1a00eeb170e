/* SPDX-License-Identifier: MIT */
/*
 * Page one: who gains, who loses and who is not known, in three short lists of
 * names; and every effect with its figures, for the appendix.
 */
#include "base/arena.h"
#include "report/paper.h"

enum { MOST_NAMES = 12 }; /* of those of whom nothing is said yet */

/* ---- names of a kind in one line ---------------------------------------- */

/* Those of whom the same is said: "Moderate (M): Age; Race". */
struct class
{
    sq_str says;
    const struct sq_row **rows;
    size_t n;
};
struct classes {
    struct class *items;
    size_t n;
};

static struct class *
class_of(struct sq_paper *p, struct classes *all, sq_str says)
{
    for (size_t i = 0; i < all->n; i++) {
        if (sq_str_eq(all->items[i].says, says))
            return &all->items[i];
    }
    all->items =
        sq_arena_push(p->a, all->items, &all->n, sizeof(all->items[0]));
    all->items[all->n - 1] = (struct class){.says = says};
    return &all->items[all->n - 1];
}

static void
add_to(struct sq_paper *p, struct classes *all, const struct sq_row *row)
{
    if (p->b.len > 0 && p->b.ptr[0] >= 'a' && p->b.ptr[0] <= 'z')
        p->b.ptr[0] = (char)(p->b.ptr[0] - 'a' + 'A');
    struct class *c = class_of(p, all, sq_paper_take(p));

    c->rows = sq_arena_push(p->a, c->rows, &c->n, sizeof(c->rows[0]));
    c->rows[c->n - 1] = row;
}

static void
put_classes(struct sq_paper *p, const struct classes *all)
{
    struct sq_block *list = sq_paper_bullets(p);

    for (size_t i = 0; i < all->n; i++) {
        const struct class *c = &all->items[i];
        sq_putf(&p->b, "%.*s%s", SQ_FMT(c->says), c->says.len > 0 ? ": " : "");
        for (size_t k = 0; k < c->n; k++) {
            sq_putz(&p->b, k > 0 ? "; " : "");
            sq_paper_put_label(p, c->rows[k]);
        }
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
}

/* "High (H)", "12", "not answered": in one or two words. */
static void
put_size(struct sq_paper *p, const struct sq_slot *s)
{
    const struct sq_matrix *m = s->question->matrix;
    sq_num figure;

    if (!sq_paper_figure(p, s, &figure))
        sq_words_slot(&p->b, p->c, s, p->lang);
    else if (m && m->bands)
        sq_words_band_one(&p->b, m->bands,
                          sq_bands_find(m->bands, figure, m->high), p->lang);
    else
        sq_words_num(&p->b, figure, 2);
}

/* ---- the three lists ---------------------------------------------------- */

static void
say_gain(struct sq_paper *p, const struct sq_impact *im)
{
    if (!im->benefit)
        return; /* nobody is asked for one */
    put_size(p, im->benefit);
    sq_putz(&p->b, " benefit");
}

static void
say_loss(struct sq_paper *p, const struct sq_impact *im)
{
    if (!im->residual) {
        if (im->initial)
            put_size(p, im->initial);
        return;
    }
    put_size(p, im->residual);
    sq_str after = sq_paper_take(p);
    if (im->initial)
        put_size(p, im->initial);
    sq_str before = sq_paper_take(p);
    sq_put(&p->b, after);
    if (sq_str_eq(after, before))
        sq_putz(&p->b, " before and after action");
    else
        sq_putf(&p->b, " after action%s%.*s%s", before.len > 0 ? ", " : "",
                SQ_FMT(before), before.len > 0 ? " before" : "");
}

static void
say_unknown(struct sq_paper *p, const struct sq_impact *im)
{
    (void)im;
    sq_putz(&p->b, "Answered \"not known\"");
}

static void
put_title(struct sq_paper *p, const char *title, size_t n)
{
    sq_putf(&p->b, "%s: %zu", title, n);
}

static void
put_list(struct sq_paper *p, bool (*which)(const struct sq_impact *im),
         enum sq_rank_by by,
         void (*say)(struct sq_paper *p, const struct sq_impact *im))
{
    struct sq_ranking r = sq_paper_rank(p, which, by);
    struct classes all = {NULL, 0};

    for (size_t i = 0; i < r.n; i++) {
        say(p, r.items[i].im);
        add_to(p, &all, r.items[i].im->row);
    }
    put_classes(p, &all);
    if (r.n == 0)
        sq_paper_say(p, "Nobody is recorded here.");
}

/* ---- what goes with them ------------------------------------------------ */

static bool
does_both(const struct sq_impact *im)
{
    return sq_impact_people(im) && im->effect == SQ_BOTH;
}

static bool
is_neither(const struct sq_impact *im)
{
    return sq_impact_people(im) && im->effect == SQ_NEITHER;
}

static bool
is_unanswered(const struct sq_impact *im)
{
    return sq_impact_people(im) && im->direction->reply == SQ_MISSING;
}

static size_t
count(const struct sq_paper *p, bool (*which)(const struct sq_impact *im))
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++)
        n += !p->res->impacts[i].row->phantom && which(&p->res->impacts[i]);
    return n;
}

/* A sentence that only names them. */
static void
put_names(struct sq_paper *p, const char *lead,
          bool (*which)(const struct sq_impact *im), size_t most)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (im->row->phantom || !which(im))
            continue;
        if (n < most) {
            sq_putz(&p->b, n > 0 ? "; " : lead);
            sq_paper_put_label(p, im->row);
        }
        n++;
    }
    if (n > most)
        sq_putf(&p->b, "; and %zu more", n - most);
    if (n > 0)
        sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

static void
put_payers(struct sq_paper *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (!sq_impact_loses(im) || !sq_paper_pays(p, im))
            continue;
        sq_putz(&p->b, n++ > 0 ? "; "
                               : "PAYS WITHOUT GAINING, with a harm of 8 or "
                                 "more left and no benefit: ");
        sq_paper_put_label(p, im->row);
    }
    if (n > 0)
        sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

/* Of whom nothing is answered, nobody knows anything either. */
static void
put_unknown(struct sq_paper *p)
{
    size_t unanswered = count(p, is_unanswered);

    put_title(p, "Who is not known", count(p, sq_impact_unknown));
    if (unanswered > 0)
        sq_putf(&p->b, ", and %zu not answered yet", unanswered);
    sq_paper_take_heading(p, 3);
    if (unanswered == 0 || count(p, sq_impact_unknown) > 0)
        put_list(p, sq_impact_unknown, SQ_BY_HARM, say_unknown);
    put_names(p, "Not answered yet: ", is_unanswered, MOST_NAMES);
}

void
sq_paper_people(struct sq_paper *p)
{
    sq_paper_heading(p, 2,
                     SQ_LIT("Who gains, who loses, and who is not known"));
    if (count(p, sq_impact_people) == 0) {
        sq_paper_say(p, "This questionnaire asks of no group or place by "
                        "itself.");
        return;
    }
    put_title(p, "Who gains", count(p, sq_impact_gains));
    sq_paper_take_heading(p, 3);
    put_list(p, sq_impact_gains, SQ_BY_BENEFIT, say_gain);
    put_title(p, "Who loses", count(p, sq_impact_loses));
    sq_paper_take_heading(p, 3);
    put_list(p, sq_impact_loses, SQ_BY_HARM, say_loss);
    put_payers(p);
    put_unknown(p);
    put_names(p, "Both gain and lose, and neither is set off: ", does_both,
              SIZE_MAX);
    size_t neither = count(p, is_neither);
    if (neither > 0) {
        sq_putf(&p->b, "For %zu more, no difference is recorded.", neither);
        sq_paper_take_paragraph(p);
    }
}

/* ---- every effect, for the appendix ------------------------------------- */

static bool
is_effect(const struct sq_impact *im)
{
    return im->direction || sq_paper_due(im->initial) ||
           sq_paper_due(im->residual) || sq_paper_due(im->benefit);
}

static void
cell_slot(struct sq_paper *p, struct sq_block *table, const struct sq_slot *s)
{
    if (s)
        sq_words_slot(&p->b, p->c, s, p->lang);
    sq_paper_take_cell(p, table)->colour = sq_paper_colour(p, s);
}

/* The whole name stands here, however long; elsewhere it may be cut. */
static void
cell_name(struct sq_paper *p, struct sq_block *table, const struct sq_row *row)
{
    sq_str label = sq_row_label(p->c, row, p->lang);

    if (row->id.len > 0 && sq_paper_is_long(label))
        sq_putf(&p->b, "%.*s (%.*s.%.*s)", SQ_FMT(label),
                SQ_FMT(row->group->id.text), SQ_FMT(row->id));
    else
        sq_paper_put_row(p, row);
    sq_paper_take_cell(p, table);
}

void
sq_paper_effects(struct sq_paper *p)
{
    static const char *const heads[] = {
        "Who or what",   "Difference", "Harm before action",
        "Harm after it", "Benefit",    "Who would notice",
        "Evidence"};
    struct sq_ranking r = sq_paper_rank(p, is_effect, SQ_BY_HARM);
    struct sq_block *table = sq_paper_table(p, heads, 7);

    if (r.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Every effect, the largest harm left first"));
    sq_paper_say(p, "A benefit is never set against a harm. An empty field is "
                    "one that was not asked for.");
    for (size_t i = 0; i < r.n; i++) {
        const struct sq_impact *im = r.items[i].im;
        cell_name(p, table, im->row);
        cell_slot(p, table, im->direction);
        cell_slot(p, table, im->initial);
        cell_slot(p, table, im->residual);
        cell_slot(p, table, im->benefit);
        cell_slot(p, table, im->reach);
        cell_slot(p, table, im->confidence);
    }
}
