/* SPDX-License-Identifier: MIT */
#include "report/live.h"

/* Several tables share this sheet; the first sets the widths. */

static struct sq_entry
word(const struct sq_word *w)
{
    return sq_entry_text(w->text);
}

static uint32_t
heading(struct sq_sheet *s, uint32_t row, const char *text)
{
    return sq_sheet_lines(s, row, SQ_LINE_HEADING, sq_str_of(text));
}

/* ---- gates, waivers and triggers ---------------------------------------- */

static int
gate_colour(enum sq_gate_state state)
{
    static const int colours[] = {
        [SQ_GATE_PASS] = SQ_GREEN,
        [SQ_GATE_FAIL] = SQ_RED,
        [SQ_GATE_WAIVED] = SQ_AMBER,
        [SQ_GATE_UNDECIDED] = SQ_GREY,
        [SQ_GATE_NOT_ASKED] = SQ_COLOUR_NONE,
    };
    return colours[state];
}

static void
fill_gates(struct sq_pages *p)
{
    struct sq_fill fills[SQ_GATE_NOT_ASKED];
    size_t n = 0;
    for (int i = SQ_GATE_PASS; i < SQ_GATE_NOT_ASKED; i++)
        fills[n++] = (struct sq_fill){sq_words_gate((enum sq_gate_state)i),
                                      gate_colour((enum sq_gate_state)i)};
    if (p->results->n_gates)
        sq_fills_words(p, &p->gates, fills, n);
}

static struct sq_entry
waiver_of(struct sq_pages *p, const struct sq_gate_result *g)
{
    const struct sq_waiver *w = g->waiver;
    struct sq_sbuf b = sq_page_buffer();
    if (!w)
        return sq_entry_z("");
    sq_putf(&b, "%s by %.*s: %.*s",
            g->waiver_expired ? "EXPIRED waiver" : "Waived", SQ_FMT(w->by.text),
            SQ_FMT(w->because.text));
    struct sq_entry e = sq_entry_take(p, &b);
    e.colour = g->waiver_expired ? SQ_RED : SQ_AMBER;
    return e;
}

static uint32_t
put_gates(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"ID", 18, "none"},
        {"Gate", 40, "none"},
        {"State", 18, "none"},
        {"May be waived by", 24, "nobody"},
        {"Why it matters", 44, "not said"},
        {"Waiver", 34, "no waiver"},
        {"Waiver ends", 14, "no waiver"},
    };
    const struct sq_results *r = p->results;
    struct sq_table t;
    row = heading(s, row, "Gates: no score outweighs a gate that fails");
    sq_table_begin(&t, s, row, "Gates", columns, 7);
    t.plain = true;
    for (size_t i = 0; i < r->n_gates; i++) {
        const struct sq_gate_result *g = &r->gates[i];
        const struct sq_gate *of = g->gate;
        struct sq_entry entries[] = {
            word(&of->id),
            sq_entry_text(sq_words_label(&of->label, of->id.text, p->lang)),
            sq_live_show_gate(p->live, g, sq_entry_z(sq_words_gate(g->state))),
            word(&of->waivable_by),
            sq_entry_text(sq_text_get(&of->because, p->lang)),
            waiver_of(p, g),
            sq_entry_date(g->waiver ? g->waiver->until : SQ_NO_DATE),
        };
        entries[2].colour = gate_colour(g->state);
        sq_table_row(&t, entries);
    }
    p->gates = (struct sq_area){s, t.top + 1, t.next - 1, 2, 2};
    fill_gates(p);
    return sq_table_end(&t, "This questionnaire has no gates.") + 1;
}

static int
trigger_colour(enum sq_trigger_state state)
{
    static const int colours[] = {
        [SQ_TRIGGER_OFF] = SQ_COLOUR_NONE,
        [SQ_TRIGGER_ON] = SQ_AMBER,
        [SQ_TRIGGER_UNDECIDED] = SQ_GREY,
    };
    return colours[state];
}

static uint32_t
put_triggers(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"ID", 0, "none"},
        {"Trigger", 0, "none"},
        {"State", 0, "none"},
        {"References", 0, "none"},
        {"What it obliges", 0, "not said"},
    };
    const struct sq_results *r = p->results;
    const char *const words[3] = {sq_words_trigger(SQ_TRIGGER_OFF),
                                  sq_words_trigger(SQ_TRIGGER_ON),
                                  sq_words_trigger(SQ_TRIGGER_UNDECIDED)};
    struct sq_table t;
    row = heading(s, row, "Triggers");
    sq_table_begin(&t, s, row, "Triggers", columns, 5);
    t.plain = true;
    for (size_t i = 0; i < r->n_triggers; i++) {
        const struct sq_trigger_result *g = &r->triggers[i];
        const struct sq_trigger *of = g->trigger;
        struct sq_entry entries[] = {
            word(&of->id),
            sq_entry_text(sq_words_label(&of->label, of->id.text, p->lang)),
            sq_live_show_truth(p->live, &p->live->triggers[of->index], words,
                               sq_entry_z(sq_words_trigger(g->state))),
            sq_entry_words(p, of->refs, of->n_refs),
            sq_entry_text(sq_text_get(&of->obliges, p->lang)),
        };
        entries[2].colour = trigger_colour(g->state);
        sq_table_row(&t, entries);
    }
    struct sq_area states = {s, t.top + 1, t.next - 1, 2, 2};
    struct sq_fill fills[] = {
        {words[1], trigger_colour(SQ_TRIGGER_ON)},
        {words[2], trigger_colour(SQ_TRIGGER_UNDECIDED)},
    };
    if (r->n_triggers)
        sq_fills_words(p, &states, fills, 2);
    return sq_table_end(&t, "This questionnaire has no triggers.") + 1;
}

/* ---- outcomes ----------------------------------------------------------- */

static const char *
outcome_state(const struct sq_results *r, const struct sq_outcome *o)
{
    for (size_t i = 0; i < r->n_possible; i++) {
        if (r->possible[i] == o)
            return r->n_possible == 1 ? "RECOMMENDED" : "possible";
    }
    return "ruled out";
}

static uint32_t
put_outcomes(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"ID", 0, "none"},
        {"Outcome", 0, "none"},
        {"State", 0, "none"},
        {"What it means", 0, "not said"},
        {"When", 0, "in every other case"},
    };
    static const char *const words[3] = {"ruled out", "RECOMMENDED",
                                         "possible"};
    struct sq_table t;
    row = heading(s, row, "Outcomes: the first that is true is recommended");
    sq_table_begin(&t, s, row, "Outcomes", columns, 5);
    t.plain = true;
    for (size_t i = 0; i < p->q->n_outcomes; i++) {
        const struct sq_outcome *o = &p->q->outcomes[i];
        struct sq_entry state = sq_entry_z(outcome_state(p->results, o));
        struct sq_entry entries[] = {
            word(&o->id),
            sq_entry_text(sq_words_label(&o->label, o->id.text, p->lang)),
            sq_live_show_truth(p->live, &p->live->outcomes[i], words, state),
            sq_entry_text(sq_text_get(&o->meaning, p->lang)),
            sq_entry_text(o->when.text),
        };
        p->live->outcome_rows[i] = t.next + 1;
        sq_table_row(&t, entries);
    }
    return sq_table_end(&t, "This questionnaire names no outcomes.") + 1;
}

/* ---- people ------------------------------------------------------------- */

static uint32_t
put_conditions(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"ID", 0, "none"},         {"Condition", 0, "not said"},
        {"Status", 0, "not said"}, {"Owner", 0, "NO OWNER"},
        {"Due", 0, "no date"},     {"Confirmed", 0, "not confirmed"},
    };
    struct sq_table t;
    row = heading(s, row, "Conditions");
    sq_table_begin(&t, s, row, "Conditions", columns, 6);
    t.plain = true;
    for (size_t i = 0; i < p->as->n_conditions; i++) {
        const struct sq_condition *g = &p->as->conditions[i];
        struct sq_entry entries[] = {
            word(&g->id),
            word(&g->what),
            sq_entry_z(sq_words_action_status(g->status)),
            word(&g->owner),
            sq_entry_date(g->due),
            sq_entry_date(g->confirmed),
        };
        sq_table_row(&t, entries);
    }
    return sq_table_end(&t, "No conditions are recorded.") + 1;
}

static uint32_t
put_partners(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"ID", 0, "none"},
        {"Partner", 0, "not named"},
        {"Position", 0, "not said"},
        {"Lead", 0, "not named"},
        {"Route to decision", 0, "not said"},
        {"On", 0, "no date"},
    };
    const struct sq_about *about = &p->as->about;
    struct sq_table t;
    row = heading(s, row, "Partners");
    sq_table_begin(&t, s, row, "Partners", columns, 6);
    t.plain = true;
    for (size_t i = 0; i < about->n_partners; i++) {
        const struct sq_partner *w = &about->partners[i];
        struct sq_entry entries[] = {
            word(&w->id),
            word(&w->name),
            sq_entry_z(sq_words_position(w->position)),
            word(&w->lead),
            word(&w->route),
            sq_entry_date(w->on),
        };
        entries[2].colour = w->position == SQ_POS_OBJECT      ? SQ_RED
                            : w->position == SQ_POS_NOT_ASKED ? SQ_GREY
                                                              : SQ_COLOUR_NONE;
        sq_table_row(&t, entries);
    }
    return sq_table_end(&t, "No partners are recorded.") + 1;
}

static const struct sq_signature *
signature_of(const struct sq_assessment *as, sq_str role)
{
    for (size_t i = 0; i < as->n_signatures; i++) {
        if (sq_str_eq(as->signatures[i].role.text, role))
            return &as->signatures[i];
    }
    return NULL;
}

static bool
is_asked_for(const struct sq_questionnaire *q, sq_str role)
{
    for (size_t i = 0; i < q->n_sign_off; i++) {
        if (sq_str_eq(q->sign_off[i].role.text, role))
            return true;
    }
    return false;
}

static void
put_signature(struct sq_table *t, sq_str role, sq_str label,
              const struct sq_signature *g)
{
    struct sq_entry entries[] = {
        sq_entry_text(role),
        sq_entry_text(label),
        sq_entry_z(g ? "signed" : "NOT SIGNED"),
        sq_entry_text(g ? g->name.text : (sq_str){NULL, 0}),
        sq_entry_text(g ? g->digest.text : (sq_str){NULL, 0}),
        sq_entry_date(g ? g->on : SQ_NO_DATE),
    };
    entries[2].colour = g ? SQ_GREEN : SQ_GREY;
    sq_table_row(t, entries);
}

static uint32_t
put_sign_off(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"Role", 0, "none"},          {"Who signs", 0, "not said"},
        {"State", 0, "none"},         {"Name", 0, "nobody yet"},
        {"Digest signed", 0, "none"}, {"On", 0, "not signed"},
    };
    struct sq_table t;
    row = heading(s, row, "Sign-off");
    sq_table_begin(&t, s, row, "SignOff", columns, 6);
    t.plain = true;
    for (size_t i = 0; i < p->q->n_sign_off; i++) {
        const struct sq_sign_off *o = &p->q->sign_off[i];
        put_signature(&t, o->role.text,
                      sq_words_label(&o->label, o->role.text, p->lang),
                      signature_of(p->as, o->role.text));
    }
    for (size_t i = 0; i < p->as->n_signatures; i++) {
        const struct sq_signature *g = &p->as->signatures[i];
        if (!is_asked_for(p->q, g->role.text))
            put_signature(&t, g->role.text, SQ_LIT("not asked for"), g);
    }
    return sq_table_end(&t, "No sign-off is asked for or recorded.") + 1;
}

/* ---- decisions ---------------------------------------------------------- */

static struct sq_entry
departs(const struct sq_pages *p, const struct sq_decision *d)
{
    const struct sq_outcome *o = p->results->outcome;
    if (!d->outcome.text.len)
        return sq_entry_z("no outcome recorded");
    if (!o)
        return sq_entry_z("no recommendation yet");
    if (sq_str_eq(o->id.text, d->outcome.text))
        return sq_entry_z("as recommended");
    struct sq_entry e = sq_entry_z(
        d->because.text.len ? "DEPARTS" : "DEPARTS, and gives no reason");
    e.colour = SQ_RED;
    e.strong = true;
    return e;
}

/* "Ann Lee; Bo Day. Quorum: 3. Interests: none". */
static struct sq_entry
present(struct sq_pages *p, const struct sq_decision *d)
{
    struct sq_entry e = sq_entry_words(p, d->present, d->n_present);
    struct sq_entry interests = sq_entry_words(p, d->interests, d->n_interests);
    if (d->quorum)
        e = sq_entry_text(sq_str_printf(p->arena, "%.*s%sQuorum: %u",
                                        SQ_FMT(e.text), e.text.len ? ". " : "",
                                        (unsigned)d->quorum));
    if (d->n_interests)
        e = sq_entry_text(sq_str_printf(p->arena, "%.*s%sInterests: %.*s",
                                        SQ_FMT(e.text), e.text.len ? ". " : "",
                                        SQ_FMT(interests.text)));
    return e;
}

static void
put_decision(struct sq_pages *p, struct sq_table *t,
             const struct sq_decision *d)
{
    if (!d->outcome.text.len && !d->body.text.len && !d->by.text.len)
        return;
    struct sq_entry entries[] = {
        sq_entry_date(d->on),
        sq_entry_text(sq_page_outcome(p, d->outcome.text)),
        departs(p, d),
        word(&d->by),
        word(&d->because),
        word(&d->body),
        word(&d->version),
        present(p, d),
        word(&d->dissent),
    };
    sq_table_row(t, entries);
}

static uint32_t
put_decisions(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"On", 0, "no date"},
        {"Decision", 0, "not recorded"},
        {"Recommendation", 0, "none"},
        {"By", 0, "nobody named"},
        {"Because", 0, "no reason recorded"},
        {"Body", 0, "not named"},
        {"Version", 0, "not said"},
        {"Present", 24, "not recorded"},
        {"Dissent", 24, "none recorded"},
    };
    struct sq_table t;
    row = heading(s, row, "Decisions: the tool recommends, a person decides");
    sq_table_begin(&t, s, row, "Decisions", columns, 9);
    t.plain = true;
    for (size_t i = 0; i < p->as->n_decisions; i++)
        put_decision(p, &t, &p->as->decisions[i]);
    if (!p->as->n_decisions)
        put_decision(p, &t, &p->as->about.decision);
    return sq_table_end(&t, "No decision is recorded yet.") + 1;
}

void
sq_page_gates(struct sq_pages *p)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_GATES];
    static const double widths[] = {18, 40, 18, 24, 44, 34, 14, 24, 24};
    for (size_t i = 0; i < sizeof widths / sizeof widths[0]; i++)
        sq_sheet_width(s, (uint16_t)i,
                       widths[i]); /* rows are as high as they ask */
    uint32_t row = 2;
    row = put_outcomes(p, s, row);
    row = put_gates(p, s, row);
    row = put_triggers(p, s, row);
    row = put_conditions(p, s, row);
    row = put_partners(p, s, row);
    row = put_sign_off(p, s, row);
    (void)put_decisions(p, s, row);
}
