/* SPDX-License-Identifier: MIT */
/* Two named scales with the same options in the same order, and other numbers:
 * "likely" is 4 in one and 5 in the other. */
#include "base/sbuf.h"
#include "lint/lint.h"

static bool
same_words(const struct sq_choices *a, const struct sq_choices *b)
{
    if (a->n != b->n || a->n < 3)
        return false;
    for (size_t i = 0; i < a->n; i++)
        if (!a->options[i].scored || !b->options[i].scored ||
            !sq_str_eq(a->options[i].id.text, b->options[i].id.text))
            return false;
    return true;
}

static void
compare(const struct sq_choices *first, const struct sq_choices *c,
        struct sq_diags *d)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct sq_option *o = &c->options[i];
        if (sq_num_cmp(o->score, first->options[i].score) == 0)
            continue;
        struct sq_sbuf a, b;
        sq_sbuf_init(&a, 64);
        sq_sbuf_init(&b, 64);
        sq_num_put_exact(&a, first->options[i].score);
        sq_num_put_exact(&b, o->score);
        struct sq_diag *f = sq_diag_add(
            d, SQ_FOUND_scale_differs, o->id.at,
            "`%.*s` is %.*s in `%.*s` and %.*s in `%.*s`, which have the same "
            "options",
            SQ_FMT(o->id.text), SQ_FMT(sq_sbuf_str(&a)), SQ_FMT(first->id.text),
            SQ_FMT(sq_sbuf_str(&b)), SQ_FMT(c->id.text));
        sq_diag_note(d, f, first->options[i].id.at, "the other is here");
        sq_diag_help(d, f,
                     "use one scale, or name the options of one so that "
                     "nobody takes it for the other");
        sq_sbuf_done(&a);
        sq_sbuf_done(&b);
        return;
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    const struct sq_map *all = &p->q->vocab.choices;
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_choices *c = all->items[i].value;
        for (size_t k = 0; k < i && sq_proof_own(p, c->id.at); k++) {
            const struct sq_choices *first = all->items[k].value;
            if (!same_words(first, c))
                continue;
            compare(first, c, d);
            break;
        }
    }
}

const struct sq_rule sq_rule_scale_differs = {.questionnaire = questionnaire};
