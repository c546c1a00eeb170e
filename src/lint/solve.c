/* SPDX-License-Identifier: MIT */
/*
 * Tries the answers that decide some goals, in document order, and evaluates
 * the goals over all that is still open after each.  Answers that no expression
 * at hand tells apart are tried once.
 */
#include "lint/solve.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/limits.h"
#include "score/env.h"

enum {
    MOST_STEPS = 20000, /* evaluations of one search */
    MOST_SLOTS = 256,   /* that one search may hang on */
    MOST_VALUES = 100,  /* of one question */
    MOST_OPTIONS = 7,   /* that matter, of a question with many */
};

struct var {
    struct sq_slot *slot;
    bool tried;              /* its answers are tried, not left open */
    bool may_miss;           /* to stay unanswered is a case of its own */
    struct sq_value *values; /* that can be given */
    size_t n;
};

struct search {
    struct sq_proof *p;
    const struct sq_goal *goals;
    size_t n_goals;
    struct sq_arena arena; /* gone with the search */
    struct sq_case_env env;
    const struct sq_expr **exprs; /* all that is evaluated */
    size_t n_exprs;
    struct var *vars; /* document order */
    size_t n_vars;
    uint32_t steps;
    uint64_t work; /* of one step, at most; see model/work.h */
    bool too_many; /* of the slots: nothing is tried */
};

/* ---- which answers matter ------------------------------------------------ */

static void include_slot(struct search *s, struct sq_slot *slot);

struct naming {
    struct search *s;
    const struct sq_slot *at;
};

static void
include_name(void *ctx, const struct sq_expr *e)
{
    struct naming *n = ctx;
    const struct sq_case *c = n->s->p->c;
    struct sq_slot *one = sq_proof_named(n->s->p, e, n->at);
    if (one)
        include_slot(n->s, one);
    if (e->name.part != SQ_PART_QUESTION || !e->group)
        return;
    const struct sq_question *q = e->name.ref;
    for (uint32_t r = c->first_row[q->group->index];
         r < c->first_row[q->group->index + 1]; r++) {
        struct sq_slot *cell = &c->slots[c->rows[r].first + q->column];
        include_slot(n->s, cell);
        n->s->p->folded[cell->index] = n->s->p->searches;
    }
}

static void
include_expr(struct search *s, const struct sq_expr *e,
             const struct sq_slot *at)
{
    if (!e)
        return;
    s->exprs =
        sq_arena_push(&s->arena, s->exprs, &s->n_exprs, sizeof *s->exprs);
    s->exprs[s->n_exprs - 1] = e;
    s->work += sq_expr_steps(e, s->env.env.rows, &s->env);
    struct naming n = {s, at};
    sq_expr_names(e, include_name, &n);
}

static void
include_slot(struct search *s, struct sq_slot *slot)
{
    if (s->too_many || s->p->marked[slot->index] == s->p->searches)
        return;
    s->too_many = s->n_vars == MOST_SLOTS;
    s->p->marked[slot->index] = s->p->searches;
    s->vars = sq_arena_push(&s->arena, s->vars, &s->n_vars, sizeof *s->vars);
    s->vars[s->n_vars - 1].slot = slot;
    const struct sq_question *q = slot->question;
    include_expr(s, q->section->when.expr, NULL);
    if (q->group)
        include_expr(s, q->group->when.expr, NULL);
    include_expr(s, q->when.expr, slot);
    include_expr(s, q->score_is.expr, slot);
}

/* ---- which answers differ ------------------------------------------------ */

/* What the expressions say about one question. */
struct use {
    struct sq_arena *arena;
    const struct sq_question *q;
    bool *options;  /* named, by index */
    sq_num *points; /* numbers that it is compared with */
    size_t n_points;
    bool whole;    /* more is looked at than that */
    bool answered; /* whether it is answered is looked at */
};

static bool
is_it(const struct use *u, const struct sq_expr *e)
{
    if (e->op != SQ_OP_NAME)
        return false;
    if (e->name.part == SQ_PART_CELL)
        return ((const struct sq_cell_ref *)e->name.ref)->question == u->q;
    return e->name.part == SQ_PART_QUESTION && e->name.ref == u->q;
}

/* What it is compared with: an option, a number, a list of either. */
static void
use_other_side(struct use *u, const struct sq_expr *e)
{
    if (e->op == SQ_OP_LIST) {
        for (uint32_t i = 0; i < e->n; i++)
            use_other_side(u, e->args[i]);
    } else if (e->op == SQ_OP_OPTION && u->options) {
        u->options[e->option] = true;
    } else if (e->op == SQ_OP_NUM) {
        u->points =
            sq_arena_push(u->arena, u->points, &u->n_points, sizeof *u->points);
        u->points[u->n_points - 1] = e->num;
    } else if (e->op != SQ_OP_RESERVED) {
        u->whole = true;
    }
}

static bool
is_comparison(enum sq_op op)
{
    return op >= SQ_OP_EQ && op <= SQ_OP_HAS_ALL;
}

static void
use_in(struct use *u, const struct sq_expr *e)
{
    if (is_it(u, e)) {
        u->whole = true;
        return;
    }
    bool about = e->op == SQ_OP_CALL &&
                 (e->fn == SQ_FN_answered || e->fn == SQ_FN_asked ||
                  e->fn == SQ_FN_not_applicable);
    if (about) {
        u->answered |= e->fn == SQ_FN_answered && is_it(u, e->args[0]);
        return;
    }
    for (uint32_t i = 0; i < e->n; i++) {
        bool compared = is_comparison(e->op) && is_it(u, e->args[i]);
        if (!compared) {
            use_in(u, e->args[i]);
            continue;
        }
        use_other_side(u, e->args[1 - i]);
        bool by_size = e->op >= SQ_OP_LT && e->op <= SQ_OP_GE;
        bool set_equal = u->q->type->in_exprs == SQ_T_SET &&
                         e->op < SQ_OP_HAS && e->op != SQ_OP_IN;
        u->whole |= (by_size && u->options) || set_equal;
    }
}

static struct sq_value *
add_value(struct search *s, struct var *v)
{
    v->values = sq_arena_push(&s->arena, v->values, &v->n, sizeof *v->values);
    return &v->values[v->n - 1];
}

/* Each option that is named, and one of those that are not. */
static void
values_of_one(struct search *s, struct var *v, const struct use *u)
{
    const struct sq_choices *c = u->q->choices;
    assert(c && u->options); /* else it would have no type */
    bool other = false;
    for (uint32_t i = 0; i < c->n; i++) {
        if (!u->whole && !u->options[i]) {
            if (other)
                continue;
            other = true;
        }
        add_value(s, v)->option = i;
    }
}

static void
add_set(struct search *s, struct var *v, const uint32_t *list, uint32_t n)
{
    uint32_t *own = SQ_NEW_N(&s->arena, n ? n : 1, uint32_t);
    for (uint32_t i = 0; i < n; i++)
        own[i] = list[i];
    struct sq_value *value = add_value(s, v);
    value->options = own;
    value->n_options = n;
}

/* Every set of those that matter; nothing named: one of the others. */
static void
values_of_many(struct search *s, struct var *v, const struct use *u)
{
    const struct sq_choices *c = u->q->choices;
    assert(c && u->options);
    uint32_t matter[MOST_OPTIONS], n = 0, list[MOST_OPTIONS];
    const uint32_t nothing = UINT32_MAX;
    uint32_t other = nothing;
    for (uint32_t i = 0; i < c->n; i++) {
        bool named = u->whole || u->options[i];
        if (named && c->options[i].exclusive) {
            add_set(s, v, &i, 1);
        } else if (!named) {
            other = other == nothing ? i : other;
        } else if (n == MOST_OPTIONS) {
            v->n = 0;
            return;
        } else {
            matter[n++] = i;
        }
    }
    for (uint32_t set = 1; set < 1u << n; set++) {
        uint32_t k = 0;
        for (uint32_t i = 0; i < n; i++)
            if (set >> i & 1)
                list[k++] = matter[i];
        add_set(s, v, list, k);
    }
    if (other != nothing)
        add_set(s, v, &other, 1);
}

static sq_num
grid_of(const struct sq_question *q)
{
    sq_num unit = sq_num_int(1);
    for (uint32_t i = 0; i < q->decimals && i < 9; i++)
        unit = sq_num_div(unit, sq_num_int(10));
    return unit;
}

static void
add_number(struct search *s, struct var *v, sq_num x)
{
    const struct sq_question *q = v->slot->question;
    if (!sq_num_ok(x) || (q->has_min && sq_num_cmp(x, q->min) < 0) ||
        (q->has_max && sq_num_cmp(x, q->max) > 0))
        return;
    for (size_t i = 0; i < v->n; i++)
        if (sq_num_cmp(v->values[i].num, x) == 0)
            return;
    add_value(s, v)->num = x;
}

/* The ends, and around every number that it is compared with. */
static void
values_of_number(struct search *s, struct var *v, const struct use *u)
{
    sq_num unit = grid_of(u->q);
    if (u->q->has_min)
        add_number(s, v, u->q->min);
    if (u->q->has_max)
        add_number(s, v, u->q->max);
    for (size_t i = 0; i < u->n_points; i++) {
        sq_num at =
            sq_num_mul(sq_num_floor(sq_num_div(u->points[i], unit)), unit);
        add_number(s, v, sq_num_sub(at, unit));
        add_number(s, v, at);
        add_number(s, v, sq_num_add(at, unit));
    }
    if (u->n_points == 0)
        add_number(s, v, SQ_NUM_ZERO);
}

/* No values when there are too many to try: the question is then left open. */
static void
find_values(struct search *s, struct var *v)
{
    const struct sq_question *q = v->slot->question;
    if (!q->type)
        return;
    struct use u = {.arena = &s->arena, .q = q};
    if (q->choices)
        u.options = SQ_NEW_N(&s->arena, q->choices->n + 1, bool);
    for (size_t i = 0; i < s->n_exprs; i++)
        use_in(&u, s->exprs[i]);
    bool plain_number = q->type->in_exprs == SQ_T_NUM && !q->matrix;
    if (q->type->in_exprs == SQ_T_OPTION) {
        values_of_one(s, v, &u);
    } else if (q->type->in_exprs == SQ_T_SET) {
        values_of_many(s, v, &u);
    } else if (plain_number && !u.whole) {
        values_of_number(s, v, &u);
    } else {
        uint32_t n = q->type->n_values(q, MOST_VALUES);
        for (uint32_t i = 0; i < n; i++)
            q->type->value_at(&s->arena, q, i, add_value(s, v));
    }
    if (v->n > MOST_VALUES)
        v->n = 0;
    v->may_miss = !sq_required(q) || u.answered;
    v->tried = v->n > 0;
}

static int
by_document(const void *a, const void *b)
{
    const struct var *x = a, *y = b;
    return (x->slot->index > y->slot->index) -
           (x->slot->index < y->slot->index);
}

static void
collect(struct search *s)
{
    for (size_t i = 0; i < s->n_goals; i++) {
        const struct sq_slot *at = s->goals[i].at;
        include_expr(s, s->goals[i].expr, at);
        if (s->goals[i].kind >= SQ_IS_ASKED)
            include_slot(s, &s->p->c->slots[at->index]);
    }
    if (s->too_many)
        return;
    if (s->n_vars)
        qsort(s->vars, s->n_vars, sizeof *s->vars, by_document);
    s->p->work += s->n_vars * s->work;
    for (size_t i = 0; i < s->n_vars; i++)
        if (s->p->folded[s->vars[i].slot->index] != s->p->searches)
            find_values(s, &s->vars[i]);
}

/* ---- the search ---------------------------------------------------------- */

static enum sq_proved
goal_stands(struct search *s, const struct sq_goal *g)
{
    if (g->kind >= SQ_IS_ASKED) {
        enum sq_state now = g->at->future;
        if (now == SQ_PENDING)
            return SQ_UNPROVED;
        return (now == SQ_ASKED) == (g->kind == SQ_IS_ASKED) ? SQ_POSSIBLE
                                                             : SQ_IMPOSSIBLE;
    }
    struct sq_val v = sq_case_eval(&s->env, g->expr, g->at);
    bool holds = g->kind == SQ_HOLDS;
    if (holds ? sq_val_false(&v) : sq_val_true(&v))
        return SQ_IMPOSSIBLE;
    return (holds ? sq_val_true(&v) : sq_val_false(&v)) ? SQ_POSSIBLE
                                                        : SQ_UNPROVED;
}

static enum sq_proved
judge(struct search *s)
{
    enum sq_proved all = SQ_POSSIBLE;
    for (size_t i = 0; i < s->n_goals; i++) {
        enum sq_proved one = goal_stands(s, &s->goals[i]);
        if (one == SQ_IMPOSSIBLE)
            return SQ_IMPOSSIBLE;
        if (one == SQ_UNPROVED)
            all = SQ_UNPROVED;
    }
    return all;
}

static void
settle_from(struct search *s, size_t at)
{
    for (size_t i = at; i < s->n_vars; i++)
        sq_slot_settle(s->p->c, s->vars[i].slot);
}

/* The i-th way to answer: its values, then the reserved ones, then none. */
static bool
answer(const struct var *v, size_t i)
{
    const struct sq_question *q = v->slot->question;
    v->slot->left_out = false;
    v->slot->reply = SQ_GIVEN;
    if (i < v->n) {
        v->slot->value = v->values[i];
        return true;
    }
    i -= v->n;
    if (q->not_known == SQ_ALLOWED && i-- == 0) {
        v->slot->reply = SQ_NOT_KNOWN;
        return true;
    }
    if (q->not_applicable == SQ_ALLOWED && i-- == 0) {
        v->slot->reply = SQ_NOT_APPLICABLE;
        return true;
    }
    v->slot->reply = SQ_MISSING;
    v->slot->left_out = v->may_miss && i == 0;
    return v->slot->left_out;
}

/* The search has gone on for long enough, or all of them together have. */
static bool
is_spent(const struct search *s)
{
    return s->steps > MOST_STEPS || s->p->work > SQ_PROOF_WORK;
}

static enum sq_proved
search_from(struct search *s, size_t at)
{
    settle_from(s, at);
    s->steps++;
    s->p->work += s->work;
    enum sq_proved now = judge(s);
    if (now != SQ_UNPROVED || is_spent(s))
        return now;
    while (at < s->n_vars &&
           (!s->vars[at].tried || s->vars[at].slot->future == SQ_HIDDEN))
        at++;
    if (at == s->n_vars)
        return SQ_UNPROVED;

    const struct var *v = &s->vars[at];
    enum sq_proved all = SQ_IMPOSSIBLE;
    for (size_t i = 0; all != SQ_POSSIBLE && answer(v, i); i++) {
        enum sq_proved one = search_from(s, at + 1);
        if (one != SQ_IMPOSSIBLE)
            all = one;
        if (is_spent(s) && all == SQ_IMPOSSIBLE)
            all = SQ_UNPROVED;
    }
    v->slot->reply = SQ_MISSING;
    v->slot->left_out = false;
    v->slot->value.options = NULL; /* gone with the search */
    v->slot->value.n_options = 0;
    return all;
}

enum sq_proved
sq_solve(struct sq_proof *p, const struct sq_goal *goals, size_t n)
{
    struct search s = {.p = p, .goals = goals, .n_goals = n};
    if (p->work > SQ_PROOF_WORK)
        return SQ_UNPROVED;
    sq_arena_init(&s.arena);
    sq_case_env_init(&s.env, p->c, false, p->r);
    p->searches++;
    collect(&s);
    enum sq_proved proved = SQ_UNPROVED;
    if (!s.too_many) {
        proved = search_from(&s, 0);
        settle_from(&s, 0);
    }
    sq_arena_done(&s.arena);
    return proved;
}
