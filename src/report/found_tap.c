/* SPDX-License-Identifier: MIT */
/* Source: the TAP specification, version 13 (what Perl's harness reads). */
#include "base/utf8.h"
#include "report/escape.h"
#include "report/found.h"

static void
put_description(struct sq_sbuf *b, sq_str text)
{
    struct sq_sbuf safe;
    sq_sbuf_init(&safe, 1 << 20);
    sq_utf8_put_safe(&safe, text);
    sq_str s = sq_sbuf_str(&safe);
    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == '#' || s.ptr[i] == '\\')
            sq_putc(b, '\\');
        sq_putc(b, s.ptr[i] == '\n' ? ' ' : s.ptr[i]);
    }
    sq_sbuf_done(&safe);
}

static void
put_block(const struct sq_found *f, struct sq_sbuf *b)
{
    const struct sq_diag *d = f->diag;
    struct sq_range_of r = sq_found_range(d);
    sq_putf(b, "  ---\n  code: %s\n  severity: %s\n  line: %u\n  column: %u\n",
            sq_codes[d->code].code, sq_level_name(d->level), r.from.line,
            r.from.column);
    if (d->help.len) {
        sq_putz(b, "  help: ");
        sq_put_json(b, d->help);
        sq_putc(b, '\n');
    }
    sq_putz(b, "  ...\n");
}

static void
put_test(const struct sq_found_run *run, const struct sq_found *f,
         struct sq_found_out *out)
{
    const struct sq_diag *d = f->diag;
    struct sq_sbuf *b = &out->body;
    struct sq_place at = sq_found_range(d).from;
    bool stands = f->standing == SQ_STANDS;
    bool fails = stands && d->level >= run->fail_on;
    sq_putf(b, "%sok %zu - ", fails ? "not " : "", ++out->n);
    put_description(b, sq_found_file_of(run, d));
    sq_putf(b, ":%u:%u: %s: ", at.line, at.column, sq_level_name(d->level));
    put_description(b, d->message);
    sq_putf(b, " [%s %s]", sq_codes[d->code].code, sq_codes[d->code].name);
    if (!stands) {
        sq_putz(b, " # SKIP ");
        put_description(b, f->because.len ? f->because
                                          : SQ_LIT("in the baseline"));
    }
    sq_putc(b, '\n');
    if (stands)
        put_block(f, b);
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    if (f->name.len) {
        sq_putf(&out->body, "%sok %zu - ", f->trouble ? "not " : "", ++out->n);
        put_description(&out->body, sq_found_path(run, f->name));
        sq_putz(&out->body, f->trouble ? " cannot be read: " : " can be read");
        put_description(&out->body, sq_str_of(f->trouble));
        sq_putc(&out->body, '\n');
    }
    for (size_t i = 0; i < f->n; i++)
        if (f->items[i].diag->level >= run->show)
            put_test(run, &f->items[i], out);
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    (void)run;
    sq_putz(b, "TAP version 13\n");
    sq_put(b, sq_sbuf_str(&out->body));
    sq_putf(b, "1..%zu%s\n", out->n, out->n ? "" : " # SKIP no files");
}

const struct sq_findings_format sq_findings_format_tap = {"tap", put_file,
                                                          put_whole};
