/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_WALK_CARRY_H
#define SQEEIA_WALK_CARRY_H
/*
 * Answers of an earlier assessment for a new one.  Two questions are the same
 * where they have one name in one questionnaire, or where the `copy-from` of
 * one of them names the other.  An answer is carried only if it means the same
 * in both places; everything else is listed with its reason.
 */
#include "score/case.h"

struct sq_pair {
    struct sq_question *from, *to;
};
struct sq_carried {
    sq_str to, from; /* keys of the answers */
    const struct sq_question *question;
    sq_str entry; /* one line of YAML, marked in its `because` */
};
struct sq_left_behind {
    sq_str from;
    sq_str why; /* empty: nothing in the new questionnaire takes it */
};

struct sq_carry {
    struct sq_map carried; /* key in the new assessment → sq_carried, in the
                              order of the old one */
    struct sq_left_behind *left;
    size_t n_left;
    struct sq_map evidence; /* ids that carried answers rest on */
    struct sq_map pairs;    /* of questions that are the same: sq_pair */
};

/* `name` is what the marks call the old assessment; all in `a`. */
void sq_carry_plan(struct sq_arena *a, const struct sq_case *old,
                   const struct sq_questionnaire *to, sq_str name,
                   struct sq_carry *out);
/* An entry of the old register of evidence, as one line of YAML. */
sq_str sq_carry_evidence(struct sq_arena *a, const struct sq_case *old,
                         sq_str id);

#endif
