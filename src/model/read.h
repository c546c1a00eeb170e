/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_READ_H
#define SQEEIA_MODEL_READ_H
/* Trees to model: what the readers of this folder share. */
#include "model/library.h"
#include "model/shape.h"

/* What the file's first key says it is; findings are made by the caller. */
enum sq_doc_kind sq_tree_kind(const struct sq_tree *t);
/*
 * One questionnaire (or pack) from its file and the packs it uses: `files` has
 * the packs first, in order of use, and the file itself last.
 */
struct sq_questionnaire *sq_questionnaire_read(struct sq_arena *a,
                                               struct sq_tree *const *files,
                                               size_t n, struct sq_diags *d);
/* Second step: names to things, expressions to trees, points to ranges. */
void sq_questionnaire_resolve(const struct sq_reader *r,
                              struct sq_questionnaire *q);
struct sq_assessment *sq_assessment_read(struct sq_arena *a, struct sq_tree *t,
                                         struct sq_diags *d);
struct sq_project *sq_project_read(struct sq_arena *a, const struct sq_tree *t,
                                   struct sq_diags *d);
/* "there is no bands called `x`", with the nearest of `known`. */
void sq_read_unknown(const struct sq_reader *r, const struct sq_map *known,
                     const char *kind, const struct sq_word *name);

struct sq_choices *sq_choices_read(const struct sq_reader *r,
                                   const struct sq_node *list);
/* Lowest and highest points of a question, by its way of scoring. */
void sq_points_settle(struct sq_question *q);

/* Where an expression stands decides what it may name. */
enum sq_stand {
    SQ_STAND_WHEN,
    SQ_STAND_SCORE,
    SQ_STAND_VALID,
    SQ_STAND_TABLE,
    SQ_STAND_VALUE,
    SQ_STAND_TRIGGER,
    SQ_STAND_GATE,
    SQ_STAND_OUTCOME,
    SQ_STAND_CHECK
};
struct sq_scope_at {
    struct sq_questionnaire *q;
    struct sq_arena *arena;
    enum sq_stand stand;
    const struct sq_question
        *question;                /* `answer`, and where we are, or NULL */
    const struct sq_group *group; /* the repeat we stand in, or NULL */
    uint32_t before; /* only questions with a smaller index may be named */
    uint32_t order;  /* of a value, trigger, gate, dimension: only earlier */
};
void sq_formula_read(struct sq_scope_at *where, struct sq_formula *f,
                     enum sq_type want, struct sq_diags *d);

#endif
