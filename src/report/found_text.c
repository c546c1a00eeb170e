/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "report/found.h"

static void
add_told(struct sq_diags *d, const struct sq_diag *f)
{
    struct sq_diag *copy = SQ_NEW(d->arena, struct sq_diag);
    *copy = *f;
    copy->next = NULL;
    if (d->last)
        d->last->next = copy;
    else
        d->first = copy;
    d->last = copy;
    d->n++;
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags d;
    sq_diags_init(&d, &a);
    for (size_t i = 0; i < f->n; i++)
        if (sq_found_is_told(run, &f->items[i]))
            add_told(&d, f->items[i].diag);
    sq_diags_put(&out->body, &d,
                 &(struct sq_show){.excerpt = run->excerpt,
                                   .colour = run->colour,
                                   .all = run->all});
    sq_arena_done(&a);
}

const struct sq_findings_format sq_findings_format_text = {"text", put_file,
                                                           NULL};
