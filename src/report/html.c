/* SPDX-License-Identifier: MIT */
#include "report/html.h"

#include <assert.h>
#include <string.h>

#include "base/arena.h"
#include "base/date.h"
#include "base/limits.h"
#include "report/escape.h"
#include "report/kinds.h"
#include "sys/sys.h"

enum {
    SHORT_NAME = 4, /* [bytes] as X12 */
    LONG_NAME = 72, /* [bytes] a field with a longer name stands below it */
    MANY_FIELDS = 12
};

void
sq_html_text(struct sq_html *h, sq_str text)
{
    sq_put_html(h->out, sq_str_trim(text));
}

/* ---- links -------------------------------------------------------------- */

static size_t
link_end(sq_str text, size_t i)
{
    size_t end = i;

    while (end < text.len && (unsigned char)text.ptr[end] > ' ' &&
           !strchr("\"<>`", text.ptr[end]))
        end++;
    while (strchr(".,;:)]!?'", text.ptr[end - 1])) /* not its first letter */
        end--;
    return end;
}

static size_t
scheme_at(sq_str text, size_t i)
{
    sq_str rest = sq_str_sub(text, i, text.len);

    if (sq_str_starts(rest, "https://"))
        return 8;
    return sq_str_starts(rest, "http://") ? 7 : 0;
}

void
sq_html_linked(struct sq_html *h, sq_str text)
{
    size_t from = 0;

    text = sq_str_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        size_t scheme = text.ptr[i] == 'h' ? scheme_at(text, i) : 0;
        size_t end = scheme ? link_end(text, i) : 0;
        if (end <= i + scheme)
            continue;
        sq_str link = sq_str_sub(text, i, end);
        sq_put_html(h->out, sq_str_sub(text, from, i));
        sq_putz(h->out, "<a href=\"");
        sq_put_html(h->out, link);
        sq_putz(h->out, "\" rel=\"noreferrer\">");
        sq_put_html(h->out, link);
        sq_putz(h->out, "</a>");
        from = end;
        i = end - 1;
    }
    sq_put_html(h->out, sq_str_sub(text, from, text.len));
}

const char *
sq_html_colour(int colour)
{
    static const char *const names[] = {
        [SQ_COLOUR_NONE] = "", [SQ_GREEN] = "green",   [SQ_YELLOW] = "yellow",
        [SQ_AMBER] = "amber",  [SQ_ORANGE] = "orange", [SQ_RED] = "red",
        [SQ_GREY] = "grey",    [SQ_BLUE] = "blue",
    };

    return names[colour];
}

/* ---- headings and text -------------------------------------------------- */

static unsigned
clamped(unsigned level)
{
    return level > 6 ? 6 : level;
}

static void
put_numbered(struct sq_html *h, const struct sq_block *b)
{
    sq_put(h->out, b->number);
    sq_putz(h->out, b->number.len > 0 ? " " : "");
    sq_html_text(h, b->text);
}

static void
put_heading(struct sq_html *h, const struct sq_block *b)
{
    unsigned level = clamped(b->level);

    h->level = b->level;
    h->heading = b->text;
    if (level == 2)
        sq_putf(h->out, "<h2 id=\"s%u\" dir=\"auto\">", ++h->n_sections);
    else
        sq_putf(h->out, "<h%u dir=\"auto\">", level);
    put_numbered(h, b);
    sq_putf(h->out, "</h%u>\n", level);
}

static void
put_paragraph(struct sq_html *h, const struct sq_block *b)
{
    sq_putf(h->out, "<p%s dir=\"auto\">", b->lead ? " class=\"lead\"" : "");
    sq_html_linked(h, b->text);
    sq_putz(h->out, "</p>\n");
}

static void
put_bullets(struct sq_html *h, const struct sq_block *b)
{
    sq_putz(h->out, "<ul>\n");
    for (size_t i = 0; i < b->n_items; i++) {
        sq_putz(h->out, "<li dir=\"auto\">");
        sq_html_linked(h, b->items[i]);
        sq_putz(h->out, "</li>\n");
    }
    sq_putz(h->out, "</ul>\n");
}

/* ---- records ------------------------------------------------------------ */

/* How its names are laid out beside, or above, what they name. */
static const char *
fields_class(const struct sq_html *h, const struct sq_block *b)
{
    size_t most = 0;

    if (h->n_sections == 0) /* the front sheet */
        return " class=\"front\"";
    for (size_t i = 0; i < b->n_cells; i++)
        most = b->heads[i].len > most ? b->heads[i].len : most;
    if (most > LONG_NAME)
        return " class=\"long\"";
    return most <= SHORT_NAME ? " class=\"ids\"" : "";
}

static void
put_fields(struct sq_html *h, const struct sq_block *b)
{
    sq_putf(h->out, "<dl%s>\n", fields_class(h, b));
    for (size_t i = 0; i < b->n_cells; i++) {
        sq_putz(h->out, "<div><dt dir=\"auto\">");
        if (b->heads[i].len > 0)
            sq_html_text(h, b->heads[i]);
        else
            sq_putz(h->out, "Also");
        sq_putz(h->out, "</dt><dd dir=\"auto\">");
        sq_html_linked(h, b->cells[i].text);
        sq_putz(h->out, "</dd></div>\n");
    }
    sq_putz(h->out, "</dl>\n");
}

static void
put_record(struct sq_html *h, const struct sq_block *b)
{
    unsigned level = clamped(h->level + 1);

    if (b->text.len == 0) {
        if (b->n_cells > 0)
            put_fields(h, b);
        return;
    }
    sq_putf(h->out, "<div class=\"record%s\"><h%u dir=\"auto\">",
            b->n_cells > MANY_FIELDS ? " large" : "", level);
    sq_html_text(h, b->text);
    sq_putf(h->out, "</h%u>\n", level);
    if (b->n_cells > 0)
        put_fields(h, b);
    sq_putz(h->out, "</div>\n");
}

/* ---- tables ------------------------------------------------------------- */

/* The heading's, for those who do not see it above. */
static void
put_caption(struct sq_html *h, const struct sq_block *b)
{
    unsigned n = ++h->n_tables;

    sq_putf(h->out,
            "<div class=\"scroll\" role=\"group\" tabindex=\"0\" "
            "aria-labelledby=\"t%u\"><table%s><caption id=\"t%u\" "
            "class=\"unseen\">",
            n, b->kind == SQ_MATRIX ? " class=\"grid\"" : "", n);
    sq_html_text(h, h->heading);
    sq_putz(h->out, "</caption>\n");
}

static bool
is_number(const struct sq_block *b, size_t column)
{
    return b->cells[column].number;
}

static void
put_heads(struct sq_html *h, const struct sq_block *b)
{
    sq_putz(h->out, "<thead><tr>");
    for (size_t i = 0; i < b->n_columns; i++) {
        if (b->heads[i].len == 0) { /* a header without a word is none */
            sq_putz(h->out, "<td></td>");
            continue;
        }
        sq_putf(h->out, "<th scope=\"col\"%s dir=\"auto\">",
                is_number(b, i) ? " class=\"n\"" : "");
        sq_html_text(h, b->heads[i]);
        sq_putz(h->out, "</th>");
    }
    sq_putz(h->out, "</tr></thead>\n<tbody>\n");
}

static void
put_cell_text(struct sq_html *h, const struct sq_cell *c, bool tags)
{
    const char *colour = tags ? sq_html_colour(c->colour) : "";

    if (colour[0])
        sq_putf(h->out, "<span class=\"tag %s\">", colour);
    sq_html_linked(h, c->text);
    if (colour[0])
        sq_putz(h->out, "</span>");
}

static void
put_table(struct sq_html *h, const struct sq_block *b, bool named_rows)
{
    put_caption(h, b);
    put_heads(h, b);
    for (size_t i = 0; i < b->n_cells; i++) {
        size_t column = i % b->n_columns;
        bool head = column == 0 && named_rows;
        if (column == 0)
            sq_putz(h->out, "<tr>");
        sq_putf(h->out, "<%s%s dir=\"auto\">", head ? "th scope=\"row\"" : "td",
                is_number(b, column) ? " class=\"n\"" : "");
        put_cell_text(h, &b->cells[i], b->kind != SQ_MATRIX);
        sq_putz(h->out, head ? "</th>" : "</td>");
        if (column + 1 == b->n_columns)
            sq_putz(h->out, "</tr>\n");
    }
    sq_putz(h->out, "</tbody></table></div>\n");
}

static void
put_drawing(struct sq_html *h, const struct sq_drawing *c)
{
    if (c->kind == SQ_DRAW_HEAT && !c->grids[0] && !c->grids[1])
        return;
    sq_html_draw(h, c);
    if (c->table)
        put_table(h, c->table, true);
}

static void
put_block(struct sq_html *h, const struct sq_block *b)
{
    switch (b->kind) {
    case SQ_HEADING:
        put_heading(h, b);
        break;
    case SQ_PARAGRAPH:
        put_paragraph(h, b);
        break;
    case SQ_BULLETS:
        put_bullets(h, b);
        break;
    case SQ_TABLE:
        put_table(h, b, false);
        break;
    case SQ_MATRIX:
        put_table(h, b, true);
        break;
    case SQ_RECORD:
        put_record(h, b);
        break;
    case SQ_CHART:
        put_drawing(h, b->chart);
        break;
    }
}

/* ---- the page ----------------------------------------------------------- */

/* The style is named by its digest, so that no other style is obeyed. */
static void
put_policy(struct sq_html *h, sq_str style)
{
    sq_str digest = sq_digest(h->r->arena, style);
    struct sq_sbuf bytes;

    sq_sbuf_init(&bytes, 64);
    sq_put_unhex(&bytes, sq_str_sub(digest, sq_str_find(digest, ':', 0) + 1,
                                    digest.len));
    sq_putz(h->out, "<meta http-equiv=\"Content-Security-Policy\" content=\""
                    "default-src 'none'; style-src 'sha256-");
    sq_put_base64(h->out, sq_sbuf_str(&bytes));
    sq_putz(h->out, "'; img-src data:; base-uri 'none'; form-action "
                    "'none'\"/>\n");
    sq_sbuf_done(&bytes);
}

static void
put_head(struct sq_html *h, const struct sq_outline *o)
{
    struct sq_sbuf style;

    sq_sbuf_init(&style, 1 << 20);
    sq_html_style(h->r, &style);
    sq_putz(h->out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n"
                    "<meta charset=\"utf-8\"/>\n");
    put_policy(h, sq_sbuf_str(&style));
    sq_putz(h->out, "<meta name=\"viewport\" content=\"width=device-width, "
                    "initial-scale=1\"/>\n"
                    "<meta name=\"color-scheme\" content=\"light dark\"/>\n"
                    "<title>");
    assert(o->first->kind == SQ_HEADING);
    sq_html_text(h, o->first->text);
    sq_putz(h->out, "</title>\n<style>");
    sq_put(h->out, sq_sbuf_str(&style));
    sq_putz(h->out, "</style>\n</head>\n");
    sq_sbuf_done(&style);
}

static void
put_house(struct sq_html *h)
{
    const struct sq_house *house = &h->r->house;

    if (house->name.len == 0 && house->logo.len == 0)
        return;
    sq_putz(h->out, "<header class=\"house\"><div>");
    if (house->logo.len > 0) {
        sq_putf(h->out, "<img src=\"data:image/%s;base64,",
                house->logo_svg ? "svg+xml" : "png");
        sq_put_base64(h->out, house->logo);
        sq_putz(h->out, "\" alt=\"");
        if (house->name.len == 0)
            sq_putz(h->out, "Logo");
        sq_putz(h->out, "\"/>");
    }
    if (house->name.len > 0) {
        sq_putz(h->out, "<span>");
        sq_html_text(h, house->name);
        sq_putz(h->out, "</span>");
    }
    sq_putz(h->out, "</div></header>\n");
}

static bool
is_chapter(const struct sq_block *b)
{
    return b->kind == SQ_HEADING && b->level == 2;
}

static void
put_contents(struct sq_html *h, const struct sq_outline *o)
{
    unsigned n = 0;

    sq_putz(h->out, "<nav aria-label=\"Contents\"><p>Contents</p><ul>\n");
    for (const struct sq_block *b = o->first; b; b = b->next) {
        if (!is_chapter(b))
            continue;
        sq_putf(h->out, "<li><a href=\"#s%u\">", ++n);
        put_numbered(h, b);
        sq_putz(h->out, "</a></li>\n");
    }
    sq_putz(h->out, "</ul></nav>\n");
}

static size_t
count_chapters(const struct sq_outline *o)
{
    size_t n = 0;

    for (const struct sq_block *b = o->first; b; b = b->next)
        n += is_chapter(b);
    return n;
}

/* The last of the title and the paragraph below it; chapters follow. */
static bool
ends_title(const struct sq_outline *o, const struct sq_block *b)
{
    if (b == o->first)
        return b->next->kind != SQ_PARAGRAPH;
    return b == o->first->next;
}

static void
put_foot(struct sq_html *h)
{
    sq_putz(h->out, "<footer><p>");
    if (h->r->as_of != SQ_NO_DATE) {
        sq_putz(h->out, "As of ");
        sq_date_put_long(h->out, h->r->as_of);
        sq_putz(h->out, ". ");
    }
    sq_putf(h->out, "Made with sqeeia %s.</p></footer>\n", h->r->tool_version);
}

void
sq_html_put(const struct sq_report *r, const struct sq_outline *o,
            struct sq_sbuf *out)
{
    struct sq_html h = {.out = out, .r = r};
    bool contents = count_chapters(o) >= 3;

    put_head(&h, o);
    sq_putz(out, "<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
                 "content</a>\n");
    put_house(&h);
    sq_putz(out, "<main id=\"main\" tabindex=\"-1\">\n");
    for (const struct sq_block *b = o->first; b; b = b->next) {
        put_block(&h, b);
        if (contents && ends_title(o, b)) {
            put_contents(&h, o);
            contents = false;
        }
    }
    sq_putz(out, "</main>\n");
    put_foot(&h);
    sq_putz(out, "</body>\n</html>\n");
}
