/* SPDX-License-Identifier: MIT */
#include <stdarg.h>

#include "base/arena.h"
#include "expr/private.h"

struct checker {
    struct sq_reading *r;
    bool in_fold;   /* in an argument of an aggregate */
    uint32_t inner; /* aggregates seen directly inside that argument */
};

/* What stands on the other side of an operator: bare options belong to it. */
struct beside {
    enum sq_type type;
    const struct sq_domain *domain;
    const struct sq_expr *other;
};

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

static const struct beside nothing = {SQ_T_NONE, NULL, NULL};

static void check(struct checker *c, struct sq_expr *e,
                  const struct beside *beside);

/* ---- findings ----------------------------------------------------------- */

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t
past_blanks(sq_str text, size_t at)
{
    while (at < text.len && is_blank(text.ptr[at]))
        at++;
    return at;
}

/* Bytes of the scalar before its text: a quote, or the line of `|` or `>`. */
static size_t
opening(sq_str raw)
{
    if (raw.len == 0)
        return 0;
    if (raw.ptr[0] == '\'' || raw.ptr[0] == '"')
        return 1;
    if (raw.ptr[0] == '|' || raw.ptr[0] == '>')
        return past_blanks(raw, sq_str_find(raw, '\n', 0));
    return 0;
}

/*
 * The offset in `raw`, a scalar as it stands in the file, of byte `to` of
 * `text`, its value.  YAML folds lines, so any run of blanks equals any other.
 * False when more than blanks differ (escapes): then nobody knows.
 */
static bool
align(sq_str raw, sq_str text, uint32_t to, uint32_t *out)
{
    size_t at = opening(raw);
    for (size_t i = 0; i < to;) {
        if (at >= raw.len || is_blank(raw.ptr[at]) != is_blank(text.ptr[i]))
            return false;
        if (is_blank(text.ptr[i])) {
            at = past_blanks(raw, at);
            i = past_blanks(text, i);
        } else if (raw.ptr[at++] != text.ptr[i++]) {
            return false;
        }
    }
    *out = (uint32_t)at;
    return true;
}

struct sq_span
sq_reading_place(const struct sq_reading *r, uint32_t from, uint32_t to)
{
    if (!r->at.source)
        return r->at;
    uint32_t first = 0;
    uint32_t last = 0;
    sq_str raw = sq_span_text(r->at);
    if (!align(raw, r->text, from, &first) || !align(raw, r->text, to, &last))
        return r->at;
    return (struct sq_span){r->at.source, r->at.from + first,
                            r->at.from + last};
}

static struct sq_diag *found(struct checker *c, const struct sq_expr *e,
                             enum sq_code code, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

static struct sq_diag *
found(struct checker *c, const struct sq_expr *e, enum sq_code code,
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

#define HELP(c, f, ...) sq_diag_help((c)->r->d, (f), __VA_ARGS__)

/* The user's own words. */
static sq_str
words(const struct checker *c, const struct sq_expr *e)
{
    return sq_str_sub(c->r->text, e->from, e->to);
}

static const char *
type_words(enum sq_type type)
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
    return table[op] ? table[op] : "";
}

/* ---- domains ------------------------------------------------------------ */

static bool
option_find(const struct sq_domain *domain, sq_str id, uint32_t *out)
{
    for (uint32_t i = 0; domain && i < domain->n; i++) {
        if (!sq_str_eq(domain->items[i].id, id))
            continue;
        *out = i;
        return true;
    }
    return false;
}

static bool
same_domain(const struct sq_domain *a, const struct sq_domain *b)
{
    if (a == b)
        return true;
    if (!a || !b || a->n != b->n)
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
    for (uint32_t i = 0; domain && i < domain->n; i++) {
        if (!domain->items[i].scored)
            return false;
    }
    return domain && domain->n;
}

/* An id that the options could have: for examples in help lines. */
static sq_str
some_option(const struct sq_domain *domain)
{
    return domain && domain->n ? domain->items[0].id : SQ_LIT("option");
}

static void
help_options(struct checker *c, struct sq_diag *f, sq_str word,
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
        HELP(c, f, "did you mean `%.*s`?", SQ_FMT(near));
    else if (domain->n > MOST)
        HELP(c, f, "there are %.*s and %u more", SQ_FMT(list),
             domain->n - MOST);
    else
        HELP(c, f, "there are %.*s", SQ_FMT(list));
}

/* ---- names -------------------------------------------------------------- */

static bool
find(struct checker *c, sq_str text, struct sq_name *out, sq_str *out_near,
     sq_str *out_why)
{
    const struct sq_scope *scope = c->r->scope;
    *out = (struct sq_name){0};
    *out_near = *out_why = (sq_str){0};
    return scope->find(scope->ctx, text, out, out_near, out_why);
}

static bool
is_known(struct checker *c, sq_str text)
{
    struct sq_name name;
    sq_str near, why;
    return find(c, text, &name, &near, &why);
}

static bool
is_bare(const struct sq_expr *e)
{
    return e->op == SQ_OP_NAME && sq_str_find(e->text, '.', 0) == e->text.len;
}

/* What `e` will be, before it was checked, as far as options need to know. */
static struct beside
peek(struct checker *c, const struct sq_expr *e)
{
    struct beside b = {SQ_T_NONE, NULL, e};
    if (e->op == SQ_OP_TEXT)
        b.type = SQ_T_TEXT;
    if (e->op == SQ_OP_NAME) {
        struct sq_name name;
        sq_str near, why;
        if (find(c, e->text, &name, &near, &why)) {
            b.type = name.type;
            b.domain = name.domain;
        }
    }
    if (e->op == SQ_OP_CALL && e->fn == SQ_FN_if && e->n == 3) {
        b = peek(c, e->args[1]);
        if (!b.domain)
            b = peek(c, e->args[2]);
        b.other = e;
    }
    return b;
}

/* A minus without blanks became a hyphen: `raw-1`, `total-spent`. */
static bool
help_hyphen(struct checker *c, struct sq_diag *f, sq_str text)
{
    size_t at = sq_str_find(text, '-', 0);
    for (; at < text.len; at = sq_str_find(text, '-', at + 1)) {
        sq_str left = sq_str_sub(text, 0, at);
        sq_str right = sq_str_sub(text, at + 1, text.len);
        bool number = right.len && right.ptr[0] >= '0' && right.ptr[0] <= '9';
        if (!is_known(c, left) || !(number || is_known(c, right)))
            continue;
        HELP(c, f,
             "a hyphen belongs to the word; a minus has a blank on both "
             "sides: `%.*s - %.*s`",
             SQ_FMT(left), SQ_FMT(right));
        return true;
    }
    return false;
}

static void
unknown_option(struct checker *c, const struct sq_expr *e,
               const struct beside *beside)
{
    const struct sq_expr *other = beside->other;
    struct sq_diag *f = NULL;
    if (other && other->op == SQ_OP_NAME)
        f = found(c, e, SQ_FOUND_unknown_option, "`%.*s` has no option `%.*s`",
                  SQ_FMT(other->text), SQ_FMT(e->text));
    else
        f = found(c, e, SQ_FOUND_unknown_option, "there is no option `%.*s`",
                  SQ_FMT(e->text));
    help_options(c, f, e->text, beside->domain);
}

static void
unknown_name(struct checker *c, const struct sq_expr *e,
             const struct beside *beside, sq_str near)
{
    struct sq_diag *f =
        found(c, e, SQ_FOUND_unknown_name, "nothing here has the name `%.*s`",
              SQ_FMT(e->text));
    if (help_hyphen(c, f, e->text))
        return;
    if (near.len)
        HELP(c, f, "did you mean `%.*s`?", SQ_FMT(near));
    else if (beside->type == SQ_T_TEXT)
        HELP(c, f, "put a text in quotation marks: '%.*s'", SQ_FMT(e->text));
}

/* Looks `e` up into e->name; false after a finding. */
static bool
resolve(struct checker *c, struct sq_expr *e, const struct beside *beside)
{
    sq_str near, why;
    if (find(c, e->text, &e->name, &near, &why))
        return true;
    e->name = (struct sq_name){0};
    if (why.len)
        found(c, e, SQ_FOUND_unknown_name, "`%.*s` cannot be used here: %.*s",
              SQ_FMT(e->text), SQ_FMT(why));
    else if (beside->domain && is_bare(e))
        unknown_option(c, e, beside);
    else
        unknown_name(c, e, beside, near);
    return false;
}

/*
 * Which rows a name ranges over.  A column of the repeat that we stand in means
 * this row: always by its bare id, and by its full name outside an aggregate.
 */
static bool
place_in_rows(struct checker *c, struct sq_expr *e)
{
    const void *group = e->name.group;
    bool ours = group && group == c->r->scope->row_group;
    if (!group || (ours && (is_bare(e) || !c->in_fold)))
        return true;
    e->group = group;
    if (c->in_fold)
        return true;
    struct sq_diag *f =
        found(c, e, SQ_FOUND_column_alone, "`%.*s` has a value in every row",
              SQ_FMT(e->text));
    HELP(c, f,
         "take the rows together, as in `max(%.*s)` or `any(%.*s …)`, or name "
         "one row",
         SQ_FMT(e->text), SQ_FMT(e->text));
    return false;
}

static void
check_name(struct checker *c, struct sq_expr *e, const struct beside *beside)
{
    if (is_bare(e) && option_find(beside->domain, e->text, &e->option)) {
        e->op = SQ_OP_OPTION;
        e->type = SQ_T_OPTION;
        e->domain = beside->domain;
        return;
    }
    if (!resolve(c, e, beside))
        return;
    if (e->name.type == SQ_T_NONE) {
        const char *fn = e->name.trigger ? "trigger" : "gate";
        struct sq_diag *f =
            found(c, e, SQ_FOUND_type_mismatch, "`%.*s` is a %s, not a value",
                  SQ_FMT(e->text), fn);
        HELP(c, f, "write `%s(%.*s)`", fn, SQ_FMT(e->text));
        return;
    }
    if (!place_in_rows(c, e))
        return;
    e->type = e->name.type;
    e->domain = e->name.domain;
}

/* ---- types -------------------------------------------------------------- */

static void
help_truth(struct checker *c, struct sq_diag *f, const struct sq_expr *e)
{
    sq_str text = words(c, e);
    sq_str option = some_option(e->domain);
    if (e->type == SQ_T_NUM)
        HELP(c, f, "compare it with something: `%.*s > 0`", SQ_FMT(text));
    else if (e->type == SQ_T_OPTION)
        HELP(c, f, "compare it with an option: `%.*s = %.*s`", SQ_FMT(text),
             SQ_FMT(option));
    else if (e->type == SQ_T_SET)
        HELP(c, f, "ask for an option: `%.*s has %.*s`", SQ_FMT(text),
             SQ_FMT(option));
    else
        HELP(c, f, "compare it with something, or write `answered(…)`");
}

static void
help_number(struct checker *c, struct sq_diag *f, const struct sq_expr *e)
{
    sq_str text = words(c, e);
    bool question = e->op == SQ_OP_NAME && e->name.question;
    if (e->type == SQ_T_OPTION && question)
        HELP(c, f, "its points are `score(%.*s)`", SQ_FMT(text));
    else if (e->type == SQ_T_SET && question)
        HELP(c, f,
             "its points are `score(%.*s)`; how many are chosen is "
             "`count(%.*s)`",
             SQ_FMT(text), SQ_FMT(text));
    else if (e->type == SQ_T_BOOL)
        HELP(c, f, "`count(%.*s)` is 1 when it is true, else 0", SQ_FMT(text));
    else if (e->type == SQ_T_DATE)
        HELP(c, f, "the time between two dates is `days(first, second)`");
}

/* True when `e` has the type; a finding otherwise, unless it had one. */
static bool
need(struct checker *c, const struct sq_expr *e, enum sq_type type)
{
    if (e->type == type)
        return true;
    if (e->type == SQ_T_NONE)
        return false;
    sq_str text = words(c, e);
    struct sq_diag *f = found(
        c, e, SQ_FOUND_type_mismatch, "`%.*s` is %s, and %s is needed here",
        SQ_FMT(text), type_words(e->type), type_words(type));
    if (type == SQ_T_BOOL)
        help_truth(c, f, e);
    else if (type == SQ_T_NUM)
        help_number(c, f, e);
    else if (type == SQ_T_DATE)
        HELP(c, f, "dates are written year-month-day: `2026-11-03`");
    return false;
}

static bool
need_all(struct checker *c, const struct sq_expr *e, enum sq_type type)
{
    bool good = true;
    for (uint32_t i = 0; i < e->n; i++)
        good = need(c, e->args[i], type) && good;
    return good;
}

/* What varies by row in `e`: what does in its parts, and one table only. */
static bool
join_groups(struct checker *c, struct sq_expr *e)
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
        sq_str one = words(c, first);
        sq_str two = words(c, arg);
        struct sq_diag *f = found(c, arg, SQ_FOUND_mixed_groups,
                                  "`%.*s` and `%.*s` go through the rows of "
                                  "different tables",
                                  SQ_FMT(one), SQ_FMT(two));
        HELP(c, f,
             "take one of them together first, as in `max(…)`; rows of two "
             "tables do not belong together");
        return false;
    }
    e->group = first ? first->group : NULL;
    return true;
}

/* `to - from` is how people write the days between two dates. */
static bool
check_dates(struct checker *c, const struct sq_expr *e)
{
    if (e->op != SQ_OP_SUB || e->args[0]->type != SQ_T_DATE ||
        e->args[1]->type != SQ_T_DATE)
        return true;
    sq_str to = words(c, e->args[0]);
    sq_str from = words(c, e->args[1]);
    struct sq_diag *f = found(c, e, SQ_FOUND_type_mismatch,
                              "`%.*s` and `%.*s` are dates, and `-` takes "
                              "numbers",
                              SQ_FMT(to), SQ_FMT(from));
    HELP(c, f, "the days between them are `days(%.*s, %.*s)`", SQ_FMT(from),
         SQ_FMT(to));
    return false;
}

/* Checks all the parts, which must be of `type`, and gives `e` a type. */
static void
check_plain(struct checker *c, struct sq_expr *e, enum sq_type type)
{
    for (uint32_t i = 0; i < e->n; i++)
        check(c, e->args[i], &nothing);
    bool good = check_dates(c, e) && need_all(c, e, type);
    if (join_groups(c, e) && good)
        e->type = type;
}

static void
check_div(struct checker *c, struct sq_expr *e)
{
    check_plain(c, e, SQ_T_NUM);
    const struct sq_expr *by = e->args[1];
    if (by->op != SQ_OP_NUM || by->num.num != 0)
        return;
    found(c, by, SQ_FOUND_division_by_zero, "this divides by zero");
    e->type = SQ_T_NONE;
}

/* ---- comparisons -------------------------------------------------------- */

static bool
has_option(const struct beside *b, const struct sq_expr *word)
{
    uint32_t ignored = 0;
    return is_bare(word) && option_find(b->domain, word->text, &ignored);
}

/* Both sides; a bare word is first an option of the other side (S6). */
static void
check_sides(struct checker *c, struct sq_expr *left, struct sq_expr *right)
{
    struct beside l = peek(c, left);
    struct beside r = has_option(&l, right) ? nothing : peek(c, right);
    if (has_option(&r, left))
        l = nothing;
    check(c, left, &r);
    check(c, right, &l);
}

static bool
allow_reserved(struct checker *c, struct sq_expr *word,
               const struct sq_expr *other)
{
    static const char *const table[] = {"", "not-known", "not-applicable"};
    if (other->op == SQ_OP_NAME && other->name.question)
        return true;
    if (other->type == SQ_T_NONE && other->op != SQ_OP_RESERVED)
        return false; /* told already */
    sq_str text = words(c, other);
    struct sq_diag *f = found(c, word, SQ_FOUND_type_mismatch,
                              "`%s` is an answer, and `%.*s` is no question",
                              table[word->reserved], SQ_FMT(text));
    HELP(c, f, "compare a question itself with it");
    return false;
}

/* `q = not-known`: one side of `e` is reserved. */
static void
check_reserved(struct checker *c, struct sq_expr *e)
{
    struct sq_expr *word = e->args[0];
    struct sq_expr *other = e->args[1];
    if (word->op != SQ_OP_RESERVED) {
        word = e->args[1];
        other = e->args[0];
    }
    if (other->op != SQ_OP_RESERVED)
        check(c, other, &nothing);
    if (e->op != SQ_OP_EQ && e->op != SQ_OP_NE) {
        sq_str text = words(c, word);
        struct sq_diag *f = found(c, word, SQ_FOUND_no_order,
                                  "`%.*s` is neither more nor less than an "
                                  "answer",
                                  SQ_FMT(text));
        HELP(c, f, "compare with `=` or `!=`");
        return;
    }
    if (allow_reserved(c, word, other) && join_groups(c, e))
        e->type = SQ_T_BOOL;
}

static void
help_compare(struct checker *c, struct sq_diag *f, const struct sq_expr *l,
             const struct sq_expr *r)
{
    uint32_t ignored = 0;
    sq_str left = words(c, l);
    sq_str right = words(c, r);
    if (l->type == SQ_T_SET && r->type == SQ_T_OPTION)
        HELP(c, f, "write `%.*s has %.*s`", SQ_FMT(left), SQ_FMT(right));
    else if (l->type == SQ_T_OPTION && r->type == SQ_T_NUM)
        help_number(c, f, l);
    else if (l->type == SQ_T_OPTION && r->op == SQ_OP_TEXT &&
             option_find(l->domain, r->text, &ignored))
        HELP(c, f, "write the option without quotation marks: `%.*s`",
             SQ_FMT(r->text));
    else if (l->type == SQ_T_DATE && r->type == SQ_T_TEXT)
        HELP(c, f, "write a date without quotation marks: `2026-11-03`");
}

static void
mismatch(struct checker *c, const struct sq_expr *e)
{
    const struct sq_expr *l = e->args[0];
    const struct sq_expr *r = e->args[1];
    sq_str left = words(c, l);
    sq_str right = words(c, r);
    if (l->type == r->type) {
        found(c, e, SQ_FOUND_type_mismatch,
              "`%.*s` and `%.*s` have different options", SQ_FMT(left),
              SQ_FMT(right));
        return;
    }
    struct sq_diag *f = found(
        c, e, SQ_FOUND_type_mismatch, "`%.*s` is %s, and `%.*s` is %s",
        SQ_FMT(left), type_words(l->type), SQ_FMT(right), type_words(r->type));
    help_compare(c, f, l, r);
    if (!f->help.len)
        help_compare(c, f, r, l);
}

static bool
comparable(const struct sq_expr *l, const struct sq_expr *r)
{
    if (l->type != r->type)
        return false;
    if (l->type == SQ_T_OPTION || l->type == SQ_T_SET)
        return same_domain(l->domain, r->domain);
    return true;
}

/* `e` is < <= > or >=, between two things of one type. */
static bool
check_order(struct checker *c, const struct sq_expr *e)
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
    sq_str text = words(c, l);
    sq_str option = some_option(l->domain);
    struct sq_diag *f = NULL;
    if (l->type == SQ_T_OPTION) {
        f = found(c, e, SQ_FOUND_no_order,
                  "not every option of `%.*s` has a score, so `%s` cannot "
                  "compare them",
                  SQ_FMT(text), op_word(e->op));
        HELP(c, f,
             "score every option, or list those you mean: "
             "`%.*s in [%.*s, …]`",
             SQ_FMT(text), SQ_FMT(option));
        return false;
    }
    f = found(c, e, SQ_FOUND_no_order, "`%.*s` is %s: `%s` cannot compare it",
              SQ_FMT(text), type_words(l->type), op_word(e->op));
    if (l->type == SQ_T_SET)
        HELP(c, f, "how many are chosen is `count(%.*s)`", SQ_FMT(text));
    return false;
}

static void
check_compare(struct checker *c, struct sq_expr *e)
{
    struct sq_expr *l = e->args[0];
    struct sq_expr *r = e->args[1];
    if (l->op == SQ_OP_RESERVED || r->op == SQ_OP_RESERVED) {
        check_reserved(c, e);
        return;
    }
    check_sides(c, l, r);
    bool good = join_groups(c, e);
    if (l->type == SQ_T_NONE || r->type == SQ_T_NONE)
        return;
    if (!comparable(l, r)) {
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
check_item(struct checker *c, struct sq_expr *item, const struct sq_expr *left)
{
    if (item->op == SQ_OP_RESERVED)
        return allow_reserved(c, item, left);
    struct beside beside = {left->type, left->domain, left};
    check(c, item, &beside);
    if (item->type == SQ_T_NONE || left->type == SQ_T_NONE)
        return false;
    sq_str text = words(c, item);
    if (item->op == SQ_OP_NAME || item->op > SQ_OP_NAME) {
        struct sq_diag *f =
            found(c, item, SQ_FOUND_type_mismatch,
                  "`%.*s` is not an option, a number, a date or a text",
                  SQ_FMT(text));
        HELP(c, f, "compare with other names one by one, with `=` and `or`");
        return false;
    }
    enum sq_type type = left->type == SQ_T_SET ? SQ_T_OPTION : left->type;
    if (item->type == type)
        return true;
    sq_str whole = words(c, left);
    struct sq_diag *f =
        found(c, item, SQ_FOUND_type_mismatch, "`%.*s` is %s, and `%.*s` is %s",
              SQ_FMT(whole), type_words(left->type), SQ_FMT(text),
              type_words(item->type));
    help_compare(c, f, left, item);
    return false;
}

static bool
check_items(struct checker *c, struct sq_expr *e)
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
check_holder(struct checker *c, const struct sq_expr *e)
{
    const struct sq_expr *left = e->args[0];
    bool set = left->type == SQ_T_SET;
    if (set == (e->op != SQ_OP_IN) && left->type != SQ_T_BOOL)
        return true;
    sq_str text = words(c, left);
    sq_str right = words(c, e->args[1]);
    struct sq_diag *f = found(
        c, left, SQ_FOUND_type_mismatch, "`%.*s` is %s: `%s` does not fit it",
        SQ_FMT(text), type_words(left->type), op_word(e->op));
    if (set)
        HELP(c, f, "write `%.*s has any %.*s`", SQ_FMT(text), SQ_FMT(right));
    else if (e->op == SQ_OP_HAS)
        HELP(c, f, "write `%.*s = %.*s`", SQ_FMT(text), SQ_FMT(right));
    else if (e->op == SQ_OP_HAS_ANY)
        HELP(c, f, "write `%.*s in %.*s`", SQ_FMT(text), SQ_FMT(right));
    return false;
}

static void
check_membership(struct checker *c, struct sq_expr *e)
{
    struct sq_expr *left = e->args[0];
    check(c, left, &nothing);
    if (left->type == SQ_T_NONE || !check_holder(c, e))
        return; /* what its options are is not known */
    bool good = check_items(c, e);
    e->group = left->group;
    if (good)
        e->type = SQ_T_BOOL;
}

/* ---- calls -------------------------------------------------------------- */

static void
check_about(struct checker *c, struct sq_expr *e)
{
    struct sq_expr *arg = e->args[0];
    const char *fn = sq_fn_word(e->fn);
    const char *what = e->fn == SQ_FN_gate      ? "gate"
                       : e->fn == SQ_FN_trigger ? "trigger"
                                                : "question";
    if (arg->op != SQ_OP_NAME) {
        found(c, arg, SQ_FOUND_wrong_arguments,
              "`%s` takes the name of a %s and nothing else", fn, what);
        return;
    }
    if (!resolve(c, arg, &nothing))
        return;
    bool fits = e->fn == SQ_FN_gate      ? arg->name.gate
                : e->fn == SQ_FN_trigger ? arg->name.trigger
                                         : arg->name.question;
    if (!fits) {
        found(c, arg, SQ_FOUND_wrong_arguments, "`%.*s` is not a %s",
              SQ_FMT(arg->text), what);
        return;
    }
    if (!place_in_rows(c, arg))
        return;
    arg->type = arg->name.type;
    arg->domain = arg->name.domain;
    e->group = arg->group;
    e->type = e->fn == SQ_FN_score ? SQ_T_NUM : SQ_T_BOOL;
}

static void
check_if(struct checker *c, struct sq_expr *e, const struct beside *beside)
{
    struct sq_expr *yes = e->args[1];
    struct sq_expr *no = e->args[2];
    check(c, e->args[0], &nothing);
    bool good = need(c, e->args[0], SQ_T_BOOL);
    if (beside->domain) {
        check(c, yes, beside);
        check(c, no, beside);
    } else {
        check_sides(c, yes, no);
    }
    good = join_groups(c, e) && good;
    if (yes->type == SQ_T_NONE || no->type == SQ_T_NONE)
        return;
    if (!comparable(yes, no)) {
        sq_str one = words(c, yes);
        sq_str two = words(c, no);
        found(
            c, e, SQ_FOUND_type_mismatch,
            "`if` gives either `%.*s`, %s, or `%.*s`, %s: both must be of one "
            "kind",
            SQ_FMT(one), type_words(yes->type), SQ_FMT(two),
            type_words(no->type));
        return;
    }
    e->domain = yes->domain;
    if (good)
        e->type = yes->type;
}

static void
check_places(struct checker *c, struct sq_expr *e)
{
    struct sq_expr *places = e->args[1];
    if (places->op == SQ_OP_NUM && sq_num_is_int(places->num) &&
        places->num.num >= 0 && places->num.num <= 9)
        return;
    struct sq_diag *f =
        found(c, places, SQ_FOUND_wrong_arguments,
              "the second argument of `%s` is the number of decimals: 0 to 9",
              sq_fn_word(e->fn));
    HELP(c, f, "write `%s(x, 1)` for one decimal", sq_fn_word(e->fn));
    e->type = SQ_T_NONE;
}

static void
check_maths(struct checker *c, struct sq_expr *e)
{
    check_plain(c, e, e->fn == SQ_FN_days ? SQ_T_DATE : SQ_T_NUM);
    if (e->type == SQ_T_DATE)
        e->type = SQ_T_NUM;
    if (e->type == SQ_T_NUM && e->fn != SQ_FN_days && e->n == 2)
        check_places(c, e);
}

/* What the argument of an aggregate must be. */
static bool
check_folded(struct checker *c, const struct sq_expr *e,
             const struct sq_expr *arg)
{
    if (arg->type == SQ_T_NONE)
        return false;
    if (e->fn == SQ_FN_any || e->fn == SQ_FN_all)
        return need(c, arg, SQ_T_BOOL);
    if (e->fn == SQ_FN_min || e->fn == SQ_FN_max)
        return need(c, arg,
                    e->args[0]->type == SQ_T_DATE ? SQ_T_DATE : SQ_T_NUM);
    if (e->fn != SQ_FN_count)
        return need(c, arg, SQ_T_NUM);
    if (arg->type == SQ_T_BOOL || arg->type == SQ_T_SET)
        return true;
    sq_str text = words(c, arg);
    struct sq_diag *f = found(c, arg, SQ_FOUND_type_mismatch,
                              "`count` counts what is true or chosen, and "
                              "`%.*s` is %s",
                              SQ_FMT(text), type_words(arg->type));
    if (arg->op == SQ_OP_NAME && arg->name.question)
        HELP(c, f, "how many are answered is `count(answered(%.*s))`",
             SQ_FMT(text));
    else
        HELP(c, f, "compare it with something: `count(%.*s > 0)`",
             SQ_FMT(text));
    return false;
}

/*
 * Aggregates inside an argument are worked out once, not once a row, and kept
 * meanwhile; that is why their number is bounded.
 */
static bool
check_inner(struct checker *c, const struct sq_expr *arg)
{
    if (!arg->group || c->inner <= SQ_MAX_INNER)
        return true;
    struct sq_diag *f =
        found(c, arg, SQ_FOUND_expression_too_large,
              "more than %d aggregates inside one", SQ_MAX_INNER);
    HELP(c, f, "give some of them names under `values`, and use the names");
    return false;
}

static void
check_fold(struct checker *c, struct sq_expr *e)
{
    struct checker outer = *c;
    bool good = true;
    for (uint32_t i = 0; i < e->n; i++) {
        c->in_fold = true;
        c->inner = 0;
        check(c, e->args[i], &nothing);
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
check_count(struct checker *c, const struct sq_expr *e)
{
    unsigned min = functions[e->fn].min;
    unsigned max = functions[e->fn].max;
    if (e->n >= min && e->n <= max)
        return true;
    const char *fn = sq_fn_word(e->fn);
    const char *s = max == 1 ? "" : "s";
    struct sq_diag *f = NULL;
    if (min == max)
        f = found(c, e, SQ_FOUND_wrong_arguments,
                  "`%s` takes %u argument%s, not %u", fn, min, s, e->n);
    else
        f = found(c, e, SQ_FOUND_wrong_arguments,
                  "`%s` takes %u to %u argument%s, not %u", fn, min, max, s,
                  e->n);
    if (e->fn == SQ_FN_if)
        HELP(c, f, "write `if(condition, value, other value)`");
    else if (e->n > max && functions[e->fn].kind == FOLD)
        HELP(c, f, "put one inside another: `%s(%s(a, b), c)`", fn, fn);
    return false;
}

static void
check_call(struct checker *c, struct sq_expr *e, const struct beside *beside)
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

/* ---- the whole ---------------------------------------------------------- */

static void
check_date(struct checker *c, struct sq_expr *e)
{
    e->type = SQ_T_DATE;
    if (e->date != SQ_NO_DATE || c->r->scope->may_today)
        return;
    struct sq_diag *f = found(c, e, SQ_FOUND_today_not_allowed,
                              "`today` cannot be used here: the result would "
                              "change from day to day");
    HELP(c, f,
         "`today` is for `checks` and `review`; elsewhere compare two "
         "dates of the assessment");
    e->type = SQ_T_NONE;
}

static void
check_lone_reserved(struct checker *c, const struct sq_expr *e)
{
    sq_str text = words(c, e);
    struct sq_diag *f = found(c, e, SQ_FOUND_type_mismatch,
                              "`%.*s` does not stand alone", SQ_FMT(text));
    HELP(c, f, "compare a question with it: `D2 = %.*s`", SQ_FMT(text));
}

static void
check(struct checker *c, struct sq_expr *e, const struct beside *beside)
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
        check_name(c, e, beside);
        break;
    case SQ_OP_OR:
    case SQ_OP_AND:
    case SQ_OP_NOT:
        check_plain(c, e, SQ_T_BOOL);
        break;
    case SQ_OP_EQ:
    case SQ_OP_NE:
    case SQ_OP_LT:
    case SQ_OP_LE:
    case SQ_OP_GT:
    case SQ_OP_GE:
        check_compare(c, e);
        break;
    case SQ_OP_IN:
    case SQ_OP_HAS:
    case SQ_OP_HAS_ANY:
    case SQ_OP_HAS_ALL:
        check_membership(c, e);
        break;
    case SQ_OP_DIV:
        check_div(c, e);
        break;
    case SQ_OP_ADD:
    case SQ_OP_SUB:
    case SQ_OP_MUL:
    case SQ_OP_NEG:
        check_plain(c, e, SQ_T_NUM);
        break;
    case SQ_OP_CALL:
        check_call(c, e, beside);
        break;
    }
}

bool
sq_expr_check(struct sq_reading *r, struct sq_expr *e, enum sq_type want)
{
    struct checker c = {.r = r};
    check(&c, e, &nothing);
    if (want != SQ_T_NONE)
        need(&c, e, want);
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
