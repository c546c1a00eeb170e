/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SCORE_IMPACTS_H
#define SQEEIA_SCORE_IMPACTS_H
#include "score/score.h"

/* Fills r->impacts, in document order. */
void sq_impacts_find(struct sq_arena *a, struct sq_results *r);

#endif
