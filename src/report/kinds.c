/* SPDX-License-Identifier: MIT */
#include "report/kinds.h"

const struct sq_kind_info sq_kinds[SQ_REPORT_COUNT] = {
#define KIND(name, word, audience, summary) \
    {word, audience, summary, sq_kind_##name},
#include "report/kinds.def"
#undef KIND
};

struct sq_outline *
sq_outline_of(const struct sq_report *r)
{
    return r->ready ? r->ready : sq_kinds[r->kind].outline(r);
}

bool
sq_format_makes(const struct sq_format *f, enum sq_report_kind kind)
{
    return (f->kinds >> kind & 1u) != 0;
}
