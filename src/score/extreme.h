/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SCORE_EXTREME_H
#define SQEEIA_SCORE_EXTREME_H
/* What the combiners min and max share: the mirror image of each other. */
#include "score/parts.h"

/*
 * Bounds of the highest (up) or lowest points of what is in.  The far end takes
 * every part at that end.  The near end is held by the parts that must be in;
 * when none must, it is where the least pulling part alone would leave it.
 */
void sq_extreme_bounds(const struct sq_part *parts, size_t n, bool up,
                       struct sq_range *out);
/* The highest or lowest maximum of what may be in; 0 of nothing. */
sq_num sq_extreme_max(const struct sq_part *parts, size_t n, bool up);

#endif
