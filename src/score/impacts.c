/* SPDX-License-Identifier: MIT */
/* Rows of impact tables, with what is being done about each. */
#include "score/impacts.h"

#include "base/arena.h"

static bool
asked_at_all(const struct sq_case *c, const struct sq_row *row)
{
    for (uint32_t i = 0; i < row->group->n; i++) {
        if (c->slots[row->first + i].state != SQ_HIDDEN)
            return true;
    }
    return false;
}

static void
place(struct sq_impact *x, const struct sq_slot *s)
{
    switch ((enum sq_track)s->question->track) {
    case SQ_TRACK_DIRECTION:
        x->direction = s;
        x->not_known = s->reply == SQ_NOT_KNOWN;
        if (s->reply == SQ_GIVEN && s->question->choices)
            x->effect = s->question->choices->options[s->value.option].effect;
        break;
    case SQ_TRACK_INITIAL:
        x->initial = s;
        break;
    case SQ_TRACK_RESIDUAL:
        x->residual = s;
        break;
    case SQ_TRACK_BENEFIT:
        x->benefit = s;
        break;
    case SQ_TRACK_CONFIDENCE:
        x->confidence = s;
        break;
    case SQ_TRACK_REACH:
        x->reach = s;
        break;
    case SQ_TRACK_NONE:
    case SQ_TRACK_SUBJECT:
    case SQ_TRACK_CONTROLS:
        break;
    }
}

/* `for: [J4.race.residual]` names the row J4.race; `for: [J4]` all rows. */
static bool
aims_at(sq_str target, const struct sq_row *row)
{
    sq_str group = row->group->id.text;
    if (sq_str_eq(target, group))
        return true;
    if (target.len <= group.len || target.ptr[group.len] != '.' ||
        !sq_str_eq(sq_str_sub(target, 0, group.len), group))
        return false;
    if (row->id.len == 0)
        return true;
    sq_str rest = sq_str_sub(target, group.len + 1, target.len);
    sq_str name = sq_str_sub(rest, 0, sq_str_find(rest, '.', 0));
    return sq_str_eq(name, row->id);
}

static void
add_actions(struct sq_arena *a, const struct sq_assessment *as,
            struct sq_impact *x)
{
    for (size_t i = 0; as && i < as->n_actions; i++) {
        const struct sq_action *action = &as->actions[i];
        bool aims = false;
        for (size_t t = 0; t < action->n_targets; t++)
            aims = aims || aims_at(action->targets[t].text, x->row);
        if (!aims)
            continue;
        x->actions =
            sq_arena_push(a, x->actions, &x->n_actions, sizeof *x->actions);
        x->actions[x->n_actions - 1] = action;
    }
}

void
sq_impacts_find(struct sq_arena *a, struct sq_results *r)
{
    const struct sq_case *c = r->c;
    for (uint32_t i = 0; i < c->n_rows; i++) {
        const struct sq_row *row = &c->rows[i];
        if (!row->group->impact || !asked_at_all(c, row))
            continue;
        r->impacts =
            sq_arena_push(a, r->impacts, &r->n_impacts, sizeof *r->impacts);
        struct sq_impact *x = &r->impacts[r->n_impacts - 1];
        x->group = row->group;
        x->row = row;
        for (uint32_t k = 0; k < row->group->n; k++) {
            const struct sq_slot *s = &c->slots[row->first + k];
            if (s->state != SQ_HIDDEN)
                place(x, s);
        }
        add_actions(a, c->assessment, x);
    }
}
