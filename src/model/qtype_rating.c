/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "base/sbuf.h"
#include "diag/diag.h"
#include "model/options.h"
#include "yaml/node.h"

static sq_num
cell(const struct sq_question *q, const struct sq_value *v)
{
    return q->matrix->cells[v->option * q->matrix->columns->n + v->column];
}

/* "possible, major", "possible x major" or "3, 4" */
static bool
accept(struct sq_arena *a, const struct sq_question *q, sq_str typed,
       struct sq_value *out, sq_str *out_why)
{
    sq_str text = sq_str_trim(typed);
    if (text.len > 1 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']')
        text = sq_str_sub(text, 1, text.len - 1);
    size_t cut = sq_str_find(text, ',', 0), skip = 1;
    for (size_t i = 1; cut == text.len && i + 2 < text.len; i++) {
        if (sq_str_starts(sq_str_sub(text, i, text.len), " x ")) {
            cut = i;
            skip = 3;
            break;
        }
    }
    if (cut == text.len) {
        *out_why = SQ_LIT("Type two choices with a comma between them, such as "
                          "3, 4.");
        return false;
    }
    return sq_option_accept(a, q->matrix->rows, sq_str_sub(text, 0, cut),
                            &out->option, out_why) &&
           sq_option_accept(a, q->matrix->columns,
                            sq_str_sub(text, cut + skip, text.len),
                            &out->column, out_why);
}

static bool
is_option(const struct sq_choices *c, const struct sq_node *n)
{
    for (size_t i = 0; n->kind == SQ_SCALAR && i < c->n; i++) {
        if (sq_str_eq(c->options[i].id.text, n->text))
            return true;
    }
    return false;
}

static bool
from_node(struct sq_arena *a, const struct sq_question *q,
          const struct sq_tree *t, const struct sq_node *n,
          struct sq_value *out, struct sq_diags *d)
{
    (void)a;
    const struct sq_matrix *m = q->matrix;
    if (n->kind != SQ_LIST || n->n != 2) {
        struct sq_diag *f =
            sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, n),
                        "a rating is a list of two: `%.*s`, then `%.*s`",
                        SQ_FMT(m->rows_id.text), SQ_FMT(m->columns_id.text));
        if (m->rows->n && m->columns->n)
            sq_diag_help(d, f, "write such as `[%.*s, %.*s]`",
                         SQ_FMT(m->rows->options[0].id.text),
                         SQ_FMT(m->columns->options[0].id.text));
        return false;
    }
    const struct sq_node *first = n->first, *second = n->first->next;
    if (!is_option(m->rows, first) && is_option(m->columns, first) &&
        is_option(m->rows, second)) {
        struct sq_diag *f =
            sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, n),
                        "the two parts are the wrong way round: `%.*s` comes "
                        "first",
                        SQ_FMT(m->rows_id.text));
        sq_diag_help(d, f, "write `[%.*s, %.*s]`", SQ_FMT(second->text),
                     SQ_FMT(first->text));
        return false;
    }
    bool good = sq_option_from_node(m->rows, t, first, &out->option, d);
    return sq_option_from_node(m->columns, t, second, &out->column, d) && good;
}

static void
show(const struct sq_question *q, const struct sq_value *v, sq_str lang,
     struct sq_sbuf *out)
{
    const struct sq_matrix *m = q->matrix;
    sq_put(out, sq_option_label(&m->rows->options[v->option], lang));
    sq_putz(out, " × ");
    sq_put(out, sq_option_label(&m->columns->options[v->column], lang));
    sq_putz(out, " = ");
    sq_num_put_exact(out, cell(q, v));
    if (m->bands && m->bands->n) {
        const struct sq_band *b =
            &m->bands->bands[sq_bands_find(m->bands, cell(q, v), m->high)];
        sq_str label = sq_text_get(&b->label, lang);
        sq_putz(out, ", ");
        sq_put(out, label.len ? label : b->id.text);
    }
}

static void
put_yaml(const struct sq_question *q, const struct sq_value *v,
         struct sq_sbuf *out)
{
    sq_putc(out, '[');
    sq_option_put(q->matrix->rows->options[v->option].id.text, out);
    sq_putz(out, ", ");
    sq_option_put(q->matrix->columns->options[v->column].id.text, out);
    sq_putc(out, ']');
}

static struct sq_val
val(const struct sq_question *q, const struct sq_value *v)
{
    return sq_val_num(cell(q, v), cell(q, v));
}

static struct sq_val
any(const struct sq_question *q)
{
    return sq_val_num(q->matrix->low, q->matrix->high);
}

static bool
points(const struct sq_question *q, const struct sq_value *v, sq_num *out)
{
    *out = cell(q, v);
    return true;
}

static bool
range(const struct sq_question *q, sq_num *low, sq_num *high)
{
    *low = q->matrix->low;
    *high = q->matrix->high;
    return true;
}

/* One value for each different cell: nothing can tell equal cells apart. */
static bool
first_of_its_kind(const struct sq_matrix *m, size_t i)
{
    for (size_t j = 0; j < i; j++) {
        if (sq_num_cmp(m->cells[i], m->cells[j]) == 0)
            return false;
    }
    return true;
}

static uint32_t
n_values(const struct sq_question *q, uint32_t most)
{
    const struct sq_matrix *m = q->matrix;
    size_t n = m->rows->n * m->columns->n;
    uint32_t different = 0;
    if (n > 400)
        return 0;
    for (size_t i = 0; i < n; i++)
        different += first_of_its_kind(m, i);
    return different <= most ? different : 0;
}

static void
value_at(struct sq_arena *a, const struct sq_question *q, uint32_t i,
         struct sq_value *out)
{
    (void)a;
    const struct sq_matrix *m = q->matrix;
    for (size_t c = 0; c < m->rows->n * m->columns->n; c++) {
        if (first_of_its_kind(m, c) && i-- == 0) {
            out->option = (uint32_t)(c / m->columns->n);
            out->column = (uint32_t)(c % m->columns->n);
            return;
        }
    }
}

extern const struct sq_qtype sq_qtype_rating;
const struct sq_qtype sq_qtype_rating = {
    .name = "rating",
    .summary = "a cell of a matrix: row and column",
    .has_matrix = true,
    .in_exprs = SQ_T_NUM,
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
