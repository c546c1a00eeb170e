/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_FORMATS_H
#define SQEEIA_REPORT_FORMATS_H
/* What each fmt_<name>.c defines. */
#include "report/report.h"

#define FORMAT(name, ending, summary) \
    extern const struct sq_format sq_format_##name;
#include "report/formats.def"
#undef FORMAT

#endif
