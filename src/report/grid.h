/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_GRID_H
#define SQEEIA_REPORT_GRID_H
/* A table of the outline on its way to a sheet that is published. */
#include "report/pages.h"

struct sq_grid {
    sq_str *heads;
    size_t n;
    struct sq_entry *cells; /* row by row */
    size_t rows;
};

/* One that is too wide for a sheet becomes a list of its cells. */
struct sq_grid sq_grid_of_table(struct sq_arena *a, const struct sq_block *b);
/* Records that follow each other become the rows of one table, or of a list of
 * their fields where those are too many; the block after them is returned. */
const struct sq_block *sq_grid_of_records(struct sq_arena *a,
                                          const struct sq_block *first,
                                          struct sq_grid *out);
/* One has every column of the other, and few more: as one table they leave few
 * cells empty. */
bool sq_grid_fits(const struct sq_grid *a, const struct sq_grid *b);
/* The rows of `from` can join: no table is wider than a sheet should be. */
bool sq_grid_has_room(const struct sq_grid *to, const struct sq_grid *from);
/* The same with a first column that says which part each row is of. */
struct sq_grid sq_grid_named(struct sq_arena *a, const struct sq_grid *g,
                             sq_str part);
/* The rows of `from` join those of `to`, column by column. */
void sq_grid_append(struct sq_arena *a, struct sq_grid *to,
                    const struct sq_grid *from);

#endif
