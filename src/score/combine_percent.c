/* SPDX-License-Identifier: MIT */
/* 100 × Σ weight×points / Σ weight×maximum, over what is in. */
#include "score/parts.h"

static void
term(const struct sq_dimension *d, const struct sq_part *p, sq_num points,
     sq_num *a, sq_num *b)
{
    (void)d;
    *a = sq_num_mul(p->weight, points);
    *b = sq_num_mul(p->weight, p->max);
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)c;
    (void)d;
    (void)parts;
    (void)n;
    return sq_num_int(100);
}

extern const struct sq_combiner sq_combiner_percent;
const struct sq_combiner sq_combiner_percent = {
    .term = term, .ratio = true, .scale = 100, .max = max};
