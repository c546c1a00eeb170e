/* SPDX-License-Identifier: MIT */
#include "base/map.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"

__extension__ typedef unsigned __int128 wide;

enum { FIRST_SLOTS = 8 };

/* Both halves of the product: every bit in reaches every bit out. */
static uint64_t
mix(uint64_t a, uint64_t b)
{
    wide product = (wide)a * b;
    return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static uint64_t
word_at(const char *at, size_t n)
{
    uint64_t word = 0;
    memcpy(&word, at, n);
    return word;
}

uint64_t
sq_hash(sq_str s, uint64_t seed)
{
    uint64_t h = seed ^ UINT64_C(0x9e3779b97f4a7c15);
    size_t at = 0;
    for (; at + 8 <= s.len; at += 8)
        h = mix(h ^ word_at(s.ptr + at, 8), UINT64_C(0xd6e8feb86659fd93));
    if (at < s.len)
        h = mix(h ^ word_at(s.ptr + at, s.len - at),
                UINT64_C(0xd6e8feb86659fd93));
    return mix(h ^ s.len, UINT64_C(0xa0761d6478bd642f));
}

/*
 * The seed is an address, which a hostile file cannot know, so it cannot hold
 * keys that all collide.  No order depends on it: items keep theirs.
 */
static uint64_t
hash_of(const struct sq_map *m, sq_str key)
{
    return sq_hash(key, (uint64_t)(uintptr_t)m->arena);
}

void
sq_map_init(struct sq_map *m, struct sq_arena *a)
{
    *m = (struct sq_map){.arena = a};
}

/* The slot that holds the key, or the free one where it would go. */
static size_t
slot_of(const struct sq_map *m, sq_str key, uint64_t hash)
{
    size_t mask = m->cap - 1;
    size_t slot = (size_t)hash & mask;
    for (; m->slots[slot]; slot = (slot + 1) & mask) {
        const struct sq_map_item *item = &m->items[m->slots[slot] - 1];
        if (item->hash == hash && sq_str_eq(item->key, key))
            break;
    }
    return slot;
}

void *
sq_map_find(const struct sq_map *m, sq_str key)
{
    if (m->n == 0)
        return NULL;
    uint32_t item = m->slots[slot_of(m, key, hash_of(m, key))];
    return item ? m->items[item - 1].value : NULL;
}

/* Keeps at least half of the slots free, so that a search ends soon. */
static void
make_room(struct sq_map *m)
{
    if ((m->n + 1) * 2 <= m->cap)
        return;
    m->cap = m->cap ? m->cap * 2 : FIRST_SLOTS;
    m->slots = SQ_NEW_N(m->arena, m->cap, uint32_t);
    for (size_t i = 0; i < m->n; i++) {
        size_t slot = (size_t)m->items[i].hash & (m->cap - 1);
        while (m->slots[slot])
            slot = (slot + 1) & (m->cap - 1);
        m->slots[slot] = (uint32_t)(i + 1);
    }
}

bool
sq_map_add(struct sq_map *m, sq_str key, void *value)
{
    assert(m->n < UINT32_MAX);
    make_room(m);
    uint64_t hash = hash_of(m, key);
    size_t slot = slot_of(m, key, hash);
    if (m->slots[slot])
        return false;
    m->items = sq_arena_push(m->arena, m->items, &m->n, sizeof *m->items);
    m->items[m->n - 1] = (struct sq_map_item){key, value, hash};
    m->slots[slot] = (uint32_t)m->n;
    return true;
}
