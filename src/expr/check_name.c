/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "expr/check.h"

/* Names: of options first, then of everything else (S6). */

bool
sq_check_option(const struct sq_domain *domain, sq_str id, uint32_t *out)
{
    for (uint32_t i = 0; domain && i < domain->n; i++) {
        if (!sq_str_eq(domain->items[i].id, id))
            continue;
        *out = i;
        return true;
    }
    return false;
}

sq_str
sq_check_example(const struct sq_domain *domain)
{
    return domain && domain->n ? domain->items[0].id : SQ_LIT("option");
}

static void
help_options(struct sq_check *c, struct sq_diag *f, sq_str word,
             const struct sq_domain *domain)
{
    enum { MOST = 8 };
    struct sq_arena *a = c->r->arena;
    sq_str *ids = SQ_NEW_N(a, domain->n, sq_str);
    sq_str list = {0};
    for (uint32_t i = 0; i < domain->n; i++) {
        ids[i] = domain->items[i].id;
        if (i < MOST)
            list = sq_str_printf(a, "%.*s%s`%.*s`", SQ_FMT(list), i ? ", " : "",
                                 SQ_FMT(ids[i]));
    }
    sq_str near = sq_str_nearest(word, ids, domain->n);
    if (near.len)
        sq_diag_help(c->r->d, f, "did you mean `%.*s`?", SQ_FMT(near));
    else if (domain->n > MOST)
        sq_diag_help(c->r->d, f, "there are %.*s and %u more", SQ_FMT(list),
                     domain->n - MOST);
    else
        sq_diag_help(c->r->d, f, "there are %.*s", SQ_FMT(list));
}

static bool
find(struct sq_check *c, sq_str text, struct sq_name *out, sq_str *out_near,
     sq_str *out_why)
{
    const struct sq_scope *scope = c->r->scope;
    *out = (struct sq_name){0};
    *out_near = *out_why = (sq_str){0};
    return scope->find(scope->ctx, text, out, out_near, out_why);
}

static bool
is_known(struct sq_check *c, sq_str text)
{
    struct sq_name name;
    sq_str near, why;
    return find(c, text, &name, &near, &why);
}

bool
sq_check_is_bare(const struct sq_expr *e)
{
    return e->op == SQ_OP_NAME && sq_str_find(e->text, '.', 0) == e->text.len;
}

struct sq_beside
sq_check_peek(struct sq_check *c, const struct sq_expr *e)
{
    struct sq_beside b = {.type = SQ_T_NONE, .other = e};
    if (e->op == SQ_OP_TEXT)
        b.type = SQ_T_TEXT;
    if (e->op == SQ_OP_NAME) {
        struct sq_name name;
        sq_str near, why;
        if (find(c, e->text, &name, &near, &why)) {
            b.type = name.type;
            b.domain = name.domain;
            b.told = name.lost;
        } else {
            b.unknown = true;
        }
    }
    if (e->op == SQ_OP_CALL && e->fn == SQ_FN_if && e->n == 3) {
        b = sq_check_peek(c, e->args[1]);
        if (!b.domain)
            b = sq_check_peek(c, e->args[2]);
        b.other = e;
    }
    return b;
}

/* A minus without blanks became a hyphen: `raw-1`, `total-spent`. */
static bool
help_hyphen(struct sq_check *c, struct sq_diag *f, sq_str text)
{
    size_t at = sq_str_find(text, '-', 0);
    for (; at < text.len; at = sq_str_find(text, '-', at + 1)) {
        sq_str left = sq_str_sub(text, 0, at);
        sq_str right = sq_str_sub(text, at + 1, text.len);
        bool number = right.len && right.ptr[0] >= '0' && right.ptr[0] <= '9';
        if (!is_known(c, left) || !(number || is_known(c, right)))
            continue;
        sq_diag_help(
            c->r->d, f,
            "a hyphen belongs to the word; a minus has a blank on both "
            "sides: `%.*s - %.*s`",
            SQ_FMT(left), SQ_FMT(right));
        return true;
    }
    return false;
}

static void
unknown_option(struct sq_check *c, const struct sq_expr *e,
               const struct sq_beside *beside)
{
    const struct sq_expr *other = beside->other; /* which has the options */
    struct sq_diag *f = NULL;
    if (other->op == SQ_OP_NAME)
        f = sq_check_found(c, e, SQ_FOUND_unknown_option,
                           "`%.*s` has no option `%.*s`", SQ_FMT(other->text),
                           SQ_FMT(e->text));
    else
        f = sq_check_found(c, e, SQ_FOUND_unknown_option,
                           "there is no option `%.*s`", SQ_FMT(e->text));
    /* questions may share a set of options, and miss the same one */
    f->about = sq_str_printf(c->r->arena, "%p %.*s",
                             (const void *)beside->domain, SQ_FMT(e->text));
    help_options(c, f, e->text, beside->domain);
}

/* One table that is missed, or one column of several tables, is one thing. */
static sq_str
missed(struct sq_check *c, sq_str text)
{
    size_t dot = sq_str_find(text, '.', 0);
    struct sq_name name;
    sq_str near, why;
    sq_str table = sq_str_sub(text, 0, dot);
    if (dot < text.len) {
        find(c, table, &name, &near, &why);
        if (why.len) /* it is a table */
            return sq_str_sub(text, dot, text.len);
    }
    return table;
}

static void
unknown_name(struct sq_check *c, const struct sq_expr *e,
             const struct sq_beside *beside, sq_str near)
{
    if (c->r->scope->has_hole) {
        c->r->failed = true; /* it may be in what is lost, which is told */
        return;
    }
    struct sq_diag *f =
        sq_check_found(c, e, SQ_FOUND_unknown_name,
                       "nothing here has the name `%.*s`", SQ_FMT(e->text));
    f->about = missed(c, e->text);
    if (help_hyphen(c, f, e->text))
        return;
    if (near.len)
        sq_diag_help(c->r->d, f, "did you mean `%.*s`?", SQ_FMT(near));
    else if (beside->type == SQ_T_TEXT)
        sq_diag_help(c->r->d, f, "put a text in quotation marks: '%.*s'",
                     SQ_FMT(e->text));
}

bool
sq_check_resolve(struct sq_check *c, struct sq_expr *e,
                 const struct sq_beside *beside)
{
    sq_str near, why;
    if (find(c, e->text, &e->name, &near, &why))
        return true;
    enum sq_code code =
        e->name.later ? SQ_FOUND_forward_reference : SQ_FOUND_unknown_name;
    e->name = (struct sq_name){0};
    if (why.len)
        sq_check_found(c, e, code, "`%.*s` cannot be used here: %.*s",
                       SQ_FMT(e->text), SQ_FMT(why));
    else if (beside->unknown && sq_check_is_bare(e))
        c->r->failed = true; /* an option of it, most likely */
    else if (beside->domain && sq_check_is_bare(e))
        unknown_option(c, e, beside);
    else
        unknown_name(c, e, beside, near);
    return false;
}

bool
sq_check_rows(struct sq_check *c, struct sq_expr *e)
{
    const void *group = e->name.group;
    bool ours = group && group == c->r->scope->row_group;
    if (!group || (ours && (sq_check_is_bare(e) || !c->in_fold)))
        return true;
    e->group = group;
    if (c->in_fold)
        return true;
    struct sq_diag *f =
        sq_check_found(c, e, SQ_FOUND_column_alone,
                       "`%.*s` has a value in every row", SQ_FMT(e->text));
    sq_diag_help(
        c->r->d, f,
        "take the rows together, as in `max(%.*s)` or `any(%.*s …)`, or name "
        "one row",
        SQ_FMT(e->text), SQ_FMT(e->text));
    return false;
}

void
sq_check_name(struct sq_check *c, struct sq_expr *e,
              const struct sq_beside *beside)
{
    if (sq_check_is_bare(e) &&
        sq_check_option(beside->domain, e->text, &e->option)) {
        e->op = SQ_OP_OPTION;
        e->type = SQ_T_OPTION;
        e->domain = beside->domain;
        return;
    }
    if (beside->told && sq_check_is_bare(e)) {
        c->r->failed = true; /* one of its options, most likely */
        return;
    }
    if (!sq_check_resolve(c, e, beside))
        return;
    if (e->name.lost) {
        c->r->failed = true;
        return;
    }
    if (e->name.type == SQ_T_NONE) {
        const char *fn = e->name.trigger ? "trigger" : "gate";
        struct sq_diag *f =
            sq_check_found(c, e, SQ_FOUND_type_mismatch,
                           "`%.*s` is a %s, not a value", SQ_FMT(e->text), fn);
        sq_diag_help(c->r->d, f, "write `%s(%.*s)`", fn, SQ_FMT(e->text));
        return;
    }
    if (!sq_check_rows(c, e))
        return;
    e->type = e->name.type;
    e->domain = e->name.domain;
}
