/* SPDX-License-Identifier: MIT */
#include "cli/findings.h"

#include <string.h>

#include "base/glob.h"
#include "base/limits.h"
#include "lint/ignore.h"
#include "lint/lint.h"

bool
sq_findings_match(const struct sq_code_info *info, const char *word)
{
    return strcmp(info->name, word) == 0 ||
           sq_str_starts(sq_str_of(info->code), word);
}

static bool
in_list(const struct sq_code_info *info, const struct sq_args *list)
{
    for (size_t i = 0; i < list->n; i++)
        if (sq_findings_match(info, list->items[i]))
            return true;
    return false;
}

/* Everything a finding is held against. */
struct judging {
    const struct sq_filter *filter;
    const struct sq_bench *bench;
    struct sq_diags *d;
    struct sq_map comments;        /* file's name → its sq_ignores */
    bool *used;                    /* entries of the register */
    const struct sq_source *named; /* whose path is `path` */
    sq_str path;                   /* told from the project's root */
};

static bool
names(const struct sq_rule_level *rule, const struct sq_code_info *info)
{
    return sq_str_is(rule->code.text, info->code) ||
           sq_str_is(rule->code.text, info->name);
}

/* The word of some rules for a code; false: it is switched off. */
static bool
set_level(struct sq_diag *f, const struct sq_rule_level *rules, size_t n)
{
    bool on = true;
    for (size_t i = 0; i < n; i++) {
        if (!names(&rules[i], &sq_codes[f->code]))
            continue;
        on = !sq_str_is(rules[i].level.text, "off");
        for (int l = SQ_NOTE; l <= SQ_ERROR; l++)
            if (sq_str_is(rules[i].level.text, sq_level_name((enum sq_level)l)))
                f->level = (enum sq_level)l;
    }
    return on;
}

static sq_str
path_in_project(struct judging *j, const struct sq_source *s)
{
    if (j->named == s)
        return j->path;
    sq_str root = j->filter->project->root;
    const char *real = sq_path_real(j->bench->arena, s->name);
    sq_str path = sq_str_of(real ? real : s->name);
    size_t n = root.len;
    if (path.len > n && sq_str_eq(sq_str_sub(path, 0, n), root) &&
        path.ptr[n] == '/')
        path = sq_str_sub(path, n + 1, path.len);
    j->named = s;
    j->path = path;
    return path;
}

static bool
is_meant(const struct sq_path_rules *r, sq_str path)
{
    for (size_t i = 0; i < r->n_paths; i++)
        if (sq_glob_fits(r->paths[i].text, path))
            return true;
    return false;
}

/* The project's word for a finding; false: it is switched off. */
static bool
set_levels(struct judging *j, struct sq_diag *f)
{
    const struct sq_project *p = j->filter->project;
    if (!p)
        return true;
    bool on = set_level(f, p->rules, p->n_rules);
    for (size_t i = 0; f->at.source && i < p->n_per_path; i++) {
        const struct sq_path_rules *r = &p->per_path[i];
        if (!is_meant(r, path_in_project(j, f->at.source)))
            continue;
        for (size_t k = 0; k < r->n_rules; k++)
            if (names(&r->rules[k], &sq_codes[f->code]))
                on = set_level(f, &r->rules[k], 1);
    }
    return on;
}

/* Does the finding stand inside the answer, or name the place? */
static bool
is_at(const struct sq_diag *f, sq_str place, const struct sq_assessment *as)
{
    if (place.len == 0)
        return true;
    for (size_t i = 0; i < as->n_answers; i++) {
        const struct sq_answer *answer = &as->answers[i];
        if (sq_str_eq(answer->key.text, place) && f->at.source == as->source &&
            f->at.from >= answer->key.at.from && f->at.to <= answer->at.to)
            return true;
    }
    /* a missing answer has no place: its finding names it */
    struct sq_sbuf quoted;
    sq_sbuf_init(&quoted, 256);
    sq_putf(&quoted, "`%.*s`", SQ_FMT(place));
    bool named = sq_str_has_folded(f->message, sq_sbuf_str(&quoted));
    sq_sbuf_done(&quoted);
    return named;
}

/* The entry of the register that accepts the finding today. */
static const struct sq_suppression *
in_register(struct judging *j, const struct sq_diag *f)
{
    const struct sq_assessment *as = j->bench->assessment;
    const struct sq_code_info *info = &sq_codes[f->code];
    if (!as || f->at.source != as->source || !sq_code_can_be_ignored(info))
        return NULL;
    for (size_t i = 0; i < as->n_suppressions; i++) {
        const struct sq_suppression *s = &as->suppressions[i];
        bool meant = sq_str_is(s->code.text, info->code) ||
                     sq_str_is(s->code.text, info->name);
        if (!meant || !s->because.text.len || !is_at(f, s->place.text, as))
            continue;
        j->used[i] = true;
        if (s->until == SQ_NO_DATE || s->until >= j->bench->today)
            return s;
    }
    return NULL;
}

static struct sq_ignores *
comments_of(struct judging *j, const struct sq_source *s)
{
    sq_str name = sq_str_of(s->name);
    struct sq_ignores *all = sq_map_find(&j->comments, name);
    if (all)
        return all;
    all = SQ_NEW(j->bench->arena, struct sq_ignores);
    sq_map_add(&j->comments, name, all);
    /* what is wrong with a comment is told where the file itself is checked */
    struct sq_diags nobody;
    sq_diags_init(&nobody, j->bench->arena);
    sq_ignores_read(j->bench->arena, s, s == j->bench->source ? j->d : &nobody,
                    all);
    return all;
}

static bool
is_wanted(const struct judging *j, const struct sq_code_info *info)
{
    const struct sq_filter *f = j->filter;
    return (!f->select.n || in_list(info, &f->select)) &&
           !in_list(info, &f->ignore);
}

/* False: it is left out altogether. */
static bool
judge(struct judging *j, struct sq_diag *f, struct sq_found *out)
{
    *out = (struct sq_found){.diag = f};
    if (!set_levels(j, f) || !is_wanted(j, &sq_codes[f->code]))
        return false;
    if (!f->at.source || !sq_code_can_be_ignored(&sq_codes[f->code]))
        return true;
    const struct sq_ignore *comment =
        sq_ignores_match(comments_of(j, f->at.source), f, j->bench->today);
    const struct sq_suppression *entry = in_register(j, f);
    if (comment) {
        out->standing = SQ_IGNORED;
        out->because = comment->because;
    } else if (entry) {
        out->standing = SQ_REGISTERED;
        out->because = entry->because.text;
    }
    return true;
}

/* ---- what was accepted without need -------------------------------------- */

static void
tell_one(struct judging *j, const struct sq_code_info *info, struct sq_span at,
         bool used, sq_date until)
{
    /* what only shows between files may still come */
    if (!is_wanted(j, info) || sq_lint_is_between_files(info))
        return;
    if (!used)
        sq_diag_add(j->d, SQ_FOUND_unused_suppression, at,
                    "%s is accepted here and not found", info->code);
    else if (until != SQ_NO_DATE && until < j->bench->today)
        sq_diag_add(j->d, SQ_FOUND_expired_suppression, at,
                    "%s was accepted here for a time that is over", info->code);
}

static void
tell_unneeded(struct judging *j)
{
    const struct sq_bench *b = j->bench;
    struct sq_ignores *all = b->source ? comments_of(j, b->source) : NULL;
    for (size_t i = 0; all && i < all->n; i++)
        tell_one(j, all->items[i].info, all->items[i].at, all->items[i].used,
                 all->items[i].until);
    for (size_t i = 0; b->assessment && i < b->assessment->n_suppressions;
         i++) {
        const struct sq_suppression *s = &b->assessment->suppressions[i];
        const struct sq_code_info *info = sq_code_find(s->code.text);
        if (info)
            tell_one(j, info, s->at, j->used[i], s->until);
        else if (s->code.text.len)
            sq_diag_add(j->d, SQ_FOUND_bad_suppression, s->code.at,
                        "there is no finding called `%.*s`",
                        SQ_FMT(s->code.text));
    }
}

void
sq_findings_judge(struct sq_diags *d, const struct sq_filter *filter,
                  const struct sq_bench *bench, struct sq_found **out,
                  size_t *out_n)
{
    struct judging j = {.filter = filter, .bench = bench, .d = d};
    sq_map_init(&j.comments, bench->arena);
    if (bench->assessment)
        j.used =
            SQ_NEW_N(bench->arena, bench->assessment->n_suppressions + 1, bool);
    struct sq_found one;
    for (struct sq_diag *f = d->first; f; f = f->next)
        judge(&j, f, &one);
    if (bench->source)
        tell_unneeded(&j);
    sq_diags_sort(d);
    *out = SQ_NEW_N(bench->arena, d->n + 1, struct sq_found);
    *out_n = 0;
    for (struct sq_diag *f = d->first; f; f = f->next)
        if (judge(&j, f, &(*out)[*out_n]))
            ++*out_n;
}

static void
append(struct sq_diags *d, struct sq_diag *f)
{
    if (d->last)
        d->last->next = f;
    else
        d->first = f;
    d->last = f;
    d->n++;
}

void
sq_findings_sift(struct sq_diags *d, const struct sq_filter *filter,
                 const struct sq_assessment *assessment, sq_date today,
                 struct sq_tally *tally)
{
    struct sq_found *items;
    size_t n;
    struct sq_bench bench = {d->arena, assessment ? assessment->source : NULL,
                             assessment, today};
    sq_findings_judge(d, filter, &bench, &items, &n);
    struct sq_diags kept;
    sq_diags_init(&kept, d->arena);
    for (size_t i = 0; i < n; i++) {
        tally->suppressed += items[i].standing != SQ_STANDS;
        if (items[i].standing != SQ_STANDS)
            continue;
        tally->n[items[i].diag->level]++;
        if (items[i].diag->level < filter->show)
            continue;
        struct sq_diag *copy = SQ_NEW(d->arena, struct sq_diag);
        *copy = *items[i].diag;
        copy->next = NULL;
        append(&kept, copy);
    }
    kept.dropped = d->dropped;
    kept.spare = d->spare;
    *d = kept;
}

void
sq_findings_tell(struct sq_cli *cli, struct sq_diags *d, enum sq_level least)
{
    sq_diags_sort(d);
    struct sq_diags told;
    sq_diags_init(&told, d->arena);
    for (const struct sq_diag *f = d->first; f; f = f->next) {
        if (f->level < least)
            continue;
        struct sq_diag *copy = SQ_NEW(d->arena, struct sq_diag);
        *copy = *f;
        copy->next = NULL;
        append(&told, copy);
    }
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    sq_diags_put(&out, &told,
                 &(struct sq_show){.excerpt = true, .colour = cli->colour_err});
    sq_cli_tell_raw(cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
}
