/* SPDX-License-Identifier: MIT */
/*
 * Older than the question that cites it allows; without a word from the
 * question, data hold three years, engagement two, tests and audits one,
 * policies and the like five; research and law do not run out by themselves. It
 * counts to the day of the decision, as long as the change is not live.
 */
#include "base/sbuf.h"
#include "lint/lint.h"

static sq_date
counted_to(const struct sq_look *k)
{
    const struct sq_decision *decided = sq_decided(k->as);
    if (k->moment != SQ_MOMENT_LIVE && decided && decided->on != SQ_NO_DATE &&
        decided->on < k->today)
        return decided->on;
    return k->today;
}

static struct sq_duration
shelf_life(const struct sq_question *q, const struct sq_evidence *e)
{
    if (q->shelf_life.months || q->shelf_life.days)
        return q->shelf_life;
    static const int32_t months[] = {
        [SQ_EK_DATA] = 36,  [SQ_EK_TEST] = 12,   [SQ_EK_ENGAGEMENT] = 24,
        [SQ_EK_AUDIT] = 12, [SQ_EK_POLICY] = 60, [SQ_EK_UNSAID] = 60,
        [SQ_EK_OTHER] = 60};
    return (struct sq_duration){months[e->kind], 0};
}

static void
tell(const struct sq_look *k, const struct sq_slot *s,
     const struct sq_evidence *e, struct sq_duration life,
     const struct sq_word *cited)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 64);
    sq_duration_put(&b, life);
    struct sq_diag *f = sq_diag_add(
        k->d, SQ_FOUND_stale_evidence, cited->at,
        "`%.*s` is of %.*s, and `%.*s` takes what is at most %.*s old",
        SQ_FMT(e->id.text), SQ_FMT(sq_day(k->arena, e->date)), SQ_FMT(s->id),
        SQ_FMT(sq_sbuf_str(&b)));
    sq_sbuf_done(&b);
    sq_diag_note(k->d, f, e->id.at, "the evidence is here");
    sq_diag_help(k->d, f,
                 "look for newer figures, or say with `because:` why the old "
                 "ones still hold");
}

static void
look(const struct sq_look *k, const struct sq_slot *s, sq_date day,
     struct sq_map *told)
{
    for (size_t i = 0; i < s->answer->n_evidence; i++) {
        const struct sq_word *w = &s->answer->evidence[i];
        const struct sq_evidence *e = sq_evidence_find(k, w->text);
        if (!e || e->date == SQ_NO_DATE)
            continue;
        struct sq_duration life = shelf_life(s->question, e);
        if ((life.months == 0 && life.days == 0) ||
            sq_date_add(e->date, life) >= day ||
            !sq_map_add(told, w->text, told))
            continue;
        tell(k, s, e, life, w);
    }
}

static void
assessment(const struct sq_look *k)
{
    sq_date day = counted_to(k);
    struct sq_map told;
    sq_map_init(&told, k->arena);
    for (uint32_t i = 0; day != SQ_NO_DATE && i < k->c->n; i++)
        if (k->c->slots[i].answer && k->c->slots[i].state == SQ_ASKED)
            look(k, &k->c->slots[i], day, &told);
}

const struct sq_rule sq_rule_stale_evidence = {.assessment = assessment,
                                               .from = SQ_MOMENT_PANEL};
