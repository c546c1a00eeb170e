/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_EXPR_PRIVATE_H
#define SQEEIA_EXPR_PRIVATE_H
/* What the files of expr/ share, and nobody else sees. */
#include "diag/diag.h"
#include "expr/expr.h"

/*
 * `today` is a date literal that holds SQ_NO_DATE.  A list's items and the
 * arguments of a call are `args`; `and`, `or` and runs of `+` take more than
 * two, so that long ones are wide, not deep.
 */

/* Aggregates directly inside one argument of an aggregate. */
#define SQ_MAX_INNER 8

enum sq_token_kind {
    SQ_TOK_END,
    SQ_TOK_NUM,
    SQ_TOK_DATE,
    SQ_TOK_TEXT,
    SQ_TOK_WORD,
    SQ_TOK_OPEN,
    SQ_TOK_CLOSE,
    SQ_TOK_LIST,
    SQ_TOK_LIST_END,
    SQ_TOK_COMMA,
    SQ_TOK_PLUS,
    SQ_TOK_MINUS,
    SQ_TOK_TIMES,
    SQ_TOK_OVER,
    SQ_TOK_EQ,
    SQ_TOK_NE,
    SQ_TOK_LT,
    SQ_TOK_LE,
    SQ_TOK_GT,
    SQ_TOK_GE,
    SQ_TOK_BAD /* `problem` and `help` say why */
};

struct sq_token {
    enum sq_token_kind kind;
    uint32_t from, to; /* [bytes] */
    sq_num num;
    sq_date date;
    sq_str text; /* a word; a literal without its quotes */
    const char *problem, *help;
};

/* The token at or after `at`. */
struct sq_token sq_lex(sq_str text, uint32_t at);

/* One expression on its way from text to tree. */
struct sq_reading {
    struct sq_arena *arena;
    sq_str text;
    struct sq_span at; /* of the scalar */
    const struct sq_scope *scope;
    struct sq_diags *d;
    bool failed;
};

/* Where bytes from..to of the expression stand in the file. */
struct sq_span sq_reading_place(const struct sq_reading *r, uint32_t from,
                                uint32_t to);
/* NULL after a finding. */
struct sq_expr *sq_expr_parse(struct sq_reading *r);
/* Names, types and rows; true when nothing was found. */
bool sq_expr_check(struct sq_reading *r, struct sq_expr *e, enum sq_type want);
enum sq_fn sq_fn_find(sq_str word); /* SQ_FN_COUNT when unknown */
const char *sq_fn_word(enum sq_fn fn);
bool sq_fn_folds(enum sq_fn fn); /* an aggregate */

/* ---- intervals of exact numbers (val.c) ---------------------------------- */

struct sq_range {
    sq_num low, high;
    bool no_low, no_high; /* not bounded on that side; that number is 0 */
    bool wide;            /* because a number could not be held exactly */
};

struct sq_range sq_range_of(sq_num low, sq_num high);
struct sq_range sq_range_hull(struct sq_range a, struct sq_range b);
struct sq_range sq_range_add(struct sq_range a, struct sq_range b);
struct sq_range sq_range_neg(struct sq_range a);
struct sq_range sq_range_mul(struct sq_range a, struct sq_range b);
/* a / b for the b that are not 0, of which there must be one. */
struct sq_range sq_range_div(struct sq_range a, struct sq_range b);
struct sq_range sq_range_abs(struct sq_range a);
/* `fn` never falls as its argument grows. */
struct sq_range sq_range_map(struct sq_range a, sq_num (*fn)(sq_num, unsigned),
                             unsigned places);
/* Of a NUM or DATE that may have one. */
struct sq_range sq_val_range(const struct sq_val *v);
/* The larger, end by end. */
struct sq_range sq_range_max(struct sq_range a, struct sq_range b);
bool sq_range_is_point(struct sq_range a);
bool sq_range_has_zero(struct sq_range a);
/* Some member of a is < (or <=) some member of b. */
bool sq_range_may_less(struct sq_range a, struct sq_range b);
bool sq_range_may_less_equal(struct sq_range a, struct sq_range b);

#endif
