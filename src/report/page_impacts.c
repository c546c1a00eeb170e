/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/arena.h"
#include "report/impacts.h"

static struct sq_rated
rate(const struct sq_case *c, const struct sq_slot *s)
{
    struct sq_rated r = {.slot = s, .unsaid = sq_page_unsaid(s)};
    if (r.unsaid)
        return r;
    const struct sq_matrix *m = s->question->matrix;
    r.has = sq_slot_points(c, s, &r.points) && sq_num_ok(r.points);
    if (!r.has)
        r.unsaid = "not scored";
    r.high = m ? m->high : s->question->high_points;
    r.share = r.points;
    if (r.has && sq_num_ok(r.high) && r.high.num > 0)
        r.share = sq_num_div(r.points, r.high);
    if (!m || !m->cells || s->value.option >= m->rows->n ||
        s->value.column >= m->columns->n)
        return r;
    r.matrix = m;
    r.row = &m->rows->options[s->value.option];
    r.column = &m->columns->options[s->value.column];
    if (r.has && m->bands) {
        r.bands = m->bands;
        r.band = sq_bands_find(m->bands, r.points, m->high);
    }
    return r;
}

struct sq_entry
sq_entry_points(struct sq_pages *p, const struct sq_rated *r)
{
    return sq_live_points(p->live, r->slot,
                          r->has ? sq_entry_num(r->points)
                                 : sq_entry_z(r->unsaid));
}

struct sq_entry
sq_entry_level(struct sq_pages *p, const struct sq_rated *r)
{
    if (!r->bands)
        return sq_live_level(p->live, r->slot, false,
                             sq_entry_z(r->has ? "no bands" : r->unsaid));
    struct sq_sbuf b = sq_page_buffer();
    sq_words_band_one(&b, r->bands, r->band, p->lang);
    struct sq_entry e = sq_entry_take(p, &b);
    e.colour = r->bands->bands[r->band].colour;
    return sq_live_level(p->live, r->slot, true, e);
}

struct sq_fills
sq_level_fills(struct sq_sheet *s, const struct sq_pick *k, uint16_t column)
{
    for (uint16_t i = 0; i < k->n; i++) {
        if (k->from[i] == column)
            return (struct sq_fills){.sheet = s, .column = i};
    }
    return (struct sq_fills){.sheet = NULL};
}

void
sq_level_fill(struct sq_pages *p, struct sq_fills *f, const struct sq_rated *r,
              uint32_t row)
{
    const struct sq_matrix *m = r->slot ? r->slot->question->matrix : NULL;
    if (f->sheet)
        sq_fills_row(p, f, m ? m->bands : NULL, row);
}

struct sq_entry
sq_entry_answer(struct sq_pages *p, const struct sq_slot *s)
{
    const char *unsaid = sq_page_unsaid(s);
    sq_str words = unsaid ? sq_str_of(unsaid) : sq_slot_show(p->c, s, p->lang);
    return sq_live_words(p->live, s, sq_entry_text(words));
}

/* What holds it without an action, where that is answered. */
static const struct sq_slot *
controls_of(const struct sq_pages *p, const struct sq_impact *i)
{
    for (uint32_t k = 0; k < i->row->group->n; k++) {
        const struct sq_slot *s = &p->c->slots[i->row->first + k];
        if (s->question->track == SQ_TRACK_CONTROLS && s->state == SQ_ASKED &&
            s->reply == SQ_GIVEN)
            return s;
    }
    return NULL;
}

struct sq_entry
sq_entry_actions(struct sq_pages *p, const struct sq_impact *i, bool words)
{
    struct sq_sbuf b = sq_page_buffer();
    for (size_t k = 0; k < i->n_actions; k++) {
        const struct sq_action *a = i->actions[k];
        sq_putz(&b, k == 0 ? "" : words ? "\n" : ", ");
        sq_put(&b, a->id.text);
        if (words)
            sq_putf(&b, ": %.*s", SQ_FMT(sq_page_line(p, a->what.text, 200)));
        const char *status = sq_words_action_status(a->status);
        if (words && *status)
            sq_putf(&b, " (%s)", status);
    }
    const struct sq_slot *held = controls_of(p, i);
    if (words && !i->n_actions && held)
        sq_putf(
            &b, "No action names it. Its controls: %.*s",
            SQ_FMT(sq_page_line(p, sq_slot_show(p->c, held, p->lang), 300)));
    return sq_entry_take(p, &b);
}

sq_str
sq_group_title(struct sq_pages *p, const struct sq_group *g)
{
    return sq_words_label(&g->title, g->id.text, p->lang);
}

sq_str
sq_impact_id(struct sq_pages *p, const struct sq_impact *i)
{
    sq_str group = i->group->id.text;
    if (!i->row->id.len)
        return group;
    return sq_str_printf(p->arena, "%.*s.%.*s", SQ_FMT(group),
                         SQ_FMT(i->row->id));
}

sq_str
sq_impact_place(struct sq_pages *p, const struct sq_impact *i)
{
    const struct sq_slot *first = &p->c->slots[i->row->first];
    return sq_page_place(p, SQ_PAGE_ANSWERS, sq_live_slot(p->live, first)->row);
}

static bool
asked(const struct sq_slot *s)
{
    return s && s->state != SQ_HIDDEN;
}

static bool
any_asked(const struct sq_impact *i)
{
    return asked(i->direction) || asked(i->initial) || asked(i->residual) ||
           asked(i->benefit) || asked(i->confidence) || asked(i->reach);
}

struct sq_impact_lines
sq_lines_all(struct sq_pages *p)
{
    struct sq_impact_lines all = {NULL, 0};
    for (size_t i = 0; i < p->results->n_impacts; i++) {
        const struct sq_impact *impact = &p->results->impacts[i];
        if (!any_asked(impact))
            continue;
        all.items = sq_arena_push(p->arena, all.items, &all.n,
                                  sizeof(struct sq_impact_line));
        all.items[all.n - 1] = (struct sq_impact_line){
            .impact = impact,
            .index = i,
            .label = sq_page_impact(p, impact),
            .before = rate(p->c, impact->initial),
            .after = rate(p->c, impact->residual),
            .benefit = rate(p->c, impact->benefit),
        };
    }
    return all;
}

/* ---- order -------------------------------------------------------------- */

/* What remains; where that is not rated, what there was. */
static const struct sq_rated *
effective(const struct sq_impact_line *l)
{
    return l->after.has ? &l->after : &l->before;
}

static int
colour_rank(const struct sq_rated *r)
{
    static const int ranks[] = {
        [SQ_COLOUR_NONE] = 0, [SQ_GREEN] = 1, [SQ_BLUE] = 1,   [SQ_GREY] = 1,
        [SQ_YELLOW] = 2,      [SQ_AMBER] = 3, [SQ_ORANGE] = 4, [SQ_RED] = 5,
    };
    return r->bands ? ranks[r->bands->bands[r->band].colour] : 0;
}

/* The worst first, what is not rated last, the file's order among equals. */
int
sq_lines_by_residual(const void *a, const void *b)
{
    const struct sq_impact_line *x = a;
    const struct sq_impact_line *y = b;
    const struct sq_rated *rx = effective(x);
    const struct sq_rated *ry = effective(y);
    if (rx->has != ry->has)
        return rx->has ? -1 : 1;
    if (colour_rank(rx) != colour_rank(ry))
        return colour_rank(ry) - colour_rank(rx);
    bool both = rx->has && sq_num_ok(rx->share) && sq_num_ok(ry->share);
    int order = both ? sq_num_cmp(ry->share, rx->share) : 0;
    if (order)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

static bool
is_risk(const struct sq_impact_line *l)
{
    const struct sq_impact *i = l->impact;
    return l->before.has || l->after.has || i->not_known ||
           i->effect == SQ_LOSES || i->effect == SQ_BOTH;
}

static bool
replied(const struct sq_slot *s)
{
    return s && s->reply != SQ_MISSING;
}

size_t
sq_lines_unsaid(const struct sq_impact_lines *all)
{
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_impact *im = all->items[i].impact;
        n += !replied(im->direction) && !replied(im->initial) &&
             !replied(im->residual) && !replied(im->benefit);
    }
    return n;
}

struct sq_impact_lines
sq_lines_risks(struct sq_pages *p, const struct sq_impact_lines *all)
{
    struct sq_impact_lines risks = {NULL, 0};
    for (size_t i = 0; i < all->n; i++) {
        if (!is_risk(&all->items[i]))
            continue;
        risks.items = sq_arena_push(p->arena, risks.items, &risks.n,
                                    sizeof(struct sq_impact_line));
        risks.items[risks.n - 1] = all->items[i];
    }
    if (risks.n)
        qsort(risks.items, risks.n, sizeof(struct sq_impact_line),
              sq_lines_by_residual);
    return risks;
}

static bool
has_matrix(const struct sq_slot *s, bool bands)
{
    const struct sq_matrix *m = s ? s->question->matrix : NULL;
    return m && (!bands || m->bands);
}

struct sq_tracks
sq_tracks_of(const struct sq_impact_lines *lines)
{
    struct sq_tracks t = {false};
    for (size_t i = 0; i < lines->n; i++) {
        const struct sq_impact *im = lines->items[i].impact;
        t.direction = t.direction || im->direction;
        t.initial = t.initial || im->initial;
        t.residual = t.residual || im->residual;
        t.benefit = t.benefit || im->benefit;
        t.confidence = t.confidence || im->confidence;
        t.reach = t.reach || im->reach;
        t.matrix = t.matrix || has_matrix(im->initial, false) ||
                   has_matrix(im->residual, false);
        t.bands = t.bands || has_matrix(im->initial, true) ||
                  has_matrix(im->residual, true);
    }
    return t;
}

void
sq_page_impacts(struct sq_pages *p)
{
    struct sq_impact_lines all = sq_lines_all(p);
    struct sq_impact_lines risks = sq_lines_risks(p, &all);
    sq_page_risks(p, &risks, sq_lines_unsaid(&all));
    sq_page_groups(p, &all);
}
