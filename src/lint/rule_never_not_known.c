/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/texts.h"

/* Where the direction can be left open, how bad it is need not be. */
static bool
is_asked_elsewhere(const struct sq_questionnaire *qs,
                   const struct sq_question *q)
{
    const struct sq_group *g = q->group;
    for (uint32_t i = g->first; i < g->first + g->n; i++)
        if (qs->questions[i]->track == SQ_TRACK_DIRECTION &&
            qs->questions[i]->not_known != SQ_NEVER)
            return true;
    return false;
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        bool impact = q->track == SQ_TRACK_DIRECTION ||
                      q->track == SQ_TRACK_INITIAL ||
                      q->track == SQ_TRACK_RESIDUAL;
        if (!impact || !q->group || q->group->repeat != SQ_FOR_EACH ||
            q->not_known != SQ_NEVER || !sq_question_first_use(p->q, q) ||
            is_asked_elsewhere(p->q, q))
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
