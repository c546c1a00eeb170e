/* SPDX-License-Identifier: MIT */
/* Findings as each format writes them, where the files of a run seldom lead. */
#include <stdlib.h>
#include <string.h>

#include "printed.h"
#include "report/baseline.h"
#include "report/found.h"
#include "sys/sys.h"
#include "yaml/read.h"

static struct sq_diags diags;
static struct sq_source *source;

static int
open_file(void **state)
{
    set_up(state);
    sq_diags_init(&diags, &arena);
    source = sq_source_new(&arena, "/home/of/x.yaml",
                           SQ_LIT("answers:\n  D2: odd\n"));
    return 0;
}

static const struct sq_found_run run = {.version = "0.0.0",
                                        .root = {"/home/of", 8},
                                        .fail_on = SQ_ERROR,
                                        .show = SQ_WARNING,
                                        .n_files = 1};

/* "odd", in the file. */
static struct sq_span
odd(void)
{
    return (struct sq_span){source, 15, 18};
}

static struct sq_found
found(enum sq_code code, enum sq_level level, struct sq_span at,
      const char *message)
{
    struct sq_diag *f = sq_diag_add(&diags, code, at, "%s", message);

    f->level = level;
    return (struct sq_found){.diag = f, .mark = SQ_LIT("0123456789abcdef")};
}

static struct sq_diag *
diag_of(const struct sq_found *f)
{
    return (struct sq_diag *)(uintptr_t)f->diag;
}

/* All that a format makes of one file; of none, where it has no name. */
static void
write_by(const struct sq_found_run *r, const char *format, sq_str name,
         struct sq_found *items, size_t n)
{
    const struct sq_findings_format *f =
        sq_findings_format_find(sq_str_of(format));
    const struct sq_found_file file = {.name = name, .items = items, .n = n};
    struct sq_found_out all;

    sq_found_out_init(&all, &arena);
    f->file(r, &file, &all);
    sq_sbuf_clear(&out);
    if (f->whole)
        f->whole(r, &all, &out);
    else
        sq_put(&out, sq_sbuf_str(&all.body));
    sq_found_out_done(&all);
}

static void
put(const char *format, struct sq_found *items, size_t n)
{
    write_by(&run, format, SQ_LIT("/home/of/x.yaml"), items, n);
}

/* ---- what is at none of a file's places ---------------------------------- */

static void
a_finding_about_the_run_is_at_no_file(void **state)
{
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR,
                              (struct sq_span){NULL, 0, 0}, "all is odd");

    (void)state;
    put("gcc", &f, 1);
    has("sqeeia:1:1: error: all is odd [SQ302]\n");
    put("json", &f, 1);
    has("{\"file\":null,\"line\":1,\"column\":1,");
    put("jsonl", &f, 1);
    has("{\"file\":null,\"line\":1,\"column\":1,");
    put("github", &f, 1);
    has("::error title=SQ302 bad-answer::1:1 all is odd\n");
    has_not("file=");
    put("rdjson", &f, 1);
    has("\"path\":\"sqeeia\",\"range\":{\"start\":{\"line\":1,\"column\":1}");
    put("sarif", &f, 1);
    has("\"uri\":\"sqeeia\",\"uriBaseId\":\"%SRCROOT%\"");
    has_not("logicalLocations");
}

/* A finding between files is in a file of its own, however they follow. */
static void
checkstyle_opens_the_file_that_a_finding_is_in(void **state)
{
    struct sq_source *other =
        sq_source_new(&arena, "/home/of/y.yaml", SQ_LIT("a: 1\n"));
    struct sq_found f[] = {
        found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "one"),
        found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "two"),
        found(SQ_FOUND_bad_answer, SQ_NOTE, (struct sq_span){other, 0, 1},
              "three"),
        found(SQ_FOUND_bad_answer, SQ_ERROR, (struct sq_span){other, 0, 1},
              "four"),
    };

    (void)state;
    write_by(&run, "checkstyle", (sq_str){NULL, 0}, f, 4);
    assert_string_equal(
        out.ptr,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<checkstyle version=\"4.3\">\n"
        "  <file name=\"x.yaml\">\n"
        "    <error line=\"2\" column=\"7\" severity=\"error\" message=\"one\" "
        "source=\"sqeeia.SQ302\"/>\n"
        "    <error line=\"2\" column=\"7\" severity=\"error\" message=\"two\" "
        "source=\"sqeeia.SQ302\"/>\n"
        "  </file>\n"
        "  <file name=\"y.yaml\">\n"
        "    <error line=\"1\" column=\"1\" severity=\"error\" "
        "message=\"four\" "
        "source=\"sqeeia.SQ302\"/>\n"
        "  </file>\n"
        "</checkstyle>\n");
}

static void
checkstyle_has_no_file_where_nothing_was_found(void **state)
{
    (void)state;
    write_by(&run, "checkstyle", (sq_str){NULL, 0}, NULL, 0);
    has_not("file");
}

/* A point in the file is from and to at once. */
static void
a_point_ends_where_it_begins(void **state)
{
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR,
                              (struct sq_span){source, 15, 15}, "here");

    (void)state;
    put("json", &f, 1);
    has("\"line\":2,\"column\":7,\"end_line\":2,\"end_column\":7");
}

/* A name of signs that mean something to a format. */
static void
a_file_has_its_name_escaped(void **state)
{
    static const char name[] = "/home/of/a,b:c%{[9_z.yaml";
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "one");

    (void)state;
    source = sq_source_new(&arena, name, SQ_LIT("a: 1\n"));
    diag_of(&f)->at = (struct sq_span){source, 0, 1};
    put("github", &f, 1);
    has("::error file=a%2Cb%3Ac%25{[9_z.yaml,line=1,");
    put("sarif", &f, 1);
    has("\"uri\":\"a%2Cb%3Ac%25%7B%5B9_z.yaml\"");
}

static void
sarif_tells_of_each_file_that_could_not_be_read(void **state)
{
    const struct sq_findings_format *f =
        sq_findings_format_find(SQ_LIT("sarif"));
    const struct sq_found_file bad = {.name = SQ_LIT("a.yaml"),
                                      .trouble = "no such file"};
    struct sq_found_out all;

    (void)state;
    sq_found_out_init(&all, &arena);
    f->file(&run, &bad, &all);
    f->file(&run, &bad, &all);
    f->whole(&run, &all, &out);
    sq_found_out_done(&all);
    has("\"toolExecutionNotifications\":[{\"level\":\"error\",\"message\":"
        "{\"text\":\"No such file.\"}},{\"level\":\"error\",");
}

static void
junit_has_a_suite_between_files_only_when_something_is_there(void **state)
{
    struct sq_found f =
        found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "said twice");

    (void)state;
    write_by(&run, "junit", (sq_str){NULL, 0}, &f, 1);
    has("<testsuite name=\"between files\" tests=\"2\" failures=\"1\"");
    write_by(&run, "junit", (sq_str){NULL, 0}, &f, 0);
    has("<testsuites name=\"sqeeia\" tests=\"0\" failures=\"0\"");
    has_not("<testsuite ");
}

/* ---- levels and standing ------------------------------------------------- */

static void
what_is_below_the_level_shown_is_not_told(void **state)
{
    static const char *const formats[] = {"json", "jsonl", "sarif", "tap",
                                          "junit"};
    struct sq_found f[] = {
        found(SQ_FOUND_bad_answer, SQ_NOTE, odd(), "hidden one"),
        found(SQ_FOUND_bad_answer, SQ_WARNING, odd(), "shown one"),
    };

    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        put(formats[i], f, 2);
        has("hown one");
        has_not("idden one");
    }
}

static void
only_what_is_bad_enough_fails(void **state)
{
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_WARNING, odd(), "meh");

    (void)state;
    sq_diag_help(&diags, diag_of(&f), "do better");
    put("junit", &f, 1);
    has("tests=\"2\" failures=\"0\"");
    has("<system-out>meh do better</system-out>");
    put("tap", &f, 1);
    has("\nok 2 - x.yaml:2:7: warning: meh [SQ302 bad-answer]\n  ---\n");
}

static void
what_is_in_the_baseline_says_so(void **state)
{
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "old");

    (void)state;
    f.standing = SQ_KNOWN;
    put("junit", &f, 1);
    has("failures=\"0\" errors=\"0\" skipped=\"1\"");
    has("<skipped message=\"in the baseline\"/>");
    put("tap", &f, 1);
    has("ok 2 - x.yaml:2:7: error: old [SQ302 bad-answer] # SKIP in the "
        "baseline\n");
    has_not("---");
    put("sarif", &f, 1);
    has(",\"baselineState\":\"unchanged\"}");
    put("json", &f, 1);
    has("\"state\":\"baseline\"");
}

static void
what_is_accepted_says_where_and_why(void **state)
{
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "known");

    (void)state;
    f.because = SQ_LIT("the board decides");
    f.standing = SQ_IGNORED;
    put("sarif", &f, 1);
    has("\"suppressions\":[{\"kind\":\"inSource\",\"justification\":\"the "
        "board "
        "decides\"}]");
    f.standing = SQ_REGISTERED;
    put("sarif", &f, 1);
    has("\"suppressions\":[{\"kind\":\"external\",\"justification\":\"the "
        "board "
        "decides\"}]");
    put("junit", &f, 1);
    has("<skipped message=\"the board decides\"/>");
    put("tap", &f, 1);
    has(" # SKIP the board decides\n");
}

static void
github_keeps_its_last_line_to_itself_when_told_to(void **state)
{
    struct sq_found_run quiet = run;
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "one");

    (void)state;
    quiet.quiet = true;
    put("github", &f, 1);
    has("\n1 file, no findings\n");
    write_by(&quiet, "github", SQ_LIT("/home/of/x.yaml"), &f, 1);
    has_not("1 file");
}

/* ---- texts -------------------------------------------------------------- */

static void
no_text_breaks_out_of_its_line_or_cell(void **state)
{
    struct sq_found f =
        found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "50% <b> & #1\\\r\nnext");

    (void)state;
    put("gcc", &f, 1);
    has("error: 50% <b> & #1\\ next [SQ302]\n");
    put("github", &f, 1);
    has("::2:7 50%25 <b> & #1\\\xef\xbf\xbd%0Anext\n");
    put("markdown", &f, 1);
    has("50% &lt;b\\> &amp; \\#1\\\\\xef\xbf\xbd next |\n");
    has_not("<br>"); /* there is no help */
    put("tap", &f, 1);
    has("error: 50% <b> & \\#1\\\\\xef\xbf\xbd next [SQ302 bad-answer]\n");
    has_not("help:");
    put("junit", &f, 1);
    has("<failure message=\"50% &lt;b&gt; &amp; #1\\&#13;&#10;next\" ");
}

static void
sarif_reads_no_message_as_a_link_or_a_place_holder(void **state)
{
    struct sq_found f[] = {
        found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "[a](b) {0} \\ c."),
        found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "{"),
        found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "Already a sentence."),
        found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "none"),
    };

    (void)state;
    diag_of(&f[3])->message = (sq_str){NULL, 0};
    put("sarif", f, 4);
    has("{\"text\":\"\\\\[a\\\\](b) {{0}} \\\\\\\\ c.\"}");
    has("{\"text\":\"{{.\"}");
    has("{\"text\":\"Already a sentence.\"}");
    has("\"message\":{\"text\":\"\"}");
}

static void
a_path_outside_the_root_is_a_whole_uri(void **state)
{
    struct sq_found_run elsewhere = run;
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "one");

    (void)state;
    elsewhere.root = SQ_LIT("/home/on");
    source = sq_source_new(&arena, "/home/of/A b-Z9.yaml", SQ_LIT("a: 1\n"));
    diag_of(&f)->at = (struct sq_span){source, 0, 1};
    write_by(&elsewhere, "sarif", SQ_LIT("/home/of/A b-Z9.yaml"), &f, 1);
    has("{\"uri\":\"file:///home/of/A%20b-Z9.yaml\"},\"region\"");
    put("sarif", &f, 1);
    has("{\"uri\":\"A%20b-Z9.yaml\",\"uriBaseId\":\"%SRCROOT%\"},\"region\"");
}

static void
notes_stand_with_their_places(void **state)
{
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "twice");
    struct sq_diag *d = diag_of(&f);

    (void)state;
    sq_diag_note(&diags, d, (struct sq_span){source, 0, 7}, "first used here");
    sq_diag_note(&diags, d, (struct sq_span){NULL, 0, 0}, "in the policy");
    sq_diag_note(&diags, d, odd(), "and here");
    put("json", &f, 1);
    has("\"notes\":[{\"file\":\"x.yaml\",\"line\":1,\"column\":1,\"end_line\":"
        "1,"
        "\"end_column\":8,\"message\":\"first used here\"},{\"file\":null,");
    has("\"message\":\"in the policy\"},{\"file\":\"x.yaml\",\"line\":2,");
    put("sarif", &f, 1);
    has("\"relatedLocations\":[{\"physicalLocation\":");
    has("\"message\":{\"text\":\"First used here.\"}},{\"physicalLocation\":");
    has("\"message\":{\"text\":\"And here.\"}}]");
    has_not("policy.\"}}");
}

/* A byte order mark is no column. */
static void
rdjson_counts_bytes_behind_the_mark(void **state)
{
    struct sq_found f = found(SQ_FOUND_bad_answer, SQ_ERROR, odd(), "one");

    (void)state;
    source = sq_source_new(&arena, "/home/of/x.yaml",
                           SQ_LIT("\xef\xbb\xbf\xc3\xa9: odd\n"));
    diag_of(&f)->at = (struct sq_span){source, 0, 7};
    put("rdjson", &f, 1);
    has("\"start\":{\"line\":1,\"column\":1},\"end\":{\"line\":1,\"column\":"
        "5}");
}

/* ---- where, by content -------------------------------------------------- */

static struct sq_found
located(const char *text, const char *at, bool as_tree)
{
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    struct sq_source *s = sq_source_new(&arena, "x.yaml", sq_str_of(text));
    struct sq_tree *t = as_tree ? sq_yaml_read(&arena, s, &d) : NULL;
    const char *p = strstr(text, at);
    assert_non_null(p);
    uint32_t from = (uint32_t)(p - text);
    struct sq_found f =
        found(SQ_FOUND_bad_answer, SQ_ERROR,
              (struct sq_span){s, from, from + (uint32_t)strlen(at)}, "a `b`");
    sq_found_locate(&arena, &run, t, &f, 1);
    return f;
}

static void
is_at(struct sq_found f, const char *place, const char *value)
{
    if (!sq_str_is(f.place, place) || !sq_str_is(f.value, value))
        fail_msg("at %.*s: %.*s", SQ_FMT(f.place), SQ_FMT(f.value));
}

static void
an_item_is_told_by_its_id_where_it_has_one(void **state)
{
    (void)state;
    is_at(located("a:\n  - {id: X, b: odd}\n", "odd", true), "a[X].b", "odd`b");
    is_at(located("a:\n  - {b: odd}\n", "odd", true), "a[].b", "odd`b");
    is_at(located("a:\n  - {id: [X], b: odd}\n", "odd", true), "a[].b",
          "odd`b");
}

/* What is in an alias stands elsewhere. */
static void
an_alias_is_the_last_step(void **state)
{
    (void)state;
    is_at(located("a: &x {b: 1}\nc: *x\n", "*x", true), "c", "`b");
}

static void
without_a_tree_the_text_itself_tells(void **state)
{
    struct sq_found f;

    (void)state;
    is_at(located(" one\r\n\ttwo  three: [", "one\r\n\ttwo  three", false), "",
          "one two three`b");
    is_at(located("# nothing\n", "nothing", true), "", "`b");
    f = found(SQ_FOUND_bad_answer, SQ_ERROR, (struct sq_span){NULL, 0, 0},
              "a `b`");
    sq_found_locate(&arena, &run, NULL, &f, 1);
    is_at(f, "", "`b");
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    sq_found_locate(&arena, &run, sq_yaml_read(&arena, source, &d), &f, 1);
    is_at(f, "", "`b");
}

static void
a_path_is_told_from_the_root_where_it_is_below(void **state)
{
    static const struct {
        const char *name, *told;
    } paths[] = {{"/home/of/a.yaml", "a.yaml"},
                 {"/home/on/a.yaml", "/home/on/a.yaml"},
                 {"/home/office/a.yaml", "/home/office/a.yaml"},
                 {"/home/of/", "/home/of/"},
                 {"././a.yaml", "a.yaml"}};

    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        sq_str told = sq_found_path(&run, sq_str_of(paths[i].name));
        if (!sq_str_is(told, paths[i].told))
            fail_msg("%s: %.*s", paths[i].name, SQ_FMT(told));
    }
}

/* ---- baselines ---------------------------------------------------------- */

static enum sq_status
read_baseline(const char *text, struct sq_baseline *b)
{
    char folder[] = "/tmp/sqeeia-found-XXXXXX";
    struct sq_err err;

    assert_non_null(mkdtemp(folder));
    const char *path =
        sq_str_z(&arena, sq_str_printf(&arena, "%s/b.json", folder));
    if (text)
        assert_int_equal(sq_file_write(path, sq_str_of(text), false, &err),
                         SQ_OK);
    sq_diags_init(&diags, &arena);
    enum sq_status status =
        sq_baseline_read(&arena, text ? path : folder, b, &diags, &err);
    (void)remove(path);
    assert_int_equal(remove(folder), 0);
    return status;
}

#define BASELINE(entries)                                       \
    "{\"schema\": \"sqeeia-baseline\", \"schema_version\": 1, " \
    "\"entries\": [" entries "]}"
#define ENTRY(file, code, at, value, more)                           \
    "{\"file\": \"" file "\", \"code\": \"" code "\", \"at\": \"" at \
    "\", \"value\": \"" value "\"" more "}"

static void
a_baseline_is_read_with_its_counts(void **state)
{
    struct sq_baseline b;

    (void)state;
    assert_int_equal(
        read_baseline(
            BASELINE(ENTRY("a", "SQ302", "x", "0123456789abcdef",
                           ", \"n\": 3") ", " ENTRY("a", "SQ302", "x",
                                                    "0123456789abcdee", "")),
            &b),
        SQ_OK);
    assert_int_equal(diags.n, 0);
    assert_int_equal(b.n_read, 2);
    assert_int_equal(b.items[0]->n, 3);
    assert_int_equal(b.items[1]->n, 1);
}

static void
what_is_no_entry_is_told_and_left_out(void **state)
{
    static const char *const bad[] = {
        BASELINE(ENTRY("", "SQ302", "x", "0123456789abcdef", "")),
        BASELINE(ENTRY("a", "SQ999", "x", "0123456789abcdef", "")),
        BASELINE(ENTRY("a", "SQ302", "x", "0123", "")),
        BASELINE(ENTRY("a", "SQ999", "x", "0123456789abcdef", ", \"n\": 2")),
        BASELINE(ENTRY("a", "SQ302", "x", "0123456789abcdef", ", \"n\": 0")),
        BASELINE(ENTRY("a", "SQ302", "x", "0123456789abcdef", ", \"n\": 1.5")),
        BASELINE(ENTRY("a", "SQ302", "x", "0123456789abcdef", ", \"n\": no")),
        BASELINE("{\"file\": [\"a\"]}"),
        BASELINE("\"a\""),
        "{\"schema\": \"sqeeia-baseline\", \"schema_version\": 2, "
        "\"entries\": []}",
        "{\"schema\": \"other\", \"schema_version\": 1, \"entries\": []}",
        "{\"schema\": \"sqeeia-baseline\", \"schema_version\": 1, "
        "\"entries\": 1}",
        "{\"schema\": \"sqeeia-baseline\", \"schema_version\": 1}",
        "# nothing\n",
    };

    (void)state;
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        struct sq_baseline b;
        assert_int_equal(read_baseline(bad[i], &b), SQ_OK);
        if (!diags.n || diags.last->code != SQ_FOUND_bad_baseline)
            fail_msg("%s", bad[i]);
        assert_int_equal(b.n_read, 0);
    }
}

static void
a_baseline_that_cannot_be_read_is_no_empty_one(void **state)
{
    struct sq_baseline b;

    (void)state;
    assert_int_not_equal(read_baseline(NULL, &b), SQ_OK);
}

static bool
was_checked(const void *ctx, sq_str file)
{
    (void)ctx;
    (void)file;
    return false;
}

static void
a_baseline_is_written_in_order_however_it_was_read(void **state)
{
    struct sq_baseline b;

    (void)state;
    assert_int_equal(
        read_baseline(
            BASELINE(
                ENTRY("b", "SQ101", "x", "0000000000000000", "") ", " ENTRY(
                    "a", "SQ302", "y", "0000000000000000",
                    "") ", " ENTRY("a", "SQ302", "x", "0000000000000002",
                                   "") ", " ENTRY("a", "SQ302", "x",
                                                  "0000000000000001",
                                                  "") ", " ENTRY("a", "SQ301",
                                                                 "z",
                                                                 "0000000000000"
                                                                 "000",
                                                                 "")),
            &b),
        SQ_OK);
    sq_sbuf_clear(&out);
    sq_baseline_put(&b, was_checked, NULL, &out);
    assert_string_equal(
        out.ptr,
        "{\"schema\":\"sqeeia-baseline\",\"schema_version\":1,\"entries\":[\n"
        "{\"file\":\"a\",\"code\":\"SQ301\",\"at\":\"z\",\"value\":"
        "\"0000000000000000\"},\n"
        "{\"file\":\"a\",\"code\":\"SQ302\",\"at\":\"x\",\"value\":"
        "\"0000000000000001\"},\n"
        "{\"file\":\"a\",\"code\":\"SQ302\",\"at\":\"x\",\"value\":"
        "\"0000000000000002\"},\n"
        "{\"file\":\"a\",\"code\":\"SQ302\",\"at\":\"y\",\"value\":"
        "\"0000000000000000\"},\n"
        "{\"file\":\"b\",\"code\":\"SQ101\",\"at\":\"x\",\"value\":"
        "\"0000000000000000\"}\n"
        "]}\n");
    assert_int_equal(read_baseline(BASELINE(""), &b), SQ_OK);
    sq_sbuf_clear(&out);
    sq_baseline_put(&b, was_checked, NULL, &out);
    has("\"entries\":[\n]}\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, open_file, tear_down)
        TEST(a_finding_about_the_run_is_at_no_file),
        TEST(checkstyle_opens_the_file_that_a_finding_is_in),
        TEST(checkstyle_has_no_file_where_nothing_was_found),
        TEST(a_point_ends_where_it_begins),
        TEST(a_file_has_its_name_escaped),
        TEST(sarif_tells_of_each_file_that_could_not_be_read),
        TEST(junit_has_a_suite_between_files_only_when_something_is_there),
        TEST(what_is_below_the_level_shown_is_not_told),
        TEST(only_what_is_bad_enough_fails),
        TEST(what_is_in_the_baseline_says_so),
        TEST(what_is_accepted_says_where_and_why),
        TEST(github_keeps_its_last_line_to_itself_when_told_to),
        TEST(no_text_breaks_out_of_its_line_or_cell),
        TEST(sarif_reads_no_message_as_a_link_or_a_place_holder),
        TEST(a_path_outside_the_root_is_a_whole_uri),
        TEST(notes_stand_with_their_places),
        TEST(rdjson_counts_bytes_behind_the_mark),
        TEST(an_item_is_told_by_its_id_where_it_has_one),
        TEST(an_alias_is_the_last_step),
        TEST(without_a_tree_the_text_itself_tells),
        TEST(a_path_is_told_from_the_root_where_it_is_below),
        TEST(a_baseline_is_read_with_its_counts),
        TEST(what_is_no_entry_is_told_and_left_out),
        TEST(a_baseline_that_cannot_be_read_is_no_empty_one),
        TEST(a_baseline_is_written_in_order_however_it_was_read),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
