/* SPDX-License-Identifier: MIT */
#include "base/num.h"

#include <assert.h>
#include <inttypes.h>

#include "base/sbuf.h"

__extension__ typedef __int128 wide;

enum { MOST_PLACES = 9, MOST_WHOLE = 15 };

static const int64_t powers[MOST_PLACES + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
};

static uint64_t
magnitude(int64_t i)
{
    return i < 0 ? -(uint64_t)i : (uint64_t)i;
}

static uint64_t
gcd(uint64_t a, uint64_t b)
{
    while (b) {
        uint64_t rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

/* num/den, in lowest terms already and den > 0, if it fits. */
static sq_num
fit(wide num, wide den)
{
    if (num < INT64_MIN || num > INT64_MAX || den > INT64_MAX)
        return SQ_NUM_WIDE;
    return (sq_num){(int64_t)num, (int64_t)den};
}

/* num/den for a den > 0 of 64 bits, reduced. */
static sq_num
reduce(wide num, int64_t den)
{
    wide rest = num % den;
    uint64_t small = (uint64_t)(rest < 0 ? -rest : rest);
    wide common = (wide)gcd((uint64_t)den, small);
    return fit(num / common, den / common);
}

static wide
floor_div(wide num, wide den)
{
    wide quotient = num / den;
    return quotient - (num % den < 0);
}

sq_num
sq_num_int(int64_t i)
{
    return (sq_num){i, 1};
}

sq_num
sq_num_of(int64_t num, int64_t den)
{
    if (den == 0)
        return SQ_NUM_WIDE;
    wide common = (wide)gcd(magnitude(num), magnitude(den));
    wide sign = den < 0 ? -1 : 1;
    return fit(sign * num / common, sign * den / common);
}

/*
 * Knuth, The Art of Computer Programming 2, 4.5.1: only the common factor of
 * the denominators can be left in the sum, so nothing needs more than 128 bits.
 */
static sq_num
combine(sq_num a, int sign, sq_num b)
{
    int64_t common = (int64_t)gcd((uint64_t)a.den, (uint64_t)b.den);
    wide num =
        (wide)a.num * (b.den / common) + sign * (wide)b.num * (a.den / common);
    wide rest = num % common;
    uint64_t small = (uint64_t)(rest < 0 ? -rest : rest);
    int64_t left = (int64_t)gcd((uint64_t)common, small);
    return fit(num / left, (wide)(a.den / common) * (b.den / left));
}

sq_num
sq_num_add(sq_num a, sq_num b)
{
    if (a.den == 1 && b.den == 1) {
        int64_t sum = 0;
        if (__builtin_add_overflow(a.num, b.num, &sum))
            return SQ_NUM_WIDE;
        return (sq_num){sum, 1};
    }
    if (!sq_num_ok(a) || !sq_num_ok(b))
        return SQ_NUM_WIDE;
    return combine(a, 1, b);
}

sq_num
sq_num_sub(sq_num a, sq_num b)
{
    if (a.den == 1 && b.den == 1) {
        int64_t difference = 0;
        if (__builtin_sub_overflow(a.num, b.num, &difference))
            return SQ_NUM_WIDE;
        return (sq_num){difference, 1};
    }
    if (!sq_num_ok(a) || !sq_num_ok(b))
        return SQ_NUM_WIDE;
    return combine(a, -1, b);
}

sq_num
sq_num_mul(sq_num a, sq_num b)
{
    if (a.den == 1 && b.den == 1) {
        int64_t product = 0;
        if (__builtin_mul_overflow(a.num, b.num, &product))
            return SQ_NUM_WIDE;
        return (sq_num){product, 1};
    }
    if (!sq_num_ok(a) || !sq_num_ok(b))
        return SQ_NUM_WIDE;
    wide over = (wide)gcd(magnitude(a.num), (uint64_t)b.den);
    wide under = (wide)gcd(magnitude(b.num), (uint64_t)a.den);
    return fit((a.num / over) * (b.num / under),
               (a.den / under) * (b.den / over));
}

sq_num
sq_num_div(sq_num a, sq_num b)
{
    if (!sq_num_ok(a) || !sq_num_ok(b) || b.num == 0)
        return SQ_NUM_WIDE;
    wide nums = (wide)gcd(magnitude(a.num), magnitude(b.num));
    wide dens = (wide)gcd((uint64_t)a.den, (uint64_t)b.den);
    wide sign = b.num < 0 ? -1 : 1;
    return fit(sign * (a.num / nums) * (b.den / dens),
               sign * (b.num / nums) * (a.den / dens));
}

sq_num
sq_num_neg(sq_num a)
{
    if (a.num == INT64_MIN)
        return SQ_NUM_WIDE;
    return (sq_num){-a.num, a.den};
}

sq_num
sq_num_abs(sq_num a)
{
    return a.num < 0 ? sq_num_neg(a) : a;
}

int
sq_num_cmp(sq_num a, sq_num b)
{
    assert(sq_num_ok(a) && sq_num_ok(b));
    if (a.den == b.den)
        return (a.num > b.num) - (a.num < b.num);
    wide left = (wide)a.num * b.den;
    wide right = (wide)b.num * a.den;
    return (left > right) - (left < right);
}

sq_num
sq_num_min(sq_num a, sq_num b)
{
    if (!sq_num_ok(a) || !sq_num_ok(b))
        return SQ_NUM_WIDE;
    return sq_num_cmp(a, b) <= 0 ? a : b;
}

sq_num
sq_num_max(sq_num a, sq_num b)
{
    if (!sq_num_ok(a) || !sq_num_ok(b))
        return SQ_NUM_WIDE;
    return sq_num_cmp(a, b) >= 0 ? a : b;
}

sq_num
sq_num_floor(sq_num a)
{
    if (!sq_num_ok(a) || a.den == 1)
        return a;
    return (sq_num){(int64_t)floor_div(a.num, a.den), 1};
}

sq_num
sq_num_ceil(sq_num a)
{
    if (!sq_num_ok(a) || a.den == 1)
        return a;
    return (sq_num){(int64_t)-floor_div(-(wide)a.num, a.den), 1};
}

/* a × 10^places, half up: floor(x + 1/2) = floor((2 num + den) / (2 den)). */
static wide
scaled_half_up(sq_num a, unsigned places)
{
    wide num = (wide)a.num * powers[places];
    return floor_div(2 * num + a.den, 2 * (wide)a.den);
}

sq_num
sq_num_round(sq_num a, unsigned places)
{
    assert(places <= MOST_PLACES);
    if (!sq_num_ok(a) || a.den == 1)
        return a;
    return reduce(scaled_half_up(a, places), powers[places]);
}

sq_num
sq_num_round_even(sq_num a, unsigned places)
{
    assert(places <= MOST_PLACES);
    if (!sq_num_ok(a) || a.den == 1)
        return a;
    wide num = (wide)a.num * powers[places];
    wide down = floor_div(num, a.den);
    wide twice_rest = 2 * (num - down * a.den);
    bool odd = down % 2 != 0;
    bool up = twice_rest > a.den || (twice_rest == a.den && odd);
    return reduce(down + up, powers[places]);
}

bool
sq_num_is_int(sq_num a)
{
    return a.den == 1;
}

double
sq_num_double(sq_num a)
{
    assert(sq_num_ok(a));
    return (double)a.num / (double)a.den;
}

/* Digits off the front of *rest into *out; how many there were. */
static size_t
read_digits(sq_str *rest, wide *out)
{
    size_t n = 0;
    while (n < rest->len && rest->ptr[n] >= '0' && rest->ptr[n] <= '9') {
        if (n < MOST_WHOLE)
            *out = *out * 10 + (rest->ptr[n] - '0');
        n++;
    }
    *rest = sq_str_sub(*rest, n, rest->len);
    return n;
}

bool
sq_num_read(sq_str text, sq_num *out)
{
    bool negative = sq_str_starts(text, "-");
    sq_str rest = sq_str_sub(text, negative, text.len);
    wide value = 0;
    size_t whole = read_digits(&rest, &value);
    if (whole == 0 || whole > MOST_WHOLE)
        return false;

    size_t places = 0;
    if (sq_str_starts(rest, ".")) {
        wide decimals = 0;
        rest = sq_str_sub(rest, 1, rest.len);
        places = read_digits(&rest, &decimals);
        if (places == 0 || places > MOST_PLACES)
            return false;
        value = value * powers[places] + decimals;
    }
    sq_num num = reduce(negative ? -value : value, powers[places]);
    if (rest.len || !sq_num_ok(num))
        return false;
    *out = num;
    return true;
}

/* How many decimals write it exactly; MOST_PLACES + 1 when none do. */
static unsigned
exact_places(sq_num a)
{
    unsigned places = 0;
    while (places <= MOST_PLACES && powers[places] % a.den != 0)
        places++;
    return places;
}

/* scaled / 10^places without trailing zeros */
static void
put_decimal(struct sq_sbuf *b, wide scaled, unsigned places)
{
    while (places > 0 && scaled % 10 == 0) {
        scaled /= 10;
        places--;
    }
    if (scaled < 0)
        sq_putc(b, '-');
    wide size = scaled < 0 ? -scaled : scaled;
    sq_putf(b, "%" PRIu64, (uint64_t)(size / powers[places]));
    if (places > 0)
        sq_putf(b, ".%0*" PRIu64, (int)places,
                (uint64_t)(size % powers[places]));
}

void
sq_num_put(struct sq_sbuf *b, sq_num a, unsigned places)
{
    assert(places <= MOST_PLACES);
    if (!sq_num_ok(a)) {
        sq_putz(b, "(too wide)");
        return;
    }
    unsigned exact = exact_places(a);
    if (exact <= MOST_PLACES)
        places = exact;
    put_decimal(b, scaled_half_up(a, places), places);
}

void
sq_num_put_exact(struct sq_sbuf *b, sq_num a)
{
    if (!sq_num_ok(a) || exact_places(a) <= MOST_PLACES)
        sq_num_put(b, a, 0);
    else
        sq_putf(b, "%" PRId64 "/%" PRId64, a.num, a.den);
}
