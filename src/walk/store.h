/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_WALK_STORE_H
#define SQEEIA_WALK_STORE_H
/*
 * An assessment that is being answered: its text, always readable, and what the
 * text means.  An edit changes the person's own text by a splice, reads the
 * result again and compares: it is taken only if exactly the one entry changed
 * and the program understands it.  No files here: the caller writes `text`.
 */
#include "base/arena.h"
#include "model/library.h"
#include "score/case.h"

struct sq_edit {
    const char *part; /* "answers", "later", "about", or a register's name */
    /* of an entry of a map, or the id of an item of a register; empty: an item
     * is added, or the part itself goes, when nothing is left in it */
    sq_str key;
    sq_str value; /* one line of YAML; empty: the entry goes */
    /* of the item of a register whose id is `key`; NULL: the whole entry */
    const char *member;
};

/* Two changed the answer to one question, or one fact of the front page; texts
 * are one line of YAML each, empty where there is none. */
struct sq_clash {
    sq_str key; /* "D2", "about: owner" */
    sq_str before, theirs, ours;
};

/* All that was read from one text; its memory goes with it. */
struct sq_page {
    struct sq_arena arena;
    sq_str text;
    struct sq_document doc;
    struct sq_diags diags;
    struct sq_case *c; /* NULL: not an assessment that can be answered */
};

struct sq_store {
    struct sq_library *library;
    const char *name; /* of the file, for findings and for paths in it */
    sq_date today;
    struct sq_page *page;
    struct sq_page pages[3]; /* the present one and those being tried */
    struct sq_arena arena;   /* of the edits */
    struct sq_edit *unsaved; /* taken, and not yet on disk */
    size_t n_unsaved;
    struct sq_map saved; /* sq_clash.key of what is unsaved → what is on disk */
    bool renamed; /* a new entry's id was taken by somebody else meanwhile */
};

/* Looks at `text` (copied).  False, and page->c is NULL, when it cannot be
 * answered: the reasons are in page->diags and in the library's. */
bool sq_store_open(struct sq_store *s, struct sq_library *library,
                   const char *name, sq_str text, sq_date today);
void sq_store_done(struct sq_store *s);
/* False, with a sentence in *out_why (in `a`), and nothing changed. */
bool sq_store_set(struct sq_store *s, const struct sq_edit *e,
                  struct sq_arena *a, sq_str *out_why);
/* Somebody else changed the file: starts from their text and makes the unsaved
 * edits again.  False, and nothing changed, when that cannot be. */
bool sq_store_rebase(struct sq_store *s, sq_str text, struct sq_arena *a,
                     sq_str *out_why);
/* What is different, in `text`, from what we knew, and what we want it to be;
 * `out` in `a`. */
size_t sq_store_clashes(struct sq_store *s, sq_str text, struct sq_arena *a,
                        struct sq_clash **out);
/* Ours stays, whatever they have there: not asked again while they leave it. */
void sq_store_insist(struct sq_store *s, const struct sq_clash *c);
/* Forgets what is unsaved under a sq_clash.key. */
void sq_store_forget(struct sq_store *s, sq_str name);
/* Everything that is unsaved, as lines that --answers reads. */
void sq_store_put_unsaved(const struct sq_store *s, struct sq_sbuf *out);
/* An answer as one line of YAML, in `a`; empty when there is none. */
sq_str sq_store_entry(const struct sq_store *s, struct sq_arena *a, sq_str key);
/* What stands where the edit changes something, in the same way. */
sq_str sq_store_before(const struct sq_store *s, struct sq_arena *a,
                       const struct sq_edit *e);
/* The text is on disk. */
void sq_store_saved(struct sq_store *s);

#endif
