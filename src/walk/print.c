/* SPDX-License-Identifier: MIT */
/* The whole questionnaire on paper, for people who answer away from a screen.
 */
#include "base/arena.h"
#include "base/date.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/utf8.h"
#include "model/options.h"
#include "walk/fill.h"
#include "walk/walk.h"

struct paper {
    const struct sq_case *c;
    sq_str lang;
    unsigned width;
    struct sq_sbuf *out;
    struct sq_map *explained; /* sets of options: where each was explained */
};

static sq_str
words(const struct paper *p, const struct sq_text *t)
{
    return sq_text_get(t, p->lang);
}

/* Core questions are the critical ones: `assess --core` asks only these. */
static const char *
kind(const struct sq_question *q)
{
    if (q->critical)
        return sq_required(q) ? " (core)" : " (core, optional)";
    return sq_required(q) ? "" : " (optional)";
}

static sq_str
role_label(const struct paper *p, sq_str id)
{
    const struct sq_role *role =
        sq_map_find(&p->c->questionnaire->vocab.roles, id);
    sq_str label = {0};
    if (role)
        label = words(p, &role->label);
    return label.len ? label : id;
}

static sq_str
who(const struct paper *p, const struct sq_question *q)
{
    sq_str all = {0};
    for (size_t i = 0; i < q->n_who; i++)
        all =
            sq_str_printf(p->c->arena, "%.*s%s%.*s", SQ_FMT(all), i ? ", " : "",
                          SQ_FMT(role_label(p, q->who[i].text)));
    return all;
}

static sq_str
serves(const struct paper *p, const struct sq_question *q)
{
    sq_str all = {0};
    for (size_t i = 0; i < q->n_refs; i++) {
        const struct sq_framework *f = sq_map_find(
            &p->c->questionnaire->vocab.frameworks, q->refs[i].text);
        all =
            sq_str_printf(p->c->arena, "%.*s%s%.*s", SQ_FMT(all), i ? "; " : "",
                          SQ_FMT(f ? words(p, &f->title) : q->refs[i].text));
    }
    return all;
}

/* "The signed assessment, at most 12 months old" */
static sq_str
evidence(const struct paper *p, const struct sq_question *q)
{
    sq_str what = words(p, &q->evidence_what);
    if (q->shelf_life.months == 0 && q->shelf_life.days == 0)
        return what;
    struct sq_sbuf age;
    sq_sbuf_init(&age, SQ_MAX_OUTPUT);
    sq_duration_put(&age, q->shelf_life);
    sq_str all =
        sq_str_printf(p->c->arena, "%.*s%sat most %.*s old", SQ_FMT(what),
                      what.len ? ", " : "", SQ_FMT(sq_sbuf_str(&age)));
    sq_sbuf_done(&age);
    return all;
}

/* Columns that share a list of roles or of frameworks are told once. */
static const struct sq_question *
column_before(const struct paper *p, const struct sq_question *q)
{
    return q->column ? p->c->questionnaire->questions[q->index - 1] : NULL;
}

/* Where the words of a set of options were explained already: empty the first
 * time, and where they need no explaining. */
static sq_str
explained(const struct paper *p, const struct sq_choices *c, sq_str here)
{
    size_t meanings = 0;
    for (size_t i = 0; i < c->n; i++)
        meanings += c->options[i].meaning.n;
    if (c->id.text.len == 0 || meanings == 0)
        return (sq_str){0};
    const sq_str *at = sq_map_find(p->explained, c->id.text);
    if (at)
        return *at;
    sq_str *first = SQ_NEW(p->c->arena, sq_str);
    *first = here;
    sq_map_add(p->explained, c->id.text, first);
    return (sq_str){0};
}

static void
put(const struct paper *p, unsigned indent, const char *label, sq_str text)
{
    if (text.len == 0)
        return;
    sq_put_n(p->out, ' ', indent);
    sq_putz(p->out, label);
    unsigned first = indent + (unsigned)sq_str_of(label).len;
    sq_fill_put(p->out, text, &(struct sq_fill){first, indent, p->width});
    sq_putc(p->out, '\n');
}

static void
put_heading(const struct paper *p, sq_str text, char line)
{
    size_t from = p->out->len;
    sq_fill_put(p->out, text, &(struct sq_fill){0, 0, p->width});
    size_t wide = p->out->len - from;
    sq_putc(p->out, '\n');
    sq_put_n(p->out, line, wide < p->width ? wide : p->width);
    sq_putz(p->out, "\n\n");
}

static void
put_choices(const struct paper *p, const struct sq_choices *c, sq_str here)
{
    sq_str at = explained(p, c, here);
    for (size_t i = 0; i < c->n; i++) {
        put(p, 2, "[ ] ", sq_option_label(&c->options[i], p->lang));
        if (at.len == 0)
            put(p, 6, "", words(p, &c->options[i].meaning));
    }
    put(p, 2, "What each means is said at ", at);
}

static sq_str
row_name(const struct paper *p, const struct sq_matrix *m)
{
    return sq_matrix_row_name(p->c->arena, m, p->lang);
}

static sq_str
column_name(const struct paper *p, const struct sq_matrix *m)
{
    return sq_matrix_column_name(p->c->arena, m, p->lang);
}

static void
put_ways_to_answer(const struct paper *p, const struct sq_question *q,
                   sq_str here)
{
    if (q->type->has_options)
        put_choices(p, q->choices, here);
    if (q->type->has_matrix) {
        put(p, 2, "One of: ", row_name(p, q->matrix));
        put_choices(p, q->matrix->rows, here);
        put(p, 2, "And one of: ", column_name(p, q->matrix));
        put_choices(p, q->matrix->columns, here);
    }
    if (q->not_known == SQ_ALLOWED)
        sq_putz(p->out, "  [ ] Not known, because:\n");
    if (q->not_applicable == SQ_ALLOWED)
        sq_putz(p->out, "  [ ] Not applicable, because:\n");
}

static void
put_slot(const struct paper *p, const struct sq_slot *s)
{
    const struct sq_question *q = s->question, *before = column_before(p, q);
    sq_putf(p->out, "%.*s%s\n", SQ_FMT(s->id), kind(q));
    put(p, 0, "", sq_slot_ask(p->c, s, p->lang));
    put(p, 2, "", words(p, &q->help));
    put(p, 2, "Why: ", words(p, &q->why));
    put(p, 2, "Good: ", words(p, &q->good));
    put(p, 2, "A warning sign: ", words(p, &q->red_flag));
    put(p, 2, "Example: ", words(p, &q->example));
    put(p, 2, "Evidence: ", evidence(p, q));
    if (!before || before->who != q->who)
        put(p, 2, "Who answers: ", who(p, q));
    if (!before || before->refs != q->refs)
        put(p, 2, "Serves: ", serves(p, q));
    put(p, 2, "Asked only when: ", q->when.text);
    put_ways_to_answer(p, q, s->id);
    put(p, 2, "Answer so far: ", sq_slot_show(p->c, s, p->lang));
    if (s->answer)
        put(p, 2, "Because: ", s->answer->because.text);
    sq_putc(p->out, '\n');
}

static void
put_columns(const struct paper *p, const struct sq_group *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        const struct sq_question *q =
            p->c->questionnaire->questions[g->first + i];
        struct sq_slot blank = {.question = q, .id = q->name};
        put_slot(p, &blank);
    }
}

/* A table is printed once, with the names of its rows; answers by row. */
static void
put_group(const struct paper *p, const struct sq_group *g)
{
    const struct sq_case *c = p->c;
    put(p, 0, "", words(p, &g->title));
    put(p, 0, "", words(p, &g->intro));
    put(p, 2, "Asked only when: ", g->when.text);
    uint32_t from = c->first_row[g->index];
    uint32_t to = c->first_row[g->index + 1];
    if (g->repeat == SQ_ONCE) {
        sq_putc(p->out, '\n');
        for (uint32_t i = 0; i < g->n; i++)
            put_slot(p, &c->slots[c->rows[from].first + i]);
        return;
    }
    sq_putz(p->out, g->repeat == SQ_ROWS ? "Answer for every row you need.\n"
                                         : "Answer for each of these:\n");
    for (uint32_t i = from; i < to; i++)
        if (!c->rows[i].phantom)
            put(p, 2, "- ", sq_row_label(c, &c->rows[i], p->lang));
    sq_putc(p->out, '\n');
    put_columns(p, g);
}

static void
put_section(const struct paper *p, const struct sq_section *s, size_t number)
{
    const struct sq_questionnaire *q = p->c->questionnaire;
    sq_str title = sq_str_printf(p->c->arena, "%zu. %.*s", number,
                                 SQ_FMT(words(p, &s->title)));
    put_heading(p, title, '-');
    put(p, 0, "", words(p, &s->intro));
    put(p, 0, "Asked only when: ", s->when.text);
    if (s->intro.n || s->when.text.len)
        sq_putc(p->out, '\n');
    for (uint32_t i = s->first; i < s->first + s->n;) {
        const struct sq_question *question = q->questions[i];
        if (question->group) {
            put_group(p, question->group);
            i = question->group->first + question->group->n;
        } else {
            put_slot(p, &p->c->slots[p->c->first_slot[i]]);
            i++;
        }
    }
}

/* ---- what follows from the answers --------------------------------------- */

/* A heading where `name` is empty, else an entry below it. */
typedef void put_result_fn(const struct paper *p, sq_str heading, sq_str name,
                           sq_str more);

static void
put_result(const struct paper *p, sq_str heading, sq_str name, sq_str more)
{
    if (heading.len) {
        sq_putc(p->out, '\n');
        put_heading(p, heading, '-');
        return;
    }
    put(p, 0, "- ", name);
    put(p, 2, "", more);
}

static sq_str
label_or(const struct paper *p, const struct sq_text *label, sq_str id)
{
    sq_str text = words(p, label);
    return text.len ? text : id;
}

static void
each_result(const struct paper *p, put_result_fn *result)
{
    const struct sq_questionnaire *q = p->c->questionnaire;
    const sq_str none = {0};
    if (q->n_gates)
        result(p, SQ_LIT("Gates, which no score outweighs"), none, none);
    for (size_t i = 0; i < q->n_gates; i++)
        result(p, none, label_or(p, &q->gates[i]->label, q->gates[i]->id.text),
               words(p, &q->gates[i]->because));
    if (q->n_triggers)
        result(p, SQ_LIT("What can be set off"), none, none);
    for (size_t i = 0; i < q->n_triggers; i++)
        result(p, none,
               label_or(p, &q->triggers[i]->label, q->triggers[i]->id.text),
               words(p, &q->triggers[i]->obliges));
    if (q->n_outcomes)
        result(p, SQ_LIT("Recommendations; the first that holds is given"),
               none, none);
    for (size_t i = 0; i < q->n_outcomes; i++)
        result(p, none,
               label_or(p, &q->outcomes[i].label, q->outcomes[i].id.text),
               words(p, &q->outcomes[i].meaning));
    if (q->n_sign_off)
        result(p, SQ_LIT("Who signs, in order"), none, none);
    for (size_t i = 0; i < q->n_sign_off; i++)
        result(p, none, role_label(p, q->sign_off[i].role.text),
               words(p, &q->sign_off[i].label));
}

void
sq_walk_print(const struct sq_case *c, sq_str lang, unsigned width,
              struct sq_sbuf *out)
{
    struct sq_map shown;
    sq_map_init(&shown, c->arena);
    struct paper p = {c, lang, width, out, &shown};
    const struct sq_questionnaire *q = c->questionnaire;
    if (c->assessment)
        put(&p, 0, "", c->assessment->about.title.text);
    if (c->assessment)
        sq_putc(out, '\n');
    put_heading(&p, words(&p, &q->title), '=');
    put(&p, 0, "", words(&p, &q->summary));
    sq_putc(out, '\n');
    for (size_t i = 0; i < q->n_sections; i++)
        put_section(&p, q->sections[i], i + 1);
    if (!c->assessment)
        each_result(&p, put_result);
}

/* ---- as Markdown --------------------------------------------------------- */

/* What would be a mark in Markdown is not meant as one. */
static void
put_md(const struct paper *p, sq_str text)
{
    static const sq_str marks = {"\\`*_{}[]<>#|", 13};
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (sq_str_find(marks, c, 0) < marks.len)
            sq_putc(p->out, '\\');
        sq_putc(p->out, c == '\n' ? ' ' : c);
    }
}

static void
md_line(const struct paper *p, const char *before, sq_str text,
        const char *after)
{
    if (text.len == 0)
        return;
    struct sq_sbuf safe;
    sq_sbuf_init(&safe, SQ_MAX_OUTPUT);
    sq_utf8_put_safe(&safe, text);
    sq_putz(p->out, before);
    put_md(p, sq_sbuf_str(&safe));
    sq_putz(p->out, after);
    sq_sbuf_done(&safe);
}

static void
md_choices(const struct paper *p, const struct sq_choices *c, sq_str here)
{
    sq_str at = explained(p, c, here);
    for (size_t i = 0; i < c->n; i++) {
        md_line(p, "- [ ] ", sq_option_label(&c->options[i], p->lang), "");
        if (at.len == 0)
            md_line(p, ": ", words(p, &c->options[i].meaning), "");
        sq_putc(p->out, '\n');
    }
    md_line(p, "\nWhat each means is said at ", at, ".\n");
}

static void
md_ways_to_answer(const struct paper *p, const struct sq_question *q,
                  sq_str here, bool answered)
{
    if (q->type->has_options)
        md_choices(p, q->choices, here);
    if (q->type->has_matrix) {
        md_line(p, "One of ", row_name(p, q->matrix), ":\n\n");
        md_choices(p, q->matrix->rows, here);
        md_line(p, "\nAnd one of ", column_name(p, q->matrix), ":\n\n");
        md_choices(p, q->matrix->columns, here);
    }
    bool lists = q->type->has_options || q->type->has_matrix;
    if (q->not_known == SQ_ALLOWED)
        sq_putz(p->out, "- [ ] Not known, because:\n");
    if (q->not_applicable == SQ_ALLOWED)
        sq_putz(p->out, "- [ ] Not applicable, because:\n");
    sq_putz(p->out, lists || answered ? "\n" : "\nAnswer:\n\n");
}

static void
md_slot(const struct paper *p, const struct sq_slot *s)
{
    const struct sq_question *q = s->question, *before = column_before(p, q);
    md_line(p, "### ", s->id, "");
    md_line(p, " ", sq_slot_ask(p->c, s, p->lang), kind(q));
    sq_putz(p->out, "\n\n");
    md_line(p, "", words(p, &q->help), "\n\n");
    md_line(p, "Why: ", words(p, &q->why), "\n\n");
    md_line(p, "What good looks like: ", words(p, &q->good), "\n\n");
    md_line(p, "A warning sign: ", words(p, &q->red_flag), "\n\n");
    md_line(p, "An example: ", words(p, &q->example), "\n\n");
    md_line(p, "Evidence: ", evidence(p, q), "\n\n");
    if (!before || before->who != q->who)
        md_line(p, "Who answers: ", who(p, q), "\n\n");
    if (!before || before->refs != q->refs)
        md_line(p, "Serves: ", serves(p, q), "\n\n");
    md_line(p, "Asked only when: ", q->when.text, "\n\n");
    md_ways_to_answer(p, q, s->id, s->reply != SQ_MISSING);
    md_line(p, "Answer so far: ", sq_slot_show(p->c, s, p->lang), "\n\n");
    if (s->answer)
        md_line(p, "Because: ", s->answer->because.text, "\n\n");
}

static void
md_group(const struct paper *p, const struct sq_group *g)
{
    const struct sq_case *c = p->c;
    uint32_t from = c->first_row[g->index];
    uint32_t to = c->first_row[g->index + 1];
    md_line(p, "### ", words(p, &g->title), "\n\n");
    md_line(p, "", words(p, &g->intro), "\n\n");
    md_line(p, "Asked only when: ", g->when.text, "\n\n");
    if (g->repeat == SQ_ONCE) {
        for (uint32_t i = 0; i < g->n; i++)
            md_slot(p, &c->slots[c->rows[from].first + i]);
        return;
    }
    sq_putz(p->out, g->repeat == SQ_ROWS ? "Answer for every row you need.\n"
                                         : "Answer for each of these:\n");
    sq_putc(p->out, '\n');
    for (uint32_t i = from; i < to; i++)
        if (!c->rows[i].phantom)
            md_line(p, "- ", sq_row_label(c, &c->rows[i], p->lang), "\n");
    sq_putc(p->out, '\n');
    for (uint32_t i = 0; i < g->n; i++) {
        const struct sq_question *q = c->questionnaire->questions[g->first + i];
        struct sq_slot blank = {.question = q, .id = q->name};
        md_slot(p, &blank);
    }
}

static void
md_result(const struct paper *p, sq_str heading, sq_str name, sq_str more)
{
    if (heading.len) {
        md_line(p, "\n## ", heading, "\n\n");
        return;
    }
    md_line(p, "- ", name, more.len ? ": " : "");
    md_line(p, "", more, "");
    sq_putc(p->out, '\n');
}

void
sq_walk_print_markdown(const struct sq_case *c, sq_str lang,
                       struct sq_sbuf *out)
{
    struct sq_map shown;
    sq_map_init(&shown, c->arena);
    struct paper p = {c, lang, 0, out, &shown};
    const struct sq_questionnaire *q = c->questionnaire;
    md_line(&p, "# ", words(&p, &q->title), "\n\n");
    if (c->assessment)
        md_line(&p, "", c->assessment->about.title.text, "\n\n");
    md_line(&p, "", words(&p, &q->summary), "\n\n");
    for (size_t i = 0; i < q->n_sections; i++) {
        const struct sq_section *s = q->sections[i];
        sq_putf(out, "## %zu. ", i + 1);
        md_line(&p, "", words(&p, &s->title), "\n\n");
        md_line(&p, "", words(&p, &s->intro), "\n\n");
        md_line(&p, "Asked only when: ", s->when.text, "\n\n");
        for (uint32_t k = s->first; k < s->first + s->n;) {
            const struct sq_group *g = q->questions[k]->group;
            if (g)
                md_group(&p, g);
            else
                md_slot(&p, &c->slots[c->first_slot[k]]);
            k = g ? g->first + g->n : k + 1;
        }
    }
    if (!c->assessment)
        each_result(&p, md_result);
}
