/* SPDX-License-Identifier: MIT */
/*
 * Forced before every file of a coverage build: a process that ends by _exit
 * (a workbook's, a worker's) tells what it ran before it goes.
 */
#ifndef SQEEIA_COVERAGE_DUMP_H
#define SQEEIA_COVERAGE_DUMP_H
#define _DEFAULT_SOURCE
#include <unistd.h>
void __gcov_dump(void);
#define _exit(status) (__gcov_dump(), _exit(status))
#endif
