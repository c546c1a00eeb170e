/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "cli/load.h"
#include "report/published.h"
#include "report/schema.h"

struct options {
    const char *questionnaire, *output;
};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "questionnaire", SQ_OPT_TEXT, "ID",
     "of the assessments of this questionnaire (an id or a path)",
     AT(questionnaire), NULL},
    {'o', "output", SQ_OPT_TEXT, "FILE", "where to write it", AT(output), NULL},
    {0}};
#undef AT

static const struct {
    const char *word;
    enum sq_doc_kind kind;
} kinds[] = {
    {"questionnaire", SQ_DOC_QUESTIONNAIRE},
    {"pack", SQ_DOC_PACK},
    {"assessment", SQ_DOC_ASSESSMENT},
    {"project", SQ_DOC_PROJECT},
};

static enum sq_exit
put_for(struct sq_cli *cli, const char *name, struct sq_sbuf *out)
{
    enum sq_exit e = SQ_EXIT_USAGE;
    struct sq_library *lib = sq_cli_library(cli, &e);
    if (!lib)
        return e;
    const struct sq_questionnaire *q = sq_library_questionnaire(
        lib, sq_str_of(name), SQ_LIT("."), lib->diags, (struct sq_span){0});
    if (!q || !q->usable || q->pack) {
        sq_load_tell_library(cli);
        sq_cli_fail(cli, "there is no questionnaire `%s` that can be used",
                    name);
        return SQ_EXIT_USAGE;
    }
    sq_schema_put_for(q, out);
    return SQ_EXIT_DONE;
}

static enum sq_exit
put_kind(struct sq_cli *cli, const char *word, struct sq_sbuf *out)
{
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
        if (strcmp(kinds[i].word, word) == 0) {
            sq_schema_put(kinds[i].kind, out);
            return SQ_EXIT_DONE;
        }
    if (strcmp(word, "report") == 0) {
        sq_put(out, sq_schema_report);
        return SQ_EXIT_DONE;
    }
    return sq_cli_usage(cli,
                        "no schema of `%s`: questionnaire, pack, assessment, "
                        "project or report",
                        word);
}

static enum sq_exit
deliver(struct sq_cli *cli, const char *path, sq_str text)
{
    if (!path || strcmp(path, "-") == 0) {
        sq_cli_put(cli, text);
        return SQ_EXIT_DONE;
    }
    struct sq_err err;
    enum sq_status status = sq_file_write(path, text, false, &err);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    sq_cli_say(cli, "wrote %s", path);
    return SQ_EXIT_DONE;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    const struct options *o = options;
    if (operands->n > 1 || (o->questionnaire && operands->n))
        return sq_cli_usage(cli, "name one kind of file, or a --questionnaire");
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    enum sq_exit e =
        o->questionnaire
            ? put_for(cli, o->questionnaire, &out)
            : put_kind(cli, operands->n ? operands->items[0] : "assessment",
                       &out);
    if (e == SQ_EXIT_DONE)
        e = deliver(cli, o->output, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    return e;
}

const struct sq_command sq_command_schema = {
    .operands = "[KIND]",
    .more =
        "KIND is questionnaire, pack, assessment (unless said), project, or "
        "report: what `sqeeia report --format json` writes. An editor that "
        "reads JSON Schema completes and checks a file "
        "whose first line is `# yaml-language-server: $schema=FILE`.",
    .examples = "  sqeeia schema --questionnaire sqeeia-digital -o "
                "sqeeia-digital.schema.json\n"
                "  sqeeia schema questionnaire\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
