/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/arena.h"
#include "check.h"
#include "report/explain.h"

/* clang-format off */
#define STR(z) {"" z, sizeof(z) - 1}
#define WORD(z) {.text = STR(z)}
#define FROM_TO(low_, high_) {.data = true, .low = {low_, 1}, .high = {high_, 1}}
/* clang-format on */

/* One dimension, one value, two gates, three triggers, two outcomes; every test
 * changes what it is about. */
static struct sq_text_in label = {.text = STR("Fair \"enough\"")};
static struct sq_band band_rows[] = {{.id = WORD("low")}, {.id = WORD("high")}};
static const struct sq_bands bands = {.bands = band_rows, .n = 2};
static const struct sq_dimension dimension = {
    .id = WORD("fairness"),
    .label = {.items = &label, .n = 1},
};
static const struct sq_derived derived = {.id = WORD("worst")};
static const struct sq_gate gates[] = {{.id = WORD("dpia")},
                                       {.id = WORD("device")}};
static const struct sq_trigger triggers[] = {
    {.id = WORD("a")}, {.id = WORD("b")}, {.id = WORD("c")}};
static const struct sq_outcome outcomes[] = {{.id = WORD("stop")},
                                             {.id = WORD("go")}};
static const struct sq_questionnaire questionnaire = {
    .id = WORD("q"),
    .version = WORD("1.0.0"),
    .digest = STR("sha256:00"),
};
static const struct sq_assessment assessment = {
    .about = {.title = WORD("Line\none"), .reference = WORD("R-1")}};
static const struct sq_slot slot = {.id = STR("J4.age.direction")};

struct fixture {
    struct sq_case c;
    struct sq_dim_result dimension;
    struct sq_value_result value;
    struct sq_gate_result gates[2];
    struct sq_trigger_result triggers[3];
    const struct sq_outcome *possible[2];
    const struct sq_slot *open[1];
    struct sq_results results;
    struct sq_sbuf out;
};

static void
set_figures(struct fixture *f)
{
    f->dimension = (struct sq_dim_result){
        .dimension = &dimension,
        .value = FROM_TO(40, 60),
        .max = FROM_TO(16, 16),
        .percent = FROM_TO(40, 60),
        .band = {&bands, 0, 1},
        .exact = true,
        .open = f->open,
        .n_open = 1,
    };
    f->value = (struct sq_value_result){
        .derived = &derived,
        .value = FROM_TO(8, 8),
        .val = {.type = SQ_T_NUM, .may = SQ_MAY_VALUE},
        .decided = true,
        .exact = true,
    };
}

static void
set_results(struct fixture *f)
{
    f->results = (struct sq_results){
        .c = &f->c,
        .counts = {.asked = 9, .answered = 7, .missing = 2, .not_known = 1},
        .dimensions = &f->dimension,
        .n_dimensions = 1,
        .values = &f->value,
        .n_values = 1,
        .gates = f->gates,
        .n_gates = 2,
        .triggers = f->triggers,
        .n_triggers = 3,
        .possible = f->possible,
        .n_possible = 2,
        .open = f->open,
        .n_open = 1,
        .all_exact = true,
    };
}

static int
set_up(void **state)
{
    static struct fixture fixture;
    struct fixture *f = &fixture;

    memset(f, 0, sizeof(*f));
    f->c.questionnaire = &questionnaire;
    f->c.assessment = &assessment;
    f->open[0] = &slot;
    f->possible[0] = &outcomes[0];
    f->possible[1] = &outcomes[1];
    f->gates[0] = (struct sq_gate_result){&gates[0], SQ_GATE_FAIL, NULL, false};
    f->gates[1] =
        (struct sq_gate_result){&gates[1], SQ_GATE_NOT_ASKED, NULL, false};
    for (size_t i = 0; i < 3; i++)
        f->triggers[i].trigger = &triggers[i];
    f->triggers[1].state = SQ_TRIGGER_ON;
    f->triggers[2].state = SQ_TRIGGER_UNDECIDED;
    set_figures(f);
    set_results(f);
    sq_sbuf_init(&f->out, 1 << 20);
    *state = f;
    return 0;
}

static int
tear_down(void **state)
{
    struct fixture *f = *state;

    sq_sbuf_done(&f->out);
    return 0;
}

static const char *
json(struct fixture *f)
{
    const struct sq_report r = {.results = &f->results,
                                .file = SQ_LIT("a.yaml")};

    sq_sbuf_clear(&f->out);
    sq_score_put_json(&r, false, &f->out);
    return f->out.ptr;
}

static void
has(struct fixture *f, const char *part)
{
    if (!strstr(json(f), part))
        fail_msg("no %s in %s", part, json(f));
}

static void
the_keys_and_their_order_are_those_of_the_manual(void **state)
{
    assert_string_equal(
        json(*state),
        "{\"schema\":\"sqeeia-score\",\"schema_version\":1,"
        "\"file\":\"a.yaml\","
        "\"assessment\":{\"title\":\"Line\\none\",\"reference\":\"R-1\"},"
        "\"questionnaire\":{\"id\":\"q\",\"version\":\"1.0.0\","
        "\"digest\":\"sha256:00\"},\"complete\":false,"
        "\"questions\":{\"asked\":9,\"answered\":7,\"missing\":2,"
        "\"not_known\":1,\"not_applicable\":0,\"hidden\":0,"
        "\"pending\":0,\"parked\":0},"
        "\"dimensions\":[{\"id\":\"fairness\","
        "\"label\":\"Fair \\\"enough\\\"\",\"low\":40,\"value\":null,"
        "\"high\":60,\"max\":16,"
        "\"percent\":{\"low\":40,\"value\":null,\"high\":60},"
        "\"band\":{\"low\":\"low\",\"value\":null,\"high\":\"high\"},"
        "\"decided\":false,\"exact\":true,\"capped\":false,"
        "\"open\":[\"J4.age.direction\"]}],"
        "\"values\":[{\"id\":\"worst\",\"low\":8,\"value\":8,\"high\":8,"
        "\"band\":{\"low\":null,\"value\":null,\"high\":null},"
        "\"decided\":true,\"exact\":true}],"
        "\"gates\":[{\"id\":\"dpia\",\"state\":\"fail\",\"because\":\"\"}],"
        "\"triggers\":[{\"id\":\"a\",\"state\":false},"
        "{\"id\":\"b\",\"state\":true},{\"id\":\"c\",\"state\":null}],"
        "\"outcome\":{\"id\":null,\"possible\":[\"stop\",\"go\"],"
        "\"decided\":false},\"exact\":true,"
        "\"open\":[\"J4.age.direction\"],"
        "\"gates_not_asked\":[\"device\"],\"other_version\":false}\n");
}

static void
no_data_is_null_and_never_zero(void **state)
{
    struct fixture *f = *state;

    f->dimension.value = (struct sq_range){0};
    f->dimension.percent = (struct sq_range){0};
    has(f, "\"low\":null,\"value\":null,\"high\":null,\"max\":16");
    has(f, "\"band\":{\"low\":null,\"value\":null,\"high\":null}");
}

static void
a_figure_that_may_have_no_data_is_not_decided(void **state)
{
    struct fixture *f = *state;

    f->dimension.value.high = sq_num_int(40);
    f->dimension.value.may_none = true;
    f->dimension.band.high = 0;
    has(f, "\"low\":40,\"value\":null,\"high\":40");
    has(f, "\"band\":{\"low\":\"low\",\"value\":null,\"high\":\"low\"}");
}

static void
bounds_that_do_not_exist_are_null(void **state)
{
    struct fixture *f = *state;

    f->dimension.value.no_high = true;
    has(f, "\"low\":40,\"value\":null,\"high\":null");
    f->dimension.value.no_high = false;
    f->dimension.value.low = SQ_NUM_WIDE;
    has(f, "\"low\":null,\"value\":null,\"high\":60");
    f->dimension.value.low = sq_num_int(40);
    f->dimension.value.high = SQ_NUM_WIDE;
    has(f, "\"low\":40,\"value\":null,\"high\":null");
}

static void
numbers_have_nine_decimals_at_most(void **state)
{
    struct fixture *f = *state;

    f->value.value.low = f->value.value.high = sq_num_of(2, 3);
    has(f, "\"value\":0.666666667,");
    f->value.value.low = f->value.value.high = sq_num_of(-5, 2);
    has(f, "\"value\":-2.5,");
}

static void
values_keep_their_type(void **state)
{
    struct fixture *f = *state;
    struct sq_val *v = &f->value.val;

    *v = (struct sq_val){
        .type = SQ_T_BOOL, .may = SQ_MAY_VALUE, .may_true = true};
    has(f, "\"low\":true,\"value\":true,\"high\":true");
    v->may_false = true;
    has(f, "\"low\":false,\"value\":null,\"high\":true");
    *v = (struct sq_val){
        .type = SQ_T_DATE, .may = SQ_MAY_VALUE, .low = {0, 1}, .high = {1, 1}};
    has(f, "\"low\":\"1970-01-01\",\"value\":null,\"high\":\"1970-01-02\"");
    *v = (struct sq_val){
        .type = SQ_T_TEXT, .may = SQ_MAY_VALUE, .text = SQ_LIT("x")};
    has(f, "\"low\":null,\"value\":\"x\",\"high\":null");
}

/* Nothing stands for what is not certain, or is no day of a calendar. */
static void
values_that_are_open_are_null(void **state)
{
    static const char none[] = "\"low\":null,\"value\":null,\"high\":null";
    struct fixture *f = *state;
    struct sq_val *v = &f->value.val;
    struct sq_domain_item items[] = {{.id = STR("a")}, {.id = STR("b")}};
    const struct sq_domain domain = {.items = items, .n = 2};

    *v = (struct sq_val){.type = SQ_T_OPTION,
                         .may = SQ_MAY_VALUE,
                         .domain = &domain,
                         .option = 1};
    has(f, "\"low\":null,\"value\":\"b\",\"high\":null");
    v->any = true;
    has(f, none);
    v->any = false;
    v->may = SQ_MAY_VALUE | SQ_MAY_ABSENT;
    has(f, none);
    *v = (struct sq_val){.type = SQ_T_OPTION, .may = SQ_MAY_VALUE};
    has(f, none);
    *v = (struct sq_val){.type = SQ_T_TEXT, .may = SQ_MAY_ABSENT};
    has(f, none);
    *v = (struct sq_val){.type = SQ_T_BOOL,
                         .may = SQ_MAY_VALUE | SQ_MAY_ABSENT,
                         .may_true = true};
    has(f, "\"low\":true,\"value\":null,\"high\":true");

    *v = (struct sq_val){.type = SQ_T_DATE, .may = SQ_MAY_ABSENT};
    has(f, none);
    *v = (struct sq_val){
        .type = SQ_T_DATE, .may = SQ_MAY_VALUE, .low = {1, 1}, .high = {1, 1}};
    has(f, "\"low\":\"1970-01-02\",\"value\":\"1970-01-02\"");
    v->may |= SQ_MAY_ABSENT;
    has(f, "\"low\":\"1970-01-02\",\"value\":null,\"high\":\"1970-01-02\"");
    v->may = SQ_MAY_VALUE;
    v->no_high = true;
    has(f, "\"low\":\"1970-01-02\",\"value\":null,\"high\":null");
    v->no_low = true;
    has(f, none);
    v->no_low = v->no_high = false;
    v->low = v->high = SQ_NUM_WIDE;
    has(f, none);
    v->low = sq_num_of(1, 2);
    v->high = sq_num_int(INT32_MAX);
    has(f, none);
    v->low = sq_num_int(-(int64_t)INT32_MAX);
    has(f, none);
    *v = (struct sq_val){.type = SQ_T_NONE}; /* its figure tells */
    has(f, "\"low\":8,\"value\":8,\"high\":8");
}

static void
a_waiver_stands_with_its_gate(void **state)
{
    struct fixture *f = *state;
    const struct sq_waiver w = {
        .by = WORD("Chair"), .because = WORD("urgent"), .until = 0};

    f->gates[0].state = SQ_GATE_WAIVED;
    f->gates[0].waiver = &w;
    has(f, "\"state\":\"waived\",\"because\":\"\",\"waiver\":{"
           "\"by\":\"Chair\",\"because\":\"urgent\","
           "\"until\":\"1970-01-01\",\"expired\":false}");
}

static void
a_decided_outcome_has_its_id(void **state)
{
    struct fixture *f = *state;

    f->results.outcome = &outcomes[0];
    f->results.n_possible = 1;
    has(f, "\"outcome\":{\"id\":\"stop\",\"possible\":[\"stop\"],"
           "\"decided\":true}");
}

static void
the_pretty_form_says_the_same(void **state)
{
    struct fixture *f = *state;
    const struct sq_report r = {.results = &f->results,
                                .file = SQ_LIT("a.yaml")};
    char flat[4000];
    size_t n = 0;

    sq_score_put_json(&r, true, &f->out);
    assert_non_null(strstr(f->out.ptr, "\n  \"complete\": false,\n"));
    assert_non_null(strstr(f->out.ptr, "\n    {\n      \"id\": \"a\",\n"));
    for (size_t i = 0; i < f->out.len && n + 2 < sizeof(flat); i++) {
        bool after_key = i >= 2 && f->out.ptr[i] == ' ' &&
                         f->out.ptr[i - 1] == ':' && f->out.ptr[i - 2] == '"';
        if (f->out.ptr[i] == '\n')
            i += strspn(f->out.ptr + i + 1, " ");
        else if (!after_key)
            flat[n++] = f->out.ptr[i];
    }
    flat[n++] = '\n';
    flat[n] = '\0';
    assert_string_equal(flat, json(f));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(the_keys_and_their_order_are_those_of_the_manual),
        TEST(no_data_is_null_and_never_zero),
        TEST(a_figure_that_may_have_no_data_is_not_decided),
        TEST(bounds_that_do_not_exist_are_null),
        TEST(numbers_have_nine_decimals_at_most),
        TEST(values_keep_their_type),
        TEST(values_that_are_open_are_null),
        TEST(a_waiver_stands_with_its_gate),
        TEST(a_decided_outcome_has_its_id),
        TEST(the_pretty_form_says_the_same),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
