/* SPDX-License-Identifier: MIT */
/* Weighted total.  XCCDF's "flat" model (NISTIR 7275r4, table 40) is this with
 * one point a passed rule. */
#include "score/parts.h"

static void
term(const struct sq_dimension *d, const struct sq_part *p, sq_num points,
     sq_num *a, sq_num *b)
{
    (void)d;
    *a = sq_num_mul(p->weight, points);
    *b = SQ_NUM_ZERO;
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)c;
    (void)d;
    return sq_parts_max_sum(parts, n);
}

extern const struct sq_combiner sq_combiner_sum;
const struct sq_combiner sq_combiner_sum = {.term = term, .max = max};
