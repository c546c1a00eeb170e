/* SPDX-License-Identifier: MIT */
/* Tables that grow: rows added, named and removed. */
#include "walk/private.h"

static bool
is_word(sq_str typed, const char *a, const char *b)
{
    return sq_str_eq_folded(typed, sq_str_of(a)) ||
           sq_str_eq_folded(typed, sq_str_of(b));
}

/* Letters, digits, - and _: what can be part of an answer's key. */
static bool
can_be_id(sq_str id)
{
    for (size_t i = 0; i < id.len; i++) {
        char c = id.ptr[i];
        bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        bool other = (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!letter && !(other && i > 0))
            return false;
    }
    return id.len <= 64;
}

static uint32_t
n_real_rows(const struct sq_walk *w, const struct sq_group *g)
{
    const struct sq_case *c = sq_walk_case(w);
    uint32_t n = 0;
    for (uint32_t i = c->first_row[g->index]; i < c->first_row[g->index + 1];
         i++)
        n += !c->rows[i].phantom;
    return n;
}

void
sq_walk_add_row(struct sq_walk *w, const struct sq_group *g, sq_str id)
{
    if (!can_be_id(id)) {
        sq_screen_error(w, SQ_LIT("A row's id is made of letters, digits, - "
                                  "and _, such as `add late-letters`. What it "
                                  "is about is asked next."));
        return;
    }
    if (id.len && sq_walk_row_is_taken(w, g, id)) {
        sq_screen_error(w, sq_str_printf(w->arena,
                                         "There is a row `%.*s` already.",
                                         SQ_FMT(id)));
        return;
    }
    if (n_real_rows(w, g) >= g->rows_max) {
        sq_screen_error(w, sq_str_printf(w->arena,
                                         "No more than %u can be listed here.",
                                         (unsigned)g->rows_max));
        return;
    }
    sq_walk_leave(w);
    sq_walk_begin_row(w, g, sq_str_copy(w->arena, id));
    w->at = w->new_slot.id;
    w->mode = SQ_AT_QUESTION;
    sq_screen_question(w);
}

/* One undo brings all of it back. */
void
sq_walk_remove_row(struct sq_walk *w, const struct sq_group *g,
                   const struct sq_row *row)
{
    const struct sq_case *c = sq_walk_case(w);
    size_t n = 0;
    sq_str *keys = SQ_NEW_N(w->arena, g->n + 1, sq_str);
    for (uint32_t i = 0; i < g->n; i++)
        if (c->slots[row->first + i].answer)
            keys[n++] = sq_str_copy(w->arena, c->slots[row->first + i].id);
    sq_str name = sq_str_copy(w->arena, sq_row_label(c, row, w->setup.lang));
    for (size_t i = 0; i < n; i++) {
        sq_str before = sq_store_entry(w->store, w->arena, keys[i]);
        if (!sq_walk_edit(w, &(struct sq_edit){"answers", keys[i], {0}, NULL}))
            return;
        sq_walk_remember(w, &(struct sq_edit){"answers", keys[i], before, NULL},
                         i > 0);
        sq_walk_take_up(w, keys[i]);
    }
    sq_screen_line(w, sq_str_printf(w->arena,
                                    "Removed: %.*s. `undo` brings it back.",
                                    SQ_FMT(name)));
    sq_str why;
    const struct sq_stop *table = sq_walk_lookup(
        w, sq_str_printf(w->arena, "%.*s.+", SQ_FMT(g->id.text)), &why);
    if (table)
        sq_walk_go(w, table);
    else
        sq_walk_tasks(w);
}

static bool
go_to_row(struct sq_walk *w, const struct sq_group *g, sq_str typed)
{
    const struct sq_row *row = sq_walk_row(w, g, typed);
    sq_str why;
    const struct sq_stop *s =
        row ? sq_walk_lookup(w, sq_walk_case(w)->slots[row->first].id, &why)
            : NULL;
    if (!s)
        return false;
    w->review = true; /* one goes through the row, changed or not */
    sq_walk_go(w, s);
    return true;
}

void
sq_walk_feed_rows(struct sq_walk *w, sq_str typed)
{
    const struct sq_group *g = w->stops[sq_walk_index(w, w->at)].group;
    if (is_word(typed, "yes", "y")) {
        sq_walk_add_row(w, g, (sq_str){0});
    } else if (typed.len == 0 || is_word(typed, "no", "n")) {
        sq_map_add(&w->passed, w->at, w);
        sq_walk_advance(w);
    } else if (!sq_walk_command(w, typed, true) && !go_to_row(w, g, typed)) {
        sq_screen_error(w,
                        SQ_LIT("Type yes to add one, no to go on, a number to "
                               "change that one, or `remove` and a number."));
    }
}
