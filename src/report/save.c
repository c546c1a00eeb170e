/* SPDX-License-Identifier: MIT */
#include "report/save.h"

#include "base/limits.h"
#include "sys/sys.h"

struct writing {
    const struct sq_format *format;
    const struct sq_report *report;
    const char *temp;
};

static enum sq_status
write_temp(void *ctx, struct sq_err *err)
{
    const struct writing *w = ctx;
    return w->format->write(w->report, w->temp, err);
}

/* For formats that want a path: a temporary one, then the final name. */
static enum sq_status
save_by_path(const struct sq_format *f, const struct sq_report *r,
             const char *path, struct sq_err *err)
{
    const char *temp;
    enum sq_status status = sq_file_temp(r->arena, path, &temp, err);
    if (status != SQ_OK)
        return status;
    struct writing w = {f, r, temp};
    status =
        r->apart ? sq_apart(write_temp, &w, path, err) : write_temp(&w, err);
    if (status == SQ_OK)
        status = sq_file_keep(temp, path, err);
    if (status != SQ_OK)
        sq_file_drop(temp);
    return status;
}

static enum sq_status
save_text(const struct sq_format *f, const struct sq_report *r,
          const char *path, struct sq_err *err)
{
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    f->put(r, &out);
    enum sq_status status;
    if (out.cut)
        status = sq_fail(err, SQ_BAD_SYSTEM, 0,
                         "the report for `%s` grows beyond %u MiB", path,
                         SQ_MAX_OUTPUT >> 20);
    else
        status = sq_file_write(path, sq_sbuf_str(&out), false, err);
    sq_sbuf_done(&out);
    return status;
}

enum sq_status
sq_report_save(const struct sq_format *f, const struct sq_report *r,
               const char *path, struct sq_err *err)
{
    return f->to_path ? save_by_path(f, r, path, err)
                      : save_text(f, r, path, err);
}

static void
newer(sq_date *newest, sq_date d)
{
    if (d != SQ_NO_DATE && d > *newest)
        *newest = d;
}

sq_date
sq_newest_date(const struct sq_assessment *as)
{
    sq_date d = SQ_NO_DATE; /* earlier than every date */
    newer(&d, as->about.started);
    newer(&d, as->about.completed);
    /* a decision still to come is a plan, not something that happened */
    if (as->about.decision.outcome.text.len > 0)
        newer(&d, as->about.decision.on);
    for (size_t i = 0; i < as->about.n_partners; i++)
        newer(&d, as->about.partners[i].on);
    for (size_t i = 0; i < as->n_answers; i++)
        newer(&d, as->answers[i].on);
    for (size_t i = 0; i < as->n_evidence; i++)
        newer(&d, as->evidence[i].date);
    for (size_t i = 0; i < as->n_engagement; i++)
        newer(&d, as->engagement[i].on);
    for (size_t i = 0; i < as->n_actions; i++)
        newer(&d, as->actions[i].done);
    for (size_t i = 0; i < as->n_conditions; i++)
        newer(&d, as->conditions[i].confirmed);
    for (size_t i = 0; i < as->n_decisions; i++)
        newer(&d, as->decisions[i].on);
    for (size_t i = 0; i < as->n_signatures; i++)
        newer(&d, as->signatures[i].on);
    return d;
}
