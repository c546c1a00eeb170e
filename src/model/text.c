/* SPDX-License-Identifier: MIT */
#include "base/arena.h"
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

/* ---- names of axes ------------------------------------------------------- */

static sq_str
axis_name(struct sq_arena *a, const struct sq_text *label, sq_str id,
          sq_str lang)
{
    sq_str words = sq_text_get(label, lang);
    if (words.len)
        return words;
    char *z = SQ_NEW_N(a, id.len + 1, char);
    for (size_t i = 0; i < id.len; i++)
        z[i] = id.ptr[i] == '-' || id.ptr[i] == '_' ? ' ' : id.ptr[i];
    return (sq_str){z, id.len};
}

sq_str
sq_matrix_row_name(struct sq_arena *a, const struct sq_matrix *m, sq_str lang)
{
    return axis_name(a, &m->row_label, m->rows_id.text, lang);
}

sq_str
sq_matrix_column_name(struct sq_arena *a, const struct sq_matrix *m,
                      sq_str lang)
{
    return axis_name(a, &m->column_label, m->columns_id.text, lang);
}
