/* SPDX-License-Identifier: MIT */
#include "walk/carry.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "diag/diag.h"
#include "model/options.h"
#include "walk/reply.h"
#include "yaml/node.h"

struct plan {
    struct sq_arena *arena;
    const struct sq_case *old;
    const struct sq_questionnaire *to;
    sq_str name;
    struct sq_carry *out;
};

/* ---- which question is which --------------------------------------------- */

/* Pairs a question with the one that `questionnaire` knows by a name; both
 * ways, for either of two questionnaires may say that they are the same. */
static void
pair(struct plan *p, struct sq_question *q, sq_str name, bool is_new)
{
    const struct sq_questionnaire *other =
        is_new ? p->old->questionnaire : p->to;
    struct sq_question *same = sq_map_find(&other->names, name);
    if (!same)
        return;
    struct sq_pair *pair = SQ_NEW(p->arena, struct sq_pair);
    *pair = is_new ? (struct sq_pair){same, q} : (struct sq_pair){q, same};
    sq_str key = sq_str_printf(p->arena, "%.*s\n%.*s", SQ_FMT(pair->to->name),
                               SQ_FMT(pair->from->name));
    sq_map_add(&p->out->pairs, key, pair);
}

/* What a table is copied from holds for its columns, by their ids. */
static void
pair_by_copies(struct plan *p, struct sq_question *q, sq_str other, bool is_new)
{
    for (size_t i = 0; i < q->n_copies; i++)
        if (sq_str_eq(q->copies[i].template.text, other))
            pair(p, q, q->copies[i].question.text, is_new);
    for (size_t i = 0; q->group && i < q->group->n_copies; i++)
        if (sq_str_eq(q->group->copies[i].template.text, other))
            pair(p, q,
                 sq_cell_id(p->arena, q->group->copies[i].question.text,
                            (sq_str){0}, q->id.text),
                 is_new);
}

static void
pair_questions(struct plan *p)
{
    const struct sq_questionnaire *from = p->old->questionnaire;
    sq_str old_id = from->id.text;
    bool same = sq_str_eq(p->to->id.text, old_id);
    for (size_t i = 0; i < p->to->n_questions; i++) {
        struct sq_question *q = p->to->questions[i];
        pair_by_copies(p, q, old_id, true);
        if (same)
            pair(p, q, q->name, true);
    }
    for (size_t i = 0; !same && i < from->n_questions; i++)
        pair_by_copies(p, from->questions[i], p->to->id.text, false);
}

/* ---- does an answer mean the same there? --------------------------------- */

static bool
refuse(sq_str *out_why, sq_str why)
{
    *out_why = why;
    return false;
}

/* An option is the same where its id and its words are. */
static bool
has_option(struct plan *p, const struct sq_choices *to,
           const struct sq_option *o, sq_str *out_why)
{
    for (size_t i = 0; i < to->n; i++) {
        const struct sq_option *same = &to->options[i];
        if (!sq_str_eq(same->id.text, o->id.text))
            continue;
        if (sq_str_eq(sq_option_label(same, (sq_str){0}),
                      sq_option_label(o, (sq_str){0})))
            return true;
        return refuse(out_why,
                      sq_str_printf(p->arena, "`%.*s` has other words there",
                                    SQ_FMT(o->id.text)));
    }
    return refuse(out_why, sq_str_printf(p->arena, "there is no option `%.*s`",
                                         SQ_FMT(o->id.text)));
}

static bool
has_options(struct plan *p, const struct sq_slot *s,
            const struct sq_question *to, sq_str *out_why)
{
    const struct sq_question *from = s->question;
    const struct sq_value *v = &s->value;
    if (s->reply != SQ_GIVEN)
        return true;
    if (from->type->has_matrix)
        return has_option(p, to->matrix->rows,
                          &from->matrix->rows->options[v->option], out_why) &&
               has_option(p, to->matrix->columns,
                          &from->matrix->columns->options[v->column], out_why);
    if (!from->type->has_options)
        return true;
    if (v->n_options == 0)
        return has_option(p, to->choices, &from->choices->options[v->option],
                          out_why);
    for (uint32_t i = 0; i < v->n_options; i++)
        if (!has_option(p, to->choices, &from->choices->options[v->options[i]],
                        out_why))
            return false;
    return true;
}

static bool
is_writing(const struct sq_question *q)
{
    return sq_str_is(q->type_name.text, "text") ||
           sq_str_is(q->type_name.text, "long");
}

static bool
has_same_type(struct plan *p, const struct sq_question *from,
              const struct sq_question *to, sq_str *out_why)
{
    if (from->type != to->type && !(is_writing(from) && is_writing(to)))
        return refuse(out_why,
                      sq_str_printf(p->arena, "it is `%.*s` there, not `%.*s`",
                                    SQ_FMT(to->type_name.text),
                                    SQ_FMT(from->type_name.text)));
    if (!sq_str_eq(sq_text_get(&from->unit, (sq_str){0}),
                   sq_text_get(&to->unit, (sq_str){0})))
        return refuse(out_why, SQ_LIT("it counts something else there"));
    return true;
}

static bool
takes_reply(const struct sq_slot *s, const struct sq_question *to,
            sq_str *out_why)
{
    if (s->reply == SQ_NOT_KNOWN && to->not_known != SQ_ALLOWED)
        return refuse(out_why, SQ_LIT("`not known` is not taken there"));
    if (s->reply == SQ_NOT_APPLICABLE && to->not_applicable != SQ_ALLOWED)
        return refuse(out_why, SQ_LIT("`not applicable` is not taken there"));
    return true;
}

static bool
read_value(struct plan *p, const struct sq_slot *s,
           const struct sq_question *to, struct sq_draft *out, sq_str *out_why)
{
    if (s->reply != SQ_GIVEN)
        return true;
    struct sq_diags d;
    sq_diags_init(&d, p->arena);
    out->value.num = SQ_NUM_ZERO;
    if (to->type->from_node(p->arena, to, p->old->assessment->tree,
                            s->answer->node, &out->value, &d))
        return true;
    return refuse(out_why,
                  d.first ? d.first->message : SQ_LIT("it does not fit there"));
}

/* ---- where it goes ------------------------------------------------------- */

static enum sq_repeat
repeat_of(const struct sq_question *q)
{
    return q->group ? q->group->repeat : SQ_ONCE;
}

static bool
is_item(const struct sq_list *list, sq_str id)
{
    for (size_t i = 0; list && i < list->n; i++)
        if (sq_str_eq(list->items[i].id.text, id))
            return true;
    return false;
}

/* A grid's rows can become rows of a table that grows, with their names; the
 * other way round they would be rows of our own making. */
static bool
find_key(struct plan *p, const struct sq_slot *s, const struct sq_question *to,
         sq_str *out_key, sq_str *out_why)
{
    enum sq_repeat from = repeat_of(s->question);
    enum sq_repeat there = repeat_of(to);
    *out_key = to->name;
    if (from == SQ_ONCE && there == SQ_ONCE)
        return true;
    if (from == SQ_ONCE || there == SQ_ONCE)
        return refuse(out_why, from == SQ_ONCE
                                   ? SQ_LIT("it is asked for every row there")
                                   : SQ_LIT("it is asked only once there"));
    if (there == SQ_FOR_EACH &&
        (from == SQ_ROWS || !is_item(to->group->list, s->row->id)))
        return refuse(out_why, SQ_LIT("the table there has no such row"));
    if (there == SQ_ROWS && s->row->index >= to->group->rows_max)
        return refuse(out_why, SQ_LIT("the table there is too small"));
    *out_key =
        sq_cell_id(p->arena, to->group->id.text, s->row->id, to->id.text);
    return true;
}

/* ---- carrying ------------------------------------------------------------ */

static void
leave(struct plan *p, sq_str from, sq_str why)
{
    struct sq_carry *c = p->out;
    c->left = sq_arena_push(p->arena, c->left, &c->n_left, sizeof *c->left);
    c->left[c->n_left - 1] = (struct sq_left_behind){from, why};
}

/* An answer that was itself carried keeps the mark of where it was given. */
static sq_str
mark(struct plan *p, sq_str from, sq_str because)
{
    static const sq_str words = {"Carried over from ", 18};
    if (sq_str_starts(because, "Carried over from "))
        return because;
    return sq_str_printf(p->arena, "%.*s%.*s, %.*s%s%.*s", SQ_FMT(words),
                         SQ_FMT(p->name), SQ_FMT(from), because.len ? ": " : "",
                         SQ_FMT(because));
}

static void
add(struct plan *p, sq_str key, sq_str from, const struct sq_question *to,
    struct sq_draft *d)
{
    struct sq_carry *c = p->out;
    d->because = mark(p, from, d->because);
    for (size_t i = 0; i < d->n_evidence; i++)
        sq_map_add(&c->evidence, d->evidence[i], c);
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    sq_draft_put(&b, to, d, NULL);
    sq_str entry = sq_str_copy(p->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    struct sq_carried *x = SQ_NEW(p->arena, struct sq_carried);
    *x = (struct sq_carried){key, from, to, entry};
    sq_map_add(&c->carried, key, x);
}

static bool
is_paired(const struct plan *p, const struct sq_question *to)
{
    for (size_t i = 0; i < p->out->pairs.n; i++)
        if (((const struct sq_pair *)p->out->pairs.items[i].value)->to == to)
            return true;
    return false;
}

static const struct sq_question *
subject_of(const struct sq_group *g, const struct sq_questionnaire *q)
{
    for (uint32_t i = g->first; i < g->first + g->n; i++)
        if (q->questions[i]->track == SQ_TRACK_SUBJECT &&
            is_writing(q->questions[i]))
            return q->questions[i];
    return NULL;
}

/* A row of which only a figure is taken over is told by its words. */
static void
name_row(struct plan *p, const struct sq_slot *s, const struct sq_question *to)
{
    if (repeat_of(to) != SQ_ROWS)
        return;
    const struct sq_question *subject = subject_of(to->group, p->to);
    if (!subject || subject == to || is_paired(p, subject))
        return;
    sq_str key =
        sq_cell_id(p->arena, to->group->id.text, s->row->id, subject->id.text);
    if (sq_map_find(&p->out->carried, key))
        return;
    sq_str label = sq_row_label(p->old, s->row, (sq_str){0});
    struct sq_draft d = {.reply = SQ_GIVEN, .on = SQ_NO_DATE};
    d.value.num = SQ_NUM_ZERO;
    d.value.text = label;
    add(p, key, s->id, subject, &d);
}

static bool
carry(struct plan *p, const struct sq_slot *s, const struct sq_question *to,
      sq_str *out_why)
{
    struct sq_draft d = {.reply = s->reply, .on = SQ_NO_DATE};
    sq_str key;
    if (!find_key(p, s, to, &key, out_why) ||
        !has_same_type(p, s->question, to, out_why) ||
        !takes_reply(s, to, out_why) || !has_options(p, s, to, out_why) ||
        !read_value(p, s, to, &d, out_why))
        return false;
    sq_draft_keep(p->arena, &d, s->answer);
    if (sq_map_find(&p->out->carried, key))
        return refuse(out_why,
                      sq_str_printf(p->arena, "another answer stands at %.*s",
                                    SQ_FMT(key)));
    name_row(p, s, to);
    add(p, key, s->id, to, &d);
    return true;
}

static void
carry_slot(struct plan *p, const struct sq_slot *s)
{
    bool wanted = false;
    for (size_t i = 0; i < p->out->pairs.n; i++) {
        const struct sq_pair *pair = p->out->pairs.items[i].value;
        if (pair->from != s->question)
            continue;
        wanted = true;
        sq_str why = {0};
        if (s->reply == SQ_MISSING)
            leave(p, s->id, SQ_LIT("its answer cannot be read"));
        else if (s->state != SQ_ASKED)
            leave(p, s->id, SQ_LIT("it was not asked, given other answers"));
        else if (!carry(p, s, pair->to, &why))
            leave(p, s->id, why);
    }
    if (!wanted)
        leave(p, s->id, (sq_str){0});
}

void
sq_carry_plan(struct sq_arena *a, const struct sq_case *old,
              const struct sq_questionnaire *to, sq_str name,
              struct sq_carry *out)
{
    *out = (struct sq_carry){0};
    sq_map_init(&out->carried, a);
    sq_map_init(&out->evidence, a);
    sq_map_init(&out->pairs, a);
    struct plan p = {a, old, to, name, out};
    pair_questions(&p);
    for (uint32_t i = 0; i < old->n; i++)
        if (old->slots[i].answer)
            carry_slot(&p, &old->slots[i]);
}

sq_str
sq_carry_evidence(struct sq_arena *a, const struct sq_case *old, sq_str id)
{
    const struct sq_node *list =
        sq_node_find(old->assessment->tree->root, "evidence");
    for (const struct sq_node *e = list ? list->first : NULL; e; e = e->next) {
        const struct sq_node *name = sq_node_find(e, "id");
        if (!name || !sq_str_eq(name->text, id))
            continue;
        struct sq_sbuf b;
        sq_sbuf_init(&b, SQ_MAX_FILE);
        sq_node_put_flow(&b, e);
        sq_str line = sq_str_copy(a, sq_sbuf_str(&b));
        sq_sbuf_done(&b);
        return line;
    }
    return (sq_str){0};
}
