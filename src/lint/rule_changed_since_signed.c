/* SPDX-License-Identifier: MIT */
/* By the days that answers carry. */
#include "lint/lint.h"

static const struct sq_answer *
first_later(const struct sq_look *k, sq_date day, size_t *out_n)
{
    const struct sq_answer *first = NULL;
    *out_n = 0;
    for (uint32_t i = 0; i < k->c->n; i++) {
        const struct sq_answer *x = k->c->slots[i].answer;
        if (!x || k->c->slots[i].state == SQ_HIDDEN || x->on == SQ_NO_DATE ||
            x->on <= day)
            continue;
        first = first ? first : x;
        ++*out_n;
    }
    return first;
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_signatures; i++) {
        const struct sq_signature *s = &k->as->signatures[i];
        size_t n = 0;
        const struct sq_answer *x =
            s->on == SQ_NO_DATE ? NULL : first_later(k, s->on, &n);
        if (!x)
            continue;
        struct sq_diag *f =
            sq_diag_add(k->d, SQ_FOUND_changed_since_signed, s->name.at,
                        "%.*s signed on %.*s, and %zu answer%s changed since",
                        SQ_FMT(s->name.text), SQ_FMT(sq_day(k->arena, s->on)),
                        n, n == 1 ? " has" : "s have");
        sq_diag_note(k->d, f, x->key.at, "`%.*s` is of %.*s",
                     SQ_FMT(x->key.text), SQ_FMT(sq_day(k->arena, x->on)));
        sq_diag_help(k->d, f, "have it read and signed again");
    }
}

const struct sq_rule sq_rule_changed_since_signed = {.assessment = assessment};
