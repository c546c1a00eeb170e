/* SPDX-License-Identifier: MIT */
/* The answers that can be chosen, and the points they give. */
#include <assert.h>

#include "base/arena.h"
#include "model/qtype.h"
#include "report/cells.h"
#include "report/live.h"

enum { SET_MAX = 400, WORDS_MAX = 200 };

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
        for (uint32_t k = 0; k < SQ_LIVE_RESERVED; k++) {
            if (sq_same_name(words[i], sq_str_of(sq_live_reserved[k])))
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

void
sq_live_find_sets(struct sq_live *l)
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
        t.first = q->questions[i];
        t.usable = can_tell_apart(l, q->questions[i], t.rows);
        l->sets = sq_arena_push(l->p->arena, l->sets, &l->n_sets, sizeof t);
        t.name =
            sq_str_z(l->p->arena,
                     sq_str_printf(l->p->arena, "AnswerList%zu_", l->n_sets));
        l->sets[l->n_sets - 1] = t;
    }
}

const struct sq_live_set *
sq_live_set_of(struct sq_live *l, const struct sq_question *q)
{
    struct sq_live_set t;
    if (!set_for(q, &t))
        return NULL;
    for (size_t i = 0;; i++) {
        assert(i < l->n_sets); /* it was found when the lists were made */
        if (is_same_set(&l->sets[i], &t))
            return l->sets[i].usable ? &l->sets[i] : NULL;
    }
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
    const struct sq_question *q = set->first;
    sq_str used_by = sq_live_step_words(l, "first asked", q->name);
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
