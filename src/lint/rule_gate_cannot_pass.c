/* SPDX-License-Identifier: MIT */
#include "lint/formulas.h"
#include "lint/lint.h"

static void
look(struct sq_proof *p, const struct sq_gate *g, struct sq_diags *d)
{
    struct sq_goal goals[] = {{SQ_HOLDS, g->when.expr, NULL},
                              {SQ_HOLDS, g->must.expr, NULL}};
    bool always = !g->when.expr;
    if (!always && sq_prove(p, goals, 1) == SQ_IMPOSSIBLE)
        return;
    if (sq_prove(p, goals + always, 2 - always) != SQ_IMPOSSIBLE)
        return;
    sq_str words = sq_formula_words(p->arena, &g->must, g->must.expr);
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_gate_cannot_pass, g->must.at,
        "the gate `%.*s` fails whatever is answered: `%.*s` cannot hold",
        SQ_FMT(g->id.text), SQ_FMT(words));
    sq_diag_help(d, f, "correct `must`; as it stands no change can ever pass");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_gates; i++)
        if (p->q->gates[i]->must.expr)
            look(p, p->q->gates[i], d);
}

const struct sq_rule sq_rule_gate_cannot_pass = {.questionnaire =
                                                     questionnaire};
