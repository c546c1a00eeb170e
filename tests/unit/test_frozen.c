/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/sbuf.h"
#include "diag/diag.h"
#include "model/library.h"
#include "one_arena.h"
#include "yaml/frozen.h"
#include "yaml/read.h"

static void
assert_same(const struct sq_node *a, const struct sq_node *b)
{
    assert_int_equal(!a, !b);
    if (!a)
        return;
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->quoted, b->quoted);
    assert_int_equal(a->flow, b->flow);
    assert_int_equal(a->block, b->block);
    assert_false(b->alias || b->anchored);
    assert_int_equal(a->from, b->from);
    assert_int_equal(a->to, b->to);
    assert_int_equal(a->n, b->n);
    assert_int_equal(a->text.len, b->text.len);
    assert_memory_equal(a->text.ptr ? a->text.ptr : "",
                        b->text.ptr ? b->text.ptr : "", a->text.len);
    assert_same(a->key, b->key);
    const struct sq_node *x = a->first, *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        assert_same(x, y);
    assert_null(x);
    assert_null(y);
}

static const struct sq_tree *
parsed(sq_str text)
{
    struct sq_diags d;
    sq_diags_init(&d, &arena);
    return sq_yaml_read(&arena, sq_source_new(&arena, "x.yaml", text), &d);
}

static void
comes_back(const char *yaml)
{
    const struct sq_tree *t = parsed(sq_str_of(yaml));
    struct sq_sbuf frozen;
    sq_sbuf_init(&frozen, 1 << 20);
    assert_true(sq_tree_freeze(t, &frozen));
    const struct sq_tree *again =
        sq_tree_thaw(&arena, t->source, sq_sbuf_str(&frozen));
    assert_ptr_equal(again->source, t->source);
    assert_false(again->broken);
    assert_same(t->root, again->root);
    sq_sbuf_done(&frozen);
}

static void
every_style_comes_back_as_it_was(void **state)
{
    (void)state;
    comes_back("a");
    comes_back("[]");
    comes_back("{}");
    comes_back("a: b\nc: [d, {e: f}, [], '', \"g\\n\"]\n");
    comes_back("'it''s': \"caf\\u00e9\"\nempty:\nlast: ~\n");
    comes_back("- one\n  two\n- >-\n  folded\n  text\n- |\n  kept\n   so\n-\n");
    comes_back("# caf\xc3\xa9\r\n\xc3\xa9: \xe2\x80\x9cx\xe2\x80\x9d\r\n");
    comes_back("\xef\xbb\xbfx: {y: [1, 2,\n 3]}\n");
}

static void
long_texts_and_many_children_come_back(void **state)
{
    (void)state;
    struct sq_sbuf yaml;
    sq_sbuf_init(&yaml, 1 << 20);
    for (int i = 0; i < 300; i++)
        sq_putf(&yaml, "key-%d: \"%0*d\\t\"\n", i, i * 3, i);
    comes_back(sq_str_z(&arena, sq_sbuf_str(&yaml)));
    sq_sbuf_done(&yaml);
}

static void
cannot(const char *yaml)
{
    struct sq_sbuf frozen;
    sq_sbuf_init(&frozen, 1 << 20);
    assert_false(sq_tree_freeze(parsed(sq_str_of(yaml)), &frozen));
    sq_sbuf_done(&frozen);
}

static void
what_cannot_be_frozen_is_refused(void **state)
{
    (void)state;
    cannot("");
    cannot("a: [");
    cannot("a: &x b\n");
    cannot("a: &x [b]\nc: *x\n");
}

/* What the build put into the program is what its texts say. */
static void
built_in_trees_are_what_their_texts_say(void **state)
{
    (void)state;
    assert_true(sq_n_builtins > 10);
    for (size_t i = 0; i < sq_n_builtins; i++) {
        const struct sq_tree *t = parsed(sq_builtins[i].text);
        assert_same(t->root,
                    sq_tree_thaw(&arena, t->source, sq_builtins[i].tree)->root);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_style_comes_back_as_it_was),
        cmocka_unit_test(long_texts_and_many_children_come_back),
        cmocka_unit_test(what_cannot_be_frozen_is_refused),
        cmocka_unit_test(built_in_trees_are_what_their_texts_say),
    };
    return cmocka_run_group_tests(tests, fresh_arena, free_arena);
}
