/* SPDX-License-Identifier: MIT */
#include "cli/opts.h"

#include <getopt.h>
#include <string.h>

#include "base/arena.h"
#include "base/sbuf.h"
#include "base/utf8.h"
#include "walk/fill.h"

/* getopt's `val` of the i-th option of all sets; below are letters. */
enum { FIRST_VAL = 256 };

struct reading {
    struct sq_arena *arena;
    const struct sq_opt_set *sets;
    size_t n_sets;
    struct option *longs;
    char *letters;
    struct sq_err *err;
    enum sq_status status;
};

void
sq_args_push(struct sq_arena *a, struct sq_args *list, const char *item)
{
    list->items = sq_arena_push(a, list->items, &list->n, sizeof *list->items);
    list->items[list->n - 1] = item;
}

struct sq_args
sq_args_split(struct sq_arena *a, const struct sq_args *list)
{
    struct sq_args out = {0};
    for (size_t i = 0; i < list->n; i++) {
        sq_str rest = sq_str_of(list->items[i]);
        sq_str piece;
        while (sq_str_next(&rest, ',', &piece)) {
            piece = sq_str_trim(piece);
            if (piece.len)
                sq_args_push(a, &out, sq_str_z(a, piece));
        }
    }
    return out;
}

static bool
takes_argument(const struct sq_opt *o)
{
    return o->kind == SQ_OPT_TEXT || o->kind == SQ_OPT_WORD ||
           o->kind == SQ_OPT_LIST || o->kind == SQ_OPT_PAIR;
}

static size_t
count_opts(const struct reading *r)
{
    size_t n = 0;
    for (size_t s = 0; s < r->n_sets; s++)
        for (const struct sq_opt *o = r->sets[s].opts; o->name; o++)
            n++;
    return n;
}

/* What getopt_long wants to know, from our tables. */
static void
make_getopt_tables(struct reading *r, bool stop_at_operand)
{
    size_t n = count_opts(r);
    r->longs = SQ_NEW_N(r->arena, n + 1, struct option);
    r->letters = SQ_NEW_N(r->arena, 2 * n + 3, char);

    char *letter = r->letters;
    *letter++ = stop_at_operand ? '+' : '-';
    *letter++ = ':';
    size_t i = 0;
    for (size_t s = 0; s < r->n_sets; s++)
        for (const struct sq_opt *o = r->sets[s].opts; o->name; o++, i++) {
            int wants = takes_argument(o) ? required_argument : no_argument;
            r->longs[i] =
                (struct option){o->name, wants, NULL, FIRST_VAL + (int)i};
            if (!o->letter)
                continue;
            *letter++ = o->letter;
            if (takes_argument(o))
                *letter++ = ':';
        }
}

/* The option behind getopt's answer, and the struct it belongs to. */
static const struct sq_opt *
opt_of(const struct reading *r, int val, void **out_into)
{
    int i = FIRST_VAL;
    for (size_t s = 0; s < r->n_sets; s++)
        for (const struct sq_opt *o = r->sets[s].opts; o->name; o++, i++)
            if (val == i || (o->letter && val == o->letter)) {
                *out_into = r->sets[s].into;
                return o;
            }
    return NULL;
}

static void
complain(struct reading *r, sq_str text)
{
    if (r->status != SQ_OK)
        return;
    r->status = sq_fail(r->err, SQ_BAD_USAGE, 0, "%.*s", SQ_FMT(text));
}

/* "--colr" out of "--colr=always" */
static sq_str
written_name(const char *arg)
{
    sq_str s = sq_str_of(arg);
    return sq_str_sub(s, 0, sq_str_find(s, '=', 0));
}

static void
complain_unknown(struct reading *r, sq_str written)
{
    size_t n = 0;
    sq_str *names = SQ_NEW_N(r->arena, count_opts(r) + 1, sq_str);
    for (size_t s = 0; s < r->n_sets; s++)
        for (const struct sq_opt *o = r->sets[s].opts; o->name; o++)
            names[n++] = sq_str_of(o->name);

    sq_str near = {0};
    if (sq_str_starts(written, "--"))
        near = sq_str_nearest(sq_str_sub(written, 2, written.len), names, n);
    if (near.len)
        complain(r,
                 sq_str_printf(r->arena,
                               "unknown option `%.*s`; did you mean `--%.*s`?",
                               SQ_FMT(written), SQ_FMT(near)));
    else
        complain(r, sq_str_printf(r->arena, "unknown option `%.*s`",
                                  SQ_FMT(written)));
}

/* "always, never or auto" */
static sq_str
words_in_a_row(struct sq_arena *a, const char *const *words)
{
    sq_str out = {0};
    for (size_t i = 0; words[i]; i++)
        out = sq_str_printf(a, "%.*s%s%s", SQ_FMT(out),
                            i == 0         ? ""
                            : words[i + 1] ? ", "
                                           : " or ",
                            words[i]);
    return out;
}

static void
set_word(struct reading *r, const struct sq_opt *o, const char *arg,
         const char **member)
{
    for (size_t i = 0; o->words[i]; i++)
        if (strcmp(o->words[i], arg) == 0) {
            *member = o->words[i];
            return;
        }
    sq_str words = words_in_a_row(r->arena, o->words);
    complain(r,
             sq_str_printf(r->arena, "`--%s` does not know `%s`; it takes %.*s",
                           o->name, arg, SQ_FMT(words)));
}

static void
set_member(struct reading *r, const struct sq_opt *o, void *into,
           const char *arg)
{
    void *member = (char *)into + o->at;
    switch (o->kind) {
    case SQ_OPT_ON:
        *(bool *)member = true;
        break;
    case SQ_OPT_COUNT:
        ++*(unsigned *)member;
        break;
    case SQ_OPT_TEXT:
        *(const char **)member = arg;
        break;
    case SQ_OPT_WORD:
        set_word(r, o, arg, member);
        break;
    case SQ_OPT_SET:
        *(const char **)member = o->words[0];
        break;
    case SQ_OPT_LIST:
        sq_args_push(r->arena, member, arg);
        break;
    case SQ_OPT_PAIR:
        sq_args_push(r->arena, member, o->name);
        sq_args_push(r->arena, member, arg);
        break;
    }
}

/* getopt found a mistake in `arg`: `c` is ':' or '?'. */
static void
complain_about(struct reading *r, int c, const char *arg)
{
    void *into;
    const struct sq_opt *o = opt_of(r, optopt, &into);
    if (c == ':' && o)
        complain(r, sq_str_printf(r->arena, "`%s%s` needs %s",
                                  optopt < FIRST_VAL ? "-" : "--",
                                  optopt < FIRST_VAL ? (char[]){o->letter, '\0'}
                                                     : o->name,
                                  o->arg));
    else if (sq_str_starts(sq_str_of(arg), "--") && o)
        complain(r,
                 sq_str_printf(r->arena, "`--%s` takes no argument", o->name));
    else if (sq_str_starts(sq_str_of(arg), "--"))
        complain_unknown(r, written_name(arg));
    else
        complain_unknown(r,
                         sq_str_printf(r->arena, "-%c", optopt ? optopt : '?'));
}

static void
take(struct reading *r, int c, const char *arg)
{
    void *into = NULL;
    const struct sq_opt *o = opt_of(r, c, &into);
    /* getopt_long takes any unambiguous start; names here are whole */
    if (c >= FIRST_VAL && !sq_str_eq(sq_str_sub(written_name(arg), 2, SIZE_MAX),
                                     sq_str_of(o->name)))
        complain_unknown(r, written_name(arg));
    else
        set_member(r, o, into, optarg);
}

enum sq_status
sq_opts_read(struct sq_arena *a, const struct sq_opt_set *sets, size_t n_sets,
             struct sq_argv *line, struct sq_args *operands, struct sq_err *err)
{
    int argc = line->argc;
    struct reading r = {a, sets, n_sets, NULL, NULL, err, SQ_OK};
    make_getopt_tables(&r, !operands);

    /* getopt wants a name in front */
    char **shifted = SQ_NEW_N(a, (size_t)argc + 2, char *);
    shifted[0] = (char[]){"sqeeia"};
    memcpy(shifted + 1, line->argv, (size_t)argc * sizeof *line->argv);

    optind = 0; /* start afresh */
    opterr = 0; /* we say it ourselves */
    for (;;) {
        int at = optind == 0 ? 1 : optind;
        int c = getopt_long(argc + 1, shifted, r.letters, r.longs, NULL);
        if (c == -1)
            break;
        if (c == 1 && operands)
            sq_args_push(a, operands, optarg);
        else if (c == ':' || c == '?')
            complain_about(&r, c, shifted[at]);
        else
            take(&r, c, shifted[at]);
    }
    for (int i = optind; operands && i <= argc; i++)
        sq_args_push(a, operands, shifted[i]);
    line->next = optind - 1;
    return r.status;
}

static void
put_usage(struct sq_sbuf *out, const struct sq_opt *o)
{
    if (o->letter)
        sq_putf(out, "  -%c, --%s", o->letter, o->name);
    else
        sq_putf(out, "      --%s", o->name);
    if (o->arg)
        sq_putf(out, " %s", o->arg);
}

void
sq_opts_help(struct sq_sbuf *out, const struct sq_opt *opts, unsigned width)
{
    enum { COLUMN = 28 };
    for (const struct sq_opt *o = opts; o->name; o++) {
        size_t before = out->len;
        put_usage(out, o);
        size_t used =
            sq_utf8_width(sq_str_sub(sq_sbuf_str(out), before, out->len));
        if (used > COLUMN - 2) {
            sq_putc(out, '\n');
            used = 0;
        }
        sq_put_n(out, ' ', COLUMN - used);
        sq_fill_put(out, sq_str_of(o->text),
                    &(struct sq_fill){COLUMN, COLUMN, width});
        sq_putc(out, '\n');
    }
}
