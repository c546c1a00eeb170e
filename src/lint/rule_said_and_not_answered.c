/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/plain.h"

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_engagement; i++) {
        const struct sq_engagement *e = &k->as->engagement[i];
        if (e->said.text.len == 0 || e->did.text.len || e->because.text.len)
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_said_and_not_answered, e->said.at,
            "people said `%.*s`, and `%.*s` does not say what "
            "came of it",
            SQ_FMT(sq_clip(k->arena, e->said.text, 60)), SQ_FMT(e->id.text));
        sq_diag_help(k->d, f,
                     "write `did:` with what changed, or `because:` with why "
                     "nothing did");
    }
}

const struct sq_rule sq_rule_said_and_not_answered = {.assessment = assessment,
                                                      .from = SQ_MOMENT_PANEL};
