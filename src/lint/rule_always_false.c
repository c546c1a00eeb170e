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
        return "can never go off";
    case SQ_F_OUTCOME:
        return "can never come";
    case SQ_F_TABLE:
        return "can never be what this row says";
    case SQ_F_CHECK:
        return "can never be satisfied";
    case SQ_F_REVIEW:
        return "can never be brought forward";
    case SQ_F_VALID:
        return "takes no answer at all";
    case SQ_F_GATE_WHEN:
    case SQ_F_SECTION_WHEN:
    case SQ_F_GROUP_WHEN:
    case SQ_F_QUESTION_WHEN:
    case SQ_F_GATE_MUST:
    case SQ_F_SCORE:
    case SQ_F_VALUE:
    case SQ_F_VALUE_MAX:
        break;
    }
    return "can never stand";
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
        struct sq_diag *f = sq_diag_add(
            x->d, SQ_FOUND_always_false, place, "%.*s %s: `%.*s` cannot hold",
            SQ_FMT(owner), so(at->role), SQ_FMT(words));
        sq_diag_help(x->d, f, "correct the condition");
        return;
    }
    struct sq_diag *f = sq_diag_add(x->d, SQ_FOUND_always_false, place,
                                    "in %.*s, the part `%.*s` cannot hold",
                                    SQ_FMT(owner), SQ_FMT(words));
    sq_diag_help(x->d, f, "correct the part, or take it away");
}

/* An outcome that could come, had not one of those before it come always. */
static void
outcomes_too_late(const struct context *x)
{
    const struct sq_questionnaire *q = x->p->q;
    struct sq_goal *goals =
        SQ_NEW_N(x->p->arena, q->n_outcomes + 1, struct sq_goal);
    size_t n = 0;
    for (size_t i = 0; i < q->n_outcomes; i++) {
        const struct sq_outcome *o = &q->outcomes[i];
        if (!o->when.expr && !o->otherwise)
            return;
        goals[n] = (struct sq_goal){SQ_HOLDS, o->when.expr, NULL};
        size_t all = o->otherwise ? n : n + 1;
        bool alone =
            o->when.expr && sq_prove(x->p, &goals[n], 1) == SQ_IMPOSSIBLE;
        if (n > 0 && !alone && sq_prove(x->p, goals, all) == SQ_IMPOSSIBLE) {
            struct sq_diag *f = sq_diag_add(
                x->d, SQ_FOUND_always_false, o->id.at,
                "the outcome `%.*s` can never come: whenever it could, one "
                "before it comes first",
                SQ_FMT(o->id.text));
            sq_diag_help(x->d, f,
                         "put it further up, or correct those "
                         "before it");
        }
        goals[n++].kind = SQ_FAILS;
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    sq_conditions(p, false, tell, &x);
    outcomes_too_late(&x);
}

const struct sq_rule sq_rule_always_false = {.questionnaire = questionnaire};
