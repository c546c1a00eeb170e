/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_AUTHOR_H
#define SQEEIA_CLI_AUTHOR_H
#include "base/str.h"

struct sq_arena;

/*
 * user.name as git would give it for a file in a git work tree; empty for one
 * that is in none.  git's files are read, no program is run: a repository can
 * name programs for git to start, and a file is no reason to start any.
 * `[include]` is not followed.
 */
sq_str sq_author_of_git(struct sq_arena *a, const char *path);

#endif
