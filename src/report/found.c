/* SPDX-License-Identifier: MIT */
#include "report/found.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"
#include "sys/sys.h"

enum { MARK = 32 }; /* [hex digits] */

const struct sq_findings_format *const sq_findings_formats[] = {
#define FINDINGS_FORMAT(name, summary) &sq_findings_format_##name,
#include "report/found.def"
#undef FINDINGS_FORMAT
    NULL,
};

const struct sq_findings_format *
sq_findings_format_find(sq_str name)
{
    for (size_t i = 0; sq_findings_formats[i]; i++)
        if (sq_str_is(name, sq_findings_formats[i]->name))
            return sq_findings_formats[i];
    return NULL;
}

void
sq_found_out_init(struct sq_found_out *out, struct sq_arena *a)
{
    *out = (struct sq_found_out){.arena = a};
    sq_sbuf_init(&out->body, SQ_MAX_OUTPUT);
    for (size_t i = 0; i <= SQ_ERROR; i++)
        sq_sbuf_init(&out->kept[i], SQ_MAX_OUTPUT);
}

void
sq_found_out_done(struct sq_found_out *out)
{
    sq_sbuf_done(&out->body);
    for (size_t i = 0; i <= SQ_ERROR; i++)
        sq_sbuf_done(&out->kept[i]);
}

/* ---- where, by content --------------------------------------------------- */

static bool
holds(const struct sq_node *n, uint32_t from, uint32_t to)
{
    return n->from <= from && to <= n->to;
}

/* The child, or its key, that the span is in. */
static const struct sq_node *
child_at(const struct sq_node *n, uint32_t from, uint32_t to)
{
    if (n->kind == SQ_SCALAR || n->alias)
        return NULL;
    for (const struct sq_node *c = n->first; c; c = c->next)
        if (holds(c, from, to) ||
            (c->key && c->key->from <= from && to <= c->to))
            return c;
    return NULL;
}

static void
put_step(struct sq_sbuf *b, const struct sq_node *n)
{
    if (n->key) {
        if (b->len)
            sq_putc(b, '.');
        sq_put(b, n->key->text);
        return;
    }
    const struct sq_node *id = sq_node_find(n, "id");
    sq_putc(b, '[');
    if (id && id->kind == SQ_SCALAR)
        sq_put(b, id->text);
    sq_putc(b, ']');
}

static void
put_squeezed(struct sq_sbuf *b, sq_str text)
{
    bool gap = false;
    text = sq_str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (gap && !blank)
            sq_putc(b, ' ');
        if (!blank)
            sq_putc(b, c);
        gap = blank;
    }
}

/* Names and values stand in `backquotes`; counts around them may change. */
static void
put_quoted_words(struct sq_sbuf *b, sq_str message)
{
    size_t from = sq_str_find(message, '`', 0);
    while (from < message.len) {
        size_t to = sq_str_find(message, '`', from + 1);
        sq_putc(b, '`');
        put_squeezed(b, sq_str_sub(message, from + 1, to));
        from = sq_str_find(message, '`', to + 1);
    }
}

static void
locate(struct sq_arena *a, const struct sq_tree *tree, struct sq_found *f)
{
    struct sq_sbuf place, value;
    sq_sbuf_init(&place, 4096);
    sq_sbuf_init(&value, SQ_MAX_TEXT);
    const struct sq_diag *d = f->diag;
    bool here = tree && tree->root && d->at.source &&
                strcmp(tree->source->name, d->at.source->name) == 0;
    const struct sq_node *at = NULL;
    for (const struct sq_node *n = here ? tree->root : NULL; n;) {
        n = child_at(n, d->at.from, d->at.to);
        if (n)
            put_step(&place, n);
        at = n ? n : at;
    }
    if (at && at->kind == SQ_SCALAR)
        put_squeezed(&value, at->text);
    else if (!tree && d->at.source)
        put_squeezed(&value, sq_span_text(d->at));
    put_quoted_words(&value, d->message);
    f->place = sq_str_copy(a, sq_sbuf_str(&place));
    f->value = sq_str_copy(a, sq_sbuf_str(&value));
    sq_sbuf_done(&place);
    sq_sbuf_done(&value);
}

static sq_str
mark_of(struct sq_arena *a, const struct sq_found_run *run,
        const struct sq_found *f, size_t again)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_TEXT * 2);
    sq_put(&b, sq_found_file_of(run, f->diag));
    sq_putc(&b, '\0');
    sq_putz(&b, sq_codes[f->diag->code].code);
    sq_putc(&b, '\0');
    sq_put(&b, f->place);
    sq_putc(&b, '\0');
    sq_put(&b, f->value);
    if (again)
        sq_putf(&b, "%c%zu", '\0', again);
    sq_str digest = sq_digest(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    size_t from = sq_str_find(digest, ':', 0) + 1;
    return sq_str_sub(digest, from, from + MARK);
}

void
sq_found_locate(struct sq_arena *a, const struct sq_found_run *run,
                const struct sq_tree *tree, struct sq_found *items, size_t n)
{
    struct sq_map seen;
    sq_map_init(&seen, a);
    for (size_t i = 0; i < n; i++) {
        locate(a, tree, &items[i]);
        items[i].mark = mark_of(a, run, &items[i], 0);
        for (size_t k = 1; !sq_map_add(&seen, items[i].mark, &items[i]); k++)
            items[i].mark = mark_of(a, run, &items[i], k);
    }
}

/* ---- what several writers need ------------------------------------------- */

sq_str
sq_found_path(const struct sq_found_run *run, sq_str name)
{
    size_t n = run->root.len;
    if (n && name.len > n + 1 && name.ptr[n] == '/' &&
        sq_str_eq(sq_str_sub(name, 0, n), run->root))
        name = sq_str_sub(name, n + 1, name.len);
    while (sq_str_starts(name, "./"))
        name = sq_str_sub(name, 2, name.len);
    return name;
}

sq_str
sq_found_file_of(const struct sq_found_run *run, const struct sq_diag *d)
{
    if (!d->at.source)
        return SQ_LIT("sqeeia");
    return sq_found_path(run, sq_str_of(d->at.source->name));
}

struct sq_range_of
sq_found_range(const struct sq_diag *d)
{
    struct sq_range_of r = {{1, 1}, {1, 1}};
    if (!d->at.source)
        return r;
    r.from = sq_source_place(d->at.source, d->at.from);
    r.to = d->at.to > d->at.from ? sq_source_place(d->at.source, d->at.to)
                                 : r.from;
    return r;
}

bool
sq_found_is_told(const struct sq_found_run *run, const struct sq_found *f)
{
    return f->standing == SQ_STANDS && f->diag->level >= run->show;
}

static void
put_count(struct sq_sbuf *b, size_t n, const char *what)
{
    if (n)
        sq_putf(b, ", %zu %s%s", n, what, n == 1 ? "" : "s");
}

void
sq_found_put_summary(const struct sq_found_run *run, struct sq_sbuf *b)
{
    sq_putf(b, "%zu file%s", run->n_files, run->n_files == 1 ? "" : "s");
    size_t any = 0;
    for (int l = SQ_ERROR; l >= (int)run->show; l--) {
        put_count(b, run->n[l], sq_level_name((enum sq_level)l));
        any += run->n[l];
    }
    if (!any)
        sq_putz(b, ", no findings");
    const char *before = " (";
    if (run->n_suppressed) {
        sq_putf(b, "%s%zu suppressed", before, run->n_suppressed);
        before = ", ";
    }
    if (run->n_known)
        sq_putf(b, "%s%zu in the baseline", before, run->n_known);
    if (run->n_suppressed || run->n_known)
        sq_putc(b, ')');
}
