/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    const struct sq_decision *d = sq_decided(k->as);
    if (!d || d->n_present > 1)
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_nobody_present, sq_or_title(k, d->outcome.at),
        d->n_present ? "only one person is recorded as present when it was "
                       "decided"
                     : "who was present when it was decided is not recorded");
    sq_diag_help(k->d, f,
                 "write `present: [A Name, B Name]` beside the outcome, as the "
                 "minutes have it");
}

const struct sq_rule sq_rule_nobody_present = {.assessment = assessment,
                                               .from = SQ_MOMENT_PUBLISH};
