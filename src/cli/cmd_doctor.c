/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "cli/load.h"
#include "report/escape.h"
#include "report/workbook.h"
#include "sys/session.h"
#include "yaml/read.h"

struct options {
    bool json;
};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "json", SQ_OPT_ON, NULL, "as JSON", AT(json), NULL}, {0}};
#undef AT

enum state { OK, WARN, FAIL, SKIPPED };

struct visit {
    struct sq_cli *cli;
    bool json;
    struct sq_sbuf out;
    size_t n;
    bool failed;
};

static void tell(struct visit *v, enum state state, const char *what,
                 const char *fmt, ...) __attribute__((format(printf, 4, 5)));
static void
tell(struct visit *v, enum state state, const char *what, const char *fmt, ...)
{
    static const char *const words[] = {"ok", "warn", "fail", "skipped"};
    struct sq_sbuf line;
    sq_sbuf_init(&line, SQ_MAX_TEXT);
    va_list ap;
    va_start(ap, fmt);
    sq_putv(&line, fmt, ap);
    va_end(ap);
    if (v->json) {
        sq_putf(&v->out, "%s{\"state\":\"%s\",\"what\":\"%s\",\"detail\":",
                v->n ? ",\n" : "\n", words[state], what);
        sq_put_json(&v->out, sq_sbuf_str(&line));
        sq_putc(&v->out, '}');
    } else {
        sq_putf(&v->out, "%-7s %s: %.*s\n", words[state], what,
                SQ_FMT(sq_sbuf_str(&line)));
    }
    sq_sbuf_done(&line);
    v->n++;
    v->failed |= state == FAIL;
}

/* ---- what is looked at --------------------------------------------------- */

static void
look_at_libraries(struct visit *v)
{
    tell(v, OK, "library", "libyaml %s", sq_yaml_library());
    tell(v, OK, "library", "libxlsxwriter %s", sq_workbook_library());
    tell(v, OK, "library", "utf8proc %s", sq_utf8_library());
    tell(v, OK, "library", "libcrypto of %s", sq_digest_library());
}

/* A variable's text as it may be shown. */
static const char *
shown(struct visit *v, const char *text)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 256);
    sq_utf8_put_safe(&b, sq_str_of(text));
    const char *safe = sq_str_z(&v->cli->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return safe;
}

static void
look_at_terminal(struct visit *v)
{
    const struct sq_terminal *t = &v->cli->term;
    if (t->utf8)
        tell(v, OK, "locale", "its character set is UTF-8");
    else
        tell(v, WARN, "locale",
             "its character set is not UTF-8, so plain letters are used; set "
             "LC_ALL=C.UTF-8");
    if (t->in_tty)
        tell(v, OK, "input", "a terminal: `sqeeia assess` can ask");
    else
        tell(v, SKIPPED, "input",
             "standard input is no terminal, so `sqeeia assess` takes its "
             "lines as they come");
    if (t->out_tty)
        tell(v, OK, "terminal", "%u columns, %s; %s%s", t->columns,
             sq_env("COLUMNS") ? "because COLUMNS says so"
                               : "as the terminal says",
             sq_env("TERM") ? "TERM is "
                            : "without movement, because TERM is "
                              "not set",
             sq_env("TERM") ? shown(v, sq_env("TERM")) : "");
    else
        tell(v, SKIPPED, "terminal",
             "standard output is none, so nothing is fitted to a width");
    tell(v, OK, "accessible", "%s, because ACCESSIBLE is %s",
         v->cli->accessible ? "on" : "off",
         v->cli->accessible ? "set" : "not set");
}

/* The first of some programs that is there. */
static const char *
first_there(struct visit *v, const char *const *words)
{
    const char *path = NULL;
    for (; *words && !path; words++)
        path = sq_program_find(&v->cli->arena, sq_str_of(*words));
    return path;
}

/* What the person has named in a variable, or what would be taken. */
static void
look_for(struct visit *v, const char *what, const char *const *variables,
         const char *const *words, const char *use)
{
    for (; *variables; variables++) {
        const char *command = sq_env(*variables);
        if (!command)
            continue;
        sq_str rest = sq_str_of(command), word;
        sq_str_next(&rest, ' ', &word);
        bool there = sq_program_find(&v->cli->arena, word) != NULL;
        tell(v, there ? OK : WARN, what, "%s, because %s says so%s",
             shown(v, command), *variables,
             there ? use : ", but there is no such program");
        return;
    }
    const char *path = first_there(v, words);
    if (path)
        tell(v, OK, what, "%s, the first that was found%s", shown(v, path),
             use);
    else
        tell(v, WARN, what, "none was found; install one%s", use);
}

static void
look_for_tools(struct visit *v)
{
    static const char *const editors[] = {"SQEEIA_EDITOR", "VISUAL", "EDITOR",
                                          NULL};
    static const char *const some_editors[] = {"sensible-editor", "editor",
                                               "nano", "vi", NULL};
    static const char *const pagers[] = {"PAGER", NULL};
    static const char *const some_pagers[] = {"less", "more", NULL};
    look_for(v, "editor", editors, some_editors,
             "; `edit` in `sqeeia assess` opens it");
    look_for(v, "pager", pagers, some_pagers,
             "; nothing is paged unasked, so pipe into it");
}

static void
look_at_colour(struct visit *v)
{
    struct sq_cli *cli = v->cli;
    static const char *const names[] = {"SQEEIA_COLOR", "NO_COLOR",
                                        "CLICOLOR_FORCE", "FORCE_COLOR",
                                        "CLICOLOR"};
    const char *because = cli->term.out_tty ? "the terminal decides"
                                            : "standard output is no terminal";
    if (cli->globals.color)
        because = "of --color";
    else if (cli->accessible)
        because = "ACCESSIBLE is set";
    for (size_t i = sizeof names / sizeof names[0];
         !cli->globals.color && i-- > 0;)
        if (sq_env(names[i]))
            because = names[i];
    tell(v, OK, "colour", "%s, because %s%s", cli->colour_out ? "on" : "off",
         because, strchr(because, ' ') ? "" : " is set");
}

static void
look_at_project(struct visit *v)
{
    enum sq_exit e = SQ_EXIT_DONE;
    struct sq_library *lib = sq_cli_library(v->cli, &e);
    if (!lib) {
        tell(v, FAIL, "project", "its file cannot be used; see above");
        return;
    }
    if (!lib->project) {
        tell(v, SKIPPED, "project", "no sqeeia.yaml from here up to a .git");
        return;
    }
    const struct sq_project *p = lib->project;
    tell(v, OK, "project", "%s", p->source->name);
    for (size_t i = 0; i < p->n_templates + p->n_assessments; i++) {
        const struct sq_word *w = i < p->n_templates
                                      ? &p->templates[i]
                                      : &p->assessments[i - p->n_templates];
        const char *path = sq_path_join(&v->cli->arena, p->root, w->text);
        bool there = sq_file_exists(path) || sq_file_is_dir(path);
        tell(v, there ? OK : FAIL,
             i < p->n_templates ? "templates" : "assessments", "%.*s%s",
             SQ_FMT(w->text), there ? "" : " is not there");
    }
}

static void
look_at_builtins(struct visit *v)
{
    struct sq_cli *cli = v->cli;
    for (size_t i = 0; i < sq_n_builtins; i++) {
        struct sq_library lib;
        struct sq_diags d;
        sq_diags_init(&d, &cli->arena);
        sq_library_init(&lib, &cli->arena, &d);
        const struct sq_questionnaire *q =
            sq_library_questionnaire(&lib, sq_str_of(sq_builtins[i].id),
                                     SQ_LIT("."), &d, (struct sq_span){0});
        bool good = q && !sq_diags_count(&d, SQ_ERROR);
        if (good)
            tell(v, OK, q->pack ? "pack" : "questionnaire", "%s %.*s, %.*s",
                 sq_builtins[i].id, SQ_FMT(q->version.text), SQ_FMT(q->digest));
        else
            tell(v, FAIL, "built-in", "%s cannot be read", sq_builtins[i].id);
    }
}

static void
look_at_folder(struct visit *v)
{
    const char *temp;
    struct sq_err err;
    if (sq_file_temp(&v->cli->arena, "doctor", &temp, &err) != SQ_OK) {
        tell(v, FAIL, "writing", "%s%s%s", err.text, err.errnum ? ": " : "",
             err.errnum ? strerror(err.errnum) : "");
        return;
    }
    sq_file_drop(temp);
    tell(v, OK, "writing", "files can be written in this folder");
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    const struct options *o = options;
    if (operands->n)
        return sq_cli_usage(cli, "there is nothing to name");
    struct visit v = {.cli = cli, .json = o->json};
    sq_sbuf_init(&v.out, SQ_MAX_OUTPUT);
    if (o->json)
        sq_putz(&v.out, "{\"schema\":\"sqeeia-doctor\",\"schema_version\":1,"
                        "\"checks\":[");
    tell(&v, OK, "program", "sqeeia %s", SQ_VERSION);
    look_at_libraries(&v);
    look_at_terminal(&v);
    look_at_colour(&v);
    look_for_tools(&v);
    look_at_folder(&v);
    look_at_project(&v);
    look_at_builtins(&v);
    if (o->json)
        sq_putz(&v.out, "]}\n");
    sq_cli_put(cli, sq_sbuf_str(&v.out));
    sq_sbuf_done(&v.out);
    return v.failed ? SQ_EXIT_SYSTEM : SQ_EXIT_DONE;
}

const struct sq_command sq_command_doctor = {
    .operands = "",
    .more = "Each line begins with ok, warn, fail or skipped; only fail makes "
            "the command fail, with 3.",
    .examples = "  sqeeia doctor\n"
                "  sqeeia doctor --json\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
