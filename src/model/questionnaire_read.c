/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/limits.h"
#include "model/read.h"
#include "model/shape.h"
#include "model/shapes.h"

/* ---- the keys ------------------------------------------------------------ */

static const char *const colour_words[] = {"green", "yellow", "amber", "orange",
                                           "red",   "grey",   "blue",  NULL};
static const char *const effect_words[] = {"gains", "loses", "both", "none",
                                           NULL};
static const char *const status_words[] = {
    "in-force", "not-in-force", "guidance", "case",
    "standard", "withdrawn",    NULL};
static const char *const na_words[] = {"never", "with-reason", NULL};
static const char *const nk_words[] = {"never", "allowed", NULL};
static const char *const evidence_words[] = {"none", "expected", "required",
                                             NULL};
static const char *const track_words[] = {"direction", "initial",    "residual",
                                          "benefit",   "confidence", "reach",
                                          "subject",   "controls",   NULL};
static const char *const dim_track_words[] = {"other",   "assurance",  "risk",
                                              "benefit", "confidence", NULL};
static const char *const combine_words[] = {
#define COMBINE(name, word, summary) word,
#include "model/combine.def"
#undef COMBINE
    NULL};
static const char *const better_words[] = {"higher", "lower", NULL};
static const char *const basis_words[] = {"asked", "all", "reachable", NULL};
static const char *const dim_na_words[] = {"exclude", "zero", "best", "worst",
                                           NULL};
static const char *const dim_nk_words[] = {"worst", "missing", NULL};
static const char *const missing_words[] = {"interval", "zero", "worst",
                                            "block", NULL};
static const char *const level_words[] = {"note", "warning", "error", NULL};

#define NO_ID   SIZE_MAX
#define NO_SPAN SIZE_MAX

static void
option_preset(void *out)
{
    ((struct sq_option *)out)->score = SQ_NUM_ZERO;
}
static const struct sq_key option_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_option, id), NULL, NULL,
     "the word that stands in the file"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_option, label), NULL, NULL,
     "the words that people read"},
    {"score", SQ_K_NUM, false, SQ_AT2(sq_option, score, scored), NULL, NULL,
     "its points"},
    {"exclusive", SQ_K_BOOL, false, SQ_AT(sq_option, exclusive), NULL, NULL,
     "cannot be chosen with another"},
    {"meaning", SQ_K_TEXT, false, SQ_AT(sq_option, meaning), NULL, NULL,
     "what it means, to choose alike"},
    {"effect", SQ_K_ENUM, false, SQ_AT(sq_option, effect), NULL, effect_words,
     "whether the people gain or lose"},
};
static const struct sq_shape option_shape = SQ_SHAPE(
    "an option", option_keys, sq_option, NO_ID, NO_SPAN, option_preset, "id");

static const struct sq_key choices_keys[] = {
    {"options", SQ_K_LIST, true, SQ_AT2(sq_choices, options, n), &option_shape,
     NULL, "the options, in order"},
};
static const struct sq_shape choices_shape =
    SQ_SHAPE("a set of choices", choices_keys, sq_choices,
             offsetof(struct sq_choices, id), NO_SPAN, NULL, "options");

static const struct sq_key item_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_item, id), NULL, NULL, "its short name"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_item, label), NULL, NULL,
     "the words that people read"},
    {"help", SQ_K_TEXT, false, SQ_AT(sq_item, help), NULL, NULL,
     "who or what is meant"},
};
static const struct sq_shape item_shape =
    SQ_SHAPE("a list item", item_keys, sq_item, NO_ID, NO_SPAN, NULL, "id");

static const struct sq_key list_keys[] = {
    {"items", SQ_K_LIST, true, SQ_AT2(sq_list, items, n), &item_shape, NULL,
     "the things to go through"},
};
static const struct sq_shape list_shape =
    SQ_SHAPE("a list", list_keys, sq_list, offsetof(struct sq_list, id),
             NO_SPAN, NULL, "items");

static const struct sq_key matrix_keys[] = {
    {"label", SQ_K_TEXT, false, SQ_AT(sq_matrix, label), NULL, NULL,
     "the words that people read"},
    {"rows", SQ_K_WORD, true, SQ_AT(sq_matrix, rows_id), NULL, NULL,
     "the choices down the side"},
    {"row-label", SQ_K_TEXT, false, SQ_AT(sq_matrix, row_label), NULL, NULL,
     "what they measure, in the middle of a sentence"},
    {"columns", SQ_K_WORD, true, SQ_AT(sq_matrix, columns_id), NULL, NULL,
     "the choices along the top"},
    {"column-label", SQ_K_TEXT, false, SQ_AT(sq_matrix, column_label), NULL,
     NULL, "what they measure, in the middle of a sentence"},
    {"bands", SQ_K_WORD, false, SQ_AT(sq_matrix, bands_id), NULL, NULL,
     "the levels its cells fall in"},
    {"cells", SQ_K_NODE, true, SQ_AT(sq_matrix, cells_node), NULL, NULL,
     "`product`, or a list of numbers for each row"},
};
static const struct sq_shape matrix_shape =
    SQ_SHAPE("a matrix", matrix_keys, sq_matrix, offsetof(struct sq_matrix, id),
             NO_SPAN, NULL, NULL);

static const struct sq_key band_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_band, id), NULL, NULL, "its short name"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_band, label), NULL, NULL,
     "the words that people read"},
    {"letter", SQ_K_WORD, false, SQ_AT(sq_band, letter), NULL, NULL,
     "one or two letters for maps"},
    {"colour", SQ_K_ENUM, false, SQ_AT(sq_band, colour), NULL, colour_words,
     "shown beside the word, never instead of it"},
    {"meaning", SQ_K_TEXT, false, SQ_AT(sq_band, meaning), NULL, NULL,
     "what the level means"},
    {"obliges", SQ_K_TEXT, false, SQ_AT(sq_band, obliges), NULL, NULL,
     "what the level obliges someone to do"},
    {"to", SQ_K_EDGE, false, SQ_AT(sq_band, to), NULL, NULL,
     "the upper edge, which belongs to the band"},
    {"below", SQ_K_EDGE, false, SQ_AT(sq_band, below), NULL, NULL,
     "the upper edge, which belongs to the next band"},
    {"from", SQ_K_EDGE, false, SQ_AT(sq_band, from), NULL, NULL,
     "the lower edge, which belongs to the band"},
    {"above", SQ_K_EDGE, false, SQ_AT(sq_band, above), NULL, NULL,
     "the lower edge, which belongs to the band before"},
};
static const struct sq_shape band_shape =
    SQ_SHAPE("a band", band_keys, sq_band, NO_ID, NO_SPAN, NULL, NULL);
static const struct sq_key bands_keys[] = {
    {"bands", SQ_K_LIST, true, SQ_AT2(sq_bands, bands, n), &band_shape, NULL,
     "the levels, lowest first"},
};
static const struct sq_shape bands_shape =
    SQ_SHAPE("a set of bands", bands_keys, sq_bands,
             offsetof(struct sq_bands, id), NO_SPAN, NULL, "bands");

static void
framework_preset(void *out)
{
    struct sq_framework *f = out;
    f->in_force = f->review_by = SQ_NO_DATE;
}
static const struct sq_key framework_keys[] = {
    {"title", SQ_K_TEXT, true, SQ_AT(sq_framework, title), NULL, NULL,
     "its title"},
    {"body", SQ_K_TEXT, false, SQ_AT(sq_framework, body), NULL, NULL,
     "who made it"},
    {"summary", SQ_K_TEXT, false, SQ_AT(sq_framework, summary), NULL, NULL,
     "what it asks for"},
    {"jurisdiction", SQ_K_WORD, false, SQ_AT(sq_framework, jurisdiction), NULL,
     NULL, "where it applies"},
    {"status", SQ_K_ENUM, false, SQ_AT(sq_framework, status), NULL,
     status_words, "in force, guidance, …"},
    {"in-force", SQ_K_DATE, false, SQ_AT(sq_framework, in_force), NULL, NULL,
     "the day from which it applies"},
    {"review-by", SQ_K_DATE, false,
     SQ_AT2(sq_framework, review_by, review_by_at), NULL, NULL,
     "the day by which this record is to be read again"},
    {"url", SQ_K_WORD, false, SQ_AT(sq_framework, url), NULL, NULL,
     "where to read it"},
    {"verify", SQ_K_BOOL, false, SQ_AT(sq_framework, verify), NULL, NULL,
     "true: check against the source before relying on it"},
};
static const struct sq_shape framework_shape = SQ_SHAPE(
    "a framework", framework_keys, sq_framework,
    offsetof(struct sq_framework, id), NO_SPAN, framework_preset, NULL);

static const struct sq_key role_keys[] = {
    {"label", SQ_K_TEXT, true, SQ_AT(sq_role, label), NULL, NULL,
     "the words that people read"},
    {"does", SQ_K_TEXT, false, SQ_AT(sq_role, does), NULL, NULL,
     "what the role does"},
};
static const struct sq_shape role_shape =
    SQ_SHAPE("a role", role_keys, sq_role, offsetof(struct sq_role, id),
             NO_SPAN, NULL, "label");

static const struct sq_key block_keys[] = {
    {"questions", SQ_K_NODE, true, SQ_AT(sq_block_def, questions_node), NULL,
     NULL, "the questions"},
};
static const struct sq_shape block_shape =
    SQ_SHAPE("a block", block_keys, sq_block_def,
             offsetof(struct sq_block_def, id), NO_SPAN, NULL, "questions");

static void
step_preset(void *out)
{
    ((struct sq_step *)out)->is = SQ_NUM_ZERO;
}
static const struct sq_key step_keys[] = {
    {"to", SQ_K_EDGE, false, SQ_AT(sq_step, to), NULL, NULL,
     "the upper edge, included"},
    {"below", SQ_K_EDGE, false, SQ_AT(sq_step, below), NULL, NULL,
     "the upper edge, not included"},
    {"from", SQ_K_EDGE, false, SQ_AT(sq_step, from), NULL, NULL,
     "the lower edge, included"},
    {"above", SQ_K_EDGE, false, SQ_AT(sq_step, above), NULL, NULL,
     "the lower edge, not included"},
    {"is", SQ_K_NUM, true, SQ_AT(sq_step, is), NULL, NULL, "the points"},
};
static const struct sq_shape step_shape =
    SQ_SHAPE("a step", step_keys, sq_step, NO_ID, offsetof(struct sq_step, at),
             step_preset, NULL);

/* Parts of a question that are maps of their own but live in its struct. */
static const struct sq_key score_keys[] = {
    {"table", SQ_K_NODE, false, SQ_AT(sq_question, table_node), NULL, NULL,
     "points by option"},
    {"count", SQ_K_BOOL, false, SQ_AT(sq_question, score_count), NULL, NULL,
     "a point for each option chosen"},
    {"linear", SQ_K_NODE, false, SQ_AT(sq_question, linear_node), NULL, NULL,
     "two numbers mapped to two points"},
    {"steps", SQ_K_LIST, false, SQ_AT2(sq_question, steps, n_steps),
     &step_shape, NULL, "a number through bands to points"},
    {"is", SQ_K_FORMULA, false, SQ_AT(sq_question, score_is), NULL, NULL,
     "an expression; `answer` is the answer"},
};
static const struct sq_shape score_shape =
    SQ_SHAPE("a score", score_keys, sq_question, NO_ID,
             offsetof(struct sq_question, score_at), NULL, NULL);
static const struct sq_key evidence_keys[] = {
    {"level", SQ_K_ENUM, false, SQ_AT(sq_question, evidence), NULL,
     evidence_words, "none, expected or required"},
    {"shelf-life", SQ_K_DURATION, false, SQ_AT(sq_question, shelf_life), NULL,
     NULL, "how long it stays good"},
    {"what", SQ_K_TEXT, false, SQ_AT(sq_question, evidence_what), NULL, NULL,
     "what would show it"},
};
static const struct sq_shape evidence_shape =
    SQ_SHAPE("an evidence demand", evidence_keys, sq_question, NO_ID, NO_SPAN,
             NULL, "level");
static const struct sq_key valid_keys[] = {
    {"that", SQ_K_FORMULA, true, SQ_AT(sq_question, valid), NULL, NULL,
     "what must hold; `answer` is the answer"},
    {"message", SQ_K_TEXT, false, SQ_AT(sq_question, valid_message), NULL, NULL,
     "what to say when it does not"},
};
static const struct sq_shape valid_shape = SQ_SHAPE(
    "a validity rule", valid_keys, sq_question, NO_ID, NO_SPAN, NULL, "that");
static const struct sq_key copy_keys[] = {
    {"template", SQ_K_WORD, true, SQ_AT(sq_copy, template), NULL, NULL,
     "the questionnaire to copy from"},
    {"question", SQ_K_WORD, true, SQ_AT(sq_copy, question), NULL, NULL,
     "its question"},
};
static const struct sq_shape copy_shape = SQ_SHAPE(
    "a source to copy from", copy_keys, sq_copy, NO_ID, NO_SPAN, NULL, NULL);

static void
question_preset(void *out)
{
    struct sq_question *q = out;
    q->weight = sq_num_int(1);
    q->min = q->max = q->low_points = q->high_points = SQ_NUM_ZERO;
}
static const struct sq_key question_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_question, id), NULL, NULL,
     "its short, lasting name"},
    {"ask", SQ_K_TEXT, true, SQ_AT(sq_question, ask), NULL, NULL,
     "the question, one thing at a time"},
    {"help", SQ_K_TEXT, false, SQ_AT(sq_question, help), NULL, NULL,
     "a sentence of help"},
    {"why", SQ_K_TEXT, false, SQ_AT(sq_question, why), NULL, NULL,
     "why it is asked"},
    {"good", SQ_K_TEXT, false, SQ_AT(sq_question, good), NULL, NULL,
     "what good looks like"},
    {"red-flag", SQ_K_TEXT, false, SQ_AT(sq_question, red_flag), NULL, NULL,
     "what should worry a reader"},
    {"example", SQ_K_TEXT, false, SQ_AT(sq_question, example), NULL, NULL,
     "an answer as it might be"},
    {"type", SQ_K_WORD, true, SQ_AT(sq_question, type_name), NULL, NULL,
     "one, many, text, long, number, date, person or rating"},
    {"choices", SQ_K_NODE, false, SQ_AT(sq_question, choices_node), NULL, NULL,
     "a set of choices by name, or a list of options"},
    {"matrix", SQ_K_WORD, false, SQ_AT(sq_question, matrix_name), NULL, NULL,
     "the matrix of a rating"},
    {"unit", SQ_K_TEXT, false, SQ_AT(sq_question, unit), NULL, NULL,
     "what a number counts"},
    {"min", SQ_K_NUM, false, SQ_AT2(sq_question, min, has_min), NULL, NULL,
     "the smallest number allowed"},
    {"max", SQ_K_NUM, false, SQ_AT2(sq_question, max, has_max), NULL, NULL,
     "the largest number allowed"},
    {"decimals", SQ_K_COUNT, false, SQ_AT(sq_question, decimals), NULL, NULL,
     "how many decimals are allowed"},
    {"max-length", SQ_K_COUNT, false, SQ_AT(sq_question, max_length), NULL,
     NULL, "the longest text allowed [characters]"},
    {"who", SQ_K_WORDS, false, SQ_AT2(sq_question, who, n_who), NULL, NULL,
     "the roles that answer"},
    {"refs", SQ_K_WORDS, false, SQ_AT2(sq_question, refs, n_refs), NULL, NULL,
     "frameworks that it serves"},
    {"when", SQ_K_FORMULA, false, SQ_AT(sq_question, when), NULL, NULL,
     "asked only when this holds"},
    {"required", SQ_K_TRI, false, SQ_AT(sq_question, required), NULL, NULL,
     "false: may be left out"},
    {"valid", SQ_K_ONE, false, 0, SIZE_MAX, &valid_shape, NULL,
     "what an answer must satisfy"},
    {"not-applicable", SQ_K_ENUM, false, SQ_AT(sq_question, not_applicable),
     NULL, na_words, "whether it may be answered so"},
    {"not-known", SQ_K_ENUM, false, SQ_AT(sq_question, not_known), NULL,
     nk_words, "whether it may be answered so"},
    {"evidence", SQ_K_ONE, false, 0, SIZE_MAX, &evidence_shape, NULL,
     "whether evidence is needed, and how fresh"},
    {"public", SQ_K_TRI, false, SQ_AT(sq_question, is_public), NULL, NULL,
     "true: may stand in a public report"},
    {"dimension", SQ_K_WORDS, false,
     SQ_AT2(sq_question, dimension_names, n_dimensions), NULL, NULL,
     "the score tracks that it counts in"},
    {"weight", SQ_K_NUM, false, SQ_AT2(sq_question, weight, weight_given), NULL,
     NULL, "how much it counts; 1 unless said"},
    {"critical", SQ_K_BOOL, false, SQ_AT(sq_question, critical), NULL, NULL,
     "always asked in a core assessment; a low answer caps its dimension"},
    {"default", SQ_K_WORD, false, SQ_AT(sq_question, preset), NULL, NULL,
     "the answer offered first"},
    {"copy-from", SQ_K_NODE, false, SQ_AT(sq_question, copy_node), NULL, NULL,
     "the same question in another questionnaire"},
    {"track", SQ_K_ENUM, false, SQ_AT(sq_question, track), NULL, track_words,
     "what the column means in an impact table"},
    {"score", SQ_K_ONE, false, 0, SIZE_MAX, &score_shape, NULL,
     "points that do not come from the option"},
};
static const struct sq_shape question_shape =
    SQ_SHAPE("a question", question_keys, sq_question, NO_ID, NO_SPAN,
             question_preset, NULL);

static void
group_preset(void *out)
{
    ((struct sq_group *)out)->weight = sq_num_int(1);
}
/* `rows: {min, max, label}` lives in the group's struct */
static void
rows_preset(void *out)
{
    struct sq_group *g = out;
    g->has_rows = true;
    g->rows_max = 100;
}
static const struct sq_key rows_keys[] = {
    {"min", SQ_K_COUNT, false, SQ_AT(sq_group, rows_min), NULL, NULL,
     "how many rows there must be"},
    {"max", SQ_K_COUNT, false, SQ_AT(sq_group, rows_max), NULL, NULL,
     "how many rows there may be"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_group, row_label), NULL, NULL,
     "what one row is called"},
};
static const struct sq_shape rows_shape = SQ_SHAPE(
    "a growing table", rows_keys, sq_group, NO_ID, NO_SPAN, rows_preset, NULL);
static const struct sq_key group_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_group, id), NULL, NULL,
     "its short, lasting name"},
    {"title", SQ_K_TEXT, true, SQ_AT(sq_group, title), NULL, NULL,
     "the heading"},
    {"intro", SQ_K_TEXT, false, SQ_AT(sq_group, intro), NULL, NULL,
     "a sentence above it"},
    {"for-each", SQ_K_WORD, false, SQ_AT(sq_group, list_name), NULL, NULL,
     "the list to go through"},
    {"rows", SQ_K_ONE, false, 0, SIZE_MAX, &rows_shape, NULL,
     "a table that grows"},
    {"who", SQ_K_WORDS, false, SQ_AT2(sq_group, who, n_who), NULL, NULL,
     "the roles that answer the columns that name none"},
    {"refs", SQ_K_WORDS, false, SQ_AT2(sq_group, refs, n_refs), NULL, NULL,
     "frameworks that its first column serves"},
    {"weight", SQ_K_NUM, false, SQ_AT(sq_group, weight), NULL, NULL,
     "how much it counts; 1 unless said"},
    {"when", SQ_K_FORMULA, false, SQ_AT(sq_group, when), NULL, NULL,
     "asked only when this holds"},
    {"critical", SQ_K_TRI, false, SQ_AT(sq_group, critical), NULL, NULL,
     "false: none of its columns is critical"},
    {"help", SQ_K_TEXT, false, SQ_AT(sq_group, help), NULL, NULL,
     "help with its first column, in place of its own"},
    {"why", SQ_K_TEXT, false, SQ_AT(sq_group, why), NULL, NULL,
     "why its first column is asked, in place of its own"},
    {"good", SQ_K_TEXT, false, SQ_AT(sq_group, good), NULL, NULL,
     "what good looks like, with its first column"},
    {"red-flag", SQ_K_TEXT, false, SQ_AT(sq_group, red_flag), NULL, NULL,
     "what should worry a reader, with its first column"},
    {"example", SQ_K_TEXT, false, SQ_AT(sq_group, example), NULL, NULL,
     "an answer as it might be, with its first column"},
    {"copy-from", SQ_K_NODE, false, SQ_AT(sq_group, copy_node), NULL, NULL,
     "the same table in another questionnaire"},
    {"block", SQ_K_WORD, false, SQ_AT(sq_group, block_name), NULL, NULL,
     "a block of questions to use"},
    {"questions", SQ_K_NODE, false, SQ_AT(sq_group, questions_node), NULL, NULL,
     "its columns"},
};
static const struct sq_shape group_shape = SQ_SHAPE(
    "a group", group_keys, sq_group, NO_ID, NO_SPAN, group_preset, NULL);

static void
section_preset(void *out)
{
    ((struct sq_section *)out)->weight = sq_num_int(1);
}
static const struct sq_key section_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_section, id), NULL, NULL, "its short name"},
    {"title", SQ_K_TEXT, true, SQ_AT(sq_section, title), NULL, NULL,
     "the heading"},
    {"intro", SQ_K_TEXT, false, SQ_AT(sq_section, intro), NULL, NULL,
     "a sentence above it"},
    {"weight", SQ_K_NUM, false, SQ_AT(sq_section, weight), NULL, NULL,
     "how much it counts; 1 unless said"},
    {"when", SQ_K_FORMULA, false, SQ_AT(sq_section, when), NULL, NULL,
     "asked only when this holds"},
    {"questions", SQ_K_NODE, true, SQ_AT(sq_section, questions_node), NULL,
     NULL, "questions and groups, in order"},
};
static const struct sq_shape section_shape =
    SQ_SHAPE("a section", section_keys, sq_section, NO_ID, NO_SPAN,
             section_preset, NULL);

static const struct sq_key case_keys[] = {
    {"when", SQ_K_FORMULA, false, SQ_AT(sq_case_row, when), NULL, NULL,
     "the condition"},
    {"otherwise", SQ_K_BOOL, false, SQ_AT(sq_case_row, otherwise), NULL, NULL,
     "true on the last"},
    {"is", SQ_K_NUM, true, SQ_AT(sq_case_row, is), NULL, NULL, "the figure"},
};
static void
case_preset(void *out)
{
    ((struct sq_case_row *)out)->is = SQ_NUM_ZERO;
}
static const struct sq_shape case_shape =
    SQ_SHAPE("a row of a decision table", case_keys, sq_case_row, NO_ID,
             offsetof(struct sq_case_row, at), case_preset, NULL);
static const struct sq_key floor_keys[] = {
    {"at", SQ_K_WORD, true, SQ_AT(sq_dimension, floor_at), NULL, NULL,
     "an option or a number of points"},
    {"cap", SQ_K_WORD, true, SQ_AT(sq_dimension, floor_cap), NULL, NULL,
     "the band that it caps at"},
};
static const struct sq_shape floor_shape =
    SQ_SHAPE("a floor", floor_keys, sq_dimension, NO_ID,
             offsetof(struct sq_dimension, floor_span), NULL, NULL);
static void
dimension_preset(void *out)
{
    ((struct sq_dimension *)out)->at_least = SQ_NUM_ZERO;
}
static const struct sq_key dimension_keys[] = {
    {"label", SQ_K_TEXT, false, SQ_AT(sq_dimension, label), NULL, NULL,
     "the words that people read"},
    {"help", SQ_K_TEXT, false, SQ_AT(sq_dimension, help), NULL, NULL,
     "what it tells"},
    {"track", SQ_K_CHOICE, false, SQ_AT(sq_dimension, track), NULL,
     dim_track_words, "risk, benefit, assurance or confidence, kept apart"},
    {"combine", SQ_K_CHOICE, true, SQ_AT(sq_dimension, combine), NULL,
     combine_words, "how points become a figure"},
    {"better", SQ_K_CHOICE, false, SQ_AT(sq_dimension, better), NULL,
     better_words, "which way is better"},
    {"bands", SQ_K_WORD, false, SQ_AT(sq_dimension, bands_name), NULL, NULL,
     "its levels"},
    {"basis", SQ_K_CHOICE, false, SQ_AT(sq_dimension, basis), NULL, basis_words,
     "what the maximum counts"},
    {"not-applicable", SQ_K_CHOICE, false, SQ_AT(sq_dimension, not_applicable),
     NULL, dim_na_words, "what such an answer counts"},
    {"not-known", SQ_K_CHOICE, false, SQ_AT(sq_dimension, not_known), NULL,
     dim_nk_words, "what such an answer counts"},
    {"missing", SQ_K_CHOICE, false, SQ_AT(sq_dimension, missing), NULL,
     missing_words, "what a missing answer counts"},
    {"at-least", SQ_K_NUM, false, SQ_AT2(sq_dimension, at_least, has_at_least),
     NULL, NULL, "the mark for count and all [points]"},
    {"floor", SQ_K_ONE, false, 0, SIZE_MAX, &floor_shape, NULL,
     "a low critical answer caps the band"},
    {"table", SQ_K_LIST, false, SQ_AT2(sq_dimension, table, n_table),
     &case_shape, NULL, "for combine: table"},
};
static const struct sq_shape dimension_shape = SQ_SHAPE(
    "a dimension", dimension_keys, sq_dimension,
    offsetof(struct sq_dimension, id), NO_SPAN, dimension_preset, NULL);

static const struct sq_key derived_keys[] = {
    {"is", SQ_K_FORMULA, true, SQ_AT(sq_derived, is), NULL, NULL,
     "the expression"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_derived, label), NULL, NULL,
     "the words that people read"},
    {"bands", SQ_K_WORD, false, SQ_AT(sq_derived, bands_name), NULL, NULL,
     "its levels"},
    {"max", SQ_K_FORMULA, false, SQ_AT(sq_derived, max), NULL, NULL,
     "its maximum, for bands in percent"},
    {"better", SQ_K_CHOICE, false, SQ_AT(sq_derived, better), NULL,
     better_words, "which way is better"},
};
static const struct sq_shape derived_shape =
    SQ_SHAPE("a value", derived_keys, sq_derived,
             offsetof(struct sq_derived, id), NO_SPAN, NULL, "is");

static const struct sq_key trigger_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_trigger, id), NULL, NULL, "its short name"},
    {"when", SQ_K_FORMULA, true, SQ_AT(sq_trigger, when), NULL, NULL,
     "what sets it off"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_trigger, label), NULL, NULL,
     "the words that people read"},
    {"obliges", SQ_K_TEXT, false, SQ_AT(sq_trigger, obliges), NULL, NULL,
     "what must then be done"},
    {"refs", SQ_K_WORDS, false, SQ_AT2(sq_trigger, refs, n_refs), NULL, NULL,
     "frameworks that it serves"},
};
static const struct sq_shape trigger_shape =
    SQ_SHAPE("a trigger", trigger_keys, sq_trigger, NO_ID, NO_SPAN, NULL, NULL);

static const struct sq_key gate_keys[] = {
    {"must", SQ_K_FORMULA, true, SQ_AT(sq_gate, must), NULL, NULL,
     "what must hold"},
    {"when", SQ_K_FORMULA, false, SQ_AT(sq_gate, when), NULL, NULL,
     "the gate stands only when this holds"},
    {"because", SQ_K_TEXT, false, SQ_AT(sq_gate, because), NULL, NULL,
     "what passing it means"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_gate, label), NULL, NULL,
     "the words that people read"},
    {"waivable-by", SQ_K_WORD, false, SQ_AT(sq_gate, waivable_by), NULL, NULL,
     "the role that may waive it"},
    {"refs", SQ_K_WORDS, false, SQ_AT2(sq_gate, refs, n_refs), NULL, NULL,
     "frameworks that it serves"},
};
static const struct sq_shape gate_shape =
    SQ_SHAPE("a gate", gate_keys, sq_gate, offsetof(struct sq_gate, id),
             NO_SPAN, NULL, "must");

static const struct sq_key outcome_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_outcome, id), NULL, NULL, "its short name"},
    {"when", SQ_K_FORMULA, false, SQ_AT(sq_outcome, when), NULL, NULL,
     "the condition; the first that holds wins"},
    {"otherwise", SQ_K_BOOL, false, SQ_AT(sq_outcome, otherwise), NULL, NULL,
     "true on the last"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_outcome, label), NULL, NULL,
     "the words that people read"},
    {"meaning", SQ_K_TEXT, false, SQ_AT(sq_outcome, meaning), NULL, NULL,
     "what it means"},
    {"obliges", SQ_K_TEXTS, false, SQ_AT2(sq_outcome, obliges, n_obliges), NULL,
     NULL, "what must then be done"},
};
static const struct sq_shape outcome_shape = SQ_SHAPE(
    "an outcome", outcome_keys, sq_outcome, NO_ID, NO_SPAN, NULL, NULL);

static const char *const profile_words[] = {"draft", "panel", "publish", "live",
                                            NULL};
static void
check_preset(void *out)
{
    ((struct sq_house_check *)out)->level = SQ_WARNING;
}
static const struct sq_key check_keys[] = {
    {"id", SQ_K_ID, true, SQ_AT(sq_house_check, id), NULL, NULL,
     "its short name"},
    {"that", SQ_K_FORMULA, true, SQ_AT(sq_house_check, that), NULL, NULL,
     "what must hold"},
    {"level", SQ_K_CHOICE, false, SQ_AT(sq_house_check, level), NULL,
     level_words, "note, warning or error"},
    {"from", SQ_K_CHOICE, false, SQ_AT(sq_house_check, from), NULL,
     profile_words, "draft, panel, publish or live: when it begins to speak"},
    {"message", SQ_K_TEXT, true, SQ_AT(sq_house_check, message), NULL, NULL,
     "what is wrong"},
    {"fix", SQ_K_TEXT, false, SQ_AT(sq_house_check, fix), NULL, NULL,
     "how to put it right"},
};
static const struct sq_shape check_shape = SQ_SHAPE(
    "a check", check_keys, sq_house_check, NO_ID, NO_SPAN, check_preset, NULL);

static const struct sq_key sign_off_keys[] = {
    {"role", SQ_K_WORD, true, SQ_AT(sq_sign_off, role), NULL, NULL,
     "who signs"},
    {"label", SQ_K_TEXT, false, SQ_AT(sq_sign_off, label), NULL, NULL,
     "what the signature says"},
    {"not", SQ_K_WORDS, false, SQ_AT2(sq_sign_off, not_roles, n_not), NULL,
     NULL, "roles that the same person may not hold"},
};
static const struct sq_shape sign_off_shape =
    SQ_SHAPE("a sign-off step", sign_off_keys, sq_sign_off, NO_ID, NO_SPAN,
             NULL, "role");

static const struct sq_key review_keys[] = {
    {"after", SQ_K_DURATIONS, false,
     SQ_AT2(sq_questionnaire, review_after, n_review_after), NULL, NULL,
     "when it is looked at again"},
    {"sooner-when", SQ_K_FORMULA, false, SQ_AT(sq_questionnaire, review_sooner),
     NULL, NULL, "what brings the review forward"},
};
static const struct sq_shape review_shape =
    SQ_SHAPE("a review plan", review_keys, sq_questionnaire, NO_ID, NO_SPAN,
             NULL, "after");

/* One file as written, before it is merged with the packs it uses. */
struct file {
    struct sq_word kind;
    struct sq_question defaults;
    struct sq_list *lists;
    struct sq_choices *choices;
    struct sq_matrix *matrices;
    struct sq_bands *bands;
    struct sq_framework *frameworks;
    struct sq_block_def *blocks;
    struct sq_role *roles;
    struct sq_section *sections;
    struct sq_dimension *dimensions;
    struct sq_derived *values;
    struct sq_trigger *triggers;
    struct sq_gate *gates;
    struct sq_house_check *checks;
    struct sq_word *boilerplate;
    size_t n_lists, n_choices, n_matrices, n_bands, n_frameworks, n_blocks,
        n_roles, n_sections, n_dimensions, n_values, n_triggers, n_gates,
        n_checks, n_boilerplate;
    struct sq_node *moves;
    struct sq_questionnaire head;
};

static const struct sq_key defaults_keys[] = {
    {"required", SQ_K_TRI, false, SQ_AT(sq_question, required), NULL, NULL,
     "false: may be left out"},
    {"not-known", SQ_K_ENUM, false, SQ_AT(sq_question, not_known), NULL,
     nk_words, "whether it may be answered so"},
    {"not-applicable", SQ_K_ENUM, false, SQ_AT(sq_question, not_applicable),
     NULL, na_words, "whether it may be answered so"},
    {"public", SQ_K_TRI, false, SQ_AT(sq_question, is_public), NULL, NULL,
     "true: may stand in a public report"},
    {"evidence", SQ_K_ONE, false, 0, SIZE_MAX, &evidence_shape, NULL,
     "whether evidence is needed"},
};
static const struct sq_shape defaults_shape = SQ_SHAPE(
    "the defaults", defaults_keys, sq_question, NO_ID, NO_SPAN, NULL, NULL);

#define HEAD(member) offsetof(struct file, head.member), SIZE_MAX
#define HEAD2(member, n) \
    offsetof(struct file, head.member), offsetof(struct file, head.n)
#define FILE2(member) \
    offsetof(struct file, member), offsetof(struct file, n_##member)

static void
file_preset(void *out)
{
    struct file *f = out;
    f->head.as_of = SQ_NO_DATE;
}
static const struct sq_key file_keys[] = {
    {"sqeeia", SQ_K_WORD, true, offsetof(struct file, kind), SIZE_MAX, NULL,
     NULL, "what kind of file this is"},
    {"id", SQ_K_ID, true, HEAD(id), NULL, NULL, "its short, lasting name"},
    {"version", SQ_K_WORD, true, HEAD(version), NULL, NULL,
     "such as 1.0.0; raise it with every change of content"},
    {"title", SQ_K_TEXT, true, HEAD(title), NULL, NULL, "its title"},
    {"summary", SQ_K_TEXT, false, HEAD(summary), NULL, NULL, "what it is for"},
    {"languages", SQ_K_WORDS, false, HEAD2(languages, n_languages), NULL, NULL,
     "language tags"},
    {"publisher", SQ_K_TEXT, false, HEAD(publisher), NULL, NULL,
     "who publishes it"},
    {"licence", SQ_K_WORD, false, HEAD(licence), NULL, NULL, "its licence"},
    {"as-of", SQ_K_DATE, false, HEAD(as_of), NULL, NULL,
     "when the law in it was last read"},
    {"use", SQ_K_WORDS, false, HEAD2(uses, n_uses), NULL, NULL,
     "packs that it uses"},
    {"defaults", SQ_K_ONE, false, offsetof(struct file, defaults), SIZE_MAX,
     &defaults_shape, NULL, "keys of every question"},
    {"lists", SQ_K_MAP, false, FILE2(lists), &list_shape, NULL,
     "things to go through"},
    {"choices", SQ_K_MAP, false, FILE2(choices), &choices_shape, NULL,
     "sets of options"},
    {"matrices", SQ_K_MAP, false, FILE2(matrices), &matrix_shape, NULL,
     "rows by columns to a number"},
    {"bands", SQ_K_MAP, false, FILE2(bands), &bands_shape, NULL,
     "numbers to levels"},
    {"frameworks", SQ_K_MAP, false, FILE2(frameworks), &framework_shape, NULL,
     "laws and standards"},
    {"boilerplate", SQ_K_WORDS, false, FILE2(boilerplate), NULL, NULL,
     "phrases that say nothing"},
    {"blocks", SQ_K_MAP, false, FILE2(blocks), &block_shape, NULL,
     "reusable questions"},
    {"roles", SQ_K_MAP, false, FILE2(roles), &role_shape, NULL, "who acts"},
    {"sections", SQ_K_LIST, false, FILE2(sections), &section_shape, NULL,
     "what is asked"},
    {"dimensions", SQ_K_MAP, false, FILE2(dimensions), &dimension_shape, NULL,
     "score tracks"},
    {"values", SQ_K_MAP, false, FILE2(values), &derived_shape, NULL,
     "derived figures"},
    {"triggers", SQ_K_LIST, false, FILE2(triggers), &trigger_shape, NULL,
     "what follows from figures"},
    {"gates", SQ_K_MAP, false, FILE2(gates), &gate_shape, NULL,
     "what no score outweighs"},
    {"outcomes", SQ_K_LIST, false, HEAD2(outcomes, n_outcomes), &outcome_shape,
     NULL, "recommendations, first match wins"},
    {"checks", SQ_K_LIST, false, FILE2(checks), &check_shape, NULL,
     "rules of the house"},
    {"sign-off", SQ_K_LIST, false, HEAD2(sign_off, n_sign_off), &sign_off_shape,
     NULL, "who signs, in order"},
    {"review", SQ_K_ONE, false, offsetof(struct file, head), SIZE_MAX,
     &review_shape, NULL, "when it is looked at again"},
    {"moves", SQ_K_NODE, false, offsetof(struct file, moves), SIZE_MAX, NULL,
     NULL, "ids renamed since an earlier version"},
};
static const struct sq_shape questionnaire_shape = {
    "a questionnaire",   file_keys, sizeof file_keys / sizeof file_keys[0],
    sizeof(struct file), NO_ID,     NO_SPAN,
    file_preset,         NULL};
static const struct sq_shape pack_shape = {"a pack",
                                           file_keys,
                                           sizeof file_keys /
                                               sizeof file_keys[0],
                                           sizeof(struct file),
                                           NO_ID,
                                           NO_SPAN,
                                           file_preset,
                                           NULL};

/* ---- merging files into one questionnaire -------------------------------- */

struct merge {
    struct sq_reader r; /* of the file at hand */
    struct sq_questionnaire *q;
    struct sq_map taken; /* names in expressions: id → struct sq_word */
};

static void
twice(const struct sq_reader *r, const struct sq_word *id,
      const struct sq_word *first)
{
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_duplicate_id, id->at,
                    "the id `%.*s` is used twice", SQ_FMT(id->text));
    if (first->at.source)
        sq_diag_note(r->diags, f, first->at, "first used here");
    sq_diag_help(r->diags, f, "give one of them another id");
}

static void
add_named(const struct sq_reader *r, struct sq_map *map, struct sq_word *id,
          void *what)
{
    if (id->text.len == 0)
        return;
    if (!sq_map_add(map, id->text, what)) {
        /* every such struct begins with its id */
        twice(r, id, (const struct sq_word *)sq_map_find(map, id->text));
    }
}

/* Names that expressions may use must be unique among all kinds. */
static void
take_name(struct merge *m, struct sq_word *id)
{
    if (id->text.len > 0 && !sq_map_add(&m->taken, id->text, id))
        twice(&m->r, id, sq_map_find(&m->taken, id->text));
}

static void
merge_vocab(struct merge *m, struct file *f)
{
    struct sq_vocab *v = &m->q->vocab;
    const struct sq_reader *r = &m->r;
    for (size_t i = 0; i < f->n_lists; i++)
        add_named(r, &v->lists, &f->lists[i].id, &f->lists[i]);
    for (size_t i = 0; i < f->n_choices; i++)
        add_named(r, &v->choices, &f->choices[i].id, &f->choices[i]);
    for (size_t i = 0; i < f->n_matrices; i++) {
        f->matrices[i].tree = r->tree;
        add_named(r, &v->matrices, &f->matrices[i].id, &f->matrices[i]);
    }
    for (size_t i = 0; i < f->n_bands; i++)
        add_named(r, &v->bands, &f->bands[i].id, &f->bands[i]);
    for (size_t i = 0; i < f->n_frameworks; i++)
        add_named(r, &v->frameworks, &f->frameworks[i].id, &f->frameworks[i]);
    for (size_t i = 0; i < f->n_blocks; i++) {
        f->blocks[i].tree = r->tree;
        add_named(r, &v->blocks, &f->blocks[i].id, &f->blocks[i]);
    }
    for (size_t i = 0; i < f->n_roles; i++)
        add_named(r, &v->roles, &f->roles[i].id, &f->roles[i]);
    for (size_t i = 0; i < f->n_boilerplate; i++) {
        v->boilerplate = sq_arena_push(r->arena, v->boilerplate,
                                       &v->n_boilerplate, sizeof f->kind);
        v->boilerplate[v->n_boilerplate - 1] = f->boilerplate[i];
    }
}

#define PUSH(arena, list, n) \
    ((list) = sq_arena_push((arena), (list), &(n), sizeof *(list)))

static void
merge_figures(struct merge *m, struct file *f)
{
    struct sq_questionnaire *q = m->q;
    struct sq_arena *a = m->r.arena;
    for (size_t i = 0; i < f->n_dimensions; i++) {
        PUSH(a, q->dimensions, q->n_dimensions);
        f->dimensions[i].index = (uint32_t)q->n_dimensions - 1;
        q->dimensions[q->n_dimensions - 1] = &f->dimensions[i];
        sq_map_add(&q->dimensions_by_id, f->dimensions[i].id.text,
                   &f->dimensions[i]);
        take_name(m, &f->dimensions[i].id);
    }
    for (size_t i = 0; i < f->n_values; i++) {
        PUSH(a, q->values, q->n_values);
        f->values[i].index = (uint32_t)q->n_values - 1;
        q->values[q->n_values - 1] = &f->values[i];
        sq_map_add(&q->values_by_id, f->values[i].id.text, &f->values[i]);
        take_name(m, &f->values[i].id);
    }
    for (size_t i = 0; i < f->n_triggers; i++) {
        PUSH(a, q->triggers, q->n_triggers);
        f->triggers[i].index = (uint32_t)q->n_triggers - 1;
        q->triggers[q->n_triggers - 1] = &f->triggers[i];
        sq_map_add(&q->triggers_by_id, f->triggers[i].id.text, &f->triggers[i]);
        take_name(m, &f->triggers[i].id);
    }
    for (size_t i = 0; i < f->n_gates; i++) {
        PUSH(a, q->gates, q->n_gates);
        f->gates[i].index = (uint32_t)q->n_gates - 1;
        q->gates[q->n_gates - 1] = &f->gates[i];
        sq_map_add(&q->gates_by_id, f->gates[i].id.text, &f->gates[i]);
        take_name(m, &f->gates[i].id);
    }
    for (size_t i = 0; i < f->n_checks; i++) {
        PUSH(a, q->checks, q->n_checks);
        q->checks[q->n_checks - 1] = &f->checks[i];
    }
}

/* Keys of `defaults:` where the question does not say. */
static void
settle(struct sq_question *q, const struct sq_question *defaults)
{
    if (q->required == 0)
        q->required = defaults->required ? defaults->required : 1;
    if (q->not_known == SQ_ALLOW_UNSAID)
        q->not_known = defaults->not_known ? defaults->not_known : SQ_ALLOWED;
    if (q->not_applicable == SQ_ALLOW_UNSAID)
        q->not_applicable =
            defaults->not_applicable ? defaults->not_applicable : SQ_NEVER;
    if (q->is_public == 0)
        q->is_public = defaults->is_public ? defaults->is_public : 2;
    if (q->evidence == SQ_EV_UNSAID)
        q->evidence = defaults->evidence ? defaults->evidence : SQ_EV_NONE;
    if (q->shelf_life.months == 0 && q->shelf_life.days == 0)
        q->shelf_life = defaults->shelf_life;
}

/* `copy-from`: one source, or a list of them. */
static void
read_copies(const struct sq_reader *r, const struct sq_node *node,
            struct sq_copy **out, size_t *out_n)
{
    if (!node)
        return;
    if (node->kind == SQ_MAP) {
        *out = SQ_NEW(r->arena, struct sq_copy);
        *out_n = 1;
        sq_shape_read(r, &copy_shape, node, *out);
        return;
    }
    void *items = NULL;
    sq_read_list(r, &copy_shape, node, &items, out_n);
    *out = items;
}

static struct sq_question *
read_question(struct merge *m, const struct sq_tree *tree,
              const struct sq_node *node, const struct sq_question *defaults)
{
    struct sq_reader r = m->r;
    r.tree = tree;
    struct sq_questionnaire *qs = m->q;
    struct sq_question *q = SQ_NEW(r.arena, struct sq_question);
    sq_shape_read(&r, &question_shape, node, q);
    q->tree = tree;
    read_copies(&r, q->copy_node, &q->copies, &q->n_copies);
    settle(q, defaults);
    if (qs->n_questions == SQ_MAX_QUESTIONS)
        sq_diag_add(r.diags, SQ_FOUND_too_large, sq_read_span(&r, node),
                    "more than %d questions; the rest are not read",
                    SQ_MAX_QUESTIONS);
    if (qs->n_questions >= SQ_MAX_QUESTIONS || q->id.text.len == 0)
        return NULL;
    PUSH(r.arena, qs->questions, qs->n_questions);
    q->index = (uint32_t)qs->n_questions - 1;
    qs->questions[q->index] = q;
    return q;
}

static void
take_text(struct sq_text *mine, const struct sq_text *theirs)
{
    if (theirs->n > 0)
        *mine = *theirs;
}

/* What a group says for its columns: who answers those that name nobody, and
 * for the first what it serves besides what it names itself, and its words. */
static void
inherit(struct sq_arena *a, struct sq_question *q, const struct sq_group *g)
{
    if (q->n_who == 0) {
        q->who = g->who;
        q->n_who = g->n_who;
    }
    if (q->column > 0)
        return;
    take_text(&q->help, &g->help);
    take_text(&q->why, &g->why);
    take_text(&q->good, &g->good);
    take_text(&q->red_flag, &g->red_flag);
    take_text(&q->example, &g->example);
    if (g->n_refs == 0)
        return;
    struct sq_word *refs = SQ_NEW_N(a, q->n_refs + g->n_refs, struct sq_word);
    for (size_t i = 0; i < q->n_refs; i++)
        refs[i] = q->refs[i];
    for (size_t i = 0; i < g->n_refs; i++)
        refs[q->n_refs + i] = g->refs[i];
    q->refs = refs;
    q->n_refs += g->n_refs;
}

static void
add_columns(struct merge *m, struct sq_group *g, const struct sq_tree *tree,
            const struct sq_node *list, const struct sq_question *defaults)
{
    struct sq_reader r = m->r;
    r.tree = tree;
    if (list->kind != SQ_LIST) {
        sq_diag_add(r.diags, SQ_FOUND_wrong_shape, sq_read_span(&r, list),
                    "expected a list of questions here, not %s",
                    sq_node_what(list));
        return;
    }
    for (const struct sq_node *c = list->first; c; c = c->next) {
        struct sq_question *q = read_question(m, tree, c, defaults);
        if (!q)
            continue;
        q->group = g;
        q->section = g->section;
        q->column = g->n++;
        q->critical = q->critical && g->critical != 2;
        inherit(r.arena, q, g);
        q->name = sq_str_printf(r.arena, "%.*s.%.*s", SQ_FMT(g->id.text),
                                SQ_FMT(q->id.text));
        if (!sq_map_add(&m->q->names, q->name, q)) {
            const struct sq_question *old = sq_map_find(&m->q->names, q->name);
            twice(&r, &q->id, &old->id);
        }
    }
}

static void
read_group(struct merge *m, struct sq_section *s, const struct sq_node *node,
           const struct sq_question *defaults)
{
    struct sq_questionnaire *qs = m->q;
    const struct sq_reader *r = &m->r;
    struct sq_group *g = SQ_NEW(r->arena, struct sq_group);
    sq_shape_read(r, &group_shape, node, g);
    if (g->id.text.len == 0)
        return;
    g->section = s;
    g->tree = r->tree;
    read_copies(r, g->copy_node, &g->copies, &g->n_copies);
    g->first = (uint32_t)qs->n_questions;
    g->repeat = g->list_name.text.len ? SQ_FOR_EACH
                : g->has_rows         ? SQ_ROWS
                                      : SQ_ONCE;
    if (g->list_name.text.len && g->has_rows && !node->doubled)
        sq_diag_add(r->diags, SQ_FOUND_contradiction, g->list_name.at,
                    "the group `%.*s` has both `for-each` and `rows`",
                    SQ_FMT(g->id.text));
    PUSH(r->arena, qs->groups, qs->n_groups);
    g->index = (uint32_t)qs->n_groups - 1;
    qs->groups[g->index] = g;
    sq_map_add(&qs->groups_by_id, g->id.text, g);
    take_name(m, &g->id);
    bool lost = false; /* its block, which was told */
    if (g->block_name.text.len > 0) {
        const struct sq_block_def *b =
            sq_map_find(&qs->vocab.blocks, g->block_name.text);
        if (b && b->questions_node)
            add_columns(m, g, b->tree, b->questions_node, defaults);
        else if (!b)
            sq_read_unknown(r, &qs->vocab.blocks, "block", &g->block_name);
        lost = !b;
    }
    if (g->questions_node && !(node->doubled && g->n))
        add_columns(m, g, r->tree, g->questions_node, defaults);
    bool named = g->block_name.text.len || g->questions_node;
    if (!named && !r->tree->broken)
        sq_diag_add(r->diags, SQ_FOUND_missing_key, g->id.at,
                    "the group `%.*s` needs `questions` or `block`",
                    SQ_FMT(g->id.text));
    else if (g->n == 0 && !r->tree->broken && !lost)
        sq_diag_add(r->diags, SQ_FOUND_empty_group, g->id.at,
                    "the group `%.*s` has no question", SQ_FMT(g->id.text));
}

/* By the keys that only a group has, for one of them may be lost. */
static bool
is_group(const struct sq_node *n)
{
    static const char *const keys[] = {"questions", "block",    "title",
                                       "rows",      "for-each", "intro"};
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
        if (sq_node_find(n, keys[i]))
            return n->doubled > 1 || !sq_node_find(n, "ask");
    return false;
}

static void
read_section(struct merge *m, struct sq_section *s,
             const struct sq_question *defaults)
{
    struct sq_questionnaire *qs = m->q;
    const struct sq_reader *r = &m->r;
    PUSH(r->arena, qs->sections, qs->n_sections);
    qs->sections[qs->n_sections - 1] = s;
    for (size_t i = 0; i + 1 < qs->n_sections; i++) {
        if (sq_str_eq(qs->sections[i]->id.text, s->id.text) && s->id.text.len)
            twice(r, &s->id, &qs->sections[i]->id);
    }
    s->first = (uint32_t)qs->n_questions;
    const struct sq_node *list = s->questions_node;
    if (list && list->kind != SQ_LIST) {
        sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, list),
                    "expected a list of questions here, not %s",
                    sq_node_what(list));
        list = NULL;
    }
    for (const struct sq_node *c = list ? list->first : NULL; c; c = c->next) {
        if (is_group(c)) {
            read_group(m, s, c, defaults);
            continue;
        }
        struct sq_question *q = read_question(m, r->tree, c, defaults);
        if (!q)
            continue;
        q->section = s;
        q->name = q->id.text;
        take_name(m, &q->id);
        sq_map_add(&qs->names, q->name, q);
    }
    s->n = (uint32_t)qs->n_questions - s->first;
}

static void
init_maps(struct merge *m)
{
    struct sq_questionnaire *q = m->q;
    struct sq_map *maps[] = {
        &q->vocab.lists,      &q->vocab.choices, &q->vocab.matrices,
        &q->vocab.bands,      &q->vocab.blocks,  &q->vocab.frameworks,
        &q->vocab.roles,      &q->names,         &q->groups_by_id,
        &q->dimensions_by_id, &q->values_by_id,  &q->gates_by_id,
        &q->triggers_by_id,   &m->taken};
    for (size_t i = 0; i < sizeof maps / sizeof maps[0]; i++)
        sq_map_init(maps[i], m->r.arena);
}

void
sq_read_unknown(const struct sq_reader *r, const struct sq_map *known,
                const char *kind, const struct sq_word *name)
{
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_unknown_reference, name->at,
                    "there is no %s called `%.*s`", kind, SQ_FMT(name->text));
    sq_str *words = SQ_NEW_N(r->arena, known->n + 1, sq_str);
    for (size_t i = 0; i < known->n; i++)
        words[i] = known->items[i].key;
    sq_str near = sq_str_nearest(name->text, words, known->n);
    if (near.len > 0)
        sq_diag_help(r->diags, f, "did you mean `%.*s`?", SQ_FMT(near));
    else
        sq_diag_help(r->diags, f,
                     "define it, or name the pack that has it under `use:`");
}

struct sq_choices *
sq_choices_read(const struct sq_reader *r, const struct sq_node *list)
{
    struct sq_choices *c = SQ_NEW(r->arena, struct sq_choices);
    sq_shape_read(r, &choices_shape, list, c);
    return c;
}

struct sq_questionnaire *
sq_questionnaire_read(struct sq_arena *a, struct sq_tree *const *files,
                      size_t n, struct sq_diags *d)
{
    struct sq_questionnaire *q = SQ_NEW(a, struct sq_questionnaire);
    struct merge m = {
        .r = {.arena = a, .tree = files[n - 1], .diags = d, .guess = true},
        .q = q};
    bool hole = false;
    m.r.hole = &hole;
    struct file *read = SQ_NEW_N(a, n, struct file);
    init_maps(&m);
    for (size_t i = 0; i < n; i++) {
        bool pack = i + 1 < n || sq_tree_kind(files[i]) == SQ_DOC_PACK;
        m.r.tree = files[i];
        if (files[i]->root)
            sq_shape_read(&m.r, pack ? &pack_shape : &questionnaire_shape,
                          files[i]->root, &read[i]);
        merge_vocab(&m, &read[i]);
    }
    const struct sq_questionnaire *head = &read[n - 1].head;
    struct sq_questionnaire merged = *q;
    *q = *head;
    q->has_hole = hole;
    m.r.hole = &q->has_hole; /* questions are read further down */
    q->vocab = merged.vocab;
    q->names = merged.names;
    q->groups_by_id = merged.groups_by_id;
    q->dimensions_by_id = merged.dimensions_by_id;
    q->values_by_id = merged.values_by_id;
    q->gates_by_id = merged.gates_by_id;
    q->triggers_by_id = merged.triggers_by_id;
    q->source = files[n - 1]->source;
    q->pack = sq_tree_kind(files[n - 1]) == SQ_DOC_PACK;
    if (q->n_languages == 0) {
        PUSH(a, q->languages, q->n_languages);
        q->languages[0].text = SQ_LIT("en");
    }
    /* own content first, then what packs add */
    for (size_t step = 0; step < n; step++) {
        size_t i = step == 0 ? n - 1 : step - 1;
        m.r.tree = files[i];
        merge_figures(&m, &read[i]);
        for (size_t s = 0; s < read[i].n_sections; s++)
            read_section(&m, &read[i].sections[s], &read[i].defaults);
    }
    m.r.tree = files[n - 1];
    sq_questionnaire_resolve(&m.r, q);
    return q;
}

const struct sq_shape *const sq_shape_of_questionnaire = &questionnaire_shape;
const struct sq_shape *const sq_shape_of_pack = &pack_shape;
const struct sq_shape *const sq_shape_of_question = &question_shape;
const struct sq_shape *const sq_shape_of_group = &group_shape;
const struct sq_shape *const sq_shape_of_option = &option_shape;
