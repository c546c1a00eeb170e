/* SPDX-License-Identifier: MIT */
#include "score/extreme.h"

static sq_num
further(sq_num a, sq_num b, bool up)
{
    return up ? sq_num_max(a, b) : sq_num_min(a, b);
}

void
sq_extreme_bounds(const struct sq_part *parts, size_t n, bool up,
                  struct sq_range *out)
{
    bool held = false;
    sq_num hold = SQ_NUM_ZERO, alone = SQ_NUM_ZERO;
    *out = (struct sq_range){.may_none = true};
    for (size_t i = 0; i < n; i++) {
        const struct sq_part *p = &parts[i];
        sq_num near = up ? p->low : p->high;
        if (!p->may_in)
            continue;
        alone = out->data ? further(alone, near, !up) : near;
        sq_range_join(out, p->low, p->high);
        if (p->may_out)
            continue;
        hold = held ? further(hold, near, up) : near;
        held = true;
    }
    if (!out->data)
        return;
    out->may_none = !held;
    *(up ? &out->low : &out->high) = held ? hold : alone;
}

sq_num
sq_extreme_max(const struct sq_part *parts, size_t n, bool up)
{
    sq_num most = SQ_NUM_ZERO;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].may_in)
            continue;
        most = any ? further(most, parts[i].max, up) : parts[i].max;
        any = true;
    }
    return most;
}
