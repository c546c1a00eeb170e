/* SPDX-License-Identifier: MIT */
#include "walk/store.h"

#include <string.h>

#include "base/limits.h"
#include "base/sbuf.h"
#include "walk/front.h"
#include "walk/reply.h"
#include "yaml/edit.h"
#include "yaml/read.h"

/* False when it cannot be answered. */
static bool
open_page(const struct sq_store *s, struct sq_page *p, sq_str text)
{
    *p = (struct sq_page){0};
    sq_arena_init(&p->arena);
    sq_diags_init(&p->diags, &p->arena);
    p->text = sq_str_copy(&p->arena, text);
    sq_document_read_text(s->library, &p->arena, s->name, p->text, &p->diags,
                          &p->doc);
    const struct sq_assessment *as = p->doc.assessment;
    if (as && as->usable && as->questionnaire && as->questionnaire->usable)
        p->c = sq_case_new(&p->arena, as, s->today, &p->diags);
    return p->c != NULL;
}

static void
close_page(struct sq_page *p)
{
    sq_arena_done(&p->arena);
    *p = (struct sq_page){0};
}

/* A page is never moved: what was read points into its arena. */
static struct sq_page *
free_page(struct sq_store *s, const struct sq_page *busy)
{
    size_t i = 0;
    while (&s->pages[i] == s->page || &s->pages[i] == busy)
        i++;
    return &s->pages[i];
}

bool
sq_store_open(struct sq_store *s, struct sq_library *library, const char *name,
              sq_str text, sq_date today)
{
    *s = (struct sq_store){.library = library, .name = name, .today = today};
    sq_arena_init(&s->arena);
    sq_map_init(&s->saved, &s->arena);
    s->page = &s->pages[0];
    return open_page(s, s->page, text);
}

void
sq_store_done(struct sq_store *s)
{
    for (size_t i = 0; i < sizeof s->pages / sizeof s->pages[0]; i++)
        close_page(&s->pages[i]);
    sq_arena_done(&s->arena);
    *s = (struct sq_store){0};
}

/* ---- is it the same but for one entry? ----------------------------------- */

static bool
same_key(const struct sq_node *a, const struct sq_node *b)
{
    if (!a->key || !b->key)
        return a->key == b->key;
    return sq_str_eq(a->key->text, b->key->text);
}

/* The readers' limit on nesting bounds the recursion. */
static bool
same_node(const struct sq_node *a, const struct sq_node *b)
{
    if (a->kind != b->kind || a->n != b->n || !sq_str_eq(a->text, b->text))
        return false;
    const struct sq_node *x = a->first;
    const struct sq_node *y = b->first;
    for (; x && y; x = x->next, y = y->next)
        if (!same_key(x, y) || !same_node(x, y))
            return false;
    return x == y;
}

static const struct sq_node *
skip_named(const struct sq_node *n, sq_str name)
{
    return n && n->key && sq_str_eq(n->key->text, name) ? n->next : n;
}

/* Maps mean the same in any order. */
static bool
same_meaning(const struct sq_node *a, const struct sq_node *b)
{
    if (a->kind != SQ_MAP || b->kind != SQ_MAP)
        return same_node(a, b);
    for (const struct sq_node *x = a->first; x; x = x->next) {
        const struct sq_node *y = sq_node_find_str(b, x->key->text);
        if (!y || !same_node(x, y))
            return false;
    }
    return a->n == b->n;
}

/* The same entries in the same order, whatever `but` is. */
static bool
same_entries(const struct sq_node *a, const struct sq_node *b, sq_str but)
{
    const struct sq_node *x = skip_named(a ? a->first : NULL, but);
    const struct sq_node *y = skip_named(b ? b->first : NULL, but);
    for (; x && y; x = skip_named(x->next, but), y = skip_named(y->next, but))
        if (!same_key(x, y) || !same_node(x, y))
            return false;
    return x == y;
}

/* The old items, and one more. */
static bool
one_more(const struct sq_node *a, const struct sq_node *b)
{
    const struct sq_node *x = a ? a->first : NULL;
    const struct sq_node *y = b ? b->first : NULL;
    for (; x && y; x = x->next, y = y->next)
        if (!same_node(x, y))
            return false;
    return !x && y && !y->next;
}

/* What a value says, read alone. */
static const struct sq_node *
read_value(struct sq_arena *a, sq_str yaml)
{
    struct sq_diags ignored;
    sq_diags_init(&ignored, a);
    sq_str text = sq_str_printf(a, "x: %.*s\n", SQ_FMT(yaml));
    struct sq_tree *t =
        sq_yaml_read(a, sq_source_new(a, "edit", text), &ignored);
    return t->root && !t->broken ? sq_node_find(t->root, "x") : NULL;
}

static bool
means(struct sq_page *p, const struct sq_node *n, sq_str yaml)
{
    const struct sq_node *wanted = read_value(&p->arena, yaml);
    return n && wanted && same_meaning(n, wanted);
}

static bool
has_id(const struct sq_node *item, sq_str id)
{
    const struct sq_node *n = sq_node_find(item, "id");
    return n && sq_str_eq(n->text, id);
}

/* The same items, but for one member of the one that is meant. */
static bool
same_but_member(const struct sq_node *was, const struct sq_node *is,
                struct sq_page *new, const struct sq_edit *e)
{
    const struct sq_node *x = was ? was->first : NULL;
    const struct sq_node *y = is ? is->first : NULL;
    bool found = false;
    for (; x && y; x = x->next, y = y->next) {
        if (found || !has_id(x, e->key)) {
            if (!same_node(x, y))
                return false;
            continue;
        }
        found = true;
        if (!same_entries(x, y, sq_str_of(e->member)) ||
            !means(new, sq_node_find(y, e->member), e->value))
            return false;
    }
    return found && x == y;
}

/* The same items, without the one that has this id. */
static bool
one_less(const struct sq_node *was, const struct sq_node *is, sq_str id)
{
    const struct sq_node *y = is ? is->first : NULL;
    bool found = false;
    for (const struct sq_node *x = was->first; x; x = x->next) {
        if (!found && has_id(x, id)) {
            found = true;
            continue;
        }
        if (!y || !same_node(x, y))
            return false;
        y = y->next;
    }
    return found && !y;
}

/* Exactly the edit happened between the two pages, and nothing else. */
static bool
is_the_edit(const struct sq_page *old, struct sq_page *new,
            const struct sq_edit *e)
{
    const struct sq_tree *before = old->doc.tree;
    const struct sq_tree *after = new->doc.tree;
    if (!before || !after || !before->root || !after->root || after->broken)
        return false;
    if (!same_entries(before->root, after->root, sq_str_of(e->part)))
        return false;
    const struct sq_node *was = sq_node_find(before->root, e->part);
    const struct sq_node *is = sq_node_find(after->root, e->part);
    if (e->key.len == 0)
        return e->value.len ? one_more(was, is) : !is;
    if (was && was->kind == SQ_LIST && !e->member)
        return one_less(was, is, e->key);
    if (e->member)
        return same_but_member(was, is, new, e);
    if (!same_entries(was, is, e->key))
        return false;
    const struct sq_node *entry = is ? sq_node_find_str(is, e->key) : NULL;
    return e->value.len ? means(new, entry, e->value) : !entry;
}

/* ---- edits --------------------------------------------------------------- */

static bool
is_answer(const struct sq_edit *e)
{
    return e->key.len && sq_str_is(SQ_LIT("answers"), e->part);
}

/* A whole value of its own, which two people may set at once: an answer, or a
 * fact of the front page. */
static bool
is_value(const struct sq_edit *e)
{
    return e->key.len && !e->member &&
           (is_answer(e) || sq_str_is(SQ_LIT("about"), e->part));
}

#define FRONT "about: "

/* What a person is asked about by: "D2", "about: owner".  No id has a colon. */
static sq_str
value_name(struct sq_arena *a, const struct sq_edit *e)
{
    return is_answer(e) ? sq_str_copy(a, e->key)
                        : sq_str_printf(a, FRONT "%.*s", SQ_FMT(e->key));
}

/* An error that the edit itself made; empty: none. */
static sq_str
complaint(const struct sq_page *p, const struct sq_edit *e, struct sq_arena *a)
{
    const struct sq_answer *answer =
        is_answer(e) ? sq_map_find(&p->doc.assessment->by_key, e->key) : NULL;
    for (const struct sq_diag *f = p->diags.first; answer && f; f = f->next)
        if (f->level == SQ_ERROR && f->at.source == answer->key.at.source &&
            f->at.from >= answer->key.at.from && f->at.to <= answer->at.to)
            return sq_str_printf(a, "%.*s%s%.*s", SQ_FMT(f->message),
                                 f->help.len ? ". To put it right: " : "",
                                 SQ_FMT(f->help));
    return (sq_str){0};
}

static const struct sq_node *
entry_of(const struct sq_tree *t, const struct sq_edit *e)
{
    const struct sq_node *map = t->root ? sq_node_find(t->root, e->part) : NULL;
    return map && map->kind == SQ_MAP ? sq_node_find_str(map, e->key) : NULL;
}

/* One member of the entry; the tree is read anew for the next one. */
static bool
set_member(struct sq_arena *a, struct sq_tree **t, const struct sq_edit *e,
           sq_str member, sq_str value)
{
    struct sq_sbuf text;
    sq_sbuf_init(&text, SQ_MAX_FILE);
    bool done = sq_yaml_set_member(&text, *t, e->part, e->key, member, value) &&
                !text.cut;
    if (done) {
        struct sq_diags ignored;
        sq_diags_init(&ignored, a);
        sq_str copy = sq_str_copy(a, sq_sbuf_str(&text));
        *t = sq_yaml_read(a, sq_source_new(a, "edit", copy), &ignored);
        done = !(*t)->broken && entry_of(*t, e);
    }
    sq_sbuf_done(&text);
    return done;
}

/* A flow value on one line, as it was written. */
static sq_str
text_of(const struct sq_node *n, sq_str value)
{
    enum { BEFORE = 3 }; /* read_value puts "x: " before it */
    return sq_str_sub(value, n->from - BEFORE, n->to - BEFORE);
}

/* A member that the new value does not have; NULL: none. */
static const struct sq_node *
unwanted(const struct sq_node *entry, const struct sq_node *wanted)
{
    const struct sq_node *n = entry ? entry->first : NULL;
    while (n && sq_node_find_str(wanted, n->key->text))
        n = n->next;
    return n;
}

static bool
set_members(struct sq_arena *a, struct sq_tree **t, const struct sq_edit *e,
            const struct sq_node *wanted)
{
    for (const struct sq_node *n = wanted->first; n; n = n->next) {
        const struct sq_node *entry = entry_of(*t, e);
        const struct sq_node *now =
            entry ? sq_node_find_str(entry, n->key->text) : NULL;
        if (!(now && same_node(now, n)) &&
            !set_member(a, t, e, n->key->text, text_of(n, e->value)))
            return false;
    }
    const struct sq_node *left;
    while ((left = unwanted(entry_of(*t, e), wanted)) != NULL)
        if (!set_member(a, t, e, left->key->text, (sq_str){0}))
            return false;
    return true;
}

/* An answer that is written over several lines keeps them, and the comments
 * between: only what differs is changed. */
static bool
splice_members(const struct sq_page *p, const struct sq_edit *e,
               struct sq_sbuf *out)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    const struct sq_node *wanted = read_value(&a, e->value);
    struct sq_tree *t = p->doc.tree;
    bool done =
        wanted && wanted->kind == SQ_MAP && set_members(&a, &t, e, wanted);
    if (done)
        sq_put(out, t->source->text);
    sq_arena_done(&a);
    return done;
}

/* ---- where a new answer goes --------------------------------------------- */

struct order {
    sq_str *keys;
    size_t n;
    struct sq_arena *arena;
};

static void
push_key(struct order *o, sq_str key)
{
    o->keys = sq_arena_push(o->arena, o->keys, &o->n, sizeof *o->keys);
    o->keys[o->n - 1] = key;
}

/* Its name, its rows, and the row that the key begins, if it begins one. */
static bool
push_group(struct order *o, const struct sq_case *c, const struct sq_group *g,
           sq_str key)
{
    push_key(o, g->id.text);
    uint32_t end = c->first_row[g->index + 1];
    for (uint32_t r = c->first_row[g->index]; r < end; r++)
        for (uint32_t i = 0; i < g->n; i++) {
            push_key(o, c->slots[c->rows[r].first + i].id);
            if (sq_str_eq(o->keys[o->n - 1], key))
                return true;
        }
    sq_str name = sq_str_printf(o->arena, "%.*s.", SQ_FMT(g->id.text));
    return g->repeat == SQ_ROWS && sq_str_starts(key, name.ptr);
}

/* Everything that comes before `key` in the questionnaire, nearest first and
 * itself before all. */
static void
find_order(struct order *o, const struct sq_case *c, sq_str key)
{
    const struct sq_questionnaire *q = c->questionnaire;
    bool there = false;
    for (uint32_t i = 0; i < q->n_questions && !there;) {
        const struct sq_group *g = q->questions[i]->group;
        if (g) {
            there = push_group(o, c, g, key);
            i = g->first + g->n;
            continue;
        }
        push_key(o, q->questions[i++]->name);
        there = sq_str_eq(o->keys[o->n - 1], key);
    }
    if (o->n == 0 || !sq_str_eq(o->keys[o->n - 1], key))
        push_key(o, key);
    for (size_t i = 0; i < o->n / 2; i++) {
        sq_str other = o->keys[o->n - 1 - i];
        o->keys[o->n - 1 - i] = o->keys[i];
        o->keys[i] = other;
    }
}

/* The facts of the front page, as `new` writes them. */
static void
find_front_order(struct order *o, sq_str key)
{
    size_t n = 0;
    while (n < sq_n_front && !sq_str_is(key, sq_front[n].member))
        n++;
    push_key(o, key);
    while (n--)
        push_key(o, sq_str_of(sq_front[n].member));
}

static bool
set_in_order(struct sq_sbuf *out, const struct sq_page *p,
             const struct sq_edit *e)
{
    struct sq_arena a;
    sq_arena_init(&a);
    struct order o = {.arena = &a};
    if (p->c && sq_str_is(sq_str_of(e->part), "answers"))
        find_order(&o, p->c, e->key);
    else if (sq_str_is(sq_str_of(e->part), "about"))
        find_front_order(&o, e->key);
    bool done = sq_yaml_set_after(out, p->doc.tree, e->part, e->key, e->value,
                                  &(struct sq_yaml_order){o.keys, o.n});
    sq_arena_done(&a);
    return done;
}

static bool
splice(const struct sq_page *p, const struct sq_edit *e, struct sq_sbuf *out)
{
    const struct sq_tree *t = p->doc.tree;
    const struct sq_node *part =
        t->root ? sq_node_find(t->root, e->part) : NULL;
    if (e->member)
        return sq_yaml_set_member(out, t, e->part, e->key, sq_str_of(e->member),
                                  e->value) &&
               !out->cut;
    if (!e->value.len && part && (!e->key.len || part->kind == SQ_LIST))
        return sq_yaml_remove(out, t, e->part, e->key) && !out->cut;
    const struct sq_node *entry = entry_of(p->doc.tree, e);
    bool lines = entry && entry->kind == SQ_MAP && !entry->flow;
    if (lines && e->value.len && splice_members(p, e, out))
        return !out->cut;
    sq_sbuf_clear(out);
    bool done = e->key.len
                    ? set_in_order(out, p, e)
                    : sq_yaml_append(out, p->doc.tree, e->part, e->value);
    return done && !out->cut;
}

static bool
try_edit(struct sq_store *s, const struct sq_page *from, struct sq_page *to,
         const struct sq_edit *e, struct sq_arena *a, sq_str *out_why)
{
    struct sq_sbuf text;
    sq_sbuf_init(&text, SQ_MAX_FILE);
    bool good = splice(from, e, &text) && open_page(s, to, sq_sbuf_str(&text));
    sq_sbuf_done(&text);
    if (!good || !is_the_edit(from, to, e)) {
        *out_why = SQ_LIT("The answer could not be put into the file without "
                          "changing something else in it. Look at the file's "
                          "`answers` in an editor.");
        return false;
    }
    *out_why = complaint(to, e, a);
    return out_why->len == 0;
}

static void
turn_to(struct sq_store *s, struct sq_page *p)
{
    struct sq_page *old = s->page;
    s->page = p;
    close_page(old);
}

/* ---- entries as text ----------------------------------------------------- */

/* In one fixed way, so that texts can be compared; empty: none. */
static sq_str
flow_of(struct sq_arena *a, const struct sq_node *n)
{
    if (!n)
        return (sq_str){0};
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    sq_node_put_flow(&b, n);
    sq_str text = sq_str_copy(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return text;
}

/* What stands under a name of value_name(). */
static const struct sq_node *
value_in(const struct sq_tree *t, sq_str name)
{
    struct sq_edit e = {.part = "answers", .key = name};
    if (sq_str_starts(name, FRONT)) {
        e.part = "about";
        e.key = sq_str_sub(name, strlen(FRONT), name.len);
    }
    return entry_of(t, &e);
}

static const struct sq_node *
place_of(const struct sq_tree *t, const struct sq_edit *e)
{
    const struct sq_node *entry = entry_of(t, e);
    const struct sq_node *part =
        t->root ? sq_node_find(t->root, e->part) : NULL;
    const struct sq_node *item = part && !entry ? part->first : NULL;
    while (item && !has_id(item, e->key))
        item = item->next;
    if (item)
        entry = item;
    return entry && e->member ? sq_node_find(entry, e->member) : entry;
}

sq_str
sq_store_before(const struct sq_store *s, struct sq_arena *a,
                const struct sq_edit *e)
{
    const struct sq_node *entry = place_of(s->page->doc.tree, e);
    if (!entry)
        return (sq_str){0};
    sq_str text = sq_str_sub(s->page->text, entry->from, entry->to);
    if (text.len && sq_str_find(text, '\n', 0) == text.len && !entry->alias)
        return sq_str_copy(a, text);
    return flow_of(a, entry);
}

sq_str
sq_store_entry(const struct sq_store *s, struct sq_arena *a, sq_str key)
{
    return sq_store_before(s, a,
                           &(struct sq_edit){.part = "answers", .key = key});
}

static void
remember(struct sq_store *s, const struct sq_edit *e, const struct sq_page *was)
{
    sq_str name = is_value(e) ? value_name(&s->arena, e) : (sq_str){0};
    if (name.len && !sq_map_find(&s->saved, name)) {
        sq_str *text = SQ_NEW(&s->arena, sq_str);
        *text = flow_of(&s->arena, value_in(was->doc.tree, name));
        sq_map_add(&s->saved, name, text);
    }
    s->unsaved =
        sq_arena_push(&s->arena, s->unsaved, &s->n_unsaved, sizeof *s->unsaved);
    s->unsaved[s->n_unsaved - 1] =
        (struct sq_edit){e->part, sq_str_copy(&s->arena, e->key),
                         sq_str_copy(&s->arena, e->value), e->member};
}

bool
sq_store_set(struct sq_store *s, const struct sq_edit *e, struct sq_arena *a,
             sq_str *out_why)
{
    struct sq_page *next = free_page(s, NULL);
    if (!try_edit(s, s->page, next, e, a, out_why)) {
        close_page(next);
        return false;
    }
    remember(s, e, s->page);
    turn_to(s, next);
    return true;
}

void
sq_store_saved(struct sq_store *s)
{
    s->unsaved = NULL;
    s->n_unsaved = 0;
    sq_arena_done(&s->arena);
    sq_arena_init(&s->arena);
    sq_map_init(&s->saved, &s->arena);
}

static bool
sets(struct sq_store *s, const struct sq_edit *e, sq_str name)
{
    return is_value(e) && sq_str_eq(value_name(&s->arena, e), name);
}

void
sq_store_forget(struct sq_store *s, sq_str name)
{
    size_t n = 0;
    for (size_t i = 0; i < s->n_unsaved; i++)
        if (!sets(s, &s->unsaved[i], name))
            s->unsaved[n++] = s->unsaved[i];
    s->n_unsaved = n;
}

void
sq_store_insist(struct sq_store *s, const struct sq_clash *c)
{
    sq_str *before = sq_map_find(&s->saved, c->key);
    if (before)
        *before = sq_str_copy(&s->arena, c->theirs);
}

size_t
sq_store_clashes(struct sq_store *s, sq_str text, struct sq_arena *a,
                 struct sq_clash **out)
{
    struct sq_diags ignored;
    sq_diags_init(&ignored, a);
    struct sq_tree *theirs =
        sq_yaml_read(a, sq_source_new(a, s->name, text), &ignored);
    size_t n = 0;
    *out = SQ_NEW_N(a, s->saved.n + 1, struct sq_clash);
    for (size_t i = 0; i < s->saved.n && theirs->root; i++) {
        const sq_str *before = s->saved.items[i].value;
        struct sq_clash c = {.key = s->saved.items[i].key, .before = *before};
        c.theirs = flow_of(a, value_in(theirs, c.key));
        c.ours = flow_of(a, value_in(s->page->doc.tree, c.key));
        bool waits = false;
        for (size_t k = 0; k < s->n_unsaved; k++)
            waits |= sets(s, &s->unsaved[k], c.key);
        if (waits && !sq_str_eq(c.theirs, c.before) &&
            !sq_str_eq(c.theirs, c.ours))
            (*out)[n++] = c;
    }
    return n;
}

static void
put_kept(struct sq_sbuf *out, sq_str key, sq_str value)
{
    sq_putz(out, "  ");
    sq_yaml_put_scalar(out, key);
    sq_putz(out, ": ");
    sq_put(out, value);
    sq_putc(out, '\n');
}

void
sq_store_put_unsaved(const struct sq_store *s, struct sq_sbuf *out)
{
    struct sq_arena a;
    sq_arena_init(&a);
    for (size_t i = 0; i < s->n_unsaved; i++) {
        const struct sq_edit *e = &s->unsaved[i];
        if (is_value(e))
            continue; /* below, in a form that can be read back */
        sq_putf(out, "# %s%s%.*s%s%s: ", e->part, e->key.len ? " " : "",
                SQ_FMT(e->key), e->member ? " " : "",
                e->member ? e->member : "");
        sq_put(out, e->value.len ? e->value : SQ_LIT("(taken out)"));
        sq_putc(out, '\n');
    }
    sq_putz(out, "answers:\n");
    for (size_t i = 0; i < s->saved.n; i++) {
        sq_str key = s->saved.items[i].key;
        sq_str now = flow_of(&a, value_in(s->page->doc.tree, key));
        if (sq_str_starts(key, FRONT)) /* as --answers names it */
            key =
                sq_str_printf(&a, "about.%.*s",
                              SQ_FMT(sq_str_sub(key, strlen(FRONT), key.len)));
        if (now.len)
            put_kept(out, key, now);
        else
            sq_putf(out, "  # removed: %.*s\n", SQ_FMT(key));
    }
    sq_arena_done(&a);
}

/* ---- ids that somebody else has taken ------------------------------------ */

static bool
has_item(const struct sq_tree *t, const char *part, sq_str id)
{
    const struct sq_node *list = t->root ? sq_node_find(t->root, part) : NULL;
    const struct sq_node *n = list ? list->first : NULL;
    while (n && !has_id(n, id))
        n = n->next;
    return n != NULL;
}

/* E1 of ours is E3 now: answers that name it, and what was said about it. */
static void
rename_in(struct sq_arena *a, struct sq_edit *e, const char *part, sq_str old,
          sq_str new)
{
    if (sq_str_is(sq_str_of(part), e->part) && sq_str_eq(e->key, old))
        e->key = new;
    if (!is_answer(e) || !sq_str_is(SQ_LIT("evidence"), part) || !e->value.len)
        return;
    const struct sq_node *value = read_value(a, e->value);
    struct sq_node *list = value ? sq_node_find(value, "evidence") : NULL;
    bool any = false;
    for (struct sq_node *n = list ? list->first : NULL; n; n = n->next)
        if (sq_str_eq(n->text, old)) {
            n->text = new;
            any = true;
        }
    if (any)
        e->value = flow_of(a, value);
}

/* Two new entries with one id would be one for every answer that names it. */
static void
avoid_taken_ids(struct sq_store *s, const struct sq_tree *theirs)
{
    struct sq_arena *a = &s->arena;
    for (size_t i = 0; i < s->n_unsaved; i++) {
        struct sq_edit *e = &s->unsaved[i];
        const struct sq_node *item =
            e->key.len || !e->value.len ? NULL : read_value(a, e->value);
        const struct sq_node *id = item ? sq_node_find(item, "id") : NULL;
        if (!id || !id->text.len || !has_item(theirs, e->part, id->text))
            continue;
        s->renamed = true;
        sq_str old = id->text;
        sq_str new = old;
        for (unsigned n = 1; has_item(theirs, e->part, new) ||
                             has_item(s->page->doc.tree, e->part, new);
             n++)
            new = sq_str_printf(a, "%c%u", old.ptr[0], n);
        sq_node_find(item, "id")->text = new;
        e->value = flow_of(a, item);
        for (size_t k = i + 1; k < s->n_unsaved; k++)
            rename_in(a, &s->unsaved[k], e->part, old, new);
    }
}

bool
sq_store_rebase(struct sq_store *s, sq_str text, struct sq_arena *a,
                sq_str *out_why)
{
    struct sq_page *theirs = free_page(s, NULL);
    bool good = open_page(s, theirs, text);
    if (!good)
        *out_why = SQ_LIT("It cannot be read as an assessment any more.");
    if (good)
        avoid_taken_ids(s, theirs->doc.tree);
    for (size_t i = 0; good && i < s->n_unsaved; i++) {
        struct sq_page *next = free_page(s, theirs);
        good = try_edit(s, theirs, next, &s->unsaved[i], a, out_why);
        close_page(good ? theirs : next);
        theirs = good ? next : theirs;
    }
    if (good)
        turn_to(s, theirs);
    else
        close_page(theirs);
    return good;
}
