/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#include "base/sbuf.h"
#include "base/utf8.h"
#include "check.h"

static sq_str
str(const char *z)
{
    return sq_str_of(z);
}

/* utf8proc's own decoder is the second opinion. */
static void
check_bytes(const unsigned char *bytes, size_t n)
{
    sq_str s = {(const char *)bytes, n};
    utf8proc_int32_t want = 0;
    utf8proc_ssize_t length =
        utf8proc_iterate(bytes, (utf8proc_ssize_t)n, &want);
    size_t at = 0;
    int32_t got = sq_utf8_next(s, &at);
    if (got != want || at != (length > 0 ? (size_t)length : 1))
        fail_msg("%02x %02x %02x %02x: %d", bytes[0], bytes[1], bytes[2],
                 bytes[3], got);
}

static void
every_start_of_a_sequence_is_judged_as_by_utf8proc(void **state)
{
    (void)state;
    static const unsigned char third[] = {0x00, 0x41, 0x7f, 0x80, 0x81, 0x9f,
                                          0xa0, 0xbe, 0xbf, 0xc0, 0xff};
    unsigned char b[4];
    for (unsigned i = 0; i < 256u * 256u; i++) {
        b[0] = (unsigned char)(i >> 8);
        b[1] = (unsigned char)i;
        for (size_t j = 0; j < sizeof third; j++) {
            b[2] = third[j];
            for (size_t k = 0; k < sizeof third; k++) {
                b[3] = third[k];
                for (size_t n = 1; n <= 4; n++)
                    check_bytes(b, n);
            }
        }
    }
}

static void
every_code_point_survives_the_round_trip(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 16);
    for (int32_t c = 0; c < 0x110000; c++) {
        sq_sbuf_clear(&b);
        sq_utf8_put(&b, c);
        size_t at = 0;
        int32_t back = sq_utf8_next(sq_sbuf_str(&b), &at);
        bool surrogate = c >= 0xd800 && c <= 0xdfff;
        assert_int_equal(back, surrogate ? 0xfffd : c);
        assert_int_equal(at, b.len);
    }
    sq_sbuf_clear(&b);
    sq_utf8_put(&b, 0x110000);
    sq_utf8_put(&b, -1);
    assert_string_equal(b.ptr, "\xef\xbf\xbd\xef\xbf\xbd");
    sq_sbuf_done(&b);
}

static void
the_first_bad_byte_is_found_wherever_it_is(void **state)
{
    (void)state;
    char text[64];
    for (size_t n = 0; n < sizeof text; n++) {
        memset(text, 'a', sizeof text);
        assert_int_equal(sq_utf8_check((sq_str){text, n}), n);
        for (size_t i = 0; i < n; i++) {
            memset(text, 'a', sizeof text);
            text[i] = (char)0x80;
            assert_int_equal(sq_utf8_check((sq_str){text, n}), i);
            text[i] = (char)0xe2;
            assert_int_equal(sq_utf8_check((sq_str){text, n}), i);
        }
    }
    assert_int_equal(sq_utf8_check((sq_str){0}), 0);
    assert_int_equal(sq_utf8_check(str("日本語 é 😀")), strlen("日本語 é 😀"));
    assert_int_equal(sq_utf8_check(str("é\xff")), 2);
    assert_int_equal(sq_utf8_check(str("ab\xed\xa0\x80")), 2);
    assert_int_equal(sq_utf8_check(str("ab\xc0\xaf")), 2);
    assert_int_equal(sq_utf8_check(str("ab\xf4\x90\x80\x80")), 2);
}

static void
code_points_are_counted(void **state)
{
    (void)state;
    assert_int_equal(sq_utf8_count((sq_str){0}), 0);
    assert_int_equal(sq_utf8_count(str("abc")), 3);
    assert_int_equal(sq_utf8_count(str("aé日😀")), 4);
    assert_int_equal(sq_utf8_count(str("e\u0301")), 2);
    assert_int_equal(sq_utf8_count(str("a\xff\x80z")), 4);
}

static void
the_start_of_a_character_is_found_from_inside(void **state)
{
    (void)state;
    sq_str s = str("aé日😀z");
    static const size_t starts[] = {0, 1, 1, 3, 3, 3, 6, 6, 6, 6, 10, 11};
    for (size_t at = 0; at <= s.len; at++)
        assert_int_equal(sq_utf8_start(s, at), starts[at]);
}

static void
a_stray_byte_is_a_start_of_its_own(void **state)
{
    (void)state;
    sq_str s = str("é\x80\x80z\xe2\x80");
    static const size_t starts[] = {0, 0, 2, 3, 4, 5, 6, 7};
    for (size_t at = 0; at <= s.len; at++)
        assert_int_equal(sq_utf8_start(s, at), starts[at]);
    assert_int_equal(sq_utf8_start(str("\x80\x80\x80\x80\x80"), 4), 4);
}

static void
width_is_in_columns(void **state)
{
    (void)state;
    assert_int_equal(sq_utf8_width((sq_str){0}), 0);
    assert_int_equal(sq_utf8_width(str("plain ~")), 7);
    assert_int_equal(sq_utf8_width(str("Zoë")), 3);
    assert_int_equal(sq_utf8_width(str("e\u0301")), 1);
    assert_int_equal(sq_utf8_width(str("日本語")), 6);
    assert_int_equal(sq_utf8_width(str("ｆｕ")), 4);
    assert_int_equal(sq_utf8_width(str("😀")), 2);
    assert_int_equal(sq_utf8_width(str("…")), 1);
    assert_int_equal(sq_utf8_width(str("a\u200bb")), 2);
    assert_int_equal(sq_utf8_width(str("\u0628\u064e")), 1);
    assert_int_equal(sq_utf8_width(str("\u00a0")), 1);
}

static void
width_is_that_of_the_text_as_it_is_shown(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a\tb",      "\x01\x02",         "\x7f",       "bad \xff\xfe",
        "\u202eabc", "\xc2\x85\xc2\x9f", "\u200e",     "日\xe6\x97",
        "\r",        "e\u0301\u0301x",   "\u2067\t日",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sq_sbuf b;
        sq_sbuf_init(&b, 100);
        sq_utf8_put_safe(&b, str(texts[i]));
        assert_int_equal(sq_utf8_width(str(texts[i])),
                         sq_utf8_width(sq_sbuf_str(&b)));
        sq_sbuf_done(&b);
    }
    assert_int_equal(sq_utf8_width(str("a\tb")), 3);
    assert_int_equal(sq_utf8_width(str("\x01\xff")), 2);
    assert_int_equal(sq_utf8_width(str("a\nb")), 2);
}

static void
a_prefix_that_fits_ends_between_clusters(void **state)
{
    (void)state;
    assert_int_equal(sq_utf8_fit(str("abc"), 2), 2);
    assert_int_equal(sq_utf8_fit(str("abc"), 3), 3);
    assert_int_equal(sq_utf8_fit(str("abc"), 99), 3);
    assert_int_equal(sq_utf8_fit(str("abc"), 0), 0);
    assert_int_equal(sq_utf8_fit((sq_str){0}, 5), 0);
    assert_int_equal(sq_utf8_fit(str("日本"), 3), 3);
    assert_int_equal(sq_utf8_fit(str("日本"), 1), 0);
    /* the accent stays with its letter, shown or not */
    assert_int_equal(sq_utf8_fit(str("ae\u0301b"), 2), 4);
    assert_int_equal(sq_utf8_fit(str("ae\u0301b"), 1), 1);
    assert_int_equal(sq_utf8_fit(str("ae\u0301"), 2), 4);
    /* a family of three, joined: together or not at all */
    static const char family[] = "x👨‍👩‍👧y";
    for (size_t columns = 1; columns < 7; columns++)
        assert_int_equal(sq_utf8_fit(str(family), columns), 1);
    assert_int_equal(sq_utf8_fit(str(family), 7), strlen(family) - 1);
    assert_int_equal(sq_utf8_fit(str(family), 8), strlen(family));
    /* a flag is two letters */
    assert_int_equal(sq_utf8_fit(str("🇬🇧🇫🇷"), 3), 8);
}

static void
bad_bytes_can_be_cut_anywhere(void **state)
{
    (void)state;
    for (size_t columns = 0; columns < 5; columns++)
        assert_int_equal(sq_utf8_fit(str("\xff\x80\xfe\xe2\x28"), columns),
                         columns);
}

static void
assert_safe(const char *text, const char *want)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100);
    sq_utf8_put_safe(&b, str(text));
    assert_string_equal(b.ptr, want);
    assert_true(sq_utf8_is_safe(sq_sbuf_str(&b)));
    assert_true(sq_utf8_is_safe(str(text)) == (strcmp(text, want) == 0));
    sq_sbuf_done(&b);
}

static void
controls_and_bad_bytes_are_shown_as_such(void **state)
{
    (void)state;
    assert_safe("plain text, Zoë 日本 😀\n", "plain text, Zoë 日本 😀\n");
    assert_safe("\033[31mred", "�[31mred");
    assert_safe("a\tb", "a b");
    assert_safe("a\rb", "a�b");
    assert_safe("a\x7f", "a�");
    assert_safe("\xc2\x80\xc2\x9b\xc2\x9f\u00a0", "���\u00a0");
    assert_safe("\u202a\u202b\u202c\u202d\u202e\u202f", "�����\u202f");
    assert_safe("\u2065\u2066\u2067\u2068\u2069\u206a", "\u2065����\u206a");
    assert_safe("\u200d\u200e\u200f\u2010", "\u200d��\u2010");
    assert_safe("\u061b\u061c\u061d", "\u061b�\u061d");
    assert_safe("x\xff\xc3(", "x��(");
    assert_safe("\xf0\x9f\x98", "���");
}

static void
a_nul_is_a_control_too(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100);
    sq_utf8_put_safe(&b, SQ_LIT("a\0b"));
    assert_string_equal(b.ptr, "a�b");
    assert_false(sq_utf8_is_safe(SQ_LIT("a\0b")));
    assert_true(sq_utf8_is_safe((sq_str){0}));
    sq_sbuf_done(&b);
}

static void
assert_folded(const char *text, const char *want)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100);
    sq_utf8_put_folded(&b, str(text));
    assert_string_equal(b.ptr, want);
    sq_sbuf_done(&b);
}

static void
case_is_folded_in_full(void **state)
{
    (void)state;
    assert_folded("High RISK-1", "high risk-1");
    assert_folded("ÉCOLE", "école");
    assert_folded("Straße", "strasse");
    assert_folded("ŒUVRE", "œuvre");
    assert_folded("ΣΊΣΥΦΟΣ", "σίσυφοσ");
    assert_folded("ΐ", "ι\u0308\u0301");
    assert_folded("ﬃ", "ffi");
    assert_folded("ДА", "да");
    assert_folded("日本", "日本");
    assert_folded("A\xff", "a�");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_start_of_a_sequence_is_judged_as_by_utf8proc),
        cmocka_unit_test(every_code_point_survives_the_round_trip),
        cmocka_unit_test(the_first_bad_byte_is_found_wherever_it_is),
        cmocka_unit_test(code_points_are_counted),
        cmocka_unit_test(the_start_of_a_character_is_found_from_inside),
        cmocka_unit_test(a_stray_byte_is_a_start_of_its_own),
        cmocka_unit_test(width_is_in_columns),
        cmocka_unit_test(width_is_that_of_the_text_as_it_is_shown),
        cmocka_unit_test(a_prefix_that_fits_ends_between_clusters),
        cmocka_unit_test(bad_bytes_can_be_cut_anywhere),
        cmocka_unit_test(controls_and_bad_bytes_are_shown_as_such),
        cmocka_unit_test(a_nul_is_a_control_too),
        cmocka_unit_test(case_is_folded_in_full),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
