/* SPDX-License-Identifier: MIT */
#include "lint/plain.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"

static bool
is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

sq_str
sq_plain(struct sq_arena *a, sq_str text)
{
    char *out = SQ_NEW_N(a, text.len + 1, char);
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c - 'A' + 'a');
        if (is_letter(c))
            out[n++] = c;
        else if (c != '\'' && n > 0 && out[n - 1] != ' ')
            out[n++] = ' ';
    }
    if (n > 0 && out[n - 1] == ' ')
        n--;
    return (sq_str){out, n};
}

bool
sq_plain_has(sq_str plain, const char *phrase)
{
    size_t n = strlen(phrase);
    for (size_t i = 0; n > 0 && i + n <= plain.len; i++) {
        bool starts = i == 0 || plain.ptr[i - 1] == ' ';
        bool ends = i + n == plain.len || plain.ptr[i + n] == ' ';
        if (starts && ends && memcmp(plain.ptr + i, phrase, n) == 0)
            return true;
    }
    return false;
}

const char *
sq_plain_any(sq_str plain, const char *const *phrases)
{
    for (; *phrases; phrases++)
        if (sq_plain_has(plain, *phrases))
            return *phrases;
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
