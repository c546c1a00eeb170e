/* SPDX-License-Identifier: MIT */
#include "cli/author.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/utf8.h"
#include "sys/sys.h"

static sq_str
read_text(struct sq_arena *a, const char *path)
{
    sq_str text;
    if (!sq_file_exists(path) || sq_file_is_dir(path) ||
        sq_file_read(a, path, &text, NULL) != SQ_OK)
        return (sq_str){0};
    return text;
}

/* `"R \"Bob\" Patel" # me`, as git writes values. */
static sq_str
unquote(struct sq_arena *a, sq_str text)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_TEXT);
    bool quoted = false;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"') {
            quoted = !quoted;
            continue;
        }
        if (!quoted && (c == '#' || c == ';'))
            break;
        if (c == '\\' && i + 1 < text.len)
            c = text.ptr[++i];
        sq_putc(&b, c);
    }
    sq_str out = sq_str_copy(a, sq_str_trim(sq_sbuf_str(&b)));
    sq_sbuf_done(&b);
    return out;
}

/* `name` in the last `[user]` that has one. */
static sq_str
user_name(struct sq_arena *a, sq_str config)
{
    sq_str line;
    sq_str found = {0};
    bool in_user = false;
    while (sq_str_next(&config, '\n', &line)) {
        line = sq_str_trim(line);
        if (sq_str_starts(line, "["))
            in_user = sq_str_eq_folded(
                sq_str_sub(line, 0, sq_str_find(line, ']', 0) + 1),
                SQ_LIT("[user]"));
        size_t equals = sq_str_find(line, '=', 0);
        if (in_user && equals < line.len &&
            sq_str_eq_folded(sq_str_trim(sq_str_sub(line, 0, equals)),
                             SQ_LIT("name")))
            found =
                unquote(a, sq_str_trim(sq_str_sub(line, equals + 1, line.len)));
    }
    return found;
}

/* The folder with `config` in it; `.git` may be a file that names it. */
static const char *
git_folder(struct sq_arena *a, sq_str work_tree)
{
    const char *git = sq_path_join(a, work_tree, SQ_LIT(".git"));
    if (sq_file_is_dir(git) || !sq_file_exists(git))
        return git;
    sq_str text = sq_str_trim(read_text(a, git));
    text = sq_str_sub(text, 0, sq_str_find(text, '\n', 0));
    if (!sq_str_starts(text, "gitdir:"))
        return git;
    sq_str to = sq_str_trim(sq_str_sub(text, 7, text.len));
    git = sq_str_starts(to, "/") ? sq_str_z(a, to)
                                 : sq_path_join(a, work_tree, to);
    /* a linked work tree shares the configuration of the main one */
    const char *common = sq_path_join(a, sq_str_of(git), SQ_LIT("commondir"));
    sq_str rest = sq_str_trim(read_text(a, common));
    if (rest.len == 0)
        return git;
    return sq_str_starts(rest, "/") ? sq_str_z(a, rest)
                                    : sq_path_join(a, sq_str_of(git), rest);
}

static sq_str
of_home(struct sq_arena *a)
{
    const char *home = sq_env("HOME");
    const char *config = sq_env("XDG_CONFIG_HOME");
    sq_str name = {0};
    if (home)
        name = user_name(a, read_text(a, sq_path_join(a, sq_str_of(home),
                                                      SQ_LIT(".gitconfig"))));
    if (name.len)
        return name;
    sq_str folder = config ? sq_str_of(config) : (sq_str){0};
    if (!config && home)
        folder = sq_str_of(sq_path_join(a, sq_str_of(home), SQ_LIT(".config")));
    return folder.len
               ? user_name(a, read_text(a, sq_path_join(a, folder,
                                                        SQ_LIT("git/config"))))
               : name;
}

sq_str
sq_author_of_git(struct sq_arena *a, const char *path)
{
    const char *real = sq_path_real(a, path);
    sq_str folder = real ? sq_path_dir(a, real) : (sq_str){0};
    while (folder.len) {
        if (sq_file_exists(sq_path_join(a, folder, SQ_LIT(".git"))))
            break;
        sq_str above = sq_path_dir(a, sq_str_z(a, folder));
        folder = sq_str_eq(above, folder) ? (sq_str){0} : above;
    }
    if (folder.len == 0)
        return folder;
    sq_str config = sq_str_of(
        sq_path_join(a, sq_str_of(git_folder(a, folder)), SQ_LIT("config")));
    sq_str name = user_name(a, read_text(a, config.ptr));
    if (name.len == 0)
        name = of_home(a);
    return name.len && sq_utf8_is_safe(name) ? name : (sq_str){0};
}
