/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "expr/eval.h"

/*
 * Aggregates fold their arguments, and the rows of each, one by one into a few
 * figures: nothing is allocated, and time is rows times the size of the tree.
 */

/* Works out the aggregates inside `e`, before its rows are gone through. */
static void
hoist(const struct sq_walk *w, const struct sq_expr *e, struct sq_memo *memo)
{
    if (e->op != SQ_OP_CALL || !sq_fn_folds(e->fn)) {
        for (uint32_t i = 0; i < e->n; i++)
            hoist(w, e->args[i], memo);
        return;
    }
    assert(memo->n < SQ_MAX_INNER);
    memo->nodes[memo->n] = e;
    memo->vals[memo->n] = sq_eval(w, e);
    memo->n++;
}

typedef void fold_fn(void *acc, const struct sq_val *v);

static void
fold_rows(const struct sq_walk *w, const struct sq_expr *arg, fold_fn *add,
          void *acc)
{
    struct sq_memo memo = {.n = 0};
    hoist(w, arg, &memo);
    struct sq_walk inside = {w->env, &memo, 0};
    uint32_t n = w->env->rows(w->env->ctx, arg->group);
    for (uint32_t i = 0; i < n; i++) {
        inside.row = (int32_t)i;
        struct sq_val v = sq_eval(&inside, arg);
        add(acc, &v);
    }
}

/* Gives `add` every row of every argument. */
static void
fold(const struct sq_walk *w, const struct sq_expr *e, fold_fn *add, void *acc)
{
    for (uint32_t i = 0; i < e->n; i++) {
        if (e->args[i]->group) {
            fold_rows(w, e->args[i], add, acc);
            continue;
        }
        struct sq_val v = sq_eval(w, e->args[i]);
        add(acc, &v);
    }
}

static void
add_sum(void *acc, const struct sq_val *v)
{
    struct sq_range *sum = acc;
    if (!(v->may & SQ_MAY_RANGE))
        return;
    struct sq_range r = sq_val_range(v);
    if (v->may & SQ_MAY_NOTHING) /* then it adds 0 */
        r = sq_range_hull(r, sq_range_of(SQ_NUM_ZERO, SQ_NUM_ZERO));
    *sum = sq_range_add(*sum, r);
}

static struct sq_val
eval_sum(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_range sum = sq_range_of(SQ_NUM_ZERO, SQ_NUM_ZERO);
    fold(w, e, add_sum, &sum);
    return sq_val_of_range(sum, SQ_MAY_VALUE);
}

/* How many options of a set are chosen. */
static struct sq_range
chosen(const struct sq_val *v)
{
    uint32_t most = v->domain ? v->domain->n : v->n_options;
    struct sq_range r = sq_range_of(SQ_NUM_ZERO, sq_num_int(most));
    if (!(v->may & SQ_MAY_RANGE))
        return sq_range_of(SQ_NUM_ZERO, SQ_NUM_ZERO);
    if (v->any || (v->may & SQ_MAY_NOT_KNOWN))
        return r;
    r = sq_range_of(sq_num_int(v->n_options), sq_num_int(v->n_options));
    if (v->may & SQ_MAY_NOTHING)
        r.low = SQ_NUM_ZERO;
    return r;
}

static void
add_count(void *acc, const struct sq_val *v)
{
    struct sq_range *sum = acc;
    struct sq_range r;
    if (v->type == SQ_T_SET) {
        r = chosen(v);
    } else {
        struct sq_tri x = sq_tri_of(v);
        r = sq_range_of(sq_num_int(!x.f), sq_num_int(x.t));
    }
    r.wide = v->wide;
    *sum = sq_range_add(*sum, r);
}

static struct sq_val
eval_count(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_range sum = sq_range_of(SQ_NUM_ZERO, SQ_NUM_ZERO);
    fold(w, e, add_count, &sum);
    return sq_val_of_range(sum, SQ_MAY_VALUE);
}

static void
add_any(void *acc, const struct sq_val *v)
{
    struct sq_tri *sum = acc;
    *sum = sq_tri_or(*sum, sq_tri_of(v));
}

static struct sq_val
eval_any(const struct sq_walk *w, const struct sq_expr *e)
{
    struct sq_tri sum = {false, true, false};
    fold(w, e, add_any, &sum);
    return sq_val_of_tri(sum);
}

struct all {
    bool certain;   /* something is there whatever happens */
    bool may_true;  /* something may be there and be true */
    bool may_false; /* something may be there and be false */
    bool must_false;
    bool wide;
};

static void
add_all(void *acc, const struct sq_val *v)
{
    struct all *all = acc;
    all->wide = all->wide || v->wide;
    if (!(v->may & SQ_MAY_RANGE))
        return;
    bool maybe = v->may & SQ_MAY_NOTHING;
    struct sq_tri x = {v->may_true, v->may_false, false};
    if (v->may & SQ_MAY_NOT_KNOWN)
        x.t = x.f = true;
    all->may_true = all->may_true || x.t;
    all->may_false = all->may_false || x.f;
    all->must_false = all->must_false || (!maybe && !x.t);
    all->certain = all->certain || !maybe;
}

static struct sq_val
eval_all(const struct sq_walk *w, const struct sq_expr *e)
{
    struct all all = {0};
    fold(w, e, add_all, &all);
    struct sq_val v = sq_val_absent(SQ_T_BOOL);
    v.wide = all.wide;
    if (!all.may_true && !all.may_false)
        return v;
    v.may = SQ_MAY_VALUE;
    v.may_true = all.may_true && !all.must_false;
    v.may_false = all.may_false;
    if (!all.certain) {
        v.may |= SQ_MAY_ABSENT;
        v.may_false = true; /* as in sq_val_absent() */
    }
    return v;
}

struct extreme {
    bool some, certain;    /* seen at all; there whatever happens */
    struct sq_range maybe; /* hull of those that may be missing */
    struct sq_range best;  /* the largest of those that are there */
    bool some_maybe;
    bool smallest; /* of the negated numbers, then */
};

/* Keeps the largest of what is there, and the hull of what may be. */
static void
add_extreme(void *acc, const struct sq_val *v)
{
    struct extreme *x = acc;
    if (!(v->may & SQ_MAY_RANGE))
        return;
    struct sq_range r = sq_val_range(v);
    if (x->smallest)
        r = sq_range_neg(r);
    if (v->may & SQ_MAY_NOTHING) {
        x->maybe = x->some_maybe ? sq_range_hull(x->maybe, r) : r;
        x->some_maybe = true;
    } else {
        x->best = x->certain ? sq_range_max(x->best, r) : r;
        x->certain = true;
    }
    x->some = true;
}

static struct sq_val
eval_extreme(const struct sq_walk *w, const struct sq_expr *e)
{
    struct extreme x = {.smallest = e->fn == SQ_FN_min};
    fold(w, e, add_extreme, &x);
    if (!x.some)
        return sq_val_absent(e->type);

    /* what may be missing can only raise the largest of what is there */
    struct sq_range r = x.certain ? x.best : x.maybe;
    if (x.certain && x.some_maybe)
        r = sq_range_hull(r, sq_range_max(r, x.maybe));
    if (x.smallest)
        r = sq_range_neg(r);
    struct sq_val v =
        sq_val_of_range(r, SQ_MAY_VALUE | (x.certain ? 0u : SQ_MAY_ABSENT));
    v.type = e->type;
    return v;
}

/* ---- mean --------------------------------------------------------------- */

/* Rows beyond these that may be missing give the sound bound, not the tight. */
enum { MAYBES = 64 };

struct mean {
    struct sq_range sum;  /* of those that are there */
    struct sq_range hull; /* of those that may be missing */
    int64_t n, n_maybe;
    sq_num lows[MAYBES], highs[MAYBES];
    bool loose; /* the lists above do not hold them all */
};

static void
add_mean(void *acc, const struct sq_val *v)
{
    struct mean *m = acc;
    if (!(v->may & SQ_MAY_RANGE))
        return;
    struct sq_range r = sq_val_range(v);
    if (!(v->may & SQ_MAY_NOTHING)) {
        m->sum = m->n ? sq_range_add(m->sum, r) : r;
        m->n++;
        return;
    }
    if (m->n_maybe == MAYBES || r.no_low || r.no_high) {
        m->loose = true;
    } else if (!m->loose) {
        m->lows[m->n_maybe] = r.low;
        m->highs[m->n_maybe] = sq_num_neg(r.high);
        if (!sq_num_ok(m->highs[m->n_maybe]))
            m->loose = true;
    }
    m->hull = m->n_maybe ? sq_range_hull(m->hull, r) : r;
    m->n_maybe++;
}

static void
sort(sq_num *list, int64_t n)
{
    for (int64_t i = 1; i < n; i++) {
        sq_num moving = list[i];
        int64_t at = i;
        for (; at > 0 && sq_num_cmp(list[at - 1], moving) > 0; at--)
            list[at] = list[at - 1];
        list[at] = moving;
    }
}

/*
 * The least mean of n numbers with this sum and any of the sorted others: each
 * that lies below the mean so far lowers it.  WIDE if it cannot be held.
 */
static sq_num
least_mean(sq_num sum, int64_t n, const sq_num *others, int64_t n_others)
{
    for (int64_t i = 0; i < n_others; i++) {
        sq_num mean = sq_num_div(sum, sq_num_int(n));
        if (!sq_num_ok(mean) || sq_num_cmp(others[i], mean) >= 0)
            break;
        sum = sq_num_add(sum, others[i]);
        n++;
    }
    return sq_num_div(sum, sq_num_int(n));
}

static struct sq_range
mean_range(struct mean *m)
{
    if (m->n == 0)
        return m->hull;
    sq_num one_over_n = sq_num_of(1, m->n);
    struct sq_range certain =
        sq_range_mul(m->sum, sq_range_of(one_over_n, one_over_n));
    if (m->n_maybe == 0)
        return certain;
    /* a mean of both lies between the mean of these and the mean of those */
    struct sq_range r = sq_range_hull(certain, m->hull);
    if (m->loose || m->sum.no_low || m->sum.no_high)
        return r;
    sort(m->lows, m->n_maybe);
    sort(m->highs, m->n_maybe);
    sq_num low = least_mean(m->sum.low, m->n, m->lows, m->n_maybe);
    sq_num high =
        least_mean(sq_num_neg(m->sum.high), m->n, m->highs, m->n_maybe);
    if (!sq_num_ok(low) || !sq_num_ok(high))
        return r;
    return sq_range_of(low, sq_num_neg(high));
}

static struct sq_val
eval_mean(const struct sq_walk *w, const struct sq_expr *e)
{
    struct mean m = {.n = 0, .n_maybe = 0};
    fold(w, e, add_mean, &m);
    if (m.n == 0 && m.n_maybe == 0)
        return sq_val_absent(SQ_T_NUM);
    return sq_val_of_range(mean_range(&m),
                           SQ_MAY_VALUE | (m.n ? 0u : SQ_MAY_ABSENT));
}

/* ---- the whole ---------------------------------------------------------- */

struct sq_val
sq_eval_fold(const struct sq_walk *w, const struct sq_expr *e)
{
    if (e->fn == SQ_FN_sum)
        return eval_sum(w, e);
    if (e->fn == SQ_FN_mean)
        return eval_mean(w, e);
    if (e->fn == SQ_FN_count)
        return eval_count(w, e);
    if (e->fn == SQ_FN_any)
        return eval_any(w, e);
    if (e->fn == SQ_FN_all)
        return eval_all(w, e);
    return eval_extreme(w, e);
}
