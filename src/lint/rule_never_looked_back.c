/* SPDX-License-Identifier: MIT */
/* Something in the file is of a day after the change took effect. */
#include "lint/lint.h"

static bool
looked_back(const struct sq_assessment *as, sq_date live)
{
    for (size_t i = 0; i < as->n_decisions; i++)
        if (as->decisions[i].on > live)
            return true;
    for (size_t i = 0; i < as->n_indicators; i++)
        for (size_t n = 0; n < as->indicators[i].n_readings; n++)
            if (as->indicators[i].readings[n].on > live)
                return true;
    for (size_t i = 0; i < as->n_evidence; i++)
        if (as->evidence[i].date > live)
            return true;
    return false;
}

static void
assessment(const struct sq_look *k)
{
    sq_date live = k->as->about.go_live;
    if (live == SQ_NO_DATE || k->today == SQ_NO_DATE ||
        sq_date_add(live, (struct sq_duration){12, 0}) >= k->today ||
        looked_back(k->as, live))
        return;
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_never_looked_back, sq_about_at(k, "go-live"),
                    "the change has been live since %.*s, and nothing shows "
                    "what came of it",
                    SQ_FMT(sq_day(k->arena, live)));
    sq_diag_help(k->d, f,
                 "begin a review with `sqeeia new post-implementation`, and "
                 "enter readings under `indicators`");
}

const struct sq_rule sq_rule_never_looked_back = {.assessment = assessment,
                                                  .from = SQ_MOMENT_LIVE};
