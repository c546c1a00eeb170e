/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_FOUND_H
#define SQEEIA_REPORT_FOUND_H
/*
 * The findings of a run for programs and people: one model, a writer a format.
 * A writer is given one file after the other, so that nothing of a file need
 * be kept but its text.
 */
#include "base/sbuf.h"
#include "diag/diag.h"
#include "yaml/node.h"

/* Does a finding count? */
enum sq_standing {
    SQ_STANDS,     /* yes */
    SQ_IGNORED,    /* no: a comment in the file says why */
    SQ_REGISTERED, /* no: the assessment's register says why */
    SQ_KNOWN       /* no: it is in the baseline */
};

struct sq_found {
    const struct sq_diag *diag;
    sq_str place; /* "answers.D2"; empty when it is nowhere in particular */
    sq_str value; /* normalised: what the finding is about, without layout */
    sq_str mark;  /* fingerprint: 32 hex digits, different for each in a file */
    enum sq_standing standing;
    sq_str because; /* of an ignored or registered one */
};

/* What was found in one file; name NULL: between files, about the run. */
struct sq_found_file {
    sq_str name; /* as people know it */
    struct sq_found *items;
    size_t n;
    const char *trouble; /* why it could not be read; NULL: it was */
};

struct sq_found_run {
    const char *version; /* of the program */
    sq_str root;         /* absolute folder that paths are told from */
    enum sq_level fail_on;
    bool colour, excerpt, all, quiet;
    /* filled in while the run goes on; whole only in `whole` */
    size_t n_files, n_trouble;
    size_t n[SQ_ERROR + 1]; /* that stand */
    size_t n_suppressed, n_known;
    int exit;
    enum sq_level show; /* the least level that is told */
};

/* What a writer has put so far. */
struct sq_found_out {
    struct sq_arena *arena; /* lasts as long as the run */
    struct sq_sbuf body;
    size_t n; /* entries in it */
    struct sq_sbuf kept[SQ_ERROR + 1];
    size_t n_kept[SQ_ERROR + 1];
};

struct sq_findings_format {
    const char *name;
    /* Adds to out->body what is to be said of one file. */
    void (*file)(const struct sq_found_run *run, const struct sq_found_file *f,
                 struct sq_found_out *out);
    /* The product, made of out->body; NULL: the body as it is, which may then
     * be passed on after every file. */
    void (*whole)(const struct sq_found_run *run, struct sq_found_out *out,
                  struct sq_sbuf *product);
};

#define FINDINGS_FORMAT(name, summary) \
    extern const struct sq_findings_format sq_findings_format_##name;
#include "report/found.def"
#undef FINDINGS_FORMAT

extern const struct sq_findings_format *const sq_findings_formats[];
const struct sq_findings_format *sq_findings_format_find(sq_str name);

void sq_found_out_init(struct sq_found_out *out, struct sq_arena *a);
void sq_found_out_done(struct sq_found_out *out);

/*
 * Says where each finding is by content: its place in the tree (may be NULL),
 * its value, its mark.  Lines play no part.  Items are borrowed, texts go to
 * the arena.
 */
void sq_found_locate(struct sq_arena *a, const struct sq_found_run *run,
                     const struct sq_tree *tree, struct sq_found *items,
                     size_t n);
/* The file's name told from run->root: no leading ./, forward slashes. */
sq_str sq_found_path(const struct sq_found_run *run, sq_str name);
/* The name of the file that a finding is in. */
sq_str sq_found_file_of(const struct sq_found_run *run,
                        const struct sq_diag *d);
/* First and one past the last; 1:1 when it is about the whole run. */
struct sq_range_of {
    struct sq_place from, to;
};
struct sq_range_of sq_found_range(const struct sq_diag *d);
/* What is to be told: it stands, and its level is high enough. */
bool sq_found_is_told(const struct sq_found_run *run, const struct sq_found *f);
/* "2 files, 1 error, 3 warnings (1 suppressed)" */
void sq_found_put_summary(const struct sq_found_run *run, struct sq_sbuf *b);

#endif
