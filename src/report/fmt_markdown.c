/* SPDX-License-Identifier: MIT */
/*
 * CommonMark with tables, as GitHub and GitLab show it: the committee paper as
 * text that a review can comment on, and the summary as a comment of its own.
 */
#include "base/utf8.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/kinds.h"

struct writer {
    struct sq_sbuf *out;
    unsigned deeper; /* a comment has no page to itself */
    unsigned level;
};

static void
put_text(struct writer *w, sq_str text)
{
    sq_put_markdown(w->out, sq_str_trim(text));
}

static void
put_heading(struct writer *w, unsigned level, sq_str number, sq_str text)
{
    level += w->deeper;
    sq_put_n(w->out, '#', level > 6 ? 6 : level);
    sq_putc(w->out, ' ');
    sq_put(w->out, number);
    sq_putz(w->out, number.len > 0 ? " " : "");
    put_text(w, text);
    sq_putz(w->out, "\n\n");
}

static void
put_bullets(struct writer *w, const struct sq_block *b)
{
    for (size_t i = 0; i < b->n_items; i++) {
        sq_putz(w->out, "- ");
        put_text(w, b->items[i]);
        sq_putc(w->out, '\n');
    }
    sq_putc(w->out, '\n');
}

static void
put_row(struct writer *w, const struct sq_cell *cells, size_t n)
{
    sq_putc(w->out, '|');
    for (size_t i = 0; i < n; i++) {
        sq_putc(w->out, ' ');
        put_text(w, cells[i].text);
        sq_putz(w->out, " |");
    }
    sq_putc(w->out, '\n');
}

static void
put_table(struct writer *w, const struct sq_block *b)
{
    sq_putc(w->out, '|');
    for (size_t i = 0; i < b->n_columns; i++) {
        sq_putc(w->out, ' ');
        put_text(w, b->heads[i]);
        sq_putz(w->out, " |");
    }
    sq_putz(w->out, "\n|");
    for (size_t i = 0; i < b->n_columns; i++)
        sq_putz(w->out, b->cells[i].number ? " ---: |" : " --- |");
    sq_putc(w->out, '\n');
    for (size_t i = 0; i < b->n_rows; i++)
        put_row(w, &b->cells[i * b->n_columns], b->n_columns);
    sq_putc(w->out, '\n');
}

static void
put_record(struct writer *w, const struct sq_block *b)
{
    if (b->text.len > 0)
        put_heading(w, w->level + 1, (sq_str){NULL, 0}, b->text);
    for (size_t i = 0; i < b->n_cells; i++) {
        sq_putz(w->out, "- ");
        if (b->heads[i].len > 0) {
            sq_putz(w->out, "**");
            put_text(w, b->heads[i]);
            bool asks = b->heads[i].ptr[b->heads[i].len - 1] == '?';
            sq_putz(w->out, asks ? "** " : ":** ");
        }
        put_text(w, b->cells[i].text);
        sq_putc(w->out, '\n');
    }
    if (b->n_cells > 0)
        sq_putc(w->out, '\n');
}

static void
put_drawing(struct writer *w, const struct sq_drawing *c)
{
    if (c->finding.len > 0) {
        put_text(w, c->finding);
        sq_putz(w->out, "\n\n");
    }
    if (c->table)
        put_table(w, c->table);
}

static void
put_block(struct writer *w, const struct sq_block *b)
{
    switch (b->kind) {
    case SQ_HEADING:
        w->level = b->level;
        put_heading(w, b->level, b->number, b->text);
        break;
    case SQ_PARAGRAPH:
        sq_putz(w->out, b->lead ? "> " : "");
        put_text(w, b->text);
        sq_putz(w->out, "\n\n");
        break;
    case SQ_BULLETS:
        put_bullets(w, b);
        break;
    case SQ_TABLE:
    case SQ_MATRIX:
        put_table(w, b);
        break;
    case SQ_RECORD:
        put_record(w, b);
        break;
    case SQ_CHART:
        put_drawing(w, b->chart);
        break;
    }
}

static void
put(const struct sq_report *r, struct sq_sbuf *out)
{
    struct writer w = {.out = out,
                       .deeper = r->kind == SQ_REPORT_summary ? 2 : 0};

    for (const struct sq_block *b = sq_outline_of(r)->first; b; b = b->next)
        put_block(&w, b);
    out->ptr[--out->len] = '\0'; /* the empty line after the last block */
}

const struct sq_format sq_format_markdown = {
    .name = "markdown",
    .ending = ".md",
    .summary = "Markdown with tables, for a repository or a comment",
    .kinds = SQ_KINDS_ALL,
    .put = put,
};
