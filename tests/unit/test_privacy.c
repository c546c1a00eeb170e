/* SPDX-License-Identifier: MIT */
#include "check.h"
#include "model/privacy.h"

static void
assert_str(sq_str got, const char *want)
{
    if (!sq_str_is(got, want))
        fail_msg("`%.*s` is not `%s`", SQ_FMT(got), want);
}

static enum sq_private
first(const char *text)
{
    size_t from, to;
    return sq_private_find(sq_str_of(text), 0, &from, &to);
}

static sq_str
place(const char *text)
{
    size_t from = 0, to = 0;
    sq_private_find(sq_str_of(text), 0, &from, &to);
    return sq_str_sub(sq_str_of(text), from, to);
}

static void
an_email_address_is_found(void **state)
{
    (void)state;
    assert_int_equal(first("write to a.b+c@nhs.example.uk, please"),
                     SQ_PRIVATE_EMAIL);
    assert_str(place("write to a.b+c@nhs.example.uk, please"),
               "a.b+c@nhs.example.uk");
    assert_int_equal(first("r.patel@trust.nhs.uk."), SQ_PRIVATE_EMAIL);
    assert_int_equal(first("three visits @ 20 pounds"), SQ_PRIVATE_NONE);
    assert_int_equal(first("@handle and me@home"), SQ_PRIVATE_NONE);
}

static void
a_phone_number_is_found_however_it_is_spaced(void **state)
{
    static const char *const numbers[] = {
        "01632 960 001",      "(01632) 960001",
        "020 7946 0018",      "0808-157-0192",
        "07700900123",        "+44 1632 960 001",
        "+44 (0)1632 960001", "ring 0345 000 0000 4 times"};
    (void)state;
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (first(numbers[i]) != SQ_PRIVATE_PHONE)
            fail_msg("not found in: %s", numbers[i]);
}

static void
dates_figures_and_references_are_no_phone_numbers(void **state)
{
    static const char *const others[] = {
        "2026-10-30",
        "from 01-02-2026 to 03-04-2026",
        "SQ-2026-014",
        "£1,234,567,890",
        "0.0123456789",
        "sha256:0123456789abcdef",
        "ISO 9241-210",
        "1 000 000 000 000 000 000",
        "12A0163296000",
        "section 14Z35 of the 2006 Act",
        "https://doi.org/10.1073/pnas.1915768117"};
    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
        if (first(others[i]) != SQ_PRIVATE_NONE)
            fail_msg("found in: %s", others[i]);
}

static void
ten_digits_with_the_right_check_digit_look_like_an_nhs_number(void **state)
{
    (void)state;
    assert_int_equal(first("patient 943 476 5919 said"), SQ_PRIVATE_NHS_NUMBER);
    assert_str(place("patient 943 476 5919 said"), "943 476 5919");
    assert_int_equal(first("9434765919"), SQ_PRIVATE_NHS_NUMBER);
    assert_int_equal(first("943 476 5918"), SQ_PRIVATE_NONE);
    assert_int_equal(first("1111111111"), SQ_PRIVATE_NONE);
}

static void
a_postcode_counts_only_beside_a_full_date(void **state)
{
    (void)state;
    assert_int_equal(first("born 3 April 1957, of DT11 7AB"), SQ_PRIVATE_BIRTH);
    assert_str(place("born 3 April 1957, of DT11 7AB"), "DT11 7AB");
    assert_int_equal(first("SW1A 1AA, 03/04/57"), SQ_PRIVATE_BIRTH);
    assert_int_equal(first("M1 1AE since 1957-04-03"), SQ_PRIVATE_BIRTH);
    /* the fewest digits there can be, far into a long text */
    assert_int_equal(first("m1 1ae, 3.4.57"), SQ_PRIVATE_BIRTH);
    assert_int_equal(
        first("She told us at some length of the ways in which the letters "
              "that she had been sent were of no use to her whatever she did, "
              "and that she is from M1 1AE, and was born there on 3.4.57."),
        SQ_PRIVATE_BIRTH);
    assert_int_equal(first("our office is at DT1 1TS"), SQ_PRIVATE_NONE);
    assert_int_equal(first("on 3 April 1957 and in June 2026"),
                     SQ_PRIVATE_NONE);
    assert_int_equal(first("E12 3 April 1957"), SQ_PRIVATE_NONE);
}

static void
a_search_goes_on_from_where_it_is_told(void **state)
{
    const sq_str text = SQ_LIT("a@b.org and 01632 960 001");
    size_t from, to;
    (void)state;
    assert_int_equal(sq_private_find(text, 0, &from, &to), SQ_PRIVATE_EMAIL);
    assert_int_equal(sq_private_find(text, to, &from, &to), SQ_PRIVATE_PHONE);
    assert_int_equal(sq_private_find(text, to, &from, &to), SQ_PRIVATE_NONE);
}

static sq_str
small(const char *text)
{
    size_t from = 0, to = 0;
    if (!sq_small_count_find(sq_str_of(text), 0, &from, &to))
        return SQ_LIT("none");
    return sq_str_sub(sq_str_of(text), from, to);
}

static void
small_numbers_of_people_are_found_and_others_are_not(void **state)
{
    (void)state;
    assert_str(small("and 3 patients said no"), "3");
    assert_str(small("Two carers came"), "Two");
    assert_str(small("four Volunteers"), "four");
    assert_str(small("3 older people said no"), "3");
    assert_str(small("two deaf trans women"), "two");
    assert_str(small("Three administrators lose it"), "Three");
    assert_str(small("two local groups of people"), "none");
    assert_str(small("24 people"), "none");
    assert_str(small("1.4 people"), "none");
    assert_str(small("5 people"), "none");
    assert_str(small("one person"), "none");
    assert_str(small("3% people"), "none");
    assert_str(small("3 months for people"), "none");
    assert_str(small("2026/4 people"), "none");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_email_address_is_found),
        cmocka_unit_test(a_phone_number_is_found_however_it_is_spaced),
        cmocka_unit_test(dates_figures_and_references_are_no_phone_numbers),
        cmocka_unit_test(
            ten_digits_with_the_right_check_digit_look_like_an_nhs_number),
        cmocka_unit_test(a_postcode_counts_only_beside_a_full_date),
        cmocka_unit_test(a_search_goes_on_from_where_it_is_told),
        cmocka_unit_test(small_numbers_of_people_are_found_and_others_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
