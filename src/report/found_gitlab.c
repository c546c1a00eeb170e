/* SPDX-License-Identifier: MIT */
/* Source: GitLab's page on code quality, "Code quality report format". */
#include "report/escape.h"
#include "report/found.h"

static void
put_one(const struct sq_found_run *run, const struct sq_found *f,
        struct sq_sbuf *b)
{
    static const char *const severity[] = {"info", "minor", "critical"};
    const struct sq_diag *d = f->diag;
    const struct sq_code_info *info = &sq_codes[d->code];
    struct sq_sbuf text;
    sq_sbuf_init(&text, 1 << 20);
    sq_putf(&text, "[%s] %.*s", info->code, SQ_FMT(d->message));
    sq_putz(b, "{\"description\":");
    sq_put_json(b, sq_sbuf_str(&text));
    sq_sbuf_done(&text);
    sq_putf(b, ",\"check_name\":\"%s %s\",\"fingerprint\":\"%.*s\",",
            info->code, info->name, SQ_FMT(f->mark));
    sq_putf(b,
            "\"severity\":\"%s\",\"location\":{\"path\":", severity[d->level]);
    sq_put_json(b, sq_found_file_of(run, d));
    sq_putf(b, ",\"lines\":{\"begin\":%u}}}", sq_found_range(d).from.line);
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    for (size_t i = 0; i < f->n; i++) {
        if (!sq_found_is_told(run, &f->items[i]))
            continue;
        sq_putz(&out->body, out->n++ ? ",\n" : "\n");
        put_one(run, &f->items[i], &out->body);
    }
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    (void)run;
    sq_putf(b, "[%.*s]\n", SQ_FMT(sq_sbuf_str(&out->body)));
}

const struct sq_findings_format sq_findings_format_gitlab = {"gitlab", put_file,
                                                             put_whole};
