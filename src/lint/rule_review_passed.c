/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

enum { SOON = 30 }; /* [days] */

static void
assessment(const struct sq_look *k)
{
    const struct sq_about *a = &k->as->about;
    struct sq_span at = sq_about_at(k, "review");
    if (k->today == SQ_NO_DATE)
        return;
    struct sq_diag *f = NULL;
    if (a->review != SQ_NO_DATE && a->review < k->today) {
        f = sq_diag_add(k->d, SQ_FOUND_review_passed, at,
                        "its review was due on %.*s",
                        SQ_FMT(sq_day(k->arena, a->review)));
    } else if (a->review != SQ_NO_DATE && a->review <= k->today + SOON) {
        f = sq_diag_add(k->d, SQ_FOUND_review_passed, at,
                        "its review is due on %.*s",
                        SQ_FMT(sq_day(k->arena, a->review)));
        f->level = SQ_WARNING;
    } else if (a->review == SQ_NO_DATE && k->moment == SQ_MOMENT_LIVE) {
        f = sq_diag_add(k->d, SQ_FOUND_review_passed, at,
                        "the change is live, and no review is planned");
    }
    if (f)
        sq_diag_help(k->d, f,
                     "hold the review with somebody who did not write this, "
                     "record it, and set `about.review` to the next day");
}

const struct sq_rule sq_rule_review_passed = {.assessment = assessment,
                                              .from = SQ_MOMENT_PANEL};
