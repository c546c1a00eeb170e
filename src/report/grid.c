/* SPDX-License-Identifier: MIT */
#include "report/grid.h"

#include "base/arena.h"

enum {
    COLUMNS_MOST = 60, /* of a sheet; what has more becomes a list */
    COLUMNS_MORE = 4,  /* that one of two tables may have before they part */
};

static struct sq_entry
entry_of(const struct sq_cell *c)
{
    return c->number && c->has_num ? sq_entry_num(c->num)
                                   : sq_entry_text(c->text);
}

static struct sq_grid
grid_new(struct sq_arena *a, size_t n, size_t rows)
{
    return (struct sq_grid){
        .heads = SQ_NEW_N(a, n, sq_str),
        .n = n,
        .cells = SQ_NEW_N(a, rows * n + 1, struct sq_entry),
        .rows = rows,
    };
}

/* A row each cell: where a row is wider than a sheet should be. */
static struct sq_grid
cells_listed(struct sq_arena *a, const struct sq_block *b)
{
    struct sq_grid g = grid_new(a, 3, b->n_rows * (b->n_columns - 1));
    struct sq_entry *to = g.cells;

    g.heads[0] = SQ_LIT("Row");
    g.heads[1] = SQ_LIT("Column");
    g.heads[2] = SQ_LIT("Cell");
    for (size_t i = 0; i < b->n_rows; i++) {
        const struct sq_cell *row = &b->cells[i * b->n_columns];
        for (size_t k = 1; k < b->n_columns; k++) {
            *to++ = entry_of(&row[0]);
            *to++ = sq_entry_text(b->heads[k]);
            *to++ = entry_of(&row[k]);
        }
    }
    return g;
}

struct sq_grid
sq_grid_of_table(struct sq_arena *a, const struct sq_block *b)
{
    if (b->n_columns > COLUMNS_MOST)
        return cells_listed(a, b);
    struct sq_grid g = grid_new(a, b->n_columns, b->n_rows);
    g.heads = b->heads;
    for (size_t i = 0; i < b->n_cells; i++)
        g.cells[i] = entry_of(&b->cells[i]);
    return g;
}

/* ---- columns by name ---------------------------------------------------- */

/* How many before the i-th have its name. */
static size_t
nth_of(const sq_str *heads, size_t i)
{
    size_t n = 0;

    for (size_t k = 0; k < i; k++)
        n += sq_str_eq(heads[k], heads[i]);
    return n;
}

/* The nth column of that name, from 0; g->n when there is none. */
static size_t
find_head(const struct sq_grid *g, sq_str head, size_t nth)
{
    for (size_t i = 0; i < g->n; i++) {
        if (sq_str_eq(g->heads[i], head) && nth-- == 0)
            return i;
    }
    return g->n;
}

static size_t
head_at(struct sq_arena *a, struct sq_grid *g, sq_str head, size_t nth)
{
    size_t i = find_head(g, head, nth);

    if (i == g->n) {
        g->heads = sq_arena_push(a, g->heads, &g->n, sizeof(sq_str));
        g->heads[i] = head;
    }
    return i;
}

/* ---- records ------------------------------------------------------------ */

static const sq_str name_head = {"Name", 4};

/* A field may be called as the first column is. */
static size_t
field_at(struct sq_arena *a, struct sq_grid *g, const struct sq_block *b,
         size_t i)
{
    size_t nth = nth_of(b->heads, i) + sq_str_eq(b->heads[i], name_head);

    return head_at(a, g, b->heads[i], nth);
}

/* Its columns join those of the records before; false when they are too many.
 */
static bool
add_record(struct sq_arena *a, struct sq_grid *g, const struct sq_block *b)
{
    for (size_t i = 0; i < b->n_columns; i++) {
        if (g->n > COLUMNS_MOST)
            return false;
        (void)field_at(a, g, b, i);
    }
    return g->n <= COLUMNS_MOST;
}

/* A row each field. */
static struct sq_grid
fields_listed(struct sq_arena *a, const struct sq_block *first,
              const struct sq_block *end)
{
    size_t rows = 0;
    bool named = false;

    for (const struct sq_block *b = first; b != end; b = b->next) {
        rows += b->n_columns;
        named = named || b->text.len > 0;
    }
    struct sq_grid g = grid_new(a, named ? 3 : 2, rows);
    struct sq_entry *to = g.cells;
    if (named)
        g.heads[0] = name_head;
    g.heads[g.n - 2] = SQ_LIT("About");
    g.heads[g.n - 1] = SQ_LIT("Detail");
    for (const struct sq_block *b = first; b != end; b = b->next) {
        for (size_t i = 0; i < b->n_columns; i++) {
            if (named)
                *to++ = sq_entry_text(b->text);
            *to++ = sq_entry_text(b->heads[i]);
            *to++ = entry_of(&b->cells[i]);
        }
    }
    return g;
}

const struct sq_block *
sq_grid_of_records(struct sq_arena *a, const struct sq_block *first,
                   struct sq_grid *out)
{
    struct sq_grid g = {NULL, 0, NULL, 0};
    const struct sq_block *end = first;
    bool fits = true;

    (void)head_at(a, &g, name_head, 0);
    for (; end && end->kind == SQ_RECORD; end = end->next) {
        fits = fits && add_record(a, &g, end);
        g.rows++;
    }
    if (!fits) {
        *out = fields_listed(a, first, end);
        return end;
    }
    g.cells = SQ_NEW_N(a, g.rows * g.n + 1, struct sq_entry);
    struct sq_entry *cells = g.cells;
    for (const struct sq_block *b = first; b != end; b = b->next) {
        cells[0] = sq_entry_text(b->text);
        for (size_t i = 0; i < b->n_columns; i++)
            cells[field_at(a, &g, b, i)] = entry_of(&b->cells[i]);
        cells += g.n;
    }
    *out = g;
    return end;
}

/* ---- tables together ---------------------------------------------------- */

/* Columns of `of` that g has not. */
static size_t
count_others(const struct sq_grid *g, const struct sq_grid *of)
{
    size_t n = 0;

    for (size_t i = 0; i < of->n; i++)
        n += find_head(g, of->heads[i], nth_of(of->heads, i)) == g->n;
    return n;
}

bool
sq_grid_fits(const struct sq_grid *a, const struct sq_grid *b)
{
    size_t more = count_others(a, b), fewer = count_others(b, a);

    return sq_str_eq(a->heads[0], b->heads[0]) && (more == 0 || fewer == 0) &&
           more + fewer <= COLUMNS_MORE;
}

bool
sq_grid_has_room(const struct sq_grid *to, const struct sq_grid *from)
{
    return to->n + count_others(to, from) <= COLUMNS_MOST;
}

struct sq_grid
sq_grid_named(struct sq_arena *a, const struct sq_grid *g, sq_str part)
{
    struct sq_grid out = grid_new(a, g->n + 1, g->rows);

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
        (void)head_at(a, &out, to->heads[k], nth_of(to->heads, k));
    for (size_t k = 0; k < from->n; k++)
        (void)head_at(a, &out, from->heads[k], nth_of(from->heads, k));
    out.cells = SQ_NEW_N(a, out.rows * out.n + 1, struct sq_entry);
    for (size_t i = 0; i < to->rows; i++) {
        for (size_t k = 0; k < to->n; k++)
            out.cells[i * out.n + k] = to->cells[i * to->n + k];
    }
    for (size_t i = 0; i < from->rows; i++) {
        struct sq_entry *row = &out.cells[(to->rows + i) * out.n];
        for (size_t k = 0; k < from->n; k++)
            row[head_at(a, &out, from->heads[k], nth_of(from->heads, k))] =
                from->cells[i * from->n + k];
    }
    *to = out;
}
