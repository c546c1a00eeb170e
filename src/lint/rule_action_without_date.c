/* SPDX-License-Identifier: MIT */
/* A date that is no date is found when the file is read. */
#include "lint/lint.h"

static void
tell(const struct sq_look *k, const struct sq_word *id, const char *what)
{
    struct sq_diag *f = sq_diag_add(k->d, SQ_FOUND_action_without_date, id->at,
                                    "%s `%.*s` has no date by which it is done",
                                    what, SQ_FMT(id->text));
    sq_diag_help(k->d, f, "write `due:` and a day, such as 2027-01-31");
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_assessment *as = k->as;
    for (size_t i = 0; i < as->n_actions; i++)
        if (sq_action_open(&as->actions[i]) &&
            as->actions[i].due_text.text.len == 0)
            tell(k, &as->actions[i].id, "the action");
    for (size_t i = 0; i < as->n_conditions; i++)
        if (as->conditions[i].status != SQ_AS_DROPPED &&
            as->conditions[i].status != SQ_AS_DONE &&
            as->conditions[i].confirmed == SQ_NO_DATE &&
            as->conditions[i].due == SQ_NO_DATE)
            tell(k, &as->conditions[i].id, "the condition");
}

const struct sq_rule sq_rule_action_without_date = {.assessment = assessment,
                                                    .from = SQ_MOMENT_PANEL};
