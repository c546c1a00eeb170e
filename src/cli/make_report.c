/* SPDX-License-Identifier: MIT */
#include "cli/make_report.h"

#include "report/save.h"

void
sq_make_report(struct sq_cli *cli, struct sq_load *l, const char *path,
               struct sq_report *out)
{
    bool told = sq_env("SOURCE_DATE_EPOCH") != NULL;
    *out = (struct sq_report){
        .results = l->results,
        .findings = &l->diags,
        .tool_version = SQ_VERSION,
        .as_of = told ? cli->today : sq_newest_date(l->doc.assessment),
        .file = sq_path_base(path),
        .width = 80,
        .ascii = cli->accessible || (cli->term.out_tty && !cli->term.utf8),
        .lists = cli->accessible,
        .arena = &l->arena,
    };
}
