/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_PLAIN_H
#define SQEEIA_LINT_PLAIN_H
/* Looking at what people wrote, without marks and case. */
#include <stdbool.h>

#include "base/str.h"

struct sq_arena;

/* Words in lower case (ASCII) with one blank between them; marks are blanks,
 * apostrophes nothing. */
sq_str sq_plain(struct sq_arena *a, sq_str text);
size_t sq_plain_words(sq_str plain);
/* Does the plain text hold the plain phrase as whole words? */
bool sq_plain_has(sq_str plain, sq_str phrase);
/* The phrase (of a list with NULL at the end) that comes first in it, or NULL.
 */
const char *sq_plain_any(sq_str plain, const char *const *phrases);
/* "Rina Patel", "Dr Rina Patel" and "R. Patel" may be one person. */
bool sq_same_person(struct sq_arena *a, sq_str one, sq_str other);
/* A word for a body of people where a person's name should stand, or NULL. */
const char *sq_team_word(struct sq_arena *a, sq_str name);
/* The beginning of a text, for a message: at most `columns` columns. */
sq_str sq_clip(struct sq_arena *a, sq_str text, size_t columns);

#endif
