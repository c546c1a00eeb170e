/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SCORE_CASE_H
#define SQEEIA_SCORE_CASE_H
/*
 * score/ is where answers meet a questionnaire.
 *
 * A case lays the questions of one assessment out as slots: one a plain
 * question, one a cell of every group's row, in document order.
 */
#include "model/assessment.h"

struct sq_arena;
struct sq_diags;

enum sq_state { SQ_HIDDEN, SQ_PENDING, SQ_ASKED }; /* S1 */

struct sq_row {
    const struct sq_group *group;
    sq_str id;                  /* age, h1; empty in a plain group */
    const struct sq_item *item; /* of a fixed grid; else NULL */
    uint32_t index;             /* in its group */
    uint32_t first;             /* its first slot */
    bool phantom; /* a row that `rows: {min: …}` still expects */
};

struct sq_slot {
    const struct sq_question *question;
    const struct sq_answer *answer; /* NULL when nothing is stored; kept while
                                       hidden: the answer is parked (S3) */
    enum sq_state state;            /* as it stands */
    enum sq_state
        future;          /* over every completion: answered(), asked() and
                            not-applicable() of missing answers count as open */
    enum sq_reply reply; /* SQ_MISSING when unread or not stored */
    bool left_out;       /* in a search: an optional question left unanswered */
    uint32_t index;      /* among the slots */
    struct sq_value value;
    const struct sq_row *row; /* NULL for a plain question */
    sq_str id;                /* J4.age.direction: the key of its answer */
};

struct sq_case {
    const struct sq_questionnaire *questionnaire;
    const struct sq_assessment *assessment;
    struct sq_arena *arena;
    struct sq_slot *slots;
    uint32_t n;
    struct sq_row *rows; /* of all groups, in order */
    uint32_t n_rows;
    uint32_t *first_row;  /* by group index; n_groups + 1 entries */
    uint32_t *first_slot; /* by question index: its slot, or that of its
                             column in the group's first row */
    uint64_t work;        /* steps to work all of it out; see model/work.h */
    bool cut;             /* which are too many: rows are left out */
    struct sq_map *by_id; /* slot id → slot; see sq_case_find */
    void *scratch;        /* one block, reused; see sq_case_scratch */
    size_t scratch_size;
    sq_date today; /* for checks and review; never for a score */
};

/*
 * Lays out the slots, reads every answer by its question's type and settles
 * states.  Findings: answers to questions that do not exist (with the nearest
 * id), values that do not fit, missing reasons, exclusive options combined.
 */
struct sq_case *sq_case_new(struct sq_arena *a, const struct sq_assessment *as,
                            sq_date today, struct sq_diags *d);
/* States again, after replies changed.  Backward references only, so one pass
 * in document order settles everything. */
void sq_case_settle(struct sq_case *c);
/* The same for one slot's `future`, its forerunners being settled. */
void sq_slot_settle(const struct sq_case *c, struct sq_slot *s);
/* A case with nothing answered: for proof at load and reachable maxima. */
struct sq_case *sq_case_blank(struct sq_arena *a,
                              const struct sq_questionnaire *q);
/* Room for n elements, valid until the next call. */
void *sq_case_scratch(struct sq_case *c, size_t n, size_t size);
/* Whether the slot's answer satisfies its question's `valid` rule. */
struct sq_val sq_slot_valid(const struct sq_case *c, const struct sq_slot *s);
struct sq_slot *sq_case_find(const struct sq_case *c, sq_str id);
/* "Age", or the answer to the row's subject column, or its id. */
sq_str sq_row_label(const struct sq_case *c, const struct sq_row *row,
                    sq_str lang);
/* The question's words for this slot, {item} replaced. */
sq_str sq_slot_ask(const struct sq_case *c, const struct sq_slot *s,
                   sq_str lang);
/* The answer in words: label, "not known", "not applicable", "" if missing. */
sq_str sq_slot_show(const struct sq_case *c, const struct sq_slot *s,
                    sq_str lang);

#endif
