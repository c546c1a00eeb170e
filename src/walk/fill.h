/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_WALK_FILL_H
#define SQEEIA_WALK_FILL_H
/* Text filled into lines for a screen, by display width. */
#include "base/str.h"

struct sq_sbuf;

struct sq_fill {
    unsigned first;  /* [columns] already used on the first line */
    unsigned indent; /* [columns] before every further line */
    unsigned width;  /* [columns] of the screen */
};

/*
 * The text, made safe for a terminal, broken between words; a newline in it
 * starts a new line.  No newline at its end.  A word wider than a line stands
 * alone and overflows: an address must stay whole to be copied.
 */
void sq_fill_put(struct sq_sbuf *out, sq_str text, const struct sq_fill *how);

#endif
