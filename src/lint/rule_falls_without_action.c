/* SPDX-License-Identifier: MIT */
/* Watching and finding out lower nothing by themselves. */
#include "lint/lint.h"

static bool
lowers(const struct sq_action *x)
{
    return x->kind != SQ_AK_MONITOR && x->kind != SQ_AK_RESEARCH &&
           x->status != SQ_AS_DROPPED;
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        sq_num before, after;
        if (!sq_fall(k, x, &before, &after) || sq_num_cmp(after, before) >= 0)
            continue;
        bool lowered = sq_controls(k, x).len > 0 ||
                       x->residual->answer->because.text.len > 0;
        for (size_t n = 0; n < x->n_actions; n++)
            lowered |= lowers(x->actions[n]);
        if (lowered)
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_falls_without_action, sq_slot_at(k, x->residual),
            x->n_actions
                ? "`%.*s` falls from %.*s to %.*s, and its actions only watch "
                  "or find out, or were dropped"
                : "`%.*s` falls from %.*s to %.*s, and nothing is said to "
                  "lower it",
            SQ_FMT(sq_row_id(k, x->row)),
            SQ_FMT(sq_points_words(k->arena, before)),
            SQ_FMT(sq_points_words(k->arena, after)));
        sq_diag_help(k->d, f,
                     "write an action with `for: [%.*s]`, or give what is "
                     "left the rating that it has now",
                     SQ_FMT(sq_row_id(k, x->row)));
    }
}

const struct sq_rule sq_rule_falls_without_action = {.assessment = assessment,
                                                     .from = SQ_MOMENT_PANEL};
