/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_RUN_REPORT_H
#define SQEEIA_CLI_RUN_REPORT_H
/* Reports of many files: processes, progress, and what became of each. */
#include "cli/load.h"
#include "report/agenda.h"

/* What became of one file. */
struct sq_file_report {
    const char *path;
    enum sq_exit exit;
    const struct sq_results *results; /* NULL: could not be scored */
    struct sq_args wrote;
    const struct sq_agenda_line *agenda; /* NULL: none is wanted, or known */
};
/* For sq_run_report: the status, how many reports there are and how long the
 * agenda's bytes are, a line each; those bytes; an object of JSON's members. */
void sq_file_report_put(const struct sq_file_report *f, struct sq_sbuf *out);

struct sq_run_report {
    struct sq_cli *cli;
    const struct sq_inputs *inputs;
    bool progress;    /* a line that counts, on standard error */
    const char *json; /* the file that says what became of each, or NULL */
    bool wants_agenda;
    /* kept while it runs */
    enum sq_exit worst;
    size_t n_done, n_wrote, n_failed;
    struct sq_sbuf files;         /* JSON objects, with commas */
    struct sq_agenda_line *lines; /* in the order of the files */
    size_t n_lines;
    sq_str *left_out;
    size_t n_left_out;
    bool painted;
};
/* work(ctx, i, out) ends with sq_file_report_put. */
enum sq_exit sq_run_report(struct sq_run_report *run, size_t workers,
                           void (*work)(void *ctx, size_t i,
                                        struct sq_sbuf *out),
                           void *ctx);

#endif
