/* SPDX-License-Identifier: MIT */
/* The steps, and what other sheets show of them. */
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "report/cells.h"
#include "report/live.h"

/* ---- what sheets show --------------------------------------------------- */

static struct sq_entry
step_entry(struct sq_live *l, struct sq_cell_value v, sq_str formula)
{
    struct sq_entry e =
        v.kind == SQ_CELL_NUM
            ? (struct sq_entry){.kind = SQ_IS_FIGURE, .figure = v.x}
            : sq_entry_z(v.kind == SQ_CELL_OPEN ? "open" : "none");
    e.formula = sq_str_z(l->p->arena,
                         sq_str_printf(l->p->arena, "=%.*s", SQ_FMT(formula)));
    return e;
}

enum { UNTOLD_SHOWN = 100 };

static sq_str
about_steps(struct sq_live *l)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_putz(&b, "Every step from the answers to the outcome. 0 is no, 1 is "
                "yes; a pair that differs is not decided.");
    if (l->n_untold)
        sq_putz(&b, " Some of the questionnaire cannot be said in formulas; "
                    "what, stands below the steps.");
    return sq_page_take(l->p, &b);
}

static sq_str
about_untold(struct sq_live *l)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_putz(&b, "What follows is not worked out when an answer is tried here: "
                "it stays as filed, or is undecided. Score the file to see "
                "it: ");
    for (size_t i = 0; i < l->n_untold && i < UNTOLD_SHOWN; i++)
        sq_putf(&b, "%s%.*s", i ? "; " : "", SQ_FMT(l->untold[i]));
    if (l->n_untold > UNTOLD_SHOWN)
        sq_putf(&b, "; and %zu more", l->n_untold - UNTOLD_SHOWN);
    sq_putc(&b, '.');
    return sq_page_take(l->p, &b);
}

void
sq_live_steps(struct sq_live *l)
{
    static const struct sq_column columns[] = {
        {"Step", 9, "none"},
        {"What it works out", 110, "none"},
        {"At least", 14, "none"},
        {"At most", 14, "none"},
    };
    struct sq_sheet *s = l->p->sheets[SQ_PAGE_STEPS];
    struct sq_table t;
    sq_table_begin(&t, s, SQ_LIVE_STEPS_TOP - 2, "Steps", columns, 4);
    (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE, about_steps(l));
    for (size_t i = 0; i < l->steps.n; i++) {
        const struct sq_formula_step *step = &l->steps.items[i];
        struct sq_entry row[] = {
            sq_entry_count(i + 1),
            sq_entry_text(sq_page_line(l->p, step->words, 200)),
            step_entry(l, step->is_low, step->low),
            step_entry(l, step->is_high, step->high),
        };
        sq_table_row(&t, row);
    }
    sq_sheet_keep_heads(s, t.top);
    uint32_t end = sq_table_end(&t, "");
    if (l->n_untold)
        (void)sq_sheet_lines(s, end + 1, SQ_LINE_NOTE, about_untold(l));
}

sq_str
sq_live_step(struct sq_live *l, sq_str cell)
{
    if (cell.len < 2 || cell.ptr[0] < 'A' || cell.ptr[0] > 'Z')
        return cell;
    return sq_str_printf(l->p->arena, "Steps!$%c$%.*s", cell.ptr[0],
                         SQ_FMT(sq_str_sub(cell, 1, cell.len)));
}

static sq_str
changed_cell(struct sq_live *l)
{
    return sq_str_printf(l->p->arena, "Steps!$C$%u", (unsigned)l->steps.first);
}

bool
sq_live_literal(struct sq_sbuf *b, sq_str text)
{
    if (sq_utf8_count(text) > 240)
        return false;
    sq_putc(b, '"');
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"')
            sq_putc(b, '"');
        sq_putc(b, text.ptr[i]);
    }
    sq_putc(b, '"');
    return true;
}

struct sq_entry
sq_live_guard(struct sq_live *l, struct sq_entry is, sq_str formula, bool same)
{
    struct sq_sbuf b = sq_page_buffer();
    bool fits = true;
    if (same) {
        sq_putf(&b, "=%.*s", SQ_FMT(formula));
    } else {
        sq_putf(&b, "=IF(%.*s=0,", SQ_FMT(changed_cell(l)));
        if (is.kind == SQ_IS_NUMBER)
            sq_putf(&b, "%.15g", sq_num_double(is.num));
        else
            fits = sq_live_literal(&b, sq_cell_safe(l->p->arena, is.text));
        sq_putf(&b, ",%.*s)", SQ_FMT(formula));
    }
    fits = fits && b.len <= SQ_FORMULA_MAX;
    is.formula = fits ? sq_str_z(l->p->arena, sq_sbuf_str(&b)) : NULL;
    sq_sbuf_done(&b);
    return is;
}

/* The cell comes to what is known. */
static bool
comes_to(struct sq_cell_value v, const struct sq_entry *is)
{
    if (is->kind != SQ_IS_NUMBER)
        return v.kind == SQ_CELL_NONE && sq_str_eq(is->text, SQ_LIT("no data"));
    return v.kind == SQ_CELL_NUM &&
           fabs(v.x - sq_num_double(is->num)) <= 1e-9 * fmax(1, fabs(v.x));
}

/* `number` where the cell has one, else the words for what it has. */
static struct sq_entry
show_number(struct sq_live *l, sq_str cell, sq_str number, bool same,
            struct sq_entry is)
{
    if (cell.ptr[0] == '"' || (is.kind == SQ_IS_NUMBER && !sq_num_ok(is.num)))
        return is;
    sq_str f = sq_str_printf(l->p->arena,
                             "IF(ISTEXT(%.*s),IF(%.*s=\"none\",\"no data\","
                             "\"not settled\"),%.*s)",
                             SQ_FMT(cell), SQ_FMT(cell), SQ_FMT(number));
    return sq_live_guard(l, is, f, same);
}

struct sq_entry
sq_live_show(struct sq_live *l, const struct sq_term *t, bool high,
             struct sq_entry is)
{
    sq_str cell = sq_live_step(l, high ? t->high : t->low);
    return show_number(l, cell, cell,
                       comes_to(high ? t->is_high : t->is_low, &is), is);
}

struct sq_entry
sq_live_show_both(struct sq_live *l, const struct sq_term *t,
                  struct sq_entry is)
{
    sq_str low = sq_live_step(l, t->low), high = sq_live_step(l, t->high);
    sq_str number = sq_str_printf(
        l->p->arena,
        "IF(ROUND(%.*s,9)=ROUND(%.*s,9),%.*s,ROUND(%.*s,2)&\" to "
        "\"&ROUND(%.*s,2))",
        SQ_FMT(low), SQ_FMT(high), SQ_FMT(low), SQ_FMT(low), SQ_FMT(high));
    bool same = comes_to(t->is_low, &is) && comes_to(t->is_high, &is);
    return show_number(l, low, number, same, is);
}

struct sq_entry
sq_live_show_band(struct sq_live *l, const struct sq_term *t,
                  const struct sq_band_range *band, struct sq_entry is)
{
    const struct sq_live_bands *at =
        band->bands ? sq_live_bands_at(l, band->bands) : NULL;
    if (!at || t->low.len == 0 || t->low.ptr[0] == '"' ||
        at->bands->n > SQ_LIVE_CHOOSE)
        return is;
    sq_str low = sq_live_step(l, t->low), high = sq_live_step(l, t->high);
    struct sq_sbuf names = sq_page_buffer();
    for (size_t i = 0; i < at->bands->n; i++)
        sq_putf(&names, ",%.*s",
                SQ_FMT(sq_live_cell(l, SQ_PAGE_LEGEND, 2, at->rows[i])));
    sq_str list = sq_page_take(l->p, &names);
    sq_str f = sq_str_printf(
        l->p->arena,
        "IF(ISTEXT(%.*s),\"no data\",IF(%.*s=%.*s,CHOOSE(%.*s+1%.*s),"
        "CHOOSE(%.*s+1%.*s)&\" to \"&CHOOSE(%.*s+1%.*s)))",
        SQ_FMT(low), SQ_FMT(low), SQ_FMT(high), SQ_FMT(low), SQ_FMT(list),
        SQ_FMT(low), SQ_FMT(list), SQ_FMT(high), SQ_FMT(list));
    bool one = t->is_low.kind == SQ_CELL_NUM && t->is_low.x == t->is_high.x;
    struct sq_sbuf b = sq_page_buffer();
    if (one)
        sq_words_band_one(&b, at->bands, (size_t)t->is_low.x, l->p->lang);
    sq_str words = sq_page_take(l->p, &b);
    bool same = one ? sq_str_eq(words, is.text)
                    : t->is_low.kind == SQ_CELL_NONE &&
                          sq_str_eq(is.text, SQ_LIT("no data"));
    return sq_live_guard(l, is, f, same);
}

struct sq_entry
sq_live_show_truth(struct sq_live *l, const struct sq_term *t,
                   const char *const words[3], struct sq_entry is)
{
    if (t->low.len == 0 || t->low.ptr[0] == '"' ||
        t->is_low.kind != SQ_CELL_NUM)
        return is;
    sq_str low = sq_live_step(l, t->low), high = sq_live_step(l, t->high);
    if (sq_str_eq(low, t->low)) /* it hangs on nothing */
        return is;
    sq_str f = sq_str_printf(
        l->p->arena,
        "IF(ISTEXT(%.*s),\"no data\",IF(%.*s>0,\"%s\",IF(%.*s<1,"
        "\"%s\",\"%s\")))",
        SQ_FMT(low), SQ_FMT(low), words[1], SQ_FMT(high), words[0], words[2]);
    const char *now = t->is_low.x > 0    ? words[1]
                      : t->is_high.x < 1 ? words[0]
                                         : words[2];
    return sq_live_guard(l, is, f, sq_str_eq(is.text, sq_str_of(now)));
}

struct sq_entry
sq_live_show_gate(struct sq_live *l, const struct sq_gate_result *g,
                  struct sq_entry is)
{
    struct sq_term when = l->gate_when[g->gate->index];
    struct sq_term must = l->gate_must[g->gate->index];
    bool waived = g->waiver && !g->waiver_expired;
    const char *fail = sq_words_gate(waived ? SQ_GATE_WAIVED : SQ_GATE_FAIL);
    const char *open = sq_words_gate(SQ_GATE_UNDECIDED);
    sq_str f = sq_str_printf(
        l->p->arena,
        "IF(%.*s<1,\"%s\",IF(OR(%.*s<1,ISTEXT(%.*s)),\"%s\",IF(%.*s>0,\"%s\","
        "IF(%.*s<1,\"%s\",\"%s\"))))",
        SQ_FMT(sq_live_step(l, when.high)), sq_words_gate(SQ_GATE_NOT_ASKED),
        SQ_FMT(sq_live_step(l, when.low)), SQ_FMT(sq_live_step(l, must.low)),
        open, SQ_FMT(sq_live_step(l, must.low)), sq_words_gate(SQ_GATE_PASS),
        SQ_FMT(sq_live_step(l, must.high)), fail, open);
    const char *now = open;
    if (when.is_high.x < 1)
        now = sq_words_gate(SQ_GATE_NOT_ASKED);
    else if (when.is_low.x > 0 && must.is_low.kind == SQ_CELL_NUM)
        now = must.is_low.x > 0    ? sq_words_gate(SQ_GATE_PASS)
              : must.is_high.x < 1 ? fail
                                   : open;
    return sq_live_guard(l, is, f, sq_str_eq(is.text, sq_str_of(now)));
}

/* The label of the one outcome that is possible, else all that are. */
struct sq_entry
sq_live_show_outcome(struct sq_live *l, struct sq_entry is)
{
    const struct sq_results *r = l->p->results;
    struct sq_sbuf one = sq_page_buffer(), all = sq_page_buffer();
    struct sq_sbuf n = sq_page_buffer();
    size_t outcomes = l->p->q->n_outcomes;
    if (!outcomes || outcomes > SQ_LIVE_OUTCOMES || !l->outcome_rows[0])
        return is;
    for (size_t i = 0; i < outcomes; i++) {
        sq_str may = sq_live_step(l, l->outcomes[i].high);
        sq_str label = sq_live_cell(l, SQ_PAGE_GATES, 1, l->outcome_rows[i]);
        sq_putf(&n, "%s%.*s", i ? "+" : "", SQ_FMT(may));
        sq_putf(&one, "IF(%.*s>0,%.*s,", SQ_FMT(may), SQ_FMT(label));
        sq_putf(&all, "&IF(%.*s>0,\"; \"&%.*s,\"\")", SQ_FMT(may),
                SQ_FMT(label));
    }
    sq_putz(&one, "\"none\"");
    sq_put_n(&one, ')', outcomes);
    sq_str a = sq_page_take(l->p, &n), b = sq_page_take(l->p, &one);
    sq_str c = sq_page_take(l->p, &all);
    sq_str f =
        sq_str_printf(l->p->arena, "IF(%.*s=1,%.*s,\"not decided yet\"%.*s)",
                      SQ_FMT(a), SQ_FMT(b), SQ_FMT(c));
    return sq_live_guard(l, is, f, r->outcome != NULL);
}

/* " of 20", " % (9 of 16)", ", held down by its floor": as words.c has it. */
static sq_str
tail_text(struct sq_live *l, const struct sq_live_figure *f, bool percent)
{
    struct sq_sbuf b = sq_page_buffer();
    if (percent && f->top) {
        unsigned top = f->top, end = f->bottom;
        sq_putf(&b,
                "&\" %% (\"&ROUND(SUM(Working!$J$%u:$J$%u),2)&\" of "
                "\"&ROUND(SUM(Working!$L$%u:$L$%u),2)&\")\"",
                top, end, top, end);
    } else if (percent) {
        sq_putz(&b, "&\" %\"");
    } else if (f->max.low.len && f->max.low.ptr[0] != '"') {
        sq_str max = sq_live_step(l, f->max.low);
        sq_putf(&b, "&IF(ISTEXT(%.*s),\"\",\" of \"&ROUND(%.*s,2))",
                SQ_FMT(max), SQ_FMT(max));
    } else {
        sq_putz(&b, "&\"\"");
    }
    if (f->floor.low.len)
        sq_putf(&b, "&IF(%.*s>0,\", held down by its floor\",\"\")",
                SQ_FMT(sq_live_step(l, f->floor.low)));
    return sq_page_take(l->p, &b);
}

static void
put_hundredths(struct sq_sbuf *b, double x)
{
    sq_putf(b, "%.15g", (x < 0 ? -round(-x * 100) : round(x * 100)) / 100);
}

/* What the formula of sq_live_show_words comes to. */
static void
put_tail(struct sq_sbuf *b, const struct sq_live_figure *f, bool percent)
{
    double sum = 0, out_of = 0;
    for (size_t i = 0; i < f->n_parts; i++) {
        if (f->parts[i].adds_low.kind == SQ_IS_FIGURE)
            sum += f->parts[i].adds_low.figure;
        if (f->parts[i].out_of.kind == SQ_IS_FIGURE)
            out_of += f->parts[i].out_of.figure;
    }
    if (percent && f->top) {
        sq_putz(b, " % (");
        put_hundredths(b, sum);
        sq_putz(b, " of ");
        put_hundredths(b, out_of);
        sq_putc(b, ')');
    } else if (!percent && f->max.low.len &&
               f->max.is_low.kind == SQ_CELL_NUM) {
        sq_putz(b, " of ");
        put_hundredths(b, f->max.is_low.x);
    }
    if (f->floor.low.len && f->floor.is_low.x > 0)
        sq_putz(b, ", held down by its floor");
}

struct sq_entry
sq_live_show_words(struct sq_live *l, const struct sq_live_figure *f,
                   bool percent, struct sq_entry is)
{
    struct sq_arena *a = l->p->arena;
    sq_str low = sq_live_step(l, f->value.low),
           high = sq_live_step(l, f->value.high);
    if (f->value.low.len == 0 || low.ptr[0] == '"')
        return is;
    sq_str text = sq_str_printf(
        a,
        "IF(ISTEXT(%.*s),IF(%.*s=\"none\",\"no data\",\"not settled\"),"
        "IF(%.*s=%.*s,ROUND(%.*s,2),ROUND(%.*s,2)&\" to \"&ROUND(%.*s,2))"
        "%.*s)",
        SQ_FMT(low), SQ_FMT(low), SQ_FMT(low), SQ_FMT(high), SQ_FMT(low),
        SQ_FMT(low), SQ_FMT(high), SQ_FMT(tail_text(l, f, percent)));
    struct sq_sbuf b = sq_page_buffer();
    struct sq_cell_value v = f->value.is_low;
    if (v.kind == SQ_CELL_NUM && v.x == f->value.is_high.x) {
        put_hundredths(&b, v.x);
        put_tail(&b, f, percent);
    } else if (v.kind == SQ_CELL_NONE) {
        sq_putz(&b, "no data");
    }
    bool same = sq_str_eq(sq_sbuf_str(&b), is.text);
    sq_sbuf_done(&b);
    return sq_live_guard(l, is, text, same);
}

/* By the band, where there is one. */
struct sq_entry
sq_live_show_settled(struct sq_live *l, const struct sq_live_figure *f,
                     bool decided)
{
    static const char yes[] = "settled", no[] = "can still change";
    const struct sq_term *t = f->band.low.len ? &f->band : &f->value;
    struct sq_entry is = sq_entry_z(decided ? yes : no);
    if (t->low.len == 0 || t->low.ptr[0] == '"')
        return is;
    sq_str low = sq_live_step(l, t->low), high = sq_live_step(l, t->high);
    if (sq_str_eq(low, t->low)) /* it hangs on nothing */
        return is;
    sq_str f_low = sq_live_step(l, f->value.low);
    sq_str text = sq_str_printf(
        l->p->arena,
        "IF(OR(%.*s=\"open\",%.*s<>%.*s),\"can still change\",\"settled\")",
        SQ_FMT(f->band.low.len ? low : f_low), SQ_FMT(low), SQ_FMT(high));
    bool now = t->is_low.kind != SQ_CELL_OPEN &&
               t->is_low.kind == t->is_high.kind &&
               (t->is_low.kind == SQ_CELL_NONE || t->is_low.x == t->is_high.x);
    return sq_live_guard(l, is, text, now == decided);
}

struct sq_entry
sq_live_show_missing(struct sq_live *l, const struct sq_live_figure *f,
                     struct sq_entry is)
{
    if (!f->top)
        return is;
    unsigned top = f->top, end = f->bottom;
    sq_str text = sq_str_printf(
        l->p->arena,
        "SUMPRODUCT(--(LEFT(Working!$E$%u:$E$%u,12)=\"not answered\"))+"
        "COUNTIF(Working!$E$%u:$E$%u,\"waits for an earlier answer\")",
        top, end, top, end);
    double n = 0;
    for (size_t i = 0; i < f->n_parts; i++) {
        sq_str kind = f->parts[i].kind.text;
        n +=
            sq_str_starts(kind, "not answered") || sq_str_starts(kind, "waits");
    }
    return sq_live_guard(l, is, text, n == sq_num_double(is.num));
}

struct sq_entry
sq_live_show_changed(struct sq_live *l)
{
    sq_str n = changed_cell(l);
    struct sq_entry e = sq_entry_z("as in the assessment file");
    e.formula = sq_str_z(
        l->p->arena,
        sq_str_printf(l->p->arena,
                      "=IF(%.*s=0,\"as in the assessment file\",%.*s&\" "
                      "CHANGED here: this is a trial, not the assessment\")",
                      SQ_FMT(n), SQ_FMT(n)));
    return e;
}
