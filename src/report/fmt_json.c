/* SPDX-License-Identifier: MIT */
/*
 * Everything that is known of one assessment as one JSON object: facts,
 * answers, figures, registers, findings.  Its schema is schemas/report-1.json;
 * what is there is never taken away or changed under the same version.
 */
#include "base/arena.h"
#include "report/formats.h"
#include "report/kinds.h"
#include "report/outline.h"
#include "report/publish.h"
#include "report/scorejson.h"

struct writer {
    struct sq_json j;
    const struct sq_report *r;
    const struct sq_results *res;
    const struct sq_case *c;
    const struct sq_questionnaire *q;
    const struct sq_assessment *as;
    struct sq_publish *publish; /* NULL: not for the public */
};

static void
put_words(struct sq_json *j, const char *key, const struct sq_word *words,
          size_t n)
{
    sq_json_open(j, key, '[');
    for (size_t i = 0; i < n; i++)
        sq_json_text(j, NULL, words[i].text);
    sq_json_close(j, ']');
}

static void
put_z(struct sq_json *j, const char *key, const char *word)
{
    sq_json_maybe(j, key, sq_str_of(word));
}

/* ---- facts -------------------------------------------------------------- */

static void
put_decision(struct sq_json *j, const char *key, const struct sq_decision *d)
{
    sq_json_open(j, key, '{');
    sq_json_maybe(j, "body", d->body.text);
    sq_json_date(j, "on", d->on);
    sq_json_maybe(j, "outcome", d->outcome.text);
    sq_json_maybe(j, "by", d->by.text);
    sq_json_maybe(j, "because", d->because.text);
    sq_json_maybe(j, "version", d->version.text);
    sq_json_maybe(j, "dissent", d->dissent.text);
    put_words(j, "present", d->present, d->n_present);
    sq_json_num(j, "quorum", d->quorum != 0, sq_num_int(d->quorum));
    put_words(j, "interests", d->interests, d->n_interests);
    sq_json_close(j, '}');
}

static void
put_partners(struct sq_json *j, const struct sq_about *about)
{
    sq_json_open(j, "partners", '[');
    for (size_t i = 0; i < about->n_partners; i++) {
        const struct sq_partner *p = &about->partners[i];
        sq_json_open(j, NULL, '{');
        sq_json_text(j, "id", p->id.text);
        sq_json_maybe(j, "name", p->name.text);
        put_z(j, "position", sq_words_position(p->position));
        sq_json_maybe(j, "lead", p->lead.text);
        sq_json_maybe(j, "route", p->route.text);
        sq_json_date(j, "on", p->on);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

static void
put_about(struct writer *w)
{
    const struct sq_about *about = &w->as->about;
    struct sq_json *j = &w->j;

    sq_json_open(j, "about", '{');
    sq_json_maybe(j, "title", about->title.text);
    sq_json_maybe(j, "reference", about->reference.text);
    sq_json_maybe(j, "summary", about->summary.text);
    sq_json_maybe(j, "organisation", about->organisation.text);
    sq_json_maybe(j, "owner", about->owner.text);
    sq_json_maybe(j, "author", about->author.text);
    put_z(j, "stage", sq_words_stage(about->stage));
    sq_json_date(j, "started", about->started);
    sq_json_date(j, "completed", about->completed);
    sq_json_date(j, "go_live", about->go_live);
    sq_json_date(j, "review", about->review);
    put_decision(j, "decision", &about->decision);
    put_partners(j, about);
    sq_json_open(j, "links", '{');
    sq_json_maybe(j, "parent", about->parent.text);
    sq_json_maybe(j, "replaces", about->replaces.text);
    put_words(j, "children", about->children, about->n_children);
    put_words(j, "sisters", about->sisters, about->n_sisters);
    sq_json_close(j, '}');
    sq_json_close(j, '}');
}

/* What a public page says of it, and no more. */
static void
put_public_about(struct writer *w)
{
    const struct sq_about *about = &w->as->about;
    struct sq_json *j = &w->j;

    sq_json_open(j, "about", '{');
    sq_json_maybe(j, "title",
                  sq_publish_text(w->publish, about->title.text,
                                  about->title.at, SQ_LIT("title"),
                                  SQ_MAY_NOTHING));
    sq_json_maybe(j, "reference", about->reference.text);
    sq_json_maybe(j, "summary",
                  sq_publish_text(w->publish, about->summary.text,
                                  about->summary.at, SQ_LIT("summary"),
                                  SQ_MAY_NOTHING));
    sq_json_maybe(j, "organisation",
                  sq_publish_text(w->publish, about->organisation.text,
                                  about->organisation.at,
                                  SQ_LIT("organisation"), SQ_MAY_NOTHING));
    sq_json_date(j, "go_live", about->go_live);
    sq_json_date(j, "review", about->review);
    sq_json_close(j, '}');
}

/* ---- answers ------------------------------------------------------------ */

static const char *
state_word(enum sq_state s)
{
    static const char *const words[] = {
        [SQ_HIDDEN] = "hidden", [SQ_PENDING] = "pending", [SQ_ASKED] = "asked"};
    return words[s];
}

static const char *
reply_word(enum sq_reply r)
{
    static const char *const words[] = {[SQ_MISSING] = "missing",
                                        [SQ_GIVEN] = "given",
                                        [SQ_NOT_KNOWN] = "not-known",
                                        [SQ_NOT_APPLICABLE] = "not-applicable"};
    return words[r];
}

static void
put_question_head(struct writer *w, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    struct sq_json *j = &w->j;

    sq_json_text(j, "id", s->id);
    sq_json_maybe(j, "section", q->section->id.text);
    sq_json_maybe(j, "group", q->group ? q->group->id.text : (sq_str){NULL, 0});
    sq_json_maybe(j, "row", s->row ? s->row->id : (sq_str){NULL, 0});
    sq_json_text(j, "ask",
                 w->publish ? sq_publish_ask(w->publish, w->r, s)
                            : sq_slot_ask(w->c, s, w->r->lang));
    put_z(j, "type", q->type ? q->type->name : NULL);
}

static void
put_points(struct writer *w, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    sq_num points = SQ_NUM_ZERO;
    bool known = s->state == SQ_ASKED && s->reply != SQ_MISSING &&
                 sq_slot_points(w->c, s, &points);

    sq_json_num(&w->j, "points", known, points);
    sq_json_num(&w->j, "max_points", q->scored, q->high_points);
}

static void
put_answer(struct writer *w, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    struct sq_json *j = &w->j;

    sq_json_open(j, NULL, '{');
    put_question_head(w, s);
    put_z(j, "state", state_word(s->state));
    put_z(j, "reply", reply_word(s->reply));
    sq_json_maybe(j, "answer",
                  s->reply == SQ_MISSING ? (sq_str){NULL, 0}
                                         : sq_slot_show(w->c, s, w->r->lang));
    put_points(w, s);
    sq_json_maybe(j, "because",
                  s->answer ? s->answer->because.text : (sq_str){NULL, 0});
    if (s->answer)
        put_words(j, "evidence", s->answer->evidence, s->answer->n_evidence);
    else
        put_words(j, "evidence", NULL, 0);
    sq_json_maybe(j, "by", s->answer ? s->answer->by.text : (sq_str){NULL, 0});
    sq_json_date(j, "on", s->answer ? s->answer->on : SQ_NO_DATE);
    sq_json_bool(j, "required", sq_required(q));
    sq_json_bool(j, "critical", q->critical);
    sq_json_bool(j, "public", sq_publish_question(q));
    put_words(j, "who", q->who, q->n_who);
    put_words(j, "refs", q->refs, q->n_refs);
    sq_json_close(j, '}');
}

static void
put_public_answer(struct writer *w, const struct sq_slot *s)
{
    sq_str answer, because;

    if (!sq_publish_slot(w->publish, w->r, s, &answer, &because))
        return;
    sq_json_open(&w->j, NULL, '{');
    put_question_head(w, s);
    sq_json_text(&w->j, "answer", answer);
    sq_json_maybe(&w->j, "because", because);
    sq_json_close(&w->j, '}');
}

static void
put_answers(struct writer *w)
{
    sq_json_open(&w->j, "answers", '[');
    for (uint32_t i = 0; i < w->c->n; i++) {
        if (w->publish)
            put_public_answer(w, &w->c->slots[i]);
        else
            put_answer(w, &w->c->slots[i]);
    }
    sq_json_close(&w->j, ']');
}

/* ---- impacts ------------------------------------------------------------ */

static void
put_rating(struct writer *w, const char *key, const struct sq_slot *s)
{
    sq_num points = SQ_NUM_ZERO;
    struct sq_json *j = &w->j;

    if (!s || s->state != SQ_ASKED || s->reply != SQ_GIVEN) {
        sq_json_null(j, key);
        return;
    }
    const struct sq_matrix *m = s->question->matrix;
    bool known = sq_slot_points(w->c, s, &points);
    sq_json_open(j, key, '{');
    sq_json_text(j, "answer", sq_slot_show(w->c, s, w->r->lang));
    sq_json_num(j, "points", known, points);
    if (m && m->bands)
        sq_json_text(
            j, "band",
            m->bands->bands[sq_bands_find(m->bands, points, m->high)].id.text);
    else
        sq_json_null(j, "band");
    sq_json_close(j, '}');
}

static const char *
effect_word(const struct sq_impact *im)
{
    static const char *const words[] = {[SQ_EFFECT_UNSAID] = NULL,
                                        [SQ_GAINS] = "gains",
                                        [SQ_LOSES] = "loses",
                                        [SQ_BOTH] = "both",
                                        [SQ_NEITHER] = "neither"};
    return im->not_known ? "not-known" : words[im->effect];
}

static void
put_impacts(struct writer *w)
{
    struct sq_json *j = &w->j;

    sq_json_open(j, "impacts", '[');
    for (size_t i = 0; i < w->res->n_impacts; i++) {
        const struct sq_impact *im = &w->res->impacts[i];
        if (im->row->phantom)
            continue;
        sq_json_open(j, NULL, '{');
        sq_json_text(j, "group", im->group->id.text);
        sq_json_maybe(j, "row", im->row->id);
        sq_json_maybe(j, "label", sq_row_label(w->c, im->row, w->r->lang));
        put_z(j, "effect", effect_word(im));
        put_rating(w, "initial", im->initial);
        put_rating(w, "residual", im->residual);
        put_rating(w, "benefit", im->benefit);
        put_rating(w, "confidence", im->confidence);
        put_rating(w, "reach", im->reach);
        sq_json_open(j, "actions", '[');
        for (size_t k = 0; k < im->n_actions; k++)
            sq_json_text(j, NULL, im->actions[k]->id.text);
        sq_json_close(j, ']');
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

/* ---- registers ---------------------------------------------------------- */

static void
put_actions(struct writer *w)
{
    struct sq_json *j = &w->j;

    sq_json_open(j, "actions", '[');
    for (size_t i = 0; i < w->as->n_actions; i++) {
        const struct sq_action *a = &w->as->actions[i];
        sq_json_open(j, NULL, '{');
        sq_json_text(j, "id", a->id.text);
        sq_json_maybe(j, "what", a->what.text);
        put_z(j, "kind", sq_words_action_kind(a->kind));
        put_words(j, "for", a->targets, a->n_targets);
        sq_json_maybe(j, "owner", a->owner.text);
        sq_json_maybe(j, "organisation", a->organisation.text);
        sq_json_date(j, "due", a->due);
        sq_json_maybe(j, "due_text", a->due_text.text);
        put_z(j, "status", sq_words_action_status(a->status));
        sq_json_date(j, "done", a->done);
        sq_json_open(j, "replanned", '[');
        for (size_t k = 0; k < a->n_replanned; k++)
            sq_json_date(j, NULL, a->replanned[k]);
        sq_json_close(j, ']');
        put_words(j, "completed_evidence", a->shown_by, a->n_shown_by);
        sq_json_maybe(j, "closed_by", a->closed_by.text);
        sq_json_maybe(j, "measure", a->measure.text);
        sq_json_maybe(j, "worked", a->worked.text);
        sq_json_maybe(j, "funding", a->funding.text);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

static void
put_evidence(struct writer *w)
{
    struct sq_json *j = &w->j;

    sq_json_open(j, "evidence", '[');
    for (size_t i = 0; i < w->as->n_evidence; i++) {
        const struct sq_evidence *e = &w->as->evidence[i];
        sq_json_open(j, NULL, '{');
        sq_json_text(j, "id", e->id.text);
        sq_json_maybe(j, "title", e->title.text);
        put_z(j, "kind", sq_words_evidence_kind(e->kind));
        put_z(j, "scope", sq_words_scope(e->scope));
        sq_json_date(j, "date", e->date);
        sq_json_maybe(j, "source", e->source.text);
        sq_json_maybe(j, "owner", e->owner.text);
        sq_json_maybe(j, "link", e->link.text);
        sq_json_maybe(j, "digest", e->digest.text);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

static void
put_engagement(struct writer *w)
{
    struct sq_json *j = &w->j;

    sq_json_open(j, "engagement", '[');
    for (size_t i = 0; i < w->as->n_engagement; i++) {
        const struct sq_engagement *n = &w->as->engagement[i];
        sq_json_open(j, NULL, '{');
        sq_json_text(j, "id", n->id.text);
        sq_json_date(j, "on", n->on);
        sq_json_date(j, "until", n->until);
        sq_json_maybe(j, "method", n->method.text);
        put_words(j, "groups", n->groups, n->n_groups);
        sq_json_num(j, "people", n->has_people, n->people);
        sq_json_maybe(j, "led_by", n->led_by.text);
        sq_json_maybe(j, "support", n->support.text);
        sq_json_maybe(j, "said", n->said.text);
        sq_json_maybe(j, "did", n->did.text);
        sq_json_maybe(j, "because", n->because.text);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

static void
put_indicators(struct writer *w)
{
    struct sq_json *j = &w->j;

    sq_json_open(j, "indicators", '[');
    for (size_t i = 0; i < w->as->n_indicators; i++) {
        const struct sq_indicator *k = &w->as->indicators[i];
        sq_json_open(j, NULL, '{');
        sq_json_text(j, "id", k->id.text);
        sq_json_maybe(j, "what", k->what.text);
        sq_json_maybe(j, "by", k->by.text);
        sq_json_maybe(j, "baseline", k->baseline.text);
        sq_json_maybe(j, "target", k->target.text);
        sq_json_maybe(j, "trigger", k->trigger.text);
        sq_json_maybe(j, "owner", k->owner.text);
        sq_json_maybe(j, "source", k->source.text);
        sq_json_open(j, "readings", '[');
        for (size_t n = 0; n < k->n_readings; n++) {
            sq_json_open(j, NULL, '{');
            sq_json_date(j, "on", k->readings[n].on);
            sq_json_maybe(j, "value", k->readings[n].value.text);
            sq_json_close(j, '}');
        }
        sq_json_close(j, ']');
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

static void
put_conditions(struct writer *w)
{
    struct sq_json *j = &w->j;

    sq_json_open(j, "conditions", '[');
    for (size_t i = 0; i < w->as->n_conditions; i++) {
        const struct sq_condition *g = &w->as->conditions[i];
        sq_json_open(j, NULL, '{');
        sq_json_text(j, "id", g->id.text);
        sq_json_maybe(j, "what", g->what.text);
        sq_json_maybe(j, "owner", g->owner.text);
        sq_json_date(j, "due", g->due);
        put_z(j, "status", sq_words_action_status(g->status));
        sq_json_date(j, "confirmed", g->confirmed);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

static void
put_signed(struct writer *w)
{
    struct sq_json *j = &w->j;

    sq_json_open(j, "decisions", '[');
    for (size_t i = 0; i < w->as->n_decisions; i++)
        put_decision(j, NULL, &w->as->decisions[i]);
    sq_json_close(j, ']');
    sq_json_open(j, "signatures", '[');
    for (size_t i = 0; i < w->as->n_signatures; i++) {
        const struct sq_signature *s = &w->as->signatures[i];
        sq_json_open(j, NULL, '{');
        sq_json_maybe(j, "role", s->role.text);
        sq_json_maybe(j, "name", s->name.text);
        sq_json_date(j, "on", s->on);
        sq_json_maybe(j, "digest", s->digest.text);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
    sq_json_open(j, "waivers", '[');
    for (size_t i = 0; i < w->as->n_waivers; i++) {
        const struct sq_waiver *v = &w->as->waivers[i];
        sq_json_open(j, NULL, '{');
        sq_json_maybe(j, "gate", v->gate.text);
        sq_json_maybe(j, "by", v->by.text);
        sq_json_maybe(j, "because", v->because.text);
        sq_json_date(j, "until", v->until);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

/* Without folders: the same files give the same report wherever they lie. */
static sq_str
base_name(const char *path)
{
    const char *base = path;

    for (; *path; path++)
        if (*path == '/')
            base = path + 1;
    return sq_str_of(base);
}

static void
put_findings(struct writer *w)
{
    struct sq_json *j = &w->j;
    const struct sq_diag *f = w->r->findings ? w->r->findings->first : NULL;

    sq_json_open(j, "findings", '[');
    for (; f; f = f->next) {
        struct sq_place at = {0, 0};
        if (f->at.source)
            at = sq_source_place(f->at.source, f->at.from);
        sq_json_open(j, NULL, '{');
        put_z(j, "code", sq_codes[f->code].code);
        put_z(j, "name", sq_codes[f->code].name);
        put_z(j, "level", sq_level_name(f->level));
        sq_json_maybe(j, "file",
                      f->at.source ? base_name(f->at.source->name)
                                   : (sq_str){NULL, 0});
        sq_json_count(j, "line", at.line);
        sq_json_count(j, "column", at.column);
        sq_json_text(j, "message", f->message);
        sq_json_maybe(j, "help", f->help);
        sq_json_close(j, '}');
    }
    sq_json_close(j, ']');
}

/* ---- the whole ---------------------------------------------------------- */

static void
put_head(struct writer *w)
{
    struct sq_json *j = &w->j;

    sq_json_text(j, "schema", SQ_LIT("sqeeia-report"));
    sq_json_count(j, "schema_version", 1);
    put_z(j, "tool_version", w->r->tool_version);
    put_z(j, "audience", w->publish ? "public" : "internal");
    sq_json_text(j, "file", w->r->file);
    sq_json_date(j, "as_of", w->r->as_of);
    sq_json_open(j, "questionnaire", '{');
    sq_json_text(j, "id", w->q->id.text);
    sq_json_maybe(j, "version", w->q->version.text);
    sq_json_maybe(j, "title", sq_text_get(&w->q->title, w->r->lang));
    sq_json_maybe(j, "digest", w->q->digest);
    sq_json_close(j, '}');
}

static void
put(const struct sq_report *r, struct sq_sbuf *out)
{
    struct writer w = {
        .j = {.out = out, .lang = r->lang, .pretty = true, .first = true},
        .r = r,
        .res = r->results,
        .c = r->results->c,
        .q = r->results->c->questionnaire,
        .as = r->results->c->assessment,
    };

    if (sq_kinds[r->kind].audience == SQ_PUBLIC)
        w.publish = sq_publish_new(r);
    sq_json_open(&w.j, NULL, '{');
    put_head(&w);
    if (w.publish) {
        put_public_about(&w);
        put_answers(&w);
    } else {
        put_about(&w);
        sq_score_json(&w.j, "score", r);
        put_answers(&w);
        put_impacts(&w);
        put_actions(&w);
        put_evidence(&w);
        put_engagement(&w);
        put_indicators(&w);
        put_conditions(&w);
        put_signed(&w);
        put_findings(&w);
    }
    sq_json_close(&w.j, '}');
    sq_putc(out, '\n');
}

const struct sq_format sq_format_json = {
    .name = "json",
    .ending = ".json",
    .summary = "everything as one JSON object, for programs",
    .kinds =
        1u << SQ_REPORT_paper | 1u << SQ_REPORT_public | 1u << SQ_REPORT_record,
    .put = put,
};
