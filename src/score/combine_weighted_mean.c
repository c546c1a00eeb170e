/* SPDX-License-Identifier: MIT */
/*
 * Average by weights, nested: questions within their group, groups and plain
 * questions within their section, sections within the whole.  A node with
 * nothing scored vanishes with its weight.  XCCDF's "default" model (NISTIR
 * 7275r4, table 40; there every question gives 0 or 100).
 */
#include "score/parts.h"

struct child {
    bool may_in, may_out, used;
    sq_num low, high, weight;
};

struct node {
    struct child *kids;
    size_t n;
};

static sq_num
end_of(const struct child *k, bool up)
{
    return up ? k->high : k->low;
}

static bool
is_beyond(sq_num x, sq_num y, bool up)
{
    int order = sq_num_cmp(x, y);
    return up ? order > 0 : order < 0;
}

/* What pulls furthest of what may still come in; NULL: nothing may. */
static struct child *
furthest(const struct node *node, bool up)
{
    struct child *best = NULL;
    for (size_t i = 0; i < node->n; i++) {
        struct child *k = &node->kids[i];
        if (k->used || !k->may_in)
            continue;
        if (!best || is_beyond(end_of(k, up), end_of(best, up), up))
            best = k;
    }
    return best;
}

struct sums { /* Σ w·x and Σ w */
    sq_num a, b;
};

static void
add(struct sums *s, const struct child *k, bool up)
{
    s->a = sq_num_add(s->a, sq_num_mul(k->weight, end_of(k, up)));
    s->b = sq_num_add(s->b, k->weight);
}

/* Begins with what is certainly in. */
static struct sums
add_certain(const struct node *node, bool up)
{
    struct sums s = {SQ_NUM_ZERO, SQ_NUM_ZERO};
    for (size_t i = 0; i < node->n; i++) {
        struct child *k = &node->kids[i];
        k->used = !k->may_out;
        if (!k->may_out && k->may_in)
            add(&s, k, up);
    }
    return s;
}

/*
 * The extreme of Σ w·x / Σ w when the optional children come and go freely:
 * add the furthest-pulling one while it still pulls.
 */
static sq_num
extreme(const struct node *node, bool up)
{
    struct sums s = add_certain(node, up);
    for (;;) {
        if (!sq_num_ok(s.a) || !sq_num_ok(s.b))
            return SQ_NUM_WIDE;
        bool empty = sq_num_cmp(s.b, SQ_NUM_ZERO) == 0;
        sq_num mean = empty ? SQ_NUM_ZERO : sq_num_div(s.a, s.b);
        if (!sq_num_ok(mean))
            return SQ_NUM_WIDE;
        struct child *k = furthest(node, up);
        if (!k || (!empty && !is_beyond(end_of(k, up), mean, up)))
            return empty ? SQ_NUM_WIDE : mean;
        k->used = true;
        add(&s, k, up);
    }
}

/* Folds the children [from, end) of the list into one child of `weight`. */
static void
fold(struct child *list, size_t from, size_t *n, sq_num weight)
{
    struct node node = {list + from, *n - from};
    struct child out = {.may_out = true, .weight = weight};
    for (size_t i = 0; i < node.n; i++) {
        if (sq_num_cmp(node.kids[i].weight, SQ_NUM_ZERO) <= 0)
            node.kids[i].may_in = false;
        out.may_in = out.may_in || node.kids[i].may_in;
        out.may_out =
            out.may_out && (node.kids[i].may_out || !node.kids[i].may_in);
    }
    if (out.may_in) {
        out.low = extreme(&node, false);
        out.high = extreme(&node, true);
    } else {
        out.low = out.high = SQ_NUM_ZERO;
    }
    *n = from;
    list[(*n)++] = out;
}

/* Parts in the order of the questionnaire, and what is begun of its nodes. */
struct walk {
    struct child *list;
    size_t used, group_from, section_from;
    const struct sq_group *group;     /* NULL: none is begun */
    const struct sq_section *section; /* likewise */
};

/* `q`: what comes next; NULL: nothing. */
static void
end_nodes(struct walk *w, const struct sq_question *q)
{
    if (w->group && (!q || q->group != w->group)) {
        fold(w->list, w->group_from, &w->used, w->group->weight);
        w->group = NULL;
    }
    if (w->section && (!q || q->section != w->section)) {
        fold(w->list, w->section_from, &w->used, w->section->weight);
        w->section = NULL;
    }
}

static void
begin_nodes(struct walk *w, const struct sq_question *q)
{
    if (!w->section) {
        w->section = q->section;
        w->section_from = w->used;
    }
    if (!w->group && q->group) {
        w->group = q->group;
        w->group_from = w->used;
    }
}

static struct child
child_of(const struct sq_part *p, bool as_max)
{
    return (struct child){.may_in = p->may_in,
                          .may_out = as_max ? !p->may_in : p->may_out,
                          .low = as_max ? p->max : p->low,
                          .high = as_max ? p->max : p->high,
                          .weight = p->weight};
}

/* One row of a group is folded like a group of its own only by its questions:
 * all rows' cells are children of the group. */
static struct child
whole(const struct sq_part *parts, size_t n, struct child *list, bool as_max)
{
    struct walk w = {.list = list};
    for (size_t i = 0; i < n; i++) {
        end_nodes(&w, parts[i].slot->question);
        begin_nodes(&w, parts[i].slot->question);
        list[w.used++] = child_of(&parts[i], as_max);
    }
    end_nodes(&w, NULL);
    fold(list, 0, &w.used, sq_num_int(1));
    return list[0];
}

static void
bounds(struct sq_case *c, const struct sq_dimension *d,
       const struct sq_part *parts, size_t n, struct sq_range *out)
{
    (void)d;
    *out = (struct sq_range){.may_none = true};
    struct child root =
        whole(parts, n, sq_case_scratch(c, n + 1, sizeof root), false);
    if (!root.may_in)
        return;
    sq_range_join(out, root.low, root.high);
    out->may_none = root.may_out;
}

static sq_num
max(struct sq_case *c, const struct sq_dimension *d,
    const struct sq_part *parts, size_t n)
{
    (void)d;
    struct child root =
        whole(parts, n, sq_case_scratch(c, n + 1, sizeof root), true);
    return root.may_in ? root.high : SQ_NUM_ZERO;
}

extern const struct sq_combiner sq_combiner_weighted_mean;
const struct sq_combiner sq_combiner_weighted_mean = {.bounds = bounds,
                                                      .max = max};
