/* SPDX-License-Identifier: MIT */
/* Evidence, targets of actions, what was put aside and outcomes are named by
 * their ids. */
#include "base/arena.h"
#include "lint/lint.h"

enum { PLACES = 5 }; /* of one name that are shown */

struct told { /* of one name */
    struct sq_diag *f;
    size_t n;
};

/* A name that is missing is missed everywhere: it is one thing to mend. */
static bool
told_before(const struct sq_look *k, struct sq_map *names,
            const struct sq_word *w)
{
    struct told *t = sq_map_find(names, w->text);
    if (!t)
        return false;
    if (++t->n < PLACES)
        sq_diag_note(k->d, t->f, w->at, "it is named here, too");
    else if (t->n == PLACES)
        sq_diag_note(k->d, t->f, w->at, "and here, and perhaps further down");
    return true;
}

static struct sq_diag *
tell(const struct sq_look *k, const struct sq_word *w, const char *what,
     sq_str near)
{
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_names_nothing, w->at,
                    "there is no %s called `%.*s`", what, SQ_FMT(w->text));
    if (near.len)
        sq_diag_help(k->d, f, "did you mean `%.*s`?", SQ_FMT(near));
    return f;
}

static bool
is_engagement(const struct sq_assessment *as, sq_str id)
{
    for (size_t i = 0; i < as->n_engagement; i++)
        if (sq_str_eq(as->engagement[i].id.text, id))
            return true;
    return false;
}

/* What may be cited as evidence, and what was missed among it. */
struct cited {
    struct sq_map missed; /* name → struct told */
    sq_str *ids;
    size_t n;
};

static void
look_at_cited(const struct sq_look *k, struct cited *c,
              const struct sq_word *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct sq_word *w = &words[i];
        if (w->text.len == 0 || sq_evidence_find(k, w->text) ||
            is_engagement(k->as, w->text) || told_before(k, &c->missed, w))
            continue;
        struct told *t = SQ_NEW(k->arena, struct told);
        *t = (struct told){tell(k, w, "evidence or engagement",
                                sq_str_nearest(w->text, c->ids, c->n)),
                           1};
        sq_map_add(&c->missed, w->text, t);
    }
}

static void
look_at_evidence(const struct sq_look *k)
{
    const struct sq_assessment *as = k->as;
    struct cited c = {
        .ids =
            SQ_NEW_N(k->arena, as->n_evidence + as->n_engagement + 1, sq_str)};
    sq_map_init(&c.missed, k->arena);
    for (size_t i = 0; i < as->n_evidence; i++)
        c.ids[c.n++] = as->evidence[i].id.text;
    for (size_t i = 0; i < as->n_engagement; i++)
        c.ids[c.n++] = as->engagement[i].id.text;
    for (size_t i = 0; i < as->n_answers; i++)
        look_at_cited(k, &c, as->answers[i].evidence,
                      as->answers[i].n_evidence);
    for (size_t i = 0; i < as->n_actions; i++)
        look_at_cited(k, &c, as->actions[i].shown_by,
                      as->actions[i].n_shown_by);
}

static bool
is_row(const struct sq_row *row, sq_str id)
{
    sq_str group = row->group->id.text;
    if (row->id.len == 0)
        return sq_str_eq(id, group);
    return id.len == group.len + 1 + row->id.len && id.ptr[group.len] == '.' &&
           sq_str_eq(sq_str_sub(id, 0, group.len), group) &&
           sq_str_eq(sq_str_sub(id, group.len + 1, id.len), row->id);
}

/* A question, a cell, a row, a group or a section. */
static bool
is_target(const struct sq_look *k, sq_str id)
{
    if (sq_map_find(&k->q->names, id) || sq_map_find(&k->q->groups_by_id, id))
        return true;
    for (size_t i = 0; i < k->q->n_sections; i++)
        if (sq_str_eq(k->q->sections[i]->id.text, id))
            return true;
    for (uint32_t i = 0; i < k->c->n_rows; i++)
        if (is_row(&k->c->rows[i], id))
            return true;
    return sq_map_find(&k->q->gates_by_id, id) ||
           sq_map_find(&k->q->triggers_by_id, id) ||
           sq_map_find(&k->q->dimensions_by_id, id) ||
           sq_map_find(&k->q->values_by_id, id) || sq_case_find(k->c, id);
}

static sq_str
near_target(const struct sq_look *k, sq_str id)
{
    sq_str near = {0};
    size_t best = 2;
    for (uint32_t i = 0; i < k->c->n + k->c->n_rows; i++) {
        sq_str one = i < k->c->n ? k->c->slots[i].id
                                 : sq_row_id(k, &k->c->rows[i - k->c->n]);
        size_t far = sq_str_distance(id, one, best);
        if (far <= best && far < id.len) {
            best = far ? far - 1 : 0;
            near = one;
        }
        if (best == 0)
            break;
    }
    return near;
}

static void
look_at_actions(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_actions; i++) {
        const struct sq_action *x = &k->as->actions[i];
        for (size_t t = 0; t < x->n_targets; t++)
            if (x->targets[t].text.len && !is_target(k, x->targets[t].text))
                tell(k, &x->targets[t], "question or row",
                     near_target(k, x->targets[t].text));
    }
}

static void
look_at_outcome(const struct sq_look *k, const struct sq_word *w)
{
    if (w->text.len == 0 || k->q->n_outcomes == 0 ||
        sq_outcome_find(k->q, w->text))
        return;
    sq_str *ids = SQ_NEW_N(k->arena, k->q->n_outcomes, sq_str);
    for (size_t i = 0; i < k->q->n_outcomes; i++)
        ids[i] = k->q->outcomes[i].id.text;
    tell(k, w, "outcome", sq_str_nearest(w->text, ids, k->q->n_outcomes));
}

static void
look_at_later(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_later; i++) {
        const struct sq_word *id = &k->as->later[i].id;
        if (!is_target(k, id->text))
            tell(k, id, "question or section", near_target(k, id->text));
    }
}

static void
assessment(const struct sq_look *k)
{
    if (k->as->lost_part) /* which is told once, at its key */
        return;
    look_at_evidence(k);
    look_at_later(k);
    look_at_actions(k);
    look_at_outcome(k, &k->as->about.decision.outcome);
    for (size_t i = 0; i < k->as->n_decisions; i++)
        look_at_outcome(k, &k->as->decisions[i].outcome);
}

const struct sq_rule sq_rule_names_nothing = {.assessment = assessment};
