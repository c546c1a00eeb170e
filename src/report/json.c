/* SPDX-License-Identifier: MIT */
#include "report/json.h"

#include "report/escape.h"

static void
next_line(struct sq_json *j)
{
    if (!j->pretty)
        return;
    sq_putc(j->out, '\n');
    sq_put_n(j->out, ' ', 2 * (size_t)j->depth);
}

/* Before every member and element; `key` NULL in a list. */
static void
member(struct sq_json *j, const char *key)
{
    if (!j->first)
        sq_putc(j->out, ',');
    if (j->depth > 0)
        next_line(j);
    j->first = false;
    if (key)
        sq_putf(j->out, j->pretty ? "\"%s\": " : "\"%s\":", key);
}

void
sq_json_open(struct sq_json *j, const char *key, char bracket)
{
    member(j, key);
    sq_putc(j->out, bracket);
    j->depth++;
    j->first = true;
}

void
sq_json_close(struct sq_json *j, char bracket)
{
    j->depth--;
    if (!j->first)
        next_line(j);
    sq_putc(j->out, bracket);
    j->first = false;
}

void
sq_json_text(struct sq_json *j, const char *key, sq_str text)
{
    member(j, key);
    sq_put_json(j->out, text);
}

void
sq_json_bool(struct sq_json *j, const char *key, bool value)
{
    member(j, key);
    sq_putz(j->out, value ? "true" : "false");
}

void
sq_json_null(struct sq_json *j, const char *key)
{
    member(j, key);
    sq_putz(j->out, "null");
}

void
sq_json_num(struct sq_json *j, const char *key, bool known, sq_num value)
{
    if (!known || !sq_num_ok(value)) {
        sq_json_null(j, key);
        return;
    }
    member(j, key);
    sq_num_put(j->out, value, 9);
}

void
sq_json_count(struct sq_json *j, const char *key, uint64_t n)
{
    member(j, key);
    sq_putf(j->out, "%llu", (unsigned long long)n);
}

void
sq_json_date(struct sq_json *j, const char *key, sq_date d)
{
    if (d == SQ_NO_DATE) {
        sq_json_null(j, key);
        return;
    }
    member(j, key);
    sq_putc(j->out, '"');
    sq_date_put(j->out, d);
    sq_putc(j->out, '"');
}

void
sq_json_maybe(struct sq_json *j, const char *key, sq_str text)
{
    if (text.len == 0)
        sq_json_null(j, key);
    else
        sq_json_text(j, key, text);
}
