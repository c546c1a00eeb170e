/* SPDX-License-Identifier: MIT */
#include "walk/store.h"

#include "base/limits.h"
#include "base/sbuf.h"
#include "yaml/edit.h"
#include "yaml/read.h"

static enum sq_status
open_page(const struct sq_store *s, struct sq_page *p, sq_str text,
          struct sq_err *err)
{
    *p = (struct sq_page){0};
    sq_arena_init(&p->arena);
    sq_diags_init(&p->diags, &p->arena);
    p->text = sq_str_copy(&p->arena, text);
    enum sq_status status = sq_document_read(s->library, &p->arena, s->name,
                                             &p->text, &p->diags, &p->doc, err);
    const struct sq_assessment *as = p->doc.assessment;
    if (status == SQ_OK && as && as->usable && as->questionnaire &&
        as->questionnaire->usable)
        p->c = sq_case_new(&p->arena, as, s->today, &p->diags);
    return status;
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

enum sq_status
sq_store_open(struct sq_store *s, struct sq_library *library, const char *name,
              sq_str text, sq_date today, struct sq_err *err)
{
    *s = (struct sq_store){.library = library, .name = name, .today = today};
    sq_arena_init(&s->arena);
    s->page = &s->pages[0];
    return open_page(s, s->page, text, err);
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

static bool
is_named(const struct sq_node *n, sq_str name)
{
    return n && n->key && sq_str_eq(n->key->text, name);
}

static const struct sq_node *
skip_named(const struct sq_node *n, sq_str name)
{
    return is_named(n, name) ? n->next : n;
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
        return one_more(was, is);
    if (!same_entries(was, is, e->key))
        return false;
    const struct sq_node *entry = is ? sq_node_find_str(is, e->key) : NULL;
    return e->value.len ? means(new, entry, e->value) : !entry;
}

/* ---- edits --------------------------------------------------------------- */

/* An error that the edit itself made; empty: none. */
static sq_str
complaint(const struct sq_page *p, const struct sq_edit *e, struct sq_arena *a)
{
    const struct sq_answer *answer =
        sq_map_find(&p->doc.assessment->by_key, e->key);
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

static bool
splice(const struct sq_page *p, const struct sq_edit *e, struct sq_sbuf *out)
{
    const struct sq_node *entry = entry_of(p->doc.tree, e);
    bool lines = entry && entry->kind == SQ_MAP && !entry->flow;
    if (lines && e->value.len && splice_members(p, e, out))
        return !out->cut;
    sq_sbuf_clear(out);
    bool done = e->key.len
                    ? sq_yaml_set(out, p->doc.tree, e->part, e->key, e->value)
                    : sq_yaml_append(out, p->doc.tree, e->part, e->value);
    return done && !out->cut;
}

static bool
try_edit(struct sq_store *s, const struct sq_page *from, struct sq_page *to,
         const struct sq_edit *e, struct sq_arena *a, sq_str *out_why)
{
    struct sq_sbuf text;
    sq_sbuf_init(&text, SQ_MAX_FILE);
    bool good = splice(from, e, &text) &&
                open_page(s, to, sq_sbuf_str(&text), NULL) == SQ_OK && to->c;
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

static void
remember(struct sq_store *s, const struct sq_edit *e)
{
    s->unsaved =
        sq_arena_push(&s->arena, s->unsaved, &s->n_unsaved, sizeof *s->unsaved);
    s->unsaved[s->n_unsaved - 1] =
        (struct sq_edit){e->part, sq_str_copy(&s->arena, e->key),
                         sq_str_copy(&s->arena, e->value)};
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
    turn_to(s, next);
    remember(s, e);
    return true;
}

void
sq_store_saved(struct sq_store *s)
{
    s->unsaved = NULL;
    s->n_unsaved = 0;
    sq_arena_done(&s->arena);
    sq_arena_init(&s->arena);
}

bool
sq_store_rebase(struct sq_store *s, sq_str text, struct sq_arena *a,
                sq_str *out_why)
{
    struct sq_page *theirs = free_page(s, NULL);
    bool good = open_page(s, theirs, text, NULL) == SQ_OK && theirs->c;
    if (!good)
        *out_why = SQ_LIT("It cannot be read as an assessment any more.");
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
