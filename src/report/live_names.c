/* SPDX-License-Identifier: MIT */
/* What the names in an expression are worth, as cells. */
#include "base/arena.h"
#include "model/qtype.h"
#include "report/live.h"
#include "score/env.h"

/* A pair by state: what it is when answered (`low`, `high`), when missing
 * (`open`), and when it may or may not be asked (`maybe`). */
struct by_state {
    struct sq_term given, missing, maybe, hidden;
};

static struct sq_term
by_state(struct sq_live *l, const struct sq_slot *s, sq_str words,
         const struct by_state *b)
{
    struct sq_term k = sq_live_state(l, s);
    int is = (int)k.is_low.x;
    const struct sq_term *t = is == SQ_LIVE_HIDDEN           ? &b->hidden
                              : is == SQ_LIVE_ANSWERED       ? &b->given
                              : is == SQ_LIVE_MAYBE_ANSWERED ? &b->maybe
                                                             : &b->missing;
    if (is == SQ_LIVE_MAYBE_MISSING)
        t = &b->maybe;
    if (sq_live_is_fixed(&k) && is != SQ_LIVE_MAYBE_MISSING)
        return sq_live_is_fixed(t) || t->low.ptr[0] == '"'
                   ? *t
                   : sq_step_add(&l->steps, words, *t);
    struct sq_term f = {{NULL, 0}, {NULL, 0}, t->is_low, t->is_high};
    for (int high = 0; high < 2; high++) {
        const struct sq_term *all[4] = {&b->hidden, &b->given, &b->missing,
                                        &b->maybe};
        sq_str x[4];
        for (int i = 0; i < 4; i++)
            x[i] = high ? all[i]->high : all[i]->low;
        *(high ? &f.high : &f.low) = sq_str_printf(
            l->p->arena, "IF(%.*s=0,%.*s,IF(%.*s=1,%.*s,IF(%.*s=3,%.*s,%.*s)))",
            SQ_FMT(k.low), SQ_FMT(x[0]), SQ_FMT(k.low), SQ_FMT(x[1]),
            SQ_FMT(k.low), SQ_FMT(x[2]), SQ_FMT(x[3]));
    }
    return sq_step_add(&l->steps, words, f);
}

static struct sq_term
truth(struct sq_live *l, bool low, bool high)
{
    return sq_term_number(&l->steps, low, high);
}

/* A test on the words of an answer that is given, and what it says now. */
static struct sq_term
is_when(struct sq_live *l, const struct sq_slot *s, sq_str words, sq_str test,
        bool now)
{
    struct sq_cell_value is = sq_cell_number(now);
    sq_str f = sq_str_printf(l->p->arena, "IF(%.*s,1,0)", SQ_FMT(test));
    struct by_state b = {
        .given = {f, f, is, is},
        .missing = truth(l, false, true),
        .maybe = {SQ_LIT("0"), f, sq_cell_number(0), is},
        .hidden = truth(l, false, false),
    };
    int k = (int)sq_live_state(l, s).is_low.x;
    if (k == SQ_LIVE_MAYBE_MISSING) { /* then the words are no answer */
        b.maybe.high = SQ_LIT("1");
        b.maybe.is_high = sq_cell_number(1);
    }
    return by_state(l, s, words, &b);
}

sq_str
sq_live_quoted(struct sq_live *l, const char *word)
{
    return sq_str_printf(l->p->arena, "\"%s\"", word);
}

static struct sq_term
is_reserved(struct sq_live *l, const struct sq_slot *s, enum sq_reserved word)
{
    bool known = word == SQ_R_NOT_KNOWN;
    bool now = s->reply == (known ? SQ_NOT_KNOWN : SQ_NOT_APPLICABLE);
    const struct sq_question *q = s->question;
    sq_str words =
        sq_live_step_words(l, sq_live_reserved[known ? 0 : 1], s->id);
    sq_str test =
        sq_str_printf(l->p->arena, "%.*s=\"%s\"",
                      SQ_FMT(sq_live_answer_cell(l, s, SQ_ANSWER_WORDS)),
                      sq_live_reserved[known ? 0 : 1]);
    if (!l->slots[s->index].set)
        test = now ? SQ_LIT("TRUE") : SQ_LIT("FALSE");
    bool allowed = (known ? q->not_known : q->not_applicable) == SQ_ALLOWED;
    struct sq_term t = is_when(l, s, words, test, now);
    if (!allowed && !now) /* it cannot become that either */
        return truth(l, false, false);
    return t;
}

static bool
holds(const struct sq_slot *s, const struct sq_expr *item)
{
    if (s->reply != SQ_GIVEN)
        return false;
    if (item->op == SQ_OP_TEXT)
        return sq_str_eq(s->value.text, item->text);
    if (s->question->type->in_exprs == SQ_T_OPTION)
        return s->value.option == item->option;
    for (uint32_t i = 0; i < s->value.n_options; i++) {
        if (s->value.options[i] == item->option)
            return true;
    }
    return false;
}

static struct sq_term
is_band(struct sq_live *l, const struct sq_term *band, uint32_t i, sq_str words)
{
    struct sq_arena *a = l->p->arena;
    if (band->is_low.kind == SQ_CELL_NONE && band->low.ptr[0] == '"')
        return truth(l, false, false);
    bool text = band->is_low.kind != SQ_CELL_NUM;
    double low = band->is_low.x, high = band->is_high.x;
    struct sq_term t = {
        sq_str_printf(a, "IF(ISTEXT(%.*s),0,IF(AND(%.*s=%u,%.*s=%u),1,0))",
                      SQ_FMT(band->low), SQ_FMT(band->low), i,
                      SQ_FMT(band->high), i),
        sq_str_printf(a, "IF(ISTEXT(%.*s),0,IF(AND(%.*s<=%u,%.*s>=%u),1,0))",
                      SQ_FMT(band->low), SQ_FMT(band->low), i,
                      SQ_FMT(band->high), i),
        sq_cell_number(!text && low == i && high == i),
        sq_cell_number(!text && low <= i && high >= i)};
    return sq_step_add(&l->steps, words, t);
}

static const struct sq_term *
band_term(struct sq_live *l, const struct sq_name *name)
{
    if (name->part == SQ_PART_DIM_BAND)
        return &l->dimensions[((const struct sq_dimension *)name->ref)->index]
                    .band;
    if (name->part == SQ_PART_VALUE_BAND)
        return &l->values[((const struct sq_derived *)name->ref)->index].band;
    return NULL;
}

static bool
model_is(void *ctx, const struct sq_name *name, int32_t row,
         const struct sq_expr *item, struct sq_term *out)
{
    struct sq_live *l = ctx;
    const struct sq_term *band = band_term(l, name);
    if (band && (item->op != SQ_OP_OPTION || band->low.len == 0))
        return false;
    if (band) {
        *out = is_band(
            l, band, item->option,
            sq_str_printf(l->p->arena, "the band is %.*s", SQ_FMT(item->text)));
        return true;
    }
    if (name->part != SQ_PART_QUESTION && name->part != SQ_PART_CELL)
        return false;
    const struct sq_slot *s = sq_case_named(l->p->c, name, row);
    *out = truth(l, false, false);
    if (!s || !s->question->type || !l->slots[s->index].row)
        return s == NULL;
    if (item->op == SQ_OP_RESERVED) {
        *out = is_reserved(l, s, item->reserved);
        return true;
    }
    const struct sq_live_slot *at = &l->slots[s->index];
    bool now = holds(s, item);
    sq_str test = now ? SQ_LIT("TRUE") : SQ_LIT("FALSE");
    if (at->set && at->set->choices) {
        sq_str cell = sq_live_answer_cell(l, s, SQ_ANSWER_WORDS);
        sq_str option =
            sq_live_cell(l, SQ_PAGE_LISTS, 0, at->set->top + item->option + 1);
        test = sq_str_printf(l->p->arena, "%.*s=%.*s", SQ_FMT(cell),
                             SQ_FMT(option));
    }
    *out = is_when(l, s,
                   sq_str_printf(l->p->arena, "%.*s is %.*s", SQ_FMT(s->id),
                                 SQ_FMT(item->text)),
                   test, now);
    return true;
}

static bool
is_sure(const struct sq_question *q)
{
    return sq_required(q) && q->not_applicable != SQ_ALLOWED;
}

static bool
bounded(const struct sq_val *v)
{
    return !v->no_low && !v->no_high && sq_num_ok(v->low) && sq_num_ok(v->high);
}

/* The number or date that an answer is, or the points that order it. */
static struct sq_term
number_of(struct sq_live *l, const struct sq_slot *s, bool from_points)
{
    struct sq_live_slot *at = &l->slots[s->index];
    if (at->has_points)
        return at->points;
    const struct sq_question *q = s->question;
    struct sq_val any = q->type->any(q);
    if (from_points)
        any = sq_val_num(q->low_points, q->high_points);
    struct sq_term range =
        bounded(&any) ? sq_term_number(&l->steps, sq_num_double(any.low),
                                       sq_num_double(any.high))
                      : sq_term_open();
    struct by_state b = {.given = sq_term_none(),
                         .missing = is_sure(q) ? range : sq_term_open(),
                         .maybe = sq_term_open(),
                         .hidden = sq_term_none()};
    sq_num x = SQ_NUM_ZERO;
    bool has = s->reply == SQ_GIVEN;
    if (from_points)
        has = sq_slot_points(l->p->c, s, &x);
    else if (has)
        x = q->type->val(q, &s->value).low;
    has = has && sq_num_ok(x);
    if (has)
        b.given = sq_term_number(&l->steps, sq_num_double(x), sq_num_double(x));
    else if (s->reply == SQ_NOT_KNOWN)
        b.given = range;
    if (from_points) {
        sq_str d = sq_live_answer_cell(l, s, SQ_ANSWER_WORDS);
        sq_str e = sq_live_answer_cell(l, s, SQ_ANSWER_POINTS);
        static const char form[] =
            "IF(ISNUMBER(%.*s),%.*s,IF(%.*s=\"not known\",%.*s,\"none\"))";
        struct sq_arena *a = l->p->arena;
        b.given.low = sq_str_printf(a, form, SQ_FMT(e), SQ_FMT(e), SQ_FMT(d),
                                    SQ_FMT(range.low));
        b.given.high = sq_str_printf(a, form, SQ_FMT(e), SQ_FMT(e), SQ_FMT(d),
                                     SQ_FMT(range.high));
    }
    at->points =
        by_state(l, s, sq_live_step_words(l, "the figure of", s->id), &b);
    at->has_points = true;
    return at->points;
}

static bool
is_scored_by_type(const struct sq_slot *s)
{
    return s->question->scored && s->question->scoring == SQ_SCORE_BY_TYPE;
}

static bool
figure_of(struct sq_live *l, const struct sq_name *name, struct sq_term *out)
{
    const struct sq_dimension *dim = name->ref;
    const struct sq_derived *value = name->ref;
    switch ((enum sq_name_part)name->part) {
    case SQ_PART_DIM:
        *out = l->dimensions[dim->index].value;
        break;
    case SQ_PART_DIM_MAX:
        *out = l->dimensions[dim->index].max;
        break;
    case SQ_PART_DIM_PERCENT:
        *out = l->dimensions[dim->index].percent;
        break;
    case SQ_PART_VALUE:
        *out = l->values[value->index].value;
        break;
    case SQ_PART_QUESTION:
    case SQ_PART_DIM_BAND:
    case SQ_PART_VALUE_BAND:
    case SQ_PART_GATE:
    case SQ_PART_TRIGGER:
    case SQ_PART_ANSWER:
    case SQ_PART_CELL:
        return false;
    }
    return out->low.len > 0; /* it was worked out before */
}

static bool
model_figure(void *ctx, const struct sq_name *name, int32_t row,
             struct sq_term *out)
{
    struct sq_live *l = ctx;
    if (name->part != SQ_PART_QUESTION && name->part != SQ_PART_CELL)
        return figure_of(l, name, out);
    const struct sq_slot *s = sq_case_named(l->p->c, name, row);
    *out = sq_term_none();
    if (!s || !s->question->type || !l->slots[s->index].row)
        return s == NULL;
    *out =
        number_of(l, s, s->question->type->has_matrix && is_scored_by_type(s));
    return true;
}

static bool
model_points(void *ctx, const struct sq_name *name, int32_t row,
             struct sq_term *out)
{
    struct sq_live *l = ctx;
    const struct sq_term *band = band_term(l, name);
    if (band) {
        *out = *band;
        return band->low.len > 0;
    }
    if (name->part != SQ_PART_QUESTION && name->part != SQ_PART_CELL)
        return false;
    const struct sq_slot *s = sq_case_named(l->p->c, name, row);
    *out = sq_term_none();
    if (!s)
        return true;
    if (!l->slots[s->index].row || !is_scored_by_type(s))
        return false;
    *out = number_of(l, s, true);
    return true;
}

static bool
model_chosen(void *ctx, const struct sq_name *name, int32_t row,
             struct sq_term *out)
{
    struct sq_live *l = ctx;
    const struct sq_slot *s = sq_case_named(l->p->c, name, row);
    *out = sq_term_number(&l->steps, 0, 0);
    if (!s || !s->question->choices || !l->slots[s->index].row)
        return s == NULL;
    double most = (double)s->question->choices->n;
    double n = s->reply == SQ_GIVEN ? s->value.n_options : 0;
    struct sq_term range = sq_term_number(&l->steps, 0, most);
    struct by_state b = {
        .given =
            s->reply == SQ_NOT_KNOWN ? range : sq_term_number(&l->steps, n, n),
        .missing = range,
        .maybe = sq_term_number(&l->steps, 0, s->reply == SQ_GIVEN ? n : most),
        .hidden = *out,
    };
    *out =
        by_state(l, s, sq_live_step_words(l, "how many are chosen", s->id), &b);
    return true;
}

static bool
about_slot(struct sq_live *l, enum sq_fn fn, const struct sq_slot *s,
           struct sq_term *out)
{
    if (fn == SQ_FN_asked) {
        *out = sq_live_present(l, s);
        return true;
    }
    if (fn == SQ_FN_not_applicable) {
        *out = is_reserved(l, s, SQ_R_NOT_APPLICABLE);
        return true;
    }
    if (fn == SQ_FN_answered) {
        struct by_state b = {truth(l, true, true), truth(l, false, true),
                             truth(l, false, true), truth(l, false, false)};
        *out = by_state(l, s, sq_live_step_words(l, "answered", s->id), &b);
        return true;
    }
    if (fn == SQ_FN_score && s->question->scored) {
        *out = number_of(l, s, true);
        return true;
    }
    return false;
}

static bool
model_about(void *ctx, enum sq_fn fn, const struct sq_name *name, int32_t row,
            struct sq_term *out)
{
    struct sq_live *l = ctx;
    if (fn == SQ_FN_gate) {
        *out = l->gates[((const struct sq_gate *)name->ref)->index];
        return out->low.len > 0;
    }
    if (fn == SQ_FN_trigger) {
        const struct sq_trigger *t =
            name->gate
                ? sq_map_find(&l->p->q->triggers_by_id,
                              ((const struct sq_gate *)name->ref)->id.text)
                : name->ref;
        *out = l->triggers[t->index];
        return out->low.len > 0;
    }
    const struct sq_slot *s = sq_case_named(l->p->c, name, row);
    *out = truth(l, false, false);
    if (!s)
        return fn != SQ_FN_score && fn != SQ_FN_words;
    return l->slots[s->index].row && about_slot(l, fn, s, out);
}

static uint32_t
model_rows(void *ctx, const void *group)
{
    const struct sq_live *l = ctx;
    const struct sq_group *g = group;
    const struct sq_case *c = l->p->c;
    return c->first_row[g->index + 1] - c->first_row[g->index];
}

void
sq_live_model(struct sq_live *l)
{
    l->model = (struct sq_formula_model){
        l,           model_figure, model_points, model_is,
        model_about, model_chosen, model_rows,
    };
}
