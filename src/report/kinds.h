/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_KINDS_H
#define SQEEIA_REPORT_KINDS_H
/* What may be reported: the rows of kinds.def. */
#include "report/outline.h"

struct sq_kind_info {
    const char *word; /* "due-regard" */
    enum sq_audience audience;
    const char *summary;
    struct sq_outline *(*outline)(const struct sq_report *r);
};
extern const struct sq_kind_info sq_kinds[SQ_REPORT_COUNT];

#define KIND(name, word, audience, summary) \
    struct sq_outline *sq_kind_##name(const struct sq_report *r);
#include "report/kinds.def"
#undef KIND

/* The outline of what `r` asks for, or that it brings. */
struct sq_outline *sq_outline_of(const struct sq_report *r);
/* Can the format make it? */
bool sq_format_makes(const struct sq_format *f, enum sq_report_kind kind);
/* Every kind that has an outline. */
#define SQ_KINDS_ALL ((1u << SQ_REPORT_COUNT) - 1)

#endif
