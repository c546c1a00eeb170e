/* SPDX-License-Identifier: MIT */
#include "walk/front.h"

#include <string.h>

#include "base/limits.h"
#include "walk/private.h"
#include "yaml/node.h"

#define PREFIX "about."

const struct sq_field sq_front[] = {
    {"title", "What the change is called", NULL, false, "Title"},
    {"reference", "Its reference number", NULL, false, "Reference"},
    {"summary", "What changes, for whom, in two sentences", NULL, false,
     "Summary"},
    {"organisation", "Whose change it is", NULL, false, "Organisation"},
    {"owner", "Who answers for it (senior responsible owner)", NULL, false,
     "Senior responsible owner"},
    {"author", "Who writes this assessment", NULL, false, "Author"},
    {"stage", "Where the change is now", sq_stage_words, false, "Stage"},
    {"go-live", "When it takes effect, as 2027-01-31", NULL, true, "Goes live"},
    {"review", "When it is looked at again, as 2027-07-31", NULL, true,
     "Review"},
};
const size_t sq_n_front = sizeof sq_front / sizeof sq_front[0];

const struct sq_field *
sq_front_called(sq_str id)
{
    if (!sq_str_starts(id, PREFIX))
        return NULL;
    sq_str member = sq_str_sub(id, strlen(PREFIX), id.len);
    for (size_t i = 0; i < sq_n_front; i++)
        if (sq_str_is(member, sq_front[i].member))
            return &sq_front[i];
    return NULL;
}

sq_str
sq_walk_front(const struct sq_walk *w, const struct sq_field *f)
{
    const struct sq_tree *t = w->store->page->doc.tree;
    const struct sq_node *about = sq_node_find(t->root, "about");
    const struct sq_node *n =
        about && about->kind == SQ_MAP ? sq_node_find(about, f->member) : NULL;
    return n && n->kind == SQ_SCALAR ? sq_str_trim(n->text) : (sq_str){0};
}

sq_str
sq_walk_front_lacks(const struct sq_walk *w)
{
    sq_str list = {0};
    size_t left = 0;
    for (size_t i = 0; i < sq_n_front; i++)
        left += sq_walk_front(w, &sq_front[i]).len == 0;
    for (size_t i = 0; i < sq_n_front; i++) {
        if (sq_walk_front(w, &sq_front[i]).len)
            continue;
        left--;
        list = sq_str_printf(w->arena, "%.*s%s%s", SQ_FMT(list),
                             !list.len ? ""
                             : left    ? ", "
                                       : " and ",
                             sq_front[i].member);
    }
    return list;
}

void
sq_screen_front(struct sq_walk *w)
{
    sq_putc(&w->screen, '\n');
    sq_screen_bold(w, SQ_LIT("About this change"));
    for (size_t i = 0; i < sq_n_front; i++) {
        sq_str value = sq_walk_front(w, &sq_front[i]);
        sq_str line =
            sq_str_printf(w->arena, "%s: %.*s", sq_front[i].label,
                          SQ_FMT(value.len ? value : SQ_LIT("Not provided")));
        sq_screen_item(w, 0, 4, line);
    }
    sq_screen_line(w, SQ_LIT("Enter keeps what is there, - removes it, `list` "
                             "stops. Partners and the decision are written in "
                             "the file."));
    sq_putc(&w->screen, '\n');
}

bool
sq_front_is_removal(const struct sq_field *f, sq_str typed, sq_str *out_why)
{
    *out_why = (sq_str){0};
    if (!sq_str_is(typed, "-"))
        return false;
    if (f != &sq_front[0])
        return true;
    *out_why = SQ_LIT("A change needs a title. Type another one.");
    return false;
}

/* The same value, set by a script. */
bool
sq_walk_set_front(struct sq_store *store, struct sq_arena *a,
                  const struct sq_field *f, sq_str typed, sq_str *out_why)
{
    struct sq_edit e = {"about", sq_str_of(f->member), {0}, NULL};
    typed = sq_str_trim(typed);
    bool removal = sq_front_is_removal(f, typed, out_why);
    if (!removal &&
        (out_why->len || !sq_field_accept(a, f, typed, &e.value, out_why)))
        return false;
    return sq_store_set(store, &e, a, out_why);
}
