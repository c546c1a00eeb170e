/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_IMPACTS_H
#define SQEEIA_REPORT_IMPACTS_H
/* What the sheets Risks and Groups share: impacts, rated and in order. */
#include "report/live.h"

/* A rating as the sheets need it. */
struct sq_rated {
    const struct sq_slot *slot; /* NULL: not asked of any impact like it */
    bool has;
    sq_num points;
    sq_num high;                    /* the most that its question can give */
    sq_num share;                   /* of that */
    const struct sq_matrix *matrix; /* NULL: not a cell of a matrix */
    const struct sq_option *row, *column;
    const struct sq_bands *bands;
    size_t band;
    const char *unsaid; /* what stands in for it */
};

/* An impact with what the sheets show of it. */
struct sq_impact_line {
    const struct sq_impact *impact;
    size_t index; /* in the file's order */
    sq_str label;
    struct sq_rated before, after, benefit;
};

struct sq_impact_lines {
    struct sq_impact_line *items;
    size_t n;
};

/* What the questionnaire asks of any of them. */
struct sq_tracks {
    bool direction, initial, residual, benefit, confidence, reach;
    bool matrix; /* something is rated on one */
    bool bands;  /* … that has bands */
};
struct sq_tracks sq_tracks_of(const struct sq_impact_lines *lines);

/* Every impact of which something is asked, in the file's order. */
struct sq_impact_lines sq_lines_all(struct sq_pages *p);
/* Those rated, harmful, or answered not known; the worst remainder first. */
struct sq_impact_lines sq_lines_risks(struct sq_pages *p,
                                      const struct sq_impact_lines *all);
/* How many nothing is known of yet: neither a direction nor a rating. */
size_t sq_lines_unsaid(const struct sq_impact_lines *all);
/*
 * For qsort: what remains after action, or what there was where that is not
 * rated.  Figures of different matrices do not compare, so the colour of the
 * band comes first, then the share of the matrix's maximum.
 */
int sq_lines_by_residual(const void *a, const void *b);

/* Figures, levels and answers that follow when another answer is tried. */
struct sq_entry sq_entry_points(struct sq_pages *p, const struct sq_rated *r);
struct sq_entry sq_entry_level(struct sq_pages *p, const struct sq_rated *r);
/* Fills that follow a column of levels; a column left out has none. */
struct sq_fills sq_level_fills(struct sq_sheet *s, const struct sq_pick *k,
                               uint16_t column);
void sq_level_fill(struct sq_pages *p, struct sq_fills *f,
                   const struct sq_rated *r, uint32_t row);
/* Actions that name it: their ids, or their ids, words and status. */
struct sq_entry sq_entry_actions(struct sq_pages *p, const struct sq_impact *i,
                                 bool words);
struct sq_entry sq_entry_answer(struct sq_pages *p, const struct sq_slot *s);
sq_str sq_group_title(struct sq_pages *p, const struct sq_group *g);
sq_str sq_impact_id(struct sq_pages *p, const struct sq_impact *i);
/* A link to the first of its answers. */
sq_str sq_impact_place(struct sq_pages *p, const struct sq_impact *i);

void sq_page_risks(struct sq_pages *p, const struct sq_impact_lines *risks,
                   size_t unsaid);
/* The charts of the sheet Groups; the row below them is returned. */
uint32_t sq_groups_draw(struct sq_pages *p, struct sq_sheet *s, uint32_t row,
                        const struct sq_impact_lines *all);
void sq_page_groups(struct sq_pages *p, const struct sq_impact_lines *all);

#endif
