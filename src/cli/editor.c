/* SPDX-License-Identifier: MIT */
/* A long text in the person's own editor. */
#include "base/limits.h"
#include "cli/console.h"
#include "cli/load.h"
#include "sys/session.h"

static const char scissors[] =
    "# ------------------------ >8 ------------------------\n"
    "# What is above this line is the text; what follows is left out.\n";

static const char *
editor_command(void)
{
    static const char *const names[] = {"SQEEIA_EDITOR", "VISUAL", "EDITOR"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (sq_env(names[i]))
            return sq_env(names[i]);
    return "for e in sensible-editor editor nano vi; do command -v $e "
           ">/dev/null 2>&1 && break; done; $e";
}

static sq_str
page(struct sq_arena *a, sq_str text, sq_str guidance)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    sq_put(&b, text);
    sq_putz(&b, "\n\n");
    sq_putz(&b, scissors);
    sq_str line;
    while (sq_str_next(&guidance, '\n', &line)) {
        sq_putz(&b, line.len ? "# " : "#");
        sq_put(&b, line);
        sq_putc(&b, '\n');
    }
    sq_str whole = sq_str_copy(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return whole;
}

/* What stands above the scissors, without blanks and lines at its end. */
static sq_str
above(sq_str whole)
{
    sq_str rest = whole;
    sq_str line;
    size_t end = whole.len;
    while (sq_str_next(&rest, '\n', &line))
        if (sq_str_starts(line, "# ---") &&
            sq_str_has_folded(line, SQ_LIT(" >8 "))) {
            end = (size_t)(line.ptr - whole.ptr);
            break;
        }
    sq_str text = sq_str_trim(sq_str_sub(whole, 0, end));
    while (text.len &&
           (text.ptr[text.len - 1] == '\n' || text.ptr[text.len - 1] == '\r'))
        text = sq_str_trim(sq_str_sub(text, 0, text.len - 1));
    return text;
}

/* It outlives a crash of ours, so it is not among the temporary files. */
static const char *
edit_file(struct sq_desk *d, sq_str whole, struct sq_err *err)
{
    struct sq_arena *a = &d->cli->arena;
    sq_str folder = sq_state_folder(a);
    if (folder.len == 0)
        folder = SQ_LIT("/tmp");
    for (unsigned i = 1; i < 100; i++) {
        sq_str name =
            sq_str_printf(a, "%.*s-%ld-%u.md", SQ_FMT(sq_path_stem(d->path)),
                          sq_process_id(), i);
        const char *path = sq_path_join(a, folder, name);
        if (sq_file_exists(path))
            continue;
        return sq_file_write(path, whole, true, err) == SQ_OK ? path : NULL;
    }
    return NULL;
}

bool
sq_editor_take(struct sq_desk *d, sq_str text, sq_str guidance, sq_str *out,
               sq_str *out_why)
{
    struct sq_arena *a = &d->cli->arena;
    struct sq_err err = {0};
    unsigned before = sq_private_begin();
    const char *path = edit_file(d, page(a, text, guidance), &err);
    sq_private_end(before);
    if (!path) {
        *out_why = sq_str_printf(
            a, "There is no place for the editor's file: %s.", err.text);
        return false;
    }
    sq_term_end();
    int status = sq_editor_run(editor_command(), path);
    sq_term_begin();
    sq_str whole;
    if (status != 0 || sq_file_read(a, path, &whole, &err) != SQ_OK) {
        *out_why =
            sq_str_printf(a,
                          "The editor did not end well, so what was there is "
                          "kept. Its file is %s.",
                          path);
        return false;
    }
    sq_file_drop(path);
    *out = above(whole);
    if (!sq_str_eq(*out, sq_str_trim(text)))
        return true;
    *out_why = SQ_LIT("The text is as it was.");
    return false;
}
