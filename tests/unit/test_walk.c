/* SPDX-License-Identifier: MIT */
/* The interview without a terminal: lines in, screens and a file's text out. */
#include <stdio.h>
#include <string.h>

#include "base/sbuf.h"
#include "check.h"
#include "model/library.h"
#include "walk/walk.h"

/* Beside the questionnaire, so that its path is found; never written. */
#define FILE_NAME "tests/walk/answers.yaml"
#define HEAD                                           \
    "sqeeia: assessment/1\n"                           \
    "questionnaire: {id: small, path: ./small.yaml}\n" \
    "about: {title: An app}  # for the clinic\n"       \
    "answers:\n"

struct talk {
    struct sq_arena arena;
    struct sq_diags diags;
    struct sq_library library;
    struct sq_store store;
    struct sq_walk_setup setup;
    struct sq_walk *walk;
};

static void
start(struct talk *t, const char *text)
{
    sq_arena_init(&t->arena);
    sq_diags_init(&t->diags, &t->arena);
    sq_library_init(&t->library, &t->arena, &t->diags);
    assert_true(sq_store_open(&t->store, &t->library, FILE_NAME,
                              sq_str_of(text), sq_date_of(2026, 11, 3)));
    t->setup.width = 78;
    t->walk = sq_walk_new(&t->arena, &t->store, &t->setup);
}

static void
begin(struct talk *t, const char *text)
{
    memset(t, 0, sizeof *t);
    start(t, text);
}

static void
finish(struct talk *t)
{
    sq_walk_free(t->walk);
    sq_store_done(&t->store);
    sq_arena_done(&t->arena);
}

static void
feed(struct talk *t, const char *line)
{
    sq_walk_feed(t->walk, sq_str_of(line));
}

static bool
has(sq_str text, const char *part)
{
    return strstr(text.ptr, part) != NULL;
}

#define assert_screen(t, part)                           \
    do {                                                 \
        if (!has(sq_walk_screen((t)->walk), part))       \
            fail_msg("no `%s` on the screen:\n%s", part, \
                     sq_walk_screen((t)->walk).ptr);     \
    } while (0)
#define assert_no_screen(t, part)                     \
    do {                                              \
        if (has(sq_walk_screen((t)->walk), part))     \
            fail_msg("`%s` on the screen:\n%s", part, \
                     sq_walk_screen((t)->walk).ptr);  \
    } while (0)

/* The text is HEAD and these lines. */
static void
assert_answers(const struct talk *t, const char *lines)
{
    sq_str text = t->store.page->text;
    assert_true(sq_str_starts(text, HEAD));
    sq_str rest = sq_str_sub(text, strlen(HEAD), text.len);
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100000);
    sq_put(&b, rest);
    sq_putz(&b, "");
    assert_string_equal(b.len ? b.ptr : "", lines);
    sq_sbuf_done(&b);
}

static void
assert_at(const struct talk *t, const char *id)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 1000);
    sq_put(&b, sq_walk_at(t->walk));
    assert_string_equal(b.len ? b.ptr : "", id);
    sq_sbuf_done(&b);
}

/* ---- starting ------------------------------------------------------------ */

static void
it_starts_with_the_sections_and_their_statuses_in_words(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: a form\n");
    assert_screen(&t, "An app\n");
    assert_screen(&t, "1. The change: In progress, 1 of 7 answered\n");
    assert_screen(&t, "2. Who is touched: Not yet started\n");
    assert_screen(&t, "Enter to go on with A2: ");
    finish(&t);
}

static void
enter_begins_at_the_first_question_without_an_answer(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: a form\n  A2: partly\n");
    feed(&t, "");
    assert_at(&t, "A3");
    assert_screen(&t, "Section 1 of 2: The change\n");
    assert_screen(&t, "Question 3 (A3)");
    assert_screen(&t, "Who is involved?\n  1. Staff\n  2. The public\n");
    finish(&t);
}

static void
a_number_begins_a_section_and_an_id_a_question(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "2");
    assert_at(&t, "B1.old.direction");
    assert_screen(&t, "Older people, 1 of 2\n");
    assert_screen(&t, "What does it do to Older people?");
    feed(&t, "list");
    feed(&t, "a4");
    assert_at(&t, "A4");
    finish(&t);
}

static void
a_stored_answer_that_cannot_be_read_is_a_problem(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2: excellent\n");
    assert_screen(&t, "1. The change: There is a problem");
    feed(&t, "A2");
    assert_screen(&t, "The file has an answer here that cannot be used.");
    feed(&t, "partly");
    assert_answers(&t, "  A2: partly\n");
    finish(&t);
}

/* ---- answers ------------------------------------------------------------- */

static void
an_answer_is_in_the_text_at_once(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "");
    assert_at(&t, "A1");
    feed(&t, "A form becomes an app");
    assert_answers(&t, "  A1: A form becomes an app\n");
    assert_int_equal(t.store.n_unsaved, 1);
    assert_at(&t, "A2");
    finish(&t);
}

static void
options_are_taken_by_number_id_label_and_start(void **state)
{
    static const char *const typed[] = {
        "3", "3.", "partly", "PARTLY IN PLACE", "par", " 3 "};
    (void)state;
    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        struct talk t;
        begin(&t, HEAD);
        feed(&t, "A2");
        feed(&t, typed[i]);
        assert_screen(&t, "You answered: Partly in place\n");
        assert_answers(&t, "  A2: partly\n");
        finish(&t);
    }
}

static void
a_wrong_answer_keeps_the_question_and_says_what_to_type(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A2");
    feed(&t, "7");
    assert_screen(&t, "Error: There is no option 7: type the number ");
    assert_at(&t, "A2");
    feed(&t, "p");
    assert_screen(&t, "Error: Say which: Planned or Partly in place.");
    feed(&t, "excellent");
    assert_screen(&t, "Error: `excellent` is not one of the options");
    assert_answers(&t, "");
    finish(&t);
}

static void
a_scored_answer_is_asked_for_its_reason(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A2");
    feed(&t, "partly");
    assert_at(&t, "A2");
    assert_screen(&t, "Because (Enter leaves it out): ");
    feed(&t, "tried with 40 people");
    assert_answers(&t, "  A2: {answer: partly, because: tried with 40 people}"
                       "\n");
    assert_at(&t, "A3");
    finish(&t);
}

static void
a_reason_stays_when_the_answer_changes_and_can_be_removed(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2: {answer: partly, because: tried}\n");
    feed(&t, "A2");
    assert_screen(&t, "Because: tried\n");
    feed(&t, "shown");
    assert_answers(&t, "  A2: {answer: shown, because: tried}\n");
    assert_screen(&t, "Because (Enter keeps the reason, - removes it): ");
    feed(&t, "-");
    assert_answers(&t, "  A2: shown\n");
    finish(&t);
}

static void
not_known_is_asked_why_and_may_stay_without(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A2");
    assert_screen(&t, "  5. Not known\n  6. Not applicable\n");
    feed(&t, "5");
    assert_answers(&t, "  A2: not-known\n");
    assert_screen(&t, "Why is it not known (Enter leaves it out): ");
    feed(&t, "");
    assert_at(&t, "A3");
    finish(&t);
}

static void
not_applicable_needs_its_reason_before_it_is_kept(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A2");
    feed(&t, "not applicable");
    assert_screen(&t, "Why does it not apply? ");
    assert_answers(&t, "");
    feed(&t, "");
    assert_screen(&t, "Error: Say in a few words why it does not apply");
    feed(&t, "there is nothing to test");
    assert_answers(&t, "  A2: {answer: not-applicable, because: there is "
                       "nothing to test}\n");
    assert_at(&t, "A3");
    finish(&t);
}

static void
reserved_answers_are_refused_where_they_are_not_allowed(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A4");
    assert_no_screen(&t, "not known");
    feed(&t, "not known");
    assert_screen(&t, "Error: This question must be answered");
    feed(&t, "n/a");
    assert_screen(&t, "Error: This question always applies");
    assert_answers(&t, "");
    finish(&t);
}

static void
many_are_typed_with_commas_and_exclusive_ones_stand_alone(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A3");
    assert_screen(&t, "Answers, with commas between: ");
    feed(&t, "3, 1");
    assert_screen(&t, "Error: ");
    assert_at(&t, "A3");
    feed(&t, "2, staff");
    assert_answers(&t, "  A3: [staff, public]\n");
    finish(&t);
}

static void
a_number_has_its_limits(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A4");
    assert_screen(&t, "From 0 to 100.\n");
    assert_screen(&t, "Answer in people: ");
    feed(&t, "120");
    assert_screen(&t, "Error: The number must be 100 or less.");
    feed(&t, "many");
    assert_screen(&t, "Error: Type a number in digits");
    feed(&t, "12");
    assert_answers(&t, "  A4: 12\n");
    finish(&t);
}

static void
an_answer_can_bring_a_question(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "goto A6");
    assert_screen(&t, "Error: A6 cannot be asked yet");
    feed(&t, "A4");
    feed(&t, "5");
    feed(&t, "goto A6");
    assert_screen(&t, "Error: A6 is not asked, because of an earlier answer");
    feed(&t, "goto A4");
    feed(&t, "50");
    feed(&t, "2027-01-31");
    assert_at(&t, "A6");
    finish(&t);
}

static void
a_suggestion_is_taken_with_enter(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A8");
    assert_screen(&t, "Suggested: planned\n");
    feed(&t, "");
    assert_answers(&t, "  A8: planned\n");
    finish(&t);
}

static void
enter_keeps_the_answer_that_is_there(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2: partly # as of May\n");
    feed(&t, "A2");
    assert_screen(&t, "Answer so far: Partly in place\n");
    assert_screen(&t, "Answer (Enter keeps Partly in place): ");
    feed(&t, "");
    assert_answers(&t, "  A2: partly # as of May\n");
    assert_int_equal(t.store.n_unsaved, 0);
    finish(&t);
}

static void
enter_on_a_required_question_says_how_to_go_on(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A2");
    feed(&t, "");
    assert_screen(&t, "Error: Type an answer, or `later`");
    assert_at(&t, "A2");
    finish(&t);
}

static void
long_text_takes_lines_and_each_is_kept_at_once(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A7");
    feed(&t, "It began with a letter.");
    assert_answers(&t, "  A7: It began with a letter.\n");
    assert_screen(&t, "More (Enter ends the text): ");
    feed(&t, "Then a call: \"help\".");
    assert_answers(
        &t, "  A7: \"It began with a letter.\\nThen a call: \\\"help\\\".\"\n");
    feed(&t, "");
    assert_at(&t, "A8");
    finish(&t);
}

static void
text_is_measured_and_the_limit_is_said(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A1");
    assert_screen(&t, "At most 40 characters.\n");
    feed(&t, "this is quite a bit longer than forty characters");
    assert_screen(&t, "Error: The answer must be 40 characters or less. You "
                      "have entered 48.");
    assert_answers(&t, "");
    finish(&t);
}

static void
an_arrow_key_is_not_kept_in_an_answer(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A1");
    feed(&t, "left \x1b[D over");
    assert_screen(&t, "Error: ");
    assert_null(strchr(sq_walk_screen(t.walk).ptr, '\x1b'));
    feed(&t, "broken \xc3 byte");
    assert_screen(&t, "Error: ");
    assert_answers(&t, "");
    finish(&t);
}

static void
a_rating_asks_its_row_and_then_its_column(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  B1.old.direction: worse\n");
    feed(&t, "B1.old.harm");
    assert_screen(&t, "Likelihood: ");
    feed(&t, "likely");
    assert_screen(&t, "  1. Minor\n  2. Major\n");
    assert_screen(&t, "Size: ");
    feed(&t, "3");
    assert_screen(&t, "Error: There is no option ");
    feed(&t, "back");
    assert_screen(&t, "Likelihood: ");
    feed(&t, "2");
    feed(&t, "2");
    assert_screen(&t, " = 6, High\n");
    assert_answers(&t, "  B1.old.direction: worse\n"
                       "  B1.old.harm: [possible, major]\n");
    finish(&t);
}

static void
one_part_of_a_rating_can_be_changed_alone(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  B1.old.direction: worse\n"
                   "  B1.old.harm: [possible, major]\n");
    feed(&t, "B1.old.harm");
    feed(&t, "likely");
    assert_screen(&t, "Size (Enter keeps Major): ");
    feed(&t, "");
    assert_screen(&t, " = 9, High\n");
    assert_answers(&t, "  B1.old.direction: worse\n"
                       "  B1.old.harm: [likely, major]\n");
    finish(&t);
}

static void
a_rating_can_be_typed_in_one_go(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  B1.old.direction: worse\n");
    feed(&t, "B1.old.harm");
    feed(&t, "3, minor");
    assert_answers(&t, "  B1.old.direction: worse\n"
                       "  B1.old.harm: [likely, minor]\n");
    finish(&t);
}

static void
a_grid_goes_row_by_row_and_leaves_hidden_columns_out(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "B");
    assert_at(&t, "B1.old.direction");
    feed(&t, "same");
    feed(&t, "");
    assert_at(&t, "B1.young.direction");
    assert_screen(&t, "Young people, 2 of 2\n");
    feed(&t, "worse");
    feed(&t, "");
    assert_at(&t, "B1.young.harm");
    finish(&t);
}

/* Everything in section B but the hazards, which may stay empty. */
#define TOUCHED "  B1.old.direction: same\n  B1.young.direction: same\n"

static void
a_section_is_checked_when_its_last_answer_is_given(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A2: partly\n  A3: [staff]\n  A4: 5\n");
    feed(&t, "A8");
    feed(&t, "planned");
    feed(&t, "");
    assert_screen(&t, "Check your answers: The change\n1. What changes? x\n");
    assert_screen(&t, "Have you completed this section?\n"
                      "Yes, or no to come back later (Enter means yes): ");
    feed(&t, "9");
    assert_screen(&t, "Error: Type a number from 1 to 7, or an id.");
    feed(&t, "change 4"); /* opens A6 */
    assert_at(&t, "A4");
    feed(&t, "12");
    assert_at(&t, "A6");
    feed(&t, "R Patel");
    assert_screen(&t, "How many people? 12");
    assert_screen(&t, "Have you completed this section?");
    feed(&t, "no");
    assert_at(&t, "B1.old.direction");
    feed(&t, "list");
    assert_screen(&t, "1. The change: In progress");
    finish(&t);
}

static void
the_end_lists_the_answers_and_a_change_comes_back(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A2: partly\n  A3: [staff]\n  A4: 5\n"
                   "  A5: 2026-01-01\n  A7: y\n  A8: planned\n" TOUCHED);
    feed(&t, "B2");
    feed(&t, "");
    feed(&t, "yes");
    assert_screen(&t, "Check your answers: The change\n1. What changes? x\n");
    assert_screen(&t, "Older people\n8. What does it do to Older people?");
    feed(&t, "change 1");
    assert_at(&t, "A1");
    feed(&t, "y");
    assert_screen(&t, "That was the last question.");
    feed(&t, "change A8");
    feed(&t, "shown");
    feed(&t, "");
    assert_screen(&t, "That was the last question.");
    finish(&t);
}

static void
later_comes_back_at_the_end(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A3: [staff]\n  A4: 5\n  A8: planned\n" TOUCHED);
    feed(&t, "");
    assert_at(&t, "A2");
    feed(&t, "later");
    assert_at(&t, "B2.+");
    feed(&t, "no");
    feed(&t, "yes");
    assert_screen(&t, "This one was left for later.");
    assert_at(&t, "A2");
    finish(&t);
}

static void
what_is_left_for_later_stands_in_the_file(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A3: [staff]\n  A4: 5\n  A8: planned\n" TOUCHED);
    const char *before = HEAD "  A1: x\n  A3: [staff]\n  A4: 5\n"
                              "  A8: planned\n" TOUCHED;
    t.store.today = sq_date_of(2026, 11, 3);
    feed(&t, "");
    feed(&t, "later");
    struct sq_arena a;
    sq_arena_init(&a);
    const char *text = sq_str_z(&a, t.store.page->text);
    assert_true(has(sq_str_of(text), "later:\n  A2: 2026-11-03\n"));
    finish(&t);

    /* another day: it is not the first that is asked, and comes at the end */
    begin(&t, text);
    assert_screen(&t, "Left for later: A2\n");
    feed(&t, "");
    feed(&t, "no");
    feed(&t, "yes");
    assert_screen(&t, "This one was left for later.");
    assert_at(&t, "A2");
    feed(&t, "2");
    assert_false(has(t.store.page->text, "later:"));
    feed(&t, "undo");
    assert_true(has(t.store.page->text, "later:\n  A2: 2026-11-03\n"));
    feed(&t, "later");
    feed(&t, "clear");
    assert_string_equal(t.store.page->text.ptr, text);
    assert_true(sq_str_starts(t.store.page->text, before));
    finish(&t);
    sq_arena_done(&a);
}

/* Optional, and between answers: it was left empty on another day. */
static void
what_was_left_empty_on_purpose_is_not_asked_again(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A3: [staff]\n  A4: 5\n  A8: planned\n" TOUCHED);
    feed(&t, "");
    assert_at(&t, "A2");
    feed(&t, "partly");
    feed(&t, "");
    assert_screen(&t, "Check your answers: The change");
    finish(&t);
    begin(&t, HEAD "  A8: planned\n"); /* nobody came by it */
    feed(&t, "A4");
    feed(&t, "5");
    assert_at(&t, "A5");
    finish(&t);
}

static void
a_section_that_is_not_finished_is_in_progress_tomorrow(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A2: partly\n  A3: [staff]\n  A4: 5\n"
                   "  A8: planned\n");
    feed(&t, "A8");
    feed(&t, "shown");
    feed(&t, "");
    assert_screen(&t, "Have you completed this section?");
    feed(&t, "no");
    assert_true(has(t.store.page->text, "later:\n  A: 2026-11-03\n"));
    struct sq_arena a;
    sq_arena_init(&a);
    const char *text = sq_str_z(&a, t.store.page->text);
    finish(&t);
    begin(&t, text);
    assert_screen(&t, "1. The change: In progress\n");
    feed(&t, "A8");
    feed(&t, "none");
    feed(&t, "");
    feed(&t, "yes");
    assert_false(has(t.store.page->text, "later"));
    feed(&t, "list");
    assert_screen(&t, "1. The change: Completed\n");
    finish(&t);
    sq_arena_done(&a);
}

static void
rows_are_named_and_removed(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "B2");
    feed(&t, "add wrong dose");
    assert_screen(&t, "Error: A row's id is made of letters");
    feed(&t, "add dose");
    feed(&t, "Wrong dose");
    feed(&t, "A bad label");
    feed(&t, "add dose");
    assert_screen(&t, "Error: There is a row `dose` already.");
    feed(&t, "yes");
    feed(&t, "Too late");
    feed(&t, "");
    assert_answers(&t, "  B2.dose.what: Wrong dose\n"
                       "  B2.dose.cause: A bad label\n"
                       "  B2.r1.what: Too late\n");
    feed(&t, "remove 1");
    assert_screen(&t, "Removed: Wrong dose. `undo` brings it back.");
    assert_answers(&t, "  B2.r1.what: Too late\n");
    feed(&t, "undo");
    assert_true(has(t.store.page->text, "  B2.dose.what: Wrong dose\n"));
    assert_true(has(t.store.page->text, "  B2.dose.cause: A bad label\n"));
    feed(&t, ":goto B2.+");
    feed(&t, "Too late");
    assert_at(&t, "B2.r1.what");
    finish(&t);
}

static void
an_action_belongs_to_an_answer(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2: partly\n  A8: planned\n");
    feed(&t, "A2");
    feed(&t, "action");
    assert_screen(&t, "What will be done (Enter leaves it out): ");
    feed(&t, "Test with people who stammer");
    assert_screen(&t, "Added to the actions as X1.");
    feed(&t, "R Patel");
    feed(&t, "soon");
    assert_screen(&t, "Error: Type the day as year-month-day");
    feed(&t, "2027-01-31");
    feed(&t, "reduce");
    assert_at(&t, "A2");
    assert_true(has(t.store.page->text,
                    "  - {id: X1, what: Test with people who stammer, for: "
                    "[A2], status: open, owner: R Patel, due: 2027-01-31, "
                    "kind: reduce}\n"));
    feed(&t, "goto A8");
    feed(&t, "action X1");
    assert_true(has(t.store.page->text, "for: [A2, A8]"));
    finish(&t);
}

static void
a_role_is_asked_what_it_answers(void **state)
{
    (void)state;
    struct talk t;
    memset(&t, 0, sizeof t);
    t.setup.role = SQ_LIT("lead");
    start(&t, HEAD);
    assert_screen(&t, "Only what lead answers is asked.");
    assert_screen(&t, "1. The change: Not yet started\n");
    assert_no_screen(&t, "Who is touched");
    feed(&t, "");
    assert_at(&t, "A1");
    feed(&t, "x");
    assert_screen(&t, "Have you completed this section?");
    finish(&t);
}

static void
the_core_is_what_is_critical(void **state)
{
    (void)state;
    struct talk t;
    memset(&t, 0, sizeof t);
    t.setup.core = true;
    start(&t, HEAD);
    assert_screen(&t, "Only the critical questions are asked.");
    feed(&t, "");
    assert_at(&t, "A2");
    feed(&t, "partly");
    feed(&t, "");
    assert_screen(&t, "Have you completed this section?");
    feed(&t, "");
    assert_screen(&t, "That was the last question.");
    finish(&t);
}

static void
the_questionnaire_can_be_printed_as_markdown(void **state)
{
    (void)state;
    struct talk t;
    struct sq_sbuf b;
    begin(&t, HEAD "  A1: \"a *form* <b>\"\n  A2: partly\n");
    sq_sbuf_init(&b, 100000);
    sq_walk_print_markdown(t.store.page->c, (sq_str){0}, &b);
    sq_str text = sq_sbuf_str(&b);
    assert_true(
        has(text, "# One of everything\n\nAn app\n\n## 1. The change\n"));
    assert_true(has(text, "### A1 What changes?\n\nWhy: Nobody can judge"));
    assert_true(has(text, "Answer so far: a \\*form\\* \\<b\\>\n"));
    assert_true(has(text, "- [ ] Nothing in place: No more than an idea\n"
                          "- [ ] Planned\n"));
    assert_true(has(text, "### A5 When does it start? (optional)\n"));
    assert_true(has(text, "Answer for each of these:\n\n- Older people\n"));
    sq_sbuf_done(&b);
    finish(&t);
}

static void
a_text_can_be_edited(void **state)
{
    (void)state;
    struct talk t;
    sq_str text;
    sq_str guidance;
    begin(&t, HEAD "  A7: before\n");
    feed(&t, "A1");
    feed(&t, "much too long, much too long, much too long");
    assert_screen(&t, "You typed: much too long");
    feed(&t, "edit");
    assert_true(sq_walk_wants_edit(t.walk, &text, &guidance));
    assert_true(has(text, "much too long, much"));
    assert_true(has(guidance, "A1: What changes?\n"));
    assert_true(has(guidance, "At most 40 characters.\n"));
    sq_walk_edited(t.walk, SQ_LIT("short"));
    assert_false(sq_walk_wants_edit(t.walk, &text, &guidance));
    feed(&t, "edit");
    assert_true(sq_walk_wants_edit(t.walk, &text, &guidance));
    assert_true(has(guidance, "The reason for the answer to A2"));
    sq_walk_edited(t.walk, SQ_LIT("so it is"));
    feed(&t, "partly");
    feed(&t, "goto A7");
    feed(&t, "edit");
    assert_true(sq_walk_wants_edit(t.walk, &text, &guidance));
    assert_true(has(text, "before"));
    sq_walk_edited(t.walk, SQ_LIT("one\n\ntwo"));
    assert_answers(&t, "  A1: short\n"
                       "  A2: {answer: partly, because: so it is}\n"
                       "  A7: \"one\\n\\ntwo\"\n");
    sq_walk_edited(t.walk, SQ_LIT(""));
    assert_screen(&t, "The text is empty; what was there is kept.");
    finish(&t);
}

static void
the_front_page_is_a_task_that_about_asks(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    assert_screen(&t, "Front page (type `about`): no reference, summary, "
                      "organisation, owner,\n");
    feed(&t, "about");
    assert_screen(&t, "About this change\nTitle: An app\n");
    assert_screen(&t, "Review: Not provided\n");
    assert_screen(&t, "What the change is called (Enter keeps An app): ");
    feed(&t, "");
    feed(&t, "SQ: 7");
    feed(&t, "Two clinics.");
    feed(&t, "NHS Wessmoor");
    feed(&t, "R Patel");
    feed(&t, "-"); /* no author yet: nothing to remove */
    assert_screen(&t, "  5. pilot\n");
    feed(&t, "p");
    assert_screen(&t, "Type a number from 1 to 8, or one of these: idea, ");
    feed(&t, "pi");
    feed(&t, "12 December");
    assert_screen(&t, "Type the day as year-month-day, such as 2027-01-31.");
    feed(&t, "2027-02-01");
    feed(&t, "");
    assert_screen(&t, "Front page (type `about`): no author and review yet\n");
    assert_true(has(t.store.page->text,
                    "about: {title: An app, reference: \"SQ: 7\", summary: Two "
                    "clinics., organisation: NHS Wessmoor, owner: R Patel, "
                    "stage: pilot, go-live: 2027-02-01}  # for the clinic\n"));
    feed(&t, "undo");
    assert_screen(&t, "Taken back: go-live\n");
    feed(&t, "undo");
    feed(&t, "about");
    for (int i = 0; i < 4; i++)
        feed(&t, "");
    feed(&t, "-");
    feed(&t, "list");
    assert_screen(&t, "no owner, author, stage, go-live and review yet\n");
    assert_true(has(t.store.page->text, "organisation: NHS Wessmoor}  #"));
    finish(&t);
}

static void
the_front_page_comes_back_to_where_it_was_asked_for(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: a form\n");
    feed(&t, "");
    feed(&t, "about");
    feed(&t, "back");
    assert_at(&t, "A2");
    assert_screen(&t, "Question 2 (A2)");
    feed(&t, "about");
    feed(&t, "A better app");
    for (size_t i = 1; i < 9; i++)
        feed(&t, "");
    assert_at(&t, "A2");
    assert_screen(&t, "Question 2 (A2)");
    feed(&t, "list");
    feed(&t, "about");
    feed(&t, "back");
    assert_screen(&t, "Enter to go on with A2: ");
    assert_true(has(t.store.page->text, "{title: A better app}"));
    finish(&t);
}

static void
the_front_page_comes_back_to_a_table(void **state)
{
    (void)state; /* which asks for a row, and not for an answer */
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A2: partly\n  A3: [staff]\n  A4: 5\n"
                   "  A5: 2026-01-01\n  A7: y\n  A8: planned\n" TOUCHED);
    feed(&t, "");
    assert_at(&t, "B2.+");
    feed(&t, "about");
    feed(&t, "back");
    assert_at(&t, "B2.+");
    assert_no_screen(&t, "Error");
    feed(&t, "no");
    assert_no_screen(&t, "Error");
    assert_false(sq_str_is(sq_walk_at(t.walk), "B2.+"));
    finish(&t);
}

static void
a_script_sets_facts_of_the_front_page(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    begin(&t, HEAD);
#define SET(id, z) \
    sq_walk_set(&t.store, &t.setup, &t.arena, SQ_LIT(id), SQ_LIT(z), &why)
    assert_true(SET("about.owner", "R Patel"));
    assert_true(has(t.store.page->text, "{title: An app, owner: R Patel}"));
    assert_false(SET("about.go-live", "soon"));
    assert_true(has(why, "year-month-day"));
    assert_true(SET("about.owner", "-"));
    assert_true(has(t.store.page->text, "{title: An app}"));
    assert_false(SET("about.title", "-"));
    assert_true(has(why, "A change needs a title."));
    assert_false(SET("about.title", " "));
    assert_false(SET("about.owner", ""));
    assert_true(has(why, "Type some words."));
    assert_false(SET("about.colour", "red"));
    assert_true(has(why, "there is no question `about.colour`"));
#undef SET
    finish(&t);
}

static void
a_clash_is_found_in_the_front_page(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    struct sq_clash *c;
    begin(&t, HEAD "  A1: x\n");
    feed(&t, "about");
    feed(&t, "Mine");
    sq_str theirs = SQ_LIT("sqeeia: assessment/1\n"
                           "questionnaire: {id: small, path: ./small.yaml}\n"
                           "about: {title: Theirs}\nanswers:\n  A1: x\n");
    assert_int_equal(sq_store_clashes(&t.store, theirs, &t.arena, &c), 1);
    assert_true(sq_str_is(c[0].key, "about: title"));
    assert_true(sq_str_is(c[0].before, "An app"));
    assert_true(sq_str_is(c[0].theirs, "Theirs"));
    assert_true(sq_str_is(c[0].ours, "Mine"));
    struct sq_sbuf kept; /* as a rescue file has it, for --answers */
    sq_sbuf_init(&kept, 1000);
    sq_store_put_unsaved(&t.store, &kept);
    assert_true(has(sq_sbuf_str(&kept), "answers:\n  about.title: Mine\n"));
    sq_sbuf_done(&kept);
    sq_store_forget(&t.store, c[0].key);
    assert_int_equal(sq_store_clashes(&t.store, theirs, &t.arena, &c), 0);
    assert_true(sq_store_rebase(&t.store, theirs, &t.arena, &why));
    assert_true(has(t.store.page->text, "{title: Theirs}"));
    finish(&t);
}

static void
a_clash_is_found_where_both_changed_one_answer(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    struct sq_clash *c;
    begin(&t, HEAD "  A1: x\n");
    feed(&t, "A1");
    feed(&t, "mine");
    feed(&t, "partly");
    sq_str text = SQ_LIT(HEAD "  A1: theirs\n  A4: 7\n");
    assert_int_equal(sq_store_clashes(&t.store, text, &t.arena, &c), 1);
    assert_true(sq_str_is(c[0].key, "A1"));
    assert_true(sq_str_is(c[0].theirs, "theirs"));
    assert_true(sq_str_is(c[0].ours, "mine"));
    sq_store_forget(&t.store, SQ_LIT("A1"));
    assert_int_equal(sq_store_clashes(&t.store, text, &t.arena, &c), 0);
    assert_true(sq_store_rebase(&t.store, text, &t.arena, &why));
    assert_answers(&t, "  A1: theirs\n  A2: partly\n  A4: 7\n");
    finish(&t);
}

static void
an_answer_goes_below_the_comment_that_names_it(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  # A1 What changes?\n  # A2: tested?\n  # A3\n"
                   "  A4: 3\n    # A8 deeper\n# A1 elsewhere\n");
    feed(&t, "A2");
    feed(&t, "partly");
    feed(&t, "");
    feed(&t, "goto A8");
    feed(&t, "planned");
    feed(&t, "");
    feed(&t, "goto A1");
    feed(&t, "x");
    feed(&t, "list");
    feed(&t, "A5");
    feed(&t, "2026-01-01");
    assert_answers(&t, "  # A1 What changes?\n  A1: x\n  # A2: tested?\n"
                       "  A2: partly\n  # A3\n  A4: 3\n  A5: 2026-01-01\n"
                       "    # A8 deeper\n  A8: planned\n# A1 elsewhere\n");
    finish(&t);
}

static void
a_table_grows_when_asked_to(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "B2");
    assert_screen(&t, "Hazards\nOne row for each hazard.\nNone so far.\n");
    assert_screen(&t, "Add one? Yes or no (Enter means no): ");
    feed(&t, "perhaps");
    assert_screen(&t, "Error: Type yes to add one");
    feed(&t, "yes");
    assert_at(&t, "B2.r1.what");
    feed(&t, "Wrong dose");
    assert_answers(&t, "  B2.r1.what: Wrong dose\n");
    assert_at(&t, "B2.r1.cause");
    assert_screen(&t, "Hazard 1 of 1: Wrong dose\n");
    feed(&t, "");
    assert_screen(&t, "So far:\n1. Wrong dose (r1)\n");
    feed(&t, "y");
    feed(&t, "Wrong person");
    feed(&t, ":skip");
    feed(&t, "yes");
    feed(&t, "Too late");
    feed(&t, "a queue");
    assert_no_screen(&t, "Add one");
    assert_answers(&t, "  B2.r1.what: Wrong dose\n"
                       "  B2.r2.what: Wrong person\n"
                       "  B2.r3.what: Too late\n"
                       "  B2.r3.cause: a queue\n");
    finish(&t);
}

static void
a_row_that_was_begun_and_left_leaves_nothing(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "B2");
    feed(&t, "yes");
    feed(&t, ":back");
    assert_screen(&t, "Add one?");
    assert_answers(&t, "");
    finish(&t);
}

/* ---- commands ------------------------------------------------------------ */

static void
going_back_asks_the_question_again(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "");
    feed(&t, "A form");
    assert_at(&t, "A2");
    feed(&t, "back");
    assert_at(&t, "A1");
    assert_screen(&t, "Answer so far: A form\n");
    feed(&t, "A letter");
    assert_answers(&t, "  A1: A letter\n");
    assert_at(&t, "A2");
    finish(&t);
}

static void
back_at_the_first_question_says_so(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "back");
    assert_screen(&t, "No question was asked before.");
    assert_at(&t, "");
    feed(&t, "A1");
    feed(&t, ":back");
    assert_screen(&t, "This is the first question.");
    assert_at(&t, "A1");
    finish(&t);
}

static void
enter_after_back_goes_forward_through_what_is_answered(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "");
    feed(&t, "A form");
    feed(&t, "partly");
    feed(&t, "");
    feed(&t, "staff");
    assert_at(&t, "A4");
    feed(&t, "back");
    feed(&t, "back");
    feed(&t, "back");
    assert_at(&t, "A1");
    feed(&t, "");
    assert_at(&t, "A2");
    feed(&t, "");
    assert_at(&t, "A3");
    feed(&t, "");
    assert_at(&t, "A4");
    finish(&t);
}

static void
skip_leaves_it_and_the_end_lists_it(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A3: [staff]\n  A4: 5\n  A8: planned\n"
                   "  B1.old.direction: same\n  B1.young.direction: same\n");
    feed(&t, "");
    assert_at(&t, "A2");
    feed(&t, "skip");
    feed(&t, "no");
    assert_screen(&t, "Have you completed this section?");
    feed(&t, "yes");
    assert_screen(&t, "That was the last question.");
    assert_screen(&t, "Not provided:\nA2: How well is it tested?\n");
    feed(&t, "A2");
    feed(&t, "none");
    feed(&t, "");
    assert_screen(&t, "Every question that is asked has an answer.");
    feed(&t, "");
    assert_true(sq_walk_ended(t.walk));
    finish(&t);
}

static void
free_text_takes_commands_with_a_colon_and_sentences_without(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A1");
    feed(&t, "note this is the answer");
    assert_answers(&t, "  A1: note this is the answer\n");
    feed(&t, "goto A1");
    feed(&t, "go back to paper");
    assert_answers(&t, "  A1: go back to paper\n");
    feed(&t, "goto A1");
    feed(&t, ":goto A4");
    assert_at(&t, "A4");
    finish(&t);
}

static void
a_backslash_makes_a_command_word_an_answer(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A1");
    feed(&t, "\\quit");
    assert_false(sq_walk_ended(t.walk));
    assert_answers(&t, "  A1: quit\n");
    finish(&t);
}

static void
an_unknown_command_is_met_with_the_nearest(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A1");
    feed(&t, ":skpi");
    assert_screen(&t, "Error: There is no command `skpi`. Did you mean "
                      "`skip`?");
    feed(&t, ":goto A11");
    assert_screen(&t, "Error: There is no `A11`. Did you mean A1?");
    finish(&t);
}

static void
help_why_and_example_show_the_question_s_own_words(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A1");
    feed(&t, "why");
    assert_screen(&t, "Nobody can judge what is not described.");
    feed(&t, "example");
    assert_screen(&t, "A form becomes an app.");
    feed(&t, "goto A2");
    feed(&t, ":goto A2");
    feed(&t, "?");
    assert_screen(&t, "What good looks like: A report with dates.\n");
    assert_screen(&t, "     No more than an idea\n");
    feed(&t, "help");
    assert_screen(&t, "goto ID: to a question, a group or a section\n");
    finish(&t);
}

static void
meanings_of_options_are_said_once(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A2");
    assert_screen(&t, "No more than an idea");
    feed(&t, "goto A8");
    assert_screen(&t, "Nothing in place");
    assert_no_screen(&t, "No more than an idea");
    finish(&t);
}

static void
a_note_before_the_answer_goes_with_it(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A2");
    feed(&t, "note tried in May");
    assert_screen(&t, "Kept for your answer.");
    feed(&t, "partly");
    assert_answers(&t, "  A2: {answer: partly, because: tried in May}\n");
    assert_at(&t, "A3");
    finish(&t);
}

static void
evidence_is_named_or_registered(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2: partly\n");
    feed(&t, "A2");
    feed(&t, "evidence Test report, May");
    assert_screen(&t, "Added to the evidence as E1");
    assert_answers(&t, "  A2: {answer: partly, evidence: [E1]}\n"
                       "evidence:\n"
                       "  - {id: E1, title: \"Test report, May\"}\n");
    feed(&t, "da");
    feed(&t, "The test team");
    feed(&t, "2026-05-30");
    assert_answers(&t, "  A2: {answer: partly, evidence: [E1]}\n"
                       "evidence:\n"
                       "  - {id: E1, title: \"Test report, May\", kind: data, "
                       "source: The test team, date: 2026-05-30}\n");
    feed(&t, "goto A8");
    feed(&t, "evidence E1");
    assert_screen(&t, "Error: Answer first");
    feed(&t, "shown");
    feed(&t, ":goto A8");
    feed(&t, "evidence E1");
    assert_true(
        has(t.store.page->text, "  A8: {answer: shown, evidence: [E1]}\n"));
    finish(&t);
}

static void
undo_takes_back_answers_one_by_one(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: \"before\" # dated\n");
    feed(&t, "A1");
    feed(&t, "after");
    feed(&t, "partly");
    feed(&t, "because of the test");
    feed(&t, "undo");
    assert_screen(&t, "Taken back: A2\n");
    assert_at(&t, "A2");
    assert_answers(&t, "  A1: after # dated\n");
    feed(&t, "undo");
    assert_answers(&t, "  A1: \"before\" # dated\n");
    feed(&t, ":undo");
    assert_screen(&t, "There is nothing to take back.");
    finish(&t);
}

/* To the byte, where the register was not there before. */
static void
undo_takes_back_what_went_into_the_registers(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2: partly # dated\n");
    const char *before = HEAD "  A2: partly # dated\n";
    feed(&t, "A2");
    feed(&t, "evidence Test report, May");
    feed(&t, "data");
    feed(&t, "The test team");
    feed(&t, "");
    feed(&t, "undo");
    assert_screen(&t, "Taken back: A2, E1\n");
    assert_string_equal(t.store.page->text.ptr, before);
    assert_at(&t, "A2");

    feed(&t, "evidence One");
    feed(&t, ":back");
    feed(&t, "evidence Two");
    feed(&t, ":undo"); /* within what is asked about it */
    assert_answers(&t, "  A2: {answer: partly, evidence: [E1]} # dated\n"
                       "evidence:\n"
                       "  - {id: E1, title: One}\n");
    feed(&t, "undo");
    assert_string_equal(t.store.page->text.ptr, before);

    feed(&t, "action Ask again");
    feed(&t, "R Patel");
    feed(&t, "undo");
    assert_screen(&t, "Taken back: X1\n");
    assert_string_equal(t.store.page->text.ptr, before);
    feed(&t, "undo");
    assert_screen(&t, "There is nothing to take back.");
    finish(&t);
}

static void
undo_takes_back_the_evidence_that_came_with_an_answer(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A4: 99\nactions:\n"
                   "  - {id: X1, what: Ask, for: [A1]}\n");
    const char *before = t.store.page->text.ptr;
    struct sq_arena a;
    sq_arena_init(&a);
    before = sq_str_z(&a, sq_str_of(before));
    feed(&t, "A1");
    feed(&t, ":action X1"); /* it is for A1 already: nothing changes */
    feed(&t, ":goto A9");
    feed(&t, "The test team"); /* asks for evidence, which is new */
    feed(&t, "Test report");
    assert_true(has(t.store.page->text, "  - {id: E1, title: Test report}\n"));
    feed(&t, "undo");
    assert_screen(&t, "Taken back: A9, E1\n");
    assert_string_equal(t.store.page->text.ptr, before);
    feed(&t, ":action X1");
    assert_true(has(t.store.page->text, "for: [A1, A9]"));
    feed(&t, "undo");
    assert_string_equal(t.store.page->text.ptr, before);
    sq_arena_done(&a);
    finish(&t);
}

/* Somebody else rests on it by now. */
static void
undo_leaves_evidence_that_another_answer_names(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2: partly\n  A8: planned\n");
    feed(&t, "A2");
    feed(&t, "evidence One");
    sq_store_saved(&t.store);
    sq_str why;
    assert_true(sq_store_set(
        &t.store,
        &(struct sq_edit){"answers", SQ_LIT("A8"),
                          SQ_LIT("{answer: planned, evidence: [E1]}"), NULL},
        &t.arena, &why));
    feed(&t, ":undo");
    assert_answers(&t, "  A2: partly\n"
                       "  A8: {answer: planned, evidence: [E1]}\n"
                       "evidence:\n"
                       "  - {id: E1, title: One}\n");
    finish(&t);
}

static void
clear_removes_an_answer_and_undo_brings_it_back(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: x\n  A2: partly\n");
    feed(&t, "A2");
    feed(&t, "clear");
    assert_answers(&t, "  A1: x\n");
    assert_screen(&t, "The answer is removed");
    feed(&t, "undo");
    assert_answers(&t, "  A1: x\n  A2: partly\n");
    finish(&t);
}

static void
check_shows_the_answers_of_the_section(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A1: a form\n");
    feed(&t, "A2");
    feed(&t, "check");
    assert_screen(&t, "1. What changes? a form\n");
    assert_screen(&t, "2. How well is it tested? Not provided\n");
    assert_no_screen(&t, "B1");
    assert_at(&t, "A2");
    finish(&t);
}

static void
save_and_quit_tell_the_caller(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A2");
    assert_false(sq_walk_wants_save(t.walk));
    feed(&t, "save");
    assert_true(sq_walk_wants_save(t.walk));
    feed(&t, "quit");
    assert_false(sq_walk_wants_save(t.walk));
    assert_true(sq_walk_ended(t.walk));
    finish(&t);
}

static void
an_option_called_like_a_command_is_the_option(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD);
    feed(&t, "A3");
    feed(&t, "nobody");
    assert_answers(&t, "  A3: [nobody]\n");
    finish(&t);
}

/* ---- who and which ------------------------------------------------------- */

static void
the_name_and_the_day_are_kept_with_an_answer(void **state)
{
    (void)state;
    struct talk t = {.setup = {.by = SQ_LIT("R Patel")}};
    start(&t, HEAD);
    feed(&t, "A1");
    feed(&t, "a form");
    assert_answers(&t, "  A1: {answer: a form, by: R Patel, on: 2026-11-03}\n");
    finish(&t);
}

static void
only_asks_what_was_named_and_then_ends(void **state)
{
    (void)state;
    const sq_str only[] = {SQ_LIT("A4"), SQ_LIT("B1.young")};
    struct talk t = {.setup = {.only = only, .n_only = 2}};
    start(&t, HEAD "  A4: 3\n");
    assert_at(&t, "A4");
    assert_screen(&t, "Enter keeps 3 people");
    feed(&t, "");
    assert_at(&t, "B1.young.direction");
    feed(&t, "same");
    feed(&t, "");
    assert_true(sq_walk_ended(t.walk));
    finish(&t);
}

static void
unanswered_begins_at_once_and_ends_without_a_review(void **state)
{
    (void)state;
    struct talk t = {.setup = {.unanswered = true}};
    start(&t, HEAD "  A1: x\n  A2: partly\n  A3: [staff]\n  A4: 5\n"
                   "  B1.old.direction: same\n  B1.young.direction: same\n");
    assert_at(&t, "A5");
    feed(&t, "");
    feed(&t, "");
    assert_at(&t, "A8");
    feed(&t, "");
    feed(&t, "");
    feed(&t, "no");
    assert_true(sq_walk_ended(t.walk));
    finish(&t);
}

/* ---- the file ------------------------------------------------------------ */

static void
what_else_stands_in_the_file_stays_to_the_byte(void **state)
{
    static const char before[] =
        "# ours\r\nsqeeia: assessment/1\r\n"
        "questionnaire: {id: small, path: ./small.yaml}\r\n"
        "about:\r\n  title: 'An app'   # why not\r\n"
        "answers:\r\n  A4:    7 # counted\r\n  A1: \"x\"\r\n\r\n"
        "evidence:\r\n  - {id: E1, title: t}\r\n";
    (void)state;
    struct talk t;
    begin(&t, before);
    feed(&t, "A4");
    feed(&t, "9");
    struct sq_sbuf b;
    sq_sbuf_init(&b, 10000);
    sq_put(&b, t.store.page->text);
    char *seven = strstr(b.ptr, "9 # counted");
    assert_non_null(seven);
    *seven = '7';
    assert_string_equal(b.ptr, before);
    sq_sbuf_done(&b);
    finish(&t);
}

static void
keys_of_our_own_in_an_answer_survive_a_change(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2: {answer: partly, x-source: [a, \"b: c\"]}\n");
    feed(&t, "A2");
    feed(&t, "shown");
    assert_answers(&t, "  A2: {answer: shown, x-source: [a, \"b: c\"]}\n");
    finish(&t);
}

static void
an_answer_over_several_lines_keeps_them_and_its_comments(void **state)
{
    (void)state;
    struct talk t;
    begin(&t, HEAD "  A2:\n"
                   "    answer: partly   # so far\n"
                   "    # from the ward round\n"
                   "    because: tried\n"
                   "    x-note: [a]\n"
                   "  A4: 3\n");
    feed(&t, "A2");
    feed(&t, "shown");
    feed(&t, "tried twice");
    assert_answers(&t, "  A2:\n"
                       "    answer: shown   # so far\n"
                       "    # from the ward round\n"
                       "    because: tried twice\n"
                       "    x-note: [a]\n"
                       "  A4: 3\n");
    feed(&t, ":goto A2");
    feed(&t, "");
    feed(&t, "goto A2");
    feed(&t, "evidence A report");
    assert_true(has(t.store.page->text, "    x-note: [a]\n"
                                        "    evidence: [E1]\n"
                                        "  A4: 3\n"));
    feed(&t, "goto A2");
    feed(&t, "partly");
    feed(&t, "-");
    assert_true(has(t.store.page->text, "  A2:\n"
                                        "    answer: partly   # so far\n"
                                        "    # from the ward round\n"
                                        "    x-note: [a]\n"));
    finish(&t);
}

static void
somebody_else_s_answers_are_kept(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    begin(&t, HEAD);
    feed(&t, "A1");
    feed(&t, "mine");
    assert_true(sq_store_rebase(
        &t.store, sq_str_of(HEAD "  A2: partly # theirs\n"), &t.arena, &why));
    sq_walk_refresh(t.walk);
    assert_answers(&t, "  A1: mine\n  A2: partly # theirs\n");
    assert_int_equal(t.store.n_unsaved, 1);
    finish(&t);
}

static void
new_evidence_of_two_people_gets_two_ids(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    begin(&t, HEAD "  A2: partly\n");
    feed(&t, "A2");
    feed(&t, "evidence A survey");
    feed(&t, "data");
    assert_true(sq_store_rebase(&t.store,
                                SQ_LIT(HEAD "  A2: partly\n"
                                            "evidence:\n"
                                            "  - {id: E1, title: Theirs}\n"),
                                &t.arena, &why));
    assert_answers(&t, "  A2: {answer: partly, evidence: [E2]}\n"
                       "evidence:\n"
                       "  - {id: E1, title: Theirs}\n"
                       "  - {id: E2, title: A survey, kind: data}\n");
    finish(&t);
}

static void
a_file_that_became_unreadable_changes_nothing(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    begin(&t, HEAD);
    feed(&t, "A1");
    feed(&t, "mine");
    assert_false(
        sq_store_rebase(&t.store, SQ_LIT("answers: ["), &t.arena, &why));
    assert_answers(&t, "  A1: mine\n");
    assert_int_equal(t.store.n_unsaved, 1);
    finish(&t);
}

static void
an_edit_that_would_change_something_else_is_refused(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    begin(&t, HEAD "  A1: x\n");
    const struct sq_edit sly = {"answers", SQ_LIT("A4"),
                                SQ_LIT("3\n  A2: none")};
    assert_false(sq_store_set(&t.store, &sly, &t.arena, &why));
    assert_answers(&t, "  A1: x\n");
    assert_int_equal(t.store.n_unsaved, 0);
    finish(&t);
}

/* ---- without a conversation ---------------------------------------------- */

static bool
set(struct talk *t, const char *id, const char *value, sq_str *why)
{
    return sq_walk_set(&t->store, &t->setup, &t->arena, sq_str_of(id),
                       sq_str_of(value), why);
}

static void
answers_can_be_set_by_id(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    begin(&t, HEAD);
    assert_true(set(&t, "A2", "Partly in place", &why));
    assert_true(set(&t, "B1.old.direction", "worse", &why));
    assert_true(set(&t, "B1.old.harm", "likely, major", &why));
    assert_true(set(&t, "B2.h7.what", "Wrong dose", &why));
    assert_answers(&t, "  A2: partly\n  B1.old.direction: worse\n"
                       "  B1.old.harm: [likely, major]\n"
                       "  B2.h7.what: Wrong dose\n");
    finish(&t);
}

static void
setting_keeps_the_reason_and_the_evidence(void **state)
{
    (void)state;
    struct talk t;
    sq_str why;
    begin(&t, HEAD "  A2: {answer: partly, because: so, evidence: [E1]}\n"
                   "evidence:\n  - {id: E1, title: t}\n");
    assert_true(set(&t, "A2", "shown", &why));
    assert_true(has(t.store.page->text,
                    "  A2: {answer: shown, because: so, evidence: [E1]}\n"));
    finish(&t);
}

static void
nothing_is_no_answer(void **state)
{
    (void)state;
    static const char *const nothing[] = {"\"\"", "' '"};
    for (size_t i = 0; i < sizeof nothing / sizeof nothing[0]; i++) {
        struct talk t;
        char text[400];
        (void)snprintf(text, sizeof text, HEAD "  A1: %s\n", nothing[i]);
        begin(&t, text);
        assert_screen(&t, "1. The change: There is a problem");
        sq_str why;
        assert_false(sq_walk_set(&t.store, &t.setup, &t.arena, SQ_LIT("A1"),
                                 SQ_LIT(" "), &why));
        assert_true(has(why, "Type some words"));
        finish(&t);
    }
    struct talk t; /* in YAML these say nothing, and the question is open */
    begin(&t, HEAD "  A1: ~\n  A4: null\n  A2: {answer: ~}\n");
    assert_screen(&t, "1. The change: Not yet started\n");
    finish(&t);
    begin(&t, HEAD "  A1: 'null'\n"); /* a quoted word is a word */
    assert_screen(&t, "1. The change: In progress, 1 of 7 answered\n");
    finish(&t);
}

static void
setting_says_what_is_wrong(void **state)
{
    static const struct {
        const char *id, *value, *why;
    } cases[] = {
        {"A22", "partly", "there is no question `A22`; did you mean `A2`?"},
        {"A2", "excellent", "`excellent` is not one of the options"},
        {"A4", "1000", "The number must be 100 or less."},
        {"B2.h1.nothing", "x", "there is no question `B2.h1.nothing`"},
        {"A3", "not-known", "This question must be answered"},
        {"A2", "not-applicable", "without a reason"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct talk t;
        sq_str why = {0};
        begin(&t, HEAD);
        assert_false(set(&t, cases[i].id, cases[i].value, &why));
        if (!sq_str_has_folded(why, sq_str_of(cases[i].why)))
            fail_msg("`%s` is not in `%.*s`", cases[i].why, SQ_FMT(why));
        assert_answers(&t, "");
        finish(&t);
    }
}

static void
the_questionnaire_can_be_printed_on_paper(void **state)
{
    (void)state;
    struct talk t;
    struct sq_sbuf out;
    sq_sbuf_init(&out, 1000000);
    begin(&t, HEAD "  A2: partly\n");
    sq_walk_print(t.store.page->c, (sq_str){0}, 80, &out);
    sq_str text = sq_sbuf_str(&out);
    assert_true(has(text, "1. The change\n-------------\n"));
    assert_true(has(text, "  [ ] Partly in place\n"));
    assert_true(has(text, "  Answer so far: Partly in place\n"));
    assert_true(has(text, "  Asked only when: A4 > 10\n"));
    assert_true(has(text, "  - Older people\n  - Young people\n"));
    sq_sbuf_done(&out);
    finish(&t);
}

/* ---- anything at all ----------------------------------------------------- */

static uint32_t
next_random(uint32_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 17;
    *seed ^= *seed << 5;
    return *seed;
}

/* Answers, commands, ids and rubbish in no order: the text stays one that can
 * be read, and nothing but answers and evidence ever changes in it. */
static void
whatever_is_typed_the_file_stays_whole(void **state)
{
    static const char *const lines[] = {
        "",
        "",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "yes",
        "no",
        "partly",
        "worse",
        "staff",
        "1,2",
        "3,1",
        "12",
        "200",
        "2027-01-31",
        "R Patel",
        "some: words # here",
        "back",
        "skip",
        "next",
        "list",
        "undo",
        "undo",
        "clear",
        "check",
        "score",
        "?",
        "help",
        "why",
        "example",
        "save",
        "goto A4",
        ":goto B2",
        "goto B1",
        ":goto C",
        "note so",
        ":note \"so\"",
        "evidence E1",
        ":evidence A report",
        "not known",
        "not applicable",
        "because",
        ":",
        "\\back",
        "[x]",
        "{a: b}",
        "- x",
        "'",
        "\"",
        "r1",
        "B2",
        "A7",
        "-",
        "\xc3\xa9",
        "\xff",
        "\x1b[A",
    };
    enum { N_LINES = sizeof lines / sizeof lines[0], N_STEPS = 4000 };
    (void)state;
    uint32_t seed = 20261103;
    struct talk t;
    begin(&t, HEAD);
    for (int i = 0; i < N_STEPS; i++) {
        if (sq_walk_ended(t.walk)) {
            sq_walk_free(t.walk);
            t.walk = sq_walk_new(&t.arena, &t.store, &t.setup);
        }
        feed(&t, lines[next_random(&seed) % N_LINES]);
        sq_str text = t.store.page->text;
        assert_true(sq_str_starts(text, HEAD));
        assert_non_null(t.store.page->c);
        assert_int_equal(sq_diags_count(&t.store.page->diags, SQ_ERROR), 0);
        assert_true(sq_walk_ended(t.walk) || sq_walk_screen(t.walk).len > 0);
        if (i % 50 == 0)
            sq_store_saved(&t.store);
    }
    finish(&t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            it_starts_with_the_sections_and_their_statuses_in_words),
        cmocka_unit_test(enter_begins_at_the_first_question_without_an_answer),
        cmocka_unit_test(a_number_begins_a_section_and_an_id_a_question),
        cmocka_unit_test(a_stored_answer_that_cannot_be_read_is_a_problem),
        cmocka_unit_test(an_answer_is_in_the_text_at_once),
        cmocka_unit_test(options_are_taken_by_number_id_label_and_start),
        cmocka_unit_test(
            a_wrong_answer_keeps_the_question_and_says_what_to_type),
        cmocka_unit_test(a_scored_answer_is_asked_for_its_reason),
        cmocka_unit_test(
            a_reason_stays_when_the_answer_changes_and_can_be_removed),
        cmocka_unit_test(not_known_is_asked_why_and_may_stay_without),
        cmocka_unit_test(not_applicable_needs_its_reason_before_it_is_kept),
        cmocka_unit_test(
            reserved_answers_are_refused_where_they_are_not_allowed),
        cmocka_unit_test(
            many_are_typed_with_commas_and_exclusive_ones_stand_alone),
        cmocka_unit_test(a_number_has_its_limits),
        cmocka_unit_test(an_answer_can_bring_a_question),
        cmocka_unit_test(a_suggestion_is_taken_with_enter),
        cmocka_unit_test(enter_keeps_the_answer_that_is_there),
        cmocka_unit_test(enter_on_a_required_question_says_how_to_go_on),
        cmocka_unit_test(long_text_takes_lines_and_each_is_kept_at_once),
        cmocka_unit_test(text_is_measured_and_the_limit_is_said),
        cmocka_unit_test(an_arrow_key_is_not_kept_in_an_answer),
        cmocka_unit_test(a_rating_asks_its_row_and_then_its_column),
        cmocka_unit_test(one_part_of_a_rating_can_be_changed_alone),
        cmocka_unit_test(a_rating_can_be_typed_in_one_go),
        cmocka_unit_test(a_grid_goes_row_by_row_and_leaves_hidden_columns_out),
        cmocka_unit_test(a_table_grows_when_asked_to),
        cmocka_unit_test(a_section_is_checked_when_its_last_answer_is_given),
        cmocka_unit_test(the_end_lists_the_answers_and_a_change_comes_back),
        cmocka_unit_test(later_comes_back_at_the_end),
        cmocka_unit_test(rows_are_named_and_removed),
        cmocka_unit_test(an_action_belongs_to_an_answer),
        cmocka_unit_test(what_is_left_for_later_stands_in_the_file),
        cmocka_unit_test(
            a_section_that_is_not_finished_is_in_progress_tomorrow),
        cmocka_unit_test(undo_takes_back_what_went_into_the_registers),
        cmocka_unit_test(undo_takes_back_the_evidence_that_came_with_an_answer),
        cmocka_unit_test(undo_leaves_evidence_that_another_answer_names),
        cmocka_unit_test(what_was_left_empty_on_purpose_is_not_asked_again),
        cmocka_unit_test(a_role_is_asked_what_it_answers),
        cmocka_unit_test(the_core_is_what_is_critical),
        cmocka_unit_test(the_questionnaire_can_be_printed_as_markdown),
        cmocka_unit_test(a_text_can_be_edited),
        cmocka_unit_test(the_front_page_is_a_task_that_about_asks),
        cmocka_unit_test(the_front_page_comes_back_to_where_it_was_asked_for),
        cmocka_unit_test(the_front_page_comes_back_to_a_table),
        cmocka_unit_test(a_script_sets_facts_of_the_front_page),
        cmocka_unit_test(a_clash_is_found_in_the_front_page),
        cmocka_unit_test(a_clash_is_found_where_both_changed_one_answer),
        cmocka_unit_test(an_answer_goes_below_the_comment_that_names_it),
        cmocka_unit_test(a_row_that_was_begun_and_left_leaves_nothing),
        cmocka_unit_test(going_back_asks_the_question_again),
        cmocka_unit_test(back_at_the_first_question_says_so),
        cmocka_unit_test(
            enter_after_back_goes_forward_through_what_is_answered),
        cmocka_unit_test(skip_leaves_it_and_the_end_lists_it),
        cmocka_unit_test(
            free_text_takes_commands_with_a_colon_and_sentences_without),
        cmocka_unit_test(a_backslash_makes_a_command_word_an_answer),
        cmocka_unit_test(an_unknown_command_is_met_with_the_nearest),
        cmocka_unit_test(help_why_and_example_show_the_question_s_own_words),
        cmocka_unit_test(meanings_of_options_are_said_once),
        cmocka_unit_test(a_note_before_the_answer_goes_with_it),
        cmocka_unit_test(evidence_is_named_or_registered),
        cmocka_unit_test(undo_takes_back_answers_one_by_one),
        cmocka_unit_test(clear_removes_an_answer_and_undo_brings_it_back),
        cmocka_unit_test(check_shows_the_answers_of_the_section),
        cmocka_unit_test(save_and_quit_tell_the_caller),
        cmocka_unit_test(an_option_called_like_a_command_is_the_option),
        cmocka_unit_test(the_name_and_the_day_are_kept_with_an_answer),
        cmocka_unit_test(only_asks_what_was_named_and_then_ends),
        cmocka_unit_test(unanswered_begins_at_once_and_ends_without_a_review),
        cmocka_unit_test(what_else_stands_in_the_file_stays_to_the_byte),
        cmocka_unit_test(keys_of_our_own_in_an_answer_survive_a_change),
        cmocka_unit_test(
            an_answer_over_several_lines_keeps_them_and_its_comments),
        cmocka_unit_test(somebody_else_s_answers_are_kept),
        cmocka_unit_test(new_evidence_of_two_people_gets_two_ids),
        cmocka_unit_test(a_file_that_became_unreadable_changes_nothing),
        cmocka_unit_test(an_edit_that_would_change_something_else_is_refused),
        cmocka_unit_test(answers_can_be_set_by_id),
        cmocka_unit_test(setting_keeps_the_reason_and_the_evidence),
        cmocka_unit_test(nothing_is_no_answer),
        cmocka_unit_test(setting_says_what_is_wrong),
        cmocka_unit_test(the_questionnaire_can_be_printed_on_paper),
        cmocka_unit_test(whatever_is_typed_the_file_stays_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
