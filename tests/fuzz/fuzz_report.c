/* SPDX-License-Identifier: MIT */
/*
 * Any texts in every place that a report prints, in every kind, through the
 * writer that the last byte names (one in eight: through all).  The templates
 * hold a $ where a text goes, which the bytes give.
 */
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "lint/lint.h"
#include "model/library.h"
#include "model/read.h"
#include "report/kinds.h"
#include "yaml/edit.h"
#include "yaml/read.h"

enum { TODAY = 20760 };

static const char questionnaire[] =
    "sqeeia: questionnaire/1\nid: q\nversion: 1.0.0\ntitle: $\n"
    "summary: $\n"
    "lists:\n  groups:\n    - {id: one, label: $}\n    - {id: two, label: $}\n"
    "choices:\n"
    "  direction:\n    - {id: better, label: $, effect: gains}\n"
    "    - {id: worse, label: $, effect: loses}\n"
    "  likelihood:\n    - {id: low, score: 1, label: $}\n"
    "    - {id: high, score: 2, label: $, meaning: $}\n"
    "  size:\n    - {id: small, score: 1, label: $}\n"
    "    - {id: large, score: 3, label: $}\n"
    "matrices:\n  odd: {label: $, rows: likelihood, columns: size, "
    "cells: product, bands: odd}\n"
    "bands:\n  odd:\n    - {id: low, to: 2, label: $, colour: green}\n"
    "    - {id: high, label: $, colour: red, meaning: $}\n"
    "roles:\n  lead: {label: $}\n"
    "dimensions:\n  worst: {label: $, help: $, track: risk, combine: max, "
    "better: lower, bands: odd}\n"
    "sections:\n  - id: s\n    title: $\n    intro: $\n    questions:\n"
    "      - {id: text, ask: $, help: $, why: $, type: long, who: lead, "
    "public: true}\n"
    "      - {id: pick, ask: $, type: one, choices: direction, public: true}\n"
    "      - {id: who, ask: $, type: person}\n"
    "      - id: table\n        title: $\n        for-each: groups\n"
    "        questions:\n"
    "          - {id: direction, ask: $, type: one, choices: direction, "
    "track: direction}\n"
    "          - {id: before, ask: $, type: rating, matrix: odd, "
    "track: initial}\n"
    "          - {id: after, ask: $, type: rating, matrix: odd, "
    "track: residual, dimension: worst}\n"
    "          - {id: benefit, ask: $, type: rating, matrix: odd, "
    "track: benefit}\n"
    "triggers:\n  - {id: t, when: answered(text), label: $, obliges: $}\n"
    "gates:\n  g: {must: answered(who), label: $, because: $}\n"
    "outcomes:\n  - {id: all, otherwise: true, label: $, meaning: $}\n";

static const char assessment[] =
    "sqeeia: assessment/1\nquestionnaire: {id: q}\n"
    "about:\n  title: $\n  reference: $\n  organisation: $\n  author: $\n"
    "  summary: $\n"
    "  decision: {body: $, on: 2026-12-10, outcome: $, by: $}\n"
    "answers:\n"
    "  text: {answer: $, because: $, evidence: [E1, E2], by: $, "
    "on: 2026-01-31}\n"
    "  pick: {answer: worse, because: $}\n  who: $\n"
    "  table.one.direction: {answer: worse, because: $}\n"
    "  table.one.before: [high, large]\n"
    "  table.one.after: {answer: [low, small], because: $}\n"
    "  table.two.direction: {answer: better, because: $}\n"
    "  table.two.benefit: [high, large]\n"
    "evidence:\n"
    "  - {id: E1, title: $, kind: other, link: $, date: 2026-01-01}\n"
    "  - {id: E2, title: $, kind: other, link: $}\n"
    "engagement:\n  - {id: N1, on: 2026-01-02, method: $, groups: [$, $], "
    "people: 40, said: $}\n"
    "actions:\n  - {id: X1, what: $, kind: reduce, for: [table.one], owner: $, "
    "due: 2026-01-01, status: open}\n"
    "decisions:\n  - {id: D1, what: $, on: 2026-01-01, by: $}\n"
    "indicators:\n  - {id: K1, what: $, readings: [{on: 2026-01-01, "
    "value: $}]}\n";

/* Used where the bytes have run out: one of each thing that has done harm. */
static const char *const nasty[] = {
    "=1+1",
    "<script>alert(1)</script>",
    "javascript:alert(1)",
    "\" onload=\"x",
    "-2+3",
    "`a` | b\\n* [x](javascript:y)",
    "_x0041_ & ]]>",
    "plain",
    "https://example.org/?a=b&c=\"d\"",
    "&#x3c;b&#x3e;",
};

static void
fill(struct sq_sbuf *out, const char *template, struct fuzz_bytes *b,
     unsigned *turn)
{
    for (const char *p = template; *p; p++) {
        if (*p != '$') {
            sq_putc(out, *p);
            continue;
        }
        sq_str text = fuzz_text(b);
        if (text.len == 0)
            text = sq_str_of(nasty[(*turn)++ % 10]);
        struct sq_sbuf valid; /* the reader would refuse the rest */
        sq_sbuf_init(&valid, SQ_MAX_TEXT);
        sq_utf8_put_safe(&valid, sq_str_sub(text, 0, 20000));
        sq_yaml_put_scalar(out, sq_sbuf_str(&valid));
        sq_sbuf_done(&valid);
    }
}

/* ---- the writers --------------------------------------------------------- */

static void
check_product(const struct sq_format *f, sq_str text)
{
    sq_str name = sq_str_of(f->name);
    if (sq_str_is(name, "html"))
        fuzz_check_html(text);
    else if (sq_str_is(name, "json"))
        fuzz_check_json(text);
    else if (sq_str_is(name, "csv"))
        fuzz_check_csv(text);
    else
        fuzz_check_text(text, false);
}

static void
write_to_path(const struct sq_format *f, const struct sq_report *r)
{
    char path[] = "/tmp/sqeeia-fuzz-XXXXXX";
    int fd = mkstemp(path);
    need(fd >= 0);
    close(fd);
    struct sq_err err = {0};
    need_of(f->write(r, path, &err) == SQ_OK, sq_str_of(err.text));
    fuzz_check_xlsx(path);
    unlink(path);
}

static void
write_kinds(struct sq_report *r, const struct sq_format *f)
{
    for (int kind = 0; kind < SQ_REPORT_COUNT; kind++) {
        r->kind = (enum sq_report_kind)kind;
        r->audience = sq_kinds[kind].audience;
        if (!sq_format_makes(f, r->kind))
            continue;
        if (f->to_path) {
            write_to_path(f, r);
            continue;
        }
        struct sq_sbuf out;
        sq_sbuf_init(&out, 64u << 20);
        f->put(r, &out);
        check_product(f, sq_sbuf_str(&out));
        sq_sbuf_done(&out);
    }
}

static const struct sq_questionnaire *
read_questionnaire(struct sq_library *l, struct sq_arena *a, sq_str text,
                   struct sq_diags *d)
{
    struct sq_document doc = {0};
    sq_document_read_text(l, a, "none/q.yaml", text, d, &doc);
    return doc.questionnaire && doc.questionnaire->usable ? doc.questionnaire
                                                          : NULL;
}

static void
report(struct sq_arena *a, const struct sq_questionnaire *q, sq_str text,
       struct sq_diags *d, const struct fuzz_bytes *input)
{
    unsigned how = input->left ? input->at[0] : 0;
    struct sq_tree *t = sq_yaml_read(a, sq_source_new(a, "a.yaml", text), d);
    struct sq_assessment *as = sq_assessment_read(a, t, d);
    as->questionnaire = q;
    struct sq_results *results = sq_score(a, sq_case_new(a, as, TODAY, d));
    sq_lint_assessment(results, TODAY, d);
    struct sq_report r = {
        .results = results,
        .findings = d,
        .tool_version = "0.1.0",
        .as_of = TODAY,
        .file = SQ_LIT("a.yaml"),
        .width = how & 1 ? 80 : 30,
        .ascii = how & 2,
        .lists = how & 4,
        .profile = how & 8 ? SQ_PUBLISH : SQ_WORKING,
        .house = {.name = as->about.organisation.text},
        .arena = a,
    };
    size_t n = 0;
    while (sq_formats[n])
        n++;
    for (size_t i = 0; i < n; i++)
        if (fuzz_wants(input->at, input->left, i, n))
            write_kinds(&r, sq_formats[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_bytes b = {data, size};
    unsigned turn = fuzz_pick(&b, 64);
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags d;
    sq_diags_init(&d, &a);
    struct sq_library library;
    sq_library_init(&library, &a, &d);
    struct sq_sbuf q;
    struct sq_sbuf as;
    sq_sbuf_init(&q, SQ_MAX_FILE);
    sq_sbuf_init(&as, SQ_MAX_FILE);
    fill(&as, assessment, &b, &turn); /* answers first: most texts are there */
    fill(&q, questionnaire, &b, &turn);
    const struct sq_questionnaire *it =
        read_questionnaire(&library, &a, sq_sbuf_str(&q), &d);
    if (it)
        report(&a, it, sq_sbuf_str(&as), &d, &(struct fuzz_bytes){data, size});
    sq_sbuf_done(&q);
    sq_sbuf_done(&as);
    sq_arena_done(&a);
    return 0;
}
