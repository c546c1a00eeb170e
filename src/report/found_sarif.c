/* SPDX-License-Identifier: MIT */
/*
 * Source: SARIF 2.1.0, OASIS Standard, 27 March 2020; what GitHub's code
 * scanning asks for beyond it (its page on SARIF support).
 */
#include "report/escape.h"
#include "report/found.h"

static const char home[] = "https://example.org/sqeeia";

/* RFC 3986: what is not unreserved or a slash is written %XX. */
static void
put_uri(struct sq_sbuf *b, sq_str path)
{
    static const char plain[] = "-._~/";
    sq_putc(b, '"');
    if (sq_str_starts(path, "/"))
        sq_putz(b, "file://");
    for (size_t i = 0; i < path.len; i++) {
        char c = path.ptr[i];
        bool fine = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                    (c >= '0' && c <= '9') ||
                    sq_str_find(sq_str_of(plain), c, 0) < sizeof plain - 1;
        if (fine)
            sq_putc(b, c);
        else
            sq_putf(b, "%%%02X", (unsigned)(unsigned char)c);
    }
    sq_putc(b, '"');
}

/* A sentence: braces are doubled, brackets and backslashes escaped (3.11.5,
 * 3.11.6), so that no text of a file is read as a link or a place holder. */
static void
put_message(struct sq_sbuf *b, sq_str text)
{
    struct sq_sbuf s;
    sq_sbuf_init(&s, 1 << 20);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '{' || c == '}')
            sq_putc(&s, c);
        if (c == '[' || c == ']' || c == '\\')
            sq_putc(&s, '\\');
        if (i == 0 && c >= 'a' && c <= 'z')
            c = (char)(c - 'a' + 'A');
        sq_putc(&s, c);
    }
    if (text.len && text.ptr[text.len - 1] != '.')
        sq_putc(&s, '.');
    sq_put_json(b, sq_sbuf_str(&s));
    sq_sbuf_done(&s);
}

/* "missing-evidence" becomes MissingEvidence; a word begins with a letter. */
static void
put_rule_name(struct sq_sbuf *b, const char *name)
{
    bool start = true;
    sq_putc(b, '"');
    for (; *name; name++) {
        if (*name != '-')
            sq_putc(b, start ? (char)(*name - 'a' + 'A') : *name);
        start = *name == '-';
    }
    sq_putc(b, '"');
}

static const char *
tag_of(const char *code)
{
    switch (code[2]) {
    case '0':
        return "yaml";
    case '1':
        return "language";
    case '2':
        return "questionnaire";
    case '3':
        return "assessment";
    case '8':
        return "policy";
    default:
        return "checking";
    }
}

static void
put_rule(struct sq_sbuf *b, const struct sq_code_info *info)
{
    static const char *const problem[] = {"recommendation", "warning", "error"};
    sq_putf(b, "{\"id\":\"%s\",\"name\":", info->code);
    put_rule_name(b, info->name);
    sq_putz(b, ",\"shortDescription\":{\"text\":");
    put_message(b, sq_str_of(info->summary));
    sq_putz(b, "},\"fullDescription\":{\"text\":");
    put_message(b, sq_str_of(info->why));
    sq_putz(b, "},\"help\":{\"text\":");
    put_message(b, sq_str_of(info->fix));
    sq_putf(b,
            "},\"helpUri\":\"%s/rules/%s\",\"defaultConfiguration\":{\"level\":"
            "\"%s\"},\"properties\":{\"tags\":[\"%s\"],\"precision\":"
            "\"very-high\",\"problem.severity\":\"%s\"}}",
            home, info->code, sq_level_name(info->level), tag_of(info->code),
            problem[info->level]);
}

static void
put_physical(const struct sq_found_run *run, const struct sq_diag *d,
             struct sq_sbuf *b)
{
    sq_str path = sq_found_file_of(run, d);
    struct sq_range_of r = sq_found_range(d);
    sq_putz(b, "\"physicalLocation\":{\"artifactLocation\":{\"uri\":");
    put_uri(b, path);
    if (!sq_str_starts(path, "/"))
        sq_putz(b, ",\"uriBaseId\":\"%SRCROOT%\"");
    sq_putf(b,
            "},\"region\":{\"startLine\":%u,\"startColumn\":%u,\"endLine\":%u,"
            "\"endColumn\":%u}}",
            r.from.line, r.from.column, r.to.line, r.to.column);
}

static void
put_related(const struct sq_found_run *run, const struct sq_diag *d,
            struct sq_sbuf *b)
{
    size_t n = 0;
    for (const struct sq_note *note = d->notes; note; note = note->next) {
        if (!note->at.source)
            continue;
        struct sq_diag at = {.at = note->at};
        sq_putz(b, n++ ? ",{" : ",\"relatedLocations\":[{");
        put_physical(run, &at, b);
        sq_putz(b, ",\"message\":{\"text\":");
        put_message(b, note->text);
        sq_putz(b, "}}");
    }
    if (n)
        sq_putc(b, ']');
}

static void
put_state(const struct sq_found *f, struct sq_sbuf *b)
{
    if (f->standing == SQ_IGNORED || f->standing == SQ_REGISTERED) {
        sq_putf(b, ",\"suppressions\":[{\"kind\":\"%s\",\"justification\":",
                f->standing == SQ_IGNORED ? "inSource" : "external");
        sq_put_json(b, f->because);
        sq_putz(b, "}]");
    }
    if (f->standing == SQ_KNOWN)
        sq_putz(b, ",\"baselineState\":\"unchanged\"");
}

static void
put_result(const struct sq_found_run *run, const struct sq_found *f,
           struct sq_sbuf *b)
{
    const struct sq_diag *d = f->diag;
    sq_putf(b, "{\"ruleId\":\"%s\",\"ruleIndex\":%d,\"level\":\"%s\",",
            sq_codes[d->code].code, (int)d->code, sq_level_name(d->level));
    sq_putz(b, "\"message\":{\"text\":");
    put_message(b, d->message);
    sq_putz(b, "},\"locations\":[{");
    put_physical(run, d, b);
    if (f->place.len) {
        sq_putz(b, ",\"logicalLocations\":[{\"fullyQualifiedName\":");
        sq_put_json(b, f->place);
        sq_putz(b, ",\"kind\":\"member\"}]");
    }
    sq_putf(b,
            "}],\"partialFingerprints\":{\"primaryLocationLineHash\":"
            "\"%.*s:1\",\"sqeeia/v1\":\"%.*s\"}",
            SQ_FMT(sq_str_sub(f->mark, 0, 16)), SQ_FMT(f->mark));
    put_related(run, d, b);
    put_state(f, b);
    sq_putc(b, '}');
}

static void
put_file(const struct sq_found_run *run, const struct sq_found_file *f,
         struct sq_found_out *out)
{
    for (size_t i = 0; i < f->n; i++) {
        if (f->items[i].diag->level < run->show)
            continue;
        sq_putz(&out->body, out->n++ ? ",\n" : "\n");
        put_result(run, &f->items[i], &out->body);
    }
    if (!f->trouble)
        return;
    struct sq_sbuf *told = &out->kept[0];
    sq_putz(told, out->n_kept[0]++ ? "," : "");
    sq_putz(told, "{\"level\":\"error\",\"message\":{\"text\":");
    put_message(told, sq_str_of(f->trouble));
    sq_putz(told, "}}");
}

static void
put_whole(const struct sq_found_run *run, struct sq_found_out *out,
          struct sq_sbuf *b)
{
    sq_putf(b,
            "{\"$schema\":\"https://json.schemastore.org/sarif-2.1.0.json\","
            "\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{"
            "\"name\":\"sqeeia\",\"semanticVersion\":\"%s\","
            "\"informationUri\":\"%s\",\"rules\":[\n",
            run->version, home);
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++) {
        sq_putz(b, i ? ",\n" : "");
        put_rule(b, &sq_codes[i]);
    }
    sq_putf(b,
            "]}},\n\"automationDetails\":{\"id\":\"sqeeia/check/\"},"
            "\"columnKind\":\"unicodeCodePoints\",\n"
            "\"invocations\":[{\"executionSuccessful\":%s,\"exitCode\":%d",
            run->n_trouble ? "false" : "true", run->exit);
    if (out->n_kept[0])
        sq_putf(b, ",\"toolExecutionNotifications\":[%.*s]",
                SQ_FMT(sq_sbuf_str(&out->kept[0])));
    sq_putz(b, "}],\n\"originalUriBaseIds\":{\"%SRCROOT%\":{\"description\":{"
               "\"text\":\"Root of the repository.\"}}},\n\"results\":[");
    sq_put(b, sq_sbuf_str(&out->body));
    sq_putz(b, "]}]}\n");
}

const struct sq_findings_format sq_findings_format_sarif = {"sarif", put_file,
                                                            put_whole};
