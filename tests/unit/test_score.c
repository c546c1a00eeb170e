/* SPDX-License-Identifier: MIT */
/* clang-format off */
#include "base/limits.h"
#include "base/sbuf.h"
#include "check.h"
#include "unit/sample.h"
/* clang-format on */

/* Three scored questions; B is asked only when A is yes. */
#define SCALE                                                                  \
    "choices:\n"                                                               \
    "  a4: [{id: none, score: 0}, {id: half, score: 2}, {id: full, score: 4}]" \
    "\n"                                                                       \
    "  yn: [{id: \"yes\"}, {id: \"no\"}]\n"                                    \
    "bands:\n"                                                                 \
    "  rag: [{id: weak, below: 40}, {id: fair, below: 80}, {id: strong}]\n"
#define QUESTIONS                                                         \
    "sections:\n"                                                         \
    "  - id: S\n"                                                         \
    "    title: T\n"                                                      \
    "    questions:\n"                                                    \
    "      - {id: A, ask: One, type: one, choices: yn}\n"                 \
    "      - {id: B, ask: Two, type: one, choices: a4, dimension: d,\n"   \
    "         when: A = yes, critical: true}\n"                           \
    "      - {id: C, ask: Three, type: one, choices: a4, dimension: d,\n" \
    "         not-applicable: with-reason}\n"
#define PERCENT "dimensions: {d: {combine: percent, bands: rag}}\n"

static struct sq_dim_result *
score(struct sample *s, const char *dimension, const char *rest,
      const char *answers)
{
    sample_init(s);
    sq_str body =
        sq_str_printf(&s->arena, "%s%s%s%s", SCALE, dimension, QUESTIONS, rest);
    sample_questionnaire(s, sq_str_z(&s->arena, body));
    assert_true(s->q->usable);
    sample_score(s, answers);
    return &s->r->dimensions[0];
}

static void
assert_range(const struct sq_range *r, int low, int high)
{
    assert_true(r->data);
    if (sq_num_cmp(r->low, sq_num_int(low)) != 0 ||
        sq_num_cmp(r->high, sq_num_int(high)) != 0)
        fail_msg("expected %d to %d, got %f to %f", low, high,
                 sq_num_double(r->low), sq_num_double(r->high));
}

static void
nothing_answered_is_a_range_and_not_nought(void **state)
{
    (void)state;
    struct sample s;
    struct sq_dim_result *d = score(&s, PERCENT, "", "");
    assert_range(&d->value, 0, 100);
    assert_true(d->value.may_none); /* B hidden and C not applicable */
    assert_false(d->decided);
    assert_true(d->exact);
    assert_int_equal(s.c->slots[1].state, SQ_PENDING);
    sample_done(&s);
}

static void
a_hidden_answer_is_parked_and_counts_nothing(void **state)
{
    (void)state;
    struct sample s;
    struct sq_dim_result *d =
        score(&s, PERCENT, "", "  A: \"no\"\n  B: none\n  C: full\n");
    assert_range(&d->value, 100, 100);
    assert_int_equal(s.r->counts.parked, 1);
    assert_int_equal(s.c->slots[1].state, SQ_HIDDEN);
    assert_true(s.r->complete);
    sample_done(&s);
}

static void
nothing_scored_is_no_data(void **state)
{
    (void)state;
    struct sample s;
    struct sq_dim_result *d = score(
        &s, PERCENT, "",
        "  A: \"no\"\n  C: {answer: not-applicable, because: none here}\n");
    assert_false(d->value.data);
    assert_true(d->value.may_none);
    assert_true(d->decided);
    sample_done(&s);
}

static void
not_known_counts_as_worst_unless_said(void **state)
{
    (void)state;
    struct sample s;
    struct sq_dim_result *d =
        score(&s, PERCENT, "", "  A: \"no\"\n  C: not-known\n");
    assert_range(&d->value, 0, 0);
    sample_done(&s);
    d = score(&s,
              "dimensions: {d: {combine: percent, bands: rag,\n"
              "  not-known: missing}}\n",
              "", "  A: \"no\"\n  C: not-known\n");
    assert_range(&d->value, 0, 100);
    assert_false(d->decided);
    sample_done(&s);
}

static void
not_applicable_leaves_the_maximum_too(void **state)
{
    (void)state;
    struct sample s;
    const char *answers = "  A: \"yes\"\n  B: half\n"
                          "  C: {answer: not-applicable, because: none}\n";
    struct sq_dim_result *d = score(&s, PERCENT, "", answers);
    assert_range(&d->value, 50, 50);
    sample_done(&s);
    d = score(&s, "dimensions: {d: {combine: percent, not-applicable: zero}}\n",
              "", answers);
    assert_range(&d->value, 25, 25);
    sample_done(&s);
    d = score(&s, "dimensions: {d: {combine: percent, not-applicable: best}}\n",
              "", answers);
    assert_range(&d->value, 75, 75);
    sample_done(&s);
}

static void
policies_for_missing_answers(void **state)
{
    (void)state;
    struct sample s;
    const char *answers = "  A: \"yes\"\n  B: full\n";
    struct sq_dim_result *d =
        score(&s, "dimensions: {d: {combine: sum}}\n", "", answers);
    assert_range(&d->value, 4, 8);
    sample_done(&s);
    d = score(&s, "dimensions: {d: {combine: sum, missing: zero}}\n", "",
              answers);
    assert_range(&d->value, 4, 4);
    sample_done(&s);
    d = score(&s,
              "dimensions: {d: {combine: sum, missing: worst,\n"
              "  better: lower}}\n",
              "", answers);
    assert_range(&d->value, 8, 8);
    sample_done(&s);
    d = score(&s, "dimensions: {d: {combine: sum, missing: block}}\n", "",
              answers);
    assert_false(d->value.data);
    assert_true(d->blocked);
    assert_false(d->decided);
    sample_done(&s);
}

static void
the_basis_of_the_maximum(void **state)
{
    (void)state;
    struct sample s;
    const char *answers = "  A: \"no\"\n  C: full\n";
    struct sq_dim_result *d =
        score(&s, "dimensions: {d: {combine: sum}}\n", "", answers);
    assert_range(&d->max, 4, 4);
    sample_done(&s);
    d = score(&s, "dimensions: {d: {combine: sum, basis: all}}\n", "", answers);
    assert_range(&d->max, 8, 8);
    sample_done(&s);
    d = score(&s, "dimensions: {d: {combine: sum, basis: reachable}}\n", "",
              answers);
    assert_range(&d->max, 8, 8);
    sample_done(&s);
}

static void
branches_that_exclude_each_other_reach_one_maximum(void **state)
{
    (void)state; /* where an "all" basis would count both */
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, SCALE
        "dimensions: {d: {combine: sum, basis: reachable}}\n"
        "sections:\n"
        "  - id: S\n"
        "    title: T\n"
        "    questions:\n"
        "      - {id: A, ask: One, type: one, choices: yn}\n"
        "      - {id: B, ask: Two, type: one, choices: a4, dimension: d,\n"
        "         when: A = yes}\n"
        "      - {id: C, ask: Three, type: one, choices: a4, dimension: d,\n"
        "         when: A = no, weight: 3}\n");
    sample_score(&s, "");
    assert_range(&s.r->dimensions[0].max, 12, 12);
    assert_range(&s.r->dimensions[0].value, 0, 12);
    sample_done(&s);
}

static void
a_low_critical_answer_caps_the_band(void **state)
{
    (void)state;
    struct sample s;
    const char *dim = "dimensions: {d: {combine: percent, bands: rag,\n"
                      "  floor: {at: none, cap: weak}}}\n";
    struct sq_dim_result *d =
        score(&s, dim, "", "  A: \"yes\"\n  B: none\n  C: full\n");
    assert_range(&d->value, 50, 50);
    assert_true(d->capped);
    assert_int_equal(d->band.high, 0);
    sample_done(&s);
    /* not yet answered, it may still cap */
    d = score(&s, dim, "", "  A: \"yes\"\n  C: full\n");
    assert_false(d->capped);
    assert_true(d->may_cap);
    assert_int_equal(d->band.low, 0);
    assert_int_equal(d->band.high, 2);
    sample_done(&s);
}

static void
an_undecided_earlier_outcome_leaves_one_of(void **state)
{
    (void)state;
    struct sample s;
    const char *rest = "gates:\n"
                       "  g: {must: A = no}\n"
                       "outcomes:\n"
                       "  - {id: stop, when: d < 50}\n"
                       "  - {id: pause, when: not gate(g)}\n"
                       "  - {id: go, otherwise: true}\n";
    score(&s, PERCENT, rest, "  A: \"yes\"\n  B: full\n");
    /* C is open: 50 at worst, so `stop` is out; the gate fails for sure */
    assert_int_equal(s.r->n_possible, 1);
    assert_true(sq_str_is(s.r->outcome->id.text, "pause"));
    sample_done(&s);
    score(&s, PERCENT, rest, "  A: \"yes\"\n  B: half\n");
    assert_int_equal(s.r->n_possible, 2);
    assert_null(s.r->outcome);
    assert_int_equal(s.r->n_open, 1);
    assert_true(sq_str_is(s.r->open[0]->id, "C"));
    sample_done(&s);
}

static void
answered_is_decided_now_and_open_over_completions(void **state)
{
    (void)state; /* S5 for what is asked, S18 for what is scored */
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, SCALE PERCENT
        "sections:\n"
        "  - id: S\n"
        "    title: T\n"
        "    questions:\n"
        "      - {id: A, ask: One, type: text}\n"
        "      - {id: B, ask: Two, type: one, choices: a4, dimension: d,\n"
        "         when: answered(A)}\n");
    sample_score(&s, "");
    assert_int_equal(s.c->slots[1].state, SQ_HIDDEN);
    assert_int_equal(s.c->slots[1].future, SQ_PENDING);
    assert_true(s.r->dimensions[0].value.data);
    sample_done(&s);
}

static void
a_waiver_has_a_person_a_reason_and_an_expiry(void **state)
{
    (void)state;
    static const struct {
        const char *waiver;
        enum sq_gate_state state;
    } rows[] = {
        {"", SQ_GATE_FAIL},
        {"waivers: [{gate: g, by: A Name, because: why, until: 2026-12-31}]",
         SQ_GATE_WAIVED},
        {"waivers: [{gate: g, by: A Name, because: why, until: 2026-01-01}]",
         SQ_GATE_FAIL},
        {"waivers: [{gate: g, because: why, until: 2026-12-31}]", SQ_GATE_FAIL},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct sample s;
        sample_init(&s);
        sample_questionnaire(&s, SCALE QUESTIONS
                             "dimensions: {d: {combine: percent}}\n"
                             "roles: {chair: Panel chair}\n"
                             "gates: {g: {must: A = no, waivable-by: chair}}"
                             "\n");
        sq_str text =
            sq_str_printf(&s.arena,
                          "sqeeia: assessment/1\nquestionnaire: sample\n"
                          "about: {title: T, decision: {on: 2026-11-22}}\n"
                          "answers: {A: \"yes\"}\n%s\n",
                          rows[i].waiver);
        struct sq_tree *t = sq_yaml_read(
            &s.arena, sq_source_new(&s.arena, "a.yaml", text), &s.diags);
        s.as = sq_assessment_read(&s.arena, t, &s.diags);
        s.as->questionnaire = s.q;
        s.c = sq_case_new(&s.arena, s.as, SQ_NO_DATE, &s.diags);
        s.r = sq_score(&s.arena, s.c);
        assert_int_equal(s.r->gates[0].state, rows[i].state);
        sample_done(&s);
    }
}

static void
a_gate_that_names_nobody_may_not_be_waived(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s,
                         SCALE QUESTIONS "dimensions: {d: {combine: percent}}\n"
                                         "gates: {g: A = no}\n");
    sample_score(&s, "  A: \"yes\"\n"
                     "waivers: [{gate: g, by: A Name, because: why,\n"
                     "  until: 2099-01-01}]\n");
    assert_int_equal(s.r->gates[0].state, SQ_GATE_FAIL);
    assert_non_null(sample_found(&s, SQ_FOUND_not_waivable));
    sample_done(&s);
}

static void
a_share_of_no_maximum_is_no_data(void **state)
{
    (void)state; /* -2/-1 and 0.5/1: the maxima add up to nought */
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, "dimensions: {d: {combine: percent}}\n"
            "sections:\n"
            "  - id: S\n"
            "    title: T\n"
            "    questions:\n"
            "      - {id: A, ask: One, type: one, dimension: d,\n"
            "         choices: [{id: x, score: -2}, {id: y, score: -1}]}\n"
            "      - {id: B, ask: Two, type: one, dimension: d,\n"
            "         choices: [{id: x, score: 0.5}, {id: y, score: 1}]}\n");
    sample_score(&s, "  A: y\n  B: y\n");
    assert_false(s.r->dimensions[0].value.data);
    sample_score(&s, "  B: y\n");
    assert_false(s.r->dimensions[0].value.data);
    sample_done(&s);
}

static void
answers_that_do_not_fit_are_findings_and_missing(void **state)
{
    (void)state;
    struct sample s;
    score(&s, PERCENT, "",
          "  A: maybe\n  B: {answer: not-applicable, because: x}\n"
          "  C: not-applicable\n  D: full\n");
    const struct sq_diag *bad = sample_found(&s, SQ_FOUND_bad_answer);
    assert_non_null(bad);
    assert_true(sq_str_is(sq_span_text(bad->at), "maybe"));
    assert_non_null(sample_found(&s, SQ_FOUND_not_allowed));
    assert_non_null(sample_found(&s, SQ_FOUND_missing_reason));
    assert_true(sq_str_is(sample_at(&s, SQ_FOUND_unknown_answer), "D"));
    assert_int_equal(s.c->slots[0].reply, SQ_MISSING);
    sample_done(&s);
}

static void
rows_of_a_growing_table_are_named_by_their_answers(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, SCALE "dimensions: {d: {combine: max}}\n"
                  "sections:\n"
                  "  - id: S\n"
                  "    title: T\n"
                  "    questions:\n"
                  "      - id: G\n"
                  "        title: Hazards\n"
                  "        rows: {min: 3, max: 4}\n"
                  "        questions:\n"
                  "          - {id: what, ask: What, type: text}\n"
                  "          - {id: p, ask: How bad, type: one, choices: a4,\n"
                  "             dimension: d}\n"
                  "values: {bad: count(G.p >= half)}\n");
    sample_score(&s, "  G.h1.what: fire\n  G.h1.p: half\n  G.h2.p: none\n");
    assert_int_equal(s.c->n_rows, 3);
    assert_true(sq_str_is(s.c->rows[0].id, "h1"));
    assert_true(s.c->rows[2].phantom);
    assert_range(&s.r->dimensions[0].value, 2, 4);
    assert_range(&s.r->values[0].value, 1, 2);
    assert_true(
        sq_str_is(sq_row_label(s.c, &s.c->rows[0], (sq_str){0}), "fire"));
    sample_done(&s);
}

static void
a_condition_in_a_row_reads_its_own_row(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, "lists: {l: [{id: x, label: Ex}, {id: y}]}\n" SCALE "sections:\n"
            "  - id: S\n"
            "    title: T\n"
            "    questions:\n"
            "      - id: G\n"
            "        title: Grid\n"
            "        for-each: l\n"
            "        questions:\n"
            "          - {id: on, ask: \"Is {item} so?\", type: one,\n"
            "             choices: yn}\n"
            "          - {id: how, ask: How, type: text, when: on = yes}\n");
    assert_true(s.q->usable);
    sample_score(&s, "  G.x.on: \"yes\"\n  G.y.on: \"no\"\n");
    assert_int_equal(sq_case_find(s.c, SQ_LIT("G.x.how"))->state, SQ_ASKED);
    assert_int_equal(sq_case_find(s.c, SQ_LIT("G.y.how"))->state, SQ_HIDDEN);
    assert_true(sq_str_is(
        sq_slot_ask(s.c, sq_case_find(s.c, SQ_LIT("G.x.on")), (sq_str){0}),
        "Is Ex so?"));
    sample_done(&s);
}

#define GRID                                                              \
    "lists: {l: [{id: x, label: Ex}, {id: y}]}\n" SCALE "sections:\n"     \
    "  - id: S\n"                                                         \
    "    title: T\n"                                                      \
    "    questions:\n"                                                    \
    "      - id: G\n"                                                     \
    "        title: Grid\n"                                               \
    "        for-each: l\n"                                               \
    "        questions:\n"                                                \
    "          - {id: on, ask: So, type: one, choices: yn}\n"             \
    "          - {id: m, ask: Of, type: number, required: false}\n"       \
    "          - {id: n, ask: How many, type: number, required: false,\n" \
    "             valid: 'answer <= m and answer <= max(G.m)'}\n"

static void
a_check_of_an_answer_sees_the_answer_and_the_rest(void **state)
{
    (void)state;
    static const struct {
        const char *answers, *slot;
        bool good;
    } table[] = {
        {"  W: one two three\n", "W", true},
        {"  W: one two\n", "W", false},
        {"  P: half\n", "P", true},
        {"  P: none\n", "P", false}, /* W is not answered */
        {"  P: none\n  W: one two three\n", "P", true},
        {"  P: {answer: not-applicable, because: so}\n", "P", false},
        {"  G.x.m: 3\n  G.x.n: 3\n", "G.x.n", true},
        {"  G.x.m: 3\n  G.y.m: 9\n  G.x.n: 4\n", "G.x.n", false},
        {"  G.x.m: 3\n  G.y.n: 3\n", "G.y.n", false},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct sample s;
        sample_init(&s);
        sample_questionnaire(
            &s, GRID
            "      - {id: W, ask: Why, type: text,\n"
            "         valid: words(answer) >= 3}\n"
            "      - {id: P, ask: Points, type: one, choices: a4,\n"
            "         not-applicable: with-reason, valid: 'answered(answer)"
            " and not not-applicable(answer) and (score(answer) > 0 or "
            "answered(W))'}\n");
        assert_true(s.q->usable);
        sample_score(&s, table[i].answers);
        const struct sq_slot *slot =
            sq_case_find(s.c, sq_str_of(table[i].slot));
        struct sq_val v = sq_slot_valid(s.c, slot);
        if (sq_val_true(&v) != table[i].good)
            fail_msg("%s: %s is %d", table[i].answers, table[i].slot,
                     sq_val_true(&v));
        sample_done(&s);
    }
}

static void
an_outcome_on_one_cell_of_a_grid_waits_for_it(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(
        &s, GRID "      - {id: C, ask: See, type: text, when: G.x.on = yes}\n"
                 "outcomes:\n"
                 "  - {id: go, label: Go, when: G.x.on = yes}\n"
                 "  - {id: stop, label: Stop, otherwise: true}\n");
    assert_true(s.q->usable);
    sample_score(&s, "  G.y.on: \"yes\"\n");
    assert_null(s.r->outcome);
    assert_int_equal(s.r->n_possible, 2);
    assert_int_equal(s.r->n_open, 1);
    assert_ptr_equal(s.r->open[0], sq_case_find(s.c, SQ_LIT("G.x.on")));
    assert_int_equal(sq_case_find(s.c, SQ_LIT("C"))->state, SQ_PENDING);
    sample_score(&s, "  G.x.on: \"no\"\n");
    assert_true(sq_str_is(s.r->outcome->id.text, "stop"));
    assert_int_equal(sq_case_find(s.c, SQ_LIT("C"))->state, SQ_HIDDEN);
    sample_done(&s);
}

static void
a_waiver_of_a_gate_that_is_not_there_is_an_error(void **state)
{
    (void)state;
    struct sample s;
    score(&s, PERCENT,
          "roles: {me: Me}\ngates: {g: {must: A = yes, waivable-by: me}}\n",
          "  A: \"no\"\n"
          "waivers:\n"
          "  - {gate: gone, by: me, because: so, until: 2030-01-01}\n");
    assert_true(sq_str_is(sample_at(&s, SQ_FOUND_unknown_reference), "gone"));
    assert_int_equal(s.r->gates[0].state, SQ_GATE_FAIL);
    sample_done(&s);
}

static void
rows_that_must_be_there_take_names_that_are_free(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s, "sections:\n"
                             "  - id: S\n"
                             "    title: T\n"
                             "    questions:\n"
                             "      - id: G\n"
                             "        title: Grid\n"
                             "        rows: {min: 3}\n"
                             "        questions:\n"
                             "          - {id: a, ask: A, type: text}\n");
    sample_score(&s, "  G.r2.a: second\n");
    static const char *const names[] = {"G.r2.a", "G.r1.a", "G.r3.a"};
    assert_int_equal(s.c->n, 3);
    for (size_t i = 0; i < 3; i++)
        assert_true(sq_str_is(s.c->slots[i].id, names[i]));
    sample_done(&s);
}

static void
a_questionnaire_is_another_by_its_version_or_its_digest(void **state)
{
    (void)state;
    struct sample s;
    score(&s, PERCENT, "", "");
    const struct {
        sq_str version, digest;
        bool other;
    } rows[] = {
        {SQ_LIT(""), SQ_LIT(""), false},
        {SQ_LIT("1.0.0"), s.q->digest, false},
        {SQ_LIT("0.9.0"), SQ_LIT(""), true},
        {SQ_LIT("1.0.0"), SQ_LIT("sha256:0123"), true},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        s.as->questionnaire_version.text = rows[i].version;
        s.as->questionnaire_digest.text = rows[i].digest;
        assert_int_equal(sq_score(&s.arena, s.c)->other_version, rows[i].other);
    }
    sample_done(&s);
}

static void
names_are_guessed_at_for_the_first_of_very_many_unknown_ones(void **state)
{
    (void)state;
    enum { COLUMNS = 40, ROWS = 50, UNKNOWN = 1100 };
    struct sample s;
    struct sq_sbuf text;
    sample_init(&s);
    sq_sbuf_init(&text, SQ_MAX_FILE);
    sq_putz(&text, "lists: {l: [");
    for (int i = 0; i < ROWS; i++)
        sq_putf(&text, "{id: i%d}, ", i);
    sq_putz(&text, "{id: last}]}\nsections:\n  - id: S\n    title: T\n"
                   "    questions:\n      - id: G\n        title: Grid\n"
                   "        for-each: l\n        questions:\n");
    for (int i = 0; i < COLUMNS; i++)
        sq_putf(&text, "          - {id: q%d, ask: Q%d, type: text}\n", i, i);
    sample_questionnaire(&s, sq_str_z(&s.arena, sq_sbuf_str(&text)));
    assert_true(s.q->usable);
    sq_sbuf_clear(&text);
    sq_putz(&text, "  G.last.q7x: a\n");
    for (int i = 0; i < UNKNOWN; i++)
        sq_putf(&text, "  unknown%d: a\n", i);
    sq_putz(&text, "  G.last.q8x: a\n");
    sample_score(&s, sq_str_z(&s.arena, sq_sbuf_str(&text)));
    assert_true(sq_str_has_folded(s.diags.first->help, SQ_LIT("`G.last.q7`")));
    assert_int_equal(s.diags.last->code, SQ_FOUND_unknown_answer);
    assert_int_equal(s.diags.last->help.len, 0);
    sq_sbuf_done(&text);
    sample_done(&s);
}

static void
points_too_wide_to_put_together_are_no_wrong_number(void **state)
{
    (void)state;
    static const char *const ways[] = {
        "{combine: sum}",           "{combine: mean}", "{combine: percent}",
        "{combine: weighted-mean}", "{combine: max}",
    };
    for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
        for (int answered = 0; answered < 2; answered++) {
            struct sample s;
            sample_init(&s);
            sq_str body = sq_str_printf(
                &s.arena,
                "choices:\n"
                "  w: [{id: a, score: 999999999999999},\n"
                "      {id: b, score: 0.000000001}]\n"
                "dimensions: {d: %s}\n"
                "sections:\n"
                "  - id: S\n"
                "    title: T\n"
                "    questions:\n"
                "      - {id: A, ask: A, type: one, choices: w, dimension: d,\n"
                "         weight: 999999.999999999}\n"
                "      - {id: B, ask: B, type: one, choices: w, dimension: d,\n"
                "         weight: 0.000000007}\n",
                ways[i]);
            sample_questionnaire(&s, sq_str_z(&s.arena, body));
            assert_true(s.q->usable);
            sample_score(&s, answered ? "  A: a\n  B: b\n" : "");
            /* no end at all rather than a wrong one; the greatest is exact */
            const struct sq_range *v = &s.r->dimensions[0].value;
            bool held = i == 4;
            assert_true(v->data);
            assert_int_equal(v->no_low, !held);
            assert_int_equal(v->no_high, !held);
            if (held)
                assert_true(sq_num_cmp(v->high, sq_num_int(999999999999999)) ==
                            0);
            sample_done(&s);
        }
    }
}

static void
a_number_too_wide_is_said_and_never_wrong(void **state)
{
    (void)state;
    struct sample s;
    sample_init(&s);
    sample_questionnaire(&s, "sections:\n"
                             "  - id: S\n"
                             "    title: T\n"
                             "    questions:\n"
                             "      - {id: N, ask: How many, type: number}\n"
                             "values: {v: N * N * N * N}\n");
    sample_score(&s, "  N: 99999999999999\n");
    assert_true(s.r->wide);
    assert_true(s.r->values[0].value.no_high);
    sample_done(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_answered_is_a_range_and_not_nought),
        cmocka_unit_test(a_hidden_answer_is_parked_and_counts_nothing),
        cmocka_unit_test(nothing_scored_is_no_data),
        cmocka_unit_test(not_known_counts_as_worst_unless_said),
        cmocka_unit_test(not_applicable_leaves_the_maximum_too),
        cmocka_unit_test(policies_for_missing_answers),
        cmocka_unit_test(the_basis_of_the_maximum),
        cmocka_unit_test(branches_that_exclude_each_other_reach_one_maximum),
        cmocka_unit_test(a_low_critical_answer_caps_the_band),
        cmocka_unit_test(an_undecided_earlier_outcome_leaves_one_of),
        cmocka_unit_test(answered_is_decided_now_and_open_over_completions),
        cmocka_unit_test(a_waiver_has_a_person_a_reason_and_an_expiry),
        cmocka_unit_test(a_gate_that_names_nobody_may_not_be_waived),
        cmocka_unit_test(a_share_of_no_maximum_is_no_data),
        cmocka_unit_test(answers_that_do_not_fit_are_findings_and_missing),
        cmocka_unit_test(rows_of_a_growing_table_are_named_by_their_answers),
        cmocka_unit_test(a_condition_in_a_row_reads_its_own_row),
        cmocka_unit_test(a_check_of_an_answer_sees_the_answer_and_the_rest),
        cmocka_unit_test(rows_that_must_be_there_take_names_that_are_free),
        cmocka_unit_test(
            a_questionnaire_is_another_by_its_version_or_its_digest),
        cmocka_unit_test(
            names_are_guessed_at_for_the_first_of_very_many_unknown_ones),
        cmocka_unit_test(an_outcome_on_one_cell_of_a_grid_waits_for_it),
        cmocka_unit_test(a_waiver_of_a_gate_that_is_not_there_is_an_error),
        cmocka_unit_test(points_too_wide_to_put_together_are_no_wrong_number),
        cmocka_unit_test(a_number_too_wide_is_said_and_never_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
