/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_BASE_GLOB_H
#define SQEEIA_BASE_GLOB_H
#include <stdbool.h>

#include "base/str.h"

/*
 * Does the path fit?  `*` is anything but a slash, `?` one byte but a slash,
 * two stars with a slash any folders (none, too), two stars at the end all
 * below.  A pattern without a slash fits the last part of a path.
 */
bool sq_glob_fits(sq_str pattern, sq_str path);

#endif
