/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_POINTS_H
#define SQEEIA_MODEL_POINTS_H
/* From an answer to its points, by the question's way of scoring (S11). */
#include "model/qtype.h"

/*
 * Points of `v`, as a range: low == high but where `score: {is: …}` reads
 * something undecided.  `env` answers for the other names of such an
 * expression; `row` is the row of the question's group, or -1.
 * False when this answer gives no points.
 */
bool sq_points(const struct sq_question *q, const struct sq_value *v,
               const struct sq_env *env, sq_num *low, sq_num *high);
/* Points that a missing answer could still give. */
bool sq_points_any(const struct sq_question *q, const struct sq_env *env,
                   sq_num *low, sq_num *high);
/* The points of a dimension's floor for one question: of its option of that id,
 * or a number; false where there are none (S16). */
bool sq_floor_mark(const struct sq_dimension *d, const struct sq_question *q,
                   sq_num *out);

#endif
