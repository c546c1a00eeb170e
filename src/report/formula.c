/* SPDX-License-Identifier: MIT */
/* Figures and steps, the text of formulas, and folds over many. */
#include <assert.h>
#include <math.h>

#include "base/arena.h"
#include "report/formula_own.h"

/* ---- values ------------------------------------------------------------- */

struct sq_cell_value
sq_cell_number(double x)
{
    return (struct sq_cell_value){SQ_CELL_NUM, x};
}

struct sq_cell_value
sq_formula_truth(bool yes)
{
    return sq_cell_number(yes ? 1 : 0);
}

double
sq_cell_round(double x)
{
    double scaled = round(fabs(x) * 1e9) / 1e9;
    return x < 0 ? -scaled : scaled;
}

sq_str
sq_formula_number(struct sq_arena *a, double x)
{
    if (x == 0 || x == 1) /* most are truths */
        return x == 0 ? SQ_LIT("0") : SQ_LIT("1");
    return sq_str_printf(a, "%.15g", x);
}

struct sq_term
sq_term_number(struct sq_steps *s, double low, double high)
{
    return (struct sq_term){sq_formula_number(s->arena, low),
                            sq_formula_number(s->arena, high),
                            sq_cell_number(low), sq_cell_number(high)};
}

struct sq_term
sq_term_none(void)
{
    struct sq_cell_value none = {SQ_CELL_NONE, 0};
    return (struct sq_term){SQ_LIT("\"none\""), SQ_LIT("\"none\""), none, none};
}

struct sq_term
sq_term_open(void)
{
    struct sq_cell_value open = {SQ_CELL_OPEN, 0};
    return (struct sq_term){SQ_LIT("\"open\""), SQ_LIT("\"open\""), open, open};
}

/* ---- steps -------------------------------------------------------------- */

/* What a cell is worth, as a formula that never changes. */
static sq_str
constant(struct sq_steps *s, struct sq_cell_value v)
{
    return v.kind == SQ_CELL_NUM    ? sq_formula_number(s->arena, v.x)
           : v.kind == SQ_CELL_NONE ? sq_term_none().low
                                    : sq_term_open().low;
}

struct sq_term
sq_step_add(struct sq_steps *s, sq_str words, struct sq_term is)
{
    /* a formula beyond the limit makes a file that Excel calls damaged */
    if (is.low.len > SQ_FORMULA_MAX || is.high.len > SQ_FORMULA_MAX) {
        s->failed = true;
        is.low = constant(s, is.is_low);
        is.high = constant(s, is.is_high);
    }
    if (s->n == SQ_STEPS_MAX) { /* a sheet has an end */
        s->failed = s->full = true;
        return (struct sq_term){constant(s, is.is_low), constant(s, is.is_high),
                                is.is_low, is.is_high};
    }
    s->items = sq_arena_push(s->arena, s->items, &s->n, sizeof *s->items);
    s->items[s->n - 1] =
        (struct sq_formula_step){words, is.low, is.high, is.is_low, is.is_high};
    unsigned row = s->first + (unsigned)s->n - 1;
    return (struct sq_term){sq_str_printf(s->arena, "C%u", row),
                            sq_str_printf(s->arena, "D%u", row), is.is_low,
                            is.is_high};
}

struct sq_term
sq_step_one(struct sq_steps *s, sq_str words, sq_str formula,
            struct sq_cell_value is)
{
    struct sq_term t =
        sq_step_add(s, words, (struct sq_term){formula, formula, is, is});
    t.high = t.low;
    return t;
}

/* ---- text of formulas --------------------------------------------------- */

/* A term is a number, words in quotes, or a cell: only that has a letter. */
bool
sq_formula_is_cell(sq_str t)
{
    assert(t.len > 0);
    return t.ptr[0] >= 'A';
}

sq_str
sq_formula_end_of(const struct sq_term *t, bool high)
{
    return high ? t->high : t->low;
}

struct sq_cell_value
sq_formula_value_of(const struct sq_term *t, bool high)
{
    return high ? t->is_high : t->is_low;
}

/* What a figure is not, in words: no cell that may come to be a number. */
static bool
is_words(sq_str t)
{
    return t.ptr[0] == '"';
}

/* A list of every term between `before` and `after`.  A function of numbers is
 * given no words: it would take those in a cell for nothing, but not these. */
static void
put_terms(struct sq_sbuf *b, const struct sq_term *terms, size_t n, bool high,
          const char *before, const char *after)
{
    for (size_t i = 0, done = 0; i < n; i++) {
        sq_str t = sq_formula_end_of(&terms[i], high);
        if (*after ? !sq_formula_is_cell(t) && !is_words(t) : is_words(t))
            continue;
        sq_putz(b, done++ ? "," : "");
        sq_putz(b, before);
        sq_put(b, t);
        sq_putz(b, after);
    }
}

static bool
any_cell(const struct sq_term *terms, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (sq_formula_is_cell(terms[i].low) || is_words(terms[i].low))
            return true;
    }
    return false;
}

sq_str
sq_formula_take(struct sq_steps *s, struct sq_sbuf *b)
{
    sq_str text = sq_str_copy(s->arena, sq_sbuf_str(b));
    sq_sbuf_done(b);
    return text;
}

struct sq_sbuf
sq_formula_buffer(void)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 64u * 1024);
    return b;
}

sq_str
sq_formula_guarded(struct sq_steps *s, const struct sq_term *terms, size_t n,
                   const char *none, const char *open, sq_str formula)
{
    if (!any_cell(terms, n))
        return formula;
    struct sq_sbuf b = sq_formula_buffer();
    sq_putz(&b, "IF(OR(");
    put_terms(&b, terms, n, false, "ISTEXT(", ")");
    sq_putz(&b, "),IF(OR(");
    put_terms(&b, terms, n, false, "", "=\"none\"");
    sq_putf(&b, "),%s,%s),%.*s)", none, open, SQ_FMT(formula));
    return sq_formula_take(s, &b);
}

enum sq_cell_kind
sq_formula_kind_of(const struct sq_term *terms, size_t n)
{
    enum sq_cell_kind kind = SQ_CELL_NUM;
    for (size_t i = 0; i < n; i++) {
        if (terms[i].is_low.kind == SQ_CELL_NONE)
            return SQ_CELL_NONE;
        if (terms[i].is_low.kind == SQ_CELL_OPEN)
            kind = SQ_CELL_OPEN;
    }
    return kind;
}

/* ---- folds -------------------------------------------------------------- */

static double
folded(enum sq_fn fn, const struct sq_term *terms, size_t n, bool high)
{
    double sum = 0, best = 0;
    size_t seen = 0;
    for (size_t i = 0; i < n; i++) {
        struct sq_cell_value v = sq_formula_value_of(&terms[i], high);
        if (v.kind != SQ_CELL_NUM)
            continue;
        bool better = fn == SQ_FN_max ? v.x > best : v.x < best;
        best = !seen || better ? v.x : best;
        sum += v.x;
        seen++;
    }
    if (fn == SQ_FN_mean)
        return sum / (double)seen;
    return fn == SQ_FN_sum ? sum : best;
}

static sq_str
fold_text(struct sq_steps *s, enum sq_fn fn, const struct sq_term *terms,
          size_t n, bool high)
{
    static const char *const words[SQ_FN_COUNT] = {[SQ_FN_min] = "MIN(",
                                                   [SQ_FN_max] = "MAX(",
                                                   [SQ_FN_sum] = "SUM(",
                                                   [SQ_FN_mean] = "AVERAGE("};
    struct sq_sbuf b = sq_formula_buffer();
    bool cells = any_cell(terms, n);
    if (cells) {
        sq_putz(&b, "IF(OR(");
        put_terms(&b, terms, n, false, "", "=\"open\"");
        sq_putz(&b, "),\"open\",");
    }
    if (cells && fn != SQ_FN_sum) {
        sq_putz(&b, "IF(COUNT(");
        put_terms(&b, terms, n, high, "", "");
        sq_putz(&b, ")=0,\"none\",");
    }
    sq_putz(&b, words[fn]);
    put_terms(&b, terms, n, high, "", "");
    sq_putz(&b, cells && fn != SQ_FN_sum ? ")))" : cells ? "))" : ")");
    return sq_formula_take(s, &b);
}

struct sq_term
sq_term_fold(struct sq_steps *s, enum sq_fn fn, sq_str words,
             const struct sq_term *terms, size_t n)
{
    size_t there = 0, words_only = 0;
    for (size_t i = 0; i < n; i++) {
        if (terms[i].is_low.kind == SQ_CELL_OPEN)
            there = n + 1;
        there += terms[i].is_low.kind == SQ_CELL_NUM;
        words_only += is_words(terms[i].low);
    }
    if (n > SQ_TERMS_MAX) {
        s->failed = true;
        return sq_term_number(s, 0, 0);
    }
    if (words_only == n)
        return there > n         ? sq_term_open()
               : fn == SQ_FN_sum ? sq_term_number(s, 0, 0)
                                 : sq_term_none();
    struct sq_term t = {fold_text(s, fn, terms, n, false),
                        fold_text(s, fn, terms, n, true),
                        {SQ_CELL_NUM, folded(fn, terms, n, false)},
                        {SQ_CELL_NUM, folded(fn, terms, n, true)}};
    if (there > n)
        t.is_low = t.is_high = sq_term_open().is_low;
    else if (there == 0 && fn != SQ_FN_sum)
        t.is_low = t.is_high = sq_term_none().is_low;
    return sq_step_add(s, words, t);
}

struct sq_term
sq_formula_join_truths(struct sq_steps *s, enum sq_fn fn, sq_str words,
                       const struct sq_term *terms, size_t n)
{
    const char *name = fn == SQ_FN_min   ? "MIN("
                       : fn == SQ_FN_max ? "MAX("
                                         : "SUM(";
    if (n > SQ_TERMS_MAX) {
        s->failed = true;
        return sq_term_number(s, 0, 0);
    }
    struct sq_sbuf low = sq_formula_buffer(), high = sq_formula_buffer();
    sq_putz(&low, name);
    sq_putz(&high, name);
    put_terms(&low, terms, n, false, "", "");
    put_terms(&high, terms, n, true, "", "");
    sq_putc(&low, ')');
    sq_putc(&high, ')');
    struct sq_term t = {sq_formula_take(s, &low), sq_formula_take(s, &high),
                        sq_cell_number(folded(fn, terms, n, false)),
                        sq_cell_number(folded(fn, terms, n, true))};
    return sq_step_add(s, words, t);
}

struct sq_term
sq_term_and(struct sq_steps *s, sq_str words, const struct sq_term *terms,
            size_t n)
{
    if (n == 0)
        return sq_term_number(s, 1, 1);
    return n == 1 ? terms[0]
                  : sq_formula_join_truths(s, SQ_FN_min, words, terms, n);
}
