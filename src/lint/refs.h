/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_REFS_H
#define SQEEIA_LINT_REFS_H
/* Trace keys: where a questionnaire cites laws and standards. */
#include "model/questionnaire.h"

struct sq_ref_at {
    const struct sq_word *word;
    const struct sq_framework *framework; /* NULL: there is none of the name */
    bool first;                           /* the first citation of it */
    bool binding;                         /* a trigger or a gate cites it */
};
typedef void sq_ref_visit(void *ctx, const struct sq_ref_at *at);

void sq_refs(const struct sq_questionnaire *q, sq_ref_visit *visit, void *ctx);

#endif
