/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_PARCEL_H
#define SQEEIA_CLI_PARCEL_H
/*
 * What checking one file came to, and the same as bytes from one process to
 * another of the same program.
 */
#include "cli/cli.h"
#include "lint/portfolio.h"
#include "report/found.h"

struct sq_checked {
    enum sq_checked_end {
        SQ_CHECKED_PASSED_OVER, /* met in a folder, and not ours */
        SQ_CHECKED_READ,
        SQ_CHECKED_TROUBLE, /* could not be read; told on standard error */
        SQ_CHECKED_AT_HOME  /* changes what others see: not for a process of
                               its own */
    } end;
    const char *name; /* as people know it */
    enum sq_exit exit;
    const char *trouble;
    struct sq_found *items; /* judged and located */
    size_t n;
    sq_str questionnaire, path; /* what the assessment asks for, as written */
    struct sq_member *member;   /* NULL: it could not be scored */
};

void sq_parcel_put(const struct sq_checked *c, struct sq_sbuf *out);
/*
 * False when the bytes are not whole.  Texts are borrowed from `parcel` or in
 * `a`, but for the member's, which are in the portfolio's arena.  The
 * questionnaire is read into the library, where it is not there yet.
 */
bool sq_parcel_read(struct sq_arena *a, sq_str parcel, struct sq_library *l,
                    struct sq_portfolio *p, struct sq_checked *out);

#endif
