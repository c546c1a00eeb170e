/* SPDX-License-Identifier: MIT */
#include "report/cells.h"

#include <string.h>

#include "base/arena.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/utf8.h"

/* [units] how far back a cut looks for a blank */
enum { BREAK_BEFORE = 400 };

/* [points] of the letters in a foot, as its language writes it */
#define SIZE "&9"

/* CR LF and CR are line ends, which a cell writes as LF. */
static void
put_lines(struct sq_sbuf *out, sq_str s)
{
    for (size_t at = 0; at < s.len;) {
        size_t end = sq_str_find(s, '\r', at);
        sq_put(out, sq_str_sub(s, at, end));
        at = end + 1;
        if (end < s.len && !(at < s.len && s.ptr[at] == '\n'))
            sq_putc(out, '\n');
    }
}

sq_str
sq_cell_safe(struct sq_arena *a, sq_str s)
{
    if (sq_utf8_is_safe(s))
        return s;
    struct sq_sbuf lines;
    struct sq_sbuf shown;
    sq_sbuf_init(&lines, SQ_MAX_FILE);
    sq_sbuf_init(&shown, 3 * SQ_MAX_FILE);
    put_lines(&lines, s);
    sq_utf8_put_safe(&shown, sq_sbuf_str(&lines));
    sq_str copy = sq_str_copy(a, sq_sbuf_str(&shown));
    sq_sbuf_done(&lines);
    sq_sbuf_done(&shown);
    return copy;
}

static bool
is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') ||
           (c >= 'A' && c <= 'F');
}

/* `_x0041_`, which a reader of the file would turn into an "A". */
static bool
looks_escaped(sq_str s, size_t at)
{
    if (s.len - at < 7 || s.ptr[at] != '_' || (s.ptr[at + 1] | 0x20) != 'x' ||
        s.ptr[at + 6] != '_')
        return false;
    for (size_t i = at + 2; i < at + 6; i++) {
        if (!is_hex(s.ptr[i]))
            return false;
    }
    return true;
}

/* The next code point of safe text, as a cell holds it; returns its units. */
static size_t
put_unit(struct sq_sbuf *out, sq_str s, size_t *at)
{
    if (looks_escaped(s, *at)) {
        sq_putz(out, "_x005F_");
        *at += 1;
        return 7;
    }
    size_t from = *at;
    int32_t c = sq_utf8_next(s, at);
    if (c == 0xfffe || c == 0xffff) /* XML has no way to write these two */
        sq_utf8_put(out, 0xfffd);
    else
        sq_put(out, sq_str_sub(s, from, *at));
    return c > 0xffff ? 2 : 1;
}

/* Short text of plain signs goes as it is: most cells are like that. */
static bool
is_plain(sq_str s, size_t most)
{
    if (s.len > most)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        if ((unsigned char)s.ptr[i] >= 0x80 || s.ptr[i] == '_')
            return false;
    }
    return true;
}

static const char *
text_of(const struct sq_sbuf *b)
{
    return b->ptr ? b->ptr : "";
}

/* A place between two code points, in the text and in what was made of it. */
struct mark {
    size_t at, len, units;
};

const char *
sq_cell_piece(struct sq_sbuf *out, sq_str s, size_t *at, size_t most,
              const char *more)
{
    size_t room = most - strlen(more);
    struct mark here = {.at = *at};
    struct mark last = here; /* where it can be cut and `more` still fits */
    struct mark blank = here;

    sq_sbuf_clear(out);
    if (*at == 0 && is_plain(s, most)) {
        sq_put(out, s);
        *at = s.len;
        return text_of(out);
    }
    while (here.at < s.len && here.units <= most) {
        char c = s.ptr[here.at];
        if (here.units <= room)
            last = here;
        if (here.units <= room && (c == ' ' || c == '\n'))
            blank = here;
        here.units += put_unit(out, s, &here.at);
        here.len = out->len;
    }
    if (here.units > most) {
        bool near = blank.len && last.units - blank.units < BREAK_BEFORE;
        here = near ? blank : last;
        out->len = here.len;
        out->ptr[out->len] = '\0'; /* `more` may be nothing */
        here.at += near ? 1 : 0;   /* the blank itself is not needed */
        sq_putz(out, more);
    }
    *at = here.at;
    return text_of(out);
}

sq_str
sq_cell_short(struct sq_arena *a, sq_str s, size_t n)
{
    s = sq_cell_safe(a, s);
    if (sq_utf8_count(s) <= n)
        return s;
    size_t at = 0;
    for (size_t i = 0; i + 1 < n; i++)
        (void)sq_utf8_next(s, &at);
    return sq_str_printf(a, "%.*s…", SQ_FMT(sq_str_sub(s, 0, at)));
}

sq_str
sq_cell_foot(struct sq_arena *a, sq_str s, size_t most_points)
{
    struct sq_sbuf made;
    sq_sbuf_init(&made, SQ_MAX_FILE);
    sq_putz(&made, "&L&\"Arial,Regular\"" SIZE);
    sq_str line = sq_cell_short(a, s, most_points);
    if (line.len && line.ptr[0] >= '0' && line.ptr[0] <= '9')
        sq_putc(&made, ' '); /* else it would be read as part of the size */
    for (size_t i = 0; i < line.len; i++) {
        char after = i + 1 < line.len ? line.ptr[i + 1] : '\0';
        if (line.ptr[i] != '&')
            sq_putc(&made, line.ptr[i] == '\n' ? ' ' : line.ptr[i]);
        else
            sq_putz(&made, after == 'G' || after == '[' ? "&&" SIZE : "&&");
    }
    line = sq_str_copy(a, sq_sbuf_str(&made));
    sq_sbuf_done(&made);
    return line;
}

sq_str
sq_sheet_name_clean(struct sq_arena *a, sq_str wanted, size_t most)
{
    struct sq_sbuf made;
    size_t at = 0;
    sq_sbuf_init(&made, SQ_MAX_FILE);
    (void)sq_cell_piece(&made, sq_cell_safe(a, wanted), &at, most, "");
    size_t n = 0;
    for (size_t i = 0; i < made.len; i++) {
        char c = made.ptr[i];
        if (c == ':' && n > 0 && i + 1 < made.len && made.ptr[i + 1] == ' ')
            made.ptr[n++] = ',';
        else if (!strchr("[]:*?/\\'\n ", c))
            made.ptr[n++] = c;
        else if (n > 0 && made.ptr[n - 1] != ' ')
            made.ptr[n++] = ' ';
    }
    sq_str name = sq_str_trim((sq_str){made.ptr, n});
    name = sq_str_copy(a, name.len ? name : SQ_LIT("Sheet"));
    sq_sbuf_done(&made);
    return name;
}

static bool
is_link_byte(char c)
{
    return c > ' ' && c < 0x7f && !strchr("\"<>\\^`{|}", c);
}

bool
sq_link_is_allowed(sq_str link)
{
    if (link.len == 0 || link.len > SQ_URL_MAX)
        return false;
    if (sq_str_starts(link, "internal:"))
        return true;
    if (!sq_str_starts(link, "https://") && !sq_str_starts(link, "http://") &&
        !sq_str_starts(link, "mailto:"))
        return false;
    for (size_t i = 0; i < link.len; i++) {
        if (!is_link_byte(link.ptr[i]))
            return false;
    }
    return true;
}

/* How far two names are the same ASCII letters: these fold one by one. */
static size_t
same_ascii(sq_str a, sq_str b)
{
    size_t i = 0;
    while (i < a.len && i < b.len && !((a.ptr[i] | b.ptr[i]) & 0x80) &&
           sq_str_eq_folded((sq_str){a.ptr + i, 1}, (sq_str){b.ptr + i, 1}))
        i++;
    return i;
}

/* Nearly all names differ in their first letters, and there are many. */
bool
sq_same_name(sq_str a, sq_str b)
{
    size_t same = same_ascii(a, b);
    a = sq_str_sub(a, same, a.len);
    b = sq_str_sub(b, same, b.len);
    if (a.len == 0 || b.len == 0)
        return a.len == b.len;
    if (!((a.ptr[0] | b.ptr[0]) & 0x80))
        return false;
    struct sq_sbuf fa;
    struct sq_sbuf fb;
    sq_sbuf_init(&fa, SQ_MAX_FILE);
    sq_sbuf_init(&fb, SQ_MAX_FILE);
    sq_utf8_put_folded(&fa, a);
    sq_utf8_put_folded(&fb, b);
    bool is_same = sq_str_eq(sq_sbuf_str(&fa), sq_sbuf_str(&fb));
    sq_sbuf_done(&fa);
    sq_sbuf_done(&fb);
    return is_same;
}

/* ---- lines -------------------------------------------------------------- */

/* Advance widths of Arial from blank to tilde, in thousandths of its size:
 * those of the Helvetica font metrics, which it shares. */
static const uint16_t advances[95] = {
    278, 278, 355, 556, 556,  889, 667, 191, 333, 333, 389, 584, 278, 333,
    278, 278, 556, 556, 556,  556, 556, 556, 556, 556, 556, 556, 278, 278,
    584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722,  778, 667, 778, 722, 667, 611, 722, 667, 944,
    667, 667, 611, 278, 278,  278, 469, 556, 333, 556, 556, 500, 556, 556,
    278, 556, 556, 222, 222,  500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500,  500, 500, 334, 260, 334, 584,
};

static double
advance(sq_str text, size_t from, size_t to)
{
    unsigned char c = (unsigned char)text.ptr[from];
    if (c >= ' ' && c <= '~')
        return advances[c - ' '];
    size_t columns = sq_utf8_width(sq_str_sub(text, from, to));
    return columns > 1 ? 1000 : columns ? 620 : 0;
}

size_t
sq_cell_line(sq_str text, double room, bool bold)
{
    double used = 0;
    size_t blank = 0; /* the last one that the line could end at */
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        (void)sq_utf8_next(text, &at);
        if (text.ptr[from] == '\n')
            return at;
        used += advance(text, from, at) * (bold ? 1.08 : 1);
        if (text.ptr[from] == ' ' || (text.ptr[from] == '-' && used <= room))
            blank = at;
        else if (used > room)
            return blank ? blank : from ? from : at;
    }
    return text.len;
}
