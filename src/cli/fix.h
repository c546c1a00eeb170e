/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_FIX_H
#define SQEEIA_CLI_FIX_H
/* What can be mended without asking, by splices of the bytes concerned. */
#include "cli/findings.h"

struct sq_mended {
    sq_str text; /* in the arena */
    size_t n;    /* splices; 0: the text is as it was */
};
/*
 * The text with everything mended that stands after the filter and has a fix.
 * Nothing is mended when the result would have other errors than before.
 */
struct sq_mended sq_fix_text(struct sq_cli *cli, struct sq_library *l,
                             struct sq_arena *a, const struct sq_filter *filter,
                             const char *name, sq_str text);
/* The changed lines, as `diff -U0` prints them. */
void sq_fix_put_diff(const char *name, sq_str before, sq_str after,
                     struct sq_sbuf *out);

#endif
