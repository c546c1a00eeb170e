/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

enum {
    LONG_OVERDUE = 60, /* [days] */
    OFTEN = 3          /* times that a day was put off */
};

static void
look(const struct sq_look *k, const char *what, const struct sq_word *id,
     struct sq_span at, sq_date due)
{
    if (due == SQ_NO_DATE || k->today == SQ_NO_DATE || due >= k->today)
        return;
    int days = k->today - due;
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_overdue, at, "%s `%.*s` is %d day%s overdue",
                    what, SQ_FMT(id->text), days, days == 1 ? "" : "s");
    if (days > LONG_OVERDUE)
        f->level = SQ_ERROR;
    sq_diag_help(k->d, f,
                 "record that it was done and on which day, or agree a new "
                 "`due` with its owner");
}

/* A day that is set anew each time it comes is never overdue. */
static bool
look_at_new_days(const struct sq_look *k, const struct sq_action *x)
{
    if (x->n_replanned < OFTEN)
        return false;
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_overdue, sq_or_title(k, x->due_text.at),
                    "the action `%.*s` was put off %zu times",
                    SQ_FMT(x->id.text), x->n_replanned);
    f->level = SQ_ERROR;
    sq_diag_help(k->d, f,
                 "do it, or drop it and say what is done about the harm "
                 "instead");
    return true;
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_assessment *as = k->as;
    for (size_t i = 0; i < as->n_actions; i++) {
        const struct sq_action *x = &as->actions[i];
        if (sq_action_open(x) && !look_at_new_days(k, x))
            look(k, "the action", &x->id, x->due_text.at, x->due);
    }
    for (size_t i = 0; i < as->n_conditions; i++) {
        const struct sq_condition *x = &as->conditions[i];
        if (x->status != SQ_AS_DONE && x->status != SQ_AS_DROPPED &&
            x->confirmed == SQ_NO_DATE)
            look(k, "the condition", &x->id, x->id.at, x->due);
    }
}

const struct sq_rule sq_rule_overdue = {.assessment = assessment,
                                        .from = SQ_MOMENT_PANEL};
