/* SPDX-License-Identifier: MIT */
/* What other sheets say of one answer, so that they follow when it is tried. */
#include "base/arena.h"
#include "report/cells.h"
#include "report/live.h"

static bool
is_placed(const struct sq_live *l, const struct sq_slot *s)
{
    return s && l->slots[s->index].row > 0;
}

/* The same words on the sheet of answers as here, before anything is tried. */
static bool
says(const struct sq_live *l, const struct sq_slot *s, sq_str words)
{
    struct sq_sbuf b = sq_page_buffer();
    const char *unsaid = sq_page_unsaid(s);
    if (unsaid)
        sq_putz(&b, unsaid);
    else
        sq_words_slot(&b, l->p->c, s, l->p->lang);
    bool same = sq_str_eq(sq_sbuf_str(&b), words);
    sq_sbuf_done(&b);
    return same;
}

struct sq_entry
sq_live_words(struct sq_live *l, const struct sq_slot *s, struct sq_entry is)
{
    if (!is_placed(l, s) || !l->slots[s->index].set)
        return is;
    return sq_live_guard(l, is, sq_live_answer_cell(l, s, SQ_ANSWER_WORDS),
                         says(l, s, is.text));
}

struct sq_entry
sq_live_points(struct sq_live *l, const struct sq_slot *s, struct sq_entry is)
{
    if (!is_placed(l, s) || !s->question->scored)
        return is;
    const char *unsaid = sq_page_unsaid(s);
    bool same = is.kind == SQ_IS_NUMBER ||
                (unsaid && sq_str_eq(is.text, sq_str_of(unsaid)));
    return sq_live_guard(l, is, sq_live_answer_cell(l, s, SQ_ANSWER_POINTS),
                         same);
}

struct sq_entry
sq_live_level(struct sq_live *l, const struct sq_slot *s, bool banded,
              struct sq_entry is)
{
    const struct sq_matrix *m = s ? s->question->matrix : NULL;
    const struct sq_live_bands *at =
        m && m->bands ? sq_live_bands_at(l, m->bands) : NULL;
    if (!at || at->bands->n > SQ_LIVE_CHOOSE || !is_placed(l, s) ||
        !s->question->scored || !sq_num_ok(m->high))
        return is;
    struct sq_arena *a = l->p->arena;
    sq_str points = sq_live_answer_cell(l, s, SQ_ANSWER_POINTS);
    sq_str max = sq_formula_number(a, sq_num_double(m->high));
    struct sq_sbuf names = sq_page_buffer();
    for (size_t i = 0; i < at->bands->n; i++)
        sq_putf(&names, ",%.*s",
                SQ_FMT(sq_live_cell(l, SQ_PAGE_LEGEND, 2, at->rows[i])));
    sq_str list = sq_page_take(l->p, &names);
    sq_str f = sq_str_printf(a, "IF(ISNUMBER(%.*s),CHOOSE(1+%.*s%.*s),%.*s)",
                             SQ_FMT(points),
                             SQ_FMT(sq_live_band_index(l, at, points, max)),
                             SQ_FMT(list), SQ_FMT(points));
    const char *unsaid = sq_page_unsaid(s);
    bool same = unsaid ? sq_str_eq(is.text, sq_str_of(unsaid)) : banded;
    return sq_live_guard(l, is, f, same);
}

/* Its place in the list of answers, counted from 0. */
static sq_str
place_of(struct sq_live *l, const struct sq_live_set *set, sq_str words)
{
    struct sq_area at = {l->p->sheets[SQ_PAGE_LISTS], set->top,
                         set->top + set->rows - 1, 0, 0};
    sq_str list = sq_area_show(l->p->arena, &at);
    return sq_str_printf(l->p->arena, "SUMPRODUCT((%.*s=%.*s)*(ROW(%.*s)-%u))",
                         SQ_FMT(list), SQ_FMT(words), SQ_FMT(list),
                         (unsigned)set->top + 1);
}

struct sq_entry
sq_live_side(struct sq_live *l, const struct sq_slot *s, bool column,
             struct sq_entry is)
{
    const struct sq_live_set *set =
        is_placed(l, s) ? l->slots[s->index].set : NULL;
    if (!set || !set->matrix)
        return is;
    const struct sq_choices *c =
        column ? set->matrix->columns : set->matrix->rows;
    if (c->n > SQ_LIVE_CHOOSE)
        return is;
    sq_str words = sq_live_answer_cell(l, s, SQ_ANSWER_WORDS);
    sq_str place = place_of(l, set, words);
    size_t across = set->matrix->columns->n;
    struct sq_area at = {l->p->sheets[SQ_PAGE_LISTS], set->top,
                         set->top + set->rows - 1, 0, 0};
    sq_str list = sq_area_show(l->p->arena, &at);
    struct sq_sbuf b = sq_page_buffer();
    sq_putf(&b, "IF(SUMPRODUCT(--(%.*s=%.*s))=1,CHOOSE(1+", SQ_FMT(list),
            SQ_FMT(words));
    if (column)
        sq_putf(&b, "MOD(%.*s,%zu)", SQ_FMT(place), across);
    else
        sq_putf(&b, "INT(%.*s/%zu)", SQ_FMT(place), across);
    bool fits = true;
    for (size_t i = 0; i < c->n; i++) {
        sq_putc(&b, ',');
        sq_str option = sq_page_option(l->p, &c->options[i]);
        fits = fits && sq_live_literal(&b, sq_cell_safe(l->p->arena, option));
    }
    sq_putf(&b, "),%.*s)", SQ_FMT(words));
    sq_str f = sq_page_take(l->p, &b);
    if (!fits)
        return is;
    const char *unsaid = sq_page_unsaid(s);
    bool same = unsaid ? sq_str_eq(is.text, sq_str_of(unsaid))
                       : s->value.option < set->matrix->rows->n;
    return sq_live_guard(l, is, f, same);
}
