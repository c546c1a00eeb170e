/* SPDX-License-Identifier: MIT */
/* Words that tell the reader what to answer; for texts in English. */
#include "lint/lint.h"
#include "lint/texts.h"

static const char *const leading[] = {
    "confirm that",    "please confirm", "can you confirm", "do you agree",
    "would you agree", "don't you",      "doesn't it",      "isn't it",
    "isn't there",     "aren't there",   "aren't they",     "wouldn't you",
    "wouldn't it",     "surely you",     "surely it",       "surely there",
    "of course",       "obviously",      "as you know",     "needless to say",
};

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* The phrase as whole words; a curly apostrophe counts as a straight one. */
static bool
has_phrase(sq_str s, sq_str phrase)
{
    for (size_t i = 0; i + phrase.len <= s.len; i++) {
        size_t at = i, k = 0;
        if (i > 0 && is_letter(s.ptr[i - 1]))
            continue;
        while (k < phrase.len && at < s.len) {
            sq_str rest = sq_str_sub(s, at, s.len);
            if (phrase.ptr[k] == '\'' && sq_str_starts(rest, "’"))
                at += 3;
            else if (sq_str_eq_folded(sq_str_sub(rest, 0, 1),
                                      sq_str_sub(phrase, k, k + 1)))
                at++;
            else
                break;
            k++;
        }
        if (k == phrase.len && (at == s.len || !is_letter(s.ptr[at])))
            return true;
    }
    return false;
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        sq_str english;
        if (!sq_text_english(p->q, &q->ask, &english) ||
            !sq_question_first_use(p->q, q))
            continue;
        for (size_t k = 0; k < sizeof leading / sizeof leading[0]; k++) {
            if (!has_phrase(english, sq_str_of(leading[k])))
                continue;
            struct sq_diag *f =
                sq_diag_add(d, SQ_FOUND_leading_question, q->ask.at,
                            "`%.*s` says what to answer: `%s`", SQ_FMT(q->name),
                            leading[k]);
            sq_diag_help(d, f,
                         "ask what is the case, so that either answer "
                         "is as easy to give");
            break;
        }
    }
}

const struct sq_rule sq_rule_leading_question = {.questionnaire =
                                                     questionnaire};
