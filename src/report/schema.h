/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_SCHEMA_H
#define SQEEIA_REPORT_SCHEMA_H
/*
 * JSON Schema (draft-07, which editors read) from the tables that the readers
 * themselves go by.  It knows the structure of a file; what names refer to and
 * what expressions mean only `check` knows.
 */
#include "base/sbuf.h"
#include "model/library.h"

/* Of questionnaires, packs, assessments of any questionnaire, projects. */
void sq_schema_put(enum sq_doc_kind kind, struct sq_sbuf *out);
/* Of the assessments of one questionnaire: its ids, options and help. */
void sq_schema_put_for(const struct sq_questionnaire *q, struct sq_sbuf *out);

#endif
