/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "base/arena.h"
#include "sys/session.h"

#define DEFAULT_COLUMNS 80
#define LEAST_COLUMNS   20
#define MOST_COLUMNS    400

/* What the terminal and the signal handler must remember; nothing else does. */
static struct termios found;
static bool changed;
static volatile sig_atomic_t asking; /* between sq_term_begin and _end */
static volatile sig_atomic_t resumed;
static volatile sig_atomic_t seen;

const char *
sq_env(const char *name)
{
    const char *value = getenv(name);
    return value && value[0] ? value : NULL;
}

/* 0 when the text is not a number of a few digits. */
static unsigned
small_number(const char *text)
{
    unsigned n = 0;
    for (; *text; text++) {
        if (*text < '0' || *text > '9' || n > 99999)
            return 0;
        n = n * 10 + (unsigned)(*text - '0');
    }
    return n;
}

static unsigned
columns_of_window(void)
{
    static const int fds[] = {STDOUT_FILENO, STDERR_FILENO, STDIN_FILENO};
    for (size_t i = 0; i < sizeof fds / sizeof fds[0]; i++) {
        struct winsize size;
        if (ioctl(fds[i], TIOCGWINSZ, &size) == 0 && size.ws_col)
            return size.ws_col;
    }
    return 0;
}

static unsigned
columns(void)
{
    const char *wish = sq_env("COLUMNS");
    unsigned n = wish ? small_number(wish) : 0;
    if (n == 0)
        n = columns_of_window();
    if (n == 0)
        n = DEFAULT_COLUMNS;
    if (n < LEAST_COLUMNS)
        return LEAST_COLUMNS;
    return n > MOST_COLUMNS ? MOST_COLUMNS : n;
}

/* Asked of a locale of our own: the program's stays as it is. */
static bool
locale_is_utf8(void)
{
    locale_t locale = newlocale(LC_CTYPE_MASK, "", (locale_t)0);
    if (!locale && errno == ENOMEM)
        sq_out_of_memory(0);
    if (!locale)
        return false;
    const char *code_set = nl_langinfo_l(CODESET, locale);
    bool utf8 =
        strcasecmp(code_set, "UTF-8") == 0 || strcasecmp(code_set, "utf8") == 0;
    freelocale(locale);
    return utf8;
}

void
sq_term_look(struct sq_terminal *t)
{
    const char *term = sq_env("TERM");
    *t = (struct sq_terminal){
        .in_tty = isatty(STDIN_FILENO),
        .out_tty = isatty(STDOUT_FILENO),
        .err_tty = isatty(STDERR_FILENO),
        .utf8 = locale_is_utf8(),
        .dumb = !term || strcmp(term, "dumb") == 0,
        .columns = columns(),
    };
}

static void set_utf8(void);
static void give_back(void);

/*
 * Ctrl-Z: the shell gets its terminal as it was, and we take it again when we
 * come back.  Only functions that may be called in a signal handler.
 */
static void
stop_for_a_while(int number)
{
    int before = errno;
    sigset_t stop;
    struct sigaction normal = {.sa_handler = SIG_DFL};
    struct sigaction ours;
    give_back();
    sigemptyset(&normal.sa_mask);
    sigaction(number, &normal, &ours);
    sigemptyset(&stop);
    sigaddset(&stop, number);
    sigset_t mask;
    sigprocmask(SIG_UNBLOCK, &stop, &mask);
    raise(number);
    sigprocmask(SIG_SETMASK, &mask, NULL);
    sigaction(number, &ours, NULL);
    if (asking)
        set_utf8();
    errno = before;
}

/*
 * `fg`, or SIGCONT after a stop that cannot be caught: what the screen shows is
 * somebody else's, so the question is to be asked again.
 */
static void
note_return(int number)
{
    (void)number;
    int before = errno;
    if (asking && tcgetpgrp(STDIN_FILENO) == getpgrp()) {
#ifdef IUTF8
        struct termios now;
        if (tcgetattr(STDIN_FILENO, &now) == 0 && !(now.c_iflag & IUTF8))
            changed = false; /* the shell has put it back itself */
#endif
        set_utf8();
        resumed = 1;
    }
    errno = before;
}

/* Without IUTF8 the terminal's erase takes off one byte of a character. */
static void
set_utf8(void)
{
#ifdef IUTF8
    struct termios now;
    if (changed || tcgetattr(STDIN_FILENO, &now) < 0 || (now.c_iflag & IUTF8))
        return;
    found = now;
    now.c_iflag |= IUTF8;
    changed = tcsetattr(STDIN_FILENO, TCSANOW, &now) == 0;
#endif
}

void
sq_term_begin(void)
{
    struct sigaction action = {.sa_handler = stop_for_a_while};
    struct sigaction old;
    sigemptyset(&action.sa_mask);
    asking = 1;
    set_utf8();
    if (sigaction(SIGTSTP, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
        sigaction(SIGTSTP, &action, NULL);
    action.sa_handler = note_return;
    if (sigaction(SIGCONT, NULL, &old) == 0 && old.sa_handler == SIG_DFL)
        sigaction(SIGCONT, &action, NULL);
}

static void
give_back(void)
{
    if (changed)
        tcsetattr(STDIN_FILENO, TCSANOW, &found);
    changed = false;
}

void
sq_term_end(void)
{
    asking = 0; /* first: whoever has the terminal now sets it up */
    give_back();
}

bool
sq_term_resumed(bool forget)
{
    bool was = resumed != 0;
    if (forget)
        resumed = 0;
    return was;
}

void
sq_streams_hold(void)
{
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
        if (fcntl(fd, F_GETFD) < 0 && errno == EBADF &&
            open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            return;
}

static void
note_signal(int number)
{
    seen = number;
}

/*
 * No SA_RESTART: a read that waits for an answer must come back.  A signal that
 * whoever started us has set aside (nohup) stays set aside.
 */
void
sq_signals_catch(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = note_signal};
    struct sigaction old;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
        if (sigaction(numbers[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN)
            sigaction(numbers[i], &action, NULL);
}

int
sq_signal_seen(void)
{
    return seen;
}
