/* SPDX-License-Identifier: MIT */
#include "lint/portfolio.h"

#include "base/arena.h"
#include "lint/plain.h"

/* A text of so many words is no coincidence twice. */
enum { WORDS_COPIED = 12 };

struct adding {
    struct sq_portfolio *p;
    struct sq_member *m;
    const struct sq_look *look;
};

static struct sq_extent
extent(struct sq_span at)
{
    return (struct sq_extent){at.from, at.to};
}

static struct sq_mention
mention(struct sq_portfolio *p, const struct sq_word *w)
{
    return (struct sq_mention){sq_str_copy(p->arena, w->text), extent(w->at)};
}

static struct sq_mention *
mentions(struct sq_portfolio *p, const struct sq_word *words, size_t n)
{
    if (n == 0)
        return NULL;
    struct sq_mention *list = SQ_NEW_N(p->arena, n, struct sq_mention);
    for (size_t i = 0; i < n; i++)
        list[i] = mention(p, &words[i]);
    return list;
}

static bool
is_passage(const struct sq_said *s)
{
    const struct sq_question *q = s->slot->question;
    bool taken_over = q->n_copies || (q->group && q->group->n_copies);
    return !taken_over && s->words >= WORDS_COPIED;
}

/* Ids of what cannot grow live as long as the questionnaire. */
static const sq_str *
id_of(struct sq_arena *a, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    if (!q->group)
        return &q->name;
    const struct sq_group *g = q->group;
    if (g->cell_ids)
        return &g->cell_ids[s->row->index * g->n + (q->index - g->first)];
    sq_str *id = SQ_NEW(a, sq_str);
    *id = sq_str_copy(a, s->id);
    return id;
}

/* Counted first, they take no more room than they need. */
static void
take_texts(struct adding *x)
{
    const struct sq_look *k = x->look;
    struct sq_arena *a = x->p->arena;
    struct sq_member *m = x->m;
    size_t n = 0;
    for (size_t i = 0; i < k->n_said; i++)
        n += is_passage(&k->said[i]);
    if (n == 0)
        return;
    m->copies = SQ_NEW_N(a, n, struct sq_passage);
    for (size_t i = 0; i < k->n_said; i++) {
        const struct sq_said *s = &k->said[i];
        if (is_passage(s))
            m->copies[m->n_copies++] = (struct sq_passage){
                sq_hash(s->plain, 0), id_of(a, s->slot), extent(s->at)};
    }
}

static struct sq_added *
added_of(struct adding *x, const struct sq_row *row)
{
    struct sq_arena *a = x->p->arena;
    sq_str label = sq_row_label(x->look->c, row, (sq_str){0});
    sq_str key = sq_plain(a, label);
    if (key.len == 0)
        return NULL;
    struct sq_added *added = SQ_NEW(a, struct sq_added);
    *added =
        (struct sq_added){key, sq_str_copy(a, label), sq_str_copy(a, row->id)};
    return added;
}

/* What the row is about: an item of a list, which outlives the document as its
 * questionnaire does, or the words of its subject.  False: nobody knows. */
static bool
name_touch(struct adding *x, const struct sq_impact *i, struct sq_touch *t)
{
    t->group = i->group;
    t->item = i->row->item;
    if (!t->item && i->group->repeat == SQ_ROWS)
        t->added = added_of(x, i->row);
    return t->item || t->added;
}

static bool
is_touch(const struct sq_impact *i)
{
    return i->direction && !i->row->phantom;
}

static void
take_touches(struct adding *x)
{
    struct sq_member *m = x->m;
    const struct sq_results *r = x->look->r;
    size_t most = 0;
    for (size_t n = 0; n < r->n_impacts; n++)
        most += is_touch(&r->impacts[n]);
    if (most == 0)
        return;
    m->touches = SQ_NEW_N(x->p->arena, most, struct sq_touch);
    for (size_t n = 0; n < r->n_impacts; n++) {
        const struct sq_impact *i = &r->impacts[n];
        struct sq_touch t = {.effect = (uint8_t)i->effect,
                             .not_known = i->not_known};
        if (!is_touch(i) || !name_touch(x, i, &t))
            continue;
        t.lasting = sq_heft(x->look, sq_left(i)) >= SQ_MEDIUM;
        t.reasoned =
            i->direction->answer && i->direction->answer->because.text.len > 0;
        t.at = extent(sq_row_at(x->look, i->row));
        m->touches[m->n_touches++] = t;
    }
}

sq_str
sq_touch_key(const struct sq_touch *t)
{
    return t->item ? t->item->id.text : t->added->key;
}

sq_str
sq_touch_label(const struct sq_touch *t)
{
    if (!t->item)
        return t->added->label;
    sq_str label = sq_text_get(&t->item->label, (sq_str){0});
    return label.len ? label : t->item->id.text;
}

sq_str
sq_touch_row(const struct sq_touch *t)
{
    return t->item ? t->item->id.text : t->added->row;
}

static void
take_quiet(struct adding *x)
{
    const struct sq_assessment *as = x->look->as;
    struct sq_member *m = x->m;
    for (size_t i = 0; i < as->n_suppressions; i++) {
        const struct sq_suppression *s = &as->suppressions[i];
        const struct sq_code_info *info = sq_code_find(s->code.text);
        bool expired = s->until != SQ_NO_DATE && s->until < x->p->today;
        if (!info || expired || s->place.text.len || s->because.text.len == 0)
            continue;
        m->quiet =
            sq_arena_push(x->p->arena, m->quiet, &m->n_quiet, sizeof *m->quiet);
        m->quiet[m->n_quiet - 1] = (enum sq_code)(info - sq_codes);
    }
}

static void
take_about(struct sq_portfolio *p, struct sq_member *m,
           const struct sq_assessment *as)
{
    const struct sq_about *about = &as->about;
    m->title = mention(p, &about->title);
    m->reference = mention(p, &about->reference);
    m->organisation = mention(p, &about->organisation);
    m->parent = mention(p, &about->parent);
    m->replaces = mention(p, &about->replaces);
    m->n_children = about->n_children;
    m->children = mentions(p, about->children, about->n_children);
    m->n_sisters = about->n_sisters;
    m->sisters = mentions(p, about->sisters, about->n_sisters);
    m->n_partners = about->n_partners;
    if (m->n_partners)
        m->partners = SQ_NEW_N(p->arena, m->n_partners, struct sq_mention);
    for (size_t i = 0; i < m->n_partners; i++)
        m->partners[i] = mention(p, &about->partners[i].name);
    m->questionnaire = sq_str_copy(p->arena, as->questionnaire_id.text);
    m->written = about->completed;
    if (m->written == SQ_NO_DATE)
        m->written = about->started;
    m->when = about->go_live;
    if (m->when == SQ_NO_DATE)
        m->when = about->decision.on;
    if (m->when == SQ_NO_DATE)
        m->when = m->written;
}

struct sq_member *
sq_portfolio_add(struct sq_portfolio *p, const struct sq_look *k)
{
    const struct sq_assessment *as = k->as;
    struct sq_member *m = SQ_NEW(p->arena, struct sq_member);
    m->name = sq_str_z(p->arena, sq_str_of(as->source->name));
    m->draft = sq_moment_of(as, p->today) == SQ_MOMENT_DRAFT;
    take_about(p, m, as);
    struct adding x = {p, m, k};
    take_texts(&x);
    take_touches(&x);
    take_quiet(&x);
    sq_portfolio_join(p, m);
    return m;
}

void
sq_portfolio_join(struct sq_portfolio *p, struct sq_member *m)
{
    p->members = sq_arena_push(p->arena, p->members, &p->n, sizeof *p->members);
    p->members[p->n - 1] = m;
    m->index = p->n - 1;
    p->by_reference.arena = p->arena;
    if (m->reference.text.len)
        sq_map_add(&p->by_reference, m->reference.text, m);
}

struct sq_member *
sq_member_find(const struct sq_portfolio *p, sq_str reference)
{
    return reference.len && p->n ? sq_map_find(&p->by_reference, reference)
                                 : NULL;
}

static bool
names(const struct sq_member *m, sq_str reference)
{
    bool named = sq_str_eq(m->parent.text, reference) ||
                 sq_str_eq(m->replaces.text, reference);
    for (size_t i = 0; i < m->n_children; i++)
        named |= sq_str_eq(m->children[i].text, reference);
    for (size_t i = 0; i < m->n_sisters; i++)
        named |= sq_str_eq(m->sisters[i].text, reference);
    return reference.len && named;
}

bool
sq_members_linked(const struct sq_member *a, const struct sq_member *b)
{
    return names(a, b->reference.text) || names(b, a->reference.text) ||
           (a->reference.text.len &&
            sq_str_eq(a->reference.text, b->reference.text));
}

sq_str
sq_member_called(const struct sq_member *m)
{
    return m->reference.text.len ? m->reference.text : m->title.text;
}

struct sq_span
sq_member_span(struct sq_portfolio *p, struct sq_member *m, struct sq_extent at)
{
    if (!m->source && p->open)
        m->source = p->open(p->ctx, m->name);
    if (!m->source)
        m->source = sq_source_new(p->arena, m->name, (sq_str){0});
    /* it may have become shorter since */
    uint32_t end = (uint32_t)m->source->text.len;
    return (struct sq_span){m->source, at.from < end ? at.from : end,
                            at.to < end ? at.to : end};
}

bool
sq_member_quiet(const struct sq_member *m, enum sq_code code)
{
    for (size_t i = 0; i < m->n_quiet; i++)
        if (m->quiet[i] == code)
            return true;
    return false;
}
