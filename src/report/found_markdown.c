/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"
#include "report/found.h"

/* Into a table's cell: no mark-up, no HTML and no cell of its own. */
static void
put_cell(struct sq_sbuf *b, sq_str text)
{
    struct sq_sbuf safe;
    sq_sbuf_init(&safe, 1 << 20);
    sq_utf8_put_safe(&safe, text);
    sq_str s = sq_sbuf_str(&safe);
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '<')
            sq_putz(b, "&lt;");
        else if (c == '&')
            sq_putz(b, "&amp;");
        else if (c == '\n')
            sq_putc(b, ' ');
        else {
            if (sq_str_find(SQ_LIT("\\|*_[]#!@~>`"), c, 0) < 12)
                sq_putc(b, '\\');
            sq_putc(b, c);
        }
    }
    sq_sbuf_done(&safe);
}

static void
put_row(const struct sq_found_run *run, const struct sq_diag *d,
        struct sq_sbuf *b)
{
    struct sq_place at = sq_found_range(d).from;
    sq_putz(b, "| ");
    put_cell(b, sq_found_file_of(run, d));
    sq_putf(b, ":%u:%u | %s | %s %s | ", at.line, at.column,
            sq_level_name(d->level), sq_codes[d->code].code,
            sq_codes[d->code].name);
    put_cell(b, d->message);
    if (d->help.len) {
        sq_putz(b, "<br>");
        put_cell(b, d->help);
    }
    sq_putz(b, " |\n");
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    for (size_t i = 0; i < f->n; i++) {
        if (!sq_found_is_told(run, &f->items[i]))
            continue;
        put_row(run, f->items[i].diag, &out->body);
        out->n++;
    }
    if (f->trouble) {
        sq_putz(&out->body, "| ");
        put_cell(&out->body, sq_found_path(run, f->name));
        sq_putz(&out->body, " | error | | ");
        put_cell(&out->body, sq_str_of(f->trouble));
        sq_putz(&out->body, " |\n");
        out->n++;
    }
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    sq_putz(b, "## sqeeia check\n\n");
    sq_found_put_summary(run, b);
    sq_putz(b, ".\n");
    if (!out->n)
        return;
    sq_putz(b, "\n| Where | Level | Rule | Finding |\n|---|---|---|---|\n");
    sq_put(b, sq_sbuf_str(&out->body));
}

const struct sq_findings_format sq_findings_format_markdown = {
    "markdown", put_file, put_whole};
