/* SPDX-License-Identifier: MIT */
/*
 * Random questionnaires with random answers: what is known so far must hold
 * what is known when more is answered, and nothing may be decided twice.
 */
#include <string.h>

#include "base/arena.h"
#include "fuzz.h"
#include "lint/lint.h"
#include "model/library.h"
#include "model/read.h"
#include "report/explain.h"
#include "yaml/read.h"

enum { MAX_QUESTIONS = 8, TODAY = 20760 };

struct made {
    struct fuzz_bytes *b;
    struct sq_sbuf q;          /* the questionnaire */
    struct sq_sbuf answers[2]; /* some of them, and more */
    unsigned n;                /* questions so far */
    unsigned kinds[MAX_QUESTIONS];
};

#define PICK(m, ...)                               \
    ((const char *const[]){__VA_ARGS__}[fuzz_pick( \
        (m)->b, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))])

/* ---- conditions and figures ---------------------------------------------- */

static void
put_condition(struct made *m, unsigned depth)
{
    struct sq_sbuf *q = &m->q;
    unsigned pick = fuzz_pick(m->b, depth < 3 ? 9 : 5);
    unsigned k = m->n ? fuzz_pick(m->b, m->n) : 0;
    if (!m->n) {
        sq_putz(q, "true");
    } else if (pick >= 7) {
        sq_putz(q, "(");
        put_condition(m, depth + 1);
        sq_putz(q, pick == 7 ? " and " : " or ");
        put_condition(m, depth + 1);
        sq_putz(q, ")");
    } else if (pick == 6) {
        sq_putz(q, "not (");
        put_condition(m, depth + 1);
        sq_putz(q, ")");
    } else if (pick == 5) {
        sq_putf(q, "answered(q%u)", k);
    } else if (m->kinds[k] == 1) {
        sq_putf(q, "q%u has o%u", k, pick % 3);
    } else if (m->kinds[k] == 0) {
        sq_putf(q, "q%u %s o%u", k, PICK(m, "=", "!=", "=", "<", ">="),
                pick % 3);
    } else {
        sq_putf(q, "q%u %s %u", k, PICK(m, "<", "<=", "=", ">", ">="), pick);
    }
}

static void
put_figure(struct made *m, unsigned depth)
{
    struct sq_sbuf *q = &m->q;
    unsigned pick = fuzz_pick(m->b, depth < 3 ? 8 : 4);
    unsigned k = m->n ? fuzz_pick(m->b, m->n) : 0;
    if (pick <= 1) {
        sq_putf(q, "%u", fuzz_pick(m->b, 9));
    } else if (pick <= 3) {
        sq_putf(q, "%s", PICK(m, "d0", "d1", "d0.percent", "d1.max"));
    } else if (pick == 4 && m->n) {
        sq_putf(q, "score(q%u)", k);
    } else if (pick == 5) {
        sq_putz(q, "if(");
        put_condition(m, depth + 1);
        sq_putz(q, ", ");
        put_figure(m, depth + 1);
        sq_putz(q, ", ");
        put_figure(m, depth + 1);
        sq_putz(q, ")");
    } else {
        sq_putz(q, pick == 6 ? "max(" : "(");
        put_figure(m, depth + 1);
        sq_putz(q, pick == 6 ? ", " : PICK(m, " + ", " - ", " * ", " / "));
        put_figure(m, depth + 1);
        sq_putz(q, ")");
    }
}

/* ---- questions and their answers ----------------------------------------- */

static void
put_answer(struct made *m, unsigned kind, const char *id)
{
    struct sq_sbuf text;
    sq_sbuf_init(&text, 200);
    unsigned pick = fuzz_pick(m->b, 16);
    unsigned when = fuzz_pick(m->b, 4); /* 0: never, 1: later, else at once */
    if (pick == 15)
        sq_putf(&text, "  %s: {answer: not-known, because: x}\n", id);
    else if (pick == 14)
        sq_putf(&text, "  %s: {answer: not-applicable, because: x}\n", id);
    else if (kind == 0)
        sq_putf(&text, "  %s: o%u\n", id, pick % 3);
    else if (kind == 1)
        sq_putf(&text, "  %s: [o%u%s]\n", id, pick % 3,
                pick % 3 != 1 && pick > 7 ? ", o1" : "");
    else
        sq_putf(&text, "  %s: %u\n", id, pick % 7);
    if (when > 1)
        sq_put(&m->answers[0], sq_sbuf_str(&text));
    if (when > 0)
        sq_put(&m->answers[1], sq_sbuf_str(&text));
    sq_sbuf_done(&text);
}

static void
put_question(struct made *m, const char *pad, const char *id, unsigned kind)
{
    struct sq_sbuf *q = &m->q;
    sq_putf(q, "%s- id: %s\n%s  ask: Is it so with %s?\n%s  type: %s\n", pad,
            id, pad, id, pad,
            ((const char *const[]){"one", "many", "number"})[kind]);
    if (kind < 2) {
        sq_putf(q, "%s  choices: [", pad);
        for (unsigned i = 0; i < 3; i++)
            sq_putf(q, "%s{id: o%u, score: %d}", i ? ", " : "", i,
                    (int)fuzz_pick(m->b, 8) - 2);
        sq_putz(q, "]\n");
    } else {
        sq_putf(q, "%s  min: 0\n%s  max: 6\n%s  score: {is: \"%s\"}\n", pad,
                pad, pad, PICK(m, "answer", "answer * 2 - 1", "6 - answer"));
    }
    sq_putf(q, "%s  dimension: %s\n%s  weight: %s\n", pad,
            PICK(m, "[d0]", "[d1]", "[d0, d1]"), pad, PICK(m, "1", "2", "0.5"));
    sq_putf(q, "%s  not-known: %s\n%s  not-applicable: %s\n", pad,
            PICK(m, "allowed", "never"), pad, PICK(m, "never", "with-reason"));
    if (fuzz_pick(m->b, 3) == 0)
        sq_putf(q, "%s  critical: true\n", pad);
    if (m->n && fuzz_pick(m->b, 3) == 0) {
        sq_putf(q, "%s  when: \"", pad);
        put_condition(m, 0);
        sq_putz(q, "\"\n");
    }
}

static void
put_table(struct made *m, unsigned s)
{
    struct sq_sbuf *q = &m->q;
    char id[40];
    unsigned kind = fuzz_pick(m->b, 3);
    sq_putf(q,
            "      - id: g%u\n        title: Table\n        for-each: things\n"
            "        questions:\n",
            s);
    unsigned n = m->n;
    m->n = 0; /* columns speak of their own row */
    put_question(m, "          ", "c", kind);
    m->n = n;
    for (unsigned row = 0; row < 2; row++) {
        struct sq_sbuf name;
        sq_sbuf_init(&name, sizeof id);
        sq_putf(&name, "g%u.%c.c", s, "xy"[row]);
        memcpy(id, name.ptr, name.len + 1);
        sq_sbuf_done(&name);
        put_answer(m, kind, id);
    }
}

static void
put_sections(struct made *m)
{
    unsigned n_sections = 1 + fuzz_pick(m->b, 2);
    sq_putz(&m->q, "sections:\n");
    for (unsigned s = 0; s < n_sections; s++) {
        sq_putf(&m->q, "  - id: S%u\n    title: Section\n    questions:\n", s);
        for (unsigned i = 1 + fuzz_pick(m->b, 3); i; i--) {
            char id[] = {'q', (char)('0' + m->n), '\0'};
            unsigned kind = fuzz_pick(m->b, 3);
            put_question(m, "      ", id, kind);
            put_answer(m, kind, id);
            m->kinds[m->n++] = kind;
        }
        if (fuzz_pick(m->b, 3) == 0)
            put_table(m, s);
    }
}

/* ---- the rest of a questionnaire ---------------------------------------- */

static void
put_dimensions(struct made *m)
{
    for (unsigned d = 0; d < 2; d++) {
        unsigned edge = fuzz_pick(m->b, 10);
        sq_putf(&m->q,
                "  d%u-bands: [{id: low, %s: %u}, {id: mid, to: %u}, "
                "{id: high}]\n",
                d, PICK(m, "to", "below"), edge, edge + 20);
    }
    sq_putz(&m->q, "dimensions:\n");
    for (unsigned d = 0; d < 2; d++) {
        sq_putf(
            &m->q, "  d%u:\n    combine: %s\n    better: %s\n", d,
            PICK(m, "sum", "mean", "weighted-mean", "percent", "min", "max"),
            PICK(m, "higher", "lower"));
        sq_putf(&m->q, "    basis: %s\n    missing: %s\n    bands: d%u-bands\n",
                PICK(m, "asked", "all"),
                PICK(m, "interval", "zero", "worst", "block"), d);
        sq_putf(&m->q, "    not-applicable: %s\n    not-known: worst\n",
                PICK(m, "exclude", "zero", "best", "worst"));
        if (fuzz_pick(m->b, 3) == 0)
            sq_putz(&m->q, "    floor: {at: 0, cap: mid}\n");
    }
}

static void
put_end(struct made *m)
{
    sq_putz(&m->q, "values:\n  v: \"");
    put_figure(m, 0);
    sq_putz(&m->q, "\"\ntriggers:\n  - {id: t, when: \"");
    put_condition(m, 0);
    sq_putz(&m->q, "\"}\ngates:\n  g: {must: \"");
    put_condition(m, 0);
    sq_putz(&m->q, "\"}\noutcomes:\n  - {id: out0, when: \"");
    put_condition(m, 0);
    sq_putz(&m->q, "\"}\n  - {id: rest, otherwise: true}\n");
}

static void
make(struct made *m, struct fuzz_bytes *b)
{
    *m = (struct made){.b = b};
    sq_sbuf_init(&m->q, 1 << 20);
    sq_putz(&m->q, "sqeeia: questionnaire/1\nid: random\nversion: 1.0.0\n"
                   "title: Random\nlists:\n  things: [{id: x}, {id: y}]\n"
                   "bands:\n");
    for (int i = 0; i < 2; i++) {
        sq_sbuf_init(&m->answers[i], 1 << 16);
        sq_putz(&m->answers[i],
                "sqeeia: assessment/1\n"
                "questionnaire: {id: random}\nabout: {title: x}\nanswers:\n");
    }
    put_dimensions(m);
    put_sections(m);
    put_end(m);
}

/* ---- what must hold ------------------------------------------------------ */

/* The second is known with more answers: it lies within the first. */
static void
check_range(const struct sq_range *before, const struct sq_range *after,
            sq_str q)
{
    if (!after->data)
        return;
    need_of(before->data, q);
    if (!after->no_low && !after->no_high)
        need_of(sq_num_cmp(after->low, after->high) <= 0, q);
    if (!before->no_low && !after->no_low)
        need_of(sq_num_cmp(before->low, after->low) <= 0, q);
    if (!before->no_high && !after->no_high)
        need_of(sq_num_cmp(before->high, after->high) >= 0, q);
    need_of(before->no_low || !after->no_low, q);
    need_of(before->no_high || !after->no_high, q);
}

static void
check_refined(const struct sq_results *some, const struct sq_results *more,
              sq_str q)
{
    for (size_t i = 0; i < some->n_dimensions; i++) {
        const struct sq_dim_result *x = &some->dimensions[i];
        const struct sq_dim_result *y = &more->dimensions[i];
        /* policies that take what is missing for zero or worst may move */
        if (x->dimension->missing == SQ_MISS_INTERVAL && !x->blocked)
            check_range(&x->value, &y->value, q);
        need_of(y->value.data || y->value.may_none || y->blocked, q);
    }
    for (size_t i = 0; i < some->n_possible && !some->outcome; i++)
        need_of(some->possible[i], q);
    for (size_t i = 0; i < more->n_possible; i++) {
        bool was = false;
        for (size_t k = 0; k < some->n_possible; k++)
            was |= some->possible[k] == more->possible[i];
        need_of(was, q);
    }
    if (some->outcome)
        need_of(more->outcome == some->outcome, q);
}

static struct sq_results *
score(struct sq_arena *a, const struct sq_questionnaire *q, sq_str answers,
      struct sq_diags *d)
{
    struct sq_tree *t = sq_yaml_read(a, sq_source_new(a, "a.yaml", answers), d);
    struct sq_assessment *as = sq_assessment_read(a, t, d);
    as->questionnaire = q;
    struct sq_results *r = sq_score(a, sq_case_new(a, as, TODAY, d));
    sq_lint_assessment(r, TODAY, d);
    struct sq_report report = {.results = r,
                               .findings = d,
                               .tool_version = "0",
                               .as_of = TODAY,
                               .width = 80,
                               .arena = a};
    struct sq_sbuf out;
    sq_sbuf_init(&out, 8u << 20);
    sq_score_put_json(&report, false, &out);
    fuzz_check_json(sq_sbuf_str(&out));
    sq_sbuf_clear(&out);
    sq_score_put_text(&report, &out);
    fuzz_check_text(sq_sbuf_str(&out), false);
    sq_sbuf_done(&out);
    return r;
}

/* Only policies that keep what is missing open promise to narrow down. */
static bool
all_open(const struct sq_questionnaire *q)
{
    for (size_t i = 0; i < q->n_dimensions; i++)
        if (q->dimensions[i]->missing != SQ_MISS_INTERVAL)
            return false;
    return true;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz_bytes b = {data, size};
    struct made m;
    make(&m, &b);
    struct sq_arena a = {0};
    sq_arena_init(&a);
    struct sq_diags d;
    sq_diags_init(&d, &a);
    struct sq_library library;
    sq_library_init(&library, &a, &d);
    struct sq_document doc = {0};
    sq_str text = sq_sbuf_str(&m.q);
    sq_document_read_text(&library, &a, "none/q.yaml", text, &d, &doc);
    const struct sq_questionnaire *q = doc.questionnaire;
    need_of(q, text);
    if (q->usable) {
        sq_lint_questionnaire(q, TODAY, &d);
        struct sq_results *some = score(&a, q, sq_sbuf_str(&m.answers[0]), &d);
        struct sq_results *more = score(&a, q, sq_sbuf_str(&m.answers[1]), &d);
        if (all_open(q))
            check_refined(some, more, text);
    }
    sq_arena_done(&a);
    sq_sbuf_done(&m.q);
    sq_sbuf_done(&m.answers[0]);
    sq_sbuf_done(&m.answers[1]);
    return 0;
}
