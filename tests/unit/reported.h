/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_TESTS_REPORTED_H
#define SQEEIA_TESTS_REPORTED_H
/* Reports on an assessment in a test. */
#include "diag/diag.h"
#include "model/library.h"
#include "printed.h"
#include "report/report.h"

/* On a text, or with NULL on the file of that name; a test may change what it
 * wants otherwise.  Findings are kept, and mistakes are no hindrance. */
static inline struct sq_report
reported(const char *name, const char *text, sq_date today)
{
    struct sq_diags *d = SQ_NEW(&arena, struct sq_diags);
    struct sq_library library;
    struct sq_document doc;
    struct sq_err err;

    sq_diags_init(d, &arena);
    sq_library_init(&library, &arena, d);
    if (text)
        sq_document_read_text(&library, &arena, name, sq_str_of(text), d, &doc);
    else
        assert_int_equal(
            sq_document_read(&library, &arena, name, d, &doc, &err), SQ_OK);
    assert_non_null(doc.assessment);
    if (!doc.assessment->questionnaire)
        fail_msg("%.*s", SQ_FMT(d->first->message));
    struct sq_case *c = sq_case_new(&arena, doc.assessment, today, d);
    assert_non_null(c);
    return (struct sq_report){
        .results = sq_score(&arena, c),
        .findings = d,
        .tool_version = "0.0.0",
        .as_of = sq_date_of(2026, 6, 30),
        .file = SQ_LIT("a.yaml"),
        .width = 400, /* so that no sentence is broken */
        .arena = &arena,
    };
}

#endif
