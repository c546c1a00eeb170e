/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_MAKE_REPORT_H
#define SQEEIA_CLI_MAKE_REPORT_H
#include "cli/load.h"
#include "report/report.h"

/* Everything a report format is given; lives as long as the load. */
void sq_make_report(struct sq_cli *cli, struct sq_load *l, const char *path,
                    struct sq_report *out);

/* For a page about many files: no results in it. */
void sq_make_agenda(struct sq_cli *cli, struct sq_report *out);

#endif
