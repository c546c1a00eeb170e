/* SPDX-License-Identifier: MIT */
/* The front sheet in the order of a board's, and what is recommended. */
#include "base/date.h"
#include "report/paper.h"
#include "sys/sys.h"

enum {
    MOST_OPEN = 3,    /* open questions named on page one */
    SHORT_DIGEST = 12 /* [digits] that tell two versions apart */
};

/* ---- front sheet -------------------------------------------------------- */

/* "as it stood on 3 November 2026, digest 1a2b3c4d5e6f". */
void
sq_paper_put_version(struct sq_paper *p)
{
    bool dated = p->r->as_of != SQ_NO_DATE;

    if (dated) {
        sq_putz(&p->b, "as it stood on ");
        sq_paper_put_date(p, p->r->as_of);
    }
    if (!p->as->source)
        return;
    sq_str digest = sq_digest(p->a, p->as->source->text);
    size_t from = sq_str_find(digest, ':', 0) + 1;
    sq_putf(&p->b, "%sdigest %.*s", dated ? ", " : "",
            SQ_FMT(sq_str_sub(digest, from, from + SHORT_DIGEST)));
}

/* "Digital Steering Group, 10 December 2026, for decision". */
static void
field_meeting(struct sq_paper *p, struct sq_block *facts)
{
    const struct sq_decision *d = &p->as->about.decision;

    sq_put(&p->b, d->body.text.len > 0 ? d->body.text
                                       : SQ_LIT("a body not named yet"));
    if (d->on != SQ_NO_DATE) {
        sq_putz(&p->b, ", ");
        sq_paper_put_date(p, d->on);
    }
    sq_putz(&p->b, d->outcome.text.len > 0
                       ? ", for information, as it has been decided"
                       : ", for decision");
    sq_paper_take_field(p, facts, "Meeting");
}

/* The decisions on record, but for the one that the paper is for. */
static void
field_considered(struct sq_paper *p, struct sq_block *facts)
{
    const struct sq_decision *now = &p->as->about.decision;

    for (size_t i = 0; i < p->as->n_decisions; i++) {
        const struct sq_decision *d = &p->as->decisions[i];
        if (d->on == now->on && sq_str_eq(d->body.text, now->body.text))
            continue;
        sq_putz(&p->b, p->b.len > 0 ? "; " : "");
        sq_put(&p->b, d->body.text.len > 0 ? d->body.text
                                           : SQ_LIT("a body not named"));
        if (d->on != SQ_NO_DATE) {
            sq_putz(&p->b, ", ");
            sq_paper_put_date(p, d->on);
        }
        if (d->outcome.text.len > 0)
            sq_putf(&p->b, " (%.*s)",
                    SQ_FMT(sq_paper_outcome(p, d->outcome.text)));
    }
    if (p->b.len == 0)
        sq_putz(&p->b, "no earlier meeting on record");
    sq_paper_take_field(p, facts, "Seen before by");
}

static void
field_stage(struct sq_paper *p, struct sq_block *facts)
{
    const struct sq_about *about = &p->as->about;

    sq_putz(&p->b, sq_words_stage(about->stage));
    if (about->go_live != SQ_NO_DATE) {
        sq_putz(&p->b,
                p->b.len > 0 ? "; takes effect on " : "takes effect on ");
        sq_paper_put_date(p, about->go_live);
    }
    sq_paper_take_field(p, facts, "Stage");
}

/* "41 days before the decision"; a decision that came first is shouted. */
void
sq_paper_put_days(struct sq_paper *p, sq_date from, sq_date to)
{
    int days = to >= from ? to - from : from - to;

    if (days == 0)
        sq_putz(&p->b, "on the day of the decision");
    else
        sq_putf(&p->b, "%d %s %s the decision", days,
                days == 1 ? "day" : "days", to >= from ? "before" : "AFTER");
}

static void
field_assessed(struct sq_paper *p, struct sq_block *facts)
{
    const struct sq_about *about = &p->as->about;

    if (about->started != SQ_NO_DATE) {
        sq_putz(&p->b, about->completed == SQ_NO_DATE ? "begun " : "");
        sq_paper_put_date(p, about->started);
    }
    if (about->completed != SQ_NO_DATE && about->completed == about->started)
        sq_sbuf_clear(&p->b); /* all on one day */
    if (about->completed != SQ_NO_DATE) {
        sq_putz(&p->b, p->b.len > 0 ? " to " : "on ");
        sq_paper_put_date(p, about->completed);
    } else {
        sq_putz(&p->b, p->b.len > 0 ? ", not complete" : "not complete");
    }
    if (about->completed != SQ_NO_DATE && about->decision.on != SQ_NO_DATE) {
        sq_putz(&p->b, ", complete ");
        sq_paper_put_days(p, about->completed, about->decision.on);
    }
    sq_paper_take_field(p, facts, "Assessed");
}

static sq_str
partner_name(const struct sq_partner *one)
{
    return one->name.text.len > 0 ? one->name.text : one->id.text;
}

static void
field_partners(struct sq_paper *p, struct sq_block *facts)
{
    const struct sq_about *about = &p->as->about;

    for (size_t i = 0; i < about->n_partners; i++) {
        const char *position = sq_words_position(about->partners[i].position);
        sq_putf(&p->b, "%s%.*s (%s)", i > 0 ? "; " : "",
                SQ_FMT(partner_name(&about->partners[i])),
                position[0] ? position : "no position given");
    }
    sq_paper_take_field(p, facts, "Partners");
}

static void
field_links(struct sq_paper *p, struct sq_block *facts)
{
    const struct sq_about *about = &p->as->about;

    sq_paper_field(p, facts, "Part of", about->parent.text);
    sq_paper_field(p, facts, "Replaces", about->replaces.text);
    sq_paper_put_words(p, about->children, about->n_children);
    sq_paper_take_field(p, facts, "Has parts");
    sq_paper_put_words(p, about->sisters, about->n_sisters);
    sq_paper_take_field(p, facts, "Beside");
}

static void
put_facts(struct sq_paper *p)
{
    const struct sq_about *about = &p->as->about;
    struct sq_block *facts = sq_paper_record(p);

    sq_paper_field(p, facts, "Reference", about->reference.text);
    sq_paper_put_version(p);
    sq_paper_take_field(p, facts, "Version");
    field_meeting(p, facts);
    sq_paper_field(p, facts, "Sponsor", about->owner.text);
    sq_paper_field(p, facts, "Author", about->author.text);
    sq_paper_field(p, facts, "Organisation", about->organisation.text);
    field_partners(p, facts);
    field_considered(p, facts);
    field_stage(p, facts);
    field_assessed(p, facts);
    field_links(p, facts);
}

/* S27: the questionnaire differs from the one the assessment names. */
static void
put_other_version(struct sq_paper *p)
{
    if (!p->res->other_version)
        return;
    sq_putz(&p->b, "Scored with another questionnaire than the assessment "
                   "names: it names ");
    sq_putf(&p->b, "%.*s", SQ_FMT(p->as->questionnaire_id.text));
    if (p->as->questionnaire_version.text.len > 0)
        sq_putf(&p->b, ", version %.*s",
                SQ_FMT(p->as->questionnaire_version.text));
    if (p->as->questionnaire_digest.text.len > 0)
        sq_putf(&p->b, ", digest %.*s",
                SQ_FMT(p->as->questionnaire_digest.text));
    sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

void
sq_paper_title(struct sq_paper *p)
{
    const struct sq_about *about = &p->as->about;

    sq_paper_heading(
        p, 1, about->title.text.len > 0 ? about->title.text : p->r->file);
    sq_put(&p->b, sq_paper_text(p, &p->q->title));
    sq_paper_take_paragraph(p);
    put_facts(p);
    put_other_version(p);
}

void
sq_paper_summary(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Summary"));
    sq_paper_plain(p);
    sq_put(&p->b, p->as->about.summary.text);
    if (p->b.len == 0)
        sq_putz(&p->b, "No summary has been written.");
    sq_paper_take_paragraph(p);
    sq_paper_say(p, "This paper supports, and does not by itself discharge, "
                    "the equality and inequality duties.");
}

/* ---- recommendation ----------------------------------------------------- */

static void
put_count(struct sq_paper *p, uint32_t n, const char *one, const char *many)
{
    sq_putf(&p->b, "%u %s", n, n == 1 ? one : many);
}

static void
put_open(struct sq_paper *p)
{
    const struct sq_results *res = p->res;
    struct sq_block *list = sq_paper_bullets(p);

    for (size_t i = 0; i < res->n_open && i < MOST_OPEN; i++) {
        sq_paper_put_question(p, res->open[i]);
        sq_paper_take_item(p, list);
    }
    if (res->n_open > MOST_OPEN) {
        sq_putf(&p->b, "and %zu more; see \"What is missing\"",
                res->n_open - MOST_OPEN);
        sq_paper_take_item(p, list);
    }
}

static void
put_undecided(struct sq_paper *p)
{
    const struct sq_results *res = p->res;

    sq_putz(&p->b, "The recommendation is ");
    sq_words_outcome(&p->b, res, p->lang);
    sq_putz(&p->b, ". ");
    put_count(p, res->counts.missing, "answer is", "answers are");
    sq_putz(&p->b, " missing");
    sq_putc(&p->b, '.');
    if (res->n_open > 0)
        sq_putz(&p->b, " These could still change it:");
    else if (res->counts.not_known > 0)
        sq_putz(&p->b, " No missing answer can settle it; it turns on answers "
                       "of \"not known\".");
    sq_paper_take_paragraph(p);
    sq_paper_lead(p);
    put_open(p);
    struct sq_block *list = sq_paper_bullets(p);
    sq_paper_say(p, "What each would mean:");
    for (size_t i = 0; i < res->n_possible; i++) {
        const struct sq_outcome *o = res->possible[i];
        sq_put(&p->b, sq_words_label(&o->label, o->id.text, p->lang));
        sq_str meaning = sq_paper_text(p, &o->meaning);
        if (meaning.len > 0)
            sq_putf(&p->b, ": %.*s", SQ_FMT(meaning));
        sq_paper_take_item(p, list);
    }
}

/* "It obliges: A; B." */
static void
put_obligations(struct sq_paper *p, const struct sq_outcome *o)
{
    for (size_t i = 0; i < o->n_obliges; i++) {
        sq_putz(&p->b, i > 0 ? "; " : "It obliges: ");
        sq_put(&p->b, sq_paper_text(p, &o->obliges[i]));
    }
    if (o->n_obliges > 0)
        sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

static void
put_decided(struct sq_paper *p)
{
    const struct sq_outcome *o = p->res->outcome;
    sq_str meaning = sq_paper_text(p, &o->meaning);

    sq_putz(&p->b, "The recommendation is: ");
    sq_put(&p->b, sq_words_label(&o->label, o->id.text, p->lang));
    sq_paper_stop(p);
    if (meaning.len > 0) {
        sq_putf(&p->b, " %.*s", SQ_FMT(meaning));
        sq_paper_stop(p);
    }
    sq_paper_take_paragraph(p);
    sq_paper_lead(p);
    put_obligations(p, o);
    if (p->res->counts.missing > 0) {
        put_count(p, p->res->counts.missing, "answer is", "answers are");
        sq_paper_say(p, " still missing, but none of them can change the "
                        "recommendation.");
    }
}

/* S25: a decision that departs needs a written reason, and every report shows
 * it. */
static void
put_departure(struct sq_paper *p, const struct sq_decision *d)
{
    sq_paper_heading(p, 2, SQ_LIT("Departure from the recommendation"));
    sq_paper_plain(p);
    sq_putz(&p->b, "The decision");
    if (d->on != SQ_NO_DATE) {
        sq_putz(&p->b, " of ");
        sq_paper_put_date(p, d->on);
    }
    sq_putf(&p->b, " was \"%.*s\"; ",
            SQ_FMT(sq_paper_outcome(p, d->outcome.text)));
    if (p->res->outcome) {
        sq_putz(&p->b, "the recommendation is \"");
        sq_words_outcome(&p->b, p->res, p->lang);
        sq_putc(&p->b, '"');
    } else {
        sq_putz(&p->b, "the recommendation is ");
        sq_words_outcome(&p->b, p->res, p->lang);
    }
    sq_paper_stop(p);
    if (d->body.text.len > 0)
        sq_putf(&p->b, " Body: %.*s.", SQ_FMT(d->body.text));
    if (d->by.text.len > 0)
        sq_putf(&p->b, " Decided by: %.*s.", SQ_FMT(d->by.text));
    if (d->because.text.len > 0)
        sq_putf(&p->b, " Reason: %.*s", SQ_FMT(d->because.text));
    else
        sq_putz(&p->b, " NO REASON IS WRITTEN; one is required");
    sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

static bool
departs(const struct sq_paper *p, const struct sq_decision *d)
{
    if (d->outcome.text.len == 0 || p->q->n_outcomes == 0)
        return false;
    return !p->res->outcome ||
           !sq_str_eq(p->res->outcome->id.text, d->outcome.text);
}

static void
put_decision(struct sq_paper *p)
{
    const struct sq_decision *d = &p->as->about.decision;

    if (d->outcome.text.len == 0)
        return;
    if (departs(p, d)) {
        put_departure(p, d);
        return;
    }
    sq_putf(&p->b, "The decision: %.*s",
            SQ_FMT(sq_paper_outcome(p, d->outcome.text)));
    sq_paper_stop(p);
    if (d->because.text.len > 0) {
        sq_putf(&p->b, " Reason: %.*s", SQ_FMT(d->because.text));
        sq_paper_stop(p);
    }
    sq_paper_take_paragraph(p);
}

static void
put_register_departures(struct sq_paper *p)
{
    for (size_t i = 0; i < p->as->n_decisions; i++) {
        const struct sq_decision *d = &p->as->decisions[i];
        if (departs(p, d) &&
            !sq_str_eq(d->outcome.text, p->as->about.decision.outcome.text))
            put_departure(p, d);
    }
}

void
sq_paper_recommendation(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Recommendation"));
    sq_paper_plain(p);
    if (p->q->n_outcomes == 0)
        sq_paper_say(p, "This questionnaire recommends no outcome; its figures "
                        "stand by themselves.");
    else if (p->res->outcome)
        put_decided(p);
    else
        put_undecided(p);
    put_decision(p);
    put_register_departures(p);
}

/* ---- partners, for the appendix ------------------------------------------ */

static void
put_partner(struct sq_paper *p, const struct sq_partner *one)
{
    const char *position = sq_words_position(one->position);

    sq_putf(&p->b, "%.*s: %s", SQ_FMT(partner_name(one)),
            position[0] ? position : "no position given");
    if (one->on != SQ_NO_DATE) {
        sq_putz(&p->b, " (");
        sq_paper_put_date(p, one->on);
        sq_putc(&p->b, ')');
    }
    sq_paper_stop(p);
    if (one->lead.text.len > 0)
        sq_putf(&p->b, " Lead: %.*s.", SQ_FMT(one->lead.text));
    if (one->route.text.len > 0)
        sq_putf(&p->b, " Route: %.*s.", SQ_FMT(one->route.text));
}

void
sq_paper_partners(struct sq_paper *p)
{
    const struct sq_about *about = &p->as->about;

    if (about->n_partners == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Partners"));
    struct sq_block *list = sq_paper_bullets(p);
    for (size_t i = 0; i < about->n_partners; i++) {
        put_partner(p, &about->partners[i]);
        sq_paper_take_item(p, list);
    }
}
