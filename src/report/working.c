/* SPDX-License-Identifier: MIT */
/* The working: every figure with what it is made of, to be reworked by hand. */
#include "base/arena.h"
#include "expr/expr.h"
#include "report/paper.h"

static sq_str
dimension_label(const struct sq_paper *p, const struct sq_dimension *d)
{
    return sq_words_label(&d->label, d->id.text, p->lang);
}

static bool
is_single(const struct sq_range *r)
{
    return r->data && !r->may_none && !r->no_low && !r->no_high &&
           sq_num_ok(r->low) && sq_num_ok(r->high) &&
           sq_num_cmp(r->low, r->high) == 0;
}

/* ---- how a dimension is made -------------------------------------------- */

static const char *
combine_summary(int combine)
{
    static const char *const words[] = {
#define COMBINE(name, word, summary) word ": " summary,
#include "model/combine.def"
#undef COMBINE
    };
    return words[combine];
}

/* What is usual is said once, above all dimensions. */
static void
put_usual(struct sq_paper *p)
{
    sq_paper_say(p, "Unless a dimension says otherwise: higher is better, the "
                    "maximum is taken over the questions asked, \"not "
                    "applicable\" is left out, \"not known\" counts as the "
                    "worst, and a missing answer makes a range.");
}

static void
put_policies(struct sq_paper *p, const struct sq_dimension *d)
{
    static const char *const na[] = {
        [SQ_NA_EXCLUDE] = "is left out",
        [SQ_NA_ZERO] = "counts 0",
        [SQ_NA_BEST] = "counts as the best",
        [SQ_NA_WORST] = "counts as the worst",
    };
    static const char *const missing[] = {
        [SQ_MISS_INTERVAL] = "makes a range",
        [SQ_MISS_ZERO] = "counts 0",
        [SQ_MISS_WORST] = "counts as the worst",
        [SQ_MISS_BLOCK] = "holds the figure back",
    };

    if (d->better == SQ_LOWER)
        sq_putz(&p->b, " Lower is better.");
    if (d->basis == SQ_BASIS_ALL)
        sq_putz(&p->b, " The maximum is taken over all questions, asked or "
                       "not.");
    if (d->basis == SQ_BASIS_REACHABLE)
        sq_putz(&p->b, " The maximum is taken over the questions that could be "
                       "asked.");
    if (d->not_applicable != SQ_NA_EXCLUDE)
        sq_putf(&p->b, " \"Not applicable\" %s.", na[d->not_applicable]);
    if (d->not_known != SQ_NK_WORST)
        sq_putz(&p->b, " \"Not known\" is treated as missing.");
    if (d->missing != SQ_MISS_INTERVAL)
        sq_putf(&p->b, " A missing answer %s.", missing[d->missing]);
}

static void
put_rules(struct sq_paper *p, const struct sq_dimension *d)
{
    sq_putf(&p->b, "Made by %s.", combine_summary(d->combine));
    put_policies(p, d);
    if (d->has_at_least) {
        sq_putz(&p->b, " A question counts from ");
        sq_words_num(&p->b, d->at_least, 9);
        sq_putz(&p->b, " points.");
    }
    if (d->floor_at.text.len > 0)
        sq_putf(&p->b,
                " A critical question at or below %.*s caps the band at %.*s.",
                SQ_FMT(d->floor_at.text), SQ_FMT(d->floor_cap.text));
    sq_paper_take_paragraph(p);
}

/* ---- its parts ---------------------------------------------------------- */

static void
put_points(struct sq_paper *p, const struct sq_contribution *part)
{
    if (part->kind == SQ_EXCLUDED) {
        sq_putz(&p->b, "none");
        return;
    }
    sq_words_num(&p->b, part->low, 9);
    if (sq_num_ok(part->low) && sq_num_ok(part->high) &&
        sq_num_cmp(part->low, part->high) != 0) {
        sq_putz(&p->b, " to ");
        sq_words_num(&p->b, part->high, 9);
    }
}

static void
put_because(struct sq_paper *p, const struct sq_contribution *part)
{
    static const char *const words[] = {
        [SQ_COUNTED] = "",
        [SQ_OPEN] = "not answered",
        [SQ_PENDING_PART] = "perhaps not asked, by what comes before it",
        [SQ_UNKNOWN] = "not known",
        [SQ_EXCLUDED] = "not applicable, left out",
        [SQ_LEFT_HIDDEN] = "not asked",
    };

    if (part->kind == SQ_COUNTED)
        sq_words_slot(&p->b, p->c, part->slot, p->lang);
    sq_putz(&p->b, words[part->kind]);
    if (part->at_floor)
        sq_putz(&p->b, "; critical and at its floor");
    else if (part->may_at_floor)
        sq_putz(&p->b, "; critical and perhaps at its floor");
}

static void
put_part(struct sq_paper *p, struct sq_block *table,
         const struct sq_contribution *part)
{
    sq_paper_cell(p, table, part->slot->id);
    put_points(p, part);
    sq_paper_take_cell(p, table)->number = true;
    sq_words_num(&p->b, part->max, 9);
    sq_paper_take_cell(p, table)->number = true;
    sq_words_num(&p->b, part->weight, 9);
    sq_paper_take_cell(p, table)->number = true;
    put_because(p, part);
    sq_paper_take_cell(p, table);
}

static void
put_hidden(struct sq_paper *p, const struct sq_dim_result *d)
{
    size_t n = 0;

    for (size_t i = 0; i < d->n_parts; i++) {
        if (d->parts[i].kind == SQ_LEFT_HIDDEN)
            sq_putf(&p->b, "%s%.*s",
                    n++ > 0 ? ", " : "Not asked, so left out: ",
                    SQ_FMT(d->parts[i].slot->id));
    }
    if (n > 0)
        sq_putc(&p->b, '.');
    sq_paper_take_paragraph(p);
}

static void
put_parts(struct sq_paper *p, const struct sq_dim_result *d)
{
    static const char *const heads[] = {"Question", "Points", "Of", "Weight",
                                        "Answer"};
    struct sq_block *table = sq_paper_table(p, heads, 5);

    for (size_t i = 0; i < d->n_parts; i++) {
        if (d->parts[i].kind != SQ_LEFT_HIDDEN)
            put_part(p, table, &d->parts[i]);
    }
    put_hidden(p, d);
}

/* ---- sums and results --------------------------------------------------- */

struct sums {
    sq_num low, high, most; /* Σ weight × points, at least and at most */
    size_t n;               /* parts that count */
};

static struct sums
add_up(const struct sq_dim_result *d)
{
    struct sums s = {SQ_NUM_ZERO, SQ_NUM_ZERO, SQ_NUM_ZERO, 0};

    for (size_t i = 0; i < d->n_parts; i++) {
        const struct sq_contribution *part = &d->parts[i];
        if (part->kind == SQ_EXCLUDED || part->kind == SQ_LEFT_HIDDEN)
            continue;
        s.n++;
        s.low = sq_num_add(s.low, sq_num_mul(part->weight, part->low));
        s.high = sq_num_add(s.high, sq_num_mul(part->weight, part->high));
        s.most = sq_num_add(s.most, sq_num_mul(part->weight, part->max));
    }
    return s;
}

static void
put_sums(struct sq_paper *p, const struct sq_dim_result *d)
{
    struct sums s = add_up(d);

    if (s.n == 0) {
        sq_putz(&p->b, "Nothing in it is scored. ");
        return;
    }
    sq_putz(&p->b, "Sum of weight × points: ");
    sq_words_num(&p->b, s.low, 9);
    if (sq_num_ok(s.low) && sq_num_ok(s.high) &&
        sq_num_cmp(s.low, s.high) != 0) {
        sq_putz(&p->b, " to ");
        sq_words_num(&p->b, s.high, 9);
    }
    sq_putz(&p->b, ". Sum of weight × the most each can give: ");
    sq_words_num(&p->b, s.most, 9);
    sq_putf(&p->b, ". Answers that count or could: %zu. ", s.n);
}

/* Weights above the questions, where they are not all 1. */
static void
put_weights(struct sq_paper *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->q->n_sections; i++) {
        const struct sq_section *s = p->q->sections[i];
        if (sq_num_ok(s->weight) && sq_num_cmp(s->weight, sq_num_int(1)) == 0)
            continue;
        sq_putf(&p->b, "%s%.*s ",
                n++ > 0 ? ", "
                        : "Weights of sections and "
                          "groups other than 1: ",
                SQ_FMT(s->id.text));
        sq_words_num(&p->b, s->weight, 9);
    }
    for (size_t i = 0; i < p->q->n_groups; i++) {
        const struct sq_group *g = p->q->groups[i];
        if (sq_num_ok(g->weight) && sq_num_cmp(g->weight, sq_num_int(1)) == 0)
            continue;
        sq_putf(&p->b, "%s%.*s ",
                n++ > 0 ? ", "
                        : "Weights of sections and "
                          "groups other than 1: ",
                SQ_FMT(g->id.text));
        sq_words_num(&p->b, g->weight, 9);
    }
    if (n > 0)
        sq_putz(&p->b, ". ");
}

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

static void
put_result(struct sq_paper *p, const struct sq_dim_result *d)
{
    bool nested = d->dimension->combine == SQ_COMBINE_weighted_mean;

    if (d->dimension->combine != SQ_COMBINE_table)
        put_sums(p, d);
    if (nested || d->dimension->combine == SQ_COMBINE_percent ||
        d->dimension->combine == SQ_COMBINE_sum)
        put_weights(p);
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

/* ---- bands and the distance to their edges ------------------------------- */

/* The edge above band i as a figure; false when there is none. */
static bool
edge_above(const struct sq_bands *bands, size_t i, const struct sq_range *max,
           sq_num *out)
{
    const struct sq_edge_num *edge = &bands->bands[i].upper;

    if (!edge->given)
        return false;
    *out = edge->value;
    if (edge->percent) {
        if (!is_single(max))
            return false;
        *out = sq_num_div(sq_num_mul(edge->value, max->low), sq_num_int(100));
    }
    return sq_num_ok(*out);
}

/* From one figure to the near edge of band i. */
static void
put_distance(struct sq_paper *p, const struct sq_bands *bands, size_t i,
             size_t at, sq_num value, const struct sq_range *max)
{
    bool up = i > at;
    size_t below = up ? i - 1 : i;
    bool strictly = up == bands->bands[below].upper_in;
    sq_num edge;

    if (!edge_above(bands, below, max, &edge))
        return;
    sq_num far = up ? sq_num_sub(edge, value) : sq_num_sub(value, edge);
    sq_putz(&p->b, up ? ": if it rose " : ": if it fell ");
    if (far.num == 0) {
        sq_putz(&p->b, "at all");
        return;
    }
    sq_putz(&p->b, strictly ? "by more than " : "by ");
    sq_words_num(&p->b, far, 2);
}

static void
put_bands(struct sq_paper *p, const struct sq_band_range *band,
          const struct sq_range *value, const struct sq_range *max, bool capped)
{
    struct sq_block *list = sq_paper_bullets(p);
    const struct sq_bands *bands = band->bands;

    if (!bands || !value->data)
        return;
    bool single = is_single(value);
    size_t by_figure =
        single ? sq_bands_find(bands, value->low,
                               is_single(max) ? max->low : SQ_NUM_ZERO)
               : 0;
    for (size_t i = 0; i < bands->n; i++) {
        sq_words_band_one(&p->b, bands, i, p->lang);
        sq_putz(&p->b, ", ");
        sq_words_edges(&p->b, bands, i);
        if (i >= band->low && i <= band->high)
            sq_putz(&p->b, band->low == band->high && !value->may_none
                               ? ": THE BAND"
                               : ": possible");
        if (single && i == by_figure && capped && i != band->low)
            sq_putz(&p->b, ": here by the figure, but capped");
        else if (single && i != by_figure)
            put_distance(p, bands, i, by_figure, value->low, max);
        sq_paper_take_item(p, list);
    }
}

static void
put_dimension(struct sq_paper *p, const struct sq_dim_result *d)
{
    put_rules(p, d->dimension);
    put_parts(p, d);
    put_table_rows(p, d->dimension);
    put_result(p, d);
    put_bands(p, &d->band, &d->value, &d->max, d->capped || d->may_cap);
}

/* ---- derived values ----------------------------------------------------- */

struct names {
    struct sq_paper *p;
    struct sq_block *list;
    struct sq_map put; /* names put already */
    sq_str *not_asked;
    size_t n;
};

/* A rating as its figure alone: the words stand with the answer. */
static void
put_slot_value(struct sq_paper *p, const struct sq_slot *s)
{
    sq_num figure;

    if (s->question->matrix && sq_paper_figure(p, s, &figure))
        sq_words_num(&p->b, figure, 2);
    else
        sq_words_slot(&p->b, p->c, s, p->lang);
}

/* False, and nothing put, when it is asked nowhere. */
static bool
put_question_value(struct sq_paper *p, const struct sq_question *q)
{
    size_t n = 0;

    if (!q->group) {
        const struct sq_slot *s = &p->c->slots[p->c->first_slot[q->index]];
        if (s->state != SQ_HIDDEN)
            put_slot_value(p, s);
        return s->state != SQ_HIDDEN;
    }
    for (uint32_t row = p->c->first_row[q->group->index];
         row < p->c->first_row[q->group->index + 1]; row++) {
        const struct sq_row *r = &p->c->rows[row];
        const struct sq_slot *s = &p->c->slots[r->first + q->column];
        if (s->state == SQ_HIDDEN)
            continue;
        sq_putz(&p->b, n++ > 0 ? ", " : "");
        if (r->id.len > 0)
            sq_putf(&p->b, "%.*s ", SQ_FMT(r->id));
        put_slot_value(p, s);
    }
    return n > 0;
}

static void
put_dimension_value(struct sq_paper *p, const struct sq_name *name)
{
    const struct sq_dimension *ref = name->ref;
    const struct sq_dim_result *d = &p->res->dimensions[ref->index];

    if (name->part == SQ_PART_DIM_BAND)
        sq_words_band(&p->b, &d->band, &d->value, p->lang);
    else if (name->part == SQ_PART_DIM_MAX)
        sq_words_range(&p->b, &d->max, 9);
    else if (name->part == SQ_PART_DIM_PERCENT)
        sq_words_percent(&p->b, &d->percent, 9);
    else
        sq_words_range(&p->b, &d->value, 9);
}

/* False, and nothing put, when there is nothing to say. */
static bool
put_name_value(struct sq_paper *p, const struct sq_name *name)
{
    if (name->part == SQ_PART_QUESTION)
        return put_question_value(p, name->ref);
    if (name->part == SQ_PART_CELL) {
        const struct sq_cell_ref *cell = name->ref;
        const struct sq_question *q = cell->question;
        uint32_t row = p->c->first_row[q->group->index] + cell->row;
        const struct sq_slot *s =
            &p->c->slots[p->c->rows[row].first + q->column];
        if (s->state != SQ_HIDDEN)
            put_slot_value(p, s);
        return s->state != SQ_HIDDEN;
    }
    if (name->part == SQ_PART_VALUE || name->part == SQ_PART_VALUE_BAND) {
        const struct sq_derived *ref = name->ref;
        const struct sq_value_result *v = &p->res->values[ref->index];
        if (name->part == SQ_PART_VALUE)
            sq_words_value(&p->b, v, p->lang);
        else
            sq_words_band(&p->b, &v->band, &v->value, p->lang);
        return true;
    }
    if (name->part == SQ_PART_GATE || name->part == SQ_PART_TRIGGER ||
        name->part == SQ_PART_ANSWER)
        return false;
    put_dimension_value(p, name);
    return true;
}

static void
put_name(void *ctx, const struct sq_expr *e)
{
    struct names *names = ctx;
    struct sq_paper *p = names->p;

    if (!sq_map_add(&names->put, e->text, names))
        return;
    sq_putf(&p->b, "%.*s: ", SQ_FMT(e->text));
    if (put_name_value(p, &e->name)) {
        sq_paper_take_item(p, names->list);
        return;
    }
    sq_sbuf_clear(&p->b);
    names->not_asked = sq_arena_push(p->a, names->not_asked, &names->n,
                                     sizeof(names->not_asked[0]));
    names->not_asked[names->n - 1] = e->text;
}

static void
put_names(struct sq_paper *p, const struct sq_formula *first,
          const struct sq_formula *second)
{
    struct names names = {.p = p, .list = sq_paper_bullets(p)};

    sq_map_init(&names.put, p->a);
    if (first->expr)
        sq_expr_names(first->expr, put_name, &names);
    if (second->expr)
        sq_expr_names(second->expr, put_name, &names);
    for (size_t i = 0; i < names.n; i++)
        sq_putf(&p->b, "%s%.*s",
                i > 0 ? ", " : "not asked: ", SQ_FMT(names.not_asked[i]));
    if (names.n > 0)
        sq_paper_take_item(p, names.list);
}

struct now {
    struct sq_paper *p;
    struct sq_map put;
};

static void
put_one_now(void *ctx, const struct sq_expr *e)
{
    struct now *now = ctx;
    struct sq_paper *p = now->p;

    if (!sq_map_add(&now->put, e->text, now))
        return;
    sq_putf(&p->b, "%s%.*s ",
            now->put.n > 1 ? "; " : " Now: ", SQ_FMT(e->text));
    size_t before = p->b.len;
    if (!put_name_value(p, &e->name) || p->b.len == before)
        sq_putz(&p->b, "not asked");
}

void
sq_paper_put_now(struct sq_paper *p, const struct sq_formula *rule)
{
    struct now now = {.p = p};

    if (!rule->expr)
        return;
    sq_map_init(&now.put, p->a);
    sq_expr_names(rule->expr, put_one_now, &now);
    if (now.put.n > 0)
        sq_paper_stop(p);
}

static void
put_value(struct sq_paper *p, const struct sq_value_result *v)
{
    sq_putf(&p->b, "It is %.*s", SQ_FMT(v->derived->is.text));
    if (v->derived->max.text.len > 0)
        sq_putf(&p->b, ", of at most %.*s", SQ_FMT(v->derived->max.text));
    sq_putz(&p->b, ", where:");
    sq_paper_take_paragraph(p);
    put_names(p, &v->derived->is, &v->derived->max);
    sq_putz(&p->b, "Result: ");
    sq_words_value(&p->b, v, p->lang);
    sq_paper_stop(p);
    if (!v->exact && v->value.data)
        sq_putz(&p->b, " The ends are safe bounds; the answers left may not be "
                       "able to reach them.");
    sq_paper_take_paragraph(p);
    put_bands(p, &v->band, &v->value, &v->max, false);
}

/* ---- gates, triggers, outcomes ------------------------------------------ */

static void
put_decisions(struct sq_paper *p, unsigned level)
{
    const struct sq_results *res = p->res;
    struct sq_block *list = sq_paper_bullets(p);

    if (res->n_gates + res->n_triggers == 0)
        return;
    sq_paper_heading(p, level, SQ_LIT("Gates and triggers"));
    for (size_t i = 0; i < res->n_gates; i++) {
        const struct sq_gate *g = res->gates[i].gate;
        sq_putf(&p->b, "The gate %.*s: %s. It must hold that %.*s",
                SQ_FMT(g->id.text), sq_words_gate(res->gates[i].state),
                SQ_FMT(g->must.text));
        if (g->when.text.len > 0)
            sq_putf(&p->b, ", whenever %.*s", SQ_FMT(g->when.text));
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
    for (size_t i = 0; i < res->n_triggers; i++) {
        const struct sq_trigger *t = res->triggers[i].trigger;
        sq_putf(&p->b, "The trigger %.*s: %s. It fires when %.*s",
                SQ_FMT(t->id.text), sq_words_trigger(res->triggers[i].state),
                SQ_FMT(t->when.text));
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
}

static bool
is_possible(const struct sq_results *res, const struct sq_outcome *o)
{
    for (size_t i = 0; i < res->n_possible; i++) {
        if (res->possible[i] == o)
            return true;
    }
    return false;
}

static void
put_outcomes(struct sq_paper *p, unsigned level)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (p->q->n_outcomes == 0)
        return;
    sq_paper_heading(p, level, SQ_LIT("The recommendation"));
    sq_paper_say(p, "The first of these whose rule holds:");
    for (size_t i = 0; i < p->q->n_outcomes; i++) {
        const struct sq_outcome *o = &p->q->outcomes[i];
        sq_put(&p->b, sq_words_label(&o->label, o->id.text, p->lang));
        if (o->otherwise)
            sq_putz(&p->b, ", otherwise");
        else
            sq_putf(&p->b, ", when %.*s", SQ_FMT(o->when.text));
        if (p->res->outcome == o)
            sq_putz(&p->b, ": THIS ONE");
        else if (!p->res->outcome && is_possible(p->res, o))
            sq_putz(&p->b, ": possible");
        sq_paper_take_item(p, list);
    }
}

void
sq_paper_working(struct sq_paper *p, unsigned level)
{
    if (p->res->n_dimensions > 0)
        put_usual(p);
    for (size_t i = 0; i < p->res->n_dimensions; i++) {
        const struct sq_dim_result *d = &p->res->dimensions[i];
        sq_put(&p->b, dimension_label(p, d->dimension));
        if (d->dimension->label.n > 0)
            sq_putf(&p->b, " (%.*s)", SQ_FMT(d->dimension->id.text));
        sq_paper_take_heading(p, level);
        put_dimension(p, d);
    }
    for (size_t i = 0; i < p->res->n_values; i++) {
        const struct sq_derived *v = p->res->values[i].derived;
        sq_put(&p->b, sq_words_label(&v->label, v->id.text, p->lang));
        if (v->label.n > 0)
            sq_putf(&p->b, " (%.*s)", SQ_FMT(v->id.text));
        sq_paper_take_heading(p, level);
        put_value(p, &p->res->values[i]);
    }
    put_decisions(p, level);
    put_outcomes(p, level);
}
