/* SPDX-License-Identifier: MIT */
#include "yaml/edit.h"

#include <string.h>

#include "base/arena.h"
#include "base/map.h"

/* An edit is the source copied from front to back, with parts left out. */
struct editor {
    struct sq_sbuf *out;
    const struct sq_tree *tree;
    sq_str text;
    const char *line_end; /* as the file has it */
    uint32_t at;          /* [bytes] copied or left out so far */
    sq_str key;           /* of the entry that is put; empty: an item */
    sq_str value;
};

/* ---- places in the text ---- */

static bool
ends_line(char c)
{
    return c == '\n' || c == '\r';
}

static uint32_t
size_of(const struct editor *e)
{
    return (uint32_t)e->text.len;
}

static char
byte_at(const struct editor *e, uint32_t at)
{
    return at < e->text.len ? e->text.ptr[at] : '\0';
}

static bool
at_line_end(const struct editor *e, uint32_t at)
{
    return at >= e->text.len || ends_line(e->text.ptr[at]);
}

static uint32_t
line_start(const struct editor *e, uint32_t at)
{
    while (at > e->tree->source->bom && !ends_line(e->text.ptr[at - 1]))
        at--;
    return at;
}

static uint32_t
line_end(const struct editor *e, uint32_t at)
{
    while (!at_line_end(e, at))
        at++;
    return at;
}

/* Where the line after that of `at` begins. */
static uint32_t
next_line(const struct editor *e, uint32_t at)
{
    at = line_end(e, at);
    if (byte_at(e, at) == '\r' && byte_at(e, at + 1) == '\n')
        return at + 2;
    return at < e->text.len ? at + 1 : at;
}

static uint32_t
skip_blanks(const struct editor *e, uint32_t at)
{
    while (byte_at(e, at) == ' ' || byte_at(e, at) == '\t')
        at++;
    return at;
}

/* Past blanks, line ends and comments. */
static uint32_t
skip_space(const struct editor *e, uint32_t at)
{
    for (;;) {
        at = skip_blanks(e, at);
        if (byte_at(e, at) == '#')
            at = line_end(e, at);
        if (at >= e->text.len || !ends_line(e->text.ptr[at]))
            return at;
        at++;
    }
}

static bool
begins_line(const struct editor *e, uint32_t at)
{
    return skip_blanks(e, line_start(e, at)) >= at;
}

static bool
on_one_line(const struct editor *e, uint32_t from, uint32_t to)
{
    return line_end(e, from) >= to;
}

/*
 * How far the block collection is indented, in *out.  False when what stands
 * before it is not what we know to stand there.
 */
static bool
find_column(const struct editor *e, const struct sq_node *n, size_t *out)
{
    uint32_t start = line_start(e, n->from);
    for (uint32_t at = start; at < n->from; at++)
        if (!strchr(" ?:-", byte_at(e, at)))
            return false;
    *out = n->from - start;
    return true;
}

/* ---- writing ---- */

static void
copy_to(struct editor *e, uint32_t to)
{
    sq_put(e->out, sq_str_sub(e->text, e->at, to));
    e->at = to;
}

static void
drop_to(struct editor *e, uint32_t to)
{
    e->at = to;
}

/* What was just put must not run into a comment. */
static void
keep_apart(struct editor *e)
{
    char last = e->out->len ? e->out->ptr[e->out->len - 1] : ' ';
    if (byte_at(e, e->at) == '#' && last != ' ' && !ends_line(last))
        sq_putc(e->out, ' ');
}

static void
put_entry(struct editor *e)
{
    if (e->key.len) {
        sq_yaml_put_scalar(e->out, e->key);
        sq_putz(e->out, ": ");
    }
    sq_put(e->out, e->value);
}

/* A line of its own for the entry of a block collection. */
static void
put_line(struct editor *e, size_t column)
{
    sq_put_n(e->out, ' ', column);
    if (!e->key.len)
        sq_putz(e->out, "- ");
    put_entry(e);
    sq_putz(e->out, e->line_end);
}

/* At the end of a file whose last line has none. */
static void
end_line(struct editor *e)
{
    if (e->at > e->tree->source->bom && !ends_line(e->text.ptr[e->at - 1]))
        sq_putz(e->out, e->line_end);
}

/* ---- what stands in the way ---- */

static bool
holds_anchor(const struct sq_node *n)
{
    if (n->anchored || (n->key && n->key->anchored))
        return true;
    for (const struct sq_node *c = n->alias ? NULL : n->first; c; c = c->next)
        if (holds_anchor(c))
            return true;
    return false;
}

/* Changing what an alias repeats would change other answers, too. */
static bool
is_shared(const struct sq_node *n)
{
    return n->alias || n->anchored;
}

static bool
is_null(const struct sq_node *n)
{
    return sq_node_is_null(n) && !is_shared(n);
}

static const struct sq_node *
last_child(const struct sq_node *n)
{
    const struct sq_node *last = n->first;
    while (last && last->next)
        last = last->next;
    return last;
}

static const struct sq_node *
find_previous(const struct sq_node *map, const struct sq_node *n)
{
    const struct sq_node *previous = NULL;
    for (const struct sq_node *c = map->first; c && c != n; c = c->next)
        previous = c;
    return previous;
}

/*
 * Lines that look idle may be text of the block scalar above them: those with
 * blanks, all of them where it keeps its line ends (`|+`), and comments once
 * the line between them and the scalar is gone.
 */
enum tail { TAIL_NONE, TAIL_BLOCK, TAIL_KEEP };

/* Where `|2-` or the like ends. */
static uint32_t
header_end(const struct editor *e, const struct sq_node *n)
{
    uint32_t at = n->from;
    while (byte_at(e, at) && strchr("|>+-0123456789", byte_at(e, at)))
        at++;
    return at;
}

static enum tail
tail_of(const struct editor *e, const struct sq_node *n)
{
    const struct sq_node *leaf = n;
    while (leaf->first && !leaf->alias && !leaf->flow)
        leaf = last_child(leaf);
    if (leaf->to != n->to)
        return TAIL_KEEP; /* an entry that was refused: we cannot know */
    if (!leaf->block || leaf->alias)
        return TAIL_NONE;
    sq_str header = sq_str_sub(e->text, leaf->from, header_end(e, leaf));
    return sq_str_find(header, '+', 0) < header.len ? TAIL_KEEP : TAIL_BLOCK;
}

/* From the line at `at`: past those the scalar above has, or would get. */
static uint32_t
past_tail(const struct editor *e, uint32_t at, enum tail tail,
          uint32_t comments_from)
{
    uint32_t last = at;
    while (tail != TAIL_NONE && at < e->text.len) {
        uint32_t first = skip_blanks(e, at);
        bool blank = at_line_end(e, first);
        bool comment = byte_at(e, first) == '#' && first - at >= comments_from;
        if (!blank && !comment)
            break;
        bool taken = comment || tail == TAIL_KEEP || first > at;
        at = next_line(e, first);
        if (taken)
            last = at;
    }
    return last;
}

/* ---- a value in place of another ---- */

/* Leaves the value out; a comment on a block scalar's first line stays. */
static void
drop_value(struct editor *e, const struct sq_node *n)
{
    if (n->block && !n->alias) {
        drop_to(e, header_end(e, n));
        keep_apart(e);
        uint32_t body = line_end(e, e->at);
        if (body >= n->to)
            return;
        copy_to(e, body);
    }
    drop_to(e, n->to);
    keep_apart(e);
}

static void
replace_in_place(struct editor *e, const struct sq_node *n)
{
    copy_to(e, n->from);
    if (n->from > 0 && byte_at(e, n->from - 1) == ':')
        sq_putc(e->out, ' ');
    sq_put(e->out, e->value);
    drop_value(e, n);
}

/* The old value stands below its key; the new one comes up beside it. */
static void
replace_below(struct editor *e, uint32_t colon, const struct sq_node *n)
{
    copy_to(e, colon + 1);
    sq_putc(e->out, ' ');
    sq_put(e->out, e->value);

    uint32_t rest = n->block && !n->alias ? header_end(e, n) : n->to;
    if (begins_line(e, n->from) && at_line_end(e, skip_blanks(e, rest))) {
        copy_to(e, line_start(e, n->from));
        drop_to(e, next_line(e, n->to));
    } else {
        copy_to(e, n->from);
        drop_value(e, n);
    }
}

static bool
replace(struct editor *e, const struct sq_node *map, const struct sq_node *n)
{
    if (holds_anchor(n))
        return false;
    uint32_t colon = skip_space(e, n->key->to);
    bool has_colon = n->from > n->key->to;
    if (!has_colon && !map->flow)
        return false; /* `? key` and no more: nobody writes that */

    if (!has_colon) {
        copy_to(e, n->to);
        sq_putz(e->out, ": ");
        sq_put(e->out, e->value);
        keep_apart(e);
    } else if (map->flow || on_one_line(e, colon, n->from)) {
        replace_in_place(e, n);
    } else {
        replace_below(e, colon, n);
    }
    return true;
}

/* ---- an entry more ---- */

static bool
add_in_block(struct editor *e, const struct sq_node *n)
{
    size_t column;
    if (!find_column(e, n, &column))
        return false;
    uint32_t at = past_tail(e, next_line(e, n->to), tail_of(e, n), UINT32_MAX);
    copy_to(e, at);
    end_line(e);
    put_line(e, column);
    return true;
}

static uint32_t
start_of(const struct sq_node *n)
{
    return n->key ? n->key->from : n->from;
}

/* Each entry on a line: so is the new one. */
static void
add_flow_line(struct editor *e, const struct sq_node *last, uint32_t comma,
              uint32_t close)
{
    bool has_comma = byte_at(e, comma) == ',';
    uint32_t end = has_comma ? comma + 1 : last->to;
    size_t column = start_of(last) - line_start(e, start_of(last));
    copy_to(e, end);
    if (!has_comma)
        sq_putz(e->out, byte_at(e, end - 1) == ':' ? " ," : ",");
    uint32_t below = next_line(e, end);
    copy_to(e, below < line_start(e, close) ? below : line_start(e, close));
    sq_put_n(e->out, ' ', column);
    put_entry(e);
    if (has_comma)
        sq_putc(e->out, ',');
    sq_putz(e->out, e->line_end);
}

static void
add_flow_inline(struct editor *e, const struct sq_node *last, uint32_t comma)
{
    if (byte_at(e, comma) == ',') {
        copy_to(e, comma + 1);
        sq_putc(e->out, ' ');
    } else {
        copy_to(e, last->to);
        sq_putz(e->out, byte_at(e, last->to - 1) == ':' ? " , " : ", ");
    }
    put_entry(e);
    keep_apart(e);
}

static bool
add_in_flow(struct editor *e, const struct sq_node *n)
{
    uint32_t close = n->to - 1;
    const struct sq_node *last = last_child(n);
    uint32_t comma = skip_space(e, last ? last->to : n->from + 1);
    bool has_comma = last && byte_at(e, comma) == ',';
    if ((has_comma ? skip_space(e, comma + 1) : comma) != close)
        return false; /* an entry that was refused comes last */

    if (!last) {
        copy_to(e, n->from + 1);
        put_entry(e);
        keep_apart(e);
    } else if (begins_line(e, close) && begins_line(e, start_of(last))) {
        add_flow_line(e, last, comma, close);
    } else {
        add_flow_inline(e, last, comma);
    }
    return true;
}

/* ---- a collection's first entry ---- */

/* The file's own habit: how deep its top-level maps, or lists, are indented. */
static size_t
usual_column(const struct editor *e, size_t root_column)
{
    enum sq_node_kind kind = e->key.len ? SQ_MAP : SQ_LIST;
    const struct sq_node *root = e->tree->root;
    for (const struct sq_node *n = root ? root->first : NULL; n; n = n->next) {
        size_t column;
        if (n->kind == kind && !n->flow && !n->alias &&
            find_column(e, n, &column) && column >= root_column)
            return column;
    }
    return root_column + 2;
}

/* `key:`, `key: ~` or `key: {}`, and nothing but a comment behind it. */
static bool
can_go_below(const struct editor *e, const struct sq_node *n, size_t *column)
{
    const struct sq_node *root = e->tree->root;
    return !root->flow && find_column(e, root, column) &&
           begins_line(e, n->key->from) && n->from > n->key->to &&
           on_one_line(e, n->key->from, n->to);
}

/* `{}` and `~` go, their line stays. */
static void
drop_empty(struct editor *e, const struct sq_node *n)
{
    uint32_t from = n->from;
    while (n->to > n->from && byte_at(e, from - 1) == ' ')
        from--;
    copy_to(e, from);
    drop_to(e, n->to);
    keep_apart(e);
}

static void
add_below(struct editor *e, const struct sq_node *n, size_t root_column)
{
    drop_empty(e, n);
    copy_to(e, next_line(e, n->to));
    end_line(e);
    put_line(e, usual_column(e, root_column));
}

/* The entry as a collection of one. */
static void
put_whole(const struct editor *e, struct sq_sbuf *whole)
{
    sq_sbuf_init(whole, e->out->max);
    struct editor inner = *e;
    inner.out = whole;
    sq_putc(whole, e->key.len ? '{' : '[');
    put_entry(&inner);
    sq_putc(whole, e->key.len ? '}' : ']');
}

static bool
add_first(struct editor *e, const struct sq_node *n)
{
    size_t root_column = 0;
    if (can_go_below(e, n, &root_column)) {
        add_below(e, n, root_column);
        return true;
    }
    if (n->kind != SQ_SCALAR)
        return add_in_flow(e, n);

    struct sq_sbuf whole;
    put_whole(e, &whole);
    e->value = sq_sbuf_str(&whole);
    bool done = replace(e, e->tree->root, n);
    sq_sbuf_done(&whole);
    return done;
}

/* The end of the text: of the file, or where `...` ends the document. */
static uint32_t
end_of_text(const struct editor *e)
{
    const struct sq_node *root = e->tree->root;
    uint32_t at = root ? next_line(e, root->to) : e->tree->source->bom;
    while (at < size_of(e) &&
           !sq_str_starts(sq_str_sub(e->text, at, at + 3), "..."))
        at = next_line(e, at);
    return at;
}

static bool
add_at_end(struct editor *e, const char *name)
{
    const struct sq_node *root = e->tree->root;
    size_t column = 0;
    if (root && !find_column(e, root, &column))
        return false;
    copy_to(e, end_of_text(e));
    end_line(e);
    sq_put_n(e->out, ' ', column);
    sq_yaml_put_scalar(e->out, sq_str_of(name));
    sq_putc(e->out, ':');
    sq_putz(e->out, e->line_end);
    put_line(e, usual_column(e, column));
    return true;
}

/* A root in braces gets `name: {entry}`, or `name: [item]`. */
static bool
add_in_flow_root(struct editor *e, const char *name)
{
    struct sq_sbuf whole;
    put_whole(e, &whole);
    e->key = sq_str_of(name);
    e->value = sq_sbuf_str(&whole);
    bool done = add_in_flow(e, e->tree->root);
    sq_sbuf_done(&whole);
    return done;
}

/* ---- an entry more, in its place ---- */

struct place {
    const struct sq_map *ranks; /* by name */
    size_t rank;    /* of what was found; the number of names: nothing */
    uint32_t at;    /* [bytes] where the line goes */
    size_t column;  /* of the comment that was found */
    size_t outside; /* comments no deeper than this belong elsewhere */
    bool by_comment;
};

static void
offer_place(struct place *p, sq_str name, uint32_t at, bool by_comment,
            size_t column)
{
    const size_t *rank = sq_map_find(p->ranks, name);
    if (!rank || *rank > p->rank)
        return;
    p->rank = *rank;
    p->at = at;
    p->by_comment = by_comment;
    p->column = column;
}

/* `# D2 Is it tested?` or `# D2: partly` names D2 */
static sq_str
name_in_comment(const struct editor *e, uint32_t at)
{
    uint32_t from = skip_blanks(e, at + 1);
    uint32_t to = from;
    while (!at_line_end(e, to) && byte_at(e, to) != ' ' &&
           byte_at(e, to) != '\t')
        to++;
    if (to > from && byte_at(e, to - 1) == ':')
        to--;
    return sq_str_sub(e->text, from, to);
}

/* Comments on lines of their own, from one entry to the next. */
static void
look_at_comments(const struct editor *e, struct place *p, uint32_t at,
                 uint32_t to)
{
    while (at < to && at < e->text.len) {
        uint32_t first = skip_blanks(e, at);
        if (!at_line_end(e, first) && byte_at(e, first) != '#')
            return;
        if (byte_at(e, first) == '#' && first - at > p->outside)
            offer_place(p, name_in_comment(e, first), next_line(e, first), true,
                        first - at);
        at = next_line(e, first);
    }
}

static uint32_t
behind(const struct editor *e, const struct sq_node *n)
{
    return past_tail(e, next_line(e, n->to), tail_of(e, n), UINT32_MAX);
}

static void
look_for_place(const struct editor *e, struct place *p,
               const struct sq_node *map)
{
    const struct sq_node *c = map->kind == SQ_MAP ? map->first : NULL;
    uint32_t at = next_line(e, c ? map->key->to : map->to);
    p->at = at;
    for (; c; c = c->next) {
        look_at_comments(e, p, at, line_start(e, c->key->from));
        at = behind(e, c);
        offer_place(p, c->key->text, at, false, 0);
    }
    look_at_comments(e, p, at, size_of(e));
}

/* False, and nothing put: there is no such place. */
static bool
add_in_place(struct editor *e, const struct sq_node *map,
             const struct sq_yaml_order *after, struct sq_arena *a)
{
    const struct sq_node *root = e->tree->root;
    size_t root_column = 0;
    size_t column = 0;
    bool empty = is_null(map) || (map->flow && map->n == 0);
    if (empty ? !can_go_below(e, map, &root_column)
              : map->flow || !find_column(e, root, &root_column) ||
                    !find_column(e, map, &column) ||
                    on_one_line(e, map->key->to, map->from))
        return false;
    struct sq_map ranks;
    sq_map_init(&ranks, a);
    size_t *rank = SQ_NEW_N(a, after->n, size_t);
    for (size_t i = 0; i < after->n; i++) {
        rank[i] = i;
        sq_map_add(&ranks, after->keys[i], &rank[i]);
    }
    struct place p = {
        .ranks = &ranks, .rank = after->n, .outside = root_column};
    look_for_place(e, &p, map);
    if (empty) {
        drop_empty(e, map);
        column = p.by_comment ? p.column : usual_column(e, root_column);
    }
    copy_to(e, p.at);
    end_line(e);
    put_line(e, column);
    return true;
}

/* ---- an entry less ---- */

static bool
remove_from_block(struct editor *e, const struct sq_node *map,
                  const struct sq_node *n)
{
    const struct sq_node *previous = find_previous(map, n);
    uint32_t start = line_start(e, start_of(n));
    size_t column;
    if (!find_column(e, map, &column))
        return false;
    if (previous
            ? start < previous->to || skip_space(e, previous->to) < start
            : !begins_line(e, map->from) || line_start(e, map->from) != start)
        return false; /* more than this entry stands on its lines */

    uint32_t end = past_tail(e, next_line(e, n->to), tail_of(e, n), UINT32_MAX);
    if (previous)
        end = past_tail(e, end, tail_of(e, previous), (uint32_t)column + 1);
    copy_to(e, start);
    drop_to(e, end);
    return true;
}

/* With the comma behind it, and with its line where it has one to itself. */
static void
remove_with_comma(struct editor *e, uint32_t start, uint32_t comma)
{
    uint32_t end = skip_blanks(e, comma + 1);
    if (begins_line(e, start) && at_line_end(e, end)) {
        start = line_start(e, start);
        end = next_line(e, end);
    }
    copy_to(e, start);
    drop_to(e, end);
    keep_apart(e);
}

/* The last one, with the comma before it. */
static bool
remove_last(struct editor *e, const struct sq_node *previous,
            const struct sq_node *n)
{
    uint32_t start = start_of(n);
    uint32_t comma = skip_space(e, previous->to);
    if (byte_at(e, comma) != ',' || skip_space(e, comma + 1) != start)
        return false;
    if (on_one_line(e, previous->to, start) &&
        byte_at(e, previous->to - 1) != ':') {
        copy_to(e, previous->to);
    } else {
        copy_to(e, comma);
        drop_to(e, comma + 1);
        keep_apart(e);
        copy_to(e, start);
    }
    drop_to(e, n->to);
    keep_apart(e);
    return true;
}

static bool
remove_from_flow(struct editor *e, const struct sq_node *map,
                 const struct sq_node *n)
{
    const struct sq_node *previous = find_previous(map, n);
    uint32_t before = previous ? previous->to : map->from + 1;
    uint32_t start = start_of(n);
    uint32_t comma = skip_space(e, n->to);
    uint32_t found = skip_space(e, before);
    if (previous && byte_at(e, found) == ',')
        found = skip_space(e, found + 1);
    if (found != start)
        return false; /* `? ` or a refused entry stands before it */

    if (byte_at(e, comma) == ',') {
        remove_with_comma(e, start, comma);
        return true;
    }
    if (previous)
        return remove_last(e, previous, n);
    copy_to(e, start);
    drop_to(e, n->to);
    keep_apart(e);
    return true;
}

static bool
take_out(struct editor *e, const struct sq_node *map, const struct sq_node *n)
{
    if (holds_anchor(n))
        return false;
    return map->flow ? remove_from_flow(e, map, n)
                     : remove_from_block(e, map, n);
}

/* ---- the calls ---- */

static const char *
line_end_of(sq_str text)
{
    size_t at = sq_str_find(text, '\n', 0);
    if (at < text.len)
        return at > 0 && text.ptr[at - 1] == '\r' ? "\r\n" : "\n";
    return sq_str_find(text, '\r', 0) < text.len ? "\r" : "\n";
}

static struct editor
editor_of(struct sq_sbuf *out, const struct sq_tree *t, sq_str key,
          sq_str value)
{
    return (struct editor){.out = out,
                           .tree = t,
                           .text = t->source->text,
                           .line_end = line_end_of(t->source->text),
                           .key = key,
                           .value = value};
}

static bool
can_edit(const struct sq_tree *t)
{
    const struct sq_node *root = t->root;
    return !t->broken && (!root || (root->kind == SQ_MAP && !is_shared(root)));
}

/* An entry, or an item, more in the collection called `name`. */
static bool
add(struct editor *e, const char *name, const struct sq_node *n)
{
    const struct sq_node *root = e->tree->root;
    if (!n)
        return root && root->flow ? add_in_flow_root(e, name)
                                  : add_at_end(e, name);
    if (is_null(n) || (n->flow && n->n == 0))
        return add_first(e, n);
    return n->flow ? add_in_flow(e, n) : add_in_block(e, n);
}

bool
sq_yaml_set(struct sq_sbuf *out, const struct sq_tree *t, const char *map_key,
            sq_str key, sq_str value_yaml)
{
    struct editor e = editor_of(out, t, key, value_yaml);
    const struct sq_node *map =
        can_edit(t) ? sq_node_find(t->root, map_key) : NULL;
    const struct sq_node *n = sq_node_find_str(map, key);
    bool done = can_edit(t) && key.len;
    if (map && ((map->kind != SQ_MAP && !is_null(map)) || is_shared(map)))
        done = false;

    if (done && map && n)
        done = value_yaml.len ? replace(&e, map, n) : take_out(&e, map, n);
    else if (done && value_yaml.len)
        done = add(&e, map_key, map);
    if (done)
        copy_to(&e, size_of(&e));
    return done;
}

bool
sq_yaml_set_after(struct sq_sbuf *out, const struct sq_tree *t,
                  const char *map_key, sq_str key, sq_str value_yaml,
                  const struct sq_yaml_order *after)
{
    const struct sq_node *map =
        can_edit(t) ? sq_node_find(t->root, map_key) : NULL;
    bool is_new = map && value_yaml.len && key.len && after->n &&
                  !is_shared(map) && !sq_node_find_str(map, key) &&
                  (map->kind == SQ_MAP || is_null(map));
    if (is_new) {
        struct editor e = editor_of(out, t, key, value_yaml);
        struct sq_arena a;
        sq_arena_init(&a);
        bool done = add_in_place(&e, map, after, &a);
        sq_arena_done(&a);
        if (done) {
            copy_to(&e, size_of(&e));
            return true;
        }
    }
    return sq_yaml_set(out, t, map_key, key, value_yaml);
}

/* The entry of a map, or the item of a list with this id. */
static const struct sq_node *
entry_called(const struct sq_node *n, sq_str key)
{
    if (!n || is_shared(n) || n->kind == SQ_MAP)
        return n && !is_shared(n) ? sq_node_find_str(n, key) : NULL;
    const struct sq_node *item = n->first;
    for (; item; item = item->next) {
        const struct sq_node *id = sq_node_find(item, "id");
        if (id && id->kind == SQ_SCALAR && sq_str_eq(id->text, key))
            break;
    }
    return item;
}

bool
sq_yaml_set_member(struct sq_sbuf *out, const struct sq_tree *t,
                   const char *map_key, sq_str key, sq_str member,
                   sq_str value_yaml)
{
    struct editor e = editor_of(out, t, member, value_yaml);
    const struct sq_node *map =
        can_edit(t) ? sq_node_find(t->root, map_key) : NULL;
    const struct sq_node *entry = entry_called(map, key);
    if (!entry || entry->kind != SQ_MAP || !entry->n || is_shared(entry))
        return false;

    const struct sq_node *n = sq_node_find_str(entry, member);
    bool done = true;
    if (n)
        done = value_yaml.len ? replace(&e, entry, n) : take_out(&e, entry, n);
    else if (value_yaml.len)
        done = entry->flow ? add_in_flow(&e, entry) : add_in_block(&e, entry);
    if (done)
        copy_to(&e, size_of(&e));
    return done;
}

bool
sq_yaml_remove(struct sq_sbuf *out, const struct sq_tree *t, const char *part,
               sq_str id)
{
    struct editor e = editor_of(out, t, (sq_str){NULL, 0}, (sq_str){NULL, 0});
    const struct sq_node *root = t->root;
    const struct sq_node *n = can_edit(t) ? sq_node_find(root, part) : NULL;
    if (!n || is_shared(n))
        return false;
    bool is_empty = is_null(n) || (n->kind != SQ_SCALAR && !n->n);
    const struct sq_node *item = id.len ? entry_called(n, id) : NULL;
    if (id.len ? !item : !is_empty)
        return false;
    bool done = id.len ? take_out(&e, n, item) : take_out(&e, root, n);
    if (done)
        copy_to(&e, size_of(&e));
    return done;
}

bool
sq_yaml_append(struct sq_sbuf *out, const struct sq_tree *t,
               const char *list_key, sq_str item_yaml)
{
    struct editor e = editor_of(out, t, (sq_str){NULL, 0}, item_yaml);
    const struct sq_node *list =
        can_edit(t) ? sq_node_find(t->root, list_key) : NULL;
    bool done = can_edit(t);
    if (list && ((list->kind != SQ_LIST && !is_null(list)) || is_shared(list)))
        done = false;
    done = done && add(&e, list_key, list);
    if (done)
        copy_to(&e, size_of(&e));
    return done;
}
