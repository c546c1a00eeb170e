/* SPDX-License-Identifier: MIT */
/* A grave harm that is left is somebody's choice, and has their name on it. */
#include "lint/lint.h"
#include "lint/plain.h"

static void
assessment(const struct sq_look *k)
{
    const struct sq_decision *d = sq_decided(k->as);
    const struct sq_impact *worst = NULL;
    for (size_t i = 0; d && i < k->r->n_impacts && !worst; i++)
        if (sq_heft(k, sq_left(&k->r->impacts[i])) == SQ_HEAVY)
            worst = &k->r->impacts[i];
    if (!worst)
        return;
    const char *team =
        d->by.text.len ? sq_team_word(k->arena, d->by.text) : NULL;
    if (d->by.text.len && !team)
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_nobody_accepts,
        sq_or_title(k, team ? d->by.at : d->outcome.at),
        "`%.*s` is left at `%.*s`, and no person is named who decided on it",
        SQ_FMT(sq_row_id(k, worst->row)),
        SQ_FMT(sq_heft_words(k, sq_left(worst))));
    sq_diag_note(k->d, f, sq_slot_at(k, sq_left(worst)), "it is rated here");
    sq_diag_help(k->d, f,
                 "write `by:` and the name of the person who answers "
                 "for the decision");
}

const struct sq_rule sq_rule_nobody_accepts = {.assessment = assessment,
                                               .from = SQ_MOMENT_PANEL};
