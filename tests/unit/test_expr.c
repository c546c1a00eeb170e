/* SPDX-License-Identifier: MIT */
/* Reading expressions: the grammar, and every message with its place. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/sbuf.h"
#include "check.h"
#include "expr/private.h"
#include "expr_world.h"

/* ---- the tree as text --------------------------------------------------- */

static const char *
op_name(enum sq_op op)
{
    static const char *const names[SQ_OP_CALL + 1] = {
        [SQ_OP_OR] = "or",     [SQ_OP_AND] = "and", [SQ_OP_NOT] = "not",
        [SQ_OP_EQ] = "=",      [SQ_OP_NE] = "!=",   [SQ_OP_LT] = "<",
        [SQ_OP_LE] = "<=",     [SQ_OP_GT] = ">",    [SQ_OP_GE] = ">=",
        [SQ_OP_IN] = "in",     [SQ_OP_HAS] = "has", [SQ_OP_HAS_ANY] = "has-any",
        [SQ_OP_ADD] = "+",     [SQ_OP_SUB] = "-",   [SQ_OP_HAS_ALL] = "has-all",
        [SQ_OP_MUL] = "*",     [SQ_OP_DIV] = "/",   [SQ_OP_NEG] = "neg",
        [SQ_OP_LIST] = "list",
    };
    return names[op];
}

static void
put_tree(struct sq_sbuf *b, const struct sq_expr *e)
{
    if (e->op == SQ_OP_NUM)
        sq_num_put_exact(b, e->num);
    else if (e->op == SQ_OP_DATE && e->date == SQ_NO_DATE)
        sq_putz(b, "today");
    else if (e->op == SQ_OP_DATE)
        sq_date_put(b, e->date);
    else if (e->op == SQ_OP_BOOL)
        sq_putz(b, e->truth ? "true" : "false");
    else if (e->op == SQ_OP_TEXT)
        sq_putf(b, "'%.*s'", SQ_FMT(e->text));
    else if (e->op == SQ_OP_OPTION)
        sq_putf(b, ":%.*s", SQ_FMT(e->text));
    else if (e->op == SQ_OP_NAME)
        sq_put(b, e->text);
    else if (e->op == SQ_OP_RESERVED)
        sq_putz(b, e->reserved == SQ_R_NOT_KNOWN ? "?" : "n/a");
    else {
        sq_putf(b, "(%s",
                e->op == SQ_OP_CALL ? sq_fn_word(e->fn) : op_name(e->op));
        for (uint32_t i = 0; i < e->n; i++) {
            sq_putc(b, ' ');
            put_tree(b, e->args[i]);
        }
        sq_putc(b, ')');
    }
}

static void
assert_tree(const char *text, const char *tree)
{
    struct world w;
    struct sq_sbuf b;
    world_init(&w);
    w.scope.may_today = true;
    sq_sbuf_init(&b, 10000);
    struct sq_expr *e = world_read(&w, text, SQ_T_NONE);
    if (!e)
        fail_msg("%s: %.*s", text, SQ_FMT(w.diags.first->message));
    put_tree(&b, e);
    assert_string_equal(b.ptr, tree);
    assert_int_equal(w.diags.n, 0);
    sq_sbuf_done(&b);
    world_done(&w);
}

/* ---- the grammar -------------------------------------------------------- */

static void
and_binds_tighter_than_or_and_not_tighter_than_both(void **state)
{
    (void)state;
    assert_tree("n = 1 or n = 2 and m = 3",
                "(or (= n 1) (and (= n 2) (= m 3)))");
    assert_tree("not n = 1 and m = 2", "(and (not (= n 1)) (= m 2))");
    assert_tree("not (n = 1 and m = 2)", "(not (and (= n 1) (= m 2)))");
    assert_tree("not not ready", "(not (not ready))");
    assert_tree("(n = 1 or n = 2) and ready",
                "(and (or (= n 1) (= n 2)) ready)");
}

static void
runs_of_and_or_plus_grow_sideways(void **state)
{
    (void)state;
    assert_tree("ready and ready and ready", "(and ready ready ready)");
    assert_tree("ready or ready or ready or ready",
                "(or ready ready ready ready)");
    assert_tree("n + m + 1", "(+ n m 1)");
    assert_tree("n + (m + 1)", "(+ n (+ m 1))");
    assert_tree("(n + m) + 1", "(+ (+ n m) 1)");
    assert_tree("(ready and ready) and ready", "(and (and ready ready) ready)");
}

static void
arithmetic_goes_from_left_to_right_and_products_first(void **state)
{
    (void)state;
    assert_tree("n - m - 1", "(- (- n m) 1)");
    assert_tree("n - m + 1 + 2", "(+ (- n m) 1 2)");
    assert_tree("n + m * 2", "(+ n (* m 2))");
    assert_tree("n / m / 2", "(/ (/ n m) 2)");
    assert_tree("n * m / 2", "(/ (* n m) 2)");
    assert_tree("(n + m) * 2", "(* (+ n m) 2)");
    assert_tree("-n * 2", "(* (neg n) 2)");
    assert_tree("n - -3", "(- n -3)");
    assert_tree("n*m+1", "(+ (* n m) 1)");
    assert_tree("n + 1 > m * 2", "(> (+ n 1) (* m 2))");
}

static void
a_hyphen_belongs_to_the_word_and_a_minus_stands_between_blanks(void **state)
{
    (void)state;
    assert_tree("trigger(stage-2)", "(trigger stage-2)");
    assert_tree("n - m", "(- n m)");
    assert_tree("n\n- m", "(- n m)");
}

static void
numbers_percents_dates_and_texts_are_literal(void **state)
{
    (void)state;
    assert_tree("12", "12");
    assert_tree("0.5", "0.5");
    assert_tree("80%", "0.8");
    assert_tree("80% * n", "(* 0.8 n)");
    assert_tree("12.5%", "0.125");
    assert_tree("-7", "-7");
    assert_tree("from >= 2026-11-03", "(>= from 2026-11-03)");
    assert_tree("days(from, today) > 30", "(> (days from today) 30)");
    assert_tree("who = 'R Patel'", "(= who 'R Patel')");
    assert_tree("who = \"O'Neill\"", "(= who 'O'Neill')");
    assert_tree("ready = true or ready = false",
                "(or (= ready true) (= ready false))");
}

static void
bare_words_are_options_of_the_other_side(void **state)
{
    (void)state;
    assert_tree("D2 = partly", "(= D2 :partly)");
    assert_tree("partly = D2", "(= :partly D2)");
    assert_tree("D2 >= in-place", "(>= D2 :in-place)");
    assert_tree("D2 in [none, planned]", "(in D2 (list :none :planned))");
    assert_tree("A2 has model", "(has A2 :model)");
    assert_tree("A2 has any [rules, model]",
                "(has-any A2 (list :rules :model))");
    assert_tree("A2 has all [rules]", "(has-all A2 (list :rules))");
    assert_tree("n in [1, -2, 50%]", "(in n (list 1 -2 0.5))");
    assert_tree("who in ['a', 'b']", "(in who (list 'a' 'b'))");
    assert_tree("fairness.band = none", "(= fairness.band :none)");
    assert_tree("if(ready, D2, none) = partly",
                "(= (if ready D2 :none) :partly)");
    assert_tree("if(ready, none, planned) = D2",
                "(= (if ready :none :planned) D2)");
    assert_tree("D2 = if(ready, D3, none)", "(= D2 (if ready D3 :none))");
}

static void
an_option_goes_before_a_name_of_the_same_spelling(void **state)
{
    (void)state;
    struct world w;
    struct sq_sbuf b;
    world_init(&w);
    sq_sbuf_init(&b, 1000);
    world_add(&w, "partly", SQ_T_NUM, NULL, NULL);
    world_add(&w, "none", SQ_T_OPTION, &world_grade, NULL);
    put_tree(&b, world_read(&w, "D2 = partly", SQ_T_BOOL));
    put_tree(&b, world_read(&w, "partly = D2", SQ_T_BOOL));
    put_tree(&b, world_read(&w, "partly = 3", SQ_T_BOOL));
    put_tree(&b, world_read(&w, "none = D2", SQ_T_BOOL));
    put_tree(&b, world_read(&w, "none = planned", SQ_T_BOOL));
    assert_string_equal(b.ptr, "(= D2 :partly)(= :partly D2)(= partly 3)"
                               "(= :none D2)(= none :planned)");
    sq_sbuf_done(&b);
    world_done(&w);
}

static void
reserved_answers_are_words_and_not_applicable_is_a_function_too(void **state)
{
    (void)state;
    assert_tree("D2 = not-known", "(= D2 ?)");
    assert_tree("not-known != n", "(!= ? n)");
    assert_tree("A2 has not-known", "(has A2 ?)");
    assert_tree("D2 in [none, not-applicable]", "(in D2 (list :none n/a))");
    assert_tree("not-applicable(D2)", "(not-applicable D2)");
    assert_tree("J.age.harm = not-known", "(= J.age.harm ?)");
    assert_tree("any(J.way = not-known)", "(any (= J.way ?))");
}

static void
questions_of_one_set_of_options_are_compared(void **state)
{
    (void)state;
    assert_tree("D2 = D3", "(= D2 D3)");
    assert_tree("D2 < D3", "(< D2 D3)");
    assert_tree("D2 != fairness.band", "(!= D2 fairness.band)");
    assert_tree("A2 = A3", "(= A2 A3)");
    assert_tree("from <= to", "(<= from to)");
    assert_tree("n = m", "(= n m)");
}

static void
options_that_are_written_twice_alike_are_one_set(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    struct sq_domain copy = {SQ_LIT("copy"), world_grades, 4};
    struct sq_domain part = {SQ_LIT("part"), world_grades, 3};
    struct sq_domain other = {SQ_LIT("other"), world_states, 2};
    world_add(&w, "P1", SQ_T_OPTION, &copy, NULL);
    world_add(&w, "P2", SQ_T_OPTION, &part, NULL);
    world_add(&w, "P3", SQ_T_OPTION, &other, NULL);
    world_add(&w, "P4", SQ_T_OPTION, &world_kind, NULL);
    assert_non_null(world_read(&w, "D2 = P1", SQ_T_BOOL));
    assert_non_null(world_read(&w, "C2 = P3", SQ_T_BOOL));
    assert_null(world_read(&w, "D2 = P2", SQ_T_BOOL)); /* fewer options */
    assert_null(world_read(&w, "P2 = P4", SQ_T_BOOL)); /* other options */
    world_done(&w);
}

static void
calls_take_whole_expressions(void **state)
{
    (void)state;
    assert_tree("if(n >= 80% * m / 2, round(85% * n), n)",
                "(if (>= n (/ (* 0.8 m) 2)) (round (* 0.85 n)) n)");
    assert_tree("count(J.harm > 8) > 0", "(> (count (> J.harm 8)) 0)");
    assert_tree("max(J.harm, K.risk, n)", "(max J.harm K.risk n)");
    assert_tree("sum(J.harm * max(K.risk))", "(sum (* J.harm (max K.risk)))");
    assert_tree("sum(J.harm - mean(J.harm))", "(sum (- J.harm (mean J.harm)))");
    assert_tree("round-even(n, 2)", "(round-even n 2)");
    assert_tree("max(from, to)", "(max from to)");
    assert_tree("count(A2)", "(count A2)");
    assert_tree("not (J.age.harm = 1) or answered(D2)",
                "(or (not (= J.age.harm 1)) (answered D2))");
    assert_tree("score(D2) + score(A2)", "(+ (score D2) (score A2))");
    assert_tree("max(score(J.way))", "(max (score J.way))");
    assert_tree("not gate(dpia)", "(not (gate dpia))");
    assert_tree("any(ready, n = 1) and all (ready)",
                "(and (any ready (= n 1)) (all ready))");
}

static void
a_number_of_rows_is_a_number_and_a_comparison_is_true_or_false(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        enum sq_type type;
    } cases[] = {
        {"count(J.harm > 1)", SQ_T_NUM},
        {"n > 1", SQ_T_BOOL},
        {"max(from, to)", SQ_T_DATE},
        {"days(from, to)", SQ_T_NUM},
        {"any(ready)", SQ_T_BOOL},
        {"if(ready, D2, D3)", SQ_T_OPTION},
        {"who", SQ_T_TEXT},
        {"A2", SQ_T_SET},
        {"A2 has model", SQ_T_BOOL},
        {"score(D2)", SQ_T_NUM},
        {"gate(dpia)", SQ_T_BOOL},
        {"-n", SQ_T_NUM},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct world w;
        world_init(&w);
        struct sq_expr *e = world_read(&w, cases[i].text, cases[i].type);
        assert_non_null(e);
        assert_int_equal(e->type, cases[i].type);
        world_done(&w);
    }
}

static void
a_bare_column_is_this_row_even_inside_an_aggregate(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    w.scope.row_group = world_group("J");
    struct sq_expr *e = world_read(&w, "max(harm, n) > max(J.harm)", SQ_T_BOOL);
    assert_non_null(e);
    assert_null(e->group);
    assert_null(e->args[0]->args[0]->group);
    assert_ptr_equal(e->args[1]->args[0]->group, world_group("J"));
    assert_non_null(world_read(&w, "J.harm > 1", SQ_T_BOOL));
    assert_non_null(world_read(&w, "count(K.risk > harm) > 0", SQ_T_BOOL));
    world_done(&w);
}

static void
keep_name(void *ctx, const struct sq_expr *name)
{
    struct sq_sbuf *b = ctx;
    sq_putf(b, "%.*s ", SQ_FMT(name->text));
}

static void
every_name_is_visited_once_and_options_are_none(void **state)
{
    (void)state;
    struct world w;
    struct sq_sbuf b;
    world_init(&w);
    sq_sbuf_init(&b, 1000);
    struct sq_expr *e = world_read(
        &w, "count(J.harm > n) > 1 and D2 = none and gate(dpia)", SQ_T_BOOL);
    sq_expr_names(e, keep_name, &b);
    assert_string_equal(b.ptr, "J.harm n D2 dpia ");
    sq_sbuf_done(&b);
    world_done(&w);
}

/* ---- messages ----------------------------------------------------------- */

struct complaint {
    const char *text;
    const char *code;
    const char *at; /* the part of the text that is underlined */
    const char *message;
    const char *help; /* "" when there is none */
};

static void
assert_complaint(const struct complaint *c, enum sq_type want)
{
    struct world w;
    world_init(&w);
    assert_null(world_read(&w, c->text, want));
    const struct sq_diag *f = w.diags.first;
    assert_non_null(f);
    sq_str at = sq_span_text(f->at);
    char got[2000], wanted[2000];
    snprintf(got, sizeof got, "%s: %s at `%.*s`: %.*s (%.*s)", c->text,
             sq_codes[f->code].code, SQ_FMT(at), SQ_FMT(f->message),
             SQ_FMT(f->help));
    snprintf(wanted, sizeof wanted, "%s: %s at `%s`: %s (%s)", c->text, c->code,
             c->at, c->message, c->help);
    assert_string_equal(got, wanted);
    if (w.diags.n != 1)
        fail_msg("%s: %zu findings", c->text, w.diags.n);
    assert_int_equal(f->level, SQ_ERROR);
    world_done(&w);
}

#define ASSERT_COMPLAINTS(list, want)                             \
    for (size_t i = 0; i < sizeof(list) / sizeof((list)[0]); i++) \
    assert_complaint(&(list)[i], (want))

static void
slips_of_writing_are_told_at_their_place(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"", "SQ150", "", "the expression is empty", ""},
        {"  ", "SQ150", "", "the expression is empty", ""},
        {"n >", "SQ150", "",
         "expected a name, a number or a text, found the end", ""},
        {"n > )", "SQ150", ")",
         "expected a name, a number or a text, found `)`", ""},
        {"(n > 1", "SQ150", "", "expected `)`, found the end", ""},
        {"n -", "SQ150", "-", "a minus stands without blanks",
         "put a blank on both sides of it: `a - b`"},
        {"]", "SQ150", "]", "expected a name, a number or a text, found `]`",
         ""},
        {"n > 1)", "SQ150", ")", "a bracket `)` closes nothing",
         "delete it, or open one before"},
        {"n > 1 m", "SQ150", "m", "expected an operator or the end, found `m`",
         ""},
        {"D2 is none", "SQ150", "is",
         "expected an operator or the end, found `is`", "write `=`"},
        {"D2 not in [none]", "SQ150", "not",
         "expected an operator or the end, found `not`",
         "`not` stands before what it turns round: `not a in [b, c]`"},
        {"ready AND ready", "SQ150", "AND",
         "expected an operator or the end, found `AND`",
         "write `and` in small letters"},
        {"n == 1", "SQ150", "==", "`==`: not a sign of this language",
         "write one `=`"},
        {"ready && ready", "SQ150", "&&", "`&&`: not a sign of this language",
         "write `and`"},
        {"ready || ready", "SQ150", "||", "`||`: not a sign of this language",
         "write `or`"},
        {"!ready", "SQ150", "!", "`!`: not a sign of this language",
         "write `not`"},
        {"n <> 1", "SQ150", "<>", "`<>`: not a sign of this language",
         "write `!=`"},
        {"n =< 1", "SQ150", "=<", "`=<`: not a sign of this language",
         "write `<=`"},
        {"n ≥ 1", "SQ150", "≥", "`≥`: not a sign of this language",
         "write `>=`"},
        {"n − 1", "SQ150", "−", "`−`: not a sign of this language",
         "write the minus of the keyboard: `-`"},
        {"who = “a”", "SQ150", "“", "`“`: not a sign of this language",
         "put texts in straight quotation marks: 'text'"},
        {"n > 80 %", "SQ150", "%", "`%`: not a sign of this language",
         "write a percent right behind its number: `80%`"},
        {"n > é", "SQ150", "é", "`é`: not a sign of this language", ""},
        {"n > .5", "SQ150", ".", "`.`: not a sign of this language",
         "a number starts with a digit: `0.5`"},
        {"n > 5.", "SQ150", "5.", "`5.`: neither a number nor a name",
         "numbers are written `12` or `0.5`, and names start with a letter"},
        {"n > 1e3", "SQ150", "1e3", "`1e3`: neither a number nor a name",
         "numbers are written `12` or `0.5`, and names start with a letter"},
        {"n > 1_000", "SQ150", "1_000", "`1_000`: neither a number nor a name",
         "numbers are written `12` or `0.5`, and names start with a letter"},
        {"max(n, 1,000)", "SQ150", "000", "`000`: a number starts with 0",
         "leave the 0 out, and write thousands without a separator"},
        {"n > 1234567890123456", "SQ150", "1234567890123456",
         "`1234567890123456`: a number is too long",
         "at most 15 digits stand before the point and 9 after it"},
        {"from > 2026-02-30", "SQ150", "2026-02-30",
         "`2026-02-30`: not a date of the calendar",
         "dates are written year-month-day: `2026-11-03`"},
        {"from > 2026-1-3", "SQ150", "2026-1-3",
         "`2026-1-3`: not a date of the calendar",
         "dates are written year-month-day: `2026-11-03`"},
        {"n > 5-3", "SQ150", "5-3", "`5-3`: a minus stands without blanks",
         "put a blank on both sides of it: `5 - 3`"},
        {"n -m", "SQ150", "-", "a minus stands without blanks",
         "put a blank on both sides of it: `a - b`"},
        {"(n)-1", "SQ150", "-", "a minus stands without blanks",
         "put a blank on both sides of it: `a - b`"},
        {"who = 'abc", "SQ150", "'", "`'`: a quotation mark is never closed",
         "close it with the same mark"},
        {"J. > 1", "SQ150", "J.", "`J.`: a name ends in a dot",
         "after the dot comes what is meant, as in `J4.residual`"},
        {"D2 in none", "SQ150", "none",
         "expected a list in square brackets, found `none`", "as in `[a, b]`"},
        {"D2 in [none", "SQ150", "", "expected `,` or `]`, found the end", ""},
        {"D2 in [none,]", "SQ150", "]",
         "expected a name, a number or a text, found `]`", ""},
        {"A2 has any []", "SQ150", "[]", "the list is empty",
         "name at least one option in it"},
        {"A2 has [rules, model]", "SQ150", "[",
         "expected one option, found `[`",
         "write `has any [a, b]` or `has all [a, b]`"},
        {"D2 = [none]", "SQ150", "[",
         "expected a name, a number or a text, found `[`",
         "a list stands behind `in`, `has any` or `has all`"},
        {"max(n m)", "SQ150", "m", "expected `,` or `)`, found `m`", ""},
        {"n = and", "SQ150", "and",
         "expected a name, a number or a text, found `and`", ""},
    };
    ASSERT_COMPLAINTS(list, SQ_T_NONE);
}

static void
comparisons_do_not_chain(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"1 < n < 5", "SQ150", "<", "comparisons do not follow one another",
         "write `1 < n and n …`"},
        {"n = m = 3", "SQ150", "=", "comparisons do not follow one another",
         "write `n = m and m …`"},
        {"D2 in [none] = true", "SQ150", "=",
         "comparisons do not follow one another",
         "write `D2 in [none] and [none] …`"},
    };
    ASSERT_COMPLAINTS(list, SQ_T_NONE);
}

static void
unknown_names_come_with_the_nearest(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"fairnes > 1", "SQ151", "fairnes",
         "nothing here has the name `fairnes`", "did you mean `fairness`?"},
        {"(fairnes) > 1", "SQ151", "fairnes",
         "nothing here has the name `fairnes`", "did you mean `fairness`?"},
        {"n > 1 and J.age.ham > 1", "SQ151", "J.age.ham",
         "nothing here has the name `J.age.ham`", "did you mean `J.age.harm`?"},
        {"zzzzzz > 1", "SQ151", "zzzzzz", "nothing here has the name `zzzzzz`",
         ""},
        {"late > 1", "SQ151", "late",
         "`late` cannot be used here: it is asked later, at line 12", ""},
        {"answered(late)", "SQ151", "late",
         "`late` cannot be used here: it is asked later, at line 12", ""},
        {"answered(D22)", "SQ151", "D22", "nothing here has the name `D22`",
         "did you mean `D2`?"},
        {"fairness-1 > 1", "SQ151", "fairness-1",
         "nothing here has the name `fairness-1`",
         "a hyphen belongs to the word; a minus has a blank on both sides: "
         "`fairness - 1`"},
        {"fairness-n > 1", "SQ151", "fairness-n",
         "nothing here has the name `fairness-n`",
         "a hyphen belongs to the word; a minus has a blank on both sides: "
         "`fairness - n`"},
        {"n- m > 1", "SQ150", "m", "expected an operator or the end, found `m`",
         "a hyphen belongs to the word before it; a minus has a blank on both "
         "sides"},
        {"who = Smith", "SQ151", "Smith", "nothing here has the name `Smith`",
         "put a text in quotation marks: 'Smith'"},
        {"summ(n, m) > 1", "SQ151", "summ", "there is no function `summ`",
         "did you mean `sum(`?"},
        {"average(n) > 1", "SQ151", "average", "there is no function `average`",
         "there are: min, max, sum, mean, count, any, all, round, round-even, "
         "floor, ceil, abs, days, if, answered, asked, not-applicable, score, "
         "words, "
         "gate, trigger"},
    };
    ASSERT_COMPLAINTS(list, SQ_T_BOOL);
}

static void
unknown_options_come_with_the_nearest_or_the_list(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"D2 = partley", "SQ152", "partley", "`D2` has no option `partley`",
         "did you mean `partly`?"},
        {"partley = D2", "SQ152", "partley", "`D2` has no option `partley`",
         "did you mean `partly`?"},
        {"C2 = yes", "SQ152", "yes", "`C2` has no option `yes`",
         "there are `draft`, `signed`"},
        {"n > 1 and D2 in [none, plan]", "SQ152", "plan",
         "`D2` has no option `plan`",
         "there are `none`, `planned`, `partly`, `in-place`"},
        {"A2 has any [rules, modle]", "SQ152", "modle",
         "`A2` has no option `modle`", "did you mean `model`?"},
        {"A2 has rule", "SQ152", "rule", "`A2` has no option `rule`",
         "did you mean `rules`?"},
        {"fairness.band = weak", "SQ152", "weak",
         "`fairness.band` has no option `weak`",
         "there are `none`, `planned`, `partly`, `in-place`"},
        {"if(ready, D2, D3) = non", "SQ152", "non", "there is no option `non`",
         "did you mean `none`?"},
        {"if(ready, D2, non) = none", "SQ152", "non",
         "`D2` has no option `non`", "did you mean `none`?"},
    };
    ASSERT_COMPLAINTS(list, SQ_T_BOOL);
}

static void
a_long_list_of_options_is_cut_with_its_number(void **state)
{
    (void)state;
    static struct sq_domain_item items[30];
    static char ids[30][8];
    for (size_t i = 0; i < 30; i++) {
        int n = snprintf(ids[i], sizeof ids[i], "area-%zu", i);
        items[i].id = (sq_str){ids[i], (size_t)n};
    }
    struct sq_domain domain = {SQ_LIT("areas"), items, 30};
    struct world w;
    world_init(&w);
    world_add(&w, "P1", SQ_T_OPTION, &domain, NULL);
    assert_null(world_read(&w, "P1 = zzz", SQ_T_BOOL));
    assert_string_equal(w.diags.first->help.ptr,
                        "there are `area-0`, `area-1`, `area-2`, `area-3`, "
                        "`area-4`, `area-5`, `area-6`, `area-7` and 22 more");
    world_done(&w);
}

static void
things_of_different_kinds_are_not_put_together(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"D2 + 1 > 2", "SQ153", "D2",
         "`D2` is a choice, and a number is needed here",
         "its points are `score(D2)`"},
        {"max(J.way) > 1", "SQ153", "J.way",
         "`J.way` is a choice, and a number is needed here",
         "its points are `score(J.way)`"},
        {"sum(A2) > 1", "SQ153", "A2",
         "`A2` is a choice of several, and a number is needed here",
         "its points are `score(A2)`; how many are chosen is `count(A2)`"},
        {"1 + ready > 0", "SQ153", "ready",
         "`ready` is true or false, and a number is needed here",
         "`count(ready)` is 1 when it is true, else 0"},
        {"to - from > 30", "SQ153", "to - from",
         "`to` and `from` are dates, and `-` takes numbers",
         "the days between them are `days(from, to)`"},
        {"from + 30 > to", "SQ153", "from",
         "`from` is a date, and a number is needed here",
         "the time between two dates is `days(first, second)`"},
        {"to - 1 > from", "SQ153", "to",
         "`to` is a date, and a number is needed here",
         "the time between two dates is `days(first, second)`"},
        {"if(ready, A2, A3) + 1 > 2", "SQ153", "if(ready, A2, A3)",
         "`if(ready, A2, A3)` is a choice of several, and a number is needed "
         "here",
         ""},
        {"if(ready, D2, D3) + 1 > 2", "SQ153", "if(ready, D2, D3)",
         "`if(ready, D2, D3)` is a choice, and a number is needed here", ""},
        {"n and ready", "SQ153", "n",
         "`n` is a number, and true or false is needed here",
         "compare it with something: `n > 0`"},
        {"not D2", "SQ153", "D2",
         "`D2` is a choice, and true or false is needed here",
         "compare it with an option: `D2 = none`"},
        {"ready or A2", "SQ153", "A2",
         "`A2` is a choice of several, and true or false is needed here",
         "ask for an option: `A2 has rules`"},
        {"ready or who", "SQ153", "who",
         "`who` is a text, and true or false is needed here",
         "compare it with something, or write `answered(…)`"},
        {"days(from, n) > 1", "SQ153", "n",
         "`n` is a number, and a date is needed here",
         "dates are written year-month-day: `2026-11-03`"},
        {"any(J.harm)", "SQ153", "J.harm",
         "`J.harm` is a number, and true or false is needed here",
         "compare it with something: `J.harm > 0`"},
        {"D2 >= 2", "SQ153", "D2 >= 2", "`D2` is a choice, and `2` is a number",
         "its points are `score(D2)`"},
        {"2 < D2", "SQ153", "2 < D2", "`2` is a number, and `D2` is a choice",
         "its points are `score(D2)`"},
        {"D2 = 'none'", "SQ153", "D2 = 'none'",
         "`D2` is a choice, and `'none'` is a text",
         "write the option without quotation marks: `none`"},
        {"from > '2026-11-03'", "SQ153", "from > '2026-11-03'",
         "`from` is a date, and `'2026-11-03'` is a text",
         "write a date without quotation marks: `2026-11-03`"},
        {"D2 = 'nowhere'", "SQ153", "D2 = 'nowhere'",
         "`D2` is a choice, and `'nowhere'` is a text", ""},
        {"D2 = who", "SQ153", "D2 = who",
         "`D2` is a choice, and `who` is a text", ""},
        {"from = n", "SQ153", "from = n",
         "`from` is a date, and `n` is a number", ""},
        {"A2 = A3 + 1", "SQ153", "A3",
         "`A3` is a choice of several, and a number is needed here",
         "its points are `score(A3)`; how many are chosen is `count(A3)`"},
        {"n = who", "SQ153", "n = who", "`n` is a number, and `who` is a text",
         ""},
        {"A2 = model", "SQ153", "A2 = model",
         "`A2` is a choice of several, and `model` is a choice",
         "write `A2 has model`"},
        {"D2 = C2", "SQ153", "D2 = C2", "`D2` and `C2` have different options",
         ""},
        {"if(ready, 1, D2) = 2", "SQ153", "if(ready, 1, D2)",
         "`if` gives either `1`, a number, or `D2`, a choice: both must be of "
         "one kind",
         ""},
        {"if(n, 1, 2) = 2", "SQ153", "n",
         "`n` is a number, and true or false is needed here",
         "compare it with something: `n > 0`"},
        {"A2 in [model]", "SQ153", "A2",
         "`A2` is a choice of several: `in` does not fit it",
         "write `A2 has any [model]`"},
        {"D2 has none", "SQ153", "D2",
         "`D2` is a choice: `has` does not fit it", "write `D2 = none`"},
        {"D2 has any [none]", "SQ153", "D2",
         "`D2` is a choice: `has any` does not fit it", "write `D2 in [none]`"},
        {"n in [1, D2]", "SQ153", "D2",
         "`D2` is not an option, a number, a date or a text",
         "compare with other names one by one, with `=` and `or`"},
        {"n in ['a']", "SQ153", "'a'", "`n` is a number, and `'a'` is a text",
         ""},
        {"D2 in ['none']", "SQ153", "'none'",
         "`D2` is a choice, and `'none'` is a text",
         "write the option without quotation marks: `none`"},
        {"count(J.harm) > 1", "SQ153", "J.harm",
         "`count` counts what is true or chosen, and `J.harm` is a number",
         "how many are answered is `count(answered(J.harm))`"},
        {"count(fairness) > 1", "SQ153", "fairness",
         "`count` counts what is true or chosen, and `fairness` is a number",
         "compare it with something: `count(fairness > 0)`"},
        {"max(n, from) > 1", "SQ153", "from",
         "`from` is a date, and a number is needed here",
         "the time between two dates is `days(first, second)`"},
        {"dpia", "SQ153", "dpia", "`dpia` is a gate, not a value",
         "write `gate(dpia)`"},
        {"not stage-2", "SQ153", "stage-2",
         "`stage-2` is a trigger, not a value", "write `trigger(stage-2)`"},
        {"not-known", "SQ153", "not-known", "`not-known` does not stand alone",
         "compare a question with it: `D2 = not-known`"},
        {"fairness = not-known", "SQ153", "not-known",
         "`not-known` is an answer, and `fairness` is no question",
         "compare a question itself with it"},
        {"not-known = not-applicable", "SQ153", "not-known",
         "`not-known` is an answer, and `not-applicable` is no question",
         "compare a question itself with it"},
        {"D2 + 1 = not-known", "SQ153", "D2",
         "`D2` is a choice, and a number is needed here",
         "its points are `score(D2)`"},
        {"ready in [true]", "SQ153", "ready",
         "`ready` is true or false: `in` does not fit it", ""},
        {"ready has all [true]", "SQ153", "ready",
         "`ready` is true or false: `has all` does not fit it", ""},
        {"n + 1 = not-applicable", "SQ153", "not-applicable",
         "`not-applicable` is an answer, and `n + 1` is no question",
         "compare a question itself with it"},
        {"fairness in [1, not-known]", "SQ153", "not-known",
         "`not-known` is an answer, and `fairness` is no question",
         "compare a question itself with it"},
    };
    ASSERT_COMPLAINTS(list, SQ_T_BOOL);
}

static void
the_whole_must_be_what_is_wanted(void **state)
{
    (void)state;
    static const struct complaint truths[] = {
        {"n + 1", "SQ153", "n + 1",
         "`n + 1` is a number, and true or false is needed here",
         "compare it with something: `n + 1 > 0`"},
        {"D2", "SQ153", "D2",
         "`D2` is a choice, and true or false is needed here",
         "compare it with an option: `D2 = none`"},
    };
    static const struct complaint numbers[] = {
        {"n > 1", "SQ153", "n > 1",
         "`n > 1` is true or false, and a number is needed here",
         "`count(n > 1)` is 1 when it is true, else 0"},
        {"D2", "SQ153", "D2", "`D2` is a choice, and a number is needed here",
         "its points are `score(D2)`"},
    };
    static const struct complaint texts[] = {
        {"n", "SQ153", "n", "`n` is a number, and a text is needed here", ""},
    };
    ASSERT_COMPLAINTS(truths, SQ_T_BOOL);
    ASSERT_COMPLAINTS(numbers, SQ_T_NUM);
    ASSERT_COMPLAINTS(texts, SQ_T_TEXT);
}

static void
functions_refuse_what_they_cannot_take(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"abs(n, m) > 1", "SQ154", "abs(n, m)", "`abs` takes 1 argument, not 2",
         ""},
        {"abs() > 1", "SQ154", "abs()", "`abs` takes 1 argument, not 0", ""},
        {"round(n, 1, 2) > 1", "SQ154", "round(n, 1, 2)",
         "`round` takes 1 to 2 arguments, not 3", ""},
        {"round(n, m) > 1", "SQ154", "m",
         "the second argument of `round` is the number of decimals: 0 to 9",
         "write `round(x, 1)` for one decimal"},
        {"round(n, 10) > 1", "SQ154", "10",
         "the second argument of `round` is the number of decimals: 0 to 9",
         "write `round(x, 1)` for one decimal"},
        {"round(n, 0.5) > 1", "SQ154", "0.5",
         "the second argument of `round` is the number of decimals: 0 to 9",
         "write `round(x, 1)` for one decimal"},
        {"round(n, -1) > 1", "SQ154", "-1",
         "the second argument of `round` is the number of decimals: 0 to 9",
         "write `round(x, 1)` for one decimal"},
        {"round(n, - 1) > 1", "SQ154", "- 1",
         "the second argument of `round` is the number of decimals: 0 to 9",
         "write `round(x, 1)` for one decimal"},
        {"if(ready, 1) > 1", "SQ154", "if(ready, 1)",
         "`if` takes 3 arguments, not 2",
         "write `if(condition, value, other value)`"},
        {"max(1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8) > 1", "SQ154",
         "max(1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8)",
         "`max` takes 1 to 16 arguments, not 17",
         "put one inside another: `max(max(a, b), c)`"},
        {"answered(n + 1)", "SQ154", "n + 1",
         "`answered` takes the name of a question and nothing else", ""},
        {"answered(fairness)", "SQ154", "fairness",
         "`fairness` is not a question", ""},
        {"gate(n)", "SQ154", "n", "`n` is not a gate", ""},
        {"trigger(dpia)", "SQ154", "dpia", "`dpia` is not a trigger", ""},
        {"score(dpia) > 1", "SQ154", "dpia", "`dpia` is not a question", ""},
    };
    ASSERT_COMPLAINTS(list, SQ_T_BOOL);
}

static void
rows_of_two_tables_do_not_mix(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"sum(J.harm * K.risk) > 1", "SQ155", "K.risk",
         "`J.harm` and `K.risk` go through the rows of different tables",
         "take one of them together first, as in `max(…)`; rows of two tables "
         "do not belong together"},
        {"any(J.harm > 1 and K.risk > 1)", "SQ155", "K.risk > 1",
         "`J.harm > 1` and `K.risk > 1` go through the rows of different "
         "tables",
         "take one of them together first, as in `max(…)`; rows of two tables "
         "do not belong together"},
        {"any(J.harm = K.risk)", "SQ155", "K.risk",
         "`J.harm` and `K.risk` go through the rows of different tables",
         "take one of them together first, as in `max(…)`; rows of two tables "
         "do not belong together"},
        {"max(if(ready, J.harm, K.risk)) > 1", "SQ155", "K.risk",
         "`J.harm` and `K.risk` go through the rows of different tables",
         "take one of them together first, as in `max(…)`; rows of two tables "
         "do not belong together"},
        {"J.harm > 1", "SQ159", "J.harm", "`J.harm` has a value in every row",
         "take the rows together, as in `max(J.harm)` or `any(J.harm …)`, or "
         "name one row"},
        {"answered(J.harm)", "SQ159", "J.harm",
         "`J.harm` has a value in every row",
         "take the rows together, as in `max(J.harm)` or `any(J.harm …)`, or "
         "name one row"},
        {"round(J.harm) > max(J.harm)", "SQ159", "J.harm",
         "`J.harm` has a value in every row",
         "take the rows together, as in `max(J.harm)` or `any(J.harm …)`, or "
         "name one row"},
    };
    ASSERT_COMPLAINTS(list, SQ_T_BOOL);
}

static void
what_has_no_order_is_not_compared_by_size(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"C2 >= signed", "SQ156", "C2 >= signed",
         "not every option of `C2` has a score, so `>=` cannot compare them",
         "score every option, or list those you mean: `C2 in [draft, …]`"},
        {"signed < C2", "SQ156", "signed < C2",
         "not every option of `C2` has a score, so `<` cannot compare them",
         "score every option, or list those you mean: `C2 in [draft, …]`"},
        {"D2 < W2", "SQ156", "D2 < W2",
         "not every option of `D2` has a score, so `<` cannot compare them",
         "score every option, or list those you mean: `D2 in [none, …]`"},
        {"who < 'b'", "SQ156", "who < 'b'",
         "`who` is a text: `<` cannot compare it", ""},
        {"ready > false", "SQ156", "ready > false",
         "`ready` is true or false: `>` cannot compare it", ""},
        {"A2 <= A3", "SQ156", "A2 <= A3",
         "`A2` is a choice of several: `<=` cannot compare it",
         "how many are chosen is `count(A2)`"},
        {"D2 < not-known", "SQ156", "not-known",
         "`not-known` is neither more nor less than an answer",
         "compare with `=` or `!=`"},
    };
    ASSERT_COMPLAINTS(list, SQ_T_BOOL);
}

static void
today_and_division_by_zero_are_refused(void **state)
{
    (void)state;
    static const struct complaint list[] = {
        {"from < today", "SQ157", "today",
         "`today` cannot be used here: the result would change from day to day",
         "`today` is for `checks` and `review`; elsewhere compare two dates of "
         "the assessment"},
        {"n / 0 > 1", "SQ160", "0", "this divides by zero", ""},
    };
    ASSERT_COMPLAINTS(list, SQ_T_BOOL);
}

static void
several_findings_come_at_once(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    assert_null(world_read(&w, "D2 = nonne and C2 = x and zz(1)", SQ_T_BOOL));
    assert_int_equal(w.diags.n, 1); /* a slip of writing hides the rest */
    assert_null(world_read(&w, "D2 = nonne and C2 = x and qq > 1", SQ_T_BOOL));
    assert_int_equal(w.diags.n, 4);
    world_done(&w);
}

/* ---- limits ------------------------------------------------------------- */

static struct sq_expr *
read_repeated(struct world *w, const char *open, const char *middle,
              const char *close, unsigned times)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100000);
    for (unsigned i = 0; i < times; i++)
        sq_putz(&b, open);
    sq_putz(&b, middle);
    for (unsigned i = 0; i < times; i++)
        sq_putz(&b, close);
    struct sq_expr *e =
        world_read(w, sq_str_z(&w->arena, sq_sbuf_str(&b)), SQ_T_NONE);
    sq_sbuf_done(&b);
    return e;
}

static void
nesting_is_read_up_to_the_limit_and_refused_beyond(void **state)
{
    (void)state;
    static const struct {
        const char *open, *middle, *close;
        unsigned good;
    } cases[] = {
        {"(", "n", ")", SQ_MAX_EXPR_DEPTH},
        {"not ", "ready", "", SQ_MAX_EXPR_DEPTH - 1},
        {"- ", "n", "", SQ_MAX_EXPR_DEPTH - 1},
        {"abs(", "n", ")", SQ_MAX_EXPR_DEPTH - 1},
        {"", "n", " * n", SQ_MAX_EXPR_DEPTH - 1},
        {"", "n", " - n", SQ_MAX_EXPR_DEPTH - 1},
        {"(n + ", "n", ")", SQ_MAX_EXPR_DEPTH - 1},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct world w;
        world_init(&w);
        assert_non_null(read_repeated(&w, cases[i].open, cases[i].middle,
                                      cases[i].close, cases[i].good));
        assert_int_equal(w.diags.n, 0);
        for (unsigned times = cases[i].good + 1; times < 600; times += 97) {
            assert_null(read_repeated(&w, cases[i].open, cases[i].middle,
                                      cases[i].close, times));
            assert_int_equal(w.diags.last->code, SQ_FOUND_expression_too_large);
        }
        world_done(&w);
    }
}

static void
long_runs_are_wide_and_not_deep(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    struct sq_expr *e = read_repeated(&w, "", "n", " + n", 1000);
    assert_non_null(e);
    assert_int_equal(e->n, 1001);
    assert_non_null(read_repeated(&w, "", "ready", " or ready", 400));
    assert_non_null(read_repeated(&w, "", "ready", " and ready", 400));
    world_done(&w);
}

static void
a_run_on_top_of_the_deepest_is_too_deep(void **state)
{
    (void)state;
    struct world w;
    struct sq_sbuf b;
    world_init(&w);
    for (unsigned below = SQ_MAX_EXPR_DEPTH - 1; below <= SQ_MAX_EXPR_DEPTH;
         below++) {
        sq_sbuf_init(&b, 1000);
        sq_putz(&b, "n + n + (n");
        for (unsigned i = 1; i < below; i++)
            sq_putz(&b, " - n");
        sq_putz(&b, ")");
        struct sq_expr *e =
            world_read(&w, sq_str_z(&w.arena, sq_sbuf_str(&b)), SQ_T_NUM);
        assert_int_equal(e != NULL, below < SQ_MAX_EXPR_DEPTH);
        sq_sbuf_done(&b);
    }
    assert_int_equal(w.diags.last->code, SQ_FOUND_expression_too_large);
    world_done(&w);
}

static void
an_expression_of_too_many_bytes_is_refused(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    assert_non_null(read_repeated(&w, " ", "n", "", SQ_MAX_EXPR - 1));
    assert_null(read_repeated(&w, " ", "n", "", SQ_MAX_EXPR));
    assert_int_equal(w.diags.first->code, SQ_FOUND_expression_too_large);
    assert_string_equal(w.diags.first->message.ptr,
                        "the expression has 4097 bytes; at most 4096 are read");
    world_done(&w);
}

static void
at_most_eight_aggregates_stand_inside_one_argument(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    assert_non_null(
        world_read(&w,
                   "sum(J.harm + max(n) + max(n) + max(n) + max(n) + "
                   "max(n) + max(n) + max(n) + max(n))",
                   SQ_T_NUM));
    assert_int_equal(w.diags.n, 0);
    assert_null(world_read(&w,
                           "sum(J.harm + max(n) + max(n) + max(n) + max(n) + "
                           "max(n) + max(n) + max(n) + max(n) + max(n))",
                           SQ_T_NUM));
    assert_int_equal(w.diags.n, 1);
    assert_int_equal(w.diags.last->code, SQ_FOUND_expression_too_large);
    world_done(&w);
}

/* ---- places in a file --------------------------------------------------- */

/* A scalar of a file and its value; what is underlined for the name `bad`. */
static void
assert_place(const char *file, const char *scalar, const char *value,
             const char *underlined)
{
    struct world w;
    world_init(&w);
    struct sq_source *source =
        sq_source_new(&w.arena, "q.yaml", sq_str_of(file));
    const char *start = strstr(file, scalar);
    assert_non_null(start);
    uint32_t from = (uint32_t)(start - file);
    struct sq_span at = {source, from, from + (uint32_t)strlen(scalar)};
    assert_null(sq_expr_read(&w.arena, sq_str_of(value), at, &w.scope,
                             SQ_T_BOOL, &w.diags));
    sq_str got = sq_span_text(w.diags.first->at);
    assert_true(sq_str_is(got, underlined));
    if (strcmp(underlined, "bad") == 0)
        assert_ptr_equal(got.ptr, strstr(start, "bad"));
    world_done(&w);
}

static void
findings_stand_inside_plain_quoted_and_folded_scalars(void **state)
{
    (void)state;
    assert_place("when: n > 1 and bad\n", "n > 1 and bad", "n > 1 and bad",
                 "bad");
    assert_place("when: 'n > 1 and bad = 2'\n", "'n > 1 and bad = 2'",
                 "n > 1 and bad = 2", "bad");
    assert_place("when: \" n > 1 and bad\"\n", "\" n > 1 and bad\"",
                 " n > 1 and bad", "bad");
    assert_place("when: n > 1\n  and bad = 3\n", "n > 1\n  and bad = 3",
                 "n > 1 and bad = 3", "bad");
    assert_place("when: >-\n  n > 1\n  and bad = 3\n",
                 ">-\n  n > 1\n  and bad = 3", "n > 1 and bad = 3", "bad");
    assert_place("when: n > 1\r\n  and bad\t= 3\r\n", "n > 1\r\n  and bad\t= 3",
                 "n > 1 and bad = 3", "bad");
    assert_place("when: |\n  n > 1\n  and bad\n", "|\n  n > 1\n  and bad\n",
                 "n > 1\nand bad\n", "bad");
}

static void
a_scalar_with_escapes_is_underlined_whole(void **state)
{
    (void)state;
    assert_place("when: \"n > 1\\u0020and bad\"\n", "\"n > 1\\u0020and bad\"",
                 "n > 1 and bad", "\"n > 1\\u0020and bad\"");
    assert_place("when: 'who = ''a'' and bad'\n", "'who = ''a'' and bad'",
                 "who = 'a' and bad", "'who = ''a'' and bad'");
}

static void
an_expression_from_nowhere_has_a_finding_all_the_same(void **state)
{
    (void)state;
    struct world w;
    world_init(&w);
    struct sq_span nowhere = {NULL, 0, 0};
    assert_null(sq_expr_read(&w.arena, SQ_LIT("n >"), nowhere, &w.scope,
                             SQ_T_BOOL, &w.diags));
    assert_null(w.diags.first->at.source);
    world_done(&w);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(and_binds_tighter_than_or_and_not_tighter_than_both),
        cmocka_unit_test(runs_of_and_or_plus_grow_sideways),
        cmocka_unit_test(arithmetic_goes_from_left_to_right_and_products_first),
        cmocka_unit_test(
            a_hyphen_belongs_to_the_word_and_a_minus_stands_between_blanks),
        cmocka_unit_test(numbers_percents_dates_and_texts_are_literal),
        cmocka_unit_test(bare_words_are_options_of_the_other_side),
        cmocka_unit_test(an_option_goes_before_a_name_of_the_same_spelling),
        cmocka_unit_test(
            reserved_answers_are_words_and_not_applicable_is_a_function_too),
        cmocka_unit_test(questions_of_one_set_of_options_are_compared),
        cmocka_unit_test(options_that_are_written_twice_alike_are_one_set),
        cmocka_unit_test(calls_take_whole_expressions),
        cmocka_unit_test(
            a_number_of_rows_is_a_number_and_a_comparison_is_true_or_false),
        cmocka_unit_test(a_bare_column_is_this_row_even_inside_an_aggregate),
        cmocka_unit_test(every_name_is_visited_once_and_options_are_none),
        cmocka_unit_test(slips_of_writing_are_told_at_their_place),
        cmocka_unit_test(comparisons_do_not_chain),
        cmocka_unit_test(unknown_names_come_with_the_nearest),
        cmocka_unit_test(unknown_options_come_with_the_nearest_or_the_list),
        cmocka_unit_test(a_long_list_of_options_is_cut_with_its_number),
        cmocka_unit_test(things_of_different_kinds_are_not_put_together),
        cmocka_unit_test(the_whole_must_be_what_is_wanted),
        cmocka_unit_test(functions_refuse_what_they_cannot_take),
        cmocka_unit_test(rows_of_two_tables_do_not_mix),
        cmocka_unit_test(what_has_no_order_is_not_compared_by_size),
        cmocka_unit_test(today_and_division_by_zero_are_refused),
        cmocka_unit_test(several_findings_come_at_once),
        cmocka_unit_test(nesting_is_read_up_to_the_limit_and_refused_beyond),
        cmocka_unit_test(long_runs_are_wide_and_not_deep),
        cmocka_unit_test(a_run_on_top_of_the_deepest_is_too_deep),
        cmocka_unit_test(an_expression_of_too_many_bytes_is_refused),
        cmocka_unit_test(at_most_eight_aggregates_stand_inside_one_argument),
        cmocka_unit_test(findings_stand_inside_plain_quoted_and_folded_scalars),
        cmocka_unit_test(a_scalar_with_escapes_is_underlined_whole),
        cmocka_unit_test(an_expression_from_nowhere_has_a_finding_all_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
