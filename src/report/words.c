/* SPDX-License-Identifier: MIT */
#include <assert.h>

#include "base/date.h"
#include "report/outline.h"

/* True when a figure rounded to `places` would pass for a rounder one. */
static bool
looks_rounder(sq_num a, unsigned places)
{
    sq_num shown = sq_num_round(a, places);
    sq_num rounder = sq_num_round(a, places - 1);

    if (!sq_num_ok(shown)) /* to fewer places it is */
        return false;
    return sq_num_cmp(shown, a) != 0 && sq_num_cmp(shown, rounder) == 0;
}

void
sq_words_num(struct sq_sbuf *b, sq_num a, unsigned places)
{
    if (!sq_num_ok(a)) {
        sq_putz(b, "too wide to show");
        return;
    }
    while (places > 0 && places < 9 && looks_rounder(a, places))
        places++;
    sq_num_put(b, a, places);
}

static void
put_range(struct sq_sbuf *b, const struct sq_range *r, unsigned places,
          const char *unit)
{
    bool low = sq_range_has_low(r), high = sq_range_has_high(r);

    if (!r->data) {
        sq_putz(b, "no data");
        return;
    }
    if (!low && !high) {
        sq_putz(b, "not bounded");
    } else if (low && high && sq_num_cmp(r->low, r->high) == 0) {
        sq_words_num(b, r->low, places);
        sq_putz(b, unit);
    } else {
        sq_putz(b, !low ? "at most " : !high ? "at least " : "between ");
        if (low) {
            sq_words_num(b, r->low, places);
            sq_putz(b, unit);
        }
        if (low && high)
            sq_putz(b, " and ");
        if (high) {
            sq_words_num(b, r->high, places);
            sq_putz(b, unit);
        }
    }
    if (r->may_none)
        sq_putz(b, ", or no data");
}

void
sq_words_range(struct sq_sbuf *b, const struct sq_range *r, unsigned places)
{
    put_range(b, r, places, "");
}

void
sq_words_percent(struct sq_sbuf *b, const struct sq_range *r, unsigned places)
{
    put_range(b, r, places, " %");
}

sq_str
sq_words_label(const struct sq_text *label, sq_str id, sq_str lang)
{
    sq_str text = sq_text_get(label, lang);

    return text.len > 0 ? text : id;
}

void
sq_words_join(struct sq_sbuf *b, size_t i, size_t n, const char *last)
{
    if (i == 0)
        return;
    if (i + 1 == n)
        sq_putf(b, " %s ", last);
    else
        sq_putz(b, ", ");
}

void
sq_words_band(struct sq_sbuf *b, const struct sq_band_range *band,
              const struct sq_range *value, sq_str lang)
{
    if (!band->bands)
        return;
    if (!value->data) {
        sq_putz(b, "no data");
        return;
    }
    const struct sq_band *low = &band->bands->bands[band->low];
    const struct sq_band *high = &band->bands->bands[band->high];
    sq_put(b, sq_words_label(&low->label, low->id.text, lang));
    if (band->low != band->high) {
        sq_putz(b, band->low + 1 == band->high ? " or " : " to ");
        sq_put(b, sq_words_label(&high->label, high->id.text, lang));
    }
    if (value->may_none)
        sq_putz(b, ", or no data");
}

void
sq_words_band_one(struct sq_sbuf *b, const struct sq_bands *bands, size_t i,
                  sq_str lang)
{
    const struct sq_band *band = &bands->bands[i];

    sq_put(b, sq_words_label(&band->label, band->id.text, lang));
    if (band->letter.text.len > 0)
        sq_putf(b, " (%.*s)", SQ_FMT(band->letter.text));
}

static void
put_edge(struct sq_sbuf *b, const struct sq_edge_num *edge)
{
    sq_words_num(b, edge->value, 2);
    if (edge->percent)
        sq_putz(b, " % of the maximum");
}

void
sq_words_edges(struct sq_sbuf *b, const struct sq_bands *bands, size_t i)
{
    const struct sq_band *band = &bands->bands[i];
    const struct sq_band *below = &bands->bands[i > 0 ? i - 1 : 0];
    bool has_below = i > 0; /* only the last band has no upper edge */

    if (has_below) {
        sq_putz(b, below->upper_in ? "above " : "from ");
        put_edge(b, &below->upper);
    }
    if (has_below && band->upper.given)
        sq_putz(b, ", ");
    if (band->upper.given) {
        sq_putz(b, band->upper_in ? "up to " : "below ");
        put_edge(b, &band->upper);
    }
    if (!has_below && !band->upper.given)
        sq_putz(b, "any figure");
}

const char *
sq_words_gate(enum sq_gate_state s)
{
    static const char *const words[] = {
        [SQ_GATE_PASS] = "passes",         [SQ_GATE_FAIL] = "FAILS",
        [SQ_GATE_WAIVED] = "waived",       [SQ_GATE_UNDECIDED] = "undecided",
        [SQ_GATE_NOT_ASKED] = "not asked",
    };
    return words[s];
}

const char *
sq_words_trigger(enum sq_trigger_state s)
{
    static const char *const words[] = {
        [SQ_TRIGGER_OFF] = "does not fire",
        [SQ_TRIGGER_ON] = "fires",
        [SQ_TRIGGER_UNDECIDED] = "undecided",
    };
    return words[s];
}

void
sq_words_outcome(struct sq_sbuf *b, const struct sq_results *r, sq_str lang)
{
    if (r->outcome) {
        sq_put(b,
               sq_words_label(&r->outcome->label, r->outcome->id.text, lang));
        return;
    }
    if (r->n_possible == 0) {
        sq_putz(b, "none, for the questionnaire names no outcomes");
        return;
    }
    sq_putz(b, "one of ");
    for (size_t i = 0; i < r->n_possible; i++) {
        const struct sq_outcome *o = r->possible[i];
        sq_words_join(b, i, r->n_possible, "or");
        sq_putf(b, "\"%.*s\"",
                SQ_FMT(sq_words_label(&o->label, o->id.text, lang)));
    }
    sq_putz(b, ", not decided yet");
}

/* ---- figures ------------------------------------------------------------ */

static bool
counts(const struct sq_contribution *part)
{
    return part->kind != SQ_EXCLUDED && part->kind != SQ_LEFT_HIDDEN;
}

/* Σ weight × points of a dimension of which nothing is open, and Σ weight ×
 * maximum; false when a part is still open or a figure is too wide. */
static bool
sums(const struct sq_dim_result *d, sq_num *points, sq_num *most)
{
    *points = *most = SQ_NUM_ZERO;
    for (size_t i = 0; i < d->n_parts; i++) {
        const struct sq_contribution *part = &d->parts[i];
        if (!counts(part))
            continue;
        if (!sq_num_ok(part->low) || !sq_num_ok(part->high) ||
            sq_num_cmp(part->low, part->high) != 0)
            return false;
        *points = sq_num_add(*points, sq_num_mul(part->weight, part->low));
        *most = sq_num_add(*most, sq_num_mul(part->weight, part->max));
    }
    return sq_num_ok(*points) && sq_num_ok(*most) && most->num != 0;
}

/* " (9 of 16)" behind a percentage, only where the sum gives the figure. */
static void
put_sum(struct sq_sbuf *b, const struct sq_dim_result *d)
{
    sq_num points, most;

    if (!sq_range_single(&d->value) || !sums(d, &points, &most))
        return;
    sq_num percent = sq_num_div(sq_num_mul(sq_num_int(100), points), most);
    if (!sq_num_ok(percent) || sq_num_cmp(percent, d->value.low) != 0)
        return;
    sq_putz(b, " (");
    sq_words_num(b, points, 2);
    sq_putz(b, " of ");
    sq_words_num(b, most, 2);
    sq_putc(b, ')');
}

/* For tables: "40 to 62.5 %", where a sentence says "between 40 % and …"; with
 * what it is out of, where that is settled. */
static void
put_short(struct sq_sbuf *b, const struct sq_range *r, const char *unit,
          const struct sq_range *max)
{
    struct sq_range all = *r;
    bool two = sq_range_has_low(r) && sq_range_has_high(r) &&
               sq_num_cmp(r->low, r->high) != 0;

    all.may_none = false;
    if (two) {
        sq_words_num(b, r->low, 2);
        sq_putz(b, " to ");
        sq_words_num(b, r->high, 2);
        sq_putz(b, unit);
    } else {
        put_range(b, &all, 2, unit);
    }
    if (r->data && max && sq_range_single(max)) {
        sq_putz(b, two ? ", of " : " of ");
        sq_words_num(b, max->low, 2);
    }
    if (r->data && r->may_none)
        sq_putz(b, ", or no data");
}

void
sq_words_dimension(struct sq_sbuf *b, const struct sq_dim_result *d)
{
    if (d->blocked) {
        sq_putz(b, "no figure until every answer is given");
    } else if (d->dimension->combine == SQ_COMBINE_percent) {
        put_short(b, &d->value, " %", NULL);
        put_sum(b, d);
    } else {
        put_short(b, &d->value, "", &d->max);
    }
}

static void
put_option(struct sq_sbuf *b, const struct sq_val *v)
{
    if (v->any || !v->domain || v->option >= v->domain->n)
        sq_putz(b, "undecided");
    else
        sq_put(b, v->domain->items[v->option].id);
}

void
sq_words_value(struct sq_sbuf *b, const struct sq_value_result *v, sq_str lang)
{
    (void)lang;
    if (v->val.type == SQ_T_NUM || v->val.type == SQ_T_NONE) {
        put_short(b, &v->value, "", &v->max);
        return;
    }
    if (!(v->val.may & SQ_MAY_VALUE)) {
        sq_putz(b, "no data");
    } else if (v->val.type == SQ_T_BOOL) {
        sq_putz(b, sq_val_true(&v->val)    ? "yes"
                   : sq_val_false(&v->val) ? "no"
                                           : "yes or no, undecided");
    } else if (v->val.type == SQ_T_DATE) {
        if (!v->val.no_low && !v->val.no_high && sq_num_ok(v->val.low) &&
            sq_num_ok(v->val.high) && sq_num_cmp(v->val.low, v->val.high) == 0)
            sq_date_put_long(b, (sq_date)v->val.low.num);
        else
            sq_putz(b, "undecided");
    } else if (v->val.type == SQ_T_OPTION) {
        put_option(b, &v->val);
    } else if (v->val.type == SQ_T_TEXT && !v->val.any) {
        sq_put(b, v->val.text);
    } else {
        sq_putz(b, "undecided");
    }
}

/* ---- answers ------------------------------------------------------------ */

/* "3 × 4 = 12" where the cell is the product, else "level 4". */
static void
put_cell(struct sq_sbuf *b, const struct sq_option *row,
         const struct sq_option *column, sq_num cell)
{
    if (row->scored && column->scored) {
        sq_num product = sq_num_mul(row->score, column->score);
        if (sq_num_ok(product) && sq_num_cmp(product, cell) == 0) {
            sq_words_num(b, row->score, 2);
            sq_putz(b, " × ");
            sq_words_num(b, column->score, 2);
            sq_putz(b, " = ");
            sq_words_num(b, cell, 2);
            return;
        }
    }
    sq_putz(b, "level ");
    sq_words_num(b, cell, 2);
}

static void
put_rating(struct sq_sbuf *b, const struct sq_slot *s, sq_str lang)
{
    const struct sq_matrix *m = s->question->matrix;
    assert(m->cells && s->value.option < m->rows->n &&
           s->value.column < m->columns->n);
    const struct sq_option *row = &m->rows->options[s->value.option];
    const struct sq_option *column = &m->columns->options[s->value.column];
    sq_num cell =
        m->cells[(size_t)s->value.option * m->columns->n + s->value.column];

    sq_put(b, sq_words_label(&row->label, row->id.text, lang));
    sq_putz(b, " × ");
    sq_put(b, sq_words_label(&column->label, column->id.text, lang));
    sq_putz(b, ", ");
    put_cell(b, row, column, cell);
    if (m->bands) {
        sq_putz(b, ", ");
        sq_words_band_one(b, m->bands, sq_bands_find(m->bands, cell, m->high),
                          lang);
    }
}

void
sq_words_slot(struct sq_sbuf *b, const struct sq_case *c,
              const struct sq_slot *s, sq_str lang)
{
    const struct sq_matrix *m = s->question->matrix;

    if (s->state == SQ_HIDDEN)
        sq_putz(b, "not asked");
    else if (s->reply == SQ_MISSING)
        sq_putz(b, "not answered");
    else if (s->reply == SQ_GIVEN && m)
        put_rating(b, s, lang);
    else
        sq_put(b, sq_slot_show(c, s, lang));
}

/* ---- registers ---------------------------------------------------------- */

static const char *
look_up(const char *const *words, size_t n, int i)
{
    return i >= 0 && (size_t)i < n && words[i] ? words[i] : "";
}
#define LOOK_UP(words, i) look_up(words, sizeof(words) / sizeof((words)[0]), i)

const char *
sq_words_stage(int stage)
{
    static const char *const words[] = {
        [SQ_STAGE_IDEA] = "idea",
        [SQ_STAGE_OPTIONS] = "options",
        [SQ_STAGE_PRE_PROCUREMENT] = "before procurement",
        [SQ_STAGE_CONTRACT] = "contract",
        [SQ_STAGE_PILOT] = "pilot",
        [SQ_STAGE_LIVE] = "live",
        [SQ_STAGE_SCALING] = "scaling up",
        [SQ_STAGE_RETIRING] = "being retired",
    };
    return LOOK_UP(words, stage);
}

const char *
sq_words_position(int position)
{
    static const char *const words[] = {
        [SQ_POS_SUPPORT] = "supports it",
        [SQ_POS_CONDITIONS] = "supports it with conditions",
        [SQ_POS_NEUTRAL] = "neutral",
        [SQ_POS_OBJECT] = "OBJECTS",
        [SQ_POS_NOT_ASKED] = "not asked",
    };
    return LOOK_UP(words, position);
}

const char *
sq_words_evidence_kind(int kind)
{
    static const char *const words[] = {
        [SQ_EK_DATA] = "data",     [SQ_EK_RESEARCH] = "research",
        [SQ_EK_TEST] = "test",     [SQ_EK_ENGAGEMENT] = "engagement",
        [SQ_EK_POLICY] = "policy", [SQ_EK_LEGAL] = "legal",
        [SQ_EK_AUDIT] = "audit",   [SQ_EK_OTHER] = "other",
    };
    return LOOK_UP(words, kind);
}

const char *
sq_words_scope(int scope)
{
    static const char *const words[] = {
        [SQ_SC_LOCAL] = "local",
        [SQ_SC_NATIONAL] = "national",
        [SQ_SC_INTERNATIONAL] = "international",
    };
    return LOOK_UP(words, scope);
}

const char *
sq_words_action_kind(int kind)
{
    static const char *const words[] = {
        [SQ_AK_AVOID] = "avoid the harm",
        [SQ_AK_REDUCE] = "reduce the harm",
        [SQ_AK_COMPENSATE] = "make up for the harm",
        [SQ_AK_ENHANCE] = "enlarge the benefit",
        [SQ_AK_MONITOR] = "monitor",
        [SQ_AK_RESEARCH] = "find out",
    };
    return LOOK_UP(words, kind);
}

const char *
sq_words_action_status(int status)
{
    static const char *const words[] = {
        [SQ_AS_OPEN] = "open",
        [SQ_AS_IN_PROGRESS] = "in progress",
        [SQ_AS_DONE] = "done",
        [SQ_AS_DROPPED] = "dropped",
    };
    return LOOK_UP(words, status);
}

/* ---- names of scales ----------------------------------------------------- */

/* An id as words: "dcb-levels" is "dcb levels". */
static void
put_id(struct sq_sbuf *b, sq_str id)
{
    for (size_t i = 0; i < id.len; i++)
        sq_putc(b, id.ptr[i] == '-' || id.ptr[i] == '_' ? ' ' : id.ptr[i]);
}

void
sq_words_bands_of(struct sq_sbuf *b, const struct sq_questionnaire *q,
                  const struct sq_bands *bands, sq_str lang)
{
    const struct sq_dimension *one = NULL;
    size_t dimensions = 0;

    for (size_t i = 0; i < q->n_questions; i++) {
        const struct sq_matrix *m = q->questions[i]->matrix;
        if (m && m->bands == bands) {
            sq_put(b, sq_words_label(&m->label, m->id.text, lang));
            return;
        }
    }
    for (size_t i = 0; i < q->n_dimensions; i++) {
        if (q->dimensions[i]->bands != bands)
            continue;
        one = q->dimensions[i];
        dimensions++;
    }
    if (dimensions > 1) {
        sq_putz(b, "dimensions");
        return;
    }
    if (one) {
        sq_put(b, sq_words_label(&one->label, one->id.text, lang));
        return;
    }
    for (size_t i = 0; i < q->n_values; i++) {
        const struct sq_derived *v = q->values[i];
        if (v->bands == bands) {
            sq_put(b, sq_words_label(&v->label, v->id.text, lang));
            return;
        }
    }
    put_id(b, bands->id.text);
}

void
sq_words_scale(struct sq_sbuf *b, const struct sq_questionnaire *q,
               const struct sq_choices *choices, sq_str lang)
{
    for (size_t i = 0; i < q->n_questions; i++) {
        const struct sq_matrix *m = q->questions[i]->matrix;
        if (!m || (m->rows != choices && m->columns != choices))
            continue;
        sq_str words = sq_text_get(
            m->rows == choices ? &m->row_label : &m->column_label, lang);
        if (words.len > 0) {
            sq_put(b, words);
            return;
        }
    }
    put_id(b, choices->id.text);
}
