/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_MODEL_QUESTIONNAIRE_H
#define SQEEIA_MODEL_QUESTIONNAIRE_H
/*
 * model/ is what a questionnaire and an assessment are, with nothing worked
 * out.  Everything here lives in the arena of the document it was read from.
 * The meaning of each key is in sqeeia-questionnaire(5).
 */
#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/map.h"
#include "base/num.h"
#include "base/str.h"
#include "diag/source.h"
#include "expr/expr.h"

struct sq_qtype;
struct sq_node;
struct sq_tree;

/* A short word or string with its place. */
struct sq_word {
    sq_str text;
    struct sq_span at;
};

/* Words for people, in one or several languages. */
struct sq_text_in {
    sq_str lang; /* empty: written without a language */
    sq_str text;
};
struct sq_text {
    struct sq_text_in *items;
    size_t n; /* 0: not given */
    struct sq_span at;
};
/* In `lang`, else its base language, else the first one written.  Empty when
 * not given. */
sq_str sq_text_get(const struct sq_text *t, sq_str lang);

/* An expression: its text first, its tree after resolving. */
struct sq_formula {
    sq_str text; /* empty: not given */
    struct sq_span at;
    struct sq_expr *expr; /* NULL: not given, or not understood */
};

struct sq_edge_num { /* an edge: a number, or a share of a maximum */
    bool given;
    bool percent; /* value 25 means 25 % of the maximum */
    sq_num value;
};

enum sq_effect { SQ_EFFECT_UNSAID, SQ_GAINS, SQ_LOSES, SQ_BOTH, SQ_NEITHER };

struct sq_option {
    struct sq_word id;
    struct sq_text label, meaning;
    bool scored;
    sq_num score;
    bool exclusive;
    int effect; /* enum sq_effect */
};

struct sq_choices {
    struct sq_word id; /* empty for an inline list */
    struct sq_option *options;
    size_t n;
    struct sq_domain domain; /* the same, as expressions see it */
};

/* A reusable list of questions, read anew for every group that uses it. */
struct sq_block_def {
    struct sq_word id;
    struct sq_node *questions_node;
    const struct sq_tree *tree;
};

struct sq_item { /* of a list to go through */
    struct sq_word id;
    struct sq_text label, help;
};
struct sq_list {
    struct sq_word id;
    struct sq_item *items;
    size_t n;
};

enum sq_colour {
    SQ_COLOUR_NONE,
    SQ_GREEN,
    SQ_YELLOW,
    SQ_AMBER,
    SQ_ORANGE,
    SQ_RED,
    SQ_GREY,
    SQ_BLUE
};

struct sq_band {
    struct sq_word id;
    struct sq_text label, meaning, obliges;
    struct sq_word letter;
    int colour; /* enum sq_colour */
    /* as written: one of to/below, or one of from/above */
    struct sq_edge_num to, below, from, above;
    /* after reading: the upper edge; none on the last */
    struct sq_edge_num upper;
    bool upper_in; /* the edge itself belongs to this band */
};
struct sq_bands {
    struct sq_word id;
    struct sq_band *bands; /* lowest first */
    size_t n;
    struct sq_domain domain; /* score = index */
};
/* Index of the band that `value` falls in; `max` for percent edges. */
size_t sq_bands_find(const struct sq_bands *b, sq_num value, sq_num max);

struct sq_matrix {
    struct sq_word id;
    struct sq_text label;
    struct sq_word rows_id, columns_id, bands_id;
    struct sq_text row_label, column_label; /* "likelihood"; may be empty */
    const struct sq_choices *rows, *columns;
    const struct sq_bands *bands; /* may be NULL */
    struct sq_node *cells_node;
    const struct sq_tree *tree;
    sq_num *cells;    /* rows->n × columns->n, row by row */
    sq_num low, high; /* smallest and largest cell */
};

/* What an axis measures, as in "likelihood, down": its label, else the id of
 * its choices with blanks for hyphens.  In `a`, or borrowed; never empty. */
sq_str sq_matrix_row_name(struct sq_arena *a, const struct sq_matrix *m,
                          sq_str lang);
sq_str sq_matrix_column_name(struct sq_arena *a, const struct sq_matrix *m,
                             sq_str lang);

struct sq_framework {
    struct sq_word id;
    struct sq_text title, body, summary;
    struct sq_word jurisdiction, url;
    int status;                  /* enum sq_framework_status */
    sq_date in_force, review_by; /* SQ_NO_DATE when not given */
    struct sq_span review_by_at;
    bool verify; /* to be checked against the source before relied on */
};
enum sq_framework_status {
    SQ_FW_UNSAID,
    SQ_FW_IN_FORCE,
    SQ_FW_NOT_IN_FORCE,
    SQ_FW_GUIDANCE,
    SQ_FW_CASE,
    SQ_FW_STANDARD,
    SQ_FW_WITHDRAWN
};

struct sq_role {
    struct sq_word id;
    struct sq_text label, does;
};

enum sq_allow { SQ_ALLOW_UNSAID, SQ_NEVER, SQ_ALLOWED };
enum sq_evidence_level {
    SQ_EV_UNSAID,
    SQ_EV_NONE,
    SQ_EV_EXPECTED,
    SQ_EV_REQUIRED
};
/* What a column of an impact table means to reports and rules. */
enum sq_track {
    SQ_TRACK_NONE,
    SQ_TRACK_DIRECTION,
    SQ_TRACK_INITIAL,
    SQ_TRACK_RESIDUAL,
    SQ_TRACK_BENEFIT,
    SQ_TRACK_CONFIDENCE,
    SQ_TRACK_REACH,
    SQ_TRACK_SUBJECT,
    SQ_TRACK_CONTROLS
};
enum sq_scoring {
    SQ_SCORE_BY_TYPE,
    SQ_SCORE_TABLE,
    SQ_SCORE_COUNT,
    SQ_SCORE_LINEAR,
    SQ_SCORE_STEPS,
    SQ_SCORE_IS
};

struct sq_step { /* a number through bands to points */
    struct sq_edge_num to, below, from, above;
    struct sq_edge_num upper;
    bool upper_in;
    sq_num is;
    struct sq_span at;
};

struct sq_group;
struct sq_section;
struct sq_dimension;

struct sq_copy { /* the same question, or table, in another questionnaire */
    struct sq_word template, question;
};

struct sq_question {
    /* what scoring touches, together: there are many questions */
    const struct sq_qtype *type; /* NULL: unknown type, a finding was made */
    const struct sq_choices *choices; /* one, many */
    const struct sq_matrix *matrix;   /* rating */
    const struct sq_section *section;
    const struct sq_group *group; /* NULL for a plain question */
    uint32_t index;               /* in questionnaire->questions */
    uint32_t column;              /* in its group; 0 for a plain question */
    int required; /* 0 unsaid, 1 true, 2 false; see sq_required */
    int not_applicable, not_known; /* enum sq_allow; settled after reading */
    int scoring;                   /* enum sq_scoring */
    int track;                     /* enum sq_track */

    struct sq_word id; /* as written: D2, or direction inside a group */
    sq_str name;       /* D2, or J4.direction */

    struct sq_text ask, help, why, good, red_flag, example, unit;
    struct sq_word type_name;
    struct sq_word choices_name;
    struct sq_node *choices_node;
    struct sq_word matrix_name;
    bool has_min, has_max;
    sq_num min, max;
    uint32_t decimals;
    uint32_t max_length; /* [characters]; 0 = only the general limit */
    struct sq_word *who;
    size_t n_who;
    struct sq_word *refs;
    size_t n_refs;
    struct sq_formula when;
    struct sq_formula valid;
    struct sq_text valid_message;
    int evidence;                  /* enum sq_evidence_level; settled */
    struct sq_duration shelf_life; /* months = days = 0: not given */
    struct sq_text evidence_what;
    int is_public; /* 0 unsaid, 1 true, 2 false */
    struct sq_word *dimension_names;
    size_t n_dimensions;
    const struct sq_dimension **dimensions; /* n_dimensions, NULL if unknown */
    sq_num weight;
    bool weight_given;
    bool critical;
    struct sq_word preset;  /* `default:` */
    struct sq_copy *copies; /* whose answer it may take over */
    size_t n_copies;

    struct sq_span score_at;
    sq_num *table; /* SQ_SCORE_TABLE: points by option */
    bool *table_has;
    sq_num lin_from[2], lin_to[2];
    struct sq_step *steps;
    size_t n_steps;
    struct sq_formula score_is;
    /* points this question can give, settled after reading */
    sq_num low_points, high_points;
    bool scored;   /* it can give points at all */
    uint64_t work; /* steps for one slot; see model/work.h */
    /* kept between reading and resolving */
    struct sq_node *table_node, *linear_node, *copy_node;
    bool score_count;
    const struct sq_tree *tree;
};
static inline bool
sq_required(const struct sq_question *q)
{
    return q->required != 2;
}

enum sq_repeat { SQ_ONCE, SQ_FOR_EACH, SQ_ROWS };

struct sq_group {
    struct sq_word id;
    uint32_t index; /* in questionnaire->groups */
    const struct sq_section *section;
    struct sq_text title, intro, row_label;
    enum sq_repeat repeat;
    struct sq_word list_name, block_name;
    const struct sq_list *list;
    bool has_rows;
    uint32_t rows_min, rows_max;
    sq_num weight;
    int critical; /* 2: none of its columns is, whatever the block says */
    struct sq_word *who; /* of those columns that name nobody */
    size_t n_who;
    struct sq_word *refs; /* of its first column, after its own */
    size_t n_refs;
    /* of its first column, in place of its own */
    struct sq_text help, why, good, red_flag, example;
    struct sq_copy *copies;
    size_t n_copies;
    struct sq_node *copy_node;
    struct sq_formula when;
    uint32_t first, n; /* its columns in questionnaire->questions */
    bool impact; /* its columns say who gains or loses; see enum sq_track */
    sq_str *cell_ids; /* ids of its cells, row by row; NULL where rows grow */
    struct sq_node *questions_node;
    const struct sq_tree *tree;
};

struct sq_section {
    struct sq_word id;
    struct sq_text title, intro;
    sq_num weight;
    struct sq_formula when;
    uint32_t first, n; /* its questions, groups' columns included */
    struct sq_node *questions_node;
};

enum sq_combine {
#define COMBINE(name, word, summary) SQ_COMBINE_##name,
#include "model/combine.def"
#undef COMBINE
    SQ_COMBINE_COUNT
};
enum sq_dim_track {
    SQ_DT_OTHER,
    SQ_DT_ASSURANCE,
    SQ_DT_RISK,
    SQ_DT_BENEFIT,
    SQ_DT_CONFIDENCE
};
enum sq_better { SQ_HIGHER, SQ_LOWER };
enum sq_basis { SQ_BASIS_ASKED, SQ_BASIS_ALL, SQ_BASIS_REACHABLE };
enum sq_na { SQ_NA_EXCLUDE, SQ_NA_ZERO, SQ_NA_BEST, SQ_NA_WORST };
enum sq_nk { SQ_NK_WORST, SQ_NK_MISSING };
enum sq_miss { SQ_MISS_INTERVAL, SQ_MISS_ZERO, SQ_MISS_WORST, SQ_MISS_BLOCK };

struct sq_case_row { /* of a decision table */
    struct sq_formula when;
    bool otherwise;
    sq_num is;
    struct sq_span at;
};

struct sq_dimension {
    struct sq_word id;
    uint32_t index;
    struct sq_text label, help;
    int track;   /* enum sq_dim_track */
    int combine; /* enum sq_combine */
    int better;  /* enum sq_better */
    struct sq_word bands_name;
    const struct sq_bands *bands; /* may be NULL */
    int basis, not_applicable, not_known, missing;
    bool has_at_least;
    sq_num at_least;
    struct sq_word floor_at, floor_cap; /* empty: no floor */
    struct sq_span floor_span;
    size_t cap_band; /* index in bands */
    struct sq_case_row *table;
    size_t n_table;
    const struct sq_question **questions; /* that count, document order */
    size_t n;
};

struct sq_derived { /* a row of `values:` */
    struct sq_word id;
    uint32_t index;
    struct sq_text label;
    struct sq_formula is, max;
    struct sq_word bands_name;
    const struct sq_bands *bands;
    int better;
};

struct sq_trigger {
    struct sq_word id;
    uint32_t index;
    struct sq_formula when;
    struct sq_text label, obliges;
    struct sq_word *refs;
    size_t n_refs;
};

struct sq_gate {
    struct sq_word id;
    uint32_t index;
    struct sq_formula must, when;
    struct sq_text because, label;
    struct sq_word waivable_by;
    struct sq_word *refs;
    size_t n_refs;
};

struct sq_outcome {
    struct sq_word id;
    uint32_t index;
    struct sq_formula when;
    bool otherwise;
    struct sq_text label, meaning;
    struct sq_text *obliges;
    size_t n_obliges;
};

struct sq_house_check {
    struct sq_word id;
    struct sq_formula that;
    int level; /* enum sq_level */
    int from;  /* the profile at which it begins to speak; draft is 0 */
    struct sq_text message, fix;
};

struct sq_sign_off {
    struct sq_word role;
    struct sq_text label;
    struct sq_word *not_roles;
    size_t n_not;
};

/* Shared words: from the questionnaire and every pack it uses. */
struct sq_vocab {
    struct sq_map lists, choices, matrices, bands, frameworks, blocks, roles;
    struct sq_word *boilerplate;
    size_t n_boilerplate;
};

struct sq_questionnaire {
    struct sq_source *source;
    bool pack;
    bool usable; /* no error in it: assessments can be scored with it */
    struct sq_word id, version;
    struct sq_text title, summary, publisher;
    struct sq_word licence;
    sq_date as_of;
    struct sq_word *languages;
    size_t n_languages;
    struct sq_word *uses;
    size_t n_uses;
    sq_str digest; /* "sha256:…" over this file and its packs */
    struct sq_vocab vocab;
    uint64_t work; /* steps for all; see model/work.h */

    struct sq_section **sections;
    size_t n_sections;
    struct sq_group **groups;
    size_t n_groups;
    struct sq_question **questions; /* document order, columns included */
    size_t n_questions;
    struct sq_map names; /* full name → question; group id → see groups_by_id */
    struct sq_map groups_by_id;
    struct sq_map dimensions_by_id, values_by_id, gates_by_id, triggers_by_id;

    /* own ones first, then those of packs, in order */
    struct sq_dimension **dimensions;
    size_t n_dimensions;
    struct sq_derived **values;
    size_t n_values;
    struct sq_trigger **triggers;
    size_t n_triggers;
    struct sq_gate **gates;
    size_t n_gates;
    struct sq_outcome *outcomes;
    size_t n_outcomes;
    struct sq_house_check **checks;
    size_t n_checks;
    struct sq_sign_off *sign_off;
    size_t n_sign_off;
    struct sq_duration *review_after;
    size_t n_review_after;
    struct sq_formula review_sooner;
    /* Some condition asks whether a question is answered, asked or not
     * applicable: what is asked now and what may be asked then differ. */
    bool has_hole; /* an entry's first line, or the list in it, is lost */
    bool asks_about_answers;
};

/* "J4.age.direction", or "I3.direction" where `row` is empty. */
sq_str sq_cell_id(struct sq_arena *a, sq_str group, sq_str row, sq_str column);

/* What a name in an expression refers to (sq_name.ref and .part). */
enum sq_name_part {
    SQ_PART_QUESTION,
    SQ_PART_DIM,
    SQ_PART_DIM_MAX,
    SQ_PART_DIM_PERCENT,
    SQ_PART_DIM_BAND,
    SQ_PART_VALUE,
    SQ_PART_VALUE_BAND,
    SQ_PART_GATE,
    SQ_PART_TRIGGER,
    SQ_PART_ANSWER,
    SQ_PART_CELL
};
struct sq_cell_ref { /* J4.age.direction: one cell of a fixed grid */
    const struct sq_question *question;
    uint32_t row;
};

#endif
