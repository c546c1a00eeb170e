/* SPDX-License-Identifier: MIT */
/* What a front sheet says of it, and which duties it bears on. */
#include "base/arena.h"
#include "report/paper.h"

/* ---- implications -------------------------------------------------------- */

/* " (A; B)": which gates they are; there is one at least. */
static void
put_gate_names(struct sq_paper *p, enum sq_gate_state state)
{
    (void)sq_paper_put_gates(p, state, " (");
    sq_putc(&p->b, ')');
}

static size_t
count_gates(const struct sq_paper *p, enum sq_gate_state state)
{
    size_t n = 0;

    for (size_t i = 0; i < p->res->n_gates; i++)
        n += p->res->gates[i].state == state;
    return n;
}

static void
field_legal(struct sq_paper *p, struct sq_block *rec)
{
    size_t fail = count_gates(p, SQ_GATE_FAIL);
    size_t open = count_gates(p, SQ_GATE_UNDECIDED);
    size_t waived = count_gates(p, SQ_GATE_WAIVED);
    size_t pass = count_gates(p, SQ_GATE_PASS);
    size_t all = pass + fail + open + waived;

    if (all == 0)
        return;
    sq_putf(&p->b, "of %zu %s, %zu %s", all, all == 1 ? "gate" : "gates", pass,
            pass == 1 ? "passes" : "pass");
    if (fail > 0) {
        sq_putf(&p->b, ", %zu %s", fail, fail == 1 ? "fails" : "fail");
        put_gate_names(p, SQ_GATE_FAIL);
    }
    if (open > 0) {
        sq_putf(&p->b, ", %zu %s undecided", open, open == 1 ? "is" : "are");
        put_gate_names(p, SQ_GATE_UNDECIDED);
    }
    if (waived > 0) {
        sq_putf(&p->b, ", %zu %s waived", waived, waived == 1 ? "is" : "are");
        put_gate_names(p, SQ_GATE_WAIVED);
    }
    sq_putc(&p->b, '.');
    sq_paper_take_field(p, rec, "Legal and regulatory");
}

static void
field_people(struct sq_paper *p, struct sq_block *rec)
{
    size_t gain = 0, lose = 0, both = 0, unknown = 0, pays = 0, all = 0;

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        if (im->row->phantom || !sq_impact_people(im))
            continue;
        all++;
        gain += sq_impact_gains(im);
        lose += sq_impact_loses(im);
        both += sq_impact_gains(im) && sq_impact_loses(im);
        unknown += sq_impact_unknown(im);
        pays += sq_impact_loses(im) && sq_paper_pays(p, im);
    }
    if (all == 0)
        return;
    sq_putf(&p->b, "of %zu looked at one by one, %zu %s, %zu %s", all, gain,
            gain == 1 ? "gains" : "gain", lose, lose == 1 ? "loses" : "lose");
    if (both > 0)
        sq_putf(&p->b, " (%zu %s both)", both, both == 1 ? "does" : "do");
    sq_putf(&p->b, " and %zu %s not known.", unknown,
            unknown == 1 ? "is" : "are");
    if (pays > 0)
        sq_putf(&p->b, " %zu %s without gaining.", pays,
                pays == 1 ? "pays" : "pay");
    sq_paper_take_field(p, rec, "Equality and inequality");
}

static void
field_dimension(struct sq_paper *p, struct sq_block *rec,
                const struct sq_dim_result *d)
{
    struct sq_range figure = d->value;

    if (!d->value.data)
        return;
    figure.may_none = false;
    if (d->band.bands) {
        sq_words_band(&p->b, &d->band, &figure, p->lang);
        sq_putz(&p->b, ", ");
    }
    sq_words_dimension(&p->b, d);
    if (d->capped)
        sq_putz(&p->b, "; held down by a critical answer");
    sq_putc(&p->b, '.');
    sq_str label =
        sq_words_label(&d->dimension->label, d->dimension->id.text, p->lang);
    sq_paper_take_field(p, rec, sq_str_z(p->a, label));
}

void
sq_paper_implications(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Implications, ready to paste"));
    struct sq_block *rec = sq_paper_record(p);

    field_legal(p, rec);
    field_people(p, rec);
    for (size_t i = 0; i < p->res->n_dimensions; i++)
        field_dimension(p, rec, &p->res->dimensions[i]);
    if (rec->n_cells > 0)
        return;
    sq_paper_take_back(p);
    sq_paper_say(p, "Nothing is scored that has any.");
}

/* ---- duties -------------------------------------------------------------- */

struct cited {
    const struct sq_framework *framework;
    size_t asked, answered;
};

struct cites {
    struct cited *items;
    size_t n;
};

static struct cited *
cited_find(struct sq_paper *p, struct cites *all, sq_str key)
{
    const struct sq_framework *f = sq_map_find(&p->q->vocab.frameworks, key);

    if (!f || f->status != SQ_FW_IN_FORCE)
        return NULL;
    for (size_t i = 0; i < all->n; i++) {
        if (all->items[i].framework == f)
            return &all->items[i];
    }
    all->items =
        sq_arena_push(p->a, all->items, &all->n, sizeof(all->items[0]));
    all->items[all->n - 1].framework = f;
    return &all->items[all->n - 1];
}

static void
count_cites(struct sq_paper *p, struct cites *all)
{
    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (s->state != SQ_ASKED || (s->row && s->row->phantom))
            continue;
        for (size_t k = 0; k < s->question->n_refs; k++) {
            struct cited *one = cited_find(p, all, s->question->refs[k].text);
            if (!one)
                continue;
            one->asked++;
            one->answered += s->reply != SQ_MISSING;
        }
    }
}

/* "J1, J2, J4-voice": the questions that cite it, rows of a table as one. */
static void
put_where(struct sq_paper *p, const struct sq_framework *f)
{
    size_t n = 0;

    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (sq_question_cites(q, sq_str_z(p->a, f->id.text)))
            sq_putf(&p->b, "%s%.*s", n++ > 0 ? ", " : "", SQ_FMT(q->name));
    }
}

/* The evidence that answers to these questions name, each once. */
static void
put_shown_by(struct sq_paper *p, const char *key)
{
    struct sq_map seen;
    size_t n = 0;

    sq_map_init(&seen, p->a);
    for (uint32_t i = 0; i < p->c->n; i++) {
        const struct sq_slot *s = &p->c->slots[i];
        if (!sq_paper_due(s) || !s->answer ||
            !sq_question_cites(s->question, key))
            continue;
        for (size_t k = 0; k < s->answer->n_evidence; k++) {
            sq_str id = s->answer->evidence[k].text;
            if (sq_map_find(&seen, id))
                continue;
            sq_map_add(&seen, id, p->a);
            sq_putf(&p->b, "%s%.*s", n++ > 0 ? ", " : "", SQ_FMT(id));
        }
    }
    if (n == 0)
        sq_putz(&p->b, "nothing named");
}

static void
put_duty(struct sq_paper *p, struct sq_block *table, const struct cited *one)
{
    sq_paper_cell(p, table,
                  sq_words_label(&one->framework->title,
                                 one->framework->id.text, p->lang));
    sq_putf(&p->b, "%zu of %zu", one->answered, one->asked);
    sq_paper_take_cell(p, table);
    put_where(p, one->framework);
    sq_paper_take_cell(p, table);
    put_shown_by(p, sq_str_z(p->a, one->framework->id.text));
    sq_paper_take_cell(p, table);
}

static const char *const duty_heads[] = {"Duty", "Answered", "Where",
                                         "Evidence"};

/* The aims of section 149 and the duties of the NHS Act 2006 that a board is
 * asked about. */
static const char *const aims[] = {"ea2010-s149-a", "ea2010-s149-b",
                                   "ea2010-s149-c", "nhsa-14z35",
                                   "nhsa-14z43",    "nhsa-14z45"};
enum { N_AIMS = sizeof(aims) / sizeof(aims[0]) };

static bool
is_aim(const struct sq_framework *f)
{
    for (size_t i = 0; i < N_AIMS; i++) {
        if (sq_str_is(f->id.text, aims[i]))
            return true;
    }
    return false;
}

void
sq_paper_aims(struct sq_paper *p)
{
    struct sq_block *table = sq_paper_table(p, duty_heads, 4);
    struct cites all = {NULL, 0};

    count_cites(p, &all);
    sq_paper_heading(p, 2, SQ_LIT("Duties on equality and inequality"));
    for (size_t k = 0; k < N_AIMS; k++) {
        for (size_t i = 0; i < all.n; i++) {
            if (sq_str_is(all.items[i].framework->id.text, aims[k]))
                put_duty(p, table, &all.items[i]);
        }
    }
    if (table->n_cells > 0)
        sq_paper_say(p, "An answer shows that a duty was thought of, not that "
                        "it is met.");
    else
        sq_paper_say(p, "No question cites the aims of section 149 of the "
                        "Equality Act 2010, or sections 14Z35, 14Z43 or 14Z45 "
                        "of the NHS Act 2006.");
}

void
sq_paper_duties(struct sq_paper *p)
{
    struct cites all = {NULL, 0};

    count_cites(p, &all);
    if (all.n == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Laws in force that the questions cite"));
    struct sq_block *table = sq_paper_table(p, duty_heads, 4);
    for (size_t i = 0; i < all.n; i++) {
        if (!is_aim(all.items[i].framework))
            put_duty(p, table, &all.items[i]);
    }
}
