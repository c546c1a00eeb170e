/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_BASELINE_H
#define SQEEIA_REPORT_BASELINE_H
/*
 * Findings that were there before: a file of them, keyed on file, code, place
 * and a hash of the value, never on lines, so that edits above change nothing.
 * One entry a line, sorted, so that two branches merge.
 */
#include "base/err.h"
#include "base/map.h"
#include "report/found.h"

struct sq_baseline_entry {
    sq_str file, code, place, value; /* value: 16 hex digits */
    size_t n;                        /* how many of it are accepted */
    size_t met;                      /* how many were found in this run */
    struct sq_span at;
};

struct sq_baseline {
    struct sq_arena *arena;
    const char *path;
    bool exists;
    struct sq_baseline_entry **items; /* as read, then those that are new */
    size_t n;
    size_t n_read;
    struct sq_map by_key; /* file, code, place, value → entry */
};

/* A file that is not there is an empty baseline.  What is wrong in it becomes
 * findings in `d`. */
enum sq_status sq_baseline_read(struct sq_arena *a, const char *path,
                                struct sq_baseline *b, struct sq_diags *d,
                                struct sq_err *err);
/* True, and counted, when the finding is accepted; else it is noted as new. */
bool sq_baseline_meet(struct sq_baseline *b, const struct sq_found_run *run,
                      const struct sq_found *f);
/* How many more there are than were accepted. */
size_t sq_baseline_growth(const struct sq_baseline *b);
/*
 * The file as this run would have it: what was met, and what is of files that
 * were not in the run (`was_checked` tells).
 */
void sq_baseline_put(const struct sq_baseline *b,
                     bool (*was_checked)(const void *ctx, sq_str file),
                     const void *ctx, struct sq_sbuf *out);
/* A finding for every entry of a checked file that was not met. */
void sq_baseline_tell_stale(const struct sq_baseline *b,
                            bool (*was_checked)(const void *ctx, sq_str file),
                            const void *ctx, struct sq_diags *d);

#endif
