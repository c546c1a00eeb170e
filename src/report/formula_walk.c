/* SPDX-License-Identifier: MIT */
/* Expressions, from the top down. */
#include <assert.h>

#include "base/arena.h"
#include "report/formula_own.h"

struct sq_term
sq_formula_fail(struct sq_formula_walk *w)
{
    w->s->failed = true;
    return sq_term_number(w->s, 0, 0);
}

sq_str
sq_formula_words_of(const struct sq_formula_walk *w, const struct sq_expr *e,
                    int32_t row)
{
    sq_str words = sq_str_sub(w->text, e->from, e->to);
    if (!e->group || row < 0)
        return words;
    return sq_str_printf(w->s->arena, "%.*s (row %d)", SQ_FMT(words), row + 1);
}

int32_t
sq_formula_row_of(const struct sq_formula_walk *w, const struct sq_expr *name,
                  int32_t row)
{
    if (name->group)
        return row;
    return name->name.group ? w->own : -1;
}

/* A truth that is absent reads as false. */
static struct sq_term
as_truth(struct sq_formula_walk *w, sq_str words, struct sq_term t)
{
    if (t.is_low.kind == SQ_CELL_NUM && !sq_formula_is_cell(t.low))
        return t;
    struct sq_term out = {
        sq_str_printf(w->s->arena, "IF(ISTEXT(%.*s),0,%.*s)", SQ_FMT(t.low),
                      SQ_FMT(t.low)),
        sq_str_printf(w->s->arena,
                      "IF(ISTEXT(%.*s),IF(%.*s=\"none\",0,1),%.*s)",
                      SQ_FMT(t.high), SQ_FMT(t.high), SQ_FMT(t.high)),
        t.is_low, t.is_high};
    if (t.is_low.kind != SQ_CELL_NUM) {
        out.is_low = sq_formula_truth(false);
        out.is_high = sq_formula_truth(t.is_high.kind == SQ_CELL_OPEN);
    }
    return sq_step_add(w->s, words, out);
}

struct sq_term
sq_formula_truth_of(struct sq_formula_walk *w, const struct sq_expr *e,
                    int32_t row)
{
    struct sq_term t = sq_formula_any(w, e, row);
    bool may_be_text = e->op == SQ_OP_NAME ||
                       (e->op == SQ_OP_CALL && e->fn == SQ_FN_all) ||
                       (e->op == SQ_OP_CALL && e->fn == SQ_FN_if);
    return may_be_text ? as_truth(w, sq_formula_words_of(w, e, row), t) : t;
}

struct sq_term
sq_formula_negate(struct sq_formula_walk *w, sq_str words, struct sq_term t)
{
    struct sq_term out = {sq_str_printf(w->s->arena, "1-%.*s", SQ_FMT(t.high)),
                          sq_str_printf(w->s->arena, "1-%.*s", SQ_FMT(t.low)),
                          sq_cell_number(1 - t.is_high.x),
                          sq_cell_number(1 - t.is_low.x)};
    return sq_step_add(w->s, words, out);
}

static struct sq_term
of_logic(struct sq_formula_walk *w, const struct sq_expr *e, int32_t row)
{
    sq_str words = sq_formula_words_of(w, e, row);
    if (e->op == SQ_OP_NOT)
        return sq_formula_negate(w, words,
                                 sq_formula_truth_of(w, e->args[0], row));
    struct sq_term *terms = SQ_NEW_N(w->s->arena, e->n + 1, struct sq_term);
    for (uint32_t i = 0; i < e->n; i++)
        terms[i] = sq_formula_truth_of(w, e->args[i], row);
    return sq_formula_join_truths(
        w->s, e->op == SQ_OP_AND ? SQ_FN_min : SQ_FN_max, words, terms, e->n);
}

static struct sq_term
of_call(struct sq_formula_walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term t;
    switch (e->fn) {
    case SQ_FN_min:
    case SQ_FN_max:
    case SQ_FN_sum:
    case SQ_FN_mean:
    case SQ_FN_count:
    case SQ_FN_any:
    case SQ_FN_all:
        return sq_formula_of_fold(w, e, row);
    case SQ_FN_round:
    case SQ_FN_round_even:
    case SQ_FN_floor:
    case SQ_FN_ceil:
    case SQ_FN_abs:
        return sq_formula_of_unary(w, e, row);
    case SQ_FN_days:
        return sq_formula_of_days(w, e, row);
    case SQ_FN_if: {
        struct sq_term c = sq_formula_truth_of(w, e->args[0], row);
        struct sq_term a = sq_formula_any(w, e->args[1], row);
        struct sq_term b = sq_formula_any(w, e->args[2], row);
        return sq_formula_choose(w->s, sq_formula_words_of(w, e, row), &c, &a,
                                 &b);
    }
    case SQ_FN_answered:
    case SQ_FN_asked:
    case SQ_FN_not_applicable:
    case SQ_FN_score:
    case SQ_FN_words:
    case SQ_FN_gate:
    case SQ_FN_trigger:
        if (w->m->about(w->m->ctx, e->fn, &e->args[0]->name,
                        sq_formula_row_of(w, e->args[0], row), &t))
            return t;
        break;
    case SQ_FN_COUNT:
        break;
    }
    return sq_formula_fail(w);
}

struct sq_term
sq_formula_any(struct sq_formula_walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term t;
    if (w->s->failed)
        return sq_term_number(w->s, 0, 0);
    switch (e->op) {
    case SQ_OP_NUM:
        return sq_term_number(w->s, sq_num_double(e->num),
                              sq_num_double(e->num));
    case SQ_OP_BOOL:
        return sq_term_number(w->s, e->truth, e->truth);
    case SQ_OP_DATE:
        assert(e->date != SQ_NO_DATE); /* today: in checks and review only */
        return sq_term_number(w->s, e->date, e->date);
    case SQ_OP_NAME:
        if (e->type != SQ_T_OPTION && e->type != SQ_T_SET &&
            e->type != SQ_T_TEXT &&
            w->m->figure(w->m->ctx, &e->name, sq_formula_row_of(w, e, row), &t))
            return t;
        return sq_formula_fail(w);
    case SQ_OP_OR:
    case SQ_OP_AND:
    case SQ_OP_NOT:
        return of_logic(w, e, row);
    case SQ_OP_EQ:
    case SQ_OP_NE:
        return sq_formula_of_equal(w, e, row);
    case SQ_OP_LT:
    case SQ_OP_LE:
    case SQ_OP_GT:
    case SQ_OP_GE:
        return sq_formula_of_order(w, e, row);
    case SQ_OP_IN:
    case SQ_OP_HAS:
    case SQ_OP_HAS_ANY:
    case SQ_OP_HAS_ALL:
        return sq_formula_of_items(w, e, row);
    case SQ_OP_ADD:
    case SQ_OP_SUB:
        return sq_formula_of_sum(w, e, row);
    case SQ_OP_MUL:
    case SQ_OP_DIV:
        return sq_formula_of_product(w, e, row);
    case SQ_OP_NEG:
        return sq_formula_of_unary(w, e, row);
    case SQ_OP_CALL:
        return of_call(w, e, row);
    case SQ_OP_TEXT:
    case SQ_OP_OPTION:
    case SQ_OP_RESERVED:
    case SQ_OP_LIST:
        break; /* read by the operators around them */
    }
    return sq_formula_fail(w);
}

bool
sq_formula_of(struct sq_steps *s, const struct sq_formula_model *m,
              const struct sq_expr *e, sq_str text, int32_t row,
              struct sq_term *out)
{
    struct sq_formula_walk w = {.s = s, .m = m, .text = text, .own = row};
    s->failed = false;
    *out = sq_formula_any(&w, e, -1);
    bool good = !s->failed;
    s->failed = false;
    return good;
}
