/* SPDX-License-Identifier: MIT */
#include "base/sbuf.h"
#include "lint/lint.h"

enum { MOST_LISTED = 5 };

/* The required questions that are open, for a message. */
static sq_str
open_ones(const struct sq_look *k)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 4096);
    size_t n = 0;
    for (uint32_t i = 0; i < k->c->n; i++) {
        const struct sq_slot *s = &k->c->slots[i];
        if (s->state != SQ_ASKED || s->reply != SQ_MISSING ||
            !sq_required(s->question))
            continue;
        if (n < MOST_LISTED)
            sq_putf(&b, "%s`%.*s`", n ? ", " : "", SQ_FMT(s->id));
        n++;
    }
    if (n > MOST_LISTED)
        sq_putf(&b, " and %zu more", n - (size_t)MOST_LISTED);
    sq_str list = sq_str_copy(k->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return list;
}

static void
assessment(const struct sq_look *k)
{
    if (k->as->n_signatures == 0 || k->r->counts.required_missing == 0)
        return;
    const struct sq_signature *s = &k->as->signatures[0];
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_signed_too_early, s->role.at,
                    "%.*s has signed, and %.*s %s not answered",
                    SQ_FMT(s->name.text), SQ_FMT(open_ones(k)),
                    k->r->counts.required_missing == 1 ? "is" : "are");
    sq_diag_help(k->d, f,
                 "answer what is open, then have it signed again; `sqeeia "
                 "status` lists it all");
}

const struct sq_rule sq_rule_signed_too_early = {.assessment = assessment};
