/* SPDX-License-Identifier: MIT */
#include "report/escape.h"
#include "report/found_one.h"

/* The list of files grows in `kept`, beside the findings. */
static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->items[i].diag->level < run->show)
            continue;
        sq_putz(&out->body, out->n++ ? ",\n" : "\n");
        sq_found_put_object(run, &f->items[i], &out->body);
    }
    if (!f->name.len)
        return;
    struct sq_sbuf *files = &out->kept[0];
    sq_putz(files, out->n_kept[0]++ ? ",\n" : "\n");
    sq_putz(files, "{\"file\":");
    sq_put_json(files, sq_found_path(run, f->name));
    sq_putf(files, ",\"read\":%s", f->trouble ? "false" : "true");
    if (f->trouble) {
        sq_putz(files, ",\"because\":");
        sq_put_json(files, sq_str_of(f->trouble));
    }
    sq_putc(files, '}');
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    sq_putz(b, "{\"schema\":\"sqeeia-diagnostics\",\"schema_version\":1,\n"
               "\"tool\":{\"name\":\"sqeeia\",\"version\":");
    sq_put_json(b, sq_str_of(run->version));
    sq_putf(b,
            "},\n\"summary\":{\"files\":%zu,\"unreadable\":%zu,\"errors\":%zu,"
            "\"warnings\":%zu,\"notes\":%zu,\"suppressed\":%zu,"
            "\"baseline\":%zu,\"exit\":%d},\n\"files\":[",
            run->n_files, run->n_trouble, run->n[SQ_ERROR], run->n[SQ_WARNING],
            run->n[SQ_NOTE], run->n_suppressed, run->n_known, run->exit);
    sq_put(b, sq_sbuf_str(&out->kept[0]));
    sq_putz(b, "],\n\"diagnostics\":[");
    sq_put(b, sq_sbuf_str(&out->body));
    sq_putz(b, "]}\n");
}

const struct sq_findings_format sq_findings_format_json = {"json", put_file,
                                                           put_whole};
