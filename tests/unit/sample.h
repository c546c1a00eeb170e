/* SPDX-License-Identifier: MIT */
#ifndef SQEEIA_TESTS_SAMPLE_H
#define SQEEIA_TESTS_SAMPLE_H
/* Questionnaires and assessments from texts in a test. */
#include "base/arena.h"
#include "diag/diag.h"
#include "model/read.h"
#include "score/score.h"
#include "yaml/read.h"

struct sample {
    struct sq_arena arena;
    struct sq_diags diags;
    struct sq_library library;
    struct sq_questionnaire *q;
    struct sq_assessment *as;
    struct sq_case *c;
    struct sq_results *r;
};

static inline void
sample_init(struct sample *s)
{
    *s = (struct sample){0};
    sq_arena_init(&s->arena);
    sq_diags_init(&s->diags, &s->arena);
    sq_library_init(&s->library, &s->arena, &s->diags);
}

static inline void
sample_done(struct sample *s)
{
    sq_arena_done(&s->arena);
}

static inline struct sq_questionnaire *
sample_questionnaire(struct sample *s, const char *body)
{
    sq_str text = sq_str_printf(&s->arena,
                                "sqeeia: questionnaire/1\nid: sample\n"
                                "version: 1.0.0\ntitle: A sample\n%s",
                                body);
    struct sq_document doc;
    sq_document_read_text(&s->library, &s->arena, "q.yaml", text, &s->diags,
                          &doc);
    s->q = doc.questionnaire;
    return s->q;
}

/* `answers` are the lines under `answers:`, indented by two. */
static inline struct sq_results *
sample_score(struct sample *s, const char *answers)
{
    sq_str text = sq_str_printf(&s->arena,
                                "sqeeia: assessment/1\nquestionnaire: sample\n"
                                "about: {title: A sample}\nanswers:\n%s",
                                answers);
    struct sq_source *source = sq_source_new(&s->arena, "a.yaml", text);
    struct sq_tree *t = sq_yaml_read(&s->arena, source, &s->diags);
    s->as = sq_assessment_read(&s->arena, t, &s->diags);
    s->as->questionnaire = s->q;
    s->c = sq_case_new(&s->arena, s->as, SQ_NO_DATE, &s->diags);
    s->r = sq_score(&s->arena, s->c);
    return s->r;
}

/* The first finding with this code, or NULL. */
static inline const struct sq_diag *
sample_found(const struct sample *s, enum sq_code code)
{
    for (const struct sq_diag *f = s->diags.first; f; f = f->next) {
        if (f->code == code)
            return f;
    }
    return NULL;
}

/* The finding's place as "text underlined". */
static inline sq_str
sample_at(const struct sample *s, enum sq_code code)
{
    const struct sq_diag *f = sample_found(s, code);
    return f ? sq_span_text(f->at) : SQ_LIT("(not found)");
}

#endif
