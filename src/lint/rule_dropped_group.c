/* SPDX-License-Identifier: MIT */
/*
 * What an earlier assessment of the same change found, or did not know, about a
 * group is not gone because the later one is silent on it.
 */
#include "lint/lint.h"

static struct sq_touch *
find(const struct sq_member *m, sq_str item)
{
    for (size_t i = 0; i < m->n_touches; i++)
        if (m->touches[i].item && sq_str_eq(m->touches[i].item->id.text, item))
            return &m->touches[i];
    return NULL;
}

static void
compare(struct sq_portfolio *p, struct sq_diags *d, struct sq_member *before,
        struct sq_member *after)
{
    for (size_t i = 0; i < before->n_touches; i++) {
        const struct sq_touch *old = &before->touches[i];
        bool hurt = old->effect == SQ_LOSES || old->effect == SQ_BOTH;
        if (!old->item || !(hurt || old->not_known))
            continue;
        const struct sq_touch *now = find(after, old->item->id.text);
        if (!now || now->not_known || now->effect == SQ_LOSES ||
            now->effect == SQ_BOTH ||
            (now->effect != SQ_EFFECT_UNSAID && now->reasoned))
            continue;
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_dropped_group,
            sq_member_span(p, after,
                           now->effect == SQ_EFFECT_UNSAID ? after->title.at
                                                           : now->at),
            "`%.*s` %s in the earlier assessment, and here `%.*s.%.*s` %s",
            SQ_FMT(sq_touch_label(old)), hurt ? "was harmed" : "was not known",
            SQ_FMT(now->group->id.text), SQ_FMT(sq_touch_row(now)),
            now->effect == SQ_EFFECT_UNSAID
                ? "is not answered"
                : "says otherwise without a reason");
        sq_diag_note(d, f, sq_member_span(p, before, old->at),
                     "it was found here");
        sq_diag_help(d, f,
                     "answer the row, and say with `because:` what has "
                     "changed since");
    }
}

static bool
is_older(const struct sq_member *a, const struct sq_member *b)
{
    return a->written != SQ_NO_DATE && b->written != SQ_NO_DATE &&
           a->written < b->written;
}

static void
look(struct sq_portfolio *p, struct sq_diags *d, struct sq_member *before,
     struct sq_member *after)
{
    if (before != after && !after->draft &&
        !sq_member_quiet(after, SQ_FOUND_dropped_group))
        compare(p, d, before, after);
}

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->n; i++) {
        struct sq_member *m = p->members[i];
        struct sq_member *old = sq_member_find(p, m->replaces.text);
        /* a screening and its full assessment may share a reference */
        struct sq_member *same = sq_member_find(p, m->reference.text);
        if (old)
            look(p, d, old, m);
        else if (same && is_older(same, m))
            look(p, d, same, m);
        else if (same && is_older(m, same))
            look(p, d, m, same);
    }
}

const struct sq_rule sq_rule_dropped_group = {.portfolio = portfolio};
