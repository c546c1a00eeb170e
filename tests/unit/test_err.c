/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <string.h>

#include "base/err.h"
#include "base/utf8.h"
#include "check.h"

static void
a_failure_is_filled_in_and_its_status_returned(void **state)
{
    (void)state;
    struct sq_err err;
    enum sq_status status =
        sq_fail(&err, SQ_BAD_SYSTEM, ENOENT, "cannot read `%s`", "a.yaml");
    assert_int_equal(status, SQ_BAD_SYSTEM);
    assert_int_equal(err.errnum, ENOENT);
    assert_string_equal(err.text, "cannot read `a.yaml`");
    assert_int_equal(sq_fail(NULL, SQ_BAD_USAGE, 0, "x"), SQ_BAD_USAGE);
}

static void
a_failure_can_be_explained_further_in_its_own_words(void **state)
{
    (void)state;
    struct sq_err err;
    (void)sq_fail(&err, SQ_BAD_SYSTEM, EIO, "disk");
    (void)sq_fail(&err, SQ_BAD_SYSTEM, err.errnum, "saving: %s", err.text);
    assert_string_equal(err.text, "saving: disk");
    assert_int_equal(err.errnum, EIO);
}

static void
a_long_text_is_cut_between_characters(void **state)
{
    (void)state;
    char name[500];
    for (int shift = 0; shift < 5; shift++) {
        for (int i = 0; i < 120; i++)
            memcpy(name + 4 * i, "😀", 4);
        name[480] = '\0';
        struct sq_err err;
        (void)sq_fail(&err, SQ_BAD_USAGE, 0, "%.*s%s", shift, "abcde", name);
        size_t len = strlen(err.text);
        assert_true(len >= sizeof err.text - 4 && len < sizeof err.text);
        assert_int_equal(sq_utf8_check(sq_str_of(err.text)), len);
    }
}

static void
bad_bytes_do_not_cut_a_text_short(void **state)
{
    (void)state;
    char name[500];
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    name[0] = (char)0xff;
    struct sq_err err;
    (void)sq_fail(&err, SQ_BAD_USAGE, 0, "%s", name);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);

    memset(name, 0x80, sizeof name - 1);
    (void)sq_fail(&err, SQ_BAD_USAGE, 0, "%s", name);
    assert_int_equal(strlen(err.text), sizeof err.text - 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_failure_is_filled_in_and_its_status_returned),
        cmocka_unit_test(a_failure_can_be_explained_further_in_its_own_words),
        cmocka_unit_test(a_long_text_is_cut_between_characters),
        cmocka_unit_test(bad_bytes_do_not_cut_a_text_short),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
