/* SPDX-License-Identifier: MIT */
#include "lint/formulas.h"

#include "base/arena.h"

struct visiting {
    sq_formula_visit *visit;
    void *ctx;
};

static void
one(const struct visiting *v, enum sq_formula_role role,
    const struct sq_formula *f, sq_str owner)
{
    if (f->expr)
        v->visit(v->ctx, &(struct sq_formula_at){
                             .role = role, .formula = f, .owner = owner});
}

static void
of_question(const struct visiting *v, const struct sq_question *q)
{
    const struct {
        enum sq_formula_role role;
        const struct sq_formula *f;
    } all[] = {{SQ_F_QUESTION_WHEN, &q->when},
               {SQ_F_VALID, &q->valid},
               {SQ_F_SCORE, &q->score_is}};
    for (size_t i = 0; i < 3; i++)
        if (all[i].f->expr)
            v->visit(v->ctx, &(struct sq_formula_at){.role = all[i].role,
                                                     .formula = all[i].f,
                                                     .owner = q->name,
                                                     .question = q});
}

static void
of_sections(const struct visiting *v, const struct sq_questionnaire *q)
{
    for (size_t i = 0; i < q->n_sections; i++) {
        const struct sq_section *s = q->sections[i];
        if (s->when.expr)
            v->visit(v->ctx, &(struct sq_formula_at){.role = SQ_F_SECTION_WHEN,
                                                     .formula = &s->when,
                                                     .owner = s->id.text,
                                                     .section = s});
    }
    for (size_t i = 0; i < q->n_groups; i++) {
        const struct sq_group *g = q->groups[i];
        if (g->when.expr)
            v->visit(v->ctx, &(struct sq_formula_at){.role = SQ_F_GROUP_WHEN,
                                                     .formula = &g->when,
                                                     .owner = g->id.text,
                                                     .group = g});
    }
    for (size_t i = 0; i < q->n_questions; i++)
        of_question(v, q->questions[i]);
}

static void
of_figures(const struct visiting *v, const struct sq_questionnaire *q)
{
    for (size_t i = 0; i < q->n_dimensions; i++) {
        const struct sq_dimension *dim = q->dimensions[i];
        for (size_t k = 0; k < dim->n_table; k++)
            one(v, SQ_F_TABLE, &dim->table[k].when, dim->id.text);
    }
    for (size_t i = 0; i < q->n_values; i++) {
        one(v, SQ_F_VALUE, &q->values[i]->is, q->values[i]->id.text);
        one(v, SQ_F_VALUE_MAX, &q->values[i]->max, q->values[i]->id.text);
    }
}

void
sq_formulas(const struct sq_questionnaire *q, sq_formula_visit *visit,
            void *ctx)
{
    struct visiting v = {visit, ctx};
    of_sections(&v, q);
    of_figures(&v, q);
    for (size_t i = 0; i < q->n_triggers; i++)
        one(&v, SQ_F_TRIGGER, &q->triggers[i]->when, q->triggers[i]->id.text);
    for (size_t i = 0; i < q->n_gates; i++) {
        one(&v, SQ_F_GATE_MUST, &q->gates[i]->must, q->gates[i]->id.text);
        one(&v, SQ_F_GATE_WHEN, &q->gates[i]->when, q->gates[i]->id.text);
    }
    for (size_t i = 0; i < q->n_outcomes; i++)
        one(&v, SQ_F_OUTCOME, &q->outcomes[i].when, q->outcomes[i].id.text);
    for (size_t i = 0; i < q->n_checks; i++)
        one(&v, SQ_F_CHECK, &q->checks[i]->that, q->checks[i]->id.text);
    one(&v, SQ_F_REVIEW, &q->review_sooner, SQ_LIT("review"));
}

struct sq_span
sq_formula_place(const struct sq_formula *f, const struct sq_expr *part)
{
    struct sq_span at = f->at;
    if (!at.source || !sq_str_eq(sq_span_text(at), f->text))
        return at;
    return (struct sq_span){at.source, at.from + part->from,
                            at.from + part->to};
}

sq_str
sq_formula_words(struct sq_arena *a, const struct sq_formula *f,
                 const struct sq_expr *part)
{
    sq_str s = sq_str_trim(sq_str_sub(f->text, part->from, part->to));
    char *line = SQ_NEW_N(a, s.len + 1, char);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        bool blank = s.ptr[i] == '\n' || s.ptr[i] == '\t' || s.ptr[i] == ' ';
        if (blank && n && line[n - 1] == ' ')
            continue;
        line[n++] = blank ? ' ' : s.ptr[i];
    }
    return (sq_str){line, n};
}

const struct sq_expr *
sq_expr_seek(const struct sq_expr *e,
             bool (*test)(const void *ctx, const struct sq_expr *e),
             const void *ctx)
{
    if (!e || test(ctx, e))
        return e;
    for (uint32_t i = 0; i < e->n; i++) {
        const struct sq_expr *found = sq_expr_seek(e->args[i], test, ctx);
        if (found)
            return found;
    }
    return NULL;
}
