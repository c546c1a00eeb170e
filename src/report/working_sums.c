/* SPDX-License-Identifier: MIT */
/* From the points of answers to the figure of a dimension, step by step. */
#include "report/working.h"

static bool
counts(const struct sq_contribution *part)
{
    return part->kind != SQ_EXCLUDED && part->kind != SQ_LEFT_HIDDEN;
}

static void
put_pair(struct sq_paper *p, sq_num low, sq_num high)
{
    sq_words_num(&p->b, low, 9);
    if (sq_num_ok(low) && sq_num_ok(high) && sq_num_cmp(low, high) != 0) {
        sq_putz(&p->b, " to ");
        sq_words_num(&p->b, high, 9);
    }
}

/* ---- sums --------------------------------------------------------------- */

struct sums {
    sq_num low, high, most; /* points; the most that could be given */
    size_t n;               /* answers that count or could */
    bool pending;           /* some may yet turn out not to be asked */
};

static struct sums
add_up(const struct sq_dim_result *d, bool weighted)
{
    struct sums s = {SQ_NUM_ZERO, SQ_NUM_ZERO, SQ_NUM_ZERO, 0, false};

    for (size_t i = 0; i < d->n_parts; i++) {
        const struct sq_contribution *part = &d->parts[i];
        sq_num w = weighted ? part->weight : sq_num_int(1);
        if (!counts(part))
            continue;
        s.n++;
        s.pending = s.pending || part->kind == SQ_PENDING_PART;
        s.low = sq_num_add(s.low, sq_num_mul(w, part->low));
        s.high = sq_num_add(s.high, sq_num_mul(w, part->high));
        s.most = sq_num_add(s.most, sq_num_mul(w, part->max));
    }
    return s;
}

static void
put_pending(struct sq_paper *p, const struct sums *s)
{
    if (s->pending)
        sq_putz(&p->b, " (with questions that may turn out not to be asked)");
    sq_putz(&p->b, ". ");
}

static void
put_total(struct sq_paper *p, const struct sq_dim_result *d)
{
    struct sums s = add_up(d, true);

    sq_putz(&p->b, "Sum of weight × points: ");
    put_pair(p, s.low, s.high);
    put_pending(p, &s);
}

static void
put_percent(struct sq_paper *p, const struct sq_dim_result *d)
{
    struct sums s = add_up(d, true);

    sq_putz(&p->b, "Sum of weight × points: ");
    put_pair(p, s.low, s.high);
    sq_putz(&p->b, ". Sum of weight × the most: ");
    sq_words_num(&p->b, s.most, 9);
    put_pending(p, &s);
    if (s.pending || !sq_num_ok(s.low) || !sq_num_ok(s.high) ||
        sq_num_cmp(s.low, s.high) != 0)
        return;
    sq_putz(&p->b, "100 × ");
    sq_words_num(&p->b, s.low, 9);
    sq_putz(&p->b, " / ");
    sq_words_num(&p->b, s.most, 9);
    sq_putz(&p->b, ". ");
}

static void
put_mean(struct sq_paper *p, const struct sq_dim_result *d)
{
    struct sums s = add_up(d, false);

    sq_putz(&p->b, "Sum of points: ");
    put_pair(p, s.low, s.high);
    sq_putf(&p->b, "; answers: %zu", s.n);
    put_pending(p, &s);
}

/* ---- nested averages ---------------------------------------------------- */

struct node { /* Σ weight × figure, and Σ weight */
    sq_num sum, weights;
    struct node *above; /* NULL: it is the whole */
};

static void
node_add(struct node *n, sq_num weight, sq_num figure)
{
    if (!sq_num_ok(weight) || weight.num <= 0)
        return;
    n->sum = sq_num_add(n->sum, sq_num_mul(weight, figure));
    n->weights = sq_num_add(n->weights, weight);
}

/* Says a node's average and hands it to the node above; one in which nothing is
 * scored vanishes with its weight. */
static void
node_close(struct sq_paper *p, struct sq_block *list, struct node *n,
           sq_num weight, const char *kind, sq_str name)
{
    if (!sq_num_ok(n->weights) || n->weights.num == 0)
        return;
    sq_num figure = sq_num_div(n->sum, n->weights);
    sq_putf(&p->b, "%s%.*s: ", kind, SQ_FMT(name));
    sq_words_num(&p->b, n->sum, 9);
    sq_putz(&p->b, " / ");
    sq_words_num(&p->b, n->weights, 9);
    sq_putz(&p->b, " = ");
    sq_words_num(&p->b, figure, 9);
    if (n->above) {
        sq_putz(&p->b, ", weight ");
        sq_words_num(&p->b, weight, 9);
        node_add(n->above, weight, figure);
    }
    sq_paper_take_item(p, list);
    n->sum = n->weights = SQ_NUM_ZERO;
}

static bool
all_settled(const struct sq_dim_result *d)
{
    for (size_t i = 0; i < d->n_parts; i++) {
        const struct sq_contribution *part = &d->parts[i];
        if (counts(part) &&
            (part->kind == SQ_OPEN || part->kind == SQ_PENDING_PART ||
             !sq_num_ok(part->low) || !sq_num_ok(part->high) ||
             sq_num_cmp(part->low, part->high) != 0))
            return false;
    }
    return true;
}

static void
put_nested(struct sq_paper *p, const struct sq_dim_result *d)
{
    struct node root = {SQ_NUM_ZERO, SQ_NUM_ZERO, NULL};
    struct node in_section = {SQ_NUM_ZERO, SQ_NUM_ZERO, &root};
    struct node in_group = {SQ_NUM_ZERO, SQ_NUM_ZERO, &in_section};
    const struct sq_section *section = NULL;
    const struct sq_group *group = NULL;
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_say(p, "Sum of weight × figure, over the sum of weights, from the "
                    "inside out:");
    for (size_t i = 0;; i++) {
        const struct sq_contribution *part =
            i < d->n_parts ? &d->parts[i] : NULL;
        const struct sq_question *q = part ? part->slot->question : NULL;
        if (group && (!q || q->group != group))
            node_close(p, list, &in_group, group->weight, "group ",
                       group->id.text);
        if (section && (!q || q->section != section))
            node_close(p, list, &in_section, section->weight, "section ",
                       section->id.text);
        if (!q)
            break;
        group = q->group;
        section = q->section;
        if (counts(part))
            node_add(group ? &in_group : &in_section, part->weight, part->low);
    }
    node_close(p, list, &root, SQ_NUM_ZERO, "all", (sq_str){NULL, 0});
}

static void
put_weights(struct sq_paper *p)
{
    sq_putz(&p->b, "Weights, 1 where none is named: ");
    size_t before = p->b.len;
    for (size_t i = 0; i < p->q->n_sections + p->q->n_groups; i++) {
        bool is_section = i < p->q->n_sections;
        const struct sq_group *g =
            is_section ? NULL : p->q->groups[i - p->q->n_sections];
        sq_num weight = is_section ? p->q->sections[i]->weight : g->weight;
        sq_str id = is_section ? p->q->sections[i]->id.text : g->id.text;
        if (!sq_num_ok(weight) || sq_num_cmp(weight, sq_num_int(1)) == 0)
            continue;
        sq_putf(&p->b, "%s%s %.*s ", p->b.len > before ? ", " : "",
                is_section ? "section" : "group", SQ_FMT(id));
        sq_words_num(&p->b, weight, 9);
    }
    sq_putz(&p->b, p->b.len > before ? ". " : "all are 1. ");
}

/* ---- other ways --------------------------------------------------------- */

static void
put_table_rows(struct sq_paper *p, const struct sq_dimension *d)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (d->n_table == 0)
        return;
    sq_paper_say(p, "The first of these that holds gives the figure:");
    for (size_t i = 0; i < d->n_table; i++) {
        const struct sq_case_row *row = &d->table[i];
        sq_words_num(&p->b, row->is, 9);
        if (row->otherwise)
            sq_putz(&p->b, " otherwise");
        else
            sq_putf(&p->b, " when %.*s", SQ_FMT(row->when.text));
        sq_paper_take_item(p, list);
    }
}

/* The step between the table of answers and the result, by the way of
 * combining. */
static void
put_step(struct sq_paper *p, const struct sq_dim_result *d)
{
    switch ((enum sq_combine)d->dimension->combine) {
    case SQ_COMBINE_sum:
        put_total(p, d);
        break;
    case SQ_COMBINE_mean:
        put_mean(p, d);
        break;
    case SQ_COMBINE_weighted_mean:
        if (all_settled(d))
            put_nested(p, d);
        else
            put_weights(p);
        break;
    case SQ_COMBINE_percent:
        put_percent(p, d);
        break;
    case SQ_COMBINE_table:
        put_table_rows(p, d->dimension);
        break;
    case SQ_COMBINE_min:
    case SQ_COMBINE_max:
    case SQ_COMBINE_count:
    case SQ_COMBINE_all:
    case SQ_COMBINE_COUNT:
        break;
    }
}

void
sq_working_sums(struct sq_paper *p, const struct sq_dim_result *d)
{
    if (d->value.data)
        put_step(p, d);
    sq_putz(&p->b, "Result: ");
    sq_words_dimension(&p->b, d);
    sq_paper_stop(p);
    if (d->percent.data && d->dimension->combine != SQ_COMBINE_percent) {
        sq_putz(&p->b, " As a share of the maximum: ");
        sq_words_percent(&p->b, &d->percent, 2);
        sq_paper_stop(p);
    }
    if (!d->exact && d->value.data)
        sq_putz(&p->b, " The ends are safe bounds; the answers left may not be "
                       "able to reach them.");
    sq_paper_take_paragraph(p);
}
