/* SPDX-License-Identifier: MIT */
#include "cli/parcel.h"

#include <string.h>

#include "base/arena.h"

/* ---- numbers and texts --------------------------------------------------- */

static void
put_number(struct sq_sbuf *out, uint64_t n)
{
    char bytes[sizeof n];
    memcpy(bytes, &n, sizeof n);
    sq_put(out, (sq_str){bytes, sizeof bytes});
}

/* Dates are negative before 1970. */
static void
put_date(struct sq_sbuf *out, sq_date d)
{
    put_number(out, (uint64_t)(int64_t)d);
}

static void
put_text(struct sq_sbuf *out, sq_str s)
{
    put_number(out, s.len);
    sq_put(out, s);
}

struct reader {
    struct sq_arena *arena; /* what is made lives here */
    sq_str rest;
    bool broken;
};

static uint64_t
read_number(struct reader *r)
{
    uint64_t n;
    if (r->rest.len < sizeof n) {
        r->broken = true;
        return 0;
    }
    memcpy(&n, r->rest.ptr, sizeof n);
    r->rest = sq_str_sub(r->rest, sizeof n, r->rest.len);
    return n;
}

/* How many follow: each takes at least one number. */
static size_t
read_count(struct reader *r)
{
    uint64_t n = read_number(r);
    if (n > r->rest.len / sizeof n) {
        r->broken = true;
        return 0;
    }
    return (size_t)n;
}

static sq_date
read_date(struct reader *r)
{
    return (sq_date)(int64_t)read_number(r);
}

static sq_str
read_text(struct reader *r)
{
    uint64_t n = read_number(r);
    if (n > r->rest.len) {
        r->broken = true;
        return (sq_str){0};
    }
    sq_str s = sq_str_sub(r->rest, 0, (size_t)n);
    r->rest = sq_str_sub(r->rest, (size_t)n, r->rest.len);
    return s;
}

/* ---- findings ------------------------------------------------------------ */

/* The files that findings and their notes are in, each once. */
struct sources {
    const struct sq_source **items;
    size_t n;
};

static size_t
index_of(struct sq_arena *a, struct sources *all, const struct sq_source *s)
{
    for (size_t i = 0; i < all->n; i++)
        if (all->items[i] == s)
            return i;
    all->items = sq_arena_push(a, all->items, &all->n, sizeof *all->items);
    all->items[all->n - 1] = s;
    return all->n - 1;
}

static void
put_span(struct sq_sbuf *out, struct sq_arena *a, struct sources *all,
         struct sq_span at)
{
    put_number(out, at.source ? index_of(a, all, at.source) + 1 : 0);
    put_number(out, at.from);
    put_number(out, at.to);
}

static void
put_finding(struct sq_sbuf *out, struct sq_arena *a, struct sources *all,
            const struct sq_found *f)
{
    const struct sq_diag *d = f->diag;
    put_number(out, d->code);
    put_number(out, d->level);
    put_span(out, a, all, d->at);
    put_text(out, d->message);
    put_text(out, d->help);
    put_text(out, d->fix);
    put_text(out, f->place);
    put_text(out, f->value);
    put_text(out, f->mark);
    put_number(out, f->standing);
    put_text(out, f->because);
    for (const struct sq_note *n = d->notes; n; n = n->next) {
        put_number(out, 1);
        put_span(out, a, all, n->at);
        put_text(out, n->text);
    }
    put_number(out, 0);
}

static void
put_findings(const struct sq_checked *c, struct sq_sbuf *out)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sources all = {0};
    struct sq_sbuf list;
    sq_sbuf_init(&list, out->max);
    for (size_t i = 0; i < c->n; i++)
        put_finding(&list, &a, &all, &c->items[i]);
    put_number(out, all.n);
    for (size_t i = 0; i < all.n; i++) {
        put_text(out, sq_str_of(all.items[i]->name));
        put_text(out, all.items[i]->text);
    }
    put_number(out, c->n);
    sq_put(out, sq_sbuf_str(&list));
    out->cut |= list.cut;
    sq_sbuf_done(&list);
    sq_arena_done(&a);
}

static struct sq_span
read_span(struct reader *r, const struct sources *all)
{
    uint64_t of = read_number(r);
    struct sq_span at = {0};
    at.from = (uint32_t)read_number(r);
    at.to = (uint32_t)read_number(r);
    if (of > all->n)
        r->broken = true;
    else if (of)
        at.source = all->items[of - 1];
    return at;
}

static void
read_finding(struct reader *r, const struct sources *all, struct sq_found *out)
{
    struct sq_diag *d = SQ_NEW(r->arena, struct sq_diag);
    d->code = (enum sq_code)read_number(r);
    d->level = (enum sq_level)read_number(r);
    d->at = read_span(r, all);
    d->message = read_text(r);
    d->help = read_text(r);
    d->fix = read_text(r);
    out->diag = d;
    out->place = read_text(r);
    out->value = read_text(r);
    out->mark = read_text(r);
    out->standing = (enum sq_standing)read_number(r);
    out->because = read_text(r);
    for (struct sq_note **end = &d->notes; read_number(r) && !r->broken;
         end = &(*end)->next) {
        *end = SQ_NEW(r->arena, struct sq_note);
        (*end)->at = read_span(r, all);
        (*end)->text = read_text(r);
    }
}

static void
read_findings(struct reader *r, struct sq_checked *out)
{
    struct sources all = {.n = read_count(r)};
    all.items = SQ_NEW_N(r->arena, all.n + 1, const struct sq_source *);
    for (size_t i = 0; i < all.n; i++) {
        const char *name = sq_str_z(r->arena, read_text(r));
        all.items[i] = sq_source_new(r->arena, name, read_text(r));
    }
    out->n = read_count(r);
    out->items = SQ_NEW_N(r->arena, out->n + 1, struct sq_found);
    for (size_t i = 0; i < out->n && !r->broken; i++)
        read_finding(r, &all, &out->items[i]);
}

/* ---- what is compared between files -------------------------------------- */

static void
put_mentions(struct sq_sbuf *out, const struct sq_mention *list, size_t n)
{
    put_number(out, n);
    for (size_t i = 0; i < n; i++) {
        put_text(out, list[i].text);
        put_number(out, list[i].at.from);
        put_number(out, list[i].at.to);
    }
}

static struct sq_extent
read_extent(struct reader *r)
{
    struct sq_extent at;
    at.from = (uint32_t)read_number(r);
    at.to = (uint32_t)read_number(r);
    return at;
}

static struct sq_mention *
read_mentions(struct reader *r, size_t *out_n)
{
    size_t n = read_count(r);
    struct sq_mention *list = SQ_NEW_N(r->arena, n + 1, struct sq_mention);
    for (size_t i = 0; i < n; i++) {
        list[i].text = sq_str_copy(r->arena, read_text(r));
        list[i].at = read_extent(r);
    }
    *out_n = n;
    return list;
}

static void
read_mention(struct reader *r, struct sq_mention *out)
{
    size_t n;
    struct sq_mention *list = read_mentions(r, &n);
    if (n == 1)
        *out = list[0];
    else
        r->broken = true;
}

static void
put_touch(struct sq_sbuf *out, const struct sq_touch *t)
{
    put_text(out, t->group->id.text);
    put_number(out, t->item != NULL);
    if (t->item) {
        put_number(out, (uint64_t)(t->item - t->group->list->items));
    } else {
        put_text(out, t->added->key);
        put_text(out, t->added->label);
        put_text(out, t->added->row);
    }
    put_number(out, t->effect);
    put_number(out, t->not_known);
    put_number(out, t->lasting);
    put_number(out, t->reasoned);
    put_number(out, t->at.from);
    put_number(out, t->at.to);
}

static const struct sq_group *
group_of(const struct sq_questionnaire *q, sq_str id)
{
    for (size_t i = 0; q && i < q->n_groups; i++)
        if (sq_str_eq(q->groups[i]->id.text, id))
            return q->groups[i];
    return NULL;
}

static const struct sq_item *
read_item(struct reader *r, const struct sq_group *g)
{
    uint64_t i = read_number(r);
    if (g && g->list && i < g->list->n)
        return &g->list->items[i];
    r->broken = true;
    return NULL;
}

static const struct sq_added *
read_added(struct reader *r)
{
    struct sq_added *added = SQ_NEW(r->arena, struct sq_added);
    added->key = sq_str_copy(r->arena, read_text(r));
    added->label = sq_str_copy(r->arena, read_text(r));
    added->row = sq_str_copy(r->arena, read_text(r));
    return added;
}

static void
read_touch(struct reader *r, const struct sq_questionnaire *q,
           struct sq_touch *t)
{
    t->group = group_of(q, read_text(r));
    if (read_number(r))
        t->item = read_item(r, t->group);
    else
        t->added = read_added(r);
    t->effect = (uint8_t)read_number(r);
    t->not_known = read_number(r) != 0;
    t->lasting = read_number(r) != 0;
    t->reasoned = read_number(r) != 0;
    t->at = read_extent(r);
    r->broken |= !t->group;
}

static void
put_lists(const struct sq_member *m, struct sq_sbuf *out)
{
    put_number(out, m->n_copies);
    for (size_t i = 0; i < m->n_copies; i++) {
        put_number(out, m->copies[i].hash);
        put_text(out, *m->copies[i].id);
        put_number(out, m->copies[i].at.from);
        put_number(out, m->copies[i].at.to);
    }
    put_number(out, m->n_touches);
    for (size_t i = 0; i < m->n_touches; i++)
        put_touch(out, &m->touches[i]);
    put_number(out, m->n_quiet);
    for (size_t i = 0; i < m->n_quiet; i++)
        put_number(out, m->quiet[i]);
}

static void
read_lists(struct reader *r, const struct sq_questionnaire *q,
           struct sq_member *m)
{
    m->n_copies = read_count(r);
    m->copies = SQ_NEW_N(r->arena, m->n_copies + 1, struct sq_passage);
    for (size_t i = 0; i < m->n_copies; i++) {
        sq_str *id = SQ_NEW(r->arena, sq_str);
        m->copies[i].hash = read_number(r);
        *id = sq_str_copy(r->arena, read_text(r));
        m->copies[i].id = id;
        m->copies[i].at = read_extent(r);
    }
    m->n_touches = read_count(r);
    m->touches = SQ_NEW_N(r->arena, m->n_touches + 1, struct sq_touch);
    for (size_t i = 0; i < m->n_touches; i++)
        read_touch(r, q, &m->touches[i]);
    m->n_quiet = read_count(r);
    m->quiet = SQ_NEW_N(r->arena, m->n_quiet + 1, enum sq_code);
    for (size_t i = 0; i < m->n_quiet; i++)
        m->quiet[i] = (enum sq_code)read_number(r);
}

static void
put_member(const struct sq_member *m, struct sq_sbuf *out)
{
    put_mentions(out, &m->title, 1);
    put_mentions(out, &m->reference, 1);
    put_mentions(out, &m->organisation, 1);
    put_mentions(out, &m->parent, 1);
    put_mentions(out, &m->replaces, 1);
    put_mentions(out, m->children, m->n_children);
    put_mentions(out, m->sisters, m->n_sisters);
    put_mentions(out, m->partners, m->n_partners);
    put_text(out, m->questionnaire);
    put_date(out, m->when);
    put_date(out, m->written);
    put_number(out, m->draft);
    put_lists(m, out);
}

static struct sq_member *
read_member(struct reader *r, const char *name,
            const struct sq_questionnaire *q)
{
    struct sq_member *m = SQ_NEW(r->arena, struct sq_member);
    m->name = sq_str_z(r->arena, sq_str_of(name));
    read_mention(r, &m->title);
    read_mention(r, &m->reference);
    read_mention(r, &m->organisation);
    read_mention(r, &m->parent);
    read_mention(r, &m->replaces);
    m->children = read_mentions(r, &m->n_children);
    m->sisters = read_mentions(r, &m->n_sisters);
    m->partners = read_mentions(r, &m->n_partners);
    m->questionnaire = sq_str_copy(r->arena, read_text(r));
    m->when = read_date(r);
    m->written = read_date(r);
    m->draft = read_number(r) != 0;
    read_lists(r, q, m);
    return m;
}

/* ---- all of it ----------------------------------------------------------- */

void
sq_parcel_put(const struct sq_checked *c, struct sq_sbuf *out)
{
    put_number(out, c->end);
    put_text(out, sq_str_of(c->name));
    put_number(out, (uint64_t)c->exit);
    put_text(out, sq_str_of(c->trouble));
    put_text(out, c->questionnaire);
    put_text(out, c->path);
    put_findings(c, out);
    put_number(out, c->member != NULL);
    if (c->member)
        put_member(c->member, out);
}

bool
sq_parcel_read(struct sq_arena *a, sq_str parcel, struct sq_library *l,
               struct sq_portfolio *p, struct sq_checked *out)
{
    struct reader r = {.arena = a, .rest = parcel};
    *out = (struct sq_checked){0};
    out->end = (enum sq_checked_end)read_number(&r);
    out->name = sq_str_z(a, read_text(&r));
    out->exit = (enum sq_exit)read_number(&r);
    out->trouble = sq_str_z(a, read_text(&r));
    out->questionnaire = read_text(&r);
    out->path = read_text(&r);
    read_findings(&r, out);
    bool scored = read_number(&r) != 0;
    if (r.broken)
        return false;
    const struct sq_questionnaire *q = NULL;
    if (out->questionnaire.len || out->path.len)
        q = sq_library_again(l, sq_str_z(l->arena, sq_str_of(out->name)),
                             out->questionnaire, out->path);
    r.arena = p->arena;
    if (scored)
        out->member = read_member(&r, out->name, q);
    return !r.broken && r.rest.len == 0;
}
