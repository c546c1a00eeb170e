/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "check.h"
#include "sys/sys.h"

/* Every test runs in an empty folder of its own. */
struct place {
    struct sq_arena arena;
    char dir[64];
    int home;
};

static int
enter(void **state)
{
    struct place *p = calloc(1, sizeof *p);
    assert_non_null(p);
    sq_arena_init(&p->arena);
    snprintf(p->dir, sizeof p->dir, "/tmp/sqeeia-test-XXXXXX");
    p->home = open(".", O_RDONLY | O_DIRECTORY);
    assert_true(p->home >= 0);
    assert_non_null(mkdtemp(p->dir));
    assert_int_equal(chdir(p->dir), 0);
    *state = p;
    return 0;
}

static int
leave(void **state)
{
    struct place *p = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf -- '%s'", p->dir);
    assert_int_equal(fchdir(p->home), 0);
    assert_int_equal(system(command), 0);
    close(p->home);
    sq_arena_done(&p->arena);
    free(p);
    return 0;
}

static void
put(const char *path, const char *text)
{
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    assert_true(fputs(text, f) >= 0);
    assert_int_equal(fclose(f), 0);
}

static void
holds(struct place *p, const char *path, const char *text)
{
    sq_str got;
    assert_int_equal(sq_file_read(&p->arena, path, &got, NULL), SQ_OK);
    assert_string_equal(sq_str_z(&p->arena, got), text);
}

static mode_t
mode_of(const char *path)
{
    struct stat st;
    assert_int_equal(lstat(path, &st), 0);
    return st.st_mode & 07777;
}

/* Entries of the folder, hidden ones too: nothing may be left behind. */
static unsigned
entries(void)
{
    unsigned n = 0;
    FILE *f = popen("ls -A | wc -l", "r");
    assert_non_null(f);
    assert_int_equal(fscanf(f, "%u", &n), 1);
    pclose(f);
    return n;
}

/* ---- reading ---- */

static void
a_file_is_read_whole(void **state)
{
    struct place *p = *state;
    put("a", "one\ntwo\n");
    holds(p, "a", "one\ntwo\n");
    put("empty", "");
    holds(p, "empty", "");
    /* a size of 0 that is not true */
    sq_str text;
    assert_int_equal(sq_file_read(&p->arena, "/proc/self/stat", &text, NULL),
                     SQ_OK);
    assert_true(text.len > 10);
}

static void
what_is_no_file_is_refused_with_a_sentence(void **state)
{
    struct place *p = *state;
    struct sq_err err = {0};
    sq_str text;
    assert_int_equal(mkdir("dir", 0777), 0);
    assert_int_equal(mkfifo("fifo", 0666), 0);

    assert_int_equal(sq_file_read(&p->arena, "none", &text, &err),
                     SQ_BAD_SYSTEM);
    assert_int_equal(err.errnum, ENOENT);
    assert_string_equal(err.text, "cannot open `none`");
    assert_int_equal(sq_file_read(&p->arena, "dir", &text, &err),
                     SQ_BAD_SYSTEM);
    assert_string_equal(err.text, "`dir` is a folder");
    assert_int_equal(sq_file_read(&p->arena, "fifo", &text, &err),
                     SQ_BAD_SYSTEM);
    assert_string_equal(err.text, "`fifo` is not a regular file");
    assert_int_equal(sq_file_read(&p->arena, "/dev/zero", &text, &err),
                     SQ_BAD_SYSTEM);
    assert_int_equal(unlink("fifo"), 0);
}

static void
a_file_over_the_limit_is_refused(void **state)
{
    struct place *p = *state;
    sq_str text;
    put("big", "");
    assert_int_equal(truncate("big", SQ_MAX_FILE), 0);
    assert_int_equal(sq_file_read(&p->arena, "big", &text, NULL), SQ_OK);
    assert_int_equal(text.len, SQ_MAX_FILE);
    assert_int_equal(truncate("big", SQ_MAX_FILE + 1), 0);
    struct sq_err err;
    assert_int_equal(sq_file_read(&p->arena, "big", &text, &err),
                     SQ_BAD_SYSTEM);
    assert_string_equal(err.text, "`big` is larger than the limit of 16 MiB");
}

/* Runs `part` with `fd` as standard input; its status is what it returns. */
static int
in_child(int (*part)(struct place *), struct place *p, int input)
{
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        if (input >= 0)
            dup2(input, STDIN_FILENO);
        _exit(part(p));
    }
    int status;
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int
read_stdin(struct place *p)
{
    sq_str text;
    if (sq_file_read(&p->arena, "-", &text, NULL) != SQ_OK)
        return 1;
    return sq_str_is(text, "from a pipe\n") ? 0 : 2;
}

static int
read_endless_stdin(struct place *p)
{
    struct sq_err err;
    sq_str text;
    if (sq_file_read(&p->arena, "-", &text, &err) != SQ_BAD_SYSTEM)
        return 1;
    return strcmp(err.text,
                  "`standard input` is larger than the limit of 16 MiB");
}

static void
a_dash_is_standard_input(void **state)
{
    struct place *p = *state;
    int fds[2];
    assert_int_equal(pipe(fds), 0);
    assert_int_equal(write(fds[1], "from a pipe\n", 12), 12);
    close(fds[1]);
    assert_int_equal(in_child(read_stdin, p, fds[0]), 0);
    close(fds[0]);
    int zero = open("/dev/zero", O_RDONLY);
    assert_int_equal(in_child(read_endless_stdin, p, zero), 0);
    close(zero);
}

/* ---- replacing ---- */

static void
a_file_is_replaced_whole_and_nothing_is_left_behind(void **state)
{
    struct place *p = *state;
    assert_int_equal(sq_file_write("a", SQ_LIT("one"), false, NULL), SQ_OK);
    holds(p, "a", "one");
    assert_int_equal(sq_file_write("a", SQ_LIT("two"), false, NULL), SQ_OK);
    holds(p, "a", "two");
    assert_int_equal(sq_file_write("a", SQ_LIT(""), false, NULL), SQ_OK);
    holds(p, "a", "");
    assert_int_equal(entries(), 1);
}

static void
the_mode_is_kept_and_a_new_file_obeys_the_umask(void **state)
{
    (void)state;
    mode_t mask = umask(027);
    assert_int_equal(sq_file_write("a", SQ_LIT("one"), false, NULL), SQ_OK);
    assert_int_equal(mode_of("a"), 0640);
    assert_int_equal(sq_file_write("f", SQ_LIT("one"), true, NULL), SQ_OK);
    assert_int_equal(mode_of("f"), 0640);
    assert_int_equal(chmod("a", 0604), 0);
    assert_int_equal(sq_file_write("a", SQ_LIT("two"), false, NULL), SQ_OK);
    assert_int_equal(mode_of("a"), 0604);
    assert_int_equal(umask(mask), 027);
}

static void
a_fresh_file_never_replaces_one(void **state)
{
    struct place *p = *state;
    struct sq_err err;
    assert_int_equal(sq_file_write("a", SQ_LIT("one"), true, NULL), SQ_OK);
    assert_int_equal(sq_file_write("a", SQ_LIT("two"), true, &err),
                     SQ_BAD_USAGE);
    assert_string_equal(err.text, "`a` exists already");
    holds(p, "a", "one");
    assert_int_equal(symlink("nowhere", "link"), 0);
    assert_int_equal(sq_file_write("link", SQ_LIT("x"), true, &err),
                     SQ_BAD_USAGE);
    assert_false(sq_file_exists("nowhere"));
    assert_int_equal(entries(), 2);
}

static void
a_link_stays_and_its_target_is_replaced(void **state)
{
    struct place *p = *state;
    assert_int_equal(mkdir("d", 0777), 0);
    put("d/real", "one");
    assert_int_equal(symlink("real", "d/step"), 0);
    assert_int_equal(symlink("d/step", "link"), 0);
    assert_int_equal(sq_file_write("link", SQ_LIT("two"), false, NULL), SQ_OK);
    holds(p, "d/real", "two");
    assert_true(readlink("link", (char[8]){0}, 8) > 0);
    assert_true(readlink("d/step", (char[8]){0}, 8) > 0);

    assert_int_equal(symlink("d/new", "ahead"), 0);
    assert_int_equal(sq_file_write("ahead", SQ_LIT("x"), false, NULL), SQ_OK);
    holds(p, "d/new", "x");

    assert_int_equal(symlink("loop", "loop"), 0);
    struct sq_err err;
    assert_int_equal(sq_file_write("loop", SQ_LIT("x"), false, &err),
                     SQ_BAD_SYSTEM);
    assert_int_equal(err.errnum, ELOOP);
}

static void
what_cannot_be_replaced_is_told(void **state)
{
    (void)state;
    struct sq_err err;
    assert_int_equal(mkdir("dir", 0777), 0);
    assert_int_equal(sq_file_write("dir", SQ_LIT("x"), false, &err),
                     SQ_BAD_SYSTEM);
    assert_string_equal(err.text, "`dir` is a folder");
    assert_int_equal(sq_file_write("none/a", SQ_LIT("x"), false, &err),
                     SQ_BAD_SYSTEM);
    assert_int_equal(err.errnum, ENOENT);
    assert_int_equal(sq_file_write("/dev/null", SQ_LIT("x"), false, &err),
                     SQ_BAD_SYSTEM);
    assert_string_equal(err.text, "`/dev/null` is not a regular file");
}

/* The disk is full after 64 KiB. */
static int
write_on_full_disk(struct place *p)
{
    struct rlimit limit = {65536, 65536};
    struct sq_err err;
    char *text = sq_arena_alloc(&p->arena, 200000, 1);
    signal(SIGXFSZ, SIG_IGN);
    if (setrlimit(RLIMIT_FSIZE, &limit) < 0)
        return 1;
    if (sq_file_write("a", (sq_str){text, 200000}, false, &err) !=
        SQ_BAD_SYSTEM)
        return 2;
    return err.errnum == EFBIG ? 0 : 3;
}

static void
a_write_that_fails_leaves_the_old_file_and_no_other(void **state)
{
    struct place *p = *state;
    put("a", "old");
    assert_int_equal(in_child(write_on_full_disk, p, -1), 0);
    holds(p, "a", "old");
    assert_int_equal(entries(), 1);
}

static void
a_long_name_has_room_for_its_temporary(void **state)
{
    struct place *p = *state;
    char name[256];
    memset(name, 'n', 255);
    name[255] = '\0';
    assert_int_equal(sq_file_write(name, SQ_LIT("x"), false, NULL), SQ_OK);
    holds(p, name, "x");
    struct sq_lock lock;
    assert_int_equal(sq_lock_take(&p->arena, &lock, name, NULL), SQ_OK);
    sq_lock_release(&lock);
}

static void
a_temporary_is_kept_or_dropped(void **state)
{
    struct place *p = *state;
    const char *temp;
    put("a", "old");
    assert_int_equal(chmod("a", 0640), 0);
    assert_int_equal(sq_file_temp(&p->arena, "a", &temp, NULL), SQ_OK);
    assert_int_equal(strncmp(temp, ".a.sqeeia-", 10), 0);
    assert_int_equal(mode_of(temp), 0600);
    put(temp, "new");
    assert_int_equal(sq_file_keep(temp, "a", NULL), SQ_OK);
    holds(p, "a", "new");
    assert_int_equal(mode_of("a"), 0640);

    assert_int_equal(sq_file_temp(&p->arena, "b", &temp, NULL), SQ_OK);
    sq_file_drop(temp);
    assert_int_equal(entries(), 1);
}

/* ---- what is ours for a while ---- */

static void
what_a_killed_program_has_left_is_swept_up(void **state)
{
    struct place *p = *state;
    put(".a.yaml.sqeeia-x7Ab90", "half");
    put(".a.yaml.sqeeia-lock", "the next who locks removes it");
    put(".a.yaml.sqeeia-x7Ab9", "too short");
    put(".a.yaml.sqeeia-x7Ab901", "too long");
    put(".a.yaml.sqeeia-x7Ab9-", "no letter");
    put("a.sqeeia-x7Ab90", "not hidden");
    put(".x7Ab90", "not ours");
    assert_int_equal(mkdir(".d.sqeeia-x7Ab90", 0777), 0);
    assert_int_equal(symlink("a.sqeeia-x7Ab90", ".l.sqeeia-x7Ab90"), 0);
    assert_int_equal(mkfifo(".f.sqeeia-x7Ab90", 0666), 0);
    assert_int_equal(entries(), 10);
    sq_file_sweep(".");
    assert_false(sq_file_exists(".a.yaml.sqeeia-x7Ab90"));
    assert_int_equal(entries(), 9);
    sq_file_sweep("none"); /* no matter */

    /* what was linked to its name already keeps it */
    put("b", "whole");
    assert_int_equal(link("b", ".b.sqeeia-000000"), 0);
    sq_file_sweep(".");
    holds(p, "b", "whole");
    assert_int_equal(entries(), 10);
}

static int
sweep_here(struct place *p)
{
    (void)p;
    sq_file_sweep(".");
    return 0;
}

static void
a_temporary_in_use_is_not_swept_up(void **state)
{
    struct place *p = *state;
    const char *temp;
    assert_int_equal(sq_file_temp(&p->arena, "a", &temp, NULL), SQ_OK);
    assert_int_equal(in_child(sweep_here, p, -1), 0);
    assert_true(sq_file_exists(temp));
    assert_int_equal(sq_file_keep(temp, "a", NULL), SQ_OK);
    assert_int_equal(entries(), 1);
}

static void
an_end_in_the_middle_leaves_nothing(void **state)
{
    struct place *p = *state;
    const char *temp;
    struct sq_lock lock;
    put("a", "old");
    put(".b.sqeeia-000000", "half"); /* swept up with the lock */
    assert_int_equal(sq_lock_take(&p->arena, &lock, "a", NULL), SQ_OK);
    assert_int_equal(sq_file_temp(&p->arena, "a", &temp, NULL), SQ_OK);
    assert_int_equal(entries(), 3);
    sq_litter_clear();
    assert_int_equal(entries(), 1);
    holds(p, "a", "old");
    sq_lock_release(&lock);
    sq_file_drop(temp);
}

static void
more_temporaries_than_are_listed_work_too(void **state)
{
    struct place *p = *state;
    const char *temps[80];
    for (size_t i = 0; i < 80; i++) {
        assert_int_equal(sq_file_temp(&p->arena, "a", &temps[i], NULL), SQ_OK);
        put(temps[i], "new");
    }
    assert_int_equal(entries(), 80);
    assert_int_equal(sq_file_keep(temps[79], "a", NULL), SQ_OK);
    holds(p, "a", "new");
    for (size_t i = 0; i < 79; i++)
        sq_file_drop(temps[i]);
    assert_int_equal(entries(), 1);
}

/* ---- work in a process of its own ---- */

static enum sq_status
write_it(void *ctx, struct sq_err *err)
{
    (void)ctx;
    return sq_file_write("a", SQ_LIT("from there"), false, err);
}

static enum sq_status
fail_it(void *ctx, struct sq_err *err)
{
    return sq_fail(err, SQ_BAD_USAGE, ENOSPC, "%s", (const char *)ctx);
}

static enum sq_status
crash_it(void *ctx, struct sq_err *err)
{
    const char *temp;
    (void)sq_file_temp(ctx, "a", &temp, err);
    raise(SIGKILL);
    return SQ_OK;
}

static enum sq_status
exhaust_it(void *ctx, struct sq_err *err)
{
    const char *temp;
    (void)sq_file_temp(ctx, "a", &temp, err);
    sq_out_of_memory(1);
}

static void
work_apart_comes_back_with_its_status(void **state)
{
    struct place *p = *state;
    struct sq_err err;
    char why[] = "no room";
    assert_int_equal(sq_apart(write_it, NULL, "a", &err), SQ_OK);
    holds(p, "a", "from there");
    assert_int_equal(sq_apart(fail_it, why, "a", &err), SQ_BAD_USAGE);
    assert_string_equal(err.text, "no room");
    assert_int_equal(err.errnum, ENOSPC);
    assert_int_equal(sq_apart(fail_it, why, "a", NULL), SQ_BAD_USAGE);
}

static void
work_apart_may_break_off(void **state)
{
    struct place *p = *state;
    struct sq_err err;
    assert_int_equal(sq_apart(crash_it, &p->arena, "a", &err), SQ_BAD_SYSTEM);
    assert_string_equal(err.text,
                        "cannot write `a`: the process that makes it broke "
                        "off, most likely for want of memory");
    assert_int_equal(entries(), 1);
    sq_file_sweep(".");
    assert_int_equal(entries(), 0);
    assert_int_equal(sq_apart(exhaust_it, &p->arena, "a", &err), SQ_BAD_SYSTEM);
    assert_string_equal(err.text, "cannot write `a`");
    assert_int_equal(err.errnum, ENOMEM);
    assert_int_equal(entries(), 0);
}

static void
a_loss_is_told_once(void **state)
{
    (void)state;
    assert_int_equal(sq_loss_take(), 0);
    sq_loss_note(ENOSPC);
    sq_loss_note(EIO);
    assert_int_equal(sq_loss_take(), ENOSPC);
    assert_int_equal(sq_loss_take(), 0);
}

static void
a_stamp_changes_with_the_file(void **state)
{
    struct place *p = *state;
    sq_str first;
    sq_str again;
    sq_str second;
    put("a", "one");
    assert_int_equal(sq_file_stamp(&p->arena, "a", &first, NULL), SQ_OK);
    assert_int_equal(sq_file_stamp(&p->arena, "a", &again, NULL), SQ_OK);
    assert_true(sq_str_eq(first, again));
    assert_int_equal(sq_file_write("a", SQ_LIT("two"), false, NULL), SQ_OK);
    assert_int_equal(sq_file_stamp(&p->arena, "a", &second, NULL), SQ_OK);
    assert_false(sq_str_eq(first, second));
    assert_int_equal(sq_file_stamp(&p->arena, "none", &second, NULL),
                     SQ_BAD_SYSTEM);
}

/* ---- folders and paths ---- */

static void
a_folder_is_walked_in_order(void **state)
{
    struct place *p = *state;
    assert_int_equal(sq_dir_make("d", NULL), SQ_OK);
    assert_int_equal(sq_dir_make("d", NULL), SQ_OK);
    assert_int_equal(sq_dir_make("d/.hidden", NULL), SQ_OK);
    assert_int_equal(sq_dir_make("d/m", NULL), SQ_OK);
    put("d/z.yaml", "");
    put("d/b.yml", "");
    put("d/c.txt", "");
    put("d/.e.yaml", "");
    put("d/.hidden/f.yaml", "");
    put("d/m/a.yaml", "");
    assert_int_equal(symlink("m", "d/linked.yaml"), 0);
    assert_int_equal(symlink("../d/b.yml", "d/a.yaml"), 0);
    assert_int_equal(symlink("gone", "d/gone.yaml"), 0);
    assert_int_equal(mkfifo("d/fifo.yaml", 0666), 0);

    static const char *const endings[] = {".yaml", ".yml"};
    static const char *const expected[] = {"d/a.yaml", "d/b.yml", "d/gone.yaml",
                                           "d/m/a.yaml", "d/z.yaml"};
    struct sq_paths files;
    assert_int_equal(sq_dir_walk(&p->arena, "d", endings, 2, &files, NULL),
                     SQ_OK);
    assert_int_equal(files.n, 5);
    for (size_t i = 0; i < files.n; i++)
        assert_string_equal(files.items[i], expected[i]);

    assert_int_equal(sq_dir_walk(&p->arena, "d/m", endings, 0, &files, NULL),
                     SQ_OK);
    assert_int_equal(files.n, 0);
    struct sq_err err;
    assert_int_equal(sq_dir_walk(&p->arena, "none", endings, 2, &files, &err),
                     SQ_BAD_SYSTEM);
    assert_string_equal(err.text, "cannot read the folder `none`");
}

static void
a_deep_folder_does_not_use_up_the_descriptors(void **state)
{
    struct place *p = *state;
    struct rlimit limit;
    assert_int_equal(getrlimit(RLIMIT_NOFILE, &limit), 0);
    struct rlimit few = {20, limit.rlim_max};
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &few), 0);
    char path[512] = "d";
    for (size_t i = 0; i < 60; i++) {
        assert_int_equal(sq_dir_make(path, NULL), SQ_OK);
        strcat(path, "/d");
    }
    static const char *const endings[] = {".yaml"};
    struct sq_paths files;
    assert_int_equal(sq_dir_walk(&p->arena, "d", endings, 1, &files, NULL),
                     SQ_OK);
    assert_int_equal(setrlimit(RLIMIT_NOFILE, &limit), 0);
}

static void
paths_are_taken_apart_and_put_together(void **state)
{
    struct place *p = *state;
    static const struct {
        const char *path, *dir;
    } dirs[] = {{"a/b.yaml", "a"}, {"b.yaml", "."}, {"/b", "/"}, {"/a/b", "/a"},
                {"a//b", "a"},     {"a/b/", "a"},   {"", "."},   {"/", "/"}};
    for (size_t i = 0; i < sizeof dirs / sizeof dirs[0]; i++)
        assert_string_equal(
            sq_str_z(&p->arena, sq_path_dir(&p->arena, dirs[i].path)),
            dirs[i].dir);

    static const struct {
        const char *dir, *name, *path;
    } joins[] = {{"a", "b", "a/b"},   {".", "b", "b"},      {"/", "b", "/b"},
                 {"a/", "b", "a/b"},  {"a", "/b", "/b"},    {"", "b", "b"},
                 {"..", "b", "../b"}, {"a", "b/c", "a/b/c"}};
    for (size_t i = 0; i < sizeof joins / sizeof joins[0]; i++)
        assert_string_equal(sq_path_join(&p->arena, sq_str_of(joins[i].dir),
                                         sq_str_of(joins[i].name)),
                            joins[i].path);
}

static void
a_real_path_follows_links(void **state)
{
    struct place *p = *state;
    put("a", "");
    assert_int_equal(symlink("a", "link"), 0);
    const char *real = sq_path_real(&p->arena, "./link");
    assert_non_null(real);
    assert_string_equal(real, sq_path_real(&p->arena, "a"));
    assert_int_equal(real[0], '/');
    assert_null(sq_path_real(&p->arena, "none"));
    assert_true(sq_file_exists("link"));
    assert_false(sq_file_exists("none"));
    assert_true(sq_file_is_dir("."));
    assert_false(sq_file_is_dir("a"));
}

/* ---- lock ---- */

static void
what_lies_in_a_folder_is_told_by_where_links_lead(void **state)
{
    struct place *p = *state;
    struct sq_arena *a = &p->arena;
    assert_int_equal(mkdir("d", 0777), 0);
    assert_int_equal(mkdir("d/e", 0777), 0);
    assert_int_equal(mkdir("dd", 0777), 0);
    put("d/e/f", "x");
    put("out", "x");
    assert_true(sq_path_inside(a, "d/e/f", "d"));
    assert_true(sq_path_inside(a, "d/new", "d"));
    assert_true(sq_path_inside(a, "d", "d"));
    assert_true(sq_path_inside(a, "d/../d/e", "./d"));
    assert_true(sq_path_inside(a, "out", "/"));
    assert_false(sq_path_inside(a, "out", "d"));
    assert_false(sq_path_inside(a, "dd", "d"));
    assert_false(sq_path_inside(a, "d/../out", "d"));
    assert_false(sq_path_inside(a, "d/none/new", "d"));
    assert_false(sq_path_inside(a, "d/e", "none"));
    assert_int_equal(symlink("e/f", "d/in"), 0);
    assert_int_equal(symlink("../out", "d/away"), 0);
    assert_int_equal(symlink("../nothing", "d/ahead"), 0);
    assert_true(sq_path_inside(a, "d/in", "d"));
    assert_false(sq_path_inside(a, "d/away", "d"));
    assert_false(sq_path_inside(a, "d/ahead", "d"));
    assert_true(sq_path_is_link("d/ahead"));
    assert_false(sq_path_is_link("d/e"));
    assert_false(sq_path_is_link("none"));
}

static int
write_with_closed_streams(struct place *p)
{
    (void)p;
    for (int fd = 0; fd < 3; fd++)
        close(fd);
    sq_streams_hold();
    char c = 'x';
    if (read(0, &c, 1) >= 0 || write(1, &c, 1) >= 0 || write(2, &c, 1) >= 0)
        return 1;
    if (open("a", O_RDWR | O_CREAT, 0600) < 3)
        return 2;
    close(2);
    sq_streams_hold();
    return fcntl(2, F_GETFD) < 0 ? 3 : 0;
}

static void
a_file_never_takes_the_place_of_a_closed_stream(void **state)
{
    struct place *p = *state;
    assert_int_equal(in_child(write_with_closed_streams, p, -1), 0);
}

static void
there_is_one_writer_at_a_time(void **state)
{
    struct place *p = *state;
    struct sq_lock first;
    struct sq_lock second;
    struct sq_err err = {0};
    put("a.yaml", "");
    assert_int_equal(symlink("a.yaml", "link"), 0);
    assert_int_equal(sq_lock_take(&p->arena, &first, "a.yaml", &err), SQ_OK);
    assert_int_equal(sq_lock_take(&p->arena, &second, "link", &err),
                     SQ_BAD_SYSTEM);
    assert_non_null(strstr(err.text, "`link` is open in another sqeeia"));
    char pid[32];
    snprintf(pid, sizeof pid, "(process %ld on ", (long)getpid());
    assert_non_null(strstr(err.text, pid));

    /* saving replaces the file and must not let anybody in */
    assert_int_equal(sq_file_write("a.yaml", SQ_LIT("x"), false, NULL), SQ_OK);
    assert_int_equal(sq_lock_take(&p->arena, &second, "a.yaml", &err),
                     SQ_BAD_SYSTEM);
    sq_lock_release(&second);

    sq_lock_release(&first);
    sq_lock_release(&first);
    assert_int_equal(entries(), 2);
    assert_int_equal(sq_lock_take(&p->arena, &second, "a.yaml", &err), SQ_OK);
    sq_lock_release(&second);
}

static int
take_and_die(struct place *p)
{
    struct sq_lock lock;
    return sq_lock_take(&p->arena, &lock, "a.yaml", NULL) == SQ_OK ? 0 : 1;
}

static void
a_lock_dies_with_its_process(void **state)
{
    struct place *p = *state;
    put("a.yaml", "");
    assert_int_equal(in_child(take_and_die, p, -1), 0);
    assert_int_equal(entries(), 2); /* the lock file is still there */
    struct sq_lock lock;
    assert_int_equal(sq_lock_take(&p->arena, &lock, "a.yaml", NULL), SQ_OK);
    sq_lock_release(&lock);
    assert_int_equal(entries(), 1);
}

static void
a_lock_file_that_is_a_link_is_not_followed(void **state)
{
    struct place *p = *state;
    put("a.yaml", "");
    put("precious", "keep");
    assert_int_equal(symlink("precious", ".a.yaml.sqeeia-lock"), 0);
    struct sq_lock lock;
    struct sq_err err;
    assert_int_equal(sq_lock_take(&p->arena, &lock, "a.yaml", &err),
                     SQ_BAD_SYSTEM);
    assert_int_equal(err.errnum, ELOOP);
    holds(p, "precious", "keep");
}

/* ---- clock, terminal, signals, digest ---- */

static void
today_is_source_date_epoch_when_that_is_sane(void **state)
{
    (void)state;
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "1793750399", 1), 0);
    assert_int_equal(sq_today(), sq_date_of(2026, 11, 3));
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "1793750400", 1), 0);
    assert_int_equal(setenv("TZ", "America/Los_Angeles", 1), 0);
    assert_int_equal(sq_today(), sq_date_of(2026, 11, 4));
    assert_int_equal(setenv("SOURCE_DATE_EPOCH", "0", 1), 0);
    assert_int_equal(sq_today(), 0);
}

static void
today_is_the_local_date_otherwise(void **state)
{
    (void)state;
    static const char *const not_sane[] = {"",   "-1", "1e9",
                                           " 5", "5x", "99999999999999999999"};
    sq_date utc = (sq_date)(time(NULL) / 86400);
    assert_int_equal(setenv("TZ", "UTC0", 1), 0);
    for (size_t i = 0; i < sizeof not_sane / sizeof not_sane[0]; i++) {
        assert_int_equal(setenv("SOURCE_DATE_EPOCH", not_sane[i], 1), 0);
        assert_in_range(sq_today(), utc, utc + 1);
    }
    /* a zone so far east, or west, that the date differs from UTC's */
    assert_int_equal(unsetenv("SOURCE_DATE_EPOCH"), 0);
    assert_int_equal(setenv("TZ", "XXX-24", 1), 0);
    assert_in_range(sq_today(), utc + 1, utc + 2);
    assert_int_equal(setenv("TZ", "XXX+24", 1), 0);
    assert_in_range(sq_today(), utc - 1, utc);
    assert_int_equal(unsetenv("TZ"), 0);
}

static unsigned
columns_for(const char *wish)
{
    struct sq_terminal t;
    assert_int_equal(setenv("COLUMNS", wish, 1), 0);
    sq_term_look(&t);
    return t.columns;
}

static void
columns_are_kept_within_reason(void **state)
{
    (void)state;
    assert_int_equal(columns_for("132"), 132);
    assert_int_equal(columns_for("5"), 20);
    assert_int_equal(columns_for("100000"), 400);
    assert_in_range(columns_for("wide"), 20, 400);
    assert_in_range(columns_for("-5"), 20, 400);
    assert_int_equal(unsetenv("COLUMNS"), 0);
}

static void
the_environment_says_what_the_terminal_can(void **state)
{
    (void)state;
    struct sq_terminal t;
    assert_int_equal(setenv("LC_ALL", "C.UTF-8", 1), 0);
    assert_int_equal(setenv("TERM", "xterm", 1), 0);
    sq_term_look(&t);
    assert_true(t.utf8 && !t.dumb);
    assert_int_equal(setenv("LC_ALL", "C", 1), 0);
    assert_int_equal(setenv("TERM", "dumb", 1), 0);
    sq_term_look(&t);
    assert_true(!t.utf8 && t.dumb);
    assert_int_equal(unsetenv("TERM"), 0);
    sq_term_look(&t);
    assert_true(t.dumb);
    assert_int_equal(setenv("EMPTY", "", 1), 0);
    assert_null(sq_env("EMPTY"));
    assert_null(sq_env("SQEEIA_SURELY_UNSET"));
}

/* On a terminal of our own, as standard input. */
static int
erase_whole_characters(struct place *p)
{
    (void)p;
    int master = posix_openpt(O_RDWR | O_NOCTTY);
    if (master < 0 || grantpt(master) < 0 || unlockpt(master) < 0)
        return 77;
    int slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    if (slave < 0 || dup2(slave, STDIN_FILENO) < 0)
        return 77;

    struct termios before;
    struct termios during;
    struct termios after;
    tcgetattr(slave, &before);
    before.c_iflag &= ~(tcflag_t)IUTF8;
    tcsetattr(slave, TCSANOW, &before);
    sq_term_begin();
    sq_term_begin();
    tcgetattr(slave, &during);
    sq_term_end();
    sq_term_end();
    tcgetattr(slave, &after);
    if (!(during.c_iflag & IUTF8))
        return 1;
    return after.c_iflag & IUTF8 ? 2 : 0;
}

static void
the_terminal_erases_whole_characters_and_gets_back_what_it_had(void **state)
{
    struct place *p = *state;
    int status = in_child(erase_whole_characters, p, -1);
    if (status == 77)
        skip();
    assert_int_equal(status, 0);
}

static int
catch_signals(struct place *p)
{
    (void)p;
    signal(SIGHUP, SIG_IGN);
    signal(SIGINT, SIG_DFL); /* a job in the background begins without */
    signal(SIGTERM, SIG_DFL);
    sq_signals_catch();
    if (sq_signal_seen() != 0)
        return 1;
    raise(SIGHUP);
    if (sq_signal_seen() != 0)
        return 2;
    raise(SIGTERM);
    if (sq_signal_seen() != SIGTERM)
        return 3;
    raise(SIGINT);
    return sq_signal_seen() == SIGINT ? 0 : 4;
}

static void
a_signal_sets_a_flag(void **state)
{
    assert_int_equal(in_child(catch_signals, *state, -1), 0);
}

/* FIPS 180-2, appendix B, and the well-known digest of nothing */
static void
a_digest_is_that_of_the_standard(void **state)
{
    struct place *p = *state;
    assert_true(sq_str_is(sq_digest(&p->arena, SQ_LIT("abc")),
                          "sha256:ba7816bf8f01cfea414140de5dae2223"
                          "b00361a396177a9cb410ff61f20015ad"));
    assert_true(sq_str_is(sq_digest(&p->arena, (sq_str){NULL, 0}),
                          "sha256:e3b0c44298fc1c149afbf4c8996fb924"
                          "27ae41e4649b934ca495991b7852b855"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_file_is_read_whole),
        TEST(what_is_no_file_is_refused_with_a_sentence),
        TEST(a_file_over_the_limit_is_refused),
        TEST(a_dash_is_standard_input),
        TEST(a_file_is_replaced_whole_and_nothing_is_left_behind),
        TEST(the_mode_is_kept_and_a_new_file_obeys_the_umask),
        TEST(a_fresh_file_never_replaces_one),
        TEST(a_link_stays_and_its_target_is_replaced),
        TEST(what_cannot_be_replaced_is_told),
        TEST(a_write_that_fails_leaves_the_old_file_and_no_other),
        TEST(a_long_name_has_room_for_its_temporary),
        TEST(a_temporary_is_kept_or_dropped),
        TEST(what_a_killed_program_has_left_is_swept_up),
        TEST(a_temporary_in_use_is_not_swept_up),
        TEST(an_end_in_the_middle_leaves_nothing),
        TEST(more_temporaries_than_are_listed_work_too),
        TEST(work_apart_comes_back_with_its_status),
        TEST(work_apart_may_break_off),
        TEST(a_loss_is_told_once),
        TEST(a_stamp_changes_with_the_file),
        TEST(a_folder_is_walked_in_order),
        TEST(a_deep_folder_does_not_use_up_the_descriptors),
        TEST(paths_are_taken_apart_and_put_together),
        TEST(a_real_path_follows_links),
        TEST(what_lies_in_a_folder_is_told_by_where_links_lead),
        TEST(a_file_never_takes_the_place_of_a_closed_stream),
        TEST(there_is_one_writer_at_a_time),
        TEST(a_lock_dies_with_its_process),
        TEST(a_lock_file_that_is_a_link_is_not_followed),
        TEST(today_is_source_date_epoch_when_that_is_sane),
        TEST(today_is_the_local_date_otherwise),
        TEST(columns_are_kept_within_reason),
        TEST(the_environment_says_what_the_terminal_can),
        TEST(the_terminal_erases_whole_characters_and_gets_back_what_it_had),
        TEST(a_signal_sets_a_flag),
        TEST(a_digest_is_that_of_the_standard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
