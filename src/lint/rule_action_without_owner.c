/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/plain.h"

static void
tell(const struct sq_look *k, struct sq_span at, sq_str id, const char *team,
     const char *what)
{
    struct sq_diag *f =
        team ? sq_diag_add(k->d, SQ_FOUND_action_without_owner, at,
                           "the owner of `%.*s` is `%.*s`, and not a person",
                           SQ_FMT(id), SQ_FMT(sq_span_text(at)))
             : sq_diag_add(k->d, SQ_FOUND_action_without_owner, at,
                           "%s `%.*s` has no owner", what, SQ_FMT(id));
    sq_diag_help(k->d, f, "write `owner:` and the name of one person%s",
                 team ? "; their team may stand under `organisation`" : "");
}

static void
look(const struct sq_look *k, const struct sq_word *owner,
     const struct sq_word *id, const char *what)
{
    if (owner->text.len == 0) {
        tell(k, id->at, id->text, NULL, what);
        return;
    }
    const char *team = sq_team_word(k->arena, owner->text);
    if (team)
        tell(k, owner->at, id->text, team, what);
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_assessment *as = k->as;
    for (size_t i = 0; i < as->n_actions; i++)
        if (sq_action_open(&as->actions[i]))
            look(k, &as->actions[i].owner, &as->actions[i].id, "the action");
    for (size_t i = 0; i < as->n_conditions; i++)
        if (as->conditions[i].status != SQ_AS_DROPPED &&
            as->conditions[i].confirmed == SQ_NO_DATE)
            look(k, &as->conditions[i].owner, &as->conditions[i].id,
                 "the condition");
}

const struct sq_rule sq_rule_action_without_owner = {.assessment = assessment,
                                                     .from = SQ_MOMENT_PANEL};
