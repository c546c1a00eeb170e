/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "check.h"

enum { N = 20000 };

static char texts[N][16];
static int values[N];

static sq_str
key(size_t i)
{
    int n = snprintf(texts[i], sizeof texts[i], "J%zu.key", i);
    return (sq_str){texts[i], (size_t)n};
}

static void
every_key_finds_its_own_value(void **state)
{
    (void)state;
    struct sq_arena a;
    struct sq_map m;
    sq_arena_init(&a);
    sq_map_init(&m, &a);
    for (size_t i = 0; i < N; i++) {
        assert_null(sq_map_find(&m, key(i)));
        assert_true(sq_map_add(&m, key(i), &values[i]));
        assert_ptr_equal(sq_map_find(&m, key(i)), &values[i]);
    }
    assert_int_equal(m.n, N);
    for (size_t i = 0; i < N; i++)
        assert_ptr_equal(sq_map_find(&m, key(i)), &values[i]);
    sq_arena_done(&a);
}

static void
items_keep_the_order_they_came_in(void **state)
{
    (void)state;
    struct sq_arena a;
    struct sq_map m;
    sq_arena_init(&a);
    sq_map_init(&m, &a);
    for (size_t i = 0; i < 1000; i++)
        (void)sq_map_add(&m, key(i * 7919 % 1000), &values[i]);
    assert_int_equal(m.n, 1000);
    for (size_t i = 0; i < 1000; i++) {
        assert_true(sq_str_eq(m.items[i].key, key(i * 7919 % 1000)));
        assert_ptr_equal(m.items[i].value, &values[i]);
    }
    sq_arena_done(&a);
}

static void
a_key_that_is_there_is_left_as_it_was(void **state)
{
    (void)state;
    struct sq_arena a;
    struct sq_map m;
    sq_arena_init(&a);
    sq_map_init(&m, &a);
    for (size_t i = 0; i < 100; i++) {
        assert_true(sq_map_add(&m, key(i), &values[i]));
        for (size_t j = 0; j <= i; j++)
            assert_false(sq_map_add(&m, key(j), &values[N - 1]));
        assert_int_equal(m.n, i + 1);
    }
    for (size_t i = 0; i < 100; i++)
        assert_ptr_equal(sq_map_find(&m, key(i)), &values[i]);
    sq_arena_done(&a);
}

static void
an_empty_map_finds_nothing(void **state)
{
    (void)state;
    struct sq_map zeroed = {0};
    assert_null(sq_map_find(&zeroed, SQ_LIT("a")));
    assert_null(sq_map_find(&zeroed, (sq_str){0}));
}

static void
a_zeroed_map_with_an_arena_can_be_used(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    struct sq_map m = {.arena = &a};
    assert_true(sq_map_add(&m, SQ_LIT("a"), &values[1]));
    assert_ptr_equal(sq_map_find(&m, SQ_LIT("a")), &values[1]);
    sq_arena_done(&a);
}

static void
keys_differ_by_any_byte_and_by_length(void **state)
{
    (void)state;
    static const char zeros[40];
    struct sq_arena a;
    struct sq_map m;
    sq_arena_init(&a);
    sq_map_init(&m, &a);
    for (size_t n = 0; n < 40; n++)
        assert_true(sq_map_add(&m, (sq_str){zeros, n}, &values[n]));
    assert_ptr_equal(sq_map_find(&m, (sq_str){0}), &values[0]);
    for (size_t n = 0; n < 40; n++)
        assert_ptr_equal(sq_map_find(&m, (sq_str){zeros, n}), &values[n]);

    char bytes[20];
    for (size_t i = 0; i < 20; i++) {
        for (size_t bit = 0; bit < 8; bit++) {
            memset(bytes, 0, sizeof bytes);
            bytes[i] = (char)(1u << bit);
            assert_null(sq_map_find(&m, (sq_str){bytes, 20}));
        }
    }
    sq_arena_done(&a);
}

/* Only the hash keeps an entry from being looked for all over the table. */
static void
similar_keys_spread_over_the_slots(void **state)
{
    (void)state;
    struct sq_arena a;
    struct sq_map m;
    sq_arena_init(&a);
    sq_map_init(&m, &a);
    for (size_t i = 0; i < N; i++)
        (void)sq_map_add(&m, key(i), &values[i]);
    assert_true(m.n * 2 <= m.cap);

    size_t longest = 0;
    size_t run = 0;
    for (size_t i = 0; i < m.cap; i++) {
        run = m.slots[i] ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    assert_true(longest < 100);
    sq_arena_done(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_key_finds_its_own_value),
        cmocka_unit_test(items_keep_the_order_they_came_in),
        cmocka_unit_test(a_key_that_is_there_is_left_as_it_was),
        cmocka_unit_test(an_empty_map_finds_nothing),
        cmocka_unit_test(a_zeroed_map_with_an_arena_can_be_used),
        cmocka_unit_test(keys_differ_by_any_byte_and_by_length),
        cmocka_unit_test(similar_keys_spread_over_the_slots),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
