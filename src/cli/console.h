/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_CONSOLE_H
#define SQEEIA_CLI_CONSOLE_H
/* Joins the interview to the terminal and to the file. */
#include "cli/cli.h"
#include "walk/walk.h"

/* The assessment's file while it is being answered. */
struct sq_desk {
    struct sq_cli *cli;
    const char *path;
    struct sq_store *store;
    sq_str stamp;       /* of the file as we know it; empty: unknown */
    sq_str trouble;     /* why the last save failed; empty: it did not */
    sq_str news;        /* what happened on the way; empty: nothing */
    bool is_locked;     /* by whoever made the desk */
    bool merged;        /* the file had been changed by somebody else */
    const char *rescue; /* file with the answers that could not be saved */
    /* Asks whose answer stays where two changed the same one; NULL: ours.
     * False: nobody said. */
    bool (*ask_clash)(struct sq_desk *d, const struct sq_clash *c,
                      bool *out_ours);
    struct sq_line_reader *reader; /* of the interview */
};

/*
 * Writes what is unsaved.  A file that was changed meanwhile is read again and
 * the unsaved answers are made in it.  False with `trouble` set when it could
 * not be written: the answers stay in memory for the next try.
 */
bool sq_desk_save(struct sq_desk *d);
/* Remembers how the file looks now. */
void sq_desk_stamp(struct sq_desk *d);

/* rescue.c: where answers go that the file cannot take.  False: nowhere. */
bool sq_rescue_write(struct sq_desk *d);
void sq_rescue_drop(struct sq_desk *d);
/* $XDG_STATE_HOME/sqeeia, made if need be; empty: there is no home. */
sq_str sq_state_folder(struct sq_arena *a);

/* editor.c: `text` edited by the person.  False with a sentence to say instead
 * of taking it. */
bool sq_editor_take(struct sq_desk *d, sq_str text, sq_str guidance,
                    sq_str *out, sq_str *out_why);

/* The interview, until it ends. */
enum sq_exit sq_console_run(struct sq_desk *d,
                            const struct sq_walk_setup *setup);

#endif
