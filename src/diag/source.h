/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_DIAG_SOURCE_H
#define SQEEIA_DIAG_SOURCE_H
/* One input file: its name for people, its bytes, and its line table. */
#include <stdint.h>

#include "base/str.h"

struct sq_arena;

struct sq_source {
    const char *name; /* as the user typed it, or "built-in:nhs-risk" */
    sq_str text;      /* all the bytes, byte order mark included */
    uint32_t bom;     /* [bytes] 3 or 0 */
    uint32_t *lines;  /* offset of each line's first byte; lines[0] = bom */
    uint32_t n_lines;
    bool ascii; /* columns are then plain subtraction */
    /*
     * libyaml also ends a line at U+0085, U+2028 and U+2029, which editors do
     * not: the table for its marks, the same as `lines` where there are none.
     */
    uint32_t *mark_lines;
    uint32_t n_mark_lines;
    /* Code points before each 256th byte, or NULL: long lines stay cheap. */
    uint32_t *points;
};

/* A run of bytes of a source; from == to is a point. */
struct sq_span {
    const struct sq_source *source; /* NULL: about the whole run */
    uint32_t from, to;              /* [bytes] */
};

struct sq_place {
    uint32_t line, column; /* 1-based; columns count code points */
};

/* Keeps `text` (borrowed) and builds the line table in the arena. */
struct sq_source *sq_source_new(struct sq_arena *a, const char *name,
                                sq_str text);
struct sq_place sq_source_place(const struct sq_source *s, uint32_t at);
/* libyaml's 0-based line and column (code points) to a byte offset. */
uint32_t sq_source_offset(const struct sq_source *s, size_t line,
                          size_t column);
/* The line's text without its line end; line is 1-based. */
sq_str sq_source_line(const struct sq_source *s, uint32_t line);
sq_str sq_span_text(struct sq_span at);

#endif
