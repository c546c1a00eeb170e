/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/sbuf.h"
#include "diag/diag.h"
#include "model/options.h"
#include "yaml/node.h"

/* Puts the chosen options of `on` into the value, ascending. */
static void
keep(struct sq_arena *a, const struct sq_choices *c, const bool *on,
     struct sq_value *out)
{
    uint32_t *list = SQ_NEW_N(a, c->n ? c->n : 1, uint32_t);
    out->n_options = 0;
    for (uint32_t i = 0; i < c->n; i++) {
        if (on[i])
            list[out->n_options++] = i;
    }
    out->options = list;
}

/* The option that excludes the others and stands beside one; NULL if none. */
static const struct sq_option *
clash(const struct sq_choices *c, const struct sq_value *v)
{
    for (uint32_t i = 0; v->n_options > 1 && i < v->n_options; i++) {
        if (c->options[v->options[i]].exclusive)
            return &c->options[v->options[i]];
    }
    return NULL;
}

static bool
accept(struct sq_arena *a, const struct sq_question *q, sq_str typed,
       struct sq_value *out, sq_str *out_why)
{
    const struct sq_choices *c = q->choices;
    bool *on = SQ_NEW_N(a, c->n ? c->n : 1, bool);
    sq_str rest = sq_str_trim(typed), piece;
    if (rest.len > 1 && rest.ptr[0] == '[' && rest.ptr[rest.len - 1] == ']')
        rest = sq_str_sub(rest, 1, rest.len - 1);
    size_t n = 0;
    while (sq_str_next(&rest, ',', &piece)) {
        uint32_t option;
        if (sq_str_trim(piece).len == 0)
            continue;
        if (!sq_option_accept(a, c, piece, &option, out_why))
            return false;
        on[option] = true;
        n++;
    }
    if (n == 0) {
        *out_why = SQ_LIT("Type the numbers of all that apply, with commas "
                          "between them: 1, 3.");
        return false;
    }
    keep(a, c, on, out);
    const struct sq_option *lone = clash(c, out);
    if (lone)
        *out_why =
            sq_str_printf(a, "“%.*s” cannot be chosen together with another.",
                          SQ_FMT(sq_option_label(lone, (sq_str){0})));
    return !lone;
}

static bool
from_node(struct sq_arena *a, const struct sq_question *q,
          const struct sq_tree *t, const struct sq_node *n,
          struct sq_value *out, struct sq_diags *d)
{
    const struct sq_choices *c = q->choices;
    bool *on = SQ_NEW_N(a, c->n ? c->n : 1, bool);
    bool good = true;
    if (n->kind == SQ_MAP || (n->kind == SQ_LIST && n->n == 0)) {
        sq_answer_shape(t, n, "a list of at least one option", "[one, other]",
                        d);
        return false;
    }
    const struct sq_node *item = n->kind == SQ_LIST ? n->first : n;
    for (; item; item = n->kind == SQ_LIST ? item->next : NULL) {
        uint32_t option;
        if (!sq_option_from_node(c, t, item, &option, d)) {
            good = false;
            continue;
        }
        if (on[option])
            sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, item),
                        "`%.*s` is chosen twice", SQ_FMT(item->text));
        on[option] = true;
    }
    keep(a, c, on, out);
    const struct sq_option *lone = clash(c, out);
    if (lone)
        sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, n),
                    "`%.*s` cannot be chosen together with another",
                    SQ_FMT(lone->id.text));
    return good && !lone;
}

static void
show(const struct sq_question *q, const struct sq_value *v, sq_str lang,
     struct sq_sbuf *out)
{
    for (uint32_t i = 0; i < v->n_options; i++) {
        sq_putz(out, i ? ", " : "");
        sq_put(out, sq_option_label(&q->choices->options[v->options[i]], lang));
    }
}

static void
put_yaml(const struct sq_question *q, const struct sq_value *v,
         struct sq_sbuf *out)
{
    sq_putc(out, '[');
    for (uint32_t i = 0; i < v->n_options; i++) {
        sq_putz(out, i ? ", " : "");
        sq_option_put(q->choices->options[v->options[i]].id.text, out);
    }
    sq_putc(out, ']');
}

static struct sq_val
any(const struct sq_question *q)
{
    return (struct sq_val){.type = SQ_T_SET,
                           .may = SQ_MAY_VALUE,
                           .any = true,
                           .domain = &q->choices->domain};
}

static struct sq_val
val(const struct sq_question *q, const struct sq_value *v)
{
    struct sq_val out = any(q);
    out.any = false;
    out.options = v->options;
    out.n_options = v->n_options;
    return out;
}

static bool
points(const struct sq_question *q, const struct sq_value *v, sq_num *out)
{
    bool scored = false;
    *out = SQ_NUM_ZERO;
    for (uint32_t i = 0; i < v->n_options; i++) {
        const struct sq_option *o = &q->choices->options[v->options[i]];
        if (!o->scored)
            continue;
        *out = sq_num_add(*out, o->score);
        scored = true;
    }
    return scored;
}

/*
 * At least one option is chosen, and an exclusive one alone.  Lowest and
 * highest sums over such sets; a set without a scored option gives no points.
 */
static bool
range(const struct sq_question *q, sq_num *low, sq_num *high)
{
    bool scored = false, joined = false;
    sq_num plus = SQ_NUM_ZERO, minus = SQ_NUM_ZERO;
    for (size_t i = 0; i < q->choices->n; i++) {
        const struct sq_option *o = &q->choices->options[i];
        if (!o->scored)
            continue;
        *low = scored ? sq_num_min(*low, o->score) : o->score;
        *high = scored ? sq_num_max(*high, o->score) : o->score;
        scored = true;
        if (o->exclusive)
            continue;
        joined = true;
        if (sq_num_cmp(o->score, SQ_NUM_ZERO) > 0)
            plus = sq_num_add(plus, o->score);
        else
            minus = sq_num_add(minus, o->score);
    }
    if (joined) {
        if (sq_num_cmp(plus, SQ_NUM_ZERO) > 0)
            *high = sq_num_max(*high, plus);
        if (sq_num_cmp(minus, SQ_NUM_ZERO) < 0)
            *low = sq_num_min(*low, minus);
    }
    return scored;
}

static uint32_t
plain_options(const struct sq_choices *c)
{
    uint32_t n = 0;
    for (size_t i = 0; i < c->n; i++)
        n += !c->options[i].exclusive;
    return n;
}

/* Sets of plain options but the empty one, then each exclusive one alone. */
static uint32_t
n_values(const struct sq_question *q, uint32_t most)
{
    uint32_t plain = plain_options(q->choices);
    if (plain > 20)
        return 0;
    uint32_t n = ((1u << plain) - 1) + ((uint32_t)q->choices->n - plain);
    return n <= most ? n : 0;
}

static void
value_at(struct sq_arena *a, const struct sq_question *q, uint32_t i,
         struct sq_value *out)
{
    const struct sq_choices *c = q->choices;
    bool *on = SQ_NEW_N(a, c->n, bool);
    uint32_t sets = (1u << plain_options(c)) - 1;
    uint32_t plain = 0, lone = 0;
    for (uint32_t k = 0; k < c->n; k++) {
        if (c->options[k].exclusive)
            on[k] = i >= sets && lone++ == i - sets;
        else
            on[k] = i < sets && ((i + 1) >> plain++ & 1) != 0;
    }
    keep(a, c, on, out);
}

extern const struct sq_qtype sq_qtype_many;
const struct sq_qtype sq_qtype_many = {
    .name = "many",
    .summary = "any of a set of choices",
    .has_options = true,
    .in_exprs = SQ_T_SET,
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
