/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_LOOK_H
#define SQEEIA_LINT_LOOK_H
/* What a rule needs to look at one assessment. */
#include "diag/diag.h"
#include "lint/plain.h"
#include "score/score.h"

struct sq_arena;

/*
 * Moments in an assessment's life, each with all rules of those before it.  A
 * first draft hears of contradictions and errors of form only.
 */
enum sq_moment {
    SQ_MOMENT_DRAFT,   /* being written */
    SQ_MOMENT_PANEL,   /* `completed` or a signature is there: to be judged */
    SQ_MOMENT_PUBLISH, /* a decision with an outcome is there */
    SQ_MOMENT_LIVE,    /* … and the change has taken effect */
    SQ_MOMENT_AUTO     /* as the file says: sq_moment_of */
};
/* "draft", "panel", "publish", "live", "auto". */
extern const char *const sq_moment_names[];
enum sq_moment sq_moment_of(const struct sq_assessment *as, sq_date today);

/* Something that was written in words, and how it is compared. */
struct sq_said {
    const struct sq_slot *slot;
    sq_str text;
    struct sq_span at;
    sq_str plain; /* sq_plain of the text */
    size_t words; /* in it */
};

struct sq_look {
    struct sq_arena *arena; /* scratch; the rules leave nothing in it */
    const struct sq_results *r;
    const struct sq_case *c;
    const struct sq_assessment *as;
    const struct sq_questionnaire *q;
    sq_date today; /* SQ_NO_DATE: not known */
    enum sq_moment moment;
    struct sq_phrases phrases; /* that say nothing */
    /* Every answer in words and every reason, of questions that are asked. */
    const struct sq_said *said; /* in the order of their slots */
    size_t n_said;
    const uint32_t *first_said; /* by slot, and one more: the first in said */
    struct sq_map evidence;     /* id → the first item of that id */
    struct sq_diags *d;
};
/* Goes through the texts once, for all rules.  What a rule finds goes to d. */
const struct sq_look *sq_look_new(struct sq_arena *a,
                                  const struct sq_results *r, sq_date today,
                                  enum sq_moment moment, struct sq_diags *d);

/* ---- where things stand ------------------------------------------------- */

/* `at`, or the title where it is nowhere. */
struct sq_span sq_or_title(const struct sq_look *k, struct sq_span at);
/* The key of the slot's answer, or the title where there is none. */
struct sq_span sq_slot_at(const struct sq_look *k, const struct sq_slot *s);
/* The first answer in a row. */
struct sq_span sq_row_at(const struct sq_look *k, const struct sq_row *row);
/* "J4.age"; "I3" of a plain group. */
sq_str sq_row_id(const struct sq_look *k, const struct sq_row *row);
/* The value under a key of `about`, or of `about.decision`; else the title. */
struct sq_span sq_about_at(const struct sq_look *k, const char *key);
struct sq_span sq_decision_at(const struct sq_look *k, const char *key);
sq_str sq_day(struct sq_arena *a, sq_date d); /* 2026-11-03 */

/* ---- decisions ---------------------------------------------------------- */

/* The latest decision with an outcome; NULL: not decided. */
const struct sq_decision *sq_decided(const struct sq_assessment *as);
const struct sq_outcome *sq_outcome_find(const struct sq_questionnaire *q,
                                         sq_str id);
/* It has taken effect, or is said to have. */
bool sq_is_live(const struct sq_assessment *as, sq_date today);

/* ---- impacts ------------------------------------------------------------ */

enum sq_heft { SQ_UNRATED, SQ_SLIGHT, SQ_MEDIUM, SQ_HEAVY };
/*
 * How much a rating weighs: by the colour of its band (green; yellow or amber;
 * orange or red), else by its place (the first, those between, the last).
 */
enum sq_heft sq_heft(const struct sq_look *k, const struct sq_slot *rating);
/* The label of its band, for a message. */
sq_str sq_heft_words(const struct sq_look *k, const struct sq_slot *rating);
static inline bool
sq_given(const struct sq_slot *s) /* not NULL, asked and answered */
{
    return s && s->state == SQ_ASKED && s->reply == SQ_GIVEN;
}
/* What is left of a harm: the residual rating, or the initial one. */
const struct sq_slot *sq_left(const struct sq_impact *x);
/* Points before and after; false unless both are on one scale. */
bool sq_fall(const struct sq_look *k, const struct sq_impact *x,
             sq_num *out_before, sq_num *out_after);
/* The row's text of what is done about it; empty when there is none. */
sq_str sq_controls(const struct sq_look *k, const struct sq_impact *x);
bool sq_action_open(const struct sq_action *x);
/* Does it aim at the answer or row of that id, at a part or the whole of it? */
bool sq_aims_at(const struct sq_action *x, sq_str id);
/* An evidence item of the id; NULL when there is none. */
const struct sq_evidence *sq_evidence_find(const struct sq_look *k, sq_str id);
/* How many of the row's answers cite evidence. */
size_t sq_row_evidence(const struct sq_look *k, const struct sq_row *row);
sq_str sq_points_words(struct sq_arena *a, sq_num points); /* 12, 2.5 */

/* ---- texts -------------------------------------------------------------- */

/* The text is a phrase of those that say nothing, with little else. */
bool sq_says_nothing(const struct sq_look *k, sq_str text);
bool sq_said_nothing(const struct sq_look *k, const struct sq_said *s);
/* sq_plain of what the slot's answer says, or its reason. */
sq_str sq_plain_said(const struct sq_look *k, const struct sq_slot *slot,
                     sq_str text);

#endif
