/* SPDX-License-Identifier: MIT */
/*
 * A questionnaire's own rules.  One that is not decided yet is silent.  The
 * finding stands at the first answer that the rule names; of a table, in the
 * row that breaks it.
 */
#include "lint/lint.h"
#include "score/env.h"

enum { MOST_NAMED = 4 };

struct named {
    const struct sq_look *k;
    int32_t row; /* of `group`, or -1 */
    const void *group;
    const struct sq_slot *slots[MOST_NAMED];
    size_t n;
};

static const struct sq_slot *
slot_of(const struct named *x, const struct sq_name *name)
{
    const struct sq_case *c = x->k->c;
    const struct sq_question *q = name->ref;
    int32_t row = x->row;
    if (name->part == SQ_PART_CELL) {
        q = ((const struct sq_cell_ref *)name->ref)->question;
        row = (int32_t)((const struct sq_cell_ref *)name->ref)->row;
    } else if (name->part != SQ_PART_QUESTION) {
        return NULL;
    }
    if (!q->group)
        return &c->slots[c->first_slot[q->index]];
    if (name->part != SQ_PART_CELL && x->group != q->group)
        row = 0;
    uint32_t at = c->first_row[q->group->index] + (row < 0 ? 0 : (uint32_t)row);
    if (at >= c->first_row[q->group->index + 1])
        return NULL;
    return &c->slots[c->rows[at].first + q->column];
}

static void
visit(void *ctx, const struct sq_expr *name)
{
    struct named *x = ctx;
    const struct sq_slot *s = slot_of(x, &name->name);
    if (!s || !s->answer || s->state == SQ_HIDDEN || x->n == MOST_NAMED)
        return;
    for (size_t i = 0; i < x->n; i++)
        if (x->slots[i] == s)
            return;
    x->slots[x->n++] = s;
}

/* The first aggregate over the rows of a table, and the row that makes it
 * what it is. */
static const struct sq_expr *
find_row(struct sq_case_env *e, const struct sq_expr *x, struct named *out)
{
    bool fold =
        x->op == SQ_OP_CALL && x->n == 1 && x->args[0]->group &&
        (x->fn == SQ_FN_any || x->fn == SQ_FN_count || x->fn == SQ_FN_all);
    if (!fold) {
        const struct sq_expr *found = NULL;
        for (uint32_t i = 0; i < x->n && !found; i++)
            found = find_row(e, x->args[i], out);
        return found;
    }
    const struct sq_expr *arg = x->args[0];
    struct sq_env env = e->env;
    uint32_t n = env.rows(env.ctx, arg->group);
    for (uint32_t i = 0; i < n && arg->type == SQ_T_BOOL; i++) {
        env.row_group = arg->group;
        env.row = (int32_t)i;
        struct sq_val v = sq_expr_eval(arg, &env);
        if (x->fn == SQ_FN_all ? !sq_val_false(&v) : !sq_val_true(&v))
            continue;
        out->group = arg->group;
        out->row = (int32_t)i;
        return arg;
    }
    return NULL;
}

static void
tell(const struct sq_look *k, const struct sq_house_check *check,
     const struct named *x)
{
    struct sq_span at = sq_slot_at(k, x->n ? x->slots[0] : NULL);
    sq_str message = sq_text_get(&check->message, (sq_str){0});
    sq_str fix = sq_text_get(&check->fix, (sq_str){0});
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_house_check, at, "%.*s", SQ_FMT(message));
    f->level = (enum sq_level)check->level;
    for (size_t i = 1; i < x->n; i++)
        sq_diag_note(k->d, f, x->slots[i]->answer->key.at,
                     "read together with `%.*s`", SQ_FMT(x->slots[i]->id));
    sq_diag_note(k->d, f, check->id.at, "the check `%.*s` stands here",
                 SQ_FMT(check->id.text));
    if (fix.len)
        sq_diag_help(k->d, f, "%.*s", SQ_FMT(fix));
}

static void
look(const struct sq_look *k, struct sq_case_env *e,
     const struct sq_house_check *check)
{
    const struct sq_expr *x = check->that.expr;
    if (!x || check->from > (int)k->moment)
        return;
    struct sq_val v = sq_case_eval(e, x, NULL);
    if (!sq_val_false(&v) || !(v.may & SQ_MAY_VALUE))
        return;
    struct named named = {.k = k, .row = -1};
    const struct sq_expr *row = find_row(e, x, &named);
    if (row)
        sq_expr_names(row, visit, &named);
    sq_expr_names(x, visit, &named);
    tell(k, check, &named);
}

static void
assessment(const struct sq_look *k)
{
    struct sq_case_env e;
    sq_case_env_init(&e, k->c, true, k->r);
    for (size_t i = 0; i < k->q->n_checks; i++)
        look(k, &e, k->q->checks[i]);
}

const struct sq_rule sq_rule_house_check = {.assessment = assessment};
