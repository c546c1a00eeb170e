/* SPDX-License-Identifier: MIT */
/* Evidence, actions and long texts: what belongs to an answer. */
#include "base/limits.h"
#include "base/utf8.h"
#include "walk/private.h"
#include "yaml/edit.h"
#include "yaml/node.h"

/* A sentence about what cannot stand in the file; empty: it can. */
static sq_str
cannot_keep(sq_str text)
{
    if (text.len > SQ_MAX_TEXT)
        return SQ_LIT("The text is too long.");
    if (!sq_utf8_is_safe(text))
        return SQ_LIT("The text has a character that cannot be kept (an arrow "
                      "key, perhaps). Type it again.");
    return (sq_str){0};
}

bool
sq_walk_can_keep(struct sq_walk *w, sq_str text)
{
    sq_str why = cannot_keep(text);
    if (why.len)
        sq_screen_error(w, why);
    return why.len == 0;
}

/* ---- a line for each member ---------------------------------------------- */

static const struct sq_field evidence_fields[] = {
    {"kind", "Kind of evidence", sq_evidence_words, false, NULL},
    {"source", "Who made it", NULL, false, NULL},
    {"date", "Its date, as 2026-11-03", NULL, true, NULL}};
static const struct sq_field action_fields[] = {
    {"owner", "Who will do it", NULL, false, NULL},
    {"due", "By when, as 2027-01-31", NULL, true, NULL},
    {"kind", "Kind of action", sq_action_words, false, NULL}};

/* The place that a form, or a command in the middle of one, goes back to. */
static enum sq_walk_mode
place_behind(const struct sq_walk *w, enum sq_walk_mode mode)
{
    if (mode == SQ_AT_FIELD)
        mode = w->form.then;
    return mode == SQ_AT_ACTION ? SQ_AT_QUESTION : mode;
}

static void
begin_form(struct sq_walk *w, const char *part, sq_str id,
           enum sq_walk_mode then)
{
    bool evidence = sq_str_is(SQ_LIT("evidence"), part);
    then = place_behind(w, then);
    w->form =
        (struct sq_form){.part = part,
                         .id = id,
                         .fields = evidence ? evidence_fields : action_fields,
                         .n = 3,
                         .then = then};
    w->mode = SQ_AT_FIELD;
}

void
sq_walk_ask_front(struct sq_walk *w)
{
    sq_screen_front(w);
    w->form = (struct sq_form){.part = "about",
                               .fields = sq_front,
                               .n = sq_n_front,
                               .then = place_behind(w, w->mode)};
    w->mode = SQ_AT_FIELD;
}

/* "2", "data" or "da"; NULL: none of them, or two. */
static const char *
choose(const char *const *words, sq_str typed)
{
    const char *found = NULL;
    size_t hits = 0;
    sq_num n;
    bool number = sq_num_read(typed, &n) && n.den == 1;
    for (size_t i = 0; words[i]; i++) {
        sq_str word = sq_str_of(words[i]);
        if (sq_str_eq_folded(word, typed) ||
            (number && n.num == (int64_t)i + 1))
            return words[i];
        if (typed.len < word.len &&
            sq_str_eq_folded(sq_str_sub(word, 0, typed.len), typed)) {
            found = words[i];
            hits++;
        }
    }
    return hits == 1 ? found : NULL;
}

static bool
refuse(sq_str *out_why, sq_str why)
{
    *out_why = why;
    return false;
}

static bool
accept_word(struct sq_arena *a, const struct sq_field *f, sq_str typed,
            sq_str *out_yaml, sq_str *out_why)
{
    const char *word = choose(f->words, typed);
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_TEXT);
    size_t n = 0;
    for (; f->words[n]; n++)
        sq_putf(&b, "%s%s", n ? ", " : "", f->words[n]);
    if (!word)
        *out_why =
            sq_str_printf(a,
                          "Type a number from 1 to %zu, or one of these: "
                          "%.*s.",
                          n, SQ_FMT(sq_sbuf_str(&b)));
    else
        *out_yaml = sq_str_of(word);
    sq_sbuf_done(&b);
    return word != NULL;
}

bool
sq_field_accept(struct sq_arena *a, const struct sq_field *f, sq_str typed,
                sq_str *out_yaml, sq_str *out_why)
{
    sq_date date;
    if (f->words)
        return accept_word(a, f, typed, out_yaml, out_why);
    if (f->is_date && !sq_date_read(typed, &date))
        return refuse(out_why, SQ_LIT("Type the day as year-month-day, such as "
                                      "2027-01-31."));
    if (cannot_keep(typed).len)
        return refuse(out_why, cannot_keep(typed));
    if (typed.len == 0)
        return refuse(out_why, SQ_LIT("Type some words."));
    struct sq_sbuf b;
    sq_sbuf_init(&b, 2 * SQ_MAX_TEXT);
    sq_yaml_put_scalar(&b, typed);
    *out_yaml = sq_str_copy(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return true;
}

static void
end_form(struct sq_walk *w)
{
    w->mode = w->form.then;
    if (w->mode == SQ_AT_EVIDENCE)
        sq_walk_further(w);
    else if (!w->form.id.len)
        sq_walk_show(w);
}

/* What was typed as YAML, empty where "-" takes it away; false after an error
 * message. */
static bool
read_field(struct sq_walk *w, const struct sq_field *f, sq_str typed,
           sq_str *out_yaml)
{
    sq_str why = {0};
    *out_yaml = (sq_str){0};
    if (!w->form.id.len && sq_front_is_removal(f, typed, &why))
        return true;
    if (!why.len && sq_field_accept(w->arena, f, typed, out_yaml, &why))
        return true;
    sq_screen_error(w, why);
    return false;
}

static bool
write_field(struct sq_walk *w, const struct sq_field *f, sq_str value)
{
    bool front = !w->form.id.len;
    struct sq_edit e = {w->form.part, w->form.id, value, f->member};
    if (front)
        e = (struct sq_edit){w->form.part, sq_str_of(f->member), value, NULL};
    struct sq_edit back = e;
    back.value = sq_store_before(w->store, w->arena, &e);
    if (!sq_walk_edit(w, &e))
        return false;
    if (front) /* an entry of a register is taken back as a whole */
        sq_walk_remember(w, &back, false);
    return true;
}

void
sq_walk_feed_field(struct sq_walk *w, sq_str typed)
{
    const struct sq_field *f = &w->form.fields[w->form.at];
    if (typed.len) {
        if (sq_walk_command(w, typed, f->words || f->is_date))
            return;
        sq_str value;
        if (!read_field(w, f, typed, &value) || !write_field(w, f, value))
            return;
    }
    if (++w->form.at == w->form.n)
        end_form(w);
}

/* ---- entries of registers ------------------------------------------------ */

static bool
has_id(const struct sq_walk *w, const char *part, sq_str id)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    bool evidence = sq_str_is(SQ_LIT("evidence"), part);
    size_t n = evidence ? as->n_evidence : as->n_actions;
    for (size_t i = 0; i < n; i++)
        if (sq_str_eq_folded(evidence ? as->evidence[i].id.text
                                      : as->actions[i].id.text,
                             id))
            return true;
    return false;
}

static sq_str
new_id(const struct sq_walk *w, const char *part, char letter)
{
    for (unsigned i = 1;; i++) {
        sq_str id = sq_str_printf(w->arena, "%c%u", letter, i);
        if (!has_id(w, part, id))
            return id;
    }
}

/* The id of an entry: as typed, or by its number in the list. */
static sq_str
find_evidence(const struct sq_walk *w, sq_str typed)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    for (size_t i = 0; i < as->n_evidence; i++)
        if (sq_str_eq_folded(as->evidence[i].id.text, typed))
            return sq_str_copy(w->arena, as->evidence[i].id.text);
    sq_num n;
    if (sq_num_read(typed, &n) && n.den == 1 && n.num >= 1 &&
        (uint64_t)n.num <= as->n_evidence)
        return sq_str_copy(w->arena, as->evidence[n.num - 1].id.text);
    return (sq_str){0};
}

/* "E4", or "E4, 2"; false, and nothing attached, when it is a title. */
static bool
attach(struct sq_walk *w, sq_str text)
{
    size_t n = w->draft.n_evidence;
    sq_str *ids = SQ_NEW_N(w->arena, n + text.len + 1, sq_str);
    for (size_t i = 0; i < n; i++)
        ids[i] = w->draft.evidence[i];
    sq_str piece;
    while (sq_str_next(&text, ',', &piece)) {
        sq_str id = find_evidence(w, sq_str_trim(piece));
        if (id.len == 0)
            return false;
        bool there = false;
        for (size_t i = 0; i < n; i++)
            there |= sq_str_eq(ids[i], id);
        if (!there)
            ids[n++] = id;
    }
    w->draft.evidence = ids;
    w->draft.n_evidence = n;
    return true;
}

/* `undo` takes the new entry out, and the register where it was the first. */
static void
remember_entry(struct sq_walk *w, const char *part, sq_str id, bool had_part,
               bool chained)
{
    if (!had_part) {
        sq_walk_remember(w, &(struct sq_edit){part, {0}, {0}, NULL}, chained);
        chained = true;
    }
    sq_walk_remember(w, &(struct sq_edit){part, id, {0}, NULL}, chained);
}

static bool
append(struct sq_walk *w, const char *part, const char *fmt, sq_str id,
       sq_str words, bool chained)
{
    const struct sq_node *root = w->store->page->doc.tree->root;
    bool had_part = sq_node_find(root, part) != NULL;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 3 * SQ_MAX_TEXT);
    sq_putf(&b, "{id: %.*s, %s: ", SQ_FMT(id), fmt);
    sq_yaml_put_scalar(&b, words);
    if (sq_str_is(SQ_LIT("actions"), part)) {
        sq_putz(&b, ", for: [");
        sq_yaml_put_scalar(&b, w->at);
        sq_putz(&b, "], status: open");
    }
    sq_putc(&b, '}');
    sq_str item = sq_str_copy(w->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    if (!sq_walk_edit(w, &(struct sq_edit){part, {0}, item, NULL}))
        return false;
    remember_entry(w, part, id, had_part, chained);
    return true;
}

/* The evidence that the draft has, on the answer.  Where it came with no answer
 * it is a step of its own, or the end of one. */
static bool
record_evidence(struct sq_walk *w, bool own_step, bool chained)
{
    sq_str before = sq_store_entry(w->store, w->arena, w->at);
    if (!sq_walk_record(w, false))
        return false;
    if (own_step)
        sq_walk_remember(w, &(struct sq_edit){"answers", w->at, before, NULL},
                         chained);
    return true;
}

bool
sq_walk_take_evidence(struct sq_walk *w, sq_str text, bool undoable,
                      enum sq_walk_mode then)
{
    if (!sq_walk_can_keep(w, text))
        return false;
    if (attach(w, text)) {
        if (!record_evidence(w, undoable, false))
            return false;
        sq_screen_line(w, SQ_LIT("The evidence is written."));
        w->mode = place_behind(w, then);
        if (w->mode == SQ_AT_EVIDENCE)
            sq_walk_further(w);
        return true;
    }
    sq_str id = new_id(w, "evidence", 'E');
    if (!append(w, "evidence", "title", id, text, !undoable) ||
        !attach(w, id) || !record_evidence(w, undoable, true))
        return false;
    sq_screen_line(w, sq_str_printf(w->arena,
                                    "Added to the evidence as %.*s. Enter "
                                    "leaves out what follows.",
                                    SQ_FMT(id)));
    begin_form(w, "evidence", id, then);
    return true;
}

/* ---- actions ------------------------------------------------------------- */

static const struct sq_action *
find_action(const struct sq_walk *w, sq_str typed)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    for (size_t i = 0; i < as->n_actions; i++)
        if (sq_str_eq_folded(as->actions[i].id.text, typed))
            return &as->actions[i];
    return NULL;
}

/* An action that is there serves this answer, too. */
static bool
add_target(struct sq_walk *w, const struct sq_action *x)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    sq_putc(&b, '[');
    bool there = false;
    for (size_t i = 0; i < x->n_targets; i++) {
        sq_yaml_put_scalar(&b, x->targets[i].text);
        sq_putz(&b, ", ");
        there |= sq_str_eq(x->targets[i].text, w->at);
    }
    sq_yaml_put_scalar(&b, w->at);
    sq_putc(&b, ']');
    sq_str list = sq_str_copy(w->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    sq_str id = sq_str_copy(w->arena, x->id.text);
    struct sq_edit e = {"actions", id, list, "for"};
    struct sq_edit back = e;
    back.value = sq_store_before(w->store, w->arena, &e);
    if (!there && !sq_walk_edit(w, &e))
        return false;
    if (!there)
        sq_walk_remember(w, &back, false);
    sq_screen_line(
        w, sq_str_printf(w->arena, "%.*s serves this answer.", SQ_FMT(id)));
    return true;
}

bool
sq_walk_take_action(struct sq_walk *w, sq_str text, enum sq_walk_mode then)
{
    if (!sq_walk_can_keep(w, text))
        return false;
    const struct sq_action *x = find_action(w, text);
    w->mode = place_behind(w, then);
    if (x)
        return add_target(w, x);
    sq_str id = new_id(w, "actions", 'X');
    if (!append(w, "actions", "what", id, text, false))
        return false;
    sq_screen_line(w, sq_str_printf(w->arena,
                                    "Added to the actions as %.*s. Enter "
                                    "leaves out what follows.",
                                    SQ_FMT(id)));
    begin_form(w, "actions", id, then);
    return true;
}

/* ---- in an editor -------------------------------------------------------- */

/* Is it the answer that `edit` opens, or the reason for it? */
static bool
edits_answer(struct sq_walk *w)
{
    const struct sq_question *q = sq_walk_slot(w)->question;
    return q->type->in_exprs == SQ_T_TEXT && w->mode != SQ_AT_REASON &&
           w->mode != SQ_AT_BECAUSE;
}

void
sq_walk_begin_edit(struct sq_walk *w)
{
    w->wants_edit = true;
}

static sq_str
present_text(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_slot(w);
    if (w->refused.len)
        return w->refused;
    if (edits_answer(w))
        return s->reply == SQ_GIVEN ? s->value.text : (sq_str){0};
    if (w->mode == SQ_AT_REASON)
        return w->draft.because;
    return s->answer ? s->answer->because.text : w->note;
}

static void
put_guide(struct sq_walk *w, struct sq_sbuf *b, const char *label,
          const struct sq_text *t)
{
    sq_str text = sq_text_get(t, w->setup.lang);
    if (text.len)
        sq_putf(b, "%s%.*s\n", label, SQ_FMT(text));
}

bool
sq_walk_wants_edit(struct sq_walk *w, sq_str *out_text, sq_str *out_guidance)
{
    if (!w->wants_edit)
        return false;
    const struct sq_slot *s = sq_walk_slot(w);
    const struct sq_question *q = s->question;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 16 * SQ_MAX_TEXT);
    sq_putf(&b, "%s%.*s: %.*s\n",
            edits_answer(w) ? "" : "The reason for the answer to ",
            SQ_FMT(s->id),
            SQ_FMT(sq_slot_ask(sq_walk_case(w), s, w->setup.lang)));
    put_guide(w, &b, "", &q->help);
    put_guide(w, &b, "Why it is asked: ", &q->why);
    put_guide(w, &b, "What good looks like: ", &q->good);
    put_guide(w, &b, "A warning sign: ", &q->red_flag);
    put_guide(w, &b, "For example: ", &q->example);
    if (edits_answer(w) && q->max_length)
        sq_putf(&b, "At most %u characters.\n", (unsigned)q->max_length);
    *out_guidance = sq_str_copy(w->arena, sq_sbuf_str(&b));
    *out_text = sq_str_copy(w->arena, present_text(w));
    sq_sbuf_done(&b);
    return true;
}

static void
take_edited_reason(struct sq_walk *w, sq_str text)
{
    const struct sq_slot *s = sq_walk_slot(w);
    if (!sq_walk_can_keep(w, text))
        return;
    if (w->mode == SQ_AT_QUESTION && s->reply == SQ_MISSING) {
        w->note = text;
        sq_screen_line(w, SQ_LIT("Kept for your answer."));
        return;
    }
    if (w->mode != SQ_AT_REASON)
        sq_walk_load_draft(w, s);
    w->draft.because = text;
    if (!sq_walk_record(w, true))
        return;
    sq_screen_line(w, SQ_LIT("The reason is written."));
    if (w->mode != SQ_AT_QUESTION)
        sq_walk_further(w);
}

void
sq_walk_edited(struct sq_walk *w, sq_str text)
{
    sq_sbuf_clear(&w->screen);
    w->wants_save = w->wants_edit = false;
    text = sq_str_copy(w->arena, text);
    if (text.len == 0) {
        sq_screen_line(w, SQ_LIT("The text is empty; what was there is kept. "
                                 "`clear` removes an answer."));
    } else if (!edits_answer(w)) {
        take_edited_reason(w, text);
    } else {
        w->mode = SQ_AT_QUESTION;
        if (sq_walk_take(w, text)) {
            sq_walk_commit(w);
            if (w->mode == SQ_AT_MORE)
                sq_walk_further(w);
        }
    }
    sq_screen_prompt(w);
}
