/* SPDX-License-Identifier: MIT */
#include "report/schema.h"

#include <assert.h>
#include <string.h>

#include "model/qtype.h"
#include "model/shapes.h"
#include "report/escape.h"

enum { MOST_SHAPES = 64 };

/* ---- the shapes behind a root, each once --------------------------------- */

struct writer {
    struct sq_sbuf *out;
    const struct sq_shape *shapes[MOST_SHAPES];
    size_t n;
    const struct sq_questionnaire *q; /* whose answers; NULL: anybody's */
};

static size_t
add_shape(struct writer *w, const struct sq_shape *s)
{
    for (size_t i = 0; i < w->n; i++)
        if (w->shapes[i] == s)
            return i;
    assert(w->n < MOST_SHAPES); /* of our own tables */
    w->shapes[w->n] = s;
    return w->n++;
}

static void
put_string(struct writer *w, const char *name, const char *text)
{
    sq_putf(w->out, "\"%s\":", name);
    sq_put_json(w->out, sq_str_of(text));
}

static void
put_ref(struct writer *w, const struct sq_shape *s)
{
    sq_putf(w->out, "{\"$ref\":\"#/definitions/s%zu\"}", add_shape(w, s));
}

/* ---- what a key may hold ------------------------------------------------- */

/* Scalars are read as text, whatever YAML makes of them. */
#define WORD_TYPES "\"string\",\"number\",\"boolean\""

static const char word[] = "\"type\":[" WORD_TYPES "]";
static const char words[] =
    "\"type\":[" WORD_TYPES ",\"array\"],\"items\":{\"type\":[" WORD_TYPES "]}";
static const char text[] =
    "\"type\":[" WORD_TYPES
    ",\"object\"],\"additionalProperties\":{\"type\":[" WORD_TYPES "]}";
static const char texts[] =
    "\"type\":[" WORD_TYPES ",\"array\"],\"items\":{\"type\":[" WORD_TYPES
    ",\"object\"],\"additionalProperties\":{\"type\":[" WORD_TYPES "]}}";
#define DATE_FORM          \
    "\"format\":\"date\"," \
    "\"pattern\":\"^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$\""
#define DURATION_PATTERN "\"pattern\":\"^[0-9]{1,5} (day|week|month|year)s?$\""
#define NUMBER                                      \
    "\"type\":[\"number\",\"string\"],\"pattern\":" \
    "\"^-?[0-9]+([.][0-9]+)?$\""
#define TWO_NUMBERS \
    "\"type\":\"array\",\"minItems\":2,\"maxItems\":2,\"items\":{" NUMBER "}"

/* What is read after the tables: by name, since tables cannot say it. */
static const struct {
    const char *what, *key, *schema;
} by_hand[] = {
    {"a matrix", "cells",
     "\"if\":{\"type\":\"array\"},\"then\":{\"items\":{\"type\":\"array\","
     "\"items\":{" NUMBER "}}},\"else\":{\"const\":\"product\"}"},
    {"an assessment", "later",
     "\"type\":\"object\",\"additionalProperties\":{\"type\":["
     "\"string\",\"null\"],\"format\":\"date\",\"pattern\":"
     "\"^[12][0-9]{3}-[01][0-9]-[0-3][0-9]$\"}"},
    {"a score", "table",
     "\"type\":\"object\",\"additionalProperties\":{" NUMBER "}"},
    {"a score", "linear",
     "\"type\":\"object\",\"required\":[\"from\",\"to\"],\"properties\":{"
     "\"from\":{" TWO_NUMBERS "},\"to\":{" TWO_NUMBERS "}}"},
};

/* What the readers ask of a map as a whole. */
static const struct {
    const char *what, *schema;
} of_whole[] = {
    {"an outcome", ",\"anyOf\":[{\"required\":[\"when\"]},{\"required\":["
                   "\"otherwise\"]}]"},
    {"a row of a decision table",
     ",\"anyOf\":[{\"required\":[\"when\"]},{\"required\":[\"otherwise\"]}]"},
    {"a score", ",\"minProperties\":1,\"maxProperties\":1"},
    {"a question",
     ",\"allOf\":[{\"if\":{\"properties\":{\"type\":{\"enum\":[\"one\","
     "\"many\"]}},\"required\":[\"type\"]},\"then\":{\"required\":["
     "\"choices\"]}},{\"if\":{\"properties\":{\"type\":{\"const\":"
     "\"rating\"}},\"required\":[\"type\"]},\"then\":{\"required\":["
     "\"matrix\"]}}]"},
};

static void
put_questions(struct writer *w)
{
    sq_putz(w->out, "\"type\":[\"array\",\"null\"],\"items\":{\"if\":{"
                    "\"anyOf\":[{\"required\":[\"ask\"]},{\"not\":{\"anyOf\":["
                    "{\"required\":[\"questions\"]},{\"required\":[\"block\"]}]"
                    "}}]},\"then\":");
    put_ref(w, sq_shape_of_question);
    sq_putz(w->out, ",\"else\":");
    put_ref(w, sq_shape_of_group);
    sq_putc(w->out, '}');
}

static void
put_choices(struct writer *w)
{
    sq_putz(w->out, "\"type\":[\"string\",\"array\"],\"items\":");
    put_ref(w, sq_shape_of_option);
}

static void put_answers(struct writer *w);

static void
put_node(struct writer *w, const struct sq_shape *s, const struct sq_key *k)
{
    if (strcmp(k->name, "questions") == 0)
        put_questions(w);
    else if (strcmp(k->name, "choices") == 0)
        put_choices(w);
    else if (strcmp(k->name, "answers") == 0)
        put_answers(w);
    else
        for (size_t i = 0; i < sizeof by_hand / sizeof by_hand[0]; i++)
            if (strcmp(by_hand[i].what, s->what) == 0 &&
                strcmp(by_hand[i].key, k->name) == 0)
                sq_putz(w->out, by_hand[i].schema);
}

static void
put_enum(struct writer *w, const struct sq_key *k)
{
    sq_putz(w->out, "\"enum\":[");
    for (size_t i = 0; k->words[i]; i++) {
        sq_putz(w->out, i ? "," : "");
        sq_put_json(w->out, sq_str_of(k->words[i]));
    }
    sq_putz(w->out, k->required ? "]" : ",null]");
}

/* The members of the schema of a key's value, without the braces. */
static void /* NOLINTNEXTLINE(readability-function-size): a case a kind */
put_kind(struct writer *w, const struct sq_shape *s, const struct sq_key *k)
{
    struct sq_sbuf *b = w->out;
    switch (k->kind) {
    case SQ_K_WORD:
        if (k->words)
            put_enum(w, k);
        else
            sq_putz(b, word);
        break;
    case SQ_K_FORMULA:
        sq_putz(b, word);
        break;
    case SQ_K_ID:
        sq_putz(b, "\"type\":\"string\",\"maxLength\":80,\"pattern\":"
                   "\"^[A-Za-z][A-Za-z0-9_-]*$\"");
        break;
    case SQ_K_TEXT:
        sq_putz(b, text);
        break;
    case SQ_K_COUNT:
        sq_putz(b, "\"type\":[\"integer\",\"string\"],\"minimum\":0,"
                   "\"pattern\":\"^[0-9]+$\"");
        break;
    case SQ_K_NUM:
        sq_putz(b, NUMBER);
        break;
    case SQ_K_EDGE:
        sq_putz(b, "\"type\":[\"number\",\"string\"],\"pattern\":"
                   "\"^-?[0-9]+([.][0-9]+)?%?$\"");
        break;
    case SQ_K_BOOL:
    case SQ_K_TRI:
        sq_putz(b, "\"type\":[\"boolean\",\"string\"],\"pattern\":"
                   "\"^(true|false)$\"");
        break;
    case SQ_K_ENUM:
    case SQ_K_CHOICE:
        put_enum(w, k);
        break;
    case SQ_K_DATE:
        sq_putz(b, "\"type\":\"string\"," DATE_FORM);
        break;
    case SQ_K_DATES:
        sq_putz(b, "\"type\":[\"string\",\"array\"]," DATE_FORM
                   ",\"items\":{\"type\":\"string\"," DATE_FORM "}");
        break;
    case SQ_K_DURATION:
        sq_putz(b, "\"type\":\"string\"," DURATION_PATTERN);
        break;
    case SQ_K_WORDS:
        sq_putz(b, words);
        break;
    case SQ_K_TEXTS:
        sq_putz(b, texts);
        break;
    case SQ_K_DURATIONS:
        sq_putz(b, "\"type\":[\"string\",\"array\"]," DURATION_PATTERN
                   ",\"items\":{\"type\":\"string\"," DURATION_PATTERN "}");
        break;
    case SQ_K_NODE:
        put_node(w, s, k);
        break;
    case SQ_K_ONE:
        /* beside $ref draft-07 reads nothing else */
        sq_putz(b, "\"allOf\":[");
        put_ref(w, k->shape);
        sq_putc(b, ']');
        break;
    case SQ_K_LIST:
        sq_putz(b, "\"type\":\"array\",\"items\":");
        put_ref(w, k->shape);
        break;
    case SQ_K_MAP:
        sq_putz(b, "\"type\":\"object\",\"propertyNames\":{\"pattern\":"
                   "\"^[A-Za-z][A-Za-z0-9_-]*$\",\"maxLength\":80},"
                   "\"additionalProperties\":");
        put_ref(w, k->shape);
        break;
    }
}

/* A key with nothing behind it is one not given yet. */
static void
put_value(struct writer *w, const struct sq_shape *s, const struct sq_key *k)
{
    bool may_be_empty =
        !k->required && k->kind != SQ_K_ENUM && k->kind != SQ_K_CHOICE;
    sq_putc(w->out, '{');
    put_string(w, "description", k->doc);
    size_t before = w->out->len;
    sq_putz(w->out, may_be_empty ? ",\"if\":{\"not\":{\"type\":\"null\"}},"
                                   "\"then\":{"
                                 : ",");
    size_t start = w->out->len;
    put_kind(w, s, k);
    if (w->out->len == start) { /* anything goes */
        w->out->len = before;
        may_be_empty = false;
    }
    sq_putz(w->out, may_be_empty ? "}}" : "}");
}

static void
put_object(struct writer *w, const struct sq_shape *s, const char *kind)
{
    struct sq_sbuf *b = w->out;
    sq_putz(b, "\"type\":\"object\",\"additionalProperties\":false,"
               "\"patternProperties\":{\"^x-\":{}},\"properties\":{");
    for (size_t i = 0; i < s->n; i++) {
        sq_putf(b, "%s\n\"%s\":", i ? "," : "", s->keys[i].name);
        if (kind && strcmp(s->keys[i].name, "sqeeia") == 0)
            sq_putf(b, "{\"const\":\"%s\"}", kind);
        else
            put_value(w, s, &s->keys[i]);
    }
    sq_putz(b, "},\"required\":[");
    size_t n = 0;
    for (size_t i = 0; i < s->n; i++)
        if (s->keys[i].required)
            sq_putf(b, "%s\"%s\"", n++ ? "," : "", s->keys[i].name);
    sq_putc(b, ']');
    for (size_t i = 0; i < sizeof of_whole / sizeof of_whole[0]; i++)
        if (strcmp(of_whole[i].what, s->what) == 0)
            sq_putz(b, of_whole[i].schema);
}

static void
put_shape(struct writer *w, const struct sq_shape *s)
{
    sq_putc(w->out, '{');
    if (s->brief) {
        sq_putz(w->out, "\"if\":{\"type\":\"object\"},\"then\":{");
        put_object(w, s, NULL);
        sq_putz(w->out, "},\"else\":{");
        for (size_t i = 0; i < s->n; i++)
            if (strcmp(s->keys[i].name, s->brief) == 0)
                put_kind(w, s, &s->keys[i]);
        sq_putz(w->out, "}}");
    } else {
        put_object(w, s, NULL);
        sq_putc(w->out, '}');
    }
}

/* ---- the answers of one questionnaire ------------------------------------ */

static void
put_text_of(struct writer *w, const char *name, const struct sq_text *t)
{
    sq_str s = sq_text_get(t, (sq_str){0});
    if (s.len == 0)
        return;
    sq_putf(w->out, "\"%s\":", name);
    sq_put_json(w->out, s);
    sq_putc(w->out, ',');
}

static void
put_reserved(struct writer *w, const struct sq_question *q, const char *before)
{
    if (q->not_known != SQ_NEVER)
        sq_putf(w->out, "%s\"not-known\"", before);
    if (q->not_applicable == SQ_ALLOWED)
        sq_putf(w->out, "%s\"not-applicable\"",
                q->not_known != SQ_NEVER ? "," : before);
}

/* "enum" with what each option means beside it, as editors show it. */
static void
put_options(struct writer *w, const struct sq_choices *c,
            const struct sq_question *reserved)
{
    struct sq_sbuf *b = w->out;
    sq_putz(b, "\"enum\":[");
    for (size_t i = 0; i < c->n; i++) {
        sq_putz(b, i ? "," : "");
        sq_put_json(b, c->options[i].id.text);
    }
    if (reserved)
        put_reserved(w, reserved, c->n ? "," : "");
    sq_putz(b, "],\"enumDescriptions\":[");
    for (size_t i = 0; i < c->n; i++) {
        sq_putz(b, i ? "," : "");
        sq_put_json(b, sq_text_get(&c->options[i].label, (sq_str){0}));
    }
    sq_putc(b, ']');
}

static void
put_many(struct writer *w, const struct sq_question *q)
{
    sq_putz(w->out, "\"if\":{\"type\":\"array\"},\"then\":{\"minItems\":1,"
                    "\"items\":{");
    put_options(w, q->choices, NULL);
    sq_putz(w->out, "}},\"else\":{");
    put_options(w, q->choices, q);
    sq_putc(w->out, '}');
}

static void
put_rating(struct writer *w, const struct sq_question *q)
{
    sq_putz(w->out, "\"if\":{\"type\":\"array\"},\"then\":{\"minItems\":2,"
                    "\"maxItems\":2,\"items\":[{");
    put_options(w, q->matrix->rows, NULL);
    sq_putz(w->out, "},{");
    put_options(w, q->matrix->columns, NULL);
    sq_putz(w->out, "}]},\"else\":{\"enum\":[");
    put_reserved(w, q, "");
    sq_putz(w->out, "]}");
}

static void
put_typed(struct writer *w, const struct sq_question *q)
{
    const char *type = q->type ? q->type->name : "";
    if (strcmp(type, "one") == 0 && q->choices)
        put_options(w, q->choices, q);
    else if (strcmp(type, "many") == 0 && q->choices)
        put_many(w, q);
    else if (strcmp(type, "rating") == 0 && q->matrix)
        put_rating(w, q);
    else if (strcmp(type, "number") == 0)
        sq_putz(w->out, "\"type\":[\"number\",\"string\"],\"pattern\":"
                        "\"^(-?[0-9]+([.][0-9]+)?|not-known|not-applicable)$"
                        "\"");
    else if (strcmp(type, "date") == 0)
        sq_putz(w->out, "\"type\":\"string\",\"pattern\":\"^([12][0-9]{3}-"
                        "[01][0-9]-[0-3][0-9]|not-known|not-applicable)$\"");
    else
        sq_putf(w->out, "%s,\"pattern\":\"\\\\S\"", word);
}

/* Short: the answer; long: a map with it and what belongs to it. */
static void
put_answer(struct writer *w, const struct sq_question *q)
{
    struct sq_sbuf *b = w->out;
    sq_putc(b, '{');
    put_text_of(w, "title", &q->ask);
    put_text_of(w, "description", q->good.n ? &q->good : &q->help);
    put_text_of(w, "markdownDescription", &q->help);
    sq_putz(b, "\"if\":{\"type\":\"object\"},\"then\":{\"allOf\":[");
    put_ref(w, sq_shape_of_answer);
    sq_putz(b, "],\"properties\":{\"answer\":{");
    put_typed(w, q);
    sq_putz(b, "}}},\"else\":{\"if\":{\"not\":{\"type\":\"null\"}},\"then\":{");
    put_typed(w, q);
    sq_putz(b, "}}}");
}

static void
put_key(struct writer *w, size_t *n, sq_str id)
{
    sq_putz(w->out, (*n)++ ? ",\n" : "\n");
    sq_put_json(w->out, id);
    sq_putc(w->out, ':');
}

static void
put_grid(struct writer *w, const struct sq_group *g, size_t *n)
{
    size_t rows = g->repeat == SQ_ROWS ? 0 : g->list ? g->list->n : 1;
    for (size_t r = 0; g->cell_ids && r < rows; r++)
        for (uint32_t c = 0; c < g->n; c++) {
            put_key(w, n, g->cell_ids[r * g->n + c]);
            put_answer(w, w->q->questions[g->first + c]);
        }
}

/* Rows of a table that grows have ids of the writer's own. */
static void
put_growing(struct writer *w)
{
    size_t n = 0;
    sq_putz(w->out, "},\"patternProperties\":{");
    for (size_t i = 0; i < w->q->n_groups; i++) {
        const struct sq_group *g = w->q->groups[i];
        for (uint32_t c = 0; g->repeat == SQ_ROWS && c < g->n; c++) {
            const struct sq_question *q = w->q->questions[g->first + c];
            sq_putf(w->out, "%s\n\"^%.*s[.][A-Za-z][A-Za-z0-9_-]*[.]%.*s$\":",
                    n++ ? "," : "", SQ_FMT(g->id.text), SQ_FMT(q->id.text));
            put_answer(w, q);
        }
    }
}

static void
put_answers(struct writer *w)
{
    size_t n = 0;
    sq_putz(w->out, "\"type\":\"object\"");
    if (!w->q) {
        sq_putz(w->out, ",\"additionalProperties\":{\"if\":{\"type\":"
                        "\"object\"},\"then\":");
        put_ref(w, sq_shape_of_answer);
        sq_putc(w->out, '}');
        return;
    }
    sq_putz(w->out, ",\"additionalProperties\":false,\"properties\":{");
    for (size_t i = 0; i < w->q->n_questions; i++) {
        const struct sq_question *q = w->q->questions[i];
        if (q->group)
            continue;
        put_key(w, &n, q->id.text);
        put_answer(w, q);
    }
    for (size_t i = 0; i < w->q->n_groups; i++)
        put_grid(w, w->q->groups[i], &n);
    put_growing(w);
    sq_putc(w->out, '}');
}

/* ---- whole schemas ------------------------------------------------------- */

static void
put_head(struct writer *w, const struct sq_shape *root)
{
    sq_putz(w->out,
            "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",");
    if (!w->q) {
        put_string(w, "title", root->what);
        sq_putc(w->out, ',');
        return;
    }
    put_text_of(w, "title", &w->q->title);
    struct sq_sbuf line;
    sq_sbuf_init(&line, 1024);
    sq_putf(&line, "assessments of %.*s, version %.*s", SQ_FMT(w->q->id.text),
            SQ_FMT(w->q->version.text));
    sq_putz(w->out, "\"$comment\":");
    sq_put_json(w->out, sq_sbuf_str(&line));
    sq_putc(w->out, ',');
    sq_sbuf_done(&line);
}

static void
put_schema(struct writer *w, const struct sq_shape *root, const char *kind)
{
    put_head(w, root);
    put_object(w, root, kind);
    sq_putz(w->out, ",\"definitions\":{");
    /* more are added while these are put */
    for (size_t i = 0; i < w->n; i++) {
        sq_putf(w->out, "%s\n\"s%zu\":", i ? "," : "", i);
        put_shape(w, w->shapes[i]);
    }
    sq_putz(w->out, "}}\n");
}

void
sq_schema_put(enum sq_doc_kind kind, struct sq_sbuf *out)
{
    struct writer w = {.out = out};
    switch (kind) {
    case SQ_DOC_QUESTIONNAIRE:
        put_schema(&w, sq_shape_of_questionnaire, "questionnaire/1");
        break;
    case SQ_DOC_PACK:
        put_schema(&w, sq_shape_of_pack, "pack/1");
        break;
    case SQ_DOC_PROJECT:
        put_schema(&w, sq_shape_of_project, "project/1");
        break;
    case SQ_DOC_ASSESSMENT:
    case SQ_DOC_UNKNOWN:
        put_schema(&w, sq_shape_of_assessment, "assessment/1");
        break;
    }
}

void
sq_schema_put_for(const struct sq_questionnaire *q, struct sq_sbuf *out)
{
    struct writer w = {.out = out, .q = q};
    put_schema(&w, sq_shape_of_assessment, "assessment/1");
}
