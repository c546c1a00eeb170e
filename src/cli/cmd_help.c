/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

static const struct sq_opt opts[] = {{0}};

struct topic {
    const char *name;
    const char *text;
};

static const struct topic topics[] = {
    {"exit-status",
     "Exit status, the same for every command; the worst of a run wins\n"
     "    0  done; nothing at or above --fail-on\n"
     "    1  done; findings at or above --fail-on, or errors in an assessment\n"
     "    2  wrong usage, or a questionnaire or project file that cannot be "
     "used\n"
     "    3  something could not be read or written; results are incomplete\n"
     "    4  not finished (assess --no-input, status --require-complete)\n"
     "  129  the terminal went away; answers are saved\n"
     "  130  interrupted (Ctrl-C); answers are saved\n"
     "  143  told to end; answers are saved\n"},
    {"environment",
     "Environment\n"
     "  SQEEIA_COLOR       always, never or auto; --color outweighs it\n"
     "  NO_COLOR           set: no colour\n"
     "  CLICOLOR_FORCE     set and not 0: colour, whatever the output is\n"
     "  FORCE_COLOR        the same\n"
     "  CLICOLOR           0: no colour\n"
     "  TERM               dumb: no colour\n"
     "  ACCESSIBLE         set: no colour and no symbols\n"
     "  COLUMNS            width of the screen\n"
     "  SOURCE_DATE_EPOCH  the day that counts as today, in seconds since "
     "1970\n"
     "  SQEEIA_EDITOR, VISUAL, EDITOR  for long texts, the first that is set\n"
     "  HOME, XDG_CONFIG_HOME  where git's configuration is, for names\n"
     "  XDG_STATE_HOME, TMPDIR  texts being edited, answers not yet written\n"
     "  PATH                   where doctor looks for an editor and a pager\n"
     "  LC_ALL, LC_CTYPE, LANG  whether the screen shows UTF-8\n"},
};

static enum sq_exit
refuse(struct sq_cli *cli, const char *word)
{
    sq_str near = sq_command_nearest(&cli->arena, sq_str_of(word));
    if (near.len)
        return sq_cli_usage(cli, "no command `%s`; did you mean `%.*s`?", word,
                            SQ_FMT(near));
    return sq_cli_usage(cli, "no command `%s`; `sqeeia help` lists them", word);
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    (void)options;
    if (operands->n > 1)
        return sq_cli_usage(cli, "name one command");
    const struct sq_command_row *row = NULL;
    if (operands->n) {
        sq_str word = sq_str_of(operands->items[0]);
        for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
            if (sq_str_is(word, topics[i].name)) {
                sq_cli_put(cli, sq_str_of(topics[i].text));
                return SQ_EXIT_DONE;
            }
        row = sq_command_find(word);
        if (!row)
            return refuse(cli, operands->items[0]);
    }
    struct sq_sbuf out;
    sq_sbuf_init(&out, 1 << 20);
    sq_help_put(cli, row, &out);
    sq_cli_put(cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    return SQ_EXIT_DONE;
}

const struct sq_command sq_command_help = {
    .operands = "[COMMAND | environment | exit-status]",
    .examples = "  sqeeia help check\n"
                "  sqeeia help exit-status\n",
    .opts = opts,
    .size = 1,
    .run = run,
};
