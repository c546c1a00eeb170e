/* SPDX-License-Identifier: MIT */
/* Who may not sign as what is said by the questionnaire's `sign-off`. */
#include "lint/lint.h"
#include "lint/plain.h"

static sq_str
holder(const struct sq_look *k, sq_str role)
{
    const struct sq_assessment *as = k->as;
    if (sq_str_is(role, "author"))
        return as->about.author.text;
    if (sq_str_is(role, "sro") || sq_str_is(role, "owner"))
        return as->about.owner.text;
    for (size_t i = 0; i < as->n_signatures; i++)
        if (sq_str_eq(as->signatures[i].role.text, role))
            return as->signatures[i].name.text;
    return (sq_str){0};
}

static bool
look_at_roles(const struct sq_look *k, const struct sq_signature *s,
              const struct sq_sign_off *as_what)
{
    for (size_t i = 0; i < as_what->n_not; i++) {
        sq_str role = as_what->not_roles[i].text;
        if (!sq_same_person(k->arena, s->name.text, holder(k, role)))
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_not_independent, s->name.at,
            "`%.*s` signs as `%.*s` and is the %.*s", SQ_FMT(s->name.text),
            SQ_FMT(s->role.text), SQ_FMT(role));
        sq_diag_note(k->d, f, as_what->not_roles[i].at,
                     "the questionnaire does not allow it");
        sq_diag_help(k->d, f, "have somebody else sign");
        return true;
    }
    return false;
}

static void
look_at_others(const struct sq_look *k, size_t at)
{
    const struct sq_signature *s = &k->as->signatures[at];
    for (size_t i = 0; i < at; i++) {
        const struct sq_signature *first = &k->as->signatures[i];
        if (sq_str_eq(first->role.text, s->role.text) ||
            !sq_same_person(k->arena, first->name.text, s->name.text))
            continue;
        struct sq_diag *f = sq_diag_add(
            k->d, SQ_FOUND_not_independent, s->name.at,
            "`%.*s` signs as `%.*s` and as `%.*s`", SQ_FMT(s->name.text),
            SQ_FMT(first->role.text), SQ_FMT(s->role.text));
        f->level = SQ_WARNING;
        sq_diag_note(k->d, f, first->name.at, "first signed here");
        sq_diag_help(k->d, f,
                     "two roles are two pairs of eyes: have somebody "
                     "else sign one of them");
        return;
    }
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_signatures; i++) {
        const struct sq_signature *s = &k->as->signatures[i];
        bool told = false;
        for (size_t n = 0; n < k->q->n_sign_off && !told; n++)
            if (sq_str_eq(k->q->sign_off[n].role.text, s->role.text))
                told = look_at_roles(k, s, &k->q->sign_off[n]);
        if (!told)
            look_at_others(k, i);
    }
}

const struct sq_rule sq_rule_not_independent = {.assessment = assessment};
