/* SPDX-License-Identifier: MIT */
/* Whoever doubts a claim must be able to find what it rests on. */
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_evidence; i++) {
        const struct sq_evidence *e = &k->as->evidence[i];
        bool dated = e->date != SQ_NO_DATE;
        bool found =
            e->source.text.len || e->link.text.len || e->digest.text.len;
        if (dated && found)
            continue;
        struct sq_diag *f =
            sq_diag_add(k->d, SQ_FOUND_untestable_evidence, e->id.at,
                        dated   ? "the evidence `%.*s` says neither who made "
                                  "it nor where it is"
                        : found ? "the evidence `%.*s` has no date"
                                : "the evidence `%.*s` has no date, and says "
                                  "neither who made it nor where it is",
                        SQ_FMT(e->id.text));
        sq_diag_help(k->d, f, "write %s%s%s", dated ? "" : "`date:`",
                     dated || found ? "" : " and ",
                     found ? "" : "`source:` or `link:`");
    }
}

const struct sq_rule sq_rule_untestable_evidence = {.assessment = assessment,
                                                    .from = SQ_MOMENT_PANEL};
