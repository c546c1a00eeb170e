/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a file: read, understood as far as that goes, proved or scored,
 * and every finding written in the format that the last byte names (one in
 * eight: in all).
 */
#include "base/arena.h"
#include "fuzz.h"
#include "lint/lint.h"
#include "model/library.h"
#include "report/found.h"

/* In no folder that there is: nothing beside it can be read. */
#define NAME "no-such-folder/fuzz.yaml"

static const sq_date today = 20760;

/* The built-in questionnaires are read once, and known to each library. */
static void
know_builtins(struct sq_library *l)
{
    struct sq_library *once = fuzz_library();
    bool first = once->by_path.n == 0;
    for (size_t i = 0; first && i < sq_n_builtins; i++)
        sq_library_questionnaire(once, sq_str_of(sq_builtins[i].id),
                                 SQ_LIT("."), once->diags, (struct sq_span){0});
    for (size_t i = 0; i < once->by_path.n; i++)
        sq_map_add(&l->by_path, once->by_path.items[i].key,
                   once->by_path.items[i].value);
}

static size_t
items_of(struct sq_arena *a, const struct sq_diags *d, struct sq_found **out)
{
    struct sq_found *items = SQ_NEW_N(a, d->n + 1, struct sq_found);
    size_t n = 0;
    for (const struct sq_diag *f = d->first; f; f = f->next)
        items[n++].diag = f;
    *out = items;
    return n;
}

static void
check_product(const char *format, sq_str text)
{
    sq_str name = sq_str_of(format);
    if (sq_str_is(name, "json") || sq_str_is(name, "jsonl") ||
        sq_str_is(name, "sarif") || sq_str_is(name, "gitlab") ||
        sq_str_is(name, "rdjson"))
        fuzz_check_json(text);
    else if (sq_str_is(name, "junit") || sq_str_is(name, "checkstyle"))
        fuzz_check_xml(text);
    fuzz_check_text(text, false);
}

static void
write_findings(struct sq_arena *a, const struct sq_findings_format *f,
               const struct sq_tree *tree, const struct sq_diags *d)
{
    struct sq_found_run run = {.version = "0",
                               .root = SQ_LIT("/"),
                               .fail_on = SQ_ERROR,
                               .excerpt = true,
                               .n_files = 1};
    struct sq_found_file file = {.name = SQ_LIT(NAME)};
    file.n = items_of(a, d, &file.items);
    sq_found_locate(a, &run, tree, file.items, file.n);
    struct sq_found_out out;
    sq_found_out_init(&out, a);
    f->file(&run, &file, &out);
    struct sq_sbuf product;
    sq_sbuf_init(&product, 64u << 20);
    if (f->whole)
        f->whole(&run, &out, &product);
    check_product(f->name,
                  f->whole ? sq_sbuf_str(&product) : sq_sbuf_str(&out.body));
    sq_sbuf_done(&product);
    sq_found_out_done(&out);
}

static void
look_deeper(struct sq_arena *a, const struct sq_document *doc,
            struct sq_diags *d)
{
    if (doc->questionnaire && doc->questionnaire->usable)
        sq_lint_questionnaire(doc->questionnaire, today, d);
    const struct sq_assessment *as = doc->assessment;
    if (as && as->usable && as->questionnaire && as->questionnaire->usable)
        sq_lint_assessment(sq_score(a, sq_case_new(a, as, today, d)), today, d);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags d;
    struct sq_diags others;
    sq_diags_init(&d, &a);
    sq_diags_init(&others, &a);
    struct sq_library library;
    sq_library_init(&library, &a, &others);
    know_builtins(&library);
    struct sq_document doc = {0};
    sq_str text = {(const char *)data, size};
    sq_document_read_text(&library, &a, NAME, text, &d, &doc);
    look_deeper(&a, &doc, &d);
    sq_diags_sort(&d);
    size_t n = 0;
    while (sq_findings_formats[n])
        n++;
    for (size_t i = 0; i < n; i++)
        if (fuzz_wants(data, size, i, n))
            write_findings(&a, sq_findings_formats[i], doc.tree, &d);
    sq_arena_done(&a);
    return 0;
}
