/* SPDX-License-Identifier: MIT */
/* Questions' weights count in sum, percent and weighted-mean; those of groups
 * and sections in weighted-mean only. */
#include "lint/lint.h"
#include "lint/texts.h"

static bool
weighs_questions(const struct sq_dimension *dim)
{
    return dim->combine == SQ_COMBINE_sum ||
           dim->combine == SQ_COMBINE_percent ||
           dim->combine == SQ_COMBINE_weighted_mean;
}

static void
look_at_question(const struct sq_question *q, struct sq_diags *d)
{
    for (size_t i = 0; i < q->n_dimensions; i++)
        if (!q->dimensions[i] || weighs_questions(q->dimensions[i]))
            return;
    if (q->n_dimensions == 0) {
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_unused_weight, q->id.at,
            "the weight of `%.*s` changes nothing, for it counts in no "
            "dimension",
            SQ_FMT(q->name));
        sq_diag_help(d, f, "give it a `dimension`, or take `weight` away");
        return;
    }
    const struct sq_dimension *dim = q->dimensions[0];
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_unused_weight, q->id.at,
        "the weight of `%.*s` changes nothing: `%.*s` does not use weights in "
        "the way it combines",
        SQ_FMT(q->name), SQ_FMT(dim->id.text));
    sq_diag_note(d, f, dim->id.at, "it combines here");
    sq_diag_help(d, f,
                 "combine by `sum`, `percent` or `weighted-mean`, or "
                 "take `weight` away");
}

/* Whether a question of the section, or of the group, is in a nested mean. */
static bool
nested(const struct sq_questionnaire *qs, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++) {
        const struct sq_question *q = qs->questions[i];
        for (size_t k = 0; k < q->n_dimensions; k++) {
            const struct sq_dimension *dim = q->dimensions[k];
            if (!dim || dim->combine == SQ_COMBINE_weighted_mean)
                return true;
        }
    }
    return false;
}

static void
look_at_node(const struct sq_word *id, const char *what, sq_num weight,
             bool used, struct sq_diags *d)
{
    if (used || sq_num_cmp(weight, sq_num_int(1)) == 0)
        return;
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_unused_weight, id->at,
        "the weight of the %s `%.*s` changes nothing: no question in it counts "
        "in a dimension that combines by weighted-mean",
        what, SQ_FMT(id->text));
    sq_diag_help(d, f,
                 "take `weight` away; `sum` and `percent` use the "
                 "weights of questions only");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    const struct sq_questionnaire *q = p->q;
    for (size_t i = 0; i < q->n_questions; i++)
        if (q->questions[i]->weight_given &&
            sq_question_first_use(q, q->questions[i]))
            look_at_question(q->questions[i], d);
    for (size_t i = 0; i < q->n_groups; i++) {
        const struct sq_group *g = q->groups[i];
        look_at_node(&g->id, "group", g->weight, nested(q, g->first, g->n), d);
    }
    for (size_t i = 0; i < q->n_sections; i++) {
        const struct sq_section *s = q->sections[i];
        look_at_node(&s->id, "section", s->weight, nested(q, s->first, s->n),
                     d);
    }
}

const struct sq_rule sq_rule_unused_weight = {.questionnaire = questionnaire};
