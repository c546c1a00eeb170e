/* SPDX-License-Identifier: MIT */
/*
 * What was put aside, to be come back to.  It stands in the assessment itself,
 * under `later`, so that whoever goes on, today or next week, finds it there.
 */
#include "walk/private.h"

bool
sq_walk_is_aside(const struct sq_walk *w, sq_str id)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    for (size_t i = 0; i < as->n_later; i++)
        if (sq_str_eq(as->later[i].id.text, id))
            return true;
    return false;
}

bool
sq_walk_put_aside(struct sq_walk *w, sq_str id)
{
    if (sq_walk_is_aside(w, id))
        return true;
    struct sq_sbuf day;
    sq_sbuf_init(&day, 32);
    sq_date_put(&day, w->store->today);
    sq_str value = sq_str_copy(w->arena, sq_sbuf_str(&day));
    sq_sbuf_done(&day);
    return sq_walk_edit(w, &(struct sq_edit){"later", id, value, NULL});
}

void
sq_walk_take_up(struct sq_walk *w, sq_str id)
{
    if (!sq_walk_is_aside(w, id))
        return;
    id = sq_str_copy(w->arena, id);
    struct sq_edit e = {"later", id, {0}, NULL};
    struct sq_edit back = e;
    back.value = sq_store_before(w->store, w->arena, &e);
    bool only = sq_walk_case(w)->assessment->n_later == 1;
    if (!sq_walk_edit(w, &e))
        return;
    if (back.value.len) /* with the answer that took its place */
        sq_walk_remember(w, &back, true);
    if (only)
        sq_walk_edit(w, &(struct sq_edit){"later", {0}, {0}, NULL});
}

const struct sq_stop *
sq_walk_aside(const struct sq_walk *w)
{
    for (size_t i = 0; i < w->n_stops; i++)
        if (w->stops[i].slot && sq_walk_is_aside(w, w->stops[i].key) &&
            !sq_map_find(&w->returned, w->stops[i].key))
            return &w->stops[i];
    return NULL;
}
