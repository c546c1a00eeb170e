/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_FINDINGS_H
#define SQEEIA_CLI_FINDINGS_H
/* Findings on their way to a person: which are shown, which make it fail. */
#include "cli/cli.h"
#include "report/found.h"

struct sq_filter {
    enum sq_level show;    /* the least level that is shown */
    struct sq_args select; /* codes, names or starts of codes; empty: all */
    struct sq_args ignore;
    const struct sq_project *project; /* its rule levels; may be NULL */
};

/* How many stand, and how many were held back by a suppression. */
struct sq_tally {
    size_t n[SQ_ERROR + 1];
    size_t suppressed;
};

/* What findings are judged by, beside the filter. */
struct sq_bench {
    struct sq_arena *arena;         /* the judged live here */
    const struct sq_source *source; /* whose comments must be of use, or NULL */
    const struct sq_assessment *assessment; /* its register; NULL: none */
    sq_date today;
};
/*
 * Drops what the filter leaves out, sets the project's levels, adds what is to
 * be said of comments and registers that accept findings, sorts, and says of
 * each finding whether it stands.  Levels below filter->show are kept.
 */
void sq_findings_judge(struct sq_diags *d, const struct sq_filter *filter,
                       const struct sq_bench *bench, struct sq_found **out,
                       size_t *out_n);
/* The same, and only those that stand and are to be shown are left in `d`. */
void sq_findings_sift(struct sq_diags *d, const struct sq_filter *filter,
                      const struct sq_assessment *assessment, sq_date today,
                      struct sq_tally *tally);
/* Those at or above `least` to standard error, with excerpts. */
void sq_findings_tell(struct sq_cli *cli, struct sq_diags *d,
                      enum sq_level least);
/* True when a code, a name or the start of a code is meant by `word`. */
bool sq_findings_match(const struct sq_code_info *info, const char *word);

#endif
