/* SPDX-License-Identifier: MIT */
/* A figure that nobody would act on warns nobody. */
#include "base/sbuf.h"
#include "lint/lint.h"

static void
assessment(const struct sq_look *k)
{
    for (size_t i = 0; i < k->as->n_indicators; i++) {
        const struct sq_indicator *x = &k->as->indicators[i];
        const struct {
            const struct sq_word *word;
            const char *key;
        } parts[] = {{&x->baseline, "baseline"},
                     {&x->target, "target"},
                     {&x->trigger, "trigger"},
                     {&x->owner, "owner"},
                     {&x->source, "source"}};
        struct sq_sbuf b;
        sq_sbuf_init(&b, 256);
        for (size_t n = 0; n < sizeof parts / sizeof parts[0]; n++)
            if (parts[n].word->text.len == 0)
                sq_putf(&b, "%s`%s`", b.len ? ", " : "", parts[n].key);
        if (b.len) {
            struct sq_diag *f =
                sq_diag_add(k->d, SQ_FOUND_indicator_incomplete, x->id.at,
                            "the indicator `%.*s` has no %.*s",
                            SQ_FMT(x->id.text), SQ_FMT(sq_sbuf_str(&b)));
            sq_diag_help(k->d, f,
                         "say where it stood, where it should be, at what "
                         "figure somebody acts, who that is, and where the "
                         "figure comes from");
        }
        sq_sbuf_done(&b);
    }
}

const struct sq_rule sq_rule_indicator_incomplete = {.assessment = assessment,
                                                     .from = SQ_MOMENT_PANEL};
