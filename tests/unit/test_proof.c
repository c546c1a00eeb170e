/* SPDX-License-Identifier: MIT */
/* clang-format off */
#include "check.h"
#include "unit/sample.h"
/* clang-format on */

#include "lint/proof.h"
#include "score/env.h"
#include "score/search.h"

/* ---- random conditions -------------------------------------------------- */

static uint64_t seed;

static unsigned
roll(unsigned n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)(seed >> 33) % n;
}

/* About the first `known` of A, B, C and D. */
static sq_str
atom(struct sq_arena *a, unsigned known)
{
    static const char *const of_a[] = {"A = x", "A != y", "A in [x, z]",
                                       "A = not-known", "asked(A)"};
    static const char *const of_b[] = {"B has p", "B has any [p, q]",
                                       "B has all [p, q]", "B has lone",
                                       "count(B) = 2"};
    static const char *const of_c[] = {"C >= 2", "C = 1", "C < 1", "C + 1 > 3",
                                       "C = not-applicable"};
    static const char *const of_d[] = {"D >= high", "D = low", "score(D) > 0",
                                       "asked(D)", "D = not-known"};
    static const char *const *const of[] = {of_a, of_b, of_c, of_d};
    return sq_str_printf(a, "%s", of[roll(known)][roll(5)]);
}

static sq_str
condition(struct sq_arena *a, unsigned known, unsigned depth)
{
    unsigned kind = depth ? roll(4) : 0;
    if (kind == 0)
        return atom(a, known);
    sq_str left = condition(a, known, depth - 1);
    if (kind == 1)
        return sq_str_printf(a, "not (%.*s)", SQ_FMT(left));
    sq_str right = condition(a, known, depth - 1);
    return sq_str_printf(a, "(%.*s) %s (%.*s)", SQ_FMT(left),
                         kind == 2 ? "and" : "or", SQ_FMT(right));
}

static void
random_questionnaire(struct sample *s)
{
    struct sq_arena *a = &s->arena;
    sq_str b = condition(a, 1, 1), c = condition(a, 2, 2),
           d = condition(a, 3, 2), goal = condition(a, 4, 3);
    sq_str body = sq_str_printf(
        a,
        "sections:\n"
        "  - id: S\n"
        "    title: T\n"
        "    questions:\n"
        "      - {id: A, ask: One, type: one, choices: [x, z, v, w, \"y\"]}\n"
        "      - id: B\n"
        "        ask: Two\n"
        "        type: many\n"
        "        choices: [p, q, r, {id: lone, exclusive: true}]\n"
        "        not-known: never\n"
        "        when: \"%.*s\"\n"
        "      - id: C\n"
        "        ask: Three\n"
        "        type: number\n"
        "        min: 0\n"
        "        max: 3\n"
        "        not-applicable: with-reason\n"
        "        when: \"%.*s\"\n"
        "      - id: D\n"
        "        ask: Four\n"
        "        type: one\n"
        "        choices: [{id: low, score: 0}, {id: high, score: 2}]\n"
        "        required: false\n"
        "        when: \"%.*s\"\n"
        "triggers:\n"
        "  - {id: t, when: \"%.*s\", label: T}\n",
        SQ_FMT(b), SQ_FMT(c), SQ_FMT(d), SQ_FMT(goal));
    sample_questionnaire(s, sq_str_z(a, body));
    if (!s->q->usable)
        fail_msg("not usable:\n%.*s", SQ_FMT(body));
}

/* ---- every completion --------------------------------------------------- */

struct tried {
    bool may, must; /* some completion may satisfy it; some certainly does */
};

static void
try_all(struct sq_case *c, const struct sq_expr *e, bool truth, uint32_t at,
        struct tried *out)
{
    sq_case_settle(c);
    while (at < c->n && c->slots[at].future == SQ_HIDDEN)
        at++;
    if (at == c->n) {
        struct sq_case_env env;
        sq_case_env_init(&env, c, false, NULL);
        struct sq_val v = sq_case_eval(&env, e, NULL);
        out->may |= truth ? !sq_val_false(&v) : !sq_val_true(&v);
        out->must |= truth ? sq_val_true(&v) : sq_val_false(&v);
        return;
    }
    struct sq_slot *s = &c->slots[at];
    uint32_t n = sq_completions(s, 1000);
    for (uint32_t i = 0; i < n; i++) {
        sq_complete(c, s, i);
        try_all(c, e, truth, at + 1, out);
    }
    sq_uncomplete(s);
    sq_case_settle(c);
}

static void
what_is_proved_is_so_in_every_completion(void **state)
{
    (void)state;
    size_t proved[3] = {0};
    for (seed = 1; seed < 1500; seed += 2) {
        uint64_t keep = seed;
        struct sample s;
        sample_init(&s);
        random_questionnaire(&s);
        const struct sq_expr *e = s.q->triggers[0]->when.expr;
        struct sq_proof p;
        sq_proof_init(&p, &s.arena, s.q, SQ_NO_DATE);
        for (int truth = 0; truth < 2; truth++) {
            struct sq_goal goal = {truth ? SQ_HOLDS : SQ_FAILS, e, NULL};
            enum sq_proved now = sq_prove(&p, &goal, 1);
            struct tried all = {false, false};
            try_all(sq_case_blank(&s.arena, s.q), e, truth, 0, &all);
            proved[now]++;
            if ((now == SQ_IMPOSSIBLE && all.may) ||
                (now == SQ_POSSIBLE && !all.must) ||
                (now == SQ_UNPROVED && all.must))
                fail_msg("seed %u: proved %d of `%.*s`, but completions may %d,"
                         " must %d",
                         (unsigned)keep, (int)now,
                         SQ_FMT(s.q->triggers[0]->when.text), all.may,
                         all.must);
        }
        seed = keep;
        sample_done(&s);
    }
    /* the test says something about both */
    assert_true(proved[SQ_IMPOSSIBLE] > 20);
    assert_true(proved[SQ_POSSIBLE] > 500);
}

static void
the_case_is_as_it_was_after_a_proof(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    seed = 7;
    random_questionnaire(&s);
    struct sq_proof p;
    sq_proof_init(&p, &s.arena, s.q, SQ_NO_DATE);
    struct sq_case *before = sq_case_blank(&s.arena, s.q);
    struct sq_goal goal = {SQ_HOLDS, s.q->triggers[0]->when.expr, NULL};
    sq_prove(&p, &goal, 1);
    for (uint32_t i = 0; i < p.c->n; i++) {
        assert_int_equal(p.c->slots[i].reply, SQ_MISSING);
        assert_false(p.c->slots[i].left_out);
        assert_int_equal(p.c->slots[i].future, before->slots[i].future);
    }
    sample_done(&s);
}

/* ---- what is left open -------------------------------------------------- */

static void
nothing_is_claimed_about_rows_to_come(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, "sections:\n"
            "  - id: S\n"
            "    title: T\n"
            "    questions:\n"
            "      - id: G\n"
            "        title: Rows\n"
            "        rows: {max: 9}\n"
            "        questions: [{id: a, ask: A, type: number, min: 0}]\n"
            "      - {id: Q, ask: Q, type: text, when: sum(G.a) > 3}\n"
            "values: {total: sum(G.a), twice: 2 * total}\n"
            "triggers:\n"
            "  - {id: many, when: count(G.a > 1) > 5, label: T}\n"
            "  - {id: big, when: twice > 100, label: T}\n"
            "  - {id: asked, when: asked(Q), label: T}\n"
            "  - {id: certain, when: 1 > 2, label: T}\n");
    assert_true(s.q->usable);
    struct sq_proof p;
    sq_proof_init(&p, &s.arena, s.q, SQ_NO_DATE);
    assert_true(p.open_question[1]);
    assert_true(p.open_value[1]);
    for (size_t i = 0; i < 4; i++) {
        struct sq_goal goal = {SQ_HOLDS, s.q->triggers[i]->when.expr, NULL};
        assert_int_equal(sq_prove(&p, &goal, 1),
                         i < 3 ? SQ_UNPROVED : SQ_IMPOSSIBLE);
    }
    sample_done(&s);
}

static void
a_policy_for_missing_answers_closes_nothing(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, "sections:\n"
            "  - id: S\n"
            "    title: T\n"
            "    questions:\n"
            "      - id: A\n"
            "        ask: A\n"
            "        type: one\n"
            "        choices: [{id: a, score: 1}, {id: b, score: 7}]\n"
            "        dimension: d\n"
            "dimensions: {d: {combine: sum, missing: zero}}\n");
    assert_true(s.q->usable);
    struct sq_proof p;
    sq_proof_init(&p, &s.arena, s.q, SQ_NO_DATE);
    assert_int_equal(p.r->dimensions[0].value.high.num, 7);
    sample_done(&s);
}

static void
two_questions_are_proved_to_exclude_each_other(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, "sections:\n"
            "  - id: S\n"
            "    title: T\n"
            "    questions:\n"
            "      - {id: A, ask: A, type: many, choices: [p, q, r]}\n"
            "      - {id: B, ask: B, type: text, when: A has p and A has q}\n"
            "      - {id: C, ask: C, type: text, when: not (A has p)}\n"
            "      - {id: D, ask: D, type: text, when: A has r}\n");
    assert_true(s.q->usable);
    struct sq_proof p;
    sq_proof_init(&p, &s.arena, s.q, SQ_NO_DATE);
    struct sq_goal goals[] = {
        {SQ_IS_ASKED, NULL, sq_proof_slot(&p, s.q->questions[1])},
        {SQ_IS_ASKED, NULL, sq_proof_slot(&p, s.q->questions[2])}};
    assert_int_equal(sq_prove(&p, goals, 2), SQ_IMPOSSIBLE);
    goals[1].at = sq_proof_slot(&p, s.q->questions[3]);
    assert_int_equal(sq_prove(&p, goals, 2), SQ_POSSIBLE);
    goals[1].kind = SQ_IS_HIDDEN;
    assert_int_equal(sq_prove(&p, goals, 2), SQ_POSSIBLE);
    sample_done(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_proved_is_so_in_every_completion),
        cmocka_unit_test(the_case_is_as_it_was_after_a_proof),
        cmocka_unit_test(nothing_is_claimed_about_rows_to_come),
        cmocka_unit_test(a_policy_for_missing_answers_closes_nothing),
        cmocka_unit_test(two_questions_are_proved_to_exclude_each_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
