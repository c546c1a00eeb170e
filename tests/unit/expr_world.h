/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_TESTS_EXPR_WORLD_H
#define SQEEIA_TESTS_EXPR_WORLD_H
/*
 * A small questionnaire for expressions to speak about: names with a type, and
 * for each row a value that a test may change.
 */
#include "base/arena.h"
#include "base/str.h"
#include "diag/diag.h"
#include "diag/source.h"
#include "expr/expr.h"

enum { WORLD_ROWS = 3, WORLD_VARS = 25 };

struct var {
    const char *name;
    enum sq_type type;
    const struct sq_domain *domain;
    const char *group; /* "J" or "K"; NULL when it has one value */
    bool question, gate, trigger;
    const char *why; /* not NULL: known, but may not be used here */
    struct sq_val vals[WORLD_ROWS];
    struct sq_val about; /* what answered(), gate() … say of it */
};

struct world {
    struct sq_arena arena;
    struct sq_diags diags;
    struct sq_scope scope;
    struct sq_env env;
    struct var vars[WORLD_VARS];
    size_t n;
    uint32_t rows[2]; /* of J and of K */
};

static const char world_groups[2];

static inline const void *
world_group(const char *name)
{
    if (!name)
        return NULL;
    return &world_groups[name[0] == 'J' ? 0 : 1];
}

/* clang-format off */
static const struct sq_domain_item world_grades[] = {
    {{"none", 4}, true, {0, 1}}, {{"planned", 7}, true, {1, 1}},
    {{"partly", 6}, true, {2, 1}}, {{"in-place", 8}, true, {3, 1}},
};
static const struct sq_domain_item world_states[] = {
    {{"draft", 5}, false, {0, 1}}, {{"signed", 6}, false, {0, 1}},
};
static const struct sq_domain_item world_kinds[] = {
    {{"rules", 5}, false, {0, 1}}, {{"model", 5}, false, {0, 1}},
    {{"generative", 10}, false, {0, 1}},
};
static const struct sq_domain_item world_words[] = { /* grades, not scored */
    {{"none", 4}, false, {0, 1}}, {{"planned", 7}, false, {0, 1}},
    {{"partly", 6}, false, {0, 1}}, {{"in-place", 8}, false, {0, 1}},
};
/* clang-format on */
static const struct sq_domain world_word = {{"word", 4}, world_words, 4};
static const struct sq_domain world_grade = {{"grade", 5}, world_grades, 4};
static const struct sq_domain world_state = {{"state", 5}, world_states, 2};
static const struct sq_domain world_kind = {{"kind", 4}, world_kinds, 3};

static inline struct var *
world_var(struct world *w, const char *name)
{
    for (size_t i = 0; i < w->n; i++) {
        if (sq_str_is(sq_str_of(w->vars[i].name), name))
            return &w->vars[i];
    }
    return NULL;
}

static inline struct var *
world_add(struct world *w, const char *name, enum sq_type type,
          const struct sq_domain *domain, const char *group)
{
    struct var *v = &w->vars[w->n++];
    *v = (struct var){name, type, domain, group, .question = true};
    v->about = sq_val_absent(SQ_T_NUM);
    for (size_t row = 0; row < WORLD_ROWS; row++) {
        v->vals[row] = sq_val_absent(type);
        v->vals[row].domain = domain;
    }
    return v;
}

/* A bare id of a column stands for the full one, as `harm` for `J.harm`. */
static inline struct var *
world_look(struct world *w, sq_str name)
{
    for (size_t i = 0; i < w->n; i++) {
        sq_str full = sq_str_of(w->vars[i].name);
        if (sq_str_eq(full, name))
            return &w->vars[i];
        if (w->scope.row_group && sq_str_starts(full, "J.") &&
            sq_str_eq(sq_str_sub(full, 2, full.len), name))
            return &w->vars[i];
    }
    return NULL;
}

static inline bool
world_find(void *ctx, sq_str name, struct sq_name *out, sq_str *out_near,
           sq_str *out_why)
{
    struct world *w = ctx;
    struct var *v = world_look(w, name);
    if (v && v->why)
        *out_why = sq_str_of(v->why);
    if (v && !v->why) {
        *out = (struct sq_name){
            .type = v->type,
            .domain = v->domain,
            .group = world_group(v->group),
            .ref = v,
            .question = v->question,
            .gate = v->gate,
            .trigger = v->trigger,
        };
        return true;
    }
    sq_str names[WORLD_VARS];
    for (size_t i = 0; i < w->n; i++)
        names[i] = sq_str_of(w->vars[i].name);
    *out_near = sq_str_nearest(name, names, w->n);
    return false;
}

static inline struct sq_val
world_value(void *ctx, const struct sq_name *name, int32_t row)
{
    (void)ctx;
    const struct var *v = name->ref;
    assert_true((row >= 0) == (v->group != NULL));
    return v->vals[row < 0 ? 0 : row];
}

static inline struct sq_val
world_about(void *ctx, enum sq_fn fn, const struct sq_name *name, int32_t row)
{
    (void)ctx;
    (void)fn;
    (void)row;
    const struct var *v = name->ref;
    return v->about;
}

static inline uint32_t
world_rows(void *ctx, const void *group)
{
    struct world *w = ctx;
    return w->rows[group == world_group("K")];
}

static inline void
world_init(struct world *w)
{
    *w = (struct world){.n = 0};
    sq_arena_init(&w->arena);
    sq_diags_init(&w->diags, &w->arena);
    w->scope = (struct sq_scope){w, world_find, NULL, false};
    w->env = (struct sq_env){w,          world_value, world_about, world_rows,
                             SQ_NO_DATE, NULL,        -1};
    w->rows[0] = w->rows[1] = WORLD_ROWS;
    world_add(w, "n", SQ_T_NUM, NULL, NULL);
    world_add(w, "m", SQ_T_NUM, NULL, NULL);
    world_add(w, "D2", SQ_T_OPTION, &world_grade, NULL);
    world_add(w, "D3", SQ_T_OPTION, &world_grade, NULL);
    world_add(w, "C2", SQ_T_OPTION, &world_state, NULL);
    world_add(w, "A2", SQ_T_SET, &world_kind, NULL);
    world_add(w, "A3", SQ_T_SET, &world_kind, NULL);
    world_add(w, "from", SQ_T_DATE, NULL, NULL);
    world_add(w, "to", SQ_T_DATE, NULL, NULL);
    world_add(w, "who", SQ_T_TEXT, NULL, NULL);
    world_add(w, "J.harm", SQ_T_NUM, NULL, "J");
    world_add(w, "J.way", SQ_T_OPTION, &world_grade, "J");
    world_add(w, "K.risk", SQ_T_NUM, NULL, "K");
    world_add(w, "J.age.harm", SQ_T_NUM, NULL, NULL);
    world_add(w, "ready", SQ_T_BOOL, NULL, NULL)->question = false;
    world_add(w, "fairness", SQ_T_NUM, NULL, NULL)->question = false;
    world_add(w, "fairness.band", SQ_T_OPTION, &world_grade, NULL)->question =
        false;
    struct var *gate = world_add(w, "dpia", SQ_T_NONE, NULL, NULL);
    gate->question = false;
    gate->gate = true;
    struct var *trigger = world_add(w, "stage-2", SQ_T_NONE, NULL, NULL);
    trigger->question = false;
    trigger->trigger = true;
    world_add(w, "W2", SQ_T_OPTION, &world_word, NULL);
    world_add(w, "late", SQ_T_NUM, NULL, NULL)->why =
        "it is asked later, at line 12";
}

static inline void
world_done(struct world *w)
{
    sq_arena_done(&w->arena);
}

/* Reads `text` as the only thing in a file. */
static inline struct sq_expr *
world_read(struct world *w, const char *text, enum sq_type want)
{
    sq_str s = sq_str_of(text);
    struct sq_source *source = sq_source_new(&w->arena, "test.yaml", s);
    struct sq_span at = {source, 0, (uint32_t)s.len};
    return sq_expr_read(&w->arena, s, at, &w->scope, want, &w->diags);
}

#endif
