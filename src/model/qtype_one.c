/* SPDX-License-Identifier: MIT */
#include "base/sbuf.h"
#include "model/options.h"

static bool
accept(struct sq_arena *a, const struct sq_question *q, sq_str typed,
       struct sq_value *out, sq_str *out_why)
{
    return sq_option_accept(a, q->choices, typed, &out->option, out_why);
}

static bool
from_node(struct sq_arena *a, const struct sq_question *q,
          const struct sq_tree *t, const struct sq_node *n,
          struct sq_value *out, struct sq_diags *d)
{
    (void)a;
    return sq_option_from_node(q->choices, t, n, &out->option, d);
}

static void
show(const struct sq_question *q, const struct sq_value *v, sq_str lang,
     struct sq_sbuf *out)
{
    sq_put(out, sq_option_label(&q->choices->options[v->option], lang));
}

static void
put_yaml(const struct sq_question *q, const struct sq_value *v,
         struct sq_sbuf *out)
{
    sq_option_put(q->choices->options[v->option].id.text, out);
}

static struct sq_val
any(const struct sq_question *q)
{
    return (struct sq_val){.type = SQ_T_OPTION,
                           .may = SQ_MAY_VALUE,
                           .any = true,
                           .domain = &q->choices->domain};
}

static struct sq_val
val(const struct sq_question *q, const struct sq_value *v)
{
    struct sq_val out = any(q);
    out.any = false;
    out.option = v->option;
    return out;
}

static bool
points(const struct sq_question *q, const struct sq_value *v, sq_num *out)
{
    const struct sq_option *o = &q->choices->options[v->option];
    *out = o->score;
    return o->scored;
}

static bool
range(const struct sq_question *q, sq_num *low, sq_num *high)
{
    bool any_scored = false;
    for (size_t i = 0; i < q->choices->n; i++) {
        const struct sq_option *o = &q->choices->options[i];
        if (!o->scored)
            continue;
        *low = any_scored ? sq_num_min(*low, o->score) : o->score;
        *high = any_scored ? sq_num_max(*high, o->score) : o->score;
        any_scored = true;
    }
    return any_scored;
}

static uint32_t
n_values(const struct sq_question *q, uint32_t most)
{
    return q->choices->n <= most ? (uint32_t)q->choices->n : 0;
}

static void
value_at(struct sq_arena *a, const struct sq_question *q, uint32_t i,
         struct sq_value *out)
{
    (void)a;
    (void)q;
    out->option = i;
}

extern const struct sq_qtype sq_qtype_one;
const struct sq_qtype sq_qtype_one = {
    .name = "one",
    .summary = "one of a set of choices",
    .has_options = true,
    .in_exprs = SQ_T_OPTION,
    .accept = accept,
    .from_node = from_node,
    .show = show,
    .put_yaml = put_yaml,
    .val = val,
    .any = any,
    .points = points,
    .range = range,
    .n_values = n_values,
    .value_at = value_at,
};
