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
    bool *named; /* by option */
    size_t n_named;
    bool otherwise; /* looked at in a way that covers every option */
};

struct looking {
    struct sq_arena *arena;
    struct use *uses; /* by question */
    bool whole;       /* what is said of some says something of the rest */
};

/* NULL when the expression is not the name of a question. */
static const struct sq_question *
question_of(const struct sq_expr *e)
{
    const struct sq_cell_ref *cell = e->name.ref;
    if (e->op != SQ_OP_NAME || !cell)
        return NULL;
    if (e->name.part == SQ_PART_CELL)
        return cell->question;
    return e->name.part == SQ_PART_QUESTION ? e->name.ref : NULL;
}

static void
single_out(struct looking *l, struct use *u, const struct sq_expr *e)
{
    if (!u->named)
        u->named = SQ_NEW_N(l->arena, e->domain->n + 1, bool);
    u->n_named += !u->named[e->option];
    u->named[e->option] = true;
    u->otherwise |= l->whole;
}

static void
look(struct looking *l, const struct sq_expr *e)
{
    bool about = e->op == SQ_OP_CALL &&
                 (e->fn == SQ_FN_answered || e->fn == SQ_FN_asked ||
                  e->fn == SQ_FN_not_applicable);
    if (about)
        return;
    const struct sq_question *alone = question_of(e);
    if (alone)
        l->uses[alone->index].otherwise = true;
    bool single = e->op == SQ_OP_EQ || e->op == SQ_OP_HAS;
    const struct sq_question *q = single ? question_of(e->args[0]) : NULL;
    if (q && e->args[1]->op == SQ_OP_RESERVED)
        return;
    if (q && e->args[1]->op == SQ_OP_OPTION) {
        single_out(l, &l->uses[q->index], e->args[1]);
        return;
    }
    for (uint32_t i = 0; i < e->n; i++)
        look(l, e->args[i]);
}

static void
visit(void *ctx, const struct sq_formula_at *at)
{
    struct looking *l = ctx;
    l->whole = at->role == SQ_F_GATE_MUST || at->role == SQ_F_CHECK ||
               at->role == SQ_F_VALID;
    look(l, at->formula->expr);
}

static void
look_at_question(const struct sq_question *q, const struct use *u,
                 struct sq_diags *d)
{
    if (u->otherwise || u->n_named < 3 || u->n_named + 1 != q->choices->n)
        return;
    size_t i = 0;
    while (u->named[i])
        i++;
    const struct sq_option *o = &q->choices->options[i];
    if (o->exclusive)
        return;
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_unused_option, o->id.at,
        "nothing follows from the option `%.*s` of `%.*s`, though something "
        "does from each of the other %zu",
        SQ_FMT(o->id.text), SQ_FMT(q->name), u->n_named);
    sq_diag_help(d, f,
                 "say what follows from it, or make sure that nothing "
                 "should");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct looking l = {.arena = p->arena};
    l.uses = SQ_NEW_N(p->arena, p->q->n_questions + 1, struct use);
    sq_formulas(p->q, visit, &l);
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (q->choices && q->n_dimensions == 0)
            look_at_question(q, &l.uses[i], d);
    }
}

const struct sq_rule sq_rule_unused_option = {.questionnaire = questionnaire};
