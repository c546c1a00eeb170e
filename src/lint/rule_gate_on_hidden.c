/* SPDX-License-Identifier: MIT */
/* A hidden question reads as absent, so a gate that looks at one fails. */
#include "lint/formulas.h"
#include "lint/lint.h"

struct names {
    struct sq_proof *p;
    const struct sq_gate *gate;
    struct sq_diags *d;
    bool told;
};

static void
tell(const struct names *n, const struct sq_expr *e,
     const struct sq_question *q)
{
    const struct sq_gate *g = n->gate;
    struct sq_diag *f = sq_diag_add(
        n->d, SQ_FOUND_gate_on_hidden, sq_formula_place(&g->must, e),
        "the gate `%.*s` fails where `%.*s` is not asked", SQ_FMT(g->id.text),
        SQ_FMT(q->name));
    const struct sq_formula *when = q->when.expr ? &q->when
                                    : q->group && q->group->when.expr
                                        ? &q->group->when
                                        : &q->section->when;
    if (!when->expr)
        return;
    sq_str words = sq_formula_words(n->p->arena, when, when->expr);
    sq_diag_note(n->d, f, when->at, "it is asked only when this holds");
    if (g->when.expr || q->group)
        sq_diag_help(n->d, f,
                     "let the gate's `when` hold only where `%.*s` "
                     "is asked",
                     SQ_FMT(q->name));
    else
        sq_diag_help(n->d, f, "give the gate `when: %.*s`", SQ_FMT(words));
}

static void
look_at_name(void *ctx, const struct sq_expr *e)
{
    struct names *n = ctx;
    const struct sq_slot *s = sq_proof_named(n->p, e, NULL);
    if (n->told || !s || s->future == SQ_ASKED)
        return;
    struct sq_goal goals[] = {{SQ_IS_HIDDEN, NULL, s},
                              {SQ_FAILS, n->gate->must.expr, NULL},
                              {SQ_HOLDS, n->gate->when.expr, NULL}};
    n->told = sq_prove(n->p, goals, n->gate->when.expr ? 3 : 2) == SQ_POSSIBLE;
    if (n->told)
        tell(n, e, s->question);
}

/* One that cannot pass at all is a matter for another rule. */
static bool
can_pass(struct sq_proof *p, const struct sq_gate *g)
{
    struct sq_goal goals[] = {{SQ_HOLDS, g->must.expr, NULL},
                              {SQ_HOLDS, g->when.expr, NULL}};
    return sq_prove(p, goals, g->when.expr ? 2 : 1) != SQ_IMPOSSIBLE;
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_gates; i++) {
        struct names n = {p, p->q->gates[i], d, false};
        if (n.gate->must.expr && can_pass(p, n.gate))
            sq_expr_names(n.gate->must.expr, look_at_name, &n);
    }
}

const struct sq_rule sq_rule_gate_on_hidden = {.questionnaire = questionnaire};
