/* SPDX-License-Identifier: MIT */
#include "base/date.h"

#include "base/sbuf.h"

enum {
    FIRST_YEAR = 1,
    LAST_YEAR = 9999,
    DAYS_PER_ERA = 146097,    /* 400 Gregorian years */
    DAYS_TO_EPOCH = 719468,   /* 0000-03-01 to 1970-01-01 */
    MOST_DURATION_DIGITS = 6, /* 999999 years of months fit in 32 bits */
};

static bool
is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/*
 * Years counted from March, so that the leap day is the last of its year:
 * Howard Hinnant, "chrono-compatible low-level date algorithms".
 */
sq_date
sq_date_of(int year, int month, int day)
{
    if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
        return SQ_NO_DATE;
    if (day < 1 || day > days_in_month(year, month))
        return SQ_NO_DATE;

    int y = month <= 2 ? year - 1 : year;
    int era = y / 400;
    int year_of_era = y - era * 400;
    int month_from_march = (month + 9) % 12;
    int day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    int day_of_era =
        year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * DAYS_PER_ERA + day_of_era - DAYS_TO_EPOCH;
}

void
sq_date_split(sq_date d, int *out_year, int *out_month, int *out_day)
{
    if (d == SQ_NO_DATE) {
        *out_year = *out_month = *out_day = 0;
        return;
    }
    int64_t z = (int64_t)d + DAYS_TO_EPOCH;
    int era = (int)((z >= 0 ? z : z - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA);
    int day_of_era = (int)(z - (int64_t)era * DAYS_PER_ERA);
    int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 -
                       day_of_era / (DAYS_PER_ERA - 1)) /
                      365;
    int day_of_year =
        day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int month_from_march = (5 * day_of_year + 2) / 153;
    *out_day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    *out_month =
        month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
    *out_year = year_of_era + era * 400 + (*out_month <= 2);
}

/* The n digits at `at`; -1 when one of them is not a digit. */
static int
digits_at(sq_str text, size_t at, size_t n)
{
    int value = 0;
    for (size_t i = at; i < at + n; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9')
            return -1;
        value = value * 10 + (text.ptr[i] - '0');
    }
    return value;
}

bool
sq_date_read(sq_str text, sq_date *out)
{
    if (text.len != 10 || text.ptr[4] != '-' || text.ptr[7] != '-')
        return false;
    int year = digits_at(text, 0, 4);
    if (year < 1900 || year > 2999)
        return false;
    sq_date d = sq_date_of(year, digits_at(text, 5, 2), digits_at(text, 8, 2));
    if (d == SQ_NO_DATE)
        return false;
    *out = d;
    return true;
}

void
sq_date_put(struct sq_sbuf *b, sq_date d)
{
    int year, month, day;
    sq_date_split(d, &year, &month, &day);
    if (d == SQ_NO_DATE)
        sq_putz(b, "no date");
    else
        sq_putf(b, "%04d-%02d-%02d", year, month, day);
}

void
sq_date_put_long(struct sq_sbuf *b, sq_date d)
{
    static const char *const months[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    int year, month, day;
    sq_date_split(d, &year, &month, &day);
    if (d == SQ_NO_DATE)
        sq_putz(b, "no date");
    else
        sq_putf(b, "%d %s %d", day, months[month - 1], year);
}

static bool
duration_of(int32_t n, sq_str unit, struct sq_duration *out)
{
    static const struct {
        const char *one, *many;
        struct sq_duration each;
    } units[] = {
        {"day", "days", {0, 1}},
        {"week", "weeks", {0, 7}},
        {"month", "months", {1, 0}},
        {"year", "years", {12, 0}},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (sq_str_is(unit, units[i].one) || sq_str_is(unit, units[i].many)) {
            out->months = n * units[i].each.months;
            out->days = n * units[i].each.days;
            return true;
        }
    }
    return false;
}

bool
sq_duration_read(sq_str text, struct sq_duration *out)
{
    size_t blank = sq_str_find(text, ' ', 0);
    if (blank == 0 || blank > MOST_DURATION_DIGITS || blank == text.len)
        return false;
    int n = digits_at(text, 0, blank);
    if (n < 0)
        return false;
    return duration_of(n, sq_str_sub(text, blank + 1, text.len), out);
}

static void
put_count(struct sq_sbuf *b, int32_t n, const char *unit)
{
    sq_putf(b, "%d %s%s", n, unit, n == 1 ? "" : "s");
}

void
sq_duration_put(struct sq_sbuf *b, struct sq_duration d)
{
    if (d.months != 0 && d.months % 12 == 0)
        put_count(b, d.months / 12, "year");
    else if (d.months != 0)
        put_count(b, d.months, "month");
    if (d.months != 0 && d.days != 0)
        sq_putc(b, ' ');
    if (d.days != 0 || d.months == 0)
        put_count(b, d.days, "day");
}

sq_date
sq_date_add(sq_date d, struct sq_duration by)
{
    if (d == SQ_NO_DATE)
        return SQ_NO_DATE;
    int year, month, day;
    sq_date_split(d, &year, &month, &day);
    int64_t months = (int64_t)year * 12 + month - 1 + by.months;
    if (months < FIRST_YEAR * 12 || months >= (LAST_YEAR + 1) * 12)
        return SQ_NO_DATE;

    year = (int)(months / 12);
    month = (int)(months % 12) + 1;
    int last = days_in_month(year, month);
    int64_t sum =
        (int64_t)sq_date_of(year, month, day < last ? day : last) + by.days;
    if (sum < sq_date_of(FIRST_YEAR, 1, 1) ||
        sum > sq_date_of(LAST_YEAR, 12, 31))
        return SQ_NO_DATE;
    return (sq_date)sum;
}

bool
sq_date_mend(sq_str text, sq_date *out)
{
    int parts[3] = {0}, part = 0;
    size_t digits = 0;
    for (size_t i = 0; i <= text.len; i++) {
        char c = i < text.len ? text.ptr[i] : '-';
        if (c >= '0' && c <= '9' && digits < 4) {
            parts[part] = parts[part] * 10 + (c - '0');
            digits++;
        } else if ((c == '-' || c == '/' || c == '.') && part < 3 &&
                   (part == 0 ? digits == 4 : digits == 1 || digits == 2)) {
            part++;
            digits = 0;
        } else {
            return false;
        }
        if (part == 3 && i < text.len)
            return false;
    }
    sq_date day = SQ_NO_DATE;
    if (part == 3 && parts[0] >= 1900 && parts[0] <= 2999)
        day = sq_date_of(parts[0], parts[1], parts[2]);
    if (day != SQ_NO_DATE)
        *out = day;
    return day != SQ_NO_DATE;
}
