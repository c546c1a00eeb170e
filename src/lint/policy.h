/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_POLICY_H
#define SQEEIA_LINT_POLICY_H
/* What the project file asks of every assessment. */
#include "diag/diag.h"
#include "model/library.h"
#include "score/score.h"

/* Each failure is a finding where it shows in the assessment, with a note that
 * leads to the policy.  Never fails; p may be NULL. */
void sq_policy_check(const struct sq_results *r, const struct sq_project *p,
                     sq_date today, struct sq_diags *d);

#endif
