/* SPDX-License-Identifier: MIT */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "diag/diag.h"
#include "report/live.h"

/* ---- Questions and answers ---------------------------------------------- */

static const char *
state_of(const struct sq_slot *s)
{
    if (s->state == SQ_HIDDEN)
        return s->answer ? "not asked; an answer is kept aside" : "not asked";
    const char *unsaid = sq_page_unsaid(s);
    if (!unsaid)
        return "answered";
    if (s->reply == SQ_MISSING && !sq_required(s->question))
        return "not answered (optional)";
    return unsaid;
}

static struct sq_entry
answer_of(struct sq_pages *p, const struct sq_slot *s)
{
    const char *unsaid = sq_page_unsaid(s);
    if (unsaid)
        return sq_entry_z(unsaid);
    struct sq_sbuf b = sq_page_buffer();
    sq_words_slot(&b, p->c, s, p->lang);
    return sq_entry_take(p, &b);
}

static struct sq_entry
points_of(struct sq_pages *p, const struct sq_slot *s)
{
    sq_num points;
    if (!s->question->scored)
        return sq_entry_z("not scored");
    if (sq_slot_points(p->c, s, &points))
        return sq_entry_num(points);
    const char *unsaid = sq_page_unsaid(s);
    return sq_entry_z(unsaid ? unsaid : "no points");
}

static sq_str
section_of(struct sq_pages *p, const struct sq_question *q)
{
    const struct sq_section *s = q->section;
    return sq_words_label(&s->title, s->id.text, p->lang);
}

/* A run of rows whose answers are chosen from one list. */
struct offer {
    const char *list;
    uint32_t top, bottom;
};

static void
offer(struct sq_table *t, struct offer *o, const char *list)
{
    if (o->list && (o->list != list || o->bottom + 1 != t->next)) {
        struct sq_area at = {t->sheet, o->top, o->bottom, SQ_ANSWER_WORDS,
                             SQ_ANSWER_WORDS};
        sq_sheet_choose(t->sheet, &at, o->list,
                        "Choose one of the answers in the list. To try other "
                        "points, type them in the column Points.");
        o->list = NULL;
    }
    if (list && !o->list)
        *o = (struct offer){list, t->next, t->next};
    if (list)
        o->bottom = t->next;
}

enum { STATE = 11 };

static const char *
state_formula(struct sq_pages *p, uint32_t row, const char *state)
{
    return sq_str_z(p->arena,
                    sq_str_printf(p->arena,
                                  "=IF($M%u=\"CHANGED\",\"tried here\",\"%s\")",
                                  row, state));
}

static void
put_slot(struct sq_pages *p, struct sq_table *t, struct offer *o,
         const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    const struct sq_answer *a = s->answer;
    struct sq_entry max =
        q->scored ? sq_entry_num(q->high_points) : sq_entry_z("not scored");
    struct sq_entry weight =
        q->scored ? sq_entry_num(q->weight) : sq_entry_z("not scored");
    struct sq_entry entries[] = {
        sq_entry_text(s->id),
        sq_entry_text(section_of(p, q)),
        sq_entry_text(sq_slot_ask(p->c, s, p->lang)),
        answer_of(p, s),
        points_of(p, s),
        max,
        weight,
        a ? sq_entry_text(a->because.text) : sq_entry_z(""),
        a ? sq_entry_words(p, a->evidence, a->n_evidence) : sq_entry_z(""),
        a ? sq_entry_text(a->by.text) : sq_entry_z(""),
        sq_entry_date(a ? a->on : SQ_NO_DATE),
        sq_entry_z(state_of(s)),
        sq_entry_z("no"),
    };
    const char *list;
    sq_live_answer(p->live, s, t->next, &entries[SQ_ANSWER_POINTS],
                   &entries[SQ_ANSWER_CHANGED], &list);
    offer(t, o, list);
    if (entries[SQ_ANSWER_CHANGED].formula)
        entries[STATE].formula = state_formula(p, t->next + 1, state_of(s));
    sq_table_row(t, entries);
}

static void
mark_changed(struct sq_sheet *s, const struct sq_table *t)
{
    struct sq_area at = {s, t->top + 1, t->next - 1, SQ_ANSWER_CHANGED,
                         SQ_ANSWER_CHANGED};
    char formula[32];
    (void)snprintf(formula, sizeof formula, "=$M%u=\"CHANGED\"",
                   (unsigned)t->top + 2);
    sq_sheet_mark(s, &at, formula, SQ_AMBER);
}

static void
page_questions(struct sq_pages *p)
{
    static const struct sq_column columns[] = {
        {"ID", 17, "none"},           {"Section", 18, "none"},
        {"Question", 40, "none"},     {"Answer", 34, "not answered"},
        {"Points", 10, "not scored"}, {"Max", 10, "not scored"},
        {"Weight", 10, "not scored"}, {"Because", 34, "no reason given"},
        {"Evidence", 11, "none"},     {"By", 13, "not recorded"},
        {"On", 14, "not recorded"},   {"State", 13, "none"},
        {"Changed here?", 11, "no"},
    };
    enum { N = sizeof(columns) / sizeof(columns)[0] };
    struct sq_sheet *s = p->sheets[SQ_PAGE_ANSWERS];
    struct sq_table t;
    sq_table_begin(&t, s, 3, "Answers", columns, N);
    const struct sq_counts *n = &p->results->counts;
    sq_str note = sq_str_printf(
        p->arena,
        "%u questions are asked: %u answered, %u not answered yet. %u are not "
        "asked because of earlier answers. To try something, choose another "
        "answer from its list, or type other points: totals, bands, gates, the "
        "recommendation, risks, heat maps and charts follow. The assessment "
        "file does not change.",
        n->asked, n->answered, n->missing, n->hidden);
    (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE, note);
    struct offer o = {NULL, 0, 0};
    for (uint32_t i = 0; i < p->c->n; i++)
        put_slot(p, &t, &o, &p->c->slots[i]);
    offer(&t, &o, NULL);
    if (p->c->n)
        sq_sheet_keep_heads(s, t.top);
    p->first_answer = t.top + 1;
    p->last_answer = t.next - 1;
    if (p->c->n)
        mark_changed(s, &t);
    (void)sq_table_end(&t, "The questionnaire has no questions.");
}

/* ---- Findings ----------------------------------------------------------- */

/* file:line:column with the file's own name, never its folder. */
static struct sq_entry
place_of(struct sq_pages *p, struct sq_span at)
{
    if (!at.source)
        return sq_entry_z("the whole assessment");
    const char *slash = strrchr(at.source->name, '/');
    const char *name = slash ? slash + 1 : at.source->name;
    struct sq_place place = sq_source_place(at.source, at.from);
    return sq_entry_text(
        sq_str_printf(p->arena, "%s:%u:%u", name, place.line, place.column));
}

static int
level_colour(enum sq_level level)
{
    static const int colours[] = {[SQ_NOTE] = SQ_COLOUR_NONE,
                                  [SQ_WARNING] = SQ_AMBER,
                                  [SQ_ERROR] = SQ_RED};
    return colours[level];
}

static void
put_finding(struct sq_pages *p, struct sq_table *t, const struct sq_diag *f)
{
    const struct sq_code_info *info = &sq_codes[f->code];
    struct sq_entry entries[] = {
        sq_entry_z(sq_level_name(f->level)),
        sq_entry_z(info->code),
        place_of(p, f->at),
        sq_entry_text(f->message),
        f->help.len ? sq_entry_text(f->help) : sq_entry_z(info->fix),
        sq_entry_z(info->why),
    };
    entries[0].colour = level_colour(f->level);
    sq_table_row(t, entries);
}

static void
page_findings(struct sq_pages *p)
{
    static const struct sq_column columns[] = {
        {"Level", 11, "none"},         {"Code", 10, "none"},
        {"Where", 32, "none"},         {"What was found", 54, "none"},
        {"What to do", 44, "nothing"}, {"Why it matters", 44, "not said"},
    };
    struct sq_sheet *s = p->sheets[SQ_PAGE_FINDINGS];
    const struct sq_diags *all = p->r->findings;
    struct sq_table t;
    sq_table_begin(&t, s, 3, "Findings", columns, 6);
    for (const struct sq_diag *f = all ? all->first : NULL; f; f = f->next)
        put_finding(p, &t, f);
    bool any = t.next > t.top + 1;
    if (any)
        sq_sheet_keep_heads(s, t.top);
    uint32_t end = sq_table_end(&t, all ? "The checks found nothing."
                                        : "No checks were run.");
    if (all && all->dropped)
        (void)sq_sheet_lines(s, end, SQ_LINE_WARNING,
                             sq_str_printf(p->arena,
                                           "%zu more findings are not listed.",
                                           all->dropped));
    if (any)
        (void)sq_sheet_lines(s, 1, SQ_LINE_NOTE,
                             sq_str_printf(p->arena,
                                           "%zu errors, %zu findings in all.",
                                           sq_diags_count(all, SQ_ERROR),
                                           sq_diags_count(all, SQ_NOTE)));
}

void
sq_page_answers(struct sq_pages *p)
{
    page_questions(p);
    page_findings(p);
}
