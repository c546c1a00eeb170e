/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_WALK_WALK_H
#define SQEEIA_WALK_WALK_H
/*
 * The interview without a terminal: feed a line, get text to print, and find
 * every answer in store->text at once.  It knows no terminal and no files; who
 * runs it (cli/console.c, tests) prints the screen and writes the text.
 *
 * Output is append-only lines; the last one, without a line end, is a prompt.
 */
#include "walk/reply.h"
#include "walk/store.h"

/* Some of the answers: all, those of a section, or those of a part of it. */
struct sq_walk_scope {
    const struct sq_section *section; /* NULL: all of them */
    sq_str part;                      /* "J4" or "J4.age"; empty: all of it */
};
bool sq_walk_scope_has(const struct sq_walk_scope *s,
                       const struct sq_question *q, sq_str key);

struct sq_walk_setup {
    sq_str lang;        /* empty: the questionnaire's own */
    sq_str by;          /* who answers; empty: answers carry no name or day */
    const char *file;   /* as typed, for "Resume with …" */
    unsigned width;     /* [columns] */
    bool colour;        /* bold questions, red errors; words say it too */
    bool unanswered;    /* ask only what is missing, then stop */
    const sq_str *only; /* ids of sections, groups, questions or cells */
    size_t n_only;
    sq_str role; /* ask only what this role answers; empty: everything */
    bool core;   /* ask only critical questions */
    /* Texts that layers above can make; either may be NULL. */
    void (*put_score)(void *ctx, const struct sq_case *c, struct sq_sbuf *out);
    void (*put_findings)(void *ctx, const struct sq_case *c,
                         const struct sq_walk_scope *scope,
                         struct sq_sbuf *out);
    void *ctx;
};

struct sq_walk;

/* Starts on a store that can be answered; nothing is asked yet. */
struct sq_walk *sq_walk_new(struct sq_arena *a, struct sq_store *store,
                            const struct sq_walk_setup *setup);
void sq_walk_free(struct sq_walk *w);
/* What to print since the last feed; borrowed until the next. */
sq_str sq_walk_screen(const struct sq_walk *w);
/* One line as typed, without its line end. */
void sq_walk_feed(struct sq_walk *w, sq_str line);
/* The text changed under us (sq_store_rebase): finds its place again. */
void sq_walk_refresh(struct sq_walk *w);
/* Is free text being asked for, so that a file could give it? */
bool sq_walk_takes_text(struct sq_walk *w);
/* An error of the caller's, and the prompt again. */
void sq_walk_refuse(struct sq_walk *w, sq_str why);
bool sq_walk_ended(const struct sq_walk *w);
/* `save` was typed: the caller writes and says how it went. */
bool sq_walk_wants_save(const struct sq_walk *w);
/* `edit` was typed: the caller lets `text` be edited, with the guidance to be
 * read beside it, and gives it back; both are borrowed until the next feed. */
bool sq_walk_wants_edit(struct sq_walk *w, sq_str *out_text,
                        sq_str *out_guidance);
void sq_walk_edited(struct sq_walk *w, sq_str text);
/* The same question again, for a caller who printed something else. */
void sq_walk_again(struct sq_walk *w, sq_str news);
/* Where a text is taken: may it have more than one line? */
bool sq_walk_takes_lines(struct sq_walk *w);
/* Id of the question that is being asked; empty on the other pages. */
sq_str sq_walk_at(const struct sq_walk *w);

/*
 * One answer without a conversation, for --set and --answers: `id` names a
 * question or a cell, new rows of growing tables included.  An entry in a file
 * of answers is given as a node.  False with a sentence in *out_why.
 */
bool sq_walk_set(struct sq_store *store, const struct sq_walk_setup *setup,
                 struct sq_arena *a, sq_str id, sq_str typed, sq_str *out_why);
bool sq_walk_set_node(struct sq_store *store, const struct sq_walk_setup *setup,
                      struct sq_arena *a, const struct sq_tree *t,
                      const struct sq_node *entry, sq_str *out_why);

/* Does --only mean anything by this id, asked for or not? */
bool sq_walk_knows(const struct sq_case *c, sq_str id);

/* The whole questionnaire as plain text or Markdown, with the answers so far;
 * `width` counts for plain text. */
void sq_walk_print(const struct sq_case *c, sq_str lang, unsigned width,
                   struct sq_sbuf *out);
void sq_walk_print_markdown(const struct sq_case *c, sq_str lang,
                            struct sq_sbuf *out);

#endif
