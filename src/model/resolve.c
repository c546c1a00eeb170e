/* SPDX-License-Identifier: MIT */
/* The second step of reading a questionnaire: names become things. */
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "model/points.h"
#include "model/qtype.h"
#include "model/read.h"
#include "model/work.h"

/* ---- choices, bands, matrices -------------------------------------------- */

static void
note_yes_no(const struct sq_reader *r, const struct sq_word *id)
{
    static const char *const words[] = {"yes", "no", "on", "off", "y", "n"};
    if (id->at.source == NULL || sq_span_text(id->at).len != id->text.len)
        return; /* quoted: its span is longer than its text */
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!sq_str_eq_folded(id->text, sq_str_of(words[i])))
            continue;
        struct sq_diag *f = sq_diag_add(
            r->diags, SQ_FOUND_plain_yes_no, id->at,
            "`%.*s` is text here, but other YAML programs read it as true or "
            "false",
            SQ_FMT(id->text));
        sq_diag_help(r->diags, f, "write \"%.*s\" in quotes", SQ_FMT(id->text));
        sq_diag_fix(r->diags, f, "\"%.*s\"", SQ_FMT(id->text));
    }
}

static void
resolve_choices(const struct sq_reader *r, struct sq_choices *c, sq_str label)
{
    struct sq_map seen;
    sq_map_init(&seen, r->arena);
    if (c->n > SQ_MAX_OPTIONS) {
        sq_diag_add(r->diags, SQ_FOUND_too_large, c->options[0].id.at,
                    "%zu options; at most %d are read", c->n, SQ_MAX_OPTIONS);
        c->n = SQ_MAX_OPTIONS;
    }
    struct sq_domain_item *items =
        SQ_NEW_N(r->arena, c->n ? c->n : 1, struct sq_domain_item);
    for (size_t i = 0; i < c->n; i++) {
        struct sq_option *o = &c->options[i];
        items[i] = (struct sq_domain_item){o->id.text, o->scored, o->score};
        note_yes_no(r, &o->id);
        if (sq_str_is(o->id.text, "not-known") ||
            sq_str_is(o->id.text, "not-applicable"))
            sq_diag_add(r->diags, SQ_FOUND_reserved_word, o->id.at,
                        "`%.*s` is a reserved answer; it stands beside every "
                        "set of options already",
                        SQ_FMT(o->id.text));
        if (o->id.text.len > 0 && !sq_map_add(&seen, o->id.text, o)) {
            const struct sq_option *first = sq_map_find(&seen, o->id.text);
            struct sq_diag *f = sq_diag_add(
                r->diags, SQ_FOUND_duplicate_id, o->id.at,
                "the option `%.*s` stands twice", SQ_FMT(o->id.text));
            sq_diag_note(r->diags, f, first->id.at, "first used here");
        }
    }
    c->domain = (struct sq_domain){label, items, (uint32_t)c->n};
}

/* What is written of a band's or a step's edges, and what they come to. */
struct edges {
    struct sq_span at;
    const struct sq_edge_num *to, *below, *from, *above;
    struct sq_edge_num *upper;
    bool *upper_in;
};

static struct edges
edges_of_band(struct sq_band *b)
{
    return (struct edges){b->id.at,  &b->to,    &b->below,   &b->from,
                          &b->above, &b->upper, &b->upper_in};
}

static struct edges
edges_of_step(struct sq_step *s)
{
    return (struct edges){s->at,     &s->to,    &s->below,   &s->from,
                          &s->above, &s->upper, &s->upper_in};
}

static void
no_upper_on_last(const struct sq_reader *r, const char *what,
                 const struct edges *last)
{
    if (!last->to->given && !last->below->given)
        return;
    struct sq_diag *f =
        sq_diag_add(r->diags, SQ_FOUND_band_edges, last->at,
                    "the last %s has an upper edge, so higher figures fall in "
                    "none",
                    what);
    sq_diag_help(r->diags, f, "leave out `to` or `below` on the last");
}

/*
 * Works out the upper edge of what is not the last.  Edges are written from one
 * side throughout, so levels cannot overlap and leave nothing uncovered (S10).
 */
static void
upper_edge(const struct sq_reader *r, const char *what, const struct edges *now,
           const struct edges *next)
{
    bool upper = now->to->given || now->below->given;
    if (upper && (next->from->given || next->above->given)) {
        sq_diag_add(r->diags, SQ_FOUND_band_edges, now->at,
                    "this %s has an upper edge and the next a lower edge: say "
                    "each edge once",
                    what);
    } else if (now->to->given) {
        *now->upper = *now->to;
        *now->upper_in = true;
    } else if (now->below->given) {
        *now->upper = *now->below;
        *now->upper_in = false;
    } else if (next->above->given) {
        *now->upper = *next->above;
        *now->upper_in = true;
    } else if (next->from->given) {
        *now->upper = *next->from;
        *now->upper_in = false;
    } else {
        struct sq_diag *f =
            sq_diag_add(r->diags, SQ_FOUND_band_edges, now->at,
                        "there is no edge between this %s and the next", what);
        sq_diag_help(r->diags, f,
                     "give this one `to` (included) or `below` (not included), "
                     "or the next one `from` or `above`");
    }
}

static void
check_rising(const struct sq_reader *r, const char *what,
             const struct edges *before, const struct edges *now)
{
    if (!before->upper->given || !now->upper->given)
        return;
    int order = sq_num_cmp(now->upper->value, before->upper->value);
    if (now->upper->percent != before->upper->percent)
        sq_diag_add(r->diags, SQ_FOUND_band_edges, now->at,
                    "the edges mix plain numbers and shares of a maximum");
    else if (order < 0 ||
             (order == 0 && (*before->upper_in || !*now->upper_in)))
        sq_diag_add(r->diags, SQ_FOUND_band_edges, now->at,
                    "nothing can fall in this %s: its upper edge is not above "
                    "the one before",
                    what);
}

/* `before`, `next`: NULL when there is none. */
static void
resolve_edges(const struct sq_reader *r, const char *what,
              const struct edges *before, const struct edges *now,
              const struct edges *next)
{
    if (next)
        upper_edge(r, what, now, next);
    else
        no_upper_on_last(r, what, now);
    if (before)
        check_rising(r, what, before, now);
}

static void
no_lower_on_first(const struct sq_reader *r, const struct edges *first)
{
    if (!first->from->given && !first->above->given)
        return;
    struct sq_diag *f = sq_diag_add(
        r->diags, SQ_FOUND_band_edges, first->at,
        "the first band has a lower edge, so lower figures fall in none");
    sq_diag_help(r->diags, f, "leave out `from` or `above` on the first");
}

static void
resolve_bands(const struct sq_reader *r, struct sq_bands *b)
{
    struct sq_domain_item *items =
        SQ_NEW_N(r->arena, b->n ? b->n : 1, struct sq_domain_item);
    struct sq_map seen;
    sq_map_init(&seen, r->arena);
    struct edges before = {0};
    for (size_t i = 0; i < b->n; i++) {
        bool last = i + 1 == b->n;
        struct sq_band *now = &b->bands[i];
        struct edges e = edges_of_band(now);
        struct edges next = edges_of_band(&b->bands[last ? i : i + 1]);
        items[i] =
            (struct sq_domain_item){now->id.text, true, sq_num_int((int64_t)i)};
        if (i == 0)
            no_lower_on_first(r, &e);
        now->upper = (struct sq_edge_num){0};
        resolve_edges(r, "band", i > 0 ? &before : NULL, &e,
                      last ? NULL : &next);
        before = e;
        if (now->id.text.len && !sq_map_add(&seen, now->id.text, now))
            sq_diag_add(r->diags, SQ_FOUND_duplicate_id, now->id.at,
                        "the band `%.*s` stands twice", SQ_FMT(now->id.text));
    }
    b->domain = (struct sq_domain){
        sq_str_printf(r->arena, "the bands of %.*s", SQ_FMT(b->id.text)), items,
        (uint32_t)b->n};
}

size_t
sq_bands_find(const struct sq_bands *b, sq_num value, sq_num max)
{
    for (size_t i = 0; i + 1 < b->n; i++) {
        const struct sq_band *band = &b->bands[i];
        if (!band->upper.given)
            continue;
        sq_num edge = band->upper.value;
        if (band->upper.percent)
            edge = sq_num_div(sq_num_mul(edge, max), sq_num_int(100));
        if (!sq_num_ok(edge))
            continue;
        int order = sq_num_cmp(value, edge);
        if (order < 0 || (order == 0 && band->upper_in))
            return i;
    }
    return b->n ? b->n - 1 : 0;
}

static void
cells_by_product(const struct sq_reader *r, struct sq_matrix *m)
{
    for (size_t i = 0; i < m->rows->n; i++) {
        for (size_t j = 0; j < m->columns->n; j++)
            m->cells[i * m->columns->n + j] = sq_num_mul(
                m->rows->options[i].score, m->columns->options[j].score);
    }
    for (size_t i = 0; i < m->rows->n + m->columns->n; i++) {
        const struct sq_option *o = i < m->rows->n
                                        ? &m->rows->options[i]
                                        : &m->columns->options[i - m->rows->n];
        if (!o->scored)
            sq_diag_add(r->diags, SQ_FOUND_missing_key,
                        m->cells_node ? sq_node_span(m->tree, m->cells_node)
                                      : m->id.at,
                        "the product needs a `score` on the option `%.*s`",
                        SQ_FMT(o->id.text));
    }
}

static bool
cells_by_table(const struct sq_reader *r, struct sq_matrix *m)
{
    struct sq_reader own = *r;
    own.tree = m->tree;
    const struct sq_node *row = m->cells_node->first;
    bool right =
        m->cells_node->kind == SQ_LIST && m->cells_node->n == m->rows->n;
    for (size_t i = 0; right && i < m->rows->n; i++, row = row->next) {
        const struct sq_node *c = row->first;
        right = row->kind == SQ_LIST && row->n == m->columns->n;
        for (size_t j = 0; right && j < m->columns->n; j++, c = c->next) {
            sq_num v = SQ_NUM_ZERO;
            sq_read_num(&own, c, &v);
            m->cells[i * m->columns->n + j] = v;
        }
    }
    if (!right)
        sq_diag_add(r->diags, SQ_FOUND_wrong_shape,
                    sq_node_span(m->tree, m->cells_node),
                    "`cells` needs %zu lists (one for each of `%.*s`) of %zu "
                    "numbers (one for each of `%.*s`)",
                    m->rows->n, SQ_FMT(m->rows_id.text), m->columns->n,
                    SQ_FMT(m->columns_id.text));
    return right;
}

static void
resolve_matrix(const struct sq_reader *r, const struct sq_questionnaire *q,
               struct sq_matrix *m)
{
    const struct sq_vocab *v = &q->vocab;
    m->low = m->high = SQ_NUM_ZERO;
    m->rows = sq_map_find(&v->choices, m->rows_id.text);
    m->columns = sq_map_find(&v->choices, m->columns_id.text);
    if (!m->rows && m->rows_id.text.len)
        sq_read_unknown(r, &v->choices, "set of choices", &m->rows_id);
    if (!m->columns && m->columns_id.text.len)
        sq_read_unknown(r, &v->choices, "set of choices", &m->columns_id);
    if (m->bands_id.text.len) {
        m->bands = sq_map_find(&v->bands, m->bands_id.text);
        if (!m->bands)
            sq_read_unknown(r, &v->bands, "set of bands", &m->bands_id);
    }
    if (!m->rows || !m->columns || !m->cells_node)
        return;
    size_t n = m->rows->n * m->columns->n;
    m->cells = SQ_NEW_N(r->arena, n ? n : 1, sq_num);
    for (size_t i = 0; i < n; i++)
        m->cells[i] = SQ_NUM_ZERO;
    if (m->cells_node->kind == SQ_SCALAR &&
        sq_str_is(m->cells_node->text, "product"))
        cells_by_product(r, m);
    else if (!cells_by_table(r, m))
        return;
    for (size_t i = 0; i < n; i++) {
        if (!sq_num_ok(m->cells[i]))
            m->cells[i] = SQ_NUM_ZERO;
        m->low = i ? sq_num_min(m->low, m->cells[i]) : m->cells[i];
        m->high = i ? sq_num_max(m->high, m->cells[i]) : m->cells[i];
    }
}

/* ---- questions ----------------------------------------------------------- */

static void
resolve_choices_of(const struct sq_reader *r, struct sq_questionnaire *qs,
                   struct sq_question *q)
{
    if (!q->choices_node)
        return;
    if (q->choices_node->kind == SQ_SCALAR) {
        sq_read_word(r, q->choices_node, &q->choices_name);
        q->choices = sq_map_find(&qs->vocab.choices, q->choices_name.text);
        if (!q->choices)
            sq_read_unknown(r, &qs->vocab.choices, "set of choices",
                            &q->choices_name);
        return;
    }
    struct sq_choices *c = sq_choices_read(r, q->choices_node);
    resolve_choices(
        r, c, sq_str_printf(r->arena, "the options of %.*s", SQ_FMT(q->name)));
    q->choices = c;
}

static void
needs(const struct sq_reader *r, const struct sq_question *q, const char *key)
{
    sq_diag_add(r->diags, SQ_FOUND_missing_key, q->type_name.at,
                "a question of type `%s` needs `%s`", q->type->name, key);
}

static void
no_use(const struct sq_reader *r, const struct sq_question *q, const char *key)
{
    sq_diag_add(r->diags, SQ_FOUND_contradiction, q->type_name.at,
                "`%s` has no use on a question of type `%s`", key,
                q->type->name);
}

/* One that nearly has the name is taken, so that what refers to the question is
 * not wrong, too. */
static const struct sq_qtype *
type_of_name(const struct sq_reader *r, const struct sq_word *name)
{
    const struct sq_qtype *type = sq_qtype_find(name->text);
    if (type || name->text.len == 0)
        return type;
    sq_str words[16];
    size_t n = 0;
    for (; n < 16 && sq_qtypes[n]; n++)
        words[n] = sq_str_of(sq_qtypes[n]->name);
    struct sq_diag *f = sq_diag_add(
        r->diags, SQ_FOUND_unknown_reference, name->at,
        "there is no question type called `%.*s`", SQ_FMT(name->text));
    sq_str near = sq_str_nearest(name->text, words, n);
    if (near.len)
        sq_diag_help(r->diags, f, "did you mean `%.*s`?", SQ_FMT(near));
    else
        sq_diag_help(r->diags, f,
                     "one, many, text, long, number, date, person or rating");
    return sq_qtype_find(near);
}

static void
resolve_matrix_of(const struct sq_reader *r, struct sq_questionnaire *qs,
                  struct sq_question *q)
{
    if (q->matrix_name.text.len == 0)
        return;
    q->matrix = sq_map_find(&qs->vocab.matrices, q->matrix_name.text);
    if (!q->matrix)
        sq_read_unknown(r, &qs->vocab.matrices, "matrix", &q->matrix_name);
    else if (!q->matrix->cells)
        q->matrix = NULL;
}

/* What the type asks for is there, and nothing that it has no use for. */
static void
check_keys(const struct sq_reader *r, const struct sq_question *q)
{
    bool names_matrix = q->matrix_name.text.len > 0;
    bool limited = q->type->in_exprs == SQ_T_NUM && !q->type->has_matrix;
    if (q->type->has_options && !q->choices_node)
        needs(r, q, "choices");
    if (q->type->has_matrix && !names_matrix)
        needs(r, q, "matrix");
    if (!q->type->has_options && q->choices_node)
        no_use(r, q, "choices");
    if (!q->type->has_matrix && names_matrix)
        no_use(r, q, "matrix");
    if (!limited && (q->has_min || q->has_max))
        no_use(r, q, q->has_min ? "min" : "max");
}

static void
resolve_type(const struct sq_reader *r, struct sq_questionnaire *qs,
             struct sq_question *q)
{
    q->type = type_of_name(r, &q->type_name);
    resolve_choices_of(r, qs, q);
    resolve_matrix_of(r, qs, q);
    if (!q->type)
        return;
    check_keys(r, q);
    if ((q->type->has_options && !q->choices) ||
        (q->type->has_matrix && !q->matrix))
        q->type = NULL;
    if (q->has_min && q->has_max && sq_num_cmp(q->min, q->max) > 0)
        sq_diag_add(r->diags, SQ_FOUND_contradiction, q->id.at,
                    "the smallest number allowed is above the largest");
}

static void
resolve_roles(const struct sq_reader *r, struct sq_questionnaire *qs,
              struct sq_word *who, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (!sq_map_find(&qs->vocab.roles, who[i].text))
            sq_read_unknown(r, &qs->vocab.roles, "role", &who[i]);
    }
}

static void
resolve_names(const struct sq_reader *r, struct sq_questionnaire *qs,
              struct sq_question *q)
{
    if (!q->group || q->who != q->group->who)
        resolve_roles(r, qs, q->who, q->n_who);
    q->dimensions =
        SQ_NEW_N(r->arena, q->n_dimensions + 1, const struct sq_dimension *);
    for (size_t i = 0; i < q->n_dimensions; i++) {
        struct sq_dimension *dim =
            sq_map_find(&qs->dimensions_by_id, q->dimension_names[i].text);
        q->dimensions[i] = dim;
        if (!dim) {
            sq_read_unknown(r, &qs->dimensions_by_id, "dimension",
                            &q->dimension_names[i]);
            continue;
        }
        dim->questions = sq_arena_push(r->arena, dim->questions, &dim->n,
                                       sizeof *dim->questions);
        dim->questions[dim->n - 1] = q;
    }
}

/* ---- points -------------------------------------------------------------- */

static void
read_table(const struct sq_reader *r, struct sq_question *q)
{
    if (!q->choices || q->table_node->kind != SQ_MAP) {
        sq_diag_add(r->diags, SQ_FOUND_wrong_shape,
                    sq_read_span(r, q->table_node),
                    "a score table is a map from options to points");
        return;
    }
    size_t n = q->choices->n;
    q->scoring = SQ_SCORE_TABLE;
    q->table = SQ_NEW_N(r->arena, n, sq_num);
    q->table_has = SQ_NEW_N(r->arena, n, bool);
    sq_str *ids = SQ_NEW_N(r->arena, n, sq_str);
    for (size_t i = 0; i < n; i++) {
        q->table[i] = SQ_NUM_ZERO;
        ids[i] = q->choices->options[i].id.text;
    }
    for (const struct sq_node *c = q->table_node->first; c; c = c->next) {
        size_t i = 0;
        while (i < n && !sq_str_eq(ids[i], c->key->text))
            i++;
        if (i < n) {
            q->table_has[i] = sq_read_num(r, c, &q->table[i]);
            continue;
        }
        /* the mistake that left two governments' forms scoring nothing */
        struct sq_diag *f = sq_diag_add(
            r->diags, SQ_FOUND_unknown_reference, sq_read_span(r, c->key),
            "`%.*s` is no option of `%.*s`, so these points could never count",
            SQ_FMT(c->key->text), SQ_FMT(q->name));
        sq_str near = sq_str_nearest(c->key->text, ids, n);
        if (near.len)
            sq_diag_help(r->diags, f, "did you mean `%.*s`?", SQ_FMT(near));
    }
    for (size_t i = 0; i < n; i++) {
        if (!q->table_has[i])
            sq_diag_add(r->diags, SQ_FOUND_missing_key, q->score_at,
                        "the score table has no points for the option `%.*s`",
                        SQ_FMT(ids[i]));
    }
}

static bool
read_pair(const struct sq_reader *r, const struct sq_node *map, const char *key,
          sq_num out[2])
{
    const struct sq_node *n = sq_node_find(map, key);
    if (n && n->kind == SQ_LIST && n->n == 2)
        return sq_read_num(r, n->first, &out[0]) &&
               sq_read_num(r, n->first->next, &out[1]);
    sq_diag_add(r->diags, SQ_FOUND_wrong_shape, sq_read_span(r, n ? n : map),
                "`linear` needs `%s: [low, high]`", key);
    return false;
}

static void
read_steps(const struct sq_reader *r, struct sq_question *q)
{
    q->scoring = SQ_SCORE_STEPS;
    struct edges before = {0};
    for (size_t i = 0; i < q->n_steps; i++) {
        bool last = i + 1 == q->n_steps;
        struct edges e = edges_of_step(&q->steps[i]);
        struct edges next = edges_of_step(&q->steps[last ? i : i + 1]);
        resolve_edges(r, "step", i > 0 ? &before : NULL, &e,
                      last ? NULL : &next);
        before = e;
    }
}

static void
read_scoring(const struct sq_reader *r, struct sq_questionnaire *qs,
             struct sq_question *q)
{
    if (!q->score_at.source || !q->type)
        return;
    int ways = (q->table_node != NULL) + q->score_count +
               (q->linear_node != NULL) + (q->n_steps > 0) +
               (q->score_is.text.len > 0);
    if (ways != 1) {
        sq_diag_add(r->diags, SQ_FOUND_wrong_shape, q->score_at,
                    "`score` needs exactly one of `table`, `count`, `linear`, "
                    "`steps` and `is`");
        return;
    }
    bool number = q->type->in_exprs == SQ_T_NUM;
    if ((q->linear_node || q->n_steps) && !number)
        no_use(r, q, q->linear_node ? "linear" : "steps");
    else if (q->score_count && q->type->in_exprs != SQ_T_SET)
        no_use(r, q, "count");
    else if (q->table_node)
        read_table(r, q);
    else if (q->score_count)
        q->scoring = SQ_SCORE_COUNT;
    else if (q->n_steps)
        read_steps(r, q);
    else if (q->linear_node) {
        if (read_pair(r, q->linear_node, "from", q->lin_from) &&
            read_pair(r, q->linear_node, "to", q->lin_to) &&
            sq_num_cmp(q->lin_from[0], q->lin_from[1]) != 0)
            q->scoring = SQ_SCORE_LINEAR;
        else
            sq_diag_add(r->diags, SQ_FOUND_wrong_shape, q->score_at,
                        "`linear` needs two different numbers under `from`");
    } else {
        q->scoring = SQ_SCORE_IS;
        struct sq_scope_at where = {
            qs, r->arena, SQ_STAND_SCORE, q, q->group, q->index, 0};
        sq_formula_read(&where, &q->score_is, SQ_T_NUM, r->diags);
    }
}

/* ---- the parts that judge ------------------------------------------------ */

static void
resolve_floor(const struct sq_reader *r, struct sq_dimension *d)
{
    if (d->floor_at.text.len == 0 || d->floor_cap.text.len == 0)
        return;
    if (!d->bands) {
        sq_diag_add(r->diags, SQ_FOUND_contradiction, d->floor_span,
                    "a floor caps a band, but `%.*s` has no bands",
                    SQ_FMT(d->id.text));
        return;
    }
    for (size_t i = 0; i < d->bands->n; i++) {
        if (sq_str_eq(d->bands->bands[i].id.text, d->floor_cap.text)) {
            d->cap_band = i;
            return;
        }
    }
    sq_diag_add(r->diags, SQ_FOUND_unknown_reference, d->floor_cap.at,
                "`%.*s` is no band of `%.*s`", SQ_FMT(d->floor_cap.text),
                SQ_FMT(d->bands->id.text));
}

static bool
counts_in(const struct sq_question *q, const struct sq_dimension *d)
{
    for (size_t i = 0; i < q->n_dimensions; i++)
        if (q->dimensions[i] == d)
            return true;
    return false;
}

/* The first critical question of the dimension that cannot be at its floor, as
 * it lacks the option; NULL: none does.  How many have it, too. */
static const struct sq_question *
lacks_floor(const struct sq_questionnaire *q, const struct sq_dimension *d,
            size_t *out_have)
{
    const struct sq_question *lacks = NULL;
    sq_num mark;
    *out_have = 0;
    if (d->floor_at.text.len == 0)
        return NULL;
    for (size_t i = 0; i < q->n_questions; i++) {
        const struct sq_question *x = q->questions[i];
        if (!x->critical || !x->type || !counts_in(x, d))
            continue;
        if (sq_floor_mark(d, x, &mark))
            ++*out_have;
        else if (!lacks)
            lacks = x;
    }
    return lacks;
}

/* Of dimensions that share a floor's word, the first is told of. */
static bool
was_told(const struct sq_questionnaire *q, const struct sq_dimension *d)
{
    size_t have;
    for (size_t i = 0; i < d->index; i++)
        if (sq_str_eq(q->dimensions[i]->floor_at.text, d->floor_at.text) &&
            lacks_floor(q, q->dimensions[i], &have))
            return true;
    return false;
}

/* A floor at a word that a critical question does not have would hold nothing,
 * and nobody would know (S16). */
static void
check_floor(const struct sq_reader *r, const struct sq_questionnaire *q,
            const struct sq_dimension *d)
{
    size_t have;
    const struct sq_question *x = lacks_floor(q, d, &have);
    if (!x || q->has_hole || was_told(q, d))
        return;
    sq_str at = d->floor_at.text;
    struct sq_diag *f;
    if (have == 0)
        f = sq_diag_add(r->diags, SQ_FOUND_unknown_reference, d->floor_at.at,
                        "no critical question of `%.*s` has an option `%.*s` "
                        "with a score, so nothing is ever at the floor",
                        SQ_FMT(d->id.text), SQ_FMT(at));
    else
        f = sq_diag_add(r->diags, SQ_FOUND_unknown_reference, x->id.at,
                        "`%.*s` is critical, and has no option `%.*s` with a "
                        "score, where the floor of `%.*s` is",
                        SQ_FMT(x->name), SQ_FMT(at), SQ_FMT(d->id.text));
    sq_diag_help(r->diags, f,
                 "name an option that they have, or give the floor as a "
                 "number of points");
}

static void
resolve_dimension(const struct sq_reader *r, struct sq_questionnaire *q,
                  struct sq_dimension *d)
{
    struct sq_scope_at where = {q,    r->arena,   SQ_STAND_TABLE, NULL,
                                NULL, UINT32_MAX, d->index};
    if (d->bands_name.text.len) {
        d->bands = sq_map_find(&q->vocab.bands, d->bands_name.text);
        if (!d->bands)
            sq_read_unknown(r, &q->vocab.bands, "set of bands", &d->bands_name);
    }
    resolve_floor(r, d);
    check_floor(r, q, d);
    for (size_t i = 0; i < d->n_table; i++)
        sq_formula_read(&where, &d->table[i].when, SQ_T_BOOL, r->diags);
    bool table = d->combine == SQ_COMBINE_table;
    if (table && d->n_table == 0)
        sq_diag_add(r->diags, SQ_FOUND_missing_key, d->id.at,
                    "the dimension `%.*s` combines by a table and needs "
                    "`table`",
                    SQ_FMT(d->id.text));
    if (!table && d->n_table > 0)
        sq_diag_add(r->diags, SQ_FOUND_contradiction, d->id.at,
                    "the dimension `%.*s` has a `table` but does not combine "
                    "by it",
                    SQ_FMT(d->id.text));
    if (table && (d->missing == SQ_MISS_ZERO || d->missing == SQ_MISS_BLOCK)) {
        struct sq_diag *f = sq_diag_add(
            r->diags, SQ_FOUND_contradiction, d->id.at,
            "the dimension `%.*s` combines by a table, which has no points "
            "that `missing: %s` could count or wait for",
            SQ_FMT(d->id.text), d->missing == SQ_MISS_ZERO ? "zero" : "block");
        sq_diag_help(r->diags, f,
                     "leave it out: while more than one row can still come the "
                     "figure is a range, or its worst end with `worst`");
    }
    if (table && d->n_table > 0 && !d->table[d->n_table - 1].otherwise)
        sq_diag_add(r->diags, SQ_FOUND_no_otherwise,
                    d->table[d->n_table - 1].at,
                    "the last row of the table must be `otherwise: true`");
}

static void
resolve_value(const struct sq_reader *r, struct sq_scope_at *w,
              struct sq_derived *v)
{
    const struct sq_map *bands = &w->q->vocab.bands;
    w->order = v->index;
    sq_formula_read(w, &v->is, SQ_T_NONE, r->diags);
    sq_formula_read(w, &v->max, SQ_T_NUM, r->diags);
    if (v->bands_name.text.len == 0)
        return;
    v->bands = sq_map_find(bands, v->bands_name.text);
    if (!v->bands)
        sq_read_unknown(r, bands, "set of bands", &v->bands_name);
    else if (v->is.expr && v->is.expr->type != SQ_T_NUM)
        sq_diag_add(r->diags, SQ_FOUND_contradiction, v->bands_name.at,
                    "`%.*s` is not a number, so it falls in no band",
                    SQ_FMT(v->id.text));
}

static void
resolve_gate(const struct sq_reader *r, struct sq_scope_at *w,
             struct sq_gate *g)
{
    const struct sq_map *roles = &w->q->vocab.roles;
    w->order = g->index;
    sq_formula_read(w, &g->must, SQ_T_BOOL, r->diags);
    sq_formula_read(w, &g->when, SQ_T_BOOL, r->diags);
    if (g->waivable_by.text.len && !sq_map_find(roles, g->waivable_by.text))
        sq_read_unknown(r, roles, "role", &g->waivable_by);
}

static void
resolve_outcome(const struct sq_reader *r, struct sq_scope_at *w,
                struct sq_outcome *o, bool last)
{
    sq_formula_read(w, &o->when, SQ_T_BOOL, r->diags);
    if (!o->otherwise && o->when.text.len == 0)
        sq_diag_add(r->diags, SQ_FOUND_missing_key, o->id.at,
                    "the outcome `%.*s` needs `when`, or `otherwise: true`",
                    SQ_FMT(o->id.text));
    if (o->otherwise != last)
        sq_diag_add(r->diags, SQ_FOUND_no_otherwise, o->id.at,
                    o->otherwise
                        ? "an outcome after `otherwise: true` can never come; "
                          "it stands last"
                        : "the last outcome must be `otherwise: true`, so that "
                          "there always is one");
}

static void
resolve_judgement(const struct sq_reader *r, struct sq_questionnaire *q)
{
    struct sq_scope_at w = {q,          r->arena, SQ_STAND_VALUE, NULL, NULL,
                            UINT32_MAX, 0};
    for (size_t i = 0; i < q->n_values; i++)
        resolve_value(r, &w, q->values[i]);
    w.stand = SQ_STAND_TRIGGER;
    for (size_t i = 0; i < q->n_triggers; i++) {
        w.order = q->triggers[i]->index;
        sq_formula_read(&w, &q->triggers[i]->when, SQ_T_BOOL, r->diags);
    }
    w.stand = SQ_STAND_GATE;
    for (size_t i = 0; i < q->n_gates; i++)
        resolve_gate(r, &w, q->gates[i]);
    w.stand = SQ_STAND_OUTCOME;
    for (size_t i = 0; i < q->n_outcomes; i++) {
        q->outcomes[i].index = (uint32_t)i;
        resolve_outcome(r, &w, &q->outcomes[i], i + 1 == q->n_outcomes);
    }
    w.stand = SQ_STAND_CHECK;
    for (size_t i = 0; i < q->n_checks; i++)
        sq_formula_read(&w, &q->checks[i]->that, SQ_T_BOOL, r->diags);
    sq_formula_read(&w, &q->review_sooner, SQ_T_BOOL, r->diags);
    for (size_t i = 0; i < q->n_sign_off; i++) {
        if (!sq_map_find(&q->vocab.roles, q->sign_off[i].role.text))
            sq_read_unknown(r, &q->vocab.roles, "role", &q->sign_off[i].role);
    }
}

static void
resolve_vocab(const struct sq_reader *r, struct sq_questionnaire *q)
{
    struct sq_vocab *v = &q->vocab;
    for (size_t i = 0; i < v->choices.n; i++) {
        struct sq_choices *c = v->choices.items[i].value;
        resolve_choices(
            r, c,
            sq_str_printf(r->arena, "the options of %.*s", SQ_FMT(c->id.text)));
    }
    for (size_t i = 0; i < v->bands.n; i++)
        resolve_bands(r, v->bands.items[i].value);
    for (size_t i = 0; i < v->matrices.n; i++)
        resolve_matrix(r, q, v->matrices.items[i].value);
    for (size_t i = 0; i < v->lists.n; i++) {
        const struct sq_list *l = v->lists.items[i].value;
        struct sq_map seen;
        sq_map_init(&seen, r->arena);
        for (size_t j = 0; j < l->n; j++) {
            if (l->items[j].id.text.len &&
                !sq_map_add(&seen, l->items[j].id.text, &l->items[j]))
                sq_diag_add(r->diags, SQ_FOUND_duplicate_id, l->items[j].id.at,
                            "the item `%.*s` stands twice",
                            SQ_FMT(l->items[j].id.text));
        }
    }
}

sq_str
sq_cell_id(struct sq_arena *a, sq_str group, sq_str row, sq_str column)
{
    size_t n = group.len + 1 + (row.len ? row.len + 1 : 0) + column.len;
    char *p = SQ_NEW_N(a, n + 1, char), *to = p;
    memcpy(to, group.ptr, group.len);
    to += group.len;
    *to++ = '.';
    if (row.len > 0) {
        memcpy(to, row.ptr, row.len);
        to += row.len;
        *to++ = '.';
    }
    memcpy(to, column.ptr, column.len);
    return (sq_str){p, n};
}

static bool
is_impact_table(const struct sq_questionnaire *q, const struct sq_group *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        int track = q->questions[g->first + i]->track;
        if (track == SQ_TRACK_DIRECTION || track == SQ_TRACK_INITIAL ||
            track == SQ_TRACK_RESIDUAL || track == SQ_TRACK_BENEFIT)
            return true;
    }
    return false;
}

/* How many cells every assessment will have: within the limit, or a finding
 * where they go beyond. */
static void
count_cells(const struct sq_reader *r, const struct sq_questionnaire *q)
{
    uint64_t cells = q->n_questions;
    for (size_t i = 0; i < q->n_groups; i++) {
        const struct sq_group *g = q->groups[i];
        uint64_t rows = g->repeat == SQ_FOR_EACH && g->list ? g->list->n
                        : g->repeat == SQ_ROWS              ? g->rows_min
                                                            : 1;
        bool within = cells <= SQ_MAX_SLOTS;
        cells += rows * g->n;
        if (within && cells > SQ_MAX_SLOTS)
            sq_diag_add(r->diags, SQ_FOUND_too_large, g->id.at,
                        "with the table `%.*s` there are more than %d cells to "
                        "answer",
                        SQ_FMT(g->id.text), SQ_MAX_SLOTS);
        if (g->repeat == SQ_ROWS && g->rows_min > g->rows_max)
            sq_diag_add(r->diags, SQ_FOUND_contradiction, g->id.at,
                        "the table `%.*s` must have at least %u rows and may "
                        "have at most %u",
                        SQ_FMT(g->id.text), (unsigned)g->rows_min,
                        (unsigned)g->rows_max);
    }
}

/* Steps to work an assessment out: a finding at the table that takes the most,
 * or at the whole. */
static void
count_work(const struct sq_reader *r, struct sq_questionnaire *q)
{
    uint32_t *rows = SQ_NEW_N(r->arena, q->n_groups + 1, uint32_t);
    for (size_t i = 0; i < q->n_groups; i++)
        rows[i] = sq_work_rows(q->groups[i]);
    for (size_t i = 0; i < q->n_questions; i++)
        q->questions[i]->work = sq_work_of_question(q->questions[i], rows);
    q->work = sq_work_of(q, rows);
    if (q->work <= SQ_MAX_WORK)
        return;
    uint64_t most = SQ_MAX_WORK;
    const struct sq_group *at = NULL;
    for (size_t i = 0; i < q->n_groups; i++) {
        uint64_t own = rows[i] * sq_work_of_row(q, q->groups[i], rows);
        if (own > most) {
            most = own;
            at = q->groups[i];
        }
    }
    struct sq_diag *f =
        at ? sq_diag_add(r->diags, SQ_FOUND_too_large, at->id.at,
                         "the table `%.*s` with %u rows takes more than %d "
                         "steps to work out",
                         SQ_FMT(at->id.text), (unsigned)rows[at->index],
                         SQ_MAX_WORK)
           : sq_diag_add(r->diags, SQ_FOUND_too_large, q->id.at,
                         "this questionnaire takes more than %d steps to work "
                         "out",
                         SQ_MAX_WORK);
    sq_diag_help(r->diags, f,
                 "a formula that looks at every row of a table takes a step or "
                 "more for each: say it once, in a value");
}

/* Ids of the cells of fixed tables are the same in every assessment. */
static void
name_cells(const struct sq_reader *r, const struct sq_questionnaire *q,
           struct sq_group *g)
{
    size_t rows = g->repeat == SQ_ONCE ? 1 : g->list ? g->list->n : 0;
    if (g->repeat == SQ_ROWS || rows * g->n > SQ_MAX_SLOTS)
        return;
    g->cell_ids = SQ_NEW_N(r->arena, rows * g->n + 1, sq_str);
    for (size_t i = 0; i < rows; i++) {
        sq_str row = {0};
        if (g->list)
            row = g->list->items[i].id.text;
        for (uint32_t k = 0; k < g->n; k++)
            g->cell_ids[i * g->n + k] = sq_cell_id(
                r->arena, g->id.text, row, q->questions[g->first + k]->id.text);
    }
}

void
sq_questionnaire_resolve(const struct sq_reader *r, struct sq_questionnaire *q)
{
    resolve_vocab(r, q);
    for (size_t i = 0; i < q->n_groups; i++) {
        struct sq_group *g = q->groups[i];
        if (g->repeat != SQ_FOR_EACH)
            continue;
        g->list = sq_map_find(&q->vocab.lists, g->list_name.text);
        if (!g->list)
            sq_read_unknown(r, &q->vocab.lists, "list", &g->list_name);
    }
    count_cells(r, q);
    for (size_t i = 0; i < q->n_groups; i++) {
        struct sq_reader own = *r;
        own.tree = q->groups[i]->tree;
        resolve_roles(&own, q, q->groups[i]->who, q->groups[i]->n_who);
        q->groups[i]->impact = is_impact_table(q, q->groups[i]);
        name_cells(r, q, q->groups[i]);
    }
    for (size_t i = 0; i < q->n_questions; i++) {
        struct sq_reader own = *r;
        own.tree = q->questions[i]->tree;
        resolve_type(&own, q, q->questions[i]);
        resolve_names(&own, q, q->questions[i]);
    }
    struct sq_scope_at w = {q, r->arena, SQ_STAND_WHEN, NULL, NULL, 0, 0};
    for (size_t i = 0; i < q->n_sections; i++) {
        w.before = q->sections[i]->first;
        sq_formula_read(&w, &q->sections[i]->when, SQ_T_BOOL, r->diags);
    }
    for (size_t i = 0; i < q->n_groups; i++) {
        w.before = q->groups[i]->first;
        sq_formula_read(&w, &q->groups[i]->when, SQ_T_BOOL, r->diags);
    }
    for (size_t i = 0; i < q->n_questions; i++) {
        struct sq_question *qn = q->questions[i];
        struct sq_reader own = *r;
        own.tree = qn->tree;
        struct sq_scope_at at = {
            q, r->arena, SQ_STAND_WHEN, qn, qn->group, qn->index, 0};
        sq_formula_read(&at, &qn->when, SQ_T_BOOL, r->diags);
        at.stand = SQ_STAND_VALID;
        sq_formula_read(&at, &qn->valid, SQ_T_BOOL, r->diags);
        read_scoring(&own, q, qn);
    }
    for (size_t i = 0; i < q->n_dimensions; i++)
        resolve_dimension(r, q, q->dimensions[i]);
    resolve_judgement(r, q);
    for (size_t i = 0; i < q->n_questions; i++)
        sq_points_settle(q->questions[i]);
    count_work(r, q);
}
