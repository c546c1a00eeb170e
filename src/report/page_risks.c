/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "report/impacts.h"

/* The raw answer: a row or a column of the matrix. */
static struct sq_entry
raw_of(struct sq_pages *p, const struct sq_rated *r, bool column)
{
    const struct sq_option *o = column ? r->column : r->row;
    struct sq_entry e = o ? sq_entry_text(sq_page_option(p, o))
                          : sq_entry_z(r->has ? "not on a matrix" : r->unsaid);
    return sq_live_side(p->live, r->slot, column, e);
}

/* ---- the table of risks ------------------------------------------------- */

enum {
    RISK_LABEL,
    RISK_EFFECT,
    RISK_ROW_BEFORE,
    RISK_COLUMN_BEFORE,
    RISK_BEFORE,
    RISK_LEVEL_BEFORE,
    RISK_ROW_AFTER,
    RISK_COLUMN_AFTER,
    RISK_AFTER,
    RISK_LEVEL_AFTER,
    RISK_ACTIONS,
    RISK_ID,
    RISK_COLUMNS
};

/* "Likelihood": what an axis of the matrix measures, as a head. */
static const char *
axis_head(struct sq_pages *p, const struct sq_matrix *m, bool column)
{
    sq_str name = column ? sq_matrix_column_name(p->arena, m, p->lang)
                         : sq_matrix_row_name(p->arena, m, p->lang);
    struct sq_sbuf b = sq_page_buffer();
    sq_put(&b, sq_page_line(p, name, 40));
    if (b.len && b.ptr[0] >= 'a' && b.ptr[0] <= 'z')
        b.ptr[0] = (char)(b.ptr[0] - 'a' + 'A');
    return sq_str_z(p->arena, sq_page_take(p, &b));
}

static const struct sq_matrix *
matrix_of(const struct sq_impact_line *l)
{
    return l->before.matrix ? l->before.matrix : l->after.matrix;
}

/* Heads of the raw answers, by the first matrix in use. */
static void
head_words(struct sq_pages *p, const struct sq_impact_lines *risks,
           const char **row, const char **column)
{
    *row = "Likelihood";
    *column = "Consequence";
    for (size_t i = 0; i < risks->n; i++) {
        const struct sq_matrix *m = matrix_of(&risks->items[i]);
        if (!m)
            continue;
        *row = axis_head(p, m, false);
        *column = axis_head(p, m, true);
        return;
    }
}

static void
put_risk(struct sq_pages *p, const struct sq_pick *pick, struct sq_table *t,
         const struct sq_impact_line *l)
{
    struct sq_entry entries[RISK_COLUMNS] = {
        [RISK_LABEL] = sq_entry_text(l->label),
        [RISK_EFFECT] = sq_entry_answer(p, l->impact->direction),
        [RISK_ROW_BEFORE] = raw_of(p, &l->before, false),
        [RISK_COLUMN_BEFORE] = raw_of(p, &l->before, true),
        [RISK_BEFORE] = sq_entry_points(p, &l->before),
        [RISK_LEVEL_BEFORE] = sq_entry_level(p, &l->before),
        [RISK_ROW_AFTER] = raw_of(p, &l->after, false),
        [RISK_COLUMN_AFTER] = raw_of(p, &l->after, true),
        [RISK_AFTER] = sq_entry_points(p, &l->after),
        [RISK_LEVEL_AFTER] = sq_entry_level(p, &l->after),
        [RISK_ACTIONS] = sq_entry_actions(p, l->impact, true),
        [RISK_ID] = sq_entry_text(sq_impact_id(p, l->impact)),
    };
    entries[RISK_LABEL].strong = true;
    entries[RISK_ID].link = sq_impact_place(p, l->impact);
    sq_pick_row(pick, t, entries);
}

static uint32_t
put_risks(struct sq_pages *p, struct sq_sheet *s,
          const struct sq_impact_lines *risks, uint32_t top,
          struct sq_pick *pick)
{
    const char *row;
    const char *column;
    head_words(p, risks, &row, &column);
    const char *heads[4];
    for (int i = 0; i < 4; i++)
        heads[i] = sq_str_z(
            p->arena, sq_str_printf(p->arena, "%s %s", i % 2 ? column : row,
                                    i < 2 ? "before" : "after"));
    const struct sq_column columns[RISK_COLUMNS] = {
        [RISK_LABEL] = {"Who or what", 27, "not named"},
        [RISK_EFFECT] = {"Effect", 14, "not asked"},
        [RISK_ROW_BEFORE] = {heads[0], 15, "not answered"},
        [RISK_COLUMN_BEFORE] = {heads[1], 15, "not answered"},
        [RISK_BEFORE] = {"Risk before", 13, "not answered"},
        [RISK_LEVEL_BEFORE] = {"Level before", 14, "no bands"},
        [RISK_ROW_AFTER] = {heads[2], 15, "not answered"},
        [RISK_COLUMN_AFTER] = {heads[3], 15, "not answered"},
        [RISK_AFTER] = {"Risk after", 13, "not answered"},
        [RISK_LEVEL_AFTER] = {"Level after", 14, "no bands"},
        [RISK_ACTIONS] = {"Actions", 38, "no action names it"},
        [RISK_ID] = {"ID", 20, "none"},
    };
    struct sq_tracks tracks = sq_tracks_of(risks);
    const bool keep[RISK_COLUMNS] = {
        [RISK_LABEL] = true,
        [RISK_EFFECT] = tracks.direction,
        [RISK_ROW_BEFORE] = tracks.initial && tracks.matrix,
        [RISK_COLUMN_BEFORE] = tracks.initial && tracks.matrix,
        [RISK_BEFORE] = tracks.initial,
        [RISK_LEVEL_BEFORE] = tracks.initial && tracks.bands,
        [RISK_ROW_AFTER] = tracks.residual && tracks.matrix,
        [RISK_COLUMN_AFTER] = tracks.residual && tracks.matrix,
        [RISK_AFTER] = tracks.residual,
        [RISK_LEVEL_AFTER] = tracks.residual && tracks.bands,
        [RISK_ACTIONS] = true,
        [RISK_ID] = true,
    };
    sq_pick_init(pick, columns, RISK_COLUMNS, keep);
    struct sq_table t;
    sq_table_begin(&t, s, top, "Risks", pick->columns, pick->n);
    struct sq_fills before = sq_level_fills(s, pick, RISK_LEVEL_BEFORE);
    struct sq_fills after = sq_level_fills(s, pick, RISK_LEVEL_AFTER);
    for (size_t i = 0; i < risks->n; i++) {
        const struct sq_impact_line *l = &risks->items[i];
        sq_level_fill(p, &before, &l->before, t.next);
        sq_level_fill(p, &after, &l->after, t.next);
        put_risk(p, pick, &t, l);
    }
    sq_fills_end(p, &before);
    sq_fills_end(p, &after);
    if (risks->n)
        sq_sheet_repeat_heads(s, top);
    return sq_table_end(&t, "No impact is rated, harmful or not known.");
}

/* ---- heat maps ---------------------------------------------------------- */

static size_t
matrices_of(const struct sq_impact_lines *risks, const struct sq_matrix **out,
            size_t most)
{
    size_t n = 0;
    for (size_t i = 0; i < risks->n; i++) {
        const struct sq_matrix *two[] = {risks->items[i].before.matrix,
                                         risks->items[i].after.matrix};
        for (int k = 0; k < 2; k++) {
            bool known = !two[k];
            for (size_t j = 0; j < n; j++)
                known = known || out[j] == two[k];
            if (!known && n < most)
                out[n++] = two[k];
        }
    }
    return n;
}

static const struct sq_rated *
side(const struct sq_impact_line *l, bool after)
{
    return after ? &l->after : &l->before;
}

static size_t
count_at(const struct sq_impact_lines *risks, bool after,
         const struct sq_option *row, const struct sq_option *column)
{
    size_t n = 0;
    for (size_t i = 0; i < risks->n; i++) {
        const struct sq_rated *r = side(&risks->items[i], after);
        n += r->row == row && r->column == column;
    }
    return n;
}

/* "2 (X)", or "(X)" alone where there is none: the band's letter beside its
 * colour. */
static const char *
heat_pattern(struct sq_pages *p, const struct sq_bands *bands, size_t i)
{
    const struct sq_band *band = &bands->bands[i];
    sq_str word = band->letter.text.len
                      ? band->letter.text
                      : sq_words_label(&band->label, band->id.text, p->lang);
    struct sq_sbuf b = sq_page_buffer();
    sq_str line = sq_page_line(p, word, 12);
    for (size_t k = 0; k < line.len; k++) {
        if (line.ptr[k] != '"' && (unsigned char)line.ptr[k] >= ' ')
            sq_putc(&b, line.ptr[k]);
    }
    sq_str clean = sq_page_take(p, &b);
    return sq_str_z(p->arena,
                    sq_str_printf(p->arena, "0\" (%.*s)\";;\"(%.*s)\"",
                                  SQ_FMT(clean), SQ_FMT(clean)));
}

struct heat { /* one map being drawn */
    const struct sq_matrix *matrix;
    const struct sq_impact_lines *risks;
    bool after;
    bool live;                  /* formulas can tell the options apart */
    struct sq_area table;       /* the rows of the table of risks */
    const struct sq_pick *pick; /* its columns */
    uint32_t top;               /* row of the heads */
};

static const char *
heat_formula(struct sq_pages *p, struct sq_sheet *s, const struct heat *h,
             uint32_t row, uint16_t column)
{
    struct sq_area rows = h->table;
    struct sq_area columns = h->table;
    const uint16_t *at = h->pick->at;
    rows.left = rows.right = at[h->after ? RISK_ROW_AFTER : RISK_ROW_BEFORE];
    columns.left = columns.right =
        at[h->after ? RISK_COLUMN_AFTER : RISK_COLUMN_BEFORE];
    struct sq_area row_head = {s, row, row, 0, 0};
    struct sq_area column_head = {s, h->top, h->top, column, column};
    sq_str formula =
        sq_str_printf(p->arena, "=SUMPRODUCT((%.*s=%.*s)*(%.*s=%.*s))",
                      SQ_FMT(sq_area_show(p->arena, &rows)),
                      SQ_FMT(sq_area_show(p->arena, &row_head)),
                      SQ_FMT(sq_area_show(p->arena, &columns)),
                      SQ_FMT(sq_area_show(p->arena, &column_head)));
    return sq_str_z(p->arena, formula);
}

static struct sq_entry
heat_cell(struct sq_pages *p, struct sq_sheet *s, const struct heat *h,
          uint32_t row, size_t i, size_t j)
{
    const struct sq_matrix *m = h->matrix;
    struct sq_entry e = sq_entry_count(count_at(
        h->risks, h->after, &m->rows->options[i], &m->columns->options[j]));
    sq_num cell = m->cells[i * m->columns->n + j];
    e.centred = true;
    e.pattern = "0;;\"none\"";
    if (m->bands && sq_num_ok(cell)) {
        size_t band = sq_bands_find(m->bands, cell, m->high);
        e.colour = m->bands->bands[band].colour;
        e.pattern = heat_pattern(p, m->bands, band);
    }
    if (h->live)
        e.formula = heat_formula(p, s, h, row, (uint16_t)(j + 1));
    return e;
}

/* Two options of one name cannot be told apart by their words. */
static bool
distinct(struct sq_pages *p, const struct sq_choices *c)
{
    for (size_t i = 0; i < c->n; i++) {
        for (size_t j = 0; j < i; j++) {
            if (sq_str_eq_folded(sq_page_option(p, &c->options[i]),
                                 sq_page_option(p, &c->options[j])))
                return false;
        }
    }
    return true;
}

static uint32_t
put_heat(struct sq_pages *p, struct sq_sheet *s, const struct heat *h,
         const char *name)
{
    const struct sq_matrix *m = h->matrix;
    uint16_t n = (uint16_t)(m->columns->n + 1);
    struct sq_column *columns = SQ_NEW_N(p->arena, n, struct sq_column);
    columns[0].head = sq_str_z(
        p->arena, sq_str_printf(p->arena, "%s, down; %s, across",
                                axis_head(p, m, false), axis_head(p, m, true)));
    for (size_t j = 0; j < m->columns->n; j++)
        columns[j + 1].head =
            sq_str_z(p->arena, sq_page_option(p, &m->columns->options[j]));

    struct sq_table t;
    sq_table_begin(&t, s, h->top, name, columns, n);
    t.plain = true;
    struct sq_entry *entries = SQ_NEW_N(p->arena, n, struct sq_entry);
    for (size_t i = m->rows->n; i-- > 0;) {
        entries[0] = sq_entry_text(sq_page_option(p, &m->rows->options[i]));
        entries[0].strong = true;
        for (size_t j = 0; j < m->columns->n; j++)
            entries[j + 1] = heat_cell(p, s, h, t.next, i, j);
        sq_table_row(&t, entries);
    }
    uint32_t end = sq_table_end(&t, "");
    struct sq_area cells = {s, h->top + 1, end - 1, 1, (uint16_t)(n - 1)};
    sq_str first = sq_str_printf(p->arena, "=B%u>0", h->top + 2);
    sq_sheet_mark(s, &cells, sq_str_z(p->arena, first), SQ_COLOUR_NONE);
    return end;
}

enum { FEW = 8, FIRST_MAP = 3, MATRICES_MAX = 8, COLUMNS_SHOWN = 12 };

struct map {
    const struct sq_matrix *matrix;
    bool after;
};

/* Both maps of each matrix, or the one for which questions are asked. */
static size_t
maps_of(const struct sq_impact_lines *risks, struct map *out)
{
    const struct sq_matrix *used[MATRICES_MAX];
    size_t matrices = matrices_of(risks, used, MATRICES_MAX);
    struct sq_tracks tracks = sq_tracks_of(risks);
    size_t n = 0;
    for (size_t i = 0; i < matrices; i++) {
        if (used[i]->columns->n > COLUMNS_SHOWN)
            continue;
        if (tracks.initial)
            out[n++] = (struct map){used[i], false};
        if (tracks.residual)
            out[n++] = (struct map){used[i], true};
    }
    return n;
}

static sq_str
map_title(struct sq_pages *p, const struct map *m)
{
    sq_str label =
        sq_words_label(&m->matrix->label, m->matrix->id.text, p->lang);
    return sq_str_printf(p->arena,
                         "%s action: how many impacts stand where, with the "
                         "letter of the band (%.*s)",
                         m->after ? "After" : "Before",
                         SQ_FMT(sq_page_line(p, label, 60)));
}

static uint32_t
put_heats(struct sq_pages *p, struct sq_sheet *s,
          const struct sq_impact_lines *risks, const struct sq_area *table,
          const struct sq_pick *pick)
{
    struct map maps[2 * MATRICES_MAX];
    size_t n = maps_of(risks, maps);
    uint32_t row = FIRST_MAP;
    for (size_t i = 0; i < n; i++) {
        const struct sq_matrix *m = maps[i].matrix;
        row = sq_sheet_lines(s, row, SQ_LINE_HEADING, map_title(p, &maps[i]));
        struct heat h = {
            .matrix = m,
            .risks = risks,
            .after = maps[i].after,
            .live = distinct(p, m->rows) && distinct(p, m->columns),
            .table = *table,
            .pick = pick,
            .top = row,
        };
        sq_str name = sq_str_printf(p->arena, "HeatMap%zu_", i + 1);
        row = put_heat(p, s, &h, sq_str_z(p->arena, name)) + 1;
    }
    return row;
}

/* The row below the maps: for each a heading, heads, rows and a blank. */
static uint32_t
below_maps(const struct sq_impact_lines *risks)
{
    struct map maps[2 * MATRICES_MAX];
    size_t n = maps_of(risks, maps);
    uint32_t row = FIRST_MAP;
    for (size_t i = 0; i < n; i++)
        row += (uint32_t)maps[i].matrix->rows->n + 3;
    return row;
}

static size_t
not_rated_after(const struct sq_impact_lines *risks)
{
    size_t n = 0;
    for (size_t i = 0; i < risks->n; i++)
        n += risks->items[i].before.has && risks->items[i].impact->residual &&
             !risks->items[i].after.has;
    return n;
}

void
sq_page_risks(struct sq_pages *p, const struct sq_impact_lines *risks,
              size_t unsaid)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_RISKS];
    /* The table comes last on the sheet, but the maps count its rows. */
    uint32_t heading = below_maps(risks);
    struct sq_pick pick;
    uint32_t end = put_risks(p, s, risks, heading + 1, &pick);
    struct sq_area table = {s, heading + 2, end - 1, 0, 0};
    if (risks->n > FEW) /* a short table fits under the maps */
        sq_sheet_break(s, heading);
    (void)sq_sheet_lines(s, heading, SQ_LINE_HEADING,
                         SQ_LIT("Every impact, what remains after action "
                                "worst first; what is not rated comes last"));
    struct sq_sbuf b = sq_page_buffer();
    sq_putf(&b,
            "%zu %s rated, harmful or not known. Likelihood and consequence "
            "are kept as they were answered. ",
            risks->n, risks->n == 1 ? "row is" : "rows are");
    size_t open = not_rated_after(risks);
    if (open)
        sq_putf(&b,
                "%zu with a rating before action have none after it: they are "
                "missing from the second map, not safe. ",
                open);
    if (unsaid)
        sq_putf(&b, "%zu more have no answer yet: see the sheet Groups.",
                unsaid);
    (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE, sq_page_take(p, &b));
    if (risks->n)
        (void)put_heats(p, s, risks, &table, &pick);
}
