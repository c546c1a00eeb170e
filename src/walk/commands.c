/* SPDX-License-Identifier: MIT */
/* What can be typed instead of an answer. */
#include "base/limits.h"
#include "base/utf8.h"
#include "walk/private.h"
#include "yaml/edit.h"

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
    const struct sq_slot *s = w->at.len ? sq_walk_slot(w) : NULL;
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
    if (w->at.len)
        sq_map_add(&w->passed, w->at, w);
    sq_walk_advance(w);
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
    if (!sq_utf8_is_safe(args)) {
        sq_screen_error(w, SQ_LIT("The text has a character that cannot be "
                                  "kept. Type it again."));
        return;
    }
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

/* ---- evidence ------------------------------------------------------------ */

static bool
is_evidence(const struct sq_walk *w, sq_str id)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    for (size_t i = 0; i < as->n_evidence; i++)
        if (sq_str_eq(as->evidence[i].id.text, id))
            return true;
    return false;
}

/* E4, or "E4, E5" */
static bool
are_evidence(const struct sq_walk *w, sq_str text)
{
    sq_str piece;
    bool any = false;
    while (sq_str_next(&text, ',', &piece)) {
        if (!is_evidence(w, sq_str_trim(piece)))
            return false;
        any = true;
    }
    return any;
}

static void
attach(struct sq_walk *w, sq_str id)
{
    for (size_t i = 0; i < w->draft.n_evidence; i++)
        if (sq_str_eq(w->draft.evidence[i], id))
            return;
    size_t n = w->draft.n_evidence;
    sq_str *ids = SQ_NEW_N(w->arena, n + 1, sq_str);
    for (size_t i = 0; i < n; i++)
        ids[i] = w->draft.evidence[i];
    ids[n] = sq_str_copy(w->arena, id);
    w->draft.evidence = ids;
    w->draft.n_evidence = n + 1;
}

/* An entry with a title; the rest can be filled in with an editor. */
static bool
add_entry(struct sq_walk *w, sq_str title, sq_str *out_id)
{
    for (unsigned i = 1;; i++) {
        *out_id = sq_str_printf(w->arena, "E%u", i);
        if (!is_evidence(w, *out_id))
            break;
    }
    struct sq_sbuf b;
    sq_sbuf_init(&b, 2 * SQ_MAX_TEXT);
    sq_putf(&b, "{id: %.*s, title: ", SQ_FMT(*out_id));
    sq_yaml_put_scalar(&b, title);
    sq_putc(&b, '}');
    sq_str item = sq_str_copy(w->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return sq_walk_edit(w, &(struct sq_edit){"evidence", {0}, item});
}

bool
sq_walk_take_evidence(struct sq_walk *w, sq_str text)
{
    if (!sq_utf8_is_safe(text)) {
        sq_screen_error(w, SQ_LIT("The text has a character that cannot be "
                                  "kept. Type it again."));
        return false;
    }
    if (are_evidence(w, text)) {
        sq_str piece;
        while (sq_str_next(&text, ',', &piece))
            attach(w, sq_str_trim(piece));
        return sq_walk_record(w, false);
    }
    sq_str id;
    if (!add_entry(w, text, &id))
        return false;
    attach(w, id);
    if (!sq_walk_record(w, false))
        return false;
    sq_screen_line(w, sq_str_printf(w->arena,
                                    "Added as %.*s; its kind, date and source "
                                    "can be filled in under `evidence` in the "
                                    "file.",
                                    SQ_FMT(id)));
    return true;
}

static void
do_evidence(struct sq_walk *w, sq_str args)
{
    if (!question_here(w))
        return;
    const struct sq_slot *s = sq_walk_slot(w);
    if (s->reply == SQ_MISSING) {
        sq_screen_error(w, SQ_LIT("Answer first, then say what shows it."));
    } else if (args.len == 0) {
        sq_screen_error(w, SQ_LIT("Type an id or a title after it, such as "
                                  "`evidence E4`."));
    } else {
        sq_walk_load_draft(w, s);
        if (sq_walk_take_evidence(w, args))
            sq_screen_line(w, SQ_LIT("The evidence is written."));
    }
}

/* ---- the rest ------------------------------------------------------------ */

static void
do_check(struct sq_walk *w, sq_str args)
{
    (void)args;
    sq_screen_check(w);
}

static void
do_score(struct sq_walk *w, sq_str args)
{
    (void)args;
    if (w->setup.put_score)
        w->setup.put_score(w->setup.ctx, sq_walk_case(w), &w->screen);
}

static void
do_undo(struct sq_walk *w, sq_str args)
{
    (void)args;
    if (w->n_undo == 0) {
        sq_screen_line(w, SQ_LIT("There is nothing to take back."));
        return;
    }
    struct sq_undo u = w->undo[w->n_undo - 1];
    if (!sq_walk_edit(w, &(struct sq_edit){"answers", u.key, u.value}))
        return;
    w->n_undo--;
    sq_screen_line(w,
                   sq_str_printf(w->arena, "Taken back: %.*s", SQ_FMT(u.key)));
    size_t i = sq_walk_index(w, u.key);
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
    {"help", false, do_help},  {"because", true, do_note},
    {"change", true, do_goto}, {"later", false, do_skip},
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
