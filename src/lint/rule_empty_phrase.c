/* SPDX-License-Identifier: MIT */
/* A text that is a phrase of the list and little else. */
#include "lint/lint.h"
#include "lint/plain.h"

static void
look(const struct sq_look *k, sq_str text, struct sq_span at, sq_str id)
{
    if (sq_says_nothing(k, text).len == 0)
        return;
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_empty_phrase, at,
                    "`%.*s` says `%.*s`, which could be said of anything",
                    SQ_FMT(id), SQ_FMT(sq_clip(k->arena, text, 60)));
    sq_diag_help(k->d, f,
                 "say what you looked at, what it showed, and who will do what "
                 "by when");
}

static void
visit(void *ctx, const struct sq_said *s)
{
    look(ctx, s->text, s->at, s->slot->id);
}

static void
assessment(const struct sq_look *k)
{
    struct sq_look copy = *k;
    sq_texts_said(k, visit, &copy);
    for (size_t i = 0; i < k->as->n_actions; i++) {
        const struct sq_action *one = &k->as->actions[i];
        look(k, one->what.text, one->what.at, one->id.text);
        look(k, one->worked.text, one->worked.at, one->id.text);
    }
}

const struct sq_rule sq_rule_empty_phrase = {.assessment = assessment,
                                             .from = SQ_MOMENT_PANEL};
