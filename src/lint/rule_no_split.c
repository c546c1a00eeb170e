/* SPDX-License-Identifier: MIT */
/* An average can be fine while a group is not. */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    const struct sq_assessment *as = k->as;
    for (size_t i = 0; i < as->n_indicators; i++)
        if (as->indicators[i].by.text.len)
            return;
    const struct sq_impact *harmed = NULL;
    for (size_t i = 0; i < k->r->n_impacts && !harmed; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        if (x->group->repeat != SQ_ONCE &&
            (x->effect == SQ_LOSES || x->effect == SQ_BOTH))
            harmed = x;
    }
    if (!harmed || as->n_indicators == 0)
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_no_split, as->indicators[0].id.at,
        "no indicator is split by group or place, and `%.*s` may lose",
        SQ_FMT(sq_row_id(k, harmed->row)));
    sq_diag_note(k->d, f, sq_slot_at(k, harmed->direction), "the harm is here");
    sq_diag_help(k->d, f,
                 "give at least one indicator `by:`, such as `by: age`");
}

const struct sq_rule sq_rule_no_split = {.assessment = assessment,
                                         .from = SQ_MOMENT_PANEL};
