/* SPDX-License-Identifier: MIT */
/*
 * Rows that grow have the ids that people give them, so a slip in one makes
 * another row: it holds next to nothing, and what it holds is just what a row
 * of nearly the same id lacks.
 */
#include "lint/lint.h"

enum { FEW = 2 }; /* answers */

static const struct sq_answer *
answer_at(const struct sq_look *k, const struct sq_row *row, uint32_t column)
{
    return k->c->slots[row->first + column].answer;
}

static size_t
n_answers(const struct sq_look *k, const struct sq_row *row)
{
    size_t n = 0;
    for (uint32_t i = 0; i < row->group->n; i++)
        n += answer_at(k, row, i) != NULL;
    return n;
}

/* Has `other` all but what `row` has? */
static bool
lacks_just_that(const struct sq_look *k, const struct sq_row *row,
                const struct sq_row *other)
{
    for (uint32_t i = 0; i < row->group->n; i++)
        if (answer_at(k, row, i) && answer_at(k, other, i))
            return false;
    return n_answers(k, other) > n_answers(k, row) &&
           sq_str_distance(row->id, other->id, 1) <= 1;
}

static void
look(const struct sq_look *k, const struct sq_row *row,
     const struct sq_row *other)
{
    for (uint32_t i = 0; i < row->group->n; i++) {
        const struct sq_answer *x = answer_at(k, row, i);
        if (!x)
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_stray_row, x->key.at,
            "the row `%.*s` holds next to nothing, and just what `%.*s` lacks",
            SQ_FMT(sq_row_id(k, row)), SQ_FMT(sq_row_id(k, other)));
        sq_diag_help(k->d, f, "did you mean `%.*s`?",
                     SQ_FMT(k->c->slots[other->first + i].id));
        return;
    }
}

static void
assessment(const struct sq_look *k)
{
    for (uint32_t i = 0; i < k->c->n_rows; i++) {
        const struct sq_row *row = &k->c->rows[i];
        if (row->phantom || row->group->repeat != SQ_ROWS)
            continue;
        size_t n = n_answers(k, row);
        if (n == 0 || n > FEW)
            continue;
        uint32_t from = k->c->first_row[row->group->index];
        uint32_t to = k->c->first_row[row->group->index + 1];
        for (uint32_t o = from; o < to; o++) {
            const struct sq_row *other = &k->c->rows[o];
            if (o == i || other->phantom || !lacks_just_that(k, row, other))
                continue;
            look(k, row, other);
            break;
        }
    }
}

const struct sq_rule sq_rule_stray_row = {.assessment = assessment};
