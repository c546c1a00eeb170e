/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_DUMP_H
#define SQEEIA_CLI_DUMP_H
/* `check --dump`: what was read, as JSON on standard output. */
#include "cli/cli.h"

void sq_dump_put(struct sq_cli *cli, const struct sq_document *doc);

#endif
