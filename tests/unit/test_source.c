/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/sbuf.h"
#include "base/utf8.h"
#include "check.h"
#include "diag/source.h"

static struct sq_arena arena;

static int
start(void **state)
{
    (void)state;
    sq_arena_init(&arena);
    return 0;
}

static int
stop(void **state)
{
    (void)state;
    sq_arena_done(&arena);
    return 0;
}

static const struct sq_source *
source(const char *text)
{
    return sq_source_new(&arena, "a.yaml", sq_str_of(text));
}

static void
assert_place(const struct sq_source *s, uint32_t at, uint32_t line,
             uint32_t column)
{
    struct sq_place place = sq_source_place(s, at);
    if (place.line != line || place.column != column)
        fail_msg("byte %u: %u:%u, not %u:%u", at, place.line, place.column,
                 line, column);
}

static void
assert_line(const struct sq_source *s, uint32_t line, const char *want)
{
    assert_true(sq_str_is(sq_source_line(s, line), want));
}

static void
places_are_counted_from_one(void **state)
{
    (void)state;
    const struct sq_source *s = source("ab\n\ncd");
    assert_true(s->ascii);
    assert_int_equal(sq_source_lines(s)->n, 3);
    assert_place(s, 0, 1, 1);
    assert_place(s, 2, 1, 3);
    assert_place(s, 3, 2, 1);
    assert_place(s, 4, 3, 1);
    assert_place(s, 6, 3, 3);
    assert_place(s, 999, 3, 3);
}

static void
columns_are_code_points(void **state)
{
    (void)state;
    const struct sq_source *s = source("é: ü\n日本: 😀x\n");
    assert_false(s->ascii);
    assert_place(s, 2, 1, 2);
    assert_place(s, 4, 1, 4);
    assert_place(s, 6, 1, 5);
    assert_place(s, 7, 2, 1);
    assert_place(s, 10, 2, 2);
    assert_place(s, 15, 2, 5);
    assert_place(s, 19, 2, 6);
}

static void
a_byte_inside_a_character_is_at_the_character(void **state)
{
    (void)state;
    const struct sq_source *s = source("a日b\n😀");
    assert_place(s, 1, 1, 2);
    assert_place(s, 2, 1, 2);
    assert_place(s, 3, 1, 2);
    assert_place(s, 4, 1, 3);
    for (uint32_t at = 6; at < 10; at++)
        assert_place(s, at, 2, 1);
    assert_place(s, 10, 2, 2);
}

static void
a_byte_that_is_not_utf8_has_a_place(void **state)
{
    (void)state;
    const struct sq_source *s = source("é\x80: \xff");
    assert_place(s, 2, 1, 2);
    assert_int_equal(sq_source_place(s, 5).line, 1);
}

static void
every_kind_of_line_end_ends_a_line(void **state)
{
    (void)state;
    const struct sq_source *s = source("a\r\nb\rc\n\r\nd");
    assert_int_equal(sq_source_lines(s)->n, 5);
    assert_line(s, 1, "a");
    assert_line(s, 2, "b");
    assert_line(s, 3, "c");
    assert_line(s, 4, "");
    assert_line(s, 5, "d");
    assert_place(s, 3, 2, 1);
    assert_place(s, 5, 3, 1);
    assert_place(s, 9, 5, 1);
}

static void
lines_that_are_not_there_are_empty(void **state)
{
    (void)state;
    const struct sq_source *s = source("a\n");
    assert_int_equal(sq_source_lines(s)->n, 2);
    assert_line(s, 0, "");
    assert_line(s, 2, "");
    assert_line(s, 3, "");
    assert_line(s, UINT32_MAX, "");
}

static void
an_empty_file_has_one_empty_line(void **state)
{
    (void)state;
    const struct sq_source *s = sq_source_new(&arena, "-", (sq_str){0});
    assert_int_equal(sq_source_lines(s)->n, 1);
    assert_place(s, 0, 1, 1);
    assert_line(s, 1, "");
    assert_int_equal(sq_source_offset(s, 0, 0), 0);
    assert_int_equal(sq_source_offset(s, 5, 5), 0);
}

static void
a_byte_order_mark_is_no_column(void **state)
{
    (void)state;
    const struct sq_source *s = source("\xef\xbb\xbf"
                                       "ab\né");
    assert_int_equal(s->bom, 3);
    assert_place(s, 0, 1, 1);
    assert_place(s, 2, 1, 1);
    assert_place(s, 3, 1, 1);
    assert_place(s, 4, 1, 2);
    assert_place(s, 6, 2, 1);
    assert_line(s, 1, "ab");
    assert_int_equal(sq_source_offset(s, 0, 1), 4);

    /* anywhere else it is a character like others */
    s = source("a\xef\xbb\xbf"
               "b");
    assert_int_equal(s->bom, 0);
    assert_place(s, 4, 1, 3);
}

static void
only_marks_count_the_line_ends_of_unicode(void **state)
{
    (void)state;
    const struct sq_source *s = source("a\u2028b\u2029c\xc2\x85"
                                       "d\ne");
    assert_int_equal(sq_source_lines(s)->n, 2);
    assert_int_equal(sq_source_lines(s)->n_mark, 5);
    assert_place(s, 4, 1, 3);
    assert_place(s, 13, 2, 1);
    assert_int_equal(sq_source_offset(s, 1, 0), 4);
    assert_int_equal(sq_source_offset(s, 2, 0), 8);
    assert_int_equal(sq_source_offset(s, 3, 0), 11);
    assert_int_equal(sq_source_offset(s, 4, 0), 13);
    assert_int_equal(sq_source_offset(s, 0, 9), 1);
    assert_int_equal(sq_source_offset(s, 2, 9), 9);

    s = source("é\ne");
    assert_ptr_equal(sq_source_lines(s)->first, sq_source_lines(s)->first_mark);
}

static void
an_offset_stays_within_its_line(void **state)
{
    (void)state;
    const struct sq_source *s = source("ab\r\nc\n");
    assert_int_equal(sq_source_offset(s, 0, 1), 1);
    assert_int_equal(sq_source_offset(s, 0, 2), 2);
    assert_int_equal(sq_source_offset(s, 0, 77), 2);
    assert_int_equal(sq_source_offset(s, 0, SIZE_MAX), 2);
    assert_int_equal(sq_source_offset(s, 1, 9), 5);
    assert_int_equal(sq_source_offset(s, 2, 0), 6);
    assert_int_equal(sq_source_offset(s, 2, 4), 6);
    assert_int_equal(sq_source_offset(s, SIZE_MAX, 0), 6);

    s = source("日本\n");
    assert_int_equal(sq_source_offset(s, 0, 1), 3);
    assert_int_equal(sq_source_offset(s, 0, 2), 6);
    assert_int_equal(sq_source_offset(s, 0, SIZE_MAX), 6);
}

static void
the_text_of_a_span_is_clamped(void **state)
{
    (void)state;
    const struct sq_source *s = source("hello");
    assert_true(sq_str_is(sq_span_text((struct sq_span){s, 1, 3}), "el"));
    assert_true(sq_str_is(sq_span_text((struct sq_span){s, 3, 99}), "lo"));
    assert_int_equal(sq_span_text((struct sq_span){s, 3, 3}).len, 0);
    assert_int_equal(sq_span_text((struct sq_span){NULL, 0, 9}).len, 0);
}

static uint32_t
next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* Walks along the text, character by character, counting for itself. */
static void
check_all_places(const struct sq_source *s)
{
    uint32_t line = 1;
    uint32_t column = 1;
    for (size_t at = s->bom; at < s->text.len;) {
        char c = s->text.ptr[at];
        bool crlf =
            c == '\r' && at + 1 < s->text.len && s->text.ptr[at + 1] == '\n';
        assert_place(s, (uint32_t)at, line, column);
        if (sq_source_lines(s)->first == sq_source_lines(s)->first_mark &&
            c != '\n' && c != '\r')
            assert_int_equal(sq_source_offset(s, line - 1, column - 1), at);
        (void)sq_utf8_next(s->text, &at);
        column++;
        if (c == '\n' || (c == '\r' && !crlf)) {
            line++;
            column = 1;
        }
    }
    assert_int_equal(sq_source_lines(s)->n, line);
}

static void
random_text(struct sq_sbuf *b, uint32_t *seed, bool unicode_breaks)
{
    static const char *const pieces[] = {
        "a", "é",    "日", "😀",      "\n",     "\r\n",     "\r",
        " ", "x: y", "\t", "\u2028", "\u2029", "\xc2\x85",
    };
    static const char run[] = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
    uint32_t kinds = unicode_breaks ? 13 : 10;
    uint32_t n = next_random(seed) % 400;
    for (uint32_t i = 0; i < n; i++) {
        sq_putz(b, pieces[next_random(seed) % kinds]);
        if (next_random(seed) % 40 == 0)
            sq_put_n(b, run[0], next_random(seed) % 600);
    }
}

static void
place_and_offset_are_each_other_s_inverse(void **state)
{
    (void)state;
    uint32_t seed = 3;
    for (int i = 0; i < 400; i++) {
        struct sq_sbuf b;
        sq_sbuf_init(&b, 1 << 20);
        sq_putz(&b, i % 3 == 0 ? "\xef\xbb\xbf" : "");
        random_text(&b, &seed, i % 2 == 0);
        check_all_places(
            sq_source_new(&arena, "r", sq_str_copy(&arena, sq_sbuf_str(&b))));
        sq_sbuf_done(&b);
    }
}

/* Every plain scalar must be at the place that libyaml's marks name. */
static void
check_marks(const struct sq_source *s, size_t *scalars)
{
    yaml_parser_t parser;
    assert_true(yaml_parser_initialize(&parser));
    yaml_parser_set_input_string(&parser, (const unsigned char *)s->text.ptr,
                                 s->text.len);
    for (bool more = true; more;) {
        yaml_token_t t;
        if (!yaml_parser_scan(&parser, &t))
            break;
        more = t.type != YAML_STREAM_END_TOKEN;
        if (t.type == YAML_SCALAR_TOKEN) {
            uint32_t from =
                sq_source_offset(s, t.start_mark.line, t.start_mark.column);
            uint32_t to =
                sq_source_offset(s, t.end_mark.line, t.end_mark.column);
            sq_str text = sq_span_text((struct sq_span){s, from, to});
            sq_str value = {(const char *)t.data.scalar.value,
                            t.data.scalar.length};
            /* a value on one line is in the file as it is */
            if (t.start_mark.line == t.end_mark.line) {
                assert_true(sq_str_eq(text, value));
                ++*scalars;
            }
        }
        yaml_token_delete(&t);
    }
    yaml_parser_delete(&parser);
}

static void
marks_of_libyaml_become_offsets(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "- é日😀\n",   "- a\r\n",           "# c\u2028", "- é\r",
        "# \xc2\x85", "- x\u2029",         "\n",        "- 日",
        "\n",         "- [é, 日本, 😀x]\n", "# é\n",
    };
    uint32_t seed = 5;
    size_t scalars = 0;
    for (int i = 0; i < 500; i++) {
        struct sq_sbuf b;
        sq_sbuf_init(&b, 1 << 20);
        sq_putz(&b, i % 3 == 0 ? "\xef\xbb\xbf" : "");
        uint32_t n = next_random(&seed) % 60;
        for (uint32_t j = 0; j < n; j++)
            sq_putz(&b, pieces[next_random(&seed) % 11]);
        check_marks(
            sq_source_new(&arena, "r", sq_str_copy(&arena, sq_sbuf_str(&b))),
            &scalars);
        sq_sbuf_done(&b);
    }
    assert_true(scalars > 2000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_counted_from_one),
        cmocka_unit_test(columns_are_code_points),
        cmocka_unit_test(a_byte_inside_a_character_is_at_the_character),
        cmocka_unit_test(a_byte_that_is_not_utf8_has_a_place),
        cmocka_unit_test(every_kind_of_line_end_ends_a_line),
        cmocka_unit_test(lines_that_are_not_there_are_empty),
        cmocka_unit_test(an_empty_file_has_one_empty_line),
        cmocka_unit_test(a_byte_order_mark_is_no_column),
        cmocka_unit_test(only_marks_count_the_line_ends_of_unicode),
        cmocka_unit_test(an_offset_stays_within_its_line),
        cmocka_unit_test(the_text_of_a_span_is_clamped),
        cmocka_unit_test(place_and_offset_are_each_other_s_inverse),
        cmocka_unit_test(marks_of_libyaml_become_offsets),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
