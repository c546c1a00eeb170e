/* SPDX-License-Identifier: MIT */
/*
 * Faults for a program that knows nothing of them (LD_PRELOAD).
 *
 * Allocations are caught as functions, so those of libyaml, libxlsxwriter,
 * libcrypto and the C library count too.  System calls are caught below the C
 * library, by a seccomp filter that turns them into SIGSYS: so what stdio
 * writes for libxlsxwriter counts too.  The handler's own calls carry a mark in
 * their sixth argument, which no watched call has, and pass.
 */
#define _GNU_SOURCE
#include "inject.h"

#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARG(u, i) ((u)->uc_mcontext.gregs[arg_registers[i]])
#define RESULT(u) ((u)->uc_mcontext.gregs[REG_RAX])
static const int arg_registers[] = {REG_RDI, REG_RSI, REG_RDX,
                                    REG_R10, REG_R8,  REG_R9};
#elif defined(__aarch64__)
#define ARG(u, i) ((u)->uc_mcontext.regs[i])
#define RESULT(u) ((u)->uc_mcontext.regs[0])
#else
#error "tell this file how this machine passes arguments to the kernel"
#endif

enum { MARK = 0x5eed, MAX_WATCHED = 64 };

static const struct {
    const char *name;
    long number;
    int path; /* which argument is a path, for the log; -1: none */
} calls[] = {
    {"openat", SYS_openat, 1},
    {"write", SYS_write, -1},
    {"writev", SYS_writev, -1},
    {"pwrite64", SYS_pwrite64, -1},
    {"read", SYS_read, -1},
    {"fsync", SYS_fsync, -1},
    {"fdatasync", SYS_fdatasync, -1},
    {"ftruncate", SYS_ftruncate, -1},
    {"fchmod", SYS_fchmod, -1},
    {"fchown", SYS_fchown, -1},
    {"flock", SYS_flock, -1},
    {"close", SYS_close, -1},
    {"lseek", SYS_lseek, -1},
    {"newfstatat", SYS_newfstatat, 1},
    {"getdents64", SYS_getdents64, -1},
    {"unlinkat", SYS_unlinkat, 1},
    {"renameat2", SYS_renameat2, 1},
    {"linkat", SYS_linkat, 1},
    {"mkdirat", SYS_mkdirat, 1},
#ifdef SYS_open /* newer machines have only the ones above */
    {"open", SYS_open, 0},
    {"creat", SYS_creat, 0},
    {"rename", SYS_rename, 0},
    {"renameat", SYS_renameat, 1},
    {"link", SYS_link, 0},
    {"unlink", SYS_unlink, 0},
    {"mkdir", SYS_mkdir, 0},
#endif
};
#define N_CALLS (sizeof calls / sizeof calls[0])

static bool armed;
static struct wish wish;
static struct counts *counts;

static bool
is_time(bool in_allocation, unsigned long n)
{
    return wish.at && wish.in_allocation == in_allocation &&
           (n == wish.at || (wish.and_after && n > wish.at));
}

/* ---- allocations --------------------------------------------------------- */

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *ptr, size_t size);
void *__libc_memalign(size_t align, size_t size);
void __libc_free(void *ptr);

/* Processes take turns in what is mapped, so the table needs no lock. */
static void
note_place(unsigned long n)
{
    armed = false; /* for what backtrace itself may allocate */
    void *frames[DEPTH];
    int got = backtrace(frames, DEPTH);
    armed = true;
    uint64_t stack = UINT64_C(14695981039346656037);
    for (int i = 0; i < got; i++)
        stack = (stack ^ (uintptr_t)frames[i]) * UINT64_C(1099511628211);
    stack |= 1;
    for (size_t i = stack >> 40, tries = 0; tries < MAX_PLACES; i++, tries++) {
        struct place *p = &counts->places[i % MAX_PLACES];
        if (p->stack != stack && p->stack != 0)
            continue;
        if (p->stack == 0)
            *p = (struct place){stack, n, n};
        p->last = n;
        return;
    }
    abort(); /* MAX_PLACES is too small */
}

static bool
must_fail(void)
{
    if (!armed)
        return false;
    unsigned long n = __atomic_add_fetch(&counts->allocs, 1, __ATOMIC_RELAXED);
    if (wish.map)
        note_place(n);
    if (!is_time(true, n))
        return false;
    if (wish.stop)
        raise(SIGTRAP);
    errno = ENOMEM;
    return true;
}

static void *
counted(void *ptr)
{
    if (ptr && armed)
        __atomic_add_fetch(&counts->blocks, 1, __ATOMIC_RELAXED);
    return ptr;
}

void *
malloc(size_t size)
{
    return must_fail() ? NULL : counted(__libc_malloc(size));
}

void *
calloc(size_t n, size_t size)
{
    return must_fail() ? NULL : counted(__libc_calloc(n, size));
}

void *
realloc(void *ptr, size_t size)
{
    if (!ptr)
        return malloc(size);
    return must_fail() ? NULL : __libc_realloc(ptr, size);
}

int
posix_memalign(void **out, size_t align, size_t size)
{
    void *got = must_fail() ? NULL : counted(__libc_memalign(align, size));
    if (!got)
        return ENOMEM;
    *out = got;
    return 0;
}

void *
aligned_alloc(size_t align, size_t size)
{
    return must_fail() ? NULL : counted(__libc_memalign(align, size));
}

void
free(void *ptr)
{
    if (ptr && armed)
        __atomic_sub_fetch(&counts->blocks, 1, __ATOMIC_RELAXED);
    __libc_free(ptr);
}

/* ---- system calls -------------------------------------------------------- */

static void
note_call(long number, const ucontext_t *u)
{
    size_t i = 0;
    while (i < N_CALLS && calls[i].number != number)
        i++;
    size_t room = sizeof counts->log - counts->log_len;
    char *to = counts->log + counts->log_len;
    int n = 0;
    if (i < N_CALLS && calls[i].path >= 0)
        n = snprintf(to, room, "%s %s\n", calls[i].name,
                     (const char *)ARG(u, calls[i].path));
    else if (i < N_CALLS)
        n = snprintf(to, room, "%s %ld\n", calls[i].name, (long)ARG(u, 0));
    if (n > 0 && (size_t)n < room)
        counts->log_len += (size_t)n;
}

static long
really(long number, const ucontext_t *u, size_t bytes)
{
    long result = syscall(number, ARG(u, 0), ARG(u, 1), bytes, ARG(u, 3),
                          ARG(u, 4), (long)MARK);
    return result < 0 ? -errno : result;
}

static long
with_fault(long number, const ucontext_t *u)
{
    size_t bytes = (size_t)ARG(u, 2);
    if (wish.stop)
        raise(SIGTRAP);
    if (wish.deed == KILL_AFTER)
        really(number, u, bytes);
    if (wish.deed == KILL || wish.deed == KILL_AFTER)
        kill(0, SIGKILL); /* with every process it has started */
    if (wish.deed == KILL_ONE)
        raise(SIGKILL);
    if (wish.deed == SHORT) {
        bool moves_bytes =
            number == SYS_write || number == SYS_read || number == SYS_pwrite64;
        return really(number, u, moves_bytes ? (bytes + 1) / 2 : bytes);
    }
    /* what fails to close is closed all the same */
    if (number == SYS_close)
        really(number, u, bytes);
    return -wish.errnum;
}

static void
on_call(int signal_number, siginfo_t *info, void *context)
{
    (void)signal_number;
    ucontext_t *u = context;
    int before = errno;
    long number = info->si_syscall;
    unsigned long n = __atomic_add_fetch(&counts->calls, 1, __ATOMIC_RELAXED);
    note_call(number, u);
    RESULT(u) = is_time(false, n) ? with_fault(number, u)
                                  : really(number, u, (size_t)ARG(u, 2));
    errno = before;
}

static bool
is_listed(const char *list, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = list; (at = strstr(at, name)); at += n)
        if ((at == list || at[-1] == ',') && (at[n] == ',' || at[n] == '\0'))
            return true;
    return false;
}

/* True when the filter stands. */
static bool
watch_calls(const char *list)
{
    struct sock_filter code[MAX_WATCHED + 8];
    unsigned short n = 0;
    unsigned char left = 0;
    for (size_t i = 0; i < N_CALLS; i++)
        left += is_listed(list, calls[i].name);
    code[n++] = (struct sock_filter)BPF_STMT(
        BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[5]));
    code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, MARK,
                                             (unsigned char)(left + 1), 0);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
                                             offsetof(struct seccomp_data, nr));
    for (size_t i = 0; i < N_CALLS; i++)
        if (is_listed(list, calls[i].name))
            code[n++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
                                                     (unsigned)calls[i].number,
                                                     left--, 0);
    code[n++] =
        (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    code[n++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_TRAP);

    struct sigaction action = {.sa_sigaction = on_call,
                               .sa_flags = SA_SIGINFO | SA_NODEFER};
    struct sock_fprog program = {n, code};
    return sigaction(SIGSYS, &action, NULL) == 0 &&
           prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
}

/* ---- beginning and end --------------------------------------------------- */

static void
note_end(void)
{
    armed = false;
    counts->ended = true;
}

void
inject(const struct wish *w, const char *watch, struct counts *c)
{
    wish = *w;
    counts = c;
    atexit(note_end);
    if (wish.map)
        backtrace((void *[1]){0}, 1); /* loads what it needs, uncounted */
    if (watch && !watch_calls(watch)) {
        fputs("fault: this machine lets no system call be watched\n", stderr);
        _exit(99);
    }
    armed = true;
}

static int (*the_program)(int, char **, char **);

static int
instead_of_main(int argc, char **argv, char **envp)
{
    return rounds(the_program, argc, argv, envp);
}

typedef int start_main(int (*program)(int, char **, char **), int argc,
                       char **argv, void (*init)(void), void (*fini)(void),
                       void (*rtld_fini)(void), void *stack_end);
start_main __libc_start_main;

int
__libc_start_main(int (*program)(int, char **, char **), int argc, char **argv,
                  void (*init)(void), void (*fini)(void),
                  void (*rtld_fini)(void), void *stack_end)
{
    union {
        void *found;
        start_main *call;
    } next = {dlsym(RTLD_NEXT, "__libc_start_main")};
    the_program = program;
    return next.call(instead_of_main, argc, argv, init, fini, rtld_fini,
                     stack_end);
}
