/* SPDX-License-Identifier: MIT */
/*
 * The facts and dates by which due regard and fair consultation are judged, a
 * heading for each principle.  It states what is recorded and what is not; it
 * judges nothing.
 * Source: R (Brown) v Work and Pensions [2008] EWHC 3158 (Admin), 90-96, and
 * R (Bracking) v Work and Pensions [2013] EWCA Civ 1345; R v Brent ex p Gunning
 * (1985) 84 LGR 168.
 */
#include "base/arena.h"
#include "report/kinds.h"
#include "report/paper.h"

static void
fact(struct sq_paper *p, struct sq_block *list)
{
    sq_paper_stop(p);
    sq_paper_take_item(p, list);
}

/* What is not there is a fact, too. */
static void
lack(struct sq_paper *p, struct sq_block *list, const char *what)
{
    sq_putf(&p->b, "NOT RECORDED: %s", what);
    fact(p, list);
}

static void
dated(struct sq_paper *p, struct sq_block *list, const char *what, sq_date d)
{
    if (d == SQ_NO_DATE)
        return;
    sq_putf(&p->b, "%s: ", what);
    sq_paper_put_date(p, d);
    fact(p, list);
}

static void
put_days(struct sq_paper *p, sq_date from, sq_date to)
{
    int days = to - from;

    if (days >= 0)
        sq_putf(&p->b, "%d %s before the decision", days,
                days == 1 ? "day" : "days");
    else
        sq_putf(&p->b, "%d %s AFTER the decision", -days,
                days == -1 ? "day" : "days");
}

/* The day of the decision, planned or taken. */
static sq_date
decided_on(const struct sq_paper *p)
{
    return p->as->about.decision.on;
}

/* ---- answers that bear on a principle ------------------------------------ */

static void
put_given(struct sq_paper *p, const struct sq_slot *s)
{
    sq_paper_put_question(p, s);
    sq_putz(&p->b, " ");
    if (!sq_seen_add(p->a, &p->told, s)) {
        sq_putz(&p->b, "The answer stands above");
        return;
    }
    if (s->reply == SQ_MISSING) {
        sq_putz(&p->b, "NOT ANSWERED");
        return;
    }
    sq_putz(&p->b, "Answer: ");
    sq_put(&p->b, sq_slot_show(p->c, s, p->lang));
    if (s->answer->because.text.len > 0) {
        sq_paper_stop(p);
        sq_putf(&p->b, " Because: %.*s", SQ_FMT(s->answer->because.text));
    }
    if (s->answer->n_evidence > 0) {
        sq_paper_stop(p);
        sq_putz(&p->b, " Evidence: ");
        sq_paper_put_evidence(p, s->answer->evidence, s->answer->n_evidence);
    }
    if (s->answer->on != SQ_NO_DATE) {
        sq_paper_stop(p);
        sq_putz(&p->b, " Given ");
        sq_paper_put_date(p, s->answer->on);
    }
}

static void
put_answers(struct sq_paper *p, struct sq_block *list, const char *key)
{
    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (s->state != SQ_ASKED || !sq_question_cites(s->question, key) ||
            (s->row && s->row->phantom))
            continue;
        put_given(p, s);
        fact(p, list);
    }
}

/* A principle with its own title from the questionnaire's frameworks. */
static struct sq_block *
open_principle(struct sq_paper *p, const char *key, const char *title)
{
    const struct sq_framework *f =
        sq_map_find(&p->q->vocab.frameworks, sq_str_of(key));

    sq_paper_heading(p, 2,
                     f ? sq_words_label(&f->title, f->id.text, p->lang)
                       : sq_str_of(title));
    sq_str summary = {NULL, 0};
    if (f)
        summary = sq_paper_text(p, &f->summary);
    sq_put(&p->b, summary);
    sq_paper_take_paragraph(p);
    return sq_paper_bullets(p);
}

static void
close_principle(struct sq_paper *p, struct sq_block *list)
{
    if (list->n_items == 0)
        sq_paper_say(p, "Nothing is recorded under this heading.");
}

/* ---- Brown -------------------------------------------------------------- */

static void
put_knew(struct sq_paper *p)
{
    struct sq_block *list =
        open_principle(p, "brown-1", "The decision-maker knew of the duty");
    const struct sq_decision *d = &p->as->about.decision;

    if (d->body.text.len > 0) {
        sq_putf(&p->b, "Body that decides: %.*s", SQ_FMT(d->body.text));
        fact(p, list);
    } else {
        lack(p, list, "which body decides");
    }
    if (d->by.text.len > 0) {
        sq_putf(&p->b, "Decided by: %.*s", SQ_FMT(d->by.text));
        fact(p, list);
    }
    for (size_t i = 0; i < p->as->n_decisions; i++) {
        const struct sq_decision *one = &p->as->decisions[i];
        sq_putf(&p->b, "Present at %.*s: ",
                SQ_FMT(one->body.text.len > 0 ? one->body.text
                                              : SQ_LIT("the meeting")));
        if (one->n_present == 0)
            sq_putz(&p->b, "NOT RECORDED");
        sq_paper_put_words(p, one->present, one->n_present);
        fact(p, list);
    }
    put_answers(p, list, "brown-1");
    close_principle(p, list);
}

/* "by Digital Steering Group on 10 December 2026" */
static void
put_meeting(struct sq_paper *p, const struct sq_decision *d)
{
    sq_str who = d->body.text.len > 0 ? d->body.text : d->by.text;

    if (who.len > 0)
        sq_putf(&p->b, " by %.*s", SQ_FMT(who));
    if (d->on != SQ_NO_DATE) {
        sq_putz(&p->b, " on ");
        sq_paper_put_date(p, d->on);
    }
}

static void
put_version(struct sq_paper *p, struct sq_block *list,
            const struct sq_decision *d)
{
    if (d->outcome.text.len == 0)
        return;
    if (d->version.text.len > 0) {
        sq_putz(&p->b, "Version read");
        put_meeting(p, d);
        sq_putf(&p->b, ": %.*s", SQ_FMT(d->version.text));
        fact(p, list);
        return;
    }
    sq_putz(&p->b, "which version was read");
    put_meeting(p, d);
    lack(p, list, sq_str_z(p->a, sq_paper_take(p)));
}

/* Of every decision on record; that of `about` stands there as a rule. */
static void
put_versions(struct sq_paper *p, struct sq_block *list)
{
    const struct sq_decision *now = &p->as->about.decision;
    bool told = false;

    for (size_t i = 0; i < p->as->n_decisions; i++) {
        const struct sq_decision *d = &p->as->decisions[i];
        bool same =
            d->on == now->on && sq_str_eq(d->outcome.text, now->outcome.text);
        bool better = same && d->version.text.len == 0 && now->version.text.len;
        put_version(p, list, better ? now : d);
        told = told || same;
    }
    if (!told)
        put_version(p, list, now);
}

static void
put_before(struct sq_paper *p)
{
    struct sq_block *list =
        open_principle(p, "brown-2", "Before and at the time of the decision");
    const struct sq_about *about = &p->as->about;

    dated(p, list, "Assessment started", about->started);
    dated(p, list, "Assessment completed", about->completed);
    dated(p, list, "Decision", decided_on(p));
    if (about->completed == SQ_NO_DATE)
        lack(p, list, "the day on which the assessment was completed");
    if (decided_on(p) == SQ_NO_DATE)
        lack(p, list, "the day of the decision");
    if (about->completed != SQ_NO_DATE && decided_on(p) != SQ_NO_DATE) {
        sq_putz(&p->b, "The assessment was complete ");
        put_days(p, about->completed, decided_on(p));
        fact(p, list);
    }
    put_versions(p, list);
    put_answers(p, list, "brown-2");
    close_principle(p, list);
}

static size_t
count_people(const struct sq_paper *p, bool (*which)(const struct sq_impact *))
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++)
        n += !p->res->impacts[i].row->phantom && which(&p->res->impacts[i]);
    return n;
}

static void
put_substance(struct sq_paper *p)
{
    struct sq_block *list =
        open_principle(p, "brown-3", "In substance, with an open mind");
    const struct sq_counts *n = &p->res->counts;
    size_t done = 0, heard = 0;

    sq_putf(&p->b,
            "Questions asked: %u; answered: %u; answered \"not known\": %u; "
            "missing: %u",
            n->asked, n->answered, n->not_known, n->missing);
    fact(p, list);
    sq_putf(
        &p->b,
        "Groups and places looked at: %zu; gain: %zu; lose: %zu; not known: "
        "%zu",
        count_people(p, sq_impact_people), count_people(p, sq_impact_gains),
        count_people(p, sq_impact_loses), count_people(p, sq_impact_unknown));
    fact(p, list);
    sq_putf(&p->b, "%zu pieces of evidence are listed", p->as->n_evidence);
    fact(p, list);
    for (size_t i = 0; i < p->as->n_actions; i++)
        done += p->as->actions[i].status == SQ_AS_DONE;
    for (size_t i = 0; i < p->as->n_engagement; i++)
        heard += p->as->engagement[i].did.text.len > 0;
    sq_putf(&p->b,
            "%zu of %zu actions are done, and %zu of %zu activities of "
            "engagement led to something",
            done, p->as->n_actions, heard, p->as->n_engagement);
    fact(p, list);
    put_answers(p, list, "brown-3");
    close_principle(p, list);
}

static void
put_own(struct sq_paper *p)
{
    struct sq_block *list =
        open_principle(p, "brown-4", "The duty is not delegated");
    const struct sq_about *about = &p->as->about;

    if (about->organisation.text.len > 0) {
        sq_putf(&p->b, "Body that owes the duty: %.*s",
                SQ_FMT(about->organisation.text));
        fact(p, list);
    }
    for (size_t i = 0; i < about->n_partners; i++) {
        const struct sq_partner *one = &about->partners[i];
        const char *position = sq_words_position(one->position);
        sq_putf(&p->b, "%.*s: %s",
                SQ_FMT(one->name.text.len > 0 ? one->name.text : one->id.text),
                position[0] ? position : "no position given");
        if (one->on != SQ_NO_DATE) {
            sq_putz(&p->b, ", ");
            sq_paper_put_date(p, one->on);
        }
        fact(p, list);
    }
    put_answers(p, list, "brown-4");
    put_answers(p, list, "law-bridges");
    close_principle(p, list);
}

static void
put_continuing(struct sq_paper *p)
{
    struct sq_block *list = open_principle(p, "brown-5", "The duty continues");
    const struct sq_about *about = &p->as->about;
    size_t readings = 0;

    dated(p, list, "Goes live", about->go_live);
    dated(p, list, "Next review", about->review);
    if (about->review == SQ_NO_DATE)
        lack(p, list, "a date of review");
    for (size_t i = 0; i < p->as->n_indicators; i++)
        readings += p->as->indicators[i].n_readings;
    sq_putf(&p->b, "%zu indicators are watched, with %zu readings so far",
            p->as->n_indicators, readings);
    fact(p, list);
    put_answers(p, list, "brown-5");
    close_principle(p, list);
}

static void
put_recorded(struct sq_paper *p)
{
    struct sq_block *list = open_principle(p, "brown-6", "A record is kept");
    size_t given = 0, named = 0, days = 0;

    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (s->state != SQ_ASKED || !s->answer)
            continue;
        given++;
        named += s->answer->by.text.len > 0;
        days += s->answer->on != SQ_NO_DATE;
    }
    sq_putf(&p->b, "Of %zu answers, %zu say who gave them and %zu on which day",
            given, named, days);
    fact(p, list);
    sq_putf(&p->b, "File: %.*s; questionnaire %.*s %.*s, digest %.*s",
            SQ_FMT(p->r->file), SQ_FMT(p->q->id.text),
            SQ_FMT(p->q->version.text), SQ_FMT(p->q->digest));
    fact(p, list);
    for (size_t i = 0; i < p->as->n_signatures; i++) {
        const struct sq_signature *s = &p->as->signatures[i];
        sq_putf(&p->b, "Signed by %.*s, %.*s", SQ_FMT(s->name.text),
                SQ_FMT(sq_paper_role(p, s->role.text)));
        if (s->on != SQ_NO_DATE) {
            sq_putz(&p->b, ", on ");
            sq_paper_put_date(p, s->on);
        }
        if (s->digest.text.len > 0)
            sq_putf(&p->b, ", over %.*s", SQ_FMT(s->digest.text));
        fact(p, list);
    }
    if (p->as->n_signatures == 0)
        lack(p, list, "any signature");
    if (p->as->n_decisions == 0)
        lack(p, list, "any entry in the register of decisions");
    put_answers(p, list, "brown-6");
    close_principle(p, list);
}

/* ---- Gunning ------------------------------------------------------------ */

static void
put_activity(struct sq_paper *p, const struct sq_engagement *n)
{
    sq_putf(&p->b, "%.*s, %.*s", SQ_FMT(n->id.text), SQ_FMT(n->method.text));
    if (n->on != SQ_NO_DATE) {
        sq_putz(&p->b, ", ");
        sq_paper_put_date(p, n->on);
    } else {
        sq_putz(&p->b, ", NO DATE");
    }
}

static void
put_formative(struct sq_paper *p)
{
    struct sq_block *list =
        open_principle(p, "gunning-1", "Asked while it could still be changed");

    if (p->as->n_engagement == 0)
        lack(p, list, "any engagement");
    for (size_t i = 0; i < p->as->n_engagement; i++) {
        const struct sq_engagement *n = &p->as->engagement[i];
        put_activity(p, n);
        if (n->on != SQ_NO_DATE && decided_on(p) != SQ_NO_DATE) {
            sq_putz(&p->b, ", ");
            put_days(p, n->on, decided_on(p));
        }
        fact(p, list);
    }
    put_answers(p, list, "gunning-1");
    close_principle(p, list);
}

static void
put_reasons(struct sq_paper *p)
{
    struct sq_block *list =
        open_principle(p, "gunning-2", "Reasons enough to answer");

    for (size_t i = 0; i < p->as->n_engagement; i++) {
        const struct sq_engagement *n = &p->as->engagement[i];
        if (n->support.text.len == 0)
            continue;
        put_activity(p, n);
        sq_putf(&p->b, ". Help to take part: %.*s", SQ_FMT(n->support.text));
        fact(p, list);
    }
    put_answers(p, list, "gunning-2");
    close_principle(p, list);
}

static void
put_time(struct sq_paper *p)
{
    struct sq_block *list = open_principle(p, "gunning-3", "Time enough");
    sq_date first, last;

    sq_paper_engaged(p, &first, &last);
    dated(p, list, "First activity", first);
    dated(p, list, "Last activity", last);
    if (first != SQ_NO_DATE && decided_on(p) != SQ_NO_DATE) {
        sq_putz(&p->b, "From the first to the decision: ");
        sq_putf(&p->b, "%d whole weeks", (decided_on(p) - first) / 7);
        fact(p, list);
    }
    put_answers(p, list, "gunning-3");
    close_principle(p, list);
}

static void
put_considered(struct sq_paper *p)
{
    struct sq_block *list = open_principle(
        p, "gunning-4", "What was said was conscientiously considered");

    for (size_t i = 0; i < p->as->n_engagement; i++) {
        const struct sq_engagement *n = &p->as->engagement[i];
        put_activity(p, n);
        sq_putz(&p->b, ". Said: ");
        sq_put(&p->b,
               n->said.text.len > 0 ? n->said.text : SQ_LIT("NOT RECORDED"));
        sq_paper_stop(p);
        sq_putz(&p->b, " Done: ");
        sq_put(&p->b,
               n->did.text.len > 0 ? n->did.text : SQ_LIT("NOT RECORDED"));
        if (n->because.text.len > 0) {
            sq_paper_stop(p);
            sq_putf(&p->b, " Not done, because: %.*s", SQ_FMT(n->because.text));
        }
        fact(p, list);
    }
    put_answers(p, list, "gunning-4");
    close_principle(p, list);
}

struct sq_outline *
sq_kind_due_regard(const struct sq_report *r)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    const struct sq_about *about = &p.as->about;
    sq_putz(&p.b, "Due regard: ");
    sq_put(&p.b, about->title.text.len > 0 ? about->title.text : r->file);
    sq_paper_take_heading(&p, 1);
    sq_paper_say(&p, "What is recorded under each principle of due regard and "
                     "of fair consultation, and what is not. It supports, and "
                     "does not by itself discharge, any duty, and it is no "
                     "legal advice.");
    put_knew(&p);
    put_before(&p);
    put_substance(&p);
    put_own(&p);
    put_continuing(&p);
    put_recorded(&p);
    put_formative(&p);
    put_reasons(&p);
    put_time(&p);
    put_considered(&p);
    sq_paper_duties(&p);
    sq_paper_chronology(&p);
    sq_paper_provenance(&p);
    sq_paper_number(&p);
    return sq_paper_close(&p);
}
