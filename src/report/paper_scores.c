/* SPDX-License-Identifier: MIT */
/* Dimensions, values, gates and triggers: what they say, in words. */
#include "base/utf8.h"
#include "report/paper.h"

enum {
    LONG_BAND = 24, /* [columns] a longer band is named by its letter */
    MOST_OPEN = 10, /* open questions named; the working has all */
};

/* ---- dimensions --------------------------------------------------------- */

static void
put_band_cell(struct sq_paper *p, struct sq_block *table,
              const struct sq_band_range *band, const struct sq_range *value)
{
    int colour = SQ_COLOUR_NONE;
    /* The figure beside it says that there may be none. */
    struct sq_range figure = *value;
    figure.may_none = false;

    if (!band->bands) {
        ; /* nothing to say */
    } else if (value->data && band->low == band->high) {
        const struct sq_band *one = &band->bands->bands[band->low];
        sq_str label = sq_words_label(&one->label, one->id.text, p->lang);
        if (sq_utf8_width(label) > LONG_BAND && one->letter.text.len > 0)
            sq_put(&p->b, one->letter.text);
        else
            sq_words_band_one(&p->b, band->bands, band->low, p->lang);
        colour = one->colour;
    } else {
        sq_words_band(&p->b, band, &figure, p->lang);
    }
    sq_paper_take_cell(p, table)->colour = colour;
}

static void
put_heads(struct sq_paper *p, struct sq_block *table, const char *first,
          bool bands)
{
    sq_paper_add_heads(p, table, sq_str_of(first));
    if (bands)
        sq_paper_add_heads(p, table, SQ_LIT("Band"));
    sq_paper_add_heads(p, table, SQ_LIT("Figure"));
}

void
sq_paper_dimension_table(struct sq_paper *p)
{
    struct sq_block *table = sq_paper_table(p, NULL, 0);
    bool bands = false;

    for (size_t i = 0; i < p->res->n_dimensions; i++)
        bands = bands || p->res->dimensions[i].band.bands;
    put_heads(p, table, "Dimension", bands);
    for (size_t i = 0; i < p->res->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->res->dimensions[i];
        sq_paper_cell(p, table,
                      sq_words_label(&d->dimension->label,
                                     d->dimension->id.text, p->lang));
        if (bands)
            put_band_cell(p, table, &d->band, &d->value);
        sq_words_dimension(&p->b, d);
        sq_paper_take_cell(p, table);
    }
}

void
sq_paper_value_table(struct sq_paper *p)
{
    struct sq_block *table = sq_paper_table(p, NULL, 0);
    bool bands = false;

    for (size_t i = 0; i < p->res->n_values; i++)
        bands = bands || p->res->values[i].band.bands;
    put_heads(p, table, "Value", bands);
    for (size_t i = 0; i < p->res->n_values; i++) {
        const struct sq_value_result *v = &p->res->values[i];
        sq_paper_cell(
            p, table,
            sq_words_label(&v->derived->label, v->derived->id.text, p->lang));
        if (bands)
            put_band_cell(p, table, &v->band, &v->value);
        sq_words_value(&p->b, v, p->lang);
        sq_paper_take_cell(p, table);
    }
}

/* Names the questions that cap, or may cap, the band; how many they are. */
static size_t
put_slots_at(struct sq_paper *p, const struct sq_dim_result *d, bool certain)
{
    size_t n = 0;

    for (size_t i = 0; i < d->n_parts; i++) {
        const struct sq_contribution *part = &d->parts[i];
        if (certain ? !part->at_floor : !part->may_at_floor || part->at_floor)
            continue;
        sq_putf(&p->b, "%s%.*s", n++ > 0 ? ", " : "", SQ_FMT(part->slot->id));
    }
    return n;
}

static void
put_floor(struct sq_paper *p, const struct sq_dim_result *d)
{
    if (!d->band.bands || (!d->capped && !d->may_cap))
        return;
    sq_putz(&p->b, d->capped ? " Held at " : " May yet be held at ");
    sq_words_band_one(&p->b, d->band.bands, d->dimension->cap_band, p->lang);
    sq_putz(&p->b, " at best, whatever the figure: ");
    size_t n = put_slots_at(p, d, d->capped);
    sq_putf(&p->b, " %s critical, and %sat or below %s floor.",
            n == 1 ? "is" : "are", d->capped ? "" : "may be ",
            n == 1 ? "its" : "their");
}

static size_t
count_kind(const struct sq_dim_result *d, enum sq_part_kind kind)
{
    size_t n = 0;

    for (size_t i = 0; i < d->n_parts; i++)
        n += d->parts[i].kind == kind;
    return n;
}

static void
put_open(struct sq_paper *p, const struct sq_dim_result *d)
{
    size_t missing = count_kind(d, SQ_OPEN) + count_kind(d, SQ_PENDING_PART);
    size_t unknown = count_kind(d, SQ_UNKNOWN);

    if (missing > 0)
        sq_putf(&p->b, " %zu of its %zu answers %s missing", missing,
                d->n_parts - count_kind(d, SQ_LEFT_HIDDEN),
                missing == 1 ? "is" : "are");
    if (missing > 0 && d->decided)
        sq_putz(&p->b, "; the band can no longer change.");
    else if (missing > 0 && d->n_open == 0)
        sq_putc(&p->b, '.');
    for (size_t i = 0; !d->decided && i < d->n_open && i < MOST_OPEN; i++)
        sq_putf(&p->b, "%s%.*s",
                i > 0         ? ", "
                : missing > 0 ? "; it could still change by "
                              : " It could still change by ",
                SQ_FMT(d->open[i]->id));
    if (!d->decided && d->n_open > MOST_OPEN)
        sq_putf(&p->b, " and %zu more", d->n_open - MOST_OPEN);
    if (!d->decided && d->n_open > 0)
        sq_putc(&p->b, '.');
    if (unknown > 0)
        sq_putf(&p->b, " %zu %s \"not known\".", unknown,
                unknown == 1 ? "is" : "are");
}

static void
put_remark(struct sq_paper *p, struct sq_block *list,
           const struct sq_dim_result *d)
{
    put_floor(p, d);
    put_open(p, d);
    if (!d->exact && d->value.data)
        sq_putz(&p->b, " The range is safe, but may be wider than what can "
                       "really happen.");
    if (!d->value.data && !d->blocked)
        sq_putz(&p->b, " Nothing in it is scored.");
    if (p->b.len == 0)
        return;
    sq_str remark = sq_paper_take(p);
    sq_putf(&p->b, "%.*s:%.*s",
            SQ_FMT(sq_words_label(&d->dimension->label, d->dimension->id.text,
                                  p->lang)),
            SQ_FMT(remark));
    sq_paper_take_item(p, list);
}

void
sq_paper_dimensions(struct sq_paper *p)
{
    if (p->res->n_dimensions == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Dimensions"));
    sq_paper_dimension_table(p);
    sq_paper_chart_dimensions(p);
    struct sq_block *list = sq_paper_bullets(p);
    for (size_t i = 0; i < p->res->n_dimensions; i++)
        put_remark(p, list, &p->res->dimensions[i]);
}

/* ---- values ------------------------------------------------------------- */

void
sq_paper_values(struct sq_paper *p)
{
    if (p->res->n_values == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Other figures"));
    sq_paper_value_table(p);
}

/* ---- gates -------------------------------------------------------------- */

static void
put_refs(struct sq_paper *p, const struct sq_word *refs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct sq_framework *f =
            sq_map_find(&p->q->vocab.frameworks, refs[i].text);
        sq_putz(&p->b, i == 0 ? " See: " : "; ");
        sq_put(&p->b, f ? sq_words_label(&f->title, f->id.text, p->lang)
                        : refs[i].text);
    }
    if (n > 0)
        sq_paper_stop(p);
}

static char
first_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

static void
put_gate(struct sq_paper *p, const struct sq_gate_result *g)
{
    sq_str because = sq_paper_text(p, &g->gate->because);
    sq_str label = sq_words_label(&g->gate->label, g->gate->id.text, p->lang);

    const char *state = sq_words_gate(g->state);
    sq_putf(&p->b, "%c%s: %.*s", first_upper(state[0]), state + 1,
            SQ_FMT(label));
    if (!sq_str_eq(label, g->gate->id.text))
        sq_putf(&p->b, " (%.*s)", SQ_FMT(g->gate->id.text));
    sq_paper_stop(p);
    if (because.len > 0) {
        sq_putf(&p->b, " %.*s", SQ_FMT(because));
        sq_paper_stop(p);
    }
    if (g->state != SQ_GATE_PASS) {
        sq_putf(&p->b, " The rule: %.*s.", SQ_FMT(g->gate->must.text));
        sq_paper_put_now(p, &g->gate->must);
    }
    put_refs(p, g->gate->refs, g->gate->n_refs);
}

static void
put_waiver(struct sq_paper *p, const struct sq_waiver *w, bool expired)
{
    sq_putf(&p->b, "Waiver of the gate %.*s, by %.*s, ", SQ_FMT(w->gate.text),
            w->by.text.len > 0 ? (int)w->by.text.len : 12,
            w->by.text.len > 0 ? w->by.text.ptr : "NOBODY NAMED");
    if (w->until == SQ_NO_DATE) {
        sq_putz(&p->b, "WITHOUT AN END DATE");
    } else {
        sq_putz(&p->b, "until ");
        sq_paper_put_date(p, w->until);
    }
    if (expired)
        sq_putz(&p->b, " (EXPIRED, so it does not count)");
    sq_putz(&p->b, ". Reason: ");
    sq_put(&p->b,
           w->because.text.len > 0 ? w->because.text : SQ_LIT("NONE GIVEN"));
    sq_paper_stop(p);
}

static void
put_waivers(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    for (size_t i = 0; i < p->as->n_waivers; i++) {
        const struct sq_waiver *w = &p->as->waivers[i];
        bool expired = false;
        for (size_t j = 0; j < p->res->n_gates; j++)
            expired = expired || (p->res->gates[j].waiver == w &&
                                  p->res->gates[j].waiver_expired);
        put_waiver(p, w, expired);
        sq_paper_take_item(p, list);
    }
}

static void
put_not_asked(struct sq_paper *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_gates; i++) {
        const struct sq_gate *g = p->res->gates[i].gate;
        if (p->res->gates[i].state != SQ_GATE_NOT_ASKED)
            continue;
        sq_putz(&p->b, n++ > 0 ? "; " : "Not asked, for they do not apply: ");
        sq_put(&p->b, sq_words_label(&g->label, g->id.text, p->lang));
    }
    if (n > 0)
        sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

void
sq_paper_gates(struct sq_paper *p)
{
    static const enum sq_gate_state order[] = {SQ_GATE_FAIL, SQ_GATE_UNDECIDED,
                                               SQ_GATE_WAIVED, SQ_GATE_PASS};
    struct sq_block *list = sq_paper_bullets(p);

    if (p->res->n_gates == 0 && p->as->n_waivers == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Gates"));
    sq_paper_say(p, "No score outweighs a gate that fails.");
    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        for (size_t j = 0; j < p->res->n_gates; j++) {
            if (p->res->gates[j].state != order[i])
                continue;
            put_gate(p, &p->res->gates[j]);
            sq_paper_take_item(p, list);
        }
    }
    put_waivers(p);
    put_not_asked(p);
}

/* ---- triggers ----------------------------------------------------------- */

static void
put_trigger(struct sq_paper *p, const struct sq_trigger_result *t)
{
    sq_str obliges = sq_paper_text(p, &t->trigger->obliges);

    sq_putf(&p->b, "%s: %.*s",
            t->state == SQ_TRIGGER_ON ? "Fires" : "Undecided",
            SQ_FMT(sq_words_label(&t->trigger->label, t->trigger->id.text,
                                  p->lang)));
    sq_paper_stop(p);
    if (obliges.len > 0) {
        sq_putf(&p->b, " It obliges: %.*s", SQ_FMT(obliges));
        sq_paper_stop(p);
    }
    sq_putf(&p->b, " The rule: %.*s.", SQ_FMT(t->trigger->when.text));
    if (t->state == SQ_TRIGGER_ON)
        put_refs(p, t->trigger->refs, t->trigger->n_refs);
}

static void
put_quiet(struct sq_paper *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_triggers; i++) {
        const struct sq_trigger_result *t = &p->res->triggers[i];
        if (t->state != SQ_TRIGGER_OFF)
            continue;
        sq_putz(&p->b, n++ > 0 ? "; " : "Looked for, and not the case: ");
        sq_put(&p->b, sq_words_label(&t->trigger->label, t->trigger->id.text,
                                     p->lang));
    }
    if (n > 0)
        sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

void
sq_paper_triggers(struct sq_paper *p)
{
    static const enum sq_trigger_state order[] = {SQ_TRIGGER_ON,
                                                  SQ_TRIGGER_UNDECIDED};
    struct sq_block *list = sq_paper_bullets(p);

    if (p->res->n_triggers == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Triggers and what they oblige"));
    for (size_t i = 0; i < 2; i++) {
        for (size_t j = 0; j < p->res->n_triggers; j++) {
            if (p->res->triggers[j].state != order[i])
                continue;
            put_trigger(p, &p->res->triggers[j]);
            sq_paper_take_item(p, list);
        }
    }
    put_quiet(p);
}
