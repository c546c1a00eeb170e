/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "check.h"

static bool
all_zero(const void *p, size_t n)
{
    const char *bytes = p;
    for (size_t i = 0; i < n; i++) {
        if (bytes[i])
            return false;
    }
    return true;
}

static void
memory_is_zeroed_and_aligned_for_anything(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    for (size_t size = 0; size < 600; size++) {
        char *p = sq_arena_alloc(&a, 1, size);
        assert_non_null(p);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        assert_true(all_zero(p, size));
        memset(p, 0xff, size);
    }
    sq_arena_done(&a);
}

static void
objects_do_not_overlap(void **state)
{
    (void)state;
    enum { N = 3000 };
    static unsigned char *objects[N];
    struct sq_arena a;
    sq_arena_init(&a);
    for (size_t i = 0; i < N; i++) {
        objects[i] = sq_arena_alloc(&a, i % 97 + 1, i % 5 + 1);
        memset(objects[i], (int)(i % 251), (i % 97 + 1) * (i % 5 + 1));
    }
    for (size_t i = 0; i < N; i++) {
        for (size_t j = 0; j < (i % 97 + 1) * (i % 5 + 1); j++)
            assert_int_equal(objects[i][j], i % 251);
    }
    sq_arena_done(&a);
}

static void
empty_objects_have_addresses_of_their_own(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    void *one = sq_arena_alloc(&a, 0, 8);
    void *two = sq_arena_alloc(&a, 8, 0);
    assert_non_null(one);
    assert_ptr_not_equal(one, two);
    assert_int_equal(a.used, 0);
    sq_arena_done(&a);
}

static void
large_objects_leave_the_room_of_small_ones_alone(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    char *before = SQ_NEW_N(&a, 16, char);
    char *large = SQ_NEW_N(&a, 5 << 20, char);
    char *after = SQ_NEW_N(&a, 16, char);
    assert_true(all_zero(large, 5 << 20));
    memset(large, 1, 5 << 20);
    assert_true(all_zero(before, 16));
    assert_true(all_zero(after, 16));
    assert_true(after > before && after - before < 4096);
    sq_arena_done(&a);
}

static void
a_large_object_can_be_the_first(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    char *large = SQ_NEW_N(&a, 3 << 20, char);
    memset(large, 1, 3 << 20);
    assert_true(all_zero(SQ_NEW_N(&a, 100, char), 100));
    sq_arena_done(&a);
}

static void
what_was_handed_out_is_counted(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    (void)sq_arena_alloc(&a, 3, 7);
    (void)sq_arena_alloc(&a, 1, 1000000);
    assert_int_equal(a.used, 1000021);
    sq_arena_done(&a);
    assert_int_equal(a.used, 0);
    assert_null(a.top);
}

static void
done_accepts_a_zeroed_arena_and_twice(void **state)
{
    (void)state;
    struct sq_arena a = {0};
    sq_arena_done(&a);
    assert_true(all_zero(SQ_NEW_N(&a, 10, char), 10));
    sq_arena_done(&a);
    sq_arena_done(&a);
    assert_null(a.top);
}

static void
a_pushed_list_keeps_its_elements(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    size_t n = 0;
    uint32_t *list = NULL;
    for (uint32_t i = 0; i < 5000; i++) {
        list = sq_arena_push(&a, list, &n, sizeof *list);
        assert_int_equal(n, i + 1);
        assert_int_equal(list[i], 0);
        list[i] = i;
    }
    for (uint32_t i = 0; i < 5000; i++)
        assert_int_equal(list[i], i);
    sq_arena_done(&a);
}

static void
lists_that_grow_in_turns_do_not_mix(void **state)
{
    (void)state;
    struct item {
        uint64_t list, place, more[3];
    };
    struct sq_arena a;
    sq_arena_init(&a);
    struct item *lists[7] = {0};
    size_t n[7] = {0};
    for (uint64_t i = 0; i < 7000; i++) {
        size_t which = i * i % 7;
        lists[which] =
            sq_arena_push(&a, lists[which], &n[which], sizeof(struct item));
        struct item *item = &lists[which][n[which] - 1];
        assert_true(all_zero(item, sizeof *item));
        *item = (struct item){which, n[which], {i, i, i}};
    }
    for (size_t which = 0; which < 7; which++) {
        for (size_t i = 0; i < n[which]; i++) {
            assert_int_equal(lists[which][i].list, which);
            assert_int_equal(lists[which][i].place, i + 1);
        }
    }
    sq_arena_done(&a);
}

static void
a_list_moves_only_at_powers_of_two(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    size_t n = 0;
    char *list = NULL;
    for (size_t i = 0; i < 300; i++) {
        char *old = list;
        list = sq_arena_push(&a, list, &n, 24);
        (void)SQ_NEW(&a, char); /* in the way of growing in place */
        bool may_move = i == 0 || (i >= 4 && (i & (i - 1)) == 0);
        assert_true(may_move ? list != old : list == old);
    }
    sq_arena_done(&a);
}

static void
the_list_handed_out_last_grows_in_place(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    size_t n = 0;
    char *first = sq_arena_push(&a, NULL, &n, 8);
    char *list = first;
    for (size_t i = 0; i < 100; i++)
        list = sq_arena_push(&a, list, &n, 8);
    assert_ptr_equal(list, first);
    assert_int_equal(a.used, 128 * 8);
    sq_arena_done(&a);
}

static void
a_new_element_is_zero_even_after_the_list_was_shortened(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    size_t n = 0;
    uint64_t *list = NULL;
    for (size_t i = 0; i < 8; i++) {
        list = sq_arena_push(&a, list, &n, sizeof *list);
        list[i] = UINT64_MAX;
    }
    for (n = 0; n < 8;) {
        list = sq_arena_push(&a, list, &n, sizeof *list);
        assert_int_equal(list[n - 1], 0);
    }
    sq_arena_done(&a);
}

static jmp_buf way_out;
static size_t asked_for;

static void
leave(size_t size)
{
    asked_for = size;
    longjmp(way_out, 1);
}

static void
exhaustion_is_told_with_the_size(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    sq_arena_on_exhaustion(leave);
    sq_arena_fail_after(1);
    if (!setjmp(way_out)) {
        (void)SQ_NEW_N(&a, 1 << 20, char);
        fail_msg("the allocation came back");
    }
    assert_true(asked_for >= 1 << 20);
    assert_null(a.top);

    /* only that one fails */
    assert_non_null(SQ_NEW_N(&a, 1 << 20, char));
    sq_arena_on_exhaustion(NULL);
    sq_arena_done(&a);
}

static void
the_nth_chunk_fails_and_the_ones_before_do_not(void **state)
{
    (void)state;
    struct sq_arena a;
    sq_arena_init(&a);
    sq_arena_on_exhaustion(leave);
    sq_arena_fail_after(3);
    static volatile size_t chunks;
    chunks = 0;
    if (!setjmp(way_out)) {
        for (;;) {
            (void)SQ_NEW_N(&a, 2 << 20, char);
            chunks++;
        }
    }
    assert_int_equal(chunks, 2);
    sq_arena_on_exhaustion(NULL);
    sq_arena_done(&a);
}

static void
text_on_the_heap_counts_as_a_chunk(void **state)
{
    (void)state;
    sq_arena_on_exhaustion(leave);
    sq_arena_fail_after(2);
    static void *volatile heap;
    heap = sq_heap_grow(NULL, 10);
    assert_non_null(heap);
    if (!setjmp(way_out)) {
        heap = sq_heap_grow(heap, 77);
        fail_msg("the allocation came back");
    }
    assert_int_equal(asked_for, 77);
    void *grown = sq_heap_grow(heap, 20);
    sq_arena_on_exhaustion(NULL);
    sq_arena_done(&(struct sq_arena){0});
    assert_non_null(grown);
    free(grown);
}

/* n objects: zero when they come, and then not. */
static void
hand_out(struct sq_arena *a, int n)
{
    for (int i = 0; i < n; i++) {
        char *one = sq_arena_alloc(a, 1, 100);
        for (int k = 0; k < 100; k++)
            assert_int_equal(one[k], 0);
        memset(one, 'x', 100);
    }
}

/* As a run does, file after file. */
static void
a_cleared_arena_hands_out_zeroed_memory_and_asks_for_no_more(void **state)
{
    (void)state;
    struct sq_arena a = {0};
    sq_arena_clear(&a);
    assert_null(a.top);
    for (int file = 0; file < 4; file++) {
        sq_arena_clear(&a);
        assert_int_equal(a.used, 0);
        if (file == 2)
            sq_arena_fail_after(1); /* there must be no other from here on */
        hand_out(&a, 3000);
    }
    sq_arena_fail_after(0);
    sq_arena_done(&a);
}

/* From a mark in the first chunk over its end into others, and back. */
static void
a_way_back_and_forth_hands_out_zeroed_memory_and_asks_for_no_more(void **state)
{
    (void)state;
    struct sq_arena a = {0};
    const char *before = sq_arena_alloc(&a, 1, 3000);
    struct sq_arena_mark mark = sq_arena_mark(&a);
    for (int turn = 0; turn < 4; turn++) {
        if (turn == 1)
            sq_arena_fail_after(1); /* there must be no other from here on */
        hand_out(&a, 80);
        sq_arena_rewind(&a, mark);
        assert_int_equal(a.used, 3000);
        assert_int_equal(before[2999], 0);
    }
    sq_arena_fail_after(0);
    assert_non_null(a.spare);
    sq_arena_done(&a);
    assert_null(a.spare);
}

static void
a_cleared_arena_does_not_keep_what_is_very_large(void **state)
{
    (void)state;
    struct sq_arena a = {0};
    (void)sq_arena_alloc(&a, 1, (size_t)17 << 20);
    sq_arena_clear(&a);
    assert_null(a.top);
    sq_arena_done(&a);
}

static void
a_size_that_overflows_is_exhaustion_not_a_small_object(void **state)
{
    (void)state;
    static const size_t sizes[][2] = {
        {SIZE_MAX, 2},
        {SIZE_MAX / 2 + 1, 2},
        {SIZE_MAX, 1},
        {SIZE_MAX - 8, 1},
        {(size_t)1 << 33, (size_t)1 << 33},
    };
    static struct sq_arena a;
    sq_arena_init(&a);
    sq_arena_on_exhaustion(leave);
    static volatile size_t i;
    for (i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        if (!setjmp(way_out)) {
            (void)sq_arena_alloc(&a, sizes[i][0], sizes[i][1]);
            fail_msg("row %zu came back", i);
        }
    }
    assert_int_equal(a.used, 0);
    sq_arena_on_exhaustion(NULL);
    sq_arena_done(&a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned_for_anything),
        cmocka_unit_test(objects_do_not_overlap),
        cmocka_unit_test(empty_objects_have_addresses_of_their_own),
        cmocka_unit_test(large_objects_leave_the_room_of_small_ones_alone),
        cmocka_unit_test(a_large_object_can_be_the_first),
        cmocka_unit_test(what_was_handed_out_is_counted),
        cmocka_unit_test(done_accepts_a_zeroed_arena_and_twice),
        cmocka_unit_test(a_pushed_list_keeps_its_elements),
        cmocka_unit_test(lists_that_grow_in_turns_do_not_mix),
        cmocka_unit_test(a_list_moves_only_at_powers_of_two),
        cmocka_unit_test(the_list_handed_out_last_grows_in_place),
        cmocka_unit_test(
            a_new_element_is_zero_even_after_the_list_was_shortened),
        cmocka_unit_test(exhaustion_is_told_with_the_size),
        cmocka_unit_test(the_nth_chunk_fails_and_the_ones_before_do_not),
        cmocka_unit_test(text_on_the_heap_counts_as_a_chunk),
        cmocka_unit_test(
            a_cleared_arena_hands_out_zeroed_memory_and_asks_for_no_more),
        cmocka_unit_test(
            a_way_back_and_forth_hands_out_zeroed_memory_and_asks_for_no_more),
        cmocka_unit_test(a_cleared_arena_does_not_keep_what_is_very_large),
        cmocka_unit_test(
            a_size_that_overflows_is_exhaustion_not_a_small_object),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
