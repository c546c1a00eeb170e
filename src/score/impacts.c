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

/* A target of an action, as far as it concerns a group. */
struct aim {
    const struct sq_action *action;
    bool whole; /* the group, and so each of its rows */
    sq_str row;
};

/* `for: [J4.race.residual]` names the row J4.race; `for: [J4]` all rows. */
static bool
aims_at(sq_str target, sq_str group, struct aim *out)
{
    out->whole = sq_str_eq(target, group);
    if (out->whole)
        return true;
    if (target.len <= group.len || target.ptr[group.len] != '.' ||
        !sq_str_eq(sq_str_sub(target, 0, group.len), group))
        return false;
    sq_str rest = sq_str_sub(target, group.len + 1, target.len);
    out->row = sq_str_sub(rest, 0, sq_str_find(rest, '.', 0));
    return true;
}

static struct aim *
aims_of(struct sq_arena *a, const struct sq_assessment *as,
        const struct sq_group *group, size_t *out_n)
{
    struct aim *aims = NULL;
    *out_n = 0;
    for (size_t i = 0; as && i < as->n_actions; i++) {
        struct aim aim = {.action = &as->actions[i]};
        for (size_t t = 0; t < aim.action->n_targets; t++) {
            if (!aims_at(aim.action->targets[t].text, group->id.text, &aim))
                continue;
            aims = sq_arena_push(a, aims, out_n, sizeof *aims);
            aims[*out_n - 1] = aim;
        }
    }
    return aims;
}

/* Each action once, however many of its targets are in the row. */
static void
add_actions(struct sq_arena *a, const struct aim *aims, size_t n,
            struct sq_impact *x)
{
    const struct sq_action *last = NULL;
    for (size_t i = 0; i < n; i++) {
        const struct aim *aim = &aims[i];
        bool here = aim->whole || x->row->id.len == 0 ||
                    sq_str_eq(aim->row, x->row->id);
        if (!here || aim->action == last)
            continue;
        last = aim->action;
        x->actions =
            sq_arena_push(a, x->actions, &x->n_actions, sizeof *x->actions);
        x->actions[x->n_actions - 1] = last;
    }
}

static void
add_impact(struct sq_arena *a, struct sq_results *r, const struct sq_row *row,
           const struct aim *aims, size_t n_aims)
{
    r->impacts =
        sq_arena_push(a, r->impacts, &r->n_impacts, sizeof *r->impacts);
    struct sq_impact *x = &r->impacts[r->n_impacts - 1];
    x->group = row->group;
    x->row = row;
    for (uint32_t k = 0; k < row->group->n; k++) {
        const struct sq_slot *s = &r->c->slots[row->first + k];
        if (s->state != SQ_HIDDEN)
            place(x, s);
    }
    add_actions(a, aims, n_aims, x);
}

void
sq_impacts_find(struct sq_arena *a, struct sq_results *r)
{
    const struct sq_case *c = r->c;
    const struct sq_questionnaire *q = c->questionnaire;
    for (size_t g = 0; g < q->n_groups; g++) {
        if (!q->groups[g]->impact)
            continue;
        size_t n;
        const struct aim *aims = aims_of(a, c->assessment, q->groups[g], &n);
        for (uint32_t i = c->first_row[g]; i < c->first_row[g + 1]; i++)
            if (asked_at_all(c, &c->rows[i]))
                add_impact(a, r, &c->rows[i], aims, n);
    }
}
