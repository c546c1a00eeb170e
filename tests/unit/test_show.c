/* SPDX-License-Identifier: MIT */
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/sbuf.h"
#include "base/utf8.h"
#include "check.h"
#include "diag/diag.h"

static struct sq_arena arena;
static struct sq_sbuf out;
static const struct sq_show brief, full = {.excerpt = true};

static int
start(void **state)
{
    (void)state;
    sq_arena_init(&arena);
    sq_sbuf_init(&out, 64 << 20);
    return 0;
}

static int
stop(void **state)
{
    (void)state;
    sq_sbuf_done(&out);
    sq_arena_done(&arena);
    return 0;
}

static const struct sq_source *
source(const char *name, const char *text)
{
    return sq_source_new(&arena, name, sq_str_of(text));
}

/* The span of the first `part` in the text. */
static struct sq_span
span_of(const struct sq_source *s, const char *part)
{
    const char *hit = strstr(s->text.ptr, part);
    assert_non_null(hit);
    uint32_t from = (uint32_t)(hit - s->text.ptr);
    return (struct sq_span){s, from, from + (uint32_t)strlen(part)};
}

static const char *
shown(const struct sq_diag *f, const struct sq_show *how)
{
    sq_sbuf_clear(&out);
    sq_diag_put(&out, f, how);
    return out.ptr;
}

static const char *
excerpt(const char *text, const char *part)
{
    struct sq_diag f = {
        .code = SQ_FOUND_tag,
        .level = SQ_ERROR,
        .at = span_of(source("a.yaml", text), part),
        .message = SQ_LIT("x"),
    };
    return strchr(shown(&f, &full), '\n') + 1;
}

static void
a_finding_is_shown_with_its_line_notes_and_help(void **state)
{
    (void)state;
    const struct sq_source *s = source("plan.yaml", "a:\n  - id: q3\n"
                                                    "  - id: q3\n");
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    struct sq_diag *f =
        sq_diag_add(&d, SQ_FOUND_duplicate_key, (struct sq_span){s, 22, 24},
                    "question id `%s` is used twice", "q3");
    sq_diag_note(&d, f, (struct sq_span){s, 11, 13}, "first used here");
    sq_diag_note(&d, f, (struct sq_span){0}, "ids are kept for ever");
    sq_diag_help(&d, f, "give one of them another id:\n  id: q3b");
    assert_string_equal(shown(f, &full),
                        "plan.yaml:3:9: error: question id `q3` is used twice"
                        " [SQ006 duplicate-key]\n"
                        "3 |   - id: q3\n"
                        "  |         ^^\n"
                        "  = note: plan.yaml:2:9: first used here\n"
                        "  = note: ids are kept for ever\n"
                        "  = help: give one of them another id:\n"
                        "            id: q3b\n");
    assert_string_equal(shown(f, &brief),
                        "plan.yaml:3:9: error: question id `q3` is used twice"
                        " [SQ006 duplicate-key]\n");
}

static void
a_finding_about_the_run_keeps_the_shape(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    struct sq_diag *f = sq_diag_add(&d, SQ_FOUND_empty_file,
                                    (struct sq_span){0}, "nothing to read");
    f->level = SQ_WARNING;
    sq_diag_help(&d, f, "name a file");
    assert_string_equal(
        shown(f, &full),
        "sqeeia:1:1: warning: nothing to read [SQ012 empty-file]\n"
        "   = help: name a file\n");
}

static void
the_gutter_is_as_wide_as_the_line_number(void **state)
{
    (void)state;
    struct sq_sbuf text;
    sq_sbuf_init(&text, 1000);
    sq_put_n(&text, '\n', 122);
    sq_putz(&text, "here");
    assert_string_equal(excerpt(text.ptr, "here"), "123 | here\n"
                                                   "    | ^^^^\n");
    sq_sbuf_done(&text);
}

static void
carets_stand_below_what_they_mean(void **state)
{
    (void)state;
    assert_string_equal(excerpt("ab cd", "b c"), "1 | ab cd\n"
                                                 "  |  ^^^\n");
    /* a tab is shown as one space */
    assert_string_equal(excerpt("\ta:\tb", "b"), "1 |  a: b\n"
                                                 "  |     ^\n");
    assert_string_equal(excerpt("\ta", "\t"), "1 |  a\n"
                                              "  | ^\n");
    /* wide characters take two columns, above and below */
    assert_string_equal(excerpt("日本: x", "x"), "1 | 日本: x\n"
                                                 "  |       ^\n");
    assert_string_equal(excerpt("a: 日本", "本"), "1 | a: 日本\n"
                                                  "  |      ^^\n");
    assert_string_equal(excerpt("😀😀x", "x"), "1 | 😀😀x\n"
                                             "  |     ^\n");
    /* combining marks take none */
    assert_string_equal(excerpt("Zoe\u0308: x", "x"), "1 | Zoe\u0308: x\n"
                                                      "  |      ^\n");
    assert_string_equal(excerpt("Zoe\u0308: x", "e\u0308"), "1 | Zoe\u0308: x\n"
                                                            "  |   ^\n");
    /* what is replaced takes one */
    assert_string_equal(excerpt("a\033[1mb", "b"), "1 | a�[1mb\n"
                                                   "  |      ^\n");
    assert_string_equal(excerpt("\u202e\u2066\xff\x7f"
                                "b",
                                "b"),
                        "1 | ����b\n"
                        "  |     ^\n");
    assert_string_equal(excerpt("é\xff", "\xff"), "1 | é�\n"
                                                  "  |  ^\n");
}

static void
a_byte_order_mark_moves_nothing(void **state)
{
    (void)state;
    assert_string_equal(excerpt("\xef\xbb\xbf"
                                "ab",
                                "b"),
                        "1 | ab\n"
                        "  |  ^\n");
    assert_string_equal(excerpt("\xef\xbb\xbf"
                                "ab",
                                "\xef\xbb\xbf"
                                "a"),
                        "1 | ab\n"
                        "  | ^\n");
}

static void
line_ends_are_not_shown(void **state)
{
    (void)state;
    assert_string_equal(excerpt("ab\r\ncd\r\n", "b"), "1 | ab\n"
                                                      "  |  ^\n");
    assert_string_equal(excerpt("ab\rcd\r", "d"), "2 | cd\n"
                                                  "  |  ^\n");
}

static void
a_point_and_an_empty_line_have_one_caret(void **state)
{
    (void)state;
    const struct sq_source *s = source("a.yaml", "ab\n\ncd");
    struct sq_diag f = {.code = SQ_FOUND_tag, .at = {s, 1, 1}};
    assert_non_null(strstr(shown(&f, &full), "\n1 | ab\n  |  ^\n"));
    f.at = (struct sq_span){s, 2, 2};
    assert_non_null(strstr(shown(&f, &full), "\n1 | ab\n  |   ^\n"));
    f.at = (struct sq_span){s, 3, 3};
    assert_non_null(strstr(shown(&f, &full), "\n2 |\n  | ^\n"));
    f.at = (struct sq_span){s, 6, 6};
    assert_non_null(strstr(shown(&f, &full), "\n3 | cd\n  |   ^\n"));
    f.at = (struct sq_span){s, 600, 700};
    assert_non_null(strstr(shown(&f, &full), "\n3 | cd\n  |   ^\n"));
    f.at = (struct sq_span){s, 5, 1};
    assert_non_null(strstr(shown(&f, &full), "\n3 | cd\n  |  ^\n"));
}

static void
a_span_of_many_lines_is_underlined_on_the_first(void **state)
{
    (void)state;
    assert_string_equal(excerpt("a: b c\n  d\n", "b c\n  d"), "1 | a: b c\n"
                                                              "  |    ^^^\n");
}

static void
half_a_character_is_underlined_whole(void **state)
{
    (void)state;
    const struct sq_source *s = source("a.yaml", "a日本b");
    struct sq_diag f = {.code = SQ_FOUND_tag, .at = {s, 2, 5}};
    assert_non_null(strstr(shown(&f, &full), "\n1 | a日本b\n  |  ^^^^\n"));
    assert_non_null(strstr(out.ptr, "a.yaml:1:2:"));
}

/* Text and carets of a long line, without the gutter. */
static void
split_excerpt(const char *rows, sq_str *out_text, sq_str *out_carets)
{
    sq_str rest = sq_str_of(rows);
    assert_true(sq_str_next(&rest, '\n', out_text));
    assert_true(sq_str_next(&rest, '\n', out_carets));
    *out_text = sq_str_sub(*out_text, 4, out_text->len);
    *out_carets = sq_str_sub(*out_carets, 4, out_carets->len);
}

static void
a_long_line_is_shown_around_the_caret(void **state)
{
    (void)state;
    static const char *const fillers[] = {"x", "日", "e\u0301", "😀", "\t"};
    for (size_t i = 0; i < sizeof fillers / sizeof *fillers; i++) {
        for (size_t before = 0; before < 3000; before += 171) {
            struct sq_sbuf text;
            sq_sbuf_init(&text, 1 << 20);
            for (size_t j = 0; j < before; j++)
                sq_putz(&text, fillers[i]);
            sq_putz(&text, "HERE");
            for (size_t j = 0; j < 3000 - before; j++)
                sq_putz(&text, fillers[i]);

            sq_str line, carets;
            split_excerpt(excerpt(text.ptr, "HERE"), &line, &carets);
            assert_true(sq_utf8_width(line) <= 122);
            assert_int_equal(sq_utf8_check(line), line.len);
            bool cut = sq_str_starts(line, "…");
            assert_true(before > 100 ? cut : before > 0 || !cut);
            assert_true(line.len > 3 &&
                        memcmp(line.ptr + line.len - 3, "…", 3) == 0);
            /* the carets begin where HERE does */
            const char *here = strstr(line.ptr, "HERE");
            assert_non_null(here);
            sq_str left = {line.ptr, (size_t)(here - line.ptr)};
            assert_int_equal(sq_str_find(carets, '^', 0), sq_utf8_width(left));
            assert_int_equal(carets.len, sq_utf8_width(left) + 4);
            sq_sbuf_done(&text);
        }
    }
}

static void
a_long_span_is_underlined_as_far_as_it_is_shown(void **state)
{
    (void)state;
    static char text[5001];
    memset(text, 'x', sizeof text - 1);
    sq_str line, carets;
    split_excerpt(excerpt(text, text), &line, &carets);
    assert_int_equal(sq_utf8_width(line), 121);
    assert_int_equal(carets.len, 120);
    assert_int_equal(sq_str_find(carets, '^', 0), 0);
}

static void
many_marks_on_one_letter_do_no_harm(void **state)
{
    (void)state;
    struct sq_sbuf text;
    sq_sbuf_init(&text, 1 << 20);
    sq_putc(&text, 'e');
    for (int i = 0; i < 5000; i++)
        sq_putz(&text, "\u0301");
    sq_putz(&text, "HERE");
    sq_str line, carets;
    split_excerpt(excerpt(text.ptr, "HERE"), &line, &carets);
    assert_int_equal(sq_utf8_check(line), line.len);
    assert_true(line.len < 3000);
    sq_sbuf_done(&text);
}

static void
text_of_the_file_cannot_command_the_terminal(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    const struct sq_source *s =
        source("\033]0;x\a.yaml", "\033[2Jgone\u202e\r\n\x9b"
                                  "31m\n");
    struct sq_diag *f = sq_diag_add(&d, SQ_FOUND_tag, (struct sq_span){s, 0, 4},
                                    "\033[31mred\u202e\x9b\xff");
    sq_diag_note(&d, f, (struct sq_span){s, 8, 9}, "\033[2J");
    sq_diag_help(&d, f, "\033[2J\n\033[3J\r\n\x07");
    assert_true(sq_utf8_is_safe(sq_str_of(shown(f, &full))));
}

static void
colour_only_adds_to_the_same_text(void **state)
{
    (void)state;
    const struct sq_source *s = source("a.yaml", "ab: cd\n");
    struct sq_diag f = {.code = SQ_FOUND_tag,
                        .at = span_of(s, "cd"),
                        .message = SQ_LIT("a message")};
    struct sq_show coloured = {.excerpt = true, .colour = true};
    for (int level = SQ_NOTE; level <= SQ_ERROR; level++) {
        f.level = (enum sq_level)level;
        sq_str plain = sq_str_copy(&arena, sq_str_of(shown(&f, &full)));
        assert_null(strchr(plain.ptr, '\033'));

        sq_str rest = sq_str_of(shown(&f, &coloured));
        struct sq_sbuf bare;
        sq_sbuf_init(&bare, 1000);
        size_t commands = 0;
        for (sq_str piece; sq_str_next(&rest, '\033', &piece); commands++) {
            size_t end = commands ? sq_str_find(piece, 'm', 0) + 1 : 0;
            sq_put(&bare, sq_str_sub(piece, end, piece.len));
        }
        assert_int_equal(commands - 1, 6);
        assert_true(sq_str_eq(sq_sbuf_str(&bare), plain));
        sq_sbuf_done(&bare);
    }
}

/* ---- the grammar that editors and scripts rely on ---- */

static regex_t grammar;

static void
assert_grammar(const struct sq_diag *f)
{
    static const struct sq_show with_all = {.all = true};
    char *line = out.ptr;
    (void)shown(f, &with_all);
    line = out.ptr;
    char *end = strchr(line, '\n');
    assert_non_null(end);
    assert_int_equal(end + 1 - line, out.len); /* exactly one line */
    *end = '\0';
    if (regexec(&grammar, line, 0, NULL, 0) != 0)
        fail_msg("not in the grammar: %s", line);
}

static void
every_message_line_has_one_shape(void **state)
{
    (void)state;
    static const char *const names[] = {
        "a.yaml",
        "",
        "built-in:nhs-risk",
        ":",
        ":a::b:",
        "C:\\x.yaml",
        "a\nb",
        "a\r\nb",
        "é日",
        "\033[31m",
        "\xff\xfe",
        "a b.yml",
        "\n",
        "x:1:2: error: y",
    };
    static const char *const messages[] = {
        "x",     "",         "two\nlines", "\n",          "\r\n",
        "\033[", "\xff\xfe", "tab\there",  "a [SQ001 x]", "é日本\u202e",
    };
    assert_int_equal(regcomp(&grammar,
                             "^[^:]+:[0-9]+:[0-9]+: (error|warning|note): .+ "
                             "\\[SQ[0-9]{3} [a-z-]+\\]$",
                             REG_EXTENDED | REG_NOSUB),
                     0);
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct sq_source *s = source(names[i], "é\n日: x\n");
        for (size_t j = 0; j < sizeof messages / sizeof *messages; j++) {
            struct sq_span at = {j % 4 ? s : NULL, (uint32_t)j, 99};
            assert_grammar(
                sq_diag_add(&d, SQ_FOUND_not_yaml, at, "%s", messages[j]));
        }
    }
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++) {
        struct sq_span at = {source("a", "x"), 0, 0};
        assert_grammar(sq_diag_add(&d, (enum sq_code)i, at, "%s", ""));
    }
    regfree(&grammar);
}

static void
a_colon_in_a_name_is_written_so_that_lines_can_be_split(void **state)
{
    (void)state;
    const struct sq_source *s = source("built-in:nhs-risk", "x");
    struct sq_diag f = {
        .code = SQ_FOUND_tag, .at = {s, 0, 1}, .message = SQ_LIT("m")};
    assert_string_equal(shown(&f, &brief),
                        "built-in%3Anhs-risk:1:1: note: m [SQ011 tag]\n");
}

static void
a_very_long_message_says_that_it_goes_on(void **state)
{
    (void)state;
    static char text[70000];
    memset(text, 'x', sizeof text);
    struct sq_diag f = {.code = SQ_FOUND_tag, .message = {text, sizeof text}};
    (void)shown(&f, &brief);
    assert_true(out.len < 600);
    assert_non_null(strstr(out.ptr, "xxx… [SQ011 tag]\n"));
    f.message.len = 500;
    (void)shown(&f, &brief);
    assert_null(strstr(out.ptr, "…"));
}

static size_t
count(const char *text, const char *part)
{
    size_t n = 0;
    for (const char *hit = strstr(text, part); hit; hit = strstr(hit + 1, part))
        n++;
    return n;
}

static void
add_many(struct sq_diags *d, const struct sq_source *s, enum sq_code code,
         uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        (void)sq_diag_add(d, code, (struct sq_span){s, i, i}, "m%u", i);
}

static const char *
shown_all(const struct sq_diags *d, const struct sq_show *how)
{
    sq_sbuf_clear(&out);
    sq_diags_put(&out, d, how);
    return out.len ? out.ptr : "";
}

static void
repeats_of_a_code_in_a_file_are_grouped(void **state)
{
    (void)state;
    static const char text[101];
    const struct sq_source *a = sq_source_new(&arena, "a", (sq_str){text, 100});
    const struct sq_source *b = sq_source_new(&arena, "b", (sq_str){text, 100});
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    add_many(&d, a, SQ_FOUND_tag, 44);
    add_many(&d, a, SQ_FOUND_not_yaml, 10);
    add_many(&d, b, SQ_FOUND_tag, 11);
    add_many(&d, NULL, SQ_FOUND_tag, 12);
    sq_diags_sort(&d);

    const char *got = shown_all(&d, &brief);
    assert_int_equal(count(got, "[SQ011 tag]"), 10 + 10 + 10);
    assert_int_equal(count(got, "[SQ005 not-yaml]"), 10);
    assert_non_null(strstr(got, "\na: and 34 more of SQ011 tag; use --all\n"
                                "b:1:1:"));
    assert_non_null(strstr(got, "\nb: and 1 more of SQ011 tag; use --all\n"
                                "sqeeia:1:1:"));
    assert_non_null(strstr(got, "\nsqeeia: and 2 more of SQ011 tag; use "
                                "--all\n"));
    assert_int_equal(count(got, " more of "), 3);

    struct sq_show all = {.all = true};
    got = shown_all(&d, &all);
    assert_int_equal(count(got, "[SQ011 tag]"), 44 + 11 + 12);
    assert_int_equal(count(got, " more of "), 0);
}

static void
what_was_not_kept_is_told(void **state)
{
    (void)state;
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    assert_string_equal(shown_all(&d, &brief), "");
    add_many(&d, source("a", "x"), SQ_FOUND_tag, 10003);
    assert_non_null(strstr(shown_all(&d, &brief),
                           "\nand 3 more findings, which were not kept\n"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_finding_is_shown_with_its_line_notes_and_help),
        cmocka_unit_test(a_finding_about_the_run_keeps_the_shape),
        cmocka_unit_test(the_gutter_is_as_wide_as_the_line_number),
        cmocka_unit_test(carets_stand_below_what_they_mean),
        cmocka_unit_test(a_byte_order_mark_moves_nothing),
        cmocka_unit_test(line_ends_are_not_shown),
        cmocka_unit_test(a_point_and_an_empty_line_have_one_caret),
        cmocka_unit_test(a_span_of_many_lines_is_underlined_on_the_first),
        cmocka_unit_test(half_a_character_is_underlined_whole),
        cmocka_unit_test(a_long_line_is_shown_around_the_caret),
        cmocka_unit_test(a_long_span_is_underlined_as_far_as_it_is_shown),
        cmocka_unit_test(many_marks_on_one_letter_do_no_harm),
        cmocka_unit_test(text_of_the_file_cannot_command_the_terminal),
        cmocka_unit_test(colour_only_adds_to_the_same_text),
        cmocka_unit_test(every_message_line_has_one_shape),
        cmocka_unit_test(
            a_colon_in_a_name_is_written_so_that_lines_can_be_split),
        cmocka_unit_test(a_very_long_message_says_that_it_goes_on),
        cmocka_unit_test(repeats_of_a_code_in_a_file_are_grouped),
        cmocka_unit_test(what_was_not_kept_is_told),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
