/* SPDX-License-Identifier: MIT */
#include "yaml/read.h"

#include <assert.h>
#include <string.h>
#include <yaml.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "diag/diag.h"
#include "yaml/check.h"
#include "yaml/complain.h"

/* A map's keys are compared one by one until it has this many. */
#define FEW_KEYS 16

struct anchor {
    struct sq_node *node;
    size_t nodes;    /* in it, itself included */
    unsigned height; /* levels of collections in it; 0 for a scalar */
};

/* A collection that is still open. */
struct frame {
    struct sq_node *node;
    struct sq_node *last;  /* newest child */
    struct sq_node *key;   /* of a map: waits for its value */
    bool drop;             /* the waiting value is to be left out */
    struct anchor *anchor; /* the name it was given; NULL = none */
    size_t nodes_before;
    unsigned height; /* levels below this one, so far */
    uint32_t end;    /* [bytes] of the last thing in it */
    struct sq_map keys;
    struct sq_diag *twice; /* the last finding of a key written twice … */
    size_t twice_at;       /* … and how many entries there were then */
    uint32_t twice_first;  /* … and where the key stood first [bytes] */
};

struct reader {
    yaml_parser_t parser;
    yaml_event_t event;
    struct sq_arena *arena;
    struct sq_source *source;
    struct sq_diags *diags;
    struct sq_tree *tree;
    uint32_t end; /* [bytes] libyaml is given the source up to here */
    bool cut;     /* … because of what sq_yaml_check told */

    /* the last mark that was converted: marks rarely move far */
    size_t mark; /* [code points] after the byte order mark */
    uint32_t at; /* [bytes] */

    struct frame frames[SQ_MAX_DEPTH];
    size_t depth;
    struct sq_map anchors;
    const struct sq_node *last_scalar;
    size_t n_nodes, n_aliases, n_aliased;
};

/* The event's place in the source, without the anchor and tag before it. */
struct place {
    uint32_t from, to;
    bool has_properties;
};

static char
byte_at(const struct reader *r, uint32_t at)
{
    return at < r->end ? r->source->text.ptr[at] : '\0';
}

static bool
is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
continues_code_point(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/*
 * Bytes of a libyaml mark.  It counts code points; its line is of no use, as it
 * takes U+0085, U+2028 and U+2029 for line ends and no editor does.
 */
static uint32_t
offset_of(struct reader *r, yaml_mark_t mark)
{
    const char *text = r->source->text.ptr;
    if (r->source->ascii)
        return (uint32_t)mark.index + r->source->bom;

    for (; r->mark < mark.index && r->at < r->end; r->mark++)
        do
            r->at++;
        while (r->at < r->end && continues_code_point(text[r->at]));
    for (; r->mark > mark.index && r->at > r->source->bom; r->mark--)
        do
            r->at--;
        while (r->at > r->source->bom && continues_code_point(text[r->at]));
    return r->at;
}

static struct sq_span
span(const struct reader *r, uint32_t from, uint32_t to)
{
    return (struct sq_span){r->source, from, to};
}

/* A text short enough to stand in a message. */
static sq_str
brief(const struct reader *r, sq_str s)
{
    size_t most = sq_utf8_fit(s, 40);
    if (most == s.len)
        return s;
    return sq_str_printf(r->arena, "%.*s…", (int)most, s.ptr);
}

/*
 * [bytes] of the blank or line end at `at`; 0 when there is none.  libyaml
 * takes U+0085, U+2028 and U+2029 for line ends, too.
 */
static uint32_t
space_at(const struct reader *r, uint32_t at)
{
    if (is_space(byte_at(r, at)))
        return 1;
    if (byte_at(r, at) == '\xc2' && byte_at(r, at + 1) == '\x85')
        return 2;
    if (byte_at(r, at) == '\xe2' && byte_at(r, at + 1) == '\x80' &&
        (byte_at(r, at + 2) == '\xa8' || byte_at(r, at + 2) == '\xa9'))
        return 3;
    return 0;
}

static bool
ends_comment(const struct reader *r, uint32_t at)
{
    char c = byte_at(r, at);
    return at >= r->end || (space_at(r, at) && c != ' ' && c != '\t');
}

/* Past blanks, line ends and comments. */
static uint32_t
skip_space(const struct reader *r, uint32_t at)
{
    for (;;) {
        uint32_t space = space_at(r, at);
        at += space;
        if (byte_at(r, at) == '#')
            while (!ends_comment(r, at))
                at++;
        else if (!space)
            return at;
    }
}

static bool
starts_with(const struct reader *r, uint32_t at, const char *prefix)
{
    return sq_str_starts(sq_str_sub(r->source->text, at, r->end), prefix);
}

static void
refuse_tag(struct reader *r, uint32_t from, uint32_t to)
{
    sq_str tag = sq_str_sub(r->source->text, from, to);
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_tag, span(r, from, to),
                    "the tag `%.*s` is used", SQ_FMT(brief(r, tag)));
    sq_diag_help(r->diags, f,
                 "delete it; if it is the beginning of a text, put the text "
                 "in quotes");
}

/* An anchor's name has only these characters; a tag may have more. */
static bool
is_name(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c >= '0' && c <= '9') || c == '_' || c == '-';
}

static uint32_t
end_of_property(const struct reader *r, uint32_t from)
{
    bool tag = byte_at(r, from) == '!';
    uint32_t at = from + 1;
    while (at < r->end &&
           (tag ? !space_at(r, at) && !strchr(",[]{}", byte_at(r, at))
                : is_name(byte_at(r, at))))
        at++;
    return at;
}

/*
 * Event marks begin at the node's anchor or tag.  Tags are looked for here and
 * not in the event because libyaml forgets a bare `!` on a scalar.
 */
static struct place
place_of_event(struct reader *r, bool anchor, bool tag)
{
    struct place p = {offset_of(r, r->event.start_mark), 0, false};
    p.to = offset_of(r, r->event.end_mark);

    for (char c = byte_at(r, p.from); (anchor && c == '&') || (tag && c == '!');
         c = byte_at(r, p.from)) {
        uint32_t to = end_of_property(r, p.from);
        if (c == '!')
            refuse_tag(r, p.from, to);
        anchor = anchor && c != '&';
        tag = tag && c != '!';
        p.has_properties = true;
        p.from = skip_space(r, to);
    }
    if (p.from > p.to)
        p.to = p.from;
    return p;
}

static struct sq_node *
node_new(struct reader *r, enum sq_node_kind kind, struct place p)
{
    struct sq_node *n = SQ_NEW(r->arena, struct sq_node);
    n->kind = kind;
    n->from = p.from;
    n->to = p.to;
    r->n_nodes++;
    return n;
}

/* The innermost open collection; there is one. */
static struct frame *
top(struct reader *r)
{
    assert(r->depth > 0);
    return &r->frames[r->depth - 1];
}

/* The first entry of this key, or NULL after noting that it is there now. */
static const struct sq_node *
find_key(struct reader *r, struct frame *f, struct sq_node *key)
{
    if (f->node->n < FEW_KEYS) {
        const struct sq_node *first = sq_node_find_str(f->node, key->text);
        return first ? first->key : NULL;
    }
    if (f->keys.n == 0) {
        sq_map_init(&f->keys, r->arena);
        for (struct sq_node *n = f->node->first; n; n = n->next)
            sq_map_add(&f->keys, n->key->text, n->key);
    }
    if (sq_map_add(&f->keys, key->text, key))
        return NULL;
    return sq_map_find(&f->keys, key->text);
}

/* Where the line between two entries is lost, many keys stand twice: that is
 * one slip, told of once. */
static void
refuse_duplicate(struct reader *r, struct frame *frame,
                 const struct sq_node *key, const struct sq_node *first)
{
    enum { NEXT = 2, CLOSE = 8, NEAR = 4096 /* [bytes] */ };
    struct sq_node *map = frame->node;
    if (map->doubled++ == 0)
        map->lost_at = map->n;
    size_t since = map->n - frame->twice_at;
    bool again = frame->twice &&
                 (since <= NEXT ||
                  (since <= CLOSE && first->from - frame->twice_first <= NEAR));
    frame->twice_first = first->from;
    frame->twice_at = map->n;
    if (again) {
        sq_diag_note(r->diags, frame->twice, sq_node_span(r->tree, key),
                     "`%.*s` is written twice, too; a line between two entries "
                     "may be lost",
                     SQ_FMT(brief(r, key->text)));
        return;
    }
    struct sq_diag *f = sq_diag_add(
        r->diags, SQ_FOUND_duplicate_key, sq_node_span(r->tree, key),
        "the key `%.*s` is written twice", SQ_FMT(brief(r, key->text)));
    sq_diag_note(r->diags, f, sq_node_span(r->tree, first),
                 "first written here");
    frame->twice = f;
}

/* True when an entry with this key can be kept. */
static bool
accept_key(struct reader *r, struct frame *f, struct sq_node *key)
{
    struct sq_span at = sq_node_span(r->tree, key);
    if (key->kind != SQ_SCALAR) {
        sq_diag_add(r->diags, SQ_FOUND_odd_key, at, "a key may not be a %s",
                    key->kind == SQ_LIST ? "list" : "map");
        return false;
    }
    if (key->text.len == 0) {
        sq_diag_add(r->diags, SQ_FOUND_odd_key, at,
                    "the key before `:` is empty");
        return false;
    }
    if (!key->quoted && sq_str_is(key->text, "<<")) {
        sq_diag_add(r->diags, SQ_FOUND_merge_key, at,
                    "the merge key `<<` is used");
        return false;
    }
    const struct sq_node *first = find_key(r, f, key);
    if (first)
        refuse_duplicate(r, f, key, first);
    return !first;
}

static void
link_child(struct frame *f, struct sq_node *child)
{
    if (f->last)
        f->last->next = child;
    else
        f->node->first = child;
    f->last = child;
    f->node->n++;
}

/* What is in the open collection ends no earlier than this. */
static void
reach(struct reader *r, uint32_t end)
{
    if (r->depth && top(r)->end < end)
        top(r)->end = end;
}

/* Puts a node, or the beginning of one, where it belongs in the tree. */
static void
attach(struct reader *r, struct sq_node *n)
{
    if (r->depth == 0) {
        r->tree->root = n;
        return;
    }
    struct frame *f = top(r);
    if (f->node->kind == SQ_LIST) {
        link_child(f, n);
    } else if (!f->key) {
        f->key = n;
        f->drop = !accept_key(r, f, n);
    } else {
        n->key = f->key;
        f->key = NULL;
        if (!f->drop)
            link_child(f, n);
    }
}

/* A colon that can stand before an empty value; others begin a text. */
static bool
is_bare_colon(const struct reader *r, uint32_t at, bool flow)
{
    char next = byte_at(r, at + 1);
    return byte_at(r, at) == ':' &&
           (at + 1 >= r->end || space_at(r, at + 1) ||
            (flow && (next == ',' || next == ']' || next == '}')));
}

/* libyaml places an empty value at the next token: put it after its colon. */
static void
settle_empty(struct reader *r, struct place *p)
{
    if (r->depth == 0 || !top(r)->key || p->has_properties)
        return;
    uint32_t key_end = top(r)->key->to;
    uint32_t at = skip_space(r, key_end);
    bool colon = is_bare_colon(r, at, top(r)->node->flow);
    p->from = p->to = colon ? at + 1 : key_end;
}

/* libyaml ends a block scalar where the next line with text begins. */
static uint32_t
end_of_block(const struct reader *r, struct place p)
{
    uint32_t at = p.to;
    while (at > p.from && is_space(byte_at(r, at - 1)))
        at--;
    while (at < p.to && byte_at(r, at) != '\n' && byte_at(r, at) != '\r')
        at++;
    return at;
}

/* The value points into the source where the source holds it as it is. */
static sq_str
text_of(struct reader *r, struct place p, bool quoted)
{
    sq_str text = {(const char *)r->event.data.scalar.value,
                   r->event.data.scalar.length};
    sq_str raw = {r->source->text.ptr + p.from + quoted,
                  p.to - p.from - 2 * (size_t)quoted};
    if (raw.len == text.len &&
        (raw.len == 0 || memcmp(raw.ptr, text.ptr, raw.len) == 0))
        return raw;
    return sq_str_copy(r->arena, text);
}

static void
refuse_long_text(struct reader *r, const struct sq_node *n)
{
    sq_diag_add(r->diags, SQ_FOUND_too_large, span(r, n->from, n->from + 1),
                "the text has %zu bytes, and the limit is %u", n->text.len,
                SQ_MAX_TEXT);
}

static bool
stop(struct reader *r)
{
    r->tree->broken = true;
    return false;
}

static bool
stop_if_crowded(struct reader *r, const struct sq_node *n)
{
    if (r->n_nodes <= SQ_MAX_NODES)
        return true;
    sq_diag_add(r->diags, SQ_FOUND_too_large, sq_node_span(r->tree, n),
                "the file holds more than %d keys and values", SQ_MAX_NODES);
    return stop(r);
}

/* Remembers what a name stands for; a later anchor of that name wins. */
static struct anchor *
name_node(struct reader *r, const yaml_char_t *name, struct sq_node *n)
{
    if (!name)
        return NULL;
    n->anchored = true;
    sq_str key = sq_str_of((const char *)name);
    struct anchor *anchor = sq_map_find(&r->anchors, key);
    if (!anchor) {
        anchor = SQ_NEW(r->arena, struct anchor);
        sq_map_add(&r->anchors, sq_str_copy(r->arena, key), anchor);
    }
    *anchor = (struct anchor){.node = n, .nodes = 1};
    return anchor;
}

static bool
take_scalar(struct reader *r)
{
    yaml_scalar_style_t style = r->event.data.scalar.style;
    bool anchor = r->event.data.scalar.anchor != NULL;
    struct place p = place_of_event(r, anchor, true);
    bool block =
        style == YAML_LITERAL_SCALAR_STYLE || style == YAML_FOLDED_SCALAR_STYLE;
    bool quoted = style == YAML_SINGLE_QUOTED_SCALAR_STYLE ||
                  style == YAML_DOUBLE_QUOTED_SCALAR_STYLE;
    if (block)
        p.to = end_of_block(r, p);
    else if (!quoted && r->event.data.scalar.length == 0)
        settle_empty(r, &p);

    struct sq_node *n = node_new(r, SQ_SCALAR, p);
    n->quoted = quoted || block;
    n->block = block;
    n->text = text_of(r, p, quoted);
    if (n->text.len > SQ_MAX_TEXT)
        refuse_long_text(r, n);
    name_node(r, r->event.data.scalar.anchor, n);
    attach(r, n);
    reach(r, n->to);
    r->last_scalar = n;
    return stop_if_crowded(r, n);
}

static bool
in_anchored(const struct reader *r)
{
    for (size_t i = 0; i < r->depth; i++)
        if (r->frames[i].anchor)
            return true;
    return false;
}

/* What an alias repeats; NULL, and a finding, when it may not. */
static const struct anchor *
find_anchor(struct reader *r, const struct sq_node *n)
{
    const yaml_char_t *name = r->event.data.alias.anchor;
    sq_str key = sq_str_of((const char *)name);
    const struct anchor *anchor = sq_map_find(&r->anchors, key);
    struct sq_span at = sq_node_span(r->tree, n);

    if (!anchor) {
        struct sq_diag *f =
            sq_diag_add(r->diags, SQ_FOUND_unknown_alias, at,
                        "nothing is named `&%.*s`", SQ_FMT(brief(r, key)));
        sq_diag_help(r->diags, f,
                     "if `*` is the beginning of a text, put it in quotes");
        return NULL;
    }
    if (in_anchored(r)) {
        sq_diag_add(r->diags, SQ_FOUND_too_many_aliases, at,
                    "an alias is used inside a list or map that has an anchor");
        return NULL;
    }
    if (r->depth + anchor->height > SQ_MAX_DEPTH) {
        sq_diag_add(r->diags, SQ_FOUND_too_deep, at,
                    "with this alias the file is nested more than %d deep",
                    SQ_MAX_DEPTH);
        return NULL;
    }
    return anchor;
}

/* A refused alias stays as the text that is written there. */
static struct sq_node *
alias_new(struct reader *r, struct place p)
{
    struct sq_node *n = node_new(r, SQ_SCALAR, p);
    n->text = sq_str_sub(r->source->text, p.from, p.to);
    n->quoted = true;

    const struct anchor *anchor = find_anchor(r, n);
    if (anchor) {
        *n = *anchor->node;
        n->from = p.from;
        n->to = p.to;
        n->key = n->next = NULL;
        n->anchored = false;
        r->n_aliased += anchor->nodes;
    }
    n->alias = true;
    return n;
}

static bool
take_alias(struct reader *r)
{
    struct sq_node *n = alias_new(r, place_of_event(r, false, false));
    attach(r, n);
    reach(r, n->to);
    if (++r->n_aliases > SQ_MAX_ALIASES) {
        sq_diag_add(r->diags, SQ_FOUND_too_many_aliases,
                    sq_node_span(r->tree, n),
                    "the file holds more than %d aliases", SQ_MAX_ALIASES);
        return stop(r);
    }
    if (r->n_aliased > SQ_MAX_ALIASED) {
        sq_diag_add(
            r->diags, SQ_FOUND_too_many_aliases, sq_node_span(r->tree, n),
            "the aliases repeat more than %d keys and values", SQ_MAX_ALIASED);
        return stop(r);
    }
    return stop_if_crowded(r, n);
}

static bool
open_collection(struct reader *r, enum sq_node_kind kind, bool flow,
                const yaml_char_t *anchor, const yaml_char_t *tag)
{
    struct place p = place_of_event(r, anchor != NULL, tag != NULL);
    if (r->depth == SQ_MAX_DEPTH) {
        sq_diag_add(r->diags, SQ_FOUND_too_deep, span(r, p.from, p.from + 1),
                    "lists and maps are nested more than %d deep",
                    SQ_MAX_DEPTH);
        return stop(r);
    }
    p.to = p.from;
    struct sq_node *n = node_new(r, kind, p);
    n->flow = flow;
    attach(r, n);
    r->frames[r->depth++] = (struct frame){.node = n,
                                           .anchor = name_node(r, anchor, n),
                                           .nodes_before = r->n_nodes - 1,
                                           .height = 1,
                                           .end = p.from};
    return stop_if_crowded(r, n);
}

/* Takes the top frame away; `end` is 0 where no bracket closes it. */
static void
close_collection(struct reader *r, uint32_t end)
{
    struct frame *f = top(r);
    f->node->to = end ? end : f->end;
    if (f->anchor && f->anchor->node == f->node) {
        f->anchor->nodes = r->n_nodes - f->nodes_before;
        f->anchor->height = f->height;
    }
    uint32_t to = f->node->to;
    unsigned height = f->height + 1;
    r->depth--;
    reach(r, to);
    if (r->depth && top(r)->height < height)
        top(r)->height = height;
}

/* `[a: b]` holds a flow map that has no braces of its own. */
static bool
has_brackets(const struct reader *r, const struct sq_node *n)
{
    char opened = byte_at(r, n->from);
    return n->flow && opened == (n->kind == SQ_MAP ? '{' : '[');
}

static bool
take_end(struct reader *r)
{
    const struct sq_node *n = top(r)->node;
    close_collection(r,
                     has_brackets(r, n) ? offset_of(r, r->event.end_mark) : 0);
    return true;
}

static const struct sq_node *
innermost_bracket(const struct reader *r)
{
    for (size_t i = r->depth; i-- > 0;)
        if (has_brackets(r, r->frames[i].node))
            return r->frames[i].node;
    return NULL;
}

static void
complain(struct reader *r, const char *problem, uint32_t at,
         uint32_t context_at)
{
    const yaml_parser_t *p = &r->parser;
    struct sq_yaml_break b = {
        .source = r->source,
        .problem = problem,
        .context = p->context ? p->context : "",
        .at = at,
        .context_at = context_at,
        .last = r->last_scalar,
        .open = innermost_bracket(r),
    };
    sq_yaml_complain(r->diags, &b);
}

/*
 * What follows the document is looked at here, not by libyaml, which would
 * first work through the directives of a second one.
 */
static bool
take_document_end(struct reader *r)
{
    bool implicit = r->event.data.document_end.implicit;
    uint32_t at =
        offset_of(r, implicit ? r->event.start_mark : r->event.end_mark);
    at = skip_space(r, at);
    while (starts_with(r, at, "..."))
        at = skip_space(r, at + 3);
    if (at >= r->end)
        return false;
    if (implicit && !starts_with(r, at, "---")) {
        complain(r, "did not find expected <document start>", at, at);
    } else {
        sq_diag_add(r->diags, SQ_FOUND_second_document, span(r, at, at + 1),
                    "a second document begins here");
    }
    return stop(r);
}

/* True when there is more to read. */
static bool
take_event(struct reader *r)
{
    const yaml_event_t *e = &r->event;
    switch (e->type) {
    case YAML_DOCUMENT_END_EVENT:
        return take_document_end(r);
    case YAML_ALIAS_EVENT:
        return take_alias(r);
    case YAML_SCALAR_EVENT:
        return take_scalar(r);
    case YAML_SEQUENCE_START_EVENT:
        return open_collection(
            r, SQ_LIST,
            e->data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE,
            e->data.sequence_start.anchor, e->data.sequence_start.tag);
    case YAML_MAPPING_START_EVENT:
        return open_collection(
            r, SQ_MAP, e->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE,
            e->data.mapping_start.anchor, e->data.mapping_start.tag);
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        return take_end(r);
    case YAML_STREAM_END_EVENT:
        return false;
    case YAML_NO_EVENT:
    case YAML_STREAM_START_EVENT:
    case YAML_DOCUMENT_START_EVENT:
        break;
    }
    return true;
}

/* libyaml gave up.  Where the text was cut, that is why, and was told. */
static bool
give_up(struct reader *r)
{
    if (r->parser.error == YAML_MEMORY_ERROR || !r->parser.problem)
        sq_out_of_memory(0);
    uint32_t at = offset_of(r, r->parser.problem_mark);
    if (!r->cut)
        complain(r, r->parser.problem, at,
                 offset_of(r, r->parser.context_mark));
    return stop(r);
}

static void
read_events(struct reader *r)
{
    bool more = true;
    while (more) {
        if (yaml_parser_parse(&r->parser, &r->event)) {
            more = take_event(r);
            yaml_event_delete(&r->event);
        } else {
            more = give_up(r);
        }
    }
    while (r->depth)
        close_collection(r, 0);
}

static void
check_empty(struct reader *r)
{
    const struct sq_node *root = r->tree->root;
    if (root && root->kind == SQ_SCALAR && !root->quoted &&
        root->text.len == 0 && !root->alias)
        r->tree->root = NULL;
    if (!r->tree->root && !r->tree->broken)
        sq_diag_add(r->diags, SQ_FOUND_empty_file,
                    span(r, r->source->bom, r->source->bom),
                    "the file is empty");
}

struct sq_tree *
sq_yaml_read(struct sq_arena *a, struct sq_source *source, struct sq_diags *d)
{
    struct sq_tree *tree = SQ_NEW(a, struct sq_tree);
    tree->source = source;
    struct reader r = {.arena = a,
                       .source = source,
                       .diags = d,
                       .tree = tree,
                       .at = source->bom};
    sq_map_init(&r.anchors, a);
    r.end = sq_yaml_check(source, d);
    r.cut = tree->broken = r.end < source->text.len;

    if (!yaml_parser_initialize(&r.parser))
        sq_out_of_memory(0);
    /* saying so keeps libyaml from guessing UTF-16, or looking for the mark */
    yaml_parser_set_encoding(&r.parser, YAML_UTF8_ENCODING);
    const unsigned char *text =
        (const unsigned char *)source->text.ptr + source->bom;
    yaml_parser_set_input_string(
        &r.parser, r.end > source->bom ? text : (const unsigned char *)"",
        r.end - source->bom);
    read_events(&r);
    yaml_parser_delete(&r.parser);
    check_empty(&r);
    return tree;
}

const char *
sq_yaml_library(void)
{
    return yaml_get_version_string();
}
