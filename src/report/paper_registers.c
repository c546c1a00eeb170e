/* SPDX-License-Identifier: MIT */
/* What the registers hold.  An empty one is said to be empty. */
#include "base/date.h"
#include "report/paper.h"

static void
put_title(struct sq_paper *p, sq_str id, sq_str what)
{
    sq_put(&p->b, id);
    if (id.len > 0 && what.len > 0)
        sq_putz(&p->b, ": ");
    sq_put(&p->b, what);
}

/* A date as written where it is not a date; a past one that is not done yet is
 * said to be overdue on the report's own date. */
static void
field_due(struct sq_paper *p, struct sq_block *rec, sq_date due, sq_str text,
          int status)
{
    if (due == SQ_NO_DATE)
        sq_put(&p->b, text.len > 0 ? text : SQ_LIT("NO DATE"));
    else
        sq_paper_put_date(p, due);
    if (sq_paper_overdue(p, due, status))
        sq_putz(&p->b, ", OVERDUE on the date of this report");
    sq_paper_take_field(p, rec, "Due");
}

static void
field_owner(struct sq_paper *p, struct sq_block *rec, sq_str owner,
            sq_str organisation)
{
    sq_put(&p->b, owner.len > 0 ? owner : SQ_LIT("NOBODY NAMED"));
    if (organisation.len > 0)
        sq_putf(&p->b, ", %.*s", SQ_FMT(organisation));
    sq_paper_take_field(p, rec, "Owner");
}

static void
field_status(struct sq_paper *p, struct sq_block *rec, int status)
{
    const char *word = sq_words_action_status(status);

    sq_paper_field(p, rec, "Status",
                   word[0] ? sq_str_of(word) : SQ_LIT("not given"));
}

/* ---- actions ------------------------------------------------------------ */

/* The row that a key names, or one of its cells; NULL where it names none that
 * the action is for. */
static const struct sq_row *
row_of(const struct sq_paper *p, const struct sq_action *x, sq_str key)
{
    const struct sq_slot *s = sq_case_find(p->c, key);

    for (size_t i = 0; i < p->res->n_impacts; i++) {
        const struct sq_impact *im = &p->res->impacts[i];
        for (size_t k = 0; k < im->n_actions; k++) {
            if (im->actions[k] != x)
                continue;
            sq_str whole =
                sq_str_printf(p->a, "%.*s.%.*s", SQ_FMT(im->group->id.text),
                              SQ_FMT(im->row->id));
            if (s ? s->row == im->row : sq_str_eq(key, whole))
                return im->row;
        }
    }
    return NULL;
}

/* "Race (J4.race); Disability (J4.disability); D2". */
void
sq_paper_put_targets(struct sq_paper *p, const struct sq_action *x)
{
    struct sq_seen seen = {NULL, 0};

    for (size_t i = 0; i < x->n_targets; i++) {
        const struct sq_row *row = row_of(p, x, x->targets[i].text);
        if (row && !sq_seen_add(p->a, &seen, row))
            continue;
        sq_putz(&p->b, p->b.len > 0 ? "; " : "");
        if (row)
            sq_paper_put_row(p, row);
        else
            sq_put(&p->b, x->targets[i].text);
    }
}

/* "twice: it was due on 1 May 2026; 1 June 2026". */
static void
field_replanned(struct sq_paper *p, struct sq_block *rec,
                const struct sq_action *x)
{
    if (x->n_replanned == 0)
        return;
    if (x->n_replanned < 3)
        sq_putz(&p->b, x->n_replanned == 1 ? "once" : "twice");
    else
        sq_putf(&p->b, "%zu times", x->n_replanned);
    for (size_t i = 0; i < x->n_replanned; i++) {
        sq_putz(&p->b, i > 0 ? "; " : ": it was due on ");
        sq_paper_put_date(p, x->replanned[i]);
    }
    sq_paper_take_field(p, rec, "Re-planned");
}

static void
field_worked(struct sq_paper *p, struct sq_block *rec,
             const struct sq_action *x)
{
    if (x->worked.text.len == 0 && x->status == SQ_AS_DONE)
        sq_putz(&p->b, "NOT RECORDED");
    sq_paper_field(p, rec, "Did it work", x->worked.text);
}

void
sq_paper_action(struct sq_paper *p, const struct sq_action *x)
{
    put_title(p, x->id.text, x->what.text);
    struct sq_block *rec = sq_paper_record(p);

    sq_paper_put_targets(p, x);
    sq_paper_take_field(p, rec, "For");
    sq_paper_field(p, rec, "Kind", sq_str_of(sq_words_action_kind(x->kind)));
    field_owner(p, rec, x->owner.text, x->organisation.text);
    field_due(p, rec, x->due, x->due_text.text, x->status);
    field_replanned(p, rec, x);
    field_status(p, rec, x->status);
    sq_paper_field(p, rec, "Funding", x->funding.text);
    sq_paper_field(p, rec, "Measure of success", x->measure.text);
    sq_paper_field_date(p, rec, "Done on", x->done);
    if (x->n_shown_by > 0)
        sq_paper_put_evidence(p, x->shown_by, x->n_shown_by);
    sq_paper_take_field(p, rec, "Shown done by");
    sq_paper_field(p, rec, "Closed by", x->closed_by.text);
    field_worked(p, rec, x);
}

void
sq_paper_actions(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Actions"));
    if (p->as->n_actions == 0)
        sq_paper_say(p, "No action is recorded.");
    for (size_t i = 0; i < p->as->n_actions; i++)
        sq_paper_action(p, &p->as->actions[i]);
}

/* ---- conditions --------------------------------------------------------- */

static void
cell_due(struct sq_paper *p, struct sq_block *table,
         const struct sq_condition *g)
{
    bool late = sq_paper_overdue(p, g->due, g->status);

    if (g->due == SQ_NO_DATE)
        sq_putz(&p->b, "NO DATE");
    else
        sq_paper_put_day(p, g->due);
    sq_paper_take_cell(p, table)->colour = late ? SQ_RED : SQ_COLOUR_NONE;
}

static void
cell_state(struct sq_paper *p, struct sq_block *table,
           const struct sq_condition *g)
{
    const char *word = sq_words_action_status(g->status);
    bool late = sq_paper_overdue(p, g->due, g->status);

    sq_putf(&p->b, "%s%s", word[0] ? word : "not given",
            late ? ", OVERDUE" : "");
    if (g->confirmed != SQ_NO_DATE) {
        sq_putz(&p->b, ", ");
        sq_paper_put_day(p, g->confirmed);
    }
    sq_paper_take_cell(p, table)->colour = late ? SQ_RED : SQ_COLOUR_NONE;
}

void
sq_paper_conditions(struct sq_paper *p)
{
    static const char *const heads[] = {"Ref", "Due", "State", "Owner",
                                        "What has to be true"};
    struct sq_block *table = sq_paper_table(p, heads, 5);

    sq_paper_heading(p, 2, SQ_LIT("Conditions asked for"));
    if (p->as->n_conditions == 0)
        sq_paper_say(p, "No condition is recorded.");
    for (size_t i = 0; i < p->as->n_conditions; i++) {
        const struct sq_condition *g = &p->as->conditions[i];
        sq_paper_cell(p, table, g->id.text);
        cell_due(p, table, g);
        cell_state(p, table, g);
        sq_paper_cell(p, table,
                      g->owner.text.len > 0 ? g->owner.text
                                            : SQ_LIT("NOBODY NAMED"));
        sq_paper_cell(p, table, g->what.text);
    }
}

/* ---- decisions and signatures ------------------------------------------- */

static void
put_decision(struct sq_paper *p, const struct sq_decision *d)
{
    sq_putz(&p->b, "Decision");
    if (d->on != SQ_NO_DATE) {
        sq_putz(&p->b, " of ");
        sq_paper_put_date(p, d->on);
    }
    struct sq_block *rec = sq_paper_record(p);
    sq_paper_field(p, rec, "Body", d->body.text);
    sq_paper_field(p, rec, "Outcome", sq_paper_outcome(p, d->outcome.text));
    sq_paper_field(p, rec, "Decided by", d->by.text);
    sq_paper_put_words(p, d->present, d->n_present);
    sq_paper_take_field(p, rec, "Present");
    if (d->quorum)
        sq_putf(&p->b, "%u", (unsigned)d->quorum);
    sq_paper_take_field(p, rec, "Quorum");
    sq_paper_put_words(p, d->interests, d->n_interests);
    sq_paper_take_field(p, rec, "Interests declared");
    sq_paper_field(p, rec, "Version decided on", d->version.text);
    sq_paper_field(p, rec, "Reason", d->because.text);
    sq_paper_field(p, rec, "Dissent", d->dissent.text);
}

sq_str
sq_paper_role(const struct sq_paper *p, sq_str id)
{
    const struct sq_role *role = sq_map_find(&p->q->vocab.roles, id);
    return role ? sq_words_label(&role->label, role->id.text, p->lang) : id;
}

static void
put_signature(struct sq_paper *p, const struct sq_signature *s)
{
    sq_putf(&p->b, "Signed by %.*s", SQ_FMT(s->name.text));
    sq_putf(&p->b, ", %.*s", SQ_FMT(sq_paper_role(p, s->role.text)));
    if (s->on != SQ_NO_DATE) {
        sq_putz(&p->b, ", on ");
        sq_paper_put_date(p, s->on);
    }
    sq_paper_stop(p);
    if (s->digest.text.len > 0)
        sq_putf(&p->b, " Digest signed: %.*s", SQ_FMT(s->digest.text));
}

static bool
is_signed(const struct sq_paper *p, sq_str role)
{
    for (size_t i = 0; i < p->as->n_signatures; i++) {
        if (sq_str_eq(p->as->signatures[i].role.text, role))
            return true;
    }
    return false;
}

static void
put_unsigned(struct sq_paper *p)
{
    size_t n = 0;

    for (size_t i = 0; i < p->q->n_sign_off; i++) {
        const struct sq_sign_off *wanted = &p->q->sign_off[i];
        if (is_signed(p, wanted->role.text))
            continue;
        sq_putz(&p->b, n++ > 0 ? "; " : "Not signed yet: ");
        sq_put(&p->b,
               sq_words_label(&wanted->label, wanted->role.text, p->lang));
    }
    if (n > 0)
        sq_paper_stop(p);
    sq_paper_take_paragraph(p);
}

static void
put_signatures(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    for (size_t i = 0; i < p->as->n_signatures; i++) {
        put_signature(p, &p->as->signatures[i]);
        sq_paper_take_item(p, list);
    }
    put_unsigned(p);
}

void
sq_paper_decisions(struct sq_paper *p)
{
    if (p->as->n_decisions + p->as->n_signatures + p->q->n_sign_off == 0)
        return;
    sq_paper_heading(p, 2, SQ_LIT("Decisions and signatures"));
    for (size_t i = 0; i < p->as->n_decisions; i++)
        put_decision(p, &p->as->decisions[i]);
    put_signatures(p);
}

/* ---- indicators --------------------------------------------------------- */

static void
put_readings(struct sq_paper *p, const struct sq_indicator *k)
{
    for (size_t i = 0; i < k->n_readings; i++) {
        sq_putz(&p->b, i > 0 ? "; " : "");
        sq_paper_put_date(p, k->readings[i].on);
        sq_putf(&p->b, ": %.*s", SQ_FMT(k->readings[i].value.text));
    }
    if (k->n_readings == 0)
        sq_putz(&p->b, "none yet");
}

void
sq_paper_indicators(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Indicators to watch"));
    if (p->as->n_indicators == 0)
        sq_paper_say(p, "No indicator is recorded.");
    for (size_t i = 0; i < p->as->n_indicators; i++) {
        const struct sq_indicator *k = &p->as->indicators[i];
        put_title(p, k->id.text, k->what.text);
        struct sq_block *rec = sq_paper_record(p);
        sq_paper_field(p, rec, "By", k->by.text);
        sq_paper_field(p, rec, "Baseline", k->baseline.text);
        sq_paper_field(p, rec, "Target", k->target.text);
        sq_paper_field(p, rec, "Act when", k->trigger.text);
        sq_paper_field(p, rec, "Owner", k->owner.text);
        sq_paper_field(p, rec, "Source", k->source.text);
        put_readings(p, k);
        sq_paper_take_field(p, rec, "Readings");
    }
}

/* ---- engagement --------------------------------------------------------- */

static void
put_engagement(struct sq_paper *p, const struct sq_engagement *n)
{
    put_title(p, n->id.text, n->method.text);
    struct sq_block *rec = sq_paper_record(p);

    sq_paper_field_date(p, rec, "On", n->on);
    sq_paper_field_date(p, rec, "Open until", n->until);
    sq_paper_put_words(p, n->groups, n->n_groups);
    sq_paper_take_field(p, rec, "Groups");
    if (n->has_people) {
        sq_words_num(&p->b, n->people, 2);
        sq_paper_take_field(p, rec, "People");
    }
    sq_paper_field(p, rec, "Led by", n->led_by.text);
    sq_paper_field(p, rec, "Support given", n->support.text);
    sq_paper_field(p, rec, "They said",
                   n->said.text.len > 0 ? n->said.text
                                        : SQ_LIT("NOT RECORDED"));
    sq_paper_field(p, rec, "We did",
                   n->did.text.len > 0 ? n->did.text : SQ_LIT("NOT RECORDED"));
    sq_paper_field(p, rec, "Because", n->because.text);
}

void
sq_paper_engagement(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Engagement, one by one"));
    if (p->as->n_engagement == 0)
        sq_paper_say(p, "No engagement is recorded.");
    for (size_t i = 0; i < p->as->n_engagement; i++)
        put_engagement(p, &p->as->engagement[i]);
}

/* ---- evidence ----------------------------------------------------------- */

static void
put_if(struct sq_paper *p, const char *name, sq_str text)
{
    if (text.len == 0)
        return;
    sq_paper_stop(p);
    sq_putf(&p->b, " %s: %.*s", name, SQ_FMT(text));
}

/* "E4: Title (test, local, 30 September 2026)". */
static void
put_evidence(struct sq_paper *p, const struct sq_evidence *e)
{
    const char *const words[] = {sq_words_evidence_kind(e->kind),
                                 sq_words_scope(e->scope)};

    put_title(p, e->id.text, e->title.text);
    sq_putz(&p->b, " (");
    for (size_t i = 0; i < 2; i++)
        sq_putf(&p->b, "%s%s", words[i], words[i][0] ? ", " : "");
    if (e->date == SQ_NO_DATE)
        sq_putz(&p->b, "NO DATE");
    sq_paper_put_date(p, e->date);
    sq_putc(&p->b, ')');
    put_if(p, "Source", e->source.text);
    put_if(p, "Owner", e->owner.text);
    put_if(p, "Link", e->link.text);
    put_if(p, "Digest", e->digest.text);
    if (e->link.text.len == 0 && e->digest.text.len == 0)
        sq_paper_stop(p);
}

void
sq_paper_evidence(struct sq_paper *p)
{
    struct sq_block *list = sq_paper_bullets(p);

    sq_paper_heading(p, 2, SQ_LIT("Evidence"));
    if (p->as->n_evidence == 0)
        sq_paper_say(p, "No evidence is recorded.");
    sq_paper_chart_age(p);
    for (size_t i = 0; i < p->as->n_evidence; i++) {
        put_evidence(p, &p->as->evidence[i]);
        sq_paper_take_item(p, list);
    }
}
