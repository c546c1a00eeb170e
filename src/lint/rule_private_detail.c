/* SPDX-License-Identifier: MIT */
/*
 * An NHS number, or a postcode beside a date of birth, stands in no assessment.
 * A person's own mailbox does not belong in what is published.
 */
#include "lint/lint.h"
#include "model/privacy.h"

static void
tell(const struct sq_look *k, const struct sq_said *s, enum sq_private what,
     sq_str detail)
{
    bool person = what == SQ_PRIVATE_NHS_NUMBER || what == SQ_PRIVATE_BIRTH;
    /* the detail itself is not repeated: findings are logged and mailed */
    (void)detail;
    struct sq_diag *f =
        sq_diag_add(k->d, SQ_FOUND_private_detail, s->at, "`%.*s` holds %s",
                    SQ_FMT(s->slot->id), sq_private_name(what));
    if (!person)
        f->level = SQ_WARNING;
    sq_diag_help(k->d, f,
                 person ? "take it out, here and in the file's history, and "
                          "tell the data protection lead"
                        : "name a role or a shared mailbox instead");
}

/* "first.last@…" rather than "engagement@…" */
static bool
is_personal(sq_str address)
{
    size_t at = sq_str_find(address, '@', 0);
    return sq_str_find(sq_str_sub(address, 0, at), '.', 0) < at;
}

static void
look(const struct sq_look *k, const struct sq_said *s)
{
    size_t from = 0, to = 0;
    while (from < s->text.len) {
        size_t found = 0;
        enum sq_private what = sq_private_find(s->text, from, &found, &to);
        if (what == SQ_PRIVATE_NONE)
            return;
        sq_str detail = sq_str_sub(s->text, found, to);
        bool person = what == SQ_PRIVATE_NHS_NUMBER || what == SQ_PRIVATE_BIRTH;
        bool mail = what == SQ_PRIVATE_EMAIL && is_personal(detail) &&
                    s->slot->question->is_public == 1 &&
                    k->moment >= SQ_MOMENT_PUBLISH;
        if (person || mail) {
            tell(k, s, what, detail);
            return;
        }
        from = to > from ? to : from + 1;
    }
}

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->n_said; i++)
        look(k, &k->said[i]);
}

const struct sq_rule sq_rule_private_detail = {.assessment = assessment};
