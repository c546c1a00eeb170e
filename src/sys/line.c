/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/select.h>
#include <unistd.h>

#include "base/sbuf.h"
#include "sys/session.h"

/*
 * Waits for input or a signal.  The signals are let in by pselect alone, so
 * that none can slip in between looking at the flag and going to sleep.
 */
static bool
wait_for_input(void)
{
    sigset_t stop;
    sigset_t before;
    sigemptyset(&stop);
    sigaddset(&stop, SIGINT);
    sigaddset(&stop, SIGTERM);
    sigaddset(&stop, SIGHUP);
    sigaddset(&stop, SIGCONT);
    sigprocmask(SIG_BLOCK, &stop, &before);
    int ready = 0;
    while (ready <= 0 && !sq_signal_seen() && !sq_term_resumed(false)) {
        fd_set fds;
        FD_ZERO(&fds);
        FD_SET(STDIN_FILENO, &fds);
        ready = pselect(STDIN_FILENO + 1, &fds, NULL, NULL, NULL, &before);
        if (ready < 0 && errno != EINTR)
            ready = 1; /* let read() say what is wrong */
    }
    sigprocmask(SIG_SETMASK, &before, NULL);
    return !sq_signal_seen();
}

static enum sq_line
fill(struct sq_line_reader *r)
{
    if (!wait_for_input())
        return SQ_LINE_SIGNAL;
    if (sq_term_resumed(true))
        return SQ_LINE_AGAIN;
    ssize_t n = read(STDIN_FILENO, r->bytes, sizeof r->bytes);
    if (n < 0 && errno == EINTR)
        return SQ_LINE_READ;
    r->from = 0;
    r->to = n > 0 ? (size_t)n : 0;
    r->ended = n <= 0;
    return SQ_LINE_READ;
}

enum sq_line
sq_line_read(struct sq_line_reader *r, struct sq_sbuf *out)
{
    while (!r->ended) {
        const char *start = r->bytes + r->from;
        size_t n = r->to - r->from;
        const char *end = n ? memchr(start, '\n', n) : NULL;
        if (end)
            n = (size_t)(end - start);
        sq_put(out, (sq_str){start, n});
        r->from += n + (end != NULL);
        if (end)
            return SQ_LINE_READ;
        enum sq_line got = fill(r);
        if (got != SQ_LINE_READ)
            return got;
    }
    return out->len ? SQ_LINE_READ : SQ_LINE_EOF;
}
