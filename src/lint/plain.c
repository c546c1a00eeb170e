/* SPDX-License-Identifier: MIT */
#include "lint/plain.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

/* What ASCII becomes; 0 is left out. */
static const char plain_of[] = "                                "
                               "       \0        0123456789      "
                               " abcdefghijklmnopqrstuvwxyz     "
                               " abcdefghijklmnopqrstuvwxyz     ";

/* Each character is written where the next belongs, and kept or not: no branch,
 * as where words end cannot be guessed.  `last` depends on nothing but itself
 * and `c`, so that one character need not wait for the one before. */
sq_str
sq_plain(struct sq_arena *a, sq_str text)
{
    char *out = SQ_NEW_N(a, text.len + 1, char);
    size_t n = 0;
    char last = ' ';
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        c = (unsigned char)c < 0x80 ? plain_of[(unsigned char)c] : c;
        size_t keep = (c != '\0') & ((c != ' ') | (last != ' '));
        out[n] = c;
        n += keep;
        last = c != '\0' ? c : last;
    }
    if (n > 0 && last == ' ')
        n--;
    return (sq_str){out, n};
}

size_t
sq_plain_words(sq_str plain)
{
    enum { BLOCK = 128 }; /* a byte can count its blanks: many at one step */
    size_t n = plain.len > 0;
    for (size_t at = 0; at < plain.len; at += BLOCK) {
        size_t end = plain.len - at < BLOCK ? plain.len : at + BLOCK;
        unsigned char blanks = 0;
        for (size_t i = at; i < end; i++)
            blanks = (unsigned char)(blanks + (plain.ptr[i] == ' '));
        n += blanks;
    }
    return n;
}

/* Does the phrase stand at `i`, where a word begins? */
static bool
stands_at(sq_str plain, size_t i, sq_str phrase)
{
    size_t end = i + phrase.len;
    return end <= plain.len && (end == plain.len || plain.ptr[end] == ' ') &&
           memcmp(plain.ptr + i, phrase.ptr, phrase.len) == 0;
}

/* Where the word behind the one at `i` begins. */
static size_t
next_word(sq_str plain, size_t i)
{
    while (i < plain.len && plain.ptr[i] != ' ')
        i++;
    return i + 1;
}

/* A bit for each letter that a phrase begins with: few words need more. */
static uint32_t
letter_bit(char c)
{
    return UINT32_C(1) << (c & 31);
}

const char *
sq_plain_any(sq_str plain, const char *const *phrases)
{
    uint32_t firsts = 0;
    for (const char *const *p = phrases; *p; p++)
        firsts |= letter_bit(**p);
    for (size_t i = 0; i < plain.len; i = next_word(plain, i)) {
        if (!(firsts & letter_bit(plain.ptr[i])))
            continue;
        for (const char *const *p = phrases; *p; p++)
            if (**p == plain.ptr[i] && stands_at(plain, i, sq_str_of(*p)))
                return *p;
    }
    return NULL;
}

/* ---- many texts, many phrases -------------------------------------------- */

/* Letters that differ may share a number: what is found is looked at again.
 * Behind the end is a blank. */
static unsigned
number_at(sq_str plain, size_t i)
{
    return i < plain.len ? (unsigned char)plain.ptr[i] & 31 : 0;
}

void
sq_phrases_add(struct sq_arena *a, struct sq_phrases *p, sq_str plain)
{
    if (plain.len == 0)
        return;
    unsigned first = number_at(plain, 0);
    struct sq_phrase *one = SQ_NEW(a, struct sq_phrase);
    *one = (struct sq_phrase){p->first[first], plain, sq_plain_words(plain)};
    p->first[first] = one;
    p->second[first] |= UINT32_C(1) << number_at(plain, 1);
    /* behind one letter and a blank, another word begins */
    p->third[first] |=
        plain.len > 1 ? UINT32_C(1) << number_at(plain, 2) : UINT32_MAX;
}

struct sq_phrases
sq_phrases_of(struct sq_arena *a, const char *const *list)
{
    struct sq_phrases p = {0};
    for (; *list; list++)
        sq_phrases_add(a, &p, sq_str_of(*list));
    return p;
}

/* Eight characters, the first in the lowest byte whatever the machine:
 * compilers know this for a load. */
static uint64_t
eight_at(const char *at)
{
    const unsigned char *c = (const unsigned char *)at;
    return (uint64_t)c[0] | (uint64_t)c[1] << 8 | (uint64_t)c[2] << 16 |
           (uint64_t)c[3] << 24 | (uint64_t)c[4] << 32 | (uint64_t)c[5] << 40 |
           (uint64_t)c[6] << 48 | (uint64_t)c[7] << 56;
}

/* Bit k of the result: character k is a blank.  Exclusive or makes blanks zero;
 * the sum carries into the top bit of every byte that is not; the product
 * gathers the top bits of all bytes in the highest one. */
static uint64_t
blanks_of(uint64_t eight)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    uint64_t x = eight ^ UINT64_C(0x2020202020202020);
    uint64_t zeros = ~(((x & low) + low) | x | low);
    return (zeros >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

/* A bit for each of the next 64 places, set where a word begins.  No branch
 * either; `next_word` guesses wrong at the end of nearly every word. */
static uint64_t
word_starts(sq_str plain, size_t from)
{
    const char *at = plain.ptr + from;
    size_t n = plain.len - from < 64 ? plain.len - from : 64;
    uint64_t blanks = 0;
    size_t k = 0;
    for (; k + 8 <= n; k += 8)
        blanks |= blanks_of(eight_at(at + k)) << k;
    for (; k < n; k++)
        blanks |= (uint64_t)(at[k] == ' ') << k;
    return blanks << 1 | (from == 0 || at[-1] == ' ');
}

/* Hardly any word passes that is none of the phrases' first. */
static bool
may_begin(const struct sq_phrases *p, sq_str plain, size_t i)
{
    unsigned first = number_at(plain, i);
    return p->second[first] >> number_at(plain, i + 1) &
           p->third[first] >> number_at(plain, i + 2) & 1;
}

static bool
begins_at(const struct sq_phrases *p, sq_str plain, size_t i, size_t words)
{
    const struct sq_phrase *one = p->first[number_at(plain, i)];
    while (one && (one->words < words || !stands_at(plain, i, one->plain)))
        one = one->next;
    return one;
}

bool
sq_phrases_in(const struct sq_phrases *p, sq_str plain, size_t words)
{
    for (size_t from = 0; from < plain.len; from += 64) {
        uint64_t starts = word_starts(plain, from);
        for (; starts; starts &= starts - 1) {
            size_t i = from + (size_t)__builtin_ctzll(starts);
            if (may_begin(p, plain, i) && begins_at(p, plain, i, words))
                return true;
        }
    }
    return false;
}

/* ---- people ------------------------------------------------------------- */

/* Plain, and without a title in front. */
static sq_str
name_of(struct sq_arena *a, sq_str name)
{
    static const char *const titles[] = {
        "dr ",        "mr ",   "mrs ", "ms ",         "miss ", "prof ",
        "professor ", "cllr ", "sir ", "councillor ", "dame ", NULL};
    sq_str s = sq_plain(a, name);
    for (const char *const *t = titles; *t; t++)
        if (sq_str_starts(s, *t))
            s = sq_str_sub(s, strlen(*t), s.len);
    return s;
}

/* Everything after the last blank. */
static sq_str
last_name(sq_str s)
{
    size_t i = s.len;
    while (i > 0 && s.ptr[i - 1] != ' ')
        i--;
    return sq_str_sub(s, i, s.len);
}

bool
sq_same_person(struct sq_arena *a, sq_str one, sq_str other)
{
    sq_str x = name_of(a, one);
    sq_str y = name_of(a, other);
    if (x.len == 0 || y.len == 0)
        return false;
    if (sq_str_eq(x, y))
        return true;
    bool initial = sq_str_find(x, ' ', 0) == 1 || sq_str_find(y, ' ', 0) == 1;
    return initial && x.ptr[0] == y.ptr[0] &&
           sq_str_eq(last_name(x), last_name(y));
}

const char *
sq_team_word(struct sq_arena *a, sq_str name)
{
    static const char *const words[] = {
        "team",     "teams",    "group",      "board",    "committee",
        "panel",    "unit",     "department", "services", "directorate",
        "office",   "service",  "everyone",   "staff",    "to be confirmed",
        "various",  "leads",    "tbc",        "tba",      "tbd",
        "supplier", "project",  "programme",  "trust",    "council",
        "partners", "managers", "nobody",     "unknown",  "all",
        NULL};
    return sq_plain_any(sq_plain(a, name), words);
}

sq_str
sq_clip(struct sq_arena *a, sq_str text, size_t columns)
{
    sq_str s = sq_str_trim(text);
    sq_str line = sq_str_sub(s, 0, sq_str_find(s, '\n', 0));
    size_t fits = sq_utf8_fit(line, columns);
    if (fits == s.len)
        return s;
    return sq_str_printf(a, "%.*s…",
                         SQ_FMT(sq_str_trim(sq_str_sub(line, 0, fits))));
}
