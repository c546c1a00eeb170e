/* SPDX-License-Identifier: MIT */
#include "lint/look.h"

#include "base/arena.h"
#include "base/sbuf.h"
#include "lint/plain.h"
#include "yaml/node.h"

const char *const sq_moment_names[] = {"draft", "panel", "publish",
                                       "live",  "auto",  NULL};

/* ---- decisions ---------------------------------------------------------- */

const struct sq_decision *
sq_decided(const struct sq_assessment *as)
{
    for (size_t i = as->n_decisions; i > 0; i--)
        if (as->decisions[i - 1].outcome.text.len)
            return &as->decisions[i - 1];
    return as->about.decision.outcome.text.len ? &as->about.decision : NULL;
}

const struct sq_outcome *
sq_outcome_find(const struct sq_questionnaire *q, sq_str id)
{
    for (size_t i = 0; i < q->n_outcomes; i++)
        if (sq_str_eq(q->outcomes[i].id.text, id))
            return &q->outcomes[i];
    return NULL;
}

bool
sq_is_live(const struct sq_assessment *as, sq_date today)
{
    int stage = as->about.stage;
    sq_date on = as->about.go_live;
    if (on != SQ_NO_DATE && today != SQ_NO_DATE)
        return on <= today;
    return stage == SQ_STAGE_LIVE || stage == SQ_STAGE_SCALING ||
           stage == SQ_STAGE_RETIRING;
}

enum sq_moment
sq_moment_of(const struct sq_assessment *as, sq_date today)
{
    if (sq_decided(as))
        return sq_is_live(as, today) ? SQ_MOMENT_LIVE : SQ_MOMENT_PUBLISH;
    if (as->about.completed != SQ_NO_DATE || as->n_signatures)
        return SQ_MOMENT_PANEL;
    return SQ_MOMENT_DRAFT;
}

/* ---- where things stand ------------------------------------------------- */

struct sq_span
sq_or_title(const struct sq_look *k, struct sq_span at)
{
    if (at.source)
        return at;
    const struct sq_about *about = &k->as->about;
    if (about->title.at.source)
        return about->title.at;
    return (struct sq_span){k->as->source, 0, 0};
}

static struct sq_span
value_at(const struct sq_look *k, const struct sq_node *map, const char *key)
{
    const struct sq_node *n = map ? sq_node_find(map, key) : NULL;
    return n ? sq_node_span(k->as->tree, n)
             : sq_or_title(k, (struct sq_span){0});
}

struct sq_span
sq_about_at(const struct sq_look *k, const char *key)
{
    const struct sq_tree *t = k->as->tree;
    return value_at(k, t && t->root ? sq_node_find(t->root, "about") : NULL,
                    key);
}

struct sq_span
sq_decision_at(const struct sq_look *k, const char *key)
{
    const struct sq_tree *t = k->as->tree;
    const struct sq_node *about =
        t && t->root ? sq_node_find(t->root, "about") : NULL;
    return value_at(k, about ? sq_node_find(about, "decision") : NULL, key);
}

struct sq_span
sq_slot_at(const struct sq_look *k, const struct sq_slot *s)
{
    return sq_or_title(k, s && s->answer ? s->answer->key.at
                                         : (struct sq_span){0});
}

struct sq_span
sq_row_at(const struct sq_look *k, const struct sq_row *row)
{
    for (uint32_t i = 0; i < row->group->n; i++) {
        const struct sq_slot *s = &k->c->slots[row->first + i];
        if (s->answer && s->state != SQ_HIDDEN)
            return s->answer->key.at;
    }
    return sq_or_title(k, (struct sq_span){0});
}

sq_str
sq_row_id(const struct sq_look *k, const struct sq_row *row)
{
    if (row->id.len == 0)
        return row->group->id.text;
    return sq_cell_id(k->arena, row->group->id.text, (sq_str){0}, row->id);
}

sq_str
sq_day(struct sq_arena *a, sq_date d)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 32);
    sq_date_put(&b, d);
    sq_str day = sq_str_copy(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return day;
}

/* ---- impacts ------------------------------------------------------------ */

const struct sq_slot *
sq_left(const struct sq_impact *x)
{
    return sq_given(x->residual) ? x->residual : x->initial;
}

static const struct sq_band *
band_of(const struct sq_look *k, const struct sq_slot *s, size_t *out_index,
        size_t *out_n)
{
    sq_num points;
    const struct sq_matrix *m = s ? s->question->matrix : NULL;
    if (!sq_given(s) || !m || !m->bands || m->bands->n == 0 ||
        !sq_slot_points(k->c, s, &points) || !sq_num_ok(points))
        return NULL;
    *out_index = sq_bands_find(m->bands, points, m->high);
    *out_n = m->bands->n;
    return &m->bands->bands[*out_index];
}

enum sq_heft
sq_heft(const struct sq_look *k, const struct sq_slot *rating)
{
    size_t i, n;
    const struct sq_band *band = band_of(k, rating, &i, &n);
    if (!band)
        return SQ_UNRATED;
    switch ((enum sq_colour)band->colour) {
    case SQ_GREEN:
        return SQ_SLIGHT;
    case SQ_YELLOW:
    case SQ_AMBER:
        return SQ_MEDIUM;
    case SQ_ORANGE:
    case SQ_RED:
        return SQ_HEAVY;
    case SQ_COLOUR_NONE:
    case SQ_GREY:
    case SQ_BLUE:
        break;
    }
    if (i == 0)
        return SQ_SLIGHT;
    return i + 1 == n ? SQ_HEAVY : SQ_MEDIUM;
}

sq_str
sq_heft_words(const struct sq_look *k, const struct sq_slot *rating)
{
    size_t i, n;
    const struct sq_band *band = band_of(k, rating, &i, &n);
    if (!band)
        return SQ_LIT("rated");
    sq_str label = sq_text_get(&band->label, (sq_str){0});
    return label.len ? label : band->id.text;
}

bool
sq_fall(const struct sq_look *k, const struct sq_impact *x, sq_num *out_before,
        sq_num *out_after)
{
    return sq_given(x->initial) && sq_given(x->residual) &&
           x->initial->question->matrix == x->residual->question->matrix &&
           sq_slot_points(k->c, x->initial, out_before) &&
           sq_slot_points(k->c, x->residual, out_after) &&
           sq_num_ok(*out_before) && sq_num_ok(*out_after);
}

sq_str
sq_controls(const struct sq_look *k, const struct sq_impact *x)
{
    for (uint32_t i = 0; i < x->group->n; i++) {
        const struct sq_slot *s = &k->c->slots[x->row->first + i];
        if (s->question->track == SQ_TRACK_CONTROLS && sq_given(s))
            return s->value.text;
    }
    return (sq_str){0};
}

bool
sq_action_open(const struct sq_action *x)
{
    return x->status != SQ_AS_DONE && x->status != SQ_AS_DROPPED;
}

/* "J4.age" holds "J4.age.direction". */
static bool
holds(sq_str whole, sq_str id)
{
    return sq_str_eq(whole, id) ||
           (whole.len && id.len > whole.len && id.ptr[whole.len] == '.' &&
            sq_str_eq(sq_str_sub(id, 0, whole.len), whole));
}

bool
sq_aims_at(const struct sq_action *x, sq_str id)
{
    for (size_t i = 0; i < x->n_targets; i++)
        if (holds(x->targets[i].text, id) || holds(id, x->targets[i].text))
            return true;
    return false;
}

const struct sq_evidence *
sq_evidence_find(const struct sq_look *k, sq_str id)
{
    return sq_map_find(&k->evidence, id);
}

size_t
sq_row_evidence(const struct sq_look *k, const struct sq_row *row)
{
    size_t n = 0;
    for (uint32_t i = 0; i < row->group->n; i++) {
        const struct sq_slot *s = &k->c->slots[row->first + i];
        n += s->answer && s->answer->n_evidence > 0;
    }
    return n;
}

sq_str
sq_points_words(struct sq_arena *a, sq_num points)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 64);
    sq_num_put(&b, points, 2);
    sq_str words = sq_str_copy(a, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return words;
}

/* ---- texts -------------------------------------------------------------- */

enum { LONG_TEXT = 24 }; /* [words] */

/* In a longer text the same words may well say something. */
static bool
says_nothing(const struct sq_look *k, sq_str plain, size_t words)
{
    return words <= LONG_TEXT &&
           sq_phrases_in(&k->phrases, plain, (words + 1) / 2);
}

bool
sq_says_nothing(const struct sq_look *k, sq_str text)
{
    sq_str plain = sq_plain(k->arena, text);
    return says_nothing(k, plain, sq_plain_words(plain));
}

bool
sq_said_nothing(const struct sq_look *k, const struct sq_said *s)
{
    return says_nothing(k, s->plain, s->words);
}

/* ---- before the rules ---------------------------------------------------- */

static void
take_phrases(struct sq_look *k)
{
    const struct sq_vocab *v = &k->q->vocab;
    for (size_t i = 0; i < v->n_boilerplate; i++)
        sq_phrases_add(k->arena, &k->phrases,
                       sq_plain(k->arena, v->boilerplate[i].text));
}

static void
take_evidence(struct sq_look *k)
{
    sq_map_init(&k->evidence, k->arena);
    for (size_t i = 0; i < k->as->n_evidence; i++)
        sq_map_add(&k->evidence, k->as->evidence[i].id.text,
                   &k->as->evidence[i]);
}

static struct sq_said
said(const struct sq_look *k, const struct sq_slot *s, sq_str text,
     struct sq_span at)
{
    sq_str plain = sq_plain(k->arena, text);
    return (struct sq_said){s, text, at, plain, sq_plain_words(plain)};
}

static bool
is_in_words(const struct sq_slot *s)
{
    const struct sq_qtype *type = s->question->type;
    return type && type->in_exprs == SQ_T_TEXT && s->reply == SQ_GIVEN &&
           s->answer->node && !sq_str_is(sq_str_of(type->name), "person");
}

static void
take_texts(struct sq_look *k)
{
    struct sq_said *all =
        SQ_NEW_N(k->arena, 2 * k->as->n_answers + 1, struct sq_said);
    uint32_t *first = SQ_NEW_N(k->arena, k->c->n + 1, uint32_t);
    for (uint32_t i = 0; i < k->c->n; i++) {
        const struct sq_slot *s = &k->c->slots[i];
        const struct sq_answer *x = s->answer;
        first[i] = (uint32_t)k->n_said;
        if (!x || s->state == SQ_HIDDEN)
            continue;
        if (is_in_words(s))
            all[k->n_said++] =
                said(k, s, s->value.text, sq_node_span(k->as->tree, x->node));
        if (x->because.text.len)
            all[k->n_said++] = said(k, s, x->because.text, x->because.at);
    }
    first[k->c->n] = (uint32_t)k->n_said;
    k->said = all;
    k->first_said = first;
}

sq_str
sq_plain_said(const struct sq_look *k, const struct sq_slot *slot, sq_str text)
{
    for (uint32_t i = k->first_said[slot->index];
         i < k->first_said[slot->index + 1]; i++)
        if (k->said[i].text.ptr == text.ptr && k->said[i].text.len == text.len)
            return k->said[i].plain;
    return sq_plain(k->arena, text);
}

const struct sq_look *
sq_look_new(struct sq_arena *a, const struct sq_results *r, sq_date today,
            enum sq_moment moment, struct sq_diags *d)
{
    struct sq_look *k = SQ_NEW(a, struct sq_look);
    *k = (struct sq_look){.arena = a,
                          .r = r,
                          .c = r->c,
                          .as = r->c->assessment,
                          .q = r->c->questionnaire,
                          .today = today,
                          .moment = moment,
                          .d = d};
    if (moment == SQ_MOMENT_AUTO)
        k->moment = sq_moment_of(k->as, today);
    take_phrases(k);
    take_evidence(k);
    take_texts(k);
    return k;
}
