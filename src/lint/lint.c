/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

#define FOUND(code, name, level, summary, why, fix)
#define RULE(code, name, level, summary, why, fix) \
    extern const struct sq_rule sq_rule_##name;
#include "diag/catalog.def"
#undef RULE

static const struct sq_rule *const rules[] = {
#define RULE(code, name, level, summary, why, fix) &sq_rule_##name,
#include "diag/catalog.def"
#undef RULE
#undef FOUND
    NULL};

void
sq_lint_questionnaire(const struct sq_questionnaire *q, sq_date today,
                      struct sq_diags *d)
{
    for (const struct sq_rule *const *rule = rules; *rule; rule++)
        if ((*rule)->questionnaire)
            (*rule)->questionnaire(q, today, d);
}

void
sq_lint_assessment(const struct sq_results *r, sq_date today,
                   struct sq_diags *d)
{
    for (const struct sq_rule *const *rule = rules; *rule; rule++)
        if ((*rule)->assessment)
            (*rule)->assessment(r, today, d);
}
