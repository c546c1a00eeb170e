/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_WALK_PRIVATE_H
#define SQEEIA_WALK_PRIVATE_H
/* What the files of walk/ share. */
#include "base/arena.h"
#include "base/sbuf.h"
#include "walk/front.h"
#include "walk/walk.h"

enum sq_walk_mode {
    SQ_AT_TASKS,    /* the list of sections */
    SQ_AT_QUESTION, /* the answer, or the row of a rating */
    SQ_AT_COLUMN,   /* the column of a rating */
    SQ_AT_MORE,     /* further lines of a long text */
    SQ_AT_REASON,   /* why it is not applicable: must be said */
    SQ_AT_BECAUSE,  /* the reason for an answer that is kept already */
    SQ_AT_EVIDENCE, /* evidence for an answer that is kept already */
    SQ_AT_ACTION,   /* what will be done about this answer */
    SQ_AT_FIELD,    /* a member of a register's entry that is kept already */
    SQ_AT_ROWS,     /* shall a table grow? */
    SQ_AT_SECTION,  /* the answers of a section, to be checked */
    SQ_AT_END,      /* nothing more to ask */
    SQ_ENDED
};

/* A place in the interview: a question to answer, or a table that can grow. */
struct sq_stop {
    sq_str key;                   /* J4.age.direction; J4.+ for the table */
    const struct sq_slot *slot;   /* NULL for a table */
    const struct sq_group *group; /* of the table */
};

struct sq_undo {
    struct sq_edit edit; /* that makes it as it was */
    sq_str at;           /* where it was done */
    bool chained;        /* goes together with the one before it */
};

/* A line each, about an entry of a register or on the front page. */
struct sq_form {
    const char *part; /* "evidence", "about" */
    sq_str id;        /* E4; empty: the part itself has the members */
    const struct sq_field *fields;
    size_t n, at;
    enum sq_walk_mode then; /* where it was begun */
};

/* Where `change` comes back to. */
enum sq_origin { SQ_FROM_NOWHERE, SQ_FROM_SECTION, SQ_FROM_END, SQ_FROM_STOP };

struct sq_walk {
    struct sq_arena *arena; /* lives as long as the interview */
    struct sq_store *store;
    struct sq_walk_setup setup;
    struct sq_sbuf screen;
    enum sq_walk_mode mode;
    bool wants_save, wants_edit;
    bool review;  /* going through answers that are there */
    bool greeted; /* the list of commands was mentioned */

    struct sq_stop *stops; /* what can be asked now; of the store's page */
    size_t n_stops;
    sq_str at;             /* key of the present stop; empty: none */
    struct sq_row new_row; /* begun, with nothing in the file yet */
    struct sq_slot new_slot;
    bool in_new_row;

    struct sq_draft draft; /* of the present question */
    uint32_t row_option;   /* of a rating, before its column is known */
    sq_str note;           /* a reason typed before the answer */
    sq_str refused;        /* a text that was typed and did not fit */
    struct sq_form form;

    sq_str *trail; /* keys of the stops behind us */
    size_t n_trail;
    struct sq_undo *undo;
    size_t n_undo;
    struct sq_map passed;  /* keys skipped or declined in this session */
    struct sq_map touched; /* ids of groups that got an answer */
    struct sq_map shown;   /* meanings and introductions already printed */
    struct sq_map checked; /* ids of sections that were checked */
    /* keys of what was put aside and came back in this session; what is put
     * aside stands in the file */
    struct sq_map returned;
    bool evidence_alone; /* it was asked for, and came with no answer */
    sq_str section; /* whose heading was printed last; empty: say it again */
    sq_str *listed; /* keys of the answers that were last listed, in order */
    size_t n_listed;
    enum sq_origin origin;
    sq_str origin_key;   /* a section's id, or a stop's key */
    struct sq_map known; /* keys of the stops when `change` was typed */
};

/* ---- place.c ------------------------------------------------------------- */

void sq_walk_survey(struct sq_walk *w);                    /* fills stops */
size_t sq_walk_index(const struct sq_walk *w, sq_str key); /* n_stops: none */
/* Shall it be asked, going forward? */
bool sq_walk_needs(const struct sq_walk *w, const struct sq_stop *s);
const struct sq_stop *sq_walk_first(struct sq_walk *w);
/* At the start of a session: what was left empty on another day. */
void sq_walk_pass_by(struct sq_walk *w);
/* After the present one; NULL: none.  `any`: answered ones too. */
const struct sq_stop *sq_walk_after(const struct sq_walk *w, bool any);
/* By id of a stop, question, group or section, or a section's number. */
const struct sq_stop *sq_walk_lookup(struct sq_walk *w, sq_str word,
                                     sq_str *out_why);
const struct sq_section *sq_stop_section(const struct sq_stop *s);
/* The slot being asked: in the case, or of a row that is only begun. */
const struct sq_slot *sq_walk_slot(struct sq_walk *w);
/* `id` empty: one is made up. */
void sq_walk_begin_row(struct sq_walk *w, const struct sq_group *g, sq_str id);

struct sq_progress {
    uint32_t asked, answered, missing, pending, problems;
};
/* Do the modes --only, --role and --core leave it in? */
bool sq_walk_wants(const struct sq_walk *w, const struct sq_question *q,
                   sq_str key);
bool sq_walk_is_filtered(const struct sq_walk *w);
const struct sq_section *sq_walk_section(const struct sq_walk *w, sq_str id);
/* A row of a growing table by its id, its number or its label. */
const struct sq_row *sq_walk_row(const struct sq_walk *w,
                                 const struct sq_group *g, sq_str word);
bool sq_walk_row_is_taken(const struct sq_walk *w, const struct sq_group *g,
                          sq_str row);
struct sq_progress sq_walk_progress(const struct sq_walk *w,
                                    const struct sq_section *s);

/* ---- later.c: what is put aside, in the file ----------------------------- */

/* Is it marked, by the key of a stop or the id of a section? */
bool sq_walk_is_aside(const struct sq_walk *w, sq_str id);
/* Marks it, or takes the mark away. */
bool sq_walk_put_aside(struct sq_walk *w, sq_str id);
void sq_walk_take_up(struct sq_walk *w, sq_str id);
/* The first that is put aside and did not come back yet; NULL: none. */
const struct sq_stop *sq_walk_aside(const struct sq_walk *w);

/* ---- screen.c ------------------------------------------------------------ */

void sq_screen_tasks(struct sq_walk *w);
void sq_screen_question(struct sq_walk *w);
void sq_screen_rows(struct sq_walk *w);
void sq_screen_prompt(struct sq_walk *w); /* of the present mode, alone */
void sq_screen_help(struct sq_walk *w);   /* with this question */
void sq_screen_commands(struct sq_walk *w);
void sq_screen_evidence(struct sq_walk *w, bool all);
void sq_screen_actions(struct sq_walk *w);
/* The columns of a rating whose row is known. */
void sq_screen_columns(struct sq_walk *w, const struct sq_matrix *m);
/* Says back what was understood. */
void sq_screen_answer(struct sq_walk *w);
void sq_screen_line(struct sq_walk *w, sq_str text);
void sq_screen_put(struct sq_walk *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
/* With so many columns before the first line, and before the others. */
void sq_screen_item(struct sq_walk *w, unsigned first, unsigned indent,
                    sq_str text);
void sq_screen_bold(struct sq_walk *w, sq_str text);
void sq_screen_error(struct sq_walk *w, sq_str why);
void sq_screen_sections(struct sq_walk *w);
/* The answer in words. */
sq_str sq_screen_reply(const struct sq_walk *w, const struct sq_slot *s);
/* What a row is called, cut to so many columns. */
sq_str sq_screen_row_name(const struct sq_walk *w, const struct sq_row *row,
                          unsigned columns);

/* ---- review.c: check your answers ---------------------------------------- */

/* The answers, numbered for `change`; long tables are summed up unless the
 * whole is wished for. */
void sq_screen_answers(struct sq_walk *w, const struct sq_walk_scope *scope,
                       bool whole);
uint32_t sq_walk_count(const struct sq_walk *w,
                       const struct sq_walk_scope *scope);
enum { SQ_FEW_ANSWERS = 30 }; /* that can be looked through at once */
void sq_screen_section(struct sq_walk *w);
void sq_screen_end(struct sq_walk *w);

/* ---- front.c ------------------------------------------------------------- */

/* What the page says of it; empty: nothing. */
sq_str sq_walk_front(const struct sq_walk *w, const struct sq_field *f);
/* "reference, owner and review"; empty: it says everything. */
sq_str sq_walk_front_lacks(const struct sq_walk *w);
void sq_screen_front(struct sq_walk *w);
bool sq_walk_set_front(struct sq_store *store, struct sq_arena *a,
                       const struct sq_field *f, sq_str typed, sq_str *out_why);

/* ---- commands.c ---------------------------------------------------------- */

/* Does the line say a command here?  If so it was done.  `words` false: only
 * with a colon, or as a word that nobody gives as an answer. */
bool sq_walk_command(struct sq_walk *w, sq_str line, bool words);

/* ---- walk.c -------------------------------------------------------------- */

void sq_walk_go(struct sq_walk *w, const struct sq_stop *s);
/* The page of the present mode again. */
void sq_walk_show(struct sq_walk *w);
/* The present stop is one to go back to. */
void sq_walk_leave(struct sq_walk *w);
void sq_walk_advance(struct sq_walk *w);
void sq_walk_back(struct sq_walk *w);
void sq_walk_tasks(struct sq_walk *w);
/* Records the draft under the present key; false after an error message. */
bool sq_walk_record(struct sq_walk *w, bool undoable);
bool sq_walk_edit(struct sq_walk *w, const struct sq_edit *e);
/* Draft of the answer that is there, to be added to. */
void sq_walk_load_draft(struct sq_walk *w, const struct sq_slot *s);
/* Removes the present answer; false after an error message. */
bool sq_walk_clear(struct sq_walk *w);
/* The edit that makes it as it was, for `undo`. */
void sq_walk_remember(struct sq_walk *w, const struct sq_edit *e, bool chained);
/* What is asked after an answer, or the next question. */
void sq_walk_further(struct sq_walk *w);
/* Begins the check of the answers in a section. */
void sq_walk_check_section(struct sq_walk *w, const struct sq_section *s);
/* From a page of answers to one of them, and back to the page. */
void sq_walk_change(struct sq_walk *w, const struct sq_stop *s);
void sq_walk_change_to(struct sq_walk *w, sq_str typed);
/* A draft from what was typed (false after an error message), and into the
 * file with it. */
bool sq_walk_take(struct sq_walk *w, sq_str typed);
void sq_walk_commit(struct sq_walk *w);

/* ---- forms.c: evidence, actions, long texts ------------------------------ */

/* `then`: the mode to go on in.  False after an error message. */
bool sq_walk_take_evidence(struct sq_walk *w, sq_str text, bool undoable,
                           enum sq_walk_mode then);
bool sq_walk_take_action(struct sq_walk *w, sq_str text,
                         enum sq_walk_mode then);
void sq_walk_feed_field(struct sq_walk *w, sq_str typed);
/* The front page, and its facts one by one. */
void sq_walk_ask_front(struct sq_walk *w);
void sq_walk_begin_edit(struct sq_walk *w);
/* Safe text of a sensible size; false after an error message. */
bool sq_walk_can_keep(struct sq_walk *w, sq_str text);

/* ---- rows.c -------------------------------------------------------------- */

void sq_walk_feed_rows(struct sq_walk *w, sq_str typed);
void sq_walk_add_row(struct sq_walk *w, const struct sq_group *g, sq_str id);
void sq_walk_remove_row(struct sq_walk *w, const struct sq_group *g,
                        const struct sq_row *row);

static inline const struct sq_case *
sq_walk_case(const struct sq_walk *w)
{
    return w->store->page->c;
}

#endif
