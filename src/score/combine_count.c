/* SPDX-License-Identifier: MIT */
/* How many questions reach the mark.  XCCDF's "flat-unweighted" model. */
#include "score/parts.h"

static void
term(const struct sq_dimension *d, const struct sq_part *p, sq_num points,
     sq_num *a, sq_num *b)
{
    *a = sq_num_int(sq_num_cmp(points, sq_part_mark(d, p)) >= 0);
    *b = SQ_NUM_ZERO;
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)c;
    (void)d;
    int64_t in = 0;
    for (size_t i = 0; i < n; i++)
        in += parts[i].may_in;
    return sq_num_int(in);
}

extern const struct sq_combiner sq_combiner_count;
const struct sq_combiner sq_combiner_count = {.term = term, .max = max};
