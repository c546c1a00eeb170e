/* SPDX-License-Identifier: MIT */
/*
 * A question whose answers have points that count in no dimension, and that no
 * expression looks at.  Columns of an impact table are used by their track, and
 * a questionnaire without any figure may borrow scored scales for their words.
 */
#include "base/arena.h"
#include "lint/formulas.h"
#include "lint/lint.h"
#include "lint/texts.h"

static void
mark_named(void *ctx, const struct sq_expr *e)
{
    bool *named = ctx;
    if (e->name.part == SQ_PART_QUESTION)
        named[((const struct sq_question *)e->name.ref)->index] = true;
    else if (e->name.part == SQ_PART_CELL)
        named[((const struct sq_cell_ref *)e->name.ref)->question->index] =
            true;
}

static void
mark(void *ctx, const struct sq_formula_at *at)
{
    sq_expr_names(at->formula->expr, mark_named, ctx);
}

static bool
used_by_any_use(const struct sq_questionnaire *qs, const struct sq_question *q,
                const bool *named)
{
    for (size_t i = 0; i < qs->n_questions; i++) {
        const struct sq_question *o = qs->questions[i];
        if (o->id.at.from == q->id.at.from &&
            o->id.at.source == q->id.at.source && named[o->index])
            return true;
    }
    return false;
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    const struct sq_questionnaire *qs = p->q;
    bool *named = SQ_NEW_N(p->arena, qs->n_questions + 1, bool);
    sq_formulas(qs, mark, named);
    bool figures = qs->n_dimensions + qs->n_values > 0;
    for (size_t i = 0; i < qs->n_questions; i++) {
        const struct sq_question *q = qs->questions[i];
        bool meant = q->score_at.source || figures;
        if (!meant || !q->scored || q->n_dimensions ||
            q->track != SQ_TRACK_NONE || !sq_question_first_use(qs, q) ||
            used_by_any_use(qs, q, named))
            continue;
        struct sq_diag *f =
            sq_diag_add(d, SQ_FOUND_scored_nowhere,
                        q->score_at.source ? q->score_at : q->id.at,
                        "the points of `%.*s` count nowhere", SQ_FMT(q->name));
        sq_diag_help(d, f,
                     "give it a `dimension`, use `score(%.*s)` in a "
                     "value, or choose options without scores",
                     SQ_FMT(q->name));
    }
}

const struct sq_rule sq_rule_scored_nowhere = {.questionnaire = questionnaire};
