/* SPDX-License-Identifier: MIT */
/* What is printed: plain lines, the words that matter first. */
#include "base/limits.h"
#include "model/options.h"
#include "walk/fill.h"
#include "walk/private.h"

/* ---- lines --------------------------------------------------------------- */

static void
put_indented(struct sq_walk *w, unsigned indent, sq_str text)
{
    if (text.len == 0)
        return;
    sq_put_n(&w->screen, ' ', indent);
    sq_fill_put(&w->screen, text,
                &(struct sq_fill){indent, indent, w->setup.width});
    sq_putc(&w->screen, '\n');
}

void
sq_screen_line(struct sq_walk *w, sq_str text)
{
    put_indented(w, 0, text);
}

static void
put_coloured(struct sq_walk *w, const char *code, sq_str text)
{
    if (w->setup.colour)
        sq_putf(&w->screen, "\033[%sm", code);
    sq_fill_put(&w->screen, text, &(struct sq_fill){0, 0, w->setup.width});
    if (w->setup.colour)
        sq_putz(&w->screen, "\033[0m");
    sq_putc(&w->screen, '\n');
}

void
sq_screen_error(struct sq_walk *w, sq_str why)
{
    put_coloured(w, "31", sq_str_printf(w->arena, "Error: %.*s", SQ_FMT(why)));
}

static void put_line(struct sq_walk *w, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static void
put_line(struct sq_walk *w, const char *fmt, ...)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 4 * SQ_MAX_TEXT);
    va_list ap;
    va_start(ap, fmt);
    sq_putv(&b, fmt, ap);
    va_end(ap);
    sq_screen_line(w, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
}

static sq_str
words(const struct sq_walk *w, const struct sq_text *t)
{
    return sq_text_get(t, w->setup.lang);
}

/* True the first time: for what need not be said again. */
static bool
is_new(struct sq_walk *w, const char *kind, sq_str id)
{
    sq_str key = sq_str_printf(w->arena, "%s %.*s", kind, SQ_FMT(id));
    return sq_map_add(&w->shown, key, w);
}

/* ---- the list of sections ------------------------------------------------ */

static const char *
status_word(const struct sq_progress *p, bool open)
{
    if (open && !p->problems && p->asked)
        return "In progress";
    if (p->problems)
        return "There is a problem";
    if (p->asked == 0)
        return p->pending ? "Cannot start yet" : "Not needed";
    if (p->missing == 0 && p->pending == 0)
        return "Completed";
    return p->answered ? "In progress" : "Not yet started";
}

/* Does the interview, in this mode, ask anything in it? */
static bool
is_part(const struct sq_walk *w, const struct sq_section *s)
{
    const struct sq_questionnaire *q = sq_walk_case(w)->questionnaire;
    for (uint32_t i = s->first; i < s->first + s->n; i++)
        if (sq_walk_wants(w, q->questions[i], q->questions[i]->name))
            return true;
    return !sq_walk_is_filtered(w);
}

static void
put_section_status(struct sq_walk *w, size_t i)
{
    const struct sq_questionnaire *q = sq_walk_case(w)->questionnaire;
    const struct sq_section *s = q->sections[i];
    struct sq_progress p = sq_walk_progress(w, s);
    sq_str counts = {0};
    if (p.answered && p.answered < p.asked)
        counts =
            sq_str_printf(w->arena, ", %u of %u answered", p.answered, p.asked);
    sq_str line = sq_str_printf(
        w->arena, "%zu. %.*s: %s%.*s", i + 1, SQ_FMT(words(w, &s->title)),
        status_word(&p, sq_map_find(&w->open, s->id.text)), SQ_FMT(counts));
    unsigned indent = i + 1 < 10 && q->n_sections >= 10 ? 1 : 0;
    sq_put_n(&w->screen, ' ', indent);
    sq_fill_put(&w->screen, line, &(struct sq_fill){indent, 4, w->setup.width});
    sq_putc(&w->screen, '\n');
}

static void
put_name(struct sq_walk *w, const struct sq_stop *s)
{
    sq_put(&w->screen, s->slot ? s->key : s->group->id.text);
}

static void
put_modes(struct sq_walk *w)
{
    if (w->setup.core)
        put_line(w, "Only the critical questions are asked.");
    if (w->setup.role.len)
        put_line(w, "Only what %.*s answers is asked.", SQ_FMT(w->setup.role));
    if (w->setup.core || w->setup.role.len)
        sq_putc(&w->screen, '\n');
}

void
sq_screen_tasks(struct sq_walk *w)
{
    const struct sq_case *c = sq_walk_case(w);
    const struct sq_questionnaire *q = c->questionnaire;
    w->section = (sq_str){0};
    sq_putc(&w->screen, '\n');
    put_coloured(w, "1", c->assessment->about.title.text);
    put_line(w, "%.*s, version %.*s", SQ_FMT(words(w, &q->title)),
             SQ_FMT(q->version.text));
    sq_putc(&w->screen, '\n');
    put_modes(w);
    for (size_t i = 0; i < q->n_sections; i++)
        if (is_part(w, q->sections[i]))
            put_section_status(w, i);
    sq_putc(&w->screen, '\n');
    if (!w->greeted)
        sq_screen_line(w, SQ_LIT("Every answer is written to the file at once. "
                                 "At any question: `back`, `skip`, `list`, "
                                 "`quit`, and ? for help."));
    w->greeted = true;
}

/* ---- a question ---------------------------------------------------------- */

static size_t
section_number(const struct sq_questionnaire *q, const struct sq_section *s)
{
    size_t i = 0;
    while (q->sections[i] != s)
        i++;
    return i + 1;
}

static void
put_section(struct sq_walk *w, const struct sq_section *s)
{
    const struct sq_questionnaire *q = sq_walk_case(w)->questionnaire;
    if (sq_str_eq(w->section, s->id.text))
        return; /* said once, on the way in */
    w->section = sq_str_copy(w->arena, s->id.text);
    put_line(w, "Section %zu of %zu: %.*s", section_number(q, s), q->n_sections,
             SQ_FMT(words(w, &s->title)));
    if (is_new(w, "section", s->id.text))
        sq_screen_line(w, words(w, &s->intro));
}

/* "Benefit 2 of 3: two fewer hours of typing" */
static void
put_row(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_group *g = s->row->group;
    const struct sq_case *c = sq_walk_case(w);
    bool begun = w->in_new_row && s->row == &w->new_row;
    sq_str label =
        begun ? SQ_LIT("a new one") : sq_row_label(c, s->row, w->setup.lang);
    bool unnamed = !s->row->item && sq_str_eq(label, s->row->id);
    sq_str kind = words(w, &g->row_label);
    uint32_t n = c->first_row[g->index + 1] - c->first_row[g->index];
    uint32_t number = s->row->index + 1;
    put_line(w, "%.*s %u of %u%s%.*s", SQ_FMT(kind.len ? kind : SQ_LIT("Row")),
             number, n < number ? number : n, unnamed ? "" : ": ",
             SQ_FMT(unnamed ? (sq_str){0} : label));
    if (s->row->item && is_new(w, "row", s->row->id))
        sq_screen_line(w, words(w, &s->row->item->help));
}

static void
put_group(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_group *g = s->row->group;
    if (is_new(w, "group", g->id.text)) {
        sq_putc(&w->screen, '\n');
        sq_screen_line(w, words(w, &g->title));
        sq_screen_line(w, words(w, &g->intro));
        sq_putc(&w->screen, '\n');
    } else if (s->question->column == 0 || g->repeat == SQ_ONCE) {
        sq_screen_line(w, words(w, &g->title));
    }
    if (g->repeat != SQ_ONCE)
        put_row(w, s);
}

/* How many questions are before it, itself included. */
static size_t
number_of(const struct sq_walk *w, const struct sq_slot *slot)
{
    size_t n = 1;
    for (size_t i = 0; i < w->n_stops; i++) {
        if (sq_str_eq(w->stops[i].key, slot->id))
            return n;
        n += w->stops[i].slot != NULL;
    }
    return n;
}

static void
put_option(struct sq_walk *w, size_t number, sq_str label, sq_str meaning)
{
    sq_str line = sq_str_printf(w->arena, "%zu. %.*s", number, SQ_FMT(label));
    sq_put_n(&w->screen, ' ', 2);
    sq_fill_put(&w->screen, line, &(struct sq_fill){2, 5, w->setup.width});
    sq_putc(&w->screen, '\n');
    put_indented(w, 5, meaning);
}

static void
put_choices(struct sq_walk *w, const struct sq_choices *c, bool meanings)
{
    for (size_t i = 0; i < c->n; i++)
        put_option(w, i + 1, sq_option_label(&c->options[i], w->setup.lang),
                   meanings ? words(w, &c->options[i].meaning) : (sq_str){0});
}

static void
put_reserved(struct sq_walk *w, const struct sq_question *q)
{
    size_t n = sq_question_n_options(q);
    bool nk = q->not_known == SQ_ALLOWED;
    bool na = q->not_applicable == SQ_ALLOWED;
    if (n) {
        if (nk)
            put_option(w, ++n, SQ_LIT("Not known"), (sq_str){0});
        if (na)
            put_option(w, ++n, SQ_LIT("Not applicable"), (sq_str){0});
    } else if (nk || na) {
        put_line(w, "You can also answer `not %s`%s.",
                 nk ? "known" : "applicable",
                 nk && na ? " or `not applicable`" : "");
    }
}

/* The limits of a number or a text, before they are met. */
static void
put_limits(struct sq_walk *w, const struct sq_question *q)
{
    if (q->max_length)
        put_line(w, "At most %u characters.", (unsigned)q->max_length);
    if (!q->has_min && !q->has_max)
        return;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 256);
    if (q->has_min) {
        sq_putz(&b, q->has_max ? "From " : "At least ");
        sq_num_put_exact(&b, q->min);
    }
    if (q->has_max) {
        sq_putz(&b, q->has_min ? " to " : "At most ");
        sq_num_put_exact(&b, q->max);
    }
    sq_putc(&b, '.');
    sq_screen_line(w, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
}

/* Meanings are read once; `?` shows them again. */
static bool
choices_are_new(struct sq_walk *w, const struct sq_choices *c, sq_str fallback)
{
    return is_new(w, "choices", c->id.text.len ? c->id.text : fallback);
}

static sq_str
axis_name(struct sq_walk *w, const struct sq_word *id)
{
    sq_str copy = sq_str_copy(w->arena, id->text);
    char *z = SQ_NEW_N(w->arena, copy.len + 1, char);
    for (size_t i = 0; i < copy.len; i++)
        z[i] = copy.ptr[i] == '-' || copy.ptr[i] == '_' ? ' ' : copy.ptr[i];
    if (z[0] >= 'a' && z[0] <= 'z')
        z[0] = (char)(z[0] - 'a' + 'A');
    return (sq_str){z, copy.len};
}

static void
put_answers(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    if (q->type->has_options)
        put_choices(w, q->choices, choices_are_new(w, q->choices, q->name));
    if (q->type->has_matrix) {
        put_line(w, "First, %.*s:", SQ_FMT(axis_name(w, &q->matrix->rows_id)));
        put_choices(w, q->matrix->rows,
                    choices_are_new(w, q->matrix->rows, q->name));
    }
    put_limits(w, q);
    put_reserved(w, q);
}

void
sq_screen_columns(struct sq_walk *w, const struct sq_matrix *m)
{
    put_line(w, "Then, %.*s:", SQ_FMT(axis_name(w, &m->columns_id)));
    put_choices(w, m->columns,
                choices_are_new(w, m->columns, m->columns_id.text));
}

static void
put_present(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_case *c = sq_walk_case(w);
    if (s->reply != SQ_MISSING) {
        put_line(w, "Answer so far: %.*s",
                 SQ_FMT(sq_slot_show(c, s, w->setup.lang)));
        if (s->answer && s->answer->because.text.len)
            put_line(w, "Because: %.*s", SQ_FMT(s->answer->because.text));
        for (size_t i = 0; s->answer && i < s->answer->n_evidence; i++)
            put_line(w, "Evidence: %.*s", SQ_FMT(s->answer->evidence[i].text));
    } else if (s->answer && s->answer->node) {
        put_line(w, "The file has an answer here that cannot be used. Answer "
                    "again to replace it.");
    } else if (s->question->preset.text.len) {
        put_line(w, "Suggested: %.*s", SQ_FMT(s->question->preset.text));
    }
}

void
sq_screen_question(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_slot(w);
    const struct sq_question *q = s->question;
    uint32_t left = sq_walk_progress(w, NULL).missing;
    sq_putc(&w->screen, '\n');
    put_section(w, q->section);
    if (s->row)
        put_group(w, s);
    sq_str about = {0};
    if (left > 1) /* branches make it no more than a good guess */
        about = sq_str_printf(w->arena, ", about %u left", left);
    put_line(w, "Question %zu (%.*s)%s%.*s", number_of(w, s), SQ_FMT(s->id),
             sq_required(q) ? "" : ", optional", SQ_FMT(about));
    sq_putc(&w->screen, '\n');
    put_coloured(w, "1", sq_slot_ask(sq_walk_case(w), s, w->setup.lang));
    if (!s->row || is_new(w, "help", q->name))
        sq_screen_line(w, words(w, &q->help));
    put_answers(w, s);
    put_present(w, s);
}

void
sq_screen_answer(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_slot(w);
    if (s->question->type->in_exprs == SQ_T_TEXT && s->reply == SQ_GIVEN)
        return; /* it is there to read already */
    put_line(w, "You answered: %.*s",
             SQ_FMT(sq_slot_show(sq_walk_case(w), s, w->setup.lang)));
}

/* ---- a table that can grow ----------------------------------------------- */

void
sq_screen_rows(struct sq_walk *w)
{
    size_t at = sq_walk_index(w, w->at);
    const struct sq_group *g = w->stops[at].group;
    const struct sq_case *c = sq_walk_case(w);
    uint32_t first = c->first_row[g->index];
    uint32_t n = c->first_row[g->index + 1] - first;
    sq_putc(&w->screen, '\n');
    put_section(w, g->section);
    put_coloured(w, "1", words(w, &g->title));
    if (is_new(w, "group", g->id.text))
        sq_screen_line(w, words(w, &g->intro));
    put_line(w, n == 0 ? "No rows so far." : "Rows so far:");
    for (uint32_t i = 0; i < n; i++) {
        const struct sq_row *row = &c->rows[first + i];
        sq_str label = sq_row_label(c, row, w->setup.lang);
        bool named = !sq_str_eq(label, row->id);
        put_line(w, "%u. %.*s%s%.*s%s", (unsigned)i + 1, SQ_FMT(label),
                 named ? " (" : "", SQ_FMT(named ? row->id : (sq_str){0}),
                 named ? ")" : "");
    }
}

/* ---- check your answers -------------------------------------------------- */

static void
put_review_line(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_case *c = sq_walk_case(w);
    sq_str shown = sq_slot_show(c, s, w->setup.lang);
    if (s->reply == SQ_MISSING)
        shown = s->answer && s->answer->node ? SQ_LIT("cannot be used as it is")
                                             : SQ_LIT("Not provided");
    w->listed =
        sq_arena_push(w->arena, w->listed, &w->n_listed, sizeof *w->listed);
    w->listed[w->n_listed - 1] = sq_str_copy(w->arena, s->id);
    sq_str line =
        sq_str_printf(w->arena, "%zu. %.*s %.*s", w->n_listed,
                      SQ_FMT(sq_slot_ask(c, s, w->setup.lang)), SQ_FMT(shown));
    sq_fill_put(&w->screen, line, &(struct sq_fill){0, 4, w->setup.width});
    sq_putc(&w->screen, '\n');
    if (s->reply >= SQ_NOT_KNOWN && s->answer && s->answer->because.text.len)
        put_indented(w, 4,
                     sq_str_printf(w->arena, "Because: %.*s",
                                   SQ_FMT(s->answer->because.text)));
}

/* "Older people:", before the first answer about them. */
static void
put_review_row(struct sq_walk *w, const struct sq_slot *s,
               const struct sq_row **row)
{
    const struct sq_row *here =
        s->row && s->row->group->repeat != SQ_ONCE ? s->row : NULL;
    if (here && here != *row)
        put_line(w, "%.*s:",
                 SQ_FMT(sq_row_label(sq_walk_case(w), here, w->setup.lang)));
    else if (*row && !here)
        put_line(w, "Further answers:");
    *row = here;
}

void
sq_screen_answers(struct sq_walk *w, const struct sq_section *section)
{
    w->section = (sq_str){0};
    const struct sq_case *c = sq_walk_case(w);
    const struct sq_section *last = NULL;
    const struct sq_row *row = NULL;
    w->listed = NULL;
    w->n_listed = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_slot *s = &c->slots[i];
        const struct sq_section *here = s->question->section;
        if (s->state != SQ_ASKED || (section && here != section) ||
            !sq_walk_wants(w, s->question, s->id))
            continue;
        if (here != last) {
            sq_putc(&w->screen, '\n');
            put_line(w, "Check your answers: %.*s",
                     SQ_FMT(words(w, &here->title)));
        }
        row = here == last ? row : NULL;
        last = here;
        put_review_row(w, s, &row);
        put_review_line(w, s);
    }
}

void
sq_screen_section(struct sq_walk *w)
{
    sq_screen_answers(w, sq_walk_section(w, w->origin_key));
    sq_putc(&w->screen, '\n');
    put_line(w, "To change one, type `change` and its number.");
    put_coloured(w, "1", SQ_LIT("Have you completed this section?"));
}

/* ---- registers ----------------------------------------------------------- */

void
sq_screen_evidence(struct sq_walk *w)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    if (as->n_evidence)
        put_line(w, "Evidence so far:");
    for (size_t i = 0; i < as->n_evidence; i++)
        put_line(w, "%zu. %.*s (%.*s)", i + 1,
                 SQ_FMT(as->evidence[i].title.text),
                 SQ_FMT(as->evidence[i].id.text));
}

void
sq_screen_actions(struct sq_walk *w)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    if (as->n_actions)
        put_line(w, "Actions so far:");
    for (size_t i = 0; i < as->n_actions; i++)
        put_line(w, "%.*s: %.*s", SQ_FMT(as->actions[i].id.text),
                 SQ_FMT(as->actions[i].what.text));
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
            put_line(w, "Not provided:");
        if (n <= 20)
            put_line(w, "%.*s: %.*s", SQ_FMT(s->id),
                     SQ_FMT(sq_slot_ask(c, s, w->setup.lang)));
    }
    if (n > 20)
        put_line(w, "and %u more; `list` shows where they are.", n - 20);
    if (n == 0)
        put_line(w, "Every question that is asked has an answer.");
}

enum { FEW_ANSWERS = 30 }; /* that can be looked through at the end */

void
sq_screen_end(struct sq_walk *w)
{
    const struct sq_questionnaire *q = sq_walk_case(w)->questionnaire;
    sq_putc(&w->screen, '\n');
    put_coloured(w, "1", SQ_LIT("That was the last question."));
    if (sq_walk_progress(w, NULL).answered <= FEW_ANSWERS) {
        sq_screen_answers(w, NULL);
        sq_putc(&w->screen, '\n');
    } else {
        for (size_t i = 0; i < q->n_sections; i++)
            if (is_part(w, q->sections[i]))
                put_section_status(w, i);
        put_line(w, "`check` and a section's number shows its answers, `check "
                    "all` shows all.");
    }
    put_left(w);
    put_line(w,
             "To change an answer, type `change` and its number or id, such "
             "as `change %.*s`.",
             SQ_FMT(w->n_stops ? w->stops[0].key : SQ_LIT("A1")));
}

/* ---- prompts ------------------------------------------------------------- */

static void
put_default(struct sq_walk *w, const struct sq_slot *s)
{
    sq_str now = sq_slot_show(sq_walk_case(w), s, w->setup.lang);
    struct sq_sbuf line;
    sq_sbuf_init(&line, 4 * SQ_MAX_TEXT);
    sq_fill_put(&line, now, &(struct sq_fill){0, 0, UINT32_MAX});
    sq_str plain = sq_sbuf_str(&line);
    bool brief = plain.len <= 40 && sq_str_find(plain, '\n', 0) == plain.len;
    sq_putf(&w->screen, " (Enter keeps %.*s)",
            SQ_FMT(brief ? plain : SQ_LIT("it")));
    sq_sbuf_done(&line);
}

static void
put_question_prompt(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_slot(w);
    const struct sq_question *q = s->question;
    if (q->type->has_matrix)
        sq_put(&w->screen, axis_name(w, &q->matrix->rows_id));
    else if (q->type->in_exprs == SQ_T_SET)
        sq_putz(&w->screen, "Answers, with commas between");
    else if (q->type->in_exprs == SQ_T_DATE)
        sq_putz(&w->screen, "Date, as 2026-11-03");
    else
        sq_putz(&w->screen, "Answer");
    sq_str unit = words(w, &q->unit);
    if (q->type->in_exprs == SQ_T_NUM && unit.len) {
        sq_putz(&w->screen, " in ");
        sq_fill_put(&w->screen, unit, &(struct sq_fill){0, 0, UINT32_MAX});
    }
    if (s->reply != SQ_MISSING)
        put_default(w, s);
    else if (q->preset.text.len)
        sq_putz(&w->screen, " (Enter takes the suggestion)");
    else if (!sq_required(q))
        sq_putz(&w->screen, " (Enter leaves it empty)");
    sq_putz(&w->screen, ": ");
}

static void
put_column_prompt(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_slot(w);
    const struct sq_matrix *m = s->question->matrix;
    sq_put(&w->screen, axis_name(w, &m->columns_id));
    if (s->reply == SQ_GIVEN) {
        const struct sq_option *o = &m->columns->options[s->value.column];
        sq_putz(&w->screen, " (Enter keeps ");
        sq_fill_put(&w->screen, sq_option_label(o, w->setup.lang),
                    &(struct sq_fill){0, 0, UINT32_MAX});
        sq_putc(&w->screen, ')');
    }
    sq_putz(&w->screen, ": ");
}

static void
put_because_prompt(struct sq_walk *w)
{
    if (w->draft.reply == SQ_NOT_KNOWN)
        sq_putz(&w->screen, "Why is it not known");
    else
        sq_putz(&w->screen, "Because");
    sq_putz(&w->screen, w->draft.because.len
                            ? " (Enter keeps the reason, - removes it): "
                            : " (Enter leaves it out): ");
}

static void
put_field_prompt(struct sq_walk *w)
{
    const struct sq_field *f = &w->form.fields[w->form.at];
    for (size_t i = 0; f->words && f->words[i]; i++)
        put_option(w, i + 1, sq_str_of(f->words[i]), (sq_str){0});
    sq_putf(&w->screen, "%s: ", f->prompt);
}

void
sq_screen_prompt(struct sq_walk *w)
{
    switch (w->mode) {
    case SQ_AT_TASKS: {
        const struct sq_stop *s = sq_walk_first(w);
        sq_putz(&w->screen, "Section, id, or Enter for ");
        if (s)
            put_name(w, s);
        else
            sq_putz(&w->screen, "the end");
        sq_putz(&w->screen, ": ");
        break;
    }
    case SQ_AT_QUESTION:
        put_question_prompt(w);
        break;
    case SQ_AT_COLUMN:
        put_column_prompt(w);
        break;
    case SQ_AT_MORE:
        sq_putz(&w->screen, "More (Enter ends the text): ");
        break;
    case SQ_AT_REASON:
        sq_putz(&w->screen, "Why does it not apply? ");
        break;
    case SQ_AT_BECAUSE:
        put_because_prompt(w);
        break;
    case SQ_AT_EVIDENCE:
        sq_putz(&w->screen, sq_walk_case(w)->assessment->n_evidence
                                ? "Evidence, its number or id, or a new title "
                                  "(Enter leaves it out): "
                                : "Evidence, a title (Enter leaves it out): ");
        break;
    case SQ_AT_ACTION:
        sq_putz(&w->screen, "What will be done, or an id (Enter leaves it "
                            "out): ");
        break;
    case SQ_AT_FIELD:
        put_field_prompt(w);
        break;
    case SQ_AT_SECTION:
        sq_putz(&w->screen, "Yes, or no to come back later (Enter means "
                            "yes): ");
        break;
    case SQ_AT_ROWS:
        sq_putz(&w->screen, "Add a row? Yes or no (Enter means no): ");
        break;
    case SQ_AT_END:
        sq_putz(&w->screen, "Enter ends the interview: ");
        break;
    case SQ_ENDED:
        break;
    }
}

/* ---- help ---------------------------------------------------------------- */

static void
put_labelled(struct sq_walk *w, const char *label, const struct sq_text *t)
{
    sq_str text = words(w, t);
    if (text.len)
        put_line(w, "%s: %.*s", label, SQ_FMT(text));
}

static void
put_question_help(struct sq_walk *w, const struct sq_question *q)
{
    put_labelled(w, "Help", &q->help);
    put_labelled(w, "Why it is asked", &q->why);
    put_labelled(w, "What good looks like", &q->good);
    put_labelled(w, "A warning sign", &q->red_flag);
    put_labelled(w, "For example", &q->example);
    put_labelled(w, "Evidence wanted", &q->evidence_what);
    if (q->type->has_options)
        put_choices(w, q->choices, true);
    if (q->type->has_matrix && w->mode == SQ_AT_QUESTION)
        put_choices(w, q->matrix->rows, true);
    if (q->type->has_matrix && w->mode == SQ_AT_COLUMN)
        put_choices(w, q->matrix->columns, true);
}

void
sq_screen_commands(struct sq_walk *w)
{
    static const struct {
        const char *word, *args, *summary;
    } rows[] = {
#define WALK(name, word, args, summary) {word, args, summary},
#include "walk/commands.def"
#undef WALK
    };
    put_line(w, "Commands:");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sq_str line = sq_str_printf(w->arena, "%s%s%s: %s", rows[i].word,
                                    *rows[i].args ? " " : "", rows[i].args,
                                    rows[i].summary);
        sq_put_n(&w->screen, ' ', 2);
        sq_fill_put(&w->screen, line, &(struct sq_fill){2, 4, w->setup.width});
        sq_putc(&w->screen, '\n');
    }
    put_line(w, "Where the answer is free text, type a colon before a command "
                "with more than one word, such as :goto A1. A long text can "
                "come from a file: type @ and its name.");
}

void
sq_screen_help(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_at(w).len ? sq_walk_slot(w) : NULL;
    if (s)
        put_question_help(w, s->question);
    put_line(w, "Type `help` for the commands.");
}
