/* SPDX-License-Identifier: MIT */
/* Arithmetic and functions. */
#include <math.h>

#include "base/arena.h"
#include "report/formula_own.h"

static struct sq_term
with_texts(struct sq_formula_walk *w, sq_str words, const struct sq_term *terms,
           size_t n, struct sq_term is)
{
    enum sq_cell_kind kind = sq_formula_kind_of(terms, n);
    is.low = sq_formula_guarded(w->s, terms, n, "\"none\"", "\"open\"", is.low);
    is.high =
        sq_formula_guarded(w->s, terms, n, "\"none\"", "\"open\"", is.high);
    if (kind == SQ_CELL_NONE)
        is.is_low = is.is_high = sq_term_none().is_low;
    if (kind == SQ_CELL_OPEN)
        is.is_low = is.is_high = sq_term_open().is_low;
    return sq_step_add(w->s, words, is);
}

struct sq_term
sq_formula_of_sum(struct sq_formula_walk *w, const struct sq_expr *e,
                  int32_t row)
{
    struct sq_term *terms = SQ_NEW_N(w->s->arena, e->n + 1, struct sq_term);
    struct sq_sbuf low = sq_formula_buffer(), high = sq_formula_buffer();
    double xl = 0, xh = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        terms[i] = sq_formula_any(w, e->args[i], row);
        bool minus = i && e->op == SQ_OP_SUB;
        sq_str a = sq_formula_end_of(&terms[i], minus);
        sq_str b = sq_formula_end_of(&terms[i], !minus);
        sq_putf(&low, "%s%.*s", i ? minus ? "-" : "+" : "", SQ_FMT(a));
        sq_putf(&high, "%s%.*s", i ? minus ? "-" : "+" : "", SQ_FMT(b));
        xl += minus ? -terms[i].is_high.x : terms[i].is_low.x;
        xh += minus ? -terms[i].is_low.x : terms[i].is_high.x;
    }
    struct sq_term is = {sq_formula_take(w->s, &low),
                         sq_formula_take(w->s, &high), sq_cell_number(xl),
                         sq_cell_number(xh)};
    return with_texts(w, sq_formula_words_of(w, e, row), terms, e->n, is);
}

static double
extreme4(const double p[4], bool high)
{
    double best = p[0];
    for (int i = 1; i < 4; i++)
        best = high ? fmax(best, p[i]) : fmin(best, p[i]);
    return best;
}

struct sq_term
sq_formula_of_product(struct sq_formula_walk *w, const struct sq_expr *e,
                      int32_t row)
{
    struct sq_term t[2] = {sq_formula_any(w, e->args[0], row),
                           sq_formula_any(w, e->args[1], row)};
    bool over = e->op == SQ_OP_DIV;
    const char *op = over ? "/" : "*";
    const struct sq_term *a = &t[0], *b = &t[1];
    double ends[4] = {a->is_low.x, a->is_low.x, a->is_high.x, a->is_high.x};
    double by[4] = {b->is_low.x, b->is_high.x, b->is_low.x, b->is_high.x};
    double p[4];
    bool zero = over && b->is_low.x <= 0 && b->is_high.x >= 0;
    for (int i = 0; i < 4; i++)
        p[i] = over ? zero ? 0 : ends[i] / by[i] : ends[i] * by[i];
    sq_str four = sq_str_printf(
        w->s->arena, "(%.*s%s%.*s,%.*s%s%.*s,%.*s%s%.*s,%.*s%s%.*s)",
        SQ_FMT(a->low), op, SQ_FMT(b->low), SQ_FMT(a->low), op, SQ_FMT(b->high),
        SQ_FMT(a->high), op, SQ_FMT(b->low), SQ_FMT(a->high), op,
        SQ_FMT(b->high));
    struct sq_term is = {sq_str_printf(w->s->arena, "MIN%.*s", SQ_FMT(four)),
                         sq_str_printf(w->s->arena, "MAX%.*s", SQ_FMT(four)),
                         sq_cell_number(extreme4(p, false)),
                         sq_cell_number(extreme4(p, true))};
    if (over) { /* by what can be nought there is no figure, or none yet */
        sq_str none = sq_str_printf(
            w->s->arena, "IF(%.*s*%.*s<=0,IF(%.*s=%.*s,\"none\",\"open\"),M",
            SQ_FMT(b->low), SQ_FMT(b->high), SQ_FMT(b->low), SQ_FMT(b->high));
        is.low = sq_str_printf(w->s->arena, "%.*sIN%.*s)", SQ_FMT(none),
                               SQ_FMT(four));
        is.high = sq_str_printf(w->s->arena, "%.*sAX%.*s)", SQ_FMT(none),
                                SQ_FMT(four));
    }
    bool point = b->is_low.x == b->is_high.x;
    if (zero)
        is.is_low = is.is_high =
            point ? sq_term_none().is_low : sq_term_open().is_low;
    return with_texts(w, sq_formula_words_of(w, e, row), t, 2, is);
}

/* ---- functions ---------------------------------------------------------- */

/* One end of a function that never falls, as a formula with `x` in it. */
static sq_str
rounded_text(struct sq_formula_walk *w, const struct sq_expr *e, sq_str x,
             double unit)
{
    struct sq_arena *a = w->s->arena;
    sq_str u = sq_formula_number(a, unit);
    sq_str y = sq_str_printf(a, "ROUND(%.*s*%.*s,9)", SQ_FMT(x), SQ_FMT(u));
    if (e->fn == SQ_FN_floor)
        return sq_str_printf(a, "INT(%.*s)", SQ_FMT(y));
    if (e->fn == SQ_FN_ceil)
        return sq_str_printf(a, "-INT(-%.*s)", SQ_FMT(y));
    if (e->fn == SQ_FN_round)
        return sq_str_printf(a, "INT(%.*s+0.5)/%.*s", SQ_FMT(y), SQ_FMT(u));
    return sq_str_printf(a, "(INT(%.*s+0.5)-IF(MOD(%.*s,2)=0.5,1,0))/%.*s",
                         SQ_FMT(y), SQ_FMT(y), SQ_FMT(u));
}

static double
rounded(const struct sq_expr *e, double x, double unit)
{
    double y = sq_cell_round(x * unit);
    if (e->fn == SQ_FN_floor)
        return floor(y);
    if (e->fn == SQ_FN_ceil)
        return ceil(y);
    double up = floor(y + 0.5);
    if (e->fn == SQ_FN_round_even && y - 2 * floor(y / 2) == 0.5)
        up -= 1;
    return up / unit;
}

struct sq_term
sq_formula_of_unary(struct sq_formula_walk *w, const struct sq_expr *e,
                    int32_t row)
{
    struct sq_term t = sq_formula_any(w, e->args[0], row);
    struct sq_arena *a = w->s->arena;
    struct sq_term is;
    if (e->op == SQ_OP_NEG) {
        is = (struct sq_term){sq_str_printf(a, "-%.*s", SQ_FMT(t.high)),
                              sq_str_printf(a, "-%.*s", SQ_FMT(t.low)),
                              sq_cell_number(-t.is_high.x),
                              sq_cell_number(-t.is_low.x)};
    } else if (e->fn == SQ_FN_abs) {
        bool across = t.is_low.x <= 0 && t.is_high.x >= 0;
        double l = fabs(t.is_low.x), h = fabs(t.is_high.x);
        is = (struct sq_term){
            sq_str_printf(a, "IF(%.*s*%.*s<=0,0,MIN(ABS(%.*s),ABS(%.*s)))",
                          SQ_FMT(t.low), SQ_FMT(t.high), SQ_FMT(t.low),
                          SQ_FMT(t.high)),
            sq_str_printf(a, "MAX(ABS(%.*s),ABS(%.*s))", SQ_FMT(t.low),
                          SQ_FMT(t.high)),
            sq_cell_number(across ? 0 : fmin(l, h)),
            sq_cell_number(fmax(l, h))};
    } else {
        double unit = e->n == 2 ? pow(10, (double)e->args[1]->num.num) : 1;
        is = (struct sq_term){rounded_text(w, e, t.low, unit),
                              rounded_text(w, e, t.high, unit),
                              sq_cell_number(rounded(e, t.is_low.x, unit)),
                              sq_cell_number(rounded(e, t.is_high.x, unit))};
    }
    return with_texts(w, sq_formula_words_of(w, e, row), &t, 1, is);
}

static struct sq_cell_value
chosen(const struct sq_term *c, const struct sq_term *a,
       const struct sq_term *b, bool high)
{
    struct sq_cell_value x = sq_formula_value_of(a, high),
                         y = sq_formula_value_of(b, high);
    if (c->is_low.x > 0)
        return x;
    if (c->is_high.x < 1)
        return y;
    if (x.kind != SQ_CELL_NUM || y.kind != SQ_CELL_NUM)
        return sq_term_open().is_low;
    return sq_cell_number(high ? fmax(x.x, y.x) : fmin(x.x, y.x));
}

struct sq_term
sq_formula_choose(struct sq_steps *s, sq_str words, const struct sq_term *c,
                  const struct sq_term *a, const struct sq_term *b)
{
    sq_str made[2];
    for (int high = 0; high < 2; high++) {
        sq_str x = sq_formula_end_of(a, high), y = sq_formula_end_of(b, high);
        made[high] = sq_str_printf(
            s->arena,
            "IF(%.*s>0,%.*s,IF(%.*s<1,%.*s,IF(OR(ISTEXT(%.*s),ISTEXT(%.*s)),"
            "\"open\",%s(%.*s,%.*s))))",
            SQ_FMT(c->low), SQ_FMT(x), SQ_FMT(c->high), SQ_FMT(y), SQ_FMT(x),
            SQ_FMT(y), high ? "MAX" : "MIN", SQ_FMT(x), SQ_FMT(y));
    }
    struct sq_term is = {made[0], made[1], chosen(c, a, b, false),
                         chosen(c, a, b, true)};
    return sq_step_add(s, words, is);
}

/* The terms of an aggregate: one an argument, or one a row of it. */
static struct sq_term *
fold_terms(struct sq_formula_walk *w, const struct sq_expr *e, int32_t row,
           size_t *out_n)
{
    struct sq_term *terms = NULL;
    *out_n = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        const struct sq_expr *arg = e->args[i];
        uint32_t rows = arg->group ? w->m->rows(w->m->ctx, arg->group) : 1;
        for (uint32_t k = 0; k < rows && !w->s->failed; k++) {
            int32_t at = arg->group ? (int32_t)k : row;
            struct sq_term t;
            if (arg->type == SQ_T_SET) {
                if (arg->op != SQ_OP_NAME ||
                    !w->m->chosen(w->m->ctx, &arg->name,
                                  sq_formula_row_of(w, arg, at), &t))
                    t = sq_formula_fail(w);
            } else if (arg->type == SQ_T_BOOL && e->fn != SQ_FN_all) {
                t = sq_formula_truth_of(w, arg, at);
            } else {
                t = sq_formula_any(w, arg, at);
            }
            terms = sq_arena_push(w->s->arena, terms, out_n, sizeof *terms);
            terms[*out_n - 1] = t;
        }
    }
    return terms;
}

struct sq_term
sq_formula_of_fold(struct sq_formula_walk *w, const struct sq_expr *e,
                   int32_t row)
{
    for (size_t i = 0; i < w->n_memo; i++) {
        if (w->memo[i] == e)
            return w->memo_is[i];
    }
    size_t n;
    struct sq_term *terms = fold_terms(w, e, row, &n);
    sq_str words = sq_formula_words_of(w, e, -1);
    struct sq_term t;
    if (e->fn == SQ_FN_any || e->fn == SQ_FN_count)
        t = n ? sq_formula_join_truths(
                    w->s, e->fn == SQ_FN_any ? SQ_FN_max : SQ_FN_sum, words,
                    terms, n)
              : sq_term_number(w->s, 0, 0);
    else
        t = sq_term_fold(w->s, e->fn == SQ_FN_all ? SQ_FN_min : e->fn, words,
                         terms, n);
    if (w->n_memo < SQ_MEMO_MAX) {
        w->memo[w->n_memo] = e;
        w->memo_is[w->n_memo++] = t;
    }
    return t;
}

struct sq_term
sq_formula_of_days(struct sq_formula_walk *w, const struct sq_expr *e,
                   int32_t row)
{
    struct sq_term t[2] = {sq_formula_any(w, e->args[1], row),
                           sq_formula_any(w, e->args[0], row)};
    struct sq_term is = {sq_str_printf(w->s->arena, "%.*s-%.*s",
                                       SQ_FMT(t[0].low), SQ_FMT(t[1].high)),
                         sq_str_printf(w->s->arena, "%.*s-%.*s",
                                       SQ_FMT(t[0].high), SQ_FMT(t[1].low)),
                         sq_cell_number(t[0].is_low.x - t[1].is_high.x),
                         sq_cell_number(t[0].is_high.x - t[1].is_low.x)};
    return with_texts(w, sq_formula_words_of(w, e, row), t, 2, is);
}
