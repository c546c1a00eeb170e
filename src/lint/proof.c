/* SPDX-License-Identifier: MIT */
#include "lint/proof.h"

#include "base/arena.h"
#include "diag/diag.h"
#include "lint/solve.h"

/* ---- what depends on the number of rows ---------------------------------- */

struct openness {
    const struct sq_proof *p;
    bool open;
};

static void
look_at_name(void *ctx, const struct sq_expr *e)
{
    struct openness *o = ctx;
    const struct sq_proof *p = o->p;
    const struct sq_name *n = &e->name;
    const struct sq_group *folded = e->group;
    if (folded && folded->repeat == SQ_ROWS)
        o->open = true;
    switch ((enum sq_name_part)n->part) {
    case SQ_PART_QUESTION:
        o->open |=
            p->open_question[((const struct sq_question *)n->ref)->index];
        break;
    case SQ_PART_CELL:
        o->open |= p->open_question[((const struct sq_cell_ref *)n->ref)
                                        ->question->index];
        break;
    case SQ_PART_DIM:
    case SQ_PART_DIM_MAX:
    case SQ_PART_DIM_PERCENT:
    case SQ_PART_DIM_BAND:
        o->open |=
            p->open_dimension[((const struct sq_dimension *)n->ref)->index];
        break;
    case SQ_PART_VALUE:
    case SQ_PART_VALUE_BAND:
        o->open |= p->open_value[((const struct sq_derived *)n->ref)->index];
        break;
    case SQ_PART_TRIGGER:
        o->open |= p->open_trigger[((const struct sq_trigger *)n->ref)->index];
        break;
    case SQ_PART_GATE:
        o->open |= p->open_gate[((const struct sq_gate *)n->ref)->index];
        if (n->trigger) /* a trigger may have the same name */
            o->open = true;
        break;
    case SQ_PART_ANSWER:
        break;
    }
}

bool
sq_proof_open(const struct sq_proof *p, const struct sq_expr *e)
{
    struct openness o = {p, false};
    if (e)
        sq_expr_names(e, look_at_name, &o);
    return o.open;
}

static bool
dimension_open(const struct sq_proof *p, const struct sq_dimension *dim)
{
    bool open = false;
    for (size_t i = 0; i < dim->n; i++) {
        const struct sq_question *q = dim->questions[i];
        /* a formula over a number without limits has points without limits */
        open |= p->open_question[q->index] ||
                (q->scoring == SQ_SCORE_IS && !q->scored) ||
                (q->group && q->group->repeat == SQ_ROWS) ||
                sq_proof_open(p, q->score_is.expr);
    }
    for (size_t i = 0; i < dim->n_table; i++)
        open |= sq_proof_open(p, dim->table[i].when.expr);
    return open;
}

/* Names look back only, so one pass in document order settles everything. */
static void
settle_open(struct sq_proof *p)
{
    const struct sq_questionnaire *q = p->q;
    p->open_question = SQ_NEW_N(p->arena, q->n_questions + 1, bool);
    p->open_dimension = SQ_NEW_N(p->arena, q->n_dimensions + 1, bool);
    p->open_value = SQ_NEW_N(p->arena, q->n_values + 1, bool);
    p->open_trigger = SQ_NEW_N(p->arena, q->n_triggers + 1, bool);
    p->open_gate = SQ_NEW_N(p->arena, q->n_gates + 1, bool);
    for (size_t i = 0; i < q->n_questions; i++) {
        const struct sq_question *qn = q->questions[i];
        p->open_question[i] =
            sq_proof_open(p, qn->section->when.expr) ||
            (qn->group && sq_proof_open(p, qn->group->when.expr)) ||
            sq_proof_open(p, qn->when.expr);
    }
    for (size_t i = 0; i < q->n_dimensions; i++)
        p->open_dimension[i] = dimension_open(p, q->dimensions[i]);
    for (size_t i = 0; i < q->n_values; i++)
        p->open_value[i] = sq_proof_open(p, q->values[i]->is.expr) ||
                           sq_proof_open(p, q->values[i]->max.expr);
    for (size_t i = 0; i < q->n_triggers; i++)
        p->open_trigger[i] = sq_proof_open(p, q->triggers[i]->when.expr);
    for (size_t i = 0; i < q->n_gates; i++)
        p->open_gate[i] = sq_proof_open(p, q->gates[i]->must.expr) ||
                          sq_proof_open(p, q->gates[i]->when.expr);
}

/* ---- a case with nothing in it ------------------------------------------- */

/* An assessment that has no answers, but a row in every growing table. */
static struct sq_assessment *
rows_only(struct sq_arena *a, const struct sq_questionnaire *q)
{
    struct sq_assessment *as = SQ_NEW(a, struct sq_assessment);
    as->questionnaire = q;
    sq_map_init(&as->by_key, a);
    as->answers = SQ_NEW_N(a, q->n_groups + 1, struct sq_answer);
    for (size_t i = 0; i < q->n_groups; i++) {
        const struct sq_group *g = q->groups[i];
        if (g->repeat != SQ_ROWS || g->rows_min > 0 || g->n == 0)
            continue;
        struct sq_answer *x = &as->answers[as->n_answers++];
        x->key.text = sq_str_printf(a, "%.*s.r1.%.*s", SQ_FMT(g->id.text),
                                    SQ_FMT(q->questions[g->first]->id.text));
        sq_map_add(&as->by_key, x->key.text, x);
    }
    return as;
}

/*
 * The same questionnaire, but that a missing answer is open in every dimension:
 * a policy such as `missing: zero` speaks of what is not answered yet, and here
 * all that could be answered is wanted.
 */
static const struct sq_questionnaire *
all_open(struct sq_arena *a, const struct sq_questionnaire *q)
{
    struct sq_questionnaire *copy = SQ_NEW(a, struct sq_questionnaire);
    *copy = *q;
    copy->dimensions = SQ_NEW_N(a, q->n_dimensions + 1, struct sq_dimension *);
    for (size_t i = 0; i < q->n_dimensions; i++) {
        copy->dimensions[i] = SQ_NEW(a, struct sq_dimension);
        *copy->dimensions[i] = *q->dimensions[i];
        copy->dimensions[i]->missing = SQ_MISS_INTERVAL;
    }
    return copy;
}

void
sq_proof_init(struct sq_proof *p, struct sq_arena *a,
              const struct sq_questionnaire *q, sq_date today)
{
    *p = (struct sq_proof){.arena = a, .q = q, .today = today};
    struct sq_diags nobody;
    sq_diags_init(&nobody, a);
    p->c = sq_case_new(a, rows_only(a, all_open(a, q)), SQ_NO_DATE, &nobody);
    for (uint32_t i = 0; i < p->c->n; i++)
        p->c->slots[i].answer = NULL;
    p->c->assessment = NULL;
    p->r = sq_score(a, p->c);
    settle_open(p);
    p->marked = SQ_NEW_N(a, p->c->n + 1, uint32_t);
    p->folded = SQ_NEW_N(a, p->c->n + 1, uint32_t);
}

struct sq_slot *
sq_proof_slot(const struct sq_proof *p, const struct sq_question *q)
{
    return &p->c->slots[p->c->first_slot[q->index]];
}

struct sq_slot *
sq_proof_named(const struct sq_proof *p, const struct sq_expr *name,
               const struct sq_slot *at)
{
    if (name->name.part == SQ_PART_CELL) {
        const struct sq_cell_ref *cell = name->name.ref;
        const struct sq_group *g = cell->question->group;
        const struct sq_row *row =
            &p->c->rows[p->c->first_row[g->index] + cell->row];
        return &p->c->slots[row->first + cell->question->column];
    }
    if (name->name.part != SQ_PART_QUESTION || name->group)
        return NULL;
    const struct sq_question *q = name->name.ref;
    if (name->name.group && at && at->row && at->row->group == q->group)
        return &p->c->slots[at->row->first + q->column];
    return sq_proof_slot(p, q);
}

bool
sq_proof_own(const struct sq_proof *p, struct sq_span at)
{
    return at.source == p->q->source;
}

enum sq_proved
sq_prove(struct sq_proof *p, const struct sq_goal *goals, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (sq_proof_open(p, goals[i].expr))
            return SQ_UNPROVED;
        if (goals[i].at && p->open_question[goals[i].at->question->index])
            return SQ_UNPROVED;
    }
    return sq_solve(p, goals, n);
}

/* The goal, and that what is around the slot is asked. */
static bool
never_at(struct sq_proof *p, struct sq_goal goal, const struct sq_question *q)
{
    struct sq_goal goals[3] = {goal};
    size_t n = 1;
    if (q->section->when.expr)
        goals[n++] = (struct sq_goal){SQ_HOLDS, q->section->when.expr, NULL};
    if (q->group && q->group->when.expr)
        goals[n++] = (struct sq_goal){SQ_HOLDS, q->group->when.expr, NULL};
    return sq_prove(p, goals, n) == SQ_IMPOSSIBLE;
}

bool
sq_proof_never(struct sq_proof *p, enum sq_goal_kind kind,
               const struct sq_expr *expr, const struct sq_question *q)
{
    struct sq_goal goal = {kind, expr, NULL};
    if (!q)
        return sq_prove(p, &goal, 1) == SQ_IMPOSSIBLE;
    if (!q->group) {
        goal.at = sq_proof_slot(p, q);
        return never_at(p, goal, q);
    }
    const struct sq_case *c = p->c;
    uint32_t from = c->first_row[q->group->index];
    uint32_t to = c->first_row[q->group->index + 1];
    bool never = to > from;
    for (uint32_t i = from; never && i < to; i++) {
        goal.at = &c->slots[c->rows[i].first + q->column];
        never = never_at(p, goal, q);
    }
    return never;
}
