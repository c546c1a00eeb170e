/* SPDX-License-Identifier: MIT */
#include <assert.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "report/formats.h"
#include "report/kinds.h"
#include "report/live.h"
#include "report/pages.h"

const struct sq_page_info sq_page_infos[SQ_PAGE_COUNT] = {
    [SQ_PAGE_SUMMARY] = {"Summary", "", "The result on one page"},
    [SQ_PAGE_RISKS] = {"Risks", "Risks before and after action",
                       "How bad, how likely, before and after action: "
                       "heat maps, and every impact, worst first"},
    [SQ_PAGE_GROUPS] = {"Groups", "Who gains and who loses",
                        "Each group: harm, benefit, confidence and reach, "
                        "side by side and never netted"},
    [SQ_PAGE_ASSURANCE] = {"Assurance", "Dimensions and derived figures",
                           "Each dimension: value, maximum, percentage, "
                           "band, and whether it is settled"},
    [SQ_PAGE_ANSWERS] = {"Questions and answers", "Questions and answers",
                         "Every question, its answer, the reason, the "
                         "evidence, who answered and when"},
    [SQ_PAGE_WORKING] = {"Working", "Working: what each answer adds",
                         "Points, maximum and weight of each answer in each "
                         "dimension, so that figures can be reworked"},
    [SQ_PAGE_STEPS] = {"Steps", "Steps from the answers to the outcome",
                       "Every step between, as a formula: what makes the "
                       "other sheets follow when an answer is tried"},
    [SQ_PAGE_EVIDENCE] = {"Evidence", "Evidence",
                          "What the answers rest on, and which answers"},
    [SQ_PAGE_ENGAGEMENT] = {"Engagement", "Engagement",
                            "Who was asked, what they said, what was done "
                            "about it and why"},
    [SQ_PAGE_ACTIONS] = {"Actions", "Actions",
                         "What will be done, by whom, by when; the status "
                         "can be chosen from a list"},
    [SQ_PAGE_MONITORING] = {"Monitoring", "Monitoring",
                            "What is watched after the decision, and the "
                            "readings so far"},
    [SQ_PAGE_GATES] = {"Gates and decision", "Gates and decision",
                       "Gates, triggers, waivers, conditions, partners, "
                       "signatures and decisions"},
    [SQ_PAGE_HISTORY] = {"History", "History: what was done on which day",
                         "Answers, engagement, actions, signatures and "
                         "decisions, day by day"},
    [SQ_PAGE_FINDINGS] = {"Findings", "Findings of the checks",
                          "What the checks found in the file"},
    [SQ_PAGE_LEGEND] = {"Legend", "Legend: bands, scales and methods",
                        "What bands and scores mean, and how figures are "
                        "worked"},
    [SQ_PAGE_MATRICES] = {"Matrices", "Matrices",
                          "The figure and the band of each cell of each "
                          "rating matrix"},
    [SQ_PAGE_FIGURES] = {"Chart figures", "Figures behind the charts",
                         "The numbers that the charts draw"},
    [SQ_PAGE_LISTS] = {"Lists", "Lists behind the drop-downs",
                       "The words that can be chosen in drop-downs"},
};

/* ---- entries ------------------------------------------------------------ */

struct sq_entry
sq_entry_text(sq_str text)
{
    return (struct sq_entry){.kind = SQ_IS_TEXT, .text = text};
}

struct sq_entry
sq_entry_z(const char *text)
{
    return sq_entry_text(sq_str_of(text));
}

struct sq_entry
sq_entry_num(sq_num n)
{
    return (struct sq_entry){.kind = SQ_IS_NUMBER, .num = n};
}

struct sq_entry
sq_entry_count(size_t n)
{
    return sq_entry_num(sq_num_int((int64_t)n));
}

struct sq_entry
sq_entry_date(sq_date d)
{
    return (struct sq_entry){.kind = SQ_IS_DATE, .date = d};
}

sq_str
sq_page_place(struct sq_pages *p, enum sq_page page, uint32_t row)
{
    assert(row > 0);
    return sq_str_printf(p->arena, "internal:'%.*s'!A%u",
                         SQ_FMT(sq_sheet_name(p->sheets[page])), row);
}

struct sq_sbuf
sq_page_buffer(void)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    return b;
}

sq_str
sq_page_take(struct sq_pages *p, struct sq_sbuf *b)
{
    sq_str text = sq_str_copy(p->arena, sq_sbuf_str(b));
    sq_sbuf_done(b);
    return text;
}

struct sq_entry
sq_entry_take(struct sq_pages *p, struct sq_sbuf *b)
{
    return sq_entry_text(sq_page_take(p, b));
}

sq_str
sq_page_line(struct sq_pages *p, sq_str text, size_t most)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_str rest = sq_str_trim(text);
    for (size_t at = 0, n = 0; at < rest.len; n++) {
        size_t from = at;
        if (n + 1 == most && rest.len - at > 1) {
            sq_putz(&b, "…");
            break;
        }
        (void)sq_utf8_next(rest, &at);
        bool blank = rest.ptr[from] == '\n' || rest.ptr[from] == '\r' ||
                     rest.ptr[from] == '\t';
        sq_put(&b, blank ? SQ_LIT(" ") : sq_str_sub(rest, from, at));
    }
    return sq_page_take(p, &b);
}

struct sq_entry
sq_entry_words(struct sq_pages *p, const struct sq_word *words, size_t n)
{
    struct sq_sbuf b = sq_page_buffer();
    for (size_t i = 0; i < n; i++) {
        sq_putz(&b, i ? ", " : "");
        sq_put(&b, words[i].text);
    }
    return sq_entry_take(p, &b);
}

sq_str
sq_page_option(struct sq_pages *p, const struct sq_option *o)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_str label = sq_words_label(&o->label, o->id.text, p->lang);
    sq_put(&b, sq_page_line(p, label, 80));
    if (o->scored) {
        sq_putz(&b, " (");
        sq_words_num(&b, o->score, 2);
        sq_putz(&b, ")");
    }
    return sq_page_take(p, &b);
}

sq_str
sq_page_impact(struct sq_pages *p, const struct sq_impact *i)
{
    sq_str group = sq_words_label(&i->group->title, i->group->id.text, p->lang);
    if (i->row->phantom)
        return sq_str_printf(p->arena, "A row not filled in yet (%.*s)",
                             SQ_FMT(sq_page_line(p, group, 60)));
    return sq_row_label(p->c, i->row, p->lang);
}

sq_str
sq_page_outcome(const struct sq_pages *p, sq_str id)
{
    for (size_t i = 0; i < p->q->n_outcomes; i++) {
        const struct sq_outcome *o = &p->q->outcomes[i];
        if (sq_str_eq(o->id.text, id))
            return sq_words_label(&o->label, id, p->lang);
    }
    return id;
}

const char *
sq_page_unsaid(const struct sq_slot *s)
{
    if (!s || s->state == SQ_HIDDEN)
        return "not asked";
    if (s->reply == SQ_NOT_KNOWN)
        return "not known";
    if (s->reply == SQ_NOT_APPLICABLE)
        return "not applicable";
    if (s->reply == SQ_GIVEN)
        return NULL;
    return s->state == SQ_PENDING ? "waits for an earlier answer"
                                  : "not answered";
}

struct sq_entry
sq_entry_band(struct sq_pages *p, const struct sq_band_range *band,
              const struct sq_range *value)
{
    if (!band->bands)
        return sq_entry_z("no bands");
    bool one = value->data && !value->may_none && band->low == band->high;
    struct sq_sbuf b = sq_page_buffer();
    if (one)
        sq_words_band_one(&b, band->bands, band->low, p->lang);
    else
        sq_words_band(&b, band, value, p->lang);
    struct sq_entry e = sq_entry_take(p, &b);
    e.colour = one ? band->bands->bands[band->low].colour : SQ_COLOUR_NONE;
    return e;
}

void
sq_pick_init(struct sq_pick *k, const struct sq_column *all, uint16_t n,
             const bool *keep)
{
    *k = (struct sq_pick){.n = 0};
    assert(n <= SQ_PICK_MAX);
    for (uint16_t i = 0; i < n; i++) {
        if (!keep[i])
            continue;
        k->columns[k->n] = all[i];
        k->from[k->n] = i;
        k->at[i] = k->n++;
    }
}

void
sq_pick_row(const struct sq_pick *k, struct sq_table *t,
            const struct sq_entry *entries)
{
    struct sq_entry picked[SQ_PICK_MAX];
    for (uint16_t i = 0; i < k->n; i++)
        picked[i] = entries[k->from[i]];
    sq_table_row(t, picked);
}

/* ---- the book ----------------------------------------------------------- */

static void
describe(struct sq_pages *p, struct sq_book_about *out)
{
    const struct sq_about *about = &p->as->about;
    struct sq_sbuf b = sq_page_buffer();
    sq_str of = sq_text_get(&p->q->title, p->lang);

    sq_putf(&b, "Questionnaire %.*s %.*s. Made by sqeeia %s from %.*s.",
            SQ_FMT(p->q->id.text), SQ_FMT(p->q->version.text),
            p->r->tool_version, SQ_FMT(p->r->file));
    *out = (struct sq_book_about){
        .title = about->title.text,
        .subject = of,
        .author = p->r->audience == SQ_PUBLIC ? about->organisation.text
                                              : about->author.text,
        .company = about->organisation.text,
        .category = SQ_LIT("Impact assessment"),
        .keywords = about->reference.text,
        .comments = sq_page_take(p, &b),
        .status = p->results->complete ? SQ_LIT("Complete") : SQ_LIT("Draft"),
        .date = p->r->as_of,
    };
}

static sq_str
title_of(const struct sq_pages *p, enum sq_page page)
{
    if (page != SQ_PAGE_SUMMARY)
        return sq_str_of(sq_page_infos[page].title);
    sq_str title = p->as->about.title.text;
    return title.len ? title : SQ_LIT("Assessment without a title");
}

/* Written last: only now is it known whether anything was drawn. */
static void
finish_figures(struct sq_pages *p)
{
    bool any = p->figures_row > 3;
    (void)sq_sheet_lines(p->sheets[SQ_PAGE_FIGURES], 1, SQ_LINE_NOTE,
                         any ? SQ_LIT("The charts of the other sheets draw "
                                      "these figures.")
                             : SQ_LIT("This assessment has no charts: nothing "
                                      "in it is scored so far."));
}

static void
build(struct sq_pages *p)
{
    for (enum sq_page i = 0; i < SQ_PAGE_COUNT; i++)
        p->sheets[i] = sq_book_sheet(p->book, sq_str_of(sq_page_infos[i].name),
                                     title_of(p, i));
    p->figures_row = 3;
    /* formulas point at what was placed before */
    p->live = sq_live_new(p);
    sq_page_legend(p);
    sq_page_answers(p);
    sq_page_scores(p);
    sq_page_gates(p);
    sq_page_impacts(p);
    sq_page_summary(p);
    sq_page_registers(p);
    finish_figures(p);
}

static enum sq_status
make(const struct sq_report *r, const char *path, struct sq_err *err)
{
    const struct sq_case *c = r->results->c;
    struct sq_pages p = {
        .r = r,
        .results = r->results,
        .c = c,
        .q = c->questionnaire,
        .as = c->assessment,
        .arena = r->arena,
        .lang = r->lang,
    };
    /* only the paper has a form to work with */
    bool publish = r->profile == SQ_PUBLISH || r->kind != SQ_REPORT_paper;
    struct sq_book_about about;
    describe(&p, &about);
    about.publish = publish;
    p.book = sq_book_new(r->arena, path, &about);
    if (!p.book)
        return sq_fail(err, SQ_BAD_SYSTEM, 0, "no memory for the workbook");
    if (publish)
        sq_page_publish(&p);
    else
        build(&p);
    return sq_book_close(p.book, err);
}

const struct sq_format sq_format_xlsx = {
    .name = "xlsx",
    .ending = ".xlsx",
    .summary = "an Excel workbook with charts",
    .to_path = true,
    .kinds = SQ_KINDS_ALL,
    .write = make,
};
