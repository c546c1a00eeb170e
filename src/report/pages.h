/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_PAGES_H
#define SQEEIA_REPORT_PAGES_H
/*
 * The sheets of the workbook, one function each.  They know results and words;
 * what a cell may hold is workbook.h's business.
 */
#include "report/outline.h"
#include "report/workbook.h"

enum sq_page {
    SQ_PAGE_SUMMARY,
    SQ_PAGE_RISKS,
    SQ_PAGE_GROUPS,
    SQ_PAGE_ASSURANCE,
    SQ_PAGE_ANSWERS,
    SQ_PAGE_WORKING,
    SQ_PAGE_STEPS,
    SQ_PAGE_EVIDENCE,
    SQ_PAGE_ENGAGEMENT,
    SQ_PAGE_ACTIONS,
    SQ_PAGE_MONITORING,
    SQ_PAGE_GATES,
    SQ_PAGE_HISTORY,
    SQ_PAGE_FINDINGS,
    SQ_PAGE_LEGEND,
    SQ_PAGE_MATRICES,
    SQ_PAGE_FIGURES,
    SQ_PAGE_LISTS,
    SQ_PAGE_COUNT
};

struct sq_page_info {
    const char *name; /* of the sheet */
    const char *title;
    const char *about; /* for the contents */
};
extern const struct sq_page_info sq_page_infos[SQ_PAGE_COUNT];

struct sq_live;

struct sq_pages {
    const struct sq_report *r;
    const struct sq_results *results;
    const struct sq_case *c;
    const struct sq_questionnaire *q;
    const struct sq_assessment *as;
    struct sq_arena *arena;
    sq_str lang;
    struct sq_book *book;
    struct sq_sheet *sheets[SQ_PAGE_COUNT];
    struct sq_live *live;               /* the score as formulas */
    uint32_t first_answer, last_answer; /* rows of the sheet of answers */
    struct sq_area gates; /* their states, on the sheet Gates and decision */
    uint32_t figures_row; /* free row of the sheet behind the charts */
};

/* The whole workbook for publishing, in place of all of these. */
void sq_page_publish(struct sq_pages *p);
void sq_page_summary(struct sq_pages *p);
void sq_page_impacts(struct sq_pages *p); /* Risks and Groups */
void sq_page_scores(struct sq_pages *p);  /* Assurance, Working, Steps */
void sq_page_answers(struct sq_pages *p); /* Questions and answers, Findings */
void sq_page_registers(struct sq_pages *p); /* Evidence … Monitoring, History */
void sq_page_gates(struct sq_pages *p);
void sq_page_legend(struct sq_pages *p); /* Legend, Matrices, Lists */

/* Those of a table's columns that have something to say in this assessment. */
enum { SQ_PICK_MAX = 16 };
struct sq_pick {
    struct sq_column columns[SQ_PICK_MAX];
    uint16_t from[SQ_PICK_MAX]; /* index among all columns */
    uint16_t at[SQ_PICK_MAX];   /* of each column: where it went, if kept */
    uint16_t n;
};
void sq_pick_init(struct sq_pick *k, const struct sq_column *all, uint16_t n,
                  const bool *keep);
/* A row of which only the picked entries are put. */
void sq_pick_row(const struct sq_pick *k, struct sq_table *t,
                 const struct sq_entry *entries);

/* ---- entries ------------------------------------------------------------ */

struct sq_entry sq_entry_text(sq_str text);
struct sq_entry sq_entry_z(const char *text);
struct sq_entry sq_entry_num(sq_num n);
struct sq_entry sq_entry_count(size_t n);
struct sq_entry sq_entry_date(sq_date d);
/* The text of a buffer, which is emptied. */
struct sq_entry sq_entry_take(struct sq_pages *p, struct sq_sbuf *b);
sq_str sq_page_take(struct sq_pages *p, struct sq_sbuf *b);
/* A link to this row of the sheet, from 1. */
sq_str sq_page_place(struct sq_pages *p, enum sq_page page, uint32_t row);
/* A buffer as large as a cell's text may ever be. */
struct sq_sbuf sq_page_buffer(void);
/* One line of at most `most` code points, for heads and labels. */
sq_str sq_page_line(struct sq_pages *p, sq_str text, size_t most);
/* "a, b, c" */
struct sq_entry sq_entry_words(struct sq_pages *p, const struct sq_word *words,
                               size_t n);
/* "Likely (4)": the same wherever the option stands, as formulas compare it. */
sq_str sq_page_option(struct sq_pages *p, const struct sq_option *o);
/* The name of a row of an impact table; one not filled in yet says so. */
sq_str sq_page_impact(struct sq_pages *p, const struct sq_impact *i);
/* The label of an outcome; the id where the questionnaire does not know it. */
sq_str sq_page_outcome(const struct sq_pages *p, sq_str id);
/* What stands in for an answer that is not there; NULL when one is given. */
const char *sq_page_unsaid(const struct sq_slot *s);
/* The band in words, filled with its colour when it is settled. */
struct sq_entry sq_entry_band(struct sq_pages *p,
                              const struct sq_band_range *band,
                              const struct sq_range *value);

#endif
