/* SPDX-License-Identifier: MIT */
/*
 * No score outweighs a gate that fails, and no decision that it goes ahead: one
 * milder than what is recommended, or the mildest there is.
 */
#include "lint/lint.h"

static const struct sq_gate_result *
first_failed(const struct sq_results *r)
{
    for (size_t i = 0; i < r->n_gates; i++)
        if (r->gates[i].state == SQ_GATE_FAIL)
            return &r->gates[i];
    return NULL;
}

static bool
goes_ahead(const struct sq_look *k, const struct sq_outcome *o)
{
    if (!o || o->otherwise)
        return o != NULL;
    return k->r->outcome && o->index > k->r->outcome->index;
}

static void
tell(const struct sq_look *k, struct sq_span at, const struct sq_gate *g,
     const char *what)
{
    sq_str because = sq_text_get(&g->because, (sq_str){0});
    struct sq_diag *f = sq_diag_add(k->d, SQ_FOUND_past_a_gate, at,
                                    "%s, while the gate `%.*s` is not met",
                                    what, SQ_FMT(g->id.text));
    if (g->waivable_by.text.len)
        sq_diag_help(k->d, f,
                     "meet the gate, or have `%.*s` waive it with a reason and "
                     "a last day",
                     SQ_FMT(g->waivable_by.text));
    else if (because.len)
        sq_diag_help(k->d, f, "meet the gate, or decide to wait: %.*s",
                     SQ_FMT(because));
    else
        sq_diag_help(k->d, f, "meet the gate, or decide to wait");
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_gate_result *g = first_failed(k->r);
    const struct sq_decision *d = sq_decided(k->as);
    if (!g)
        return;
    if (d && goes_ahead(k, sq_outcome_find(k->q, d->outcome.text)))
        tell(k, d->outcome.at, g->gate, "it was decided to go ahead");
    else if (k->as->about.go_live != SQ_NO_DATE && sq_is_live(k->as, k->today))
        tell(k, sq_about_at(k, "go-live"), g->gate,
             "the change has taken effect");
}

const struct sq_rule sq_rule_past_a_gate = {.assessment = assessment};
