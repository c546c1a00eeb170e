/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
#include "lint/lint.h"
#include "lint/texts.h"

struct context {
    struct sq_proof *p;
    struct sq_diags *d;
};

/* Letters and figures only, case folded where it is ASCII. */
static sq_str
plain(struct sq_arena *a, sq_str s)
{
    char *out = SQ_NEW_N(a, s.len + 1, char);
    size_t n = 0;
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool upper = c >= 'A' && c <= 'Z';
        bool word = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
                    (unsigned char)c >= 0x80;
        if (word)
            out[n++] = upper ? (char)(c - 'A' + 'a') : c;
    }
    return (sq_str){out, n};
}

/* ---- questions ---------------------------------------------------------- */

/* Columns are asked apart from those of other tables, and one of two branches
 * is never asked beside the other. */
static bool
asked_together(const struct context *x, const struct sq_question *a,
               const struct sq_question *b)
{
    if (a->group != b->group)
        return false;
    struct sq_goal goals[] = {{SQ_IS_ASKED, NULL, sq_proof_slot(x->p, a)},
                              {SQ_IS_ASKED, NULL, sq_proof_slot(x->p, b)}};
    return sq_prove(x->p, goals, 2) != SQ_IMPOSSIBLE;
}

static void
tell_question(const struct context *x, const struct sq_question *q,
              const struct sq_question *first)
{
    struct sq_diag *f = sq_diag_add(x->d, SQ_FOUND_duplicate_text, q->ask.at,
                                    "`%.*s` asks the same as `%.*s`",
                                    SQ_FMT(q->name), SQ_FMT(first->name));
    sq_diag_note(x->d, f, first->ask.at, "first asked here");
    sq_diag_help(x->d, f, "delete one, or say how they differ");
}

static void
look_at_questions(const struct context *x)
{
    const struct sq_questionnaire *qs = x->p->q;
    struct sq_map seen;
    sq_map_init(&seen, x->p->arena);
    for (size_t i = 0; i < qs->n_questions; i++) {
        struct sq_question *q = qs->questions[i];
        if (q->ask.n == 0 || !sq_question_first_use(qs, q))
            continue;
        sq_str group = q->group ? q->group->id.text : (sq_str){0};
        sq_str key =
            sq_str_printf(x->p->arena, "%.*s/%.*s", SQ_FMT(group),
                          SQ_FMT(plain(x->p->arena, q->ask.items[0].text)));
        if (sq_map_add(&seen, key, q))
            continue;
        const struct sq_question *first = sq_map_find(&seen, key);
        if (asked_together(x, first, q))
            tell_question(x, q, first);
    }
}

/* ---- options ------------------------------------------------------------ */

static void
look_at_choices(const struct context *x, const struct sq_choices *c)
{
    for (size_t i = 1; i < c->n; i++) {
        const struct sq_option *o = &c->options[i];
        for (size_t k = 0; o->label.n && k < i; k++) {
            const struct sq_option *first = &c->options[k];
            if (first->label.n == 0 ||
                !sq_str_eq(sq_str_trim(first->label.items[0].text),
                           sq_str_trim(o->label.items[0].text)))
                continue;
            struct sq_diag *f =
                sq_diag_add(x->d, SQ_FOUND_duplicate_text, o->label.at,
                            "the options `%.*s` and `%.*s` have the same label",
                            SQ_FMT(first->id.text), SQ_FMT(o->id.text));
            sq_diag_note(x->d, f, first->label.at, "first used here");
            sq_diag_help(x->d, f, "say how they differ");
            break;
        }
    }
}

static void
questionnaire(struct sq_proof *p, struct sq_diags *d)
{
    struct context x = {p, d};
    look_at_questions(&x);
    const struct sq_map *all = &p->q->vocab.choices;
    for (size_t i = 0; i < all->n; i++) {
        const struct sq_choices *c = all->items[i].value;
        if (sq_proof_own(p, c->id.at))
            look_at_choices(&x, c);
    }
    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (q->choices && q->choices->id.text.len == 0 &&
            sq_question_first_use(p->q, q))
            look_at_choices(&x, q->choices);
    }
}

const struct sq_rule sq_rule_duplicate_text = {.questionnaire = questionnaire};
