/* SPDX-License-Identifier: MIT */
#include "cli/make_report.h"

static void
newer(sq_date *newest, sq_date d)
{
    if (d != SQ_NO_DATE && d > *newest)
        *newest = d;
}

/* The newest day on which something in it was done; SQ_NO_DATE if it has no
 * dates.  Days still to come (go-live, reviews) do not count. */
static sq_date
newest_date(const struct sq_assessment *as)
{
    sq_date d = SQ_NO_DATE;
    newer(&d, as->about.started);
    newer(&d, as->about.completed);
    newer(&d, as->about.decision.on);
    for (size_t i = 0; i < as->n_answers; i++)
        newer(&d, as->answers[i].on);
    for (size_t i = 0; i < as->n_evidence; i++)
        newer(&d, as->evidence[i].date);
    for (size_t i = 0; i < as->n_engagement; i++)
        newer(&d, as->engagement[i].on);
    for (size_t i = 0; i < as->n_decisions; i++)
        newer(&d, as->decisions[i].on);
    for (size_t i = 0; i < as->n_signatures; i++)
        newer(&d, as->signatures[i].on);
    return d;
}

void
sq_make_report(struct sq_cli *cli, struct sq_load *l, const char *path,
               struct sq_report *out)
{
    bool told = sq_env("SOURCE_DATE_EPOCH") != NULL;
    *out = (struct sq_report){
        .results = l->results,
        .findings = &l->diags,
        .tool_version = SQ_VERSION,
        .as_of = told ? cli->today : newest_date(l->doc.assessment),
        .file = sq_path_base(path),
        .width = 80,
        .ascii = cli->accessible || (cli->term.out_tty && !cli->term.utf8),
        .arena = &l->arena,
    };
}
