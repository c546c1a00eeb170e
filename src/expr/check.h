/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_EXPR_CHECK_H
#define SQEEIA_EXPR_CHECK_H
/*
 * Names, types and rows of a tree that was read.  Each function gives its node
 * a type, or leaves SQ_T_NONE after a finding; SQ_T_NONE then goes up silently,
 * so that one slip is told once.
 */
#include "expr/private.h"

struct sq_check {
    struct sq_reading *r;
    bool in_fold;   /* in an argument of an aggregate */
    uint32_t inner; /* aggregates seen directly inside that argument */
};

/* What stands on the other side of an operator: bare options belong to it. */
struct sq_beside {
    enum sq_type type;
    const struct sq_domain *domain;
    const struct sq_expr *other;
    /* What its options are is not known: it has a mistake that was told, or */
    bool told;
    bool unknown; /* its name is not known, which is told when it is checked */
};
extern const struct sq_beside sq_beside_nothing;

void sq_check(struct sq_check *c, struct sq_expr *e,
              const struct sq_beside *beside);

/* ---- findings (check.c) -------------------------------------------------- */

struct sq_diag *sq_check_found(struct sq_check *c, const struct sq_expr *e,
                               enum sq_code code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
/* The user's own words. */
sq_str sq_check_words(const struct sq_check *c, const struct sq_expr *e);
const char *sq_check_type(enum sq_type type); /* "a number" */
void sq_check_help_number(struct sq_check *c, struct sq_diag *f,
                          const struct sq_expr *e);
/* True when `e` has the type; a finding otherwise, unless it had one. */
bool sq_check_need(struct sq_check *c, const struct sq_expr *e,
                   enum sq_type type);
/* What varies by row in `e`: what does in its parts, and one table only. */
bool sq_check_groups(struct sq_check *c, struct sq_expr *e);
/* Checks all the parts, which must be of `type`, and gives `e` that type. */
void sq_check_plain(struct sq_check *c, struct sq_expr *e, enum sq_type type);

/* ---- names (check_name.c) ------------------------------------------------ */

bool sq_check_option(const struct sq_domain *domain, sq_str id, uint32_t *out);
/* An id that the options could have: for examples in help lines. */
sq_str sq_check_example(const struct sq_domain *domain);
bool sq_check_is_bare(const struct sq_expr *e); /* a name without a dot */
/* What `e` will be, before it was checked, as far as options need to know. */
struct sq_beside sq_check_peek(struct sq_check *c, const struct sq_expr *e);
/* Looks `e` up into e->name; false after a finding. */
bool sq_check_resolve(struct sq_check *c, struct sq_expr *e,
                      const struct sq_beside *beside);
/*
 * Which rows a name ranges over.  A column of the repeat that we stand in means
 * this row: always by its bare id, and by its full name outside an aggregate.
 */
bool sq_check_rows(struct sq_check *c, struct sq_expr *e);
void sq_check_name(struct sq_check *c, struct sq_expr *e,
                   const struct sq_beside *beside);

/* ---- operators and calls ------------------------------------------------- */

/* Both sides; a bare word is first an option of the other side (S6). */
void sq_check_sides(struct sq_check *c, struct sq_expr *left,
                    struct sq_expr *right);
/* One type, and one set of options. */
bool sq_check_alike(const struct sq_expr *l, const struct sq_expr *r);
void sq_check_compare(struct sq_check *c, struct sq_expr *e);
void sq_check_membership(struct sq_check *c, struct sq_expr *e);
void sq_check_call(struct sq_check *c, struct sq_expr *e,
                   const struct sq_beside *beside);

#endif
