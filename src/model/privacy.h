/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_PRIVACY_H
#define SQEEIA_MODEL_PRIVACY_H
/*
 * Looks for what must not be published in a text: details by which a person
 * could be found.  Works on the text alone, so that it may cry wolf but does
 * not depend on who wrote where.
 */
#include <stdbool.h>

#include "base/str.h"

enum sq_private {
    SQ_PRIVATE_NONE,
    SQ_PRIVATE_EMAIL,
    SQ_PRIVATE_PHONE,      /* a UK number, or +country and 8 digits or more */
    SQ_PRIVATE_NHS_NUMBER, /* ten digits whose check digit is right */
    SQ_PRIVATE_BIRTH       /* a postcode beside a date of birth */
};

/*
 * The first such detail at or after `from`.  *out_from and *out_to are its
 * place.
 * Source of the check digit: NHS Data Dictionary, NHS NUMBER (modulus 11).
 */
enum sq_private sq_private_find(sq_str text, size_t from, size_t *out_from,
                                size_t *out_to);
/* "an e-mail address", "a phone number" … */
const char *sq_private_name(enum sq_private what);

/*
 * A count of people below five: "3 patients", "two carers".  The first at or
 * after `from`; its number is text[*out_from, *out_to).
 */
bool sq_small_count_find(sq_str text, size_t from, size_t *out_from,
                         size_t *out_to);

#endif
