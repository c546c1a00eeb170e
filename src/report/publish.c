/* SPDX-License-Identifier: MIT */
#include "report/publish.h"

#include "base/arena.h"
#include "base/limits.h"
#include "report/kinds.h"
#include "report/paper.h"

/* ---- names --------------------------------------------------------------- */

static bool
is_upper(char c)
{
    return (c >= 'A' && c <= 'Z') || (c & 0x80);
}

/* What ends the name of a body or a post rather than that of a person. */
static bool
is_body(sq_str word)
{
    static const char *const words[] = {
        "team",        "group",       "committee", "board",    "trust",
        "council",     "office",      "network",   "service",  "services",
        "federation",  "lead",        "leads",     "officer",  "manager",
        "director",    "nurse",       "chair",     "panel",    "partners",
        "finance",     "forum",       "side",      "supplier", "department",
        "directorate", "partnership", "practice",
    };

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (sq_str_eq_folded(word, sq_str_of(words[i])))
            return true;
    }
    return false;
}

/* Two to four words, each with a capital, the last no body or post. */
static bool
is_person(sq_str name)
{
    sq_str rest = name, word, last = {NULL, 0};
    size_t n = 0;

    while (sq_str_next(&rest, ' ', &word)) {
        if (word.len == 0)
            continue;
        if (!is_upper(word.ptr[0]))
            return false;
        last = word;
        n++;
    }
    return n >= 2 && n <= 4 && !is_body(last);
}

static void
add_name(struct sq_publish *p, const struct sq_about *about, sq_str name)
{
    name = sq_str_trim(name);
    if (!is_person(name) || sq_str_eq(name, sq_str_trim(about->owner.text)))
        return;
    for (size_t i = 0; i < p->n_names; i++) {
        if (sq_str_eq(p->names[i], name))
            return;
    }
    p->names =
        sq_arena_push(p->arena, p->names, &p->n_names, sizeof(p->names[0]));
    p->names[p->n_names - 1] = name;
}

static void
add_names(struct sq_publish *p, const struct sq_assessment *as)
{
    const struct sq_about *about = &as->about;

    add_name(p, about, about->author.text);
    for (size_t i = 0; i < about->n_partners; i++)
        add_name(p, about, about->partners[i].lead.text);
    for (size_t i = 0; i < as->n_evidence; i++)
        add_name(p, about, as->evidence[i].owner.text);
    for (size_t i = 0; i < as->n_engagement; i++)
        add_name(p, about, as->engagement[i].led_by.text);
    for (size_t i = 0; i < as->n_actions; i++)
        add_name(p, about, as->actions[i].owner.text);
    for (size_t i = 0; i < as->n_indicators; i++)
        add_name(p, about, as->indicators[i].owner.text);
    for (size_t i = 0; i < as->n_conditions; i++)
        add_name(p, about, as->conditions[i].owner.text);
    for (size_t i = 0; i < as->n_signatures; i++)
        add_name(p, about, as->signatures[i].name.text);
    for (size_t i = 0; i < as->n_waivers; i++)
        add_name(p, about, as->waivers[i].by.text);
}

/* Names given as answers, too. */
static void
add_people(struct sq_publish *p, const struct sq_case *c)
{
    for (uint32_t i = 0; i < c->n; i++) {
        const struct sq_slot *s = &c->slots[i];
        if (s->reply == SQ_GIVEN && s->question->type &&
            sq_str_is(sq_str_of(s->question->type->name), "person"))
            add_name(p, &c->assessment->about, s->value.text);
    }
}

struct sq_publish *
sq_publish_new(const struct sq_report *r)
{
    struct sq_publish *p = SQ_NEW(r->arena, struct sq_publish);

    p->arena = r->arena;
    add_names(p, r->results->c->assessment);
    add_people(p, r->results->c);
    return p;
}

/* ---- what is left out of a text ------------------------------------------ */

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || is_upper(c);
}

static bool
stands_at(sq_str text, size_t i, sq_str name)
{
    return i + name.len <= text.len &&
           sq_str_eq(sq_str_sub(text, i, i + name.len), name) &&
           (i == 0 || !is_letter(text.ptr[i - 1])) &&
           (i + name.len == text.len || !is_letter(text.ptr[i + name.len]));
}

static const sq_str *
name_at(const struct sq_publish *p, sq_str text, size_t i)
{
    for (size_t n = 0; n < p->n_names; n++) {
        if (stands_at(text, i, p->names[n]))
            return &p->names[n];
    }
    return NULL;
}

static void
put_without_names(struct sq_publish *p, sq_str text, struct sq_sbuf *out)
{
    for (size_t i = 0; i < text.len;) {
        const sq_str *name = is_upper(text.ptr[i]) ? name_at(p, text, i) : NULL;
        if (!name) {
            sq_putc(out, text.ptr[i++]);
            continue;
        }
        sq_putz(out, "(name left out)");
        p->n_left_out++;
        i += name->len;
    }
}

static void
put_without_small(struct sq_publish *p, sq_str text, struct sq_sbuf *out)
{
    size_t at = 0, from, to;

    while (sq_small_count_find(text, at, &from, &to)) {
        sq_put(out, sq_str_sub(text, at, from));
        sq_putz(out,
                from == 0 || (text.ptr[from] >= 'A' && text.ptr[from] <= 'Z')
                    ? "Fewer than 5"
                    : "fewer than 5");
        p->n_hidden++;
        at = to;
    }
    sq_put(out, sq_str_sub(text, at, text.len));
}

/* ---- leaks -------------------------------------------------------------- */

static size_t
find_text(sq_str in, sq_str what)
{
    for (size_t i = 0; i + what.len <= in.len; i++) {
        if (sq_str_eq(sq_str_sub(in, i, i + what.len), what))
            return i;
    }
    return in.len;
}

/* Where in the file it stands, unless the text was folded just there. */
static struct sq_span
narrow(struct sq_span at, sq_str detail)
{
    sq_str field = sq_span_text(at);
    size_t i = find_text(field, detail);
    if (i == field.len)
        return at;
    return (struct sq_span){at.source, at.from + (uint32_t)i,
                            at.from + (uint32_t)(i + detail.len)};
}

static void
add_leak(struct sq_publish *p, enum sq_private what, struct sq_span at,
         sq_str where)
{
    for (size_t i = 0; i < p->n_leaks; i++) {
        const struct sq_leak *l = &p->leaks[i];
        if (l->what == what && l->at.from == at.from && l->at.to == at.to)
            return;
    }
    p->leaks =
        sq_arena_push(p->arena, p->leaks, &p->n_leaks, sizeof(p->leaks[0]));
    p->leaks[p->n_leaks - 1] = (struct sq_leak){what, at, where};
}

static void
look(struct sq_publish *p, sq_str text, struct sq_span at, sq_str where,
     enum sq_publish_may may)
{
    size_t from = 0, start, end;
    enum sq_private what;

    while ((what = sq_private_find(text, from, &start, &end))) {
        bool asked = may == SQ_MAY_CONTACT &&
                     (what == SQ_PRIVATE_EMAIL || what == SQ_PRIVATE_PHONE);
        if (!asked)
            add_leak(p, what, narrow(at, sq_str_sub(text, start, end)), where);
        from = end;
    }
}

sq_str
sq_publish_text(struct sq_publish *p, sq_str text, struct sq_span at,
                sq_str where, enum sq_publish_may may)
{
    struct sq_sbuf named, out;

    look(p, text, at, where, may);
    sq_sbuf_init(&named, SQ_MAX_OUTPUT);
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    put_without_names(p, text, &named);
    put_without_small(p, sq_sbuf_str(&named), &out);
    sq_str safe = sq_str_copy(p->arena, sq_sbuf_str(&out));
    sq_sbuf_done(&named);
    sq_sbuf_done(&out);
    return safe;
}

/* ---- answers ------------------------------------------------------------ */

bool
sq_publish_question(const struct sq_question *q)
{
    return q->is_public == 1;
}

bool
sq_publish_contact(const struct sq_question *q)
{
    static const char *const words[] = {"phone", "email", "e-mail", "address",
                                        "contact"};
    sq_str ask = sq_text_get(&q->ask, (sq_str){NULL, 0});

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (sq_str_has_folded(ask, sq_str_of(words[i])))
            return true;
    }
    return false;
}

static enum sq_publish_may
may_hold(const struct sq_question *q)
{
    return sq_publish_contact(q) ? SQ_MAY_CONTACT : SQ_MAY_NOTHING;
}

/* A count of people, as far as its unit tells. */
static bool
is_small_count(const struct sq_report *r, const struct sq_slot *s)
{
    static const char *const words[] = {
        "people", "person", "patient", "resident", "carer",     "staff",
        "respon", "child",  "women",   "men",      "volunteer", "user"};

    if (!s->question->type ||
        !sq_str_is(sq_str_of(s->question->type->name), "number") ||
        !sq_num_is_int(s->value.num) || s->value.num.num < 1 ||
        s->value.num.num > 4)
        return false;
    sq_str unit = sq_text_get(&s->question->unit, r->lang);
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
        if (sq_str_has_folded(unit, sq_str_of(words[i])))
            return true;
    }
    return false;
}

static sq_str
answer_of(struct sq_publish *p, const struct sq_report *r,
          const struct sq_slot *s, sq_str where)
{
    enum sq_publish_may may = may_hold(s->question);

    if (is_small_count(r, s)) {
        p->n_hidden++;
        return sq_str_printf(p->arena, "fewer than 5 %.*s",
                             SQ_FMT(sq_text_get(&s->question->unit, r->lang)));
    }
    return sq_publish_text(p, sq_slot_show(r->results->c, s, r->lang),
                           s->answer->at, where, may);
}

bool
sq_publish_slot(struct sq_publish *p, const struct sq_report *r,
                const struct sq_slot *s, sq_str *out_answer,
                sq_str *out_because)
{
    /* a rating is a score, whoever may see the question */
    if (!sq_publish_question(s->question) || s->question->matrix ||
        s->state != SQ_ASKED || s->reply == SQ_MISSING)
        return false;
    sq_str where = sq_str_printf(p->arena, "answer %.*s", SQ_FMT(s->id));
    *out_answer = answer_of(p, r, s, where);
    *out_because = (sq_str){NULL, 0};
    if (s->answer->because.text.len > 0)
        *out_because =
            sq_publish_text(p, s->answer->because.text, s->answer->because.at,
                            where, may_hold(s->question));
    return true;
}

sq_str
sq_publish_ask(struct sq_publish *p, const struct sq_report *r,
               const struct sq_slot *s)
{
    struct sq_sbuf out;

    if (!s->row || s->row->item)
        return sq_slot_ask(r->results->c, s, r->lang);
    sq_str ask = sq_text_get(&s->question->ask, r->lang);
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    for (size_t i = 0; i < ask.len;) {
        if (sq_str_starts(sq_str_sub(ask, i, ask.len), "{item}")) {
            sq_putz(&out, "this one");
            i += 6;
        } else {
            sq_putc(&out, ask.ptr[i++]);
        }
    }
    sq_str words = sq_str_copy(p->arena, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
    return words;
}

struct sq_publish *
sq_publish_check(const struct sq_report *r)
{
    struct sq_report public = *r;

    public.kind = SQ_REPORT_public;
    struct sq_outline *o = sq_outline_of(&public);
    /* The summary may leave an answer out that a record or table prints. */
    struct sq_publish *p = sq_publish_new(r);
    for (size_t i = 0; i < o->publish->n_leaks; i++)
        add_leak(p, o->publish->leaks[i].what, o->publish->leaks[i].at,
                 o->publish->leaks[i].where);
    for (uint32_t i = 0; i < r->results->c->n; i++) {
        sq_str answer, because;
        sq_publish_slot(p, r, &r->results->c->slots[i], &answer, &because);
    }
    return p;
}
