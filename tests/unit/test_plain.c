/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "lint/plain.h"
#include "one_arena.h"

static void
plainly(const char *text, const char *expected)
{
    sq_str plain = sq_plain(&arena, sq_str_of(text));
    assert_int_equal(plain.len, strlen(expected));
    assert_memory_equal(plain.ptr, expected, plain.len);
}

static void
marks_are_blanks_and_apostrophes_nothing(void **state)
{
    (void)state;
    plainly("", "");
    plainly(" \n", "");
    plainly("It isn't done: 'not yet', we said.",
            "it isnt done not yet we said");
    plainly("A ' B", "a b");
    plainly("'' ''", "");
    plainly("caf\xc3\xa9 \xe2\x80\x93 2", "caf\xc3\xa9 \xe2\x80\x93 2");
}

static bool
finds(const char *const *phrases, const char *plain, size_t words)
{
    struct sq_phrases p = sq_phrases_of(&arena, phrases);
    /* on the heap to the byte, so that a look behind the end is caught */
    sq_str text = sq_str_copy(&arena, sq_str_of(plain));
    return sq_phrases_in(&p, text, words);
}

static void
a_phrase_is_found_as_whole_words_only(void **state)
{
    (void)state;
    static const char *const phrases[] = {"to do", "xx", "a", NULL};
    assert_true(finds(phrases, "to do", 0));
    assert_true(finds(phrases, "it is to do now", 0));
    assert_true(finds(phrases, "what is left to do", 0));
    assert_true(finds(phrases, "xx", 0));
    assert_true(finds(phrases, "this is a word", 0));
    assert_true(finds(phrases, "grade a", 0));
    assert_false(finds(phrases, "", 0));
    assert_false(finds(phrases, "to done", 0));
    assert_false(finds(phrases, "into do", 0));
    assert_false(finds(phrases, "xxx axx xxa an", 0));
    assert_false(finds(phrases, "what is left to", 0));
}

static void
short_phrases_can_be_left_out(void **state)
{
    (void)state;
    static const char *const phrases[] = {"none", "to be decided", NULL};
    assert_true(finds(phrases, "none", 1));
    assert_false(finds(phrases, "none", 2));
    assert_true(finds(phrases, "none to be decided", 3));
    assert_false(finds(phrases, "none to be decided", 4));
}

static void
an_empty_phrase_is_nowhere(void **state)
{
    (void)state;
    static const char *const phrases[] = {"", NULL};
    assert_false(finds(phrases, "", 0));
    assert_false(finds(phrases, "a b", 0));
}

/* The plain way to look. */
static bool
stands_in(sq_str plain, sq_str phrase)
{
    for (size_t i = 0; i + phrase.len <= plain.len; i++) {
        size_t end = i + phrase.len;
        if ((i == 0 || plain.ptr[i - 1] == ' ') &&
            (end == plain.len || plain.ptr[end] == ' ') &&
            memcmp(plain.ptr + i, phrase.ptr, phrase.len) == 0)
            return true;
    }
    return false;
}

static unsigned
next_random(unsigned *seed)
{
    *seed = *seed * 1103515245u + 12345u;
    return *seed >> 16;
}

/* Words of few letters, so that much is nearly found. */
static sq_str
random_text(unsigned *seed, size_t most)
{
    char text[400];
    size_t n = next_random(seed) % most;
    for (size_t i = 0; i < n; i++)
        text[i] = " abc"[next_random(seed) % 4];
    return sq_plain(&arena, (sq_str){text, n});
}

static void
texts_of_every_length_are_searched_to_the_end(void **state)
{
    (void)state;
    unsigned seed = 7, found = 0;
    for (int round = 0; round < 20000; round++) {
        sq_arena_clear(&arena);
        struct sq_phrases p = {0};
        sq_str text = random_text(&seed, 300);
        bool expected = false;
        for (unsigned k = next_random(&seed) % 4; k > 0; k--) {
            sq_str phrase = random_text(&seed, 14);
            sq_phrases_add(&arena, &p, phrase);
            expected |= phrase.len && stands_in(text, phrase);
        }
        assert_int_equal(sq_phrases_in(&p, text, 0), expected);
        found += expected;
    }
    assert_in_range(found, 2000, 18000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(marks_are_blanks_and_apostrophes_nothing),
        cmocka_unit_test(a_phrase_is_found_as_whole_words_only),
        cmocka_unit_test(short_phrases_can_be_left_out),
        cmocka_unit_test(an_empty_phrase_is_nowhere),
        cmocka_unit_test(texts_of_every_length_are_searched_to_the_end),
    };
    return cmocka_run_group_tests(tests, fresh_arena, free_arena);
}
