/* SPDX-License-Identifier: MIT */
/* The highest points of what is in; weights are not used. */
#include "score/parts.h"

/*
 * The upper end takes every part at its high end.  The lower end: parts that
 * must be in hold it; when none must, the part that leaves it lowest.
 */
static void
bounds(struct sq_case *c, const struct sq_dimension *d,
       const struct sq_part *parts, size_t n, struct sq_range *out)
{
    (void)c;
    (void)d;
    bool held = false;
    sq_num hold = SQ_NUM_ZERO, alone = SQ_NUM_ZERO;
    *out = (struct sq_range){.may_none = true};
    for (size_t i = 0; i < n; i++) {
        const struct sq_part *p = &parts[i];
        if (!p->may_in)
            continue;
        alone = out->data ? sq_num_min(alone, p->low) : p->low;
        sq_range_join(out, p->low, p->high);
        if (p->may_out)
            continue;
        hold = held ? sq_num_max(hold, p->low) : p->low;
        held = true;
    }
    if (!out->data)
        return;
    out->may_none = !held;
    out->low = held ? hold : alone;
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)c;
    (void)d;
    sq_num most = SQ_NUM_ZERO;
    bool any = false;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].may_in)
            continue;
        most = any ? sq_num_max(most, parts[i].max) : parts[i].max;
        any = true;
    }
    return most;
}

extern const struct sq_combiner sq_combiner_max;
const struct sq_combiner sq_combiner_max = {.bounds = bounds, .max = max};
