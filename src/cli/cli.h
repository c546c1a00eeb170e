/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_CLI_H
#define SQEEIA_CLI_CLI_H
/*
 * cli/ is the only folder that prints, exits or looks at the environment.
 * A command gets this context and its options; there are no globals.  The
 * product goes to standard output, everything else to standard error.
 */
#include "base/arena.h"
#include "base/err.h"
#include "base/sbuf.h"
#include "cli/opts.h"
#include "model/library.h"
#include "sys/sys.h"

/* What the shell is told; listed in sqeeia(1). */
enum sq_exit {
    SQ_EXIT_DONE = 0,
    SQ_EXIT_FOUND = 1,      /* findings at or above --fail-on */
    SQ_EXIT_USAGE = 2,      /* wrong usage, an unusable questionnaire */
    SQ_EXIT_SYSTEM = 3,     /* could not be read or written */
    SQ_EXIT_UNFINISHED = 4, /* the assessment is not finished */
    SQ_EXIT_HANGUP = 129,
    SQ_EXIT_INTERRUPTED = 130,
    SQ_EXIT_PIPE = 141, /* nobody reads our output any more */
    SQ_EXIT_TERMINATED = 143
};
/* The worse of two, for a run over many files. */
enum sq_exit sq_exit_worse(enum sq_exit a, enum sq_exit b);

/* Options that every command takes, before its name or after it. */
struct sq_globals {
    bool help, version, quiet, no_project;
    unsigned verbose;
    const char *color; /* always, never, auto; NULL: not said */
    const char *dir;
};
extern const struct sq_opt sq_global_opts[];

struct sq_command;

struct sq_cli {
    struct sq_arena arena; /* lives as long as the run */
    struct sq_globals globals;
    const struct sq_command *command; /* NULL before it is known */
    struct sq_terminal term;
    bool colour_out, colour_err;
    bool accessible; /* ACCESSIBLE is set */
    sq_date today;
    struct sq_library library; /* by sq_cli_library */
    struct sq_diags library_diags;
    bool library_ready;
    bool library_bad;  /* its project file cannot be used */
    int output_errnum; /* why standard output took no more; 0: it did */
};

struct sq_command {
    const char *operands;      /* "FILE…" for the usage line */
    const char *more;          /* paragraphs for --help; may be NULL */
    const char *examples;      /* lines for --help */
    const struct sq_opt *opts; /* its own; ended by a NULL name */
    size_t size;               /* of the struct that opts fill */
    enum sq_exit (*run)(struct sq_cli *cli, const void *opts,
                        const struct sq_args *operands);
};

#define COMMAND(name, word, group, summary) \
    extern const struct sq_command sq_command_##name;
#include "cli/commands.def"
#undef COMMAND

enum sq_command_group {
    SQ_GROUP_START,
    SQ_GROUP_ASSESS,
    SQ_GROUP_CHECK,
    SQ_GROUP_REPORT,
    SQ_GROUP_LEARN
};
struct sq_command_row {
    const char *word;
    enum sq_command_group group;
    const char *summary;
    const struct sq_command *command;
};
extern const struct sq_command_row sq_commands[]; /* ended by a NULL word */
const struct sq_command_row *sq_command_find(sq_str word);
sq_str sq_command_nearest(struct sq_arena *a, sq_str word);
/* The word of the running command: "check". */
const char *sq_command_word(const struct sq_cli *cli);

/* Settles colour, today and the terminal, after the options are read. */
void sq_cli_settle(struct sq_cli *cli);
/* To standard output, as it is. */
void sq_cli_put(struct sq_cli *cli, sq_str text);
/* "sqeeia: …" on standard error; what comes from a file is made safe. */
void sq_cli_fail(struct sq_cli *cli, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The same, with the reason that the system gave; returns the status for it. */
enum sq_exit sq_cli_failed(struct sq_cli *cli, const struct sq_err *err,
                           enum sq_status status);
/* Wrong usage: "sqeeia check: …; see `sqeeia check --help`"; returns 2. */
enum sq_exit sq_cli_usage(struct sq_cli *cli, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* A whole number between two ends, where `text` is given; false after a message
 * about wrong usage. */
bool sq_cli_count(struct sq_cli *cli, const char *option, const char *text,
                  int64_t low, int64_t high, size_t *out);
/* What --jobs says: how many files are worked on at a time; 1 unless given. */
bool sq_cli_jobs(struct sq_cli *cli, const char *text, size_t *out);
/* What is told of a file then, when it cannot be told more. */
#define SQ_BROKE_OFF "the process that worked on it broke off"
/* A notice on standard error, unless --quiet. */
void sq_cli_say(struct sq_cli *cli, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* The same, only with --verbose. */
void sq_cli_say_more(struct sq_cli *cli, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* Plain text to standard error: made safe, or (raw) as it is. */
/* A path as one word of a command that a person may paste into a shell: quoted
 * where a shell would see more in it.  What a terminal would obey is replaced,
 * so that such a name cannot be pasted at all. */
const char *sq_cli_word(struct sq_cli *cli, const char *path);
void sq_cli_tell(struct sq_cli *cli, sq_str text);
void sq_cli_tell_raw(struct sq_cli *cli, sq_str text);
/* The library with the project's file, read on first use.  NULL after a
 * message when the project's file cannot be used: then the status is 2 or 3. */
struct sq_library *sq_cli_library(struct sq_cli *cli, enum sq_exit *out_exit);
/* Flushes standard output and adds what went wrong with it. */
enum sq_exit sq_cli_close(struct sq_cli *cli, enum sq_exit so_far);

/* Help: of the program (row NULL) or of one command. */
void sq_help_put(const struct sq_cli *cli, const struct sq_command_row *row,
                 struct sq_sbuf *out);

#endif
