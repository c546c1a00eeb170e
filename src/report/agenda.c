/* SPDX-License-Identifier: MIT */
#include "report/agenda.h"

#include <assert.h>
#include <string.h>

#include "base/date.h"
#include "report/paper.h"

/* Every column: its member, and what stands above it or before it. */
static const struct {
    size_t at;
    const char *head;
} columns[] = {
#define COLUMN(member, head)                          \
    {                                                 \
        offsetof(struct sq_agenda_line, member), head \
    }
    COLUMN(recommended, "Recommended"),
    COLUMN(risk, "Highest risk"),
    COLUMN(confidence, "Weakest confidence in a harm"),
    COLUMN(gates, "Gates"),
    COLUMN(checks, "Checks"),
    COLUMN(partners, "Partners"),
    COLUMN(stage, "Stage"),
    COLUMN(waiting, "Waiting"),
    COLUMN(file, "File"),
#undef COLUMN
};
enum { COLUMNS = sizeof(columns) / sizeof(columns[0]) };

static const sq_str *
member_of(const struct sq_agenda_line *l, size_t i)
{
    return (const sq_str *)(const void *)((const char *)l + columns[i].at);
}

/* ---- a line ------------------------------------------------------------- */

static sq_str
say_title(struct sq_paper *p)
{
    const struct sq_about *about = &p->as->about;

    sq_put(&p->b, about->title.text.len ? about->title.text : p->r->file);
    if (about->reference.text.len)
        sq_putf(&p->b, " (%.*s)", SQ_FMT(about->reference.text));
    return sq_paper_take(p);
}

static sq_str
say_recommended(struct sq_paper *p)
{
    if (p->q->n_outcomes)
        sq_words_outcome(&p->b, p->res, p->lang);
    else
        sq_putz(&p->b, "the questionnaire has no outcomes");
    return sq_paper_take(p);
}

/* What is left of a harm; where that is not rated, what there was. */
static const struct sq_slot *
left_of(const struct sq_paper *p, const struct sq_impact *im)
{
    sq_num figure;

    return sq_paper_figure(p, im->residual, &figure) ? im->residual
                                                     : im->initial;
}

/* Grey and blue say nothing of how bad it is. */
static int
rank_of(const struct sq_paper *p, const struct sq_slot *s)
{
    int colour = sq_paper_colour(p, s);

    return colour > SQ_RED ? SQ_COLOUR_NONE : colour;
}

/* A harm as it is left. */
struct left {
    const struct sq_impact *im; /* NULL: none yet */
    int rank;
    sq_num share; /* of the most that its scale has */
};

/* Figures of two matrices do not compare: the band's colour comes first. */
static bool
is_worse(const struct left *a, const struct left *b)
{
    if (!b->im || a->rank != b->rank)
        return !b->im || a->rank > b->rank;
    return sq_num_cmp(a->share, b->share) > 0;
}

/* "16 H"; "3 (Clinical safety level)" where the figure is the band's letter. */
static void
put_rating(struct sq_paper *p, const struct sq_slot *s)
{
    const struct sq_matrix *m = s->question->matrix;
    sq_num figure;

    if (!sq_paper_figure(p, s, &figure)) {
        sq_putz(&p->b, "not rated");
        return;
    }
    sq_words_num(&p->b, figure, 2);
    size_t before = p->b.len;
    if (m)
        sq_paper_put_letter(p, m, figure);
    if (m && m->bands && p->b.len == before)
        sq_putf(&p->b, " (%.*s)",
                SQ_FMT(sq_words_label(&m->label, m->id.text, p->lang)));
}

/* "16 H, then 9 M after action: Age". */
static sq_str
say_risk(struct sq_paper *p)
{
    struct left most = {NULL, 0, SQ_NUM_ZERO};

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        const struct sq_slot *s = left_of(p, im);
        struct left one = {im, 0, SQ_NUM_ZERO};
        if (!sq_paper_share(p, s, &one.share))
            continue;
        one.rank = rank_of(p, s);
        if (is_worse(&one, &most))
            most = one;
    }
    const struct sq_impact *worst = most.im;
    if (!worst) {
        sq_putz(&p->b, "no harm is rated");
        return sq_paper_take(p);
    }
    const struct sq_slot *after =
        worst->residual ? worst->residual : worst->initial;
    assert(after); /* it was the worst by one of them */
    if (worst->initial) {
        put_rating(p, worst->initial);
        sq_putz(&p->b, ", then ");
    }
    put_rating(p, after);
    sq_putz(&p->b, " after action: ");
    sq_paper_put_label(p, worst->row);
    return sq_paper_take(p);
}

/* The lowest among those who lose. */
static sq_str
say_confidence(struct sq_paper *p)
{
    const struct sq_slot *low = NULL;
    sq_num least = SQ_NUM_ZERO;

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        sq_num share;
        if (!sq_impact_loses(im) || !sq_paper_share(p, im->confidence, &share))
            continue;
        if (!low || sq_num_cmp(share, least) < 0) {
            low = im->confidence;
            least = share;
        }
    }
    sq_put(&p->b, low ? sq_slot_show(p->c, low, p->lang) : SQ_LIT("not said"));
    return sq_paper_take(p);
}

static sq_str
say_gates(struct sq_paper *p)
{
    size_t n = sq_paper_put_gates(p, SQ_GATE_FAIL, "fail: ");

    n += sq_paper_put_gates(p, SQ_GATE_UNDECIDED,
                            n ? "; undecided: " : "undecided: ");
    if (n == 0)
        sq_putz(&p->b, p->res->n_gates ? "none fails" : "there are none");
    return sq_paper_take(p);
}

static sq_str
say_checks(struct sq_paper *p)
{
    size_t n[3] = {0, 0, 0};
    const struct sq_diag *f = p->r->findings ? p->r->findings->first : NULL;

    for (; f; f = f->next)
        n[f->level]++;
    sq_putf(&p->b, "%zu error%s, %zu warning%s", n[SQ_ERROR],
            n[SQ_ERROR] == 1 ? "" : "s", n[SQ_WARNING],
            n[SQ_WARNING] == 1 ? "" : "s");
    return sq_paper_take(p);
}

/* "3: 1 supports, 1 with conditions, 1 not asked". */
static sq_str
say_partners(struct sq_paper *p)
{
    static const struct {
        int position;
        const char *one, *more;
    } told[] = {{SQ_POS_OBJECT, "objects", "object"},
                {SQ_POS_CONDITIONS, "has conditions", "have conditions"},
                {SQ_POS_SUPPORT, "supports", "support"},
                {SQ_POS_NEUTRAL, "neutral", "neutral"},
                {SQ_POS_NOT_ASKED, "not asked", "not asked"}};
    const struct sq_about *about = &p->as->about;
    size_t counted = 0;

    if (!about->n_partners)
        return SQ_LIT("none named");
    sq_putf(&p->b, "%zu", about->n_partners);
    for (size_t k = 0; k < sizeof(told) / sizeof(told[0]); k++) {
        size_t n = 0;
        for (size_t i = 0; i < about->n_partners; i++)
            n += about->partners[i].position == told[k].position;
        if (n)
            sq_putf(&p->b, "%s%zu %s", counted ? ", " : ": ", n,
                    n == 1 ? told[k].one : told[k].more);
        counted += n;
    }
    if (counted < about->n_partners)
        sq_putf(&p->b, "%s%zu not said", counted ? ", " : ": ",
                about->n_partners - counted);
    return sq_paper_take(p);
}

static sq_str
say_waiting(struct sq_paper *p, sq_date today)
{
    const struct sq_about *about = &p->as->about;

    if (about->decision.outcome.text.len) {
        sq_putz(&p->b, "decided");
        if (about->decision.on != SQ_NO_DATE) {
            sq_putz(&p->b, " on ");
            sq_paper_put_date(p, about->decision.on);
        }
    } else if (about->completed == SQ_NO_DATE) {
        sq_putz(&p->b, "not complete");
    } else {
        int days = today > about->completed ? today - about->completed : 0;
        sq_putf(&p->b, "%d day%s since it was complete", days,
                days == 1 ? "" : "s");
    }
    return sq_paper_take(p);
}

struct sq_agenda_line
sq_agenda_line_of(const struct sq_report *r, sq_str file, sq_date today)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    const char *stage = sq_words_stage(p.as->about.stage);
    struct sq_agenda_line l = {
        .title = say_title(&p),
        .file = file,
        .recommended = say_recommended(&p),
        .risk = say_risk(&p),
        .confidence = say_confidence(&p),
        .gates = say_gates(&p),
        .checks = say_checks(&p),
        .partners = say_partners(&p),
        .stage = *stage ? sq_str_of(stage) : SQ_LIT("not said"),
        .waiting = say_waiting(&p, today),
    };
    (void)sq_paper_close(&p);
    return l;
}

/* ---- from one process to another ---------------------------------------- */

static void
put_text(sq_str s, struct sq_sbuf *out)
{
    sq_putf(out, "%zu:", s.len);
    sq_put(out, s);
}

static bool
read_text(sq_str *rest, sq_str *out)
{
    sq_str word;
    sq_num n;

    if (!sq_str_next(rest, ':', &word) || !sq_num_read(word, &n) ||
        !sq_num_is_int(n) || n.num < 0 || (uint64_t)n.num > rest->len)
        return false;
    *out = sq_str_sub(*rest, 0, (size_t)n.num);
    *rest = sq_str_sub(*rest, (size_t)n.num, rest->len);
    return true;
}

void
sq_agenda_line_put(const struct sq_agenda_line *l, struct sq_sbuf *out)
{
    put_text(l->title, out);
    for (size_t i = 0; i < COLUMNS; i++)
        put_text(*member_of(l, i), out);
}

bool
sq_agenda_line_read(sq_str bytes, struct sq_agenda_line *out)
{
    sq_str text;

    *out = (struct sq_agenda_line){0};
    if (!read_text(&bytes, &out->title))
        return false;
    for (size_t i = 0; i < COLUMNS; i++) {
        if (!read_text(&bytes, &text))
            return false;
        memcpy((char *)out + columns[i].at, &text, sizeof(text));
    }
    return bytes.len == 0;
}

/* ---- the page ----------------------------------------------------------- */

/* One line a case. */
static void
put_overview(struct sq_paper *p, const struct sq_agenda_line *lines, size_t n)
{
    static const char *const heads[] = {"Case", "Recommended", "Highest risk",
                                        "Waiting"};
    struct sq_block *table = sq_paper_table(p, heads, 4);

    for (size_t i = 0; i < n; i++) {
        sq_putf(&p->b, "%zu. %.*s", i + 1, SQ_FMT(lines[i].title));
        sq_paper_take_cell(p, table);
        sq_paper_cell(p, table, lines[i].recommended);
        sq_paper_cell(p, table, lines[i].risk);
        sq_paper_cell(p, table, lines[i].waiting);
    }
}

struct sq_outline *
sq_agenda(struct sq_arena *a, const struct sq_agenda_line *lines, size_t n,
          const sq_str *left_out, size_t n_left_out, sq_date today)
{
    struct sq_paper p;

    sq_paper_open_blank(&p, a);
    sq_putf(&p.b, "Agenda: %zu case%s", n, n == 1 ? "" : "s");
    sq_paper_take_heading(&p, 1);
    sq_putz(&p.b, "As of ");
    sq_paper_put_date(&p, today);
    sq_putz(&p.b,
            ", in the order in which they were named. \"Highest risk\" "
            "is the harm with most left after action, by the colour of its "
            "band first: figures of two tables do not compare.");
    sq_paper_take_paragraph(&p);
    put_overview(&p, lines, n);
    for (size_t i = 0; i < n; i++) {
        sq_putf(&p.b, "%zu. %.*s", i + 1, SQ_FMT(lines[i].title));
        struct sq_block *record = sq_paper_record(&p);
        for (size_t k = 0; k < COLUMNS; k++)
            sq_paper_field(&p, record, columns[k].head,
                           *member_of(&lines[i], k));
    }
    struct sq_block *list = sq_paper_bullets(&p);
    if (n_left_out)
        sq_paper_heading(&p, 2,
                         SQ_LIT("Left out, as they could not be scored"));
    for (size_t i = 0; i < n_left_out; i++) {
        sq_put(&p.b, left_out[i]);
        sq_paper_take_item(&p, list);
    }
    return sq_paper_close(&p);
}
