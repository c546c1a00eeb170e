/* SPDX-License-Identifier: MIT */
#include <stdlib.h>

#include "base/arena.h"
#include "report/pages.h"

enum { CHART_ROWS = 40, LABEL_MAX = 60 };

/* A rating as the sheets need it. */
struct rated {
    bool has;
    sq_num points;
    const struct sq_matrix *matrix; /* NULL: not a cell of a matrix */
    const struct sq_option *row, *column;
    const struct sq_bands *bands;
    size_t band;
    const char *unsaid; /* what stands in for it */
};

/* An impact with what the sheets show of it. */
struct line {
    const struct sq_impact *impact;
    size_t index; /* in the file's order */
    sq_str label;
    struct rated before, after, benefit;
};

struct lines {
    struct line *items;
    size_t n;
};

static struct rated
rate(const struct sq_case *c, const struct sq_slot *s)
{
    struct rated r = {.unsaid = sq_page_unsaid(s)};
    if (r.unsaid)
        return r;
    const struct sq_matrix *m = s->question->matrix;
    r.has = sq_slot_points(c, s, &r.points) && sq_num_ok(r.points);
    if (!r.has)
        r.unsaid = "not scored";
    if (!m || !m->cells || s->value.option >= m->rows->n ||
        s->value.column >= m->columns->n)
        return r;
    r.matrix = m;
    r.row = &m->rows->options[s->value.option];
    r.column = &m->columns->options[s->value.column];
    if (r.has && m->bands) {
        r.bands = m->bands;
        r.band = sq_bands_find(m->bands, r.points, m->high);
    }
    return r;
}

static struct sq_entry
points_of(const struct rated *r)
{
    return r->has ? sq_entry_num(r->points) : sq_entry_z(r->unsaid);
}

static struct sq_entry
level_of(struct sq_pages *p, const struct rated *r)
{
    if (!r->bands)
        return sq_entry_z(r->has ? "no bands" : r->unsaid);
    struct sq_sbuf b = sq_page_buffer();
    sq_words_band_one(&b, r->bands, r->band, p->lang);
    struct sq_entry e = sq_entry_take(p, &b);
    e.colour = r->bands->bands[r->band].colour;
    return e;
}

/* The raw answer: a row or a column of the matrix. */
static struct sq_entry
raw_of(struct sq_pages *p, const struct rated *r, const struct sq_option *o)
{
    if (o)
        return sq_entry_text(sq_page_option(p, o));
    return sq_entry_z(r->has ? "not on a matrix" : r->unsaid);
}

static sq_str
shown(struct sq_pages *p, const struct sq_slot *s)
{
    const char *unsaid = sq_page_unsaid(s);
    return unsaid ? sq_str_of(unsaid) : sq_slot_show(p->c, s, p->lang);
}

static struct sq_entry
actions_of(struct sq_pages *p, const struct sq_impact *i, bool words)
{
    struct sq_sbuf b = sq_page_buffer();
    for (size_t k = 0; k < i->n_actions; k++) {
        const struct sq_action *a = i->actions[k];
        sq_putz(&b, k == 0 ? "" : words ? "\n" : ", ");
        sq_put(&b, a->id.text);
        if (words)
            sq_putf(&b, ": %.*s", SQ_FMT(a->what.text));
        const char *status = sq_words_action_status(a->status);
        if (words && *status)
            sq_putf(&b, " (%s)", status);
    }
    return sq_entry_take(p, &b);
}

static sq_str
group_title(struct sq_pages *p, const struct sq_group *g)
{
    return sq_words_label(&g->title, g->id.text, p->lang);
}

static sq_str
row_id(struct sq_pages *p, const struct sq_impact *i)
{
    sq_str group = i->group->id.text;
    if (!i->row->id.len)
        return group;
    return sq_str_printf(p->arena, "%.*s.%.*s", SQ_FMT(group),
                         SQ_FMT(i->row->id));
}

static bool
asked(const struct sq_slot *s)
{
    return s && s->state != SQ_HIDDEN;
}

static bool
any_asked(const struct sq_impact *i)
{
    return asked(i->direction) || asked(i->initial) || asked(i->residual) ||
           asked(i->benefit) || asked(i->confidence) || asked(i->reach);
}

static struct lines
lines_of(struct sq_pages *p)
{
    struct lines all = {NULL, 0};
    for (size_t i = 0; i < p->results->n_impacts; i++) {
        const struct sq_impact *impact = &p->results->impacts[i];
        if (!any_asked(impact))
            continue;
        all.items =
            sq_arena_push(p->arena, all.items, &all.n, sizeof(struct line));
        sq_str label = sq_row_label(p->c, impact->row, p->lang);
        all.items[all.n - 1] = (struct line){
            .impact = impact,
            .index = i,
            .label = label.len ? label : group_title(p, impact->group),
            .before = rate(p->c, impact->initial),
            .after = rate(p->c, impact->residual),
            .benefit = rate(p->c, impact->benefit),
        };
    }
    return all;
}

/* ---- order -------------------------------------------------------------- */

/* What remains; where that is not rated, what there was. */
static const struct rated *
effective(const struct line *l)
{
    return l->after.has ? &l->after : &l->before;
}

/* The worst first, what is not rated last, the file's order among equals. */
static int
by_residual(const void *a, const void *b)
{
    const struct line *x = a;
    const struct line *y = b;
    const struct rated *rx = effective(x);
    const struct rated *ry = effective(y);
    if (rx->has != ry->has)
        return rx->has ? -1 : 1;
    int order = rx->has ? sq_num_cmp(ry->points, rx->points) : 0;
    if (order)
        return order;
    return x->index < y->index ? -1 : x->index > y->index;
}

/* Rated, or not known to be free of harm. */
static bool
is_risk(const struct line *l)
{
    const struct sq_impact *i = l->impact;
    if (l->before.has || l->after.has)
        return true;
    if (!asked(i->direction))
        return asked(i->initial) || asked(i->residual);
    return i->effect != SQ_GAINS && i->effect != SQ_NEITHER;
}

static struct lines
risks_of(struct sq_pages *p, const struct lines *all)
{
    struct lines risks = {NULL, 0};
    for (size_t i = 0; i < all->n; i++) {
        if (!is_risk(&all->items[i]))
            continue;
        risks.items =
            sq_arena_push(p->arena, risks.items, &risks.n, sizeof(struct line));
        risks.items[risks.n - 1] = all->items[i];
    }
    if (risks.n)
        qsort(risks.items, risks.n, sizeof(struct line), by_residual);
    return risks;
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

static bool
names(sq_str id, const char *word)
{
    return sq_str_has_folded(id, sq_str_of(word));
}

/* "Likelihood" for likelihood-equality: a head that people know. */
static const char *
scale_word(sq_str id, const char *other)
{
    static const char *const ids[] = {"likelihood", "consequence", "severity",
                                      "impact", "evidence"};
    static const char *const words[] = {"Likelihood", "Consequence", "Severity",
                                        "Impact", "Evidence"};
    for (size_t i = 0; i < sizeof(ids) / sizeof(ids)[0]; i++) {
        if (names(id, ids[i]))
            return words[i];
    }
    return other;
}

static const struct sq_matrix *
matrix_of(const struct line *l)
{
    return l->before.matrix ? l->before.matrix : l->after.matrix;
}

/* Heads of the raw answers, by the first matrix in use. */
static void
head_words(const struct lines *risks, const char **row, const char **column)
{
    *row = "Likelihood";
    *column = "Consequence";
    for (size_t i = 0; i < risks->n; i++) {
        const struct sq_matrix *m = matrix_of(&risks->items[i]);
        if (!m)
            continue;
        *row = scale_word(m->rows_id.text, *row);
        *column = scale_word(m->columns_id.text, *column);
        return;
    }
}

static uint32_t
put_risks(struct sq_pages *p, struct sq_sheet *s, const struct lines *risks,
          uint32_t top)
{
    const char *row;
    const char *column;
    head_words(risks, &row, &column);
    const char *heads[4];
    for (int i = 0; i < 4; i++)
        heads[i] = sq_str_z(
            p->arena, sq_str_printf(p->arena, "%s %s", i % 2 ? column : row,
                                    i < 2 ? "before" : "after"));
    const struct sq_column columns[RISK_COLUMNS] = {
        [RISK_LABEL] = {"Who or what", 27, "not named"},
        [RISK_EFFECT] = {"Effect", 14, "not asked"},
        [RISK_ROW_BEFORE] = {heads[0], 14, "not answered"},
        [RISK_COLUMN_BEFORE] = {heads[1], 14, "not answered"},
        [RISK_BEFORE] = {"Risk before", 14, "not answered"},
        [RISK_LEVEL_BEFORE] = {"Level before", 14, "no bands"},
        [RISK_ROW_AFTER] = {heads[2], 14, "not answered"},
        [RISK_COLUMN_AFTER] = {heads[3], 14, "not answered"},
        [RISK_AFTER] = {"Risk after", 10, "not answered"},
        [RISK_LEVEL_AFTER] = {"Level after", 13, "no bands"},
        [RISK_ACTIONS] = {"Actions", 38, "no action names it"},
        [RISK_ID] = {"ID", 16, "none"},
    };
    struct sq_table t;
    sq_table_begin(&t, s, top, "Risks", columns, RISK_COLUMNS);
    for (size_t i = 0; i < risks->n; i++) {
        const struct line *l = &risks->items[i];
        struct sq_entry entries[RISK_COLUMNS] = {
            [RISK_LABEL] = sq_entry_text(l->label),
            [RISK_EFFECT] = sq_entry_text(shown(p, l->impact->direction)),
            [RISK_ROW_BEFORE] = raw_of(p, &l->before, l->before.row),
            [RISK_COLUMN_BEFORE] = raw_of(p, &l->before, l->before.column),
            [RISK_BEFORE] = points_of(&l->before),
            [RISK_LEVEL_BEFORE] = level_of(p, &l->before),
            [RISK_ROW_AFTER] = raw_of(p, &l->after, l->after.row),
            [RISK_COLUMN_AFTER] = raw_of(p, &l->after, l->after.column),
            [RISK_AFTER] = points_of(&l->after),
            [RISK_LEVEL_AFTER] = level_of(p, &l->after),
            [RISK_ACTIONS] = actions_of(p, l->impact, true),
            [RISK_ID] = sq_entry_text(row_id(p, l->impact)),
        };
        entries[RISK_LABEL].strong = true;
        sq_table_row(&t, entries);
    }
    return sq_table_end(&t, "No impact is rated, or known to be a harm.");
}

/* ---- heat maps ---------------------------------------------------------- */

static size_t
matrices_of(const struct lines *risks, const struct sq_matrix **out,
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

static const struct rated *
side(const struct line *l, bool after)
{
    return after ? &l->after : &l->before;
}

static size_t
count_at(const struct lines *risks, bool after, const struct sq_option *row,
         const struct sq_option *column)
{
    size_t n = 0;
    for (size_t i = 0; i < risks->n; i++) {
        const struct rated *r = side(&risks->items[i], after);
        n += r->row == row && r->column == column;
    }
    return n;
}

/* "X  2", or "X" alone where there is none: the band's letter beside its
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
    return sq_str_z(p->arena, sq_str_printf(p->arena, "\"%.*s: \"0;;\"%.*s\"",
                                            SQ_FMT(clean), SQ_FMT(clean)));
}

struct heat { /* one map being drawn */
    const struct sq_matrix *matrix;
    const struct lines *risks;
    bool after;
    bool live;            /* formulas can tell the options apart */
    struct sq_area table; /* the rows of the table of risks */
    uint32_t top;         /* row of the heads */
};

static const char *
heat_formula(struct sq_pages *p, struct sq_sheet *s, const struct heat *h,
             uint32_t row, uint16_t column)
{
    struct sq_area rows = h->table;
    struct sq_area columns = h->table;
    rows.left = rows.right = h->after ? RISK_ROW_AFTER : RISK_ROW_BEFORE;
    columns.left = columns.right =
        h->after ? RISK_COLUMN_AFTER : RISK_COLUMN_BEFORE;
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
                                scale_word(m->rows_id.text, "Likelihood"),
                                scale_word(m->columns_id.text, "Consequence")));
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

enum { MATRICES_MAX = 8, COLUMNS_SHOWN = 12 };

/* Both maps of each matrix; the first two rows of a block are its words. */
static uint32_t
put_heats(struct sq_pages *p, struct sq_sheet *s, const struct lines *risks,
          const struct sq_area *table)
{
    const struct sq_matrix *used[MATRICES_MAX];
    size_t n = matrices_of(risks, used, MATRICES_MAX);
    uint32_t row = 3;
    for (size_t i = 0; i < 2 * n; i++) {
        const struct sq_matrix *m = used[i / 2];
        bool after = i % 2;
        if (m->columns->n > COLUMNS_SHOWN)
            continue;
        sq_str label = sq_words_label(&m->label, m->id.text, p->lang);
        sq_str title = sq_str_printf(
            p->arena, "%s action: how many impacts stand where (%.*s)",
            after ? "After" : "Before", SQ_FMT(sq_page_line(p, label, 60)));
        row = sq_sheet_lines(s, row, SQ_LINE_HEADING, title);
        struct heat h = {
            .matrix = m,
            .risks = risks,
            .after = after,
            .live = distinct(p, m->rows) && distinct(p, m->columns),
            .table = *table,
            .top = row,
        };
        sq_str name = sq_str_printf(p->arena, "HeatMap%s%zu",
                                    after ? "After" : "Before", i / 2 + 1);
        row = put_heat(p, s, &h, sq_str_z(p->arena, name)) + 1;
    }
    return row;
}

static uint32_t
heats_height(const struct lines *risks)
{
    const struct sq_matrix *used[MATRICES_MAX];
    size_t n = matrices_of(risks, used, MATRICES_MAX);
    uint32_t rows = 3;
    for (size_t i = 0; i < n; i++) {
        if (used[i]->columns->n <= COLUMNS_SHOWN)
            rows += 2 * ((uint32_t)used[i]->rows->n + 3);
    }
    return rows;
}

static size_t
not_rated_after(const struct lines *risks)
{
    size_t n = 0;
    for (size_t i = 0; i < risks->n; i++)
        n += risks->items[i].before.has && !risks->items[i].after.has;
    return n;
}

static void
page_risks(struct sq_pages *p, const struct lines *risks)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_RISKS];
    /* The table comes last on the sheet, but the maps count its rows. */
    uint32_t heading = heats_height(risks);
    uint32_t end = put_risks(p, s, risks, heading + 1);
    struct sq_area table = {s, heading + 2, end - 1, 0, RISK_COLUMNS - 1};
    (void)sq_sheet_lines(s, heading, SQ_LINE_HEADING,
                         SQ_LIT("Every impact, what remains after action "
                                "worst first; what is not rated comes last"));
    struct sq_sbuf b = sq_page_buffer();
    sq_putf(&b,
            "%zu impacts. Likelihood and consequence are kept as they "
            "were answered. ",
            risks->n);
    size_t open = not_rated_after(risks);
    if (open)
        sq_putf(&b,
                "%zu with a rating before action have none after it: they "
                "are missing from the second map, not safe.",
                open);
    (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE, sq_page_take(p, &b));
    if (risks->n)
        (void)put_heats(p, s, risks, &table);
}

/* ---- groups ------------------------------------------------------------- */

static uint32_t
put_groups(struct sq_pages *p, struct sq_sheet *s, const struct lines *all,
           uint32_t top)
{
    static const struct sq_column columns[] = {
        {"Who or what", 26, "not named"},
        {"Part of the form", 22, "none"},
        {"Effect", 14, "not asked"},
        {"Risk before", 11, "not answered"},
        {"Level before", 13, "no bands"},
        {"Risk after", 11, "not answered"},
        {"Level after", 13, "no bands"},
        {"Benefit", 11, "not answered"},
        {"Level of benefit", 14, "no bands"},
        {"Confidence", 18, "not asked"},
        {"Reach", 16, "not asked"},
        {"Actions", 12, "none"},
        {"ID", 16, "none"},
    };
    enum { N = sizeof(columns) / sizeof(columns)[0] };
    struct sq_table t;
    sq_table_begin(&t, s, top, "Groups", columns, N);
    for (size_t i = 0; i < all->n; i++) {
        const struct line *l = &all->items[i];
        struct sq_entry entries[N] = {
            sq_entry_text(l->label),
            sq_entry_text(group_title(p, l->impact->group)),
            sq_entry_text(shown(p, l->impact->direction)),
            points_of(&l->before),
            level_of(p, &l->before),
            points_of(&l->after),
            level_of(p, &l->after),
            points_of(&l->benefit),
            level_of(p, &l->benefit),
            sq_entry_text(shown(p, l->impact->confidence)),
            sq_entry_text(shown(p, l->impact->reach)),
            actions_of(p, l->impact, false),
            sq_entry_text(row_id(p, l->impact)),
        };
        entries[0].strong = true;
        sq_table_row(&t, entries);
    }
    if (all->n)
        sq_sheet_keep_heads(s, top);
    return sq_table_end(&t, "This assessment has no table of impacts.");
}

/* ---- charts ------------------------------------------------------------- */

enum { FIG_LABEL, FIG_BEFORE, FIG_AFTER, FIG_LEFT, FIG_BENEFIT, FIG_COLUMNS };

static bool
draws(const struct line *l)
{
    return l->before.has || l->after.has || l->benefit.has;
}

static struct lines
drawn_of(struct sq_pages *p, const struct lines *all)
{
    struct lines drawn = {NULL, 0};
    for (size_t i = 0; i < all->n; i++) {
        if (!draws(&all->items[i]))
            continue;
        drawn.items =
            sq_arena_push(p->arena, drawn.items, &drawn.n, sizeof(struct line));
        drawn.items[drawn.n - 1] = all->items[i];
    }
    if (drawn.n)
        qsort(drawn.items, drawn.n, sizeof(struct line), by_residual);
    drawn.n = drawn.n < CHART_ROWS ? drawn.n : CHART_ROWS;
    return drawn;
}

/* Is there a question for it anywhere in what is drawn? */
static bool
has_track(const struct lines *drawn, bool benefit)
{
    for (size_t i = 0; i < drawn->n; i++) {
        const struct line *l = &drawn->items[i];
        if (benefit ? l->benefit.has : l->after.has)
            return true;
    }
    return false;
}

static struct sq_area
put_chart_figures(struct sq_pages *p, const struct lines *drawn)
{
    static const struct sq_column columns[FIG_COLUMNS] = {
        [FIG_LABEL] = {"Label", 46, "not named"},
        [FIG_BEFORE] = {"Risk before action", 16, "not rated"},
        [FIG_AFTER] = {"Risk after action", 16, "not rated"},
        [FIG_LEFT] = {"Risk, drawn to the left", 16, "not rated"},
        [FIG_BENEFIT] = {"Benefit", 16, "not rated"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_FIGURES];
    bool after = has_track(drawn, false);
    struct sq_table t;
    sq_table_begin(&t, s, p->figures_row, "GroupFigures", columns, FIG_COLUMNS);
    t.plain = true;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct line *l = &drawn->items[i];
        const struct rated *left = after ? &l->after : &l->before;
        struct sq_entry entries[FIG_COLUMNS] = {
            [FIG_LABEL] = sq_entry_text(sq_page_line(p, l->label, LABEL_MAX)),
            [FIG_BEFORE] = points_of(&l->before),
            [FIG_AFTER] = points_of(&l->after),
            [FIG_LEFT] = left->has ? sq_entry_num(sq_num_neg(left->points))
                                   : points_of(left),
            [FIG_BENEFIT] = points_of(&l->benefit),
        };
        sq_table_row(&t, entries);
    }
    struct sq_area at = {s, t.top + 1, t.next - 1, 0, FIG_COLUMNS - 1};
    p->figures_row = sq_table_end(&t, "") + 1;
    return at;
}

/* The highest figure of a track, and whose it is. */
static const struct line *
highest(const struct lines *drawn, size_t track)
{
    const struct line *best = NULL;
    const struct rated *top = NULL;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct line *l = &drawn->items[i];
        const struct rated *r = track == FIG_BENEFIT ? &l->benefit
                                : track == FIG_AFTER ? &l->after
                                                     : &l->before;
        if (r->has && (!top || sq_num_cmp(r->points, top->points) > 0)) {
            top = r;
            best = l;
        }
    }
    return best;
}

static void
put_highest(struct sq_pages *p, struct sq_sbuf *b, const struct lines *drawn,
            size_t track, const char *what)
{
    const struct line *l = highest(drawn, track);
    if (!l)
        return;
    const struct rated *r = track == FIG_BENEFIT ? &l->benefit
                            : track == FIG_AFTER ? &l->after
                                                 : &l->before;
    sq_putf(b, "The highest %s is ", what);
    sq_words_num(b, r->points, 2);
    if (r->bands) {
        sq_putz(b, ", ");
        sq_words_band_one(b, r->bands, r->band, p->lang);
    }
    sq_putf(b, ", for %.*s. ", SQ_FMT(sq_page_line(p, l->label, LABEL_MAX)));
}

#define WHERE "The figures are on the sheet Chart figures."

static sq_str
alt_both(struct sq_pages *p, const struct lines *drawn, bool after)
{
    struct sq_sbuf b = sq_page_buffer();
    size_t pays = 0;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct line *l = &drawn->items[i];
        const struct rated *r = after ? &l->after : &l->before;
        pays += r->has && !l->benefit.has;
    }
    sq_putz(&b, "Bar chart: risk to the left, benefit to the right, not "
                "netted. ");
    put_highest(p, &b, drawn, after ? FIG_AFTER : FIG_BEFORE, "risk");
    put_highest(p, &b, drawn, FIG_BENEFIT, "benefit");
    if (pays)
        sq_putf(&b, "%zu of %zu bear a risk without a rated benefit. ", pays,
                drawn->n);
    sq_putz(&b, WHERE);
    return sq_page_take(p, &b);
}

static sq_str
alt_change(struct sq_pages *p, const struct lines *drawn)
{
    struct sq_sbuf b = sq_page_buffer();
    size_t lower = 0;
    size_t same = 0;
    size_t higher = 0;
    for (size_t i = 0; i < drawn->n; i++) {
        const struct line *l = &drawn->items[i];
        if (!l->before.has || !l->after.has)
            continue;
        int change = sq_num_cmp(l->after.points, l->before.points);
        lower += change < 0;
        same += change == 0;
        higher += change > 0;
    }
    sq_putf(&b,
            "Bar chart: risk before and after action. Action lowers %zu "
            "of %zu risks rated on both sides; %zu stay the same",
            lower, lower + same + higher, same);
    if (higher)
        sq_putf(&b, " and %zu rise", higher);
    sq_putz(&b, ". ");
    put_highest(p, &b, drawn, FIG_AFTER, "risk after action");
    sq_putz(&b, WHERE);
    return sq_page_take(p, &b);
}

/* As far as the matrices go on either side, so that bars can be compared. */
static double
reach_of(const struct lines *drawn)
{
    sq_num most = sq_num_int(1);
    for (size_t i = 0; i < drawn->n; i++) {
        const struct line *l = &drawn->items[i];
        const struct rated *three[] = {&l->before, &l->after, &l->benefit};
        for (int k = 0; k < 3; k++) {
            const struct sq_matrix *m = three[k]->matrix;
            if (three[k]->has)
                most = sq_num_max(most, three[k]->points);
            if (m && sq_num_ok(m->high))
                most = sq_num_max(most, m->high);
        }
    }
    return sq_num_double(most);
}

static void
put_charts(struct sq_pages *p, struct sq_sheet *s, const struct lines *all,
           uint32_t row)
{
    struct lines drawn = drawn_of(p, all);
    if (!drawn.n)
        return;
    bool after = has_track(&drawn, false);
    bool benefit = has_track(&drawn, true);
    const char *which = all->n > CHART_ROWS ? ", the 40 highest" : "";
    double reach = reach_of(&drawn);
    struct sq_chart c = {
        .rows = put_chart_figures(p, &drawn),
        .axis = "points",
        .bounded = true,
        .high = reach,
    };
    if (benefit) {
        c.title = sq_str_printf(
            p->arena, "Risk to the left, benefit to the right, not netted%s",
            which);
        c.alt = alt_both(p, &drawn, after);
        c.series[0] = (struct sq_series){after ? "Risk after action" : "Risk",
                                         FIG_LEFT, SQ_PAINT_WARM};
        c.series[1] = (struct sq_series){"Benefit", FIG_BENEFIT, SQ_PAINT_COOL};
        c.n_series = 2;
        c.stacked = true;
        c.low = -reach;
        c.pattern = "0;0;0";
        row = sq_sheet_chart(s, row, &c);
    }
    c.title = sq_str_printf(p->arena, "Risk before and after action%s", which);
    c.alt = alt_change(p, &drawn);
    c.series[0] =
        (struct sq_series){"Before action", FIG_BEFORE, SQ_PAINT_HATCHED};
    c.series[1] = (struct sq_series){"After action", FIG_AFTER, SQ_PAINT_DARK};
    c.n_series = after ? 2 : 1;
    c.stacked = false;
    c.low = 0;
    c.pattern = "0";
    (void)sq_sheet_chart(s, row, &c);
}

static void
page_groups(struct sq_pages *p, const struct lines *all)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_GROUPS];
    sq_sheet_width(s, 0, 26);
    uint32_t end = put_groups(p, s, all, 3);
    (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE,
                         SQ_LIT("Harm and benefit stand side by side and are "
                                "never subtracted from one another. Charts "
                                "are below the table."));
    put_charts(p, s, all, end + 1);
}

void
sq_page_impacts(struct sq_pages *p)
{
    struct lines all = lines_of(p);
    struct lines risks = risks_of(p, &all);
    page_risks(p, &risks);
    page_groups(p, &all);
}
