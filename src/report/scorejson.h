/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_SCOREJSON_H
#define SQEEIA_REPORT_SCOREJSON_H
/* The figures as one JSON object, alone or inside another. */
#include "report/json.h"
#include "report/report.h"

void sq_score_json(struct sq_json *j, const char *key,
                   const struct sq_report *r);

#endif
