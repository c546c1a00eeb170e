/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "lint/lint.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

struct figure {
    const char *what;
    sq_str id;
    struct sq_span at; /* of the name of its bands */
    const struct sq_range *value;
    const struct sq_band_range *reached;
};

/* "`high`, `extreme`" of those that are marked. */
static sq_str
list(struct sq_arena *a, const struct sq_bands *b, const bool *marked)
{
    sq_str out = {0};
    for (size_t i = 0; i < b->n; i++)
        if (marked[i])
            out =
                sq_str_printf(a, "%.*s%s`%.*s`", SQ_FMT(out),
                              out.len ? ", " : "", SQ_FMT(b->bands[i].id.text));
    return out;
}

static void
tell(const struct context *x, const char *what, sq_str id, struct sq_span at,
     const struct sq_bands *b, const bool *missed)
{
    sq_str names = list(x->p->arena, b, missed);
    if (names.len == 0)
        return;
    struct sq_diag *f = sq_diag_add(x->d, SQ_FOUND_unreachable_band, at,
                                    "the %s `%.*s` can never be %.*s", what,
                                    SQ_FMT(id), SQ_FMT(names));
    size_t first = 0;
    while (!missed[first])
        first++;
    sq_diag_note(x->d, f, b->bands[first].id.at, "the band is here");
    sq_diag_help(x->d, f,
                 "correct the edges of `%.*s`, or give the %s bands "
                 "of its own",
                 SQ_FMT(b->id.text), what);
}

static void
look_at_figure(const struct context *x, const struct figure *g)
{
    const struct sq_bands *b = g->reached->bands;
    if (!b || !g->value->data)
        return;
    bool *missed = SQ_NEW_N(x->p->arena, b->n + 1, bool);
    for (size_t i = 0; i < b->n; i++)
        missed[i] = i < g->reached->low || i > g->reached->high;
    tell(x, g->what, g->id, g->at, b, missed);
}

static void
look_at_matrix(const struct context *x, const struct sq_matrix *m)
{
    const struct sq_bands *b = m->bands;
    if (!b || !m->cells || !sq_proof_own(x->p, m->id.at))
        return;
    bool *missed = SQ_NEW_N(x->p->arena, b->n + 1, bool);
    for (size_t i = 0; i < b->n; i++)
        missed[i] = true;
    for (size_t i = 0; i < m->rows->n * m->columns->n; i++)
        missed[sq_bands_find(b, m->cells[i], m->high)] = false;
    tell(x, "matrix", m->id.text, m->bands_id.at, b, missed);
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    for (size_t i = 0; i < p->r->n_dimensions; i++) {
        const struct sq_dim_result *r = &p->r->dimensions[i];
        const struct sq_dimension *dim = r->dimension;
        struct figure g = {"dimension", dim->id.text, dim->bands_name.at,
                           &r->value, &r->band};
        if (!p->open_dimension[i])
            look_at_figure(&x, &g);
    }
    for (size_t i = 0; i < p->r->n_values; i++) {
        const struct sq_value_result *r = &p->r->values[i];
        const struct sq_derived *v = r->derived;
        struct figure g = {"value", v->id.text, v->bands_name.at, &r->value,
                           &r->band};
        if (!p->open_value[i])
            look_at_figure(&x, &g);
    }
    const struct sq_map *matrices = &p->q->vocab.matrices;
    for (size_t i = 0; i < matrices->n; i++)
        look_at_matrix(&x, matrices->items[i].value);
}

const struct sq_rule sq_rule_unreachable_band = {.questionnaire =
                                                     questionnaire};
