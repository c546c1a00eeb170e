/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "cli/cli.h"
#include "walk/fill.h"
#include "walk/walk.h"

struct options {
    bool force, raw, markdown;
    const char *lang;
};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "raw", SQ_OPT_ON, NULL, "show: the file as it is", AT(raw), NULL},
    {0, "markdown", SQ_OPT_ON, NULL, "show: as Markdown", AT(markdown), NULL},
    {0, "lang", SQ_OPT_TEXT, "TAG", "show: language of the questions", AT(lang),
     NULL},
    {0, "force", SQ_OPT_ON, NULL, "copy: replace FILE if it exists", AT(force),
     NULL},
    {0}};
#undef AT

static enum sq_exit
unknown_id(struct sq_cli *cli, const char *id)
{
    sq_str *ids = SQ_NEW_N(&cli->arena, sq_n_builtins + 1, sq_str);
    for (size_t i = 0; i < sq_n_builtins; i++)
        ids[i] = sq_str_of(sq_builtins[i].id);
    sq_str near = sq_str_nearest(sq_str_of(id), ids, sq_n_builtins);
    if (near.len)
        return sq_cli_usage(cli, "no template `%s`; did you mean `%.*s`?", id,
                            SQ_FMT(near));
    return sq_cli_usage(cli, "no template `%s`; `sqeeia templates` lists them",
                        id);
}

static void
put_row(struct sq_cli *cli, struct sq_sbuf *out, const struct sq_builtin *b)
{
    enum { COLUMN = 22 };
    struct sq_builtin_head head = sq_builtin_head(&cli->arena, b);
    sq_putf(out, "  %-19s ", b->id);
    sq_str text = sq_str_printf(&cli->arena, "%.*s (version %.*s)",
                                SQ_FMT(head.title), SQ_FMT(head.version));
    sq_fill_put(out, text,
                &(struct sq_fill){COLUMN, COLUMN, cli->term.columns});
    sq_putc(out, '\n');
}

static void
put_kind(struct sq_cli *cli, struct sq_sbuf *out, bool packs)
{
    for (size_t i = 0; i < sq_n_builtins; i++)
        if (sq_builtins[i].pack == packs)
            put_row(cli, out, &sq_builtins[i]);
}

static enum sq_exit
list(struct sq_cli *cli)
{
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    sq_putz(&out, "Questionnaires\n");
    put_kind(cli, &out, false);
    sq_putz(&out, "\nPacks, which a questionnaire can use\n");
    put_kind(cli, &out, true);
    sq_putz(&out, "\nStart one with `sqeeia new ID FILE`.\n");
    sq_cli_put(cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    return SQ_EXIT_DONE;
}

/* To be read: a pack has nothing to ask, and is shown as it is. */
static enum sq_exit
show(struct sq_cli *cli, const char *id, const struct options *o)
{
    enum sq_exit e = SQ_EXIT_USAGE;
    const struct sq_builtin *b = sq_builtin_find(sq_str_of(id));
    struct sq_library *lib = b ? sq_cli_library(cli, &e) : NULL;
    if (!b)
        return unknown_id(cli, id);
    if (!lib)
        return e;
    const struct sq_questionnaire *q = sq_library_questionnaire(
        lib, sq_str_of(id), (sq_str){0}, lib->diags, (struct sq_span){0});
    if (o->raw || b->pack || !q || !q->usable) {
        sq_cli_put(cli, b->text);
        return SQ_EXIT_DONE;
    }
    const struct sq_case *c = sq_case_blank(&cli->arena, q);
    sq_str lang = o->lang ? sq_str_of(o->lang) : (sq_str){0};
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    if (o->markdown)
        sq_walk_print_markdown(c, lang, &out);
    else
        sq_walk_print(c, lang, 80, &out);
    sq_cli_put(cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    return SQ_EXIT_DONE;
}

static enum sq_exit
copy(struct sq_cli *cli, const char *id, const char *path, bool force)
{
    const struct sq_builtin *b = sq_builtin_find(sq_str_of(id));
    if (!b)
        return unknown_id(cli, id);
    sq_file_sweep(sq_str_z(&cli->arena, sq_path_dir(&cli->arena, path)));
    if (!force && sq_file_exists(path))
        return sq_cli_usage(cli, "`%s` exists; --force replaces it", path);
    struct sq_err err;
    enum sq_status status = sq_file_write(path, b->text, !force, &err);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    sq_cli_say(cli, "wrote %s", path);
    sq_cli_say(cli, "Change its `id` before you change its questions.");
    return SQ_EXIT_DONE;
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    const struct options *o = options;
    sq_str verb = operands->n ? sq_str_of(operands->items[0]) : SQ_LIT("list");
    if (sq_str_is(verb, "list") && operands->n <= 1)
        return list(cli);
    if (sq_str_is(verb, "show") && operands->n == 2)
        return show(cli, operands->items[1], o);
    if (sq_str_is(verb, "copy") && operands->n == 3)
        return copy(cli, operands->items[1], operands->items[2], o->force);
    return sq_cli_usage(cli, "say `list`, `show ID` or `copy ID FILE`");
}

const struct sq_command sq_command_templates = {
    .operands = "[list | show ID | copy ID FILE]",
    .more = "The questionnaires are inside the program. To change one, copy "
            "it, give it an id of its own, and name its file when you start "
            "an assessment.",
    .examples = "  sqeeia templates\n"
                "  sqeeia templates show screening\n"
                "  sqeeia templates copy sqeeia-digital house.yaml\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
