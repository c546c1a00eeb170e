/* SPDX-License-Identifier: MIT */
/* clang-format off */
#include "check.h"
#include "unit/sample.h"
/* clang-format on */

#define SECTION      \
    "sections:\n"    \
    "  - id: S\n"    \
    "    title: T\n" \
    "    questions:\n"
#define YES_NO   \
    "choices:\n" \
    "  yn: [{id: \"yes\", score: 1}, {id: \"no\", score: 0}]\n"

static void
assert_place(const struct sample *s, enum sq_code code, const char *text)
{
    sq_str at = sample_at(s, code);
    if (!sq_str_is(at, text))
        fail_msg("expected the place `%s`, got `%.*s`", text, SQ_FMT(at));
}

static void
one_bad_question_does_not_hide_the_next(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s,
        YES_NO SECTION "      - {id: A, ask: One, type: won, choices: yn}\n"
                       "      - {id: B, ask: Two, tipe: one, choices: yn}\n"
                       "      - {id: C, ask: Three, type: one, choices: yn}\n");
    assert_place(&s, SQ_FOUND_unknown_reference, "won");
    assert_place(&s, SQ_FOUND_unknown_key, "tipe");
    assert_int_equal(s.q->n_questions, 3);
    assert_false(s.q->usable);
    assert_non_null(s.q->questions[2]->type);
    sample_done(&s);
}

static void
a_misspelt_key_names_the_nearest(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s, SECTION
                         "      - {id: A, ask: One, type: text, hlep: x}\n");
    const struct sq_diag *f = sample_found(&s, SQ_FOUND_unknown_key);
    assert_non_null(f);
    assert_true(sq_str_has_folded(f->help, SQ_LIT("`help`")));
    sample_done(&s);
}

static void
columns_that_name_nobody_belong_to_those_of_their_table(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s,
                         "roles: {lead: {label: L}, dpo: {label: D}}\n" SECTION
                         "      - id: G\n"
                         "        title: T\n"
                         "        rows: {}\n"
                         "        who: [lead, nobody]\n"
                         "        questions:\n"
                         "          - {id: a, ask: A, type: text, who: dpo}\n"
                         "          - {id: b, ask: B, type: text}\n"
                         "          - {id: c, ask: C, type: text}\n");
    assert_place(&s, SQ_FOUND_unknown_reference, "nobody");
    assert_int_equal(s.diags.n, 1);
    assert_true(sq_str_is(s.q->questions[0]->who[0].text, "dpo"));
    assert_int_equal(s.q->questions[1]->n_who, 2);
    assert_true(sq_str_is(s.q->questions[2]->who[0].text, "lead"));
    sample_done(&s);
}

static void
a_key_of_ones_own_begins_with_x(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s, SECTION
                         "      - {id: A, ask: One, type: text, x-mine: 1}\n");
    assert_int_equal(s.diags.n, 0);
    assert_true(s.q->usable);
    sample_done(&s);
}

static void
a_condition_may_not_look_forward(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, YES_NO SECTION
        "      - {id: A, ask: One, type: text, when: \"B = yes\"}\n"
        "      - {id: B, ask: Two, type: one, choices: yn}\n");
    assert_non_null(sample_found(&s, SQ_FOUND_forward_reference));
    assert_int_equal(s.diags.n, 1);
    sample_done(&s);
}

static void
what_is_wrong_with_a_question_is_told_once(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, YES_NO SECTION
        "      - {id: A, ask: One, type: one, choices: lost}\n"
        "      - {id: B, ask: Two, type: text, when: A = yes}\n"
        "      - {id: C, ask: Three, type: text, when: not (yes = A)}\n"
        "      - {id: D, ask: Four, type: text, when: 'A in [yes, no]'}\n"
        "      - {id: E, ask: Five, type: text, when: A >= no or score(A) > "
        "1}\n"
        "      - {id: F, ask: Six, type: text, when: answered(A)}\n");
    assert_non_null(sample_found(&s, SQ_FOUND_unknown_reference));
    assert_int_equal(s.diags.n, 1);
    sample_done(&s);
}

static void
one_slip_in_a_questionnaire_is_one_finding(void **state)
{
    (void)state;
    static const char *const slips[] = {
        /* a key of a whole part */
        "sections:\n  - id: S\n    title: S\n    questzons:\n"
        "      - {id: A, ask: One, type: number}\nvalues: {v: A + 1}\n",
        /* the block of a group */
        SECTION "      - {id: G, title: G, rows: {max: 2}}\n"
                "values: {v: max(G.x) + max(G.y)}\n",
        /* the line with the id of a figure */
        SECTION "      - {id: A, ask: One, type: number}\n"
                "values:\n    is: A + 1\n    label: One more\n",
        /* a set of bands */
        SECTION "      - {id: A, ask: One, type: number}\n"
                "values: {v: {is: A + 1, bands: lost}}\n"
                "triggers: [{id: t, when: v.band = low, label: T}]\n",
    };
    for (size_t i = 0; i < sizeof slips / sizeof slips[0]; i++) {
        struct sample s;
        sample_init(&s);
        sample_questionnaire(&s, slips[i]);
        sq_diags_sort(&s.diags);
        if (s.diags.n != 1)
            fail_msg("slip %zu: %zu findings", i, s.diags.n);
        sample_done(&s);
    }
}

static void
an_option_that_is_not_there_is_an_error_in_its_place(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s, YES_NO SECTION
                         "      - {id: A, ask: One, type: one, choices: yn}\n"
                         "      - id: B\n"
                         "        ask: Two\n"
                         "        type: text\n"
                         "        when: A = yse\n");
    assert_place(&s, SQ_FOUND_unknown_option, "yse");
    sample_done(&s);
}

static void
a_score_table_key_that_matches_no_option_is_an_error(void **state)
{
    (void)state; /* the defect that two governments shipped */
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, YES_NO
        "dimensions: {d: {combine: sum}}\n" SECTION
        "      - {id: A, ask: One, type: one, choices: yn, dimension: d,\n"
        "         score: {table: {Yes: 3, \"no\": 0}}}\n");
    assert_place(&s, SQ_FOUND_unknown_reference, "Yes");
    sample_done(&s);
}

static void
bands_leave_no_gap_and_do_not_overlap(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "bands: {b: [{id: low}, {id: high}]}\n",
        "bands: {b: [{id: low, to: 3}, {id: high, to: 5}]}\n",
        "bands: {b: [{id: low, from: 1}, {id: high, from: 3}]}\n",
        "bands: {b: [{id: low, to: 3}, {id: mid, to: 3}, {id: high}]}\n",
        "bands: {b: [{id: low, to: 5}, {id: mid, to: 3}, {id: high}]}\n",
        "bands: {b: [{id: low, to: 3}, {id: high, from: 4}]}\n",
    };
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct sample s;
        sample_init(&s);
        sample_questionnaire(&s, bad[i]);
        if (!sample_found(&s, SQ_FOUND_band_edges))
            fail_msg("no finding for %s", bad[i]);
        sample_done(&s);
    }
}

static void
every_band_edge_falls_on_its_stated_side(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, "bands:\n"
            "  incl: [{id: low, to: 3}, {id: mid, to: 6}, {id: high}]\n"
            "  excl: [{id: low, below: 3}, {id: mid, below: 6}, {id: high}]\n"
            "  from: [{id: low}, {id: mid, from: 3}, {id: high, above: 6}]\n"
            "  share: [{id: low, to: 25%}, {id: high}]\n");
    assert_int_equal(s.diags.n, 0);
    const struct sq_bands *incl =
        sq_map_find(&s.q->vocab.bands, SQ_LIT("incl"));
    const struct sq_bands *excl =
        sq_map_find(&s.q->vocab.bands, SQ_LIT("excl"));
    const struct sq_bands *from =
        sq_map_find(&s.q->vocab.bands, SQ_LIT("from"));
    const struct sq_bands *share =
        sq_map_find(&s.q->vocab.bands, SQ_LIT("share"));
    sq_num three = sq_num_int(3), six = sq_num_int(6), max = sq_num_int(164);
    assert_int_equal(sq_bands_find(incl, three, max), 0);
    assert_int_equal(sq_bands_find(incl, six, max), 1);
    assert_int_equal(sq_bands_find(incl, sq_num_of(7, 2), max), 1);
    assert_int_equal(sq_bands_find(excl, three, max), 1);
    assert_int_equal(sq_bands_find(excl, six, max), 2);
    assert_int_equal(sq_bands_find(from, three, max), 1);
    assert_int_equal(sq_bands_find(from, six, max), 1);
    /* 25 % of 164 is 41 exactly: on the edge, and the edge is in */
    assert_int_equal(sq_bands_find(share, sq_num_int(41), max), 0);
    assert_int_equal(sq_bands_find(share, sq_num_of(411, 10), max), 1);
    sample_done(&s);
}

static void
two_things_may_not_share_an_id(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s, SECTION "      - {id: A, ask: One, type: text}\n"
                                     "      - {id: A, ask: Two, type: text}\n");
    const struct sq_diag *f = sample_found(&s, SQ_FOUND_duplicate_id);
    assert_non_null(f);
    assert_non_null(f->notes);
    assert_string_equal(sq_str_z(&s.arena, f->notes->text), "first used here");
    sample_done(&s);
}

static void
a_bare_yes_is_an_option_and_a_note(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s,
                         SECTION "      - {id: A, ask: One, type: one,\n"
                                 "         choices: [{id: yes}, {id: no}]}\n");
    assert_non_null(sample_found(&s, SQ_FOUND_plain_yes_no));
    assert_true(s.q->usable);
    assert_true(
        sq_str_is(s.q->questions[0]->choices->options[1].id.text, "no"));
    sample_done(&s);
}

static void
a_matrix_is_a_product_or_a_table(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, "choices:\n"
            "  l: [{id: a, score: 1}, {id: b, score: 2}]\n"
            "  c: [{id: x, score: 3}, {id: y, score: 5}]\n"
            "matrices:\n"
            "  p: {rows: l, columns: c, cells: product}\n"
            "  t: {rows: l, columns: c, cells: [[1, 1], [1, 9]]}\n"
            "  bad: {rows: l, columns: c, cells: [[1, 1], [1]]}\n");
    const struct sq_matrix *p = sq_map_find(&s.q->vocab.matrices, SQ_LIT("p"));
    const struct sq_matrix *t = sq_map_find(&s.q->vocab.matrices, SQ_LIT("t"));
    assert_int_equal(p->cells[3].num, 10);
    assert_int_equal(p->low.num, 3);
    assert_int_equal(t->high.num, 9);
    assert_place(&s, SQ_FOUND_wrong_shape, "[[1, 1], [1]]");
    sample_done(&s);
}

static void
texts_fall_back_to_the_base_language_and_the_first(void **state)
{
    (void)state;
    struct sq_text_in in[] = {{SQ_LIT("en"), SQ_LIT("hello")},
                              {SQ_LIT("cy"), SQ_LIT("helo")}};
    struct sq_text t = {in, 2, {0}};
    assert_true(sq_str_is(sq_text_get(&t, SQ_LIT("cy")), "helo"));
    assert_true(sq_str_is(sq_text_get(&t, SQ_LIT("cy-GB")), "helo"));
    assert_true(sq_str_is(sq_text_get(&t, SQ_LIT("fr")), "hello"));
    assert_true(sq_str_is(sq_text_get(&t, (sq_str){0}), "hello"));
}

static void
the_last_outcome_is_otherwise(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s, YES_NO SECTION
                         "      - {id: A, ask: One, type: one, choices: yn}\n"
                         "outcomes:\n"
                         "  - {id: stop, when: A = yes}\n");
    assert_non_null(sample_found(&s, SQ_FOUND_no_otherwise));
    sample_done(&s);
}

static void
assert_words(const struct sq_text *t, const char *words)
{
    assert_true(sq_str_is(sq_text_get(t, SQ_LIT("en")), words));
}

static void
a_group_speaks_for_columns_of_a_block(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s,
        "roles: {nurse: Nurse, clerk: Clerk}\n"
        "frameworks: {law: {title: Law}, code: {title: Code}}\n"
        "blocks:\n"
        "  b:\n"
        "    - {id: x, ask: X, type: text, why: Of the block, good: G}\n"
        "    - {id: y, ask: Y, type: text, who: clerk, refs: [code]}\n" SECTION
        "      - {id: plain, title: P, block: b}\n"
        "      - {id: own, title: O, block: b, who: [nurse, clerk],\n"
        "         refs: law, why: Of the group, example: E}\n");
    const struct sq_question *x = s.q->questions[2], *y = s.q->questions[3];
    assert_words(&s.q->questions[0]->why, "Of the block");
    assert_int_equal(s.q->questions[0]->n_who, 0);
    assert_words(&x->why, "Of the group");
    assert_words(&x->good, "G");
    assert_words(&x->example, "E");
    assert_int_equal(x->n_who, 2);
    assert_true(sq_str_is(x->refs[0].text, "law"));
    assert_words(&y->why, "");
    assert_int_equal(y->n_who, 1);
    assert_true(sq_str_is(y->who[0].text, "clerk"));
    assert_true(sq_str_is(y->refs[0].text, "code"));
    assert_true(s.q->usable);
    sample_done(&s);
}

static void
a_question_that_is_wrong_is_told_of_once(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, SECTION
        "      - {id: A, ask: One, type: one, choices: nowhere}\n"
        "      - {id: B, ask: Two, type: text, when: A = yes-please}\n"
        "      - {id: C, ask: Three, type: text, when: not A}\n"
        "      - {id: D, ask: Four, type: text, when: A < 3 or A = not-known}\n"
        "      - {id: E, ask: Five, type: text, when: answered(A)}\n"
        "      - {id: F, ask: Six, type: text, when: \"score(A) + A > 2\"}\n");
    assert_place(&s, SQ_FOUND_unknown_reference, "nowhere");
    assert_int_equal(s.diags.n, 1);
    assert_false(s.q->usable);
    sample_done(&s);
}

static void
a_choice_with_nothing_to_choose_is_an_error(void **state)
{
    (void)state;
    static const char *const empty[] = {
        "choices: {none: []}\n" SECTION
        "      - {id: A, ask: One, type: one, choices: none}\n",
        "choices: {none: {options: []}}\n" SECTION
        "      - {id: A, ask: One, type: one, choices: none}\n",
        SECTION "      - {id: A, ask: One, type: many, choices: []}\n",
    };
    for (size_t i = 0; i < sizeof(empty) / sizeof(empty[0]); i++) {
        struct sample s;
        sample_init(&s);
        sample_questionnaire(&s, empty[i]);
        const struct sq_diag *f = sample_found(&s, SQ_FOUND_missing_key);
        assert_non_null(f);
        assert_true(sq_str_is(f->message, "a set of choices needs `options`"));
        assert_int_equal(s.diags.n, 1);
        assert_false(s.q->usable);
        sample_done(&s);
    }
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, SECTION "      - {id: A, ask: One, type: one, choices: []}\n"
                    "      - {id: B, ask: Two, type: text, when: not A}\n");
    const struct sq_diag *f = sample_found(&s, SQ_FOUND_type_mismatch);
    assert_true(sq_str_is(f->help, /* for lack of a real one */
                          "compare it with an option: `A = option`"));
    sample_done(&s);
}

static void
the_head_of_a_builtin_says_what_the_whole_says(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    for (size_t i = 0; i < sq_n_builtins; i++) {
        struct sq_builtin_head head =
            sq_builtin_head(&s.arena, &sq_builtins[i]);
        const struct sq_questionnaire *q = sq_library_questionnaire(
            &s.library, sq_str_of(sq_builtins[i].id), (sq_str){0}, &s.diags,
            (struct sq_span){0});
        assert_non_null(q);
        assert_true(head.title.len > 0 && head.version.len > 0);
        assert_true(sq_str_eq(head.title, sq_text_get(&q->title, (sq_str){0})));
        assert_true(sq_str_eq(head.version, q->version.text));
    }
    sample_done(&s);
}

static void
the_head_of_a_builtin_speaks_its_base_language(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    struct sq_builtin welsh = {
        "w", true,
        SQ_LIT("sqeeia: pack/1\nid: w\nversion: 2.0.0\n"
               "title: {cy: Cymru, en: Wales}\n\nlists: [not read\n")};
    struct sq_builtin_head head = sq_builtin_head(&s.arena, &welsh);
    assert_true(sq_str_is(head.title, "Cymru"));
    assert_true(sq_str_is(head.version, "2.0.0"));
    sample_done(&s);
}

#define TWO_TABLES                                                        \
    YES_NO "lists: {l: [{id: a, label: A}, {id: b, label: B}]}\n" SECTION \
           "      - {id: A, ask: One, type: one, choices: missing}\n"     \
           "      - id: P\n"                                              \
           "        title: P\n"                                           \
           "        for-each: l\n"                                        \
           "        questions: [{id: x, ask: X, type: one, choices: "     \
           "yn}]\n"                                                       \
           "      - id: R\n"                                              \
           "        title: R\n"                                           \
           "        for-each: l\n"                                        \
           "        questions: [{id: x, ask: X, type: one, choices: "     \
           "yn}]\n"

static void
a_column_that_several_tables_miss_is_told_once(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s,
                         TWO_TABLES "gates:\n"
                                    "  one: {must: 'any(P.harm = yes)'}\n"
                                    "  two: {must: 'any(R.harm = yes)'}\n"
                                    "  three: {must: 'any(P.gain = yes)'}\n");
    sq_diags_sort(&s.diags);
    const struct sq_diag *f = sample_found(&s, SQ_FOUND_unknown_name);
    assert_non_null(f);
    assert_true(sq_str_is(sq_span_text(f->at), "P.harm"));
    assert_non_null(f->notes);
    assert_true(sq_str_is(sq_span_text(f->notes->at), "R.harm"));
    assert_null(f->notes->next);
    assert_non_null(f->next);
    assert_true(sq_str_is(sq_span_text(f->next->at), "P.gain"));
    sample_done(&s);
}

/* A bare name beside a question whose options are lost is one of them, most
 * likely; one with a dot is none. */
static void
beside_lost_options_only_a_bare_name_is_taken_for_one(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s, TWO_TABLES "gates:\n"
                                        "  one: {must: A = yes}\n"
                                        "  two: {must: A = P.nothing}\n");
    sq_diags_sort(&s.diags);
    const struct sq_diag *f = sample_found(&s, SQ_FOUND_unknown_name);
    assert_non_null(f);
    assert_true(sq_str_is(sq_span_text(f->at), "P.nothing"));
    assert_null(f->notes);
    assert_null(f->next);
    sample_done(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_group_speaks_for_columns_of_a_block),
        cmocka_unit_test(one_bad_question_does_not_hide_the_next),
        cmocka_unit_test(a_misspelt_key_names_the_nearest),
        cmocka_unit_test(
            columns_that_name_nobody_belong_to_those_of_their_table),
        cmocka_unit_test(a_key_of_ones_own_begins_with_x),
        cmocka_unit_test(a_condition_may_not_look_forward),
        cmocka_unit_test(what_is_wrong_with_a_question_is_told_once),
        cmocka_unit_test(one_slip_in_a_questionnaire_is_one_finding),
        cmocka_unit_test(an_option_that_is_not_there_is_an_error_in_its_place),
        cmocka_unit_test(a_score_table_key_that_matches_no_option_is_an_error),
        cmocka_unit_test(bands_leave_no_gap_and_do_not_overlap),
        cmocka_unit_test(every_band_edge_falls_on_its_stated_side),
        cmocka_unit_test(two_things_may_not_share_an_id),
        cmocka_unit_test(a_bare_yes_is_an_option_and_a_note),
        cmocka_unit_test(a_matrix_is_a_product_or_a_table),
        cmocka_unit_test(texts_fall_back_to_the_base_language_and_the_first),
        cmocka_unit_test(the_last_outcome_is_otherwise),
        cmocka_unit_test(a_question_that_is_wrong_is_told_of_once),
        cmocka_unit_test(a_choice_with_nothing_to_choose_is_an_error),
        cmocka_unit_test(the_head_of_a_builtin_says_what_the_whole_says),
        cmocka_unit_test(the_head_of_a_builtin_speaks_its_base_language),
        cmocka_unit_test(a_column_that_several_tables_miss_is_told_once),
        cmocka_unit_test(beside_lost_options_only_a_bare_name_is_taken_for_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
