/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_RUN_REPORT_H
#define SQEEIA_CLI_RUN_REPORT_H
/* Reports of many files: processes, progress, and what became of each. */
#include "cli/load.h"

/* What became of one file. */
struct sq_file_report {
    const char *path;
    enum sq_exit exit;
    const struct sq_results *results; /* NULL: could not be scored */
    struct sq_args wrote;
};
/* For sq_run_report: the status on a line, then an object of JSON's members. */
void sq_file_report_put(const struct sq_file_report *f, struct sq_sbuf *out);

struct sq_run_report {
    struct sq_cli *cli;
    const struct sq_inputs *inputs;
    bool progress;    /* a line that counts, on standard error */
    const char *json; /* the file that says what became of each, or NULL */
    /* kept while it runs */
    enum sq_exit worst;
    size_t n_done, n_wrote, n_failed;
    struct sq_sbuf files; /* JSON objects, with commas */
    bool painted;
};
/* work(ctx, i, out) ends with sq_file_report_put. */
enum sq_exit sq_run_report(struct sq_run_report *run, size_t workers,
                           void (*work)(void *ctx, size_t i,
                                        struct sq_sbuf *out),
                           void *ctx);

#endif
