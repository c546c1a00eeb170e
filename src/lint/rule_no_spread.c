/* SPDX-License-Identifier: MIT */
#include "base/sbuf.h"
#include "lint/lint.h"
#include "lint/texts.h"

static void
look(const struct sq_question *q, struct sq_diags *d)
{
    struct sq_span at = q->score_at.source ? q->score_at : q->id.at;
    sq_str into = q->dimension_names[0].text;
    if (!q->scored && q->scoring == SQ_SCORE_IS) {
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_no_spread, at,
            "`%.*s` gives no points in `%.*s`, for nothing limits what its "
            "formula can give",
            SQ_FMT(q->name), SQ_FMT(into));
        sq_diag_help(d, f, "give the numbers in it a `min` and a `max`");
        return;
    }
    if (!q->scored) {
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_no_spread, at,
            "`%.*s` counts in `%.*s`, but no answer to it gives points",
            SQ_FMT(q->name), SQ_FMT(into));
        sq_diag_help(d, f,
                     q->choices ? "give its options a `score`, or take "
                                  "`dimension` away"
                                : "say under `score` what an answer is "
                                  "worth, or take `dimension` away");
        return;
    }
    if (sq_num_cmp(q->low_points, q->high_points) != 0)
        return;
    struct sq_sbuf points;
    sq_sbuf_init(&points, 64);
    sq_num_put_exact(&points, q->low_points);
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_no_spread, at,
        "`%.*s` gives %.*s in `%.*s` whatever is answered", SQ_FMT(q->name),
        SQ_FMT(sq_sbuf_str(&points)), SQ_FMT(into));
    sq_diag_help(d, f,
                 "give its answers different points, or take `dimension` "
                 "away");
    sq_sbuf_done(&points);
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (q->type && q->n_dimensions && sq_question_first_use(p->q, q))
            look(q, d);
    }
}

const struct sq_rule sq_rule_no_spread = {.questionnaire = questionnaire};
