/* SPDX-License-Identifier: MIT */
#include "lint/ignore.h"

#include <string.h>

#include "base/arena.h"
#include "yaml/read.h"

bool
sq_code_can_be_ignored(const struct sq_code_info *info)
{
    if (info->code[2] == '9')
        return false;
    return info->code[2] > '1' || info->level != SQ_ERROR;
}

struct reading {
    struct sq_arena *arena;
    const struct sq_source *source;
    const struct sq_tree *tree; /* read when first needed */
    struct sq_diags *diags;
    struct sq_ignores *out;
};

/* ---- is it a comment? ---------------------------------------------------- */

static bool
is_in_scalar(const struct sq_node *n, uint32_t at)
{
    if (n->key && n->key->from < at && at < n->key->to)
        return true;
    if (n->alias)
        return false;
    if (n->kind == SQ_SCALAR)
        return n->from < at && at < n->to;
    for (const struct sq_node *c = n->first; c; c = c->next)
        if (is_in_scalar(c, at))
            return true;
    return false;
}

static bool
is_comment(struct reading *r, uint32_t at)
{
    if (!r->tree) {
        struct sq_diags nobody;
        sq_diags_init(&nobody, r->arena);
        union {
            const struct sq_source *in;
            struct sq_source *out;
        } s = {r->source};
        r->tree = sq_yaml_read(r->arena, s.out, &nobody);
    }
    return !r->tree->root || !is_in_scalar(r->tree->root, at);
}

/* ---- which line it speaks of --------------------------------------------- */

static bool
says_nothing(sq_str line)
{
    line = sq_str_trim(line);
    return line.len == 0 || line.ptr[0] == '#';
}

static uint32_t
line_meant(const struct sq_source *s, uint32_t line)
{
    while (line <= sq_source_lines(s)->n &&
           says_nothing(sq_source_line(s, line)))
        line++;
    return line <= sq_source_lines(s)->n ? line : 0;
}

/* ---- what it says -------------------------------------------------------- */

static sq_str
next_word(sq_str *rest)
{
    *rest = sq_str_trim(*rest);
    size_t n = 0;
    while (n < rest->len && rest->ptr[n] != ' ' && rest->ptr[n] != '\t' &&
           rest->ptr[n] != ',')
        n++;
    sq_str word = sq_str_sub(*rest, 0, n);
    *rest = sq_str_trim(sq_str_sub(*rest, n, rest->len));
    if (rest->len && rest->ptr[0] == ',')
        *rest = sq_str_sub(*rest, 1, rest->len);
    return word;
}

static void
refuse(struct reading *r, struct sq_span at, const char *what)
{
    struct sq_diag *f = sq_diag_add(r->diags, SQ_FOUND_bad_suppression, at,
                                    "this comment accepts nothing: %s", what);
    sq_diag_help(r->diags, f,
                 "write such as `# sqeeia: ignore SQ301 until 2027-03-31 -- "
                 "the board decides in March`");
}

static bool
add_code(struct reading *r, struct sq_span at, sq_str word,
         struct sq_ignores *list)
{
    const struct sq_code_info *info = sq_code_find(word);
    if (!info) {
        refuse(r, at,
               sq_str_printf(r->arena, "there is no finding called `%.*s`",
                             SQ_FMT(word))
                   .ptr);
        return false;
    }
    if (!sq_code_can_be_ignored(info)) {
        refuse(r, at,
               sq_str_printf(r->arena, "%s cannot be set aside, only mended",
                             info->code)
                   .ptr);
        return false;
    }
    list->items =
        sq_arena_push(r->arena, list->items, &list->n, sizeof *list->items);
    list->items[list->n - 1] = (struct sq_ignore){.info = info, .at = at};
    return true;
}

/* "SQ301, SQ302 until 2027-03-31 -- why" */
static void
read_words(struct reading *r, struct sq_span at, uint32_t line, sq_str text)
{
    struct sq_ignores list = {0};
    size_t cut = 0;
    while (cut + 1 < text.len &&
           (text.ptr[cut] != '-' || text.ptr[cut + 1] != '-'))
        cut++;
    sq_str rest = sq_str_sub(text, 0, cut + 1 < text.len ? cut : text.len);
    sq_str because = sq_str_trim(sq_str_sub(text, cut + 2, text.len));
    sq_str word = next_word(&rest);
    for (; word.len && !sq_str_is(word, "until"); word = next_word(&rest))
        if (!add_code(r, at, word, &list))
            return;
    sq_date until = SQ_NO_DATE;
    sq_str day = next_word(&rest);
    if (list.n == 0)
        refuse(r, at, "it names no code");
    else if (!word.len)
        refuse(r, at, "it does not say until when");
    else if (!sq_date_read(day, &until) || sq_str_trim(rest).len)
        refuse(r, at, "its day is not one such as 2027-03-31");
    else if (!because.len)
        refuse(r, at, "it gives no reason");
    else
        for (size_t i = 0; i < list.n; i++) {
            struct sq_ignores *out = r->out;
            out->items = sq_arena_push(r->arena, out->items, &out->n,
                                       sizeof *out->items);
            out->items[out->n - 1] = list.items[i];
            out->items[out->n - 1].line = line;
            out->items[out->n - 1].until = until;
            out->items[out->n - 1].because = because;
        }
}

static void
read_line(struct reading *r, uint32_t line)
{
    sq_str text = sq_source_line(r->source, line);
    size_t hash = sq_str_find(text, '#', 0);
    for (; hash < text.len; hash = sq_str_find(text, '#', hash + 1)) {
        sq_str rest = sq_str_trim(sq_str_sub(text, hash + 1, text.len));
        if (!sq_str_starts(rest, "sqeeia:"))
            continue;
        rest = sq_str_trim(sq_str_sub(rest, sizeof "sqeeia:" - 1, rest.len));
        bool meant = sq_str_is(rest, "ignore") ||
                     sq_str_starts(rest, "ignore ") ||
                     sq_str_starts(rest, "ignore\t");
        uint32_t from =
            sq_source_lines(r->source)->first[line - 1] + (uint32_t)hash;
        if (!meant || !is_comment(r, from))
            continue;
        struct sq_span at = {r->source, from, from};
        at.to += (uint32_t)(rest.ptr + rest.len - (text.ptr + hash));
        bool alone = sq_str_trim(sq_str_sub(text, 0, hash)).len == 0;
        read_words(r, at, alone ? line_meant(r->source, line) : line,
                   sq_str_sub(rest, sizeof "ignore" - 1, rest.len));
        return;
    }
}

/* Few files have one, and looking line by line costs. */
static bool
has_any(sq_str text)
{
    size_t at = sq_str_find(text, '#', 0);
    for (; at < text.len; at = sq_str_find(text, '#', at + 1)) {
        size_t to = at + 64 < text.len ? at + 64 : text.len;
        sq_str rest = sq_str_trim(sq_str_sub(text, at + 1, to));
        if (sq_str_starts(rest, "sqeeia:"))
            return true;
    }
    return false;
}

void
sq_ignores_read(struct sq_arena *a, const struct sq_source *s,
                struct sq_diags *d, struct sq_ignores *out)
{
    *out = (struct sq_ignores){0};
    if (!has_any(s->text))
        return;
    struct reading r = {a, s, NULL, d, out};
    for (uint32_t line = 1; line <= sq_source_lines(s)->n; line++)
        read_line(&r, line);
}

const struct sq_ignore *
sq_ignores_match(struct sq_ignores *all, const struct sq_diag *f, sq_date today)
{
    if (all->n == 0 || !f->at.source)
        return NULL;
    uint32_t line = sq_source_place(f->at.source, f->at.from).line;
    for (size_t i = 0; i < all->n; i++) {
        struct sq_ignore *it = &all->items[i];
        if (it->line != line || it->info != &sq_codes[f->code])
            continue;
        it->used = true;
        if (it->until >= today)
            return it;
    }
    return NULL;
}
