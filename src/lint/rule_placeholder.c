/* SPDX-License-Identifier: MIT */
/* Words that stand where words should be written. */
#include "lint/lint.h"
#include "lint/plain.h"

static const char *const marks[] = {
    "lorem ipsum", "xx", "xxx", "xxxx", "todo", "fixme", "insert here", NULL};
/* … and in a text of a few words these, too */
static const char *const short_marks[] = {
    "tbc",       "tbd",         "to be completed", "to be added",
    "to follow", "placeholder", "to be written",   NULL};
enum { SHORT = 5 }; /* [words] */
/* … and these, where they are all: they mean what has a word of its own */
static const char *const reserved[] = {
    "not applicable", "not known",   "unknown", "don't know",
    "dont know",      "do not know", NULL};

struct context {
    const struct sq_look *k;
    struct sq_phrases marks, short_marks, reserved;
};

/* "-", "?", "x" */
static bool
has_no_word(sq_str plain)
{
    return plain.len == 0 ||
           (plain.len == 1 && plain.ptr[0] >= 'a' && plain.ptr[0] <= 'z');
}

static void
look(const struct context *x, sq_str text, sq_str plain, size_t words,
     struct sq_span at, sq_str id)
{
    const struct sq_look *k = x->k;
    bool mark = sq_phrases_in(&x->marks, plain, 0);
    if (!mark && words <= SHORT)
        mark = sq_phrases_in(&x->short_marks, plain, 0);
    bool bracket = sq_str_has_folded(text, SQ_LIT("[insert")) ||
                   sq_str_has_folded(text, SQ_LIT("[add")) ||
                   sq_str_has_folded(text, SQ_LIT("???"));
    bool other = words <= SHORT && sq_phrases_in(&x->reserved, plain, words);
    if (!mark && !bracket && !other && !(text.len && has_no_word(plain)))
        return;
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_placeholder, at, "`%.*s` is not written yet: `%.*s`",
        SQ_FMT(id), SQ_FMT(sq_clip(k->arena, text, 60)));
    sq_diag_help(k->d, f,
                 other ? "write `not-known`, or `{answer: not-applicable, "
                         "because: …}`, where the question allows it"
                       : "write what belongs here, or leave the answer out so "
                         "that it counts as missing");
}

static void
look_at_word(const struct context *x, const struct sq_word *w, sq_str id)
{
    sq_str plain = sq_plain(x->k->arena, w->text);
    look(x, w->text, plain, sq_plain_words(plain), w->at, id);
}

static void
assessment(const struct sq_look *k)
{
    struct context x = {k, sq_phrases_of(k->arena, marks),
                        sq_phrases_of(k->arena, short_marks),
                        sq_phrases_of(k->arena, reserved)};
    for (size_t i = 0; i < k->n_said; i++) {
        const struct sq_said *s = &k->said[i];
        look(&x, s->text, s->plain, s->words, s->at, s->slot->id);
    }
    look_at_word(&x, &k->as->about.summary, SQ_LIT("summary"));
    for (size_t i = 0; i < k->as->n_actions; i++)
        look_at_word(&x, &k->as->actions[i].what, k->as->actions[i].id.text);
}

const struct sq_rule sq_rule_placeholder = {.assessment = assessment,
                                            .from = SQ_MOMENT_PANEL};
