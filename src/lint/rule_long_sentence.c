/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/plain.h"

enum { MOST_WORDS = 45 };

/* A mark before a blank, an empty line, or a line that begins a list. */
static bool
ends_at(sq_str text, size_t i)
{
    char c = text.ptr[i];
    char next = i + 1 < text.len ? text.ptr[i + 1] : '\n';
    if (c == '\n')
        return next == '\n' || next == '-' || next == '*';
    return (c == '.' || c == '?' || c == '!' || c == ';' || c == ':') &&
           (next == ' ' || next == '\n');
}

/* The first sentence that is too long; its words in *out_n. */
static bool
find(sq_str text, sq_str *out, size_t *out_n)
{
    size_t from = 0;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && !ends_at(text, i))
            continue;
        *out = sq_str_sub(text, from, i);
        *out_n = out->len > 2 * MOST_WORDS ? sq_str_words(*out) : 0;
        if (*out_n > MOST_WORDS)
            return true;
        from = i + 1;
    }
    return false;
}

static void
look(const struct sq_look *k, const struct sq_said *s)
{
    sq_str sentence;
    size_t n;
    if (s->slot->question->is_public != 1 || !find(s->text, &sentence, &n))
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_long_sentence, s->at,
        "a sentence of `%.*s` has %zu words: `%.*s`", SQ_FMT(s->slot->id), n,
        SQ_FMT(sq_clip(k->arena, sentence, 40)));
    sq_diag_help(k->d, f, "make two or three of it, each with one thought");
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->n_said; i++)
        look(k, &k->said[i]);
}

const struct sq_rule sq_rule_long_sentence = {.assessment = assessment,
                                              .from = SQ_MOMENT_PUBLISH};
