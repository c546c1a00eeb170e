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

/*
 * The extreme of Σ w·x / Σ w when the optional children come and go freely:
 * add the furthest-pulling one while it still pulls.
 */
static sq_num
extreme(struct node *node, bool up)
{
    sq_num a = SQ_NUM_ZERO, b = SQ_NUM_ZERO;
    for (size_t i = 0; i < node->n; i++) {
        struct child *k = &node->kids[i];
        k->used = !k->may_out;
        if (k->may_out || !k->may_in)
            continue;
        a = sq_num_add(a, sq_num_mul(k->weight, up ? k->high : k->low));
        b = sq_num_add(b, k->weight);
    }
    for (;;) {
        struct child *best = NULL;
        sq_num x = SQ_NUM_ZERO;
        for (size_t i = 0; i < node->n; i++) {
            struct child *k = &node->kids[i];
            sq_num y = up ? k->high : k->low;
            if (k->used || !k->may_in ||
                sq_num_cmp(k->weight, SQ_NUM_ZERO) <= 0)
                continue;
            if (!best || (up ? sq_num_cmp(y, x) > 0 : sq_num_cmp(y, x) < 0)) {
                best = k;
                x = y;
            }
        }
        if (!sq_num_ok(a) || !sq_num_ok(b))
            return SQ_NUM_WIDE;
        bool empty = sq_num_cmp(b, SQ_NUM_ZERO) == 0;
        sq_num mean = empty ? SQ_NUM_ZERO : sq_num_div(a, b);
        if (!sq_num_ok(mean))
            return SQ_NUM_WIDE;
        bool pulls =
            best &&
            (empty || (up ? sq_num_cmp(x, mean) > 0 : sq_num_cmp(x, mean) < 0));
        if (!pulls)
            return empty ? SQ_NUM_WIDE : mean;
        best->used = true;
        a = sq_num_add(a, sq_num_mul(best->weight, x));
        b = sq_num_add(b, best->weight);
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

/* One row of a group is folded like a group of its own only by its questions:
 * all rows' cells are children of the group. */
static struct child
whole(const struct sq_part *parts, size_t n, struct child *list, bool as_max)
{
    size_t used = 0, group_from = 0, section_from = 0;
    const struct sq_group *group = NULL;
    const struct sq_section *section = NULL;
    for (size_t i = 0; i <= n; i++) {
        const struct sq_question *q = i < n ? parts[i].slot->question : NULL;
        if (group && (!q || q->group != group)) {
            fold(list, group_from, &used, group->weight);
            group = NULL;
        }
        if (section && (!q || q->section != section)) {
            fold(list, section_from, &used, section->weight);
            section = NULL;
        }
        if (!q)
            break;
        if (!section) {
            section = q->section;
            section_from = used;
        }
        if (!group && q->group) {
            group = q->group;
            group_from = used;
        }
        const struct sq_part *p = &parts[i];
        list[used++] = (struct child){.may_in = p->may_in,
                                      .may_out = p->may_out && !as_max,
                                      .low = as_max ? p->max : p->low,
                                      .high = as_max ? p->max : p->high,
                                      .weight = p->weight};
        if (as_max && !p->may_in)
            list[used - 1].may_out = true;
    }
    fold(list, 0, &used, sq_num_int(1));
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
