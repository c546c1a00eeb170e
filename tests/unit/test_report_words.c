/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "base/arena.h"
#include "printed.h"
#include "report/escape.h"
#include "report/outline.h"

/* What was put since the last call. */
static const char *
said(void)
{
    static char text[4000];

    snprintf(text, sizeof(text), "%.*s", SQ_FMT(sq_sbuf_str(&out)));
    sq_sbuf_clear(&out);
    return text;
}

static struct sq_range
between(sq_num low, sq_num high)
{
    return (struct sq_range){.data = true, .low = low, .high = high};
}

/* SQ_LIT is no constant expression for gcc -Wpedantic. */
/* clang-format off */
#define STR(z) {"" z, sizeof(z) - 1}
#define WORD(z) {.text = STR(z)}
#define TEXT(items_) {.items = (items_), .n = 1}
#define EDGE(number) {.given = true, .value = {(number), 1}}
/* clang-format on */

static struct sq_text_in weak_label = {.text = STR("Weak")};
static struct sq_text_in fair_label = {.text = STR("Fair")};
static struct sq_band band_rows[] = {
    {.id = WORD("bad"), .letter = WORD("I"), .upper = EDGE(40)},
    {.id = WORD("weak"),
     .label = TEXT(&weak_label),
     .letter = WORD("W"),
     .upper = EDGE(60),
     .upper_in = true},
    {.id = WORD("fair"), .label = TEXT(&fair_label)},
};
static const struct sq_bands bands = {.bands = band_rows, .n = 3};

/* ---- figures ------------------------------------------------------------ */

static void
a_figure_is_as_short_as_it_is_true(void **state)
{
    (void)state;
    sq_words_num(&out, sq_num_of(225, 4), 2);
    assert_string_equal(said(), "56.25");
    sq_words_num(&out, sq_num_of(2, 3), 2);
    assert_string_equal(said(), "0.67");
    sq_words_num(&out, sq_num_of(-7, 2), 2);
    assert_string_equal(said(), "-3.5");
    sq_words_num(&out, SQ_NUM_WIDE, 2);
    assert_string_equal(said(), "too wide to show");
}

static void
a_figure_never_looks_like_an_edge_that_it_misses(void **state)
{
    (void)state;
    sq_words_num(&out, sq_num_of(239999, 3000), 2); /* 79.99966… */
    assert_string_equal(said(), "79.9997");
    sq_words_num(&out, sq_num_of(112498, 3000), 2); /* 37.49933… */
    assert_string_equal(said(), "37.499");
    /* nothing can be said of one that is too wide to be rounded */
    sq_words_num(&out, sq_num_of(INT64_MAX, 3), 2);
    assert_string_equal(said(), "3074457345618258602.33");
}

static void
a_range_says_what_is_not_certain(void **state)
{
    (void)state;
    struct sq_range r = {0};
    sq_words_range(&out, &r, 2);
    assert_string_equal(said(), "no data");

    r = between(sq_num_int(0), sq_num_int(0));
    sq_words_range(&out, &r, 2);
    assert_string_equal(said(), "0");

    r = between(sq_num_int(40), sq_num_of(125, 2));
    sq_words_range(&out, &r, 2);
    assert_string_equal(said(), "between 40 and 62.5");
    sq_words_percent(&out, &r, 2);
    assert_string_equal(said(), "between 40 % and 62.5 %");

    r.may_none = true;
    sq_words_range(&out, &r, 2);
    assert_string_equal(said(), "between 40 and 62.5, or no data");

    r = between(sq_num_int(3), sq_num_int(9));
    r.no_high = true;
    sq_words_range(&out, &r, 2);
    assert_string_equal(said(), "at least 3");
    r.no_high = false;
    r.low = SQ_NUM_WIDE;
    sq_words_range(&out, &r, 2);
    assert_string_equal(said(), "at most 9");
    r.no_high = true;
    sq_words_range(&out, &r, 2);
    assert_string_equal(said(), "not bounded");
}

/* ---- bands -------------------------------------------------------------- */

static void
bands_are_told_in_words(void **state)
{
    (void)state;
    const sq_str lang = {0};
    struct sq_range value = between(sq_num_int(0), sq_num_int(90));
    struct sq_band_range band = {&bands, 0, 2};

    sq_words_band(&out, &band, &value, lang);
    assert_string_equal(said(), "bad to Fair");
    band.low = 1;
    sq_words_band(&out, &band, &value, lang);
    assert_string_equal(said(), "Weak or Fair");
    band.high = 1;
    value.may_none = true;
    sq_words_band(&out, &band, &value, lang);
    assert_string_equal(said(), "Weak, or no data");
    value.data = false;
    sq_words_band(&out, &band, &value, lang);
    assert_string_equal(said(), "no data");
    band.bands = NULL;
    sq_words_band(&out, &band, &value, lang);
    assert_string_equal(said(), "");
    sq_words_band_one(&out, &bands, 1, lang);
    assert_string_equal(said(), "Weak (W)");
    sq_words_band_one(&out, &bands, 2, lang);
    assert_string_equal(said(), "Fair");
}

static void
every_edge_says_to_which_band_it_belongs(void **state)
{
    (void)state;
    sq_words_edges(&out, &bands, 0);
    assert_string_equal(said(), "below 40");
    sq_words_edges(&out, &bands, 1);
    assert_string_equal(said(), "from 40, up to 60");
    sq_words_edges(&out, &bands, 2);
    assert_string_equal(said(), "above 60");

    struct sq_band quarter[] = {
        {.id = WORD("low"),
         .upper = {.given = true, .percent = true, .value = {25, 1}},
         .upper_in = true},
        {.id = WORD("high")}};
    const struct sq_bands two = {.bands = quarter, .n = 2};
    sq_words_edges(&out, &two, 0);
    assert_string_equal(said(), "up to 25 % of the maximum");
    const struct sq_bands one = {.bands = &quarter[1], .n = 1};
    sq_words_edges(&out, &one, 0);
    assert_string_equal(said(), "any figure");
}

/* ---- dimensions --------------------------------------------------------- */

static void
a_percentage_shows_its_sum(void **state)
{
    (void)state;
    struct sq_contribution parts[] = {
        {.kind = SQ_COUNTED,
         .low = {2, 1},
         .high = {2, 1},
         .max = {4, 1},
         .weight = {3, 1}},
        {.kind = SQ_UNKNOWN,
         .low = {0, 1},
         .high = {0, 1},
         .max = {4, 1},
         .weight = {1, 1}},
        {.kind = SQ_EXCLUDED,
         .low = {0, 1},
         .high = {0, 1},
         .max = {4, 1},
         .weight = {1, 1}},
    };
    const struct sq_dimension dimension = {.combine = SQ_COMBINE_percent};
    struct sq_dim_result d = {
        .dimension = &dimension,
        .value = between(sq_num_of(75, 2), sq_num_of(75, 2)),
        .parts = parts,
        .n_parts = 3,
    };

    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "37.5 % (6 of 16)");
    d.value = between(sq_num_int(40), sq_num_int(40));
    sq_words_dimension(&out, &d); /* a sum that does not give it is not shown */
    assert_string_equal(said(), "40 %");
    d.blocked = true;
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "no figure until every answer is given");
}

/* A sum beside a figure says the same, or is not there. */
static void
a_sum_that_is_open_or_too_wide_is_not_shown(void **state)
{
    (void)state;
    const struct sq_contribution whole = {.kind = SQ_COUNTED,
                                          .low = {2, 1},
                                          .high = {2, 1},
                                          .max = {4, 1},
                                          .weight = {1, 1}};
    struct sq_contribution part = whole;
    const struct sq_dimension dimension = {.combine = SQ_COMBINE_percent};
    struct sq_dim_result d = {.dimension = &dimension,
                              .value = between(sq_num_int(50), sq_num_int(50)),
                              .parts = &part,
                              .n_parts = 1};

    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "50 % (2 of 4)");
    part.high = sq_num_int(3);
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "50 %");
    part.high = SQ_NUM_WIDE;
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "50 %");
    part.low = SQ_NUM_WIDE;
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "50 %");
    part = whole;
    part.weight = SQ_NUM_ZERO;
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "50 %");
    part.weight = sq_num_int(INT64_MAX);
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "50 %");
    part.low = part.high = SQ_NUM_ZERO; /* now only the maximum is */
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "50 %");
    part = whole;
    part.low = part.high = part.max = sq_num_int(INT64_MAX / 2);
    sq_words_dimension(&out, &d); /* a hundred times as much is */
    assert_string_equal(said(), "50 %");
}

/* As in a table: two ends, or one and a word. */
static void
a_figure_with_one_end_says_which(void **state)
{
    (void)state;
    const struct sq_dimension dimension = {.combine = SQ_COMBINE_sum};
    struct sq_dim_result d = {.dimension = &dimension,
                              .value = between(sq_num_int(3), sq_num_int(5)),
                              .max = between(sq_num_int(8), sq_num_int(9))};

    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "3 to 5");
    d.max.high = d.max.low;
    d.value.no_low = true;
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "at most 5 of 8");
    d.value.no_low = false;
    d.value.no_high = d.max.may_none = true;
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "at least 3");
    d.value.no_high = false;
    d.value.high = SQ_NUM_WIDE;
    d.value.may_none = true;
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "at least 3, or no data");
    d.value.high = sq_num_int(3);
    d.value.low = SQ_NUM_WIDE;
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "at most 3, or no data");
}

static void
a_total_shows_what_it_is_out_of(void **state)
{
    (void)state;
    const struct sq_dimension dimension = {.combine = SQ_COMBINE_sum};
    struct sq_dim_result d = {
        .dimension = &dimension,
        .value = between(sq_num_int(38), sq_num_int(38)),
        .max = between(sq_num_int(90), sq_num_int(90)),
    };

    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "38 of 90");
    d.value.high = sq_num_int(40);
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "38 to 40, of 90");
    d.value = (struct sq_range){0};
    sq_words_dimension(&out, &d);
    assert_string_equal(said(), "no data");
}

static void
a_value_is_told_by_its_type(void **state)
{
    (void)state;
    const sq_str lang = {0};
    struct sq_value_result v = {
        .val = {.type = SQ_T_BOOL, .may = SQ_MAY_VALUE, .may_true = true}};

    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "yes");
    v.val.may_false = true;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "yes or no, undecided");
    v.val.may_true = false;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "no");
    v.val.may = SQ_MAY_ABSENT;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "no data");
    v.val = (struct sq_val){
        .type = SQ_T_DATE, .may = SQ_MAY_VALUE, .low = {0, 1}, .high = {0, 1}};
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "1 January 1970");
    v.val.high = sq_num_int(1);
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");
    v.val.high = SQ_NUM_WIDE;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");
    v.val.low = SQ_NUM_WIDE;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");
    v.val.no_high = true;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");
    v.val.no_low = true;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");

    struct sq_domain_item items[] = {{.id = STR("a")}, {.id = STR("b")}};
    const struct sq_domain domain = {.items = items, .n = 2};
    v.val = (struct sq_val){.type = SQ_T_OPTION,
                            .may = SQ_MAY_VALUE,
                            .domain = &domain,
                            .option = 1};
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "b");
    v.val.option = 2;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");
    v.val.domain = NULL;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");
    v.val.any = true;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");

    v.val = (struct sq_val){
        .type = SQ_T_TEXT, .may = SQ_MAY_VALUE, .text = STR("as written")};
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "as written");
    v.val.any = true;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");
    v.val = (struct sq_val){.type = SQ_T_NONE};
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "no data");
    v.val.type = SQ_T_SET;
    v.val.may = SQ_MAY_VALUE;
    sq_words_value(&out, &v, lang);
    assert_string_equal(said(), "undecided");
}

/* What nothing is rated or figured by goes by its id. */
static void
a_scale_without_a_use_goes_by_its_id(void **state)
{
    (void)state;
    const struct sq_bands spare = {.id = WORD("dcb_levels-2")};
    const struct sq_choices scale = {.id = WORD("how_likely-it")};
    const struct sq_derived other = {.id = WORD("other"), .bands = &bands};
    const struct sq_derived *values[] = {&other};
    const struct sq_questionnaire q = {
        .values = (struct sq_derived **)(uintptr_t)values, .n_values = 1};

    sq_words_bands_of(&out, &q, &spare, (sq_str){0});
    assert_string_equal(said(), "dcb levels 2");
    sq_words_bands_of(&out, &q, &bands, (sq_str){0});
    assert_string_equal(said(), "other");
    sq_words_scale(&out, &q, &scale, (sq_str){0});
    assert_string_equal(said(), "how likely it");
}

/* ---- outcome, gates, joins ---------------------------------------------- */

static void
an_outcome_that_is_open_names_what_it_can_be(void **state)
{
    (void)state;
    const sq_str lang = {0};
    struct sq_text_in label = {.text = STR("Stop at once")};
    const struct sq_outcome stop = {.id = WORD("stop"), .label = TEXT(&label)};
    const struct sq_outcome pause = {.id = WORD("pause")};
    const struct sq_outcome go = {.id = WORD("go")};
    const struct sq_outcome *possible[] = {&stop, &pause, &go};
    struct sq_results r = {.possible = possible, .n_possible = 3};

    sq_words_outcome(&out, &r, lang);
    assert_string_equal(said(), "one of \"Stop at once\", \"pause\" or "
                                "\"go\", not decided yet");
    r.outcome = &stop;
    sq_words_outcome(&out, &r, lang);
    assert_string_equal(said(), "Stop at once");
    r = (struct sq_results){0};
    sq_words_outcome(&out, &r, lang);
    assert_string_equal(said(),
                        "none, for the questionnaire names no outcomes");
}

static void
a_failing_gate_is_told_in_capitals(void **state)
{
    (void)state;
    assert_string_equal(sq_words_gate(SQ_GATE_FAIL), "FAILS");
    assert_string_equal(sq_words_gate(SQ_GATE_NOT_ASKED), "not asked");
    assert_string_equal(sq_words_trigger(SQ_TRIGGER_ON), "fires");
    assert_string_equal(sq_words_position(SQ_POS_OBJECT), "OBJECTS");
    assert_string_equal(sq_words_position(SQ_POS_UNSAID), "");
    assert_string_equal(sq_words_stage(99), "");
    assert_string_equal(sq_words_stage(-1), "");
}

/* ---- answers ------------------------------------------------------------ */

static struct sq_option likelihood[] = {
    {.id = WORD("rare"), .scored = true, .score = {1, 1}},
    {.id = WORD("likely"), .scored = true, .score = {3, 1}},
};
static struct sq_option consequence[] = {
    {.id = WORD("minor"), .scored = true, .score = {2, 1}},
    {.id = WORD("major"), .scored = true, .score = {20, 1}},
};
static const struct sq_choices rows = {.options = likelihood, .n = 2};
static const struct sq_choices columns = {.options = consequence, .n = 2};

static void
a_rating_shows_both_words_and_the_sum(void **state)
{
    (void)state;
    sq_num cells[] = {{2, 1}, {20, 1}, {6, 1}, {60, 1}};
    struct sq_matrix m = {
        .rows = &rows,
        .columns = &columns,
        .cells = cells,
        .high = {60, 1},
    };
    const struct sq_question q = {.matrix = &m};
    struct sq_slot s = {
        .question = &q,
        .state = SQ_ASKED,
        .reply = SQ_GIVEN,
        .value = {.option = 1, .column = 1},
    };

    sq_words_slot(&out, NULL, &s, (sq_str){0});
    assert_string_equal(said(), "likely × major, 3 × 20 = 60");
    m.bands = &bands;
    sq_words_slot(&out, NULL, &s, (sq_str){0});
    assert_string_equal(said(), "likely × major, 3 × 20 = 60, Weak (W)");
    cells[3] = sq_num_int(4); /* a table, not a product */
    sq_words_slot(&out, NULL, &s, (sq_str){0});
    assert_string_equal(said(), "likely × major, level 4, bad (I)");
    consequence[1].scored = false; /* words without a figure */
    sq_words_slot(&out, NULL, &s, (sq_str){0});
    assert_string_equal(said(), "likely × major, level 4, bad (I)");
    consequence[1].scored = true;
    consequence[1].score = sq_num_int(INT64_MAX);
    sq_words_slot(&out, NULL, &s, (sq_str){0});
    assert_string_equal(said(), "likely × major, level 4, bad (I)");
    consequence[1].score = sq_num_int(20);
    s.reply = SQ_MISSING;
    sq_words_slot(&out, NULL, &s, (sq_str){0});
    assert_string_equal(said(), "not answered");
    s.state = SQ_HIDDEN;
    sq_words_slot(&out, NULL, &s, (sq_str){0});
    assert_string_equal(said(), "not asked");
}

/* ---- JSON strings ------------------------------------------------------- */

static void
json_strings_keep_everything_and_obey_nothing(void **state)
{
    (void)state;
    sq_put_json(&out, SQ_LIT("a\"b\\c\n\t\x1b[31m \x7f é 漢 \xe2\x80\xae"
                             "x\xe2\x80\xa8"));
    assert_string_equal(said(), "\"a\\\"b\\\\c\\n\\t\\u001b[31m \\u007f é 漢 "
                                "\\u202ex\\u2028\"");
    sq_put_json(&out, (sq_str){0});
    assert_string_equal(said(), "\"\"");
    sq_put_json(&out, SQ_LIT("a\xff"
                             "b\xe2\x80"));
    assert_string_equal(said(), "\"a\xef\xbf\xbd"
                                "b\xef\xbf\xbd\xef\xbf\xbd\"");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(a_figure_is_as_short_as_it_is_true),
        TEST(a_figure_never_looks_like_an_edge_that_it_misses),
        TEST(a_range_says_what_is_not_certain),
        TEST(bands_are_told_in_words),
        TEST(every_edge_says_to_which_band_it_belongs),
        TEST(a_percentage_shows_its_sum),
        TEST(a_sum_that_is_open_or_too_wide_is_not_shown),
        TEST(a_total_shows_what_it_is_out_of),
        TEST(a_figure_with_one_end_says_which),
        TEST(a_value_is_told_by_its_type),
        TEST(a_scale_without_a_use_goes_by_its_id),
        TEST(an_outcome_that_is_open_names_what_it_can_be),
        TEST(a_failing_gate_is_told_in_capitals),
        TEST(a_rating_shows_both_words_and_the_sum),
        TEST(json_strings_keep_everything_and_obey_nothing),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
