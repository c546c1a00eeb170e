/* SPDX-License-Identifier: MIT */
#include "base/sbuf.h"
#include "model/options.h"
#include "yaml/node.h"

static bool
accept(struct sq_arena *a, const struct sq_question *q, sq_str typed,
       struct sq_value *out, sq_str *out_why)
{
    (void)a;
    (void)q;
    if (sq_date_read(sq_str_trim(typed), &out->date))
        return true;
    *out_why = SQ_LIT("Type the date as year-month-day, such as 2026-11-03.");
    return false;
}

static bool
from_node(struct sq_arena *a, const struct sq_question *q,
          const struct sq_tree *t, const struct sq_node *n,
          struct sq_value *out, struct sq_diags *d)
{
    (void)a;
    (void)q;
    if (n->kind == SQ_SCALAR && sq_date_read(n->text, &out->date))
        return true;
    sq_answer_shape(t, n, "a date: year-month-day", "2026-11-03", d);
    return false;
}

static void
show(const struct sq_question *q, const struct sq_value *v, sq_str lang,
     struct sq_sbuf *out)
{
    (void)q;
    (void)lang;
    sq_date_put_long(out, v->date);
}

static void
put_yaml(const struct sq_question *q, const struct sq_value *v,
         struct sq_sbuf *out)
{
    (void)q;
    sq_date_put(out, v->date);
}

static struct sq_val
val(const struct sq_question *q, const struct sq_value *v)
{
    (void)q;
    struct sq_val out = sq_val_num(sq_num_int(v->date), sq_num_int(v->date));
    out.type = SQ_T_DATE;
    return out;
}

static struct sq_val
any(const struct sq_question *q)
{
    (void)q;
    struct sq_val out = sq_val_num(SQ_NUM_ZERO, SQ_NUM_ZERO);
    out.type = SQ_T_DATE;
    out.no_low = out.no_high = true;
    return out;
}

extern const struct sq_qtype sq_qtype_date;
const struct sq_qtype sq_qtype_date = {
    .name = "date",
    .summary = "a calendar date",
    .in_exprs = SQ_T_DATE,
    .accept = accept,
    .from_node = from_node,
    .show = show,
    .put_yaml = put_yaml,
    .val = val,
    .any = any,
    .points = sq_no_points,
    .range = sq_no_range,
    .n_values = sq_no_values,
    .value_at = sq_no_value_at,
};
