/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_TESTS_YAML_DOC_H
#define SQEEIA_TESTS_YAML_DOC_H
/* A text, its tree and its findings. */
#include <string.h>

#include "base/arena.h"
#include "base/sbuf.h"
#include "check.h"
#include "diag/diag.h"
#include "yaml/read.h"

struct doc {
    struct sq_arena arena;
    struct sq_diags diags;
    struct sq_tree *tree;
};

static inline void
doc_init(struct doc *d, sq_str text)
{
    sq_arena_init(&d->arena);
    sq_diags_init(&d->diags, &d->arena);
    /* a block of its own, so that a step past its end is seen */
    char *exact = sq_arena_alloc(&d->arena, text.len ? text.len : 1, 1);
    if (text.len)
        memcpy(exact, text.ptr, text.len);
    struct sq_source *source =
        sq_source_new(&d->arena, "t.yaml", (sq_str){exact, text.len});
    d->tree = sq_yaml_read(&d->arena, source, &d->diags);
}

static inline void
doc_done(struct doc *d)
{
    sq_arena_done(&d->arena);
}

static inline bool
has_line_end(sq_str s)
{
    for (size_t i = 0; i < s.len; i++)
        if (strchr("\n\r\xc2\xe2", s.ptr[i]))
            return true;
    return false;
}

/* A plain text on one line is its own span, to the byte. */
static inline void
check_plain(const struct sq_tree *t, const struct sq_node *n)
{
    sq_str span = sq_span_text(sq_node_span(t, n));
    if (!n->quoted && !n->alias && !has_line_end(span))
        assert_true(sq_str_eq(span, n->text));
}

/* What must hold of every tree, however bad the text was. */
static inline void
check_node(const struct sq_tree *t, const struct sq_node *n, unsigned depth)
{
    assert_in_range(depth, 0, 64);
    assert_true(n->from <= n->to);
    assert_true(n->to <= t->source->text.len);
    assert_true(n->from >= t->source->bom);
    size_t children = 0;
    uint32_t after = n->from;
    for (const struct sq_node *c = n->first; c; c = c->next) {
        children++;
        assert_true((n->kind == SQ_MAP) == (c->key != NULL));
        if (c->key) {
            assert_int_equal(c->key->kind, SQ_SCALAR);
            assert_true(c->key->to <= c->from);
        }
        if (!n->alias) {
            assert_true(after <= (c->key ? c->key->from : c->from));
            assert_true(c->to <= n->to);
            after = c->to;
        }
        check_node(t, c, depth + 1);
    }
    assert_int_equal(children, n->n);
    if (n->kind == SQ_SCALAR) {
        assert_int_equal(children, 0);
        check_plain(t, n);
    }
    if (n->key)
        check_plain(t, n->key);
}

static inline void
check_tree(const struct sq_tree *t)
{
    if (t->root)
        check_node(t, t->root, 0);
}

/* The tree as one line: p:plain q:quoted [list] {key=value}. */
static inline void
put_canon(struct sq_sbuf *b, const struct sq_node *n)
{
    if (n->kind == SQ_SCALAR) {
        sq_putz(b, n->quoted ? "q:" : "p:");
        sq_put(b, n->text);
        return;
    }
    sq_putc(b, n->kind == SQ_MAP ? '{' : '[');
    for (const struct sq_node *c = n->first; c; c = c->next) {
        if (c->key) {
            sq_put(b, c->key->text);
            sq_putc(b, '=');
        }
        put_canon(b, c);
        if (c->next)
            sq_putz(b, "; ");
    }
    sq_putc(b, n->kind == SQ_MAP ? '}' : ']');
}

static inline void
assert_str(sq_str got, const char *expected)
{
    struct sq_arena a;
    sq_arena_init(&a);
    assert_string_equal(sq_str_z(&a, got), expected);
    sq_arena_done(&a);
}

#endif
