/* SPDX-License-Identifier: MIT */
#include <stdio.h>

#include "check.h"
#include "yaml/edit.h"
#include "yaml_doc.h"

#define LIMIT (1u << 20)

/* ---- one edit, one expected text ---- */

static void
set(const char *before, const char *key, const char *value, const char *after)
{
    struct doc d;
    doc_init(&d, sq_str_of(before));
    struct sq_sbuf out;
    sq_sbuf_init(&out, LIMIT);
    assert_true(
        sq_yaml_set(&out, d.tree, "answers", sq_str_of(key), sq_str_of(value)));
    assert_str(sq_sbuf_str(&out), after);
    sq_sbuf_done(&out);
    doc_done(&d);
}

static void
append(const char *before, const char *item, const char *after)
{
    struct doc d;
    doc_init(&d, sq_str_of(before));
    struct sq_sbuf out;
    sq_sbuf_init(&out, LIMIT);
    assert_true(sq_yaml_append(&out, d.tree, "evidence", sq_str_of(item)));
    assert_str(sq_sbuf_str(&out), after);
    sq_sbuf_done(&out);
    doc_done(&d);
}

static void
refuse(const char *before, const char *key, const char *value)
{
    struct doc d;
    doc_init(&d, sq_str_of(before));
    struct sq_sbuf out;
    sq_sbuf_init(&out, LIMIT);
    assert_false(
        sq_yaml_set(&out, d.tree, "answers", sq_str_of(key), sq_str_of(value)));
    assert_int_equal(out.len, 0);
    sq_sbuf_done(&out);
    doc_done(&d);
}

static void
a_value_is_replaced_and_its_comment_kept(void **state)
{
    (void)state;
    set("answers:\n  A1: no   # why\n  A2: x\n", "A1", "yes",
        "answers:\n  A1: yes   # why\n  A2: x\n");
    set("answers:\n  'A1' : \"no\"# tight\n", "A1", "[a, b]",
        "answers:\n  'A1' : [a, b] # tight\n");
    set("answers:\n  A1:   # why\n", "A1", "x", "answers:\n  A1: x   # why\n");
    set("answers:\n  A1: ~ # why\n", "A1", "x", "answers:\n  A1: x # why\n");
}

static void
a_value_over_several_lines_becomes_one_line(void **state)
{
    (void)state;
    set("answers:\n  A: one\n    two\n  B: x\n", "A", "new",
        "answers:\n  A: new\n  B: x\n");
    set("answers:\n  A: \"one\n    two\" # c\n", "A", "new",
        "answers:\n  A: new # c\n");
    set("answers:\n  A: [a, # c\n    b]\n  B: x\n", "A", "new",
        "answers:\n  A: new\n  B: x\n");
    set("answers:\n  A: | # c\n    one\n\n    two\n\n  B: x\n", "A", "new",
        "answers:\n  A: new # c\n\n  B: x\n");
    set("answers:\n  A: >-\n    one\n  # c\n  B: x\n", "A", "new",
        "answers:\n  A: new\n  # c\n  B: x\n");
    set("answers:\n  A: |", "A", "new", "answers:\n  A: new");
}

static void
a_value_below_its_key_comes_up(void **state)
{
    (void)state;
    set("answers:\n  A: # c\n    - x\n    - y\n  B: x\n", "A", "new",
        "answers:\n  A: new # c\n  B: x\n");
    set("answers:\n  A:\n  - x\n  - y # why\n  B: x\n", "A", "new",
        "answers:\n  A: new\n   # why\n  B: x\n");
    set("answers:\n  A:\n    # c\n    k: v\n    l: w", "A", "new",
        "answers:\n  A: new\n    # c\n");
    set("answers:\n  A:\n    text\n    more\n  B: x\n", "A", "new",
        "answers:\n  A: new\n  B: x\n");
    set("answers:\n  A:\n    | # c\n    text\n  B: x\n", "A", "new",
        "answers:\n  A: new\n     # c\n  B: x\n");
    set("answers:\n  A:\n    |-\n    text\n  B: x\n", "A", "new",
        "answers:\n  A: new\n  B: x\n");
}

static void
a_new_entry_follows_the_last_one(void **state)
{
    (void)state;
    set("answers:\n    A: x # c\n# d\n\nb: 1\n", "B", "y",
        "answers:\n    A: x # c\n    B: y\n# d\n\nb: 1\n");
    set("answers:\n  A: x", "B", "y", "answers:\n  A: x\n  B: y\n");
    set("answers:\r\n  A: x\r\nb: 1\r\n", "B", "y",
        "answers:\r\n  A: x\r\n  B: y\r\nb: 1\r\n");
    set("answers:\n  A: x\n", "a: b", "y", "answers:\n  A: x\n  \"a: b\": y\n");
}

static void
a_new_entry_goes_where_it_belongs(void **state)
{
    (void)state;
    static const struct {
        const char *before, *after;
    } rows[] = {
        {"answers:\n  # D1\n  # D2: why\n  # D3 x\n",
         "answers:\n  # D1\n  # D2: why\n  D2: a\n  # D3 x\n"},
        {"answers:\n  D1: x # y\n  D3: z\n",
         "answers:\n  D1: x # y\n  D2: a\n  D3: z\n"},
        {"answers:\n  D3: z\n", "answers:\n  D2: a\n  D3: z\n"},
        {"answers: {}\n# D2 of something else\nz: 1\n",
         "answers:\n  D2: a\n# D2 of something else\nz: 1\n"},
        {"answers: ~ # none\n    # D1\n    # D2\n",
         "answers: # none\n    # D1\n    # D2\n    D2: a\n"},
        {"answers:\n  D1: |\n    # D2 is text\n  D3: z\n",
         "answers:\n  D1: |\n    # D2 is text\n  D2: a\n  D3: z\n"},
        {"answers:\r\n  # D2\r\n  D3: z\r\n",
         "answers:\r\n  # D2\r\n  D2: a\r\n  D3: z\r\n"},
        {"answers: {D1: x, D3: z}\n", "answers: {D1: x, D3: z, D2: a}\n"},
        {"answers:\n  # D2", "answers:\n  # D2\n  D2: a\n"},
    };
    const sq_str keys[] = {SQ_LIT("D2"), SQ_LIT("D1")};
    const struct sq_yaml_order after = {keys, 2};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        struct doc d;
        struct sq_sbuf out;
        sq_sbuf_init(&out, LIMIT);
        doc_init(&d, sq_str_of(rows[i].before));
        assert_true(sq_yaml_set_after(&out, d.tree, "answers", SQ_LIT("D2"),
                                      SQ_LIT("a"), &after));
        assert_string_equal(out.ptr, rows[i].after);
        doc_done(&d);
        sq_sbuf_done(&out);
    }
}

static void
a_new_entry_takes_no_line_from_a_block_scalar(void **state)
{
    (void)state;
    set("answers:\n  A: |\n    x\n\nb: 1\n", "B", "y",
        "answers:\n  A: |\n    x\n  B: y\n\nb: 1\n");
    set("answers:\n  A: |+\n    x\n\nb: 1\n", "B", "y",
        "answers:\n  A: |+\n    x\n\n  B: y\nb: 1\n");
    set("answers:\n  A: |\n    x\n      \nb: 1\n", "B", "y",
        "answers:\n  A: |\n    x\n      \n  B: y\nb: 1\n");
}

static void
a_map_in_braces_stays_in_braces(void **state)
{
    (void)state;
    set("answers: {A: x}\n", "B", "y", "answers: {A: x, B: y}\n");
    set("answers: {A: x, }\n", "B", "y", "answers: {A: x, B: y }\n");
    set("answers: {A: }\n", "B", "y", "answers: {A: , B: y }\n");
    set("answers: {A}\n", "A", "y", "answers: {A: y}\n");
    set("answers: {\"A\":1}\n", "A", "y", "answers: {\"A\": y}\n");
    set("answers: {\n  A: x, # c\n  B: y # d\n}\n", "C", "z",
        "answers: {\n  A: x, # c\n  B: y, # d\n  C: z\n}\n");
    set("answers: {\n  A: x,\n}\n", "C", "z",
        "answers: {\n  A: x,\n  C: z,\n}\n");
    set("{sqeeia: 1, answers: {}}\n", "A", "x",
        "{sqeeia: 1, answers: {A: x}}\n");
    set("{sqeeia: 1, answers: }\n", "A", "x",
        "{sqeeia: 1, answers: {A: x} }\n");
    set("{sqeeia: 1}\n", "A", "x", "{sqeeia: 1, answers: {A: x}}\n");
}

static void
an_empty_map_gets_its_first_entry_below(void **state)
{
    (void)state;
    set("answers: # c\nb: 1\n", "A", "x", "answers: # c\n  A: x\nb: 1\n");
    set("answers: {} # c\nb: 1\n", "A", "x", "answers: # c\n  A: x\nb: 1\n");
    set("answers: ~\nb: 1\n", "A", "x", "answers:\n  A: x\nb: 1\n");
    set("answers:", "A", "x", "answers:\n  A: x\n");
    set("about:\n    t: x\nanswers: {}\n", "A", "x",
        "about:\n    t: x\nanswers:\n    A: x\n");
    set("answers:\n  {}\n", "A", "x", "answers:\n  {A: x}\n");
    set("answers:\n  ~\n", "A", "x", "answers: {A: x}\n");
    set("answers: { # c\n }\n", "A", "x", "answers: {A: x # c\n }\n");
}

static void
a_missing_map_is_added_at_the_end(void **state)
{
    (void)state;
    set("b: 1", "A", "x", "b: 1\nanswers:\n  A: x\n");
    set("b: 1\n\n# end\n", "A", "x", "b: 1\n\n# end\nanswers:\n  A: x\n");
    set("b: 1\n...\n", "A", "x", "b: 1\nanswers:\n  A: x\n...\n");
    set("", "A", "x", "answers:\n  A: x\n");
    set("# only this", "A", "x", "# only this\nanswers:\n  A: x\n");
    set("\xef\xbb\xbf"
        "b: 1\r\n",
        "A", "x",
        "\xef\xbb\xbf"
        "b: 1\r\nanswers:\r\n  A: x\r\n");
}

static void
an_entry_is_removed_with_its_lines(void **state)
{
    (void)state;
    set("answers:\n  A: x # c\n  B: y\n", "A", "", "answers:\n  B: y\n");
    set("answers:\n  A: x\n  # c\n  B: |\n    y\n\nb: 1\n", "B", "",
        "answers:\n  A: x\n  # c\n\nb: 1\n");
    set("answers:\n  A: x\n", "A", "", "answers:\n");
    set("answers: {A: x, B: y}\n", "A", "", "answers: {B: y}\n");
    set("answers: {A: x, B: y}\n", "B", "", "answers: {A: x}\n");
    set("answers: {A: x}\n", "A", "", "answers: {}\n");
    set("answers: {\n  A: x, # c\n  B: y\n}\n", "A", "",
        "answers: {\n  # c\n  B: y\n}\n");
    set("answers: {\n  A: x,\n  B: y\n}\n", "A", "", "answers: {\n  B: y\n}\n");
    set("answers: {A: x}\n", "B", "", "answers: {A: x}\n");
}

static void
lines_left_over_do_not_become_text(void **state)
{
    (void)state;
    set("answers:\n  A: |\n    x\n  B: y\n     # c\n\n  C: z\n", "B", "",
        "answers:\n  A: |\n    x\n\n  C: z\n");
    set("answers:\n  A: |+\n    x\n  B: y\n\n  C: z\n", "B", "",
        "answers:\n  A: |+\n    x\n  C: z\n");
    set("answers:\n  A: |\n    x\n  B: y\n  # c\n  C: z\n", "B", "",
        "answers:\n  A: |\n    x\n  # c\n  C: z\n");
}

static void
what_is_shared_or_broken_is_refused(void **state)
{
    (void)state;
    refuse("answers:\n  A: &a x\n  B: *a\n", "A", "y");
    refuse("answers:\n  A: [&a x]\n  B: *a\n", "A", "");
    refuse("b: &b {A: x}\nanswers: *b\n", "A", "y");
    refuse("answers: &b\n  A: x\nb: *b\n", "B", "y");
    refuse("answers:\n  A: x\n\tB: y\n", "A", "y");
    refuse("answers: text\n", "A", "y");
    refuse("answers: [a]\n", "A", "y");
    refuse("- answers\n", "A", "y");
    refuse("answers:\n  ? A\n", "A", "y");
    refuse("answers:\n  A: x\n", "", "y");
    set("answers:\n  A: &a x\n  B: *a\n", "B", "y",
        "answers:\n  A: &a x\n  B: y\n");
}

static void
an_item_is_added_at_the_end_of_its_list(void **state)
{
    (void)state;
    append("evidence:\n  - {id: E1}\nb: 1\n", "{id: E2}",
           "evidence:\n  - {id: E1}\n  - {id: E2}\nb: 1\n");
    append("evidence:\n- id: E1\n  title: x # c\nb: 1\n", "{id: E2}",
           "evidence:\n- id: E1\n  title: x # c\n- {id: E2}\nb: 1\n");
    append("evidence: []\n", "{id: E2}", "evidence:\n  - {id: E2}\n");
    append("evidence: [{id: E1}]\n", "{id: E2}",
           "evidence: [{id: E1}, {id: E2}]\n");
    append("evidence:\n", "{id: E2}", "evidence:\n  - {id: E2}\n");
    append("actions:\n- a\n", "{id: E2}",
           "actions:\n- a\nevidence:\n- {id: E2}\n");
    append("{a: b}", "{id: E2}", "{a: b, evidence: [{id: E2}]}");
}

/* `after` NULL: it is refused. */
static void
remove_item(const char *before, const char *id, const char *after)
{
    struct doc d;
    doc_init(&d, sq_str_of(before));
    struct sq_sbuf out;
    sq_sbuf_init(&out, LIMIT);
    bool done = sq_yaml_remove(&out, d.tree, "evidence", sq_str_of(id));
    assert_int_equal(done, after != NULL);
    assert_str(sq_sbuf_str(&out), after ? after : "");
    sq_sbuf_done(&out);
    doc_done(&d);
}

static void
an_item_is_taken_out_of_its_list(void **state)
{
    (void)state;
    remove_item("evidence:\n  - {id: E1}\n  - {id: E2} # c\nb: 1\n", "E2",
                "evidence:\n  - {id: E1}\nb: 1\n");
    remove_item("evidence:\n  - {id: E1}\n  # two\n  - {id: E2}\nb: 1\n", "E1",
                "evidence:\n  # two\n  - {id: E2}\nb: 1\n");
    remove_item("evidence:\n- id: E1\n  title: x\n- id: E2\n  title: y\n", "E2",
                "evidence:\n- id: E1\n  title: x\n");
    remove_item("evidence:\n  - {id: E1}\n", "E1", "evidence:\n");
    remove_item("evidence: [{id: E1}, {id: E2}]\n", "E2",
                "evidence: [{id: E1}]\n");
    remove_item("evidence: [{id: E1}, {id: E2}]\n", "E1",
                "evidence: [{id: E2}]\n");
    remove_item("evidence: [{id: E1}]\n", "E1", "evidence: []\n");
    remove_item("evidence:\r\n- {id: E1}\r\n- {id: E2}\r\n", "E1",
                "evidence:\r\n- {id: E2}\r\n");
    remove_item("evidence:\n- &x {id: E1}\nb: *x\n", "E1", NULL);
    remove_item("evidence:\n- {id: E1}\n", "E9", NULL);
}

static void
a_key_goes_only_when_nothing_is_left_in_it(void **state)
{
    (void)state;
    remove_item("a: 1\nevidence:\nb: 2\n", "", "a: 1\nb: 2\n");
    remove_item("a: 1\nevidence: []\n", "", "a: 1\n");
    remove_item("a: 1\nevidence: [{id: E1}]\n", "", NULL);
    remove_item("a: 1\n", "", NULL);
}

/* ---- one scalar ---- */

static void
put(const char *text, const char *expected)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, LIMIT);
    sq_yaml_put_scalar(&b, sq_str_of(text));
    assert_str(sq_sbuf_str(&b), expected);
    sq_sbuf_done(&b);
}

static void
a_scalar_is_plain_only_when_every_program_reads_it_so(void **state)
{
    (void)state;
    put("partly", "partly");
    put("Ann O'Neill, \"x\"", "\"Ann O'Neill, \\\"x\\\"\"");
    put("J4.age.initial", "J4.age.initial");
    put("2026-11-03", "2026-11-03");
    put("12", "12");
    put("-0.25", "-0.25");
    put("https://example.org/a", "https://example.org/a");
    put("déjà vu", "déjà vu");
    put("./q.yaml", "./q.yaml");
    put("", "\"\"");
    put("no", "\"no\"");
    put("Yes", "\"Yes\"");
    put("null", "\"null\"");
    put("~", "\"~\"");
    put("012", "\"012\"");
    put("1.10", "\"1.10\"");
    put("1e3", "\"1e3\"");
    put("12:30", "\"12:30\"");
    put("a: b", "\"a: b\"");
    put("a #b", "\"a #b\"");
    put("a:", "\"a:\"");
    put("- a", "\"- a\"");
    put("...", "\"...\"");
    put("*a", "\"*a\"");
    put("a ", "\"a \"");
    put("a\nb\tc\\", "\"a\\nb\\tc\\\\\"");
    put("a\xe2\x80\xa8"
        "b",
        "\"a\\u2028b\"");
    put("\x1b[31m", "\"\\x1B[31m\"");
    put("bad \xff", "\"bad \xef\xbf\xbd\"");
}

/* ---- random texts ---- */

struct random {
    uint32_t state;
};

static uint32_t
below(struct random *r, uint32_t n)
{
    r->state ^= r->state << 13;
    r->state ^= r->state >> 17;
    r->state ^= r->state << 5;
    return r->state % n;
}

static const char *
pick(struct random *r, const char *const *words, size_t n)
{
    return words[below(r, (uint32_t)n)];
}

#define PICK(r, ...)                              \
    pick((r), (const char *const[]){__VA_ARGS__}, \
         sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void
any_scalar_comes_back_as_it_was(void **state)
{
    (void)state;
    struct random r = {12345};
    for (int i = 0; i < 4000; i++) {
        struct sq_sbuf text;
        struct sq_sbuf yaml;
        sq_sbuf_init(&text, LIMIT);
        sq_sbuf_init(&yaml, LIMIT);
        for (uint32_t n = below(&r, 12); n > 0; n--)
            sq_putz(&text,
                    PICK(&r, "a", "Z", "0", "7", " ", ":", "#", "-", ".", ",",
                         "[", "]", "{", "}", "?", "!", "&", "*", "|", ">", "%",
                         "@", "`", "'", "\"", "\\", "\n", "\r", "\t", "é", "€",
                         "😀", "\xc2\x85", "\xe2\x80\xa8", "\x01", "\x7f", "=",
                         "<<", "~", "null", "\xef\xbb\xbf", "\xe2\x80\xae",
                         "---", "...", "yes", "/", "$", "("));
        bool flow = below(&r, 2);
        bool key = below(&r, 2) && text.len;
        sq_putz(&yaml, flow ? "k: {" : "k:\n  ");
        if (key) {
            sq_yaml_put_scalar(&yaml, sq_sbuf_str(&text));
            sq_putz(&yaml, ": v");
        } else {
            sq_putz(&yaml, "q: ");
            sq_yaml_put_scalar(&yaml, sq_sbuf_str(&text));
        }
        sq_putz(&yaml, flow ? ", z: 1}\n" : "\n  z: 1\n");

        struct doc d;
        doc_init(&d, sq_sbuf_str(&yaml));
        assert_int_equal(d.diags.n, 0);
        const struct sq_node *n = sq_node_find(d.tree->root, "k");
        assert_int_equal(n->n, 2);
        sq_str got = key ? n->first->key->text : n->first->text;
        assert_true(sq_str_eq(got, sq_sbuf_str(&text)));
        doc_done(&d);
        sq_sbuf_done(&text);
        sq_sbuf_done(&yaml);
    }
}

/* ---- random documents and random edits ---- */

struct maker {
    struct random random;
    struct sq_sbuf text; /* with \n only, while it is made */
    unsigned comments;
    unsigned keys;
    unsigned step; /* [columns] of indentation */
};

static void
indent(struct maker *m, size_t column)
{
    sq_put_n(&m->text, ' ', column);
}

/* Each comment is like no other, so that a lost one is missed. */
static void
make_comment(struct maker *m)
{
    sq_putf(&m->text, "#c%u.", ++m->comments);
}

static void
end_value(struct maker *m)
{
    if (below(&m->random, 4) == 0) {
        sq_put_n(&m->text, ' ', 1 + below(&m->random, 3));
        if (below(&m->random, 3))
            make_comment(m);
    }
    sq_putc(&m->text, '\n');
}

static void
make_idle_lines(struct maker *m, size_t column)
{
    while (below(&m->random, 4) == 0) {
        switch (below(&m->random, 3)) {
        case 0:
            sq_putc(&m->text, '\n');
            break;
        case 1:
            indent(m, 1 + below(&m->random, (uint32_t)column + 6));
            sq_putc(&m->text, '\n');
            break;
        default:
            indent(m, below(&m->random, (uint32_t)column + 5));
            make_comment(m);
            sq_putc(&m->text, '\n');
        }
    }
}

static void
make_block_scalar(struct maker *m, size_t column)
{
    sq_putz(&m->text, PICK(&m->random, "|", ">", "|-", "|+", ">+", ">-"));
    end_value(m);
    for (uint32_t n = below(&m->random, 4); n > 0; n--) {
        indent(m, column);
        sq_putz(&m->text,
                PICK(&m->random, "text", "more: text", "- x", "é {", "'"));
        if (below(&m->random, 5) == 0)
            sq_putz(&m->text, "  ");
        sq_putc(&m->text, '\n');
        if (below(&m->random, 4) == 0)
            sq_putc(&m->text, '\n');
    }
}

static void
make_flow(struct maker *m, size_t column)
{
    switch (below(&m->random, 5)) {
    case 0:
        sq_putz(&m->text, "[a, 'b', {c: d}]");
        break;
    case 1:
        sq_putz(&m->text, "{a: b, c: , d}");
        break;
    case 2:
        sq_putz(&m->text, "[]");
        break;
    case 3:
        sq_putz(&m->text, "[a,\n");
        indent(m, column + 1);
        sq_putz(&m->text, "b, ");
        make_comment(m);
        sq_putc(&m->text, '\n');
        indent(m, column + 1);
        sq_putc(&m->text, ']');
        break;
    default:
        sq_putz(&m->text, "{k: \"v\"\n");
        indent(m, column + 1);
        sq_putz(&m->text, ", l: 'w' }");
    }
}

static void
make_one_line(struct maker *m)
{
    sq_putz(&m->text,
            PICK(&m->random, "plain", "two words", "'it''s'", "\"a \\\"b\\\"\"",
                 "é€😀", "~", "12", "2026-01-02", "\"\"", "null"));
}

static void
make_folded(struct maker *m, size_t column)
{
    const char *quote = PICK(&m->random, "", "'", "\"");
    sq_putf(&m->text, "%sone", quote);
    sq_putc(&m->text, '\n');
    if (below(&m->random, 3) == 0)
        sq_putc(&m->text, '\n');
    indent(m, column + 1 + below(&m->random, 3));
    sq_putf(&m->text, "two%s", quote);
}

static void make_value(struct maker *m, size_t column, unsigned depth);

static void
make_block_map(struct maker *m, size_t column, unsigned depth)
{
    for (uint32_t n = 1 + below(&m->random, 4); n > 0; n--) {
        indent(m, column);
        const char *quote = PICK(&m->random, "", "", "'", "\"");
        sq_putf(&m->text, "%sk%u%s%s", quote, ++m->keys, quote,
                PICK(&m->random, ":", " :"));
        make_value(m, column, depth);
        make_idle_lines(m, column);
    }
}

static void
make_block_list(struct maker *m, size_t column, unsigned depth)
{
    for (uint32_t n = 1 + below(&m->random, 3); n > 0; n--) {
        indent(m, column);
        sq_putc(&m->text, '-');
        switch (below(&m->random, depth ? 4 : 3)) {
        case 0:
            sq_putz(&m->text, " {id: e}");
            end_value(m);
            break;
        case 1:
            sq_putz(&m->text, " id: e\n");
            indent(m, column + 2);
            sq_putz(&m->text, "title:");
            make_value(m, column + 2, 0);
            break;
        case 2:
            end_value(m);
            break;
        default:
            sq_putz(&m->text, " ");
            make_block_scalar(m, column + 2);
        }
        make_idle_lines(m, column);
    }
}

/* After `key:`, to the end of a line. */
static void
make_value(struct maker *m, size_t column, unsigned depth)
{
    size_t deeper = column + m->step;
    switch (below(&m->random, depth ? 12 : 8)) {
    case 0:
        end_value(m);
        break;
    case 1:
        sq_putc(&m->text, ' ');
        make_block_scalar(m, deeper);
        break;
    case 2:
        sq_putc(&m->text, ' ');
        make_flow(m, column);
        end_value(m);
        break;
    case 3:
        sq_putc(&m->text, ' ');
        make_folded(m, column);
        end_value(m);
        break;
    case 4:
        end_value(m);
        indent(m, deeper);
        make_one_line(m);
        end_value(m);
        break;
    case 5:
        end_value(m);
        indent(m, deeper);
        make_block_scalar(m, deeper);
        break;
    case 8:
    case 9:
        end_value(m);
        make_idle_lines(m, column);
        make_block_map(m, deeper, depth - 1);
        break;
    case 10:
        end_value(m);
        make_idle_lines(m, column);
        make_block_list(m, deeper, depth - 1);
        break;
    case 11:
        end_value(m);
        make_block_list(m, column, depth - 1);
        break;
    default:
        sq_putc(&m->text, ' ');
        make_one_line(m);
        end_value(m);
    }
}

static void
make_flow_map(struct maker *m, bool lines)
{
    uint32_t n = below(&m->random, 4);
    sq_putc(&m->text, '{');
    for (uint32_t i = 0; i < n; i++) {
        if (lines) {
            sq_putc(&m->text, '\n');
            indent(m, m->step);
        }
        const char *quote = PICK(&m->random, "", "'", "\"");
        sq_putf(&m->text, "%sk%u%s%s", quote, ++m->keys, quote,
                PICK(&m->random, "", ": ", ": v", " : \"v\"", ": [a, b]",
                     ": 'x\n   y'"));
        if (i + 1 < n || below(&m->random, 3) == 0)
            sq_putz(&m->text, lines ? "," : ", ");
        if (lines && below(&m->random, 3) == 0) {
            sq_putc(&m->text, ' ');
            make_comment(m);
        }
    }
    sq_putz(&m->text, lines ? "\n}" : "}");
}

static void
make_section(struct maker *m, const char *name, bool list)
{
    if (below(&m->random, 7) == 0)
        return;
    sq_putf(&m->text, "%s:", name);
    switch (below(&m->random, 8)) {
    case 0:
        sq_putz(&m->text, PICK(&m->random, "", " ~", " null"));
        break;
    case 1:
        sq_putz(&m->text, list ? PICK(&m->random, " []", " [ ]")
                               : PICK(&m->random, " {}", " { }"));
        break;
    case 2:
        if (list)
            sq_putz(&m->text, " [a, {b: c}]");
        else {
            sq_putc(&m->text, ' ');
            make_flow_map(m, below(&m->random, 2));
        }
        break;
    default:
        end_value(m);
        make_idle_lines(m, 0);
        if (list)
            make_block_list(m, below(&m->random, 2) ? m->step : 0, 1);
        else
            make_block_map(m, m->step, 2);
        return;
    }
    end_value(m);
}

static void
make_text(struct maker *m)
{
    m->step = 2 + below(&m->random, 3);
    make_idle_lines(m, 0);
    if (below(&m->random, 6) == 0)
        sq_putz(&m->text, "---\n");
    sq_putz(&m->text, "sqeeia: assessment/1");
    end_value(m);
    make_idle_lines(m, 0);
    bool answers_first = below(&m->random, 2);
    make_section(m, answers_first ? "answers" : "evidence", !answers_first);
    make_idle_lines(m, 0);
    if (below(&m->random, 2)) {
        sq_putz(&m->text, "about:\n");
        make_block_map(m, m->step, 1);
    }
    make_section(m, answers_first ? "evidence" : "answers", answers_first);
    make_idle_lines(m, 0);
    if (below(&m->random, 8) == 0)
        sq_putz(&m->text, "...\n");
}

/* The text as a file: line ends of one kind, byte order mark, last line end. */
static void
make_file(struct maker *m, struct sq_sbuf *file)
{
    make_text(m);
    const char *line_end = PICK(&m->random, "\n", "\n", "\r\n", "\r");
    if (below(&m->random, 8) == 0)
        sq_putz(file, "\xef\xbb\xbf");
    sq_str text = sq_sbuf_str(&m->text);
    if (below(&m->random, 4) == 0)
        text.len--;
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] == '\n')
            sq_putz(file, line_end);
        else
            sq_putc(file, text.ptr[i]);
}

struct edit {
    const char *section;
    sq_str key;   /* empty: append an item */
    sq_str value; /* empty: remove */
};

static bool
is_empty(const struct sq_node *n)
{
    return !n || (n->n == 0 && n->text.len == 0) ||
           (n->kind == SQ_SCALAR && !n->quoted &&
            (sq_str_is(n->text, "~") || sq_str_is(n->text, "null")));
}

/* The section as the edit should leave it; empty when it is as good as gone. */
static void
put_section(struct sq_sbuf *b, const struct sq_node *n, const struct edit *edit)
{
    bool done = !edit;
    const char *between = "";
    for (const struct sq_node *c = n ? n->first : NULL; c; c = c->next) {
        bool hit = edit && c->key && sq_str_eq(c->key->text, edit->key);
        done = done || hit;
        if (hit && !edit->value.len)
            continue;
        sq_putz(b, between);
        between = "; ";
        if (c->key) {
            sq_put(b, c->key->text);
            sq_putc(b, '=');
        }
        if (hit) {
            struct doc d;
            doc_init(&d, edit->value);
            put_canon(b, d.tree->root);
            doc_done(&d);
        } else {
            put_canon(b, c);
        }
    }
    if (done || !edit->value.len)
        return;
    sq_putz(b, between);
    if (edit->key.len) {
        sq_put(b, edit->key);
        sq_putc(b, '=');
    }
    struct doc d;
    doc_init(&d, edit->value);
    put_canon(b, d.tree->root);
    doc_done(&d);
}

/* The whole tree; the edited section last, so that its place is all one. */
static void
put_expected(struct sq_sbuf *b, const struct sq_tree *t, const char *section,
             const struct edit *edit)
{
    const struct sq_node *root = t->root;
    for (const struct sq_node *n = root->first; n; n = n->next) {
        if (sq_str_is(n->key->text, section))
            continue;
        sq_put(b, n->key->text);
        sq_putc(b, '=');
        put_canon(b, n);
        sq_putc(b, '\n');
    }
    const struct sq_node *n = sq_node_find(root, section);
    put_section(b, is_empty(n) ? NULL : n, edit);
}

/* Line ends at the very end of values, lost or won with the file's last. */
static void
assert_same_values(const struct sq_tree *before, const struct sq_tree *after,
                   const struct edit *edit)
{
    struct sq_sbuf expected;
    struct sq_sbuf got;
    sq_sbuf_init(&expected, LIMIT);
    sq_sbuf_init(&got, LIMIT);
    put_expected(&expected, before, edit->section, edit);
    put_expected(&got, after, edit->section, NULL);
    if (!sq_str_eq(sq_sbuf_str(&expected), sq_sbuf_str(&got))) {
        print_error("before:\n%.*s\nafter:\n%.*s\n",
                    SQ_FMT(before->source->text), SQ_FMT(after->source->text));
        print_error("edit %s %.*s=%.*s\nexpected:\n%s\ngot:\n%s\n",
                    edit->section, SQ_FMT(edit->key), SQ_FMT(edit->value),
                    expected.ptr, got.ptr);
        fail();
    }
    sq_sbuf_done(&expected);
    sq_sbuf_done(&got);
}

static const struct sq_node *
find_edited(const struct sq_tree *t, const struct edit *edit)
{
    return sq_node_find_str(sq_node_find(t->root, edit->section), edit->key);
}

/* Where bytes may differ: the old value, its lines if it is taken out. */
static void
find_allowed(const struct sq_tree *t, const struct edit *edit, uint32_t *from,
             uint32_t *to)
{
    sq_str text = t->source->text;
    const struct sq_node *section = sq_node_find(t->root, edit->section);
    const struct sq_node *n = find_edited(t, edit);
    *from = 0;
    *to = (uint32_t)text.len;
    if (n) {
        *from = edit->value.len ? n->key->to : section->from;
        *to = n->to;
        if (!edit->value.len && !section->flow)
            for (*from = n->key->from; *from > 0 && text.ptr[*from - 1] == ' ';)
                (*from)--;
    } else if (edit->value.len && section) {
        *from = section->key->to;
        *to = section->to;
    }
    /* blanks, commas, and the comment that goes with a line taken out */
    if (n && !edit->value.len)
        while (*to < text.len && !strchr("\r\n", text.ptr[*to]))
            (*to)++;
    while (*to < text.len && strchr(" ,\r\n", text.ptr[*to]))
        (*to)++;
}

static void
assert_other_bytes_same(const struct sq_tree *t, sq_str after,
                        const struct edit *edit)
{
    sq_str before = t->source->text;
    uint32_t from;
    uint32_t to;
    find_allowed(t, edit, &from, &to);
    size_t tail = before.len - to;
    assert_true(after.len >= from);
    assert_memory_equal(before.ptr, after.ptr, from);
    /* a block scalar above takes indented comments with it */
    if (find_edited(t, edit) && !edit->value.len)
        return;
    if (tail == 0 || find_edited(t, edit)) {
        assert_true(after.len >= tail);
        if (tail)
            assert_memory_equal(before.ptr + to, after.ptr + after.len - tail,
                                tail);
    }
}

/* True when the byte is in a value that the edit takes away. */
static bool
goes_with_edit(const struct sq_tree *t, const struct edit *edit, uint32_t at)
{
    const struct sq_node *n = find_edited(t, edit);
    if (!n)
        return false;
    if (at >= n->from && at < n->to)
        return true;
    if (edit->value.len)
        return false;
    /* taken out: with its lines, and with comments indented below it */
    uint32_t next = n->next ? n->next->key->from : (uint32_t)-1;
    return at >= n->key->from && at < next;
}

static bool
contains(sq_str text, sq_str part)
{
    for (size_t i = 0; i + part.len <= text.len; i++)
        if (memcmp(text.ptr + i, part.ptr, part.len) == 0)
            return true;
    return false;
}

static void
assert_comments_kept(const struct sq_tree *t, sq_str after,
                     const struct edit *edit)
{
    sq_str before = t->source->text;
    for (size_t at = sq_str_find(before, '#', 0); at < before.len;
         at = sq_str_find(before, '#', at + 1)) {
        size_t end = sq_str_find(before, '.', at) + 1;
        if (!goes_with_edit(t, edit, (uint32_t)at) &&
            !contains(after, sq_str_sub(before, at, end))) {
            print_error("lost %.*s in\n%.*s\nafter:\n%.*s\nedit %.*s=%.*s\n",
                        (int)(end - at), before.ptr + at, SQ_FMT(before),
                        SQ_FMT(after), SQ_FMT(edit->key), SQ_FMT(edit->value));
            fail();
        }
    }
}

static void
try_edit(const struct sq_tree *t, const struct edit *edit)
{
    struct sq_sbuf out;
    sq_sbuf_init(&out, LIMIT);
    bool done =
        edit->key.len
            ? sq_yaml_set(&out, t, edit->section, edit->key, edit->value)
            : sq_yaml_append(&out, t, edit->section, edit->value);
    struct doc d;
    doc_init(&d, sq_sbuf_str(&out));
    if (!done || d.diags.n) {
        print_error(
            "%d findings %zu first %.*s\nbefore:\n%.*s\nafter:\n%.*s\n"
            "edit %s %.*s=%.*s\n",
            done, d.diags.n,
            SQ_FMT(d.diags.first ? d.diags.first->message : SQ_LIT("none")),
            SQ_FMT(t->source->text), SQ_FMT(sq_sbuf_str(&out)), edit->section,
            SQ_FMT(edit->key), SQ_FMT(edit->value));
        fail();
    }
    check_tree(d.tree);
    assert_same_values(t, d.tree, edit);
    assert_other_bytes_same(t, sq_sbuf_str(&out), edit);
    assert_comments_kept(t, sq_sbuf_str(&out), edit);
    doc_done(&d);
    sq_sbuf_done(&out);
}

/* The bytes of the old text are all there, in order, around what is new. */
static void
assert_only_inserted(sq_str before, sq_str after)
{
    size_t head = 0;
    size_t tail = 0;
    while (head < before.len && before.ptr[head] == after.ptr[head])
        head++;
    while (tail < before.len - head &&
           before.ptr[before.len - 1 - tail] == after.ptr[after.len - 1 - tail])
        tail++;
    if (head + tail < before.len)
        fail_msg("before:\n%.*s\nafter:\n%.*s", SQ_FMT(before), SQ_FMT(after));
}

/* A new entry in the middle, behind one that is there or below a comment. */
static void
try_in_place(const struct sq_tree *t, sq_str behind, sq_str value)
{
    struct sq_sbuf out;
    struct sq_sbuf expected;
    struct sq_sbuf got;
    sq_sbuf_init(&out, LIMIT);
    sq_sbuf_init(&expected, LIMIT);
    sq_sbuf_init(&got, LIMIT);
    const sq_str keys[] = {SQ_LIT("new"), behind};
    const struct sq_yaml_order after = {keys, 2};
    assert_true(
        sq_yaml_set_after(&out, t, "answers", SQ_LIT("new"), value, &after));
    struct doc d;
    doc_init(&d, sq_sbuf_str(&out));
    assert_int_equal(d.diags.n, 0);
    const struct sq_node *map = sq_node_find(d.tree->root, "answers");
    assert_non_null(sq_node_find(map, "new"));
    const struct edit gone = {"answers", SQ_LIT("new"), {NULL, 0}};
    put_expected(&expected, t, "answers", NULL);
    put_expected(&got, d.tree, "answers", &gone);
    if (!sq_str_eq(sq_sbuf_str(&expected), sq_sbuf_str(&got)))
        fail_msg("behind %.*s\nbefore:\n%.*s\nafter:\n%.*s", SQ_FMT(behind),
                 SQ_FMT(t->source->text), SQ_FMT(sq_sbuf_str(&out)));
    const struct sq_node *old = sq_node_find(t->root, "answers");
    if (old && old->kind == SQ_MAP && !old->flow)
        assert_only_inserted(t->source->text, sq_sbuf_str(&out));
    doc_done(&d);
    sq_sbuf_done(&out);
    sq_sbuf_done(&expected);
    sq_sbuf_done(&got);
}

/* The whole line end that is missing at the end of a file may be a value's. */
static bool
ends_in_value(const struct sq_tree *t)
{
    sq_str text = t->source->text;
    return text.len && !strchr("\r\n", text.ptr[text.len - 1]);
}

static void
try_all_edits(const struct sq_tree *t, struct random *r)
{
    sq_str value = sq_str_of(
        PICK(r, "partly", "\"a: b # c\"", "[a, b]", "12",
             "{answer: partly, because: \"x\", evidence: [E1]}", "\"\""));
    const struct sq_node *map = sq_node_find(t->root, "answers");
    for (const struct sq_node *n = map ? map->first : NULL; n; n = n->next) {
        try_edit(t, &(struct edit){"answers", n->key->text, value});
        try_edit(t, &(struct edit){"answers", n->key->text, {NULL, 0}});
    }
    if (ends_in_value(t))
        return;
    try_edit(t, &(struct edit){"answers", SQ_LIT("new"), value});
    for (const struct sq_node *n = map ? map->first : NULL; n; n = n->next)
        try_in_place(t, n->key->text, value);
    try_in_place(t, SQ_LIT("nobody"), value);
    try_edit(t, &(struct edit){"answers", SQ_LIT("new"), {NULL, 0}});
    try_edit(t, &(struct edit){"evidence", {NULL, 0}, SQ_LIT("{id: E9}")});
}

static void
random_edits_of_random_texts_touch_nothing_else(void **state)
{
    (void)state;
    struct random r = {2463534242u};
    for (int i = 0; i < 1500; i++) {
        struct maker m = {.random = r};
        struct sq_sbuf file;
        sq_sbuf_init(&m.text, LIMIT);
        sq_sbuf_init(&file, LIMIT);
        make_file(&m, &file);
        r = m.random;

        struct doc d;
        doc_init(&d, sq_sbuf_str(&file));
        if (d.diags.n)
            print_error("%.*s\n%.*s\n", SQ_FMT(d.diags.first->message),
                        SQ_FMT(sq_sbuf_str(&file)));
        assert_int_equal(d.diags.n, 0);
        check_tree(d.tree);
        try_all_edits(d.tree, &r);
        doc_done(&d);
        sq_sbuf_done(&m.text);
        sq_sbuf_done(&file);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_is_replaced_and_its_comment_kept),
        cmocka_unit_test(a_value_over_several_lines_becomes_one_line),
        cmocka_unit_test(a_value_below_its_key_comes_up),
        cmocka_unit_test(a_new_entry_follows_the_last_one),
        cmocka_unit_test(a_new_entry_goes_where_it_belongs),
        cmocka_unit_test(a_new_entry_takes_no_line_from_a_block_scalar),
        cmocka_unit_test(a_map_in_braces_stays_in_braces),
        cmocka_unit_test(an_empty_map_gets_its_first_entry_below),
        cmocka_unit_test(a_missing_map_is_added_at_the_end),
        cmocka_unit_test(an_entry_is_removed_with_its_lines),
        cmocka_unit_test(lines_left_over_do_not_become_text),
        cmocka_unit_test(what_is_shared_or_broken_is_refused),
        cmocka_unit_test(an_item_is_added_at_the_end_of_its_list),
        cmocka_unit_test(an_item_is_taken_out_of_its_list),
        cmocka_unit_test(a_key_goes_only_when_nothing_is_left_in_it),
        cmocka_unit_test(a_scalar_is_plain_only_when_every_program_reads_it_so),
        cmocka_unit_test(any_scalar_comes_back_as_it_was),
        cmocka_unit_test(random_edits_of_random_texts_touch_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
