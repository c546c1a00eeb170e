/* SPDX-License-Identifier: MIT */
/* What decides whether a finding counts. */
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/glob.h"
#include "base/sbuf.h"
#include "check.h"
#include "lint/ignore.h"
#include "report/baseline.h"
#include "report/found_xml.h"
#include "yaml/read.h"

static bool
fits(const char *pattern, const char *path)
{
    return sq_glob_fits(sq_str_of(pattern), sq_str_of(path));
}

static void
a_pattern_fits_what_it_says(void **state)
{
    (void)state;
    assert_true(fits("legacy/**", "legacy/a.yaml"));
    assert_true(fits("legacy/**", "legacy/a/b/c.yaml"));
    assert_true(fits("**/old/*.yaml", "old/a.yaml"));
    assert_true(fits("**/old/*.yaml", "x/y/old/a.yaml"));
    assert_true(fits("a/**/z.yaml", "a/z.yaml"));
    assert_true(fits("a/**/z.yaml", "a/b/c/z.yaml"));
    assert_true(fits("*.yaml", "deep/down/a.yaml"));
    assert_true(fits("a?.yaml", "a1.yaml"));
    assert_true(fits("*a*b*.yaml", "xxaxxbxx.yaml"));
    assert_true(fits("./x", "./x"));
    assert_false(fits("legacy/*", "legacy/a/b.yaml"));
    assert_false(fits("legacy/**", "legacies/a.yaml"));
    assert_false(fits("a?.yaml", "a.yaml"));
    assert_false(fits("a/?.yaml", "a//.yaml"));
    assert_false(fits("*.yaml", "a.yml"));
    assert_false(fits("", "a"));
}

/* A pattern made to be slow is not. */
static void
many_stars_end(void **state)
{
    (void)state;
    char path[4001];
    memset(path, 'a', 4000);
    path[4000] = '\0';
    assert_false(fits("**a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*/b", path));
    assert_false(fits("*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b", path));
}

static void
a_slip_has_one_mending_or_none(void **state)
{
    (void)state;
    const sq_str words[] = {SQ_LIT("partly"), SQ_LIT("party"), SQ_LIT("shown"),
                            SQ_LIT("none")};
    assert_true(
        sq_str_is(sq_str_sole_near(SQ_LIT("showm"), words, 4), "shown"));
    assert_true(sq_str_is(sq_str_sole_near(SQ_LIT("nnoe"), words, 4), "none"));
    /* both `partly` and `party` are one slip away */
    assert_int_equal(sq_str_sole_near(SQ_LIT("parly"), words, 4).len, 0);
    assert_int_equal(sq_str_sole_near(SQ_LIT("parrty"), words, 4).len, 5);
    assert_int_equal(sq_str_sole_near(SQ_LIT("partl"), words, 1).len, 6);
    const sq_str twins[] = {SQ_LIT("part-a"), SQ_LIT("part-b")};
    assert_int_equal(sq_str_sole_near(SQ_LIT("part-c"), twins, 2).len, 0);
    assert_int_equal(sq_str_sole_near(SQ_LIT("non"), words, 4).len, 0);
    assert_int_equal(sq_str_sole_near(SQ_LIT("none"), words, 4).len, 0);
}

static void
a_date_is_mended_only_where_one_day_can_be_meant(void **state)
{
    (void)state;
    static const char *const good[] = {"2026/1/3", "2026-1-03", "2026.01.3"};
    static const char *const bad[] = {"3/1/2026", "2026-13-1", "2026/2/30",
                                      "26/1/3",   "2026/1",    "2026/1/3/",
                                      "2026//3",  "2026/1/3 ", "",
                                      "20260103", "2026/001/3"};
    sq_date d;
    for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
        assert_true(sq_date_mend(sq_str_of(good[i]), &d));
        assert_int_equal(d, sq_date_of(2026, 1, 3));
    }
    d = 7;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        assert_false(sq_date_mend(sq_str_of(bad[i]), &d));
    assert_int_equal(d, 7);
}

static void
a_comment_accepts_on_its_line_and_below(void **state)
{
    (void)state;
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags d;
    sq_diags_init(&d, &a);
    const struct sq_source *s = sq_source_new(
        &a, "x.yaml",
        SQ_LIT("a: 1 # sqeeia: ignore SQ301, bad-answer until 2027-03-31 -- x\n"
               "# sqeeia: ignore SQ302 until 2026-01-01 -- over\n"
               "\n"
               "# another\n"
               "b: 2\n"
               "c: \"# sqeeia: ignore SQ303\"\n"
               "# sqeeia: ignored by many\n"));
    struct sq_ignores all;
    sq_ignores_read(&a, s, &d, &all);
    assert_int_equal(d.n, 0);
    assert_int_equal(all.n, 3);
    assert_int_equal(all.items[0].line, 1);
    assert_int_equal(all.items[1].line, 1);
    assert_string_equal(all.items[1].info->code, "SQ302");
    assert_int_equal(all.items[2].line, 5);
    assert_true(sq_str_is(all.items[2].because, "over"));

    sq_date today = sq_date_of(2026, 11, 1);
    struct sq_diag f = {.code = SQ_FOUND_bad_answer, .at = {s, 0, 1}};
    assert_ptr_equal(sq_ignores_match(&all, &f, today), &all.items[1]);
    assert_null(sq_ignores_match(&all, &f, sq_date_of(2027, 4, 1)));
    assert_non_null(sq_ignores_match(&all, &f, sq_date_of(2027, 3, 31)));
    f.at.from = sq_source_lines(s)->first[4];
    assert_null(sq_ignores_match(&all, &f, today));
    assert_true(all.items[2].used);
    assert_false(all.items[0].used);
    sq_arena_done(&a);
}

static struct sq_found
found_at(struct sq_arena *a, const struct sq_found_run *run, sq_str text,
         const char *at)
{
    struct sq_diags d;
    sq_diags_init(&d, a);
    struct sq_source *s = sq_source_new(a, "./x.yaml", text);
    struct sq_tree *t = sq_yaml_read(a, s, &d);
    const char *p = strstr(text.ptr, at);
    assert_non_null(p);
    uint32_t from = (uint32_t)(p - text.ptr);
    struct sq_span span = {s, from, from + (uint32_t)strlen(at)};
    struct sq_found f = {.diag = sq_diag_add(&d, SQ_FOUND_bad_answer, span,
                                             "`%s` is none of 12", at)};
    sq_found_locate(a, run, t, &f, 1);
    return f;
}

static void
a_mark_follows_content_and_not_lines(void **state)
{
    (void)state;
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_found_run run = {0};
    struct sq_found first =
        found_at(&a, &run, SQ_LIT("answers:\n  D2: odd\n"), "odd");
    struct sq_found moved =
        found_at(&a, &run,
                 SQ_LIT("# more\n\nanswers:\n  D1: x\n  D2:   'odd'\n"), "odd");
    struct sq_found other =
        found_at(&a, &run, SQ_LIT("answers:\n  D3: odd\n"), "odd");
    struct sq_found inside = found_at(
        &a, &run, SQ_LIT("actions:\n  - {id: X1, status: odd}\n"), "odd");
    assert_true(sq_str_is(first.place, "answers.D2"));
    assert_true(sq_str_is(inside.place, "actions[X1].status"));
    assert_true(sq_str_eq(first.mark, moved.mark));
    assert_false(sq_str_eq(first.mark, other.mark));
    assert_int_equal(first.mark.len, 32);
    sq_arena_done(&a);
}

static bool
nothing_was_checked(const void *ctx, sq_str file)
{
    (void)ctx;
    (void)file;
    return false;
}

static void
a_baseline_counts(void **state)
{
    (void)state;
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags d;
    sq_diags_init(&d, &a);
    struct sq_found_run run = {0};
    struct sq_baseline b;
    struct sq_err err;
    assert_int_equal(sq_baseline_read(&a, "/nonexistent/b.json", &b, &d, &err),
                     SQ_OK);
    assert_false(b.exists);
    struct sq_found f =
        found_at(&a, &run, SQ_LIT("answers:\n  D2: odd\n"), "odd");
    assert_false(sq_baseline_meet(&b, &run, &f));
    assert_false(sq_baseline_meet(&b, &run, &f));
    assert_int_equal(b.n, 1);
    assert_int_equal(sq_baseline_growth(&b), 2);
    b.items[0]->n = 2;
    assert_int_equal(sq_baseline_growth(&b), 0);
    struct sq_sbuf out;
    sq_sbuf_init(&out, 4096);
    sq_baseline_put(&b, nothing_was_checked, NULL, &out);
    assert_true(sq_str_has_folded(
        sq_sbuf_str(&out), SQ_LIT("\"file\":\"x.yaml\",\"code\":\"SQ302\","
                                  "\"at\":\"answers.D2\"")));
    assert_true(sq_str_has_folded(sq_sbuf_str(&out), SQ_LIT("\"n\":2}")));
    sq_sbuf_done(&out);
    sq_arena_done(&a);
}

static void
xml_holds_what_it_can(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 4096);
    sq_put_xml(&b, SQ_LIT("<a b='c'> & \"d\"\n\t]]>\x01\xff\xef\xbf\xbf"
                          "\xef\xbf\xbe"));
    assert_string_equal(b.ptr, "&lt;a b=&apos;c&apos;&gt; &amp; &quot;d&quot;"
                               "&#10;&#9;]]&gt;\xef\xbf\xbd\xef\xbf\xbd"
                               "\xef\xbf\xbd\xef\xbf\xbd");
    sq_sbuf_done(&b);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pattern_fits_what_it_says),
        cmocka_unit_test(many_stars_end),
        cmocka_unit_test(a_slip_has_one_mending_or_none),
        cmocka_unit_test(a_date_is_mended_only_where_one_day_can_be_meant),
        cmocka_unit_test(a_comment_accepts_on_its_line_and_below),
        cmocka_unit_test(a_mark_follows_content_and_not_lines),
        cmocka_unit_test(a_baseline_counts),
        cmocka_unit_test(xml_holds_what_it_can),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
