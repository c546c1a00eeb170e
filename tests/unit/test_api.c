/* SPDX-License-Identifier: MIT */
/* The library as a stranger uses it: through include/sqeeia.h alone. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "check.h"
#include "sqeeia.h"
#include "sys/sys.h"

#define HEAD                                           \
    "sqeeia: assessment/1\n"                           \
    "questionnaire: {id: small, path: ./small.yaml}\n" \
    "about: {title: An app}\n"                         \
    "answers:\n"
#define NAME "tests/walk/answers.yaml"

static enum sqeeia_status
load(struct sqeeia *s, const char *text)
{
    return sqeeia_load_text(s, NAME, text, strlen(text));
}

static void
a_text_is_scored(void **state)
{
    (void)state;
    struct sqeeia *s = sqeeia_new();
    assert_int_equal(load(s, HEAD "  A2: shown\n"), SQEEIA_OK);
    assert_string_equal(sqeeia_error(s), "");
    const char *json = sqeeia_score_json(s);
    assert_non_null(json);
    assert_non_null(strstr(json, "\"schema\": \"sqeeia-score\""));
    assert_ptr_equal(sqeeia_score_json(s), json);
    assert_false(sqeeia_is_complete(s));
    sqeeia_free(s);
}

static void
findings_say_where_and_how_to_mend(void **state)
{
    (void)state;
    struct sqeeia *s = sqeeia_new();
    assert_int_equal(load(s, HEAD "  A2: partlie\n"), SQEEIA_OK);
    struct sqeeia_finding f;
    size_t i = 0;
    while (sqeeia_get_finding(s, i, &f) && f.level != SQEEIA_ERROR)
        i++;
    assert_true(i < sqeeia_n_findings(s));
    assert_string_equal(f.file, NAME);
    assert_int_equal(f.line, 5);
    assert_int_equal(f.column, 7);
    assert_non_null(strstr(f.message, "partlie"));
    assert_non_null(strstr(f.help, "partly"));
    assert_int_equal(strncmp(f.code, "SQ", 2), 0);
    assert_int_equal(sqeeia_get_finding(s, sqeeia_n_findings(s), &f), 0);
    sqeeia_free(s);
}

static void
what_cannot_be_scored_has_findings_and_no_figures(void **state)
{
    static const char *const texts[] = {
        "", "nothing: here\n", "sqeeia: assessment/1\nabout: [\n",
        "sqeeia: assessment/1\nquestionnaire: {id: no-such}\n"
        "about: {title: x}\n"};
    (void)state;
    struct sqeeia *s = sqeeia_new();
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        assert_int_equal(load(s, texts[i]), SQEEIA_BAD_FILE);
        assert_true(sqeeia_n_findings(s) > 0);
        assert_null(sqeeia_score_json(s));
        assert_true(strlen(sqeeia_error(s)) > 0);
        assert_int_equal(sqeeia_write_report(s, "text", "/nowhere/x"),
                         SQEEIA_BAD_USAGE);
    }
    sqeeia_free(s);
}

static void
a_new_load_forgets_the_old_one(void **state)
{
    (void)state;
    struct sqeeia *s = sqeeia_new();
    assert_int_equal(load(s, HEAD "  A2: partlie\n"), SQEEIA_OK);
    assert_true(sqeeia_n_findings(s) > 0);
    assert_int_equal(sqeeia_load_file(s, "tests/walk/none.yaml"),
                     SQEEIA_BAD_SYSTEM);
    assert_int_equal(sqeeia_n_findings(s), 0);
    assert_null(sqeeia_score_json(s));
    assert_non_null(strstr(sqeeia_error(s), "none.yaml"));
    sqeeia_free(s);
}

static void
a_report_is_written(void **state)
{
    (void)state;
    struct sq_arena a;
    struct sq_err err;
    const char *path;
    sq_str text;
    sq_arena_init(&a);
    assert_int_equal(sq_file_temp(&a, "/tmp/sqeeia-api.txt", &path, &err),
                     SQ_OK);
    struct sqeeia *s = sqeeia_new();
    assert_int_equal(load(s, HEAD "  A2: shown\n"), SQEEIA_OK);
    assert_int_equal(sqeeia_write_report(s, "text", path), SQEEIA_OK);
    assert_int_equal(sq_file_read(&a, path, &text, &err), SQ_OK);
    assert_true(sq_str_has_folded(text, SQ_LIT("An app")));
    assert_int_equal(sqeeia_write_report(s, "papyrus", path), SQEEIA_BAD_USAGE);
    assert_int_equal(sqeeia_write_report(s, "text", "/no/such/x.txt"),
                     SQEEIA_BAD_SYSTEM);
    for (const char *const *name = sqeeia_formats(); *name; name++)
        assert_int_equal(sqeeia_write_report(s, *name, path), SQEEIA_OK);
    sqeeia_free(s);
    remove(path);
    sq_arena_done(&a);
}

static void
the_built_in_questionnaire_is_there(void **state)
{
    static const char text[] = "sqeeia: assessment/1\n"
                               "questionnaire: {id: sqeeia-digital}\n"
                               "about: {title: x}\n";
    (void)state;
    struct sqeeia *s = sqeeia_new();
    assert_int_equal(sqeeia_load_text(s, "x.yaml", text, sizeof text - 1),
                     SQEEIA_OK);
    assert_non_null(sqeeia_score_json(s));
    sqeeia_free(s);
    sqeeia_free(NULL);
    assert_true(strlen(sqeeia_version()) >= 5);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_is_scored),
        cmocka_unit_test(findings_say_where_and_how_to_mend),
        cmocka_unit_test(what_cannot_be_scored_has_findings_and_no_figures),
        cmocka_unit_test(a_new_load_forgets_the_old_one),
        cmocka_unit_test(a_report_is_written),
        cmocka_unit_test(the_built_in_questionnaire_is_there),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
