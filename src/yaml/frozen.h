/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_YAML_FROZEN_H
#define SQEEIA_YAML_FROZEN_H
/*
 * A tree as bytes, so that what is built into the program is parsed when the
 * program is built and not at every start.  The bytes are read by the program
 * they were made for, and by no other: they have no version, and are trusted.
 */
#include <stdbool.h>

#include "yaml/node.h"

struct sq_arena;
struct sq_sbuf;

/* False when the tree cannot be said so: it is empty or broken, or has an
 * anchor, an alias or more levels than SQ_MAX_DEPTH. */
bool sq_tree_freeze(const struct sq_tree *t, struct sq_sbuf *out);
/* The tree that sq_yaml_read would have made of the source.  Texts point into
 * the source and into `frozen`. */
struct sq_tree *sq_tree_thaw(struct sq_arena *a, struct sq_source *source,
                             sq_str frozen);

#endif
