/* SPDX-License-Identifier: MIT */
/* What is missing, what is parked, what the checks found, and every answer. */
#include <string.h>

#include "report/paper.h"

static bool
is_open(const struct sq_slot *s)
{
    return s->reply == SQ_MISSING && s->state == SQ_ASKED;
}

/* The slots of question i of the document: one, or one in every row. */
static const struct sq_slot *
slot_of(const struct sq_case *c, const struct sq_question *q, size_t row)
{
    if (!q->group)
        return &c->slots[c->first_slot[q->index]];
    return &c->slots[c->rows[row].first + q->column];
}

/* ---- what is missing ---------------------------------------------------- */

static void
put_missing_question(struct sq_paper *p, struct sq_block *list,
                     const struct sq_slot *s)
{
    if (!is_open(s))
        return;
    sq_paper_put_question(p, s);
    if (!sq_required(s->question))
        sq_putz(&p->b, " (optional)");
    if (s->question->n_who > 0) {
        sq_putz(&p->b, " For: ");
        sq_paper_put_who(p, s->question);
        sq_paper_stop(p);
    }
    sq_paper_take_item(p, list);
}

/* A row in one line: "Age (J4.age): direction, data, voice". */
static void
put_missing_row(struct sq_paper *p, struct sq_block *list,
                const struct sq_group *group, const struct sq_row *row)
{
    size_t n = 0;

    for (uint32_t i = 0; i < group->n; i++) {
        const struct sq_slot *s = &p->c->slots[row->first + i];
        if (!is_open(s))
            continue;
        if (n == 0 && row->phantom)
            sq_putf(
                &p->b, "%.*s: one more row is expected",
                SQ_FMT(sq_words_label(&group->title, group->id.text, p->lang)));
        else if (n == 0)
            sq_paper_put_row(p, row);
        sq_putz(&p->b, n++ > 0 ? ", " : ": ");
        sq_put(&p->b, s->question->id.text);
        if (!sq_required(s->question))
            sq_putz(&p->b, " (optional)");
    }
    if (n > 0)
        sq_paper_take_item(p, list);
}

static void
put_missing_group(struct sq_paper *p, struct sq_block *list,
                  const struct sq_group *group)
{
    if (group->repeat == SQ_ONCE) {
        uint32_t row = p->c->first_row[group->index];
        for (uint32_t i = 0; i < group->n; i++)
            put_missing_question(p, list,
                                 &p->c->slots[p->c->rows[row].first + i]);
        return;
    }
    for (uint32_t row = p->c->first_row[group->index];
         row < p->c->first_row[group->index + 1]; row++)
        put_missing_row(p, list, group, &p->c->rows[row]);
}

struct tally {
    size_t open, pending;
};

static struct tally
count_missing(const struct sq_paper *p, const struct sq_section *section)
{
    struct tally t = {0, 0};

    for (uint32_t i = 0; i < section->n; i++) {
        const struct sq_question *q = p->q->questions[section->first + i];
        size_t from = q->group ? p->c->first_row[q->group->index] : 0;
        size_t to = q->group ? p->c->first_row[q->group->index + 1] : 1;
        for (size_t row = from; row < to; row++) {
            const struct sq_slot *s = slot_of(p->c, q, row);
            t.open += is_open(s);
            t.pending += s->state == SQ_PENDING && s->reply == SQ_MISSING;
        }
    }
    return t;
}

static void
put_missing_section(struct sq_paper *p, const struct sq_section *section)
{
    struct sq_block *list = sq_paper_bullets(p);

    struct tally t = count_missing(p, section);

    if (t.open + t.pending == 0)
        return;
    sq_paper_heading(
        p, 3, sq_words_label(&section->title, section->id.text, p->lang));
    for (uint32_t i = 0; i < section->n;) {
        const struct sq_question *q = p->q->questions[section->first + i];
        if (q->group) {
            put_missing_group(p, list, q->group);
            i += q->group->n;
        } else {
            put_missing_question(p, list, slot_of(p->c, q, 0));
            i++;
        }
    }
    if (t.pending > 0) {
        sq_putf(&p->b, "%zu more may be asked here, by what is answered first.",
                t.pending);
        sq_paper_take_paragraph(p);
    }
}

/* A gap that was found is a gap: who answered "not known" is named. */
static void
put_not_known(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (p->res->counts.not_known == 0)
        return;
    sq_paper_heading(p, 3, SQ_LIT("Answered \"not known\""));
    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (s->state != SQ_ASKED || s->reply != SQ_NOT_KNOWN)
            continue;
        sq_paper_put_question(p, s);
        if (s->answer && s->answer->because.text.len > 0) {
            sq_putf(&p->b, " Because: %.*s", SQ_FMT(s->answer->because.text));
            sq_paper_stop(p);
        }
        sq_paper_take_item(p, list);
    }
}

static void
put_counts(struct sq_paper *p)
{
    const struct sq_counts *n = &p->res->counts;

    sq_putf(&p->b, "%u %s asked: %u answered, ", n->asked,
            n->asked == 1 ? "question is" : "questions are", n->answered);
    if (n->not_known > 0)
        sq_putf(&p->b, "%u \"not known\", ", n->not_known);
    if (n->not_applicable > 0)
        sq_putf(&p->b, "%u \"not applicable\", ", n->not_applicable);
    sq_putf(&p->b, "%u missing", n->missing);
    if (n->required_missing < n->missing)
        sq_putf(&p->b, " (%u of them required)", n->required_missing);
    sq_putc(&p->b, '.');
    if (n->pending > 0)
        sq_putf(&p->b, " %u more may be asked, by what is answered first.",
                n->pending);
    if (n->missing == 0 && n->pending == 0)
        sq_putz(&p->b, " Nothing is missing.");
    sq_paper_take_paragraph(p);
}

void
sq_paper_missing(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("What is missing"));
    put_counts(p);
    for (size_t i = 0; i < p->q->n_sections; i++)
        put_missing_section(p, p->q->sections[i]);
    put_not_known(p);
}

/* ---- parked answers ----------------------------------------------------- */

void
sq_paper_parked(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (p->res->counts.parked == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Parked answers"));
    sq_paper_say(p, "These answers are kept in the file and count for nothing, "
                    "because their questions are not asked now.");
    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (s->state != SQ_HIDDEN || !s->answer)
            continue;
        sq_paper_put_question(p, s);
        sq_putz(&p->b, " Kept: ");
        sq_put(&p->b, s->reply == SQ_MISSING ? sq_span_text(s->answer->at)
                                             : sq_slot_show(p->c, s, p->lang));
        sq_paper_take_item(p, list);
    }
}

/* ---- findings ----------------------------------------------------------- */

/* Without folders: the same files give the same pages wherever they lie. */
static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash ? slash + 1 : path;
}

static void
put_finding(struct sq_paper *p, const struct sq_diag *f)
{
    const struct sq_code_info *info = &sq_codes[f->code];

    if (f->at.source) {
        struct sq_place at = sq_source_place(f->at.source, f->at.from);
        sq_putf(&p->b, "%s, line %u: ", base_name(f->at.source->name), at.line);
    }
    sq_putf(&p->b, "%s: %.*s [%s %s].", sq_level_name(f->level),
            SQ_FMT(f->message), info->code, info->name);
    if (f->help.len > 0) {
        sq_putf(&p->b, " Help: %.*s", SQ_FMT(f->help));
        sq_paper_stop(p);
    }
}

static void
put_suppressions(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (p->as->n_suppressions == 0)
        return;
    sq_paper_say(p, "Set aside by a named person:");
    for (size_t i = 0; i < p->as->n_suppressions; i++) {
        const struct sq_suppression *s = &p->as->suppressions[i];
        sq_putf(&p->b, "%.*s", SQ_FMT(s->code.text));
        if (s->place.text.len > 0)
            sq_putf(&p->b, " at %.*s", SQ_FMT(s->place.text));
        sq_putz(&p->b, ", by ");
        sq_put(&p->b, s->by.text.len > 0 ? s->by.text : SQ_LIT("NOBODY NAMED"));
        if (s->until != SQ_NO_DATE) {
            sq_putz(&p->b, ", until ");
            sq_paper_put_date(p, s->until);
        }
        sq_putz(&p->b, ". Reason: ");
        sq_put(&p->b, s->because.text.len > 0 ? s->because.text
                                              : SQ_LIT("NONE GIVEN"));
        sq_paper_stop(p);
        sq_paper_take_item(p, list);
    }
}

static void
put_by_level(struct sq_paper *p, struct sq_block *list)
{
    static const enum sq_level order[] = {SQ_ERROR, SQ_WARNING, SQ_NOTE};

    for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
        for (const struct sq_diag *f = p->r->findings->first; f; f = f->next) {
            if (f->level != order[i])
                continue;
            put_finding(p, f);
            sq_paper_take_item(p, list);
        }
    }
}

void
sq_paper_findings(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    if (!p->r->findings && p->as->n_suppressions == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("What the checks found"));
    if (p->r->findings && p->r->findings->n == 0)
        sq_paper_say(p, "The checks found nothing.");
    if (p->r->findings)
        put_by_level(p, list);
    if (p->r->findings && p->r->findings->dropped > 0) {
        sq_putf(&p->b, "and %zu more", p->r->findings->dropped);
        sq_paper_take_item(p, list);
    }
    put_suppressions(p);
}

/* ---- every question and answer ------------------------------------------ */

static void
put_points(struct sq_paper *p, const struct sq_slot *s)
{
    sq_num points;

    /* A rating already says its figure. */
    if (s->question->matrix || !sq_slot_points(p->c, s, &points) ||
        !s->question->scored)
        return;
    sq_putz(&p->b, " (");
    sq_words_num(&p->b, points, 2);
    sq_putz(&p->b, " of ");
    sq_words_num(&p->b, s->question->high_points, 2);
    sq_putz(&p->b, " points)");
}

static void
put_signed(struct sq_paper *p, const struct sq_answer *answer)
{
    if (answer->by.text.len > 0)
        sq_putf(&p->b, "by %.*s", SQ_FMT(answer->by.text));
    if (answer->on != SQ_NO_DATE) {
        sq_putz(&p->b, p->b.len > 0 ? " on " : "on ");
        sq_paper_put_date(p, answer->on);
    }
}

static void
put_answer(struct sq_paper *p, const struct sq_slot *s)
{
    sq_paper_put_question(p, s);
    struct sq_block *rec = sq_paper_record(p);

    sq_words_slot(&p->b, p->c, s, p->lang);
    put_points(p, s);
    sq_paper_take_field(p, rec, "Answer");
    if (!s->answer || s->reply == SQ_MISSING)
        return;
    sq_paper_field(p, rec, "Because", s->answer->because.text);
    sq_paper_put_evidence(p, s->answer->evidence, s->answer->n_evidence);
    sq_paper_take_field(p, rec, "Evidence");
    put_signed(p, s->answer);
    sq_paper_take_field(p, rec, "Given");
}

/* A cell of a row: its answer and all that belongs to it in one field. */
static void
put_cell(struct sq_paper *p, struct sq_block *rec, const struct sq_slot *s)
{
    sq_words_slot(&p->b, p->c, s, p->lang);
    put_points(p, s);
    if (s->answer && s->reply != SQ_MISSING) {
        const struct sq_answer *answer = s->answer;
        if (answer->because.text.len > 0) {
            sq_paper_stop(p);
            sq_putf(&p->b, " Because: %.*s", SQ_FMT(answer->because.text));
        }
        if (answer->n_evidence > 0) {
            sq_paper_stop(p);
            sq_putz(&p->b, " Evidence: ");
            sq_paper_put_evidence(p, answer->evidence, answer->n_evidence);
        }
        if (answer->by.text.len > 0 || answer->on != SQ_NO_DATE) {
            sq_paper_stop(p);
            sq_putz(&p->b, " Given ");
            put_signed(p, answer);
        }
    }
    sq_paper_take_field(p, rec, sq_str_z(p->a, s->question->id.text));
}

/* The columns' questions once, {item} being each row in turn. */
static void
put_columns(struct sq_paper *p, const struct sq_group *group)
{
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_say(p, "What each part asks:");
    for (uint32_t i = 0; i < group->n; i++) {
        const struct sq_question *q = p->q->questions[group->first + i];
        sq_str ask = sq_paper_text(p, &q->ask);
        sq_putf(&p->b, "%.*s: ", SQ_FMT(q->id.text));
        for (size_t at = 0; at < ask.len;) {
            if (sq_str_starts(sq_str_sub(ask, at, ask.len), "{item}")) {
                sq_putz(&p->b, "[each in turn]");
                at += 6;
            } else {
                sq_putc(&p->b, ask.ptr[at++]);
            }
        }
        sq_paper_take_item(p, list);
    }
}

static bool
row_asked(const struct sq_paper *p, const struct sq_group *group,
          const struct sq_row *row)
{
    for (uint32_t i = 0; i < group->n; i++) {
        if (p->c->slots[row->first + i].state == SQ_ASKED)
            return true;
    }
    return false;
}

static bool
group_asked(const struct sq_paper *p, const struct sq_group *group)
{
    for (uint32_t row = p->c->first_row[group->index];
         row < p->c->first_row[group->index + 1]; row++) {
        if (row_asked(p, group, &p->c->rows[row]))
            return true;
    }
    return false;
}

/* The row's name is an answer too; it need not be said twice. */
static bool
is_name(const struct sq_paper *p, const struct sq_row *row,
        const struct sq_slot *s)
{
    sq_str label = sq_row_label(p->c, row, p->lang);

    return !row->item && s->reply == SQ_GIVEN && !sq_paper_is_long(label) &&
           s->answer && s->answer->because.text.len == 0 &&
           s->answer->n_evidence == 0 && s->answer->by.text.len == 0 &&
           s->answer->on == SQ_NO_DATE &&
           sq_str_eq(sq_slot_show(p->c, s, p->lang), label);
}

static void
put_row(struct sq_paper *p, const struct sq_group *group,
        const struct sq_row *row)
{
    if (row->phantom || !row_asked(p, group, row))
        return;
    sq_paper_put_row(p, row);
    struct sq_block *rec = sq_paper_record(p);
    for (uint32_t i = 0; i < group->n; i++) {
        const struct sq_slot *s = &p->c->slots[row->first + i];
        if (s->state == SQ_ASKED && !is_name(p, row, s))
            put_cell(p, rec, s);
    }
}

static void
put_group(struct sq_paper *p, const struct sq_group *group)
{
    uint32_t first = p->c->first_row[group->index];
    uint32_t end = p->c->first_row[group->index + 1];

    if (first == end || !group_asked(p, group))
        return;
    sq_paper_heading(p, 4,
                     sq_words_label(&group->title, group->id.text, p->lang));
    if (group->repeat == SQ_ONCE) {
        for (uint32_t i = 0; i < group->n; i++) {
            const struct sq_slot *s = &p->c->slots[p->c->rows[first].first + i];
            if (s->state == SQ_ASKED)
                put_answer(p, s);
        }
        return;
    }
    put_columns(p, group);
    for (uint32_t row = first; row < end; row++)
        put_row(p, group, &p->c->rows[row]);
}

static void
put_section(struct sq_paper *p, const struct sq_section *section)
{
    sq_paper_heading(
        p, 3, sq_words_label(&section->title, section->id.text, p->lang));
    const struct sq_block *heading = p->o->last;
    for (uint32_t i = 0; i < section->n;) {
        const struct sq_question *q = p->q->questions[section->first + i];
        if (q->group) {
            put_group(p, q->group);
            i += q->group->n;
            continue;
        }
        const struct sq_slot *s = slot_of(p->c, q, 0);
        if (s->state == SQ_ASKED)
            put_answer(p, s);
        i++;
    }
    if (p->o->last == heading)
        sq_paper_say(p, "Nothing in this section is asked.");
}

void
sq_paper_answers(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Every question and answer"));
    if (p->res->counts.hidden > 0) {
        sq_putf(&p->b, "%u further %s not asked.", p->res->counts.hidden,
                p->res->counts.hidden == 1 ? "question does not apply and is"
                                           : "questions do not apply and are");
        sq_paper_take_paragraph(p);
    }
    for (size_t i = 0; i < p->q->n_sections; i++)
        put_section(p, p->q->sections[i]);
}
