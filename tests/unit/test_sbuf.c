/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/sbuf.h"
#include "base/utf8.h"
#include "check.h"

static void
text_is_put_together(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 1000);
    assert_int_equal(sq_sbuf_str(&b).len, 0);
    sq_putz(&b, "one");
    sq_putc(&b, ' ');
    sq_put(&b, SQ_LIT("two"));
    sq_put_n(&b, '!', 3);
    sq_putf(&b, " %d%s", 3, "x");
    sq_put(&b, (sq_str){0});
    sq_put_n(&b, '?', 0);
    sq_putz(&b, "");
    sq_putz(&b, NULL);
    assert_string_equal(b.ptr, "one two!!! 3x");
    assert_int_equal(b.len, 13);
    assert_false(b.cut);
    sq_sbuf_done(&b);
}

static void
text_grows_to_any_length_below_the_maximum(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100000);
    for (int i = 0; i < 10000; i++) {
        sq_putf(&b, "%05d", i);
        sq_put_n(&b, '.', 5);
        assert_int_equal(b.ptr[b.len], '\0');
    }
    assert_int_equal(b.len, 100000);
    assert_false(b.cut);
    assert_memory_equal(b.ptr + 54320, "05432.....", 10);
    sq_sbuf_done(&b);
}

static void
a_long_print_is_kept_whole(void **state)
{
    (void)state;
    struct sq_sbuf b;
    for (int n = 1; n < 2000; n += 7) {
        sq_sbuf_init(&b, 10000);
        sq_putf(&b, "%*d", n, 4);
        sq_putf(&b, "%*d", n, 5);
        assert_int_equal(b.len, 2 * n);
        assert_int_equal(b.ptr[n - 1], '4');
        assert_int_equal(b.ptr[2 * n - 1], '5');
        sq_sbuf_done(&b);
    }
}

static void
exactly_the_maximum_is_not_cut(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 6);
    sq_putz(&b, "abc");
    sq_putf(&b, "%s", "def");
    assert_false(b.cut);
    assert_string_equal(b.ptr, "abcdef");
    sq_putf(&b, "%s", "");
    assert_false(b.cut);
    sq_putc(&b, 'g');
    assert_true(b.cut);
    assert_string_equal(b.ptr, "abcdef");
    sq_sbuf_done(&b);
}

static void
nothing_slips_in_behind_a_cut(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 6);
    sq_putz(&b, "日本語");
    assert_string_equal(b.ptr, "日本");
    assert_true(b.cut);
    sq_sbuf_clear(&b);
    sq_putz(&b, "a日本");
    assert_string_equal(b.ptr, "a日");
    sq_putc(&b, 'x');
    sq_putf(&b, "y");
    sq_put_n(&b, 'z', 1);
    sq_put(&b, SQ_LIT("w"));
    assert_string_equal(b.ptr, "a日");
    assert_true(b.cut);
    sq_sbuf_done(&b);
}

static void
a_cut_never_falls_inside_a_character(void **state)
{
    (void)state;
    static const char text[] = "aé日😀é😀日a";
    for (size_t max = 0; max < sizeof text; max++) {
        struct sq_sbuf b;
        sq_sbuf_init(&b, max);
        sq_putz(&b, text);
        assert_true(b.len <= max && b.len + 3 >= max);
        assert_int_equal(sq_utf8_check(sq_sbuf_str(&b)), b.len);
        assert_true(b.cut == (max < sizeof text - 1));
        sq_sbuf_done(&b);

        sq_sbuf_init(&b, max);
        sq_putf(&b, "%s", text);
        assert_true(b.len <= max && b.len + 3 >= max);
        assert_int_equal(sq_utf8_check(sq_sbuf_str(&b)), b.len);
        assert_true(b.cut == (max < sizeof text - 1));
        sq_sbuf_done(&b);
    }
}

static void
a_repeated_byte_is_cut_at_the_maximum(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 5);
    sq_put_n(&b, 'x', SIZE_MAX);
    assert_string_equal(b.ptr, "xxxxx");
    assert_true(b.cut);
    sq_sbuf_done(&b);
}

static void
a_cleared_text_starts_anew_in_the_same_memory(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 5);
    sq_sbuf_clear(&b);
    sq_putz(&b, "abcdefgh");
    const char *memory = b.ptr;
    sq_sbuf_clear(&b);
    assert_int_equal(b.len, 0);
    assert_false(b.cut);
    assert_string_equal(b.ptr, "");
    sq_putz(&b, "new");
    assert_ptr_equal(b.ptr, memory);
    assert_string_equal(b.ptr, "new");
    sq_sbuf_done(&b);
    sq_sbuf_done(&b);
    assert_int_equal(b.len, 0);
}

static void
done_accepts_a_zeroed_text(void **state)
{
    (void)state;
    struct sq_sbuf b = {0};
    sq_putz(&b, "no room at all");
    assert_true(b.cut);
    assert_int_equal(b.len, 0);
    sq_sbuf_done(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_put_together),
        cmocka_unit_test(text_grows_to_any_length_below_the_maximum),
        cmocka_unit_test(a_long_print_is_kept_whole),
        cmocka_unit_test(exactly_the_maximum_is_not_cut),
        cmocka_unit_test(nothing_slips_in_behind_a_cut),
        cmocka_unit_test(a_cut_never_falls_inside_a_character),
        cmocka_unit_test(a_repeated_byte_is_cut_at_the_maximum),
        cmocka_unit_test(a_cleared_text_starts_anew_in_the_same_memory),
        cmocka_unit_test(done_accepts_a_zeroed_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
