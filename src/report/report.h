/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_REPORT_H
#define SQEEIA_REPORT_REPORT_H
/*
 * report/ turns results into pages.  Formats see results and findings, never
 * YAML and never the command line.  A new format is one file and one row.
 */
#include "base/err.h"
#include "base/sbuf.h"
#include "diag/diag.h"
#include "score/score.h"

/* What is reported: one assessment with everything known about it. */
struct sq_report {
    const struct sq_results *results;
    const struct sq_diags *findings; /* may be NULL */
    const char *tool_version;        /* "0.1.0" */
    sq_date as_of;   /* printed as the date of the report: SOURCE_DATE_EPOCH, else
                        the assessment's own newest date; never the clock */
    sq_str lang;     /* language asked for; empty: the questionnaire's first */
    sq_str file;     /* base name of the assessment file */
    unsigned width;  /* [columns] text only; 80 */
    bool ascii;      /* text only: no characters beyond ASCII of our own */
    bool lists;      /* text only: tables as lists, for a screen reader */
    struct sq_arena *arena; /* scratch, lives as long as the report is made */
};

struct sq_format {
    const char *name;   /* "text" */
    const char *ending; /* ".txt" */
    const char *summary;
    bool to_path; /* it can only write to a path (xlsx); else to a buffer */
    /* One of the two is set. */
    void (*put)(const struct sq_report *r, struct sq_sbuf *out);
    enum sq_status (*write)(const struct sq_report *r, const char *path,
                            struct sq_err *err);
};

const struct sq_format *sq_format_find(sq_str name);
extern const struct sq_format *const sq_formats[]; /* NULL-terminated */

#endif
