/* SPDX-License-Identifier: MIT */
/* A claim that nothing happens to a group is a claim like any other. */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        if (x->effect != SQ_NEITHER || !sq_given(x->direction) ||
            sq_row_evidence(k, x->row) > 0)
            continue;
        sq_str id = sq_row_id(k, x->row);
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_none_without_evidence, sq_slot_at(k, x->direction),
            "`%.*s` is said to have no effect, and no evidence is "
            "given",
            SQ_FMT(id));
        sq_diag_help(k->d, f,
                     "cite what you looked at with `evidence: [E1]`; if nobody "
                     "has looked, answer `not-known`");
    }
}

const struct sq_rule sq_rule_none_without_evidence = {.assessment = assessment,
                                                      .from = SQ_MOMENT_PANEL};
