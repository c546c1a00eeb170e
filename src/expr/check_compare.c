/* SPDX-License-Identifier: MIT */
#include "expr/check.h"

/* = != < <= > >=, then in and has. */

static const char *
op_word(enum sq_op op)
{
    static const char *const table[SQ_OP_CALL + 1] = {
        [SQ_OP_OR] = "or",           [SQ_OP_AND] = "and",
        [SQ_OP_NOT] = "not",         [SQ_OP_EQ] = "=",
        [SQ_OP_NE] = "!=",           [SQ_OP_LT] = "<",
        [SQ_OP_LE] = "<=",           [SQ_OP_GT] = ">",
        [SQ_OP_GE] = ">=",           [SQ_OP_IN] = "in",
        [SQ_OP_HAS] = "has",         [SQ_OP_HAS_ANY] = "has any",
        [SQ_OP_HAS_ALL] = "has all",
    };
    return table[op];
}

static bool
same_domain(const struct sq_domain *a, const struct sq_domain *b)
{
    if (a == b)
        return true;
    if (a->n != b->n)
        return false;
    for (uint32_t i = 0; i < a->n; i++) {
        if (!sq_str_eq(a->items[i].id, b->items[i].id))
            return false;
    }
    return true;
}

static bool
is_ordered(const struct sq_domain *domain)
{
    for (uint32_t i = 0; i < domain->n; i++) {
        if (!domain->items[i].scored)
            return false;
    }
    return domain->n > 0;
}

static bool
has_option(const struct sq_beside *b, const struct sq_expr *word)
{
    uint32_t ignored = 0;
    return sq_check_is_bare(word) &&
           sq_check_option(b->domain, word->text, &ignored);
}

void
sq_check_sides(struct sq_check *c, struct sq_expr *left, struct sq_expr *right)
{
    struct sq_beside l = sq_check_peek(c, left);
    struct sq_beside r =
        has_option(&l, right) ? sq_beside_nothing : sq_check_peek(c, right);
    if (has_option(&r, left))
        l = sq_beside_nothing;
    if (l.unknown)
        r.unknown = false; /* one of the two is always told of */
    sq_check(c, left, &r);
    sq_check(c, right, &l);
}

static bool
allow_reserved(struct sq_check *c, struct sq_expr *word,
               const struct sq_expr *other)
{
    static const char *const table[] = {"", "not-known", "not-applicable"};
    if (other->op == SQ_OP_NAME && other->name.question)
        return true;
    if (other->type == SQ_T_NONE && other->op != SQ_OP_RESERVED)
        return false; /* told already */
    sq_str text = sq_check_words(c, other);
    struct sq_diag *f =
        sq_check_found(c, word, SQ_FOUND_type_mismatch,
                       "`%s` is an answer, and `%.*s` is no question",
                       table[word->reserved], SQ_FMT(text));
    sq_diag_help(c->r->d, f, "compare a question itself with it");
    return false;
}

/* `q = not-known`: one side of `e` is reserved. */
static void
check_reserved(struct sq_check *c, struct sq_expr *e)
{
    struct sq_expr *word = e->args[0];
    struct sq_expr *other = e->args[1];
    if (word->op != SQ_OP_RESERVED) {
        word = e->args[1];
        other = e->args[0];
    }
    if (other->op != SQ_OP_RESERVED)
        sq_check(c, other, &sq_beside_nothing);
    if (e->op != SQ_OP_EQ && e->op != SQ_OP_NE) {
        sq_str text = sq_check_words(c, word);
        struct sq_diag *f =
            sq_check_found(c, word, SQ_FOUND_no_order,
                           "`%.*s` is neither more nor less than an "
                           "answer",
                           SQ_FMT(text));
        sq_diag_help(c->r->d, f, "compare with `=` or `!=`");
        return;
    }
    if (!allow_reserved(c, word, other))
        return;
    e->group = other->group;
    e->type = SQ_T_BOOL;
}

static void
help_compare(struct sq_check *c, struct sq_diag *f, const struct sq_expr *l,
             const struct sq_expr *r)
{
    uint32_t ignored = 0;
    sq_str left = sq_check_words(c, l);
    sq_str right = sq_check_words(c, r);
    if (l->type == SQ_T_SET && r->type == SQ_T_OPTION)
        sq_diag_help(c->r->d, f, "write `%.*s has %.*s`", SQ_FMT(left),
                     SQ_FMT(right));
    else if (l->type == SQ_T_OPTION && r->type == SQ_T_NUM)
        sq_check_help_number(c, f, l);
    else if (l->type == SQ_T_OPTION && r->op == SQ_OP_TEXT &&
             sq_check_option(l->domain, r->text, &ignored))
        sq_diag_help(c->r->d, f,
                     "write the option without quotation marks: `%.*s`",
                     SQ_FMT(r->text));
    else if (l->type == SQ_T_DATE && r->type == SQ_T_TEXT)
        sq_diag_help(c->r->d, f,
                     "write a date without quotation marks: `2026-11-03`");
}

static void
mismatch(struct sq_check *c, const struct sq_expr *e)
{
    const struct sq_expr *l = e->args[0];
    const struct sq_expr *r = e->args[1];
    sq_str left = sq_check_words(c, l);
    sq_str right = sq_check_words(c, r);
    if (l->type == r->type) {
        sq_check_found(c, e, SQ_FOUND_type_mismatch,
                       "`%.*s` and `%.*s` have different options", SQ_FMT(left),
                       SQ_FMT(right));
        return;
    }
    struct sq_diag *f = sq_check_found(c, e, SQ_FOUND_type_mismatch,
                                       "`%.*s` is %s, and `%.*s` is %s",
                                       SQ_FMT(left), sq_check_type(l->type),
                                       SQ_FMT(right), sq_check_type(r->type));
    help_compare(c, f, l, r);
    if (!f->help.len)
        help_compare(c, f, r, l);
}

bool
sq_check_alike(const struct sq_expr *l, const struct sq_expr *r)
{
    if (l->type != r->type)
        return false;
    if (l->type == SQ_T_OPTION || l->type == SQ_T_SET)
        return same_domain(l->domain, r->domain);
    return true;
}

/* `e` is < <= > or >=, between two things of one type. */
static bool
check_order(struct sq_check *c, const struct sq_expr *e)
{
    const struct sq_expr *l = e->args[0];
    const struct sq_expr *r = e->args[1];
    if (l->type == SQ_T_NUM || l->type == SQ_T_DATE)
        return true;
    if (l->type == SQ_T_OPTION && is_ordered(l->domain) &&
        is_ordered(r->domain))
        return true;

    if (l->op == SQ_OP_OPTION)
        l = r;
    sq_str text = sq_check_words(c, l);
    sq_str option = sq_check_example(l->domain);
    struct sq_diag *f = NULL;
    if (l->type == SQ_T_OPTION) {
        f = sq_check_found(
            c, e, SQ_FOUND_no_order,
            "not every option of `%.*s` has a score, so `%s` cannot "
            "compare them",
            SQ_FMT(text), op_word(e->op));
        sq_diag_help(c->r->d, f,
                     "score every option, or list those you mean: "
                     "`%.*s in [%.*s, …]`",
                     SQ_FMT(text), SQ_FMT(option));
        return false;
    }
    f = sq_check_found(c, e, SQ_FOUND_no_order,
                       "`%.*s` is %s: `%s` cannot compare it", SQ_FMT(text),
                       sq_check_type(l->type), op_word(e->op));
    if (l->type == SQ_T_SET)
        sq_diag_help(c->r->d, f, "how many are chosen is `count(%.*s)`",
                     SQ_FMT(text));
    return false;
}

void
sq_check_compare(struct sq_check *c, struct sq_expr *e)
{
    struct sq_expr *l = e->args[0];
    struct sq_expr *r = e->args[1];
    if (l->op == SQ_OP_RESERVED || r->op == SQ_OP_RESERVED) {
        check_reserved(c, e);
        return;
    }
    sq_check_sides(c, l, r);
    bool good = sq_check_groups(c, e);
    if (l->type == SQ_T_NONE || r->type == SQ_T_NONE)
        return;
    if (!sq_check_alike(l, r)) {
        mismatch(c, e);
        return;
    }
    bool equal = e->op == SQ_OP_EQ || e->op == SQ_OP_NE;
    if ((equal || check_order(c, e)) && good)
        e->type = SQ_T_BOOL;
}

/* ---- in, has ------------------------------------------------------------ */

/* One item to look for in or with `left`, which was checked. */
static bool
check_item(struct sq_check *c, struct sq_expr *item, const struct sq_expr *left)
{
    if (item->op == SQ_OP_RESERVED)
        return allow_reserved(c, item, left);
    struct sq_beside beside = {
        .type = left->type, .domain = left->domain, .other = left};
    sq_check(c, item, &beside);
    if (item->type == SQ_T_NONE)
        return false;
    sq_str text = sq_check_words(c, item);
    if (item->op >= SQ_OP_NAME) {
        struct sq_diag *f = sq_check_found(
            c, item, SQ_FOUND_type_mismatch,
            "`%.*s` is not an option, a number, a date or a text",
            SQ_FMT(text));
        sq_diag_help(c->r->d, f,
                     "compare with other names one by one, with `=` and `or`");
        return false;
    }
    enum sq_type type = left->type == SQ_T_SET ? SQ_T_OPTION : left->type;
    if (item->type == type)
        return true;
    sq_str whole = sq_check_words(c, left);
    struct sq_diag *f = sq_check_found(c, item, SQ_FOUND_type_mismatch,
                                       "`%.*s` is %s, and `%.*s` is %s",
                                       SQ_FMT(whole), sq_check_type(left->type),
                                       SQ_FMT(text), sq_check_type(item->type));
    help_compare(c, f, left, item);
    return false;
}

static bool
check_items(struct sq_check *c, struct sq_expr *e)
{
    struct sq_expr *right = e->args[1];
    if (right->op != SQ_OP_LIST)
        return check_item(c, right, e->args[0]);
    bool good = true;
    for (uint32_t i = 0; i < right->n; i++)
        good = check_item(c, right->args[i], e->args[0]) && good;
    return good;
}

/* `in` wants one value on its left, `has` a choice of several. */
static bool
check_holder(struct sq_check *c, const struct sq_expr *e)
{
    const struct sq_expr *left = e->args[0];
    bool set = left->type == SQ_T_SET;
    if (set == (e->op != SQ_OP_IN) && left->type != SQ_T_BOOL)
        return true;
    sq_str text = sq_check_words(c, left);
    sq_str right = sq_check_words(c, e->args[1]);
    struct sq_diag *f = sq_check_found(
        c, left, SQ_FOUND_type_mismatch, "`%.*s` is %s: `%s` does not fit it",
        SQ_FMT(text), sq_check_type(left->type), op_word(e->op));
    if (set)
        sq_diag_help(c->r->d, f, "write `%.*s has any %.*s`", SQ_FMT(text),
                     SQ_FMT(right));
    else if (e->op == SQ_OP_HAS)
        sq_diag_help(c->r->d, f, "write `%.*s = %.*s`", SQ_FMT(text),
                     SQ_FMT(right));
    else if (e->op == SQ_OP_HAS_ANY)
        sq_diag_help(c->r->d, f, "write `%.*s in %.*s`", SQ_FMT(text),
                     SQ_FMT(right));
    return false;
}

void
sq_check_membership(struct sq_check *c, struct sq_expr *e)
{
    struct sq_expr *left = e->args[0];
    sq_check(c, left, &sq_beside_nothing);
    if (left->type == SQ_T_NONE || !check_holder(c, e))
        return; /* what its options are is not known */
    bool good = check_items(c, e);
    e->group = left->group;
    if (good)
        e->type = SQ_T_BOOL;
}
