/* SPDX-License-Identifier: MIT */
/*
 * Long texts that stand word for word in two assessments of different changes.
 * One that replaces another, or belongs to it, may well repeat it.
 */
#include "base/arena.h"
#include "lint/lint.h"

/* A passage, with whose it is. */
struct place {
    struct sq_member *m;
    const struct sq_passage *copy;
};

struct slot {
    uint32_t member; /* its index and one; 0 = free, and a fifth are */
    uint32_t copy;
};

/* The first passage of each hash; open addressing. */
struct firsts {
    const struct sq_portfolio *p;
    struct slot *slots;
    size_t n;
};

static struct firsts
firsts_of(const struct sq_portfolio *p)
{
    size_t n = 1;
    for (size_t i = 0; i < p->n; i++)
        n += p->members[i]->n_copies;
    n += n / 4;
    return (struct firsts){p, SQ_NEW_N(p->arena, n, struct slot), n};
}

/* The passage itself when it is the first. */
static struct place
first_of(struct firsts *f, struct place x)
{
    size_t at = (size_t)(x.copy->hash % f->n);
    for (; f->slots[at].member; at = at + 1 < f->n ? at + 1 : 0) {
        struct sq_member *m = f->p->members[f->slots[at].member - 1];
        const struct sq_passage *copy = &m->copies[f->slots[at].copy];
        if (copy->hash == x.copy->hash)
            return (struct place){m, copy};
    }
    f->slots[at] = (struct slot){(uint32_t)x.m->index + 1,
                                 (uint32_t)(x.copy - x.m->copies)};
    return x;
}

static void
tell(struct sq_portfolio *p, struct sq_diags *d, struct place here,
     struct place first)
{
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_copied_text, sq_member_span(p, here.m, here.copy->at),
        "`%.*s` says word for word what `%.*s` of `%.*s` says",
        SQ_FMT(*here.copy->id), SQ_FMT(*first.copy->id),
        SQ_FMT(sq_member_called(first.m)));
    sq_diag_note(d, f, sq_member_span(p, first.m, first.copy->at),
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
        struct sq_member *m = p->members[i];
        for (size_t n = 0; n < m->n_copies; n++) {
            struct place here = {m, &m->copies[n]};
            struct place first = first_of(&firsts, here);
            if (first.m != m && !sq_members_linked(first.m, m) && !m->draft &&
                !sq_member_quiet(m, SQ_FOUND_copied_text))
                tell(p, d, here, first);
        }
    }
}

const struct sq_rule sq_rule_copied_text = {.portfolio = portfolio};
