/* SPDX-License-Identifier: MIT */
#include "lint/formulas.h"
#include "lint/lint.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

static struct sq_diag *
tell(const struct context *x, const char *what, sq_str id,
     const struct sq_formula *f)
{
    sq_str words = sq_formula_words(x->p->arena, f, f->expr);
    struct sq_diag *found =
        sq_diag_add(x->d, SQ_FOUND_unreachable_question, f->at,
                    "the %s `%.*s` can never be asked: `%.*s` cannot hold",
                    what, SQ_FMT(id), SQ_FMT(words));
    sq_diag_help(x->d, found, "correct the condition, or delete the %s with it",
                 what);
    return found;
}

/* The condition may be good by itself, and fail only where it stands. */
static void
add_around(const struct context *x, struct sq_diag *found,
           const struct sq_question *q)
{
    const struct sq_formula *around[] = {&q->section->when,
                                         q->group ? &q->group->when : NULL};
    for (size_t i = 0; i < 2; i++)
        if (around[i] && around[i]->expr)
            sq_diag_note(x->d, found, around[i]->at,
                         "it stands where this must hold");
}

static bool
section_never(const struct context *x, const struct sq_section *s)
{
    if (!s->when.expr || !sq_proof_never(x->p, SQ_HOLDS, s->when.expr, NULL))
        return false;
    tell(x, "section", s->id.text, &s->when);
    return true;
}

static bool
group_never(const struct context *x, const struct sq_group *g)
{
    if (!g->when.expr || g->n == 0)
        return false;
    const struct sq_question *q = x->p->q->questions[g->first];
    if (!sq_proof_never(x->p, SQ_HOLDS, g->when.expr, q))
        return false;
    struct sq_diag *found = tell(x, "group", g->id.text, &g->when);
    if (g->section->when.expr)
        sq_diag_note(x->d, found, g->section->when.at,
                     "it stands where this must hold");
    return true;
}

static void
questions_of(const struct context *x, const struct sq_section *s)
{
    const struct sq_group *skipped = NULL, *looked_at = NULL;
    for (uint32_t i = s->first; i < s->first + s->n; i++) {
        const struct sq_question *q = x->p->q->questions[i];
        if (q->group && q->group != looked_at) {
            looked_at = q->group;
            if (group_never(x, q->group))
                skipped = q->group;
        }
        if ((q->group && q->group == skipped) || !q->when.expr ||
            !sq_proof_never(x->p, SQ_HOLDS, q->when.expr, q))
            continue;
        add_around(x, tell(x, "question", q->name, &q->when), q);
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    for (size_t i = 0; i < p->q->n_sections; i++)
        if (!section_never(&x, p->q->sections[i]))
            questions_of(&x, p->q->sections[i]);
}

const struct sq_rule sq_rule_unreachable_question = {.questionnaire =
                                                         questionnaire};
