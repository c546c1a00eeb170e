/* SPDX-License-Identifier: MIT */
/*
 * Figures that cannot be held exactly, and are shown as not bounded: a rounded
 * one could stand on the wrong side of a threshold.
 */
#include "lint/lint.h"
#include "score/env.h"

struct search {
    const struct sq_look *k;
    const struct sq_slot *longest; /* the largest number that was given */
};

static sq_num
size_of(const struct sq_slot *s)
{
    sq_num n = s->value.num;
    return sq_num_cmp(n, SQ_NUM_ZERO) < 0 ? sq_num_neg(n) : n;
}

static void
look_at(void *ctx, const struct sq_expr *name)
{
    struct search *x = ctx;
    const struct sq_slot *s = name->name.question && !name->group
                                  ? sq_case_named(x->k->c, &name->name, -1)
                                  : NULL;
    if (sq_given(s) && s->question->type->in_exprs == SQ_T_NUM &&
        (!x->longest || sq_num_cmp(size_of(s), size_of(x->longest)) > 0))
        x->longest = s;
}

static void
tell(const struct sq_look *k, const struct sq_derived *d)
{
    struct search x = {k, NULL};
    sq_expr_names(d->is.expr, look_at, &x);
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_too_many_digits, sq_slot_at(k, x.longest),
        "`%.*s` has too many digits to be worked out exactly, and is shown as "
        "not bounded",
        SQ_FMT(d->id.text));
    if (x.longest)
        sq_diag_help(k->d, f, "see whether `%.*s` has a digit too many",
                     SQ_FMT(x.longest->id));
    else
        sq_diag_help(k->d, f,
                     "see whether a number in it has a digit too many");
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; k->r->wide && i < k->r->n_values; i++)
        if (k->r->values[i].val.wide)
            tell(k, k->r->values[i].derived);
}

const struct sq_rule sq_rule_too_many_digits = {.assessment = assessment};
