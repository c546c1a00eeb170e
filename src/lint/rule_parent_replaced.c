/* SPDX-License-Identifier: MIT */
/* Another has taken the place of the assessment that this one hangs from. */
#include "lint/lint.h"

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->n; i++) {
        struct sq_member *m = p->members[i];
        for (size_t n = 0; m->parent.text.len && n < p->n; n++) {
            struct sq_member *other = p->members[n];
            if (!sq_str_eq(other->replaces.text, m->parent.text) ||
                other == m || sq_member_quiet(m, SQ_FOUND_parent_replaced))
                continue;
            struct sq_diag *f = sq_diag_add(
                d, SQ_FOUND_parent_replaced, sq_member_span(p, m, m->parent.at),
                "its parent `%.*s` has been replaced by `%.*s`",
                SQ_FMT(m->parent.text), SQ_FMT(sq_member_called(other)));
            sq_diag_note(d, f, sq_member_span(p, other, other->replaces.at),
                         "replaced here");
            sq_diag_help(d, f,
                         "read the new one, and set `links.parent` to it");
        }
    }
}

const struct sq_rule sq_rule_parent_replaced = {.portfolio = portfolio};
