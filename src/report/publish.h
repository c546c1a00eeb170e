/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_PUBLISH_H
#define SQEEIA_REPORT_PUBLISH_H
/*
 * Texts on their way to the public.  Names of staff that the registers hold are
 * left out, numbers of people below 5 are hidden, and what could lead to a
 * person is kept as a leak: while there is one, nothing may be published.
 */
#include "model/privacy.h"
#include "report/report.h"

struct sq_leak {
    enum sq_private what;
    struct sq_span at; /* of the detail where it can be told, else the field */
    sq_str where;      /* "answer A1", "engagement N2" */
};

struct sq_publish {
    struct sq_arena *arena;
    sq_str *names; /* of people below the owner */
    size_t n_names;
    struct sq_leak *leaks;
    size_t n_leaks;
    size_t n_left_out; /* names */
    size_t n_hidden;   /* small numbers */
};

/* What a text may hold without being a leak. */
enum sq_publish_may {
    SQ_MAY_NOTHING,
    SQ_MAY_CONTACT /* the question asks for a phone number or an address */
};

struct sq_publish *sq_publish_new(const struct sq_report *r);
sq_str sq_publish_text(struct sq_publish *p, sq_str text, struct sq_span at,
                       sq_str where, enum sq_publish_may may);
/* May this question's answers be published, by its `public` key? */
bool sq_publish_question(const struct sq_question *q);
/* Does it ask for a way to reach somebody? */
bool sq_publish_contact(const struct sq_question *q);
/*
 * The slot's answer for the public, and its reason ("" when none); false when
 * it may not be published or there is nothing to publish.
 */
bool sq_publish_slot(struct sq_publish *p, const struct sq_report *r,
                     const struct sq_slot *s, sq_str *out_answer,
                     sq_str *out_because);
/* The question's words; the name of a row that somebody wrote is not put into
 * them. */
sq_str sq_publish_ask(struct sq_publish *p, const struct sq_report *r,
                      const struct sq_slot *s);
/* Everything that any public kind would print is looked at. */
struct sq_publish *sq_publish_check(const struct sq_report *r);

#endif
