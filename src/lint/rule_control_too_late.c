/* SPDX-License-Identifier: MIT */
/*
 * The gravest risks are under control before the change takes effect.  A rating
 * that is lowered already leans on actions that come only later.
 */
#include "lint/lint.h"

static bool
reduces(const struct sq_action *x)
{
    return x->kind != SQ_AK_MONITOR && x->kind != SQ_AK_RESEARCH &&
           x->status != SQ_AS_DROPPED;
}

/* The first of those that lower it, when all come after `live`. */
static const struct sq_action *
first_late(const struct sq_impact *x, sq_date live)
{
    const struct sq_action *first = NULL;
    for (size_t i = 0; i < x->n_actions; i++) {
        const struct sq_action *one = x->actions[i];
        if (!reduces(one))
            continue;
        bool late =
            sq_action_open(one) && one->due != SQ_NO_DATE && one->due > live;
        if (!late)
            return NULL;
        if (!first || one->due < first->due)
            first = one;
    }
    return first;
}

/* In the last band of its scale. */
static bool
is_gravest(const struct sq_slot *rating, sq_num points)
{
    const struct sq_matrix *m = rating->question->matrix;
    return m && m->bands && m->bands->n > 1 &&
           sq_bands_find(m->bands, points, m->high) + 1 == m->bands->n;
}

static void
tell(const struct sq_look *k, const struct sq_impact *x,
     const struct sq_action *late)
{
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_control_too_late, late->due_text.at,
        "`%.*s` falls from `%.*s` because of `%.*s`, which is due after the "
        "change takes effect on %.*s",
        SQ_FMT(sq_row_id(k, x->row)), SQ_FMT(sq_heft_words(k, x->initial)),
        SQ_FMT(late->id.text), SQ_FMT(sq_day(k->arena, k->as->about.go_live)));
    sq_diag_note(k->d, f, x->residual->answer->key.at,
                 "the lower rating is here");
    sq_diag_help(k->d, f,
                 "bring the action forward, put off `go-live`, or rate what is "
                 "left as it will be on that day");
}

static void
assessment(const struct sq_look *k)
{
    sq_date live = k->as->about.go_live;
    for (size_t i = 0; live != SQ_NO_DATE && i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        sq_num before, after;
        if (!sq_fall(k, x, &before, &after) ||
            !is_gravest(x->initial, before) || is_gravest(x->initial, after))
            continue;
        const struct sq_action *late = first_late(x, live);
        if (late)
            tell(k, x, late);
    }
}

const struct sq_rule sq_rule_control_too_late = {.assessment = assessment,
                                                 .from = SQ_MOMENT_PANEL};
