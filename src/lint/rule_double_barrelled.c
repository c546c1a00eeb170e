/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/texts.h"

/* Those that end a question; in quotes, or in a run, they do not. */
static size_t
question_marks(sq_str s)
{
    size_t n = 0;
    for (size_t at = sq_str_find(s, '?', 0); at < s.len;
         at = sq_str_find(s, '?', at + 1)) {
        char next = at + 1 < s.len ? s.ptr[at + 1] : ' ';
        n += next == ' ' || next == '\n';
    }
    return n;
}

static void
look(struct sq_proof *p, const struct sq_question *q, struct sq_diags *d)
{
    for (size_t i = 0; i < q->ask.n; i++) {
        if (question_marks(q->ask.items[i].text) < 2)
            continue;
        struct sq_diag *f =
            sq_diag_add(d, SQ_FOUND_double_barrelled, q->ask.at,
                        "`%.*s` asks two things at once: it has two question "
                        "marks",
                        SQ_FMT(q->name));
        sq_diag_help(d, f,
                     "ask one; make the other a question of its own, or "
                     "put it in `help`");
        return;
    }
    sq_str english;
    if (!sq_text_english(p->q, &q->ask, &english) ||
        !sq_str_has_folded(english, SQ_LIT("and/or")))
        return;
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_double_barrelled, q->ask.at,
        "`%.*s` asks two things at once: it says `and/or`", SQ_FMT(q->name));
    sq_diag_help(d, f, "ask for one, or make it a question of type `many`");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_questions; i++)
        if (sq_question_first_use(p->q, p->q->questions[i]))
            look(p, p->q->questions[i], d);
}

const struct sq_rule sq_rule_double_barrelled = {.questionnaire =
                                                     questionnaire};
