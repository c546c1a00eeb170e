/* SPDX-License-Identifier: MIT */
/* What the sheets Evidence and Actions draw: how old, and how far. */
#include "base/arena.h"
#include "report/registers.h"

enum { FEW = 8 }; /* a short table shares its page with a chart */

#define WHERE " The figures are on the sheet Chart figures."

/* "DATE(2026,10,30)" */
static sq_str
date_text(struct sq_pages *p, sq_date d)
{
    int year, month, day;
    sq_date_split(d, &year, &month, &day);
    return sq_str_printf(p->arena, "DATE(%d,%d,%d)", year, month, day);
}

static struct sq_entry
counted(struct sq_pages *p, size_t n, sq_str formula)
{
    struct sq_entry e = sq_entry_count(n);
    e.formula = sq_str_z(p->arena, formula);
    e.pattern = "0";
    return e;
}

/* ---- how old the evidence is -------------------------------------------- */

static const struct {
    const char *label;
    int months; /* younger than this; 0: any age */
} ages[] = {
    {"Under 6 months", 6}, {"6 to 12 months", 12},    {"1 to 2 years", 24},
    {"2 to 3 years", 36},  {"Older than 3 years", 0}, {"No date", 0},
};
enum { OLDEST = 4, UNDATED, N_AGES };

/* The last day on which something that old today was made. */
static sq_date
edge_of(sq_date today, int age)
{
    const struct sq_duration by = {.months = ages[age].months};
    sq_date d = sq_date_add(today, (struct sq_duration){.months = -by.months});
    while (sq_date_add(d + 1, by) <= today) /* months differ in length */
        d++;
    return d;
}

static size_t
age_of(const struct sq_pages *p, sq_date d)
{
    if (!sq_cell_holds_date(d))
        return UNDATED;
    for (size_t i = 0; i < OLDEST; i++) {
        if (d > edge_of(p->r->as_of, (int)i))
            return i;
    }
    return OLDEST;
}

static sq_str
age_formula(struct sq_pages *p, const struct sq_area *dates, size_t age)
{
    struct sq_arena *a = p->arena;
    sq_str cells = sq_area_show(a, dates);
    if (age == UNDATED)
        return sq_str_printf(a, "=SUMPRODUCT(1-ISNUMBER(%.*s))", SQ_FMT(cells));
    sq_date today = p->r->as_of;
    struct sq_sbuf b = sq_page_buffer();
    sq_putf(&b, "=SUMPRODUCT(ISNUMBER(%.*s)", SQ_FMT(cells));
    if (age < OLDEST)
        sq_putf(&b, "*(%.*s>%.*s)", SQ_FMT(cells),
                SQ_FMT(date_text(p, edge_of(today, (int)age))));
    else
        sq_putz(&b, "*1");
    if (age > 0)
        sq_putf(&b, "*(%.*s<=%.*s)", SQ_FMT(cells),
                SQ_FMT(date_text(p, edge_of(today, (int)age - 1))));
    sq_putc(&b, ')');
    return sq_page_take(p, &b);
}

/* In the words of the paper, which looks at the same dates. */
static sq_str
age_finding(struct sq_pages *p)
{
    struct sq_paper paper;
    sq_paper_open(&paper, p->r);
    sq_paper_chart_age(&paper);
    const struct sq_outline *o = sq_paper_close(&paper);
    sq_str said = SQ_LIT("How old the evidence is, counted by date.");
    for (const struct sq_block *b = o->first; b; b = b->next) {
        if (b->kind == SQ_CHART)
            said = b->chart->finding;
    }
    return said;
}

uint32_t
sq_evidence_draw(struct sq_pages *p, uint32_t row, const struct sq_area *dates)
{
    static const struct sq_column columns[] = {
        {"Age of the evidence", 46, "none"},
        {"Pieces of evidence", 16, "none"},
    };
    size_t n[N_AGES] = {0};
    struct sq_sheet *s = p->sheets[SQ_PAGE_FIGURES];
    struct sq_table t;
    if (p->as->n_evidence == 0 || p->r->as_of == SQ_NO_DATE)
        return row;
    for (size_t i = 0; i < p->as->n_evidence; i++)
        n[age_of(p, p->as->evidence[i].date)]++;
    sq_table_begin(&t, s, p->figures_row, "AgeFigures", columns, 2);
    t.plain = true;
    for (size_t i = 0; i < N_AGES; i++) {
        struct sq_entry entries[] = {
            sq_entry_z(ages[i].label),
            counted(p, n[i], age_formula(p, dates, i))};
        sq_table_row(&t, entries);
    }
    struct sq_area rows = {s, t.top + 1, t.next - 1, 0, 1};
    p->figures_row = sq_table_end(&t, "") + 1;
    sq_str finding = age_finding(p);
    struct sq_chart c = {
        .title = SQ_LIT("How old the evidence is"),
        .alt =
            sq_str_printf(p->arena, "Bar chart. %.*s" WHERE, SQ_FMT(finding)),
        .axis = "pieces of evidence",
        .rows = rows,
        .series = {{"Pieces of evidence", 1, SQ_PAINT_DARK}},
        .n_series = 1,
        .pattern = "0",
    };
    if (p->as->n_evidence > FEW)
        sq_sheet_break(p->sheets[SQ_PAGE_EVIDENCE], row);
    row = sq_sheet_lines(p->sheets[SQ_PAGE_EVIDENCE], row, SQ_LINE_NOTE, c.alt);
    return sq_sheet_chart(p->sheets[SQ_PAGE_EVIDENCE], row, &c);
}

/* ---- actions by month --------------------------------------------------- */

enum { MONTHS_MAX = 36 };
enum { MONTH_LABEL, MONTH_DONE, MONTH_COMING, MONTH_LATE, MONTH_COLUMNS };

struct months {
    int first;     /* year × 12 + month - 1 */
    size_t n;      /* months in a row */
    size_t beyond; /* due after the last */
    size_t undated;
};

static int
month_of(sq_date d)
{
    int year, month, day;
    sq_date_split(d, &year, &month, &day);
    return year * 12 + month - 1;
}

static struct months
months_of(const struct sq_pages *p)
{
    struct months m = {0, 0, 0, 0};
    int last = 0;
    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *a = &p->as->actions[i];
        if (!sq_cell_holds_date(a->due)) {
            m.undated++;
            continue;
        }
        int at = month_of(a->due);
        if (!m.n || at < m.first)
            m.first = at;
        if (!m.n || at > last)
            last = at;
        m.n = 1;
    }
    if (!m.n)
        return m;
    int span = last - m.first + 1;
    m.n = span > MONTHS_MAX ? MONTHS_MAX : (size_t)span;
    for (size_t i = 0; i < p->as->n_actions; i++) {
        sq_date due = p->as->actions[i].due;
        m.beyond +=
            sq_cell_holds_date(due) && month_of(due) >= m.first + (int)m.n;
    }
    return m;
}

static sq_date
first_of(int month)
{
    return sq_date_of(month / 12, month % 12 + 1, 1);
}

static const char *const standings[] = {[MONTH_DONE] = "done",
                                        [MONTH_COMING] = "in time",
                                        [MONTH_LATE] = "overdue"};

static size_t
count_in(const struct sq_pages *p, int month, int column)
{
    size_t n = 0;
    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *a = &p->as->actions[i];
        n += sq_cell_holds_date(a->due) && month_of(a->due) == month &&
             sq_str_eq(sq_str_of(sq_action_standing(a, p->r->as_of)),
                       sq_str_of(standings[column]));
    }
    return n;
}

static sq_str
month_formula(struct sq_pages *p, const struct sq_area *due,
              const struct sq_area *standing, int month, int column)
{
    struct sq_arena *a = p->arena;
    sq_str dates = sq_area_show(a, due);
    return sq_str_printf(
        a, "=SUMPRODUCT(ISNUMBER(%.*s)*(%.*s>=%.*s)*(%.*s<%.*s)*(%.*s=\"%s\"))",
        SQ_FMT(dates), SQ_FMT(dates), SQ_FMT(date_text(p, first_of(month))),
        SQ_FMT(dates), SQ_FMT(date_text(p, first_of(month + 1))),
        SQ_FMT(sq_area_show(a, standing)), standings[column]);
}

static sq_str
month_label(struct sq_pages *p, int month)
{
    static const char *const names[] = {
        "January", "February", "March",     "April",   "May",      "June",
        "July",    "August",   "September", "October", "November", "December"};
    return sq_str_printf(p->arena, "%s %d", names[month % 12], month / 12);
}

static sq_str
months_finding(struct sq_pages *p, const struct months *m)
{
    size_t n[MONTH_COLUMNS] = {0};
    struct sq_sbuf b = sq_page_buffer();
    for (size_t i = 0; i < p->as->n_actions; i++) {
        const char *how = sq_action_standing(&p->as->actions[i], p->r->as_of);
        for (int k = MONTH_DONE; k < MONTH_COLUMNS; k++)
            n[k] += sq_str_eq(sq_str_of(how), sq_str_of(standings[k]));
    }
    sq_putf(&b,
            "Bar chart of actions by the month they are due. Of %zu, %zu %s "
            "done, %zu still to come and %zu overdue.",
            p->as->n_actions, n[MONTH_DONE], n[MONTH_DONE] == 1 ? "is" : "are",
            n[MONTH_COMING], n[MONTH_LATE]);
    size_t dropped = 0;
    for (size_t i = 0; i < p->as->n_actions; i++)
        dropped += p->as->actions[i].status == SQ_AS_DROPPED;
    if (dropped)
        sq_putf(&b, " %zu dropped %s not drawn.", dropped,
                dropped == 1 ? "is" : "are");
    if (m->undated)
        sq_putf(&b, " %zu without a date %s not drawn.", m->undated,
                m->undated == 1 ? "is" : "are");
    if (m->beyond)
        sq_putf(&b, " %zu due after %.*s %s not drawn.", m->beyond,
                SQ_FMT(month_label(p, m->first + (int)m->n - 1)),
                m->beyond == 1 ? "is" : "are");
    sq_putz(&b, WHERE);
    return sq_page_take(p, &b);
}

uint32_t
sq_actions_draw(struct sq_pages *p, uint32_t row, const struct sq_area *due,
                const struct sq_area *standing)
{
    static const struct sq_column columns[MONTH_COLUMNS] = {
        [MONTH_LABEL] = {"Month in which actions are due", 46, "none"},
        [MONTH_DONE] = {"Done", 16, "none"},
        [MONTH_COMING] = {"Still to come", 16, "none"},
        [MONTH_LATE] = {"Overdue", 16, "none"},
    };
    struct months m = months_of(p);
    struct sq_sheet *s = p->sheets[SQ_PAGE_FIGURES];
    struct sq_table t;
    if (!m.n || p->r->as_of == SQ_NO_DATE)
        return row;
    sq_table_begin(&t, s, p->figures_row, "MonthFigures", columns,
                   MONTH_COLUMNS);
    t.plain = true;
    for (size_t i = 0; i < m.n; i++) {
        int month = m.first + (int)i;
        struct sq_entry entries[MONTH_COLUMNS] = {
            [MONTH_LABEL] = sq_entry_text(month_label(p, month))};
        for (int k = MONTH_DONE; k < MONTH_COLUMNS; k++)
            entries[k] = counted(p, count_in(p, month, k),
                                 month_formula(p, due, standing, month, k));
        sq_table_row(&t, entries);
    }
    struct sq_area rows = {s, t.top + 1, t.next - 1, 0, MONTH_COLUMNS - 1};
    p->figures_row = sq_table_end(&t, "") + 1;
    struct sq_chart c = {
        .title = SQ_LIT("Actions by the month they are due"),
        .alt = months_finding(p, &m),
        .axis = "actions",
        .rows = rows,
        .series = {{"Done", MONTH_DONE, SQ_PAINT_DARK},
                   {"Still to come", MONTH_COMING, SQ_PAINT_HATCHED},
                   {"Overdue", MONTH_LATE, SQ_PAINT_WARM}},
        .n_series = 3,
        .shape = SQ_BARS_STACKED,
        .pattern = "0",
    };
    if (p->as->n_actions > FEW)
        sq_sheet_break(p->sheets[SQ_PAGE_ACTIONS], row);
    row = sq_sheet_lines(p->sheets[SQ_PAGE_ACTIONS], row, SQ_LINE_NOTE, c.alt);
    return sq_sheet_chart(p->sheets[SQ_PAGE_ACTIONS], row, &c);
}
