/* SPDX-License-Identifier: MIT */
#include "lint/conditions.h"

struct looking {
    struct sq_proof *p;
    bool truth;
    void (*tell)(void *ctx, const struct sq_formula_at *at,
                 const struct sq_expr *part);
    void *ctx;
};

static bool
is_today(const void *ctx, const struct sq_expr *e)
{
    (void)ctx;
    return e->op == SQ_OP_DATE && e->date == SQ_NO_DATE;
}

/* Never holds, or fails, where it stands: a group's own condition stands in its
 * section only. */
static bool
never(const struct looking *l, enum sq_goal_kind kind,
      const struct sq_formula_at *at, const struct sq_expr *e)
{
    if (!at->group)
        return sq_proof_never(l->p, kind, e, at->question);
    const struct sq_expr *around = at->group->section->when.expr;
    struct sq_goal goals[] = {{kind, e, NULL}, {SQ_HOLDS, around, NULL}};
    return sq_prove(l->p, goals, around ? 2 : 1) == SQ_IMPOSSIBLE;
}

static bool
settled(const struct looking *l, const struct sq_formula_at *at,
        const struct sq_expr *e)
{
    return never(l, l->truth ? SQ_FAILS : SQ_HOLDS, at, e);
}

/* Where the other end is proved as well nothing gets there at all, which is a
 * matter for another rule. */
static bool
can_be_there(const struct looking *l, const struct sq_formula_at *at,
             const struct sq_expr *e)
{
    return !never(l, l->truth ? SQ_HOLDS : SQ_FAILS, at, e);
}

/* The rule for answers that none can satisfy. */
static bool
valid_never(const struct looking *l, const struct sq_formula_at *at)
{
    const struct sq_slot *s = sq_proof_slot(l->p, at->question);
    if (l->truth || s->state == SQ_HIDDEN ||
        sq_proof_open(l->p, at->formula->expr))
        return false;
    struct sq_val v = sq_slot_valid(l->p->c, s);
    return sq_val_false(&v);
}

static void
look_at_parts(const struct looking *l, const struct sq_formula_at *at,
              const struct sq_expr *e)
{
    if (e->op != SQ_OP_AND && e->op != SQ_OP_OR)
        return;
    for (uint32_t i = 0; i < e->n; i++) {
        const struct sq_expr *part = e->args[i];
        bool literal = part->op == SQ_OP_BOOL;
        if (!literal && settled(l, at, part) && can_be_there(l, at, part))
            l->tell(l->ctx, at, part);
        else
            look_at_parts(l, at, part);
    }
}

static bool
is_ours(const struct sq_formula_at *at)
{
    switch (at->role) {
    case SQ_F_SECTION_WHEN:
    case SQ_F_GROUP_WHEN:
    case SQ_F_QUESTION_WHEN:
    case SQ_F_TABLE:
    case SQ_F_TRIGGER:
    case SQ_F_GATE_WHEN:
    case SQ_F_OUTCOME:
        return true;
    case SQ_F_CHECK:
    case SQ_F_REVIEW:
        return !sq_expr_seek(at->formula->expr, is_today, NULL);
    case SQ_F_GATE_MUST: /* its own rules look at the whole */
    case SQ_F_VALID:
    case SQ_F_SCORE:
    case SQ_F_VALUE:
    case SQ_F_VALUE_MAX:
        break;
    }
    return false;
}

/* A `when:` that never holds is told of as what is never asked. */
static bool
whole_is_ours(const struct looking *l, const struct sq_formula_at *at)
{
    return l->truth || at->role > SQ_F_QUESTION_WHEN;
}

static void
look(void *ctx, const struct sq_formula_at *at)
{
    const struct looking *l = ctx;
    const struct sq_expr *e = at->formula->expr;
    if (at->role == SQ_F_VALID && valid_never(l, at))
        l->tell(l->ctx, at, e);
    if (!is_ours(at))
        return;
    if (settled(l, at, e)) {
        if (whole_is_ours(l, at) && can_be_there(l, at, e))
            l->tell(l->ctx, at, e);
        return;
    }
    look_at_parts(l, at, e);
}

void
sq_conditions(struct sq_proof *p, bool truth,
              void (*tell)(void *ctx, const struct sq_formula_at *at,
                           const struct sq_expr *part),
              void *ctx)
{
    struct looking l = {p, truth, tell, ctx};
    sq_formulas(p->q, look, &l);
}

sq_str
sq_condition_owner(struct sq_arena *a, const struct sq_formula_at *at)
{
    static const char *const words[] = {[SQ_F_SECTION_WHEN] = "section",
                                        [SQ_F_GROUP_WHEN] = "group",
                                        [SQ_F_QUESTION_WHEN] = "question",
                                        [SQ_F_VALID] = "question",
                                        [SQ_F_SCORE] = "question",
                                        [SQ_F_TABLE] = "dimension",
                                        [SQ_F_VALUE] = "value",
                                        [SQ_F_VALUE_MAX] = "value",
                                        [SQ_F_TRIGGER] = "trigger",
                                        [SQ_F_GATE_MUST] = "gate",
                                        [SQ_F_GATE_WHEN] = "gate",
                                        [SQ_F_OUTCOME] = "outcome",
                                        [SQ_F_CHECK] = "check",
                                        [SQ_F_REVIEW] = NULL};
    if (!words[at->role])
        return SQ_LIT("the review plan");
    return sq_str_printf(a, "the %s `%.*s`", words[at->role],
                         SQ_FMT(at->owner));
}
