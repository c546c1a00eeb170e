/* SPDX-License-Identifier: MIT */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "diag/diag.h"
#include "model/library.h"

_Noreturn void
fuzz_fail(const char *file, int line, const char *what, sq_str text)
{
    fprintf(stderr, "%s:%d: not so: %s\n%.*s\n", file, line, what,
            text.len > 4000 ? 4000 : (int)text.len, text.len ? text.ptr : "");
    abort();
}

struct sq_library *
fuzz_library(void)
{
    static struct sq_arena arena;
    static struct sq_diags diags;
    static struct sq_library l;
    if (!l.arena) {
        sq_arena_init(&arena);
        sq_diags_init(&diags, &arena);
        sq_library_init(&l, &arena, &diags);
    }
    return &l;
}

unsigned
fuzz_pick(struct fuzz_bytes *b, unsigned n)
{
    if (!b->left)
        return 0;
    b->left--;
    return *b->at++ % n;
}

sq_str
fuzz_text(struct fuzz_bytes *b)
{
    const uint8_t *end = b->left ? memchr(b->at, 0xff, b->left) : NULL;
    size_t n = end ? (size_t)(end - b->at) : b->left;
    sq_str text = {(const char *)b->at, n};
    b->at += n + (end != NULL);
    b->left -= n + (end != NULL);
    return text;
}

bool
fuzz_wants(const uint8_t *data, size_t size, size_t i, size_t n)
{
    size_t last = size ? data[size - 1] : 0;
    return last % 8 == 0 || (last / 8 + last) % n == i;
}

/* ---- plain text ---------------------------------------------------------- */

static bool
turns(int32_t c)
{
    return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) ||
           c == 0x200e || c == 0x200f || c == 0x061c;
}

void
fuzz_check_text(sq_str text, bool tabs)
{
    need_of(sq_utf8_check(text) == text.len, text);
    for (size_t at = 0; at < text.len;) {
        sq_str rest = sq_str_sub(text, at, text.len);
        int32_t c = sq_utf8_next(text, &at);
        bool control = c < 0x20 || (c >= 0x7f && c < 0xa0);
        need_of(!control || c == '\n' || (tabs && c == '\t'), rest);
        need_of(!turns(c), rest);
    }
}

/* ---- tags ---------------------------------------------------------------- */

enum { MAX_OPEN = 256, MAX_NAME = 64 };

struct tags {
    sq_str text;
    size_t at;
    sq_str open[MAX_OPEN];
    size_t n;
    bool html;
};

static bool
is_one_of(sq_str name, const char *const *words)
{
    for (; *words; words++)
        if (sq_str_is(name, *words))
            return true;
    return false;
}

/* What a page of ours may hold; what fetches or runs is not among it. */
static const char *const html_tags[] = {
    "a",          "abbr",     "article",    "aside",    "body",  "br",
    "caption",    "circle",   "col",        "colgroup", "dd",    "defs",
    "desc",       "details",  "div",        "dl",       "dt",    "em",
    "figcaption", "figure",   "footer",     "g",        "h1",    "h2",
    "h3",         "h4",       "h5",         "h6",       "head",  "header",
    "hr",         "html",     "img",        "li",       "line",  "main",
    "meta",       "nav",      "ol",         "p",        "path",  "pattern",
    "polygon",    "polyline", "rect",       "section",  "small", "span",
    "strong",     "style",    "summary",    "svg",      "table", "tbody",
    "td",         "text",     "tfoot",      "th",       "thead", "time",
    "title",      "tr",       "tspan",      "ul",       "code",  "pre",
    "b",          "i",        "blockquote", "mark",     "sup",   "sub",
    "use",        "symbol",   "address",    "bdi",      NULL};
static const char *const void_tags[] = {"br",   "col",  "hr", "img",
                                        "meta", "link", NULL};

static sq_str
take_name(struct tags *t)
{
    size_t from = t->at;
    while (t->at < t->text.len && !strchr(" \n/>=\"'", t->text.ptr[t->at]))
        t->at++;
    return sq_str_sub(t->text, from, t->at);
}

static void
skip_blanks(struct tags *t)
{
    while (t->at < t->text.len && strchr(" \n", t->text.ptr[t->at]))
        t->at++;
}

static void
check_attribute(const struct tags *t, sq_str name, sq_str value)
{
    need_of(memchr(value.ptr, '<', value.len) == NULL, value);
    if (!t->html)
        return;
    need_of(!sq_str_starts(name, "on"), name);
    if (sq_str_is(name, "href"))
        need_of(sq_str_starts(value, "https://") ||
                    sq_str_starts(value, "http://") ||
                    sq_str_starts(value, "mailto:") ||
                    sq_str_starts(value, "#"),
                value);
    if (sq_str_is(name, "src"))
        need_of(sq_str_starts(value, "data:image/"), value);
}

/* Behind the name, up to and with the >; true when the tag closes itself. */
static bool
take_attributes(struct tags *t)
{
    for (;;) {
        skip_blanks(t);
        need_of(t->at < t->text.len, t->text);
        char c = t->text.ptr[t->at];
        if (c == '>' || c == '/' || c == '?') {
            bool closes = c != '>';
            t->at += 1 + closes;
            need_of(t->at <= t->text.len && t->text.ptr[t->at - 1] == '>',
                    sq_str_sub(t->text, t->at - 2, t->text.len));
            return closes;
        }
        sq_str name = take_name(t);
        need_of(name.len, sq_str_sub(t->text, t->at, t->text.len));
        if (t->at < t->text.len && t->text.ptr[t->at] != '=')
            continue; /* without a value */
        t->at++;
        need_of(t->at < t->text.len && t->text.ptr[t->at] == '"',
                sq_str_sub(t->text, t->at, t->text.len));
        size_t end = sq_str_find(t->text, '"', t->at + 1);
        need_of(end < t->text.len, sq_str_sub(t->text, t->at, t->text.len));
        check_attribute(t, name, sq_str_sub(t->text, t->at + 1, end));
        t->at = end + 1;
    }
}

static void
close_tag(struct tags *t)
{
    sq_str name = take_name(t);
    need_of(t->n && sq_str_eq(t->open[t->n - 1], name),
            sq_str_sub(t->text, t->at > 200 ? t->at - 200 : 0, t->text.len));
    t->n--;
    need(t->at < t->text.len && t->text.ptr[t->at] == '>');
    t->at++;
}

static void
open_tag(struct tags *t)
{
    sq_str name = take_name(t);
    if (t->html && !sq_str_starts(name, "!"))
        need_of(is_one_of(name, html_tags), name);
    bool closed = take_attributes(t) || sq_str_starts(name, "!") ||
                  sq_str_starts(name, "?") ||
                  (t->html && is_one_of(name, void_tags));
    if (closed)
        return;
    need(t->n < MAX_OPEN);
    t->open[t->n++] = name;
    if (t->html && sq_str_is(name, "style")) /* is no markup */
        while (t->at < t->text.len && t->text.ptr[t->at] != '<')
            t->at++;
}

/* `&` begins one of the few names, or a number. */
static void
check_reference(const struct tags *t)
{
    sq_str rest = sq_str_sub(t->text, t->at, t->text.len);
    need_of(sq_str_starts(rest, "&amp;") || sq_str_starts(rest, "&lt;") ||
                sq_str_starts(rest, "&gt;") || sq_str_starts(rest, "&quot;") ||
                sq_str_starts(rest, "&apos;") || sq_str_starts(rest, "&#") ||
                (t->html && sq_str_starts(rest, "&nbsp;")),
            rest);
}

static void
check_tags(sq_str text, bool html)
{
    static struct tags t;
    t = (struct tags){.text = text, .html = html};
    while (t.at < text.len) {
        char c = text.ptr[t.at++];
        if (c == '&') {
            t.at--;
            check_reference(&t);
            t.at++;
        }
        if (c != '<')
            continue;
        bool closing = t.at < text.len && text.ptr[t.at] == '/';
        t.at += closing;
        if (closing)
            close_tag(&t);
        else
            open_tag(&t);
    }
    need_of(t.n == 0, t.open[0]);
}

void
fuzz_check_html(sq_str html)
{
    fuzz_check_text(html, false);
    check_tags(html, true);
}

void
fuzz_check_xml(sq_str xml)
{
    check_tags(xml, false);
}

/* ---- JSON ---------------------------------------------------------------- */

static size_t
json_string(sq_str j, size_t at)
{
    need_of(at < j.len && j.ptr[at] == '"', sq_str_sub(j, at, j.len));
    for (at++; at < j.len && j.ptr[at] != '"'; at++) {
        need_of((unsigned char)j.ptr[at] >= 0x20, sq_str_sub(j, at, j.len));
        if (j.ptr[at] == '\\') {
            at++;
            need_of(at < j.len && strchr("\"\\/bfnrtu", j.ptr[at]),
                    sq_str_sub(j, at - 1, j.len));
        }
    }
    need(at < j.len);
    return at + 1;
}

static size_t
json_blanks(sq_str j, size_t at)
{
    while (at < j.len && (j.ptr[at] == ' ' || j.ptr[at] == '\n'))
        at++;
    return at;
}

static size_t
json_word(sq_str j, size_t at)
{
    size_t from = at;
    while (at < j.len && strchr("+-.0123456789eEtrufalsn", j.ptr[at]))
        at++;
    need_of(at > from, sq_str_sub(j, from, j.len));
    return at;
}

static size_t
json_value(sq_str j, size_t at, unsigned depth)
{
    need(depth < 100);
    at = json_blanks(j, at);
    need(at < j.len);
    char c = j.ptr[at];
    if (c == '"')
        return json_string(j, at);
    if (c != '{' && c != '[')
        return json_word(j, at);
    char end = c == '{' ? '}' : ']';
    at = json_blanks(j, at + 1);
    while (at < j.len && j.ptr[at] != end) {
        if (c == '{') {
            at = json_blanks(j, json_string(j, at));
            need_of(at < j.len && j.ptr[at] == ':', sq_str_sub(j, at, j.len));
            at++;
        }
        at = json_blanks(j, json_value(j, at, depth + 1));
        need(at < j.len);
        if (j.ptr[at] != ',')
            break;
        at = json_blanks(j, at + 1);
        need_of(at < j.len && j.ptr[at] != end, sq_str_sub(j, at, j.len));
    }
    need_of(at < j.len && j.ptr[at] == end, sq_str_sub(j, at, j.len));
    return at + 1;
}

/* One value, or one a line. */
void
fuzz_check_json(sq_str json)
{
    need_of(sq_utf8_check(json) == json.len, json);
    size_t at = json_blanks(json, 0);
    while (at < json.len)
        at = json_blanks(json, json_value(json, at, 0));
}

/* ---- CSV ----------------------------------------------------------------- */

static void
check_cell(sq_str cell)
{
    bool number = cell.len > 1;
    for (size_t i = 1; i < cell.len; i++)
        number &= strchr("0123456789.", cell.ptr[i]) != NULL;
    if (cell.len && strchr("=+-@\t\r", cell.ptr[0]))
        need_of(number && cell.ptr[0] == '-', cell);
}

void
fuzz_check_csv(sq_str csv)
{
    need_of(sq_utf8_check(csv) == csv.len, csv);
    size_t at = sq_str_starts(csv, "\xef\xbb\xbf") ? 3 : 0;
    while (at < csv.len) {
        size_t from = at;
        if (csv.ptr[at] == '"') {
            for (at++; at < csv.len; at++) {
                if (csv.ptr[at] != '"')
                    continue;
                if (at + 1 < csv.len && csv.ptr[at + 1] == '"')
                    at++;
                else
                    break;
            }
            check_cell(sq_str_sub(csv, from + 1, at));
            at++;
        } else {
            while (at < csv.len && !strchr(",\r\n", csv.ptr[at]))
                need(csv.ptr[at++] != '"');
            check_cell(sq_str_sub(csv, from, at));
        }
        need_of(at == csv.len || strchr(",\r\n", csv.ptr[at]),
                sq_str_sub(csv, from, csv.len));
        at++;
    }
}

/* ---- workbooks ----------------------------------------------------------- */

static uint32_t
number_at(const uint8_t *p, int n)
{
    uint32_t x = 0;
    for (int i = n - 1; i >= 0; i--)
        x = x << 8 | p[i];
    return x;
}

static void
check_part(const uint8_t *packed, uint32_t packed_size, uint32_t size)
{
    char *xml = malloc(size + 1);
    need(xml);
    z_stream z = {.next_in = (Bytef *)(uintptr_t)packed,
                  .avail_in = packed_size,
                  .next_out = (Bytef *)xml,
                  .avail_out = size};
    need(inflateInit2(&z, -15) == Z_OK);
    int end = inflate(&z, Z_FINISH);
    need(end == Z_STREAM_END || (end == Z_BUF_ERROR && size == 0));
    need(z.avail_out == 0);
    inflateEnd(&z);
    sq_str text = {xml, size};
    need_of(sq_utf8_check(text) == text.len, text);
    for (size_t i = 0; i < size; i++)
        need_of((unsigned char)xml[i] >= 0x20 || strchr("\t\r\n", xml[i]),
                sq_str_sub(text, i, size));
    for (size_t i = 0; i < size; i++)
        xml[i] = xml[i] == '\r' ? '\n' : xml[i];
    fuzz_check_xml(text);
    free(xml);
}

/* The list at the end of the file says where the parts are. */
static void
check_zip(const uint8_t *zip, size_t size)
{
    need(size > 22 && memcmp(zip, "PK", 2) == 0);
    const uint8_t *end = zip + size - 22;
    need(number_at(end, 4) == 0x06054b50);
    uint32_t n = number_at(end + 10, 2);
    const uint8_t *entry = zip + number_at(end + 16, 4);
    for (; n; n--) {
        need(number_at(entry, 4) == 0x02014b50);
        const uint8_t *local = zip + number_at(entry + 42, 4);
        const uint8_t *packed =
            local + 30 + number_at(local + 26, 2) + number_at(local + 28, 2);
        check_part(packed, number_at(entry + 20, 4), number_at(entry + 24, 4));
        entry += 46 + number_at(entry + 28, 2) + number_at(entry + 30, 2) +
                 number_at(entry + 32, 2);
    }
}

void
fuzz_check_xlsx(const char *path)
{
    FILE *f = fopen(path, "rb");
    need(f);
    fseek(f, 0, SEEK_END);
    size_t size = (size_t)ftell(f);
    fseek(f, 0, SEEK_SET);
    uint8_t *zip = malloc(size + 1);
    need(zip && fread(zip, 1, size, f) == size);
    fclose(f);
    check_zip(zip, size);
    free(zip);
}
