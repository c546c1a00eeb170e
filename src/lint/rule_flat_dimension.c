/* SPDX-License-Identifier: MIT */
#include "base/sbuf.h"
#include "lint/lint.h"

static void
tell_flat(const struct sq_dimension *dim, sq_num value, struct sq_diags *d)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 64);
    sq_num_put_exact(&b, value);
    struct sq_diag *f =
        sq_diag_add(d, SQ_FOUND_flat_dimension, dim->id.at,
                    "the dimension `%.*s` is %.*s whatever is answered",
                    SQ_FMT(dim->id.text), SQ_FMT(sq_sbuf_str(&b)));
    sq_diag_help(d, f,
                 "look at the points of its questions and at how it "
                 "combines them");
    sq_sbuf_done(&b);
}

static void
look(const struct sq_dim_result *r, bool open, struct sq_diags *d)
{
    const struct sq_dimension *dim = r->dimension;
    struct sq_diag *f;
    if (dim->n == 0 && dim->combine != SQ_COMBINE_table) {
        f = sq_diag_add(d, SQ_FOUND_flat_dimension, dim->id.at,
                        "no question counts in the dimension `%.*s`, so it "
                        "never has a figure",
                        SQ_FMT(dim->id.text));
        sq_diag_help(d, f,
                     "write `dimension: %.*s` on its questions, or "
                     "delete it",
                     SQ_FMT(dim->id.text));
    } else if (!open && !r->value.data) {
        f = sq_diag_add(d, SQ_FOUND_flat_dimension, dim->id.at,
                        "the dimension `%.*s` never has a figure, whatever is "
                        "answered",
                        SQ_FMT(dim->id.text));
        sq_diag_help(d, f, "give points to the answers of its questions");
    } else if (!open && !r->value.no_low && !r->value.no_high &&
               sq_num_cmp(r->value.low, r->value.high) == 0) {
        tell_flat(dim, r->value.low, d);
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    for (size_t i = 0; i < p->r->n_dimensions; i++)
        look(&p->r->dimensions[i], p->open_dimension[i], d);
}

const struct sq_rule sq_rule_flat_dimension = {.questionnaire = questionnaire};
