/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_MAP_H
#define SQEEIA_BASE_MAP_H
/*
 * Text → pointer, in an arena, insertion order kept in `items`.  Open
 * addressing; keys are borrowed.  A zeroed struct with `arena` set is empty.
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct sq_map_item {
    sq_str key;
    void *value;
    uint64_t hash; /* of the key: a growing map need not read it again */
};

struct sq_map {
    struct sq_arena *arena;
    struct sq_map_item *items; /* in order of insertion */
    size_t n;
    uint32_t *slots; /* index + 1 into items; 0 = free */
    size_t cap;      /* a power of two, or 0 */
};

/* For tables of one's own; another seed, another hash. */
uint64_t sq_hash(sq_str s, uint64_t seed);

void sq_map_init(struct sq_map *m, struct sq_arena *a);
void *sq_map_find(const struct sq_map *m, sq_str key); /* NULL when absent */
/* False, and nothing changed, when the key is there already. */
bool sq_map_add(struct sq_map *m, sq_str key, void *value);

#endif
