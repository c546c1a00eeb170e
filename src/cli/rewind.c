/* SPDX-License-Identifier: MIT */
/*
 * libxlsxwriter writes every part of a workbook to a temporary file, looks at
 * no error on the way, and then goes back to the start with rewind(), which
 * forgets them: with a full disk under /tmp, or a little memory short, it makes
 * a workbook that lacks something and says that all is well.
 *
 * So the program brings a rewind() of its own, which the library finds before
 * the C library's.  It does what rewind() does, and first takes down what went
 * wrong; report/workbook.c asks for it.  tests/fault fails without it.
 */
#include <errno.h>
#include <stdio.h>

#include "sys/sys.h"

__attribute__((visibility("default"))) void
rewind(FILE *stream)
{
    if (ferror(stream) || errno == ENOMEM)
        sq_loss_note(errno ? errno : EIO);
    if (fseek(stream, 0, SEEK_SET) != 0)
        sq_loss_note(errno);
    clearerr(stream);
}
