/* SPDX-License-Identifier: MIT */
#include "report/grid.h"

#include "base/arena.h"

enum {
    COLUMNS_MOST = 60,
    COLUMNS_MORE = 4, /* that one of two tables may have before they part */
};

static struct sq_entry
entry_of(const struct sq_cell *c)
{
    return c->number && c->has_num && sq_num_ok(c->num)
               ? sq_entry_num(c->num)
               : sq_entry_text(c->text);
}

struct sq_grid
sq_grid_of_table(struct sq_arena *a, const struct sq_block *b)
{
    struct sq_grid g = {.n = b->n_columns < COLUMNS_MOST ? b->n_columns
                                                         : COLUMNS_MOST,
                        .rows = b->n_cells / b->n_columns,
                        .heads = b->heads};
    g.cells = SQ_NEW_N(a, g.rows * g.n + 1, struct sq_entry);
    for (size_t i = 0; i < g.rows; i++) {
        for (size_t k = 0; k < g.n; k++)
            g.cells[i * g.n + k] = entry_of(&b->cells[i * b->n_columns + k]);
    }
    return g;
}

/* Its index; g->n when there is none. */
static size_t
find_head(const struct sq_grid *g, sq_str head)
{
    size_t i = 0;
    while (i < g->n && !sq_str_eq(g->heads[i], head))
        i++;
    return i;
}

/* One that does not fit any more goes to the first column, and is lost. */
static size_t
head_at(struct sq_arena *a, struct sq_grid *g, sq_str head)
{
    size_t i = find_head(g, head);
    if (i < g->n)
        return i;
    if (g->n == COLUMNS_MOST)
        return 0;
    g->heads = sq_arena_push(a, g->heads, &g->n, sizeof(sq_str));
    g->heads[g->n - 1] = head;
    return g->n - 1;
}

const struct sq_block *
sq_grid_of_records(struct sq_arena *a, const struct sq_block *first,
                   struct sq_grid *out)
{
    struct sq_grid g = {NULL, 0, NULL, 0};
    const struct sq_block *end = first;
    (void)head_at(a, &g, SQ_LIT("Name"));
    for (; end && end->kind == SQ_RECORD; end = end->next) {
        for (size_t i = 0; i < end->n_columns; i++)
            (void)head_at(a, &g, end->heads[i]);
        g.rows++;
    }
    g.cells = SQ_NEW_N(a, g.rows * g.n + 1, struct sq_entry);
    size_t row = 0;
    for (const struct sq_block *b = first; b != end; b = b->next, row++) {
        struct sq_entry *cells = &g.cells[row * g.n];
        cells[0] = sq_entry_text(b->text);
        for (size_t i = 0; i < b->n_columns && i < b->n_cells; i++) {
            size_t k = head_at(a, &g, b->heads[i]);
            if (k)
                cells[k] = entry_of(&b->cells[i]);
        }
    }
    *out = g;
    return end;
}

static bool
has_all(const struct sq_grid *g, const struct sq_grid *of)
{
    for (size_t i = 0; i < of->n; i++) {
        if (find_head(g, of->heads[i]) == g->n)
            return false;
    }
    return g->n - of->n <= COLUMNS_MORE;
}

bool
sq_grid_fits(const struct sq_grid *a, const struct sq_grid *b)
{
    return a->n && b->n && sq_str_eq(a->heads[0], b->heads[0]) &&
           (a->n >= b->n ? has_all(a, b) : has_all(b, a));
}

struct sq_grid
sq_grid_named(struct sq_arena *a, const struct sq_grid *g, sq_str part)
{
    struct sq_grid out = {
        .heads = SQ_NEW_N(a, g->n + 1, sq_str), .n = g->n + 1, .rows = g->rows};
    out.cells = SQ_NEW_N(a, out.rows * out.n + 1, struct sq_entry);
    out.heads[0] = SQ_LIT("Part");
    for (size_t k = 0; k < g->n; k++)
        out.heads[k + 1] = g->heads[k];
    for (size_t i = 0; i < g->rows; i++) {
        out.cells[i * out.n] = sq_entry_text(part);
        for (size_t k = 0; k < g->n; k++)
            out.cells[i * out.n + k + 1] = g->cells[i * g->n + k];
    }
    return out;
}

void
sq_grid_append(struct sq_arena *a, struct sq_grid *to,
               const struct sq_grid *from)
{
    struct sq_grid out = {.rows = to->rows + from->rows};
    for (size_t k = 0; k < to->n; k++)
        (void)head_at(a, &out, to->heads[k]);
    for (size_t k = 0; k < from->n; k++)
        (void)head_at(a, &out, from->heads[k]);
    out.cells = SQ_NEW_N(a, out.rows * out.n + 1, struct sq_entry);
    for (size_t i = 0; i < to->rows; i++) {
        for (size_t k = 0; k < to->n; k++)
            out.cells[i * out.n + k] = to->cells[i * to->n + k];
    }
    for (size_t i = 0; i < from->rows; i++) {
        struct sq_entry *row = &out.cells[(to->rows + i) * out.n];
        for (size_t k = 0; k < from->n; k++)
            row[head_at(a, &out, from->heads[k])] =
                from->cells[i * from->n + k];
    }
    *to = out;
}
