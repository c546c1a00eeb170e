/* SPDX-License-Identifier: MIT */
#include "sys/session.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { CANNOT_START = 127 };

/* In the child: signals as a program expects them, then the shell. */
static _Noreturn void
become_editor(const char *command, const char *path,
              const struct sigaction *interrupt, const struct sigaction *quit)
{
    sigaction(SIGINT, interrupt, NULL);
    sigaction(SIGQUIT, quit, NULL);
    char script[4096];
    int n = snprintf(script, sizeof script, "%s \"$@\"", command);
    if (n > 0 && (size_t)n < sizeof script)
        execl("/bin/sh", "sh", "-c", script, "sh", path, (char *)NULL);
    _exit(CANNOT_START);
}

static int
wait_for(pid_t child)
{
    int status = 0;
    pid_t ended;
    do
        ended = waitpid(child, &status, 0);
    while (ended < 0 && errno == EINTR);
    return ended == child && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
sq_editor_run(const char *command, const char *path)
{
    struct sigaction ignore = {.sa_handler = SIG_IGN};
    struct sigaction normal = {.sa_handler = SIG_DFL};
    struct sigaction interrupt;
    struct sigaction quit;
    sigemptyset(&ignore.sa_mask);
    sigemptyset(&normal.sa_mask);
    sigaction(SIGINT, &ignore, &interrupt);
    sigaction(SIGQUIT, &ignore, &quit);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0)
        become_editor(command, path, &normal, &normal);
    int status = child > 0 ? wait_for(child) : -1;
    sigaction(SIGINT, &interrupt, NULL);
    sigaction(SIGQUIT, &quit, NULL);
    return status;
}

bool
sq_line_waits(const struct sq_line_reader *r)
{
    if (r->ended)
        return false;
    if (r->to > r->from)
        return memchr(r->bytes + r->from, '\n', r->to - r->from) != NULL;
    fd_set fds;
    FD_ZERO(&fds);
    FD_SET(STDIN_FILENO, &fds);
    struct timeval now = {0, 0};
    return select(STDIN_FILENO + 1, &fds, NULL, NULL, &now) > 0;
}

unsigned
sq_private_begin(void)
{
    return umask(077);
}

void
sq_private_end(unsigned before)
{
    umask((mode_t)before);
}

long
sq_process_id(void)
{
    return (long)getpid();
}

static bool
may_be_run(const char *path)
{
    return access(path, X_OK) == 0 && !sq_file_is_dir(path);
}

const char *
sq_program_find(struct sq_arena *a, sq_str word)
{
    sq_str rest = sq_str_of(sq_env("PATH")), dir;
    if (word.len == 0)
        return NULL;
    if (sq_str_find(word, '/', 0) < word.len) {
        const char *path = sq_str_z(a, word);
        return may_be_run(path) ? path : NULL;
    }
    while (sq_str_next(&rest, ':', &dir)) {
        const char *path = sq_path_join(a, dir.len ? dir : SQ_LIT("."), word);
        if (may_be_run(path))
            return path;
    }
    return NULL;
}
