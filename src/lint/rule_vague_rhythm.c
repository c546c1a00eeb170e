/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/plain.h"

static const char *const vague[] = {
    "ongoing",           "on going",    "continuous",
    "continuously",      "regularly",   "periodically",
    "from time to time", "as and when", "continually",
    "regular review",    "routinely",   "when possible",
    "in due course",     "as required", NULL};
static const char *const said[] = {
    "daily",        "every day",   "weekly",     "every week", "fortnightly",
    "monthly",      "every month", "each month", "quarterly",  "every quarter",
    "each quarter", "yearly",      "annually",   "every year", "each week",
    "a week",       "a month",     "a year",     "each year",  NULL};

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_actions; i++) {
        const struct sq_action *x = &k->as->actions[i];
        sq_str what = sq_plain(k->arena, x->what.text);
        const char *word = sq_plain_any(what, vague);
        if (!sq_action_open(x) || !word || sq_plain_any(what, said))
            continue;
        struct sq_diag *f =
            sq_diag_add(k->d, SQ_FOUND_vague_rhythm, x->what.at,
                        "`%.*s` says `%s`, and not how often or until when",
                        SQ_FMT(x->id.text), word);
        sq_diag_help(k->d, f,
                     "say how often, such as `every month`, and let `due` be "
                     "the day on which it ends or is looked at again");
    }
}

const struct sq_rule sq_rule_vague_rhythm = {.assessment = assessment,
                                             .from = SQ_MOMENT_PANEL};
