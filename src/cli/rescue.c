/* SPDX-License-Identifier: MIT */
/* Where answers go that the assessment's own file could not take. */
#include "base/limits.h"
#include "cli/console.h"
#include "cli/load.h"
#include "sys/session.h"

/* Makes the folder and those above it, as far as they are missing. */
static void
make_folders(struct sq_arena *a, sq_str path)
{
    for (size_t at = 1; at <= path.len; at++)
        if (at == path.len || path.ptr[at] == '/') {
            const char *folder = sq_str_z(a, sq_str_sub(path, 0, at));
            if (!sq_file_is_dir(folder))
                sq_dir_make(folder, NULL);
        }
}

sq_str
sq_state_folder(struct sq_arena *a)
{
    const char *state = sq_env("XDG_STATE_HOME");
    const char *home = sq_env("HOME");
    sq_str folder = {0};
    if (state)
        folder = sq_str_of(sq_path_join(a, sq_str_of(state), SQ_LIT("sqeeia")));
    else if (home)
        folder = sq_str_of(
            sq_path_join(a, sq_str_of(home), SQ_LIT(".local/state/sqeeia")));
    if (folder.len)
        make_folders(a, folder);
    return folder;
}

/* Another disk than the full one, if there is one; our own folder last. */
static size_t
places(struct sq_desk *d, sq_str out[4])
{
    struct sq_arena *a = &d->cli->arena;
    size_t n = 0;
    out[n] = sq_state_folder(a);
    n += out[n].len > 0;
    out[n] = sq_str_of(sq_env("TMPDIR"));
    n += out[n].len > 0;
    out[n++] = SQ_LIT("/tmp");
    out[n++] = sq_path_dir(a, d->path);
    return n;
}

static sq_str
rescue_text(struct sq_desk *d)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    sq_putf(&b,
            "# Answers that could not be written to %s.\n"
            "# Once there is room: sqeeia assess %s --answers THIS-FILE\n",
            sq_cli_word(d->cli, d->path), sq_cli_word(d->cli, d->path));
    sq_store_put_unsaved(d->store, &b);
    sq_str text = sq_str_copy(&d->cli->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return text;
}

static bool
write_new_rescue(struct sq_desk *d, sq_str text)
{
    struct sq_arena *a = &d->cli->arena;
    sq_str folders[4];
    size_t n = places(d, folders);
    sq_str name = sq_str_printf(a, "%.*s-rescue-%ld.yaml",
                                SQ_FMT(sq_path_stem(d->path)), sq_process_id());
    for (size_t i = 0; i < n; i++) {
        const char *path = sq_path_join(a, folders[i], name);
        if (sq_file_write(path, text, true, NULL) == SQ_OK) {
            d->rescue = path;
            return true;
        }
    }
    return false;
}

bool
sq_rescue_write(struct sq_desk *d)
{
    sq_str text = rescue_text(d);
    unsigned before = sq_private_begin();
    bool done =
        d->rescue && sq_file_write(d->rescue, text, false, NULL) == SQ_OK;
    if (!done)
        done = write_new_rescue(d, text);
    sq_private_end(before);
    return done;
}

void
sq_rescue_drop(struct sq_desk *d)
{
    if (d->rescue)
        sq_file_drop(d->rescue);
    d->rescue = NULL;
}
