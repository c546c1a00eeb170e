/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "check.h"
#include "yaml_doc.h"

#define LIMIT (64u << 20)

/* ---- helpers ---- */

static void
canon(const char *text, const char *expected)
{
    struct doc d;
    doc_init(&d, sq_str_of(text));
    assert_int_equal(d.diags.n, 0);
    assert_false(d.tree->broken);
    check_tree(d.tree);
    struct sq_sbuf b;
    sq_sbuf_init(&b, LIMIT);
    put_canon(&b, d.tree->root);
    assert_str(sq_sbuf_str(&b), expected);
    sq_sbuf_done(&b);
    doc_done(&d);
}

/* The finding at `n` (0 = first): code, place and the text under it. */
static const struct sq_diag *
finding(const struct doc *d, size_t n)
{
    const struct sq_diag *f = d->diags.first;
    for (; f && n > 0; n--)
        f = f->next;
    assert_non_null(f);
    return f;
}

struct expected {
    enum sq_code code;
    uint32_t line, column;
    bool broken;
};

/* The only finding of a text. */
static void
found_in(sq_str text, struct expected x)
{
    struct doc d;
    doc_init(&d, text);
    check_tree(d.tree);
    assert_int_equal(d.diags.n, 1);
    const struct sq_diag *f = finding(&d, 0);
    struct sq_place at = sq_source_place(d.tree->source, f->at.from);
    assert_string_equal(sq_codes[f->code].code, sq_codes[x.code].code);
    assert_int_equal(at.line, x.line);
    assert_int_equal(at.column, x.column);
    assert_int_equal(d.tree->broken, x.broken);
    doc_done(&d);
}

static void
found(const char *text, struct expected x)
{
    found_in(sq_str_of(text), x);
}

static void
says(const char *text, const char *message)
{
    struct doc d;
    doc_init(&d, sq_str_of(text));
    assert_str(finding(&d, 0)->message, message);
    doc_done(&d);
}

/* The root's keys, to see what is left of a broken text. */
static void
keeps(sq_str text, const char *keys)
{
    struct doc d;
    doc_init(&d, text);
    check_tree(d.tree);
    assert_true(d.tree->broken);
    struct sq_sbuf b;
    sq_sbuf_init(&b, LIMIT);
    sq_putz(&b, "");
    for (const struct sq_node *n = d.tree->root ? d.tree->root->first : NULL; n;
         n = n->next) {
        sq_put(&b, n->key->text);
        sq_putc(&b, ' ');
    }
    assert_str(sq_sbuf_str(&b), keys);
    sq_sbuf_done(&b);
    doc_done(&d);
}

static const struct sq_node *
under(const struct doc *d, const char *key)
{
    const struct sq_node *n = sq_node_find(d->tree->root, key);
    assert_non_null(n);
    return n;
}

static void
spans(const char *text, const char *key, const char *expected)
{
    struct doc d;
    doc_init(&d, sq_str_of(text));
    assert_str(sq_span_text(sq_node_span(d.tree, under(&d, key))), expected);
    doc_done(&d);
}

/* ---- values ---- */

static void
every_kind_of_value_is_read(void **state)
{
    (void)state;
    canon("a: 1\nb: 'it''s'\nc: \"x\\ty\"\n", "{a=p:1; b=q:it's; c=q:x\ty}");
    canon("a:\nb: ~\nc: no\n", "{a=p:; b=p:~; c=p:no}");
    canon("- a\n- [b, {c: d}]\n-\n", "[p:a; [p:b; {c=p:d}]; p:]");
    canon("a: |\n  x\n  y\n\nb: >-\n  x\n  y\n", "{a=q:x\ny\n; b=q:x y}");
    canon("a: one\n  two\nb: \"one\n  two\"\n", "{a=p:one two; b=q:one two}");
    canon("{a: b, c: , d}", "{a=p:b; c=p:; d=p:}");
    canon("[a: b, c]", "[{a=p:b}; p:c]");
    canon("? a\n: b\n? c\n", "{a=p:b; c=p:}");
    canon("\xef\xbb\xbf"
          "a: é\r\nb: 😀\r\n",
          "{a=p:é; b=p:😀}");
    canon("%YAML 1.2\n---\na: b\n...\n# end\n", "{a=p:b}");
}

static void
an_alias_gives_the_anchored_value_again(void **state)
{
    (void)state;
    canon("a: &x [1, 2]\nb: *x\nc: &x 3\nd: *x\n",
          "{a=[p:1; p:2]; b=[p:1; p:2]; c=p:3; d=p:3}");
    struct doc d;
    doc_init(&d, SQ_LIT("a: &x [1, 2]\nb: *x\n&k c: d\n"));
    const struct sq_node *a = under(&d, "a");
    const struct sq_node *b = under(&d, "b");
    assert_true(a->anchored && !a->alias);
    assert_true(b->alias && !b->anchored);
    assert_ptr_equal(a->first, b->first);
    assert_true(under(&d, "c")->key->anchored);
    doc_done(&d);
    spans("a: &x [1, 2]\nb: *x\n", "a", "[1, 2]");
    spans("a: &x [1, 2]\nb: *x\n", "b", "*x");
}

static void
a_text_without_escapes_points_into_the_source(void **state)
{
    (void)state;
    struct doc d;
    doc_init(&d, SQ_LIT("a: plain é\nb: 'quoted'\nc: \"x\\ty\"\n"));
    const char *source = d.tree->source->text.ptr;
    assert_ptr_equal(under(&d, "a")->text.ptr, source + 3);
    assert_ptr_equal(under(&d, "b")->text.ptr, source + 16);
    assert_int_equal(under(&d, "c")->text.len, 3);
    doc_done(&d);
}

static void
a_span_is_the_value_and_no_more(void **state)
{
    (void)state;
    spans("a: b # c\n", "a", "b");
    spans("é: ü # c\n", "é", "ü");
    spans("a: 'b' # c\n", "a", "'b'");
    spans("a: one\n  two # c\n", "a", "one\n  two");
    spans("a: | # c\n  x\n  y \n\n\nb: 1\n", "a", "| # c\n  x\n  y ");
    spans("a: |\n\nb: 1\n", "a", "|");
    spans("a:\n  k: v # c\n\n# d\nb: 1\n", "a", "k: v");
    spans("a:\n- x\n- y:\n# d\nb: 1\n", "a", "- x\n- y:");
    spans("a: [x, # c\n  y]\nb: 1\n", "a", "[x, # c\n  y]");
    spans("a: &n # c\n  k: v\n", "a", "k: v");
    spans("a:\n  ? k\n  : v\n", "a", "? k\n  : v");
    spans("a: \"x\xe2\x80\xa8y\"\nb: é\n", "b", "é");
}

static void
an_empty_value_stands_after_its_colon(void **state)
{
    (void)state;
    struct doc d;
    doc_init(&d, SQ_LIT("a:   # c\nb: {c: \n\n  , d, e: &x }\n"));
    assert_int_equal(under(&d, "a")->from, 2);
    const struct sq_node *c = under(&d, "b")->first;
    assert_int_equal(c->from, 15);
    assert_int_equal(c->next->from, c->next->key->to);
    assert_int_equal(c->next->next->from, c->next->next->to);
    doc_done(&d);
}

/* ---- findings ---- */

static void
a_key_written_twice_is_told_with_the_first(void **state)
{
    (void)state;
    found("a: 1\nb: 2\na: 3\n",
          (struct expected){SQ_FOUND_duplicate_key, 3, 1, false});
    struct doc d;
    doc_init(&d, SQ_LIT("a: 1\n'a': 3\n"));
    const struct sq_diag *f = finding(&d, 0);
    assert_non_null(f->notes);
    assert_str(f->notes->text, "first written here");
    assert_int_equal(f->notes->at.from, 0);
    assert_str(under(&d, "a")->text, "1");
    assert_int_equal(d.tree->root->n, 1);
    doc_done(&d);
}

static void
a_key_written_twice_is_found_among_thousands(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, LIMIT);
    for (unsigned i = 0; i < 5000; i++)
        sq_putf(&b, "k%u: v\n", i);
    sq_putz(&b, "k3: again\na: v\nb: v\nc: v\nk4999: again\n");
    struct doc d;
    doc_init(&d, sq_sbuf_str(&b));
    assert_int_equal(d.diags.n, 2);
    assert_int_equal(finding(&d, 0)->notes->at.from, 18);
    assert_int_equal(d.tree->root->n, 5003);
    doc_done(&d);
    sq_sbuf_done(&b);
}

static void
keys_doubled_by_a_lost_line_are_one_slip(void **state)
{
    (void)state;
    struct doc d;
    doc_init(&d, SQ_LIT("id: X1\nwhat: a\ndue: b\nwhat: c\ndue: d\n"));
    assert_int_equal(d.diags.n, 1);
    const struct sq_note *note = finding(&d, 0)->notes;
    assert_str(note->text, "first written here");
    note = note->next;
    assert_non_null(note);
    assert_int_equal(note->at.from, 30);
    assert_null(note->next);
    assert_int_equal(d.tree->root->n, 3);
    doc_done(&d);
}

static void
what_the_language_does_not_use_is_told_and_left_out(void **state)
{
    (void)state;
    found("a: &x {k: 1}\nb:\n  <<: *x\n  z: 1\n",
          (struct expected){SQ_FOUND_merge_key, 3, 3, false});
    found("? [a]\n: b\n", (struct expected){SQ_FOUND_odd_key, 1, 3, false});
    found("{a: b}: c\n", (struct expected){SQ_FOUND_odd_key, 1, 1, false});
    found("'': c\n", (struct expected){SQ_FOUND_odd_key, 1, 1, false});
    found("a: 1\n---\nb: 2\n",
          (struct expected){SQ_FOUND_second_document, 2, 1, true});
    found("a: 1\n...\n%TAG ! x\n---\nb: 2\n",
          (struct expected){SQ_FOUND_second_document, 3, 1, true});
    canon("'<<': 1\n", "{<<=p:1}");
}

static void
every_tag_is_told(void **state)
{
    (void)state;
    found("a: !!str 5\n", (struct expected){SQ_FOUND_tag, 1, 4, false});
    found("a: ! x\n", (struct expected){SQ_FOUND_tag, 1, 4, false});
    found("a: ! 'x'\n", (struct expected){SQ_FOUND_tag, 1, 4, false});
    found("a: &n !foo [x]\n", (struct expected){SQ_FOUND_tag, 1, 7, false});
    found("a: !foo\n  k: v\n", (struct expected){SQ_FOUND_tag, 1, 4, false});
    found("a: !important\n", (struct expected){SQ_FOUND_tag, 1, 4, false});
    found("a: !x!y z\n", (struct expected){SQ_FOUND_tag, 1, 4, true});
    found("%TAG ! tag:x\n---\na: 1\n",
          (struct expected){SQ_FOUND_tag, 1, 1, false});
}

static void
an_alias_cannot_grow(void **state)
{
    (void)state;
    found("a: *x\n", (struct expected){SQ_FOUND_unknown_alias, 1, 4, false});
    found("a: &a [*a]\n",
          (struct expected){SQ_FOUND_too_many_aliases, 1, 8, false});
    found("a: &a [x]\nb: &b {c: [*a]}\n",
          (struct expected){SQ_FOUND_too_many_aliases, 2, 12, false});
}

/* `head`, then `piece` n times, then `tail`. */
static void
found_in_many(const char *head, const char *piece, size_t n, const char *tail,
              enum sq_code code)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, LIMIT);
    sq_putz(&b, head);
    for (size_t i = 0; i < n; i++)
        sq_putz(&b, piece);
    sq_putz(&b, tail);
    struct doc d;
    doc_init(&d, sq_sbuf_str(&b));
    check_tree(d.tree);
    assert_true(d.tree->broken);
    assert_string_equal(sq_codes[d.diags.last->code].code, sq_codes[code].code);
    doc_done(&d);
    sq_sbuf_done(&b);
}

static void
what_is_too_deep_or_too_many_is_refused_early(void **state)
{
    (void)state;
    found_in_many("", "[", 200000, "", SQ_FOUND_too_deep);
    found_in_many("", "{", 200000, "", SQ_FOUND_too_deep);
    found_in_many("", "[{a: ", 60000, "", SQ_FOUND_too_deep);
    found_in_many("", "- ", 200000, "", SQ_FOUND_too_deep);
    found_in_many("", "? ", 200000, "", SQ_FOUND_too_deep);
    found_in_many("a: &a 1\nb: [", "*a, ", 2000, "]\n",
                  SQ_FOUND_too_many_aliases);
    found_in_many("a: 1\n...\n", "%TAG !x! y\n", 200000, "---\n",
                  SQ_FOUND_second_document);
    found_in_many("", "%TAG !x! y\n", 200000, "---\n", SQ_FOUND_not_yaml);
    found_in_many("# ", "xxxxxxxxxxxxxxxx", SQ_MAX_FILE / 16, "\n",
                  SQ_FOUND_too_large);
}

static void
sixty_four_levels_are_not_too_deep(void **state)
{
    (void)state;
    char text[129];
    memset(text, '[', 64);
    memset(text + 64, ']', 64);
    text[128] = '\0';
    struct doc d;
    doc_init(&d, sq_str_of(text));
    assert_int_equal(d.diags.n, 0);
    check_tree(d.tree);
    doc_done(&d);
}

static void
aliases_do_not_add_up_to_more_than_the_limits(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, LIMIT);
    sq_putz(&b, "a: &a [");
    for (int i = 0; i < 50000; i++)
        sq_putz(&b, "x,");
    sq_putz(&b, "]\nb: [");
    for (int i = 0; i < 30; i++)
        sq_putz(&b, "*a,");
    sq_putz(&b, "]\n");
    found_in(sq_sbuf_str(&b),
             (struct expected){SQ_FOUND_too_many_aliases, 2, 62, true});

    sq_sbuf_clear(&b);
    sq_putz(&b, "a: &a ");
    sq_put_n(&b, '[', 40);
    sq_put_n(&b, ']', 40);
    sq_putz(&b, "\nb: ");
    sq_put_n(&b, '[', 40);
    sq_putz(&b, "*a");
    sq_put_n(&b, ']', 40);
    found_in(sq_sbuf_str(&b),
             (struct expected){SQ_FOUND_too_deep, 2, 44, false});
    sq_sbuf_done(&b);
}

static void
a_text_over_the_limit_is_told_and_not_cut(void **state)
{
    (void)state;
    struct sq_sbuf b;
    sq_sbuf_init(&b, LIMIT);
    sq_putz(&b, "a: ");
    sq_put_n(&b, 'x', SQ_MAX_TEXT);
    struct doc d;
    doc_init(&d, sq_sbuf_str(&b));
    assert_int_equal(d.diags.n, 0);
    doc_done(&d);
    sq_putc(&b, 'x');
    doc_init(&d, sq_sbuf_str(&b));
    assert_int_equal(d.diags.n, 1);
    assert_int_equal(finding(&d, 0)->code, SQ_FOUND_too_large);
    assert_int_equal(under(&d, "a")->text.len, SQ_MAX_TEXT + 1);
    doc_done(&d);
    sq_sbuf_done(&b);
}

static void
a_file_without_anything_in_it_is_empty(void **state)
{
    (void)state;
    struct expected empty = {SQ_FOUND_empty_file, 1, 1, false};
    found("", empty);
    found("\n\n", empty);
    found("# only a comment\n", empty);
    found("---\n", empty);
    found("\xef\xbb\xbf", empty);
    canon("''\n", "q:");
}

/* ---- bytes ---- */

static void
bad_bytes_are_told_where_they_are(void **state)
{
    (void)state;
    found("a: 1\nb: caf\xe9\nc: 2\n",
          (struct expected){SQ_FOUND_wrong_encoding, 2, 7, true});
    found("a: é\xff\n", (struct expected){SQ_FOUND_wrong_encoding, 1, 5, true});
    found("a: \xed\xa0\x80\n",
          (struct expected){SQ_FOUND_wrong_encoding, 1, 4, true});
    found_in(SQ_LIT("\xff\xfe"
                    "a\0:\0"),
             (struct expected){SQ_FOUND_wrong_encoding, 1, 1, true});
    found("a: \x1b[31m\n",
          (struct expected){SQ_FOUND_control_character, 1, 4, true});
    found("a: \x7f\n",
          (struct expected){SQ_FOUND_control_character, 1, 4, true});
    found("a: é\xc2\x9b\n",
          (struct expected){SQ_FOUND_control_character, 1, 5, true});
    found("a: \xef\xbf\xbe\n",
          (struct expected){SQ_FOUND_control_character, 1, 4, true});
    found_in(SQ_LIT("a: 1\nb: \0\n"),
             (struct expected){SQ_FOUND_control_character, 2, 4, true});
    says("a: \x01\n", "the control character U+0001 is in the file");
}

static void
what_stands_before_a_bad_byte_is_kept(void **state)
{
    (void)state;
    keeps(SQ_LIT("a: 1\nb: 2\nc: \xff\nd: 4\n"), "a b ");
    keeps(SQ_LIT("a: 1\nb: \"x\n  \x01\"\n"), "a ");
    keeps(SQ_LIT("\xff"), "");
}

/* ---- plain words for libyaml's ---- */

static void
a_tab_is_told_in_a_plain_sentence(void **state)
{
    (void)state;
    says("a:\n\tb: c\n",
         "line 2 is indented with a tab; YAML allows only spaces");
    struct expected tab = {SQ_FOUND_tab_indent, 2, 1, true};
    found("a:\n\tb: c\n", tab);
    found("a: x\n\tb: c\n", tab);
    found("a: |\n\ttext\n", tab);
    found("a: x\r\n\tb: c\r\n", tab);
    found("a:\n  b: 1\n \tc: 2\n",
          (struct expected){SQ_FOUND_tab_indent, 3, 2, true});
    found("-\ta: b\n", (struct expected){SQ_FOUND_tab_indent, 1, 2, true});
    canon("a:\tb\n", "{a=p:b}");
}

static void
an_unclosed_quote_is_told_where_it_opens(void **state)
{
    (void)state;
    struct expected quote = {SQ_FOUND_unclosed_quote, 2, 4, true};
    found("x: 1\na: \"text\nb: c\n", quote);
    found("x: 1\na: 'text\nb: c\n", quote);
    found("x: 1\na: 'text\n---\nb: c\n", quote);
    found("x: 1\na: \"text\nb: \"more\"\nc: 1\n", quote);
    says("a: \"text\nb: \"more\"\n",
         "the quotation mark opened here is closed only on line 2");
    found("a: 'don't'\n", (struct expected){SQ_FOUND_not_yaml, 1, 9, true});
    says("a: 'don't'\n", "text follows the closing quotation mark");
}

static void
a_bracket_is_told_where_it_opens(void **state)
{
    (void)state;
    found("a: [1,\n  2\n", (struct expected){SQ_FOUND_not_yaml, 1, 4, true});
    says("a: {x: 1\n", "the `{` opened here is never closed");
    /* wherever in it the text ends */
    static const char *const ends[] = {"a: [",       "a: [\n",   "a: [1,\n\n",
                                       "a: [1, # x", "a: [[2],", "a: [{b: 1},"};
    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
        found(ends[i], (struct expected){SQ_FOUND_not_yaml, 1, 4, true});
        says(ends[i], "the `[` opened here is never closed");
    }
    says("a: {", "the `{` opened here is never closed");
    says("a: {b: ", "the `{` opened here is never closed");
    found("a: {b: [1,", (struct expected){SQ_FOUND_not_yaml, 1, 8, true});
    struct doc d;
    doc_init(&d, SQ_LIT("a: {x: 1]\n"));
    assert_str(finding(&d, 0)->message, "`,` or `}` is expected here");
    assert_int_equal(finding(&d, 0)->notes->at.from, 3);
    doc_done(&d);
}

static void
other_breaks_are_told_in_plain_words(void **state)
{
    (void)state;
    says("title: Foo: bar\n", "`: ` is not allowed here");
    says("a: 1\nb\nc: 2\n", "there is no `: ` after this key");
    says("a:\n    b: 1\n   c: 2\n", "a key is expected here");
    says("a:\n  - x\n  b: 1\n", "an item of the list, `- `, is expected here");
    says("a: - b\n", "a list may not begin here");
    says("a: ]\n", "a value is expected here");
    says("a: @b\n", "a text may not begin with `@`");
    says("a: `b`\n", "a text may not begin with a backquote");
    says("a: 1\n%b: 2\n", "a line may not begin with `%`");
    says("a: | text\n", "text may not stand on the line of `|` or `>`");
    says("a: *\n", "`*` begins an alias, and no name follows it");
    says("a: & b\n", "`&` begins an anchor, and no name follows it");
    says("a: \"C:\\dir\"\n",
         "this backslash sequence has no meaning between double quotes");
    says("a: \"\\xZZ\"\n",
         "the digits of this backslash sequence are not those of a character");
    says("  a: 1\nb: 2\n", "this belongs to nothing that stands above it");
    says("%YAML 2.0\n---\na: 1\n", "this version of YAML is not known");
}

static void
what_stands_before_a_break_is_kept(void **state)
{
    (void)state;
    keeps(SQ_LIT("a: 1\nb:\n  c: 2\nd: \"x\ne: 1\n"), "a b ");
    keeps(SQ_LIT("a: 1\nb: [1, 2\nc: 3\n"), "a b ");
    keeps(SQ_LIT("a: 1\n\tb: 2\n"), "");
    keeps(SQ_LIT("a: 1\nb: 2\n---\nc: 3\n"), "a b ");
}

/* ---- damage of every kind ---- */

static const char sample[] =
    "# a sample with a bit of everything\r\n"
    "sqeeia: assessment/1\n"
    "about: {title: \"Ünï \\\"c\\\"\", x: [a, 'b''s' , {c: d}], e: , f}\n"
    "é: ü 😀 # c\n"
    "answers:\n"
    "  A1: yes   # c\n"
    "  A2:\n"
    "  A3: |\n"
    "    block\n"
    "\n"
    "  A4: >-2\n"
    "    fold\n"
    "  A5: plain\n"
    "    multi\n"
    "  ? A6\n"
    "  : [x: y]\n"
    "  list:\n"
    "  - a\n"
    "  - b: 1\n"
    "    c: \"\\u00e9\\\n"
    "        d\"\n"
    "  - - x\n"
    "    -\n"
    "  base: &b # d\n"
    "    k: v   \n"
    "  ref: *b\n"
    "last: [1,\n"
    "  2]\n"
    "...\n";

/* Entries that end on a line before the cut are there, whatever follows. */
static void
check_entries_before(const struct doc *whole, const struct doc *part,
                     size_t cut)
{
    const char *text = whole->tree->source->text.ptr;
    size_t line = cut;
    while (line > 0 && text[line - 1] != '\n')
        line--;
    const struct sq_node *root = whole->tree->root;
    for (const struct sq_node *n = root->first; n && n->to < line; n = n->next)
        assert_non_null(sq_node_find_str(part->tree->root, n->key->text));
}

static void
a_text_cut_anywhere_keeps_what_was_whole(void **state)
{
    (void)state;
    struct doc whole;
    doc_init(&whole, sq_str_of(sample));
    assert_int_equal(whole.diags.n, 0);
    for (size_t cut = 0; cut < sizeof sample; cut++) {
        struct doc part;
        doc_init(&part, (sq_str){sample, cut});
        check_tree(part.tree);
        assert_true(!part.tree->broken || part.diags.n > 0);
        check_entries_before(&whole, &part, cut);
        doc_done(&part);
    }
    doc_done(&whole);
}

static void
any_byte_anywhere_gives_a_tree_or_a_finding(void **state)
{
    (void)state;
    static const char bytes[] =
        "\0\t\n\r #\"'*&!|>-?:,[]{}%@`\\\x80\xc3\xe2\xff";
    char text[sizeof sample];
    for (size_t at = 0; at + 1 < sizeof sample; at++)
        for (size_t i = 0; i + 1 < sizeof bytes; i++) {
            memcpy(text, sample, sizeof sample);
            text[at] = bytes[i];
            struct doc d;
            doc_init(&d, (sq_str){text, sizeof sample - 1});
            check_tree(d.tree);
            assert_true(!d.tree->broken || d.diags.n > 0);
            assert_true(d.tree->root || d.diags.n > 0);
            doc_done(&d);
        }
}

static void
random_indicators_give_a_tree_or_a_finding(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",   "b: ", ": ",   "- ", "\n", "\n  ", "\n    ", "[",
        "]",   "{",   "}",    ", ", "'",  "\"",   "|\n",    ">",
        "&x ", "*x ", "!t",   "? ", "#",  " # ",  "---",    "...",
        "\t",  "%",   "<<: ", "~",  "é",  "\r\n", "\\",     "\xe2\x80\xa8"};
    uint32_t random = 88172645;
    for (int i = 0; i < 30000; i++) {
        struct sq_sbuf b;
        sq_sbuf_init(&b, LIMIT);
        for (int n = 0; n < 14; n++) {
            random = random * 1664525u + 1013904223u;
            sq_putz(
                &b,
                pieces[(random >> 16) % (sizeof pieces / sizeof pieces[0])]);
        }
        struct doc d;
        doc_init(&d, sq_sbuf_str(&b));
        check_tree(d.tree);
        assert_true(!d.tree->broken || d.diags.n > 0);
        assert_true(d.tree->root || d.diags.n > 0);
        doc_done(&d);
        sq_sbuf_done(&b);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_kind_of_value_is_read),
        cmocka_unit_test(an_alias_gives_the_anchored_value_again),
        cmocka_unit_test(a_text_without_escapes_points_into_the_source),
        cmocka_unit_test(a_span_is_the_value_and_no_more),
        cmocka_unit_test(an_empty_value_stands_after_its_colon),
        cmocka_unit_test(a_key_written_twice_is_told_with_the_first),
        cmocka_unit_test(a_key_written_twice_is_found_among_thousands),
        cmocka_unit_test(keys_doubled_by_a_lost_line_are_one_slip),
        cmocka_unit_test(what_the_language_does_not_use_is_told_and_left_out),
        cmocka_unit_test(every_tag_is_told),
        cmocka_unit_test(an_alias_cannot_grow),
        cmocka_unit_test(what_is_too_deep_or_too_many_is_refused_early),
        cmocka_unit_test(sixty_four_levels_are_not_too_deep),
        cmocka_unit_test(aliases_do_not_add_up_to_more_than_the_limits),
        cmocka_unit_test(a_text_over_the_limit_is_told_and_not_cut),
        cmocka_unit_test(a_file_without_anything_in_it_is_empty),
        cmocka_unit_test(bad_bytes_are_told_where_they_are),
        cmocka_unit_test(what_stands_before_a_bad_byte_is_kept),
        cmocka_unit_test(a_tab_is_told_in_a_plain_sentence),
        cmocka_unit_test(an_unclosed_quote_is_told_where_it_opens),
        cmocka_unit_test(a_bracket_is_told_where_it_opens),
        cmocka_unit_test(other_breaks_are_told_in_plain_words),
        cmocka_unit_test(what_stands_before_a_break_is_kept),
        cmocka_unit_test(a_text_cut_anywhere_keeps_what_was_whole),
        cmocka_unit_test(any_byte_anywhere_gives_a_tree_or_a_finding),
        cmocka_unit_test(random_indicators_give_a_tree_or_a_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
