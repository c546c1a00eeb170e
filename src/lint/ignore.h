/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_IGNORE_H
#define SQEEIA_LINT_IGNORE_H
/*
 * Comments that accept a finding for a time:
 *   # sqeeia: ignore SQ301 until 2027-03-31 -- the board decides in March
 * at the end of the line that the finding is on, or alone above it.  Reason
 * and last day are compulsory; one that is over or not needed is told.
 */
#include "base/date.h"
#include "diag/diag.h"

struct sq_ignore {
    const struct sq_code_info *info;
    uint32_t line; /* that it speaks of; 0: none follows */
    sq_date until; /* the last day */
    sq_str because;
    struct sq_span at;
    bool used;
};
struct sq_ignores {
    struct sq_ignore *items;
    size_t n;
};

/* The comments of a file; what is wrong with one becomes a finding. */
void sq_ignores_read(struct sq_arena *a, const struct sq_source *s,
                     struct sq_diags *d, struct sq_ignores *out);
/* The one that accepts the finding today, marked as used; NULL: none. */
const struct sq_ignore *sq_ignores_match(struct sq_ignores *all,
                                         const struct sq_diag *f,
                                         sq_date today);
/* False for what makes a file unreadable or unclear: it cannot be accepted. */
bool sq_code_can_be_ignored(const struct sq_code_info *info);

#endif
