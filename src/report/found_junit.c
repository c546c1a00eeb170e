/* SPDX-License-Identifier: MIT */
/*
 * The core that CI servers agree on: a suite is a file; a case is a finding, or
 * that the file could be read, so that a clean file is not "no tests".
 */
#include "report/found.h"
#include "report/found_xml.h"

enum { FAILURES, ERRORS, SKIPPED, CASES = SKIPPED };

static void
put_case(const struct sq_found_run *run, const struct sq_found *f, sq_str file,
         struct sq_sbuf *b)
{
    const struct sq_diag *d = f->diag;
    const struct sq_code_info *info = &sq_codes[d->code];
    struct sq_range_of r = sq_found_range(d);
    sq_putf(b, "    <testcase name=\"%s %s ", info->code, info->name);
    sq_put_xml(b, f->place);
    sq_putf(b, " (%u:%u)\" classname=\"", r.from.line, r.from.column);
    sq_put_xml(b, file);
    sq_putz(b, "\" file=\"");
    sq_put_xml(b, sq_found_file_of(run, d));
    sq_putf(b, "\" line=\"%u\" time=\"0\">", r.from.line);
    if (f->standing != SQ_STANDS) {
        sq_putz(b, "<skipped message=\"");
        sq_put_xml(b, f->because.len ? f->because : SQ_LIT("in the baseline"));
        sq_putz(b, "\"/>");
    } else {
        bool fails = d->level >= run->fail_on;
        sq_putz(b, fails ? "<failure message=\"" : "<system-out>");
        sq_put_xml(b, d->message);
        if (fails)
            sq_putf(b, "\" type=\"%s\">", sq_level_name(d->level));
        else
            sq_putz(b, " ");
        sq_put_xml(b, d->help);
        sq_putz(b, fails ? "</failure>" : "</system-out>");
    }
    sq_putz(b, "</testcase>\n");
}

static bool
is_case(const struct sq_found_run *run, const struct sq_found *f)
{
    return f->diag->level >= run->show;
}

static void
put_read_case(const struct sq_found_file *f, sq_str name, struct sq_sbuf *b)
{
    sq_putz(b, "    <testcase name=\"can be read\" classname=\"");
    sq_put_xml(b, name);
    sq_putz(b, "\" time=\"0\">");
    if (f->trouble) {
        sq_putz(b, "<error message=\"");
        sq_put_xml(b, sq_str_of(f->trouble));
        sq_putz(b, "\" type=\"unreadable\"/>");
    }
    sq_putz(b, "</testcase>\n");
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    size_t n = 1, failures = 0, skipped = 0;
    for (size_t i = 0; i < f->n; i++) {
        if (!is_case(run, &f->items[i]))
            continue;
        n++;
        skipped += f->items[i].standing != SQ_STANDS;
        failures += f->items[i].standing == SQ_STANDS &&
                    f->items[i].diag->level >= run->fail_on;
    }
    if (!f->name.len && n == 1)
        return;
    struct sq_sbuf *b = &out->body;
    sq_str name =
        f->name.len ? sq_found_path(run, f->name) : SQ_LIT("between files");
    sq_putz(b, "  <testsuite name=\"");
    sq_put_xml(b, name);
    sq_putf(b,
            "\" tests=\"%zu\" failures=\"%zu\" errors=\"%d\" skipped=\"%zu\" "
            "time=\"0\">\n",
            n, failures, f->trouble != NULL, skipped);
    put_read_case(f, name, b);
    for (size_t i = 0; i < f->n; i++)
        if (is_case(run, &f->items[i]))
            put_case(run, &f->items[i], name, b);
    sq_putz(b, "  </testsuite>\n");
    out->n += n;
    out->n_kept[FAILURES] += failures;
    out->n_kept[ERRORS] += f->trouble != NULL;
    out->n_kept[SKIPPED] += skipped;
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    (void)run;
    sq_putf(b,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuites name=\"sqeeia\" tests=\"%zu\" failures=\"%zu\" "
            "errors=\"%zu\" skipped=\"%zu\" time=\"0\">\n",
            out->n, out->n_kept[FAILURES], out->n_kept[ERRORS],
            out->n_kept[SKIPPED]);
    sq_put(b, sq_sbuf_str(&out->body));
    sq_putz(b, "</testsuites>\n");
}

const struct sq_findings_format sq_findings_format_junit = {"junit", put_file,
                                                            put_whole};
