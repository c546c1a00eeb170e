/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "lint/lint.h"
#include "lint/texts.h"

static void
look(const struct sq_question *q, struct sq_diags *d)
{
    const struct sq_choices *c = q->choices;
    size_t n = 0, first = c->n;
    for (size_t i = 0; i < c->n; i++) {
        n += c->options[i].scored;
        if (!c->options[i].scored && first == c->n)
            first = i;
    }
    if (n == 0 || n == c->n)
        return;
    const struct sq_option *o = &c->options[first];
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_partly_scored, o->id.at,
        "the option `%.*s` has no score, so %s it takes `%.*s` out of "
        "`%.*s`",
        SQ_FMT(o->id.text),
        q->type->in_exprs == SQ_T_SET ? "choosing only" : "choosing",
        SQ_FMT(q->name), SQ_FMT(q->dimension_names[0].text));
    sq_diag_help(d, f,
                 "give it a `score`, 0 if it is worth nothing; to set a "
                 "question aside there is `not-applicable`");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct sq_map
        seen; /* sets of choices, by the place of their first option */
    sq_map_init(&seen, p->arena);
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (!q->type || !q->choices || q->choices->n == 0 ||
            q->n_dimensions == 0 || q->scoring != SQ_SCORE_BY_TYPE)
            continue;
        struct sq_span at = q->choices->options[0].id.at;
        sq_str key =
            sq_str_printf(p->arena, "%s:%u", at.source ? at.source->name : "",
                          (unsigned)at.from);
        if (sq_map_add(&seen, key, p))
            look(q, d);
    }
}

const struct sq_rule sq_rule_partly_scored = {.questionnaire = questionnaire};
