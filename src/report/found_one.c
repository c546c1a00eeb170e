/* SPDX-License-Identifier: MIT */
#include "report/found_one.h"

#include "report/escape.h"

static const char *
standing_word(enum sq_standing s)
{
    static const char *const words[] = {
        [SQ_STANDS] = "open",
        [SQ_IGNORED] = "ignored",
        [SQ_REGISTERED] = "suppressed",
        [SQ_KNOWN] = "baseline",
    };
    return words[s];
}

static void
put_member(struct sq_sbuf *b, const char *name, sq_str text)
{
    sq_putf(b, ",\"%s\":", name);
    sq_put_json(b, text);
}

void
sq_found_put_range(const struct sq_diag *d, struct sq_sbuf *b)
{
    struct sq_range_of r = sq_found_range(d);
    sq_putf(b,
            "\"line\":%u,\"column\":%u,\"end_line\":%u,"
            "\"end_column\":%u",
            r.from.line, r.from.column, r.to.line, r.to.column);
}

static void
put_notes(const struct sq_found_run *run, const struct sq_diag *d,
          struct sq_sbuf *b)
{
    sq_putz(b, ",\"notes\":[");
    for (const struct sq_note *n = d->notes; n; n = n->next) {
        struct sq_diag at = {.at = n->at};
        sq_putz(b, n == d->notes ? "{\"file\":" : ",{\"file\":");
        if (n->at.source)
            sq_put_json(b, sq_found_file_of(run, &at));
        else
            sq_putz(b, "null");
        sq_putc(b, ',');
        sq_found_put_range(&at, b);
        put_member(b, "message", n->text);
        sq_putc(b, '}');
    }
    sq_putc(b, ']');
}

void
sq_found_put_object(const struct sq_found_run *run, const struct sq_found *f,
                    struct sq_sbuf *b)
{
    const struct sq_diag *d = f->diag;
    sq_putz(b, "{\"file\":");
    if (d->at.source)
        sq_put_json(b, sq_found_file_of(run, d));
    else
        sq_putz(b, "null");
    sq_putc(b, ',');
    sq_found_put_range(d, b);
    put_member(b, "level", sq_str_of(sq_level_name(d->level)));
    put_member(b, "code", sq_str_of(sq_codes[d->code].code));
    put_member(b, "name", sq_str_of(sq_codes[d->code].name));
    put_member(b, "message", d->message);
    put_member(b, "help", d->help);
    put_member(b, "at", f->place);
    put_member(b, "fingerprint", f->mark);
    put_member(b, "state", sq_str_of(standing_word(f->standing)));
    if (f->because.len)
        put_member(b, "because", f->because);
    put_notes(run, d, b);
    sq_putc(b, '}');
}
