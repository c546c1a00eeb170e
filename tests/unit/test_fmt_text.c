/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/utf8.h"
#include "printed.h"
#include "report/bars.h"
#include "report/outline.h"
#include "report/wrap.h"

/* Every line is at most `width` columns wide and ends in no blank. */
static void
check_lines(size_t width)
{
    sq_str rest = sq_sbuf_str(&out);
    sq_str line;

    while (sq_str_next(&rest, '\n', &line)) {
        assert_true(sq_utf8_width(line) <= width);
        assert_true(line.len == 0 || line.ptr[line.len - 1] != ' ');
    }
}

static void
wrap(const char *text, size_t at, size_t indent, size_t width)
{
    sq_sbuf_clear(&out);
    sq_wrap_put(&out, sq_str_of(text), at, indent, width);
}

static void
put(const struct sq_block *b, unsigned width, bool ascii)
{
    struct sq_block copy = *b;
    struct sq_outline o = {.first = &copy, .last = &copy};
    const struct sq_text_style style = {.width = width, .ascii = ascii};

    sq_sbuf_clear(&out);
    sq_text_put(&out, &o, &style);
}

/* ---- wrapping ----------------------------------------------------------- */

static void
words_fill_a_line_to_its_last_column(void **state)
{
    (void)state;
    wrap("aaaa bbbb cccc", 0, 0, 9);
    assert_string_equal(out.ptr, "aaaa bbbb\ncccc\n");
    wrap("aaaa bbbb cccc", 0, 0, 8);
    assert_string_equal(out.ptr, "aaaa\nbbbb\ncccc\n");
}

/* Where the label before it took the whole line, a word begins the next. */
static void
a_line_that_is_full_gives_way(void **state)
{
    (void)state;
    wrap("abc", 10, 2, 10);
    assert_string_equal(out.ptr, "\n  abc\n");
    wrap("漢", 9, 2, 10);
    assert_string_equal(out.ptr, "\n  漢\n");
}

static void
later_lines_are_indented_and_blanks_never_trail(void **state)
{
    (void)state;
    wrap("one  two three\n\n\nfour", 0, 2, 9);
    assert_string_equal(out.ptr, "one two\n  three\n\n  four\n");
    check_lines(9);
}

static void
a_word_longer_than_the_line_is_cut(void **state)
{
    (void)state;
    wrap("a bcdefghijklmnop q", 0, 2, 8);
    assert_string_equal(out.ptr, "a\n  bcdefg\n  hijklm\n  nop q\n");
}

static void
a_percent_sign_stays_with_its_figure(void **state)
{
    (void)state;
    wrap("about 56.25 % of it", 0, 0, 11);
    assert_string_equal(out.ptr, "about\n56.25 % of\nit\n");
}

static void
wide_and_combining_characters_count_their_columns(void **state)
{
    (void)state;
    wrap("漢字 漢字", 0, 0, 8); /* 4 + 1 + 4 columns */
    assert_string_equal(out.ptr, "漢字\n漢字\n");
    wrap("e\xcc\x81\xcc\x82 e\xcc\x81 e", 0, 0, 5); /* 1 + 1 + 1 + 1 + 1 */
    assert_string_equal(out.ptr, "e\xcc\x81\xcc\x82 e\xcc\x81 e\n");
    wrap("漢字漢字漢", 0, 0, 5); /* never half a character */
    assert_string_equal(out.ptr, "漢字\n漢字\n漢\n");
}

static void
a_cluster_wider_than_the_line_does_not_hang(void **state)
{
    (void)state;
    wrap("漢字 a", 0, 0, 1);
    assert_string_equal(out.ptr, "漢字\na\n");
}

static void
one_line_of_many_can_be_asked_for(void **state)
{
    (void)state;
    sq_str line;
    sq_str text = SQ_LIT("after all actions");

    assert_true(sq_wrap_line(text, 9, 0, &line));
    assert_true(sq_str_is(line, "after all"));
    assert_true(sq_wrap_line(text, 9, 1, &line));
    assert_true(sq_str_is(line, "actions"));
    assert_false(sq_wrap_line(text, 9, 2, &line));
    assert_false(sq_wrap_line(SQ_LIT(""), 9, 0, &line));
    assert_int_equal(sq_wrap_word(text), 7);
}

/* ---- safe text ---------------------------------------------------------- */

static void
controls_and_bidi_marks_never_reach_the_page(void **state)
{
    (void)state;
    const struct sq_block b = {
        .kind = SQ_PARAGRAPH,
        .text = SQ_LIT("a\x1b[31mred\x07 \xe2\x80\xae"
                       "evil\nnext\tcell"),
    };
    put(&b, 80, false);
    assert_string_equal(out.ptr, "a\xef\xbf\xbd[31mred\xef\xbf\xbd "
                                 "\xef\xbf\xbd"
                                 "evil next cell\n");
}

static void
ascii_changes_signs_and_keeps_letters(void **state)
{
    (void)state;
    const struct sq_block b = {
        .kind = SQ_PARAGRAPH,
        .text = SQ_LIT("Ŵyn × “two” – ≥ 3…"),
    };
    put(&b, 80, true);
    assert_string_equal(out.ptr, "Ŵyn x \"two\" - >= 3...\n");
    put(&b, 80, false);
    assert_string_equal(out.ptr, "Ŵyn × “two” – ≥ 3…\n");
}

static void
a_heading_cannot_be_forged_by_an_answer(void **state)
{
    (void)state;
    sq_str heads[] = {SQ_LIT("Answer")};
    struct sq_cell cells[] = {
        {.text = SQ_LIT("yes\n\nRecommendation\n====\nProceed")}};
    const struct sq_block b = {
        .kind = SQ_RECORD,
        .text = SQ_LIT("D2: Is it\nsafe?"),
        .heads = heads,
        .n_columns = 1,
        .cells = cells,
        .n_cells = 1,
        .n_rows = 1,
    };
    put(&b, 80, false);
    assert_string_equal(out.ptr, "D2: Is it safe?\n  Answer: yes\n\n"
                                 "    Recommendation\n    ====\n"
                                 "    Proceed\n");
}

/* Where no line is wanted: in a record's field it is, in a cell not. */
static void
ascii_keeps_the_lines_of_a_field(void **state)
{
    (void)state;
    sq_wrap_clean(&out, SQ_LIT("a\n‘b’"), true, true);
    assert_string_equal(out.ptr, "a\n'b'");
    sq_sbuf_clear(&out);
    sq_wrap_clean(&out, SQ_LIT("a\n‘b’"), true, false);
    assert_string_equal(out.ptr, "a 'b'");
}

/* ---- blocks ------------------------------------------------------------- */

static void
a_heading_without_a_sign_has_no_line_below(void **state)
{
    (void)state;
    const struct sq_block b = {
        .kind = SQ_HEADING, .level = 1, .text = SQ_LIT("\xe2\x80\x8b")};
    put(&b, 80, false);
    assert_string_equal(out.ptr, "\xe2\x80\x8b\n");
}

static void
a_field_without_a_name_is_its_text(void **state)
{
    (void)state;
    sq_str heads[] = {SQ_LIT(""), SQ_LIT("Why?"), SQ_LIT("Who")};
    struct sq_cell cells[] = {
        {.text = SQ_LIT("said")}, {.text = SQ_LIT("so")}, {.text = SQ_LIT("")}};
    const struct sq_block b = {.kind = SQ_RECORD,
                               .text = SQ_LIT("T"),
                               .heads = heads,
                               .n_columns = 3,
                               .cells = cells,
                               .n_cells = 3,
                               .n_rows = 1};
    put(&b, 80, false);
    assert_string_equal(out.ptr, "T\n  said\n  Why? so\n");
}

static void
headings_carry_their_numbers(void **state)
{
    (void)state;
    struct sq_block four = {.kind = SQ_HEADING,
                            .level = 3,
                            .text = SQ_LIT("B"),
                            .number = SQ_LIT("2.1")};
    struct sq_block three = {.kind = SQ_HEADING,
                             .level = 2,
                             .text = SQ_LIT("Two"),
                             .number = SQ_LIT("2."),
                             .next = &four};
    struct sq_block two = {.kind = SQ_HEADING,
                           .level = 3,
                           .text = SQ_LIT("A"),
                           .number = SQ_LIT("1.1"),
                           .next = &three};
    struct sq_block one = {.kind = SQ_HEADING,
                           .level = 2,
                           .text = SQ_LIT("One"),
                           .number = SQ_LIT("1."),
                           .next = &two};
    const struct sq_outline o = {&one, &four};
    const struct sq_text_style style = {.width = 80, .chapters = true};

    sq_text_put(&out, &o, &style);
    assert_string_equal(out.ptr, "1. One\n------\n\n1.1 A\n\n\n"
                                 "2. Two\n------\n\n2.1 B\n");
}

static struct sq_block
table(sq_str *heads, size_t n, struct sq_cell *cells, size_t n_cells)
{
    return (struct sq_block){
        .kind = SQ_TABLE,
        .heads = heads,
        .n_columns = n,
        .cells = cells,
        .n_cells = n_cells,
        .n_rows = n_cells / n,
    };
}

static void
columns_stand_under_their_heads(void **state)
{
    (void)state;
    sq_str heads[] = {SQ_LIT("Name"), SQ_LIT("Points"), SQ_LIT("Note")};
    struct sq_cell cells[] = {
        {.text = SQ_LIT("漢字")},
        {.text = SQ_LIT("9"), .number = true},
        {.text = SQ_LIT("wide")},
        {.text = SQ_LIT("e\xcc\x81")},
        {.text = SQ_LIT("10"), .number = true},
        {.text = SQ_LIT("")},
    };
    const struct sq_block b = table(heads, 3, cells, 6);
    put(&b, 80, false);
    assert_string_equal(out.ptr, "Name  Points  Note\n"
                                 "----  ------  ----\n"
                                 "漢字       9  wide\n"
                                 "e\xcc\x81         10\n");
    check_lines(80);
}

static void
only_the_last_column_wraps(void **state)
{
    (void)state;
    sq_str heads[] = {SQ_LIT("Id"), SQ_LIT("What")};
    struct sq_cell cells[] = {
        {.text = SQ_LIT("X1")},
        {.text = SQ_LIT("test with people who stammer and write down what "
                        "they say")},
    };
    const struct sq_block b = table(heads, 2, cells, 2);
    put(&b, 40, false);
    assert_string_equal(out.ptr, "Id  What\n"
                                 "--  ------------------------------------\n"
                                 "X1  test with people who stammer and\n"
                                 "    write down what they say\n");
    check_lines(40);
}

static void
a_table_too_wide_becomes_a_list(void **state)
{
    (void)state;
    sq_str heads[] = {SQ_LIT("Group"), SQ_LIT("Harm"), SQ_LIT("Note")};
    struct sq_cell cells[] = {
        {.text = SQ_LIT("People in rural places")},
        {.text = SQ_LIT("")},
        {.text = SQ_LIT("the signal is weak in many valleys")},
    };
    const struct sq_block b = table(heads, 3, cells, 3);
    put(&b, 40, false);
    assert_string_equal(out.ptr, "- People in rural places\n"
                                 "  Note: the signal is weak in many\n"
                                 "    valleys\n");
}

/* Very many columns, or a last one that would be a thin strip. */
static void
a_table_of_odd_shape_becomes_a_list(void **state)
{
    (void)state;
    sq_str heads[33] = {SQ_LIT("A")};
    struct sq_cell cells[33] = {{.text = SQ_LIT("a")}};
    for (size_t i = 1; i < 33; i++)
        heads[i] = cells[i].text = SQ_LIT("x");
    struct sq_block b = table(heads, 33, cells, 33);
    put(&b, 80, false);
    assert_memory_equal(out.ptr, "- a\n  x: x\n", 11);

    cells[0].text = SQ_LIT("twenty-one columns ..");
    cells[1].text = SQ_LIT("words that need more than two lines of such a "
                           "thin column");
    b = table(heads, 2, cells, 2);
    put(&b, 40, false);
    assert_string_equal(out.ptr, "- twenty-one columns ..\n"
                                 "  x: words that need more than two lines\n"
                                 "    of such a thin column\n");
}

/* ---- charts ------------------------------------------------------------- */

/* Seventeen dimensions of one figure each. */
static void
put_bars(enum sq_drawing_kind kind, unsigned width, const char *label)
{
    static struct sq_bar bars[17];
    static struct sq_cell cells[34];
    sq_str heads[] = {SQ_LIT("Name"), SQ_LIT("Figure")};

    for (size_t i = 0; i < 17; i++) {
        bars[i] = (struct sq_bar){
            .label = sq_str_of(label),
            .text = SQ_LIT("1 %"),
            .a = {true, sq_num_of(1, 100), sq_num_of(1, 100), 0}};
        cells[2 * i].text = bars[i].label;
        cells[2 * i + 1].text = bars[i].text;
    }
    const struct sq_block rows = table(heads, 2, cells, 34);
    const struct sq_drawing c = {.kind = kind,
                                 .finding = SQ_LIT("All alike."),
                                 .bars = bars,
                                 .n = 17,
                                 .table = &rows};
    const struct sq_block b = {.kind = SQ_CHART, .chart = &c};
    put(&b, width, true);
}

static size_t
count(const char *part)
{
    size_t n = 0;
    for (const char *at = out.ptr; (at = strstr(at, part)); at++)
        n++;
    return n;
}

static void
a_chart_shows_all_in_its_table_and_some_below_it(void **state)
{
    (void)state;
    put_bars(SQ_DRAW_BARS, 80, "Short");
    assert_int_equal(count("Short  1 %     #...."), 17);
    assert_int_equal(count("more"), 0);
    put_bars(SQ_DRAW_BARS, 60, "Long enough for no bar beside it");
    assert_int_equal(count("#...."), 16);
    assert_int_equal(count("and 1 more\n"), 1);
    put_bars(SQ_DRAW_BARS, 40,
             "A word that is much-longer-than-any-line-of-40");
    assert_int_equal(count("#...."), 16);
    put_bars(SQ_DRAW_COUNTS, 80, "Short");
    assert_int_equal(count("#....") - count("Short: 1 %\n"), 0);
    assert_int_equal(count("and 1 more\n"), 1);
}

static void
a_heat_map_in_which_nothing_stands_is_not_printed(void **state)
{
    (void)state;
    const struct sq_drawing c = {.kind = SQ_DRAW_HEAT};
    const struct sq_block b = {.kind = SQ_CHART, .chart = &c};
    put(&b, 80, false);
    assert_int_equal(out.len, 0);
}

static void
a_legend_explains_the_signs_that_are_drawn(void **state)
{
    (void)state;
    struct sq_bar bar = {.a = {true, SQ_NUM_ZERO, sq_num_int(1), 0},
                         .has_floor = true};
    struct sq_drawing c = {.kind = SQ_DRAW_BARS, .bars = &bar, .n = 1};
#define LEGEND(ascii, text) assert_string_equal(sq_bar_legend(&c, ascii), text)
    LEGEND(true, "~ may still be reached. A critical answer at its floor holds "
                 "the band below |.");
    LEGEND(false, "▒ may still be reached. A critical answer at its floor "
                  "holds the band below │.");
    bar.has_floor = false;
    LEGEND(true, "~ may still be reached.");
    LEGEND(false, "▒ may still be reached.");
    bar.a.high = SQ_NUM_ZERO;
    LEGEND(true, "");
    bar.has_floor = true;
    LEGEND(true, "A critical answer at its floor holds the band below |.");
    LEGEND(false, "A critical answer at its floor holds the band below │.");
#undef LEGEND
}

static void
heads_take_two_lines_when_they_must(void **state)
{
    (void)state;
    sq_str heads[] = {SQ_LIT(""), SQ_LIT("5 almost certain"),
                      SQ_LIT("4 rather likely"), SQ_LIT("3 may be")};
    struct sq_cell cells[] = {
        {.text = SQ_LIT("rather long")},
        {.text = SQ_LIT("H 2")},
        {.text = SQ_LIT("M")},
        {.text = SQ_LIT("L")},
    };
    struct sq_block b = table(heads, 4, cells, 4);
    b.kind = SQ_MATRIX;
    put(&b, 40, false);
    assert_string_equal(out.ptr, "             5        4       3\n"
                                 "             almost   rather  may\n"
                                 "             certain  likely  be\n"
                                 "-----------  -------  ------  ---\n"
                                 "rather long  H 2      M       L\n");
}

static void
the_width_has_a_floor_and_a_default(void **state)
{
    (void)state;
    char text[400];
    memset(text, 'x', sizeof(text) - 1);
    text[sizeof(text) - 1] = '\0';
    const struct sq_block b = {.kind = SQ_PARAGRAPH, .text = sq_str_of(text)};

    put(&b, 10, false);
    check_lines(40);
    assert_int_equal(sq_str_find(sq_sbuf_str(&out), '\n', 0), 40);
    put(&b, 0, false);
    check_lines(80);
    assert_int_equal(sq_str_find(sq_sbuf_str(&out), '\n', 0), 80);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
        TEST(words_fill_a_line_to_its_last_column),
        TEST(a_line_that_is_full_gives_way),
        TEST(later_lines_are_indented_and_blanks_never_trail),
        TEST(a_word_longer_than_the_line_is_cut),
        TEST(a_percent_sign_stays_with_its_figure),
        TEST(wide_and_combining_characters_count_their_columns),
        TEST(a_cluster_wider_than_the_line_does_not_hang),
        TEST(one_line_of_many_can_be_asked_for),
        TEST(controls_and_bidi_marks_never_reach_the_page),
        TEST(ascii_changes_signs_and_keeps_letters),
        TEST(a_heading_cannot_be_forged_by_an_answer),
        TEST(ascii_keeps_the_lines_of_a_field),
        TEST(headings_carry_their_numbers),
        TEST(a_heading_without_a_sign_has_no_line_below),
        TEST(a_field_without_a_name_is_its_text),
        TEST(columns_stand_under_their_heads),
        TEST(only_the_last_column_wraps),
        TEST(a_table_too_wide_becomes_a_list),
        TEST(a_table_of_odd_shape_becomes_a_list),
        TEST(a_chart_shows_all_in_its_table_and_some_below_it),
        TEST(a_heat_map_in_which_nothing_stands_is_not_printed),
        TEST(a_legend_explains_the_signs_that_are_drawn),
        TEST(heads_take_two_lines_when_they_must),
        TEST(the_width_has_a_floor_and_a_default),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
