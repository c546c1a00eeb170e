/* SPDX-License-Identifier: MIT */
/* What expressions come to: S5, S7, S9 and the rules of expr.h. */
#include <stdio.h>

#include "base/sbuf.h"
#include "check.h"
#include "expr_world.h"

/* ---- values in and out -------------------------------------------------- */

static struct sq_val
num(int64_t low, int64_t high)
{
    return sq_val_num(sq_num_int(low), sq_num_int(high));
}

static struct sq_val
date(int year, int month, int day)
{
    struct sq_val v =
        num(sq_date_of(year, month, day), sq_date_of(year, month, day));
    v.type = SQ_T_DATE;
    return v;
}

static struct sq_val
option(const struct sq_domain *domain, uint32_t i)
{
    return (struct sq_val){.type = SQ_T_OPTION,
                           .may = SQ_MAY_VALUE,
                           .domain = domain,
                           .option = i};
}

static struct sq_val
text(sq_str s)
{
    return (struct sq_val){.type = SQ_T_TEXT, .may = SQ_MAY_VALUE, .text = s};
}

/* A choice of several: the first n of these. */
static struct sq_val
set(const uint32_t *options, uint32_t n)
{
    return (struct sq_val){.type = SQ_T_SET,
                           .may = SQ_MAY_VALUE,
                           .domain = &world_kind,
                           .options = options,
                           .n_options = n};
}

static struct sq_val
any_of(struct sq_val v)
{
    v.any = true;
    return v;
}

/* The same, but these SQ_MAY_ bits. */
static struct sq_val
may(struct sq_val v, unsigned bits)
{
    v.may = (uint8_t)bits;
    return v;
}

static void
given(struct world *w, const char *name, struct sq_val v)
{
    struct var *var = world_var(w, name);
    for (size_t row = 0; row < WORLD_ROWS; row++)
        var->vals[row] = v;
}

static void
put_range(struct sq_sbuf *b, const struct sq_val *v)
{
    bool point = !v->no_low && !v->no_high && sq_num_cmp(v->low, v->high) == 0;
    if (!v->no_low)
        sq_num_put_exact(b, v->low);
    if (point)
        return;
    sq_putz(b, "..");
    if (!v->no_high)
        sq_num_put_exact(b, v->high);
}

static void
put_val(struct sq_sbuf *b, const struct sq_val *v)
{
    if (v->may & SQ_MAY_VALUE) {
        if (v->type == SQ_T_NUM || v->type == SQ_T_DATE)
            put_range(b, v);
        else if (v->type == SQ_T_BOOL)
            sq_putz(b, v->may_true ? v->may_false ? "true|false" : "true"
                                   : "false");
        else if (v->any)
            sq_putz(b, "any");
        else if (v->type == SQ_T_OPTION)
            sq_put(b, v->domain->items[v->option].id);
        else
            sq_put(b, v->text);
    }
    if (v->may & SQ_MAY_ABSENT)
        sq_putz(b, " absent");
    if (v->may & SQ_MAY_NOT_KNOWN)
        sq_putz(b, " not-known");
    if (v->may & SQ_MAY_NOT_APPLICABLE)
        sq_putz(b, " not-applicable");
    if (v->wide)
        sq_putz(b, " wide");
}

static void
assert_eval(struct world *w, const char *expression, const char *want)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 1000);
    w->scope.may_today = true;
    struct sq_expr *e = world_read(w, expression, SQ_T_NONE);
    if (!e)
        fail_msg("%s: %.*s", expression, SQ_FMT(w->diags.last->message));
    struct sq_val v = sq_expr_eval(e, &w->env);
    sq_putf(&b, "%s is ", expression);
    put_val(&b, &v);
    char wanted[1000];
    snprintf(wanted, sizeof wanted, "%s is %s", expression, want);
    assert_string_equal(b.ptr, wanted);
    sq_sbuf_done(&b);
}

static int
setup(void **state)
{
    static struct world world;
    world_init(&world);
    given(&world, "n", num(3, 3));
    given(&world, "m", num(2, 5));
    *state = &world;
    return 0;
}

static int
teardown(void **state)
{
    world_done(*state);
    return 0;
}

/* ---- logic -------------------------------------------------------------- */

static void
and_or_not_follow_kleene(void **state)
{
    struct world *w = *state;
    static const struct {
        bool t, f; /* of `ready` */
        const char *not_it, *and_true, *and_false, *or_true, *or_false, *both;
    } table[] = {
        {true, false, "false", "true", "false", "true", "true", "true"},
        {false, true, "true", "false", "false", "true", "false", "false"},
        {true, true, "true|false", "true|false", "false", "true", "true|false",
         "true|false"},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        given(w, "ready", sq_val_bool(table[i].t, table[i].f));
        assert_eval(w, "not ready", table[i].not_it);
        assert_eval(w, "ready and true", table[i].and_true);
        assert_eval(w, "true and ready", table[i].and_true);
        assert_eval(w, "ready and false", table[i].and_false);
        assert_eval(w, "false and ready", table[i].and_false);
        assert_eval(w, "ready or true", table[i].or_true);
        assert_eval(w, "true or ready", table[i].or_true);
        assert_eval(w, "ready or false", table[i].or_false);
        assert_eval(w, "false or ready", table[i].or_false);
        assert_eval(w, "ready and m > 0", table[i].both);
        assert_eval(w, "ready or m > 9", table[i].both);
    }
    given(w, "ready", sq_val_bool(true, true));
    assert_eval(w, "ready and m > 3", "true|false");
    assert_eval(w, "ready or m > 3", "true|false");
    assert_eval(w, "ready and true and false", "false");
    assert_eval(w, "ready or false or true", "true");
}

static void
a_missing_answer_makes_a_comparison_unknown(void **state)
{
    struct world *w = *state;
    unsigned missing = SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN | SQ_MAY_NOT_APPLICABLE;
    given(w, "D2", may(any_of(option(&world_grade, 0)), missing));
    assert_eval(w, "D2 = none", "true|false");
    assert_eval(w, "D2 != none", "true|false");
    assert_eval(w, "D2 in [none, partly]", "true|false");
    assert_eval(w, "D2 >= partly", "true|false");
    assert_eval(w, "D2 = not-known", "true|false");
    assert_eval(w, "D2 = not-known and false", "false");
    given(w, "n", may(num(0, 10), missing));
    assert_eval(w, "n > 4", "true|false");
    assert_eval(w, "n > 11", "false");
    assert_eval(w, "n >= 0", "true|false"); /* false if not applicable */
    assert_eval(w, "n + 1", "1..11 absent");
}

static void
what_is_absent_compares_false_and_unequal(void **state)
{
    struct world *w = *state;
    static const char *const falses[] = {
        "n = 3",
        "n < 3",
        "n >= 3",
        "n in [1, 3]",
        "D2 = none",
        "D2 >= none",
        "D2 in [none]",
        "A2 has model",
        "A2 has any [model]",
        "A2 has all [model]",
        "from < to",
        "from = 2026-11-03",
        "who = 'a'",
        "n + 1 > 0",
        "n = n",
        "D2 = not-known",
        "max(n) > 0",
    };
    for (unsigned pass = 0; pass < 2; pass++) {
        unsigned bits = pass ? SQ_MAY_NOT_APPLICABLE : SQ_MAY_ABSENT;
        given(w, "n", may(sq_val_absent(SQ_T_NUM), bits));
        given(w, "D2", may(sq_val_absent(SQ_T_OPTION), bits));
        given(w, "A2", may(sq_val_absent(SQ_T_SET), bits));
        given(w, "from", may(sq_val_absent(SQ_T_DATE), bits));
        given(w, "to", date(2026, 11, 3));
        given(w, "who", may(sq_val_absent(SQ_T_TEXT), bits));
        for (size_t i = 0; i < sizeof(falses) / sizeof(falses[0]); i++)
            assert_eval(w, falses[i], "false");
        assert_eval(w, "n != 3", "true");
        assert_eval(w, "D2 != none", "true");
        assert_eval(w, "not (n < 3)", "true");
        assert_eval(w, "n + 1", " absent");
        assert_eval(w, "-n", " absent");
        assert_eval(w, "round(n)", " absent");
        assert_eval(w, "days(from, to)", " absent");
        assert_eval(w, "D2 = not-applicable", pass ? "true" : "false");
        assert_eval(w, "A2 has not-applicable", pass ? "true" : "false");
        assert_eval(w, "n in [1, not-applicable]", pass ? "true" : "false");
    }
}

static void
not_known_is_decided_for_equality_and_open_for_size(void **state)
{
    struct world *w = *state;
    given(w, "n", may(num(0, 10), SQ_MAY_NOT_KNOWN));
    given(w, "D2", may(option(&world_grade, 0), SQ_MAY_NOT_KNOWN));
    given(w, "A2", may(set(NULL, 0), SQ_MAY_NOT_KNOWN));
    assert_eval(w, "n = 3", "false");
    assert_eval(w, "n != 3", "true");
    assert_eval(w, "n in [1, 2]", "false");
    assert_eval(w, "n = not-known", "true");
    assert_eval(w, "n != not-known", "false");
    assert_eval(w, "not-known = n", "true");
    assert_eval(w, "n in [1, not-known]", "true");
    assert_eval(w, "n = not-applicable", "false");
    assert_eval(w, "n > 3", "true|false");
    assert_eval(w, "n <= 10", "true");
    assert_eval(w, "n + 1", "1..11");
    assert_eval(w, "max(n, 4)", "4..10");
    assert_eval(w, "D2 = none", "false");
    assert_eval(w, "D2 = not-known", "true");
    assert_eval(w, "D2 > none", "true|false");
    assert_eval(w, "D2 >= none", "true");
    assert_eval(w, "D2 = D2", "false"); /* nobody knows what it is */
    assert_eval(w, "A2 has model", "false");
    assert_eval(w, "A2 has not-known", "true");
    assert_eval(w, "A2 has any [model, not-known]", "true");
    assert_eval(w, "count(A2)", "0..3");
    assert_eval(w, "n", " not-known");
}

static void
a_truth_is_all_that_it_may_be(void **state)
{
    struct world *w = *state;
    /* what is not known may be either; what is not there reads as false */
    static const struct {
        bool t, f;
        unsigned bits;
        const char *want;
    } table[] = {
        {true, false, SQ_MAY_VALUE, "true"},
        {false, true, SQ_MAY_VALUE, "false"},
        {true, false, SQ_MAY_VALUE | SQ_MAY_ABSENT, "true|false"},
        {false, true, SQ_MAY_VALUE | SQ_MAY_NOT_APPLICABLE, "false"},
        {true, false, SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN, "true|false"},
        {false, true, SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN, "true|false"},
        {true, true, SQ_MAY_NOT_KNOWN, "true|false"},
        {true, true, SQ_MAY_NOT_APPLICABLE, "false"},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct sq_val v = sq_val_bool(table[i].t, table[i].f);
        given(w, "ready", may(v, table[i].bits));
        assert_eval(w, "not not ready", table[i].want);
    }
    given(w, "ready", may(sq_val_bool(true, false), SQ_MAY_NOT_KNOWN));
    assert_eval(w, "all(ready, n = 3)", "true|false");
    assert_eval(w, "any(ready, n = 4)", "true|false");
}

static void
absent_truths_read_as_false(void **state)
{
    struct world *w = *state;
    given(w, "ready", sq_val_absent(SQ_T_BOOL));
    assert_eval(w, "ready", " absent");
    assert_eval(w, "not ready", "true");
    assert_eval(w, "ready or true", "true");
    assert_eval(w, "ready and true", "false");
    assert_eval(w, "ready = false", "false");
    assert_eval(w, "if(ready, 1, 2)", "2");
    struct sq_val v = sq_val_absent(SQ_T_BOOL);
    assert_true(sq_val_false(&v));
    assert_false(sq_val_true(&v));
}

/* ---- comparing ---------------------------------------------------------- */

static void
numbers_compare_by_their_ranges(void **state)
{
    struct world *w = *state; /* n is 3, m is 2 to 5 */
    assert_eval(w, "n = 3", "true");
    assert_eval(w, "n != 3", "false");
    assert_eval(w, "m = 3", "true|false");
    assert_eval(w, "m = 6", "false");
    assert_eval(w, "m < 2", "false");
    assert_eval(w, "m <= 2", "true|false");
    assert_eval(w, "m >= 2", "true");
    assert_eval(w, "m > 5", "false");
    assert_eval(w, "m < 6", "true");
    assert_eval(w, "2 <= m", "true");
    assert_eval(w, "5 < m", "false");
    assert_eval(w, "m in [6, 7]", "false");
    assert_eval(w, "m in [6, 4]", "true|false");
    assert_eval(w, "0.1 + 0.2 = 0.3", "true"); /* S9 */
    assert_eval(w, "1 / 3 * 3 = 1", "true");
    assert_eval(w, "85% * 20 = 17", "true");
}

static void
options_compare_by_scores_and_by_themselves(void **state)
{
    struct world *w = *state;
    given(w, "D2", option(&world_grade, 2));
    given(w, "D3", any_of(option(&world_grade, 0)));
    assert_eval(w, "D2 = partly", "true");
    assert_eval(w, "partly = D2", "true");
    assert_eval(w, "D2 = none", "false");
    assert_eval(w, "D2 >= partly", "true");
    assert_eval(w, "D2 > partly", "false");
    assert_eval(w, "D2 < in-place", "true");
    assert_eval(w, "planned < D2", "true");
    assert_eval(w, "D2 in [none, partly]", "true");
    assert_eval(w, "D2 = D3", "true|false");
    assert_eval(w, "D3 >= none", "true");
    assert_eval(w, "D3 > in-place", "false");
    assert_eval(w, "if(m > 3, D2, none) <= in-place", "true");
    assert_eval(w, "if(m > 3, D2, none)", "any");
    assert_eval(w, "if(m > 1, D2, none)", "partly");
}

static void
sets_are_asked_for_their_options(void **state)
{
    struct world *w = *state;
    static const uint32_t chosen[] = {0, 2};
    given(w, "A2", set(chosen, 2));
    given(w, "A3", set(chosen, 1));
    assert_eval(w, "A2 has rules", "true");
    assert_eval(w, "A2 has model", "false");
    assert_eval(w, "A2 has any [model, generative]", "true");
    assert_eval(w, "A2 has any [model]", "false");
    assert_eval(w, "A2 has all [rules, generative]", "true");
    assert_eval(w, "A2 has all [rules, model]", "false");
    assert_eval(w, "A2 = A3", "false");
    assert_eval(w, "A2 = A2", "true");
    assert_eval(w, "count(A2)", "2");
    assert_eval(w, "count(A2, A3)", "3");
    given(w, "A2", any_of(set(NULL, 0)));
    assert_eval(w, "A2 has rules", "true|false");
    assert_eval(w, "A2 = A3", "true|false");
    assert_eval(w, "count(A2)", "0..3");
    given(w, "A2", set(NULL, 0));
    assert_eval(w, "A2 has any [rules, model, generative]", "false");
    assert_eval(w, "count(A2)", "0");
}

static void
texts_and_dates_compare(void **state)
{
    struct world *w = *state;
    given(w, "who", text(SQ_LIT("R Patel")));
    given(w, "from", date(2026, 11, 3));
    given(w, "to", date(2027, 1, 31));
    assert_eval(w, "who = 'R Patel'", "true");
    assert_eval(w, "who != 'r patel'", "true");
    assert_eval(w, "who in ['a', 'R Patel']", "true");
    given(w, "who", any_of(text(SQ_LIT(""))));
    assert_eval(w, "who = 'a'", "true|false");
    assert_eval(w, "from < to", "true");
    assert_eval(w, "from = 2026-11-03", "true");
    assert_eval(w, "days(from, to)", "89");
    assert_eval(w, "days(to, from)", "-89");
    assert_eval(w, "days(from, max(from, to)) > 88", "true");
    assert_eval(w, "days(from, today)", " absent");
    assert_eval(w, "from < today", "false");
    w->env.today = sq_date_of(2026, 11, 13);
    assert_eval(w, "days(from, today)", "10");
    assert_eval(w, "from < today", "true");
}

/* ---- arithmetic --------------------------------------------------------- */

static void
arithmetic_is_exact_over_ranges(void **state)
{
    struct world *w = *state; /* n is 3, m is 2 to 5 */
    given(w, "J.age.harm", num(-4, 2));
    assert_eval(w, "n + m", "5..8");
    assert_eval(w, "n - m", "-2..1");
    assert_eval(w, "m - n - 1", "-2..1");
    assert_eval(w, "n * m", "6..15");
    assert_eval(w, "m * J.age.harm", "-20..10");
    assert_eval(w, "J.age.harm * J.age.harm", "-8..16");
    assert_eval(w, "-m", "-5..-2");
    assert_eval(w, "abs(J.age.harm)", "0..4");
    assert_eval(w, "abs(-m)", "2..5");
    assert_eval(w, "n / m", "0.6..1.5");
    assert_eval(w, "1 / n", "1/3");
    assert_eval(w, "80% * m", "1.6..4");
    assert_eval(w, "n + m + m", "7..13");
}

static void
rounding_is_half_up_unless_asked(void **state)
{
    struct world *w = *state;
    assert_eval(w, "round(2.5)", "3");
    assert_eval(w, "round(-2.5)", "-2");
    assert_eval(w, "round(2.45, 1)", "2.5");
    assert_eval(w, "round-even(2.5)", "2");
    assert_eval(w, "round-even(2.45, 1)", "2.4");
    assert_eval(w, "floor(-0.5)", "-1");
    assert_eval(w, "ceil(0.2)", "1");
    assert_eval(w, "ceil(m / 2)", "1..3");
    assert_eval(w, "floor(m / 2)", "1..2");
    assert_eval(w, "round(85% * m)", "2..4");
}

static void
dividing_by_what_may_be_zero_may_have_no_result(void **state)
{
    struct world *w = *state;
    given(w, "n", num(0, 0));
    assert_eval(w, "6 / n", " absent");
    given(w, "n", num(0, 3));
    assert_eval(w, "6 / n", "2.. absent");
    assert_eval(w, "-6 / n", "..-2 absent");
    given(w, "n", num(-3, 0));
    assert_eval(w, "6 / n", "..-2 absent");
    given(w, "n", num(-3, 3));
    assert_eval(w, "6 / n", ".. absent");
    assert_eval(w, "0 / n", "0 absent");
    assert_eval(w, "6 / n > 100", "true|false");
    given(w, "n", num(-3, -2));
    assert_eval(w, "6 / n", "-3..-2");
}

static void
unbounded_sides_stay_unbounded(void **state)
{
    struct world *w = *state;
    struct sq_val v = num(2, 2);
    v.no_high = true;
    given(w, "n", v);
    assert_eval(w, "n", "2..");
    assert_eval(w, "n + 1", "3..");
    assert_eval(w, "-n", "..-2");
    assert_eval(w, "n * -3", "..-6");
    assert_eval(w, "n * 0", "0");
    assert_eval(w, "n - n", "..");
    assert_eval(w, "6 / n", "0..3");
    assert_eval(w, "abs(-n)", "2..");
    assert_eval(w, "round(n)", "2..");
    assert_eval(w, "n > 1", "true");
    assert_eval(w, "n > 1000", "true|false");
    assert_eval(w, "n < 2", "false");
    assert_eval(w, "n = 1", "false");
    assert_eval(w, "max(n, m)", "2..");
    assert_eval(w, "min(n, m)", "2..5");
    assert_eval(w, "mean(n, m)", "2..");
    assert_eval(w, "sum(n, m)", "4..");
}

static void
a_number_too_wide_is_unbounded_and_says_so(void **state)
{
    struct world *w = *state;
    given(w, "n", num(4000000000000000000, 4000000000000000000));
    assert_eval(w, "n + n + n", ".. wide");
    assert_eval(w, "n * n", ".. wide");
    assert_eval(w, "n * n > 0", "true|false wide");
    assert_eval(w, "n * n = 0", "true|false wide");
    assert_eval(w, "not (n * n > 0)", "true|false wide");
    assert_eval(w, "if(n * n > 0, 1, 2)", "1..2 wide");
    assert_eval(w, "max(n * n, 1)", "1.. wide");
    assert_eval(w, "sum(n, n, n)", ".. wide");
    assert_eval(w, "mean(n, n, n)", ".. wide");
    assert_eval(w, "count(n * n > 0)", "0..1 wide");
    assert_eval(w, "all(n * n > 0)", "true|false wide");
    assert_eval(w, "any(n * n > 0)", "true|false wide");
    assert_eval(w, "n > 0", "true");
    struct sq_val v = sq_val_num(SQ_NUM_WIDE, sq_num_int(1));
    assert_true(v.wide && v.no_low && !v.no_high);
}

static void
what_was_lost_on_either_side_is_told_of_the_whole(void **state)
{
    struct world *w = *state;
    struct sq_val lost = num(2, 5);
    lost.wide = true;
    given(w, "m", lost);
    given(w, "n", num(1, 3));
    given(w, "ready", sq_val_bool(true, true));
    given(w, "D2", option(&world_grade, 2));
    static const struct {
        const char *text, *want;
    } table[] = {
        {"m + n", "3..8 wide"},
        {"n + m", "3..8 wide"},
        {"m - n", "-1..4 wide"},
        {"m * n", "2..15 wide"},
        {"n * m", "2..15 wide"},
        {"m / n", "2/3..5 wide"},
        {"n / m", "0.2..1.5 wide"},
        {"max(m, n)", "2..5 wide"},
        {"max(n, m)", "2..5 wide"},
        {"min(m, n)", "1..3 wide"},
        {"mean(n, m)", "1.5..4 wide"},
        {"fairness + m", " absent wide"},
        {"m + fairness", " absent wide"},
        {"m = 9", "false wide"},
        {"9 = m", "false wide"},
        {"m > 1", "true wide"},
        {"1 < m", "true wide"},
        {"m > 1 and n > 0", "true wide"},
        {"n > 0 and m > 1", "true wide"},
        {"ready or m > 9", "true|false wide"},
        {"m > 9 or ready", "true|false wide"},
        {"if(m > 1, n, 9)", "1..3 wide"},
        {"if(ready, n, m)", "1..5 wide"},
        {"if(ready, m, n)", "1..5 wide"},
        {"all(m > 1, n > 0)", "true wide"},
        {"all(n > 0, m > 1)", "true wide"},
        {"any(n > 9, m > 9)", "false wide"},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        assert_eval(w, table[i].text, table[i].want);
}

static void
a_mean_that_grows_too_wide_on_the_way_is_the_loose_one(void **state)
{
    struct world *w = *state;
    struct var *harm = world_var(w, "J.harm");
    sq_num least = sq_num_int(INT64_MIN);
    struct sq_val row = sq_val_num(least, least);
    /* what has no opposite cannot be looked at from above */
    harm->vals[0] = num(0, 1);
    harm->vals[1] = may(row, SQ_MAY_VALUE | SQ_MAY_ABSENT);
    harm->vals[2] = sq_val_absent(SQ_T_NUM);
    assert_eval(w, "mean(J.harm)", "-9223372036854775808..1");
    /* the sum of what is certain and of what may be there */
    harm->vals[0] = num(INT64_MAX, INT64_MAX);
    harm->vals[1] =
        may(num(INT64_MAX - 1, INT64_MAX - 1), SQ_MAY_VALUE | SQ_MAY_ABSENT);
    assert_eval(w, "mean(J.harm)", "9223372036854775806..9223372036854775807");
    harm->vals[0] = num(-INT64_MAX, -INT64_MAX);
    harm->vals[1] =
        may(num(1 - INT64_MAX, 1 - INT64_MAX), SQ_MAY_VALUE | SQ_MAY_ABSENT);
    assert_eval(w, "mean(J.harm)",
                "-9223372036854775807..-9223372036854775806");
    /* what is certain has no end on one side */
    struct sq_val open = num(3, 3);
    open.no_high = true;
    harm->vals[0] = open;
    harm->vals[1] = may(num(1, 2), SQ_MAY_VALUE | SQ_MAY_ABSENT);
    assert_eval(w, "mean(J.harm)", "1..");
    open = num(3, 3);
    open.no_low = true;
    harm->vals[0] = open;
    assert_eval(w, "mean(J.harm)", "..3");
}

static void
truths_are_compared_by_all_that_both_can_be(void **state)
{
    struct world *w = *state;
    static const char *const shown[] = {"", "false", "true", "true|false"};
    static const char *const other[] = {"", "n > 3", "n > 2", "m > 3"};
    for (unsigned a = 1; a <= 3; a++) {
        for (unsigned b = 1; b <= 3; b++) {
            bool open = a == 3 || b == 3;
            char equal[40];
            char unequal[40];
            snprintf(equal, sizeof equal, "ready = (%s)", other[b]);
            snprintf(unequal, sizeof unequal, "ready != (%s)", other[b]);
            given(w, "ready", sq_val_bool(a & 2, a & 1));
            assert_eval(w, equal, shown[open ? 3 : a == b ? 2 : 1]);
            assert_eval(w, unequal, shown[open ? 3 : a == b ? 1 : 2]);
        }
    }
}

static void
if_with_an_open_condition_is_either(void **state)
{
    struct world *w = *state;
    assert_eval(w, "if(n = 3, 1, 2)", "1");
    assert_eval(w, "if(n = 4, 1, 2)", "2");
    assert_eval(w, "if(m = 3, 1, 4)", "1..4");
    assert_eval(w, "if(m = 3, 1, max(J.harm))", "1 absent");
    assert_eval(w, "if(m = 3, true, true)", "true");
    assert_eval(w, "if(m = 3, 'a', 'a')", "a");
    assert_eval(w, "if(m = 3, 'a', 'b')", "any");
}

static void
the_case_is_asked_about_questions_gates_and_triggers(void **state)
{
    struct world *w = *state;
    world_var(w, "D2")->about = num(4, 4);
    world_var(w, "J.way")->about = num(1, 2);
    world_var(w, "dpia")->about = sq_val_bool(true, false);
    world_var(w, "stage-2")->about = sq_val_bool(true, true);
    assert_eval(w, "score(D2) * 2", "8");
    assert_eval(w, "sum(score(J.way))", "3..6");
    assert_eval(w, "not gate(dpia)", "false");
    assert_eval(w, "trigger(stage-2)", "true|false");
}

/* ---- aggregates --------------------------------------------------------- */

static void
aggregates_of_nothing(void **state)
{
    struct world *w = *state;
    for (unsigned pass = 0; pass < 2; pass++) {
        w->rows[0] = pass ? WORLD_ROWS : 0; /* no rows; then none has a value */
        assert_eval(w, "sum(J.harm)", "0");
        assert_eval(w, "count(J.harm > 0)", "0");
        assert_eval(w, "any(J.harm > 0)", "false");
        assert_eval(w, "min(J.harm)", " absent");
        assert_eval(w, "max(J.harm)", " absent");
        assert_eval(w, "mean(J.harm)", " absent");
        assert_eval(w, "max(J.harm, 4)", "4");
        assert_eval(w, "max(J.harm) >= 0", "false");
    }
    w->rows[0] = 0;
    assert_eval(w, "all(J.harm > 0)", " absent");
    assert_eval(w, "not all(J.harm > 0)", "true");
    given(w, "ready", sq_val_absent(SQ_T_BOOL));
    assert_eval(w, "all(ready)", " absent");
    assert_eval(w, "all(ready, true)", "true");
}

static void
aggregates_fold_rows_and_arguments(void **state)
{
    struct world *w = *state;
    struct var *harm = world_var(w, "J.harm");
    harm->vals[0] = num(4, 4);
    harm->vals[1] = num(1, 6);
    harm->vals[2] = sq_val_absent(SQ_T_NUM);
    assert_eval(w, "sum(J.harm)", "5..10");
    assert_eval(w, "max(J.harm)", "4..6");
    assert_eval(w, "min(J.harm)", "1..4");
    assert_eval(w, "mean(J.harm)", "2.5..5");
    assert_eval(w, "count(J.harm >= 4)", "1..2");
    assert_eval(w, "count(J.harm > 6)", "0");
    assert_eval(w, "any(J.harm > 3)", "true");
    assert_eval(w, "any(J.harm > 4)", "true|false");
    assert_eval(w, "all(J.harm > 0)", "false"); /* the absent row is not */
    assert_eval(w, "max(J.harm, n, 5)", "5..6");
    assert_eval(w, "sum(J.harm, n)", "8..13");
    assert_eval(w, "max(2 * J.harm - 1)", "7..11");
    assert_eval(w, "count(true, false, n = 3)", "2");
    assert_eval(w, "max(J.harm) + min(J.harm)", "5..10");
}

static void
an_aggregate_inside_another_is_the_same_for_all_rows(void **state)
{
    struct world *w = *state;
    struct var *harm = world_var(w, "J.harm");
    struct var *risk = world_var(w, "K.risk");
    for (int row = 0; row < WORLD_ROWS; row++) {
        harm->vals[row] = num(row + 1, row + 1);   /* 1 2 3 */
        risk->vals[row] = num(10 * row, 10 * row); /* 0 10 20 */
    }
    assert_eval(w, "sum(J.harm * max(K.risk))", "120");
    assert_eval(w, "sum(J.harm * sum(K.risk * max(J.harm)))", "540");
    assert_eval(w, "count(J.harm > mean(J.harm))", "1");
    assert_eval(w, "max(abs(J.harm - mean(J.harm)))", "1");
    assert_eval(w, "sum(J.harm * max(K.risk), max(J.harm) * K.risk)", "210");
}

/* Every row of a table asks for a figure over all rows of the other. */
static uint32_t asked;

static struct sq_val
counted_value(void *ctx, const struct sq_name *name, int32_t row)
{
    asked++;
    return world_value(ctx, name, row);
}

static void
time_is_bounded_by_tree_times_rows(void **state)
{
    struct world *w = *state;
    w->env.value = counted_value;
    struct sq_expr *e = world_read(
        w, "sum(J.harm * sum(K.risk * sum(J.harm * sum(K.risk))))", SQ_T_NUM);
    assert_non_null(e);
    asked = 0;
    (void)sq_expr_eval(e, &w->env);
    assert_int_equal(asked, 4 * WORLD_ROWS);
}

static void
this_row_is_the_one_that_we_stand_in(void **state)
{
    struct world *w = *state;
    struct var *harm = world_var(w, "J.harm");
    for (int row = 0; row < WORLD_ROWS; row++)
        harm->vals[row] = num(row, row);
    w->scope.row_group = w->env.row_group = world_group("J");
    w->env.row = 1;
    assert_eval(w, "harm", "1");
    assert_eval(w, "J.harm + 1", "2");
    assert_eval(w, "max(harm, 0)", "1");
    assert_eval(w, "max(J.harm)", "2");
    assert_eval(w, "count(J.harm > harm)", "1");
    assert_eval(w, "sum(K.risk, harm)", "1");
    w->env.row = 2;
    assert_eval(w, "harm = max(J.harm)", "true");
}

/* ---- aggregates over rows that may be missing: tight -------------------- */

/* Three rows: ends 0 to 6; two in three may be missing. */
static uint32_t seed;

static uint32_t
chance(uint32_t n)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 16) % n;
}

struct folded {
    sq_num low, high;
    bool some, absent;
};

static void
fold_in(struct folded *f, bool there, sq_num n)
{
    if (!there) {
        f->absent = true;
        return;
    }
    f->low = f->some ? sq_num_min(f->low, n) : n;
    f->high = f->some ? sq_num_max(f->high, n) : n;
    f->some = true;
}

/* sum, mean, min, max of what is there. */
static sq_num
figure(size_t which, const int64_t *list, int64_t n)
{
    int64_t sum = 0, least = 99, most = -99;
    for (int64_t i = 0; i < n; i++) {
        sum += list[i];
        least = list[i] < least ? list[i] : least;
        most = list[i] > most ? list[i] : most;
    }
    return which == 0   ? sq_num_int(sum)
           : which == 1 ? sq_num_of(sum, n)
           : which == 2 ? sq_num_int(least)
                        : sq_num_int(most);
}

/* Each row at its low end, at its high end or missing: 27 completions. */
static struct folded
by_hand(size_t which, const struct sq_val *rows)
{
    struct folded f = {.some = false};
    for (unsigned code = 0; code < 27; code++) {
        int64_t list[3], n = 0;
        unsigned rest = code;
        bool possible = true;
        for (size_t i = 0; i < 3; i++, rest /= 3) {
            if (rest % 3 == 2)
                possible = possible && (rows[i].may & SQ_MAY_ABSENT);
            else if (!(rows[i].may & SQ_MAY_VALUE))
                possible = false;
            else
                list[n++] = rest % 3 ? rows[i].high.num : rows[i].low.num;
        }
        if (possible)
            fold_in(&f, n > 0 || which == 0, figure(which, list, n));
    }
    return f;
}

static void
aggregates_over_rows_that_may_be_missing_are_tight(void **state)
{
    struct world *w = *state;
    static const char *const texts[] = {"sum(J.harm)", "mean(J.harm)",
                                        "min(J.harm)", "max(J.harm)"};
    struct sq_val *rows = world_var(w, "J.harm")->vals;
    seed = 1;
    for (unsigned i = 0; i < 2000; i++) {
        for (size_t row = 0; row < 3; row++) {
            int64_t low = chance(7);
            rows[row] = num(low, low + chance(4));
            rows[row].may = (uint8_t)(1 + chance(3)); /* value, absent, both */
        }
        for (size_t which = 0; which < 4; which++) {
            struct sq_expr *e = world_read(w, texts[which], SQ_T_NUM);
            struct sq_val v = sq_expr_eval(e, &w->env);
            struct folded f = by_hand(which, rows);
            assert_int_equal((v.may & SQ_MAY_VALUE) != 0, f.some);
            assert_int_equal((v.may & SQ_MAY_ABSENT) != 0, f.absent);
            if (!f.some)
                continue;
            assert_int_equal(sq_num_cmp(v.low, f.low), 0);
            assert_int_equal(sq_num_cmp(v.high, f.high), 0);
        }
    }
}

static uint32_t
many_rows(void *ctx, const void *group)
{
    (void)ctx;
    (void)group;
    return 300;
}

/* Row 0 is 5; every other may be missing and is its number modulo 10. */
static struct sq_val
many_values(void *ctx, const struct sq_name *name, int32_t row)
{
    (void)ctx;
    (void)name;
    if (row == 0)
        return num(5, 5);
    return may(num(row % 10, row % 10), SQ_MAY_VALUE | SQ_MAY_ABSENT);
}

static void
a_mean_of_very_many_open_rows_is_sound(void **state)
{
    struct world *w = *state;
    w->env.rows = many_rows;
    w->env.value = many_values;
    /* never outside of 0 to 9, and the tight ends are inside */
    assert_eval(w, "mean(J.harm)", "0..9");
    assert_eval(w, "max(J.harm)", "5..9");
    assert_eval(w, "min(J.harm)", "0..5");
    assert_eval(w, "sum(J.harm)", "5..1355");
}

/* ---- values ------------------------------------------------------------- */

static void
a_hull_holds_both(void **state)
{
    (void)state;
    struct sq_val v = sq_val_hull(num(1, 2), num(5, 6));
    assert_int_equal(v.low.num, 1);
    assert_int_equal(v.high.num, 6);
    v = sq_val_hull(sq_val_absent(SQ_T_NUM), num(5, 6));
    assert_int_equal(v.low.num, 5);
    assert_int_equal(v.may, SQ_MAY_VALUE | SQ_MAY_ABSENT);
    v = sq_val_hull(may(num(0, 9), SQ_MAY_NOT_KNOWN), num(5, 6));
    assert_int_equal(v.low.num, 0); /* the range of what is not known */
    assert_int_equal(v.may, SQ_MAY_VALUE | SQ_MAY_NOT_KNOWN);
    v = sq_val_hull(sq_val_bool(true, false), sq_val_bool(false, true));
    assert_true(v.may_true && v.may_false);
    v = sq_val_hull(option(&world_grade, 1), option(&world_grade, 1));
    assert_true(!v.any && v.option == 1);
    v = sq_val_hull(option(&world_grade, 1), option(&world_grade, 2));
    assert_true(v.any);
    v = sq_val_hull(option(&world_grade, 1), sq_val_absent(SQ_T_OPTION));
    assert_true(!v.any && v.option == 1);
    static const uint32_t chosen[] = {0, 2};
    v = sq_val_hull(set(chosen, 2), set(chosen, 2));
    assert_true(!v.any && v.n_options == 2);
    v = sq_val_hull(set(chosen, 2), set(chosen, 1));
    assert_true(v.any);
    struct sq_val lost = num(1, 2);
    lost.wide = true;
    assert_true(sq_val_hull(lost, num(5, 6)).wide);
    assert_true(sq_val_hull(num(5, 6), lost).wide);
    assert_true(sq_val_hull(sq_val_absent(SQ_T_NUM), lost).wide);
    struct sq_val gone = sq_val_absent(SQ_T_NUM);
    gone.wide = true;
    assert_true(sq_val_hull(gone, num(5, 6)).wide);
    struct sq_val nothing = sq_val_absent(SQ_T_OPTION);
    struct sq_val none_of = may(option(&world_grade, 0), SQ_MAY_NOT_APPLICABLE);
    assert_ptr_equal(sq_val_hull(nothing, none_of).domain, &world_grade);
    assert_ptr_equal(sq_val_hull(none_of, nothing).domain, &world_grade);
    assert_null(sq_val_hull(nothing, nothing).domain);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(and_or_not_follow_kleene),
        TEST(a_missing_answer_makes_a_comparison_unknown),
        TEST(what_is_absent_compares_false_and_unequal),
        TEST(not_known_is_decided_for_equality_and_open_for_size),
        TEST(a_truth_is_all_that_it_may_be),
        TEST(absent_truths_read_as_false),
        TEST(numbers_compare_by_their_ranges),
        TEST(options_compare_by_scores_and_by_themselves),
        TEST(sets_are_asked_for_their_options),
        TEST(texts_and_dates_compare),
        TEST(arithmetic_is_exact_over_ranges),
        TEST(rounding_is_half_up_unless_asked),
        TEST(dividing_by_what_may_be_zero_may_have_no_result),
        TEST(unbounded_sides_stay_unbounded),
        TEST(a_number_too_wide_is_unbounded_and_says_so),
        TEST(what_was_lost_on_either_side_is_told_of_the_whole),
        TEST(a_mean_that_grows_too_wide_on_the_way_is_the_loose_one),
        TEST(truths_are_compared_by_all_that_both_can_be),
        TEST(if_with_an_open_condition_is_either),
        TEST(the_case_is_asked_about_questions_gates_and_triggers),
        TEST(aggregates_of_nothing),
        TEST(aggregates_fold_rows_and_arguments),
        TEST(an_aggregate_inside_another_is_the_same_for_all_rows),
        TEST(time_is_bounded_by_tree_times_rows),
        TEST(this_row_is_the_one_that_we_stand_in),
        TEST(aggregates_over_rows_that_may_be_missing_are_tight),
        TEST(a_mean_of_very_many_open_rows_is_sound),
        cmocka_unit_test(a_hull_holds_both),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
