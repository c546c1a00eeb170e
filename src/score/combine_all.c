/* SPDX-License-Identifier: MIT */
/*
 * 1 when every question that is in reaches the mark, else 0.  XCCDF's
 * "absolute" model, but of nothing it is no data, never a pass (S15).
 */
#include "score/parts.h"

static void
bounds(struct sq_case *c, const struct sq_dimension *d,
       const struct sq_part *parts, size_t n, struct sq_range *out)
{
    (void)c;
    bool some_in = false, must_in = false;
    bool can_fail = false, must_fail = false, can_pass = false;
    for (size_t i = 0; i < n; i++) {
        const struct sq_part *p = &parts[i];
        if (!p->may_in)
            continue;
        sq_num mark = sq_part_mark(d, p);
        bool low_passes = sq_num_cmp(p->low, mark) >= 0;
        bool high_passes = sq_num_cmp(p->high, mark) >= 0;
        some_in = true;
        must_in = must_in || !p->may_out;
        can_fail = can_fail || !low_passes;
        can_pass = can_pass || high_passes;
        must_fail = must_fail || (!p->may_out && !high_passes);
    }
    *out = (struct sq_range){.may_none = !must_in};
    if (!some_in)
        return;
    out->data = true;
    out->low = sq_num_int(!can_fail);
    out->high = sq_num_int(!must_fail && can_pass);
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)c;
    (void)d;
    (void)parts;
    (void)n;
    return sq_num_int(1);
}

extern const struct sq_combiner sq_combiner_all;
const struct sq_combiner sq_combiner_all = {.bounds = bounds, .max = max};
