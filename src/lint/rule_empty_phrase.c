/* SPDX-License-Identifier: MIT */
/* A text that is a phrase of the list and little else.  One that stands in many
 * places was written once, and is told of once. */
#include "base/arena.h"
#include "lint/lint.h"
#include "lint/plain.h"

enum { PLACES = 5 }; /* of one phrase that are shown */

struct empty {
    sq_str text, id;
    struct sq_span at;
    struct empty *next; /* the same words */
    struct empty *last; /* of the first */
    size_t n;           /* of the first: how many there are */
};

struct heap {
    const struct sq_look *k;
    struct sq_map by_words; /* plain words → struct empty, the first */
};

static void
add(struct heap *h, sq_str text, struct sq_span at, sq_str id)
{
    struct empty *e = SQ_NEW(h->k->arena, struct empty);
    *e = (struct empty){.text = text, .id = id, .at = at, .last = e, .n = 1};
    sq_str plain = sq_plain(h->k->arena, text);
    if (sq_map_add(&h->by_words, plain, e))
        return;
    struct empty *first = sq_map_find(&h->by_words, plain);
    first->last->next = e;
    first->last = e;
    first->n++;
}

static void
tell(const struct sq_look *k, const struct empty *e)
{
    sq_str words = sq_clip(k->arena, e->text, 60);
    struct sq_diag *f =
        e->n == 1
            ? sq_diag_add(k->d, SQ_FOUND_empty_phrase, e->at,
                          "`%.*s` says `%.*s`, which could be said of anything",
                          SQ_FMT(e->id), SQ_FMT(words))
            : sq_diag_add(k->d, SQ_FOUND_empty_phrase, e->at,
                          "`%.*s` and %zu more say `%.*s`, which could be said "
                          "of anything",
                          SQ_FMT(e->id), e->n - 1, SQ_FMT(words));
    size_t told = 1;
    for (const struct empty *x = e->next; x && told < PLACES; x = x->next)
        sq_diag_note(k->d, f, x->at,
                     ++told == PLACES && x->next
                         ? "and `%.*s`, and further down"
                         : "and `%.*s`",
                     SQ_FMT(x->id));
    sq_diag_help(k->d, f,
                 "say what you looked at, what it showed, and who will do what "
                 "by when");
}

static void
look_at_word(struct heap *h, const struct sq_word *w, sq_str id)
{
    if (sq_says_nothing(h->k, w->text))
        add(h, w->text, w->at, id);
}

static void
assessment(const struct sq_look *k)
{
    struct heap h = {.k = k};
    sq_map_init(&h.by_words, k->arena);
    for (size_t i = 0; i < k->n_said; i++) {
        const struct sq_said *s = &k->said[i];
        if (sq_said_nothing(k, s))
            add(&h, s->text, s->at, s->slot->id);
    }
    for (size_t i = 0; i < k->as->n_actions; i++) {
        const struct sq_action *one = &k->as->actions[i];
        look_at_word(&h, &one->what, one->id.text);
        look_at_word(&h, &one->worked, one->id.text);
    }
    for (size_t i = 0; i < h.by_words.n; i++)
        tell(k, h.by_words.items[i].value);
}

const struct sq_rule sq_rule_empty_phrase = {.assessment = assessment,
                                             .from = SQ_MOMENT_PANEL};
