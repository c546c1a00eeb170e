/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_LIVE_H
#define SQEEIA_REPORT_LIVE_H
/*
 * The score as formulas, so that an answer or its points can be changed in the
 * workbook and totals, bands, gates and the outcome follow.
 *
 * What is changed is the sheet Questions and answers; the points of each answer
 * are counted on the sheet Working, whose table of steps holds everything else.
 * Where the exact search knows more than the formulas can say, the figure is
 * the one of the file for as long as nothing is changed, and theirs after that.
 */
#include "report/formula.h"
#include "report/pages.h"

/* A set of answers to choose from, one list on the sheet Lists. */
struct sq_live_set {
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
    size_t n_untranslated;    /* expressions that no formula can say */
};

/* Columns of the sheet Questions and answers that formulas read. */
enum {
    SQ_ANSWER_WORDS = 3,
    SQ_ANSWER_POINTS = 4,
    SQ_ANSWER_CHANGED = 12,
};

/* The sheet Working: row of the first part, from 1; rows between the parts and
 * the first step. */
enum { SQ_LIVE_PARTS_TOP = 5, SQ_LIVE_GAP = 3 };

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
/* The table of steps. */
void sq_live_steps(struct sq_live *l, struct sq_sheet *s);

/* What other sheets show: formulas that carry the value of the engine. */
struct sq_entry sq_live_show(struct sq_live *l, const struct sq_term *t,
                             bool high, struct sq_entry is);
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
/* How many answers and points differ from the file's. */
struct sq_entry sq_live_show_changed(struct sq_live *l);

/* ---- between the files live*.c  ---------------------------------- */

sq_str sq_live_cell(struct sq_live *l, enum sq_page page, uint16_t column,
                    uint32_t row);
struct sq_live_slot *sq_live_slot(struct sq_live *l, const struct sq_slot *s);
/* An expression's steps; what the engine says where they cannot be made. */
struct sq_term sq_live_formula(struct sq_live *l, const struct sq_formula *f,
                               int32_t row, bool *out_made);

/* "fairness: value" */
sq_str sq_live_said(struct sq_live *l, sq_str id, const char *what);
const struct sq_live_bands *sq_live_bands_at(const struct sq_live *l,
                                             const struct sq_bands *bands);
void sq_live_dimension(struct sq_live *l, const struct sq_dim_result *d);
void sq_live_value(struct sq_live *l, const struct sq_value_result *v);

#endif
