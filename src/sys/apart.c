/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "sys/sys.h"

enum { NO_MEMORY = 3 }; /* how the child ends then */

/* What the child has to tell: less than a pipe holds. */
struct news {
    enum sq_status status;
    struct sq_err err;
};

static void
end_without_memory(size_t size)
{
    (void)size;
    sq_litter_clear();
    _exit(NO_MEMORY);
}

/* Its complaints come back as a status; what a library prints is only noise. */
static _Noreturn void
be_child(enum sq_status (*work)(void *ctx, struct sq_err *err), void *ctx,
         int to)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    if (nowhere >= 0)
        dup2(nowhere, STDERR_FILENO);
    sq_arena_on_exhaustion(end_without_memory);
    struct news news = {.status = SQ_OK};
    news.status = work(ctx, &news.err);
    const char *at = (const char *)&news;
    for (size_t left = sizeof news; left;) {
        ssize_t put = write(to, at, left);
        if (put < 0 && errno != EINTR)
            break;
        at += put > 0 ? put : 0;
        left -= put > 0 ? (size_t)put : 0;
    }
    _exit(0);
}

static bool
hear(int from, struct news *out)
{
    char *at = (char *)out;
    size_t left = sizeof *out;
    while (left) {
        ssize_t got = read(from, at, left);
        if (got == 0 || (got < 0 && errno != EINTR))
            return false;
        at += got > 0 ? got : 0;
        left -= got > 0 ? (size_t)got : 0;
    }
    return true;
}

static enum sq_status
why_it_ended(pid_t pid, const char *path, struct sq_err *err)
{
    int status = 0;
    while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
        ;
    if (WIFEXITED(status) && WEXITSTATUS(status) == NO_MEMORY)
        return sq_fail(err, SQ_BAD_SYSTEM, ENOMEM, "cannot write `%s`", path);
    return sq_fail(err, SQ_BAD_SYSTEM, 0,
                   "cannot write `%s`: the process that makes it broke off, "
                   "most likely for want of memory",
                   path);
}

enum sq_status
sq_apart(enum sq_status (*work)(void *ctx, struct sq_err *err), void *ctx,
         const char *path, struct sq_err *err)
{
    int ends[2];
    if (pipe(ends) < 0)
        return work(ctx, err);
    fcntl(ends[0], F_SETFD, FD_CLOEXEC);
    fcntl(ends[1], F_SETFD, FD_CLOEXEC);
    pid_t pid = fork();
    if (pid == 0)
        be_child(work, ctx, ends[1]);
    close(ends[1]);
    struct news news;
    memset(&news, 0, sizeof news);
    bool heard = pid > 0 && hear(ends[0], &news);
    close(ends[0]);
    if (pid < 0) /* no process to be had: better here than not at all */
        return work(ctx, err);
    struct sq_err ignored;
    enum sq_status ended = why_it_ended(pid, path, heard ? &ignored : err);
    if (!heard)
        return ended;
    if (err)
        *err = news.err;
    return news.status;
}
