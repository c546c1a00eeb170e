/* SPDX-License-Identifier: MIT */
/* The public answers as a record: every public field in its order, filled in
 * or not. */
#include "report/kinds.h"
#include "report/paper.h"
#include "report/publish.h"

static bool
is_field(const struct sq_slot *s)
{
    return s->state == SQ_ASKED && !s->question->matrix &&
           sq_publish_question(s->question) && !(s->row && s->row->phantom);
}

static void
put_field(struct sq_paper *p, struct sq_block *rec, const struct sq_slot *s)
{
    sq_str answer, because;

    if (!sq_publish_slot(p->publish, p->r, s, &answer, &because)) {
        sq_putz(&p->b, "Not filled in yet.");
    } else {
        sq_put(&p->b, answer);
        if (because.len > 0) {
            sq_paper_stop(p);
            sq_putf(&p->b, " %.*s", SQ_FMT(because));
        }
    }
    sq_paper_take_field(p, rec,
                        sq_str_z(p->a, sq_publish_ask(p->publish, p->r, s)));
}

/* A row's name through the same sieve as its answers; its number else. */
static void
put_row_title(struct sq_paper *p, const struct sq_row *row)
{
    const struct sq_slot *s = sq_paper_column(p, row, SQ_TRACK_SUBJECT);
    sq_str answer, because;

    if (row->item)
        sq_put(&p->b, sq_row_label(p->c, row, p->lang));
    else if (s && s->reply == SQ_GIVEN &&
             sq_publish_slot(p->publish, p->r, s, &answer, &because) &&
             !sq_paper_is_long(answer))
        sq_put(&p->b, answer);
    else if (row->id.len > 0)
        sq_putf(&p->b, "Number %u", row->index + 1);
}

static void
put_row(struct sq_paper *p, const struct sq_row *row)
{
    struct sq_block *rec = NULL;

    for (uint32_t i = 0; i < row->group->n; i++) {
        const struct sq_slot *s = &p->c->slots[row->first + i];
        if (!is_field(s))
            continue;
        if (!rec) {
            put_row_title(p, row);
            rec = sq_paper_record(p);
        }
        put_field(p, rec, s);
    }
}

static void
put_group(struct sq_paper *p, const struct sq_group *group)
{
    sq_paper_heading(p, 3,
                     sq_words_label(&group->title, group->id.text, p->lang));
    const struct sq_block *heading = p->o->last;
    for (uint32_t row = p->c->first_row[group->index];
         row < p->c->first_row[group->index + 1]; row++)
        put_row(p, &p->c->rows[row]);
    if (p->o->last == heading)
        sq_paper_take_back(p);
}

static void
put_section(struct sq_paper *p, const struct sq_section *section)
{
    struct sq_block *rec = NULL; /* plain questions in a row share one */

    sq_paper_heading(
        p, 2, sq_words_label(&section->title, section->id.text, p->lang));
    const struct sq_block *heading = p->o->last;
    for (uint32_t i = 0; i < section->n;) {
        const struct sq_question *q = p->q->questions[section->first + i];
        if (q->group) {
            put_group(p, q->group);
            rec = NULL;
            i += q->group->n;
            continue;
        }
        const struct sq_slot *s = &p->c->slots[p->c->first_slot[q->index]];
        if (is_field(s)) {
            rec = rec ? rec : sq_paper_record(p);
            put_field(p, rec, s);
        }
        i++;
    }
    if (p->o->last == heading)
        sq_paper_take_back(p);
}

static void
put_counts(struct sq_paper *p)
{
    size_t all = 0, filled = 0;

    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (!is_field(s))
            continue;
        all++;
        filled += s->reply != SQ_MISSING;
    }
    sq_putf(&p->b, "%zu of %zu public fields are filled in.", filled, all);
    if (p->r->as_of != SQ_NO_DATE) {
        sq_putz(&p->b, " As it stood on ");
        sq_paper_put_date(p, p->r->as_of);
        sq_putc(&p->b, '.');
    }
    sq_paper_take_paragraph(p);
}

static void
put_facts(struct sq_paper *p)
{
    const struct sq_about *about = &p->as->about;
    struct sq_block *facts = sq_paper_record(p);

    sq_put(&p->b, sq_publish_text(p->publish, about->organisation.text,
                                  about->organisation.at,
                                  SQ_LIT("organisation"), SQ_MAY_NOTHING));
    sq_paper_take_field(p, facts, "Organisation");
    sq_paper_field(p, facts, "Reference", about->reference.text);
    sq_paper_field(p, facts, "Record", sq_paper_text(p, &p->q->title));
    sq_putf(&p->b, "%.*s %.*s", SQ_FMT(p->q->id.text),
            SQ_FMT(p->q->version.text));
    sq_paper_take_field(p, facts, "Form");
}

struct sq_outline *
sq_kind_record(const struct sq_report *r)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    p.publish = sq_publish_new(r);
    const struct sq_word *title = &p.as->about.title;
    if (title->text.len > 0)
        sq_put(&p.b, sq_publish_text(p.publish, title->text, title->at,
                                     SQ_LIT("title"), SQ_MAY_NOTHING));
    else
        sq_put(&p.b, sq_paper_text(&p, &p.q->title));
    sq_paper_take_heading(&p, 1);
    put_facts(&p);
    put_counts(&p);
    for (size_t i = 0; i < p.q->n_sections; i++)
        put_section(&p, p.q->sections[i]);
    return sq_paper_close(&p);
}
