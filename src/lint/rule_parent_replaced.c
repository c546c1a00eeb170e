/* SPDX-License-Identifier: MIT */
/* Another has taken the place of the assessment that this one hangs from. */
#include "lint/lint.h"

static void
look(struct sq_portfolio *p, struct sq_diags *d, struct sq_member *m,
     struct sq_member *other)
{
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_parent_replaced, sq_member_span(p, m, m->parent.at),
        "its parent `%.*s` has been replaced by `%.*s`", SQ_FMT(m->parent.text),
        SQ_FMT(sq_member_called(other)));
    sq_diag_note(d, f, sq_member_span(p, other, other->replaces.at),
                 "replaced here");
    sq_diag_help(d, f, "read the new one, and set `links.parent` to it");
}

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    struct sq_map replaced;
    sq_map_init(&replaced, p->arena);
    for (size_t i = 0; i < p->n; i++)
        if (p->members[i]->replaces.text.len)
            sq_map_add(&replaced, p->members[i]->replaces.text, p->members[i]);
    for (size_t i = 0; i < p->n; i++) {
        struct sq_member *m = p->members[i];
        struct sq_member *other =
            m->parent.text.len ? sq_map_find(&replaced, m->parent.text) : NULL;
        if (other && other != m &&
            !sq_member_quiet(m, SQ_FOUND_parent_replaced))
            look(p, d, m, other);
    }
}

const struct sq_rule sq_rule_parent_replaced = {.portfolio = portfolio};
