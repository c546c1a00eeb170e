/* SPDX-License-Identifier: MIT */
/* The whole paper, from YAML: what must stand in it and what must not. */
#include <string.h>

#include "base/utf8.h"
#include "report/explain.h"
#include "reported.h"

#define HEAD                                            \
    "sqeeia: assessment/1\n"                            \
    "questionnaire: {id: paper, version: 1.0.0, path: " \
    "./tests/unit/data/paper.yaml}\n"

/* What is to be reported about an assessment: a file, or a text. */
static struct sq_report
report_of(const char *name, const char *text)
{
    struct sq_report r = reported(name, text, SQ_NO_DATE);

    r.as_of = sq_date_of(2026, 11, 3);
    r.width = 80;
    return r;
}

static const char *
paper(const char *text)
{
    const struct sq_report r = report_of("a.yaml", text);

    sq_sbuf_clear(&out);
    sq_format_find(SQ_LIT("text"))->put(&r, &out);
    return out.ptr;
}

/* Wherever the lines are broken. */
static void
says(const char *part)
{
    char *flat = sq_arena_alloc(&arena, out.len + 1, 1);
    size_t n = 0;

    for (size_t i = 0; i < out.len; i++) {
        char c = out.ptr[i] == '\n' ? ' ' : out.ptr[i];
        if (c != ' ' || n == 0 || flat[n - 1] != ' ')
            flat[n++] = c;
    }
    if (!strstr(flat, part))
        fail_msg("not in the paper: %s\n%s", part, out.ptr);
}

/* ---- the recommendation ------------------------------------------------- */

static void
a_departure_stands_under_a_heading_of_its_own(void **state)
{
    (void)state;
    paper(HEAD "about:\n"
               "  decision: {body: Board, on: 2026-10-01, outcome: stop, "
               "because: Winter is near}\n"
               "answers: {A2: b, A4: b}\n");
    says("The recommendation is: Go.");
    says("It obliges: Tell everybody.");
    has("Departure from the recommendation\n");
    says("The decision of 1 October 2026 was \"Stop\"; the recommendation is "
         "\"Go\".");
    says("Reason: Winter is near.");
}

static void
a_departure_without_a_reason_is_shouted(void **state)
{
    (void)state;
    paper(HEAD "decisions: [{on: 2026-10-01, body: Board, outcome: wait}]\n"
               "answers: {A2: b, A4: b}\n");
    says("NO REASON IS WRITTEN");
}

static void
a_decision_that_follows_is_no_departure(void **state)
{
    (void)state;
    paper(HEAD "about: {decision: {body: Board, outcome: go}}\n"
               "answers: {A2: b, A4: b}\n");
    says("The decision: Go.");
    has_not("Departure");
}

static void
an_open_recommendation_names_what_could_change_it(void **state)
{
    (void)state;
    paper(HEAD "answers: {A4: b}\n");
    says("The recommendation is one of \"Stop\", \"Wait\" or \"Go\", not "
         "decided yet.");
    has("- A2: Pa mor dda? (critical)\n");
    has("- Stop: It stops\n");
    says("Undecided: seen. Now: A2 not answered.");
    says("Undecided: seen. Somebody has looked. The rule: A2 >= b. Now: A2 "
         "not answered.");
}

static void
missing_answers_that_change_nothing_are_said_to(void **state)
{
    (void)state;
    paper(HEAD "answers: {A2: c}\n");
    says("The recommendation is: Stop. It stops.");
    says("none of them can change");
}

/* ---- figures ------------------------------------------------------------ */

static void
no_data_is_never_a_nought(void **state)
{
    (void)state;
    paper(HEAD "answers: {A2: {answer: not-known}, A4: not-known}\n");
    says("Da 33.33 % (4 of 12)"); /* not known counts as the worst */
    says("No missing answer can settle it; it turns on answers of \"not "
         "known\".");
    const struct sq_report r =
        report_of("examples/schemes/xccdf/nothing-scored.yaml", NULL);
    sq_sbuf_clear(&out);
    sq_score_put_text(&r, &out);
    says("Flat, weighted sum no data");
    has_not("0 %");
}

static void
a_percentage_comes_with_its_sum_and_its_working(void **state)
{
    (void)state;
    paper(HEAD "answers: {A2: b, A4: c}\n");
    says("75 % (9 of 12)");
    has("A2             2   3       3  漢字漢字\n");
    says(
        "Sum of weight × points: 9. Sum of weight × the most: 12. 100 × 9 / 12."
        " Result: 75 % (9 of 12).");
    has("- section A: 9 / 4 = 2.25, weight 1\n");
}

static void
a_range_is_a_range(void **state)
{
    (void)state;
    paper(HEAD "answers: {A2: b}\n");
    has("Da         58.33 to 75 %       ████████████▒▒▒▒░░░░░\n");
    says("1 of its 2 answers is missing; it could still change by A4.");
}

/* ---- people ------------------------------------------------------------- */

static void
gains_and_losses_stand_apart(void **state)
{
    (void)state;
    paper(HEAD "answers:\n"
               "  A2: b\n"
               "  G.old.direction: down\n"
               "  G.old.before: [c, c]\n"
               "  G.old.after: [c, c]\n"
               "  G.young.direction: both\n"
               "  G.young.before: [a, b]\n"
               "  G.young.after: [a, a]\n"
               "  G.young.gain: [b, b]\n"
               "  G.poor.direction: not-known\n"
               "  G.deaf.direction: none\n"
               "actions:\n"
               "  - {id: X1, what: Ask, for: [G.old], owner: Bo, "
               "due: 2026-01-31, status: open}\n");
    has("1.1 Who gains: 1\n\n- Uchel (U) benefit: e\xcc\x81\xcc\x81 ifanc.\n");
    has("1.2 Who loses: 2\n\n- Uchel (U) before and after action: ");
    says("- Isel (I) before and after action: e\xcc\x81\xcc\x81 ifanc.");
    says(
        "PAYS WITHOUT GAINING, with a harm of 8 or more left and no benefit: ");
    says(
        "Both gain and lose, and neither is set off: e\xcc\x81\xcc\x81 ifanc.");
    has("1.3 Who is not known: 1\n\n- Answered \"not known\": Pobl dlawd.\n");
    says("For 1 more, no difference is recorded.");
    has("  After action: Tebygol iawn × Tebygol iawn, 3 × 3 = 9, Uchel (U)\n");
    says("X1 (Bo, due 31 January 2026, OVERDUE). PAYS WITHOUT GAINING");
    has("3 Tebygol iawn  U       U           U (1)\n");
    says("A benefit is never set against a harm.");
}

static void
rows_without_an_answer_are_named_as_such(void **state)
{
    (void)state;
    paper(HEAD "answers: {G.deaf.direction: none}\n");
    says("Nobody is recorded here.");
    says("Not answered yet: Pobl");
    /* three in each of three rows, and A3 */
    says("10 more may be asked here");
}

/* ---- waivers, parked answers, findings ---------------------------------- */

static void
a_waiver_is_printed_in_full(void **state)
{
    (void)state;
    paper(HEAD "answers: {A2: a, A4: b}\n"
               "waivers: [{gate: seen, by: The chair, because: We know them, "
               "until: 2026-12-31}]\n");
    says("Waiver of the gate seen, by The chair, until 31 December 2026. "
         "Reason: We know them.");
}

static void
a_waiver_says_what_it_lacks(void **state)
{
    (void)state;
    paper(HEAD "answers: {A2: a, A4: b}\nwaivers: [{gate: seen}]\n");
    says("by NOBODY NAMED, WITHOUT AN END DATE");
    says("Reason: NONE GIVEN.");
}

static void
parked_answers_are_listed_and_count_for_nothing(void **state)
{
    (void)state;
    paper(HEAD "answers: {A2: b, A3: kept for later}\n");
    says("Parked answers");
    has("- A3: Wedi ei guddio? Kept: kept for later\n");
}

static void
findings_come_without_folders(void **state)
{
    (void)state;
    const struct sq_report r =
        report_of("tests/unit/a.yaml",
                  "sqeeia: assessment/1\n"
                  "questionnaire: {id: paper, path: ./data/paper.yaml}\n"
                  "answers: {A2: b, A9: x}\n");
    sq_sbuf_clear(&out);
    sq_format_find(SQ_LIT("text"))->put(&r, &out);
    says("- a.yaml, line 3: ");
    has_not("tests/unit");
}

/* ---- the page itself ---------------------------------------------------- */

static void
check_page(size_t width)
{
    sq_str rest = sq_sbuf_str(&out);
    sq_str line;

    assert_true(sq_utf8_is_safe(rest));
    while (sq_str_next(&rest, '\n', &line)) {
        if (sq_utf8_width(line) > width)
            fail_msg("too wide: %.*s", SQ_FMT(line));
        if (line.len > 0 && line.ptr[line.len - 1] == ' ')
            fail_msg("a blank trails: %.*s", SQ_FMT(line));
    }
}

static const char hostile[] = HEAD
    "about:\n"
    "  title: \"T\\u202E \\e]0;x\\a\\n\\n====\\nFake\"\n"
    "  reference: \"" /* longer than a line */
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"\n"
    "answers:\n"
    "  A1: \"one\\n\\n1. "
    "Recommendation\\n-----\\n漢字漢字漢字漢字漢字漢字漢字漢"
    "字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字漢字"
    "\"\n"
    "  A2: b\n";

static void
no_text_breaks_out_of_its_place(void **state)
{
    (void)state;
    const unsigned widths[] = {40, 80, 120};

    for (size_t i = 0; i < 3; i++) {
        struct sq_report r = report_of("a.yaml", hostile);
        r.width = widths[i];
        sq_sbuf_clear(&out);
        sq_format_find(SQ_LIT("text"))->put(&r, &out);
        check_page(widths[i]);
        sq_score_put_text(&r, &out);
        sq_score_put_working(&r, &out);
        check_page(widths[i]);
    }
    paper(hostile);
    has("\nRecommendation\n--------------\n");
    has("\n    1. Recommendation\n    -----\n"); /* the forged one is indented
                                                  */
}

static void
ascii_mode_has_no_signs_of_ours(void **state)
{
    (void)state;
    struct sq_report r =
        report_of("examples/schemes/wiltshire-4x4/screened.yaml", NULL);
    r.ascii = true;
    sq_sbuf_clear(&out);
    sq_format_find(SQ_LIT("text"))->put(&r, &out);
    for (size_t i = 0; i < out.len; i++)
        assert_true((unsigned char)out.ptr[i] < 0x80);
}

static void
equal_inputs_give_equal_pages(void **state)
{
    (void)state;
    const char *first = sq_str_z(&arena, sq_str_of(paper(hostile)));

    assert_string_equal(paper(hostile), first);
}

static void
json_agrees_with_the_paper(void **state)
{
    (void)state;
    const struct sq_report r =
        report_of("a.yaml", HEAD "answers: {A2: b, A4: c}\n");

    sq_sbuf_clear(&out);
    sq_score_put_json(&r, false, &out);
    says("{\"id\":\"good\",\"label\":\"Da\",\"low\":75,\"value\":75,\"high\":"
         "75,");
    says("\"gates\":[{\"id\":\"seen\",\"state\":\"pass\",\"because\":"
         "\"Somebody has looked\"}]");
    says("\"triggers\":[{\"id\":\"look-again\",\"state\":true}]");
    says("\"outcome\":{\"id\":\"go\",\"possible\":[\"go\"],\"decided\":true}");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(a_departure_stands_under_a_heading_of_its_own),
        TEST(a_departure_without_a_reason_is_shouted),
        TEST(a_decision_that_follows_is_no_departure),
        TEST(an_open_recommendation_names_what_could_change_it),
        TEST(missing_answers_that_change_nothing_are_said_to),
        TEST(no_data_is_never_a_nought),
        TEST(a_percentage_comes_with_its_sum_and_its_working),
        TEST(a_range_is_a_range),
        TEST(gains_and_losses_stand_apart),
        TEST(rows_without_an_answer_are_named_as_such),
        TEST(a_waiver_is_printed_in_full),
        TEST(a_waiver_says_what_it_lacks),
        TEST(parked_answers_are_listed_and_count_for_nothing),
        TEST(findings_come_without_folders),
        TEST(no_text_breaks_out_of_its_place),
        TEST(ascii_mode_has_no_signs_of_ours),
        TEST(equal_inputs_give_equal_pages),
        TEST(json_agrees_with_the_paper),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
