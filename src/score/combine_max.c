/* SPDX-License-Identifier: MIT */
/* The highest points of what is in; weights are not used. */
#include "score/extreme.h"

static void
bounds(struct sq_case *c, const struct sq_dimension *d,
       const struct sq_part *parts, size_t n, struct sq_range *out)
{
    (void)c;
    (void)d;
    sq_extreme_bounds(parts, n, true, out);
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)c;
    (void)d;
    return sq_extreme_max(parts, n, true);
}

extern const struct sq_combiner sq_combiner_max;
const struct sq_combiner sq_combiner_max = {.bounds = bounds, .max = max};
