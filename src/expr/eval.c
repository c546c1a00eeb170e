/* SPDX-License-Identifier: MIT */
#include "expr/eval.h"

#include <assert.h>

/* ---- views of a value --------------------------------------------------- */

struct sq_tri
sq_tri_of(const struct sq_val *v)
{
    bool value = v->may & SQ_MAY_VALUE;
    bool unknown = v->may & SQ_MAY_NOT_KNOWN;
    return (struct sq_tri){
        (value && v->may_true) || unknown,
        (value && v->may_false) || unknown || (v->may & SQ_MAY_NOTHING),
        v->wide,
    };
}

struct sq_val
sq_val_of_tri(struct sq_tri x)
{
    struct sq_val v = sq_val_bool(x.t, x.f);
    v.wide = x.wide;
    return v;
}

static struct sq_tri
tri_not(struct sq_tri x)
{
    return (struct sq_tri){x.f, x.t, x.wide};
}

struct sq_tri
sq_tri_or(struct sq_tri x, struct sq_tri y)
{
    return (struct sq_tri){x.t || y.t, x.f && y.f, x.wide || y.wide};
}

static struct sq_tri
tri_and(struct sq_tri x, struct sq_tri y)
{
    return tri_not(sq_tri_or(tri_not(x), tri_not(y)));
}

struct sq_val
sq_val_of_range(struct sq_range r, unsigned may)
{
    struct sq_val v = sq_val_num(r.low, r.high);
    v.no_low = r.no_low;
    v.no_high = r.no_high;
    v.wide = r.wide;
    v.may = (uint8_t)may;
    return v;
}

/* The scores that an option can have. */
static struct sq_range
scores_of(const struct sq_val *v, const struct sq_domain *domain)
{
    const struct sq_domain_item *items = domain->items;
    if (!v->any && !(v->may & SQ_MAY_NOT_KNOWN))
        return sq_range_of(items[v->option].score, items[v->option].score);
    struct sq_range r = sq_range_of(items[0].score, items[0].score);
    for (uint32_t i = 1; i < domain->n; i++)
        r = sq_range_hull(r, sq_range_of(items[i].score, items[i].score));
    return r;
}

/* ---- names -------------------------------------------------------------- */

static int32_t
row_of(const struct sq_walk *w, const struct sq_expr *name)
{
    if (name->group)
        return w->row;
    return name->name.group ? w->env->row : -1;
}

static struct sq_val
eval_name(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_val v = w->env->value(w->env->ctx, &e->name, row_of(w, e));
    assert(v.may != 0);
    if (v.type == SQ_T_BOOL && (v.may & SQ_MAY_NOTHING))
        v.may_false = true;
    return v;
}

static struct sq_val
eval_about(const struct sq_walk *w, const struct sq_expr *e)
{
    const struct sq_expr *arg = e->args[0];
    return w->env->about(w->env->ctx, e->fn, &arg->name, row_of(w, arg));
}

static struct sq_val
eval_date(const struct sq_walk *w, const struct sq_expr *e)
{
    sq_date date = e->date == SQ_NO_DATE ? w->env->today : e->date;
    if (date == SQ_NO_DATE)
        return sq_val_absent(SQ_T_DATE);
    struct sq_val v = sq_val_num(sq_num_int(date), sq_num_int(date));
    v.type = SQ_T_DATE;
    return v;
}

static struct sq_val
eval_member(const struct sq_expr *e)
{
    struct sq_val v = {.type = e->type, .may = SQ_MAY_VALUE};
    v.text = e->text;
    v.option = e->option;
    v.domain = e->domain;
    return v;
}

/* ---- logic -------------------------------------------------------------- */

static struct sq_tri
truth(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_val v = sq_eval(w, e);
    return sq_tri_of(&v);
}

static struct sq_tri
eval_and_or(const struct sq_walk *w, const struct sq_expr *e)
{
    bool and = e->op == SQ_OP_AND;
    struct sq_tri sum = {and, !and, false};
    for (uint32_t i = 0; i < e->n; i++) {
        struct sq_tri x = truth(w, e->args[i]);
        sum = and? tri_and(sum, x) : sq_tri_or(sum, x);
        if (and? !sum.t : !sum.f)
            break;
    }
    return sum;
}

static struct sq_val
eval_if(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_tri condition = truth(w, e->args[0]);
    struct sq_val v = sq_eval(w, e->args[condition.t ? 1 : 2]);
    if (condition.t && condition.f)
        v = sq_val_hull(v, sq_eval(w, e->args[2]));
    v.wide = v.wide || condition.wide;
    return v;
}

/* ---- comparisons -------------------------------------------------------- */

static bool
same_set(const struct sq_val *a, const struct sq_val *b)
{
    if (a->n_options != b->n_options)
        return false;
    for (uint32_t i = 0; i < a->n_options; i++) {
        if (a->options[i] != b->options[i])
            return false;
    }
    return true;
}

/* The SQ_MAY_VALUE parts of both; one type. */
static struct sq_tri
equal_values(const struct sq_val *a, const struct sq_val *b)
{
    if (a->type == SQ_T_NUM || a->type == SQ_T_DATE) {
        struct sq_range x = sq_val_range(a);
        struct sq_range y = sq_val_range(b);
        bool overlap =
            sq_range_may_less_equal(x, y) && sq_range_may_less_equal(y, x);
        bool points = sq_range_is_point(x) && sq_range_is_point(y);
        return (struct sq_tri){overlap, !(overlap && points), false};
    }
    if (a->type == SQ_T_BOOL)
        return (struct sq_tri){
            (a->may_true && b->may_true) || (a->may_false && b->may_false),
            (a->may_true && b->may_false) || (a->may_false && b->may_true),
            false,
        };
    if (a->any || b->any)
        return (struct sq_tri){true, true, false};

    bool same = a->type == SQ_T_OPTION ? a->option == b->option
                : a->type == SQ_T_TEXT ? sq_str_eq(a->text, b->text)
                                       : same_set(a, b);
    return (struct sq_tri){same, !same, false};
}

static struct sq_tri
equal(const struct sq_val *a, const struct sq_val *b)
{
    struct sq_tri x = {false, false, false};
    if (a->may & b->may & SQ_MAY_VALUE)
        x = equal_values(a, b);
    if ((a->may | b->may) & ~SQ_MAY_VALUE)
        x.f = true;
    x.wide = a->wide || b->wide;
    return x;
}

/* `v` is this reserved answer. */
static struct sq_tri
equal_reserved(const struct sq_val *v, enum sq_reserved word)
{
    unsigned bit =
        word == SQ_R_NOT_KNOWN ? SQ_MAY_NOT_KNOWN : SQ_MAY_NOT_APPLICABLE;
    return (struct sq_tri){v->may & bit, v->may & ~bit, v->wide};
}

/* `v`, an option, is this one: what most conditions ask. */
static struct sq_tri
equal_option(const struct sq_val *v, uint32_t option)
{
    bool value = v->may & SQ_MAY_VALUE;
    bool may = v->any || v->option == option;
    bool must = !v->any && may && v->may == SQ_MAY_VALUE;
    return (struct sq_tri){value && may, !must, v->wide};
}

/* Is `v`, or does it hold, what `item` says? */
static struct sq_tri
equal_item(const struct sq_walk *w, const struct sq_val *v,
           const struct sq_expr *item)
{
    if (item->op == SQ_OP_RESERVED)
        return equal_reserved(v, item->reserved);
    if (item->op == SQ_OP_OPTION) /* of what `v` is, then */
        return equal_option(v, item->option);
    struct sq_val other = sq_eval(w, item);
    return equal(v, &other);
}

static struct sq_tri
eval_equal(const struct sq_walk *w, const struct sq_expr *e)
{
    const struct sq_expr *left = e->args[0];
    const struct sq_expr *right = e->args[1];
    if (left->op == SQ_OP_RESERVED) {
        left = e->args[1];
        right = e->args[0];
    }
    struct sq_val v = sq_eval(w, left);
    struct sq_tri x = equal_item(w, &v, right);
    return e->op == SQ_OP_NE ? tri_not(x) : x;
}

static struct sq_range
order_range(const struct sq_val *v, const struct sq_expr *e)
{
    if (e->type == SQ_T_OPTION)
        return scores_of(v, e->domain);
    return sq_val_range(v);
}

/* < or <= of two ranges. */
static struct sq_tri
less(struct sq_range x, struct sq_range y, bool or_equal)
{
    if (or_equal)
        return (struct sq_tri){sq_range_may_less_equal(x, y),
                               sq_range_may_less(y, x), false};
    return (struct sq_tri){sq_range_may_less(x, y),
                           sq_range_may_less_equal(y, x), false};
}

static struct sq_tri
eval_order(const struct sq_walk *w, const struct sq_expr *e)
{
    bool turned = e->op == SQ_OP_GT || e->op == SQ_OP_GE;
    bool or_equal = e->op == SQ_OP_LE || e->op == SQ_OP_GE;
    struct sq_val a = sq_eval(w, e->args[0]);
    struct sq_val b = sq_eval(w, e->args[1]);
    struct sq_tri out = {false, false, false};
    if ((a.may & SQ_MAY_RANGE) && (b.may & SQ_MAY_RANGE)) {
        struct sq_range x = order_range(&a, e->args[0]);
        struct sq_range y = order_range(&b, e->args[1]);
        out = turned ? less(y, x, or_equal) : less(x, y, or_equal);
    }
    if ((a.may | b.may) & SQ_MAY_NOTHING)
        out.f = true;
    out.wide = a.wide || b.wide;
    return out;
}

static struct sq_tri
eval_in(const struct sq_walk *w, const struct sq_expr *e)
{
    const struct sq_expr *list = e->args[1];
    struct sq_val v = sq_eval(w, e->args[0]);
    struct sq_tri x = {false, true, false};
    for (uint32_t i = 0; i < list->n && x.f; i++)
        x = sq_tri_or(x, equal_item(w, &v, list->args[i]));
    return x;
}

static struct sq_tri
has_item(const struct sq_val *v, const struct sq_expr *item)
{
    if (item->op == SQ_OP_RESERVED)
        return equal_reserved(v, item->reserved);
    struct sq_tri x = {false, (v->may & ~SQ_MAY_VALUE) != 0, v->wide};
    if (!(v->may & SQ_MAY_VALUE))
        return x;
    if (v->any)
        return (struct sq_tri){true, true, v->wide};
    bool held = false;
    for (uint32_t i = 0; i < v->n_options && !held; i++)
        held = v->options[i] == item->option;
    return (struct sq_tri){held, x.f || !held, v->wide};
}

static struct sq_tri
eval_has(const struct sq_walk *w, const struct sq_expr *e)
{
    const struct sq_expr *right = e->args[1];
    struct sq_val v = sq_eval(w, e->args[0]);
    if (e->op == SQ_OP_HAS)
        return has_item(&v, right);
    bool all = e->op == SQ_OP_HAS_ALL;
    struct sq_tri x = {all, !all, false};
    for (uint32_t i = 0; i < right->n; i++) {
        struct sq_tri y = has_item(&v, right->args[i]);
        x = all ? tri_and(x, y) : sq_tri_or(x, y);
    }
    return x;
}

/* ---- arithmetic --------------------------------------------------------- */

/* What the result of a sum, product … of both may be. */
static unsigned
may_combine(unsigned a, unsigned b)
{
    unsigned may = 0;
    if ((a & SQ_MAY_RANGE) && (b & SQ_MAY_RANGE))
        may |= SQ_MAY_VALUE;
    if ((a | b) & SQ_MAY_NOTHING)
        may |= SQ_MAY_ABSENT;
    return may;
}

static struct sq_val
divide(const struct sq_val *a, const struct sq_val *b, unsigned may)
{
    struct sq_range by = sq_val_range(b);
    if (!sq_range_has_zero(by))
        return sq_val_of_range(sq_range_div(sq_val_range(a), by), may);
    if (sq_range_is_point(by))
        return sq_val_absent(SQ_T_NUM);
    return sq_val_of_range(sq_range_div(sq_val_range(a), by),
                           may | SQ_MAY_ABSENT);
}

static struct sq_val
combine(enum sq_op op, const struct sq_val *a, const struct sq_val *b)
{
    unsigned may = may_combine(a->may, b->may);
    if (!(may & SQ_MAY_VALUE)) {
        struct sq_val v = sq_val_absent(SQ_T_NUM);
        v.wide = a->wide || b->wide;
        return v;
    }
    if (op == SQ_OP_DIV)
        return divide(a, b, may);
    struct sq_range x = sq_val_range(a);
    struct sq_range y = sq_val_range(b);
    if (op == SQ_OP_MUL)
        return sq_val_of_range(sq_range_mul(x, y), may);
    if (op == SQ_OP_SUB)
        y = sq_range_neg(y);
    return sq_val_of_range(sq_range_add(x, y), may);
}

static struct sq_val
eval_arithmetic(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_val v = sq_eval(w, e->args[0]);
    for (uint32_t i = 1; i < e->n; i++) {
        struct sq_val next = sq_eval(w, e->args[i]);
        v = combine(e->op, &v, &next);
    }
    return v;
}

static sq_num
floor_of(sq_num a, unsigned places)
{
    (void)places;
    return sq_num_floor(a);
}

static sq_num
ceil_of(sq_num a, unsigned places)
{
    (void)places;
    return sq_num_ceil(a);
}

/* Minus, and the functions of one number. */
static struct sq_val
eval_unary(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_val v = sq_eval(w, e->args[0]);
    unsigned may = may_combine(v.may, v.may);
    if (!(may & SQ_MAY_VALUE))
        return sq_val_absent(SQ_T_NUM);
    struct sq_range r = sq_val_range(&v);
    unsigned places = e->n == 2 ? (unsigned)e->args[1]->num.num : 0;
    if (e->op == SQ_OP_NEG)
        r = sq_range_neg(r);
    else if (e->fn == SQ_FN_abs)
        r = sq_range_abs(r);
    else if (e->fn == SQ_FN_floor)
        r = sq_range_map(r, floor_of, 0);
    else if (e->fn == SQ_FN_ceil)
        r = sq_range_map(r, ceil_of, 0);
    else if (e->fn == SQ_FN_round)
        r = sq_range_map(r, sq_num_round, places);
    else
        r = sq_range_map(r, sq_num_round_even, places);
    return sq_val_of_range(r, may);
}

static struct sq_val
eval_days(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_val from = sq_eval(w, e->args[0]);
    struct sq_val to = sq_eval(w, e->args[1]);
    return combine(SQ_OP_SUB, &to, &from);
}

/* ---- the whole ---------------------------------------------------------- */

/* What was worked out before the rows were gone through. */
static const struct sq_val *
recall(const struct sq_walk *w, const struct sq_expr *e)
{
    for (uint32_t i = 0; w->memo && i < w->memo->n; i++) {
        if (w->memo->nodes[i] == e)
            return &w->memo->vals[i];
    }
    return NULL;
}

static struct sq_val
eval_call(const struct sq_walk *w, const struct sq_expr *e)
{
    switch (e->fn) {
    case SQ_FN_min:
    case SQ_FN_max:
    case SQ_FN_sum:
    case SQ_FN_mean:
    case SQ_FN_count:
    case SQ_FN_any:
    case SQ_FN_all:
        return sq_eval_fold(w, e);
    case SQ_FN_round:
    case SQ_FN_round_even:
    case SQ_FN_floor:
    case SQ_FN_ceil:
    case SQ_FN_abs:
        return eval_unary(w, e);
    case SQ_FN_days:
        return eval_days(w, e);
    case SQ_FN_if:
        return eval_if(w, e);
    case SQ_FN_answered:
    case SQ_FN_asked:
    case SQ_FN_not_applicable:
    case SQ_FN_score:
    case SQ_FN_words:
    case SQ_FN_gate:
    case SQ_FN_trigger:
        return eval_about(w, e);
    case SQ_FN_COUNT:
        break;
    }
    return sq_val_absent(e->type);
}

struct sq_val
sq_eval(const struct sq_walk *w, const struct sq_expr *e)
{
    switch (e->op) {
    case SQ_OP_NUM:
        return sq_val_num(e->num, e->num);
    case SQ_OP_BOOL:
        return sq_val_bool(e->truth, !e->truth);
    case SQ_OP_DATE:
        return eval_date(w, e);
    case SQ_OP_TEXT:
    case SQ_OP_OPTION:
        return eval_member(e);
    case SQ_OP_NAME:
        return eval_name(w, e);
    case SQ_OP_OR:
    case SQ_OP_AND:
        return sq_val_of_tri(eval_and_or(w, e));
    case SQ_OP_NOT:
        return sq_val_of_tri(tri_not(truth(w, e->args[0])));
    case SQ_OP_EQ:
    case SQ_OP_NE:
        return sq_val_of_tri(eval_equal(w, e));
    case SQ_OP_LT:
    case SQ_OP_LE:
    case SQ_OP_GT:
    case SQ_OP_GE:
        return sq_val_of_tri(eval_order(w, e));
    case SQ_OP_IN:
        return sq_val_of_tri(eval_in(w, e));
    case SQ_OP_HAS:
    case SQ_OP_HAS_ANY:
    case SQ_OP_HAS_ALL:
        return sq_val_of_tri(eval_has(w, e));
    case SQ_OP_ADD:
    case SQ_OP_SUB:
    case SQ_OP_MUL:
    case SQ_OP_DIV:
        return eval_arithmetic(w, e);
    case SQ_OP_NEG:
        return eval_unary(w, e);
    case SQ_OP_CALL: {
        const struct sq_val *known = recall(w, e);
        return known ? *known : eval_call(w, e);
    }
    case SQ_OP_RESERVED:
    case SQ_OP_LIST:
        break; /* read by the operators around them */
    }
    return sq_val_absent(e->type);
}

struct sq_val
sq_expr_eval(const struct sq_expr *e, const struct sq_env *env)
{
    struct sq_walk w = {env, NULL, env->row};
    return sq_eval(&w, e);
}
