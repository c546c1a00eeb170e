/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    struct sq_map seen;
    sq_map_init(&seen, p->arena);
    for (size_t i = 0; i < p->n; i++) {
        struct sq_member *m = p->members[i];
        sq_str ref = m->reference.text;
        if (ref.len == 0 || sq_map_add(&seen, ref, m))
            continue;
        struct sq_member *first = sq_map_find(&seen, ref);
        if (sq_member_quiet(m, SQ_FOUND_same_reference) ||
            !sq_str_eq(first->questionnaire, m->questionnaire))
            continue;
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_same_reference, sq_member_span(p, m, m->reference.at),
            "the reference `%.*s` is used twice", SQ_FMT(ref));
        sq_diag_note(d, f, sq_member_span(p, first, first->reference.at),
                     "first used here");
        sq_diag_help(d, f, "give one of them another `reference`");
    }
}

const struct sq_rule sq_rule_same_reference = {.portfolio = portfolio};
