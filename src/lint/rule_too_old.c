/* SPDX-License-Identifier: MIT */
/* An assessment of last year is of last year's change. */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    const struct sq_about *a = &k->as->about;
    sq_date day = a->decision.on != SQ_NO_DATE ? a->decision.on : k->today;
    if (a->completed == SQ_NO_DATE || day == SQ_NO_DATE || k->as->n_decisions)
        return;
    /* one that is decided has its review */
    if (sq_decided(k->as) && k->q->n_review_after)
        day = a->decision.on;
    if (day == SQ_NO_DATE ||
        sq_date_add(a->completed, (struct sq_duration){12, 0}) >= day)
        return;
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_too_old, sq_about_at(k, "completed"),
                    "the assessment was complete on %.*s, more than twelve "
                    "months before %.*s",
                    SQ_FMT(sq_day(k->arena, a->completed)),
                    SQ_FMT(a->decision.on != SQ_NO_DATE
                               ? sq_str_printf(k->arena, "the decision of %.*s",
                                               SQ_FMT(sq_day(k->arena, day)))
                               : SQ_LIT("today, and nothing is decided")));
    sq_diag_help(k->d, f,
                 "go through it again, and set `about.completed` to the day on "
                 "which that is done");
}

const struct sq_rule sq_rule_too_old = {.assessment = assessment,
                                        .from = SQ_MOMENT_PANEL};
