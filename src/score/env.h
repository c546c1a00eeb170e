/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SCORE_ENV_H
#define SQEEIA_SCORE_ENV_H
/* What names are worth, for expressions evaluated over a case. */
#include "score/score.h"

struct sq_case_env {
    const struct sq_case *c;
    /*
     * true: as it stands; answered(), asked() and not-applicable() are decided
     * (S5).  false: over every completion, so that figures contain the figure
     * of each (S18).
     */
    bool present;
    const struct sq_results *results; /* figures settled so far; may be NULL */
    struct sq_env env;
};

void sq_case_env_init(struct sq_case_env *e, const struct sq_case *c,
                      bool present, const struct sq_results *results);
/* Evaluates where a slot stands (its row, for columns of the same table). */
struct sq_val sq_case_eval(struct sq_case_env *e, const struct sq_expr *x,
                           const struct sq_slot *at);
/* The slot that a name of a question or a cell means in `row` of its repeat, or
 * in none (-1); NULL when there is no such row. */
const struct sq_slot *sq_case_named(const struct sq_case *c,
                                    const struct sq_name *name, int32_t row);
/* What a slot's answer can be. */
struct sq_val sq_slot_val(const struct sq_slot *s, bool present);

/* Words in a text answer, or in the reason of an answer of another kind. */
struct sq_val sq_slot_words(const struct sq_slot *s, bool present);

#endif
