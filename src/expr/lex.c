/* SPDX-License-Identifier: MIT */
#include "expr/private.h"

/*
 * Signs, longest first where one starts another.  The wrong ones are there so
 * that the message can name the right one.
 */
static const struct {
    const char *sign;
    enum sq_token_kind kind;
    const char *help;
} signs[] = {
    {"!=", SQ_TOK_NE, NULL},
    {"<=", SQ_TOK_LE, NULL},
    {">=", SQ_TOK_GE, NULL},
    {"<>", SQ_TOK_BAD, "write `!=`"},
    {"=<", SQ_TOK_BAD, "write `<=`"},
    {"=>", SQ_TOK_BAD, "write `>=`"},
    {"==", SQ_TOK_BAD, "write one `=`"},
    {"&&", SQ_TOK_BAD, "write `and`"},
    {"||", SQ_TOK_BAD, "write `or`"},
    {"(", SQ_TOK_OPEN, NULL},
    {")", SQ_TOK_CLOSE, NULL},
    {"[", SQ_TOK_LIST, NULL},
    {"]", SQ_TOK_LIST_END, NULL},
    {",", SQ_TOK_COMMA, NULL},
    {"+", SQ_TOK_PLUS, NULL},
    {"-", SQ_TOK_MINUS, NULL},
    {"*", SQ_TOK_TIMES, NULL},
    {"/", SQ_TOK_OVER, NULL},
    {"=", SQ_TOK_EQ, NULL},
    {"<", SQ_TOK_LT, NULL},
    {">", SQ_TOK_GT, NULL},
    {"!", SQ_TOK_BAD, "write `not`"},
    {"&", SQ_TOK_BAD, "write `and`"},
    {"|", SQ_TOK_BAD, "write `or`"},
    {"%", SQ_TOK_BAD, "write a percent right behind its number: `80%`"},
    {".", SQ_TOK_BAD, "a number starts with a digit: `0.5`"},
    {";", SQ_TOK_BAD, "write a comma between two things"},
    {"{", SQ_TOK_BAD, "a list stands in square brackets: `[a, b]`"},
    {"}", SQ_TOK_BAD, "a list stands in square brackets: `[a, b]`"},
    {"≠", SQ_TOK_BAD, "write `!=`"},
    {"≤", SQ_TOK_BAD, "write `<=`"},
    {"≥", SQ_TOK_BAD, "write `>=`"},
    {"×", SQ_TOK_BAD, "write `*`"},
    {"÷", SQ_TOK_BAD, "write `/`"},
    {"−", SQ_TOK_BAD, "write the minus of the keyboard: `-`"},
    {"–", SQ_TOK_BAD, "write the minus of the keyboard: `-`"},
    {"“", SQ_TOK_BAD, "put texts in straight quotation marks: 'text'"},
    {"”", SQ_TOK_BAD, "put texts in straight quotation marks: 'text'"},
    {"‘", SQ_TOK_BAD, "put texts in straight quotation marks: 'text'"},
    {"’", SQ_TOK_BAD, "put texts in straight quotation marks: 'text'"},
};

static bool
is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_word(char c)
{
    return is_letter(c) || is_digit(c) || c == '_' || c == '-';
}

/* The byte at `at`, or 0 past the end. */
static char
byte(sq_str text, uint32_t at)
{
    return at < text.len ? text.ptr[at] : '\0';
}

static void
spoil(struct sq_token *t, uint32_t to, const char *problem, const char *help)
{
    t->kind = SQ_TOK_BAD;
    t->to = to;
    t->problem = problem;
    t->help = help;
}

/* Ids joined by dots. */
static void
lex_word(sq_str text, struct sq_token *t)
{
    uint32_t at = t->from;
    t->kind = SQ_TOK_WORD;
    for (;;) {
        while (is_word(byte(text, at)))
            at++;
        if (byte(text, at) != '.')
            break;
        if (!is_letter(byte(text, at + 1))) {
            spoil(t, at + 1, "a name ends in a dot",
                  "after the dot comes what is meant, as in `J4.residual`");
            return;
        }
        at++;
    }
    t->to = at;
    t->text = sq_str_sub(text, t->from, at);
}

/* Digits and hyphens without a blank: a date, or a slip. */
static void
lex_date(sq_str text, struct sq_token *t)
{
    uint32_t at = t->from;
    unsigned hyphens = 0;
    for (; is_digit(byte(text, at)) || byte(text, at) == '-'; at++)
        hyphens += byte(text, at) == '-';
    t->kind = SQ_TOK_DATE;
    t->to = at;
    if (sq_date_read(sq_str_sub(text, t->from, at), &t->date))
        return;
    if (hyphens == 2)
        spoil(t, at, "not a date of the calendar",
              "dates are written year-month-day: `2026-11-03`");
    else
        spoil(t, at, "a minus stands without blanks",
              "put a blank on both sides of it: `5 - 3`");
}

static void
lex_num(sq_str text, struct sq_token *t)
{
    uint32_t at = t->from;
    while (is_digit(byte(text, at)))
        at++;
    if (byte(text, at) == '-' && is_digit(byte(text, at + 1))) {
        lex_date(text, t);
        return;
    }
    uint32_t whole = at;
    if (byte(text, at) == '.' && is_digit(byte(text, at + 1))) {
        at++;
        while (is_digit(byte(text, at)))
            at++;
    }
    t->kind = SQ_TOK_NUM;
    t->to = at;
    if (is_word(byte(text, at)) || byte(text, at) == '.') {
        while (is_word(byte(text, at)) || byte(text, at) == '.')
            at++;
        spoil(t, at, "neither a number nor a name",
              "numbers are written `12` or `0.5`, and names start with a "
              "letter");
        return;
    }
    if (whole - t->from > 1 && byte(text, t->from) == '0') {
        spoil(t, at, "a number starts with 0",
              "leave the 0 out, and write thousands without a separator");
        return;
    }
    if (!sq_num_read(sq_str_sub(text, t->from, at), &t->num)) {
        spoil(t, at, "a number is too long",
              "at most 15 digits stand before the point and 9 after it");
        return;
    }
    if (byte(text, at) == '%') {
        t->num = sq_num_div(t->num, sq_num_int(100));
        t->to = at + 1;
    }
}

static void
lex_text(sq_str text, struct sq_token *t)
{
    size_t end = sq_str_find(text, text.ptr[t->from], t->from + 1);
    if (end == text.len) {
        spoil(t, t->from + 1, "a quotation mark is never closed",
              "close it with the same mark");
        return;
    }
    t->kind = SQ_TOK_TEXT;
    t->to = (uint32_t)end + 1;
    t->text = sq_str_sub(text, t->from + 1, end);
}

static void
lex_sign(sq_str text, struct sq_token *t)
{
    sq_str rest = sq_str_sub(text, t->from, text.len);
    for (size_t i = 0; i < sizeof(signs) / sizeof(signs[0]); i++) {
        if (!sq_str_starts(rest, signs[i].sign))
            continue;
        t->kind = signs[i].kind;
        t->to = t->from + (uint32_t)sq_str_of(signs[i].sign).len;
        t->problem = "not a sign of this language";
        t->help = signs[i].help;
        return;
    }
    uint32_t to = t->from + 1;
    while ((byte(text, to) & 0xC0) == 0x80)
        to++;
    spoil(t, to, "not a sign of this language", NULL);
}

struct sq_token
sq_lex(sq_str text, uint32_t at)
{
    while (is_blank(byte(text, at)))
        at++;
    struct sq_token t = {.kind = SQ_TOK_END, .from = at, .to = at};
    if (at >= text.len)
        return t;

    char c = text.ptr[at];
    if (is_letter(c))
        lex_word(text, &t);
    else if (is_digit(c))
        lex_num(text, &t);
    else if (c == '\'' || c == '"')
        lex_text(text, &t);
    else
        lex_sign(text, &t);
    return t;
}
