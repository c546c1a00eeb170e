/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    for (uint32_t i = 0; i < k->c->n; i++) {
        const struct sq_slot *s = &k->c->slots[i];
        sq_num points;
        if (!sq_given(s) || !s->answer || s->answer->n_evidence ||
            s->question->evidence != SQ_EV_REQUIRED)
            continue;
        /* that nothing is in place needs no proof */
        if (s->question->scored && sq_slot_points(k->c, s, &points) &&
            sq_num_cmp(points, s->question->low_points) == 0)
            continue;
        sq_str what = sq_text_get(&s->question->evidence_what, (sq_str){0});
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_evidence_missing, s->answer->key.at,
            "`%.*s` is answered without the evidence that it requires",
            SQ_FMT(s->id));
        if (what.len)
            sq_diag_help(k->d, f,
                         "add `evidence: [E1]` to the answer; what is looked "
                         "for: %.*s",
                         SQ_FMT(what));
        else
            sq_diag_help(k->d, f, "add `evidence: [E1]` to the answer");
    }
}

const struct sq_rule sq_rule_evidence_missing = {.assessment = assessment,
                                                 .from = SQ_MOMENT_PANEL};
