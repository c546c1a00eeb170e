/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_YAML_READ_H
#define SQEEIA_YAML_READ_H
#include "yaml/node.h"

struct sq_arena;
struct sq_diags;

/*
 * Bytes to tree.  Never fails: what is wrong becomes findings, and the tree
 * holds what was understood (all top-level entries before the break, at least).
 * Findings: not UTF-8, control characters, tab indentation, unclosed quote,
 * duplicate key, too deep, too many aliases, merge key, second document, tag,
 * empty file, and libyaml's other complaints in plain words.  An alias gives
 * the anchored node again (shared); an anchored collection may not itself hold
 * an alias, so nothing can explode.
 */
struct sq_tree *sq_yaml_read(struct sq_arena *a, struct sq_source *source,
                             struct sq_diags *d);
const char *sq_yaml_library(void); /* the version of libyaml in use */

#endif
