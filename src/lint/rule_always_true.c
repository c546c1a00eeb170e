/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "lint/conditions.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

static const char *
so(enum sq_formula_role role)
{
    switch (role) {
    case SQ_F_TRIGGER:
        return "always goes off";
    case SQ_F_OUTCOME:
        return "always comes, and none after it";
    case SQ_F_TABLE:
        return "is always what this row says";
    case SQ_F_CHECK:
        return "is always satisfied";
    case SQ_F_REVIEW:
        return "is always brought forward";
    case SQ_F_GATE_WHEN:
        return "always stands";
    case SQ_F_SECTION_WHEN:
    case SQ_F_GROUP_WHEN:
    case SQ_F_QUESTION_WHEN:
    case SQ_F_GATE_MUST:
    case SQ_F_VALID:
    case SQ_F_SCORE:
    case SQ_F_VALUE:
    case SQ_F_VALUE_MAX:
        break;
    }
    return "is always asked";
}

static void
tell(void *ctx, const struct sq_formula_at *at, const struct sq_expr *part)
{
    const struct context *x = ctx;
    struct sq_arena *a = x->p->arena;
    sq_str owner = sq_condition_owner(a, at);
    sq_str words = sq_formula_words(a, at->formula, part);
    struct sq_span place = sq_formula_place(at->formula, part);
    if (part == at->formula->expr) {
        struct sq_diag *f =
            sq_diag_add(x->d, SQ_FOUND_always_true, place,
                        "%.*s %s: `%.*s` holds whatever is answered",
                        SQ_FMT(owner), so(at->role), SQ_FMT(words));
        sq_diag_help(x->d, f, "take the condition away, or correct it");
        return;
    }
    struct sq_diag *f =
        sq_diag_add(x->d, SQ_FOUND_always_true, place,
                    "in %.*s, the part `%.*s` holds whatever is answered",
                    SQ_FMT(owner), SQ_FMT(words));
    sq_diag_help(x->d, f, "take the part away, or correct it");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    sq_conditions(p, true, tell, &x);
}

const struct sq_rule sq_rule_always_true = {.questionnaire = questionnaire};
