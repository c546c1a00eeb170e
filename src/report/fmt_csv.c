/* SPDX-License-Identifier: MIT */
/*
 * Tidy data: a row a question, a figure, a gate, an action, a piece of
 * evidence and so on; the first column says which.  Every row has every
 * column, so that many files can be put under each other.
 */
#include "base/arena.h"
#include "base/limits.h"
#include "report/csv.h"
#include "report/formats.h"
#include "report/kinds.h"
#include "report/outline.h"
#include "report/publish.h"

struct row {
    const char *record;
    sq_str id, section, group, row, label, kind, state, value;
    bool has_number, has_low, has_high, has_max;
    sq_num number, low, high, max;
    sq_str band, owner, organisation;
    sq_date on, due, done;
    sq_str targets, evidence, because, by, measure, worked, funding, source,
        link, said, did, replanned;
    const char *is_public;
};

struct writer {
    struct sq_csv csv;
    const struct sq_report *r;
    const struct sq_results *res;
    const struct sq_case *c;
    const struct sq_assessment *as;
    struct sq_publish *publish; /* NULL: not for the public */
    sq_str lang;
};

static struct row
row_new(const char *record)
{
    return (struct row){.record = record,
                        .on = SQ_NO_DATE,
                        .due = SQ_NO_DATE,
                        .done = SQ_NO_DATE,
                        .is_public = ""};
}

static void
put_heads(struct writer *w)
{
    static const char *const heads[] = {
        "record",    "id",      "section",   "group",        "row",  "label",
        "kind",      "state",   "value",     "number",       "low",  "high",
        "max",       "band",    "owner",     "organisation", "on",   "due",
        "done",      "for",     "evidence",  "because",      "by",   "measure",
        "worked",    "funding", "source",    "link",         "said", "did",
        "replanned", "public",  "reference", "file"};

    for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
        sq_csv_z(&w->csv, heads[i]);
    sq_csv_end(&w->csv);
}

static void
put_line(struct writer *w, const struct row *x)
{
    struct sq_csv *c = &w->csv;

    sq_csv_z(c, x->record);
    sq_csv_text(c, x->id);
    sq_csv_text(c, x->section);
    sq_csv_text(c, x->group);
    sq_csv_text(c, x->row);
    sq_csv_text(c, x->label);
    sq_csv_text(c, x->kind);
    sq_csv_text(c, x->state);
    sq_csv_text(c, x->value);
    sq_csv_num(c, x->has_number, x->number);
    sq_csv_num(c, x->has_low, x->low);
    sq_csv_num(c, x->has_high, x->high);
    sq_csv_num(c, x->has_max, x->max);
    sq_csv_text(c, x->band);
    sq_csv_text(c, x->owner);
    sq_csv_text(c, x->organisation);
    sq_csv_date(c, x->on);
    sq_csv_date(c, x->due);
    sq_csv_date(c, x->done);
    sq_csv_text(c, x->targets);
    sq_csv_text(c, x->evidence);
    sq_csv_text(c, x->because);
    sq_csv_text(c, x->by);
    sq_csv_text(c, x->measure);
    sq_csv_text(c, x->worked);
    sq_csv_text(c, x->funding);
    sq_csv_text(c, x->source);
    sq_csv_text(c, x->link);
    sq_csv_text(c, x->said);
    sq_csv_text(c, x->did);
    sq_csv_text(c, x->replanned);
    sq_csv_z(c, x->is_public);
    sq_csv_text(c, w->as->about.reference.text);
    sq_csv_text(c, w->r->file);
    sq_csv_end(c);
}

/* "2026-05-01; 2026-06-01" */
static sq_str
joined_dates(struct writer *w, const sq_date *dates, size_t n)
{
    struct sq_sbuf b;

    sq_sbuf_init(&b, SQ_MAX_FILE);
    for (size_t i = 0; i < n; i++) {
        sq_putz(&b, i > 0 ? "; " : "");
        sq_date_put(&b, dates[i]);
    }
    sq_str out = sq_str_copy(w->r->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return out;
}

/* "E1; E4" */
static sq_str
joined(struct writer *w, const struct sq_word *words, size_t n)
{
    sq_str out = {NULL, 0};

    for (size_t i = 0; i < n; i++)
        out = sq_str_printf(w->r->arena, "%.*s%s%.*s", SQ_FMT(out),
                            i > 0 ? "; " : "", SQ_FMT(words[i].text));
    return out;
}

/* ---- questions ---------------------------------------------------------- */

static const char *
state_of(const struct sq_slot *s)
{
    static const char *const replies[] = {
        [SQ_MISSING] = "missing",
        [SQ_GIVEN] = "answered",
        [SQ_NOT_KNOWN] = "not known",
        [SQ_NOT_APPLICABLE] = "not applicable",
    };

    if (s->state == SQ_HIDDEN)
        return s->answer ? "parked" : "not asked";
    if (s->state == SQ_PENDING && s->reply == SQ_MISSING)
        return "may be asked";
    return replies[s->reply];
}

static struct row
question_row(struct writer *w, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    struct row x = row_new("question");

    x.id = s->id;
    x.section = q->section->id.text;
    x.group = q->group ? q->group->id.text : (sq_str){NULL, 0};
    x.label = sq_slot_ask(w->c, s, w->lang);
    x.kind = q->type ? sq_str_of(q->type->name) : (sq_str){NULL, 0};
    x.state = sq_str_of(state_of(s));
    x.is_public = sq_publish_question(q) ? "yes" : "no";
    return x;
}

static void
put_points(struct writer *w, const struct sq_slot *s, struct row *x)
{
    const struct sq_question *q = s->question;
    const struct sq_matrix *m = q->matrix;

    if (s->state != SQ_ASKED || s->reply == SQ_MISSING)
        return;
    x->has_number = sq_slot_points(w->c, s, &x->number);
    x->has_max = q->scored;
    x->max = q->high_points;
    if (m && m->bands && x->has_number) {
        size_t i = sq_bands_find(m->bands, x->number, m->high);
        x->band = m->bands->bands[i].id.text;
    }
}

static void
put_question(struct writer *w, const struct sq_slot *s)
{
    struct row x = question_row(w, s);

    if (s->row)
        x.row = s->row->phantom ? (sq_str){NULL, 0}
                                : sq_row_label(w->c, s->row, w->lang);
    if (s->reply != SQ_MISSING)
        x.value = sq_slot_show(w->c, s, w->lang);
    put_points(w, s, &x);
    if (s->answer) {
        x.evidence = joined(w, s->answer->evidence, s->answer->n_evidence);
        x.because = s->answer->because.text;
        x.by = s->answer->by.text;
        x.on = s->answer->on;
    }
    put_line(w, &x);
}

/* No points, no names, no evidence; the row's name only where it is an item's:
 * else it is an answer, and stands in a row of its own. */
static void
put_public_question(struct writer *w, const struct sq_slot *s)
{
    struct row x = question_row(w, s);
    sq_str answer, because;

    if (!sq_publish_slot(w->publish, w->r, s, &answer, &because))
        return;
    if (s->row && s->row->item)
        x.row = sq_row_label(w->c, s->row, w->lang);
    else if (s->row)
        x.row = s->row->id;
    x.label = sq_publish_ask(w->publish, w->r, s);
    x.value = answer;
    x.because = because;
    put_line(w, &x);
}

static void
put_questions(struct writer *w)
{
    for (uint32_t i = 0; i < w->c->n; i++) {
        if (w->publish)
            put_public_question(w, &w->c->slots[i]);
        else
            put_question(w, &w->c->slots[i]);
    }
}

/* ---- figures ------------------------------------------------------------ */

static void
fill_range(struct row *x, const struct sq_range *r)
{
    x->has_low = sq_range_has_low(r);
    x->has_high = sq_range_has_high(r);
    x->low = r->low;
    x->high = r->high;
    x->has_number = sq_range_single(r);
    x->number = r->low;
}

static void
fill_band(struct row *x, const struct sq_band_range *band,
          const struct sq_range *value)
{
    if (band->bands && value->data && !value->may_none &&
        band->low == band->high)
        x->band = band->bands->bands[band->low].id.text;
}

static void
put_scores(struct writer *w)
{
    for (size_t i = 0; i < w->res->n_dimensions; i++) {
        const struct sq_dim_result *d = &w->res->dimensions[i];
        struct row x = row_new("dimension");
        x.id = d->dimension->id.text;
        x.label = sq_words_label(&d->dimension->label, x.id, w->lang);
        x.state = sq_str_of(d->decided ? "decided" : "open");
        fill_range(&x, &d->value);
        fill_band(&x, &d->band, &d->value);
        x.has_max = sq_range_has_high(&d->max);
        x.max = d->max.high;
        put_line(w, &x);
    }
    for (size_t i = 0; i < w->res->n_values; i++) {
        const struct sq_value_result *v = &w->res->values[i];
        struct row x = row_new("value");
        struct sq_sbuf b;
        x.id = v->derived->id.text;
        x.label = sq_words_label(&v->derived->label, x.id, w->lang);
        x.state = sq_str_of(v->decided ? "decided" : "open");
        fill_range(&x, &v->value);
        fill_band(&x, &v->band, &v->value);
        sq_sbuf_init(&b, 1 << 20);
        sq_words_value(&b, v, w->lang);
        x.value = sq_str_copy(w->r->arena, sq_sbuf_str(&b));
        sq_sbuf_done(&b);
        put_line(w, &x);
    }
}

static void
put_rules(struct writer *w)
{
    for (size_t i = 0; i < w->res->n_gates; i++) {
        const struct sq_gate_result *g = &w->res->gates[i];
        struct row x = row_new("gate");
        x.id = g->gate->id.text;
        x.label = sq_words_label(&g->gate->label, x.id, w->lang);
        x.state = sq_str_of(sq_words_gate(g->state));
        x.because = sq_text_get(&g->gate->because, w->lang);
        if (g->waiver) {
            x.by = g->waiver->by.text;
            x.due = g->waiver->until;
        }
        put_line(w, &x);
    }
    for (size_t i = 0; i < w->res->n_triggers; i++) {
        const struct sq_trigger_result *t = &w->res->triggers[i];
        struct row x = row_new("trigger");
        x.id = t->trigger->id.text;
        x.label = sq_words_label(&t->trigger->label, x.id, w->lang);
        x.state = sq_str_of(sq_words_trigger(t->state));
        put_line(w, &x);
    }
    for (size_t i = 0; i < w->res->n_possible; i++) {
        const struct sq_outcome *o = w->res->possible[i];
        struct row x = row_new("outcome");
        x.id = o->id.text;
        x.label = sq_words_label(&o->label, x.id, w->lang);
        x.state = sq_str_of(w->res->outcome == o ? "recommended" : "possible");
        put_line(w, &x);
    }
}

/* ---- registers ---------------------------------------------------------- */

static void
put_actions(struct writer *w)
{
    for (size_t i = 0; i < w->as->n_actions; i++) {
        const struct sq_action *a = &w->as->actions[i];
        struct row x = row_new("action");
        bool late = a->due != SQ_NO_DATE && w->r->as_of != SQ_NO_DATE &&
                    a->due < w->r->as_of && a->status != SQ_AS_DONE &&
                    a->status != SQ_AS_DROPPED;
        x.id = a->id.text;
        x.label = a->what.text;
        x.kind = sq_str_of(sq_words_action_kind(a->kind));
        x.state = sq_str_of(sq_words_action_status(a->status));
        x.value = late                   ? SQ_LIT("overdue")
                  : a->due == SQ_NO_DATE ? a->due_text.text
                                         : (sq_str){NULL, 0};
        x.owner = a->owner.text;
        x.organisation = a->organisation.text;
        x.due = a->due;
        x.done = a->done;
        x.targets = joined(w, a->targets, a->n_targets);
        x.measure = a->measure.text;
        x.worked = a->worked.text;
        x.funding = a->funding.text;
        x.evidence = joined(w, a->shown_by, a->n_shown_by);
        x.by = a->closed_by.text;
        x.replanned = joined_dates(w, a->replanned, a->n_replanned);
        put_line(w, &x);
    }
    for (size_t i = 0; i < w->as->n_conditions; i++) {
        const struct sq_condition *g = &w->as->conditions[i];
        struct row x = row_new("condition");
        x.id = g->id.text;
        x.label = g->what.text;
        x.state = sq_str_of(sq_words_action_status(g->status));
        x.owner = g->owner.text;
        x.due = g->due;
        x.done = g->confirmed;
        put_line(w, &x);
    }
}

static void
put_evidence(struct writer *w)
{
    for (size_t i = 0; i < w->as->n_evidence; i++) {
        const struct sq_evidence *e = &w->as->evidence[i];
        struct row x = row_new("evidence");
        x.id = e->id.text;
        x.label = e->title.text;
        x.kind = sq_str_of(sq_words_evidence_kind(e->kind));
        x.state = sq_str_of(sq_words_scope(e->scope));
        x.owner = e->owner.text;
        x.on = e->date;
        x.source = e->source.text;
        x.link = e->link.text;
        x.value = e->digest.text;
        put_line(w, &x);
    }
    for (size_t i = 0; i < w->as->n_engagement; i++) {
        const struct sq_engagement *n = &w->as->engagement[i];
        struct row x = row_new("engagement");
        x.id = n->id.text;
        x.label = n->method.text;
        x.on = n->on;
        x.targets = joined(w, n->groups, n->n_groups);
        x.has_number = n->has_people;
        x.number = n->people;
        x.owner = n->led_by.text;
        x.said = n->said.text;
        x.did = n->did.text;
        x.because = n->because.text;
        x.measure = n->support.text;
        put_line(w, &x);
    }
}

static void
put_watched(struct writer *w)
{
    for (size_t i = 0; i < w->as->n_indicators; i++) {
        const struct sq_indicator *k = &w->as->indicators[i];
        struct row x = row_new("indicator");
        x.id = k->id.text;
        x.label = k->what.text;
        x.owner = k->owner.text;
        x.source = k->source.text;
        x.measure = k->target.text;
        x.value = k->baseline.text;
        x.because = k->trigger.text;
        put_line(w, &x);
        for (size_t n = 0; n < k->n_readings; n++) {
            struct row y = row_new("reading");
            y.id = k->id.text;
            y.label = k->what.text;
            y.on = k->readings[n].on;
            y.value = k->readings[n].value.text;
            put_line(w, &y);
        }
    }
}

static void
put_decisions(struct writer *w)
{
    for (size_t i = 0; i < w->as->n_decisions; i++) {
        const struct sq_decision *d = &w->as->decisions[i];
        struct row x = row_new("decision");
        x.value = d->outcome.text;
        x.organisation = d->body.text;
        x.by = d->by.text;
        x.on = d->on;
        x.because = d->because.text;
        put_line(w, &x);
    }
}

static void
put_report(const struct sq_report *r, struct sq_sbuf *out)
{
    struct writer w = {
        .csv = {.out = out, .raw = r->raw},
        .r = r,
        .res = r->results,
        .c = r->results->c,
        .as = r->results->c->assessment,
        .lang = r->lang,
    };

    if (sq_kinds[r->kind].audience == SQ_PUBLIC)
        w.publish = sq_publish_new(r);
    put_heads(&w);
    if (r->kind == SQ_REPORT_actions) {
        put_actions(&w);
        return;
    }
    put_questions(&w);
    if (w.publish)
        return;
    put_scores(&w);
    put_rules(&w);
    put_actions(&w);
    put_evidence(&w);
    put_watched(&w);
    put_decisions(&w);
}

const struct sq_format sq_format_csv = {
    .name = "csv",
    .ending = ".csv",
    .summary = "tidy data: a row each question, figure, action and more",
    .kinds = 1u << SQ_REPORT_paper | 1u << SQ_REPORT_actions |
             1u << SQ_REPORT_public | 1u << SQ_REPORT_record,
    .put = put_report,
};
