/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_LINT_PORTFOLIO_H
#define SQEEIA_LINT_PORTFOLIO_H
/*
 * All assessments of a run beside each other.  Documents are gone by then: of
 * each one a summary is kept, with offsets for places, and its bytes are read
 * again only when a finding stands in it.
 */
#include "base/map.h"
#include "diag/diag.h"
#include "lint/look.h"

struct sq_arena;

struct sq_extent { /* [bytes] in the member's file */
    uint32_t from, to;
};
struct sq_mention { /* a word with its place */
    sq_str text;
    struct sq_extent at;
};
/* A long text, by what it comes to.  There are hundreds of these in a file, all
 * kept to the end of a run: they are as small as they can be. */
struct sq_passage {
    uint64_t hash;
    const sq_str *id; /* of its answer */
    struct sq_extent at;
};
/* A row that people added: what it is about. */
struct sq_added {
    sq_str key;   /* its plain name */
    sq_str label; /* for people */
    sq_str row;   /* its id in the group */
};
/* An effect on somebody: of a list's item, or of a place by its name. */
struct sq_touch {
    const struct sq_group *group;
    const struct sq_item *item; /* of a list, which other questionnaires may
                                   share; else NULL, and there is a place */
    const struct sq_added *added;
    struct sq_extent at;
    uint8_t effect; /* enum sq_effect */
    bool not_known;
    bool lasting;  /* what is left of the harm is at least medium */
    bool reasoned; /* its direction has a reason or an answer */
};

struct sq_member {
    size_t index;             /* in the portfolio */
    const char *name;         /* of the file */
    struct sq_source *source; /* read again; NULL: not yet */
    struct sq_mention title, reference, organisation, parent, replaces;
    struct sq_mention *children, *sisters, *partners;
    size_t n_children, n_sisters, n_partners;
    sq_str questionnaire;
    sq_date when;    /* takes effect, else is decided, else was begun */
    sq_date written; /* completed, else begun */
    bool draft;
    struct sq_passage *copies;
    size_t n_copies;
    struct sq_touch *touches;
    size_t n_touches;
    enum sq_code *quiet; /* accepted for the whole file, for a time */
    size_t n_quiet;
};

struct sq_portfolio {
    struct sq_arena *arena;
    sq_date today;
    struct sq_member **members;
    size_t n;
    struct sq_map by_reference; /* the first of each */
    /* The file's bytes again, for a finding in it; NULL: they cannot be had. */
    struct sq_source *(*open)(void *ctx, const char *name);
    void *ctx;
};

struct sq_member *sq_portfolio_add(struct sq_portfolio *p,
                                   const struct sq_look *k);
/* The same for one that was summed up elsewhere, and lives in p->arena. */
void sq_portfolio_join(struct sq_portfolio *p, struct sq_member *m);
/* By reference; NULL when none has it. */
struct sq_member *sq_member_find(const struct sq_portfolio *p,
                                 sq_str reference);
/* "age", or the plain name; and the same for people. */
sq_str sq_touch_key(const struct sq_touch *t);
sq_str sq_touch_label(const struct sq_touch *t);
/* The id of its row. */
sq_str sq_touch_row(const struct sq_touch *t);
/* One names the other as parent, child, sister or forerunner. */
bool sq_members_linked(const struct sq_member *a, const struct sq_member *b);
/* Its reference, else its title. */
sq_str sq_member_called(const struct sq_member *m);
struct sq_span sq_member_span(struct sq_portfolio *p, struct sq_member *m,
                              struct sq_extent at);
/* Does the file accept findings of the code for a time? */
bool sq_member_quiet(const struct sq_member *m, enum sq_code code);

#endif
