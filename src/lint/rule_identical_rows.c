/* SPDX-License-Identifier: MIT */
/* Rows of one table that were filled in with one stroke. */
#include "base/arena.h"
#include "lint/lint.h"
#include "lint/plain.h"

enum { FEWEST_ROWS = 3, FEWEST_WORDS = 4, FEWEST_ALIKE = 5 };

struct column {
    const struct sq_look *k;
    const struct sq_question *q;
    sq_str *texts; /* plain, by row */
    uint32_t n;
};

static sq_str
words_of(const struct sq_look *k, const struct sq_slot *s)
{
    if (!sq_given(s) || !s->answer)
        return (sq_str){0};
    bool text = s->question->type->in_exprs == SQ_T_TEXT;
    return sq_plain_said(k, s, text ? s->value.text : s->answer->because.text);
}

static const struct sq_slot *
slot_at(const struct column *x, uint32_t row)
{
    const struct sq_case *c = x->k->c;
    uint32_t at = c->first_row[x->q->group->index] + row;
    return &c->slots[c->rows[at].first + x->q->column];
}

static void
tell_words(const struct column *x, uint32_t first, uint32_t second, size_t n)
{
    const struct sq_slot *one = slot_at(x, first), *two = slot_at(x, second);
    struct sq_diag *f = sq_diag_add(
        x->k->d, SQ_FOUND_identical_rows, two->answer->key.at,
        "%zu rows of `%.*s` have the same words", n, SQ_FMT(x->q->name));
    sq_diag_note(x->k->d, f, one->answer->key.at, "first written here");
    sq_diag_help(x->k->d, f,
                 "say for each row what you looked at and found; where nobody "
                 "has looked, answer `not-known`");
}

/* The words that most rows share. */
static void
look_at_words(const struct column *x)
{
    size_t most = 0;
    uint32_t first = 0, second = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        size_t n = 1;
        uint32_t next = 0;
        for (uint32_t k = i + 1; k < x->n && x->texts[i].len; k++) {
            if (!sq_str_eq(x->texts[i], x->texts[k]))
                continue;
            next = next ? next : k;
            n++;
        }
        if (n > most && sq_plain_words(x->texts[i]) >= FEWEST_WORDS) {
            most = n;
            first = i;
            second = next;
        }
    }
    if (most >= FEWEST_ROWS)
        tell_words(x, first, second, most);
}

/* Every row of a direction answered alike, with nothing said to tell them
 * apart. */
static void
look_at_directions(const struct column *x)
{
    const struct sq_slot *first = NULL;
    size_t n = 0;
    for (uint32_t i = 0; i < x->n; i++) {
        const struct sq_slot *s = slot_at(x, i);
        if (s->state != SQ_ASKED || s->reply == SQ_NOT_APPLICABLE)
            continue;
        if (!sq_given(s) || x->texts[i].len ||
            (first && s->value.option != first->value.option))
            return;
        first = first ? first : s;
        n++;
    }
    if (n < FEWEST_ALIKE)
        return;
    struct sq_diag *f = sq_diag_add(
        x->k->d, SQ_FOUND_identical_rows, first->answer->key.at,
        "all %zu rows of `%.*s` have the same answer, and none a reason", n,
        SQ_FMT(x->q->name));
    sq_diag_help(x->k->d, f,
                 "go through the rows one by one and say what you looked at");
}

static void
look(const struct sq_look *k, const struct sq_question *q)
{
    const struct sq_case *c = k->c;
    uint32_t from = c->first_row[q->group->index];
    struct column x = {k, q, NULL, c->first_row[q->group->index + 1] - from};
    x.texts = SQ_NEW_N(k->arena, x.n + 1, sq_str);
    for (uint32_t i = 0; i < x.n; i++)
        x.texts[i] = words_of(k, slot_at(&x, i));
    look_at_words(&x);
    if (q->track == SQ_TRACK_DIRECTION)
        look_at_directions(&x);
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->q->n_questions; i++) {
        const struct sq_question *q = k->q->questions[i];
        if (q->type && q->group && q->group->repeat == SQ_FOR_EACH)
            look(k, q);
    }
}

const struct sq_rule sq_rule_identical_rows = {.assessment = assessment,
                                               .from = SQ_MOMENT_PANEL};
