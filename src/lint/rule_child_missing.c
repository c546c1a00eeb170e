/* SPDX-License-Identifier: MIT */
/* An umbrella promises assessments of its own parts. */
#include "lint/lint.h"

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->n; i++) {
        struct sq_member *m = p->members[i];
        for (size_t n = 0; n < m->n_children; n++) {
            const struct sq_mention *child = &m->children[n];
            if (sq_member_find(p, child->text) ||
                sq_member_quiet(m, SQ_FOUND_child_missing))
                continue;
            struct sq_diag *f = sq_diag_add(
                d, SQ_FOUND_child_missing, sq_member_span(p, m, child->at),
                "`%.*s` promises `%.*s`, which is not among the %zu "
                "assessments checked",
                SQ_FMT(sq_member_called(m)), SQ_FMT(child->text), p->n);
            sq_diag_help(d, f,
                         "write it, check it together with this one, or "
                         "take the promise back");
        }
    }
}

const struct sq_rule sq_rule_child_missing = {.portfolio = portfolio};
