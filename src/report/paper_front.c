/* SPDX-License-Identifier: MIT */
/* Page one: what it is, what is recommended, who gains and who loses. */
#include "base/date.h"
#include "report/paper.h"

enum { MOST_OPEN = 8 }; /* open questions named on page one */

/* ---- title block -------------------------------------------------------- */

static void
put_decision_facts(struct sq_paper *p, struct sq_block *facts)
{
    const struct sq_decision *d = &p->as->about.decision;

    bool done = d->outcome.text.len > 0;

    sq_paper_field(p, facts, done ? "Decided by" : "To be decided by",
                   d->body.text);
    sq_paper_field_date(p, facts, done ? "Decided on" : "To be decided on",
                        d->on);
}

static void
put_questionnaire(struct sq_paper *p, struct sq_block *facts)
{
    sq_putf(&p->b, "%.*s", SQ_FMT(p->q->id.text));
    if (p->q->version.text.len > 0)
        sq_putf(&p->b, ", version %.*s", SQ_FMT(p->q->version.text));
    sq_paper_take_field(p, facts, "Questionnaire");
    sq_paper_field(p, facts, "Questionnaire digest", p->q->digest);
}

static void
put_links(struct sq_paper *p, struct sq_block *facts)
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
    sq_paper_field(p, facts, "Organisation", about->organisation.text);
    sq_paper_field(p, facts, "Owner", about->owner.text);
    sq_paper_field(p, facts, "Author", about->author.text);
    sq_paper_field(p, facts, "Stage", sq_str_of(sq_words_stage(about->stage)));
    put_decision_facts(p, facts);
    sq_paper_field_date(p, facts, "Started", about->started);
    sq_paper_field_date(p, facts, "Completed", about->completed);
    sq_paper_field_date(p, facts, "Goes live", about->go_live);
    sq_paper_field_date(p, facts, "Next review", about->review);
    put_links(p, facts);
    put_questionnaire(p, facts);
}

static void
put_partner(struct sq_paper *p, const struct sq_partner *partner)
{
    const char *position = sq_words_position(partner->position);
    sq_str name =
        partner->name.text.len > 0 ? partner->name.text : partner->id.text;

    sq_putf(&p->b, "%.*s: %s", SQ_FMT(name),
            position[0] ? position : "no position given");
    if (partner->on != SQ_NO_DATE) {
        sq_putz(&p->b, " (");
        sq_paper_put_date(p, partner->on);
        sq_putc(&p->b, ')');
    }
    sq_paper_stop(p);
    if (partner->lead.text.len > 0)
        sq_putf(&p->b, " Lead: %.*s.", SQ_FMT(partner->lead.text));
    if (partner->route.text.len > 0)
        sq_putf(&p->b, " Route: %.*s.", SQ_FMT(partner->route.text));
}

static void
put_partners(struct sq_paper *p)
{
    const struct sq_about *about = &p->as->about;

    if (about->n_partners == 0)
        return;
    sq_paper_say(p, "Partners:");
    struct sq_block *list = sq_paper_bullets(p);
    for (size_t i = 0; i < about->n_partners; i++) {
        put_partner(p, &about->partners[i]);
        sq_paper_take_item(p, list);
    }
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
    sq_str kind = sq_paper_text(p, &p->q->title);

    sq_paper_heading(
        p, 1, about->title.text.len > 0 ? about->title.text : p->r->file);
    sq_put(&p->b, kind);
    sq_paper_take_paragraph(p);
    put_facts(p);
    put_partners(p);
    put_other_version(p);
    sq_paper_say(p, "This paper supports, and does not by itself discharge, "
                    "the equality and inequality duties.");
    if (about->summary.text.len > 0) {
        sq_paper_heading(p, 2, SQ_LIT("Summary"));
        sq_put(&p->b, about->summary.text);
        sq_paper_take_paragraph(p);
    }
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

static void
put_obligations(struct sq_paper *p, const struct sq_outcome *o)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (o->n_obliges == 0)
        return;
    sq_paper_say(p, "What it obliges:");
    for (size_t i = 0; i < o->n_obliges; i++) {
        sq_put(&p->b, sq_paper_text(p, &o->obliges[i]));
        sq_paper_take_item(p, list);
    }
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
    sq_putf(&p->b, "The decision: %.*s",
            SQ_FMT(sq_paper_outcome(p, d->outcome.text)));
    sq_paper_stop(p);
    if (!departs(p, d) && d->because.text.len > 0) {
        sq_putf(&p->b, " Reason: %.*s", SQ_FMT(d->because.text));
        sq_paper_stop(p);
    }
    sq_paper_take_paragraph(p);
    if (departs(p, d))
        put_departure(p, d);
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

/* ---- who gains, who loses, who is not known ------------------------------ */

/* A benefit or harm in few words: "8, Useful (U)". */
static void
put_short(struct sq_paper *p, const struct sq_slot *s)
{
    sq_num figure;

    if (!sq_paper_asked(s)) {
        sq_putz(&p->b, "not rated");
        return;
    }
    if (!sq_paper_figure(p, s, &figure)) {
        sq_words_slot(&p->b, p->c, s, p->lang);
        return;
    }
    const struct sq_matrix *m = s->question->matrix;
    sq_words_num(&p->b, figure, 2);
    if (m && m->bands) {
        sq_putz(&p->b, ", ");
        sq_words_band_one(&p->b, m->bands,
                          sq_bands_find(m->bands, figure, m->high), p->lang);
    }
}

static void
put_some(struct sq_paper *p, const struct sq_impact *im)
{
    sq_paper_put_row(p, im->row);
    if (im->effect == SQ_BOTH)
        sq_putz(&p->b, ", some of them");
}

static void
put_gain(struct sq_paper *p, const struct sq_impact *im)
{
    put_some(p, im);
    if (!im->benefit)
        return; /* this questionnaire rates no benefits */
    sq_putz(&p->b, ": benefit ");
    put_short(p, im->benefit);
}

static void
put_loss(struct sq_paper *p, const struct sq_impact *im)
{
    put_some(p, im);
    if (im->initial || im->residual) {
        sq_putz(&p->b, ": harm ");
        put_short(p, im->initial);
    }
    if (sq_paper_asked(im->residual)) {
        sq_putz(&p->b, "; after action ");
        put_short(p, im->residual);
    }
    if (sq_paper_pays(p, im))
        sq_putz(&p->b, ". PAYS WITHOUT GAINING");
}

static void
put_unknown(struct sq_paper *p, const struct sq_impact *im)
{
    sq_paper_put_row(p, im->row);
    sq_putz(&p->b,
            im->not_known ? ": answered \"not known\"" : ": not answered yet");
}

static bool
is_service(const struct sq_impact *im)
{
    return im->group->repeat == SQ_ONCE && sq_paper_asked(im->direction);
}

static bool
is_neither(const struct sq_impact *im)
{
    return sq_impact_people(im) && im->effect == SQ_NEITHER;
}

static bool
is_unanswered(const struct sq_impact *im)
{
    return sq_impact_people(im) && im->direction->reply == SQ_MISSING;
}

static void
put_list(struct sq_paper *p, const char *title,
         bool (*which)(const struct sq_impact *), enum sq_rank_by by,
         void (*put)(struct sq_paper *, const struct sq_impact *))
{
    struct sq_ranking r = sq_paper_rank(p, which, by);
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_heading(p, 3, sq_str_of(title));
    for (size_t i = 0; i < r.n; i++) {
        put(p, r.items[i].im);
        sq_paper_take_item(p, list);
    }
    if (r.n == 0)
        sq_paper_say(p, "Nobody is recorded here.");
}

/* A sentence that only names them. */
static void
put_names(struct sq_paper *p, const char *lead,
          bool (*which)(const struct sq_impact *))
{
    struct sq_ranking r = sq_paper_rank(p, which, SQ_BY_HARM);

    for (size_t i = 0; i < r.n; i++) {
        sq_putz(&p->b, i > 0 ? "; " : lead);
        sq_paper_put_label(p, r.items[i].im->row);
    }
    if (r.n > 0)
        sq_putc(&p->b, '.');
    sq_paper_take_paragraph(p);
}

static void
put_effect(struct sq_paper *p, const struct sq_impact *im)
{
    sq_paper_put_row(p, im->row);
    sq_putz(&p->b, ": ");
    sq_words_slot(&p->b, p->c, im->direction, p->lang);
    if (sq_paper_due(im->benefit)) {
        sq_putz(&p->b, "; benefit ");
        put_short(p, im->benefit);
    }
    if (sq_paper_due(im->initial)) {
        sq_putz(&p->b, "; harm ");
        put_short(p, im->initial);
    }
    if (sq_paper_due(im->residual)) {
        sq_putz(&p->b, ", after action ");
        put_short(p, im->residual);
    }
}

static void
put_people(struct sq_paper *p)
{
    size_t pays = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++)
        pays += sq_impact_loses(&p->res->impacts[i]) &&
                sq_paper_pays(p, &p->res->impacts[i]);
    sq_paper_heading(p, 2,
                     SQ_LIT("Who gains, who loses, and who is not known"));
    put_list(p, "Who gains", sq_impact_gains, SQ_BY_BENEFIT, put_gain);
    put_list(p, "Who loses", sq_impact_loses, SQ_BY_HARM, put_loss);
    if (pays > 0)
        sq_paper_say(p, "\"Pays without gaining\" means that a harm of 8 or "
                        "more is left and no benefit comes with it.");
    put_list(p, "Who is not known", sq_impact_unknown, SQ_BY_HARM, put_unknown);
    put_names(p, "Not answered yet: ", is_unanswered);
    put_names(p, "Looked at, and no difference recorded: ", is_neither);
}

static size_t
count(const struct sq_paper *p, bool (*which)(const struct sq_impact *))
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++)
        n += !p->res->impacts[i].row->phantom && which(&p->res->impacts[i]);
    return n;
}

void
sq_paper_groups(struct sq_paper *p)
{
    if (count(p, sq_impact_people) > 0)
        put_people(p);
    if (count(p, is_service) > 0) {
        sq_paper_heading(p, 2, SQ_LIT("Effects on the service as a whole"));
        struct sq_block *list = sq_paper_bullets(p);
        struct sq_ranking r = sq_paper_rank(p, is_service, SQ_BY_HARM);
        for (size_t i = 0; i < r.n; i++) {
            put_effect(p, r.items[i].im);
            sq_paper_take_item(p, list);
        }
    }
}
