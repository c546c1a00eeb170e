/* SPDX-License-Identifier: MIT */
#include "lint/refs.h"

#include "base/arena.h"
#include "lint/texts.h"

struct visiting {
    const struct sq_questionnaire *q;
    sq_ref_visit *visit;
    void *ctx;
    struct sq_map seen;
};

static void
some(struct visiting *v, const struct sq_word *words, size_t n, bool binding)
{
    for (size_t i = 0; i < n; i++) {
        struct sq_ref_at at = {
            &words[i], sq_map_find(&v->q->vocab.frameworks, words[i].text),
            sq_map_add(&v->seen, words[i].text, v), binding};
        v->visit(v->ctx, &at);
    }
}

/* Those of a group are visited with the group. */
static size_t
n_own(const struct sq_question *q)
{
    return q->group && q->column == 0 ? q->n_refs - q->group->n_refs
                                      : q->n_refs;
}

void
sq_refs(const struct sq_questionnaire *q, sq_ref_visit *visit, void *ctx)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct visiting v = {.q = q, .visit = visit, .ctx = ctx};
    sq_map_init(&v.seen, &a);
    for (size_t i = 0; i < q->n_groups; i++)
        some(&v, q->groups[i]->refs, q->groups[i]->n_refs, false);
    for (size_t i = 0; i < q->n_questions; i++)
        if (sq_question_first_use(q, q->questions[i]))
            some(&v, q->questions[i]->refs, n_own(q->questions[i]), false);
    for (size_t i = 0; i < q->n_triggers; i++)
        some(&v, q->triggers[i]->refs, q->triggers[i]->n_refs, true);
    for (size_t i = 0; i < q->n_gates; i++)
        some(&v, q->gates[i]->refs, q->gates[i]->n_refs, true);
    sq_arena_done(&a);
}
