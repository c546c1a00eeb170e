/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "check.h"
#include "diag/diag.h"

static struct sq_arena arena;
static const struct sq_source *a_file, *b_file;

static int
start(void **state)
{
    (void)state;
    sq_arena_init(&arena);
    a_file = sq_source_new(&arena, "a.yaml", SQ_LIT("0123456789"));
    b_file = sq_source_new(&arena, "b.yaml", SQ_LIT("0123456789"));
    return 0;
}

static int
stop(void **state)
{
    (void)state;
    sq_arena_done(&arena);
    return 0;
}

static struct sq_span
at(const struct sq_source *s, uint32_t from, uint32_t to)
{
    return (struct sq_span){s, from, to};
}

static void
every_code_is_three_digits_and_comes_once_in_order(void **state)
{
    (void)state;
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++) {
        const char *code = sq_codes[i].code;
        assert_int_equal(strlen(code), 5);
        assert_memory_equal(code, "SQ", 2);
        assert_int_equal(strspn(code + 2, "0123456789"), 3);
        if (i > 0)
            assert_true(strcmp(sq_codes[i - 1].code, code) < 0);
    }
}

static void
every_code_has_a_name_with_hyphens_of_its_own(void **state)
{
    (void)state;
    static const char letters[] = "abcdefghijklmnopqrstuvwxyz-";
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++) {
        const char *name = sq_codes[i].name;
        assert_true(strlen(name) > 2);
        if (strspn(name, letters) != strlen(name))
            fail_msg("%s: not letters and hyphens alone", name);
        assert_true(name[0] != '-');
        assert_ptr_equal(sq_code_find(sq_str_of(name)), &sq_codes[i]);
    }
    assert_string_equal(sq_codes[SQ_FOUND_duplicate_key].name, "duplicate-key");
    assert_string_equal(sq_codes[SQ_FOUND_tag].name, "tag");
}

static void
every_code_says_what_why_and_how(void **state)
{
    (void)state;
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++) {
        const struct sq_code_info *info = &sq_codes[i];
        assert_true(strlen(info->summary) > 5);
        assert_true(strlen(info->why) > 5 && strlen(info->fix) > 5);
        if (strchr(info->summary, '\n') ||
            info->summary[strlen(info->summary) - 1] == '.')
            fail_msg("%s: one line, no full stop: %s", info->code,
                     info->summary);
    }
}

static void
a_code_is_found_by_code_or_name(void **state)
{
    (void)state;
    const struct sq_code_info *want = &sq_codes[SQ_FOUND_duplicate_key];
    assert_ptr_equal(sq_code_find(sq_str_of(want->code)), want);
    assert_ptr_equal(sq_code_find(SQ_LIT("sq006")), want);
    assert_ptr_equal(sq_code_find(SQ_LIT("duplicate-key")), want);
    assert_null(sq_code_find(SQ_LIT("SQ00")));
    assert_null(sq_code_find(SQ_LIT("SQ0066")));
    assert_null(sq_code_find(SQ_LIT("")));
}

static void
levels_have_names(void **state)
{
    (void)state;
    assert_string_equal(sq_level_name(SQ_NOTE), "note");
    assert_string_equal(sq_level_name(SQ_WARNING), "warning");
    assert_string_equal(sq_level_name(SQ_ERROR), "error");
}

static void
a_finding_is_kept_with_its_help_and_notes(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    struct sq_diag *f = sq_diag_add(&d, SQ_FOUND_duplicate_key,
                                    at(a_file, 2, 4), "key `%s` twice", "q3");
    sq_diag_help(&d, f, "use `%s`", "q3b");
    sq_diag_note(&d, f, at(a_file, 0, 1), "first %s", "here");
    sq_diag_note(&d, f, at(NULL, 0, 0), "second");

    assert_ptr_equal(d.first, f);
    assert_ptr_equal(d.last, f);
    assert_int_equal(d.n, 1);
    assert_int_equal(f->level, SQ_ERROR);
    assert_int_equal(f->at.from, 2);
    assert_true(sq_str_is(f->message, "key `q3` twice"));
    assert_true(sq_str_is(f->help, "use `q3b`"));
    assert_true(sq_str_is(f->notes->text, "first here"));
    assert_true(sq_str_is(f->notes->next->text, "second"));
    assert_null(f->notes->next->next);
}

static void
a_finding_without_words_uses_its_summary(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    struct sq_diag *f =
        sq_diag_add(&d, SQ_FOUND_empty_file, at(a_file, 0, 0), "%s", "");
    assert_true(sq_str_is(f->message, sq_codes[SQ_FOUND_empty_file].summary));
}

static void
findings_are_counted_by_level(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    assert_int_equal(sq_diags_count(&d, SQ_NOTE), 0);
    for (uint32_t i = 0; i < 6; i++) {
        struct sq_diag *f =
            sq_diag_add(&d, SQ_FOUND_tag, at(a_file, i, i), "x");
        f->level = i < 1 ? SQ_NOTE : i < 3 ? SQ_WARNING : SQ_ERROR;
    }
    assert_int_equal(sq_diags_count(&d, SQ_NOTE), 6);
    assert_int_equal(sq_diags_count(&d, SQ_WARNING), 5);
    assert_int_equal(sq_diags_count(&d, SQ_ERROR), 3);
}

static void
assert_order(const struct sq_diags *d, const char *want)
{
    char got[64] = "";
    size_t n = 0;
    const struct sq_diag *last = NULL;
    for (const struct sq_diag *f = d->first; f; f = f->next) {
        got[n++] = f->message.ptr[0];
        last = f;
    }
    assert_string_equal(got, want);
    assert_int_equal(d->n, n);
    assert_ptr_equal(d->last, last);
}

static void
findings_are_sorted_by_file_place_and_code(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    (void)sq_diag_add(&d, SQ_FOUND_tag, at(NULL, 0, 0), "8");
    (void)sq_diag_add(&d, SQ_FOUND_tag, at(b_file, 0, 0), "6");
    (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 9, 9), "5");
    (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 3, 9), "4");
    (void)sq_diag_add(&d, SQ_FOUND_not_yaml, at(b_file, 9, 9), "7");
    (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 3, 5), "3");
    (void)sq_diag_add(&d, SQ_FOUND_not_yaml, at(a_file, 3, 7), "2");
    (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 0, 1), "1");
    sq_diags_sort(&d);
    assert_order(&d, "12345678");
    sq_diags_sort(&d);
    assert_order(&d, "12345678");

    /* the list can still grow */
    (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 2, 2), "x");
    sq_diags_sort(&d);
    assert_order(&d, "1x2345678");
}

static void
exact_duplicates_are_dropped_and_near_ones_are_not(void **state)
{
    (void)state;
    const struct sq_source *same_name =
        sq_source_new(&arena, "a.yaml", SQ_LIT("0123456789"));
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    for (int i = 0; i < 3; i++) {
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 1, 2), "a");
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(same_name, 1, 2), "a");
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 1, 3), "b");
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 1, 3), "c");
        (void)sq_diag_add(&d, SQ_FOUND_empty_file, at(a_file, 1, 3), "d");
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(b_file, 1, 2), "e");
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(NULL, 1, 2), "f");
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(NULL, 5, 6), "f");
    }
    sq_diags_sort(&d);
    assert_order(&d, "abcdef");
}

static void
a_name_that_is_missed_is_one_finding_with_notes(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    for (uint32_t i = 0; i < 8; i++)
        sq_diag_add(&d, SQ_FOUND_unknown_name, at(a_file, i, i + 1), "no `x`");
    sq_diag_add(&d, SQ_FOUND_unknown_name, at(b_file, 1, 2), "no `x`");
    sq_diag_add(&d, SQ_FOUND_unknown_name, at(a_file, 9, 10), "no `y`");
    sq_diags_sort(&d);
    assert_int_equal(d.n, 3);
    assert_int_equal(d.first->at.from, 0);
    size_t notes = 0;
    for (const struct sq_note *n = d.first->notes; n; n = n->next)
        notes++;
    assert_int_equal(notes, 4);
    assert_null(d.first->next->notes);
    assert_ptr_equal(d.last, d.first->next->next);
}

static void
a_slip_that_can_be_mended_keeps_its_fix_unless_it_is_everywhere(void **state)
{
    (void)state;
    for (uint32_t places = 1; places < 4; places++) {
        struct sq_diags d;
        sq_diags_init(&d, &arena);
        for (uint32_t i = 0; i < places; i++) {
            struct sq_diag *f = sq_diag_add(&d, SQ_FOUND_unknown_reference,
                                            at(a_file, i, i + 1), "no `x`");
            sq_diag_fix(&d, f, "y");
        }
        sq_diags_sort(&d);
        assert_int_equal(d.n, places < 3 ? places : 1);
        assert_int_equal(d.first->fix.len, places < 3 ? 1 : 0);
    }
}

static void
an_empty_list_can_be_sorted(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    sq_diags_sort(&d);
    assert_null(d.first);
    assert_null(d.last);
    assert_int_equal(d.n, 0);
    (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 0, 0), "1");
    sq_diags_sort(&d);
    assert_order(&d, "1");
}

static void
many_findings_are_sorted(void **state)
{
    (void)state;
    enum { N = 9973 };
    static char text[N];
    const struct sq_source *s = sq_source_new(&arena, "n", (sq_str){text, N});
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    for (uint32_t i = 0; i < N; i++) {
        uint32_t from = i * 7919 % N;
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(s, from, from), "x");
    }
    sq_diags_sort(&d);
    uint32_t i = 0;
    for (const struct sq_diag *f = d.first; f; f = f->next)
        assert_int_equal(f->at.from, i++);
    assert_int_equal(i, N);
}

static void
findings_beyond_the_limit_are_counted_and_cost_nothing(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    for (uint32_t i = 0; i < SQ_MAX_FINDINGS; i++)
        (void)sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 0, 0), "x");
    assert_int_equal(d.dropped, 0);
    const struct sq_diag *last = d.last;
    struct sq_diag *one = sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 0, 0), "x");
    assert_non_null(one);
    size_t used = arena.used;
    for (uint32_t i = 0; i < 1000; i++) {
        struct sq_diag *f =
            sq_diag_add(&d, SQ_FOUND_tag, at(a_file, 0, 0), "x");
        f->level = SQ_NOTE; /* callers may write to it */
        sq_diag_help(&d, f, "help");
        sq_diag_note(&d, f, at(a_file, 0, 0), "note");
    }
    assert_int_equal(arena.used, used);
    assert_int_equal(d.n, SQ_MAX_FINDINGS);
    assert_int_equal(d.dropped, 1001);
    assert_ptr_equal(d.last, last);
    assert_null(last->next);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_code_is_three_digits_and_comes_once_in_order),
        cmocka_unit_test(every_code_has_a_name_with_hyphens_of_its_own),
        cmocka_unit_test(every_code_says_what_why_and_how),
        cmocka_unit_test(a_code_is_found_by_code_or_name),
        cmocka_unit_test(levels_have_names),
        cmocka_unit_test(a_finding_is_kept_with_its_help_and_notes),
        cmocka_unit_test(a_finding_without_words_uses_its_summary),
        cmocka_unit_test(findings_are_counted_by_level),
        cmocka_unit_test(findings_are_sorted_by_file_place_and_code),
        cmocka_unit_test(exact_duplicates_are_dropped_and_near_ones_are_not),
        cmocka_unit_test(a_name_that_is_missed_is_one_finding_with_notes),
        cmocka_unit_test(
            a_slip_that_can_be_mended_keeps_its_fix_unless_it_is_everywhere),
        cmocka_unit_test(an_empty_list_can_be_sorted),
        cmocka_unit_test(many_findings_are_sorted),
        cmocka_unit_test(
            findings_beyond_the_limit_are_counted_and_cost_nothing),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
