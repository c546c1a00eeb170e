/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_REGISTERS_H
#define SQEEIA_REPORT_REGISTERS_H
/* Between the sheets of registers and what they draw. */
#include "report/pages.h"
#include "report/paper.h"

/* "done", "dropped", "overdue", "in time" or "no date", on that day. */
const char *sq_action_standing(const struct sq_action *a, sq_date on);

/* Charts below the tables; `dates`, `due` and `standing` are columns of these.
 * The row below the chart is returned. */
uint32_t sq_evidence_draw(struct sq_pages *p, uint32_t row,
                          const struct sq_area *dates);
uint32_t sq_actions_draw(struct sq_pages *p, uint32_t row,
                         const struct sq_area *due,
                         const struct sq_area *standing);

#endif
