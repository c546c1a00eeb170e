/* SPDX-License-Identifier: MIT */
/*
 * Several changes that leave the same people or place worse off within twelve
 * months, of which this one does not name the others.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/sbuf.h"
#include "lint/lint.h"

enum { MANY = 3, NAMED = 3, WINDOW = 365 /* [days] */ };

struct hit {
    struct sq_member *m;
    const struct sq_touch *t;
};

struct pile {
    struct hit *hits;
    size_t n;
};

static void
gather(struct sq_portfolio *p, struct sq_map *piles, struct sq_member *m)
{
    for (size_t i = 0; i < m->n_touches; i++) {
        const struct sq_touch *t = &m->touches[i];
        if (m->when == SQ_NO_DATE || !t->lasting ||
            (t->effect != SQ_LOSES && t->effect != SQ_BOTH))
            continue;
        sq_str key = sq_touch_key(t);
        struct pile *pile = sq_map_find(piles, key);
        if (!pile) {
            pile = SQ_NEW(p->arena, struct pile);
            sq_map_add(piles, key, pile);
        }
        if (pile->n && pile->hits[pile->n - 1].m == m)
            continue;
        pile->hits =
            sq_arena_push(p->arena, pile->hits, &pile->n, sizeof *pile->hits);
        pile->hits[pile->n - 1] = (struct hit){m, t};
    }
}

/* What one assessment has not named. */
struct found {
    struct hit *mine; /* one a pile */
    size_t n;
    const struct hit *other; /* the first that is not named */
    size_t near;             /* changes in the largest pile */
};

static int
by_day(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    if (x->m->when != y->m->when)
        return x->m->when < y->m->when ? -1 : 1;
    return x->m->index < y->m->index ? -1 : x->m->index > y->m->index;
}

static void
add(struct sq_portfolio *p, struct found *x, const struct hit *mine,
    const struct hit *other, size_t near)
{
    x->mine = sq_arena_push(p->arena, x->mine, &x->n, sizeof *x->mine);
    x->mine[x->n - 1] = *mine;
    x->other = x->other ? x->other : other;
    x->near = near > x->near ? near : x->near;
}

/* The hits are in the order of their days: those near in time to one of them
 * are a window, which moves on. */
static void
look(struct sq_portfolio *p, const struct pile *pile, struct found *out)
{
    size_t from = 0, to = 0;
    for (size_t i = 0; i < pile->n; i++) {
        const struct hit *h = &pile->hits[i];
        while (h->m->when - pile->hits[from].m->when > WINDOW)
            from++;
        while (to < pile->n && pile->hits[to].m->when - h->m->when <= WINDOW)
            to++;
        const struct hit *other = NULL;
        for (size_t n = from; n < to && !other; n++)
            if (n != i && !sq_members_linked(pile->hits[n].m, h->m))
                other = &pile->hits[n];
        if (to - from >= MANY && other)
            add(p, &out[h->m->index], h, other, to - from);
    }
}

/* "`Age`, `Disability` and 3 more" */
static sq_str
labels(struct sq_portfolio *p, const struct found *f)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 4096);
    for (size_t i = 0; i < f->n && i < NAMED; i++)
        sq_putf(&b, "%s`%.*s`", i ? ", " : "",
                SQ_FMT(sq_touch_label(f->mine[i].t)));
    if (f->n > NAMED)
        sq_putf(&b, " and %zu more", f->n - (size_t)NAMED);
    sq_str list = sq_str_copy(p->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return list;
}

static void
tell(struct sq_portfolio *p, struct sq_diags *d, struct sq_member *m,
     const struct found *x)
{
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_piled_up, sq_member_span(p, m, x->mine[0].t->at),
        "%.*s: %s%zu changes within twelve months leave them worse off, "
        "and this one does not name `%.*s`",
        SQ_FMT(labels(p, x)), x->n > 1 ? "up to " : "", x->near,
        SQ_FMT(sq_member_called(x->other->m)));
    sq_diag_note(d, f, sq_member_span(p, x->other->m, x->other->t->at),
                 "another is here");
    sq_diag_help(d, f,
                 "look at them together, say what they do to these "
                 "people, and name them under `links.sisters`");
}

static void
portfolio(struct sq_portfolio *p, struct sq_diags *d)
{
    struct sq_map piles;
    sq_map_init(&piles, p->arena);
    for (size_t i = 0; i < p->n; i++)
        gather(p, &piles, p->members[i]);
    struct found *found = SQ_NEW_N(p->arena, p->n + 1, struct found);
    for (size_t i = 0; i < piles.n; i++) {
        struct pile *pile = piles.items[i].value;
        if (pile->n < MANY)
            continue;
        qsort(pile->hits, pile->n, sizeof *pile->hits, by_day);
        look(p, pile, found);
    }
    for (size_t i = 0; i < p->n; i++)
        if (found[i].n && !sq_member_quiet(p->members[i], SQ_FOUND_piled_up))
            tell(p, d, p->members[i], &found[i]);
}

const struct sq_rule sq_rule_piled_up = {.portfolio = portfolio};
