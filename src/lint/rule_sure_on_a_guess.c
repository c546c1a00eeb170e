/* SPDX-License-Identifier: MIT */
/* The mildest outcome, while a harm is rated on the weakest kind of evidence.
 */
#include "lint/lint.h"

static bool
is_guess(const struct sq_look *k, const struct sq_slot *s)
{
    sq_num points;
    if (!sq_given(s) || !s->question->scored ||
        !sq_slot_points(k->c, s, &points) || !sq_num_ok(points))
        return false;
    sq_num third = sq_num_div(
        sq_num_sub(s->question->high_points, s->question->low_points),
        sq_num_int(3));
    sq_num edge = sq_num_add(s->question->low_points, third);
    return sq_num_ok(edge) && sq_num_cmp(points, edge) <= 0;
}

static void
assessment(const struct sq_look *k)
{
    const struct sq_decision *decided = sq_decided(k->as);
    const struct sq_outcome *o =
        decided ? sq_outcome_find(k->q, decided->outcome.text) : k->r->outcome;
    for (size_t i = 0; o && o->otherwise && i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        enum sq_heft left = sq_heft(k, sq_left(x));
        bool heavy = left == SQ_HEAVY;
        bool borne = left == SQ_MEDIUM && x->n_actions == 0;
        if ((!heavy && !borne) || !is_guess(k, x->confidence))
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_sure_on_a_guess, sq_slot_at(k, x->confidence),
            "the outcome is `%.*s`, but `%.*s` is left at `%.*s` on the "
            "weakest evidence",
            SQ_FMT(o->id.text), SQ_FMT(sq_row_id(k, x->row)),
            SQ_FMT(sq_heft_words(k, sq_left(x))));
        sq_diag_help(k->d, f,
                     "find better evidence first, or go on with a condition "
                     "that says by when it is found");
    }
}

const struct sq_rule sq_rule_sure_on_a_guess = {.assessment = assessment,
                                                .from = SQ_MOMENT_PANEL};
