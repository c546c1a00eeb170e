/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_QTYPE_H
#define SQEEIA_MODEL_QTYPE_H
/* What a question type can do.  Nothing outside qtypes.def switches on it. */
#include <stdbool.h>

#include "expr/expr.h"
#include "model/questionnaire.h"

struct sq_arena;
struct sq_diags;
struct sq_sbuf;
struct sq_tree;
struct sq_node;

/* An answer's value; which members count depends on the type. */
struct sq_value {
    uint32_t option;         /* one; rating: the row */
    uint32_t column;         /* rating */
    const uint32_t *options; /* many: ascending option indices */
    uint32_t n_options;
    sq_num num;   /* number */
    sq_date date; /* date */
    sq_str text;  /* text, long, person */
};

struct sq_qtype {
    const char *name;
    const char *summary;
    bool has_options;      /* `choices` is required */
    bool has_matrix;       /* `matrix` is required */
    bool long_text;        /* more than a line is expected */
    enum sq_type in_exprs; /* what a name of it is in an expression */

    /* Typed or `--set` text to a value.  False, with a sentence in *out_why
     * (in `a`) that says what to type, when it cannot be one. */
    bool (*accept)(struct sq_arena *a, const struct sq_question *q,
                   sq_str typed, struct sq_value *out, sq_str *out_why);
    /* The same from a node of an assessment file; findings go to d. */
    bool (*from_node)(struct sq_arena *a, const struct sq_question *q,
                      const struct sq_tree *t, const struct sq_node *n,
                      struct sq_value *out, struct sq_diags *d);
    /* For people: labels, units, "Possible × Major". */
    void (*show)(const struct sq_question *q, const struct sq_value *v,
                 sq_str lang, struct sq_sbuf *out);
    /* As it stands in a file: one line of YAML. */
    void (*put_yaml)(const struct sq_question *q, const struct sq_value *v,
                     struct sq_sbuf *out);
    /* What it is in an expression. */
    struct sq_val (*val)(const struct sq_question *q, const struct sq_value *v);
    /* Everything it could be, for a missing answer. */
    struct sq_val (*any)(const struct sq_question *q);
    /* Points by type (option score, sum of chosen, cell); false: none. */
    bool (*points)(const struct sq_question *q, const struct sq_value *v,
                   sq_num *out);
    /* Lowest and highest points by type; false: gives none. */
    bool (*range)(const struct sq_question *q, sq_num *low, sq_num *high);
    /* How many different values there are, up to `most`; 0 = not countable. */
    uint32_t (*n_values)(const struct sq_question *q, uint32_t most);
    /* The i-th of them. */
    void (*value_at)(struct sq_arena *a, const struct sq_question *q,
                     uint32_t i, struct sq_value *out);
};

const struct sq_qtype *sq_qtype_find(sq_str name);
extern const struct sq_qtype *const sq_qtypes[]; /* NULL-terminated */

#endif
