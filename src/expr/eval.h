/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_EXPR_EVAL_H
#define SQEEIA_EXPR_EVAL_H
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
 *   in aggregates  absent and not applicable are passed over
 */
#include "expr/private.h"

enum {
    /* there is a number, an option … to work with, be it known or not */
    SQ_MAY_RANGE = SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN,
    SQ_MAY_NOTHING = SQ_MAY_ABSENT | SQ_MAY_NOT_APPLICABLE
};

/* Aggregates inside an argument of another: their value is one for all rows. */
struct sq_memo {
    const struct sq_expr *nodes[SQ_MAX_INNER];
    struct sq_val vals[SQ_MAX_INNER];
    uint32_t n;
};

struct sq_walk {
    const struct sq_env *env;
    const struct sq_memo *memo; /* or NULL */
    int32_t row;                /* of the aggregate that we are in */
};

/* A truth value on its way: it may be t, it may be f. */
struct sq_tri {
    bool t, f, wide;
};

struct sq_tri sq_tri_of(const struct sq_val *v);
struct sq_tri sq_tri_or(struct sq_tri x, struct sq_tri y);
struct sq_val sq_val_of_tri(struct sq_tri x);
/* A number made of a range, absent where `may` says so. */
struct sq_val sq_val_of_range(struct sq_range r, unsigned may);

struct sq_val sq_eval(const struct sq_walk *w, const struct sq_expr *e);
/* min max sum mean count any all. */
struct sq_val sq_eval_fold(const struct sq_walk *w, const struct sq_expr *e);

#endif
