/* SPDX-License-Identifier: MIT */
/* A dimension's rules, the answers in it, and its bands. */
#include "report/working.h"

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
void
sq_working_usual(struct sq_paper *p)
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
        sq_putz(&p->b, " A question counts that has at least ");
        sq_words_num(&p->b, d->at_least, 9);
        sq_putz(&p->b, sq_num_cmp(d->at_least, sq_num_int(1)) == 0
                           ? " point."
                           : " points.");
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
        [SQ_EXCLUDED] = "; left out",
        [SQ_LEFT_HIDDEN] = "not asked",
    };

    if (part->kind == SQ_COUNTED || part->kind == SQ_EXCLUDED)
        sq_put(&p->b, sq_slot_show(p->c, part->slot, p->lang));
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

/* Questions that are not asked; with `basis: all` or `reachable` the most that
 * they could give still counts in the maximum. */
static void
put_hidden(struct sq_paper *p, const struct sq_dim_result *d)
{
    int basis = d->dimension->basis;
    size_t n = 0;

    for (size_t i = 0; i < d->n_parts; i++) {
        const struct sq_slot *s = d->parts[i].slot;
        if (d->parts[i].kind != SQ_LEFT_HIDDEN)
            continue;
        sq_putz(&p->b, n++ > 0                   ? ", "
                       : basis == SQ_BASIS_ASKED ? "Not asked, so left out: "
                       : basis == SQ_BASIS_ALL
                           ? "Not asked, but the most they could give counts "
                             "in the maximum: "
                           : "Not asked; the most they could give counts in "
                             "the maximum where they could be asked: ");
        sq_put(&p->b, s->id);
        if (basis != SQ_BASIS_ASKED) {
            sq_putc(&p->b, ' ');
            sq_words_num(&p->b, s->question->high_points, 9);
        }
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
        if (!sq_range_single(max))
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

void
sq_working_bands(struct sq_paper *p, const struct sq_band_range *band,
                 const struct sq_range *value, const struct sq_range *max,
                 bool capped)
{
    struct sq_block *list = sq_paper_bullets(p);
    const struct sq_bands *bands = band->bands;

    if (!bands || !value->data)
        return;
    bool single = sq_range_single(value);
    size_t by_figure =
        single ? sq_bands_find(bands, value->low,
                               sq_range_single(max) ? max->low : SQ_NUM_ZERO)
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

void
sq_working_dimension(struct sq_paper *p, const struct sq_dim_result *d)
{
    put_rules(p, d->dimension);
    put_parts(p, d);
    sq_working_sums(p, d);
    sq_working_bands(p, &d->band, &d->value, &d->max, d->capped || d->may_cap);
}
