/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "model/house.h"
#include "model/read.h"
#include "model/shapes.h"

static const char *const level_words[] = {"error", "warning", "note", "off",
                                          NULL};
static const struct sq_key rule_keys[] = {
    {"level", SQ_K_WORD, true, SQ_AT(sq_rule_level, level), NULL, level_words,
     "error, warning, note or off"},
};
static const struct sq_shape rule_shape =
    SQ_SHAPE("a rule's level", rule_keys, sq_rule_level,
             offsetof(struct sq_rule_level, code), SIZE_MAX, NULL, "level");

static const struct sq_key path_keys[] = {
    {"paths", SQ_K_WORDS, true, SQ_AT2(sq_path_rules, paths, n_paths), NULL,
     NULL, "patterns of paths, relative to this file; ** is any folders"},
    {"rules", SQ_K_MAP, true, SQ_AT2(sq_path_rules, rules, n_rules),
     &rule_shape, NULL, "levels of findings in them, by code"},
};
static const struct sq_shape path_shape =
    SQ_SHAPE("levels for some paths", path_keys, sq_path_rules, SIZE_MAX,
             SIZE_MAX, NULL, NULL);

static const struct sq_key policy_keys[] = {
    {"maximum-residual", SQ_K_NUM, false,
     offsetof(struct sq_policy, residual.value),
     offsetof(struct sq_policy, residual.given), NULL, NULL,
     "the most points that a risk may keep after action"},
    {"outcomes", SQ_K_WORDS, false, SQ_AT2(sq_policy, outcomes, n_outcomes),
     NULL, NULL, "the outcomes that are accepted"},
    {"gates", SQ_K_WORDS, false, SQ_AT2(sq_policy, gates, n_gates), NULL, NULL,
     "gates that must be passed, or waived"},
    {"evidence-age", SQ_K_DURATION, false, SQ_AT(sq_policy, evidence_age), NULL,
     NULL, "how old evidence may be, such as 24 months"},
    {"published-within", SQ_K_DURATION, false, SQ_AT(sq_policy, published),
     NULL, NULL,
     "how soon after the decision it is published, such as 30 days"},
    {"review", SQ_K_BOOL, false, SQ_AT(sq_policy, review), NULL, NULL,
     "a day for the review is set and not past"},
    {"complete", SQ_K_BOOL, false, SQ_AT(sq_policy, complete), NULL, NULL,
     "every required question is answered"},
};
static const struct sq_shape policy_shape =
    SQ_SHAPE("a policy", policy_keys, sq_policy, SIZE_MAX,
             offsetof(struct sq_policy, at), NULL, NULL);

struct file {
    struct sq_word kind;
    struct sq_project p;
};
#define P(member) offsetof(struct file, p.member), SIZE_MAX
#define P2(member) \
    offsetof(struct file, p.member), offsetof(struct file, p.n_##member)
static const struct sq_key file_keys[] = {
    {"sqeeia", SQ_K_WORD, true, offsetof(struct file, kind), SIZE_MAX, NULL,
     NULL, "what kind of file this is"},
    {"organisation", SQ_K_TEXT, false, P(organisation), NULL, NULL,
     "its name, as reports print it"},
    {"assessments", SQ_K_WORDS, false, P2(assessments), NULL, NULL,
     "where assessments live, relative to this file"},
    {"templates", SQ_K_WORDS, false, P2(templates), NULL, NULL,
     "where house questionnaires and packs live"},
    {"as", SQ_K_WORD, false, P(as), NULL, NULL, "who answers are recorded for"},
    {"rules", SQ_K_MAP, false, P2(rules), &rule_shape, NULL,
     "levels of findings, by code"},
    {"per-path", SQ_K_LIST, false, P2(per_path), &path_shape, NULL,
     "levels of findings in some files; the later entry wins"},
    {"baseline", SQ_K_WORD, false, P(baseline), NULL, NULL,
     "file of the findings that are known, relative to this file"},
    {"policy", SQ_K_ONE, false, P(policy), &policy_shape, NULL,
     "what every assessment must keep to"},
    {"contact", SQ_K_TEXT, false, P(contact), NULL, NULL,
     "for the public: how to ask, object or appeal"},
    {"colours", SQ_K_WORDS, false, P2(colours), NULL, NULL,
     "two: the ground of a page's head, and what is written on it"},
    {"logo", SQ_K_WORD, false, P(logo), NULL, NULL,
     "a small PNG or SVG file, relative to this file"},
};
static const struct sq_shape file_shape = {"a project",
                                           file_keys,
                                           sizeof file_keys /
                                               sizeof file_keys[0],
                                           sizeof(struct file),
                                           SIZE_MAX,
                                           SIZE_MAX,
                                           NULL,
                                           NULL};

static void
check_rules(const struct sq_reader *r, const struct sq_rule_level *rules,
            size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct sq_rule_level *l = &rules[i];
        if (l->code.text.len && !sq_code_find(l->code.text)) {
            struct sq_diag *f = sq_diag_add(
                r->diags, SQ_FOUND_unknown_reference, l->code.at,
                "there is no finding called `%.*s`", SQ_FMT(l->code.text));
            sq_diag_help(r->diags, f, "`sqeeia explain` lists the codes");
        }
        bool known = l->level.text.len == 0;
        for (size_t w = 0; level_words[w]; w++)
            known = known || sq_str_is(l->level.text, level_words[w]);
        if (!known)
            sq_diag_add(r->diags, SQ_FOUND_unknown_word, l->level.at,
                        "`%.*s` is not a level: error, warning, note or off",
                        SQ_FMT(l->level.text));
    }
}

/* A file that is only checked must not send the program elsewhere. */
static void
check_path(const struct sq_reader *r, const struct sq_word *path)
{
    sq_str rest = path->text;
    sq_str step;
    int depth = sq_str_starts(rest, "/") ? -1 : 0;
    while (depth >= 0 && sq_str_next(&rest, '/', &step)) {
        if (sq_str_is(step, ".."))
            depth--;
        else if (step.len && !sq_str_is(step, "."))
            depth++;
    }
    if (depth >= 0)
        return;
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_outside_project, path->at,
                    "`%.*s` leads outside the project", SQ_FMT(path->text));
    sq_diag_help(r->diags, f, "name a path below the folder of this file");
}

static void
check_paths(const struct sq_reader *r, const struct sq_project *p)
{
    for (size_t i = 0; i < p->n_assessments; i++)
        check_path(r, &p->assessments[i]);
    for (size_t i = 0; i < p->n_templates; i++)
        check_path(r, &p->templates[i]);
    check_path(r, &p->baseline);
}

struct sq_project *
sq_project_read(struct sq_arena *a, const struct sq_tree *t, struct sq_diags *d)
{
    struct sq_reader r = {.arena = a, .tree = t, .diags = d};
    struct file *f = SQ_NEW(a, struct file);
    if (t->root)
        sq_shape_read(&r, &file_shape, t->root, f);
    f->p.source = t->source;
    f->p.root = SQ_LIT(".");
    check_rules(&r, f->p.rules, f->p.n_rules);
    check_paths(&r, &f->p);
    sq_house_colours(a, &f->p, d);
    for (size_t i = 0; i < f->p.n_per_path; i++)
        check_rules(&r, f->p.per_path[i].rules, f->p.per_path[i].n_rules);
    return &f->p;
}

const struct sq_shape *const sq_shape_of_project = &file_shape;
