/* SPDX-License-Identifier: MIT */
#include "cli/fix.h"

#include "base/limits.h"
#include "score/case.h"

struct looked_at {
    struct sq_diags d;
    struct sq_document doc;
};

/* Only what is read: rules have nothing that is mended unasked. */
static void
look(struct sq_cli *cli, struct sq_library *l, struct sq_arena *a,
     const char *name, sq_str text, struct looked_at *out)
{
    *out = (struct looked_at){0};
    sq_diags_init(&out->d, a);
    sq_document_read_text(l, a, name, text, &out->d, &out->doc);
    const struct sq_assessment *as = out->doc.assessment;
    if (as && as->usable && as->questionnaire && as->questionnaire->usable)
        sq_case_new(a, as, cli->today, &out->d);
}

/* In order of place, none inside another. */
static size_t
choose(struct sq_cli *cli, struct sq_arena *a, const struct sq_filter *filter,
       struct looked_at *l, const struct sq_diag ***out)
{
    struct sq_found *items;
    size_t n, chosen = 0;
    struct sq_bench bench = {a, NULL, l->doc.assessment, cli->today};
    sq_findings_judge(&l->d, filter, &bench, &items, &n);
    *out = SQ_NEW_N(a, n + 1, const struct sq_diag *);
    uint32_t end = 0;
    for (size_t i = 0; i < n; i++) {
        const struct sq_diag *f = items[i].diag;
        if (!f->fix.len || items[i].standing != SQ_STANDS ||
            f->at.source != l->doc.source || f->at.from < end)
            continue;
        (*out)[chosen++] = f;
        end = f->at.to;
    }
    return chosen;
}

static sq_str
splice(struct sq_arena *a, sq_str text, const struct sq_diag *const *fixes,
       size_t n)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
        sq_put(&b, sq_str_sub(text, at, fixes[i]->at.from));
        sq_put(&b, fixes[i]->fix);
        at = fixes[i]->at.to;
    }
    sq_put(&b, sq_str_sub(text, at, text.len));
    sq_str out = b.cut ? text : sq_str_copy(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return out;
}

struct sq_mended
sq_fix_text(struct sq_cli *cli, struct sq_library *l, struct sq_arena *a,
            const struct sq_filter *filter, const char *name, sq_str text)
{
    const struct sq_mended as_it_was = {text, 0};
    struct looked_at before, after;
    look(cli, l, a, name, text, &before);
    const struct sq_diag **fixes;
    size_t n = choose(cli, a, filter, &before, &fixes);
    if (n == 0)
        return as_it_was;
    sq_str mended = splice(a, text, fixes, n);
    look(cli, l, a, name, mended, &after);
    bool better =
        after.d.n < before.d.n && sq_diags_count(&after.d, SQ_ERROR) <=
                                      sq_diags_count(&before.d, SQ_ERROR);
    return better ? (struct sq_mended){mended, n} : as_it_was;
}

void
sq_fix_put_diff(const char *name, sq_str before, sq_str after,
                struct sq_sbuf *out)
{
    sq_str old, new;
    size_t line = 1;
    sq_putf(out, "--- %s\n+++ %s\n", name, name);
    /* a splice stays on its line, so lines keep their numbers */
    while (sq_str_next(&before, '\n', &old) &&
           sq_str_next(&after, '\n', &new)) {
        if (!sq_str_eq(old, new))
            sq_putf(out, "@@ -%zu +%zu @@\n-%.*s\n+%.*s\n", line, line,
                    SQ_FMT(old), SQ_FMT(new));
        line++;
    }
}
