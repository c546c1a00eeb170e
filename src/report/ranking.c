/* SPDX-License-Identifier: MIT */
/* Who comes first: impacts by the size of their harm or benefit. */
#include "base/arena.h"
#include "report/paper.h"

bool
sq_paper_due(const struct sq_slot *s)
{
    return s && s->state == SQ_ASKED;
}

const struct sq_slot *
sq_paper_column(const struct sq_paper *p, const struct sq_row *row, int track)
{
    for (uint32_t i = 0; i < row->group->n; i++) {
        const struct sq_slot *s = &p->c->slots[row->first + i];
        if (s->question->track == track)
            return s;
    }
    return NULL;
}

bool
sq_paper_share(const struct sq_paper *p, const struct sq_slot *s, sq_num *out)
{
    sq_num figure;

    if (!sq_paper_figure(p, s, &figure))
        return false;
    const struct sq_matrix *m = s->question->matrix;
    sq_num most = m ? m->high : s->question->high_points;
    if (most.num == 0)
        return false;
    *out = sq_num_div(figure, most);
    return sq_num_ok(*out);
}

/* People are the rows of a list or table; a plain group is about the service
 * as a whole. */
bool
sq_impact_people(const struct sq_impact *im)
{
    return im->group->repeat != SQ_ONCE && im->direction;
}

bool
sq_impact_gains(const struct sq_impact *im)
{
    return sq_impact_people(im) &&
           (im->effect == SQ_GAINS || im->effect == SQ_BOTH);
}

bool
sq_impact_loses(const struct sq_impact *im)
{
    return sq_impact_people(im) &&
           (im->effect == SQ_LOSES || im->effect == SQ_BOTH);
}

bool
sq_impact_unknown(const struct sq_impact *im)
{
    return sq_impact_people(im) && im->not_known;
}

static bool
comes_first(const struct sq_ranked *a, const struct sq_ranked *b)
{
    if (a->known != b->known)
        return a->known;
    int order = a->known ? sq_num_cmp(a->share, b->share) : 0;
    return order > 0 || (order == 0 && sq_num_cmp(a->tie, b->tie) > 0);
}

/* Merges two runs side by side; equals keep their order. */
static void
merge(const struct sq_ranked *from, size_t start, size_t mid, size_t end,
      struct sq_ranked *to)
{
    size_t i = start, j = mid;

    for (size_t k = start; k < end; k++) {
        bool right = j < end && (i == mid || comes_first(&from[j], &from[i]));
        to[k] = right ? from[j++] : from[i++];
    }
}

static void
sort(struct sq_arena *a, struct sq_ranking *r)
{
    struct sq_ranked *from = r->items;
    struct sq_ranked *to = SQ_NEW_N(a, r->n, struct sq_ranked);

    for (size_t run = 1; run < r->n; run *= 2) {
        for (size_t start = 0; start < r->n; start += 2 * run) {
            size_t mid = start + run < r->n ? start + run : r->n;
            size_t end = mid + run < r->n ? mid + run : r->n;
            merge(from, start, mid, end, to);
        }
        struct sq_ranked *other = from;
        from = to;
        to = other;
    }
    r->items = from;
}

struct sq_ranking
sq_paper_rank(struct sq_paper *p, bool (*which)(const struct sq_impact *im),
              enum sq_rank_by by)
{
    struct sq_ranking r = {NULL, 0};

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (im->row->phantom || !which(im))
            continue;
        r.items = sq_arena_push(p->a, r.items, &r.n, sizeof(r.items[0]));
        struct sq_ranked *one = &r.items[r.n - 1];
        one->im = im;
        one->tie = SQ_NUM_ZERO;
        sq_paper_share(p, im->initial, &one->tie);
        if (by == SQ_BY_BENEFIT)
            one->known = sq_paper_share(p, im->benefit, &one->share);
        else /* what is left; where that is not known, what it was before */
            one->known = sq_paper_share(p, im->residual, &one->share) ||
                         sq_paper_share(p, im->initial, &one->share);
    }
    if (r.n > 1)
        sort(p->a, &r);
    return r;
}
