/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SCORE_SCORE_H
#define SQEEIA_SCORE_SCORE_H
/*
 * The results of one assessment: all that a report may use.
 *
 * While anything is missing every figure is a pair [low, high] that contains
 * the figure of every possible completion (S18); `exact` says that both ends
 * are reached by some completion (S19), else they are safe bounds.
 */
#include "score/case.h"

struct sq_range {
    bool data;            /* some completion gives a figure */
    bool may_none;        /* some completion gives none ("no data") */
    bool no_low, no_high; /* not bounded on that side */
    sq_num low, high;     /* when data */
};

struct sq_band_range {
    const struct sq_bands *bands; /* NULL: the figure has no bands */
    size_t low, high; /* indices: band of the low and of the high end, after
                         floors; low <= high; valid when the range has data */
};

enum sq_part_kind {
    SQ_COUNTED,
    SQ_OPEN,
    SQ_PENDING_PART,
    SQ_UNKNOWN,
    SQ_EXCLUDED,
    SQ_LEFT_HIDDEN
};

/* One answer's share in a dimension: the working. */
struct sq_contribution {
    const struct sq_slot *slot;
    enum sq_part_kind kind;
    sq_num low, high; /* points it gives or could give */
    sq_num max;       /* points it could give at most */
    sq_num weight;
    bool at_floor;     /* critical, and certainly at or below the floor */
    bool may_at_floor; /* … or could still be */
};

struct sq_dim_result {
    const struct sq_dimension *dimension;
    struct sq_range value;
    struct sq_range max;     /* by its basis */
    struct sq_range percent; /* value / max × 100; data false when max is 0 */
    struct sq_band_range band;
    bool decided; /* the band (or the value, without bands) can no longer
                     change */
    bool exact;   /* S19 */
    bool blocked; /* policy `missing: block`, and something is missing */
    bool capped;  /* a floor certainly holds the band down (S16) */
    bool may_cap;
    struct sq_contribution *parts;
    size_t n_parts;
    const struct sq_slot *
        *open; /* missing answers that could still change it */
    size_t n_open;
};

struct sq_value_result {
    const struct sq_derived *derived;
    struct sq_range value;
    struct sq_range max; /* data false when it has no max */
    struct sq_band_range band;
    bool decided, exact;
    struct sq_val val; /* as an expression sees it (bool, date … values too) */
};

enum sq_gate_state {
    SQ_GATE_PASS,
    SQ_GATE_FAIL,
    SQ_GATE_WAIVED,
    SQ_GATE_UNDECIDED,
    SQ_GATE_NOT_ASKED
};
struct sq_gate_result {
    const struct sq_gate *gate;
    enum sq_gate_state state;
    const struct sq_waiver *waiver; /* printed wherever the gate is (S24) */
    bool waiver_expired;            /* as of the decision date, else today */
};

enum sq_trigger_state { SQ_TRIGGER_OFF, SQ_TRIGGER_ON, SQ_TRIGGER_UNDECIDED };
struct sq_trigger_result {
    const struct sq_trigger *trigger;
    enum sq_trigger_state state;
};

/* A row of an impact table: who or what, before and after, harm and benefit,
 * never netted (S21). */
struct sq_impact {
    const struct sq_group *group;
    const struct sq_row *row;
    /* NULL where the group has no such column */
    const struct sq_slot *direction, *initial, *residual, *benefit, *confidence,
        *reach;
    int effect; /* enum sq_effect of the direction given; SQ_EFFECT_UNSAID when
                   missing or not known */
    bool not_known;                   /* direction answered not known */
    const struct sq_action **actions; /* those whose `for` names it */
    size_t n_actions;
};

struct sq_counts {
    uint32_t asked, answered, missing, not_known, not_applicable, hidden,
        pending, parked;
    uint32_t required_missing;
};

struct sq_results {
    const struct sq_case *c;
    bool complete; /* nothing that is asked and required is missing */
    struct sq_counts counts;
    struct sq_dim_result *dimensions;
    size_t n_dimensions;
    struct sq_value_result *values;
    size_t n_values;
    struct sq_gate_result *gates;
    size_t n_gates;
    struct sq_trigger_result *triggers;
    size_t n_triggers;
    const struct sq_outcome **possible; /* outcomes that can still come */
    size_t n_possible;
    const struct sq_outcome *outcome; /* NULL until decided, or none defined */
    const struct sq_slot **open; /* missing answers that could still change the
                                    outcome (S20) */
    size_t n_open;
    struct sq_impact *impacts;
    size_t n_impacts;
    bool
        wide; /* some figure was too wide to hold exactly: shown as unbounded */
    uint64_t steps;     /* evaluations the exact search took */
    bool all_exact;     /* every figure's ends are reached by some completion */
    bool other_version; /* scored with a questionnaire that differs (S27) */
};

/* An end that there is; one figure, whatever is answered. */
bool sq_range_has_low(const struct sq_range *r);
bool sq_range_has_high(const struct sq_range *r);
bool sq_range_single(const struct sq_range *r);

/* Never fails.  Deterministic; today is used for waivers' expiry only. */
struct sq_results *sq_score(struct sq_arena *a, struct sq_case *c);
/* The same, trying completions one by one only where there are at most so
 * many; 0 leaves everything to the search by components. */
struct sq_results *sq_score_within(struct sq_arena *a, struct sq_case *c,
                                   uint32_t completions);

/* Points of a slot's present answer; false when it gives none. */
bool sq_slot_points(const struct sq_case *c, const struct sq_slot *s,
                    sq_num *out);

#endif
