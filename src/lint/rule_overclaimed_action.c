/* SPDX-License-Identifier: MIT */
/* Big falls that rest on one and the same action and on nothing else.  What is
 * designed out falls as far as it may. */
#include "lint/lint.h"

static bool
falls_far(const struct sq_look *k, const struct sq_impact *x)
{
    sq_num before, after;
    if (x->n_actions != 1 || x->actions[0]->kind == SQ_AK_AVOID ||
        !sq_fall(k, x, &before, &after))
        return false;
    if (x->residual->answer->because.text.len)
        return false; /* somebody says why */
    sq_num fall = sq_num_sub(before, after);
    /* 8 of 25 on a scale of five by five */
    sq_num far =
        sq_num_mul(x->initial->question->high_points, sq_num_of(8, 25));
    return sq_num_ok(fall) && sq_num_ok(far) && far.num > 0 &&
           sq_num_cmp(fall, far) >= 0;
}

static void
assessment(const struct sq_look *k)
{
    for (size_t a = 0; a < k->as->n_actions; a++) {
        const struct sq_action *action = &k->as->actions[a];
        const struct sq_impact *first = NULL, *second = NULL;
        size_t n = 0;
        for (size_t i = 0; i < k->r->n_impacts; i++) {
            const struct sq_impact *x = &k->r->impacts[i];
            if (!falls_far(k, x) || x->actions[0] != action)
                continue;
            n++;
            if (!first)
                first = x;
            else if (!second)
                second = x;
        }
        if (n < 2 || (action->status == SQ_AS_DONE && action->worked.text.len))
            continue;
        struct sq_diag *f =
            sq_diag_add(k->d, SQ_FOUND_overclaimed_action, action->id.at,
                        "%zu risks fall far on the strength of `%.*s` alone", n,
                        SQ_FMT(action->id.text));
        sq_diag_note(k->d, f, first->residual->answer->key.at, "one is here");
        sq_diag_note(k->d, f, second->residual->answer->key.at,
                     "another is here");
        sq_diag_help(k->d, f,
                     "name what else lowers each of them, or rate what is "
                     "left with care until it is shown to work");
    }
}

const struct sq_rule sq_rule_overclaimed_action = {.assessment = assessment,
                                                   .from = SQ_MOMENT_PANEL};
