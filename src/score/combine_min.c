/* SPDX-License-Identifier: MIT */
/* The lowest points of what is in; weights are not used. */
#include "score/extreme.h"

static void
bounds(struct sq_case *c, const struct sq_dimension *d,
       const struct sq_part *parts, size_t n, struct sq_range *out)
{
    (void)c;
    (void)d;
    sq_extreme_bounds(parts, n, false, out);
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)c;
    (void)d;
    return sq_extreme_max(parts, n, false);
}

extern const struct sq_combiner sq_combiner_min;
const struct sq_combiner sq_combiner_min = {.bounds = bounds, .max = max};
