/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_SAVE_H
#define SQEEIA_REPORT_SAVE_H
/* What the program and the library both do with a report. */
#include "report/report.h"

/* The report at `path`, whole or not at all, whatever the format needs. */
enum sq_status sq_report_save(const struct sq_format *f,
                              const struct sq_report *r, const char *path,
                              struct sq_err *err);
/* The newest day on which something in it was done; SQ_NO_DATE if it has no
 * dates.  Days still to come (go-live, reviews) do not count. */
sq_date sq_newest_date(const struct sq_assessment *as);

#endif
