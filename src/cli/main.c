/* SPDX-License-Identifier: MIT */
/* Finds the command, runs it, returns its status. */
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>

#include "cli/cli.h"

/* Memory has run out: whatever was answered is in its file already. */
static void
out_of_memory(size_t size)
{
    (void)size;
    sq_litter_clear();
    fputs("sqeeia: there is not enough memory to go on\n", stderr);
    exit(SQ_EXIT_SYSTEM);
}

static enum sq_exit
show_help(struct sq_cli *cli)
{
    const struct sq_command_row *row = NULL;
    if (cli->command)
        row = sq_command_find(sq_str_of(sq_command_word(cli)));
    struct sq_sbuf out;
    sq_sbuf_init(&out, 1 << 20);
    sq_help_put(cli, row, &out);
    sq_cli_put(cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    return SQ_EXIT_DONE;
}

static enum sq_exit
show_version(struct sq_cli *cli)
{
    sq_cli_put(cli, SQ_LIT("sqeeia " SQ_VERSION "\n"));
    return SQ_EXIT_DONE;
}

/* The options before the command's name. */
static enum sq_status
read_globals(struct sq_cli *cli, struct sq_argv *line, struct sq_err *err)
{
    struct sq_opt_set set = {sq_global_opts, &cli->globals};
    return sq_opts_read(&cli->arena, &set, 1, line, NULL, err);
}

static enum sq_exit
run_command(struct sq_cli *cli, struct sq_argv *line)
{
    void *opts = sq_arena_alloc(&cli->arena, 1, cli->command->size);
    struct sq_opt_set sets[] = {{cli->command->opts, opts},
                                {sq_global_opts, &cli->globals}};
    struct sq_args operands = {0};
    struct sq_err err;
    enum sq_status status =
        sq_opts_read(&cli->arena, sets, 2, line, &operands, &err);
    sq_cli_settle(cli);
    if (cli->globals.help)
        return show_help(cli);
    if (status != SQ_OK)
        return sq_cli_usage(cli, "%s", err.text);
    if (cli->globals.version)
        return show_version(cli);
    if (cli->globals.dir) {
        status = sq_dir_enter(cli->globals.dir, &err);
        if (status != SQ_OK)
            return sq_cli_failed(cli, &err, status);
    }
    return cli->command->run(cli, opts, &operands);
}

static enum sq_exit
refuse_unknown(struct sq_cli *cli, sq_str word)
{
    sq_str near = sq_command_nearest(&cli->arena, word);
    if (near.len)
        return sq_cli_usage(cli, "unknown command `%.*s`; did you mean `%.*s`?",
                            SQ_FMT(word), SQ_FMT(near));
    return sq_cli_usage(cli, "unknown command `%.*s`", SQ_FMT(word));
}

static enum sq_exit
run(struct sq_cli *cli, int argc, char **argv)
{
    struct sq_err err;
    struct sq_argv line = {argc, argv, 0};
    enum sq_status status = read_globals(cli, &line, &err);
    sq_str word = line.next < argc ? sq_str_of(argv[line.next]) : (sq_str){0};
    const struct sq_command_row *row = sq_command_find(word);
    if (row)
        cli->command = row->command;
    sq_cli_settle(cli);
    if (cli->globals.help)
        return show_help(cli);
    if (status != SQ_OK)
        return sq_cli_usage(cli, "%s", err.text);
    if (cli->globals.version)
        return show_version(cli);
    if (row) {
        line = (struct sq_argv){argc - line.next - 1, argv + line.next + 1, 0};
        return run_command(cli, &line);
    }
    if (word.len)
        return refuse_unknown(cli, word);
    show_help(cli);
    return SQ_EXIT_USAGE;
}

int
main(int argc, char **argv)
{
    sq_streams_hold();
    setlocale(LC_CTYPE, "");
    sq_arena_on_exhaustion(out_of_memory);
    struct sq_cli cli = {0};
    sq_arena_init(&cli.arena);
    enum sq_exit e = run(&cli, argc > 0 ? argc - 1 : 0, argv + 1);
    e = sq_cli_close(&cli, e);
    sq_arena_done(&cli.arena);
    return (int)e;
}
