/* SPDX-License-Identifier: MIT */
/* The short parts of a committee's paper: what changed, who was heard, gates,
 * alternatives, the next review.  Each in full stands in the appendix. */
#include "report/paper.h"

/* ---- what changed -------------------------------------------------------- */

static void
put_heeded(struct sq_paper *p, struct sq_block *list)
{
    for (size_t i = 0; i < p->as->n_engagement; i++) {
        const struct sq_engagement *n = &p->as->engagement[i];
        if (n->did.text.len == 0)
            continue;
        sq_put(&p->b, n->did.text);
        sq_paper_stop(p);
        sq_putf(&p->b, " Asked for in %.*s.", SQ_FMT(n->id.text));
        sq_paper_take_item(p, list);
    }
}

static void
put_done(struct sq_paper *p, struct sq_block *list)
{
    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *x = &p->as->actions[i];
        if (x->status != SQ_AS_DONE)
            continue;
        sq_put(&p->b, x->what.text);
        sq_paper_stop(p);
        sq_putf(&p->b, " %.*s, done", SQ_FMT(x->id.text));
        if (x->done != SQ_NO_DATE) {
            sq_putz(&p->b, " on ");
            sq_paper_put_date(p, x->done);
        }
        sq_putc(&p->b, '.');
        if (x->worked.text.len > 0) {
            sq_putf(&p->b, " Did it work? %.*s", SQ_FMT(x->worked.text));
            sq_paper_stop(p);
        }
        sq_paper_take_item(p, list);
    }
}

void
sq_paper_changes(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_heading(p, 2, SQ_LIT("What changed because of this assessment"));
    put_heeded(p, list);
    put_done(p, list);
    if (list->n_items == 0)
        sq_paper_say(p, "Nothing is recorded as changed so far.");
}

/* ---- who was heard ------------------------------------------------------- */

bool
sq_paper_engaged(const struct sq_paper *p, sq_date *out_first,
                 sq_date *out_last)
{
    *out_first = *out_last = SQ_NO_DATE;
    for (size_t i = 0; i < p->as->n_engagement; i++) {
        const struct sq_engagement *n = &p->as->engagement[i];
        if (n->on == SQ_NO_DATE)
            continue;
        sq_date end = n->until > n->on ? n->until : n->on;
        if (*out_first == SQ_NO_DATE || n->on < *out_first)
            *out_first = n->on;
        if (*out_last == SQ_NO_DATE || end > *out_last)
            *out_last = end;
    }
    return *out_first != SQ_NO_DATE;
}

/* "5 times, with 83 people, from 11 June 2026 to 27 August 2026." */
static void
put_heard_count(struct sq_paper *p)
{
    sq_date first, last;
    sq_num people = SQ_NUM_ZERO;
    size_t uncounted = 0, n = p->as->n_engagement;

    for (size_t i = 0; i < n; i++) {
        const struct sq_engagement *one = &p->as->engagement[i];
        if (one->has_people)
            people = sq_num_add(people, one->people);
        uncounted += !one->has_people;
    }
    sq_putf(&p->b, "%zu %s", n,
            n == 1 ? "activity is recorded" : "activities are recorded");
    if (uncounted < n) {
        sq_putz(&p->b, ", with ");
        sq_words_num(&p->b, people, 0);
        sq_putz(&p->b,
                sq_num_cmp(people, sq_num_int(1)) == 0 ? " person" : " people");
    }
    if (uncounted > 0 && uncounted < n)
        sq_putf(&p->b, " (%zu without a count)", uncounted);
    if (sq_paper_engaged(p, &first, &last)) {
        sq_putz(&p->b, first == last ? ", on " : ", from ");
        sq_paper_put_date(p, first);
    }
    if (first != last) {
        sq_putz(&p->b, " to ");
        sq_paper_put_date(p, last);
    }
    sq_putz(&p->b, ". People may have come more than once.");
    sq_paper_take_paragraph(p);
}

static void
put_heard(struct sq_paper *p, const struct sq_engagement *n)
{
    sq_putf(&p->b, "%.*s, %.*s", SQ_FMT(n->id.text), SQ_FMT(n->method.text));
    if (n->n_groups > 0) {
        sq_putz(&p->b, " (");
        sq_paper_put_words(p, n->groups, n->n_groups);
        sq_putc(&p->b, ')');
    }
    sq_putz(&p->b, ": ");
    if (n->said.text.len > 0)
        sq_putf(&p->b, "\"%.*s\"", SQ_FMT(n->said.text));
    else
        sq_putz(&p->b, "WHAT THEY SAID IS NOT RECORDED.");
    if (n->because.text.len > 0) {
        sq_putf(&p->b, " Not done, or not in full: %.*s",
                SQ_FMT(n->because.text));
        sq_paper_stop(p);
    } else if (n->did.text.len == 0) {
        sq_putz(&p->b, " WHAT WAS DONE IS NOT RECORDED.");
    }
}

void
sq_paper_heard(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_heading(p, 2, SQ_LIT("Who was heard, and what was not done"));
    if (p->as->n_engagement == 0)
        sq_paper_say(p, "No engagement is recorded.");
    else
        put_heard_count(p);
    for (size_t i = 0; i < p->as->n_engagement; i++) {
        put_heard(p, &p->as->engagement[i]);
        sq_paper_take_item(p, list);
    }
}

/* ---- gates --------------------------------------------------------------- */

size_t
sq_paper_put_gates(struct sq_paper *p, enum sq_gate_state state,
                   const char *lead)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_gates; i++) {
        const struct sq_gate *g = p->res->gates[i].gate;
        if (p->res->gates[i].state != state)
            continue;
        sq_putz(&p->b, n++ > 0 ? "; " : lead);
        sq_put(&p->b, sq_words_label(&g->label, g->id.text, p->lang));
    }
    return n;
}

/* A gate that does not pass, with what it turns on and its waiver. */
static void
put_unmet(struct sq_paper *p, const struct sq_gate_result *g)
{
    bool fails = g->state == SQ_GATE_FAIL;
    const struct sq_waiver *w = g->waiver;

    sq_putf(&p->b, "%s: %.*s.",
            fails                        ? "FAILS"
            : g->state == SQ_GATE_WAIVED ? "WAIVED"
                                         : "Undecided",
            SQ_FMT(sq_words_label(&g->gate->label, g->gate->id.text, p->lang)));
    sq_paper_put_now(p, &g->gate->must);
    if (!w)
        return;
    /* one that lacks any of these waives nothing, and is printed all the same
     */
    sq_putf(&p->b, " Waiver by %.*s",
            SQ_FMT(w->by.text.len > 0 ? w->by.text : SQ_LIT("NOBODY NAMED")));
    if (w->until != SQ_NO_DATE) {
        sq_putz(&p->b, g->waiver_expired ? ", EXPIRED on " : ", until ");
        sq_paper_put_date(p, w->until);
    }
    sq_putf(&p->b, ": %.*s",
            SQ_FMT(w->because.text.len > 0 ? w->because.text
                                           : SQ_LIT("NO REASON GIVEN")));
    sq_paper_stop(p);
}

void
sq_paper_gate_states(struct sq_paper *p)
{
    static const enum sq_gate_state unmet[] = {SQ_GATE_FAIL, SQ_GATE_UNDECIDED,
                                               SQ_GATE_WAIVED};
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_heading(p, 2, SQ_LIT("Gates, which no score outweighs"));
    if (p->res->n_gates == 0)
        sq_paper_say(p, "This questionnaire has no gates.");
    for (size_t i = 0; i < sizeof(unmet) / sizeof(unmet[0]); i++) {
        for (size_t j = 0; j < p->res->n_gates; j++) {
            if (p->res->gates[j].state != unmet[i])
                continue;
            put_unmet(p, &p->res->gates[j]);
            sq_paper_take_item(p, list);
        }
    }
    if (sq_paper_put_gates(p, SQ_GATE_PASS, "Pass: ") > 0) {
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
    if (sq_paper_put_gates(p, SQ_GATE_NOT_ASKED, "Do not apply: ") > 0) {
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
}

/* ---- alternatives -------------------------------------------------------- */

/* Told by its own words, so that every questionnaire's question is found. */
static bool
asks_of_alternatives(const struct sq_question *q)
{
    static const char *const words[] = {"alternative", "other options",
                                        "other ways of doing",
                                        "options were considered"};
    sq_str ask = sq_text_get(&q->ask, SQ_LIT("en"));

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (sq_str_has_folded(ask, sq_str_of(words[i])))
            return true;
    }
    return false;
}

static void
put_alternative(struct sq_paper *p, const struct sq_slot *s)
{
    sq_put(&p->b, sq_slot_ask(p->c, s, p->lang));
    sq_putc(&p->b, ' ');
    sq_words_slot(&p->b, p->c, s, p->lang);
    sq_paper_stop(p);
    if (s->answer && s->answer->because.text.len > 0) {
        sq_putf(&p->b, " %.*s", SQ_FMT(s->answer->because.text));
        sq_paper_stop(p);
    }
    sq_putf(&p->b, " (%.*s)", SQ_FMT(s->id));
}

void
sq_paper_alternatives(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_heading(p, 2, SQ_LIT("Alternatives"));
    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (!sq_paper_due(s) || !asks_of_alternatives(s->question) ||
            (s->row && s->row->phantom))
            continue;
        put_alternative(p, s);
        sq_paper_take_item(p, list);
    }
    if (list->n_items == 0)
        sq_paper_say(p, "This questionnaire does not ask for alternatives.");
}

/* ---- the next review ----------------------------------------------------- */

void
sq_paper_review(struct sq_paper *p)
{
    size_t n = p->as->n_indicators, read = 0;

    for (size_t i = 0; i < n; i++)
        read += p->as->indicators[i].n_readings > 0;
    sq_paper_heading(p, 2, SQ_LIT("Next review"));
    if (p->as->about.review != SQ_NO_DATE) {
        sq_putz(&p->b, "On ");
        sq_paper_put_date(p, p->as->about.review);
        sq_putc(&p->b, '.');
    } else {
        sq_putz(&p->b, "NO DATE OF REVIEW IS SET.");
    }
    if (n > 0)
        sq_putf(&p->b,
                " %zu %s watched until then, %zu of them with a first "
                "reading.",
                n, n == 1 ? "indicator is" : "indicators are", read);
    else
        sq_putz(&p->b, " No indicator is watched until then.");
    sq_paper_take_paragraph(p);
}
