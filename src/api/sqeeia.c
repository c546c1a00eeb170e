/* SPDX-License-Identifier: MIT */
/* include/sqeeia.h on top of the other folders. */
#include "sqeeia.h"

#include "base/arena.h"
#include "base/limits.h"
#include "lint/lint.h"
#include "model/library.h"
#include "report/explain.h"
#include "report/save.h"
#include "sys/sys.h"

struct sqeeia {
    struct sq_arena run; /* questionnaires, and the handle itself */
    struct sq_library library;
    struct sq_diags library_diags;
    struct sq_arena load; /* all of one assessment */
    struct sq_diags diags;
    struct sq_document doc;
    struct sq_results *results; /* NULL: not scored */
    const char *name;
    const char *json; /* made when first asked for */
    struct sqeeia_finding *findings;
    size_t n_findings;
    struct sq_err err;
};

const char *
sqeeia_version(void)
{
    return SQ_VERSION;
}

void
sqeeia_on_exhaustion(void (*handler)(size_t size))
{
    sq_arena_on_exhaustion(handler);
}

struct sqeeia *
sqeeia_new(void)
{
    struct sq_arena run;
    sq_arena_init(&run);
    struct sqeeia *s = SQ_NEW(&run, struct sqeeia);
    s->run = run; /* the handle lives in its own arena */
    sq_arena_init(&s->load);
    sq_diags_init(&s->library_diags, &s->run);
    sq_library_init(&s->library, &s->run, &s->library_diags);
    return s;
}

void
sqeeia_free(struct sqeeia *s)
{
    if (!s)
        return;
    sq_arena_done(&s->load);
    struct sq_arena run = s->run;
    sq_arena_done(&run);
}

static enum sqeeia_status
status_of(enum sq_status status)
{
    if (status == SQ_OK)
        return SQEEIA_OK;
    return status == SQ_BAD_USAGE ? SQEEIA_BAD_USAGE : SQEEIA_BAD_SYSTEM;
}

enum sqeeia_status
sqeeia_use_project(struct sqeeia *s, const char *folder)
{
    s->err.text[0] = '\0';
    return status_of(sq_library_project(&s->library, folder, &s->err));
}

/* ---- loading ------------------------------------------------------------- */

static void
forget(struct sqeeia *s)
{
    sq_arena_done(&s->load);
    sq_arena_init(&s->load);
    sq_diags_init(&s->diags, &s->load);
    s->doc = (struct sq_document){0};
    s->results = NULL;
    s->json = NULL;
    s->findings = NULL;
    s->n_findings = 0;
    s->err.text[0] = '\0';
}

static void
add_finding(struct sqeeia *s, const struct sq_diag *f)
{
    static const enum sqeeia_level levels[] = {[SQ_NOTE] = SQEEIA_NOTE,
                                               [SQ_WARNING] = SQEEIA_WARNING,
                                               [SQ_ERROR] = SQEEIA_ERROR};
    const struct sq_code_info *info = &sq_codes[f->code];
    s->findings = sq_arena_push(&s->load, s->findings, &s->n_findings,
                                sizeof *s->findings);
    struct sqeeia_finding *out = &s->findings[s->n_findings - 1];
    *out = (struct sqeeia_finding){
        .code = info->code,
        .name = info->name,
        .level = levels[f->level],
        .file = f->at.source ? f->at.source->name : "",
        .message = sq_str_z(&s->load, f->message),
        .help = sq_str_z(&s->load, f->help),
    };
    if (f->at.source) {
        struct sq_place at = sq_source_place(f->at.source, f->at.from);
        out->line = at.line;
        out->column = at.column;
    }
}

static void
gather_findings(struct sqeeia *s)
{
    sq_diags_sort(&s->library_diags);
    for (const struct sq_diag *f = s->library_diags.first; f; f = f->next)
        add_finding(s, f);
    sq_diags_sort(&s->diags);
    for (const struct sq_diag *f = s->diags.first; f; f = f->next)
        add_finding(s, f);
}

static enum sqeeia_status
look_at(struct sqeeia *s)
{
    const struct sq_assessment *as = s->doc.assessment;
    bool good =
        as && as->usable && as->questionnaire && as->questionnaire->usable;
    if (good) {
        sq_date today = sq_today();
        struct sq_case *c = sq_case_new(&s->load, as, today, &s->diags);
        s->results = sq_score(&s->load, c);
        sq_lint_assessment(s->results, today, &s->diags);
    }
    gather_findings(s);
    if (good)
        return SQEEIA_OK;
    sq_fail(&s->err, SQ_BAD_USAGE, 0, "`%s` cannot be scored", s->name);
    return SQEEIA_BAD_FILE;
}

enum sqeeia_status
sqeeia_load_file(struct sqeeia *s, const char *path)
{
    forget(s);
    s->name = sq_str_z(&s->load, sq_str_of(path));
    enum sq_status status = sq_document_read(&s->library, &s->load, s->name,
                                             &s->diags, &s->doc, &s->err);
    return status == SQ_OK ? look_at(s) : status_of(status);
}

enum sqeeia_status
sqeeia_load_text(struct sqeeia *s, const char *name, const char *text,
                 size_t length)
{
    forget(s);
    sq_str copy = sq_str_copy(&s->load, (sq_str){text, length});
    s->name = sq_str_z(&s->load, sq_str_of(name));
    sq_document_read_text(&s->library, &s->load, s->name, copy, &s->diags,
                          &s->doc);
    return look_at(s);
}

/* ---- looking ------------------------------------------------------------- */

const char *
sqeeia_error(const struct sqeeia *s)
{
    return s->err.text;
}

size_t
sqeeia_n_findings(const struct sqeeia *s)
{
    return s->n_findings;
}

int
sqeeia_get_finding(const struct sqeeia *s, size_t i, struct sqeeia_finding *out)
{
    if (i >= s->n_findings)
        return 0;
    *out = s->findings[i];
    return 1;
}

int
sqeeia_is_complete(const struct sqeeia *s)
{
    return s->results && s->results->complete;
}

static struct sq_report
report_of(struct sqeeia *s)
{
    const char *base = s->name;
    for (const char *p = s->name; *p; p++)
        if (*p == '/')
            base = p + 1;
    bool told = sq_env("SOURCE_DATE_EPOCH") != NULL;
    return (struct sq_report){
        .results = s->results,
        .findings = &s->diags,
        .tool_version = SQ_VERSION,
        .as_of = told ? sq_today() : sq_newest_date(s->doc.assessment),
        .file = sq_str_of(base),
        .width = 80,
        .arena = &s->load,
    };
}

const char *
sqeeia_score_json(struct sqeeia *s)
{
    if (s->results && !s->json) {
        struct sq_report r = report_of(s);
        struct sq_sbuf out;
        sq_sbuf_init(&out, SQ_MAX_OUTPUT);
        sq_score_put_json(&r, true, &out);
        s->json = sq_str_z(&s->load, sq_sbuf_str(&out));
        sq_sbuf_done(&out);
    }
    return s->json;
}

/* ---- reports ------------------------------------------------------------- */

const char *const *
sqeeia_formats(void)
{
    static const char *const names[] = {
#define FORMAT(name, ending, summary) #name,
#include "report/formats.def"
#undef FORMAT
        NULL};
    return names;
}

enum sqeeia_status
sqeeia_write_report(struct sqeeia *s, const char *format, const char *path)
{
    s->err.text[0] = '\0';
    const struct sq_format *f = sq_format_find(sq_str_of(format));
    if (!f)
        return status_of(sq_fail(&s->err, SQ_BAD_USAGE, 0,
                                 "there is no report format `%s`", format));
    if (!s->results)
        return status_of(sq_fail(&s->err, SQ_BAD_USAGE, 0,
                                 "nothing is loaded that can be reported"));
    struct sq_report r = report_of(s);
    return status_of(sq_report_save(f, &r, path, &s->err));
}
