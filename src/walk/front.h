/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_WALK_FRONT_H
#define SQEEIA_WALK_FRONT_H
/* The front page: what an assessment's `about` says in one line each.  Other
 * facts (partners, the decision, links) are written in the file. */
#include <stdbool.h>

#include "base/str.h"

struct sq_arena;

/* What is asked about a thing, a line each. */
struct sq_field {
    const char *member, *prompt;
    const char *const *words; /* to choose from; NULL: free text */
    bool is_date;
    const char *label; /* on the front page */
};
/* What was typed as one line of YAML; false with a sentence in *out_why. */
bool sq_field_accept(struct sq_arena *a, const struct sq_field *f, sq_str typed,
                     sq_str *out_yaml, sq_str *out_why);

/* Does it say that the fact goes?  False with a sentence in *out_why where it
 * may not; with an empty one where it says something else. */
bool sq_front_is_removal(const struct sq_field *f, sq_str typed,
                         sq_str *out_why);

extern const struct sq_field sq_front[]; /* in the order of the page */
extern const size_t sq_n_front;
/* By "about.owner", as --set and --answers name it; NULL: none is meant. */
const struct sq_field *sq_front_called(sq_str id);

#endif
