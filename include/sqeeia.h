/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_H
#define SQEEIA_H
/*
 * sqeeia as a library: read an assessment, see what is wrong with it, get its
 * figures as JSON, write its report.
 *
 *     struct sqeeia *s = sqeeia_new();
 *     if (sqeeia_load_file(s, "scribe.yaml") == SQEEIA_OK)
 *         puts(sqeeia_score_json(s));
 *     else
 *         fprintf(stderr, "%s\n", sqeeia_error(s));
 *     sqeeia_free(s);
 *
 * A handle holds one assessment at a time and may be used by one thread at a
 * time; different handles are independent.  Every text handed out belongs to
 * the handle and lives until the next load or sqeeia_free.  All text is UTF-8.
 *
 * Nothing is printed, no clock is read but the day (SOURCE_DATE_EPOCH, when
 * set, says which), no network is used.  No function returns because memory has
 * run out: the handler of sqeeia_on_exhaustion is called and then, if it
 * returns, the process ends with abort().
 */
#include <stddef.h>

#if defined(__GNUC__)
#define SQ_API __attribute__((visibility("default")))
#else
#define SQ_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

struct sqeeia;

enum sqeeia_status {
    SQEEIA_OK = 0,
    SQEEIA_BAD_USAGE,  /* a wrong argument, or called at the wrong time */
    SQEEIA_BAD_SYSTEM, /* a file could not be read or written */
    SQEEIA_BAD_FILE    /* read, but it cannot be scored: see the findings */
};

enum sqeeia_level { SQEEIA_NOTE, SQEEIA_WARNING, SQEEIA_ERROR };

/* One thing that is wrong with a file, and how to put it right. */
struct sqeeia_finding {
    const char *code; /* "SQ101"; codes are never reused */
    const char *name; /* "duplicate-key" */
    enum sqeeia_level level;
    const char *file; /* "" when it is about no one file */
    unsigned line;    /* from 1; 0: no place */
    unsigned column;  /* from 1 [code points] */
    const char *message;
    const char *help; /* may be "" */
};

/* "0.1.0" */
SQ_API const char *sqeeia_version(void);

/* Never NULL. */
SQ_API struct sqeeia *sqeeia_new(void);
/* Accepts NULL. */
SQ_API void sqeeia_free(struct sqeeia *s);

/*
 * Looks for a project file (sqeeia.yaml) from `folder` upwards, for house
 * questionnaires.  To be called before a load; without it only the built-in
 * questionnaires and those named by path are found.
 */
SQ_API enum sqeeia_status sqeeia_use_project(struct sqeeia *s,
                                             const char *folder);

/*
 * Reads an assessment, scores it and runs the rules over it.  What was loaded
 * before is forgotten.  SQEEIA_BAD_FILE: there are findings, and no figures.
 * `name` of a text is what findings call it, and paths in it start from there.
 */
SQ_API enum sqeeia_status sqeeia_load_file(struct sqeeia *s, const char *path);
SQ_API enum sqeeia_status sqeeia_load_text(struct sqeeia *s, const char *name,
                                           const char *text, size_t length);

/* Why the last call failed, as a sentence; "" when it did not. */
SQ_API const char *sqeeia_error(const struct sqeeia *s);

/* Findings, by file, then place, then code. */
SQ_API size_t sqeeia_n_findings(const struct sqeeia *s);
/* 1 and *out filled; 0 when there is no such finding. */
SQ_API int sqeeia_get_finding(const struct sqeeia *s, size_t i,
                              struct sqeeia_finding *out);

/* 1 when every question that is asked has an answer; 0 also before a load. */
SQ_API int sqeeia_is_complete(const struct sqeeia *s);
/* The figures as one JSON object (schema "sqeeia-score", in sqeeia-score(1));
 * NULL when there are none. */
SQ_API const char *sqeeia_score_json(struct sqeeia *s);

/* Names of the report formats, ended by NULL. */
SQ_API const char *const *sqeeia_formats(void);
/* Writes the report to `path`, whole or not at all. */
SQ_API enum sqeeia_status
sqeeia_write_report(struct sqeeia *s, const char *format, const char *path);

/* Called with the number of bytes asked for when memory has run out; should
 * not return.  For the whole process, so set it before the first handle. */
SQ_API void sqeeia_on_exhaustion(void (*handler)(size_t size));

#ifdef __cplusplus
}
#endif

#endif
