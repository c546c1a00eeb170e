/* SPDX-License-Identifier: MIT */
/* Where the interview is, and where it goes next. */
#include <assert.h>

#include "score/env.h"
#include "walk/private.h"

const struct sq_section *
sq_stop_section(const struct sq_stop *s)
{
    assert(s->slot || s->group);
    return s->slot ? s->slot->question->section : s->group->section;
}

static uint32_t
n_rows(const struct sq_case *c, const struct sq_group *g)
{
    return c->first_row[g->index + 1] - c->first_row[g->index];
}

bool
sq_walk_scope_has(const struct sq_walk_scope *s, const struct sq_question *q,
                  sq_str key)
{
    bool within = key.len > s->part.len && key.ptr[s->part.len] == '.' &&
                  sq_str_eq_folded(sq_str_sub(key, 0, s->part.len), s->part);
    return (!s->section || q->section == s->section) &&
           (!s->part.len || within);
}

/* ---- what can be asked --------------------------------------------------- */

static bool
has_name(sq_str key, sq_str name)
{
    return sq_str_eq(key, name) ||
           (key.len > name.len && key.ptr[name.len] == '.' &&
            sq_str_eq(sq_str_sub(key, 0, name.len), name));
}

static bool
is_named(const struct sq_walk *w, const struct sq_question *q, sq_str key)
{
    for (size_t i = 0; i < w->setup.n_only; i++) {
        sq_str only = w->setup.only[i];
        if (has_name(key, only) || sq_str_eq(q->section->id.text, only) ||
            sq_str_eq(q->name, only))
            return true;
    }
    return w->setup.n_only == 0;
}

static bool
is_answered_by(const struct sq_question *q, sq_str role)
{
    for (size_t i = 0; i < q->n_who; i++)
        if (sq_str_eq_folded(q->who[i].text, role))
            return true;
    return role.len == 0;
}

bool
sq_walk_wants(const struct sq_walk *w, const struct sq_question *q, sq_str key)
{
    return is_named(w, q, key) && is_answered_by(q, w->setup.role) &&
           (q->critical || !w->setup.core);
}

bool
sq_walk_is_filtered(const struct sq_walk *w)
{
    return w->setup.n_only || w->setup.role.len || w->setup.core;
}

/* A table can grow where any of its columns is to be asked. */
static bool
is_wanted(const struct sq_walk *w, const struct sq_stop *s)
{
    if (s->slot)
        return sq_walk_wants(w, s->slot->question, s->key);
    const struct sq_questionnaire *q = sq_walk_case(w)->questionnaire;
    for (uint32_t i = s->group->first; i < s->group->first + s->group->n; i++)
        if (sq_walk_wants(w, q->questions[i], s->key))
            return true;
    return false;
}

bool
sq_walk_knows(const struct sq_case *c, sq_str id)
{
    const struct sq_questionnaire *q = c->questionnaire;
    if (sq_map_find(&q->names, id) || sq_map_find(&q->groups_by_id, id))
        return true;
    for (size_t i = 0; i < q->n_sections; i++)
        if (sq_str_eq(q->sections[i]->id.text, id))
            return true;
    for (uint32_t i = 0; i < c->n; i++)
        if (has_name(c->slots[i].id, id))
            return true;
    return false;
}

static void
add_stop(struct sq_walk *w, const struct sq_stop *s)
{
    if (!is_wanted(w, s))
        return;
    w->stops = sq_arena_push(&w->store->page->arena, w->stops, &w->n_stops,
                             sizeof *w->stops);
    w->stops[w->n_stops - 1] = *s;
}

static void
add_slots(struct sq_walk *w, uint32_t from, uint32_t to)
{
    const struct sq_case *c = sq_walk_case(w);
    for (uint32_t i = from; i < to; i++) {
        const struct sq_slot *slot = &c->slots[i];
        if (slot->state == SQ_ASKED)
            add_stop(w, &(struct sq_stop){slot->id, slot, NULL});
    }
}

static bool
holds(const struct sq_case *c, const struct sq_formula *f)
{
    if (!f->expr)
        return true;
    struct sq_case_env e;
    sq_case_env_init(&e, c, true, NULL);
    struct sq_val v = sq_case_eval(&e, f->expr, NULL);
    return sq_val_true(&v);
}

static void
add_group(struct sq_walk *w, const struct sq_group *g)
{
    const struct sq_case *c = sq_walk_case(w);
    uint32_t first = c->first_row[g->index];
    uint32_t n = n_rows(c, g);
    if (n)
        add_slots(w, c->rows[first].first, c->rows[first].first + n * g->n);
    if (g->repeat == SQ_ROWS && n < g->rows_max &&
        holds(c, &g->section->when) && holds(c, &g->when)) {
        sq_str key =
            sq_str_printf(&w->store->page->arena, "%.*s.+", SQ_FMT(g->id.text));
        add_stop(w, &(struct sq_stop){key, NULL, g});
    }
}

void
sq_walk_survey(struct sq_walk *w)
{
    const struct sq_case *c = sq_walk_case(w);
    const struct sq_questionnaire *q = c->questionnaire;
    w->stops = NULL;
    w->n_stops = 0;
    for (uint32_t i = 0; i < q->n_questions;) {
        const struct sq_question *question = q->questions[i];
        if (question->group) {
            add_group(w, question->group);
            i = question->group->first + question->group->n;
        } else {
            add_slots(w, c->first_slot[i], c->first_slot[i] + 1);
            i++;
        }
    }
}

size_t
sq_walk_index(const struct sq_walk *w, sq_str key)
{
    for (size_t i = 0; i < w->n_stops; i++)
        if (sq_str_eq(w->stops[i].key, key))
            return i;
    return w->n_stops;
}

/* ---- what comes next ----------------------------------------------------- */

static bool
table_needs(const struct sq_walk *w, const struct sq_group *g)
{
    return n_rows(sq_walk_case(w), g) == 0 ||
           sq_map_find(&w->touched, g->id.text);
}

bool
sq_walk_needs(const struct sq_walk *w, const struct sq_stop *s)
{
    if (sq_map_find(&w->passed, s->key) || sq_walk_is_aside(w, s->key))
        return false;
    return s->slot ? s->slot->reply == SQ_MISSING : table_needs(w, s->group);
}

static bool
is_required(const struct sq_stop *s)
{
    return s->slot && sq_required(s->slot->question);
}

/* Is there an answer to the nearest required question in that direction, in its
 * section, or no such question? */
static bool
is_answered_beside(const struct sq_walk *w, size_t at, bool before)
{
    const struct sq_section *section = sq_stop_section(&w->stops[at]);
    size_t i = at;
    do {
        i = before ? i - 1 : i + 1; /* from 0 to beyond the last */
        if (i >= w->n_stops || sq_stop_section(&w->stops[i]) != section)
            return true;
    } while (!is_required(&w->stops[i]));
    return w->stops[i].slot->reply != SQ_MISSING;
}

/*
 * What may stay empty, and stands between answers of another day, was passed by
 * on purpose: it is not asked again.
 */
void
sq_walk_pass_by(struct sq_walk *w)
{
    size_t last_answer = 0;
    for (size_t i = 0; i < w->n_stops; i++)
        if (w->stops[i].slot && w->stops[i].slot->reply != SQ_MISSING)
            last_answer = i;
    for (size_t i = 0; i < last_answer; i++) {
        const struct sq_stop *s = &w->stops[i];
        if (s->slot && s->slot->reply == SQ_MISSING && !is_required(s) &&
            is_answered_beside(w, i, true) && is_answered_beside(w, i, false))
            sq_map_add(&w->passed, sq_str_copy(w->arena, s->key), w);
    }
}

/*
 * Where to take it up again: at the first question that has to be answered.
 * What may stay empty and comes before an answer was passed by on purpose.
 */
const struct sq_stop *
sq_walk_first(struct sq_walk *w)
{
    size_t last_answer = 0;
    for (size_t i = 0; i < w->n_stops; i++)
        if (w->stops[i].slot && w->stops[i].slot->reply != SQ_MISSING)
            last_answer = i;
    for (size_t i = 0; i < w->n_stops; i++) {
        const struct sq_stop *s = &w->stops[i];
        bool now = is_required(s) || i >= last_answer || w->setup.unanswered;
        if (now && sq_walk_needs(w, s))
            return s;
    }
    return sq_walk_aside(w);
}

/* Index of the first stop behind the present one, which itself may be gone:
 * then the nearest one of the same table, else the place in the document. */
static size_t
index_after(const struct sq_walk *w)
{
    size_t i = sq_walk_index(w, w->at);
    if (i < w->n_stops)
        return i + 1;
    if (w->in_new_row) {
        for (i = w->n_stops; i-- > 0;)
            if (w->stops[i].group == w->new_row.group)
                return i;
    }
    const struct sq_slot *gone = sq_case_find(sq_walk_case(w), w->at);
    for (i = 0; gone && i < w->n_stops; i++)
        if (w->stops[i].slot && w->stops[i].slot->index > gone->index)
            return i;
    return w->n_stops;
}

const struct sq_stop *
sq_walk_after(const struct sq_walk *w, bool any)
{
    for (size_t i = index_after(w); i < w->n_stops; i++) {
        const struct sq_stop *s = &w->stops[i];
        if (any ? s->slot || sq_walk_needs(w, s) : sq_walk_needs(w, s))
            return s;
    }
    return NULL;
}

/* ---- by name ------------------------------------------------------------- */

static bool
starts_folded(sq_str text, sq_str with)
{
    return with.len <= text.len &&
           sq_str_eq_folded(sq_str_sub(text, 0, with.len), with);
}

/* `word` is the stop's key, its question, or the table it is in. */
static bool
is_called(const struct sq_stop *s, sq_str word)
{
    if (sq_str_eq_folded(s->key, word))
        return true;
    if (s->slot && sq_str_eq_folded(s->slot->question->name, word))
        return true;
    return starts_folded(s->key, word) && s->key.ptr[word.len] == '.';
}

const struct sq_section *
sq_walk_section(const struct sq_walk *w, sq_str id)
{
    const struct sq_questionnaire *q = sq_walk_case(w)->questionnaire;
    for (size_t i = 0; i < q->n_sections; i++)
        if (sq_str_eq_folded(q->sections[i]->id.text, id))
            return q->sections[i];
    return NULL;
}

static const struct sq_section *
section_called(const struct sq_walk *w, sq_str word)
{
    const struct sq_questionnaire *q = sq_walk_case(w)->questionnaire;
    sq_num n;
    if (sq_num_read(word, &n) && n.den == 1 && n.num >= 1 &&
        (uint64_t)n.num <= q->n_sections)
        return q->sections[n.num - 1];
    return sq_walk_section(w, word);
}

/* Its first question without an answer, else its first. */
static const struct sq_stop *
into_section(const struct sq_walk *w, const struct sq_section *section)
{
    const struct sq_stop *first = NULL;
    for (size_t i = 0; i < w->n_stops; i++) {
        const struct sq_stop *s = &w->stops[i];
        if (sq_stop_section(s) != section)
            continue;
        if (sq_walk_needs(w, s) && (s->slot || !first))
            return s;
        if (!first)
            first = s;
    }
    return first;
}

static sq_str
why_not(struct sq_walk *w, sq_str word)
{
    const struct sq_case *c = sq_walk_case(w);
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_slot *slot = &c->slots[i];
        if (!is_called(&(struct sq_stop){slot->id, slot, NULL}, word))
            continue;
        const char *why = slot->state == SQ_HIDDEN
                              ? "is not asked, because of an earlier answer"
                              : "cannot be asked yet: it depends on an "
                                "earlier answer";
        return sq_str_printf(w->arena, "%.*s %s.", SQ_FMT(slot->id), why);
    }
    size_t n = 0;
    sq_str *ids = SQ_NEW_N(w->arena, w->n_stops + 1, sq_str);
    for (size_t i = 0; i < w->n_stops; i++)
        ids[n++] = w->stops[i].key;
    sq_str near = sq_str_nearest(word, ids, n);
    if (near.len)
        return sq_str_printf(w->arena, "There is no `%.*s`. Did you mean %.*s?",
                             SQ_FMT(word), SQ_FMT(near));
    return sq_str_printf(w->arena,
                         "There is no question or section `%.*s`. Type `list` "
                         "to see the sections.",
                         SQ_FMT(word));
}

const struct sq_stop *
sq_walk_lookup(struct sq_walk *w, sq_str word, sq_str *out_why)
{
    const struct sq_stop *first = NULL; /* with a slot */
    for (size_t i = 0; i < w->n_stops && word.len; i++) {
        const struct sq_stop *s = &w->stops[i];
        if (sq_str_eq_folded(s->key, word))
            return s;
        /* a table: what it still lacks, else where it can grow */
        if (s->group && sq_str_eq_folded(s->group->id.text, word) &&
            (!first || first->slot->reply != SQ_MISSING))
            return s;
        if (!s->slot || !is_called(s, word))
            continue;
        if (!first ||
            (first->slot->reply != SQ_MISSING && s->slot->reply == SQ_MISSING))
            first = s;
    }
    const struct sq_section *section = first ? NULL : section_called(w, word);
    if (section)
        first = into_section(w, section);
    if (!first && section)
        *out_why = SQ_LIT("Nothing in that section is asked so far.");
    else if (!first)
        *out_why = why_not(w, word);
    return first;
}

/* ---- rows that are begun ------------------------------------------------- */

const struct sq_slot *
sq_walk_slot(struct sq_walk *w)
{
    const struct sq_slot *slot = sq_case_find(sq_walk_case(w), w->at);
    if (!slot && w->in_new_row)
        slot = &w->new_slot;
    return slot;
}

bool
sq_walk_row_is_taken(const struct sq_walk *w, const struct sq_group *g,
                     sq_str row)
{
    const struct sq_case *c = sq_walk_case(w);
    sq_str key =
        sq_str_printf(w->arena, "%.*s.%.*s", SQ_FMT(g->id.text), SQ_FMT(row));
    for (uint32_t i = 0; i < n_rows(c, g); i++)
        if (sq_str_eq(c->rows[c->first_row[g->index] + i].id, row))
            return true;
    const struct sq_assessment *as = c->assessment;
    for (size_t i = 0; i < as->n_answers; i++)
        if (has_name(as->answers[i].key.text, key))
            return true;
    return false;
}

/* r1, r2 …, as rows that a table must have are called too */
static sq_str
new_row_id(struct sq_walk *w, const struct sq_group *g)
{
    for (unsigned i = 1;; i++) {
        sq_str id = sq_str_printf(w->arena, "r%u", i);
        if (!sq_walk_row_is_taken(w, g, id))
            return id;
    }
}

/* By id, by its number in the list, or by its label. */
const struct sq_row *
sq_walk_row(const struct sq_walk *w, const struct sq_group *g, sq_str word)
{
    const struct sq_case *c = sq_walk_case(w);
    const struct sq_row *rows = &c->rows[c->first_row[g->index]];
    uint32_t n = n_rows(c, g);
    for (uint32_t i = 0; i < n; i++)
        if (sq_str_eq_folded(rows[i].id, word) ||
            sq_str_eq_folded(sq_row_label(c, &rows[i], w->setup.lang), word))
            return &rows[i];
    sq_num number;
    if (sq_num_read(word, &number) && number.den == 1 && number.num >= 1 &&
        (uint64_t)number.num <= n)
        return &rows[number.num - 1];
    return NULL;
}

void
sq_walk_begin_row(struct sq_walk *w, const struct sq_group *g, sq_str id)
{
    const struct sq_case *c = sq_walk_case(w);
    const struct sq_question *column = c->questionnaire->questions[g->first];
    w->new_row = (struct sq_row){.group = g,
                                 .id = id.len ? id : new_row_id(w, g),
                                 .index = n_rows(c, g)};
    w->new_slot = (struct sq_slot){
        .question = column,
        .row = &w->new_row,
        .id = sq_str_printf(w->arena, "%.*s.%.*s.%.*s", SQ_FMT(g->id.text),
                            SQ_FMT(w->new_row.id), SQ_FMT(column->id.text)),
        .state = SQ_ASKED,
    };
    w->in_new_row = true;
}

/* ---- progress ------------------------------------------------------------ */

struct sq_progress
sq_walk_progress(const struct sq_walk *w, const struct sq_section *section)
{
    struct sq_progress p = {0};
    const struct sq_case *c = sq_walk_case(w);
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_slot *s = &c->slots[i];
        if ((section && s->question->section != section) ||
            !sq_walk_wants(w, s->question, s->id))
            continue;
        p.pending += s->state == SQ_PENDING;
        if (s->state != SQ_ASKED)
            continue;
        p.asked++;
        p.answered += s->reply != SQ_MISSING;
        p.missing += s->reply == SQ_MISSING && sq_required(s->question);
        p.problems += s->reply == SQ_MISSING && s->answer && s->answer->node;
    }
    return p;
}
