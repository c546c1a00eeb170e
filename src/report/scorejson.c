/* SPDX-License-Identifier: MIT */
#include "base/date.h"
#include "report/escape.h"
#include "report/explain.h"

/* Writes commas, line ends and indentation; nothing else knows of them. */
struct json {
    struct sq_sbuf *out;
    const struct sq_report *r;
    bool pretty;
    unsigned depth;
    bool first; /* nothing put yet in the innermost object or list */
};

static void
next_line(struct json *j)
{
    if (!j->pretty)
        return;
    sq_putc(j->out, '\n');
    sq_put_n(j->out, ' ', 2 * (size_t)j->depth);
}

/* Before every member and element; `key` NULL in a list. */
static void
member(struct json *j, const char *key)
{
    if (!j->first)
        sq_putc(j->out, ',');
    if (j->depth > 0)
        next_line(j);
    j->first = false;
    if (key)
        sq_putf(j->out, j->pretty ? "\"%s\": " : "\"%s\":", key);
}

static void
open(struct json *j, const char *key, char bracket)
{
    member(j, key);
    sq_putc(j->out, bracket);
    j->depth++;
    j->first = true;
}

static void
close(struct json *j, char bracket)
{
    j->depth--;
    if (!j->first)
        next_line(j);
    sq_putc(j->out, bracket);
    j->first = false;
}

static void
put_text(struct json *j, const char *key, sq_str text)
{
    member(j, key);
    sq_put_json(j->out, text);
}

static void
put_bool(struct json *j, const char *key, bool value)
{
    member(j, key);
    sq_putz(j->out, value ? "true" : "false");
}

static void
put_null(struct json *j, const char *key)
{
    member(j, key);
    sq_putz(j->out, "null");
}

static void
put_num(struct json *j, const char *key, bool known, sq_num value)
{
    if (!known || !sq_num_ok(value)) {
        put_null(j, key);
        return;
    }
    member(j, key);
    sq_num_put(j->out, value, 9);
}

static void
put_count(struct json *j, const char *key, uint32_t n)
{
    member(j, key);
    sq_putf(j->out, "%u", n);
}

static sq_str
label_of(const struct json *j, const struct sq_text *label, sq_str id)
{
    sq_str text = sq_text_get(label, j->r->lang);

    return text.len > 0 ? text : id;
}

/* ---- figures ------------------------------------------------------------ */

static bool
has_low(const struct sq_range *r)
{
    return r->data && !r->no_low && sq_num_ok(r->low);
}

static bool
has_high(const struct sq_range *r)
{
    return r->data && !r->no_high && sq_num_ok(r->high);
}

/* One figure, whatever is answered. */
static bool
is_settled(const struct sq_range *r)
{
    return has_low(r) && has_high(r) && !r->may_none &&
           sq_num_cmp(r->low, r->high) == 0;
}

static void
put_range(struct json *j, const struct sq_range *r)
{
    put_num(j, "low", has_low(r), r->low);
    put_num(j, "value", is_settled(r), r->low);
    put_num(j, "high", has_high(r), r->high);
}

static void
put_band_id(struct json *j, const char *key, bool known,
            const struct sq_bands *bands, size_t i)
{
    if (known)
        put_text(j, key, bands->bands[i].id.text);
    else
        put_null(j, key);
}

static void
put_band(struct json *j, const struct sq_band_range *band,
         const struct sq_range *value)
{
    bool known = band->bands && value->data;
    bool settled = known && !value->may_none && band->low == band->high;

    open(j, "band", '{');
    put_band_id(j, "low", known, band->bands, band->low);
    put_band_id(j, "value", settled, band->bands, band->low);
    put_band_id(j, "high", known, band->bands, band->high);
    close(j, '}');
}

static void
put_slots(struct json *j, const char *key, const struct sq_slot *const *slots,
          size_t n)
{
    open(j, key, '[');
    for (size_t i = 0; i < n; i++)
        put_text(j, NULL, slots[i]->id);
    close(j, ']');
}

static void
put_dimension(struct json *j, const struct sq_dim_result *d)
{
    open(j, NULL, '{');
    put_text(j, "id", d->dimension->id.text);
    put_text(j, "label",
             label_of(j, &d->dimension->label, d->dimension->id.text));
    put_range(j, &d->value);
    put_num(j, "max", is_settled(&d->max), d->max.low);
    open(j, "percent", '{');
    put_range(j, &d->percent);
    close(j, '}');
    put_band(j, &d->band, &d->value);
    put_bool(j, "decided", d->decided);
    put_bool(j, "exact", d->exact);
    put_bool(j, "capped", d->capped);
    put_slots(j, "open", d->open, d->n_open);
    close(j, '}');
}

/* ---- derived values ----------------------------------------------------- */

/* What true or false could still be, as low and high. */
static void
put_truth(struct json *j, const struct sq_val *v)
{
    bool known = (v->may & SQ_MAY_VALUE) != 0;

    if (!known) {
        put_null(j, "low");
        put_null(j, "value");
        put_null(j, "high");
        return;
    }
    put_bool(j, "low", !v->may_false);
    if (v->may_true != v->may_false && v->may == SQ_MAY_VALUE)
        put_bool(j, "value", v->may_true);
    else
        put_null(j, "value");
    put_bool(j, "high", v->may_true);
}

static void
put_date(struct json *j, const char *key, bool known, sq_num days)
{
    if (!known || !sq_num_ok(days) || !sq_num_is_int(days) ||
        days.num < INT32_MIN / 2 || days.num > INT32_MAX / 2) {
        put_null(j, key);
        return;
    }
    member(j, key);
    sq_putc(j->out, '"');
    sq_date_put(j->out, (sq_date)days.num);
    sq_putc(j->out, '"');
}

static void
put_dates(struct json *j, const struct sq_val *v)
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
put_word(struct json *j, const struct sq_val *v)
{
    bool settled = v->may == SQ_MAY_VALUE && !v->any;

    put_null(j, "low");
    if (settled && v->type == SQ_T_OPTION && v->domain)
        put_text(j, "value", v->domain->items[v->option].id);
    else if (settled && v->type == SQ_T_TEXT)
        put_text(j, "value", v->text);
    else
        put_null(j, "value");
    put_null(j, "high");
}

static void
put_value(struct json *j, const struct sq_value_result *v)
{
    open(j, NULL, '{');
    put_text(j, "id", v->derived->id.text);
    if (v->val.type == SQ_T_BOOL)
        put_truth(j, &v->val);
    else if (v->val.type == SQ_T_DATE)
        put_dates(j, &v->val);
    else if (v->val.type == SQ_T_NUM || v->val.type == SQ_T_NONE)
        put_range(j, &v->value);
    else
        put_word(j, &v->val);
    put_band(j, &v->band, &v->value);
    put_bool(j, "decided", v->decided);
    put_bool(j, "exact", v->exact);
    close(j, '}');
}

/* ---- gates, triggers, outcome ------------------------------------------- */

static void
put_waiver(struct json *j, const struct sq_gate_result *g)
{
    const struct sq_waiver *w = g->waiver;

    open(j, "waiver", '{');
    put_text(j, "by", w->by.text);
    put_text(j, "because", w->because.text);
    put_date(j, "until", w->until != SQ_NO_DATE, sq_num_int(w->until));
    put_bool(j, "expired", g->waiver_expired);
    close(j, '}');
}

static void
put_gate(struct json *j, const struct sq_gate_result *g)
{
    static const char *const words[] = {
        [SQ_GATE_PASS] = "pass",           [SQ_GATE_FAIL] = "fail",
        [SQ_GATE_WAIVED] = "waived",       [SQ_GATE_UNDECIDED] = "undecided",
        [SQ_GATE_NOT_ASKED] = "not-asked",
    };

    open(j, NULL, '{');
    put_text(j, "id", g->gate->id.text);
    put_text(j, "state", sq_str_of(words[g->state]));
    put_text(j, "because", sq_text_get(&g->gate->because, j->r->lang));
    if (g->waiver)
        put_waiver(j, g);
    close(j, '}');
}

/* Gates that are in force; the others are named apart, so that `state` keeps
 * its four words. */
static void
put_gates(struct json *j, const struct sq_results *res)
{
    open(j, "gates", '[');
    for (size_t i = 0; i < res->n_gates; i++) {
        if (res->gates[i].state != SQ_GATE_NOT_ASKED)
            put_gate(j, &res->gates[i]);
    }
    close(j, ']');
}

static void
put_triggers(struct json *j, const struct sq_results *res)
{
    open(j, "triggers", '[');
    for (size_t i = 0; i < res->n_triggers; i++) {
        const struct sq_trigger_result *t = &res->triggers[i];
        open(j, NULL, '{');
        put_text(j, "id", t->trigger->id.text);
        if (t->state == SQ_TRIGGER_UNDECIDED)
            put_null(j, "state");
        else
            put_bool(j, "state", t->state == SQ_TRIGGER_ON);
        close(j, '}');
    }
    close(j, ']');
}

static void
put_outcome(struct json *j, const struct sq_results *res)
{
    open(j, "outcome", '{');
    if (res->outcome)
        put_text(j, "id", res->outcome->id.text);
    else
        put_null(j, "id");
    open(j, "possible", '[');
    for (size_t i = 0; i < res->n_possible; i++)
        put_text(j, NULL, res->possible[i]->id.text);
    close(j, ']');
    put_bool(j, "decided", res->outcome != NULL);
    close(j, '}');
}

/* ---- the whole ---------------------------------------------------------- */

static void
put_head(struct json *j, const struct sq_case *c)
{
    put_text(j, "schema", SQ_LIT("sqeeia-score"));
    put_count(j, "schema_version", 1);
    put_text(j, "file", j->r->file);
    open(j, "assessment", '{');
    put_text(j, "title", c->assessment->about.title.text);
    put_text(j, "reference", c->assessment->about.reference.text);
    close(j, '}');
    open(j, "questionnaire", '{');
    put_text(j, "id", c->questionnaire->id.text);
    put_text(j, "version", c->questionnaire->version.text);
    put_text(j, "digest", c->questionnaire->digest);
    close(j, '}');
}

static void
put_counts(struct json *j, const struct sq_counts *n)
{
    open(j, "questions", '{');
    put_count(j, "asked", n->asked);
    put_count(j, "answered", n->answered);
    put_count(j, "missing", n->missing);
    put_count(j, "not_known", n->not_known);
    put_count(j, "not_applicable", n->not_applicable);
    put_count(j, "hidden", n->hidden);
    put_count(j, "pending", n->pending);
    put_count(j, "parked", n->parked);
    close(j, '}');
}

static void
put_extras(struct json *j, const struct sq_results *res)
{
    put_bool(j, "exact", res->all_exact);
    put_slots(j, "open", res->open, res->n_open);
    open(j, "gates_not_asked", '[');
    for (size_t i = 0; i < res->n_gates; i++) {
        if (res->gates[i].state == SQ_GATE_NOT_ASKED)
            put_text(j, NULL, res->gates[i].gate->id.text);
    }
    close(j, ']');
    put_bool(j, "other_version", res->other_version);
}

void
sq_score_put_json(const struct sq_report *r, bool pretty, struct sq_sbuf *out)
{
    const struct sq_results *res = r->results;
    struct json j = {.out = out, .r = r, .pretty = pretty, .first = true};

    open(&j, NULL, '{');
    put_head(&j, res->c);
    put_bool(&j, "complete", res->complete);
    put_counts(&j, &res->counts);
    open(&j, "dimensions", '[');
    for (size_t i = 0; i < res->n_dimensions; i++)
        put_dimension(&j, &res->dimensions[i]);
    close(&j, ']');
    open(&j, "values", '[');
    for (size_t i = 0; i < res->n_values; i++)
        put_value(&j, &res->values[i]);
    close(&j, ']');
    put_gates(&j, res);
    put_triggers(&j, res);
    put_outcome(&j, res);
    put_extras(&j, res);
    close(&j, '}');
    sq_putc(out, '\n');
}
