/* SPDX-License-Identifier: MIT */
#include "walk/walk.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "model/options.h"
#include "walk/private.h"
#include "yaml/edit.h"
#include "yaml/node.h"

/* ---- recording ----------------------------------------------------------- */

/* The entry of the assessment's `answers`; NULL: none. */
static const struct sq_node *
entry_of(const struct sq_store *store, sq_str key)
{
    const struct sq_tree *t = store->page->doc.tree;
    const struct sq_node *answers = sq_node_find(t->root, "answers");
    return answers && answers->kind == SQ_MAP ? sq_node_find_str(answers, key)
                                              : NULL;
}

static void
sign(struct sq_draft *d, const struct sq_walk_setup *setup, sq_date today)
{
    if (setup->by.len == 0)
        return;
    d->by = setup->by;
    d->on = today;
}

static sq_str
draft_text(struct sq_arena *a, const struct sq_store *store,
           const struct sq_question *q, const struct sq_draft *d, sq_str key)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    sq_draft_put(&b, q, d, entry_of(store, key));
    sq_str text = sq_str_copy(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return text;
}

bool
sq_walk_edit(struct sq_walk *w, const struct sq_edit *e)
{
    sq_str why;
    if (!sq_store_set(w->store, e, w->arena, &why)) {
        sq_screen_error(w, why);
        return false;
    }
    sq_walk_survey(w);
    return true;
}

void
sq_walk_remember(struct sq_walk *w, const struct sq_edit *e, bool chained)
{
    w->undo = sq_arena_push(w->arena, w->undo, &w->n_undo, sizeof *w->undo);
    w->undo[w->n_undo - 1] = (struct sq_undo){*e, w->at, chained};
}

static void
remember_answer(struct sq_walk *w, sq_str before)
{
    sq_walk_remember(w, &(struct sq_edit){"answers", w->at, before, NULL},
                     false);
}

bool
sq_walk_record(struct sq_walk *w, bool undoable)
{
    const struct sq_slot *s = sq_walk_slot(w);
    const struct sq_question *q = s->question;
    sign(&w->draft, &w->setup, w->store->today);
    sq_str before = sq_store_entry(w->store, w->arena, w->at);
    sq_str value = draft_text(w->arena, w->store, q, &w->draft, w->at);
    if (!sq_walk_edit(w, &(struct sq_edit){"answers", w->at, value, NULL}))
        return false;
    if (undoable)
        remember_answer(w, before);
    if (q->group)
        sq_map_add(&w->touched, q->group->id.text, w);
    sq_walk_take_up(w, w->at);
    return true;
}

bool
sq_walk_clear(struct sq_walk *w)
{
    sq_str before = sq_store_entry(w->store, w->arena, w->at);
    if (!sq_walk_edit(w, &(struct sq_edit){"answers", w->at, {0}, NULL}))
        return false;
    remember_answer(w, before);
    return true;
}

void
sq_walk_load_draft(struct sq_walk *w, const struct sq_slot *s)
{
    w->draft = (struct sq_draft){.on = SQ_NO_DATE, .reply = s->reply};
    w->draft.value = s->value;
    w->draft.value.text = sq_str_copy(w->arena, s->value.text);
    uint32_t *options = SQ_NEW_N(w->arena, s->value.n_options + 1, uint32_t);
    for (uint32_t i = 0; i < s->value.n_options; i++)
        options[i] = s->value.options[i];
    w->draft.value.options = options;
    sq_draft_keep(w->arena, &w->draft, s->answer);
    if (w->note.len)
        w->draft.because = w->note;
}

/* ---- going --------------------------------------------------------------- */

void
sq_walk_show(struct sq_walk *w)
{
    if (w->mode == SQ_AT_TASKS)
        sq_screen_tasks(w);
    else if (w->mode == SQ_AT_QUESTION)
        sq_screen_question(w);
    else if (w->mode == SQ_AT_ROWS)
        sq_screen_rows(w);
    else if (w->mode == SQ_AT_SECTION)
        sq_screen_section(w);
    else if (w->mode == SQ_AT_END)
        sq_screen_end(w);
}

void
sq_walk_leave(struct sq_walk *w)
{
    bool there = w->n_trail && sq_str_eq(w->trail[w->n_trail - 1], w->at);
    if (w->at.len == 0 || there)
        return;
    w->trail = sq_arena_push(w->arena, w->trail, &w->n_trail, sizeof *w->trail);
    w->trail[w->n_trail - 1] = w->at;
}

static void
settle_at(struct sq_walk *w, const struct sq_stop *s)
{
    w->at = sq_str_copy(w->arena, s->key);
    w->mode = s->slot ? SQ_AT_QUESTION : SQ_AT_ROWS;
    w->note = (sq_str){0};
    w->refused = (sq_str){0};
    w->in_new_row = false;
    sq_walk_show(w);
}

void
sq_walk_go(struct sq_walk *w, const struct sq_stop *s)
{
    sq_walk_leave(w);
    settle_at(w, s);
}

void
sq_walk_tasks(struct sq_walk *w)
{
    sq_walk_leave(w);
    w->at = (sq_str){0};
    w->in_new_row = false;
    w->review = false;
    w->origin = SQ_FROM_NOWHERE;
    w->mode = SQ_AT_TASKS;
    sq_walk_show(w);
}

static void
finish(struct sq_walk *w)
{
    sq_walk_leave(w);
    w->at = (sq_str){0};
    w->in_new_row = false;
    bool briefly = w->setup.n_only || w->setup.unanswered;
    w->mode = briefly ? SQ_ENDED : SQ_AT_END;
    sq_walk_show(w);
}

static const struct sq_section *
present_section(const struct sq_walk *w)
{
    size_t i = sq_walk_index(w, w->at);
    return i < w->n_stops ? sq_stop_section(&w->stops[i]) : NULL;
}

/* The first that was passed over for no reason; skipped ones stay skipped. */
static const struct sq_stop *
left_behind(struct sq_walk *w)
{
    for (size_t i = 0; i < w->n_stops; i++)
        if (w->stops[i].slot && sq_walk_needs(w, &w->stops[i]))
            return &w->stops[i];
    return NULL;
}

/* The first that was put aside; each comes back once. */
static const struct sq_stop *
left_for_later(struct sq_walk *w)
{
    const struct sq_stop *s = sq_walk_aside(w);
    if (!s)
        return NULL;
    sq_map_add(&w->returned, sq_str_copy(w->arena, s->key), w);
    sq_screen_line(w, SQ_LIT("This one was left for later."));
    return s;
}

/* ---- checking answers ---------------------------------------------------- */

static bool
is_complete(struct sq_walk *w, const struct sq_section *s)
{
    struct sq_progress p = sq_walk_progress(w, s);
    return !p.missing && !p.pending && !p.problems && p.asked;
}

void
sq_walk_check_section(struct sq_walk *w, const struct sq_section *s)
{
    sq_walk_leave(w);
    w->origin = SQ_FROM_NOWHERE;
    w->origin_key = sq_str_copy(w->arena, s->id.text);
    sq_map_add(&w->checked, w->origin_key, w);
    for (size_t i = 0; i < w->n_stops; i++) /* on from its end */
        if (sq_stop_section(&w->stops[i]) == s)
            w->at = sq_str_copy(w->arena, w->stops[i].key);
    w->in_new_row = false;
    w->mode = SQ_AT_SECTION;
    sq_walk_show(w);
}

/* Once, when its last answer is given: look through, and say it is done. */
static bool
check_when_done(struct sq_walk *w, const struct sq_section *here,
                const struct sq_section *there)
{
    if (!here || here == there || w->setup.n_only || w->setup.unanswered ||
        sq_map_find(&w->checked, here->id.text) || !is_complete(w, here))
        return false;
    sq_walk_check_section(w, here);
    return true;
}

void
sq_walk_change(struct sq_walk *w, const struct sq_stop *s)
{
    if (w->mode == SQ_AT_SECTION) {
        w->origin = SQ_FROM_SECTION;
    } else if (w->mode == SQ_AT_END) {
        w->origin = SQ_FROM_END;
    } else if (w->at.len) {
        w->origin = SQ_FROM_STOP;
        w->origin_key = w->at;
    }
    sq_map_init(&w->known, w->arena);
    for (size_t i = 0; i < w->n_stops; i++)
        sq_map_add(&w->known, sq_str_copy(w->arena, w->stops[i].key), w);
    w->review = false;
    sq_walk_go(w, s);
}

/* A question that the change has opened comes first; NULL: none. */
static const struct sq_stop *
opened_by_change(const struct sq_walk *w)
{
    for (size_t i = 0; i < w->n_stops; i++) {
        const struct sq_stop *s = &w->stops[i];
        if (s->slot && sq_walk_needs(w, s) && !sq_map_find(&w->known, s->key))
            return s;
    }
    return NULL;
}

/* Back to where `change` was typed. */
static bool
come_back(struct sq_walk *w)
{
    const struct sq_stop *s = opened_by_change(w);
    enum sq_origin origin = w->origin;
    if (s) {
        sq_walk_go(w, s);
        return true;
    }
    w->origin = SQ_FROM_NOWHERE;
    size_t i = sq_walk_index(w, w->origin_key);
    const struct sq_section *section = sq_walk_section(w, w->origin_key);
    if (origin == SQ_FROM_SECTION && section)
        sq_walk_check_section(w, section);
    else if (origin == SQ_FROM_END)
        finish(w);
    else if (origin == SQ_FROM_STOP && i < w->n_stops)
        sq_walk_go(w, &w->stops[i]);
    else
        return false;
    return true;
}

/* ---- onwards ------------------------------------------------------------- */

static const struct sq_stop *
next_stop(struct sq_walk *w)
{
    const struct sq_stop *s =
        sq_walk_after(w, w->review || w->setup.n_only > 0);
    if (!s && !w->setup.n_only)
        s = left_behind(w);
    return s;
}

void
sq_walk_advance(struct sq_walk *w)
{
    if (w->origin != SQ_FROM_NOWHERE && come_back(w))
        return;
    const struct sq_section *here = present_section(w);
    const struct sq_stop *s = next_stop(w);
    const struct sq_section *there = s ? sq_stop_section(s) : NULL;
    if (w->mode != SQ_AT_SECTION && check_when_done(w, here, there))
        return;
    if (!s)
        s = left_for_later(w);
    if (!s) {
        finish(w);
    } else if (w->review && here != there && !sq_walk_needs(w, s)) {
        sq_walk_tasks(w); /* the section that was gone through ends here */
    } else {
        w->review = w->review && !sq_walk_needs(w, s);
        sq_walk_go(w, s);
    }
}

void
sq_walk_back(struct sq_walk *w)
{
    bool within = w->mode == SQ_AT_COLUMN || w->mode == SQ_AT_REASON ||
                  w->mode == SQ_AT_BECAUSE || w->mode == SQ_AT_EVIDENCE ||
                  w->mode == SQ_AT_FIELD || w->mode == SQ_AT_ACTION ||
                  w->mode == SQ_AT_MORE;
    if (within) { /* the same question, or a table's, from its start */
        w->mode = sq_walk_slot(w) ? SQ_AT_QUESTION
                  : w->at.len     ? SQ_AT_ROWS
                                  : w->form.then;
        sq_walk_show(w);
        return;
    }
    w->origin = SQ_FROM_NOWHERE;
    while (w->n_trail) {
        size_t i = sq_walk_index(w, w->trail[--w->n_trail]);
        if (i == w->n_stops ||
            (sq_str_eq(w->stops[i].key, w->at) && w->mode != SQ_AT_SECTION))
            continue;
        w->review = true;
        settle_at(w, &w->stops[i]);
        return;
    }
    size_t i = sq_walk_index(w, w->at);
    if (w->at.len && i > 0 && i < w->n_stops) {
        w->review = true;
        settle_at(w, &w->stops[i - 1]);
        return;
    }
    sq_screen_line(w, w->at.len ? SQ_LIT("This is the first question.")
                                : SQ_LIT("No question was asked before."));
}

/* ---- answers ------------------------------------------------------------- */

static bool
is_free_text(const struct sq_question *q)
{
    return q->type->in_exprs == SQ_T_TEXT;
}

static bool
has_effect(const struct sq_question *q)
{
    for (size_t i = 0; q->type->has_options && i < q->choices->n; i++)
        if (q->choices->options[i].effect != SQ_EFFECT_UNSAID)
            return true;
    return false;
}

static bool
wants_because(const struct sq_question *q, const struct sq_draft *d)
{
    if (d->reply == SQ_NOT_KNOWN)
        return true;
    return d->reply == SQ_GIVEN && !is_free_text(q) &&
           (q->scored || q->critical || q->evidence >= SQ_EV_EXPECTED ||
            has_effect(q));
}

static bool
wants_evidence(const struct sq_question *q, const struct sq_draft *d)
{
    return d->reply == SQ_GIVEN && q->evidence >= SQ_EV_EXPECTED &&
           d->n_evidence == 0;
}

static void
ask_evidence(struct sq_walk *w)
{
    sq_screen_evidence(w, false);
    w->evidence_alone = false;
    w->mode = SQ_AT_EVIDENCE;
}

/* The answer is in the file; what else belongs to it? */
void
sq_walk_further(struct sq_walk *w)
{
    const struct sq_question *q = sq_walk_slot(w)->question;
    bool because = w->mode < SQ_AT_REASON && wants_because(q, &w->draft) &&
                   w->note.len == 0;
    if (because)
        w->mode = SQ_AT_BECAUSE;
    else if (w->mode != SQ_AT_EVIDENCE && wants_evidence(q, &w->draft))
        ask_evidence(w);
    else
        sq_walk_advance(w);
}

void
sq_walk_commit(struct sq_walk *w)
{
    const struct sq_question *q = sq_walk_slot(w)->question;
    if (w->draft.reply == SQ_NOT_APPLICABLE && w->draft.because.len == 0) {
        w->mode = SQ_AT_REASON;
        return;
    }
    if (!sq_walk_record(w, true))
        return;
    sq_screen_answer(w);
    bool whole = sq_str_find(w->draft.value.text, '\n', 0) <
                 w->draft.value.text.len; /* from a file or an editor */
    if (q->type->long_text && w->draft.reply == SQ_GIVEN && !whole) {
        w->mode = SQ_AT_MORE;
        return;
    }
    w->mode = SQ_AT_QUESTION;
    sq_walk_further(w);
}

/* It is shown, and `edit` opens it: nobody types a long text twice. */
static void
keep_refused(struct sq_walk *w, sq_str typed)
{
    w->refused = sq_str_copy(w->arena, typed);
    sq_screen_put(w, "You typed: %.*s", SQ_FMT(w->refused));
    sq_screen_line(w, SQ_LIT("Type it again, or `edit` to mend it in your "
                             "editor."));
}

/* A reserved answer forgets the value; a changed one keeps its reasons. */
bool
sq_walk_take(struct sq_walk *w, sq_str typed)
{
    const struct sq_slot *s = sq_walk_slot(w);
    struct sq_draft now = {.on = SQ_NO_DATE};
    sq_str why;
    if (!sq_draft_accept(w->arena, s->question, typed, &now, &why)) {
        sq_screen_error(w, why);
        if (is_free_text(s->question))
            keep_refused(w, typed);
        return false;
    }
    w->refused = (sq_str){0};
    sq_walk_load_draft(w, s);
    if (now.reply != w->draft.reply && !w->note.len)
        w->draft.because = (sq_str){0};
    w->draft.reply = now.reply;
    w->draft.value = now.value;
    return true;
}

static void
feed_nothing(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_slot(w);
    if (s->reply != SQ_MISSING) {
        sq_walk_take_up(w, w->at);
        sq_walk_advance(w);
    } else if (s->question->preset.text.len) {
        if (sq_walk_take(w, s->question->preset.text))
            sq_walk_commit(w);
    } else if (!sq_required(s->question)) {
        sq_map_add(&w->passed, w->at, w);
        sq_walk_take_up(w, w->at);
        sq_walk_advance(w);
    } else {
        sq_screen_error(w, SQ_LIT("Type an answer, or `later` to be asked "
                                  "again at the end."));
    }
}

static bool
names_both(sq_str typed)
{
    return sq_str_find(typed, ',', 0) < typed.len;
}

/* A number that stands for a reserved answer is not a row. */
static bool
is_row_only(struct sq_walk *w, const struct sq_question *q, sq_str typed)
{
    struct sq_draft d = {.on = SQ_NO_DATE};
    sq_str why;
    return q->type->has_matrix && !names_both(typed) &&
           !sq_draft_accept(w->arena, q, typed, &d, &why);
}

static void
feed_row(struct sq_walk *w, const struct sq_matrix *m, sq_str typed)
{
    sq_str why;
    if (!sq_option_accept(w->arena, m->rows, typed, &w->row_option, &why)) {
        sq_screen_error(w, why);
        return;
    }
    w->mode = SQ_AT_COLUMN;
    sq_screen_columns(w, m);
}

static bool
is_whole_option(const struct sq_choices *c, sq_str typed)
{
    for (size_t i = 0; i < c->n; i++)
        if (sq_str_eq_folded(typed, c->options[i].id.text) ||
            sq_str_eq_folded(typed,
                             sq_text_get(&c->options[i].label, (sq_str){0})))
            return true;
    return false;
}

/* Where an option is called `check` or `back`, the option is meant. */
static bool
words_are_commands(const struct sq_question *q, enum sq_walk_mode mode,
                   sq_str typed)
{
    if (mode == SQ_AT_COLUMN)
        return !is_whole_option(q->matrix->columns, typed);
    if (q->type->has_options)
        return !is_whole_option(q->choices, typed);
    if (q->type->has_matrix)
        return !is_whole_option(q->matrix->rows, typed);
    return !is_free_text(q);
}

static void
feed_question(struct sq_walk *w, sq_str typed)
{
    const struct sq_question *q = sq_walk_slot(w)->question;
    if (typed.len == 0) {
        feed_nothing(w);
        return;
    }
    if (sq_walk_command(w, typed, words_are_commands(q, w->mode, typed)))
        return;
    if (typed.len > 1 && typed.ptr[0] == '\\' && is_free_text(q))
        typed = sq_str_sub(typed, 1, typed.len);
    if (is_row_only(w, q, typed))
        feed_row(w, q->matrix, typed);
    else if (sq_walk_take(w, typed))
        sq_walk_commit(w);
}

static void
feed_column(struct sq_walk *w, sq_str typed)
{
    const struct sq_slot *s = sq_walk_slot(w);
    const struct sq_question *q = s->question;
    uint32_t column = s->value.column;
    sq_str why;
    if (typed.len &&
        sq_walk_command(w, typed, words_are_commands(q, w->mode, typed)))
        return;
    if (typed.len == 0 && s->reply != SQ_GIVEN) {
        sq_screen_error(w, SQ_LIT("Type a number, or `back` to choose the "
                                  "first part again."));
        return;
    }
    if (typed.len &&
        !sq_option_accept(w->arena, q->matrix->columns, typed, &column, &why)) {
        sq_screen_error(w, why);
        return;
    }
    sq_walk_load_draft(w, s);
    w->draft.reply = SQ_GIVEN;
    w->draft.value.option = w->row_option;
    w->draft.value.column = column;
    sq_walk_commit(w);
}

/* Each line is in the file before the next is typed. */
static void
feed_more(struct sq_walk *w, sq_str typed)
{
    if (typed.len == 0) {
        sq_walk_further(w);
        return;
    }
    if (sq_walk_command(w, typed, false))
        return;
    const struct sq_question *q = sq_walk_slot(w)->question;
    sq_str text = sq_str_printf(w->arena, "%.*s\n%.*s",
                                SQ_FMT(w->draft.value.text), SQ_FMT(typed));
    struct sq_value value = {.num = SQ_NUM_ZERO};
    sq_str why;
    if (!q->type->accept(w->arena, q, text, &value, &why)) {
        sq_screen_error(w, why);
        return;
    }
    struct sq_value before = w->draft.value;
    w->draft.value = value;
    if (!sq_walk_record(w, false))
        w->draft.value = before;
}

/* A sentence for `because`; false after a message. */
static bool
take_reason(struct sq_walk *w, sq_str typed)
{
    if (!sq_walk_can_keep(w, typed)) {
        keep_refused(w, typed);
        return false;
    }
    w->refused = (sq_str){0};
    w->draft.because = sq_str_copy(w->arena, typed);
    return true;
}

static void
feed_reason(struct sq_walk *w, sq_str typed)
{
    if (typed.len == 0) {
        sq_screen_error(w,
                        SQ_LIT("Say in a few words why it does not apply, or "
                               "`back` to answer differently."));
        return;
    }
    if (sq_walk_command(w, typed, false) || !take_reason(w, typed))
        return;
    if (sq_walk_record(w, true))
        sq_walk_further(w);
}

static void
feed_because(struct sq_walk *w, sq_str typed)
{
    bool remove = sq_str_is(typed, "-");
    if (typed.len == 0) {
        sq_walk_further(w);
        return;
    }
    if (sq_walk_command(w, typed, false))
        return;
    if (take_reason(w, remove ? (sq_str){0} : typed) &&
        sq_walk_record(w, false))
        sq_walk_further(w);
}

static void
feed_evidence(struct sq_walk *w, sq_str typed)
{
    if (typed.len && sq_walk_command(w, typed, false))
        return;
    if (typed.len == 0)
        sq_walk_further(w);
    else
        sq_walk_take_evidence(w, typed, w->evidence_alone, SQ_AT_EVIDENCE);
}

static void
feed_action(struct sq_walk *w, sq_str typed)
{
    if (typed.len && sq_walk_command(w, typed, false))
        return;
    if (typed.len == 0)
        w->mode = SQ_AT_QUESTION;
    else
        sq_walk_take_action(w, typed, SQ_AT_QUESTION);
}

static void
feed_place(struct sq_walk *w, sq_str typed)
{
    if (sq_walk_command(w, typed, true))
        return;
    sq_str why;
    const struct sq_stop *s = sq_walk_lookup(w, typed, &why);
    if (!s) {
        sq_screen_error(w, why);
        return;
    }
    /* an answered one begins a look through; from the end one comes back */
    w->review =
        w->mode == SQ_AT_TASKS && s->slot && s->slot->reply != SQ_MISSING;
    sq_walk_go(w, s);
}

static void
feed_tasks(struct sq_walk *w, sq_str typed)
{
    if (typed.len) {
        feed_place(w, typed);
        return;
    }
    const struct sq_stop *s = sq_walk_first(w);
    if (s)
        sq_walk_go(w, s);
    else
        finish(w);
}

/* A number means the answer beside it in the list. */
static const struct sq_stop *
listed_stop(struct sq_walk *w, sq_str typed, sq_str *out_why)
{
    sq_num n;
    if (!sq_num_read(typed, &n) || n.den != 1)
        return sq_walk_lookup(w, typed, out_why);
    size_t i = w->n_stops;
    if (n.num >= 1 && (uint64_t)n.num <= w->n_listed)
        i = sq_walk_index(w, w->listed[n.num - 1]);
    if (i < w->n_stops)
        return &w->stops[i];
    *out_why =
        w->n_listed
            ? sq_str_printf(w->arena, "Type a number from 1 to %zu, or an id.",
                            w->n_listed)
            : SQ_LIT("No answers are listed yet: `check` lists them.");
    return NULL;
}

void
sq_walk_change_to(struct sq_walk *w, sq_str typed)
{
    sq_str why = SQ_LIT("Type a number of the list or an id after it, such as "
                        "`change 3`.");
    const struct sq_stop *s = typed.len ? listed_stop(w, typed, &why) : NULL;
    if (s)
        sq_walk_change(w, s);
    else
        sq_screen_error(w, why);
}

static void
feed_section(struct sq_walk *w, sq_str typed)
{
    bool no = sq_str_eq_folded(typed, SQ_LIT("no")) ||
              sq_str_eq_folded(typed, SQ_LIT("n"));
    bool yes = typed.len == 0 || sq_str_eq_folded(typed, SQ_LIT("yes")) ||
               sq_str_eq_folded(typed, SQ_LIT("y"));
    no |= sq_str_eq_folded(typed, SQ_LIT("later"));
    if (no || yes) {
        sq_str section = w->origin_key;
        if (no)
            sq_walk_put_aside(w, section);
        else
            sq_walk_take_up(w, section);
        sq_walk_advance(w);
    } else if (!sq_walk_command(w, typed, true)) {
        sq_walk_change_to(w, typed);
    }
}

static void
feed_end(struct sq_walk *w, sq_str typed)
{
    if (typed.len == 0)
        w->mode = SQ_ENDED;
    else if (!sq_walk_command(w, typed, true))
        sq_walk_change_to(w, typed);
}

static void
feed(struct sq_walk *w, sq_str typed)
{
    switch (w->mode) {
    case SQ_AT_TASKS:
        feed_tasks(w, typed);
        break;
    case SQ_AT_QUESTION:
        feed_question(w, typed);
        break;
    case SQ_AT_COLUMN:
        feed_column(w, typed);
        break;
    case SQ_AT_MORE:
        feed_more(w, typed);
        break;
    case SQ_AT_REASON:
        feed_reason(w, typed);
        break;
    case SQ_AT_BECAUSE:
        feed_because(w, typed);
        break;
    case SQ_AT_EVIDENCE:
        feed_evidence(w, typed);
        break;
    case SQ_AT_ACTION:
        feed_action(w, typed);
        break;
    case SQ_AT_FIELD:
        sq_walk_feed_field(w, typed);
        break;
    case SQ_AT_ROWS:
        sq_walk_feed_rows(w, typed);
        break;
    case SQ_AT_SECTION:
        feed_section(w, typed);
        break;
    case SQ_AT_END:
        feed_end(w, typed);
        break;
    case SQ_ENDED:
        break;
    }
}

/* ---- the interview ------------------------------------------------------- */

void
sq_walk_feed(struct sq_walk *w, sq_str line)
{
    sq_sbuf_clear(&w->screen);
    w->wants_save = w->wants_edit = false;
    feed(w, sq_str_trim(line));
    sq_screen_prompt(w);
}

static void
start(struct sq_walk *w)
{
    if (!w->setup.unanswered && !w->setup.n_only)
        sq_walk_pass_by(w);
    const struct sq_stop *s = sq_walk_first(w);
    if (w->setup.n_only)
        s = w->n_stops ? &w->stops[0] : NULL;
    if (!w->setup.n_only && !w->setup.unanswered)
        sq_walk_tasks(w);
    else if (s)
        sq_walk_go(w, s);
    else
        finish(w);
    sq_screen_prompt(w);
}

struct sq_walk *
sq_walk_new(struct sq_arena *a, struct sq_store *store,
            const struct sq_walk_setup *setup)
{
    struct sq_walk *w = SQ_NEW(a, struct sq_walk);
    w->arena = a;
    w->store = store;
    w->setup = *setup;
    w->draft.on = SQ_NO_DATE;
    sq_sbuf_init(&w->screen, SQ_MAX_OUTPUT);
    sq_map_init(&w->passed, a);
    sq_map_init(&w->touched, a);
    sq_map_init(&w->shown, a);
    sq_map_init(&w->checked, a);
    sq_map_init(&w->returned, a);
    sq_map_init(&w->known, a);
    sq_walk_survey(w);
    start(w);
    return w;
}

void
sq_walk_free(struct sq_walk *w)
{
    if (w)
        sq_sbuf_done(&w->screen);
}

sq_str
sq_walk_screen(const struct sq_walk *w)
{
    return sq_sbuf_str(&w->screen);
}

bool
sq_walk_ended(const struct sq_walk *w)
{
    return w->mode == SQ_ENDED;
}

bool
sq_walk_wants_save(const struct sq_walk *w)
{
    return w->wants_save;
}

sq_str
sq_walk_at(const struct sq_walk *w)
{
    return w->mode == SQ_AT_SECTION ? (sq_str){0} : w->at;
}

bool
sq_walk_takes_text(struct sq_walk *w)
{
    if (w->mode == SQ_AT_REASON || w->mode == SQ_AT_BECAUSE ||
        w->mode == SQ_AT_MORE)
        return true;
    return w->mode == SQ_AT_QUESTION && is_free_text(sq_walk_slot(w)->question);
}

void
sq_walk_refuse(struct sq_walk *w, sq_str why)
{
    sq_sbuf_clear(&w->screen);
    w->wants_save = w->wants_edit = false;
    sq_screen_error(w, why);
    sq_screen_prompt(w);
}

bool
sq_walk_takes_lines(struct sq_walk *w)
{
    return w->mode == SQ_AT_MORE ||
           (w->mode == SQ_AT_QUESTION &&
            sq_walk_slot(w)->question->type->long_text);
}

void
sq_walk_again(struct sq_walk *w, sq_str news)
{
    sq_sbuf_clear(&w->screen);
    w->wants_save = w->wants_edit = false;
    sq_screen_line(w, news);
    sq_screen_prompt(w);
}

void
sq_walk_refresh(struct sq_walk *w)
{
    sq_walk_survey(w);
    if (w->store->renamed) /* what it would take back has other ids now */
        w->n_undo = 0;
    w->store->renamed = false;
    if (w->mode == SQ_AT_SECTION || w->mode == SQ_AT_END)
        return;
    if (w->mode == SQ_AT_FIELD) /* its entry may have another id now */
        w->mode = w->form.then;
    bool there =
        w->at.len == 0 || w->in_new_row || sq_walk_index(w, w->at) < w->n_stops;
    if (!there)
        sq_walk_tasks(w);
    else if (w->mode == SQ_AT_BECAUSE || w->mode == SQ_AT_EVIDENCE)
        sq_walk_load_draft(w, sq_walk_slot(w));
}

/* ---- without a conversation ---------------------------------------------- */

/* The question that a key belongs to, rows that do not exist yet included. */
static const struct sq_question *
question_of(const struct sq_case *c, sq_str id)
{
    const struct sq_slot *s = sq_case_find(c, id);
    if (s)
        return s->question;
    size_t dot = sq_str_find(id, '.', 0);
    size_t dot2 = sq_str_find(id, '.', dot + 1);
    const struct sq_questionnaire *q = c->questionnaire;
    sq_str row = sq_str_sub(id, dot + 1, dot2);
    for (size_t i = 0; i < q->n_questions && dot2 < id.len && row.len; i++) {
        const struct sq_group *g = q->questions[i]->group;
        if (g && g->repeat == SQ_ROWS &&
            sq_str_eq(g->id.text, sq_str_sub(id, 0, dot)) &&
            sq_str_eq(q->questions[i]->id.text,
                      sq_str_sub(id, dot2 + 1, id.len)))
            return q->questions[i];
    }
    return NULL;
}

static sq_str
no_such(struct sq_arena *a, const struct sq_case *c, sq_str id)
{
    sq_str *ids = SQ_NEW_N(a, c->n + 1, sq_str);
    for (uint32_t i = 0; i < c->n; i++)
        ids[i] = c->slots[i].id;
    sq_str near = sq_str_nearest(id, ids, c->n);
    return sq_str_printf(a, "there is no question `%.*s`%s%.*s%s", SQ_FMT(id),
                         near.len ? "; did you mean `" : "", SQ_FMT(near),
                         near.len ? "`?" : "");
}

static bool
set_draft(struct sq_store *store, const struct sq_walk_setup *setup,
          struct sq_arena *a, sq_str id, struct sq_draft *d, sq_str *out_why)
{
    const struct sq_question *q = question_of(store->page->c, id);
    if (d->by.len == 0)
        sign(d, setup, store->today);
    sq_str value = draft_text(a, store, q, d, id);
    return sq_store_set(store, &(struct sq_edit){"answers", id, value, NULL}, a,
                        out_why);
}

bool
sq_walk_set(struct sq_store *store, const struct sq_walk_setup *setup,
            struct sq_arena *a, sq_str id, sq_str typed, sq_str *out_why)
{
    const struct sq_case *c = store->page->c;
    const struct sq_question *q = question_of(c, id);
    const struct sq_field *front = q ? NULL : sq_front_called(id);
    if (front)
        return sq_walk_set_front(store, a, front, typed, out_why);
    if (!q) {
        *out_why = no_such(a, c, id);
        return false;
    }
    const struct sq_slot *s = sq_case_find(c, id);
    struct sq_draft d = {.on = SQ_NO_DATE};
    if (!sq_draft_accept(a, q, typed, &d, out_why))
        return false;
    struct sq_draft old = {.on = SQ_NO_DATE};
    sq_draft_keep(a, &old, s ? s->answer : NULL);
    old.reply = d.reply;
    old.value = d.value;
    sign(&old, setup, store->today);
    return set_draft(store, setup, a, id, &old, out_why);
}

bool
sq_walk_set_node(struct sq_store *store, const struct sq_walk_setup *setup,
                 struct sq_arena *a, const struct sq_tree *t,
                 const struct sq_node *entry, sq_str *out_why)
{
    const struct sq_case *c = store->page->c;
    sq_str id = entry->key->text;
    const struct sq_question *q = question_of(c, id);
    const struct sq_field *front = q ? NULL : sq_front_called(id);
    if (front && entry->kind == SQ_SCALAR)
        return sq_walk_set_front(store, a, front, entry->text, out_why);
    if (!q) {
        *out_why = no_such(a, c, id);
        return false;
    }
    struct sq_draft d = {.on = SQ_NO_DATE};
    return sq_draft_from_node(a, q, t, entry, &d, out_why) &&
           set_draft(store, setup, a, id, &d, out_why);
}
