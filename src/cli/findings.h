/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_FINDINGS_H
#define SQEEIA_CLI_FINDINGS_H
/* Findings on their way to a person: which are shown, which make it fail. */
#include "cli/cli.h"

struct sq_filter {
    enum sq_level show;    /* the least level that is shown */
    struct sq_args select; /* codes, names or starts of codes; empty: all */
    struct sq_args ignore;
    const struct sq_project *project; /* its rule levels; may be NULL */
};

/* How many were shown, and how many were held back by a suppression. */
struct sq_tally {
    size_t n[SQ_ERROR + 1];
    size_t suppressed;
};

/*
 * Drops what the filter leaves out and what the assessment (may be NULL)
 * suppresses, sets the project's levels, sorts, and counts into *tally.  Levels
 * below filter->show are counted and dropped.
 */
void sq_findings_sift(struct sq_diags *d, const struct sq_filter *filter,
                      const struct sq_assessment *assessment, sq_date today,
                      struct sq_tally *tally);
/* Those at or above `least` to standard error, with excerpts. */
void sq_findings_tell(struct sq_cli *cli, struct sq_diags *d,
                      enum sq_level least);
/* True when a code, a name or the start of a code is meant by `word`. */
bool sq_findings_match(const struct sq_code_info *info, const char *word);

#endif
