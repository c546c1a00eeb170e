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

/* What is wanted of it; each is a row of kinds.def. */
enum sq_report_kind {
#define KIND(name, word, audience, summary) SQ_REPORT_##name,
#include "report/kinds.def"
#undef KIND
    SQ_REPORT_COUNT
};
/* For the public: no names below the owner's, no non-public answer, no score,
 * no evidence, no number of people below 5. */
enum sq_audience { SQ_INTERNAL, SQ_PUBLIC };
/* As one works with it, or to the letter of the rules for publishing. */
enum sq_profile { SQ_WORKING, SQ_PUBLISH };

/* How the house looks, from its project file; a zeroed one is no house. */
struct sq_house {
    sq_str name;
    sq_str contact;    /* for the public: how to ask, object or appeal */
    sq_str colour, on; /* "#005eb8" and what is written on it, checked for
                          contrast; both empty or neither */
    sq_str logo;       /* the bytes of a PNG or SVG; empty: none */
    bool logo_svg;
};

/* What is reported: one assessment with everything known about it. */
struct sq_report {
    const struct sq_results *results;
    const struct sq_diags *findings; /* may be NULL */
    const char *tool_version;        /* "0.1.0" */
    sq_date as_of; /* printed as the date of the report: SOURCE_DATE_EPOCH, else
                      the assessment's own newest date; never the clock */
    sq_str lang;   /* language asked for; empty: the questionnaire's first */
    sq_str file;   /* base name of the assessment file */
    unsigned width; /* [columns] text only; 80 */
    bool ascii;     /* text only: no characters beyond ASCII of our own */
    bool lists;     /* text only: tables as lists, for a screen reader */
    bool raw;       /* CSV only: for programs, no guard against formulas */
    enum sq_report_kind kind;
    enum sq_audience audience; /* what the kind is for; see sq_kind_audience */
    enum sq_profile profile;
    struct sq_house house;
    bool apart; /* what may break for want of memory does so in a process of its
                   own; for programs, as a library should not fork */
    struct sq_arena *arena; /* scratch, lives as long as the report is made */
    /* What is to be put, made before out of many files, and then `results` may
     * be NULL; NULL: it is made of them, as the kind says. */
    struct sq_outline *ready;
};

struct sq_format {
    const char *name;   /* "text" */
    const char *ending; /* ".txt" */
    const char *summary;
    bool to_path;   /* it can only write to a path (xlsx); else to a buffer */
    unsigned kinds; /* 1u << kind for each it can make */
    /* One of the two is set. */
    void (*put)(const struct sq_report *r, struct sq_sbuf *out);
    enum sq_status (*write)(const struct sq_report *r, const char *path,
                            struct sq_err *err);
};

const struct sq_format *sq_format_find(sq_str name);
extern const struct sq_format *const sq_formats[]; /* NULL-terminated */

#endif
