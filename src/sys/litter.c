/* SPDX-License-Identifier: MIT */
#include "sys/litter.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "sys/sys.h"

enum {
    MAX_HELD = 64, /* beyond, one is not listed: the next run sweeps it up */
    RANDOM_PART = 6,
    MAX_FOLDER = 1024 /* [bytes] of the path of one that is remembered */
};

/* What the end of the program must know, whichever thread it comes from. */
static struct {
    const char *path;
    int fd;
} held[MAX_HELD];
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;

bool
sq_litter_add(const char *path, int fd)
{
    pthread_mutex_lock(&guard);
    size_t i = 0;
    while (i < MAX_HELD && held[i].path)
        i++;
    if (i < MAX_HELD) {
        held[i].path = path;
        held[i].fd = fd;
    }
    pthread_mutex_unlock(&guard);
    return i < MAX_HELD;
}

int
sq_litter_forget(const char *path)
{
    int fd = -1;
    pthread_mutex_lock(&guard);
    for (size_t i = 0; i < MAX_HELD; i++)
        if (held[i].path && strcmp(held[i].path, path) == 0) {
            fd = held[i].fd;
            held[i].path = NULL;
            break;
        }
    pthread_mutex_unlock(&guard);
    return fd;
}

void
sq_litter_clear(void)
{
    pthread_mutex_lock(&guard);
    for (size_t i = 0; i < MAX_HELD; i++)
        if (held[i].path)
            unlink(held[i].path);
    pthread_mutex_unlock(&guard);
}

int
sq_lock_now(int fd)
{
    while (flock(fd, LOCK_EX | LOCK_NB) < 0)
        if (errno != EINTR)
            return errno;
    return 0;
}

bool
sq_is_still_named(int fd, const char *path)
{
    struct stat open_file;
    struct stat named;
    if (lstat(path, &named) < 0 || fstat(fd, &open_file) < 0)
        return errno != ENOENT;
    return open_file.st_dev == named.st_dev && open_file.st_ino == named.st_ino;
}

/* ---- what a library lost without a word ---- */

static int loss;

void
sq_loss_note(int errnum)
{
    pthread_mutex_lock(&guard);
    if (!loss)
        loss = errnum;
    pthread_mutex_unlock(&guard);
}

/*
 * malloc asks for more of the heap first, and takes memory from elsewhere where
 * the heap is blocked: errno is ENOMEM then, and nothing was short.  Where the
 * heap can grow, it has not been so.
 */
bool
sq_memory_was_short(void)
{
    enum { SOME = 1 << 20 /* [bytes] more than malloc asks for at once */ };
    if (errno != ENOMEM)
        return false;
    bool was_short = true;
    if ((intptr_t)sbrk(SOME) != -1) {
        (void)sbrk(-SOME);
    } else {
        void *some = mmap(NULL, SOME, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
        was_short = some == MAP_FAILED;
        if (!was_short)
            munmap(some, SOME);
    }
    errno = was_short ? ENOMEM : 0;
    return was_short;
}

int
sq_loss_take(void)
{
    pthread_mutex_lock(&guard);
    int found = loss;
    loss = 0;
    pthread_mutex_unlock(&guard);
    return found;
}

/* ---- what a killed sqeeia has left ---- */

static bool
is_random_part(const char *s)
{
    size_t n = 0;
    while ((s[n] >= '0' && s[n] <= '9') || (s[n] >= 'A' && s[n] <= 'Z') ||
           (s[n] >= 'a' && s[n] <= 'z'))
        n++;
    return n == RANDOM_PART && s[n] == '\0';
}

/* .NAME.sqeeia-XXXXXX; a lock is left to the next who wants it */
static bool
is_our_name(const char *name)
{
    static const char mark[] = ".sqeeia-";
    const char *end = NULL;
    for (const char *at = name; (at = strstr(at, mark)); at++)
        end = at + strlen(mark);
    return name[0] == '.' && end && is_random_part(end);
}

static void
sweep_up(const char *path)
{
    int fd =
        open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
    if (fd < 0)
        return;
    struct stat st;
    if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && sq_lock_now(fd) == 0 &&
        sq_is_still_named(fd, path))
        unlink(path);
    close(fd);
}

void
sq_file_sweep(const char *folder)
{
    DIR *dir = opendir(folder);
    if (!dir)
        return;
    struct sq_arena a;
    sq_arena_init(&a);
    const struct dirent *e;
    while ((e = readdir(dir)))
        if (is_our_name(e->d_name))
            sweep_up(sq_path_join(&a, sq_str_of(folder), sq_str_of(e->d_name)));
    closedir(dir);
    sq_arena_done(&a);
}

static char last_swept[MAX_FOLDER];

/* A folder of ten thousand reports is not read ten thousand times. */
void
sq_sweep_once(const char *folder)
{
    pthread_mutex_lock(&guard);
    bool done = strcmp(folder, last_swept) == 0;
    if (!done && strlen(folder) < sizeof last_swept)
        memcpy(last_swept, folder, strlen(folder) + 1);
    pthread_mutex_unlock(&guard);
    if (!done)
        sq_file_sweep(folder);
}
