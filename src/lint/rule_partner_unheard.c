/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

static void
tell(const struct sq_look *k, const struct sq_partner *p, const char *what,
     const char *help)
{
    struct sq_diag *f = sq_diag_add(k->d, SQ_FOUND_partner_unheard, p->name.at,
                                    "`%.*s` %s", SQ_FMT(p->name.text), what);
    sq_diag_help(k->d, f, "%s", help);
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_about *a = &k->as->about;
    const struct sq_decision *d = sq_decided(k->as);
    for (size_t i = 0; i < a->n_partners; i++) {
        const struct sq_partner *p = &a->partners[i];
        if (p->position == SQ_POS_UNSAID || p->position == SQ_POS_NOT_ASKED)
            tell(k, p, "has not said where it stands",
                 "ask, and write its `position` with the day under `on`");
        else if (p->position == SQ_POS_OBJECT && d &&
                 d->dissent.text.len == 0 && d->because.text.len == 0)
            tell(k, p, "objects, and the decision does not answer it",
                 "write the objection under `dissent` and the answer under "
                 "`because`, beside the outcome");
    }
}

const struct sq_rule sq_rule_partner_unheard = {.assessment = assessment,
                                                .from = SQ_MOMENT_PANEL};
