/* SPDX-License-Identifier: MIT */
/* Triggers, gates and the outcome, as formulas. */
#include "base/arena.h"
#include "report/live.h"

/* ---- triggers, gates, outcomes ------------------------------------------ */

static bool
agrees(const struct sq_term *t, bool low, bool high)
{
    return t->is_low.kind == SQ_CELL_NUM && (t->is_low.x > 0) == low &&
           (t->is_high.x > 0) == high;
}

/* What the engine knows better, for as long as nothing is changed. */
static struct sq_term
unless_changed(struct sq_live *l, struct sq_term t, bool low, bool high,
               sq_str words)
{
    if (agrees(&t, low, high))
        return t;
    struct sq_arena *a = l->p->arena;
    struct sq_term out = {
        sq_str_printf(a, "IF(C%u=0,%d,%.*s)", (unsigned)l->steps.first, low,
                      SQ_FMT(t.low)),
        sq_str_printf(a, "IF(C%u=0,%d,%.*s)", (unsigned)l->steps.first, high,
                      SQ_FMT(t.high)),
        sq_cell_number(low), sq_cell_number(high)};
    return sq_step_add(&l->steps, words, out);
}

static void
put_trigger(struct sq_live *l, const struct sq_trigger_result *r)
{
    const struct sq_trigger *t = r->trigger;
    bool made;
    struct sq_term x = sq_live_formula(l, &t->when, -1, &made);
    if (!made)
        sq_live_untold(l, "the trigger", t->id.text);
    l->triggers[t->index] = unless_changed(l, x, r->state == SQ_TRIGGER_ON,
                                           r->state != SQ_TRIGGER_OFF,
                                           sq_live_said(l, t->id.text, "on"));
}

/* 0 fails, 1 passes, between them not decided; whether it applies besides. */
static void
put_gate(struct sq_live *l, const struct sq_gate_result *r)
{
    const struct sq_gate *g = r->gate;
    struct sq_arena *a = l->p->arena;
    bool made = true, must_made = true;
    struct sq_term when = sq_term_number(&l->steps, 1, 1);
    if (g->when.expr)
        when = sq_live_formula(l, &g->when, -1, &made);
    struct sq_term must = sq_live_formula(l, &g->must, -1, &must_made);
    if (!made || !must_made)
        sq_live_untold(l, "the gate", g->id.text);
    bool waived = r->waiver && !r->waiver_expired;
    /* not failed: not asked, or passes, or is waived where it would fail */
    static const char form[] =
        "IF(%.*s<1,1,IF(OR(%.*s<1,ISTEXT(%.*s)),%d,IF(%.*s>0,1,%d)))";
    struct sq_term t = {
        sq_str_printf(a, form, SQ_FMT(when.high), SQ_FMT(when.low),
                      SQ_FMT(must.low), 0, SQ_FMT(must.low), waived),
        sq_str_printf(a, form, SQ_FMT(when.high), SQ_FMT(when.low),
                      SQ_FMT(must.high), 1, SQ_FMT(must.high), waived),
        sq_cell_number(0), sq_cell_number(1)};
    bool text = must.is_low.kind != SQ_CELL_NUM;
    if (when.is_high.x < 1) {
        t.is_low = sq_cell_number(1);
    } else if (when.is_low.x > 0 && !text) {
        t.is_low = sq_cell_number(must.is_low.x > 0 || waived);
        t.is_high = sq_cell_number(must.is_high.x > 0 || waived);
    }
    t = sq_step_add(&l->steps, sq_live_said(l, g->id.text, "does not fail"), t);
    l->gate_when[g->index] = when;
    l->gate_must[g->index] = must;
    l->gates[g->index] = unless_changed(
        l, t, r->state != SQ_GATE_FAIL && r->state != SQ_GATE_UNDECIDED,
        r->state != SQ_GATE_FAIL, sq_live_said(l, g->id.text, "does not fail"));
}

static bool
is_possible(const struct sq_results *r, const struct sq_outcome *o)
{
    for (size_t i = 0; i < r->n_possible; i++) {
        if (r->possible[i] == o)
            return true;
    }
    return false;
}

/* At most: it may be the first that is true; at least: it is. */
static void
put_outcomes(struct sq_live *l)
{
    const struct sq_results *r = l->p->results;
    struct sq_arena *a = l->p->arena;
    sq_str none_before = SQ_LIT("1"), none_surely = SQ_LIT("1");
    double may_reach = 1, must_reach = 1;
    for (size_t i = 0; i < l->p->q->n_outcomes; i++) {
        const struct sq_outcome *o = &l->p->q->outcomes[i];
        bool made = true;
        struct sq_term when = sq_term_number(&l->steps, 1, 1);
        if (!o->otherwise)
            when = sq_live_formula(l, &o->when, -1, &made);
        if (!made)
            sq_live_untold(l, "the outcome", o->id.text);
        struct sq_term t = {sq_str_printf(a, "%.*s*%.*s", SQ_FMT(none_surely),
                                          SQ_FMT(when.low)),
                            sq_str_printf(a, "%.*s*%.*s", SQ_FMT(none_before),
                                          SQ_FMT(when.high)),
                            sq_cell_number(must_reach * when.is_low.x),
                            sq_cell_number(may_reach * when.is_high.x)};
        t = sq_step_add(&l->steps,
                        sq_live_said(l, o->id.text, "first that is true"), t);
        struct sq_term rest = {
            sq_str_printf(a, "%.*s*(1-%.*s)", SQ_FMT(none_surely),
                          SQ_FMT(when.high)),
            sq_str_printf(a, "%.*s*(1-%.*s)", SQ_FMT(none_before),
                          SQ_FMT(when.low)),
            sq_cell_number(must_reach * (1 - when.is_high.x)),
            sq_cell_number(may_reach * (1 - when.is_low.x))};
        rest = sq_step_add(&l->steps,
                           sq_live_said(l, o->id.text, "none so far"), rest);
        none_surely = rest.low;
        none_before = rest.high;
        must_reach = rest.is_low.x;
        may_reach = rest.is_high.x;
        bool possible = is_possible(r, o);
        l->outcomes[i] =
            unless_changed(l, t, possible && r->n_possible == 1, possible,
                           sq_live_said(l, o->id.text, "recommended"));
    }
}

void
sq_live_figures(struct sq_live *l, uint32_t first_answer, uint32_t last_answer)
{
    const struct sq_results *r = l->p->results;
    struct sq_area changed = {l->p->sheets[SQ_PAGE_ANSWERS], first_answer,
                              last_answer, SQ_ANSWER_CHANGED,
                              SQ_ANSWER_CHANGED};
    sq_str cells = sq_area_show(l->p->arena, &changed);
    l->steps.items[0].low = l->steps.items[0].high =
        sq_str_printf(l->p->arena, "COUNTIF(%.*s,\"CHANGED\")", SQ_FMT(cells));
    for (size_t i = 0; i < r->n_dimensions; i++)
        sq_live_dimension(l, &r->dimensions[i]);
    for (size_t i = 0; i < r->n_values; i++)
        sq_live_value(l, &r->values[i]);
    for (size_t i = 0; i < r->n_triggers; i++)
        put_trigger(l, &r->triggers[i]);
    for (size_t i = 0; i < r->n_gates; i++)
        put_gate(l, &r->gates[i]);
    put_outcomes(l);
    if (l->steps.full)
        sq_live_untold(l, "what comes after step",
                       sq_formula_number(l->p->arena, SQ_STEPS_MAX));
}
