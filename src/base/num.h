/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_NUM_H
#define SQEEIA_BASE_NUM_H
/*
 * Exact numbers: a fraction num/den in lowest terms, den > 0.  No score, band
 * or threshold depends on binary rounding (S9).
 *
 * A result that does not fit in 64/64 bits is SQ_NUM_WIDE (den = 0), which
 * every operation passes on and no comparison accepts: callers test sq_num_ok
 * and tell the user; it is never a number that looks right and is wrong.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct sq_sbuf;

typedef struct sq_num {
    int64_t num;
    int64_t den; /* > 0; 0 = too wide to hold */
} sq_num;

#define SQ_NUM_ZERO ((sq_num){0, 1})
#define SQ_NUM_WIDE ((sq_num){0, 0})

sq_num sq_num_int(int64_t i);
sq_num sq_num_of(int64_t num, int64_t den); /* reduced; den 0 gives WIDE */
static inline bool
sq_num_ok(sq_num a)
{
    return a.den != 0;
}
sq_num sq_num_add(sq_num a, sq_num b);
sq_num sq_num_sub(sq_num a, sq_num b);
sq_num sq_num_mul(sq_num a, sq_num b);
sq_num sq_num_div(sq_num a, sq_num b); /* division by zero gives WIDE */
sq_num sq_num_neg(sq_num a);
sq_num sq_num_abs(sq_num a);
/* <0 0 >0, exact for every pair; WIDE must not be compared (assert). */
int sq_num_cmp(sq_num a, sq_num b);
sq_num sq_num_min(sq_num a, sq_num b);
sq_num sq_num_max(sq_num a, sq_num b);
sq_num sq_num_floor(sq_num a);
sq_num sq_num_ceil(sq_num a);
/* Half up (towards +∞, S9) at `places` decimals, 0..9. */
sq_num sq_num_round(sq_num a, unsigned places);
sq_num sq_num_round_even(sq_num a, unsigned places);
bool sq_num_is_int(sq_num a);
double sq_num_double(sq_num a); /* for charts and workbook cells only */

/*
 * Decimal text to number: -12, 0.5, 1_000 is refused, 1e3 is refused.  At most
 * 15 digits before and 9 after the point.  False when it is not that.
 */
bool sq_num_read(sq_str text, sq_num *out);
/*
 * Shortest decimal: exact when it ends within 9 places, else rounded half-up to
 * `places`.  Never uses the locale, never an exponent, never "-0".
 */
void sq_num_put(struct sq_sbuf *b, sq_num a, unsigned places);
/* Exactly: 3, 0.25, or 1/3 where the decimals do not end within 9 places. */
void sq_num_put_exact(struct sq_sbuf *b, sq_num a);

#endif
