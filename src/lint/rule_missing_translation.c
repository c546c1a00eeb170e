/* SPDX-License-Identifier: MIT */
#include "lint/lint.h"
#include "lint/texts.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

/* cy-GB is served by cy. */
static bool
serves(sq_str has, sq_str wanted)
{
    return sq_str_eq_folded(has, wanted) ||
           (has.len < wanted.len && wanted.ptr[has.len] == '-' &&
            sq_str_eq_folded(has, sq_str_sub(wanted, 0, has.len)));
}

static bool
has(const struct sq_questionnaire *q, const struct sq_text *t, sq_str wanted)
{
    for (size_t i = 0; i < t->n; i++) {
        sq_str lang = t->items[i].lang;
        if (serves(lang.len ? lang : q->languages[0].text, wanted) &&
            sq_str_trim(t->items[i].text).len)
            return true;
    }
    return false;
}

static bool
listed(const struct sq_questionnaire *q, sq_str lang)
{
    for (size_t i = 0; i < q->n_languages; i++)
        if (serves(lang, q->languages[i].text) ||
            serves(q->languages[i].text, lang))
            return true;
    return false;
}

static struct sq_diag *
tell(const struct context *x, const struct sq_text_at *at, const char *what,
     sq_str lang)
{
    if (at->owner.len == 0)
        return sq_diag_add(x->d, SQ_FOUND_missing_translation, at->text->at,
                           "`%s` of this file %s `%.*s`", at->key, what,
                           SQ_FMT(lang));
    return sq_diag_add(x->d, SQ_FOUND_missing_translation, at->text->at,
                       "`%s` of the %s `%.*s` %s `%.*s`", at->key, at->what,
                       SQ_FMT(at->owner), what, SQ_FMT(lang));
}

static void
visit(void *ctx, const struct sq_text_at *at)
{
    const struct context *x = ctx;
    const struct sq_questionnaire *q = x->p->q;
    const struct sq_text *t = at->text;
    for (size_t i = 0; i < q->n_languages; i++) {
        sq_str lang = q->languages[i].text;
        if (has(q, t, lang))
            continue;
        struct sq_diag *f = tell(x, at, "is missing in", lang);
        sq_str first = q->languages[0].text;
        if (t->n == 1 && t->items[0].lang.len == 0)
            sq_diag_help(x->d, f, "write `{%.*s: …, %.*s: …}`", SQ_FMT(first),
                         SQ_FMT(lang));
        else
            sq_diag_help(x->d, f, "add `%.*s: …`", SQ_FMT(lang));
    }
    for (size_t i = 0; i < t->n; i++) {
        sq_str lang = t->items[i].lang;
        if (lang.len == 0 || listed(q, lang) || !sq_proof_own(x->p, t->at))
            continue;
        struct sq_diag *f = tell(
            x, at, "is in a language that `languages` does not list:", lang);
        sq_diag_help(x->d, f, "add `%.*s` to `languages`, or correct it",
                     SQ_FMT(lang));
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    sq_texts(p->q, visit, &x);
}

const struct sq_rule sq_rule_missing_translation = {.questionnaire =
                                                        questionnaire};
