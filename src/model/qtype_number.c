/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/sbuf.h"
#include "diag/diag.h"
#include "model/options.h"
#include "yaml/node.h"

static sq_num
unit_of(const struct sq_question *q)
{
    sq_num unit = sq_num_int(1);
    for (uint32_t i = 0; i < q->decimals && i < 9; i++)
        unit = sq_num_div(unit, sq_num_int(10));
    return unit;
}

/* Why the number is not allowed; empty when it is. */
static sq_str
complaint(struct sq_arena *a, const struct sq_question *q, sq_num n)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 200);
    if (q->has_min && sq_num_cmp(n, q->min) < 0) {
        sq_putz(&b, "The number must be ");
        sq_num_put_exact(&b, q->min);
        sq_putz(&b, " or more.");
    } else if (q->has_max && sq_num_cmp(n, q->max) > 0) {
        sq_putz(&b, "The number must be ");
        sq_num_put_exact(&b, q->max);
        sq_putz(&b, " or less.");
    } else if (!sq_num_is_int(sq_num_div(n, unit_of(q)))) {
        if (q->decimals == 0)
            sq_putz(&b, "The number must be whole.");
        else
            sq_putf(&b, "The number may have %u decimals at most.",
                    (unsigned)q->decimals);
    }
    sq_str why = sq_str_copy(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return why;
}

static bool
accept(struct sq_arena *a, const struct sq_question *q, sq_str typed,
       struct sq_value *out, sq_str *out_why)
{
    sq_num n;
    if (!sq_num_read(sq_str_trim(typed), &n)) {
        *out_why = SQ_LIT("Type a number in digits, such as 12 or 0.5.");
        return false;
    }
    *out_why = complaint(a, q, n);
    out->num = n;
    return out_why->len == 0;
}

static bool
from_node(struct sq_arena *a, const struct sq_question *q,
          const struct sq_tree *t, const struct sq_node *n,
          struct sq_value *out, struct sq_diags *d)
{
    sq_num value;
    if (n->kind != SQ_SCALAR || !sq_num_read(n->text, &value)) {
        sq_answer_shape(t, n, "a number", "12", d);
        return false;
    }
    sq_str why = complaint(a, q, value);
    if (why.len) {
        struct sq_diag *f =
            sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, n),
                        "`%.*s` is not allowed here", SQ_FMT(n->text));
        sq_diag_help(d, f, "%.*s", SQ_FMT(why));
        return false;
    }
    out->num = value;
    return true;
}

static void
show(const struct sq_question *q, const struct sq_value *v, sq_str lang,
     struct sq_sbuf *out)
{
    sq_num_put_exact(out, v->num);
    sq_str unit = sq_text_get(&q->unit, lang);
    if (unit.len) {
        sq_putc(out, ' ');
        sq_put(out, unit);
    }
}

static void
put_yaml(const struct sq_question *q, const struct sq_value *v,
         struct sq_sbuf *out)
{
    (void)q;
    sq_num_put_exact(out, v->num);
}

static struct sq_val
val(const struct sq_question *q, const struct sq_value *v)
{
    (void)q;
    return sq_val_num(v->num, v->num);
}

static struct sq_val
any(const struct sq_question *q)
{
    struct sq_val out = sq_val_num(q->min, q->max);
    out.no_low = !q->has_min;
    out.no_high = !q->has_max;
    return out;
}

static uint32_t
n_values(const struct sq_question *q, uint32_t most)
{
    if (!q->has_min || !q->has_max)
        return 0;
    sq_num steps =
        sq_num_floor(sq_num_div(sq_num_sub(q->max, q->min), unit_of(q)));
    if (!sq_num_ok(steps) || sq_num_cmp(steps, sq_num_int(most)) >= 0)
        return 0;
    return (uint32_t)steps.num + 1;
}

static void
value_at(struct sq_arena *a, const struct sq_question *q, uint32_t i,
         struct sq_value *out)
{
    (void)a;
    out->num =
        sq_num_add(q->min, sq_num_mul(unit_of(q), sq_num_int((int64_t)i)));
}

extern const struct sq_qtype sq_qtype_number;
const struct sq_qtype sq_qtype_number = {
    .name = "number",
    .summary = "a number with its unit",
    .in_exprs = SQ_T_NUM,
    .accept = accept,
    .from_node = from_node,
    .show = show,
    .put_yaml = put_yaml,
    .val = val,
    .any = any,
    .points = sq_no_points,
    .range = sq_no_range,
    .n_values = n_values,
    .value_at = value_at,
};
