/* SPDX-License-Identifier: MIT */
/* Records of the file itself, and those of packs that the file cites. */
#include "base/sbuf.h"
#include "lint/lint.h"
#include "lint/refs.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

static bool
overdue(const struct context *x, const struct sq_framework *fw)
{
    return fw->review_by != SQ_NO_DATE && x->p->today != SQ_NO_DATE &&
           fw->review_by < x->p->today;
}

static struct sq_diag *
tell(const struct context *x, const struct sq_framework *fw, struct sq_span at)
{
    struct sq_sbuf day;
    sq_sbuf_init(&day, 32);
    sq_date_put(&day, fw->review_by);
    struct sq_diag *f =
        sq_diag_add(x->d, SQ_FOUND_review_overdue, at,
                    "the record of `%.*s` was to be read again by %.*s",
                    SQ_FMT(fw->id.text), SQ_FMT(sq_sbuf_str(&day)));
    sq_sbuf_done(&day);
    return f;
}

static void
visit(void *ctx, const struct sq_ref_at *at)
{
    const struct context *x = ctx;
    const struct sq_framework *fw = at->framework;
    if (!fw || !at->first || sq_proof_own(x->p, fw->id.at) || !overdue(x, fw))
        return;
    struct sq_diag *f = tell(x, fw, at->word->at);
    sq_diag_note(x->d, f, fw->review_by_at, "its record is here");
    sq_diag_help(x->d, f, "take a newer version of the pack that has it");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    const struct sq_map *all = &p->q->vocab.frameworks;
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_framework *fw = all->items[i].value;
        if (sq_proof_own(p, fw->id.at) && overdue(&x, fw))
            sq_diag_help(d, tell(&x, fw, fw->review_by_at),
                         "read it at its source, mend the record, and set "
                         "`review-by` anew");
    }
    sq_refs(p->q, visit, &x);
}

const struct sq_rule sq_rule_review_overdue = {.questionnaire = questionnaire};
