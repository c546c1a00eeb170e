/* SPDX-License-Identifier: MIT */
/* The action register: what is overdue first, then by its day. */
#include "base/arena.h"
#include "report/kinds.h"
#include "report/paper.h"

enum part {
    OVERDUE,
    NEXT_30,
    NEXT_60,
    NEXT_90,
    LATER,
    NO_DAY,
    DONE,
    DROPPED,
    N_PARTS
};

static const char *const titles[N_PARTS] = {
    [OVERDUE] = "Overdue",
    [NEXT_30] = "Due within 30 days",
    [NEXT_60] = "Due within 60 days",
    [NEXT_90] = "Due within 90 days",
    [LATER] = "Due later",
    [NO_DAY] = "Without a date",
    [DONE] = "Done",
    [DROPPED] = "Dropped",
};

static enum part
part_of(const struct sq_paper *p, const struct sq_action *x)
{
    if (x->status == SQ_AS_DONE)
        return DONE;
    if (x->status == SQ_AS_DROPPED)
        return DROPPED;
    if (x->due == SQ_NO_DATE)
        return NO_DAY;
    if (p->r->as_of == SQ_NO_DATE)
        return LATER;
    if (x->due < p->r->as_of)
        return OVERDUE;
    if (x->due - p->r->as_of <= 30)
        return NEXT_30;
    if (x->due - p->r->as_of <= 60)
        return NEXT_60;
    return x->due - p->r->as_of <= 90 ? NEXT_90 : LATER;
}

/* By day, those of one day in the file's order: `next` after `last`. */
static const struct sq_action *
next_of(const struct sq_paper *p, enum part part, const struct sq_action *last)
{
    const struct sq_action *best = NULL;

    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *x = &p->as->actions[i];
        bool after =
            !last || x->due > last->due || (x->due == last->due && x > last);
        if (part_of(p, x) == part && after && (!best || x->due < best->due))
            best = x;
    }
    return best;
}

static void
put_part(struct sq_paper *p, enum part part)
{
    const struct sq_action *x = next_of(p, part, NULL);

    if (!x)
        return;
    sq_paper_heading(p, 2, sq_str_of(titles[part]));
    for (; x; x = next_of(p, part, x))
        sq_paper_action(p, x);
}

/* ---- who has how much on them -------------------------------------------- */

struct load {
    sq_str who;
    size_t open, overdue, done;
};
struct loads {
    struct load *items;
    size_t n;
};

static struct load *
load_of(struct sq_paper *p, struct loads *all, sq_str who)
{
    for (size_t i = 0; i < all->n; i++) {
        if (sq_str_eq(all->items[i].who, who))
            return &all->items[i];
    }
    all->items =
        sq_arena_push(p->a, all->items, &all->n, sizeof(all->items[0]));
    all->items[all->n - 1] = (struct load){.who = who};
    return &all->items[all->n - 1];
}

static void
cell_count(struct sq_paper *p, struct sq_block *table, size_t n)
{
    sq_putf(&p->b, "%zu", n);
    struct sq_cell *cell = sq_paper_take_cell(p, table);
    cell->number = cell->has_num = true;
    cell->num = sq_num_int((int64_t)n);
}

static void
put_loads(struct sq_paper *p, const struct loads *all, const char *first)
{
    const char *heads[] = {first, "Open", "Overdue", "Done"};
    struct sq_block *table = sq_paper_table(p, heads, 4);

    for (size_t i = 0; i < all->n; i++) {
        const struct load *one = &all->items[i];
        sq_paper_cell(p, table, one->who);
        cell_count(p, table, one->open);
        cell_count(p, table, one->overdue);
        cell_count(p, table, one->done);
    }
}

static void
add_to(const struct sq_paper *p, struct load *l, const struct sq_action *x)
{
    l->done += x->status == SQ_AS_DONE;
    l->open += x->status != SQ_AS_DONE && x->status != SQ_AS_DROPPED;
    l->overdue += sq_paper_overdue(p, x->due, x->status);
}

static void
put_who(struct sq_paper *p)
{
    struct loads people = {NULL, 0}, bodies = {NULL, 0};

    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *x = &p->as->actions[i];
        add_to(p,
               load_of(p, &people,
                       x->owner.text.len > 0 ? x->owner.text
                                             : SQ_LIT("NOBODY NAMED")),
               x);
        if (x->organisation.text.len > 0)
            add_to(p, load_of(p, &bodies, x->organisation.text), x);
    }
    if (people.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("By owner"));
    put_loads(p, &people, "Owner");
    if (bodies.n < 2)
        return;
    sq_paper_heading(p, 2, SQ_LIT("By organisation"));
    put_loads(p, &bodies, "Organisation");
}

static void
put_counts(struct sq_paper *p)
{
    size_t n[N_PARTS] = {0};

    for (size_t i = 0; i < p->as->n_actions; i++)
        n[part_of(p, &p->as->actions[i])]++;
    sq_putf(&p->b,
            "%zu %s: %zu overdue, %zu due within 90 days, %zu later, %zu "
            "without a date, %zu done, %zu dropped.",
            p->as->n_actions, p->as->n_actions == 1 ? "action" : "actions",
            n[OVERDUE], n[NEXT_30] + n[NEXT_60] + n[NEXT_90], n[LATER],
            n[NO_DAY], n[DONE], n[DROPPED]);
    if (p->r->as_of != SQ_NO_DATE) {
        sq_putz(&p->b, " Counted from ");
        sq_paper_put_date(p, p->r->as_of);
        sq_putc(&p->b, '.');
    }
    sq_paper_take_paragraph(p);
}

struct sq_outline *
sq_kind_actions(const struct sq_report *r)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    const struct sq_about *about = &p.as->about;
    sq_putz(&p.b, "Action register: ");
    sq_put(&p.b, about->title.text.len > 0 ? about->title.text : r->file);
    sq_paper_take_heading(&p, 1);
    put_counts(&p);
    for (int part = OVERDUE; part < N_PARTS; part++)
        put_part(&p, (enum part)part);
    put_who(&p);
    if (p.as->n_conditions > 0)
        sq_paper_conditions(&p);
    sq_paper_provenance(&p);
    return sq_paper_close(&p);
}
