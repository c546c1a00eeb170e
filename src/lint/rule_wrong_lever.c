/* SPDX-License-Identifier: MIT */
/*
 * Teaching and telling people make a harm less likely; when it comes, it is as
 * bad as it was.
 */
#include "lint/lint.h"
#include "lint/plain.h"

static const char *const teaching[] = {
    "train ",   "remind ",         "brief ",           "teach ",
    "tell ",    "email ",          "publish guidance", "issue guidance",
    "leaflet ", "run training",    "provide training", "give training",
    "training", "raise awareness", "communicate ",     "put up posters",
    NULL};
enum { MOST_WORDS = 14 }; /* a longer text does something else besides */

static bool
only_teaches(const struct sq_look *k, sq_str text)
{
    sq_str plain = sq_plain(k->arena, text);
    bool found = false;
    for (const char *const *w = teaching; *w && !found; w++)
        found = sq_str_starts(plain, *w);
    return found && sq_plain_words(plain) <= MOST_WORDS;
}

static bool
all_teach(const struct sq_look *k, const struct sq_impact *x)
{
    size_t n = 0;
    for (size_t i = 0; i < x->n_actions; i++) {
        if (x->actions[i]->status == SQ_AS_DROPPED)
            continue;
        if (!only_teaches(k, x->actions[i]->what.text))
            return false;
        n++;
    }
    sq_str controls = sq_controls(k, x);
    return n > 0 && (controls.len == 0 || only_teaches(k, controls));
}

static bool
milder(const struct sq_slot *before, const struct sq_slot *after)
{
    const struct sq_choices *c = before->question->matrix->columns;
    const struct sq_option *from = &c->options[before->value.column];
    const struct sq_option *to = &c->options[after->value.column];
    if (from->scored && to->scored)
        return sq_num_cmp(to->score, from->score) < 0;
    return after->value.column < before->value.column;
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        sq_num before, after;
        if (!sq_fall(k, x, &before, &after) || !x->initial->question->matrix ||
            !milder(x->initial, x->residual) || !all_teach(k, x))
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_wrong_lever, sq_slot_at(k, x->residual),
            "`%.*s` is rated less serious after action, but `%.*s` can only "
            "make it less likely",
            SQ_FMT(sq_row_id(k, x->row)), SQ_FMT(x->actions[0]->id.text));
        sq_diag_note(k->d, f, x->actions[0]->what.at, "the action is here");
        sq_diag_help(k->d, f,
                     "leave the seriousness as it was before, or name what "
                     "makes the harm milder when it comes");
    }
}

const struct sq_rule sq_rule_wrong_lever = {.assessment = assessment,
                                            .from = SQ_MOMENT_PANEL};
