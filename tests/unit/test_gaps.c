/* SPDX-License-Identifier: MIT */
/* What reports say of what an assessment leaves out, or has wrong: one with
 * mistakes is reported, and so is one of a questionnaire that asks for little.
 */
#include <stdlib.h>
#include <string.h>

#include "report/agenda.h"
#include "report/explain.h"
#include "report/json.h"
#include "report/kinds.h"
#include "report/publish.h"
#include "report/save.h"
#include "report/schema.h"
#include "reported.h"
#include "sample.h"
#include "sys/sys.h"

#define OF(name, version)                                                   \
    "sqeeia: assessment/1\nquestionnaire: {id: " name ", version: " version \
    ", path: ./tests/unit/data/" name ".yaml}\n"
#define KINDS OF("kinds", "1.0.0")
#define BARE  OF("bare", "1.0.0")
#define ABOUT "about: {title: T}\n"

static struct sq_report
report_of(enum sq_report_kind kind, const char *text)
{
    struct sq_report r = reported("a.yaml", text, sq_date_of(2026, 6, 30));

    r.kind = kind;
    r.audience = sq_kinds[kind].audience;
    return r;
}

static void
put(const struct sq_report *r, const char *format)
{
    sq_sbuf_clear(&out);
    sq_format_find(sq_str_of(format))->put(r, &out);
}

static void
make(enum sq_report_kind kind, const char *format, const char *text)
{
    const struct sq_report r = report_of(kind, text);

    put(&r, format);
}

/* ---- one without a title ------------------------------------------------ */

static void
a_file_stands_in_for_a_title(void **state)
{
    static const struct {
        enum sq_report_kind kind;
        const char *head;
    } heads[] = {{SQ_REPORT_actions, "Action register: a.yaml\n"},
                 {SQ_REPORT_due_regard, "Due regard: a.yaml\n"},
                 {SQ_REPORT_summary, "a.yaml\n"},
                 {SQ_REPORT_public, "Kinds\n"},
                 {SQ_REPORT_record, "Kinds\n"}};

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof heads[0]; i++) {
        make(heads[i].kind, "text", KINDS "about: {owner: Ada}\n");
        assert_memory_equal(out.ptr, heads[i].head, strlen(heads[i].head));
    }
    const struct sq_report r =
        report_of(SQ_REPORT_paper, OF("kinds", "0.9.0") "about: {}\n");
    sq_sbuf_clear(&out);
    sq_score_put_text(&r, &out);
    has("a.yaml\n======\n");
    has("a.yaml, by kinds version 1.0.0, NOT the questionnaire that the "
        "assessment names.\n");
}

/* Findings may not have been looked for, or be about no file. */
static void
findings_are_counted_where_there_are_some(void **state)
{
    struct sq_report r = report_of(SQ_REPORT_summary, KINDS ABOUT);
    struct sq_diags *d = SQ_NEW(&arena, struct sq_diags);

    (void)state;
    r.findings = NULL;
    put(&r, "text");
    has_not("The checks found");
    r.kind = SQ_REPORT_panel;
    put(&r, "text");
    has("the checks found 0 errors and 0 warnings.");
    r.kind = SQ_REPORT_paper;
    put(&r, "json");
    has("\"findings\": []");

    sq_diags_init(d, &arena);
    sq_diag_add(d, SQ_FOUND_bad_answer, (struct sq_span){NULL, 0, 0}, "odd")
        ->level = SQ_ERROR;
    sq_diag_add(d, SQ_FOUND_bad_answer, (struct sq_span){NULL, 0, 0}, "meh")
        ->level = SQ_WARNING;
    r.findings = d;
    put(&r, "json");
    has("\"file\": null,\n      \"line\": 0,\n      \"column\": 0,");
    r.kind = SQ_REPORT_summary;
    put(&r, "text");
    has("The checks found 1 error and 1 warning.");
    r.kind = SQ_REPORT_panel;
    put(&r, "text");
    has("the checks found 1 error and 1 warning.");
}

/* ---- the agenda --------------------------------------------------------- */

static struct sq_agenda_line
line(const char *text)
{
    const struct sq_report r = report_of(SQ_REPORT_panel, text);

    return sq_agenda_line_of(&r, SQ_LIT("cases/a.yaml"),
                             sq_date_of(2026, 6, 30));
}

static void
is(sq_str got, const char *want)
{
    if (!sq_str_is(got, want))
        fail_msg("`%.*s` is not `%s`", SQ_FMT(got), want);
}

static void
an_agenda_says_what_a_case_leaves_out(void **state)
{
    struct sq_report r = report_of(SQ_REPORT_panel, BARE "about: {}\n");

    (void)state;
    r.findings = NULL;
    const struct sq_agenda_line l =
        sq_agenda_line_of(&r, SQ_LIT("cases/a.yaml"), SQ_NO_DATE);
    is(l.title, "a.yaml");
    is(l.file, "cases/a.yaml");
    is(l.recommended, "the questionnaire has no outcomes");
    is(l.risk, "no harm is rated");
    is(l.confidence, "not said");
    is(l.gates, "there are none");
    is(l.checks, "0 errors, 0 warnings");
    is(l.partners, "none named");
    is(l.stage, "not said");
    is(l.waiting, "not complete");
}

static void
an_agenda_tells_the_worst_that_is_left(void **state)
{
    (void)state;
    /* red before amber, however large a share it is */
    is(line(KINDS ABOUT "answers:\n"
                        "  G.old.direction: down\n"
                        "  G.old.before: [s5, s5]\n"
                        "  G.old.after: [s1, s5]\n"
                        "  G.young.direction: down\n"
                        "  G.young.before: [s2, s5]\n"
                        "  G.young.after: [s2, s4]\n"
                        "  G.poor.direction: down\n"
                        "  G.poor.before: [s2, s5]\n"
                        "  G.poor.after: [s2, s5]\n")
           .risk,
       "10 G, then 10 G after action: Poor people");
    is(line(KINDS ABOUT "answers:\n"
                        "  G.old.direction: down\n"
                        "  G.old.before: [s5, s5]\n"
                        "  G.old.after: [s3, s4]\n"
                        "  G.young.direction: down\n"
                        "  G.young.before: [s5, s5]\n"
                        "  G.young.after: [s1, s5]\n")
           .risk,
       "25 G, then 12 G after action: Older people");
    /* where nothing is said of after, before counts */
    is(line(KINDS ABOUT "answers:\n"
                        "  G.old.direction: down\n"
                        "  G.old.before: [s5, s5]\n")
           .risk,
       "25 G, then not rated after action: Older people");
    is(line(KINDS ABOUT "answers:\n"
                        "  G.old.direction: down\n"
                        "  G.old.after: [s1, s5]\n")
           .risk,
       "not rated, then 5 F after action: Older people");
    /* a letter that is the figure: its table is named; grey and blue say
     * nothing of how bad it is, so green stands before them */
    is(line(BARE ABOUT "answers: {L.old.before: [much, much], L.young.before: "
                       "[some, some]}\n")
           .risk,
       "1 (Level), then 1 (Level) after action: young");
    is(line(BARE ABOUT "answers: {L.old.before: [some, much], L.young.before: "
                       "[much, much]}\n")
           .risk,
       "4 (Level), then 4 (Level) after action: young");
    /* no bands, and no table at all */
    is(line(BARE ABOUT "answers: {P.old.before: [much, some], P.old.after: "
                       "[some, some]}\n")
           .risk,
       "2, then 1 after action: Older people");
    is(line(BARE ABOUT "answers: {Q.old.after: some}\n").risk,
       "1 after action: Older people");
    /* a scale that has nothing but nothing is no share of anything */
    is(line(BARE ABOUT "answers: {Z.old.before: [nil, nil]}\n").risk,
       "no harm is rated");
}

static void
an_agenda_tells_the_least_certain_harm(void **state)
{
    (void)state;
    is(line(BARE ABOUT "answers:\n"
                       "  Q.old.direction: down\n"
                       "  Q.old.sure: much\n"
                       "  Q.young.direction: both\n"
                       "  Q.young.sure: some\n")
           .confidence,
       "some");
    is(line(BARE ABOUT "answers:\n"
                       "  Q.old.direction: down\n"
                       "  Q.old.sure: some\n"
                       "  Q.young.direction: down\n"
                       "  Q.young.sure: much\n")
           .confidence,
       "some");
    is(line(BARE ABOUT "answers: {Q.old.direction: up, Q.old.sure: none, "
                       "Q.young.direction: down}\n")
           .confidence,
       "not said");
}

static void
an_agenda_counts_gates_findings_and_partners(void **state)
{
    struct sq_agenda_line l = line(KINDS "about:\n"
                                         "  title: T\n"
                                         "  partners:\n"
                                         "    - {id: a, position: support}\n"
                                         "    - {id: b, position: support}\n"
                                         "    - {id: c, position: object}\n"
                                         "    - {id: d}\n"
                                         "answers: {A2: c}\n");

    (void)state;
    is(l.partners, "4: 1 objects, 2 support, 1 not said");
    is(l.gates, "none fails");
    is(line(KINDS "about: {title: T, partners: [{id: a}]}\n").partners,
       "1: 1 not said");
    is(line(KINDS "about: {title: T, partners: [{id: a, position: "
                  "neutral}]}\n")
           .partners,
       "1: 1 neutral");
    is(line(KINDS ABOUT "answers: {A2: a}\n").gates,
       "fail: Somebody has looked");
    is(line(KINDS ABOUT).gates, "undecided: Somebody has looked");

    struct sq_report r = report_of(SQ_REPORT_panel, KINDS ABOUT);
    struct sq_diags *d = SQ_NEW(&arena, struct sq_diags);
    sq_diags_init(d, &arena);
    sq_diag_add(d, SQ_FOUND_bad_answer, (struct sq_span){NULL, 0, 0}, "a")
        ->level = SQ_ERROR;
    sq_diag_add(d, SQ_FOUND_bad_answer, (struct sq_span){NULL, 0, 0}, "b")
        ->level = SQ_WARNING;
    r.findings = d;
    is(sq_agenda_line_of(&r, SQ_LIT("a"), SQ_NO_DATE).checks,
       "1 error, 1 warning");
}

static void
an_agenda_counts_the_days_that_a_case_waits(void **state)
{
    (void)state;
    is(line(KINDS "about: {title: T, completed: 2026-06-29}\n").waiting,
       "1 day since it was complete");
    is(line(KINDS "about: {title: T, completed: 2026-06-20}\n").waiting,
       "10 days since it was complete");
    is(line(KINDS "about: {title: T, completed: 2026-07-20}\n").waiting,
       "0 days since it was complete");
    is(line(KINDS "about: {title: T, decision: {on: 2026-06-01, outcome: "
                  "go}}\n")
           .waiting,
       "decided on 1 June 2026");
    is(line(KINDS "about: {title: T, decision: {outcome: go}}\n").waiting,
       "decided");
}

static void
an_agenda_is_a_page_of_all_cases_and_of_what_is_left_out(void **state)
{
    struct sq_report r = report_of(SQ_REPORT_panel, KINDS ABOUT);
    const struct sq_agenda_line lines[] = {
        line(KINDS "about: {title: First, reference: R1, stage: pilot}\n"),
        line(KINDS "about: {title: Second}\n")};
    const sq_str left_out[] = {SQ_LIT("cases/bad.yaml")};

    (void)state;
    is(lines[0].title, "First (R1)");
    is(lines[0].stage, "pilot");
    r.ready = sq_agenda(&arena, lines, 2, left_out, 1, sq_date_of(2026, 7, 1));
    put(&r, "text");
    has("Agenda: 2 cases\n");
    has("As of 1 July 2026, in the order in which they were named.");
    has("1. First (R1)  ");
    has("\n2. Second\n  Recommended: ");
    has("Left out, as they could not be scored\n");
    has("- cases/bad.yaml\n");
    r.ready = sq_agenda(&arena, lines, 1, NULL, 0, sq_date_of(2026, 7, 1));
    put(&r, "text");
    has("Agenda: 1 case\n");
    has_not("Left out");
}

/* From another process there may come less than was put. */
static void
a_line_that_is_not_whole_is_no_line(void **state)
{
    static const char *const bad[] = {"",       "1",      "1:",  "x:a",
                                      ":a",     "1.5:ab", "-1:", "9:abc",
                                      "1:a1:b", "1:a2:b"};
    struct sq_agenda_line l = line(KINDS ABOUT), back;

    (void)state;
    sq_agenda_line_put(&l, &out);
    assert_true(sq_agenda_line_read(sq_sbuf_str(&out), &back));
    assert_true(sq_str_eq(back.title, l.title));
    assert_true(sq_str_eq(back.file, l.file));
    assert_true(sq_str_eq(back.gates, l.gates));
    sq_putc(&out, 'x');
    assert_false(sq_agenda_line_read(sq_sbuf_str(&out), &back));
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(sq_agenda_line_read(sq_str_of(bad[i]), &back));
}

/* ---- score -------------------------------------------------------------- */

static void
score(const char *text)
{
    const struct sq_report r = report_of(SQ_REPORT_paper, text);

    sq_sbuf_clear(&out);
    sq_score_put_text(&r, &out);
}

static void
score_says_who_waived_a_gate_and_until_when(void **state)
{
    (void)state;
#define WAIVED(more)                                     \
    OF("caps", "1.0.0")                                  \
    ABOUT "answers: {A1: a}\nwaivers: [{gate: one, by: " \
          "The Chair, because: Winter" more "}]\n"
    score(WAIVED(", until: 2027-01-31"));
    has("- Gates waived: one (One), waived by The Chair until 31 January 2027: "
        "Winter\n");
    score(WAIVED(", until: 2026-01-31"));
    has("- Gates that FAIL: one (One), with an EXPIRED waiver by The Chair "
        "until 31 January 2026: Winter\n");
    score(WAIVED(""));
    has("one (One), ");
    has("by The Chair: Winter\n");
#undef WAIVED
}

static void
a_gate_says_what_its_waiver_lacks(void **state)
{
    (void)state;
#define WAIVED(how)     \
    OF("caps", "1.0.0") \
    ABOUT "answers: {A1: a}\nwaivers: [{gate: one" how "}]\n"
    make(SQ_REPORT_paper, "text", WAIVED(", by: Al Bo, because: Winter"));
    has(" Waiver by Al Bo: Winter.\n");
    make(SQ_REPORT_paper, "text",
         WAIVED(", because: Winter, until: 2027-01-31"));
    has(" Waiver by NOBODY NAMED, until 31 January 2027: Winter.\n");
    make(SQ_REPORT_paper, "text", WAIVED(", by: Al Bo, until: 2027-01-31"));
    has(" Waiver by Al Bo, until 31 January 2027: NO REASON GIVEN.\n");
#undef WAIVED
}

static void
score_counts_what_is_not_known_or_parked(void **state)
{
    (void)state;
    score(BARE ABOUT "answers: {L.old.before: not-known, open: no, "
                     "K.old.direction: up, K.young.direction: up}\n");
    has(", 1 not known, ");
    has(", 2 parked.\n");
}

static void
score_lists_what_is_capped_fires_and_could_change(void **state)
{
    (void)state;
    score(OF("caps", "1.0.0") ABOUT "answers: {A1: a, A2: a}\n");
    has("- Capped by critical questions: Good by A1, A2; Deep by A1");
    has("- Gates that FAIL: one (One); two (Two)");
    has("- Triggers that fire: first (First); second (Second)");
    score(OF("caps", "1.0.0") ABOUT);
    has("What could still change the recommendation:\n");
    has("- and 3 more\n");
}

/* ---- kinds -------------------------------------------------------------- */

static void
a_figure_too_wide_to_hold_is_null(void **state)
{
    struct sq_json j = {.out = &out, .first = true};

    (void)state;
    sq_json_num(&j, NULL, true, SQ_NUM_WIDE);
    assert_string_equal(out.ptr, "null");
}

static void
a_register_counts_what_is_dropped_and_from_no_day(void **state)
{
    static const char text[] =
        KINDS ABOUT "actions:\n"
                    "  - {id: X1, what: Done, due: 2026-01-01, status: done}\n"
                    "  - {id: X2, what: Gone, due: 2026-01-01, status: "
                    "dropped}\n"
                    "  - {id: X3, what: Soon, due: 2026-01-01, status: "
                    "open}\n";
    struct sq_report r = report_of(SQ_REPORT_actions, text);

    (void)state;
    put(&r, "text");
    has("3 actions: 1 overdue, 0 due within 90 days, 0 later, 0 without a "
        "date, 1 done, 1 dropped. Counted from 30 June 2026.");
    has("NOBODY NAMED     1        1     1");
    r.as_of = SQ_NO_DATE;
    put(&r, "text");
    has("3 actions: 0 overdue, 0 due within 90 days, 1 later, 0 without a "
        "date, 1 done, 1 dropped.\n");
    has("Due later\n");
    make(SQ_REPORT_actions, "text",
         KINDS ABOUT "actions: [{id: X1, what: Near, due: 2026-09-20}, {id: "
                     "X2, what: Nearer, due: 2026-08-20}]\n");
    has("Due within 60 days\n");
    has("Due within 90 days\n");
    make(SQ_REPORT_actions, "text",
         KINDS ABOUT "actions: [{id: X1, what: One, due: 2026-07-01}]\n");
    has("1 action: 0 overdue, 1 due within 90 days");
}

static void
data_has_the_days_that_an_action_was_due_before(void **state)
{
    static const char text[] = KINDS ABOUT
        "answers: {G.old.before: [s1, s1]}\n"
        "actions:\n"
        "  - {id: X1, what: Late, due: 2026-05-01, replanned: [2026-03-01, "
        "2026-04-01], status: open}\n"
        "  - {id: X2, what: Over, due: 2026-05-01, status: done}\n"
        "  - {id: X3, what: Gone, due: 2026-05-01, status: dropped}\n"
        "  - {id: X4, what: When, due: in spring}\n";
    struct sq_report r = report_of(SQ_REPORT_paper, text);

    (void)state;
    put(&r, "csv");
    has("\"action\",\"X1\",,,,\"Late\",,\"open\",\"overdue\"");
    has(",\"2026-03-01; 2026-04-01\",");
    has("\"action\",\"X2\",,,,\"Over\",,\"done\",,");
    has("\"action\",\"X3\",,,,\"Gone\",,\"dropped\",,");
    has("\"action\",\"X4\",,,,\"When\",,,\"in spring\"");
    has("\"G.old.after\",\"A\",\"G\",\"Older people\",\"Older people "
        "after?\",\"rating\",\"may be asked\"");
    has("\"G.old.before\",\"A\",\"G\",\"Older people\",\"Older people "
        "before?\",\"rating\",\"answered\"");
    put(&r, "json");
    has("\"replanned\": [\n        \"2026-03-01\",\n        \"2026-04-01\"\n");
    r.as_of = SQ_NO_DATE;
    put(&r, "csv");
    has_not("\"overdue\"");
}

static void
data_has_a_band_where_there_are_bands(void **state)
{
    static const char text[] = BARE ABOUT "answers:\n"
                                          "  P.old.before: [much, much]\n"
                                          "  P.old.after: not-known\n"
                                          "  L.old.before: [much, some]\n"
                                          "  L.young.before: not-known\n";

    (void)state;
    make(SQ_REPORT_paper, "csv", text);
    has("\"rating\",\"answered\",\"much × much = 4\",4,,,4,,");
    has("\"rating\",\"not known\",\"not known\",,,,4,,");
    has(",2,,,4,\"two\",");
    has("\"young before?\",\"rating\",\"not known\",\"not known\",,,,4,,");
    make(SQ_REPORT_paper, "json", text);
    has("\"points\": 4,\n        \"band\": null\n");
    has("\"points\": 2,\n        \"band\": \"two\"\n");
}

static void
due_regard_tells_a_day_from_days(void **state)
{
    (void)state;
    make(SQ_REPORT_due_regard, "text",
         KINDS "about: {title: T, completed: 2026-02-10, decision: {on: "
               "2026-02-11}}\n"
               "engagement: [{id: N1, on: 2026-02-12, method: Talk}, {id: N2, "
               "method: Post}, {id: N3, on: 2026-01-12, method: Walk}]\n");
    has("The assessment was complete 1 day before the decision.");
    has("N1, Talk, 12 February 2026, 1 day AFTER the decision.");
    has("N2, Post, NO DATE. Said: NOT RECORDED. Done: NOT RECORDED.");
    has("First activity: 12 January 2026.");
    has("Last activity: 12 February 2026.");
    has("From the first to the decision: 4 whole weeks.");
    make(SQ_REPORT_due_regard, "text",
         KINDS ABOUT "engagement: [{id: N1, on: 2026-02-12, method: Talk}]\n");
    has("NOT RECORDED: the day on which the assessment was completed.");
    has_not("whole weeks");
    make(SQ_REPORT_due_regard, "text",
         KINDS "about: {title: T, completed: 2026-02-10}\n");
    has("NOT RECORDED: the day of the decision.");
    has_not("before the decision");
}

static void
due_regard_says_which_version_was_read_by_whom(void **state)
{
    (void)state;
    make(SQ_REPORT_due_regard, "text",
         KINDS "about: {title: T, decision: {on: 2026-02-11, outcome: go, by: "
               "Bea Chair, version: v2}}\n"
               "decisions:\n"
               "  - {on: 2026-02-11, outcome: go}\n"
               "  - {on: 2026-01-11, outcome: wait, body: The Board}\n"
               "  - {outcome: stop}\n"
               "  - {on: 2026-02-11, outcome: wait, version: v1}\n");
    has("Decided by: Bea Chair.");
    has("Present at the meeting: NOT RECORDED.");
    has("Version read by Bea Chair on 11 February 2026: v2.");
    has("NOT RECORDED: which version was read by The Board on 11 January "
        "2026.");
    has("NOT RECORDED: which version was read.");
    has("Version read on 11 February 2026: v1.");
    make(SQ_REPORT_due_regard, "text",
         KINDS "about: {title: T, decision: {on: 2026-02-11, outcome: go, "
               "version: v2}}\n"
               "decisions: [{on: 2026-02-11, outcome: go, version: v1}]\n");
    has("Version read on 11 February 2026: v1.");
    has_not("v2");
    make(SQ_REPORT_due_regard, "text",
         KINDS "about: {title: T, decision: {on: 2026-02-11, outcome: go}}\n"
               "decisions: [{on: 2026-01-11, outcome: wait, version: v0}]\n");
    has("Version read on 11 January 2026: v0.");
    has("NOT RECORDED: which version was read on 11 February 2026.");
    make(SQ_REPORT_due_regard, "text",
         KINDS "about: {title: T, decision: {on: 2026-02-11, outcome: go}}\n"
               "decisions: [{on: 2026-02-11, outcome: go}]\n");
    has("NOT RECORDED: which version was read on 11 February 2026.");
}

static void
due_regard_names_partners_and_signatures(void **state)
{
    (void)state;
    make(SQ_REPORT_due_regard, "text",
         KINDS "about: {title: T, partners: [{id: acme}, {id: x, name: Other "
               "Trust, position: support, on: 2026-01-02}]}\n"
               "signatures:\n"
               "  - {role: chair, name: Bea Chair, on: 2026-02-01, digest: "
               "'sha256:0123'}\n"
               "  - {role: chair, name: Cay Chair}\n");
    has("acme: no position given.");
    has("Other Trust: supports it, 2 January 2026.");
    has("Signed by Bea Chair, chair, on 1 February 2026, over sha256:0123.");
    has("Signed by Cay Chair, chair.");
    has("File: a.yaml; questionnaire kinds 1.0.0, digest ");
}

/* ---- the panel ---------------------------------------------------------- */

static void
a_panel_is_asked_twenty_questions_at_most(void **state)
{
    struct sq_sbuf text;
    size_t n = 0;

    (void)state;
    sq_sbuf_init(&text, 1 << 16);
    sq_putz(&text, KINDS "about:\n  title: T\n  partners:\n");
    for (int i = 0; i < 30; i++)
        sq_putf(&text, "    - {id: p%d, position: not-asked}\n", i);
    make(SQ_REPORT_panel, "text", text.ptr);
    has("p0: not asked. Why not?");
    for (const char *at = out.ptr; (at = strstr(at, ": not asked. Why not?"));
         at++)
        n++;
    assert_true(n < 20);
    has_not("No engagement is recorded."); /* further down */
    sq_sbuf_done(&text);
}

static void
ratings_of_harm_are_asked_about_as_they_fall(void **state)
{
#define FALLS(name)                                                          \
    "  G." name ".direction: down\n  G." name ".before: [s5, s5]\n  G." name \
    ".after: [s1, s1]\n"
    (void)state;
    make(SQ_REPORT_panel, "text",
         KINDS ABOUT "answers:\n" FALLS("old") FALLS("young") FALLS("poor")
             FALLS("deaf") "actions:\n"
                           "  - {id: X1, what: a, status: done, for: [G.old, "
                           "G.young.direction]}\n"
                           "  - {id: X2, what: b, status: open, for: "
                           "[G.young]}\n");
    has_not("Older people (G.old): the harm falls"); /* all is done */
    has("Younger people (G.young): the harm falls from 25 to 1 on X1 and X2, "
        "not all done. What if it does not work?");
    has("Poor people (G.poor): the harm falls from 25 to 1 and no action is "
        "named for it.");
    make(SQ_REPORT_panel, "text",
         KINDS ABOUT "answers:\n" FALLS("old") FALLS("young") FALLS("poor")
             FALLS("deaf") "actions: [{id: X1, what: a, for: [G.old, G.young, "
                           "G.poor, G.deaf]}]\n");
    has("Poor people (G.poor): the harm falls from 25 to 1 on X1, not all "
        "done.");
    has_not("Deaf people (G.deaf): the harm falls");
    has("1 more harm falls by ");
    /* how sure one is of a harm that is a gain, too, is not asked */
    make(SQ_REPORT_panel, "text",
         KINDS ABOUT "answers: {G.old.direction: both, G.old.sure: guess}\n");
    has_not("rests on the weakest evidence");
#undef FALLS
}

static void
evidence_and_engagement_are_asked_for(void **state)
{
    (void)state;
    make(SQ_REPORT_panel, "text",
         OF("caps", "1.0.0") ABOUT
         "answers: {A1: c, A2: c, A3: c, A4: c, A5: c, A6: c, A7: c, A8: c, "
         "A9: c, A10: c, A11: c}\n");
    has("A1, A2, A3, A4, A5, A6, A7, A8 and 3 more: answers without the "
        "evidence that they need.");
    make(SQ_REPORT_panel, "text",
         KINDS "about: {title: T, decision: {on: 2026-02-11}}\n"
               "engagement:\n"
               "  - {id: N1, method: a, on: 2026-02-12, said: Yes, did: It}\n"
               "  - {id: N2, method: b, said: No}\n"
               "  - {id: N3, method: c, on: 2026-02-10}\n");
    has("1 of 3 activities came after the decision.");
    has("N2: people said \"No\", and nothing is recorded as done. Why not?");
    has_not("N3: people said");
    make(SQ_REPORT_panel, "text",
         KINDS ABOUT "engagement: [{id: N1, method: a, on: 2026-02-12}]\n");
    has_not("came after the decision");
}

static void
actions_are_asked_about_in_ones_and_many(void **state)
{
    (void)state;
    make(SQ_REPORT_panel, "text",
         KINDS "about: {title: T, go-live: 2026-08-01}\n"
               "actions:\n"
               "  - {id: X1, what: a, due: 2026-01-01, owner: A}\n"
               "  - {id: X2, what: b, due: 2026-01-01, owner: A}\n"
               "  - {id: X3, what: c, owner: A}\n"
               "  - {id: X4, what: d, due: 2026-09-01}\n"
               "  - {id: X5, what: e, due: 2026-09-01, owner: A}\n"
               "  - {id: X6, what: f, status: dropped}\n");
    has("2 actions are overdue.");
    has("2 actions have no owner or no date.");
    has("2 actions fall due after it goes live.");
}

static void
nothing_to_ask_is_said(void **state)
{
    (void)state;
    make(SQ_REPORT_panel, "text",
         BARE "about: {title: T, review: 2027-01-01}\n"
              "engagement: [{id: N1, method: a, said: Yes, did: It}]\n"
              "answers: {open: no, Q.old.direction: same, Q.young.direction: "
              "same}\n");
    has("No gap was found that makes a question.");
}

/* ---- the public --------------------------------------------------------- */

static void
the_public_is_told_a_row_by_the_name_that_is_public(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         BARE ABOUT "answers:\n"
                    "  T.1.who: HIDDEN\n"
                    "  T.1.direction: {answer: up, because: Near a hill}\n"
                    "  V.1.who: Oakham\n"
                    "  V.1.direction: {answer: down, because: Far away}\n"
                    "  V.1.doing: A bus\n"
                    "  V.2.direction: {answer: down, because: No name yet}\n"
                    "  H.1.direction: {answer: up, because: No name at all}\n"
                    "  P.old.direction: {answer: up, because: NOT YET}\n");
    has_not("HIDDEN");
    has("Towns: Near a hill.");
    has("Oakham: Far away. What we will do: A bus.");
    has("Villages: No name yet.");
    has("Hamlets: No name at all.");
    has_not("NOT YET");
    make(SQ_REPORT_public, "text",
         BARE ABOUT "answers:\n"
                    "  open: yes\n"
                    "  P.old.direction: {answer: down, because: Far away}\n"
                    "  P.old.doing: HIDDEN\n");
    has("Older people: Far away.\n");
    has_not("HIDDEN");
    make(SQ_REPORT_public, "text",
         BARE ABOUT "answers: {K.old.direction: down, K.old.doing: A bus}\n");
    has("Older people: What we will do: A bus.");
}

static void
the_public_is_told_aims_that_are_public(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         BARE ABOUT "answers:\n"
                    "  A.1.what: Shorter waits\n"
                    "  A.1.gain: [some, some]\n"
                    "  A.2.gain: [some, some]\n"
                    "  B.1.what: HIDDEN\n"
                    "  B.1.gain: [some, some]\n"
                    "  C.1.gain: [some, some]\n");
    has("- Shorter waits.\n");
    has_not("HIDDEN");
    has_not("The reason is not written");
}

static void
the_public_is_told_what_is_due_and_what_was(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         KINDS "about: {title: T, decision: {body: The Board, outcome: go}}\n"
               "actions:\n"
               "  - {id: X1, what: Late, due: 2026-01-01}\n"
               "  - {id: X2, what: Soon, due: 2026-12-01}\n"
               "  - {id: X3, what: When}\n"
               "  - {id: X4, what: GONE, status: dropped}\n"
               "  - {id: X5, what: Done, status: done}\n");
    has("The Board decided: Go.\n");
    has("X1: Late. This was due by 1 January 2026.");
    has("X2: Soon. By 1 December 2026.");
    has("X3: When.\n");
    has("X5: Done. Done.");
    has_not("GONE");
    make(SQ_REPORT_public, "text",
         KINDS "about: {title: T, decision: {body: The Board, on: "
               "2026-09-01}}\n"
               "actions: [{id: X4, what: GONE, status: dropped}]\n");
    has("The Board decides on 1 September 2026.");
    has("Nothing is planned yet.");
}

/* Short answers without words of their own say little under no heading. */
static void
many_grades_without_a_heading_are_left_out(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         OF("caps", "1.0.0") ABOUT
         "answers: {B1: yes, B2: yes, B3: yes, B4: yes, B5: yes, B6: yes, B7: "
         "yes, B8: yes, B9: yes, B10: yes, B11: yes, B12: yes, B13: yes, B14: "
         "yes, B15: yes, B16: yes}\n");
    has_not("More about it");
}

/* An action without an id, or an activity without a method, is a mistake that
 * was told; what there is of it is published all the same. */
static void
a_field_without_a_name_is_still_told(void **state)
{
    static const char text[] = KINDS ABOUT "actions: [{what: Build it}]\n"
                                           "engagement: [{id: N1}, {id: N2, "
                                           "method: Talk}]\n";

    (void)state;
    make(SQ_REPORT_public, "html", text);
    has("<dt dir=\"auto\">Also</dt><dd dir=\"auto\">Build it.</dd>");
    has("dir=\"auto\">Talk</h3>\n</div>");
    make(SQ_REPORT_public, "markdown", text);
    has("\n- Build it.\n");
    has("### Talk\n\n## ");
    make(SQ_REPORT_public, "text", text);
    has("\nBuild it.\n");
}

/* ---- leaks -------------------------------------------------------------- */

static const struct sq_publish *
leaks(const char *text)
{
    const struct sq_report r = report_of(SQ_REPORT_public, text);

    return sq_publish_check(&r);
}

static void
a_leak_in_folded_text_is_at_the_whole_text(void **state)
{
    (void)state;
    const struct sq_publish *p =
        leaks(KINDS "about:\n"
                    "  title: T\n"
                    "  summary: 01632 960 001 or ring 01632\n"
                    "    960 002\n");
    assert_int_equal(p->n_leaks, 2);
    assert_true(sq_str_is(sq_span_text(p->leaks[0].at), "01632 960 001"));
    assert_true(sq_str_is(sq_span_text(p->leaks[1].at),
                          "01632 960 001 or ring 01632\n    960 002"));
    assert_int_equal(p->leaks[0].at.from, p->leaks[1].at.from);
    p = leaks(KINDS "about: {title: T, summary: 'a@b.example, c@d.example "
                    "and 01632 960 001'}\n");
    assert_int_equal(p->n_leaks, 3);
    assert_true(sq_str_is(sq_span_text(p->leaks[1].at), "c@d.example"));
    assert_int_equal(
        leaks(BARE ABOUT "answers: {call: 01632 960 001}\n")->n_leaks, 0);
}

static void
a_name_is_one_of_two_to_four_words(void **state)
{
    (void)state;
    make(SQ_REPORT_public, "text",
         KINDS "about: {title: T, summary: '{Bea  Writer} Bea Writer|z, Cher, "
               "Ann Bea Cay Dee Eve, XBea WriterX and Bea Writer~'}\n"
               "evidence:\n"
               "  - {id: E1, title: x, owner: Bea  Writer}\n"
               "  - {id: E2, title: x, owner: Cher}\n"
               "  - {id: E3, title: x, owner: Ann Bea Cay Dee Eve}\n"
               "  - {id: E4, title: x, owner: Bea Writer}\n");
    has("{(name left out)} (name left out)|z, Cher, Ann Bea Cay Dee Eve, XBea "
        "WriterX and (name left out)~");
}

static void
only_numbers_of_people_are_hidden(void **state)
{
    (void)state;
    make(SQ_REPORT_record, "text",
         BARE ABOUT "answers: {miles: 3, asked: 4}\n");
    has("How far? 3 miles\n");
    has("How many? fewer than 5 people\n");
    make(SQ_REPORT_record, "text",
         BARE ABOUT "answers: {miles: 3, asked: 2.5}\n");
    has("How many? 2.5 people\n");
    make(SQ_REPORT_record, "text", BARE ABOUT "answers: {asked: 0}\n");
    has("How many? 0 people\n");
    make(SQ_REPORT_record, "text", BARE ABOUT "answers: {asked: 5}\n");
    has("How many? 5 people\n");
}

/* ---- the summary -------------------------------------------------------- */

static void
a_summary_says_what_comes_next(void **state)
{
    (void)state;
    make(SQ_REPORT_summary, "text",
         KINDS "about: {title: T, decision: {outcome: go}}\n"
               "actions:\n"
               "  - {id: X1, what: a, due: 2026-01-01, owner: A}\n"
               "  - {id: X2, what: b, due: 2026-09-01}\n"
               "  - {id: X3, what: c, due: 2026-08-01, owner: A}\n"
               "  - {id: X4, what: d, due: 2026-10-01, owner: A}\n"
               "  - {id: X5, what: e, owner: A}\n"
               "  - {id: X6, what: f, due: 2026-07-01, status: dropped}\n");
    has("- Decided: Go.\n");
    has("- Actions: 1 overdue, 2 without owner or date.\n");
    has("- Next: X3, due 1 August 2026.\n");
    make(SQ_REPORT_summary, "text",
         BARE ABOUT "answers: {Q.old.direction: down, Q.old.after: much}\n");
    has("- Lose: Older people (2 after action).\n");
    has_not("Recommendation");
}

/* ---- schemas ------------------------------------------------------------ */

/* What a question may be answered with besides its options. */
static void
a_schema_has_the_answers_that_are_allowed(void **state)
{
    const struct sq_report r = report_of(SQ_REPORT_paper, BARE ABOUT);

    (void)state;
    sq_schema_put_for(r.results->c->questionnaire, &out);
    has("\"enum\":[\"yes\",\"no\",\"not-applicable\"]");
    has("\"enum\":[\"up\",\"down\",\"both\",\"same\"");
}

/* ---- pages -------------------------------------------------------------- */

static void
links_end_where_a_sentence_goes_on(void **state)
{
    static const char *const links[] = {
        "https://a.example/x.",   "https://a.example/x,",
        "https://a.example/x;",   "https://a.example/x:",
        "https://a.example/x)",   "https://a.example/x]",
        "https://a.example/x!",   "https://a.example/x?",
        "https://a.example/x'",   "https://a.example/x\"",
        "https://a.example/x<",   "https://a.example/x>",
        "https://a.example/x` b", "https://a.example/x b",
        "https://a.example/x",
    };

    (void)state;
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++) {
        struct sq_report r = report_of(SQ_REPORT_public, KINDS ABOUT);
        r.house.contact = sq_str_of(links[i]);
        put(&r, "html");
        has("<p dir=\"auto\"><a href=\"https://a.example/x\" "
            "rel=\"noreferrer\">https://a.example/x</a>");
    }
    struct sq_report r = report_of(SQ_REPORT_public, KINDS ABOUT);
    r.house.contact = SQ_LIT("see http://b.example, https:// or http://.");
    put(&r, "html");
    has("see <a href=\"http://b.example\" rel=\"noreferrer\">http://b.example"
        "</a>, https:// or http://.");
}

static void
a_house_may_have_a_name_or_a_logo(void **state)
{
    struct sq_report r = report_of(SQ_REPORT_public, KINDS ABOUT);

    (void)state;
    r.house.logo = SQ_LIT("\x89PNG");
    put(&r, "html");
    has("<img src=\"data:image/png;base64,iVBORw==\" alt=\"Logo\"/></div>");
    r.house = (struct sq_house){.name = SQ_LIT("The House")};
    put(&r, "html");
    has("<header class=\"house\"><div><span>The House</span></div>");
    has("Who is responsible</dt><dd dir=\"auto\">The House</dd>");
}

static void
a_map_is_drawn_of_what_is_rated(void **state)
{
    (void)state;
    make(SQ_REPORT_paper, "html",
         KINDS ABOUT "answers: {G.old.direction: down}\n");
    has("Nothing is rated yet.");
    has_not("class=\"pair\"");
    make(SQ_REPORT_paper, "html",
         KINDS ABOUT "answers: {G.old.direction: down, G.old.after: [s1, "
                     "s2]}\n");
    has("class=\"pair\"><div><p>After action</p>");
    /* a table without bands has no colours, and nothing to find */
    make(SQ_REPORT_paper, "html",
         BARE ABOUT "answers: {P.old.before: [some, much]}\n");
    has("<div class=\"pair\"><div><p>Before action</p>");
    make(SQ_REPORT_paper, "markdown",
         BARE ABOUT "answers: {P.old.before: [some, much]}\n");
    has("Plain, before action\n");
    has_not("Before action, ");
    /* cells that are given, for scales that have no figures */
    make(SQ_REPORT_paper, "markdown",
         BARE ABOUT "answers: {N.old.before: [few, many]}\n");
    has("few × many, level 2");
}

/* A bar of no length is not drawn. */
static void
nothing_is_drawn_of_a_harm_of_nothing(void **state)
{
    (void)state;
    make(SQ_REPORT_paper, "html",
         BARE ABOUT "answers:\n"
                    "  open: yes\n"
                    "  P.old.direction: both\n"
                    "  P.old.after: [none, none]\n"
                    "  P.old.gain: [some, much]\n"
                    "  P.young.direction: both\n"
                    "  P.young.after: [some, much]\n"
                    "  P.young.gain: [none, none]\n");
    has("Harm left and benefit, side by side");
}

static void
a_row_of_many_fields_is_a_large_one(void **state)
{
    (void)state;
    make(SQ_REPORT_record, "html", BARE ABOUT "answers: {M.old.m1: x}\n");
    has("<div class=\"record large\"><h4 dir=\"auto\">Older people</h4>");
}

static void
another_language_is_spoken_where_there_is_one(void **state)
{
    struct sq_report r = report_of(SQ_REPORT_public, BARE "about: {}\n");

    (void)state;
    r.lang = SQ_LIT("cy");
    put(&r, "text");
    assert_memory_equal(out.ptr, "Noeth\n", 6);
    r.lang = (sq_str){NULL, 0};
    put(&r, "text");
    assert_memory_equal(out.ptr, "Bare\n", 5);
}

/* ---- files -------------------------------------------------------------- */

static enum sq_status
fails(const struct sq_report *r, const char *path, struct sq_err *err)
{
    (void)r;
    struct sq_err ignored;
    assert_int_equal(sq_file_write(path, SQ_LIT("half"), false, &ignored),
                     SQ_OK);
    return sq_fail(err, SQ_BAD_SYSTEM, 0, "the disk is full");
}

static void
overflows(const struct sq_report *r, struct sq_sbuf *to)
{
    (void)r;
    to->max = 4;
    sq_putz(to, "too long");
}

static void
a_report_that_fails_leaves_no_file(void **state)
{
    char folder[] = "/tmp/sqeeia-gaps-XXXXXX";
    const struct sq_format half = {.to_path = true, .write = fails},
                           huge = {.put = overflows};
    const struct sq_report r = report_of(SQ_REPORT_paper, KINDS ABOUT);
    struct sq_err err;

    (void)state;
    assert_non_null(mkdtemp(folder));
    const char *path =
        sq_str_z(&arena, sq_str_printf(&arena, "%s/a.out", folder));
    assert_int_equal(sq_report_save(&half, &r, path, &err), SQ_BAD_SYSTEM);
    assert_int_equal(sq_report_save(&huge, &r, path, &err), SQ_BAD_SYSTEM);
    assert_non_null(strstr(err.text, "grows beyond 512 MiB"));
    assert_int_equal(sq_report_save(&half, &r, "/nowhere/at/all", &err),
                     SQ_BAD_SYSTEM);
    assert_int_equal(remove(folder), 0); /* it is empty */
}

/* A workbook without a title says so, in either form. */
static void
a_workbook_needs_no_title(void **state)
{
    char folder[] = "/tmp/sqeeia-gaps-XXXXXX";
    struct sq_err err;

    (void)state;
    assert_non_null(mkdtemp(folder));
    const char *path =
        sq_str_z(&arena, sq_str_printf(&arena, "%s/a.xlsx", folder));
    for (int profile = SQ_WORKING; profile <= SQ_PUBLISH; profile++) {
        struct sq_report r = report_of(SQ_REPORT_paper, BARE "about: {}\n");
        r.profile = (enum sq_profile)profile;
        assert_int_equal(
            sq_report_save(sq_format_find(SQ_LIT("xlsx")), &r, path, &err),
            SQ_OK);
        sq_str bytes;
        assert_int_equal(sq_file_read(&arena, path, &bytes, &err), SQ_OK);
        assert_true(sq_str_starts(bytes, "PK"));
        assert_int_equal(remove(path), 0);
    }
    assert_int_equal(remove(folder), 0);
}

/* 300 questions that each wait for the one before, and 120 figures that are
 * sums of more cells than a formula takes: the sheet Steps names them. */
static void
a_workbook_tells_what_no_formula_says(void **state)
{
    char folder[] = "/tmp/sqeeia-gaps-XXXXXX";
    struct sq_err err;
    struct sq_sbuf b;
    struct sample s;

    (void)state;
    assert_non_null(mkdtemp(folder));
    const char *path =
        sq_str_z(&arena, sq_str_printf(&arena, "%s/a.xlsx", folder));
    sq_sbuf_init(&b, 1 << 20);
    sq_putz(&b, "lists: {l: [r0");
    for (int i = 1; i < 300; i++)
        sq_putf(&b, ", r%d", i);
    sq_putz(&b, "]}\nsections:\n  - id: s\n    title: S\n    questions:\n"
                "      - {id: q0, ask: Q, type: number, min: 0, max: 9}\n");
    for (int i = 1; i < 300; i++)
        sq_putf(&b,
                "      - {id: q%d, ask: Q, type: number, min: 0, max: 9,\n"
                "         when: q%d > 2}\n",
                i, i - 1);
    sq_putz(&b, "      - id: g\n        title: G\n        for-each: l\n"
                "        questions: [{id: n, ask: N, type: number, min: 0,\n"
                "          max: 9}]\nvalues:\n  last: q299\n");
    for (int i = 0; i < 120; i++)
        sq_putf(&b, "  v%d: sum(g.n)\n", i);
    sq_putc(&b, '\0');
    sample_init(&s);
    assert_non_null(sample_questionnaire(&s, b.ptr));
    assert_true(s.q->usable);
    const struct sq_report r = {.results = sample_score(&s, ""),
                                .tool_version = "0.0.0",
                                .as_of = SQ_NO_DATE,
                                .file = SQ_LIT("a.yaml"),
                                .arena = &s.arena};
    assert_int_equal(
        sq_report_save(sq_format_find(SQ_LIT("xlsx")), &r, path, &err), SQ_OK);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(folder), 0);
    sample_done(&s);
    sq_sbuf_done(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        TEST(a_file_stands_in_for_a_title),
        TEST(findings_are_counted_where_there_are_some),
        TEST(an_agenda_says_what_a_case_leaves_out),
        TEST(an_agenda_tells_the_worst_that_is_left),
        TEST(an_agenda_tells_the_least_certain_harm),
        TEST(an_agenda_counts_gates_findings_and_partners),
        TEST(an_agenda_counts_the_days_that_a_case_waits),
        TEST(an_agenda_is_a_page_of_all_cases_and_of_what_is_left_out),
        TEST(a_line_that_is_not_whole_is_no_line),
        TEST(score_says_who_waived_a_gate_and_until_when),
        TEST(a_gate_says_what_its_waiver_lacks),
        TEST(score_counts_what_is_not_known_or_parked),
        TEST(score_lists_what_is_capped_fires_and_could_change),
        TEST(a_figure_too_wide_to_hold_is_null),
        TEST(a_register_counts_what_is_dropped_and_from_no_day),
        TEST(data_has_the_days_that_an_action_was_due_before),
        TEST(data_has_a_band_where_there_are_bands),
        TEST(due_regard_tells_a_day_from_days),
        TEST(due_regard_says_which_version_was_read_by_whom),
        TEST(due_regard_names_partners_and_signatures),
        TEST(a_panel_is_asked_twenty_questions_at_most),
        TEST(ratings_of_harm_are_asked_about_as_they_fall),
        TEST(evidence_and_engagement_are_asked_for),
        TEST(actions_are_asked_about_in_ones_and_many),
        TEST(nothing_to_ask_is_said),
        TEST(the_public_is_told_a_row_by_the_name_that_is_public),
        TEST(the_public_is_told_aims_that_are_public),
        TEST(the_public_is_told_what_is_due_and_what_was),
        TEST(many_grades_without_a_heading_are_left_out),
        TEST(a_field_without_a_name_is_still_told),
        TEST(a_leak_in_folded_text_is_at_the_whole_text),
        TEST(a_name_is_one_of_two_to_four_words),
        TEST(only_numbers_of_people_are_hidden),
        TEST(a_summary_says_what_comes_next),
        TEST(a_schema_has_the_answers_that_are_allowed),
        TEST(links_end_where_a_sentence_goes_on),
        TEST(a_house_may_have_a_name_or_a_logo),
        TEST(a_map_is_drawn_of_what_is_rated),
        TEST(nothing_is_drawn_of_a_harm_of_nothing),
        TEST(a_row_of_many_fields_is_a_large_one),
        TEST(another_language_is_spoken_where_there_is_one),
        TEST(a_report_that_fails_leaves_no_file),
        TEST(a_workbook_needs_no_title),
        TEST(a_workbook_tells_what_no_formula_says),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
