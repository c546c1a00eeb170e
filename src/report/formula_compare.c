/* SPDX-License-Identifier: MIT */
/* What is equal, more or less, or one of several. */
#include <assert.h>

#include "base/arena.h"
#include "report/formula_own.h"

/* A number, a date, or the points that order options. */
static struct sq_term
operand(struct sq_formula_walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term t;
    if (e->type != SQ_T_OPTION)
        return sq_formula_any(w, e, row);
    if (e->op == SQ_OP_OPTION && e->domain) {
        double score = sq_num_double(e->domain->items[e->option].score);
        return sq_term_number(w->s, score, score);
    }
    if (e->op == SQ_OP_NAME &&
        w->m->points(w->m->ctx, &e->name, sq_formula_row_of(w, e, row), &t))
        return t;
    return sq_formula_fail(w);
}

static sq_str
compared(struct sq_formula_walk *w, sq_str a, const char *op, sq_str b)
{
    return sq_str_printf(w->s->arena, "IF(ROUND(%.*s,9)%sROUND(%.*s,9),1,0)",
                         SQ_FMT(a), op, SQ_FMT(b));
}

static struct sq_term
numbers(struct sq_formula_walk *w, sq_str words, const struct sq_term two[2],
        struct sq_term is)
{
    enum sq_cell_kind kind = sq_formula_kind_of(two, 2);
    is.low = sq_formula_guarded(w->s, two, 2, "0", "0", is.low);
    is.high = sq_formula_guarded(w->s, two, 2, "0", "1", is.high);
    if (kind != SQ_CELL_NUM) {
        is.is_low = sq_formula_truth(false);
        is.is_high = sq_formula_truth(kind == SQ_CELL_OPEN);
    }
    return sq_step_add(w->s, words, is);
}

struct sq_term
sq_formula_of_order(struct sq_formula_walk *w, const struct sq_expr *e,
                    int32_t row)
{
    bool turned = e->op == SQ_OP_GT || e->op == SQ_OP_GE;
    bool equal = e->op == SQ_OP_LE || e->op == SQ_OP_GE;
    struct sq_term two[2] = {operand(w, e->args[turned], row),
                             operand(w, e->args[!turned], row)};
    const struct sq_term *a = &two[0], *b = &two[1];
    double al = sq_cell_round(a->is_low.x), ah = sq_cell_round(a->is_high.x);
    double bl = sq_cell_round(b->is_low.x), bh = sq_cell_round(b->is_high.x);
    const char *op = equal ? "<=" : "<";
    struct sq_term is = {compared(w, a->high, op, b->low),
                         compared(w, a->low, op, b->high),
                         sq_formula_truth(equal ? ah <= bl : ah < bl),
                         sq_formula_truth(equal ? al <= bh : al < bh)};
    return numbers(w, sq_formula_words_of(w, e, row), two, is);
}

static struct sq_term
equal_numbers(struct sq_formula_walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term two[2] = {operand(w, e->args[0], row),
                             operand(w, e->args[1], row)};
    const struct sq_term *a = &two[0], *b = &two[1];
    double al = sq_cell_round(a->is_low.x), ah = sq_cell_round(a->is_high.x);
    double bl = sq_cell_round(b->is_low.x), bh = sq_cell_round(b->is_high.x);
    sq_str one = compared(w, a->high, "<=", b->low);
    sq_str two_ = compared(w, b->high, "<=", a->low);
    sq_str three = compared(w, a->low, "<=", b->high);
    sq_str four = compared(w, b->low, "<=", a->high);
    struct sq_term is = {
        sq_str_printf(w->s->arena, "%.*s*%.*s", SQ_FMT(one), SQ_FMT(two_)),
        sq_str_printf(w->s->arena, "%.*s*%.*s", SQ_FMT(three), SQ_FMT(four)),
        sq_formula_truth(ah <= bl && bh <= al),
        sq_formula_truth(al <= bh && bl <= ah)};
    return numbers(w, sq_formula_words_of(w, e, row), two, is);
}

static struct sq_term
equal_truths(struct sq_formula_walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term a = sq_formula_truth_of(w, e->args[0], row);
    struct sq_term b = sq_formula_truth_of(w, e->args[1], row);
    bool surely = (a.is_low.x > 0 && b.is_low.x > 0) ||
                  (a.is_high.x < 1 && b.is_high.x < 1);
    bool maybe = (a.is_high.x > 0 && b.is_high.x > 0) ||
                 (a.is_low.x < 1 && b.is_low.x < 1);
    static const char form[] = "MAX(MIN(%.*s,%.*s),MIN(1-%.*s,1-%.*s))";
    struct sq_arena *arena = w->s->arena;
    struct sq_term is = {
        sq_str_printf(arena, form, SQ_FMT(a.low), SQ_FMT(b.low), SQ_FMT(a.high),
                      SQ_FMT(b.high)),
        sq_str_printf(arena, form, SQ_FMT(a.high), SQ_FMT(b.high),
                      SQ_FMT(a.low), SQ_FMT(b.low)),
        sq_formula_truth(surely), sq_formula_truth(maybe)};
    return sq_step_add(w->s, sq_formula_words_of(w, e, row), is);
}

static struct sq_term
is_item(struct sq_formula_walk *w, const struct sq_expr *name,
        const struct sq_expr *item, int32_t row)
{
    struct sq_term t;
    if (name->op == SQ_OP_NAME && item->op != SQ_OP_NAME &&
        w->m->is(w->m->ctx, &name->name, sq_formula_row_of(w, name, row), item,
                 &t))
        return t;
    return sq_formula_fail(w);
}

struct sq_term
sq_formula_of_equal(struct sq_formula_walk *w, const struct sq_expr *e,
                    int32_t row)
{
    const struct sq_expr *left = e->args[0], *right = e->args[1];
    struct sq_term t;
    if (left->op == SQ_OP_RESERVED || left->op == SQ_OP_OPTION ||
        left->op == SQ_OP_TEXT) {
        left = e->args[1];
        right = e->args[0];
    }
    bool number = left->type == SQ_T_NUM || left->type == SQ_T_DATE;
    if (right->op == SQ_OP_RESERVED || right->op == SQ_OP_OPTION ||
        right->op == SQ_OP_TEXT)
        t = is_item(w, left, right, row);
    else if (number)
        t = equal_numbers(w, e, row);
    else if (left->type == SQ_T_BOOL)
        t = equal_truths(w, e, row);
    else
        t = sq_formula_fail(w);
    return e->op == SQ_OP_NE
               ? sq_formula_negate(w, sq_formula_words_of(w, e, row), t)
               : t;
}

struct sq_term
sq_formula_of_items(struct sq_formula_walk *w, const struct sq_expr *e,
                    int32_t row)
{
    const struct sq_expr *right = e->args[1];
    if (e->op == SQ_OP_HAS)
        return is_item(w, e->args[0], right, row);
    struct sq_term *terms = SQ_NEW_N(w->s->arena, right->n + 1, struct sq_term);
    for (uint32_t i = 0; i < right->n; i++) {
        const struct sq_expr *item = right->args[i];
        bool number = item->type == SQ_T_NUM || item->type == SQ_T_DATE;
        terms[i] = number ? sq_formula_fail(w)
                          : is_item(w, e->args[0], right->args[i], row);
    }
    bool all = e->op == SQ_OP_HAS_ALL;
    assert(right->n > 0);
    return sq_formula_join_truths(w->s, all ? SQ_FN_min : SQ_FN_max,
                                  sq_formula_words_of(w, e, row), terms,
                                  right->n);
}
