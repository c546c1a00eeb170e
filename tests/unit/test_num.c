/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/num.h"
#include "base/sbuf.h"
#include "check.h"

__extension__ typedef __int128 wide;
__extension__ typedef unsigned __int128 uwide;

static sq_num
of(int64_t num, int64_t den)
{
    return sq_num_of(num, den);
}

static void
assert_num(sq_num got, int64_t num, int64_t den)
{
    assert_int_equal(got.num, num);
    assert_int_equal(got.den, den);
}

static void
assert_wide(sq_num got)
{
    assert_false(sq_num_ok(got));
    assert_int_equal(got.num, 0);
}

/* ---- a second opinion: the schoolbook way, in 128 bits ---- */

static uwide
size_of(wide a)
{
    return a < 0 ? -(uwide)a : (uwide)a;
}

static uwide
plain_gcd(uwide a, uwide b)
{
    return b ? plain_gcd(b, a % b) : a;
}

static sq_num
plain(wide num, wide den)
{
    if (den == 0)
        return SQ_NUM_WIDE;
    wide sign = den < 0 ? -1 : 1;
    wide common = (wide)plain_gcd(size_of(num), size_of(den));
    num = sign * (num / common);
    den = sign * (den / common);
    if (num < INT64_MIN || num > INT64_MAX || den > INT64_MAX)
        return SQ_NUM_WIDE;
    return (sq_num){(int64_t)num, (int64_t)den};
}

static uint64_t
next_random(uint64_t *seed)
{
    *seed =
        *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    uint64_t high = *seed >> 33;
    *seed =
        *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return high << 33 ^ *seed >> 31;
}

/* Of every size, and often at an edge. */
static int64_t
random_int(uint64_t *seed)
{
    static const int64_t edges[] = {
        0,         1,         -1,         2,         -2, 10, 1000000000,
        INT64_MAX, INT64_MIN, -INT64_MAX, INT32_MAX, 3,  7,  INT64_MAX - 1,
    };
    if (next_random(seed) % 4 == 0)
        return edges[next_random(seed) % (sizeof edges / sizeof *edges)];
    uint64_t value = next_random(seed) >> (next_random(seed) % 63 + 1);
    return next_random(seed) % 2 ? (int64_t)value : -(int64_t)value;
}

static sq_num
random_num(uint64_t *seed)
{
    for (;;) {
        bool whole = next_random(seed) % 4 == 0;
        sq_num a = of(random_int(seed), whole ? 1 : random_int(seed));
        if (sq_num_ok(a))
            return a;
    }
}

static void
assert_same(sq_num got, sq_num want, const char *what, sq_num a, sq_num b)
{
    if (got.num == want.num && got.den == want.den)
        return;
    fail_msg("%lld/%lld %s %lld/%lld: %lld/%lld, not %lld/%lld",
             (long long)a.num, (long long)a.den, what, (long long)b.num,
             (long long)b.den, (long long)got.num, (long long)got.den,
             (long long)want.num, (long long)want.den);
}

static void
arithmetic_agrees_with_128_bits(void **state)
{
    (void)state;
    uint64_t seed = 1;
    size_t fitted = 0;
    for (int i = 0; i < 200000; i++) {
        sq_num a = random_num(&seed);
        sq_num b = random_num(&seed);
        wide left = (wide)a.num * b.den;
        wide right = (wide)b.num * a.den;
        wide dens = (wide)a.den * b.den;
        sq_num sum = plain(left + right, dens);
        assert_same(sq_num_add(a, b), sum, "+", a, b);
        assert_same(sq_num_sub(a, b), plain(left - right, dens), "-", a, b);
        assert_same(sq_num_mul(a, b), plain((wide)a.num * b.num, dens), "*", a,
                    b);
        assert_same(sq_num_div(a, b), plain(left, right), "/", a, b);
        assert_int_equal(sq_num_cmp(a, b), (left > right) - (left < right));
        fitted += sq_num_ok(sum);
    }
    /* both outcomes were tried, many times */
    assert_true(fitted > 20000 && fitted < 180000);
}

static void
a_fraction_is_kept_in_lowest_terms(void **state)
{
    (void)state;
    assert_num(of(6, 4), 3, 2);
    assert_num(of(6, -4), -3, 2);
    assert_num(of(-6, -4), 3, 2);
    assert_num(of(0, -17), 0, 1);
    assert_num(of(17, 17), 1, 1);
    assert_wide(of(1, 0));
    assert_wide(of(0, 0));
    for (int64_t num = -60; num <= 60; num++) {
        for (int64_t den = -60; den <= 60; den++) {
            sq_num a = of(num, den);
            sq_num want = plain(num, den);
            assert_num(a, want.num, want.den);
        }
    }
}

static void
the_edges_of_64_bits_are_exact_or_wide(void **state)
{
    (void)state;
    assert_num(of(INT64_MIN, 1), INT64_MIN, 1);
    assert_num(of(INT64_MIN, INT64_MIN), 1, 1);
    assert_num(of(INT64_MIN, -2), INT64_MAX / 2 + 1, 1);
    assert_wide(of(INT64_MIN, -1));
    assert_wide(of(1, INT64_MIN));
    assert_num(of(2, INT64_MIN), -1, INT64_MAX / 2 + 1);
    assert_wide(sq_num_neg(sq_num_int(INT64_MIN)));
    assert_wide(sq_num_abs(sq_num_int(INT64_MIN)));
    assert_num(sq_num_abs(sq_num_int(-INT64_MAX)), INT64_MAX, 1);
    assert_wide(sq_num_add(sq_num_int(INT64_MAX), sq_num_int(1)));
    assert_wide(sq_num_sub(sq_num_int(INT64_MIN), sq_num_int(1)));
    assert_wide(sq_num_mul(sq_num_int(INT64_MAX), sq_num_int(2)));
    assert_num(sq_num_sub(sq_num_int(-1), sq_num_int(INT64_MIN)), INT64_MAX, 1);
    assert_wide(sq_num_add(of(1, INT64_MAX), of(1, INT64_MAX - 1)));
    assert_num(sq_num_mul(of(INT64_MAX, 2), of(2, INT64_MAX)), 1, 1);
}

static void
too_wide_is_passed_on_by_every_operation(void **state)
{
    (void)state;
    sq_num w = SQ_NUM_WIDE;
    const sq_num others[] = {SQ_NUM_ZERO, sq_num_int(7), of(1, 3), w};
    for (size_t i = 0; i < 4; i++) {
        sq_num a = others[i];
        assert_wide(sq_num_add(a, w));
        assert_wide(sq_num_add(w, a));
        assert_wide(sq_num_sub(a, w));
        assert_wide(sq_num_sub(w, a));
        assert_wide(sq_num_mul(a, w));
        assert_wide(sq_num_mul(w, a));
        assert_wide(sq_num_div(a, w));
        assert_wide(sq_num_div(w, a));
        assert_wide(sq_num_min(a, w));
        assert_wide(sq_num_min(w, a));
        assert_wide(sq_num_max(a, w));
        assert_wide(sq_num_max(w, a));
        assert_wide(sq_num_div(a, SQ_NUM_ZERO));
    }
    assert_wide(sq_num_neg(w));
    assert_wide(sq_num_abs(w));
    assert_wide(sq_num_floor(w));
    assert_wide(sq_num_ceil(w));
    assert_wide(sq_num_round(w, 2));
    assert_wide(sq_num_round_even(w, 2));
    assert_false(sq_num_is_int(w));
}

static void
comparison_is_exact_where_doubles_are_not(void **state)
{
    (void)state;
    sq_num a = of(INT64_MAX, INT64_MAX - 1);
    sq_num b = of(INT64_MAX - 1, INT64_MAX - 2);
    assert_true(sq_num_cmp(a, b) < 0);
    assert_true(sq_num_double(a) == sq_num_double(b));
    assert_int_equal(sq_num_cmp(of(1, 3), of(2, 6)), 0);
    assert_true(sq_num_cmp(of(-1, 3), of(1, INT64_MAX)) < 0);
    assert_true(sq_num_cmp(of(1, 10), of(1, 11)) > 0);

    /* 0.1 + 0.2 is 0.3 */
    assert_int_equal(sq_num_cmp(sq_num_add(of(1, 10), of(2, 10)), of(3, 10)),
                     0);
}

static void
a_third_three_times_is_one(void **state)
{
    (void)state;
    sq_num sum = SQ_NUM_ZERO;
    for (int i = 0; i < 3; i++)
        sum = sq_num_add(sum, of(1, 3));
    assert_num(sum, 1, 1);
    sum = SQ_NUM_ZERO;
    for (int64_t i = 1; i <= 40; i++)
        sum = sq_num_add(sum, of(1, i * (i + 1)));
    assert_num(sum, 40, 41);
}

static void
the_smaller_and_the_larger_are_told_apart(void **state)
{
    (void)state;
    assert_num(sq_num_min(of(1, 2), of(1, 3)), 1, 3);
    assert_num(sq_num_max(of(1, 2), of(1, 3)), 1, 2);
    assert_num(sq_num_min(of(-1, 2), of(1, 3)), -1, 2);
    assert_num(sq_num_max(of(5, 1), of(5, 1)), 5, 1);
}

static void
floor_and_ceiling_go_down_and_up(void **state)
{
    (void)state;
    assert_num(sq_num_floor(of(7, 2)), 3, 1);
    assert_num(sq_num_floor(of(-7, 2)), -4, 1);
    assert_num(sq_num_ceil(of(7, 2)), 4, 1);
    assert_num(sq_num_ceil(of(-7, 2)), -3, 1);
    assert_num(sq_num_floor(of(INT64_MIN, 3)), INT64_MIN / 3 - 1, 1);
    assert_num(sq_num_ceil(of(INT64_MIN, 3)), INT64_MIN / 3, 1);
    assert_num(sq_num_ceil(sq_num_int(INT64_MIN)), INT64_MIN, 1);
    assert_num(sq_num_floor(sq_num_int(INT64_MAX)), INT64_MAX, 1);

    for (int64_t num = -50; num <= 50; num++) {
        for (int64_t den = 1; den <= 12; den++) {
            int64_t floor = sq_num_floor(of(num, den)).num;
            int64_t ceil = sq_num_ceil(of(num, den)).num;
            assert_true(floor * den <= num && (floor + 1) * den > num);
            assert_true(ceil * den >= num && (ceil - 1) * den < num);
        }
    }
}

static void
a_half_is_rounded_up_towards_plus_infinity(void **state)
{
    (void)state;
    assert_num(sq_num_round(of(1, 2), 0), 1, 1);
    assert_num(sq_num_round(of(3, 2), 0), 2, 1);
    assert_num(sq_num_round(of(5, 2), 0), 3, 1);
    assert_num(sq_num_round(of(-1, 2), 0), 0, 1);
    assert_num(sq_num_round(of(-3, 2), 0), -1, 1);
    assert_num(sq_num_round(of(-5, 2), 0), -2, 1);
    assert_num(sq_num_round(of(-51, 20), 1), -5, 2); /* -2.55 to -2.5 */
    assert_num(sq_num_round(of(51, 20), 1), 13, 5);  /*  2.55 to  2.6 */
    assert_num(sq_num_round(of(1005, 1000), 2), 101, 100);
    assert_num(sq_num_round(of(2, 3), 2), 67, 100);
    assert_num(sq_num_round(of(-2, 3), 2), -67, 100);
    assert_num(sq_num_round(of(2, 3), 9), 666666667, 1000000000);
    assert_num(sq_num_round(sq_num_int(5), 0), 5, 1);
}

static void
a_half_is_rounded_to_the_even_neighbour_where_asked(void **state)
{
    (void)state;
    assert_num(sq_num_round_even(of(1, 2), 0), 0, 1);
    assert_num(sq_num_round_even(of(3, 2), 0), 2, 1);
    assert_num(sq_num_round_even(of(5, 2), 0), 2, 1);
    assert_num(sq_num_round_even(of(-1, 2), 0), 0, 1);
    assert_num(sq_num_round_even(of(-3, 2), 0), -2, 1);
    assert_num(sq_num_round_even(of(-5, 2), 0), -2, 1);
    assert_num(sq_num_round_even(of(51, 20), 1), 13, 5);
    assert_num(sq_num_round_even(of(45, 20), 1), 11, 5); /* 2.25 to 2.2 */
    assert_num(sq_num_round_even(of(-2, 3), 2), -67, 100);
}

/* The neighbours of a number at a number of places, both tried. */
static void
rounding_finds_the_nearest_multiple(void **state)
{
    (void)state;
    int64_t unit = 1;
    for (unsigned places = 0; places <= 4; places++, unit *= 10) {
        for (int64_t num = -400; num <= 400; num++) {
            for (int64_t den = 1; den <= 48; den++) {
                sq_num a = of(num, den);
                sq_num up = sq_num_round(a, places);
                sq_num even = sq_num_round_even(a, places);
                /* in units of 1 / (2 × unit × a.den) */
                int64_t off = 2 * unit * (up.num * a.den - a.num * up.den);
                assert_true(off > -up.den * a.den && off <= up.den * a.den);
                assert_int_equal(unit % up.den, 0);
                bool tie = off == up.den * a.den;
                int64_t steps = up.num * (unit / up.den);
                assert_int_equal(even.num * (unit / even.den),
                                 tie && steps % 2 != 0 ? steps - 1 : steps);
            }
        }
    }
}

static void
rounding_large_numbers_is_exact_or_wide(void **state)
{
    (void)state;
    assert_num(sq_num_round(sq_num_int(INT64_MAX), 9), INT64_MAX, 1);
    assert_num(sq_num_round(of(INT64_MAX, 2), 0), INT64_MAX / 2 + 1, 1);
    assert_num(sq_num_round(of(-INT64_MAX, 2), 0), -(INT64_MAX / 2), 1);
    assert_wide(sq_num_round(of(INT64_MAX, 3), 9));
    assert_wide(sq_num_round_even(of(INT64_MAX, 3), 9));
    assert_num(sq_num_round(of(1, INT64_MAX), 9), 0, 1);
    assert_num(sq_num_round(of(-1, INT64_MAX), 9), 0, 1);
}

static void
a_double_is_the_nearest_for_charts(void **state)
{
    (void)state;
    assert_true(sq_num_double(of(1, 4)) == 0.25);
    assert_true(sq_num_double(of(-7, 2)) == -3.5);
    assert_true(sq_num_double(SQ_NUM_ZERO) == 0.0);
    assert_true(sq_num_is_int(of(8, 2)));
    assert_false(sq_num_is_int(of(7, 2)));
}

static void
decimal_text_is_read_exactly(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t num, den;
    } rows[] = {
        {"0", 0, 1},
        {"-0", 0, 1},
        {"-0.0", 0, 1},
        {"7", 7, 1},
        {"-12", -12, 1},
        {"007", 7, 1},
        {"0.5", 1, 2},
        {"-0.25", -1, 4},
        {"3.10", 31, 10},
        {"0.000000001", 1, 1000000000},
        {"999999999999999", 999999999999999, 1},
        {"-999999999999999", -999999999999999, 1},
        {"999999999999999.000000000", 999999999999999, 1},
        {"999999999999999.125", 7999999999999993, 8},
        {"9223372036.854775807", INT64_MAX, 1000000000},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sq_num a = SQ_NUM_WIDE;
        assert_true(sq_num_read(sq_str_of(rows[i].text), &a));
        assert_num(a, rows[i].num, rows[i].den);
    }
}

static void
anything_else_is_not_a_number_and_changes_nothing(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "-",
        ".",
        "-.",
        ".5",
        "5.",
        "-.5",
        "+5",
        "--5",
        "1e3",
        "1E3",
        "1_000",
        "1,000",
        "1.2.3",
        "1 ",
        " 1",
        "1/2",
        "50%",
        "0x10",
        "inf",
        "nan",
        "١",
        "5-",
        "1000000000000000",
        "0000000000000000",
        "0.0000000001",
        "0.1000000000",
        "99999999999999999999999999999999999999999999999999",
        "0.99999999999999999999999999999999999999999999999",
        "999999999999999.999999999",
        "9223372036.854775809",
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sq_num a = of(5, 7);
        if (sq_num_read(sq_str_of(texts[i]), &a))
            fail_msg("`%s` was read", texts[i]);
        assert_num(a, 5, 7);
    }
    sq_num a;
    assert_false(sq_num_read((sq_str){0}, &a));
    assert_false(sq_num_read(SQ_LIT("1\0002"), &a));
}

static void
assert_put(sq_num a, unsigned places, const char *want)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100);
    sq_num_put(&b, a, places);
    assert_string_equal(b.ptr, want);
    sq_sbuf_done(&b);
}

static void
assert_put_exact(sq_num a, const char *want)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 100);
    sq_num_put_exact(&b, a);
    assert_string_equal(b.ptr, want);
    sq_sbuf_done(&b);
}

static void
a_number_is_written_as_short_as_it_is_exact(void **state)
{
    (void)state;
    assert_put(SQ_NUM_ZERO, 2, "0");
    assert_put(sq_num_int(-12), 0, "-12");
    assert_put(sq_num_int(100), 2, "100");
    assert_put(of(1, 2), 0, "0.5");
    assert_put(of(-1, 8), 1, "-0.125");
    assert_put(of(21, 20), 0, "1.05");
    assert_put(of(1, 1000000000), 0, "0.000000001");
    assert_put(sq_num_int(INT64_MAX), 9, "9223372036854775807");
    assert_put(sq_num_int(INT64_MIN), 9, "-9223372036854775808");
    assert_put(of(INT64_MIN, 5), 0, "-1844674407370955161.6");
}

static void
a_number_without_end_is_rounded_half_up(void **state)
{
    (void)state;
    assert_put(of(1, 3), 2, "0.33");
    assert_put(of(2, 3), 2, "0.67");
    assert_put(of(2, 3), 0, "1");
    assert_put(of(-2, 3), 2, "-0.67");
    assert_put(of(-1, 3), 0, "0");
    assert_put(of(-1, 3000), 2, "0");
    assert_put(of(299, 300), 2, "1");
    assert_put(of(-299, 300), 2, "-1");
    assert_put(of(601, 600), 2, "1");
    assert_put(of(1, 1024), 3, "0.001");
    assert_put(of(INT64_MAX, 3), 9, "3074457345618258602.333333333");
    assert_put(of(-INT64_MAX, 3), 9, "-3074457345618258602.333333333");
}

static void
too_wide_is_never_written_as_a_number(void **state)
{
    (void)state;
    assert_put(SQ_NUM_WIDE, 2, "(too wide)");
    assert_put_exact(SQ_NUM_WIDE, "(too wide)");
}

static void
an_endless_number_is_exact_as_a_fraction(void **state)
{
    (void)state;
    assert_put_exact(sq_num_int(3), "3");
    assert_put_exact(of(1, 4), "0.25");
    assert_put_exact(of(1, 3), "1/3");
    assert_put_exact(of(-7, 6), "-7/6");
    assert_put_exact(of(1, 1024), "1/1024");
    assert_put_exact(of(1, 512), "0.001953125");
}

static void
what_is_written_exactly_reads_back_the_same(void **state)
{
    (void)state;
    uint64_t seed = 7;
    for (int i = 0; i < 100000; i++) {
        int64_t den = 1;
        for (uint64_t places = next_random(&seed) % 10; places > 0; places--)
            den *= 10;
        sq_num a = of(random_int(&seed) % 1000000000000000, den);
        struct sq_sbuf b;
        sq_sbuf_init(&b, 100);
        sq_num_put_exact(&b, a);
        sq_num back = SQ_NUM_WIDE;
        assert_true(sq_num_read(sq_sbuf_str(&b), &back));
        assert_num(back, a.num, a.den);
        bool trailing_zero =
            memchr(b.ptr, '.', b.len) && b.ptr[b.len - 1] == '0';
        assert_false(trailing_zero);
        sq_sbuf_done(&b);
    }
}

static void
what_is_written_with_places_is_what_rounding_gives(void **state)
{
    (void)state;
    uint64_t seed = 9;
    for (int i = 0; i < 100000; i++) {
        sq_num a = of(random_int(&seed) % 1000000000,
                      (int64_t)(next_random(&seed) % 100000 + 1));
        unsigned places = (unsigned)(next_random(&seed) % 10);
        if (1000000000 % a.den == 0)
            continue;
        struct sq_sbuf b;
        sq_sbuf_init(&b, 100);
        sq_num_put(&b, a, places);
        sq_num back = SQ_NUM_WIDE;
        assert_true(sq_num_read(sq_sbuf_str(&b), &back));
        assert_int_equal(sq_num_cmp(back, sq_num_round(a, places)), 0);
        sq_sbuf_done(&b);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_agrees_with_128_bits),
        cmocka_unit_test(a_fraction_is_kept_in_lowest_terms),
        cmocka_unit_test(the_edges_of_64_bits_are_exact_or_wide),
        cmocka_unit_test(too_wide_is_passed_on_by_every_operation),
        cmocka_unit_test(comparison_is_exact_where_doubles_are_not),
        cmocka_unit_test(a_third_three_times_is_one),
        cmocka_unit_test(the_smaller_and_the_larger_are_told_apart),
        cmocka_unit_test(floor_and_ceiling_go_down_and_up),
        cmocka_unit_test(a_half_is_rounded_up_towards_plus_infinity),
        cmocka_unit_test(a_half_is_rounded_to_the_even_neighbour_where_asked),
        cmocka_unit_test(rounding_finds_the_nearest_multiple),
        cmocka_unit_test(rounding_large_numbers_is_exact_or_wide),
        cmocka_unit_test(a_double_is_the_nearest_for_charts),
        cmocka_unit_test(decimal_text_is_read_exactly),
        cmocka_unit_test(anything_else_is_not_a_number_and_changes_nothing),
        cmocka_unit_test(a_number_is_written_as_short_as_it_is_exact),
        cmocka_unit_test(a_number_without_end_is_rounded_half_up),
        cmocka_unit_test(too_wide_is_never_written_as_a_number),
        cmocka_unit_test(an_endless_number_is_exact_as_a_fraction),
        cmocka_unit_test(what_is_written_exactly_reads_back_the_same),
        cmocka_unit_test(what_is_written_with_places_is_what_rounding_gives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
