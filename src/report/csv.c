/* SPDX-License-Identifier: MIT */
#include "report/csv.h"

#include "base/utf8.h"

static void
next_cell(struct sq_csv *c)
{
    if (c->begun)
        sq_putc(c->out, ',');
    c->begun = true;
}

/* = + - @ and their full-width forms; a tab or line end before one, too.  What
 * is made safe to show begins with no sign of these that it did not begin with.
 * Source: OWASP, CSV Injection, read 2026. */
static bool
is_formula(sq_str text)
{
    size_t at = 0;
    int32_t first = sq_utf8_next(text, &at);

    return first == '=' || first == '+' || first == '-' || first == '@' ||
           first == '\t' || first == '\r' || first == '\n' || first == 0xff1d ||
           first == 0xff0b || first == 0xff0d || first == 0xff20;
}

void
sq_csv_text(struct sq_csv *c, sq_str text)
{
    struct sq_sbuf safe;

    next_cell(c);
    if (text.len == 0)
        return;
    sq_sbuf_init(&safe, c->out->max);
    sq_utf8_put_safe(&safe, text);
    sq_putc(c->out, '"');
    if (!c->raw && is_formula(text))
        sq_putc(c->out, '\'');
    for (size_t i = 0; i < safe.len; i++) {
        if (safe.ptr[i] == '"')
            sq_putc(c->out, '"');
        sq_putc(c->out, safe.ptr[i]);
    }
    sq_putc(c->out, '"');
    sq_sbuf_done(&safe);
}

void
sq_csv_z(struct sq_csv *c, const char *text)
{
    sq_csv_text(c, sq_str_of(text));
}

void
sq_csv_num(struct sq_csv *c, bool known, sq_num n)
{
    next_cell(c);
    if (known && sq_num_ok(n))
        sq_num_put(c->out, n, 9);
}

void
sq_csv_date(struct sq_csv *c, sq_date d)
{
    next_cell(c);
    if (d != SQ_NO_DATE)
        sq_date_put(c->out, d);
}

void
sq_csv_end(struct sq_csv *c)
{
    sq_putz(c->out, "\r\n");
    c->begun = false;
}
