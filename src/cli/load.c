/* SPDX-License-Identifier: MIT */
#include "cli/load.h"

#include <string.h>

#include "base/limits.h"
#include "cli/findings.h"
#include "lint/lint.h"

static const char *const endings[] = {".yaml", ".yml"};

static void
add_input(struct sq_cli *cli, struct sq_inputs *out, const char *path,
          bool walked)
{
    out->items =
        sq_arena_push(&cli->arena, out->items, &out->n, sizeof *out->items);
    out->items[out->n - 1] = (struct sq_input){path, walked};
}

/* A link that leads out of the folder, and out of the project. */
static bool
leads_out(struct sq_cli *cli, const char *folder, const char *path)
{
    struct sq_arena *a = &cli->arena;
    if (!sq_path_is_link(path) || !sq_path_real(a, path) ||
        sq_path_inside(a, path, folder))
        return false;
    enum sq_exit ignored;
    const struct sq_library *l = sq_cli_library(cli, &ignored);
    return !l || !l->project ||
           !sq_path_inside(a, path, sq_str_z(a, l->project->root));
}

/* Whoever may put a link into a folder may not choose what else is read. */
static enum sq_exit
add_walked(struct sq_cli *cli, struct sq_inputs *out, const char *folder,
           const char *path)
{
    if (leads_out(cli, folder, path)) {
        sq_cli_fail(cli,
                    "`%s` is a link that leads out of `%s`, and is not read",
                    path, folder);
        return SQ_EXIT_SYSTEM;
    }
    add_input(cli, out, path, true);
    return SQ_EXIT_DONE;
}

static enum sq_exit
add_folder(struct sq_cli *cli, struct sq_inputs *out, const char *path)
{
    struct sq_paths files;
    struct sq_err err;
    enum sq_status status =
        sq_dir_walk(&cli->arena, path, endings,
                    sizeof endings / sizeof endings[0], &files, &err);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    enum sq_exit worst = SQ_EXIT_DONE;
    for (size_t i = 0; i < files.n; i++)
        worst =
            sq_exit_worse(worst, add_walked(cli, out, path, files.items[i]));
    return worst;
}

enum sq_exit
sq_inputs_expand(struct sq_cli *cli, const struct sq_args *paths,
                 struct sq_inputs *out)
{
    enum sq_exit worst = SQ_EXIT_DONE;
    *out = (struct sq_inputs){0};
    for (size_t i = 0; i < paths->n; i++) {
        if (sq_file_is_dir(paths->items[i]))
            worst = sq_exit_worse(worst, add_folder(cli, out, paths->items[i]));
        else
            add_input(cli, out, paths->items[i], false);
    }
    return worst;
}

/* The first line that says something. */
static sq_str
first_line(sq_str text)
{
    sq_str rest = text;
    sq_str line;
    if (sq_str_starts(rest, "\xEF\xBB\xBF"))
        rest = sq_str_sub(rest, 3, rest.len);
    while (sq_str_next(&rest, '\n', &line)) {
        bool nothing = sq_str_trim(line).len == 0 || line.ptr[0] == '#' ||
                       line.ptr[0] == '%' || sq_str_starts(line, "---");
        if (!nothing)
            return line;
    }
    return (sq_str){0};
}

bool
sq_text_is_ours(sq_str text)
{
    sq_str line = first_line(text);
    return sq_str_starts(line, "sqeeia:") ||
           sq_str_starts(line, "\"sqeeia\":") ||
           sq_str_starts(line, "'sqeeia':");
}

bool
sq_text_may_be_assessment(sq_str text)
{
    sq_str line = first_line(text);
    return !sq_str_has_folded(line, SQ_LIT("questionnaire/")) &&
           !sq_str_has_folded(line, SQ_LIT("pack/"));
}

static bool
ends_with(sq_str s, const char *end)
{
    size_t n = strlen(end);
    return s.len > n && sq_str_is(sq_str_sub(s, s.len - n, s.len), end);
}

bool
sq_looks_like_path(sq_str word)
{
    return sq_str_find(word, '/', 0) < word.len || ends_with(word, ".yaml") ||
           ends_with(word, ".yml");
}

sq_str
sq_path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return sq_str_of(slash ? slash + 1 : path);
}

sq_str
sq_path_stem(const char *path)
{
    sq_str base = sq_path_base(path);
    for (size_t i = base.len; i-- > 1;)
        if (base.ptr[i] == '.')
            return sq_str_sub(base, 0, i);
    return base;
}

const char *
sq_doc_kind_name(enum sq_doc_kind kind)
{
    static const char *const names[] = {
        [SQ_DOC_UNKNOWN] = "not a sqeeia file",
        [SQ_DOC_QUESTIONNAIRE] = "a questionnaire",
        [SQ_DOC_PACK] = "a pack",
        [SQ_DOC_ASSESSMENT] = "an assessment",
        [SQ_DOC_PROJECT] = "a project file",
    };
    return names[kind];
}

bool
sq_load_tell_library(struct sq_cli *cli)
{
    struct sq_diags *d = &cli->library_diags;
    bool any = sq_diags_count(d, SQ_ERROR) > 0;
    if (any)
        sq_findings_tell(cli, d, SQ_ERROR);
    sq_diags_init(d, &cli->arena);
    return any;
}

/* A document was read; is it an assessment that can be scored? */
static enum sq_exit
judge(struct sq_cli *cli, const struct sq_input *input, struct sq_load *l)
{
    const struct sq_assessment *as = l->doc.assessment;
    if (l->doc.kind != SQ_DOC_ASSESSMENT && l->doc.kind != SQ_DOC_UNKNOWN) {
        sq_cli_fail(cli, "%s is %s; `%s` wants an assessment", input->path,
                    sq_doc_kind_name(l->doc.kind), sq_command_word(cli));
        return SQ_EXIT_USAGE;
    }
    if (!as || !as->usable) {
        if (sq_diags_count(&l->diags, SQ_ERROR))
            sq_findings_tell(cli, &l->diags, SQ_ERROR);
        l->told_library = sq_load_tell_library(cli);
        sq_cli_fail(cli, "%s cannot be read as an assessment", input->path);
        return SQ_EXIT_SYSTEM;
    }
    if (!as->questionnaire || !as->questionnaire->usable) {
        if (sq_diags_count(&l->diags, SQ_ERROR))
            sq_findings_tell(cli, &l->diags, SQ_ERROR);
        l->told_library = sq_load_tell_library(cli);
        sq_cli_fail(cli, "%s: its questionnaire cannot be used", input->path);
        return SQ_EXIT_USAGE;
    }
    return SQ_EXIT_DONE;
}

static enum sq_exit
score(struct sq_cli *cli, struct sq_load *l)
{
    l->c = sq_case_new(&l->arena, l->doc.assessment, cli->today, &l->diags);
    l->results = sq_score(&l->arena, l->c);
    return sq_diags_count(&l->diags, SQ_ERROR) ? SQ_EXIT_FOUND : SQ_EXIT_DONE;
}

/* Met in a folder, and none of this command's business? */
static bool
is_passed_over(struct sq_load *l, const struct sq_input *input, sq_str *out)
{
    struct sq_err err;
    return input->walked &&
           sq_file_read(&l->arena, input->path, out, &err) == SQ_OK &&
           !sq_text_is_ours(*out);
}

enum sq_exit
sq_load_input(struct sq_cli *cli, const struct sq_input *input,
              struct sq_load *l)
{
    sq_arena_clear(&l->arena);
    *l = (struct sq_load){.arena = l->arena};
    sq_diags_init(&l->diags, &l->arena);
    enum sq_exit e = SQ_EXIT_USAGE;
    struct sq_library *lib = sq_cli_library(cli, &e);
    if (!lib)
        return e;
    sq_str text = {0};
    if (is_passed_over(l, input, &text))
        return SQ_EXIT_DONE;

    sq_cli_say_more(cli, "reading %s", input->path);
    struct sq_err err;
    enum sq_status status = SQ_OK;
    if (text.ptr)
        sq_document_read_text(lib, &l->arena, input->path, text, &l->diags,
                              &l->doc);
    else
        status = sq_document_read(lib, &l->arena, input->path, &l->diags,
                                  &l->doc, &err);
    if (status != SQ_OK)
        return sq_cli_failed(cli, &err, status);
    if (input->walked && l->doc.kind != SQ_DOC_ASSESSMENT &&
        l->doc.kind != SQ_DOC_UNKNOWN)
        return SQ_EXIT_DONE;
    e = judge(cli, input, l);
    if (e != SQ_EXIT_DONE)
        return e;
    e = score(cli, l);
    if (e == SQ_EXIT_FOUND)
        sq_findings_tell(cli, &l->diags, SQ_ERROR);
    return e;
}

void
sq_load_done(struct sq_load *l)
{
    sq_arena_done(&l->arena);
    *l = (struct sq_load){0};
}
