/* SPDX-License-Identifier: MIT */
/*
 * An option that was forgotten: at least three others of the question are
 * singled out by conditions or figures (`= option`, `has option`), and it alone
 * appears in none.  Lists and `!=` speak of the rest too, so a question that is
 * looked at in another way is left alone.
 */
#include "base/arena.h"
#include "lint/formulas.h"
#include "lint/lint.h"

struct use {
    const struct sq_question *q;
    bool *named; /* by option */
    size_t n_named;
    bool otherwise; /* looked at in a way that covers every option */
};

static bool
is_it(const struct use *u, const struct sq_expr *e)
{
    return e->op == SQ_OP_NAME &&
           ((e->name.part == SQ_PART_QUESTION && e->name.ref == u->q) ||
            (e->name.part == SQ_PART_CELL &&
             ((const struct sq_cell_ref *)e->name.ref)->question == u->q));
}

static void
look(struct use *u, const struct sq_expr *e)
{
    bool about = e->op == SQ_OP_CALL &&
                 (e->fn == SQ_FN_answered || e->fn == SQ_FN_asked ||
                  e->fn == SQ_FN_not_applicable);
    if (about)
        return;
    if (is_it(u, e))
        u->otherwise = true;
    bool single = e->op == SQ_OP_EQ || e->op == SQ_OP_HAS;
    if (single && is_it(u, e->args[0])) {
        const struct sq_expr *other = e->args[1];
        if (other->op == SQ_OP_OPTION) {
            u->n_named += !u->named[other->option];
            u->named[other->option] = true;
        } else if (other->op != SQ_OP_RESERVED) {
            u->otherwise = true;
        }
        return;
    }
    for (uint32_t i = 0; i < e->n; i++)
        look(u, e->args[i]);
}

static void
visit(void *ctx, const struct sq_formula_at *at)
{
    struct use *u = ctx;
    bool must = at->role == SQ_F_GATE_MUST || at->role == SQ_F_CHECK ||
                at->role == SQ_F_VALID;
    size_t before = u->n_named;
    look(u, at->formula->expr);
    if (must && u->n_named > before) /* it speaks of the rest as well */
        u->otherwise = true;
}

static void
look_at_question(struct sq_proof *p, const struct sq_question *q,
                 struct sq_diags *d)
{
    struct use u = {.q = q};
    u.named = SQ_NEW_N(p->arena, q->choices->n + 1, bool);
    sq_formulas(p->q, visit, &u);
    if (u.otherwise || u.n_named < 3 || u.n_named + 1 != q->choices->n)
        return;
    size_t i = 0;
    while (u.named[i])
        i++;
    const struct sq_option *o = &q->choices->options[i];
    if (o->exclusive)
        return;
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_unused_option, o->id.at,
        "nothing follows from the option `%.*s` of `%.*s`, though something "
        "does from each of the other %zu",
        SQ_FMT(o->id.text), SQ_FMT(q->name), u.n_named);
    sq_diag_help(d, f,
                 "say what follows from it, or make sure that nothing "
                 "should");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (q->choices && q->n_dimensions == 0)
            look_at_question(p, q, d);
    }
}

const struct sq_rule sq_rule_unused_option = {.questionnaire = questionnaire};
