/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "report/live.h"
#include "report/paper.h"

enum { NAMES_SHOWN = 15 };

static void
pair(struct sq_table *t, const char *name, struct sq_entry value)
{
    struct sq_entry row[] = {sq_entry_z(name), value};
    row[0].strong = true;
    sq_table_row(t, row);
}

static void
pair_if(struct sq_table *t, const char *name, sq_str value)
{
    if (value.len)
        pair(t, name, sq_entry_text(value));
}

/* A short link: the words of a long one do not wrap in every program. */
static struct sq_entry
where(struct sq_pages *p, enum sq_page page, uint32_t row)
{
    struct sq_entry e = sq_entry_z(sq_page_infos[page].name);
    e.link = sq_page_place(p, page, row);
    return e;
}

/* ---- recommendation and decision ---------------------------------------- */

/* The ids of the answers that could still change something. */
static sq_str
open_ids(struct sq_pages *p, const struct sq_slot **open, size_t n)
{
    struct sq_sbuf b = sq_page_buffer();
    for (size_t i = 0; i < n && i < NAMES_SHOWN; i++) {
        sq_putz(&b, i ? ", " : "");
        sq_put(&b, open[i]->id);
    }
    if (n > NAMES_SHOWN)
        sq_putf(&b, " and %zu more", n - NAMES_SHOWN);
    return sq_page_take(p, &b);
}

static const struct sq_decision *
decision_of(const struct sq_assessment *as)
{
    const struct sq_decision *d = as->n_decisions
                                      ? &as->decisions[as->n_decisions - 1]
                                      : &as->about.decision;
    bool said = d->outcome.text.len || d->body.text.len || d->by.text.len;
    return said ? d : NULL;
}

static void
put_when(struct sq_sbuf *b, const struct sq_decision *d)
{
    if (d->on == SQ_NO_DATE)
        return;
    sq_putz(b, " on ");
    sq_date_put_long(b, d->on);
}

static sq_str
decided(struct sq_pages *p, const struct sq_decision *d)
{
    struct sq_sbuf b = sq_page_buffer();
    if (!d->outcome.text.len) {
        sq_putf(&b, "Not taken yet; for %.*s",
                SQ_FMT(d->body.text.len ? d->body.text : d->by.text));
        put_when(&b, d);
        sq_putz(&b, ".");
        return sq_page_take(p, &b);
    }
    sq_put(&b, sq_page_outcome(p, d->outcome.text));
    sq_putz(&b, ". Decided");
    if (d->by.text.len || d->body.text.len)
        sq_putz(&b, " by ");
    sq_put(&b, d->by.text);
    sq_putz(&b, d->by.text.len && d->body.text.len ? ", " : "");
    sq_put(&b, d->body.text);
    put_when(&b, d);
    sq_putz(&b, ".");
    return sq_page_take(p, &b);
}

static void
put_departure(struct sq_pages *p, struct sq_table *t,
              const struct sq_decision *d)
{
    const struct sq_outcome *o = p->results->outcome;
    if (!o || !d->outcome.text.len || sq_str_eq(o->id.text, d->outcome.text))
        return;
    struct sq_sbuf b = sq_page_buffer();
    sq_putz(&b, "The decision DEPARTS from the recommendation. ");
    if (d->because.text.len)
        sq_putf(&b, "Reason given: %.*s", SQ_FMT(d->because.text));
    else
        sq_putz(&b, "No reason is recorded.");
    struct sq_entry e = sq_entry_take(p, &b);
    e.colour = SQ_RED;
    e.strong = true;
    pair(t, "Departure", e);
}

static void
put_decision(struct sq_pages *p, struct sq_table *t)
{
    const struct sq_decision *d = decision_of(p->as);
    if (!d) {
        pair(t, "Decision", sq_entry_z("No decision is recorded yet."));
        return;
    }
    pair(t, "Decision", sq_entry_text(decided(p, d)));
    put_departure(p, t, d);
}

static uint32_t
put_recommendation(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"Recommendation", 30, "none"},
        {"In words", 82, "not given"},
    };
    const struct sq_results *r = p->results;
    const struct sq_outcome *o = r->outcome;
    struct sq_sbuf b = sq_page_buffer();
    struct sq_table t;

    sq_table_begin(&t, s, row, "Recommendation", columns, 2);
    t.plain = true;
    sq_words_outcome(&b, r, p->lang);
    struct sq_entry outcome[] = {sq_entry_z("Recommended outcome"),
                                 sq_entry_take(p, &b)};
    outcome[0].strong = outcome[1].strong = true;
    outcome[0].link = sq_page_place(p, SQ_PAGE_GATES, 1);
    outcome[1] = sq_live_show_outcome(p->live, outcome[1]);
    sq_table_row(&t, outcome);
    pair(&t, "Answers in this workbook", sq_live_show_changed(p->live));
    if (o) {
        pair_if(&t, "What it means", sq_text_get(&o->meaning, p->lang));
        for (size_t i = 0; i < o->n_obliges; i++)
            pair_if(&t, "It obliges", sq_text_get(&o->obliges[i], p->lang));
    } else if (r->n_open) {
        pair(&t, "Answers that could still change it",
             sq_entry_text(open_ids(p, r->open, r->n_open)));
    }
    put_decision(p, &t);
    pair(&t, "Who decides",
         sq_entry_z("The tool recommends; a named person decides. This "
                    "assessment supports the duties on equality and "
                    "inequality, and does not by itself discharge them."));
    return sq_table_end(&t, "");
}

/* ---- who gains, who loses ----------------------------------------------- */

static void
put_said(struct sq_pages *p, struct sq_table *t, sq_str head, sq_str text)
{
    struct sq_entry row[] = {sq_entry_text(head), sq_entry_text(text),
                             where(p, SQ_PAGE_GROUPS, 1)};
    row[0].strong = true;
    sq_table_row(t, row);
}

/* In the words of the paper.  A list has the heading above it; a sentence only
 * where nothing stands between. */
static uint32_t
put_who(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"Who", 0, "none"},
        {"Names, as in the assessment file", 0, "nobody"},
        {"Detail", 0, "none"},
    };
    struct sq_paper paper;
    sq_paper_open(&paper, p->r);
    sq_paper_people(&paper);
    const struct sq_outline *o = sq_paper_close(&paper);
    struct sq_table t;
    sq_table_begin(&t, s, row, "Who", columns, 3);
    t.plain = true;
    sq_str head = SQ_LIT("Who gains, who loses");
    bool fresh = true;
    for (const struct sq_block *b = o->first; b; b = b->next) {
        if (b->kind == SQ_HEADING && b->level > 2)
            head = b->text;
        if (b->kind == SQ_PARAGRAPH)
            put_said(p, &t, fresh ? head : SQ_LIT("Besides"), b->text);
        fresh = b->kind == SQ_HEADING;
        for (size_t i = 0; b->kind == SQ_BULLETS && i < b->n_items; i++)
            put_said(p, &t, head, b->items[i]);
    }
    return sq_table_end(&t, "Nothing is said of who gains and who loses.");
}

/* ---- key figures -------------------------------------------------------- */

/* A row that leads to its detail; the page's fills see to its band. */
struct figures {
    struct sq_pages *p;
    struct sq_table t;
    struct sq_fills bands;
};

static void
figure(struct figures *w, sq_str name, struct sq_entry result,
       struct sq_entry band, struct sq_entry state, struct sq_entry detail)
{
    struct sq_entry row[] = {sq_entry_text(name), result, band, state, detail};
    row[0].strong = true;
    sq_table_row(&w->t, row);
}

static const char *const gate_words[] = {
    [SQ_GATE_PASS] = "passed",         [SQ_GATE_FAIL] = "FAILED",
    [SQ_GATE_WAIVED] = "waived",       [SQ_GATE_UNDECIDED] = "undecided",
    [SQ_GATE_NOT_ASKED] = "not asked",
};

/* "10 gates, 9 passed, 1 FAILED", counted on the sheet of gates. */
static const char *
gates_formula(struct sq_pages *p, const char *first)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_str cells = sq_area_show(p->arena, &p->gates);
    sq_putf(&b, "=\"%s\"", first);
    for (int i = SQ_GATE_PASS; i <= SQ_GATE_NOT_ASKED; i++) {
        sq_str n =
            sq_str_printf(p->arena, "COUNTIF(%.*s,\"%s\")", SQ_FMT(cells),
                          sq_words_gate((enum sq_gate_state)i));
        sq_putf(&b, "&IF(%.*s>0,\", \"&%.*s&\" %s\",\"\")", SQ_FMT(n),
                SQ_FMT(n), gate_words[i]);
    }
    return sq_str_z(p->arena, sq_page_take(p, &b));
}

static void
put_gates_figure(struct figures *w)
{
    size_t states[SQ_GATE_NOT_ASKED + 1] = {0};
    struct sq_pages *p = w->p;
    const struct sq_results *r = p->results;
    for (size_t i = 0; i < r->n_gates; i++)
        states[r->gates[i].state]++;
    if (!r->n_gates)
        return;
    const char *first =
        sq_str_z(p->arena, sq_str_printf(p->arena, "%zu %s", r->n_gates,
                                         r->n_gates == 1 ? "gate" : "gates"));
    struct sq_sbuf b = sq_page_buffer();
    sq_putz(&b, first);
    for (int i = SQ_GATE_PASS; i <= SQ_GATE_NOT_ASKED; i++) {
        if (states[i])
            sq_putf(&b, ", %zu %s", states[i], gate_words[i]);
    }
    struct sq_entry e = sq_entry_take(p, &b);
    e.formula = gates_formula(p, first);
    struct sq_entry state =
        sq_entry_z(states[SQ_GATE_UNDECIDED] ? "can still change" : "settled");
    sq_str cells = sq_area_show(p->arena, &p->gates);
    state.formula = sq_str_z(
        p->arena,
        sq_str_printf(p->arena,
                      "=IF(COUNTIF(%.*s,\"%s\")>0,\"can still "
                      "change\",\"settled\")",
                      SQ_FMT(cells), sq_words_gate(SQ_GATE_UNDECIDED)));
    struct sq_area at = {w->t.sheet, w->t.next, w->t.next, 1, 1};
    sq_str failed = sq_str_printf(
        p->arena, "=ISNUMBER(SEARCH(\"FAILED\",$B%u))", at.top + 1);
    sq_sheet_fill(w->t.sheet, &at, sq_str_z(p->arena, failed), SQ_RED);
    figure(w, SQ_LIT("Gates"), e, sq_entry_z("not banded"), state,
           where(p, SQ_PAGE_GATES, p->gates.top));
}

static void
put_answers_figure(struct figures *w)
{
    struct sq_pages *p = w->p;
    const struct sq_counts *n = &p->results->counts;
    struct sq_sbuf b = sq_page_buffer();
    sq_putf(&b, "In the file, %u asked: %u answered, %u not answered yet",
            n->asked, n->answered, n->missing);
    if (n->not_known)
        sq_putf(&b, ", %u not known", n->not_known);
    if (n->not_applicable)
        sq_putf(&b, ", %u not applicable", n->not_applicable);
    if (n->pending)
        sq_putf(&b, "; %u more wait for an earlier answer", n->pending);
    figure(w, SQ_LIT("Questions"), sq_entry_take(p, &b),
           sq_entry_z("not banded"),
           sq_entry_z(p->results->complete ? "complete" : "not complete"),
           where(p, SQ_PAGE_ANSWERS, 1));
}

static void
put_dimension_figure(struct figures *w, const struct sq_dim_result *d)
{
    struct sq_pages *p = w->p;
    const struct sq_dimension *dim = d->dimension;
    const struct sq_live_figure *f = &p->live->dimensions[dim->index];
    struct sq_sbuf b = sq_page_buffer();
    sq_words_dimension(&b, d);
    if (d->capped)
        sq_putz(&b, ", held down by its floor");
    sq_fills_row(p, &w->bands, dim->bands, w->t.next);
    figure(w, sq_words_label(&dim->label, dim->id.text, p->lang),
           sq_live_show_words(p->live, f, dim->combine == SQ_COMBINE_percent,
                              sq_entry_take(p, &b)),
           sq_live_show_band(p->live, &f->band, &d->band,
                             sq_entry_band(p, &d->band, &d->value)),
           sq_live_show_settled(p->live, f, d->decided),
           where(p, SQ_PAGE_ASSURANCE, f->shown));
}

static void
put_value_figure(struct figures *w, const struct sq_value_result *v)
{
    struct sq_pages *p = w->p;
    const struct sq_derived *of = v->derived;
    const struct sq_live_figure *f = &p->live->values[of->index];
    struct sq_sbuf b = sq_page_buffer();
    sq_words_value(&b, v, p->lang);
    struct sq_entry words = sq_entry_take(p, &b);
    if (v->val.type == SQ_T_NUM)
        words = sq_live_show_words(p->live, f, false, words);
    sq_fills_row(p, &w->bands, of->bands, w->t.next);
    figure(w, sq_words_label(&of->label, of->id.text, p->lang), words,
           sq_live_show_band(p->live, &f->band, &v->band,
                             sq_entry_band(p, &v->band, &v->value)),
           sq_live_show_settled(p->live, f, v->decided),
           where(p, SQ_PAGE_ASSURANCE, f->shown));
}

static uint32_t
put_figures(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"Key figure", 0, "none"}, {"Result", 0, "no data"},
        {"Band", 24, "no bands"},  {"Settled?", 18, "none"},
        {"Detail", 24, "none"},
    };
    const struct sq_results *r = p->results;
    struct figures w = {.p = p, .bands = {.sheet = s, .column = 2}};
    sq_table_begin(&w.t, s, row, "KeyFigures", columns, 5);
    w.t.plain = true;
    for (size_t i = 0; i < r->n_dimensions; i++)
        put_dimension_figure(&w, &r->dimensions[i]);
    for (size_t i = 0; i < r->n_values; i++)
        put_value_figure(&w, &r->values[i]);
    sq_fills_end(p, &w.bands);
    put_gates_figure(&w);
    put_answers_figure(&w);
    return sq_table_end(&w.t, "");
}

/* ---- about -------------------------------------------------------------- */

static void
pair_date(struct sq_pages *p, struct sq_table *t, const char *name, sq_date d)
{
    if (d == SQ_NO_DATE)
        return;
    struct sq_sbuf b = sq_page_buffer();
    sq_date_put_long(&b, d);
    pair(t, name, sq_entry_take(p, &b));
}

static void
put_questionnaire(struct sq_pages *p, struct sq_table *t)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_str title = sq_words_label(&p->q->title, p->q->id.text, p->lang);
    sq_putf(&b, "%.*s (%.*s, version %.*s)", SQ_FMT(title),
            SQ_FMT(p->q->id.text), SQ_FMT(p->q->version.text));
    if (p->results->other_version)
        sq_putz(&b, ". The file was written for ANOTHER version: check what "
                    "changed before relying on the figures.");
    struct sq_entry e = sq_entry_take(p, &b);
    e.colour = p->results->other_version ? SQ_AMBER : SQ_COLOUR_NONE;
    pair(t, "Questionnaire", e);
    pair_if(t, "Its digest", p->q->digest);
}

static uint32_t
put_about(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"About this assessment", 0, "none"},
        {"Detail", 0, "not given"},
    };
    const struct sq_about *about = &p->as->about;
    struct sq_table t;
    sq_table_begin(&t, s, row, "About", columns, 2);
    t.plain = true;
    pair_if(&t, "Reference", about->reference.text);
    pair_if(&t, "Summary", about->summary.text);
    pair_if(&t, "Organisation", about->organisation.text);
    pair_if(&t, "Owner", about->owner.text);
    pair_if(&t, "Author", about->author.text);
    pair_if(&t, "Stage", sq_str_of(sq_words_stage(about->stage)));
    pair_date(p, &t, "Started", about->started);
    pair_date(p, &t, "Completed", about->completed);
    pair_date(p, &t, "Goes live", about->go_live);
    pair_date(p, &t, "Next review", about->review);
    pair_if(&t, "Part of", about->parent.text);
    pair_if(&t, "Replaces", about->replaces.text);
    put_questionnaire(p, &t);
    pair_if(&t, "File", p->r->file);
    pair_date(p, &t, "Date of this report", p->r->as_of);
    pair_if(&t, "Made by",
            sq_str_printf(p->arena, "sqeeia %s", p->r->tool_version));
    return sq_table_end(&t, "");
}

static uint32_t
put_contents(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"Sheet", 0, "none"},
        {"What is on it", 0, "none"},
    };
    struct sq_table t;
    sq_table_begin(&t, s, row, "Contents", columns, 2);
    t.plain = true;
    for (int i = SQ_PAGE_SUMMARY + 1; i < SQ_PAGE_COUNT; i++) {
        sq_str name = sq_sheet_name(p->sheets[i]);
        struct sq_entry entries[] = {sq_entry_text(name),
                                     sq_entry_z(sq_page_infos[i].about)};
        entries[0].link = sq_page_place(p, (enum sq_page)i, 1);
        sq_table_row(&t, entries);
    }
    return sq_table_end(&t, "");
}

static uint32_t
put_state(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    const struct sq_results *r = p->results;
    struct sq_sbuf b = sq_page_buffer();
    sq_put(&b, sq_words_label(&p->q->title, p->q->id.text, p->lang));
    if (p->r->as_of != SQ_NO_DATE) {
        sq_putz(&b, ". Report of ");
        sq_date_put_long(&b, p->r->as_of);
    }
    sq_putz(&b, ".");
    row = sq_sheet_lines(s, row, SQ_LINE_NOTE, sq_page_take(p, &b));
    if (r->complete)
        return row;
    sq_str draft = sq_str_printf(
        p->arena,
        "DRAFT: %u of %u questions asked have no answer yet. Every figure is "
        "shown as the range that is still possible.",
        r->counts.missing, r->counts.asked);
    return sq_sheet_lines(s, row, SQ_LINE_WARNING, draft);
}

void
sq_page_summary(struct sq_pages *p)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_SUMMARY];
    sq_sheet_width(s, 0, 30);
    sq_sheet_width(s, 1, 82);
    sq_sheet_width(s, 2, 24);
    sq_sheet_width(s, 3, 18);
    uint32_t row = put_state(p, s, 1) + 1;
    row = put_recommendation(p, s, row) + 1;
    row = put_who(p, s, row) + 1;
    row = put_figures(p, s, row) + 1;
    row = put_about(p, s, row) + 1;
    (void)put_contents(p, s, row);
}
