/* SPDX-License-Identifier: MIT */
#include "report/formula.h"

#include <math.h>

#include "base/arena.h"
#include "base/sbuf.h"

enum {
    TERMS_MAX = 250, /* of one function: Excel's limit is 255 */
    MEMO_MAX = 32,
};

/* ---- values ------------------------------------------------------------- */

struct sq_cell_value
sq_cell_number(double x)
{
    return (struct sq_cell_value){SQ_CELL_NUM, x};
}

static struct sq_cell_value
truth(bool yes)
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

struct sq_term
sq_step_add(struct sq_steps *s, sq_str words, struct sq_term is)
{
    if (is.low.len > SQ_FORMULA_MAX || is.high.len > SQ_FORMULA_MAX)
        s->failed = true;
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

static bool
is_cell(sq_str t)
{
    return t.len && (t.ptr[0] == '\'' || t.ptr[0] == '$' ||
                     (t.ptr[0] >= 'A' && t.ptr[0] <= 'Z'));
}

static sq_str
end_of(const struct sq_term *t, bool high)
{
    return high ? t->high : t->low;
}

static struct sq_cell_value
value_of(const struct sq_term *t, bool high)
{
    return high ? t->is_high : t->is_low;
}

/* A list of what `each`, with one %.*s in it, makes of every term. */
static void
put_terms(struct sq_sbuf *b, const struct sq_term *terms, size_t n, bool high,
          const char *before, const char *after)
{
    for (size_t i = 0, done = 0; i < n; i++) {
        sq_str t = end_of(&terms[i], high);
        if (*after && !is_cell(t) && t.ptr[0] != '"')
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
        if (is_cell(terms[i].low) || terms[i].low.ptr[0] == '"')
            return true;
    }
    return false;
}

static sq_str
take(struct sq_steps *s, struct sq_sbuf *b)
{
    sq_str text = sq_str_copy(s->arena, sq_sbuf_str(b));
    sq_sbuf_done(b);
    return text;
}

static struct sq_sbuf
buffer(void)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 64u * 1024);
    return b;
}

/* The formula, but other words where an operand is no number. */
static sq_str
guarded(struct sq_steps *s, const struct sq_term *terms, size_t n,
        const char *none, const char *open, sq_str formula)
{
    if (!any_cell(terms, n))
        return formula;
    struct sq_sbuf b = buffer();
    sq_putz(&b, "IF(OR(");
    put_terms(&b, terms, n, false, "ISTEXT(", ")");
    sq_putz(&b, "),IF(OR(");
    put_terms(&b, terms, n, false, "", "=\"none\"");
    sq_putf(&b, "),%s,%s),%.*s)", none, open, SQ_FMT(formula));
    return take(s, &b);
}

static enum sq_cell_kind
kind_of(const struct sq_term *terms, size_t n)
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
        struct sq_cell_value v = value_of(&terms[i], high);
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
    struct sq_sbuf b = buffer();
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
    return take(s, &b);
}

struct sq_term
sq_term_fold(struct sq_steps *s, enum sq_fn fn, sq_str words,
             const struct sq_term *terms, size_t n)
{
    size_t there = 0;
    for (size_t i = 0; i < n; i++) {
        if (terms[i].is_low.kind == SQ_CELL_OPEN)
            there = n + 1;
        there += terms[i].is_low.kind == SQ_CELL_NUM;
    }
    if (n > TERMS_MAX)
        s->failed = true;
    if (n == 0)
        return fn == SQ_FN_sum ? sq_term_number(s, 0, 0) : sq_term_none();
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

/* Truths, which are always numbers. */
static struct sq_term
join_truths(struct sq_steps *s, enum sq_fn fn, sq_str words,
            const struct sq_term *terms, size_t n)
{
    const char *name = fn == SQ_FN_min   ? "MIN("
                       : fn == SQ_FN_max ? "MAX("
                                         : "SUM(";
    struct sq_sbuf low = buffer(), high = buffer();
    if (n > TERMS_MAX)
        s->failed = true;
    sq_putz(&low, name);
    sq_putz(&high, name);
    put_terms(&low, terms, n, false, "", "");
    put_terms(&high, terms, n, true, "", "");
    sq_putc(&low, ')');
    sq_putc(&high, ')');
    struct sq_term t = {take(s, &low), take(s, &high),
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
    return n == 1 ? terms[0] : join_truths(s, SQ_FN_min, words, terms, n);
}

/* ---- the walk ----------------------------------------------------------- */

struct walk {
    struct sq_steps *s;
    const struct sq_formula_model *m;
    sq_str text;
    int32_t own; /* the row in which the expression stands */
    const struct sq_expr *memo[MEMO_MAX];
    struct sq_term memo_is[MEMO_MAX];
    size_t n_memo;
};

static struct sq_term of(struct walk *w, const struct sq_expr *e, int32_t row);

static struct sq_term
fail(struct walk *w)
{
    w->s->failed = true;
    return sq_term_number(w->s, 0, 0);
}

static sq_str
words_of(const struct walk *w, const struct sq_expr *e, int32_t row)
{
    sq_str words = sq_str_sub(w->text, e->from, e->to);
    if (!e->group || row < 0)
        return words;
    return sq_str_printf(w->s->arena, "%.*s (row %d)", SQ_FMT(words), row + 1);
}

static int32_t
row_of(const struct walk *w, const struct sq_expr *name, int32_t row)
{
    if (name->group)
        return row;
    return name->name.group ? w->own : -1;
}

/* A truth that is absent reads as false. */
static struct sq_term
as_truth(struct walk *w, sq_str words, struct sq_term t)
{
    if (t.is_low.kind == SQ_CELL_NUM && !is_cell(t.low))
        return t;
    struct sq_term out = {
        sq_str_printf(w->s->arena, "IF(ISTEXT(%.*s),0,%.*s)", SQ_FMT(t.low),
                      SQ_FMT(t.low)),
        sq_str_printf(w->s->arena,
                      "IF(ISTEXT(%.*s),IF(%.*s=\"none\",0,1),%.*s)",
                      SQ_FMT(t.high), SQ_FMT(t.high), SQ_FMT(t.high)),
        t.is_low, t.is_high};
    if (t.is_low.kind != SQ_CELL_NUM) {
        out.is_low = truth(false);
        out.is_high = truth(t.is_high.kind == SQ_CELL_OPEN);
    }
    return sq_step_add(w->s, words, out);
}

static struct sq_term
truth_of(struct walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term t = of(w, e, row);
    bool may_be_text = e->op == SQ_OP_NAME ||
                       (e->op == SQ_OP_CALL && e->fn == SQ_FN_all) ||
                       (e->op == SQ_OP_CALL && e->fn == SQ_FN_if);
    return may_be_text ? as_truth(w, words_of(w, e, row), t) : t;
}

static struct sq_term
negate(struct walk *w, sq_str words, struct sq_term t)
{
    struct sq_term out = {sq_str_printf(w->s->arena, "1-%.*s", SQ_FMT(t.high)),
                          sq_str_printf(w->s->arena, "1-%.*s", SQ_FMT(t.low)),
                          sq_cell_number(1 - t.is_high.x),
                          sq_cell_number(1 - t.is_low.x)};
    return sq_step_add(w->s, words, out);
}

static struct sq_term
of_logic(struct walk *w, const struct sq_expr *e, int32_t row)
{
    sq_str words = words_of(w, e, row);
    if (e->op == SQ_OP_NOT)
        return negate(w, words, truth_of(w, e->args[0], row));
    struct sq_term *terms = SQ_NEW_N(w->s->arena, e->n + 1, struct sq_term);
    for (uint32_t i = 0; i < e->n; i++)
        terms[i] = truth_of(w, e->args[i], row);
    return join_truths(w->s, e->op == SQ_OP_AND ? SQ_FN_min : SQ_FN_max, words,
                       terms, e->n);
}

/* ---- comparisons -------------------------------------------------------- */

/* A number, a date, or the points that order options. */
static struct sq_term
operand(struct walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term t;
    if (e->type != SQ_T_OPTION)
        return of(w, e, row);
    if (e->op == SQ_OP_OPTION && e->domain) {
        double score = sq_num_double(e->domain->items[e->option].score);
        return sq_term_number(w->s, score, score);
    }
    if (e->op == SQ_OP_NAME &&
        w->m->points(w->m->ctx, &e->name, row_of(w, e, row), &t))
        return t;
    return fail(w);
}

static sq_str
compared(struct walk *w, sq_str a, const char *op, sq_str b)
{
    return sq_str_printf(w->s->arena, "IF(ROUND(%.*s,9)%sROUND(%.*s,9),1,0)",
                         SQ_FMT(a), op, SQ_FMT(b));
}

static struct sq_term
numbers(struct walk *w, sq_str words, const struct sq_term two[2],
        struct sq_term is)
{
    enum sq_cell_kind kind = kind_of(two, 2);
    is.low = guarded(w->s, two, 2, "0", "0", is.low);
    is.high = guarded(w->s, two, 2, "0", "1", is.high);
    if (kind != SQ_CELL_NUM) {
        is.is_low = truth(false);
        is.is_high = truth(kind == SQ_CELL_OPEN);
    }
    return sq_step_add(w->s, words, is);
}

static struct sq_term
of_order(struct walk *w, const struct sq_expr *e, int32_t row)
{
    bool turned = e->op == SQ_OP_GT || e->op == SQ_OP_GE;
    bool equal = e->op == SQ_OP_LE || e->op == SQ_OP_GE;
    struct sq_term two[2] = {operand(w, e->args[turned], row),
                             operand(w, e->args[!turned], row)};
    const struct sq_term *a = &two[0], *b = &two[1];
    double al = sq_cell_round(a->is_low.x), ah = sq_cell_round(a->is_high.x);
    double bl = sq_cell_round(b->is_low.x), bh = sq_cell_round(b->is_high.x);
    const char *op = equal ? "<=" : "<";
    struct sq_term is = {
        compared(w, a->high, op, b->low), compared(w, a->low, op, b->high),
        truth(equal ? ah <= bl : ah < bl), truth(equal ? al <= bh : al < bh)};
    return numbers(w, words_of(w, e, row), two, is);
}

static struct sq_term
equal_numbers(struct walk *w, const struct sq_expr *e, int32_t row)
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
        truth(ah <= bl && bh <= al), truth(al <= bh && bl <= ah)};
    return numbers(w, words_of(w, e, row), two, is);
}

static struct sq_term
equal_truths(struct walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term a = truth_of(w, e->args[0], row);
    struct sq_term b = truth_of(w, e->args[1], row);
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
        truth(surely), truth(maybe)};
    return sq_step_add(w->s, words_of(w, e, row), is);
}

static struct sq_term
is_item(struct walk *w, const struct sq_expr *name, const struct sq_expr *item,
        int32_t row)
{
    struct sq_term t;
    if (name->op == SQ_OP_NAME && item->op != SQ_OP_NAME &&
        w->m->is(w->m->ctx, &name->name, row_of(w, name, row), item, &t))
        return t;
    return fail(w);
}

static struct sq_term
of_equal(struct walk *w, const struct sq_expr *e, int32_t row)
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
        t = fail(w);
    return e->op == SQ_OP_NE ? negate(w, words_of(w, e, row), t) : t;
}

/* in, has, has any, has all: one truth an item. */
static struct sq_term
of_items(struct walk *w, const struct sq_expr *e, int32_t row)
{
    const struct sq_expr *right = e->args[1];
    if (e->op == SQ_OP_HAS)
        return is_item(w, e->args[0], right, row);
    struct sq_term *terms = SQ_NEW_N(w->s->arena, right->n + 1, struct sq_term);
    for (uint32_t i = 0; i < right->n; i++) {
        const struct sq_expr *item = right->args[i];
        bool number = item->type == SQ_T_NUM || item->type == SQ_T_DATE;
        terms[i] =
            number ? fail(w) : is_item(w, e->args[0], right->args[i], row);
    }
    bool all = e->op == SQ_OP_HAS_ALL;
    if (right->n == 0)
        return sq_term_number(w->s, all, all);
    return join_truths(w->s, all ? SQ_FN_min : SQ_FN_max, words_of(w, e, row),
                       terms, right->n);
}

/* ---- arithmetic --------------------------------------------------------- */

static struct sq_term
with_texts(struct walk *w, sq_str words, const struct sq_term *terms, size_t n,
           struct sq_term is)
{
    enum sq_cell_kind kind = kind_of(terms, n);
    is.low = guarded(w->s, terms, n, "\"none\"", "\"open\"", is.low);
    is.high = guarded(w->s, terms, n, "\"none\"", "\"open\"", is.high);
    if (kind == SQ_CELL_NONE)
        is.is_low = is.is_high = sq_term_none().is_low;
    if (kind == SQ_CELL_OPEN)
        is.is_low = is.is_high = sq_term_open().is_low;
    return sq_step_add(w->s, words, is);
}

static struct sq_term
of_sum(struct walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term *terms = SQ_NEW_N(w->s->arena, e->n + 1, struct sq_term);
    struct sq_sbuf low = buffer(), high = buffer();
    double xl = 0, xh = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        terms[i] = of(w, e->args[i], row);
        bool minus = i && e->op == SQ_OP_SUB;
        sq_str a = end_of(&terms[i], minus);
        sq_str b = end_of(&terms[i], !minus);
        sq_putf(&low, "%s%.*s", i ? minus ? "-" : "+" : "", SQ_FMT(a));
        sq_putf(&high, "%s%.*s", i ? minus ? "-" : "+" : "", SQ_FMT(b));
        xl += minus ? -terms[i].is_high.x : terms[i].is_low.x;
        xh += minus ? -terms[i].is_low.x : terms[i].is_high.x;
    }
    struct sq_term is = {take(w->s, &low), take(w->s, &high),
                         sq_cell_number(xl), sq_cell_number(xh)};
    return with_texts(w, words_of(w, e, row), terms, e->n, is);
}

static double
extreme4(const double p[4], bool high)
{
    double best = p[0];
    for (int i = 1; i < 4; i++)
        best = high ? fmax(best, p[i]) : fmin(best, p[i]);
    return best;
}

static struct sq_term
of_product(struct walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term t[2] = {of(w, e->args[0], row), of(w, e->args[1], row)};
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
    return with_texts(w, words_of(w, e, row), t, 2, is);
}

/* ---- functions ---------------------------------------------------------- */

/* One end of a function that never falls, as a formula with `x` in it. */
static sq_str
rounded_text(struct walk *w, const struct sq_expr *e, sq_str x, double unit)
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

static struct sq_term
of_unary(struct walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term t = of(w, e->args[0], row);
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
    return with_texts(w, words_of(w, e, row), &t, 1, is);
}

static struct sq_cell_value
chosen(const struct sq_term *c, const struct sq_term *a,
       const struct sq_term *b, bool high)
{
    struct sq_cell_value x = value_of(a, high), y = value_of(b, high);
    if (c->is_low.x > 0)
        return x;
    if (c->is_high.x < 1)
        return y;
    if (x.kind != SQ_CELL_NUM || y.kind != SQ_CELL_NUM)
        return sq_term_open().is_low;
    return sq_cell_number(high ? fmax(x.x, y.x) : fmin(x.x, y.x));
}

static struct sq_term
choose(struct sq_steps *s, sq_str words, const struct sq_term *c,
       const struct sq_term *a, const struct sq_term *b)
{
    sq_str made[2];
    for (int high = 0; high < 2; high++) {
        sq_str x = end_of(a, high), y = end_of(b, high);
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
fold_terms(struct walk *w, const struct sq_expr *e, int32_t row, size_t *out_n)
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
                    !w->m->chosen(w->m->ctx, &arg->name, row_of(w, arg, at),
                                  &t))
                    t = fail(w);
            } else if (arg->type == SQ_T_BOOL && e->fn != SQ_FN_all) {
                t = truth_of(w, arg, at);
            } else {
                t = of(w, arg, at);
            }
            terms = sq_arena_push(w->s->arena, terms, out_n, sizeof *terms);
            terms[*out_n - 1] = t;
        }
    }
    return terms;
}

static struct sq_term
of_fold(struct walk *w, const struct sq_expr *e, int32_t row)
{
    for (size_t i = 0; i < w->n_memo; i++) {
        if (w->memo[i] == e)
            return w->memo_is[i];
    }
    size_t n;
    struct sq_term *terms = fold_terms(w, e, row, &n);
    sq_str words = words_of(w, e, -1);
    struct sq_term t;
    if (e->fn == SQ_FN_any || e->fn == SQ_FN_count)
        t = n ? join_truths(w->s, e->fn == SQ_FN_any ? SQ_FN_max : SQ_FN_sum,
                            words, terms, n)
              : sq_term_number(w->s, 0, 0);
    else
        t = sq_term_fold(w->s, e->fn == SQ_FN_all ? SQ_FN_min : e->fn, words,
                         terms, n);
    if (w->n_memo < MEMO_MAX) {
        w->memo[w->n_memo] = e;
        w->memo_is[w->n_memo++] = t;
    }
    return t;
}

static struct sq_term
of_days(struct walk *w, const struct sq_expr *e, int32_t row)
{
    struct sq_term t[2] = {of(w, e->args[1], row), of(w, e->args[0], row)};
    struct sq_term is = {sq_str_printf(w->s->arena, "%.*s-%.*s",
                                       SQ_FMT(t[0].low), SQ_FMT(t[1].high)),
                         sq_str_printf(w->s->arena, "%.*s-%.*s",
                                       SQ_FMT(t[0].high), SQ_FMT(t[1].low)),
                         sq_cell_number(t[0].is_low.x - t[1].is_high.x),
                         sq_cell_number(t[0].is_high.x - t[1].is_low.x)};
    return with_texts(w, words_of(w, e, row), t, 2, is);
}

static struct sq_term
of_call(struct walk *w, const struct sq_expr *e, int32_t row)
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
        return of_fold(w, e, row);
    case SQ_FN_round:
    case SQ_FN_round_even:
    case SQ_FN_floor:
    case SQ_FN_ceil:
    case SQ_FN_abs:
        return of_unary(w, e, row);
    case SQ_FN_days:
        return of_days(w, e, row);
    case SQ_FN_if: {
        struct sq_term c = truth_of(w, e->args[0], row);
        struct sq_term a = of(w, e->args[1], row);
        struct sq_term b = of(w, e->args[2], row);
        return choose(w->s, words_of(w, e, row), &c, &a, &b);
    }
    case SQ_FN_answered:
    case SQ_FN_asked:
    case SQ_FN_not_applicable:
    case SQ_FN_score:
    case SQ_FN_words:
    case SQ_FN_gate:
    case SQ_FN_trigger:
        if (w->m->about(w->m->ctx, e->fn, &e->args[0]->name,
                        row_of(w, e->args[0], row), &t))
            return t;
        break;
    case SQ_FN_COUNT:
        break;
    }
    return fail(w);
}

static struct sq_term
of(struct walk *w, const struct sq_expr *e, int32_t row)
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
        return e->date == SQ_NO_DATE ? fail(w)
                                     : sq_term_number(w->s, e->date, e->date);
    case SQ_OP_NAME:
        if (e->type != SQ_T_OPTION && e->type != SQ_T_SET &&
            e->type != SQ_T_TEXT &&
            w->m->figure(w->m->ctx, &e->name, row_of(w, e, row), &t))
            return t;
        return fail(w);
    case SQ_OP_OR:
    case SQ_OP_AND:
    case SQ_OP_NOT:
        return of_logic(w, e, row);
    case SQ_OP_EQ:
    case SQ_OP_NE:
        return of_equal(w, e, row);
    case SQ_OP_LT:
    case SQ_OP_LE:
    case SQ_OP_GT:
    case SQ_OP_GE:
        return of_order(w, e, row);
    case SQ_OP_IN:
    case SQ_OP_HAS:
    case SQ_OP_HAS_ANY:
    case SQ_OP_HAS_ALL:
        return of_items(w, e, row);
    case SQ_OP_ADD:
    case SQ_OP_SUB:
        return of_sum(w, e, row);
    case SQ_OP_MUL:
    case SQ_OP_DIV:
        return of_product(w, e, row);
    case SQ_OP_NEG:
        return of_unary(w, e, row);
    case SQ_OP_CALL:
        return of_call(w, e, row);
    case SQ_OP_TEXT:
    case SQ_OP_OPTION:
    case SQ_OP_RESERVED:
    case SQ_OP_LIST:
        break; /* read by the operators around them */
    }
    return fail(w);
}

bool
sq_formula_of(struct sq_steps *s, const struct sq_formula_model *m,
              const struct sq_expr *e, sq_str text, int32_t row,
              struct sq_term *out)
{
    struct walk w = {.s = s, .m = m, .text = text, .own = row};
    s->failed = false;
    *out = of(&w, e, -1);
    bool good = !s->failed;
    s->failed = false;
    return good;
}
