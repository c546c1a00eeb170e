/* SPDX-License-Identifier: MIT */
/* The action register: what is overdue first, then by its day. */
#include "base/arena.h"
#include "report/kinds.h"
#include "report/paper.h"

enum part { OVERDUE, NEXT_30, NEXT_90, LATER, NO_DAY, DONE, DROPPED, N_PARTS };

static const char *const titles[N_PARTS] = {
    [OVERDUE] = "Overdue",
    [NEXT_30] = "Due within 30 days",
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
    return x->due - p->r->as_of <= 90 ? NEXT_90 : LATER;
}

/* What the key of a row, or of one of its cells, is called. */
static void
put_target(struct sq_paper *p, const struct sq_action *x, sq_str key)
{
    const struct sq_slot *s = sq_case_find(p->c, key);

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_row *row = p->res->impacts[i].row;
        for (size_t k = 0; k < p->res->impacts[i].n_actions; k++) {
            if (p->res->impacts[i].actions[k] != x ||
                !(s ? s->row == row
                    : sq_str_eq(key, sq_str_printf(p->a, "%.*s.%.*s",
                                                   SQ_FMT(row->group->id.text),
                                                   SQ_FMT(row->id)))))
                continue;
            sq_paper_put_row(p, row);
            return;
        }
    }
    sq_put(&p->b, key);
}

static void
put_targets(struct sq_paper *p, const struct sq_action *x)
{
    for (size_t i = 0; i < x->n_targets; i++) {
        sq_putz(&p->b, i > 0 ? "; " : "");
        put_target(p, x, x->targets[i].text);
    }
}

static void
put_action(struct sq_paper *p, struct sq_block *table,
           const struct sq_action *x)
{
    const char *status = sq_words_action_status(x->status);
    bool late = sq_paper_overdue(p, x->due, x->status);

    sq_paper_cell(p, table, x->id.text);
    if (x->due != SQ_NO_DATE)
        sq_paper_put_day(p, x->due);
    else
        sq_put(&p->b,
               x->due_text.text.len > 0 ? x->due_text.text : SQ_LIT("NO DATE"));
    sq_paper_take_cell(p, table)->colour = late ? SQ_RED : SQ_COLOUR_NONE;
    sq_putf(&p->b, "%s%s", status[0] ? status : "not given",
            late ? ", OVERDUE" : "");
    sq_paper_take_cell(p, table)->colour = late ? SQ_RED : SQ_COLOUR_NONE;
    sq_put(&p->b,
           x->owner.text.len > 0 ? x->owner.text : SQ_LIT("NOBODY NAMED"));
    sq_paper_take_cell(p, table);
    sq_put(&p->b, x->what.text);
    sq_paper_stop(p);
    if (x->organisation.text.len > 0) {
        sq_putf(&p->b, " By: %.*s", SQ_FMT(x->organisation.text));
        sq_paper_stop(p);
    }
    if (x->n_targets > 0) {
        sq_putz(&p->b, " For: ");
        put_targets(p, x);
        sq_paper_stop(p);
    }
    if (x->measure.text.len > 0) {
        sq_putf(&p->b, " Measure: %.*s", SQ_FMT(x->measure.text));
        sq_paper_stop(p);
    }
    if (x->worked.text.len > 0) {
        sq_putf(&p->b, " Did it work: %.*s", SQ_FMT(x->worked.text));
        sq_paper_stop(p);
    } else if (x->status == SQ_AS_DONE) {
        sq_putz(&p->b, " WHETHER IT WORKED IS NOT RECORDED.");
    }
    sq_paper_take_cell(p, table);
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
    static const char *const heads[] = {"Ref", "Due", "Status", "Owner",
                                        "What, for whom, and its measure"};
    const struct sq_action *x = next_of(p, part, NULL);

    if (!x)
        return;
    sq_paper_heading(p, 2, sq_str_of(titles[part]));
    struct sq_block *table = sq_paper_table(p, heads, 5);
    for (; x; x = next_of(p, part, x))
        put_action(p, table, x);
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
            n[OVERDUE], n[NEXT_30] + n[NEXT_90], n[LATER], n[NO_DAY], n[DONE],
            n[DROPPED]);
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
    if (p.as->n_conditions > 0)
        sq_paper_conditions(&p);
    sq_paper_provenance(&p);
    return sq_paper_close(&p);
}
