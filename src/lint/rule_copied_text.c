/* SPDX-License-Identifier: MIT */
/*
 * Long texts that stand word for word in two assessments of different changes.
 * One that replaces another, or belongs to it, may well repeat it.
 */
#include "base/arena.h"
#include "lint/lint.h"

struct origin {
    struct sq_member *m;
    const struct sq_passage *copy;
};

static void
tell(struct sq_portfolio *p, struct sq_diags *d, struct sq_member *m,
     const struct sq_passage *copy, const struct origin *first)
{
    struct sq_diag *f =
        sq_diag_add(d, SQ_FOUND_copied_text, sq_member_span(p, m, copy->at),
                    "`%.*s` says word for word what `%.*s` of `%.*s` says",
                    SQ_FMT(copy->id), SQ_FMT(first->copy->id),
                    SQ_FMT(sq_member_called(first->m)));
    sq_diag_note(d, f, sq_member_span(p, first->m, first->copy->at),
                 "first written here");
    sq_diag_help(d, f,
                 "say what you found for this change; what holds for "
                 "both may stand in one of them, with a link");
}

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    struct sq_map seen;
    sq_map_init(&seen, p->arena);
    for (size_t i = 0; i < p->n; i++) {
        struct sq_member *m = p->members[i];
        for (size_t n = 0; n < m->n_copies; n++) {
            const struct sq_passage *copy = &m->copies[n];
            sq_str key = {(const char *)&copy->hash, sizeof copy->hash};
            const struct origin *first = sq_map_find(&seen, key);
            if (!first) {
                struct origin *o = SQ_NEW(p->arena, struct origin);
                *o = (struct origin){m, copy};
                sq_map_add(&seen, key, o);
            } else if (first->m != m && !sq_members_linked(first->m, m) &&
                       !m->draft && !sq_member_quiet(m, SQ_FOUND_copied_text)) {
                tell(p, d, m, copy, first);
            }
        }
    }
}

const struct sq_rule sq_rule_copied_text = {.portfolio = portfolio};
