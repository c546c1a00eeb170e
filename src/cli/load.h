/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_CLI_LOAD_H
#define SQEEIA_CLI_LOAD_H
/* From paths on the command line to documents and results. */
#include "cli/cli.h"
#include "score/score.h"

struct sq_input {
    const char *path;
    bool walked; /* met in a folder: passed over quietly when not ours */
};
struct sq_inputs {
    struct sq_input *items;
    size_t n;
};
/* Folders become the .yaml and .yml files in them, sorted.  What cannot be
 * read is told, and the rest goes on. */
enum sq_exit sq_inputs_expand(struct sq_cli *cli, const struct sq_args *paths,
                              struct sq_inputs *out);
/* Does the text begin with a `sqeeia:` key? */
bool sq_text_is_ours(sq_str text);
/* Does that key, where it is found, say so?  True is a guess: the file's reader
 * has the last word. */
bool sq_text_may_be_assessment(sq_str text);
/* `.yaml` or `.yml`, or with a slash: a path rather than an id. */
bool sq_looks_like_path(sq_str word);

/* One assessment with everything worked out; its memory is its own.  Zeroed at
 * first; read into again, it drops the file before and uses its room. */
struct sq_load {
    struct sq_arena arena;
    struct sq_diags diags;
    struct sq_document doc;
    struct sq_case *c;
    struct sq_results *results; /* NULL: could not be scored */
    bool told_library;          /* findings in its questionnaire were told */
};
/*
 * Reads and scores.  Every reason why it could not is told; findings that are
 * errors are told too, and give SQ_EXIT_FOUND.  A file that was walked and is
 * no assessment leaves results NULL and gives SQ_EXIT_DONE.
 */
enum sq_exit sq_load_input(struct sq_cli *cli, const struct sq_input *input,
                           struct sq_load *l);
void sq_load_done(struct sq_load *l);
/* Findings about questionnaires, packs and the project that are errors are
 * told, once. */
bool sq_load_tell_library(struct sq_cli *cli);
/* "scribe" out of "a/scribe.yaml" */
sq_str sq_path_stem(const char *path);
sq_str sq_path_base(const char *path);
const char *sq_doc_kind_name(enum sq_doc_kind kind); /* "a questionnaire" */

#endif
