/* SPDX-License-Identifier: MIT */
#include "score/parts.h"

#include "model/points.h"
#include "score/env.h"

#define COMBINE(name, word, summary) \
    extern const struct sq_combiner sq_combiner_##name;
#include "model/combine.def"
#undef COMBINE

static const struct sq_combiner *const combiners[] = {
#define COMBINE(name, word, summary) &sq_combiner_##name,
#include "model/combine.def"
#undef COMBINE
};

const struct sq_combiner *
sq_combiner_of(const struct sq_dimension *d)
{
    return combiners[d->combine];
}

static sq_num
worst(const struct sq_dimension *d, sq_num low, sq_num high)
{
    return d->better == SQ_HIGHER ? low : high;
}

static bool
slot_range(const struct sq_case *c, const struct sq_slot *s, bool given,
           sq_num *low, sq_num *high)
{
    struct sq_case_env e;
    sq_case_env_init(&e, c, false, NULL);
    bool in_row = s->row && s->row->group->repeat != SQ_ONCE;
    e.env.row_group = in_row ? s->row->group : NULL;
    e.env.row = in_row ? (int32_t)s->row->index : -1;
    bool has = given ? sq_points(s->question, &s->value, &e.env, low, high)
                     : sq_points_any(s->question, &e.env, low, high);
    return has && sq_num_ok(*low) && sq_num_ok(*high);
}

/* Some ways of answering give no points at all. */
static bool
can_give_none(const struct sq_question *q)
{
    if (q->scoring != SQ_SCORE_BY_TYPE || !q->choices)
        return false;
    for (size_t i = 0; i < q->choices->n; i++) {
        if (!q->choices->options[i].scored)
            return true;
    }
    return false;
}

/* Not applicable, by the dimension's policy. */
static void
set_aside(const struct sq_dimension *d, struct sq_part *p)
{
    switch ((enum sq_na)d->not_applicable) {
    case SQ_NA_EXCLUDE:
        p->may_in = false;
        p->may_out = true;
        return;
    case SQ_NA_ZERO:
        p->low = p->high = SQ_NUM_ZERO;
        return;
    case SQ_NA_BEST:
        p->low = p->high = worst(d, p->high, p->low);
        return;
    case SQ_NA_WORST:
        p->low = p->high = worst(d, p->low, p->high);
        return;
    }
}

static void
missing(const struct sq_dimension *d, struct sq_part *p)
{
    const struct sq_question *q = p->slot->question;
    if (d->missing == SQ_MISS_ZERO) {
        p->low = p->high = SQ_NUM_ZERO;
        return;
    }
    if (!sq_required(q) || can_give_none(q))
        p->may_out = true;
    if (q->not_applicable != SQ_ALLOWED)
        return;
    if (d->not_applicable == SQ_NA_EXCLUDE)
        p->may_out = true;
    if (d->not_applicable == SQ_NA_ZERO) {
        p->low = sq_num_min(p->low, SQ_NUM_ZERO);
        p->high = sq_num_max(p->high, SQ_NUM_ZERO);
    }
}

static void
not_known(const struct sq_dimension *d, struct sq_part *p)
{
    if (d->not_known == SQ_NK_WORST)
        p->low = p->high = worst(d, p->low, p->high);
    else if (d->missing == SQ_MISS_ZERO)
        p->low = p->high = SQ_NUM_ZERO; /* as missing */
}

struct sq_part
sq_part_of(const struct sq_case *c, const struct sq_dimension *d,
           struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    struct sq_part p = {
        s,        true, false, q->low_points, q->high_points, q->high_points,
        q->weight};
    /* counted as it stands: what is not certainly asked stays out */
    bool as_it_stands = d->missing == SQ_MISS_ZERO;
    enum sq_state state = as_it_stands ? s->state : s->future;
    bool out = state == SQ_HIDDEN || s->left_out || !q->scored ||
               (as_it_stands && state == SQ_PENDING) ||
               !slot_range(c, s, s->reply == SQ_GIVEN, &p.low, &p.high);
    if (out) {
        p.may_in = false;
        p.may_out = true;
        p.low = p.high = SQ_NUM_ZERO;
        return p;
    }
    if (state == SQ_PENDING)
        p.may_out = true;
    if (s->reply == SQ_MISSING)
        missing(d, &p);
    else if (s->reply == SQ_NOT_APPLICABLE)
        set_aside(d, &p);
    else if (s->reply == SQ_NOT_KNOWN)
        not_known(d, &p);
    return p;
}

sq_num
sq_parts_max_sum(const struct sq_part *parts, size_t n)
{
    sq_num sum = SQ_NUM_ZERO;
    for (size_t i = 0; i < n; i++) {
        if (parts[i].may_in)
            sum = sq_num_add(sum, sq_num_mul(parts[i].weight, parts[i].max));
    }
    return sum;
}

sq_num
sq_part_mark(const struct sq_dimension *d, const struct sq_part *p)
{
    return d->has_at_least ? d->at_least : p->max;
}

void
sq_range_join(struct sq_range *r, sq_num low, sq_num high)
{
    if (!sq_num_ok(low) || !sq_num_ok(high)) {
        r->no_low = r->no_high = true;
        low = high = SQ_NUM_ZERO;
    }
    r->low = r->data ? sq_num_min(r->low, low) : low;
    r->high = r->data ? sq_num_max(r->high, high) : high;
    r->data = true;
}
