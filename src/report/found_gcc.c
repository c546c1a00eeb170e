/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "report/found.h"

static void
put_one(const struct sq_found_run *run, const struct sq_diag *d,
        struct sq_sbuf *b)
{
    struct sq_place at = sq_found_range(d).from;
    sq_utf8_put_safe(b, sq_found_file_of(run, d));
    sq_putf(b, ":%u:%u: %s: ", at.line, at.column, sq_level_name(d->level));
    sq_str rest = d->message, line;
    for (bool first = true; sq_str_next(&rest, '\n', &line); first = false) {
        sq_putz(b, first ? "" : " ");
        sq_utf8_put_safe(b, sq_str_trim(line));
    }
    sq_putf(b, " [%s]\n", sq_codes[d->code].code);
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    for (size_t i = 0; i < f->n; i++)
        if (sq_found_is_told(run, &f->items[i]))
            put_one(run, f->items[i].diag, &out->body);
}

const struct sq_findings_format sq_findings_format_gcc = {"gcc", put_file,
                                                          NULL};
