/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/sbuf.h"
#include "base/utf8.h"
#include "diag/diag.h"

enum {
    WIDEST_MESSAGE = 500, /* [columns] */
    WIDEST_EXCERPT = 120, /* [columns] */
    LEAD = 40,            /* [columns] kept before the caret of a long line */
    NEAR = 1024,          /* [bytes] looked at on either side of the caret */
    MOST_OF_ONE_CODE = 10,
};

/* What is cut off is told with this. */
static const char ellipsis[] = "…";

static const char bold[] = "\033[1m";
static const char plain[] = "\033[0m";

static const char *
colour_of(enum sq_level level)
{
    static const char *const colours[] = {
        [SQ_NOTE] = "\033[1;36m",
        [SQ_WARNING] = "\033[1;33m",
        [SQ_ERROR] = "\033[1;31m",
    };
    return colours[level];
}

static void
put_colour(struct sq_sbuf *b, const struct sq_show *how, const char *colour)
{
    if (how->colour)
        sq_putz(b, colour);
}

/* Safe for a terminal, every line end replaced. */
static void
put_joined(struct sq_sbuf *b, sq_str text, const char *line_end)
{
    sq_str line;
    for (bool first = true; sq_str_next(&text, '\n', &line); first = false) {
        if (!first)
            sq_putz(b, line_end);
        if (line.len && line.ptr[line.len - 1] == '\r')
            line.len--;
        sq_utf8_put_safe(b, line);
    }
}

static void
put_clipped(struct sq_sbuf *b, sq_str text, size_t columns)
{
    size_t fits = sq_utf8_fit(text, columns);
    put_joined(b, sq_str_sub(text, 0, fits), " ");
    if (fits < text.len)
        sq_putz(b, ellipsis);
}

static void
put_name(struct sq_sbuf *b, const struct sq_source *s, const char *colon)
{
    sq_str rest = sq_str_trim(sq_str_of(s->name));
    if (rest.len == 0)
        sq_putz(b, "-");
    while (rest.len > 0) {
        size_t end = sq_str_find(rest, ':', 0);
        put_joined(b, sq_str_sub(rest, 0, end), " ");
        if (end < rest.len)
            sq_putz(b, colon);
        rest = sq_str_sub(rest, end + 1, rest.len);
    }
}

static void
put_place(struct sq_sbuf *b, struct sq_span at, const char *colon)
{
    if (!at.source) {
        sq_putz(b, "sqeeia:1:1:");
        return;
    }
    struct sq_place place = sq_source_place(at.source, at.from);
    put_name(b, at.source, colon);
    sq_putf(b, ":%u:%u:", place.line, place.column);
}

static void
put_message(struct sq_sbuf *b, const struct sq_diag *f,
            const struct sq_show *how)
{
    sq_str message = sq_str_trim(f->message);
    if (message.len == 0)
        message = sq_str_of(sq_codes[f->code].summary);

    put_colour(b, how, bold);
    put_place(b, f->at, "%3A");
    put_colour(b, how, plain);
    sq_putc(b, ' ');
    put_colour(b, how, colour_of(f->level));
    sq_putf(b, "%s:", sq_level_name(f->level));
    put_colour(b, how, plain);
    sq_putc(b, ' ');
    put_clipped(b, message, WIDEST_MESSAGE);
    sq_putf(b, " [%s %s]\n", sq_codes[f->code].code, sq_codes[f->code].name);
}

/* The part of a line that is shown; from and to are what to underline. */
struct excerpt {
    sq_str text;
    size_t from, to; /* [bytes] in text */
    bool cut_left, cut_right;
};

static void
narrow(struct excerpt *e, size_t from, size_t to)
{
    e->cut_left |= from > 0;
    e->cut_right |= to < e->text.len;
    e->text = sq_str_sub(e->text, from, to);
    e->to = (e->to < to ? e->to : to) - from;
    e->from -= from;
}

static size_t
character_at_or_after(sq_str text, size_t at)
{
    while (at < text.len && ((unsigned char)text.ptr[at] & 0xc0) == 0x80)
        at++;
    return at;
}

/* Only the bytes near the caret are measured: a line may be megabytes long. */
static void
fit_excerpt(struct excerpt *e)
{
    size_t from = e->from > NEAR ? e->from - NEAR : 0;
    size_t to = character_at_or_after(e->text, e->from + NEAR);
    narrow(e, character_at_or_after(e->text, from), to);

    size_t before = sq_utf8_width(sq_str_sub(e->text, 0, e->from));
    if (sq_utf8_width(e->text) <= WIDEST_EXCERPT)
        return;
    if (before > WIDEST_EXCERPT - LEAD)
        narrow(e, sq_utf8_fit(e->text, before - LEAD), e->text.len);
    size_t fits = sq_utf8_fit(e->text, WIDEST_EXCERPT);
    narrow(e, 0, fits > e->from ? fits : e->text.len);
}

static size_t
end_of_character(sq_str text, size_t at)
{
    size_t end = sq_utf8_start(text, at);
    if (end < at)
        (void)sq_utf8_next(text, &end);
    return end;
}

static struct excerpt
excerpt_of(struct sq_span at, uint32_t line)
{
    const struct sq_source *s = at.source;
    sq_str text = sq_source_line(s, line);
    size_t start = sq_source_lines(s)->first[line - 1];
    size_t from = at.from > start ? at.from - start : 0;
    size_t to = at.to > start ? at.to - start : 0;
    struct excerpt e = {.text = text};
    e.from = sq_utf8_start(text, from < text.len ? from : text.len);
    e.to = end_of_character(text, to < text.len ? to : text.len);
    if (e.to < e.from)
        e.to = e.from;
    fit_excerpt(&e);
    return e;
}

static void
put_line(struct sq_sbuf *b, const struct excerpt *e, uint32_t line)
{
    sq_putf(b, "%u |", line);
    if (e->text.len) {
        sq_putc(b, ' ');
        sq_putz(b, e->cut_left ? ellipsis : "");
        put_joined(b, e->text, " ");
        sq_putz(b, e->cut_right ? ellipsis : "");
    }
    sq_putc(b, '\n');
}

static void
put_carets(struct sq_sbuf *b, const struct excerpt *e)
{
    size_t pad = sq_utf8_width(sq_str_sub(e->text, 0, e->from)) + e->cut_left;
    size_t carets = sq_utf8_width(sq_str_sub(e->text, e->from, e->to));
    sq_put_n(b, ' ', pad);
    sq_put_n(b, '^', carets ? carets : 1);
}

static size_t
digits_in(uint32_t n)
{
    size_t digits = 1;
    for (; n >= 10; n /= 10)
        digits++;
    return digits;
}

/* Returns the width of the line number, below which the rest is lined up. */
static size_t
put_excerpt(struct sq_sbuf *b, const struct sq_diag *f,
            const struct sq_show *how)
{
    uint32_t line = sq_source_place(f->at.source, f->at.from).line;
    struct excerpt e = excerpt_of(f->at, line);
    size_t gutter = digits_in(line);

    put_line(b, &e, line);
    sq_put_n(b, ' ', gutter);
    sq_putz(b, " | ");
    put_colour(b, how, colour_of(f->level));
    put_carets(b, &e);
    put_colour(b, how, plain);
    sq_putc(b, '\n');
    return gutter;
}

static void
put_notes(struct sq_sbuf *b, const struct sq_diag *f, size_t gutter)
{
    for (const struct sq_note *note = f->notes; note; note = note->next) {
        sq_put_n(b, ' ', gutter);
        sq_putz(b, " = note: ");
        if (note->at.source) {
            put_place(b, note->at, ":");
            sq_putc(b, ' ');
        }
        put_clipped(b, note->text, WIDEST_MESSAGE);
        sq_putc(b, '\n');
    }
}

/* Help may show several lines to write, so it keeps them. */
static void
put_help(struct sq_sbuf *b, const struct sq_diag *f, size_t gutter)
{
    sq_str rest = f->help;
    sq_str line;
    for (bool first = true; sq_str_next(&rest, '\n', &line); first = false) {
        sq_put_n(b, ' ', gutter);
        sq_putz(b, first ? " = help: " : "         ");
        put_joined(b, line, " ");
        sq_putc(b, '\n');
    }
}

void
sq_diag_put(struct sq_sbuf *b, const struct sq_diag *f,
            const struct sq_show *how)
{
    put_message(b, f, how);
    if (!how->excerpt)
        return;
    size_t gutter = 2;
    if (f->at.source)
        gutter = put_excerpt(b, f, how);
    put_notes(b, f, gutter);
    put_help(b, f, gutter);
}

static bool
same_file(const struct sq_diag *a, const struct sq_diag *b)
{
    const struct sq_source *s = a->at.source;
    const struct sq_source *t = b->at.source;
    return s == t || (s && t && strcmp(s->name, t->name) == 0);
}

/* Says what was left out of the file's findings. */
static void
put_groups(struct sq_sbuf *b, const struct sq_diag *f, const size_t *seen)
{
    for (size_t code = 0; code < SQ_FOUND_COUNT; code++) {
        if (seen[code] <= MOST_OF_ONE_CODE)
            continue;
        if (f->at.source)
            put_name(b, f->at.source, "%3A");
        else
            sq_putz(b, "sqeeia");
        sq_putf(b, ": and %zu more of %s %s; use --all\n",
                seen[code] - MOST_OF_ONE_CODE, sq_codes[code].code,
                sq_codes[code].name);
    }
}

void
sq_diags_put(struct sq_sbuf *b, const struct sq_diags *d,
             const struct sq_show *how)
{
    size_t seen[SQ_FOUND_COUNT] = {0};
    for (const struct sq_diag *f = d->first; f; f = f->next) {
        seen[f->code]++;
        if (how->all || seen[f->code] <= MOST_OF_ONE_CODE)
            sq_diag_put(b, f, how);
        if (f->next && same_file(f, f->next))
            continue;
        if (!how->all)
            put_groups(b, f, seen);
        memset(seen, 0, sizeof seen);
    }
    if (d->dropped)
        sq_putf(b, "and %zu more findings, which were not kept\n", d->dropped);
}
