/* SPDX-License-Identifier: MIT */
/*
 * A table that rises from option to option, and falls somewhere: usually two
 * cells that were swapped.  Options stand in the order of their scores; where
 * some have none, as they are written.
 */
#include "base/arena.h"
#include "base/sbuf.h"
#include "lint/lint.h"
#include "yaml/node.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

/* A line of cells: a row or a column of the matrix. */
struct line {
    const struct sq_matrix *m;
    const struct sq_choices *along; /* the options that change */
    const size_t *order;            /* of `along` */
    size_t fixed;                   /* index of the option that does not */
    bool is_row;
};

static size_t
cell_of(const struct line *l, size_t i)
{
    size_t k = l->order[i];
    return l->is_row ? l->fixed * l->m->columns->n + k
                     : k * l->m->columns->n + l->fixed;
}

static const size_t *
order_of(struct sq_arena *a, const struct sq_choices *c)
{
    size_t *order = SQ_NEW_N(a, c->n + 1, size_t);
    bool scored = true;
    for (size_t i = 0; i < c->n; i++) {
        order[i] = i;
        scored = scored && c->options[i].scored;
    }
    for (size_t i = 1; scored && i < c->n; i++) {
        size_t at = i;
        for (; at > 0 && sq_num_cmp(c->options[order[at - 1]].score,
                                    c->options[i].score) > 0;
             at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static struct sq_span
place_of(const struct sq_matrix *m, size_t cell)
{
    const struct sq_node *row = m->cells_node->first;
    for (size_t i = 0; row && i < cell / m->columns->n; i++)
        row = row->next;
    const struct sq_node *c = row ? row->first : NULL;
    for (size_t i = 0; c && i < cell % m->columns->n; i++)
        c = c->next;
    return sq_node_span(m->tree, c ? c : m->cells_node);
}

static void
tell(const struct context *x, const struct line *l, size_t i)
{
    const struct sq_matrix *m = l->m;
    size_t from = cell_of(l, i - 1), to = cell_of(l, i);
    bool falls = sq_num_cmp(m->cells[to], m->cells[from]) < 0;
    struct sq_sbuf a, b;
    sq_sbuf_init(&a, 64);
    sq_sbuf_init(&b, 64);
    sq_num_put_exact(&a, m->cells[from]);
    sq_num_put_exact(&b, m->cells[to]);
    const struct sq_choices *other = l->is_row ? m->rows : m->columns;
    struct sq_diag *f = sq_diag_add(
        x->d, SQ_FOUND_not_monotone, place_of(m, to),
        "the matrix `%.*s` %s from %.*s to %.*s between `%.*s` and `%.*s` at "
        "`%.*s`, against the rest",
        SQ_FMT(m->id.text), falls ? "falls" : "rises", SQ_FMT(sq_sbuf_str(&a)),
        SQ_FMT(sq_sbuf_str(&b)),
        SQ_FMT(l->along->options[l->order[i - 1]].id.text),
        SQ_FMT(l->along->options[l->order[i]].id.text),
        SQ_FMT(other->options[l->fixed].id.text));
    sq_diag_help(x->d, f, "correct the cell, or the order of the options");
    sq_sbuf_done(&a);
    sq_sbuf_done(&b);
}

/* Steps up less steps down over a direction of the whole matrix. */
static int
trend(const struct line *first, size_t n_lines)
{
    int sum = 0;
    struct line l = *first;
    for (l.fixed = 0; l.fixed < n_lines; l.fixed++) {
        for (size_t i = 1; i < l.along->n; i++) {
            int step = sq_num_cmp(l.m->cells[cell_of(&l, i)],
                                  l.m->cells[cell_of(&l, i - 1)]);
            sum += (step > 0) - (step < 0);
        }
    }
    return sum;
}

static void
look_along(const struct context *x, const struct sq_matrix *m, bool rows)
{
    const struct sq_choices *along = rows ? m->columns : m->rows;
    size_t n = rows ? m->rows->n : m->columns->n;
    struct line l = {m, along, order_of(x->p->arena, along), 0, rows};
    int up = trend(&l, n);
    for (; l.fixed < n; l.fixed++) {
        for (size_t i = 1; i < along->n; i++) {
            int step = sq_num_cmp(m->cells[cell_of(&l, i)],
                                  m->cells[cell_of(&l, i - 1)]);
            if (up >= 0 ? step < 0 : step > 0)
                tell(x, &l, i);
        }
    }
}

static void
look_at_steps(const struct sq_question *q, struct sq_diags *d)
{
    int way = 0;
    for (size_t i = 1; i < q->n_steps; i++) {
        int step = sq_num_cmp(q->steps[i].is, q->steps[i - 1].is);
        step = (step > 0) - (step < 0);
        if (way && step && step != way) {
            struct sq_diag *f = sq_diag_add(
                d, SQ_FOUND_not_monotone, q->steps[i].at,
                "the points of `%.*s` %s here, after they %s", SQ_FMT(q->name),
                step < 0 ? "fall" : "rise", step < 0 ? "rose" : "fell");
            sq_diag_help(d, f, "correct the points, or the order of the steps");
            return;
        }
        way = step ? step : way;
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    const struct sq_map *all = &p->q->vocab.matrices;
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_matrix *m = all->items[i].value;
        if (!m->cells || !sq_proof_own(p, m->id.at) ||
            m->cells_node->kind != SQ_LIST)
            continue;
        look_along(&x, m, true);
        look_along(&x, m, false);
    }
    for (size_t i = 0; i < p->q->n_questions; i++)
        look_at_steps(p->q->questions[i], d);
}

const struct sq_rule sq_rule_not_monotone = {.questionnaire = questionnaire};
