/* SPDX-License-Identifier: MIT */
/* From parts to dimensions, bands, values, gates and outcomes, as formulas. */
#include <assert.h>
#include <math.h>
#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "model/points.h"
#include "report/cells.h"
#include "report/live.h"

sq_str
sq_live_said(struct sq_live *l, sq_str id, const char *what)
{
    return sq_str_printf(l->p->arena, "%.*s: %s", SQ_FMT(id), what);
}

/* ---- expressions -------------------------------------------------------- */

void
sq_live_untold(struct sq_live *l, const char *what, sq_str id)
{
    l->untold =
        sq_arena_push(l->p->arena, l->untold, &l->n_untold, sizeof(sq_str));
    l->untold[l->n_untold - 1] =
        sq_str_printf(l->p->arena, "%s %.*s", what, SQ_FMT(id));
}

struct sq_term
sq_live_formula(struct sq_live *l, const struct sq_formula *f, int32_t row,
                bool *out_made)
{
    struct sq_term t = sq_term_number(&l->steps, 0, 1);
    *out_made = f->expr &&
                sq_formula_of(&l->steps, &l->model, f->expr, f->text, row, &t);
    if (!*out_made)
        return sq_term_number(&l->steps, 0, 1);
    return t;
}

/* ---- the parts of a dimension ------------------------------------------- */

/* "Working!F5:F9" */
static sq_str
range(struct sq_live *l, char column, uint32_t top, uint32_t bottom)
{
    return sq_str_printf(l->p->arena, "Working!%c%u:%c%u", column,
                         (unsigned)top, column, (unsigned)bottom);
}

/* What the cells of a column of parts come to. */
struct column {
    double sum, least, most;
    size_t n;
};

struct reading {
    struct sq_live *l;
    const struct sq_dim_result *d;
    struct sq_live_part *parts;
};

static const struct sq_entry *
entry_of(const struct sq_live_part *p, char column)
{
    switch (column) {
    case 'F':
        return &p->low;
    case 'G':
        return &p->high;
    case 'H':
        return &p->max;
    case 'J':
        return &p->adds_low;
    case 'K':
        return &p->adds_high;
    default:
        return &p->out_of;
    }
}

static struct column
read_column(const struct reading *r, char column, size_t from, size_t to)
{
    struct column c = {0, 0, 0, 0};
    for (size_t i = from; i < to; i++) {
        const struct sq_entry *e = entry_of(&r->parts[i], column);
        if (e->kind != SQ_IS_FIGURE)
            continue;
        c.least = c.n ? fmin(c.least, e->figure) : e->figure;
        c.most = c.n ? fmax(c.most, e->figure) : e->figure;
        c.sum += e->figure;
        c.n++;
    }
    return c;
}

static bool
is_open(const struct reading *r)
{
    for (size_t i = 0; i < r->d->n_parts; i++) {
        sq_str kind = r->parts[i].kind.text;
        if (sq_str_starts(kind, "waits") ||
            sq_str_has_folded(kind, SQ_LIT("may stay out")))
            return true;
    }
    return false;
}

/* Something may yet stay out: the formulas cannot say what is then. */
static sq_str
open_test(const struct reading *r)
{
    const struct sq_live_figure *at = &r->l->dimensions[r->d->dimension->index];
    sq_str kinds = range(r->l, 'E', at->top, at->bottom);
    return sq_str_printf(r->l->p->arena,
                         "COUNTIF(%.*s,\"waits for an earlier answer\")"
                         "+COUNTIF(%.*s,\"not answered yet, may stay out\")>0",
                         SQ_FMT(kinds), SQ_FMT(kinds));
}

static struct sq_term
of_parts(const struct reading *r, const char *what, sq_str low, sq_str high,
         const struct column c[2], const double is[2])
{
    struct sq_live *l = r->l;
    const struct sq_live_figure *at = &l->dimensions[r->d->dimension->index];
    sq_str test = open_test(r);
    sq_str counted = range(l, 'F', at->top, at->bottom);
    static const char form[] =
        "IF(%.*s,\"open\",IF(COUNT(%.*s)=0,\"none\",%.*s))";
    struct sq_term t = {sq_str_printf(l->p->arena, form, SQ_FMT(test),
                                      SQ_FMT(counted), SQ_FMT(low)),
                        sq_str_printf(l->p->arena, form, SQ_FMT(test),
                                      SQ_FMT(counted), SQ_FMT(high)),
                        sq_cell_number(is[0]), sq_cell_number(is[1])};
    if (is_open(r))
        t.is_low = t.is_high = sq_term_open().is_low;
    else if (c[0].n == 0 || isnan(is[0]))
        t.is_low = t.is_high = sq_term_none().is_low;
    return sq_step_add(&l->steps,
                       sq_live_said(l, r->d->dimension->id.text, what), t);
}

/* ---- weighted mean, nested ---------------------------------------------- */

/* A node's Σ weight × figure and Σ weight, as formulas and as figures. */
struct node {
    struct sq_sbuf top, below;
    double sum, weight;
    bool any;
};

static void
node_init(struct node *n)
{
    *n = (struct node){sq_page_buffer(), sq_page_buffer(), 0, 0, false};
}

/* A column of these parts, of which there is one at least. */
static sq_str
part_range(const struct reading *r, char column, size_t from, size_t to)
{
    uint32_t top = r->l->dimensions[r->d->dimension->index].top;
    assert(from < to);
    return range(r->l, column, top + (uint32_t)from, top + (uint32_t)to - 1);
}

/* `top` and `below`: formulas for the two sums. */
static void
node_add(struct node *n, sq_str top, sq_str below)
{
    sq_putf(&n->top, "%s%.*s", n->any ? "+" : "", SQ_FMT(top));
    sq_putf(&n->below, "%s%.*s", n->any ? "+" : "", SQ_FMT(below));
    n->any = true;
}

/* What the parts add: columns J and K have weight × figure, L the weight. */
static void
add_figures(const struct reading *r, struct node *n, char column, size_t from,
            size_t to)
{
    struct sq_arena *a = r->l->p->arena;
    node_add(
        n,
        sq_str_printf(a, "SUM(%.*s)", SQ_FMT(part_range(r, column, from, to))),
        sq_str_printf(a, "SUM(%.*s)", SQ_FMT(part_range(r, 'L', from, to))));
    n->sum += read_column(r, column, from, to).sum;
    n->weight += read_column(r, 'L', from, to).sum;
}

/* The same of the most that each could give, which H has for those that count:
 * its weight is in I. */
static void
add_maxima(const struct reading *r, struct node *n, size_t from, size_t to)
{
    struct sq_arena *a = r->l->p->arena;
    sq_str x = part_range(r, 'H', from, to), w = part_range(r, 'I', from, to);
    node_add(n, sq_str_printf(a, "SUMPRODUCT(%.*s,%.*s)", SQ_FMT(x), SQ_FMT(w)),
             sq_str_printf(a, "SUMPRODUCT(ISNUMBER(%.*s)*%.*s)", SQ_FMT(x),
                           SQ_FMT(w)));
    for (size_t i = from; i < to; i++) {
        const struct sq_live_part *p = &r->parts[i];
        double weight = sq_num_double(p->weight.num);
        if (p->max.kind != SQ_IS_FIGURE)
            continue;
        n->sum += weight * p->max.figure;
        n->weight += weight;
    }
}

static void
add_parts(const struct reading *r, struct node *n, char column, size_t from,
          size_t to)
{
    if (column == 'H')
        add_maxima(r, n, from, to);
    else
        add_figures(r, n, column, from, to);
}

static void
node_child(const struct reading *r, struct node *n, struct sq_term t,
           double weight)
{
    struct sq_arena *a = r->l->p->arena;
    node_add(
        n,
        sq_str_printf(a, "IF(ISNUMBER(%.*s),%.15g*%.*s,0)", SQ_FMT(t.low),
                      weight, SQ_FMT(t.low)),
        sq_str_printf(a, "IF(ISNUMBER(%.*s),%.15g,0)", SQ_FMT(t.low), weight));
    if (t.is_low.kind != SQ_CELL_NUM)
        return;
    n->sum += weight * t.is_low.x;
    n->weight += weight;
}

static struct sq_term
node_done(const struct reading *r, struct node *n, const char *what, sq_str id)
{
    sq_str top = sq_page_take(r->l->p, &n->top);
    sq_str below = sq_page_take(r->l->p, &n->below);
    assert(n->any);
    sq_str f =
        sq_str_printf(r->l->p->arena, "IF(%.*s=0,\"none\",(%.*s)/(%.*s))",
                      SQ_FMT(below), SQ_FMT(top), SQ_FMT(below));
    struct sq_cell_value is = n->weight != 0
                                  ? sq_cell_number(n->sum / n->weight)
                                  : sq_term_none().is_low;
    return sq_step_one(&r->l->steps, sq_live_said(r->l, id, what), f, is);
}

/* Parts stand in document order: rows of a group, groups and plain questions
 * of a section, sections. */
static struct sq_term
nested(const struct reading *r, char column, const char *what)
{
    const struct sq_dim_result *d = r->d;
    struct node root;
    node_init(&root);
    for (size_t i = 0; i < d->n_parts;) {
        const struct sq_section *section = d->parts[i].slot->question->section;
        struct node node;
        node_init(&node);
        while (i < d->n_parts &&
               d->parts[i].slot->question->section == section) {
            const struct sq_group *group = d->parts[i].slot->question->group;
            size_t from = i;
            while (i < d->n_parts &&
                   d->parts[i].slot->question->section == section &&
                   d->parts[i].slot->question->group == group)
                i++;
            if (!group) {
                add_parts(r, &node, column, from, i);
                continue;
            }
            struct node inner;
            node_init(&inner);
            add_parts(r, &inner, column, from, i);
            node_child(r, &node, node_done(r, &inner, what, group->id.text),
                       sq_num_double(group->weight));
        }
        node_child(r, &root, node_done(r, &node, what, section->id.text),
                   sq_num_double(section->weight));
    }
    return node_done(r, &root, what, d->dimension->id.text);
}

/* ---- dimensions --------------------------------------------------------- */

static double
combined(const struct sq_dimension *d, const struct column *c,
         const struct column *out_of)
{
    switch (d->combine) {
    case SQ_COMBINE_percent:
        return out_of->sum > 0 ? 100 * c->sum / out_of->sum : (double)NAN;
    case SQ_COMBINE_mean:
        return c->n ? c->sum / (double)c->n : 0;
    case SQ_COMBINE_min:
    case SQ_COMBINE_all:
        return c->least;
    case SQ_COMBINE_max:
        return c->most;
    default:
        return c->sum;
    }
}

static sq_str
combine_text(const struct reading *r, char column)
{
    struct sq_arena *a = r->l->p->arena;
    const struct sq_live_figure *at = &r->l->dimensions[r->d->dimension->index];
    sq_str x = range(r->l, column, at->top, at->bottom);
    sq_str l = range(r->l, 'L', at->top, at->bottom);
    switch (r->d->dimension->combine) {
    case SQ_COMBINE_percent:
        return sq_str_printf(a,
                             "IF(SUM(%.*s)<=0,\"none\",100*SUM(%.*s)/"
                             "SUM(%.*s))",
                             SQ_FMT(l), SQ_FMT(x), SQ_FMT(l));
    case SQ_COMBINE_mean:
        return sq_str_printf(a, "AVERAGE(%.*s)", SQ_FMT(x));
    case SQ_COMBINE_min:
    case SQ_COMBINE_all:
        return sq_str_printf(a, "MIN(%.*s)", SQ_FMT(x));
    case SQ_COMBINE_max:
        return sq_str_printf(a, "MAX(%.*s)", SQ_FMT(x));
    default:
        return sq_str_printf(a, "SUM(%.*s)", SQ_FMT(x));
    }
}

static struct sq_term
with_open(const struct reading *r, const char *what, struct sq_term low,
          struct sq_term high)
{
    struct sq_arena *a = r->l->p->arena;
    sq_str test = open_test(r);
    struct sq_term t = {sq_str_printf(a, "IF(%.*s,\"open\",%.*s)", SQ_FMT(test),
                                      SQ_FMT(low.low)),
                        sq_str_printf(a, "IF(%.*s,\"open\",%.*s)", SQ_FMT(test),
                                      SQ_FMT(high.low)),
                        low.is_low, high.is_low};
    if (is_open(r))
        t.is_low = t.is_high = sq_term_open().is_low;
    return sq_step_add(&r->l->steps,
                       sq_live_said(r->l, r->d->dimension->id.text, what), t);
}

static struct sq_term
value_of_parts(const struct reading *r)
{
    const struct sq_dim_result *d = r->d;
    if (d->n_parts == 0)
        return sq_term_none();
    if (d->dimension->combine == SQ_COMBINE_weighted_mean) {
        struct sq_term low = nested(r, 'J', "weighted mean, at least");
        struct sq_term high = nested(r, 'K', "weighted mean, at most");
        return with_open(r, "value", low, high);
    }
    struct column c[2] = {read_column(r, 'J', 0, d->n_parts),
                          read_column(r, 'K', 0, d->n_parts)};
    struct column out_of = read_column(r, 'L', 0, d->n_parts);
    double is[2] = {combined(d->dimension, &c[0], &out_of),
                    combined(d->dimension, &c[1], &out_of)};
    return of_parts(r, "value", combine_text(r, 'J'), combine_text(r, 'K'), c,
                    is);
}

/* A decision table: the first row that is true; a hull where one may be.  The
 * last row is `otherwise`, so there always is a figure. */
static struct sq_term
value_of_table(struct sq_live *l, const struct sq_dimension *d, bool *made)
{
    struct sq_term t = sq_term_none();
    assert(d->n_table > 0 && d->table[d->n_table - 1].otherwise);
    struct sq_arena *a = l->p->arena;
    for (size_t i = d->n_table; i-- > 0 && *made;) {
        const struct sq_case_row *row = &d->table[i];
        double x = sq_num_double(row->is);
        struct sq_term is = sq_term_number(&l->steps, x, x);
        if (row->otherwise) {
            t = is;
            continue;
        }
        struct sq_term c = sq_live_formula(l, &row->when, -1, made);
        sq_str rest[2] = {t.low, t.high};
        sq_str f[2];
        struct sq_cell_value v[2] = {t.is_low, t.is_high};
        for (int high = 0; high < 2; high++) {
            f[high] = sq_str_printf(
                a, "IF(%.*s>0,%.*s,IF(%.*s<1,%.*s,%s(%.*s,%.*s)))",
                SQ_FMT(c.low), SQ_FMT(is.low), SQ_FMT(c.high),
                SQ_FMT(rest[high]), high ? "MAX" : "MIN", SQ_FMT(is.low),
                SQ_FMT(rest[high]));
            if (c.is_low.x > 0)
                v[high].x = x;
            else if (c.is_high.x > 0)
                v[high].x = high ? fmax(x, v[high].x) : fmin(x, v[high].x);
        }
        t = sq_step_add(&l->steps,
                        sq_live_said(l, d->id.text, "row of the table"),
                        (struct sq_term){f[0], f[1], v[0], v[1]});
    }
    return t;
}

static struct sq_term
worst_end(const struct sq_dimension *d, struct sq_term t)
{
    if (d->better == SQ_HIGHER) {
        t.high = t.low;
        t.is_high = t.is_low;
    } else {
        t.low = t.high;
        t.is_low = t.is_high;
    }
    return t;
}

static struct sq_term
blocked(const struct reading *r, struct sq_term t)
{
    const struct sq_live_figure *at = &r->l->dimensions[r->d->dimension->index];
    sq_str kinds = range(r->l, 'E', at->top, at->bottom);
    bool not_known = r->d->dimension->not_known == SQ_NK_MISSING;
    static const char form[] =
        "IF(SUMPRODUCT(--(LEFT(%.*s,12)=\"not answered\"))+COUNTIF(%.*s,"
        "\"waits for an earlier answer\")%s>0,\"open\",%.*s)";
    struct sq_arena *a = r->l->p->arena;
    sq_str unknown =
        sq_str_printf(a, "+COUNTIF(%.*s,\"not known\")", SQ_FMT(kinds));
    const char *more = not_known ? sq_str_z(a, unknown) : "";
    struct sq_term out = {sq_str_printf(a, form, SQ_FMT(kinds), SQ_FMT(kinds),
                                        more, SQ_FMT(t.low)),
                          sq_str_printf(a, form, SQ_FMT(kinds), SQ_FMT(kinds),
                                        more, SQ_FMT(t.high)),
                          t.is_low, t.is_high};
    bool missing = is_open(r);
    for (size_t i = 0; i < r->d->n_parts; i++) {
        sq_str kind = r->parts[i].kind.text;
        missing = missing || sq_str_starts(kind, "not answered") ||
                  (not_known && sq_str_is(kind, "not known"));
    }
    if (missing)
        out.is_low = out.is_high = sq_term_open().is_low;
    return sq_step_add(&r->l->steps,
                       sq_live_said(r->l, r->d->dimension->id.text,
                                    "no figure until every answer is given"),
                       out);
}

static struct sq_term
as_is(struct sq_live *l, const struct sq_range *r)
{
    if (!r->data)
        return sq_term_none();
    if (r->no_low || r->no_high || !sq_num_ok(r->low) || !sq_num_ok(r->high))
        return sq_term_open();
    return sq_term_number(&l->steps, sq_num_double(r->low),
                          sq_num_double(r->high));
}

static struct sq_term
max_of_parts(const struct reading *r)
{
    const struct sq_dim_result *d = r->d;
    const struct sq_dimension *dim = d->dimension;
    struct sq_live *l = r->l;
    const struct sq_live_figure *at = &l->dimensions[dim->index];
    if (d->n_parts == 0 || dim->combine == SQ_COMBINE_table)
        return sq_term_none();
    bool share = dim->combine == SQ_COMBINE_percent ||
                 dim->combine == SQ_COMBINE_all; /* of 100, of 1 */
    bool fixed = dim->basis == SQ_BASIS_REACHABLE && !share;
    if (fixed)
        return as_is(l, &d->max);
    if (dim->combine == SQ_COMBINE_weighted_mean) {
        struct sq_term m = nested(r, 'H', "weighted mean of the maxima");
        return dim->basis == SQ_BASIS_ASKED ? with_open(r, "maximum", m, m) : m;
    }
    struct column c = read_column(r, 'H', 0, d->n_parts);
    struct column two[2] = {c, c};
    sq_str h = range(l, 'H', at->top, at->bottom);
    sq_str i = range(l, 'I', at->top, at->bottom);
    struct sq_arena *a = l->p->arena;
    sq_str f;
    double x;
    switch (dim->combine) {
    case SQ_COMBINE_percent:
        f = SQ_LIT("100");
        x = 100;
        break;
    case SQ_COMBINE_all:
        f = SQ_LIT("1");
        x = 1;
        break;
    case SQ_COMBINE_count:
        f = sq_str_printf(a, "COUNT(%.*s)", SQ_FMT(h));
        x = (double)c.n;
        break;
    case SQ_COMBINE_sum:
        f = sq_str_printf(a, "SUMPRODUCT(%.*s,%.*s)", SQ_FMT(h), SQ_FMT(i));
        x = 0;
        for (size_t k = 0; k < d->n_parts; k++) {
            const struct sq_live_part *p = &r->parts[k];
            if (p->max.kind == SQ_IS_FIGURE)
                x += p->max.figure * sq_num_double(p->weight.num);
        }
        break;
    default:
        f = combine_text(r, 'H');
        x = combined(dim, &c, &c);
        break;
    }
    double is[2] = {x, x};
    if (dim->basis != SQ_BASIS_ASKED) { /* what is out counts as well */
        static const char form[] = "IF(COUNT(%.*s)=0,\"none\",%.*s)";
        sq_str g = sq_str_printf(a, form, SQ_FMT(h), SQ_FMT(f));
        return sq_step_one(&l->steps, sq_live_said(l, dim->id.text, "maximum"),
                           g, c.n ? sq_cell_number(x) : sq_term_none().is_low);
    }
    return of_parts(r, "maximum", f, f, two, is);
}

static struct sq_term
share(struct sq_live *l, const struct reading *r, const struct sq_term *value,
      const struct sq_term *max)
{
    const struct sq_dimension *d = r->d->dimension;
    struct sq_arena *a = l->p->arena;
    if (d->combine == SQ_COMBINE_percent)
        return *value;
    if (value->low.ptr[0] == '"' || max->low.ptr[0] == '"')
        return sq_term_none();
    struct sq_term t = {{NULL, 0}, {NULL, 0}, value->is_low, value->is_high};
    for (int high = 0; high < 2; high++) {
        sq_str x = high ? value->high : value->low;
        *(high ? &t.high : &t.low) = sq_str_printf(
            a,
            "IF(OR(ISTEXT(%.*s),ISTEXT(%.*s)),IF(OR(%.*s=\"open\",%.*s=\"open\""
            "),\"open\",\"none\"),IF(%.*s<=0,\"none\",100*%.*s/%.*s))",
            SQ_FMT(x), SQ_FMT(max->low), SQ_FMT(x), SQ_FMT(max->low),
            SQ_FMT(max->low), SQ_FMT(x), SQ_FMT(max->low));
        struct sq_cell_value *is = high ? &t.is_high : &t.is_low;
        if (max->is_low.kind == SQ_CELL_OPEN || is->kind == SQ_CELL_OPEN)
            *is = sq_term_open().is_low;
        else if (max->is_low.kind != SQ_CELL_NUM || is->kind != SQ_CELL_NUM ||
                 max->is_low.x <= 0)
            *is = sq_term_none().is_low;
        else
            is->x = 100 * is->x / max->is_low.x;
    }
    return sq_step_add(&l->steps,
                       sq_live_said(l, d->id.text, "percent of maximum"), t);
}

/* ---- bands -------------------------------------------------------------- */

const struct sq_live_bands *
sq_live_bands_at(const struct sq_live *l, const struct sq_bands *bands)
{
    for (size_t i = 0; i < l->n_bands; i++) {
        if (l->bands[i].bands == bands)
            return &l->bands[i];
    }
    return NULL;
}

void
sq_live_band_at(struct sq_live *l, const struct sq_bands *bands, size_t k,
                uint32_t row)
{
    const struct sq_live_bands *known = sq_live_bands_at(l, bands);
    if (known) {
        known->rows[k] = row;
        return;
    }
    l->bands =
        sq_arena_push(l->p->arena, l->bands, &l->n_bands, sizeof *l->bands);
    l->bands[l->n_bands - 1] = (struct sq_live_bands){
        bands, SQ_NEW_N(l->p->arena, bands->n + 1, uint32_t)};
    l->bands[l->n_bands - 1].rows[k] = row;
}

static double
edge_of(const struct sq_band *b, double max)
{
    double edge = sq_num_double(b->upper.value);
    return sq_cell_round(b->upper.percent ? edge * max / 100 : edge);
}

sq_str
sq_live_band_index(struct sq_live *l, const struct sq_live_bands *at, sq_str x,
                   sq_str max)
{
    struct sq_sbuf b = sq_page_buffer();
    for (size_t i = 0; i + 1 < at->bands->n; i++) {
        const struct sq_band *band = &at->bands->bands[i];
        sq_str cell = sq_live_cell(l, SQ_PAGE_LEGEND, 6, at->rows[i]);
        sq_str in = sq_live_cell(l, SQ_PAGE_LEGEND, 7, at->rows[i]);
        sq_str edge =
            band->upper.percent
                ? sq_str_printf(l->p->arena,
                                "%.*s*IF(ISNUMBER(%.*s),%.*s,0)/100",
                                SQ_FMT(cell), SQ_FMT(max), SQ_FMT(max))
                : cell;
        sq_putf(&b,
                "%sIF(ROUND(%.*s,9)>ROUND(%.*s,9),1,IF(AND(ROUND(%.*s,9)="
                "ROUND(%.*s,9),%.*s=\"next band\"),1,0))",
                i ? "+" : "", SQ_FMT(x), SQ_FMT(edge), SQ_FMT(x), SQ_FMT(edge),
                SQ_FMT(in));
    }
    if (b.len == 0)
        sq_putz(&b, "0");
    return sq_page_take(l->p, &b);
}

static double
index_now(const struct sq_bands *bands, double x, const struct sq_term *max,
          bool high)
{
    struct sq_cell_value m = high ? max->is_high : max->is_low;
    double most = m.kind == SQ_CELL_NUM ? m.x : 0;
    double n = 0;
    x = sq_cell_round(x);
    for (size_t i = 0; i + 1 < bands->n; i++) {
        double edge = edge_of(&bands->bands[i], most);
        n += x > edge || (x == edge && !bands->bands[i].upper_in);
    }
    return n;
}

static struct sq_term
band_of(struct sq_live *l, const struct sq_bands *bands,
        const struct sq_term *value, const struct sq_term *max, sq_str words)
{
    const struct sq_live_bands *at = bands ? sq_live_bands_at(l, bands) : NULL;
    struct sq_arena *a = l->p->arena;
    if (!at)
        return (struct sq_term){0};
    if (value->low.ptr[0] == '"')
        return *value;
    sq_str low = sq_live_band_index(l, at, value->low, max->high);
    sq_str high = sq_live_band_index(l, at, value->high, max->low);
    static const char form[] =
        "IF(ISTEXT(%.*s),IF(%.*s=\"none\",\"none\",%zu),%.*s)";
    size_t last = bands->n - 1;
    struct sq_term t = {sq_str_printf(a, form, SQ_FMT(value->low),
                                      SQ_FMT(value->low), (size_t)0,
                                      SQ_FMT(low)),
                        sq_str_printf(a, form, SQ_FMT(value->high),
                                      SQ_FMT(value->high), last, SQ_FMT(high)),
                        value->is_low, value->is_high};
    if (value->is_low.kind == SQ_CELL_OPEN) {
        t.is_low = sq_cell_number(0);
        t.is_high = sq_cell_number((double)last);
    } else if (value->is_low.kind == SQ_CELL_NUM) {
        t.is_low.x = index_now(bands, value->is_low.x, max, true);
        t.is_high.x = index_now(bands, value->is_high.x, max, false);
    }
    return sq_step_add(&l->steps, words, t);
}

/* ---- floors ------------------------------------------------------------- */

/* A part that may turn out to be no part at all. */
static bool
may_stay_out(const struct sq_live_part *p)
{
    return sq_str_starts(p->kind.text, "waits") ||
           sq_str_has_folded(p->kind.text, SQ_LIT("may stay out"));
}

/* The parts of one test, whether any is at its floor: in a cell, and now. */
struct floor_test {
    struct sq_sbuf text;
    bool now;
};

static void
test_part(const struct reading *r, size_t part, double mark, bool maybe,
          struct floor_test *out)
{
    bool up = r->d->dimension->better == SQ_HIGHER;
    unsigned row = r->l->dimensions[r->d->dimension->index].top;
    char column = up == maybe ? 'F' : 'G';
    const struct sq_entry *e = entry_of(&r->parts[part], column);
    row += (unsigned)part;
    sq_putf(&out->text,
            "%sIF(ISNUMBER(Working!%c%u),(ROUND(Working!%c%u,9)%s"
            "%.15g)*1,0)",
            out->text.len ? "+" : "", column, row, column, row,
            up ? "<=" : ">=", mark);
    if (!maybe)
        sq_putf(&out->text,
                "*IF(OR(LEFT(Working!E%u,5)=\"waits\",RIGHT(Working!E%u,"
                "12)=\"may stay out\"),0,1)",
                row, row);
    double x = sq_cell_round(e->figure);
    bool in = e->kind == SQ_IS_FIGURE && (up ? x <= mark : x >= mark);
    out->now = out->now || (in && (maybe || !may_stay_out(&r->parts[part])));
}

/* Any of those so far, surely and maybe. */
static struct sq_term
floor_step(const struct reading *r, struct floor_test *sure,
           struct floor_test *maybe)
{
    struct sq_arena *a = r->l->p->arena;
    sq_str f = sq_page_take(r->l->p, &sure->text);
    sq_str g = sq_page_take(r->l->p, &maybe->text);
    struct sq_term t = {sq_str_printf(a, "IF(%.*s>0,1,0)", SQ_FMT(f)),
                        sq_str_printf(a, "IF(%.*s>0,1,0)", SQ_FMT(g)),
                        sq_cell_number(sure->now), sq_cell_number(maybe->now)};
    return sq_step_add(&r->l->steps,
                       sq_live_said(r->l, r->d->dimension->id.text,
                                    "a critical question is at its floor"),
                       t);
}

/* Whether a critical part is at or below the floor: surely, or maybe.  Many
 * parts are more than one formula holds: each goes on from the one before. */
static struct sq_term
at_floor(const struct reading *r)
{
    const struct sq_dim_result *d = r->d;
    struct floor_test sure = {sq_page_buffer(), false};
    struct floor_test maybe = {sq_page_buffer(), false};
    for (size_t i = 0; i < d->n_parts; i++) {
        const struct sq_question *q = d->parts[i].slot->question;
        sq_num mark;
        if (!q->critical || !sq_floor_mark(d->dimension, q, &mark))
            continue;
        double m = sq_cell_round(sq_num_double(mark));
        test_part(r, i, m, false, &sure);
        test_part(r, i, m, true, &maybe);
        if (sure.text.len > SQ_FORMULA_MAX / 2) {
            struct sq_term so_far = floor_step(r, &sure, &maybe);
            sq_put(&sure.text, so_far.low);
            sq_put(&maybe.text, so_far.high);
        }
    }
    if (sure.text.len)
        return floor_step(r, &sure, &maybe);
    sq_sbuf_done(&sure.text);
    sq_sbuf_done(&maybe.text);
    return sq_term_number(&r->l->steps, 0, 0);
}

static struct sq_term
capped(const struct reading *r, struct sq_term band)
{
    const struct sq_dimension *d = r->d->dimension;
    if (!d->floor_cap.text.len || band.low.len == 0 || band.low.ptr[0] == '"')
        return band;
    struct sq_term floor = at_floor(r);
    r->l->dimensions[d->index].floor = floor;
    bool up = d->better == SQ_HIGHER;
    unsigned cap = (unsigned)d->cap_band;
    const char *pick = up ? "MIN" : "MAX";
    struct sq_arena *a = r->l->p->arena;
    /* at most, where higher is better: the low end falls as soon as it may */
    sq_str on_low = up ? floor.high : floor.low;
    sq_str on_high = up ? floor.low : floor.high;
    static const char form[] =
        "IF(AND(ISNUMBER(%.*s),%.*s>0),%s(%.*s,%u),%.*s)";
    struct sq_term t = {
        sq_str_printf(a, form, SQ_FMT(band.low), SQ_FMT(on_low), pick,
                      SQ_FMT(band.low), cap, SQ_FMT(band.low)),
        sq_str_printf(a, form, SQ_FMT(band.high), SQ_FMT(on_high), pick,
                      SQ_FMT(band.high), cap, SQ_FMT(band.high)),
        band.is_low, band.is_high};
    double low = up ? floor.is_high.x : floor.is_low.x;
    double high = up ? floor.is_low.x : floor.is_high.x;
    if (band.is_low.kind == SQ_CELL_NUM && low > 0)
        t.is_low.x = up ? fmin(band.is_low.x, cap) : fmax(band.is_low.x, cap);
    if (band.is_high.kind == SQ_CELL_NUM && high > 0)
        t.is_high.x =
            up ? fmin(band.is_high.x, cap) : fmax(band.is_high.x, cap);
    return sq_step_add(&r->l->steps,
                       sq_live_said(r->l, d->id.text, "band, after floors"), t);
}

/* One of its steps was too long for a formula, and keeps its value. */
static void
tell_too_long(struct sq_live *l, const char *what, sq_str id)
{
    if (l->steps.failed)
        sq_live_untold(l, what, id);
    l->steps.failed = false;
}

void
sq_live_dimension(struct sq_live *l, const struct sq_dim_result *d)
{
    const struct sq_dimension *dim = d->dimension;
    struct sq_live_figure *f = &l->dimensions[dim->index];
    struct reading r = {l, d, f->parts};
    bool made = true;
    f->value = dim->combine == SQ_COMBINE_table ? value_of_table(l, dim, &made)
                                                : value_of_parts(&r);
    if (!made) { /* something in the table cannot be said as a formula */
        sq_live_untold(l, "the dimension", dim->id.text);
        f->value = as_is(l, &d->value);
    }
    if (dim->missing == SQ_MISS_WORST)
        f->value = worst_end(dim, f->value);
    if (dim->missing == SQ_MISS_BLOCK && d->n_parts)
        f->value = blocked(&r, f->value);
    f->max = max_of_parts(&r);
    f->percent = share(l, &r, &f->value, &f->max);
    f->band =
        capped(&r, band_of(l, dim->bands, &f->value, &f->max,
                           sq_live_said(l, dim->id.text, "band, lowest is 0")));
    tell_too_long(l, "the dimension", dim->id.text);
}

void
sq_live_value(struct sq_live *l, const struct sq_value_result *v)
{
    const struct sq_derived *d = v->derived;
    struct sq_live_figure *f = &l->values[d->index];
    bool made = false;
    if (d->is.expr)
        f->value = sq_live_formula(l, &d->is, -1, &made);
    if (!made) {
        sq_live_untold(l, "the figure", d->id.text);
        f->value = as_is(l, &v->value);
        if (v->val.type == SQ_T_BOOL)
            f->value =
                sq_term_number(&l->steps, !v->val.may_false, v->val.may_true);
    }
    f->max = sq_term_none();
    if (d->max.expr)
        f->max = sq_live_formula(l, &d->max, -1, &made);
    if (d->max.expr && !made)
        f->max = as_is(l, &v->max);
    f->band = band_of(l, d->bands, &f->value, &f->max,
                      sq_live_said(l, d->id.text, "band, lowest is 0"));
    tell_too_long(l, "the figure", d->id.text);
}
