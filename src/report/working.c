/* SPDX-License-Identifier: MIT */
/* The working: every figure with what it is made of, to be reworked by hand. */
#include "report/working.h"

/* ---- gates, triggers, outcomes ------------------------------------------ */

static void
put_decisions(struct sq_paper *p, unsigned level)
{
    const struct sq_results *res = p->res;
    struct sq_block *list = sq_paper_bullets(p);

    if (res->n_gates + res->n_triggers == 0)
        return;
    sq_paper_heading(p, level, SQ_LIT("Gates and triggers"));
    for (size_t i = 0; i < res->n_gates; i++) {
        const struct sq_gate *g = res->gates[i].gate;
        sq_putf(&p->b, "The gate %.*s: %s. It must hold that %.*s",
                SQ_FMT(g->id.text), sq_words_gate(res->gates[i].state),
                SQ_FMT(g->must.text));
        if (g->when.text.len > 0)
            sq_putf(&p->b, ", whenever %.*s", SQ_FMT(g->when.text));
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
    for (size_t i = 0; i < res->n_triggers; i++) {
        const struct sq_trigger *t = res->triggers[i].trigger;
        sq_putf(&p->b, "The trigger %.*s: %s. It fires when %.*s",
                SQ_FMT(t->id.text), sq_words_trigger(res->triggers[i].state),
                SQ_FMT(t->when.text));
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
}

static bool
is_possible(const struct sq_results *res, const struct sq_outcome *o)
{
    for (size_t i = 0; i < res->n_possible; i++) {
        if (res->possible[i] == o)
            return true;
    }
    return false;
}

static void
put_outcomes(struct sq_paper *p, unsigned level)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (p->q->n_outcomes == 0)
        return;
    sq_paper_heading(p, level, SQ_LIT("The recommendation"));
    sq_paper_say(p, "The first of these whose rule holds:");
    for (size_t i = 0; i < p->q->n_outcomes; i++) {
        const struct sq_outcome *o = &p->q->outcomes[i];
        sq_put(&p->b, sq_words_label(&o->label, o->id.text, p->lang));
        if (o->otherwise)
            sq_putz(&p->b, ", otherwise");
        else
            sq_putf(&p->b, ", when %.*s", SQ_FMT(o->when.text));
        if (p->res->outcome == o)
            sq_putz(&p->b, ": THIS ONE");
        else if (!p->res->outcome && is_possible(p->res, o))
            sq_putz(&p->b, ": possible");
        sq_paper_take_item(p, list);
    }
}

void
sq_paper_working(struct sq_paper *p, unsigned level)
{
    if (p->res->n_dimensions > 0)
        sq_working_usual(p);
    for (size_t i = 0; i < p->res->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->res->dimensions[i];
        sq_put(&p->b, sq_words_label(&d->dimension->label,
                                     d->dimension->id.text, p->lang));
        if (d->dimension->label.n > 0)
            sq_putf(&p->b, " (%.*s)", SQ_FMT(d->dimension->id.text));
        sq_paper_take_heading(p, level);
        sq_working_dimension(p, d);
    }
    for (size_t i = 0; i < p->res->n_values; i++) {
        const struct sq_derived *v = p->res->values[i].derived;
        sq_put(&p->b, sq_words_label(&v->label, v->id.text, p->lang));
        if (v->label.n > 0)
            sq_putf(&p->b, " (%.*s)", SQ_FMT(v->id.text));
        sq_paper_take_heading(p, level);
        sq_working_value(p, &p->res->values[i]);
    }
    put_decisions(p, level);
    put_outcomes(p, level);
}
