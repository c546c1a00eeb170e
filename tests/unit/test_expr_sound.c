/* SPDX-License-Identifier: MIT */
/*
 * Properties of evaluation over possible values, on random expressions:
 *   what an undecided world can be holds what every completion of it gives;
 *   a decided world gives exactly what a plain evaluator gives;
 *   learning more never makes a result less certain.
 * The plain evaluator below knows one value a name and no intervals.
 */
#include <stdio.h>
#include <string.h>

#include "check.h"
#include "expr/private.h"
#include "expr_world.h"

enum { TREES = 6000, DEPTH = 4, ROWS = 2, OPEN = 4 };

/* ---- chance, the same on every machine ---------------------------------- */

static uint64_t seed;

static uint32_t
chance(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

/* ---- a world of small domains ------------------------------------------- */

/* What one answer is: a value of its small domain, or one of these. */
enum { ABSENT = 8, NOT_KNOWN = 9, NOT_APPLICABLE = 10, STATES = 11 };

struct answer {
    uint16_t mask;   /* the states that are possible */
    uint32_t state;  /* the one that is so in this completion */
    uint32_t secret; /* the value behind "not known" */
};

struct chancy {
    struct world w;
    struct answer answers[WORLD_VARS][ROWS];
};

static const sq_num numbers[] = {{-2, 1}, {0, 1}, {1, 2}, {3, 1}};
static const uint32_t bits[8][3] = {{0}, {0},    {1},    {0, 1},
                                    {2}, {0, 2}, {1, 2}, {0, 1, 2}};
static const uint32_t n_bits[8] = {0, 1, 1, 2, 1, 2, 2, 3};

/* How many values a name can take. */
static uint32_t
values_of(const struct var *v)
{
    if (v->type == SQ_T_OPTION)
        return v->domain->n;
    if (v->type == SQ_T_SET)
        return 8;
    if (v->type == SQ_T_NUM)
        return 4;
    return 2;
}

static bool
may_be_state(const struct var *v, uint32_t state)
{
    if (state < ABSENT)
        return state < values_of(v);
    if (v->type == SQ_T_NONE) /* a gate passes or fails */
        return false;
    return state == ABSENT || (v->question && v->type != SQ_T_BOOL);
}

static struct sq_val
val_of_value(const struct var *v, uint32_t value)
{
    struct sq_val out = {.type = v->type, .may = SQ_MAY_VALUE};
    if (v->type == SQ_T_NUM)
        return sq_val_num(numbers[value], numbers[value]);
    if (v->type == SQ_T_DATE) {
        out = sq_val_num(sq_num_int(20000 + value), sq_num_int(20000 + value));
        out.type = SQ_T_DATE;
    }
    if (v->type == SQ_T_BOOL)
        return sq_val_bool(value, !value);
    out.domain = v->domain;
    out.option = value;
    out.text = value ? SQ_LIT("a") : SQ_LIT("b");
    if (v->type == SQ_T_SET) {
        out.options = bits[value];
        out.n_options = n_bits[value];
    }
    return out;
}

static struct sq_val
val_of_state(const struct var *v, uint32_t state)
{
    if (state < ABSENT)
        return val_of_value(v, state);
    struct sq_val out = sq_val_absent(v->type);
    out.domain = v->domain;
    if (state == NOT_APPLICABLE)
        out.may = SQ_MAY_NOT_APPLICABLE;
    if (state != NOT_KNOWN)
        return out;
    out = sq_val_hull(val_of_value(v, 0), val_of_value(v, values_of(v) - 1));
    out.may = SQ_MAY_NOT_KNOWN;
    return out;
}

static struct sq_val
score_of_state(const struct var *v, uint32_t state)
{
    if (state < ABSENT)
        return sq_val_num(sq_num_int(state), sq_num_int(state));
    struct sq_val out = sq_val_absent(SQ_T_NUM);
    if (state == NOT_KNOWN)
        out = sq_val_num(SQ_NUM_ZERO, sq_num_int(values_of(v) - 1));
    return out;
}

static struct sq_val
about_state(enum sq_fn fn, const struct var *v, uint32_t state)
{
    bool truth = false;
    if (fn == SQ_FN_score)
        return score_of_state(v, state);
    if (fn == SQ_FN_gate)
        truth = state == 1;
    if (fn == SQ_FN_answered || fn == SQ_FN_asked)
        truth = state != ABSENT;
    if (fn == SQ_FN_not_applicable)
        truth = state == NOT_APPLICABLE;
    return sq_val_bool(truth, !truth);
}

static struct answer *
answer_of(struct chancy *c, const struct sq_name *name, int32_t row)
{
    const struct var *v = name->ref;
    assert_true((row >= 0) == (v->group != NULL));
    assert_true(row < ROWS);
    return &c->answers[v - c->w.vars][row < 0 ? 0 : row];
}

/* SQ_FN_COUNT stands for the value itself. */
static struct sq_val
possible(struct chancy *c, enum sq_fn fn, const struct sq_name *name,
         int32_t row)
{
    const struct var *v = name->ref;
    const struct answer *a = answer_of(c, name, row);
    struct sq_val out = {0};
    for (uint32_t state = 0; state < STATES; state++) {
        if (!(a->mask & (1u << state)))
            continue;
        struct sq_val one = fn == SQ_FN_COUNT ? val_of_state(v, state)
                                              : about_state(fn, v, state);
        out = out.may ? sq_val_hull(out, one) : one;
    }
    return out;
}

static struct sq_val
chancy_value(void *ctx, const struct sq_name *name, int32_t row)
{
    return possible(ctx, SQ_FN_COUNT, name, row);
}

static struct sq_val
chancy_about(void *ctx, enum sq_fn fn, const struct sq_name *name, int32_t row)
{
    return possible(ctx, fn, name, row);
}

static uint32_t
chancy_rows(void *ctx, const void *group)
{
    (void)ctx;
    (void)group;
    return ROWS;
}

static void
chancy_init(struct chancy *c, bool in_row)
{
    world_init(&c->w);
    memset(c->answers, 0, sizeof c->answers);
    c->w.env.ctx = c;
    c->w.env.value = chancy_value;
    c->w.env.about = chancy_about;
    c->w.env.rows = chancy_rows;
    if (!in_row)
        return;
    c->w.scope.row_group = c->w.env.row_group = world_group("J");
    c->w.env.row = 1;
}

/* ---- random expressions ------------------------------------------------- */

struct writer {
    char text[3000];
    size_t len;
    char table; /* whose columns may be named: 'J', 'K' or 0 */
    bool in_row;
};

static void write_num(struct writer *w, unsigned depth);
static void write_bool(struct writer *w, unsigned depth);

static void
put(struct writer *w, const char *text)
{
    size_t n = strlen(text);
    assert_true(w->len + n < sizeof w->text);
    memcpy(w->text + w->len, text, n + 1);
    w->len += n;
}

static const char *
pick(const char *const *words, size_t n)
{
    return words[chance((uint32_t)n)];
}
#define PICK(...)                            \
    pick((const char *const[]){__VA_ARGS__}, \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void
write_num_leaf(struct writer *w)
{
    if (w->table == 'J' && chance(2))
        put(w, PICK("J.harm", "J.harm", "score(J.way)"));
    else if (w->table == 'K' && chance(2))
        put(w, "K.risk");
    else if (w->in_row && chance(3) == 0)
        put(w, PICK("harm", "score(way)"));
    else if (chance(3) == 0)
        put(w, PICK("0", "1", "2", "-1", "50%", "2.5"));
    else
        put(w, PICK("n", "m", "score(D2)", "fairness"));
}

static const char *
option_word(struct writer *w)
{
    if (w->table == 'J' && chance(2))
        return "J.way";
    if (w->in_row && chance(3) == 0)
        return "way";
    return PICK("D2", "D3", "fairness.band");
}

static void
write_pair(struct writer *w, const char *op, unsigned depth)
{
    put(w, "(");
    write_num(w, depth);
    put(w, op);
    if (strcmp(op, " / ") == 0)
        put(w, "(0 + "); /* a plain 0 is refused */
    write_num(w, depth);
    put(w, strcmp(op, " / ") == 0 ? "))" : ")");
}

/* One or two arguments, each of which may go through the rows of a table. */
static void
write_fold(struct writer *w, const char *fn,
           void (*write)(struct writer *, unsigned), unsigned depth)
{
    char table = w->table;
    put(w, fn);
    put(w, "(");
    for (uint32_t more = 1 + chance(2); more > 0; more--) {
        w->table = "\0JJK"[chance(4)];
        write(w, depth);
        put(w, more > 1 ? ", " : ")");
    }
    w->table = table;
}

static void
write_if(struct writer *w, unsigned depth)
{
    put(w, "if(");
    write_bool(w, depth);
    put(w, ", ");
    write_num(w, depth);
    put(w, ", ");
    write_num(w, depth);
    put(w, ")");
}

static void
write_num(struct writer *w, unsigned depth)
{
    if (depth == 0) {
        write_num_leaf(w);
        return;
    }
    switch (chance(w->table ? 8 : 10)) {
    case 0:
    case 1:
    case 2:
        write_pair(w, PICK(" + ", " - ", " * ", " / "), depth - 1);
        break;
    case 3:
        put(w, PICK("round(", "round-even(", "floor(", "ceil(", "abs(", "-("));
        write_num(w, depth - 1);
        put(w, ")");
        break;
    case 4:
        put(w, PICK("days(from, to)", "days(to, 2024-10-04)", "count(A2)",
                    "count(A2, A3)"));
        break;
    case 5:
        write_if(w, depth - 1);
        break;
    case 6:
        write_fold(w, "count", write_bool, depth - 1);
        break;
    case 7:
    case 8:
        write_fold(w, PICK("min", "max", "sum", "mean"), write_num, depth - 1);
        break;
    default:
        write_num_leaf(w);
        break;
    }
}

static void
write_option_test(struct writer *w)
{
    put(w, option_word(w));
    if (chance(2)) {
        put(w, PICK(" = ", " != ", " < ", " <= ", " > ", " >= "));
        put(w, chance(3) ? PICK("none", "planned", "partly", "in-place")
                         : option_word(w));
        return;
    }
    put(w, PICK(" in [none]", " in [none, partly]", " in [planned, in-place]"));
}

static void
write_bool_leaf(struct writer *w)
{
    if (chance(2)) {
        write_option_test(w);
        return;
    }
    put(w, PICK("ready", "true", "false", "gate(dpia)", "answered(D2)",
                "asked(n)", "not-applicable(D2)", "D2 = not-known",
                "D2 != not-applicable", "D2 in [none, not-known]",
                "n = not-known", "A2 has model", "A2 has any [rules, model]",
                "A2 has all [rules, model]", "A2 has not-known", "A2 = A3",
                "A2 != A3", "who = 'a'", "who in ['b', 'c']", "C2 = draft",
                "from < to", "from = 2024-10-04", "max(from, to) > from",
                "if(ready, D2, D3) = none", "ready = false"));
}

static void
write_bool(struct writer *w, unsigned depth)
{
    if (depth == 0) {
        write_bool_leaf(w);
        return;
    }
    switch (chance(7)) {
    case 0:
    case 1:
        put(w, "(");
        write_bool(w, depth - 1);
        put(w, PICK(" and ", " or "));
        write_bool(w, depth - 1);
        put(w, ")");
        break;
    case 2:
        put(w, "(not ");
        write_bool(w, depth - 1);
        put(w, ")");
        break;
    case 3:
    case 4:
        write_pair(w, PICK(" = ", " != ", " < ", " <= ", " > ", " >= "),
                   depth - 1);
        break;
    case 5:
        write_fold(w, PICK("any", "all"), write_bool, depth - 1);
        break;
    default:
        write_bool_leaf(w);
        break;
    }
}

/* ---- the plain evaluator ------------------------------------------------ */

struct plain {
    enum sq_type type;
    uint8_t st; /* one SQ_MAY_ bit */
    sq_num num; /* NUM, DATE, and for an option its score */
    bool truth;
    uint32_t value; /* option, or bits of a set */
    sq_str text;
};

static struct plain plain(struct chancy *c, const struct sq_expr *e,
                          int32_t row);

static struct plain
plain_num(sq_num n)
{
    return (struct plain){.type = SQ_T_NUM, .st = SQ_MAY_VALUE, .num = n};
}

static struct plain
plain_bool(bool truth)
{
    return (struct plain){
        .type = SQ_T_BOOL, .st = SQ_MAY_VALUE, .truth = truth};
}

static struct plain
plain_absent(enum sq_type type)
{
    return (struct plain){.type = type, .st = SQ_MAY_ABSENT};
}

static bool
is_there(struct plain p)
{
    return p.st == SQ_MAY_VALUE || p.st == SQ_MAY_NOT_KNOWN;
}

static bool
holds(struct plain p)
{
    return p.st == SQ_MAY_VALUE && p.truth;
}

static uint8_t
bit_of(uint32_t state)
{
    if (state < ABSENT)
        return SQ_MAY_VALUE;
    return state == ABSENT      ? SQ_MAY_ABSENT
           : state == NOT_KNOWN ? SQ_MAY_NOT_KNOWN
                                : SQ_MAY_NOT_APPLICABLE;
}

static struct plain
plain_name(struct chancy *c, const struct sq_expr *e, int32_t row)
{
    int32_t at = e->group ? row : e->name.group ? c->w.env.row : -1;
    const struct var *v = e->name.ref;
    const struct answer *a = answer_of(c, &e->name, at);
    uint32_t value = a->state < ABSENT ? a->state : a->secret;
    struct sq_val val = val_of_value(v, value);
    struct plain p = {v->type, bit_of(a->state), val.low, val.may_true,
                      value,   val.text};
    if (v->type == SQ_T_OPTION)
        p.num = v->domain->items[value].score;
    return p;
}

static struct plain
plain_about(struct chancy *c, const struct sq_expr *e, int32_t row)
{
    const struct sq_expr *arg = e->args[0];
    int32_t at = arg->group ? row : arg->name.group ? c->w.env.row : -1;
    const struct answer *a = answer_of(c, &arg->name, at);
    if (e->fn == SQ_FN_score && (a->state < ABSENT || a->state == NOT_KNOWN))
        return plain_num(sq_num_int(a->state < ABSENT ? a->state : a->secret));
    if (e->fn == SQ_FN_score)
        return plain_absent(SQ_T_NUM);
    struct sq_val v = about_state(e->fn, arg->name.ref, a->state);
    return plain_bool(v.may_true);
}

static bool
plain_same(struct plain a, struct plain b)
{
    if (a.st != SQ_MAY_VALUE || b.st != SQ_MAY_VALUE)
        return false;
    if (a.type == SQ_T_NUM || a.type == SQ_T_DATE)
        return sq_num_cmp(a.num, b.num) == 0;
    if (a.type == SQ_T_BOOL)
        return a.truth == b.truth;
    if (a.type == SQ_T_TEXT)
        return sq_str_eq(a.text, b.text);
    return a.value == b.value;
}

/* Is `a`, or does it hold, what `item` says? */
static bool
plain_item(struct chancy *c, struct plain a, const struct sq_expr *item,
           int32_t row)
{
    if (item->op == SQ_OP_RESERVED)
        return a.st == (item->reserved == SQ_R_NOT_KNOWN
                            ? SQ_MAY_NOT_KNOWN
                            : SQ_MAY_NOT_APPLICABLE);
    if (a.type == SQ_T_SET && item->op == SQ_OP_OPTION)
        return a.st == SQ_MAY_VALUE && (a.value >> item->option & 1);
    return plain_same(a, plain(c, item, row));
}

static bool
plain_compare(struct chancy *c, const struct sq_expr *e, int32_t row)
{
    const struct sq_expr *right = e->args[1];
    struct plain a = plain(c, e->args[0], row);
    if (e->op == SQ_OP_EQ)
        return plain_item(c, a, right, row);
    if (e->op == SQ_OP_NE)
        return !plain_item(c, a, right, row);
    if (e->op == SQ_OP_HAS)
        return plain_item(c, a, right, row);
    if (right->op == SQ_OP_LIST) {
        uint32_t n = 0;
        for (uint32_t i = 0; i < right->n; i++)
            n += plain_item(c, a, right->args[i], row);
        return e->op == SQ_OP_HAS_ALL ? n == right->n : n > 0;
    }
    struct plain b = plain(c, right, row);
    if (!is_there(a) || !is_there(b))
        return false;
    int order = sq_num_cmp(a.num, b.num);
    return e->op == SQ_OP_LT   ? order < 0
           : e->op == SQ_OP_LE ? order <= 0
           : e->op == SQ_OP_GT ? order > 0
                               : order >= 0;
}

static struct plain
plain_arithmetic(struct chancy *c, const struct sq_expr *e, int32_t row)
{
    struct plain sum = plain(c, e->args[0], row);
    for (uint32_t i = 1; i < e->n; i++) {
        struct plain p = plain(c, e->args[i], row);
        if (!is_there(sum) || !is_there(p))
            return plain_absent(SQ_T_NUM);
        if (e->op == SQ_OP_DIV && p.num.num == 0)
            return plain_absent(SQ_T_NUM);
        sum = plain_num(e->op == SQ_OP_ADD   ? sq_num_add(sum.num, p.num)
                        : e->op == SQ_OP_SUB ? sq_num_sub(sum.num, p.num)
                        : e->op == SQ_OP_MUL ? sq_num_mul(sum.num, p.num)
                                             : sq_num_div(sum.num, p.num));
    }
    return sum;
}

static struct plain
plain_maths(struct chancy *c, const struct sq_expr *e, int32_t row)
{
    struct plain p = plain(c, e->args[0], row);
    if (!is_there(p))
        return plain_absent(SQ_T_NUM);
    if (e->op == SQ_OP_NEG)
        return plain_num(sq_num_neg(p.num));
    if (e->fn == SQ_FN_days) {
        struct plain to = plain(c, e->args[1], row);
        return is_there(to) ? plain_num(sq_num_sub(to.num, p.num))
                            : plain_absent(SQ_T_NUM);
    }
    return plain_num(e->fn == SQ_FN_round   ? sq_num_round(p.num, 0)
                     : e->fn == SQ_FN_floor ? sq_num_floor(p.num)
                     : e->fn == SQ_FN_ceil  ? sq_num_ceil(p.num)
                     : e->fn == SQ_FN_abs   ? sq_num_abs(p.num)
                                            : sq_num_round_even(p.num, 0));
}

static uint32_t
count_of(struct plain p)
{
    if (p.type == SQ_T_SET)
        return is_there(p) ? n_bits[p.value] : 0;
    return holds(p);
}

static struct plain
plain_fold(struct chancy *c, const struct sq_expr *e)
{
    sq_num sum = SQ_NUM_ZERO, least = SQ_NUM_ZERO, most = SQ_NUM_ZERO;
    uint32_t n = 0, count = 0;
    for (uint32_t i = 0; i < e->n; i++) {
        int32_t rows = e->args[i]->group ? ROWS : 1;
        for (int32_t row = 0; row < rows; row++) {
            struct plain p = plain(c, e->args[i], row);
            count += count_of(p);
            if (!is_there(p))
                continue;
            least = n ? sq_num_min(least, p.num) : p.num;
            most = n ? sq_num_max(most, p.num) : p.num;
            sum = n ? sq_num_add(sum, p.num) : p.num;
            n++;
        }
    }
    if (e->fn == SQ_FN_sum)
        return plain_num(n ? sum : SQ_NUM_ZERO);
    if (e->fn == SQ_FN_count)
        return plain_num(sq_num_int(count));
    if (e->fn == SQ_FN_any)
        return plain_bool(count > 0);
    if (n == 0)
        return plain_absent(e->type);
    if (e->fn == SQ_FN_all)
        return plain_bool(count == n);
    struct plain p =
        plain_num(e->fn == SQ_FN_min   ? least
                  : e->fn == SQ_FN_max ? most
                                       : sq_num_div(sum, sq_num_int(n)));
    p.type = e->type;
    return p;
}

static struct plain
plain_call(struct chancy *c, const struct sq_expr *e, int32_t row)
{
    if (sq_fn_folds(e->fn))
        return plain_fold(c, e);
    if (e->fn == SQ_FN_if)
        return plain(c, e->args[holds(plain(c, e->args[0], row)) ? 1 : 2], row);
    if (e->fn >= SQ_FN_answered)
        return plain_about(c, e, row);
    return plain_maths(c, e, row);
}

static struct plain
plain_logic(struct chancy *c, const struct sq_expr *e, int32_t row)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < e->n; i++)
        n += holds(plain(c, e->args[i], row));
    return plain_bool(e->op == SQ_OP_NOT   ? n == 0
                      : e->op == SQ_OP_AND ? n == e->n
                                           : n > 0);
}

static struct plain
plain(struct chancy *c, const struct sq_expr *e, int32_t row)
{
    if (e->op == SQ_OP_NAME)
        return plain_name(c, e, row);
    if (e->op == SQ_OP_CALL)
        return plain_call(c, e, row);
    if (e->op == SQ_OP_OR || e->op == SQ_OP_AND || e->op == SQ_OP_NOT)
        return plain_logic(c, e, row);
    if (e->op >= SQ_OP_EQ && e->op <= SQ_OP_HAS_ALL)
        return plain_bool(plain_compare(c, e, row));
    if (e->op == SQ_OP_NEG)
        return plain_maths(c, e, row);
    if (e->op >= SQ_OP_ADD && e->op <= SQ_OP_DIV)
        return plain_arithmetic(c, e, row);
    struct plain p = {e->type,  SQ_MAY_VALUE, e->num,
                      e->truth, e->option,    e->text};
    if (e->op == SQ_OP_DATE)
        p.num = sq_num_int(e->date);
    if (e->op == SQ_OP_OPTION)
        p.num = e->domain->items[e->option].score;
    return p;
}

/* ---- is it held, is it the same, is it narrower ------------------------- */

static bool
is_number(enum sq_type type)
{
    return type == SQ_T_NUM || type == SQ_T_DATE;
}

static bool
holds_number(const struct sq_val *v, sq_num n)
{
    return (v->no_low || sq_num_cmp(v->low, n) <= 0) &&
           (v->no_high || sq_num_cmp(n, v->high) <= 0);
}

static bool
val_holds(const struct sq_val *v, struct plain p)
{
    if (!(v->may & p.st))
        return false;
    if (is_number(p.type))
        return !is_there(p) || holds_number(v, p.num);
    return p.st != SQ_MAY_VALUE || (p.truth ? v->may_true : v->may_false);
}

static bool
val_is_just(const struct sq_val *v, struct plain p)
{
    if (v->may != p.st || v->wide)
        return false;
    if (p.st != SQ_MAY_VALUE)
        return true;
    if (p.type == SQ_T_BOOL)
        return v->may_true == p.truth && v->may_false == !p.truth;
    return !v->no_low && !v->no_high && sq_num_cmp(v->low, p.num) == 0 &&
           sq_num_cmp(v->high, p.num) == 0;
}

static bool
val_within(const struct sq_val *small, const struct sq_val *big)
{
    if (big->wide || small->wide)
        return true;
    if (small->may & ~big->may)
        return false;
    if (small->type == SQ_T_BOOL)
        return (big->may_true || !small->may_true) &&
               (big->may_false || !small->may_false);
    if (!(small->may & (SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN)))
        return true;
    return (big->no_low ||
            (!small->no_low && sq_num_cmp(big->low, small->low) <= 0)) &&
           (big->no_high ||
            (!small->no_high && sq_num_cmp(small->high, big->high) <= 0));
}

/* ---- random worlds ------------------------------------------------------ */

static uint32_t
random_state(const struct var *v)
{
    for (;;) {
        uint32_t state = chance(STATES);
        if (may_be_state(v, state))
            return state;
    }
}

struct open_list {
    struct answer *answers[OPEN];
    size_t n;
    struct chancy *c;
};

/* A name of the expression: some of its answers stay open. */
static void
open_answers(void *ctx, const struct sq_expr *name)
{
    struct open_list *list = ctx;
    const struct var *v = name->name.ref;
    size_t at = (size_t)(v - list->c->w.vars);
    for (size_t row = 0; row < (v->group ? ROWS : 1); row++) {
        struct answer *a = &list->c->answers[at][row];
        bool known = (a->mask & (a->mask - 1)) != 0;
        if (known || list->n == OPEN || chance(3) == 0)
            continue;
        for (uint32_t more = 1 + chance(2); more > 0; more--)
            a->mask |= (uint16_t)(1u << random_state(v));
        if (a->mask & (a->mask - 1))
            list->answers[list->n++] = a;
    }
}

static void
fill(struct chancy *c)
{
    for (size_t i = 0; i < c->w.n; i++) {
        for (size_t row = 0; row < ROWS; row++) {
            struct answer *a = &c->answers[i][row];
            a->state = random_state(&c->w.vars[i]);
            a->secret = chance(values_of(&c->w.vars[i]));
            a->mask = (uint16_t)(1u << a->state);
        }
    }
}

/* The next completion; false when all were seen. */
static bool
step(struct open_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct answer *a = list->answers[i];
        do
            a->state = (a->state + 1) % STATES;
        while (!(a->mask & (1u << a->state)));
        if ((a->mask & ((1u << a->state) - 1)) != 0)
            return true; /* it did not begin again */
    }
    return false;
}

static void
rewind_all(struct open_list *list)
{
    for (size_t i = 0; i < list->n; i++) {
        struct answer *a = list->answers[i];
        a->state = STATES - 1;
        while (!(a->mask & (1u << a->state)))
            a->state--;
    }
    (void)step(list); /* from every last to every first */
}

static bool
anything_not_known(const struct chancy *c)
{
    for (size_t i = 0; i < c->w.n; i++) {
        for (size_t row = 0; row < ROWS; row++) {
            if (c->answers[i][row].state == NOT_KNOWN)
                return true;
        }
    }
    return false;
}

static void
assert_exact(struct chancy *c, const struct sq_expr *e, const char *text,
             struct plain want)
{
    uint16_t masks[WORLD_VARS][ROWS];
    for (size_t i = 0; i < c->w.n; i++) {
        for (size_t row = 0; row < ROWS; row++) {
            masks[i][row] = c->answers[i][row].mask;
            c->answers[i][row].mask =
                (uint16_t)(1u << c->answers[i][row].state);
        }
    }
    struct sq_val v = sq_expr_eval(e, &c->w.env);
    if (anything_not_known(c) ? !val_holds(&v, want) : !val_is_just(&v, want))
        fail_msg("decided, yet not exact: %s", text);
    for (size_t i = 0; i < c->w.n; i++) {
        for (size_t row = 0; row < ROWS; row++)
            c->answers[i][row].mask = masks[i][row];
    }
}

/* Takes possibilities away one by one. */
static void
assert_narrowing(struct chancy *c, const struct sq_expr *e, const char *text,
                 struct open_list *list)
{
    struct sq_val before = sq_expr_eval(e, &c->w.env);
    for (size_t i = 0; i < list->n; i++) {
        struct answer *a = list->answers[i];
        while (a->mask & (a->mask - 1)) {
            uint32_t state = chance(STATES);
            if (!(a->mask & (1u << state)))
                continue;
            a->mask &= (uint16_t) ~(1u << state);
            struct sq_val after = sq_expr_eval(e, &c->w.env);
            if (!val_within(&after, &before))
                fail_msg("knowing more made it wider: %s", text);
            before = after;
        }
    }
}

static bool
fits(struct plain p)
{
    return !is_number(p.type) || !is_there(p) || sq_num_ok(p.num);
}

/* Worlds and completions of one expression; how many were compared. */
static size_t
try_expression(struct chancy *c, const struct sq_expr *e, const char *text)
{
    struct open_list list = {.c = c};
    size_t compared = 0;
    fill(c);
    sq_expr_names(e, open_answers, &list);
    struct sq_val v = sq_expr_eval(e, &c->w.env);
    assert_int_equal(v.type, e->type);
    assert_true(v.may != 0);
    rewind_all(&list);
    do {
        struct plain want = plain(c, e, c->w.env.row);
        if (!fits(want))
            continue;
        if (!v.wide && !val_holds(&v, want))
            fail_msg("a completion is not held: %s", text);
        assert_exact(c, e, text, want);
        compared++;
    } while (step(&list));
    assert_narrowing(c, e, text, &list);
    return compared;
}

static void
every_completion_is_held_and_knowing_more_narrows(void **state)
{
    (void)state;
    size_t compared = 0;
    for (unsigned i = 0; i < TREES; i++) {
        seed = i;
        (void)chance(2);
        struct chancy c;
        struct writer w = {.in_row = chance(3) == 0};
        chancy_init(&c, w.in_row);
        bool number = chance(2);
        if (number)
            write_num(&w, 1 + chance(DEPTH));
        else
            write_bool(&w, 1 + chance(DEPTH));
        struct sq_expr *e =
            world_read(&c.w, w.text, number ? SQ_T_NUM : SQ_T_BOOL);
        if (!e && c.w.diags.first->code != SQ_FOUND_expression_too_large)
            fail_msg("%s: %.*s", w.text, SQ_FMT(c.w.diags.first->message));
        for (unsigned again = 0; e && again < 3; again++)
            compared += try_expression(&c, e, w.text);
        world_done(&c.w);
    }
    assert_true(compared > 10 * TREES);
}

/* Cuts, doubles and swaps in an expression that was good. */
static void
spoil(struct writer *w)
{
    static const char signs[] = "()[],+-*/=<>!.%'\" aJ0\n\xC3";
    for (uint32_t more = 1 + chance(4); more > 0 && w->len > 0; more--) {
        size_t at = chance((uint32_t)w->len);
        size_t n = 1 + chance(6);
        if (chance(3) == 0) {
            w->text[at] = signs[chance(sizeof signs - 1)];
        } else if (at + n < w->len) {
            memmove(w->text + at, w->text + at + n, w->len - at - n + 1);
            w->len -= n;
        }
    }
}

static void
a_spoilt_expression_is_told_at_a_place_inside_or_still_has_a_value(void **state)
{
    (void)state;
    size_t refused = 0;
    for (unsigned i = 0; i < 4 * TREES; i++) {
        seed = i;
        struct chancy c;
        struct writer w = {.in_row = chance(3) == 0};
        chancy_init(&c, w.in_row);
        write_bool(&w, 1 + chance(DEPTH));
        spoil(&w);
        struct sq_expr *e = world_read(&c.w, w.text, SQ_T_NONE);
        refused += e == NULL;
        assert_true((e == NULL) == (c.w.diags.n > 0));
        for (struct sq_diag *f = c.w.diags.first; f; f = f->next) {
            assert_true(f->at.from <= f->at.to && f->at.to <= w.len);
            assert_true(f->message.len > 0);
        }
        fill(&c);
        if (e)
            assert_true(sq_expr_eval(e, &c.w.env).may != 0);
        world_done(&c.w);
    }
    assert_true(refused > TREES && refused < 4 * TREES);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_completion_is_held_and_knowing_more_narrows),
        cmocka_unit_test(
            a_spoilt_expression_is_told_at_a_place_inside_or_still_has_a_value),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
