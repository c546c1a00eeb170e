/* SPDX-License-Identifier: MIT */
#include "score/figures.h"

#include "base/arena.h"
#include "base/limits.h"
#include "model/points.h"
#include "score/env.h"

struct sq_results *
sq_results_new(struct sq_arena *a, const struct sq_case *c)
{
    const struct sq_questionnaire *q = c->questionnaire;
    struct sq_results *r = SQ_NEW(a, struct sq_results);
    r->c = c;
    r->n_dimensions = q->n_dimensions;
    r->n_values = q->n_values;
    r->n_gates = q->n_gates;
    r->n_triggers = q->n_triggers;
    r->dimensions = SQ_NEW_N(a, q->n_dimensions + 1, struct sq_dim_result);
    r->values = SQ_NEW_N(a, q->n_values + 1, struct sq_value_result);
    r->gates = SQ_NEW_N(a, q->n_gates + 1, struct sq_gate_result);
    r->triggers = SQ_NEW_N(a, q->n_triggers + 1, struct sq_trigger_result);
    r->possible = SQ_NEW_N(a, q->n_outcomes + 1, const struct sq_outcome *);
    for (size_t i = 0; i < q->n_dimensions; i++)
        r->dimensions[i].dimension = q->dimensions[i];
    for (size_t i = 0; i < q->n_values; i++)
        r->values[i].derived = q->values[i];
    for (size_t i = 0; i < q->n_gates; i++)
        r->gates[i].gate = q->gates[i];
    for (size_t i = 0; i < q->n_triggers; i++)
        r->triggers[i].trigger = q->triggers[i];
    return r;
}

struct sq_part *
sq_dimension_parts(struct sq_case *c, const struct sq_dimension *d,
                   size_t *out_n)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n; i++) {
        const struct sq_group *g = d->questions[i]->group;
        n += g ? c->first_row[g->index + 1] - c->first_row[g->index] : 1;
    }
    struct sq_part *parts = SQ_NEW_N(c->arena, n + 1, struct sq_part);
    *out_n = n;
    n = 0;
    for (size_t i = 0; i < d->n; i++) {
        const struct sq_question *q = d->questions[i];
        if (!q->group) {
            parts[n++] = sq_part_of(c, d, &c->slots[c->first_slot[q->index]]);
            continue;
        }
        for (uint32_t r = c->first_row[q->group->index];
             r < c->first_row[q->group->index + 1]; r++)
            parts[n++] =
                sq_part_of(c, d, &c->slots[c->rows[r].first + q->column]);
    }
    return parts;
}

/* ---- bands and floors --------------------------------------------------- */

static void
band_of(const struct sq_bands *bands, const struct sq_range *value,
        const struct sq_range *max, struct sq_band_range *out)
{
    *out = (struct sq_band_range){.bands = bands};
    if (!bands || !bands->n || !value->data)
        return;
    sq_num max_low = max->data ? max->low : SQ_NUM_ZERO;
    sq_num max_high = max->data ? max->high : SQ_NUM_ZERO;
    /* an edge that is a share of a larger maximum is higher */
    out->low = value->no_low ? 0 : sq_bands_find(bands, value->low, max_high);
    out->high = value->no_high ? bands->n - 1
                               : sq_bands_find(bands, value->high, max_low);
    if (out->high < out->low)
        out->high = out->low;
}

/* Whether a critical part is, or may still be, at or below the floor (S16). */
void
sq_part_floor(const struct sq_dimension *d, const struct sq_part *p,
              bool *out_is, bool *out_may)
{
    sq_num mark;
    *out_is = *out_may = false;
    if (!p->slot->question->critical || !p->may_in ||
        d->floor_cap.text.len == 0 ||
        !sq_floor_mark(d, p->slot->question, &mark))
        return;
    bool up = d->better == SQ_HIGHER;
    sq_num bad = up ? p->low : p->high, good = up ? p->high : p->low;
    bool bad_in = up ? sq_num_cmp(bad, mark) <= 0 : sq_num_cmp(bad, mark) >= 0;
    bool good_in =
        up ? sq_num_cmp(good, mark) <= 0 : sq_num_cmp(good, mark) >= 0;
    *out_may = bad_in;
    *out_is = good_in && !p->may_out;
}

static void
apply_floor(const struct sq_dimension *d, const struct sq_part *parts, size_t n,
            struct sq_dim_result *r)
{
    for (size_t i = 0; i < n; i++) {
        bool is, may;
        sq_part_floor(d, &parts[i], &is, &may);
        r->capped = r->capped || is;
        r->may_cap = r->may_cap || may;
    }
    if (!r->band.bands || !r->value.data)
        return;
    struct sq_band_range *b = &r->band;
    if (d->better == SQ_HIGHER) {
        if (r->may_cap && b->low > d->cap_band)
            b->low = d->cap_band;
        if (r->capped && b->high > d->cap_band)
            b->high = d->cap_band;
    } else {
        if (r->may_cap && b->high < d->cap_band)
            b->high = d->cap_band;
        if (r->capped && b->low < d->cap_band)
            b->low = d->cap_band;
    }
}

/* ---- a dimension's maximum ---------------------------------------------- */

/* Parts with everything in, whatever is hidden or set aside but by reason. */
static void
put_all_in(struct sq_part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct sq_part *p = &parts[i];
        /* a parked answer says nothing (S3) */
        bool set_aside = p->slot->future != SQ_HIDDEN &&
                         p->slot->reply == SQ_NOT_APPLICABLE && !p->may_in;
        p->may_in = p->slot->question->scored && !set_aside;
        p->may_out = false;
        p->max = p->slot->question->high_points;
    }
}

/* The largest maximum that any assessment of the questionnaire can have. */
static void
reachable_max(struct sq_search *s, const struct sq_dimension *d,
              struct sq_range *out)
{
    struct sq_arena_mark mark = sq_arena_mark(s->c->arena);
    struct sq_case *blank = sq_case_blank(s->c->arena, s->c->questionnaire);
    struct sq_search own = {blank, 0, s->most};
    const struct sq_combiner *how = sq_combiner_of(d);
    struct sq_dimension open = *d; /* over every completion of it */
    open.missing = SQ_MISS_INTERVAL;
    size_t n;
    struct sq_part *parts = sq_dimension_parts(blank, &open, &n);
    struct sq_range most = {0};
    bool exact;
    if (how->term && !how->ratio) {
        sq_num max = sq_search_max_sum(&own, &open, parts, n, &exact);
        sq_range_join(&most, max, max);
    } else {
        sq_search_bounds(&own, &open, parts, n, &most, &exact);
    }
    sq_arena_rewind(s->c->arena, mark);
    s->steps += own.steps;
    if (sq_range_has_high(&most))
        sq_range_join(out, most.high, most.high);
}

/* 100 or 1, whatever is asked. */
static bool
is_a_share(const struct sq_dimension *d)
{
    return d->combine == SQ_COMBINE_percent || d->combine == SQ_COMBINE_all;
}

static void
max_of(struct sq_search *s, const struct sq_dimension *d,
       const struct sq_part *parts, size_t n, struct sq_range *out)
{
    const struct sq_combiner *how = sq_combiner_of(d);
    *out = (struct sq_range){0};
    if (!how->max)
        return;
    if (d->basis == SQ_BASIS_REACHABLE && !is_a_share(d)) {
        reachable_max(s, d, out);
        return;
    }
    struct sq_part *some = SQ_NEW_N(s->c->arena, n + 1, struct sq_part);
    for (size_t i = 0; i < n; i++)
        some[i] = parts[i];
    if (d->basis == SQ_BASIS_ALL)
        put_all_in(some, n);
    bool any = false;
    for (size_t i = 0; i < n; i++)
        any = any || some[i].may_in;
    if (!any)
        return; /* the maximum of nothing is no data either (S15) */
    sq_num high = how->max(s->c, d, some, n);
    sq_num low = high;
    bool varies = false;
    for (size_t i = 0; i < n; i++) {
        varies = varies || (some[i].may_in && some[i].may_out);
        some[i].may_in = some[i].may_in && !some[i].may_out;
    }
    if (varies)
        low = how->max(s->c, d, some, n);
    if (sq_num_ok(low) && sq_num_ok(high) && sq_num_cmp(low, high) > 0) {
        sq_num swap = low; /* a mean's maximum can fall as parts come in */
        low = high;
        high = swap;
    }
    sq_range_join(out, low, high);
}

/* value / max × 100: for sums by the search itself, so that it is tight. */
static void
percent_of(struct sq_search *s, struct sq_dim_result *r, struct sq_part *parts,
           size_t n)
{
    const struct sq_dimension *d = r->dimension;
    r->percent = (struct sq_range){.may_none = r->value.may_none};
    if (d->combine == SQ_COMBINE_percent) {
        r->percent = r->value;
        return;
    }
    if (!r->value.data || !r->max.data || r->value.no_low || r->value.no_high)
        return;
    if (d->combine == SQ_COMBINE_sum && d->basis == SQ_BASIS_ASKED) {
        struct sq_dimension as_percent = *d;
        as_percent.combine = SQ_COMBINE_percent;
        bool exact;
        sq_search_bounds(s, &as_percent, parts, n, &r->percent, &exact);
        return;
    }
    if (!sq_num_ok(r->max.low) || sq_num_cmp(r->max.low, SQ_NUM_ZERO) <= 0)
        return;
    sq_num hundred = sq_num_int(100);
    sq_num ends[4] = {sq_num_div(r->value.low, r->max.low),
                      sq_num_div(r->value.low, r->max.high),
                      sq_num_div(r->value.high, r->max.low),
                      sq_num_div(r->value.high, r->max.high)};
    for (int i = 0; i < 4; i++) {
        sq_num x = sq_num_mul(ends[i], hundred);
        sq_range_join(&r->percent, x, x);
    }
}

/* ---- dimensions --------------------------------------------------------- */

static void
by_table(struct sq_search *s, const struct sq_results *r,
         const struct sq_dimension *d, struct sq_range *out)
{
    struct sq_case_env e;
    sq_case_env_init(&e, s->c, false, r);
    *out = (struct sq_range){0};
    for (size_t i = 0; i < d->n_table; i++) {
        const struct sq_case_row *row = &d->table[i];
        bool may = row->otherwise, must = row->otherwise;
        if (!row->otherwise && row->when.expr) {
            struct sq_val v = sq_case_eval(&e, row->when.expr, NULL);
            may = v.may_true;
            must = sq_val_true(&v);
        }
        if (may)
            sq_range_join(out, row->is, row->is);
        if (must)
            return;
    }
    out->may_none = true;
}

/* Worst: whatever is missing counts at its worst end. */
static void
collapse(const struct sq_dimension *d, struct sq_range *v)
{
    if (!v->data)
        return;
    if (d->better == SQ_HIGHER) {
        v->high = v->low;
        v->no_high = v->no_low;
    } else {
        v->low = v->high;
        v->no_low = v->no_high;
    }
}

static bool
anything_open(const struct sq_dimension *d, const struct sq_part *parts,
              size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct sq_slot *s = parts[i].slot;
        bool missing =
            s->reply == SQ_MISSING ||
            (s->reply == SQ_NOT_KNOWN && d->not_known == SQ_NK_MISSING);
        if (parts[i].may_in && (s->future == SQ_PENDING || missing))
            return true;
    }
    return false;
}

static void
dimension(struct sq_search *s, const struct sq_results *all,
          struct sq_dim_result *r)
{
    const struct sq_dimension *d = r->dimension;
    size_t n;
    struct sq_part *parts = sq_dimension_parts(s->c, d, &n);
    if (d->combine == SQ_COMBINE_table) {
        by_table(s, all, d, &r->value);
        r->exact = sq_num_cmp(r->value.low, r->value.high) == 0;
    } else {
        sq_search_bounds(s, d, parts, n, &r->value, &r->exact);
    }
    if (d->missing == SQ_MISS_WORST)
        collapse(d, &r->value);
    if (d->missing == SQ_MISS_BLOCK && anything_open(d, parts, n)) {
        r->blocked = true;
        r->value = (struct sq_range){.may_none = true};
    }
    max_of(s, d, parts, n, &r->max);
    percent_of(s, r, parts, n);
    if (d->missing == SQ_MISS_WORST)
        collapse(d, &r->percent);
    band_of(d->bands, &r->value, &r->max, &r->band);
    apply_floor(d, parts, n, r);
}

/* ---- values, triggers, gates, outcomes ---------------------------------- */

static void
range_from(const struct sq_val *v, struct sq_range *out)
{
    *out = (struct sq_range){
        .may_none = (v->may & (SQ_MAY_ABSENT | SQ_MAY_NOT_APPLICABLE)) != 0,
        .low = SQ_NUM_ZERO,
        .high = SQ_NUM_ZERO};
    if (v->type != SQ_T_NUM || !(v->may & (SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN)))
        return;
    out->data = true;
    out->no_low = v->no_low;
    out->no_high = v->no_high;
    if (!v->no_low)
        out->low = v->low;
    if (!v->no_high)
        out->high = v->high;
}

static void
derived(struct sq_case_env *e, struct sq_results *r, struct sq_value_result *v)
{
    const struct sq_derived *d = v->derived;
    v->val = d->is.expr ? sq_case_eval(e, d->is.expr, NULL)
                        : sq_val_absent(SQ_T_NUM);
    r->wide = r->wide || v->val.wide;
    range_from(&v->val, &v->value);
    v->max = (struct sq_range){0};
    if (d->max.expr) {
        struct sq_val m = sq_case_eval(e, d->max.expr, NULL);
        range_from(&m, &v->max);
    }
    band_of(d->bands, &v->value, &v->max, &v->band);
    v->exact = true;
}

static void
trigger(struct sq_case_env *e, struct sq_trigger_result *t)
{
    t->state = SQ_TRIGGER_UNDECIDED;
    if (!t->trigger->when.expr)
        return;
    struct sq_val v = sq_case_eval(e, t->trigger->when.expr, NULL);
    if (sq_val_true(&v))
        t->state = SQ_TRIGGER_ON;
    else if (sq_val_false(&v))
        t->state = SQ_TRIGGER_OFF;
}

/* A waiver holds until the day of the decision, or today where none is set. */
static bool
expired(const struct sq_case *c, const struct sq_waiver *w)
{
    sq_date at = c->assessment->about.decision.on;
    if (at == SQ_NO_DATE)
        at = c->today;
    return at != SQ_NO_DATE && w->until != SQ_NO_DATE && w->until < at;
}

static void
waive(const struct sq_case *c, struct sq_gate_result *g)
{
    const struct sq_assessment *as = c->assessment;
    if (g->gate->waivable_by.text.len == 0)
        return; /* nobody may waive it */
    for (size_t i = 0; as && i < as->n_waivers; i++) {
        const struct sq_waiver *w = &as->waivers[i];
        if (!sq_str_eq(w->gate.text, g->gate->id.text))
            continue;
        bool whole =
            w->by.text.len && w->because.text.len && w->until != SQ_NO_DATE;
        g->waiver = w;
        g->waiver_expired = expired(c, w);
        if (whole && !g->waiver_expired && g->state == SQ_GATE_FAIL)
            g->state = SQ_GATE_WAIVED;
        if (whole && !g->waiver_expired)
            return;
    }
}

static void
gate(struct sq_case_env *e, struct sq_gate_result *g)
{
    const struct sq_gate *gate = g->gate;
    g->state = SQ_GATE_UNDECIDED;
    struct sq_val stands = sq_val_bool(true, false);
    if (gate->when.expr)
        stands = sq_case_eval(e, gate->when.expr, NULL);
    if (sq_val_false(&stands)) {
        g->state = SQ_GATE_NOT_ASKED;
        return;
    }
    if (!gate->must.expr)
        return;
    struct sq_val v = sq_case_eval(e, gate->must.expr, NULL);
    bool no_data = v.type == SQ_T_BOOL && !(v.may & SQ_MAY_VALUE);
    if (sq_val_true(&stands) && !no_data) {
        if (sq_val_true(&v))
            g->state = SQ_GATE_PASS;
        else if (sq_val_false(&v))
            g->state = SQ_GATE_FAIL;
    }
    waive(e->c, g);
}

static void
outcomes(struct sq_case_env *e, struct sq_results *r)
{
    const struct sq_questionnaire *q = e->c->questionnaire;
    r->n_possible = 0;
    for (size_t i = 0; i < q->n_outcomes; i++) {
        const struct sq_outcome *o = &q->outcomes[i];
        bool may = o->otherwise;
        bool must = may;
        if (!o->otherwise && o->when.expr) {
            struct sq_val v = sq_case_eval(e, o->when.expr, NULL);
            may = v.may_true;
            must = sq_val_true(&v);
        }
        if (may)
            r->possible[r->n_possible++] = o;
        if (must)
            return;
    }
}

/* Whether the figure is that of the case as it stands, whatever completion is
 * tried. */
static bool
stands(const struct sq_dimension *d)
{
    return d->combine == SQ_COMBINE_table ? d->missing == SQ_MISS_WORST
                                          : d->missing != SQ_MISS_INTERVAL;
}

void
sq_figures(struct sq_search *s, struct sq_results *r,
           const struct sq_results *fixed)
{
    struct sq_case_env e;
    sq_case_env_init(&e, s->c, false, r);
    for (size_t i = 0; i < r->n_dimensions; i++) {
        const struct sq_dimension *d = r->dimensions[i].dimension;
        if (fixed && stands(d))
            r->dimensions[i] = fixed->dimensions[i];
        else
            dimension(s, r, &r->dimensions[i]);
    }
    for (size_t i = 0; i < r->n_values; i++)
        derived(&e, r, &r->values[i]);
    for (size_t i = 0; i < r->n_triggers; i++)
        trigger(&e, &r->triggers[i]);
    for (size_t i = 0; i < r->n_gates; i++)
        gate(&e, &r->gates[i]);
    outcomes(&e, r);
}
