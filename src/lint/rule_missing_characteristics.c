/* SPDX-License-Identifier: MIT */
/* Source: Equality Act 2010, section 4, which lists nine. */
#include "base/arena.h"
#include "lint/lint.h"

static const char *const nine[][3] = {
    {"age", "age", NULL},
    {"disability", "disab", NULL},
    {"gender reassignment", "gender-reassignment", "gender_reassignment"},
    {"marriage and civil partnership", "marriage", "civil-partnership"},
    {"pregnancy and maternity", "pregnan", "maternity"},
    {"race", "race", "ethnic"},
    {"religion or belief", "religio", "belief"},
    {"sex", "sex", NULL},
    {"sexual orientation", "orientation", NULL},
};
enum { NINE = sizeof nine / sizeof nine[0], AGE = 0, SEX = 7 };

static bool
is_it(size_t which, sq_str id)
{
    if (which == AGE || which == SEX)
        return sq_str_is(id, nine[which][1]);
    for (size_t i = 1; i < 3; i++)
        if (nine[which][i] && sq_str_has_folded(id, sq_str_of(nine[which][i])))
            return true;
    return false;
}

static void
look(struct sq_proof *p, const struct sq_list *l, struct sq_diags *d)
{
    bool has[NINE] = {false};
    size_t n = 0;
    for (size_t k = 0; k < NINE; k++) {
        for (size_t i = 0; i < l->n && !has[k]; i++)
            has[k] = is_it(k, l->items[i].id.text);
        n += has[k];
    }
    bool named =
        sq_str_has_folded(l->id.text, SQ_LIT("protected-characteristic")) ||
        sq_str_has_folded(l->id.text, SQ_LIT("protected_characteristic"));
    if (n == NINE || l->n >= NINE || (!named && n < 6))
        return;
    sq_str missing = {0};
    for (size_t k = 0; k < NINE; k++)
        if (!has[k])
            missing = sq_str_printf(p->arena, "%.*s%s%s", SQ_FMT(missing),
                                    missing.len ? ", " : "", nine[k][0]);
    struct sq_diag *f = sq_diag_add(
        d, SQ_FOUND_missing_characteristics, l->id.at,
        "the list `%.*s` has %zu of the nine protected characteristics, "
        "without %.*s",
        SQ_FMT(l->id.text), n, SQ_FMT(missing));
    sq_diag_help(d, f,
                 "add them, or use `protected-characteristics` of the "
                 "pack uk-groups");
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    const struct sq_map *lists = &p->q->vocab.lists;
    for (size_t i = 0; i < lists->n; i++) {
        const struct sq_list *l = lists->items[i].value;
        if (sq_proof_own(p, l->id.at))
            look(p, l, d);
    }
}

const struct sq_rule sq_rule_missing_characteristics = {.questionnaire =
                                                            questionnaire};
