/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_DIAG_DIAG_H
#define SQEEIA_DIAG_DIAG_H
/*
 * diag/ tells people about their files.  A finding never stops a stage by
 * itself: readers go on, leave the bad part out, and everything comes at once.
 */
#include <stdbool.h>
#include <stdio.h>

#include "base/str.h"
#include "diag/source.h"

struct sq_arena;
struct sq_sbuf;

enum sq_level { SQ_NOTE, SQ_WARNING, SQ_ERROR };

/* One name per row of catalog.def: SQ_FOUND_duplicate_key … */
enum sq_code {
#define FOUND(code, name, ...) SQ_FOUND_##name,
#define RULE(code, name, ...)  SQ_FOUND_##name,
#include "diag/catalog.def"
#undef FOUND
#undef RULE
    SQ_FOUND_COUNT
};

struct sq_code_info {
    const char *code;    /* "SQ101" */
    const char *name;    /* "duplicate-key": as printed, hyphens */
    enum sq_level level; /* before the project file changes it */
    const char *summary; /* one line, lower case, no full stop */
    const char *why;     /* why it matters */
    const char *fix;     /* how to put it right */
    const char *source;  /* the law, case, standard or practice behind it */
    const char *wrong;   /* a piece of a file in which it is found, and … */
    const char *right;   /* … one in which it is not; catalog.def says more */
    bool rule;           /* has a file lint/rule_<name>.c */
};
extern const struct sq_code_info sq_codes[SQ_FOUND_COUNT];
/* By code or name; NULL when unknown. */
const struct sq_code_info *sq_code_find(sq_str word);

struct sq_note {
    struct sq_span at;
    sq_str text;
    struct sq_note *next;
};

struct sq_diag {
    enum sq_code code;
    enum sq_level level;
    struct sq_span at;
    sq_str message; /* lower case, no full stop, names in `backquotes` */
    sq_str help;    /* what to write instead; may be empty */
    sq_str fix;     /* what to put in place of `at`, where that is safe */
    sq_str about;   /* the name that is missed, if the message says more */
    struct sq_note *notes;
    struct sq_diag *next;
};

struct sq_diags {
    struct sq_arena *arena; /* everything in it lives here */
    struct sq_diag *first, *last;
    size_t n;
    size_t dropped;        /* beyond SQ_MAX_FINDINGS */
    struct sq_diag *spare; /* what adding returns for one that was dropped */
};

void sq_diags_init(struct sq_diags *d, struct sq_arena *a);
/*
 * The newest finding is returned so that help and notes can be added.  With an
 * empty text the message is the summary of the code.
 */
struct sq_diag *sq_diag_add(struct sq_diags *d, enum sq_code code,
                            struct sq_span at, const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));
void sq_diag_help(struct sq_diags *d, struct sq_diag *f, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* Only what a person would surely have written: it is put in unasked. */
void sq_diag_fix(struct sq_diags *d, struct sq_diag *f, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
void sq_diag_note(struct sq_diags *d, struct sq_diag *f, struct sq_span at,
                  const char *fmt, ...) __attribute__((format(printf, 4, 5)));
/*
 * By file name, place, code; exact duplicates dropped.  A name that is missed
 * in several places of a file is one finding, with notes of the others; nothing
 * is put in its place any more, for the slip may be where it should be defined.
 */
void sq_diags_sort(struct sq_diags *d);
size_t sq_diags_count(const struct sq_diags *d, enum sq_level at_least);
const char *sq_level_name(enum sq_level level); /* "error" … */

struct sq_show {
    bool excerpt; /* source line and caret */
    bool colour;  /* the 16 theme colours, never the only signal */
    bool all;     /* no grouping of repeats */
};
/*
 * One finding:
 *   file:line:col: warning: message [SQ101 name]
 * then, with `excerpt`, the line, a caret row padded by display width, notes
 * and "help: …".  Text from the file is made safe for a terminal.  The first
 * line always has that shape: a colon in the file's name is written %3A, line
 * ends in the message become spaces, a message beyond 500 columns ends in "…",
 * and a finding about the whole run is at sqeeia:1:1.
 */
void sq_diag_put(struct sq_sbuf *b, const struct sq_diag *f,
                 const struct sq_show *how);
/* All, in order; more than 10 of one code in one file are grouped unless all */
void sq_diags_put(struct sq_sbuf *b, const struct sq_diags *d,
                  const struct sq_show *how);

#endif
