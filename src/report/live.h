/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_LIVE_H
#define SQEEIA_REPORT_LIVE_H
/*
 * The score as formulas, so that an answer or its points can be changed in the
 * workbook and totals, bands, gates and the outcome follow.
 *
 * What is changed is the sheet Questions and answers; the points of each answer
 * are counted on the sheet Working, and the sheet Steps holds everything else.
 * Where the exact search knows more than the formulas can say, the figure is
 * the one of the file for as long as nothing is changed, and theirs after that.
 */
#include "report/formula.h"
#include "report/pages.h"

/* A set of answers to choose from, one list on the sheet Lists. */
struct sq_live_set {
    const struct sq_question *first; /* that is answered from it */
    const struct sq_choices *choices;
    const sq_num *table; /* points by option, where the question has its own */
    const struct sq_matrix *matrix;
    bool not_known, not_applicable;
    bool usable;   /* its words can be told apart */
    uint32_t rows; /* that give points, or none */
    uint32_t top;  /* row of the first, from 0 */
    const char *name;
};

struct sq_live_slot {
    uint32_t row; /* of the sheet Questions and answers, from 1; 0: none yet */
    const struct sq_live_set *set; /* NULL: the answer cannot be chosen */
    bool has_present, has_state, has_points;
    struct sq_term present; /* asked: no, yes, not decided */
    struct sq_term state;   /* 0 hidden 1 answered 2 pending 3 missing */
    struct sq_term points;
};

/* One part of a dimension on the sheet Working. */
struct sq_live_part {
    struct sq_entry kind, low, high, max, weight, adds_low, adds_high, out_of;
};

struct sq_live_figure { /* of a dimension or a value */
    struct sq_term value, max, percent, band;
    struct sq_term floor; /* a critical question holds the band */
    uint32_t top, bottom; /* rows of a dimension's parts, from 1; 0: none */
    uint32_t shown;       /* row of the sheet Assurance, from 1; 0: none yet */
    struct sq_live_part *parts;
    size_t n_parts;
};

struct sq_live_bands {
    const struct sq_bands *bands;
    uint32_t *rows; /* of the sheet Legend, from 1 */
};

struct sq_live {
    struct sq_pages *p;
    struct sq_steps steps;
    struct sq_formula_model model;
    struct sq_live_slot *slots; /* by index */
    struct sq_live_set *sets;
    size_t n_sets;
    struct sq_live_bands *bands;
    size_t n_bands;
    struct sq_term *sections, *groups; /* conditions; low empty: not yet */
    struct sq_live_figure *dimensions, *values;
    struct sq_term *triggers;
    struct sq_term *gates; /* does not fail */
    struct sq_term *gate_when, *gate_must;
    struct sq_term *outcomes; /* recommended: no, yes, possible */
    uint32_t *outcome_rows;   /* of the sheet Gates and decision, from 1 */
    sq_str *untold;           /* what no formula can say: "the gate dpia" */
    size_t n_untold;
    unsigned depth; /* of the conditions that are being put into formulas */
};

/* Columns of the sheet Questions and answers that formulas read. */
enum {
    SQ_ANSWER_WORDS = 3,
    SQ_ANSWER_POINTS = 4,
    SQ_ANSWER_CHANGED = 12,
};

enum { SQ_LIVE_STEPS_TOP = 5 }; /* row of the first step, from 1 */

struct sq_live *sq_live_new(struct sq_pages *p);
/* Writes the lists; the row below them is returned. */
uint32_t sq_live_lists(struct sq_live *l, struct sq_sheet *s, uint32_t row);
/* Band k of these stands in this row of the sheet Legend. */
void sq_live_band_at(struct sq_live *l, const struct sq_bands *bands, size_t k,
                     uint32_t row);
/* The slot stands in this row, from 0: its formulas; `list` may be NULL. */
void sq_live_answer(struct sq_live *l, const struct sq_slot *s, uint32_t row,
                    struct sq_entry *points, struct sq_entry *changed,
                    const char **list);
const struct sq_live_part *sq_live_part(struct sq_live *l,
                                        const struct sq_dim_result *d,
                                        const struct sq_slot *s, uint32_t row);

/* Everything that follows from the answers; answers and parts are placed. */
void sq_live_figures(struct sq_live *l, uint32_t first_answer,
                     uint32_t last_answer);
/* The sheet Steps. */
void sq_live_steps(struct sq_live *l);

/* What other sheets show: formulas that carry the value of the engine. */
struct sq_entry sq_live_show(struct sq_live *l, const struct sq_term *t,
                             bool high, struct sq_entry is);
/* Both ends in one cell: a number, and "9 to 12" where a change opens it. */
struct sq_entry sq_live_show_both(struct sq_live *l, const struct sq_term *t,
                                  struct sq_entry is);
struct sq_entry sq_live_show_band(struct sq_live *l, const struct sq_term *t,
                                  const struct sq_band_range *band,
                                  struct sq_entry is);
/* One of three words; `is` has the right one. */
struct sq_entry sq_live_show_truth(struct sq_live *l, const struct sq_term *t,
                                   const char *const words[3],
                                   struct sq_entry is);
struct sq_entry sq_live_show_gate(struct sq_live *l,
                                  const struct sq_gate_result *g,
                                  struct sq_entry is);
struct sq_entry sq_live_show_outcome(struct sq_live *l, struct sq_entry is);
/* "14 of 20", "40 to 62.5 %" */
struct sq_entry sq_live_show_words(struct sq_live *l,
                                   const struct sq_live_figure *f, bool percent,
                                   struct sq_entry is);
/* One answer as other sheets say it: its words, its points, the band of these,
 * and the row or the column of the matrix that was chosen. */
struct sq_entry sq_live_words(struct sq_live *l, const struct sq_slot *s,
                              struct sq_entry is);
struct sq_entry sq_live_points(struct sq_live *l, const struct sq_slot *s,
                               struct sq_entry is);
/* `banded`: `is` names a band. */
struct sq_entry sq_live_level(struct sq_live *l, const struct sq_slot *s,
                              bool banded, struct sq_entry is);
struct sq_entry sq_live_side(struct sq_live *l, const struct sq_slot *s,
                             bool column, struct sq_entry is);
/* "settled" or "can still change" */
struct sq_entry sq_live_show_settled(struct sq_live *l,
                                     const struct sq_live_figure *f,
                                     bool decided);
/* How many parts of a dimension have no answer yet. */
struct sq_entry sq_live_show_missing(struct sq_live *l,
                                     const struct sq_live_figure *f,
                                     struct sq_entry is);
/* How many answers and points differ from the file's. */
struct sq_entry sq_live_show_changed(struct sq_live *l);

/* ---- fills that follow the words of their cells -------------------------- */

struct sq_fill {
    const char *words;
    int colour; /* enum sq_colour */
};
/* The cells of one column, from A to Z. */
void sq_fills_words(struct sq_pages *p, const struct sq_area *at,
                    const struct sq_fill *words, size_t n);

/* The same for names of bands: rows as they are written, runs of one set. */
struct sq_fills {
    struct sq_sheet *sheet;
    uint16_t column;
    uint32_t top, bottom;
    const struct sq_bands *bands; /* of the run; NULL: none */
};
/* The row of the cell, from 0; `bands` NULL: it is never filled. */
void sq_fills_row(struct sq_pages *p, struct sq_fills *f,
                  const struct sq_bands *bands, uint32_t row);
void sq_fills_end(struct sq_pages *p, struct sq_fills *f);

/* ---- between the files live*.c  ---------------------------------- */

/* Words that stand in for an answer: not known, not applicable, not answered,
 * not asked, waits for an earlier answer. */
enum { SQ_LIVE_RESERVED = 5 };
extern const char *const sq_live_reserved[SQ_LIVE_RESERVED];

/* Of a slot's state, see sq_live_state. */
enum {
    SQ_LIVE_HIDDEN,
    SQ_LIVE_ANSWERED,
    SQ_LIVE_MAYBE_ANSWERED,
    SQ_LIVE_MISSING,
    SQ_LIVE_MAYBE_MISSING
};
/* Asked: no, yes, not decided; the same with whether it is answered. */
struct sq_term sq_live_present(struct sq_live *l, const struct sq_slot *s);
struct sq_term sq_live_state(struct sq_live *l, const struct sq_slot *s);
/* A number, and no cell. */
bool sq_live_is_fixed(const struct sq_term *t);
/* The row of its repeat, or -1. */
int32_t sq_live_row(const struct sq_slot *s);
void sq_live_find_sets(struct sq_live *l);
/* NULL where the answer cannot be chosen from a list. */
const struct sq_live_set *sq_live_set_of(struct sq_live *l,
                                         const struct sq_question *q);
void sq_live_model(struct sq_live *l); /* l->model */
/* "asked: A3" */
sq_str sq_live_step_words(struct sq_live *l, const char *what, sq_str id);
/* The word as a formula writes it. */
sq_str sq_live_quoted(struct sq_live *l, const char *word);
/* A cell of the slot's row on the sheet Questions and answers. */
sq_str sq_live_answer_cell(struct sq_live *l, const struct sq_slot *s,
                           uint16_t column);
sq_str sq_live_cell(struct sq_live *l, enum sq_page page, uint16_t column,
                    uint32_t row);
/* The cell of a step as other sheets refer to it; anything else as it is. */
sq_str sq_live_step(struct sq_live *l, sq_str cell);
struct sq_live_slot *sq_live_slot(struct sq_live *l, const struct sq_slot *s);
/* An expression's steps; what the engine says where they cannot be made. */
struct sq_term sq_live_formula(struct sq_live *l, const struct sq_formula *f,
                               int32_t row, bool *out_made);

enum {
    SQ_LIVE_CHOOSE = 30,   /* the most that LibreOffice takes in a CHOOSE */
    SQ_LIVE_OUTCOMES = 50, /* each is one level deeper */
};
/* Text as a formula writes it; false where it is too long for one. */
bool sq_live_literal(struct sq_sbuf *b, sq_str text);
/* The formula where it comes to what is known (`same`), and else what is known
 * for as long as nothing is changed. */
struct sq_entry sq_live_guard(struct sq_live *l, struct sq_entry is,
                              sq_str formula, bool same);
/* How many upper edges the figure x is beyond: the index of its band. */
sq_str sq_live_band_index(struct sq_live *l, const struct sq_live_bands *at,
                          sq_str x, sq_str max);

/* Something keeps the result of the file, as no formula can say it. */
void sq_live_untold(struct sq_live *l, const char *what, sq_str id);

/* "fairness: value" */
sq_str sq_live_said(struct sq_live *l, sq_str id, const char *what);
const struct sq_live_bands *sq_live_bands_at(const struct sq_live *l,
                                             const struct sq_bands *bands);
void sq_live_dimension(struct sq_live *l, const struct sq_dim_result *d);
void sq_live_value(struct sq_live *l, const struct sq_value_result *v);

#endif
