/* SPDX-License-Identifier: MIT */
#include "score/search.h"

#include "base/arena.h"
#include "base/limits.h"

/* ---- completing one slot ------------------------------------------------ */

uint32_t
sq_completions(const struct sq_slot *s, uint32_t most)
{
    const struct sq_question *q = s->question;
    uint32_t n = q->type ? q->type->n_values(q, most) : 0;
    if (n == 0)
        return 0;
    n += q->not_known == SQ_ALLOWED;
    n += q->not_applicable == SQ_ALLOWED;
    n += !sq_required(q);
    return n <= most ? n : 0;
}

void
sq_complete(struct sq_case *c, struct sq_slot *s, uint32_t i)
{
    const struct sq_question *q = s->question;
    uint32_t n = q->type->n_values(q, UINT32_MAX);
    s->left_out = false;
    if (i < n) {
        s->reply = SQ_GIVEN;
        q->type->value_at(c->arena, q, i, &s->value);
        return;
    }
    i -= n;
    if (q->not_known == SQ_ALLOWED && i-- == 0) {
        s->reply = SQ_NOT_KNOWN;
    } else if (q->not_applicable == SQ_ALLOWED && i-- == 0) {
        s->reply = SQ_NOT_APPLICABLE;
    } else {
        s->reply = SQ_MISSING;
        s->left_out = true;
    }
}

void
sq_uncomplete(struct sq_slot *s)
{
    s->reply = SQ_MISSING;
    s->left_out = false;
}

/* An answer that is yet to come, and not one of those tried just now. */
static bool
is_open(const struct sq_slot *s)
{
    return s->reply == SQ_MISSING && !s->left_out;
}

/* ---- who decides what is asked ------------------------------------------ */

struct visit {
    struct sq_case *c;
    struct sq_slot *at;
    bool *seen;
    void (*tell)(void *ctx, struct sq_slot *controller);
    void *ctx;
    /* one after another, not one within another: chains can be long */
    struct sq_slot **todo;
    size_t n_todo;
};

static void
visit_slot(struct visit *v, struct sq_slot *s)
{
    if (v->seen[s->index] || s->future == SQ_HIDDEN)
        return;
    v->seen[s->index] = true;
    if (is_open(s) || s->future == SQ_PENDING)
        v->tell(v->ctx, s);
    if (s->future != SQ_PENDING)
        return;
    v->todo = sq_arena_push(v->c->arena, v->todo, &v->n_todo, sizeof *v->todo);
    v->todo[v->n_todo - 1] = s;
}

static void
visit_name(void *ctx, const struct sq_expr *e)
{
    struct visit *v = ctx;
    struct sq_case *c = v->c;
    const struct sq_question *q = e->name.ref;
    if (e->name.part == SQ_PART_CELL) {
        const struct sq_cell_ref *cell = e->name.ref;
        uint32_t row = c->first_row[cell->question->group->index] + cell->row;
        visit_slot(v, &c->slots[c->rows[row].first + cell->question->column]);
        return;
    }
    if (e->name.part != SQ_PART_QUESTION)
        return;
    if (!q->group || q->group->repeat == SQ_ONCE) {
        visit_slot(v, &c->slots[c->first_slot[q->index]]);
        return;
    }
    if (v->at->row && v->at->row->group == q->group) {
        visit_slot(v, &c->slots[v->at->row->first + q->column]);
        return;
    }
    for (uint32_t r = c->first_row[q->group->index];
         r < c->first_row[q->group->index + 1]; r++)
        visit_slot(v, &c->slots[c->rows[r].first + q->column]);
}

static void
visit_conditions(struct visit *v)
{
    const struct sq_question *q = v->at->question;
    const struct sq_expr *conditions[] = {
        q->section->when.expr, q->group ? q->group->when.expr : NULL,
        q->when.expr, q->scoring == SQ_SCORE_IS ? q->score_is.expr : NULL};
    for (size_t i = 0; i < sizeof conditions / sizeof conditions[0]; i++) {
        if (conditions[i])
            sq_expr_names(conditions[i], visit_name, v);
    }
}

bool
sq_hangs_on_others(const struct sq_slot *s)
{
    return s->future == SQ_PENDING || s->question->scoring == SQ_SCORE_IS;
}

void
sq_controllers(struct sq_case *c, struct sq_slot *at,
               void (*visit)(void *ctx, struct sq_slot *controller), void *ctx)
{
    struct visit v = {.c = c,
                      .at = at,
                      .seen = SQ_NEW_N(c->arena, c->n + 1, bool),
                      .tell = visit,
                      .ctx = ctx};
    v.seen[at->index] = true;
    visit_conditions(&v);
    for (size_t i = 0; i < v.n_todo; i++) { /* which grows */
        v.at = v.todo[i];
        visit_conditions(&v);
    }
}

/* ---- components --------------------------------------------------------- */

/* A step of the search is short as a rule: what takes longer counts for more.
 */
enum { STEP_WORK = 8192 };

/* Slots tied together by conditions: what is enumerated and what hangs on it */
struct component {
    struct sq_slot **deciders; /* missing answers, document order */
    size_t n_deciders;
    struct sq_slot **settle; /* slots whose state hangs on them, likewise */
    size_t n_settle;
    uint64_t work; /* steps to settle those; see model/work.h */
    size_t *parts; /* indices */
    size_t n_parts;
};

struct goal {
    struct sq_search *s;
    const struct sq_dimension *d;
    const struct sq_combiner *how;
    struct sq_part *parts;
    size_t n;
    bool up;       /* looking for the largest */
    sq_num lambda; /* for ratios */
    bool cut;      /* the search was given up */
    bool maxima;   /* adding up maxima instead of points */
};

/* What the best choice of a set of parts adds to both sums */
struct pair {
    sq_num a, b;
};

static sq_num
worth(const struct goal *g, struct pair p)
{
    return sq_num_sub(p.a, sq_num_mul(g->lambda, p.b));
}

/* +1 when x is better than y for this goal */
static int
compare(struct goal *g, struct pair x, struct pair y)
{
    sq_num vx = worth(g, x), vy = worth(g, y);
    if (!sq_num_ok(vx) || !sq_num_ok(vy)) {
        g->cut = true;
        return 0;
    }
    int order = sq_num_cmp(vx, vy);
    return g->up ? order : -order;
}

static struct pair
plus(struct pair x, struct pair y)
{
    return (struct pair){sq_num_add(x.a, y.a), sq_num_add(x.b, y.b)};
}

static struct pair
best_of_part(struct goal *g, const struct sq_part *p)
{
    struct pair best = {SQ_NUM_ZERO, SQ_NUM_ZERO};
    bool have = p->may_out;
    sq_num ends[2] = {p->low, p->high};
    for (size_t i = 0; p->may_in && i < 2; i++) {
        struct pair x;
        if (g->maxima)
            x = (struct pair){g->how->max(g->s->c, g->d, p, 1), SQ_NUM_ZERO};
        else
            g->how->term(g->d, p, ends[i], &x.a, &x.b);
        if (!have || compare(g, x, best) > 0)
            best = x;
        have = true;
    }
    return best;
}

/* Union-find over slots */
static uint32_t
root_of(uint32_t *parent, uint32_t i)
{
    while (parent[i] != i) {
        parent[i] = parent[parent[i]];
        i = parent[i];
    }
    return i;
}

struct tie {
    uint32_t *parent;
    uint32_t self;
    bool *decides;
};

static void
tie(void *ctx, struct sq_slot *controller)
{
    struct tie *t = ctx;
    if (is_open(controller))
        t->decides[controller->index] = true;
    t->parent[root_of(t->parent, controller->index)] =
        root_of(t->parent, t->self);
}

static struct pair best_of_component(struct goal *g, struct component *k);

/* Which slots hang together, and which decide about others. */
struct ties {
    uint32_t *parent;
    bool *decides;
    bool *led; /* by root: some slot that is tied to it decides */
};

static struct ties
find_ties(const struct goal *g, const size_t *list, size_t n)
{
    struct sq_case *c = g->s->c;
    struct ties t = {SQ_NEW_N(c->arena, c->n + 1, uint32_t),
                     SQ_NEW_N(c->arena, c->n + 1, bool),
                     SQ_NEW_N(c->arena, c->n + 1, bool)};
    for (uint32_t i = 0; i < c->n; i++)
        t.parent[i] = i;
    for (size_t i = 0; i < n; i++) {
        struct sq_slot *s = g->parts[list[i]].slot;
        struct tie one = {t.parent, s->index, t.decides};
        if (sq_hangs_on_others(s))
            sq_controllers(c, s, tie, &one);
    }
    for (uint32_t i = 0; i < c->n; i++) {
        if (t.decides[i])
            t.led[root_of(t.parent, i)] = true;
    }
    return t;
}

static void
add_slot(struct sq_case *c, struct sq_slot ***list, size_t *n,
         struct sq_slot *s)
{
    *list = sq_arena_push(c->arena, *list, n, sizeof **list);
    (*list)[*n - 1] = s;
}

/* The slots that are tied to this one. */
static struct component
component_of(struct sq_case *c, const struct ties *t, uint32_t root)
{
    struct component k = {0};
    for (uint32_t i = 0; i < c->n; i++) {
        if (root_of(t->parent, i) != root)
            continue;
        if (t->decides[i])
            add_slot(c, &k.deciders, &k.n_deciders, &c->slots[i]);
        if (c->slots[i].future != SQ_PENDING)
            continue;
        add_slot(c, &k.settle, &k.n_settle, &c->slots[i]);
        k.work += c->slots[i].question->work;
    }
    return k;
}

/* Every part by itself, whatever ties them. */
static struct pair
best_of_each(struct goal *g, const size_t *list, size_t n)
{
    struct pair sum = {SQ_NUM_ZERO, SQ_NUM_ZERO};
    for (size_t i = 0; i < n; i++)
        sum = plus(sum, best_of_part(g, &g->parts[list[i]]));
    return sum;
}

static bool
are_loose(const struct goal *g, const size_t *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (sq_hangs_on_others(g->parts[list[i]].slot))
            return false;
    }
    return true;
}

/* The best pair over the given parts under the present state: those tied to
 * missing answers by component, the rest one by one. */
static struct pair
best_of(struct goal *g, const size_t *list, size_t n)
{
    if (are_loose(g, list, n))
        return best_of_each(g, list, n);
    struct sq_case *c = g->s->c;
    struct pair sum = {SQ_NUM_ZERO, SQ_NUM_ZERO};
    struct ties t = find_ties(g, list, n);
    bool *done = SQ_NEW_N(c->arena, c->n + 1, bool);
    for (size_t i = 0; i < n; i++) {
        uint32_t root = root_of(t.parent, g->parts[list[i]].slot->index);
        if (done[root])
            continue;
        if (!t.led[root]) {
            sum = plus(sum, best_of_part(g, &g->parts[list[i]]));
            continue;
        }
        struct component k = component_of(c, &t, root);
        done[root] = true;
        for (size_t j = i; j < n; j++) {
            struct sq_slot *other = g->parts[list[j]].slot;
            if (root_of(t.parent, other->index) != root)
                continue;
            k.parts =
                sq_arena_push(c->arena, k.parts, &k.n_parts, sizeof *k.parts);
            k.parts[k.n_parts - 1] = list[j];
        }
        sum = plus(sum, best_of_component(g, &k));
        if (g->cut)
            break;
    }
    return sum;
}

static struct pair
best_of_component(struct goal *g, struct component *k)
{
    struct sq_case *c = g->s->c;
    struct sq_slot *hub = k->deciders[0]; /* asked first, it decides most */
    uint32_t n = sq_completions(hub, SQ_SEARCH_STEPS);
    struct pair best = {SQ_NUM_ZERO, SQ_NUM_ZERO};
    bool have = false;
    if (n == 0)
        g->cut = true;
    enum sq_state *before = SQ_NEW_N(c->arena, k->n_settle + 1, enum sq_state);
    struct sq_part *kept = SQ_NEW_N(c->arena, k->n_parts + 1, struct sq_part);
    for (size_t i = 0; i < k->n_settle; i++)
        before[i] = k->settle[i]->future;
    for (size_t i = 0; i < k->n_parts; i++)
        kept[i] = g->parts[k->parts[i]];
    for (uint32_t i = 0; i < n && !g->cut; i++) {
        sq_complete(c, hub, i);
        for (size_t j = 0; j < k->n_settle; j++)
            sq_slot_settle(c, k->settle[j]);
        for (size_t j = 0; j < k->n_parts; j++)
            g->parts[k->parts[j]] = sq_part_of(c, g->d, kept[j].slot);
        g->s->steps += 1 + k->n_settle / 8 + (k->work + c->n) / STEP_WORK;
        if (g->s->steps > g->s->most) {
            g->cut = true;
            break;
        }
        struct sq_arena_mark mark = sq_arena_mark(c->arena);
        struct pair x = best_of(g, k->parts, k->n_parts);
        sq_arena_rewind(c->arena, mark);
        if (!have || compare(g, x, best) > 0)
            best = x;
        have = true;
    }
    sq_uncomplete(hub);
    for (size_t i = 0; i < k->n_settle; i++)
        k->settle[i]->future = before[i];
    for (size_t i = 0; i < k->n_parts; i++)
        g->parts[k->parts[i]] = kept[i];
    return best;
}

/* ---- goals -------------------------------------------------------------- */

/* Over all parts; each alone for safe bounds. */
static struct pair
best_pair(struct goal *g, bool alone)
{
    size_t *all = SQ_NEW_N(g->s->c->arena, g->n + 1, size_t);
    for (size_t i = 0; i < g->n; i++)
        all[i] = i;
    return alone ? best_of_each(g, all, g->n) : best_of(g, all, g->n);
}

/* Some ratio that can be reached, to start from; false: none has data. */
static bool
first_ratio(struct goal *g, sq_num *out)
{
    struct pair sure = {SQ_NUM_ZERO, SQ_NUM_ZERO};
    bool any = false;
    for (size_t i = 0; i < g->n; i++) {
        const struct sq_part *p = &g->parts[i];
        struct pair x;
        if (!p->may_in)
            continue;
        g->how->term(g->d, p, g->up ? p->low : p->high, &x.a, &x.b);
        if (!p->may_out)
            sure = plus(sure, x);
        if (!any && sq_num_ok(x.b) && sq_num_cmp(x.b, SQ_NUM_ZERO) > 0) {
            *out = sq_num_div(x.a, x.b);
            any = true;
        }
    }
    if (sq_num_ok(sure.b) && sq_num_cmp(sure.b, SQ_NUM_ZERO) > 0)
        *out = sq_num_div(sure.a, sure.b);
    return any;
}

static bool
extreme_ratio(struct goal *g, bool alone, sq_num *out)
{
    if (!first_ratio(g, &g->lambda))
        return false;
    for (int round = 0; round < 60; round++) {
        struct sq_arena_mark mark = sq_arena_mark(g->s->c->arena);
        struct pair x = best_pair(g, alone);
        sq_arena_rewind(g->s->c->arena, mark);
        if (g->cut || !sq_num_ok(x.a) || !sq_num_ok(x.b))
            return true;
        if (sq_num_cmp(x.b, SQ_NUM_ZERO) <= 0)
            break;
        sq_num ratio = sq_num_div(x.a, x.b);
        if (!sq_num_ok(ratio)) {
            g->cut = true;
            return true;
        }
        int order = sq_num_cmp(ratio, g->lambda);
        /* the start may have been out of reach, so the first round counts */
        if (round > 0 && (g->up ? order <= 0 : order >= 0))
            break;
        g->lambda = ratio;
    }
    *out = sq_num_mul(g->lambda, sq_num_int(g->how->scale));
    return true;
}

/* False: none has data. */
static bool
find_end(struct goal *g, bool alone, sq_num *out)
{
    bool data = true;
    g->cut = false;
    if (g->how->ratio)
        data = extreme_ratio(g, alone, out);
    else
        *out = best_pair(g, alone).a;
    g->cut = g->cut || !sq_num_ok(*out);
    return data;
}

/* A part whose maximum is nought is no data by itself, though it can lose. */
static bool
has_weight(const struct sq_dimension *d, const struct sq_part *p)
{
    const struct sq_combiner *how = sq_combiner_of(d);
    sq_num a, b;
    if (!how->ratio)
        return true;
    how->term(d, p, p->high, &a, &b);
    return !sq_num_ok(b) || sq_num_cmp(b, SQ_NUM_ZERO) != 0;
}

static void
presence(const struct sq_dimension *d, const struct sq_part *parts, size_t n,
         bool *out_some, bool *out_must)
{
    *out_some = *out_must = false;
    for (size_t i = 0; i < n; i++) {
        if (!parts[i].may_in || !has_weight(d, &parts[i]))
            continue;
        *out_some = true;
        *out_must = *out_must || !parts[i].may_out;
    }
}

static bool
is_tied(const struct sq_part *parts, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (parts[i].may_in && sq_hangs_on_others(parts[i].slot))
            return true;
    }
    return false;
}

/*
 * Where a question can only lose points (its maximum is nought or less), the
 * sum of maxima is not sure to be positive and the search does not hold: both
 * sums are bounded by themselves.  A maximum of nought or less is no data.
 */
static bool
loses_only(const struct sq_dimension *d, const struct sq_part *parts, size_t n)
{
    const struct sq_combiner *how = sq_combiner_of(d);
    for (size_t i = 0; how->ratio && i < n; i++) {
        sq_num low, high, b;
        if (!parts[i].may_in)
            continue;
        how->term(d, &parts[i], parts[i].low, &low, &b);
        how->term(d, &parts[i], parts[i].high, &high, &b);
        if (!sq_num_ok(b) || !sq_num_ok(low) || !sq_num_ok(high) ||
            sq_num_cmp(b, SQ_NUM_ZERO) < 0)
            return true;
        bool scores = sq_num_cmp(low, SQ_NUM_ZERO) != 0 ||
                      sq_num_cmp(high, SQ_NUM_ZERO) != 0;
        if (sq_num_cmp(b, SQ_NUM_ZERO) == 0 && scores)
            return true;
    }
    return false;
}

static void
widen(sq_num *low, sq_num *high, sq_num from, sq_num to, bool may_out)
{
    *low = sq_num_add(*low, may_out ? sq_num_min(from, SQ_NUM_ZERO) : from);
    *high = sq_num_add(*high, may_out ? sq_num_max(to, SQ_NUM_ZERO) : to);
}

static void
ratio_of_bounds(const struct sq_dimension *d, const struct sq_part *parts,
                size_t n, struct sq_range *out, bool *out_exact)
{
    const struct sq_combiner *how = sq_combiner_of(d);
    sq_num a[2] = {SQ_NUM_ZERO, SQ_NUM_ZERO}, b[2] = {SQ_NUM_ZERO, SQ_NUM_ZERO};
    sq_num least = SQ_NUM_WIDE; /* of all maxima */
    for (size_t i = 0; i < n; i++) {
        sq_num low, high, below;
        if (!parts[i].may_in)
            continue;
        how->term(d, &parts[i], parts[i].low, &low, &below);
        how->term(d, &parts[i], parts[i].high, &high, &below);
        widen(&a[0], &a[1], low, high, parts[i].may_out);
        widen(&b[0], &b[1], below, below, parts[i].may_out);
        if (sq_num_ok(below) && sq_num_cmp(below, SQ_NUM_ZERO) != 0 &&
            (!sq_num_ok(least) || sq_num_cmp(below, least) < 0))
            least = below;
    }
    *out = (struct sq_range){.may_none = true};
    *out_exact = false;
    bool must = sq_num_ok(b[0]) && sq_num_cmp(b[0], SQ_NUM_ZERO) > 0;
    /* none can be negative: where there is data, one of them is in */
    if (!must && sq_num_ok(least) && sq_num_cmp(least, SQ_NUM_ZERO) > 0)
        b[0] = least;
    if (!sq_num_ok(b[0]) || !sq_num_ok(b[1]))
        out->data = out->no_low = out->no_high = true;
    else if (sq_num_cmp(b[1], SQ_NUM_ZERO) <= 0)
        *out_exact = true; /* no data, whatever is answered */
    else if (sq_num_cmp(b[0], SQ_NUM_ZERO) <= 0)
        out->data = out->no_low = out->no_high = true;
    if (out->data)
        out->low = out->high = SQ_NUM_ZERO;
    if (out->data || *out_exact)
        return;
    for (int i = 0; i < 4; i++) {
        sq_num x =
            sq_num_mul(sq_num_div(a[i & 1], b[i >> 1]), sq_num_int(how->scale));
        sq_range_join(out, x, x);
    }
    out->may_none = !must;
    *out_exact = sq_num_cmp(out->low, out->high) == 0;
}

static void
bounds_by_term(struct sq_search *s, const struct sq_dimension *d,
               struct sq_part *parts, size_t n, struct sq_range *out,
               bool *out_exact)
{
    bool some, must;
    presence(d, parts, n, &some, &must);
    *out = (struct sq_range){.may_none = !must};
    *out_exact = must; /* with nothing certain, "all out" blurs a sum's end */
    if (!some)
        return;
    sq_num ends[2] = {SQ_NUM_ZERO, SQ_NUM_ZERO};
    for (int up = 0; up < 2; up++) {
        struct goal g = {
            s, d, sq_combiner_of(d), parts, n, up, SQ_NUM_ZERO, false, false};
        bool data = find_end(&g, !is_tied(parts, n), &ends[up]);
        if (g.cut) {
            *out_exact = false;
            data = find_end(&g, true, &ends[up]);
        }
        if (!data) {
            out->may_none = true;
            return;
        }
        if (g.cut) {
            *(up ? &out->no_high : &out->no_low) = true;
            ends[up] = SQ_NUM_ZERO;
        }
    }
    sq_range_join(out, ends[0], ends[1]); /* what has no end keeps none */
}

void
sq_search_bounds(struct sq_search *s, const struct sq_dimension *d,
                 struct sq_part *parts, size_t n, struct sq_range *out,
                 bool *out_exact)
{
    const struct sq_combiner *how = sq_combiner_of(d);
    if (how->term && loses_only(d, parts, n)) {
        ratio_of_bounds(d, parts, n, out, out_exact);
        return;
    }
    if (how->term) {
        bounds_by_term(s, d, parts, n, out, out_exact);
        return;
    }
    how->bounds(s->c, d, parts, n, out);
    *out_exact = !is_tied(parts, n);
}

sq_num
sq_search_max_sum(struct sq_search *s, const struct sq_dimension *d,
                  struct sq_part *parts, size_t n, bool *out_exact)
{
    struct goal g = {s,     d,   sq_combiner_of(d), parts, n, true, SQ_NUM_ZERO,
                     false, true};
    struct pair x = best_pair(&g, false);
    *out_exact = !g.cut;
    if (!g.cut)
        return x.a;
    g.cut = false;
    return best_pair(&g, true).a;
}
