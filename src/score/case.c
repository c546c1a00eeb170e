/* SPDX-License-Identifier: MIT */
#include "score/case.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "diag/diag.h"
#include "model/work.h"
#include "score/env.h"
#include "yaml/node.h"

/* ---- laying out ---------------------------------------------------------- */

/* Rows beyond the limit on cells are left out: a finding at load, or one about
 * the table's rows, says so. */
static void
add_row(struct sq_case *c, size_t *n, const struct sq_group *g, sq_str id,
        const struct sq_item *item, bool phantom)
{
    if (c->n + (uint64_t)g->n > SQ_MAX_SLOTS)
        return;
    c->n += g->n; /* counted here, filled again with the slots */
    uint32_t index = (uint32_t)*n - c->first_row[g->index];
    c->rows = sq_arena_push(c->arena, c->rows, n, sizeof *c->rows);
    c->rows[*n - 1] = (struct sq_row){g, id, item, index, 0, phantom};
}

/* The key `G.row.column`, cut in its parts; false for other keys. */
static bool
cut_key(sq_str key, sq_str *out_group, sq_str *out_row, sq_str *out_column)
{
    size_t dot = sq_str_find(key, '.', 0);
    size_t dot2 = sq_str_find(key, '.', dot + 1);
    *out_group = sq_str_sub(key, 0, dot);
    *out_row = sq_str_sub(key, dot + 1, dot2);
    *out_column = sq_str_sub(key, dot2 + 1, key.len);
    return dot2 < key.len;
}

/* The rows of the growing tables, by group, as answers name them in file
 * order.  Those of a table mostly stand together. */
static struct sq_map *
find_rows(struct sq_case *c)
{
    const struct sq_questionnaire *q = c->questionnaire;
    const struct sq_assessment *as = c->assessment;
    struct sq_map *found = SQ_NEW_N(c->arena, q->n_groups + 1, struct sq_map);
    for (size_t i = 0; i < q->n_groups; i++)
        sq_map_init(&found[i], c->arena);
    const struct sq_group *g = NULL;
    sq_str last = {0}, group, row, column;
    for (size_t i = 0; as && i < as->n_answers; i++) {
        if (!cut_key(as->answers[i].key.text, &group, &row, &column))
            continue;
        if (!sq_str_eq(group, last))
            g = sq_map_find(&q->groups_by_id, group);
        last = group;
        if (g && g->repeat == SQ_ROWS &&
            found[g->index].n < SQ_MAX_SLOTS / (g->n + 1))
            sq_map_add(&found[g->index], row, c);
    }
    return found;
}

static void
add_found_rows(struct sq_case *c, size_t *n, const struct sq_group *g,
               struct sq_map *rows, size_t most)
{
    for (size_t i = 0; i < rows->n && i < most; i++)
        add_row(c, n, g, rows->items[i].key, NULL, false);
    uint32_t least = g->rows_min < SQ_MAX_SLOTS ? g->rows_min : SQ_MAX_SLOTS;
    for (uint32_t k = 1; rows->n < least && c->n < SQ_MAX_SLOTS; k++) {
        sq_str row = sq_str_printf(c->arena, "r%u", (unsigned)k);
        if (sq_map_add(rows, row, c))
            add_row(c, n, g, row, NULL, true);
    }
}

/* Steps to work it out, with the rows that were found. */
static uint64_t
work_of(const struct sq_case *c, const struct sq_map *found)
{
    const struct sq_questionnaire *q = c->questionnaire;
    uint32_t *rows = SQ_NEW_N(c->arena, q->n_groups + 1, uint32_t);
    bool more = false;
    for (size_t i = 0; i < q->n_groups; i++) {
        rows[i] = sq_work_rows(q->groups[i]);
        if (found[i].n <= rows[i])
            continue;
        rows[i] = (uint32_t)found[i].n;
        more = true;
    }
    return more ? sq_work_of(q, rows) : q->work;
}

static void
lay_out_rows(struct sq_case *c)
{
    const struct sq_questionnaire *q = c->questionnaire;
    struct sq_map *found = find_rows(c);
    size_t n = 0;
    c->work = work_of(c, found);
    c->cut = c->work > SQ_MAX_WORK;
    c->first_row = SQ_NEW_N(c->arena, q->n_groups + 1, uint32_t);
    for (size_t i = 0; i < q->n_groups; i++) {
        const struct sq_group *g = q->groups[i];
        c->first_row[i] = (uint32_t)n;
        if (g->repeat == SQ_ONCE)
            add_row(c, &n, g, (sq_str){0}, NULL, false);
        else if (g->repeat == SQ_ROWS)
            add_found_rows(c, &n, g, &found[i],
                           c->cut ? sq_work_rows(g) : found[i].n);
        for (size_t k = 0;
             g->repeat == SQ_FOR_EACH && g->list && k < g->list->n; k++)
            add_row(c, &n, g, g->list->items[k].id.text, &g->list->items[k],
                    false);
    }
    c->first_row[q->n_groups] = c->n_rows = (uint32_t)n;
    c->n = 0;
}

static void
fill_slot(struct sq_case *c, const struct sq_question *q,
          const struct sq_row *row, sq_str id)
{
    struct sq_slot *s = &c->slots[c->n];
    s->question = q;
    s->row = row;
    s->id = id;
    s->index = c->n++;
    s->value.num = SQ_NUM_ZERO;
}

static void
fill_group(struct sq_case *c, const struct sq_group *g)
{
    for (uint32_t i = 0; i < g->n; i++)
        c->first_slot[g->first + i] = c->n + i;
    for (uint32_t r = c->first_row[g->index]; r < c->first_row[g->index + 1];
         r++) {
        struct sq_row *row = &c->rows[r];
        row->first = c->n;
        for (uint32_t i = 0; i < g->n; i++) {
            const struct sq_question *q =
                c->questionnaire->questions[g->first + i];
            sq_str id = g->cell_ids ? g->cell_ids[row->index * g->n + i]
                                    : sq_cell_id(c->arena, g->id.text, row->id,
                                                 q->id.text);
            fill_slot(c, q, row, id);
        }
    }
}

static void
lay_out(struct sq_case *c)
{
    const struct sq_questionnaire *q = c->questionnaire;
    lay_out_rows(c);
    size_t n = q->n_questions;
    for (uint32_t r = 0; r < c->n_rows; r++)
        n += c->rows[r].group->n;
    c->slots = SQ_NEW_N(c->arena, n + 1, struct sq_slot);
    c->first_slot = SQ_NEW_N(c->arena, q->n_questions + 1, uint32_t);
    for (size_t i = 0; i < q->n_questions;) {
        const struct sq_question *qn = q->questions[i];
        if (qn->group) {
            fill_group(c, qn->group);
            i += qn->group->n;
            continue;
        }
        c->first_slot[i++] = c->n;
        fill_slot(c, qn, NULL, qn->name);
    }
    c->by_id = SQ_NEW(c->arena, struct sq_map);
    sq_map_init(c->by_id, c->arena);
}

/* ---- states -------------------------------------------------------------- */

static enum sq_state
state_of(const struct sq_val *v)
{
    if (sq_val_true(v))
        return SQ_ASKED;
    return sq_val_false(v) ? SQ_HIDDEN : SQ_PENDING;
}

/* `a` is not hidden: of what stands within it nobody would ask then. */
static enum sq_state
both(enum sq_state a, enum sq_state b)
{
    if (a == SQ_ASKED || b == SQ_HIDDEN)
        return b;
    return SQ_PENDING;
}

static enum sq_state
holds(struct sq_case_env *e, const struct sq_formula *f,
      const struct sq_slot *at)
{
    if (!f->expr)
        return SQ_ASKED;
    struct sq_val v = sq_case_eval(e, f->expr, at);
    return state_of(&v);
}

/* The states of the section and the group that a walk through the slots is in:
 * worked out once for all of their questions. */
struct walk_state {
    struct sq_case_env e;
    const struct sq_section *section;
    const struct sq_group *group;
    enum sq_state in_section, in_group;
};

static void
walk_begin(struct walk_state *w, const struct sq_case *c, bool present)
{
    *w = (struct walk_state){0};
    sq_case_env_init(&w->e, c, present, NULL);
}

static enum sq_state
state_in(struct walk_state *w, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    if (q->section != w->section) {
        w->section = q->section;
        w->in_section = holds(&w->e, &q->section->when, NULL);
        w->group = NULL;
    }
    enum sq_state state = w->in_section;
    if (q->group && state != SQ_HIDDEN) {
        if (q->group != w->group) {
            w->group = q->group;
            w->in_group = holds(&w->e, &q->group->when, NULL);
        }
        state = both(state, w->in_group);
    }
    if (state != SQ_HIDDEN && q->when.expr)
        state = both(state, holds(&w->e, &q->when, s));
    return state;
}

void
sq_slot_settle(const struct sq_case *c, struct sq_slot *s)
{
    struct walk_state w;
    walk_begin(&w, c, false);
    s->future = state_in(&w, s);
}

void
sq_case_settle(struct sq_case *c)
{
    struct walk_state now, future;
    bool differ = c->questionnaire->asks_about_answers;
    walk_begin(&now, c, true);
    walk_begin(&future, c, false);
    for (uint32_t i = 0; i < c->n; i++) {
        struct sq_slot *s = &c->slots[i];
        s->state = state_in(&now, s);
        s->future = differ ? state_in(&future, s) : s->state;
    }
}

/* ---- reading answers ----------------------------------------------------- */

static void
note_yes_no(const struct sq_tree *t, const struct sq_node *n,
            struct sq_diags *d)
{
    static const char *const words[] = {"yes", "no", "on", "off", "y", "n"};
    for (size_t i = 0; n->kind == SQ_SCALAR && !n->quoted && i < 6; i++) {
        if (!sq_str_eq_folded(n->text, sq_str_of(words[i])))
            continue;
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_plain_yes_no, sq_node_span(t, n),
            "`%.*s` is text here, but other YAML programs read it as true or "
            "false",
            SQ_FMT(n->text));
        sq_diag_help(d, f, "write \"%.*s\" in quotes", SQ_FMT(n->text));
        sq_diag_fix(d, f, "\"%.*s\"", SQ_FMT(n->text));
    }
}

static enum sq_reply
reserved_of(const struct sq_node *n)
{
    if (n->kind != SQ_SCALAR)
        return SQ_MISSING;
    if (sq_str_is(n->text, "not-known"))
        return SQ_NOT_KNOWN;
    if (sq_str_is(n->text, "not-applicable"))
        return SQ_NOT_APPLICABLE;
    return SQ_MISSING;
}

static void
read_answer(struct sq_case *c, struct sq_slot *s, struct sq_diags *d)
{
    const struct sq_answer *x = s->answer;
    const struct sq_question *q = s->question;
    const struct sq_tree *t = c->assessment->tree;
    if (!x || !x->node || !q->type)
        return;
    enum sq_reply reserved = reserved_of(x->node);
    bool allowed = reserved == SQ_NOT_KNOWN ? q->not_known == SQ_ALLOWED
                                            : q->not_applicable == SQ_ALLOWED;
    if (reserved != SQ_MISSING && !allowed) {
        sq_diag_add(d, SQ_FOUND_not_allowed, sq_node_span(t, x->node),
                    "`%.*s` may not be answered `%.*s`", SQ_FMT(s->id),
                    SQ_FMT(x->node->text));
        return;
    }
    if (reserved == SQ_NOT_APPLICABLE && x->because.text.len == 0) {
        struct sq_diag *f =
            sq_diag_add(d, SQ_FOUND_missing_reason, sq_node_span(t, x->node),
                        "`%.*s` is answered not applicable without a reason",
                        SQ_FMT(s->id));
        sq_diag_help(d, f, "write `{answer: not-applicable, because: …}`");
    }
    if (reserved != SQ_MISSING) {
        s->reply = reserved;
        return;
    }
    note_yes_no(t, x->node, d);
    if (q->type->from_node(c->arena, q, t, x->node, &s->value, d))
        s->reply = SQ_GIVEN;
}

/* Names that are compared with unknown ones, for "did you mean": beyond that a
 * file is not one with slips, and the search would take minutes. */
enum { COMPARED = 2000000 };

/* Short ids are all alike: only the longer ones can be told from a slip. */
static sq_str
sole_question(const struct sq_case *c, sq_str key)
{
    sq_str sole = {0};
    for (uint32_t i = 0; i < c->n; i++) {
        if (sq_str_distance(key, c->slots[i].id, 1) != 1)
            continue;
        if (sole.len)
            return (sq_str){0};
        sole = c->slots[i].id;
    }
    return sole;
}

static void
unknown_answer(const struct sq_case *c, const struct sq_answer *x, bool guess,
               struct sq_diags *d)
{
    struct sq_diag *f =
        sq_diag_add(d, SQ_FOUND_unknown_answer, x->key.at,
                    "there is no question `%.*s` in `%.*s`",
                    SQ_FMT(x->key.text), SQ_FMT(c->questionnaire->id.text));
    sq_str near = {0};
    size_t best = 3;
    for (uint32_t i = 0; guess && i < c->n; i++) {
        size_t far = sq_str_distance(x->key.text, c->slots[i].id, best);
        if (far < best && !c->slots[i].answer) {
            best = far;
            near = c->slots[i].id;
        }
    }
    if (near.len)
        sq_diag_help(d, f, "did you mean `%.*s`?", SQ_FMT(near));
    if (near.len && x->key.text.len > 5 && best == 1 &&
        sq_str_eq(sole_question(c, x->key.text), near))
        sq_diag_fix(d, f, "%.*s", SQ_FMT(near));
}

/* An answer in a row that was left out is told once a table; one of a column
 * that there is not is a slip, in whatever row. */
static bool
is_left_out(const struct sq_case *c, const struct sq_answer *x, bool *told,
            struct sq_diags *d)
{
    const struct sq_questionnaire *q = c->questionnaire;
    sq_str group, row, column;
    if (!c->cut || !cut_key(x->key.text, &group, &row, &column))
        return false;
    const struct sq_group *g = sq_map_find(&q->groups_by_id, group);
    if (!g || g->repeat != SQ_ROWS ||
        !sq_map_find(&q->names,
                     sq_cell_id(c->arena, group, (sq_str){0}, column)))
        return false;
    if (!told[g->index])
        sq_diag_add(d, SQ_FOUND_too_large, x->key.at,
                    "the rows of this assessment take more than %d steps to "
                    "work out: of `%.*s`, the first %u are read",
                    SQ_MAX_WORK, SQ_FMT(group), (unsigned)sq_work_rows(g));
    told[g->index] = true;
    return true;
}

static void
bind_answers(struct sq_case *c, struct sq_diags *d)
{
    const struct sq_assessment *as = c->assessment;
    bool *used = SQ_NEW_N(c->arena, as->n_answers + 1, bool);
    bool *told = SQ_NEW_N(c->arena, c->questionnaire->n_groups + 1, bool);
    size_t next = 0; /* files mostly keep to the order of the questionnaire */
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_answer *x =
            next < as->n_answers &&
                    sq_str_eq(as->answers[next].key.text, c->slots[i].id)
                ? &as->answers[next]
                : sq_map_find(&as->by_key, c->slots[i].id);
        if (!x)
            continue;
        next = (size_t)(x - as->answers) + 1;
        c->slots[i].answer = x;
        used[x - as->answers] = true;
        read_answer(c, &c->slots[i], d);
    }
    size_t guesses = COMPARED / (c->n + 1);
    for (size_t i = 0; i < as->n_answers; i++) {
        if (used[i] || is_left_out(c, &as->answers[i], told, d))
            continue;
        unknown_answer(c, &as->answers[i], guesses > 0, d);
        guesses -= guesses > 0;
    }
}

static void
check_valid(struct sq_case *c, struct sq_diags *d)
{
    for (uint32_t i = 0; i < c->n; i++) {
        struct sq_slot *s = &c->slots[i];
        if (!s->question->valid.expr || s->reply != SQ_GIVEN ||
            s->state == SQ_HIDDEN)
            continue;
        struct sq_val v = sq_slot_valid(c, s);
        if (!sq_val_false(&v))
            continue;
        sq_str message = sq_text_get(&s->question->valid_message, (sq_str){0});
        if (message.len)
            sq_diag_add(d, SQ_FOUND_not_valid, s->answer->at, "`%.*s`: %.*s",
                        SQ_FMT(s->id), SQ_FMT(message));
        else
            sq_diag_add(d, SQ_FOUND_not_valid, s->answer->at,
                        "the answer to `%.*s` must satisfy `%.*s`",
                        SQ_FMT(s->id), SQ_FMT(s->question->valid.text));
    }
}

static void
check_row_counts(const struct sq_case *c, struct sq_diags *d)
{
    const struct sq_questionnaire *q = c->questionnaire;
    for (size_t i = 0; i < q->n_groups; i++) {
        const struct sq_group *g = q->groups[i];
        uint32_t n = c->first_row[i + 1] - c->first_row[i];
        if (g->repeat != SQ_ROWS || n <= g->rows_max)
            continue;
        const struct sq_row *row = &c->rows[c->first_row[i] + g->rows_max];
        struct sq_span at = {c->assessment->source, 0, 0};
        for (uint32_t k = 0; k < g->n; k++) {
            const struct sq_answer *x = c->slots[row->first + k].answer;
            if (x) {
                at = x->key.at;
                break;
            }
        }
        sq_diag_add(d, SQ_FOUND_too_many_rows, at,
                    "the table `%.*s` has %u rows; at most %u are allowed",
                    SQ_FMT(g->id.text), (unsigned)n, (unsigned)g->rows_max);
    }
}

static void
check_waivers(const struct sq_case *c, struct sq_diags *d)
{
    const struct sq_assessment *as = c->assessment;
    for (size_t i = 0; i < as->n_waivers; i++) {
        const struct sq_word *w = &as->waivers[i].gate;
        const struct sq_gate *g =
            sq_map_find(&c->questionnaire->gates_by_id, w->text);
        if (!g && w->text.len) {
            struct sq_diag *f =
                sq_diag_add(d, SQ_FOUND_unknown_reference, w->at,
                            "there is no gate called `%.*s` in `%.*s`",
                            SQ_FMT(w->text), SQ_FMT(c->questionnaire->id.text));
            sq_diag_help(d, f, "`sqeeia score` lists the gates");
        } else if (g && g->waivable_by.text.len == 0) {
            struct sq_diag *f = sq_diag_add(d, SQ_FOUND_not_waivable, w->at,
                                            "the gate `%.*s` may not be waived",
                                            SQ_FMT(w->text));
            sq_diag_help(d, f,
                         "take the waiver away; only a gate with "
                         "`waivable-by` can be waived");
        }
    }
}

static struct sq_case *
bare(struct sq_arena *a, const struct sq_questionnaire *q,
     const struct sq_assessment *as, sq_date today)
{
    struct sq_case *c = SQ_NEW(a, struct sq_case);
    c->questionnaire = q;
    c->assessment = as;
    c->arena = a;
    c->today = today;
    lay_out(c);
    return c;
}

struct sq_case *
sq_case_new(struct sq_arena *a, const struct sq_assessment *as, sq_date today,
            struct sq_diags *d)
{
    struct sq_case *c = bare(a, as->questionnaire, as, today);
    bind_answers(c, d);
    sq_case_settle(c);
    check_valid(c, d);
    check_row_counts(c, d);
    check_waivers(c, d);
    return c;
}

struct sq_case *
sq_case_blank(struct sq_arena *a, const struct sq_questionnaire *q)
{
    struct sq_case *c = bare(a, q, NULL, SQ_NO_DATE);
    sq_case_settle(c);
    return c;
}

/* ---- looking ------------------------------------------------------------- */

/* `answer` in a validity rule is this slot's own answer. */
struct own_answer {
    struct sq_case_env e;
    const struct sq_slot *s;
    struct sq_val (*value)(void *, const struct sq_name *, int32_t);
};

static struct sq_val
own_value(void *ctx, const struct sq_name *name, int32_t row)
{
    struct own_answer *o = ctx;
    if (name->part == SQ_PART_ANSWER)
        return sq_slot_val(o->s, true);
    return o->value(&o->e, name, row);
}

static struct sq_val
own_about(void *ctx, enum sq_fn fn, const struct sq_name *name, int32_t row)
{
    struct own_answer *o = ctx;
    sq_num n;
    if (name->part == SQ_PART_ANSWER && fn == SQ_FN_words)
        return sq_slot_words(o->s, true);
    if (name->part == SQ_PART_ANSWER && fn == SQ_FN_score)
        return sq_slot_points(o->e.c, o->s, &n) ? sq_val_num(n, n)
                                                : sq_val_absent(SQ_T_NUM);
    if (name->part == SQ_PART_ANSWER) /* it is there, or nobody would look */
        return sq_val_bool(fn != SQ_FN_not_applicable,
                           fn == SQ_FN_not_applicable);
    return o->e.env.about(&o->e, fn, name, row);
}

static uint32_t
own_rows(void *ctx, const void *group)
{
    struct own_answer *o = ctx;
    return o->e.env.rows(&o->e, group);
}

struct sq_val
sq_slot_valid(const struct sq_case *c, const struct sq_slot *s)
{
    struct own_answer o = {.s = s};
    sq_case_env_init(&o.e, c, true, NULL);
    o.value = o.e.env.value;
    bool in_row = s->row && s->row->group->repeat != SQ_ONCE;
    struct sq_env env = o.e.env;
    env.ctx = &o;
    env.value = own_value;
    env.about = own_about;
    env.rows = own_rows;
    env.row_group = in_row ? s->row->group : NULL;
    env.row = in_row ? (int32_t)s->row->index : -1;
    return sq_expr_eval(s->question->valid.expr, &env);
}

void *
sq_case_scratch(struct sq_case *c, size_t n, size_t size)
{
    if (c->scratch_size < n * size) {
        c->scratch = sq_arena_alloc(c->arena, n, size);
        c->scratch_size = n * size;
    }
    return c->scratch;
}

struct sq_slot *
sq_case_find(const struct sq_case *c, sq_str id)
{
    /* filled at the first look-up: most runs make none */
    bool empty = c->by_id->n == 0;
    for (uint32_t i = 0; empty && i < c->n; i++)
        (void)sq_map_add(c->by_id, c->slots[i].id, &c->slots[i]);
    return sq_map_find(c->by_id, id);
}

sq_str
sq_slot_show(const struct sq_case *c, const struct sq_slot *s, sq_str lang)
{
    if (s->reply == SQ_NOT_KNOWN)
        return SQ_LIT("not known");
    if (s->reply == SQ_NOT_APPLICABLE)
        return SQ_LIT("not applicable");
    if (s->reply == SQ_MISSING || !s->question->type)
        return (sq_str){0};
    struct sq_sbuf b;
    sq_sbuf_init(&b, 2 * SQ_MAX_TEXT);
    s->question->type->show(s->question, &s->value, lang, &b);
    sq_str out = sq_str_copy(c->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return out;
}

sq_str
sq_row_label(const struct sq_case *c, const struct sq_row *row, sq_str lang)
{
    const struct sq_group *g = row->group;
    if (g->repeat == SQ_ONCE)
        return sq_text_get(&g->title, lang);
    if (row->item) {
        sq_str label = sq_text_get(&row->item->label, lang);
        return label.len ? label : row->id;
    }
    for (uint32_t i = 0; i < g->n; i++) {
        const struct sq_slot *s = &c->slots[row->first + i];
        bool names = s->question->track == SQ_TRACK_SUBJECT ||
                     (i == 0 && s->question->type &&
                      s->question->type->in_exprs == SQ_T_TEXT);
        if (names && s->reply == SQ_GIVEN)
            return sq_slot_show(c, s, lang);
    }
    return row->id;
}

sq_str
sq_slot_ask(const struct sq_case *c, const struct sq_slot *s, sq_str lang)
{
    sq_str ask = sq_text_get(&s->question->ask, lang);
    static const char mark[] = "{item}";
    size_t at = 0;
    while (at < ask.len && !sq_str_starts(sq_str_sub(ask, at, ask.len), mark))
        at++;
    if (at == ask.len || !s->row)
        return ask;
    sq_str label = sq_row_label(c, s->row, lang);
    return sq_str_printf(
        c->arena, "%.*s%.*s%.*s", SQ_FMT(sq_str_sub(ask, 0, at)), SQ_FMT(label),
        SQ_FMT(sq_str_sub(ask, at + sizeof mark - 1, ask.len)));
}
