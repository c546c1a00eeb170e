/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_DATE_H
#define SQEEIA_BASE_DATE_H
/* Calendar dates, proleptic Gregorian, as days since 1970-01-01.  No clock. */
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct sq_sbuf;

typedef int32_t sq_date; /* [days] since 1970-01-01; SQ_NO_DATE = none */
#define SQ_NO_DATE INT32_MIN

struct sq_duration {
    int32_t months;
    int32_t days;
};

/* Strictly YYYY-MM-DD, years 1900-2999; 2026-02-30 is refused. */
bool sq_date_read(sq_str text, sq_date *out);
/* The same day written with other marks or without zeros, year first: 2026/1/3.
 * What could be another day is refused. */
bool sq_date_mend(sq_str text, sq_date *out);
sq_date sq_date_of(int year, int month, int day); /* SQ_NO_DATE if impossible */
void sq_date_split(sq_date d, int *out_year, int *out_month, int *out_day);
void sq_date_put(struct sq_sbuf *b, sq_date d);      /* 2026-11-03 */
void sq_date_put_long(struct sq_sbuf *b, sq_date d); /* 3 November 2026 */
/* "24 months", "1 year", "10 days", "2 weeks". */
bool sq_duration_read(sq_str text, struct sq_duration *out);
void sq_duration_put(struct sq_sbuf *b, struct sq_duration d);
/* Months first, the day clipped to the month's end, then days. */
sq_date sq_date_add(sq_date d, struct sq_duration by);

#endif
