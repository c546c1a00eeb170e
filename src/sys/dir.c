/* SPDX-License-Identifier: MIT */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "sys/sys.h"

sq_str
sq_path_dir(struct sq_arena *a, const char *path)
{
    (void)a;
    sq_str dir = sq_str_of(path);
    while (dir.len > 1 && dir.ptr[dir.len - 1] == '/')
        dir.len--;
    while (dir.len > 0 && dir.ptr[dir.len - 1] != '/')
        dir.len--;
    while (dir.len > 1 && dir.ptr[dir.len - 1] == '/')
        dir.len--;
    return dir.len ? dir : SQ_LIT(".");
}

const char *
sq_path_join(struct sq_arena *a, sq_str dir, sq_str name)
{
    bool absolute = name.len && name.ptr[0] == '/';
    if (absolute || dir.len == 0 || sq_str_is(dir, "."))
        return sq_str_z(a, name);
    const char *slash = dir.ptr[dir.len - 1] == '/' ? "" : "/";
    return sq_str_printf(a, "%.*s%s%.*s", SQ_FMT(dir), slash, SQ_FMT(name)).ptr;
}

const char *
sq_path_real(struct sq_arena *a, const char *path)
{
    char *real = realpath(path, NULL);
    if (!real && errno == ENOMEM)
        sq_out_of_memory(0);
    if (!real)
        return NULL;
    const char *copy = sq_str_z(a, sq_str_of(real));
    free(real);
    return copy;
}

bool
sq_path_is_link(const char *path)
{
    struct stat st;
    return lstat(path, &st) == 0 && S_ISLNK(st.st_mode);
}

bool
sq_path_inside(struct sq_arena *a, const char *path, const char *folder)
{
    const char *base = sq_path_real(a, folder);
    const char *real = sq_path_real(a, path);
    if (!real && !sq_path_is_link(path))
        real = sq_path_real(a, sq_str_z(a, sq_path_dir(a, path)));
    if (!base || !real)
        return false;
    size_t n = strlen(base);
    if (n == 0 || strncmp(real, base, n) != 0)
        return false;
    return base[n - 1] == '/' || real[n] == '\0' || real[n] == '/';
}

enum sq_status
sq_dir_make(const char *path, struct sq_err *err)
{
    if (mkdir(path, 0777) == 0 || (errno == EEXIST && sq_file_is_dir(path)))
        return SQ_OK;
    return sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot make the folder `%s`",
                   path);
}

enum sq_status
sq_dir_enter(const char *path, struct sq_err *err)
{
    if (chdir(path) == 0)
        return SQ_OK;
    return sq_fail(err, SQ_BAD_SYSTEM, errno, "cannot enter the folder `%s`",
                   path);
}

struct walk {
    struct sq_arena *arena;
    const char *const *endings;
    size_t n_endings;
    struct sq_paths files;
    struct sq_err *err;
};

static int
by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum sq_status
cannot_read(const struct walk *w, const char *path, int errnum)
{
    return sq_fail(w->err, SQ_BAD_SYSTEM, errnum, "cannot read the folder `%s`",
                   path);
}

/*
 * The folder's entries, sorted.  They are all read before any is entered, so
 * that a deep tree does not hold a file descriptor for every level.
 */
static enum sq_status
list_names(const struct walk *w, const char *path, struct sq_paths *out_names)
{
    DIR *dir = opendir(path);
    if (!dir)
        return cannot_read(w, path, errno);

    struct sq_paths names = {NULL, 0};
    const struct dirent *entry;
    for (errno = 0; (entry = readdir(dir)); errno = 0) {
        if (entry->d_name[0] == '.')
            continue;
        names.items =
            sq_arena_push(w->arena, names.items, &names.n, sizeof *names.items);
        names.items[names.n - 1] = sq_str_z(w->arena, sq_str_of(entry->d_name));
    }
    int failed = errno;
    closedir(dir);
    if (failed)
        return cannot_read(w, path, failed);
    if (names.n)
        qsort(names.items, names.n, sizeof *names.items, by_name);
    *out_names = names;
    return SQ_OK;
}

static bool
has_ending(const struct walk *w, const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < w->n_endings; i++) {
        size_t n = strlen(w->endings[i]);
        if (n <= len && strcmp(name + len - n, w->endings[i]) == 0)
            return true;
    }
    return false;
}

static enum sq_status
add_file(struct walk *w, const char *path)
{
    struct sq_paths *files = &w->files;
    if (files->n == SQ_MAX_FILES)
        return sq_fail(w->err, SQ_BAD_SYSTEM, 0,
                       "there are more than %d files to read", SQ_MAX_FILES);
    files->items =
        sq_arena_push(w->arena, files->items, &files->n, sizeof *files->items);
    files->items[files->n - 1] = path;
    return SQ_OK;
}

static enum sq_status walk(struct walk *w, const char *path);

/*
 * A link to nothing is a file here: reading it tells the user, where leaving it
 * out would hide it.  An entry that has gone since the listing is left out.
 */
static enum sq_status
visit(struct walk *w, const char *path, const char *name)
{
    struct stat st;
    if (lstat(path, &st) < 0)
        return errno == ENOENT ? SQ_OK : cannot_read(w, path, errno);
    if (S_ISDIR(st.st_mode))
        return walk(w, path);
    if (!has_ending(w, name))
        return SQ_OK;
    if (S_ISREG(st.st_mode) || (S_ISLNK(st.st_mode) && !sq_file_is_dir(path)))
        return add_file(w, path);
    return SQ_OK;
}

static enum sq_status
walk(struct walk *w, const char *path)
{
    struct sq_paths names = {NULL, 0};
    enum sq_status status = list_names(w, path, &names);
    for (size_t i = 0; status == SQ_OK && i < names.n; i++) {
        const char *name = names.items[i];
        status = visit(
            w, sq_path_join(w->arena, sq_str_of(path), sq_str_of(name)), name);
    }
    return status;
}

enum sq_status
sq_dir_walk(struct sq_arena *a, const char *path, const char *const *endings,
            size_t n_endings, struct sq_paths *out_files, struct sq_err *err)
{
    struct walk w = {a, endings, n_endings, {NULL, 0}, err};
    enum sq_status status = walk(&w, path);
    if (status == SQ_OK)
        *out_files = w.files;
    return status;
}
