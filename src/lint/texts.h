/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_TEXTS_H
#define SQEEIA_LINT_TEXTS_H
/* Every text for people in a questionnaire or pack. */
#include "model/questionnaire.h"

struct sq_text_at {
    const struct sq_text *text; /* given */
    const char *key;            /* "ask" */
    const char *what;           /* "question" */
    sq_str owner;               /* its id; empty for the file itself */
};
typedef void sq_text_visit(void *ctx, const struct sq_text_at *at);

/* Each text once, also where a block is used twice.  Order by kind. */
void sq_texts(const struct sq_questionnaire *q, sq_text_visit *visit,
              void *ctx);
/* A plain question, or the column of a group, whose words no earlier question
 * has brought: a block's questions come again with every use. */
bool sq_question_first_use(const struct sq_questionnaire *q,
                           const struct sq_question *qn);
/* Whether the text may be read as English; the words in *out. */
bool sq_text_english(const struct sq_questionnaire *q, const struct sq_text *t,
                     sq_str *out);

#endif
