/* SPDX-License-Identifier: MIT */
#include "lint/texts.h"

struct visiting {
    sq_text_visit *visit;
    void *ctx;
    const char *what;
    sq_str owner;
};

static void
one(const struct visiting *v, const char *key, const struct sq_text *t)
{
    if (t->n)
        v->visit(v->ctx, &(struct sq_text_at){t, key, v->what, v->owner});
}

static void
of_choices(struct visiting v, const struct sq_choices *c)
{
    v.what = "option";
    for (size_t i = 0; i < c->n; i++) {
        v.owner = c->options[i].id.text;
        one(&v, "label", &c->options[i].label);
        one(&v, "meaning", &c->options[i].meaning);
    }
}

static void
of_vocab_lists(struct visiting v, const struct sq_vocab *vocab)
{
    for (size_t i = 0; i < vocab->lists.n; i++) {
        const struct sq_list *l = vocab->lists.items[i].value;
        v.what = "item";
        for (size_t k = 0; k < l->n; k++) {
            v.owner = l->items[k].id.text;
            one(&v, "label", &l->items[k].label);
            one(&v, "help", &l->items[k].help);
        }
    }
    for (size_t i = 0; i < vocab->choices.n; i++)
        of_choices(v, vocab->choices.items[i].value);
    for (size_t i = 0; i < vocab->bands.n; i++) {
        const struct sq_bands *b = vocab->bands.items[i].value;
        v.what = "band";
        for (size_t k = 0; k < b->n; k++) {
            v.owner = b->bands[k].id.text;
            one(&v, "label", &b->bands[k].label);
            one(&v, "meaning", &b->bands[k].meaning);
            one(&v, "obliges", &b->bands[k].obliges);
        }
    }
}

static void
of_vocab(struct visiting v, const struct sq_vocab *vocab)
{
    of_vocab_lists(v, vocab);
    for (size_t i = 0; i < vocab->matrices.n; i++) {
        const struct sq_matrix *m = vocab->matrices.items[i].value;
        v.what = "matrix";
        v.owner = m->id.text;
        one(&v, "label", &m->label);
    }
    for (size_t i = 0; i < vocab->frameworks.n; i++) {
        const struct sq_framework *f = vocab->frameworks.items[i].value;
        v.what = "framework";
        v.owner = f->id.text;
        one(&v, "title", &f->title);
        one(&v, "body", &f->body);
        one(&v, "summary", &f->summary);
    }
    for (size_t i = 0; i < vocab->roles.n; i++) {
        const struct sq_role *r = vocab->roles.items[i].value;
        v.what = "role";
        v.owner = r->id.text;
        one(&v, "label", &r->label);
        one(&v, "does", &r->does);
    }
}

static void
of_question(struct visiting v, const struct sq_question *q)
{
    v.what = "question";
    v.owner = q->group ? q->id.text : q->name;
    one(&v, "ask", &q->ask);
    one(&v, "help", &q->help);
    one(&v, "why", &q->why);
    one(&v, "good", &q->good);
    one(&v, "red-flag", &q->red_flag);
    one(&v, "example", &q->example);
    one(&v, "unit", &q->unit);
    one(&v, "message", &q->valid_message);
    one(&v, "what", &q->evidence_what);
    if (q->choices && q->choices->id.text.len == 0)
        of_choices(v, q->choices);
}

bool
sq_question_first_use(const struct sq_questionnaire *q,
                      const struct sq_question *qn)
{
    if (!qn->group || qn->group->block_name.text.len == 0)
        return true;
    for (uint32_t i = 0; i < qn->index; i++) {
        const struct sq_span at = q->questions[i]->id.at;
        if (at.source == qn->id.at.source && at.from == qn->id.at.from)
            return false;
    }
    return true;
}

static void
of_content(struct visiting v, const struct sq_questionnaire *q)
{
    for (size_t i = 0; i < q->n_sections; i++) {
        v.what = "section";
        v.owner = q->sections[i]->id.text;
        one(&v, "title", &q->sections[i]->title);
        one(&v, "intro", &q->sections[i]->intro);
    }
    for (size_t i = 0; i < q->n_groups; i++) {
        v.what = "group";
        v.owner = q->groups[i]->id.text;
        one(&v, "title", &q->groups[i]->title);
        one(&v, "intro", &q->groups[i]->intro);
        one(&v, "label", &q->groups[i]->row_label);
    }
    for (size_t i = 0; i < q->n_questions; i++)
        if (sq_question_first_use(q, q->questions[i]))
            of_question(v, q->questions[i]);
}

static void
of_judgement(struct visiting v, const struct sq_questionnaire *q)
{
    for (size_t i = 0; i < q->n_dimensions; i++) {
        v.what = "dimension";
        v.owner = q->dimensions[i]->id.text;
        one(&v, "label", &q->dimensions[i]->label);
        one(&v, "help", &q->dimensions[i]->help);
    }
    for (size_t i = 0; i < q->n_values; i++) {
        v.what = "value";
        v.owner = q->values[i]->id.text;
        one(&v, "label", &q->values[i]->label);
    }
    for (size_t i = 0; i < q->n_triggers; i++) {
        v.what = "trigger";
        v.owner = q->triggers[i]->id.text;
        one(&v, "label", &q->triggers[i]->label);
        one(&v, "obliges", &q->triggers[i]->obliges);
    }
    for (size_t i = 0; i < q->n_gates; i++) {
        v.what = "gate";
        v.owner = q->gates[i]->id.text;
        one(&v, "label", &q->gates[i]->label);
        one(&v, "because", &q->gates[i]->because);
    }
}

static void
of_ending(struct visiting v, const struct sq_questionnaire *q)
{
    for (size_t i = 0; i < q->n_outcomes; i++) {
        const struct sq_outcome *o = &q->outcomes[i];
        v.what = "outcome";
        v.owner = o->id.text;
        one(&v, "label", &o->label);
        one(&v, "meaning", &o->meaning);
        for (size_t k = 0; k < o->n_obliges; k++)
            one(&v, "obliges", &o->obliges[k]);
    }
    for (size_t i = 0; i < q->n_checks; i++) {
        v.what = "check";
        v.owner = q->checks[i]->id.text;
        one(&v, "message", &q->checks[i]->message);
        one(&v, "fix", &q->checks[i]->fix);
    }
    for (size_t i = 0; i < q->n_sign_off; i++) {
        v.what = "sign-off step";
        v.owner = q->sign_off[i].role.text;
        one(&v, "label", &q->sign_off[i].label);
    }
}

void
sq_texts(const struct sq_questionnaire *q, sq_text_visit *visit, void *ctx)
{
    struct visiting v = {.visit = visit, .ctx = ctx, .what = "file"};
    one(&v, "title", &q->title);
    one(&v, "summary", &q->summary);
    of_vocab(v, &q->vocab);
    of_content(v, q);
    of_judgement(v, q);
    of_ending(v, q);
}

static bool
is_english(sq_str lang)
{
    return sq_str_is(lang, "en") || sq_str_starts(lang, "en-");
}

bool
sq_text_english(const struct sq_questionnaire *q, const struct sq_text *t,
                sq_str *out)
{
    for (size_t i = 0; i < t->n; i++) {
        sq_str lang = t->items[i].lang;
        if (is_english(lang.len ? lang : q->languages[0].text)) {
            *out = t->items[i].text;
            return true;
        }
    }
    return false;
}
