/* SPDX-License-Identifier: MIT */
#include "yaml/frozen.h"

#include <assert.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"

/*
 * First the number of nodes, then the root.  A node is a byte of what it is,
 * how far it begins behind the node before it, and its length [bytes].  A
 * scalar that the source does not hold as it is brings its text; a collection,
 * the number of its children and the children, in a map each behind its key.
 * Numbers have seven bits a byte, the low ones first, and the top bit set when
 * there are more.
 */
enum {
    KIND = 3,
    QUOTED = 4,
    FLOW = 8,
    BLOCK = 16,
    ELSEWHERE = 32, /* the text is not in the source */
};

/* What the node's place in the source holds, without the quotes. */
static sq_str
held(const struct sq_source *s, const struct sq_node *n)
{
    uint32_t quote = n->quoted && !n->block;
    return sq_str_sub(s->text, n->from + quote, n->to - quote);
}

/* ---- freezing ------------------------------------------------------------ */

struct freezing {
    const struct sq_tree *tree;
    struct sq_sbuf *out;
    uint32_t at; /* where the last node began */
};

static void
put_number(struct sq_sbuf *out, size_t n)
{
    for (; n >= 0x80; n >>= 7)
        sq_putc(out, (char)((n & 0x7f) | 0x80));
    sq_putc(out, (char)n);
}

static size_t
count(const struct sq_node *n)
{
    size_t all = 1;
    for (const struct sq_node *c = n->first; c; c = c->next)
        all += count(c) + (c->key != NULL);
    return all;
}

static bool
can_freeze(const struct sq_node *n, uint32_t at, unsigned levels)
{
    if (n->anchored || n->alias || n->from < at || levels > SQ_MAX_DEPTH)
        return false;
    at = n->from;
    for (const struct sq_node *c = n->first; c; c = c->next) {
        if ((c->key && !can_freeze(c->key, at, levels + 1)) ||
            !can_freeze(c, c->key ? c->key->from : at, levels + 1))
            return false;
        at = c->from;
    }
    return true;
}

static void
put_node(struct freezing *f, const struct sq_node *n)
{
    bool elsewhere =
        n->kind == SQ_SCALAR && !sq_str_eq(held(f->tree->source, n), n->text);
    sq_putc(f->out,
            (char)(n->kind | (n->quoted ? QUOTED : 0) | (n->flow ? FLOW : 0) |
                   (n->block ? BLOCK : 0) | (elsewhere ? ELSEWHERE : 0)));
    put_number(f->out, n->from - f->at);
    put_number(f->out, n->to - n->from);
    f->at = n->from;
    if (elsewhere) {
        put_number(f->out, n->text.len);
        sq_put(f->out, n->text);
    }
    if (n->kind == SQ_SCALAR)
        return;
    put_number(f->out, n->n);
    for (const struct sq_node *c = n->first; c; c = c->next) {
        if (n->kind == SQ_MAP)
            put_node(f, c->key);
        put_node(f, c);
    }
}

bool
sq_tree_freeze(const struct sq_tree *t, struct sq_sbuf *out)
{
    if (t->broken || !t->root || !can_freeze(t->root, 0, 0))
        return false;
    put_number(out, count(t->root));
    struct freezing f = {t, out, 0};
    put_node(&f, t->root);
    return true;
}

/* ---- thawing ------------------------------------------------------------- */

struct thawing {
    const struct sq_source *source;
    const char *next;
    struct sq_node *free; /* the rest of the nodes */
    uint32_t at;
};

static size_t
take_number(struct thawing *t)
{
    size_t n = 0;
    unsigned char byte = 0x80;
    for (unsigned shift = 0; byte & 0x80; shift += 7) {
        byte = (unsigned char)*t->next++;
        n |= (size_t)(byte & 0x7f) << shift;
    }
    return n;
}

static void
take_text(struct thawing *t, struct sq_node *n, bool elsewhere)
{
    if (!elsewhere) {
        n->text = held(t->source, n);
        return;
    }
    n->text.len = take_number(t);
    n->text.ptr = t->next;
    t->next += n->text.len;
}

static struct sq_node *
take_node(struct thawing *t)
{
    struct sq_node *n = t->free++;
    unsigned char head = (unsigned char)*t->next++;
    n->kind = (enum sq_node_kind)(head & KIND);
    n->quoted = head & QUOTED;
    n->flow = head & FLOW;
    n->block = head & BLOCK;
    n->from = t->at += (uint32_t)take_number(t);
    n->to = n->from + (uint32_t)take_number(t);
    if (n->kind == SQ_SCALAR) {
        take_text(t, n, head & ELSEWHERE);
        return n;
    }
    n->n = (uint32_t)take_number(t);
    struct sq_node **link = &n->first;
    for (uint32_t i = 0; i < n->n; i++) {
        struct sq_node *key = n->kind == SQ_MAP ? take_node(t) : NULL;
        *link = take_node(t);
        (*link)->key = key;
        link = &(*link)->next;
    }
    return n;
}

struct sq_tree *
sq_tree_thaw(struct sq_arena *a, struct sq_source *source, sq_str frozen)
{
    struct sq_tree *tree = SQ_NEW(a, struct sq_tree);
    struct thawing t = {.source = source, .next = frozen.ptr};
    t.free = SQ_NEW_N(a, take_number(&t), struct sq_node);
    tree->source = source;
    tree->root = take_node(&t);
    assert(t.next == frozen.ptr + frozen.len);
    return tree;
}
