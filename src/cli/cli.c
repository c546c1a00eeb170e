/* SPDX-License-Identifier: MIT */
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "base/num.h"
#include "base/utf8.h"
#include "cli/findings.h"

enum { MAX_LINE = 16 * 1024 }; /* [bytes] of one message */

static const char *const when[] = {"always", "never", "auto", NULL};
static const char *const never[] = {"never", NULL};

#define AT(member) offsetof(struct sq_globals, member)
const struct sq_opt sq_global_opts[] = {
    {'h', "help", SQ_OPT_ON, NULL, "show this help and stop", AT(help), NULL},
    {'V', "version", SQ_OPT_ON, NULL, "show the version and stop", AT(version),
     NULL},
    {'q', "quiet", SQ_OPT_ON, NULL, "leave out notices and summaries",
     AT(quiet), NULL},
    {'v', "verbose", SQ_OPT_COUNT, NULL, "say more about what is done",
     AT(verbose), NULL},
    {0, "color", SQ_OPT_WORD, "WHEN", "always, never or auto", AT(color), when},
    {0, "no-color", SQ_OPT_SET, NULL, "the same as --color never", AT(color),
     never},
    {'C', "directory", SQ_OPT_TEXT, "DIR", "work in this folder", AT(dir),
     NULL},
    {0, "no-project", SQ_OPT_ON, NULL, "do not look for a project file",
     AT(no_project), NULL},
    {0}};
#undef AT

/* Interrupted outweighs all; then what could not be read; 4 is no error. */
static int
badness(enum sq_exit e)
{
    if (e == SQ_EXIT_UNFINISHED)
        return 1;
    if (e == SQ_EXIT_DONE)
        return 0;
    return (int)e + 1;
}

enum sq_exit
sq_exit_worse(enum sq_exit a, enum sq_exit b)
{
    return badness(a) >= badness(b) ? a : b;
}

const char *
sq_command_word(const struct sq_cli *cli)
{
    for (const struct sq_command_row *row = sq_commands; row->word; row++)
        if (row->command == cli->command)
            return row->word;
    return "";
}

/* Somebody asked for colour, or for none; else the terminal decides. */
static int
colour_wish(const struct sq_cli *cli)
{
    const char *word = cli->globals.color;
    if (!word)
        word = sq_env("SQEEIA_COLOR");
    if (word && strcmp(word, "always") == 0)
        return 1;
    if (word && strcmp(word, "never") == 0)
        return 0;
    if (word && cli->globals.color)
        return -1; /* --color=auto outweighs the environment */
    if (sq_env("NO_COLOR"))
        return 0;
    const char *force = sq_env("CLICOLOR_FORCE");
    if (force && strcmp(force, "0") != 0)
        return 1;
    force = sq_env("FORCE_COLOR");
    if (force && strcmp(force, "0") != 0 && strcmp(force, "false") != 0)
        return 1;
    const char *plain = sq_env("CLICOLOR");
    if (plain && strcmp(plain, "0") == 0)
        return 0;
    return -1;
}

void
sq_cli_settle(struct sq_cli *cli)
{
    sq_term_look(&cli->term);
    cli->today = sq_today();
    cli->accessible = sq_env("ACCESSIBLE") != NULL;
    int wish = colour_wish(cli);
    bool able = !cli->term.dumb && !cli->accessible;
    cli->colour_out = wish < 0 ? able && cli->term.out_tty : wish;
    cli->colour_err = wish < 0 ? able && cli->term.err_tty : wish;
}

/* Why it failed is known only now; it is told at the end. */
static void
note_output(struct sq_cli *cli, bool failed)
{
    if (failed && !cli->output_errnum)
        cli->output_errnum = errno;
}

void
sq_cli_put(struct sq_cli *cli, sq_str text)
{
    errno = 0;
    if (text.len)
        note_output(cli, fwrite(text.ptr, 1, text.len, stdout) != text.len);
}

const char *
sq_cli_word(struct sq_cli *cli, const char *path)
{
    static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                "abcdefghijklmnopqrstuvwxyz"
                                "0123456789_./:@%+,-";
    size_t n = strlen(path);
    if (n && path[0] != '-' && strspn(path, plain) == n)
        return path;
    struct sq_sbuf safe;
    sq_sbuf_init(&safe, 4 * n + 1);
    sq_utf8_put_safe(&safe, sq_str_of(path));
    struct sq_sbuf word;
    sq_sbuf_init(&word, 16 * n + 8);
    sq_putz(&word, path[0] == '-' ? "'./" : "'");
    for (size_t i = 0; i < safe.len; i++)
        if (safe.ptr[i] == '\'')
            sq_putz(&word, "'\\''");
        else if (safe.ptr[i] == '\n')
            sq_putz(&word, "\xef\xbf\xbd");
        else
            sq_putc(&word, safe.ptr[i]);
    sq_putc(&word, '\'');
    const char *out = sq_str_z(&cli->arena, sq_sbuf_str(&word));
    sq_sbuf_done(&safe);
    sq_sbuf_done(&word);
    return out;
}

void
sq_cli_tell_raw(struct sq_cli *cli, sq_str text)
{
    if (text.len == 0)
        return;
    note_output(cli, fflush(stdout) != 0);
    fwrite(text.ptr, 1, text.len, stderr);
    fflush(stderr);
}

void
sq_cli_tell(struct sq_cli *cli, sq_str text)
{
    struct sq_sbuf safe;
    sq_sbuf_init(&safe, SQ_MAX_OUTPUT);
    sq_utf8_put_safe(&safe, text);
    sq_cli_tell_raw(cli, sq_sbuf_str(&safe));
    sq_sbuf_done(&safe);
}

static void tell(struct sq_cli *cli, const char *before, const char *fmt,
                 va_list ap) __attribute__((format(printf, 3, 0)));
static void
tell(struct sq_cli *cli, const char *before, const char *fmt, va_list ap)
{
    struct sq_sbuf line;
    sq_sbuf_init(&line, MAX_LINE);
    sq_putz(&line, before);
    sq_putv(&line, fmt, ap);
    sq_putc(&line, '\n');
    sq_cli_tell(cli, sq_sbuf_str(&line));
    sq_sbuf_done(&line);
}

void
sq_cli_fail(struct sq_cli *cli, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    tell(cli, "sqeeia: ", fmt, ap);
    va_end(ap);
}

enum sq_exit
sq_cli_failed(struct sq_cli *cli, const struct sq_err *err,
              enum sq_status status)
{
    if (err->errnum)
        sq_cli_fail(cli, "%s: %s", err->text, strerror(err->errnum));
    else
        sq_cli_fail(cli, "%s", err->text);
    return status == SQ_BAD_USAGE ? SQ_EXIT_USAGE : SQ_EXIT_SYSTEM;
}

enum sq_exit
sq_cli_usage(struct sq_cli *cli, const char *fmt, ...)
{
    const char *word = sq_command_word(cli);
    const char *gap = *word ? " " : "";
    sq_str before = sq_str_printf(&cli->arena, "sqeeia%s%s: ", gap, word);
    struct sq_sbuf text;
    sq_sbuf_init(&text, MAX_LINE);
    va_list ap;
    va_start(ap, fmt);
    sq_putv(&text, fmt, ap);
    va_end(ap);
    bool asks = text.len && text.ptr[text.len - 1] == '?';
    sq_putf(&text, "%s `sqeeia%s%s --help`\n", asks ? " See" : "; see", gap,
            word);
    sq_cli_tell(cli, before);
    sq_cli_tell(cli, sq_sbuf_str(&text));
    sq_sbuf_done(&text);
    return SQ_EXIT_USAGE;
}

void
sq_cli_say(struct sq_cli *cli, const char *fmt, ...)
{
    if (cli->globals.quiet)
        return;
    va_list ap;
    va_start(ap, fmt);
    tell(cli, "", fmt, ap);
    va_end(ap);
}

void
sq_cli_say_more(struct sq_cli *cli, const char *fmt, ...)
{
    if (!cli->globals.verbose)
        return;
    va_list ap;
    va_start(ap, fmt);
    tell(cli, "", fmt, ap);
    va_end(ap);
}

static void
read_project(struct sq_cli *cli, enum sq_exit *out_exit)
{
    struct sq_err err;
    enum sq_status status = sq_library_project(&cli->library, ".", &err);
    if (status == SQ_OK && cli->library.project)
        sq_cli_say_more(cli, "the project file is %s",
                        cli->library.project->source->name);
    if (status != SQ_OK) {
        *out_exit = sq_cli_failed(cli, &err, status);
        cli->library_bad = true;
    } else if (sq_diags_count(&cli->library_diags, SQ_ERROR)) {
        sq_findings_tell(cli, &cli->library_diags, SQ_ERROR);
        sq_cli_fail(cli, "the project file cannot be used as it is; mend it, "
                         "or go on with --no-project");
        *out_exit = SQ_EXIT_USAGE;
        cli->library_bad = true;
    }
}

bool
sq_cli_count(struct sq_cli *cli, const char *option, const char *text,
             int64_t low, int64_t high, size_t *out)
{
    sq_num n;

    if (!text)
        return true;
    if (!sq_num_read(sq_str_of(text), &n) || !sq_num_is_int(n) || n.num < low ||
        n.num > high) {
        sq_cli_usage(cli, "`%s` wants a whole number from %d to %d, not `%s`",
                     option, (int)low, (int)high, text);
        return false;
    }
    *out = (size_t)n.num;
    return true;
}

bool
sq_cli_jobs(struct sq_cli *cli, const char *text, size_t *out)
{
    enum { MOST_JOBS = 64 };

    *out = 1;
    return sq_cli_count(cli, "--jobs", text, 1, MOST_JOBS, out);
}

struct sq_library *
sq_cli_library(struct sq_cli *cli, enum sq_exit *out_exit)
{
    if (!cli->library_ready) {
        cli->library_ready = true;
        sq_diags_init(&cli->library_diags, &cli->arena);
        sq_library_init(&cli->library, &cli->arena, &cli->library_diags);
        if (!cli->globals.no_project)
            read_project(cli, out_exit);
    }
    return cli->library_bad ? NULL : &cli->library;
}

enum sq_exit
sq_cli_close(struct sq_cli *cli, enum sq_exit so_far)
{
    struct sq_err *unread = &cli->library.unread;
    if (unread->text[0]) /* more than a finding: the results are incomplete */
        so_far =
            sq_exit_worse(so_far, sq_cli_failed(cli, unread, SQ_BAD_SYSTEM));
    errno = 0;
    note_output(cli, fflush(stdout) != 0);
    int why = cli->output_errnum;
    if (!why && !ferror(stdout))
        return so_far;
    if (why == EPIPE)
        return SQ_EXIT_PIPE;
    sq_cli_fail(cli, "cannot write to standard output%s%s", why ? ": " : "",
                why ? strerror(why) : "");
    return sq_exit_worse(so_far, SQ_EXIT_SYSTEM);
}
