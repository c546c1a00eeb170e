/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_LINT_H
#define SQEEIA_LINT_LINT_H
/*
 * lint/ runs every RULE row of diag/catalog.def.  A rule is one file,
 * rule_<name>.c, with `const struct sq_rule sq_rule_<name>`.
 */
#include "diag/diag.h"
#include "score/score.h"

struct sq_rule {
    /* Looks at a questionnaire or pack; NULL: has nothing to say on one. */
    void (*questionnaire)(const struct sq_questionnaire *q, sq_date today,
                          struct sq_diags *d);
    /* Looks at an assessment and its results; NULL: as above. */
    void (*assessment)(const struct sq_results *r, sq_date today,
                       struct sq_diags *d);
};

void sq_lint_questionnaire(const struct sq_questionnaire *q, sq_date today,
                           struct sq_diags *d);
void sq_lint_assessment(const struct sq_results *r, sq_date today,
                        struct sq_diags *d);

#endif
