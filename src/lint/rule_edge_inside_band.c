/* SPDX-License-Identifier: MIT */
/*
 * A trigger that is meant to stand at a band's edge and stands on its wrong
 * side: `> 8` where 8 is the lowest figure of "high", `< 50` where 50 is the
 * highest of "weak".  An edge deep inside a band is a threshold of its own,
 * which the language allows (S10).  Seen in the wild: a form that calls 8 high
 * and acts on more than 8.
 */
#include "base/arena.h"
#include "base/sbuf.h"
#include "lint/formulas.h"
#include "lint/lint.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
    const struct sq_formula_at *at;
};

/* What a figure can be, as far as it is known. */
struct figure {
    const struct sq_bands *bands; /* NULL: not one that has bands */
    sq_num *values;
    size_t n;   /* 0: any number */
    sq_num max; /* for edges in percent; WIDE: not known */
};

/* ---- figures ------------------------------------------------------------ */

static void
add_cells(struct context *x, struct figure *g, const struct sq_question *q)
{
    const struct sq_matrix *m = q->matrix;
    for (size_t i = 0; i < m->rows->n * m->columns->n; i++) {
        g->values =
            sq_arena_push(x->p->arena, g->values, &g->n, sizeof *g->values);
        g->values[g->n - 1] = m->cells[i];
    }
}

struct cells {
    struct context *x;
    struct figure *g;
    bool other; /* something but ratings is in it */
};

static void
add_named(void *ctx, const struct sq_expr *e)
{
    struct cells *c = ctx;
    const struct sq_question *q = NULL;
    if (e->name.part == SQ_PART_QUESTION)
        q = e->name.ref;
    else if (e->name.part == SQ_PART_CELL)
        q = ((const struct sq_cell_ref *)e->name.ref)->question;
    if (q && q->matrix)
        add_cells(c->x, c->g, q);
    else
        c->other = true;
}

static bool
is_not_extreme(const void *ctx, const struct sq_expr *e)
{
    (void)ctx;
    return e->op != SQ_OP_NAME &&
           !(e->op == SQ_OP_CALL && (e->fn == SQ_FN_max || e->fn == SQ_FN_min));
}

static void
of_value(struct context *x, const struct sq_derived *v, struct figure *g)
{
    struct cells c = {x, g, false};
    g->bands = v->bands;
    if (!v->is.expr || sq_expr_seek(v->is.expr, is_not_extreme, NULL))
        return;
    sq_expr_names(v->is.expr, add_named, &c);
    if (c.other)
        g->n = 0;
}

static void
of_dimension(struct context *x, const struct sq_dimension *dim,
             struct figure *g)
{
    g->bands = dim->bands;
    if (dim->combine == SQ_COMBINE_percent)
        g->max = sq_num_int(100);
    if (dim->combine != SQ_COMBINE_max && dim->combine != SQ_COMBINE_min)
        return;
    for (size_t i = 0; i < dim->n; i++) {
        if (!dim->questions[i]->matrix || dim->questions[i]->score_at.source) {
            g->n = 0;
            return;
        }
        add_cells(x, g, dim->questions[i]);
    }
}

static struct figure
figure_of(struct context *x, const struct sq_expr *name)
{
    struct figure g = {.max = SQ_NUM_WIDE};
    if (name->op != SQ_OP_NAME)
        return g;
    const struct sq_question *q = name->name.ref;
    if (name->name.part == SQ_PART_CELL)
        q = ((const struct sq_cell_ref *)name->name.ref)->question;
    switch ((enum sq_name_part)name->name.part) {
    case SQ_PART_QUESTION:
    case SQ_PART_CELL:
        if (q->matrix) {
            g.bands = q->matrix->bands;
            add_cells(x, &g, q);
        }
        break;
    case SQ_PART_DIM:
        of_dimension(x, name->name.ref, &g);
        break;
    case SQ_PART_VALUE:
        of_value(x, name->name.ref, &g);
        break;
    case SQ_PART_DIM_MAX:
    case SQ_PART_DIM_PERCENT:
    case SQ_PART_DIM_BAND:
    case SQ_PART_VALUE_BAND:
    case SQ_PART_GATE:
    case SQ_PART_TRIGGER:
    case SQ_PART_ANSWER:
        break;
    }
    return g;
}

/* ---- the wrong side ----------------------------------------------------- */

static bool
edge_at(const struct figure *g, size_t band, sq_num *out)
{
    const struct sq_edge_num *e = &g->bands->bands[band].upper;
    if (!e->given || (e->percent && !sq_num_ok(g->max)))
        return false;
    *out = e->percent
               ? sq_num_div(sq_num_mul(e->value, g->max), sq_num_int(100))
               : e->value;
    return sq_num_ok(*out);
}

/* Nothing of the band lies below `c` (above it, going down), but more lies
 * beyond it. */
static bool
is_end(const struct figure *g, size_t band, sq_num c, bool lowest)
{
    bool here = false, beyond = false;
    for (size_t i = 0; i < g->n; i++) {
        if (sq_bands_find(g->bands, g->values[i], g->max) != band)
            continue;
        int order = sq_num_cmp(g->values[i], c);
        if (lowest ? order < 0 : order > 0)
            return false;
        here |= order == 0;
        beyond |= order != 0;
    }
    return here && beyond;
}

/* The same where any number may come: at the edge, or one whole step off it. */
static bool
is_end_of_any(const struct figure *g, size_t band, sq_num c, bool lowest)
{
    if (lowest ? band == 0 : band + 1 == g->bands->n)
        return false;
    size_t below = lowest ? band - 1 : band;
    sq_num edge;
    if (!edge_at(g, below, &edge))
        return false;
    bool in_lower = g->bands->bands[below].upper_in;
    if (in_lower != lowest)
        return sq_num_cmp(c, edge) == 0;
    sq_num step = sq_num_int(lowest ? 1 : -1);
    return sq_num_is_int(edge) && sq_num_cmp(c, sq_num_add(edge, step)) == 0;
}

static void
tell(const struct context *x, const struct sq_expr *e, const struct figure *g,
     size_t band, sq_num c, bool lowest)
{
    const struct sq_band *b = &g->bands->bands[band];
    struct sq_arena *a = x->p->arena;
    struct sq_sbuf number;
    sq_sbuf_init(&number, 64);
    sq_num_put_exact(&number, c);
    sq_str owner = x->at->owner;
    struct sq_diag *f = sq_diag_add(
        x->d, SQ_FOUND_edge_inside_band, sq_formula_place(x->at->formula, e),
        "the trigger `%.*s` leaves out %.*s, the %s figure of the band "
        "`%.*s`: `%.*s`",
        SQ_FMT(owner), SQ_FMT(sq_sbuf_str(&number)),
        lowest ? "lowest" : "highest", SQ_FMT(b->id.text),
        SQ_FMT(sq_formula_words(a, x->at->formula, e)));
    sq_diag_note(x->d, f, b->id.at, "the band is here");
    sq_diag_help(x->d, f, "write `%s %.*s` if all of `%.*s` is meant",
                 lowest ? ">=" : "<=", SQ_FMT(sq_sbuf_str(&number)),
                 SQ_FMT(b->id.text));
    sq_sbuf_done(&number);
}

static void
compare(struct context *x, const struct sq_expr *e)
{
    bool turned = e->args[0]->op == SQ_OP_NUM;
    const struct sq_expr *number = e->args[turned ? 0 : 1];
    if (number->op != SQ_OP_NUM)
        return;
    struct figure g = figure_of(x, e->args[turned ? 1 : 0]);
    if (!g.bands || g.bands->n < 2)
        return;
    bool percent = g.bands->bands[0].upper.percent;
    if (percent && !sq_num_ok(g.max))
        return;
    if (!sq_num_ok(g.max))
        g.max = SQ_NUM_ZERO;
    bool lowest = (e->op == SQ_OP_GT) != turned;
    size_t band = sq_bands_find(g.bands, number->num, g.max);
    if (g.n ? is_end(&g, band, number->num, lowest)
            : is_end_of_any(&g, band, number->num, lowest))
        tell(x, e, &g, band, number->num, lowest);
}

static void
walk(struct context *x, const struct sq_expr *e)
{
    if (e->op == SQ_OP_GT || e->op == SQ_OP_LT)
        compare(x, e);
    for (uint32_t i = 0; i < e->n; i++)
        walk(x, e->args[i]);
}

static void
visit(void *ctx, const struct sq_formula_at *at)
{
    struct context *x = ctx;
    x->at = at;
    if (at->role == SQ_F_TRIGGER)
        walk(x, at->formula->expr);
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d, NULL};
    sq_formulas(p->q, visit, &x);
}

const struct sq_rule sq_rule_edge_inside_band = {.questionnaire =
                                                     questionnaire};
