/* SPDX-License-Identifier: MIT */
/* The sheet of answers: what is chosen, and the points it gives. */
#include "base/arena.h"
#include "report/live.h"

static sq_str
points_formula(struct sq_live *l, const struct sq_slot *s)
{
    const struct sq_live_slot *at = &l->slots[s->index];
    struct sq_arena *a = l->p->arena;
    struct sq_term asked = sq_live_present(l, s);
    sq_str hidden = sq_live_is_fixed(&asked)
                        ? SQ_LIT("0")
                        : sq_str_printf(a, "Steps!%.*s=0", SQ_FMT(asked.high));
    if (!at->set) {
        sq_num x;
        bool has = sq_slot_points(l->p->c, s, &x);
        if (sq_live_is_fixed(&asked) || !has)
            return (sq_str){NULL, 0};
        sq_str n = sq_formula_number(a, sq_num_double(x));
        return sq_str_printf(a, "=IF(%.*s,\"not asked\",%.*s)", SQ_FMT(hidden),
                             SQ_FMT(n));
    }
    struct sq_area words = {l->p->sheets[SQ_PAGE_LISTS], at->set->top,
                            at->set->top + at->set->rows - 1, 0, 0};
    struct sq_area points = words;
    points.left = points.right = 1;
    sq_str w = sq_area_show(a, &words), n = sq_area_show(a, &points);
    sq_str d = sq_str_printf(a, "$D$%u", at->row);
    /* not asked as things stand, though a later answer may ask it (S5) */
    const char *unasked = sq_live_is_fixed(&asked) && s->state == SQ_HIDDEN
                              ? "not asked"
                              : "not answered";
    sq_str found = sq_str_printf(
        a,
        "IF(SUMPRODUCT((%.*s=%.*s)*ISNUMBER(%.*s))=1,"
        "SUMPRODUCT(--(%.*s=%.*s),%.*s),IF(SUMPRODUCT(--(%.*s=%.*s))=1,"
        "\"no points\",IF(%.*s=\"not asked\",\"%s\",%.*s)))",
        SQ_FMT(w), SQ_FMT(d), SQ_FMT(n), SQ_FMT(w), SQ_FMT(d), SQ_FMT(n),
        SQ_FMT(w), SQ_FMT(d), SQ_FMT(d), unasked, SQ_FMT(d));
    if (sq_live_is_fixed(&asked) && asked.is_high.x > 0)
        return sq_str_printf(a, "=%.*s", SQ_FMT(found));
    if (sq_live_is_fixed(&asked))
        return (sq_str){NULL, 0};
    return sq_str_printf(a, "=IF(%.*s,\"not asked\",%.*s)", SQ_FMT(hidden),
                         SQ_FMT(found));
}

static struct sq_entry
changed_of(struct sq_live *l, const struct sq_slot *s)
{
    const struct sq_live_slot *at = &l->slots[s->index];
    struct sq_arena *a = l->p->arena;
    struct sq_entry e = sq_entry_z("no");
    sq_num x;
    sq_str words = SQ_LIT("TRUE"), points = SQ_LIT("TRUE");
    if (!at->set && !s->question->scored)
        return e;
    if (at->set && s->reply == SQ_GIVEN && s->state != SQ_HIDDEN) {
        uint32_t i =
            at->set->matrix
                ? s->value.option * (uint32_t)at->set->matrix->columns->n +
                      s->value.column
                : s->value.option;
        sq_str cell = sq_live_cell(l, SQ_PAGE_LISTS, 0, at->set->top + i + 1);
        words = sq_str_printf(a, "$D$%u=%.*s", at->row, SQ_FMT(cell));
    } else if (at->set) {
        words = sq_str_printf(a, "$D$%u=%.*s", at->row,
                              SQ_FMT(sq_live_quoted(l, sq_page_unsaid(s))));
    }
    if (s->question->scored && sq_slot_points(l->p->c, s, &x))
        points = sq_str_printf(a, "$E$%u=%.*s", at->row,
                               SQ_FMT(sq_formula_number(a, sq_num_double(x))));
    else if (s->question->scored)
        points = sq_str_printf(a, "ISTEXT($E$%u)", at->row);
    e.formula = sq_str_z(a, sq_str_printf(a,
                                          "=IF(AND(%.*s,%.*s),\"no\","
                                          "\"CHANGED\")",
                                          SQ_FMT(words), SQ_FMT(points)));
    return e;
}

void
sq_live_answer(struct sq_live *l, const struct sq_slot *s, uint32_t row,
               struct sq_entry *points, struct sq_entry *changed,
               const char **list)
{
    struct sq_live_slot *at = &l->slots[s->index];
    at->row = row + 1;
    at->set = s->question->type ? sq_live_set_of(l, s->question) : NULL;
    *list = at->set && s->state != SQ_HIDDEN ? at->set->name : NULL;
    *changed = changed_of(l, s);
    if (!s->question->scored)
        return;
    sq_str f = points_formula(l, s);
    points->formula = f.len ? sq_str_z(l->p->arena, f) : NULL;
}
