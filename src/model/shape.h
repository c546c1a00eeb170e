/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_SHAPE_H
#define SQEEIA_MODEL_SHAPE_H
/*
 * The keys of the language as tables: one row a key, saying what it holds and
 * where in the struct it goes.  One reader serves them all, so that every
 * typing mistake is found in the same way, with its place and the nearest key
 * (S30).
 */
#include "diag/diag.h"
#include "model/questionnaire.h"
#include "yaml/node.h"

enum sq_kind {
    SQ_K_WORD,      /* struct sq_word: any string */
    SQ_K_ID,        /* struct sq_word: an id */
    SQ_K_TEXT,      /* struct sq_text: words for people */
    SQ_K_COUNT,     /* uint32_t */
    SQ_K_NUM,       /* sq_num; `also` a bool that says it was given, if any */
    SQ_K_BOOL,      /* bool */
    SQ_K_TRI,       /* int: 0 unsaid, 1 true, 2 false */
    SQ_K_ENUM,      /* int: index in `words`, from 1 (0 = unsaid) */
    SQ_K_CHOICE,    /* int: index in `words`, from 0 */
    SQ_K_DATE,      /* sq_date; `also` a struct sq_span, if any */
    SQ_K_DURATION,  /* struct sq_duration */
    SQ_K_EDGE,      /* struct sq_edge_num */
    SQ_K_FORMULA,   /* struct sq_formula */
    SQ_K_WORDS,     /* struct sq_word * and size_t: one word, or a list */
    SQ_K_TEXTS,     /* struct sq_text * and size_t */
    SQ_K_DATES,     /* sq_date * and size_t: one date, or a list */
    SQ_K_DURATIONS, /* struct sq_duration * and size_t */
    SQ_K_NODE,      /* struct sq_node *: read later */
    SQ_K_ONE,       /* a struct of `shape` */
    SQ_K_LIST,      /* T * and size_t, T of `shape` */
    SQ_K_MAP,       /* the same, from a map; the key goes to the id */
};

struct sq_shape;

struct sq_key {
    const char *name;
    enum sq_kind kind;
    bool required;
    size_t at;   /* offset of the member */
    size_t also; /* offset of the count, flag or span; SIZE_MAX: none */
    const struct sq_shape *shape;
    const char *const *words; /* NULL-terminated; of a WORD: for the schema,
                                 the reader of the whole checks it */
    const char *doc;          /* one line, for the editor schema and manual */
};

struct sq_shape {
    const char *what; /* "a question" */
    const struct sq_key *keys;
    size_t n;
    size_t size;               /* of the struct */
    size_t id_at;              /* offset of struct sq_word id; SIZE_MAX: none */
    size_t span_at;            /* offset of struct sq_span; SIZE_MAX: none */
    void (*preset)(void *out); /* values of what is not given */
    const char *brief; /* key that a bare scalar or list stands for, or NULL */
};

struct sq_reader {
    struct sq_arena *arena;
    const struct sq_tree *tree;
    struct sq_diags *diags;
    /*
     * A misspelt key is read as the one that it is near: of a file that is not
     * used with mistakes, so that what it says is not missed everywhere else.
     */
    bool guess;
    /*
     * Set where an entry's first line, or the list in it, is lost: names that
     * are in it are missed everywhere, which is told once.  NULL: nobody asks.
     */
    bool *hole;
};

struct sq_span sq_read_span(const struct sq_reader *r, const struct sq_node *n);
void sq_shape_read(const struct sq_reader *r, const struct sq_shape *shape,
                   const struct sq_node *node, void *out);
/* The pieces, for readers of their own. */
bool sq_read_word(const struct sq_reader *r, const struct sq_node *n,
                  struct sq_word *out);
bool sq_read_num(const struct sq_reader *r, const struct sq_node *n,
                 sq_num *out);
bool sq_read_edge(const struct sq_reader *r, const struct sq_node *n,
                  struct sq_edge_num *out);
void sq_read_list(const struct sq_reader *r, const struct sq_shape *shape,
                  const struct sq_node *n, void **out_items, size_t *out_n);
/* Mends how a day is written, where only one can be meant. */
void sq_fix_date(struct sq_diags *d, struct sq_diag *f, sq_str text);
bool sq_is_id(sq_str s);
/* "a list", "a map", "text": what a node is, in a sentence. */
const char *sq_node_what(const struct sq_node *n);

#define SQ_AT(type, member) offsetof(struct type, member), SIZE_MAX
#define SQ_AT2(type, member, second) \
    offsetof(struct type, member), offsetof(struct type, second)
#define SQ_SHAPE(what, keys, type, id, span, preset, brief)                  \
    {                                                                        \
        what, keys, sizeof(keys) / sizeof(keys)[0], sizeof(struct type), id, \
            span, preset, brief                                              \
    }

#endif
