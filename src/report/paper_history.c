/* SPDX-License-Identifier: MIT */
/* What was done on which day, the first day first. */
#include "base/arena.h"
#include "report/paper.h"

/* Takes what is in b. */
static void
add_event(struct sq_paper *p, struct sq_events *e, sq_date on)
{
    sq_str what = sq_paper_take(p);

    if (on == SQ_NO_DATE)
        return;
    e->items = sq_arena_push(p->a, e->items, &e->n, sizeof(e->items[0]));
    size_t i = e->n - 1;
    for (; i > 0 && e->items[i - 1].on > on; i--)
        e->items[i] = e->items[i - 1];
    e->items[i] = (struct sq_event){on, what};
}

static void
add_event_z(struct sq_paper *p, struct sq_events *e, sq_date on,
            const char *what)
{
    sq_putz(&p->b, what);
    add_event(p, e, on);
}

static void
add_milestones(struct sq_paper *p, struct sq_events *e)
{
    const struct sq_about *about = &p->as->about;

    add_event_z(p, e, about->started, "The assessment was started");
    for (size_t i = 0; i < p->as->n_engagement; i++) {
        const struct sq_engagement *n = &p->as->engagement[i];
        sq_putf(&p->b, "Engagement %.*s: %.*s", SQ_FMT(n->id.text),
                SQ_FMT(n->method.text));
        add_event(p, e, n->on);
    }
    add_event_z(p, e, about->completed, "The assessment was completed");
    for (size_t i = 0; i < p->as->n_signatures; i++) {
        sq_putf(&p->b, "Signed by %.*s",
                SQ_FMT(p->as->signatures[i].name.text));
        add_event(p, e, p->as->signatures[i].on);
    }
    for (size_t i = 0; i < p->as->n_decisions; i++) {
        const struct sq_decision *d = &p->as->decisions[i];
        sq_putf(&p->b, "%.*s: %.*s", SQ_FMT(d->body.text),
                SQ_FMT(sq_paper_outcome(p, d->outcome.text)));
        add_event(p, e, d->on);
    }
    add_event_z(p, e, about->decision.on,
                about->decision.outcome.text.len > 0 ? "The decision"
                                                     : "The decision is due");
    add_event_z(p, e, about->go_live, "Goes live");
    add_event_z(p, e, about->review, "Next review");
}

struct names {
    sq_str *items;
    size_t n;
};

static void
add_name(struct sq_paper *p, struct names *names, sq_str name)
{
    for (size_t i = 0; i < names->n; i++) {
        if (sq_str_eq(names->items[i], name))
            return;
    }
    if (name.len == 0)
        return;
    names->items = sq_arena_push(p->a, names->items, &names->n, sizeof(sq_str));
    names->items[names->n - 1] = name;
}

/* "14 answers given, by r.patel and s.okoro" */
static void
add_answers(struct sq_paper *p, struct sq_events *e)
{
    for (size_t i = 0; i < p->as->n_answers; i++) {
        const struct sq_answer *first = &p->as->answers[i];
        struct names by = {NULL, 0};
        size_t n = 0;
        bool told = first->on == SQ_NO_DATE;
        for (size_t k = 0; k < i && !told; k++)
            told = p->as->answers[k].on == first->on;
        for (size_t k = i; k < p->as->n_answers && !told; k++) {
            if (p->as->answers[k].on != first->on)
                continue;
            add_name(p, &by, p->as->answers[k].by.text);
            n++;
        }
        if (told)
            continue;
        sq_putf(&p->b, "%zu %s given", n, n == 1 ? "answer" : "answers");
        for (size_t k = 0; k < by.n; k++) {
            sq_putz(&p->b, k == 0 ? ", by " : "");
            sq_words_join(&p->b, k, by.n, "and");
            sq_put(&p->b, by.items[k]);
        }
        add_event(p, e, first->on);
    }
}

static void
add_actions(struct sq_paper *p, struct sq_events *e)
{
    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *x = &p->as->actions[i];
        sq_putf(&p->b, "Action %.*s was done: %.*s", SQ_FMT(x->id.text),
                SQ_FMT(x->what.text));
        add_event(p, e, x->done);
    }
}

struct sq_events
sq_paper_history(struct sq_paper *p)
{
    struct sq_events e = {NULL, 0};

    add_milestones(p, &e);
    add_actions(p, &e);
    add_answers(p, &e);
    return e;
}

void
sq_paper_chronology(struct sq_paper *p)
{
    static const char *const heads[] = {"Day", "What"};
    struct sq_events e = {NULL, 0};

    sq_paper_heading(p, 2, SQ_LIT("All days in order"));
    add_milestones(p, &e);
    if (e.n == 0)
        sq_paper_say(p, "No day is recorded.");
    struct sq_block *table = sq_paper_table(p, heads, 2);
    for (size_t i = 0; i < e.n; i++) {
        sq_paper_put_date(p, e.items[i].on);
        sq_paper_take_cell(p, table);
        sq_paper_cell(p, table, e.items[i].what);
    }
}
