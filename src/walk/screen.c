/* SPDX-License-Identifier: MIT */
/* What is printed: plain lines, the words that matter first. */
#include "base/limits.h"
#include "base/utf8.h"
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

void
sq_screen_item(struct sq_walk *w, unsigned first, unsigned indent, sq_str text)
{
    sq_put_n(&w->screen, ' ', first);
    sq_fill_put(&w->screen, text,
                &(struct sq_fill){first, indent, w->setup.width});
    sq_putc(&w->screen, '\n');
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

void
sq_screen_bold(struct sq_walk *w, sq_str text)
{
    put_coloured(w, "1", text);
}

void
sq_screen_put(struct sq_walk *w, const char *fmt, ...)
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

/* "Not known" stands in the list of options like the others. */
sq_str
sq_screen_reply(const struct sq_walk *w, const struct sq_slot *s)
{
    if (s->reply == SQ_NOT_KNOWN)
        return SQ_LIT("Not known");
    if (s->reply == SQ_NOT_APPLICABLE)
        return SQ_LIT("Not applicable");
    return sq_slot_show(sq_walk_case(w), s, w->setup.lang);
}

sq_str
sq_screen_row_name(const struct sq_walk *w, const struct sq_row *row,
                   unsigned columns)
{
    sq_str name = sq_row_label(sq_walk_case(w), row, w->setup.lang);
    sq_str line = sq_str_trim(sq_str_sub(name, 0, sq_str_find(name, '\n', 0)));
    if (sq_utf8_width(line) <= columns)
        return line;
    return sq_str_printf(
        w->arena, "%.*s…",
        SQ_FMT(sq_str_trim(sq_str_sub(line, 0, sq_utf8_fit(line, columns)))));
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
    if (p.answered && (p.missing || p.pending))
        counts =
            sq_str_printf(w->arena, ", %u of %u answered", p.answered, p.asked);
    sq_str line = sq_str_printf(
        w->arena, "%zu. %.*s: %s%.*s", i + 1, SQ_FMT(words(w, &s->title)),
        status_word(&p, sq_walk_is_aside(w, s->id.text)), SQ_FMT(counts));
    unsigned indent = i + 1 < 10 && q->n_sections >= 10 ? 1 : 0;
    sq_put_n(&w->screen, ' ', indent);
    sq_fill_put(&w->screen, line, &(struct sq_fill){indent, 4, w->setup.width});
    sq_putc(&w->screen, '\n');
}

void
sq_screen_sections(struct sq_walk *w)
{
    const struct sq_questionnaire *q = sq_walk_case(w)->questionnaire;
    for (size_t i = 0; i < q->n_sections; i++)
        if (is_part(w, q->sections[i]))
            put_section_status(w, i);
}

/* "For later: D2, E1" */
static void
put_aside(struct sq_walk *w)
{
    enum { MOST = 8 };
    size_t n = 0;
    sq_str line = {0};
    for (size_t i = 0; i < w->n_stops; i++) {
        if (!w->stops[i].slot || !sq_walk_is_aside(w, w->stops[i].key))
            continue;
        if (n < MOST)
            line = sq_str_printf(w->arena, "%.*s%s%.*s", SQ_FMT(line),
                                 n ? ", " : "", SQ_FMT(w->stops[i].key));
        n++;
    }
    if (n > MOST)
        line = sq_str_printf(w->arena, "%.*s and %zu more", SQ_FMT(line),
                             n - MOST);
    if (n)
        sq_screen_put(w, "Left for later: %.*s", SQ_FMT(line));
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
        sq_screen_put(w, "Only the critical questions are asked.");
    if (w->setup.role.len)
        sq_screen_put(w, "Only what %.*s answers is asked.",
                      SQ_FMT(w->setup.role));
    if (w->setup.core || w->setup.role.len)
        sq_putc(&w->screen, '\n');
}

/* A task like the others, though nothing that is scored stands in it. */
static void
put_front_status(struct sq_walk *w)
{
    sq_str lacks = sq_walk_front_lacks(w);
    unsigned indent = sq_walk_case(w)->questionnaire->n_sections >= 10 ? 4 : 3;
    sq_screen_item(w, indent, 4,
                   lacks.len
                       ? sq_str_printf(w->arena,
                                       "Front page (type `about`): no %.*s yet",
                                       SQ_FMT(lacks))
                       : SQ_LIT("Front page (`about`): Completed"));
}

void
sq_screen_tasks(struct sq_walk *w)
{
    const struct sq_case *c = sq_walk_case(w);
    const struct sq_questionnaire *q = c->questionnaire;
    w->section = (sq_str){0};
    sq_putc(&w->screen, '\n');
    put_coloured(w, "1", c->assessment->about.title.text);
    sq_screen_put(w, "%.*s, version %.*s", SQ_FMT(words(w, &q->title)),
                  SQ_FMT(q->version.text));
    sq_putc(&w->screen, '\n');
    put_modes(w);
    if (!sq_walk_is_filtered(w))
        put_front_status(w);
    sq_screen_sections(w);
    put_aside(w);
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
    sq_screen_put(w, "Section %zu of %zu: %.*s", section_number(q, s),
                  q->n_sections, SQ_FMT(words(w, &s->title)));
    if (is_new(w, "section", s->id.text))
        sq_screen_line(w, words(w, &s->intro));
}

/* What is known about the row comes first: "Age, 1 of 9" or "Benefit 2 of 3:
 * two fewer hours of typing". */
static void
put_row(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_group *g = s->row->group;
    const struct sq_case *c = sq_walk_case(w);
    bool begun = w->in_new_row && s->row == &w->new_row;
    sq_str kind = words(w, &g->row_label);
    uint32_t n = c->first_row[g->index + 1] - c->first_row[g->index];
    uint32_t number = s->row->index + 1;
    n = n < number ? number : n;
    unsigned room = w->setup.width > 40 ? w->setup.width - 30 : 20;
    sq_str name =
        begun ? SQ_LIT("a new one") : sq_screen_row_name(w, s->row, room);
    if (s->row->item && !kind.len)
        sq_screen_put(w, "%.*s, %u of %u", SQ_FMT(name), number, n);
    else
        sq_screen_put(w, "%.*s %u of %u%s%.*s",
                      SQ_FMT(kind.len ? kind : SQ_LIT("Row")), number, n,
                      sq_str_eq(name, s->row->id) ? "" : ": ",
                      SQ_FMT(sq_str_eq(name, s->row->id) ? (sq_str){0} : name));
    if (s->row->item && is_new(w, "row", s->row->id))
        sq_screen_line(w, words(w, &s->row->item->help));
}

static void
put_group(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_group *g = s->row->group;
    if (is_new(w, "group", g->id.text)) {
        sq_screen_bold(w, words(w, &g->title));
        sq_screen_line(w, words(w, &g->intro));
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
        bool grows = !w->stops[i].slot && w->in_new_row &&
                     w->stops[i].group == w->new_row.group;
        if (grows || sq_str_eq(w->stops[i].key, slot->id))
            return n;
        n += w->stops[i].slot != NULL;
    }
    return n;
}

/* `of`: how many there are; their numbers end in one column. */
static void
put_option(struct sq_walk *w, size_t number, size_t of, sq_str label,
           sq_str meaning)
{
    unsigned wide = of >= 10 ? 1 : 0;
    sq_str line = sq_str_printf(w->arena, "%zu. %.*s", number, SQ_FMT(label));
    sq_screen_item(w, number < 10 ? 2 + wide : 2, 5 + wide, line);
    put_indented(w, 5 + wide, meaning);
}

static void
put_choices(struct sq_walk *w, const struct sq_choices *c, size_t of,
            bool meanings)
{
    for (size_t i = 0; i < c->n; i++)
        put_option(w, i + 1, of, sq_option_label(&c->options[i], w->setup.lang),
                   meanings ? words(w, &c->options[i].meaning) : (sq_str){0});
}

/* Options and reserved answers. */
static size_t
n_choices(const struct sq_question *q)
{
    return sq_question_n_options(q) + (q->not_known == SQ_ALLOWED) +
           (q->not_applicable == SQ_ALLOWED);
}

static void
put_reserved(struct sq_walk *w, const struct sq_question *q)
{
    size_t n = sq_question_n_options(q);
    size_t of = n_choices(q);
    bool nk = q->not_known == SQ_ALLOWED;
    bool na = q->not_applicable == SQ_ALLOWED;
    if (n) {
        if (nk)
            put_option(w, ++n, of, SQ_LIT("Not known"), (sq_str){0});
        if (na)
            put_option(w, ++n, of, SQ_LIT("Not applicable"), (sq_str){0});
    } else if (nk || na) {
        sq_screen_put(w, "You can also answer `not %s`%s.",
                      nk ? "known" : "applicable",
                      nk && na ? " or `not applicable`" : "");
    }
}

/* The limits of a number or a text, before they are met. */
static void
put_limits(struct sq_walk *w, const struct sq_question *q)
{
    if (q->max_length)
        sq_screen_put(w, "At most %u characters.", (unsigned)q->max_length);
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
row_name(const struct sq_walk *w, const struct sq_matrix *m)
{
    return sq_matrix_row_name(w->arena, m, w->setup.lang);
}

static sq_str
column_name(const struct sq_walk *w, const struct sq_matrix *m)
{
    return sq_matrix_column_name(w->arena, m, w->setup.lang);
}

/* As it begins a line. */
static void
put_capital(struct sq_walk *w, sq_str name)
{
    char first = name.ptr[0];
    bool small = first >= 'a' && first <= 'z';
    sq_putc(&w->screen, small ? (char)(first - 'a' + 'A') : first);
    sq_put(&w->screen, sq_str_sub(name, 1, name.len));
}

static void
put_answers(struct sq_walk *w, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    if (q->type->has_options)
        put_choices(w, q->choices, n_choices(q),
                    choices_are_new(w, q->choices, q->name));
    if (q->type->has_matrix) {
        sq_screen_put(w, "First, %.*s:", SQ_FMT(row_name(w, q->matrix)));
        put_choices(w, q->matrix->rows, n_choices(q),
                    choices_are_new(w, q->matrix->rows, q->name));
    }
    put_limits(w, q);
    put_reserved(w, q);
}

void
sq_screen_columns(struct sq_walk *w, const struct sq_matrix *m)
{
    sq_screen_put(w, "Then, %.*s:", SQ_FMT(column_name(w, m)));
    put_choices(w, m->columns, m->columns->n,
                choices_are_new(w, m->columns, m->columns_id.text));
}

static void
put_present(struct sq_walk *w, const struct sq_slot *s)
{
    if (s->reply != SQ_MISSING) {
        sq_screen_put(w, "Answer so far: %.*s", SQ_FMT(sq_screen_reply(w, s)));
        if (s->answer && s->answer->because.text.len)
            sq_screen_put(w, "Because: %.*s", SQ_FMT(s->answer->because.text));
        for (size_t i = 0; s->answer && i < s->answer->n_evidence; i++)
            sq_screen_put(w, "Evidence: %.*s",
                          SQ_FMT(s->answer->evidence[i].text));
    } else if (s->answer && s->answer->node) {
        sq_screen_put(w,
                      "The file has an answer here that cannot be used. Answer "
                      "again to replace it.");
    } else if (s->question->preset.text.len) {
        sq_screen_put(w, "Suggested: %.*s", SQ_FMT(s->question->preset.text));
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
    sq_screen_put(w, "Question %zu (%.*s)%s%.*s", number_of(w, s),
                  SQ_FMT(s->id), sq_required(q) ? "" : ", optional",
                  SQ_FMT(about));
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
    sq_screen_put(w, "You answered: %.*s", SQ_FMT(sq_screen_reply(w, s)));
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
    sq_screen_put(w, n == 0 ? "None so far." : "So far:");
    for (uint32_t i = 0; i < n; i++) {
        const struct sq_row *row = &c->rows[first + i];
        sq_str name = sq_screen_row_name(w, row, w->setup.width);
        bool named = !sq_str_eq(name, row->id);
        sq_screen_put(w, "%u. %.*s%s%.*s%s", (unsigned)i + 1, SQ_FMT(name),
                      named ? " (" : "", SQ_FMT(named ? row->id : (sq_str){0}),
                      named ? ")" : "");
    }
}

/* ---- registers ----------------------------------------------------------- */

/* The register grows, and stands before many questions. */
void
sq_screen_evidence(struct sq_walk *w, bool all)
{
    enum { MANY = 8, NEWEST = 5 };
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    size_t from = all || as->n_evidence <= MANY ? 0 : as->n_evidence - NEWEST;
    if (as->n_evidence)
        sq_screen_put(w, "Evidence so far:");
    for (size_t i = from; i < as->n_evidence; i++)
        sq_screen_put(w, "%zu. %.*s (%.*s)", i + 1,
                      SQ_FMT(as->evidence[i].title.text),
                      SQ_FMT(as->evidence[i].id.text));
    if (from)
        sq_screen_put(w, "and %zu before them; `evidence` lists all.", from);
}

void
sq_screen_actions(struct sq_walk *w)
{
    const struct sq_assessment *as = sq_walk_case(w)->assessment;
    if (as->n_actions)
        sq_screen_put(w, "Actions so far:");
    for (size_t i = 0; i < as->n_actions; i++)
        sq_screen_put(w, "%.*s: %.*s", SQ_FMT(as->actions[i].id.text),
                      SQ_FMT(as->actions[i].what.text));
}

/* ---- prompts ------------------------------------------------------------- */

static void
put_default(struct sq_walk *w, const struct sq_slot *s)
{
    sq_str now = sq_screen_reply(w, s);
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
        put_capital(w, row_name(w, q->matrix));
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
    put_capital(w, column_name(w, m));
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
        put_option(w, i + 1, 0, sq_str_of(f->words[i]), (sq_str){0});
    sq_putz(&w->screen, f->prompt);
    sq_str now = w->form.id.len ? (sq_str){0} : sq_walk_front(w, f);
    if (now.len) {
        enum { SHORT = 32 }; /* [columns] */
        bool whole = sq_utf8_width(now) <= SHORT;
        sq_putz(&w->screen, " (Enter keeps ");
        sq_fill_put(&w->screen, whole ? now : SQ_LIT("it"),
                    &(struct sq_fill){0, 0, UINT32_MAX});
        sq_putc(&w->screen, ')');
    }
    sq_putz(&w->screen, ": ");
}

static void
put_prompt(struct sq_walk *w)
{
    switch (w->mode) {
    case SQ_AT_TASKS: {
        const struct sq_stop *s = sq_walk_first(w);
        sq_putz(&w->screen, "A section's number, or Enter to go on with ");
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
        sq_putz(&w->screen,
                sq_walk_case(w)->assessment->n_evidence
                    ? "Evidence: a number, or a new title (Enter "
                      "leaves it out): "
                    : "Evidence: its title (Enter leaves it out): ");
        break;
    case SQ_AT_ACTION:
        sq_putz(&w->screen, sq_walk_case(w)->assessment->n_actions
                                ? "What will be done, or an id such as X1 "
                                  "(Enter leaves it out): "
                                : "What will be done (Enter leaves it out): ");
        break;
    case SQ_AT_FIELD:
        put_field_prompt(w);
        break;
    case SQ_AT_SECTION:
        sq_putz(&w->screen, "Yes, or no to come back later (Enter means "
                            "yes): ");
        break;
    case SQ_AT_ROWS:
        sq_putz(&w->screen, "Add one? Yes or no (Enter means no): ");
        break;
    case SQ_AT_END:
        sq_putz(&w->screen, "Enter ends the interview: ");
        break;
    case SQ_ENDED:
        break;
    }
}

/* Words stay whole on a narrow screen; the line ends in one blank. */
void
sq_screen_prompt(struct sq_walk *w)
{
    size_t from = w->screen.len;
    put_prompt(w);
    for (size_t i = from; i < w->screen.len; i++)
        if (w->screen.ptr[i] == '\n')
            from = i + 1;
    sq_str line = sq_str_sub(sq_sbuf_str(&w->screen), from, w->screen.len);
    if (w->setup.width == 0 || sq_utf8_width(line) <= w->setup.width)
        return;
    line = sq_str_copy(w->arena, line);
    w->screen.len = from;
    sq_screen_item(w, 0, 0, line);
    w->screen.ptr[w->screen.len - 1] = ' '; /* for the line end */
}

/* ---- help ---------------------------------------------------------------- */

static void
put_labelled(struct sq_walk *w, const char *label, const struct sq_text *t)
{
    sq_str text = words(w, t);
    if (text.len)
        sq_screen_put(w, "%s: %.*s", label, SQ_FMT(text));
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
        put_choices(w, q->choices, n_choices(q), true);
    if (q->type->has_matrix && w->mode == SQ_AT_QUESTION)
        put_choices(w, q->matrix->rows, n_choices(q), true);
    if (q->type->has_matrix && w->mode == SQ_AT_COLUMN)
        put_choices(w, q->matrix->columns, 0, true);
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
    sq_screen_put(w, "Commands:");
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        sq_str line = sq_str_printf(w->arena, "%s%s%s: %s", rows[i].word,
                                    *rows[i].args ? " " : "", rows[i].args,
                                    rows[i].summary);
        sq_put_n(&w->screen, ' ', 2);
        sq_fill_put(&w->screen, line, &(struct sq_fill){2, 4, w->setup.width});
        sq_putc(&w->screen, '\n');
    }
    sq_screen_put(
        w, "Where the answer is free text, type a colon before a command "
           "with more than one word, such as :goto A1. A long text can "
           "come from a file: type @ and its name.");
}

void
sq_screen_help(struct sq_walk *w)
{
    const struct sq_slot *s = sq_walk_at(w).len ? sq_walk_slot(w) : NULL;
    if (s)
        put_question_help(w, s->question);
    sq_screen_put(w, "Type `help` for the commands.");
}
