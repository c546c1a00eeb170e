/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_ERR_H
#define SQEEIA_BASE_ERR_H
/*
 * A failure is about what the machine or the caller did (a finding, in diag/,
 * is about what the user wrote; a bug is an assert).  It travels as a return
 * value and a last parameter, and only cli/ prints it.
 */
enum sq_status { SQ_OK = 0, SQ_BAD_USAGE, SQ_BAD_SYSTEM };

struct sq_err {
    int errnum;     /* errno, or 0 */
    char text[400]; /* fixed, so that reporting cannot itself fail */
};

/* Fills err (may be NULL) and returns `status`, so: return sq_fail(…); */
enum sq_status sq_fail(struct sq_err *err, enum sq_status status, int errnum,
                       const char *fmt, ...)
    __attribute__((format(printf, 4, 5)));

#endif
