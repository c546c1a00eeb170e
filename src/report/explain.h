/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_EXPLAIN_H
#define SQEEIA_REPORT_EXPLAIN_H
/* `score`: short text, the working (--explain), and JSON (schema sqeeia-score
 * version 1; shape in sqeeia-score(1)). */
#include "report/report.h"

void sq_score_put_text(const struct sq_report *r, struct sq_sbuf *out);
/* For each dimension and value: every contributing answer, its points, maximum
 * and weight, what is missing and what it could still do, the distance to each
 * band edge: every figure can be reworked by hand. */
void sq_score_put_working(const struct sq_report *r, struct sq_sbuf *out);
/* One JSON object; `pretty` over several lines, else on one (ndjson). */
void sq_score_put_json(const struct sq_report *r, bool pretty,
                       struct sq_sbuf *out);

#endif
