/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_MISSING_H
#define SQEEIA_CLI_MISSING_H
#include "cli/cli.h"
#include "score/case.h"

/* Lists the questions that still need an answer; 4 when there is one. */
enum sq_exit sq_missing_tell(struct sq_cli *cli, const struct sq_case *c);

#endif
