/* SPDX-License-Identifier: MIT */
/*
 * Scores assessments without trying completions one by one, so that run.py can
 * hold the search by components against every completion.  Prints one JSON
 * object a line, as `score --format ndjson` does.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "model/library.h"
#include "report/explain.h"

static void
score_file(const char *path)
{
    struct sq_arena a;
    sq_arena_init(&a);
    struct sq_diags d;
    sq_diags_init(&d, &a);
    struct sq_library l;
    sq_library_init(&l, &a, &d);
    struct sq_document doc;
    struct sq_err err = {0};
    if (sq_document_read(&l, &a, path, &d, &doc, &err) == SQ_OK &&
        doc.assessment && doc.assessment->questionnaire &&
        doc.assessment->questionnaire->usable) {
        struct sq_case *c = sq_case_new(&a, doc.assessment, SQ_NO_DATE, &d);
        struct sq_report r = {.results = sq_score_within(&a, c, 0),
                              .file = sq_str_of(path),
                              .tool_version = "",
                              .as_of = SQ_NO_DATE,
                              .arena = &a};
        struct sq_sbuf out;
        sq_sbuf_init(&out, 1 << 20);
        sq_score_put_json(&r, false, &out);
        sq_str text = sq_sbuf_str(&out);
        printf("%.*s%s", SQ_FMT(text),
               text.len && text.ptr[text.len - 1] == '\n' ? "" : "\n");
        sq_sbuf_done(&out);
    }
    sq_arena_done(&a);
}

int
main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        score_file(argv[i]);
    return 0;
}
