/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SYS_LITTER_H
#define SQEEIA_SYS_LITTER_H
/*
 * Files that are ours only for a while: temporaries and locks.  Each is held
 * open under an flock, so that another sqeeia can tell one that is in use from
 * one that a killed sqeeia has left; and they are listed here, so that a run
 * that ends in the middle can take its own away (sq_litter_clear in sys.h).
 */
#include <stdbool.h>

/* `path` must live until sq_litter_forget.  False: the list is full. */
bool sq_litter_add(const char *path, int fd);
/* The descriptor it was added with; -1 when it is not listed. */
int sq_litter_forget(const char *path);
/* sq_file_sweep, unless it was the last that this was called for. */
void sq_sweep_once(const char *folder);
/* flock without waiting: 0 when it is ours now, else errno. */
int sq_lock_now(int fd);
/* Does the path, as far as one can tell, still mean the file that is open? */
bool sq_is_still_named(int fd, const char *path);

#endif
