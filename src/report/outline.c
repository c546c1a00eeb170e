/* SPDX-License-Identifier: MIT */
#include "report/outline.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "report/paper.h"

void
sq_paper_open(struct sq_paper *p, const struct sq_report *r)
{
    const struct sq_case *c = r->results->c;

    *p = (struct sq_paper){
        .r = r,
        .res = r->results,
        .c = c,
        .q = c->questionnaire,
        .as = c->assessment,
        .a = r->arena,
        .o = SQ_NEW(r->arena, struct sq_outline),
        .lang = r->lang,
    };
    if (p->lang.len == 0 && p->q->n_languages > 0)
        p->lang = p->q->languages[0].text;
    sq_sbuf_init(&p->b, SQ_MAX_OUTPUT);
    sq_map_init(&p->evidence, p->a);
    for (size_t i = 0; i < p->as->n_evidence; i++)
        sq_map_add(&p->evidence, p->as->evidence[i].id.text,
                   &p->as->evidence[i]);
}

struct sq_outline *
sq_paper_close(struct sq_paper *p)
{
    sq_sbuf_done(&p->b);
    p->o->publish = p->publish;
    return p->o;
}

/* ---- the pen ------------------------------------------------------------ */

sq_str
sq_paper_take(struct sq_paper *p)
{
    sq_str text = sq_str_copy(p->a, sq_sbuf_str(&p->b));

    sq_sbuf_clear(&p->b);
    return text;
}

static struct sq_block *
block_new(struct sq_paper *p, enum sq_block_kind kind)
{
    struct sq_block *b = SQ_NEW(p->a, struct sq_block);

    b->kind = kind;
    return b;
}

static void
block_join(struct sq_paper *p, struct sq_block *b)
{
    if (p->o->last)
        p->o->last->next = b;
    else
        p->o->first = b;
    p->o->last = b;
}

struct sq_block *
sq_paper_take_back(struct sq_paper *p)
{
    struct sq_block *last = p->o->last;
    struct sq_block *before = NULL;

    for (struct sq_block *b = p->o->first; b != last; b = b->next)
        before = b;
    if (before)
        before->next = NULL;
    else
        p->o->first = NULL;
    p->o->last = before;
    return last;
}

void
sq_paper_heading(struct sq_paper *p, unsigned level, sq_str text)
{
    struct sq_block *b = block_new(p, SQ_HEADING);

    b->level = level;
    b->text = text;
    block_join(p, b);
}

void
sq_paper_take_heading(struct sq_paper *p, unsigned level)
{
    sq_paper_heading(p, level, sq_paper_take(p));
}

void
sq_paper_take_paragraph(struct sq_paper *p)
{
    if (p->b.len == 0)
        return;
    struct sq_block *b = block_new(p, SQ_PARAGRAPH);
    b->text = sq_paper_take(p);
    block_join(p, b);
}

void
sq_paper_say(struct sq_paper *p, const char *sentence)
{
    sq_putz(&p->b, sentence);
    sq_paper_take_paragraph(p);
}

void
sq_paper_lead(struct sq_paper *p)
{
    p->o->last->lead = true;
}

struct sq_block *
sq_paper_chart(struct sq_paper *p, struct sq_drawing *chart)
{
    struct sq_block *b = block_new(p, SQ_CHART);

    b->text = chart->title;
    b->chart = chart;
    block_join(p, b);
    return b;
}

struct sq_block *
sq_paper_bullets(struct sq_paper *p)
{
    return block_new(p, SQ_BULLETS);
}

void
sq_paper_take_item(struct sq_paper *p, struct sq_block *list)
{
    if (list->n_items == 0)
        block_join(p, list);
    list->items = sq_arena_push(p->a, list->items, &list->n_items,
                                sizeof(list->items[0]));
    list->items[list->n_items - 1] = sq_paper_take(p);
}

struct sq_block *
sq_paper_table(struct sq_paper *p, const char *const *heads, size_t n)
{
    struct sq_block *b = block_new(p, SQ_TABLE);

    for (size_t i = 0; i < n; i++)
        sq_paper_add_heads(p, b, sq_str_of(heads[i]));
    return b;
}

void
sq_paper_add_heads(struct sq_paper *p, struct sq_block *block, sq_str head)
{
    block->heads = sq_arena_push(p->a, block->heads, &block->n_columns,
                                 sizeof(block->heads[0]));
    block->heads[block->n_columns - 1] = head;
}

static struct sq_cell *
cell_add(struct sq_paper *p, struct sq_block *b, sq_str text)
{
    b->cells = sq_arena_push(p->a, b->cells, &b->n_cells, sizeof(b->cells[0]));
    b->cells[b->n_cells - 1].text = text;
    return &b->cells[b->n_cells - 1];
}

struct sq_cell *
sq_paper_loose_cell(struct sq_paper *p, struct sq_block *table)
{
    struct sq_cell *cell = cell_add(p, table, sq_paper_take(p));

    table->n_rows = (table->n_cells + table->n_columns - 1) / table->n_columns;
    return cell;
}

struct sq_cell *
sq_paper_take_cell(struct sq_paper *p, struct sq_block *table)
{
    if (table->n_cells == 0)
        block_join(p, table);
    return sq_paper_loose_cell(p, table);
}

void
sq_paper_cell(struct sq_paper *p, struct sq_block *table, sq_str text)
{
    sq_put(&p->b, text);
    sq_paper_take_cell(p, table);
}

struct sq_block *
sq_paper_record(struct sq_paper *p)
{
    struct sq_block *b = block_new(p, SQ_RECORD);

    b->text = sq_paper_take(p);
    b->n_rows = 1;
    block_join(p, b);
    return b;
}

void
sq_paper_take_field(struct sq_paper *p, struct sq_block *record,
                    const char *name)
{
    if (p->b.len == 0)
        return;
    sq_paper_add_heads(p, record, sq_str_of(name));
    cell_add(p, record, sq_paper_take(p));
}

void
sq_paper_field(struct sq_paper *p, struct sq_block *record, const char *name,
               sq_str value)
{
    sq_put(&p->b, value);
    sq_paper_take_field(p, record, name);
}

void
sq_paper_field_date(struct sq_paper *p, struct sq_block *record,
                    const char *name, sq_date value)
{
    sq_paper_put_date(p, value);
    sq_paper_take_field(p, record, name);
}

/* ---- phrases ------------------------------------------------------------ */

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

/* Certainly no benefit: none asked for, not applicable, or rated at nothing. */
static bool
no_benefit(const struct sq_paper *p, const struct sq_slot *benefit)
{
    sq_num figure;

    if (!benefit || benefit->state == SQ_HIDDEN ||
        benefit->reply == SQ_NOT_APPLICABLE)
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
