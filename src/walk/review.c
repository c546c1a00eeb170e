/* SPDX-License-Identifier: MIT */
/* Check your answers: by section, by table, and at the end. */
#include "base/limits.h"
#include "walk/private.h"

/* A page with more answers than this sums its tables up. */
enum { LONG_PAGE = 40 };

static bool
is_shown(const struct sq_walk *w, const struct sq_slot *s,
         const struct sq_walk_scope *scope)
{
    return s->state == SQ_ASKED && sq_walk_wants(w, s->question, s->id) &&
           sq_walk_scope_has(scope, s->question, s->id);
}

uint32_t
sq_walk_count(const struct sq_walk *w, const struct sq_walk_scope *scope)
{
    const struct sq_case *c = sq_walk_case(w);
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n; i++)
        n += is_shown(w, &c->slots[i], scope);
    return n;
}

/* ---- lines --------------------------------------------------------------- */

static sq_str
shown(const struct sq_walk *w, const struct sq_slot *s)
{
    if (s->reply != SQ_MISSING)
        return sq_screen_reply(w, s);
    return s->answer && s->answer->node ? SQ_LIT("cannot be used as it is")
                                        : SQ_LIT("Not provided");
}

/* The number that `change` takes. */
static size_t
list(struct sq_walk *w, const struct sq_slot *s)
{
    w->listed =
        sq_arena_push(w->arena, w->listed, &w->n_listed, sizeof *w->listed);
    w->listed[w->n_listed - 1] = sq_str_copy(w->arena, s->id);
    return w->n_listed;
}

static void
put_answer(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_case *c = sq_walk_case(w);
    sq_screen_item(w, 0, 4,
                   sq_str_printf(w->arena, "%zu. %.*s %.*s", list(w, s),
                                 SQ_FMT(sq_slot_ask(c, s, w->setup.lang)),
                                 SQ_FMT(shown(w, s))));
    if (s->reply >= SQ_NOT_KNOWN && s->answer && s->answer->because.text.len)
        sq_screen_item(w, 4, 4,
                       sq_str_printf(w->arena, "Because: %.*s",
                                     SQ_FMT(s->answer->because.text)));
}

/* "Age" or "Benefit 2: two fewer hours", before the first answer about it. */
static void
put_heading(struct sq_walk *w, const struct sq_slot *s,
            const struct sq_row **row)
{
    if (s->row && s->row != *row) {
        const struct sq_group *g = s->row->group;
        sq_str kind = sq_text_get(&g->row_label, w->setup.lang);
        sq_str name = sq_screen_row_name(w, s->row, w->setup.width - 24);
        if (g->repeat == SQ_ROWS)
            sq_screen_put(w, "%.*s %u: %.*s",
                          SQ_FMT(kind.len ? kind : SQ_LIT("Row")),
                          (unsigned)s->row->index + 1, SQ_FMT(name));
        else
            sq_screen_put(w, "%.*s", SQ_FMT(name));
    } else if (*row && !s->row) {
        sq_screen_put(w, "Further answers:");
    }
    *row = s->row;
}

/* ---- tables in brief ----------------------------------------------------- */

static bool
is_table(const struct sq_slot *s)
{
    return s->row && s->row->group->repeat != SQ_ONCE;
}

/* "6. Age: No difference, 4 of 4 answered"; how many slots it stands for. */
static uint32_t
put_row_in_brief(struct sq_walk *w, const struct sq_slot *first,
                 const struct sq_walk_scope *scope)
{
    const struct sq_case *c = sq_walk_case(w);
    uint32_t asked = 0;
    uint32_t answered = 0;
    uint32_t n = 0;
    for (; first->index + n < c->n && first[n].row == first->row; n++) {
        bool part = is_shown(w, &first[n], scope);
        asked += part;
        answered += part && first[n].reply != SQ_MISSING;
    }
    sq_str name = sq_screen_row_name(w, first->row, w->setup.width / 2);
    bool says = first->question->type->in_exprs != SQ_T_TEXT;
    sq_screen_item(w, 0, 4,
                   sq_str_printf(w->arena, "%zu. %.*s: %.*s%s%u of %u answered",
                                 list(w, first), SQ_FMT(name),
                                 SQ_FMT(says ? shown(w, first) : (sq_str){0}),
                                 says ? ", " : "", answered, asked));
    return n;
}

static void
put_title(struct sq_walk *w, const struct sq_group *g,
          const struct sq_group **last)
{
    if (g != *last)
        sq_screen_put(w,
                      "%.*s:", SQ_FMT(sq_text_get(&g->title, w->setup.lang)));
    *last = g;
}

/* ---- the page ------------------------------------------------------------ */

struct review {
    const struct sq_section *section;
    const struct sq_row *row;
    const struct sq_group *table;
    sq_str example; /* id of a row that was summed up; empty: none was */
};

static void
begin_section(struct sq_walk *w, struct review *r,
              const struct sq_section *here)
{
    if (here == r->section)
        return;
    *r = (struct review){.section = here, .example = r->example};
    sq_putc(&w->screen, '\n');
    sq_screen_put(w, "Check your answers: %.*s",
                  SQ_FMT(sq_text_get(&here->title, w->setup.lang)));
}

/* How many slots it was. */
static uint32_t
put_next(struct sq_walk *w, struct review *r, const struct sq_slot *s,
         const struct sq_walk_scope *scope, bool brief)
{
    if (!is_shown(w, s, scope))
        return 1;
    begin_section(w, r, s->question->section);
    if (brief && is_table(s)) {
        put_title(w, s->row->group, &r->table);
        r->row = s->row;
        if (!r->example.len)
            r->example = sq_str_printf(w->arena, "%.*s.%.*s",
                                       SQ_FMT(s->row->group->id.text),
                                       SQ_FMT(s->row->id));
        return put_row_in_brief(w, s, scope);
    }
    put_heading(w, s, &r->row);
    put_answer(w, s);
    return 1;
}

void
sq_screen_answers(struct sq_walk *w, const struct sq_walk_scope *scope,
                  bool whole)
{
    const struct sq_case *c = sq_walk_case(w);
    bool brief = !whole && sq_walk_count(w, scope) > LONG_PAGE;
    struct review r = {0};
    w->section = (sq_str){0};
    w->listed = NULL;
    w->n_listed = 0;
    for (uint32_t i = 0; i < c->n;)
        i += put_next(w, &r, &c->slots[i], scope, brief);
    if (r.example.len)
        sq_screen_put(w,
                      "Tables are summed up here. `check` and an id shows all "
                      "of one or of its part, such as `check %.*s`.",
                      SQ_FMT(r.example));
}

void
sq_screen_section(struct sq_walk *w)
{
    struct sq_walk_scope scope = {.section = sq_walk_section(w, w->origin_key)};
    sq_screen_answers(w, &scope, false);
    sq_putc(&w->screen, '\n');
    sq_screen_put(w, "To change one, type `change` and its number.");
    sq_screen_bold(w, SQ_LIT("Have you completed this section?"));
}

/* ---- the end ------------------------------------------------------------- */

static void
put_left(struct sq_walk *w)
{
    const struct sq_case *c = sq_walk_case(w);
    uint32_t n = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_slot *s = &c->slots[i];
        if (s->state != SQ_ASKED || s->reply != SQ_MISSING ||
            !sq_required(s->question))
            continue;
        if (n++ == 0)
            sq_screen_put(w, "Not provided:");
        if (n <= 20)
            sq_screen_put(w, "%.*s: %.*s", SQ_FMT(s->id),
                          SQ_FMT(sq_slot_ask(c, s, w->setup.lang)));
    }
    if (n > 20)
        sq_screen_put(w, "and %u more; `list` shows where they are.", n - 20);
    if (n == 0)
        sq_screen_put(w, "Every question that is asked has an answer.");
}

void
sq_screen_end(struct sq_walk *w)
{
    sq_putc(&w->screen, '\n');
    sq_screen_bold(w, SQ_LIT("That was the last question."));
    if (sq_walk_progress(w, NULL).answered <= SQ_FEW_ANSWERS) {
        sq_screen_answers(w, &(struct sq_walk_scope){NULL, {0}}, true);
        sq_putc(&w->screen, '\n');
    } else {
        sq_screen_sections(w);
        sq_screen_put(w, "`check` and a section's number shows its answers, "
                         "`check all` shows all.");
    }
    put_left(w);
    sq_str lacks = sq_walk_front_lacks(w);
    if (lacks.len)
        sq_screen_put(w, "The front page has no %.*s. Type `about` to give it.",
                      SQ_FMT(lacks));
    sq_screen_put(w,
                  "To change an answer, type `change` and its number or id, "
                  "such as `change %.*s`.",
                  SQ_FMT(w->n_stops ? w->stops[0].key : SQ_LIT("A1")));
}
