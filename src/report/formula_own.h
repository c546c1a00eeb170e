/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_FORMULA_OWN_H
#define SQEEIA_REPORT_FORMULA_OWN_H
/* Between the files formula*.c, and for no other. */
#include "base/sbuf.h"
#include "report/formula.h"

enum {
    SQ_TERMS_MAX = 250, /* of one function: Excel's limit is 255 */
    SQ_MEMO_MAX = 32,
};

struct sq_formula_walk {
    struct sq_steps *s;
    const struct sq_formula_model *m;
    sq_str text;
    int32_t own; /* the row in which the expression stands */
    const struct sq_expr *memo[SQ_MEMO_MAX];
    struct sq_term memo_is[SQ_MEMO_MAX];
    size_t n_memo;
};

struct sq_cell_value sq_formula_truth(bool yes);
bool sq_formula_is_cell(sq_str t);
/* Either end of a term, and what it is worth. */
sq_str sq_formula_end_of(const struct sq_term *t, bool high);
struct sq_cell_value sq_formula_value_of(const struct sq_term *t, bool high);
/* A text being made: take empties it. */
sq_str sq_formula_take(struct sq_steps *s, struct sq_sbuf *b);
struct sq_sbuf sq_formula_buffer(void);
/* The formula, but other words where an operand is no number. */
sq_str sq_formula_guarded(struct sq_steps *s, const struct sq_term *terms,
                          size_t n, const char *none, const char *open,
                          sq_str formula);
enum sq_cell_kind sq_formula_kind_of(const struct sq_term *terms, size_t n);
/* Truths, which are always numbers. */
struct sq_term sq_formula_join_truths(struct sq_steps *s, enum sq_fn fn,
                                      sq_str words, const struct sq_term *terms,
                                      size_t n);

/* ---- the walk: the steps of an expression that stands in `row` ----------- */

/* It holds something that no formula can say. */
struct sq_term sq_formula_fail(struct sq_formula_walk *w);
sq_str sq_formula_words_of(const struct sq_formula_walk *w,
                           const struct sq_expr *e, int32_t row);
int32_t sq_formula_row_of(const struct sq_formula_walk *w,
                          const struct sq_expr *name, int32_t row);
struct sq_term sq_formula_truth_of(struct sq_formula_walk *w,
                                   const struct sq_expr *e, int32_t row);
struct sq_term sq_formula_negate(struct sq_formula_walk *w, sq_str words,
                                 struct sq_term t);
struct sq_term sq_formula_any(struct sq_formula_walk *w,
                              const struct sq_expr *e, int32_t row);
struct sq_term sq_formula_of_order(struct sq_formula_walk *w,
                                   const struct sq_expr *e, int32_t row);
struct sq_term sq_formula_of_equal(struct sq_formula_walk *w,
                                   const struct sq_expr *e, int32_t row);
/* in, has, has any, has all: one truth an item. */
struct sq_term sq_formula_of_items(struct sq_formula_walk *w,
                                   const struct sq_expr *e, int32_t row);
struct sq_term sq_formula_of_sum(struct sq_formula_walk *w,
                                 const struct sq_expr *e, int32_t row);
struct sq_term sq_formula_of_product(struct sq_formula_walk *w,
                                     const struct sq_expr *e, int32_t row);
struct sq_term sq_formula_of_unary(struct sq_formula_walk *w,
                                   const struct sq_expr *e, int32_t row);
struct sq_term sq_formula_choose(struct sq_steps *s, sq_str words,
                                 const struct sq_term *c,
                                 const struct sq_term *a,
                                 const struct sq_term *b);
struct sq_term sq_formula_of_fold(struct sq_formula_walk *w,
                                  const struct sq_expr *e, int32_t row);
struct sq_term sq_formula_of_days(struct sq_formula_walk *w,
                                  const struct sq_expr *e, int32_t row);

#endif
