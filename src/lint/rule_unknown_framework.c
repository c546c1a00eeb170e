/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "lint/lint.h"
#include "lint/refs.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

static void
visit(void *ctx, const struct sq_ref_at *at)
{
    const struct context *x = ctx;
    if (at->framework)
        return;
    const struct sq_map *known = &x->p->q->vocab.frameworks;
    struct sq_diag *f = sq_diag_add(
        x->d, SQ_FOUND_unknown_framework, at->word->at,
        "there is no law or standard called `%.*s`", SQ_FMT(at->word->text));
    sq_str *ids = SQ_NEW_N(x->p->arena, known->n + 1, sq_str);
    for (size_t i = 0; i < known->n; i++)
        ids[i] = known->items[i].key;
    sq_str near = sq_str_nearest(at->word->text, ids, known->n);
    if (near.len)
        sq_diag_help(x->d, f, "did you mean `%.*s`?", SQ_FMT(near));
    else
        sq_diag_help(x->d, f,
                     "describe it under `frameworks`, or name the "
                     "pack that has it under `use`");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    sq_refs(p->q, visit, &x);
}

const struct sq_rule sq_rule_unknown_framework = {.questionnaire =
                                                      questionnaire};
