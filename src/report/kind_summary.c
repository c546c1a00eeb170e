/* SPDX-License-Identifier: MIT */
/* One screen: where it stands, what weighs most, what comes next. */
#include "report/kinds.h"
#include "report/paper.h"

enum { MOST = 3, MOST_ASKED = 4 };

static void
put_state(struct sq_paper *p, struct sq_block *list)
{
    const struct sq_counts *n = &p->res->counts;

    if (p->q->n_outcomes > 0) {
        sq_putz(&p->b, "Recommendation: ");
        sq_words_outcome(&p->b, p->res, p->lang);
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
    if (p->as->about.decision.outcome.text.len > 0) {
        sq_putf(
            &p->b, "Decided: %.*s",
            SQ_FMT(sq_paper_outcome(p, p->as->about.decision.outcome.text)));
        if (p->as->about.decision.on != SQ_NO_DATE) {
            sq_putz(&p->b, ", on ");
            sq_paper_put_date(p, p->as->about.decision.on);
        }
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
    sq_putf(&p->b, "Answered: %u of %u",
            n->answered + n->not_known + n->not_applicable, n->asked);
    if (n->not_known > 0)
        sq_putf(&p->b, ", %u of them \"not known\"", n->not_known);
    if (n->missing > 0 && p->res->n_open > 0)
        sq_putf(&p->b, "; %zu of those missing could change the outcome",
                p->res->n_open);
    sq_paper_stop(p);
    sq_paper_take_item(p, list);
}

static void
put_gates(struct sq_paper *p, struct sq_block *list)
{
    static const struct {
        enum sq_gate_state state;
        const char *lead;
    } told[] = {{SQ_GATE_FAIL, "Gates that fail: "},
                {SQ_GATE_UNDECIDED, "Gates undecided: "},
                {SQ_GATE_WAIVED, "Gates waived: "}};

    for (size_t k = 0; k < sizeof(told) / sizeof(told[0]); k++) {
        size_t n = 0;
        for (size_t i = 0; i < p->res->n_gates; i++) {
            const struct sq_gate *g = p->res->gates[i].gate;
            if (p->res->gates[i].state != told[k].state)
                continue;
            sq_putz(&p->b, n++ > 0 ? "; " : told[k].lead);
            sq_put(&p->b, sq_words_label(&g->label, g->id.text, p->lang));
        }
        if (n == 0)
            continue;
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
}

static void
put_names(struct sq_paper *p, struct sq_block *list, const char *lead,
          bool (*which)(const struct sq_impact *))
{
    struct sq_ranking r = sq_paper_rank(p, which, SQ_BY_HARM);

    for (size_t i = 0; i < r.n && i < MOST; i++) {
        const struct sq_impact *im = r.items[i].im;
        sq_num figure;
        sq_putz(&p->b, i > 0 ? "; " : lead);
        sq_paper_put_label(p, im->row);
        if (which == sq_impact_loses &&
            sq_paper_figure(p, im->residual, &figure)) {
            sq_putz(&p->b, " (");
            sq_words_num(&p->b, figure, 2);
            if (im->residual->question->matrix)
                sq_paper_put_letter(p, im->residual->question->matrix, figure);
            sq_putz(&p->b, " after action)");
        }
    }
    if (r.n > MOST)
        sq_putf(&p->b, "; and %zu more", r.n - MOST);
    if (r.n == 0)
        return;
    sq_paper_stop(p);
    sq_paper_take_item(p, list);
}

/* The dimensions with the lowest figure that is certain. */
static void
put_weakest(struct sq_paper *p, struct sq_block *list)
{
    const struct sq_dim_result *low = NULL;

    for (size_t i = 0; i < p->res->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->res->dimensions[i];
        if (sq_range_has_low(&d->percent) &&
            d->dimension->better == SQ_HIGHER && d->band.bands &&
            (!low || sq_num_cmp(d->percent.low, low->percent.low) < 0))
            low = d;
    }
    if (!low)
        return;
    sq_putz(&p->b, "Weakest dimension: ");
    sq_put(&p->b, sq_words_label(&low->dimension->label,
                                 low->dimension->id.text, p->lang));
    sq_putz(&p->b, ", ");
    sq_words_dimension(&p->b, low);
    sq_paper_stop(p);
    sq_paper_take_item(p, list);
}

static void
put_next(struct sq_paper *p, struct sq_block *list)
{
    size_t late = 0, loose = 0;
    const struct sq_action *next = NULL;

    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *x = &p->as->actions[i];
        if (x->status == SQ_AS_DONE || x->status == SQ_AS_DROPPED)
            continue;
        late += sq_paper_overdue(p, x->due, x->status);
        loose += x->owner.text.len == 0 || x->due == SQ_NO_DATE;
        if (x->due != SQ_NO_DATE && (!next || x->due < next->due) &&
            !sq_paper_overdue(p, x->due, x->status))
            next = x;
    }
    if (late + loose > 0) {
        sq_putf(&p->b, "Actions: %zu overdue, %zu without owner or date.", late,
                loose);
        sq_paper_take_item(p, list);
    }
    if (next) {
        sq_putf(&p->b, "Next: %.*s, due ", SQ_FMT(next->id.text));
        sq_paper_put_date(p, next->due);
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
}

static void
put_open(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (p->res->n_open == 0)
        return;
    sq_paper_say(p, "Answer these first:");
    for (size_t i = 0; i < p->res->n_open && i < MOST_ASKED; i++) {
        sq_paper_put_question(p, p->res->open[i]);
        sq_paper_take_item(p, list);
    }
}

static void
put_found(struct sq_paper *p, struct sq_block *list)
{
    size_t n[3] = {0, 0, 0};

    if (!p->r->findings)
        return;
    for (const struct sq_diag *f = p->r->findings->first; f; f = f->next)
        n[f->level]++;
    if (n[SQ_ERROR] + n[SQ_WARNING] == 0)
        return;
    sq_putf(&p->b, "The checks found %zu %s and %zu %s.", n[SQ_ERROR],
            n[SQ_ERROR] == 1 ? "error" : "errors", n[SQ_WARNING],
            n[SQ_WARNING] == 1 ? "warning" : "warnings");
    sq_paper_take_item(p, list);
}

struct sq_outline *
sq_kind_summary(const struct sq_report *r)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    const struct sq_about *about = &p.as->about;
    sq_put(&p.b, about->title.text.len > 0 ? about->title.text : r->file);
    if (about->reference.text.len > 0)
        sq_putf(&p.b, " (%.*s)", SQ_FMT(about->reference.text));
    sq_paper_take_heading(&p, 1);
    struct sq_block *list = sq_paper_bullets(&p);
    put_state(&p, list);
    put_gates(&p, list);
    put_names(&p, list, "Lose: ", sq_impact_loses);
    put_names(&p, list, "Not known: ", sq_impact_unknown);
    put_names(&p, list, "Gain: ", sq_impact_gains);
    put_weakest(&p, list);
    put_next(&p, list);
    put_found(&p, list);
    put_open(&p);
    return sq_paper_close(&p);
}
