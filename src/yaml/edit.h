/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_YAML_EDIT_H
#define SQEEIA_YAML_EDIT_H
/*
 * Edits of a person's own text by byte spans: comments, order, quoting and
 * layout elsewhere stay as they are, to the byte (line ends too).
 */
#include "base/sbuf.h"
#include "yaml/node.h"

/*
 * The file's text with `map_key`'s entry `key` set to `value_yaml` (a flow or
 * plain value on one line, already quoted as needed), put into `out`.
 * An existing entry's value is replaced; otherwise a line is added after the
 * last entry of that map (inside the braces when the map is in flow style); an
 * empty map (`key:`, `key: {}`) gets its first entry on the line below, and a
 * missing top-level map is added at the end of the file.
 * With value_yaml empty the entry (whole line) is removed.
 * False, and nothing put, when the tree is broken, `map_key` is there and is
 * not a map, an anchor or alias shares the value with another place, or the
 * entry is written in a way nobody writes (`? key` without a value).
 */
bool sq_yaml_set(struct sq_sbuf *out, const struct sq_tree *t,
                 const char *map_key, sq_str key, sq_str value_yaml);
/* Names that an entry may stand behind, the nearest first. */
struct sq_yaml_order {
    const sq_str *keys;
    size_t n;
};
/*
 * The same, but a new entry has its place: below the comment that begins with
 * its key (`# D2 ...`), else behind the first of `after` that is there, as an
 * entry or as such a comment, else before all others.  Two people's answers to
 * two questions then stand apart, and their copies can be merged.
 */
bool sq_yaml_set_after(struct sq_sbuf *out, const struct sq_tree *t,
                       const char *map_key, sq_str key, sq_str value_yaml,
                       const struct sq_yaml_order *after);
/*
 * The same one level down: `member` of the map that `key` of `map_key` holds,
 * or, where that is a list, of the item whose `id` is `key`.
 * False also when that entry is not a map with something in it.
 */
bool sq_yaml_set_member(struct sq_sbuf *out, const struct sq_tree *t,
                        const char *map_key, sq_str key, sq_str member,
                        sq_str value_yaml);
/* Adds an item (flow map text) at the end of the top-level list `list_key`,
 * with the same care. */
bool sq_yaml_append(struct sq_sbuf *out, const struct sq_tree *t,
                    const char *list_key, sq_str item_yaml);
/* Takes out the item of the list `part` whose `id` is this (of a map: the entry
 * with this key), with its lines; with `id` empty the key `part` itself, which
 * must have nothing in it. */
bool sq_yaml_remove(struct sq_sbuf *out, const struct sq_tree *t,
                    const char *part, sq_str id);
/* One scalar as YAML on one line: plain when it is safe, else double quoted. */
void sq_yaml_put_scalar(struct sq_sbuf *out, sq_str text);

#endif
