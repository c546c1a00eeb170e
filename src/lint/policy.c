/* SPDX-License-Identifier: MIT */
#include "lint/policy.h"

#include "base/sbuf.h"
#include "lint/look.h"

struct context {
    const struct sq_results *r;
    const struct sq_assessment *as;
    const struct sq_policy *policy;
    sq_date today;
    struct sq_diags *d;
};

static void
note(struct context *x, struct sq_diag *f, struct sq_span at)
{
    sq_diag_note(x->d, f, at, "the project asks for it here");
}

static sq_str
num_in(struct sq_sbuf *b, sq_num n)
{
    sq_sbuf_init(b, 64);
    sq_num_put_exact(b, n);
    return sq_sbuf_str(b);
}

static void
check_one_residual(struct context *x, const struct sq_slot *s)
{
    sq_num points;
    if (!s || !s->answer || !sq_slot_points(x->r->c, s, &points) ||
        sq_num_cmp(points, x->policy->residual.value) <= 0)
        return;
    struct sq_sbuf has, most;
    sq_str n = num_in(&has, points);
    sq_str m = num_in(&most, x->policy->residual.value);
    struct sq_diag *f =
        sq_diag_add(x->d, SQ_FOUND_residual_above_policy, s->answer->at,
                    "`%.*s` leaves a risk of %.*s; the project accepts at "
                    "most %.*s",
                    SQ_FMT(s->id), SQ_FMT(n), SQ_FMT(m));
    note(x, f, x->policy->at);
    sq_sbuf_done(&has);
    sq_sbuf_done(&most);
}

static void
check_residuals(struct context *x)
{
    for (size_t i = 0; x->policy->residual.given && i < x->r->n_impacts; i++) {
        const struct sq_impact *impact = &x->r->impacts[i];
        /* without a residual rating the initial one still stands */
        const struct sq_slot *s = impact->residual;
        check_one_residual(x, s && s->answer ? s : impact->initial);
    }
}

static bool
is_among(sq_str word, const struct sq_word *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (sq_str_eq(words[i].text, word))
            return true;
    return false;
}

static void
check_outcome(struct context *x)
{
    const struct sq_policy *p = x->policy;
    const struct sq_outcome *o = x->r->outcome;
    if (!p->n_outcomes ||
        (o && is_among(o->id.text, p->outcomes, p->n_outcomes)))
        return;
    bool can = false;
    for (size_t i = 0; !o && i < x->r->n_possible; i++)
        can |= is_among(x->r->possible[i]->id.text, p->outcomes, p->n_outcomes);
    /* what may still come out right is for `complete` to ask */
    if (can || (!o && !x->r->n_possible))
        return;
    struct sq_span at = x->as->questionnaire_id.at;
    struct sq_diag *f =
        o ? sq_diag_add(x->d, SQ_FOUND_outcome_against_policy, at,
                        "the outcome is `%.*s`, which the project does not "
                        "accept",
                        SQ_FMT(o->id.text))
          : sq_diag_add(x->d, SQ_FOUND_outcome_against_policy, at,
                        "no outcome that can still come is one that the "
                        "project accepts");
    note(x, f, p->outcomes[0].at);
}

static const struct sq_gate_result *
gate_of(const struct sq_results *r, sq_str id)
{
    for (size_t i = 0; i < r->n_gates; i++)
        if (sq_str_eq(r->gates[i].gate->id.text, id))
            return &r->gates[i];
    return NULL;
}

static void
check_gates(struct context *x)
{
    for (size_t i = 0; i < x->policy->n_gates; i++) {
        const struct sq_word *id = &x->policy->gates[i];
        const struct sq_gate_result *g = gate_of(x->r, id->text);
        /* of another questionnaire, or not for this change */
        if (!g || g->state == SQ_GATE_NOT_ASKED || g->state == SQ_GATE_PASS)
            continue;
        bool waived = g->state == SQ_GATE_WAIVED && !g->waiver_expired;
        if (waived)
            continue;
        const char *how =
            g->state == SQ_GATE_UNDECIDED ? "is not decided" : "is not passed";
        struct sq_diag *f = sq_diag_add(
            x->d, SQ_FOUND_gate_required, x->as->questionnaire_id.at,
            "the gate `%.*s`, which the project requires, %s", SQ_FMT(id->text),
            how);
        note(x, f, id->at);
    }
}

static void
check_evidence(struct context *x)
{
    struct sq_duration age = x->policy->evidence_age;
    if (!age.months && !age.days)
        return;
    for (size_t i = 0; i < x->as->n_evidence; i++) {
        const struct sq_evidence *e = &x->as->evidence[i];
        if (e->date == SQ_NO_DATE || sq_date_add(e->date, age) >= x->today)
            continue;
        struct sq_sbuf day, most;
        sq_sbuf_init(&day, 32);
        sq_sbuf_init(&most, 64);
        sq_date_put(&day, e->date);
        sq_duration_put(&most, age);
        struct sq_diag *f =
            sq_diag_add(x->d, SQ_FOUND_evidence_too_old, e->id.at,
                        "evidence `%.*s` is of %.*s; the project accepts %.*s",
                        SQ_FMT(e->id.text), SQ_FMT(sq_sbuf_str(&day)),
                        SQ_FMT(sq_sbuf_str(&most)));
        note(x, f, x->policy->at);
        sq_sbuf_done(&day);
        sq_sbuf_done(&most);
    }
}

static void
check_review(struct context *x)
{
    sq_date day = x->as->about.review;
    if (!x->policy->review || (day != SQ_NO_DATE && day >= x->today))
        return;
    struct sq_span at = x->as->questionnaire_id.at;
    struct sq_diag *f;
    if (day == SQ_NO_DATE) {
        f = sq_diag_add(x->d, SQ_FOUND_review_missed, at,
                        "no day is set for the review");
    } else {
        struct sq_sbuf b;
        sq_sbuf_init(&b, 32);
        sq_date_put(&b, day);
        f = sq_diag_add(x->d, SQ_FOUND_review_missed, at,
                        "the review was due on %.*s", SQ_FMT(sq_sbuf_str(&b)));
        sq_sbuf_done(&b);
    }
    note(x, f, x->policy->at);
}

static void
check_published(struct context *x)
{
    struct sq_duration within = x->policy->published;
    const struct sq_about *about = &x->as->about;
    const struct sq_decision *decided = sq_decided(x->as);
    if ((!within.months && !within.days) || !decided ||
        decided->on == SQ_NO_DATE || about->published != SQ_NO_DATE ||
        about->withheld.text.len ||
        sq_date_add(decided->on, within) >= x->today)
        return;
    struct sq_sbuf day, most;
    sq_sbuf_init(&day, 32);
    sq_sbuf_init(&most, 64);
    sq_date_put(&day, decided->on);
    sq_duration_put(&most, within);
    struct sq_diag *f = sq_diag_add(
        x->d, SQ_FOUND_not_published, decided->outcome.at,
        "it was decided on %.*s and is not published; the project allows %.*s",
        SQ_FMT(sq_sbuf_str(&day)), SQ_FMT(sq_sbuf_str(&most)));
    sq_diag_help(x->d, f,
                 "publish it and write `about.publication: {on: …, where: …}`, "
                 "or say why not with `withheld: …`");
    note(x, f, x->policy->at);
    sq_sbuf_done(&day);
    sq_sbuf_done(&most);
}

static void
check_complete(struct context *x)
{
    if (!x->policy->complete || x->r->complete)
        return;
    struct sq_diag *f = sq_diag_add(
        x->d, SQ_FOUND_not_complete, x->as->questionnaire_id.at,
        "%u required question%s not answered; the project asks for all",
        x->r->counts.required_missing,
        x->r->counts.required_missing == 1 ? " is" : "s are");
    note(x, f, x->policy->at);
}

void
sq_policy_check(const struct sq_results *r, const struct sq_project *p,
                sq_date today, struct sq_diags *d)
{
    if (!p || !p->policy.at.source)
        return;
    struct context x = {r, r->c->assessment, &p->policy, today, d};
    check_residuals(&x);
    check_outcome(&x);
    check_gates(&x);
    check_evidence(&x);
    check_published(&x);
    check_review(&x);
    check_complete(&x);
}
