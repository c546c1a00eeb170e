/* SPDX-License-Identifier: MIT */
#include "walk/reply.h"

#include "base/arena.h"
#include "base/sbuf.h"
#include "diag/diag.h"
#include "yaml/edit.h"
#include "yaml/node.h"

size_t
sq_question_n_options(const struct sq_question *q)
{
    if (q->type->has_options)
        return q->choices->n;
    return q->type->has_matrix ? q->matrix->rows->n : 0;
}

static bool
is_any(sq_str typed, const char *const *words)
{
    for (; *words; words++)
        if (sq_str_eq_folded(typed, sq_str_of(*words)))
            return true;
    return false;
}

/* The number of a reserved answer, as the screen counts them. */
static bool
is_number(sq_str typed, size_t number)
{
    sq_num n;
    if (typed.len > 1 && typed.ptr[typed.len - 1] == '.')
        typed.len--;
    return number && sq_num_read(typed, &n) && n.den == 1 && n.num > 0 &&
           (uint64_t)n.num == number;
}

/* SQ_MISSING when it is no reserved answer. */
static enum sq_reply
reserved(const struct sq_question *q, sq_str typed)
{
    static const char *const not_known[] = {"not-known", "not known",
                                            "don't know", "dont know", NULL};
    static const char *const not_applicable[] = {
        "not-applicable", "not applicable", "n/a", "na", NULL};
    size_t n = sq_question_n_options(q);
    bool nk = q->not_known == SQ_ALLOWED;
    bool na = q->not_applicable == SQ_ALLOWED;
    if (is_any(typed, not_known) || (n && nk && is_number(typed, n + 1)))
        return SQ_NOT_KNOWN;
    if (is_any(typed, not_applicable) ||
        (n && na && is_number(typed, n + nk + 1)))
        return SQ_NOT_APPLICABLE;
    return SQ_MISSING;
}

static bool
is_allowed(const struct sq_question *q, enum sq_reply reply, sq_str *out_why)
{
    if (reply == SQ_NOT_KNOWN && q->not_known != SQ_ALLOWED) {
        *out_why = SQ_LIT("This question must be answered: `not known` is not "
                          "taken here.");
        return false;
    }
    if (reply == SQ_NOT_APPLICABLE && q->not_applicable != SQ_ALLOWED) {
        *out_why = SQ_LIT("This question always applies: `not applicable` is "
                          "not taken here.");
        return false;
    }
    return true;
}

/* An option that is called "n/a" is meant by those words. */
static bool
is_option(const struct sq_question *q, sq_str typed)
{
    for (size_t i = 0; q->type->has_options && i < q->choices->n; i++) {
        const struct sq_option *o = &q->choices->options[i];
        if (sq_str_eq_folded(typed, o->id.text) ||
            sq_str_eq_folded(typed, sq_text_get(&o->label, (sq_str){0})))
            return true;
    }
    return false;
}

bool
sq_draft_accept(struct sq_arena *a, const struct sq_question *q, sq_str typed,
                struct sq_draft *out, sq_str *out_why)
{
    typed = sq_str_trim(typed);
    enum sq_reply reply = is_option(q, typed) ? SQ_MISSING : reserved(q, typed);
    if (reply != SQ_MISSING) {
        if (!is_allowed(q, reply, out_why))
            return false;
        out->reply = reply;
        return true;
    }
    struct sq_value value = {.num = SQ_NUM_ZERO};
    if (!q->type->accept(a, q, typed, &value, out_why))
        return false;
    out->value = value;
    out->reply = SQ_GIVEN;
    return true;
}

/* ---- from a file of answers ---------------------------------------------- */

static bool
value_from_node(struct sq_arena *a, const struct sq_question *q,
                const struct sq_tree *t, const struct sq_node *n,
                struct sq_draft *out, sq_str *out_why)
{
    /* words in a file may be as loose as typed ones; lists are exact */
    if (n->kind == SQ_SCALAR)
        return sq_draft_accept(a, q, n->text, out, out_why);
    struct sq_diags d;
    sq_diags_init(&d, a);
    struct sq_value value = {.num = SQ_NUM_ZERO};
    if (q->type->from_node(a, q, t, n, &value, &d)) {
        out->value = value;
        out->reply = SQ_GIVEN;
        return true;
    }
    *out_why = d.first
                   ? sq_str_printf(a, "%.*s%s%.*s", SQ_FMT(d.first->message),
                                   d.first->help.len ? "; " : "",
                                   SQ_FMT(d.first->help))
                   : SQ_LIT("it does not fit the question");
    return false;
}

static void
take_evidence(struct sq_arena *a, struct sq_draft *out,
              const struct sq_node *list)
{
    sq_str *ids = SQ_NEW_N(a, list->n + 1, sq_str);
    size_t n = 0;
    if (list->kind == SQ_SCALAR && list->text.len)
        ids[n++] = list->text;
    for (const struct sq_node *c = list->first; c; c = c->next)
        if (c->kind == SQ_SCALAR)
            ids[n++] = c->text;
    out->evidence = ids;
    out->n_evidence = n;
}

static bool
take_member(struct sq_arena *a, const struct sq_node *n, struct sq_draft *out,
            sq_str *out_why)
{
    sq_str key = n->key->text;
    if (sq_str_is(key, "because") && n->kind == SQ_SCALAR)
        out->because = n->text;
    else if (sq_str_is(key, "by") && n->kind == SQ_SCALAR)
        out->by = n->text;
    else if (sq_str_is(key, "evidence"))
        take_evidence(a, out, n);
    else if (sq_str_is(key, "on") && n->kind == SQ_SCALAR &&
             sq_date_read(n->text, &out->on))
        return true;
    else if (!sq_str_is(key, "answer")) {
        *out_why = sq_str_printf(a, "`%.*s` does not belong in an answer",
                                 SQ_FMT(key));
        return false;
    }
    return true;
}

bool
sq_draft_from_node(struct sq_arena *a, const struct sq_question *q,
                   const struct sq_tree *t, const struct sq_node *n,
                   struct sq_draft *out, sq_str *out_why)
{
    if (n->kind != SQ_MAP)
        return value_from_node(a, q, t, n, out, out_why);
    for (const struct sq_node *c = n->first; c; c = c->next)
        if (!take_member(a, c, out, out_why))
            return false;
    const struct sq_node *answer = sq_node_find(n, "answer");
    if (answer)
        return value_from_node(a, q, t, answer, out, out_why);
    *out_why = SQ_LIT("it has no `answer`");
    return false;
}

void
sq_draft_keep(struct sq_arena *a, struct sq_draft *d,
              const struct sq_answer *old)
{
    if (!old)
        return;
    d->because = sq_str_copy(a, old->because.text);
    d->by = sq_str_copy(a, old->by.text);
    d->on = old->on;
    sq_str *ids = SQ_NEW_N(a, old->n_evidence + 1, sq_str);
    for (size_t i = 0; i < old->n_evidence; i++)
        ids[i] = sq_str_copy(a, old->evidence[i].text);
    d->evidence = ids;
    d->n_evidence = old->n_evidence;
}

/* ---- to YAML ------------------------------------------------------------- */

/* The readers' limit on nesting bounds the recursion. */
void
sq_node_put_flow(struct sq_sbuf *out, const struct sq_node *n)
{
    if (n->kind == SQ_SCALAR) {
        sq_yaml_put_scalar(out, n->text);
        return;
    }
    sq_putc(out, n->kind == SQ_MAP ? '{' : '[');
    for (const struct sq_node *c = n->first; c; c = c->next) {
        if (c != n->first)
            sq_putz(out, ", ");
        if (c->key) {
            sq_yaml_put_scalar(out, c->key->text);
            sq_putz(out, ": ");
        }
        sq_node_put_flow(out, c);
    }
    sq_putc(out, n->kind == SQ_MAP ? '}' : ']');
}

static void
put_value(struct sq_sbuf *out, const struct sq_question *q,
          const struct sq_draft *d)
{
    if (d->reply == SQ_NOT_KNOWN)
        sq_putz(out, "not-known");
    else if (d->reply == SQ_NOT_APPLICABLE)
        sq_putz(out, "not-applicable");
    else
        q->type->put_yaml(q, &d->value, out);
}

static const struct sq_node *
next_extra(const struct sq_node *n)
{
    while (n && !(n->key && sq_str_starts(n->key->text, "x-")))
        n = n->next;
    return n;
}

static void
put_member(struct sq_sbuf *out, const char *key, sq_str text)
{
    if (text.len == 0)
        return;
    sq_putf(out, ", %s: ", key);
    sq_yaml_put_scalar(out, text);
}

void
sq_draft_put(struct sq_sbuf *out, const struct sq_question *q,
             const struct sq_draft *d, const struct sq_node *entry)
{
    bool map = entry && entry->kind == SQ_MAP;
    const struct sq_node *extra = map ? next_extra(entry->first) : NULL;
    bool lines = map && !entry->flow; /* stays a map, line by line */
    if (!lines && !d->because.len && !d->by.len && !d->n_evidence &&
        d->on == SQ_NO_DATE && !extra) {
        put_value(out, q, d);
        return;
    }
    sq_putz(out, "{answer: ");
    put_value(out, q, d);
    put_member(out, "because", d->because);
    for (size_t i = 0; i < d->n_evidence; i++) {
        sq_putz(out, i ? ", " : ", evidence: [");
        sq_yaml_put_scalar(out, d->evidence[i]);
    }
    if (d->n_evidence)
        sq_putc(out, ']');
    put_member(out, "by", d->by);
    if (d->on != SQ_NO_DATE) {
        sq_putz(out, ", on: ");
        sq_date_put(out, d->on);
    }
    for (; extra; extra = next_extra(extra->next)) {
        sq_putz(out, ", ");
        sq_yaml_put_scalar(out, extra->key->text);
        sq_putz(out, ": ");
        sq_node_put_flow(out, extra);
    }
    sq_putc(out, '}');
}
