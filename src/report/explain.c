/* SPDX-License-Identifier: MIT */
#include "report/explain.h"

#include "report/paper.h"

enum { MOST_OPEN = 8 };

static void
print(const struct sq_report *r, struct sq_paper *p, struct sq_sbuf *out)
{
    const struct sq_text_style style = {.width = r->width, .ascii = r->ascii};

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
    sq_putf(&p->b, "%.*s, by %.*s", SQ_FMT(p->r->file), SQ_FMT(p->q->id.text));
    if (p->q->version.text.len > 0)
        sq_putf(&p->b, " version %.*s", SQ_FMT(p->q->version.text));
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

static void
put_band(struct sq_paper *p, struct sq_block *table,
         const struct sq_band_range *band, const struct sq_range *value)
{
    if (band->bands && value->data && !value->may_none &&
        band->low == band->high)
        sq_words_band_one(&p->b, band->bands, band->low, p->lang);
    else
        sq_words_band(&p->b, band, value, p->lang);
    sq_paper_take_cell(p, table);
}

static void
put_figures(struct sq_paper *p)
{
    static const char *const heads[] = {"Dimension or value", "Band", "Figure"};
    struct sq_block *table = sq_paper_table(p, heads, 3);

    for (size_t i = 0; i < p->res->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->res->dimensions[i];
        sq_paper_cell(p, table,
                      sq_words_label(&d->dimension->label,
                                     d->dimension->id.text, p->lang));
        put_band(p, table, &d->band, &d->value);
        sq_words_dimension(&p->b, d);
        if (d->capped)
            sq_putz(&p->b, ", capped");
        sq_paper_take_cell(p, table);
    }
    for (size_t i = 0; i < p->res->n_values; i++) {
        const struct sq_value_result *v = &p->res->values[i];
        sq_paper_cell(
            p, table,
            sq_words_label(&v->derived->label, v->derived->id.text, p->lang));
        put_band(p, table, &v->band, &v->value);
        sq_words_value(&p->b, v, p->lang);
        sq_paper_take_cell(p, table);
    }
}

static void
put_gates(struct sq_paper *p)
{
    static const char *const heads[] = {"Gate or trigger", "State", "About"};
    struct sq_block *table = sq_paper_table(p, heads, 3);

    for (size_t i = 0; i < p->res->n_gates; i++) {
        const struct sq_gate_result *g = &p->res->gates[i];
        sq_paper_cell(p, table, g->gate->id.text);
        sq_paper_cell(p, table, sq_str_of(sq_words_gate(g->state)));
        if (g->waiver) {
            sq_putf(&p->b, "waived by %.*s", SQ_FMT(g->waiver->by.text));
            if (g->waiver->until != SQ_NO_DATE) {
                sq_putz(&p->b, " until ");
                sq_paper_put_date(p, g->waiver->until);
            }
            sq_putf(&p->b, "%s: %.*s", g->waiver_expired ? ", EXPIRED" : "",
                    SQ_FMT(g->waiver->because.text));
        } else {
            sq_put(&p->b,
                   sq_words_label(&g->gate->label, (sq_str){NULL, 0}, p->lang));
            if (p->b.len == 0)
                sq_put(&p->b, sq_paper_text(p, &g->gate->because));
        }
        sq_paper_take_cell(p, table);
    }
    for (size_t i = 0; i < p->res->n_triggers; i++) {
        const struct sq_trigger_result *t = &p->res->triggers[i];
        sq_paper_cell(p, table, t->trigger->id.text);
        sq_paper_cell(p, table, sq_str_of(sq_words_trigger(t->state)));
        sq_paper_cell(p, table, sq_paper_text(p, &t->trigger->label));
    }
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
    put_figures(&p);
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
