/* SPDX-License-Identifier: MIT */
/*
 * What an earlier assessment of the same change found, or did not know, about a
 * group is not gone because the later one is silent on it.
 */
#include "lint/lint.h"

static bool
is_earlier(const struct sq_member *a, const struct sq_member *b)
{
    bool same = a->reference.text.len &&
                sq_str_eq(a->reference.text, b->reference.text);
    bool replaced =
        b->replaces.text.len && sq_str_eq(b->replaces.text, a->reference.text);
    if (replaced)
        return true;
    return same && a->written != SQ_NO_DATE && b->written != SQ_NO_DATE &&
           a->written < b->written;
}

static struct sq_touch *
find(const struct sq_member *m, sq_str key)
{
    for (size_t i = 0; i < m->n_touches; i++)
        if (m->touches[i].item && sq_str_eq(m->touches[i].key, key))
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
        const struct sq_touch *now = find(after, old->key);
        if (!old->item || !(hurt || old->not_known) || !now || now->not_known ||
            now->effect == SQ_LOSES || now->effect == SQ_BOTH ||
            (now->effect != SQ_EFFECT_UNSAID && now->reasoned))
            continue;
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_dropped_group,
            sq_member_span(p, after,
                           now->effect == SQ_EFFECT_UNSAID ? after->title.at
                                                           : now->at),
            "`%.*s` %s in the earlier assessment, and here `%.*s` %s",
            SQ_FMT(old->label), hurt ? "was harmed" : "was not known",
            SQ_FMT(now->row),
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

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->n; i++)
        for (size_t n = 0; n < p->n; n++)
            if (i != n && is_earlier(p->members[i], p->members[n]) &&
                !p->members[n]->draft &&
                !sq_member_quiet(p->members[n], SQ_FOUND_dropped_group))
                compare(p, d, p->members[i], p->members[n]);
}

const struct sq_rule sq_rule_dropped_group = {.portfolio = portfolio};
