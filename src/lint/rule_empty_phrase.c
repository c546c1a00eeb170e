/* SPDX-License-Identifier: MIT */
/* A text that is a phrase of the list and little else. */
#include "lint/lint.h"
#include "lint/plain.h"

static void
tell(const struct sq_look *k, sq_str text, struct sq_span at, sq_str id)
{
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_empty_phrase, at,
                    "`%.*s` says `%.*s`, which could be said of anything",
                    SQ_FMT(id), SQ_FMT(sq_clip(k->arena, text, 60)));
    sq_diag_help(k->d, f,
                 "say what you looked at, what it showed, and who will do what "
                 "by when");
}

static void
look_at_word(const struct sq_look *k, const struct sq_word *w, sq_str id)
{
    if (sq_says_nothing(k, w->text))
        tell(k, w->text, w->at, id);
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->n_said; i++) {
        const struct sq_said *s = &k->said[i];
        if (sq_said_nothing(k, s))
            tell(k, s->text, s->at, s->slot->id);
    }
    for (size_t i = 0; i < k->as->n_actions; i++) {
        const struct sq_action *one = &k->as->actions[i];
        look_at_word(k, &one->what, one->id.text);
        look_at_word(k, &one->worked, one->id.text);
    }
}

const struct sq_rule sq_rule_empty_phrase = {.assessment = assessment,
                                             .from = SQ_MOMENT_PANEL};
