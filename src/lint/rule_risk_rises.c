/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        sq_num before, after;
        if (!sq_fall(k, x, &before, &after) || sq_num_cmp(after, before) <= 0)
            continue;
        struct sq_diag *f =
            sq_diag_add(k->d, SQ_FOUND_risk_rises, sq_slot_at(k, x->residual),
                        "`%.*s` is rated %.*s before action and %.*s after it",
                        SQ_FMT(sq_row_id(k, x->row)),
                        SQ_FMT(sq_points_words(k->arena, before)),
                        SQ_FMT(sq_points_words(k->arena, after)));
        sq_diag_note(k->d, f, x->initial->answer->key.at,
                     "the rating before is here");
        sq_diag_help(k->d, f,
                     "put one of the two right; where action really makes it "
                     "worse, drop the action");
    }
}

const struct sq_rule sq_rule_risk_rises = {.assessment = assessment};
