/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SCORE_PARTS_H
#define SQEEIA_SCORE_PARTS_H
/* From slots to parts, and from parts to a dimension's figure. */
#include "score/score.h"

/* What one slot can bring into a dimension. */
struct sq_part {
    struct sq_slot *slot;
    bool may_in;      /* it can count */
    bool may_out;     /* it can stay out: hidden, set aside, without points */
    sq_num low, high; /* points when in */
    sq_num max;       /* points it could give at most, when in */
    sq_num weight;
};

/* A way of combining parts; one row of model/combine.def and one file. */
struct sq_combiner {
    /*
     * Figures that are Σa, or scale × Σa / Σb: `term` gives a and b of a part
     * at some points (b >= 0, a monotone in points).  NULL for other figures.
     */
    void (*term)(const struct sq_dimension *d, const struct sq_part *p,
                 sq_num points, sq_num *a, sq_num *b);
    bool ratio;
    int scale;
    /* Other figures: bounds when every part varies by itself. */
    void (*bounds)(struct sq_case *c, const struct sq_dimension *d,
                   const struct sq_part *parts, size_t n, struct sq_range *out);
    /* The figure's own maximum when every part that may be in is in.  NULL: it
     * has none. */
    sq_num (*max)(struct sq_case *c, const struct sq_dimension *d,
                  const struct sq_part *parts, size_t n);
};
const struct sq_combiner *sq_combiner_of(const struct sq_dimension *d);

struct sq_part sq_part_of(const struct sq_case *c, const struct sq_dimension *d,
                          struct sq_slot *s);
/* Weighted maxima of the parts that are certainly in / that may be in. */
sq_num sq_parts_max_sum(const struct sq_part *parts, size_t n);
/* The mark of count and all: `at-least`, else the part's own maximum. */
sq_num sq_part_mark(const struct sq_dimension *d, const struct sq_part *p);
/* {in or out} hull helpers for combiners */
void sq_range_join(struct sq_range *r, sq_num low, sq_num high);

#endif
