/* SPDX-License-Identifier: MIT */
#include "base/limits.h"
#include "cli/load.h"
#include "model/options.h"
#include "walk/fill.h"

struct options {
    const char *questionnaire;
    bool list;
};

#define AT(member) offsetof(struct options, member)
static const struct sq_opt opts[] = {
    {0, "questionnaire", SQ_OPT_TEXT, "ID",
     "look in this questionnaire (an id or a path)", AT(questionnaire), NULL},
    {0, "list", SQ_OPT_ON, NULL, "list every finding", AT(list), NULL},
    {0}};
#undef AT

/* One thing looked for in one questionnaire, printed when it is there. */
struct page {
    struct sq_cli *cli;
    const struct sq_questionnaire *q;
    sq_str id;
    struct sq_sbuf out;
};

/* ---- lines --------------------------------------------------------------- */

static void
put(struct page *p, const char *label, sq_str text)
{
    if (text.len == 0)
        return;
    unsigned width = p->cli->term.columns < 100 ? p->cli->term.columns : 100;
    sq_putz(&p->out, label);
    unsigned first = (unsigned)sq_str_of(label).len;
    sq_fill_put(&p->out, text, &(struct sq_fill){first, 2, width});
    sq_putc(&p->out, '\n');
}

static void
put_text(struct page *p, const char *label, const struct sq_text *t)
{
    put(p, label, sq_text_get(t, (sq_str){0}));
}

static sq_str print(struct page *p, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
static sq_str
print(struct page *p, const char *fmt, ...)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 1 << 20);
    va_list ap;
    va_start(ap, fmt);
    sq_putv(&b, fmt, ap);
    va_end(ap);
    sq_str s = sq_str_copy(&p->cli->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return s;
}

static void
put_head(struct page *p, const char *kind, sq_str id, const struct sq_text *t)
{
    sq_str label = t ? sq_text_get(t, (sq_str){0}) : (sq_str){0};
    put(p, "",
        print(p, "%.*s, %s in %.*s%s%.*s", SQ_FMT(id), kind,
              SQ_FMT(p->q->id.text), label.len ? ": " : "", SQ_FMT(label)));
}

/* Shared words say where they are defined, not where they were met. */
static void
put_shared_head(struct page *p, const char *kind, const struct sq_word *id,
                const struct sq_text *t)
{
    static const char built_in[] = "built-in:";
    sq_str home = p->q->id.text;
    if (id->at.source) {
        home = sq_str_of(id->at.source->name);
        if (sq_str_starts(home, built_in))
            home = sq_str_sub(home, sizeof built_in - 1, home.len);
    }
    sq_str label = t ? sq_text_get(t, (sq_str){0}) : (sq_str){0};
    put(p, "",
        print(p, "%.*s, %s in %.*s%s%.*s", SQ_FMT(id->text), kind, SQ_FMT(home),
              label.len ? ": " : "", SQ_FMT(label)));
}

static void
put_formula(struct page *p, const char *label, const struct sq_formula *f)
{
    put(p, label, f->text);
}

static void
put_words(struct page *p, const char *label, const struct sq_word *words,
          size_t n)
{
    sq_str all = {0};
    for (size_t i = 0; i < n; i++)
        all = print(p, "%.*s%s%.*s", SQ_FMT(all), i ? ", " : "",
                    SQ_FMT(words[i].text));
    put(p, label, all);
}

/* ---- things -------------------------------------------------------------- */

static void
put_framework(struct page *p, const struct sq_framework *f)
{
    static const char *const status[] = {
        [SQ_FW_UNSAID] = "",
        [SQ_FW_IN_FORCE] = "in force",
        [SQ_FW_NOT_IN_FORCE] = "not in force",
        [SQ_FW_GUIDANCE] = "guidance",
        [SQ_FW_CASE] = "a case",
        [SQ_FW_STANDARD] = "a standard",
        [SQ_FW_WITHDRAWN] = "withdrawn",
    };
    put_shared_head(p, "a trace key", &f->id, &f->title);
    put_text(p, "Summary: ", &f->summary);
    put_text(p, "Body: ", &f->body);
    put(p, "Jurisdiction: ", f->jurisdiction.text);
    put(p, "Status: ", sq_str_of(status[f->status]));
    struct sq_sbuf date;
    sq_sbuf_init(&date, 64);
    if (f->in_force != SQ_NO_DATE) {
        sq_date_put_long(&date, f->in_force);
        put(p, "In force since: ", sq_sbuf_str(&date));
        sq_sbuf_clear(&date);
    }
    if (f->review_by != SQ_NO_DATE) {
        sq_date_put_long(&date, f->review_by);
        put(p, "Look at it again by: ", sq_sbuf_str(&date));
    }
    sq_sbuf_done(&date);
    put(p, "Address: ", f->url.text);
    if (f->verify)
        put(p, "",
            SQ_LIT("Check it against its source before you rely on it."));
}

static void
put_options(struct page *p, const struct sq_choices *c)
{
    for (size_t i = 0; i < c->n; i++) {
        const struct sq_option *o = &c->options[i];
        sq_str label = sq_option_label(o, (sq_str){0});
        struct sq_sbuf b;
        sq_sbuf_init(&b, SQ_MAX_TEXT);
        sq_putf(&b, "%.*s: %.*s", SQ_FMT(o->id.text), SQ_FMT(label));
        if (o->scored) {
            sq_putz(&b, " (");
            sq_num_put_exact(&b, o->score);
            sq_putz(&b, o->score.num == 1 && o->score.den == 1 ? " point)"
                                                               : " points)");
        }
        sq_str meaning = sq_text_get(&o->meaning, (sq_str){0});
        if (meaning.len)
            sq_putf(&b, ". %.*s", SQ_FMT(meaning));
        put(p, "  ", sq_sbuf_str(&b));
        sq_sbuf_done(&b);
    }
}

static void
put_edge(struct sq_sbuf *b, const struct sq_edge_num *e)
{
    sq_num_put_exact(b, e->value);
    if (e->percent)
        sq_putz(b, "% of the maximum");
}

/* "above 6, up to and including 12" */
static sq_str
band_range(struct page *p, const struct sq_bands *bands, size_t i)
{
    struct sq_sbuf b;
    sq_sbuf_init(&b, 256);
    if (i > 0) {
        const struct sq_band *below = &bands->bands[i - 1];
        sq_putz(&b, below->upper_in ? "above " : "from ");
        put_edge(&b, &below->upper);
    }
    if (i + 1 < bands->n) {
        const struct sq_band *band = &bands->bands[i];
        sq_putz(&b, i ? ", " : "");
        sq_putz(&b, band->upper_in ? "up to and including " : "below ");
        put_edge(&b, &band->upper);
    }
    sq_str s = sq_str_copy(&p->cli->arena, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
    return s;
}

static void
put_band(struct page *p, const struct sq_bands *bands, size_t i)
{
    const struct sq_band *band = &bands->bands[i];
    sq_str label = sq_text_get(&band->label, (sq_str){0});
    sq_str range = band_range(p, bands, i);
    put(p, "  ",
        print(p, "%.*s: %.*s%s%.*s", SQ_FMT(band->id.text), SQ_FMT(label),
              range.len ? ", " : "", SQ_FMT(range)));
    put_text(p, "    Meaning: ", &band->meaning);
    put_text(p, "    It obliges: ", &band->obliges);
}

static void
put_bands(struct page *p, const struct sq_bands *bands)
{
    put_shared_head(p, "a set of bands", &bands->id, NULL);
    for (size_t i = 0; i < bands->n; i++)
        put_band(p, bands, i);
}

static bool
try_one_band(struct page *p)
{
    const struct sq_map *sets = &p->q->vocab.bands;
    bool any = false;
    for (size_t i = 0; i < sets->n; i++) {
        const struct sq_bands *bands = sets->items[i].value;
        for (size_t k = 0; k < bands->n; k++) {
            if (!sq_str_eq(bands->bands[k].id.text, p->id))
                continue;
            put_shared_head(p, "a band", &bands->bands[k].id,
                            &bands->bands[k].label);
            put(p, "Of the set: ", bands->id.text);
            put_band(p, bands, k);
            any = true;
        }
    }
    return any;
}

static void
put_refs(struct page *p, const struct sq_word *refs, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const struct sq_framework *f =
            sq_map_find(&p->q->vocab.frameworks, refs[i].text);
        sq_str title = f ? sq_text_get(&f->title, (sq_str){0}) : (sq_str){0};
        put(p, "It rests on: ",
            print(p, "%.*s%s%.*s", SQ_FMT(refs[i].text), title.len ? ", " : "",
                  SQ_FMT(title)));
    }
}

static void
put_dimensions_of(struct page *p, const struct sq_question *q)
{
    put_words(p, "Counts towards: ", q->dimension_names, q->n_dimensions);
    if (!q->scored)
        return;
    struct sq_sbuf b;
    sq_sbuf_init(&b, 256);
    sq_num_put_exact(&b, q->low_points);
    sq_putz(&b, " to ");
    sq_num_put_exact(&b, q->high_points);
    put(p, "Points: ", sq_sbuf_str(&b));
    sq_sbuf_done(&b);
}

static void
put_question(struct page *p, const struct sq_question *q)
{
    put_head(p, "a question", q->name, NULL);
    put_text(p, "", &q->ask);
    put_text(p, "Section: ", &q->section->title);
    put_text(p, "Help: ", &q->help);
    put_text(p, "Why it is asked: ", &q->why);
    put_text(p, "What good looks like: ", &q->good);
    put_text(p, "A warning sign: ", &q->red_flag);
    put_text(p, "For example: ", &q->example);
    if (q->type)
        put(p, "Answer: ", sq_str_of(q->type->summary));
    if (q->choices)
        put_options(p, q->choices);
    if (q->matrix)
        put(p, "  ",
            print(p, "rows %.*s, columns %.*s; `sqeeia explain %.*s`",
                  SQ_FMT(q->matrix->rows_id.text),
                  SQ_FMT(q->matrix->columns_id.text),
                  SQ_FMT(q->matrix->id.text)));
    put_formula(p, "Asked only when: ", &q->when);
    put_formula(p, "Must hold: ", &q->valid);
    put_words(p, "Answered by: ", q->who, q->n_who);
    put_text(p, "Evidence wanted: ", &q->evidence_what);
    put_dimensions_of(p, q);
    if (q->critical)
        put(p, "", SQ_LIT("It is critical: a weak answer caps its dimension."));
    put_refs(p, q->refs, q->n_refs);
}

static void
put_group(struct page *p, const struct sq_group *g)
{
    put_head(p, "a group of questions", g->id.text, &g->title);
    put_text(p, "", &g->intro);
    put_formula(p, "Asked only when: ", &g->when);
    for (size_t i = 0; g->list && i < g->list->n; i++)
        put(p, "  row ",
            print(p, "%.*s: %.*s", SQ_FMT(g->list->items[i].id.text),
                  SQ_FMT(sq_text_get(&g->list->items[i].label, (sq_str){0}))));
    for (uint32_t i = 0; i < g->n; i++) {
        const struct sq_question *q = p->q->questions[g->first + i];
        put(p, "  column ",
            print(p, "%.*s: %.*s", SQ_FMT(q->id.text),
                  SQ_FMT(sq_text_get(&q->ask, (sq_str){0}))));
    }
}

static void
put_dimension(struct page *p, const struct sq_dimension *d)
{
    static const char *const combine[] = {
#define COMBINE(name, word, summary) [SQ_COMBINE_##name] = word ": " summary,
#include "model/combine.def"
#undef COMBINE
    };
    put_head(p, "a dimension", d->id.text, &d->label);
    put_text(p, "", &d->help);
    put(p, "Worked out by ", sq_str_of(combine[d->combine]));
    put(p, "Better is: ",
        d->better == SQ_HIGHER ? SQ_LIT("higher") : SQ_LIT("lower"));
    sq_str ids = {0};
    for (size_t i = 0; i < d->n; i++)
        ids = print(p, "%.*s%s%.*s", SQ_FMT(ids), i ? ", " : "",
                    SQ_FMT(d->questions[i]->name));
    put(p, "From: ", ids);
    for (size_t i = 0; d->bands && i < d->bands->n; i++)
        put_band(p, d->bands, i);
}

static void
put_matrix(struct page *p, const struct sq_matrix *m)
{
    put_shared_head(p, "a matrix", &m->id, &m->label);
    for (size_t r = 0; r < m->rows->n; r++) {
        struct sq_sbuf b;
        sq_sbuf_init(&b, SQ_MAX_TEXT);
        sq_putf(&b, "%.*s:", SQ_FMT(m->rows->options[r].id.text));
        for (size_t c = 0; c < m->columns->n; c++) {
            sq_putf(&b, "%s %.*s ", c ? "," : "",
                    SQ_FMT(m->columns->options[c].id.text));
            sq_num_put_exact(&b, m->cells[r * m->columns->n + c]);
        }
        put(p, "  ", sq_sbuf_str(&b));
        sq_sbuf_done(&b);
    }
    for (size_t i = 0; m->bands && i < m->bands->n; i++)
        put_band(p, m->bands, i);
}

static void
put_gate(struct page *p, const struct sq_gate *g)
{
    put_head(p, "a gate", g->id.text, &g->label);
    put_text(p, "Because: ", &g->because);
    put_formula(p, "Must hold: ", &g->must);
    put_formula(p, "Asked only when: ", &g->when);
    put(p, "Can be waived by: ", g->waivable_by.text);
    put_refs(p, g->refs, g->n_refs);
}

static void
put_trigger(struct page *p, const struct sq_trigger *t)
{
    put_head(p, "a trigger", t->id.text, &t->label);
    put_formula(p, "Set off when: ", &t->when);
    put_text(p, "It obliges: ", &t->obliges);
    put_refs(p, t->refs, t->n_refs);
}

static void
put_value(struct page *p, const struct sq_derived *v)
{
    put_head(p, "a figure", v->id.text, &v->label);
    put_formula(p, "Worked out as: ", &v->is);
    put_formula(p, "Its maximum: ", &v->max);
    for (size_t i = 0; v->bands && i < v->bands->n; i++)
        put_band(p, v->bands, i);
}

static bool
try_outcome(struct page *p)
{
    for (size_t i = 0; i < p->q->n_outcomes; i++) {
        const struct sq_outcome *o = &p->q->outcomes[i];
        if (!sq_str_eq(o->id.text, p->id))
            continue;
        put_head(p, "an outcome", o->id.text, &o->label);
        put_text(p, "Meaning: ", &o->meaning);
        put_formula(p, "When, and no outcome before it holds: ", &o->when);
        for (size_t k = 0; k < o->n_obliges; k++)
            put_text(p, "It obliges: ", &o->obliges[k]);
        return true;
    }
    return false;
}

static bool
try_section(struct page *p)
{
    for (size_t i = 0; i < p->q->n_sections; i++) {
        const struct sq_section *s = p->q->sections[i];
        if (!sq_str_eq(s->id.text, p->id))
            continue;
        put_head(p, "a section", s->id.text, &s->title);
        put_text(p, "", &s->intro);
        put_formula(p, "Asked only when: ", &s->when);
        return true;
    }
    return false;
}

/* J4.direction for a cell J4.age.direction */
static const struct sq_question *
find_question(const struct page *p)
{
    const struct sq_question *q = sq_map_find(&p->q->names, p->id);
    size_t dot = sq_str_find(p->id, '.', 0);
    size_t dot2 = sq_str_find(p->id, '.', dot + 1);
    if (q || dot2 >= p->id.len)
        return q;
    sq_str name = sq_str_printf(&p->cli->arena, "%.*s.%.*s",
                                SQ_FMT(sq_str_sub(p->id, 0, dot)),
                                SQ_FMT(sq_str_sub(p->id, dot2 + 1, p->id.len)));
    return sq_map_find(&p->q->names, name);
}

static bool
try_maps(struct page *p)
{
    const struct sq_questionnaire *q = p->q;
    const struct sq_question *question = find_question(p);
    const void *found;
    size_t before = p->out.len;
    if (question && question->name.len)
        put_question(p, question);
    else if ((found = sq_map_find(&q->groups_by_id, p->id)) != NULL)
        put_group(p, found);
    else if ((found = sq_map_find(&q->dimensions_by_id, p->id)) != NULL)
        put_dimension(p, found);
    else if ((found = sq_map_find(&q->values_by_id, p->id)) != NULL)
        put_value(p, found);
    else if ((found = sq_map_find(&q->gates_by_id, p->id)) != NULL)
        put_gate(p, found);
    else if ((found = sq_map_find(&q->triggers_by_id, p->id)) != NULL)
        put_trigger(p, found);
    return p->out.len > before;
}

/* What only this questionnaire has. */
static bool
explain_own(struct page *p)
{
    return try_maps(p) || try_section(p) || try_outcome(p);
}

/* What it shares with others, perhaps through packs. */
static bool
explain_shared(struct page *p)
{
    const struct sq_vocab *v = &p->q->vocab;
    const struct sq_framework *f = sq_map_find(&v->frameworks, p->id);
    const struct sq_bands *bands = sq_map_find(&v->bands, p->id);
    const struct sq_matrix *matrix = sq_map_find(&v->matrices, p->id);
    const struct sq_choices *choices = sq_map_find(&v->choices, p->id);
    if (f)
        put_framework(p, f);
    else if (bands)
        put_bands(p, bands);
    else if (matrix)
        put_matrix(p, matrix);
    else if (choices) {
        put_shared_head(p, "a set of answers", &choices->id, NULL);
        put_options(p, choices);
    } else {
        return try_one_band(p);
    }
    return true;
}

static bool
explain_in(struct page *p)
{
    return explain_own(p) || explain_shared(p);
}

/* ---- findings ------------------------------------------------------------ */

/* A piece of a file stays as it is written. */
static void
put_example(struct page *p, const char *label, const char *example)
{
    sq_putf(&p->out, "%s\n\n", label);
    sq_str rest = sq_str_of(example);
    sq_str line;
    while (sq_str_next(&rest, '\n', &line))
        sq_putf(&p->out, "    %.*s\n", SQ_FMT(line));
    sq_putc(&p->out, '\n');
}

static void
put_finding(struct page *p, const struct sq_code_info *info)
{
    put(p, "",
        print(p, "%s %s: %s (%s)", info->code, info->name, info->summary,
              sq_level_name(info->level)));
    put(p, "Why it matters: ", sq_str_of(info->why));
    put(p, "To put it right: ", sq_str_of(info->fix));
    put_example(p, "Wrong:", info->wrong);
    put_example(p, "Right:", info->right);
    put(p, "Where it comes from: ", sq_str_of(info->source));
}

static enum sq_exit
list_findings(struct sq_cli *cli)
{
    struct page p = {.cli = cli};
    sq_sbuf_init(&p.out, SQ_MAX_OUTPUT);
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++)
        put(&p, "",
            print(&p, "%s %s (%s): %s", sq_codes[i].code, sq_codes[i].name,
                  sq_level_name(sq_codes[i].level), sq_codes[i].summary));
    sq_cli_put(cli, sq_sbuf_str(&p.out));
    sq_sbuf_done(&p.out);
    return SQ_EXIT_DONE;
}

/* ---- where to look ------------------------------------------------------- */

static const struct sq_questionnaire *
questionnaire_of_file(struct sq_cli *cli, struct sq_library *lib,
                      const char *path, enum sq_exit *out_exit)
{
    struct sq_diags d;
    sq_diags_init(&d, &cli->arena);
    struct sq_document doc = {0};
    struct sq_err err;
    enum sq_status status =
        sq_document_read(lib, &cli->arena, path, &d, &doc, &err);
    if (status != SQ_OK) {
        *out_exit = sq_cli_failed(cli, &err, status);
        return NULL;
    }
    if (doc.questionnaire)
        return doc.questionnaire;
    if (doc.assessment && doc.assessment->questionnaire)
        return doc.assessment->questionnaire;
    sq_load_tell_library(cli);
    sq_cli_fail(cli, "%s leads to no questionnaire", path);
    *out_exit = SQ_EXIT_USAGE;
    return NULL;
}

static const struct sq_questionnaire *
built_in(struct sq_library *lib, size_t i)
{
    return sq_library_questionnaire(lib, sq_str_of(sq_builtins[i].id),
                                    (sq_str){0}, lib->diags,
                                    (struct sq_span){0});
}

/* The first questionnaire that has it is printed, the others are named. */
static bool
look_in_questionnaires(struct page *p, struct sq_library *lib)
{
    bool found = false;
    for (size_t i = 0; i < sq_n_builtins; i++) {
        struct page here = {.cli = p->cli, .id = p->id};
        here.q = sq_builtins[i].pack ? NULL : built_in(lib, i);
        sq_sbuf_init(&here.out, SQ_MAX_OUTPUT);
        if (here.q && explain_own(&here)) {
            if (found)
                put(p, "",
                    print(p, "`--questionnaire %s` has another.",
                          sq_builtins[i].id));
            else
                sq_put(&p->out, sq_sbuf_str(&here.out));
            found = true;
        }
        sq_sbuf_done(&here.out);
    }
    return found;
}

static bool
look_in_builtins(struct page *p, struct sq_library *lib)
{
    if (look_in_questionnaires(p, lib))
        return true;
    for (int packs = 1; packs >= 0; packs--)
        for (size_t i = 0; i < sq_n_builtins; i++) {
            p->q =
                sq_builtins[i].pack == (packs == 1) ? built_in(lib, i) : NULL;
            if (p->q && explain_shared(p))
                return true;
        }
    return false;
}

static enum sq_exit
refuse(struct page *p)
{
    sq_str words[2 * SQ_FOUND_COUNT];
    for (size_t i = 0; i < SQ_FOUND_COUNT; i++) {
        words[2 * i] = sq_str_of(sq_codes[i].code);
        words[2 * i + 1] = sq_str_of(sq_codes[i].name);
    }
    sq_str near = sq_str_nearest(p->id, words, 2 * SQ_FOUND_COUNT);
    if (near.len)
        return sq_cli_usage(p->cli,
                            "nothing is called `%.*s`; did you mean `%.*s`?",
                            SQ_FMT(p->id), SQ_FMT(near));
    return sq_cli_usage(p->cli,
                        "nothing is called `%.*s`%s; --list lists the "
                        "findings, --questionnaire says where to look",
                        SQ_FMT(p->id),
                        p->q ? "" : " in the built-in questionnaires");
}

static enum sq_exit
explain(struct page *p, struct sq_library *lib, const char *file,
        const char *questionnaire)
{
    enum sq_exit e = SQ_EXIT_USAGE;
    bool found;
    if (file || (questionnaire && sq_file_exists(questionnaire))) {
        p->q =
            questionnaire_of_file(p->cli, lib, file ? file : questionnaire, &e);
        if (!p->q)
            return e;
        found = explain_in(p);
    } else if (questionnaire) {
        p->q =
            sq_library_questionnaire(lib, sq_str_of(questionnaire), SQ_LIT("."),
                                     lib->diags, (struct sq_span){0});
        if (!p->q)
            return sq_cli_usage(p->cli, "no questionnaire `%s`", questionnaire);
        found = explain_in(p);
    } else {
        found = look_in_builtins(p, lib);
        if (!found)
            p->q = NULL;
    }
    return found ? SQ_EXIT_DONE : refuse(p);
}

static enum sq_exit
run(struct sq_cli *cli, const void *options, const struct sq_args *operands)
{
    const struct options *o = options;
    if (o->list)
        return list_findings(cli);
    if (operands->n == 0 || operands->n > 2)
        return sq_cli_usage(cli, "name one code or id, and perhaps a file");
    struct page p = {.cli = cli, .id = sq_str_of(operands->items[0])};
    const struct sq_code_info *info = sq_code_find(p.id);
    enum sq_exit e = SQ_EXIT_USAGE;
    sq_sbuf_init(&p.out, SQ_MAX_OUTPUT);
    if (info) {
        put_finding(&p, info);
        e = SQ_EXIT_DONE;
    } else {
        struct sq_library *lib = sq_cli_library(cli, &e);
        const char *file = operands->n == 2 ? operands->items[1] : NULL;
        if (lib)
            e = explain(&p, lib, file, o->questionnaire);
    }
    sq_cli_put(cli, sq_sbuf_str(&p.out));
    sq_sbuf_done(&p.out);
    return e;
}

const struct sq_command sq_command_explain = {
    .operands = "CODE|ID [FILE]",
    .more = "ID is a question, a group, a section, a band, a dimension, a "
            "figure, a gate, a trigger, an outcome, a matrix, a set of answers "
            "or a trace key of a law or standard. FILE is an assessment or a "
            "questionnaire to look in; else the built-in ones are searched.",
    .examples = "  sqeeia explain SQ006\n"
                "  sqeeia explain D2 scribe.yaml\n"
                "  sqeeia explain ea2010-s149\n",
    .opts = opts,
    .size = sizeof(struct options),
    .run = run,
};
