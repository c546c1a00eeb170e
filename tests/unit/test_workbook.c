/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/sbuf.h"
#include "base/utf8.h"
#include "check.h"
#include "model/questionnaire.h"
#include "report/cells.h"
#include "report/pages.h"
#include "report/workbook.h"

/* ---- text for cells ------------------------------------------------------ */

static struct sq_arena arena;

static int
arena_on(void **state)
{
    (void)state;
    sq_arena_init(&arena);
    return 0;
}

static int
arena_off(void **state)
{
    (void)state;
    sq_arena_done(&arena);
    return 0;
}

static sq_str
repeated(const char *piece, size_t n)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 1u << 20);
    for (size_t i = 0; i < n; i++)
        sq_putz(&b, piece);
    sq_str s = sq_str_copy(&arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return s;
}

/* The first part of `text` in a cell of `most` units. */
static sq_str
part_of(sq_str text, size_t *at, size_t most, const char *more)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 1u << 20);
    const char *z =
        sq_cell_piece(&b, sq_cell_safe(&arena, text), at, most, more);
    sq_str s = sq_str_copy(&arena, sq_str_of(z));
    sq_sbuf_done(&b);
    return s;
}

static sq_str
cell_of(const char *text)
{
    size_t at = 0;
    return part_of(sq_str_of(text), &at, SQ_CELL_MAX, "");
}

static void
assert_text(sq_str s, const char *expected)
{
    assert_string_equal(sq_str_z(&arena, s), expected);
}

static void
plain_text_stays_as_it_is(void **state)
{
    (void)state;
    assert_text(cell_of("Care at home"), "Care at home");
    assert_text(cell_of(""), "");
    assert_text(cell_of("=1+1"), "=1+1");
    assert_text(cell_of("Gofal \xf0\x9f\x8f\xa0 cartref"),
                "Gofal \xf0\x9f\x8f\xa0 cartref");
}

static void
what_looks_like_an_escape_is_escaped(void **state)
{
    (void)state;
    assert_text(cell_of("_x0041_"), "_x005F_x0041_");
    assert_text(cell_of("a_xFfFf_b"), "a_x005F_xFfFf_b");
    assert_text(cell_of("_x0041_x0042_"), "_x005F_x0041_x005F_x0042_");
    /* not an escape: wrong length, wrong digits, cut off */
    assert_text(cell_of("_x041_"), "_x041_");
    assert_text(cell_of("_x00G1_"), "_x00G1_");
    assert_text(cell_of("_x00g1_"), "_x00g1_");
    assert_text(cell_of("_x00/1_"), "_x00/1_");
    assert_text(cell_of("_x00:1_"), "_x00:1_");
    assert_text(cell_of("_x0041"), "_x0041");
    assert_text(cell_of("_x0041ab"), "_x0041ab");
    assert_text(cell_of("snake_case_"), "snake_case_");
}

static void
controls_and_bad_bytes_are_replaced(void **state)
{
    (void)state;
    assert_text(cell_of("a\x01z"), "a\xef\xbf\xbdz");
    assert_text(cell_of("a\xffz"), "a\xef\xbf\xbdz");
    assert_text(cell_of("a\xe2\x80\xaez"), "a\xef\xbf\xbdz"); /* bidi */
    assert_text(cell_of("a\tz"), "a z");
    assert_text(cell_of("a\xef\xbf\xbfz"), "a\xef\xbf\xbdz"); /* U+FFFF */
    assert_text(cell_of("a\xef\xbf\xbez"), "a\xef\xbf\xbdz"); /* U+FFFE */
}

static void
line_ends_become_one_kind(void **state)
{
    (void)state;
    assert_text(cell_of("a\r\nb\rc\nd"), "a\nb\nc\nd");
    assert_text(cell_of("a\r"), "a\n");
}

static void
right_to_left_text_is_kept(void **state)
{
    (void)state;
    const char *hebrew = "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d";
    assert_text(cell_of(hebrew), hebrew);
}

static void
as_much_as_a_cell_holds_goes_into_one(void **state)
{
    (void)state;
    size_t at = 0;
    sq_str full = repeated("x", SQ_CELL_MAX);
    assert_int_equal(part_of(full, &at, SQ_CELL_MAX, "more").len, SQ_CELL_MAX);
    assert_int_equal(at, SQ_CELL_MAX);
}

static void
one_more_is_split_and_said(void **state)
{
    (void)state;
    size_t at = 0;
    sq_str text = repeated("x", SQ_CELL_MAX + 1);
    sq_str first = part_of(text, &at, SQ_CELL_MAX, "[more]");
    assert_int_equal(first.len, SQ_CELL_MAX);
    assert_memory_equal(first.ptr + first.len - 6, "[more]", 6);
    assert_int_equal(at, SQ_CELL_MAX - 6);
    assert_int_equal(part_of(text, &at, SQ_CELL_MAX, "[more]").len, 7);
    assert_int_equal(at, text.len);
}

static void
a_split_falls_on_a_blank_and_loses_nothing(void **state)
{
    (void)state;
    sq_str text = repeated("seven s ", 10000);
    struct sq_sbuf all;
    sq_sbuf_init(&all, 1u << 20);
    for (size_t at = 0; at < text.len;) {
        sq_str part = part_of(text, &at, SQ_CELL_MAX, "+");
        bool last = at == text.len;
        if (!last) {
            assert_int_equal(part.ptr[part.len - 1], '+');
            part.len--;
        }
        sq_put(&all, part);
        sq_putz(&all, last ? "" : " "); /* the blank that was cut at */
    }
    assert_true(sq_str_eq(sq_sbuf_str(&all), text));
    sq_sbuf_done(&all);
}

/* A line end is as good as a blank; one that is far back is not. */
static void
a_split_looks_back_only_so_far(void **state)
{
    (void)state;
    struct sq_sbuf b;
    size_t at = 0;
    sq_sbuf_init(&b, 1u << 20);
    sq_put_n(&b, 'x', 700);
    b.ptr[650] = '\n';
    assert_int_equal(part_of(sq_sbuf_str(&b), &at, 680, "").len, 650);
    assert_int_equal(at, 651);
    b.ptr[650] = 'x';
    b.ptr[200] = ' ';
    at = 0;
    assert_int_equal(part_of(sq_sbuf_str(&b), &at, 680, "").len, 680);
    assert_int_equal(at, 680);
    sq_sbuf_done(&b);
}

/* Widths are those of Arial, or guessed where it says nothing. */
static void
a_line_ends_where_its_room_does(void **state)
{
    (void)state;
    assert_int_equal(sq_cell_line(SQ_LIT("a bc"), 1200, false), 2);
    assert_int_equal(sq_cell_line(SQ_LIT("a-bc"), 1200, false), 2);
    assert_int_equal(sq_cell_line(SQ_LIT("abcd"), 1200, false), 2);
    assert_int_equal(sq_cell_line(SQ_LIT("abcd"), 1, false), 1);
    assert_int_equal(sq_cell_line(SQ_LIT("abcd"), 9999, false), 4);
    assert_int_equal(sq_cell_line(SQ_LIT("abcd"), 2300, true), 3);
    assert_int_equal(sq_cell_line(SQ_LIT("a\nb"), 9999, false), 2);
    /* a wide sign, one that stands on the letter before, a control */
    assert_int_equal(sq_cell_line(SQ_LIT("\xe6\xbc\xa2"
                                         "ab"),
                                  1600, false),
                     4);
    assert_int_equal(sq_cell_line(SQ_LIT("e\xcc\x81"
                                         "ab"),
                                  1200, false),
                     4);
    assert_int_equal(sq_cell_line(SQ_LIT("\x01"
                                         "ab"),
                                  1200, false),
                     2);
}

static void
an_emoji_counts_for_two_and_is_never_cut(void **state)
{
    (void)state;
    size_t at = 0;
    sq_str text = repeated("\xf0\x9f\x8f\xa0", 20000);
    sq_str first = part_of(text, &at, SQ_CELL_MAX, "");
    assert_int_equal(sq_utf8_count(first), SQ_CELL_MAX / 2);
    assert_int_equal(sq_utf8_check(first), first.len);
}

static void
an_escape_counts_for_what_it_takes(void **state)
{
    (void)state;
    size_t at = 0;
    sq_str text = repeated("_x0041_", 5000);
    sq_str first = part_of(text, &at, SQ_CELL_MAX, "");
    assert_in_range(first.len, SQ_CELL_MAX - 13, SQ_CELL_MAX);
    assert_true(at < text.len);
}

static void
short_text_ends_on_a_whole_character(void **state)
{
    (void)state;
    sq_str text = repeated("\xc3\xa9", 600);
    sq_str cut = sq_cell_short(&arena, text, 500);
    assert_int_equal(sq_utf8_count(cut), 500);
    assert_int_equal(sq_utf8_check(cut), cut.len);
    assert_true(sq_str_eq(sq_cell_short(&arena, text, 600), text));
}

/* ---- names and links ----------------------------------------------------- */

static void
a_line_has_no_line_ends_and_an_end(void **state)
{
    (void)state;
    struct sq_pages p = {.arena = &arena};
    assert_text(sq_page_line(&p, SQ_LIT(" a\nb\rc\td "), 20), "a b c d");
    assert_text(sq_page_line(&p, SQ_LIT("abcdef"), 4), "abc\xe2\x80\xa6");
    assert_text(sq_page_line(&p, SQ_LIT("abcd"), 4), "abcd");
}

static void
a_sheet_name_is_made_fit(void **state)
{
    (void)state;
    assert_text(sq_sheet_name_clean(&arena, SQ_LIT("a[b]:*?/\\c'"), 31),
                "a b c");
    assert_text(sq_sheet_name_clean(&arena, SQ_LIT("Scale: assurance"), 31),
                "Scale, assurance");
    assert_text(sq_sheet_name_clean(&arena, SQ_LIT(""), 31), "Sheet");
    assert_text(sq_sheet_name_clean(&arena, SQ_LIT("'"), 31), "Sheet");
    assert_text(sq_sheet_name_clean(&arena, SQ_LIT(": a"), 31), "a");
    assert_text(sq_sheet_name_clean(&arena, SQ_LIT("a:"), 31), "a");
    sq_str name = sq_sheet_name_clean(&arena, repeated("y", 40), 31);
    assert_int_equal(name.len, 31);
}

static void
a_foot_says_the_title_and_no_more(void **state)
{
    (void)state;
#define FOOT(z) sq_cell_foot(&arena, SQ_LIT(z), 20)
    assert_text(FOOT("Care\nat home"), "&L&\"Arial,Regular\"&9Care at home");
    assert_text(FOOT("111 calls"), "&L&\"Arial,Regular\"&9 111 calls");
    assert_text(FOOT("A & E &P"), "&L&\"Arial,Regular\"&9A && E &&P");
    /* no mark of a picture, not even one half of a double */
    assert_text(FOOT("R&G"), "&L&\"Arial,Regular\"&9R&&&9G");
    assert_text(FOOT("R&&G&"), "&L&\"Arial,Regular\"&9R&&&&&9G&&");
    assert_text(FOOT("&[Picture]"), "&L&\"Arial,Regular\"&9&&&9[Picture]");
    assert_text(FOOT("a title too long for a foot"),
                "&L&\"Arial,Regular\"&9a title too long fo\xe2\x80\xa6");
#undef FOOT
}

static void
only_harmless_links_are_links(void **state)
{
    (void)state;
    assert_true(sq_link_is_allowed(SQ_LIT("https://example.org/a?b=1#c")));
    assert_true(sq_link_is_allowed(SQ_LIT("http://example.org")));
    assert_true(sq_link_is_allowed(SQ_LIT("mailto:a@example.org")));
    assert_true(sq_link_is_allowed(SQ_LIT("internal:'Risks'!A1")));
    assert_false(sq_link_is_allowed(SQ_LIT("javascript:alert(1)")));
    assert_false(sq_link_is_allowed(SQ_LIT("file:///etc/passwd")));
    assert_false(sq_link_is_allowed(SQ_LIT("external:c:\\x.xlsx")));
    assert_false(sq_link_is_allowed(SQ_LIT("https://example.org/a b")));
    assert_false(sq_link_is_allowed(SQ_LIT("https://example.org/\"x\"")));
    assert_false(sq_link_is_allowed(SQ_LIT("https://example.org/\n")));
    assert_false(sq_link_is_allowed(SQ_LIT("https://example.org/\x7f")));
    assert_false(sq_link_is_allowed(SQ_LIT("")));
    struct sq_sbuf b;
    sq_sbuf_init(&b, 10000);
    sq_putz(&b, "https://example.org/");
    sq_put_n(&b, 'x', 3000);
    assert_false(sq_link_is_allowed(sq_sbuf_str(&b)));
    sq_sbuf_done(&b);
}

static void
names_are_the_same_in_any_case(void **state)
{
    (void)state;
    assert_true(sq_same_name(SQ_LIT("RISKS"), SQ_LIT("risks")));
    assert_true(sq_same_name(SQ_LIT("\xc3\x89TUDE"), SQ_LIT("\xc3\xa9tude")));
    assert_false(sq_same_name(SQ_LIT("Risk"), SQ_LIT("Risks")));
    /* a sign of another script that folds to a letter; names that part late */
    assert_true(sq_same_name(SQ_LIT("Risk"), SQ_LIT("RIS\xe2\x84\xaa")));
    assert_true(sq_same_name(SQ_LIT("Risk \xc3\x89"), SQ_LIT("RISK \xc3\xa9")));
    assert_false(sq_same_name(SQ_LIT("Risk \xc3\x89"), SQ_LIT("Risk ")));
    assert_false(sq_same_name(SQ_LIT("Risk e"), SQ_LIT("Risk \xc3\xa9")));
    assert_true(sq_same_name(SQ_LIT(""), SQ_LIT("")));
}

/* ---- a whole book of hazards --------------------------------------------- */

static struct sq_entry
text(const char *z)
{
    return (struct sq_entry){.kind = SQ_IS_TEXT, .text = sq_str_of(z)};
}

static struct sq_entry
number(sq_num n)
{
    return (struct sq_entry){.kind = SQ_IS_NUMBER, .num = n};
}

static const char *const hostile[] = {
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)",
    "+1",
    "-1",
    "_x0041_",
    "\xef\xbc\x9d"
    "1+1", /* a full-width equals sign */
    "\xf0\x9f\x8f\xa0 emoji",
    "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d",
    "control \x07 bell",
    "not UTF-8 \xc3\x28",
    "<script>&amp;</script> ]]>",
    "  blanks at both ends  ",
};
enum { HOSTILE = sizeof(hostile) / sizeof(hostile)[0] };

static void
put_hostile_table(struct sq_sheet *s)
{
    static const struct sq_column columns[] = {
        {"Name", 30, "none"}, {"NAME", 12, "none"},         {"", 12, "none"},
        {"name", 40, "none"}, {"_x0041_", 10, "not given"},
    };
    struct sq_table t;
    sq_table_begin(&t, s, 2, "Hostile", columns, 5);
    for (size_t i = 0; i < HOSTILE; i++) {
        struct sq_entry row[] = {
            text(hostile[i]),
            number(sq_num_of(1, 3)),
            number(SQ_NUM_WIDE),
            text(hostile[i]),
            {.kind = SQ_IS_DATE, .date = SQ_NO_DATE},
        };
        row[3].link = SQ_LIT("javascript:alert(1)");
        sq_table_row(&t, row);
    }
    struct sq_entry large[] = {
        {.kind = SQ_IS_TEXT, .text = repeated("forty thousand ", 2700)},
        number(sq_num_int(7)),
        {.kind = SQ_IS_DATE, .date = sq_date_of(2026, 11, 3)},
        {.kind = SQ_IS_TEXT, .text = repeated("\xf0\x9f\x8f\xa0", 20000)},
        {.kind = SQ_IS_DATE, .date = sq_date_of(1900, 1, 1)},
    };
    sq_table_row(&t, large);
    assert_int_equal(t.next, 2 + 1 + HOSTILE + 2); /* one row continues */
    (void)sq_table_end(&t, "none");
}

static void
put_live_cells(struct sq_book *b, struct sq_sheet *s)
{
    static const struct sq_column columns[] = {{"Word", 12, ""},
                                               {"Figure", 12, ""}};
    struct sq_table t;
    sq_table_begin(&t, s, 3, "Live", columns, 2);
    for (int i = 1; i <= 3; i++) {
        struct sq_entry row[] = {text("open"), number(sq_num_int(i))};
        sq_table_row(&t, row);
    }
    (void)sq_table_end(&t, "none");
    struct sq_area words = {s, 4, 6, 0, 0};
    struct sq_area figures = {s, 4, 6, 1, 1};
    sq_book_define(b, "Words", &words);
    sq_sheet_choose(s, &words, "Words", "Choose one of the words.");
    sq_sheet_mark(s, &figures, "=B5>2", SQ_RED);

    struct sq_entry sum = number(sq_num_int(6));
    sum.formula = "=SUM(B5:B7)";
    sq_sheet_put(s, 8, 1, &sum);
    struct sq_entry word = text("yes");
    word.formula = "=IF(B9>5,\"yes\",\"no\")";
    sq_sheet_put(s, 9, 1, &word);

    struct sq_chart c = {
        .title = SQ_LIT("Bars"),
        .alt = repeated("\xe2\x82\xac", 900),
        .axis = "points",
        .rows = figures,
        .series = {{"Figure", 1, SQ_PAINT_HATCHED}},
        .n_series = 1,
    };
    c.rows.left = 0;
    (void)sq_sheet_chart(s, 12, &c);
}

static void
write_hazards(const char *path)
{
    struct sq_book_about about = {
        .title =
            SQ_LIT("100 % A & B <hazards> &P R&G &[Picture] \xf0\x9f\x8f\xa0"),
        .author = SQ_LIT("\xff\xfe bad bytes"),
        .company = SQ_LIT("_x0041_"),
        .date = sq_date_of(2026, 11, 3),
    };
    struct sq_book *b = sq_book_new(&arena, path, &about);
    assert_non_null(b);
    struct sq_sheet *s = sq_book_sheet(b, SQ_LIT("a/b [c]"), SQ_LIT("=A1"));
    struct sq_sheet *live = sq_book_sheet(b, SQ_LIT("A b  C"), SQ_LIT("Live"));
    struct sq_sheet *empty = sq_book_sheet(b, SQ_LIT(""), SQ_LIT("Empty"));
    put_hostile_table(s);
    put_live_cells(b, live);
    (void)sq_sheet_lines(empty, 1, SQ_LINE_NOTE, repeated("words ", 100));
    static const struct sq_column one[] = {{"One", 12, ""}};
    struct sq_table t;
    sq_table_begin(&t, empty, 20, "Nothing", one, 1);
    assert_int_equal(sq_table_end(&t, "Nothing is recorded."), 21);

    struct sq_err err;
    assert_int_equal(sq_book_close(b, &err), SQ_OK);
}

static sq_str
bytes_of(const char *path)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    char *data = sq_arena_alloc(&arena, 1u << 20, 1);
    size_t n = fread(data, 1, 1u << 20, f);
    assert_int_equal(fclose(f), 0);
    return (sq_str){data, n};
}

/* The file is kept, for tests/xlsx/check.py, where SQEEIA_KEEP names it. */
static void
hazards_make_equal_bytes_twice(void **state)
{
    (void)state;
    char first[] = "/tmp/sqeeia-test-XXXXXX";
    char second[] = "/tmp/sqeeia-test-XXXXXX";
    int a = mkstemp(first);
    int b = mkstemp(second);
    assert_true(a >= 0 && b >= 0);
    (void)close(a);
    (void)close(b);
    write_hazards(first);
    write_hazards(second);
    sq_str one = bytes_of(first);
    assert_true(one.len > 5000);
    assert_true(sq_str_eq(one, bytes_of(second)));
    (void)unlink(second);
    const char *keep = getenv("SQEEIA_KEEP");
    if (keep)
        assert_int_equal(rename(first, keep), 0);
    else
        (void)unlink(first);
}

static void
a_path_that_cannot_be_written_is_a_failure(void **state)
{
    (void)state;
    struct sq_book_about about = {.date = sq_date_of(2026, 11, 3)};
    struct sq_book *b = sq_book_new(&arena, "/nowhere/at/all.xlsx", &about);
    assert_non_null(b);
    (void)sq_book_sheet(b, SQ_LIT("One"), SQ_LIT("One"));
    struct sq_err err = {0};
    assert_int_equal(sq_book_close(b, &err), SQ_BAD_SYSTEM);
    assert_non_null(strstr(err.text, "cannot write the workbook"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, arena_on, arena_off)

static void
the_library_tells_its_version(void **state)
{
    (void)state;
    const char *version = sq_workbook_library();
    assert_true(version[0] >= '0' && version[0] <= '9');
    assert_non_null(strchr(version, '.'));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_library_tells_its_version),
        TEST(plain_text_stays_as_it_is),
        TEST(what_looks_like_an_escape_is_escaped),
        TEST(controls_and_bad_bytes_are_replaced),
        TEST(line_ends_become_one_kind),
        TEST(right_to_left_text_is_kept),
        TEST(as_much_as_a_cell_holds_goes_into_one),
        TEST(one_more_is_split_and_said),
        TEST(a_split_falls_on_a_blank_and_loses_nothing),
        TEST(a_split_looks_back_only_so_far),
        TEST(a_line_ends_where_its_room_does),
        TEST(an_emoji_counts_for_two_and_is_never_cut),
        TEST(an_escape_counts_for_what_it_takes),
        TEST(short_text_ends_on_a_whole_character),
        TEST(a_line_has_no_line_ends_and_an_end),
        TEST(a_sheet_name_is_made_fit),
        TEST(a_foot_says_the_title_and_no_more),
        TEST(only_harmless_links_are_links),
        TEST(names_are_the_same_in_any_case),
        TEST(hazards_make_equal_bytes_twice),
        TEST(a_path_that_cannot_be_written_is_a_failure),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
