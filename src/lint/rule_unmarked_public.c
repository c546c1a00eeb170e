/* SPDX-License-Identifier: MIT */
/* A question that asks for words for the public; for texts in English. */
#include "lint/lint.h"
#include "lint/texts.h"

static const char *const asks[] = {
    "for the public",       "public summary",    "summary for people",
    "plain summary",        "to be published",   "will be published",
    "plain english",        "in plain language", "in everyday words",
    "what will people read"};

static bool
is_in_words(const struct sq_question *q)
{
    return q->type && q->type->in_exprs == SQ_T_TEXT;
}

static void
look(struct sq_proof *p, const struct sq_question *q, struct sq_diags *d)
{
    sq_str english;
    if (q->is_public == 1 || !is_in_words(q) ||
        !sq_text_english(p->q, &q->ask, &english) ||
        !sq_question_first_use(p->q, q))
        return;
    for (size_t i = 0; i < sizeof asks / sizeof asks[0]; i++) {
        if (!sq_str_has_folded(english, sq_str_of(asks[i])))
            continue;
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_unmarked_public, q->ask.at,
            "`%.*s` asks for words for the public (`%s`), and is not marked "
            "`public`",
            SQ_FMT(q->name), asks[i]);
        sq_diag_help(d, f,
                     "write `public: true`, so that it is published and "
                     "checked for it, or ask in other words");
        return;
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_questions; i++)
        look(p, p->q->questions[i], d);
}

const struct sq_rule sq_rule_unmarked_public = {.questionnaire = questionnaire};
