/* SPDX-License-Identifier: MIT */
#include "cli/dump.h"

#include "base/limits.h"
#include "report/escape.h"
#include "yaml/node.h"

static void
start_line(struct sq_sbuf *b, unsigned depth)
{
    sq_putc(b, '\n');
    sq_put_n(b, ' ', 2 * (size_t)depth);
}

/* The readers' limit on nesting bounds the recursion. */
static void
put_node(struct sq_sbuf *b, const struct sq_node *n, unsigned depth)
{
    if (n->kind == SQ_SCALAR) {
        sq_put_json(b, n->text);
        return;
    }
    bool map = n->kind == SQ_MAP;
    sq_putc(b, map ? '{' : '[');
    for (const struct sq_node *child = n->first; child; child = child->next) {
        if (child != n->first)
            sq_putc(b, ',');
        start_line(b, depth + 1);
        if (map && child->key) {
            sq_put_json(b, child->key->text);
            sq_putz(b, ": ");
        }
        put_node(b, child, depth + 1);
    }
    if (n->first)
        start_line(b, depth);
    sq_putc(b, map ? '}' : ']');
}

static const char *
kind_word(enum sq_doc_kind kind)
{
    static const char *const words[] = {
        [SQ_DOC_UNKNOWN] = "unknown", [SQ_DOC_QUESTIONNAIRE] = "questionnaire",
        [SQ_DOC_PACK] = "pack",       [SQ_DOC_ASSESSMENT] = "assessment",
        [SQ_DOC_PROJECT] = "project",
    };
    return words[kind];
}

void
sq_dump_put(struct sq_cli *cli, const struct sq_document *doc)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_OUTPUT);
    sq_putz(&b, "{\n  \"file\": ");
    sq_put_json(&b, sq_str_of(doc->source ? doc->source->name : ""));
    sq_putf(&b,
            ",\n  \"kind\": \"%s\",\n  \"document\": ", kind_word(doc->kind));
    if (doc->tree && doc->tree->root)
        put_node(&b, doc->tree->root, 1);
    else
        sq_putz(&b, "null");
    sq_putz(&b, "\n}\n");
    sq_cli_put(cli, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
}
