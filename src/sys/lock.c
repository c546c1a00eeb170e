/* SPDX-License-Identifier: MIT */
/*
 * One writer per assessment.
 *
 * The lock is an flock on a file of its own, `.NAME.sqeeia-lock`, in the same
 * folder.  Not on the assessment: saving replaces it by rename, so a lock on it
 * would stay with the old, nameless file, and the next writer would lock the
 * new one without noticing.  Not the mere existence of a lock file (O_EXCL)
 * either: that outlives a crash, while the kernel drops an flock with the
 * process.
 *
 * The lock file is removed on release, while the lock is held.  Somebody may
 * have opened it just before and then lock a file that has no name any more;
 * so after locking we look whether the name still means the file we hold, and
 * start again if not.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "sys/litter.h"
#include "sys/sys.h"

#define MAX_TRIES 100
#define MAX_HOLDER                                                         \
    200              /* [bytes] read of what the holder wrote about itself \
                      */
#define MAX_NAME 200 /* [bytes] of the file's name in the lock's */

static const char *
lock_path(struct sq_arena *a, const char *path)
{
    const char *real = sq_path_real(a, path);
    const char *file = real ? real : path;
    const char *slash = strrchr(file, '/');
    sq_str name = sq_str_printf(a, ".%.*s.sqeeia-lock", MAX_NAME,
                                slash ? slash + 1 : file);
    return sq_path_join(a, sq_path_dir(a, file), name);
}

/* A hint for the person who finds the file locked; nothing depends on it. */
static void
sign(int fd)
{
    char host[128] = "";
    gethostname(host, sizeof host - 1);
    char text[MAX_HOLDER];
    int n = snprintf(text, sizeof text, "process %ld on %s\n", (long)getpid(),
                     host[0] ? host : "this machine");
    if (n <= 0 || ftruncate(fd, 0) < 0)
        return;
    ssize_t put = write(fd, text, (size_t)n);
    (void)put;
}

static enum sq_status
refuse_busy(int fd, const char *path, struct sq_err *err)
{
    char holder[MAX_HOLDER];
    ssize_t n = pread(fd, holder, sizeof holder - 1, 0);
    int len = 0;
    while (len < n && holder[len] >= ' ' && holder[len] <= '~')
        len++;
    return sq_fail(err, SQ_BAD_SYSTEM, 0,
                   "`%s` is open in another sqeeia (%.*s)", path,
                   len ? len : 13, len ? holder : "process unknown");
}

/* Opens and locks once; *out_fd is -1 when it must be tried again. */
static enum sq_status
try_lock(const char *lock, const char *path, int *out_fd, bool *out_busy,
         struct sq_err *err)
{
    *out_fd = -1;
    *out_busy = false;
    int fd;
    do
        fd = open(lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    while (fd < 0 && errno == EINTR);
    if (fd < 0)
        return sq_fail(err, SQ_BAD_SYSTEM, errno,
                       "cannot create the lock file `%s`", lock);

    int why = sq_lock_now(fd);
    enum sq_status status = SQ_OK;
    *out_busy = why == EWOULDBLOCK;
    if (*out_busy) {
        status = refuse_busy(fd, path, err);
    } else if (why) {
        status = sq_fail(err, SQ_BAD_SYSTEM, why, "cannot lock `%s`", path);
        unlink(lock);
    } else if (sq_is_still_named(fd, lock)) {
        *out_fd = fd;
    }
    if (*out_fd < 0)
        close(fd);
    return status;
}

/* *out_busy: somebody has it. */
static enum sq_status
take(struct sq_arena *a, struct sq_lock *l, const char *path, bool *out_busy,
     struct sq_err *err)
{
    *l = (struct sq_lock){-1, NULL};
    const char *lock = lock_path(a, path);
    for (int i = 0; i < MAX_TRIES; i++) {
        int fd;
        enum sq_status status = try_lock(lock, path, &fd, out_busy, err);
        if (status != SQ_OK)
            return status;
        if (fd >= 0) {
            sign(fd);
            sq_litter_add(lock, fd);
            *l = (struct sq_lock){fd, lock};
            sq_file_sweep(sq_str_z(a, sq_path_dir(a, lock)));
            return SQ_OK;
        }
    }
    return sq_fail(err, SQ_BAD_SYSTEM, 0, "cannot lock `%s`", path);
}

enum sq_status
sq_lock_take(struct sq_arena *a, struct sq_lock *l, const char *path,
             struct sq_err *err)
{
    bool busy;
    return take(a, l, path, &busy, err);
}

enum sq_status
sq_lock_wait(struct sq_arena *a, struct sq_lock *l, const char *path,
             struct sq_err *err)
{
    enum { TRIES = 250 };
    const struct timespec a_while = {0, 20L * 1000 * 1000}; /* [ns] */
    bool busy;
    enum sq_status status = take(a, l, path, &busy, err);
    for (int i = 0; status != SQ_OK && busy && i < TRIES; i++) {
        nanosleep(&a_while, NULL);
        status = take(a, l, path, &busy, err);
    }
    return status;
}

void
sq_lock_release(struct sq_lock *l)
{
    if (!l->path)
        return;
    unlink(l->path);
    sq_litter_forget(l->path);
    close(l->fd);
    *l = (struct sq_lock){-1, NULL};
}
