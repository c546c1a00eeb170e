/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_SYS_SYS_H
#define SQEEIA_SYS_SYS_H
/* sys/ is the only folder with POSIX in it: files, folders, clock, terminal. */
#include <stdbool.h>

#include "base/date.h"
#include "base/err.h"
#include "base/str.h"

struct sq_arena;

/* The whole file, up to SQ_MAX_FILE; "-" is standard input.  Refuses
 * directories, FIFOs and devices with a sentence (standard input excepted). */
enum sq_status sq_file_read(struct sq_arena *a, const char *path,
                            sq_str *out_text, struct sq_err *err);
/*
 * Replaces `path` as a whole or not at all: temporary file beside it, write,
 * fsync, rename, fsync of the folder.  Mode and owner of an existing file are
 * kept; a symbolic link's target is replaced, not the link.  EINTR and short
 * writes are retried.  `fresh`: refuse when the path exists (atomically).
 */
enum sq_status sq_file_write(const char *path, sq_str text, bool fresh,
                             struct sq_err *err);
/* A new empty temporary file beside `path`, for writers that want a path
 * (mode 0600, name .NAME.sqeeia-XXXXXX); then keep it under the final name or
 * drop it. */
enum sq_status sq_file_temp(struct sq_arena *a, const char *path,
                            const char **out_temp, struct sq_err *err);
enum sq_status sq_file_keep(const char *temp, const char *path,
                            struct sq_err *err);
void sq_file_drop(const char *temp);
/* Takes away the temporaries in a folder that killed programs have left; those
 * in use are locked, and stay.  The folder is read whole.  Who makes a
 * temporary in it sweeps it first, once. */
void sq_file_sweep(const char *folder);
/* Takes away what is ours for a while, before the program ends in the middle.
 */
void sq_litter_clear(void);
/*
 * Makes a file in a process of its own, for a library that does not survive a
 * lack of memory: what breaks there breaks only there.  Only the status and
 * *err come back, and what was written; sq_file_sweep clears what a broken one
 * leaves.  Without processes to be had it is done in this one.  `path` is for
 * messages.
 */
enum sq_status sq_apart(enum sq_status (*work)(void *ctx, struct sq_err *err),
                        void *ctx, const char *path, struct sq_err *err);
/* A loss that nobody else would tell of, as a number of errno; and the first
 * one since it was last asked for, 0 for none.  See cli/witness.c. */
void sq_loss_note(int errnum);
int sq_loss_take(void);
/* Whether errno is ENOMEM for want of memory.  It can be so without. */
bool sq_memory_was_short(void);
/*
 * Many jobs over `workers` processes (1 is one, too).  One that breaks takes no
 * other with it, and what a job does cannot depend on how many processes there
 * are: each ends after a few jobs, so that nothing piles up either.  Never
 * fails as a whole.
 */
enum sq_job_end { SQ_JOB_DONE, SQ_JOB_BROKEN, SQ_JOB_NOT_BEGUN };
struct sq_sbuf;
struct sq_jobs {
    size_t n, workers;
    bool clean; /* a job leaves nothing behind, and may be done twice: then a
                   process goes on to the end */
    void *ctx, *work_ctx;
    /* In a process of its own: what it puts into `out`, and what it prints to
     * standard error, comes back. */
    void (*work)(void *work_ctx, size_t i, struct sq_sbuf *out);
    /* Here, in order; `text` and `messages` live as long as the call. */
    void (*done)(void *ctx, size_t i, enum sq_job_end end, sq_str text,
                 sq_str messages);
    void (*progress)(void *ctx, size_t finished); /* may be NULL */
};
void sq_jobs_run(struct sq_arena *a, const struct sq_jobs *jobs);
bool sq_file_exists(const char *path);
bool sq_file_is_dir(const char *path);
/* Device and inode and mtime folded into text, to see whether a file changed.
 */
enum sq_status sq_file_stamp(struct sq_arena *a, const char *path,
                             sq_str *out_stamp, struct sq_err *err);
enum sq_status sq_dir_make(const char *path,
                           struct sq_err *err); /* one level */
/* Makes it the folder that relative paths start from. */
enum sq_status sq_dir_enter(const char *path, struct sq_err *err);
struct sq_paths {
    const char **items;
    size_t n;
};
/* Files under `path`, sorted by name, whose name ends with one of the given
 * endings; hidden entries are skipped, links to folders not followed. */
enum sq_status sq_dir_walk(struct sq_arena *a, const char *path,
                           const char *const *endings, size_t n_endings,
                           struct sq_paths *out_files, struct sq_err *err);
/* The folder part ("." when none), and `name` beside `path`. */
sq_str sq_path_dir(struct sq_arena *a, const char *path);
const char *sq_path_join(struct sq_arena *a, sq_str dir, sq_str name);
/* Resolved, links followed; NULL when it does not exist. */
const char *sq_path_real(struct sq_arena *a, const char *path);
/* Is the path below the folder, or the folder itself, once links are followed?
 * Of a file that is not there yet the folder that it would be in counts. */
bool sq_path_inside(struct sq_arena *a, const char *path, const char *folder);
bool sq_path_is_link(const char *path);

sq_date sq_today(void); /* SOURCE_DATE_EPOCH if set and sane, else local date */
/* One writer per assessment: an flock on FILE.lock's twin; see lock.c.  What a
 * killed one has left beside it is swept up. */
struct sq_lock {
    int fd;
    const char *path;
};
enum sq_status sq_lock_take(struct sq_arena *a, struct sq_lock *l,
                            const char *path, struct sq_err *err);
/* The same; somebody who has it is waited for, a few seconds at most. */
enum sq_status sq_lock_wait(struct sq_arena *a, struct sq_lock *l,
                            const char *path, struct sq_err *err);
void sq_lock_release(struct sq_lock *l);

struct sq_terminal {
    bool in_tty, out_tty, err_tty;
    bool utf8;        /* the locale's code set is UTF-8 */
    bool dumb;        /* TERM is dumb or unset */
    unsigned columns; /* 80 when unknown; COLUMNS wins; 20..400 */
};
void sq_term_look(struct sq_terminal *t);
/* Fills the places of standard streams that whoever started us has closed, so
 * that no file of ours gets their numbers; using them still fails. */
void sq_streams_hold(void);
/* Environment: NULL when unset or empty. */
const char *sq_env(const char *name);
/* Erase removes whole characters (IUTF8) while on; restores what it found. */
void sq_term_begin(void);
void sq_term_end(void);
/* SIGINT, SIGTERM, SIGHUP set a flag instead of ending the program. */
void sq_signals_catch(void);
int sq_signal_seen(void); /* 0, or the signal's number */
/*
 * Lines from standard input.  A signal caught by sq_signals_catch ends the
 * waiting for certain, whenever it comes.  A line keeps no line end; what
 * stands before the end of input without one is a line too.
 */
enum sq_line {
    SQ_LINE_READ,
    SQ_LINE_EOF,
    SQ_LINE_SIGNAL,
    SQ_LINE_AGAIN /* stopped and continued meanwhile: ask again */
};
struct sq_line_reader { /* start with a zeroed one */
    char bytes[4096];
    size_t from, to;
    bool ended;
};
struct sq_sbuf;
enum sq_line sq_line_read(struct sq_line_reader *r, struct sq_sbuf *out);
/* SHA-256 as "sha256:<64 hex digits>" (libcrypto). */
sq_str sq_digest(struct sq_arena *a, sq_str text);
const char *sq_digest_library(void); /* "OpenSSL 3.0.17 1 Jul 2025", in use */

#endif
