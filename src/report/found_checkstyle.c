/* SPDX-License-Identifier: MIT */
#include "report/found.h"
#include "report/found_xml.h"

static void
put_one(const struct sq_diag *d, struct sq_sbuf *b)
{
    static const char *const severity[] = {"info", "warning", "error"};
    struct sq_place at = sq_found_range(d).from;
    sq_putf(b,
            "    <error line=\"%u\" column=\"%u\" severity=\"%s\" message=\"",
            at.line, at.column, severity[d->level]);
    sq_put_xml(b, d->message);
    sq_putf(b, "\" source=\"sqeeia.%s\"/>\n", sq_codes[d->code].code);
}

/* A file of the run; between files, each finding says where it is. */
static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    struct sq_sbuf *b = &out->body;
    sq_str open = sq_found_path(run, f->name);
    if (open.len) {
        sq_putz(b, "  <file name=\"");
        sq_put_xml(b, open);
        sq_putz(b, "\">\n");
    }
    for (size_t i = 0; i < f->n; i++) {
        const struct sq_diag *d = f->items[i].diag;
        if (!sq_found_is_told(run, &f->items[i]))
            continue;
        sq_str file = sq_found_file_of(run, d);
        if (!sq_str_eq(file, open)) {
            sq_putz(b, open.len ? "  </file>\n" : "");
            sq_putz(b, "  <file name=\"");
            sq_put_xml(b, file);
            sq_putz(b, "\">\n");
            open = file;
        }
        put_one(d, b);
    }
    if (f->trouble) {
        sq_putz(b, "    <error line=\"1\" column=\"1\" severity=\"error\" "
                   "message=\"");
        sq_put_xml(b, sq_str_of(f->trouble));
        sq_putz(b, "\" source=\"sqeeia.unreadable\"/>\n");
    }
    sq_putz(b, open.len ? "  </file>\n" : "");
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    (void)run;
    sq_putz(b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<checkstyle version=\"4.3\">\n");
    sq_put(b, sq_sbuf_str(&out->body));
    sq_putz(b, "</checkstyle>\n");
}

const struct sq_findings_format sq_findings_format_checkstyle = {
    "checkstyle", put_file, put_whole};
