/* SPDX-License-Identifier: MIT */
/*
 * Long texts that stand word for word in two assessments of different changes.
 * One that replaces another, or belongs to it, may well repeat it.
 */
#include "base/arena.h"
#include "lint/lint.h"

/* The first passage of each hash; open addressing. */
struct firsts {
    const struct sq_passage **slots; /* NULL = free; more than half are */
    size_t mask;
};

static struct firsts
firsts_of(const struct sq_portfolio *p)
{
    size_t n = 0, cap = 8;
    for (size_t i = 0; i < p->n; i++)
        n += p->members[i]->n_copies;
    while (cap < 2 * n)
        cap *= 2;
    return (struct firsts){SQ_NEW_N(p->arena, cap, const struct sq_passage *),
                           cap - 1};
}

/* The passage itself when it is the first. */
static const struct sq_passage *
first_of(struct firsts *f, const struct sq_passage *copy)
{
    size_t slot = (size_t)copy->hash & f->mask;
    while (f->slots[slot] && f->slots[slot]->hash != copy->hash)
        slot = (slot + 1) & f->mask;
    if (!f->slots[slot])
        f->slots[slot] = copy;
    return f->slots[slot];
}

static void
tell(struct sq_portfolio *p, struct sq_diags *d, const struct sq_passage *copy,
     const struct sq_passage *first)
{
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_copied_text, sq_member_span(p, copy->of, copy->at),
        "`%.*s` says word for word what `%.*s` of `%.*s` says",
        SQ_FMT(copy->id), SQ_FMT(first->id),
        SQ_FMT(sq_member_called(first->of)));
    sq_diag_note(d, f, sq_member_span(p, first->of, first->at),
                 "first written here");
    sq_diag_help(d, f,
                 "say what you found for this change; what holds for "
                 "both may stand in one of them, with a link");
}

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    struct firsts firsts = firsts_of(p);
    for (size_t i = 0; i < p->n; i++) {
        const struct sq_member *m = p->members[i];
        for (size_t n = 0; n < m->n_copies; n++) {
            const struct sq_passage *first = first_of(&firsts, &m->copies[n]);
            if (first->of != m && !sq_members_linked(first->of, m) &&
                !m->draft && !sq_member_quiet(m, SQ_FOUND_copied_text))
                tell(p, d, &m->copies[n], first);
        }
    }
}

const struct sq_rule sq_rule_copied_text = {.portfolio = portfolio};
