/* SPDX-License-Identifier: MIT */
#include "score/env.h"

#include "model/points.h"

struct sq_val
sq_slot_val(const struct sq_slot *s, bool present)
{
    const struct sq_question *q = s->question;
    enum sq_state state = present ? s->state : s->future;
    if (!q->type || state == SQ_HIDDEN || s->left_out)
        return sq_val_absent(q->type ? q->type->in_exprs : SQ_T_NONE);
    struct sq_val v;
    switch (s->reply) {
    case SQ_GIVEN:
        v = q->type->val(q, &s->value);
        break;
    case SQ_NOT_KNOWN:
        v = q->type->any(q);
        v.may = SQ_MAY_NOT_KNOWN;
        break;
    case SQ_NOT_APPLICABLE:
        v = q->type->any(q);
        v.may = SQ_MAY_NOT_APPLICABLE;
        break;
    case SQ_MISSING:
    default:
        v = q->type->any(q);
        if (q->not_known == SQ_ALLOWED)
            v.may |= SQ_MAY_NOT_KNOWN;
        if (q->not_applicable == SQ_ALLOWED)
            v.may |= SQ_MAY_NOT_APPLICABLE;
        if (!sq_required(q))
            v.may |= SQ_MAY_ABSENT;
        break;
    }
    if (state == SQ_PENDING)
        v.may |= SQ_MAY_ABSENT;
    return v;
}

const struct sq_slot *
sq_case_named(const struct sq_case *c, const struct sq_name *name, int32_t row)
{
    const struct sq_question *q = name->ref;
    if (name->part == SQ_PART_CELL) {
        const struct sq_cell_ref *cell = name->ref;
        q = cell->question;
        row = (int32_t)cell->row;
    }
    if (!q->group)
        return &c->slots[c->first_slot[q->index]];
    uint32_t at = c->first_row[q->group->index] + (row < 0 ? 0 : (uint32_t)row);
    if (at >= c->first_row[q->group->index + 1])
        return NULL;
    return &c->slots[c->rows[at].first + q->column];
}

static struct sq_val
range_val(const struct sq_range *r)
{
    if (!r->data)
        return sq_val_absent(SQ_T_NUM);
    struct sq_val v = sq_val_num(r->low, r->high);
    v.no_low = r->no_low;
    v.no_high = r->no_high;
    if (r->may_none)
        v.may |= SQ_MAY_ABSENT;
    return v;
}

static struct sq_val
band_val(const struct sq_band_range *b, const struct sq_range *r)
{
    struct sq_val v = sq_val_absent(SQ_T_OPTION);
    v.domain = b->bands ? &b->bands->domain : NULL;
    if (!b->bands || !r->data)
        return v;
    v.may = SQ_MAY_VALUE;
    if (r->may_none)
        v.may |= SQ_MAY_ABSENT;
    v.option = (uint32_t)b->low;
    v.any = b->low != b->high;
    return v;
}

static struct sq_val
value(void *ctx, const struct sq_name *name, int32_t row)
{
    const struct sq_case_env *e = ctx;
    const struct sq_dimension *dim = name->ref;
    const struct sq_derived *derived = name->ref;
    switch ((enum sq_name_part)name->part) {
    case SQ_PART_DIM:
        return range_val(&e->results->dimensions[dim->index].value);
    case SQ_PART_DIM_MAX:
        return range_val(&e->results->dimensions[dim->index].max);
    case SQ_PART_DIM_PERCENT:
        return range_val(&e->results->dimensions[dim->index].percent);
    case SQ_PART_DIM_BAND:
        return band_val(&e->results->dimensions[dim->index].band,
                        &e->results->dimensions[dim->index].value);
    case SQ_PART_VALUE:
        return e->results->values[derived->index].val;
    case SQ_PART_VALUE_BAND:
        return band_val(&e->results->values[derived->index].band,
                        &e->results->values[derived->index].value);
    case SQ_PART_QUESTION:
    case SQ_PART_CELL:
    case SQ_PART_ANSWER:
    case SQ_PART_GATE:
    case SQ_PART_TRIGGER:
        break;
    }
    const struct sq_slot *s = sq_case_named(e->c, name, row);
    return s ? sq_slot_val(s, e->present) : sq_val_absent(name->type);
}

struct sq_val
sq_slot_words(const struct sq_slot *s, bool present)
{
    enum sq_state state = present ? s->state : s->future;
    struct sq_val v = sq_val_absent(SQ_T_NUM);
    if (state == SQ_HIDDEN || s->left_out || !s->question->type)
        return v;
    bool text = s->question->type->in_exprs == SQ_T_TEXT;
    /* of a completion that is only thought of, the reason is not known */
    if (s->reply == SQ_MISSING || (!text && !s->answer)) {
        v = sq_val_num(SQ_NUM_ZERO, SQ_NUM_ZERO);
        v.no_high = true;
        if (!sq_required(s->question) || s->question->not_known == SQ_ALLOWED ||
            s->question->not_applicable == SQ_ALLOWED)
            v.may |= SQ_MAY_ABSENT;
    } else if (!text || s->reply == SQ_GIVEN) {
        sq_str words = text ? s->value.text : s->answer->because.text;
        sq_num n = sq_num_int((int64_t)sq_str_words(words));
        v = sq_val_num(n, n);
    }
    if (state == SQ_PENDING)
        v.may |= SQ_MAY_ABSENT;
    return v;
}

/* Points that a slot has or can have; false: there are none to speak of. */
static bool
points_of(const struct sq_case_env *e, const struct sq_slot *s, sq_num *out_low,
          sq_num *out_high)
{
    struct sq_case_env outer;
    sq_case_env_init(&outer, e->c, e->present, NULL);
    outer.env.row_group = s->row ? s->row->group : NULL;
    outer.env.row = s->row ? (int32_t)s->row->index : -1;
    if (s->left_out || s->reply == SQ_NOT_APPLICABLE || !s->question->type)
        return false;
    return s->reply == SQ_GIVEN
               ? sq_points(s->question, &s->value, &outer.env, out_low,
                           out_high)
               : sq_points_any(s->question, &outer.env, out_low, out_high);
}

static struct sq_val
slot_score(const struct sq_case_env *e, const struct sq_slot *s,
           enum sq_state state)
{
    const struct sq_question *q = s->question;
    sq_num low, high;
    if (state == SQ_HIDDEN || !points_of(e, s, &low, &high))
        return sq_val_absent(SQ_T_NUM);
    struct sq_val v = sq_val_num(low, high);
    bool open = s->reply == SQ_MISSING;
    if (s->reply == SQ_NOT_KNOWN)
        v.may = SQ_MAY_NOT_KNOWN;
    if (open && q->not_known == SQ_ALLOWED)
        v.may |= SQ_MAY_NOT_KNOWN;
    bool may_lack = !sq_required(q) || q->not_applicable == SQ_ALLOWED ||
                    q->type->in_exprs != SQ_T_NUM;
    if (state == SQ_PENDING || (open && may_lack))
        v.may |= SQ_MAY_ABSENT;
    return v;
}

/* answered() and not_applicable() */
static struct sq_val
replied(const struct sq_case_env *e, enum sq_fn fn, const struct sq_slot *s,
        enum sq_state state)
{
    bool answered = fn == SQ_FN_answered;
    if (state == SQ_HIDDEN || s->left_out)
        return sq_val_bool(false, true);
    if (s->reply == SQ_MISSING && !e->present)
        return sq_val_bool(
            answered || s->question->not_applicable == SQ_ALLOWED, true);
    bool yes =
        answered ? s->reply != SQ_MISSING : s->reply == SQ_NOT_APPLICABLE;
    if (state == SQ_PENDING)
        return sq_val_bool(!e->present && yes, true);
    return sq_val_bool(yes, !yes);
}

static struct sq_val
about_slot(const struct sq_case_env *e, enum sq_fn fn, const struct sq_slot *s)
{
    enum sq_state state = e->present ? s->state : s->future;
    bool hidden = state == SQ_HIDDEN;
    bool pending = state == SQ_PENDING;
    if (fn == SQ_FN_asked)
        return sq_val_bool(!hidden && (!e->present || !pending),
                           hidden || pending);
    if (fn == SQ_FN_words)
        return sq_slot_words(s, e->present);
    if (fn == SQ_FN_score)
        return slot_score(e, s, state);
    return replied(e, fn, s, state);
}

static struct sq_val
about(void *ctx, enum sq_fn fn, const struct sq_name *name, int32_t row)
{
    const struct sq_case_env *e = ctx;
    if (fn == SQ_FN_gate) {
        const struct sq_gate *g = name->ref;
        enum sq_gate_state s = e->results->gates[g->index].state;
        if (s == SQ_GATE_UNDECIDED)
            return sq_val_bool(true, true);
        return sq_val_bool(s != SQ_GATE_FAIL, s == SQ_GATE_FAIL);
    }
    if (fn == SQ_FN_trigger) {
        const struct sq_trigger *t =
            name->gate
                ? sq_map_find(&e->c->questionnaire->triggers_by_id,
                              ((const struct sq_gate *)name->ref)->id.text)
                : name->ref;
        enum sq_trigger_state s = e->results->triggers[t->index].state;
        return sq_val_bool(s != SQ_TRIGGER_OFF, s != SQ_TRIGGER_ON);
    }
    const struct sq_slot *s = sq_case_named(e->c, name, row);
    return s ? about_slot(e, fn, s) : sq_val_bool(false, true);
}

static uint32_t
rows(void *ctx, const void *group)
{
    const struct sq_case_env *e = ctx;
    const struct sq_group *g = group;
    return e->c->first_row[g->index + 1] - e->c->first_row[g->index];
}

void
sq_case_env_init(struct sq_case_env *e, const struct sq_case *c, bool present,
                 const struct sq_results *results)
{
    *e = (struct sq_case_env){.c = c, .present = present, .results = results};
    e->env = (struct sq_env){
        .ctx = e,
        .value = value,
        .about = about,
        .rows = rows,
        .today = c->today,
        .row = -1,
    };
}

struct sq_val
sq_case_eval(struct sq_case_env *e, const struct sq_expr *x,
             const struct sq_slot *at)
{
    bool in_row = at && at->row && at->row->group->repeat != SQ_ONCE;
    e->env.row_group = in_row ? at->row->group : NULL;
    e->env.row = in_row ? (int32_t)at->row->index : -1;
    return sq_expr_eval(x, &e->env);
}
