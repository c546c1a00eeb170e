/* SPDX-License-Identifier: MIT */
#include "cli/make_report.h"

#include "report/save.h"

/* From the project file; an assessment names its organisation otherwise. */
static void
make_house(const struct sq_cli *cli, sq_str organisation, struct sq_house *out)
{
    const struct sq_project *p = cli->library.project;

    if (p)
        *out = (struct sq_house){
            .name = sq_text_get(&p->organisation, (sq_str){NULL, 0}),
            .contact = sq_text_get(&p->contact, (sq_str){NULL, 0}),
            .colour = p->ground,
            .on = p->on,
            .logo = p->logo_bytes,
            .logo_svg = p->logo_svg,
        };
    if (out->name.len == 0)
        out->name = organisation;
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
        .as_of = told ? cli->today : sq_newest_date(l->doc.assessment),
        .file = sq_path_base(path),
        .width = 80,
        .apart = true,
        .ascii = cli->accessible || (cli->term.out_tty && !cli->term.utf8),
        .lists = cli->accessible,
        .arena = &l->arena,
    };
    make_house(cli, l->doc.assessment->about.organisation.text, &out->house);
}

void
sq_make_agenda(struct sq_cli *cli, struct sq_report *out)
{
    *out = (struct sq_report){
        .tool_version = SQ_VERSION,
        .as_of = cli->today,
        .kind = SQ_REPORT_panel,
        .arena = &cli->arena,
    };
    make_house(cli, (sq_str){NULL, 0}, &out->house);
}
