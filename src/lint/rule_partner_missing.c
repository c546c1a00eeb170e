/* SPDX-License-Identifier: MIT */
/* Whoever carries out a part of the change is a partner in the whole. */
#include "lint/lint.h"
#include "lint/plain.h"

static bool
takes_part(struct sq_arena *a, const struct sq_member *parent, sq_str name)
{
    sq_str plain = sq_plain(a, name);
    if (sq_str_eq(sq_plain(a, parent->organisation.text), plain))
        return true;
    for (size_t i = 0; i < parent->n_partners; i++)
        if (sq_str_eq(sq_plain(a, parent->partners[i].text), plain))
            return true;
    return false;
}

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->n; i++) {
        struct sq_member *m = p->members[i];
        struct sq_member *parent = sq_member_find(p, m->parent.text);
        if (!parent || parent == m || m->organisation.text.len == 0 ||
            parent->organisation.text.len == 0 ||
            takes_part(p->arena, parent, m->organisation.text) ||
            sq_member_quiet(m, SQ_FOUND_partner_missing))
            continue;
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_partner_missing,
            sq_member_span(p, m, m->organisation.at),
            "`%.*s` is no partner in `%.*s`, of which this is a part",
            SQ_FMT(m->organisation.text), SQ_FMT(sq_member_called(parent)));
        sq_diag_note(d, f, sq_member_span(p, parent, parent->title.at),
                     "the whole is here");
        sq_diag_help(d, f,
                     "add it to `about.partners` there, with where it "
                     "stands");
    }
}

const struct sq_rule sq_rule_partner_missing = {.portfolio = portfolio};
