/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_ASSESSMENT_H
#define SQEEIA_MODEL_ASSESSMENT_H
/* One evaluation of one change: facts about it, answers, registers. */
#include "model/qtype.h"
#include "model/questionnaire.h"

enum sq_reply { SQ_MISSING, SQ_GIVEN, SQ_NOT_KNOWN, SQ_NOT_APPLICABLE };

struct sq_answer {
    struct sq_word key;   /* "J4.age.direction", with the key's place */
    struct sq_span at;    /* the whole value */
    struct sq_node *node; /* kept for typed reading */
    struct sq_word because, by;
    struct sq_word *evidence;
    size_t n_evidence;
    sq_date on;
};

struct sq_partner {
    struct sq_word id, name, lead, route;
    int position; /* enum sq_position */
    sq_date on;
    struct sq_span at;
};
enum sq_position {
    SQ_POS_UNSAID,
    SQ_POS_SUPPORT,
    SQ_POS_CONDITIONS,
    SQ_POS_NEUTRAL,
    SQ_POS_OBJECT,
    SQ_POS_NOT_ASKED
};
enum sq_stage {
    SQ_STAGE_UNSAID,
    SQ_STAGE_IDEA,
    SQ_STAGE_OPTIONS,
    SQ_STAGE_PRE_PROCUREMENT,
    SQ_STAGE_CONTRACT,
    SQ_STAGE_PILOT,
    SQ_STAGE_LIVE,
    SQ_STAGE_SCALING,
    SQ_STAGE_RETIRING
};

/* How files write these, in the enums' order from 1; NULL ends each. */
extern const char *const sq_stage_words[];    /* about.stage */
extern const char *const sq_evidence_words[]; /* evidence[].kind */
extern const char *const sq_action_words[];   /* actions[].kind */

struct sq_decision { /* also about.decision */
    struct sq_word body, outcome, by, because, version, dissent;
    struct sq_word *present;
    size_t n_present;
    struct sq_word *interests; /* declared; `none` when there are none */
    size_t n_interests;
    uint32_t quorum; /* 0: not said */
    sq_date on;
    struct sq_span at;
};

struct sq_about {
    struct sq_word title, reference, summary, organisation, owner, author;
    struct sq_partner *partners;
    size_t n_partners;
    int stage; /* enum sq_stage */
    sq_date started, completed, go_live, review;
    struct sq_decision decision;
    sq_date published;
    struct sq_word published_at, withheld; /* where; why it is not */
    struct sq_word parent, replaces;
    struct sq_word *children, *sisters;
    size_t n_children, n_sisters;
    struct sq_span at;
};

struct sq_evidence {
    struct sq_word id, title, source, link, digest, owner;
    int kind;  /* enum sq_evidence_kind */
    int scope; /* enum sq_scope_of: local national international */
    sq_date date;
    struct sq_span at;
};
enum sq_evidence_kind {
    SQ_EK_UNSAID,
    SQ_EK_DATA,
    SQ_EK_RESEARCH,
    SQ_EK_TEST,
    SQ_EK_ENGAGEMENT,
    SQ_EK_POLICY,
    SQ_EK_LEGAL,
    SQ_EK_AUDIT,
    SQ_EK_OTHER
};
enum sq_scope_of {
    SQ_SC_UNSAID,
    SQ_SC_LOCAL,
    SQ_SC_NATIONAL,
    SQ_SC_INTERNATIONAL
};

struct sq_engagement {
    struct sq_word id, method, led_by, support, said, did, because;
    struct sq_word *groups;
    size_t n_groups;
    sq_date on, until;
    bool has_people;
    sq_num people;
    struct sq_span at;
};

enum sq_action_status {
    SQ_AS_UNSAID,
    SQ_AS_OPEN,
    SQ_AS_IN_PROGRESS,
    SQ_AS_DONE,
    SQ_AS_DROPPED
};
enum sq_action_kind {
    SQ_AK_UNSAID,
    SQ_AK_AVOID,
    SQ_AK_REDUCE,
    SQ_AK_COMPENSATE,
    SQ_AK_ENHANCE,
    SQ_AK_MONITOR,
    SQ_AK_RESEARCH
};
struct sq_action {
    struct sq_word id, what, owner, organisation, measure, worked, funding;
    struct sq_word *targets; /* `for:` */
    size_t n_targets;
    int kind, status;
    struct sq_word due_text; /* as written; due is SQ_NO_DATE if not a date */
    sq_date due, done;
    sq_date *replanned; /* the days it was due before, as they are written */
    size_t n_replanned;
    struct sq_word *shown_by; /* `completed-evidence:` */
    size_t n_shown_by;
    struct sq_word closed_by;
    struct sq_span at;
};

struct sq_reading {
    sq_date on;
    struct sq_word value;
};
struct sq_indicator {
    struct sq_word id, what, by, baseline, target, trigger, owner, source;
    struct sq_reading *readings;
    size_t n_readings;
    struct sq_span at;
};
struct sq_condition {
    struct sq_word id, what, owner;
    sq_date due, confirmed;
    int status;
    struct sq_span at;
};
struct sq_signature {
    struct sq_word role, name, digest;
    sq_date on;
    struct sq_span at;
};
struct sq_waiver {
    struct sq_word gate, by, because;
    sq_date until;
    struct sq_span at;
};
struct sq_suppression {
    struct sq_word code, place, by, because;
    sq_date until;
    struct sq_span at;
};

/* What was put aside, to be come back to. */
struct sq_aside {
    struct sq_word id; /* of a question, a cell or a section */
    sq_date since;
};

struct sq_assessment {
    bool lost_part; /* the key of one is misspelt: names in it are missed */
    struct sq_source *source;
    struct sq_tree *tree; /* for edits by span */
    bool usable;          /* it could be read: its answers can be scored */
    struct sq_word questionnaire_id, questionnaire_version,
        questionnaire_digest, questionnaire_path;
    const struct sq_questionnaire *questionnaire; /* NULL: not found */
    struct sq_about about;
    struct sq_answer *answers; /* in file order */
    size_t n_answers;
    struct sq_map by_key; /* key → answer */
    struct sq_aside *later;
    size_t n_later;
    struct sq_evidence *evidence;
    size_t n_evidence;
    struct sq_engagement *engagement;
    size_t n_engagement;
    struct sq_action *actions;
    size_t n_actions;
    struct sq_indicator *indicators;
    size_t n_indicators;
    struct sq_condition *conditions;
    size_t n_conditions;
    struct sq_decision *decisions;
    size_t n_decisions;
    struct sq_signature *signatures;
    size_t n_signatures;
    struct sq_waiver *waivers;
    size_t n_waivers;
    struct sq_suppression *suppressions;
    size_t n_suppressions;
};

#endif
