/* SPDX-License-Identifier: MIT */
/*
 * What is not known is found out.  An effect on people and a critical question
 * must have an action for it; other questions had better.
 */
#include "lint/lint.h"

static bool
has_action(const struct sq_look *k, const struct sq_slot *s)
{
    for (size_t i = 0; i < k->as->n_actions; i++)
        if (k->as->actions[i].status != SQ_AS_DROPPED &&
            sq_aims_at(&k->as->actions[i], s->id))
            return true;
    return false;
}

static void
assessment(const struct sq_look *k)
{
    for (uint32_t i = 0; i < k->c->n; i++) {
        const struct sq_slot *s = &k->c->slots[i];
        if (s->state != SQ_ASKED || s->reply != SQ_NOT_KNOWN || !s->answer ||
            has_action(k, s))
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_unknown_without_action, s->answer->key.at,
            "`%.*s` is not known, and no action is to find it out",
            SQ_FMT(s->id));
        if (!s->question->critical && s->question->track != SQ_TRACK_DIRECTION)
            f->level = SQ_WARNING;
        sq_diag_help(k->d, f,
                     "write an action of `kind: research` with `for: [%.*s]`, "
                     "an owner and a date",
                     SQ_FMT(s->id));
    }
}

const struct sq_rule sq_rule_unknown_without_action = {.assessment = assessment,
                                                       .from = SQ_MOMENT_PANEL};
