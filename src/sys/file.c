/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "sys/litter.h"
#include "sys/sys.h"

#define FIRST_READ    65536u /* [bytes] when the size is not known */
#define MAX_LINKS     40     /* as the kernel */
#define MAX_LINK      4096   /* [bytes] of one link's text */
#define MAX_TEMP_NAME 200 /* [bytes] of a name that goes into a temporary's */
#define MAX_TRIES     100 /* for a temporary that nobody sweeps up */

/* Opening may wait, on a network, and so be interrupted. */
static int
open_again(const char *path, int flags, mode_t mode)
{
    int fd;
    do
        fd = open(path, flags, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/* ---- reading ---- */

static ssize_t
read_some(int fd, char *to, size_t n)
{
    ssize_t got;
    do
        got = read(fd, to, n);
    while (got < 0 && errno == EINTR);
    return got;
}

static char *
grown(struct sq_arena *a, const char *old, size_t len, size_t cap)
{
    char *text = sq_arena_alloc(a, cap, 1);
    if (len)
        memcpy(text, old, len);
    return text;
}

static enum sq_status
refuse_large(const char *path, struct sq_err *err)
{
    return sq_fail(err, SQ_BAD_SYSTEM, 0,
                   "`%s` is larger than the limit of %u MiB", path,
                   SQ_MAX_FILE >> 20);
}

static enum sq_status
read_all(struct sq_arena *a, int fd, size_t expected, const char *path,
         sq_str *out_text, struct sq_err *err)
{
    size_t cap = expected ? expected + 1 : FIRST_READ;
    char *text = sq_arena_alloc(a, cap, 1);
    size_t len = 0;
    for (;;) {
        if (len > SQ_MAX_FILE)
            return refuse_large(path, err);
        if (len == cap) {
            text = grown(a, text, len, cap * 2);
            cap *= 2;
        }
        ssize_t got = read_some(fd, text + len, cap - len);
        if (got < 0)
            return sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot read `%s`", path);
        if (got == 0)
            break;
        len += (size_t)got;
    }
    *out_text = (sq_str){text, len};
    return SQ_OK;
}

static enum sq_status
refuse_kind(const char *path, mode_t mode, struct sq_err *err)
{
    if (S_ISDIR(mode))
        return sq_fail(err, SQ_BAD_SYSTEM, 0, "`%s` is a folder", path);
    return sq_fail(err, SQ_BAD_SYSTEM, 0, "`%s` is not a regular file", path);
}

enum sq_status
sq_file_read(struct sq_arena *a, const char *path, sq_str *out_text,
             struct sq_err *err)
{
    if (strcmp(path, "-") == 0)
        return read_all(a, STDIN_FILENO, 0, "standard input", out_text, err);

    /* O_NONBLOCK: opening a FIFO would wait for a writer that may never come */
    int fd = open_again(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
    if (fd < 0)
        return sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot open `%s`", path);

    struct stat st;
    enum sq_status status;
    if (fstat(fd, &st) < 0)
        status = sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot read `%s`", path);
    else if (!S_ISREG(st.st_mode))
        status = refuse_kind(path, st.st_mode, err);
    else if (st.st_size > (off_t)SQ_MAX_FILE)
        status = refuse_large(path, err);
    else
        status = read_all(a, fd, (size_t)st.st_size, path, out_text, err);
    close(fd);
    return status;
}

/* ---- replacing ---- */

/* What a write ends in: symbolic links followed, even one to no file yet. */
struct target {
    const char *path, *folder;
    bool exists;
    struct stat st;
};

static void
aim(struct sq_arena *a, struct target *t, const char *path)
{
    *t = (struct target){.path = path,
                         .folder = sq_str_z(a, sq_path_dir(a, path))};
}

static enum sq_status
find_target(struct sq_arena *a, const char *path, struct target *t,
            struct sq_err *err)
{
    aim(a, t, path);
    char link[MAX_LINK];
    for (int i = 0; i < MAX_LINKS; i++) {
        ssize_t n = readlink(t->path, link, sizeof link);
        if (n < 0)
            break;
        if ((size_t)n == sizeof link)
            return sq_fail(err, SQ_BAD_SYSTEM, ENAMETOOLONG,
                           "cannot follow the link `%s`", t->path);
        aim(a, t,
            sq_path_join(a, sq_str_of(t->folder), (sq_str){link, (size_t)n}));
    }

    t->exists = stat(t->path, &t->st) == 0;
    if (!t->exists && errno != ENOENT)
        return sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot write `%s`", path);
    if (t->exists && !S_ISREG(t->st.st_mode))
        return refuse_kind(path, t->st.st_mode, err);
    return SQ_OK;
}

/*
 * The descriptor of a new file, with the lock that says that it is in use.
 * Between the two somebody who sweeps may have taken it for left behind: then
 * it has no name any more, or is about to lose it.  Where nothing can be locked
 * nothing is swept either.
 */
static int
make_temp(char *temp, size_t len)
{
    for (int i = 0; i < MAX_TRIES; i++) {
        memset(temp + len - 6, 'X', 6);
        int fd = mkstemp(temp);
        if (fd < 0 && errno != EINTR)
            return -1;
        if (fd < 0)
            continue;
        fcntl(fd, F_SETFD, FD_CLOEXEC);
        if (sq_lock_now(fd) != EWOULDBLOCK && sq_is_still_named(fd, temp))
            return fd;
        close(fd);
    }
    errno = EBUSY;
    return -1;
}

/* A descriptor, or -1 with what failed in `err`. */
static int
open_temp(struct sq_arena *a, const struct target *t, const char **out_temp,
          struct sq_err *err)
{
    const char *slash = strrchr(t->path, '/');
    const char *name = slash ? slash + 1 : t->path;
    sq_str temp_name =
        sq_str_printf(a, ".%.*s.sqeeia-XXXXXX", MAX_TEMP_NAME, name);
    sq_str full = sq_str_of(sq_path_join(a, sq_str_of(t->folder), temp_name));
    char *temp = sq_arena_alloc(a, full.len + 1, 1);
    memcpy(temp, full.ptr, full.len);

    sq_sweep_once(t->folder);
    int fd = make_temp(temp, full.len);
    if (fd < 0)
        (void)sq_fail(err, SQ_BAD_SYSTEM, errno,
                      "cannot create a file beside `%s`", t->path);
    *out_temp = temp;
    return fd;
}

static int
write_all(int fd, sq_str text)
{
    while (text.len) {
        ssize_t put = write(fd, text.ptr, text.len);
        if (put < 0 && errno != EINTR)
            return -1;
        if (put > 0)
            text = sq_str_sub(text, (size_t)put, text.len);
    }
    return 0;
}

static int
sync_fd(int fd)
{
    int rc;
    do
        rc = fsync(fd);
    while (rc < 0 && errno == EINTR);
    return rc;
}

/*
 * The rename is only lasting once the folder is on the disk.  Some file systems
 * cannot do that to a folder; the file itself is safe, so it is not a failure.
 */
static void
sync_folder(const char *folder)
{
    int fd = open_again(folder, O_RDONLY | O_CLOEXEC, 0);
    if (fd < 0)
        return;
    sync_fd(fd);
    close(fd);
}

/* umask can only be read by setting it; for that moment it is the strictest. */
static mode_t
mode_of_new_file(void)
{
    mode_t mask = umask(077);
    umask(mask);
    return 0666 & ~mask;
}

/*
 * Gives the temporary the mode and owner of what it replaces.  Only root may
 * give a file away: a colleague's file in a shared folder becomes ours, but
 * stays the group's.  The mode comes last, as chown clears some of its bits;
 * set-id bits are never carried over to a file that changed hands.
 */
static int
dress(int fd, const struct target *t)
{
    if (!t->exists)
        return fchmod(fd, mode_of_new_file());

    struct stat now;
    if (fstat(fd, &now) < 0)
        return -1;
    mode_t mode = t->st.st_mode & 07777;
    bool same = now.st_uid == t->st.st_uid && now.st_gid == t->st.st_gid;
    if (!same && fchown(fd, t->st.st_uid, t->st.st_gid) < 0) {
        mode &= 0777;
        if (fchown(fd, (uid_t)-1, t->st.st_gid) < 0)
            mode &= 0707;
    }
    return fchmod(fd, mode);
}

/*
 * Gives the temporary its name, if nothing has that name.  Where hard links are
 * not to be had, an empty file claims the name first.
 */
static int
name_fresh(const char *temp, const char *path)
{
    if (link(temp, path) == 0) {
        unlink(temp);
        return 0;
    }
    if (errno == EEXIST || errno == ENOENT)
        return -1;
    int fd = open_again(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return -1;
    close(fd);
    if (rename(temp, path) == 0)
        return 0;
    int why = errno;
    unlink(path);
    errno = why;
    return -1;
}

/* Dresses and syncs the open temporary, and gives it the target's name. */
static enum sq_status
publish(int fd, const char *temp, const struct target *t, bool fresh,
        struct sq_err *err)
{
    if (dress(fd, t) < 0 || sync_fd(fd) < 0)
        return sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot write `%s`", t->path);
    if ((fresh ? name_fresh(temp, t->path) : rename(temp, t->path)) < 0)
        return errno == EEXIST ? sq_fail(err, SQ_BAD_USAGE, 0,
                                         "`%s` exists already", t->path)
                               : sq_fail(err, SQ_BAD_SYSTEM, errno,
                                         "cannot write `%s`", t->path);
    sync_folder(t->folder);
    return SQ_OK;
}

static enum sq_status
write_beside(struct sq_arena *a, const struct target *t, sq_str text,
             bool fresh, struct sq_err *err)
{
    const char *temp;
    int fd = open_temp(a, t, &temp, err);
    if (fd < 0)
        return SQ_BAD_SYSTEM;
    sq_litter_add(temp, fd);
    enum sq_status status;
    if (write_all(fd, text) < 0)
        status =
            sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot write `%s`", t->path);
    else
        status = publish(fd, temp, t, fresh, err);
    if (status != SQ_OK)
        unlink(temp);
    sq_litter_forget(temp);
    close(fd);
    return status;
}

static enum sq_status
write_in(struct sq_arena *a, const char *path, sq_str text, bool fresh,
         struct sq_err *err)
{
    struct target t;
    aim(a, &t, path);
    struct stat st;
    if (fresh && lstat(path, &st) == 0)
        return sq_fail(err, SQ_BAD_USAGE, 0, "`%s` exists already", path);
    if (!fresh) {
        enum sq_status status = find_target(a, path, &t, err);
        if (status != SQ_OK)
            return status;
    }
    return write_beside(a, &t, text, fresh, err);
}

enum sq_status
sq_file_write(const char *path, sq_str text, bool fresh, struct sq_err *err)
{
    struct sq_arena a;
    sq_arena_init(&a);
    enum sq_status status = write_in(&a, path, text, fresh, err);
    sq_arena_done(&a);
    return status;
}

/* It stays open until it is kept or dropped: that holds its lock. */
enum sq_status
sq_file_temp(struct sq_arena *a, const char *path, const char **out_temp,
             struct sq_err *err)
{
    struct target t;
    enum sq_status status = find_target(a, path, &t, err);
    if (status != SQ_OK)
        return status;
    int fd = open_temp(a, &t, out_temp, err);
    if (fd < 0)
        return SQ_BAD_SYSTEM;
    if (!sq_litter_add(*out_temp, fd))
        close(fd);
    return SQ_OK;
}

static enum sq_status
keep_in(struct sq_arena *a, const char *temp, const char *path,
        struct sq_err *err)
{
    struct target t;
    enum sq_status status = find_target(a, path, &t, err);
    if (status != SQ_OK)
        return status;
    int fd = sq_litter_forget(temp);
    if (fd < 0)
        fd = open_again(temp, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);
    if (fd < 0)
        return sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot write `%s`", path);
    status = publish(fd, temp, &t, false, err);
    close(fd);
    return status;
}

enum sq_status
sq_file_keep(const char *temp, const char *path, struct sq_err *err)
{
    struct sq_arena a;
    sq_arena_init(&a);
    enum sq_status status = keep_in(&a, temp, path, err);
    sq_arena_done(&a);
    return status;
}

void
sq_file_drop(const char *temp)
{
    unlink(temp);
    int fd = sq_litter_forget(temp);
    if (fd >= 0)
        close(fd);
}

/* ---- looking ---- */

bool
sq_file_exists(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

bool
sq_file_is_dir(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

enum sq_status
sq_file_stamp(struct sq_arena *a, const char *path, sq_str *out_stamp,
              struct sq_err *err)
{
    struct stat st;
    if (stat(path, &st) < 0)
        return sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot read `%s`", path);
    *out_stamp = sq_str_printf(a, "%ju:%ju:%jd:%jd.%09ld", (uintmax_t)st.st_dev,
                               (uintmax_t)st.st_ino, (intmax_t)st.st_size,
                               (intmax_t)st.st_mtim.tv_sec, st.st_mtim.tv_nsec);
    return SQ_OK;
}
