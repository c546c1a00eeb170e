/* SPDX-License-Identifier: MIT */
#include "cli/console.h"

#include <signal.h>
#include <string.h>

#include "base/limits.h"
#include "base/utf8.h"
#include "sys/session.h"

enum { MAX_TYPED = 64 * 1024 }; /* [bytes] of one line */

/* ---- the file ------------------------------------------------------------ */

void
sq_desk_stamp(struct sq_desk *d)
{
    if (sq_file_stamp(&d->cli->arena, d->path, &d->stamp, NULL) != SQ_OK)
        d->stamp = (sq_str){0};
}

static bool
has_changed(const struct sq_desk *d)
{
    sq_str now = {0};
    struct sq_arena *a = &d->cli->arena;
    bool there = sq_file_stamp(a, d->path, &now, NULL) == SQ_OK;
    return there && !sq_str_eq(now, d->stamp);
}

/* The answers go somewhere else, and the interview goes on. */
static void
cannot_save(struct sq_desk *d, sq_str why)
{
    struct sq_arena *a = &d->cli->arena;
    if (sq_rescue_write(d))
        d->trouble = sq_str_printf(
            a,
            "Not saved: %.*s. Your answers are kept in %s, and are written "
            "with the next one; type save to try again now.",
            SQ_FMT(why), d->rescue);
    else
        d->trouble = sq_str_printf(
            a,
            "Not saved: %.*s. No other place could be written either: the "
            "answers are kept in memory only, and are written with the next "
            "one; type save to try again now.",
            SQ_FMT(why));
}

/* Where two changed the same answer a person says whose stays. */
static bool
settle_clashes(struct sq_desk *d, sq_str theirs, struct sq_arena *page)
{
    struct sq_clash *clashes;
    size_t n = sq_store_clashes(d->store, theirs, page, &clashes);
    for (size_t i = 0; i < n; i++) {
        bool ours = true;
        if (d->ask_clash && !d->ask_clash(d, &clashes[i], &ours))
            return false;
        if (ours)
            sq_store_insist(d->store, &clashes[i]);
        else
            sq_store_forget(d->store, clashes[i].key);
    }
    return true;
}

/* Somebody else wrote the file: their answers stay, ours are made again. */
static bool
merge(struct sq_desk *d)
{
    struct sq_arena *a = &d->cli->arena;
    struct sq_arena page = {0};
    sq_arena_init(&page);
    sq_str text;
    sq_str why;
    struct sq_err err;
    sq_str before = d->stamp;
    sq_desk_stamp(d); /* of what is read now */
    bool good = sq_file_read(&page, d->path, &text, &err) == SQ_OK;
    if (!good)
        cannot_save(d, sq_str_of(err.text));
    else if (!(good = settle_clashes(d, text, &page)))
        cannot_save(d, SQ_LIT("it is not said whose answer stays"));
    else if (!(good = sq_store_rebase(d->store, text, a, &why)))
        cannot_save(d, sq_str_printf(a,
                                     "%s was changed by somebody else, and "
                                     "this answer does not fit in: %.*s",
                                     d->path, SQ_FMT(why)));
    if (good) {
        d->merged = true;
        d->news = sq_str_printf(a,
                                "%s was changed by somebody else; what they "
                                "wrote is kept.",
                                d->path);
    }
    if (!good)
        d->stamp = before;
    sq_arena_done(&page);
    return good;
}

static void
tell_of_rescue(struct sq_desk *d)
{
    if (d->rescue)
        d->news = sq_str_printf(&d->cli->arena,
                                "%s is written, with the answers that were "
                                "kept in %s, which is removed.",
                                d->path, d->rescue);
    sq_rescue_drop(d);
}

static enum sq_status
write_locked(struct sq_desk *d, bool *out_changed, struct sq_err *err)
{
    struct sq_lock lock;
    enum sq_status status =
        d->is_locked ? SQ_OK
                     : sq_lock_wait(&d->cli->arena, &lock, d->path, err);
    if (status != SQ_OK)
        return status;
    *out_changed = has_changed(d);
    if (!*out_changed)
        status = sq_file_write(d->path, d->store->page->text, false, err);
    if (!*out_changed && status == SQ_OK)
        sq_desk_stamp(d);
    if (!d->is_locked)
        sq_lock_release(&lock);
    return status;
}

/*
 * The file is locked while it is written, and at no other time: two people may
 * answer it at once.  Nobody is asked anything meanwhile, so that the other
 * does not wait for a person.
 */
bool
sq_desk_save(struct sq_desk *d)
{
    d->trouble = (sq_str){0};
    if (d->store->n_unsaved == 0)
        return true;
    bool changed = has_changed(d);
    do {
        struct sq_err err;
        if (changed && !merge(d))
            return false;
        if (write_locked(d, &changed, &err) != SQ_OK) {
            cannot_save(d, err.errnum
                               ? sq_str_printf(&d->cli->arena, "%s: %s",
                                               err.text, strerror(err.errnum))
                               : sq_str_of(err.text));
            return false;
        }
    } while (changed);
    sq_store_saved(d->store);
    tell_of_rescue(d);
    return true;
}

/* ---- the terminal -------------------------------------------------------- */

/* Signs of ours that not every screen or reader knows, in plain letters. */
static void
put_plain(struct sq_sbuf *out, sq_str text)
{
    static const struct {
        int32_t sign;
        const char *plain;
    } plain[] = {{0x00D7, "x"},       {0x2013, "-"},        {0x2014, "-"},
                 {0x2018, "'"},       {0x2019, "'"},        {0x201C, "\""},
                 {0x201D, "\""},      {0x2026, "..."},      {0x2022, "-"},
                 {0x2264, "at most"}, {0x2265, "at least"}, {0x2192, "to"},
                 {0x2212, "-"},       {0xFFFD, "?"}};
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        int32_t c = sq_utf8_next(text, &at);
        const char *as = NULL;
        for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
            if (plain[i].sign == c)
                as = plain[i].plain;
        if (as)
            sq_putz(out, as);
        else
            sq_put(out, sq_str_sub(text, from, at));
    }
}

static void
show(struct sq_desk *d, sq_str text)
{
    if (!d->cli->accessible && d->cli->term.utf8) {
        sq_cli_tell_raw(d->cli, text);
        return;
    }
    struct sq_sbuf out;
    sq_sbuf_init(&out, SQ_MAX_OUTPUT);
    put_plain(&out, text);
    sq_cli_tell_raw(d->cli, sq_sbuf_str(&out));
    sq_sbuf_done(&out);
}

static void
tell(struct sq_desk *d, sq_str *text)
{
    if (text->len)
        sq_cli_fail(d->cli, "%.*s", SQ_FMT(*text));
    *text = (sq_str){0};
}

static void
save_and_tell(struct sq_desk *d, struct sq_walk *w)
{
    bool saved = sq_desk_save(d);
    if (d->merged)
        sq_walk_refresh(w);
    d->merged = false;
    if (saved && sq_walk_wants_save(w))
        sq_cli_say(d->cli, "%s is written.", d->path);
    tell(d, &d->news);
    tell(d, &d->trouble);
}

static enum sq_exit
exit_of_signal(int number)
{
    if (number == SIGINT)
        return SQ_EXIT_INTERRUPTED;
    return number == SIGHUP ? SQ_EXIT_HANGUP : SQ_EXIT_TERMINATED;
}

static void
tell_of_unsaved(struct sq_desk *d)
{
    if (d->rescue) {
        sq_cli_fail(d->cli, "once there is room: sqeeia assess %s --answers %s",
                    sq_cli_word(d->cli, d->path),
                    sq_cli_word(d->cli, d->rescue));
        return;
    }
    sq_cli_fail(d->cli,
                "these answers are lost with this program's end, so copy them "
                "from here; %s is as it was before them:",
                d->path);
    struct sq_sbuf b;
    sq_sbuf_init(&b, SQ_MAX_FILE);
    sq_store_put_unsaved(d->store, &b);
    sq_cli_tell(d->cli, sq_sbuf_str(&b));
    sq_sbuf_done(&b);
}

/* The last words.  What they promise is true. */
static enum sq_exit
say_goodbye(struct sq_desk *d, enum sq_exit e)
{
    if (!sq_desk_save(d)) {
        sq_cli_fail(d->cli, "%.*s", SQ_FMT(d->trouble));
        tell_of_unsaved(d);
        return sq_exit_worse(e, SQ_EXIT_SYSTEM);
    }
    bool left = false;
    const struct sq_case *c = d->store->page->c;
    for (uint32_t i = 0; i < c->n; i++)
        left |= c->slots[i].state != SQ_HIDDEN &&
                c->slots[i].reply == SQ_MISSING &&
                sq_required(c->slots[i].question);
    if (left)
        sq_cli_say(d->cli, "Saved. Resume with `sqeeia assess %s`",
                   sq_cli_word(d->cli, d->path));
    else
        sq_cli_say(d->cli,
                   "Saved. Next: sqeeia check %s, then sqeeia report %s",
                   sq_cli_word(d->cli, d->path), sq_cli_word(d->cli, d->path));
    return e;
}

/* "@notes.txt": the text of a file, where text is asked for. */
static bool
feed_file(struct sq_desk *d, struct sq_walk *w, sq_str line)
{
    line = sq_str_trim(line);
    if (line.len < 2 || line.ptr[0] != '@' || !sq_walk_takes_text(w))
        return false;
    struct sq_arena *a = &d->cli->arena;
    const char *path = sq_str_z(a, sq_str_sub(line, 1, line.len));
    sq_str text;
    struct sq_err err;
    if (sq_file_read(a, path, &text, &err) == SQ_OK)
        sq_walk_feed(w, text);
    else
        sq_walk_refuse(w,
                       sq_str_printf(a, "%s. To begin a text with @, type \\@.",
                                     err.text));
    return true;
}

/* ---- two changed the same answer ----------------------------------------- */

static sq_str
or_none(sq_str text)
{
    return text.len ? text : SQ_LIT("no answer");
}

static bool
ask_clash(struct sq_desk *d, const struct sq_clash *c, bool *out_ours)
{
    struct sq_arena *a = &d->cli->arena;
    struct sq_sbuf line;
    sq_sbuf_init(&line, MAX_TYPED);
    sq_cli_tell(d->cli,
                sq_str_printf(a,
                              "%.*s was changed by somebody else "
                              "meanwhile.\n1. Theirs: %.*s\n2. Yours: "
                              "%.*s\n",
                              SQ_FMT(c->key), SQ_FMT(or_none(c->theirs)),
                              SQ_FMT(or_none(c->ours))));
    bool said = false;
    while (!said) {
        sq_cli_tell(d->cli, SQ_LIT("Which one stays? 1 or 2: "));
        sq_sbuf_clear(&line);
        enum sq_line got = sq_line_read(d->reader, &line);
        if (got == SQ_LINE_AGAIN)
            continue;
        if (got != SQ_LINE_READ)
            break;
        sq_str typed = sq_str_trim(sq_sbuf_str(&line));
        bool theirs =
            sq_str_is(typed, "1") || sq_str_eq_folded(typed, SQ_LIT("theirs"));
        *out_ours = sq_str_is(typed, "2") ||
                    sq_str_eq_folded(typed, SQ_LIT("yours")) ||
                    sq_str_eq_folded(typed, SQ_LIT("mine"));
        said = theirs || *out_ours;
    }
    sq_sbuf_done(&line);
    return said;
}

/* ---- lines --------------------------------------------------------------- */

/* Terminals keep this much of a line, and drop the rest without a word. */
enum { MOST_OF_A_LINE = 4095 };

/*
 * Lines that are there before the next question is shown were pasted: they
 * belong to this text.  Elsewhere they are answers that were typed ahead.
 */
static void
take_pasted(struct sq_desk *d, struct sq_walk *w, struct sq_sbuf *line)
{
    size_t n = 1;
    const char *between = sq_walk_takes_lines(w) ? "\n" : " ";
    struct sq_sbuf more;
    sq_sbuf_init(&more, MAX_TYPED);
    while (sq_walk_takes_text(w) && line->len && sq_line_waits(d->reader)) {
        sq_sbuf_clear(&more);
        if (sq_line_read(d->reader, &more) != SQ_LINE_READ)
            break;
        sq_putz(line, between);
        sq_put(line, sq_sbuf_str(&more));
        n++;
    }
    sq_sbuf_done(&more);
    if (n > 1)
        sq_cli_say(d->cli, "%zu lines came at once; they are taken as one text",
                   n);
}

static void
edit_text(struct sq_desk *d, struct sq_walk *w)
{
    sq_str text;
    sq_str guidance;
    sq_str why;
    sq_str out;
    if (!sq_walk_wants_edit(w, &text, &guidance))
        return;
    if (sq_editor_take(d, text, guidance, &out, &why))
        sq_walk_edited(w, out);
    else
        sq_walk_again(w, why);
}

static void
feed(struct sq_desk *d, struct sq_walk *w, sq_str line)
{
    if (!feed_file(d, w, line))
        sq_walk_feed(w, line);
    edit_text(d, w);
    if (line.len >= MOST_OF_A_LINE)
        sq_cli_fail(d->cli,
                    "the terminal takes %d bytes a line, so the end of "
                    "this text may be missing; a longer one can come "
                    "from a file: @notes.txt",
                    MOST_OF_A_LINE);
}

enum sq_exit
sq_console_run(struct sq_desk *d, const struct sq_walk_setup *setup)
{
    struct sq_walk *w = sq_walk_new(&d->cli->arena, d->store, setup);
    struct sq_line_reader reader = {0};
    d->reader = &reader;
    d->ask_clash = ask_clash;
    struct sq_sbuf line;
    sq_sbuf_init(&line, MAX_TYPED);
    sq_signals_catch();
    sq_term_begin();
    show(d, sq_walk_screen(w));
    enum sq_line got = SQ_LINE_READ;
    while (!sq_walk_ended(w)) {
        sq_sbuf_clear(&line);
        got = sq_line_read(&reader, &line);
        if (got == SQ_LINE_AGAIN) {
            sq_walk_again(w, (sq_str){0});
            show(d, sq_walk_screen(w));
            continue;
        }
        if (got != SQ_LINE_READ)
            break;
        take_pasted(d, w, &line);
        feed(d, w, sq_sbuf_str(&line));
        save_and_tell(d, w);
        show(d, sq_walk_screen(w));
    }
    sq_term_end();
    if (got != SQ_LINE_READ)
        sq_cli_tell_raw(d->cli, SQ_LIT("\n"));
    enum sq_exit e =
        got == SQ_LINE_SIGNAL ? exit_of_signal(sq_signal_seen()) : SQ_EXIT_DONE;
    e = say_goodbye(d, e);
    d->reader = NULL; /* it was of this function */
    sq_sbuf_done(&line);
    sq_walk_free(w);
    return e;
}
