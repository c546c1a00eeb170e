/* SPDX-License-Identifier: MIT */
/* Answers, their points and their parts, as cells that can be changed. */
#include "report/live.h"

#include <string.h>

#include "base/arena.h"
#include "model/qtype.h"
#include "report/cells.h"
#include "score/env.h"
#include "score/figures.h"

enum { SET_MAX = 400, WORDS_MAX = 200 };
enum { HIDDEN, ANSWERED, MAYBE_ANSWERED, MISSING, MAYBE_MISSING };

static const char *const reserved[] = {"not known", "not applicable",
                                       "not answered", "not asked",
                                       "waits for an earlier answer"};
enum { RESERVED = sizeof reserved / sizeof reserved[0] };

sq_str
sq_live_cell(struct sq_live *l, enum sq_page page, uint16_t column,
             uint32_t row)
{
    struct sq_area at = {l->p->sheets[page], row - 1, row - 1, column, column};
    return sq_area_show(l->p->arena, &at);
}

static sq_str
cell_of(struct sq_live *l, const struct sq_slot *s, uint16_t column)
{
    return sq_live_cell(l, SQ_PAGE_ANSWERS, column, l->slots[s->index].row);
}

struct sq_live_slot *
sq_live_slot(struct sq_live *l, const struct sq_slot *s)
{
    return &l->slots[s->index];
}

static int32_t
row_of(const struct sq_slot *s)
{
    bool in_row = s->row && s->row->group->repeat != SQ_ONCE;
    return in_row ? (int32_t)s->row->index : -1;
}

static sq_str
step_words(struct sq_live *l, const char *what, sq_str id)
{
    return sq_str_printf(l->p->arena, "%s: %.*s", what, SQ_FMT(id));
}

/* ---- lists to choose from ----------------------------------------------- */

static uint32_t
options_in(const struct sq_live_set *t)
{
    size_t n =
        t->matrix ? t->matrix->rows->n * t->matrix->columns->n : t->choices->n;
    return n > SET_MAX ? 0 : (uint32_t)n;
}

/* The words of one answer, as the sheet of answers has them. */
static sq_str
words_of(struct sq_live *l, const struct sq_question *q, uint32_t i)
{
    struct sq_slot s = {.question = q,
                        .state = SQ_ASKED,
                        .reply = SQ_GIVEN,
                        .value.num = {0, 1}};
    s.value.option = q->matrix ? i / (uint32_t)q->matrix->columns->n : i;
    s.value.column = q->matrix ? i % (uint32_t)q->matrix->columns->n : 0;
    struct sq_sbuf b = sq_page_buffer();
    sq_words_slot(&b, l->p->c, &s, l->p->lang);
    return sq_page_take(l->p, &b);
}

static bool
points_of(const struct sq_question *q, const struct sq_live_set *t, uint32_t i,
          sq_num *out)
{
    if (t->matrix)
        *out = t->matrix->cells[i];
    else if (t->table)
        *out = t->table[i];
    else
        *out = q->choices->options[i].score;
    return (t->matrix || t->table || q->choices->options[i].scored) &&
           sq_num_ok(*out);
}

/* Words that Excel could take for one another, or for a word of ours. */
static bool
can_tell_apart(struct sq_live *l, const struct sq_question *q, uint32_t n)
{
    sq_str *words = SQ_NEW_N(l->p->arena, n + 1, sq_str);
    for (uint32_t i = 0; i < n; i++) {
        words[i] = words_of(l, q, i);
        if (words[i].len == 0 || words[i].len > WORDS_MAX)
            return false;
        for (uint32_t k = 0; k < RESERVED; k++) {
            if (sq_same_name(words[i], sq_str_of(reserved[k])))
                return false;
        }
        for (uint32_t k = 0; k < i; k++) {
            if (sq_same_name(words[i], words[k]))
                return false;
        }
    }
    return n > 0;
}

static bool
is_same_set(const struct sq_live_set *a, const struct sq_live_set *b)
{
    return a->choices == b->choices && a->table == b->table &&
           a->matrix == b->matrix && a->not_known == b->not_known &&
           a->not_applicable == b->not_applicable;
}

static bool
set_for(const struct sq_question *q, struct sq_live_set *out)
{
    bool one = q->type && q->type->in_exprs == SQ_T_OPTION && q->choices;
    bool rating =
        q->type && q->type->has_matrix && q->matrix && q->matrix->cells;
    bool plain = q->scoring == SQ_SCORE_BY_TYPE || q->scoring == SQ_SCORE_TABLE;
    *out = (struct sq_live_set){
        .choices = one ? q->choices : NULL,
        .table = one && q->scoring == SQ_SCORE_TABLE ? q->table : NULL,
        .matrix = rating ? q->matrix : NULL,
        .not_known = q->not_known == SQ_ALLOWED,
        .not_applicable = q->not_applicable == SQ_ALLOWED,
    };
    return (one || rating) && (plain || !q->scored);
}

static void
find_sets(struct sq_live *l)
{
    const struct sq_questionnaire *q = l->p->q;
    for (size_t i = 0; i < q->n_questions; i++) {
        struct sq_live_set t;
        bool known = !set_for(q->questions[i], &t);
        for (size_t k = 0; k < l->n_sets && !known; k++)
            known = is_same_set(&l->sets[k], &t);
        if (known)
            continue;
        t.rows = options_in(&t);
        t.usable = can_tell_apart(l, q->questions[i], t.rows);
        l->sets = sq_arena_push(l->p->arena, l->sets, &l->n_sets, sizeof t);
        t.name =
            sq_str_z(l->p->arena,
                     sq_str_printf(l->p->arena, "AnswerList%zu_", l->n_sets));
        l->sets[l->n_sets - 1] = t;
    }
}

static const struct sq_live_set *
set_of(struct sq_live *l, const struct sq_question *q)
{
    struct sq_live_set t;
    if (!set_for(q, &t))
        return NULL;
    for (size_t i = 0; i < l->n_sets; i++) {
        if (is_same_set(&l->sets[i], &t))
            return l->sets[i].usable && l->sets[i].top ? &l->sets[i] : NULL;
    }
    return NULL;
}

static const struct sq_question *
first_with(struct sq_live *l, const struct sq_live_set *t)
{
    const struct sq_questionnaire *q = l->p->q;
    for (size_t i = 0; i < q->n_questions; i++) {
        struct sq_live_set other;
        if (set_for(q->questions[i], &other) && is_same_set(t, &other))
            return q->questions[i];
    }
    return NULL;
}

static void
put_choice(struct sq_table *t, sq_str words, struct sq_entry points,
           sq_str used_by)
{
    struct sq_entry row[] = {sq_entry_text(words), points,
                             sq_entry_text(used_by)};
    sq_table_row(t, row);
}

static void
put_set(struct sq_live *l, struct sq_table *t, struct sq_live_set *set)
{
    const struct sq_question *q = first_with(l, set);
    sq_str used_by = step_words(l, "first asked", q->name);
    set->top = t->next;
    for (uint32_t i = 0; i < set->rows; i++) {
        sq_num points;
        bool has = points_of(q, set, i, &points);
        put_choice(t, words_of(l, q, i),
                   has ? sq_entry_num(points) : sq_entry_z("no points"),
                   used_by);
    }
    if (set->not_known)
        put_choice(t, SQ_LIT("not known"), sq_entry_z("no points"), used_by);
    if (set->not_applicable)
        put_choice(t, SQ_LIT("not applicable"), sq_entry_z("no points"),
                   used_by);
    struct sq_area at = {t->sheet, set->top, t->next - 1, 0, 0};
    sq_book_define(l->p->book, set->name, &at);
}

uint32_t
sq_live_lists(struct sq_live *l, struct sq_sheet *s, uint32_t row)
{
    static const struct sq_column columns[] = {
        {"Answer that can be chosen", 60, "none"},
        {"Points", 12, "no points"},
        {"List", 40, "none"},
    };
    struct sq_table t;
    sq_table_begin(&t, s, row, "AnswerLists", columns, 3);
    t.plain = true;
    for (size_t i = 0; i < l->n_sets; i++) {
        if (l->sets[i].usable)
            put_set(l, &t, &l->sets[i]);
    }
    return sq_table_end(&t, "No answer of this questionnaire can be chosen "
                            "from a list.");
}

/* ---- is it asked -------------------------------------------------------- */

static struct sq_term
as_filed(struct sq_live *l, const struct sq_slot *s)
{
    return sq_term_number(&l->steps, s->future == SQ_ASKED,
                          s->future != SQ_HIDDEN);
}

static struct sq_term
condition(struct sq_live *l, const struct sq_formula *f, struct sq_term *kept,
          bool *good)
{
    if (kept->low.len == 0)
        *kept = sq_live_formula(l, f, -1, good);
    return *kept;
}

static struct sq_term
present(struct sq_live *l, const struct sq_slot *s)
{
    struct sq_live_slot *at = &l->slots[s->index];
    const struct sq_question *q = s->question;
    struct sq_term terms[3];
    size_t n = 0;
    bool good = true;
    if (at->has_present)
        return at->present;
    if (q->section && q->section->when.expr)
        terms[n++] = condition(l, &q->section->when,
                               &l->sections[q->section->first], &good);
    if (q->group && q->group->when.expr)
        terms[n++] =
            condition(l, &q->group->when, &l->groups[q->group->index], &good);
    if (q->when.expr) {
        bool made = true;
        terms[n++] = sq_live_formula(l, &q->when, row_of(s), &made);
        good = good && made;
    }
    struct sq_term t =
        sq_term_and(&l->steps, step_words(l, "asked", s->id), terms, n);
    bool agrees = good && (t.is_low.x > 0) == (s->future == SQ_ASKED) &&
                  (t.is_high.x > 0) == (s->future != SQ_HIDDEN);
    if (!agrees && q->scored)
        sq_live_untold(l, "whether it is asked:", s->id);
    at->present = agrees ? t : as_filed(l, s);
    at->has_present = true;
    return at->present;
}

static bool
is_fixed(const struct sq_term *t)
{
    return t->low.len && t->low.ptr[0] >= '0' && t->low.ptr[0] <= '9';
}

static sq_str
missing_test(struct sq_live *l, const struct sq_slot *s)
{
    struct sq_arena *a = l->p->arena;
    sq_str d = cell_of(l, s, SQ_ANSWER_WORDS);
    if (!l->slots[s->index].set && !s->question->scored)
        return s->reply == SQ_MISSING ? SQ_LIT("TRUE") : SQ_LIT("FALSE");
    sq_str e = cell_of(l, s, SQ_ANSWER_POINTS);
    return sq_str_printf(a,
                         "AND(OR(%.*s=\"%s\",%.*s=\"%s\",%.*s=\"%s\"),"
                         "NOT(ISNUMBER(%.*s)))",
                         SQ_FMT(d), reserved[2], SQ_FMT(d), reserved[3],
                         SQ_FMT(d), reserved[4], SQ_FMT(e));
}

static int
state_value(const struct sq_term *asked, bool missing)
{
    if (asked->is_high.x < 1)
        return HIDDEN;
    bool sure = asked->is_low.x > 0;
    return missing ? sure ? MISSING : MAYBE_MISSING
           : sure  ? ANSWERED
                   : MAYBE_ANSWERED;
}

static struct sq_term
state(struct sq_live *l, const struct sq_slot *s)
{
    struct sq_live_slot *at = &l->slots[s->index];
    if (at->has_state)
        return at->state;
    struct sq_term asked = present(l, s);
    bool missing = s->reply == SQ_MISSING;
    int is = state_value(&asked, missing);
    if (is_fixed(&asked) && !at->set && !s->question->scored) {
        at->state = sq_term_number(&l->steps, is, is);
    } else {
        sq_str test = missing_test(l, s);
        sq_str f = sq_str_printf(
            l->p->arena, "IF(%.*s=0,0,IF(%.*s,IF(%.*s=1,3,4),IF(%.*s=1,1,2)))",
            SQ_FMT(asked.high), SQ_FMT(test), SQ_FMT(asked.low),
            SQ_FMT(asked.low));
        at->state = sq_step_one(&l->steps,
                                step_words(l,
                                           "0 not asked, 1 answered, 2 may "
                                           "be asked, 3 missing, 4 both",
                                           s->id),
                                f, sq_cell_number(is));
    }
    at->has_state = true;
    return at->state;
}

/* ---- what expressions read ---------------------------------------------- */

static const struct sq_slot *
slot_of(const struct sq_case *c, const struct sq_name *name, int32_t row)
{
    const struct sq_question *q = name->ref;
    if (name->part == SQ_PART_CELL) {
        const struct sq_cell_ref *cell = name->ref;
        q = cell->question;
        row = (int32_t)cell->row;
    }
    if (!q->group)
        return &c->slots[c->first_slot[q->index]];
    uint32_t at = c->first_row[q->group->index] + (row < 0 ? 0 : (uint32_t)row);
    if (at >= c->first_row[q->group->index + 1])
        return NULL;
    return &c->slots[c->rows[at].first + q->column];
}

/* A pair by state: what it is when answered (`low`, `high`), when missing
 * (`open`), and when it may or may not be asked (`maybe`). */
struct by_state {
    struct sq_term given, missing, maybe, hidden;
};

static struct sq_term
by_state(struct sq_live *l, const struct sq_slot *s, sq_str words,
         const struct by_state *b)
{
    struct sq_term k = state(l, s);
    int is = (int)k.is_low.x;
    const struct sq_term *t = is == HIDDEN           ? &b->hidden
                              : is == ANSWERED       ? &b->given
                              : is == MAYBE_ANSWERED ? &b->maybe
                                                     : &b->missing;
    if (is == MAYBE_MISSING)
        t = &b->maybe;
    if (is_fixed(&k) && is != MAYBE_MISSING)
        return is_fixed(t) || t->low.ptr[0] == '"'
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
    int k = (int)state(l, s).is_low.x;
    if (k == MAYBE_MISSING) { /* then the words are no answer */
        b.maybe.high = SQ_LIT("1");
        b.maybe.is_high = sq_cell_number(1);
    }
    return by_state(l, s, words, &b);
}

static sq_str
quoted(struct sq_live *l, const char *word)
{
    return sq_str_printf(l->p->arena, "\"%s\"", word);
}

static struct sq_term
is_reserved(struct sq_live *l, const struct sq_slot *s, enum sq_reserved word)
{
    bool known = word == SQ_R_NOT_KNOWN;
    bool now = s->reply == (known ? SQ_NOT_KNOWN : SQ_NOT_APPLICABLE);
    const struct sq_question *q = s->question;
    sq_str words = step_words(l, reserved[known ? 0 : 1], s->id);
    sq_str test = sq_str_printf(l->p->arena, "%.*s=\"%s\"",
                                SQ_FMT(cell_of(l, s, SQ_ANSWER_WORDS)),
                                reserved[known ? 0 : 1]);
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
    const struct sq_slot *s = slot_of(l->p->c, name, row);
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
        sq_str cell = cell_of(l, s, SQ_ANSWER_WORDS);
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
        sq_str d = cell_of(l, s, SQ_ANSWER_WORDS);
        sq_str e = cell_of(l, s, SQ_ANSWER_POINTS);
        static const char form[] =
            "IF(ISNUMBER(%.*s),%.*s,IF(%.*s=\"not known\",%.*s,\"none\"))";
        struct sq_arena *a = l->p->arena;
        b.given.low = sq_str_printf(a, form, SQ_FMT(e), SQ_FMT(e), SQ_FMT(d),
                                    SQ_FMT(range.low));
        b.given.high = sq_str_printf(a, form, SQ_FMT(e), SQ_FMT(e), SQ_FMT(d),
                                     SQ_FMT(range.high));
    }
    at->points = by_state(l, s, step_words(l, "the figure of", s->id), &b);
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
    const struct sq_slot *s = slot_of(l->p->c, name, row);
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
    const struct sq_slot *s = slot_of(l->p->c, name, row);
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
    const struct sq_slot *s = slot_of(l->p->c, name, row);
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
    *out = by_state(l, s, step_words(l, "how many are chosen", s->id), &b);
    return true;
}

static bool
about_slot(struct sq_live *l, enum sq_fn fn, const struct sq_slot *s,
           struct sq_term *out)
{
    if (fn == SQ_FN_asked) {
        *out = present(l, s);
        return true;
    }
    if (fn == SQ_FN_not_applicable) {
        *out = is_reserved(l, s, SQ_R_NOT_APPLICABLE);
        return true;
    }
    if (fn == SQ_FN_answered) {
        struct by_state b = {truth(l, true, true), truth(l, false, true),
                             truth(l, false, true), truth(l, false, false)};
        *out = by_state(l, s, step_words(l, "answered", s->id), &b);
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
    const struct sq_slot *s = slot_of(l->p->c, name, row);
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

/* ---- the sheet of answers ----------------------------------------------- */

static sq_str
points_formula(struct sq_live *l, const struct sq_slot *s)
{
    const struct sq_live_slot *at = &l->slots[s->index];
    struct sq_arena *a = l->p->arena;
    struct sq_term asked = present(l, s);
    sq_str hidden = is_fixed(&asked)
                        ? SQ_LIT("0")
                        : sq_str_printf(a, "Steps!%.*s=0", SQ_FMT(asked.high));
    if (!at->set) {
        sq_num x;
        bool has = sq_slot_points(l->p->c, s, &x);
        if (is_fixed(&asked) || !has)
            return (sq_str){NULL, 0};
        sq_str n = sq_formula_number(a, sq_num_double(x));
        return sq_str_printf(a, "=IF(%.*s,\"not asked\",%.*s)", SQ_FMT(hidden),
                             SQ_FMT(n));
    }
    struct sq_area words = {l->p->sheets[SQ_PAGE_LISTS], at->set->top,
                            at->set->top + at->set->rows - 1, 0, 0};
    struct sq_area points = words;
    points.left = points.right = 1;
    sq_str w = sq_area_show(a, &words), n = sq_area_show(a, &points);
    sq_str d = sq_str_printf(a, "$D$%u", at->row);
    /* not asked as things stand, though a later answer may ask it (S5) */
    const char *unasked = is_fixed(&asked) && s->state == SQ_HIDDEN
                              ? "not asked"
                              : "not answered";
    sq_str found = sq_str_printf(
        a,
        "IF(SUMPRODUCT((%.*s=%.*s)*ISNUMBER(%.*s))=1,"
        "SUMPRODUCT(--(%.*s=%.*s),%.*s),IF(SUMPRODUCT(--(%.*s=%.*s))=1,"
        "\"no points\",IF(%.*s=\"not asked\",\"%s\",%.*s)))",
        SQ_FMT(w), SQ_FMT(d), SQ_FMT(n), SQ_FMT(w), SQ_FMT(d), SQ_FMT(n),
        SQ_FMT(w), SQ_FMT(d), SQ_FMT(d), unasked, SQ_FMT(d));
    if (is_fixed(&asked) && asked.is_high.x > 0)
        return sq_str_printf(a, "=%.*s", SQ_FMT(found));
    if (is_fixed(&asked))
        return (sq_str){NULL, 0};
    return sq_str_printf(a, "=IF(%.*s,\"not asked\",%.*s)", SQ_FMT(hidden),
                         SQ_FMT(found));
}

static struct sq_entry
changed_of(struct sq_live *l, const struct sq_slot *s)
{
    const struct sq_live_slot *at = &l->slots[s->index];
    struct sq_arena *a = l->p->arena;
    struct sq_entry e = sq_entry_z("no");
    sq_num x;
    sq_str words = SQ_LIT("TRUE"), points = SQ_LIT("TRUE");
    if (!at->set && !s->question->scored)
        return e;
    if (at->set && s->reply == SQ_GIVEN && s->state != SQ_HIDDEN) {
        uint32_t i =
            at->set->matrix
                ? s->value.option * (uint32_t)at->set->matrix->columns->n +
                      s->value.column
                : s->value.option;
        sq_str cell = sq_live_cell(l, SQ_PAGE_LISTS, 0, at->set->top + i + 1);
        words = sq_str_printf(a, "$D$%u=%.*s", at->row, SQ_FMT(cell));
    } else if (at->set) {
        words = sq_str_printf(a, "$D$%u=%.*s", at->row,
                              SQ_FMT(quoted(l, sq_page_unsaid(s))));
    }
    if (s->question->scored && sq_slot_points(l->p->c, s, &x))
        points = sq_str_printf(a, "$E$%u=%.*s", at->row,
                               SQ_FMT(sq_formula_number(a, sq_num_double(x))));
    else if (s->question->scored)
        points = sq_str_printf(a, "ISTEXT($E$%u)", at->row);
    e.formula = sq_str_z(a, sq_str_printf(a,
                                          "=IF(AND(%.*s,%.*s),\"no\","
                                          "\"CHANGED\")",
                                          SQ_FMT(words), SQ_FMT(points)));
    return e;
}

void
sq_live_answer(struct sq_live *l, const struct sq_slot *s, uint32_t row,
               struct sq_entry *points, struct sq_entry *changed,
               const char **list)
{
    struct sq_live_slot *at = &l->slots[s->index];
    at->row = row + 1;
    at->set = s->question->type ? set_of(l, s->question) : NULL;
    *list = at->set && s->state != SQ_HIDDEN ? at->set->name : NULL;
    *changed = changed_of(l, s);
    if (!s->question->scored)
        return;
    sq_str f = points_formula(l, s);
    points->formula = f.len ? sq_str_z(l->p->arena, f) : NULL;
}

/* ---- the parts of a dimension ------------------------------------------- */

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
    case HIDDEN:
        return "not asked, left out";
    case MAYBE_ANSWERED:
    case MAYBE_MISSING:
        return WAITS;
    case MISSING:
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
    sq_str points = cell_of(l, p->s, SQ_ANSWER_POINTS);
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
    struct ends e = {p->d->not_known == SQ_NK_WORST ? worst : any, 0, any};
    if (p->d->not_applicable == SQ_NA_BEST)
        e.applicable = best;
    if (p->d->not_applicable == SQ_NA_WORST)
        e.applicable = worst;
    if (p->d->missing == SQ_MISS_ZERO)
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
    sq_str points = cell_of(l, p->s, SQ_ANSWER_POINTS);
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
    const char *form = "=IF(ISNUMBER(F%u),H%u,\"left out\")";
    v.x = p->high;
    if (p->d->combine == SQ_COMBINE_weighted_mean) {
        form = "=IF(ISNUMBER(F%u),I%u,\"left out\")";
        v.x = weight;
    } else if (p->d->combine == SQ_COMBINE_sum ||
               p->d->combine == SQ_COMBINE_percent) {
        form = "=IF(ISNUMBER(F%u),H%u*I%u,\"left out\")";
        v.x = p->high * weight;
    }
    struct sq_sbuf b = sq_page_buffer();
    for (const char *z = form; *z; z++) { /* %u: the row */
        if (*z == '%' && z[1] == 'u') {
            sq_putf(&b, "%u", p->row);
            z++;
        } else {
            sq_putc(&b, *z);
        }
    }
    (void)a;
    return cell_entry(p->l, v, "left out", sq_page_take(p->l->p, &b));
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
                     .state = state(l, s),
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

/* ---- the whole ---------------------------------------------------------- */

struct sq_live *
sq_live_new(struct sq_pages *p)
{
    struct sq_live *l = SQ_NEW(p->arena, struct sq_live);
    const struct sq_questionnaire *q = p->q;
    l->p = p;
    l->steps.arena = p->arena;
    l->steps.first = SQ_LIVE_STEPS_TOP;
    l->model = (struct sq_formula_model){
        l,           model_figure, model_points, model_is,
        model_about, model_chosen, model_rows,
    };
    l->slots = SQ_NEW_N(p->arena, p->c->n + 1, struct sq_live_slot);
    l->sections = SQ_NEW_N(p->arena, q->n_questions + 1, struct sq_term);
    l->groups = SQ_NEW_N(p->arena, q->n_groups + 1, struct sq_term);
    l->dimensions =
        SQ_NEW_N(p->arena, q->n_dimensions + 1, struct sq_live_figure);
    l->values = SQ_NEW_N(p->arena, q->n_values + 1, struct sq_live_figure);
    l->triggers = SQ_NEW_N(p->arena, q->n_triggers + 1, struct sq_term);
    l->gates = SQ_NEW_N(p->arena, q->n_gates + 1, struct sq_term);
    l->gate_when = SQ_NEW_N(p->arena, q->n_gates + 1, struct sq_term);
    l->gate_must = SQ_NEW_N(p->arena, q->n_gates + 1, struct sq_term);
    l->outcome_rows = SQ_NEW_N(p->arena, q->n_outcomes + 1, uint32_t);
    l->outcomes = SQ_NEW_N(p->arena, q->n_outcomes + 1, struct sq_term);
    find_sets(l);
    /* reserved: how many answers are changed; see sq_live_figures */
    (void)sq_step_one(&l->steps, SQ_LIT("answers and points changed here"),
                      SQ_LIT("0"), sq_cell_number(0));
    return l;
}
