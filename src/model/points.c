/* SPDX-License-Identifier: MIT */
#include "model/points.h"

#include "model/read.h"

static sq_num
clamp(sq_num x, sq_num a, sq_num b)
{
    sq_num low = sq_num_min(a, b), high = sq_num_max(a, b);
    return sq_num_min(sq_num_max(x, low), high);
}

/* The straight line through both points, level beyond its ends. */
static sq_num
linear(const struct sq_question *q, sq_num x)
{
    sq_num at = clamp(x, q->lin_from[0], q->lin_from[1]);
    sq_num share = sq_num_div(sq_num_sub(at, q->lin_from[0]),
                              sq_num_sub(q->lin_from[1], q->lin_from[0]));
    return sq_num_add(
        q->lin_to[0],
        sq_num_mul(share, sq_num_sub(q->lin_to[1], q->lin_to[0])));
}

static size_t
step_at(const struct sq_question *q, sq_num x)
{
    for (size_t i = 0; i + 1 < q->n_steps; i++) {
        const struct sq_step *s = &q->steps[i];
        if (!s->upper.given)
            continue;
        int order = sq_num_cmp(x, s->upper.value);
        if (order < 0 || (order == 0 && s->upper_in))
            return i;
    }
    return q->n_steps - 1;
}

static bool
steps_range(const struct sq_question *q, const struct sq_val *x, sq_num *low,
            sq_num *high)
{
    size_t from = x->no_low ? 0 : step_at(q, x->low);
    size_t to = x->no_high ? q->n_steps - 1 : step_at(q, x->high);
    *low = *high = q->steps[from].is;
    for (size_t i = from + 1; i <= to; i++) {
        *low = sq_num_min(*low, q->steps[i].is);
        *high = sq_num_max(*high, q->steps[i].is);
    }
    return true;
}

/* An environment that knows the answer at hand and asks another for the rest */
struct answering {
    const struct sq_question *q;
    const struct sq_value *v;   /* NULL: any */
    const struct sq_env *outer; /* NULL: nothing else is known */
};

static struct sq_val
answering_value(void *ctx, const struct sq_name *name, int32_t row)
{
    struct answering *a = ctx;
    if (name->part == SQ_PART_ANSWER)
        return a->v ? a->q->type->val(a->q, a->v) : a->q->type->any(a->q);
    if (a->outer)
        return a->outer->value(a->outer->ctx, name, row);
    const struct sq_question *q =
        name->part == SQ_PART_CELL
            ? ((const struct sq_cell_ref *)name->ref)->question
            : name->ref;
    struct sq_val v = q->type->any(q);
    v.may =
        SQ_MAY_VALUE | SQ_MAY_ABSENT | SQ_MAY_NOT_KNOWN | SQ_MAY_NOT_APPLICABLE;
    return v;
}

static struct sq_val
answering_about(void *ctx, enum sq_fn fn, const struct sq_name *name,
                int32_t row)
{
    struct answering *a = ctx;
    if (a->outer)
        return a->outer->about(a->outer->ctx, fn, name, row);
    if (fn != SQ_FN_score && fn != SQ_FN_words)
        return sq_val_bool(true, true);
    struct sq_val v = sq_val_num(SQ_NUM_ZERO, SQ_NUM_ZERO);
    v.no_low = v.no_high = true;
    v.may |= SQ_MAY_ABSENT;
    return v;
}

static uint32_t
answering_rows(void *ctx, const void *group)
{
    struct answering *a = ctx;
    if (a->outer)
        return a->outer->rows(a->outer->ctx, group);
    const struct sq_group *g = group;
    return g->repeat == SQ_FOR_EACH ? (g->list ? (uint32_t)g->list->n : 0)
                                    : g->rows_max;
}

static bool
by_formula(const struct sq_question *q, const struct sq_value *v,
           const struct sq_env *outer, sq_num *low, sq_num *high)
{
    if (!q->score_is.expr)
        return false;
    struct answering ctx = {q, v, outer};
    struct sq_env env = {
        .ctx = &ctx,
        .value = answering_value,
        .about = answering_about,
        .rows = answering_rows,
        .today = SQ_NO_DATE,
        .row_group = outer ? outer->row_group : NULL,
        .row = outer ? outer->row : -1,
    };
    struct sq_val x = sq_expr_eval(q->score_is.expr, &env);
    if (!(x.may & SQ_MAY_VALUE) || x.no_low || x.no_high)
        return false;
    *low = x.low;
    *high = x.high;
    return true;
}

bool
sq_points(const struct sq_question *q, const struct sq_value *v,
          const struct sq_env *env, sq_num *low, sq_num *high)
{
    bool has = true;
    switch ((enum sq_scoring)q->scoring) {
    case SQ_SCORE_BY_TYPE:
        has = q->type->points(q, v, low);
        break;
    case SQ_SCORE_TABLE:
        *low = SQ_NUM_ZERO;
        if (q->type->in_exprs == SQ_T_SET) {
            for (uint32_t i = 0; i < v->n_options; i++)
                *low = sq_num_add(*low, q->table[v->options[i]]);
        } else {
            *low = q->table[v->option];
        }
        break;
    case SQ_SCORE_COUNT:
        *low = sq_num_int(v->n_options);
        break;
    case SQ_SCORE_LINEAR:
        *low = linear(q, q->type->val(q, v).low);
        break;
    case SQ_SCORE_STEPS:
        *low = q->steps[step_at(q, q->type->val(q, v).low)].is;
        break;
    case SQ_SCORE_IS:
        return by_formula(q, v, env, low, high);
    }
    if (has)
        *high = *low;
    return has;
}

static bool
table_range(const struct sq_question *q, sq_num *low, sq_num *high)
{
    sq_num plus = SQ_NUM_ZERO, minus = SQ_NUM_ZERO;
    for (size_t i = 0; i < q->choices->n; i++) {
        sq_num s = q->table[i];
        *low = i ? sq_num_min(*low, s) : s;
        *high = i ? sq_num_max(*high, s) : s;
        if (q->choices->options[i].exclusive)
            continue;
        if (sq_num_cmp(s, SQ_NUM_ZERO) > 0)
            plus = sq_num_add(plus, s);
        else
            minus = sq_num_add(minus, s);
    }
    if (q->type->in_exprs == SQ_T_SET) {
        if (sq_num_cmp(plus, SQ_NUM_ZERO) > 0)
            *high = sq_num_max(*high, plus);
        if (sq_num_cmp(minus, SQ_NUM_ZERO) < 0)
            *low = sq_num_min(*low, minus);
    }
    return q->choices->n > 0;
}

bool
sq_points_any(const struct sq_question *q, const struct sq_env *env,
              sq_num *low, sq_num *high)
{
    struct sq_val x;
    switch ((enum sq_scoring)q->scoring) {
    case SQ_SCORE_BY_TYPE:
        return q->type->range(q, low, high);
    case SQ_SCORE_TABLE:
        return table_range(q, low, high);
    case SQ_SCORE_COUNT: {
        uint32_t plain = 0;
        for (size_t i = 0; i < q->choices->n; i++)
            plain += !q->choices->options[i].exclusive;
        *low = sq_num_int(1);
        *high = sq_num_int(plain ? plain : 1);
        return q->choices->n > 0;
    }
    case SQ_SCORE_LINEAR: {
        x = q->type->any(q);
        sq_num a = x.no_low ? q->lin_to[0] : linear(q, x.low);
        sq_num b = x.no_high ? q->lin_to[1] : linear(q, x.high);
        if (x.no_low != x.no_high) { /* the open end may be either */
            a = q->lin_to[0];
            b = q->lin_to[1];
        }
        *low = sq_num_min(a, b);
        *high = sq_num_max(a, b);
        return true;
    }
    case SQ_SCORE_STEPS:
        x = q->type->any(q);
        return steps_range(q, &x, low, high);
    case SQ_SCORE_IS:
        return by_formula(q, NULL, env, low, high);
    }
    return false;
}

void
sq_points_settle(struct sq_question *q)
{
    q->scored = false;
    if (!q->type)
        return;
    q->scored = sq_points_any(q, NULL, &q->low_points, &q->high_points);
    if (q->scored && (!sq_num_ok(q->low_points) || !sq_num_ok(q->high_points)))
        q->scored = false;
}

bool
sq_floor_mark(const struct sq_dimension *d, const struct sq_question *q,
              sq_num *out)
{
    for (size_t i = 0; q->choices && i < q->choices->n; i++) {
        const struct sq_option *o = &q->choices->options[i];
        if (sq_str_eq(o->id.text, d->floor_at.text) && o->scored) {
            *out = o->score;
            return true;
        }
    }
    return sq_num_read(d->floor_at.text, out);
}
