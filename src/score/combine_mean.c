/* SPDX-License-Identifier: MIT */
/* Plain average of the points of what is in; weights are not used. */
#include "score/parts.h"

static void
term(const struct sq_dimension *d, const struct sq_part *p, sq_num points,
     sq_num *a, sq_num *b)
{
    (void)d;
    (void)p;
    *a = points;
    *b = sq_num_int(1);
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)c;
    (void)d;
    sq_num sum = SQ_NUM_ZERO;
    int64_t in = 0;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].may_in)
            continue;
        sum = sq_num_add(sum, parts[i].max);
        in++;
    }
    return in ? sq_num_div(sum, sq_num_int(in)) : SQ_NUM_ZERO;
}

extern const struct sq_combiner sq_combiner_mean;
const struct sq_combiner sq_combiner_mean = {
    .term = term, .ratio = true, .scale = 1, .max = max};
