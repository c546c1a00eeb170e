/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_JSON_H
#define SQEEIA_REPORT_JSON_H
/* Writes commas, line ends and indentation, so that nothing else knows of
 * them.  Start with {.out, .pretty, .first = true}. */
#include <stdint.h>

#include "base/date.h"
#include "base/num.h"
#include "base/sbuf.h"

struct sq_json {
    struct sq_sbuf *out;
    sq_str lang; /* of labels */
    bool pretty;
    unsigned depth;
    bool first; /* nothing put yet in the innermost object or list */
};

/* `key` is NULL in a list. */
void sq_json_open(struct sq_json *j, const char *key, char bracket);
void sq_json_close(struct sq_json *j, char bracket);
void sq_json_text(struct sq_json *j, const char *key, sq_str text);
void sq_json_bool(struct sq_json *j, const char *key, bool value);
void sq_json_null(struct sq_json *j, const char *key);
/* null unless `known`. */
void sq_json_num(struct sq_json *j, const char *key, bool known, sq_num value);
void sq_json_count(struct sq_json *j, const char *key, uint64_t n);
/* "2026-11-03", or null. */
void sq_json_date(struct sq_json *j, const char *key, sq_date d);
/* null when empty. */
void sq_json_maybe(struct sq_json *j, const char *key, sq_str text);

#endif
