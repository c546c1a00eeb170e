/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SCORE_SEARCH_H
#define SQEEIA_SCORE_SEARCH_H
/*
 * The ends of a dimension's figure over every completion (S18, S19).
 *
 * Parts that nothing else depends on vary by themselves.  The others hang on
 * missing answers that decide what is asked: those are enumerated, component by
 * component of the graph of conditions, in document order; each answer fixed
 * splits what is left into smaller components.  A ratio is driven to its
 * extreme by Dinkelbach's method (Management Science 13(7), 1967): maximise Σa
 * − λΣb, raise λ to the ratio reached, until it stands still; all in exact
 * numbers.
 */
#include "score/parts.h"

struct sq_search {
    struct sq_case *c;
    uint64_t steps; /* taken so far */
    uint64_t most;  /* SQ_SEARCH_STEPS */
};

/*
 * Bounds of the figure; *out_exact false where the search was cut off and the
 * bounds are only safe.  `parts` are those of the dimension, in document order.
 */
void sq_search_bounds(struct sq_search *s, const struct sq_dimension *d,
                      struct sq_part *parts, size_t n, struct sq_range *out,
                      bool *out_exact);
/* The largest Σ weight × maximum of what any completion asks. */
sq_num sq_search_max_sum(struct sq_search *s, const struct sq_dimension *d,
                         struct sq_part *parts, size_t n, bool *out_exact);

/* Whether other answers could change what a slot adds: it may not be asked, or
 * its points are those of a formula. */
bool sq_hangs_on_others(const struct sq_slot *s);
/* What decides whether `at` is asked, and what decides that: missing answers,
 * and given ones that may not be asked after all.  Calls visit once for each,
 * in no particular order. */
void sq_controllers(struct sq_case *c, struct sq_slot *at,
                    void (*visit)(void *ctx, struct sq_slot *controller),
                    void *ctx);

/* The ways in which a missing slot can be completed: its values, then the
 * reserved answers and leaving it out where allowed.  0 = not countable. */
uint32_t sq_completions(const struct sq_slot *s, uint32_t most);
void sq_complete(struct sq_case *c, struct sq_slot *s, uint32_t i);
void sq_uncomplete(struct sq_slot *s);

#endif
