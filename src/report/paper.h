/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_REPORT_PAPER_H
#define SQEEIA_REPORT_PAPER_H
/*
 * The chapters of the paper, and the pen they are written with.  Text is put
 * into `b` first; the functions that take it copy it to the arena and empty b.
 */
#include "base/map.h"
#include "report/outline.h"

/* Distinct pointers, in order of arrival. */
struct sq_seen {
    const void **items;
    size_t n;
};
struct sq_paper {
    const struct sq_report *r;
    const struct sq_results *res;
    const struct sq_case *c;
    const struct sq_questionnaire *q;
    const struct sq_assessment *as;
    struct sq_arena *a;
    struct sq_outline *o;
    struct sq_sbuf b; /* the sentence being written */
    sq_str lang;
    struct sq_map evidence;           /* id → struct sq_evidence */
    struct sq_publish *publish;       /* NULL: not for the public */
    const struct sq_block *parts_end; /* the last before the appendix */
    struct sq_seen told; /* answers that stand in full further up */
};

void sq_paper_open(struct sq_paper *p, const struct sq_report *r);
/* For a page that is about no one case. */
void sq_paper_open_blank(struct sq_paper *p, struct sq_arena *a);
struct sq_outline *sq_paper_close(struct sq_paper *p);

/* ---- the pen ------------------------------------------------------------ */

sq_str sq_paper_take(struct sq_paper *p); /* what is in b */
void sq_paper_heading(struct sq_paper *p, unsigned level, sq_str text);
void sq_paper_take_heading(struct sq_paper *p, unsigned level);
/* The heading put last stands before the numbered parts. */
void sq_paper_plain(struct sq_paper *p);
/* What follows is the appendix: its chapters have letters. */
void sq_paper_appendix(struct sq_paper *p);
/* Gives every heading of the second and third level its number. */
void sq_paper_number(struct sq_paper *p);
void sq_paper_say(struct sq_paper *p, const char *sentence);
void sq_paper_take_paragraph(struct sq_paper *p);
/* A list joins the paper with its first item. */
struct sq_block *sq_paper_bullets(struct sq_paper *p);
void sq_paper_take_item(struct sq_paper *p, struct sq_block *list);
/* heads: n literals.  A table joins the paper with its first cell. */
struct sq_block *sq_paper_table(struct sq_paper *p, const char *const *heads,
                                size_t n);
struct sq_cell *sq_paper_take_cell(struct sq_paper *p, struct sq_block *table);
void sq_paper_cell(struct sq_paper *p, struct sq_block *table, sq_str text);
/* The record's title is taken from b. */
struct sq_block *sq_paper_record(struct sq_paper *p);
/* Fields without a value are left out. */
void sq_paper_take_field(struct sq_paper *p, struct sq_block *record,
                         const char *name);
void sq_paper_field(struct sq_paper *p, struct sq_block *record,
                    const char *name, sq_str value);
void sq_paper_field_date(struct sq_paper *p, struct sq_block *record,
                         const char *name, sq_date value);
void sq_paper_add_heads(struct sq_paper *p, struct sq_block *block,
                        sq_str head);
/* The block put last, taken out again: for a chart to own. */
struct sq_block *sq_paper_take_back(struct sq_paper *p);
/* The paragraph before becomes a lead. */
void sq_paper_lead(struct sq_paper *p);
struct sq_block *sq_paper_chart(struct sq_paper *p, struct sq_drawing *chart);
/* The same without joining the paper: for a table that a chart owns. */
struct sq_cell *sq_paper_loose_cell(struct sq_paper *p, struct sq_block *table);

/* ---- phrases ------------------------------------------------------------ */

/* The row's name with its key, "Age (J4.age)"; a long name is cut. */
void sq_paper_put_row(struct sq_paper *p, const struct sq_row *row);
bool sq_paper_is_long(sq_str label);
void sq_paper_put_label(struct sq_paper *p, const struct sq_row *row);
/* "D2: the question's words", with " (critical)" when it is. */
void sq_paper_put_question(struct sq_paper *p, const struct sq_slot *s);
/* "Data lead or Project lead"; nothing when the question names nobody. */
void sq_paper_put_who(struct sq_paper *p, const struct sq_question *q);
void sq_paper_put_words(struct sq_paper *p, const struct sq_word *words,
                        size_t n);
/* "E4 (Local test, 30 September 2026)" for each id. */
void sq_paper_put_evidence(struct sq_paper *p, const struct sq_word *ids,
                           size_t n);
/* " H" behind the figure of a cell; nothing where letter and figure agree. */
void sq_paper_put_letter(struct sq_paper *p, const struct sq_matrix *m,
                         sq_num cell);
/* Past its date on the date of this paper, and not done. */
bool sq_paper_overdue(const struct sq_paper *p, sq_date due, int status);
void sq_paper_put_date(struct sq_paper *p, sq_date d);
/* "27 Nov 2026" with blanks that do not break: a column of dates is narrow. */
void sq_paper_put_day(struct sq_paper *p, sq_date d);
/* A full stop unless the text ends in one, ! or ?. */
void sq_paper_stop(struct sq_paper *p);
sq_str sq_paper_text(const struct sq_paper *p, const struct sq_text *t);
/* What a role is called; its id where the questionnaire does not know it. */
sq_str sq_paper_role(const struct sq_paper *p, sq_str id);
bool sq_seen_add(struct sq_arena *a, struct sq_seen *s, const void *item);
/* A harm or benefit as a figure; false when it is not known. */
bool sq_paper_figure(const struct sq_paper *p, const struct sq_slot *s,
                     sq_num *out);
/* That of its band; SQ_COLOUR_NONE where it is in none. */
int sq_paper_colour(const struct sq_paper *p, const struct sq_slot *s);
/* A harm of 8 or more is left, and certainly no benefit comes with it. */
bool sq_paper_pays(const struct sq_paper *p, const struct sq_impact *im);

/* A slot that is certainly asked. */
bool sq_paper_due(const struct sq_slot *s);
/* Its figure as a share of its scale: a 3 of 5 stands above an 8 of 25. */
bool sq_paper_share(const struct sq_paper *p, const struct sq_slot *s,
                    sq_num *out);
/* An impact on people: a row of a list or table; else on the service. */
bool sq_impact_people(const struct sq_impact *im);
bool sq_impact_gains(const struct sq_impact *im);
bool sq_impact_loses(const struct sq_impact *im);
bool sq_impact_unknown(const struct sq_impact *im);
/* The label of an outcome; the id itself where there is none. */
sq_str sq_paper_outcome(const struct sq_paper *p, sq_str id);
/* Has `id` among its trace keys. */
bool sq_question_cites(const struct sq_question *q, const char *key);
/* The column of a row with this meaning; NULL when the group has none. */
const struct sq_slot *sq_paper_column(const struct sq_paper *p,
                                      const struct sq_row *row, int track);

/* Impacts in order, the largest figure first, as a share of its scale. */
struct sq_ranked {
    const struct sq_impact *im;
    bool known;   /* there is a figure */
    sq_num share; /* [0..1] */
    sq_num tie;   /* [0..1] among equals: the harm before action */
};
struct sq_ranking {
    struct sq_ranked *items;
    size_t n;
};
enum sq_rank_by { SQ_BY_HARM, SQ_BY_BENEFIT };
/* Those for which `which` is true; rows still expected never count. */
struct sq_ranking sq_paper_rank(struct sq_paper *p,
                                bool (*which)(const struct sq_impact *im),
                                enum sq_rank_by by);

/* " Now: C2 Drafted." for the names in a rule; nothing where there are none. */
void sq_paper_put_now(struct sq_paper *p, const struct sq_formula *rule);
/* Each with its band in words and its figure. */
void sq_paper_dimension_table(struct sq_paper *p);
void sq_paper_value_table(struct sq_paper *p);

/* "as it stood on 3 November 2026, digest 1a2b3c4d5e6f". */
void sq_paper_put_version(struct sq_paper *p);
/* "41 days before the decision". */
void sq_paper_put_days(struct sq_paper *p, sq_date from, sq_date to);
/* "; A; B" for the gates in one state, with `lead` before the first; how many
 * there are. */
size_t sq_paper_put_gates(struct sq_paper *p, enum sq_gate_state state,
                          const char *lead);

/* ---- the parts that a committee reads, in order ------------------------- */

void sq_paper_title(struct sq_paper *p);
void sq_paper_recommendation(struct sq_paper *p);
void sq_paper_summary(struct sq_paper *p);
void sq_paper_people(struct sq_paper *p);
void sq_paper_risks(struct sq_paper *p);
void sq_paper_changes(struct sq_paper *p);
/* From the first day of engagement to the last on which somebody could take
 * part; false, and no days, where none is dated. */
bool sq_paper_engaged(const struct sq_paper *p, sq_date *out_first,
                      sq_date *out_last);
void sq_paper_heard(struct sq_paper *p);
void sq_paper_gate_states(struct sq_paper *p);
void sq_paper_conditions(struct sq_paper *p);
void sq_paper_alternatives(struct sq_paper *p);
/* A paragraph for each heading of a committee's front sheet. */
void sq_paper_implications(struct sq_paper *p);
/* The three aims and the duties of the NHS Act, with where each is shown. */
void sq_paper_aims(struct sq_paper *p);
void sq_paper_review(struct sq_paper *p);

/* ---- what bears them out, in the appendix ------------------------------- */

void sq_paper_effects(struct sq_paper *p);
void sq_paper_heat(struct sq_paper *p);
void sq_paper_dimensions(struct sq_paper *p);
void sq_paper_values(struct sq_paper *p);
void sq_paper_gates(struct sq_paper *p);
void sq_paper_triggers(struct sq_paper *p);
/* Laws in force that questions cite, and how far those are answered. */
void sq_paper_duties(struct sq_paper *p);
/* "Race (J4.race); D2": those that an action is for, each once. */
void sq_paper_put_targets(struct sq_paper *p, const struct sq_action *x);
/* Days on which something was done or is due, the first first. */
struct sq_event {
    sq_date on;
    sq_str what;
};
struct sq_events {
    struct sq_event *items;
    size_t n;
};
/* Milestones, decisions, engagement, signatures; actions done; answers given,
 * a line a day. */
struct sq_events sq_paper_history(struct sq_paper *p);
/* The first four of these, as a chapter. */
void sq_paper_chronology(struct sq_paper *p);
/* One action as a record, with the names of those it is for. */
void sq_paper_action(struct sq_paper *p, const struct sq_action *x);
void sq_paper_actions(struct sq_paper *p);
void sq_paper_engagement(struct sq_paper *p);
void sq_paper_evidence(struct sq_paper *p);
void sq_paper_indicators(struct sq_paper *p);
void sq_paper_partners(struct sq_paper *p);
void sq_paper_decisions(struct sq_paper *p);
void sq_paper_missing(struct sq_paper *p);
void sq_paper_parked(struct sq_paper *p);
void sq_paper_findings(struct sq_paper *p);
/* Heading level of its parts; explain.c prints the same at level 2. */
void sq_paper_working(struct sq_paper *p, unsigned level);
void sq_paper_answers(struct sq_paper *p);
void sq_paper_legend(struct sq_paper *p);
void sq_paper_provenance(struct sq_paper *p);

/* Questions for a panel, made from gaps; at most so many. */
void sq_paper_challenges(struct sq_paper *p, size_t most);

/* ---- charts, each under the heading that is open ------------------------- */

/* Takes over the table put last, that of the dimensions. */
void sq_paper_chart_dimensions(struct sq_paper *p);
/* The upper edge of band i as a share of the maximum [0..1]. */
bool sq_paper_edge(const struct sq_dim_result *d, size_t i, sq_num *out);
void sq_paper_chart_change(struct sq_paper *p);
void sq_paper_chart_both(struct sq_paper *p);
void sq_paper_chart_age(struct sq_paper *p);
/* `before` and `after` are matrices of the paper; either may be NULL. */
void sq_paper_chart_heat(struct sq_paper *p, struct sq_drawing *c,
                         const struct sq_matrix *m,
                         const struct sq_block *before,
                         const struct sq_block *after);

#endif
