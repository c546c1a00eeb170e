/* SPDX-License-Identifier: MIT */
/*
 * For the public: what changes, for whom, what is done about it, and how to
 * answer back.  Every text of the user's goes through report/publish.h.
 */
#include <assert.h>

#include "report/kinds.h"
#include "report/paper.h"
#include "report/publish.h"

/* Which public questions belong under which heading, by their trace keys; the
 * first that fits. */
enum route {
    ASK,
    WHY,
    OTHER_WAY,
    CHECK,
    HOW_USED,
    N_ROUTES,
    NO_ROUTE = N_ROUTES
};

static const char *const route_keys[N_ROUTES][8] = {
    [ASK] = {"ukgdpr-22c", "ndoo", "seed-inform", NULL},
    [OTHER_WAY] = {"idh-1", "idh-4", "scie-digital", NULL},
    [CHECK] = {"seed-mon", "nice-esf-16", "seed-ext", "seed-int", NULL},
    [HOW_USED] = {"aipb-1", "nhse-avt", "ukgdpr-22a", NULL},
    [WHY] = {"buy-1", NULL},
};
/* What else a question may be told by. */
static const char *const why_words[] = {"meant to achieve", "the problem",
                                        "clinical case for", NULL};

enum { FEW = 15 }; /* so many answers without a heading are all told */

static bool
asks_why(const struct sq_question *q)
{
    sq_str ask = sq_text_get(&q->ask, SQ_LIT("en"));

    for (size_t i = 0; why_words[i]; i++) {
        if (sq_str_has_folded(ask, sq_str_of(why_words[i])))
            return true;
    }
    return false;
}

static enum route
route_of(const struct sq_question *q)
{
    if (sq_publish_contact(q))
        return ASK;
    if (asks_why(q))
        return WHY;
    for (int r = 0; r < N_ROUTES; r++) {
        for (size_t i = 0; route_keys[r][i]; i++) {
            if (sq_question_cites(q, route_keys[r][i]))
                return (enum route)r;
        }
    }
    return NO_ROUTE;
}

/* ---- the pen ------------------------------------------------------------- */

static void
put_public(struct sq_paper *p, sq_str text, struct sq_span at,
           const char *where, sq_str id)
{
    sq_str place = sq_str_printf(p->a, "%s%s%.*s", where, id.len > 0 ? " " : "",
                                 SQ_FMT(id));

    sq_put(&p->b, sq_publish_text(p->publish, text, at, place, SQ_MAY_NOTHING));
}

static void
put_word(struct sq_paper *p, const struct sq_word *word, const char *where)
{
    put_public(p, word->text, word->at, where, (sq_str){NULL, 0});
}

/* The row's name; what a user wrote goes through the same sieve. */
static void
put_name(struct sq_paper *p, const struct sq_row *row)
{
    sq_str label = sq_row_label(p->c, row, p->lang);

    if (row->item) {
        sq_put(&p->b, label);
        return;
    }
    const struct sq_slot *s = sq_paper_column(p, row, SQ_TRACK_SUBJECT);
    if (s && sq_publish_question(s->question) && s->answer)
        put_public(p, label, s->answer->at, "answer", s->id);
    else
        sq_put(&p->b, sq_words_label(&row->group->title, row->group->id.text,
                                     p->lang));
}

/* ---- what is changing, who decides -------------------------------------- */

static void
put_what(struct sq_paper *p)
{
    const struct sq_about *about = &p->as->about;

    sq_paper_heading(p, 2, SQ_LIT("What is changing"));
    if (about->summary.text.len > 0)
        put_word(p, &about->summary, "summary");
    else
        sq_putz(&p->b, "No summary has been written yet.");
    sq_paper_take_paragraph(p);
    sq_paper_lead(p);
    struct sq_block *facts = sq_paper_record(p);
    put_word(p, &about->organisation, "organisation");
    if (p->b.len == 0)
        sq_put(&p->b, p->r->house.name);
    sq_paper_take_field(p, facts, "Who is responsible");
    put_word(p, &about->owner, "owner");
    sq_paper_take_field(p, facts, "Who answers for it");
    sq_paper_field_date(p, facts, "Planned to start", about->go_live);
    sq_paper_field(p, facts, "Where it has got to",
                   sq_str_of(sq_words_stage(about->stage)));
    sq_paper_field(p, facts, "Reference", about->reference.text);
    if (facts->n_cells == 0)
        sq_paper_take_back(p);
}

static void
put_who_decides(struct sq_paper *p)
{
    const struct sq_decision *d = &p->as->about.decision;
    bool done = d->outcome.text.len > 0;

    sq_paper_heading(p, 2, SQ_LIT("Who decides, and when"));
    if (d->body.text.len == 0) {
        sq_paper_say(p, "It is not settled yet who decides.");
        return;
    }
    put_word(p, &d->body, "decision body");
    sq_putz(&p->b, done ? " decided" : " decides");
    if (d->on != SQ_NO_DATE) {
        sq_putz(&p->b, " on ");
        sq_paper_put_date(p, d->on);
    }
    if (done) {
        sq_putz(&p->b, ": ");
        sq_put(&p->b, sq_paper_outcome(p, d->outcome.text));
    }
    sq_paper_stop(p);
    if (done && d->because.text.len > 0) {
        sq_putz(&p->b, " The reason: ");
        put_word(p, &d->because, "decision reason");
        sq_paper_stop(p);
    }
    sq_paper_take_paragraph(p);
}

/* ---- who gains, who loses ----------------------------------------------- */

/* What is said of them, as far as it is public. */
static void
put_reason(struct sq_paper *p, const struct sq_impact *im)
{
    sq_str answer, because;

    if (!sq_publish_slot(p->publish, p->r, im->direction, &answer, &because))
        return;
    sq_put(&p->b, because.len > 0 ? because : answer);
    sq_paper_stop(p);
}

static void
put_controls(struct sq_paper *p, const struct sq_impact *im)
{
    const struct sq_slot *s = sq_paper_column(p, im->row, SQ_TRACK_CONTROLS);
    sq_str answer, because;

    if (!s || s->reply != SQ_GIVEN ||
        !sq_publish_slot(p->publish, p->r, s, &answer, &because))
        return;
    sq_putf(&p->b, "%sWhat we will do: %.*s", p->b.len > 0 ? " " : "",
            SQ_FMT(answer));
    sq_paper_stop(p);
}

static bool
only_gains(const struct sq_impact *im)
{
    return sq_impact_gains(im) && !sq_impact_loses(im);
}

static bool
gains_and_loses(const struct sq_impact *im)
{
    return sq_impact_gains(im) && sq_impact_loses(im);
}

static bool
only_loses(const struct sq_impact *im)
{
    return sq_impact_loses(im) && !sq_impact_gains(im);
}

/* False when nobody is in it. */
static bool
put_people(struct sq_paper *p, bool (*which)(const struct sq_impact *),
           enum sq_rank_by by, bool controls)
{
    struct sq_ranking r = sq_paper_rank(p, which, by);
    struct sq_block *list = sq_paper_record(p);

    for (size_t i = 0; i < r.n; i++) {
        const struct sq_impact *im = r.items[i].im;
        if (!sq_publish_question(im->direction->question))
            continue;
        put_name(p, im->row);
        sq_str name = sq_paper_take(p);
        put_reason(p, im);
        if (controls)
            put_controls(p, im);
        sq_paper_take_field(p, list, sq_str_z(p->a, name));
    }
    if (list->n_cells == 0)
        sq_paper_take_back(p);
    return list->n_cells > 0;
}

/* Who gains and loses at once is told once, under the second heading. */
static void
put_effects(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Who it helps"));
    if (!put_people(p, only_gains, SQ_BY_BENEFIT, false))
        sq_paper_say(p, "Nobody is named yet whom it only helps.");
    sq_paper_heading(p, 2,
                     SQ_LIT("Who it might be harder for, and what we will do"));
    if (!put_people(p, only_loses, SQ_BY_HARM, true))
        sq_paper_say(p, "Nobody is named yet whom it only makes things harder "
                        "for.");
    sq_paper_heading(p, 3,
                     SQ_LIT("Harder for some of them, and a help to "
                            "others"));
    if (!put_people(p, gains_and_loses, SQ_BY_HARM, true))
        sq_paper_take_back(p);
    sq_paper_heading(p, 2, SQ_LIT("Who we do not know enough about"));
    if (!put_people(p, sq_impact_unknown, SQ_BY_HARM, true))
        sq_paper_take_back(p);
}

/* ---- answers ------------------------------------------------------------ */

static void
put_answer(struct sq_paper *p, struct sq_block *rec, const struct sq_slot *s)
{
    sq_str answer, because;

    bool told = sq_publish_slot(p->publish, p->r, s, &answer, &because);
    assert(told); /* is_told asks the same */
    (void)told;
    /* a grade is a score in words: its reason says more */
    if (!s->question->scored || because.len == 0)
        sq_put(&p->b, answer);
    sq_paper_stop(p);
    if (because.len > 0)
        sq_putf(&p->b, "%s%.*s", p->b.len > 0 ? " " : "", SQ_FMT(because));
    sq_paper_stop(p);
    sq_paper_take_field(p, rec, sq_str_z(p->a, sq_slot_ask(p->c, s, p->lang)));
}

/* Questions that only stand together, and say nothing of an effect. */
static bool
is_plain(const struct sq_paper *p, const struct sq_group *group)
{
    if (group->repeat != SQ_ONCE)
        return false;
    for (uint32_t i = 0; i < group->n; i++) {
        if (p->q->questions[group->first + i]->track != SQ_TRACK_NONE)
            return false;
    }
    return true;
}

static bool
is_told(const struct sq_paper *p, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;

    return (!q->group || is_plain(p, q->group)) && s->state == SQ_ASKED &&
           s->reply != SQ_MISSING && !q->matrix && sq_publish_question(q);
}

static bool
is_written(const struct sq_slot *s)
{
    return s->question->type && s->question->type->in_exprs == SQ_T_TEXT;
}

/* The answers of a route; `written`: only those in the writer's own words. */
static void
put_answers(struct sq_paper *p, enum route route, bool written)
{
    struct sq_block *rec = sq_paper_record(p);

    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (is_told(p, s) && route_of(s->question) == route &&
            (!written || is_written(s)))
            put_answer(p, rec, s);
    }
    if (rec->n_cells == 0)
        sq_paper_take_back(p);
}

static size_t
count_answers(const struct sq_paper *p, enum route route)
{
    size_t n = 0;

    for (uint32_t i = 0; i < p->c->n; i++)
        n += is_told(p, &p->c->slots[i]) &&
             route_of(p->c->slots[i].question) == route;
    return n;
}

static void
put_route(struct sq_paper *p, const char *title, enum route route)
{
    sq_paper_heading(p, 2, sq_str_of(title));
    if (count_answers(p, route) > 0)
        put_answers(p, route, false);
    else
        sq_paper_say(p, "Nothing is written about this for the public yet.");
}

/* ---- why ---------------------------------------------------------------- */

/* What is to get better: rows that name a benefit and no group of people. */
static void
put_aims(struct sq_paper *p, struct sq_block *list)
{
    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        const struct sq_slot *s = sq_paper_column(p, im->row, SQ_TRACK_SUBJECT);
        sq_str answer, because;
        if (im->direction || !im->benefit || !s || s->reply != SQ_GIVEN ||
            !sq_publish_slot(p->publish, p->r, s, &answer, &because))
            continue;
        sq_put(&p->b, answer);
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
}

static void
put_why(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_heading(p, 2, SQ_LIT("Why"));
    put_aims(p, list);
    if (count_answers(p, WHY) > 0)
        put_answers(p, WHY, false);
    else if (list->n_items == 0)
        sq_paper_say(p, "The reason is not written for the public yet.");
}

static void
put_more(struct sq_paper *p)
{
    size_t n = count_answers(p, NO_ROUTE);

    if (n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("More about it"));
    const struct sq_block *heading = p->o->last;
    put_answers(p, NO_ROUTE, n > FEW);
    if (p->o->last == heading)
        sq_paper_take_back(p);
}

/* ---- what people said --------------------------------------------------- */

static void
put_people_count(struct sq_paper *p, const struct sq_engagement *n)
{
    if (!n->has_people)
        return;
    bool few = n->people.num > 0 && sq_num_cmp(n->people, sq_num_int(5)) < 0;
    if (few) {
        sq_putz(&p->b, "fewer than 5");
        p->publish->n_hidden++;
    } else {
        sq_words_num(&p->b, n->people, 0);
    }
}

static void
put_heard(struct sq_paper *p, const struct sq_engagement *n)
{
    put_public(p, n->method.text, n->method.at, "engagement", n->id.text);
    struct sq_block *rec = sq_paper_record(p);

    sq_paper_field_date(p, rec, "When", n->on);
    for (size_t i = 0; i < n->n_groups; i++) {
        sq_putz(&p->b, i > 0 ? ", " : "");
        put_public(p, n->groups[i].text, n->groups[i].at, "engagement",
                   n->id.text);
    }
    sq_paper_take_field(p, rec, "Who");
    put_people_count(p, n);
    sq_paper_take_field(p, rec, "How many people");
    put_public(p, n->said.text, n->said.at, "engagement", n->id.text);
    sq_paper_take_field(p, rec, "You said");
    put_public(p, n->did.text, n->did.at, "engagement", n->id.text);
    sq_paper_take_field(p, rec, "We did");
    put_public(p, n->because.text, n->because.at, "engagement", n->id.text);
    sq_paper_take_field(p, rec, "What we did not do, and why");
}

static void
put_engagement(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("What you told us, and what we did"));
    if (p->as->n_engagement == 0)
        sq_paper_say(p, "Nobody has been asked yet.");
    for (size_t i = 0; i < p->as->n_engagement; i++)
        put_heard(p, &p->as->engagement[i]);
}

/* ---- what will be done -------------------------------------------------- */

static void
put_action(struct sq_paper *p, struct sq_block *list, const struct sq_action *x)
{
    put_public(p, x->what.text, x->what.at, "action", x->id.text);
    sq_paper_stop(p);
    if (x->status == SQ_AS_DONE) {
        sq_putz(&p->b, " Done.");
    } else if (x->due != SQ_NO_DATE) {
        sq_putz(&p->b, sq_paper_overdue(p, x->due, x->status)
                           ? " This was due by "
                           : " By ");
        sq_paper_put_date(p, x->due);
        sq_putc(&p->b, '.');
    }
    sq_paper_take_field(p, list, sq_str_z(p->a, x->id.text));
}

static void
put_actions(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("What we will do, and by when"));
    struct sq_block *list = sq_paper_record(p);
    for (size_t i = 0; i < p->as->n_actions; i++) {
        if (p->as->actions[i].status != SQ_AS_DROPPED)
            put_action(p, list, &p->as->actions[i]);
    }
    if (list->n_cells > 0)
        return;
    sq_paper_take_back(p);
    sq_paper_say(p, "Nothing is planned yet.");
}

static void
put_watch(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_heading(p, 2, SQ_LIT("How we will check"));
    if (p->as->about.review != SQ_NO_DATE) {
        sq_putz(&p->b, "We look at this again by ");
        sq_paper_put_date(p, p->as->about.review);
        sq_putz(&p->b, ", and publish what we find.");
    } else {
        sq_putz(&p->b, "No day is set yet for looking at this again.");
    }
    sq_paper_take_paragraph(p);
    if (p->as->n_indicators > 0)
        sq_paper_say(p, "What we watch:");
    for (size_t i = 0; i < p->as->n_indicators; i++) {
        const struct sq_indicator *k = &p->as->indicators[i];
        put_public(p, k->what.text, k->what.at, "indicator", k->id.text);
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
    put_answers(p, CHECK, false);
}

static bool
has_contact(const struct sq_paper *p)
{
    for (uint32_t i = 0; i < p->c->n; i++) {
        if (is_told(p, &p->c->slots[i]) &&
            sq_publish_contact(p->c->slots[i].question))
            return true;
    }
    return false;
}

/* The house's words are the project's own, so its address may stand there. */
static void
put_contact(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("How to ask, object or appeal"));
    if (p->r->house.contact.len > 0) {
        sq_put(&p->b, p->r->house.contact);
        sq_paper_take_paragraph(p);
    } else if (!has_contact(p)) {
        sq_paper_say(p, "No phone number, address or e-mail is given here "
                        "yet.");
    }
    put_answers(p, ASK, false);
}

static void
put_about(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("About this page"));
    sq_putz(&p->b, "It is drawn from the ");
    sq_put(&p->b, sq_paper_text(p, &p->q->title));
    sq_putz(&p->b, ", ");
    sq_paper_put_version(p);
    sq_putz(&p->b, ". Scores, evidence and names of staff are left out. "
                   "Numbers of people below 5 are shown as \"fewer than 5\", "
                   "so that nobody can be recognised. It supports, and does "
                   "not by itself discharge, the duties on equality and "
                   "inequality.");
    sq_paper_take_paragraph(p);
    if (p->r->house.contact.len > 0)
        sq_paper_say(p, "If you need it in another format or language, ask as "
                        "said above.");
}

struct sq_outline *
sq_kind_public(const struct sq_report *r)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    p.publish = sq_publish_new(r);
    if (p.as->about.title.text.len > 0)
        put_word(&p, &p.as->about.title, "title");
    else
        sq_put(&p.b, sq_paper_text(&p, &p.q->title));
    sq_paper_take_heading(&p, 1);
    put_what(&p);
    put_why(&p);
    put_who_decides(&p);
    put_route(&p, "How technology, data or AI is used", HOW_USED);
    put_effects(&p);
    put_route(&p, "Other ways to get care", OTHER_WAY);
    put_engagement(&p);
    put_actions(&p);
    put_watch(&p);
    put_contact(&p);
    put_more(&p);
    put_about(&p);
    return sq_paper_close(&p);
}
