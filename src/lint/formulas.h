/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_FORMULAS_H
#define SQEEIA_LINT_FORMULAS_H
/* Every expression of a questionnaire, and places inside them. */
#include "model/questionnaire.h"

enum sq_formula_role {
    SQ_F_SECTION_WHEN,
    SQ_F_GROUP_WHEN,
    SQ_F_QUESTION_WHEN,
    SQ_F_VALID,
    SQ_F_SCORE,
    SQ_F_TABLE,
    SQ_F_VALUE,
    SQ_F_VALUE_MAX,
    SQ_F_TRIGGER,
    SQ_F_GATE_MUST,
    SQ_F_GATE_WHEN,
    SQ_F_OUTCOME,
    SQ_F_CHECK,
    SQ_F_REVIEW,
};
struct sq_formula_at {
    enum sq_formula_role role;
    const struct sq_formula *formula;   /* its expr is not NULL */
    sq_str owner;                       /* the id of what it belongs to */
    const struct sq_question *question; /* QUESTION_WHEN, VALID, SCORE */
    const struct sq_group *group;       /* GROUP_WHEN */
    const struct sq_section *section;   /* SECTION_WHEN */
};
typedef void sq_formula_visit(void *ctx, const struct sq_formula_at *at);

/* In document order of each kind. */
void sq_formulas(const struct sq_questionnaire *q, sq_formula_visit *visit,
                 void *ctx);
/* A part's own place when the expression stands plainly on one line, else the
 * place of all of it. */
struct sq_span sq_formula_place(const struct sq_formula *f,
                                const struct sq_expr *part);
/* A part's own words, on one line. */
sq_str sq_formula_words(struct sq_arena *a, const struct sq_formula *f,
                        const struct sq_expr *part);
/* The first node, depth first, that `test` is true of; NULL: none. */
const struct sq_expr *sq_expr_seek(const struct sq_expr *e,
                                   bool (*test)(const void *ctx,
                                                const struct sq_expr *e),
                                   const void *ctx);

#endif
