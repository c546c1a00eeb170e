/* SPDX-License-Identifier: MIT */
#include "report/baseline.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/num.h"
#include "report/escape.h"
#include "sys/sys.h"
#include "yaml/read.h"

enum { VALUE = 16 }; /* [hex digits] */

/* ---- reading ------------------------------------------------------------- */

static sq_str
text_at(const struct sq_node *map, const char *key)
{
    const struct sq_node *n = sq_node_find(map, key);
    return n && n->kind == SQ_SCALAR ? n->text : (sq_str){0};
}

static sq_str
key_of(struct sq_arena *a, const struct sq_baseline_entry *e)
{
    return sq_str_printf(a, "%.*s\n%.*s\n%.*s\n%.*s", SQ_FMT(e->file),
                         SQ_FMT(e->code), SQ_FMT(e->place), SQ_FMT(e->value));
}

static void
keep(struct sq_baseline *b, const struct sq_baseline_entry *e, sq_str key)
{
    struct sq_baseline_entry *kept = SQ_NEW(b->arena, struct sq_baseline_entry);
    *kept = *e;
    b->items = sq_arena_push(b->arena, b->items, &b->n, sizeof *b->items);
    b->items[b->n - 1] = kept;
    sq_map_add(&b->by_key, key, kept);
}

static void
add_entry(struct sq_baseline *b, const struct sq_tree *t,
          const struct sq_node *n, struct sq_diags *d)
{
    struct sq_baseline_entry e = {.file = text_at(n, "file"),
                                  .code = text_at(n, "code"),
                                  .place = text_at(n, "at"),
                                  .value = text_at(n, "value"),
                                  .n = 1,
                                  .at = sq_node_span(t, n)};
    sq_num count;
    sq_str times = text_at(n, "n");
    bool good = e.file.len && sq_code_find(e.code) && e.value.len == VALUE;
    if (times.len)
        good = good && sq_num_read(times, &count) && sq_num_is_int(count) &&
               count.num > 0;
    if (!good) {
        sq_diag_add(d, SQ_FOUND_bad_baseline, e.at,
                    "this is no entry of a baseline");
        return;
    }
    if (times.len)
        e.n = (size_t)count.num;
    keep(b, &e, key_of(b->arena, &e));
}

enum sq_status
sq_baseline_read(struct sq_arena *a, const char *path, struct sq_baseline *b,
                 struct sq_diags *d, struct sq_err *err)
{
    *b = (struct sq_baseline){.arena = a, .path = path};
    sq_map_init(&b->by_key, a);
    if (!sq_file_exists(path))
        return SQ_OK;
    sq_str text;
    enum sq_status status = sq_file_read(a, path, &text, err);
    if (status != SQ_OK)
        return status;
    b->exists = true;
    struct sq_source *s = sq_source_new(a, path, text);
    struct sq_tree *t = sq_yaml_read(a, s, d);
    const struct sq_node *entries =
        t->root ? sq_node_find(t->root, "entries") : NULL;
    if (!entries || entries->kind != SQ_LIST ||
        !sq_str_is(text_at(t->root, "schema"), "sqeeia-baseline") ||
        !sq_str_is(text_at(t->root, "schema_version"), "1")) {
        sq_diag_add(d, SQ_FOUND_bad_baseline, (struct sq_span){s, 0, 0},
                    "this file is no baseline that is read here");
        return SQ_OK;
    }
    for (const struct sq_node *n = entries->first; n; n = n->next)
        add_entry(b, t, n, d);
    b->n_read = b->n;
    return SQ_OK;
}

/* ---- meeting ------------------------------------------------------------- */

bool
sq_baseline_meet(struct sq_baseline *b, const struct sq_found_run *run,
                 const struct sq_found *f)
{
    sq_str digest = sq_digest(b->arena, f->value);
    size_t from = sq_str_find(digest, ':', 0) + 1;
    struct sq_baseline_entry e = {
        .file = sq_str_copy(b->arena, sq_found_file_of(run, f->diag)),
        .code = sq_str_of(sq_codes[f->diag->code].code),
        .place = sq_str_copy(b->arena, f->place),
        .value = sq_str_sub(digest, from, from + VALUE),
        .met = 1};
    sq_str key = key_of(b->arena, &e);
    struct sq_baseline_entry *known = sq_map_find(&b->by_key, key);
    if (known)
        return ++known->met <= known->n;
    keep(b, &e, key);
    return false;
}

size_t
sq_baseline_growth(const struct sq_baseline *b)
{
    size_t n = 0;
    for (size_t i = 0; i < b->n; i++)
        if (b->items[i]->met > b->items[i]->n)
            n += b->items[i]->met - b->items[i]->n;
    return n;
}

/* ---- writing ------------------------------------------------------------- */

static int
compare(const void *x, const void *y)
{
    const struct sq_baseline_entry *const *left = x, *const *right = y;
    const struct sq_baseline_entry *a = *left, *b = *right;
    int order = sq_str_cmp(a->file, b->file);
    if (!order)
        order = sq_str_cmp(a->code, b->code);
    if (!order)
        order = sq_str_cmp(a->place, b->place);
    return order ? order : sq_str_cmp(a->value, b->value);
}

static void
put_entry(struct sq_sbuf *out, const struct sq_baseline_entry *e, size_t n)
{
    sq_putz(out, "{\"file\":");
    sq_put_json(out, e->file);
    sq_putz(out, ",\"code\":");
    sq_put_json(out, e->code);
    sq_putz(out, ",\"at\":");
    sq_put_json(out, e->place);
    sq_putz(out, ",\"value\":");
    sq_put_json(out, e->value);
    if (n > 1)
        sq_putf(out, ",\"n\":%zu", n);
    sq_putc(out, '}');
}

void
sq_baseline_put(const struct sq_baseline *b,
                bool (*was_checked)(const void *ctx, sq_str file),
                const void *ctx, struct sq_sbuf *out)
{
    struct sq_baseline_entry **all =
        SQ_NEW_N(b->arena, b->n + 1, struct sq_baseline_entry *);
    if (b->n)
        memcpy(all, b->items, b->n * sizeof *all);
    qsort(all, b->n, sizeof *all, compare);
    sq_putz(out, "{\"schema\":\"sqeeia-baseline\",\"schema_version\":1,"
                 "\"entries\":[");
    const char *before = "\n";
    for (size_t i = 0; i < b->n; i++) {
        size_t n = was_checked(ctx, all[i]->file) ? all[i]->met : all[i]->n;
        if (n == 0)
            continue;
        sq_putz(out, before);
        put_entry(out, all[i], n);
        before = ",\n";
    }
    sq_putz(out, "\n]}\n");
}

void
sq_baseline_tell_stale(const struct sq_baseline *b,
                       bool (*was_checked)(const void *ctx, sq_str file),
                       const void *ctx, struct sq_diags *d)
{
    for (size_t i = 0; i < b->n_read; i++) {
        const struct sq_baseline_entry *e = b->items[i];
        if (e->met >= e->n || !was_checked(ctx, e->file))
            continue;
        struct sq_diag *f =
            sq_diag_add(d, SQ_FOUND_stale_baseline, e->at,
                        "`%.*s` of `%.*s` is in the baseline and is not "
                        "found any more",
                        SQ_FMT(e->code), SQ_FMT(e->file));
        sq_diag_help(d, f, "`sqeeia check --update-baseline` takes it out");
    }
}
