/* SPDX-License-Identifier: MIT */
#include "report/scorejson.h"

#include "report/explain.h"

static sq_str
label_of(const struct sq_json *j, const struct sq_text *label, sq_str id)
{
    sq_str text = sq_text_get(label, j->lang);

    return text.len > 0 ? text : id;
}

/* ---- figures ------------------------------------------------------------ */

static void
put_range(struct sq_json *j, const struct sq_range *r)
{
    sq_json_num(j, "low", sq_range_has_low(r), r->low);
    sq_json_num(j, "value", sq_range_single(r), r->low);
    sq_json_num(j, "high", sq_range_has_high(r), r->high);
}

static void
put_band_id(struct sq_json *j, const char *key, bool known,
            const struct sq_bands *bands, size_t i)
{
    if (known)
        sq_json_text(j, key, bands->bands[i].id.text);
    else
        sq_json_null(j, key);
}

static void
put_band(struct sq_json *j, const struct sq_band_range *band,
         const struct sq_range *value)
{
    bool known = band->bands && value->data;
    bool settled = known && !value->may_none && band->low == band->high;

    sq_json_open(j, "band", '{');
    put_band_id(j, "low", known, band->bands, band->low);
    put_band_id(j, "value", settled, band->bands, band->low);
    put_band_id(j, "high", known, band->bands, band->high);
    sq_json_close(j, '}');
}

static void
put_slots(struct sq_json *j, const char *key,
          const struct sq_slot *const *slots, size_t n)
{
    sq_json_open(j, key, '[');
    for (size_t i = 0; i < n; i++)
        sq_json_text(j, NULL, slots[i]->id);
    sq_json_close(j, ']');
}

static void
put_dimension(struct sq_json *j, const struct sq_dim_result *d)
{
    sq_json_open(j, NULL, '{');
    sq_json_text(j, "id", d->dimension->id.text);
    sq_json_text(j, "label",
                 label_of(j, &d->dimension->label, d->dimension->id.text));
    put_range(j, &d->value);
    sq_json_num(j, "max", sq_range_single(&d->max), d->max.low);
    sq_json_open(j, "percent", '{');
    put_range(j, &d->percent);
    sq_json_close(j, '}');
    put_band(j, &d->band, &d->value);
    sq_json_bool(j, "decided", d->decided);
    sq_json_bool(j, "exact", d->exact);
    sq_json_bool(j, "capped", d->capped);
    put_slots(j, "open", d->open, d->n_open);
    sq_json_close(j, '}');
}

/* ---- derived values ----------------------------------------------------- */

/* What true or false could still be, as low and high. */
static void
put_truth(struct sq_json *j, const struct sq_val *v)
{
    bool known = (v->may & SQ_MAY_VALUE) != 0;

    if (!known) {
        sq_json_null(j, "low");
        sq_json_null(j, "value");
        sq_json_null(j, "high");
        return;
    }
    sq_json_bool(j, "low", !v->may_false);
    if (v->may_true != v->may_false && v->may == SQ_MAY_VALUE)
        sq_json_bool(j, "value", v->may_true);
    else
        sq_json_null(j, "value");
    sq_json_bool(j, "high", v->may_true);
}

static void
put_date(struct sq_json *j, const char *key, bool known, sq_num days)
{
    known = known && sq_num_is_int(days) && days.num >= INT32_MIN / 2 &&
            days.num <= INT32_MAX / 2;
    sq_json_date(j, key, known ? (sq_date)days.num : SQ_NO_DATE);
}

static void
put_dates(struct sq_json *j, const struct sq_val *v)
{
    bool known = (v->may & SQ_MAY_VALUE) != 0;
    bool low = known && !v->no_low && sq_num_ok(v->low);
    bool high = known && !v->no_high && sq_num_ok(v->high);

    put_date(j, "low", low, v->low);
    put_date(j, "value",
             low && high && v->may == SQ_MAY_VALUE &&
                 sq_num_cmp(v->low, v->high) == 0,
             v->low);
    put_date(j, "high", high, v->high);
}

/* Options and texts have no order to give two ends in. */
static void
put_word(struct sq_json *j, const struct sq_val *v)
{
    bool settled = v->may == SQ_MAY_VALUE && !v->any;

    sq_json_null(j, "low");
    if (settled && v->type == SQ_T_OPTION && v->domain)
        sq_json_text(j, "value", v->domain->items[v->option].id);
    else if (settled && v->type == SQ_T_TEXT)
        sq_json_text(j, "value", v->text);
    else
        sq_json_null(j, "value");
    sq_json_null(j, "high");
}

static void
put_value(struct sq_json *j, const struct sq_value_result *v)
{
    sq_json_open(j, NULL, '{');
    sq_json_text(j, "id", v->derived->id.text);
    if (v->val.type == SQ_T_BOOL)
        put_truth(j, &v->val);
    else if (v->val.type == SQ_T_DATE)
        put_dates(j, &v->val);
    else if (v->val.type == SQ_T_NUM || v->val.type == SQ_T_NONE)
        put_range(j, &v->value);
    else
        put_word(j, &v->val);
    put_band(j, &v->band, &v->value);
    sq_json_bool(j, "decided", v->decided);
    sq_json_bool(j, "exact", v->exact);
    sq_json_close(j, '}');
}

/* ---- gates, triggers, outcome ------------------------------------------- */

static void
put_waiver(struct sq_json *j, const struct sq_gate_result *g)
{
    const struct sq_waiver *w = g->waiver;

    sq_json_open(j, "waiver", '{');
    sq_json_text(j, "by", w->by.text);
    sq_json_text(j, "because", w->because.text);
    put_date(j, "until", w->until != SQ_NO_DATE, sq_num_int(w->until));
    sq_json_bool(j, "expired", g->waiver_expired);
    sq_json_close(j, '}');
}

static void
put_gate(struct sq_json *j, const struct sq_gate_result *g)
{
    static const char *const words[] = {
        [SQ_GATE_PASS] = "pass",           [SQ_GATE_FAIL] = "fail",
        [SQ_GATE_WAIVED] = "waived",       [SQ_GATE_UNDECIDED] = "undecided",
        [SQ_GATE_NOT_ASKED] = "not-asked",
    };

    sq_json_open(j, NULL, '{');
    sq_json_text(j, "id", g->gate->id.text);
    sq_json_text(j, "state", sq_str_of(words[g->state]));
    sq_json_text(j, "because", sq_text_get(&g->gate->because, j->lang));
    if (g->waiver)
        put_waiver(j, g);
    sq_json_close(j, '}');
}

/* Gates that are in force; the others are named apart, so that `state` keeps
 * its four words. */
static void
put_gates(struct sq_json *j, const struct sq_results *res)
{
    sq_json_open(j, "gates", '[');
    for (size_t i = 0; i < res->n_gates; i++) {
        if (res->gates[i].state != SQ_GATE_NOT_ASKED)
            put_gate(j, &res->gates[i]);
    }
    sq_json_close(j, ']');
}

static void
put_triggers(struct sq_json *j, const struct sq_results *res)
{
    sq_json_open(j, "triggers", '[');
    for (size_t i = 0; i < res->n_triggers; i++) {
        const struct sq_trigger_result *t = &res->triggers[i];
        sq_json_open(j, NULL, '{');
        sq_json_text(j, "id", t->trigger->id.text);
        if (t->state == SQ_TRIGGER_UNDECIDED)
            sq_json_null(j, "state");
        else
            sq_json_bool(j, "state", t->state == SQ_TRIGGER_ON);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

static void
put_outcome(struct sq_json *j, const struct sq_results *res)
{
    sq_json_open(j, "outcome", '{');
    if (res->outcome)
        sq_json_text(j, "id", res->outcome->id.text);
    else
        sq_json_null(j, "id");
    sq_json_open(j, "possible", '[');
    for (size_t i = 0; i < res->n_possible; i++)
        sq_json_text(j, NULL, res->possible[i]->id.text);
    sq_json_close(j, ']');
    sq_json_bool(j, "decided", res->outcome != NULL);
    sq_json_close(j, '}');
}

/* ---- the whole ---------------------------------------------------------- */

static void
put_head(struct sq_json *j, const struct sq_report *r)
{
    const struct sq_case *c = r->results->c;

    sq_json_text(j, "schema", SQ_LIT("sqeeia-score"));
    sq_json_count(j, "schema_version", 1);
    sq_json_text(j, "file", r->file);
    sq_json_open(j, "assessment", '{');
    sq_json_text(j, "title", c->assessment->about.title.text);
    sq_json_text(j, "reference", c->assessment->about.reference.text);
    sq_json_close(j, '}');
    sq_json_open(j, "questionnaire", '{');
    sq_json_text(j, "id", c->questionnaire->id.text);
    sq_json_text(j, "version", c->questionnaire->version.text);
    sq_json_text(j, "digest", c->questionnaire->digest);
    sq_json_close(j, '}');
}

static void
put_counts(struct sq_json *j, const struct sq_counts *n)
{
    sq_json_open(j, "questions", '{');
    sq_json_count(j, "asked", n->asked);
    sq_json_count(j, "answered", n->answered);
    sq_json_count(j, "missing", n->missing);
    sq_json_count(j, "not_known", n->not_known);
    sq_json_count(j, "not_applicable", n->not_applicable);
    sq_json_count(j, "hidden", n->hidden);
    sq_json_count(j, "pending", n->pending);
    sq_json_count(j, "parked", n->parked);
    sq_json_close(j, '}');
}

static void
put_extras(struct sq_json *j, const struct sq_results *res)
{
    sq_json_bool(j, "exact", res->all_exact);
    put_slots(j, "open", res->open, res->n_open);
    sq_json_open(j, "gates_not_asked", '[');
    for (size_t i = 0; i < res->n_gates; i++) {
        if (res->gates[i].state == SQ_GATE_NOT_ASKED)
            sq_json_text(j, NULL, res->gates[i].gate->id.text);
    }
    sq_json_close(j, ']');
    sq_json_bool(j, "other_version", res->other_version);
}

void
sq_score_json(struct sq_json *j, const char *key, const struct sq_report *r)
{
    const struct sq_results *res = r->results;

    sq_json_open(j, key, '{');
    put_head(j, r);
    sq_json_bool(j, "complete", res->complete);
    put_counts(j, &res->counts);
    sq_json_open(j, "dimensions", '[');
    for (size_t i = 0; i < res->n_dimensions; i++)
        put_dimension(j, &res->dimensions[i]);
    sq_json_close(j, ']');
    sq_json_open(j, "values", '[');
    for (size_t i = 0; i < res->n_values; i++)
        put_value(j, &res->values[i]);
    sq_json_close(j, ']');
    put_gates(j, res);
    put_triggers(j, res);
    put_outcome(j, res);
    put_extras(j, res);
    sq_json_close(j, '}');
}

void
sq_score_put_json(const struct sq_report *r, bool pretty, struct sq_sbuf *out)
{
    struct sq_json j = {
        .out = out, .lang = r->lang, .pretty = pretty, .first = true};

    sq_score_json(&j, NULL, r);
    sq_putc(out, '\n');
}
