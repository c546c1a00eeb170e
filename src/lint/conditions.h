/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_CONDITIONS_H
#define SQEEIA_LINT_CONDITIONS_H
/* Conditions, and parts of conditions, that are the same whatever is answered:
 * what the rules always_true and always_false share. */
#include "lint/formulas.h"
#include "lint/lint.h"

/*
 * Calls tell for every condition that always holds (`truth`) or never does: of
 * all roles but those that rules of their own look at.  `part` is the whole, or
 * an argument of its `and` or `or`.
 */
void sq_conditions(struct sq_proof *p, bool truth,
                   void (*tell)(void *ctx, const struct sq_formula_at *at,
                                const struct sq_expr *part),
                   void *ctx);
/* "the question `D2`", "the outcome `stop`" … */
sq_str sq_condition_owner(struct sq_arena *a, const struct sq_formula_at *at);

#endif
