/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_YAML_NODE_H
#define SQEEIA_YAML_NODE_H
/*
 * yaml/ is the only folder that includes <yaml.h>.  It turns bytes into a tree
 * in which every scalar has its span, and edits text by those spans.
 */
#include <stdbool.h>

#include "base/str.h"
#include "diag/source.h"

enum sq_node_kind { SQ_SCALAR, SQ_LIST, SQ_MAP };

struct sq_node {
    enum sq_node_kind kind;
    bool quoted;   /* a quoted or block scalar: always text */
    bool flow;     /* a [flow] or {flow} collection */
    bool block;    /* a | or > scalar */
    bool alias;    /* written *name: the span is the alias's, and what is in it
                      (children, too) stands elsewhere */
    bool anchored; /* written &name: other places may repeat it */
    /* Keys of a map that stood twice, which was told; two or more are two
     * entries with a lost line between them, and from `lost_at` on they are the
     * second's [children]. */
    uint32_t doubled, lost_at;
    uint32_t from, to;     /* [bytes]; a block collection ends after its last
                              child, never at the next token */
    uint32_t n;            /* children */
    sq_str text;           /* scalar: the value, after unescaping */
    struct sq_node *key;   /* in a map: this value's key node */
    struct sq_node *first; /* children: values in a map, items in a list */
    struct sq_node *next;
};

/* A document: the root may be NULL when nothing could be read. */
struct sq_tree {
    struct sq_source *source;
    struct sq_node *root;
    bool broken; /* the file is not YAML to its end; the tree is partial */
};

/* The value under `key`; NULL when absent or not a map. */
struct sq_node *sq_node_find(const struct sq_node *map, const char *key);
struct sq_node *sq_node_find_str(const struct sq_node *map, sq_str key);
/* Nothing behind a key, or what YAML writes for nothing: `~`, `null`. */
bool sq_node_is_null(const struct sq_node *n);
/* The same, or a text of nothing but blanks: it must never count as said. */
bool sq_node_is_nothing(const struct sq_node *n);
struct sq_span sq_node_span(const struct sq_tree *t, const struct sq_node *n);

#endif
