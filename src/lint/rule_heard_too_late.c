/* SPDX-License-Identifier: MIT */
/* People are asked while it can still be changed. */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    const struct sq_assessment *as = k->as;
    const struct sq_decision *decided = sq_decided(as);
    sq_date on = as->about.decision.on;
    const struct sq_engagement *first = NULL;
    for (size_t i = 0; i < as->n_engagement; i++) {
        const struct sq_engagement *e = &as->engagement[i];
        if (e->on == SQ_NO_DATE || on == SQ_NO_DATE || e->on <= on)
            goto some;
        if (!first || e->on < first->on)
            first = e;
    }
    if (first) {
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_heard_too_late, first->id.at,
            "nobody was asked before the decision of %.*s: `%.*s` is the first",
            SQ_FMT(sq_day(k->arena, on)), SQ_FMT(first->id.text));
        sq_diag_help(k->d, f,
                     "record what was asked before, or take the decision again "
                     "with an open mind");
        return;
    }
some:
    if (as->n_engagement || !decided || k->r->n_impacts == 0)
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_heard_too_late, sq_or_title(k, decided->outcome.at),
        "it is decided, and no engagement is recorded");
    f->level = SQ_WARNING;
    sq_diag_help(k->d, f,
                 "enter who was asked under `engagement`, with the day and "
                 "what they said");
}

const struct sq_rule sq_rule_heard_too_late = {.assessment = assessment};
