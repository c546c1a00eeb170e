/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_FORMULA_H
#define SQEEIA_REPORT_FORMULA_H
/*
 * Expressions of a questionnaire as formulas of a workbook.
 *
 * Every figure is a pair, at least and at most, of two cells beside each other
 * in a table of steps; a truth is the pair 0 0 (no), 1 1 (yes) or 0 1 (not
 * decided), so that `and` is the smaller, `or` the larger and `not` one minus.
 * In place of a number stands "none" where there is no figure (S15), "open"
 * where an answer that may yet stay out decides whether there is one.
 *
 * Each step is worked out here as well: a formula is never written without the
 * value that a spreadsheet will find for it.  Steps may be looser than the
 * exact search of the scores, never tighter.
 */
#include "expr/expr.h"

struct sq_arena;

enum { SQ_FORMULA_MAX = 8000 }; /* [characters] Excel takes 8,192 */

enum sq_cell_kind { SQ_CELL_NUM, SQ_CELL_NONE, SQ_CELL_OPEN };
struct sq_cell_value {
    enum sq_cell_kind kind;
    double x; /* NUM */
};

/* A figure: what to write in a formula for it, and what that is worth. */
struct sq_term {
    sq_str low, high;
    struct sq_cell_value is_low, is_high;
};

struct sq_formula_step {
    sq_str words; /* what is worked out */
    sq_str low, high;
    struct sq_cell_value is_low, is_high;
};

/* Excel's sheets have 1,048,576 rows, and nobody reads a fifth of them. */
enum { SQ_STEPS_MAX = 200000 };

/* The steps so far; the table's first row is known before it is written. */
struct sq_steps {
    struct sq_arena *arena;
    struct sq_formula_step *items;
    size_t n;
    uint32_t first; /* row of the first step, from 1 as formulas count */
    bool failed;    /* something cannot be said as a formula */
    bool full;      /* SQ_STEPS_MAX: what came after stays as it is */
};

enum { SQ_STEP_LOW = 2, SQ_STEP_HIGH = 3 }; /* columns of the two cells */

/* Adds a step; its term refers to the two cells.  A formula that is too long
 * fails, and its cells keep what they are worth. */
struct sq_term sq_step_add(struct sq_steps *s, sq_str words, struct sq_term is);
/* The same where both cells hold the same formula. */
struct sq_term sq_step_one(struct sq_steps *s, sq_str words, sq_str formula,
                           struct sq_cell_value is);
struct sq_term sq_term_number(struct sq_steps *s, double low, double high);
struct sq_term sq_term_none(void);
struct sq_term sq_term_open(void);
struct sq_cell_value sq_cell_number(double x);
/* As two programs would, whatever the last bits: 9 decimals. */
double sq_cell_round(double x);
sq_str sq_formula_number(struct sq_arena *a, double x);

/* Of n terms: the smallest, the largest, the total … of those that are there */
struct sq_term sq_term_fold(struct sq_steps *s, enum sq_fn fn, sq_str words,
                            const struct sq_term *terms, size_t n);
struct sq_term sq_term_and(struct sq_steps *s, sq_str words,
                           const struct sq_term *terms, size_t n);

/* What names are worth; false where that cannot be said as a formula. */
struct sq_formula_model {
    void *ctx;
    /* NUM, DATE, BOOL; bands as their index */
    bool (*figure)(void *ctx, const struct sq_name *name, int32_t row,
                   struct sq_term *out);
    /* the points that order options */
    bool (*points)(void *ctx, const struct sq_name *name, int32_t row,
                   struct sq_term *out);
    /* the answer is, or holds, this option, text or reserved word */
    bool (*is)(void *ctx, const struct sq_name *name, int32_t row,
               const struct sq_expr *item, struct sq_term *out);
    bool (*about)(void *ctx, enum sq_fn fn, const struct sq_name *name,
                  int32_t row, struct sq_term *out);
    /* how many options are chosen */
    bool (*chosen)(void *ctx, const struct sq_name *name, int32_t row,
                   struct sq_term *out);
    uint32_t (*rows)(void *ctx, const void *group);
};

/*
 * The steps of an expression that stands in `row` of its repeat, or -1; `text`
 * is its source.  False where it holds something that no formula can say.
 */
bool sq_formula_of(struct sq_steps *s, const struct sq_formula_model *m,
                   const struct sq_expr *e, sq_str text, int32_t row,
                   struct sq_term *out);

#endif
