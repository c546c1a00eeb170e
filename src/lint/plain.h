/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_PLAIN_H
#define SQEEIA_LINT_PLAIN_H
/* Looking at what people wrote, without marks and case. */
#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

struct sq_arena;

/* Words in lower case (ASCII) with one blank between them; marks are blanks,
 * apostrophes nothing. */
sq_str sq_plain(struct sq_arena *a, sq_str text);
size_t sq_plain_words(sq_str plain);
/* The phrase (of a list with NULL at the end) that comes first in it, as whole
 * words; or NULL. */
const char *sq_plain_any(sq_str plain, const char *const *phrases);

/* Phrases that every text of a file is searched for: made once, found fast. */
struct sq_phrase {
    const struct sq_phrase *next; /* with that first letter */
    sq_str plain;
    size_t words;
};
struct sq_phrases { /* all by the first letter */
    const struct sq_phrase *first[32];
    uint32_t second[32], third[32]; /* a bit for each letter there is */
};
/* Of plain phrases, which are borrowed; the list has NULL at the end. */
struct sq_phrases sq_phrases_of(struct sq_arena *a, const char *const *list);
/* A zeroed struct is empty; an empty phrase is left out. */
void sq_phrases_add(struct sq_arena *a, struct sq_phrases *p, sq_str plain);
/* Does the text hold one of those that have so many words or more? */
bool sq_phrases_in(const struct sq_phrases *p, sq_str plain, size_t words);

/* "Rina Patel", "Dr Rina Patel" and "R. Patel" may be one person. */
bool sq_same_person(struct sq_arena *a, sq_str one, sq_str other);
/* A word for a body of people where a person's name should stand, or NULL. */
const char *sq_team_word(struct sq_arena *a, sq_str name);
/* The beginning of a text, for a message: at most `columns` columns. */
sq_str sq_clip(struct sq_arena *a, sq_str text, size_t columns);

#endif
