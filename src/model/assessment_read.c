/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/limits.h"
#include "model/read.h"
#include "model/shapes.h"

static const char *const position_words[] = {"support", "conditions", "neutral",
                                             "object",  "not-asked",  NULL};
const char *const sq_stage_words[] = {"idea",     "options",  "pre-procurement",
                                      "contract", "pilot",    "live",
                                      "scaling",  "retiring", NULL};
const char *const sq_evidence_words[] = {"data",       "research", "test",
                                         "engagement", "policy",   "legal",
                                         "audit",      "other",    NULL};
static const char *const scope_words[] = {"local", "national", "international",
                                          NULL};
static const char *const status_words[] = {"open", "in-progress", "done",
                                           "dropped", NULL};
const char *const sq_action_words[] = {
    "avoid", "reduce", "compensate", "enhance", "monitor", "research", NULL};

#define NONE SIZE_MAX

static void
partner_preset(void *out)
{
    ((struct sq_partner *)out)->on = SQ_NO_DATE;
}
static const struct sq_key partner_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_partner, id), NULL, NULL, "its short name"},
    {"name", SQ_K_WORD, true, SQ_AT(sq_partner, name), NULL, NULL, "its name"},
    {"position", SQ_K_ENUM, false, SQ_AT(sq_partner, position), NULL,
     position_words, "where it stands"},
    {"lead", SQ_K_WORD, false, SQ_AT(sq_partner, lead), NULL, NULL,
     "who speaks for it"},
    {"route", SQ_K_WORD, false, SQ_AT(sq_partner, route), NULL, NULL,
     "how it decides"},
    {"on", SQ_K_DATE, false, SQ_AT(sq_partner, on), NULL, NULL,
     "when it said so"},
};
static const struct sq_shape partner_shape =
    SQ_SHAPE("a partner", partner_keys, sq_partner, NONE,
             offsetof(struct sq_partner, at), partner_preset, NULL);

static void
decision_preset(void *out)
{
    ((struct sq_decision *)out)->on = SQ_NO_DATE;
}
static const struct sq_key decision_keys[] = {
    {"body", SQ_K_WORD, false, SQ_AT(sq_decision, body), NULL, NULL,
     "who decides"},
    {"on", SQ_K_DATE, false, SQ_AT(sq_decision, on), NULL, NULL, "the day"},
    {"outcome", SQ_K_WORD, false, SQ_AT(sq_decision, outcome), NULL, NULL,
     "what was decided: an outcome's id"},
    {"by", SQ_K_WORD, false, SQ_AT(sq_decision, by), NULL, NULL,
     "the named person"},
    {"because", SQ_K_WORD, false, SQ_AT(sq_decision, because), NULL, NULL,
     "the reason, always when it departs from the recommendation"},
    {"version", SQ_K_WORD, false, SQ_AT(sq_decision, version), NULL, NULL,
     "the version that was read"},
    {"dissent", SQ_K_WORD, false, SQ_AT(sq_decision, dissent), NULL, NULL,
     "who disagreed and why"},
    {"present", SQ_K_WORDS, false, SQ_AT2(sq_decision, present, n_present),
     NULL, NULL, "who was there"},
    {"quorum", SQ_K_COUNT, false, SQ_AT(sq_decision, quorum), NULL, NULL,
     "how many must be there"},
    {"interests", SQ_K_WORDS, false,
     SQ_AT2(sq_decision, interests, n_interests), NULL, NULL,
     "interests that they declared, or none"},
};
static const struct sq_shape decision_shape =
    SQ_SHAPE("a decision", decision_keys, sq_decision, NONE,
             offsetof(struct sq_decision, at), decision_preset, NULL);

static const struct sq_key publication_keys[] = {
    {"on", SQ_K_DATE, false, SQ_AT(sq_about, published), NULL, NULL,
     "the day it was published"},
    {"where", SQ_K_WORD, false, SQ_AT(sq_about, published_at), NULL, NULL,
     "where people find it"},
    {"withheld", SQ_K_WORD, false, SQ_AT(sq_about, withheld), NULL, NULL,
     "why it is not published, or not all of it"},
};
static const struct sq_shape publication_shape = SQ_SHAPE(
    "the publication", publication_keys, sq_about, NONE, NONE, NULL, NULL);

static const struct sq_key links_keys[] = {
    {"parent", SQ_K_WORD, false, SQ_AT(sq_about, parent), NULL, NULL,
     "the assessment above"},
    {"children", SQ_K_WORDS, false, SQ_AT2(sq_about, children, n_children),
     NULL, NULL, "those below"},
    {"sisters", SQ_K_WORDS, false, SQ_AT2(sq_about, sisters, n_sisters), NULL,
     NULL, "those beside"},
    {"replaces", SQ_K_WORD, false, SQ_AT(sq_about, replaces), NULL, NULL,
     "the one before"},
};
static const struct sq_shape links_shape =
    SQ_SHAPE("the links", links_keys, sq_about, NONE, NONE, NULL, NULL);

static const struct sq_key about_keys[] = {
    {"title", SQ_K_WORD, true, SQ_AT(sq_about, title), NULL, NULL,
     "what is assessed"},
    {"reference", SQ_K_WORD, false, SQ_AT(sq_about, reference), NULL, NULL,
     "its reference"},
    {"summary", SQ_K_WORD, false, SQ_AT(sq_about, summary), NULL, NULL,
     "a few plain sentences"},
    {"organisation", SQ_K_WORD, false, SQ_AT(sq_about, organisation), NULL,
     NULL, "who owns the duty"},
    {"partners", SQ_K_LIST, false, SQ_AT2(sq_about, partners, n_partners),
     &partner_shape, NULL, "other organisations touched"},
    {"owner", SQ_K_WORD, false, SQ_AT(sq_about, owner), NULL, NULL,
     "the senior responsible owner"},
    {"author", SQ_K_WORD, false, SQ_AT(sq_about, author), NULL, NULL,
     "who writes it"},
    {"stage", SQ_K_ENUM, false, SQ_AT(sq_about, stage), NULL, sq_stage_words,
     "where the change is"},
    {"started", SQ_K_DATE, false, SQ_AT(sq_about, started), NULL, NULL,
     "the day the assessment began"},
    {"completed", SQ_K_DATE, false, SQ_AT(sq_about, completed), NULL, NULL,
     "the day it was complete"},
    {"go-live", SQ_K_DATE, false, SQ_AT(sq_about, go_live), NULL, NULL,
     "the day the change takes effect"},
    {"review", SQ_K_DATE, false, SQ_AT(sq_about, review), NULL, NULL,
     "when it is looked at again"},
    {"decision", SQ_K_ONE, false, SQ_AT(sq_about, decision), &decision_shape,
     NULL, "the decision it informs"},
    {"publication", SQ_K_ONE, false, 0, SIZE_MAX, &publication_shape, NULL,
     "where it can be read, or why not"},
    {"links", SQ_K_ONE, false, 0, SIZE_MAX, &links_shape, NULL,
     "other assessments"},
};
static void
about_preset(void *out)
{
    struct sq_about *a = out;
    a->started = a->completed = a->go_live = a->review = SQ_NO_DATE;
    a->decision.on = a->published = SQ_NO_DATE;
}
static const struct sq_shape about_shape =
    SQ_SHAPE("the `about` block", about_keys, sq_about, NONE,
             offsetof(struct sq_about, at), about_preset, NULL);

static const struct sq_key evidence_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_evidence, id), NULL, NULL, "such as E4"},
    {"title", SQ_K_WORD, true, SQ_AT(sq_evidence, title), NULL, NULL,
     "what it is"},
    {"kind", SQ_K_ENUM, false, SQ_AT(sq_evidence, kind), NULL,
     sq_evidence_words,
     "data, research, test, engagement, policy, legal, audit or other"},
    {"source", SQ_K_WORD, false, SQ_AT(sq_evidence, source), NULL, NULL,
     "who made it"},
    {"date", SQ_K_DATE, false, SQ_AT(sq_evidence, date), NULL, NULL,
     "its date"},
    {"scope", SQ_K_ENUM, false, SQ_AT(sq_evidence, scope), NULL, scope_words,
     "local, national or international"},
    {"link", SQ_K_WORD, false, SQ_AT(sq_evidence, link), NULL, NULL,
     "where it is kept"},
    {"digest", SQ_K_WORD, false, SQ_AT(sq_evidence, digest), NULL, NULL,
     "sha256:…"},
    {"owner", SQ_K_WORD, false, SQ_AT(sq_evidence, owner), NULL, NULL,
     "who keeps it"},
};
static void
evidence_preset(void *out)
{
    ((struct sq_evidence *)out)->date = SQ_NO_DATE;
}
static const struct sq_shape evidence_shape =
    SQ_SHAPE("an evidence item", evidence_keys, sq_evidence, NONE,
             offsetof(struct sq_evidence, at), evidence_preset, NULL);

static const struct sq_key engagement_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_engagement, id), NULL, NULL, "such as N1"},
    {"on", SQ_K_DATE, false, SQ_AT(sq_engagement, on), NULL, NULL,
     "the day, or the first one"},
    {"until", SQ_K_DATE, false, SQ_AT(sq_engagement, until), NULL, NULL,
     "the last day on which people could answer"},
    {"method", SQ_K_WORD, true, SQ_AT(sq_engagement, method), NULL, NULL,
     "how people were asked"},
    {"groups", SQ_K_WORDS, false, SQ_AT2(sq_engagement, groups, n_groups), NULL,
     NULL, "who was asked"},
    {"people", SQ_K_NUM, false, SQ_AT2(sq_engagement, people, has_people), NULL,
     NULL, "how many"},
    {"led-by", SQ_K_WORD, false, SQ_AT(sq_engagement, led_by), NULL, NULL,
     "who led it"},
    {"support", SQ_K_WORD, false, SQ_AT(sq_engagement, support), NULL, NULL,
     "access support and payment"},
    {"said", SQ_K_WORD, false, SQ_AT(sq_engagement, said), NULL, NULL,
     "what they said"},
    {"did", SQ_K_WORD, false, SQ_AT(sq_engagement, did), NULL, NULL,
     "what was done"},
    {"because", SQ_K_WORD, false, SQ_AT(sq_engagement, because), NULL, NULL,
     "why something was not done, or in haste"},
};
static void
engagement_preset(void *out)
{
    struct sq_engagement *e = out;
    e->on = e->until = SQ_NO_DATE;
    e->people = SQ_NUM_ZERO;
}
static const struct sq_shape engagement_shape =
    SQ_SHAPE("an engagement entry", engagement_keys, sq_engagement, NONE,
             offsetof(struct sq_engagement, at), engagement_preset, NULL);

static const struct sq_key action_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_action, id), NULL, NULL, "such as X1"},
    {"what", SQ_K_WORD, true, SQ_AT(sq_action, what), NULL, NULL,
     "what will be done"},
    {"kind", SQ_K_ENUM, false, SQ_AT(sq_action, kind), NULL, sq_action_words,
     "avoid, reduce, compensate, enhance, monitor or research"},
    {"for", SQ_K_WORDS, false, SQ_AT2(sq_action, targets, n_targets), NULL,
     NULL, "the answers it serves"},
    {"owner", SQ_K_WORD, false, SQ_AT(sq_action, owner), NULL, NULL,
     "a named person"},
    {"organisation", SQ_K_WORD, false, SQ_AT(sq_action, organisation), NULL,
     NULL, "whose action it is"},
    {"due", SQ_K_WORD, false, SQ_AT(sq_action, due_text), NULL, NULL, "a date"},
    {"replanned", SQ_K_DATES, false, SQ_AT2(sq_action, replanned, n_replanned),
     NULL, NULL, "the days it was due before"},
    {"status", SQ_K_ENUM, false, SQ_AT(sq_action, status), NULL, status_words,
     "open, in-progress, done or dropped"},
    {"measure", SQ_K_WORD, false, SQ_AT(sq_action, measure), NULL, NULL,
     "how success is seen"},
    {"funding", SQ_K_WORD, false, SQ_AT(sq_action, funding), NULL, NULL,
     "who pays"},
    {"done", SQ_K_DATE, false, SQ_AT(sq_action, done), NULL, NULL,
     "the day it was done"},
    {"completed-evidence", SQ_K_WORDS, false,
     SQ_AT2(sq_action, shown_by, n_shown_by), NULL, NULL,
     "ids of the evidence that it was done"},
    {"closed-by", SQ_K_WORD, false, SQ_AT(sq_action, closed_by), NULL, NULL,
     "who saw that it was done"},
    {"worked", SQ_K_WORD, false, SQ_AT(sq_action, worked), NULL, NULL,
     "how it is known to have worked"},
};
static void
action_preset(void *out)
{
    struct sq_action *a = out;
    a->due = a->done = SQ_NO_DATE;
}
static const struct sq_shape action_shape =
    SQ_SHAPE("an action", action_keys, sq_action, NONE,
             offsetof(struct sq_action, at), action_preset, NULL);

static const struct sq_key reading_keys[] = {
    {"on", SQ_K_DATE, true, SQ_AT(sq_reading, on), NULL, NULL, "the day"},
    {"value", SQ_K_WORD, true, SQ_AT(sq_reading, value), NULL, NULL,
     "the reading"},
};
static void
reading_preset(void *out)
{
    ((struct sq_reading *)out)->on = SQ_NO_DATE;
}
static const struct sq_shape reading_shape = SQ_SHAPE(
    "a reading", reading_keys, sq_reading, NONE, NONE, reading_preset, NULL);

static const struct sq_key indicator_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_indicator, id), NULL, NULL, "such as K1"},
    {"what", SQ_K_WORD, true, SQ_AT(sq_indicator, what), NULL, NULL,
     "what is measured"},
    {"by", SQ_K_WORD, false, SQ_AT(sq_indicator, by), NULL, NULL,
     "the group or place it is split by"},
    {"baseline", SQ_K_WORD, false, SQ_AT(sq_indicator, baseline), NULL, NULL,
     "where it stood"},
    {"target", SQ_K_WORD, false, SQ_AT(sq_indicator, target), NULL, NULL,
     "where it should be"},
    {"trigger", SQ_K_WORD, false, SQ_AT(sq_indicator, trigger), NULL, NULL,
     "what reopens the assessment"},
    {"owner", SQ_K_WORD, false, SQ_AT(sq_indicator, owner), NULL, NULL,
     "a named person"},
    {"source", SQ_K_WORD, false, SQ_AT(sq_indicator, source), NULL, NULL,
     "where the figure comes from"},
    {"readings", SQ_K_LIST, false, SQ_AT2(sq_indicator, readings, n_readings),
     &reading_shape, NULL, "dated readings"},
};
static const struct sq_shape indicator_shape =
    SQ_SHAPE("an indicator", indicator_keys, sq_indicator, NONE,
             offsetof(struct sq_indicator, at), NULL, NULL);

static const struct sq_key condition_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_condition, id), NULL, NULL, "such as G1"},
    {"what", SQ_K_WORD, true, SQ_AT(sq_condition, what), NULL, NULL,
     "what must be so"},
    {"owner", SQ_K_WORD, false, SQ_AT(sq_condition, owner), NULL, NULL,
     "a named person"},
    {"due", SQ_K_DATE, false, SQ_AT(sq_condition, due), NULL, NULL, "by when"},
    {"status", SQ_K_ENUM, false, SQ_AT(sq_condition, status), NULL,
     status_words, "open, in-progress, done or dropped"},
    {"confirmed", SQ_K_DATE, false, SQ_AT(sq_condition, confirmed), NULL, NULL,
     "the day it was confirmed"},
};
static void
condition_preset(void *out)
{
    struct sq_condition *c = out;
    c->due = c->confirmed = SQ_NO_DATE;
}
static const struct sq_shape condition_shape =
    SQ_SHAPE("a condition", condition_keys, sq_condition, NONE,
             offsetof(struct sq_condition, at), condition_preset, NULL);

static const struct sq_key signature_keys[] = {
    {"role", SQ_K_WORD, true, SQ_AT(sq_signature, role), NULL, NULL, "as whom"},
    {"name", SQ_K_WORD, true, SQ_AT(sq_signature, name), NULL, NULL, "who"},
    {"on", SQ_K_DATE, true, SQ_AT(sq_signature, on), NULL, NULL, "when"},
    {"digest", SQ_K_WORD, false, SQ_AT(sq_signature, digest), NULL, NULL,
     "of what was signed"},
};
static void
signature_preset(void *out)
{
    ((struct sq_signature *)out)->on = SQ_NO_DATE;
}
static const struct sq_shape signature_shape =
    SQ_SHAPE("a signature", signature_keys, sq_signature, NONE,
             offsetof(struct sq_signature, at), signature_preset, NULL);

static const struct sq_key waiver_keys[] = {
    {"gate", SQ_K_WORD, true, SQ_AT(sq_waiver, gate), NULL, NULL,
     "the gate waived"},
    {"by", SQ_K_WORD, true, SQ_AT(sq_waiver, by), NULL, NULL,
     "the named person who waives it"},
    {"because", SQ_K_WORD, true, SQ_AT(sq_waiver, because), NULL, NULL,
     "the reason"},
    {"until", SQ_K_DATE, true, SQ_AT(sq_waiver, until), NULL, NULL,
     "the last day it holds"},
};
static void
waiver_preset(void *out)
{
    ((struct sq_waiver *)out)->until = SQ_NO_DATE;
}
static const struct sq_shape waiver_shape =
    SQ_SHAPE("a waiver", waiver_keys, sq_waiver, NONE,
             offsetof(struct sq_waiver, at), waiver_preset, NULL);

static const struct sq_key suppression_keys[] = {
    {"code", SQ_K_WORD, true, SQ_AT(sq_suppression, code), NULL, NULL,
     "the finding's code"},
    {"at", SQ_K_WORD, false, SQ_AT(sq_suppression, place), NULL, NULL,
     "the question or register entry"},
    {"by", SQ_K_WORD, true, SQ_AT(sq_suppression, by), NULL, NULL,
     "the named person"},
    {"because", SQ_K_WORD, true, SQ_AT(sq_suppression, because), NULL, NULL,
     "the reason"},
    {"until", SQ_K_DATE, true, SQ_AT(sq_suppression, until), NULL, NULL,
     "the last day it holds"},
};
static void
suppression_preset(void *out)
{
    ((struct sq_suppression *)out)->until = SQ_NO_DATE;
}
static const struct sq_shape suppression_shape =
    SQ_SHAPE("a suppression", suppression_keys, sq_suppression, NONE,
             offsetof(struct sq_suppression, at), suppression_preset, NULL);

static const struct sq_key pin_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_assessment, questionnaire_id), NULL, NULL,
     "the questionnaire's id"},
    {"version", SQ_K_WORD, false, SQ_AT(sq_assessment, questionnaire_version),
     NULL, NULL, "its version"},
    {"digest", SQ_K_WORD, false, SQ_AT(sq_assessment, questionnaire_digest),
     NULL, NULL, "its content, sha256:…"},
    {"path", SQ_K_WORD, false, SQ_AT(sq_assessment, questionnaire_path), NULL,
     NULL, "where it is, relative to this file"},
};
static const struct sq_shape pin_shape = SQ_SHAPE(
    "the questionnaire", pin_keys, sq_assessment, NONE, NONE, NULL, "id");

/* One answer in its long form */
static const struct sq_key answer_keys[] = {
    {"answer", SQ_K_NODE, true, SQ_AT(sq_answer, node), NULL, NULL,
     "the answer"},
    {"because", SQ_K_WORD, false, SQ_AT(sq_answer, because), NULL, NULL,
     "the reason"},
    {"evidence", SQ_K_WORDS, false, SQ_AT2(sq_answer, evidence, n_evidence),
     NULL, NULL, "ids of evidence items"},
    {"by", SQ_K_WORD, false, SQ_AT(sq_answer, by), NULL, NULL, "who answered"},
    {"on", SQ_K_DATE, false, SQ_AT(sq_answer, on), NULL, NULL, "when"},
};
static void
answer_preset(void *out)
{
    ((struct sq_answer *)out)->on = SQ_NO_DATE;
}
static const struct sq_shape answer_shape =
    SQ_SHAPE("an answer", answer_keys, sq_answer, NONE,
             offsetof(struct sq_answer, at), answer_preset, NULL);

struct file {
    struct sq_word kind;
    struct sq_node *answers, *later;
    struct sq_assessment as;
};
#define AS(member) offsetof(struct file, as.member), SIZE_MAX
#define AS2(member) \
    offsetof(struct file, as.member), offsetof(struct file, as.n_##member)
static const struct sq_key file_keys[] = {
    {"sqeeia", SQ_K_WORD, true, offsetof(struct file, kind), SIZE_MAX, NULL,
     NULL, "what kind of file this is"},
    {"questionnaire", SQ_K_ONE, true, offsetof(struct file, as), SIZE_MAX,
     &pin_shape, NULL, "what is answered"},
    {"about", SQ_K_ONE, true, AS(about), &about_shape, NULL, "the facts"},
    {"answers", SQ_K_NODE, false, offsetof(struct file, answers), SIZE_MAX,
     NULL, NULL, "one answer, one key"},
    {"later", SQ_K_NODE, false, offsetof(struct file, later), SIZE_MAX, NULL,
     NULL, "what was put aside, to be come back to"},
    {"evidence", SQ_K_LIST, false, AS2(evidence), &evidence_shape, NULL,
     "the evidence register"},
    {"engagement", SQ_K_LIST, false, AS2(engagement), &engagement_shape, NULL,
     "the engagement log"},
    {"actions", SQ_K_LIST, false, AS2(actions), &action_shape, NULL,
     "the action register"},
    {"indicators", SQ_K_LIST, false, AS2(indicators), &indicator_shape, NULL,
     "what is watched"},
    {"conditions", SQ_K_LIST, false, AS2(conditions), &condition_shape, NULL,
     "conditions of approval"},
    {"decisions", SQ_K_LIST, false, AS2(decisions), &decision_shape, NULL,
     "the decision log"},
    {"signatures", SQ_K_LIST, false, AS2(signatures), &signature_shape, NULL,
     "who signed"},
    {"waivers", SQ_K_LIST, false, AS2(waivers), &waiver_shape, NULL,
     "gates waived"},
    {"suppress", SQ_K_LIST, false, AS2(suppressions), &suppression_shape, NULL,
     "findings accepted for a time"},
};
static void
file_preset(void *out)
{
    about_preset(&((struct file *)out)->as.about);
}
static const struct sq_shape file_shape = {
    "an assessment",     file_keys, sizeof file_keys / sizeof file_keys[0],
    sizeof(struct file), NONE,      NONE,
    file_preset,         NULL};

/* A key that looks like one of the file's, misspelt. */
static bool
misspells_a_part(const struct sq_node *root)
{
    enum { PARTS = sizeof file_keys / sizeof file_keys[0] };
    sq_str names[PARTS];
    bool slip = false;
    for (size_t i = 0; i < PARTS; i++)
        names[i] = sq_str_of(file_keys[i].name);
    for (const struct sq_node *c = root->first; c && c->key; c = c->next) {
        bool known = sq_str_starts(c->key->text, "x-");
        for (size_t i = 0; i < PARTS; i++)
            known |= sq_str_eq(names[i], c->key->text);
        slip |= !known && sq_str_nearest(c->key->text, names, PARTS).len > 0;
    }
    return slip;
}

static void
read_answers(const struct sq_reader *r, struct sq_assessment *as,
             const struct sq_node *map)
{
    sq_map_init(&as->by_key, r->arena);
    if (!map)
        return;
    if (map->kind != SQ_MAP) {
        if (map->kind == SQ_LIST || map->text.len)
            sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, map),
                        "`answers` is a map: one question id a line, not %s",
                        sq_node_what(map));
        return;
    }
    as->answers = SQ_NEW_N(r->arena, map->n ? map->n : 1, struct sq_answer);
    for (struct sq_node *c = map->first; c; c = c->next) {
        struct sq_answer *x = &as->answers[as->n_answers];
        answer_preset(x);
        x->key = (struct sq_word){c->key->text, sq_read_span(r, c->key)};
        x->at = sq_read_span(r, c);
        if (c->kind == SQ_MAP)
            sq_shape_read(r, &answer_shape, c, x);
        else
            x->node = c;
        if (x->node && sq_node_is_null(x->node))
            x->node = NULL; /* `D2:` with nothing behind it: still missing */
        if (sq_map_add(&as->by_key, x->key.text, x))
            as->n_answers++;
    }
}

/* The day, if there is one; a mark without one is a mark. */
static void
read_later(const struct sq_reader *r, struct sq_assessment *as,
           const struct sq_node *map)
{
    if (!map || (map->kind == SQ_SCALAR && !map->text.len))
        return;
    if (map->kind != SQ_MAP) {
        sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, map),
                    "`later` is a map: one question or section a line, with "
                    "the day behind it, not %s",
                    sq_node_what(map));
        return;
    }
    as->later = SQ_NEW_N(r->arena, map->n ? map->n : 1, struct sq_aside);
    for (const struct sq_node *c = map->first; c; c = c->next) {
        struct sq_aside *x = &as->later[as->n_later++];
        *x = (struct sq_aside){{c->key->text, sq_read_span(r, c->key)},
                               SQ_NO_DATE};
        if ((c->kind == SQ_SCALAR && !c->text.len) ||
            (c->kind == SQ_SCALAR && sq_date_read(c->text, &x->since)))
            continue;
        struct sq_diag *f =
            sq_diag_add(r->diags, SQ_FOUND_bad_date, sq_read_span(r, c),
                        "behind `%.*s` belongs the day on which it was put "
                        "aside",
                        SQ_FMT(x->id.text));
        sq_diag_help(r->diags, f,
                     "write year, month and day, such as 2026-11-03");
    }
}

static void
read_due_dates(const struct sq_reader *r, struct sq_assessment *as)
{
    for (size_t i = 0; i < as->n_actions; i++) {
        struct sq_action *x = &as->actions[i];
        if (x->due_text.text.len == 0 ||
            sq_date_read(x->due_text.text, &x->due))
            continue;
        x->due = SQ_NO_DATE;
        struct sq_diag *f =
            sq_diag_add(r->diags, SQ_FOUND_bad_date, x->due_text.at,
                        "`%.*s` is not a date", SQ_FMT(x->due_text.text));
        sq_diag_help(r->diags, f,
                     "write the day by which `%.*s` will be done, such as "
                     "2027-01-31",
                     SQ_FMT(x->id.text));
        sq_fix_date(r->diags, f, x->due_text.text);
    }
}

static void
unique(const struct sq_reader *r, struct sq_map *seen, const struct sq_word *id)
{
    if (id->text.len == 0)
        return;
    union { /* the map keeps what it is given; it never writes to it */
        const struct sq_word *in;
        void *out;
    } keep = {id};
    if (sq_map_add(seen, id->text, keep.out))
        return;
    const struct sq_word *first = sq_map_find(seen, id->text);
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_duplicate_id, id->at,
                    "the id `%.*s` is used twice", SQ_FMT(id->text));
    sq_diag_note(r->diags, f, first->at, "first used here");
}

static void
check_ids(const struct sq_reader *r, const struct sq_assessment *as)
{
    struct sq_map seen[5];
    for (size_t i = 0; i < 5; i++)
        sq_map_init(&seen[i], r->arena);
    for (size_t i = 0; i < as->n_evidence; i++)
        unique(r, &seen[0], &as->evidence[i].id);
    for (size_t i = 0; i < as->n_engagement; i++)
        unique(r, &seen[1], &as->engagement[i].id);
    for (size_t i = 0; i < as->n_actions; i++)
        unique(r, &seen[2], &as->actions[i].id);
    for (size_t i = 0; i < as->n_indicators; i++)
        unique(r, &seen[3], &as->indicators[i].id);
    for (size_t i = 0; i < as->n_conditions; i++)
        unique(r, &seen[4], &as->conditions[i].id);
}

struct sq_assessment *
sq_assessment_read(struct sq_arena *a, struct sq_tree *t, struct sq_diags *d)
{
    struct sq_reader r = {.arena = a, .tree = t, .diags = d};
    struct file *f = SQ_NEW(a, struct file);
    if (t->root)
        sq_shape_read(&r, &file_shape, t->root, f);
    struct sq_assessment *as = &f->as;
    as->source = t->source;
    as->tree = t;
    as->lost_part =
        t->root && t->root->kind == SQ_MAP && misspells_a_part(t->root);
    as->usable = t->root != NULL && t->root->kind == SQ_MAP && !t->broken;
    read_answers(&r, as, f->answers);
    read_later(&r, as, f->later);
    read_due_dates(&r, as);
    check_ids(&r, as);
    return as;
}

const struct sq_shape *const sq_shape_of_assessment = &file_shape;
const struct sq_shape *const sq_shape_of_answer = &answer_shape;
