/* SPDX-License-Identifier: MIT */
/* Phrases that several chapters use. */
#include "base/arena.h"
#include "base/date.h"
#include "base/utf8.h"
#include "report/paper.h"

sq_str
sq_paper_outcome(const struct sq_paper *p, sq_str id)
{
    for (size_t i = 0; i < p->q->n_outcomes; i++) {
        const struct sq_outcome *o = &p->q->outcomes[i];
        if (sq_str_eq(o->id.text, id))
            return sq_words_label(&o->label, o->id.text, p->lang);
    }
    return id;
}

bool
sq_question_cites(const struct sq_question *q, const char *key)
{
    for (size_t i = 0; i < q->n_refs; i++) {
        if (sq_str_is(q->refs[i].text, key))
            return true;
    }
    return false;
}

sq_str
sq_paper_text(const struct sq_paper *p, const struct sq_text *t)
{
    return sq_text_get(t, p->lang);
}

void
sq_paper_put_date(struct sq_paper *p, sq_date d)
{
    if (d != SQ_NO_DATE)
        sq_date_put_long(&p->b, d);
}

void
sq_paper_put_day(struct sq_paper *p, sq_date d)
{
    struct sq_sbuf whole;

    sq_sbuf_init(&whole, 64);
    sq_date_put_long(&whole, d);
    sq_str rest = sq_sbuf_str(&whole), day, month, year;
    if (sq_str_next(&rest, ' ', &day) && sq_str_next(&rest, ' ', &month) &&
        sq_str_next(&rest, ' ', &year))
        sq_putf(&p->b, "%.*s\u00a0%.*s\u00a0%.*s", SQ_FMT(day),
                SQ_FMT(sq_str_sub(month, 0, 3)), SQ_FMT(year));
    sq_sbuf_done(&whole);
}

void
sq_paper_put_letter(struct sq_paper *p, const struct sq_matrix *m, sq_num cell)
{
    if (!m->bands || !sq_num_ok(cell))
        return;
    sq_str letter =
        m->bands->bands[sq_bands_find(m->bands, cell, m->high)].letter.text;
    sq_num as_figure;
    if (sq_num_read(letter, &as_figure) && sq_num_cmp(as_figure, cell) == 0)
        return;
    if (letter.len > 0)
        sq_putf(&p->b, " %.*s", SQ_FMT(letter));
}

bool
sq_paper_overdue(const struct sq_paper *p, sq_date due, int status)
{
    return due != SQ_NO_DATE && p->r->as_of != SQ_NO_DATE &&
           due < p->r->as_of && status != SQ_AS_DONE && status != SQ_AS_DROPPED;
}

void
sq_paper_stop(struct sq_paper *p)
{
    sq_str text = sq_str_trim(sq_sbuf_str(&p->b));
    char last = text.len > 0 ? text.ptr[text.len - 1] : '.';

    if (last != '.' && last != '!' && last != '?')
        sq_putc(&p->b, '.');
}

enum { SHORT_LABEL = 60 }; /* [columns] */

bool
sq_paper_is_long(sq_str label)
{
    return sq_utf8_width(label) > SHORT_LABEL;
}

/* A row of a growing table is named by its first answer, which may be long. */
static sq_str
short_label(struct sq_paper *p, sq_str label)
{
    if (!sq_paper_is_long(label))
        return label;
    size_t end = sq_utf8_fit(label, SHORT_LABEL);
    while (end > 0 && label.ptr[end - 1] != ' ')
        end--;
    if (end == 0)
        end = sq_utf8_fit(label, SHORT_LABEL);
    return sq_str_printf(p->a, "%.*s …",
                         SQ_FMT(sq_str_trim(sq_str_sub(label, 0, end))));
}

void
sq_paper_put_label(struct sq_paper *p, const struct sq_row *row)
{
    sq_str label = sq_row_label(p->c, row, p->lang);

    sq_put(&p->b, label.len > 0 ? short_label(p, label) : row->group->id.text);
}

void
sq_paper_put_row(struct sq_paper *p, const struct sq_row *row)
{
    sq_str label = short_label(p, sq_row_label(p->c, row, p->lang));

    if (row->id.len == 0) {
        sq_str title =
            sq_words_label(&row->group->title, row->group->id.text, p->lang);
        sq_putf(&p->b, "%.*s (%.*s)", SQ_FMT(title),
                SQ_FMT(row->group->id.text));
        return;
    }
    sq_putf(&p->b, "%.*s (%.*s.%.*s)", SQ_FMT(label),
            SQ_FMT(row->group->id.text), SQ_FMT(row->id));
}

void
sq_paper_put_question(struct sq_paper *p, const struct sq_slot *s)
{
    sq_str row = {NULL, 0};

    if (s->row)
        row = short_label(p, sq_row_label(p->c, s->row, p->lang));
    sq_putf(&p->b, "%.*s", SQ_FMT(s->id));
    if (row.len > 0 && !sq_str_eq(row, s->row->id))
        sq_putf(&p->b, " (%.*s)", SQ_FMT(row));
    sq_putf(&p->b, ": %.*s", SQ_FMT(sq_slot_ask(p->c, s, p->lang)));
    if (s->question->critical)
        sq_putz(&p->b, " (critical)");
}

void
sq_paper_put_who(struct sq_paper *p, const struct sq_question *q)
{
    for (size_t i = 0; i < q->n_who; i++) {
        const struct sq_role *role =
            sq_map_find(&p->q->vocab.roles, q->who[i].text);
        sq_words_join(&p->b, i, q->n_who, "or");
        sq_put(&p->b, role
                          ? sq_words_label(&role->label, role->id.text, p->lang)
                          : q->who[i].text);
    }
}

void
sq_paper_put_words(struct sq_paper *p, const struct sq_word *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sq_putz(&p->b, i > 0 ? ", " : "");
        sq_put(&p->b, words[i].text);
    }
}

/* What people said is evidence, too. */
static const struct sq_engagement *
engagement_find(const struct sq_paper *p, sq_str id)
{
    for (size_t i = 0; i < p->as->n_engagement; i++) {
        if (sq_str_eq(p->as->engagement[i].id.text, id))
            return &p->as->engagement[i];
    }
    return NULL;
}

static void
put_dated(struct sq_paper *p, sq_str what, sq_date on)
{
    sq_putf(&p->b, " (%.*s, ", SQ_FMT(what));
    if (on == SQ_NO_DATE)
        sq_putz(&p->b, "no date");
    sq_paper_put_date(p, on);
    sq_putc(&p->b, ')');
}

void
sq_paper_put_evidence(struct sq_paper *p, const struct sq_word *ids, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct sq_evidence *e = sq_map_find(&p->evidence, ids[i].text);
        const struct sq_engagement *g = engagement_find(p, ids[i].text);
        sq_putf(&p->b, "%s%.*s", i > 0 ? "; " : "", SQ_FMT(ids[i].text));
        if (e)
            put_dated(p, e->title.text, e->date);
        else if (g)
            put_dated(p, g->method.text, g->on);
        else
            sq_putz(&p->b, " (not in the evidence list)");
    }
}

bool
sq_seen_add(struct sq_arena *a, struct sq_seen *s, const void *item)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->items[i] == item)
            return false;
    }
    s->items = sq_arena_push(a, s->items, &s->n, sizeof(s->items[0]));
    s->items[s->n - 1] = item;
    return true;
}

bool
sq_paper_figure(const struct sq_paper *p, const struct sq_slot *s, sq_num *out)
{
    if (!s || s->state != SQ_ASKED || s->reply != SQ_GIVEN)
        return false;
    const struct sq_matrix *m = s->question->matrix;
    if (m && m->cells && s->value.option < m->rows->n &&
        s->value.column < m->columns->n) {
        *out =
            m->cells[(size_t)s->value.option * m->columns->n + s->value.column];
        return sq_num_ok(*out);
    }
    return sq_slot_points(p->c, s, out) && sq_num_ok(*out);
}

int
sq_paper_colour(const struct sq_paper *p, const struct sq_slot *s)
{
    sq_num figure;

    if (!sq_paper_figure(p, s, &figure))
        return SQ_COLOUR_NONE;
    const struct sq_matrix *m = s->question->matrix;
    if (!m || !m->bands)
        return SQ_COLOUR_NONE;
    return m->bands->bands[sq_bands_find(m->bands, figure, m->high)].colour;
}

/* Certainly no benefit: none asked for, not applicable, or rated at nothing. */
static bool
no_benefit(const struct sq_paper *p, const struct sq_slot *benefit)
{
    sq_num figure;

    if (!benefit || benefit->reply == SQ_NOT_APPLICABLE)
        return true;
    return sq_paper_figure(p, benefit, &figure) && figure.num == 0;
}

bool
sq_paper_pays(const struct sq_paper *p, const struct sq_impact *im)
{
    sq_num residual;

    return sq_paper_figure(p, im->residual, &residual) &&
           sq_num_cmp(residual, sq_num_int(8)) >= 0 &&
           no_benefit(p, im->benefit);
}
