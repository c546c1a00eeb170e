/* SPDX-License-Identifier: MIT */
#include "diag/diag.h"

#include <stdarg.h>
#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/map.h"

/*
 * The catalog's names are C words; people read them with hyphens.  C17 can
 * spell that in constants only one byte at a time.
 */
#define IN(s, i)   ((i) < sizeof(s) ? (s)[(i) < sizeof(s) ? (i) : 0] : '\0')
#define BYTE(s, i) (char)(IN(s, i) == '_' ? '-' : IN(s, i))
#define BYTES_8(s, i)                                                   \
    BYTE(s, (i)), BYTE(s, (i) + 1), BYTE(s, (i) + 2), BYTE(s, (i) + 3), \
        BYTE(s, (i) + 4), BYTE(s, (i) + 5), BYTE(s, (i) + 6), BYTE(s, (i) + 7)
#define HYPHENS(s)                                                \
    BYTES_8(s, 0), BYTES_8(s, 8), BYTES_8(s, 16), BYTES_8(s, 24), \
        BYTES_8(s, 32), '\0'

/* clang-format off */
#define FOUND(code, name, ...)                                                 \
    _Static_assert(sizeof #name <= 41, #name " is longer than 40");            \
    static const char name_##name[] = {HYPHENS(#name)};
#define RULE FOUND
#include "diag/catalog.def"
#undef FOUND
#undef RULE

const struct sq_code_info sq_codes[SQ_FOUND_COUNT] = {
#define ROW(rule, code, name, level, ...)                                      \
    [SQ_FOUND_##name] = {#code, name_##name, SQ_##level, __VA_ARGS__, rule},
#define FOUND(...) ROW(false, __VA_ARGS__)
#define RULE(...)  ROW(true, __VA_ARGS__)
#include "diag/catalog.def"
#undef FOUND
#undef RULE
};
/* clang-format on */

const struct sq_code_info *
sq_code_find(sq_str word)
{
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++) {
        if (sq_str_eq_folded(word, sq_str_of(sq_codes[i].code)) ||
            sq_str_eq_folded(word, sq_str_of(sq_codes[i].name)))
            return &sq_codes[i];
    }
    return NULL;
}

const char *
sq_level_name(enum sq_level level)
{
    static const char *const names[] = {
        [SQ_NOTE] = "note",
        [SQ_WARNING] = "warning",
        [SQ_ERROR] = "error",
    };
    return names[level];
}

void
sq_diags_init(struct sq_diags *d, struct sq_arena *a)
{
    *d = (struct sq_diags){.arena = a};
}

/* One finding stands in for all that are dropped, so that they cost nothing. */
static struct sq_diag *
drop(struct sq_diags *d)
{
    d->dropped++;
    if (!d->spare)
        d->spare = SQ_NEW(d->arena, struct sq_diag);
    return d->spare;
}

struct sq_diag *
sq_diag_add(struct sq_diags *d, enum sq_code code, struct sq_span at,
            const char *fmt, ...)
{
    if (d->n >= SQ_MAX_FINDINGS)
        return drop(d);

    struct sq_diag *f = SQ_NEW(d->arena, struct sq_diag);
    f->code = code;
    f->level = sq_codes[code].level;
    f->at = at;
    va_list ap;
    va_start(ap, fmt);
    f->message = sq_str_vprintf(d->arena, fmt, ap);
    va_end(ap);
    if (f->message.len == 0)
        f->message = sq_str_of(sq_codes[code].summary);

    if (d->last)
        d->last->next = f;
    else
        d->first = f;
    d->last = f;
    d->n++;
    return f;
}

void
sq_diag_help(struct sq_diags *d, struct sq_diag *f, const char *fmt, ...)
{
    if (f == d->spare)
        return;
    va_list ap;
    va_start(ap, fmt);
    f->help = sq_str_vprintf(d->arena, fmt, ap);
    va_end(ap);
}

void
sq_diag_fix(struct sq_diags *d, struct sq_diag *f, const char *fmt, ...)
{
    if (f == d->spare)
        return;
    va_list ap;
    va_start(ap, fmt);
    f->fix = sq_str_vprintf(d->arena, fmt, ap);
    va_end(ap);
}

void
sq_diag_note(struct sq_diags *d, struct sq_diag *f, struct sq_span at,
             const char *fmt, ...)
{
    if (f == d->spare)
        return;
    struct sq_note *note = SQ_NEW(d->arena, struct sq_note);
    note->at = at;
    va_list ap;
    va_start(ap, fmt);
    note->text = sq_str_vprintf(d->arena, fmt, ap);
    va_end(ap);

    struct sq_note **end = &f->notes;
    while (*end)
        end = &(*end)->next;
    *end = note;
}

static int
compare_numbers(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

/* What is about the whole run comes last, where the eye goes. */
static int
compare_sources(const struct sq_source *a, const struct sq_source *b)
{
    if (a == b)
        return 0;
    if (!a || !b)
        return a ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* 0 means that the two say the same about the same place. */
static int
compare(const struct sq_diag *a, const struct sq_diag *b)
{
    int order = compare_sources(a->at.source, b->at.source);
    if (!order && a->at.source)
        order = compare_numbers(a->at.from, b->at.from);
    if (!order)
        order = compare_numbers(a->code, b->code);
    if (!order && a->at.source)
        order = compare_numbers(a->at.to, b->at.to);
    if (!order)
        order = sq_str_cmp(a->message, b->message);
    return order;
}

static struct sq_diag *
merge(struct sq_diag *a, struct sq_diag *b)
{
    struct sq_diag *first = NULL;
    struct sq_diag **end = &first;
    while (a && b) {
        struct sq_diag **from = compare(a, b) <= 0 ? &a : &b;
        *end = *from;
        end = &(*end)->next;
        *from = *end;
    }
    *end = a ? a : b;
    return first;
}

/* Takes n findings off the front of *rest and returns them in order. */
static struct sq_diag *
take_sorted(struct sq_diag **rest, size_t n)
{
    if (n > 1) {
        struct sq_diag *a = take_sorted(rest, n / 2);
        struct sq_diag *b = take_sorted(rest, n - n / 2);
        return merge(a, b);
    }
    struct sq_diag *one = *rest;
    if (one) {
        *rest = one->next;
        one->next = NULL;
    }
    return one;
}

/* ---- a name that is missed in several places ----------------------------- */

enum {
    PLACES = 5, /* of one name that are shown */
    SLIPS = 2   /* so many that can be mended are mistakes of their own */
};

struct missed {
    struct sq_diag *first; /* NULL until it has been met */
    size_t n;              /* places in all */
    size_t told;
};

static bool
misses_a_name(enum sq_code code)
{
    return code == SQ_FOUND_unknown_reference ||
           code == SQ_FOUND_unknown_name || code == SQ_FOUND_unknown_option ||
           code == SQ_FOUND_unknown_framework;
}

static sq_str
name_key(struct sq_arena *a, const struct sq_diag *f)
{
    return sq_str_printf(a, "%p %d %.*s", (const void *)f->at.source,
                         (int)f->code,
                         SQ_FMT(f->about.len ? f->about : f->message));
}

static void
count_missed(struct sq_diags *d, struct sq_map *names)
{
    for (struct sq_diag *f = d->first; f; f = f->next) {
        if (!misses_a_name(f->code) || !f->at.source)
            continue;
        sq_str key = name_key(d->arena, f);
        struct missed *m = sq_map_find(names, key);
        if (!m) {
            m = SQ_NEW(d->arena, struct missed);
            sq_map_add(names, key, m);
        }
        m->n++;
    }
}

/* True when the finding has become a note of an earlier one. */
static bool
fold(struct sq_diags *d, const struct sq_map *names, struct sq_diag *f)
{
    if (!misses_a_name(f->code) || !f->at.source)
        return false;
    struct missed *m = sq_map_find(names, name_key(d->arena, f));
    if (!m || m->n < 2 || (f->fix.len && m->n <= SLIPS))
        return false;
    if (!m->first) {
        m->first = f;
        m->told = 1;
        f->fix = (sq_str){0};
        return false;
    }
    if (++m->told < PLACES)
        sq_diag_note(d, m->first, f->at, "it is named here, too");
    else if (m->told == PLACES)
        sq_diag_note(d, m->first, f->at, "and here, and perhaps further down");
    return true;
}

static void
fold_missed(struct sq_diags *d)
{
    struct sq_map names;
    sq_map_init(&names, d->arena);
    count_missed(d, &names);
    d->last = NULL;
    for (struct sq_diag **at = &d->first; *at;) {
        if (names.n && fold(d, &names, *at)) {
            *at = (*at)->next;
            d->n--;
        } else {
            d->last = *at;
            at = &(*at)->next;
        }
    }
}

void
sq_diags_sort(struct sq_diags *d)
{
    struct sq_diag *rest = d->first;
    d->first = take_sorted(&rest, d->n);
    d->last = d->first;
    d->n = d->first ? 1 : 0;
    while (d->last && d->last->next) {
        if (compare(d->last, d->last->next) == 0) {
            d->last->next = d->last->next->next;
        } else {
            d->last = d->last->next;
            d->n++;
        }
    }
    fold_missed(d);
}

size_t
sq_diags_count(const struct sq_diags *d, enum sq_level at_least)
{
    size_t n = 0;
    for (const struct sq_diag *f = d->first; f; f = f->next)
        n += f->level >= at_least;
    return n;
}
