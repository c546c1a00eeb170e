/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_PROOF_H
#define SQEEIA_LINT_PROOF_H
/*
 * What can be proved about a questionnaire before anyone has answered it.
 *
 * Figures come from scoring a case with nothing answered: each is bounded over
 * every completion (S18).  What conditions can do together is searched for: the
 * answers that decide them are tried, those that nothing tells apart together.
 * Whatever depends on how many rows a growing table will have is left open.
 */
#include "score/score.h"

struct sq_arena;

struct sq_proof {
    struct sq_arena *arena; /* scratch, gone when the rules are done */
    const struct sq_questionnaire *q;
    sq_date today;
    struct sq_case *c; /* nothing answered; every growing table has a row */
    const struct sq_results *r;
    /* by index: depends on how many rows a growing table will have */
    bool *open_question, *open_dimension, *open_value, *open_trigger,
        *open_gate;
    /* by slot: the number of the last search that it mattered to; and as one
     * row of many */
    uint32_t *marked, *folded;
    uint32_t searches;
    uint64_t work; /* steps taken so far: SQ_PROOF_WORK at most */
};

void sq_proof_init(struct sq_proof *p, struct sq_arena *a,
                   const struct sq_questionnaire *q, sq_date today);

enum sq_goal_kind { SQ_HOLDS, SQ_FAILS, SQ_IS_ASKED, SQ_IS_HIDDEN };
struct sq_goal {
    enum sq_goal_kind kind;
    const struct sq_expr *expr; /* HOLDS, FAILS */
    /* where the expression stands, or NULL; the slot for the other kinds */
    const struct sq_slot *at;
};

enum sq_proved {
    SQ_IMPOSSIBLE, /* no completion makes all goals true together */
    SQ_POSSIBLE,   /* some completion certainly does */
    SQ_UNPROVED,   /* neither could be shown */
};
enum sq_proved sq_prove(struct sq_proof *p, const struct sq_goal *goals,
                        size_t n);

/*
 * True when it is shown that `expr`, standing in `q` (or nowhere: NULL), can
 * never hold (or fail) while what `q` stands in is asked, in no row of a table.
 */
bool sq_proof_never(struct sq_proof *p, enum sq_goal_kind kind,
                    const struct sq_expr *expr, const struct sq_question *q);

/* Whether the expression depends on how many rows a growing table has. */
bool sq_proof_open(const struct sq_proof *p, const struct sq_expr *e);
/* The question's slot: of a table, the one in its first row. */
struct sq_slot *sq_proof_slot(const struct sq_proof *p,
                              const struct sq_question *q);
/* The slot that a name in an expression stands for; NULL when it is none, or
 * stands for a column in every row. */
struct sq_slot *sq_proof_named(const struct sq_proof *p,
                               const struct sq_expr *name,
                               const struct sq_slot *at);
/* Written in the file at hand, not in a pack that it uses. */
bool sq_proof_own(const struct sq_proof *p, struct sq_span at);

#endif
