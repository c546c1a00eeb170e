/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

#include "base/arena.h"

static const struct sq_rule *const rules[] = {
#define FOUND(...)
#define RULE(code, name, ...) &sq_rule_##name,
#include "diag/catalog.def"
#undef FOUND
#undef RULE
    NULL};

void
sq_lint_questionnaire(const struct sq_questionnaire *q, sq_date today,
                      struct sq_diags *d)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_proof p;
    sq_proof_init(&p, &a, q, today);
    for (const struct sq_rule *const *rule = rules; *rule; rule++)
        if ((*rule)->questionnaire)
            (*rule)->questionnaire(&p, d);
    sq_arena_done(&a);
}

void
sq_lint_look(const struct sq_look *k)
{
    for (const struct sq_rule *const *rule = rules; *rule; rule++)
        if ((*rule)->assessment && (*rule)->from <= k->moment)
            (*rule)->assessment(k);
}

void
sq_lint_assessment(const struct sq_results *r, sq_date today,
                   struct sq_diags *d)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    sq_lint_look(sq_look_new(&a, r, today, SQ_MOMENT_AUTO, d));
    sq_arena_done(&a);
}

void
sq_lint_library(const struct sq_library *l, struct sq_diags *d)
{
    for (const struct sq_rule *const *rule = rules; *rule; rule++)
        if ((*rule)->library)
            (*rule)->library(l, d);
}

static const struct sq_rule *const rule_of[SQ_FOUND_COUNT] = {
#define FOUND(...)
#define RULE(code, name, ...) [SQ_FOUND_##name] = &sq_rule_##name,
#include "diag/catalog.def"
#undef FOUND
#undef RULE
};

bool
sq_lint_is_between_files(const struct sq_code_info *info)
{
    const struct sq_rule *rule = rule_of[info - sq_codes];
    return rule && (rule->library || rule->portfolio);
}

void
sq_lint_portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    for (const struct sq_rule *const *rule = rules; *rule; rule++)
        if ((*rule)->portfolio && p->n > 1)
            (*rule)->portfolio(p, d);
}
