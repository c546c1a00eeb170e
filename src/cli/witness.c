/* SPDX-License-Identifier: MIT */
/*
 * libxlsxwriter looks at few of its own errors: with a full disk under /tmp, or
 * a little memory short, it makes a workbook that lacks something and says that
 * all is well.  errno knows, until the library forgets it: it clears errno
 * before it looks for a folder for its next temporary file, and goes back to
 * the start of each with rewind(), which forgets the stream's errors.
 *
 * So the program brings two functions of its own, which the library finds
 * before the C library's.  They do what those do, and first take down what went
 * wrong; report/workbook.c asks for it.  tests/fault fails without them.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys/sys.h"

extern char **environ;

__attribute__((visibility("default"))) void
rewind(FILE *stream)
{
    if (ferror(stream) || sq_memory_was_short())
        sq_loss_note(errno ? errno : EIO);
    if (fseek(stream, 0, SEEK_SET) != 0)
        sq_loss_note(errno);
    clearerr(stream);
}

/* The last that the library calls before it clears errno. */
__attribute__((visibility("default"))) char *
getenv(const char *name)
{
    if (sq_memory_was_short())
        sq_loss_note(ENOMEM);
    size_t n = strlen(name);
    for (char **at = environ; at && *at; at++)
        if (strncmp(*at, name, n) == 0 && (*at)[n] == '=')
            return *at + n + 1;
    return NULL;
}
