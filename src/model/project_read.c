/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "model/read.h"

static const struct sq_key rule_keys[] = {
    {"level", SQ_K_WORD, true, SQ_AT(sq_rule_level, level), NULL, NULL,
     "error, warning, note or off"},
};
static const struct sq_shape rule_shape =
    SQ_SHAPE("a rule's level", rule_keys, sq_rule_level,
             offsetof(struct sq_rule_level, code), SIZE_MAX, NULL, "level");

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
check_rules(const struct sq_reader *r, const struct sq_project *p)
{
    static const char *const words[] = {"error", "warning", "note", "off"};
    for (size_t i = 0; i < p->n_rules; i++) {
        const struct sq_rule_level *l = &p->rules[i];
        if (l->code.text.len && !sq_code_find(l->code.text)) {
            struct sq_diag *f = sq_diag_add(
                r->diags, SQ_FOUND_unknown_reference, l->code.at,
                "there is no finding called `%.*s`", SQ_FMT(l->code.text));
            sq_diag_help(r->diags, f, "`sqeeia explain` lists the codes");
        }
        bool known = l->level.text.len == 0;
        for (size_t w = 0; w < 4; w++)
            known = known || sq_str_is(l->level.text, words[w]);
        if (!known)
            sq_diag_add(r->diags, SQ_FOUND_unknown_word, l->level.at,
                        "`%.*s` is not a level: error, warning, note or off",
                        SQ_FMT(l->level.text));
    }
}

struct sq_project *
sq_project_read(struct sq_arena *a, const struct sq_tree *t, struct sq_diags *d)
{
    struct sq_reader r = {a, t, d};
    struct file *f = SQ_NEW(a, struct file);
    if (t->root)
        sq_shape_read(&r, &file_shape, t->root, f);
    f->p.source = t->source;
    f->p.root = SQ_LIT(".");
    check_rules(&r, &f->p);
    return &f->p;
}
