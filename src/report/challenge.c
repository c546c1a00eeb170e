/* SPDX-License-Identifier: MIT */
/*
 * Questions that a panel should ask, made from what is missing, thin or odd.
 * Each names what it is about, so that the answer can be found.  The order is
 * that of weight; the first ones are asked.
 */
#include "base/arena.h"
#include "base/utf8.h"
#include "report/paper.h"

enum {
    WORDS_ALIKE = 40, /* [bytes] of a text that is no coincidence twice */
    MOST_NAMES = 4,
    BIG_FALL = 8,  /* points that one action hardly takes away */
    MOST_FALLS = 3 /* of these, asked one by one */
};

struct asker {
    struct sq_paper *p;
    struct sq_block *list;
    size_t left;
    size_t falls; /* far, on actions that are not all done */
};

static void
ask(struct asker *k)
{
    if (k->left == 0) {
        sq_sbuf_clear(&k->p->b);
        return;
    }
    k->left--;
    sq_paper_take_item(k->p, k->list);
}

/* "Age; Disability; Sex and 3 more" */
static size_t
put_some(struct sq_paper *p,
         bool (*which)(const struct sq_paper *p, const struct sq_impact *im))
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (im->row->phantom || !which(p, im))
            continue;
        if (n < MOST_NAMES) {
            sq_putz(&p->b, n > 0 ? "; " : "");
            sq_paper_put_label(p, im->row);
        }
        n++;
    }
    if (n > MOST_NAMES)
        sq_putf(&p->b, " and %zu more", n - MOST_NAMES);
    return n;
}

/* ---- who ---------------------------------------------------------------- */

static bool
is_unknown(const struct sq_paper *p, const struct sq_impact *im)
{
    (void)p;
    return sq_impact_unknown(im);
}

static bool
is_unanswered(const struct sq_paper *p, const struct sq_impact *im)
{
    (void)p;
    return sq_impact_people(im) && im->direction->reply == SQ_MISSING;
}

static bool
pays(const struct sq_paper *p, const struct sq_impact *im)
{
    return sq_impact_loses(im) && sq_paper_pays(p, im);
}

static bool
only_gains(const struct sq_paper *p, const struct sq_impact *im)
{
    (void)p;
    return sq_impact_people(im) && im->effect == SQ_GAINS;
}

static bool
only_loses(const struct sq_paper *p, const struct sq_impact *im)
{
    (void)p;
    return sq_impact_people(im) && im->effect == SQ_LOSES;
}

static void
ask_who(struct asker *k)
{
    struct sq_paper *p = k->p;

    if (put_some(p, pays) > 0) {
        sq_putz(&p->b, ": a harm of 8 or more is left, and nothing is gained. "
                       "Who agreed to that, and did these people have a say?");
        ask(k);
    }
    if (put_some(p, is_unknown) > 0) {
        sq_putz(&p->b, ": answered \"not known\". Who could tell us, and by "
                       "when?");
        ask(k);
    }
    if (put_some(p, is_unanswered) > 0) {
        sq_putz(&p->b, ": nothing is said yet. Has anybody looked?");
        ask(k);
    }
    sq_sbuf_clear(&p->b);
    sq_putz(&p->b, "The benefit is for ");
    size_t gain = put_some(p, only_gains);
    sq_putz(&p->b, "; the harm is for ");
    size_t lose = put_some(p, only_loses);
    sq_putz(&p->b, ". Who agreed to that trade?");
    if (gain > 0 && lose > 0)
        ask(k);
    sq_sbuf_clear(&p->b);
}

/* ---- ratings ------------------------------------------------------------ */

static void
put_action_ids(struct sq_paper *p, const struct sq_impact *im)
{
    for (size_t i = 0; i < im->n_actions; i++) {
        sq_words_join(&p->b, i, im->n_actions, "and");
        sq_put(&p->b, im->actions[i]->id.text);
    }
}

static bool
all_done(const struct sq_impact *im)
{
    for (size_t i = 0; i < im->n_actions; i++) {
        if (im->actions[i]->status != SQ_AS_DONE)
            return false;
    }
    return im->n_actions > 0;
}

static void
ask_fall(struct asker *k, const struct sq_impact *im)
{
    struct sq_paper *p = k->p;
    sq_num before, after;

    if (!sq_paper_figure(p, im->initial, &before) ||
        !sq_paper_figure(p, im->residual, &after))
        return;
    sq_num fall = sq_num_sub(before, after);
    if (!sq_num_ok(fall))
        return;
    bool falls = fall.num > 0 && im->n_actions == 0;
    bool far = sq_num_cmp(fall, sq_num_int(BIG_FALL)) >= 0 && !all_done(im);
    if (fall.num >= 0 && !falls && !far)
        return;
    if (fall.num > 0 && !falls && k->falls++ >= MOST_FALLS)
        return;
    sq_paper_put_row(p, im->row);
    sq_putf(&p->b, ": the harm %s from ", fall.num < 0 ? "RISES" : "falls");
    sq_words_num(&p->b, before, 2);
    sq_putz(&p->b, " to ");
    sq_words_num(&p->b, after, 2);
    if (fall.num < 0) {
        sq_putz(&p->b, " after action. Is that a slip, or what is meant?");
    } else if (falls) {
        sq_putz(&p->b, " and no action is named for it. What stops the harm "
                       "on a busy night?");
    } else {
        sq_putz(&p->b, " on ");
        put_action_ids(p, im);
        sq_putz(&p->b, ", not all done. What if it does not work?");
    }
    ask(k);
}

/* Confidence at the foot of its scale: the rating is a guess. */
static bool
is_guess(const struct sq_paper *p, const struct sq_impact *im)
{
    const struct sq_slot *s = im->confidence;
    sq_num points;

    return sq_impact_loses(im) && sq_paper_due(s) &&
           sq_slot_points(p->c, s, &points) &&
           sq_num_cmp(points, s->question->low_points) == 0;
}

static void
ask_ratings(struct asker *k)
{
    struct sq_paper *p = k->p;
    struct sq_ranking r = sq_paper_rank(p, sq_impact_loses, SQ_BY_HARM);

    for (size_t i = 0; i < r.n; i++)
        ask_fall(k, r.items[i].im);
    if (k->falls > MOST_FALLS) {
        size_t more = k->falls - MOST_FALLS;
        sq_putf(&p->b,
                "%zu more %s by %d or more on actions that are not all done. "
                "Which of these actions carries most, and what if it fails?",
                more, more == 1 ? "harm falls" : "harms fall", BIG_FALL);
        ask(k);
    }
    if (put_some(p, is_guess) > 0) {
        sq_putz(&p->b, ": the rating of harm rests on the weakest evidence. "
                       "What would change your mind?");
        ask(k);
    }
    sq_sbuf_clear(&p->b);
}

/* ---- the same words twice ----------------------------------------------- */

static sq_str
words_of(const struct sq_slot *s)
{
    if (s->state != SQ_ASKED || s->reply != SQ_GIVEN)
        return (sq_str){NULL, 0};
    if (s->question->type && s->question->type->in_exprs == SQ_T_TEXT)
        return s->value.text;
    return s->answer->because.text;
}

/* Rows of one table with the same words in this column. */
static void
ask_alike(struct asker *k, const struct sq_question *q)
{
    struct sq_paper *p = k->p;
    struct sq_map seen;
    size_t n = 0;
    sq_str same = {NULL, 0};

    sq_map_init(&seen, p->a);
    for (uint32_t row = p->c->first_row[q->group->index];
         row < p->c->first_row[q->group->index + 1]; row++) {
        const struct sq_slot *s =
            &p->c->slots[p->c->rows[row].first + q->column];
        sq_str words = words_of(s);
        if (words.len < WORDS_ALIKE)
            continue;
        uint32_t *times = sq_map_find(&seen, words);
        if (!times) {
            times = SQ_NEW(p->a, uint32_t);
            sq_map_add(&seen, words, times);
        }
        (*times)++;
        if (*times > n) {
            n = *times;
            same = words;
        }
    }
    if (n < 2)
        return;
    sq_putf(
        &p->b,
        "%zu rows of %.*s have the same words under %.*s (\"%.*s…\"). What "
        "did you look at for each?",
        n, SQ_FMT(sq_words_label(&q->group->title, q->group->id.text, p->lang)),
        SQ_FMT(q->id.text),
        SQ_FMT(sq_str_sub(same, 0, sq_utf8_fit(same, WORDS_ALIKE))));
    ask(k);
}

static void
ask_words(struct asker *k)
{
    for (size_t i = 0; i < k->p->q->n_questions; i++) {
        const struct sq_question *q = k->p->q->questions[i];
        if (q->group && q->group->repeat != SQ_ONCE)
            ask_alike(k, q);
    }
}

/* ---- evidence, engagement ----------------------------------------------- */

/* Answers that claim something and show nothing, where evidence is required. */
static void
ask_evidence(struct asker *k)
{
    struct sq_paper *p = k->p;
    size_t n = 0;

    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (s->state != SQ_ASKED || s->reply != SQ_GIVEN ||
            s->answer->n_evidence > 0 ||
            s->question->evidence != SQ_EV_REQUIRED)
            continue;
        if (n < MOST_NAMES * 2)
            sq_putf(&p->b, "%s%.*s", n > 0 ? ", " : "", SQ_FMT(s->id));
        n++;
    }
    if (n == 0)
        return;
    if (n > MOST_NAMES * 2)
        sq_putf(&p->b, " and %zu more", n - (size_t)MOST_NAMES * 2);
    sq_putf(&p->b, ": %s without the evidence that %s. What is it based on?",
            n == 1 ? "an answer" : "answers",
            n == 1 ? "it needs" : "they need");
    ask(k);
}

static void
ask_engagement(struct asker *k)
{
    struct sq_paper *p = k->p;
    sq_date decided = p->as->about.decision.on;
    size_t late = 0;

    if (p->as->n_engagement == 0) {
        sq_putz(&p->b, "No engagement is recorded. Who was asked while it "
                       "could still be changed?");
        ask(k);
    }
    for (size_t i = 0; i < p->as->n_engagement; i++) {
        const struct sq_engagement *n = &p->as->engagement[i];
        late += decided != SQ_NO_DATE && n->on != SQ_NO_DATE && n->on > decided;
        if (n->said.text.len == 0 || n->did.text.len > 0)
            continue;
        sq_putf(&p->b,
                "%.*s: people said \"%.*s\", and nothing is recorded "
                "as done. Why not?",
                SQ_FMT(n->id.text), SQ_FMT(n->said.text));
        ask(k);
    }
    if (late > 0) {
        sq_putf(&p->b,
                "%zu of %zu activities came after the decision. What was still "
                "open then?",
                late, p->as->n_engagement);
        ask(k);
    }
}

/* ---- gates, partners, actions, order of days ---------------------------- */

/* "A"; "B" and "C": the gates in one state; how many there are. */
static size_t
put_gates(struct sq_paper *p, enum sq_gate_state state)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_gates; i++) {
        const struct sq_gate *g = p->res->gates[i].gate;
        if (p->res->gates[i].state == state)
            sq_putf(&p->b, "%s\"%.*s\"", n++ > 0 ? "; " : "",
                    SQ_FMT(sq_words_label(&g->label, g->id.text, p->lang)));
    }
    return n;
}

static void
ask_gates(struct asker *k)
{
    struct sq_paper *p = k->p;

    sq_putz(&p->b, "Gates that fail: ");
    if (put_gates(p, SQ_GATE_FAIL) > 0) {
        sq_putz(&p->b, ". What happens if that is still so on the day it goes "
                       "live?");
        ask(k);
    }
    sq_sbuf_clear(&p->b);
    sq_putz(&p->b, "Gates that are waived: ");
    if (put_gates(p, SQ_GATE_WAIVED) > 0) {
        sq_putz(&p->b, ". Is the reason good enough to be read out in public?");
        ask(k);
    }
    sq_sbuf_clear(&p->b);
}

static void
ask_partners(struct asker *k)
{
    struct sq_paper *p = k->p;
    const struct sq_about *about = &p->as->about;

    for (size_t i = 0; i < about->n_partners; i++) {
        const struct sq_partner *one = &about->partners[i];
        if (one->position != SQ_POS_OBJECT && one->position != SQ_POS_NOT_ASKED)
            continue;
        sq_put(&p->b, one->name.text.len > 0 ? one->name.text : one->id.text);
        sq_putz(&p->b, one->position == SQ_POS_OBJECT
                           ? ": objects. What is our answer?"
                           : ": not asked. Why not?");
        ask(k);
    }
}

static void
ask_actions(struct asker *k)
{
    struct sq_paper *p = k->p;
    sq_date live = p->as->about.go_live;
    size_t loose = 0, late = 0, after = 0;

    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *x = &p->as->actions[i];
        if (x->status == SQ_AS_DONE || x->status == SQ_AS_DROPPED)
            continue;
        loose += x->owner.text.len == 0 || x->due == SQ_NO_DATE;
        late += sq_paper_overdue(p, x->due, x->status);
        after += live != SQ_NO_DATE && x->due != SQ_NO_DATE && x->due > live;
    }
    if (late > 0) {
        sq_putf(&p->b, "%zu %s overdue. What is left undone because of it?",
                late, late == 1 ? "action is" : "actions are");
        ask(k);
    }
    if (loose > 0) {
        sq_putf(&p->b, "%zu %s no owner or no date. Who will do what by when?",
                loose, loose == 1 ? "action has" : "actions have");
        ask(k);
    }
    if (after > 0) {
        sq_putf(&p->b,
                "%zu %s due after it goes live. Who is protected, and "
                "how, until then?",
                after, after == 1 ? "action falls" : "actions fall");
        ask(k);
    }
}

static void
ask_days(struct asker *k)
{
    struct sq_paper *p = k->p;
    const struct sq_about *about = &p->as->about;

    if (about->decision.on != SQ_NO_DATE && about->completed != SQ_NO_DATE &&
        about->completed > about->decision.on) {
        sq_putz(&p->b, "The decision came before the assessment was complete. "
                       "What was it based on?");
        ask(k);
    }
    if (about->review == SQ_NO_DATE) {
        sq_putz(&p->b, "No date of review is set. When will somebody look "
                       "whether it came true?");
        ask(k);
    }
    if (!p->res->outcome && p->res->n_open > 0) {
        sq_putf(&p->b,
                "%zu open %s could still change the recommendation, "
                "%.*s first of all. Can this be decided now?",
                p->res->n_open, p->res->n_open == 1 ? "answer" : "answers",
                SQ_FMT(p->res->open[0]->id));
        ask(k);
    }
}

void
sq_paper_challenges(struct sq_paper *p, size_t most)
{
    struct asker k = {p, sq_paper_bullets(p), most, 0};

    sq_paper_heading(p, 2, SQ_LIT("Questions to ask"));
    sq_paper_say(p, "Made from what is missing, thin or at odds. They are "
                    "questions, not findings.");
    ask_gates(&k);
    ask_days(&k);
    ask_who(&k);
    ask_partners(&k);
    ask_ratings(&k);
    ask_engagement(&k);
    ask_actions(&k);
    ask_evidence(&k);
    ask_words(&k);
    if (k.list->n_items == 0)
        sq_paper_say(p, "No gap was found that makes a question.");
}
