/* SPDX-License-Identifier: MIT */
/* Tables on their way to a sheet: nothing of them is lost, however wide. */
#include <string.h>

#include "one_arena.h"
#include "report/formula.h"
#include "report/grid.h"

enum { MANY = 70 };

/* "h7" */
static sq_str
numbered(const char *letter, size_t i)
{
    return sq_str_printf(&arena, "%s%zu", letter, i);
}

/* A table, or a record, with columns from `from` on. */
static struct sq_block *
block(enum sq_block_kind kind, const char *name, size_t from, size_t n,
      size_t rows)
{
    struct sq_block *b = SQ_NEW(&arena, struct sq_block);

    *b = (struct sq_block){.kind = kind,
                           .text = sq_str_of(name),
                           .heads = SQ_NEW_N(&arena, n + 1, sq_str),
                           .n_columns = n,
                           .cells =
                               SQ_NEW_N(&arena, n * rows + 1, struct sq_cell),
                           .n_cells = n * rows,
                           .n_rows = rows};
    for (size_t i = 0; i < n; i++)
        b->heads[i] = numbered("h", from + i);
    for (size_t i = 0; i < b->n_cells; i++)
        b->cells[i].text = numbered("c", from + i);
    return b;
}

static void
is_row(const struct sq_grid *g, size_t row, const char *const *texts)
{
    for (size_t i = 0; i < g->n; i++) {
        sq_str text = g->cells[row * g->n + i].text;
        if (!sq_str_is(text, texts[i]))
            fail_msg("row %zu, column %zu: %.*s is not %s", row, i,
                     SQ_FMT(text), texts[i]);
    }
}

static void
a_table_keeps_its_columns_and_its_numbers(void **state)
{
    struct sq_block *b = block(SQ_TABLE, "", 0, 3, 2);

    (void)state;
    b->cells[1].number = true; /* in words only: "1 to 3" */
    b->cells[2].number = b->cells[2].has_num = true;
    b->cells[2].num = sq_num_int(7);
    const struct sq_grid g = sq_grid_of_table(&arena, b);
    assert_int_equal(g.n, 3);
    assert_int_equal(g.rows, 2);
    assert_int_equal(g.cells[0].kind, SQ_IS_TEXT);
    assert_int_equal(g.cells[1].kind, SQ_IS_TEXT);
    assert_int_equal(g.cells[2].kind, SQ_IS_NUMBER);
    assert_int_equal(g.cells[2].num.num, 7);
    is_row(&g, 1, (const char *[]){"c3", "c4", "c5"});
}

static void
a_table_too_wide_for_a_sheet_becomes_a_list(void **state)
{
    (void)state;
    const struct sq_grid g =
        sq_grid_of_table(&arena, block(SQ_MATRIX, "", 0, MANY, 2));
    assert_int_equal(g.n, 3);
    assert_int_equal(g.rows, 2 * (MANY - 1));
    is_row(&g, 0, (const char *[]){"c0", "h1", "c1"});
    is_row(&g, MANY - 2, (const char *[]){"c0", "h69", "c69"});
    is_row(&g, MANY - 1, (const char *[]){"c70", "h1", "c71"});
}

static void
records_become_rows_under_all_their_names(void **state)
{
    struct sq_block *a = block(SQ_RECORD, "A", 0, 2, 1);
    struct sq_block *b = block(SQ_RECORD, "B", 1, 2, 1);
    struct sq_block *after = block(SQ_TABLE, "", 0, 2, 1);
    struct sq_grid g;

    (void)state;
    a->next = b;
    b->next = after;
    assert_ptr_equal(sq_grid_of_records(&arena, a, &g), after);
    assert_int_equal(g.n, 4); /* Name, h0, h1, h2 */
    is_row(&g, 0, (const char *[]){"A", "c0", "c1", ""});
    is_row(&g, 1, (const char *[]){"B", "", "c1", "c2"});
}

/* Two questions asked in the same words, and one in that of the first column.
 */
static void
fields_of_one_name_stay_apart(void **state)
{
    struct sq_block *b = block(SQ_RECORD, "A", 0, 4, 1);
    struct sq_grid g;

    (void)state;
    b->heads[0] = b->heads[2] = SQ_LIT("Why?");
    b->heads[1] = b->heads[3] = SQ_LIT("Name");
    assert_null(sq_grid_of_records(&arena, b, &g));
    assert_int_equal(g.n, 5);
    is_row(&g, 0, (const char *[]){"A", "c0", "c1", "c2", "c3"});
}

static void
too_many_fields_become_a_list(void **state)
{
    struct sq_block *one = block(SQ_RECORD, "", 0, MANY, 1);
    struct sq_block *a = block(SQ_RECORD, "A", 0, 40, 1);
    struct sq_block *b = block(SQ_RECORD, "", 40, 40, 1);
    struct sq_grid g;

    (void)state;
    (void)sq_grid_of_records(&arena, one, &g);
    assert_int_equal(g.n, 2);
    assert_int_equal(g.rows, MANY);
    assert_true(sq_str_is(g.heads[0], "About"));
    is_row(&g, 69, (const char *[]){"h69", "c69"});
    a->next = b;
    b->next = block(SQ_RECORD, "C", 0, 2, 1);
    (void)sq_grid_of_records(&arena, a, &g);
    assert_int_equal(g.n, 3);
    assert_int_equal(g.rows, 82);
    is_row(&g, 0, (const char *[]){"A", "h0", "c0"});
    is_row(&g, 79, (const char *[]){"", "h79", "c79"});
    is_row(&g, 81, (const char *[]){"C", "h1", "c1"});
}

static struct sq_grid
grid(size_t from, size_t n)
{
    struct sq_block *b = block(SQ_TABLE, "", from, n, 1);

    b->heads[0] = SQ_LIT("first");
    return sq_grid_of_table(&arena, b);
}

static void
tables_that_are_nearly_alike_go_together(void **state)
{
    (void)state;
    const struct sq_grid three = grid(0, 3), seven = grid(0, 7),
                         eight = grid(0, 8), other = grid(1, 3);
    assert_true(sq_grid_fits(&three, &three));
    assert_true(sq_grid_fits(&three, &seven));
    assert_true(sq_grid_fits(&seven, &three));
    assert_false(sq_grid_fits(&three, &eight));
    assert_false(sq_grid_fits(&three, &other)); /* each has one of its own */
    struct sq_grid named = sq_grid_named(&arena, &three, SQ_LIT("P"));
    assert_false(sq_grid_fits(&three, &named));
    const struct sq_grid more = sq_grid_named(&arena, &seven, SQ_LIT("Q"));
    sq_grid_append(&arena, &named, &more);
    assert_int_equal(named.n, 8);
    is_row(&named, 0, (const char *[]){"P", "c0", "c1", "c2", "", "", "", ""});
    is_row(&named, 1,
           (const char *[]){"Q", "c0", "c1", "c2", "c3", "c4", "c5", "c6"});
}

/* Each of many may bring a few columns of its own. */
static void
a_table_takes_no_more_than_it_has_room_for(void **state)
{
    (void)state;
    const struct sq_grid all = grid(0, 58), two = grid(0, 60),
                         four = grid(2, 60);
    assert_true(sq_grid_has_room(&all, &two));
    assert_false(sq_grid_has_room(&all, &four));
}

/* A cell of Steps holds its value where no formula fits. */
static void
a_step_that_does_not_fit_keeps_its_value(void **state)
{
    char *sum = sq_arena_alloc(&arena, SQ_FORMULA_MAX + 2, 1);
    const struct sq_cell_value is[] = {
        {SQ_CELL_NUM, 7}, {SQ_CELL_NONE, 0}, {SQ_CELL_OPEN, 0}};
    const char *const words[] = {"7", "\"none\"", "\"open\""};
    struct sq_steps s = {.arena = &arena, .first = 5};

    (void)state;
    memset(sum, '1', SQ_FORMULA_MAX + 1);
    for (size_t i = 0; i < 3; i++) {
        s.failed = false;
        const struct sq_term t = {sq_str_of(sum), sq_str_of(sum), is[i], is[i]};
        struct sq_term got = sq_step_add(&s, SQ_LIT("long"), t);
        assert_true(s.failed);
        assert_true(sq_str_starts(got.low, "C")); /* the cell all the same */
        assert_true(sq_str_is(s.items[i].low, words[i]));
        assert_true(sq_str_is(s.items[i].high, words[i]));
    }
    s.n = SQ_STEPS_MAX; /* and where the sheet is full there is no cell */
    s.failed = false;
    for (size_t i = 0; i < 3; i++) {
        const struct sq_term t = {SQ_LIT("1+6"), SQ_LIT("1+6"), is[i], is[i]};
        struct sq_term got = sq_step_add(&s, SQ_LIT("late"), t);
        assert_true(s.failed && s.full);
        assert_int_equal(s.n, SQ_STEPS_MAX);
        assert_true(sq_str_is(got.low, words[i]));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, fresh_arena, free_arena)
        TEST(a_table_keeps_its_columns_and_its_numbers),
        TEST(a_table_too_wide_for_a_sheet_becomes_a_list),
        TEST(records_become_rows_under_all_their_names),
        TEST(fields_of_one_name_stay_apart),
        TEST(too_many_fields_become_a_list),
        TEST(tables_that_are_nearly_alike_go_together),
        TEST(a_table_takes_no_more_than_it_has_room_for),
        TEST(a_step_that_does_not_fit_keeps_its_value),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
