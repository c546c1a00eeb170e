/* SPDX-License-Identifier: MIT */
/* Scores where policies, states and rows meet that seldom do. */
/* clang-format off */
#include <stdio.h>
#include <string.h>

#include "base/sbuf.h"
#include "check.h"
#include "score/env.h"
#include "score/search.h"
#include "unit/sample.h"
/* clang-format on */

#define VOCABULARY                                                     \
    "roles: {chair: Chair}\n"                                          \
    "choices:\n"                                                       \
    "  yn: [{id: \"yes\"}, {id: \"no\"}]\n"                            \
    "  a4: [{id: none, score: 0}, {id: half, score: 2},\n"             \
    "       {id: full, score: 4}]\n"                                   \
    "  u4: [{id: unsure}, {id: none, score: 0}, {id: full, score: 4}]" \
    "\n"                                                               \
    "  less: [{id: much, score: -2}, {id: none, score: 0}]\n"          \
    "bands:\n"                                                         \
    "  rag: [{id: weak, below: 2}, {id: fair, below: 4}, {id: strong}]\n"

/* Each question is a line of its own, indented by six. */
static struct sq_results *
scored(struct sample *s, const char *head, const char *questions,
       const char *answers)
{
    sample_init(s);
    sq_str body = sq_str_printf(&s->arena,
                                VOCABULARY "%ssections:\n"
                                           "  - id: S\n"
                                           "    title: T\n"
                                           "    questions:\n%s",
                                head, questions);
    sample_questionnaire(s, sq_str_z(&s->arena, body));
    if (!s->q || !s->q->usable)
        fail_msg("not usable: %.*s", SQ_FMT(s->diags.first->message));
    return sample_score(s, answers);
}

static void
assert_range(const struct sq_range *r, int low, int high, bool may_none)
{
    assert_true(r->data);
    assert_false(r->no_low || r->no_high);
    if (sq_num_cmp(r->low, sq_num_int(low)) != 0 ||
        sq_num_cmp(r->high, sq_num_int(high)) != 0)
        fail_msg("expected %d to %d, got %f to %f", low, high,
                 sq_num_double(r->low), sq_num_double(r->high));
    assert_int_equal(r->may_none, may_none);
}

static struct sq_slot *
slot(const struct sample *s, const char *id)
{
    struct sq_slot *found = sq_case_find(s->c, sq_str_of(id));
    assert_non_null(found);
    return found;
}

/* ---- answers, rows and waivers as they are read ------------------------- */

#define HAZARDS                                    \
    "      - id: G\n"                              \
    "        title: Hazards\n"                     \
    "        rows: {max: 1}\n"                     \
    "        questions:\n"                         \
    "          - {id: p, ask: What, type: text}\n" \
    "          - {id: q, ask: Where, type: text}\n"

static void
an_answer_for_a_table_that_is_not_there_makes_no_rows(void **state)
{
    (void)state;
    struct sample s;
    scored(&s, "", HAZARDS, "  H.r.p: a\n");
    assert_true(sq_str_is(sample_at(&s, SQ_FOUND_unknown_answer), "H.r.p"));
    assert_int_equal(s.c->n_rows, 0);
    sample_done(&s);
}

static void
the_row_beyond_the_last_is_told_where_its_first_answer_stands(void **state)
{
    (void)state;
    struct sample s;
    scored(&s, "", HAZARDS, "  G.a.p: a\n  G.b.q: b\n");
    assert_true(sq_str_is(sample_at(&s, SQ_FOUND_too_many_rows), "G.b.q"));
    sample_done(&s);
    /* and at the file, where none of its answers is one */
    scored(&s, "", HAZARDS, "  G.a.p: a\n  G.b.z: b\n");
    assert_true(sq_str_is(sample_at(&s, SQ_FOUND_unknown_answer), "G.b.z"));
    assert_true(sq_str_is(sample_at(&s, SQ_FOUND_too_many_rows), ""));
    sample_done(&s);
}

#define GROWING(id, more)      \
    "      - id: " id "\n"     \
    "        title: Growing\n" \
    "        rows: {max: 2}\n" \
    "        questions:\n"     \
    "          - {id: p, ask: Which, type: one, choices: yn" more "}\n"

/* Two tables of four hundred rows; each cell of one reads all of the other. */
static void
a_slip_is_told_beside_rows_that_are_left_out(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "G.r2.p", "H.r2.p", "G.r0.o", "H.r399.o", "K.r0.p", "O.r0.p", "x"};
    struct sample s;
    struct sq_sbuf questions, answers;
    sq_sbuf_init(&questions, SIZE_MAX);
    sq_sbuf_init(&answers, SIZE_MAX);
    sq_putz(&questions, GROWING("G", "") GROWING("H", ", when: \"9 < 1"));
    questions.len -= sizeof "}\n" - 1; /* the condition goes on */
    for (int i = 0; i < 150; i++)
        sq_putz(&questions, " + count(G.p = yes)");
    sq_putz(&questions, "\"}\n"
                        "      - id: O\n"
                        "        title: Once\n"
                        "        questions: [{id: p, ask: Why, type: text}]\n");
    for (int i = 0; i < 400; i++)
        sq_putf(&answers, "  G.r%d.p: \"yes\"\n  H.r%d.p: \"yes\"\n", i, i);
    sq_putz(&answers, "  G.r0.o: \"yes\"\n  H.r399.o: \"yes\"\n"
                      "  K.r0.p: a\n  O.r0.p: a\n  x: a\n");
    scored(&s, "", questions.ptr, answers.ptr);
    assert_true(s.c->cut);
    assert_int_equal(s.c->n_rows, 5);
    size_t n = 0;
    for (const struct sq_diag *f = s.diags.first; f; f = f->next) {
        if (f->code != SQ_FOUND_too_large && f->code != SQ_FOUND_unknown_answer)
            continue;
        assert_true(n < sizeof expected / sizeof expected[0]);
        assert_true(sq_str_is(sq_span_text(f->at), expected[n]));
        n++;
    }
    assert_int_equal(n, sizeof expected / sizeof expected[0]);
    sample_done(&s);
    sq_sbuf_done(&questions);
    sq_sbuf_done(&answers);
}

static void
only_a_slip_that_can_be_but_one_name_is_mended(void **state)
{
    (void)state;
    static const struct {
        const char *answers, *help, *fix;
    } rows[] = {
        {"  persons: a\n", "did you mean `person`?", "person"},
        {"  reason3: a\n", "did you mean `reason1`?", ""}, /* or reason2 */
        {"  persn2: a\n", "did you mean `person`?", ""},   /* two slips */
        {"  elsewhere: a\n", "", ""},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        scored(&s, "",
               "      - {id: reason1, ask: One, type: text}\n"
               "      - {id: reason2, ask: Two, type: text}\n"
               "      - {id: person, ask: Three, type: text}\n",
               rows[i].answers);
        const struct sq_diag *f = sample_found(&s, SQ_FOUND_unknown_answer);
        assert_non_null(f);
        if (!sq_str_is(f->help, rows[i].help) ||
            !sq_str_is(f->fix, rows[i].fix))
            fail_msg("%s: %.*s, %.*s", rows[i].answers, SQ_FMT(f->help),
                     SQ_FMT(f->fix));
        sample_done(&s);
    }
}

static void
a_parked_answer_need_not_be_valid(void **state)
{
    (void)state; /* S3 */
    static const char questions[] =
        "      - {id: A, ask: One, type: one, choices: yn}\n"
        "      - {id: W, ask: Two, type: text, when: A = yes,\n"
        "         valid: words(answer) >= 3}\n";
    struct sample s;
    scored(&s, "", questions, "  A: \"yes\"\n  W: one\n");
    assert_non_null(sample_found(&s, SQ_FOUND_not_valid));
    sample_done(&s);
    scored(&s, "", questions, "  A: \"no\"\n  W: one\n");
    assert_null(sample_found(&s, SQ_FOUND_not_valid));
    assert_int_equal(s.r->counts.parked, 1);
    sample_done(&s);
}

static void
a_waiver_of_no_gate_is_one_mistake_and_not_two(void **state)
{
    (void)state;
    struct sample s;
    scored(&s, "gates: {g: A = yes}\n",
           "      - {id: A, ask: One, type: one, choices: yn}\n",
           "  A: \"no\"\n"
           "waivers: [{by: A Name, because: why, until: 2099-01-01}]\n");
    assert_non_null(sample_found(&s, SQ_FOUND_missing_key));
    assert_null(sample_found(&s, SQ_FOUND_unknown_reference));
    assert_null(sample_found(&s, SQ_FOUND_not_waivable));
    assert_int_equal(s.r->gates[0].state, SQ_GATE_FAIL);
    sample_done(&s);
}

static void
a_waiver_is_whole_or_waives_nothing(void **state)
{
    (void)state; /* S24; where no day is known, none has come */
    static const struct {
        const char *answer, *waiver;
        enum sq_gate_state state;
    } rows[] = {
        {"\"no\"", "by: A, because: why, until: 2026-12-31", SQ_GATE_WAIVED},
        {"\"no\"", "by: A, because: why", SQ_GATE_FAIL},
        {"\"no\"", "by: A, until: 2026-12-31", SQ_GATE_FAIL},
        {"\"no\"", "because: why, until: 2026-12-31", SQ_GATE_FAIL},
        {"\"yes\"", "by: A, because: why, until: 2026-12-31", SQ_GATE_PASS},
        {"", "by: A, because: why, until: 2026-12-31", SQ_GATE_UNDECIDED},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        scored(&s, "gates: {g: {must: A = yes, waivable-by: chair}}\n",
               "      - {id: A, ask: One, type: one, choices: yn}\n", "");
        sq_str text =
            sq_str_printf(&s.arena, "  A: %s\nwaivers: [{gate: g, %s}]\n",
                          rows[i].answer, rows[i].waiver);
        sample_score(&s, sq_str_z(&s.arena, text));
        if (s.r->gates[0].state != rows[i].state)
            fail_msg("row %zu: %d", i, (int)s.r->gates[0].state);
        assert_non_null(s.r->gates[0].waiver); /* it is printed anyhow */
        assert_false(s.r->gates[0].waiver_expired);
        sample_done(&s);
    }
}

/* ---- what an expression sees of an answer ------------------------------- */

static void
not_known_is_that_and_no_value_besides(void **state)
{
    (void)state; /* S2: or a gate that asks for it were undecided */
    struct sample s;
    scored(&s,
           "dimensions: {d: {combine: sum}}\n"
           "values: {v: score(C), w: score(D)}\n"
           "gates: {unknown: C = not-known, apart: D = not-applicable}\n",
           "      - {id: C, ask: One, type: one, choices: a4, dimension: d,\n"
           "         not-known: allowed, not-applicable: with-reason}\n"
           "      - {id: D, ask: Two, type: one, choices: a4, dimension: d,\n"
           "         not-known: allowed, not-applicable: with-reason}\n"
           "      - {id: B, ask: Three, type: one, choices: a4,\n"
           "         dimension: d, when: C >= half, not-known: allowed}\n",
           "  C: not-known\n  D: {answer: not-applicable, because: so}\n"
           "  B: not-known\n");
    struct sq_val c = sq_slot_val(slot(&s, "C"), true);
    struct sq_val d = sq_slot_val(slot(&s, "D"), true);
    assert_int_equal(c.may, SQ_MAY_NOT_KNOWN);
    assert_int_equal(d.may, SQ_MAY_NOT_APPLICABLE);
    assert_int_equal(s.r->gates[0].state, SQ_GATE_PASS);
    assert_int_equal(s.r->gates[1].state, SQ_GATE_PASS);
    assert_int_equal(s.r->values[0].val.may, SQ_MAY_NOT_KNOWN);
    assert_int_equal(s.r->values[1].val.may, SQ_MAY_ABSENT);
    /* B hangs on an answer that nobody knows */
    struct sq_val b = sq_slot_val(slot(&s, "B"), true);
    assert_int_equal(slot(&s, "B")->state, SQ_PENDING);
    assert_int_equal(b.may, SQ_MAY_NOT_KNOWN | SQ_MAY_ABSENT);
    sample_done(&s);
}

static void
asked_is_decided_now_and_open_over_completions(void **state)
{
    (void)state; /* S5 for what is asked, S18 for what is scored */
    static const struct {
        const char *answers;
        enum sq_state state, future;
    } rows[] = {
        {"", SQ_HIDDEN, SQ_PENDING},
        {"  A: \"yes\"\n", SQ_ASKED, SQ_ASKED},
        {"  A: \"no\"\n", SQ_HIDDEN, SQ_HIDDEN},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        scored(&s, "",
               "      - {id: A, ask: One, type: one, choices: yn}\n"
               "      - {id: B, ask: Two, type: text, when: A = yes}\n"
               "      - {id: C, ask: Three, type: text, when: asked(B)}\n",
               rows[i].answers);
        assert_int_equal(slot(&s, "C")->state, rows[i].state);
        assert_int_equal(slot(&s, "C")->future, rows[i].future);
        sample_done(&s);
    }
}

static void
what_is_hidden_in_what_may_be_asked_is_hidden(void **state)
{
    (void)state;
    struct sample s;
    scored(&s, "",
           "      - {id: A, ask: One, type: one, choices: yn}\n"
           "      - {id: B, ask: Two, type: one, choices: yn}\n"
           "      - id: G\n"
           "        title: Group\n"
           "        when: A = yes\n"
           "        questions:\n"
           "          - {id: p, ask: Three, type: text, when: B = yes}\n"
           "          - {id: q, ask: Four, type: text, when: B = no}\n",
           "  B: \"no\"\n");
    assert_int_equal(slot(&s, "G.p")->state, SQ_HIDDEN);
    assert_int_equal(slot(&s, "G.q")->state, SQ_PENDING);
    sample_done(&s);
}

static void
not_applicable_is_decided_where_it_cannot_become_so(void **state)
{
    (void)state;
    struct sample s;
    scored(
        &s,
        "gates:\n"
        "  never: not not-applicable(A)\n"
        "  maybe: not not-applicable(B)\n"
        "  given: not not-applicable(C)\n"
        "  there: answered(C)\n",
        "      - {id: A, ask: One, type: one, choices: yn,\n"
        "         not-applicable: never}\n"
        "      - {id: B, ask: Two, type: one, choices: yn,\n"
        "         not-applicable: with-reason}\n"
        "      - {id: C, ask: Three, type: one, choices: yn, when: A = yes,\n"
        "         not-applicable: with-reason}\n",
        "  C: \"yes\"\n");
    static const enum sq_gate_state states[] = {
        SQ_GATE_PASS, SQ_GATE_UNDECIDED, SQ_GATE_PASS, SQ_GATE_UNDECIDED};
    for (size_t i = 0; i < 4; i++) {
        if (s.r->gates[i].state != states[i])
            fail_msg("gate %zu: %d", i, (int)s.r->gates[i].state);
    }
    sample_done(&s);
}

static void
words_are_counted_of_what_is_there(void **state)
{
    (void)state;
    static const struct {
        const char *question, *answers;
        bool data, no_high, may_none;
        int low;
    } rows[] = {
        /* hidden: absent, whatever is parked (S3) */
        {"type: text", "  A: \"no\"\n  W: one two\n", false, false, true, 0},
        {"type: text", "  A: \"yes\"\n  W: one two\n", true, false, false, 2},
        {"type: text, not-known: never", "  A: \"yes\"\n", true, true, false,
         0},
        {"type: text, not-known: never, required: false", "  A: \"yes\"\n",
         true, true, true, 0},
        {"type: text, not-known: allowed", "  A: \"yes\"\n", true, true, true,
         0},
        {"type: text, not-known: never, not-applicable: with-reason",
         "  A: \"yes\"\n", true, true, true, 0},
        {"type: text, not-known: allowed", "  A: \"yes\"\n  W: not-known\n",
         false, false, true, 0},
        {"type: text, not-applicable: with-reason",
         "  A: \"yes\"\n  W: {answer: not-applicable, because: no need}\n",
         false, false, true, 0},
        /* of another type, the words of the reason */
        {"type: one, choices: yn, not-known: allowed",
         "  A: \"yes\"\n  W: {answer: not-known, because: nobody asked}\n",
         true, false, false, 2},
        {"type: one, choices: yn, required: false", "  A: \"yes\"\n", true,
         true, true, 0},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        sample_init(&s);
        sq_str questions =
            sq_str_printf(&s.arena,
                          "      - {id: A, ask: One, type: one, choices: yn}\n"
                          "      - {id: W, ask: Two, when: A = yes,\n"
                          "         %s}\n",
                          rows[i].question);
        char text[400];
        assert_true(questions.len < sizeof text);
        memcpy(text, questions.ptr, questions.len);
        text[questions.len] = 0;
        sample_done(&s);
        scored(&s, "values: {v: words(W)}\n", text, rows[i].answers);
        const struct sq_range *v = &s.r->values[0].value;
        if (v->data != rows[i].data || v->no_high != rows[i].no_high ||
            v->may_none != rows[i].may_none)
            fail_msg("row %zu: data %d, no end %d, may be none %d", i, v->data,
                     v->no_high, v->may_none);
        assert_true(sq_num_cmp(v->low, sq_num_int(rows[i].low)) == 0);
        sample_done(&s);
    }
}

static void
the_score_of_a_number_lacks_only_where_it_may_be_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *more, *answers;
        int low, high;
        bool may_none;
    } rows[] = {
        {"", "", 0, 4, false},
        {", required: false", "", 0, 4, true},
        {", not-applicable: with-reason", "", 0, 4, true},
        {", required: false", "  A: \"yes\"\n  N: 5\n", 2, 2, false},
        {", when: A = yes", "  N: 5\n", 2, 2, true},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        char text[400];
        (void)snprintf(
            text, sizeof text,
            "      - {id: A, ask: One, type: one, choices: yn}\n"
            "      - {id: N, ask: Two, type: number, min: 0, max: 10,\n"
            "         decimals: 9, dimension: d, not-known: never,\n"
            "         score: {linear: {from: [0, 10], to: [0, 4]}}%s}\n",
            rows[i].more);
        scored(&s, "dimensions: {d: {combine: sum}}\nvalues: {v: score(N)}\n",
               text, rows[i].answers);
        assert_range(&s.r->values[0].value, rows[i].low, rows[i].high,
                     rows[i].may_none);
        sample_done(&s);
    }
}

/* ---- dimensions --------------------------------------------------------- */

#define TWO                                                             \
    "      - {id: A, ask: One, type: one, choices: a4, dimension: d,\n" \
    "         weight: 0}\n"                                             \
    "      - {id: B, ask: Two, type: one, choices: a4, dimension: d}\n"

static void
a_weight_of_nought_counts_nothing(void **state)
{
    (void)state;
    struct sample s;
    static const char head[] = "dimensions: {d: {combine: weighted-mean}}\n";
    scored(&s, head, TWO, "  A: full\n  B: half\n");
    assert_range(&s.r->dimensions[0].value, 2, 2, false);
    sample_done(&s);
    scored(&s, head, TWO, "  B: half\n");
    assert_range(&s.r->dimensions[0].value, 2, 2, false);
    sample_done(&s);
    /* a mean of nothing is no data (S15) */
    scored(&s, head,
           "      - {id: A, ask: One, type: one, choices: a4, dimension: d,\n"
           "         weight: 0}\n",
           "  A: full\n");
    assert_false(s.r->dimensions[0].value.data);
    sample_done(&s);
}

static void
a_floor_without_points_is_refused(void **state)
{
    (void)state; /* S16: it would hold nothing, and nobody would know */
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, VOCABULARY
        "dimensions: {d: {combine: sum, bands: rag,\n"
        "  floor: {at: unsure, cap: weak}}}\n"
        "sections:\n"
        "  - id: S\n"
        "    title: T\n"
        "    questions:\n"
        "      - {id: A, ask: One, type: one, choices: u4, dimension: d,\n"
        "         critical: true}\n"
        "      - {id: B, ask: Two, type: one, choices: a4, dimension: d,\n"
        "         critical: true}\n");
    assert_true(sq_str_is(sample_at(&s, SQ_FOUND_unknown_reference), "unsure"));
    assert_false(s.q->usable);
    sample_done(&s);
}

static void
a_band_that_may_yet_be_capped_is_open(void **state)
{
    (void)state; /* S20, though the figure itself is certain */
    struct sample s;
    scored(&s,
           "dimensions: {d: {combine: max, bands: rag,\n"
           "  floor: {at: none, cap: weak}}}\n",
           "      - {id: A, ask: One, type: one, choices: a4, dimension: d}\n"
           "      - {id: B, ask: Two, type: one, choices: a4, dimension: d,\n"
           "         critical: true}\n",
           "  A: full\n");
    const struct sq_dim_result *d = &s.r->dimensions[0];
    assert_range(&d->value, 4, 4, false);
    assert_true(d->may_cap);
    assert_false(d->decided);
    assert_int_equal(d->band.low, 0);
    assert_int_equal(d->band.high, 2);
    assert_int_equal(d->n_open, 1);
    assert_ptr_equal(d->open[0], slot(&s, "B"));
    sample_done(&s);
}

static void
a_table_may_count_what_is_missing_as_worst(void **state)
{
    (void)state; /* S14: and no completion undoes it */
    static const struct {
        const char *policy, *answers;
        int low, high;
    } rows[] = {
        {"interval", "", 1, 3},
        {"worst", "", 1, 1},
        {"worst, better: lower", "", 3, 3},
        {"worst", "  A: \"no\"\n", 3, 3},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        char head[400];
        (void)snprintf(head, sizeof head,
                       "dimensions:\n"
                       "  d:\n"
                       "    {combine: table, missing: %s,\n"
                       "     table: [{when: A = yes, is: 1},\n"
                       "       {otherwise: true, is: 3}]}\n"
                       "outcomes: [{id: low, when: d < 2},\n"
                       "  {id: high, otherwise: true}]\n",
                       rows[i].policy);
        scored(&s, head, "      - {id: A, ask: One, type: one, choices: yn}\n",
               rows[i].answers);
        assert_range(&s.r->dimensions[0].value, rows[i].low, rows[i].high,
                     false);
        if (rows[i].low != rows[i].high) { /* the row asks A */
            assert_int_equal(s.r->n_possible, 2);
            assert_int_equal(s.r->n_open, 1);
            assert_ptr_equal(s.r->open[0], slot(&s, "A"));
        }
        sample_done(&s);
    }
}

static void
what_is_not_known_blocks_where_it_counts_as_missing(void **state)
{
    (void)state; /* S14: "not known … as missing", and missing blocks */
    static const struct {
        const char *policy;
        bool blocks;
    } rows[] = {{"missing: block", false},
                {"missing: block, not-known: missing", true},
                {"missing: interval, not-known: missing", false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        char head[200];
        (void)snprintf(head, sizeof head,
                       "dimensions: {d: {combine: sum, %s}}\n", rows[i].policy);
        scored(&s, head,
               "      - {id: A, ask: One, type: one, choices: a4,\n"
               "         not-known: allowed, dimension: d}\n"
               "      - {id: B, ask: Two, type: one, choices: a4,\n"
               "         dimension: d}\n",
               "  A: not-known\n  B: half\n");
        assert_int_equal(s.r->dimensions[0].blocked, rows[i].blocks);
        assert_int_equal(s.r->dimensions[0].value.data, !rows[i].blocks);
        sample_done(&s);
    }
}

static void
an_answer_that_may_not_be_asked_is_settled_in_the_search(void **state)
{
    (void)state; /* S19: B stands between A and C, and has its answer */
    static const char questions[] =
        "      - {id: A, ask: One, type: one, choices: u4,\n"
        "         dimension: d, not-known: never}\n"
        "      - {id: B, ask: Two, type: one, choices: yn,\n"
        "         when: A = none, not-known: never}\n"
        "      - {id: C, ask: Three, type: one, choices: a4,\n"
        "         when: B = yes, dimension: d, not-known: never}\n";
    struct sample s;
    scored(&s, "dimensions: {d: {combine: sum}}\n", questions,
           "  B: \"yes\"\n");
    for (uint32_t most = 0; most <= 4096; most += 4096) {
        struct sq_results *r = sq_score_within(&s.arena, s.c, most);
        /* with full points for A there is no C to add to them */
        assert_range(&r->dimensions[0].value, 0, 4, true);
        if (r->dimensions[0].exact)
            assert_int_equal(r->dimensions[0].n_open, 2);
    }
    sample_done(&s);
}

static void
what_can_only_lose_has_no_maximum_to_be_a_share_of(void **state)
{
    (void)state; /* S18: with B the share is -50 to 50 %, without it no data */
    static const char questions[] =
        "      - {id: P, ask: Lost?, type: one, choices: less,\n"
        "         dimension: d, not-known: never}\n"
        "      - {id: A, ask: One, type: one, choices: yn,\n"
        "         not-known: never}\n"
        "      - {id: B, ask: Two, type: one, choices: a4,\n"
        "         when: A = yes, dimension: d, not-known: never}\n";
    static const char head[] = "dimensions: {d: {combine: percent}}\n";
    struct sample s;
    scored(&s, head, questions, "  P: much\n");
    for (uint32_t most = 0; most <= 4096; most += 4096) {
        struct sq_results *r = sq_score_within(&s.arena, s.c, most);
        assert_range(&r->dimensions[0].value, -50, 50, true);
    }
    sample_done(&s);
    scored(&s, head, questions, "  P: much\n  A: \"no\"\n");
    assert_false(s.r->dimensions[0].value.data);
    sample_done(&s);
}

/* Ten answers are missing: 1,024 completions, and each takes h_rows times
 * 1,200 steps and some. */
static struct sq_results *
scored_beside_a_table(struct sample *s, int h_rows)
{
    struct sq_sbuf b, q, answers;
    sq_sbuf_init(&b, 1 << 20);
    sq_sbuf_init(&q, 1 << 20);
    sq_sbuf_init(&answers, 1 << 20);
    for (int i = 0; i < 400; i++)
        sq_putf(&answers, "  g.r%d.a: x\n", i);
    sq_putc(&answers, '\0');
    sq_putz(&b, "lists:\n  g: [r0");
    for (int i = 1; i < 400; i++)
        sq_putf(&b, ", r%d", i);
    sq_putz(&b, "]\n  h: [r0");
    for (int i = 1; i < h_rows; i++)
        sq_putf(&b, ", r%d", i);
    sq_putz(&b, "]\ndimensions:\n"
                "  d: {combine: table, table: [{when: B0 = yes, is: 1},\n"
                "    {when: B0 = no, is: 2}, {otherwise: true, is: 3}]}\n");
    for (int i = 0; i < 10; i++)
        sq_putf(&q,
                "      - {id: B%d, ask: One, type: one, choices: yn,\n"
                "         not-known: never}\n",
                i);
    sq_putz(&q, "      - id: g\n        title: G\n        for-each: g\n"
                "        questions: [{id: a, ask: A, type: text}]\n"
                "      - id: h\n        title: H\n        for-each: h\n"
                "        questions: [{id: b, ask: B, type: text,\n"
                "          when: count(answered(g.a)) > 900}]\n"
                "outcomes: [{id: all, when: B1 = yes and B2 = yes and B3 = yes "
                "and\n    B4 = yes and B5 = yes and B6 = yes and B7 = yes and "
                "B8 = yes and B9 = yes},\n    {id: some, otherwise: true}]\n");
    sq_putc(&b, '\0');
    sq_putc(&q, '\0');
    struct sq_results *r = scored(s, b.ptr, q.ptr, answers.ptr);
    sq_sbuf_done(&b);
    sq_sbuf_done(&q);
    sq_sbuf_done(&answers);
    return r;
}

static void
completions_are_tried_as_long_as_they_do_not_take_too_long(void **state)
{
    (void)state; /* S19: beyond that the table is read row by row */
    struct sample s;
    struct sq_results *r = scored_beside_a_table(&s, 1);
    assert_range(&r->dimensions[0].value, 1, 2, false);
    assert_true(r->dimensions[0].exact);
    sample_done(&s);
    r = scored_beside_a_table(&s, 600);
    assert_range(&r->dimensions[0].value, 1, 3, false);
    assert_false(r->dimensions[0].exact);
    assert_int_equal(r->n_possible, 2);
    sample_done(&s);
}

static void
many_formulas_may_lead_to_one(void **state)
{
    (void)state; /* 2 to the 60th ways: each figure is looked at once */
    struct sample s;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 1 << 20);
    sq_putz(&b, "values:\n  v0: A\n");
    for (int i = 1; i < 60; i++)
        sq_putf(&b, "  v%d: \"max(v%d, v%d)\"\n", i, i - 1, i - 1);
    sq_putz(&b, "outcomes: [{id: low, when: v59 < 2},\n"
                "  {id: high, otherwise: true}]\n");
    sq_putc(&b, '\0');
    scored(&s, b.ptr,
           "      - {id: A, ask: One, type: number, min: 0, max: 9}\n", "");
    assert_int_equal(s.r->n_possible, 2);
    assert_int_equal(s.r->n_open, 1);
    assert_ptr_equal(s.r->open[0], slot(&s, "A"));
    sample_done(&s);
    sq_sbuf_done(&b);
}

static void
a_table_read_row_by_row_is_not_called_exact(void **state)
{
    (void)state; /* S19: the last row can never be, but it takes a search */
    static const char head[] =
        "dimensions:\n"
        "  d: {combine: table, table: [{when: N < 5, is: 1},\n"
        "    {when: N >= 5, is: 2}, {otherwise: true, is: 3}]}\n";
    static const char questions[] =
        "      - {id: N, ask: One, type: number, min: 0, max: 10,\n"
        "         decimals: 9, not-known: never}\n";
    struct sample s;
    scored(&s, head, questions, "");
    assert_range(&s.r->dimensions[0].value, 1, 3, false);
    assert_false(s.r->dimensions[0].exact);
    assert_false(s.r->all_exact);
    sample_done(&s);
    scored(&s, head, questions, "  N: 7\n");
    assert_range(&s.r->dimensions[0].value, 2, 2, false);
    assert_true(s.r->dimensions[0].exact);
    sample_done(&s);
    /* nothing is left to try: the range is what is known */
    scored(&s,
           "dimensions:\n"
           "  d: {combine: table, table: [{when: A >= half, is: 1},\n"
           "    {otherwise: true, is: 3}]}\n",
           "      - {id: A, ask: One, type: one, choices: a4,\n"
           "         not-known: allowed}\n",
           "  A: not-known\n");
    assert_range(&s.r->dimensions[0].value, 1, 3, false);
    assert_true(s.r->dimensions[0].exact);
    sample_done(&s);
    /* and so it is once all has been tried */
    scored(&s,
           "dimensions:\n"
           "  d: {combine: table, table: [{when: A >= half and B = yes,\n"
           "    is: 1}, {otherwise: true, is: 3}]}\n",
           "      - {id: A, ask: One, type: one, choices: a4,\n"
           "         not-known: allowed}\n"
           "      - {id: B, ask: Two, type: one, choices: yn}\n",
           "  A: not-known\n");
    assert_range(&s.r->dimensions[0].value, 1, 3, false);
    assert_true(s.r->dimensions[0].exact);
    sample_done(&s);
}

static void
the_most_that_any_assessment_could_have(void **state)
{
    (void)state; /* S13: B is hidden, but another assessment has it */
    static const struct {
        const char *combine;
        int most;
    } rows[] = {
        {"sum", 12},          {"count", 2},     {"max", 8},
        {"mean", 6},          {"percent", 100}, {"all", 1},
        {"weighted-mean", 6}, {"min", 4},       {"sum, missing: zero", 12}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        char head[200];
        (void)snprintf(head, sizeof head,
                       "dimensions: {d: {combine: %s, basis: reachable}}\n",
                       rows[i].combine);
        scored(&s, head,
               "      - {id: A, ask: One, type: one, choices: yn}\n"
               "      - {id: B, ask: Two, type: one, dimension: d, when: A = "
               "yes,\n"
               "         choices: [{id: l, score: 0}, {id: m, score: 8}]}\n"
               "      - {id: C, ask: Three, type: one, choices: a4,\n"
               "         dimension: d}\n",
               "  A: \"no\"\n  C: half\n");
        assert_range(&s.r->dimensions[0].max, rows[i].most, rows[i].most,
                     false);
        sample_done(&s);
    }
}

static void
a_dimension_of_nothing_has_no_maximum(void **state)
{
    (void)state; /* S15 */
    struct sample s;
    scored(&s, "dimensions: {d: {combine: max, basis: reachable}}\n",
           "      - {id: A, ask: One, type: one, choices: yn}\n", "");
    assert_false(s.r->dimensions[0].value.data);
    assert_false(s.r->dimensions[0].max.data);
    sample_done(&s);
}

static void
a_question_without_points_has_no_maximum(void **state)
{
    (void)state; /* S13: whatever the basis */
    static const char *const basis[] = {"asked", "all", "reachable"};
    for (size_t i = 0; i < 3; i++) {
        struct sample s;
        char head[200];
        (void)snprintf(head, sizeof head,
                       "dimensions: {d: {combine: sum, basis: %s}}\n",
                       basis[i]);
        scored(
            &s, head,
            "      - {id: A, ask: One, type: one, choices: yn, dimension: d}\n"
            "      - {id: B, ask: Two, type: one, choices: a4, dimension: d}\n",
            "  A: \"yes\"\n  B: half\n");
        assert_range(&s.r->dimensions[0].value, 2, 2, false);
        assert_range(&s.r->dimensions[0].max, 4, 4, false);
        sample_done(&s);
    }
}

static void
not_known_as_missing_counts_nothing_where_missing_does(void **state)
{
    (void)state; /* S14 */
    struct sample s;
    scored(&s,
           "dimensions: {d: {combine: sum, missing: zero, not-known: missing}}"
           "\n",
           "      - {id: A, ask: One, type: one, choices: a4, dimension: d,\n"
           "         not-known: allowed}\n"
           "      - {id: B, ask: Two, type: one, choices: a4, dimension: d}\n",
           "  A: not-known\n  B: half\n");
    assert_range(&s.r->dimensions[0].value, 2, 2, false);
    assert_true(s.r->dimensions[0].decided);
    assert_int_equal(s.r->dimensions[0].n_open, 0);
    sample_done(&s);
}

static void
an_answer_without_points_has_none(void **state)
{
    (void)state;
    struct sample s;
    sq_num x;
    scored(&s, "dimensions: {d: {combine: sum}}\n",
           "      - {id: A, ask: One, type: one, choices: u4, dimension: d}\n"
           "      - {id: B, ask: Two, type: one, choices: u4, dimension: d}\n",
           "  A: unsure\n  B: full\n");
    assert_false(sq_slot_points(s.c, slot(&s, "A"), &x));
    assert_true(sq_slot_points(s.c, slot(&s, "B"), &x));
    assert_true(sq_num_cmp(x, sq_num_int(4)) == 0);
    assert_range(&s.r->dimensions[0].value, 4, 4, false);
    sample_done(&s);
}

/* ---- what is still open ------------------------------------------------- */

static void
points_by_a_formula_wait_for_what_it_reads(void **state)
{
    (void)state; /* S20 */
    static const char *const policies[] = {"interval", "zero"};
    for (size_t i = 0; i < 2; i++) {
        struct sample s;
        char head[200];
        (void)snprintf(head, sizeof head,
                       "dimensions: {d: {combine: sum, missing: %s}}\n"
                       "outcomes: [{id: go, when: score(B) > 1},\n"
                       "  {id: stop, otherwise: true}]\n",
                       policies[i]);
        scored(
            &s, head,
            "      - {id: A, ask: One, type: one, choices: yn}\n"
            "      - {id: B, ask: Two, type: one, choices: yn, dimension: d,\n"
            "         score: {is: 'if(A = yes, 1, 2)'}}\n",
            "  B: \"no\"\n");
        const struct sq_dim_result *d = &s.r->dimensions[0];
        assert_range(&d->value, 1, 2, false);
        assert_false(d->decided);
        assert_int_equal(d->n_open, 1);
        assert_ptr_equal(d->open[0], slot(&s, "A"));
        assert_int_equal(s.r->n_possible, 2);
        assert_int_equal(s.r->n_open, 1);
        assert_ptr_equal(s.r->open[0], slot(&s, "A"));
        sample_done(&s);
    }
}

static void
a_decided_band_is_not_what_an_outcome_waits_for(void **state)
{
    (void)state; /* S20 */
    struct sample s;
    scored(&s,
           "dimensions: {d: {combine: sum, bands: rag}}\n"
           "outcomes: [{id: go, when: d.band = strong and A = yes},\n"
           "  {id: stop, otherwise: true}]\n",
           "      - {id: A, ask: One, type: one, choices: yn}\n"
           "      - {id: B, ask: Two, type: one, choices: a4, dimension: d}\n"
           "      - {id: C, ask: Three, type: one, choices: a4,\n"
           "         dimension: d}\n",
           "  B: full\n");
    const struct sq_dim_result *d = &s.r->dimensions[0];
    assert_range(&d->value, 4, 8, false);
    assert_true(d->decided); /* strong from 4 on */
    assert_int_equal(d->n_open, 1);
    assert_int_equal(s.r->n_possible, 2);
    assert_int_equal(s.r->n_open, 1);
    assert_ptr_equal(s.r->open[0], slot(&s, "A"));
    sample_done(&s);
}

static void
what_hangs_on_an_answer_that_nobody_knows_is_not_exact(void **state)
{
    (void)state; /* S19: no completion is left to try */
    struct sample s;
    scored(&s, "dimensions: {d: {combine: sum}}\nvalues: {v: score(B)}\n",
           "      - {id: A, ask: One, type: one, choices: a4,\n"
           "         not-known: allowed}\n"
           "      - {id: B, ask: Two, type: one, choices: a4, dimension: d,\n"
           "         when: A >= half}\n",
           "  A: not-known\n  B: full\n");
    assert_int_equal(slot(&s, "B")->future, SQ_PENDING);
    assert_range(&s.r->values[0].value, 4, 4, true);
    assert_false(s.r->values[0].exact);
    assert_false(s.r->all_exact);
    sample_done(&s);
}

static void
a_part_that_hangs_on_one_cell_waits_for_that(void **state)
{
    (void)state;
    static const char head[] = "lists: {l: [{id: x}, {id: y}]}\n"
                               "dimensions: {d: {combine: sum}}\n";
    static const char questions[] =
        "      - id: G\n"
        "        title: Grid\n"
        "        for-each: l\n"
        "        questions:\n"
        "          - {id: on, ask: So, type: one, choices: yn,\n"
        "             not-known: never}\n"
        "      - {id: B, ask: Two, type: one, choices: a4, dimension: d,\n"
        "         when: G.x.on = yes}\n"
        "      - {id: C, ask: Three, type: one, choices: a4, dimension: d,\n"
        "         when: G.x.on = no}\n";
    struct sample s;
    scored(&s, head, questions, "  B: half\n  C: full\n");
    const struct sq_dim_result *d = &s.r->dimensions[0];
    assert_range(&d->value, 2, 4, false); /* one or the other, never both */
    assert_true(d->exact);
    assert_int_equal(d->n_open, 1);
    assert_ptr_equal(d->open[0], slot(&s, "G.x.on"));
    sample_done(&s);
    scored(&s, head, questions, "  G.x.on: \"no\"\n  B: half\n  C: full\n");
    assert_range(&s.r->dimensions[0].value, 4, 4, false);
    sample_done(&s);
}

static void
completions_are_counted_up_to_the_most(void **state)
{
    (void)state;
    struct sample s;
    scored(&s, "",
           "      - {id: A, ask: One, type: one, choices: a4,\n"
           "         not-known: allowed, required: false}\n",
           "");
    const struct sq_slot *a = slot(&s, "A");
    assert_int_equal(sq_completions(a, 5), 5); /* 3, not known, left out */
    assert_int_equal(sq_completions(a, 4), 0);
    assert_int_equal(sq_completions(a, 2), 0);
    sample_done(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_answer_for_a_table_that_is_not_there_makes_no_rows),
        cmocka_unit_test(
            the_row_beyond_the_last_is_told_where_its_first_answer_stands),
        cmocka_unit_test(a_slip_is_told_beside_rows_that_are_left_out),
        cmocka_unit_test(only_a_slip_that_can_be_but_one_name_is_mended),
        cmocka_unit_test(a_parked_answer_need_not_be_valid),
        cmocka_unit_test(a_waiver_of_no_gate_is_one_mistake_and_not_two),
        cmocka_unit_test(a_waiver_is_whole_or_waives_nothing),
        cmocka_unit_test(not_known_is_that_and_no_value_besides),
        cmocka_unit_test(asked_is_decided_now_and_open_over_completions),
        cmocka_unit_test(what_is_hidden_in_what_may_be_asked_is_hidden),
        cmocka_unit_test(not_applicable_is_decided_where_it_cannot_become_so),
        cmocka_unit_test(words_are_counted_of_what_is_there),
        cmocka_unit_test(
            the_score_of_a_number_lacks_only_where_it_may_be_left_out),
        cmocka_unit_test(a_weight_of_nought_counts_nothing),
        cmocka_unit_test(a_floor_without_points_is_refused),
        cmocka_unit_test(a_band_that_may_yet_be_capped_is_open),
        cmocka_unit_test(a_table_may_count_what_is_missing_as_worst),
        cmocka_unit_test(what_is_not_known_blocks_where_it_counts_as_missing),
        cmocka_unit_test(
            an_answer_that_may_not_be_asked_is_settled_in_the_search),
        cmocka_unit_test(what_can_only_lose_has_no_maximum_to_be_a_share_of),
        cmocka_unit_test(
            completions_are_tried_as_long_as_they_do_not_take_too_long),
        cmocka_unit_test(many_formulas_may_lead_to_one),
        cmocka_unit_test(a_table_read_row_by_row_is_not_called_exact),
        cmocka_unit_test(the_most_that_any_assessment_could_have),
        cmocka_unit_test(a_dimension_of_nothing_has_no_maximum),
        cmocka_unit_test(a_question_without_points_has_no_maximum),
        cmocka_unit_test(
            not_known_as_missing_counts_nothing_where_missing_does),
        cmocka_unit_test(an_answer_without_points_has_none),
        cmocka_unit_test(points_by_a_formula_wait_for_what_it_reads),
        cmocka_unit_test(a_decided_band_is_not_what_an_outcome_waits_for),
        cmocka_unit_test(
            what_hangs_on_an_answer_that_nobody_knows_is_not_exact),
        cmocka_unit_test(a_part_that_hangs_on_one_cell_waits_for_that),
        cmocka_unit_test(completions_are_counted_up_to_the_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
