/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_HOUSE_H
#define SQEEIA_MODEL_HOUSE_H
/*
 * How a house looks in its reports: two colours and a logo, from the project
 * file.  What cannot be read by everybody, or comes from outside the project,
 * is refused with a finding.
 */
#include "model/library.h"

/* "#rrggbb", the # may be left out; false when it is not that. */
bool sq_colour_read(sq_str text, uint32_t *out_rgb);
/*
 * Contrast of two colours [1/100]: 100 is none, 2100 black on white.
 * Source: WCAG 2.2, definitions of contrast ratio and relative luminance.
 */
unsigned sq_colour_contrast(uint32_t a, uint32_t b);

/* Settles p->ground and p->on. */
void sq_house_colours(struct sq_arena *a, struct sq_project *p,
                      struct sq_diags *d);
/* Settles p->logo_bytes; p->root is known by now. */
void sq_house_logo(struct sq_arena *a, struct sq_project *p,
                   struct sq_diags *d);

#endif
