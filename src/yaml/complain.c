/* SPDX-License-Identifier: MIT */
#include "yaml/complain.h"

#include <string.h>

#include "diag/diag.h"

/* Where a finding is put: at what was being read, or where that failed. */
enum where { AT_PROBLEM, AT_CONTEXT };

struct complaint {
    const char *problem; /* libyaml's words; "" matches all */
    const char *context; /* the same */
    enum where where;
    enum sq_code code;
    const char *message;
    const char *help; /* "" = the catalogue's advice is enough */
};

static const char in_quotes[] = "if this is text, put it in quotes";

/* The first row that matches is used.  Problems are those of libyaml 0.2.5. */
static const struct complaint complaints[] = {
    {"found unexpected end of stream", "while scanning a quoted scalar",
     AT_CONTEXT, SQ_FOUND_unclosed_quote,
     "the quotation mark opened here is never closed", ""},
    {"found unexpected document indicator", "while scanning a quoted scalar",
     AT_CONTEXT, SQ_FOUND_unclosed_quote,
     "the quotation mark opened here is not closed before the `---` or `...` "
     "below it",
     ""},
    {"found unknown escape character", "", AT_PROBLEM, SQ_FOUND_not_yaml,
     "this backslash sequence has no meaning between double quotes",
     "write the backslash twice, or use single quotes"},
    {"", "while parsing a quoted scalar", AT_PROBLEM, SQ_FOUND_not_yaml,
     "the digits of this backslash sequence are not those of a character",
     "write the character itself"},

    {"did not find expected ',' or ']'", "", AT_PROBLEM, SQ_FOUND_not_yaml,
     "`,` or `]` is expected here", in_quotes},
    {"did not find expected ',' or '}'", "", AT_PROBLEM, SQ_FOUND_not_yaml,
     "`,` or `}` is expected here", in_quotes},
    {"mapping values are not allowed in this context", "", AT_PROBLEM,
     SQ_FOUND_not_yaml, "`: ` is not allowed here",
     "if the colon belongs to a text, put the text in quotes; if a key begins "
     "here, indent it like the keys beside it"},
    {"mapping keys are not allowed in this context", "", AT_PROBLEM,
     SQ_FOUND_not_yaml, "`? ` is not allowed here", in_quotes},
    {"block sequence entries are not allowed in this context", "", AT_PROBLEM,
     SQ_FOUND_not_yaml, "a list may not begin here",
     "begin it on a line of its own, or put a text that begins with `- ` in "
     "quotes"},
    {"could not find expected ':'", "", AT_CONTEXT, SQ_FOUND_not_yaml,
     "there is no `: ` after this key",
     "write `key: value`; a text that goes on from the line above must be "
     "indented"},
    {"did not find expected key", "", AT_PROBLEM, SQ_FOUND_not_yaml,
     "a key is expected here",
     "indent it like the keys beside it; a text that ends before this place "
     "may need quotes"},
    {"did not find expected '-' indicator", "", AT_PROBLEM, SQ_FOUND_not_yaml,
     "an item of the list, `- `, is expected here",
     "indent it like the items above, or less if the list has ended"},
    {"did not find expected node content", "", AT_PROBLEM, SQ_FOUND_not_yaml,
     "a value is expected here", in_quotes},
    {"did not find expected <document start>", "", AT_PROBLEM,
     SQ_FOUND_not_yaml, "this belongs to nothing that stands above it",
     "indent it like the first line of the file"},

    {"did not find expected comment or line break",
     "while scanning a block scalar", AT_PROBLEM, SQ_FOUND_not_yaml,
     "text may not stand on the line of `|` or `>`",
     "begin the text on the next line, or put it in quotes"},
    {"", "while scanning a block scalar", AT_PROBLEM, SQ_FOUND_not_yaml,
     "what follows `|` or `>` cannot be read", in_quotes},
    {"", "while scanning an alias", AT_CONTEXT, SQ_FOUND_not_yaml,
     "`*` begins an alias, and no name follows it", in_quotes},
    {"", "while scanning an anchor", AT_CONTEXT, SQ_FOUND_not_yaml,
     "`&` begins an anchor, and no name follows it", in_quotes},
    {"", "while scanning a tag", AT_CONTEXT, SQ_FOUND_tag,
     "a tag begins here and cannot be read", in_quotes},
    {"", "while parsing a tag", AT_CONTEXT, SQ_FOUND_tag,
     "a tag begins here and cannot be read", in_quotes},
    {"found undefined tag handle", "", AT_CONTEXT, SQ_FOUND_tag,
     "a tag is used here and its beginning is not known", in_quotes},
    {"", "while scanning a directive", AT_CONTEXT, SQ_FOUND_not_yaml,
     "a line may not begin with `%`", in_quotes},
    {"found unexpected ':'", "", AT_PROBLEM, SQ_FOUND_not_yaml,
     "`:` is not allowed here", in_quotes},
    {"found incompatible YAML document", "", AT_PROBLEM, SQ_FOUND_not_yaml,
     "this version of YAML is not known", "write `%YAML 1.2`, or nothing"},
};

static bool
matches(const struct complaint *c, const struct sq_yaml_break *b)
{
    return (!c->problem[0] || strcmp(c->problem, b->problem) == 0) &&
           (!c->context[0] || strcmp(c->context, b->context) == 0);
}

static char
byte_at(const struct sq_source *s, uint32_t at)
{
    return at < s->text.len ? s->text.ptr[at] : '\0';
}

static bool
ends_line(char c)
{
    return c == '\n' || c == '\r' || c == '\0';
}

static uint32_t
line_start(const struct sq_source *s, uint32_t at)
{
    while (at > s->bom && !ends_line(byte_at(s, at - 1)))
        at--;
    return at;
}

static bool
spans_lines(const struct sq_source *s, const struct sq_node *n)
{
    for (uint32_t at = n->from; at < n->to; at++)
        if (ends_line(byte_at(s, at)))
            return true;
    return false;
}

static struct sq_span
span(const struct sq_yaml_break *b, uint32_t from, uint32_t to)
{
    uint32_t len = (uint32_t)b->source->text.len;
    return (struct sq_span){b->source, from < len ? from : len,
                            to < len ? to : len};
}

/* The first tab among the blanks that the line begins with, or len. */
static uint32_t
tab_in_indent(const struct sq_source *s, uint32_t at)
{
    for (at = line_start(s, at); byte_at(s, at) == ' ';)
        at++;
    return byte_at(s, at) == '\t' ? at : (uint32_t)s->text.len;
}

/* Whatever libyaml says about a line that a tab indents, the tab is why. */
static bool
told_tab(struct sq_diags *d, const struct sq_yaml_break *b)
{
    uint32_t at = tab_in_indent(b->source, b->at);
    if (at < b->source->text.len) {
        sq_diag_add(d, SQ_FOUND_tab_indent, span(b, at, at + 1),
                    "line %u is indented with a tab; YAML allows only spaces",
                    (unsigned)sq_source_place(b->source, at).line);
        return true;
    }
    if (byte_at(b->source, b->at) != '\t')
        return false;
    sq_diag_add(d, SQ_FOUND_tab_indent, span(b, b->at, b->at + 1),
                "a tab stands where YAML allows only spaces");
    return true;
}

/*
 * A lost quotation mark is mostly noticed at the next one: the text before
 * ends at a quote that was meant to open something.
 */
static bool
told_quote(struct sq_diags *d, const struct sq_yaml_break *b)
{
    const struct sq_node *n = b->last;
    if (!n || !n->quoted || n->block || n->to > b->at || n->alias)
        return false;
    for (uint32_t at = n->to; at < b->at; at++)
        if (ends_line(byte_at(b->source, at)))
            return false;

    if (spans_lines(b->source, n)) {
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_unclosed_quote, span(b, n->from, n->from + 1),
            "the quotation mark opened here is closed only on line %u",
            (unsigned)sq_source_place(b->source, n->to).line);
        sq_diag_note(d, f, span(b, n->to - 1, n->to), "closed here");
        return true;
    }
    char after = byte_at(b->source, b->at);
    if (!after || strchr(",]}:", after))
        return false;
    struct sq_diag *f =
        sq_diag_add(d, SQ_FOUND_not_yaml, span(b, b->at, b->at + 1),
                    "text follows the closing quotation mark");
    sq_diag_help(d, f,
                 byte_at(b->source, n->from) == '\''
                     ? "write an apostrophe between single quotes twice, "
                       "or use double quotes around the text"
                     : "put the whole text in quotes, with `\\\"` for a "
                       "double quote in it");
    return true;
}

static bool
is_bracket(char c)
{
    return c == '[' || c == '{';
}

/* A bracket that is open at the end of the file is told at the bracket. */
static bool
told_bracket(struct sq_diags *d, const struct sq_yaml_break *b)
{
    /* libyaml may name the place where it gave up, at the end of the file */
    uint32_t from = b->open ? b->open->from : b->context_at;
    bool flow = strcmp(b->context, "while parsing a flow sequence") == 0 ||
                strcmp(b->context, "while parsing a flow mapping") == 0 ||
                strcmp(b->context, "while parsing a flow node") == 0;
    uint32_t at = b->at;
    while (at < b->source->text.len &&
           (ends_line(byte_at(b->source, at)) || byte_at(b->source, at) == ' '))
        at++;
    char bracket = byte_at(b->source, from);
    if (!flow || at < b->source->text.len || !is_bracket(bracket))
        return false;
    sq_diag_add(d, SQ_FOUND_not_yaml, span(b, from, from + 1),
                "the `%c` opened here is never closed", bracket);
    return true;
}

static bool
told_first_character(struct sq_diags *d, const struct sq_yaml_break *b)
{
    if (strcmp(b->problem, "found character that cannot start any token") != 0)
        return false;
    struct sq_diag *f =
        sq_diag_add(d, SQ_FOUND_not_yaml, span(b, b->at, b->at + 1),
                    "a text may not begin with %s",
                    byte_at(b->source, b->at) == '`'   ? "a backquote"
                    : byte_at(b->source, b->at) == '@' ? "`@`"
                                                       : "`%`");
    sq_diag_help(d, f, "put the text in quotes");
    return true;
}

static bool
told_by_table(struct sq_diags *d, const struct sq_yaml_break *b)
{
    size_t n = sizeof(complaints) / sizeof(complaints[0]);
    for (size_t i = 0; i < n; i++) {
        const struct complaint *c = &complaints[i];
        if (!matches(c, b))
            continue;
        uint32_t at = c->where == AT_CONTEXT ? b->context_at : b->at;
        struct sq_diag *f =
            sq_diag_add(d, c->code, span(b, at, at + 1), "%s", c->message);
        if (c->help[0])
            sq_diag_help(d, f, "%s", c->help);
        if (c->where == AT_PROBLEM && b->context[0] &&
            is_bracket(byte_at(b->source, b->context_at)))
            sq_diag_note(d, f, span(b, b->context_at, b->context_at + 1),
                         "opened here");
        return true;
    }
    return false;
}

void
sq_yaml_complain(struct sq_diags *d, const struct sq_yaml_break *b)
{
    if (told_tab(d, b) || told_quote(d, b) || told_bracket(d, b) ||
        told_first_character(d, b) || told_by_table(d, b))
        return;
    sq_diag_add(d, SQ_FOUND_not_yaml, span(b, b->at, b->at + 1), "%s",
                b->problem);
}
