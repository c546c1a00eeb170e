/* SPDX-License-Identifier: MIT */
#include "model/qtype.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/utf8.h"
#include "diag/diag.h"
#include "model/options.h"
#include "yaml/edit.h"
#include "yaml/node.h"

#define QTYPE(name, summary) extern const struct sq_qtype sq_qtype_##name;
#include "model/qtypes.def"
#undef QTYPE

const struct sq_qtype *const sq_qtypes[] = {
#define QTYPE(name, summary) &sq_qtype_##name,
#include "model/qtypes.def"
#undef QTYPE
    NULL};

const struct sq_qtype *
sq_qtype_find(sq_str name)
{
    for (size_t i = 0; sq_qtypes[i]; i++) {
        if (sq_str_is(name, sq_qtypes[i]->name))
            return sq_qtypes[i];
    }
    return NULL;
}

/* ---- options ------------------------------------------------------------- */

sq_str
sq_option_label(const struct sq_option *o, sq_str lang)
{
    sq_str label = sq_text_get(&o->label, lang);
    return label.len ? label : o->id.text;
}

static bool
begins_folded(sq_str text, sq_str with)
{
    return with.len > 0 && with.len <= text.len &&
           sq_str_eq_folded(sq_str_sub(text, 0, with.len), with);
}

enum { MOST_QUOTED = 40 }; /* [columns] of what was typed */

static bool
option_called(const struct sq_choices *c, sq_str word, uint32_t *out)
{
    for (uint32_t i = 0; i < c->n; i++) {
        sq_str label = sq_text_get(&c->options[i].label, (sq_str){0});
        if (sq_str_eq_folded(word, c->options[i].id.text) ||
            sq_str_eq_folded(word, label)) {
            *out = i;
            return true;
        }
    }
    return false;
}

/* The only one whose id or label begins so. */
static bool
option_begun(struct sq_arena *a, const struct sq_choices *c, sq_str word,
             uint32_t *out, sq_str *out_why)
{
    uint32_t hits = 0;
    sq_str both = {0};
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_option *o = &c->options[i];
        sq_str label = sq_text_get(&o->label, (sq_str){0});
        if (!begins_folded(o->id.text, word) && !begins_folded(label, word))
            continue;
        both = sq_str_printf(a, "%.*s%s%.*s", SQ_FMT(both), hits ? " or " : "",
                             SQ_FMT(sq_option_label(o, (sq_str){0})));
        *out = i;
        hits++;
    }
    if (hits > 1)
        *out_why = sq_str_printf(a, "Say which: %.*s.", SQ_FMT(both));
    else if (hits == 0)
        *out_why = sq_str_printf(
            a,
            "`%.*s%s` is not one of the options: type the number of one, or "
            "the beginning of its words.",
            SQ_FMT(sq_str_sub(word, 0, sq_utf8_fit(word, MOST_QUOTED))),
            sq_utf8_width(word) > MOST_QUOTED ? "…" : "");
    return hits == 1;
}

bool
sq_option_accept(struct sq_arena *a, const struct sq_choices *c, sq_str typed,
                 uint32_t *out, sq_str *out_why)
{
    sq_str word = sq_str_trim(typed);
    if (word.len > 1 && word.ptr[word.len - 1] == '.')
        word.len--;
    if (option_called(c, word, out))
        return true;
    sq_num number;
    if (!sq_num_read(word, &number) || !sq_num_is_int(number))
        return option_begun(a, c, word, out, out_why);
    if (number.num >= 1 && number.num <= (int64_t)c->n) {
        *out = (uint32_t)number.num - 1;
        return true;
    }
    *out_why = sq_str_printf(
        a, "There is no option %.*s: type the number of one that there is.",
        SQ_FMT(word));
    return false;
}

static void
fix_option(struct sq_diags *d, struct sq_diag *f, sq_str id)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 256);
    sq_option_put(id, &b);
    sq_diag_fix(d, f, "%.*s", SQ_FMT(sq_sbuf_str(&b)));
    sq_sbuf_done(&b);
}

/* "`yes`, `no`", and how it goes on where there are many. */
static void
help_with_all(const struct sq_choices *c, struct sq_diag *f, struct sq_diags *d)
{
    enum { MOST = 12 };
    sq_str all = {0};
    for (uint32_t i = 0; i < c->n && i < MOST; i++)
        all = sq_str_printf(d->arena, "%.*s%s`%.*s`", SQ_FMT(all),
                            i ? ", " : "", SQ_FMT(c->options[i].id.text));
    sq_diag_help(d, f, "write one of %.*s%s", SQ_FMT(all),
                 c->n > MOST ? " …" : "");
}

/* What is written is no option: which one is meant? */
static void
help_option(const struct sq_choices *c, sq_str written, struct sq_diag *f,
            struct sq_diags *d)
{
    sq_str *ids = SQ_NEW_N(d->arena, c->n + 1, sq_str);
    for (uint32_t i = 0; i < c->n; i++) {
        sq_str label = sq_text_get(&c->options[i].label, (sq_str){0});
        ids[i] = c->options[i].id.text;
        if (sq_str_eq_folded(written, label)) {
            sq_diag_help(d, f, "write its id, `%.*s`", SQ_FMT(ids[i]));
            fix_option(d, f, ids[i]);
            return;
        }
    }
    sq_str sole = sq_str_sole_near(written, ids, c->n);
    if (sole.len)
        fix_option(d, f, sole);
    sq_str near = sq_str_nearest(written, ids, c->n);
    if (near.len)
        sq_diag_help(d, f, "did you mean `%.*s`?", SQ_FMT(near));
    else
        help_with_all(c, f, d);
}

bool
sq_option_from_node(const struct sq_choices *c, const struct sq_tree *t,
                    const struct sq_node *n, uint32_t *out, struct sq_diags *d)
{
    if (n->kind != SQ_SCALAR) {
        sq_answer_shape(t, n, "one option", "partly", d);
        return false;
    }
    for (uint32_t i = 0; i < c->n; i++) {
        if (sq_str_eq(n->text, c->options[i].id.text)) {
            *out = i;
            return true;
        }
    }
    struct sq_diag *f = sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, n),
                                    "`%.*s` is not one of %.*s",
                                    SQ_FMT(n->text), SQ_FMT(c->domain.label));
    help_option(c, n->text, f, d);
    return false;
}

void
sq_answer_shape(const struct sq_tree *t, const struct sq_node *n,
                const char *want, const char *example, struct sq_diags *d)
{
    struct sq_diag *f = sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, n),
                                    "this answer should be %s", want);
    sq_diag_help(d, f, "write such as `%s`", example);
}

void
sq_option_put(sq_str id, struct sq_sbuf *out)
{
    sq_yaml_put_scalar(out, id);
}

/* ---- text ---------------------------------------------------------------- */

static bool
text_fits(struct sq_arena *a, const struct sq_question *q, sq_str text,
          sq_str *out_why)
{
    if (text.len > SQ_MAX_TEXT) {
        *out_why = sq_str_printf(
            a, "The text is %zu bytes long; at most %u can be kept.", text.len,
            SQ_MAX_TEXT);
        return false;
    }
    if (q->max_length == 0 || text.len <= q->max_length)
        return true; /* a character has a byte or more */
    size_t count = sq_utf8_count(text);
    if (count <= q->max_length)
        return true;
    *out_why = sq_str_printf(
        a, "The answer must be %u characters or less. You have entered %zu.",
        (unsigned)q->max_length, count);
    return false;
}

bool
sq_text_accept(struct sq_arena *a, const struct sq_question *q, sq_str typed,
               struct sq_value *out, sq_str *out_why)
{
    sq_str text = sq_str_trim(typed);
    if (sq_utf8_check(text) != text.len || !sq_utf8_is_safe(text)) {
        *out_why = SQ_LIT("The text has a character that cannot be kept (an "
                          "arrow key, perhaps). Type the answer again.");
        return false;
    }
    if (text.len == 0) {
        *out_why = SQ_LIT("Type some words, or leave the question for later.");
        return false;
    }
    if (!text_fits(a, q, text, out_why))
        return false;
    out->text = sq_str_copy(a, text);
    return true;
}

bool
sq_text_from_node(struct sq_arena *a, const struct sq_question *q,
                  const struct sq_tree *t, const struct sq_node *n,
                  struct sq_value *out, struct sq_diags *d)
{
    if (n->kind != SQ_SCALAR) {
        sq_answer_shape(t, n, "text", "\"some words\"", d);
        return false;
    }
    if (sq_node_is_nothing(n)) { /* it would count as an answer */
        struct sq_diag *f =
            sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, n),
                        "there are no words in this answer");
        sq_diag_help(d, f,
                     "write some, or take the line out while there are "
                     "none");
        return false;
    }
    sq_str why;
    if (!text_fits(a, q, n->text, &why)) {
        sq_diag_add(d, SQ_FOUND_bad_answer, sq_node_span(t, n),
                    "this answer is longer than the %u characters allowed",
                    q->max_length ? (unsigned)q->max_length : SQ_MAX_TEXT);
        return false;
    }
    out->text = n->text;
    return true;
}

void
sq_text_show(const struct sq_question *q, const struct sq_value *v, sq_str lang,
             struct sq_sbuf *out)
{
    (void)q;
    (void)lang;
    sq_put(out, v->text);
}

void
sq_text_put_yaml(const struct sq_question *q, const struct sq_value *v,
                 struct sq_sbuf *out)
{
    (void)q;
    sq_yaml_put_scalar(out, v->text);
}

struct sq_val
sq_text_val(const struct sq_question *q, const struct sq_value *v)
{
    (void)q;
    return (struct sq_val){
        .type = SQ_T_TEXT, .may = SQ_MAY_VALUE, .text = v->text};
}

struct sq_val
sq_text_any(const struct sq_question *q)
{
    (void)q;
    return (struct sq_val){.type = SQ_T_TEXT, .may = SQ_MAY_VALUE, .any = true};
}

bool
sq_no_points(const struct sq_question *q, const struct sq_value *v, sq_num *out)
{
    (void)q;
    (void)v;
    (void)out;
    return false;
}

bool
sq_no_range(const struct sq_question *q, sq_num *low, sq_num *high)
{
    (void)q;
    (void)low;
    (void)high;
    return false;
}

uint32_t
sq_no_values(const struct sq_question *q, uint32_t most)
{
    (void)q;
    (void)most;
    return 0;
}

void
sq_no_value_at(struct sq_arena *a, const struct sq_question *q, uint32_t i,
               struct sq_value *out)
{
    (void)a;
    (void)q;
    (void)i;
    (void)out;
}
