/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"

enum { MOST_PERCENT = 10, FEWEST = 5 };

static void
assessment(const struct sq_look *k)
{
    const struct sq_counts *n = &k->r->counts;
    if (n->not_applicable < FEWEST || n->asked == 0 ||
        (uint64_t)n->not_applicable * 100 <= (uint64_t)n->asked * MOST_PERCENT)
        return;
    const struct sq_slot *first = NULL;
    for (uint32_t i = 0; i < k->c->n && !first; i++)
        if (k->c->slots[i].reply == SQ_NOT_APPLICABLE &&
            k->c->slots[i].state == SQ_ASKED)
            first = &k->c->slots[i];
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_much_set_aside, sq_slot_at(k, first),
                    "%u of %u questions are set aside as not applicable",
                    (unsigned)n->not_applicable, (unsigned)n->asked);
    sq_diag_help(k->d, f,
                 "look at each again: what nobody knows is `not-known`, and "
                 "where nothing happens is `no effect`");
}

const struct sq_rule sq_rule_much_set_aside = {.assessment = assessment,
                                               .from = SQ_MOMENT_PANEL};
