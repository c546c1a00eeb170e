/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_DIAG_SOURCE_H
#define SQEEIA_DIAG_SOURCE_H
/* One input file: its name for people, its bytes, and its lines. */
#include <stdint.h>

#include "base/str.h"

struct sq_arena;

/* Where lines begin: made when a place is first asked for, as most files have
 * nothing to be told about. */
struct sq_lines {
    struct sq_arena *arena;
    uint32_t *first; /* offset of each line's first byte; first[0] = bom */
    uint32_t n;      /* 0: not made yet */
    /*
     * libyaml also ends a line at U+0085, U+2028 and U+2029, which editors do
     * not: the table for its marks, the same as `first` where there are none.
     */
    uint32_t *first_mark;
    uint32_t n_mark;
    /* Code points before each 256th byte, or NULL: long lines stay cheap. */
    uint32_t *points;
};

struct sq_source {
    const char *name;       /* as the user typed it, or "built-in:nhs-risk" */
    sq_str text;            /* all the bytes, byte order mark included */
    uint32_t bom;           /* [bytes] 3 or 0 */
    bool ascii;             /* columns are then plain subtraction */
    struct sq_lines *lines; /* sq_source_lines gives it filled */
};

/* A run of bytes of a source; from == to is a point. */
struct sq_span {
    const struct sq_source *source; /* NULL: about the whole run */
    uint32_t from, to;              /* [bytes] */
};

struct sq_place {
    uint32_t line, column; /* 1-based; columns count code points */
};

/* Keeps `text` (borrowed); the line table will be in the arena. */
struct sq_source *sq_source_new(struct sq_arena *a, const char *name,
                                sq_str text);
const struct sq_lines *sq_source_lines(const struct sq_source *s);
struct sq_place sq_source_place(const struct sq_source *s, uint32_t at);
/* libyaml's 0-based line and column (code points) to a byte offset. */
uint32_t sq_source_offset(const struct sq_source *s, size_t line,
                          size_t column);
/* The line's text without its line end; line is 1-based. */
sq_str sq_source_line(const struct sq_source *s, uint32_t line);
sq_str sq_span_text(struct sq_span at);

#endif
