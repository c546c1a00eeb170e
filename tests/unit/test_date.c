/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "base/sbuf.h"
#include "check.h"

static sq_date
day(const char *text)
{
    sq_date d = SQ_NO_DATE;
    assert_true(sq_date_read(sq_str_of(text), &d));
    return d;
}

static void
known_days_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01"), 0);
    assert_int_equal(day("1969-12-31"), -1);
    assert_int_equal(day("1972-03-01"), 790);
    assert_int_equal(day("2000-02-29"), 11016);
    assert_int_equal(day("2026-11-03"), 20760);
    assert_int_equal(day("2038-01-19"), 24855);
    assert_int_equal(sq_date_of(1, 1, 1), -719162);
    assert_int_equal(sq_date_of(9999, 12, 31), 2932896);
}

/* Counts through a thousand years with the rules of the calendar alone. */
static void
every_day_follows_the_one_before(void **state)
{
    (void)state;
    static const int lengths[] = {31, 28, 31, 30, 31, 30,
                                  31, 31, 30, 31, 30, 31};
    sq_date d = day("1900-01-01");
    for (int y = 1900; y < 3000; y++) {
        bool leap = (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
        for (int m = 1; m <= 12; m++) {
            int last = lengths[m - 1] + (m == 2 && leap);
            for (int i = 1; i <= last; i++, d++) {
                assert_int_equal(sq_date_of(y, m, i), d);
                int year, month, in_month;
                sq_date_split(d, &year, &month, &in_month);
                assert_true(year == y && month == m && in_month == i);
            }
            assert_int_equal(sq_date_of(y, m, last + 1), SQ_NO_DATE);
        }
    }
    assert_int_equal(d, day("2999-12-31") + 1);
}

static void
impossible_dates_are_none(void **state)
{
    (void)state;
    assert_int_equal(sq_date_of(2026, 0, 1), SQ_NO_DATE);
    assert_int_equal(sq_date_of(2026, 13, 1), SQ_NO_DATE);
    assert_int_equal(sq_date_of(2026, -1, 1), SQ_NO_DATE);
    assert_int_equal(sq_date_of(2026, 1, 0), SQ_NO_DATE);
    assert_int_equal(sq_date_of(2026, 1, -5), SQ_NO_DATE);
    assert_int_equal(sq_date_of(0, 1, 1), SQ_NO_DATE);
    assert_int_equal(sq_date_of(10000, 1, 1), SQ_NO_DATE);
}

static void
only_a_strict_iso_date_is_read(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",           "2026",       "2026-11",     "2026-11-3",   "2026-11-031",
        "26-11-03",   "2026/11/03", "2026-11-03 ", " 2026-11-03", "2026-1-003",
        "2026-02-30", "2025-02-29", "1900-02-29",  "2100-02-29",  "2026-04-31",
        "2026-00-01", "2026-13-01", "2026-01-00",  "2026-01-32",  "1899-12-31",
        "3000-01-01", "+026-01-01", "2026--1-01",  "2026-01--1",  "20260-01-1",
        "2026-11-0x", "x026-11-03", "2026:11:03",  "2026-W45-2",  "03-11-2026",
        "2026-11-０", "0000-00-00",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sq_date d = 77;
        if (sq_date_read(sq_str_of(texts[i]), &d))
            fail_msg("`%s` was read", texts[i]);
        assert_int_equal(d, 77);
    }
    sq_date d;
    assert_false(sq_date_read((sq_str){0}, &d));
    assert_int_equal(day("1900-01-01"), -25567);
    assert_int_equal(day("2999-12-31"), 376199);
    assert_int_equal(day("2024-02-29"), 19782);
}

static void
assert_date(sq_date d, const char *want)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100);
    sq_date_put(&b, d);
    assert_string_equal(b.ptr, want);
    sq_sbuf_done(&b);
}

static void
dates_are_written_short_and_long(void **state)
{
    (void)state;
    assert_date(day("2026-11-03"), "2026-11-03");
    assert_date(sq_date_of(1, 2, 3), "0001-02-03");
    assert_date(SQ_NO_DATE, "no date");

    struct sq_sbuf b;
    sq_sbuf_init(&b, 200);
    sq_date_put_long(&b, day("2026-11-03"));
    sq_putc(&b, '|');
    sq_date_put_long(&b, day("2000-01-31"));
    sq_putc(&b, '|');
    sq_date_put_long(&b, day("2000-12-01"));
    sq_putc(&b, '|');
    sq_date_put_long(&b, SQ_NO_DATE);
    assert_string_equal(
        b.ptr, "3 November 2026|31 January 2000|1 December 2000|no date");
    sq_sbuf_done(&b);
}

static void
durations_are_read_in_the_four_units(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int32_t months, days;
    } rows[] = {
        {"24 months", 24, 0},
        {"1 month", 1, 0},
        {"1 months", 1, 0},
        {"1 year", 12, 0},
        {"2 years", 24, 0},
        {"10 days", 0, 10},
        {"1 day", 0, 1},
        {"2 weeks", 0, 14},
        {"1 week", 0, 7},
        {"0 days", 0, 0},
        {"030 days", 0, 30},
        {"999999 years", 11999988, 0},
        {"999999 weeks", 0, 6999993},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sq_duration d = {-1, -1};
        assert_true(sq_duration_read(sq_str_of(rows[i].text), &d));
        assert_int_equal(d.months, rows[i].months);
        assert_int_equal(d.days, rows[i].days);
    }
}

static void
other_words_are_no_duration(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",         "10",       "days",         " 10 days",        "10days",
        "10  days", "10 days ", "-1 days",      "1.5 years",       "10 Days",
        "10 hours", "one year", "1000000 days", "1 year 2 months", "10 ",
        " days",    "P1Y",      "1\tyear",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        struct sq_duration d = {5, 6};
        if (sq_duration_read(sq_str_of(texts[i]), &d))
            fail_msg("`%s` was read", texts[i]);
        assert_true(d.months == 5 && d.days == 6);
    }
}

static void
durations_are_written_as_people_say_them(void **state)
{
    (void)state;
    static const struct {
        struct sq_duration d;
        const char *want;
    } rows[] = {
        {{12, 0}, "1 year"}, {{24, 0}, "2 years"},
        {{1, 0}, "1 month"}, {{18, 0}, "18 months"},
        {{0, 1}, "1 day"},   {{0, 28}, "28 days"},
        {{0, 0}, "0 days"},  {{12, 3}, "1 year 3 days"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct sq_sbuf b;
        sq_sbuf_init(&b, 100);
        sq_duration_put(&b, rows[i].d);
        assert_string_equal(b.ptr, rows[i].want);
        sq_sbuf_done(&b);
    }
}

static sq_date
add(const char *text, int32_t months, int32_t days)
{
    return sq_date_add(day(text), (struct sq_duration){months, days});
}

static void
a_month_later_is_clipped_to_the_month_s_end(void **state)
{
    (void)state;
    assert_date(add("2026-01-31", 1, 0), "2026-02-28");
    assert_date(add("2024-01-31", 1, 0), "2024-02-29");
    assert_date(add("2024-02-29", 12, 0), "2025-02-28");
    assert_date(add("2024-02-29", 48, 0), "2028-02-29");
    assert_date(add("2026-03-31", -1, 0), "2026-02-28");
    assert_date(add("2026-12-15", 1, 0), "2027-01-15");
    assert_date(add("2026-01-15", -1, 0), "2025-12-15");
    assert_date(add("2026-11-03", 24, 0), "2028-11-03");
    assert_date(add("2026-05-31", 1, 0), "2026-06-30");
}

static void
months_are_added_before_days(void **state)
{
    (void)state;
    assert_date(add("2026-01-31", 1, 1), "2026-03-01");
    assert_date(add("2026-12-31", 0, 1), "2027-01-01");
    assert_date(add("2026-03-01", 0, -1), "2026-02-28");
    assert_date(add("2026-11-03", 0, 0), "2026-11-03");
    assert_date(add("2026-11-03", 0, 14), "2026-11-17");
}

static void
beyond_the_calendar_there_is_no_date(void **state)
{
    (void)state;
    assert_int_equal(add("2026-01-01", INT32_MAX, 0), SQ_NO_DATE);
    assert_int_equal(add("2026-01-01", INT32_MIN, 0), SQ_NO_DATE);
    assert_int_equal(add("2026-01-01", 0, INT32_MAX), SQ_NO_DATE);
    assert_int_equal(add("2026-01-01", 0, INT32_MIN), SQ_NO_DATE);
    assert_int_equal(add("2026-01-01", INT32_MAX, INT32_MAX), SQ_NO_DATE);
    sq_date last = sq_date_of(9999, 12, 31);
    sq_date first = sq_date_of(1, 1, 1);
    assert_int_equal(sq_date_add(last, (struct sq_duration){0, 1}), SQ_NO_DATE);
    assert_int_equal(sq_date_add(last, (struct sq_duration){1, 0}), SQ_NO_DATE);
    assert_int_equal(sq_date_add(first, (struct sq_duration){0, -1}),
                     SQ_NO_DATE);
    assert_int_equal(sq_date_add(first, (struct sq_duration){-1, 0}),
                     SQ_NO_DATE);
    assert_int_equal(sq_date_add(last, (struct sq_duration){0, 0}), last);
    assert_int_equal(sq_date_add(SQ_NO_DATE, (struct sq_duration){1, 1}),
                     SQ_NO_DATE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(every_day_follows_the_one_before),
        cmocka_unit_test(impossible_dates_are_none),
        cmocka_unit_test(only_a_strict_iso_date_is_read),
        cmocka_unit_test(dates_are_written_short_and_long),
        cmocka_unit_test(durations_are_read_in_the_four_units),
        cmocka_unit_test(other_words_are_no_duration),
        cmocka_unit_test(durations_are_written_as_people_say_them),
        cmocka_unit_test(a_month_later_is_clipped_to_the_month_s_end),
        cmocka_unit_test(months_are_added_before_days),
        cmocka_unit_test(beyond_the_calendar_there_is_no_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
