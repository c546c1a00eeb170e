/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    const struct sq_suppression *last = NULL;
    size_t n = 0;
    for (size_t i = 0; i < k->as->n_suppressions; i++) {
        const struct sq_suppression *s = &k->as->suppressions[i];
        if (s->until == SQ_NO_DATE || s->until < k->today)
            continue;
        if (!last || s->until > last->until)
            last = s;
        n++;
    }
    if (!last)
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_suppressions_held, last->code.at,
        "%zu finding%s accepted for a time, the last until %.*s", n,
        n == 1 ? " is" : "s are", SQ_FMT(sq_day(k->arena, last->until)));
    sq_diag_help(k->d, f, "look at them again before this is published");
}

const struct sq_rule sq_rule_suppressions_held = {.assessment = assessment,
                                                  .from = SQ_MOMENT_PUBLISH};
