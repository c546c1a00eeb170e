/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_WORK_H
#define SQEEIA_MODEL_WORK_H
/*
 * How much there is to work out, so that a small file cannot keep a program
 * busy for hours: in steps, of which the parts of expressions take one each
 * time, and those of dimensions forty, as they are kept.  A machine takes some
 * fifty million in a second.  A questionnaire that takes more than SQ_MAX_WORK
 * is refused; so are rows of an assessment beyond it.
 */
#include "model/questionnaire.h"

/*
 * `rows`: by group index, of every table that an expression can look at.  What
 * is far beyond the limit is not counted any further.
 */
uint64_t sq_work_of_question(const struct sq_question *q, const uint32_t *rows);
/* One row: a question each column. */
uint64_t sq_work_of_row(const struct sq_questionnaire *q,
                        const struct sq_group *g, const uint32_t *rows);
/* All, with so many rows. */
uint64_t sq_work_of(const struct sq_questionnaire *q, const uint32_t *rows);

/* The rows of a table, or as many as a growing one mostly has. */
uint32_t sq_work_rows(const struct sq_group *g);

#endif
