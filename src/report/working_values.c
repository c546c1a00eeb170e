/* SPDX-License-Identifier: MIT */
/* Derived values, and what the names in a rule stand for now. */
#include "base/arena.h"
#include "expr/expr.h"
#include "report/working.h"

struct names {
    struct sq_paper *p;
    struct sq_block *list;
    struct sq_map put; /* names put already */
    sq_str *not_asked;
    size_t n;
};

/* A rating as its figure alone: the words stand with the answer. */
static void
put_slot_value(struct sq_paper *p, const struct sq_slot *s)
{
    sq_num figure;

    if (s->question->matrix && sq_paper_figure(p, s, &figure))
        sq_words_num(&p->b, figure, 2);
    else
        sq_words_slot(&p->b, p->c, s, p->lang);
}

/* False, and nothing put, when it is asked nowhere. */
static bool
put_question_value(struct sq_paper *p, const struct sq_question *q)
{
    size_t n = 0;

    if (!q->group) {
        const struct sq_slot *s = &p->c->slots[p->c->first_slot[q->index]];
        if (s->state != SQ_HIDDEN)
            put_slot_value(p, s);
        return s->state != SQ_HIDDEN;
    }
    for (uint32_t row = p->c->first_row[q->group->index];
         row < p->c->first_row[q->group->index + 1]; row++) {
        const struct sq_row *r = &p->c->rows[row];
        const struct sq_slot *s = &p->c->slots[r->first + q->column];
        if (s->state == SQ_HIDDEN)
            continue;
        sq_putz(&p->b, n++ > 0 ? ", " : "");
        if (r->id.len > 0)
            sq_putf(&p->b, "%.*s ", SQ_FMT(r->id));
        put_slot_value(p, s);
    }
    return n > 0;
}

static void
put_dimension_value(struct sq_paper *p, const struct sq_name *name)
{
    const struct sq_dimension *ref = name->ref;
    const struct sq_dim_result *d = &p->res->dimensions[ref->index];

    if (name->part == SQ_PART_DIM_BAND)
        sq_words_band(&p->b, &d->band, &d->value, p->lang);
    else if (name->part == SQ_PART_DIM_MAX)
        sq_words_range(&p->b, &d->max, 9);
    else if (name->part == SQ_PART_DIM_PERCENT)
        sq_words_percent(&p->b, &d->percent, 9);
    else
        sq_words_range(&p->b, &d->value, 9);
}

/* False, and nothing put, when there is nothing to say. */
static bool
put_name_value(struct sq_paper *p, const struct sq_name *name)
{
    if (name->part == SQ_PART_QUESTION)
        return put_question_value(p, name->ref);
    if (name->part == SQ_PART_CELL) {
        const struct sq_cell_ref *cell = name->ref;
        const struct sq_question *q = cell->question;
        uint32_t row = p->c->first_row[q->group->index] + cell->row;
        const struct sq_slot *s =
            &p->c->slots[p->c->rows[row].first + q->column];
        if (s->state != SQ_HIDDEN)
            put_slot_value(p, s);
        return s->state != SQ_HIDDEN;
    }
    if (name->part == SQ_PART_VALUE || name->part == SQ_PART_VALUE_BAND) {
        const struct sq_derived *ref = name->ref;
        const struct sq_value_result *v = &p->res->values[ref->index];
        if (name->part == SQ_PART_VALUE)
            sq_words_value(&p->b, v, p->lang);
        else
            sq_words_band(&p->b, &v->band, &v->value, p->lang);
        return true;
    }
    if (name->part == SQ_PART_GATE || name->part == SQ_PART_TRIGGER ||
        name->part == SQ_PART_ANSWER)
        return false;
    put_dimension_value(p, name);
    return true;
}

static void
put_name(void *ctx, const struct sq_expr *e)
{
    struct names *names = ctx;
    struct sq_paper *p = names->p;

    if (!sq_map_add(&names->put, e->text, names))
        return;
    sq_putf(&p->b, "%.*s: ", SQ_FMT(e->text));
    if (put_name_value(p, &e->name)) {
        sq_paper_take_item(p, names->list);
        return;
    }
    sq_sbuf_clear(&p->b);
    names->not_asked = sq_arena_push(p->a, names->not_asked, &names->n,
                                     sizeof(names->not_asked[0]));
    names->not_asked[names->n - 1] = e->text;
}

static void
put_names(struct sq_paper *p, const struct sq_formula *first,
          const struct sq_formula *second)
{
    struct names names = {.p = p, .list = sq_paper_bullets(p)};

    sq_map_init(&names.put, p->a);
    if (first->expr)
        sq_expr_names(first->expr, put_name, &names);
    if (second->expr)
        sq_expr_names(second->expr, put_name, &names);
    for (size_t i = 0; i < names.n; i++)
        sq_putf(&p->b, "%s%.*s",
                i > 0 ? ", " : "not asked: ", SQ_FMT(names.not_asked[i]));
    if (names.n > 0)
        sq_paper_take_item(p, names.list);
}

struct now {
    struct sq_paper *p;
    struct sq_map put;
};

static void
put_one_now(void *ctx, const struct sq_expr *e)
{
    struct now *now = ctx;
    struct sq_paper *p = now->p;

    if (!sq_map_add(&now->put, e->text, now))
        return;
    sq_putf(&p->b, "%s%.*s ",
            now->put.n > 1 ? "; " : " Now: ", SQ_FMT(e->text));
    size_t before = p->b.len;
    if (!put_name_value(p, &e->name) || p->b.len == before)
        sq_putz(&p->b, "not asked");
}

void
sq_paper_put_now(struct sq_paper *p, const struct sq_formula *rule)
{
    struct now now = {.p = p};

    if (!rule->expr)
        return;
    sq_map_init(&now.put, p->a);
    sq_expr_names(rule->expr, put_one_now, &now);
    if (now.put.n > 0)
        sq_paper_stop(p);
}

void
sq_working_value(struct sq_paper *p, const struct sq_value_result *v)
{
    sq_putf(&p->b, "It is %.*s", SQ_FMT(v->derived->is.text));
    if (v->derived->max.text.len > 0)
        sq_putf(&p->b, ", of at most %.*s", SQ_FMT(v->derived->max.text));
    sq_putz(&p->b, ", where:");
    sq_paper_take_paragraph(p);
    put_names(p, &v->derived->is, &v->derived->max);
    sq_putz(&p->b, "Result: ");
    sq_words_value(&p->b, v, p->lang);
    sq_paper_stop(p);
    if (!v->exact && v->value.data)
        sq_putz(&p->b, " The ends are safe bounds; the answers left may not be "
                       "able to reach them.");
    sq_paper_take_paragraph(p);
    sq_working_bands(p, &v->band, &v->value, &v->max, false);
}
