/* SPDX-License-Identifier: MIT */
/* A decision table over other figures; figures.c evaluates its rows, since it
 * reads other results and not parts. */
#include "score/parts.h"

extern const struct sq_combiner sq_combiner_table;
const struct sq_combiner sq_combiner_table = {.ratio = false};
