/* SPDX-License-Identifier: MIT */
/* What everyone has is no gain to a group: the group is where it was. */
#include "lint/lint.h"
#include "lint/plain.h"

static const char *const for_all[] = {"applies to everyone",
                                      "applies equally",
                                      "apply equally",
                                      "available to all",
                                      "available to everyone",
                                      "open to all",
                                      "open to everyone",
                                      "benefits everyone",
                                      "benefit everyone",
                                      "benefit all",
                                      "same for everyone",
                                      "same for all",
                                      "as for everyone else",
                                      "all patients will benefit",
                                      "everyone will benefit",
                                      "benefits all",
                                      NULL};

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        if (x->effect != SQ_GAINS || !x->direction->answer)
            continue;
        const struct sq_word *because = &x->direction->answer->because;
        if (!sq_plain_any(sq_plain(k->arena, because->text), for_all))
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_gain_for_all, because->at,
            "`%.*s` is called a gain, and the reason is what everybody has: "
            "`%.*s`",
            SQ_FMT(sq_row_id(k, x->row)),
            SQ_FMT(sq_clip(k->arena, because->text, 60)));
        sq_diag_help(k->d, f,
                     "say what changes for these people, or answer that there "
                     "is no effect");
    }
}

const struct sq_rule sq_rule_gain_for_all = {.assessment = assessment,
                                             .from = SQ_MOMENT_PANEL};
