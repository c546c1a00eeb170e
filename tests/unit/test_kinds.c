/* SPDX-License-Identifier: MIT */
/* What each kind of report says, and what those for the public keep back. */
#include <string.h>

#include "report/kinds.h"
#include "report/publish.h"
#include "reported.h"

#define HEAD                                            \
    "sqeeia: assessment/1\n"                            \
    "questionnaire: {id: kinds, version: 1.0.0, path: " \
    "./tests/unit/data/kinds.yaml}\n"

static struct sq_report
report_of(enum sq_report_kind kind, const char *text)
{
    struct sq_report r = reported("a.yaml", text, SQ_NO_DATE);

    if (sq_diags_count(r.findings, SQ_ERROR) > 0)
        fail_msg("%.*s", SQ_FMT(r.findings->first->message));
    r.kind = kind;
    r.audience = sq_kinds[kind].audience;
    return r;
}

static void
make(enum sq_report_kind kind, const char *format, const char *text)
{
    const struct sq_report r = report_of(kind, text);

    sq_sbuf_clear(&out);
    sq_format_find(sq_str_of(format))->put(&r, &out);
}

static void
in_order(const char *const *parts, size_t n)
{
    const char *at = out.ptr;

    for (size_t i = 0; i < n; i++) {
        at = strstr(at, parts[i]);
        if (!at)
            fail_msg("not in order: %s\n%s", parts[i], out.ptr);
    }
}

/* ---- the public --------------------------------------------------------- */

static void
names_below_the_owner_are_left_out(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         HEAD "about: {title: T, owner: Ada Owner, author: Bea Writer, "
              "summary: Ada Owner and Bea Writer met Digital Team.}\n"
              "evidence: [{id: E1, title: x, owner: Digital Team}]\n"
              "answers: {A1: Bea Writers and MrBea Writer are others.}\n");
    has("Ada Owner and (name left out) met Digital Team.");
    has("Bea Writers and MrBea Writer are others.");
    has("Who answers for it: Ada Owner");
}

static void
a_person_who_answers_for_it_may_be_named_and_no_other(void **state)
{
    (void)state;
    make(SQ_REPORT_record, "text",
         HEAD "about: {title: T, owner: Ada Owner}\n"
              "answers: {A5: Ada Owner}\n");
    has("Who leads it? Ada Owner");
    make(SQ_REPORT_record, "text",
         HEAD "about: {title: T, owner: Ada Owner}\n"
              "answers: {A5: Cay Doer}\n");
    has("Who leads it? (name left out)");
}

static void
numbers_of_people_below_five_are_hidden(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         HEAD "about: {title: T, summary: 'We met 3 carers, 12 carers and "
              "version 3.'}\n"
              "answers: {A1: x}\n"
              "engagement:\n"
              "  - {id: N1, method: Few, people: 4}\n"
              "  - {id: N2, method: Some, people: 5}\n"
              "  - {id: N3, method: None, people: 0}\n");
    has("We met fewer than 5 carers, 12 carers and version 3.");
    has("How many people: fewer than 5\n");
    has("How many people: 5\n");
    has("How many people: 0\n");
    make(SQ_REPORT_record, "text",
         HEAD "about: {title: T}\nanswers: {A4: 3}\n");
    has("How many were asked? fewer than 5 people\n");
}

static void
only_public_answers_and_no_scores_are_published(void **state)
{
    static const char *const formats[] = {"text", "html", "markdown", "json",
                                          "csv"};
    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        for (int kind = 0; kind < SQ_REPORT_COUNT; kind++) {
            if (sq_kinds[kind].audience != SQ_PUBLIC)
                continue;
            make((enum sq_report_kind)kind, formats[i],
                 HEAD "about: {title: T}\n"
                      "answers:\n"
                      "  A1: {answer: OPEN, because: REASON, evidence: [E1], "
                      "by: b.writer, on: 2026-01-02}\n"
                      "  A2: {answer: c, because: SECRET}\n"
                      "  A6: [s5, s5]\n"
                      "  A7: SECRET\n"
                      "  G.old.words: SECRET\n"
                      "  R.r1.place: SECRET\n"
                      "  R.r1.note: NOTE\n"
                      "evidence: [{id: E1, title: SECRET, link: "
                      "'https://secret.example'}]\n");
            has("OPEN");
            has("REASON");
            if (kind == SQ_REPORT_record)
                has("NOTE");
            has_not("SECRET");
            has_not("secret");
            has_not("b.writer");
            has_not("Grave");
            has_not("Goodness");
        }
    }
}

/* Every heading of a summary for the public stands, filled in or not. */
static void
a_public_page_has_every_heading_in_order(void **state)
{
    static const char *const parts[] = {
        "What is changing\n",
        "Why\n",
        "Who decides, and when\n",
        "How technology, data or AI is used\n",
        "Who it helps\n",
        "Who it might be harder for, and what we will do\n",
        "Other ways to get care\n",
        "What you told us, and what we did\n",
        "What we will do, and by when\n",
        "How we will check\n",
        "How to ask, object or appeal\n",
        "No phone number, address or e-mail is given here yet.\n",
        "About this page\n",
        "as it stood on 30 June 2026, digest ",
    };

    (void)state;
    make(SQ_REPORT_public, "text", HEAD "about: {title: T}\n");
    in_order(parts, sizeof parts / sizeof parts[0]);
}

/* "How good? Middle." is a score in words; its reason is not. */
static void
a_grade_gives_way_to_its_reason(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         HEAD "about: {title: T}\n"
              "answers:\n"
              "  A1: x\n"
              "  A8: {answer: b, because: Tried with nine people}\n");
    has("How far have you got? Tried with nine people.");
    has_not("Middle");
}

static void
who_gains_and_loses_is_told_once(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         HEAD "about: {title: T}\n"
              "answers:\n"
              "  G.old.direction: {answer: both, because: SOME DO}\n"
              "  G.young.direction: {answer: up, because: THEY GAIN}\n");
    const char *first = strstr(out.ptr, "SOME DO");
    assert_non_null(first);
    assert_null(strstr(first + 1, "SOME DO"));
    assert_true(strstr(out.ptr, "Harder for some of them") < first);
    assert_true(strstr(out.ptr, "THEY GAIN") < first);
}

static const struct sq_publish *
leaks(const char *text)
{
    const struct sq_report r = report_of(SQ_REPORT_public, text);
    return sq_publish_check(&r);
}

static void
a_leak_is_told_with_its_place(void **state)
{
    (void)state;
    const struct sq_publish *p =
        leaks(HEAD "about: {title: T, summary: 'write to a.b@c.example now'}\n"
                   "answers: {A1: ring 01632 960 001}\n");
    assert_int_equal(p->n_leaks, 2);
    assert_int_equal(p->leaks[0].what, SQ_PRIVATE_EMAIL);
    assert_true(sq_str_is(sq_span_text(p->leaks[0].at), "a.b@c.example"));
    assert_true(sq_str_is(p->leaks[0].where, "summary"));
    assert_int_equal(p->leaks[1].what, SQ_PRIVATE_PHONE);
    assert_true(sq_str_is(p->leaks[1].where, "answer A1"));
}

static void
a_contact_that_is_asked_for_is_no_leak(void **state)
{
    (void)state;
    assert_int_equal(leaks(HEAD "about: {title: T}\n"
                                "answers: {A3: care@trust.example}\n")
                         ->n_leaks,
                     0);
    assert_int_equal(leaks(HEAD "about: {title: T}\n"
                                "answers: {A3: patient 943 476 5919}\n")
                         ->n_leaks,
                     1);
}

static void
a_contact_stands_where_people_look_for_it(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         HEAD "about: {title: T}\n"
              "answers: {A1: Much, A3: care@trust.example}\n");
    const char *ask = strstr(out.ptr, "How to ask, object or appeal\n");
    const char *more = strstr(out.ptr, "More about it\n");
    const char *contact = strstr(out.ptr, "care@trust.example.\n");
    const char *change = strstr(out.ptr, "What changes? Much.\n");
    assert_non_null(ask);
    assert_true(ask < contact && contact < more && more < change);
}

static void
what_is_not_published_is_no_leak(void **state)
{
    (void)state;
    assert_int_equal(
        leaks(HEAD "about: {title: T}\n"
                   "answers: {A7: a@b.example}\n"
                   "evidence: [{id: E1, title: a@b.example}]\n"
                   "engagement: [{id: N1, method: x, led-by: a@b.example}]\n")
            ->n_leaks,
        0);
    assert_int_equal(leaks(HEAD "about: {title: T}\n"
                                "engagement: [{id: N1, method: x, said: "
                                "a@b.example}]\n")
                         ->n_leaks,
                     1);
}

static void
a_record_counts_what_is_filled_in(void **state)
{
    (void)state;
    make(SQ_REPORT_record, "text",
         HEAD "about: {title: T}\nanswers: {A1: x, G.old.direction: up}\n");
    has("2 of 9 public fields are filled in.");
    has("What changes? x");
    has("How many were asked? Not filled in yet.");
    has("Effects\n\nOlder people\n");
    has_not("Only for us?");
}

/* ---- the paper ---------------------------------------------------------- */

/* The order of a board's front sheet and of its paper. */
static void
the_paper_has_its_ten_parts_in_order(void **state)
{
    static const char *const parts[] = {
        "T\n=",
        "Reference: R1\n",
        "Version: as it stood on 30 June 2026, digest ",
        "Meeting: The Board, 1 July 2026, for decision\n",
        "Sponsor: Ada Owner\n",
        "Author: Bea Writer\n",
        "Seen before by: Quality Committee, 1 May 2026 (Wait)\n",
        "\nRecommendation\n",
        "\nSummary\n",
        "\n1. Who gains, who loses, and who is not known\n",
        "\n2. Highest risks that remain\n",
        "\n3. What changed because of this assessment\n",
        "\n4. Who was heard, and what was not done\n",
        "\n5. Gates, which no score outweighs\n",
        "\n6. Conditions asked for\n",
        "\n7. Alternatives\n",
        "\n8. Implications, ready to paste\n",
        "\n9. Duties on equality and inequality\n",
        "\n10. Next review\n",
        "\nA. Every effect, the largest harm left first\n",
    };

    (void)state;
    make(SQ_REPORT_paper, "text",
         HEAD "about: {title: T, reference: R1, owner: Ada Owner, author: Bea "
              "Writer, decision: {body: The Board, on: 2026-07-01}}\n"
              "decisions: [{body: Quality Committee, on: 2026-05-01, outcome: "
              "wait}]\n"
              "answers: {A2: c, G.old.direction: up}\n");
    in_order(parts, sizeof parts / sizeof parts[0]);
}

/* ---- the panel ---------------------------------------------------------- */

static void
gaps_become_questions(void **state)
{
    (void)state;
    make(SQ_REPORT_panel, "text",
         HEAD "about:\n"
              "  title: T\n"
              "  completed: 2026-03-05\n"
              "  go-live: 2026-04-01\n"
              "  decision: {body: B, on: 2026-03-01}\n"
              "  partners: [{id: p, name: Other Trust, position: object}]\n"
              "answers:\n"
              "  A2: a\n"
              "actions:\n"
              "  - {id: X1, what: Late, due: 2026-05-01, status: open}\n"
              "engagement: [{id: N1, on: 2026-03-09, method: m, said: No}]\n");
    has("Gates that fail: \"Somebody has looked\". What happens if that is "
        "still so on the day it goes live?");
    has("The decision came before the assessment was complete.");
    has("No date of review is set.");
    has("Other Trust: objects. What is our answer?");
    has("N1: people said \"No\", and nothing is recorded as done. Why not?");
    has("1 of 1 activities came after the decision.");
    has("1 action is overdue. What is left undone because of it?");
    has("1 action has no owner or no date.");
    has("1 action falls due after it goes live.");
    has("nothing is said yet. Has anybody looked?");
    has("A2: an answer without the evidence that it needs.");
    has("Assessed: on 5 March 2026, complete 4 days AFTER the decision\n");
    has("Form for the decision");
}

static void
ratings_become_questions(void **state)
{
    (void)state;
    make(SQ_REPORT_panel, "text",
         HEAD "about: {title: T, review: 2027-01-01}\n"
              "answers:\n"
              "  A2: c\n"
              "  G.old.direction: up\n"
              "  G.old.gain: [s5, s1]\n"
              "  G.young.direction: down\n"
              "  G.young.before: [s5, s5]\n"
              "  G.young.after: [s1, s1]\n"
              "  G.young.sure: guess\n"
              "  G.poor.direction: down\n"
              "  G.poor.before: [s2, s2]\n"
              "  G.poor.after: [s5, s2]\n"
              "  G.poor.sure: shown\n"
              "  G.deaf.direction: {answer: not-known}\n"
              "  G.old.words: The same words for every group that we have\n"
              "  G.young.words: The same words for every group that we have\n");
    has("Younger people (G.young): the harm falls from 25 to 1 and no action "
        "is named for it.");
    has("Poor people (G.poor): the harm RISES from 4 to 10 after action.");
    has("Younger people: the rating of harm rests on the weakest "
        "evidence.");
    has("Poor people: a harm of 8 or more is left, and nothing is "
        "gained.");
    has("The benefit is for Older people; the harm is for Younger people; Poor "
        "people. Who agreed to that trade?");
    has("Deaf people: answered \"not known\".");
    has("2 rows of Effects have the same words under words");
}

/* ---- data --------------------------------------------------------------- */

static void
data_for_programs_keeps_texts_as_they_are(void **state)
{
    static const char text[] =
        HEAD "about: {title: T}\nanswers: {A1: '=1+1'}\n";
    struct sq_report r = report_of(SQ_REPORT_paper, text);

    (void)state;
    make(SQ_REPORT_paper, "csv", text);
    has(",\"'=1+1\",");
    r.raw = true;
    sq_sbuf_clear(&out);
    sq_format_find(SQ_LIT("csv"))->put(&r, &out);
    has(",\"=1+1\",");
}

/* ---- the register, the bundle, the summary ------------------------------ */

static void
actions_stand_by_their_day_overdue_first(void **state)
{
    (void)state;
    make(SQ_REPORT_actions, "text",
         HEAD "about: {title: T}\n"
              "actions:\n"
              "  - {id: X1, what: Later, due: 2026-12-01, status: open}\n"
              "  - {id: X2, what: Soon, due: 2026-07-20, status: open}\n"
              "  - {id: X3, what: Overdue, due: 2026-01-01, status: open}\n"
              "  - {id: X4, what: Over, due: 2026-01-02, status: done}\n"
              "  - {id: X5, what: When, status: open}\n"
              "  - {id: X6, what: Earlier, due: 2025-01-01, status: open}\n");
    has("6 actions: 2 overdue, 1 due within 90 days, 1 later, 1 without a "
        "date, 1 done, 0 dropped. Counted from 30 June 2026.");
    const char *order[] = {"Overdue\n",  "X6: ",
                           "X3: ",       "Due within 30",
                           "X2: ",       "Due later",
                           "X1: ",       "Without a date",
                           "X5: ",       "NO DATE",
                           "Done\n",     "X4: ",
                           "By owner\n", "NOBODY NAMED     5        2     1"};
    const char *at = strstr(out.ptr, "Counted");
    for (size_t i = 0; i < sizeof order / sizeof order[0]; i++) {
        at = strstr(at, order[i]);
        if (!at)
            fail_msg("not in order: %s\n%s", order[i], out.ptr);
    }
    has("Did it work: NOT RECORDED");
}

static void
due_regard_states_facts_and_what_is_not_recorded(void **state)
{
    (void)state;
    make(SQ_REPORT_due_regard, "text",
         HEAD "about: {title: T, started: 2026-01-01, completed: 2026-02-01, "
              "decision: {body: The Board, on: 2026-02-11}}\n"
              "answers: {A2: {answer: b, because: Seen, on: 2026-01-09}}\n"
              "engagement: [{id: N1, on: 2026-01-21, method: Talk, said: No, "
              "did: Stopped}]\n");
    has("Brown 1: knew\n"); /* the questionnaire's own words */
    has("Before and at the time of the decision\n");
    has("Body that decides: The Board.");
    has("The assessment was complete 10 days before the decision.");
    has("N1, Talk, 21 January 2026, 21 days before the decision.");
    has("From the first to the decision: 3 whole weeks.");
    has("Said: No. Done: Stopped.");
    has("NOT RECORDED: any signature.");
    has("NOT RECORDED: a date of review.");
    has("A2: How good? Answer: Middle. Because: Seen. Given 9 January 2026.");
    has("A law in force");
    has_not("1 are");
    has("Of 1 answers, 0 say who gave them and 1 on which day.");
}

static void
a_summary_fits_a_screen(void **state)
{
    size_t lines = 0;
    (void)state;
    make(SQ_REPORT_summary, "text",
         HEAD "about: {title: T, reference: R1}\n"
              "answers: {A2: a, G.old.direction: up, G.young.direction: "
              "down}\n");
    has("T (R1)\n");
    has("Recommendation: Wait.");
    has("Gates that fail: Somebody has looked.");
    has("Lose: Younger people.");
    has("Gain: Older people.");
    has("Weakest dimension: Goodness");
    for (size_t i = 0; i < out.len; i++)
        lines += out.ptr[i] == '\n';
    assert_true(lines <= 24);
}

/* ---- drawings ----------------------------------------------------------- */

#define RATED                           \
    HEAD "about: {title: T}\n"          \
         "answers:\n"                   \
         "  A2: b\n"                    \
         "  G.old.direction: down\n"    \
         "  G.old.before: [s5, s5]\n"   \
         "  G.old.after: [s1, s5]\n"    \
         "  G.young.direction: down\n"  \
         "  G.young.before: [s2, s5]\n" \
         "  G.young.after: [s2, s5]\n"  \
         "  G.poor.direction: up\n"     \
         "  G.poor.gain: [s4, s5]\n"

static void
drawings_have_words_beside_them(void **state)
{
    (void)state;
    make(SQ_REPORT_paper, "text", RATED);
    has("Of 2 harms rated before and after action, 1 is lower after it, 1 is "
        "as before.");
    has("░░░░●───────────────○  Older people (G.old): 25, Grave (G), then 5, "
        "Fine (F)");
    has("Rated for harm alone: 2; for benefit alone: 1; for both: 0.");
    has("          │████████    Poor people (G.poor): harm left: none asked; "
        "benefit: 20, Grave (G)");
}

static void
drawings_are_ascii_or_lists_where_asked(void **state)
{
    struct sq_report r = report_of(SQ_REPORT_paper, RATED);

    (void)state;
    r.ascii = true;
    sq_format_find(SQ_LIT("text"))->put(&r, &out);
    has("....*---------------o  Older people (G.old): 25");
    for (size_t i = 0; i < out.len; i++)
        assert_true((unsigned char)out.ptr[i] < 0x80);
    r.lists = true;
    sq_sbuf_clear(&out);
    sq_format_find(SQ_LIT("text"))->put(&r, &out);
    has_not("*---");
    has("- Older people (G.old); Before action: 25, Grave (G); After action: "
        "5, Fine (F)");
}

static void
pages_draw_with_title_description_and_table(void **state)
{
    (void)state;
    make(SQ_REPORT_paper, "html", RATED);
    has("<svg role=\"img\" aria-labelledby=\"c1-t c1-d\"");
    has("<title id=\"c1-t\">Each harm before and after action</title>");
    has("<desc id=\"c1-d\">Of 2 harms rated");
    has("<th scope=\"row\" dir=\"auto\">Older people (G.old)</th>"
        "<td dir=\"auto\"><span class=\"tag red\">25, Grave (G)</span></td>");
    has("style-src 'sha256-");
    has_not("<script");
    has_not(" style=");
}

static void
a_house_has_its_colours_and_logo_on_the_page(void **state)
{
    struct sq_report r = report_of(SQ_REPORT_public, RATED);

    (void)state;
    r.house = (struct sq_house){
        .name = SQ_LIT("House <b>"),
        .contact = SQ_LIT("Ring 01632 960 001"), /* the house's own words */
        .colour = SQ_LIT("#123456"),
        .on = SQ_LIT("#ffffff"),
        .logo = SQ_LIT("<svg/>"),
        .logo_svg = true,
    };
    sq_format_find(SQ_LIT("html"))->put(&r, &out);
    has("House &lt;b&gt;");
    has(".house{background:#123456;color:#ffffff;border:0}");
    has("<img src=\"data:image/svg+xml;base64,PHN2Zy8+\" alt=\"\"/>");
    has("Ring 01632 960 001");
    assert_int_equal(sq_publish_check(&r)->n_leaks, 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        TEST(names_below_the_owner_are_left_out),
        TEST(a_person_who_answers_for_it_may_be_named_and_no_other),
        TEST(numbers_of_people_below_five_are_hidden),
        TEST(only_public_answers_and_no_scores_are_published),
        TEST(a_public_page_has_every_heading_in_order),
        TEST(a_grade_gives_way_to_its_reason),
        TEST(who_gains_and_loses_is_told_once),
        TEST(a_leak_is_told_with_its_place),
        TEST(a_contact_that_is_asked_for_is_no_leak),
        TEST(a_contact_stands_where_people_look_for_it),
        TEST(what_is_not_published_is_no_leak),
        TEST(a_record_counts_what_is_filled_in),
        TEST(the_paper_has_its_ten_parts_in_order),
        TEST(gaps_become_questions),
        TEST(ratings_become_questions),
        TEST(data_for_programs_keeps_texts_as_they_are),
        TEST(actions_stand_by_their_day_overdue_first),
        TEST(due_regard_states_facts_and_what_is_not_recorded),
        TEST(a_summary_fits_a_screen),
        TEST(drawings_have_words_beside_them),
        TEST(drawings_are_ascii_or_lists_where_asked),
        TEST(pages_draw_with_title_description_and_table),
        TEST(a_house_has_its_colours_and_logo_on_the_page),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
