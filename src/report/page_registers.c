/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/map.h"
#include "report/registers.h"

enum { USES_SHOWN = 20 };

/* What the sheet holds, under its title. */
static void
introduce(struct sq_pages *p, enum sq_page page)
{
    (void)sq_sheet_lines(
        p->sheets[page], 1, SQ_LINE_NOTE,
        sq_str_printf(p->arena, "%s.", sq_page_infos[page].about));
}

static struct sq_entry
word(const struct sq_word *w)
{
    return sq_entry_text(w->text);
}

/* ---- Evidence ----------------------------------------------------------- */

struct uses { /* of one piece of evidence */
    sq_str *ids;
    size_t n;
};

static struct uses *
uses_by_evidence(struct sq_pages *p, struct sq_map *by_id)
{
    const struct sq_assessment *as = p->as;
    struct uses *uses = SQ_NEW_N(p->arena, as->n_evidence + 1, struct uses);
    sq_map_init(by_id, p->arena);
    for (size_t i = 0; i < as->n_evidence; i++)
        (void)sq_map_add(by_id, as->evidence[i].id.text, &uses[i]);
    for (size_t i = 0; i < as->n_answers; i++) {
        const struct sq_answer *a = &as->answers[i];
        for (size_t k = 0; k < a->n_evidence; k++) {
            struct uses *u = sq_map_find(by_id, a->evidence[k].text);
            if (!u)
                continue;
            u->ids = sq_arena_push(p->arena, u->ids, &u->n, sizeof(sq_str));
            u->ids[u->n - 1] = a->key.text;
        }
    }
    return uses;
}

static struct sq_entry
used_by(struct sq_pages *p, const struct uses *u)
{
    struct sq_sbuf b = sq_page_buffer();
    for (size_t i = 0; i < u->n && i < USES_SHOWN; i++) {
        sq_putz(&b, i ? ", " : "");
        sq_put(&b, u->ids[i]);
    }
    if (u->n > USES_SHOWN)
        sq_putf(&b, " and %zu more", u->n - USES_SHOWN);
    return sq_entry_take(p, &b);
}

static void
page_evidence(struct sq_pages *p)
{
    static const struct sq_column columns[] = {
        {"ID", 9, "none"},           {"Title", 40, "no title"},
        {"Kind", 12, "not said"},    {"Scope", 13, "not said"},
        {"Source", 28, "not given"}, {"Date", 14, "no date"},
        {"Owner", 16, "not given"},  {"Used by answers", 34, "no answer"},
        {"Address", 28, "no link"},  {"Digest", 14, "none"},
    };
    enum { N = sizeof(columns) / sizeof(columns)[0] };
    struct sq_sheet *s = p->sheets[SQ_PAGE_EVIDENCE];
    struct sq_map by_id;
    struct uses *uses = uses_by_evidence(p, &by_id);
    struct sq_table t;
    sq_table_begin(&t, s, 3, "Evidence", columns, N);
    for (size_t i = 0; i < p->as->n_evidence; i++) {
        const struct sq_evidence *e = &p->as->evidence[i];
        const struct uses *u = sq_map_find(&by_id, e->id.text);
        struct sq_entry entries[N] = {
            word(&e->id),
            word(&e->title),
            sq_entry_z(sq_words_evidence_kind(e->kind)),
            sq_entry_z(sq_words_scope(e->scope)),
            word(&e->source),
            sq_entry_date(e->date),
            word(&e->owner),
            used_by(p, u ? u : &uses[i]),
            word(&e->link),
            word(&e->digest),
        };
        entries[0].link = e->link.text; /* short: a link may not wrap */
        sq_table_row(&t, entries);
    }
    if (p->as->n_evidence)
        sq_sheet_keep_heads(s, t.top);
    introduce(p, SQ_PAGE_EVIDENCE);
    struct sq_area dates = {s, t.top + 1, t.next - 1, 5, 5};
    uint32_t row = sq_table_end(&t, "No evidence is recorded.");
    (void)sq_evidence_draw(p, row + 1, &dates);
}

/* ---- Engagement --------------------------------------------------------- */

static void
page_engagement(struct sq_pages *p)
{
    static const struct sq_column columns[] = {
        {"ID", 9, "none"},
        {"On", 14, "no date"},
        {"Method", 20, "not said"},
        {"Groups", 24, "not said"},
        {"People", 11, "not counted"},
        {"Led by", 16, "not said"},
        {"Support offered", 20, "none recorded"},
        {"What they said", 40, "not recorded"},
        {"What was done", 34, "not recorded"},
        {"Why", 30, "not recorded"},
    };
    enum { N = sizeof(columns) / sizeof(columns)[0] };
    struct sq_sheet *s = p->sheets[SQ_PAGE_ENGAGEMENT];
    struct sq_table t;
    sq_table_begin(&t, s, 3, "Engagement", columns, N);
    for (size_t i = 0; i < p->as->n_engagement; i++) {
        const struct sq_engagement *e = &p->as->engagement[i];
        struct sq_entry entries[N] = {
            word(&e->id),
            sq_entry_date(e->on),
            word(&e->method),
            sq_entry_words(p, e->groups, e->n_groups),
            e->has_people ? sq_entry_num(e->people) : sq_entry_z(""),
            word(&e->led_by),
            word(&e->support),
            word(&e->said),
            word(&e->did),
            word(&e->because),
        };
        sq_table_row(&t, entries);
    }
    if (p->as->n_engagement)
        sq_sheet_keep_heads(s, t.top);
    introduce(p, SQ_PAGE_ENGAGEMENT);
    (void)sq_table_end(&t, "No engagement is recorded.");
}

/* ---- Actions ------------------------------------------------------------ */

enum {
    ACT_ID,
    ACT_WHAT,
    ACT_KIND,
    ACT_FOR,
    ACT_OWNER,
    ACT_ORGANISATION,
    ACT_DUE,
    ACT_STATUS,
    ACT_STANDING,
    ACT_REPLANNED, /* what follows the standing may be left out */
    ACT_FUNDING,
    ACT_MEASURE,
    ACT_DONE,
    ACT_SHOWN,
    ACT_CLOSED,
    ACT_WORKED,
    ACT_COLUMNS
};

/* How it stands on the day of the report; the formula in a row says the same
 * when the status is changed in the workbook. */
const char *
sq_action_standing(const struct sq_action *a, sq_date on)
{
    if (a->status == SQ_AS_DONE || a->status == SQ_AS_DROPPED)
        return sq_words_action_status(a->status);
    if (a->due == SQ_NO_DATE)
        return "no date";
    return a->due < on ? "overdue" : "in time";
}

static const char *
standing_formula(struct sq_pages *p, uint32_t row)
{
    int year, month, day;
    sq_date_split(p->r->as_of, &year, &month, &day);
    sq_str f = sq_str_printf(
        p->arena,
        "=IF(OR($H%u=\"done\",$H%u=\"dropped\"),$H%u,"
        "IF(ISNUMBER($G%u),IF($G%u<DATE(%d,%d,%d),\"overdue\",\"in time\"),"
        "\"no date\"))",
        row, row, row, row, row, year, month, day);
    return sq_str_z(p->arena, f);
}

static struct sq_entry
standing_of(struct sq_pages *p, const struct sq_action *a, uint32_t row)
{
    if (p->r->as_of == SQ_NO_DATE)
        return sq_entry_z("no date of report");
    struct sq_entry e = sq_entry_z(sq_action_standing(a, p->r->as_of));
    e.formula = standing_formula(p, row + 1);
    return e;
}

/* "2: 1 May 2026, 1 June 2026" */
static struct sq_entry
replanned_of(struct sq_pages *p, const struct sq_action *a)
{
    struct sq_sbuf b = sq_page_buffer();
    if (a->n_replanned)
        sq_putf(&b, "%zu: ", a->n_replanned);
    for (size_t i = 0; i < a->n_replanned; i++) {
        sq_putz(&b, i ? ", " : "");
        sq_date_put_long(&b, a->replanned[i]);
    }
    return sq_entry_take(p, &b);
}

static struct sq_entry
targets_of(struct sq_pages *p, const struct sq_action *a)
{
    struct sq_paper paper;
    sq_paper_open(&paper, p->r);
    sq_paper_put_targets(&paper, a);
    sq_str words = sq_paper_take(&paper);
    (void)sq_paper_close(&paper);
    return sq_entry_text(words);
}

static void
put_action(struct sq_pages *p, const struct sq_pick *pick, struct sq_table *t,
           const struct sq_action *a)
{
    struct sq_entry entries[ACT_COLUMNS] = {
        [ACT_ID] = word(&a->id),
        [ACT_WHAT] = word(&a->what),
        [ACT_KIND] = sq_entry_z(sq_words_action_kind(a->kind)),
        [ACT_FOR] = targets_of(p, a),
        [ACT_OWNER] = word(&a->owner),
        [ACT_ORGANISATION] = word(&a->organisation),
        [ACT_DUE] =
            a->due == SQ_NO_DATE ? word(&a->due_text) : sq_entry_date(a->due),
        [ACT_STATUS] = sq_entry_z(sq_words_action_status(a->status)),
        [ACT_STANDING] = standing_of(p, a, t->next),
        [ACT_REPLANNED] = replanned_of(p, a),
        [ACT_FUNDING] = word(&a->funding),
        [ACT_SHOWN] = sq_entry_words(p, a->shown_by, a->n_shown_by),
        [ACT_CLOSED] = word(&a->closed_by),
        [ACT_MEASURE] = word(&a->measure),
        [ACT_DONE] = sq_entry_date(a->done),
        [ACT_WORKED] = word(&a->worked),
    };
    sq_pick_row(pick, t, entries);
}

/* Columns that no action uses would only make the others narrow. */
static void
pick_actions(struct sq_pages *p, const struct sq_column *columns,
             struct sq_pick *out)
{
    bool keep[ACT_COLUMNS];
    for (int i = 0; i < ACT_COLUMNS; i++)
        keep[i] = true;
    keep[ACT_REPLANNED] = keep[ACT_FUNDING] = keep[ACT_SHOWN] =
        keep[ACT_CLOSED] = false;
    for (size_t i = 0; i < p->as->n_actions; i++) {
        const struct sq_action *a = &p->as->actions[i];
        keep[ACT_REPLANNED] |= a->n_replanned > 0;
        keep[ACT_FUNDING] |= a->funding.text.len > 0;
        keep[ACT_SHOWN] |= a->n_shown_by > 0;
        keep[ACT_CLOSED] |= a->closed_by.text.len > 0;
    }
    sq_pick_init(out, columns, ACT_COLUMNS, keep);
}

static void
act_note(struct sq_pages *p, struct sq_sheet *s)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_putz(&b, "Choose a status from the list in its cell (Alt and arrow "
                "down). Standing follows it");
    if (p->r->as_of != SQ_NO_DATE) {
        sq_putz(&b, ", as of ");
        sq_date_put_long(&b, p->r->as_of);
    }
    sq_putz(&b, ". Changes made here do not reach the assessment file.");
    (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE, sq_page_take(p, &b));
}

static void
page_actions(struct sq_pages *p)
{
    static const struct sq_column columns[ACT_COLUMNS] = {
        [ACT_ID] = {"ID", 9, "none"},
        [ACT_WHAT] = {"Action", 42, "not said"},
        [ACT_KIND] = {"Kind", 14, "not said"},
        [ACT_FOR] = {"For", 34, "nothing named"},
        [ACT_OWNER] = {"Owner", 16, "NO OWNER"},
        [ACT_ORGANISATION] = {"Organisation", 17, "not said"},
        [ACT_DUE] = {"Due", 14, "no date"},
        [ACT_STATUS] = {"Status", 13, "not said"},
        [ACT_STANDING] = {"Standing", 11, "not said"},
        [ACT_REPLANNED] = {"Due before, how often", 18, "never re-planned"},
        [ACT_FUNDING] = {"Funding", 20, "not said"},
        [ACT_SHOWN] = {"Shown done by", 13, "no evidence"},
        [ACT_CLOSED] = {"Closed by", 16, "not closed"},
        [ACT_MEASURE] = {"Measure of success", 28, "none"},
        [ACT_DONE] = {"Done on", 14, "not done"},
        [ACT_WORKED] = {"Did it work?", 24, "not known yet"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_ACTIONS];
    struct sq_table t;
    struct sq_pick pick;
    pick_actions(p, columns, &pick);
    sq_table_begin(&t, s, 3, "Actions", pick.columns, pick.n);
    for (size_t i = 0; i < p->as->n_actions; i++)
        put_action(p, &pick, &t, &p->as->actions[i]);
    if (t.next > t.top + 1) {
        struct sq_area status = {s, t.top + 1, t.next - 1, ACT_STATUS,
                                 ACT_STATUS};
        struct sq_area standings = {s, t.top + 1, t.next - 1, ACT_STANDING,
                                    ACT_STANDING};
        sq_str late = sq_str_printf(p->arena, "=$I%u=\"overdue\"", t.top + 2);
        act_note(p, s);
        sq_sheet_choose(s, &status, "ActionStatus",
                        "The status of an action is open, in progress, done "
                        "or dropped.");
        sq_sheet_mark(s, &standings, sq_str_z(p->arena, late), SQ_RED);
        sq_sheet_keep_heads(s, t.top);
    }
    struct sq_area due = {s, t.top + 1, t.next - 1, ACT_DUE, ACT_DUE};
    struct sq_area how = {s, t.top + 1, t.next - 1, ACT_STANDING, ACT_STANDING};
    uint32_t row = sq_table_end(&t, "No actions are recorded.");
    (void)sq_actions_draw(p, row + 1, &due, &how);
}

/* ---- Monitoring --------------------------------------------------------- */

static struct sq_entry
readings_of(struct sq_pages *p, const struct sq_indicator *k)
{
    struct sq_sbuf b = sq_page_buffer();
    for (size_t i = 0; i < k->n_readings; i++) {
        sq_putz(&b, i ? "\n" : "");
        if (k->readings[i].on != SQ_NO_DATE)
            sq_date_put(&b, k->readings[i].on);
        else
            sq_putz(&b, "no date");
        sq_putf(&b, ": %.*s", SQ_FMT(k->readings[i].value.text));
    }
    return sq_entry_take(p, &b);
}

static void
page_monitoring(struct sq_pages *p)
{
    static const struct sq_column columns[] = {
        {"ID", 9, "none"},
        {"What is watched", 40, "not said"},
        {"Broken down by", 18, "not broken down"},
        {"Baseline", 18, "not known"},
        {"Target", 18, "none"},
        {"What sets off action", 26, "none"},
        {"Owner", 16, "NO OWNER"},
        {"Source", 22, "not given"},
        {"Readings", 26, "none yet"},
    };
    enum { N = sizeof(columns) / sizeof(columns)[0] };
    struct sq_sheet *s = p->sheets[SQ_PAGE_MONITORING];
    struct sq_table t;
    sq_table_begin(&t, s, 3, "Monitoring", columns, N);
    for (size_t i = 0; i < p->as->n_indicators; i++) {
        const struct sq_indicator *k = &p->as->indicators[i];
        struct sq_entry entries[N] = {
            word(&k->id),       word(&k->what),   word(&k->by),
            word(&k->baseline), word(&k->target), word(&k->trigger),
            word(&k->owner),    word(&k->source), readings_of(p, k),
        };
        sq_table_row(&t, entries);
    }
    if (p->as->n_indicators)
        sq_sheet_keep_heads(s, t.top);
    introduce(p, SQ_PAGE_MONITORING);
    (void)sq_table_end(&t, "Nothing to be watched is recorded.");
}

/* ---- History ------------------------------------------------------------ */

static void
page_history(struct sq_pages *p)
{
    static const struct sq_column columns[] = {
        {"Day", 14, "no date"},
        {"What was done, or is due", 100, "not said"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_HISTORY];
    struct sq_paper paper;
    sq_paper_open(&paper, p->r);
    const struct sq_events e = sq_paper_history(&paper);
    (void)sq_paper_close(&paper);
    struct sq_table t;
    sq_table_begin(&t, s, 3, "History", columns, 2);
    for (size_t i = 0; i < e.n; i++) {
        struct sq_entry entries[] = {sq_entry_date(e.items[i].on),
                                     sq_entry_text(e.items[i].what)};
        sq_table_row(&t, entries);
    }
    if (e.n)
        sq_sheet_keep_heads(s, t.top);
    introduce(p, SQ_PAGE_HISTORY);
    (void)sq_table_end(&t, "No day is recorded.");
}

void
sq_page_registers(struct sq_pages *p)
{
    page_evidence(p);
    page_engagement(p);
    page_actions(p);
    page_monitoring(p);
    page_history(p);
}
