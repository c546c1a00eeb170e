/* SPDX-License-Identifier: MIT */
/*
 * Initials in what the public reads.  Those that everybody knows are left
 * alone, and those that some answer of the file spells out: "(CSO)".
 */
#include "base/sbuf.h"
#include "base/utf8.h"
#include "lint/lint.h"

static const char *const known[] = {
    "NHS", "GP",  "GPs",  "UK",    "AI",   "BSL",  "CT",  "MRI",  "ID",  "TV",
    "SMS", "PDF", "USB",  "VAT",   "HIV",  "GPS",  "USA", "BBC",  "ITV", "DNA",
    "IT",  "QR",  "LGBT", "COVID", "GDPR", "WCAG", "PIN", "CCTV", "AA",  NULL};

struct context {
    const struct sq_look *k;
    struct sq_map looked_at; /* words: each is told once */
};

static bool
is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool
is_letter(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           c == '-' || c == '_' || (unsigned char)c >= 0x80;
}

/* Does some text of the file hold "(CSO)"? */
static bool
is_spelt_out(const struct sq_look *k, sq_str word)
{
    sq_str spelt = sq_str_printf(k->arena, "(%.*s)", SQ_FMT(word));
    bool found = sq_str_has_folded(k->as->about.summary.text, spelt);
    for (size_t i = 0; i < k->n_said && !found; i++)
        found = sq_str_has_folded(k->said[i].text, spelt);
    return found;
}

static bool
is_known(const struct context *x, sq_str word)
{
    for (const char *const *w = known; *w; w++)
        if (sq_str_is(word, *w))
            return true;
    /* what the questionnaire has a record of, it explains */
    struct sq_sbuf id;
    sq_sbuf_init(&id, 64);
    sq_utf8_put_folded(&id, word);
    bool cited = sq_map_find(&x->k->q->vocab.frameworks, sq_sbuf_str(&id));
    sq_sbuf_done(&id);
    return cited || is_spelt_out(x->k, word);
}

/* Three capitals or more, alone; a word in a shouted text is none. */
static bool
next(sq_str text, size_t *at, sq_str *out)
{
    for (size_t i = *at; i < text.len;) {
        if (!is_letter(text.ptr[i])) {
            i++;
            continue;
        }
        size_t end = i, upper = 0;
        while (end < text.len && is_letter(text.ptr[end]))
            upper += is_upper(text.ptr[end++]);
        *out = sq_str_sub(text, i, end);
        i = *at = end;
        if (upper >= 3 && upper == out->len && out->len <= 6)
            return true;
    }
    return false;
}

static void
look(struct context *x, const struct sq_said *s)
{
    size_t at = 0;
    sq_str word;
    while (s->slot->question->is_public == 1 && next(s->text, &at, &word)) {
        if (!sq_map_add(&x->looked_at, word, x) || is_known(x, word))
            continue;
        struct sq_diag *f =
            sq_diag_add(x->k->d, SQ_FOUND_unexplained_letters, s->at,
                        "`%.*s` is for the public, and `%.*s` is not explained",
                        SQ_FMT(s->slot->id), SQ_FMT(word));
        sq_diag_help(x->k->d, f,
                     "write it out the first time, with the letters in "
                     "brackets, or use a plain word");
    }
}

static void
assessment(const struct sq_look *k)
{
    struct context x = {.k = k};
    sq_map_init(&x.looked_at, k->arena);
    for (size_t i = 0; i < k->n_said; i++)
        look(&x, &k->said[i]);
}

const struct sq_rule sq_rule_unexplained_letters = {.assessment = assessment,
                                                    .from = SQ_MOMENT_PUBLISH};
