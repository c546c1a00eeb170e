/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/arena.h"
#include "base/str.h"
#include "check.h"

static sq_str
str(const char *z)
{
    return sq_str_of(z);
}

static void
assert_str(sq_str got, const char *want)
{
    assert_int_equal(got.len, strlen(want));
    if (got.len)
        assert_memory_equal(got.ptr, want, got.len);
}

static void
empty_texts_are_equal_whatever_they_point_to(void **state)
{
    (void)state;
    sq_str none = {0};
    assert_true(sq_str_eq(none, str("")));
    assert_true(sq_str_eq(str(NULL), none));
    assert_true(sq_str_is(none, ""));
    assert_int_equal(sq_str_cmp(none, str("")), 0);
    assert_true(sq_str_cmp(none, str("a")) < 0);
    assert_true(sq_str_eq_folded(none, str("")));
}

static void
texts_compare_by_bytes_then_by_length(void **state)
{
    (void)state;
    assert_true(sq_str_cmp(str("a"), str("b")) < 0);
    assert_true(sq_str_cmp(str("ab"), str("a")) > 0);
    assert_true(sq_str_cmp(str("Z"), str("a")) < 0);
    assert_true(sq_str_cmp(str("z"), str("é")) < 0);
    assert_int_equal(sq_str_cmp(str("é"), str("é")), 0);
    assert_false(sq_str_eq(str("ab"), str("ac")));
    assert_false(sq_str_eq(str("ab"), str("abc")));
    assert_false(sq_str_eq(SQ_LIT("a\0b"), SQ_LIT("a\0c")));
}

static void
a_prefix_is_found_only_at_the_start(void **state)
{
    (void)state;
    assert_true(sq_str_starts(str("built-in:x"), "built-in:"));
    assert_true(sq_str_starts(str("x"), ""));
    assert_true(sq_str_starts(str(""), ""));
    assert_false(sq_str_starts(str("xy"), "xyz"));
    assert_false(sq_str_starts(str("yx"), "x"));
}

static void
a_part_is_clamped_to_the_text(void **state)
{
    (void)state;
    assert_str(sq_str_sub(str("hello"), 1, 3), "el");
    assert_str(sq_str_sub(str("hello"), 3, 99), "lo");
    assert_str(sq_str_sub(str("hello"), 9, 99), "");
    assert_str(sq_str_sub(str("hello"), 4, 2), "");
    assert_str(sq_str_sub((sq_str){0}, 0, 5), "");
}

static void
blanks_are_trimmed_off_both_ends(void **state)
{
    (void)state;
    assert_str(sq_str_trim(str(" \t a b \r\n")), "a b");
    assert_str(sq_str_trim(str("a")), "a");
    assert_str(sq_str_trim(str(" \n ")), "");
    assert_str(sq_str_trim((sq_str){0}), "");
}

static void
words_are_runs_that_hold_a_letter_or_a_figure(void **state)
{
    (void)state;
    assert_int_equal(sq_str_words(str("  Two words ")), 2);
    assert_int_equal(sq_str_words(str("a-b, c\n- 12 -- d'e")), 4);
    assert_int_equal(sq_str_words(str("\xC3\xA9t\xC3\xA9 \xC2\xB5")), 2);
    assert_int_equal(sq_str_words(str(" - -- ")), 0);
    assert_int_equal(sq_str_words((sq_str){0}), 0);
}

static void
a_byte_that_is_not_there_is_found_at_the_end(void **state)
{
    (void)state;
    assert_int_equal(sq_str_find(str("a,b,c"), ',', 0), 1);
    assert_int_equal(sq_str_find(str("a,b,c"), ',', 2), 3);
    assert_int_equal(sq_str_find(str("a,b,c"), ',', 4), 5);
    assert_int_equal(sq_str_find(str("a,b,c"), ',', 77), 5);
    assert_int_equal(sq_str_find((sq_str){0}, ',', 0), 0);
}

static void
ascii_case_is_ignored_where_asked(void **state)
{
    (void)state;
    assert_true(sq_str_eq_folded(str("High"), str("hIGH")));
    assert_false(sq_str_eq_folded(str("High"), str("Highs")));
    assert_false(sq_str_eq_folded(str("@"), str("`")));
    assert_false(sq_str_eq_folded(str("["), str("{")));
    assert_true(sq_str_has_folded(str("Privacy Notice"), str("NOTICE")));
    assert_true(sq_str_has_folded(str("abc"), str("")));
    assert_true(sq_str_has_folded(str(""), str("")));
    assert_false(sq_str_has_folded(str("abc"), str("abcd")));
    assert_false(sq_str_has_folded(str("abc"), str("ca")));
}

static void
pieces_come_one_by_one_and_end(void **state)
{
    (void)state;
    sq_str rest = str("a,,b,");
    sq_str piece = {0};
    assert_true(sq_str_next(&rest, ',', &piece));
    assert_str(piece, "a");
    assert_true(sq_str_next(&rest, ',', &piece));
    assert_str(piece, "");
    assert_true(sq_str_next(&rest, ',', &piece));
    assert_str(piece, "b");
    assert_false(sq_str_next(&rest, ',', &piece));
    assert_str(piece, "b");
}

static void
a_copy_is_its_own_and_ends_in_nul(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    char bytes[] = "abc";
    sq_str copy = sq_str_copy(&a, (sq_str){bytes, 2});
    bytes[0] = 'x';
    assert_str(copy, "ab");
    assert_int_equal(copy.ptr[2], '\0');
    assert_string_equal(sq_str_z(&a, (sq_str){0}), "");
    sq_arena_done(&a);
}

static void
printed_text_may_be_of_any_length(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    assert_str(sq_str_printf(&a, "%s-%d", "q", 7), "q-7");
    assert_str(sq_str_printf(&a, "%s", ""), "");
    for (int n = 250; n < 260; n++) {
        sq_str text = sq_str_printf(&a, "%*d", n, 5);
        assert_int_equal(text.len, n);
        assert_int_equal(text.ptr[n - 1], '5');
        assert_int_equal(text.ptr[n], '\0');
    }
    sq_arena_done(&a);
}

static void
distance_counts_the_four_edits(void **state)
{
    (void)state;
    assert_int_equal(sq_str_distance(str("weight"), str("weight"), 3), 0);
    assert_int_equal(sq_str_distance(str("wieght"), str("weight"), 3), 1);
    assert_int_equal(sq_str_distance(str("weigt"), str("weight"), 3), 1);
    assert_int_equal(sq_str_distance(str("weigght"), str("weight"), 3), 1);
    assert_int_equal(sq_str_distance(str("waight"), str("weight"), 3), 1);
    assert_int_equal(sq_str_distance(str(""), str("abc"), 3), 3);
    assert_int_equal(sq_str_distance(str(""), str(""), 0), 0);
    assert_int_equal(sq_str_distance(str(""), str("abcd"), 3), 4);
    assert_int_equal(sq_str_distance(str("ab"), str("xy"), 1), 2);
    assert_int_equal(sq_str_distance(str("abcdef"), str("uvwxyz"), 64), 6);
}

static size_t
least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* The whole table, as in a textbook. */
static size_t
plain_distance(sq_str a, sq_str b)
{
    size_t d[12][12];
    for (size_t i = 0; i <= a.len; i++) {
        for (size_t j = 0; j <= b.len; j++) {
            d[i][j] = i + j;
            if (i == 0 || j == 0)
                continue;
            bool same = a.ptr[i - 1] == b.ptr[j - 1];
            d[i][j] = least(d[i - 1][j], d[i][j - 1]) + 1;
            d[i][j] = least(d[i][j], d[i - 1][j - 1] + !same);
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] &&
                a.ptr[i - 2] == b.ptr[j - 1])
                d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.len][b.len];
}

static uint32_t
next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

static sq_str
random_word(uint32_t *seed, char *word)
{
    size_t n = next_random(seed) % 11;
    for (size_t i = 0; i < n; i++)
        word[i] = "abc"[next_random(seed) % 3];
    return (sq_str){word, n};
}

static void
distance_is_that_of_the_whole_table(void **state)
{
    (void)state;
    uint32_t seed = 1;
    for (int i = 0; i < 60000; i++) {
        char one[12], two[12];
        sq_str a = random_word(&seed, one);
        sq_str b = random_word(&seed, two);
        size_t most = next_random(&seed) % 12;
        size_t want = least(plain_distance(a, b), most + 1);
        assert_int_equal(sq_str_distance(a, b, most), want);
        assert_int_equal(sq_str_distance(b, a, most), want);
    }
}

static void
a_long_text_costs_only_its_length(void **state)
{
    (void)state;
    static char one[100000], two[100000];
    memset(one, 'a', sizeof one);
    memset(two, 'a', sizeof two);
    two[50000] = 'b';
    sq_str a = {one, sizeof one};
    sq_str b = {two, sizeof two};
    assert_int_equal(sq_str_distance(a, b, 2), 1);
}

static void
the_nearest_word_is_found(void **state)
{
    (void)state;
    const sq_str words[] = {str("title"), str("when"),  str("weight"),
                            str("help"),  str("scale"), str("hint")};
    assert_str(sq_str_nearest(str("wieght"), words, 6), "weight");
    assert_str(sq_str_nearest(str("titel"), words, 6), "title");
    assert_str(sq_str_nearest(str("scales"), words, 6), "scale");
    assert_str(sq_str_nearest(str("help"), words, 6), "help");
    assert_str(sq_str_nearest(str("owner"), words, 6), "");
    assert_str(sq_str_nearest(str(""), words, 6), "");
    assert_str(sq_str_nearest(str("help"), words, 0), "");
}

static void
a_short_word_allows_fewer_edits(void **state)
{
    (void)state;
    const sq_str words[] = {str("yes"), str("sections")};
    assert_str(sq_str_nearest(str("yas"), words, 2), "yes");
    assert_str(sq_str_nearest(str("yat"), words, 2), "");
    assert_str(sq_str_nearest(str("section"), words, 2), "sections");
    assert_str(sq_str_nearest(str("sektionz"), words, 2), "sections");
    assert_str(sq_str_nearest(str("sektionzz"), words, 2), "");
    assert_str(sq_str_nearest(str("yest"), words, 2), "yes");
}

static void
of_two_as_near_the_first_wins(void **state)
{
    (void)state;
    const sq_str words[] = {str("cart"), str("card"), str("care")};
    assert_str(sq_str_nearest(str("carx"), words, 3), "cart");
    assert_str(sq_str_nearest(str("carx"), words + 1, 2), "card");
    assert_str(sq_str_nearest(str("care"), words, 3), "care");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(empty_texts_are_equal_whatever_they_point_to),
        cmocka_unit_test(texts_compare_by_bytes_then_by_length),
        cmocka_unit_test(a_prefix_is_found_only_at_the_start),
        cmocka_unit_test(a_part_is_clamped_to_the_text),
        cmocka_unit_test(blanks_are_trimmed_off_both_ends),
        cmocka_unit_test(words_are_runs_that_hold_a_letter_or_a_figure),
        cmocka_unit_test(a_byte_that_is_not_there_is_found_at_the_end),
        cmocka_unit_test(ascii_case_is_ignored_where_asked),
        cmocka_unit_test(pieces_come_one_by_one_and_end),
        cmocka_unit_test(a_copy_is_its_own_and_ends_in_nul),
        cmocka_unit_test(printed_text_may_be_of_any_length),
        cmocka_unit_test(distance_counts_the_four_edits),
        cmocka_unit_test(distance_is_that_of_the_whole_table),
        cmocka_unit_test(a_long_text_costs_only_its_length),
        cmocka_unit_test(the_nearest_word_is_found),
        cmocka_unit_test(a_short_word_allows_fewer_edits),
        cmocka_unit_test(of_two_as_near_the_first_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
