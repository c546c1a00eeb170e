/* SPDX-License-Identifier: MIT */
/*
 * One question sends people down one of several branches; the branches' points
 * go into one total, and one edge decides on it.  When the branches can reach
 * different maxima, the same figure means different things.  Canada's AIA v1.0
 * halves one maximum for both of its phases, which holds only while they have
 * equal ones.
 */
#include "base/arena.h"
#include "base/sbuf.h"
#include "lint/formulas.h"
#include "lint/lint.h"

enum {
    MOST_BRANCHES = 12,
    MOST_WORK = 5000000 /* slots settled, over all questions; then it stops */
};

struct branch {
    bool *asked; /* by the dimension's question: some of it may be asked */
    sq_num *max; /* weight × most points, over the rows that may be asked */
};

/* ---- is an absolute edge put to the figure? ----------------------------- */

struct edge {
    const struct sq_dimension *dim;
    struct sq_span at; /* source NULL: none found */
};

static bool
is_figure(const struct sq_expr *e, const struct sq_dimension *dim)
{
    return e->op == SQ_OP_NAME && e->name.ref == dim &&
           e->name.part == SQ_PART_DIM;
}

static bool
compares(const void *ctx, const struct sq_expr *e)
{
    const struct edge *want = ctx;
    if (e->op < SQ_OP_LT || e->op > SQ_OP_GE)
        return false;
    for (uint32_t i = 0; i < 2; i++) {
        const struct sq_expr *other = e->args[1 - i];
        if (is_figure(e->args[i], want->dim) && other->op == SQ_OP_NUM &&
            sq_num_cmp(other->num, SQ_NUM_ZERO) != 0)
            return true;
    }
    return false;
}

static void
seek_edge(void *ctx, const struct sq_formula_at *at)
{
    struct edge *want = ctx;
    const struct sq_expr *e =
        want->at.source ? NULL
                        : sq_expr_seek(at->formula->expr, compares, want);
    if (e)
        want->at = sq_formula_place(at->formula, e);
}

static struct sq_span
edge_of(const struct sq_questionnaire *q, const struct sq_dimension *dim)
{
    struct edge want = {dim, {0}};
    sq_formulas(q, seek_edge, &want);
    if (!want.at.source && dim->bands && dim->bands->n > 1 &&
        !dim->bands->bands[0].upper.percent)
        want.at = dim->bands_name.at;
    return want.at;
}

/* ---- what each answer leads to ------------------------------------------ */

static void
fill(struct sq_proof *p, const struct sq_dimension *dim, struct branch *b,
     struct sq_arena *a)
{
    b->asked = SQ_NEW_N(a, dim->n + 1, bool);
    b->max = SQ_NEW_N(a, dim->n + 1, sq_num);
    for (size_t i = 0; i < dim->n; i++) {
        const struct sq_question *q = dim->questions[i];
        const struct sq_slot *s = sq_proof_slot(p, q);
        sq_num most = dim->combine == SQ_COMBINE_count
                          ? sq_num_int(1)
                          : sq_num_mul(q->weight, q->high_points);
        b->max[i] = SQ_NUM_ZERO;
        for (; s < p->c->slots + p->c->n; s++) {
            if (s->question != q &&
                (!q->group || s->question->group != q->group))
                break;
            if (s->question != q || s->future == SQ_HIDDEN || !q->scored)
                continue;
            b->asked[i] = true;
            b->max[i] = sq_num_add(b->max[i], most);
        }
    }
}

/* Of what `one` asks and `other` does not. */
static bool
only_in(const struct sq_dimension *dim, const struct branch *one,
        const struct branch *other, sq_num *max)
{
    bool some = false;
    *max = SQ_NUM_ZERO;
    for (size_t i = 0; i < dim->n; i++) {
        if (!one->asked[i] || other->asked[i])
            continue;
        some = true;
        *max = sq_num_add(*max, one->max[i]);
    }
    return some && sq_num_ok(*max);
}

static void
tell(struct sq_proof *p, const struct sq_dimension *dim,
     const struct sq_question *q, const size_t option[2], const sq_num max[2],
     struct sq_diags *d)
{
    struct sq_sbuf b[2];
    for (size_t i = 0; i < 2; i++) {
        sq_sbuf_init(&b[i], 64);
        sq_num_put_exact(&b[i], max[i]);
    }
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_uneven_branches, dim->id.at,
        "`%.*s` can gain %.*s where `%.*s` is `%.*s` and %.*s where it is "
        "`%.*s`, and one edge decides for both",
        SQ_FMT(dim->id.text), SQ_FMT(sq_sbuf_str(&b[0])), SQ_FMT(q->name),
        SQ_FMT(q->choices->options[option[0]].id.text),
        SQ_FMT(sq_sbuf_str(&b[1])),
        SQ_FMT(q->choices->options[option[1]].id.text));
    sq_diag_note(d, f, edge_of(p->q, dim), "the edge is here");
    sq_diag_note(d, f, q->id.at, "the branches part here");
    sq_diag_help(d, f,
                 "combine by `percent`, write the edge as a share of "
                 "`%.*s.max`, or give each branch a dimension",
                 SQ_FMT(dim->id.text));
    for (size_t i = 0; i < 2; i++)
        sq_sbuf_done(&b[i]);
}

static void
look(struct sq_proof *p, const struct sq_dimension *dim,
     const struct sq_question *q, struct sq_diags *d)
{
    struct branch branches[MOST_BRANCHES];
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_slot *s = sq_proof_slot(p, q);
    size_t n = q->choices->n;
    for (size_t i = 0; i < n; i++) {
        s->reply = SQ_GIVEN;
        s->value.option = (uint32_t)i;
        sq_case_settle(p->c);
        fill(p, dim, &branches[i], &a);
    }
    s->reply = SQ_MISSING;
    sq_case_settle(p->c);
    bool told = false;
    for (size_t i = 0; i < n && !told; i++) {
        for (size_t k = i + 1; k < n && !told; k++) {
            sq_num max[2];
            if (!only_in(dim, &branches[i], &branches[k], &max[0]) ||
                !only_in(dim, &branches[k], &branches[i], &max[1]) ||
                sq_num_cmp(max[0], max[1]) == 0)
                continue;
            tell(p, dim, q, (size_t[]){i, k}, max, d);
            told = true;
        }
    }
    sq_arena_done(&a);
}

/* ---- which questions part the ways -------------------------------------- */

/* How many conditions look at each question: branches need two. */
static void
count_named(void *ctx, const struct sq_expr *e)
{
    uint32_t *counts = ctx;
    if (e->name.part == SQ_PART_QUESTION)
        counts[((const struct sq_question *)e->name.ref)->index]++;
}

static void
count(void *ctx, const struct sq_formula_at *at)
{
    if (at->role <= SQ_F_QUESTION_WHEN)
        sq_expr_names(at->formula->expr, count_named, ctx);
}

static void
look_at_dimension(struct sq_proof *p, const struct sq_dimension *dim,
                  const uint32_t *counts, uint64_t *work, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (counts[i] < 2 || q->group || !q->type ||
            q->type->in_exprs != SQ_T_OPTION || q->choices->n > MOST_BRANCHES)
            continue;
        *work += (uint64_t)q->choices->n * p->c->n;
        if (*work > MOST_WORK)
            return;
        look(p, dim, q, d);
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    const struct sq_questionnaire *qs = p->q;
    uint32_t *counts = SQ_NEW_N(p->arena, qs->n_questions + 1, uint32_t);
    uint64_t work = 0;
    sq_formulas(qs, count, counts);
    for (size_t i = 0; i < qs->n_dimensions; i++) {
        const struct sq_dimension *dim = qs->dimensions[i];
        bool total =
            dim->combine == SQ_COMBINE_sum || dim->combine == SQ_COMBINE_count;
        if (total && !p->open_dimension[i] && edge_of(qs, dim).source)
            look_at_dimension(p, dim, counts, &work, d);
    }
}

const struct sq_rule sq_rule_uneven_branches = {.questionnaire = questionnaire};
