/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "expr/private.h"

/*
 * Every function returns a superset of what the expression can be, exact when
 * all that it was made of is decided.  A reserved answer or an absent value is
 * told apart from a value by the SQ_MAY_ bits:
 *
 *   in arithmetic  absent and not applicable make the result absent; not known
 *                  is a number somewhere in the question's range
 *   in < >         absent and not applicable compare false; not known as above
 *   in = in has    none of the three equals anything but its own word
 *   in and or not  absent and not applicable read as false
 */

/* Aggregates inside an argument of another: their value is one for all rows. */
struct memo {
    const struct sq_expr *nodes[SQ_MAX_INNER];
    struct sq_val vals[SQ_MAX_INNER];
    uint32_t n;
};

struct walk {
    const struct sq_env *env;
    const struct memo *memo; /* or NULL */
    int32_t row;             /* of the aggregate that we are in */
};

/* A truth value on its way: it may be t, it may be f. */
struct tri {
    bool t, f, wide;
};

static struct sq_val eval(const struct walk *w, const struct sq_expr *e);

/* ---- views of a value --------------------------------------------------- */

enum { MAY_RANGE = SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN };
enum { MAY_NOTHING = SQ_MAY_ABSENT | SQ_MAY_NOT_APPLICABLE };

static struct tri
tri_of(const struct sq_val *v)
{
    bool value = v->may & SQ_MAY_VALUE;
    bool unknown = v->may & SQ_MAY_NOT_KNOWN;
    return (struct tri){
        (value && v->may_true) || unknown,
        (value && v->may_false) || unknown || (v->may & MAY_NOTHING),
        v->wide,
    };
}

static struct sq_val
val_of_tri(struct tri x)
{
    struct sq_val v = sq_val_bool(x.t, x.f);
    v.wide = x.wide;
    return v;
}

static struct tri
tri_not(struct tri x)
{
    return (struct tri){x.f, x.t, x.wide};
}

static struct tri
tri_or(struct tri x, struct tri y)
{
    return (struct tri){x.t || y.t, x.f && y.f, x.wide || y.wide};
}

static struct tri
tri_and(struct tri x, struct tri y)
{
    return tri_not(tri_or(tri_not(x), tri_not(y)));
}

/* A value made of a range, absent where `may` says so. */
static struct sq_val
val_of_range(struct sq_range r, unsigned may)
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
row_of(const struct walk *w, const struct sq_expr *name)
{
    if (name->group)
        return w->row;
    return name->name.group ? w->env->row : -1;
}

static struct sq_val
eval_name(const struct walk *w, const struct sq_expr *e)
{
    struct sq_val v = w->env->value(w->env->ctx, &e->name, row_of(w, e));
    assert(v.may != 0);
    if (v.type == SQ_T_BOOL && (v.may & MAY_NOTHING))
        v.may_false = true;
    return v;
}

static struct sq_val
eval_about(const struct walk *w, const struct sq_expr *e)
{
    const struct sq_expr *arg = e->args[0];
    return w->env->about(w->env->ctx, e->fn, &arg->name, row_of(w, arg));
}

static struct sq_val
eval_date(const struct walk *w, const struct sq_expr *e)
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

static struct tri
truth(const struct walk *w, const struct sq_expr *e)
{
    struct sq_val v = eval(w, e);
    return tri_of(&v);
}

static struct tri
eval_and_or(const struct walk *w, const struct sq_expr *e)
{
    bool and = e->op == SQ_OP_AND;
    struct tri sum = {and, !and, false};
    for (uint32_t i = 0; i < e->n; i++) {
        struct tri x = truth(w, e->args[i]);
        sum = and? tri_and(sum, x) : tri_or(sum, x);
        if (and? !sum.t : !sum.f)
            break;
    }
    return sum;
}

static struct sq_val
eval_if(const struct walk *w, const struct sq_expr *e)
{
    struct tri condition = truth(w, e->args[0]);
    struct sq_val v = eval(w, e->args[condition.t ? 1 : 2]);
    if (condition.t && condition.f)
        v = sq_val_hull(v, eval(w, e->args[2]));
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
static struct tri
equal_values(const struct sq_val *a, const struct sq_val *b)
{
    if (a->type == SQ_T_NUM || a->type == SQ_T_DATE) {
        struct sq_range x = sq_val_range(a);
        struct sq_range y = sq_val_range(b);
        bool overlap =
            sq_range_may_less_equal(x, y) && sq_range_may_less_equal(y, x);
        bool points = sq_range_is_point(x) && sq_range_is_point(y);
        return (struct tri){overlap, !(overlap && points), false};
    }
    if (a->type == SQ_T_BOOL)
        return (struct tri){
            (a->may_true && b->may_true) || (a->may_false && b->may_false),
            (a->may_true && b->may_false) || (a->may_false && b->may_true),
            false,
        };
    if (a->any || b->any)
        return (struct tri){true, true, false};

    bool same = a->type == SQ_T_OPTION ? a->option == b->option
                : a->type == SQ_T_TEXT ? sq_str_eq(a->text, b->text)
                                       : same_set(a, b);
    return (struct tri){same, !same, false};
}

static struct tri
equal(const struct sq_val *a, const struct sq_val *b)
{
    struct tri x = {false, false, false};
    if (a->may & b->may & SQ_MAY_VALUE)
        x = equal_values(a, b);
    if ((a->may | b->may) & ~SQ_MAY_VALUE)
        x.f = true;
    x.wide = a->wide || b->wide;
    return x;
}

/* `v` is this reserved answer. */
static struct tri
equal_reserved(const struct sq_val *v, enum sq_reserved word)
{
    unsigned bit =
        word == SQ_R_NOT_KNOWN ? SQ_MAY_NOT_KNOWN : SQ_MAY_NOT_APPLICABLE;
    return (struct tri){v->may & bit, v->may & ~bit, v->wide};
}

/* Is `v`, or does it hold, what `item` says? */
static struct tri
equal_item(const struct walk *w, const struct sq_val *v,
           const struct sq_expr *item)
{
    if (item->op == SQ_OP_RESERVED)
        return equal_reserved(v, item->reserved);
    struct sq_val other = eval(w, item);
    return equal(v, &other);
}

static struct tri
eval_equal(const struct walk *w, const struct sq_expr *e)
{
    const struct sq_expr *left = e->args[0];
    const struct sq_expr *right = e->args[1];
    if (left->op == SQ_OP_RESERVED) {
        left = e->args[1];
        right = e->args[0];
    }
    struct sq_val v = eval(w, left);
    struct tri x = equal_item(w, &v, right);
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
static struct tri
less(struct sq_range x, struct sq_range y, bool or_equal)
{
    if (or_equal)
        return (struct tri){sq_range_may_less_equal(x, y),
                            sq_range_may_less(y, x), false};
    return (struct tri){sq_range_may_less(x, y), sq_range_may_less_equal(y, x),
                        false};
}

static struct tri
eval_order(const struct walk *w, const struct sq_expr *e)
{
    bool turned = e->op == SQ_OP_GT || e->op == SQ_OP_GE;
    bool or_equal = e->op == SQ_OP_LE || e->op == SQ_OP_GE;
    struct sq_val a = eval(w, e->args[0]);
    struct sq_val b = eval(w, e->args[1]);
    struct tri out = {false, false, false};
    if ((a.may & MAY_RANGE) && (b.may & MAY_RANGE)) {
        struct sq_range x = order_range(&a, e->args[0]);
        struct sq_range y = order_range(&b, e->args[1]);
        out = turned ? less(y, x, or_equal) : less(x, y, or_equal);
    }
    if ((a.may | b.may) & MAY_NOTHING)
        out.f = true;
    out.wide = a.wide || b.wide;
    return out;
}

static struct tri
eval_in(const struct walk *w, const struct sq_expr *e)
{
    const struct sq_expr *list = e->args[1];
    struct sq_val v = eval(w, e->args[0]);
    struct tri x = {false, true, false};
    for (uint32_t i = 0; i < list->n && x.f; i++)
        x = tri_or(x, equal_item(w, &v, list->args[i]));
    return x;
}

static struct tri
has_item(const struct sq_val *v, const struct sq_expr *item)
{
    if (item->op == SQ_OP_RESERVED)
        return equal_reserved(v, item->reserved);
    struct tri x = {false, (v->may & ~SQ_MAY_VALUE) != 0, v->wide};
    if (!(v->may & SQ_MAY_VALUE))
        return x;
    if (v->any)
        return (struct tri){true, true, v->wide};
    bool held = false;
    for (uint32_t i = 0; i < v->n_options && !held; i++)
        held = v->options[i] == item->option;
    return (struct tri){held, x.f || !held, v->wide};
}

static struct tri
eval_has(const struct walk *w, const struct sq_expr *e)
{
    const struct sq_expr *right = e->args[1];
    struct sq_val v = eval(w, e->args[0]);
    if (e->op == SQ_OP_HAS)
        return has_item(&v, right);
    bool all = e->op == SQ_OP_HAS_ALL;
    struct tri x = {all, !all, false};
    for (uint32_t i = 0; i < right->n; i++) {
        struct tri y = has_item(&v, right->args[i]);
        x = all ? tri_and(x, y) : tri_or(x, y);
    }
    return x;
}

/* ---- arithmetic --------------------------------------------------------- */

/* What the result of a sum, product … of both may be. */
static unsigned
may_combine(unsigned a, unsigned b)
{
    unsigned may = 0;
    if ((a & MAY_RANGE) && (b & MAY_RANGE))
        may |= SQ_MAY_VALUE;
    if ((a | b) & MAY_NOTHING)
        may |= SQ_MAY_ABSENT;
    return may;
}

static struct sq_val
divide(const struct sq_val *a, const struct sq_val *b, unsigned may)
{
    struct sq_range by = sq_val_range(b);
    if (!sq_range_has_zero(by))
        return val_of_range(sq_range_div(sq_val_range(a), by), may);
    if (sq_range_is_point(by))
        return sq_val_absent(SQ_T_NUM);
    return val_of_range(sq_range_div(sq_val_range(a), by), may | SQ_MAY_ABSENT);
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
        return val_of_range(sq_range_mul(x, y), may);
    if (op == SQ_OP_SUB)
        y = sq_range_neg(y);
    return val_of_range(sq_range_add(x, y), may);
}

static struct sq_val
eval_arithmetic(const struct walk *w, const struct sq_expr *e)
{
    struct sq_val v = eval(w, e->args[0]);
    for (uint32_t i = 1; i < e->n; i++) {
        struct sq_val next = eval(w, e->args[i]);
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
eval_unary(const struct walk *w, const struct sq_expr *e)
{
    struct sq_val v = eval(w, e->args[0]);
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
    return val_of_range(r, may);
}

static struct sq_val
eval_days(const struct walk *w, const struct sq_expr *e)
{
    struct sq_val from = eval(w, e->args[0]);
    struct sq_val to = eval(w, e->args[1]);
    return combine(SQ_OP_SUB, &to, &from);
}

/* ---- aggregates --------------------------------------------------------- */

/* Works out the aggregates inside `e`, before its rows are gone through. */
static void
hoist(const struct walk *w, const struct sq_expr *e, struct memo *memo)
{
    if (e->op != SQ_OP_CALL || !sq_fn_folds(e->fn)) {
        for (uint32_t i = 0; i < e->n; i++)
            hoist(w, e->args[i], memo);
        return;
    }
    assert(memo->n < SQ_MAX_INNER);
    memo->nodes[memo->n] = e;
    memo->vals[memo->n] = eval(w, e);
    memo->n++;
}

static const struct sq_val *
recall(const struct walk *w, const struct sq_expr *e)
{
    for (uint32_t i = 0; w->memo && i < w->memo->n; i++) {
        if (w->memo->nodes[i] == e)
            return &w->memo->vals[i];
    }
    return NULL;
}

typedef void fold_fn(void *acc, const struct sq_val *v);

static void
fold_rows(const struct walk *w, const struct sq_expr *arg, fold_fn *add,
          void *acc)
{
    struct memo memo = {.n = 0};
    hoist(w, arg, &memo);
    struct walk inside = {w->env, &memo, 0};
    uint32_t n = w->env->rows(w->env->ctx, arg->group);
    for (uint32_t i = 0; i < n; i++) {
        inside.row = (int32_t)i;
        struct sq_val v = eval(&inside, arg);
        add(acc, &v);
    }
}

/* Gives `add` every row of every argument. */
static void
fold(const struct walk *w, const struct sq_expr *e, fold_fn *add, void *acc)
{
    for (uint32_t i = 0; i < e->n; i++) {
        if (e->args[i]->group) {
            fold_rows(w, e->args[i], add, acc);
            continue;
        }
        struct sq_val v = eval(w, e->args[i]);
        add(acc, &v);
    }
}

static void
add_sum(void *acc, const struct sq_val *v)
{
    struct sq_range *sum = acc;
    if (!(v->may & MAY_RANGE))
        return;
    struct sq_range r = sq_val_range(v);
    if (v->may & MAY_NOTHING) /* then it adds 0 */
        r = sq_range_hull(r, sq_range_of(SQ_NUM_ZERO, SQ_NUM_ZERO));
    *sum = sq_range_add(*sum, r);
}

static struct sq_val
eval_sum(const struct walk *w, const struct sq_expr *e)
{
    struct sq_range sum = sq_range_of(SQ_NUM_ZERO, SQ_NUM_ZERO);
    fold(w, e, add_sum, &sum);
    return val_of_range(sum, SQ_MAY_VALUE);
}

/* How many options of a set are chosen. */
static struct sq_range
chosen(const struct sq_val *v)
{
    uint32_t most = v->domain ? v->domain->n : v->n_options;
    struct sq_range r = sq_range_of(SQ_NUM_ZERO, sq_num_int(most));
    if (!(v->may & MAY_RANGE))
        return sq_range_of(SQ_NUM_ZERO, SQ_NUM_ZERO);
    if (v->any || (v->may & SQ_MAY_NOT_KNOWN))
        return r;
    r = sq_range_of(sq_num_int(v->n_options), sq_num_int(v->n_options));
    if (v->may & MAY_NOTHING)
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
        struct tri x = tri_of(v);
        r = sq_range_of(sq_num_int(!x.f), sq_num_int(x.t));
    }
    r.wide = v->wide;
    *sum = sq_range_add(*sum, r);
}

static struct sq_val
eval_count(const struct walk *w, const struct sq_expr *e)
{
    struct sq_range sum = sq_range_of(SQ_NUM_ZERO, SQ_NUM_ZERO);
    fold(w, e, add_count, &sum);
    return val_of_range(sum, SQ_MAY_VALUE);
}

static void
add_any(void *acc, const struct sq_val *v)
{
    struct tri *sum = acc;
    *sum = tri_or(*sum, tri_of(v));
}

static struct sq_val
eval_any(const struct walk *w, const struct sq_expr *e)
{
    struct tri sum = {false, true, false};
    fold(w, e, add_any, &sum);
    return val_of_tri(sum);
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
    if (!(v->may & MAY_RANGE))
        return;
    bool maybe = v->may & MAY_NOTHING;
    struct tri x = {v->may_true, v->may_false, false};
    if (v->may & SQ_MAY_NOT_KNOWN)
        x.t = x.f = true;
    all->may_true = all->may_true || x.t;
    all->may_false = all->may_false || x.f;
    all->must_false = all->must_false || (!maybe && !x.t);
    all->certain = all->certain || !maybe;
}

static struct sq_val
eval_all(const struct walk *w, const struct sq_expr *e)
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
    if (!(v->may & MAY_RANGE))
        return;
    struct sq_range r = sq_val_range(v);
    if (x->smallest)
        r = sq_range_neg(r);
    if (v->may & MAY_NOTHING) {
        x->maybe = x->some_maybe ? sq_range_hull(x->maybe, r) : r;
        x->some_maybe = true;
    } else {
        x->best = x->certain ? sq_range_max(x->best, r) : r;
        x->certain = true;
    }
    x->some = true;
}

static struct sq_val
eval_extreme(const struct walk *w, const struct sq_expr *e)
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
        val_of_range(r, SQ_MAY_VALUE | (x.certain ? 0u : SQ_MAY_ABSENT));
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
    if (!(v->may & MAY_RANGE))
        return;
    struct sq_range r = sq_val_range(v);
    if (!(v->may & MAY_NOTHING)) {
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
eval_mean(const struct walk *w, const struct sq_expr *e)
{
    struct mean m = {.n = 0, .n_maybe = 0};
    fold(w, e, add_mean, &m);
    if (m.n == 0 && m.n_maybe == 0)
        return sq_val_absent(SQ_T_NUM);
    return val_of_range(mean_range(&m),
                        SQ_MAY_VALUE | (m.n ? 0u : SQ_MAY_ABSENT));
}

/* ---- the whole ---------------------------------------------------------- */

static struct sq_val
eval_call(const struct walk *w, const struct sq_expr *e)
{
    switch (e->fn) {
    case SQ_FN_min:
    case SQ_FN_max:
        return eval_extreme(w, e);
    case SQ_FN_sum:
        return eval_sum(w, e);
    case SQ_FN_mean:
        return eval_mean(w, e);
    case SQ_FN_count:
        return eval_count(w, e);
    case SQ_FN_any:
        return eval_any(w, e);
    case SQ_FN_all:
        return eval_all(w, e);
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
    case SQ_FN_gate:
    case SQ_FN_trigger:
        return eval_about(w, e);
    case SQ_FN_COUNT:
        break;
    }
    return sq_val_absent(e->type);
}

static struct sq_val
eval(const struct walk *w, const struct sq_expr *e)
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
        return val_of_tri(eval_and_or(w, e));
    case SQ_OP_NOT:
        return val_of_tri(tri_not(truth(w, e->args[0])));
    case SQ_OP_EQ:
    case SQ_OP_NE:
        return val_of_tri(eval_equal(w, e));
    case SQ_OP_LT:
    case SQ_OP_LE:
    case SQ_OP_GT:
    case SQ_OP_GE:
        return val_of_tri(eval_order(w, e));
    case SQ_OP_IN:
        return val_of_tri(eval_in(w, e));
    case SQ_OP_HAS:
    case SQ_OP_HAS_ANY:
    case SQ_OP_HAS_ALL:
        return val_of_tri(eval_has(w, e));
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
    struct walk w = {env, NULL, env->row};
    return eval(&w, e);
}
