/* SPDX-License-Identifier: MIT */
/* Source: reviewdog, proto/rdf/reviewdog.proto: columns count UTF-8 bytes. */
#include "report/escape.h"
#include "report/found.h"

static void
put_position(const struct sq_diag *d, uint32_t at, struct sq_sbuf *b)
{
    uint32_t line = 1, column = 1;
    if (d->at.source) {
        line = sq_source_place(d->at.source, at).line;
        uint32_t start = sq_source_lines(d->at.source)->first[line - 1];
        column = (at > start ? at - start : 0) + 1;
    }
    sq_putf(b, "{\"line\":%u,\"column\":%u}", line, column);
}

static void
put_one(const struct sq_found_run *run, const struct sq_diag *d,
        struct sq_sbuf *b)
{
    static const char *const severity[] = {"INFO", "WARNING", "ERROR"};
    sq_putz(b, "{\"message\":");
    sq_put_json(b, d->message);
    sq_putz(b, ",\"location\":{\"path\":");
    sq_put_json(b, sq_found_file_of(run, d));
    sq_putz(b, ",\"range\":{\"start\":");
    put_position(d, d->at.from, b);
    sq_putz(b, ",\"end\":");
    put_position(d, d->at.to, b);
    sq_putf(b,
            "}},\"severity\":\"%s\",\"code\":{\"value\":\"%s\",\"url\":"
            "\"https://example.org/sqeeia/rules/%s\"}",
            severity[d->level], sq_codes[d->code].code, sq_codes[d->code].code);
    if (d->fix.len) {
        sq_putz(b, ",\"suggestions\":[{\"range\":{\"start\":");
        put_position(d, d->at.from, b);
        sq_putz(b, ",\"end\":");
        put_position(d, d->at.to, b);
        sq_putz(b, "},\"text\":");
        sq_put_json(b, d->fix);
        sq_putz(b, "}]");
    }
    sq_putc(b, '}');
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    for (size_t i = 0; i < f->n; i++) {
        if (!sq_found_is_told(run, &f->items[i]))
            continue;
        sq_putz(&out->body, out->n++ ? ",\n" : "\n");
        put_one(run, f->items[i].diag, &out->body);
    }
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    (void)run;
    sq_putf(b,
            "{\"source\":{\"name\":\"sqeeia\",\"url\":"
            "\"https://example.org/sqeeia\"},\"diagnostics\":[%.*s]}\n",
            SQ_FMT(sq_sbuf_str(&out->body)));
}

const struct sq_findings_format sq_findings_format_rdjson = {"rdjson", put_file,
                                                             put_whole};
