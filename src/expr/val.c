/* SPDX-License-Identifier: MIT */
#include "expr/private.h"

/*
 * Intervals of exact numbers.  An end that cannot be held exactly, or that does
 * not exist, is given up: the range is then not bounded on that side.
 */

/* One end of a range; `inf` is -1 or 1 beyond every number. */
struct end {
    int inf;
    sq_num n;
};

static struct end
low_of(struct sq_range a)
{
    return (struct end){a.no_low ? -1 : 0, a.low};
}

static struct end
high_of(struct sq_range a)
{
    return (struct end){a.no_high ? 1 : 0, a.high};
}

static int
end_cmp(struct end a, struct end b)
{
    if (a.inf || b.inf)
        return a.inf - b.inf;
    return sq_num_cmp(a.n, b.n);
}

/* Ends that came out of arithmetic; WIDE ones are let go. */
static struct sq_range
range_of_ends(struct end low, struct end high, bool wide)
{
    struct sq_range r = {low.n, high.n, low.inf != 0, high.inf != 0, wide};
    if (!r.no_low && !sq_num_ok(r.low))
        r.no_low = r.wide = true;
    if (!r.no_high && !sq_num_ok(r.high))
        r.no_high = r.wide = true;
    if (r.no_low)
        r.low = SQ_NUM_ZERO;
    if (r.no_high)
        r.high = SQ_NUM_ZERO;
    return r;
}

struct sq_range
sq_range_of(sq_num low, sq_num high)
{
    return range_of_ends((struct end){0, low}, (struct end){0, high}, false);
}

struct sq_range
sq_range_hull(struct sq_range a, struct sq_range b)
{
    struct end low = low_of(a);
    struct end high = high_of(a);
    if (end_cmp(low_of(b), low) < 0)
        low = low_of(b);
    if (end_cmp(high_of(b), high) > 0)
        high = high_of(b);
    return range_of_ends(low, high, a.wide || b.wide);
}

struct sq_range
sq_range_max(struct sq_range a, struct sq_range b)
{
    struct end low = low_of(a);
    struct end high = high_of(a);
    if (end_cmp(low_of(b), low) > 0)
        low = low_of(b);
    if (end_cmp(high_of(b), high) > 0)
        high = high_of(b);
    return range_of_ends(low, high, a.wide || b.wide);
}

bool
sq_range_is_point(struct sq_range a)
{
    return !a.no_low && !a.no_high && sq_num_cmp(a.low, a.high) == 0;
}

bool
sq_range_has_zero(struct sq_range a)
{
    return (a.no_low || a.low.num <= 0) && (a.no_high || a.high.num >= 0);
}

bool
sq_range_may_less(struct sq_range a, struct sq_range b)
{
    return end_cmp(low_of(a), high_of(b)) < 0;
}

bool
sq_range_may_less_equal(struct sq_range a, struct sq_range b)
{
    return end_cmp(low_of(a), high_of(b)) <= 0;
}

struct sq_range
sq_range_add(struct sq_range a, struct sq_range b)
{
    struct end low = {a.no_low || b.no_low ? -1 : 0, SQ_NUM_ZERO};
    struct end high = {a.no_high || b.no_high ? 1 : 0, SQ_NUM_ZERO};
    if (!low.inf)
        low.n = sq_num_add(a.low, b.low);
    if (!high.inf)
        high.n = sq_num_add(a.high, b.high);
    return range_of_ends(low, high, a.wide || b.wide);
}

struct sq_range
sq_range_neg(struct sq_range a)
{
    struct end low = {a.no_high ? -1 : 0, sq_num_neg(a.high)};
    struct end high = {a.no_low ? 1 : 0, sq_num_neg(a.low)};
    return range_of_ends(low, high, a.wide);
}

static int
sign_of(struct end a)
{
    return a.inf ? a.inf : (a.n.num > 0) - (a.n.num < 0);
}

/* 0 × infinity is 0: the end is never reached, every number before it is. */
static struct end
end_mul(struct end a, struct end b)
{
    if (a.inf || b.inf)
        return (struct end){sign_of(a) * sign_of(b), SQ_NUM_ZERO};
    return (struct end){0, sq_num_mul(a.n, b.n)};
}

static struct sq_range
unbounded(bool wide)
{
    return (struct sq_range){SQ_NUM_ZERO, SQ_NUM_ZERO, true, true, wide};
}

struct sq_range
sq_range_mul(struct sq_range a, struct sq_range b)
{
    struct end corners[] = {
        end_mul(low_of(a), low_of(b)),
        end_mul(low_of(a), high_of(b)),
        end_mul(high_of(a), low_of(b)),
        end_mul(high_of(a), high_of(b)),
    };
    struct end low = corners[0];
    struct end high = corners[0];
    for (size_t i = 0; i < 4; i++) {
        if (!sq_num_ok(corners[i].n))
            return unbounded(true);
        if (end_cmp(corners[i], low) < 0)
            low = corners[i];
        if (end_cmp(corners[i], high) > 0)
            high = corners[i];
    }
    return range_of_ends(low, high, a.wide || b.wide);
}

/* 1 / end, where 1 / infinity is 0 and 1 / 0 is beyond on `side`. */
static struct end
invert(struct end a, int side)
{
    if (a.inf)
        return (struct end){0, SQ_NUM_ZERO};
    if (a.n.num == 0)
        return (struct end){side, SQ_NUM_ZERO};
    return (struct end){0, sq_num_div(sq_num_int(1), a.n)};
}

struct sq_range
sq_range_div(struct sq_range a, struct sq_range b)
{
    struct end low = low_of(b);
    struct end high = high_of(b);
    bool wide = a.wide || b.wide;
    if (sign_of(low) < 0 && sign_of(high) > 0) {
        bool zero = sq_range_is_point(a) && a.low.num == 0;
        return zero ? sq_range_of(a.low, a.high) : unbounded(wide);
    }
    struct sq_range inverse =
        range_of_ends(invert(high, -1), invert(low, 1), wide);
    return sq_range_mul(a, inverse);
}

struct sq_range
sq_range_abs(struct sq_range a)
{
    struct sq_range minus = sq_range_neg(a);
    struct sq_range r = sq_range_max(a, minus);
    if (!sq_range_has_zero(a))
        return r;
    r.no_low = false;
    r.low = SQ_NUM_ZERO;
    return r;
}

struct sq_range
sq_range_map(struct sq_range a, sq_num (*fn)(sq_num, unsigned), unsigned places)
{
    struct end low = low_of(a);
    struct end high = high_of(a);
    if (!low.inf)
        low.n = fn(low.n, places);
    if (!high.inf)
        high.n = fn(high.n, places);
    return range_of_ends(low, high, a.wide);
}

/* ---- values ------------------------------------------------------------- */

struct sq_val
sq_val_num(sq_num low, sq_num high)
{
    struct sq_range r = sq_range_of(low, high);
    return (struct sq_val){
        .type = SQ_T_NUM,
        .may = SQ_MAY_VALUE,
        .low = r.low,
        .high = r.high,
        .no_low = r.no_low,
        .no_high = r.no_high,
        .wide = r.wide,
    };
}

struct sq_val
sq_val_bool(bool may_true, bool may_false)
{
    return (struct sq_val){
        .type = SQ_T_BOOL,
        .may = SQ_MAY_VALUE,
        .may_true = may_true,
        .may_false = may_false,
        .low = SQ_NUM_ZERO,
        .high = SQ_NUM_ZERO,
    };
}

/* What is absent reads as false, and so sq_val_true() must not hold. */
struct sq_val
sq_val_absent(enum sq_type type)
{
    return (struct sq_val){
        .type = type,
        .may = SQ_MAY_ABSENT,
        .may_false = type == SQ_T_BOOL,
        .low = SQ_NUM_ZERO,
        .high = SQ_NUM_ZERO,
    };
}

static bool
same_member(const struct sq_val *a, const struct sq_val *b)
{
    if (a->any || b->any)
        return false;
    if (a->type == SQ_T_OPTION)
        return a->option == b->option;
    if (a->type == SQ_T_TEXT)
        return sq_str_eq(a->text, b->text);
    if (a->n_options != b->n_options)
        return false;
    for (uint32_t i = 0; i < a->n_options; i++) {
        if (a->options[i] != b->options[i])
            return false;
    }
    return true;
}

/* Numbers count where a value, or a "not known" with its range, is possible. */
static bool
has_range(const struct sq_val *v)
{
    return (v->may & (SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN)) != 0;
}

struct sq_range
sq_val_range(const struct sq_val *v)
{
    struct end low = {v->no_low ? -1 : 0, v->low};
    struct end high = {v->no_high ? 1 : 0, v->high};
    return range_of_ends(low, high, v->wide);
}

static void
hull_numbers(struct sq_val *out, const struct sq_val *b)
{
    struct sq_range r = sq_range_hull(sq_val_range(out), sq_val_range(b));
    out->low = r.low;
    out->high = r.high;
    out->no_low = r.no_low;
    out->no_high = r.no_high;
}

struct sq_val
sq_val_hull(struct sq_val a, struct sq_val b)
{
    bool numbers = a.type == SQ_T_NUM || a.type == SQ_T_DATE;
    bool a_in = numbers ? has_range(&a) : (a.may & SQ_MAY_VALUE) != 0;
    bool b_in = numbers ? has_range(&b) : (b.may & SQ_MAY_VALUE) != 0;
    struct sq_val out = a_in || !b_in ? a : b;

    if (a_in && b_in && numbers)
        hull_numbers(&out, &b);
    else if (a_in && b_in && a.type != SQ_T_BOOL && !same_member(&a, &b))
        out.any = true;
    out.may = a.may | b.may;
    out.may_true = a.may_true || b.may_true;
    out.may_false = a.may_false || b.may_false;
    out.wide = out.wide || a.wide || b.wide;
    out.domain = a.domain ? a.domain : b.domain;
    return out;
}
