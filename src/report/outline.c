/* SPDX-License-Identifier: MIT */
#include "report/outline.h"

#include <assert.h>

#include "base/arena.h"
#include "base/limits.h"
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
    if (p->lang.len == 0)
        p->lang = p->q->languages[0].text;
    sq_sbuf_init(&p->b, SQ_MAX_OUTPUT);
    sq_map_init(&p->evidence, p->a);
    for (size_t i = 0; i < p->as->n_evidence; i++)
        sq_map_add(&p->evidence, p->as->evidence[i].id.text,
                   &p->as->evidence[i]);
}

void
sq_paper_open_blank(struct sq_paper *p, struct sq_arena *a)
{
    *p = (struct sq_paper){.a = a, .o = SQ_NEW(a, struct sq_outline)};
    sq_sbuf_init(&p->b, SQ_MAX_OUTPUT);
    sq_map_init(&p->evidence, a);
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
    assert(before); /* a page begins with a heading, and keeps it */
    before->next = NULL;
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
sq_paper_plain(struct sq_paper *p)
{
    p->o->last->plain = true;
}

void
sq_paper_appendix(struct sq_paper *p)
{
    p->parts_end = p->o->last;
}

static void
put_chapter(struct sq_paper *p, unsigned chapter, bool lettered)
{
    if (lettered)
        sq_putc(&p->b, (char)('A' + (chapter - 1) % 26));
    else
        sq_putf(&p->b, "%u", chapter);
}

void
sq_paper_number(struct sq_paper *p)
{
    unsigned chapter = 0, part = 0;
    bool lettered = false;

    for (struct sq_block *b = p->o->first; b; b = b->next) {
        if (b->kind == SQ_HEADING && b->level == 2 && !b->plain) {
            part = 0;
            put_chapter(p, ++chapter, lettered);
            sq_putc(&p->b, '.');
            b->number = sq_paper_take(p);
        } else if (b->kind == SQ_HEADING && b->level == 3) {
            put_chapter(p, chapter, lettered);
            sq_putf(&p->b, ".%u", ++part);
            b->number = sq_paper_take(p);
        }
        if (b == p->parts_end) {
            lettered = true;
            chapter = 0;
        }
    }
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
