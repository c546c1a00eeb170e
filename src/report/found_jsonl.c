/* SPDX-License-Identifier: MIT */
#include "report/escape.h"
#include "report/found_one.h"

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->items[i].diag->level < run->show)
            continue;
        sq_found_put_object(run, &f->items[i], &out->body);
        sq_putc(&out->body, '\n');
    }
    if (f->trouble) {
        sq_putz(&out->body, "{\"file\":");
        sq_put_json(&out->body, sq_found_path(run, f->name));
        sq_putz(&out->body, ",\"read\":false,\"because\":");
        sq_put_json(&out->body, sq_str_of(f->trouble));
        sq_putz(&out->body, "}\n");
    }
}

const struct sq_findings_format sq_findings_format_jsonl = {"jsonl", put_file,
                                                            NULL};
