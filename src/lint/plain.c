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
 * as where words end cannot be guessed. */
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
        last = keep ? c : last;
    }
    if (n > 0 && last == ' ')
        n--;
    return (sq_str){out, n};
}

size_t
sq_plain_words(sq_str plain)
{
    size_t n = plain.len > 0;
    for (size_t i = 0; i < plain.len; i++)
        n += plain.ptr[i] == ' ';
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

bool
sq_plain_has(sq_str plain, sq_str phrase)
{
    for (size_t i = 0; phrase.len && i < plain.len; i = next_word(plain, i))
        if (plain.ptr[i] == phrase.ptr[0] && stands_at(plain, i, phrase))
            return true;
    return false;
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
