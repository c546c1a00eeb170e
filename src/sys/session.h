/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SYS_SESSION_H
#define SQEEIA_SYS_SESSION_H
/* What only a conversation at a terminal needs of the system. */
#include <stdbool.h>

#include "sys/sys.h"

/*
 * Runs `command` (a shell's words; `"$@"` is added) on the file and waits.
 * Ctrl-C is the editor's meanwhile.  Its exit status; -1: it could not start.
 */
int sq_editor_run(const char *command, const char *path);
/* Where a shell would find the program that the word names; NULL: nowhere. */
const char *sq_program_find(struct sq_arena *a, sq_str word);
/* Is a whole line, or the end, there to be read without waiting? */
bool sq_line_waits(const struct sq_line_reader *r);
/* Was the program stopped, and has the terminal again?  Told until it is
 * forgotten. */
bool sq_term_resumed(bool forget);
/* Files made from now on are for their owner's eyes alone; gives what was, for
 * sq_private_end. */
unsigned sq_private_begin(void);
void sq_private_end(unsigned before);
/* A number that no other running program has, for names of files. */
long sq_process_id(void);

#endif
