/* SPDX-License-Identifier: MIT */
/*
 * Source: actions/toolkit, packages/core/src/command.ts, for the escaping; ten
 * annotations of each kind are shown a step, the rest is dropped unseen, and
 * the log hides what it turns into an annotation: so every finding is a plain
 * line, and the ten worst of each kind are commands besides.
 */
#include "base/utf8.h"
#include "report/found.h"

enum { MOST = 10 };

static void
put_escaped(struct sq_sbuf *b, sq_str text, bool property)
{
    struct sq_sbuf safe;
    sq_sbuf_init(&safe, 1 << 20);
    sq_utf8_put_safe(&safe, text);
    sq_str s = sq_sbuf_str(&safe);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '%' || c == '\n' || (property && (c == ':' || c == ',')))
            sq_putf(b, "%%%02X", (unsigned)(unsigned char)c);
        else
            sq_putc(b, c);
    }
    sq_sbuf_done(&safe);
}

static void
put_command(const struct sq_found_run *run, const struct sq_diag *d,
            struct sq_sbuf *b)
{
    static const char *const words[] = {"notice", "warning", "error"};
    struct sq_range_of r = sq_found_range(d);
    sq_putf(b, "::%s ", words[d->level]);
    if (d->at.source) {
        sq_putz(b, "file=");
        put_escaped(b, sq_found_file_of(run, d), true);
        sq_putf(b, ",line=%u,endLine=%u,col=%u,endColumn=%u,", r.from.line,
                r.to.line, r.from.column, r.to.column);
    }
    sq_putf(b, "title=%s %s::%u:%u ", sq_codes[d->code].code,
            sq_codes[d->code].name, r.from.line, r.from.column);
    put_escaped(b, d->message, false);
    if (d->help.len) {
        sq_putz(b, "%0A");
        put_escaped(b, d->help, false);
    }
    sq_putc(b, '\n');
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct sq_diag *d = f->items[i].diag;
        if (!sq_found_is_told(run, &f->items[i]))
            continue;
        sq_diag_put(&out->body, d, &(struct sq_show){0});
        if (out->n_kept[d->level]++ < MOST)
            put_command(run, d, &out->kept[d->level]);
    }
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    size_t more = 0;
    sq_put(b, sq_sbuf_str(&out->body));
    for (int l = SQ_ERROR; l >= SQ_NOTE; l--) {
        sq_put(b, sq_sbuf_str(&out->kept[l]));
        more += out->n_kept[l] > MOST ? out->n_kept[l] - MOST : 0;
    }
    if (more)
        sq_putf(b, "::notice title=sqeeia::%zu more in the log\n", more);
    if (run->quiet)
        return;
    sq_found_put_summary(run, b);
    sq_putc(b, '\n');
}

const struct sq_findings_format sq_findings_format_github = {"github", put_file,
                                                             put_whole};
