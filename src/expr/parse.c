/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/limits.h"
#include "expr/private.h"

/*
 * From loose to tight: or, and, not, one comparison, + -, * /, unary minus.
 * After the first finding every token is the end of the text, so that all
 * functions return quickly; what they return is then not used.
 */
struct parser {
    struct sq_reading *r;
    struct sq_token tok; /* the one to be read next */
    uint32_t end;        /* where the one before it ended */
    unsigned depth;      /* brackets and prefixes around us */
    unsigned height;     /* of the tree returned last */
};

static struct sq_expr *parse_or(struct parser *p);

static const char *const function_words[SQ_FN_COUNT] = {
#define FUNCTION(name, word, kind, min, max, summary) [SQ_FN_##name] = (word),
#include "expr/functions.def"
#undef FUNCTION
};

enum sq_fn
sq_fn_find(sq_str word)
{
    for (int fn = 0; fn < SQ_FN_COUNT; fn++) {
        if (sq_str_is(word, function_words[fn]))
            return (enum sq_fn)fn;
    }
    return SQ_FN_COUNT;
}

const char *
sq_fn_word(enum sq_fn fn)
{
    return function_words[fn];
}

/* ---- findings ----------------------------------------------------------- */

/* `help` may be NULL. */
static void
fail(struct parser *p, enum sq_code code, struct sq_token at,
     const char *message, const char *help)
{
    struct sq_reading *r = p->r;
    if (!r->failed) {
        struct sq_diag *f = sq_diag_add(
            r->d, code, sq_reading_place(r, at.from, at.to), "%s", message);
        if (help)
            sq_diag_help(r->d, f, "%s", help);
    }
    r->failed = true;
    p->tok.kind = SQ_TOK_END;
}

static const char *
shown(struct parser *p, struct sq_token t)
{
    if (t.kind == SQ_TOK_END)
        return "the end";
    sq_str text = sq_str_sub(p->r->text, t.from, t.to);
    return sq_str_printf(p->r->arena, "`%.*s`", SQ_FMT(text)).ptr;
}

static void
expected(struct parser *p, const char *what, const char *help)
{
    const char *got = shown(p, p->tok);
    sq_str message =
        sq_str_printf(p->r->arena, "expected %s, found %s", what, got);
    fail(p, SQ_FOUND_expression_syntax, p->tok, message.ptr, help);
}

static void
too_large(struct parser *p)
{
    fail(p, SQ_FOUND_expression_too_large, p->tok,
         "the expression is nested too deeply",
         "give a part of it a name under `values`, and use the name");
}

/* ---- tokens ------------------------------------------------------------- */

static void
advance(struct parser *p)
{
    if (p->r->failed)
        return;
    p->end = p->tok.to;
    p->tok = sq_lex(p->r->text, p->tok.to);
    if (p->tok.kind != SQ_TOK_BAD)
        return;
    sq_str message =
        sq_str_printf(p->r->arena, "%s: %s", shown(p, p->tok), p->tok.problem);
    fail(p, SQ_FOUND_expression_syntax, p->tok, message.ptr, p->tok.help);
}

static bool
at_word(const struct parser *p, const char *word)
{
    return p->tok.kind == SQ_TOK_WORD && sq_str_is(p->tok.text, word);
}

static bool
accept_word(struct parser *p, const char *word)
{
    if (!at_word(p, word))
        return false;
    advance(p);
    return true;
}

static bool
accept(struct parser *p, enum sq_token_kind kind)
{
    if (p->tok.kind != kind)
        return false;
    advance(p);
    return true;
}

static bool
is_keyword(sq_str word)
{
    static const char *const words[] = {"and", "or",  "not", "in",
                                        "has", "any", "all"};
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (sq_str_is(word, words[i]))
            return true;
    }
    return false;
}

/* ---- nodes -------------------------------------------------------------- */

static struct sq_expr *
node(struct parser *p, enum sq_op op, uint32_t from, unsigned height)
{
    struct sq_expr *e = SQ_NEW(p->r->arena, struct sq_expr);
    e->op = op;
    e->from = from;
    e->to = p->end;
    p->height = height;
    if (height > SQ_MAX_EXPR_DEPTH)
        too_large(p);
    return e;
}

static struct sq_expr *
leaf(struct parser *p, enum sq_op op)
{
    struct sq_token t = p->tok;
    advance(p);
    struct sq_expr *e = node(p, op, t.from, 1);
    e->to = t.to;
    e->num = t.num;
    e->date = t.date;
    e->text = t.text;
    return e;
}

static void
add_arg(struct parser *p, struct sq_expr *e, struct sq_expr *arg)
{
    size_t n = e->n;
    e->args = sq_arena_push(p->r->arena, e->args, &n, sizeof(*e->args));
    e->args[n - 1] = arg;
    e->n = (uint32_t)n;
    e->to = p->end;
}

/*
 * `left op right`; `left_height` is that of `left`, and `right` was just read.
 * A run of one `op` that has no order of its own grows sideways.
 */
static struct sq_expr *
join(struct parser *p, enum sq_op op, struct sq_expr *left,
     unsigned left_height, struct sq_expr *right)
{
    unsigned below = left_height;
    if (p->height > below)
        below = p->height;
    struct sq_expr *e = node(p, op, left->from, below + 1);
    add_arg(p, e, left);
    add_arg(p, e, right);
    return e;
}

static void
widen(struct parser *p, struct sq_expr *e, unsigned height,
      struct sq_expr *right)
{
    if (p->height >= height)
        height = p->height + 1;
    p->height = height;
    add_arg(p, e, right);
    if (height > SQ_MAX_EXPR_DEPTH)
        too_large(p);
}

/* One deeper; the caller lowers `depth` again. */
static void
enter(struct parser *p)
{
    if (++p->depth > SQ_MAX_EXPR_DEPTH)
        too_large(p);
}

/* ---- the grammar -------------------------------------------------------- */

/* The arguments of a call or the items of a list, up to `close`. */
static void
parse_args(struct parser *p, struct sq_expr *e, enum sq_token_kind close,
           struct sq_expr *(*parse)(struct parser *p))
{
    unsigned height = 0;
    const char *end = close == SQ_TOK_CLOSE ? "`,` or `)`" : "`,` or `]`";
    do {
        struct sq_expr *arg = parse(p);
        if (p->height > height)
            height = p->height;
        add_arg(p, e, arg);
    } while (accept(p, SQ_TOK_COMMA));
    if (!accept(p, close))
        expected(p, end, NULL);
    e->to = p->end;
    p->height = height + 1;
    if (p->height > SQ_MAX_EXPR_DEPTH)
        too_large(p);
}

/* Every function's word, for a help line. */
static const char *
function_help(struct parser *p, sq_str word)
{
    sq_str words[SQ_FN_COUNT];
    sq_str list = {0};
    for (int fn = 0; fn < SQ_FN_COUNT; fn++) {
        words[fn] = sq_str_of(function_words[fn]);
        list = sq_str_printf(p->r->arena, "%.*s%s%s", SQ_FMT(list),
                             fn ? ", " : "", function_words[fn]);
    }
    sq_str near = sq_str_nearest(word, words, SQ_FN_COUNT);
    if (near.len)
        return sq_str_printf(p->r->arena, "did you mean `%.*s(`?", SQ_FMT(near))
            .ptr;
    return sq_str_printf(p->r->arena, "there are: %.*s", SQ_FMT(list)).ptr;
}

static struct sq_expr *
parse_call(struct parser *p)
{
    struct sq_expr *e = leaf(p, SQ_OP_CALL);
    e->fn = sq_fn_find(e->text);
    if (e->fn == SQ_FN_COUNT) {
        struct sq_token at = {.from = e->from, .to = e->to};
        sq_str message = sq_str_printf(
            p->r->arena, "there is no function `%.*s`", SQ_FMT(e->text));
        fail(p, SQ_FOUND_unknown_name, at, message.ptr,
             function_help(p, e->text));
        return e;
    }
    advance(p); /* the bracket */
    enter(p);
    if (p->tok.kind == SQ_TOK_CLOSE) {
        advance(p);
        e->to = p->end;
    } else {
        parse_args(p, e, SQ_TOK_CLOSE, parse_or);
    }
    p->depth--;
    return e;
}

static struct sq_expr *
parse_word(struct parser *p)
{
    sq_str word = p->tok.text;
    if (sq_str_is(word, "true") || sq_str_is(word, "false")) {
        struct sq_expr *e = leaf(p, SQ_OP_BOOL);
        e->truth = sq_str_is(word, "true");
        return e;
    }
    if (sq_lex(p->r->text, p->tok.to).kind == SQ_TOK_OPEN &&
        (!is_keyword(word) || sq_fn_find(word) != SQ_FN_COUNT))
        return parse_call(p);
    if (is_keyword(word)) {
        expected(p, "a name, a number or a text", NULL);
        return leaf(p, SQ_OP_NAME);
    }
    if (sq_str_is(word, "today")) {
        struct sq_expr *e = leaf(p, SQ_OP_DATE);
        e->date = SQ_NO_DATE;
        return e;
    }
    if (sq_str_is(word, "not-known") || sq_str_is(word, "not-applicable")) {
        struct sq_expr *e = leaf(p, SQ_OP_RESERVED);
        e->reserved =
            sq_str_is(word, "not-known") ? SQ_R_NOT_KNOWN : SQ_R_NOT_APPLICABLE;
        return e;
    }
    return leaf(p, SQ_OP_NAME);
}

static struct sq_expr *
parse_brackets(struct parser *p)
{
    uint32_t from = p->tok.from;
    advance(p);
    enter(p);
    struct sq_expr *e = parse_or(p);
    p->depth--;
    if (!accept(p, SQ_TOK_CLOSE))
        expected(p, "`)`", NULL);
    if (e->n) { /* what is quoted in a message has both its brackets */
        e->from = from;
        e->to = p->end;
    }
    return e;
}

static struct sq_expr *
parse_primary(struct parser *p)
{
    if (p->tok.kind == SQ_TOK_NUM)
        return leaf(p, SQ_OP_NUM);
    if (p->tok.kind == SQ_TOK_DATE)
        return leaf(p, SQ_OP_DATE);
    if (p->tok.kind == SQ_TOK_TEXT)
        return leaf(p, SQ_OP_TEXT);
    if (p->tok.kind == SQ_TOK_WORD)
        return parse_word(p);
    if (p->tok.kind == SQ_TOK_OPEN)
        return parse_brackets(p);
    expected(p, "a name, a number or a text",
             p->tok.kind == SQ_TOK_LIST
                 ? "a list stands behind `in`, `has any` or `has all`"
                 : NULL);
    return leaf(p, SQ_OP_NAME);
}

static struct sq_expr *
parse_unary(struct parser *p)
{
    if (p->tok.kind != SQ_TOK_MINUS)
        return parse_primary(p);
    uint32_t from = p->tok.from;
    advance(p);
    enter(p);
    struct sq_expr *arg = parse_unary(p);
    p->depth--;
    if (arg->op == SQ_OP_NUM) { /* so that lists may hold -1 */
        arg->num = sq_num_neg(arg->num);
        arg->from = from;
        return arg;
    }
    struct sq_expr *e = node(p, SQ_OP_NEG, from, p->height + 1);
    add_arg(p, e, arg);
    return e;
}

static struct sq_expr *
parse_product(struct parser *p)
{
    struct sq_expr *left = parse_unary(p);
    while (p->tok.kind == SQ_TOK_TIMES || p->tok.kind == SQ_TOK_OVER) {
        enum sq_op op = p->tok.kind == SQ_TOK_TIMES ? SQ_OP_MUL : SQ_OP_DIV;
        unsigned height = p->height;
        advance(p);
        struct sq_expr *right = parse_unary(p);
        left = join(p, op, left, height, right);
    }
    return left;
}

static bool
blank_at(const struct parser *p, uint32_t at)
{
    return at < p->r->text.len &&
           sq_str_find(SQ_LIT(" \t\r\n"), p->r->text.ptr[at], 0) < 4;
}

static struct sq_expr *
parse_sum(struct parser *p)
{
    struct sq_expr *left = parse_product(p);
    bool run = false; /* `left` is a run of + that we began here */
    while (p->tok.kind == SQ_TOK_PLUS || p->tok.kind == SQ_TOK_MINUS) {
        bool plus = p->tok.kind == SQ_TOK_PLUS;
        if (!plus && /* something stands before it */
            !(blank_at(p, p->tok.from - 1) && blank_at(p, p->tok.to)))
            fail(p, SQ_FOUND_expression_syntax, p->tok,
                 "a minus stands without blanks",
                 "put a blank on both sides of it: `a - b`");
        unsigned height = p->height;
        advance(p);
        struct sq_expr *right = parse_product(p);
        if (plus && run)
            widen(p, left, height, right);
        else
            left = join(p, plus ? SQ_OP_ADD : SQ_OP_SUB, left, height, right);
        run = plus;
    }
    return left;
}

/* ---- comparisons -------------------------------------------------------- */

/* The operator at hand; SQ_OP_NAME when it is none. */
static enum sq_op
comparison(const struct parser *p)
{
    static const struct {
        enum sq_token_kind kind;
        enum sq_op op;
    } table[] = {
        {SQ_TOK_EQ, SQ_OP_EQ}, {SQ_TOK_NE, SQ_OP_NE}, {SQ_TOK_LT, SQ_OP_LT},
        {SQ_TOK_LE, SQ_OP_LE}, {SQ_TOK_GT, SQ_OP_GT}, {SQ_TOK_GE, SQ_OP_GE},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (table[i].kind == p->tok.kind)
            return table[i].op;
    }
    if (at_word(p, "in"))
        return SQ_OP_IN;
    if (at_word(p, "has"))
        return SQ_OP_HAS;
    return SQ_OP_NAME;
}

static struct sq_expr *
parse_list(struct parser *p)
{
    struct sq_token open = p->tok;
    if (p->tok.kind != SQ_TOK_LIST) {
        expected(p, "a list in square brackets", "as in `[a, b]`");
        return leaf(p, SQ_OP_LIST);
    }
    advance(p);
    struct sq_expr *e = node(p, SQ_OP_LIST, open.from, 1);
    if (p->tok.kind == SQ_TOK_LIST_END) {
        open.to = p->tok.to;
        fail(p, SQ_FOUND_expression_syntax, open, "the list is empty",
             "name at least one option in it");
        return e;
    }
    parse_args(p, e, SQ_TOK_LIST_END, parse_unary);
    return e;
}

static void
fail_chain(struct parser *p, const struct sq_expr *e)
{
    struct sq_arena *a = p->r->arena;
    sq_str left = sq_str_sub(p->r->text, e->from, e->to);
    const struct sq_expr *last = e->args[1];
    sq_str middle = sq_str_sub(p->r->text, last->from, last->to);
    sq_str help = sq_str_printf(a, "write `%.*s and %.*s …`", SQ_FMT(left),
                                SQ_FMT(middle));
    fail(p, SQ_FOUND_expression_syntax, p->tok,
         "comparisons do not follow one another", help.ptr);
}

static struct sq_expr *
parse_compare(struct parser *p)
{
    struct sq_expr *left = parse_sum(p);
    enum sq_op op = comparison(p);
    if (op == SQ_OP_NAME)
        return left;
    unsigned height = p->height;
    advance(p);
    struct sq_expr *right = NULL;
    if (op == SQ_OP_HAS && accept_word(p, "any"))
        op = SQ_OP_HAS_ANY;
    else if (op == SQ_OP_HAS && accept_word(p, "all"))
        op = SQ_OP_HAS_ALL;
    if (op == SQ_OP_IN || op == SQ_OP_HAS_ANY || op == SQ_OP_HAS_ALL)
        right = parse_list(p);
    else if (op == SQ_OP_HAS && p->tok.kind == SQ_TOK_LIST)
        expected(p, "one option", "write `has any [a, b]` or `has all [a, b]`");
    if (!right)
        right = op == SQ_OP_HAS ? parse_unary(p) : parse_sum(p);
    struct sq_expr *e = join(p, op, left, height, right);
    if (comparison(p) != SQ_OP_NAME)
        fail_chain(p, e);
    return e;
}

static struct sq_expr *
parse_not(struct parser *p)
{
    if (!at_word(p, "not"))
        return parse_compare(p);
    uint32_t from = p->tok.from;
    advance(p);
    enter(p);
    struct sq_expr *arg = parse_not(p);
    p->depth--;
    struct sq_expr *e = node(p, SQ_OP_NOT, from, p->height + 1);
    add_arg(p, e, arg);
    return e;
}

static struct sq_expr *
parse_run(struct parser *p, const char *word, enum sq_op op,
          struct sq_expr *(*parse)(struct parser *p))
{
    struct sq_expr *left = parse(p);
    for (bool run = false; at_word(p, word); run = true) {
        unsigned height = p->height;
        advance(p);
        struct sq_expr *right = parse(p);
        if (run)
            widen(p, left, height, right);
        else
            left = join(p, op, left, height, right);
    }
    return left;
}

static struct sq_expr *
parse_and(struct parser *p)
{
    return parse_run(p, "and", SQ_OP_AND, parse_not);
}

static struct sq_expr *
parse_or(struct parser *p)
{
    return parse_run(p, "or", SQ_OP_OR, parse_and);
}

/* ---- the whole ---------------------------------------------------------- */

/* Words that people write where an operator should stand. */
static const char *
operator_help(sq_str word)
{
    static const struct {
        const char *word, *help;
    } table[] = {
        {"is", "write `=`"},
        {"equals", "write `=`"},
        {"contains", "write `has`"},
        {"includes", "write `has`"},
        {"not", "`not` stands before what it turns round: `not a in [b, c]`"},
        {"AND", "write `and` in small letters"},
        {"OR", "write `or` in small letters"},
        {"IN", "write `in` in small letters"},
        {"HAS", "write `has` in small letters"},
        {"between", "write `a >= 1 and a <= 5`"},
        {"then", "write `if(condition, value, other value)`"},
    };
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        if (sq_str_is(word, table[i].word))
            return table[i].help;
    }
    return NULL;
}

static void
fail_rest(struct parser *p)
{
    if (p->tok.kind == SQ_TOK_CLOSE) {
        fail(p, SQ_FOUND_expression_syntax, p->tok,
             "a bracket `)` closes nothing", "delete it, or open one before");
        return;
    }
    const char *help = NULL;
    if (p->end > 0 && p->r->text.ptr[p->end - 1] == '-')
        help = "a hyphen belongs to the word before it; a minus has a blank on "
               "both sides";
    else if (p->tok.kind == SQ_TOK_WORD)
        help = operator_help(p->tok.text);
    expected(p, "an operator or the end", help);
}

struct sq_expr *
sq_expr_parse(struct sq_reading *r)
{
    struct parser p = {.r = r};
    if (r->text.len > SQ_MAX_EXPR) {
        sq_str message = sq_str_printf(
            r->arena, "the expression has %zu bytes; at most %u are read",
            r->text.len, SQ_MAX_EXPR);
        struct sq_token all = {.to = (uint32_t)r->text.len};
        fail(&p, SQ_FOUND_expression_too_large, all, message.ptr,
             "give a part of it a name under `values`, and use the name");
        return NULL;
    }
    advance(&p);
    if (p.tok.kind == SQ_TOK_END && !r->failed)
        fail(&p, SQ_FOUND_expression_syntax, p.tok, "the expression is empty",
             NULL);
    struct sq_expr *e = parse_or(&p);
    if (p.tok.kind != SQ_TOK_END)
        fail_rest(&p);
    return r->failed ? NULL : e;
}
