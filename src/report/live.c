/* SPDX-License-Identifier: MIT */
/* Which answers are asked and given, as cells that can be changed. */
#include "report/live.h"

#include "base/arena.h"

const char *const sq_live_reserved[SQ_LIVE_RESERVED] = {
    "not known", "not applicable", "not answered", "not asked",
    "waits for an earlier answer"};

sq_str
sq_live_cell(struct sq_live *l, enum sq_page page, uint16_t column,
             uint32_t row)
{
    struct sq_area at = {l->p->sheets[page], row - 1, row - 1, column, column};
    return sq_area_show(l->p->arena, &at);
}

sq_str
sq_live_answer_cell(struct sq_live *l, const struct sq_slot *s, uint16_t column)
{
    return sq_live_cell(l, SQ_PAGE_ANSWERS, column, l->slots[s->index].row);
}

struct sq_live_slot *
sq_live_slot(struct sq_live *l, const struct sq_slot *s)
{
    return &l->slots[s->index];
}

int32_t
sq_live_row(const struct sq_slot *s)
{
    bool in_row = s->row && s->row->group->repeat != SQ_ONCE;
    return in_row ? (int32_t)s->row->index : -1;
}

sq_str
sq_live_step_words(struct sq_live *l, const char *what, sq_str id)
{
    return sq_str_printf(l->p->arena, "%s: %.*s", what, SQ_FMT(id));
}

/* ---- is it asked -------------------------------------------------------- */

/* Conditions on conditions that become formulas within formulas: each takes
 * some 5 kB of the stack, and no reader follows so many. */
enum { DEPTH_MAX = 200 };

static struct sq_term
as_filed(struct sq_live *l, const struct sq_slot *s)
{
    return sq_term_number(&l->steps, s->future == SQ_ASKED,
                          s->future != SQ_HIDDEN);
}

static struct sq_term
condition(struct sq_live *l, const struct sq_formula *f, struct sq_term *kept,
          bool *good)
{
    if (kept->low.len == 0)
        *kept = sq_live_formula(l, f, -1, good);
    return *kept;
}

struct sq_term
sq_live_present(struct sq_live *l, const struct sq_slot *s)
{
    struct sq_live_slot *at = &l->slots[s->index];
    const struct sq_question *q = s->question;
    struct sq_term terms[3];
    size_t n = 0;
    bool good = true;
    if (at->has_present)
        return at->present;
    if (l->depth == DEPTH_MAX) {
        sq_live_untold(l, "whether it is asked:", s->id);
        return as_filed(l, s);
    }
    l->depth++;
    if (q->section->when.expr)
        terms[n++] = condition(l, &q->section->when,
                               &l->sections[q->section->first], &good);
    if (q->group && q->group->when.expr)
        terms[n++] =
            condition(l, &q->group->when, &l->groups[q->group->index], &good);
    if (q->when.expr) {
        bool made = true;
        terms[n++] = sq_live_formula(l, &q->when, sq_live_row(s), &made);
        good = good && made;
    }
    struct sq_term t =
        sq_term_and(&l->steps, sq_live_step_words(l, "asked", s->id), terms, n);
    bool agrees = good && (t.is_low.x > 0) == (s->future == SQ_ASKED) &&
                  (t.is_high.x > 0) == (s->future != SQ_HIDDEN);
    if (!agrees && q->scored)
        sq_live_untold(l, "whether it is asked:", s->id);
    l->depth--;
    at->present = agrees ? t : as_filed(l, s);
    at->has_present = true;
    return at->present;
}

bool
sq_live_is_fixed(const struct sq_term *t)
{
    return t->low.ptr[0] >= '0' && t->low.ptr[0] <= '9';
}

static sq_str
missing_test(struct sq_live *l, const struct sq_slot *s)
{
    struct sq_arena *a = l->p->arena;
    sq_str d = sq_live_answer_cell(l, s, SQ_ANSWER_WORDS);
    if (!l->slots[s->index].set && !s->question->scored)
        return s->reply == SQ_MISSING ? SQ_LIT("TRUE") : SQ_LIT("FALSE");
    sq_str e = sq_live_answer_cell(l, s, SQ_ANSWER_POINTS);
    return sq_str_printf(a,
                         "AND(OR(%.*s=\"%s\",%.*s=\"%s\",%.*s=\"%s\"),"
                         "NOT(ISNUMBER(%.*s)))",
                         SQ_FMT(d), sq_live_reserved[2], SQ_FMT(d),
                         sq_live_reserved[3], SQ_FMT(d), sq_live_reserved[4],
                         SQ_FMT(e));
}

static int
state_value(const struct sq_term *asked, bool missing)
{
    if (asked->is_high.x < 1)
        return SQ_LIVE_HIDDEN;
    bool sure = asked->is_low.x > 0;
    return missing ? sure ? SQ_LIVE_MISSING : SQ_LIVE_MAYBE_MISSING
           : sure  ? SQ_LIVE_ANSWERED
                   : SQ_LIVE_MAYBE_ANSWERED;
}

struct sq_term
sq_live_state(struct sq_live *l, const struct sq_slot *s)
{
    struct sq_live_slot *at = &l->slots[s->index];
    if (at->has_state)
        return at->state;
    struct sq_term asked = sq_live_present(l, s);
    bool missing = s->reply == SQ_MISSING;
    int is = state_value(&asked, missing);
    if (sq_live_is_fixed(&asked) && !at->set && !s->question->scored) {
        at->state = sq_term_number(&l->steps, is, is);
    } else {
        sq_str test = missing_test(l, s);
        sq_str f = sq_str_printf(
            l->p->arena, "IF(%.*s=0,0,IF(%.*s,IF(%.*s=1,3,4),IF(%.*s=1,1,2)))",
            SQ_FMT(asked.high), SQ_FMT(test), SQ_FMT(asked.low),
            SQ_FMT(asked.low));
        at->state =
            sq_step_one(&l->steps,
                        sq_live_step_words(l,
                                           "0 not asked, 1 answered, 2 may "
                                           "be asked, 3 missing, 4 both",
                                           s->id),
                        f, sq_cell_number(is));
    }
    at->has_state = true;
    return at->state;
}

/* ---- the whole ---------------------------------------------------------- */

struct sq_live *
sq_live_new(struct sq_pages *p)
{
    struct sq_live *l = SQ_NEW(p->arena, struct sq_live);
    const struct sq_questionnaire *q = p->q;
    l->p = p;
    l->steps.arena = p->arena;
    l->steps.first = SQ_LIVE_STEPS_TOP;
    sq_live_model(l);
    l->slots = SQ_NEW_N(p->arena, p->c->n + 1, struct sq_live_slot);
    l->sections = SQ_NEW_N(p->arena, q->n_questions + 1, struct sq_term);
    l->groups = SQ_NEW_N(p->arena, q->n_groups + 1, struct sq_term);
    l->dimensions =
        SQ_NEW_N(p->arena, q->n_dimensions + 1, struct sq_live_figure);
    l->values = SQ_NEW_N(p->arena, q->n_values + 1, struct sq_live_figure);
    l->triggers = SQ_NEW_N(p->arena, q->n_triggers + 1, struct sq_term);
    l->gates = SQ_NEW_N(p->arena, q->n_gates + 1, struct sq_term);
    l->gate_when = SQ_NEW_N(p->arena, q->n_gates + 1, struct sq_term);
    l->gate_must = SQ_NEW_N(p->arena, q->n_gates + 1, struct sq_term);
    l->outcome_rows = SQ_NEW_N(p->arena, q->n_outcomes + 1, uint32_t);
    l->outcomes = SQ_NEW_N(p->arena, q->n_outcomes + 1, struct sq_term);
    sq_live_find_sets(l);
    /* reserved: how many answers are changed; see sq_live_figures */
    (void)sq_step_one(&l->steps, SQ_LIT("answers and points changed here"),
                      SQ_LIT("0"), sq_cell_number(0));
    return l;
}
