/* SPDX-License-Identifier: MIT */
/* What a panel reads in ten minutes, asks in twenty, and fills in. */
#include "report/kinds.h"
#include "report/paper.h"

enum { MOST_QUESTIONS = 20 };

/* One line for the agenda. */
static void
put_agenda(struct sq_paper *p)
{
    const struct sq_counts *n = &p->res->counts;
    size_t failing = 0, found[3] = {0, 0, 0};

    for (size_t i = 0; i < p->res->n_gates; i++)
        failing += p->res->gates[i].state == SQ_GATE_FAIL;
    for (const struct sq_diag *f = p->r->findings ? p->r->findings->first
                                                  : NULL;
         f; f = f->next)
        found[f->level]++;
    sq_putf(&p->b, "%u of %u questions are answered; %zu %s; ",
            n->answered + n->not_known + n->not_applicable, n->asked, failing,
            failing == 1 ? "gate fails" : "gates fail");
    sq_putf(&p->b, "the checks found %zu %s and %zu %s.", found[SQ_ERROR],
            found[SQ_ERROR] == 1 ? "error" : "errors", found[SQ_WARNING],
            found[SQ_WARNING] == 1 ? "warning" : "warnings");
    sq_paper_take_paragraph(p);
}

/* Filled in by hand at the meeting. */
static void
put_form(struct sq_paper *p)
{
    static const char *const heads[] = {"At the meeting", "To be filled in"};
    static const char *const lines[] = {
        "Date and place",
        "Present, and is there a quorum?",
        "Interests declared",
        "Version read",
        "Decision: approve, approve with conditions, defer, reject or escalate",
        "Reasons, and how the assessment shaped it",
        "Conditions, each with an owner and a date",
        "Dissent",
        "Chair's name and date",
    };

    sq_paper_heading(p, 2, SQ_LIT("Form for the decision"));
    struct sq_block *table = sq_paper_table(p, heads, 2);
    for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
        sq_paper_cell(p, table, sq_str_of(lines[i]));
        sq_paper_cell(p, table, (sq_str){NULL, 0});
    }
}

struct sq_outline *
sq_kind_panel(const struct sq_report *r)
{
    struct sq_paper p;

    sq_paper_open(&p, r);
    sq_paper_title(&p);
    put_agenda(&p);
    sq_paper_recommendation(&p);
    sq_paper_summary(&p);
    sq_paper_challenges(&p, MOST_QUESTIONS);
    sq_paper_people(&p);
    sq_paper_risks(&p);
    sq_paper_heat(&p);
    sq_paper_gate_states(&p);
    sq_paper_dimensions(&p);
    sq_paper_triggers(&p);
    sq_paper_conditions(&p);
    put_form(&p);
    sq_paper_provenance(&p);
    sq_paper_number(&p);
    return sq_paper_close(&p);
}
