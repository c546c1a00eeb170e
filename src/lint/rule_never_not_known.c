/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/texts.h"

/* How bad it is may be asked only of what an earlier column says is harm: the
 * column that can be left open is then that one. */
static bool
is_impact(const struct sq_question *q)
{
    bool size = q->track == SQ_TRACK_INITIAL || q->track == SQ_TRACK_RESIDUAL;
    return q->track == SQ_TRACK_DIRECTION || (size && !q->when.expr);
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (!is_impact(q) || !q->group || q->group->repeat != SQ_FOR_EACH ||
            q->not_known != SQ_NEVER || !sq_question_first_use(p->q, q))
            continue;
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_never_not_known, q->id.at,
            "`%.*s` may not be answered `not-known`, so what is not known "
            "about a group must be guessed",
            SQ_FMT(q->name));
        sq_diag_help(d, f, "write `not-known: allowed`, or take the key away");
    }
}

const struct sq_rule sq_rule_never_not_known = {.questionnaire = questionnaire};
