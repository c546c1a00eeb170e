/* SPDX-License-Identifier: MIT */
/* An average can be fine while a group is not; without a figure nobody knows
 * even that. */
#include "lint/lint.h"

static const struct sq_impact *
first_harm(const struct sq_look *k)
{
    for (size_t i = 0; i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        if (x->group->repeat != SQ_ONCE &&
            (x->effect == SQ_LOSES || x->effect == SQ_BOTH))
            return x;
    }
    return NULL;
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_assessment *as = k->as;
    for (size_t i = 0; i < as->n_indicators; i++)
        if (as->indicators[i].by.text.len)
            return;
    const struct sq_impact *harmed = first_harm(k);
    /* before it is decided, what will be watched may still be open */
    if (!harmed || (as->n_indicators == 0 && k->moment < SQ_MOMENT_PUBLISH))
        return;
    struct sq_span at = as->n_indicators ? as->indicators[0].id.at
                                         : sq_slot_at(k, harmed->direction);
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_no_split, at,
        as->n_indicators
            ? "no indicator is split by group or place, and `%.*s` may lose"
            : "`%.*s` may lose, and no indicator would show it",
        SQ_FMT(sq_row_id(k, harmed->row)));
    if (as->n_indicators)
        sq_diag_note(k->d, f, sq_slot_at(k, harmed->direction),
                     "the harm is here");
    sq_diag_help(k->d, f,
                 as->n_indicators
                     ? "give at least one indicator `by:`, such as `by: age`"
                     : "write one under `indicators`, with `by:`, such as "
                       "`by: age`");
}

const struct sq_rule sq_rule_no_split = {.assessment = assessment,
                                         .from = SQ_MOMENT_PANEL};
