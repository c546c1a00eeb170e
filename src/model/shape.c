/* SPDX-License-Identifier: MIT */
#include "model/shape.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"

struct sq_span
sq_read_span(const struct sq_reader *r, const struct sq_node *n)
{
    return sq_node_span(r->tree, n);
}

const char *
sq_node_what(const struct sq_node *n)
{
    if (n->kind == SQ_LIST)
        return "a list";
    if (n->kind == SQ_MAP)
        return "a map";
    return n->text.len ? "text" : "nothing";
}

bool
sq_is_id(sq_str s)
{
    if (s.len == 0 || s.len > 80)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool rest = (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!letter && (i == 0 || !rest))
            return false;
    }
    return s.ptr[s.len - 1] != '-';
}

static bool
is_scalar(const struct sq_reader *r, const struct sq_node *n, const char *want)
{
    if (n->kind == SQ_SCALAR)
        return true;
    sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, n),
                "expected %s here, not %s", want, sq_node_what(n));
    return false;
}

bool
sq_read_word(const struct sq_reader *r, const struct sq_node *n,
             struct sq_word *out)
{
    if (!is_scalar(r, n, "text"))
        return false;
    if (n->text.len > SQ_MAX_TEXT) {
        sq_diag_add(r->diags, SQ_FOUND_too_large, sq_read_span(r, n),
                    "this text is %zu bytes long; at most %u are read",
                    n->text.len, SQ_MAX_TEXT);
        return false;
    }
    *out = (struct sq_word){n->text, sq_read_span(r, n)};
    return true;
}

static void
read_id(const struct sq_reader *r, const struct sq_node *n, struct sq_word *out)
{
    if (!sq_read_word(r, n, out) || sq_is_id(out->text))
        return;
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_bad_id, out->at,
                    "`%.*s` cannot be an id", SQ_FMT(out->text));
    sq_diag_help(r->diags, f,
                 "begin with a letter; then letters, digits, `-` and `_`, at "
                 "most 80");
}

bool
sq_read_num(const struct sq_reader *r, const struct sq_node *n, sq_num *out)
{
    if (!is_scalar(r, n, "a number"))
        return false;
    if (sq_num_read(n->text, out))
        return true;
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_bad_number, sq_read_span(r, n),
                    "`%.*s` is not a number", SQ_FMT(n->text));
    sq_diag_help(r->diags, f, "write digits, such as 12 or 0.25");
    return false;
}

bool
sq_read_edge(const struct sq_reader *r, const struct sq_node *n,
             struct sq_edge_num *out)
{
    struct sq_node plain = *n;
    bool percent = n->kind == SQ_SCALAR && n->text.len > 1 &&
                   n->text.ptr[n->text.len - 1] == '%';
    if (percent)
        plain.text.len--;
    sq_num value;
    if (!sq_read_num(r, &plain, &value))
        return false;
    *out = (struct sq_edge_num){true, percent, value};
    return true;
}

static void
read_count(const struct sq_reader *r, const struct sq_node *n, uint32_t *out)
{
    sq_num value;
    if (!sq_read_num(r, n, &value))
        return;
    if (sq_num_is_int(value) && value.num >= 0 && value.num <= INT32_MAX)
        *out = (uint32_t)value.num;
    else
        sq_diag_add(r->diags, SQ_FOUND_bad_number, sq_read_span(r, n),
                    "`%.*s` is not a whole number from 0 up", SQ_FMT(n->text));
}

static bool
read_bool(const struct sq_reader *r, const struct sq_node *n, bool *out)
{
    if (!is_scalar(r, n, "true or false"))
        return false;
    *out = sq_str_is(n->text, "true");
    if (*out || sq_str_is(n->text, "false"))
        return true;
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_bad_boolean, sq_read_span(r, n),
                    "`%.*s` is neither true nor false", SQ_FMT(n->text));
    sq_diag_help(r->diags, f, "write `true` or `false`");
    return false;
}

static void
unknown_word(const struct sq_reader *r, const struct sq_node *n,
             const char *const *words)
{
    sq_str list[32];
    size_t count = 0;
    sq_str all = {0};
    for (size_t i = 0; words[i] && count < 32; i++) {
        list[count++] = sq_str_of(words[i]);
        all = sq_str_printf(r->arena, "%.*s%s`%s`", SQ_FMT(all), i ? ", " : "",
                            words[i]);
    }
    struct sq_diag *f = sq_diag_add(
        r->diags, SQ_FOUND_unknown_word, sq_read_span(r, n),
        "`%.*s` is not one of the words known here", SQ_FMT(n->text));
    sq_str sole = sq_str_sole_near(n->text, list, count);
    if (sole.len)
        sq_diag_fix(r->diags, f, "%.*s", SQ_FMT(sole));
    sq_str near = sq_str_nearest(n->text, list, count);
    if (near.len)
        sq_diag_help(r->diags, f, "did you mean `%.*s`? known: %.*s",
                     SQ_FMT(near), SQ_FMT(all));
    else
        sq_diag_help(r->diags, f, "known: %.*s", SQ_FMT(all));
}

static void
read_enum(const struct sq_reader *r, const struct sq_node *n,
          const char *const *words, int base, int *out)
{
    if (!is_scalar(r, n, "a word"))
        return;
    for (int i = 0; words[i]; i++) {
        if (sq_str_is(n->text, words[i])) {
            *out = i + base;
            return;
        }
    }
    unknown_word(r, n, words);
}

void
sq_fix_date(struct sq_diags *d, struct sq_diag *f, sq_str text)
{
    sq_date day;
    if (!sq_date_mend(text, &day))
        return;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 32);
    sq_date_put(&b, day);
    sq_diag_fix(d, f, "%.*s", SQ_FMT(sq_sbuf_str(&b)));
    sq_sbuf_done(&b);
}

static bool
read_date(const struct sq_reader *r, const struct sq_node *n, sq_date *out)
{
    if (!is_scalar(r, n, "a date"))
        return false;
    if (sq_date_read(n->text, out))
        return true;
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_bad_date, sq_read_span(r, n),
                    "`%.*s` is not a date", SQ_FMT(n->text));
    sq_diag_help(r->diags, f, "write year, month and day, such as 2026-11-03");
    sq_fix_date(r->diags, f, n->text);
    return false;
}

static void
read_duration(const struct sq_reader *r, const struct sq_node *n,
              struct sq_duration *out)
{
    if (!is_scalar(r, n, "a length of time"))
        return;
    if (sq_duration_read(n->text, out))
        return;
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_bad_duration, sq_read_span(r, n),
                    "`%.*s` is not a length of time", SQ_FMT(n->text));
    sq_diag_help(r->diags, f, "write such as `24 months` or `10 days`");
}

static void
read_text(const struct sq_reader *r, const struct sq_node *n,
          struct sq_text *out)
{
    struct sq_word w;
    out->at = sq_read_span(r, n);
    if (n->kind == SQ_SCALAR) {
        if (n->text.len == 0 || !sq_read_word(r, n, &w))
            return;
        out->items = SQ_NEW(r->arena, struct sq_text_in);
        out->items[0].text = w.text;
        out->n = 1;
        return;
    }
    if (n->kind == SQ_LIST) {
        is_scalar(r, n, "text, or a map by language");
        return;
    }
    out->items = SQ_NEW_N(r->arena, n->n ? n->n : 1, struct sq_text_in);
    for (const struct sq_node *c = n->first; c; c = c->next) {
        if (!sq_read_word(r, c, &w))
            continue;
        out->items[out->n].lang = c->key->text;
        out->items[out->n].text = w.text;
        out->n++;
    }
}

static void
read_formula(const struct sq_reader *r, const struct sq_node *n,
             struct sq_formula *out)
{
    struct sq_word w;
    if (!sq_read_word(r, n, &w))
        return;
    if (w.text.len > SQ_MAX_EXPR) {
        sq_diag_add(r->diags, SQ_FOUND_too_large, w.at,
                    "this expression is %zu bytes long; at most %u are read",
                    w.text.len, SQ_MAX_EXPR);
        return;
    }
    out->text = w.text;
    out->at = w.at;
}

/* A list, or one element that stands for a list of one. */
static const struct sq_node *
elements(const struct sq_reader *r, const struct sq_node *n, size_t *out_n)
{
    *out_n = 0;
    if (n->kind == SQ_LIST) {
        *out_n = n->n;
        return n->first;
    }
    if (n->kind == SQ_MAP) {
        sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, n),
                    "expected a list here, not a map");
        return NULL;
    }
    if (sq_node_is_nothing(n))
        return NULL;
    *out_n = 1;
    return n;
}

static void
read_words(const struct sq_reader *r, const struct sq_node *n,
           struct sq_word **out, size_t *out_n)
{
    size_t count;
    const struct sq_node *c = elements(r, n, &count);
    if (!c)
        return;
    *out = SQ_NEW_N(r->arena, count, struct sq_word);
    for (size_t i = 0; i < count; i++, c = c->next) {
        if (sq_read_word(r, c, &(*out)[*out_n]))
            (*out_n)++;
    }
}

static void
read_texts(const struct sq_reader *r, const struct sq_node *n,
           struct sq_text **out, size_t *out_n)
{
    size_t count;
    const struct sq_node *c = elements(r, n, &count);
    if (!c)
        return;
    *out = SQ_NEW_N(r->arena, count, struct sq_text);
    *out_n = count;
    for (size_t i = 0; i < count; i++, c = c->next)
        read_text(r, c, &(*out)[i]);
}

static void
read_dates(const struct sq_reader *r, const struct sq_node *n, sq_date **out,
           size_t *out_n)
{
    size_t count;
    const struct sq_node *c = elements(r, n, &count);
    if (!c)
        return;
    *out = SQ_NEW_N(r->arena, count, sq_date);
    for (size_t i = 0; i < count; i++, c = c->next) {
        if (read_date(r, c, &(*out)[*out_n]))
            (*out_n)++;
    }
}

static void
read_durations(const struct sq_reader *r, const struct sq_node *n,
               struct sq_duration **out, size_t *out_n)
{
    size_t count;
    const struct sq_node *c = elements(r, n, &count);
    if (!c)
        return;
    *out = SQ_NEW_N(r->arena, count, struct sq_duration);
    *out_n = count;
    for (size_t i = 0; i < count; i++, c = c->next)
        read_duration(r, c, &(*out)[i]);
}

void
sq_read_list(const struct sq_reader *r, const struct sq_shape *shape,
             const struct sq_node *n, void **out_items, size_t *out_n)
{
    *out_n = 0;
    if (n->kind != SQ_LIST) {
        if (n->kind == SQ_MAP || n->text.len > 0)
            sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, n),
                        "expected a list here, not %s", sq_node_what(n));
        return;
    }
    char *items = sq_arena_alloc(r->arena, n->n ? n->n : 1, shape->size);
    for (const struct sq_node *c = n->first; c; c = c->next)
        sq_shape_read(r, shape, c, items + (*out_n)++ * shape->size);
    *out_items = items;
}

static const struct sq_key *find_key(const struct sq_shape *shape, sq_str name);

/* Where the line with an id is lost, the keys below it stand among the ids. */
static bool
id_is_lost(const struct sq_reader *r, const struct sq_shape *shape,
           const struct sq_node *map)
{
    const struct sq_node *first = NULL;
    size_t n = 0;
    for (const struct sq_node *c = map->first; c; c = c->next) {
        if (!find_key(shape, c->key->text))
            continue;
        first = first ? first : c->key;
        n++;
    }
    if (n < 2)
        return false;
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, first),
                    "`%.*s` is a key of %s, and stands where an id belongs",
                    SQ_FMT(first->text), shape->what);
    sq_diag_help(r->diags, f, "the line with the id above it may be lost");
    return true;
}

static void
read_map(const struct sq_reader *r, const struct sq_shape *shape,
         const struct sq_node *n, void **out_items, size_t *out_n)
{
    *out_n = 0;
    if (n->kind != SQ_MAP) {
        if (n->kind == SQ_LIST || n->text.len > 0)
            sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, n),
                        "expected a map of ids here, not %s", sq_node_what(n));
        return;
    }
    char *items = sq_arena_alloc(r->arena, n->n ? n->n : 1, shape->size);
    bool fallen = id_is_lost(r, shape, n);
    for (const struct sq_node *c = n->first; c; c = c->next) {
        if (fallen && find_key(shape, c->key->text))
            continue;
        char *item = items + (*out_n)++ * shape->size;
        sq_shape_read(r, shape, c, item);
        struct sq_word id = {0};
        read_id(r, c->key, &id);
        memcpy(item + shape->id_at, &id, sizeof id);
    }
    *out_items = items;
}

/* Lists are a pointer of whatever type and a count: set both by bytes. */
static void
store_list(char *out, const struct sq_key *k, void *items, size_t n)
{
    memcpy(out + k->at, &items, sizeof items);
    memcpy(out + k->also, &n, sizeof n);
}

/* One, or a list: the kinds that have a count beside them. */
static void
read_many(const struct sq_reader *r, const struct sq_key *k,
          const struct sq_node *n, void *at, size_t *count)
{
    assert(count); /* the key's row says where it goes */
    if (k->kind == SQ_K_WORDS)
        read_words(r, n, (struct sq_word **)at, count);
    else if (k->kind == SQ_K_TEXTS)
        read_texts(r, n, (struct sq_text **)at, count);
    else if (k->kind == SQ_K_DATES)
        read_dates(r, n, (sq_date **)at, count);
    else
        read_durations(r, n, (struct sq_duration **)at, count);
}

static void /* NOLINTNEXTLINE(readability-function-size): a case a kind */
read_into(const struct sq_reader *r, const struct sq_key *k,
          const struct sq_node *n, char *out)
{
    void *at = out + k->at;
    void *also = k->also == SIZE_MAX ? NULL : out + k->also;
    void *items = NULL;
    size_t count = 0;
    switch (k->kind) {
    case SQ_K_WORD:
        sq_read_word(r, n, at);
        break;
    case SQ_K_ID:
        read_id(r, n, at);
        break;
    case SQ_K_TEXT:
        read_text(r, n, at);
        break;
    case SQ_K_COUNT:
        read_count(r, n, at);
        break;
    case SQ_K_NUM:
        if (sq_read_num(r, n, at) && also)
            *(bool *)also = true;
        break;
    case SQ_K_BOOL:
        read_bool(r, n, at);
        break;
    case SQ_K_TRI: {
        bool truth;
        if (read_bool(r, n, &truth))
            *(int *)at = truth ? 1 : 2;
        break;
    }
    case SQ_K_ENUM:
        read_enum(r, n, k->words, 1, at);
        break;
    case SQ_K_CHOICE:
        read_enum(r, n, k->words, 0, at);
        break;
    case SQ_K_DATE:
        if (read_date(r, n, at) && also)
            *(struct sq_span *)also = sq_read_span(r, n);
        break;
    case SQ_K_DURATION:
        read_duration(r, n, at);
        break;
    case SQ_K_EDGE:
        sq_read_edge(r, n, at);
        break;
    case SQ_K_FORMULA:
        read_formula(r, n, at);
        break;
    case SQ_K_WORDS:
    case SQ_K_TEXTS:
    case SQ_K_DATES:
    case SQ_K_DURATIONS:
        read_many(r, k, n, at, also);
        break;
    case SQ_K_NODE:
        memcpy(at, &n, sizeof n);
        break;
    case SQ_K_ONE:
        sq_shape_read(r, k->shape, n, at);
        break;
    case SQ_K_LIST:
        sq_read_list(r, k->shape, n, &items, &count);
        store_list(out, k, items, count);
        break;
    case SQ_K_MAP:
        read_map(r, k->shape, n, &items, &count);
        store_list(out, k, items, count);
        break;
    }
}

static const struct sq_key *
find_key(const struct sq_shape *shape, sq_str name)
{
    char first = name.len ? name.ptr[0] : '\0';
    for (size_t i = 0; i < shape->n; i++) {
        const struct sq_key *k = &shape->keys[i];
        if (k->name[0] == first && sq_str_is(name, k->name))
            return k;
    }
    return NULL;
}

static void
help_unknown_key(const struct sq_reader *r, struct sq_diag *f,
                 const sq_str *known, size_t n)
{
    if (n > 12) {
        sq_diag_help(r->diags, f,
                     "a key of your own begins with `x-`; the manual lists "
                     "the keys known");
        return;
    }
    sq_str all = {0};
    for (size_t i = 0; i < n; i++)
        all = sq_str_printf(r->arena, "%.*s%s`%.*s`", SQ_FMT(all),
                            i ? ", " : "", SQ_FMT(known[i]));
    sq_diag_help(r->diags, f, "known keys: %.*s", SQ_FMT(all));
}

/*
 * Returns the key that was probably meant; empty: none is near.  *strange is
 * the finding of such a key just above, if any: where the line that begins an
 * entry is lost, all of its keys are strange.
 */
static sq_str
unknown_key(const struct sq_reader *r, const struct sq_shape *shape,
            const struct sq_node *key, struct sq_diag **strange)
{
    sq_str names[64];
    size_t n = 0;
    for (; n < shape->n && n < 64; n++)
        names[n] = sq_str_of(shape->keys[n].name);
    sq_str near = sq_str_nearest(key->text, names, n);
    if (*strange && r->guess) {
        sq_diag_note(r->diags, *strange, sq_read_span(r, key),
                     "nor `%.*s`; a line between two entries may be lost",
                     SQ_FMT(key->text));
        return (sq_str){0};
    }
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_unknown_key, sq_read_span(r, key),
                    "%s has no key `%.*s`", shape->what, SQ_FMT(key->text));
    sq_str sole = sq_str_sole_near(key->text, names, n);
    if (sole.len)
        sq_diag_fix(r->diags, f, "%.*s", SQ_FMT(sole));
    *strange = near.len ? NULL : f;
    if (near.len)
        sq_diag_help(r->diags, f, "did you mean `%.*s`?", SQ_FMT(near));
    else
        help_unknown_key(r, f, names, n);
    return near;
}

static void
needs(const struct sq_reader *r, const struct sq_shape *shape,
      const struct sq_key *k, struct sq_span at)
{
    struct sq_diag *f = sq_diag_add(r->diags, SQ_FOUND_missing_key, at,
                                    "%s needs `%s`", shape->what, k->name);
    sq_diag_help(r->diags, f, "add `%s:` (%s)", k->name, k->doc);
    if (r->hole && (k->kind == SQ_K_LIST || k->kind == SQ_K_NODE))
        *r->hole = true;
}

static bool
has_something(const struct sq_node *n)
{
    return n->kind == SQ_SCALAR ? !sq_node_is_nothing(n) : n->n > 0;
}

static void
missing_keys(const struct sq_reader *r, const struct sq_shape *shape,
             const struct sq_node *node, sq_str misspelt)
{
    for (size_t i = 0; i < shape->n; i++) {
        const struct sq_key *k = &shape->keys[i];
        if (!k->required || sq_str_is(misspelt, k->name))
            continue; /* or told of already */
        const struct sq_node *c = sq_node_find(node, k->name);
        if (c && has_something(c))
            continue;
        struct sq_span at = sq_read_span(r, c ? c->key : node);
        if (!c && node->first)
            at = sq_read_span(r, node->first->key);
        needs(r, shape, k, at);
    }
}

/* What is no map is the value of the one key that may stand for all. */
static void
read_brief(const struct sq_reader *r, const struct sq_shape *shape,
           const struct sq_node *node, void *out)
{
    const struct sq_key *k =
        shape->brief ? find_key(shape, sq_str_of(shape->brief)) : NULL;
    if (!k) {
        sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, node),
                    "expected %s as a map of keys here, not %s", shape->what,
                    sq_node_what(node));
        return;
    }
    read_into(r, k, node, out);
    if (k->required && node->kind == SQ_LIST && node->n == 0)
        needs(r, shape, k, sq_read_span(r, node));
}

/* What was found amiss in a map, on the way through it. */
struct amiss {
    sq_str misspelt; /* what was meant by the last such key; one is enough */
    struct sq_diag *strange;
};

static void
read_entry(const struct sq_reader *r, const struct sq_shape *shape,
           const struct sq_node *node, const struct sq_node *entry,
           struct amiss *so_far, void *out)
{
    if (sq_str_starts(entry->key->text, "x-"))
        return;
    const struct sq_key *k = find_key(shape, entry->key->text);
    if (!k) {
        sq_str near = unknown_key(r, shape, entry->key, &so_far->strange);
        if (near.len)
            so_far->misspelt = near;
        if (near.len && r->guess && !sq_node_find_str(node, near))
            read_into(r, find_key(shape, near), entry, out);
        return;
    }
    if (!node->doubled) /* else two entries stand in one */
        so_far->strange = NULL;
    if (!sq_node_is_nothing(entry))
        read_into(r, k, entry, out);
}

static void
read_entries(const struct sq_reader *r, const struct sq_shape *shape,
             const struct sq_node *node, void *out)
{
    struct amiss so_far = {{NULL, 0}, NULL};
    bool merged = r->guess && node->doubled > 1;
    uint32_t left = merged ? node->lost_at : node->n;
    for (const struct sq_node *c = node->first; c && left; c = c->next) {
        left--;
        read_entry(r, shape, node, c, &so_far, out);
    }
    if (r->hole && so_far.strange && node->doubled)
        *r->hole = true;
    /* what seems to be missing may be in the rest */
    if (!r->tree->broken && !merged)
        missing_keys(r, shape, node, so_far.misspelt);
}

void
sq_shape_read(const struct sq_reader *r, const struct sq_shape *shape,
              const struct sq_node *node, void *out)
{
    if (shape->preset)
        shape->preset(out);
    if (shape->span_at != SIZE_MAX) {
        struct sq_span at = sq_read_span(r, node);
        memcpy((char *)out + shape->span_at, &at, sizeof at);
    }
    if (node->kind == SQ_MAP)
        read_entries(r, shape, node, out);
    else
        read_brief(r, shape, node, out);
}
