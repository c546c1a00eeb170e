/* SPDX-License-Identifier: MIT */
/* The table of commands, and help made from it. */
#include <string.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "walk/fill.h"

const struct sq_command_row sq_commands[] = {
#define COMMAND(name, word, group, summary) \
    {word, SQ_GROUP_##group, summary, &sq_command_##name},
#include "cli/commands.def"
#undef COMMAND
    {0}};

static const char *const group_titles[] = {
    [SQ_GROUP_START] = "Start",   [SQ_GROUP_ASSESS] = "Assess",
    [SQ_GROUP_CHECK] = "Check",   [SQ_GROUP_REPORT] = "Report",
    [SQ_GROUP_LEARN] = "Explain",
};

const struct sq_command_row *
sq_command_find(sq_str word)
{
    for (const struct sq_command_row *row = sq_commands; row->word; row++)
        if (sq_str_is(word, row->word))
            return row;
    return NULL;
}

sq_str
sq_command_nearest(struct sq_arena *a, sq_str word)
{
    size_t n = 0;
    while (sq_commands[n].word)
        n++;
    sq_str *words = SQ_NEW_N(a, n, sq_str);
    for (size_t i = 0; i < n; i++)
        words[i] = sq_str_of(sq_commands[i].word);
    return sq_str_nearest(word, words, n);
}

static unsigned
help_width(const struct sq_cli *cli)
{
    return cli->term.columns < 100 ? cli->term.columns : 100;
}

static void
put_text(const struct sq_cli *cli, const char *text, struct sq_sbuf *out)
{
    sq_fill_put(out, sq_str_of(text), &(struct sq_fill){0, 0, help_width(cli)});
    sq_putc(out, '\n');
}

static void
put_commands(const struct sq_cli *cli, struct sq_sbuf *out)
{
    enum { COLUMN = 14 };
    for (const struct sq_command_row *row = sq_commands; row->word; row++) {
        if (row == sq_commands || row->group != row[-1].group)
            sq_putf(out, "\n%s\n", group_titles[row->group]);
        sq_putf(out, "  %-11s ", row->word);
        sq_fill_put(out, sq_str_of(row->summary),
                    &(struct sq_fill){COLUMN, COLUMN, help_width(cli)});
        sq_putc(out, '\n');
    }
}

static void
put_program_help(const struct sq_cli *cli, struct sq_sbuf *out)
{
    put_text(cli,
             "sqeeia asks, scores, checks and reports system quality, equality "
             "and equity impact assessments.",
             out);
    sq_putz(out, "\n"
                 "  sqeeia new sqeeia-digital scribe.yaml   start one\n"
                 "  sqeeia assess scribe.yaml               answer it\n"
                 "  sqeeia report scribe.yaml               read the paper\n");
    put_commands(cli, out);
    sq_putz(out, "\nOptions that every command takes\n");
    sq_opts_help(out, sq_global_opts, help_width(cli));
    sq_putz(out, "\nMore: `sqeeia help COMMAND`, `sqeeia help environment`, "
                 "`sqeeia help exit-status`\n");
}

static void
put_command_help(const struct sq_cli *cli, const struct sq_command_row *row,
                 struct sq_sbuf *out)
{
    const struct sq_command *c = row->command;
    sq_putf(out, "sqeeia %s: %s\n\n", row->word, row->summary);
    sq_putf(out, "Usage: sqeeia %s [OPTION]...%s%s\n", row->word,
            *c->operands ? " " : "", c->operands);
    sq_putf(out, "\nFor example\n%s", c->examples);
    if (c->more) {
        sq_putc(out, '\n');
        put_text(cli, c->more, out);
    }
    if (c->opts->name) {
        sq_putz(out, "\nOptions\n");
        sq_opts_help(out, c->opts, help_width(cli));
    }
    sq_putz(out, "\nOptions that every command takes\n");
    sq_opts_help(out, sq_global_opts, help_width(cli));
}

void
sq_help_put(const struct sq_cli *cli, const struct sq_command_row *row,
            struct sq_sbuf *out)
{
    if (row)
        put_command_help(cli, row, out);
    else
        put_program_help(cli, out);
}
