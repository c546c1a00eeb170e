/* SPDX-License-Identifier: MIT */
/*
 * The whole paper: a front sheet, ten parts in the order in which boards read
 * them, and an appendix that bears each of them out.
 */
#include "report/kinds.h"
#include "report/paper.h"

static void
put_appendix(struct sq_paper *p)
{
    sq_paper_appendix(p);
    sq_paper_effects(p);
    sq_paper_chart_change(p);
    sq_paper_chart_both(p);
    sq_paper_heat(p);
    sq_paper_dimensions(p);
    sq_paper_values(p);
    sq_paper_gates(p);
    sq_paper_triggers(p);
    sq_paper_duties(p);
    sq_paper_actions(p);
    sq_paper_engagement(p);
    sq_paper_evidence(p);
    sq_paper_indicators(p);
    sq_paper_partners(p);
    sq_paper_decisions(p);
    sq_paper_missing(p);
    sq_paper_parked(p);
    sq_paper_findings(p);
    sq_paper_heading(p, 2, SQ_LIT("The working"));
    sq_paper_working(p, 3);
    sq_paper_answers(p);
    sq_paper_legend(p);
    sq_paper_provenance(p);
}

struct sq_outline *
sq_kind_paper(const struct sq_report *r)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    sq_paper_title(&p);
    sq_paper_recommendation(&p);
    sq_paper_summary(&p);
    sq_paper_people(&p);
    sq_paper_risks(&p);
    sq_paper_changes(&p);
    sq_paper_heard(&p);
    sq_paper_gate_states(&p);
    sq_paper_conditions(&p);
    sq_paper_alternatives(&p);
    sq_paper_implications(&p);
    sq_paper_aims(&p);
    sq_paper_review(&p);
    put_appendix(&p);
    sq_paper_number(&p);
    return sq_paper_close(&p);
}
