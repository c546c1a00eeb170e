/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_SOLVE_H
#define SQEEIA_LINT_SOLVE_H
/* The search behind sq_prove. */
#include "lint/proof.h"

/* As sq_prove, for goals that depend on no growing table's rows. */
enum sq_proved sq_solve(struct sq_proof *p, const struct sq_goal *goals,
                        size_t n);

#endif
