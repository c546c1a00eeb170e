/* SPDX-License-Identifier: MIT */
#include "yaml/node.h"

struct sq_node *
sq_node_find_str(const struct sq_node *map, sq_str key)
{
    if (!map || map->kind != SQ_MAP)
        return NULL;
    for (struct sq_node *n = map->first; n; n = n->next)
        if (sq_str_eq(n->key->text, key))
            return n;
    return NULL;
}

struct sq_node *
sq_node_find(const struct sq_node *map, const char *key)
{
    return sq_node_find_str(map, sq_str_of(key));
}

struct sq_span
sq_node_span(const struct sq_tree *t, const struct sq_node *n)
{
    return (struct sq_span){t->source, n->from, n->to};
}

bool
sq_node_is_null(const struct sq_node *n)
{
    return n->kind == SQ_SCALAR && !n->quoted &&
           (n->text.len == 0 || sq_str_is(n->text, "~") ||
            sq_str_eq_folded(n->text, SQ_LIT("null")));
}

bool
sq_node_is_nothing(const struct sq_node *n)
{
    return sq_node_is_null(n) ||
           (n->kind == SQ_SCALAR && sq_str_trim(n->text).len == 0);
}
