/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_WALK_REPLY_H
#define SQEEIA_WALK_REPLY_H
/* From what was typed to what is recorded: an answer as one line of YAML. */
#include "model/assessment.h"

struct sq_sbuf;

/* What is going to be recorded for one question. */
struct sq_draft {
    enum sq_reply reply; /* SQ_MISSING: nothing yet */
    struct sq_value value;
    sq_str because, by;
    const sq_str *evidence; /* ids */
    size_t n_evidence;
    sq_date on;
};

/*
 * What was typed, as a reply and a value.  Takes the reserved answers in words
 * and, after the options, by number.  False with a sentence in *out_why.
 */
bool sq_draft_accept(struct sq_arena *a, const struct sq_question *q,
                     sq_str typed, struct sq_draft *out, sq_str *out_why);
/* The same from a node: a value, a list, or a map with `answer`, `because` … */
bool sq_draft_from_node(struct sq_arena *a, const struct sq_question *q,
                        const struct sq_tree *t, const struct sq_node *n,
                        struct sq_draft *out, sq_str *out_why);
/* Because, evidence, by and on of an answer that is there already. */
void sq_draft_keep(struct sq_arena *a, struct sq_draft *d,
                   const struct sq_answer *old);
/* One line of YAML: the value alone where that says it all.  Keys of our own
 * making aside, what `entry` (may be NULL) holds under x- keys is kept. */
void sq_draft_put(struct sq_sbuf *out, const struct sq_question *q,
                  const struct sq_draft *d, const struct sq_node *entry);
/* Any node in flow style, on one line. */
void sq_node_put_flow(struct sq_sbuf *out, const struct sq_node *n);

/* How many options are counted before the reserved answers. */
size_t sq_question_n_options(const struct sq_question *q);

#endif
