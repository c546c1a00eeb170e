/* SPDX-License-Identifier: MIT */
/*
 * Preloaded: the FAULT_AT-th write to a file, fsync or rename of the program
 * fails with FAULT_ERRNO, or ends the program at once (FAULT_ERRNO=0).
 * FAULT_COUNT names a file whose size is the number of such calls.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/types.h>
#include <unistd.h>

static int counter = -1;
static long calls;

static ssize_t
real_write(int fd, const void *bytes, size_t n)
{
    static ssize_t (*next)(int, const void *, size_t);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "write");
    return next(fd, bytes, n);
}

/* Shall this call fail? */
static int
strikes(void)
{
    const char *at = getenv("FAULT_AT");
    const char *count = getenv("FAULT_COUNT");
    if (!at || !count)
        return 0;
    if (counter < 0)
        counter = open(count, O_WRONLY | O_CREAT | O_APPEND, 0600);
    (void)!real_write(counter, "x", 1);
    if (++calls != atol(at))
        return 0;
    errno = atoi(getenv("FAULT_ERRNO"));
    if (errno == 0)
        kill(getpid(), SIGKILL);
    return 1;
}

ssize_t
write(int fd, const void *bytes, size_t n)
{
    if (fd > 2 && strikes())
        return -1;
    return real_write(fd, bytes, n);
}

int
fsync(int fd)
{
    static int (*next)(int);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "fsync");
    return strikes() ? -1 : next(fd);
}

int
rename(const char *from, const char *to)
{
    static int (*next)(const char *, const char *);
    if (!next)
        *(void **)&next = dlsym(RTLD_NEXT, "rename");
    return strikes() ? -1 : next(from, to);
}
