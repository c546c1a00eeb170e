/* SPDX-License-Identifier: MIT */
/* The scales, matrices and bands in use, and where the paper comes from. */
#include "report/paper.h"

/* ---- scales ------------------------------------------------------------- */

static bool
is_scored(const struct sq_choices *choices)
{
    for (size_t i = 0; i < choices->n; i++) {
        if (choices->options[i].scored)
            return true;
    }
    return false;
}

static bool
has_meanings(const struct sq_choices *choices)
{
    for (size_t i = 0; i < choices->n; i++) {
        if (choices->options[i].meaning.n > 0)
            return true;
    }
    return false;
}

static void
put_choices(struct sq_paper *p, const struct sq_choices *choices,
            const struct sq_question *q)
{
    static const char *const heads[] = {"Points", "Choice", "Meaning"};
    bool meanings = has_meanings(choices);
    struct sq_block *table = sq_paper_table(p, heads, meanings ? 3 : 2);

    if (choices->id.text.len > 0) {
        sq_putz(&p->b, "Scale: ");
        sq_words_scale(&p->b, p->q, choices, p->lang);
    } else
        sq_putf(&p->b, "Choices of %.*s", SQ_FMT(q->name));
    sq_paper_take_heading(p, 3);
    for (size_t i = 0; i < choices->n; i++) {
        const struct sq_option *o = &choices->options[i];
        if (o->scored)
            sq_words_num(&p->b, o->score, 9);
        else
            sq_putz(&p->b, "none");
        sq_paper_take_cell(p, table)->number = true;
        sq_paper_cell(p, table, sq_words_label(&o->label, o->id.text, p->lang));
        if (meanings)
            sq_paper_cell(p, table, sq_paper_text(p, &o->meaning));
    }
}

/* ---- bands -------------------------------------------------------------- */

static void
put_bands(struct sq_paper *p, const struct sq_bands *bands)
{
    struct sq_block *list = sq_paper_bullets(p);

    sq_putz(&p->b, "Bands: ");
    sq_words_bands_of(&p->b, p->q, bands, p->lang);
    sq_paper_take_heading(p, 3);
    for (size_t i = 0; i < bands->n; i++) {
        const struct sq_band *band = &bands->bands[i];
        sq_str meaning = sq_paper_text(p, &band->meaning);
        sq_str obliges = sq_paper_text(p, &band->obliges);
        sq_words_band_one(&p->b, bands, i, p->lang);
        sq_putz(&p->b, ": ");
        sq_words_edges(&p->b, bands, i);
        sq_paper_stop(p);
        if (meaning.len > 0) {
            sq_putf(&p->b, " %.*s", SQ_FMT(meaning));
            sq_paper_stop(p);
        }
        if (obliges.len > 0) {
            sq_putf(&p->b, " It obliges: %.*s", SQ_FMT(obliges));
            sq_paper_stop(p);
        }
        sq_paper_take_item(p, list);
    }
}

/* ---- matrices ----------------------------------------------------------- */

static void
put_matrix(struct sq_paper *p, const struct sq_matrix *m)
{
    static const char *const none[] = {""};
    struct sq_block *table = sq_paper_table(p, none, 1);

    table->kind = SQ_MATRIX;
    sq_putf(&p->b, "Matrix: %.*s",
            SQ_FMT(sq_words_label(&m->label, m->id.text, p->lang)));
    sq_paper_take_heading(p, 3);
    for (size_t j = 0; j < m->columns->n; j++) {
        const struct sq_option *o = &m->columns->options[j];
        sq_paper_add_heads(p, table,
                           sq_words_label(&o->label, o->id.text, p->lang));
    }
    for (size_t i = m->rows->n; i-- > 0;) {
        const struct sq_option *o = &m->rows->options[i];
        sq_paper_cell(p, table, sq_words_label(&o->label, o->id.text, p->lang));
        for (size_t j = 0; j < m->columns->n; j++) {
            sq_num cell = m->cells[i * m->columns->n + j];
            sq_words_num(&p->b, cell, 2);
            sq_paper_put_letter(p, m, cell);
            sq_paper_take_cell(p, table);
        }
    }
    sq_putf(&p->b, "Downwards: %.*s, highest first. Across: %.*s.",
            SQ_FMT(sq_matrix_row_name(p->a, m, p->lang)),
            SQ_FMT(sq_matrix_column_name(p->a, m, p->lang)));
    sq_paper_take_paragraph(p);
}

/* ---- which are in use --------------------------------------------------- */

static bool
is_used(const struct sq_paper *p, const struct sq_question *q)
{
    if (!q->group)
        return p->c->slots[p->c->first_slot[q->index]].state != SQ_HIDDEN;
    for (uint32_t row = p->c->first_row[q->group->index];
         row < p->c->first_row[q->group->index + 1]; row++) {
        if (p->c->slots[p->c->rows[row].first + q->column].state != SQ_HIDDEN)
            return true;
    }
    return false;
}

static void
use_choices(struct sq_paper *p, struct sq_seen *seen,
            const struct sq_choices *choices, const struct sq_question *q)
{
    if (choices && is_scored(choices) && sq_seen_add(p->a, seen, choices))
        put_choices(p, choices, q);
}

static void
put_scales(struct sq_paper *p)
{
    struct sq_seen seen = {NULL, 0};

    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_question *q = p->q->questions[i];
        if (!is_used(p, q))
            continue;
        use_choices(p, &seen, q->choices, q);
        if (q->matrix) {
            use_choices(p, &seen, q->matrix->rows, q);
            use_choices(p, &seen, q->matrix->columns, q);
        }
    }
}

static void
put_matrices(struct sq_paper *p, struct sq_seen *bands)
{
    struct sq_seen seen = {NULL, 0};

    for (size_t i = 0; i < p->q->n_questions; i++) {
        const struct sq_matrix *m = p->q->questions[i]->matrix;
        if (!m || !m->cells || !is_used(p, p->q->questions[i]) ||
            !sq_seen_add(p->a, &seen, m))
            continue;
        put_matrix(p, m);
        if (m->bands)
            sq_seen_add(p->a, bands, m->bands);
    }
}

void
sq_paper_legend(struct sq_paper *p)
{
    struct sq_seen bands = {NULL, 0};

    sq_paper_heading(p, 2, SQ_LIT("Legend: scales, matrices and bands"));
    const struct sq_block *heading = p->o->last;
    put_scales(p);
    put_matrices(p, &bands);
    for (size_t i = 0; i < p->res->n_dimensions; i++) {
        if (p->res->dimensions[i].band.bands)
            sq_seen_add(p->a, &bands, p->res->dimensions[i].band.bands);
    }
    for (size_t i = 0; i < p->res->n_values; i++) {
        if (p->res->values[i].band.bands)
            sq_seen_add(p->a, &bands, p->res->values[i].band.bands);
    }
    for (size_t i = 0; i < bands.n; i++)
        put_bands(p, bands.items[i]);
    if (p->o->last == heading)
        sq_paper_say(p, "No scale, matrix or band is in use.");
}

void
sq_paper_provenance(struct sq_paper *p)
{
    sq_paper_heading(p, 2, SQ_LIT("Where this paper comes from"));
    sq_putf(&p->b, "Made by sqeeia %s from %.*s with the questionnaire %.*s",
            p->r->tool_version, SQ_FMT(p->r->file), SQ_FMT(p->q->id.text));
    if (p->q->version.text.len > 0)
        sq_putf(&p->b, ", version %.*s", SQ_FMT(p->q->version.text));
    if (p->q->digest.len > 0)
        sq_putf(&p->b, ", digest %.*s", SQ_FMT(p->q->digest));
    sq_putz(&p->b, ". As of ");
    if (p->r->as_of == SQ_NO_DATE)
        sq_putz(&p->b, "no date");
    sq_paper_put_date(p, p->r->as_of);
    sq_putc(&p->b, '.');
    sq_paper_take_paragraph(p);
}
