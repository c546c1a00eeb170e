/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_LINT_H
#define SQEEIA_LINT_LINT_H
/*
 * lint/ runs every RULE row of diag/catalog.def.  A rule is one file,
 * rule_<name>.c, with `const struct sq_rule sq_rule_<name>`.
 */
#include "diag/diag.h"
#include "lint/look.h"
#include "lint/portfolio.h"
#include "lint/proof.h"
#include "model/library.h"
#include "score/score.h"

struct sq_rule {
    /* Looks at a questionnaire or pack; NULL: has nothing to say on one. */
    void (*questionnaire)(struct sq_proof *p, struct sq_diags *d);
    /* Looks at an assessment and its results; NULL: as above. */
    void (*assessment)(const struct sq_look *k);
    /* The first moment in an assessment's life at which it speaks. */
    enum sq_moment from;
    /* Looks at all that was read in a run; NULL: as above. */
    void (*library)(const struct sq_library *l, struct sq_diags *d);
    /* Looks at all assessments of a run beside each other; NULL: as above. */
    void (*portfolio)(struct sq_portfolio *p, struct sq_diags *d);
};

/* One a row: sq_rule_duplicate_text … */
#define FOUND(...)
#define RULE(code, name, ...) extern const struct sq_rule sq_rule_##name;
#include "diag/catalog.def"
#undef FOUND
#undef RULE

void sq_lint_questionnaire(const struct sq_questionnaire *q, sq_date today,
                           struct sq_diags *d);
/* With the rules of the moment that the file is at. */
void sq_lint_assessment(const struct sq_results *r, sq_date today,
                        struct sq_diags *d);
/* The same with what sq_look_new prepared. */
void sq_lint_look(const struct sq_look *k);
/* Is it found only when every file was read? */
bool sq_lint_is_between_files(const struct sq_code_info *info);
/* Once a run, when every file was read. */
void sq_lint_library(const struct sq_library *l, struct sq_diags *d);
/* Once a run, when every assessment was added. */
void sq_lint_portfolio(struct sq_portfolio *p, struct sq_diags *d);

#endif
