/* SPDX-License-Identifier: MIT */
/* Fills that follow the words of their cells. */
#include <stddef.h>

#include "base/arena.h"
#include "report/cells.h"
#include "report/live.h"

/* Where the formula would be too long, the fill stays as filed. */
static void
fill_word(struct sq_pages *p, const struct sq_area *at, sq_str words,
          int colour)
{
    struct sq_sbuf b = sq_page_buffer();
    sq_putf(&b, "=$%c%u=", 'A' + at->left, at->top + 1);
    if (sq_live_literal(&b, sq_cell_safe(p->arena, words)))
        sq_sheet_fill(at->sheet, at, sq_str_z(p->arena, sq_sbuf_str(&b)),
                      colour);
    sq_sbuf_done(&b);
}

void
sq_fills_words(struct sq_pages *p, const struct sq_area *at,
               const struct sq_fill *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fill_word(p, at, sq_str_of(words[i].words), words[i].colour);
    sq_sheet_fill(at->sheet, at, "=TRUE", SQ_COLOUR_NONE);
}

static void
fill_run(struct sq_pages *p, const struct sq_fills *f)
{
    struct sq_area at = {f->sheet, f->top, f->bottom, f->column, f->column};
    for (size_t i = 0; i < f->bands->n; i++) {
        struct sq_sbuf b = sq_page_buffer();
        sq_words_band_one(&b, f->bands, i, p->lang);
        sq_str words = sq_page_take(p, &b);
        if (f->bands->bands[i].colour)
            fill_word(p, &at, words, f->bands->bands[i].colour);
    }
    sq_sheet_fill(f->sheet, &at, "=TRUE", SQ_COLOUR_NONE);
}

void
sq_fills_row(struct sq_pages *p, struct sq_fills *f,
             const struct sq_bands *bands, uint32_t row)
{
    bool on = f->bands && f->bands == bands && f->bottom + 1 == row;
    if (f->bands && !on)
        fill_run(p, f);
    if (!on)
        f->top = row;
    f->bands = bands;
    f->bottom = row;
}

void
sq_fills_end(struct sq_pages *p, struct sq_fills *f)
{
    if (f->bands)
        fill_run(p, f);
    f->bands = NULL;
}
