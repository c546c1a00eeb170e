/* SPDX-License-Identifier: MIT */
#include "expr/check.h"

#include <stdarg.h>

#include "base/arena.h"

const struct sq_beside sq_beside_nothing = {.type = SQ_T_NONE};

/* ---- what findings say -------------------------------------------------- */

struct sq_diag *
sq_check_found(struct sq_check *c, const struct sq_expr *e, enum sq_code code,
               const char *fmt, ...)
{
    struct sq_reading *r = c->r;
    va_list ap;
    va_start(ap, fmt);
    sq_str message = sq_str_vprintf(r->arena, fmt, ap);
    va_end(ap);
    r->failed = true;
    return sq_diag_add(r->d, code, sq_reading_place(r, e->from, e->to), "%.*s",
                       SQ_FMT(message));
}

sq_str
sq_check_words(const struct sq_check *c, const struct sq_expr *e)
{
    return sq_str_sub(c->r->text, e->from, e->to);
}

const char *
sq_check_type(enum sq_type type)
{
    static const char *const table[] = {
        [SQ_T_NONE] = "nothing",
        [SQ_T_NUM] = "a number",
        [SQ_T_BOOL] = "true or false",
        [SQ_T_DATE] = "a date",
        [SQ_T_TEXT] = "a text",
        [SQ_T_OPTION] = "a choice",
        [SQ_T_SET] = "a choice of several",
    };
    return table[type];
}

static void
help_truth(struct sq_check *c, struct sq_diag *f, const struct sq_expr *e)
{
    sq_str text = sq_check_words(c, e);
    sq_str option = sq_check_example(e->domain);
    if (e->type == SQ_T_NUM)
        sq_diag_help(c->r->d, f, "compare it with something: `%.*s > 0`",
                     SQ_FMT(text));
    else if (e->type == SQ_T_OPTION)
        sq_diag_help(c->r->d, f, "compare it with an option: `%.*s = %.*s`",
                     SQ_FMT(text), SQ_FMT(option));
    else if (e->type == SQ_T_SET)
        sq_diag_help(c->r->d, f, "ask for an option: `%.*s has %.*s`",
                     SQ_FMT(text), SQ_FMT(option));
    else
        sq_diag_help(c->r->d, f,
                     "compare it with something, or write `answered(…)`");
}

void
sq_check_help_number(struct sq_check *c, struct sq_diag *f,
                     const struct sq_expr *e)
{
    sq_str text = sq_check_words(c, e);
    bool question = e->op == SQ_OP_NAME && e->name.question;
    if (e->type == SQ_T_OPTION && question)
        sq_diag_help(c->r->d, f, "its points are `score(%.*s)`", SQ_FMT(text));
    else if (e->type == SQ_T_SET && question)
        sq_diag_help(c->r->d, f,
                     "its points are `score(%.*s)`; how many are chosen is "
                     "`count(%.*s)`",
                     SQ_FMT(text), SQ_FMT(text));
    else if (e->type == SQ_T_BOOL)
        sq_diag_help(c->r->d, f, "`count(%.*s)` is 1 when it is true, else 0",
                     SQ_FMT(text));
    else if (e->type == SQ_T_DATE)
        sq_diag_help(c->r->d, f,
                     "the time between two dates is `days(first, second)`");
}

bool
sq_check_need(struct sq_check *c, const struct sq_expr *e, enum sq_type type)
{
    if (e->type == type)
        return true;
    if (e->type == SQ_T_NONE)
        return false;
    sq_str text = sq_check_words(c, e);
    struct sq_diag *f = sq_check_found(
        c, e, SQ_FOUND_type_mismatch, "`%.*s` is %s, and %s is needed here",
        SQ_FMT(text), sq_check_type(e->type), sq_check_type(type));
    if (type == SQ_T_BOOL)
        help_truth(c, f, e);
    else if (type == SQ_T_NUM)
        sq_check_help_number(c, f, e);
    else if (type == SQ_T_DATE)
        sq_diag_help(c->r->d, f,
                     "dates are written year-month-day: `2026-11-03`");
    return false;
}

/* ---- plain operators ---------------------------------------------------- */

static bool
need_all(struct sq_check *c, const struct sq_expr *e, enum sq_type type)
{
    bool good = true;
    for (uint32_t i = 0; i < e->n; i++)
        good = sq_check_need(c, e->args[i], type) && good;
    return good;
}

bool
sq_check_groups(struct sq_check *c, struct sq_expr *e)
{
    const struct sq_expr *first = NULL;
    for (uint32_t i = 0; i < e->n; i++) {
        const struct sq_expr *arg = e->args[i];
        if (!arg->group)
            continue;
        if (!first)
            first = arg;
        if (first->group == arg->group)
            continue;
        sq_str one = sq_check_words(c, first);
        sq_str two = sq_check_words(c, arg);
        struct sq_diag *f =
            sq_check_found(c, arg, SQ_FOUND_mixed_groups,
                           "`%.*s` and `%.*s` go through the rows of "
                           "different tables",
                           SQ_FMT(one), SQ_FMT(two));
        sq_diag_help(
            c->r->d, f,
            "take one of them together first, as in `max(…)`; rows of two "
            "tables do not belong together");
        return false;
    }
    e->group = first ? first->group : NULL;
    return true;
}

/* `to - from` is how people write the days between two dates. */
static bool
check_dates(struct sq_check *c, const struct sq_expr *e)
{
    if (e->op != SQ_OP_SUB || e->args[0]->type != SQ_T_DATE ||
        e->args[1]->type != SQ_T_DATE)
        return true;
    sq_str to = sq_check_words(c, e->args[0]);
    sq_str from = sq_check_words(c, e->args[1]);
    struct sq_diag *f =
        sq_check_found(c, e, SQ_FOUND_type_mismatch,
                       "`%.*s` and `%.*s` are dates, and `-` takes "
                       "numbers",
                       SQ_FMT(to), SQ_FMT(from));
    sq_diag_help(c->r->d, f, "the days between them are `days(%.*s, %.*s)`",
                 SQ_FMT(from), SQ_FMT(to));
    return false;
}

void
sq_check_plain(struct sq_check *c, struct sq_expr *e, enum sq_type type)
{
    for (uint32_t i = 0; i < e->n; i++)
        sq_check(c, e->args[i], &sq_beside_nothing);
    bool good = check_dates(c, e) && need_all(c, e, type);
    if (sq_check_groups(c, e) && good)
        e->type = type;
}

static void
check_div(struct sq_check *c, struct sq_expr *e)
{
    sq_check_plain(c, e, SQ_T_NUM);
    const struct sq_expr *by = e->args[1];
    if (by->op != SQ_OP_NUM || by->num.num != 0)
        return;
    sq_check_found(c, by, SQ_FOUND_division_by_zero, "this divides by zero");
    e->type = SQ_T_NONE;
}

/* ---- the whole ---------------------------------------------------------- */

static void
check_date(struct sq_check *c, struct sq_expr *e)
{
    e->type = SQ_T_DATE;
    if (e->date != SQ_NO_DATE || c->r->scope->may_today)
        return;
    struct sq_diag *f =
        sq_check_found(c, e, SQ_FOUND_today_not_allowed,
                       "`today` cannot be used here: the result would "
                       "change from day to day");
    sq_diag_help(c->r->d, f,
                 "`today` is for `checks` and `review`; elsewhere compare two "
                 "dates of the assessment");
    e->type = SQ_T_NONE;
}

static void
check_lone_reserved(struct sq_check *c, const struct sq_expr *e)
{
    sq_str text = sq_check_words(c, e);
    struct sq_diag *f =
        sq_check_found(c, e, SQ_FOUND_type_mismatch,
                       "`%.*s` does not stand alone", SQ_FMT(text));
    sq_diag_help(c->r->d, f, "compare a question with it: `D2 = %.*s`",
                 SQ_FMT(text));
}

void
sq_check(struct sq_check *c, struct sq_expr *e, const struct sq_beside *beside)
{
    switch (e->op) {
    case SQ_OP_NUM:
        e->type = SQ_T_NUM;
        break;
    case SQ_OP_BOOL:
        e->type = SQ_T_BOOL;
        break;
    case SQ_OP_DATE:
        check_date(c, e);
        break;
    case SQ_OP_TEXT:
        e->type = SQ_T_TEXT;
        break;
    case SQ_OP_OPTION:
    case SQ_OP_LIST: /* checked where they were met */
        break;
    case SQ_OP_RESERVED:
        check_lone_reserved(c, e);
        break;
    case SQ_OP_NAME:
        sq_check_name(c, e, beside);
        break;
    case SQ_OP_OR:
    case SQ_OP_AND:
    case SQ_OP_NOT:
        sq_check_plain(c, e, SQ_T_BOOL);
        break;
    case SQ_OP_EQ:
    case SQ_OP_NE:
    case SQ_OP_LT:
    case SQ_OP_LE:
    case SQ_OP_GT:
    case SQ_OP_GE:
        sq_check_compare(c, e);
        break;
    case SQ_OP_IN:
    case SQ_OP_HAS:
    case SQ_OP_HAS_ANY:
    case SQ_OP_HAS_ALL:
        sq_check_membership(c, e);
        break;
    case SQ_OP_DIV:
        check_div(c, e);
        break;
    case SQ_OP_ADD:
    case SQ_OP_SUB:
    case SQ_OP_MUL:
    case SQ_OP_NEG:
        sq_check_plain(c, e, SQ_T_NUM);
        break;
    case SQ_OP_CALL:
        sq_check_call(c, e, beside);
        break;
    }
}

bool
sq_expr_check(struct sq_reading *r, struct sq_expr *e, enum sq_type want)
{
    struct sq_check c = {.r = r};
    sq_check(&c, e, &sq_beside_nothing);
    if (want != SQ_T_NONE)
        sq_check_need(&c, e, want);
    return !r->failed;
}

struct sq_expr *
sq_expr_read(struct sq_arena *a, sq_str text, struct sq_span at,
             const struct sq_scope *scope, enum sq_type want,
             struct sq_diags *d)
{
    struct sq_reading r = {a, text, at, scope, d, false};
    struct sq_expr *e = sq_expr_parse(&r);
    if (!e || !sq_expr_check(&r, e, want))
        return NULL;
    return e;
}

void
sq_expr_names(const struct sq_expr *e,
              void (*visit)(void *ctx, const struct sq_expr *name), void *ctx)
{
    if (e->op == SQ_OP_NAME)
        visit(ctx, e);
    for (uint32_t i = 0; i < e->n; i++)
        sq_expr_names(e->args[i], visit, ctx);
}

struct counting {
    uint32_t (*rows)(void *ctx, const void *group);
    void *ctx;
    uint64_t steps;
};

/* An aggregate inside another is worked out once, before the other's rows. */
static void
count_steps(struct counting *c, const struct sq_expr *e, uint64_t times)
{
    bool folds = e->op == SQ_OP_CALL && sq_fn_folds(e->fn);
    c->steps += folds ? 1 : times;
    for (uint32_t i = 0; i < e->n; i++) {
        const struct sq_expr *x = e->args[i];
        count_steps(c, x,
                    !folds     ? times
                    : x->group ? c->rows(c->ctx, x->group)
                               : 1);
    }
}

uint64_t
sq_expr_steps(const struct sq_expr *e,
              uint32_t (*rows)(void *ctx, const void *group), void *ctx)
{
    struct counting c = {rows, ctx, 0};
    count_steps(&c, e, 1);
    return c.steps;
}
