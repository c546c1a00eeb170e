/* SPDX-License-Identifier: MIT */
/* A decision counts when enough of the right people took it (quorum), and when
 * what they stand to gain by it is on the table (interests). */
#include "lint/lint.h"

static void
look_at_quorum(const struct sq_look *k, const struct sq_decision *d)
{
    struct sq_span at = sq_or_title(k, d->outcome.at);
    if (d->quorum > d->n_present) {
        struct sq_diag *f =
            sq_diag_add(k->d, SQ_FOUND_nobody_present, at,
                        "%zu of the %u who must be there decided it",
                        d->n_present, (unsigned)d->quorum);
        sq_diag_help(k->d, f,
                     "complete `present`, or take the decision again when "
                     "enough are there");
    } else if (d->n_present < 2) {
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_nobody_present, at,
            d->n_present ? "only one person is recorded as present when it was "
                           "decided"
                         : "who was present when it was decided is not "
                           "recorded");
        sq_diag_help(k->d, f,
                     "write `present: [A Name, B Name]` beside the outcome, as "
                     "the minutes have it");
    }
}

static void
look_at_interests(const struct sq_look *k, const struct sq_decision *d)
{
    if (d->n_interests)
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_nobody_present, sq_or_title(k, d->present[0].at),
        "those who decided have not said what interest they have in it");
    sq_diag_help(k->d, f,
                 "write `interests:` beside `present`, with what they "
                 "declared; `interests: none` where there was none");
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_decision *d = sq_decided(k->as);
    if (!d)
        return;
    look_at_quorum(k, d);
    if (d->n_present)
        look_at_interests(k, d);
}

const struct sq_rule sq_rule_nobody_present = {.assessment = assessment,
                                               .from = SQ_MOMENT_PUBLISH};
