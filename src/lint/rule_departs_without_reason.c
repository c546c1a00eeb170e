/* SPDX-License-Identifier: MIT */
/* The tool recommends; a named person decides, and says why (S25). */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    const struct sq_decision *d = sq_decided(k->as);
    const struct sq_outcome *o =
        d ? sq_outcome_find(k->q, d->outcome.text) : NULL;
    bool departs = o != NULL;
    for (size_t i = 0; i < k->r->n_possible; i++)
        departs = departs && k->r->possible[i] != o;
    bool empty = d && sq_says_nothing(k, d->because.text);
    if (!departs || k->r->n_possible == 0 || (d->because.text.len && !empty))
        return;
    const struct sq_outcome *advice = k->r->possible[0];
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_departs_without_reason, d->outcome.at,
        empty ? "`%.*s` was decided where `%.*s` is recommended, and the "
                "reason could be given for anything"
              : "`%.*s` was decided where `%.*s` is recommended, and no reason "
                "is given",
        SQ_FMT(o->id.text), SQ_FMT(advice->id.text));
    sq_diag_help(k->d, f,
                 "write `because:` beside it, in the words of those who "
                 "decided");
}

const struct sq_rule sq_rule_departs_without_reason = {.assessment =
                                                           assessment};
