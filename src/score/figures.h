/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SCORE_FIGURES_H
#define SQEEIA_SCORE_FIGURES_H
/* All figures of a case under its present replies, in the order in which they
 * may refer to each other. */
#include "score/search.h"

/*
 * Fills dimensions (value, max, percent, band, capped), values, triggers, gates
 * and the possible outcomes of `r`, whose arrays are allocated.  `fixed`: the
 * results of the case as it stands, for dimensions whose policy for
 * missing answers is not an interval; NULL when this is it.
 */
void sq_figures(struct sq_search *s, struct sq_results *r,
                const struct sq_results *fixed);
/* Arrays of the right sizes, zeroed. */
struct sq_results *sq_results_new(struct sq_arena *a, const struct sq_case *c);
/* The parts of a dimension, document order; *out_n of them. */
struct sq_part *sq_dimension_parts(struct sq_case *c,
                                   const struct sq_dimension *d, size_t *out_n);
/* Whether a critical part is, or may still be, at or below the floor (S16). */
void sq_part_floor(const struct sq_dimension *d, const struct sq_part *p,
                   bool *out_is, bool *out_may);

#endif
