/* SPDX-License-Identifier: MIT */
/*
 * The program run again and again, each time with another fault, each time in
 * the same folder with the same files.  A child is forked before main, so a
 * round costs no start-up.
 *
 * FAULT_LOG=FILE    required; what happened, see put_round
 * FAULT_WATCH=LIST  system calls to count and to make fail
 * FAULT_ROUNDS=A-B  the A-th to the B-th, or with /N every N-th of them, or
 *                   single ones; several with commas between (default: one
 *                   round without a fault)
 * FAULT_KIND=WHAT   alloc, short, kill (before the call), killed (behind it),
 *                   kill-one (only the process that made it), or a number of
 *                   errno; with a + for all that follow, too
 * FAULT_AT=N        without FAULT_LOG: only the N-th, in this process, with
 *                   SIGTRAP before it if FAULT_STOP is set: for a debugger
 * FAULT_CALLS=FILE  without FAULT_LOG: the calls, when the program ends
 * FAULT_AGAIN=1     after each round a second one without a fault, in what the
 *                   first has left; `litter`: only when it has left hidden
 *                   files
 *
 * FAULT_PLACES=1    in the round without FAULT_ROUNDS: tell also where memory
 *                   is asked for, the first and the last allocation of each
 *                   stack of functions
 *
 * Standard output and error go to files in memory.  Files in the folder are put
 * back after each round; folders in it are not looked into.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "inject.h"

enum { MAX_FILES = 64, MAX_TOLD = 1000, PATIENCE = 60 /* [s] */ };

struct setting {
    int (*program)(int, char **, char **);
    int argc;
    char **argv, **envp;
    const char *watch;
    FILE *log;
    int out, err; /* what the program prints */
    struct counts *counts;
};

struct saved {
    char name[256];
    char *bytes;
    size_t size;
    mode_t mode;
};
struct folder {
    struct saved files[MAX_FILES];
    size_t n;
};

static void
die(const char *what)
{
    fprintf(stderr, "fault: %s: %s\n", what, strerror(errno));
    _exit(98);
}

/* ---- the folder ---------------------------------------------------------- */

static char *
read_whole(int fd, size_t *out_size)
{
    struct stat st;
    if (fstat(fd, &st) < 0)
        die("fstat");
    char *bytes = malloc((size_t)st.st_size + 1);
    size_t size = 0;
    ssize_t got;
    while (bytes && (got = pread(fd, bytes + size, (size_t)st.st_size - size,
                                 (off_t)size)) > 0)
        size += (size_t)got;
    *out_size = size;
    return bytes;
}

static int
by_name(const void *a, const void *b)
{
    const struct saved *x = a;
    const struct saved *y = b;
    return strcmp(x->name, y->name);
}

static void
look(struct folder *f)
{
    f->n = 0;
    DIR *dir = opendir(".");
    const struct dirent *e;
    while (dir && (e = readdir(dir))) {
        struct stat st;
        if (lstat(e->d_name, &st) < 0 || !S_ISREG(st.st_mode))
            continue;
        if (f->n == MAX_FILES)
            die("too many files");
        struct saved *s = &f->files[f->n++];
        snprintf(s->name, sizeof s->name, "%s", e->d_name);
        int fd = open(e->d_name, O_RDONLY | O_CLOEXEC);
        if (fd < 0)
            die(e->d_name);
        s->bytes = read_whole(fd, &s->size);
        s->mode = st.st_mode & 07777;
        close(fd);
    }
    closedir(dir);
    qsort(f->files, f->n, sizeof f->files[0], by_name);
}

static void
forget(struct folder *f)
{
    for (size_t i = 0; i < f->n; i++)
        free(f->files[i].bytes);
    f->n = 0;
}

static uint64_t
hash(uint64_t h, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n; i++)
        h = (h ^ (unsigned char)bytes[i]) * UINT64_C(1099511628211);
    return h;
}
#define HASH_START UINT64_C(14695981039346656037)

/* NAME/HASH of each file, over mode and bytes. */
static void
put_folder(FILE *log, const struct folder *f)
{
    for (size_t i = 0; i < f->n; i++) {
        const struct saved *s = &f->files[i];
        uint64_t h = hash(HASH_START, (const char *)&s->mode, sizeof s->mode);
        h = hash(h, s->bytes, s->size);
        fprintf(log, "%s%s/%016llx", i ? " " : "", s->name,
                (unsigned long long)h);
    }
}

static const struct saved *
find(const struct folder *f, const char *name)
{
    for (size_t i = 0; i < f->n; i++)
        if (strcmp(f->files[i].name, name) == 0)
            return &f->files[i];
    return NULL;
}

static bool
same(const struct saved *a, const struct saved *b)
{
    return a && b && a->size == b->size && a->mode == b->mode &&
           memcmp(a->bytes, b->bytes, a->size) == 0;
}

static void
put_back(const struct folder *start, const struct folder *now)
{
    for (size_t i = 0; i < now->n; i++)
        if (!find(start, now->files[i].name))
            unlink(now->files[i].name);
    for (size_t i = 0; i < start->n; i++) {
        const struct saved *s = &start->files[i];
        if (same(s, find(now, s->name)))
            continue;
        unlink(s->name);
        int fd = open(s->name, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        if (fd < 0 || write(fd, s->bytes, s->size) != (ssize_t)s->size ||
            fchmod(fd, s->mode) < 0)
            die(s->name);
        close(fd);
    }
}

/* ---- a round ------------------------------------------------------------- */

static int
run_child(const struct setting *s, const struct wish *w)
{
    setpgid(0, 0);
    alarm(PATIENCE);
    if (dup2(s->out, STDOUT_FILENO) < 0 || dup2(s->err, STDERR_FILENO) < 0)
        die("dup2");
    inject(w, s->watch, s->counts);
    return s->program(s->argc, s->argv, s->envp);
}

/* The status of wait(); in the child the program's own, through *out_child. */
static int
run(const struct setting *s, const struct wish *w, bool *out_child)
{
    if (ftruncate(s->out, 0) < 0 || ftruncate(s->err, 0) < 0 ||
        lseek(s->out, 0, SEEK_SET) < 0 || lseek(s->err, 0, SEEK_SET) < 0)
        die("memory files");
    memset(s->counts, 0, offsetof(struct counts, log));
    if (s->log)
        fflush(s->log); /* else a child would write it once more */
    pid_t pid = fork();
    if (pid < 0)
        die("fork");
    *out_child = pid == 0;
    if (pid == 0)
        return run_child(s, w);
    int status;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR)
            die("waitpid");
    while (waitpid(-1, NULL, 0) > 0) /* what it had started */
        ;
    return status;
}

/* One line: tabs between, what would break it as \xNN. */
static void
put_text(FILE *log, const char *bytes, size_t n)
{
    for (size_t i = 0; i < n && i < MAX_TOLD; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c < ' ' || c == '\\')
            fprintf(log, "\\x%02x", c);
        else
            putc(c, log);
    }
}

/*
 * Fields with tabs between: `round` or `again`, N, exit status (below 0: a
 * signal), blocks that were not given back (- without an orderly end), the
 * files, a hash of standard output, and the beginnings of standard output and
 * error.
 */
static void
put_round(const struct setting *s, const char *word, unsigned long n,
          int status, const struct folder *now)
{
    size_t size;
    char *text = read_whole(s->out, &size);
    uint64_t out = hash(HASH_START, text, size);
    fprintf(s->log, "%s\t%lu\t%d\t", word, n,
            WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status));
    if (s->counts->ended)
        fprintf(s->log, "%ld", s->counts->blocks);
    else
        fputc('-', s->log);
    fputc('\t', s->log);
    put_folder(s->log, now);
    fprintf(s->log, "\t%016llx\t", (unsigned long long)out);
    put_text(s->log, text, size);
    free(text);
    fputc('\t', s->log);
    text = read_whole(s->err, &size);
    put_text(s->log, text, size);
    free(text);
    fputc('\n', s->log);
}

static void
read_wish(struct wish *w, const char *kind)
{
    static const struct {
        const char *word;
        enum deed deed;
    } deeds[] = {{"short", SHORT},
                 {"killed", KILL_AFTER},
                 {"kill-one", KILL_ONE},
                 {"kill", KILL}};
    w->and_after = strchr(kind, '+') != NULL;
    w->in_allocation = strncmp(kind, "alloc", 5) == 0;
    for (size_t i = 0; i < sizeof deeds / sizeof deeds[0]; i++)
        if (strncmp(kind, deeds[i].word, strlen(deeds[i].word)) == 0) {
            w->deed = deeds[i].deed;
            return;
        }
    w->deed = FAIL;
    w->errnum = (int)strtol(kind, NULL, 10);
}

static bool
has_litter(const struct folder *start, const struct folder *now)
{
    for (size_t i = 0; i < now->n; i++)
        if (now->files[i].name[0] == '.' && !find(start, now->files[i].name))
            return true;
    return false;
}

/* True in the child, which then returns *out_status from main. */
static bool
one_round(const struct setting *s, const struct wish *w, int *out_status)
{
    static struct folder start, now;
    if (start.n == 0)
        look(&start);
    bool child;
    *out_status = run(s, w, &child);
    if (child)
        return true;
    look(&now);
    put_round(s, "round", w->at, *out_status, &now);
    const char *again = getenv("FAULT_AGAIN");
    if (again && (strcmp(again, "litter") != 0 || has_litter(&start, &now))) {
        forget(&now);
        *out_status = run(s, &(struct wish){0}, &child);
        if (child)
            return true;
        look(&now);
        put_round(s, "again", w->at, *out_status, &now);
    }
    put_back(&start, &now);
    forget(&now);
    return false;
}

static struct counts *counts_here;

static void
write_calls(void)
{
    FILE *f = fopen(getenv("FAULT_CALLS"), "we");
    if (!f)
        return;
    fwrite(counts_here->log, 1, counts_here->log_len, f);
    fclose(f);
}

/* Without rounds: this process is the one, wherever it is (a terminal, say). */
static int
run_here(const struct setting *s)
{
    counts_here = s->counts;
    if (getenv("FAULT_CALLS"))
        atexit(write_calls);
    struct wish w = {0};
    const char *at = getenv("FAULT_AT");
    if (at) {
        read_wish(&w, getenv("FAULT_KIND"));
        w.at = strtoul(at, NULL, 10);
        w.stop = getenv("FAULT_STOP") != NULL;
    }
    inject(&w, s->watch, s->counts);
    return s->program(s->argc, s->argv, s->envp);
}

int
rounds(int (*program)(int, char **, char **), int argc, char **argv,
       char **envp)
{
    struct setting s = {program, argc, argv, envp, getenv("FAULT_WATCH"),
                        NULL,    0,    0,    NULL};
    unsetenv("LD_PRELOAD");
    prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
    s.counts = mmap(NULL, sizeof *s.counts, PROT_READ | PROT_WRITE,
                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (s.counts == MAP_FAILED)
        die("mmap");
    const char *log = getenv("FAULT_LOG");
    if (!log)
        return run_here(&s);
    s.log = fopen(log, "we");
    s.out = memfd_create("out", MFD_CLOEXEC);
    s.err = memfd_create("err", MFD_CLOEXEC);
    if (!s.log || s.out < 0 || s.err < 0)
        die(log);

    struct wish w = {0};
    int status;
    const char *range = getenv("FAULT_ROUNDS");
    if (!range) {
        w.map = getenv("FAULT_PLACES") != NULL;
        if (one_round(&s, &w, &status))
            return status;
        fprintf(s.log, "allocs\t%lu\nplaces", s.counts->allocs);
        for (size_t i = 0; i < MAX_PLACES; i++)
            if (s.counts->places[i].stack)
                fprintf(s.log, "\t%lu %lu", s.counts->places[i].first,
                        s.counts->places[i].last);
        fprintf(s.log, "\ncalls\t%lu\n", s.counts->calls);
        fwrite(s.counts->log, 1, s.counts->log_len, s.log);
        fclose(s.log);
        _exit(0);
    }
    read_wish(&w, getenv("FAULT_KIND"));
    for (char *at = (char *)(uintptr_t)range; *at; at += *at == ',') {
        unsigned long n = strtoul(at, &at, 10);
        unsigned long last = *at == '-' ? strtoul(at + 1, &at, 10) : n;
        unsigned long step = *at == '/' ? strtoul(at + 1, &at, 10) : 1;
        for (; n <= last; n += step) {
            w.at = n;
            if (one_round(&s, &w, &status))
                return status;
        }
    }
    fclose(s.log);
    _exit(0);
}
