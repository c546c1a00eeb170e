/* SPDX-License-Identifier: MIT */
#include "score/score.h"

#include "base/arena.h"
#include "base/limits.h"
#include "model/points.h"
#include "model/work.h"
#include "score/env.h"
#include "score/figures.h"
#include "score/impacts.h"

bool
sq_slot_points(const struct sq_case *c, const struct sq_slot *s, sq_num *out)
{
    struct sq_case_env e;
    sq_num high;
    if (s->reply != SQ_GIVEN || s->state == SQ_HIDDEN || !s->question->type ||
        !s->question->scored)
        return false;
    sq_case_env_init(&e, c, false, NULL);
    bool in_row = s->row && s->row->group->repeat != SQ_ONCE;
    e.env.row_group = in_row ? s->row->group : NULL;
    e.env.row = in_row ? (int32_t)s->row->index : -1;
    return sq_points(s->question, &s->value, &e.env, out, &high) &&
           sq_num_ok(*out) && sq_num_ok(high) && sq_num_cmp(*out, high) == 0;
}

/* ---- what matters ------------------------------------------------------- */

struct matter {
    bool *question; /* by index: some figure or condition reads it */
};

static void
mark_name(void *ctx, const struct sq_expr *e)
{
    struct matter *m = ctx;
    if (e->name.part == SQ_PART_QUESTION)
        m->question[((const struct sq_question *)e->name.ref)->index] = true;
    else if (e->name.part == SQ_PART_CELL)
        m->question[((const struct sq_cell_ref *)e->name.ref)
                        ->question->index] = true;
}

static void
mark(struct matter *m, const struct sq_formula *f)
{
    if (f->expr)
        sq_expr_names(f->expr, mark_name, m);
}

static bool *
what_matters(struct sq_arena *a, const struct sq_questionnaire *q)
{
    struct matter m = {SQ_NEW_N(a, q->n_questions + 1, bool)};
    for (size_t i = 0; i < q->n_sections; i++)
        mark(&m, &q->sections[i]->when);
    for (size_t i = 0; i < q->n_groups; i++)
        mark(&m, &q->groups[i]->when);
    for (size_t i = 0; i < q->n_questions; i++) {
        mark(&m, &q->questions[i]->when);
        mark(&m, &q->questions[i]->score_is);
    }
    for (size_t i = 0; i < q->n_dimensions; i++) {
        const struct sq_dimension *d = q->dimensions[i];
        for (size_t k = 0; k < d->n_table; k++)
            mark(&m, &d->table[k].when);
        for (size_t k = 0; d->missing != SQ_MISS_ZERO && k < d->n; k++)
            m.question[d->questions[k]->index] = true;
    }
    for (size_t i = 0; i < q->n_values; i++) {
        mark(&m, &q->values[i]->is);
        mark(&m, &q->values[i]->max);
    }
    for (size_t i = 0; i < q->n_triggers; i++)
        mark(&m, &q->triggers[i]->when);
    for (size_t i = 0; i < q->n_gates; i++) {
        mark(&m, &q->gates[i]->must);
        mark(&m, &q->gates[i]->when);
    }
    for (size_t i = 0; i < q->n_outcomes; i++)
        mark(&m, &q->outcomes[i].when);
    return m.question;
}

/* ---- every completion, where they are few ------------------------------- */

struct every {
    struct sq_search *s;
    uint32_t most;                 /* completions */
    struct sq_results *sum;        /* the hull over completions so far */
    const struct sq_results *base; /* as it stands */
    struct sq_slot **open;         /* missing answers that matter */
    size_t n_open;
    struct sq_slot **pending; /* slots whose state hangs on them */
    size_t n_pending;
    bool *possible; /* by outcome index */
    bool any;
};

static void
join_range(struct sq_range *sum, const struct sq_range *x, bool first)
{
    if (first) {
        *sum = *x;
        return;
    }
    sum->may_none = sum->may_none || x->may_none;
    if (!x->data)
        return;
    if (!sum->data) {
        bool none = sum->may_none;
        *sum = *x;
        sum->may_none = none;
        return;
    }
    sum->no_low = sum->no_low || x->no_low;
    sum->no_high = sum->no_high || x->no_high;
    sum->low = sq_num_min(sum->low, x->low);
    sum->high = sq_num_max(sum->high, x->high);
}

static void
join_band(struct sq_band_range *sum, const struct sq_band_range *x,
          const struct sq_range *had, const struct sq_range *has, bool first)
{
    if (first || !had->data) {
        *sum = *x;
        return;
    }
    if (!has->data)
        return;
    if (x->low < sum->low)
        sum->low = x->low;
    if (x->high > sum->high)
        sum->high = x->high;
}

/* It stands as it was found before completions were tried. */
static bool
is_table_at_worst(const struct sq_dimension *d)
{
    return d->combine == SQ_COMBINE_table && d->missing == SQ_MISS_WORST;
}

static void
join_results(struct every *e, const struct sq_results *x)
{
    struct sq_results *sum = e->sum;
    bool first = !e->any;
    for (size_t i = 0; i < x->n_dimensions; i++) {
        struct sq_dim_result *a = &sum->dimensions[i];
        const struct sq_dim_result *b = &x->dimensions[i];
        join_band(&a->band, &b->band, &a->value, &b->value, first);
        join_range(&a->value, &b->value, first);
        join_range(&a->max, &b->max, first);
        join_range(&a->percent, &b->percent, first);
        a->capped = first ? b->capped : a->capped && b->capped;
        a->may_cap = first ? b->may_cap : a->may_cap || b->may_cap;
        a->blocked = b->blocked;
        a->exact = b->exact || !is_table_at_worst(b->dimension);
    }
    for (size_t i = 0; i < x->n_values; i++) {
        struct sq_value_result *a = &sum->values[i];
        const struct sq_value_result *b = &x->values[i];
        join_band(&a->band, &b->band, &a->value, &b->value, first);
        join_range(&a->value, &b->value, first);
        join_range(&a->max, &b->max, first);
        a->val = first ? b->val : sq_val_hull(a->val, b->val);
        a->exact = true;
    }
    for (size_t i = 0; i < x->n_triggers; i++) {
        if (first)
            sum->triggers[i] = x->triggers[i];
        else if (sum->triggers[i].state != x->triggers[i].state)
            sum->triggers[i].state = SQ_TRIGGER_UNDECIDED;
    }
    for (size_t i = 0; i < x->n_gates; i++) {
        if (first)
            sum->gates[i] = x->gates[i];
        else if (sum->gates[i].state != x->gates[i].state)
            sum->gates[i].state = SQ_GATE_UNDECIDED;
    }
    for (size_t i = 0; i < x->n_possible; i++)
        e->possible[x->possible[i]->index] = true;
    sum->wide = sum->wide || x->wide;
    e->any = true;
}

static void
settle_after(struct every *e, uint32_t index)
{
    for (size_t i = 0; i < e->n_pending; i++) {
        if (e->pending[i]->index > index)
            sq_slot_settle(e->s->c, e->pending[i]);
    }
}

static void
complete_from(struct every *e, size_t i)
{
    struct sq_case *c = e->s->c;
    while (i < e->n_open && e->open[i]->future == SQ_HIDDEN)
        i++;
    if (i == e->n_open) {
        struct sq_arena_mark mark = sq_arena_mark(c->arena);
        void *scratch = c->scratch;
        size_t scratch_size = c->scratch_size;
        struct sq_results *x = sq_results_new(c->arena, c);
        sq_figures(e->s, x, e->base);
        join_results(e, x);
        c->scratch = scratch; /* it must not outlive the rewind */
        c->scratch_size = scratch_size;
        sq_arena_rewind(c->arena, mark);
        e->s->steps++;
        return;
    }
    struct sq_slot *s = e->open[i];
    uint32_t n = sq_completions(s, e->most);
    for (uint32_t k = 0; k < n; k++) {
        sq_complete(c, s, k);
        settle_after(e, s->index);
        complete_from(e, i + 1);
    }
    sq_uncomplete(s);
    settle_after(e, s->index);
}

/* How many completions can be tried: so many, or what takes a few seconds. */
static uint64_t
affordable(struct sq_arena *a, const struct sq_case *c, uint64_t most)
{
    const struct sq_questionnaire *q = c->questionnaire;
    if (most * c->work <= SQ_EXACT_WORK)
        return most;
    uint32_t *rows = SQ_NEW_N(a, q->n_groups + 1, uint32_t);
    for (size_t i = 0; i < q->n_groups; i++)
        rows[i] = c->first_row[i + 1] - c->first_row[i];
    uint64_t work = sq_work_of(q, rows);
    return most * work <= SQ_EXACT_WORK ? most : SQ_EXACT_WORK / work;
}

/* False where the completions are too many, or cannot be counted. */
static bool
few_completions(struct sq_arena *a, struct every *e)
{
    struct sq_case *c = e->s->c;
    const bool *matters = what_matters(a, c->questionnaire);
    uint64_t product = 1;
    uint64_t most = affordable(a, c, e->most);
    for (uint32_t i = 0; i < c->n; i++) {
        struct sq_slot *s = &c->slots[i];
        if (s->future == SQ_PENDING) {
            e->pending =
                sq_arena_push(a, e->pending, &e->n_pending, sizeof *e->pending);
            e->pending[e->n_pending - 1] = s;
        }
        if (!matters[s->question->index] || s->future == SQ_HIDDEN ||
            s->reply != SQ_MISSING)
            continue;
        product *= sq_completions(s, e->most);
        if (product == 0 || product > most)
            return false;
        e->open = sq_arena_push(a, e->open, &e->n_open, sizeof *e->open);
        e->open[e->n_open - 1] = s;
    }
    return true;
}

/* ---- what is said about the figures ------------------------------------- */

bool
sq_range_has_low(const struct sq_range *r)
{
    return r->data && !r->no_low && sq_num_ok(r->low);
}

bool
sq_range_has_high(const struct sq_range *r)
{
    return r->data && !r->no_high && sq_num_ok(r->high);
}

bool
sq_range_single(const struct sq_range *r)
{
    return sq_range_has_low(r) && sq_range_has_high(r) && !r->may_none &&
           sq_num_cmp(r->low, r->high) == 0;
}

static bool
decided(const struct sq_range *v, const struct sq_band_range *b)
{
    if (!v->data)
        return true; /* no data, whatever is still answered */
    if (b->bands)
        return !v->may_none && b->low == b->high;
    return sq_range_single(v);
}

static enum sq_part_kind
kind_of(const struct sq_part *p)
{
    const struct sq_slot *s = p->slot;
    if (s->state == SQ_HIDDEN && s->future == SQ_HIDDEN)
        return SQ_LEFT_HIDDEN;
    if (s->state != SQ_ASKED)
        return SQ_PENDING_PART;
    switch (s->reply) {
    case SQ_MISSING:
        return SQ_OPEN;
    case SQ_NOT_KNOWN:
        return SQ_UNKNOWN;
    case SQ_NOT_APPLICABLE:
        return p->may_in ? SQ_COUNTED : SQ_EXCLUDED;
    case SQ_GIVEN:
    default:
        return p->may_in ? SQ_COUNTED : SQ_EXCLUDED;
    }
}

struct collect {
    struct sq_case *c;
    bool *on; /* by slot */
};

static void
collect_slot(void *ctx, struct sq_slot *s)
{
    struct collect *k = ctx;
    if (s->reply == SQ_MISSING)
        k->on[s->index] = true;
}

static void
collect_part(struct collect *k, struct sq_slot *s)
{
    if (s->future == SQ_HIDDEN)
        return;
    collect_slot(k, s);
    /* points by a formula hang on what it reads, be the answer given */
    if (sq_hangs_on_others(s))
        sq_controllers(k->c, s, collect_slot, k);
}

static const struct sq_slot **
collected(struct collect *k, size_t *out_n)
{
    const struct sq_slot **list = NULL;
    *out_n = 0;
    for (uint32_t i = 0; i < k->c->n; i++) {
        if (!k->on[i])
            continue;
        list = sq_arena_push(k->c->arena, list, out_n, sizeof *list);
        list[*out_n - 1] = &k->c->slots[i];
    }
    return list;
}

static void
describe_dimension(struct sq_case *c, struct sq_dim_result *r)
{
    const struct sq_dimension *d = r->dimension;
    size_t n;
    struct sq_part *parts = sq_dimension_parts(c, d, &n);
    struct collect k = {c, SQ_NEW_N(c->arena, c->n + 1, bool)};
    r->parts = SQ_NEW_N(c->arena, n + 1, struct sq_contribution);
    r->n_parts = n;
    r->decided = !r->blocked && decided(&r->value, &r->band);
    for (size_t i = 0; i < n; i++) {
        struct sq_part *p = &parts[i];
        struct sq_contribution *x = &r->parts[i];
        *x = (struct sq_contribution){p->slot, kind_of(p), p->low, p->high,
                                      p->max,  p->weight,  false,  false};
        sq_part_floor(d, p, &x->at_floor, &x->may_at_floor);
        bool varies =
            p->may_in && (p->may_out || sq_num_cmp(p->low, p->high) != 0);
        if (varies)
            collect_part(&k, p->slot);
    }
    if (!sq_range_single(&r->value) || !r->decided)
        r->open = collected(&k, &r->n_open);
}

static void
count_slots(struct sq_results *r)
{
    struct sq_counts *n = &r->counts;
    for (uint32_t i = 0; i < r->c->n; i++) {
        const struct sq_slot *s = &r->c->slots[i];
        bool required = sq_required(s->question);
        if (s->state == SQ_HIDDEN) {
            n->hidden++;
            n->parked += s->answer != NULL && s->answer->node != NULL;
            continue;
        }
        if (s->state == SQ_PENDING) {
            /* with nothing asked and required missing, it hangs only on what
             * may be left out, so it does not keep the whole incomplete */
            n->pending++;
            continue;
        }
        n->asked++;
        n->answered += s->reply == SQ_GIVEN;
        n->not_known += s->reply == SQ_NOT_KNOWN;
        n->not_applicable += s->reply == SQ_NOT_APPLICABLE;
        n->missing += s->reply == SQ_MISSING;
        n->required_missing += required && s->reply == SQ_MISSING;
    }
    r->complete = n->required_missing == 0;
}

/* ---- what could still change the outcome -------------------------------- */

struct reach {
    struct collect k;
    struct sq_results *r;
    /* by index; once is enough, and many formulas can lead to one */
    bool *dimensions, *values, *gates, *triggers;
    /* one after another, not one within another: chains can be long */
    const struct sq_expr **todo;
    size_t n_todo;
};

static bool
reach_again(bool *reached, size_t index)
{
    bool again = reached[index];
    reached[index] = true;
    return again;
}

static void
reach_formula(struct reach *x, const struct sq_formula *f)
{
    if (!f->expr)
        return;
    x->todo =
        sq_arena_push(x->k.c->arena, x->todo, &x->n_todo, sizeof *x->todo);
    x->todo[x->n_todo - 1] = f->expr;
}

static void
reach_question(struct reach *x, const struct sq_question *q)
{
    struct sq_case *c = x->k.c;
    if (!q->group) {
        collect_part(&x->k, &c->slots[c->first_slot[q->index]]);
        return;
    }
    for (uint32_t i = c->first_row[q->group->index];
         i < c->first_row[q->group->index + 1]; i++)
        collect_part(&x->k, &c->slots[c->rows[i].first + q->column]);
}

static void
reach_dimension(struct reach *x, const struct sq_dimension *d)
{
    const struct sq_dim_result *r = &x->r->dimensions[d->index];
    if (reach_again(x->dimensions, d->index))
        return;
    for (size_t i = 0; i < r->n_open; i++)
        x->k.on[r->open[i]->index] = true;
    for (size_t i = 0; i < d->n_table; i++)
        reach_formula(x, &d->table[i].when);
}

static void
reach_name(void *ctx, const struct sq_expr *e)
{
    struct reach *x = ctx;
    const struct sq_dimension *d = e->name.ref;
    const struct sq_derived *v = e->name.ref;
    const struct sq_gate *g = e->name.ref;
    const struct sq_trigger *t = e->name.ref;
    switch ((enum sq_name_part)e->name.part) {
    case SQ_PART_QUESTION:
        reach_question(x, e->name.ref);
        break;
    case SQ_PART_CELL:
        reach_question(x, ((const struct sq_cell_ref *)e->name.ref)->question);
        break;
    case SQ_PART_DIM:
    case SQ_PART_DIM_MAX:
    case SQ_PART_DIM_PERCENT:
        reach_dimension(x, d);
        break;
    case SQ_PART_DIM_BAND:
        if (!x->r->dimensions[d->index].decided)
            reach_dimension(x, d);
        break;
    case SQ_PART_VALUE:
    case SQ_PART_VALUE_BAND:
        if (!sq_range_single(&x->r->values[v->index].value) &&
            !reach_again(x->values, v->index))
            reach_formula(x, &v->is);
        break;
    case SQ_PART_GATE:
        if (x->r->gates[g->index].state == SQ_GATE_UNDECIDED &&
            !reach_again(x->gates, g->index)) {
            reach_formula(x, &g->must);
            reach_formula(x, &g->when);
        }
        break;
    case SQ_PART_TRIGGER:
        if (x->r->triggers[t->index].state == SQ_TRIGGER_UNDECIDED &&
            !reach_again(x->triggers, t->index))
            reach_formula(x, &t->when);
        break;
    case SQ_PART_ANSWER:
        break;
    }
}

static void
describe_outcome(struct sq_case *c, struct sq_results *r)
{
    const struct sq_questionnaire *q = c->questionnaire;
    r->outcome = r->n_possible == 1 ? r->possible[0] : NULL;
    if (r->n_possible < 2)
        return;
    struct reach x = {.k = {c, SQ_NEW_N(c->arena, c->n + 1, bool)},
                      .r = r,
                      .dimensions = SQ_NEW_N(c->arena, r->n_dimensions, bool),
                      .values = SQ_NEW_N(c->arena, r->n_values, bool),
                      .gates = SQ_NEW_N(c->arena, r->n_gates, bool),
                      .triggers = SQ_NEW_N(c->arena, r->n_triggers, bool)};
    for (size_t i = 0; i < q->n_outcomes; i++) {
        struct sq_case_env e;
        sq_case_env_init(&e, c, false, r);
        const struct sq_formula *f = &q->outcomes[i].when;
        struct sq_val v = sq_val_bool(true, false);
        if (f->expr)
            v = sq_case_eval(&e, f->expr, NULL);
        if (v.may_true && v.may_false)
            reach_formula(&x, f);
        if (sq_val_true(&v))
            break;
    }
    for (size_t i = 0; i < x.n_todo; i++) /* which grows */
        sq_expr_names(x.todo[i], reach_name, &x);
    r->open = collected(&x.k, &r->n_open);
}

static bool
differs(const struct sq_assessment *as, const struct sq_questionnaire *q)
{
    const struct sq_word *version = &as->questionnaire_version;
    const struct sq_word *digest = &as->questionnaire_digest;
    return (version->text.len && !sq_str_eq(version->text, q->version.text)) ||
           (digest->text.len && !sq_str_eq(digest->text, q->digest));
}

static void
enumerate(struct sq_arena *a, struct sq_search *s, struct sq_results *r,
          uint32_t most)
{
    struct every e = {.s = s, .most = most, .base = r};
    bool few = few_completions(a, &e);
    if (!few || e.n_open == 0) {
        bool settled = few && e.n_pending == 0;
        for (size_t i = 0; i < r->n_dimensions; i++) {
            struct sq_dim_result *d = &r->dimensions[i];
            bool table = d->dimension->combine == SQ_COMBINE_table;
            d->exact = d->exact || (table && settled);
        }
        for (size_t i = 0; i < r->n_values; i++)
            r->values[i].exact = settled ||
                                 sq_range_single(&r->values[i].value) ||
                                 !r->values[i].value.data;
        return;
    }
    e.sum = sq_results_new(a, s->c);
    e.possible = SQ_NEW_N(a, s->c->questionnaire->n_outcomes + 1, bool);
    complete_from(&e, 0);
    r->dimensions = e.sum->dimensions;
    r->values = e.sum->values;
    r->gates = e.sum->gates;
    r->triggers = e.sum->triggers;
    r->wide = e.sum->wide;
    r->n_possible = 0;
    for (size_t i = 0; i < s->c->questionnaire->n_outcomes; i++) {
        if (e.possible[i])
            r->possible[r->n_possible++] = &s->c->questionnaire->outcomes[i];
    }
}

struct sq_results *
sq_score(struct sq_arena *a, struct sq_case *c)
{
    return sq_score_within(a, c, SQ_EXACT_COMPLETIONS);
}

struct sq_results *
sq_score_within(struct sq_arena *a, struct sq_case *c, uint32_t completions)
{
    struct sq_results *r = sq_results_new(a, c);
    struct sq_search s = {c, 0, SQ_SEARCH_STEPS};
    sq_figures(&s, r, NULL);
    enumerate(a, &s, r, completions);
    r->all_exact = true;
    for (size_t i = 0; i < r->n_dimensions; i++) {
        describe_dimension(c, &r->dimensions[i]);
        r->all_exact = r->all_exact && r->dimensions[i].exact;
    }
    for (size_t i = 0; i < r->n_values; i++) {
        struct sq_value_result *v = &r->values[i];
        v->decided = v->val.type == SQ_T_NUM
                         ? decided(&v->value, &v->band)
                         : sq_val_true(&v->val) || sq_val_false(&v->val);
        r->all_exact = r->all_exact && v->exact;
    }
    describe_outcome(c, r);
    count_slots(r);
    sq_impacts_find(a, r);
    r->steps = s.steps;
    r->other_version =
        c->assessment && differs(c->assessment, c->questionnaire);
    return r;
}
