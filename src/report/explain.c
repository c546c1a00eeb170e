/* SPDX-License-Identifier: MIT */
#include "report/explain.h"

#include "report/paper.h"

enum { MOST_OPEN = 8 };

static void
print(const struct sq_report *r, struct sq_paper *p, struct sq_sbuf *out)
{
    const struct sq_text_style style = {
        .width = r->width, .ascii = r->ascii, .lists = r->lists};

    sq_text_put(out, sq_paper_close(p), &style);
}

static void
put_head(struct sq_paper *p)
{
    const struct sq_about *about = &p->as->about;

    sq_put(&p->b, about->title.text.len > 0 ? about->title.text : p->r->file);
    if (about->reference.text.len > 0)
        sq_putf(&p->b, " (%.*s)", SQ_FMT(about->reference.text));
    sq_paper_take_heading(p, 1);
    sq_putf(&p->b, "%.*s, by %.*s version %.*s", SQ_FMT(p->r->file),
            SQ_FMT(p->q->id.text), SQ_FMT(p->q->version.text));
    if (p->res->other_version)
        sq_putz(&p->b, ", NOT the questionnaire that the assessment names");
    sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

static void
put_summary(struct sq_paper *p)
{
    const struct sq_counts *n = &p->res->counts;

    sq_putz(&p->b, "Recommendation: ");
    sq_words_outcome(&p->b, p->res, p->lang);
    sq_paper_stop(p);
    sq_paper_take_paragraph(p);
    sq_putf(&p->b, "%u asked, %u answered, %u missing", n->asked, n->answered,
            n->missing);
    if (n->not_known > 0)
        sq_putf(&p->b, ", %u not known", n->not_known);
    if (n->not_applicable > 0)
        sq_putf(&p->b, ", %u not applicable", n->not_applicable);
    if (n->pending > 0)
        sq_putf(&p->b, ", %u more perhaps", n->pending);
    if (n->parked > 0)
        sq_putf(&p->b, ", %u parked", n->parked);
    sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

/* ---- gates and triggers, one line a state -------------------------------- */

/* "dpia (the label)". */
static void
put_named(struct sq_paper *p, sq_str id, const struct sq_text *label)
{
    sq_str text = sq_paper_text(p, label);

    sq_put(&p->b, id);
    if (text.len > 0)
        sq_putf(&p->b, " (%.*s)", SQ_FMT(text));
}

static void
put_waiver(struct sq_paper *p, const struct sq_gate_result *g)
{
    if (!g->waiver)
        return;
    sq_putf(&p->b, ", %s by %.*s",
            g->waiver_expired ? "with an EXPIRED waiver" : "waived",
            SQ_FMT(g->waiver->by.text));
    if (g->waiver->until != SQ_NO_DATE) {
        sq_putz(&p->b, " until ");
        sq_paper_put_date(p, g->waiver->until);
    }
    sq_putf(&p->b, ": %.*s", SQ_FMT(g->waiver->because.text));
}

static void
put_gates_that(struct sq_paper *p, struct sq_block *list, const char *lead,
               enum sq_gate_state state, bool with_label)
{
    static const struct sq_text none = {.n = 0};
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_gates; i++) {
        const struct sq_gate_result *g = &p->res->gates[i];
        if (g->state != state)
            continue;
        sq_putz(&p->b, n++ > 0 ? "; " : lead);
        put_named(p, g->gate->id.text, with_label ? &g->gate->label : &none);
        put_waiver(p, g);
    }
    if (n > 0)
        sq_paper_take_item(p, list);
}

static void
put_triggers_that(struct sq_paper *p, struct sq_block *list, const char *lead,
                  enum sq_trigger_state state)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_triggers; i++) {
        const struct sq_trigger_result *t = &p->res->triggers[i];
        if (t->state != state)
            continue;
        sq_putz(&p->b, n++ > 0 ? "; " : lead);
        put_named(p, t->trigger->id.text, &t->trigger->label);
    }
    if (n > 0)
        sq_paper_take_item(p, list);
}

/* Which bands are held down, and by what. */
static void
put_caps(struct sq_paper *p, struct sq_block *list)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->res->dimensions[i];
        size_t m = 0;
        if (!d->capped)
            continue;
        sq_putf(&p->b, "%s%.*s by ",
                n++ > 0 ? "; " : "Capped by critical questions: ",
                SQ_FMT(sq_words_label(&d->dimension->label,
                                      d->dimension->id.text, p->lang)));
        for (size_t j = 0; j < d->n_parts; j++) {
            if (d->parts[j].at_floor)
                sq_putf(&p->b, "%s%.*s", m++ > 0 ? ", " : "",
                        SQ_FMT(d->parts[j].slot->id));
        }
    }
    if (n > 0)
        sq_paper_take_item(p, list);
}

static void
put_gates(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    put_caps(p, list);
    put_gates_that(p, list, "Gates that FAIL: ", SQ_GATE_FAIL, true);
    put_gates_that(p, list, "Gates undecided: ", SQ_GATE_UNDECIDED, true);
    put_gates_that(p, list, "Gates waived: ", SQ_GATE_WAIVED, true);
    put_gates_that(p, list, "Gates passed: ", SQ_GATE_PASS, false);
    put_gates_that(p, list, "Gates not asked: ", SQ_GATE_NOT_ASKED, false);
    put_triggers_that(p, list, "Triggers that fire: ", SQ_TRIGGER_ON);
    put_triggers_that(p, list, "Triggers undecided: ", SQ_TRIGGER_UNDECIDED);
}

static void
put_open(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (p->res->n_open == 0)
        return;
    sq_paper_say(p, "What could still change the recommendation:");
    for (size_t i = 0; i < p->res->n_open && i < MOST_OPEN; i++) {
        sq_paper_put_question(p, p->res->open[i]);
        sq_paper_take_item(p, list);
    }
    if (p->res->n_open > MOST_OPEN) {
        sq_putf(&p->b, "and %zu more", p->res->n_open - MOST_OPEN);
        sq_paper_take_item(p, list);
    }
}

void
sq_score_put_text(const struct sq_report *r, struct sq_sbuf *out)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    put_head(&p);
    put_summary(&p);
    sq_paper_dimension_table(&p);
    sq_paper_value_table(&p);
    put_gates(&p);
    put_open(&p);
    print(r, &p, out);
}

void
sq_score_put_working(const struct sq_report *r, struct sq_sbuf *out)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    put_head(&p);
    put_summary(&p);
    sq_paper_working(&p, 2);
    print(r, &p, out);
}
