/* SPDX-License-Identifier: MIT */
/* The whole questionnaire on paper, for people who answer away from a screen.
 */
#include "base/arena.h"
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
};

static sq_str
words(const struct paper *p, const struct sq_text *t)
{
    return sq_text_get(t, p->lang);
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
put_choices(const struct paper *p, const struct sq_choices *c)
{
    for (size_t i = 0; i < c->n; i++) {
        put(p, 2, "[ ] ", sq_option_label(&c->options[i], p->lang));
        put(p, 6, "", words(p, &c->options[i].meaning));
    }
}

static void
put_ways_to_answer(const struct paper *p, const struct sq_question *q)
{
    if (q->type->has_options)
        put_choices(p, q->choices);
    if (q->type->has_matrix) {
        put(p, 2, "One of: ", q->matrix->rows_id.text);
        put_choices(p, q->matrix->rows);
        put(p, 2, "And one of: ", q->matrix->columns_id.text);
        put_choices(p, q->matrix->columns);
    }
    if (q->not_known == SQ_ALLOWED)
        sq_putz(p->out, "  [ ] Not known, because:\n");
    if (q->not_applicable == SQ_ALLOWED)
        sq_putz(p->out, "  [ ] Not applicable, because:\n");
}

static void
put_slot(const struct paper *p, const struct sq_slot *s)
{
    const struct sq_question *q = s->question;
    sq_putf(p->out, "%.*s%s\n", SQ_FMT(s->id),
            sq_required(q) ? "" : " (optional)");
    put(p, 0, "", sq_slot_ask(p->c, s, p->lang));
    put(p, 2, "", words(p, &q->help));
    put(p, 2, "Why: ", words(p, &q->why));
    put(p, 2, "Good: ", words(p, &q->good));
    put(p, 2, "Asked only when: ", q->when.text);
    put_ways_to_answer(p, q);
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

void
sq_walk_print(const struct sq_case *c, sq_str lang, unsigned width,
              struct sq_sbuf *out)
{
    struct paper p = {c, lang, width, out};
    const struct sq_questionnaire *q = c->questionnaire;
    if (c->assessment)
        put(&p, 0, "", c->assessment->about.title.text);
    sq_putc(out, '\n');
    put_heading(&p, words(&p, &q->title), '=');
    put(&p, 0, "", words(&p, &q->summary));
    sq_putc(out, '\n');
    for (size_t i = 0; i < q->n_sections; i++)
        put_section(&p, q->sections[i], i + 1);
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
md_choices(const struct paper *p, const struct sq_choices *c)
{
    for (size_t i = 0; i < c->n; i++) {
        sq_str meaning = words(p, &c->options[i].meaning);
        md_line(p, "- [ ] ", sq_option_label(&c->options[i], p->lang), "");
        md_line(p, ": ", meaning, "");
        sq_putc(p->out, '\n');
    }
}

static void
md_ways_to_answer(const struct paper *p, const struct sq_question *q,
                  bool answered)
{
    if (q->type->has_options)
        md_choices(p, q->choices);
    if (q->type->has_matrix) {
        md_line(p, "One of ", q->matrix->rows_id.text, ":\n\n");
        md_choices(p, q->matrix->rows);
        md_line(p, "\nAnd one of ", q->matrix->columns_id.text, ":\n\n");
        md_choices(p, q->matrix->columns);
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
    const struct sq_question *q = s->question;
    md_line(p, "### ", s->id, "");
    md_line(p, " ", sq_slot_ask(p->c, s, p->lang),
            sq_required(q) ? "\n\n" : " (optional)\n\n");
    md_line(p, "", words(p, &q->help), "\n\n");
    md_line(p, "Why: ", words(p, &q->why), "\n\n");
    md_line(p, "What good looks like: ", words(p, &q->good), "\n\n");
    md_line(p, "A warning sign: ", words(p, &q->red_flag), "\n\n");
    md_line(p, "Asked only when: ", q->when.text, "\n\n");
    md_ways_to_answer(p, q, s->reply != SQ_MISSING);
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

void
sq_walk_print_markdown(const struct sq_case *c, sq_str lang,
                       struct sq_sbuf *out)
{
    struct paper p = {c, lang, 0, out};
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
}
