/* SPDX-License-Identifier: MIT */
/* What a format does so that no text breaks out of its place. */
#include <string.h>

#include "base/utf8.h"
#include "printed.h"
#include "report/csv.h"
#include "report/escape.h"

static void
says(const char *want)
{
    if (!sq_str_is(sq_sbuf_str(&out), want))
        fail_msg("`%.*s` is not `%s`", SQ_FMT(sq_sbuf_str(&out)), want);
    sq_sbuf_clear(&out);
}

/* ---- JSON ---------------------------------------------------------------- */

/* What could turn or hide other text is shown as its number. */
static void
json_hides_what_steers_a_page(void **state)
{
    static const struct {
        int32_t first, last;
    } steers[] = {{0x01, 0x08},     {0x7f, 0x9f},     {0x61c, 0x61c},
                  {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069},
                  {0xfeff, 0xfeff}};

    (void)state;
    for (size_t i = 0; i < sizeof steers / sizeof steers[0]; i++) {
        for (int32_t c = steers[i].first - 1; c <= steers[i].last + 1; c++) {
            bool steer = c >= steers[i].first && c <= steers[i].last;
            struct sq_sbuf one, want;
            sq_sbuf_init(&one, 64);
            sq_sbuf_init(&want, 64);
            if (c == 0 || c == '\t')
                continue;
            sq_utf8_put(&one, c);
            sq_putc(&want, '"');
            if (steer)
                sq_putf(&want, "\\u%04x", (unsigned)c);
            else
                sq_put(&want, sq_sbuf_str(&one));
            sq_putc(&want, '"');
            sq_put_json(&out, sq_sbuf_str(&one));
            says(want.ptr);
            sq_sbuf_done(&one);
            sq_sbuf_done(&want);
        }
    }
    sq_put_json(&out, SQ_LIT("a\"b\\c\r\n\t\xff"));
    says("\"a\\\"b\\\\c\\r\\n\\t\xef\xbf\xbd\"");
}

/* ---- HTML ---------------------------------------------------------------- */

static void
html_has_five_characters_escaped(void **state)
{
    (void)state;
    sq_put_html(&out, SQ_LIT("<a href='x' b=\"y\">&amp;</a>"));
    says("&lt;a href=&#39;x&#39; b=&quot;y&quot;&gt;&amp;amp;&lt;/a&gt;");
}

static void
html_has_no_control_and_no_turning_of_text(void **state)
{
    (void)state;
    sq_put_html(&out, SQ_LIT("a\x1b[31mb\xe2\x80\xae"
                             "c\xff"
                             "d\te\nf"));
    says("a\xef\xbf\xbd[31mb\xef\xbf\xbd"
         "c\xef\xbf\xbd"
         "d e\nf");
}

/* ---- Markdown ----------------------------------------------------------- */

static void
markdown_signs_mean_nothing(void **state)
{
    (void)state;
    sq_put_markdown(&out, SQ_LIT("*a* _b_ `c` [d](e) | f ~g~ \\h $i$"));
    says("\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\| f \\~g\\~ \\\\h \\$i\\$");
    sq_put_markdown(&out, SQ_LIT("<b> & \"c\""));
    says("&lt;b&gt; &amp; \"c\"");
    sq_put_markdown(&out, SQ_LIT("snake_case stays"));
    says("snake_case stays");
    sq_put_markdown(&out, SQ_LIT("A_Z a_1 9_z"));
    says("A_Z a_1 9_z");
    sq_put_markdown(&out, SQ_LIT("{_a /_a :_a @_a a_{ a_"));
    says("{\\_a /\\_a :\\_a @\\_a a\\_{ a\\_");
}

static void
markdown_begins_no_block(void **state)
{
    static const char *const texts[][2] = {
        {"# a", "\\# a"},       {"- a", "\\- a"},     {"+ a", "\\+ a"},
        {"1. a", "1\\. a"},     {"12) a", "12\\) a"}, {"=== a", "\\=== a"},
        {"a - b", "a - b"},     {"2.5 a", "2\\.5 a"}, {"> a", "&gt; a"},
        {"a\n# b", "a<br># b"}, {". a", ". a"},       {"/. a", "/. a"},
        {"a) b", "a) b"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        sq_put_markdown(&out, sq_str_of(texts[i][0]));
        says(texts[i][1]);
    }
}

static void
markdown_mentions_nobody(void **state)
{
    (void)state;
    sq_put_markdown(&out, SQ_LIT("@all, a@b and @ home"));
    says("@<!-- -->all, a@b and @ home");
}

/* ---- bytes -------------------------------------------------------------- */

static void
base64_is_that_of_rfc_4648(void **state)
{
    static const char *const pairs[][2] = {{"", ""},
                                           {"f", "Zg=="},
                                           {"fo", "Zm8="},
                                           {"foo", "Zm9v"},
                                           {"foob", "Zm9vYg=="},
                                           {"fooba", "Zm9vYmE="},
                                           {"foobar", "Zm9vYmFy"}};
    (void)state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        sq_put_base64(&out, sq_str_of(pairs[i][0]));
        says(pairs[i][1]);
    }
    sq_put_base64(&out, SQ_LIT("\xff\xef\x00"));
    says("/+8A");
}

static void
hex_digits_become_bytes(void **state)
{
    (void)state;
    sq_put_unhex(&out, SQ_LIT("61ff20"));
    says("a\xff ");
    sq_put_unhex(&out, SQ_LIT("61-62"));
    says("a");
    sq_put_unhex(&out, SQ_LIT("616"));
    says("a");
    sq_put_unhex(&out, SQ_LIT("616-"));
    says("a");
    sq_put_unhex(&out, SQ_LIT("616g"));
    says("a");
}

/* ---- CSV ---------------------------------------------------------------- */

static void
row_of(const char *text)
{
    struct sq_csv c = {.out = &out};
    sq_csv_z(&c, text);
    sq_csv_end(&c);
}

static void
csv_quotes_double_and_rows_end_in_crlf(void **state)
{
    (void)state;
    row_of("say \"yes\", or\nno");
    says("\"say \"\"yes\"\", or\nno\"\r\n");
    row_of("");
    says("\r\n");
}

static void
csv_has_no_formula(void **state)
{
    static const char *const first[] = {"=1+1",
                                        "+1",
                                        "-1",
                                        "@SUM(A1)",
                                        "\tx",
                                        "\nx",
                                        "\rx",
                                        "\xef\xbc\x9d"
                                        "1",
                                        "\xef\xbc\x8b"
                                        "1",
                                        "\xef\xbc\x8d"
                                        "1",
                                        "\xef\xbc\xa0"
                                        "1"};
    (void)state;
    for (size_t i = 0; i < sizeof first / sizeof first[0]; i++) {
        row_of(first[i]);
        if (strncmp(out.ptr, "\"'", 2) != 0)
            fail_msg("a formula: %s", out.ptr);
        sq_sbuf_clear(&out);
    }
    row_of("a=1");
    says("\"a=1\"\r\n");
    row_of("'=1");
    says("\"'=1\"\r\n");
}

static void
csv_numbers_and_dates_are_bare(void **state)
{
    struct sq_csv c = {.out = &out};
    (void)state;
    sq_csv_num(&c, true, sq_num_of(-5, 2));
    sq_csv_num(&c, false, sq_num_int(7));
    sq_csv_num(&c, true, SQ_NUM_WIDE);
    sq_csv_date(&c, sq_date_of(2026, 11, 3));
    sq_csv_date(&c, SQ_NO_DATE);
    sq_csv_end(&c);
    says("-2.5,,,2026-11-03,\r\n");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
        TEST(json_hides_what_steers_a_page),
        TEST(html_has_five_characters_escaped),
        TEST(html_has_no_control_and_no_turning_of_text),
        TEST(markdown_signs_mean_nothing),
        TEST(markdown_begins_no_block),
        TEST(markdown_mentions_nobody),
        TEST(base64_is_that_of_rfc_4648),
        TEST(hex_digits_become_bytes),
        TEST(csv_quotes_double_and_rows_end_in_crlf),
        TEST(csv_has_no_formula),
        TEST(csv_numbers_and_dates_are_bare),
#undef TEST
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
