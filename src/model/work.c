/* SPDX-License-Identifier: MIT */
#include "model/work.h"

#include "base/limits.h"

enum {
    STEPS_PER_PART = 40,
    USUAL_ROWS = 100,   /* what `rows` allows unless it says more */
    ENOUGH = 1000000000 /* steps: nobody counts further, and nothing wraps */
};

static uint64_t
enough(uint64_t steps)
{
    return steps < ENOUGH ? steps : ENOUGH;
}

static uint32_t
rows_of(void *ctx, const void *group)
{
    const uint32_t *const *rows = ctx;
    return (*rows)[((const struct sq_group *)group)->index];
}

static uint64_t
steps(const struct sq_formula *f, const uint32_t *rows)
{
    return f->expr ? sq_expr_steps(f->expr, rows_of, &rows) : 0;
}

uint64_t
sq_work_of_question(const struct sq_question *q, const uint32_t *rows)
{
    uint64_t part = STEPS_PER_PART + steps(&q->score_is, rows);
    return enough(1 + steps(&q->when, rows) + steps(&q->valid, rows) +
                  q->n_dimensions * part);
}

uint64_t
sq_work_of_row(const struct sq_questionnaire *q, const struct sq_group *g,
               const uint32_t *rows)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < g->n; i++)
        sum += sq_work_of_question(q->questions[g->first + i], rows);
    return enough(sum);
}

static uint64_t
judgement(const struct sq_questionnaire *q, const uint32_t *rows)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < q->n_dimensions; i++) {
        const struct sq_dimension *d = q->dimensions[i];
        for (size_t k = 0; k < d->n_table; k++)
            sum += steps(&d->table[k].when, rows);
    }
    for (size_t i = 0; i < q->n_values; i++)
        sum += steps(&q->values[i]->is, rows) + steps(&q->values[i]->max, rows);
    for (size_t i = 0; i < q->n_triggers; i++)
        sum += steps(&q->triggers[i]->when, rows);
    for (size_t i = 0; i < q->n_gates; i++)
        sum +=
            steps(&q->gates[i]->when, rows) + steps(&q->gates[i]->must, rows);
    for (size_t i = 0; i < q->n_outcomes; i++)
        sum += steps(&q->outcomes[i].when, rows);
    for (size_t i = 0; i < q->n_checks; i++)
        sum += steps(&q->checks[i]->that, rows);
    return sum;
}

uint64_t
sq_work_of(const struct sq_questionnaire *q, const uint32_t *rows)
{
    uint64_t sum = judgement(q, rows);
    for (size_t i = 0; i < q->n_sections; i++)
        sum += steps(&q->sections[i]->when, rows);
    for (size_t i = 0; i < q->n_groups; i++) {
        const struct sq_group *g = q->groups[i];
        sum += steps(&g->when, rows) +
               enough(rows[i] * sq_work_of_row(q, g, rows));
    }
    for (size_t i = 0; i < q->n_questions; i++) {
        if (!q->questions[i]->group)
            sum += sq_work_of_question(q->questions[i], rows);
    }
    return enough(sum);
}

uint32_t
sq_work_rows(const struct sq_group *g)
{
    uint64_t rows = 1;
    if (g->repeat == SQ_FOR_EACH)
        rows = g->list ? g->list->n : 0;
    else if (g->repeat == SQ_ROWS)
        rows = g->rows_max < USUAL_ROWS ? g->rows_max : USUAL_ROWS;
    if (rows < g->rows_min)
        rows = g->rows_min;
    return rows < SQ_MAX_SLOTS ? (uint32_t)rows : SQ_MAX_SLOTS;
}
