/* SPDX-License-Identifier: MIT */
/* The sheet Working: what each answer adds to a dimension. */
#include <string.h>

#include "base/arena.h"
#include "report/cells.h"
#include "report/live.h"

struct part {
    struct sq_live *l;
    const struct sq_dimension *d;
    const struct sq_slot *s;
    unsigned row; /* from 1 */
    struct sq_term state;
    const char *kind;
    double low, high, points; /* of the question; of the answer */
    bool has_points;
};

static bool
stays_out(const struct sq_dimension *d, const struct sq_question *q)
{
    for (size_t i = 0;
         q->scoring == SQ_SCORE_BY_TYPE && q->choices && i < q->choices->n;
         i++) {
        if (!q->choices->options[i].scored)
            return true;
    }
    return !sq_required(q) || (q->not_applicable == SQ_ALLOWED &&
                               d->not_applicable == SQ_NA_EXCLUDE);
}

#define WAITS     "waits for an earlier answer"
#define MAY_STAY  "not answered yet, may stay out"
#define NA_OUT    "not applicable, left out"
#define NA_COUNTS "not applicable, counts"

static const char *
missing_kind(const struct sq_dimension *d, const struct sq_question *q)
{
    if (d->missing == SQ_MISS_ZERO)
        return "not answered yet, counts nothing";
    return stays_out(d, q) ? MAY_STAY : "not answered yet";
}

static const char *
kind_now(const struct part *p)
{
    bool out = p->d->not_applicable == SQ_NA_EXCLUDE;
    switch ((int)p->state.is_low.x) {
    case SQ_LIVE_HIDDEN:
        return "not asked, left out";
    case SQ_LIVE_MAYBE_ANSWERED:
    case SQ_LIVE_MAYBE_MISSING:
        return WAITS;
    case SQ_LIVE_MISSING:
        return missing_kind(p->d, p->s->question);
    default:
        break;
    }
    if (p->has_points)
        return "counts";
    if (p->s->reply == SQ_NOT_KNOWN)
        return "not known";
    if (p->s->reply == SQ_NOT_APPLICABLE)
        return out ? NA_OUT : NA_COUNTS;
    return "no points, left out";
}

static struct sq_entry
kind_entry(struct part *p)
{
    struct sq_live *l = p->l;
    struct sq_entry e = sq_entry_z(p->kind);
    sq_str k = sq_live_step(l, p->state.low);
    sq_str points = sq_live_answer_cell(l, p->s, SQ_ANSWER_POINTS);
    sq_str f = sq_str_printf(
        l->p->arena,
        "=IF(%.*s=0,\"not asked, left out\",IF(%.*s=3,\"%s\",IF(OR(%.*s=2,"
        "%.*s=4),\"%s\",IF(ISNUMBER(%.*s),\"counts\",IF(%.*s=\"not known\","
        "\"not known\",IF(%.*s=\"not applicable\",\"%s\",\"no points, left "
        "out\"))))))",
        SQ_FMT(k), SQ_FMT(k), missing_kind(p->d, p->s->question), SQ_FMT(k),
        SQ_FMT(k), WAITS, SQ_FMT(points), SQ_FMT(points), SQ_FMT(points),
        p->d->not_applicable == SQ_NA_EXCLUDE ? NA_OUT : NA_COUNTS);
    e.formula = sq_str_z(l->p->arena, f);
    return e;
}

struct ends {
    double known, applicable, missing; /* what stands in for no points */
};

static struct ends
ends_of(const struct part *p, bool high)
{
    bool up = p->d->better == SQ_HIGHER;
    double worst = up ? p->low : p->high, best = up ? p->high : p->low;
    double any = high ? p->high : p->low;
    bool nought = p->d->missing == SQ_MISS_ZERO;
    struct ends e = {nought ? 0 : any, 0, any};
    if (p->d->not_known == SQ_NK_WORST)
        e.known = worst;
    if (p->d->not_applicable == SQ_NA_BEST)
        e.applicable = best;
    if (p->d->not_applicable == SQ_NA_WORST)
        e.applicable = worst;
    if (nought)
        e.missing = 0;
    else if (p->s->question->not_applicable == SQ_ALLOWED &&
             p->d->not_applicable == SQ_NA_ZERO)
        e.missing = high ? (any > 0 ? any : 0) : (any < 0 ? any : 0);
    return e;
}

static struct sq_entry
cell_entry(struct sq_live *l, struct sq_cell_value v, const char *words,
           sq_str formula)
{
    struct sq_entry e =
        v.kind == SQ_CELL_NUM
            ? (struct sq_entry){.kind = SQ_IS_FIGURE, .figure = v.x}
            : sq_entry_z(words);
    e.formula = sq_str_z(l->p->arena, formula);
    return e;
}

static struct sq_cell_value
points_now(const struct part *p, bool high)
{
    struct ends e = ends_of(p, high);
    struct sq_cell_value out = {SQ_CELL_NONE, 0};
    if (strcmp(p->kind, "counts") == 0)
        return sq_cell_number(p->points);
    if (strcmp(p->kind, "not known") == 0)
        return sq_cell_number(e.known);
    if (strcmp(p->kind, NA_COUNTS) == 0)
        return sq_cell_number(e.applicable);
    if (strcmp(p->kind, WAITS) == 0 && p->has_points)
        return sq_cell_number(p->points);
    if (strcmp(p->kind, WAITS) == 0 ||
        strncmp(p->kind, "not answered", 12) == 0)
        return sq_cell_number(e.missing);
    return out;
}

static struct sq_entry
points_entry(struct part *p, bool high, struct sq_cell_value v)
{
    struct sq_live *l = p->l;
    struct sq_arena *a = l->p->arena;
    struct ends e = ends_of(p, high);
    sq_str points = sq_live_answer_cell(l, p->s, SQ_ANSWER_POINTS);
    sq_str miss = sq_formula_number(a, e.missing);
    sq_str f = sq_str_printf(
        a,
        "=IF(E%u=\"counts\",%.*s,IF(E%u=\"not known\",%.*s,IF(E%u=\"%s\",%.*s,"
        "IF(E%u=\"%s\",IF(ISNUMBER(%.*s),%.*s,%.*s),"
        "IF(LEFT(E%u,12)=\"not answered\",%.*s,\"left out\")))))",
        p->row, SQ_FMT(points), p->row, SQ_FMT(sq_formula_number(a, e.known)),
        p->row, NA_COUNTS, SQ_FMT(sq_formula_number(a, e.applicable)), p->row,
        WAITS, SQ_FMT(points), SQ_FMT(points), SQ_FMT(miss), p->row,
        SQ_FMT(miss));
    return cell_entry(l, v, "left out", f);
}

/* Whatever the combination adds up: points, points by weight, or a pass. */
static struct sq_entry
adds_entry(struct part *p, bool high, struct sq_cell_value v)
{
    struct sq_arena *a = p->l->p->arena;
    const char *from = high ? "G" : "F";
    double weight = sq_num_double(p->s->question->weight);
    double mark = p->d->has_at_least ? sq_num_double(p->d->at_least) : p->high;
    sq_str body;
    switch (p->d->combine) {
    case SQ_COMBINE_count:
    case SQ_COMBINE_all:
        body = sq_str_printf(a, "IF(ROUND(%s%u,9)>=ROUND(%.*s,9),1,0)", from,
                             p->row, SQ_FMT(sq_formula_number(a, mark)));
        v.x = sq_cell_round(v.x) >= sq_cell_round(mark);
        break;
    case SQ_COMBINE_mean:
    case SQ_COMBINE_min:
    case SQ_COMBINE_max:
        body = sq_str_printf(a, "%s%u", from, p->row);
        break;
    default:
        body = sq_str_printf(a, "%s%u*I%u", from, p->row, p->row);
        v.x *= weight;
        break;
    }
    sq_str f = sq_str_printf(a, "=IF(ISNUMBER(%s%u),%.*s,\"left out\")", from,
                             p->row, SQ_FMT(body));
    return cell_entry(p->l, v, "left out", f);
}

static struct sq_entry
max_entry(struct part *p, struct sq_cell_value v)
{
    struct sq_arena *a = p->l->p->arena;
    sq_str max = sq_formula_number(a, p->high);
    if (p->d->basis == SQ_BASIS_ALL) {
        v.kind = strcmp(p->kind, NA_OUT) == 0 ? SQ_CELL_NONE : SQ_CELL_NUM;
        v.x = p->high;
        return cell_entry(p->l, v, "left out",
                          sq_str_printf(a, "=IF(E%u=\"%s\",\"left out\",%.*s)",
                                        p->row, NA_OUT, SQ_FMT(max)));
    }
    v.x = p->high;
    return cell_entry(p->l, v, "left out",
                      sq_str_printf(a, "=IF(ISNUMBER(F%u),%.*s,\"left out\")",
                                    p->row, SQ_FMT(max)));
}

static struct sq_entry
out_of_entry(struct part *p, struct sq_cell_value v)
{
    struct sq_arena *a = p->l->p->arena;
    double weight = sq_num_double(p->s->question->weight);
    sq_str body = sq_str_printf(a, "H%u", p->row);
    v.x = p->high;
    if (p->d->combine == SQ_COMBINE_weighted_mean) {
        body = sq_str_printf(a, "I%u", p->row);
        v.x = weight;
    } else if (p->d->combine == SQ_COMBINE_sum ||
               p->d->combine == SQ_COMBINE_percent) {
        body = sq_str_printf(a, "H%u*I%u", p->row, p->row);
        v.x = p->high * weight;
    }
    return cell_entry(p->l, v, "left out",
                      sq_str_printf(a, "=IF(ISNUMBER(F%u),%.*s,\"left out\")",
                                    p->row, SQ_FMT(body)));
}

const struct sq_live_part *
sq_live_part(struct sq_live *l, const struct sq_dim_result *d,
             const struct sq_slot *s, uint32_t row)
{
    const struct sq_question *q = s->question;
    struct sq_live_figure *at = &l->dimensions[d->dimension->index];
    struct part p = {.l = l,
                     .d = d->dimension,
                     .s = s,
                     .row = row + 1,
                     .state = sq_live_state(l, s),
                     .low = sq_num_double(q->low_points),
                     .high = sq_num_double(q->high_points)};
    sq_num x;
    p.has_points = sq_slot_points(l->p->c, s, &x);
    p.points = p.has_points ? sq_num_double(x) : 0;
    p.kind = kind_now(&p);
    at->top = at->top ? at->top : p.row;
    at->bottom = p.row;

    struct sq_cell_value low = points_now(&p, false);
    struct sq_cell_value high = points_now(&p, true);
    at->parts =
        sq_arena_push(l->p->arena, at->parts, &at->n_parts, sizeof *at->parts);
    at->parts[at->n_parts - 1] = (struct sq_live_part){
        .kind = kind_entry(&p),
        .low = points_entry(&p, false, low),
        .high = points_entry(&p, true, high),
        .max = max_entry(&p, low),
        .weight = sq_entry_num(q->weight),
        .adds_low = adds_entry(&p, false, low),
        .adds_high = adds_entry(&p, true, high),
        .out_of = out_of_entry(&p, low),
    };
    return &at->parts[at->n_parts - 1];
}
