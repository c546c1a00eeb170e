/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_LIBRARY_H
#define SQEEIA_MODEL_LIBRARY_H
/*
 * Finds and reads documents.  A questionnaire is read once a run and shared by
 * every assessment that names it.  Order of search for a questionnaire or pack:
 * a path given on the command line or in the file, the project's template
 * folders, the built-in ones.
 */
#include "base/err.h"
#include "base/map.h"
#include "diag/diag.h"
#include "model/assessment.h"

/* What a project asks of every assessment; what is not said is not asked. */
struct sq_policy {
    struct sq_num_given {
        bool given;
        sq_num value;
    } residual;               /* the most that may remain [points] */
    struct sq_word *outcomes; /* one of these is accepted */
    size_t n_outcomes;
    struct sq_word *gates; /* each must be passed or waived */
    size_t n_gates;
    struct sq_duration evidence_age; /* zero: not asked */
    struct sq_duration published; /* within, of a decision; zero: not asked */
    bool review;                  /* a day is set, and not past */
    bool complete;
    struct sq_span at;
};

/* `sqeeia.yaml` at the root of a repository */
struct sq_project {
    struct sq_source *source;
    sq_str root; /* its folder */
    struct sq_text organisation;
    struct sq_word *assessments; /* folders or files, relative to root */
    size_t n_assessments;
    struct sq_word *templates; /* folders, relative to root */
    size_t n_templates;
    struct sq_word as;       /* who answers are recorded for, unless --as */
    struct sq_text contact;  /* for the public: how to ask, object or appeal */
    struct sq_word *colours; /* as written; settled as: */
    size_t n_colours;
    sq_str ground, on; /* "#12356b" and what is written on it, or empty */
    struct sq_word logo;
    sq_str logo_bytes; /* PNG, or SVG; empty: none */
    bool logo_svg;
    struct sq_rule_level {
        struct sq_word code, level; /* error warning note off */
    } * rules;
    size_t n_rules;
    struct sq_path_rules {     /* the later one wins */
        struct sq_word *paths; /* patterns, relative to root */
        size_t n_paths;
        struct sq_rule_level *rules;
        size_t n_rules;
    } * per_path;
    size_t n_per_path;
    struct sq_word baseline; /* a file, relative to root */
    struct sq_policy policy;
};

struct sq_library {
    struct sq_arena *arena; /* everything read through it lives here */
    struct sq_diags *diags; /* findings about questionnaires, packs, project */
    const struct sq_project *project; /* NULL: none */
    struct sq_map by_path; /* resolved path or "built-in:id" → questionnaire */
    struct sq_map asked;   /* where from and what for → what was found there */
    struct sq_err unread;  /* a file that is there, and why the system did not
                              let us read it; empty text: none */
};

/* A template or pack inside the binary. */
struct sq_builtin {
    const char *id;
    bool pack;
    sq_str text;
    sq_str tree; /* the same, parsed: yaml/frozen.h */
};
extern const struct sq_builtin sq_builtins[]; /* sorted by id */
extern const size_t sq_n_builtins;
const struct sq_builtin *sq_builtin_find(sq_str id);
/* What a list of them shows, without reading the whole: its first lines, to the
 * first empty one, hold it. */
struct sq_builtin_head {
    sq_str title, version; /* in the arena or the program */
};
struct sq_builtin_head sq_builtin_head(struct sq_arena *a,
                                       const struct sq_builtin *b);

void sq_library_init(struct sq_library *l, struct sq_arena *a,
                     struct sq_diags *d);
/* Looks for sqeeia.yaml or .sqeeia.yaml from `dir` upwards, as far as a folder
 * with .git; reads it when found.  SQ_OK also when there is none. */
enum sq_status sq_library_project(struct sq_library *l, const char *dir,
                                  struct sq_err *err);

enum sq_doc_kind {
    SQ_DOC_UNKNOWN,
    SQ_DOC_QUESTIONNAIRE,
    SQ_DOC_PACK,
    SQ_DOC_ASSESSMENT,
    SQ_DOC_PROJECT
};

/* One file, whatever it is. */
struct sq_document {
    enum sq_doc_kind kind;
    struct sq_source *source;
    struct sq_tree *tree;
    struct sq_questionnaire *questionnaire; /* also for packs */
    struct sq_assessment *assessment;
    struct sq_project *project;
};
/*
 * Reads a text that is, or may be, the file of that name and, for an
 * assessment, finds and attaches its questionnaire.  The assessment itself
 * lives in `a` (one arena a document), questionnaires in the library's.  What
 * is wrong inside are findings in `d`.
 */
void sq_document_read_text(struct sq_library *l, struct sq_arena *a,
                           const char *name, sq_str text, struct sq_diags *d,
                           struct sq_document *out);
/* The same of a file.  SQ_OK whenever it could be read as bytes. */
enum sq_status sq_document_read(struct sq_library *l, struct sq_arena *a,
                                const char *path, struct sq_diags *d,
                                struct sq_document *out, struct sq_err *err);
/*
 * The questionnaire that the assessment at `name` asks for, when another
 * process has read that file and told of it: findings about the questionnaire
 * go where they would have gone, those about the assessment nowhere.
 */
const struct sq_questionnaire *sq_library_again(struct sq_library *l,
                                                const char *name, sq_str id,
                                                sq_str path);
/* By id (built-in or project) or by path (it has a slash or ends in .yaml). */
struct sq_questionnaire *sq_library_questionnaire(struct sq_library *l,
                                                  sq_str name, sq_str from_dir,
                                                  struct sq_diags *d,
                                                  struct sq_span asked_at);

#endif
