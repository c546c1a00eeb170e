/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/plain.h"
#include "model/privacy.h"

static void
look(const struct sq_look *k, const struct sq_said *s)
{
    size_t from = 0, to = 0;
    if (s->slot->question->is_public != 1)
        return;
    do { /* "two people" may well be said; "2 people" is a count */
        if (!sq_small_count_find(s->text, to, &from, &to))
            return;
    } while (s->text.ptr[from] < '0' || s->text.ptr[from] > '9');
    sq_str rest = sq_str_sub(s->text, from, s->text.len);
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_small_number, s->at,
                    "`%.*s` counts fewer than five people: `%.*s`",
                    SQ_FMT(s->slot->id), SQ_FMT(sq_clip(k->arena, rest, 30)));
    sq_diag_help(k->d, f, "write \"fewer than five\"");
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->n_said; i++)
        look(k, &k->said[i]);
}

const struct sq_rule sq_rule_small_number = {.assessment = assessment,
                                             .from = SQ_MOMENT_PUBLISH};
