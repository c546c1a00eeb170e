/* SPDX-License-Identifier: MIT */
/* What names mean in expressions, by where the expression stands. */
#include "base/arena.h"
#include "model/qtype.h"
#include "model/read.h"

static void
later(struct sq_scope_at *w, const struct sq_question *q, sq_str *out_why)
{
    struct sq_place at = sq_source_place(q->id.at.source, q->id.at.from);
    *out_why = sq_str_printf(
        w->arena,
        "it is asked later, at line %u; a condition may only look back",
        (unsigned)at.line);
}

static bool
as_question(struct sq_scope_at *w, const struct sq_question *q,
            struct sq_name *out, sq_str *out_why)
{
    if (q->index >= w->before) {
        later(w, q, out_why);
        out->later = true;
        return false;
    }
    out->lost = !q->type; /* what is wrong with it was told there */
    if (out->lost)
        return true;
    out->type = q->type->in_exprs;
    if (q->choices)
        out->domain = &q->choices->domain;
    out->group = q->group && q->group->repeat != SQ_ONCE ? q->group : NULL;
    out->ref = q;
    out->part = SQ_PART_QUESTION;
    out->question = true;
    return true;
}

/* J4.age.direction: a cell of a fixed grid. */
static bool
as_cell(struct sq_scope_at *w, sq_str name, struct sq_name *out,
        sq_str *out_why)
{
    size_t dot = sq_str_find(name, '.', 0);
    size_t dot2 = sq_str_find(name, '.', dot + 1);
    if (dot2 >= name.len)
        return false;
    const struct sq_group *g =
        sq_map_find(&w->q->groups_by_id, sq_str_sub(name, 0, dot));
    if (!g)
        return false;
    if (g->repeat != SQ_FOR_EACH || !g->list) {
        *out_why = SQ_LIT("its rows are named by whoever assesses; use count, "
                          "any, max or another aggregate over the column");
        return false;
    }
    sq_str row = sq_str_sub(name, dot + 1, dot2);
    sq_str column = sq_str_printf(w->arena, "%.*s.%.*s", SQ_FMT(g->id.text),
                                  SQ_FMT(sq_str_sub(name, dot2 + 1, name.len)));
    const struct sq_question *q = sq_map_find(&w->q->names, column);
    for (uint32_t i = 0; q && i < g->list->n; i++) {
        if (!sq_str_eq(g->list->items[i].id.text, row))
            continue;
        if (!as_question(w, q, out, out_why))
            return false;
        struct sq_cell_ref *cell = SQ_NEW(w->arena, struct sq_cell_ref);
        *cell = (struct sq_cell_ref){q, i};
        out->ref = cell;
        out->part = SQ_PART_CELL;
        out->group = NULL;
        return true;
    }
    return false;
}

/* Its bands are named, and not there: that was told. */
static bool
is_lost_band(const struct sq_word *bands, sq_str part)
{
    return bands->text.len && sq_str_is(part, "band");
}

static bool
as_dimension(struct sq_scope_at *w, sq_str name, struct sq_name *out,
             sq_str *out_why)
{
    size_t dot = sq_str_find(name, '.', 0);
    const struct sq_dimension *d =
        sq_map_find(&w->q->dimensions_by_id, sq_str_sub(name, 0, dot));
    if (!d)
        return false;
    if (w->stand < SQ_STAND_TABLE ||
        (w->stand == SQ_STAND_TABLE && d->index >= w->order)) {
        *out_why = SQ_LIT("a score may not decide what is asked, nor depend on "
                          "a later score");
        return false;
    }
    sq_str part = sq_str_sub(name, dot + 1, name.len);
    out->type = SQ_T_NUM;
    out->ref = d;
    if (dot == name.len) {
        out->part = SQ_PART_DIM;
    } else if (sq_str_is(part, "max")) {
        out->part = SQ_PART_DIM_MAX;
    } else if (sq_str_is(part, "percent")) {
        out->part = SQ_PART_DIM_PERCENT;
    } else if (sq_str_is(part, "band") && d->bands) {
        out->part = SQ_PART_DIM_BAND;
        out->type = SQ_T_OPTION;
        out->domain = &d->bands->domain;
    } else {
        out->lost = is_lost_band(&d->bands_name, part);
        *out_why = SQ_LIT("a dimension has `.max`, `.percent` and, where it "
                          "has bands, `.band`");
        return out->lost;
    }
    return true;
}

static bool
as_value(struct sq_scope_at *w, sq_str name, struct sq_name *out,
         sq_str *out_why)
{
    size_t dot = sq_str_find(name, '.', 0);
    const struct sq_derived *v =
        sq_map_find(&w->q->values_by_id, sq_str_sub(name, 0, dot));
    if (!v)
        return false;
    if (w->stand < SQ_STAND_VALUE ||
        (w->stand == SQ_STAND_VALUE && v->index >= w->order)) {
        *out_why = SQ_LIT("it is worked out later");
        return false;
    }
    out->ref = v;
    if (dot == name.len) {
        out->part = SQ_PART_VALUE;
        out->type = v->is.expr ? v->is.expr->type : SQ_T_NUM;
        out->domain = v->is.expr ? v->is.expr->domain : NULL;
        return true;
    }
    if (sq_str_is(sq_str_sub(name, dot + 1, name.len), "band") && v->bands) {
        out->part = SQ_PART_VALUE_BAND;
        out->type = SQ_T_OPTION;
        out->domain = &v->bands->domain;
        return true;
    }
    out->lost =
        is_lost_band(&v->bands_name, sq_str_sub(name, dot + 1, name.len));
    *out_why = SQ_LIT("a value has `.band` where it has bands");
    return out->lost;
}

static bool
as_gate(struct sq_scope_at *w, sq_str name, struct sq_name *out,
        sq_str *out_why)
{
    const struct sq_gate *g = sq_map_find(&w->q->gates_by_id, name);
    const struct sq_trigger *t = sq_map_find(&w->q->triggers_by_id, name);
    if (!g && !t)
        return false;
    bool early =
        (g && (w->stand < SQ_STAND_GATE ||
               (w->stand == SQ_STAND_GATE && g->index >= w->order))) ||
        (t && (w->stand < SQ_STAND_TRIGGER ||
               (w->stand == SQ_STAND_TRIGGER && t->index >= w->order)));
    if (early) {
        *out_why = SQ_LIT("it is settled later");
        return false;
    }
    out->type = SQ_T_NONE;
    out->gate = g != NULL;
    out->trigger = t != NULL;
    out->ref = g ? (const void *)g : (const void *)t;
    out->part = g ? SQ_PART_GATE : SQ_PART_TRIGGER;
    return true;
}

static void
nearest(struct sq_scope_at *w, sq_str name, sq_str *out_near)
{
    const struct sq_questionnaire *q = w->q;
    const struct sq_map *maps[] = {
        &q->names,        &q->groups_by_id, &q->dimensions_by_id,
        &q->values_by_id, &q->gates_by_id,  &q->triggers_by_id};
    size_t best = 3;
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++) {
        for (size_t j = 0; j < maps[i]->n; j++) {
            sq_str key = maps[i]->items[j].key;
            size_t far = sq_str_distance(name, key, best);
            if (far < best && far * 3 <= name.len + 2) {
                best = far;
                *out_near = key;
            }
        }
    }
}

static bool
find(void *ctx, sq_str name, struct sq_name *out, sq_str *out_near,
     sq_str *out_why)
{
    struct sq_scope_at *w = ctx;
    *out = (struct sq_name){0};
    if (sq_str_is(name, "answer") && w->question && w->question->type &&
        (w->stand == SQ_STAND_SCORE || w->stand == SQ_STAND_VALID)) {
        out->type = w->question->type->in_exprs;
        if (w->question->choices)
            out->domain = &w->question->choices->domain;
        out->ref = w->question;
        out->part = SQ_PART_ANSWER;
        out->question = w->stand == SQ_STAND_VALID; /* words(answer) */
        return true;
    }
    const struct sq_question *q = NULL;
    if (w->group && sq_str_find(name, '.', 0) == name.len) {
        sq_str column = sq_str_printf(w->arena, "%.*s.%.*s",
                                      SQ_FMT(w->group->id.text), SQ_FMT(name));
        q = sq_map_find(&w->q->names, column);
    }
    if (!q)
        q = sq_map_find(&w->q->names, name);
    if (q)
        return as_question(w, q, out, out_why);
    if (as_cell(w, name, out, out_why) || as_dimension(w, name, out, out_why) ||
        as_value(w, name, out, out_why) || as_gate(w, name, out, out_why))
        return true;
    const struct sq_group *g = sq_map_find(
        &w->q->groups_by_id, sq_str_sub(name, 0, sq_str_find(name, '.', 0)));
    if (g && g->n == 0) {
        out->lost = true; /* why it has no questions was told */
        return true;
    }
    if (sq_map_find(&w->q->groups_by_id, name))
        *out_why = SQ_LIT("it is a group; name one of its columns");
    else if (out_why->len == 0)
        nearest(w, name, out_near);
    return false;
}

/* An aggregate over one's own group, inside that group, would look forward. */
static const struct sq_expr *
looks_forward(const struct sq_expr *e, const struct sq_group *own, bool folded)
{
    if (e->op == SQ_OP_NAME)
        /* a bare id is this row's, even inside an aggregate */
        return folded && e->name.group == own &&
                       sq_str_find(e->text, '.', 0) < e->text.len
                   ? e
                   : NULL;
    bool fold = folded || (e->op == SQ_OP_CALL && e->fn <= SQ_FN_all);
    for (uint32_t i = 0; i < e->n; i++) {
        const struct sq_expr *bad = looks_forward(e->args[i], own, fold);
        if (bad)
            return bad;
    }
    return NULL;
}

static bool
asks_about_answers(const struct sq_expr *e)
{
    bool asks = e->op == SQ_OP_CALL &&
                (e->fn == SQ_FN_answered || e->fn == SQ_FN_asked ||
                 e->fn == SQ_FN_not_applicable);
    for (uint32_t i = 0; i < e->n && !asks; i++)
        asks = asks_about_answers(e->args[i]);
    return asks;
}

void
sq_formula_read(struct sq_scope_at *where, struct sq_formula *f,
                enum sq_type want, struct sq_diags *d)
{
    if (f->text.len == 0)
        return;
    bool repeats = where->group && where->group->repeat != SQ_ONCE;
    struct sq_scope scope = {
        .ctx = where,
        .find = find,
        .row_group = repeats ? where->group : NULL,
        .may_today = where->stand == SQ_STAND_CHECK,
        .has_hole = where->q->has_hole,
    };
    f->expr = sq_expr_read(where->arena, f->text, f->at, &scope, want, d);
    if (f->expr && where->stand == SQ_STAND_WHEN && asks_about_answers(f->expr))
        where->q->asks_about_answers = true;
    if (!f->expr || !repeats || where->stand != SQ_STAND_WHEN)
        return;
    const struct sq_expr *bad = looks_forward(f->expr, where->group, false);
    if (bad) {
        sq_diag_add(d, SQ_FOUND_forward_reference, f->at,
                    "`%.*s` over all rows would look at rows further down",
                    SQ_FMT(bad->text));
        f->expr = NULL;
    }
}
