/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_FOUND_ONE_H
#define SQEEIA_REPORT_FOUND_ONE_H
/* A finding as one JSON object: an element of `json`, a line of `jsonl`. */
#include "report/found.h"

void sq_found_put_object(const struct sq_found_run *run,
                         const struct sq_found *f, struct sq_sbuf *b);
/* The members of a range: "line":…,"column":…,"end_line":…,"end_column":… */
void sq_found_put_range(const struct sq_diag *d, struct sq_sbuf *b);

#endif
