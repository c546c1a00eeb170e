/* SPDX-License-Identifier: MIT */
#include "expr/check.h"

enum kind { MATHS, FOLD, ABOUT, CHOOSE };

static const struct {
    enum kind kind;
    unsigned min, max; /* arguments */
} functions[SQ_FN_COUNT] = {
#define FUNCTION(name, word, kind, min, max, summary) \
    [SQ_FN_##name] = {kind, min, max},
#include "expr/functions.def"
#undef FUNCTION
};

bool
sq_fn_folds(enum sq_fn fn)
{
    return functions[fn].kind == FOLD;
}

static void
check_about(struct sq_check *c, struct sq_expr *e)
{
    struct sq_expr *arg = e->args[0];
    const char *fn = sq_fn_word(e->fn);
    const char *what = e->fn == SQ_FN_gate      ? "gate"
                       : e->fn == SQ_FN_trigger ? "trigger"
                                                : "question";
    if (arg->op != SQ_OP_NAME) {
        sq_check_found(c, arg, SQ_FOUND_wrong_arguments,
                       "`%s` takes the name of a %s and nothing else", fn,
                       what);
        return;
    }
    if (!sq_check_resolve(c, arg, &sq_beside_nothing))
        return;
    if (arg->name.lost) {
        c->r->failed = true;
        return;
    }
    bool fits = e->fn == SQ_FN_gate      ? arg->name.gate
                : e->fn == SQ_FN_trigger ? arg->name.trigger
                                         : arg->name.question;
    if (!fits) {
        sq_check_found(c, arg, SQ_FOUND_wrong_arguments, "`%.*s` is not a %s",
                       SQ_FMT(arg->text), what);
        return;
    }
    if (!sq_check_rows(c, arg))
        return;
    arg->type = arg->name.type;
    arg->domain = arg->name.domain;
    e->group = arg->group;
    e->type =
        e->fn == SQ_FN_score || e->fn == SQ_FN_words ? SQ_T_NUM : SQ_T_BOOL;
}

static void
check_if(struct sq_check *c, struct sq_expr *e, const struct sq_beside *beside)
{
    struct sq_expr *yes = e->args[1];
    struct sq_expr *no = e->args[2];
    sq_check(c, e->args[0], &sq_beside_nothing);
    bool good = sq_check_need(c, e->args[0], SQ_T_BOOL);
    if (beside->domain) {
        sq_check(c, yes, beside);
        sq_check(c, no, beside);
    } else {
        sq_check_sides(c, yes, no);
    }
    good = sq_check_groups(c, e) && good;
    if (yes->type == SQ_T_NONE || no->type == SQ_T_NONE)
        return;
    if (!sq_check_alike(yes, no)) {
        sq_str one = sq_check_words(c, yes);
        sq_str two = sq_check_words(c, no);
        sq_check_found(
            c, e, SQ_FOUND_type_mismatch,
            "`if` gives either `%.*s`, %s, or `%.*s`, %s: both must be of one "
            "kind",
            SQ_FMT(one), sq_check_type(yes->type), SQ_FMT(two),
            sq_check_type(no->type));
        return;
    }
    e->domain = yes->domain;
    if (good)
        e->type = yes->type;
}

static void
check_places(struct sq_check *c, struct sq_expr *e)
{
    struct sq_expr *places = e->args[1];
    if (places->op == SQ_OP_NUM && sq_num_is_int(places->num) &&
        places->num.num >= 0 && places->num.num <= 9)
        return;
    struct sq_diag *f = sq_check_found(
        c, places, SQ_FOUND_wrong_arguments,
        "the second argument of `%s` is the number of decimals: 0 to 9",
        sq_fn_word(e->fn));
    sq_diag_help(c->r->d, f, "write `%s(x, 1)` for one decimal",
                 sq_fn_word(e->fn));
    e->type = SQ_T_NONE;
}

static void
check_maths(struct sq_check *c, struct sq_expr *e)
{
    sq_check_plain(c, e, e->fn == SQ_FN_days ? SQ_T_DATE : SQ_T_NUM);
    if (e->type == SQ_T_DATE)
        e->type = SQ_T_NUM;
    if (e->type == SQ_T_NUM && e->fn != SQ_FN_days && e->n == 2)
        check_places(c, e);
}

/* What the argument of an aggregate must be. */
static bool
check_folded(struct sq_check *c, const struct sq_expr *e,
             const struct sq_expr *arg)
{
    if (arg->type == SQ_T_NONE)
        return false;
    if (e->fn == SQ_FN_any || e->fn == SQ_FN_all)
        return sq_check_need(c, arg, SQ_T_BOOL);
    if (e->fn == SQ_FN_min || e->fn == SQ_FN_max)
        return sq_check_need(
            c, arg, e->args[0]->type == SQ_T_DATE ? SQ_T_DATE : SQ_T_NUM);
    if (e->fn != SQ_FN_count)
        return sq_check_need(c, arg, SQ_T_NUM);
    if (arg->type == SQ_T_BOOL || arg->type == SQ_T_SET)
        return true;
    sq_str text = sq_check_words(c, arg);
    struct sq_diag *f =
        sq_check_found(c, arg, SQ_FOUND_type_mismatch,
                       "`count` counts what is true or chosen, and "
                       "`%.*s` is %s",
                       SQ_FMT(text), sq_check_type(arg->type));
    if (arg->op == SQ_OP_NAME && arg->name.question)
        sq_diag_help(c->r->d, f,
                     "how many are answered is `count(answered(%.*s))`",
                     SQ_FMT(text));
    else
        sq_diag_help(c->r->d, f, "compare it with something: `count(%.*s > 0)`",
                     SQ_FMT(text));
    return false;
}

/*
 * Aggregates inside an argument are worked out once, not once a row, and kept
 * meanwhile; that is why their number is bounded.
 */
static bool
check_inner(struct sq_check *c, const struct sq_expr *arg)
{
    if (!arg->group || c->inner <= SQ_MAX_INNER)
        return true;
    struct sq_diag *f =
        sq_check_found(c, arg, SQ_FOUND_expression_too_large,
                       "more than %d aggregates inside one", SQ_MAX_INNER);
    sq_diag_help(c->r->d, f,
                 "give some of them names under `values`, and use the names");
    return false;
}

static void
check_fold(struct sq_check *c, struct sq_expr *e)
{
    struct sq_check outer = *c;
    bool good = true;
    for (uint32_t i = 0; i < e->n; i++) {
        c->in_fold = true;
        c->inner = 0;
        sq_check(c, e->args[i], &sq_beside_nothing);
        good = check_folded(c, e, e->args[i]) && good;
        good = check_inner(c, e->args[i]) && good;
    }
    *c = outer;
    c->inner++;
    e->group = NULL;
    if (!good)
        return;
    if (e->fn == SQ_FN_any || e->fn == SQ_FN_all)
        e->type = SQ_T_BOOL;
    else if (e->fn == SQ_FN_min || e->fn == SQ_FN_max)
        e->type = e->args[0]->type;
    else
        e->type = SQ_T_NUM;
}

static bool
check_count(struct sq_check *c, const struct sq_expr *e)
{
    unsigned min = functions[e->fn].min;
    unsigned max = functions[e->fn].max;
    if (e->n >= min && e->n <= max)
        return true;
    const char *fn = sq_fn_word(e->fn);
    const char *s = max == 1 ? "" : "s";
    struct sq_diag *f = NULL;
    if (min == max)
        f = sq_check_found(c, e, SQ_FOUND_wrong_arguments,
                           "`%s` takes %u argument%s, not %u", fn, min, s,
                           e->n);
    else
        f = sq_check_found(c, e, SQ_FOUND_wrong_arguments,
                           "`%s` takes %u to %u argument%s, not %u", fn, min,
                           max, s, e->n);
    if (e->fn == SQ_FN_if)
        sq_diag_help(c->r->d, f, "write `if(condition, value, other value)`");
    else if (e->n > max && functions[e->fn].kind == FOLD)
        sq_diag_help(c->r->d, f, "put one inside another: `%s(%s(a, b), c)`",
                     fn, fn);
    return false;
}

void
sq_check_call(struct sq_check *c, struct sq_expr *e,
              const struct sq_beside *beside)
{
    if (!check_count(c, e))
        return;
    switch (functions[e->fn].kind) {
    case MATHS:
        check_maths(c, e);
        break;
    case FOLD:
        check_fold(c, e);
        break;
    case ABOUT:
        check_about(c, e);
        break;
    case CHOOSE:
        check_if(c, e, beside);
        break;
    }
}
