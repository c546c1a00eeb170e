/* SPDX-License-Identifier: MIT */
#include "model/questionnaire.h"

static sq_str
in_language(const struct sq_text *t, sq_str lang)
{
    for (size_t i = 0; i < t->n; i++) {
        if (sq_str_eq(t->items[i].lang, lang))
            return t->items[i].text;
    }
    return (sq_str){0};
}

sq_str
sq_text_get(const struct sq_text *t, sq_str lang)
{
    if (t->n == 0)
        return (sq_str){0};
    if (lang.len > 0 && t->n > 1) {
        sq_str found = in_language(t, lang);
        if (found.len == 0)
            found =
                in_language(t, sq_str_sub(lang, 0, sq_str_find(lang, '-', 0)));
        if (found.len > 0)
            return found;
    }
    return t->items[0].text;
}
