/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "check.h"
#include "model/house.h"
#include "sys/sys.h"

static struct sq_arena arena;
static struct sq_diags diags;

static int
set_up(void **state)
{
    (void)state;
    sq_arena_init(&arena);
    sq_diags_init(&diags, &arena);
    return 0;
}

static int
tear_down(void **state)
{
    (void)state;
    sq_arena_done(&arena);
    return 0;
}

static unsigned
contrast(const char *a, const char *b)
{
    uint32_t x, y;
    assert_true(sq_colour_read(sq_str_of(a), &x));
    assert_true(sq_colour_read(sq_str_of(b), &y));
    return sq_colour_contrast(x, y);
}

static void
contrast_is_that_of_wcag(void **state)
{
    (void)state;
    assert_int_equal(contrast("#000000", "#ffffff"), 2100);
    assert_int_equal(contrast("#ffffff", "#000000"), 2100);
    assert_int_equal(contrast("123456", "123456"), 100);
    assert_int_equal(contrast("#777777", "#ffffff"), 447); /* 4.478 */
    assert_int_equal(contrast("#767676", "#FFFFFF"), 454); /* 4.542 */
    assert_int_equal(contrast("#ff0000", "#ffffff"), 399); /* 3.998 */
    assert_int_equal(contrast("#005eb8", "#ffffff"), 637); /* 6.370 */
}

static void
only_six_digits_are_a_colour(void **state)
{
    uint32_t rgb;
    (void)state;
    assert_true(sq_colour_read(SQ_LIT("#a0B1c2"), &rgb));
    assert_int_equal(rgb, 0xa0b1c2);
    assert_false(sq_colour_read(SQ_LIT("#fff"), &rgb));
    assert_false(sq_colour_read(SQ_LIT("red"), &rgb));
    assert_false(sq_colour_read(SQ_LIT("#12345g"), &rgb));
    assert_false(sq_colour_read(SQ_LIT(""), &rgb));
    assert_false(sq_colour_read(SQ_LIT("#12345;}body{"), &rgb));
}

static struct sq_project
house(const char *ground, const char *on)
{
    struct sq_word *words = SQ_NEW_N(&arena, 2, struct sq_word);
    words[0].text = sq_str_of(ground);
    words[1].text = sq_str_of(on);
    struct sq_project p = {.colours = words, .n_colours = on ? 2 : 1};
    sq_house_colours(&arena, &p, &diags);
    return p;
}

static void
colours_that_can_be_read_are_taken(void **state)
{
    (void)state;
    struct sq_project p = house("12356B", "#FFFFFF");
    assert_int_equal(diags.n, 0);
    assert_true(sq_str_is(p.ground, "#12356b"));
    assert_true(sq_str_is(p.on, "#ffffff"));
}

static void
colours_that_cannot_be_read_are_refused(void **state)
{
    (void)state;
    struct sq_project p = house("#777777", "#ffffff");
    assert_int_equal(diags.n, 1);
    assert_int_equal(diags.first->code, SQ_FOUND_unusable_style);
    assert_true(sq_str_has_folded(diags.first->message, SQ_LIT("4.47")));
    assert_int_equal(p.ground.len, 0);
    assert_int_equal(p.on.len, 0);
}

static void
one_colour_or_a_word_is_refused(void **state)
{
    (void)state;
    house("#12356b", NULL);
    house("#12356b", "white");
    assert_int_equal(diags.n, 2);
}

static const char *
scratch(void)
{
    static char folder[] = "/tmp/sqeeia-house-XXXXXX";
    static bool made;
    if (!made)
        assert_non_null(mkdtemp(folder));
    made = true;
    return folder;
}

static struct sq_project
with_logo(const char *name, sq_str bytes)
{
    struct sq_err err;
    const char *root = scratch();
    const char *path = sq_path_join(&arena, sq_str_of(root), sq_str_of(name));
    if (bytes.len > 0)
        assert_int_equal(sq_file_write(path, bytes, false, &err), SQ_OK);
    struct sq_project p = {.root = sq_str_of(root),
                           .logo = {.text = sq_str_of(name)}};
    sq_house_logo(&arena, &p, &diags);
    if (bytes.len > 0)
        remove(path);
    return p;
}

static void
a_png_or_svg_in_the_project_is_taken(void **state)
{
    (void)state;
    struct sq_project p =
        with_logo("a.png", SQ_LIT("\x89PNG\r\n\x1a\nrest of it"));
    assert_int_equal(p.logo_bytes.len, 18);
    assert_false(p.logo_svg);
    p = with_logo("a.svg", SQ_LIT("<?xml version=\"1.0\"?>\n<svg/>"));
    assert_true(p.logo_svg);
    p = with_logo("b.svg", SQ_LIT("\n<svg xmlns=\"x\"/>"));
    assert_true(p.logo_svg);
    assert_int_equal(diags.n, 0);
}

static void
any_other_logo_is_refused(void **state)
{
    (void)state;
    char *large = sq_arena_alloc(&arena, 70000, 1);
    memset(large, ' ', 70000);
    memcpy(large, "<svg", 4);
    assert_int_equal(with_logo("a.gif", SQ_LIT("GIF89a")).logo_bytes.len, 0);
    with_logo("none.png", (sq_str){NULL, 0});
    with_logo("/etc/passwd", (sq_str){NULL, 0});
    with_logo("../../etc/passwd", (sq_str){NULL, 0});
    with_logo("large.svg", (sq_str){large, 70000});
    assert_int_equal(diags.n, 5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        TEST(contrast_is_that_of_wcag),
        TEST(only_six_digits_are_a_colour),
        TEST(colours_that_can_be_read_are_taken),
        TEST(colours_that_cannot_be_read_are_refused),
        TEST(one_colour_or_a_word_is_refused),
        TEST(a_png_or_svg_in_the_project_is_taken),
        TEST(any_other_logo_is_refused),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
