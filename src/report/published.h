/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_PUBLISHED_H
#define SQEEIA_REPORT_PUBLISHED_H
/* Schemas of what programs read, from schemas/; inside the binary. */
#include "base/str.h"

extern const sq_str sq_schema_report; /* schemas/report-1.json */

#endif
