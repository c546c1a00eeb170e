/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_OPTS_H
#define SQEEIA_CLI_OPTS_H
/*
 * One table of options drives parsing, --help and shell completion.  A table
 * fills a struct: each row names the member by its offset.
 */
#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/str.h"

struct sq_arena;
struct sq_sbuf;

enum sq_opt_kind {
    SQ_OPT_ON,    /* bool: true when given */
    SQ_OPT_COUNT, /* unsigned: how often it was given */
    SQ_OPT_TEXT,  /* const char *: the last one given */
    SQ_OPT_WORD,  /* const char *: one of `words`, the last one given */
    SQ_OPT_SET,   /* const char *: words[0]; takes no argument */
    SQ_OPT_LIST,  /* struct sq_args: every one given, in order */
    SQ_OPT_PAIR   /* struct sq_args: the option's name, then what was given;
                     several options share the member, and keep their order */
};

struct sq_opt {
    char letter;      /* 'o' for -o; 0: none */
    const char *name; /* "output" for --output; NULL ends the table */
    enum sq_opt_kind kind;
    const char *arg;          /* "FILE", for help; NULL when it takes none */
    const char *text;         /* for help: lower case, no full stop */
    size_t at;                /* offset of the member */
    const char *const *words; /* WORD: NULL-terminated; SET: the value;
                                 LIST, PAIR: for completion, or NULL */
};

struct sq_args {
    const char **items;
    size_t n;
};

/* A table and the struct that it fills. */
struct sq_opt_set {
    const struct sq_opt *opts;
    void *into;
};

/* argv[0..argc), and of it the first argument that was not read. */
struct sq_argv {
    int argc;
    char **argv;
    int next; /* filled by reading */
};

/*
 * Reads a line.  Options may follow operands; `--` ends them; no abbreviated
 * names.  With `operands` NULL reading stops at the first operand.  A mistake
 * does not stop the reading (so that --help is seen wherever it stands): the
 * first one is in err, and SQ_BAD_USAGE is returned.
 */
enum sq_status sq_opts_read(struct sq_arena *a, const struct sq_opt_set *sets,
                            size_t n_sets, struct sq_argv *line,
                            struct sq_args *operands, struct sq_err *err);
/* The table as lines for --help. */
void sq_opts_help(struct sq_sbuf *out, const struct sq_opt *opts,
                  unsigned width);
void sq_args_push(struct sq_arena *a, struct sq_args *list, const char *item);
/* Every piece of the list, split at commas, blanks trimmed. */
struct sq_args sq_args_split(struct sq_arena *a, const struct sq_args *list);

#endif
