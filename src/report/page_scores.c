/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "report/live.h"
#include "report/paper.h"

/* The sheet Working, one row a part; live.c writes formulas by its letters. */
enum {
    WORK_DIMENSION,
    WORK_ID,
    WORK_QUESTION,
    WORK_ANSWER,
    WORK_KIND,
    WORK_LOW,
    WORK_HIGH,
    WORK_MAX,
    WORK_WEIGHT,
    WORK_LOW_ADDS,
    WORK_HIGH_ADDS,
    WORK_OUT_OF,
    WORK_COLUMNS
};

struct scores {
    struct sq_pages *p;
    bool open; /* some figure is still a range */
};

/* ---- Working ------------------------------------------------------------ */

static void
put_part(struct sq_pages *p, struct sq_table *t, const struct sq_dim_result *d,
         const struct sq_contribution *part)
{
    const struct sq_slot *slot = part->slot;
    const char *unsaid = sq_page_unsaid(slot);
    sq_str answer =
        unsaid ? sq_str_of(unsaid) : sq_slot_show(p->c, slot, p->lang);
    const struct sq_live_part *live = sq_live_part(p->live, d, slot, t->next);
    struct sq_entry entries[WORK_COLUMNS] = {
        [WORK_DIMENSION] = sq_entry_text(sq_words_label(
            &d->dimension->label, d->dimension->id.text, p->lang)),
        [WORK_ID] = sq_entry_text(slot->id),
        [WORK_QUESTION] = sq_entry_text(
            sq_page_line(p, sq_slot_ask(p->c, slot, p->lang), 200)),
        [WORK_ANSWER] = sq_live_words(
            p->live, slot, sq_entry_text(sq_page_line(p, answer, 200))),
        [WORK_KIND] = live->kind,
        [WORK_LOW] = live->low,
        [WORK_HIGH] = live->high,
        [WORK_MAX] = live->max,
        [WORK_WEIGHT] = live->weight,
        [WORK_LOW_ADDS] = live->adds_low,
        [WORK_HIGH_ADDS] = live->adds_high,
        [WORK_OUT_OF] = live->out_of,
    };
    entries[WORK_ID].link =
        sq_page_place(p, SQ_PAGE_ANSWERS, sq_live_slot(p->live, slot)->row);
    sq_table_row(t, entries);
}

static void
put_working(struct sq_pages *p)
{
    static const struct sq_column columns[WORK_COLUMNS] = {
        [WORK_DIMENSION] = {"Dimension", 22, "none"},
        [WORK_ID] = {"Question ID", 17, "none"},
        [WORK_QUESTION] = {"Question", 46, "none"},
        [WORK_ANSWER] = {"Answer", 24, "not answered"},
        [WORK_KIND] = {"How it counts", 16, "none"},
        [WORK_LOW] = {"Points, at least", 10, "none"},
        [WORK_HIGH] = {"Points, at most", 10, "none"},
        [WORK_MAX] = {"Maximum", 11, "none"},
        [WORK_WEIGHT] = {"Weight", 9, "none"},
        [WORK_LOW_ADDS] = {"Adds, at least", 11, "none"},
        [WORK_HIGH_ADDS] = {"Adds, at most", 11, "none"},
        [WORK_OUT_OF] = {"Out of", 11, "none"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_WORKING];
    struct sq_table t;
    sq_table_begin(&t, s, 3, "Working", columns, WORK_COLUMNS);
    (void)sq_sheet_lines(
        s, 1, SQ_LINE_NOTE,
        SQ_LIT("One row an answer in a dimension: its points, "
               "and what they add to the figure, by the "
               "method on the sheet Legend. The sheet Steps goes "
               "on from here to the outcome. All of it "
               "follows the sheet Questions and answers."));
    for (size_t i = 0; i < p->results->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->results->dimensions[i];
        for (size_t k = 0; k < d->n_parts; k++)
            put_part(p, &t, d, &d->parts[k]);
    }
    if (t.next > t.top + 1)
        sq_sheet_keep_heads(s, t.top);
    (void)sq_table_end(&t, "No answer of this questionnaire is scored in a "
                           "dimension.");
}

enum end { LOW, HIGH };

/* ---- Assurance ---------------------------------------------------------- */

static struct sq_entry
bound(const struct sq_range *r, enum end end)
{
    if (!r->data)
        return sq_entry_z("no data");
    if (end == LOW ? r->no_low : r->no_high)
        return sq_entry_z("not bounded");
    return sq_entry_num(end == LOW ? r->low : r->high);
}

static size_t
missing_of(const struct sq_dim_result *d)
{
    size_t n = 0;
    for (size_t i = 0; i < d->n_parts; i++)
        n += d->parts[i].kind == SQ_OPEN || d->parts[i].kind == SQ_PENDING_PART;
    return n;
}

static const char *
floor_words(const struct sq_dim_result *d)
{
    if (!d->dimension->floor_cap.text.len)
        return "no floor";
    if (d->capped)
        return "HOLDS the band down";
    return d->may_cap ? "may still hold the band down" : "not touched";
}

/* The columns of the sheet, which has one of each figure when all are settled
 * and both ends otherwise. */
enum {
    DIM_ID,
    DIM_LABEL,
    DIM_BETTER,
    DIM_BAND,
    DIM_LOW,
    DIM_HIGH,
    DIM_MAX,
    DIM_PERCENT_LOW,
    DIM_PERCENT_HIGH,
    DIM_SETTLED,
    DIM_MISSING,
    DIM_FLOOR,
    DIM_METHOD,
    DIM_COLUMNS
};

static bool
is_high_end(int column)
{
    return column == DIM_HIGH || column == DIM_PERCENT_HIGH;
}

static const char *const methods[] = {
#define COMBINE(name, word, summary) summary,
#include "model/combine.def"
#undef COMBINE
};

static struct sq_entry
value_of(const struct sq_dim_result *d, enum end end)
{
    return d->blocked ? sq_entry_z("no figure until every answer is given")
                      : bound(&d->value, end);
}

static struct sq_entry
floor_of(struct sq_pages *p, const struct sq_dim_result *d)
{
    static const char *const words[3] = {"not touched", "HOLDS the band down",
                                         "may still hold the band down"};
    struct sq_entry e = sq_entry_z(floor_words(d));
    e.colour = d->capped ? SQ_AMBER : SQ_COLOUR_NONE;
    return sq_live_show_truth(
        p->live, &p->live->dimensions[d->dimension->index].floor, words, e);
}

/* Where there is one column for both ends, it must not hide that an answer that
 * is tried opens the figure. */
static struct sq_entry
show_low(const struct scores *w, const struct sq_term *t, struct sq_entry is)
{
    return w->open ? sq_live_show(w->p->live, t, false, is)
                   : sq_live_show_both(w->p->live, t, is);
}

static void
fill_dimension(struct scores *w, const struct sq_dim_result *d,
               struct sq_entry out[DIM_COLUMNS])
{
    struct sq_pages *p = w->p;
    const struct sq_dimension *dim = d->dimension;
    out[DIM_ID] = sq_entry_text(dim->id.text);
    out[DIM_LABEL] =
        sq_entry_text(sq_words_label(&dim->label, dim->id.text, p->lang));
    out[DIM_LABEL].strong = true;
    out[DIM_BETTER] = sq_entry_z(dim->better == SQ_LOWER ? "lower" : "higher");
    out[DIM_METHOD] = sq_entry_z(methods[dim->combine]);
    struct sq_live *live = p->live;
    const struct sq_live_figure *f = &live->dimensions[dim->index];
    out[DIM_LOW] = show_low(w, &f->value, value_of(d, LOW));
    out[DIM_HIGH] = sq_live_show(live, &f->value, true, value_of(d, HIGH));
    out[DIM_MAX] = sq_live_show(live, &f->max, true, bound(&d->max, HIGH));
    out[DIM_PERCENT_LOW] = show_low(w, &f->percent, bound(&d->percent, LOW));
    out[DIM_PERCENT_HIGH] =
        sq_live_show(live, &f->percent, true, bound(&d->percent, HIGH));
    out[DIM_PERCENT_LOW].pattern = out[DIM_PERCENT_HIGH].pattern = "0.0";
    if (dim->combine == SQ_COMBINE_percent ||
        dim->combine == SQ_COMBINE_weighted_mean ||
        dim->combine == SQ_COMBINE_mean)
        out[DIM_LOW].pattern = out[DIM_HIGH].pattern = "0.0#";
    out[DIM_BAND] = sq_live_show_band(live, &f->band, &d->band,
                                      sq_entry_band(p, &d->band, &d->value));
    out[DIM_SETTLED] = sq_live_show_settled(live, f, d->decided);
    out[DIM_MISSING] =
        sq_live_show_missing(live, f, sq_entry_count(missing_of(d)));
    out[DIM_FLOOR] = floor_of(p, d);
}

static uint32_t
put_dimensions(struct scores *w, struct sq_sheet *s, uint32_t top)
{
    static const struct sq_column all[DIM_COLUMNS] = {
        [DIM_ID] = {"ID", 18, "none"},
        [DIM_LABEL] = {"Dimension", 32, "none"},
        [DIM_BETTER] = {"Better is", 10, "none"},
        [DIM_METHOD] = {"How it is combined", 24, "none"},
        [DIM_LOW] = {"Value, at least", 12, "none"},
        [DIM_HIGH] = {"Value, at most", 12, "none"},
        [DIM_MAX] = {"Maximum", 12, "none"},
        [DIM_PERCENT_LOW] = {"Percent, at least", 12, "none"},
        [DIM_PERCENT_HIGH] = {"Percent, at most", 12, "none"},
        [DIM_BAND] = {"Band", 20, "no bands"},
        [DIM_SETTLED] = {"Settled?", 12, "none"},
        [DIM_MISSING] = {"Answers missing", 11, "none"},
        [DIM_FLOOR] = {"Floor", 18, "none"},
    };
    const struct sq_results *r = w->p->results;
    struct sq_column columns[DIM_COLUMNS];
    uint16_t n = 0;
    for (int i = 0; i < DIM_COLUMNS; i++) {
        if (!w->open && is_high_end(i))
            continue;
        columns[n] = all[i];
        if (!w->open && i == DIM_LOW)
            columns[n].head = "Value";
        if (!w->open && i == DIM_PERCENT_LOW)
            columns[n].head = "Percent of maximum";
        n++;
    }
    struct sq_table t;
    sq_table_begin(&t, s, top, "Dimensions", columns, n);
    struct sq_fills bands = {.sheet = s, .column = DIM_BAND};
    for (size_t i = 0; i < r->n_dimensions; i++) {
        struct sq_entry full[DIM_COLUMNS];
        struct sq_entry row[DIM_COLUMNS];
        uint16_t k = 0;
        fill_dimension(w, &r->dimensions[i], full);
        for (int j = 0; j < DIM_COLUMNS; j++) {
            if (w->open || !is_high_end(j))
                row[k++] = full[j];
        }
        sq_fills_row(w->p, &bands, r->dimensions[i].dimension->bands, t.next);
        w->p->live->dimensions[r->dimensions[i].dimension->index].shown =
            t.next + 1;
        sq_table_row(&t, row);
    }
    sq_fills_end(w->p, &bands);
    if (r->n_dimensions) {
        static const struct sq_fill held[] = {
            {"HOLDS the band down", SQ_AMBER}};
        uint16_t at = w->open ? DIM_FLOOR : DIM_FLOOR - 2;
        struct sq_area floors = {s, t.top + 1, t.next - 1, at, at};
        sq_fills_words(w->p, &floors, held, 1);
    }
    return sq_table_end(&t, "This questionnaire has no dimensions: nothing is "
                            "scored as a whole.");
}

static uint32_t
put_values(struct scores *w, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"ID", 0, "none"},        {"Derived figure", 0, "none"},
        {"Better is", 0, "none"}, {"Band", 0, "no bands"},
        {"Figure", 0, "no data"}, {"Settled?", 0, "none"},
    };
    struct sq_pages *p = w->p;
    const struct sq_results *r = p->results;
    if (!r->n_values)
        return row;
    row = sq_sheet_lines(s, row, SQ_LINE_HEADING, SQ_LIT("Derived figures"));
    struct sq_table t;
    sq_table_begin(&t, s, row, "DerivedFigures", columns, 6);
    struct sq_fills bands = {.sheet = s, .column = 3};
    t.plain = true;
    for (size_t i = 0; i < r->n_values; i++) {
        const struct sq_value_result *v = &r->values[i];
        const struct sq_derived *of = v->derived;
        struct sq_sbuf b = sq_page_buffer();
        sq_words_value(&b, v, p->lang);
        bool number = v->val.type == SQ_T_NUM && sq_range_single(&v->value);
        struct sq_entry words = sq_entry_take(p, &b);
        const struct sq_live_figure *f = &p->live->values[of->index];
        struct sq_entry figure = number ? sq_entry_num(v->value.low) : words;
        if (v->val.type == SQ_T_NUM)
            figure = sq_live_show_both(p->live, &f->value, figure);
        struct sq_entry entries[] = {
            sq_entry_text(of->id.text),
            sq_entry_text(sq_words_label(&of->label, of->id.text, p->lang)),
            sq_entry_z(of->better == SQ_LOWER ? "lower" : "higher"),
            sq_live_show_band(p->live, &f->band, &v->band,
                              sq_entry_band(p, &v->band, &v->value)),
            figure,
            sq_live_show_settled(p->live, f, v->decided),
        };
        entries[1].strong = true;
        sq_fills_row(p, &bands, of->bands, t.next);
        p->live->values[of->index].shown = t.next + 1;
        sq_table_row(&t, entries);
    }
    sq_fills_end(p, &bands);
    return sq_table_end(&t, "") + 1;
}

/* ---- charts ------------------------------------------------------------- */

enum { FEW = 8 }; /* a short table shares its page with a chart */

enum { FIG_LABEL, FIG_HIGH, FIG_LOW, FIG_FLOOR, FIG_COLUMNS };

/* A share from 0 to 100 that a bar can show. */
static bool
draws(const struct sq_dim_result *d, int better)
{
    const struct sq_range *r = &d->percent;
    return d->dimension->better == better && !d->blocked &&
           sq_range_has_low(r) && sq_range_has_high(r) && r->low.num >= 0 &&
           sq_num_cmp(r->high, sq_num_int(100)) <= 0;
}

static sq_str
label_of(struct sq_pages *p, const struct sq_dim_result *d)
{
    const struct sq_dimension *dim = d->dimension;
    sq_str label = sq_words_label(&dim->label, dim->id.text, p->lang);
    sq_str line = sq_page_line(p, label, 50);
    if (!d->capped)
        return line;
    return sq_str_printf(p->arena, "%.*s (held by its floor)", SQ_FMT(line));
}

/* The edge of the band to which a critical answer may hold it, in percent. */
static bool
floor_edge(const struct sq_dim_result *d, sq_num *out)
{
    size_t band = d->dimension->cap_band;
    if (!d->dimension->floor_cap.text.len || !d->band.bands)
        return false;
    if (d->dimension->better == SQ_LOWER && band-- == 0)
        return false;
    if (!sq_paper_edge(d, band, out))
        return false;
    *out = sq_num_mul(*out, sq_num_int(100));
    return sq_num_ok(*out);
}

static bool
any_floor(const struct sq_results *r, int better)
{
    sq_num edge;
    for (size_t i = 0; i < r->n_dimensions; i++) {
        if (draws(&r->dimensions[i], better) &&
            floor_edge(&r->dimensions[i], &edge))
            return true;
    }
    return false;
}

static struct sq_area
put_chart_figures(struct sq_pages *p, int better)
{
    static const struct sq_column columns[FIG_COLUMNS] = {
        [FIG_LABEL] = {"Dimension", 46, "none"},
        [FIG_HIGH] = {"Percent, at most", 16, "none"},
        [FIG_LOW] = {"Percent, at least", 16, "none"},
        [FIG_FLOOR] = {"Where its floor holds the band", 18, "no floor"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_FIGURES];
    struct sq_table t;
    sq_table_begin(&t, s, p->figures_row,
                   better == SQ_LOWER ? "LowerFigures" : "HigherFigures",
                   columns, FIG_COLUMNS);
    t.plain = true;
    for (size_t i = 0; i < p->results->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->results->dimensions[i];
        if (!draws(d, better))
            continue;
        const struct sq_term *share =
            &p->live->dimensions[d->dimension->index].percent;
        sq_num floor;
        struct sq_entry entries[FIG_COLUMNS] = {
            [FIG_LABEL] = sq_entry_text(label_of(p, d)),
            [FIG_HIGH] = sq_live_show(p->live, share, true,
                                      sq_entry_num(d->percent.high)),
            [FIG_LOW] = sq_live_show(p->live, share, false,
                                     sq_entry_num(d->percent.low)),
            [FIG_FLOOR] =
                floor_edge(d, &floor) ? sq_entry_num(floor) : sq_entry_z(""),
        };
        entries[FIG_HIGH].pattern = entries[FIG_LOW].pattern = "0.0";
        sq_table_row(&t, entries);
    }
    struct sq_area at = {s, t.top + 1, t.next - 1, 0, FIG_COLUMNS - 1};
    if (t.next > t.top + 1)
        p->figures_row = sq_table_end(&t, "") + 1;
    return at;
}

static void
put_named(struct sq_pages *p, struct sq_sbuf *b, const char *what,
          const struct sq_dim_result *d)
{
    sq_putf(b, "%s: %.*s, ", what, SQ_FMT(label_of(p, d)));
    sq_words_percent(b, &d->percent, 2);
    if (d->band.bands) {
        sq_putz(b, ", ");
        sq_words_band(b, &d->band, &d->value, p->lang);
    }
    sq_putz(b, ". ");
}

static void
put_held(struct sq_pages *p, struct sq_sbuf *b, int better)
{
    size_t n = 0;
    for (size_t i = 0; i < p->results->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->results->dimensions[i];
        if (!draws(d, better) || !d->capped)
            continue;
        const struct sq_dimension *dim = d->dimension;
        sq_str label = sq_words_label(&dim->label, dim->id.text, p->lang);
        sq_putz(b, n++ ? "; " : "A critical answer holds down: ");
        sq_put(b, sq_page_line(p, label, 50));
    }
    sq_putz(b, n ? ". " : "");
}

static sq_str
alt_of(struct sq_pages *p, int better)
{
    const struct sq_dim_result *low = NULL;
    const struct sq_dim_result *high = NULL;
    size_t n = 0;
    for (size_t i = 0; i < p->results->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->results->dimensions[i];
        if (!draws(d, better))
            continue;
        n++;
        if (!low || sq_num_cmp(d->percent.low, low->percent.low) < 0)
            low = d;
        if (!high || sq_num_cmp(d->percent.high, high->percent.high) > 0)
            high = d;
    }
    struct sq_sbuf b = sq_page_buffer();
    sq_putf(&b, "Bar chart of %zu %s, %s is better. ", n,
            n == 1 ? "dimension" : "dimensions",
            better == SQ_LOWER ? "lower" : "higher");
    if (low)
        put_named(p, &b, "Lowest", low);
    if (high && high != low)
        put_named(p, &b, "Highest", high);
    put_held(p, &b, better);
    sq_putz(&b, "The figures are on the sheet Chart figures.");
    return sq_page_take(p, &b);
}

static uint32_t
put_chart(struct scores *w, struct sq_sheet *s, uint32_t row, int better)
{
    struct sq_pages *p = w->p;
    struct sq_area rows = put_chart_figures(p, better);
    if (rows.bottom < rows.top)
        return row;
    struct sq_chart c = {
        .title = better == SQ_LOWER
                     ? SQ_LIT("Percent of the maximum, where lower is better")
                     : SQ_LIT("Percent of the maximum, where higher is better"),
        .alt = alt_of(p, better),
        .axis = "percent of the maximum",
        .rows = rows,
        .shape = SQ_BARS_LAYERED,
        .bounded = true,
        .high = 100,
        .pattern = "0",
    };
    if (w->open)
        c.series[c.n_series++] = (struct sq_series){
            "Depends on answers still missing", FIG_HIGH, SQ_PAINT_HATCHED};
    c.series[c.n_series++] = (struct sq_series){
        w->open ? "Certain so far" : "Percent of the maximum", FIG_LOW,
        SQ_PAINT_DARK};
    if (any_floor(p->results, better))
        c.series[c.n_series++] = (struct sq_series){
            "Floor: where a critical answer may hold the band", FIG_FLOOR,
            SQ_PAINT_FRAME};
    if (p->results->n_dimensions + p->results->n_values > FEW)
        sq_sheet_break(s, row);
    row = sq_sheet_lines(s, row, SQ_LINE_NOTE, c.alt);
    return sq_sheet_chart(s, row, &c);
}

static bool
any_open(const struct sq_results *r)
{
    for (size_t i = 0; i < r->n_dimensions; i++) {
        const struct sq_dim_result *d = &r->dimensions[i];
        if (!d->blocked && d->value.data && !sq_range_single(&d->value))
            return true;
        if (d->percent.data && !sq_range_single(&d->percent))
            return true;
    }
    return false;
}

void
sq_page_scores(struct sq_pages *p)
{
    struct sq_sheet *s = p->sheets[SQ_PAGE_ASSURANCE];
    struct scores w = {.p = p, .open = any_open(p->results)};
    put_working(p);
    sq_live_figures(p->live, p->first_answer, p->last_answer);
    sq_live_steps(p->live);
    sq_sheet_width(s, 0, 18);
    sq_sheet_width(s, 1, 32);
    uint32_t row = put_dimensions(&w, s, 3) + 1;
    (void)sq_sheet_lines(
        s, 1, SQ_LINE_NOTE,
        w.open ? SQ_LIT("Answers are missing, so figures are ranges: every "
                        "way of completing the assessment lies between the "
                        "two ends.")
               : SQ_LIT("Every figure is settled; the sheet Working shows the "
                        "points behind it."));
    row = put_values(&w, s, row);
    row = put_chart(&w, s, row, SQ_HIGHER);
    (void)put_chart(&w, s, row, SQ_LOWER);
}
