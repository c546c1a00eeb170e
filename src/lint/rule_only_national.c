/* SPDX-License-Identifier: MIT */
/* A grave harm to people here is judged on what is known of people here. */
#include "lint/lint.h"

struct cited {
    size_t n, local;
    const struct sq_word *first;
};

static struct cited
count(const struct sq_look *k, const struct sq_row *row)
{
    struct cited c = {0};
    for (uint32_t i = 0; i < row->group->n; i++) {
        const struct sq_answer *x = k->c->slots[row->first + i].answer;
        for (size_t n = 0; x && n < x->n_evidence; n++) {
            const struct sq_evidence *e =
                sq_evidence_find(k, x->evidence[n].text);
            if (!e) { /* an engagement: with people here */
                c.local++;
                continue;
            }
            c.n++;
            c.local +=
                e->scope != SQ_SC_NATIONAL && e->scope != SQ_SC_INTERNATIONAL;
            c.first = c.first ? c.first : &x->evidence[n];
        }
    }
    return c;
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->r->n_impacts; i++) {
        const struct sq_impact *x = &k->r->impacts[i];
        if (sq_heft(k, sq_left(x)) < SQ_HEAVY)
            continue;
        struct cited c = count(k, x->row);
        if (c.n == 0 || c.local)
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_only_national, c.first->at,
            "`%.*s` is left at `%.*s`, and all its evidence is from elsewhere",
            SQ_FMT(sq_row_id(k, x->row)), SQ_FMT(sq_heft_words(k, sq_left(x))));
        sq_diag_help(k->d, f,
                     "cite something with `scope: local`, such as a count or "
                     "what people here said");
    }
}

const struct sq_rule sq_rule_only_national = {.assessment = assessment,
                                              .from = SQ_MOMENT_PANEL};
