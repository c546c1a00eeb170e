/* SPDX-License-Identifier: MIT */
/* What can be typed instead of an answer. */
#include "base/limits.h"
#include "base/utf8.h"
#include "walk/private.h"
#include "yaml/edit.h"
#include "yaml/node.h"

static void
do_help(struct sq_walk *w, sq_str args)
{
    (void)args;
    sq_screen_commands(w);
}

static void
do_explain(struct sq_walk *w, sq_str args)
{
    (void)args;
    sq_screen_help(w);
}

static const struct sq_question *
question_here(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_at(w).len ? sq_walk_slot(w) : NULL;
    if (!s)
        sq_screen_line(w, SQ_LIT("No question is being asked here."));
    return s ? s->question : NULL;
}

static void
tell(struct sq_walk *w, const struct sq_text *t, sq_str otherwise)
{
    sq_str text = sq_text_get(t, w->setup.lang);
    sq_screen_line(w, text.len ? text : otherwise);
}

static void
do_why(struct sq_walk *w, sq_str args)
{
    (void)args;
    const struct sq_question *q = question_here(w);
    if (q)
        tell(w, &q->why, SQ_LIT("The questionnaire does not say why."));
}

static void
do_example(struct sq_walk *w, sq_str args)
{
    (void)args;
    const struct sq_question *q = question_here(w);
    if (q)
        tell(w, &q->example, SQ_LIT("The questionnaire gives no example."));
}

static void
do_back(struct sq_walk *w, sq_str args)
{
    (void)args;
    sq_walk_back(w);
}

static void
do_skip(struct sq_walk *w, sq_str args)
{
    (void)args;
    if (sq_walk_at(w).len)
        sq_map_add(&w->passed, w->at, w);
    sq_walk_advance(w);
}

static void
do_later(struct sq_walk *w, sq_str args)
{
    bool begun = w->in_new_row && !sq_case_find(sq_walk_case(w), w->at);
    if (sq_walk_at(w).len && sq_walk_slot(w) && !begun)
        sq_walk_put_aside(w, w->at);
    do_skip(w, args);
}

static void
do_next(struct sq_walk *w, sq_str args)
{
    (void)args;
    w->review = false;
    sq_walk_advance(w);
}

static void
do_goto(struct sq_walk *w, sq_str args)
{
    sq_str why = SQ_LIT("Type an id after it, such as `goto A1`.");
    const struct sq_stop *s = sq_walk_lookup(w, args, &why);
    if (!s) {
        sq_screen_error(w, why);
        return;
    }
    w->review = false;
    sq_walk_go(w, s);
}

static void
do_list(struct sq_walk *w, sq_str args)
{
    (void)args;
    sq_walk_tasks(w);
}

static void
do_about(struct sq_walk *w, sq_str args)
{
    (void)args;
    sq_walk_ask_front(w);
}

/* A reason for the answer that is there, or for the one to come. */
static void
do_note(struct sq_walk *w, sq_str args)
{
    if (!question_here(w))
        return;
    if (args.len == 0) {
        sq_screen_error(w, SQ_LIT("Type the reason after it, such as `note the "
                                  "pilot had 40 people`."));
        return;
    }
    if (!sq_walk_can_keep(w, args))
        return;
    const struct sq_slot *s = sq_walk_slot(w);
    w->note = sq_str_copy(w->arena, args);
    if (s->reply == SQ_MISSING) {
        sq_screen_line(w, SQ_LIT("Kept for your answer."));
        return;
    }
    sq_walk_load_draft(w, s);
    if (sq_walk_record(w, true))
        sq_screen_line(w, SQ_LIT("The reason is written."));
}

static void
do_evidence(struct sq_walk *w, sq_str args)
{
    if (!question_here(w))
        return;
    const struct sq_slot *s = sq_walk_slot(w);
    if (s->reply == SQ_MISSING) {
        sq_screen_error(w, SQ_LIT("Answer first, then say what shows it."));
        return;
    }
    sq_walk_load_draft(w, s);
    if (args.len) {
        sq_walk_take_evidence(w, args, true, w->mode);
    } else {
        sq_screen_evidence(w, true);
        w->evidence_alone = w->mode != SQ_AT_EVIDENCE;
        w->mode = SQ_AT_EVIDENCE;
    }
}

static void
do_action(struct sq_walk *w, sq_str args)
{
    if (!question_here(w))
        return;
    if (args.len) {
        sq_walk_take_action(w, args, w->mode);
    } else {
        sq_screen_actions(w);
        w->mode = SQ_AT_ACTION;
    }
}

static void
do_edit(struct sq_walk *w, sq_str args)
{
    (void)args;
    if (question_here(w))
        sq_walk_begin_edit(w);
}

/* ---- rows ---------------------------------------------------------------- */

/* The growing table that is being asked; NULL after an error message. */
static const struct sq_group *
table_here(struct sq_walk *w)
{
    size_t i = sq_walk_index(w, sq_walk_at(w));
    const struct sq_slot *s = sq_walk_at(w).len ? sq_walk_slot(w) : NULL;
    const struct sq_group *g = s && s->row ? s->row->group : NULL;
    if (!s && i < w->n_stops)
        g = w->stops[i].group;
    if (g && g->repeat == SQ_ROWS)
        return g;
    sq_screen_error(w, SQ_LIT("No table that can grow is being asked here."));
    return NULL;
}

static void
do_add(struct sq_walk *w, sq_str args)
{
    const struct sq_group *g = table_here(w);
    if (g)
        sq_walk_add_row(w, g, args);
}

static void
do_remove(struct sq_walk *w, sq_str args)
{
    const struct sq_group *g = table_here(w);
    const struct sq_row *row = g && args.len ? sq_walk_row(w, g, args) : NULL;
    if (row && !row->phantom)
        sq_walk_remove_row(w, g, row);
    else if (g)
        sq_screen_error(w, SQ_LIT("Type a row's number, id or name after it, "
                                  "such as `remove 2`."));
}

/* ---- the rest ------------------------------------------------------------ */

/* "J4" or "J4.age", where that is a table or a row of one. */
static bool
is_part(const struct sq_walk *w, sq_str word)
{
    const struct sq_case *c = sq_walk_case(w);
    struct sq_walk_scope scope = {NULL, word};
    for (uint32_t i = 0; i < c->n && word.len; i++)
        if (sq_walk_scope_has(&scope, c->slots[i].question, c->slots[i].id))
            return true;
    return false;
}

/* Where `check` is typed alone: this section; at the end, everything. */
static const struct sq_section *
section_here(const struct sq_walk *w)
{
    size_t at = sq_walk_index(w, w->at);
    if (w->mode == SQ_AT_SECTION)
        return sq_walk_section(w, w->origin_key);
    return at < w->n_stops ? sq_stop_section(&w->stops[at]) : NULL;
}

static void
do_check(struct sq_walk *w, sq_str args)
{
    bool all = sq_str_eq_folded(args, SQ_LIT("all"));
    struct sq_walk_scope scope = {.section = args.len ? NULL : section_here(w)};
    sq_str why = {0};
    if (is_part(w, args) && !sq_walk_section(w, args)) {
        scope.part = args;
    } else if (args.len && !all) {
        const struct sq_stop *wanted = sq_walk_lookup(w, args, &why);
        if (!wanted) {
            sq_screen_error(w, why);
            return;
        }
        scope.section = sq_stop_section(wanted);
    }
    bool few = sq_walk_count(w, &scope) <= SQ_FEW_ANSWERS;
    if (scope.section || scope.part.len || all || few)
        sq_screen_answers(w, &scope, all || scope.part.len > 0);
    else
        sq_screen_sections(w);
    if (w->setup.put_findings)
        w->setup.put_findings(w->setup.ctx, sq_walk_case(w), &scope,
                              &w->screen);
}

static void
do_change(struct sq_walk *w, sq_str args)
{
    sq_walk_change_to(w, args);
}

static void
do_score(struct sq_walk *w, sq_str args)
{
    (void)args;
    if (w->setup.put_score)
        w->setup.put_score(w->setup.ctx, sq_walk_case(w), &w->screen);
}

/* Somebody's answer may rest on it by now. */
static bool
is_in_use(const struct sq_walk *w, const struct sq_edit *e)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    bool evidence = sq_str_is(SQ_LIT("evidence"), e->part) && !e->member;
    for (size_t i = 0; evidence && i < as->n_answers; i++)
        for (size_t k = 0; k < as->answers[i].n_evidence; k++)
            if (sq_str_eq(as->answers[i].evidence[k].text, e->key))
                return true;
    return false;
}

/* One step back; false after an error message. */
static bool
take_back(struct sq_walk *w, const struct sq_edit *e)
{
    const struct sq_node *root = w->store->page->doc.tree->root;
    const struct sq_node *part = sq_node_find(root, e->part);
    bool drop = !e->key.len && !e->value.len;
    if ((drop && (!part || part->n)) || is_in_use(w, e))
        return true; /* others have put something there */
    return sq_walk_edit(w, e);
}

/* "D2, E4" */
static void
name_it(struct sq_walk *w, const struct sq_edit *e, sq_str *names)
{
    if (e->key.len && !sq_str_is(SQ_LIT("later"), e->part))
        *names = sq_str_printf(w->arena, "%.*s%s%.*s", SQ_FMT(*names),
                               names->len ? ", " : "", SQ_FMT(e->key));
}

static void
do_undo(struct sq_walk *w, sq_str args)
{
    (void)args;
    if (w->n_undo == 0) {
        sq_screen_line(w, SQ_LIT("There is nothing to take back."));
        return;
    }
    size_t from = w->n_undo - 1;
    while (w->undo[from].chained && from)
        from--;
    sq_str at = w->undo[from].at;
    sq_str what = {0};
    for (int answers = 1; answers >= 0; answers--) /* what they name, after */
        for (size_t i = w->n_undo; i-- > from;) {
            const struct sq_undo *u = &w->undo[i];
            if (sq_str_is(SQ_LIT("answers"), u->edit.part) != (answers == 1))
                continue;
            if (!take_back(w, &u->edit))
                return;
            name_it(w, &u->edit, &what);
        }
    w->n_undo = from;
    sq_screen_put(w, "Taken back: %.*s", SQ_FMT(what));
    size_t i = sq_walk_index(w, at);
    w->at = (sq_str){0}; /* `back` goes to what came before it */
    if (i < w->n_stops)
        sq_walk_go(w, &w->stops[i]);
    else
        sq_walk_tasks(w);
}

static void
do_clear(struct sq_walk *w, sq_str args)
{
    (void)args;
    if (!question_here(w))
        return;
    const struct sq_slot *s = sq_walk_slot(w);
    if (!s->answer) {
        sq_screen_line(w, SQ_LIT("There is no answer to remove."));
        return;
    }
    if (!sq_walk_clear(w))
        return;
    sq_screen_line(w, SQ_LIT("The answer is removed; `undo` brings it back."));
}

static void
do_save(struct sq_walk *w, sq_str args)
{
    (void)args;
    w->wants_save = true;
}

static void
do_quit(struct sq_walk *w, sq_str args)
{
    (void)args;
    w->mode = SQ_ENDED;
}

/* ---- which one ----------------------------------------------------------- */

struct command {
    const char *word;
    bool takes_words;
    void (*run)(struct sq_walk *w, sq_str args);
};

static const struct command commands[] = {
#define WALK(name, word, args, summary) {word, sizeof(args) > 1, do_##name},
#include "walk/commands.def"
#undef WALK
    /* other words for the same */
    {"help", false, do_help},
    {"because", true, do_note},
    {"mitigate", true, do_action},
    {"exit", false, do_quit},
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

static const struct command *
find(sq_str word)
{
    for (size_t i = 0; i < N_COMMANDS; i++)
        if (sq_str_eq_folded(word, sq_str_of(commands[i].word)))
            return &commands[i];
    return NULL;
}

static void
complain(struct sq_walk *w, sq_str word)
{
    sq_str names[N_COMMANDS];
    for (size_t i = 0; i < N_COMMANDS; i++)
        names[i] = sq_str_of(commands[i].word);
    sq_str near = sq_str_nearest(word, names, N_COMMANDS);
    sq_screen_error(
        w, sq_str_printf(w->arena, "There is no command `%.*s`. %s%.*s%s",
                         SQ_FMT(word), near.len ? "Did you mean `" : "",
                         SQ_FMT(near), near.len ? "`?" : "Type ? for help."));
}

bool
sq_walk_command(struct sq_walk *w, sq_str line, bool words)
{
    bool colon = line.len > 1 && line.ptr[0] == ':';
    if (colon)
        line = sq_str_trim(sq_str_sub(line, 1, line.len));
    size_t gap = sq_str_find(line, ' ', 0);
    sq_str word = sq_str_sub(line, 0, gap);
    sq_str args = sq_str_trim(sq_str_sub(line, gap, line.len));
    const struct command *c = find(word);
    if (!c && colon) {
        complain(w, word);
        return true;
    }
    /* in free text one bare word is a command, a sentence is an answer */
    bool bare = args.len == 0 && (words || !c || !c->takes_words);
    bool meant = c && (colon || bare || (words && c->takes_words));
    if (!meant || (args.len && !c->takes_words && !colon))
        return false;
    c->run(w, args);
    return true;
}
