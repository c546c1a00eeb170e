/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "report/live.h"

/* Distinct things that the questionnaire uses, in order of first use. */
struct set {
    const void **items;
    size_t n;
};

static void
add(struct sq_pages *p, struct set *s, const void *item)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->items[i] == item)
            return;
    }
    if (!item)
        return;
    s->items = sq_arena_push(p->arena, s->items, &s->n, sizeof(void *));
    s->items[s->n - 1] = item;
}

static struct set
matrices_of(struct sq_pages *p)
{
    struct set s = {NULL, 0};
    for (size_t i = 0; i < p->q->n_questions; i++)
        add(p, &s, p->q->questions[i]->matrix);
    return s;
}

static struct set
bands_of(struct sq_pages *p, const struct set *matrices)
{
    struct set s = {NULL, 0};
    for (size_t i = 0; i < matrices->n; i++) {
        const struct sq_matrix *m = matrices->items[i];
        add(p, &s, m->bands);
    }
    for (size_t i = 0; i < p->results->n_dimensions; i++)
        add(p, &s, p->results->dimensions[i].dimension->bands);
    for (size_t i = 0; i < p->results->n_values; i++)
        add(p, &s, p->results->values[i].derived->bands);
    return s;
}

/* Scales of matrices, and every set of choices that gives points. */
static struct set
scales_of(struct sq_pages *p, const struct set *matrices)
{
    struct set s = {NULL, 0};
    for (size_t i = 0; i < matrices->n; i++) {
        const struct sq_matrix *m = matrices->items[i];
        add(p, &s, m->rows);
        add(p, &s, m->columns);
    }
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (q->scored && q->choices && q->choices->id.text.len)
            add(p, &s, q->choices);
    }
    return s;
}

/* ---- Legend ------------------------------------------------------------- */

static const char *
colour_word(int colour)
{
    static const char *const words[] = {
        [SQ_COLOUR_NONE] = "no colour",
        [SQ_GREEN] = "green",
        [SQ_YELLOW] = "yellow",
        [SQ_AMBER] = "amber",
        [SQ_ORANGE] = "orange",
        [SQ_RED] = "red",
        [SQ_GREY] = "grey",
        [SQ_BLUE] = "blue",
    };
    return words[colour];
}

static uint32_t
put_bands(struct sq_pages *p, struct sq_sheet *s, uint32_t row,
          const struct set *bands)
{
    static const struct sq_column columns[] = {
        {"Bands of", 26, "none"},    {"Figures", 26, "none"},
        {"Band", 30, "none"},        {"Colour", 12, "no colour"},
        {"Meaning", 52, "not said"}, {"What it obliges", 40, "not said"},
        {"Upper edge", 14, "none"},  {"The edge is in", 14, "none"},
    };
    struct sq_table t;
    row = sq_sheet_lines(s, row, SQ_LINE_HEADING, SQ_LIT("Bands"));
    sq_table_begin(&t, s, row, "Bands", columns, 8);
    t.plain = true;
    for (size_t i = 0; i < bands->n; i++) {
        const struct sq_bands *b = bands->items[i];
        for (size_t k = 0; k < b->n; k++) {
            const struct sq_band *one = &b->bands[k];
            struct sq_sbuf edges = sq_page_buffer();
            struct sq_sbuf label = sq_page_buffer();
            struct sq_sbuf of = sq_page_buffer();
            sq_words_bands_of(&of, p->q, b, p->lang);
            sq_words_edges(&edges, b, k);
            sq_words_band_one(&label, b, k, p->lang);
            struct sq_entry entries[] = {
                sq_entry_take(p, &of),
                sq_entry_take(p, &edges),
                sq_entry_take(p, &label),
                sq_entry_z(colour_word(one->colour)),
                sq_entry_text(sq_text_get(&one->meaning, p->lang)),
                sq_entry_text(sq_text_get(&one->obliges, p->lang)),
                one->upper.given ? sq_entry_num(one->upper.value)
                                 : sq_entry_z("no upper edge"),
                sq_entry_z(!one->upper.given ? "no upper edge"
                           : one->upper_in   ? "this band"
                                             : "next band"),
            };
            entries[2].colour = one->colour;
            entries[2].strong = true;
            if (one->upper.given && one->upper.percent)
                entries[6].pattern = "0.##\" % of max\"";
            sq_live_band_at(p->live, b, k, t.next + 1);
            sq_table_row(&t, entries);
        }
    }
    return sq_table_end(&t, "No figure has bands.") + 1;
}

static uint32_t
put_scales(struct sq_pages *p, struct sq_sheet *s, uint32_t row,
           const struct set *scales)
{
    static const struct sq_column columns[] = {
        {"Scale", 0, "none"}, {"Points", 0, "no points"}, {"Answer", 0, "none"},
        {"ID", 0, "none"},    {"Meaning", 0, "not said"},
    };
    struct sq_table t;
    sq_sheet_break(s, row);
    row = sq_sheet_lines(s, row, SQ_LINE_HEADING,
                         SQ_LIT("Scales that give points"));
    sq_table_begin(&t, s, row, "Scales", columns, 5);
    t.plain = true;
    for (size_t i = 0; i < scales->n; i++) {
        const struct sq_choices *c = scales->items[i];
        for (size_t k = 0; k < c->n; k++) {
            const struct sq_option *o = &c->options[k];
            struct sq_sbuf name = sq_page_buffer();
            sq_words_scale(&name, p->q, c, p->lang);
            struct sq_entry entries[] = {
                sq_entry_take(p, &name),
                o->scored ? sq_entry_num(o->score) : sq_entry_z(""),
                sq_entry_text(sq_words_label(&o->label, o->id.text, p->lang)),
                sq_entry_text(o->id.text),
                sq_entry_text(sq_text_get(&o->meaning, p->lang)),
            };
            entries[2].strong = true;
            sq_table_row(&t, entries);
        }
    }
    return sq_table_end(&t, "No set of choices gives points.") + 1;
}

static void
put_policies(struct sq_sbuf *b, const struct sq_dimension *d)
{
    static const char *const basis[] = {
        [SQ_BASIS_ASKED] = "questions that are asked",
        [SQ_BASIS_ALL] = "all questions",
        [SQ_BASIS_REACHABLE] = "questions that one assessment could ask",
    };
    static const char *const na[] = {
        [SQ_NA_EXCLUDE] = "left out",
        [SQ_NA_ZERO] = "no points",
        [SQ_NA_BEST] = "the best points",
        [SQ_NA_WORST] = "the worst points",
    };
    static const char *const missing[] = {
        [SQ_MISS_INTERVAL] = "a range of all that is possible",
        [SQ_MISS_ZERO] = "no points",
        [SQ_MISS_WORST] = "the worst points",
        [SQ_MISS_BLOCK] = "no figure until it is given",
    };
    sq_putf(b,
            "The maximum is that of the %s. Not applicable: %s. Not known: "
            "%s. Missing: %s.",
            basis[d->basis], na[d->not_applicable],
            d->not_known == SQ_NK_WORST ? "the worst points" : "as missing",
            missing[d->missing]);
}

static const char *
method_of(const struct sq_dimension *d)
{
    static const char *const words[] = {
#define COMBINE(name, word, summary) summary,
#include "model/combine.def"
#undef COMBINE
    };
    return words[d->combine];
}

static struct sq_entry
floor_of(struct sq_pages *p, const struct sq_dimension *d)
{
    struct sq_sbuf b = sq_page_buffer();
    if (!d->floor_cap.text.len || !d->bands)
        return sq_entry_z("");
    sq_putf(&b,
            "A critical question at or below \"%.*s\" holds the band at "
            "most at ",
            SQ_FMT(d->floor_at.text));
    sq_words_band_one(&b, d->bands, d->cap_band, p->lang);
    sq_putz(&b, ".");
    return sq_entry_take(p, &b);
}

static uint32_t
put_methods(struct sq_pages *p, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"Dimension", 0, "none"},   {"How it is combined", 0, "none"},
        {"ID", 0, "none"},          {"Better is", 0, "none"},
        {"What counts", 0, "none"}, {"Floor", 0, "no floor"},
    };
    struct sq_table t;
    sq_sheet_break(s, row);
    row = sq_sheet_lines(s, row, SQ_LINE_HEADING,
                         SQ_LIT("How figures are worked"));
    sq_table_begin(&t, s, row, "Methods", columns, 6);
    t.plain = true;
    for (size_t i = 0; i < p->results->n_dimensions; i++) {
        const struct sq_dimension *d = p->results->dimensions[i].dimension;
        struct sq_sbuf b = sq_page_buffer();
        put_policies(&b, d);
        struct sq_entry entries[] = {
            sq_entry_text(sq_words_label(&d->label, d->id.text, p->lang)),
            sq_entry_z(method_of(d)),
            sq_entry_text(d->id.text),
            sq_entry_z(d->better == SQ_LOWER ? "lower" : "higher"),
            sq_entry_take(p, &b),
            floor_of(p, d),
        };
        sq_table_row(&t, entries);
    }
    return sq_table_end(&t, "This questionnaire has no dimensions.") + 1;
}

static uint32_t
put_rules(struct sq_sheet *s, uint32_t row)
{
    static const char *const rules[] = {
        "Nothing scored is \"no data\": never nought, never full marks, never "
        "a pass.",
        "While an answer is missing, a figure is a range that holds the "
        "figure of every possible completion.",
        "Settled means that no missing answer can change the band, or the "
        "figure where there are no bands.",
        "Harm and benefit are separate and are never subtracted from one "
        "another.",
        "A cell without an answer says so in words: not answered, not asked, "
        "not known, not applicable.",
        "The tool recommends; a named person decides. A decision that departs "
        "from the recommendation needs a reason.",
    };
    row = sq_sheet_lines(s, row, SQ_LINE_HEADING,
                         SQ_LIT("How to read this workbook"));
    for (size_t i = 0; i < sizeof(rules) / sizeof(rules)[0]; i++)
        row = sq_sheet_lines(s, row, SQ_LINE_NOTE, sq_str_of(rules[i]));
    return row + 1;
}

static void
page_legend(struct sq_pages *p, const struct set *matrices)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_LEGEND];
    struct set bands = bands_of(p, matrices);
    struct set scales = scales_of(p, matrices);
    sq_sheet_width(s, 0, 26);
    sq_sheet_width(s, 1, 26);
    sq_sheet_width(s, 2, 30);
    sq_sheet_width(s, 4, 52);
    uint32_t row = put_rules(s, 2);
    row = put_bands(p, s, row, &bands);
    row = put_scales(p, s, row, &scales);
    (void)put_methods(p, s, row);
}

/* ---- Matrices ----------------------------------------------------------- */

enum { COLUMNS_SHOWN = 30 };

static struct sq_entry
matrix_cell(struct sq_pages *p, const struct sq_matrix *m, size_t i, size_t j)
{
    sq_num cell = m->cells[i * m->columns->n + j];
    struct sq_sbuf b = sq_page_buffer();
    sq_words_num(&b, cell, 2);
    int colour = SQ_COLOUR_NONE;
    if (m->bands && sq_num_ok(cell)) {
        size_t band = sq_bands_find(m->bands, cell, m->high);
        sq_putz(&b, " ");
        sq_words_band_one(&b, m->bands, band, p->lang);
        colour = m->bands->bands[band].colour;
    }
    struct sq_entry e = sq_entry_take(p, &b);
    e.colour = colour;
    e.centred = true;
    return e;
}

static uint32_t
put_matrix(struct sq_pages *p, struct sq_sheet *s, uint32_t row,
           const struct sq_matrix *m, size_t number)
{
    sq_str label = sq_words_label(&m->label, m->id.text, p->lang);
    uint16_t n = (uint16_t)(m->columns->n + 1);
    struct sq_column *columns = SQ_NEW_N(p->arena, n, struct sq_column);
    struct sq_entry *entries = SQ_NEW_N(p->arena, n, struct sq_entry);
    sq_str corner =
        sq_str_printf(p->arena, "%.*s, down; %.*s, across",
                      SQ_FMT(sq_matrix_row_name(p->arena, m, p->lang)),
                      SQ_FMT(sq_matrix_column_name(p->arena, m, p->lang)));
    columns[0] = (struct sq_column){sq_str_z(p->arena, corner), 26, "none"};
    for (uint16_t j = 1; j < n; j++) {
        sq_str head = sq_page_option(p, &m->columns->options[j - 1]);
        columns[j] =
            (struct sq_column){sq_str_z(p->arena, head), 18, "no figure"};
    }
    row = sq_sheet_lines(s, row, SQ_LINE_HEADING, label);
    sq_str name = sq_str_printf(p->arena, "Matrix%zu_", number);
    struct sq_table t;
    sq_table_begin(&t, s, row, sq_str_z(p->arena, name), columns, n);
    t.plain = true;
    for (size_t i = m->rows->n; i-- > 0;) {
        entries[0] = sq_entry_text(sq_page_option(p, &m->rows->options[i]));
        entries[0].strong = true;
        for (uint16_t j = 1; j < n; j++)
            entries[j] = matrix_cell(p, m, i, j - 1u);
        sq_table_row(&t, entries);
    }
    return sq_table_end(&t, "") + 1;
}

static void
page_matrices(struct sq_pages *p, const struct set *matrices)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_MATRICES];
    uint32_t row = 2;
    for (size_t i = 0; i < matrices->n; i++) {
        const struct sq_matrix *m = matrices->items[i];
        if (!m->cells)
            continue;
        if (m->columns->n > COLUMNS_SHOWN) {
            row = sq_sheet_lines(
                s, row, SQ_LINE_NOTE,
                sq_str_printf(
                    p->arena, "%.*s has %u columns, too many to show here.",
                    SQ_FMT(sq_words_label(&m->label, m->id.text, p->lang)),
                    (unsigned)m->columns->n));
            continue;
        }
        if (i > 0 && i % 2 == 0) /* two a page */
            sq_sheet_break(s, row);
        row = put_matrix(p, s, row, m, i + 1);
    }
    if (row == 2)
        (void)sq_sheet_lines(s, row, SQ_LINE_NOTE,
                             SQ_LIT("No question is rated on a matrix."));
}

/* ---- Lists -------------------------------------------------------------- */

static void
page_lists(struct sq_pages *p)
{
    static const struct sq_column columns[] = {{"Status of an action", 40, ""}};
    struct sq_sheet *s = p->sheets[SQ_PAGE_LISTS];
    struct sq_table t;
    sq_table_begin(&t, s, 3, "StatusList", columns, 1);
    t.plain = true;
    for (int i = SQ_AS_OPEN; i <= SQ_AS_DROPPED; i++) {
        struct sq_entry e = sq_entry_z(sq_words_action_status(i));
        sq_table_row(&t, &e);
    }
    struct sq_area words = {s, t.top + 1, t.next - 1, 0, 0};
    uint32_t row = sq_table_end(&t, "") + 1;
    sq_book_define(p->book, "ActionStatus", &words);
    (void)sq_live_lists(p->live, s, row);
    (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE,
                         SQ_LIT("The sheets Actions and Questions and answers "
                                "offer these words."));
}

void
sq_page_legend(struct sq_pages *p)
{
    struct set matrices = matrices_of(p);
    page_legend(p, &matrices);
    page_matrices(p, &matrices);
    page_lists(p);
}
