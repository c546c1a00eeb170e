/* SPDX-License-Identifier: MIT */
#include "cli/findings.h"

#include <string.h>

#include "base/limits.h"

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

/* The project's word for a code; false: it is switched off. */
static bool
set_level(struct sq_diag *f, const struct sq_project *project)
{
    for (size_t i = 0; project && i < project->n_rules; i++) {
        const struct sq_rule_level *rule = &project->rules[i];
        const struct sq_code_info *info = &sq_codes[f->code];
        if (!sq_str_is(rule->code.text, info->code) &&
            !sq_str_is(rule->code.text, info->name))
            continue;
        if (sq_str_is(rule->level.text, "off"))
            return false;
        for (int l = SQ_NOTE; l <= SQ_ERROR; l++)
            if (sq_str_is(rule->level.text, sq_level_name((enum sq_level)l)))
                f->level = (enum sq_level)l;
    }
    return true;
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

static bool
is_suppressed(const struct sq_diag *f, const struct sq_assessment *as,
              sq_date today)
{
    const struct sq_code_info *info = &sq_codes[f->code];
    /* what makes a file unreadable cannot be argued away */
    if (!as || f->at.source != as->source || strcmp(info->code, "SQ3") < 0)
        return false;
    for (size_t i = 0; i < as->n_suppressions; i++) {
        const struct sq_suppression *s = &as->suppressions[i];
        bool meant = sq_str_is(s->code.text, info->code) ||
                     sq_str_is(s->code.text, info->name);
        bool expired = s->until != SQ_NO_DATE && s->until < today;
        if (meant && !expired && s->because.text.len &&
            is_at(f, s->place.text, as))
            return true;
    }
    return false;
}

static bool
keep(struct sq_diag *f, const struct sq_filter *filter,
     const struct sq_assessment *as, sq_date today, struct sq_tally *tally)
{
    const struct sq_code_info *info = &sq_codes[f->code];
    if (!set_level(f, filter->project))
        return false;
    if (filter->select.n && !in_list(info, &filter->select))
        return false;
    if (in_list(info, &filter->ignore))
        return false;
    if (is_suppressed(f, as, today)) {
        tally->suppressed++;
        return false;
    }
    tally->n[f->level]++;
    return f->level >= filter->show;
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
    sq_diags_sort(d);
    struct sq_diag *next = d->first;
    d->first = d->last = NULL;
    d->n = 0;
    while (next) {
        struct sq_diag *f = next;
        next = f->next;
        f->next = NULL;
        if (keep(f, filter, assessment, today, tally))
            append(d, f);
    }
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
