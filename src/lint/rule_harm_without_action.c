/* SPDX-License-Identifier: MIT */
/*
 * A harm that is left at medium or above is acted on, or somebody says why not:
 * with an action, a reason beside the rating, or evidence that it is borne.
 */
#include "lint/lint.h"

static bool
is_justified(const struct sq_impact *x, const struct sq_slot *left)
{
    return x->n_actions > 0 || left->answer->because.text.len > 0;
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        const struct sq_slot *left = sq_left(x);
        bool harmful =
            !x->direction || x->effect == SQ_LOSES || x->effect == SQ_BOTH;
        if (!harmful || sq_heft(k, left) < SQ_MEDIUM || is_justified(x, left) ||
            sq_controls(k, x).len > 0)
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_harm_without_action, sq_slot_at(k, left),
            "`%.*s` is left at `%.*s`, and no action is for it",
            SQ_FMT(sq_row_id(k, x->row)), SQ_FMT(sq_heft_words(k, left)));
        sq_diag_help(k->d, f,
                     "write an action with `for: [%.*s]`, or say with "
                     "`because:` why it is borne",
                     SQ_FMT(sq_row_id(k, x->row)));
    }
}

const struct sq_rule sq_rule_harm_without_action = {.assessment = assessment,
                                                    .from = SQ_MOMENT_PANEL};
