/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_EXPR_EXPR_H
#define SQEEIA_EXPR_EXPR_H
/*
 * expr/ reads, checks and evaluates conditions and figures (S5-S10).  It knows
 * no questions: names are looked up through callbacks.
 *
 * Evaluation is over *possible* values, so the same code serves a finished
 * assessment (every possibility is one value), a half-finished one (ranges,
 * "true or false"), and proof at load (nothing known at all).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/num.h"
#include "base/str.h"
#include "diag/source.h"

struct sq_arena;
struct sq_diags;

enum sq_type {
    SQ_T_NONE, /* could not be checked; a finding was made */
    SQ_T_NUM,
    SQ_T_BOOL,
    SQ_T_DATE,
    SQ_T_TEXT,
    SQ_T_OPTION, /* one of a domain */
    SQ_T_SET     /* any of a domain */
};

/* What an option, a band or a list item is to an expression. */
struct sq_domain_item {
    sq_str id;
    bool scored;
    sq_num score; /* orders the items; for bands the index, lowest first */
};
struct sq_domain {
    sq_str label; /* for messages: "the options of `C2`" without backquotes */
    const struct sq_domain_item *items;
    uint32_t n;
};

enum sq_op {
    SQ_OP_NUM,
    SQ_OP_BOOL,
    SQ_OP_DATE,
    SQ_OP_TEXT,
    SQ_OP_OPTION,
    SQ_OP_RESERVED,
    SQ_OP_LIST,
    SQ_OP_NAME,
    SQ_OP_OR,
    SQ_OP_AND,
    SQ_OP_NOT,
    SQ_OP_EQ,
    SQ_OP_NE,
    SQ_OP_LT,
    SQ_OP_LE,
    SQ_OP_GT,
    SQ_OP_GE,
    SQ_OP_IN,
    SQ_OP_HAS,
    SQ_OP_HAS_ANY,
    SQ_OP_HAS_ALL,
    SQ_OP_ADD,
    SQ_OP_SUB,
    SQ_OP_MUL,
    SQ_OP_DIV,
    SQ_OP_NEG,
    SQ_OP_CALL
};

/* One row per function of functions.def: FUNCTION(c_name, "word", …) */
enum sq_fn {
#define FUNCTION(name, word, kind, min, max, summary) SQ_FN_##name,
#include "expr/functions.def"
#undef FUNCTION
    SQ_FN_COUNT
};

enum sq_reserved { SQ_R_NONE, SQ_R_NOT_KNOWN, SQ_R_NOT_APPLICABLE };

/* What a name turned out to be; filled by the caller's find(). */
struct sq_name {
    enum sq_type type;              /* SQ_T_NONE for gates and triggers */
    const struct sq_domain *domain; /* OPTION, SET */
    /*
     * A repeat whose every row has a value, else NULL.  Where it is the scope's
     * row_group: a name without a dot is always this row's, one with a dot is
     * this row's outside an aggregate and every row's inside.
     */
    const void *group;
    const void *ref;    /* the caller's own; handed back at evaluation */
    uint32_t part;      /* the caller's own: value, max, percent, band … */
    bool question;      /* answered(), asked(), score() … apply */
    bool gate, trigger; /* gate(), trigger() apply */
    bool later;         /* not found, for it is asked later */
    bool lost;          /* it has a mistake that was told: type SQ_T_NONE */
};

struct sq_expr {
    enum sq_op op;
    enum sq_type type;
    uint32_t from, to; /* [bytes] in the expression's text */
    sq_num num;
    bool truth;
    sq_date date;
    sq_str text;     /* name, text literal, option id */
    uint32_t option; /* SQ_OP_OPTION: index in `domain` */
    const struct sq_domain *domain;
    enum sq_reserved reserved;
    enum sq_fn fn;
    struct sq_name name;
    const void *group;     /* what varies by row in here (aggregates fold it) */
    struct sq_expr **args; /* two or more of OR, AND and ADD */
    uint32_t n;
};

struct sq_scope {
    void *ctx;
    /*
     * Look a name up.  True when found.  When not: *out_near may be set to the
     * nearest known name, and *out_why to a sentence part that says why a name
     * that exists may not be used here ("it is asked later, at line 12").
     */
    bool (*find)(void *ctx, sq_str name, struct sq_name *out, sq_str *out_near,
                 sq_str *out_why);
    const void *row_group; /* the repeat that we stand in, or NULL */
    bool may_today;        /* `today` only in checks and review (S7) */
    bool has_hole; /* part of what has names is lost, and that is told */
};

/*
 * Text to checked tree.  `at` is the span of the scalar it came from: findings
 * are placed inside it when the scalar is plain and on one line, else on it.
 * `want` SQ_T_NONE accepts any type.  NULL after findings.  Numbers: 12, 0.5,
 * 80% (= 4/5).
 */
struct sq_expr *sq_expr_read(struct sq_arena *a, sq_str text, struct sq_span at,
                             const struct sq_scope *scope, enum sq_type want,
                             struct sq_diags *d);

/* ---- possible values ---------------------------------------------------- */

enum {
    SQ_MAY_VALUE = 1,
    SQ_MAY_ABSENT = 2,         /* hidden, or no data */
    SQ_MAY_NOT_KNOWN = 4,      /* the reserved answer */
    SQ_MAY_NOT_APPLICABLE = 8, /* the reserved answer */
};

/*
 * The set of values an expression can still take, a superset that is exact for
 * decided inputs.  Which members count depends on type; they speak only of the
 * SQ_MAY_VALUE part.
 */
struct sq_val {
    enum sq_type type;
    uint8_t may;              /* SQ_MAY_… ; never 0 */
    bool may_true, may_false; /* BOOL */
    bool no_low, no_high;     /* NUM, DATE: not bounded on that side */
    sq_num low, high;         /* NUM; DATE as days */
    bool any;                 /* OPTION, SET, TEXT: any of the domain */
    uint32_t option;          /* OPTION */
    const uint32_t *options;  /* SET, ascending */
    uint32_t n_options;
    sq_str text; /* TEXT */
    const struct sq_domain *domain;
    bool wide; /* a number became too wide to hold exactly: tell the user */
};

struct sq_val sq_val_num(sq_num low, sq_num high);
struct sq_val sq_val_bool(bool may_true, bool may_false);
struct sq_val sq_val_absent(enum sq_type type);
/* Smallest val that holds both. */
struct sq_val sq_val_hull(struct sq_val a, struct sq_val b);
static inline bool
sq_val_true(const struct sq_val *v)
{
    return v->type == SQ_T_BOOL && v->may_true && !v->may_false;
}
static inline bool
sq_val_false(const struct sq_val *v)
{
    return v->type == SQ_T_BOOL && !v->may_true;
}

struct sq_env {
    void *ctx;
    /* The value of a name; `row` is the row of name->group we are at, or -1 */
    struct sq_val (*value)(void *ctx, const struct sq_name *name, int32_t row);
    /* answered, asked, not-applicable, score, gate, trigger of a name. */
    struct sq_val (*about)(void *ctx, enum sq_fn fn, const struct sq_name *name,
                           int32_t row);
    uint32_t (*rows)(void *ctx, const void *group);
    sq_date today;
    const void *row_group; /* where the expression stands, or NULL */
    int32_t row;
};

/*
 * Rules: comparison with a missing answer can be true or false (Kleene, S5);
 * hidden, not applicable and no data compare false, `!=` being the negation of
 * `=`.  Not known: decided for = in has (it equals only the word `not-known`),
 * anything in low..high for < > and arithmetic.  A truth that is absent reads
 * as false; where it may be, may_false is set. sum and count of nothing are 0,
 * any false; all, min, max, mean no data. Time is bounded by tree size × rows.
 * Never fails.
 */
struct sq_val sq_expr_eval(const struct sq_expr *e, const struct sq_env *env);

/*
 * Steps that working it out takes: one a node, and those inside an aggregate as
 * often as the table has rows.  `rows` is asked as that of an sq_env is.
 */
uint64_t sq_expr_steps(const struct sq_expr *e,
                       uint32_t (*rows)(void *ctx, const void *group),
                       void *ctx);

/* Calls visit for every name in the tree, aggregates' insides included. */
void sq_expr_names(const struct sq_expr *e,
                   void (*visit)(void *ctx, const struct sq_expr *name),
                   void *ctx);

#endif
