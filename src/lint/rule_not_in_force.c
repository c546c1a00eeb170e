/* SPDX-License-Identifier: MIT */
/*
 * A question may look ahead to law that is marked as not in force; a gate or a
 * trigger obliges, and may not rest on it.  A date in the future, or one that
 * has passed while the mark stayed, is told of wherever it is cited.
 */
#include "base/sbuf.h"
#include "lint/lint.h"
#include "lint/refs.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

static struct sq_diag *
tell_date(const struct context *x, const struct sq_ref_at *at, const char *what)
{
    struct sq_sbuf day;
    sq_sbuf_init(&day, 32);
    sq_date_put(&day, at->framework->in_force);
    struct sq_diag *f =
        sq_diag_add(x->d, SQ_FOUND_not_in_force, at->word->at, "`%.*s` %s %.*s",
                    SQ_FMT(at->word->text), what, SQ_FMT(sq_sbuf_str(&day)));
    sq_sbuf_done(&day);
    return f;
}

static struct sq_diag *
look(const struct context *x, const struct sq_ref_at *at)
{
    const struct sq_framework *fw = at->framework;
    bool dated = fw->in_force != SQ_NO_DATE && x->p->today != SQ_NO_DATE;
    sq_str id = at->word->text;
    if (fw->status == SQ_FW_WITHDRAWN)
        return sq_diag_add(x->d, SQ_FOUND_not_in_force, at->word->at,
                           "`%.*s` has been withdrawn", SQ_FMT(id));
    if (dated && fw->in_force > x->p->today)
        return tell_date(x, at, "is not in force before");
    if (fw->status != SQ_FW_NOT_IN_FORCE)
        return NULL;
    if (dated)
        return tell_date(x, at,
                         "is marked as not in force, but has been "
                         "since");
    if (at->binding)
        return sq_diag_add(x->d, SQ_FOUND_not_in_force, at->word->at,
                           "`%.*s` is not in force, and this obliges people",
                           SQ_FMT(id));
    return NULL;
}

static void
visit(void *ctx, const struct sq_ref_at *at)
{
    const struct context *x = ctx;
    if (!at->framework || (!at->first && !at->binding))
        return;
    struct sq_diag *f = look(x, at);
    if (!f)
        return;
    sq_diag_note(x->d, f, at->framework->id.at, "its record is here");
    sq_diag_help(x->d, f,
                 "cite what is in force, or mend the record if it is "
                 "by now");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    sq_refs(p->q, visit, &x);
}

const struct sq_rule sq_rule_not_in_force = {.questionnaire = questionnaire};
